//! `draft-part-unread`: a part of the draft that could not be read.

use std::collections::BTreeSet;

use crate::diagnostic::Level;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "draft-part-unread",
    level: Level::Advice,
    precise: true,
    publication: Some(Level::Error),
    group: Group::Coverage,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a part of the draft that could not be read: a page that is a picture",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
Everything in the draft could be read. A page of a PDF that is a picture (a scan, a printed table set as an image, a cover) has no words that a program could check, so nothing on it was checked.

## Why it matters
An unread page would look as sound as one without a fault.

## Example
```text
The mill closed in 1871.[1]

[1] A. Moss, Wheels of the Dale (Leeds: Fell, 1920), 14.
```
```unread draft
page 2 is a picture without text
```
Marked: “The mill closed in 1871.[1]”.

## Instead
```text
The mill closed in 1871.[1]

[1] A. Moss, Wheels of the Dale (Leeds: Fell, 1920), 14.
```

## Not flagged
A picture on a page that has words too.
```text
The mill closed in 1871, as the engraving shows.[1]

[1] A. Moss, Wheels of the Dale (Leeds: Fell, 1920), 14.
```

## Authority
Own practice: what was not checked is said, and never counted as fine.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let mut told = BTreeSet::new();
    for (at, passage) in case.draft.passages.each() {
        if !told.insert(passage.place.file) {
            continue;
        }
        let Some(rendition) = case.texts().get(passage.place.file).rendition() else { continue };
        for what in &rendition.unread {
            sink.push(
                sink.finding(passage.place, format!("{what}: it was not checked"))
                    .label("the first sentence")
                    .why("coverage is unknown")
                    .help(
                        "check the document that the PDF was made from, or run text recognition over it first; if the \
                         picture holds nothing to check, accept this finding",
                    )
                    .passage(Some(at)),
            );
        }
    }
}
