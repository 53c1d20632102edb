//! `no-archive-copy`: web sources of which no copy is kept.

use crate::diagnostic::Level;
use crate::ids::NoteId;
use crate::notes::outlets::host_of;
use crate::notes::{Citation, WorkType};
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "no-archive-copy",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "web sources without an archived copy",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
Each source read on the web (it has an address, or the date on which it was looked at) also names a copy in an archive, or its line in the claims file does (`archived "…" on …`, `held "…"`). Said once a document, with the list.

## Why it matters
Pages change and vanish: half of the addresses in opinions of the US Supreme Court no longer show what was cited.

## Example
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.
```
Marked: “https://www.japantimes.example/port”.

Read on the web, though the style prints no address.
```text
The port closed in 2014.[1]

Notes

[1] “Port Closed,” The Japan Times, accessed May 6, 2017.
```
Marked: “May 6, 2017”.

## Instead
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port, archived at https://perma.cc/ABCD-12E4.
```

## Not flagged
A DOI, or a repository or official gazette that keeps its addresses for good.
```text
The port closed in 2014.[1][2]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.

[2] “Port Rules,” Federal Register 79, no. 4 (May 2, 2014): 12, https://www.federalregister.gov/d/2014-1.
```

The claims file names the copy.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.
```
```claims
source reed [1] "Port Closed"
    archived "https://perma.cc/ABCD-12E4" on 2017-05-06
claim closure "The port closed in 2014."
    at "port closed in 2014"
    cites reed
```

## Authority
Zittrain, Albert and Lessig, “Perma” (2014); Chicago Manual of Style, 14.15.
"#;

/// How many notes the finding marks.
const MARKED: usize = 3;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let mut lacking: Vec<(NoteId, crate::span::Span)> = Vec::new();
    for source in 0..case.notes.sources.len() {
        let uses = &case.notes.sources[source].uses;
        let kept = uses.iter().any(|&used| is_kept(case, case.notes.citation(used)));
        let declared =
            case.declared(source).any(|line| line.decl.archived.is_some() || line.decl.held.is_some());
        if kept || declared {
            continue;
        }
        let web = uses.iter().find_map(|&used| {
            let citation = case.notes.citation(used);
            let url = citation.url.as_ref().map(|url| url.span);
            Some((used.note, url.or(citation.accessed.as_ref().map(|date| date.span))?))
        });
        lacking.extend(web);
    }
    lacking.sort_unstable();
    let Some(&(first, span)) = lacking.first() else { return };
    let Some(place) = case.in_draft(span) else { return };
    let mut ids: Vec<String> = lacking.iter().map(|&(note, _)| draft.notes[note].id.clone()).collect();
    ids.dedup();
    let count = lacking.len();
    let message = match count {
        1 => "one web source has no archived copy".to_owned(),
        many => format!("{many} web sources have no archived copy"),
    };
    let mut finding = sink
        .finding(place, message)
        .label("no archive copy")
        .why("web pages change and vanish")
        .help(format!("save a copy (web.archive.org, perma.cc) and add its address: {}", listed(&ids)))
        .help_with_claims("or give it with `archived` in the claims file")
        .note(first)
        .passage(case.passage_of(first));
    for &(_, span) in lacking.iter().skip(1).take(MARKED - 1) {
        if let Some(place) = case.in_draft(span) {
            finding = finding.also(place, "nor here");
        }
    }
    sink.push(finding);
}

/// Whether a citation names a copy, or something that keeps its address.
fn is_kept(case: &CoveredCase<'_, '_>, citation: &Citation) -> bool {
    let permanent = citation.url.as_ref().and_then(|url| host_of(&url.value)).is_some_and(|host| {
        case.options.outlets.by_domain(&host).is_some_and(|row| row.permanent)
            || matches!(
                host.as_str(),
                "perma.cc" | "web.archive.org" | "archive.org" | "doi.org" | "hdl.handle.net"
            )
            || host.starts_with("archive.") && host.len() <= "archive.today".len()
    });
    permanent
        || citation.archive.is_some()
        || citation.doi.is_some()
        || citation.handle.is_some()
        || citation.arxiv.is_some()
        || citation.isbn.is_some()
        || citation.work.is_law()
        || matches!(citation.work, WorkType::Book | WorkType::Chapter | WorkType::Interview)
}

/// "notes 1, 4 and 7"; long lists are cut.
fn listed(ids: &[String]) -> String {
    const MOST: usize = 25;
    match ids {
        [one] => format!("note {one}"),
        [head @ .., last] if ids.len() <= MOST => format!("notes {} and {last}", head.join(", ")),
        _ => format!("notes {} and {} more", ids[..MOST].join(", "), ids.len() - MOST),
    }
}
