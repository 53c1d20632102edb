//! `full-citation-repeated`: a work given in full a second time.

use crate::diagnostic::{Diagnostic, Level};
use crate::notes::{Citation, Form, ShortForm, Use, Work, WorkType};
use crate::rules::kit::listed;
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "full-citation-repeated",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a work cited in full a second time",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

/// More such works than this are one habit and one finding.
const HABIT: usize = 3;

const EXPLAIN: &str = r#"## What it checks
A work is given in full once; later notes name it in short.

## Why it matters
Two full citations of one work look like two works. They also drift apart: one is corrected, the other is not.

## Example
```text
Exports grew.[1] Prices stood still.[2] Imports fell.[3]

Notes

[1] Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

[2] John Brown, “Pilots and Tugs,” Port Review 14, no. 1 (2016): 3–20.

[3] Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.
```
Marked: “Mary Smith, … (2014): 45–61”.

## Instead
```text
Exports grew.[1] Prices stood still.[2] Imports fell.[3]

Notes

[1] Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

[2] John Brown, “Pilots and Tugs,” Port Review 14, no. 1 (2016): 3–20.

[3] Smith, “Harbour Dues,” 47.
```

## Not flagged
Different pieces in one daily.
```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, May 3, 2017.

[2] Mary Smith, “Harbour Dues Fall,” The Evening Post, June 9, 2017.
```
The first note of a new chapter, where the notes are numbered anew.
```text
Chapter 1

Exports grew by the sea.[1] Prices stood still in the port.[2]

Notes

1. Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

2. John Brown, “Pilots and Tugs,” Port Review 14, no. 1 (2016): 3–20.

Chapter 2

Imports fell by the sea.[1] Tolls stood still in the port.[2]

Notes

1. Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

2. Anna Reed, “Lock Keepers,” Port Review 15, no. 2 (2017): 7–19.
```

## Authority
Chicago Manual of Style 14.29–30: after the first full citation, a short form.
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    let mut found: Vec<Diagnostic> = Vec::new();
    for work in &on.notes.sources {
        let Some(first) = work.full.map(|full| work.uses[full]) else { continue };
        let given = on.notes.citation(first);
        let again: Vec<Use> = again(on, work, first, given);
        let Some(&second) = again.first() else { continue };
        let ids: Vec<String> = again.iter().map(|at| on.draft.notes[at.note].id.clone()).collect();
        let (notes, give) = if ids.len() == 1 { ("note", "gives") } else { ("notes", "give") };
        let citation = on.notes.citation(second);
        let help = match ShortForm::of(on.draft, given) {
            Some(short) => format!("use the short form: {}", short.with("")),
            None => "use a short form: family name, short title, page".to_owned(),
        };
        let message =
            format!("{notes} {} {give} in full what {} already gives", listed(&ids, 4), on.name(first.note));
        let finding = on
            .finding(sink, second.note, citation.span, message)
            .label("in full again")
            .also(
                on.case.in_draft(given.span).unwrap_or(on.draft.notes[first.note].place),
                "first cited here",
            )
            .why("readers take it for another work")
            .help(help);
        found.push(finding);
    }
    if found.len() > HABIT {
        let message = format!("{} works are cited in full more than once", found.len());
        sink.gathered(found, message);
    } else {
        found.into_iter().for_each(|finding| sink.push(finding));
    }
}

/// Later uses that give the whole citation again, in the same run of numbering.
fn again(on: &NoteCase<'_, '_>, work: &Work, first: Use, given: &Citation) -> Vec<Use> {
    if given.work.is_law() || !is_published(given) {
        return Vec::new();
    }
    let Some(title) = given.title.value() else { return Vec::new() };
    let scope = on.draft.notes[first.note].scope;
    let mut found: Vec<Use> = Vec::new();
    for &at in &work.uses {
        let citation = on.notes.citation(at);
        let same_title = citation.title.value().is_some_and(|other| plain(&other.text) == plain(&title.text));
        let in_full = citation.form == Form::Full
            && same_title
            && same_address_or_date(citation, given)
            && citation.outlet().is_some() == given.outlet().is_some();
        let elsewhere = at.note > first.note && found.last().is_none_or(|last| last.note != at.note);
        // A bibliography lists in full what the notes gave in full: that is its use.
        let note = &on.draft.notes[at.note];
        let list = note.unnumbered || note.id.starts_with('@');
        if in_full && elsewhere && !list && note.scope == scope {
            found.push(at);
        }
    }
    found
}

/// Whether a work has a short form that is shorter: records, letters and
/// interviews are named by what they are each time.
fn is_published(given: &Citation) -> bool {
    let unpublished = matches!(
        given.work,
        WorkType::Interview | WorkType::Letter | WorkType::Archive | WorkType::Speech | WorkType::Post
    );
    let stands =
        given.outlet().is_some() || given.url.is_some() || given.doi.is_some() || given.isbn.is_some();
    !unpublished && stands
}

/// Whether two citations lead to one address or, where the addresses differ or
/// there are none, give one date: tables of one register share a title.
fn same_address_or_date(one: &Citation, other: &Citation) -> bool {
    let address = |citation: &Citation| {
        let found = citation.doi.as_ref().or(citation.url.as_ref());
        found.map(|it| plain(&it.value))
    };
    let dates = one.date.value().zip(other.date.value());
    let whole = one.rest.is_empty() && other.rest.is_empty();
    dates.is_some_and(|(one, other)| one == other && one.year.is_some())
        || dates.is_none() && whole && address(one).is_some() && address(one) == address(other)
}

/// A title for comparison: letters and digits in lower case.
fn plain(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
