//! `note-unused`: a note that no marker points to.

use std::collections::HashSet;

use crate::diagnostic::Level;
use crate::draft::Note;
use crate::ids::NoteId;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-unused",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a note that no marker points to",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
Each note is pointed to by at least one marker in the text.

## Why it matters
A note left behind after its sentence was cut, or whose marker was lost, misleads readers about what the text relies on.

## Example
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```
Marked: “[2]”.

## Instead
```text
Exports grew by 12% in 2014.[1] The port grew too.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```

## Not flagged
Entries of a bibliography that this draft does not cite are one line of advice, not a warning each: a bibliography is often shared.

A list of notes alone, without the text that cites them, is no fault of any single note.
```text
Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```

## Authority
Chicago Manual of Style 14.25; measured on living drafts, where it is the commonest fault.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    unused_entries(case, sink);
    // Of a list of references `entry-never-cited` speaks.
    let listed =
        |note: &NoteId| draft.author_date.as_ref().is_some_and(|read| read.entries.contains_key(note));
    let unused: Vec<&Note> = draft
        .notes
        .each()
        .filter(|(index, note)| note.uses == 0 && !note.unnumbered && !draft.entries.contains_key(index))
        .filter(|(index, _)| !listed(index))
        .map(|(_, note)| note)
        .collect();
    let Some(first) = unused.first() else { return };
    if draft.markers.is_empty() {
        // A file of notes alone is checked for itself; with text beside it, the markers were lost.
        if draft.passages.iter().any(|passage| passage.kind.is_body()) && draft.notes.len() > 1 {
            sink.push(
                sink.finding(
                    first.label,
                    format!("no marker points to any of the {} notes", draft.notes.len()),
                )
                .label("the first of them")
                .why("readers cannot tell which sentence relies on which note")
                .help("put the markers into the text; `claimlint show` prints what was read"),
            );
        }
        return;
    }
    let explained: Vec<&str> =
        super::note_marker_unparsed::lost_markers(draft).into_iter().map(|(id, ..)| id).collect();
    let explained: HashSet<&str> = explained.into_iter().collect();
    let used: HashSet<(u32, &str)> =
        draft.notes.iter().filter(|note| note.uses > 0).map(|note| (note.scope, note.id.as_str())).collect();
    for note in unused {
        if explained.contains(note.id.as_str()) {
            continue; // its marker only lost its brackets: `note-marker-unparsed` says so
        }
        if used.contains(&(note.scope, note.id.as_str())) {
            continue; // the second of two notes with one id: `note-duplicate-id` says so
        }
        sink.push(
            sink.finding(note.label, format!("no marker in the text points to note `{}`", note.id))
                .label("never cited")
                .why("readers cannot tell what this note supports")
                .help("put its marker where you rely on the note, or delete the note"),
        );
    }
}

/// A bibliography is often shared between drafts: entries that this draft does
/// not cite are no fault, and one line of advice for all of them.
fn unused_entries(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let Some(&first) = case.idle.first() else { return };
    let message = match (case.idle.len(), draft.entries.len()) {
        (1, 1) => "the only bibliography entry is not cited".to_owned(),
        (1, all) => format!("1 of the {all} bibliography entries is not cited"),
        (some, all) if some == all => format!("none of the {all} bibliography entries is cited"),
        (some, all) => format!("{some} of the {all} bibliography entries are not cited"),
    };
    let mut finding = sink
        .finding(draft.notes[first].label, message)
        .label(if case.idle.len() == 1 { "this one" } else { "the first of them" })
        .why("unless other drafts share the bibliography, each entry should be cited here")
        .help("cite the entries or delete them; if other drafts cite them, do nothing");
    finding.level = finding.level.max(Level::Advice);
    sink.push(finding);
}
