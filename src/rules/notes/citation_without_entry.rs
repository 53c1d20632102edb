//! `citation-without-entry`: a citation by author and year that the list of references does not hold.

use crate::diagnostic::Level;
use crate::draft::authordate::Fitting;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "citation-without-entry",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "an author–date citation without an entry in the reference list",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
Each citation by author and year, in brackets or in the sentence, has an entry in the list of references with the same names and the same year. The nearest entry is offered. Where the draft has no list at all, `notes-not-joined` says so once.

## Why it matters
Readers cannot look the source up. To claimlint such a citation is no support.

## Example
```text
Perch came back in 2009 (Ekberg, 2012). They doubled by 2016 (Lindqvist & Holt, 2017).

References

Ekberg, S. (2012). Perch in cold lakes. Lake Press.

Nowak, L. (2015). Nets and quotas. Lake Press.
```
Marked: “Lindqvist & Holt, 2017”.

## Instead
```text
Perch came back in 2009 (Ekberg, 2012). They doubled by 2016 (Lindqvist & Holt, 2017).

References

Ekberg, S. (2012). Perch in cold lakes. Lake Press.

Lindqvist, A., & Holt, R. (2017). Perch again. Lake Press.
```

## Not flagged
An abbreviation that the entry or its letters give.
```text
Perch came back in 2009 (Ekberg, 2012). The water is clean (WHO, 2020).

References

Ekberg, S. (2012). Perch in cold lakes. Lake Press.

World Health Organization. (2020). Water and health. WHO.
```

Dates, sections and cases in brackets.
```text
Perch came back in 2009 (Ekberg, 2012). The board met again (March 2014) and wrote to the owners (Section 4, 2014).

References

Ekberg, S. (2012). Perch in cold lakes. Lake Press.
```

## Authority
APA Publication Manual 8.10; Chicago Manual of Style 15.21: each citation has an entry.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let Some(read) = &draft.author_date else { return };
    for (&id, citation) in &read.citations {
        let Fitting::None(near) = &citation.fit else { continue };
        let marker = &draft.markers[id];
        let mut finding = sink
            .finding(marker.place, format!("the reference list has no entry for “{}”", citation.said()))
            .label("no entry has this name and year")
            .why("readers cannot find the source")
            .passage(marker.passage);
        finding = match near.and_then(|note| Some((note, read.entries.get(&note)?))) {
            Some((note, entry)) => finding
                .also(draft.notes[note].label, "the nearest entry")
                .help(format!("did you mean “{} {}”? If not, add the entry", entry.names, entry.year)),
            None => finding.help("add the entry to the list, or delete the citation"),
        };
        sink.push(finding);
    }
}
