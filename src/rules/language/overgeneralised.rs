//! `overgeneralised`: a whole class spoken of without a count or a source.

use crate::case::Cover;
use crate::diagnostic::Level;
use crate::lexicon::List;
use crate::lexicon::list;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "overgeneralised",
    level: Level::Off,
    precise: false,
    publication: None,
    group: Group::Language,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a statement about a whole group, without a count or a source",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A statement about *everyone*, *all countries*, what *always* or *never* happens, carries a note or a count. The rule is
off unless you switch it on: whether a class was truly meant, the text does not show.

## Why it matters
One exception refutes it, and readers who know one stop trusting the rest.

## Example
```text
The port is old.[1]

The state seeks cooperation with everyone. The quarrel arises whenever leaders visit the shrine.

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “everyone”, “whenever”.

## Instead
```text
The port is old.[1]

The state seeks cooperation with its four neighbours. The quarrel arose after three visits to the shrine.

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
A count, a hedge, an idiom.
```text
All four banks closed. Not everyone agreed, and almost all countries did. Above all, it rained; none came at all, after all, once and for all, and all of the above.
```
Definitions, law, recommendations.
```text
Everyone shall have the right to leave. “Member” means all states that joined. The council should always ask.
```
A quotation, and a sentence with a note.
```text
“Everyone agreed,” he said. Nobody was hurt.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Authority
Wikipedia, Manual of Style, “Words to watch”. The wordings are in `data/en/general.toml`.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for (passage, hit) in case.terms_said(List::General) {
        let anchored = case.anchored.contains_key(&passage);
        if anchored || case.cover(passage) != Cover::Uncovered || no_statement(draft.words(passage)) {
            continue;
        }
        let Some(place) = case.in_draft(hit.span) else { continue };
        let words = draft.view.slice(hit.span);
        sink.push(
            sink.finding(place, format!("“{words}” speaks of a whole group"))
                .label("no exception?")
                .why("one exception refutes it")
                .help("give a count, say “most” or “many” with a source, or cite who counted them")
                .passage(Some(passage)),
        );
    }
}

/// Whether the sentence defines, commands, recommends or asks.
fn no_statement(words: &str) -> bool {
    let mut each = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.ends_with('?') || each.any(|word| list::RULE_SIGN.contains(&word.to_lowercase().as_str()))
}
