//! `single-source`: a fact that carries the thesis and has one source.

use crate::case::Resolved;
use crate::diagnostic::Level;
use crate::rules::{ArgumentCase, Check, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::{ClaimKind, DraftDecl, Item, SourceLevel};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "single-source",
    level: Level::Warning,
    precise: false,
    publication: None,
    group: Group::Sources,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a fact that the thesis depends on and that has only one source",
    explain: EXPLAIN,
    check: Check::Argument(check),
};

const EXPLAIN: &str = r#"## What it checks
A fact that the thesis cannot do without has more than one source: the thesis itself, the reasons given for it, and from there down each reason that has no alternative. Where a claim has several reasons (several `because`), none of them is held to this. It runs only where the claims file names a thesis: without one, it is unclear which facts matter most.

## Why it matters
If the one source is wrong, the argument is wrong with it.

## Example
```text
The attacks were most likely made by one state.[1]

Notes

[1] Arthur Stone, “Attacks and Lessons,” The Harbour Review, May 2, 2015.
```
```claims
draft "draft"
    thesis attacker
source stone [1] "Attacks and Lessons"
claim attacker "One state made the attacks."
    at "most likely made by one state"
    cites stone
```
Marked: “attacker”.

## Instead
```text
The attacks were most likely made by one state.[1][2]

Notes

[1] Arthur Stone, “Attacks and Lessons,” The Harbour Review, May 2, 2015.

[2] Network Office, Annual Report 2015 (London: Network Office, 2016), 12.
```
```claims
draft "draft"
    thesis attacker
source stone [1] "Attacks and Lessons"
source network-office [2] "Annual Report"
claim attacker "One state made the attacks."
    at "most likely made by one state"
    cites stone
    cites network-office
```

## Not flagged
The source is the thing itself: the text of a law, a body's own figures.
```text
The constitution forbids war.[1]

Notes

[1] Office of the Cabinet, The Constitution (London: Office of the Cabinet, 1947), art. 9.
```
```claims
draft "draft"
    thesis no-war
source constitution [1] "The Constitution"
    level primary
claim no-war "The constitution forbids war."
    at "constitution forbids war"
    cites constitution
```

The author's own data.
```text
Of 640 visitors asked, 58 per cent came by train.[1]

Notes

[1] Dagny Holm, Visitors: A Survey (Tellow: Council Press, 2023), 11.
```
```claims
draft "draft"
    thesis by-train
    author "Dagny Holm"
source survey [1] "Visitors: A Survey"
claim by-train "58 per cent came by train."
    at "58 per cent came by train"
    cites survey
```

One of several reasons.
```text
Trade will fall. The attacks were most likely made by one state.[1] The port closed in 2014.[2]

Notes

[1] Arthur Stone, “Attacks and Lessons,” The Harbour Review, May 2, 2015.

[2] Network Office, Annual Report 2015 (London: Network Office, 2016), 12.
```
```claims
draft "draft"
    thesis decline
source stone [1] "Attacks and Lessons"
source network-office [2] "Annual Report"
claim decline "Trade will fall."
    kind forecast
    at "Trade will fall"
    because insecurity
claim insecurity "The port is not safe."
    kind interpretation
    because attacker
    because closure
claim attacker "One state made the attacks."
    at "most likely made by one state"
    cites stone
claim closure "The port closed in 2014."
    at "port closed in 2014"
    cites network-office
```

A fact that no thesis depends on.
```text
The attacks were most likely made by one state.[1]

Notes

[1] Arthur Stone, “Attacks and Lessons,” The Harbour Review, May 2, 2015.
```
```claims
source stone [1] "Attacks and Lessons"
claim attacker "One state made the attacks."
    at "most likely made by one state"
    cites stone
```

## Authority
BBC Editorial Guidelines, Accuracy (reluctant to rely on one source); Reuters Handbook (two or more are better); KSJ Fact-Checking Project.
"#;

fn check(case: &ArgumentCase<'_, '_>, sink: &mut Sink<'_>) {
    let bearing = case.thesis_carrying();
    if bearing.is_empty() {
        return;
    }
    let origins = case.origins();
    let authors = authors(case);
    for (index, resolved) in case.entries.iter().enumerate() {
        let fact = resolved.is_claim() && resolved.kind() == Some(ClaimKind::Fact);
        let unknown = || case.lost_its_markers(resolved);
        if !fact || !bearing.contains(&index) || !resolved.entry.because.is_empty() || unknown() {
            continue;
        }
        let Some(works) = case.works_of(resolved, &origins) else { continue };
        // Two lines of one work are one source; two works of one origin are
        // the business of `source-not-independent`.
        if works.len() != 1 || is_first_hand(case, &authors, resolved) {
            continue;
        }
        let Some(cite) = resolved.evidence.iter().find(|evidence| evidence.supports()) else { continue };
        let mut finding = sink
            .finding(
                resolved.place(resolved.entry.name.span),
                format!("the thesis depends on `{}`, which has only one source", resolved.entry.name.value),
            )
            .label("the thesis depends on it")
            .also(cite.place(cite.cite.span), "its only source")
            .why("if this source is wrong, so is the argument")
            .help(
                "cite a second, independent source; if the source is the original itself, write `level \
                 primary` on its line",
            )
            .entry(&resolved.entry.name.value)
            .passage(resolved.passages.first().copied());
        if let Some(place) = case.anchor_place(resolved) {
            finding = finding.also(place, "the claim in the draft");
        }
        sink.push(finding);
    }
}

/// The draft's authors, in lower case, as the claims file names them.
fn authors(case: &ArgumentCase<'_, '_>) -> Vec<String> {
    case.items()
        .filter_map(|(_, item)| match item {
            Item::Draft(DraftDecl { authors, .. }) => Some(authors),
            _ => None,
        })
        .flatten()
        .map(|author| author.text.to_lowercase())
        .collect()
}

/// Whether its source is the thing itself, law, or the author's own work.
fn is_first_hand(case: &ArgumentCase<'_, '_>, names: &[String], resolved: &Resolved<'_>) -> bool {
    resolved.evidence.iter().filter(|evidence| evidence.supports()).any(|evidence| {
        let declared = evidence.source.is_some_and(|source| {
            let level = case.sources[source].decl.level.as_ref().and_then(|level| level.value);
            level == Some(SourceLevel::Primary)
        });
        let works = evidence.notes.iter().flat_map(|&note| case.notes.sources_of(note));
        declared
            || works.map(|work| case.notes.fullest(work)).any(|citation| {
                citation.work.is_law()
                    || citation.author_list().iter().any(|author| {
                        let family = author.family.to_lowercase();
                        !author.body && names.iter().any(|name| name.ends_with(&family) && !family.is_empty())
                    })
            })
    })
}
