//! The sentence that says what a draft argues, where one says so.

use crate::case::Case;
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::lexicon::list;
use crate::prose::{Class, reading};

/// So many sentences from either end a draft says what it argues.
const NEAR: usize = 40;

/// The sentence that says so in so many words: the first near the beginning, else the last near the end; else the one
/// recommendation that a summary or a conclusion makes first. `None` if no sentence does.
pub fn of(case: &Case<'_>, draft: &Draft) -> Option<PassageId> {
    if !case.language.is_english() {
        return None;
    }
    let body: Vec<PassageId> =
        draft.passages.ids().filter(|&passage| draft.passages[passage].kind.is_body()).collect();
    let head = body.iter().take(NEAR);
    let tail = body.iter().skip(NEAR).rev().take(NEAR);
    let argues = |passage: &&PassageId| {
        let words = draft.words(**passage).to_lowercase();
        list::ARGUES.find(&words).is_some_and(|at| at.start < 80)
    };
    let advises = |passage: &&PassageId| {
        let said = draft.words(**passage);
        reading(said).class == Class::Recommendation && said.split(' ').count() > 5
    };
    head.clone()
        .find(argues)
        .or_else(|| tail.clone().find(argues))
        .or_else(|| head.clone().find(advises))
        .copied()
}
