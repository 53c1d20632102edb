//! `source-date-impossible`: a source younger than the draft, or older than the event.

use crate::pattern::pattern;

use crate::case::standing::InText;
use crate::case::understanding::Understanding;
use crate::diagnostic::{Diagnostic, Level};
use crate::draft::authordate::Fitting;
use crate::ids::PassageId;
use crate::notes::calendar::{draft_date, years_in};
use crate::notes::{Citation, NoteDate, WorkType};
use crate::prose::TriggerKind;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-date-impossible",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Sources,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a source dated after the draft, or before the event it is cited for",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
No source was published or accessed after the draft's own date (in its byline or the metadata at its head). No source is older than the one dated event in the sentence for which it is the only source; of a paper that is cited by author and year it is advice, since papers are also cited for an idea that an event recalls.

## Why it matters
Such a source cannot say what it is cited for. Usually a date is mistyped or the marker points to the wrong note.

## Example
A source of 2011 for an event of 2013.
```text
The ministry closed the northern port in 2013.[1]

Notes

[1] “Northern Port May Close,” The Japan Times, May 2, 2011.
```
Marked: “2013”.

A source younger than the draft.
```text
The Port Question

May 17, 2017

Author:

Helen Lui

The ministry closed the northern port in 2013.[1]

Notes

[1] “Northern Port Closed,” The Japan Times, June 22, 2018.
```
Marked: “June 22, 2018”.

## Instead
```text
The ministry closed the northern port in 2013.[1]

Notes

[1] “Northern Port Closed,” The Japan Times, May 2, 2013.
```

## Not flagged
A forecast.
```text
The ministry planned to close the northern port in 2013.[1] Trade will fall by 3% in 2040.[1]

Notes

[1] “Northern Port May Close,” The Japan Times, May 2, 2011.
```

A reprint: another year in the note is young enough.
```text
The ministry closed the northern port in 2013.[1]

Notes

[1] Ann Reed, Ports (1999; repr., London: Harbour Press, 2015), 41.
```

The sentence speaks of the source itself, or recalls an older idea.
```text
In 2013 the minister repeated the words “the port may close”.[1] The ministry split the fleet in 2014.[2]

Notes

[1] “Northern Port May Close,” The Japan Times, May 2, 2011.

[2] Ann Reed, Divide the Fleet (London: Harbour Press, 1999).
```

A planned date.
```text
The law of 2011 set the closing of the port for 2013.[1] The port was scheduled to close in 2013.[1]

Notes

[1] “Northern Port May Close,” The Japan Times, May 2, 2011.
```

An issue of a journal that bears a date to come.
```text
The Port Question

May 17, 2017

Author:

Helen Lui

The ministry closed the northern port in 2013.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 3 (June 2017): 118–45.
```

## Authority
Own practice.
"#;

/// Days by which a printed date may run ahead of its real one.
const NEWS_SLACK: i32 = 1;
const ISSUE_SLACK: i32 = 100;

pattern! {
    /// Words of a note that explain a date to come.
    static TO_COME = r"(?i)\b(?:forthcoming|in press|to appear|to be published|advance|accepted|manuscript|draft|preprint|embargo)";
}

pattern! {
    /// Words of a sentence that tells no past event of that year, or more than it.
    static NO_EVENT = concat!(
        r"(?i-u)\b(?:will|would|shall|may|might|could|should|can|plan|plans|planned|planning|schedul\w*|expect\w*|project\w*|",
        r"forecast\w*|predict\w*|estimat\w*|target\w*|goal\w*|aim\w*|intend\w*|propos\w*|promis\w*|pledg\w*|commit\w*|due|",
        r"anticipat\w*|envisag\w*|envision\w*|by|until|till|before|ahead|set|deadline|slated|bound|hop\w*|upcoming|future|",
        r"through|from|since|between|budget\w*|fiscal|season|bid|candidat\w*|olympic\w*|election|agenda|strategy|roadmap)\b"
    );
}

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    // These carry their year in the sentence, whatever list they point to.
    older_than_event_by_year(case, sink);
    if case.understanding().and_then(Understanding::gate).is_some() {
        return;
    }
    // Only a date with its month can be held against another.
    let written = draft_date(draft).filter(|(_, date)| date.month.is_some());
    if let Some((span, date)) = written {
        younger_than_draft(case, sink, (span, date));
    }
    for source in 0..case.notes.sources.len() {
        older_than_event(case, sink, source);
    }
}

fn younger_than_draft(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>, written: (Span, NoteDate)) {
    let draft = case.draft;
    let Some((_, day)) = written.1.bounds() else { return };
    for (used, citation) in case.notes.citations() {
        let words = draft.view.slice(citation.span);
        let published = citation.date.value().zip(citation.date.span()).filter(|(date, _)| {
            let explained = TO_COME.as_ref().is_some_and(|pattern| pattern.is_match(words));
            !date.about && !date.undated && !explained && is_after(citation, date, day)
        });
        let accessed = citation
            .accessed
            .as_ref()
            .map(|found| (&found.value, found.span))
            .filter(|(date, _)| date.bounds().is_some_and(|(first, _)| after(first, day, NEWS_SLACK)));
        let said = [(published, "the source is dated"), (accessed, "the source was accessed on")];
        for ((date, span), what) in said.into_iter().filter_map(|(found, what)| Some((found?, what))) {
            let Some(place) = case.in_draft(span) else { continue };
            let mut finding = sink
                .finding(
                    place,
                    format!("{what} {}, after the draft itself ({})", date.shown(), written.1.shown()),
                )
                .label("after the draft")
                .why("you cannot have read it for this text")
                .help("correct the date that is wrong")
                .note(used.note)
                .passage(case.passage_of(used.note));
            if let Some(place) = case.in_draft(written.0) {
                finding = finding.also(place, "the draft’s date");
            }
            sink.push(finding);
        }
    }
}

/// Whether a date of publication surely lies after the draft's day. Issues of
/// journals and books bear dates to come.
fn is_after(citation: &Citation, date: &NoteDate, day: jiff::civil::Date) -> bool {
    let Some((first, _)) = date.bounds() else { return false };
    let issue = citation.volume.is_some()
        || citation.issue.is_some()
        || matches!(citation.work, WorkType::Article | WorkType::Book | WorkType::Chapter);
    match date.month {
        // A year alone: books of next year are sold from the autumn on.
        None => i32::from(first.year()) > i32::from(day.year()) + i32::from(day.month() > 6),
        Some(_) if issue || date.day.is_none() => after(first, day, ISSUE_SLACK),
        Some(_) => after(first, day, NEWS_SLACK),
    }
}

/// Whether `a` lies more than `slack` days after `b`.
fn after(a: jiff::civil::Date, b: jiff::civil::Date, slack: i32) -> bool {
    a > b && a.since(b).map_or(i32::MAX, |span| span.get_days()) > slack
}

fn older_than_event(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>, source: usize) {
    let draft = case.draft;
    let citation = case.notes.fullest(source);
    let dated = citation.date.value().filter(|date| !date.about && !date.undated);
    let Some(published) = dated.and_then(|date| date.until.or(date.year)) else { return };
    if citation.edition.is_some() || has_later_year(case, source, published) {
        return;
    }
    // Books and papers are also cited for an idea that the event recalls; news and pages are cited for
    // what they tell. A citation by author and year shows its year to readers, who will ask.
    if !matches!(citation.work, WorkType::News | WorkType::WebPage | WorkType::Post) {
        return;
    }
    for at in case.standing().by_source[source].iter().filter(|at| at.whole) {
        let told = event(case, at.passage, None).filter(|_| !recalls(case, at, citation));
        let Some((span, year)) = told.filter(|(_, year)| *year > published) else { continue };
        let Some(place) = case.in_draft(span) else { continue };
        let mut finding: Diagnostic = sink
            .finding(place, format!("this is about {year}, but its only source is dated {published}"))
            .label("the event")
            .why("the source is older than what it is cited for")
            .help("check that the marker points to the right note, and which of the years is right")
            .note(at.note)
            .passage(Some(at.passage));
        if let Some(place) = citation.date.span().and_then(|span| case.in_draft(span)) {
            finding = finding.also(place, "the source’s date");
        } else {
            finding = finding.also(draft.markers[at.marker].place, "its marker");
        }
        sink.push(finding);
    }
}

/// `The pier burned in 2017 (Lui, 2014)`: papers are also cited for an idea that an event recalls, so it is advice.
fn older_than_event_by_year(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let Some(cited) = &draft.author_date else { return };
    for (passage, read) in draft.passages.each() {
        let mut markers = read.markers.clone();
        let (Some(marker), None) = (markers.next(), markers.next()) else { continue };
        let Some(citation) = cited.citations.get(&marker) else { continue };
        if matches!(citation.fit, Fitting::Year | Fitting::Name) {
            continue;
        }
        let Some(published) = citation.year.get(..4).and_then(|year| year.parse::<i16>().ok()) else {
            continue;
        };
        // "Lui (2014)" speaks of the source itself; "(Lui, 2014)" leans on it.
        let from = citation.view.start.saturating_sub(read.view.start) as usize;
        let before = draft.words(passage).get(..from).unwrap_or("");
        let quoted = draft.words(passage).contains(['“', '”', '"', '«']);
        let told =
            event(case, passage, Some(citation.view)).filter(|_| before.ends_with(['(', '[']) && !quoted);
        let Some((span, year)) = told.filter(|(_, year)| *year > published) else { continue };
        let (Some(place), Some(source)) = (case.in_draft(span), case.in_draft(citation.view)) else {
            continue;
        };
        let mut finding: Diagnostic = sink
            .finding(place, format!("this is about {year}, but its only source is dated {published}"))
            .label("the event")
            .why("the source is older than what it is cited for, unless the sentence recalls an older idea")
            .help("check which of the years is right, and whether this is the source that was meant")
            .passage(Some(passage))
            .also(source, "the source’s date");
        finding.level = finding.level.max(Level::Advice);
        sink.push(finding);
    }
}

/// Whether the sentence speaks of the source itself: names its author, quotes,
/// or sets a title in italics.
fn recalls(case: &CoveredCase<'_, '_>, at: &InText, citation: &Citation) -> bool {
    let draft = case.draft;
    let passage = &draft.passages[at.passage];
    let words = draft.words(at.passage);
    let named = citation
        .author_list()
        .iter()
        .any(|author| author.family.chars().count() > 2 && words.contains(&author.family));
    named
        || words.contains(['“', '”', '"', '«'])
        || draft.emphasis.iter().any(|run| run.overlaps(passage.view))
}

/// The year of the one past event that a sentence tells, with its place in the
/// view: exactly one year, exactly one marker, past tense, and no word of a
/// plan or a span of time. The words of a citation by author and year are no event.
fn event(case: &CoveredCase<'_, '_>, at: PassageId, citation: Option<Span>) -> Option<(Span, i16)> {
    let draft = case.draft;
    let passage = &draft.passages[at];
    let words = draft.words(at);
    let cited = |span: Span| citation.is_some_and(|citation| citation.overlaps(passage.view.lift(span)));
    let mut years = years_in(words).filter(|(span, _)| !cited(*span));
    let (span, year) = years.next()?;
    if years.next().is_some()
        || passage.markers.len() != 1
        || NO_EVENT.as_ref().is_none_or(|pattern| pattern.is_match(words))
    {
        return None;
    }
    let told = case.reading(at)?.triggers.iter().any(|trigger| {
        trigger.kind == TriggerKind::DatedEvent && trigger.strong && trigger.span.overlaps(span)
    });
    told.then_some((passage.view.lift(span), year))
}

/// Whether any citation of the work holds a later year than the date read: a
/// reprint, a series, a second edition. Access dates do not count.
fn has_later_year(case: &CoveredCase<'_, '_>, source: usize, published: i16) -> bool {
    let draft = case.draft;
    case.notes.sources[source].uses.iter().any(|&used| {
        let citation = case.notes.citation(used);
        let apart = [
            citation.accessed.as_ref().map(|found| found.span),
            citation.archive.as_ref().map(|found| found.span),
        ];
        years_in(draft.view.slice(citation.span)).any(|(span, year)| {
            let span = citation.span.lift(span);
            year > published && !apart.iter().flatten().any(|other| other.overlaps(span))
        })
    })
}
