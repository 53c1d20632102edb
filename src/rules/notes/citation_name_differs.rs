//! `citation-name-differs`: a citation whose names are spelt otherwise than in its entry.

use crate::diagnostic::Level;
use crate::draft::authordate::Fitting;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "citation-name-differs",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a citation whose names are spelt differently in its entry",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
A citation by author and year whose year belongs to one entry of the list, while a name in it differs by a letter (in long names by two) from the entry's.

## Why it matters
One of the two spellings is wrong. A search for it finds nothing, or another author.

## Example
```text
Perch came back in 2009 (Ekberg, 2012). Half were caught (Lindquist, 2015).

References

Ekberg, S. (2012). Perch in cold lakes. Lake Press.

Lindqvist, L. (2015). Nets and quotas. Lake Press.
```
Marked: “Lindquist, 2015”.

## Instead
```text
Perch came back in 2009 (Ekberg, 2012). Half were caught (Lindqvist, 2015).

References

Ekberg, S. (2012). Perch in cold lakes. Lake Press.

Lindqvist, L. (2015). Nets and quotas. Lake Press.
```

## Not flagged
Accents and small words of a name, given names, initials.
```text
Perch came back in 2009 (Muller, 2012). Half were caught (L. Meer, 2015).

References

Müller, S. (2012). Perch in cold lakes. Lake Press.

van der Meer, L. (2015). Nets and quotas. Lake Press.
```

## Authority
APA Publication Manual 8.10: citation and entry must agree in names and year.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let Some(read) = &draft.author_date else { return };
    for (&id, citation) in read.citations.iter().filter(|(_, citation)| citation.fit == Fitting::Name) {
        let marker = &draft.markers[id];
        let Some((note, entry)) = marker.note.and_then(|note| Some((note, read.entries.get(&note)?))) else {
            continue;
        };
        sink.push(
            sink.finding(
                marker.place,
                format!("“{}” is cited, but the list has “{} {}”", citation.said(), entry.names, entry.year),
            )
            .label("spelt like this here")
            .also(draft.notes[note].label, "and this way in the list")
            .why("one of the spellings is wrong, and a search for it finds nothing")
            .help("check the name in the work itself, and spell it the same way in both places")
            .passage(marker.passage),
        );
    }
}
