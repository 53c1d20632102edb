//! `citation-placeholder`: words that hold the place of a citation.

use crate::diagnostic::Level;
use crate::draft::authordate::placeholders;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "citation-placeholder",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a placeholder where a citation should be",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
No brackets that hold only the place of a citation are left in the text: `(CITE)`, `[citation needed]`, `(Author, year)`, `(Ekberg, 20XX)`, `(???)`.

## Why it matters
In print it would show that a source is missing and that the text was not finished.

## Example
```text
Perch came back in 2009 (CITE). They doubled by 2016 [citation needed].
```
Marked: “(CITE)”, “[citation needed]”.

## Instead
```text
Perch came back in 2009.[1] They doubled by 2016.[1]

Notes

[1] Sven Ekberg, Perch in Cold Lakes (Oslo: Lake Press, 2017), 12.
```

## Not flagged
An abbreviation that is laid down, a figure in Roman numerals.
```text
The Centre for Inland Trout Ecology (CITE) counted perch in the last century (XX).
```

## Authority
Our own; every style sheet asks for finished citations.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for (id, passage) in draft.passages.each() {
        if passage.kind.is_quoted() {
            continue;
        }
        for span in placeholders(draft.words(id)) {
            let Some(place) = draft.view.place(passage.view.lift(span)) else { continue };
            sink.push(
                sink.finding(place, format!("“{}” is a placeholder for a citation", case.slice(place)))
                    .label("no source yet")
                    .why("in print it would show that a source is missing")
                    .help("cite the source, or take the sentence out")
                    .passage(Some(id)),
            );
        }
    }
}
