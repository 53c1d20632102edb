//! The sources: each with its grade and why, where it is used, its held copy, and whether what is quoted stands there.

use std::collections::HashMap;

use maud::{Markup, html};

use super::model::{Page, QuoteRow, SourceRow};
use super::shell::{link_out, none};
use crate::case::Case;
use crate::case::held::{Compared, Quoted};
use crate::compare::{Change, Outcome};
use crate::draft::Draft;
use crate::ids::{NoteId, PassageId, SourceId};
use crate::notes::{Citation, Form, WorkType};
use crate::report::summary::counted;
use crate::report::{clip, names, seen};
use crate::span::Span;
use crate::syntax::tree::SourceLevel;
use crate::text::held::{HeldState, HeldText};

/// Words of a held copy shown on either side of what is quoted, in bytes.
const AROUND: usize = 90;

/// Every source, those on which the most passages rest first.
pub fn source_rows(case: &Case<'_>, draft: &Draft) -> Vec<SourceRow> {
    let mut passages_of: HashMap<NoteId, Vec<PassageId>> = HashMap::new();
    for marker in &draft.markers {
        if let (Some(note), Some(passage)) = (marker.note, marker.passage) {
            passages_of.entry(note).or_default().push(passage);
        }
    }
    let mut quotes: HashMap<SourceId, Vec<QuoteRow>> = HashMap::new();
    for compared in case.quotations() {
        if let Some(source) = compared.source {
            quotes.entry(source).or_default().push(quote(case, compared));
        }
    }
    let mut rows: Vec<SourceRow> =
        (0..case.notes.sources.len()).map(|source| row(case, draft, source, &passages_of, &quotes)).collect();
    rows.sort_by_key(|row| (std::cmp::Reverse((row.passages.len(), row.notes.len())), row.source));
    rows
}

fn row(
    case: &Case<'_>,
    draft: &Draft,
    source: usize,
    passages_of: &HashMap<NoteId, Vec<PassageId>>,
    quotes: &HashMap<SourceId, Vec<QuoteRow>>,
) -> SourceRow {
    let citation = case.notes.fullest(source);
    let words: String = draft.view.slice(citation.span).chars().take(160).collect();
    let mut notes: Vec<NoteId> = case.notes.sources[source].uses.iter().map(|used| used.note).collect();
    notes.dedup();
    let mut passages: Vec<PassageId> =
        notes.iter().filter_map(|note| passages_of.get(note)).flatten().copied().collect();
    passages.sort_unstable();
    passages.dedup();
    let mut about: Vec<String> = citation.outlet().map(|(outlet, _)| outlet.to_owned()).into_iter().collect();
    about.extend(citation.date.value().map(|date| names::date(*date)));
    let lines: Vec<SourceId> = case
        .declared(source)
        .filter_map(|line| case.source_names.get(line.decl.name.value.as_str()).copied())
        .fold(Vec::new(), |mut all, line| {
            if !all.contains(&line) {
                all.push(line);
            }
            all
        });
    let rating = lines.iter().find_map(|&line| case.sources[line].decl.rating.as_ref()?.value);
    SourceRow {
        source,
        title: names::work(citation, &words),
        about: about.join(", "),
        url: citation.url.as_ref().map(|url| url.value.clone()),
        grade: rating.map(String::from).unwrap_or_default(),
        why: why(case, source, citation, &lines, rating),
        notes,
        passages,
        copy: copy(case, &lines),
        seen: seen::lines(case, source),
        quotes: lines.iter().filter_map(|line| quotes.get(line)).flatten().cloned().collect(),
    }
}

/// Why it is graded so: what the claims file says, what the list of outlets says, what the note shows.
fn why(
    case: &Case<'_>,
    source: usize,
    citation: &Citation,
    lines: &[SourceId],
    rating: Option<char>,
) -> Vec<String> {
    let mut why = Vec::new();
    if let Some(letter) = rating {
        let means = match letter {
            'A' => "reliable",
            'B' => "usually reliable",
            'C' => "fairly reliable",
            'D' => "not usually reliable",
            'E' => "unreliable",
            _ => "reliability cannot be judged",
        };
        why.push(format!("Rated {letter} in the claims file: {means}."));
    }
    for decl in lines.iter().map(|&line| case.sources[line].decl) {
        match decl.level.as_ref().and_then(|level| level.value) {
            Some(SourceLevel::Primary) => why.push("A primary source.".to_owned()),
            Some(SourceLevel::Secondary) => why.push("A secondary source.".to_owned()),
            Some(SourceLevel::Tertiary) => why.push("A tertiary source: it digests others.".to_owned()),
            None => {}
        }
        if decl.object_of_study.is_some() {
            why.push("Cited as an object of study.".to_owned());
        }
        if let Some(date) = &decl.withdrawn {
            let day = date.value.map(|day| format!(" on {day}")).unwrap_or_default();
            why.push(format!("Withdrawn{day}."));
        }
    }
    if let Some((outlet, _)) = case.outlet_row(source) {
        why.push(format!("{} {}.", outlet.name, outlet.described()));
    }
    if let Some(kind) = kind(citation.work) {
        why.push(format!("{kind}."));
    }
    let full = matches!(citation.form, Form::Full | Form::BareUrl);
    let lacks = if full && !citation.work.is_law() { absent(citation) } else { Vec::new() };
    if !lacks.is_empty() {
        why.push(format!("The note gives no {}.", lacks.join(", no ")));
    }
    why
}

/// What sort of work it is, where that says how far it can be relied on.
fn kind(work: WorkType) -> Option<&'static str> {
    Some(match work {
        WorkType::Article => "Journal article",
        WorkType::Book | WorkType::Chapter => "Book",
        WorkType::Report => "Report",
        WorkType::News => "News item",
        WorkType::WebPage => "Web page",
        WorkType::Case | WorkType::Statute | WorkType::Treaty | WorkType::Bill | WorkType::Order => "Law",
        WorkType::Hearing => "Hearing",
        WorkType::Interview => "Interview",
        WorkType::Speech => "Speech",
        WorkType::Thesis => "Thesis",
        WorkType::Paper => "Conference paper",
        WorkType::Preprint => "Preprint, before review",
        WorkType::Dataset => "Data set",
        WorkType::Post => "Post",
        WorkType::Archive => "Archive document",
        WorkType::Letter | WorkType::Film | WorkType::Unknown => return None,
    })
}

/// What became of the held copy.
fn copy(case: &Case<'_>, lines: &[SourceId]) -> Option<String> {
    let &line = lines.iter().find(|&&line| case.sources[line].decl.held.is_some())?;
    let held = case.sources[line].decl.held.as_ref()?;
    let name = &held.file.text;
    let copy = case.held_copy(line);
    let mut told = match copy.map(|copy| &copy.state) {
        None => format!("{name} was not read: no claim cites this source"),
        Some(HeldState::Gone(gone)) => format!("{name} {}", gone.why),
        Some(HeldState::Unread(why)) => format!("{name} {why}"),
        Some(HeldState::Read(_)) => format!("{name} was read"),
    };
    let digest = copy.map_or("", |copy| copy.digest.as_str());
    match &held.sha256 {
        Some(pinned) if !digest.is_empty() && !digest.starts_with(&pinned.value) => {
            told.push_str("; it has changed since it was pinned");
        }
        Some(_) if !digest.is_empty() => told.push_str(" and is the pinned version"),
        _ => {}
    }
    Some(format!("{told}."))
}

fn quote(case: &Case<'_>, compared: &Compared) -> QuoteRow {
    let held = compared.source.and_then(|source| case.copy(source)).map(|copy| copy.held);
    let mut row = QuoteRow {
        outcome: "not checked",
        words: compared.text.clone(),
        at: String::new(),
        there: Vec::new(),
        differs: Vec::new(),
        why: String::new(),
        claim: match compared.quoted {
            Quoted::Cite(_) => case.name(compared.entry).to_owned(),
            Quoted::Passage(_) => String::new(),
        },
    };
    let mut shown = |place: Option<&Span>, changes: &[Change], at: &mut String| {
        if let (Some(held), Some(place)) = (held, place) {
            *at = held.whereabouts(place.start);
            row.there = pieces(held, *place, changes);
        }
    };
    let mut at = String::new();
    match &compared.outcome {
        Outcome::Found(places) => {
            shown(places.first(), &[], &mut at);
            row.outcome = "found";
        }
        Outcome::Differs(nearly) => {
            shown(Some(&nearly.place), &nearly.changes, &mut at);
            row.outcome = "differs";
            row.differs =
                nearly.changes.iter().map(|change| (change.quoted.clone(), change.there.clone())).collect();
        }
        Outcome::Spliced(places) => {
            shown(places.first(), &[], &mut at);
            row.outcome = "put together from passages that stand apart";
        }
        Outcome::Absent { .. } => row.outcome = "not found",
        Outcome::NotChecked(why) => row.why.clone_from(why),
    }
    row.at = at;
    row
}

/// A passage of the copy with its neighbours, the words that differ apart.
fn pieces(held: &HeldText, place: Span, changes: &[Change]) -> Vec<(bool, String)> {
    let words = held.words.as_str();
    let edge = |at: usize, forward: bool| {
        let mut at = at.min(words.len());
        while !words.is_char_boundary(at) {
            at = if forward { at + 1 } else { at - 1 };
        }
        at
    };
    let from = edge((place.start as usize).saturating_sub(AROUND), true);
    let to = edge(place.end as usize + AROUND, false);
    let mut out = Vec::new();
    let mut at = from;
    let mut put = |different: bool, piece: &str| {
        let piece = piece.split_whitespace().collect::<Vec<_>>().join(" ");
        if !piece.is_empty() {
            out.push((different, piece));
        }
    };
    for change in changes.iter().filter(|change| !change.place.is_empty()) {
        let (start, end) = (change.place.start as usize, change.place.end as usize);
        if start < at || end > to {
            continue;
        }
        put(false, words.get(at..start).unwrap_or(""));
        put(true, words.get(start..end).unwrap_or(""));
        at = end;
    }
    put(false, words.get(at..to).unwrap_or(""));
    out
}

/// What is surely absent from a citation that a reader would look for.
pub(super) fn absent(citation: &Citation) -> Vec<&'static str> {
    // A body that signs its own work is its publisher.
    let signed = citation.author_list().iter().any(|author| author.body);
    let outlet = citation.container.is_absent() && citation.publisher.is_absent() && !signed;
    [
        (citation.authors.is_absent(), "author"),
        (citation.title.is_absent(), "title"),
        (outlet, "outlet"),
        (citation.date.is_absent(), "date"),
    ]
    .into_iter()
    .filter_map(|(lacks, name)| lacks.then_some(name))
    .collect()
}

/// The section on sources.
pub(super) fn section(page: &Page) -> Markup {
    if page.sources.is_empty() {
        return none();
    }
    let graded = page.sources.iter().filter(|row| !row.grade.is_empty()).count();
    html! {
        section #sources aria-labelledby="h-sources" {
            h2 #h-sources { "Sources" }
            p.lead {
                (counted(page.sources.len(), "source", "sources")) ", those that carry the most sentences first. "
                @if graded == 0 { "None is rated: a claims file rates them." }
                @else { (graded) " rated in the claims file." }
            }
            ol.sources { @for (number, row) in page.sources.iter().enumerate() { (one(page, number, row)) } }
        }
    }
}

fn one(page: &Page, number: usize, row: &SourceRow) -> Markup {
    html! {
        li #{"q" (number)} {
            p.work {
                @if !row.grade.is_empty() { span.grade title="Rating in the claims file" { (row.grade) } " " }
                (row.title) @if !row.about.is_empty() { span.about { ", " (row.about) } }
                @if let Some(url) = &row.url { " " (link_out(url)) }
            }
            @if !row.why.is_empty() { p.why { (row.why.join(" ")) } }
            p.used {
                @if row.passages.is_empty() { "Used in no sentence" } @else { "Used in" }
                @for (turn, (section, passages)) in by_section(page, &row.passages).into_iter().enumerate() {
                    @if turn == 0 { " " } @else { ", " }
                    (section_name(page, section)) @if passages.len() == 1 { ", sentence " } @else { ", sentences " }
                    @for (turn, passage) in passages.into_iter().enumerate() {
                        @if turn > 0 { ", " }
                        a href={"#p" (passage.index())} { (turn_in_section(page, passage)) }
                    }
                }
                @if !row.notes.is_empty() { "; " @if row.notes.len() == 1 { "note " } @else { "notes " } }
                @for (turn, note) in row.notes.iter().enumerate() {
                    @if turn > 0 { ", " }
                    a href={"#n" (note.index())} { (page.draft.notes[*note].id) }
                }
            }
            @if let Some(copy) = &row.copy { p.copy { "Held copy: " (copy) } }
            @for seen in &row.seen { p.copy { "Looked up: " (seen) } }
            @for quote in &row.quotes { (quoted(quote)) }
        }
    }
}

/// Passages by the section they stand in.
fn by_section(page: &Page, passages: &[PassageId]) -> Vec<(usize, Vec<PassageId>)> {
    let mut all: Vec<(usize, Vec<PassageId>)> = Vec::new();
    for &passage in passages {
        let section = page.draft.passages[passage].section;
        match all.last_mut().filter(|(last, _)| *last == section) {
            Some((_, here)) => here.push(passage),
            None => all.push((section, vec![passage])),
        }
    }
    all
}

/// The turn of a sentence in its section, from 1.
fn turn_in_section(page: &Page, passage: PassageId) -> usize {
    let section = &page.draft.sections[page.draft.passages[passage].section];
    passage.index() - section.passages.start.index() + 1
}

/// What a section is called, in few words.
fn section_name(page: &Page, section: usize) -> String {
    let title = page.draft.view.slice(page.draft.sections[section].view);
    if title.trim().is_empty() { "Opening".to_owned() } else { clip(title, 40) }
}

fn quoted(quote: &QuoteRow) -> Markup {
    let sign = match quote.outcome {
        "found" => "✓",
        "not checked" => "–",
        _ => "✗",
    };
    html! {
        div.quote {
            p {
                span.sign aria-hidden="true" { (sign) } " Quotation " b { (quote.outcome) }
                @if !quote.at.is_empty() { ", " (quote.at) }
                @if !quote.claim.is_empty() { " (" a href={"#c-" (quote.claim)} { (quote.claim) } ")" }
                @if !quote.why.is_empty() { ": " (quote.why) }
            }
            p.said { "Quoted: “" (quote.words) "”" }
            @if !quote.there.is_empty() {
                p.there {
                    "Held copy: … "
                    @for (different, piece) in &quote.there {
                        @if *different { mark { (piece) } } @else { (piece) } " "
                    }
                    "…"
                }
            }
            @for (said, there) in &quote.differs {
                p.differs {
                    @if there.is_empty() { "“" del { (said) } "” is not in the copy." }
                    @else if said.is_empty() { "The copy also has “" ins { (there) } "”." }
                    @else { "“" del { (said) } "” reads “" ins { (there) } "” in the copy." }
                }
            }
        }
    }
}
