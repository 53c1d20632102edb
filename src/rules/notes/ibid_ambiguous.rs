//! `ibid-ambiguous`: *Ibid.* after a note that cites several works, or none.

use crate::diagnostic::Level;
use crate::ids::NoteId;
use crate::lexicon::{self, list};
use crate::notes::{Citation, Form, NoteKind, Target, Use};
use crate::prose::Flags;
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "ibid-ambiguous",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "“Ibid.” after a note that cites several works, or none",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

const EXPLAIN: &str = r#"## What it checks
The note before an *Ibid.* or *Id.* cites exactly one work.

## Why it matters
*Ibid.* refers to the only work in the note before. After a note with several works, or with none, readers cannot tell
what is meant.

## Example
```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61; John Brown, “Pilots and Tugs,” Port Review 14, no. 1 (2016): 3–20.

[2] Ibid.
```
Marked: “Ibid.”.

```text
Exports grew.[1] Imports fell.[2]

Notes

[1] By exports we mean goods that leave by sea.

[2] Ibid., 47.
```
Marked: “Ibid.”.

## Instead
```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61; John Brown, “Pilots and Tugs,” Port Review 14, no. 1 (2016): 3–20.

[2] Brown, “Pilots and Tugs,” 5.
```

## Not flagged
One work, whatever is said about it.
```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61. The figures leave out fish, as she explains in her preface.

[2] Ibid., 47.
```
*Ibid.* after a single work, and again after that *Ibid.*
```text
Exports grew.[1] Imports fell.[2] Prices stood still.[3]

Notes

[1] Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

[2] Ibid.

[3] Ibid., 50.
```

## Authority
Chicago Manual of Style 14.34: *ibid.* must never follow a note that cites more than one source. Bluebook 4.1 says the same of *id.*
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    for (at, citation) in on.notes.citations() {
        if citation.form != Form::Ibid || at.citation > 0 {
            continue; // after another citation in its own note it means that one
        }
        if let Some((said, before)) = fault(on, at, citation) {
            let form = citation.form_span.unwrap_or(citation.span);
            let mut finding = on
                .finding(sink, at.note, form, format!("“{}” {said}", on.words(form)))
                .label("which work?")
                .why("“ibid.” refers to the only work in the note before")
                .help("write the short form of the work that you mean: family name, short title, page");
            if let Some(before) = before {
                finding = finding.also(on.draft.notes[before].label, "the note before it");
            }
            sink.push(finding);
        }
    }
}

/// What is wrong, and the note before if there is one.
fn fault(on: &NoteCase<'_, '_>, at: Use, citation: &Citation) -> Option<(String, Option<NoteId>)> {
    let scope = on.draft.notes[at.note].scope;
    let numbered = on.draft.notes[at.note].id.parse::<u32>().is_ok();
    let before = at.note.before().filter(|&note| numbered && on.draft.notes[note].scope == scope);
    match &citation.target {
        Target::Ambiguous(works) => {
            Some((format!("follows a note that cites {} works", works.len()), before))
        }
        Target::Comment(note) => {
            let comment = on.notes.notes[*note].kind == NoteKind::Comment;
            (comment && cites_nothing(on.draft.note_words(*note)))
                .then(|| ("follows a note that cites no work".to_owned(), Some(*note)))
        }
        Target::Missing if before.is_none() && numbered_first(on, at.note) => {
            Some(("is in the first note, with nothing before it".to_owned(), None))
        }
        _ => None,
    }
}

/// Whether a note is the first of a run that begins at 1; a part of a longer
/// text may begin with an *Ibid.* to the part before.
fn numbered_first(on: &NoteCase<'_, '_>, note: NoteId) -> bool {
    on.draft.notes[note].id.parse::<u32>().map_or(true, |number| number <= 1)
}

/// Whether a note surely cites nothing: no year, no address, no quotation, no
/// page. What the parser took for a comment may be a citation in a form unknown to it.
fn cites_nothing(words: &str) -> bool {
    // "Id" without its stop cites what the note before it does; "our analysis of the survey" names a source in words.
    let named = words
        .split(|c: char| !c.is_alphabetic())
        .any(|word| list::PINPOINT_AGAIN.has(word) || lexicon::sentence(word).any(Flags::REPORTER));
    if named {
        return false;
    }
    let digits = words.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= 2);
    !digits && !words.contains("://") && !words.contains("www.") && !words.contains(['“', '"', '§'])
}
