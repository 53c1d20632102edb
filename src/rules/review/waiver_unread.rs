//! `waiver-unread`: a comment to claimlint in the draft that cannot be followed.

use crate::diagnostic::Level;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "waiver-unread",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Review,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a comment to claimlint in the draft that cannot be understood",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
A comment of the draft that begins with `claimlint:` is a waiver: `accept`, a rule that exists, a reason in quotation marks, and if it is to end, `until` and a day.

It covers the paragraph, heading, list item or note that it is in or follows on the same line; otherwise the next one. Markdown and HTML have `<!-- … -->`, LaTeX has `%`. Plain text, Word and OpenDocument files have no comment of this kind: write the waiver in the claims file.

## Why it matters
Its author expects it to silence a finding, but it does not.

## Example
```markdown
<!-- claimlint: accept statistc-uncited "The table below is the source." -->
Exports grew by 12% in 2014.
```
Marked: “statistc-uncited”.

```markdown
<!-- claimlint: ignore statistic-uncited -->
Exports grew by 12% in 2014.
```
Marked: “ignore”.

```markdown
Exports grew by 12% in 2014. <!-- claimlint: accept statistic-uncited "See below." until May -->
```
Marked: “May”.

## Instead
```markdown
<!-- claimlint: accept statistic-uncited "The table below is the source." until 9999-12-31 -->
Exports grew by 12% in 2014.
```

## Not flagged
Other comments, and code that shows how a waiver is written.
```markdown
<!-- ask claimlint: accept all? -->
Write `<!-- claimlint: accept RULE -->` before the paragraph.
```

## Authority
Own practice; rumdl and clippy report suppressions of rules that do not exist.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    for waiver in &case.draft_waivers().all {
        let Some(slip) = &waiver.slip else { continue };
        sink.push(
            sink.finding(slip.place, slip.message.clone())
                .label("silences nothing")
                .why("its author expects it to silence a finding")
                .help(slip.help.clone()),
        );
    }
}
