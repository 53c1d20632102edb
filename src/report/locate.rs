//! Lines and columns for people, in time linear in the text.

use std::cell::Cell;

use crate::text::{FileId, Position, Texts};

/// Finds positions and remembers the last one: findings come in order, and a
/// paragraph, or a whole book, may stand on a single line. Counting each column
/// from the start of its line would make that quadratic.
pub(super) struct Locator<'a> {
    texts: &'a Texts,
    last: Cell<Option<(FileId, u32, Position)>>,
}

impl<'a> Locator<'a> {
    /// Nothing found yet.
    pub(super) fn new(texts: &'a Texts) -> Self {
        Self { texts, last: Cell::new(None) }
    }

    /// The position of a byte offset.
    pub(super) fn position(&self, file: FileId, offset: u32) -> Position {
        let text = self.texts.get(file);
        let line = text.line(offset);
        let near = self.last.get().filter(|&(last_file, last_offset, last)| {
            last_file == file && last_offset <= offset && last.line == line && last.column > 1
        });
        let position = near
            .and_then(|(_, last_offset, last)| {
                let between = text.content.get(last_offset as usize..offset as usize)?;
                Some(Position { line, column: last.column + between.chars().count() })
            })
            .unwrap_or_else(|| text.position(offset));
        self.last.set(Some((file, offset, position)));
        position
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn it_says_what_the_text_says() {
        let mut texts = Texts::new();
        let file = texts.add(Text::new("t", "\u{feff}日本x\n\u{feff}語 and\r\nmore"));
        let locator = Locator::new(&texts);
        let content = &texts.get(file).content;
        let offsets = content.char_indices().map(|(at, _)| at as u32).chain([content.len() as u32, 0, 12, 9]);
        for offset in offsets {
            assert_eq!(locator.position(file, offset), texts.get(file).position(offset), "at {offset}");
        }
    }
}
