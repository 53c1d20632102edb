//! `section-uncited`: a part in which next to nothing is cited.

use crate::diagnostic::Level;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "section-uncited",
    level: Level::Warning,
    precise: false,
    publication: None,
    group: Group::Coverage,
    reads: Reads::Figures,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a section or draft full of factual statements with next to no citations",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A section with eight or more sentences that state figures, dated events, quotations or what others found, and not one note or link; or a draft with twenty or more of them of which fewer than one in ten has a source. It is reported once, and the rules on single sentences are silent there. `claimlint coverage` lists the sentences. With a claims file, each sentence is reported by itself.

## Why it matters
Readers cannot check any of the section; perhaps its sources are elsewhere, and one line could say so.

## Example
```text
The port is old.[1]

History

In 1990, the council of Dover closed its port.
In 1991, the council of Bergen closed its port.
In 1992, the council of Osaka closed its port.
In 1993, the council of Piraeus closed its port.
In 1994, the council of Halifax closed its port.
In 1995, the council of Gdynia closed its port.
In 1996, the council of Cork closed its port.
In 1997, the council of Leith closed its port.

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “History”.

## Instead
```text
The port is old.[1]

History

In 1990, the council of Dover closed its port.[1]
In 1991, the council of Bergen closed its port.
In 1992, the council of Osaka closed its port.
In 1993, the council of Piraeus closed its port.
In 1994, the council of Halifax closed its port.
In 1995, the council of Gdynia closed its port.
In 1996, the council of Cork closed its port.
In 1997, the council of Leith closed its port.

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
A section of opinion.
```text
The port is old.[1]

Outlook

Dues should fall. Trade will grow. The council could do more.

Notes

[1] Customs Office, Annual Report 2014.
```

## Authority
Reuters handbook: source every statement. That it is said once is our own practice.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for part in case.bare() {
        let Some(&first) = part.passages.first() else { continue };
        let title = part.section.and_then(|section| draft.sections.get(section)).filter(|it| it.level > 0);
        let place = title.map_or(draft.passages[first].place, |section| section.title);
        let count = part.passages.len();
        let message = match (part.section, part.covered) {
            (Some(_), _) => format!(
                "nothing in this section is cited, but {count} sentences state figures, dates or the \
                     words of others"
            ),
            (None, 0) => format!(
                "nothing in this draft is cited, but {count} sentences state figures, dates or the \
                     words of others"
            ),
            (None, covered) => format!(
                "almost nothing in this draft is cited: {count} sentences state figures, dates or the \
                     words of others, and only {covered} like them have a source"
            ),
        };
        let mut finding = sink
            .finding(place, message)
            .label(if title.is_some() { "no source under this heading" } else { "the first of them" })
            .why("readers cannot check any of it")
            .help(
                "cite its sources; if they are elsewhere (in a longer report, say), tell the reader \
                     where; `claimlint coverage` lists the sentences",
            )
            .passage(Some(first));
        for &passage in part.passages.iter().filter(|passage| title.is_some() || **passage != first).take(2) {
            finding = finding.also(draft.passages[passage].place, "without a source");
        }
        sink.push(finding);
    }
}
