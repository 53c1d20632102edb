//! `loaded-word`: a word that judges in place of evidence.

use crate::diagnostic::Level;
use crate::lexicon::List;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "loaded-word",
    level: Level::Off,
    precise: false,
    publication: None,
    group: Group::Language,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a word that takes sides instead of giving evidence",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
Words that pass a judgement by themselves: *horrific*, *so-called*, *notorious*. The rule is off unless you switch it on.

## Why it matters
Readers who do not share the judgement see the writer take sides, and doubt the facts.

## Example
```text
The notorious harbour master spoke of horrific losses.
```
Marked: “notorious”, “horrific”.

## Instead
```text
The harbour master, convicted twice of fraud, spoke of losses of 400 lives.
```

## Not flagged
Quotations, and terms of law.
```text
“The notorious master,” he wrote. It was a heinous crime under the Act, by a designated terrorist organisation.
```

## Authority
Government Auditing Standards 8.45; Wikipedia, Manual of Style, “Words to watch”. The words are in
`data/en/loaded.toml`.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for (passage, hit) in case.terms_said(List::Loaded) {
        let Some(place) = case.in_draft(hit.span) else { continue };
        let words = draft.view.slice(hit.span);
        sink.push(
            sink.finding(place, format!("“{words}” takes sides"))
                .label("a judgement")
                .why("readers who disagree stop trusting the rest")
                .help("say what happened and let readers judge, or quote who calls it that")
                .passage(Some(passage)),
        );
    }
}
