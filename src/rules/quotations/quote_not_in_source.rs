//! `quote-not-in-source`: quoted words that are not in the held copy.

use crate::case::Case;
use crate::case::held::{Compared, FEWEST_WORDS, Quoted};
use crate::compare::{Change, Nearly, Outcome};
use crate::diagnostic::{Diagnostic, Level};
use crate::rules::kit::listed;
use crate::rules::{Check, Group, HeldCase, Reads, Rests, Rule, Sink};
use crate::span::Span;
use crate::text::held::HeldText;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "quote-not-in-source",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Quotations,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "quoted words that are not in the held copy of their source",
    explain: EXPLAIN,
    check: Check::Held(check),
};

const EXPLAIN: &str = r#"## What it checks
Words after `cites … states` and words in quotation marks in a claim's sentence are in the held copy of the source. White space, line ends, hyphens at line ends, the shapes of quotation marks and dashes, ligatures, capitals and note markers make no difference. `…` marks words left out, `[brackets]` words put in. A quotation of fewer than five words under a claim is advice; in the draft it may be a term and is not looked for. In a PDF, whose words are put together from glyphs, a difference is a warning.

## Why it matters
Words in quotation marks are the source's own. A changed word is the first thing that costs an author their readers' trust.

## Example
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim accounts "Accounts were lost."
    cites customs states "In all 480 accounts were stolen by outsiders in the spring."
```
```held sources/report-2011.txt
In all 480 accounts were lost by outsiders in the spring.
```
Marked: “In all 480 accounts were stolen by outsiders in the spring.”.
A sentence of the draft.
```text
The office said that “nobody has ever asked for these accounts again”.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim accounts "Nobody missed the accounts."
    at "nobody has ever asked for"
    cites customs
```
```held sources/report-2011.txt
In all 480 accounts were lost by outsiders in the spring.
```
Marked: “nobody has ever asked for these accounts again”.

## Instead
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim accounts "Accounts were lost."
    cites customs states "In all 480 accounts were lost by outsiders in the spring."
```
```held sources/report-2011.txt
In all 480 accounts were lost by outsiders in the spring.
```

## Not flagged
Words left out, words in brackets, a capital at the start, a hyphen at a line's end, a ligature.
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim accounts "Accounts were lost."
    cites customs states "[A]ll 480 accounts [of the office] were … lost by officious outsiders"
```
```held sources/report-2011.txt
In all 480 accounts kept there were, to our great regret, lost by offi-
cious outsiders in the spring.
```
A sentence that also relies on a source without a copy: the words may be there.
```text
The office said that “nobody has ever asked for these accounts again”.[1] [2]

Notes

[1] Customs Office, Annual Report 2011.
[2] Ministry of Trade, Yearbook 2012.
```
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
source yearbook [2] "Yearbook 2012"
claim accounts "Nobody missed the accounts."
    at "nobody has ever asked for"
    cites customs
    cites yearbook
```
```held sources/report-2011.txt
In all 480 accounts were lost by outsiders in the spring.
```

## Authority
SPJ Code of Ethics (never distort facts or context); Chicago Manual of Style 12.7 to 12.11 and 12.58 (what may be changed without being shown); GAO indexing and referencing.
"#;

/// How many differences are shown.
const SHOWN: usize = 4;

fn check(case: &HeldCase<'_, '_>, sink: &mut Sink<'_>) {
    for compared in case.quotations() {
        let Some(copy) = compared.source.and_then(|source| case.copy(source)) else { continue };
        let finding = match &compared.outcome {
            Outcome::Found(_) | Outcome::NotChecked(_) => continue,
            Outcome::Differs(nearly) => differs(case, sink, compared, nearly, copy.held),
            Outcome::Spliced(places) => spliced(case, sink, compared, places, copy.held),
            Outcome::Absent { run } => absent(case, sink, compared, *run, copy.held),
        };
        sink.push(finding);
    }
}

/// A finding about compared words, at this level or a milder one.
fn about(
    case: &HeldCase<'_, '_>,
    sink: &Sink<'_>,
    compared: &Compared,
    message: String,
    level: Level,
) -> Diagnostic {
    let entry = &case.entries[compared.entry];
    let short = compared.words < FEWEST_WORDS;
    let level = if short { Level::Advice } else { level };
    let passage = match compared.quoted {
        Quoted::Passage(passage) => Some(passage),
        Quoted::Cite(_) => entry.passages.first().copied(),
    };
    let mut finding = sink.finding(compared.place, message).entry(&entry.entry.name.value).passage(passage);
    finding.level = finding.level.max(level);
    if let Some(held) = compared.source.and_then(|source| case.sources[source].decl.held.as_ref()) {
        finding = finding.also(case.in_claims(held.span), "the copy that was searched");
    }
    finding
}

fn name<'a>(case: &'a Case<'_>, compared: &Compared) -> &'a str {
    compared.source.map_or("its source", |source| case.sources[source].decl.name.value.as_str())
}

fn differs(
    case: &HeldCase<'_, '_>,
    sink: &Sink<'_>,
    compared: &Compared,
    nearly: &Nearly,
    held: &HeldText,
) -> Diagnostic {
    let at = held.whereabouts(nearly.place.start);
    let message = format!("the quotation differs from {} ({at})", name(case, compared));
    let mut shown: Vec<String> = nearly.changes.iter().take(SHOWN).map(told).collect();
    if nearly.changes.len() > SHOWN {
        shown.push(format!("and {} more", nearly.changes.len() - SHOWN));
    }
    let level = if held.frail { Level::Warning } else { Level::Error };
    about(case, sink, compared, message, level)
        .label(shown.join("; "))
        .why("readers take quoted words for the source’s own")
        .help(
            "quote the words exactly, mark omissions with “…” and additions with [brackets], or \
                 remove the quotation marks",
        )
}

/// One difference in words.
pub fn told(change: &Change) -> String {
    let (quoted, there) = (clip(&change.quoted), clip(&change.there));
    match (change.quoted.is_empty(), change.there.is_empty()) {
        (false, false) => format!("“{quoted}” is “{there}” in the source"),
        (false, true) => format!("“{quoted}” is not in the source"),
        (true, _) => format!("the source has “{there}” here"),
    }
}

/// The first words of a long difference.
fn clip(words: &str) -> String {
    const MOST: usize = 60;
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

fn spliced(
    case: &HeldCase<'_, '_>,
    sink: &Sink<'_>,
    compared: &Compared,
    places: &[Span],
    held: &HeldText,
) -> Diagnostic {
    let spots: Vec<String> = places.iter().map(|place| held.whereabouts(place.start)).collect();
    let turned = places.windows(2).any(|pair| pair[1].start < pair[0].start);
    let how = if turned { "another order" } else { "passages far apart" };
    let message = format!("the quotation joins words that {} has in {how}", name(case, compared));
    about(case, sink, compared, message, Level::Warning)
        .label(listed(&spots, 4))
        .why("readers take words around “…” for a single passage")
        .help("put each passage in its own quotation marks")
}

fn absent(
    case: &HeldCase<'_, '_>,
    sink: &Sink<'_>,
    compared: &Compared,
    run: bool,
    held: &HeldText,
) -> Diagnostic {
    let message = format!("the quoted words are not in the held copy of {}", name(case, compared));
    // In a copy put together from glyphs a line may stand out of its place.
    let level = if held.frail && run { Level::Warning } else { Level::Error };
    about(case, sink, compared, message, level)
        .label("not in the copy")
        .why("readers take quoted words for the source’s own")
        .help(
            "check the words in the source; if they come from another edition or another source, cite \
             that one",
        )
}
