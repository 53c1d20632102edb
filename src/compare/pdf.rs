//! The words of a held copy that is a PDF, page by page.

use crate::pdf::columns::{self, Line};
use crate::pdf::{running, sheets};
use crate::span::Span;
use crate::text::held::{HeldPage, HeldText, HeldUnit};

/// The words of a PDF, lines in the order in which they are read.
///
/// # Errors
/// Why they cannot be had, as the end of a sentence that begins with the file's
/// name: "asks for a password".
pub fn read(bytes: Vec<u8>) -> Result<HeldText, String> {
    let mut words = String::new();
    let mut pages = Vec::new();
    for page in running::part(sheets(bytes)?.pages) {
        pages.push(HeldPage { start: Span::at(words.len()).start, label: page.label, printed: page.printed });
        let (lines, _) = columns::lines(page.pieces);
        for line in page.head.iter().chain(&lines).chain(&page.foot) {
            shown(line, &mut words);
        }
    }
    words.truncate(words.trim_end_matches('\n').len());
    Ok(HeldText { words, pages, unit: HeldUnit::Line, marks: Vec::new(), frail: true })
}

/// A line with its raised figures, which point to notes, as typists show them.
fn shown(line: &Line, words: &mut String) {
    let piece = line.joined();
    let mut at = 0;
    for &(start, end) in &piece.raised {
        let (start, end) = (start as usize, end as usize);
        words.push_str(piece.text.get(at..start).unwrap_or(""));
        words.extend(piece.text.get(start..end).unwrap_or("").chars().map(superscript));
        at = end;
    }
    words.push_str(piece.text.get(at..).unwrap_or(""));
    words.push('\n');
}

fn superscript(c: char) -> char {
    match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + (c as u32 - '0' as u32)).unwrap_or(c),
        c => c,
    }
}
