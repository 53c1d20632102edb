//! `relative-date`: words of time that hang on the day of writing.

use crate::diagnostic::{Diagnostic, Level};
use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::prose::measure::relative::{addressed, anchored, has_year, of_a_year, quoted, spoken};
use crate::rules::kit::listed;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "relative-date",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Figures,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "vague words for time, such as “recently”, without a date",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
"Recently", "currently", "this year", "two years ago", "in recent years" and the like have a date in their sentence. All of a draft are one finding, which lists the first of them.

## Why it matters
Next year's readers do not know when "recently" was, and a checker does not know which year to look up.

## Example
```text
Recently, the port has raised its dues.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “Recently”.

A month without its year, and a count back from today.
```text
In February this year, the port raised its dues.[1] Two years ago they were low.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “this year”.

## Instead
```text
Since May 2017, the port has raised its dues.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

## Not flagged
A date in the sentence, a quotation, a current of electricity, and what is said to the reader.
```text
As of May 2017, the port is currently closed.[1] “We are currently closed,” the master said.[1] The current of the cable is 3 amperes.[1] Ask the master if you currently pay dues.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

## Authority
Wikipedia, Manual of Style: relative time references.
"#;

/// How many further places are shown.
const SHOWN: usize = 4;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let found = found(draft);
    let Some((passage, span)) = found.first() else { return };
    let Some(place) = case.in_draft(*span) else { return };
    let mut words: Vec<String> = Vec::new();
    for (_, span) in &found {
        let word = format!("“{}”", draft.view.slice(*span).to_lowercase());
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let message = match found.len() {
        1 => format!("{} gives no date", words[0]),
        many => format!("{many} vague words for time give no date: {}", listed(&words, 4)),
    };
    let help = match own_date(draft) {
        Some(date) => format!("write the year or “as of”; the draft itself is dated “{date}”"),
        None => "write the year, or “as of” and the date".to_owned(),
    };
    let mut finding = sink
        .finding(place, message)
        .label("when?")
        .why("later readers cannot tell when that was")
        .help(help)
        .passage(Some(*passage));
    for (passage, span) in found.iter().skip(1).take(SHOWN) {
        if let Some(place) = case.in_draft(*span) {
            let said = draft.view.slice(*span);
            let other: Diagnostic = sink.finding(place, format!("“{said}” as well")).passage(Some(*passage));
            finding.related.push(other);
        }
    }
    sink.push(finding);
}

/// Every such word of the body without a date in its sentence, as ranges of the view.
fn found(draft: &Draft) -> Vec<(PassageId, Span)> {
    let mut found = Vec::new();
    let mut dated: Option<(PassageId, bool)> = None;
    for span in spoken(draft.view.text()) {
        let Some(passage) = draft.passage_at(span.start) else { continue };
        let here = &draft.passages[passage];
        if !here.kind.is_body() || !here.view.holds(span) {
            continue;
        }
        let words = draft.words(passage);
        let has_date = match dated {
            Some((last, has)) if last == passage => has,
            _ => anchored(words) || addressed(words),
        };
        dated = Some((passage, has_date));
        let own = (span.start - here.view.start) as usize;
        // "In February this year": the month does not say which year.
        let has_date =
            has_date && (!of_a_year(draft.view.slice(span)) || has_year(words) || addressed(words));
        if !has_date && !quoted(words, own) {
            found.push((passage, span));
        }
    }
    found
}

/// The date that the draft gives itself: in its front matter or its byline.
fn own_date(draft: &Draft) -> Option<&str> {
    draft
        .passages
        .each()
        .take(40)
        .filter(|(_, passage)| matches!(passage.kind, PassageKind::FrontMatter | PassageKind::Byline))
        .find_map(|(index, passage)| {
            let words = draft.words(index);
            let line = match passage.kind {
                PassageKind::FrontMatter => words.lines().find_map(|line| line.strip_prefix("date:"))?,
                _ => words,
            };
            let line = line.trim().trim_matches(['"', '\'']);
            let dated = anchored(line) || line.bytes().filter(u8::is_ascii_digit).count() >= 6;
            (dated && line.len() <= 40).then_some(line)
        })
}
