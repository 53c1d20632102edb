//! `archive-date-mismatch`: an archive copy whose time does not fit the note.

use crate::pattern::pattern;
use jiff::civil::Date;

use crate::diagnostic::Level;
use crate::notes::calendar::{dates_in, draft_date, years_in};
use crate::notes::{ArchiveCopy, Citation, NoteDate};
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Spanned;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "archive-date-mismatch",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an archived copy whose date does not fit the note",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
The time in an archive's address fits the rest: it is the one that the note (or the claims file) says, within a day; it is not before the publication and not after the draft itself.

## Why it matters
The copy is to show what the author saw. One of another time shows another page.

## Example
The note says 2013, the address 2018.
```text
The unit moved in 2013.[1]

Notes

[1] “Units,” Ministry of War, May 2, 2013, https://mow.example/units, archived on May 6, 2013, at https://web.archive.org/web/20180601120000/https://mow.example/units.
```
Marked: “https://web.archive.org/web/20180601120000/https://mow.example/units”.

The copy is older than the page is said to be.
```text
The unit moved in 2013.[1]

Notes

[1] “Units,” Ministry of War, May 2, 2013, https://mow.example/units, https://web.archive.org/web/20110601120000/https://mow.example/units.
```
Marked: “https://web.archive.org/web/20110601120000/https://mow.example/units”.

## Instead
```text
The unit moved in 2013.[1]

Notes

[1] “Units,” Ministry of War, May 2, 2013, https://mow.example/units, archived on May 6, 2013, at https://web.archive.org/web/20130506120000/https://mow.example/units.
```

## Not flagged
A day's difference: the archive counts in universal time.
```text
The unit moved in 2013.[1]

Notes

[1] “Units,” Ministry of War, May 2, 2013, https://mow.example/units, archived on May 6, 2013, at https://web.archive.org/web/20130507010000/https://mow.example/units.
```

## Authority
Security Force Monitor, Research Handbook (the copy is part of the citation).
"#;

pattern! {
    /// A note's own words about when the copy was made.
    static SAID = r"(?i)\b(?:archived|captured|snapshot)\b(?: (?:on|at|of|from|in|copy|version|taken|made|the|original|page))*,? (?P<when>[^;:/]{4,24})";
}

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let written = draft_date(draft);
    for (used, citation) in case.notes.citations() {
        let Some(archive) = &citation.archive else { continue };
        let Some(captured) = captured(&archive.value) else { continue };
        let Some(place) = case.in_draft(archive.span) else { continue };
        let words = draft.view.slice(citation.span);
        let mut push = |message: String, also: Option<(crate::span::Place, &str)>| {
            let mut finding = sink
                .finding(place, message)
                .label(format!("captured {}", long(captured)))
                .why("a copy from another time may not show what the author read")
                .help("open the copy, see which date is right, and correct the other")
                .note(used.note)
                .passage(case.passage_of(used.note));
            if let Some((place, text)) = also {
                finding = finding.also(place, text);
            }
            sink.push(finding);
        };
        if let Some(said) = said(words, citation, archive)
            && !fits(said, captured, 1)
        {
            push(
                format!("the note says {}, but the archive’s address says {}", said.shown(), long(captured)),
                None,
            );
            continue;
        }
        let line = case.declared_in(used.note).find_map(|line| Some((line, line.decl.archived.as_ref()?)));
        if let Some((line, (url, date))) = line
            && let Some(day) = date.value
            && same_copy(&url.text, &archive.value.url)
            && days(day, captured) > 1
        {
            push(
                format!(
                    "the claims file says {}, but the archive’s address says {}",
                    long(day),
                    long(captured)
                ),
                Some((line.place(date.span), "the claims file")),
            );
            continue;
        }
        let published = citation.date.value().filter(|date| !date.about && !date.undated);
        if let Some((first, _)) = published.and_then(NoteDate::bounds)
            && first > captured
            && days(first, captured) > 1
        {
            let shown = published.map(NoteDate::shown).unwrap_or_default();
            push(
                format!("the archived copy of {} is older than the page, dated {shown}", long(captured)),
                None,
            );
            continue;
        }
        if let Some((span, date)) = &written
            && let Some((_, last)) = date.bounds()
            && captured > last
            && days(captured, last) > 1
        {
            let place = case.in_draft(*span);
            push(
                format!(
                    "the archived copy of {} is newer than the draft, dated {}",
                    long(captured),
                    date.shown()
                ),
                place.map(|place| (place, "the draft’s date")),
            );
        }
    }
}

fn captured(copy: &ArchiveCopy) -> Option<Date> {
    let (year, month, day) = copy.captured?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// When the note itself says that the copy was made.
fn said(words: &str, citation: &Citation, archive: &Spanned<ArchiveCopy>) -> Option<NoteDate> {
    let end = (archive.span.start.saturating_sub(citation.span.start) as usize).min(words.len());
    let after = (archive.span.end.saturating_sub(citation.span.start) as usize).min(words.len());
    let parts = [words.get(..end)?, words.get(after..)?];
    parts.into_iter().find_map(|part| {
        let when = SAID.as_ref()?.captures(part)?.name("when")?.as_str();
        let exact = dates_in(when).first().map(|(_, date)| *date);
        exact.or_else(|| {
            let (span, year) = years_in(when).next()?;
            (span.start == 0).then(|| NoteDate { year: Some(year), ..NoteDate::default() })
        })
    })
}

/// Whether a day lies within a printed date, give or take some days.
fn fits(date: NoteDate, day: Date, slack: i32) -> bool {
    date.bounds().is_none_or(|(first, last)| {
        (day >= first || days(first, day) <= slack) && (day <= last || days(day, last) <= slack)
    })
}

/// Days between two days, whichever is first.
fn days(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |span| span.get_days().abs())
}

fn same_copy(a: &str, b: &str) -> bool {
    let bare = |url: &str| url.trim_start_matches("https://").trim_start_matches("http://").to_owned();
    bare(a) == bare(b)
}

fn long(day: Date) -> String {
    let small = |value: i8| u8::try_from(value).ok();
    NoteDate {
        year: Some(day.year()),
        month: small(day.month()),
        day: small(day.day()),
        ..NoteDate::default()
    }
    .shown()
}
