//! `interested-source`: a sentence whose only source has a stake in it.

use crate::diagnostic::Level;
use crate::notes::outlets::Kind;
use crate::rules::sources::kit;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "interested-source",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Sources,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a sentence whose only source is a seller, a party to the matter or a campaign",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A sentence has another source besides the pages of a seller, a party, a body that campaigns or lobbies, or a press-release wire. The list of them has dates (`claimlint outlets` prints it).

## Why it matters
They may be right and often know most, but they have an interest. Readers weigh a fact differently when no one else confirms it.

## Example
```text
The constitution forbids war other than in self-defence.[1]

Notes

[1] “Cybersecurity and Other Global Views,” Private WiFi, March 26, 2013.
```
Marked: “Private WiFi”.

## Instead
```text
The constitution forbids war other than in self-defence.[1]

Notes

[1] Aki Mori, The Peace Clause (London: Harbour Press, 2012), 41.
```

## Not flagged
Its own terms, views or figures about itself.
```text
Greenpeace counted 3 million members in 2019.[1]

Notes

[1] “Annual Report 2019,” Greenpeace, May 6, 2019.
```

Another source beside it.
```text
The constitution forbids war other than in self-defence.[1][2]

Notes

[1] “Cybersecurity and Other Global Views,” Private WiFi, March 26, 2013.

[2] Aki Mori, The Peace Clause (London: Harbour Press, 2012), 41.
```

## Authority
Government Auditing Standards 7.50 (a credible third party may be better evidence); AP on partisan sources.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    for leaning in case.leaning_on(&[Kind::Vendor, Kind::Advocacy, Kind::PressRelease]) {
        kit::outlet_finding(
            case,
            sink,
            &leaning,
            kit::Said {
                why: "it has an interest in what it says",
                help: "add an independent source, or attribute it in the sentence (“according to …”)",
                ..kit::Said::default()
            },
        );
    }
}
