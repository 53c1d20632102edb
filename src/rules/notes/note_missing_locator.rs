//! `note-missing-locator`: a long work cited for one figure, without a page.

use crate::diagnostic::Level;
use crate::ids::NoteId;
use crate::notes::{Citation, Signal, WorkType};
use crate::prose::TriggerKind;
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-missing-locator",
    level: Level::Warning,
    precise: false,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a long work cited for one fact, without a page",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

/// From so many pages on a work is long.
const LONG: u32 = 10;

/// From so many pages on words are not found at a glance.
const LONG_FOR_WORDS: u32 = 5;

const EXPLAIN: &str = r#"## What it checks
A book, or an article of ten pages or more, that is cited for a figure is cited with its page, section or
paragraph. Quotations have a rule of their own, `quote-without-locator`.

## Why it matters
Whoever checks the figure must otherwise read the whole work.

## Example
```text
Exports grew by 12% in 2013.[1]

Notes

[1] Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 33–61.
```
Marked: “33–61”.

## Instead
```text
Exports grew by 12% in 2013.[1]

Notes

[1] Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 33–61, at 47.
```

## Not flagged
A news story.
```text
Exports grew by 12% in 2013.[1]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, May 3, 2014.
```
The whole work is meant.
```text
Exports grew by 12% in 2013.[1]

Notes

[1] See generally Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 33–61.
```
The sentence gives no figure.
```text
Harbours have always lived by their dues.[1]

Notes

[1] Mary Smith, “Harbour Dues,” Port Review 12, no. 3 (2014): 33–61.
```

## Authority
Chicago Manual of Style 14.22; ISO 690: as specific as the use requires.
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    without_locator(on, sink, TriggerKind::Statistic, "a figure");
}

/// Long works that are cited without a place in them for what is surely of this kind. A
/// sentence that also quotes is told as a quotation.
pub(crate) fn without_locator(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>, kind: TriggerKind, what: &str) {
    for (at, citation) in on.in_full() {
        if !citation.locator.is_absent() || whole_meant(citation) {
            continue;
        }
        // Words between quotation marks are looked for to the letter, so less is asked of the work's length.
        let long = if kind == TriggerKind::Quotation { LONG_FOR_WORDS } else { LONG };
        let Some(length) = length(citation, long) else { continue };
        if relied_on(on, at.note) != Some(kind) {
            continue;
        }
        let span = citation.extent.as_ref().map_or(citation.span, |extent| extent.span);
        let message = match length {
            Some(pages) => format!("a work of {pages} pages is cited for {what} without a page"),
            None => format!("a book is cited for {what} without a page"),
        };
        let finding = on
            .finding(sink, at.note, span, message)
            .label(if length.is_some() { "the whole work" } else { "which page?" })
            .why("checking it means searching the whole work")
            .help("add the page, section or paragraph; if you mean the whole work, write “see generally”");
        sink.push(finding);
    }
}

/// Whether the citation says that the work as a whole is meant.
fn whole_meant(citation: &Citation) -> bool {
    let background = [Signal::SeeGenerally, Signal::SeeAlso, Signal::Cf, Signal::Compare, Signal::Eg];
    citation.signal.as_ref().is_some_and(|signal| background.contains(&signal.value))
}

/// `Some(Some(pages))` for a long article, `Some(None)` for a book; `None` if it is not known to be long.
#[expect(clippy::option_option, reason = "long or not, and how long")]
fn length(citation: &Citation, long: u32) -> Option<Option<u32>> {
    match (&citation.extent, citation.work) {
        (Some(extent), _) => pages(&extent.value).filter(|pages| *pages >= long).map(Some),
        // What is only known by its address may be a page of a site.
        (None, WorkType::Book) if citation.url.is_none() || citation.place.is_some() => Some(None),
        _ => None,
    }
}

/// How many pages a range takes; "118–45" runs from 118 to 145.
fn pages(range: &str) -> Option<u32> {
    let (first, last) = range.split_once(['–', '-', '—'])?;
    let digits =
        |text: &str| text.trim().trim_start_matches("pp.").trim_start_matches("p.").trim().to_owned();
    let (first, last) = (digits(first), digits(last));
    let from: u32 = first.parse().ok()?;
    let to: u32 = if last.len() < first.len() {
        format!("{}{last}", first.get(..first.len() - last.len())?).parse().ok()?
    } else {
        last.parse().ok()?
    };
    let pages = to.checked_sub(from)? + 1;
    (pages < 2000).then_some(pages)
}

/// What the sentence takes from the note: a figure or a quotation, if surely one.
/// A sentence with several notes does not say which of them it is from.
fn relied_on(on: &NoteCase<'_, '_>, note: NoteId) -> Option<TriggerKind> {
    let passage = on.passages[note]?;
    // `[@smith2014, p. 4]` gives the page beside the marker.
    let [marker] = on.draft.markers.run(&on.draft.passages[passage].markers) else { return None };
    if marker.locator.is_some() {
        return None;
    }
    let at = on.case.assertions.binary_search_by_key(&passage, |(index, _)| *index).ok()?;
    let strong = |kind| on.case.assertions[at].1.triggers.iter().any(|it| it.strong && it.kind == kind);
    [TriggerKind::Quotation, TriggerKind::Statistic].into_iter().find(|kind| strong(*kind))
}

#[cfg(test)]
mod tests {
    use super::pages;

    #[test]
    fn ranges_are_counted_when_cut_short_too() {
        for (range, count) in [
            ("118–45", Some(28)),
            ("37–46", Some(10)),
            ("9", None),
            ("61–33", None),
            ("1-3000", None),
            ("é–1", None),
        ] {
            assert_eq!(pages(range), count, "{range}");
        }
    }
}
