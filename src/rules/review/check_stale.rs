//! `check-stale`: what was checked has changed since.

use crate::case::Resolved;
use crate::case::review::Verdict;
use crate::diagnostic::{Diagnostic, Level};
use crate::rules::kit::listed;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Place;
use crate::syntax::tree::Checked;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "check-stale",
    level: Level::Warning,
    precise: true,
    publication: Some(Level::Error),
    group: Group::Review,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a claim that changed after it was checked",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
The seal of the last `checked by` line still fits: the claim's name and statement, its kind, qualifier, reasons and ratings, the sentences that it is anchored to and the works their markers lead to, the quoted words with their place, the very notes that are cited, the digest of a held copy, and who checked it when. White space, the shapes of quotation marks and dashes, note numbers and the order of clauses make no difference. Checks by one person that one change of a sentence made void are one finding.

A seal is twelve characters: four over everything, one over each of eight parts, so that the message can say which part changed. It is a tripwire among colleagues and no signature: it tells honest people that something changed, and proves neither who checked nor that nobody meant to deceive. Who wrote what, git tells. The sentences around the anchored ones are not in it.

## Why it matters
A check holds for the words that were read. After an edit, the new words are unchecked.

## Example
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
    checked by "B. Editor" on 2017-05-10 seal aaaabbbbcccc
```
Marked: “aaaabbbbcccc”.

## Instead
Look it up again and write `claimlint sign growth --by "Your Name"`.
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
    checked by "B. Editor" on 2017-05-10 seal 80bg2y90r6q8
```

## Not flagged
The notes were renumbered and the lines broken elsewhere: the words are the same.
```text
Prices fell in the harbour towns.[1]

Exports
grew by 12% in 2014.[2]

Notes

[1] Port Authority, Yearbook 2015.

[2] Customs Office, Annual Report 2014.
```
```claims
source customs [2] "Annual Report"
claim growth "Exports grew   by 12%."
    cites customs
    at "Exports grew"
    checked by "B. Editor" on 2017-05-10 seal 80bg2y90r6q8
```

## Authority
National Academies, review guidelines: after sign-off only minor edits. Seals: own.
"#;

/// A check that does not fit any more.
struct Stale<'c, 'a> {
    entry: &'c Resolved<'a>,
    check: &'a Checked,
    seal: Place,
    parts: Vec<&'static str>,
}

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    let mut found: Vec<Vec<Stale<'_, '_>>> = Vec::new();
    for (index, entry) in case.entries.iter().enumerate() {
        let (Verdict::Stale(parts), Some(check)) = (case.verdict(index), case.last_check(index)) else {
            continue;
        };
        let Some(seal) = &check.seal else { continue };
        let stale = Stale { entry, check, seal: entry.place(seal.span), parts };
        // What was checked by one person and became void by one change of a sentence is told once.
        let same = |group: &&mut Vec<Stale<'_, '_>>| {
            let first = &group[0];
            !first.entry.passages.is_empty()
                && first.entry.passages == entry.passages
                && first.parts == stale.parts
                && first.check.by.text == check.by.text
        };
        match found.iter_mut().find(same) {
            Some(group) => group.push(stale),
            None => found.push(vec![stale]),
        }
    }
    for group in found {
        sink.push(void(case, sink, &group));
    }
}

fn void(case: &ClaimsCase<'_, '_>, sink: &Sink<'_>, group: &[Stale<'_, '_>]) -> Diagnostic {
    let first = &group[0];
    let quoted: Vec<String> = group.iter().map(|it| format!("`{}`", it.entry.entry.name.value)).collect();
    let names: Vec<&str> = group.iter().map(|it| it.entry.entry.name.value.as_str()).collect();
    let them = if group.len() == 1 { "it" } else { "them" };
    let message = format!(
        "{} changed after {} checked {them}: {}",
        listed(&quoted, group.len()),
        first.check.by.text,
        first.parts.join(", ")
    );
    let one = |stale: &Stale<'_, '_>, message: String| {
        sink.finding(stale.seal, message)
            .label("no longer matches")
            .entry(&stale.entry.entry.name.value)
            .passage(stale.entry.passages.first().copied())
    };
    let mut finding = one(first, message).why("only the old words were checked").help(format!(
        "check {them} again, then run `claimlint sign {} --by \"Your Name\"`",
        names.join(" ")
    ));
    if let Some(place) = case.anchor_place(first.entry) {
        finding = finding.also(place, "the sentence as it is now");
    }
    for other in &group[1..] {
        finding.related.push(one(other, format!("the check of `{}`", other.entry.entry.name.value)));
    }
    finding
}
