//! `poll-undisclosed`: the result of a poll without who, when and how many.

use crate::diagnostic::Level;
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::prose;
use crate::prose::measure::poll::{Disclosed, result};
use crate::prose::measure::quantities;
use crate::rules::kit::listed;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "poll-undisclosed",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Figures,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a poll result that lacks two of these: pollster, date, sample size",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
Where the text gives a share that a poll or survey found, it says at least two of three things: who made the poll, when, and how many were asked. The sentence, the two beside it in its paragraph, its table or list, and its notes are all looked at.

## Why it matters
Without these, readers cannot judge the result: an old poll of eighty people is no poll of a nation.

## Example
```text
The port is old.[1]

In an opinion poll, 72% of people said that dues were too high.

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “72%”.

## Instead
```text
In an opinion poll of 1,000 adults in May 2016, 72% of people said that dues were too high.[1]

Notes

[1] Genron Institute, “Poll on Dues,” 2016.
```

## Not flagged
What is missing is in the note or beside it.
```text
In an opinion poll, 72% of people said that dues were too high.[1] The Genron Institute had asked 1,000 of them.[1]

Notes

[1] Genron Institute, “Poll on Dues,” May 2016.
```
A survey of land.
```text
In a survey of the land, 72% was found to be dry.

The port is old.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

## Authority
AP Stylebook on polls; American Association for Public Opinion Research, disclosure list.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let mut told = None;
    for (passage, all) in case.measured() {
        // A coefficient with its interval is a result of a study that tells its sample elsewhere.
        if !draft.passages[*passage].kind.is_body() || prose::reports_estimate(draft.words(*passage)) {
            continue;
        }
        let Some(span) = result(draft.words(*passage), all) else { continue };
        let known = disclosed(case, draft, *passage);
        let paragraph = draft.passages[*passage].paragraph;
        let missing: Vec<String> =
            [(known.body, "the pollster"), (known.date, "its date"), (known.sample, "its sample size")]
                .into_iter()
                .filter(|(told, _)| !told)
                .map(|(_, what)| what.to_owned())
                .collect();
        // One finding for each paragraph: its other shares are of the same poll.
        if missing.len() < 2 || told == Some(paragraph) {
            continue;
        }
        let Some(place) = case.in_passage(*passage, span) else { continue };
        told = Some(paragraph);
        sink.push(
            sink.finding(place, format!("this poll lacks {}", listed(&missing, 3)))
                .label("a poll result")
                .why("readers need them to judge the result")
                .help("give the pollster, the date and the number of people asked, here or in the note")
                .passage(Some(*passage)),
        );
    }
}

/// A note without the day its author looked at the page, which is no day of a poll.
fn without_access(note: &str) -> &str {
    let at =
        ["accessed", "retrieved", "Accessed", "Retrieved"].iter().filter_map(|word| note.find(word)).min();
    at.map_or(note, |at| &note[..at])
}

/// What the sentence, its neighbours and its notes tell of the poll.
fn disclosed(case: &CoveredCase<'_, '_>, draft: &Draft, passage: PassageId) -> Disclosed {
    let paragraph = draft.passages[passage].paragraph;
    let mut known = Disclosed::default();
    for index in draft.passages.ids_near(passage, 2) {
        if draft.passages[index].paragraph != paragraph {
            continue;
        }
        let words = draft.words(index);
        let here = Disclosed::of(words, &quantities(words));
        known = known.or(here);
        // A note before the result belongs to what was said before.
        let markers = draft.passages[index].markers.clone().take(if index < passage { 0 } else { 8 });
        for marker in markers {
            if let Some(note) = draft.markers[marker].note {
                let words = without_access(draft.note_words(note));
                let mut cited = Disclosed::of(words, &[]);
                // A citation names its body or author, whatever its words.
                cited.body |= words.len() > 20;
                cited.sample |=
                    ["sample", "adults", "respondents", "n ="].iter().any(|word| words.contains(word));
                known = known.or(cited);
            }
        }
    }
    let lead = case.linked.get(passage).and_then(|around| around.own).is_some();
    Disclosed { body: known.body || lead, ..known }
}
