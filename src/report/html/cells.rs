//! Where the words of tables stand: their rows and columns, so that the page sets them as tables.

use std::collections::HashMap;

use crate::case::Case;
use crate::draft::{Draft, Passage, PassageKind};
use crate::ids::PassageId;
use crate::span::Span;
use crate::text::rendition::{Cell, What};
use crate::text::{FileId, Text};

/// The cell of each passage in a table. Word and OpenDocument files say it, and so do tags, however the file's lines run;
/// in other formats cells on one line of the file are one row, and the marks between them tell the columns.
pub(super) fn cells(draft: &Draft, case: &Case<'_>) -> HashMap<PassageId, Cell> {
    let mut cells = HashMap::new();
    let mut told: HashMap<FileId, Vec<(u32, Cell)>> = HashMap::new();
    let mut last: Option<(&Passage, Cell)> = None;
    let tags = matches!(draft.format, "html" | "epub");
    for (passage, held) in draft.passages.each().filter(|(_, held)| held.kind == PassageKind::TableCell) {
        let (file, at) = (held.place.file, held.place.span.start);
        let text = case.texts.get(file);
        let cell = match text.rendition() {
            Some(_) => {
                let told = told.entry(file).or_insert_with(|| said(text));
                let after = told.partition_point(|(start, _)| *start <= at);
                after.checked_sub(1).map(|before| told[before].1)
            }
            None => Some(by_tags(text, held, last, tags).unwrap_or_else(|| on_line(text, held, last))),
        };
        if let Some(cell) = cell {
            cells.insert(passage, cell);
            last = Some((held, cell));
        }
    }
    cells
}

/// What a packaged file says of its cells, each with where its words begin.
fn said(text: &Text) -> Vec<(u32, Cell)> {
    let events = text.rendition().map(|rendition| rendition.events.as_slice()).unwrap_or_default();
    let cell = |event: &crate::text::rendition::Event| match event.what {
        What::Cell(cell) => Some((event.span.start, cell)),
        _ => None,
    };
    events.iter().filter_map(cell).collect()
}

/// So many bytes before the first cell of a file its row's tag is looked for.
const NEAR: u32 = 2_000;

/// The cell of a passage before which tags of rows and cells stand; `None` where none do. `tags` says that the format has no
/// other tables.
fn by_tags(text: &Text, held: &Passage, last: Option<(&Passage, Cell)>, tags: bool) -> Option<Cell> {
    let at = held.place.span.start;
    let last = last.filter(|(before, _)| before.place.file == held.place.file);
    let since = last.map_or(at.saturating_sub(NEAR), |(before, _)| before.place.span.end.min(at));
    let since = text.content.floor_char_boundary(since as usize);
    let words = text.content.get(since..at as usize)?;
    let (rows, cells) = (begun(words, &["tr"]), begun(words, &["td", "th"]));
    match (rows.last(), last) {
        (Some(row), last) => {
            let cells = cells.iter().filter(|cell| *cell > row).count();
            let column = u32::try_from(cells).unwrap_or(u32::MAX).saturating_sub(1);
            Some(Cell { row: last.map_or(0, |(_, cell)| cell.row.saturating_add(1)), column })
        }
        (None, Some((_, cell))) if !cells.is_empty() => {
            let column = cell.column.saturating_add(u32::try_from(cells.len()).unwrap_or(u32::MAX));
            Some(Cell { row: cell.row, column })
        }
        // Sentences and paragraphs of one cell.
        (None, Some((_, cell))) if tags => Some(cell),
        (None, _) => None,
    }
}

/// Where elements of these names begin in these words.
fn begun(words: &str, names: &[&str]) -> Vec<usize> {
    let opens = |at: &usize| {
        let rest = &words.as_bytes()[at + 1..];
        names.iter().any(|name| {
            let end = rest
                .get(name.len())
                .is_some_and(|byte| matches!(byte, b'>' | b'/') || byte.is_ascii_whitespace());
            end && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        })
    };
    words.match_indices('<').map(|(at, _)| at).filter(opens).collect()
}

/// The cell of a passage in a file that has its tables as lines.
fn on_line(text: &Text, held: &Passage, last: Option<(&Passage, Cell)>) -> Cell {
    let at = held.place.span.start;
    let line = text.line(at);
    let row = u32::try_from(line).unwrap_or(u32::MAX);
    let Some((before, cell)) =
        last.filter(|(before, cell)| cell.row == row && before.place.file == held.place.file)
    else {
        let begins = text.line_span(line).start.min(at);
        let words = text.slice(Span { start: begins, end: at });
        // Bars and tags stand before a cell, the sign of LaTeX stands between two.
        return Cell { row, column: bars(words).saturating_sub(1).max(signs(words)) };
    };
    let between = text.slice(Span { start: before.place.span.end.min(at), end: at });
    let further = match bars(between).max(signs(between)) {
        0 => u32::from(before.paragraph != held.paragraph),
        marks => marks,
    };
    Cell { row, column: cell.column.saturating_add(further) }
}

/// How many cells of Markdown or HTML begin in these words between cells.
fn bars(words: &str) -> u32 {
    let tags = begun(words, &["td", "th"]).len();
    u32::try_from(words.matches('|').count().max(tags)).unwrap_or(u32::MAX)
}

/// How many cells of LaTeX end in them.
fn signs(words: &str) -> u32 {
    u32::try_from(words.matches("& ").count()).unwrap_or(u32::MAX)
}
