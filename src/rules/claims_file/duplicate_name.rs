//! `duplicate-name`: one name given to two entries, or an old name used again.

use crate::diagnostic::Level;
use crate::rules::{Check, FileCase, Group, Reads, Rests, Rule, Sink};
use std::collections::HashMap;

use crate::span::Place;
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
    let sources = case.sources().map(|source| (case.in_claims(source.name.span), &source.name, &source.was));
    let written: Vec<_> = case.entries().collect();
    let entries =
        written.iter().map(|entry| (entry.place(entry.name.span), &entry.entry.name, &entry.entry.was));
    let mut names: Vec<(Place, &Name, &Vec<Name>)> = sources.chain(entries).collect();
    names.sort_by_key(|(place, ..)| (place.file != case.file, place.file, place.span.start));
    let mut first: HashMap<&str, (Place, &Name)> = HashMap::new();
    for &(place, name, _) in names.iter().filter(|(_, name, _)| !name.value.is_empty()) {
        let (earlier, _) = *first.entry(&name.value).or_insert((place, name));
        if earlier != place {
            sink.push(
                sink.finding(place, format!("the name `{}` is given twice", name.value))
                    .label("the second")
                    .also(earlier, "the first")
                    .why("links and sign-offs go by name, and would reach the wrong entry")
                    .help("rename one of them")
                    .entry(&name.value),
            );
        }
    }
    for (at, old) in names.iter().flat_map(|&(place, _, was)| was.iter().map(move |old| (place.file, old))) {
        if let Some((bearer, _)) = first.get(old.value.as_str()) {
            sink.push(
                sink.finding(
                    Place::new(at, old.span),
                    format!("the old name `{}` is in use again", old.value),
                )
                .label("retired here")
                .also(*bearer, "used again here")
                .why("an earlier review that mentions the name would now point to another entry")
                .help("give the new entry another name"),
            );
        }
    }
}
