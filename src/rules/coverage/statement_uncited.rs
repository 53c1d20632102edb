//! `statement-uncited`: a plain statement without a source; off by default.

use crate::case::Cover;
use crate::diagnostic::Level;
use crate::prose::Class;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "statement-uncited",
    level: Level::Off,
    precise: false,
    publication: None,
    group: Group::Coverage,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a plain statement without a source (off by default)",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
Every remaining factual sentence: it shows no figure, date or quotation, and is no topic sentence, conclusion, forecast, recommendation, definition or question, and it carries no marker and no entry of the claims file. Off unless asked for: most such sentences need no source, and their words do not show which do.

## Why it matters
Where a publisher indexes every sentence before print, a sentence without a link is one that was not checked.

## Example
```text
The port is old.[1]

Ships call here in any weather. The two states have built a bilateral framework.

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “The two states have built a bilateral framework.”.

## Instead
```text
The port is old.[1]

Ships call here in any weather. The two states have built a bilateral framework.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
A topic sentence, a forecast, a recommendation, a conclusion.
```text
The port is old.[1]

Trade matters to the town. Dues will rise. The council should act. Thus much is at stake.

Notes

[1] Customs Office, Annual Report 2014.
```

## Authority
GAO, indexing and referencing: each sentence is linked to its evidence. Reuters handbook.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for index in draft.passages.ids() {
        let anchored = || case.anchored.contains_key(&index);
        if !draft.passages[index].kind.is_body() || anchored() || case.cover(index) != Cover::Uncovered {
            continue;
        }
        let Some(reading) = case.reading(index) else { continue };
        if reading.class != Class::Statement {
            continue;
        }
        sink.push(
            sink.finding(draft.passages[index].place, "this statement has no source")
                .label("a plain statement")
                .why("nothing shows that it was checked")
                .help("cite a source")
                .help_with_claims("or give it an entry in the claims file")
                .passage(Some(index)),
        );
    }
}
