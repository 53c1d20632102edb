//! `claim-anchor-ambiguous`: an anchor whose words stand in several places.

use std::collections::HashMap;

use crate::case::Anchoring;
use crate::compare::MATCHES_KEPT;
use crate::diagnostic::{Diagnostic, Level};
use crate::ids::PassageId;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::span::{Place, Span};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "claim-anchor-ambiguous",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an anchor whose words occur in several places",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
The words after `at` (and after `to`) occur in the draft exactly once. A sentence that stands twice is one finding, however many claims it makes.

## Why it matters
If they occur twice, it is unclear which sentence the claim is about.

## Example
```text
Exports grew by 12% in 2014.[1] Exports grew again in 2015.[1]

Notes

[1] Customs Office, Annual Report 2015.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12% in 2014."
    at "Exports grew"
    cites customs
```
Marked: “"Exports grew"”.

## Instead
```text
Exports grew by 12% in 2014.[1] Exports grew again in 2015.[1]

Notes

[1] Customs Office, Annual Report 2015.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12% in 2014."
    at "Exports grew by 12%"
    cites customs
```

## Not flagged
The words occur in a note as well: notes are not passages.
```text
The Annual Report counts 12% more exports in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Customs Office"
claim growth "Exports grew by 12% in 2014."
    at "Annual Report"
    cites customs
```

## Authority
Own practice.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    let entries = case.entries.iter().flat_map(|resolved| {
        resolved
            .anchors
            .iter()
            .map(|anchoring| (resolved.file, anchoring, resolved.entry.name.value.as_str()))
    });
    let waivers =
        case.waivers.iter().map(|waiver| (waiver.file, &waiver.anchoring, waiver.accept.rule.value.as_str()));
    // A sentence that stands twice is told once, however many anchors lead there.
    let mut told: HashMap<Vec<PassageId>, usize> = HashMap::new();
    let mut all: Vec<Diagnostic> = Vec::new();
    for (file, anchoring, name) in entries.chain(waivers) {
        let Anchoring::Ambiguous(words, found) = anchoring else { continue };
        let place = Place::new(file, *words);
        let passages: Vec<PassageId> = found
            .iter()
            .filter_map(|span| case.draft.and_then(|draft| draft.passage_at(span.start)))
            .collect();
        match told.get(&passages).filter(|_| passages.len() > 1) {
            Some(&at) => all[at] = all[at].clone().also(place, format!("`{name}` is there, too")),
            None => {
                told.insert(passages, all.len());
                all.push(one(case, sink, place, found).entry(name));
            }
        }
    }
    all.into_iter().for_each(|finding| sink.push(finding));
}

fn one(case: &ClaimsCase<'_, '_>, sink: &Sink<'_>, words: Place, found: &[Span]) -> Diagnostic {
    let more = if found.len() < MATCHES_KEPT { "" } else { " or more" };
    let mut finding = sink
        .finding(words, format!("these words occur {} times{more} in the draft", found.len()))
        .label(places(case, found))
        .why("it is unclear which of the sentences the claim is about")
        .help(match found.first().filter(|_| sink.may_guess()).and_then(|span| longer(case, *span)) {
            Some(words) => format!(
                "use more of the sentence, until the words occur only once; for the first place: “{words}”"
            ),
            None => "use more of the sentence, until the words occur only once".to_owned(),
        });
    for (index, place) in found.iter().filter_map(|span| case.in_draft(*span)).take(2).enumerate() {
        finding = finding.also(place, ["here", "and here"][index]);
    }
    finding
}

/// `in lines 3, 7`; in a Word file `in paragraph 3, paragraph 7`.
fn places(case: &ClaimsCase<'_, '_>, found: &[Span]) -> String {
    let mut word = "in";
    let mut named = Vec::new();
    for place in found.iter().filter_map(|span| case.in_draft(*span)) {
        let text = case.texts.get(place.file);
        match text.spot(place.span.start) {
            Some(spot) => named.push(spot.to_owned()),
            None => {
                word = "in lines";
                named.push(text.line(place.span.start).to_string());
            }
        }
    }
    format!("{word} {}", named.join(", "))
}

/// The passage's words from the match on, as many as make it unlike the others.
fn longer(case: &ClaimsCase<'_, '_>, at: Span) -> Option<String> {
    let draft = case.draft?;
    let passage = &draft.passages[draft.passage_at(at.start)?];
    let from = draft.view.slice(Span { start: at.start, end: passage.view.end });
    let mut ends = from.char_indices().filter(|(_, c)| *c == ' ').map(|(end, _)| end).chain([from.len()]);
    ends.find(|&end| end > at.len() && draft.view.text().matches(&from[..end]).nth(1).is_none())
        .map(|end| from[..end].to_owned())
}
