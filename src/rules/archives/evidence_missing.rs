//! `evidence-missing`: a held copy that is not there.

use crate::diagnostic::{Edit, Level};
use crate::rules::{Check, Group, HeldCase, Reads, Rests, Rule, Sink};
use crate::text::held::HeldState;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "evidence-missing",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a held copy of a source that does not exist",
    explain: EXPLAIN,
    check: Check::Held(check),
};

const EXPLAIN: &str = r#"## What it checks
The file that a source line names with `held "…"` is there, is a file, lies in the claims file's folder or below it, and may be read. Only copies of sources that a claim cites are looked at. A file that was renamed is recognised by its pinned digest.

## Why it matters
What was checked against the copy can no longer be checked by anyone.

## Example
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim accounts "Some 480 accounts were lost."
    cites customs
```
Marked: “"sources/report-2011.txt"”.

## Instead
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim accounts "Some 480 accounts were lost."
    cites customs
```
```held sources/report-2011.txt
In all 480 accounts were lost.
```

## Not flagged
A copy of a source that no claim cites.
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
```

## Authority
Government Auditing Standards 6.79: evidence is documented so that an experienced auditor can understand the conclusions; GAO indexing and referencing.
"#;

fn check(case: &HeldCase<'_, '_>, sink: &mut Sink<'_>) {
    for (index, source) in case.sources.each().filter(|(_, source)| source.uses > 0) {
        let Some(held) = &source.decl.held else { continue };
        let Some(HeldState::Gone(gone)) = case.held_copy(index).map(|copy| &copy.state) else { continue };
        let (help, title, name) = match (&gone.same_bytes, &gone.near) {
            (Some(name), _) => (
                format!("the pinned file is now “{name}”: write `held \"{name}\"`"),
                format!("change the name to “{name}”"),
                Some(name),
            ),
            (None, Some(name)) => (
                format!("did you mean “{name}”? Correct the name, or put the copy back"),
                String::new(),
                None,
            ),
            (None, None) => (
                "put the copy back, correct the name after `held`, or delete the clause".to_owned(),
                String::new(),
                None,
            ),
        };
        let mut finding = sink
            .finding(
                case.in_claims(held.file.span),
                format!("the held copy “{}” {}", held.file.text, gone.why),
            )
            .label(if name.is_some() { "was renamed" } else { "no such file" })
            .why("the source can no longer be checked")
            .help(help)
            .entry(&source.decl.name.value);
        if let (Some(name), [part]) = (name, held.file.parts.as_slice()) {
            let edit = Edit { place: case.in_claims(part.span), text: name.clone() };
            finding = finding.fix(title, true, vec![edit]);
        }
        sink.push(finding);
    }
}
