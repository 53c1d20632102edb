//! `citation-year-differs`: a citation whose year is not that of its entry.

use crate::diagnostic::Level;
use crate::draft::authordate::Fitting;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "citation-year-differs",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a citation whose year differs from that of its entry",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
A citation by author and year whose names belong to one entry of the list, while one digit of the year, two digits in exchange, or the letter after it are others.

## Why it matters
Readers find a work of another year and cannot tell whether it is the one you mean. Either the citation or the entry is wrong.

## Example
```text
Perch came back in 2009 (Ekberg, 2012). Half were caught (Nowak, 2016).

References

Ekberg, S. (2012). Perch in cold lakes. Lake Press.

Nowak, L. (2015). Nets and quotas. Lake Press.
```
Marked: “Nowak, 2016”.

## Instead
```text
Perch came back in 2009 (Ekberg, 2012). Half were caught (Nowak, 2015).

References

Ekberg, S. (2012). Perch in cold lakes. Lake Press.

Nowak, L. (2015). Nets and quotas. Lake Press.
```

## Not flagged
Two works of one author, each with its year.
```text
Perch came back in 2009 (Ekberg, 2012). They doubled (Ekberg, 2013).

References

Ekberg, S. (2012). Perch in cold lakes. Lake Press.

Ekberg, S. (2013). More perch. Lake Press.
```

## Authority
APA Publication Manual 8.10: citation and entry must agree in names and year.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let Some(read) = &draft.author_date else { return };
    for (&id, citation) in read.citations.iter().filter(|(_, citation)| citation.fit == Fitting::Year) {
        let marker = &draft.markers[id];
        let Some((note, entry)) = marker.note.and_then(|note| Some((note, read.entries.get(&note)?))) else {
            continue;
        };
        sink.push(
            sink.finding(
                marker.place,
                format!("“{}” is cited, but the list has “{} {}”", citation.said(), entry.names, entry.year),
            )
            .label(format!("{} here", citation.year))
            .also(draft.notes[note].label, format!("{} there", entry.year))
            .why("readers cannot tell whether this entry is the work you mean")
            .help("correct the year in the citation or in the entry, or add the missing entry")
            .passage(marker.passage),
        );
    }
}
