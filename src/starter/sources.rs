//! A line for each source that a claim cites, under a name and with words of its note.

use std::fmt::Write as _;

use super::names::Names;
use crate::case::Case;
use crate::compare::{Finder, Search};
use crate::draft::Draft;
use crate::ids::{NoteId, PassageId};
use crate::notes::{Citation, Target};
use crate::syntax::as_string;

/// How many words of a note a fragment may have, the shortest first.
const LENGTHS: [usize; 4] = [10, 14, 22, 40];

/// A note of more words in which no work was found is taken for a comment.
const COMMENT: usize = 30;

/// A fragment has at most so many characters: in some scripts a title is one word.
const LONGEST: usize = 160;

/// The sources of a draft and what the claims file calls them.
pub struct Sources<'c, 'a> {
    case: &'c Case<'a>,
    draft: &'c Draft,
    /// For each work that the notes cite, and after them for each note, for those in which no work was found: its name,
    /// once one was given or found in the claims file.
    named: Vec<Option<String>>,
    /// For each its new line, once something cites it, with its first note.
    lines: Vec<Option<(NoteId, String)>>,
    /// The words that could find each source's note again.
    fragments: Vec<Vec<(String, usize)>>,
    search: Search,
    /// Notes whose source has a line that does not list them.
    pub unlisted: Vec<(String, String)>,
}

impl<'c, 'a> Sources<'c, 'a> {
    /// Finds out which source has a line already.
    pub fn of(case: &'c Case<'a>, draft: &'c Draft) -> Self {
        let count = case.notes.sources.len() + draft.notes.len();
        let mut named = vec![None; count];
        for line in &case.sources {
            for note in &line.notes {
                // A note of several works does not say which of them the line means.
                let work = match case.notes.sources_of(*note)[..] {
                    [only] => only,
                    [] => case.notes.sources.len() + note.index(),
                    _ => continue,
                };
                named[work].get_or_insert_with(|| line.decl.name.value.clone());
            }
        }
        let mut finder = Finder::default();
        let fragments = (0..count).map(|source| fragments(case, draft, source, &mut finder)).collect();
        let search = finder.run(&draft.view);
        Self { case, draft, lines: vec![None; count], named, fragments, search, unlisted: Vec::new() }
    }

    /// What the claims of a passage cite: names with locators, or notes in brackets
    /// where no source was understood. Gives the sources their names and lines.
    pub fn cited_in(&mut self, passage: PassageId, names: &mut Names) -> Vec<String> {
        let mut cited = Vec::new();
        let mut seen = Vec::new();
        for marker in &self.draft.markers[self.draft.passages[passage].markers.clone()] {
            let Some(note) = marker.note else { continue };
            let mut loose = true;
            for citation in &self.case.notes.notes[note].citations {
                let Target::Source(source) = citation.target else { continue };
                let Some(name) = self.name(source, names) else { continue };
                loose = false;
                self.check_listed(source, note, &name);
                if !seen.contains(&source) {
                    seen.push(source);
                    cited.push(format!("{name}{}", locator(citation)));
                }
            }
            if loose && let Some(name) = self.loose(note, names) {
                cited.push(name);
            }
        }
        cited.dedup();
        cited
    }

    /// The name of a note in which no work was found, or, if it is more of a comment,
    /// its number in brackets.
    fn loose(&mut self, note: NoteId, names: &mut Names) -> Option<String> {
        let short = self.draft.note_words(note).split_whitespace().count() <= COMMENT;
        let work = self.case.notes.sources.len() + note.index();
        let name = if short { self.name(work, names) } else { None };
        name.or_else(|| self.case.reference(note))
    }

    /// The new lines in the order of the notes, and how many.
    pub fn lines(&self) -> (String, usize) {
        let mut lines: Vec<&(NoteId, String)> = self.lines.iter().flatten().collect();
        lines.sort_by_key(|(note, _)| *note);
        (lines.iter().map(|(_, line)| line.as_str()).collect(), lines.len())
    }

    /// The name of a source; `None` if no words of its note can find it again.
    fn name(&mut self, source: usize, names: &mut Names) -> Option<String> {
        if let Some(name) = &self.named[source] {
            return Some(name.clone());
        }
        let notes = self.notes(source);
        let fragment = self.fragments[source].iter().find(|&&(_, number)| self.finds(number, &notes))?;
        let listed: Vec<String> = notes.iter().filter_map(|&note| self.case.reference(note)).collect();
        let name = self.named_anew(source, notes[0], names);
        let mut line = String::new();
        let _ = writeln!(line, "\nsource {name} {} {}", listed.join(", "), as_string(&fragment.0));
        self.lines[source] = Some((notes[0], line));
        self.named[source] = Some(name.clone());
        Some(name)
    }

    /// A name for a source: by the label of its note, else by who wrote it and when.
    fn named_anew(&self, source: usize, note: NoteId, names: &mut Names) -> String {
        let id = self.draft.notes[note].id.trim_start_matches('@');
        let label = Some(id).filter(|id| id.starts_with(|c: char| c.is_alphabetic()));
        let work = self.case.notes.sources.get(source);
        let citation = work.map(|_| self.case.notes.fullest(source));
        names.for_source(citation, label, self.draft.note_words(note))
    }

    /// The notes that cite a source and can be referred to: first the one that gives it
    /// in full, which holds the fragment.
    fn notes(&self, source: usize) -> Vec<NoteId> {
        let Some(work) = self.case.notes.sources.get(source) else {
            let note = self.draft.notes.ids().nth(source - self.case.notes.sources.len());
            return note.filter(|&note| self.case.reference(note).is_some()).into_iter().collect();
        };
        let main = work.uses[work.full.unwrap_or(0)].note;
        let mut notes: Vec<NoteId> =
            work.uses.iter().map(|at| at.note).filter(|&note| note != main).collect();
        notes.sort_unstable();
        notes.dedup();
        notes.insert(0, main);
        notes.retain(|&note| self.case.reference(note).is_some());
        notes
    }

    /// Whether these words stand in the first of the notes, and in no note but these.
    fn finds(&self, number: usize, notes: &[NoteId]) -> bool {
        let found: Vec<NoteId> =
            self.search.of(number).iter().filter_map(|span| self.draft.note_at(span.start)).collect();
        notes.first().is_some_and(|main| found.contains(main))
            && found.iter().all(|note| notes.contains(note))
    }

    /// Remembers a note that the source's own line does not list.
    fn check_listed(&mut self, source: usize, note: NoteId, name: &str) {
        if self.lines[source].is_some() {
            return;
        }
        let lists =
            self.case.sources.iter().any(|line| line.decl.name.value == name && line.notes.contains(&note));
        let missing = (name.to_owned(), self.draft.notes[note].id.clone());
        if !lists && !self.unlisted.contains(&missing) {
            self.unlisted.push(missing);
        }
    }
}

/// Words of the note that could be a source's fragment: its title, then its citation
/// from the beginning, each cut to some lengths.
fn fragments(case: &Case<'_>, draft: &Draft, source: usize, finder: &mut Finder) -> Vec<(String, usize)> {
    let at = case.notes.sources.get(source).map(|work| work.uses[work.full.unwrap_or(0)]);
    let loose = || draft.notes.ids().nth(source - case.notes.sources.len());
    let note = at.map(|at| at.note).or_else(loose);
    let citation = at.map(|at| case.notes.citation(at));
    let spans = citation.into_iter().flat_map(|citation| [citation.title.span(), Some(citation.span)]);
    let mut found: Vec<(String, usize)> = Vec::new();
    for span in spans.flatten().chain(note.map(|note| draft.notes[note].view)) {
        let words: Vec<&str> = draft.view.slice(span).split_whitespace().collect();
        for length in LENGTHS {
            let text: String = words[..length.min(words.len())].join(" ").chars().take(LONGEST).collect();
            let text = text.trim_matches(|c: char| "\"“”,.;:".contains(c) || c.is_whitespace());
            if text.chars().count() > 2 && !found.iter().any(|(known, _)| known == text) {
                found.push((text.to_owned(), finder.add(text)));
            }
        }
    }
    found
}

/// ` page 3`, where the note says so in a way that the claims language has.
fn locator(citation: &Citation) -> String {
    let Some(locator) = citation.locator.value() else { return String::new() };
    // Of a journal's volume only pages are told: `article 119` is the number of the article itself.
    if citation.volume.is_some() && locator.label != "page" {
        return String::new();
    }
    let value = locator.value.replace(['–', '—', '‑'], "-");
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let plain = value.split('-').count() <= 2 && value.split('-').all(digits);
    let units = ["page", "paragraph", "section", "chapter", "line", "figure", "table"];
    if plain && units.contains(&locator.label) {
        format!(" {} {value}", locator.label)
    } else {
        String::new()
    }
}
