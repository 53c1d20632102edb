//! `source-stale`: "now" on a source of years ago.

use crate::pattern::pattern;

use crate::diagnostic::Level;
use crate::notes::WorkType;
use crate::notes::calendar::draft_date;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-stale",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Sources,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a sentence about the present whose only source is years old",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A sentence about the present (currently, today, at present, to date) has another source besides one that is more than three years older than the draft. The draft's date is that of its byline or of the metadata at its head; without one the rule is silent.

## Why it matters
Things may have changed since then. Readers take "currently" for the day of the text.

## Example
```text
The Port Question

May 17, 2017

Author:

Helen Lui

The port currently handles 40% of all grain.[1]

Notes

[1] “Ports and Grain,” The Japan Times, May 2, 2011.
```
Marked: “currently”.

## Instead
```text
The Port Question

May 17, 2017

Author:

Helen Lui

In 2011 the port handled 40% of all grain.[1]

Notes

[1] “Ports and Grain,” The Japan Times, May 2, 2011.
```

## Not flagged
A claim about the past.
```text
The Port Question

May 17, 2017

Author:

Helen Lui

The port handled 40% of all grain.[1]

Notes

[1] “Ports and Grain,” The Japan Times, May 2, 2011.
```

A founding text, which holds as long as it is in force.
```text
The Port Question

May 17, 2017

Author:

Helen Lui

The treaty currently binds 40 states.[1]

Notes

[1] Treaty on Ports, May 2, 1968, 729 U.N.T.S. 161.
```

## Authority
Intelligence Community Directive 206 (age of the source); AQuA Book 2025 (sunset dates).
"#;

/// Whole years from which a source is old for "now".
const OLD: i16 = 4;

pattern! {
    static NOW = concat!(
        r"(?i-u)\b(?:currently|nowadays|at present|presently|these days|to date|as of (?:now|today)|at the moment|",
        r"the latest (?:figures?|data|estimates?|statistics)|recently|in recent (?:months|weeks))\b|(?-i)\b[Tt]oday,|\btoday\.$"
    );
}

pattern! {
    /// Words that move "now" into the past or into a text.
    static NOT_NOW = r"(?i-u)\b(?:was|were|had|did|then|at the time|constitution|treaty|charter|founded|established)\b";
}

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let Some((at_date, written)) = draft_date(draft) else { return };
    let Some(now) = written.year else { return };
    let standing = case.standing();
    for source in 0..case.notes.sources.len() {
        let citation = case.notes.fullest(source);
        let founding =
            citation.work.is_law() || matches!(citation.work, WorkType::Archive | WorkType::Treaty);
        let Some(date) = citation.date.value().filter(|date| !date.about && !date.undated) else { continue };
        let Some(year) = date.until.or(date.year) else { continue };
        if founding || now.saturating_sub(year) < OLD {
            continue;
        }
        for at in standing.by_source[source].iter().filter(|at| at.whole) {
            let words = draft.words(at.passage);
            let Some(sign) = NOW.as_ref().and_then(|pattern| pattern.find(words)) else { continue };
            if NOT_NOW.as_ref().is_none_or(|pattern| pattern.is_match(words)) {
                continue;
            }
            let sign = Span::new(sign.start(), sign.end());
            let view = draft.passages[at.passage].view.lift(sign);
            let Some(place) = case.in_draft(view) else { continue };
            let mut finding = sink
                .finding(place, format!("this is about the present, but its only source is from {year}"))
                .label(format!("{} years later", now - year))
                .why("things may have changed since then")
                .help("find a newer source, or say when it was true")
                .note(at.note)
                .passage(Some(at.passage));
            if let Some(place) = citation.date.span().and_then(|span| case.in_draft(span)) {
                finding = finding.also(place, "the source’s date");
            }
            if let Some(place) = case.in_draft(at_date) {
                finding = finding.also(place, "the draft’s date");
            }
            sink.push(finding);
        }
    }
}
