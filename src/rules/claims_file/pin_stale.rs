//! `pin-stale`: a sentence that changed beside the words its claim is anchored to.

use crate::case::Resolved;
use crate::case::pin::Unpinned;
use crate::case::review::Verdict;
use crate::diagnostic::{Diagnostic, Edit, Level};
use crate::ids::PassageId;
use crate::rules::{Check, Group, LinkedCase, Reads, Rests, Rule, Sink};
use crate::syntax::tree::Pinned;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "pin-stale",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a sentence that changed after its claim was pinned to it",
    explain: EXPLAIN,
    check: Check::Linked(check),
};

const EXPLAIN: &str = r#"## What it checks
A claim's `pinned` words fit: each is a fingerprint of the sentence that the `at` line of the same rank is in, made of its words and of the works its markers lead to. White space, the shapes of quotation marks and dashes, and the numbers of notes make no difference. Where only a marker changed, the finding says which.

Several claims on one sentence are one finding. Where the check of a claim is out of date, or its words are lost, that is said instead.

A pin tells that something changed, not who changed it. `claimlint init` and `claimlint check --fix` write pins; a pin is renewed when somebody has compared claim and sentence.

## Why it matters
“Talks were halted due to the dispute” can become “talks were resumed despite the dispute” with the anchored words untouched.

## Example
```text
In 2013 the harbour talks were resumed despite the toll dispute.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim talks "There were harbour talks in 2013."
    at "In 2013 the harbour talks"
    pinned pcm0
    cites customs
```
Marked: “pcm0”.

A marker that leads to another work.
```text
Exports grew by 12% in 2014.[2] Prices fell.[1]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```
```claims
source customs [1] "Annual Report"
source yearbook [2] "Yearbook"
claim growth "Exports grew by 12%."
    at "Exports grew by 12%"
    pinned f02a
```
Marked: “f02a”.

## Instead
Compare claim and sentence; then write the pin anew (`claimlint check --fix --unsafe-fixes`).
```text
In 2013 the harbour talks were resumed despite the toll dispute.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim talks "There were harbour talks in 2013."
    at "In 2013 the harbour talks"
    pinned rnb1
    cites customs
```

```text
Exports grew by 12% in 2014.[2] Prices fell.[1]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```
```claims
source customs [1] "Annual Report"
source yearbook [2] "Yearbook"
claim growth "Exports grew by 12%."
    at "Exports grew by 12%"
    pinned 5283
```

## Not flagged
The sentence was broken elsewhere, its quotation marks were changed, and its note has another number.
```text
Prices fell.[1]

In 2013 the harbour
talks were halted due to the "toll" dispute.[2]

Notes

[1] Port Authority, Yearbook 2015.

[2] Customs Office, Annual Report 2014.
```
```claims
source customs [2] "Annual Report"
claim talks "There were harbour talks in 2013."
    at "In 2013 the harbour talks"
    pinned z58n
    cites customs
```

## Authority
GAO indexing and referencing: a sentence that changed is referenced again. Pins: our own.
"#;

/// A pin that does not fit.
struct Stale<'c, 'a> {
    resolved: &'c Resolved<'a>,
    pinned: &'a Pinned,
    /// Which of its anchors.
    at: usize,
    passages: Vec<PassageId>,
    what: Unpinned,
}

fn check(case: &LinkedCase<'_, '_>, sink: &mut Sink<'_>) {
    let mut found: Vec<Vec<Stale<'_, '_>>> = Vec::new();
    for (index, resolved) in case.entries.iter().enumerate() {
        let Some(pinned) = &resolved.entry.pinned else { continue };
        if matches!(case.verdict(index), Verdict::Stale(_)) || case.slip_at(resolved.place(pinned.span)) {
            continue;
        }
        if pinned.words.len() != resolved.anchors.len() {
            sink.push(unequal(case, sink, resolved, pinned));
            continue;
        }
        for at in 0..pinned.words.len() {
            let passages = case.anchored_at(resolved, at);
            if passages.is_empty() || is_reported(case, resolved, &passages) {
                continue;
            }
            let Some(what) = case.unpinned(&passages, &pinned.words[at].value) else { continue };
            let stale = Stale { resolved, pinned, at, passages, what };
            // One sentence is one finding, however many claims it makes.
            match found.iter_mut().find(|group| group[0].passages == stale.passages) {
                Some(group) => group.push(stale),
                None => found.push(vec![stale]),
            }
        }
    }
    for group in found {
        sink.push(one(case, sink, &group));
    }
}

/// Whether a marker of the sentence has no note, or its note is not the one that its source line means: that is said.
fn is_reported(case: &LinkedCase<'_, '_>, resolved: &Resolved<'_>, passages: &[PassageId]) -> bool {
    let draft = case.draft;
    let lost = |evidence: &crate::case::Evidence<'_>| {
        evidence.source.is_some_and(|source| case.sources[source].is_lost())
    };
    let markers =
        passages.iter().flat_map(|&passage| &draft.markers[draft.passages[passage].markers.clone()]);
    let mut markers = markers.map(|marker| marker.note);
    resolved.evidence.iter().any(lost)
        || markers.any(|note| {
            note.is_none_or(|note| {
                case.sources.iter().any(|source| source.is_lost() && source.notes.contains(&note))
            })
        })
}

fn unequal(
    case: &LinkedCase<'_, '_>,
    sink: &Sink<'_>,
    resolved: &Resolved<'_>,
    pinned: &Pinned,
) -> Diagnostic {
    let name = &resolved.entry.name.value;
    let count = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let message = format!(
        "`{name}` has {} and {}",
        count(pinned.words.len(), "pin"),
        count(resolved.anchors.len(), "`at` line")
    );
    let mut finding = sink
        .finding(resolved.place(pinned.span), message)
        .label("one for each `at`")
        .why("it is not known which sentence a pin is for")
        .help("compare the claim with its sentences, then let `claimlint check --fix --unsafe-fixes` write the pins")
        .entry(name)
        .passage(resolved.passages.first().copied());
    if let Some(pins) = case.pins(resolved).filter(|pins| !pins.is_empty()) {
        let edit = Edit { place: resolved.place(pinned.span), text: format!("pinned {}", pins.join(", ")) };
        finding = finding.fix("write the pins anew", false, vec![edit]);
    }
    finding
}

fn one(case: &LinkedCase<'_, '_>, sink: &Sink<'_>, group: &[Stale<'_, '_>]) -> Diagnostic {
    let first = &group[0];
    let (draft, name) = (case.draft, &first.resolved.entry.name.value);
    let markers: Vec<_> =
        first.passages.iter().flat_map(|&passage| draft.passages[passage].markers.clone()).collect();
    let shown =
        |at: usize| markers.get(at).map(|&marker| case.slice(draft.markers[marker].place)).unwrap_or("");
    let place = |at: usize| markers.get(at).map(|&marker| draft.markers[marker].place);
    let note = |note: crate::ids::NoteId| format!("note {}", draft.notes[note].id);
    let (message, mark) = match first.what {
        Unpinned::Words => {
            (format!("the sentence of `{name}` has changed since the claim was pinned to it"), None)
        }
        Unpinned::Without(lost, _) => {
            (format!("the sentence of `{name}` has lost its marker to {}", note(lost)), None)
        }
        Unpinned::With(at) => {
            (format!("the sentence of `{name}` has a new marker, {}", shown(at)), place(at))
        }
        Unpinned::Instead(at, old) => (
            format!("in the sentence of `{name}` marker {} has replaced the one to {}", shown(at), note(old)),
            place(at),
        ),
        Unpinned::Swapped(one, other) => {
            let message = format!(
                "in the sentence of `{name}` the markers {} and {} have changed places",
                shown(one),
                shown(other)
            );
            (message, place(one))
        }
    };
    let word = &first.pinned.words[first.at];
    let sentence = draft.passages[first.passages[0]].place;
    let mut finding = sink
        .finding(first.resolved.place(word.span), message)
        .label("no longer fits")
        .also(mark.unwrap_or(sentence), if mark.is_some() { "this marker" } else { "the sentence as it is now" })
        .why(why(first))
        .help(
            "compare claim, sentence and notes; if they agree, renew the pin with `claimlint check --fix --unsafe-fixes`",
        )
        .entry(name)
        .passage(first.passages.first().copied());
    for other in &group[1..] {
        let name = &other.resolved.entry.name;
        finding = finding.also(other.resolved.place(name.span), "makes a claim of it, too");
    }
    if let Unpinned::Without(lost, _) = first.what
        && draft.notes[lost].uses == 0
    {
        finding = finding.also(draft.notes[lost].label, "no other sentence cites it");
    }
    if let Unpinned::Swapped(_, other) = first.what
        && let Some(&marker) = markers.get(other)
    {
        let marker = &draft.markers[marker];
        let message = format!("the other of the two, [{}]", marker.id);
        finding.related.push(sink.finding(marker.place, message).label("here").passage(marker.passage));
    }
    let now = |stale: &Stale<'_, '_>| case.pin_of(&stale.passages);
    let edits: Option<Vec<Edit>> = group
        .iter()
        .map(|stale| {
            let place = stale.resolved.place(stale.pinned.words[stale.at].span);
            Some(Edit { place, text: now(stale)? })
        })
        .collect();
    match edits {
        Some(edits) => {
            finding.fix(if edits.len() == 1 { "renew the pin" } else { "renew the pins" }, false, edits)
        }
        None => finding,
    }
}

fn why(stale: &Stale<'_, '_>) -> &'static str {
    match stale.what {
        Unpinned::Words => {
            "the words the claim is anchored to are still there, but what is around them may turn it round"
        }
        _ => "the note in print is not the source that was checked",
    }
}
