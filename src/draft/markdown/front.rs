//! Metadata at the head of a file: `title: …` between two lines of dashes.

use super::{Markdown, notes};
use crate::draft::PassageKind;

impl Markdown<'_> {
    /// Shows the metadata that begins at this byte, one passage a line; its
    /// title is the document's. Gives the byte at which the text begins.
    pub(super) fn front_matter(&mut self, start: usize) -> usize {
        let Some(end) = end_of_metadata(&self.source[start..]).map(|len| start + len) else { return start };
        let mut at = start;
        for line in self.source[start..end].split_inclusive('\n') {
            let line_start = at;
            at += line.len();
            let words = line.trim_end();
            if matches!(words, "---" | "...") || words.is_empty() {
                continue;
            }
            if let Some(value) = notes::field(words, "title").filter(|_| !self.titled) {
                self.titled = true;
                self.out.open(PassageKind::Title);
                self.out.text(Self::span(line_start + value.start..line_start + value.end));
            } else {
                self.out.open(PassageKind::FrontMatter);
                self.out.text(Self::span(line_start..line_start + words.len()));
            }
            self.out.close();
        }
        end
    }
}

/// Length of the metadata at the head of a text, both lines of dashes included.
fn end_of_metadata(text: &str) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    for (index, line) in lines.enumerate() {
        at += line.len();
        let words = line.trim_end();
        if index == 0 && words.is_empty() {
            // A rule, and then a text.
            return None;
        }
        if matches!(words, "---" | "...") {
            return Some(at);
        }
    }
    None
}
