//! `note-missing-author`: a citation that names nobody who answers for the work.

use crate::diagnostic::Level;
use crate::notes::{Script, WorkType};
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-missing-author",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a citation without an author or an organisation",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

const EXPLAIN: &str = r#"## What it checks
A citation names a person or a body that is responsible for the work: an author, an editor, an institution, or the
publication it appeared in.

## Why it matters
Readers judge a source by who is behind it.

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

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, May 3, 2014.
```

## Not flagged
Unsigned news: the newspaper answers for it.
```text
Exports grew.[1]

Notes

[1] “Harbour Dues Rise,” The Evening Post, May 3, 2014.
```
An institution as publisher.
```text
Exports grew.[1]

Notes

[1] “Harbour Dues and How They Are Set” (Ministry of Transport, February 2, 2006).
```

## Authority
Chicago Manual of Style 14.78–79; APA Publication Manual 9.12 (no author: the title comes first).
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    for (at, citation) in on.in_full() {
        let nobody = citation.authors.is_absent()
            && citation.editors.is_none()
            && citation.container.is_absent()
            && citation.publisher.is_absent();
        let known = citation.doi.is_some() || citation.isbn.is_some() || citation.arxiv.is_some();
        // In another script the title may hold the body's name.
        if !nobody
            || known
            || citation.script != Script::Latin
            || !on.read_whole(citation)
            || matches!(citation.work, WorkType::Archive | WorkType::Film)
        {
            continue;
        }
        let span = citation.title.span().unwrap_or(citation.span);
        let finding = on
            .finding(sink, at.note, span, "no author or organisation is named")
            .label("by whom?")
            .why("readers judge a source by who is behind it")
            .help("add the author, or the organisation that published it");
        sink.push(finding);
    }
}
