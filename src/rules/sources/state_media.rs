//! `state-media`: a sentence whose only source is a state-controlled outlet.

use crate::diagnostic::Level;
use crate::lexicon::{Sentence, list, sentence};
use crate::notes::outlets::{Kind, Outlet};
use crate::rules::sources::kit;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "state-media",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Sources,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a sentence whose only source is a state-controlled outlet",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A sentence has another source besides a state-controlled outlet. Which outlets these are is a list with dates and authorities (`claimlint outlets` prints it): funding, ownership and editorial control must all be with a state. Public money alone (BBC, NHK, Voice of America) is not that.

## Why it matters
The state that controls the outlet may have an interest in this. Readers want to know, and to see a source that does not depend on it.

## Example
```text
Japan and Russia signed twelve agreements on ports in 2016.[1]

Notes

[1] “Russia, Japan Sign Deals on Ports,” Sputnik, December 16, 2016.
```
Marked: “Sputnik”.

## Instead
```text
Japan and Russia signed twelve agreements on ports in 2016.[1][2]

Notes

[1] “Russia, Japan Sign Deals on Ports,” Sputnik, December 16, 2016.

[2] Mari Sato, “Ports and Politics,” The Japan Times, December 17, 2016.
```

## Not flagged
The outlet is cited for what it says itself.
```text
Sputnik reported in 2016 that Japan and Russia had signed twelve agreements.[1]

Notes

[1] “Russia, Japan Sign Deals on Ports,” Sputnik, December 16, 2016.
```

It is cited for what that state says.
```text
The Russian government said that twelve agreements on ports were signed in 2016.[1] In 2017 Putin called for more of them.[1]

Notes

[1] “Russia, Japan Sign Deals on Ports,” Sputnik, December 16, 2016.
```

The name is a word inside a title, or a public broadcaster.
```text
Japan and Russia signed twelve agreements on ports in 2016.[1] Trade grew by 3% in 2017.[2]

Notes

[1] Mari Sato, “After Sputnik: Russia Today and Tomorrow,” The Japan Times, December 17, 2016.

[2] “Trade Grows,” BBC News, May 2, 2018.
```

The claims file says that it is what is studied.
```text
Japan and Russia signed twelve agreements on ports in 2016.[1]

Notes

[1] “Russia, Japan Sign Deals on Ports,” Sputnik, December 16, 2016.
```
```claims
source sputnik [1] "Russia, Japan Sign Deals"
    object of study
claim deals "The deals were reported as twelve."
    at "signed twelve agreements"
    cites sputnik
```

## Authority
Wikipedia, Reliable sources (context matters); Government Auditing Standards 7.50 (unbiased beats biased). The list's rows name their own.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for mut leaning in case.leaning_on(&[Kind::StateControlled]) {
        let Some(row) = leaning.outlet else { continue };
        leaning.alone.retain(|at| !is_attributed(draft.words(at.passage), row));
        kit::outlet_finding(
            case,
            sink,
            &leaning,
            kit::Said {
                why: "the state that controls it may have an interest in this",
                help: "add an independent source, or attribute it in the sentence (“according to …”)",
                help_with_claims: "if the outlet is what you study, write `object of study` on its line in the claims file",
                ..kit::Said::default()
            },
        );
    }
}

/// Whether the sentence says that this is the word of the state or its media.
fn is_attributed(words: &str, row: &Outlet) -> bool {
    let lower = words.to_lowercase();
    list::SAYS_STATE_MEDIA.iter().any(|own| lower.contains(own))
        || row.state_is_named_in(words)
            && (list::STATE_SPEAKS.iter().any(|words| stands_whole(&lower, words))
                || lower.split(|c: char| !c.is_alphanumeric()).any(is_speech))
}

/// Whether a word is a verb of saying, or one of finding by which somebody speaks.
fn is_speech(word: &str) -> bool {
    let can = sentence(word);
    can.any(Sentence::SAYS) || can.any(Sentence::FINDS) && list::FINDS.group(word) == Some("speech")
}

/// Whether words stand in a text and in no longer word.
fn stands_whole(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric)
            && !text[at + words.len()..].starts_with(char::is_alphanumeric)
    })
}
