//! `note-missing-publisher`: a citation that does not say where the work appeared.

use crate::diagnostic::Level;
use crate::notes::{Citation, Script, TitleMark, WorkType};
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-missing-publisher",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a citation without a journal, website or publisher",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

const EXPLAIN: &str = r#"## What it checks
A citation says where the work appeared: the journal, newspaper, site, publisher or issuing body.

## Why it matters
A title alone does not lead to the work, and readers judge a source by who published it.

## Example
```text
Exports grew.[1]

Notes

[1] “Harbour Dues Rise,” 2014.
```
Marked: “Harbour Dues Rise”.

## Instead
```text
Exports grew.[1]

Notes

[1] “Harbour Dues Rise,” The Evening Post, May 3, 2014.
```

## Not flagged
Cases and statutes.
```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Smith v. Port of Tellow, 410 U.S. 113 (1973).

[2] 46 U.S.C. § 30104.
```
A DOI leads to the work by itself.
```text
Exports grew.[1]

Notes

[1] Mary Smith, “Harbour Dues Rise,” 2014, doi:10.1000/182.
```
A signed page with its address.
```text
Exports grew.[1]

Notes

[1] Mary Smith, “Harbour Dues Rise,” May 3, 2014, https://smith.example.org/dues.
```
A ministry that publishes its own report.
```text
Exports grew.[1]

Notes

[1] Ministry of Transport, “Harbour Dues and How They Are Set,” February 2, 2006.
```

## Authority
Chicago Manual of Style 14.1 and 14.12: enough detail to lead readers to the source.
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    for (at, citation) in on.in_full() {
        if !citation.container.is_absent() || !citation.publisher.is_absent() || leads(citation) {
            continue;
        }
        if !told_apart(citation) || !on.read_whole(citation) {
            continue;
        }
        let span = citation.title.span().unwrap_or(citation.span);
        let finding = on
            .finding(sink, at.note, span, "the citation does not say where the work was published")
            .label("published where?")
            .why("a title alone does not lead to the work")
            .help("add the journal, newspaper, website, publisher or issuing body");
        sink.push(finding);
    }
}

/// Whether the title is surely told from what stands after it, and the author
/// surely no newspaper.
fn told_apart(citation: &Citation) -> bool {
    let marked = citation.title.value().is_some_and(|title| title.mark != TitleMark::Plain);
    let latin = citation.script == Script::Latin || citation.authors.is_absent();
    let authors_latin =
        citation.author_list().iter().all(|author| author.family.chars().all(|c| c < '\u{370}'));
    marked && latin && authors_latin
}

/// Whether the work is found without a publisher, or has none.
fn leads(citation: &Citation) -> bool {
    let identified = citation.doi.is_some()
        || citation.isbn.is_some()
        || citation.arxiv.is_some()
        || citation.handle.is_some();
    // An address leads to the page, but an unsigned page is weighed by its site.
    let signed_page = citation.authors.is_found() && (citation.url.is_some() || citation.archive.is_some());
    let body = citation.author_list().iter().any(|author| author.body);
    let own = matches!(
        citation.work,
        WorkType::Interview
            | WorkType::Letter
            | WorkType::Speech
            | WorkType::Archive
            | WorkType::Film
            | WorkType::Preprint
            | WorkType::Post
            | WorkType::Thesis
    );
    identified || signed_page || body || own || citation.place.is_some() || citation.title.value().is_none()
}
