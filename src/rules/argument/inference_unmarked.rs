//! `inference-unmarked`: a conclusion joined from several sources and shown as sourced.

use crate::case::Resolved;
use crate::diagnostic::Level;
use crate::ids::SourceId;
use crate::rules::kit::listed;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::ClaimKind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "inference-unmarked",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Argument,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a conclusion drawn from several sources and presented as sourced",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
A claim of kind `fact` that gives one reason with members from different sources and itself cites only sources that these members cite: what was joined is the author's own, and the citation makes it look like the source's. A citation that quotes the words which say it (`states "…"`) shows that the source does.

## Why it matters
Readers who open the source find the parts, not the conclusion.

## Example
```claims
source customs [1] "Annual Report"
source ledger [2] "Ledger"
claim port-declined "The port declined because dues rose."
    because trade-shrank, dues-rose
    cites ledger
claim trade-shrank "Trade shrank."
    cites customs
claim dues-rose "Dues rose."
    cites ledger
```
Marked: “cites ledger”.

## Instead
```claims
source customs [1] "Annual Report"
source ledger [2] "Ledger"
claim port-declined "The port declined because dues rose."
    kind interpretation
    because trade-shrank, dues-rose
claim trade-shrank "Trade shrank."
    cites customs
claim dues-rose "Dues rose."
    cites ledger
```

## Not flagged
The source is quoted as saying it.
```claims
source customs [1] "Annual Report"
source ledger [2] "Ledger"
claim port-declined "The port declined because dues rose."
    because trade-shrank, dues-rose
    cites ledger states "the decline, owing to the dues"
claim trade-shrank "Trade shrank."
    cites customs
claim dues-rose "Dues rose."
    cites ledger
```

The conclusion has a source of its own.
```claims
source customs [1] "Annual Report"
source ledger [2] "Ledger"
source history [3] "A History of the Port"
claim port-declined "The port declined because dues rose."
    because trade-shrank, dues-rose
    cites history
claim trade-shrank "Trade shrank."
    cites customs
claim dues-rose "Dues rose."
    cites ledger
```

## Authority
Wikipedia, No original research (synthesis of published material): the mark of a joined conclusion, whatever a house's view of it.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    for resolved in case.entries.iter().filter(|resolved| resolved.is_claim()) {
        let supports = || resolved.evidence.iter().filter(|evidence| evidence.supports());
        let own = sources(resolved);
        let quoted = supports().any(|evidence| evidence.cite.quote.is_some());
        if resolved.kind() != Some(ClaimKind::Fact)
            || quoted
            || own.is_empty()
            || resolved.entry.because.is_empty()
        {
            continue;
        }
        for because in &resolved.entry.because {
            let members: Vec<usize> = because
                .names
                .iter()
                .filter_map(|name| case.entry_names.get(name.value.as_str()).copied())
                .collect();
            let mut joined: Vec<SourceId> =
                members.iter().flat_map(|&member| sources(&case.entries[member])).collect();
            joined.sort_unstable();
            joined.dedup();
            // Two members that cite the same two sources may say one thing.
            let apart = members.iter().any(|&one| {
                let of = sources(&case.entries[one]);
                !of.is_empty()
                    && members.iter().any(|&other| {
                        let others = sources(&case.entries[other]);
                        !others.is_empty() && others.iter().all(|source| !of.contains(source))
                    })
            });
            if !apart || !own.iter().all(|source| joined.contains(source)) || own.len() == joined.len() {
                continue;
            }
            let name = &resolved.entry.name;
            let named: Vec<String> =
                joined.iter().map(|&source| format!("`{}`", case.sources[source].decl.name.value)).collect();
            let Some(first) = supports().next() else { continue };
            let mut finding = sink
                .finding(
                    first.place(first.cite.span),
                    format!("`{}` combines {}, as if one of them said it", name.value, listed(&named, 4)),
                )
                .label("presented as sourced")
                .also(resolved.place(because.span), "what it combines")
                .why("readers who open a source find one part, not the conclusion")
                .help("write `kind interpretation`, or quote the words that say it: `states \"…\"`")
                .entry(&name.value)
                .passage(resolved.passages.first().copied());
            if let Some(place) = case.anchor_place(resolved) {
                finding = finding.also(place, "the conclusion in the draft");
            }
            sink.push(finding);
            break;
        }
    }
}

/// The declared sources that support an entry, ascending; none twice.
fn sources(resolved: &Resolved<'_>) -> Vec<SourceId> {
    let mut sources: Vec<SourceId> = resolved
        .evidence
        .iter()
        .filter(|evidence| evidence.supports())
        .filter_map(|evidence| evidence.source)
        .collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}
