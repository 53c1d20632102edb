//! `aggregator-source`: a sentence whose only source is user-submitted or reposted.

use crate::diagnostic::Level;
use crate::lexicon::list;
use crate::notes::outlets::Kind;
use crate::prose::{self, TriggerKind};
use crate::rules::sources::kit;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "aggregator-source",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Sources,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a sentence whose only source republishes other people's work",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A sentence has another source besides a site that prints what its users send in, or that reprints what others have published. Which sites these are is a list with dates (`claimlint outlets` prints it); a site whose own tagline in the note says so counts too. Where links in the text are the sources, a film or a post on a platform as the only one is advice, unless the sentence speaks of a film, a post or what somebody said.

## Why it matters
Such a site does not answer for the piece. Behind a repost there is an original, which readers should be shown.

## Example
```text
Hackers copied the passwords of 500 members of staff in 2011.[1]

Notes

[1] “Hack Attack Suspected at Diet,” Before It’s News, accessed May 7, 2017.
```
Marked: “Before It’s News”.

Known by its own tagline.
```text
Hackers copied the passwords of 500 members of staff in 2011.[1]

Notes

[1] “Hack Attack Suspected at Diet,” Some News | Alternative News | UFO | People Powered News, accessed May 7, 2017.
```
Marked: “Some News | Alternative News | UFO | People Powered News”.

A post as the only source of a link.
```markdown
# Blowers

A blower makes as much noise as nine lorries, [two neighbours found](https://x.com/quietyard/status/1401). The town has a [list of blowers](https://www.example.org/blowers), and a [law](https://www.example.org/law) on them. The [mayor’s page](https://www.example.org/mayor) has the dates.
```
Marked: “https://x.com/quietyard/status/1401”.

## Instead
```text
Hackers copied the passwords of 500 members of staff in 2011.[1]

Notes

[1] Mari Sato, “Diet Staff Hacked,” The Japan Times, October 26, 2011.
```

## Not flagged
A film as the record of what was said in it.
```markdown
# Blowers

The mayor said [in a speech](https://www.youtube.com/watch?v=14) that nine blowers were sold. The town has a [list of blowers](https://www.example.org/blowers), and a [law](https://www.example.org/law) on them. The [council’s page](https://www.example.org/council) has the dates.
```

The site is what the sentence is about.
```text
Readers of Before It’s News learned of 500 stolen passwords in 2011.[1]

Notes

[1] “Hack Attack Suspected at Diet,” Before It’s News, accessed May 7, 2017.
```

A piece from another outlet of which the site has a copy.
```text
Hackers copied the passwords of 500 members of staff in 2011.[1]

Notes

[1] Mari Sato, “Diet Staff Hacked,” The Japan Times, October 26, 2011, https://www.scribd.com/document/12.
```

The claims file says that it is what is studied.
```text
Hackers copied the passwords of 500 members of staff in 2011.[1]

Notes

[1] “Hack Attack Suspected at Diet,” Before It’s News, accessed May 7, 2017.
```
```claims
source repost [1] "Hack Attack Suspected"
    object of study
claim passwords "A repost speaks of 500 stolen passwords."
    at "copied the passwords of 500"
    cites repost
```

## Authority
KSJ Fact-Checking Project, Sourcing (original reporting, not reposts); Wikipedia, Reliable sources (user-generated content).
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for mut leaning in case.leaning_on(&[Kind::Aggregator]) {
        leaning.alone.retain(|at| {
            let words = draft.words(at.passage).to_lowercase();
            !list::ABOUT_USERS.stands_in(&words)
        });
        kit::outlet_finding(
            case,
            sink,
            &leaning,
            kit::Said {
                why: "what it repeats has an original elsewhere",
                help: "find where the report first appeared, and cite that",
                ..kit::Said::default()
            },
        );
    }
    posts(case, sink);
}

/// A film or a post under a plain statement of fact. In a note it may be the right source of what its author said there;
/// a link says nothing of it, so only these are told.
fn posts(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    if !case.language.is_english() {
        return;
    }
    for mut leaning in case.leaning_on(&[Kind::Platform]) {
        if !draft.linked.contains(&leaning.note) {
            continue;
        }
        leaning.alone.retain(|at| {
            let words = draft.words(at.passage);
            let said =
                prose::reading(words).triggers.iter().any(|trigger| trigger.kind == TriggerKind::Attribution);
            !said && !list::ABOUT_POSTS.stands_in(&words.to_lowercase())
        });
        kit::outlet_finding(
            case,
            sink,
            &leaning,
            kit::Said {
                why: "anyone can post there, and posts are changed and removed",
                help: "cite what the post relies on, or say in the sentence whose post it is",
                at_most: Some(Level::Advice),
                ..kit::Said::default()
            },
        );
    }
}
