//! What was read of a PDF, held against its truth.

use std::collections::HashMap;
use std::path::Path;

use claimlint::inside::draft::{Draft, PassageKind};
use claimlint::inside::text::Text;
use serde::Deserialize;

/// What a document holds.
#[derive(Debug, Deserialize)]
pub struct Truth {
    pub file: String,
    #[serde(default)]
    pub columns: usize,
    pub sentences: usize,
    #[serde(default)]
    pub headings: Vec<Heading>,
    pub list_of_markers: Vec<Marker>,
    pub list_of_notes: Vec<Note>,
}

#[derive(Debug, Deserialize)]
pub struct Heading {
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub struct Marker {
    pub marker: String,
    #[serde(default)]
    pub page: u32,
    #[serde(default)]
    pub words_before: String,
    /// The notes that a marker stands for, where it stands for several: `2–3`.
    #[serde(default)]
    pub notes: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Note {
    pub note: String,
    #[serde(default)]
    pub page: u32,
    pub text: String,
}

/// Every truth in a folder about a file with this ending.
pub fn truths(folder: &Path, ending: &str) -> Vec<Truth> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().ends_with(".truth.json"))
        .collect();
    files.sort();
    let parsed = files.iter().map(|file| std::fs::read_to_string(file).expect("it can be read"));
    let parsed = parsed.map(|json| serde_json::from_str::<serde_json::Value>(&json).expect("it is JSON"));
    parsed
        .filter(|truth| truth["file"].as_str().is_some_and(|file| file.ends_with(ending)))
        .map(|truth| serde_json::from_value(truth).expect("a truth"))
        .collect()
}

/// How much of it was read.
#[derive(Debug, Default)]
pub struct Score {
    /// Markers on their page, behind their words, joined to the note of their own number.
    pub markers: usize,
    pub false_markers: usize,
    /// Notes on their page with all of their words.
    pub notes: usize,
    pub false_notes: usize,
    pub sentences: usize,
    pub headings: usize,
    /// What went wrong, for people.
    pub wrong: Vec<String>,
}

impl Score {
    pub fn of(truth: &Truth, text: &Text, draft: &Draft) -> Self {
        let mut score = Self::default();
        let mut wanted = Wanted::default();
        for marker in &truth.list_of_markers {
            wanted.add(&marker.marker, &tail(&marker.words_before), marker.page);
        }
        for marker in draft.markers.iter().filter(|marker| marker.in_note.is_none()) {
            let joined = marker.note.is_some_and(|note| draft.notes[note].id == marker.id);
            let before = tail(&draft.view.text()[..marker.view as usize]);
            let page = page(text, marker.place.span.start);
            if joined && wanted.take(&marker.id, &before, page) {
                score.markers += 1;
            } else {
                score.false_markers += 1;
                score
                    .wrong
                    .push(format!("false marker {} on {page} behind {before}, joined {joined}", marker.id));
            }
        }
        wanted.rest("missed marker", &mut score.wrong);
        let mut wanted = Wanted::default();
        for note in &truth.list_of_notes {
            wanted.add(&note.note, &solid(&note.text), note.page);
        }
        for (at, note) in draft.notes.each() {
            let words = solid(draft.note_words(at).trim_end_matches(['↩', '\u{fe0e}', ' ']));
            let page = page(text, note.place.span.start);
            if wanted.take(&note.id, &words, page) {
                score.notes += 1;
            } else {
                score.false_notes += 1;
                score.wrong.push(format!("other note {} on {page}: {words}", note.id));
            }
        }
        wanted.rest("missed note", &mut score.wrong);
        let kinds = [PassageKind::Sentence, PassageKind::ListItem];
        score.sentences = draft.passages.iter().filter(|passage| kinds.contains(&passage.kind)).count();
        let found: Vec<String> = draft
            .passages
            .each()
            .filter(|(_, passage)| passage.kind == PassageKind::Heading)
            .map(|(at, _)| {
                solid(draft.words(at).trim_start_matches(|c: char| c.is_ascii_digit() || " .".contains(c)))
            })
            .collect();
        score.headings =
            truth.headings.iter().filter(|heading| found.contains(&solid(&heading.text))).count();
        score
    }

    pub fn line(&self, truth: &Truth) -> String {
        format!(
            "{:<34} {} column: markers {}/{} false {}; notes {}/{} other {}; sentences {}/{}; headings {}/{}",
            truth.file,
            truth.columns,
            self.markers,
            truth.list_of_markers.len(),
            self.false_markers,
            self.notes,
            truth.list_of_notes.len(),
            self.false_notes,
            self.sentences,
            truth.sentences,
            self.headings,
            truth.headings.len(),
        )
    }
}

/// What must be found: number and words, with the pages on which they stand.
#[derive(Default)]
struct Wanted(HashMap<(String, String), Vec<u32>>);

impl Wanted {
    fn add(&mut self, number: &str, words: &str, page: u32) {
        self.0.entry((number.to_owned(), words.to_owned())).or_default().push(page);
    }

    /// Whether it is there, once for each. A place is that of the sentence's first word, which may
    /// stand on the page before; the truth finds the pages of notes by their words, to one page.
    fn take(&mut self, number: &str, words: &str, page: u32) -> bool {
        let Some(pages) = self.0.get_mut(&(number.to_owned(), words.to_owned())) else { return false };
        let found = pages.iter().position(|&known| known.abs_diff(page) <= 1);
        found.map(|at| pages.remove(at)).is_some()
    }

    fn rest(self, what: &str, wrong: &mut Vec<String>) {
        for ((number, words), pages) in self.0 {
            wrong.extend(pages.iter().map(|page| format!("{what} {number} on {page}: {words}")));
        }
    }
}

/// The page in `page 8, column 2`; that of the file where a number is printed too.
fn page(text: &Text, offset: u32) -> u32 {
    let spot = text.spot(offset).unwrap_or("");
    let number = spot.split("page ").last().unwrap_or("");
    number.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// Words without spaces, hyphens and what a program may set otherwise.
fn solid(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace() && !"-‐‑–\u{ad}".contains(*c)).collect()
}

/// The last letters before a marker.
fn tail(words: &str) -> String {
    let solid = solid(words);
    let from = solid.chars().count().saturating_sub(10);
    solid.chars().skip(from).collect()
}
