//! `claimlint evidence`: what became of every citation: found in the held copy,
//! found with differences, not found, or not checked, and why.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::Case;
use crate::case::held::{Compared, Quoted};
use crate::compare::{Outcome, Selector};
use crate::report::summary::quotation_line;
use crate::report::{clean, clip, json};
use crate::span::{Place, Span};
use crate::text::held::{HeldState, HeldText};

/// The evidence of each claims file.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "claimlint evidence")]
pub(super) struct Listed(Vec<Evidence>);

/// What the citations of a claims file came to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Evidence {
    /// The claims file.
    claims: String,
    /// The held copies that its sources name.
    copies: Vec<HeldCopy>,
    /// Its citations, entry by entry, and the quotations in the draft beside them.
    citations: Vec<Citation>,
    /// What was compared, in one line, for people.
    #[serde(skip)]
    compared: String,
}

/// A held copy.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct HeldCopy {
    /// The source that names it.
    source: String,
    /// The file, as it is named.
    file: String,
    /// What became of it, in words.
    state: String,
    /// The SHA-256 of its bytes; empty if it is not there.
    sha256: String,
    /// The digits that the claims file pins; null if it pins none.
    pinned: Option<String>,
    #[serde(skip)]
    wrong: bool,
}

/// What a citation came to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Citation {
    /// The entry that cites.
    claim: String,
    /// The source, or the note.
    source: String,
    /// Whether its words were found.
    outcome: Came,
    /// Where in the copy: "page 3".
    at: Vec<String>,
    /// What differs, or why it was not checked.
    about: Vec<String>,
    /// The words; empty if none are quoted.
    words: String,
    /// The file in which the words stand.
    file: String,
    /// The line on which they begin.
    line: usize,
    /// Whether they stand in quotation marks in the draft, and not in the claims file.
    in_draft: bool,
    /// For a place that was found: the words of the copy with their neighbours.
    selector: Option<QuoteSelector>,
    /// Where the line is, for people.
    #[serde(skip)]
    spot: String,
}

/// Whether words were found in the held copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Came {
    /// As they are.
    Found,
    /// Words like them.
    Differs,
    /// Their parts, too far from each other or not in order.
    Spliced,
    /// Nowhere.
    Absent,
    /// They were not looked for.
    NotChecked,
}

/// Words of a text with their neighbours, as the W3C's Web Annotation Data Model has them.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct QuoteSelector {
    /// Always "TextQuoteSelector".
    r#type: &'static str,
    /// The words as the copy has them.
    exact: String,
    /// What stands just before them.
    prefix: String,
    /// What stands just after them.
    suffix: String,
}

impl From<Selector> for QuoteSelector {
    fn from(selector: Selector) -> Self {
        let Selector { exact, prefix, suffix } = selector;
        Self { r#type: "TextQuoteSelector", exact, prefix, suffix }
    }
}

impl Evidence {
    /// What the citations of a case came to; `None` without a claims file.
    pub fn of(case: &Case<'_>) -> Option<Self> {
        let claims = case.texts.get(case.claims?.file).name.clone();
        let compared = case.quotation_tally().map_or_else(
            || "Nothing was compared: no source has a held copy (`held \"file\"` on its line).".to_owned(),
            |tally| quotation_line(&tally),
        );
        Some(Self { claims, copies: copies(case), citations: citations(case), compared })
    }

    /// Whether a copy is gone or changed, or words are not as they are quoted.
    pub fn is_wrong(&self) -> bool {
        let wrong = |row: &Citation| matches!(row.outcome, Came::Differs | Came::Spliced | Came::Absent);
        self.citations.iter().any(wrong) || self.copies.iter().any(|copy| copy.wrong)
    }
}

/// For programs.
pub fn json(all: Vec<Evidence>) -> String {
    json::written(&Listed(all))
}

fn copies(case: &Case<'_>) -> Vec<HeldCopy> {
    let mut rows = Vec::new();
    for (index, source) in case.sources.each() {
        let Some(held) = &source.decl.held else { continue };
        let copy = case.held_copy(index);
        let digest = copy.map_or("", |copy| copy.digest.as_str());
        let pinned = held.sha256.as_ref().map(|sha256| sha256.value.clone());
        let changed = !digest.is_empty() && pinned.as_ref().is_some_and(|pinned| !digest.starts_with(pinned));
        let (mut state, mut wrong) = match copy.map(|copy| &copy.state) {
            None if source.uses == 0 => ("not read: no claim cites the source".to_owned(), false),
            None => ("not read".to_owned(), false),
            Some(HeldState::Gone(gone)) => (gone.why.clone(), true),
            Some(HeldState::Unread(why)) => (format!("not read: it {why}"), false),
            Some(HeldState::Read(text)) => (read_as(text), false),
        };
        if changed {
            state.push_str("; changed since it was pinned");
            wrong = true;
        } else if pinned.is_none() && !digest.is_empty() {
            state.push_str("; not pinned");
        }
        rows.push(HeldCopy {
            source: source.decl.name.value.clone(),
            file: held.file.text.clone(),
            state,
            sha256: digest.to_owned(),
            pinned,
            wrong,
        });
    }
    rows
}

fn read_as(text: &HeldText) -> String {
    let words = crate::compare::words_in(&text.words);
    match text.pages.len() {
        0 => format!("{words} words"),
        1 => format!("{words} words on 1 page"),
        pages => format!("{words} words on {pages} pages"),
    }
}

fn citations(case: &Case<'_>) -> Vec<Citation> {
    let mut by_cite: BTreeMap<(usize, usize), &Compared> = BTreeMap::new();
    let mut in_draft: BTreeMap<usize, Vec<&Compared>> = BTreeMap::new();
    for compared in case.quotations() {
        match compared.quoted {
            Quoted::Cite(number) => drop(by_cite.insert((compared.entry, number), compared)),
            Quoted::Passage(_) => in_draft.entry(compared.entry).or_default().push(compared),
        }
    }
    let mut rows = Vec::new();
    for (index, entry) in case.entries.iter().enumerate() {
        for (number, evidence) in entry.evidence.iter().enumerate() {
            let place = entry.place(evidence.cite.span);
            rows.push(match by_cite.get(&(index, number)) {
                Some(compared) => row(case, compared),
                None => {
                    let why = match &evidence.cite.quote {
                        _ if !evidence.known => "Its source is unknown".to_owned(),
                        None => "No words are quoted".to_owned(),
                        Some(_) => case.why_not(evidence.source),
                    };
                    Citation {
                        claim: entry.entry.name.value.clone(),
                        source: target(case, evidence),
                        about: vec![why],
                        words: evidence.cite.quote.as_ref().map_or(String::new(), |quote| quote.text.clone()),
                        ..Citation::not_checked(case, place)
                    }
                }
            });
        }
        rows.extend(in_draft.get(&index).into_iter().flatten().map(|compared| row(case, compared)));
    }
    rows
}

fn target(case: &Case<'_>, evidence: &crate::case::Evidence<'_>) -> String {
    use crate::syntax::tree::Target;
    match (evidence.source, &evidence.cite.target) {
        (Some(source), _) => case.sources[source].decl.name.value.clone(),
        (None, Target::Source(name)) => name.value.clone(),
        (None, Target::Note(note)) => format!("note {}", note.id),
    }
}

fn row(case: &Case<'_>, compared: &Compared) -> Citation {
    let source = compared.source;
    let held = source.and_then(|source| case.copy(source)).map(|copy| copy.held);
    let spot = |place: &Span| held.map_or(String::new(), |held| held.whereabouts(place.start));
    let (outcome, at, about, first) = match &compared.outcome {
        Outcome::Found(places) => {
            (Came::Found, places.iter().map(spot).collect(), Vec::new(), places.first().copied())
        }
        Outcome::Differs(nearly) => {
            let changes =
                nearly.changes.iter().map(crate::rules::quotations::quote_not_in_source::told).collect();
            (Came::Differs, vec![spot(&nearly.place)], changes, Some(nearly.place))
        }
        Outcome::Spliced(places) => (Came::Spliced, places.iter().map(spot).collect(), Vec::new(), None),
        Outcome::Absent { .. } => (Came::Absent, Vec::new(), Vec::new(), None),
        Outcome::NotChecked(why) => (Came::NotChecked, Vec::new(), vec![why.clone()], None),
    };
    Citation {
        claim: case.entries[compared.entry].entry.name.value.clone(),
        source: source
            .map_or("its sources".to_owned(), |source| case.sources[source].decl.name.value.clone()),
        outcome,
        at,
        about,
        words: compared.text.clone(),
        selector: held.zip(first).map(|(held, place)| Selector::of(&held.words, place).into()),
        in_draft: matches!(compared.quoted, Quoted::Passage(_)),
        ..Citation::not_checked(case, compared.place)
    }
}

impl Citation {
    /// One of which nothing is known but where it stands.
    fn not_checked(case: &Case<'_>, place: Place) -> Self {
        let text = case.texts.get(place.file);
        Self {
            claim: String::new(),
            source: String::new(),
            outcome: Came::NotChecked,
            at: Vec::new(),
            about: Vec::new(),
            words: String::new(),
            file: text.name.clone(),
            line: text.line(place.span.start),
            in_draft: false,
            selector: None,
            spot: text.whereabouts(place.span.start),
        }
    }
}

/// For people; `width` in cells.
pub fn text(listed: &Evidence, width: usize) -> String {
    let Evidence { claims, copies, citations, compared } = listed;
    let mut out = format!("{claims}\n\n");
    for copy in copies {
        let _ = writeln!(out, "  copy of {}: {}, {}", copy.source, copy.file, copy.state);
    }
    if !copies.is_empty() {
        out.push('\n');
    }
    for (title, came) in GROUPS {
        let mine: Vec<&Citation> =
            citations.iter().filter(|row| came.contains(&row.outcome) && !row.words.is_empty()).collect();
        if !mine.is_empty() {
            let _ = writeln!(out, "  {title} ({})", mine.len());
            mine.into_iter().for_each(|row| one(&mut out, row, width));
            out.push('\n');
        }
    }
    let _ = writeln!(out, "  {compared}");
    let unquoted: Vec<&Citation> = citations.iter().filter(|row| row.words.is_empty()).collect();
    if !unquoted.is_empty() {
        let cited = citations.iter().filter(|row| !row.in_draft).count();
        let mut claims: Vec<&str> = unquoted.iter().map(|row| row.claim.as_str()).collect();
        claims.dedup();
        let words =
            format!("{} of {cited} citations quote no words, in {}.", unquoted.len(), claims.join(", "));
        for line in clean::wrap(&clean::line(&words, true), width.saturating_sub(2).max(24)).lines() {
            let _ = writeln!(out, "  {line}");
        }
    }
    out.push('\n');
    out
}

/// What is told first is what is wrong.
const GROUPS: [(&str, &[Came]); 4] = [
    ("Not found", &[Came::Absent, Came::Spliced]),
    ("Found, but it differs", &[Came::Differs]),
    ("Found", &[Came::Found]),
    ("Not compared", &[Came::NotChecked]),
];

/// A citation: its claim, its source, where its words stand, what differs.
fn one(out: &mut String, row: &Citation, width: usize) {
    let in_draft = if row.in_draft { format!(" ({}, {})", row.file, row.spot) } else { String::new() };
    let at = if row.at.is_empty() { String::new() } else { format!(", {}", first_few(&row.at)) };
    let spliced = if row.outcome == Came::Spliced { ": put together from words that are apart" } else { "" };
    let about = if row.about.is_empty() { String::new() } else { format!(": {}", row.about.join("; ")) };
    let words = format!("{}: {}{at}{in_draft}{spliced}{about}", row.claim, row.source);
    for (number, line) in
        clean::wrap(&clean::line(&words, true), width.saturating_sub(6).max(24)).lines().enumerate()
    {
        let _ = writeln!(out, "{}{line}", if number == 0 { "    " } else { "      " });
    }
    let _ = writeln!(out, "      “{}”", clip(&row.words, width.saturating_sub(8).max(20)));
}

/// At most three places: the rest is only counted.
fn first_few(places: &[String]) -> String {
    match places.len() {
        0..=3 => places.join(", "),
        many => format!("{} and {} more", places[..3].join(", "), many - 3),
    }
}
