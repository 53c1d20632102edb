//! `conclusion-new-fact`: a name, figure or date in the conclusion or the summary that stands nowhere in the body.

use crate::case::Cover;
use crate::case::names::parts;
use crate::diagnostic::Level;
use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::prose::names::fresh::{Fact, Kind, fresh};
use crate::prose::names::part::Part;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "conclusion-new-fact",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Coverage,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a name, figure or date that first appears in the conclusion or summary",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

/// A conclusion draws together at least so many times its own words.
const BODY: usize = 2;

const EXPLAIN: &str = r#"## What it checks
Names, provisions of law, figures and dates in the conclusion, or in the executive summary, appear in the body too. A
section is a conclusion or a summary by its heading.

## Why it matters
A conclusion draws on what was shown. Whatever first appears there was shown nowhere, and has no source.

## Example
```text
Defence in Japan

The role of the forces has grown since 2009. Japan has built new bodies for it, and its neighbours have watched them grow. None of them has protested. The forces now train abroad as well, and the public has come to accept it over the years.

Conclusion

The new reading of Article 9 in Japan shows that the forces have grown.
```
Marked: “Article 9”.

## Instead
```text
Defence in Japan

The role of the forces has grown since 2009. Article 9 of its constitution was read anew in Japan. Its neighbours have watched it grow. None of them has protested. The forces now train abroad as well, and the public has come to accept it over the years.

Conclusion

The new reading of Article 9 in Japan shows that the forces have grown.
```

## Not flagged
Another name of the same, an adjective, an abbreviation.
```text
Defence in Japan

The United States has bases in Japan. The Bank of Northern Trade pays for them. Japan has built new bodies for it, and its neighbours have watched them grow. None of them has protested. The forces now train abroad as well, and the public has come to accept it.

Conclusion

In short, the Japanese forces, with US help and paid by the BNT, have grown.
```
A sentence with a note of its own: it is cited there.
```text
Defence in Japan

The role of the forces has grown since 2009.[1] Japan has built new bodies for it, and its neighbours have watched them grow. None of them has protested. The forces now train abroad as well, and the public has come to accept it over the years.

Conclusion

The new reading of Article 9 in Japan shows that the forces have grown.[2]

Notes

[1] Ministry of Trade, Yearbook 2015, 12.

[2] Ministry of Trade, Yearbook 2016, 13.
```
A figure that is rounded.
```text
Defence in Japan

In 2009 the forces lost 1,213,400 dollars. Japan has built new bodies for it, and its neighbours have watched them grow. None of them has protested. The forces now train abroad as well, and the public has come to accept it over the years.

Conclusion

In all the forces lost 1.2 million dollars.
```

## Authority
National Academies, Guidelines for the Review of Reports: conclusions are supported by the evidence, analysis and argument
of the report, and a summary is faithful to it.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let parts = parts(draft);
    if !parts.iter().any(|part| matches!(part, Some(Part::Conclusion | Part::Summary))) {
        return;
    }
    // The last conclusion of a document; those of its chapters look back on their chapters.
    // "Conclusions" in the first half is a chapter on how to draw them.
    let end = draft.passages.last().map_or(0, |passage| passage.view.end);
    let concludes = parts
        .iter()
        .rposition(|part| *part == Some(Part::Conclusion))
        .filter(|&at| draft.sections[at].view.start > end / 2);
    // Sections below its heading are part of it.
    let first = concludes.map(|mut at| {
        while at > 0 && parts[at - 1] == parts[at] && draft.sections[at].level > 1 {
            at -= 1;
        }
        at
    });
    let drawn: Vec<bool> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| match part {
            Some(Part::Summary) => true,
            Some(Part::Conclusion) => first.is_some_and(|first| at >= first),
            _ => false,
        })
        .collect();
    let in_drawn = |passage: PassageId| drawn.get(draft.passages[passage].section).copied().unwrap_or(false);
    let spoken = |passage: PassageId| draft.passages[passage].kind.is_body();
    let length = |inside: bool| -> usize {
        draft
            .passages
            .ids()
            .filter(|&at| spoken(at) && in_drawn(at) == inside)
            .map(|at| draft.passages[at].view.len())
            .sum()
    };
    if length(false) < BODY * length(true) {
        return;
    }
    let asked: Vec<PassageId> = draft
        .passages
        .ids()
        .filter(|&at| in_drawn(at) && spoken(at) && case.cover(at) == Cover::Uncovered)
        .collect();
    let facts = facts(case, draft, &asked);
    for (fact, passage) in fresh(draft.view.text(), &facts, &known(draft, in_drawn)) {
        tell(
            case,
            draft,
            sink,
            &fact,
            passage,
            parts[draft.passages[passage].section] == Some(Part::Summary),
        );
    }
}

/// What the passages name, with the passage of each.
fn facts(case: &CoveredCase<'_, '_>, draft: &Draft, asked: &[PassageId]) -> Vec<(Fact, PassageId)> {
    let mut found = Vec::new();
    for &passage in asked {
        let span = draft.passages[passage].view;
        let mentions = &case.mentions().all;
        let first = mentions.partition_point(|mention| mention.span.start < span.start);
        let own = mentions[first..].iter().take_while(|mention| mention.span.start < span.end);
        let own: Vec<_> = own.copied().collect();
        let assertion = case.assertions.binary_search_by_key(&passage, |(index, _)| *index).ok();
        let triggers = assertion.map_or(&[][..], |at| &case.assertions[at].1.triggers);
        let facts = Fact::of(draft.view.text(), span, &own, triggers);
        found.extend(facts.into_iter().map(|fact| (fact, passage)));
    }
    found
}

/// What a reader has met: every passage outside the parts asked about, and the notes.
fn known(draft: &Draft, in_drawn: impl Fn(PassageId) -> bool) -> Vec<Span> {
    let told = |kind: PassageKind| {
        !matches!(kind, PassageKind::Furniture | PassageKind::FrontMatter | PassageKind::Code)
    };
    let body = draft.passages.ids().filter(|&at| told(draft.passages[at].kind) && !in_drawn(at));
    let mut known: Vec<Span> = body.map(|at| draft.passages[at].view).collect();
    known.extend(draft.notes.iter().map(|note| note.view));
    known
}

fn tell(
    case: &CoveredCase<'_, '_>,
    draft: &Draft,
    sink: &mut Sink<'_>,
    fact: &Fact,
    passage: PassageId,
    summary: bool,
) {
    let Some(place) = case.in_draft(fact.span) else { return };
    let words = draft.view.slice(fact.span);
    let part = if summary { "summary" } else { "conclusion" };
    let what = match fact.kind {
        Kind::Name => "a name",
        Kind::Law => "a provision",
        Kind::Figure => "a figure",
        Kind::Date => "a date",
    };
    let finding = sink
        .finding(place, format!("“{words}” appears in the {part} but not in the body"))
        .label(format!("{what} that is new here"))
        .why("the conclusion should rest on the body".replace("conclusion", part))
        .help("discuss it in the body with its source, add a note here, or leave it out")
        .passage(Some(passage));
    sink.push(finding);
}
