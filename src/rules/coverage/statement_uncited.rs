//! `statement-uncited`: the statements without a source that readers will ask about first.

use crate::case::Cover;
use crate::diagnostic::{Diagnostic, Level};
use crate::ids::PassageId;
use crate::prose::{Class, Reading};
use crate::rules::coverage::kit;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "statement-uncited",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Coverage,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "statements without a source that readers will ask about first",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
The statements without a source of which readers would first ask how you know: they count without a number ("most", "the vast majority of", "few", "a fraction of"). Forecasts, recommendations, conclusions, definitions, questions and the author's own work are left out, and so is a paragraph that cites its source elsewhere. At most eight of them are named, in one finding; `claimlint coverage` lists the rest.

A level given to the rule (`statement-uncited = "warning"`) makes it tell every plain statement without a marker or an entry of the claims file, each by itself.

## Why it matters
Figures in words are figures. Whoever disputes the text disputes these sentences first.

## Example
```text
The port is old.[1]

Ships call here in any weather. Most captains pay their dues in cash. The quay has a crane.

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “Most captains”.

## Instead
```text
The port is old.[1]

Ships call here in any weather. Most captains pay their dues in cash.[1] The quay has a crane.

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
A plain statement; a forecast, a recommendation, a conclusion; degrees that count nothing; what its paragraph cites.
```text
The port is old.[1]

The two states have built a bilateral framework. Most captains will pay later. Most dues should fall. Thus most is at stake.

The most important quay is in the north, and a few steps lead to it. Few captains know it. They read of it in the guide.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Authority
GAO, indexing and referencing: each sentence is linked to its evidence. Reuters handbook (source every statement). Which statements come first is our own choice.
"#;

/// At most so many statements are named.
const NAMED: usize = 8;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let all = case.options.levels.contains_key(RULE.code);
    let mut found: Vec<Diagnostic> = Vec::new();
    for index in case.draft.passages.ids() {
        let Some(reading) = bare(case, index) else { continue };
        if all {
            if reading.class == Class::Statement {
                found.extend(finding(case, sink, index, None));
            }
        } else if found.len() < NAMED
            && let Some(span) = asked(case.draft.words(index), &reading)
            && !cited_beside(case, index)
        {
            found.extend(finding(case, sink, index, Some(span)));
        }
    }
    if all {
        found.into_iter().for_each(|finding| sink.push(finding));
        return;
    }
    let message = match found.len() {
        0 | 1 => "this statement has no source".to_owned(),
        several => format!("{several} statements that readers will ask about have no source"),
    };
    sink.gathered(found, message);
}

/// The reading of a passage that nothing covers and no claim makes.
fn bare(case: &CoveredCase<'_, '_>, index: PassageId) -> Option<Reading> {
    let claimed = case.anchored.contains_key(&index);
    let body = case.draft.passages[index].kind.is_body();
    (body && !claimed && case.cover(index) == Cover::Uncovered).then(|| case.reading(index)).flatten()
}

/// Whether another sentence of the paragraph carries a marker.
fn cited_beside(case: &CoveredCase<'_, '_>, index: PassageId) -> bool {
    let paragraph = case.draft.passages[index].paragraph;
    let same =
        |other: &PassageId| case.draft.passages.get(*other).is_some_and(|other| other.paragraph == paragraph);
    let cited = |other: PassageId| case.cover(other) != Cover::Uncovered;
    let back = std::iter::successors(index.before(), |other| other.before()).take_while(same);
    let on = std::iter::successors(Some(index.next()), |other| Some(other.next())).take_while(same);
    back.chain(on).any(cited)
}

/// The words by which readers will ask for a source, as offsets into the passage.
fn asked(words: &str, reading: &Reading) -> Option<Span> {
    let plain = matches!(reading.class, Class::Statement | Class::TopicSentence | Class::Assertion);
    let told = reading.needs_support || reading.triggers.iter().any(|trigger| trigger.strong);
    (plain && !told).then(|| kit::counted_in_words(words)).flatten()
}

fn finding(
    case: &CoveredCase<'_, '_>,
    sink: &Sink<'_>,
    index: PassageId,
    words: Option<Span>,
) -> Option<Diagnostic> {
    let passage = &case.draft.passages[index];
    let place = match words {
        Some(words) => case.in_draft(passage.view.lift(words))?,
        None => passage.place,
    };
    let finding = sink
        .finding(place, "this statement has no source")
        .label(if words.is_some() { "how do you know?" } else { "a plain statement" })
        .why("nothing shows readers how you know")
        .help("cite a source, or say that it is your own judgement")
        .help_with_claims("or give it an entry in the claims file")
        .passage(Some(index));
    Some(finding)
}
