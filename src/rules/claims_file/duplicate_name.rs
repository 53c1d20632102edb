//! `duplicate-name`: one name given to two entries, or an old name used again.

use crate::diagnostic::Level;
use crate::rules::{Check, FileCase, Group, Reads, Rests, Rule, Sink};
use std::collections::HashMap;

use crate::syntax::tree::Name;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "duplicate-name",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a name given to two entries, or an old name used again",
    explain: EXPLAIN,
    check: Check::File(check),
};

const EXPLAIN: &str = r#"## What it checks
Claims, assumptions, objections and sources each have a name of their own, and a name once given up with `was` is not given to another.

## Why it matters
Links and sign-offs go by name; with two bearers they go to the wrong one.

## Example
```claims
claim growth "Exports grew."
    kind common-knowledge
claim growth "Imports grew."
    kind common-knowledge
```
Marked: “growth”.

## Instead
```claims
claim export-growth "Exports grew."
    kind common-knowledge
claim import-growth "Imports grew."
    kind common-knowledge
```

## Not flagged
An entry may list its own old names.
```claims
claim export-growth "Exports grew."
    kind common-knowledge
    was growth
```

## Authority
Own practice, and years of reports to other tools.
"#;

fn check(case: &FileCase<'_, '_>, sink: &mut Sink<'_>) {
    let sources = case.sources().map(|source| (&source.name, &source.was));
    let entries = case.entries().map(|entry| (&entry.name, &entry.was));
    let mut names: Vec<(&Name, &Vec<Name>)> = sources.chain(entries).collect();
    names.sort_by_key(|(name, _)| name.span.start);
    let mut first: HashMap<&str, &Name> = HashMap::new();
    for (name, _) in names.iter().filter(|(name, _)| !name.value.is_empty()) {
        let earlier = *first.entry(&name.value).or_insert(name);
        if earlier.span != name.span {
            sink.push(
                sink.finding(case.in_claims(name.span), format!("the name `{}` is given twice", name.value))
                    .label("the second")
                    .also(case.in_claims(earlier.span), "the first")
                    .why("links and sign-offs go by name, and would reach the wrong entry")
                    .help("rename one of them")
                    .entry(&name.value),
            );
        }
    }
    for old in names.iter().flat_map(|(_, was)| was.iter()) {
        if let Some(bearer) = first.get(old.value.as_str()) {
            sink.push(
                sink.finding(
                    case.in_claims(old.span),
                    format!("the old name `{}` is in use again", old.value),
                )
                .label("retired here")
                .also(case.in_claims(bearer.span), "used again here")
                .why("an earlier review that mentions the name would now point to another entry")
                .help("give the new entry another name"),
            );
        }
    }
}
