//! `claim-grammar`: a slip of grammar that changes or hides what a claim says.

use crate::diagnostic::Level;
use crate::ids::PassageId;
use crate::lexicon::List;
use crate::prose::slip::date_slips;
use crate::rules::language::kit;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "claim-grammar",
    level: Level::Off,
    precise: false,
    publication: None,
    group: Group::Language,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a grammatical slip that changes or hides what a claim says",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A short list of slips in sentences that assert something, carry a note or are claimed: *On 2013*, *at the same year*,
*less people*, *more then*, *could of*, a word twice in a row. The rule is off unless you switch it on.

## Why it matters
In a claim such a slip can hide when a thing happened or how many there were.

## Example
```text
On 2013, the port closed.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “On”.

Slips of other kinds.
```text
The port had more then 4,000 ships in 2013, and less people saw the the fleet at the same year.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “more then”, “less people”, “the the”, “at the same year”.

## Instead
```text
In 2013, the port closed.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
And the others mended.
```text
The port had more than 4,000 ships in 2013, and fewer people saw the fleet in the same year.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
Matters of style, and words that may come twice.
```text
The port had had 4,000 ships in 2013, and it said that that was due to the weather. It would of course grow.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
Sentences that assert nothing.
```text
The the port is old.
```

## Authority
Our own. The slips are in `data/en/slip.toml`.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let asserts = |passage: PassageId| {
        !draft.passages[passage].markers.is_empty()
            || case.anchored.contains_key(&passage)
            || case.assertions.binary_search_by_key(&passage, |(index, _)| *index).is_ok()
    };
    let lists = &case.options.lexicons;
    let listed = case.terms_said(List::Slip).into_iter().filter(|(passage, _)| asserts(*passage));
    let mut hits: Vec<(PassageId, Span, &str)> =
        listed.map(|(passage, hit)| (passage, hit.span, lists.entry(hit.entry).group.as_ref())).collect();
    for passage in draft.passages.ids().filter(|&at| draft.passages[at].kind.is_body() && asserts(at)) {
        let held = draft.passages[passage].view;
        date_slips(draft.words(passage), &mut |span, meant| {
            hits.push((passage, held.lift(span), meant));
        });
    }
    hits.sort_unstable();
    for (passage, span, meant) in hits.into_iter().filter(|(_, _, meant)| !meant.is_empty()) {
        let Some(place) = case.in_draft(span) else { continue };
        let words = draft.view.slice(span);
        let meant = kit::recased(words, meant);
        let finding = sink
            .finding(place, format!("“{words}” should probably be “{meant}”"))
            .label(format!("“{meant}”?"))
            .why("a slip here can change when something happened, or how often")
            .help(format!("write “{meant}”, or rephrase"))
            .passage(Some(passage));
        // A word that stands twice can go without a change of meaning.
        let twice = words.to_lowercase() == format!("{0} {0}", meant.to_lowercase());
        sink.push(match case.edit(span, meant.clone()) {
            Some(edit) => finding.fix(format!("write “{meant}”"), twice, vec![edit]),
            None => finding,
        });
    }
}
