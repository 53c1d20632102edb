//! `paragraph-tail-note`: several checkable facts and one marker after the last.

use crate::case::Cover;
use crate::diagnostic::Level;
use crate::draft::{Draft, PassageKind};
use crate::ids::{Ids, PassageId};
use crate::lexicon::list;
use crate::prose::{Assertion, TriggerKind};
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::Reach;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "paragraph-tail-note",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Coverage,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "several facts and a single marker after the last of them",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

/// So many sentences with a figure or a date may not hang on one marker.
const FACTS: usize = 3;

const EXPLAIN: &str = r#"## What it checks
Three or more sentences that follow each other, each with a figure or a date, do not share one marker
after the last of them. The finding is at the marker and counts the sentences; each sentence without a source is
reported by its own rule, at its own words.

## Why it matters
Readers cannot tell whether the note supports the last sentence or all of them; after the next edit, neither can the author.

## Example
```text
In 2013 the two states signed an agreement. A conference has been held every year since 2009. A dialogue was opened in 2014.[1]

Notes

[1] Ministry of Trade, Yearbook 2015, 12.
```
Marked: “[1]”.

## Instead
```text
In 2013 the two states signed an agreement.[1] A conference has been held every year since 2009.[2] A dialogue was opened in 2014.[3]

Notes

[1] Ministry of Trade, Yearbook 2015, 12.

[2] Ministry of Trade, Yearbook 2016, 13.

[3] Ministry of Trade, Yearbook 2017, 14.
```

## Not flagged
A paragraph that reports what one source says, and names it.
```text
The ministry’s report said that an agreement was signed in 2013. It found that a conference was held in 2009. A dialogue was opened in 2014.[1]

Notes

[1] Ministry of Trade, Yearbook 2015, 12.
```
A paragraph that quotes one source throughout.
```text
In 2013 “two states signed a wide agreement”. In 2009 a conference was held. In 2014 “a dialogue was opened at last by the two”.[1]

Notes

[1] Ministry of Trade, Yearbook 2015, 12.
```
Two sentences.
```text
A conference was held in 2009. A dialogue was opened in 2014.[1]

Notes

[1] Ministry of Trade, Yearbook 2015, 12.
```
A reach that the claims file sets wider.
```text
In 2013 the two states signed an agreement. A conference was held in 2009. A dialogue was opened in 2014.[1]

Notes

[1] Ministry of Trade, Yearbook 2015, 12.
```
```claims
draft "draft"
  reach paragraph
```

## Authority
Wikipedia, “Text–source integrity”: put each note at what it supports.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let Some(draft) = Some(case.draft).filter(|draft| !draft.markers.is_empty()) else { return };
    if case.reach != Reach::Sentence {
        return;
    }
    let facts = &case.assertions;
    let mut at = 0;
    while at < facts.len() {
        let paragraph = draft.passages[facts[at].0].paragraph;
        let end = at
            + facts[at..]
                .iter()
                .take_while(|(passage, _)| draft.passages[*passage].paragraph == paragraph)
                .count();
        tails(case, draft, sink, &facts[at..end]);
        at = end;
    }
}

/// The runs of one paragraph that end in a marker.
fn tails(case: &CoveredCase<'_, '_>, draft: &Draft, sink: &mut Sink<'_>, facts: &[(PassageId, Assertion)]) {
    let mut run: Vec<&(PassageId, Assertion)> = Vec::new();
    let mut last = None;
    for fact in facts {
        let passage = fact.0;
        // A marker in a sentence without a figure ends the run too.
        let since = last.map_or(passage, PassageId::next);
        if (Ids { start: since, end: passage }).any(|index| case.cover(index) != Cover::Uncovered) {
            run.clear();
        }
        last = Some(passage);
        run.push(fact);
        if case.cover(passage) == Cover::Uncovered {
            continue;
        }
        tell(draft, sink, &run);
        run.clear();
    }
}

fn tell(draft: &Draft, sink: &mut Sink<'_>, run: &[&(PassageId, Assertion)]) {
    let Some(&&(passage, _)) = run.last() else { return };
    let here = &draft.passages[passage];
    let mut markers = draft.markers[here.markers.clone()].iter().filter(|marker| marker.note.is_some());
    let (Some(marker), None) = (markers.next(), markers.next()) else { return };
    // The marker stands at the end, behind at most a stop and a quotation mark.
    let at_end = here.view.end.saturating_sub(marker.view) <= 4;
    let dated = |a: &Assertion| a.has(TriggerKind::Statistic) || a.has(TriggerKind::DatedEvent);
    let facts = run.iter().filter(|(_, a)| dated(a)).count();
    if !at_end || here.kind != PassageKind::Sentence || facts < FACTS || one_source(draft, run) {
        return;
    }
    let finding = sink
        .finding(marker.place, format!("one marker follows {facts} sentences with figures or dates"))
        .label("for the last sentence, or for all of them?")
        .why("readers cannot tell how many of these sentences the note supports")
        .help(
            "repeat the marker after each sentence that the note supports; if your notes always cover the \
             paragraph, write `reach = \"paragraph\"` in claimlint.toml",
        )
        .passage(Some(passage));
    sink.push(finding);
}

/// Whether the paragraph tells what one source says: it names who says so, or
/// quotes in several sentences.
fn one_source(draft: &Draft, run: &[&(PassageId, Assertion)]) -> bool {
    let Some((&&(first, _), &&(last, _))) = run.first().zip(run.last()) else { return false };
    // The sentence before may name the source for all that follow.
    let paragraph = draft.passages[first].paragraph;
    let opens =
        first.before().filter(|&before| draft.passages[before].paragraph == paragraph).unwrap_or(first);
    let named = Ids::through(opens, last).any(|index| {
        let words = draft.words(index).to_lowercase();
        list::SOURCE_RESUMES.iter().any(|sign| words.contains(sign))
    });
    let has = |kind: TriggerKind| run.iter().filter(|(_, a)| a.has(kind)).count();
    named || has(TriggerKind::Attribution) > 0 || has(TriggerKind::Quotation) > 1
}
