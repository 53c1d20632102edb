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
    summary: "a comment to claimlint in the draft that cannot be followed",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
A comment of the draft that begins with `claimlint:` is a waiver: `accept`, a rule that exists, a reason in quotation marks, and if it is to end, `until` and a day.

It covers the paragraph, heading, list item or note in which it stands, or behind which it stands on the same line; else the next one. Markdown and HTML have `<!-- … -->`, LaTeX has `%`. Plain text, Word and OpenDocument files have no comment of this kind: write the waiver in the claims file.

## Why it matters
Whoever wrote it believes that a finding is silenced. It is not, and nobody would know.

## Example
```markdown
<!-- claimlint: accept statistc-uncited "The table below is the source." -->
Exports grew by 12% in 2014.
```

```markdown
<!-- claimlint: ignore statistic-uncited -->
Exports grew by 12% in 2014.
```

```markdown
Exports grew by 12% in 2014. <!-- claimlint: accept statistic-uncited "See below." until May -->
```

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
    for waiver in &case.draft_waivers.all {
        let Some(slip) = &waiver.slip else { continue };
        sink.push(
            sink.finding(slip.place, slip.message.clone())
                .label("silences nothing")
                .why("whoever wrote it believes that a finding is silenced")
                .help(slip.help.clone()),
        );
    }
}
