//! `weasel-attribution`: a view laid on people who are not named.

use crate::case::Cover;
use crate::diagnostic::Level;
use crate::lexicon::List;
use crate::prose::unnamed;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "weasel-attribution",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Language,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a view attributed to unnamed people",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
The sentence says who the *some* or *experts* are, or carries a note that does.

## Why it matters
Readers cannot ask “experts”. Such words lend a view more weight than the evidence does.

## Example
```text
The port is old.[1]

Experts agree that the harbour is too small. It is widely believed that dues will rise.

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “Experts agree”, “It is widely believed”.

## Instead
```text
The port is old.[1]

The harbour master told the council that the harbour is too small.

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
The sentence carries a note, which names them.
```text
Experts agree that the harbour is too small.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
They are named.
```text
Experts at the Customs Office agree that the harbour is too small. RAND analysts say so too.
```
Quotations.
```text
“Experts agree that the harbour is too small,” wrote the master. The crews have some say in it.
```

## Authority
Wikipedia, Manual of Style, “Unsupported attributions”; Reuters handbook on sources. The wordings are in
`data/en/weasel.toml`.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let mut told = Vec::new();
    for (passage, hit) in case.terms_said(List::Weasel) {
        let head = draft.view.slice(Span { start: draft.passages[passage].view.start, end: hit.span.start });
        if !named(head) {
            told.push((passage, hit.span));
        }
    }
    // The form tells it too where no list has the words: "Glaciologists blame".
    for (passage, held) in
        draft.passages.each().filter(|(at, held)| held.kind.is_body() && case.is_english(*at))
    {
        let words = draft.words(passage);
        let form = unnamed(words).filter(|_| !words.trim_end().ends_with('?'));
        if let Some(span) = form.filter(|_| !told.iter().any(|(at, _)| *at == passage)) {
            told.push((passage, held.view.lift(span)));
        }
    }
    told.sort_unstable_by_key(|(_, span)| span.start);
    for (passage, span) in told {
        if case.anchored.contains_key(&passage) || case.cover(passage) != Cover::Uncovered {
            continue;
        }
        let Some(place) = case.in_draft(span) else { continue };
        let words = draft.view.slice(span);
        sink.push(
            sink.finding(place, format!("“{words}” does not say who"))
                .label("who?")
                .why("readers cannot weigh a view without knowing whose it is")
                .help("name who says so, with a note; if it is your own view, say so")
                .passage(Some(passage)),
        );
    }
}

/// Whether the word before tells whose people they are: "RAND analysts".
fn named(head: &str) -> bool {
    let word = head.trim_end().rsplit(' ').next().unwrap_or("");
    let opens = head.trim().len() == word.len();
    word.ends_with("’s")
        || word.ends_with("'s")
        || !opens && word.starts_with(char::is_uppercase)
        || word.len() > 1 && word.chars().all(char::is_uppercase)
}
