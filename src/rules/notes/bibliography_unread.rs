//! `bibliography-unread`: an entry of a bibliography that could not be read.

use crate::diagnostic::Level;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "bibliography-unread",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an entry of the bibliography that could not be read",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
Each entry of the bibliography that a draft or its claims file names can be read. The other entries are used all the same.

## Why it matters
What builds the document may stop at the fault, or leave out this source and those after it without a word.

## Example
```markdown
---
references:
  - title: Annual Report
    publisher: Customs Office
---

Exports grew by 12% in 2014.
```

## Instead
```markdown
---
references:
  - id: customs2014
    title: Annual Report
    publisher: Customs Office
---

Exports grew by 12% in 2014 [@customs2014].
```

## Not flagged
Comments between the entries of a `.bib` file, and fields that claimlint has no use for.
```markdown
---
references:
  - id: customs2014
    title: Annual Report
    citation-label: Cus14
---

Exports grew by 12% in 2014 [@customs2014].
```

## Authority
The BibLaTeX manual, 2; the CSL 1.0.2 data schema.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for unread in &draft.unread {
        let message = match unread.key.as_str() {
            "" => format!("part of the bibliography cannot be read: {}", unread.what),
            key => format!("the entry `{key}` of the bibliography cannot be read: {}", unread.what),
        };
        sink.push(
            sink.finding(unread.place, message)
                .label("reading it stopped here")
                .why("what builds the document may stop here too, or leave the source out")
                .help("mend it; the other entries are used all the same"),
        );
    }
}
