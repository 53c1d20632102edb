//! Passages that another passage's source already carries: a summary that repeats a cited
//! sentence, and the sentence beside a cited one that speaks of the same report.
//!
//! Both are strict. A passage repeats another only if every figure, date and name of it
//! stands there, with enough of its other words; a neighbour carries it only if the two
//! sentences say that they go on with each other.

use std::collections::HashMap;

use super::Case;
use super::carries_on::CarriesOn;
use super::cover::Cover;
use super::drawn::Drawn;
use super::near::Near;
use super::told;
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::prose;
use crate::prose::facts::{self, Facts};
use crate::prose::{Assertion, TriggerKind};

/// Longer passages are no sentences; comparing them would not end.
const LONGEST: usize = 2_000;
/// At most so many cited passages are compared with one passage.
const CANDIDATES: usize = 12;

/// What covers each passage that asserts something and has no cover of its own: `Repeated`
/// or `Carried` with the other passage. Looked for once for the whole draft.
pub(super) fn find(case: &Case<'_>) -> HashMap<PassageId, Cover> {
    let Some(draft) = case.draft else { return HashMap::new() };
    let bare: Vec<&(PassageId, Assertion)> =
        case.assertions.iter().filter(|(passage, _)| case.own_cover(*passage) == Cover::Uncovered).collect();
    let mut found: HashMap<PassageId, Cover> = bare
        .iter()
        .filter_map(|(passage, assertion)| {
            Some((*passage, Cover::Carried(carrier(case, draft, *passage, assertion)?)))
        })
        .collect();
    let near = Near::of(case, draft);
    let drawn = Drawn::of(case, draft);
    let carries = CarriesOn::of(case, draft);
    for (passage, assertion) in &bare {
        if !found.contains_key(passage)
            && let Some(cover) = near
                .source(*passage, &found)
                .or_else(|| drawn.source(*passage, assertion))
                .map(Cover::Carried)
                .or_else(|| carries.source(*passage, assertion, &found))
        {
            found.insert(*passage, cover);
        }
    }
    let (numbers, mut grounds) = (told::Numbers::of(draft.view.text()), told::Grounds::new());
    for (passage, assertion) in &bare {
        if !found.contains_key(passage)
            && let Some(other) =
                told::elsewhere(case, draft, (*passage, assertion), &found, &numbers, &mut grounds)
        {
            found.insert(*passage, Cover::Repeated(other));
        }
    }
    // What carries on with a sentence that was told elsewhere has the same source.
    for (passage, assertion) in &bare {
        if !found.contains_key(passage)
            && let Some(cover) = carries.source(*passage, assertion, &found)
        {
            found.insert(*passage, cover);
        }
    }
    // What is reckoned from a sentence whose grounds are known has the same.
    for (passage, _) in &bare {
        if !found.contains_key(passage)
            && let Some(before) = told::reckons_on(draft, *passage)
            && (found.contains_key(&before)
                || case.own_cover(before) != Cover::Uncovered
                || bare.binary_search_by_key(&before, |(other, _)| *other).is_err())
        {
            found.insert(*passage, Cover::Carried(before));
        }
    }
    let left: Vec<_> = bare.into_iter().filter(|(passage, _)| !found.contains_key(passage)).collect();
    if left.is_empty() {
        return found;
    }
    let cited = Cited::gather(case, draft);
    for (passage, assertion) in left {
        if let Some(other) = cited.repeated(draft, *passage, assertion) {
            found.insert(*passage, Cover::Repeated(other));
        }
    }
    found
}

/// The cited passages, by the figures and names in them.
struct Cited {
    by_sign: HashMap<u64, Vec<PassageId>>,
}

impl Cited {
    fn gather(case: &Case<'_>, draft: &Draft) -> Self {
        let mut by_sign: HashMap<u64, Vec<PassageId>> = HashMap::new();
        for (index, passage) in draft.passages.each() {
            let body = passage.kind.is_body() && passage.view.len() <= LONGEST;
            if !body || !matches!(case.own_cover(index), Cover::Cited | Cover::Claimed) {
                continue;
            }
            facts::signs(draft.words(index), &mut |sign| {
                let held = by_sign.entry(sign).or_default();
                if held.last() != Some(&index) {
                    held.push(index);
                }
            });
        }
        Self { by_sign }
    }

    /// The cited passage that says all that this one says.
    fn repeated(&self, draft: &Draft, passage: PassageId, assertion: &Assertion) -> Option<PassageId> {
        let words = draft.words(passage);
        if words.len() > LONGEST || self.by_sign.is_empty() {
            return None;
        }
        let evidence = Facts::of(words);
        let quoted: Vec<&str> = assertion
            .triggers
            .iter()
            .filter(|trigger| trigger.kind == TriggerKind::Quotation)
            .filter_map(|trigger| words.get(trigger.span.range()))
            .collect();
        let least = evidence.least_overlap(!quoted.is_empty())?;
        let rarest = evidence
            .signs
            .iter()
            .map(|sign| self.by_sign.get(sign).map_or(&[][..], Vec::as_slice))
            .min_by_key(|held| held.len())?;
        // The nearest of many: what is repeated was mostly said not long before.
        let from = rarest.partition_point(|&other| other < passage).saturating_sub(CANDIDATES - 2);
        rarest.iter().skip(from).take(CANDIDATES).copied().find(|&other| {
            let said = draft.words(other);
            quoted.iter().all(|quote| said.contains(quote)) && evidence.stands_in(said, least)
        })
    }
}

/// `The court found … It held …[3]`: whoever says the one says the other.
fn says_on(assertion: &Assertion, next: &str) -> bool {
    assertion.has(TriggerKind::Attribution) && prose::says_on(next)
}

/// The neighbour in the paragraph whose source carries a passage.
fn carrier(case: &Case<'_>, draft: &Draft, passage: PassageId, assertion: &Assertion) -> Option<PassageId> {
    let reports = assertion.has(TriggerKind::Attribution)
        || assertion.has(TriggerKind::Quotation)
        || assertion.has(TriggerKind::NamedReport);
    if !reports {
        return None;
    }
    let words = draft.words(passage);
    let cited = |index: &PassageId| {
        draft.in_one_paragraph(passage, *index)
            && draft.passages[*index].kind.is_body()
            && case.is_cited(*index)
    };
    if let Some(next) = Some(passage.next()).filter(cited)
        && (facts::goes_on(words, draft.words(next)) || says_on(assertion, draft.words(next)))
    {
        return Some(next);
    }
    let before = passage.before().filter(cited)?;
    let speaker = assertion
        .triggers
        .iter()
        .find(|trigger| trigger.kind == TriggerKind::Attribution)
        .and_then(|trigger| words.get(trigger.span.range()));
    facts::goes_back(words, speaker, draft.words(before)).then_some(before)
}
