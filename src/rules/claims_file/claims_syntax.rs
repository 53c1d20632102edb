//! `claims-syntax`: a line of the claims file that cannot be read.

use crate::diagnostic::Edit;
use crate::diagnostic::Level;
use crate::rules::{Check, FileCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Place;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "claims-syntax",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a line of the claims file that cannot be read",
    explain: EXPLAIN,
    check: Check::File(check),
};

const EXPLAIN: &str = r#"## What it checks
Every line of the claims file must be a declaration or a clause of the language. One slip gives one finding; the rest of the file is still read.

## Why it matters
A line that cannot be read is a claim that is not checked.

## Example
```claims
clam growth "Exports grew."
    kind common-knowledge
```
Marked: “clam”.

## Instead
```claims
claim growth "Exports grew."
    kind common-knowledge
```

## Not flagged
Curly quotation marks, tabs and a missing line end are all fine.
```claims
claim growth “Exports grew.”
	kind common-knowledge
```

## Authority
The grammar, `grammar/claims.ebnf`.
"#;

fn check(case: &FileCase<'_, '_>, sink: &mut Sink<'_>) {
    for (file, error) in case.errors() {
        let here = |span| Place::new(file, span);
        let mut finding = sink
            .finding(here(error.span), lower(&error.message))
            .label(&error.label)
            .help(lower(&error.help));
        if error.mild && finding.level == Level::Error {
            finding.level = Level::Warning;
        }
        if let Some((span, text)) = &error.also {
            finding = finding.also(here(*span), text);
        }
        if let Some(replacement) = &error.replacement {
            let edit = Edit { place: here(error.span), text: replacement.clone() };
            finding = finding.fix(format!("write `{replacement}`"), false, vec![edit]);
        }
        sink.push(finding);
    }
}

/// Findings begin in lower case, as after a colon; the parser speaks in sentences.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
