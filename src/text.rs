//! Texts as they were loaded: their names, their bytes and their lines.

pub mod held;
pub mod hidden;
pub mod rendition;

use std::sync::Arc;

pub use crate::ids::FileId;
use crate::ids::FileVec;
use crate::needles::Needles;
use crate::span::{Place, Span};
pub use held::HeldCopy;
pub use rendition::Rendition;

/// One text: a draft, a claims file, a file of notes.
#[derive(Debug, Clone)]
pub struct Text {
    /// The name to show, with forward slashes, as the user would type it.
    pub name: String,
    /// The whole content, a leading byte order mark included, so that offsets
    /// are offsets into the file on disk.
    pub content: String,
    /// Byte offset at which each line starts; never empty.
    lines: Vec<u32>,
    /// What a packaged file (Word, OpenDocument) says about these words.
    rendition: Option<Arc<Rendition>>,
}

/// A position for people: 1-based line, 1-based column in characters
/// (Unicode scalar values, not bytes, not display cells).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Position {
    /// 1-based line.
    pub line: usize,
    /// 1-based column, counted in characters.
    pub column: usize,
}

impl Text {
    /// Takes a text and finds its lines. Lines end at `\n`, `\r\n` or a lone
    /// `\r`, as editors count them.
    pub fn new(name: impl Into<String>, content: impl Into<String>) -> Self {
        let content = content.into();
        let bytes = content.as_bytes();
        let mut lines = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            lines.push(Span::at(at + 1).start);
        }
        Self { name: name.into(), content, lines, rendition: None }
    }

    /// Takes the words of a packaged file with what the file says about them.
    pub fn packaged(name: impl Into<String>, content: impl Into<String>, rendition: Rendition) -> Self {
        Self { rendition: Some(Arc::new(rendition)), ..Self::new(name, content) }
    }

    /// What a packaged file says about these words; `None` for a text file.
    pub fn rendition(&self) -> Option<&Rendition> {
        self.rendition.as_deref()
    }

    /// How people name the place of a byte in a packaged file: `paragraph 12`,
    /// `note 4`; in a PDF the page, the column and the first words of the sentence. `None` for a
    /// text file, where lines can be counted.
    pub fn spot(&self, offset: u32) -> Option<&str> {
        let rendition = self.rendition()?;
        let after = rendition.places.partition_point(|&(start, _)| start <= offset);
        if let Some((start, name)) = after.checked_sub(1).and_then(|at| rendition.places.get(at))
            && self.line(*start) == self.line(offset)
        {
            return Some(name);
        }
        let spots = &rendition.lines;
        Some(&spots.get(self.line(offset) - 1).or(spots.last())?.name)
    }

    /// The same without the words of the sentence, for lists that show them.
    pub fn brief_spot(&self, offset: u32) -> Option<&str> {
        let spot = self.spot(offset)?;
        Some(spot.split_once(", “").map_or(spot, |(brief, _)| brief))
    }

    /// Where a byte is, for people: `line 12`, or `paragraph 12` of a packaged file.
    pub fn whereabouts(&self, offset: u32) -> String {
        self.brief_spot(offset).map_or_else(|| format!("line {}", self.line(offset)), str::to_owned)
    }

    /// The words of the heading that a byte of a packaged file stands under.
    pub fn heading(&self, offset: u32) -> Option<&str> {
        let line = self.rendition()?.lines.get(self.line(offset) - 1)?.heading?;
        let words = self.slice(self.line_span(line as usize + 1)).trim();
        (!words.is_empty()).then_some(words)
    }

    /// The words under a span; empty if the span does not fit this text.
    pub fn slice(&self, span: Span) -> &str {
        self.content.get(span.range()).unwrap_or("")
    }

    /// 1-based line of a byte offset. Offsets past the end give the last line.
    pub fn line(&self, offset: u32) -> usize {
        self.lines.partition_point(|&start| start <= offset)
    }

    /// 1-based line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line(offset);
        let start = self.lines[line - 1] as usize;
        let end = (offset as usize).min(self.content.len());
        // A byte order mark takes a place in the file but none on the screen.
        let before = self.content.get(start..end).unwrap_or("").trim_start_matches('\u{feff}');
        Position { line, column: before.chars().count() + 1 }
    }

    /// How many lines the text has; at least 1.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The span of a 1-based line, without its line ending; empty at the end
    /// of the text for a line that does not exist.
    pub fn line_span(&self, line: usize) -> Span {
        let Some(&start) = line.checked_sub(1).and_then(|index| self.lines.get(index)) else {
            return Span::at(self.content.len());
        };
        let end = self.lines.get(line).map_or(self.content.len(), |&next| next as usize);
        let trimmed = self.content[start as usize..end].trim_end_matches(['\n', '\r']).len();
        Span::new(start as usize, start as usize + trimmed)
    }

    /// The whole text as a span.
    pub fn span(&self) -> Span {
        Span::new(0, self.content.len())
    }
}

/// The texts of one case, or of all cases of a run, in the order in which they were loaded.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    texts: FileVec<Text>,
    parts: Vec<(Place, FileId)>,
    chapters: Vec<(FileId, &'static str)>,
    held: Arc<Vec<HeldCopy>>,
    unread: Vec<String>,
    verified: Option<FileId>,
}

impl Texts {
    /// No texts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// No texts yet, of the case that has this number in the run: no other case
    /// gives out the same ids, whichever is loaded first.
    pub fn of_case(number: u32) -> Self {
        Self { texts: FileVec::of_case(number), ..Self::default() }
    }

    /// One text by itself, and its id.
    pub fn of(text: Text) -> (Self, FileId) {
        let mut texts = Self::new();
        let id = texts.add(text);
        (texts, id)
    }

    /// Adds a text and says under which id it is found.
    pub fn add(&mut self, text: Text) -> FileId {
        self.texts.push(text)
    }

    /// Moves the texts of a later case in, under the ids that they have. What only
    /// the reading of a case needs (its parts, its held copies) ends with it.
    pub fn join(&mut self, later: Texts) {
        self.texts.join(later.texts);
    }

    /// Says that a text stands in another, at the place that names it.
    pub fn add_part(&mut self, named_at: Place, part: FileId) {
        self.parts.push((named_at, part));
    }

    /// The texts that stand in others: where each is named, and which it is.
    pub fn parts(&self) -> &[(Place, FileId)] {
        &self.parts
    }

    /// Says that the draft goes on in this file, which the reader of this name reads.
    pub fn add_chapter(&mut self, file: FileId, reader: &'static str) {
        self.chapters.push((file, reader));
    }

    /// The files in which the draft goes on, in order, and the names of their readers.
    pub fn chapters(&self) -> &[(FileId, &'static str)] {
        &self.chapters
    }

    /// Says that something that a text names (a chapter, a bibliography, a file of
    /// notes) could not be read: what and why, in a few words.
    pub fn add_unread(&mut self, what: String) {
        self.unread.push(what);
    }

    /// What could not be read.
    pub fn unread(&self) -> &[String] {
        &self.unread
    }

    /// Keeps the held copies of the sources that the claims file cites.
    pub fn hold(&mut self, copies: Vec<HeldCopy>) {
        self.held = Arc::new(copies);
    }

    /// Says which text is the record of `claimlint verify`.
    pub fn set_record(&mut self, record: FileId) {
        self.verified = Some(record);
    }

    /// The record of `claimlint verify`, if there is one.
    pub fn record(&self) -> Option<FileId> {
        self.verified
    }

    /// The held copy that the claims file names so, if it was looked for.
    pub fn held(&self, name: &str) -> Option<&HeldCopy> {
        self.held.iter().find(|copy| copy.name == name)
    }

    /// The text with this id.
    ///
    /// # Panics
    /// If the id came from another `Texts`: a fault in our code, not in a file.
    pub fn get(&self, id: FileId) -> &Text {
        match self.texts.get(id) {
            Some(text) => text,
            None => panic!("{id:?} was given out by another table of texts"),
        }
    }

    /// Every text with its id.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Text)> {
        self.texts.each()
    }
}

/// Words without which a dear pattern cannot match, in any case of ASCII
/// letters: a look at them spares most texts the pattern, and most runs its making.
pub struct Signs(Needles);

impl Signs {
    /// The words to look for.
    pub fn new(words: &[&str]) -> Self {
        Self(Needles::in_any_case(words))
    }

    /// Whether any of them stands in the text.
    pub fn show_in(&self, text: &str) -> bool {
        self.0.any_in(text)
    }
}

/// A message of the TOML reader about a row, in our words where the slip is a common one.
pub fn toml_message(message: &str, keys: &[&str]) -> String {
    let quoted = |start: &str| message.strip_prefix(start).and_then(|rest| rest.split('`').next());
    if let Some(word) = quoted("unknown field `") {
        return match nearest(word, keys.iter().copied()) {
            Some(near) => format!("there is no key `{word}`; did you mean `{near}`?"),
            None => format!("there is no key `{word}`; the keys are {}", keys.join(", ")),
        };
    }
    if let Some(word) = quoted("missing field `") {
        return format!("this row has no `{word}`");
    }
    message.trim_end_matches('.').replace('\n', " ")
}

/// The candidate nearest to a misspelt word, if any is near enough to be meant:
/// at most a third of its letters differ, and never more than three
/// (Damerau–Levenshtein distance).
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let limit = (length / 3).clamp(1, 3);
    candidates
        .into_iter()
        // Each letter too many or too few costs one: most candidates need no more than this look.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        // The very word would be no help: whoever asks could not use it.
        .filter(|&(distance, _)| (1..=limit).contains(&distance))
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_lf_crlf_and_cr() {
        let text = Text::new("t", "a\nb\r\nc\rd");
        let lines: Vec<_> = (1..=4).map(|line| text.slice(text.line_span(line))).collect();
        assert_eq!(lines, ["a", "b", "c", "d"]);
        assert_eq!(text.line_count(), 4);
        assert!(text.line_span(9).is_empty());
    }

    #[test]
    fn columns_count_characters_and_pass_over_a_byte_order_mark() {
        let text = Text::new("t", "\u{feff}日本x");
        let x = text.content.find('x').expect("it is there") as u32;
        assert_eq!(text.position(x), Position { line: 1, column: 3 });
    }
}
