//! `source-not-independent`: several citations that are one source.

use std::collections::{BTreeMap, HashSet};

use crate::case::Case;
use crate::diagnostic::Level;
use crate::ids::{MarkerId, PassageId};
use crate::notes::outlets::key;
use crate::rules::{Check, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-not-independent",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Sources,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "several sources that go back to one",
    explain: EXPLAIN,
    check: Check::Case(check),
};

const EXPLAIN: &str = r#"## What it checks
Sources cited together for one thing do not all go back to one: the claims file says `same-origin as`, or two papers print the same headline of the same days (one story of a news agency).

## Why it matters
Three papers that print one agency's story are one source. Together they look like three.

## Example
```text
The port closed for nine days in 2014.[1][2]

Notes

[1] Mari Sato, “Port Closed,” The Japan Times, May 2, 2014.

[2] Lee Brook, “Harbour Shut,” The Harbour Review, May 3, 2014.
```
```claims
source sato [1] "Port Closed"
source brook [2] "Harbour Shut"
    same-origin as sato
claim closure "The port closed for nine days."
    at "port closed for nine days"
    cites sato
    cites brook
```
Marked: “closure”.

One headline in two papers.
```text
The port closed for nine days in 2014.[1][2]

Notes

[1] “Port of Tellow Closed After Strike of Pilots,” The Japan Times, May 2, 2014.

[2] “Port of Tellow Closed After Strike of Pilots,” The Guardian, May 3, 2014.
```
Marked: “[1]”.

## Instead
```text
The port closed for nine days in 2014.[1][2]

Notes

[1] Mari Sato, “Port Closed,” The Japan Times, May 2, 2014.

[2] Port Authority, Yearbook 2014 (Tellow: Port Authority, 2015), 12.
```

## Not flagged
One body, separate data.
```text
Exports grew in 2013 and in 2014.[1][2]

Notes

[1] Customs Office, Annual Report 2013 (London: Customs Office, 2014), 12.

[2] Customs Office, Annual Report 2014 (London: Customs Office, 2015), 14.
```

An independent source beside the two.
```text
The port closed for nine days in 2014.[1][2][3]

Notes

[1] Mari Sato, “Port Closed,” The Japan Times, May 2, 2014.

[2] Lee Brook, “Harbour Shut,” The Harbour Review, May 3, 2014.

[3] Port Authority, Yearbook 2014 (Tellow: Port Authority, 2015), 12.
```
```claims
source sato [1] "Port Closed"
source brook [2] "Harbour Shut"
    same-origin as sato
source yearbook [3] "Yearbook 2014"
claim closure "The port closed for nine days."
    at "port closed for nine days"
    cites sato
    cites brook
    cites yearbook
```

## Authority
KSJ Fact-Checking Project, Sourcing (three sources, each original reporting, not one wire story repeated).
"#;

const WHY: &str = "they look like several sources, but they are one";
const HELP: &str = "add an independent source, or cite the original alone";

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let origins = case.origins();
    // Sources of which another line says that it has the same origin.
    let named: HashSet<&str> =
        case.sources.iter().flat_map(|line| &line.decl.same_origin).map(|name| name.value.as_str()).collect();
    for resolved in case.entries.iter().filter(|entry| entry.is_claim()) {
        let Some(works) = case.works_of(resolved, &origins) else { continue };
        let declared = resolved.evidence.iter().filter_map(|evidence| evidence.source).any(|source| {
            let decl = case.sources[source].decl;
            !decl.same_origin.is_empty() || named.contains(decl.name.value.as_str())
        });
        if works.len() < 2 || !declared || !origins.one(&works) {
            continue;
        }
        let mut finding = sink
            .finding(
                resolved.place(resolved.entry.name.span),
                format!("the {} sources of `{}` go back to one", works.len(), resolved.entry.name.value),
            )
            .label("has one source")
            .why(WHY)
            .help(HELP)
            .entry(&resolved.entry.name.value)
            .passage(resolved.passages.first().copied());
        let lines = resolved.evidence.iter().filter_map(|evidence| evidence.source);
        for line in lines.map(|source| &case.sources[source]) {
            if let Some(name) = line.decl.same_origin.first() {
                finding = finding.also(line.place(name.span), "same origin");
                break;
            }
        }
        if let Some(place) = case.anchor_place(resolved) {
            finding = finding.also(place, "the claim in the draft");
        }
        sink.push(finding);
    }
    one_headline(case, sink);
}

/// Passages all of whose sources print one headline.
fn one_headline(case: &Case<'_>, sink: &mut Sink<'_>) {
    let Some(draft) = case.draft else { return };
    let standing = case.standing();
    let mut cited: BTreeMap<PassageId, Vec<(usize, MarkerId)>> = BTreeMap::new();
    for (source, places) in standing.by_source.iter().enumerate() {
        for at in places {
            cited.entry(at.passage).or_default().push((source, at.marker));
        }
    }
    for (passage, sources) in cited.into_iter().filter(|(_, sources)| sources.len() > 1) {
        let headline = |source: usize| {
            let citation = case.notes.fullest(source);
            let title = citation.title.value().map(|title| key(&title.text)).unwrap_or_default();
            let year = citation.date.value().and_then(|date| date.year);
            let outlet = citation.outlet().map(|(outlet, _)| key(outlet));
            (title, year, outlet)
        };
        let (title, year, outlet) = headline(sources[0].0);
        let long = title.split(' ').count() >= 5;
        let same = |&(source, _): &(usize, MarkerId)| {
            let other = headline(source);
            other.0 == title && other.1 == year && other.2.is_some() && other.2 != outlet
        };
        if !long || year.is_none() || outlet.is_none() || !sources[1..].iter().all(same) {
            continue;
        }
        let first = draft.markers[sources[0].1].place;
        let mut finding = sink
            .finding(first, format!("the {} sources of this sentence carry the same headline", sources.len()))
            .label("cites it")
            .why(WHY)
            .help(HELP)
            .passage(Some(passage));
        for &(source, _) in &sources {
            if let Some(place) = case.notes.fullest(source).title.span().and_then(|span| case.in_draft(span))
            {
                finding = finding.also(place, "the same headline");
            }
        }
        sink.push(finding);
    }
}
