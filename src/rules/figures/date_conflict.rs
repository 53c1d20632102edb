//! `date-conflict`: one event or work with two years.

use crate::lexicon::list;
use std::collections::HashMap;

use crate::diagnostic::Level;
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::prose::measure::event::{Event, events};
use crate::rules::{Check, CoveredCase, Group, NoteCase, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "date-conflict",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Figures,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "one event or work with two different years",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
What happens once has one year: "the Treaty of Ostrey was signed in 1951" and "was signed in 1952" cannot both be right. Compared are plain statements with the same name and the same verb (signed, founded, adopted, published and the like). A thing without a name ("the treaty") is compared within its section only.

A work that the text names by its title with a year in brackets has that year in its note.

## Why it matters
One of the two is wrong, and readers cannot tell which.

## Example
```text
The Treaty of Ostrey was signed in 1951.[1]

It took effect later.[1] The Treaty of Ostrey was signed in 1952 by all ports.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “1952”.

```text
The port publishes Harbours and Their Dues (2012) for its users.[1]

Notes

[1] Customs Office, Harbours and Their Dues (Ostrey: Customs Office, 2014), 12.
```
Marked: “2012”.

## Instead
```text
The Treaty of Ostrey was signed in 1951.[1]

It took effect later.[1] The Treaty of Ostrey was signed in 1951 by all ports.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

## Not flagged
When it was published and when it happened; two bodies, each in its year; the order of telling.
```text
The Treaty of Ostrey was signed in 1951.[1] The Treaty of Ostrey was published in 1952.[1] The Treaty of Ostrey was ratified by Tarn in 1953.[1] The Treaty of Ostrey was ratified by Dunmarrow in 1954.[1] The Treaty of Tarn was signed in 1949.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
A later edition that the note names as one.
```text
The port publishes Harbours and Their Dues (2012) for its users.[1]

Notes

[1] Customs Office, Harbours and Their Dues, 2nd edition (Ostrey: Customs Office, 2014), 12.
```

## Authority
Government Auditing Standards 8.43: dates are traced like figures.
"#;

/// How many events of one name are compared with each new one.
const COMPARED: usize = 16;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let mut seen: HashMap<Vec<String>, Vec<(PassageId, Event)>> = HashMap::new();
    for (index, passage) in draft.passages.each().filter(|(_, passage)| passage.kind.is_body()) {
        let text = draft.words(index);
        for event in events(text) {
            let same = seen.entry(event.key.clone()).or_default();
            let near = |other: PassageId| event.named || draft.passages[other].section == passage.section;
            let clash = same.iter().find(|(other, earlier)| earlier.conflicts(&event) && near(*other));
            if let Some((other, earlier)) = clash {
                report(case, sink, draft, (*other, earlier), (index, &event));
            }
            if same.len() < COMPARED {
                same.push((index, event));
            }
        }
    }
    if let Some(on) = NoteCase::of(case.case) {
        works(&on, sink);
    }
}

fn report(
    case: &CoveredCase<'_, '_>,
    sink: &mut Sink<'_>,
    draft: &Draft,
    one: (PassageId, &Event),
    two: (PassageId, &Event),
) {
    let (Some(there), Some(here)) = (case.in_passage(one.0, one.1.date), case.in_passage(two.0, two.1.date))
    else {
        return;
    };
    let what = draft.words(two.0).get(two.1.what.range()).unwrap_or("");
    let (verb, now, then) = (&two.1.verb, two.1.year, one.1.year);
    sink.push(
        sink.finding(here, format!("“{what}” is {verb} in {now} here, but in {then} earlier"))
            .label("this year")
            .also(there, "a different year for the same event")
            .why("it happened only once, so one of the years is wrong")
            .help("check the year in the source and correct the wrong one")
            .passage(Some(two.0)),
    );
}

/// Works named in the text with a year in brackets that is not the year of their note.
fn works(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    for (at, citation) in on.in_full() {
        let (Some(title), Some(date)) = (citation.title.value(), citation.date.value()) else { continue };
        let (Some(passage), Some(year)) = (on.passages[at.note], date.year) else { continue };
        if title.text.len() < 12 || title.text.split(' ').count() < 3 {
            continue;
        }
        let words = on.draft.words(passage);
        if words.len() > 4000 {
            continue;
        }
        let Some(start) = words.find(title.text.as_str()) else { continue };
        let after = start + title.text.len();
        let Some((offset, said)) = year_in_brackets(&words[after..]) else { continue };
        let note = on.draft.note_words(at.note);
        let lower = note.to_lowercase();
        if said == year || note.contains(&said.to_string()) || list::EDITION_SIGN.stands_in(&lower) {
            continue;
        }
        let span = Span::new(after + offset, after + offset + 4);
        let Some(place) = on.case.in_passage(passage, span) else { continue };
        let mut finding = sink
            .finding(place, format!("the text dates “{}” {said}, its note {year}", title.text))
            .label("in the text")
            .why("readers who look for the work find another year")
            .help("give the year of the edition that you cite, in both places")
            .note(at.note)
            .passage(Some(passage));
        if let Some(dated) = citation.date.span().and_then(|span| on.case.in_draft(span)) {
            finding = finding.also(dated, "in the note");
        }
        sink.push(finding);
    }
}

/// The year of " (2012)" and its offset, with a closing quotation mark before it or not.
fn year_in_brackets(after: &str) -> Option<(usize, i16)> {
    let open = after.find('(').filter(|open| *open <= 5)?;
    after[..open].chars().all(|c| matches!(c, ' ' | '”' | '"' | ',' | '’')).then_some(())?;
    let year = after.get(open + 1..open + 5)?;
    let closed = after.get(open + 5..).is_some_and(|rest| rest.starts_with(')'));
    let digits = year.bytes().all(|byte| byte.is_ascii_digit());
    (closed && digits).then_some((open + 1, year.parse().ok()?))
}
