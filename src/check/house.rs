//! Runs the house rules over a case.

use super::{Options, house_level};
use crate::case::Case;
use crate::diagnostic::{Diagnostic, Level};
use crate::house::{House, HouseRule, Over};
use crate::span::Place;

/// What the house rules find, those that are off left out.
pub(super) fn find(case: &Case<'_>, options: &Options) -> Vec<Diagnostic> {
    let house = &*options.house;
    let mut found = Vec::new();
    if house.looks_at(Over::Passages) {
        passages(case, house, options, &mut found);
    }
    if house.looks_at(Over::Notes) {
        notes(case, house, options, &mut found);
    }
    if house.looks_at(Over::Claims) {
        claims(case, house, options, &mut found);
    }
    found
}

fn finding(rule: &HouseRule, options: &Options, place: Place, words: &str) -> Option<Diagnostic> {
    let level = house_level(rule, options);
    let text = |text: &str| HouseRule::filled(text, words);
    let finding = || {
        Diagnostic::new(rule.name, level, place, text(&rule.message).trim_end_matches('.'))
            .label("a rule of this house")
            .why(text(&rule.why))
            .help(text(&rule.help))
    };
    (level != Level::Off).then(finding)
}

fn passages(case: &Case<'_>, house: &House, options: &Options, found: &mut Vec<Diagnostic>) {
    let Some(draft) = case.draft else { return };
    for (at, passage) in draft.passages.each().filter(|(_, passage)| passage.kind.is_body()) {
        let words = draft.words(at);
        for (rule, span) in house.find(Over::Passages, words) {
            // Quoted words are somebody else's.
            if case.mentions().in_quotes(passage.view.start + span.start) {
                continue;
            }
            let Some(place) = case.in_passage(at, span) else { continue };
            let one = finding(rule, options, place, words.get(span.range()).unwrap_or(""));
            found.extend(one.map(|one| one.passage(Some(at))));
        }
    }
}

fn notes(case: &Case<'_>, house: &House, options: &Options, found: &mut Vec<Diagnostic>) {
    let Some(draft) = case.draft else { return };
    for (at, note) in draft.notes.each().filter(|(at, _)| !case.idle.contains(at)) {
        let words = draft.note_words(at);
        for (rule, span) in house.find(Over::Notes, words) {
            let Some(place) = case.in_draft(note.view.lift(span)) else { continue };
            let one = finding(rule, options, place, words.get(span.range()).unwrap_or(""));
            found.extend(one.map(|one| one.note(at)));
        }
    }
}

fn claims(case: &Case<'_>, house: &House, options: &Options, found: &mut Vec<Diagnostic>) {
    for entry in &case.entries {
        let Some(statement) = &entry.entry.statement else { continue };
        for (rule, span) in house.find(Over::Claims, &statement.text) {
            let words = statement.text.get(span.range()).unwrap_or("");
            let inside = match &statement.parts[..] {
                [part] => Some(part.span.lift(span)),
                _ => None,
            };
            // Escapes in the string move its words: then the whole statement is shown.
            let exact = inside.map(|span| entry.place(span)).filter(|place| case.slice(*place) == words);
            let place = exact.unwrap_or_else(|| entry.place(statement.span));
            let one = finding(rule, options, place, words);
            found.extend(one.map(|one| one.entry(entry.entry.name.value.as_str())));
        }
    }
}
