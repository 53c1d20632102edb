//! `evidence-unread`: a held copy whose words cannot be had.

use crate::diagnostic::Level;
use crate::rules::{Check, Group, HeldCase, Reads, Rests, Rule, Sink};
use crate::text::held::HeldState;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "evidence-unread",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a held copy that could not be read, so that nothing was compared with it",
    explain: EXPLAIN,
    check: Check::Held(check),
};

const EXPLAIN: &str = r#"## What it checks
The words of each held copy that a claim cites can be read. They cannot where a PDF is a scan without text, asks for a password, is damaged, or uses letters that name no characters.

## Why it matters
Quotations and figures are compared with the held copy. Where its words are not to be had nothing is compared, and silence would look like a pass: whoever puts a scan in the place of a PDF would switch the check off.

## Example
```claims
source yearbook [1] "Yearbook of the Weir"
    held "sources/yearbook.pdf"
claim looms "Some 480 looms stood idle."
    cites yearbook
```
```unread sources/yearbook.pdf
has no text: its pages are pictures
```
Marked: “"sources/yearbook.pdf"”.

## Instead
```claims
source yearbook [1] "Yearbook of the Weir"
    held "sources/yearbook.txt"
claim looms "Some 480 looms stood idle."
    cites yearbook
```
```held sources/yearbook.txt
In all 480 looms stood idle.
```

## Not flagged
A copy of a source that no claim cites; a copy that does not exist, which `evidence-missing` reports.
```claims
source yearbook [1] "Yearbook of the Weir"
    held "sources/yearbook.pdf"
```
```unread sources/yearbook.pdf
asks for a password
```

## Authority
Government Auditing Standards 6.79: evidence is documented so that an experienced auditor can understand the conclusions. Of 1,569 public PDFs given as held copies, one in three could not be read.
"#;

fn check(case: &HeldCase<'_, '_>, sink: &mut Sink<'_>) {
    for (index, source) in case.sources.each().filter(|(_, source)| source.uses > 0) {
        let Some(held) = &source.decl.held else { continue };
        let Some(HeldState::Unread(why)) = case.held_copy(index).map(|copy| &copy.state) else { continue };
        sink.push(
            sink.finding(
                case.in_claims(held.file.span),
                format!("the held copy “{}” could not be read: it {why}", held.file.text),
            )
            .label("nothing was compared with it")
            .why("quotations and figures that rely on it were not checked")
            .help(
                "keep a copy that contains text (from the publisher, or after text recognition), then run \
                 `claimlint pin`",
            )
            .entry(&source.decl.name.value),
        );
    }
}
