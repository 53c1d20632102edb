//! Parts of a document that are set apart from its argument: a summary in front, whose facts the body cites; the lines below
//! a table that say what it is made of; a box whose sources stand in its last line.

use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::lexicon::list;

/// A document that cites so often cites on purpose: its summary without a source is a habit of the kind.
const CITES: usize = 8;
/// A box, and the notes below a table, have at most so many passages.
const BOX: usize = 25;
/// The notes of a table stand at most so many passages behind its source line.
const NOTES: usize = 8;

/// For each passage whether it stands in such a part.
pub(super) fn find(draft: &Draft) -> Vec<bool> {
    let count = draft.passages.ids().len();
    let mut apart = vec![false; count];
    let mut mark = |passage: PassageId| {
        if let Some(held) = apart.get_mut(passage.index()) {
            *held = true;
        }
    };
    let all: Vec<PassageId> = draft.passages.ids().collect();
    let cited = |passage: PassageId| !draft.passages[passage].markers.is_empty();
    for section in summaries(draft) {
        let own = || draft.sections[section].passages.clone();
        let any = own().any(cited);
        if !any {
            own().for_each(&mut mark);
        }
    }
    for (at, &passage) in all.iter().enumerate() {
        let line = is_source_line(draft, passage);
        if !line {
            continue;
        }
        let paragraph = draft.passages[passage].paragraph;
        // What follows in the same paragraph, and lettered notes behind it.
        let same = |other: PassageId| draft.passages[other].paragraph == paragraph;
        for &next in all[at..].iter().take(BOX).take_while(|&&next| same(next)) {
            mark(next);
        }
        for &next in all[at..].iter().take(NOTES).filter(|&&next| is_lettered(draft.words(next))) {
            mark(next);
        }
        // What stands above it, up to the heading, a table or a sentence with a source of its own.
        if draft.words(passage).starts_with("Sources:") {
            // The foot and head of a page may stand between.
            let text = |&&before: &&PassageId| draft.passages[before].kind != PassageKind::Furniture;
            let above = all[..at].iter().rev().filter(text).take(BOX);
            for &before in above.take_while(|&&before| is_boxed(draft, before) && !cited(before)) {
                mark(before);
            }
        }
    }
    apart
}

/// The sections that are a summary in front of the document; none in a document that hardly cites.
fn summaries(draft: &Draft) -> Vec<usize> {
    if draft.markers.ids().take(CITES).count() < CITES {
        return Vec::new();
    }
    let title = |at: usize| draft.sections.get(at).map_or("", |section| draft.view.slice(section.view));
    let named = |at: &usize| {
        let words = title(*at).trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        list::SUMMARY_PART.has(&words)
    };
    (0..draft.sections.len()).filter(named).collect()
}

/// `Source: …`, `Notes: …` at the head of a line.
fn is_source_line(draft: &Draft, passage: PassageId) -> bool {
    let words = draft.words(passage).trim_start_matches(['*', '_', '(']);
    ["Source:", "Sources:", "Note:", "Notes:"].iter().any(|lead| words.starts_with(lead))
}

/// `a. Loan subsidy is the cost of …`: a note of a table.
fn is_lettered(words: &str) -> bool {
    let mut chars = words.chars();
    chars.next().is_some_and(|c| c.is_ascii_lowercase())
        && chars.next() == Some('.')
        && chars.next() == Some(' ')
}

/// Running text that may stand in a box.
fn is_boxed(draft: &Draft, passage: PassageId) -> bool {
    matches!(draft.passages[passage].kind, PassageKind::Sentence | PassageKind::ListItem)
}

#[cfg(test)]
mod tests {
    use super::is_lettered;

    #[test]
    fn a_note_of_a_table_has_its_letter_in_front() {
        assert!(is_lettered("a. Loan subsidy is the cost of nine mills."));
        assert!(!is_lettered("A. Lind lost nine mills."));
        assert!(!is_lettered("a mill burned."));
    }
}
