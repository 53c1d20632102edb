//! `claim-anchor-lost`: a claim whose words are no longer in the draft.

use crate::case::Anchoring;
use crate::case::relink::{LostAnchor, Relink};
use crate::compare::nearest_passage;
use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::span::{Place, Span};
use crate::syntax::tree::Item;

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
The words after `at` (and after `to`) occur in the draft. White space, note markers and the shapes of quotation marks and dashes make no difference. Where the same words stand in one place in another spelling (`email` for `e-mail`), all such anchors are one finding and `--fix` takes it over; where one
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
    if let Some(lost) = case.gone() {
        return sink.push(gone(case, sink, lost));
    }
    let mut respelt = Vec::new();
    for lost in case.lost_anchors() {
        let Anchoring::Lost(words) = lost.anchoring else { continue };
        let there = sink.may_guess().then(|| case.relink(lost.anchoring, lost.at)).flatten();
        match there {
            Some(there) if there.respelt => respelt.push((lost, there)),
            there => report(case, sink, Place::new(lost.file, *words), &lost, there),
        }
    }
    if !respelt.is_empty() {
        sink.push(spelling(case, sink, &respelt));
    }
}

/// Tells once that nothing is left of what the file quotes.
fn gone(case: &ClaimsCase<'_, '_>, sink: &Sink<'_>, lost: usize) -> Diagnostic {
    let named = case.items().find_map(|(file, item)| match item {
        Item::Draft(draft) => Some(Place::new(file, draft.file.span)),
        _ => None,
    });
    let message =
        format!("none of the {lost} passages that this file quotes is in the draft: its sentences are gone");
    sink.finding(named.unwrap_or_else(|| case.in_claims(Span::at(0))), message)
        .label("is this the file?")
        .why("the draft was emptied, or another text was saved in its place")
        .help("put the text back, or name the file that holds it now after `draft`")
}

/// Tells once of all anchors that lost nothing but the spelling of a word.
fn spelling(case: &ClaimsCase<'_, '_>, sink: &Sink<'_>, all: &[(LostAnchor<'_>, Relink)]) -> Diagnostic {
    let (lost, there) = &all[0];
    let joined = |from: &str, to: Option<&str>| format!("{from} {}", to.unwrap_or_default());
    let (old, new) = other_words(
        &joined(&lost.at.from.text, lost.at.to.as_ref().map(|to| to.text.as_str())),
        &joined(&there.from, there.to.as_deref()),
    );
    let message = match all.len() {
        1 => format!("these words are spelt otherwise in the draft now: “{old}” is “{new}” there"),
        count => format!(
            "the words of {count} anchors are spelt otherwise in the draft now: “{old}” is “{new}” there"
        ),
    };
    let one = |(lost, there): &(LostAnchor<'_>, Relink), message: String| {
        let words = match lost.anchoring {
            Anchoring::Lost(words) => *words,
            _ => lost.at.from.span,
        };
        let finding = sink
            .finding(Place::new(lost.file, words), message)
            .label("not found")
            .entry(lost.name)
            .passage(Some(there.passage));
        match case.draft {
            Some(draft) => {
                finding.also(draft.passages[there.passage].place, "the same words in another spelling")
            }
            None => finding,
        }
    };
    let edits = all
        .iter()
        .flat_map(|(lost, there)| case.relink_edits(lost.file, lost.entry, lost.at, there))
        .collect();
    let mut finding = one(&all[0], message)
        .why("an anchor is found by its own words")
        .help("`claimlint check --fix` or `claimlint relink --write` takes over the new spelling")
        .fix("take over the new spelling", true, edits);
    for other in &all[1..] {
        finding.related.push(one(other, format!("`{}` quotes the old spelling, too", other.0.name)));
    }
    finding
}

/// The words in which two texts differ, from the first to the last.
fn other_words(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_whitespace().collect(), new.split_whitespace().collect());
    let first = old.iter().zip(&new).take_while(|(one, two)| one == two).count();
    let rest = old.len().min(new.len()) - first;
    let last = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(one, two)| one == two).count();
    let part = |words: &[&str]| {
        let words = words.get(first..words.len() - last).unwrap_or_default().join(" ");
        words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    };
    (part(&old), part(&new))
}

fn report(
    case: &ClaimsCase<'_, '_>,
    sink: &mut Sink<'_>,
    words: Place,
    lost: &LostAnchor<'_>,
    there: Option<Relink>,
) {
    let Some(draft) = case.draft else { return };
    let at = lost.at;
    let finding = sink
        .finding(words, "these words are not in the draft")
        .label("not found")
        .why("the sentence was changed or cut after it was claimed and checked")
        .entry(lost.name);
    let may = sink.may_guess();
    if let Some(there) = there {
        let place = draft.passages[there.passage].place;
        let edits = case.relink_edits(lost.file, lost.entry, at, &there);
        let help = "if this is the sentence, check the claim against it; `claimlint relink --write` moves the claim there";
        sink.push(finding.also(place, "the nearest passage").help(help).passage(Some(there.passage)).fix(
            "move the claim to the reworded sentence",
            false,
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
