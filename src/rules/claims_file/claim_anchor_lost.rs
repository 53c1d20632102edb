//! `claim-anchor-lost`: a claim whose words are no longer in the draft.

use crate::case::Anchoring;
use crate::compare::nearest_passage;
use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Place;
use crate::syntax::tree::{AcceptTarget, Anchor};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "claim-anchor-lost",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a claim whose words are no longer in the draft",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
The words after `at` (and after `to`) occur in the draft. White space, note markers and the shapes of quotation marks and dashes make no difference.

## Why it matters
The sentence was rewritten after the claim was made: what was checked is not what will be printed.

## Example
```text
Exports rose by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12% in 2014."
    at "Exports grew by 12%"
    cites customs
```
Marked: “"Exports grew by 12%"”.

## Instead
```text
Exports rose by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12% in 2014."
    at "Exports rose by 12%"
    cites customs
```

## Not flagged
Only the quotation marks and the spaces differ.
```text
The “free port”  grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "The free port grew by 12% in 2014."
    at “The "free port" grew”
    cites customs
```

## Authority
GAO; National Academies: after sign-off only minor edits.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    let entries = case.entries.iter().flat_map(|resolved| {
        let anchors = resolved.anchors.iter().zip(&resolved.entry.at);
        anchors.map(|(anchoring, at)| (resolved.file, anchoring, at, resolved.entry.name.value.as_str()))
    });
    let waivers = case.waivers.iter().filter_map(|waiver| match &waiver.accept.target {
        Some(AcceptTarget::Anchor(at)) => {
            Some((waiver.file, &waiver.anchoring, at, waiver.accept.rule.value.as_str()))
        }
        _ => None,
    });
    for (file, anchoring, at, name) in entries.chain(waivers) {
        if let Anchoring::Lost(words) = anchoring {
            report(case, sink, Place::new(file, *words), at, name);
        }
    }
}

fn report(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>, words: Place, at: &Anchor, name: &str) {
    let Some(draft) = case.draft else { return };
    let text =
        if at.from.span == words.span { &at.from.text } else { at.to.as_ref().map_or("", |to| &to.text) };
    let mut finding = sink
        .finding(words, "these words are not in the draft")
        .label("not found")
        .why("the sentence was changed or cut after it was claimed and checked")
        .entry(name);
    finding = match sink.may_guess().then(|| nearest_passage(draft, text)).flatten() {
        Some(index) => finding
            .also(draft.passages[index].place, "the nearest passage")
            .help("if this is the sentence, check the claim against it and copy a few of its words here")
            .passage(Some(index)),
        None => finding.help("copy a few words of the sentence that makes this claim, or delete the claim"),
    };
    sink.push(finding);
}
