//! What a page shows of one draft, taken from its case while the case is there: notes with their parts, sources with
//! their grades, claims with their review, and where each finding stands. What is shown of the findings is decided
//! later, when a baseline or a flag has taken some out.

use std::collections::{BTreeMap, HashMap};

use super::claims::claim_rows;
pub use super::model::Page;
use super::model::{Key, NoteRow, Spot};
use super::sources::{absent, source_rows};
use crate::case::Case;
use crate::check::Report;
use crate::diagnostic::Diagnostic;
use crate::draft::{Back, Draft, PassageKind};
use crate::ids::{MarkerId, NoteId, PassageId};
use crate::notes::outlets::host_of;
use crate::notes::{Citation, Form, Target};
use crate::report::{argument, clip, names};
use crate::span::{Place, Span};

impl Page {
    /// What the page needs of a case; `None` without a draft.
    pub fn of(case: &Case<'_>, report: &Report) -> Option<Self> {
        let draft = case.draft?;
        let text = case.texts.get(report.draft?);
        let sources = source_rows(case, draft);
        let mut number_of = vec![0; sources.len()];
        for (number, row) in sources.iter().enumerate() {
            number_of[row.source] = number;
        }
        let notes = draft.notes.map_each(|(note, _)| note_row(case, draft, note, &number_of));
        let claims = claim_rows(case, draft);
        let mut claimed: BTreeMap<PassageId, Vec<usize>> = BTreeMap::new();
        for (index, claim) in claims.iter().enumerate() {
            for passage in &claim.passages {
                claimed.entry(*passage).or_default().push(index);
            }
        }
        let svg = || {
            let format = argument::MAP_FORMATS.iter().find(|format| format.name == "svg")?;
            let look = argument::Look { links: argument::Links::Page, ..argument::Look::default() };
            let entries = argument::chosen(case, None, false);
            let drawn = nearest(case, &entries);
            Some(((format.render)(case, &drawn, &look), entries.len() - drawn.len()))
        };
        let (map, undrawn) = case.is_linked().then(svg).flatten().unzip();
        let mut page = Self {
            name: text.name.clone(),
            claims_name: report.claims.map(|file| case.texts.get(file).name.clone()),
            digest: sha256(text.content.as_bytes()),
            day: case.options.today,
            draft: draft.clone(),
            authors: case.authors().map(str::to_owned).collect(),
            notes,
            sources,
            claims,
            claimed,
            theses: case.theses(),
            map,
            undrawn: undrawn.unwrap_or(0),
            numbered: HashMap::new(),
            cells: HashMap::new(),
            first: HashMap::new(),
            places: HashMap::new(),
        };
        for (marker, held) in draft.markers.each().filter(|(_, it)| it.passage.is_some()) {
            if let Some(note) = held.note {
                page.first.entry(note).or_insert(marker);
            }
        }
        page.cells = super::cells::cells(&page.draft, case);
        page.look_at_lines(case);
        page.find_places(report);
        Some(page)
    }

    /// Where a finding stands.
    pub(super) fn spot(&self, finding: &Diagnostic) -> Spot {
        self.places.get(&key(finding)).copied().unwrap_or(Spot::Out)
    }

    /// The section of a place on the page (index into the draft's sections).
    pub(super) fn section(&self, spot: Spot) -> Option<usize> {
        let draft = &self.draft;
        let passage = match spot {
            Spot::Text(span) => draft.passage_at(span.start),
            Spot::Marker(marker) => draft.markers[marker].passage,
            Spot::Note(note, _) => self.first_marker(note).and_then(|marker| draft.markers[marker].passage),
            Spot::Out => None,
        };
        passage.map(|passage| draft.passages[passage].section)
    }

    /// The sources that a place rests on: those of its passage's notes, or of the note.
    pub(super) fn sources_at(&self, spot: Spot) -> Vec<usize> {
        let draft = &self.draft;
        let of_note = |note: NoteId| self.notes.get(note).map_or(&[][..], |row| row.sources.as_slice());
        let of_passage = |passage: Option<PassageId>| -> Vec<usize> {
            let markers = passage.map(|passage| draft.passages[passage].markers.clone());
            let notes = markers.into_iter().flatten().filter_map(|marker| draft.markers[marker].note);
            notes.flat_map(of_note).copied().collect()
        };
        let mut found = match spot {
            Spot::Text(span) => of_passage(draft.passage_at(span.start)),
            Spot::Marker(marker) => draft.markers[marker].note.map_or(&[][..], of_note).to_vec(),
            Spot::Note(note, _) => of_note(note).to_vec(),
            Spot::Out => Vec::new(),
        };
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The first marker of the text that leads to a note.
    pub(super) fn first_marker(&self, note: NoteId) -> Option<MarkerId> {
        self.first.get(&note).copied()
    }

    /// Whether a note is an entry of a bibliography that nobody cites: it is counted, not shown.
    pub(super) fn is_idle(&self, note: NoteId) -> bool {
        self.draft.entries.contains_key(&note) && self.draft.notes[note].uses == 0
    }

    fn look_at_lines(&mut self, case: &Case<'_>) {
        for (passage, held) in self.draft.passages.each() {
            let text = case.texts.get(held.place.file);
            if held.kind == PassageKind::ListItem {
                let line = text.line_span(text.line(held.place.span.start));
                let before = Span { start: line.start, end: held.place.span.start.max(line.start) };
                let label = text.slice(before).trim().trim_end_matches(['.', ')']);
                if let Ok(number) = label.parse() {
                    self.numbered.insert(passage, number);
                }
            }
        }
    }

    fn find_places(&mut self, report: &Report) {
        let back = self.draft.view.back();
        let waived = report.waived.iter().map(|waived| &waived.finding);
        for finding in report.findings.iter().chain(waived) {
            let in_claims = report.claims == Some(finding.place().file);
            let spot = if in_claims { Spot::Out } else { self.seek(&back, finding.place()) };
            self.places.insert(key(finding), spot);
        }
    }

    fn seek(&self, back: &Back, place: Place) -> Spot {
        let draft = &self.draft;
        let holds = |outer: Place| outer.file == place.file && outer.span.holds(place.span);
        let marker = draft.markers.each().find(|(_, it)| it.passage.is_some() && holds(it.place));
        if let Some((marker, _)) = marker {
            return Spot::Marker(marker);
        }
        if let Some((note, held)) = draft.notes.each().find(|(_, it)| holds(it.place)) {
            let span = back.span(place).filter(|span| held.view.holds(*span) && !span.is_empty());
            return Spot::Note(note, span.unwrap_or(Span { start: held.view.start, end: held.view.start }));
        }
        match back.span(place) {
            Some(span) if draft.passage_at(span.start).is_some() => Spot::Text(span),
            _ => Spot::Out,
        }
    }
}

fn key(finding: &Diagnostic) -> Key {
    (finding.code, finding.identity.fingerprint(), finding.span(), finding.message.clone())
}

/// The SHA-256 of some bytes in small hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A note as the page shows it; `number_of` gives each source its number in the list of sources.
pub fn note_row(case: &Case<'_>, draft: &Draft, note: NoteId, number_of: &[usize]) -> NoteRow {
    let Some(read) = case.notes.notes.get(note) else { return NoteRow::default() };
    let mut row = NoteRow::default();
    for citation in &read.citations {
        row.parts.extend(parts(citation));
        if matches!(citation.form, Form::Full | Form::BareUrl) {
            row.absent.extend(absent(citation));
        }
    }
    row.parts.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    row.absent.dedup();
    row.sources =
        case.notes.sources_of(note).iter().filter_map(|source| number_of.get(*source).copied()).collect();
    let letter = case.declared_in(note).find_map(|line| line.decl.rating.as_ref()?.value);
    row.rating = letter.map(String::from).unwrap_or_default();
    let whole = || clip(draft.note_words(note), 90);
    row.short = match read.citations.first() {
        // Of an address alone the host tells enough; the note shows the rest.
        Some(first) if first.form == Form::BareUrl => {
            first.url.as_ref().and_then(|url| host_of(&url.value)).unwrap_or_else(whole)
        }
        Some(first) => names::work(first, &whole()),
        None => whole(),
    };
    if let Some(date) = read.citations.first().and_then(|first| first.date.value()) {
        row.short.push_str(&format!(", {}", names::date(*date)));
    }
    let more = read.citations.len().saturating_sub(1);
    if more > 0 {
        row.short.push_str(&format!(" and {more} more"));
    }
    row.means = read.citations.first().and_then(|citation| means(case, draft, note, citation));
    row
}

/// What a short form, *Ibid.* or a reference to another note means.
fn means(
    case: &Case<'_>,
    draft: &Draft,
    note: NoteId,
    citation: &Citation,
) -> Option<(String, Option<NoteId>)> {
    if matches!(citation.form, Form::Full | Form::BareUrl | Form::Legal) {
        return None;
    }
    match &citation.target {
        Target::Source(source) => {
            let work = &case.notes.sources[*source];
            let first = work.uses.get(work.full.unwrap_or(0))?.note;
            let full = case.notes.fullest(*source);
            let words: String = draft.view.slice(full.span).chars().take(120).collect();
            (first != note).then(|| (names::work(full, &words), Some(first)))
        }
        Target::Ambiguous(_) => Some(("more than one work; the words do not say which".to_owned(), None)),
        Target::Missing | Target::Cycle => Some(("nothing that could be found".to_owned(), None)),
        Target::Comment(other) => Some(("a note in which no source was found".to_owned(), Some(*other))),
        Target::None => None,
    }
}

/// The parts of a citation that a reader looks for.
fn parts(citation: &Citation) -> Vec<(Span, &'static str)> {
    let own = [
        (citation.authors.span(), "author"),
        (citation.title.span(), "title"),
        (citation.container.span(), "outlet"),
        (citation.publisher.span(), "publisher"),
        (citation.date.span(), "date"),
        (citation.locator.span(), "page"),
        (citation.url.as_ref().map(|it| it.span), "address"),
        (citation.doi.as_ref().map(|it| it.span), "doi"),
        (citation.archive.as_ref().map(|it| it.span), "archive"),
        (citation.accessed.as_ref().map(|it| it.span), "accessed"),
    ];
    own.into_iter().filter_map(|(span, name)| Some((span.filter(|it| !it.is_empty())?, name))).collect()
}

/// So many boxes of a map can be read on a page; of a larger one those nearest the theses are drawn.
const MOST_DRAWN: usize = 48;

/// The entries that are drawn: all, or as many steps from the theses as can be read, one at least.
fn nearest(case: &Case<'_>, entries: &[usize]) -> Vec<usize> {
    if entries.len() <= MOST_DRAWN || case.theses().is_empty() {
        return entries.to_vec();
    }
    let steps = (1..entries.len()).map(|depth| argument::within(case, None, entries, depth));
    let mut drawn: Vec<usize> = Vec::new();
    for near in steps {
        if !drawn.is_empty() && (near.len() > MOST_DRAWN || near.len() == drawn.len()) {
            break;
        }
        drawn = near;
    }
    drawn
}
