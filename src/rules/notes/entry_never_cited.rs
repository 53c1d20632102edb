//! `entry-never-cited`: an entry of the list of references that the text does not cite.

use crate::diagnostic::Level;
use crate::draft::authordate::Entry;
use crate::ids::NoteId;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "entry-never-cited",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "an entry in the reference list that the text never cites",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
In a draft that cites by author and year, each entry of the list of references is cited at least once. Where most are not, the list may be one for further reading: that is one line of advice.

## Why it matters
An entry left behind when its sentence was cut misleads readers about what the text relies on; one whose citation has another name or year hides that its sentence has no source.

## Example
```text
Perch came back in 2009 (Ekberg, 2012). Ekberg and Holt (2014) counted 4,000 of them.

References

Ekberg, S. (2012). Perch in cold lakes. Lake Press.

Ekberg, S., & Holt, R. (2014). Counting perch. Lake Press.

Nowak, L. (2015). Nets and quotas. Lake Press.
```
Marked: “Nowak, L. (2015)”.

## Instead
```text
Perch came back in 2009 (Ekberg, 2012). Ekberg and Holt (2014) counted 4,000 of them; half were caught (Nowak, 2015).

References

Ekberg, S. (2012). Perch in cold lakes. Lake Press.

Ekberg, S., & Holt, R. (2014). Counting perch. Lake Press.

Nowak, L. (2015). Nets and quotas. Lake Press.
```

## Not flagged
An entry to which a citation may be meant: `citation-year-differs` speaks of it.
```text
Perch came back in 2009 (Ekberg, 2012). Half were caught (Nowak, 2016).

References

Ekberg, S. (2012). Perch in cold lakes. Lake Press.

Nowak, L. (2015). Nets and quotas. Lake Press.
```

## Authority
APA Publication Manual 9.1: “Each work cited in the text must appear in the reference list, and each work in the reference list must be cited in the text.”
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let Some(read) = &draft.author_date else { return };
    let spoken_of = |note: NoteId| {
        use crate::draft::authordate::Fitting;
        read.citations.values().any(|citation| match &citation.fit {
            Fitting::Ambiguous(all) => all.contains(&note),
            Fitting::None(near) => *near == Some(note),
            _ => false,
        })
    };
    let unused: Vec<(NoteId, &Entry)> = read
        .entries
        .iter()
        .filter(|(note, entry)| entry.sure && draft.notes[**note].uses == 0)
        .map(|(note, entry)| (*note, entry))
        .collect();
    let Some(&(first, _)) = unused.first() else { return };
    if unused.len() * 2 > read.entries.len() {
        let mut finding = sink
            .finding(
                draft.notes[first].label,
                format!("{} of the {} entries in the list are not cited", unused.len(), read.entries.len()),
            )
            .label("the first of them")
            .why("readers take the whole list for the basis of the text")
            .help("cite the entries, delete them, or call the list `Further reading`");
        finding.level = finding.level.max(Level::Advice);
        sink.push(finding);
        return;
    }
    for (note, entry) in unused {
        if spoken_of(note) {
            continue;
        }
        sink.push(
            sink.finding(
                draft.notes[note].label,
                format!("the text never cites “{} {}”", entry.names, entry.year),
            )
            .label("never cited")
            .why("readers cannot tell what this entry supports")
            .help("cite it where you rely on it, or delete the entry"),
        );
    }
}
