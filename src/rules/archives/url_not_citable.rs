//! `url-not-citable`: an address that leads another reader elsewhere or nowhere.

use crate::diagnostic::Level;
use crate::ids::NoteId;
use crate::notes::address::{self, UrlFault};
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "url-not-citable",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an address that leads readers elsewhere or nowhere",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
Addresses of search results, login pages, library proxies, one visit or one computer; addresses with tracking parameters, with a browser's text highlight, or with the tag of a chat tool; placeholders that chat tools leave in notes.

## Why it matters
Readers should arrive at the page that the author saw. A chatbot's tag makes them ask whether anyone opened the page.

## Example
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/news/port?utm_source=newsletter&id=7.
```
Marked: “utm_source=newsletter”.

A page of search results.
```text
The port closed in 2014.[1]

Notes

[1] “Port Closed,” https://www.google.com/search?q=port+closed.
```
Marked: “https://www.google.com/search?q=port+closed”.

## Instead
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/news/port?id=7.
```

## Not flagged
A parameter that selects the document; parameters that are not known to track.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/show?article=7&source=print#page-2.
```

## Authority
ISO 690 (identify the copy used); Intelligence Community Standard 206-01 (disclosure of machine-made text).
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for (used, citation) in case.notes.citations() {
        let Some(url) = &citation.url else { continue };
        let shown = draft.view.slice(url.span) == url.value;
        for fault in address::faults(&url.value) {
            // Where the address stands behind linked words, the words are the place.
            let span = if shown { url.span.lift(fault.span) } else { url.span };
            report(case, sink, (used.note, span, fault), shown.then_some(url.span));
        }
    }
    for note in draft.notes.ids() {
        let words = draft.notes[note].view;
        for fault in address::faults_in_words(draft.note_words(note)) {
            let span = words.lift(fault.span);
            let read = &case.notes.notes[note].citations;
            if !read.iter().any(|citation| citation.url.as_ref().is_some_and(|url| url.span.overlaps(span))) {
                report(case, sink, (note, span, fault), None);
            }
        }
    }
}

fn report(
    case: &CoveredCase<'_, '_>,
    sink: &mut Sink<'_>,
    (note, span, fault): (NoteId, Span, UrlFault),
    address: Option<Span>,
) {
    let Some(place) = case.in_draft(span) else { return };
    let mut finding = sink
        .finding(place, fault.message)
        .label("here")
        .why(fault.why)
        .help(fault.help)
        .note(note)
        .passage(case.passage_of(note));
    if let (Some(cut), Some(address)) = (fault.cut, address)
        && let Some(edit) = case.edit(address, cut.address.clone())
    {
        finding = finding.fix(format!("shorten the address to {}", cut.address), cut.safe, vec![edit]);
    }
    sink.push(finding);
}
