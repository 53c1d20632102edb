//! `claimlint show --assertions`: what each passage is, which signs of an assertion it
//! shows, and what covers it.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::{Case, Cover};
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::prose::{Reading, Trigger};
use crate::report::clip;
use crate::report::locate::where_it_is;

/// How a passage is covered, accepted ones too.
fn cover(case: &Case<'_>, passage: PassageId) -> Cover {
    let accepted = || {
        case.waivers.iter().any(|waiver| {
            waiver.valid
                && waiver.accept.rule.value.ends_with("-uncited")
                && waiver.passages.contains(&passage)
        })
    };
    match case.cover(passage) {
        Cover::Uncovered if accepted() => Cover::Waived,
        cover => cover,
    }
}

/// What a passage asserts, and what covers it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Asserted {
    /// What kind of sentence it is: "assertion", "forecast", "topic-sentence" and so on;
    /// what the passage is where nothing was read of it.
    class: &'static str,
    /// The signs of an assertion in it.
    triggers: Vec<Sign>,
    /// What covers it: "note", "claims", "uncovered" and so on.
    cover: &'static str,
    /// The passage that carries it, counted from 0, if another does.
    covered_by: Option<usize>,
    /// Whether a reader may expect a source for it.
    needs_support: bool,
    /// How strongly: the weights of its signs together.
    score: i32,
}

/// A sign of an assertion.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Sign {
    /// Which.
    name: &'static str,
    /// The byte at which it begins in the file.
    start: u32,
    /// The byte just past it.
    end: u32,
    /// Whether it carries a warning.
    strong: bool,
}

/// What a passage asserts, for programs.
pub(super) fn asserted(case: &Case<'_>, draft: &Draft, passage: PassageId) -> Asserted {
    let held = &draft.passages[passage];
    let reading = case.reading(passage);
    let class = reading.as_ref().map_or(held.kind.name(), |reading| reading.class.name());
    let sign = |trigger: &Trigger| {
        let place = case.in_draft(held.view.lift(trigger.span))?;
        Some(Sign {
            name: trigger.kind.name(),
            start: place.span.start,
            end: place.span.end,
            strong: trigger.strong,
        })
    };
    let cover = cover(case, passage);
    Asserted {
        class,
        triggers: reading.iter().flat_map(|reading| &reading.triggers).filter_map(sign).collect(),
        cover: cover.name(),
        covered_by: cover.passage().map(PassageId::index),
        needs_support: reading.as_ref().is_some_and(|reading| reading.needs_support),
        score: reading.as_ref().map_or(0, |reading| reading.score),
    }
}

/// The list for people.
pub fn text(case: &Case<'_>, width: usize) -> String {
    let Some(draft) = case.draft else { return String::new() };
    let mut out = String::new();
    let room = width.saturating_sub(30).max(30);
    let (mut needing, mut open) = (0, 0);
    for index in draft.passages.ids() {
        let Some(reading) = case.reading(index) else { continue };
        let cover = cover(case, index);
        needing += usize::from(reading.needs_support);
        let bare = reading.needs_support && cover == Cover::Uncovered;
        open += usize::from(bare);
        let place = draft.passages[index].place;
        let words = clip(draft.words(index), room);
        let _ = writeln!(out, "{:>6}  {:15} {words}", where_it_is(case.texts, place), reading.class.name());
        let told = told(case, &reading, draft.words(index), cover);
        if !told.is_empty() {
            let _ = writeln!(out, "{:>6}  {:15} {}", if bare { "→" } else { "" }, "", told);
        }
    }
    let sum = format!(
        "{needing} of {} passages of running text need support; {open} of these are not covered (marked →).\n\n",
        draft.passages.iter().filter(|passage| passage.kind.is_body()).count()
    );
    sum + &out
}

/// "needs support: statistic (1,054), cause (due to); uncovered".
fn told(case: &Case<'_>, reading: &Reading, words: &str, cover: Cover) -> String {
    let sign = |trigger: &Trigger| {
        let shown = words.get(trigger.span.range()).unwrap_or("");
        format!("{} ({})", trigger.kind.name(), clip(shown, 30))
    };
    let signs = reading.triggers.iter().map(sign).collect::<Vec<_>>().join(", ");
    let need = match (reading.needs_support, signs.is_empty()) {
        (true, _) => format!("needs support: {signs}"),
        (false, false) => format!("needs no support by itself: {signs}"),
        (false, true) => String::new(),
    };
    let by = cover.passage().zip(case.draft).map(|(other, draft)| {
        format!("{} by line {}", cover.name(), where_it_is(case.texts, draft.passages[other].place))
    });
    let cover = match by {
        Some(by) => by,
        None if cover == Cover::Uncovered && !reading.needs_support => String::new(),
        None => cover.name().to_owned(),
    };
    [need, cover].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}
