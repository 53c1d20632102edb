//! `rating-below-claim`: a claim whose best rated source is too weak for it.

use crate::case::Evidence;
use crate::diagnostic::Level;
use crate::rules::{ArgumentCase, Check, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "rating-below-claim",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Sources,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a claim whose best-rated source is too weak for it",
    explain: EXPLAIN,
    check: Check::Argument(check),
};

const EXPLAIN: &str = r#"## What it checks
Ratings are those of the claims file: a letter A to F for the source, a digit 1 to 6 for what it says. A claim that the thesis depends on needs a source of A to C, or one of D or E whose report others confirm (1 or 2); a report of 4 or 5 does not carry it. Any other claim needs more than E with 4 or 5. F and 6 mean "cannot be judged" and are never held against a claim, and neither is a missing rating.

## Why it matters
The author has judged the source and found it weak, and the argument leans on it all the same.

## Example
```text
Some 40% of the attacks came from one country.[1]

Notes

[1] Arthur Stone, “Attacks and Lessons,” The Harbour Review, May 2, 2015.
```
```claims
draft "draft"
    thesis attack-share
source stone [1] "Attacks and Lessons"
    rating D
claim attack-share "40% of the attacks came from one country."
    at "40% of the attacks"
    cites stone rating 4
```
Marked: “cites stone rating 4”.

## Instead
```text
Some 40% of the attacks came from one country.[1][2]

Notes

[1] Arthur Stone, “Attacks and Lessons,” The Harbour Review, May 2, 2015.

[2] Network Office, Annual Report 2015 (London: Network Office, 2016), 12.
```
```claims
draft "draft"
    thesis attack-share
source stone [1] "Attacks and Lessons"
    rating D
source network-office [2] "Annual Report"
    rating B
claim attack-share "40% of the attacks came from one country."
    at "40% of the attacks"
    cites stone rating 4
    cites network-office rating 2
```

## Not flagged
F6 is "cannot be judged", not "worst".
```text
Some 40% of the attacks came from one country.[1]

Notes

[1] Arthur Stone, “Attacks and Lessons,” The Harbour Review, May 2, 2015.
```
```claims
draft "draft"
    thesis attack-share
source stone [1] "Attacks and Lessons"
    rating F
claim attack-share "40% of the attacks came from one country."
    at "40% of the attacks"
    cites stone rating 6
```

A claim that no thesis depends on.
```text
Some 40% of the attacks came from one country.[1]

Notes

[1] Arthur Stone, “Attacks and Lessons,” The Harbour Review, May 2, 2015.
```
```claims
source stone [1] "Attacks and Lessons"
    rating D
claim attack-share "40% of the attacks came from one country."
    at "40% of the attacks"
    cites stone rating 4
```

## Authority
Admiralty system (reliability and credibility are judged apart); Intelligence Community Directive 206 (source descriptors).
"#;

fn check(case: &ArgumentCase<'_, '_>, sink: &mut Sink<'_>) {
    let bearing = case.thesis_bearing();
    for (index, resolved) in case.entries.iter().enumerate().filter(|(_, entry)| entry.is_claim()) {
        let heavy = bearing.contains(&index);
        let carrying: Vec<&Evidence<'_>> =
            resolved.evidence.iter().filter(|evidence| evidence.supports()).collect();
        let Some(first) = carrying.first() else { continue };
        if !carrying.iter().all(|evidence| evidence.known && is_below(case, evidence, heavy)) {
            continue;
        }
        let shown: Vec<String> = carrying.iter().map(|evidence| shown(case, evidence)).collect();
        let shown = shown.join(", ");
        let needs = if heavy {
            "the thesis depends on this claim: it needs a source rated A to C, or a report that \
                 others confirm (1 or 2)"
        } else {
            "a source rated E (unreliable) with a report rated 4 or 5 is too weak alone"
        };
        let mut finding = sink
            .finding(
                first.place(first.cite.span),
                format!("`{}` has no better source than {shown}", resolved.entry.name.value),
            )
            .label(format!("rated {shown}"))
            .why(needs)
            .help("cite a better source, soften the claim, or correct the rating")
            .entry(&resolved.entry.name.value)
            .passage(resolved.passages.first().copied());
        if let Some(place) = case.anchor_place(resolved) {
            finding = finding.also(place, "the claim in the draft");
        }
        sink.push(finding);
    }
}

fn letter(case: &ArgumentCase<'_, '_>, evidence: &Evidence<'_>) -> Option<char> {
    evidence.source.and_then(|source| case.sources[source].decl.rating.as_ref()?.value)
}

fn digit(evidence: &Evidence<'_>) -> Option<u8> {
    evidence.cite.rating.as_ref().and_then(|word| word.value)
}

/// Whether a rating is surely too weak. What is not rated is not judged.
fn is_below(case: &ArgumentCase<'_, '_>, evidence: &Evidence<'_>, heavy: bool) -> bool {
    let (letter, digit) = (letter(case, evidence), digit(evidence));
    if letter == Some('F') || digit == Some(6) {
        return false;
    }
    let doubtful = matches!(digit, Some(4 | 5));
    if heavy {
        doubtful || matches!(letter, Some('D' | 'E')) && !matches!(digit, Some(1 | 2))
    } else {
        doubtful && letter == Some('E')
    }
}

fn shown(case: &ArgumentCase<'_, '_>, evidence: &Evidence<'_>) -> String {
    let letter = letter(case, evidence).map(String::from).unwrap_or_default();
    let digit = digit(evidence).map(|digit| digit.to_string()).unwrap_or_default();
    format!("{letter}{digit}")
}
