//! What the rules on uncited assertions share. Those on quotations use it too.

use crate::diagnostic::{Diagnostic, Level};
use crate::ids::PassageId;
use crate::lexicon::list;
use crate::prose::{Trigger, TriggerKind, Word};
use crate::rules::{CoveredCase, Sink};
use crate::span::Span;

/// So many findings back a sentence is looked for that says the same.
const FAR: usize = 200;
/// A finding shows at most so many places.
const LABELS: usize = 5;

/// One finding for each passage without a source whose leading
/// sign is of this kind and strong, save those that `section-uncited` tells together.
pub fn uncited(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>, kind: TriggerKind) {
    let mut told: Vec<(PassageId, Diagnostic)> = Vec::new();
    for (index, assertion) in case.uncited_each() {
        let leading = assertion.triggers.iter().filter(|trigger| trigger.strong).min_by_key(|t| t.kind);
        let Some(trigger) = leading.filter(|trigger| trigger.kind == kind) else { continue };
        let words = case.draft.words(*index);
        let span = whole_range(words, &assertion.triggers, trigger);
        let words = words.get(span.range()).unwrap_or("");
        let (message, what) = match kind {
            TriggerKind::Statistic => (format!("“{words}” has no source"), "a figure"),
            TriggerKind::DatedEvent => (format!("the event of “{words}” has no source"), "a dated event"),
            TriggerKind::Attribution => (
                format!("“{words}” reports what others found or said, without a citation"),
                "a report of others",
            ),
            _ => (format!("the quotation “{words}” has no source"), "a quotation"),
        };
        // What an earlier finding tells needs no second one: a source for the first place will do for both.
        let near = told.len().saturating_sub(FAR);
        let again =
            |(earlier, _): &&mut (PassageId, Diagnostic)| case.says_again(*earlier, (*index, assertion));
        if let Some((_, first)) = told[near..].iter_mut().find(again) {
            let place = case.in_draft(case.draft.passages[*index].view.lift(span));
            if let Some(place) = place.filter(|_| first.labels.len() < LABELS) {
                *first = first.clone().also(place, "said again here");
            }
            continue;
        }
        if let Some(mut finding) = uncited_finding(case, sink, *index, span, (message, what)) {
            // Only English is read well enough to warn.
            if !case.is_english(*index) {
                finding.level = finding.level.max(Level::Advice);
            }
            told.push((*index, finding));
        }
    }
    told.into_iter().for_each(|(_, finding)| sink.push(finding));
}

/// Advice on a soft sign of this kind that stands with another sign, in passages that no
/// rule warns of. One finding a passage: the sign that comes first in `TriggerKind`.
pub fn softly_uncited(
    case: &CoveredCase<'_, '_>,
    sink: &mut Sink<'_>,
    kind: TriggerKind,
    said: impl Fn(&str) -> (String, &'static str),
) {
    let soft = [TriggerKind::Cause, TriggerKind::FirstOnly];
    for (index, assertion) in case.uncited_each() {
        let Some(trigger) = assertion.first(kind).filter(|_| !assertion.strong()) else { continue };
        let leads = soft.iter().find(|kind| assertion.has(**kind)) == Some(&kind);
        // What the law says has its own reasons: "because it is subject to statutes".
        let idle = |other: &Trigger| other.kind == kind || other.kind == TriggerKind::Legal;
        if !leads || assertion.triggers.iter().all(idle) {
            continue;
        }
        let words = case.draft.words(*index);
        let said = said(words.get(trigger.span.range()).unwrap_or(""));
        if let Some(finding) = uncited_finding(case, sink, *index, trigger.span, said) {
            sink.push(finding);
        }
    }
}

/// The words by which a sentence counts without a number: "most captains", "few quays", "the vast majority", "a
/// fraction of the cost". Not "the most important", "a few steps", "most commonly".
pub fn counted_in_words(text: &str) -> Option<Span> {
    if let Some(phrase) = list::COUNTS_PHRASE.find(text) {
        return Some(phrase);
    }
    let words = crate::prose::words(text);
    (0..words.len()).find_map(|index| {
        let word = &words[index];
        let led = index.checked_sub(1).is_some_and(|before| list::NO_COUNT_BEFORE.has(words[before].text));
        let counts = (word.is("most") || word.is("few")) && !led;
        let last = match (list::COUNTS_ALONE.has(word.text), counts) {
            (true, _) => index,
            (false, true) => counted(&words, index, text)?,
            (false, false) => return None,
        };
        Some(Span::new(word.start, words[last].end()))
    })
}

/// The plural that "most" or "few" counts, with at most one word between: "most private attorneys".
fn counted(words: &[Word<'_>], index: usize, text: &str) -> Option<usize> {
    let apart = |at: usize| text.get(words[at - 1].end()..words[at].start) != Some(" ");
    let plural = |at: usize| {
        let word = words.get(at)?.text;
        let ends = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") || word == "people";
        (ends && !apart(at)).then_some(at)
    };
    let between = words.get(index + 1).is_some_and(|word| !word.text.ends_with("ly") && !apart(index + 1));
    plural(index + 1).or_else(|| between.then(|| plural(index + 2)).flatten())
}

/// A finding about words of a passage without a source.
fn uncited_finding(
    case: &CoveredCase<'_, '_>,
    sink: &Sink<'_>,
    passage: PassageId,
    words: Span,
    (message, what): (String, &str),
) -> Option<Diagnostic> {
    let draft = case.draft;
    let held = &draft.passages[passage];
    let place = case.in_draft(held.view.lift(words))?;
    let mut finding = sink
        .finding(place, message)
        .label(what)
        .help("add a note or citation at the end of the sentence")
        .help_with_claims(
            "or claim it in the claims file with its source; if it is common knowledge, declare it there",
        )
        .passage(Some(passage));
    if let Some(marker) = case.marked.get(passage).and_then(|around| around.after) {
        let linked = draft.markers[marker].note.is_some_and(|note| draft.linked.contains(&note));
        let what = if linked {
            "the next link is outside this sentence"
        } else {
            "the next note is outside this sentence"
        };
        finding = finding.also(draft.markers[marker].place, what);
    } else if let Some(marker) = draft.markers.run(&held.markers).first() {
        finding = finding.also(marker.place, "its only marker has no note");
    }
    Some(finding)
}

/// Whether a range opens before the figure: `between £5 and £10m`.
fn between(words: &str, figure: Span) -> bool {
    words.get(..figure.start as usize).is_some_and(|head| head.trim_end().ends_with("etween"))
}

/// The figure with the one that a range goes on to: `$1–2 million`.
fn whole_range(words: &str, triggers: &[Trigger], trigger: &Trigger) -> Span {
    let next = triggers.iter().find(|next| next.kind == trigger.kind && next.span.start >= trigger.span.end);
    match next.map(|next| (next.span, words.get(trigger.span.end as usize..next.span.start as usize))) {
        Some((next, Some("-" | "–" | " to " | " – " | " - "))) => trigger.span.to(next),
        Some((next, Some(" and "))) if between(words, trigger.span) => trigger.span.to(next),
        _ => trigger.span,
    }
}
