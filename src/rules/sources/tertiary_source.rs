//! `tertiary-source`: a sentence whose only source is a work of reference.

use crate::diagnostic::Level;
use crate::draft::linked::is_gloss;
use crate::lexicon::list;
use crate::notes::outlets::Kind;
use crate::rules::sources::kit;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::ClaimKind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "tertiary-source",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Sources,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a sentence whose only source is an encyclopaedia, a dictionary or an explainer",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A sentence that states more than what a word means has another source besides an encyclopaedia, a dictionary or a site of explainers. The list of them has dates (`claimlint outlets` prints it).

## Why it matters
Such works summarise what others found. For a disputed fact, the original work is the better source.

## Example
```text
The shrine holds the names of 1,054 convicted men.[1]

Notes

[1] Kay Stone, “What Is the Shrine?,” ThoughtCo, May 6, 2017.
```
Marked: “ThoughtCo”.

## Instead
```text
The shrine holds the names of 1,054 convicted men.[1]

Notes

[1] Aki Mori, The Shrine and Its Dead (London: Harbour Press, 2012), 41.
```

## Not flagged
The definition of a term.
```text
The term “pilot” refers to the person who guides a ship into port.[1]

Notes

[1] “Pilot,” Merriam-Webster, May 6, 2017.
```

Another source beside it.
```text
The shrine holds the names of 1,054 convicted men.[1][2]

Notes

[1] Kay Stone, “What Is the Shrine?,” ThoughtCo, May 6, 2017.

[2] Aki Mori, The Shrine and Its Dead (London: Harbour Press, 2012), 41.
```

## Authority
KSJ Fact-Checking Project, Sourcing (primary sources first).
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for mut leaning in case.leaning_on(&[Kind::Tertiary]) {
        // "For more information see …": a note that sends readers on carries no fact.
        let note = draft.note_words(leaning.note).trim_start().to_lowercase();
        if is_gloss(draft, leaning.note)
            || note.starts_with("for ") && list::SENDS_ON.iter().any(|lead| note.starts_with(lead))
        {
            continue;
        }
        leaning.alone.retain(|at| {
            let words = draft.words(at.passage).to_lowercase();
            let claims = case.anchored.get(&at.passage).map_or(&[][..], Vec::as_slice);
            let defined = claims.iter().any(|&entry| {
                matches!(case.entries[entry].kind(), Some(ClaimKind::Definition | ClaimKind::CommonKnowledge))
            });
            // "For more information see …" sends readers on; the fact does not rest on it.
            let sends = list::SENDS_ON.iter().any(|lead| words.starts_with(lead));
            !defined && !sends && !list::DEFINES.iter().any(|sign| words.contains(sign))
        });
        kit::outlet_finding(
            case,
            sink,
            &leaning,
            kit::Said {
                why: "it summarises other people's work",
                help: "cite the original, often listed at the end of the entry",
                ..kit::Said::default()
            },
        );
    }
}
