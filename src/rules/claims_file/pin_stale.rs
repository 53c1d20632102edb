//! `pin-stale`: a sentence that changed beside the words its claim is anchored to.

use crate::case::Resolved;
use crate::case::pin::Unpinned;
use crate::case::review::Verdict;
use crate::diagnostic::{Diagnostic, Edit, Level};
use crate::ids::{MarkerId, NoteId, PassageId};
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
A claim's `pinned` words fit: each is a fingerprint of the sentence that the `at` line of the same rank is in, made of its words and of the works its markers lead to. White space, the shapes of quotation marks and dashes, and the numbers of notes make no difference. Where only a marker changed, the finding says which; where two sentences exchanged theirs, both are one finding. Sentences of which nothing but the spelling is new (`cyber attack` for `cyberattack`) are one finding, and its fix is safe.

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
    // A pass over the spelling is told once, with the anchors if any lost their words by it.
    let (respelt, found): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|group| matches!(group[0].what, Unpinned::Respelt(..)));
    let told =
        || case.lost_anchors().any(|lost| case.relink(lost.anchoring, lost.at).is_some_and(|it| it.respelt));
    if !respelt.is_empty() && !told() {
        sink.push(spelling(case, sink, &respelt));
    }
    let mut told = vec![false; found.len()];
    for (index, group) in found.iter().enumerate() {
        if told[index] {
            continue;
        }
        let other = (index + 1..found.len()).find(|&other| exchanged(case, &group[0], &found[other][0]));
        let finding = one(case, sink, group);
        sink.push(match other {
            Some(other) => {
                told[other] = true;
                with_other(case, finding, &group[0], one(case, sink, &found[other]))
            }
            None => match signed_with_the_other(case, &group[0]) {
                Some(entry) => with_other(case, finding, &group[0], signed(case, sink, entry)),
                None => finding,
            },
        });
    }
}

/// The marker of a sentence that took the place of another, with the note it leads to and the one that the other led to.
fn instead(case: &LinkedCase<'_, '_>, stale: &Stale<'_, '_>) -> Option<(NoteId, NoteId)> {
    let Unpinned::Instead(at, old) = stale.what else { return None };
    let draft = case.draft;
    let mut markers = case.markers_in(&stale.passages).into_iter();
    Some((draft.markers[markers.nth(at)?].note?, old))
}

/// Whether two notes are of one work.
fn is_one(case: &LinkedCase<'_, '_>, one: NoteId, other: NoteId) -> bool {
    case.notes.identity(case.draft, one) == case.notes.identity(case.draft, other)
}

/// Whether each of two sentences has the marker that the other had.
fn exchanged(case: &LinkedCase<'_, '_>, one: &Stale<'_, '_>, other: &Stale<'_, '_>) -> bool {
    instead(case, one).zip(instead(case, other)).is_some_and(|((here, was_here), (there, was_there))| {
        is_one(case, here, was_there) && is_one(case, there, was_here)
    })
}

/// A signed claim whose sentence has the marker that this one had, where its own are not those that were signed.
fn signed_with_the_other(case: &LinkedCase<'_, '_>, stale: &Stale<'_, '_>) -> Option<usize> {
    let (_, old) = instead(case, stale)?;
    (0..case.entries.len()).find(|&entry| {
        let passages = &case.entries[entry].passages;
        let carries =
            |&marker: &MarkerId| case.draft.markers[marker].note.is_some_and(|note| is_one(case, note, old));
        passages.iter().all(|passage| !stale.passages.contains(passage))
            && case.markers_in(passages).iter().any(carries)
            && case.is_marked_otherwise(entry)
    })
}

/// A signed claim of a sentence that has another's marker.
fn signed(case: &LinkedCase<'_, '_>, sink: &Sink<'_>, entry: usize) -> Diagnostic {
    let resolved = &case.entries[entry];
    let name = &resolved.entry.name;
    let message = format!("the markers of the sentence of `{}` are not those that were checked", name.value);
    let finding = sink.finding(resolved.place(name.span), message).entry(&name.value);
    let markers = case.markers_in(&resolved.passages);
    let finding = finding.passage(resolved.passages.first().copied());
    markers.into_iter().fold(finding, |finding, marker| {
        let marker = &case.draft.markers[marker];
        finding.also(marker.place, format!("the sentence cites [{}]", marker.id))
    })
}

/// Two sentences with each other's marker as one finding.
fn with_other(
    case: &LinkedCase<'_, '_>,
    mut finding: Diagnostic,
    stale: &Stale<'_, '_>,
    other: Diagnostic,
) -> Diagnostic {
    if let Some((here, was)) = instead(case, stale) {
        let id = |note: NoteId| &case.draft.notes[note].id;
        finding.message =
            format!("the markers of notes [{}] and [{}] have changed places", id(was), id(here));
    }
    finding.fix = None;
    finding.related.push(other);
    finding
}

/// Tells once of all sentences in which nothing but the spelling of a word is another.
fn spelling(case: &LinkedCase<'_, '_>, sink: &Sink<'_>, all: &[Vec<Stale<'_, '_>>]) -> Diagnostic {
    let said = |group: &[Stale<'_, '_>]| match &group[0].what {
        Unpinned::Respelt(old, new) => (old.clone(), new.clone()),
        _ => Default::default(),
    };
    let (old, new) = said(&all[0]);
    let message = match all.len() {
        1 => format!("“{old}” is spelt “{new}” in a pinned sentence now"),
        count => format!("“{old}” is spelt “{new}” now, and {count} pinned sentences have a new spelling"),
    };
    let one = |group: &[Stale<'_, '_>], message: String| {
        let first = &group[0];
        let word = &first.pinned.words[first.at];
        sink.finding(first.resolved.place(word.span), message)
            .label("made of the old spelling")
            .also(case.draft.passages[first.passages[0]].place, "the sentence as it is now")
            .entry(&first.resolved.entry.name.value)
            .passage(first.passages.first().copied())
    };
    let edits: Option<Vec<Edit>> = all.iter().flatten().map(|stale| renewed(case, stale)).collect();
    let mut finding = one(&all[0], message)
        .why("a pin is made of the words of its sentence, as they are spelt")
        .help("`claimlint check --fix` renews the pins");
    for group in &all[1..] {
        let (old, new) = said(group);
        finding.related.push(one(group, format!("here “{old}” is “{new}”")));
    }
    match edits {
        Some(edits) => finding.fix("renew the pins of the respelt sentences", true, edits),
        None => finding,
    }
}

/// The edit that writes a pin anew.
fn renewed(case: &LinkedCase<'_, '_>, stale: &Stale<'_, '_>) -> Option<Edit> {
    let place = stale.resolved.place(stale.pinned.words[stale.at].span);
    Some(Edit { place, text: case.pin_of(&stale.passages)? })
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
        Unpinned::Words | Unpinned::Respelt(..) => {
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
    if let Unpinned::Without(lost, _) | Unpinned::Instead(_, lost) = first.what
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
    let edits: Option<Vec<Edit>> = group.iter().map(|stale| renewed(case, stale)).collect();
    match edits {
        Some(edits) => {
            finding.fix(if edits.len() == 1 { "renew the pin" } else { "renew the pins" }, false, edits)
        }
        None => finding,
    }
}

fn why(stale: &Stale<'_, '_>) -> &'static str {
    match stale.what {
        Unpinned::Words | Unpinned::Respelt(..) => {
            "the words the claim is anchored to are still there, but what is around them may turn it round"
        }
        _ => "the note in print is not the source that was checked",
    }
}
