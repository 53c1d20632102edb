//! `waiver-unused`: a waiver that silences nothing.

use crate::case::{Anchoring, Case, Waiver};
use crate::diagnostic::{Diagnostic, Edit, Level};
use crate::rules::{Check, Group, Reads, Rests, Rule, Sink};
use crate::span::{Place, Span};
use crate::syntax::tree::AcceptTarget;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "waiver-unused",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a waiver that silences nothing",
    explain: EXPLAIN,
    check: Check::Gate,
};

const EXPLAIN: &str = r#"## What it checks
Each valid `accept`, in the claims file or in a comment of the draft, silences at least one finding. Of a rule that is off none is asked for.

## Why it matters
What it excused was corrected; left in place, it would hide the next finding.

## Example
```claims
claim growth "Exports grew."
    kind common-knowledge
accept claim-without-evidence on growth "Common ground."
    by "A. Editor" on 2017-05-10 until 9999-12-31
```
Marked: “claim-without-evidence”.

A comment of the draft that is not needed either.
```markdown
<!-- claimlint: accept statistic-uncited "The table is the source." -->
Exports grew.
```
Marked: “statistic-uncited”.

## Instead
```claims
claim growth "Exports grew."
    kind common-knowledge
```
The draft without the comment.
```markdown
Exports grew.
```

## Not flagged
It is needed.
```claims
claim growth "Exports grew."
accept claim-without-evidence on growth "The table is being redrawn."
    by "A. Editor" on 2017-05-10 until 9999-12-31
```

```markdown
<!-- claimlint: accept statistic-uncited "The table is the source." -->
Exports grew by 12% in 2014.
```

## Authority
Own practice; ruff and clippy report unused suppressions.
"#;

/// Reports waivers that silenced nothing: `used` has one flag for each of the
/// claims file, `in_draft` one for each comment of the draft.
pub fn report(
    case: &Case<'_>,
    used: &[bool],
    in_draft: &[bool],
    told: &[(Diagnostic, Option<String>)],
    sink: &mut Sink<'_>,
) {
    for (waiver, _) in case.draft_waivers.all.iter().zip(in_draft).filter(|(_, used)| !**used) {
        let Some((rule, place)) = waiver.rule.as_ref().filter(|_| waiver.is_valid()) else { continue };
        let covered = match waiver.scope {
            Some(scope) => {
                sink.finding(*place, format!("nothing here raises `{rule}`")).label("not needed").also(
                    Place::new(scope.file, Span::at(scope.span.start as usize)),
                    "it covers what starts here",
                )
            }
            None => sink
                .finding(*place, format!("no paragraph or note follows that raises `{rule}`"))
                .label("covers nothing"),
        };
        let edit = Edit { place: case.with_its_line(waiver.place), text: String::new() };
        sink.push(
            covered
                .why("it would hide the next finding of this rule")
                .help("delete the comment; it covers what it is in, or else what follows it")
                .fix("delete the comment", true, vec![edit]),
        );
    }
    for (waiver, _) in case.waivers.iter().zip(used).filter(|(waiver, used)| waiver.valid && !**used) {
        if matches!(waiver.anchoring, Anchoring::Lost(_) | Anchoring::Ambiguous(..)) {
            continue; // its anchor is the fault, and is reported
        }
        let rule = &waiver.accept.rule;
        let lines = case.with_its_line(waiver.place(waiver.accept.span));
        let edit = Edit { place: lines, text: String::new() };
        sink.push(
            sink.finding(waiver.place(rule.span), format!("nothing here raises `{}`", rule.value))
                .label("not needed")
                .why("it would hide the next finding of this rule")
                .help(match instead(case, waiver, told) {
                    Some(code) => format!("delete the waiver; what is reported here is `{code}`"),
                    None => "delete the waiver".to_owned(),
                })
                .fix("delete the waiver", false, vec![edit]),
        );
    }
}

/// The rule that speaks where the waiver stands, if one does that nobody accepted.
fn instead(
    case: &Case<'_>,
    waiver: &Waiver<'_>,
    told: &[(Diagnostic, Option<String>)],
) -> Option<&'static str> {
    let (name, passages) = match &waiver.accept.target {
        Some(AcceptTarget::Entry(name)) => {
            let entry = case.entry_names.get(name.value.as_str());
            let passages = entry.map_or(&[][..], |&entry| case.entries[entry].passages.as_slice());
            (Some(name.value.as_str()), passages)
        }
        Some(AcceptTarget::Anchor(_)) => (None, waiver.passages.as_slice()),
        _ => return None,
    };
    let here = |finding: &Diagnostic| {
        name.is_some() && finding.entry.as_deref() == name
            || finding.passage.is_some_and(|passage| passages.contains(&passage))
    };
    told.iter().find(|(finding, reason)| reason.is_none() && here(finding)).map(|(finding, _)| finding.code)
}
