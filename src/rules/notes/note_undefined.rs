//! `note-undefined`: a marker in the text that points to no note.

use crate::diagnostic::Level;
use crate::draft::{Draft, Marker};
use crate::ids::MarkerId;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};
use crate::text::nearest;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-undefined",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a marker in the text that points to no note",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
Each marker, such as `[3]` or `[^herman]`, has a note with the same number or label.

Each key, such as `[@herman2016]`, has an entry in the bibliography that the draft or the claims file names. If none is named, `bibliography-missing` says so.

## Why it matters
Readers who follow the marker find no source. To claimlint such a marker is no support.

## Example
```markdown
Exports grew by 12% in 2014.[^customs]

[^custom]: Customs Office, Annual Report 2014.
```
Marked: “[^customs]”.

## Instead
```markdown
Exports grew by 12% in 2014.[^customs]

[^customs]: Customs Office, Annual Report 2014.
```

A key of a bibliography has an entry.
```markdown
---
references:
  - id: customs2014
    title: Annual Report
---

Exports grew by 12% in 2014 [@customs2014, p. 4].
```

## Not flagged
A note may be indented by up to three spaces.
```markdown
Exports grew by 12% in 2014.[^customs]

  [^customs]: Customs Office, Annual Report 2014.
```

## Authority
Chicago Manual of Style 14.25.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    // Of citations by author and year `citation-without-entry` speaks.
    let by_year =
        |id: &MarkerId| draft.author_date.as_ref().is_some_and(|read| read.citations.contains_key(id));
    let (keys, markers): (Vec<&Marker>, Vec<&Marker>) = draft
        .markers
        .each()
        .filter(|(id, _)| !by_year(id))
        .map(|(_, marker)| marker)
        .partition(|marker| marker.id.starts_with('@'));
    unknown_keys(draft, sink, &keys);
    let entries = draft.entries.len() + draft.author_date.as_ref().map_or(0, |read| read.entries.len());
    let noted = draft.notes.len() > entries;
    if let (false, Some(first)) = (noted, markers.first()) {
        let message = match markers.len() {
            1 => "the text has a note marker, but no notes were found".to_owned(),
            count => format!("the text has {count} note markers, but no notes were found"),
        };
        sink.push(
            sink.finding(first.place, message)
                .label("the first of them")
                .why("readers who follow a marker find nothing")
                .help(
                    "put the notes at the end under a heading such as `Endnotes`; if they are in another file, name \
                     it in claimlint.toml: `endnotes = [\"notes.txt\"]`; `claimlint show` prints what was read",
                )
                .passage(first.passage),
        );
        return;
    }
    for marker in markers.into_iter().filter(|marker| marker.note.is_none()) {
        // A near number is no near note.
        let named = marker.id.parse::<u32>().is_err() && sink.may_guess();
        let near =
            named.then(|| nearest(&marker.id, draft.notes.iter().map(|note| note.id.as_str()))).flatten();
        let help = match near {
            Some(id) => format!("did you mean `{id}`? If not, write the note or delete the marker"),
            None => "write the note, or delete the marker".to_owned(),
        };
        let mut finding = sink
            .finding(marker.place, format!("there is no note `{}`", marker.id))
            .label("this marker points nowhere")
            .why("readers who follow the marker find no source")
            .help(help)
            .passage(marker.passage);
        if let Some(note) = near.and_then(|id| draft.note_by_id(id)) {
            finding = finding.also(draft.notes[note].label, "the note with the nearest name");
        }
        sink.push(finding);
    }
}

/// Keys of a bibliography: `[@key]`, `\\cite{key}`.
fn unknown_keys(draft: &Draft, sink: &mut Sink<'_>, keys: &[&Marker]) {
    // Entries of a bibliography, or of a list in the draft itself (`\\bibitem`).
    let listed = || draft.notes.each().filter_map(|(at, note)| Some((at, note.id.strip_prefix('@')?)));
    // That there is no list at all is told by `bibliography-missing` or `bibliography-unread`.
    if listed().next().is_none() {
        return;
    }
    for marker in keys.iter().filter(|marker| marker.note.is_none()) {
        let key = marker.id.trim_start_matches('@');
        if draft.unread.iter().any(|unread| unread.key == key) {
            continue; // `bibliography-unread` says so
        }
        let near = sink.may_guess().then(|| nearest(key, listed().map(|(_, key)| key))).flatten();
        let near = near.and_then(|found| listed().find(|(_, key)| *key == found));
        let mut finding = sink
            .finding(marker.place, format!("the bibliography has no entry `{key}`"))
            .label("no entry has this key")
            .why("readers cannot find the source")
            .help(match near {
                Some((_, near)) => format!("did you mean `{near}`? If not, add the entry or correct the key"),
                None => "add the entry to the bibliography, or correct the key".to_owned(),
            })
            .passage(marker.passage);
        if let Some((note, _)) = near {
            finding = finding.also(draft.notes[note].label, "the entry with the nearest key");
        }
        sink.push(finding);
    }
}
