//! `source-withdrawn`: support from a source that was withdrawn.

use crate::lexicon::list;
use crate::pattern::pattern;

use crate::diagnostic::Level;
use crate::ids::PassageId;
use crate::notes::Citation;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-withdrawn",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Sources,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a sentence that relies on a retracted source",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
Nothing rests on a source that its line in the claims file calls `withdrawn on DATE`, or whose title in the note begins with the publisher's own word for it (“RETRACTED: …”).

## Why it matters
Its publisher has withdrawn it. Readers who follow the note find the notice, not the support.

## Example
```text
The salve heals burns in four days.[1]

Notes

[1] Jane Ford, “Salves and Burns,” Journal of Wards 12, no. 3 (2014): 118–45.
```
```claims
source ford [1] "Salves and Burns"
    withdrawn on 2016-03-01
claim healing "The salve heals burns in four days."
    at "heals burns in four days"
    cites ford
```
Marked: “[1]”.

The title says it.
```text
The salve heals burns in four days.[1]

Notes

[1] Jane Ford, “RETRACTED: Salves and Burns,” Journal of Wards 12, no. 3 (2014): 118–45.
```
Marked: “[1]”.

## Instead
```text
The salve heals burns in four days.[1]

Notes

[1] Ann Reed, “Salves Again,” Journal of Wards 16, no. 1 (2018): 12–30.
```

## Not flagged
It is cited as withdrawn.
```text
Ford’s paper of 2014 was retracted in 2016.[1]

Notes

[1] Jane Ford, “Salves and Burns,” Journal of Wards 12, no. 3 (2014): 118–45.
```
```claims
source ford [1] "Salves and Burns"
    withdrawn on 2016-03-01
claim retraction "Ford’s paper was retracted."
    at "was retracted in 2016"
    cites ford
```

A later edition is cited beside it.
```text
The salve heals burns in four days.[1][2]

Notes

[1] Jane Ford, “Salves and Burns,” Journal of Wards 12, no. 3 (2014): 118–45.

[2] Jane Ford, “Salves and Burns: A Corrected Study,” Journal of Wards 16, no. 1 (2018): 12–30.
```
```claims
source ford [1] "Salves and Burns,”"
    withdrawn on 2016-03-01
claim healing "The salve heals burns in four days."
    at "heals burns in four days"
    cites ford
```

## Authority
Intelligence Community Directive 206 (find judgements affected when a source is rescinded); Committee on Publication Ethics, retraction guidelines.
"#;

pattern! {
    /// What publishers print before or after the title of a withdrawn paper.
    static NOTICE = r"^[\[(]?(?:RETRACTED(?: ARTICLE)?|Retracted(?: article)?|WITHDRAWN|Withdrawn)(?:[\])]|:)";
}

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let standing = case.standing();
    for source in 0..case.notes.sources.len() {
        let citation = case.notes.fullest(source);
        let line = case.declared(source).find(|line| line.decl.withdrawn.is_some());
        let titled = citation
            .title
            .value()
            .is_some_and(|title| NOTICE.as_ref().is_some_and(|notice| notice.is_match(&title.text)));
        if line.is_none() && !titled {
            continue;
        }
        let background = |passage: PassageId| {
            let entries = case.anchored.get(&passage).map_or(&[][..], Vec::as_slice);
            let cites = entries.iter().flat_map(|&entry| &case.entries[entry].evidence).filter(|evidence| {
                evidence
                    .source
                    .zip(line)
                    .is_some_and(|(index, line)| case.sources[index].decl.name == line.decl.name)
            });
            let mut any = false;
            let mut supports = false;
            for evidence in cites {
                any = true;
                supports |= evidence.supports();
            }
            any && !supports
        };
        for at in &standing.by_source[source] {
            let words = draft.words(at.passage).to_lowercase();
            if list::SAYS_WITHDRAWN.iter().any(|said| words.contains(said))
                || background(at.passage)
                || later_edition(case, at.passage, source, citation)
            {
                continue;
            }
            let marker = draft.markers[at.marker].place;
            let mut finding = sink
                .finding(marker, "this relies on a retracted source")
                .label("cites it")
                .why("its publisher has withdrawn it")
                .help("cite another source, or say in the sentence that it was retracted")
                .note(at.note)
                .passage(Some(at.passage));
            if let Some(line) = line {
                let span = line.decl.withdrawn.as_ref().map_or(line.decl.name.span, |date| date.span);
                finding = finding.also(line.place(span), "withdrawn").entry(&line.decl.name.value);
            } else if let Some(place) = citation.title.span().and_then(|span| case.in_draft(span)) {
                finding = finding.also(place, "its title says so");
            }
            sink.push(finding);
        }
    }
}

/// Whether the passage also cites a later work of the same first author.
fn later_edition(
    case: &CoveredCase<'_, '_>,
    passage: PassageId,
    source: usize,
    withdrawn: &Citation,
) -> bool {
    let year = |citation: &Citation| citation.date.value().and_then(|date| date.year);
    let author =
        |citation: &Citation| citation.author_list().first().map(|author| author.family.to_lowercase());
    let draft = case.draft;
    let markers = &draft.markers[draft.passages[passage].markers.clone()];
    let cited = markers.iter().filter_map(|marker| marker.note).flat_map(|note| case.notes.sources_of(note));
    cited.filter(|&other| other != source).any(|other| {
        let citation = case.notes.fullest(other);
        year(citation) >= year(withdrawn)
            && author(citation).is_some()
            && author(citation) == author(withdrawn)
    })
}
