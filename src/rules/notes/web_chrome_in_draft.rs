//! `web-chrome-in-draft`: navigation or sharing text of a web page left in the draft.

use crate::diagnostic::Edit;
use crate::diagnostic::Level;
use crate::ids::PassageId;
use crate::lexicon::list;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "web-chrome-in-draft",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "menus or sharing buttons of a web page left in the draft",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
Lines such as "Skip to main content" or "Share this article" around the text.

## Why it matters
They came along when the text was copied from a page and do not belong to it.

## Example
```text
Skip to main content

The Port Question

Exports grew in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “Skip to main content”.

## Instead
```text
The Port Question

Exports grew in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
The same words in a sentence.
```text
The Port Question

The page says “Skip to main content” at its head.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Authority
Own practice; measured.
"#;

/// No line of the table is longer, in bytes.
const LONGEST: usize = 40;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for (index, passage) in draft.passages.each() {
        if passage.kind.is_quoted() || passage.view.len() > LONGEST {
            continue;
        }
        let beside = |other: Option<PassageId>| {
            other
                .and_then(|other| draft.passages.get(other))
                .is_some_and(|o| o.paragraph == passage.paragraph)
        };
        let alone = !beside(index.before()) && !beside(Some(index.next()));
        let line = draft.words(index).trim_end_matches(['.', '!', ':']).to_lowercase();
        if alone && list::WEB_CHROME.contains(&line.as_str()) {
            let edit = Edit { place: case.with_its_paragraph(passage.place), text: String::new() };
            sink.push(
                sink.finding(passage.place, format!("leftover website text: “{}”", draft.words(index)))
                    .label("not part of the text")
                    .why("it was copied from a web page along with the text")
                    .help("delete the line")
                    .fix("delete the line", false, vec![edit])
                    .passage(Some(index)),
            );
        }
    }
}
