//! `claim-anchor-lost`: a claim whose words are no longer in the draft.

use crate::case::Anchoring;
use crate::case::relink::LostAnchor;
use crate::compare::nearest_passage;
use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Place;

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
The words after `at` (and after `to`) occur in the draft. White space, note markers and the shapes of quotation marks and dashes make no difference. Where the same words stand in one place in another spelling (`email` for `e-mail`), `--fix` takes it over; where one
sentence is clearly the one meant, `claimlint relink` shows both and moves the claim.

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

The spelling was changed.
```text
The defense of the harbor cost 12 million in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim cost "It cost 12 million to defend the harbour in 2014."
    at "The defence of the harbour cost"
    cites customs
```
Marked: “"The defence of the harbour cost"”.

## Instead
```text
Exports rose by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12% in 2014."
    at "Exports rose by 12% in 2014."
    cites customs
```

The new spelling, as `--fix` writes it.
```text
The defense of the harbor cost 12 million in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim cost "It cost 12 million to defend the harbour in 2014."
    at "The defense of the harbor cost"
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
    for lost in case.lost_anchors() {
        if let Anchoring::Lost(words) = lost.anchoring {
            report(case, sink, Place::new(lost.file, *words), &lost);
        }
    }
}

fn report(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>, words: Place, lost: &LostAnchor<'_>) {
    let Some(draft) = case.draft else { return };
    let at = lost.at;
    let finding = sink
        .finding(words, "these words are not in the draft")
        .label("not found")
        .why("the sentence was changed or cut after it was claimed and checked")
        .entry(lost.name);
    let may = sink.may_guess();
    if let Some(there) = may.then(|| case.relink(lost.anchoring, at)).flatten() {
        let place = draft.passages[there.passage].place;
        let (label, title) = match there.respelt {
            true => ("the same words in another spelling", "take over the new spelling"),
            false => ("the nearest passage", "move the claim to the reworded sentence"),
        };
        let help = match there.respelt {
            true => "`claimlint check --fix` or `claimlint relink --write` takes over the new spelling",
            false => {
                "if this is the sentence, check the claim against it; `claimlint relink --write` moves the claim there"
            }
        };
        let edits = case.relink_edits(lost.file, lost.entry, at, &there);
        sink.push(finding.also(place, label).help(help).passage(Some(there.passage)).fix(
            title,
            there.respelt,
            edits,
        ));
        return;
    }
    let text =
        if at.from.span == words.span { &at.from.text } else { at.to.as_ref().map_or("", |to| &to.text) };
    let finding = match may.then(|| nearest_passage(draft, text)).flatten() {
        Some(index) => finding
            .also(draft.passages[index].place, "the nearest passage")
            .help("if this is the sentence, check the claim against it and copy a few of its words here")
            .passage(Some(index)),
        None => finding.help("copy a few words of the sentence that makes this claim, or delete the claim"),
    };
    sink.push(finding);
}
