//! `quote-without-locator`: words quoted from a long work, without the page.

use crate::diagnostic::Level;
use crate::prose::TriggerKind;
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "quote-without-locator",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Quotations,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "words quoted from a long work, without a page",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

const EXPLAIN: &str = r#"## What it checks
A quotation whose note cites a book, or an article of five pages or more, is cited with its page, section or paragraph.

## Why it matters
Whoever compares the words with the original must otherwise read the whole work.

## Example
```text
The inspector wrote that “the sheds along the quay were left to rot.”[1]

Notes

[1] Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 33–61.
```
Marked: “33–61”.

## Instead
```text
The inspector wrote that “the sheds along the quay were left to rot.”[1]

Notes

[1] Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 33–61, at 47.
```

## Not flagged
An article of three pages: the words are found at a glance.
```text
The inspector wrote that “the sheds along the quay were left to rot.”[1]

Notes

[1] Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 33–35.
```

A web page, a speech, a news story.
```text
The inspector wrote that “the sheds along the quay were left to rot.”[1]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, May 3, 2014.
```

## Authority
Chicago Manual of Style 14.22.
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    crate::rules::notes::note_missing_locator::without_locator(
        on,
        sink,
        TriggerKind::Quotation,
        "a quotation",
    );
}
