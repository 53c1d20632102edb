//! `citation-ambiguous`: a citation that fits several entries of the list.

use crate::diagnostic::Level;
use crate::draft::authordate::Fitting;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "citation-ambiguous",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a citation that fits several entries in the list",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
A citation by author and year fits one entry of the list of references, not two works of the same authors in the same year.

## Why it matters
Readers cannot tell which of the works supports the sentence.

## Example
```text
Perch came back in 2009 (Ekberg, 2012). They doubled (Nowak, 2015).

References

Ekberg, S. (2012a). Perch in cold lakes. Lake Press.

Ekberg, S. (2012b). Perch in warm lakes. Lake Press.

Nowak, L. (2015). Nets and quotas. Lake Press.
```
Marked: “Ekberg, 2012”.

## Instead
```text
Perch came back in 2009 (Ekberg, 2012a). They doubled (Ekberg, 2012b; Nowak, 2015).

References

Ekberg, S. (2012a). Perch in cold lakes. Lake Press.

Ekberg, S. (2012b). Perch in warm lakes. Lake Press.

Nowak, L. (2015). Nets and quotas. Lake Press.
```

## Not flagged
Works of one year by one author and by the same with another: the number of names distinguishes them.
```text
Perch came back in 2009 (Ekberg, 2012). They doubled (Ekberg & Holt, 2012).

References

Ekberg, S. (2012). Perch in cold lakes. Lake Press.

Ekberg, S., & Holt, R. (2012). Perch in warm lakes. Lake Press.
```

## Authority
APA Publication Manual 8.19; Chicago Manual of Style 15.20: letters after the year tell works of one year apart.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let Some(read) = &draft.author_date else { return };
    for (&id, citation) in &read.citations {
        let Fitting::Ambiguous(notes) = &citation.fit else { continue };
        let marker = &draft.markers[id];
        let mut finding = sink
            .finding(marker.place, format!("“{}” fits {} entries in the list", citation.said(), notes.len()))
            .label("which of them?")
            .why("readers cannot tell which of the works you mean")
            .help("add a letter to the year, as in `2014a`, in the list and in the text")
            .passage(marker.passage);
        for &note in notes.iter().take(3) {
            finding = finding.also(draft.notes[note].label, "one of them");
        }
        sink.push(finding);
    }
}
