//! `opinion-as-fact`: a statistic on a piece of opinion.

use crate::lexicon::list;
use std::sync::LazyLock;

use crate::pattern::pattern;

use crate::case::standing::InText;
use crate::diagnostic::Level;
use crate::notes::Citation;
use crate::prose::TriggerKind;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;
use crate::text::Signs;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "opinion-as-fact",
    level: Level::Warning,
    precise: false,
    publication: None,
    group: Group::Sources,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a statistic whose only source is an opinion piece or a feature",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A statistic has another source besides a piece that the note itself marks as opinion: an op-ed, an editorial, a column, a letter to the editor, a page in the opinion section. What a whole people thinks or knows ("the majority of the public") has another source besides a magazine feature.

## Why it matters
Such pieces argue; their figures come from somewhere else, which is the source to cite.

## Example
```text
Some 40% of the harbour men are out of work.[1]

Notes

[1] Lee Brook, “The Harbour Lie” (op-ed), The Japan Times, May 2, 2014.
```
Marked: “40%”.

A feature for what a whole people knows.
```text
The majority of the Japanese public learns very little about the war.[1]

Notes

[1] Mari Oda, “What History Lessons Leave Out,” BBC News, March 14, 2013, sec. Magazine.
```
Marked: “The majority of the Japanese public”.

## Instead
```text
Some 40% of the harbour men are out of work.[1]

Notes

[1] Labour Office, Harbour Labour 2014 (London: Labour Office, 2015), 12.
```

## Not flagged
It is cited for the opinion.
```text
Brook argues that the ministry hides the state of the harbour.[1]

Notes

[1] Lee Brook, “The Harbour Lie” (op-ed), The Japan Times, May 2, 2014.
```

An opinion poll, or the opinion of a court.
```text
Some 40% of those asked were against it.[1]

Notes

[1] Genron Office, “Public Opinion on Ports,” The Japan Times, May 2, 2014.
```

## Authority
Wikipedia, Reliable sources (statements of opinion).
"#;

/// Without one of these neither [`OPINION`] nor [`FEATURE`] can match.
static SIGNS: LazyLock<Signs> = LazyLock::new(|| Signs::new(&list::OPINION_SIGN));

pattern! {
    /// How notes mark a piece of opinion.
    static OPINION = concat!(
        r"(?i)[\[(](?:op-ed|opinion|opinion piece|opinion essay|guest essay|editorial|letter to the editor|column|commentary)[\])]",
        r"|\bsec(?:tion|t)?\.? (?:opinions?|op-eds?|editorials?|commentary|columnists?|comment is free)\b",
        r"|[“\x22](?:opinion|op-ed|editorial|column|guest essay|commentary)(?::| \|) ",
        r"|/(?:opinions?|op-eds?|opeds?|commentisfree|editorials?|columnists?)/"
    );
}

pattern! {
    static FEATURE = r"(?i-u)\bsec(?:tion|t)?\.? (?:magazine|features?|lifestyle|style|travel|arts)\b";
}

pattern! {
    static WHOLE_PEOPLE = r"(?i-u)\b(?:the|a|vast|great|large|overwhelming) majority of (?:the |all )?(?:\w+ )?(?:public|people|population|voters|citizens|young|women|men|adults|households)\b|\bnationwide\b";
}

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let standing = case.standing();
    for source in 0..case.notes.sources.len() {
        let citation = case.notes.fullest(source);
        if citation.work.is_law() || standing.by_source[source].is_empty() {
            continue;
        }
        let words = draft.view.slice(citation.span);
        if !SIGNS.show_in(words) {
            continue;
        }
        let opinion = OPINION.as_ref().and_then(|pattern| pattern.find(words));
        let feature = FEATURE.as_ref().and_then(|pattern| pattern.find(words));
        let Some(mark) = opinion.or(feature) else { continue };
        let mark = Span::new(mark.start(), mark.end());
        let mark = citation.span.lift(mark);
        for at in standing.by_source[source].iter().filter(|at| at.whole) {
            let sign = if opinion.is_some() { statistic(case, at, citation) } else { whole_people(case, at) };
            let Some(place) = sign.and_then(|sign| case.in_draft(sign)) else { continue };
            let what = if opinion.is_some() { "an opinion piece" } else { "a magazine feature" };
            let mut finding = sink
                .finding(place, format!("the only source of this figure is {what}"))
                .label("no other source")
                .why("such pieces take their figures from elsewhere")
                .help("cite the count or survey behind it, or say whose view it is")
                .note(at.note)
                .passage(Some(at.passage));
            if opinion.is_none() {
                finding.message =
                    "the only source for what a whole people thinks or knows is a magazine feature".into();
            }
            if let Some(place) = case.in_draft(mark) {
                finding = finding.also(place, what);
            }
            sink.push(finding);
        }
    }
}

/// A strong statistic of the passage, unless the sentence says whose view it is.
fn statistic(case: &CoveredCase<'_, '_>, at: &InText, citation: &Citation) -> Option<Span> {
    let draft = case.draft;
    let found = case.assertions.binary_search_by_key(&at.passage, |(passage, _)| *passage).ok()?;
    let assertion = &case.assertions[found].1;
    let words = draft.words(at.passage);
    let named =
        citation.author_list().iter().any(|author| author.family.len() > 2 && words.contains(&author.family));
    if named || assertion.has(TriggerKind::Attribution) {
        return None;
    }
    let trigger =
        assertion.triggers.iter().find(|trigger| trigger.kind == TriggerKind::Statistic && trigger.strong)?;
    Some(draft.passages[at.passage].view.lift(trigger.span))
}

/// Words about a whole people.
fn whole_people(case: &CoveredCase<'_, '_>, at: &InText) -> Option<Span> {
    let draft = case.draft;
    let found = WHOLE_PEOPLE.as_ref()?.find(draft.words(at.passage))?;
    Some(draft.passages[at.passage].view.lift(Span::new(found.start(), found.end())))
}
