//! `note-no-url-or-id`: a web source without an address or any other identifier.

use super::access_date_without_url::addresses_hidden;
use crate::diagnostic::{Diagnostic, Level};
use crate::ids::NoteId;
use crate::lexicon::list;
use crate::notes::{Citation, WorkType};
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-no-url-or-id",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a web source without an address or identifier",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

/// From so many on they are one habit and one finding.
const HABIT: usize = 3;
/// A newspaper's piece is missed where at least so many others have an address,
const MAJORITY: usize = 4;
/// and so many for each that has none.
const TIMES: usize = 4;

const EXPLAIN: &str = r#"## What it checks
A source that lives on the web is cited with its address, a DOI or another identifier.

## Why it matters
Pages are renamed and search engines forget. Readers and archives need the address to find the page.

## Example
```text
Exports grew.[1]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Harbour Times Online, May 3, 2017.
```
Marked: “The Harbour Times Online”.

## Instead
```text
Exports grew.[1]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Harbour Times Online, May 3, 2017, https://harbour.example.org/dues.
```

## Not flagged
A printed book.
```text
Exports grew.[1]

Notes

[1] Mary Smith, Harbour Dues (London: Quay Press, 2014), 47.
```
A treaty.
```text
Exports grew.[1]

Notes

[1] Treaty on Harbours, art. 4, May 3, 1921, 7 L.N.T.S. 35.
```
A box in an archive.
```text
Exports grew.[1]

Notes

[1] Mary Smith to John Brown, May 3, 1921, Box 12, Folder 4, Smith Papers, Tellow City Archive.
```

## Authority
IFCN Code of Principles (sources in enough detail to be found again); Chicago Manual of Style 14.6–8.
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut others: Vec<Diagnostic> = Vec::new();
    let mut with_address = 0;
    let addressed_notes = on.with_address();
    for (at, citation) in on.in_full() {
        let led = addressed_notes[at.note] || identified(citation);
        let addressed = citation.url.is_some() || citation.archive.is_some();
        with_address += usize::from(addressed && periodical(citation));
        // With a day of access `access-date-without-url` has said it.
        if led || citation.accessed.is_some() {
            continue;
        }
        if let Some((name, span)) = web_outlet(citation) {
            let message = format!("“{name}” is on the web, but the note gives no address");
            found.push(unaddressed(on, sink, at.note, span, message));
        } else if let Some((name, span)) = citation.outlet().filter(|_| periodical(citation)) {
            let message =
                format!("“{name}” is cited without an address, unlike the draft's other web sources");
            others.push(unaddressed(on, sink, at.note, span, message));
        }
    }
    // A newspaper may be the printed one: only where nearly all others have an address.
    if with_address >= MAJORITY && with_address >= others.len() * TIMES {
        found.append(&mut others);
        found.sort_by_key(|finding| finding.note);
    }
    let hidden = addresses_hidden(on);
    if hidden && let Some(first) = found.first_mut() {
        first.help =
            "no note in this draft gives an address: if your citation style hides them, switch them \
                 on in your citation manager"
                .to_owned();
    }
    if found.len() >= HABIT {
        let message = format!("{} notes cite web pages without an address", found.len());
        sink.gathered(found, message);
    } else {
        found.into_iter().for_each(|finding| sink.push(finding));
    }
}

fn unaddressed(
    on: &NoteCase<'_, '_>,
    sink: &Sink<'_>,
    note: NoteId,
    span: Span,
    message: String,
) -> Diagnostic {
    on.finding(sink, note, span, message)
        .label("found where?")
        .why("readers and archives need the address to find the page")
        .help("add the address or a DOI")
}

/// Whether it is a newspaper's or a site's piece of the years in which these are on the web.
fn periodical(citation: &Citation) -> bool {
    let recent = citation.date.value().is_some_and(|date| date.year.is_some_and(|year| year >= 2008));
    let kind = matches!(citation.work, WorkType::News | WorkType::WebPage | WorkType::Post);
    kind && recent && citation.extent.is_none() && !citation.locator.is_found()
}

/// Whether anything leads to the work.
fn identified(citation: &Citation) -> bool {
    [
        &citation.url,
        &citation.doi,
        &citation.isbn,
        &citation.issn,
        &citation.arxiv,
        &citation.handle,
        &citation.number,
    ]
    .iter()
    .any(|field| field.is_some())
        || citation.archive.is_some()
}

/// The outlet if it is surely on the web: its name says so. A newspaper's name does not: it may be the printed one.
fn web_outlet(citation: &Citation) -> Option<(&str, Span)> {
    let (name, span) = citation.outlet()?;
    if matches!(citation.work, WorkType::Book | WorkType::Chapter | WorkType::Archive | WorkType::Thesis) {
        return None;
    }
    let lower = name.to_lowercase();
    let web = list::SITE_ENDING.iter().any(|ending| lower.ends_with(ending))
        || lower.starts_with("www.")
        || list::SITE_WITHOUT_PRINT.contains(&lower.as_str());
    web.then_some((name, span))
}
