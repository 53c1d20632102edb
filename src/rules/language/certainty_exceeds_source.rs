//! `certainty-exceeds-source`: the source leaves open what the draft tells outright.

use crate::argument::certainty::Degree;
use crate::diagnostic::{Diagnostic, Level};
use crate::ids::{MarkerId, PassageId};
use crate::lexicon::list;
use crate::notes::Signal;
use crate::prose::{self, Class, TriggerKind, open};
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::{Place, Span};
use crate::syntax::tree::{ClaimKind, Confidence};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "certainty-exceeds-source",
    level: Level::Warning,
    precise: false,
    publication: None,
    group: Group::Language,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a sentence that states as fact what its source leaves open",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
Where the title of a note's source says “suspected”, “alleged”, “may have” or “possible”, the sentence that relies on it alone does not state the same thing as a fact. So too for the words that the claims file quotes (`states "…"`). A claim with `confidence low` does not say “undoubtedly”.

“Suspected militants killed” leaves open who they were, not that they were killed: the word counts only for what it is said of.

## Why it matters
The draft sounds surer than its source.

## Example
```text
In 2011 the harbour lost its data to an attack.[1]

Notes

[1] Lee Brook, “Foreign Attack Suspected at Harbour,” The Japan Times, May 2, 2011.
```
Marked: “In 2011 the harbour lost its data to an attack.”.

The quoted words hedge.
```text
The port was sold in 2011.[1]

Notes

[1] Lee Brook, “The Sale of the Port,” The Japan Times, May 2, 2011.
```
```claims
source brook [1] "The Sale of the Port"
claim port-sold "The port was sold in 2011."
    at "The port was sold in 2011"
    cites brook states "the port may have been sold"
```
Marked: “The port was sold in 2011”.

The author's own confidence is low.
```text
The ships will undoubtedly leave.
```
```claims
claim ships-leave "The ships will leave."
    kind forecast
    confidence low
    at "The ships will undoubtedly leave"
```
Marked: “undoubtedly”.

## Instead
```text
In 2011 the harbour lost its data to what was suspected to be an attack.[1]

Notes

[1] Lee Brook, “Foreign Attack Suspected at Harbour,” The Japan Times, May 2, 2011.
```

## Not flagged
A later confirmation is cited too.
```text
In 2011 the harbour lost its data to an attack.[1][2]

Notes

[1] Lee Brook, “Foreign Attack Suspected at Harbour,” The Japan Times, May 2, 2011.
[2] Harbour Office, Report on the Attack of 2011 (London: Harbour Office, 2013), 12.
```

The sentence says whose view it is.
```text
According to Brook, the harbour lost its data to an attack.[1]

Notes

[1] Lee Brook, “Foreign Attack Suspected at Harbour,” The Japan Times, May 2, 2011.
```

A month, and a title that asks.
```text
The port was sold in 2011.[1] The harbour was attacked.[2]

Notes

[1] Lee Brook, “The Port in May 2011,” The Japan Times, May 2, 2011.
[2] Lee Brook, “Was a Harbour Attack Suspected?” The Japan Times, May 2, 2011.
```

The doubt is about something else.
```text
The raid on the port killed three.[1]

Notes

[1] Lee Brook, “Three Suspected Militants Killed in Port Raid,” The Japan Times, May 2, 2011.
```

## Authority
BBC Editorial Guidelines 3 (accuracy); GRADE handbook (certainty of evidence). The words are in `data/en/report.toml` and `hedge.toml`.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    titles(case, sink);
    for (index, resolved) in case.entries.iter().enumerate().filter(|(_, resolved)| resolved.is_claim()) {
        let found = quoted(case, sink, index).or_else(|| unsure(case, sink, index));
        if let Some(found) = found {
            sink.push(found.entry(&resolved.entry.name.value).passage(resolved.passages.first().copied()));
        }
    }
}

/// Titles that leave open what the sentences on them tell.
fn titles(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let table = &case.options.lexicons;
    for source in 0..case.notes.sources.len() {
        let citation = case.notes.fullest(source);
        let Some(span) = citation.title.span() else { continue };
        if case.terms().within(span).is_empty()
            || case.declared(source).any(|line| line.decl.object_of_study.is_some())
        {
            continue;
        }
        let title = draft.view.slice(span);
        let standing = &case.standing().by_source[source];
        for at in standing.iter().filter(|at| at.sole && !is_guarded(case, at.passage)) {
            let Some(doubt) = open::left_open(table, title, draft.words(at.passage)) else { continue };
            let contrary = case.notes.notes[at.note].citations.iter().any(|citation| {
                citation.signal.as_ref().is_some_and(|signal| {
                    matches!(signal.value, Signal::Contra | Signal::ButSee | Signal::ButCf | Signal::Compare)
                })
            });
            let clause = clause_before(case, at.passage, at.marker);
            let doubt = span.lift(doubt);
            let (false, Some(place), Some(other)) = (contrary, case.in_draft(clause), case.in_draft(doubt))
            else {
                continue;
            };
            let word = draft.view.slice(doubt);
            sink.push(
                told(
                    sink,
                    place,
                    format!("the title of its source says “{word}”, but the sentence states a fact"),
                )
                .also(other, "the source’s own doubt")
                .help(format!("say that it was {}, or cite what confirmed it", reported(word)))
                .note(at.note)
                .passage(Some(at.passage)),
            );
        }
    }
}

/// Words quoted in the claims file that leave open what the claim tells.
fn quoted(case: &CoveredCase<'_, '_>, sink: &Sink<'_>, entry: usize) -> Option<Diagnostic> {
    let resolved = &case.entries[entry];
    let mut carrying = resolved.evidence.iter().filter(|evidence| evidence.supports());
    let (evidence, None) = (carrying.next()?, carrying.next()) else { return None };
    let quote = evidence.cite.quote.as_ref()?;
    if resolved.kind() != Some(ClaimKind::Fact) || resolved.entry.qualifier.is_some() {
        return None;
    }
    let doubt = open::hedged(&case.options.lexicons, &quote.text)?;
    let place = case.anchor_place(resolved)?;
    if resolved.passages.iter().any(|&passage| !case.is_english(passage) || is_guarded(case, passage)) {
        return None;
    }
    let word = quote.text.get(doubt.range())?;
    Some(
        told(
            sink,
            place,
            format!("the quoted words of its source say “{word}”, but the draft states a fact"),
        )
        .also(evidence.place(quote.span), "the source’s own words")
        .help("say it as cautiously as the source, or cite what confirmed it"),
    )
}

/// A claim of which its author is hardly confident, told as beyond doubt.
fn unsure(case: &CoveredCase<'_, '_>, sink: &Sink<'_>, entry: usize) -> Option<Diagnostic> {
    let resolved = &case.entries[entry];
    let confidence = resolved.entry.confidence.as_ref().filter(|word| word.value == Some(Confidence::Low))?;
    let said = case.said(resolved).filter(|said| said.degree == Degree::Certain)?;
    let word = case.draft.view.slice(said.view);
    let name = &resolved.entry.name.value;
    Some(
        told(
            sink,
            case.in_draft(said.view)?,
            format!("the draft says “{word}”, but confidence in `{name}` is low"),
        )
        .also(resolved.place(confidence.span), "the author’s own confidence")
        .help("drop the word, or say why the evidence is better than that"),
    )
}

fn told(sink: &Sink<'_>, place: Place, message: String) -> Diagnostic {
    sink.finding(place, message).label("stated as fact").why("the source is less sure than the draft")
}

/// How the doubt is said in a sentence.
fn reported(word: &str) -> String {
    list::DOUBT_SAID.group(word).unwrap_or("thought possible").to_owned()
}

/// Whether a sentence hedges, asks, foretells, or says whose view it gives.
fn is_guarded(case: &CoveredCase<'_, '_>, passage: PassageId) -> bool {
    let Some(draft) = Some(case.draft).filter(|draft| draft.passages[passage].kind.is_body()) else {
        return true;
    };
    let words = draft.words(passage);
    let hits = case.terms().within(draft.passages[passage].view);
    if !case.is_english(passage) || open::is_guarded(hits, words) {
        return true;
    }
    let reading = prose::reading(words);
    reading.triggers.iter().any(|trigger| trigger.kind == TriggerKind::Attribution)
        || matches!(
            reading.class,
            Class::Forecast | Class::Recommendation | Class::Question | Class::Disclosure
        )
}

/// The words from the marker before this one, or the sentence's beginning, up to it.
fn clause_before(case: &CoveredCase<'_, '_>, passage: PassageId, marker: MarkerId) -> Span {
    let draft = case.draft;
    let held = &draft.passages[passage];
    let end = draft.markers[marker].view.min(held.view.end);
    let before = held.markers.clone().filter(|&other| other < marker).map(|other| draft.markers[other].view);
    let start = before.filter(|&at| at < end).max().unwrap_or(held.view.start);
    let words = draft.view.slice(Span { start, end });
    let blank = words.len() - words.trim_start_matches([' ', ',', ';', '.']).len();
    let clause = Span { start, end };
    clause.lift(Span::new(blank, clause.len()))
}
