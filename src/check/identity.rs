//! What a finding is about, told without its line.
//!
//! A finding is known again in the next run by its rule, the words it is about
//! and its turn among its equals in the file. The words are
//!
//! - of a finding about a note, those of the note (and, where the note says
//!   little, as *Ibid.* does, those of the passage that points to it);
//! - of one about an entry of the claims file, the entry's name;
//! - of one about a passage, those of the passage;
//! - else those of its line;
//!
//! and then those under the mark. Of all these only letters and digits count,
//! capitals as small letters, so that a changed quotation mark or line break
//! makes no new finding. Numbers of notes are left out: they change whenever a
//! note is put in before them.

use std::collections::HashMap;
use std::hash::Hash;

use sha2::{Digest as _, Sha256};

use crate::case::Case;
use crate::diagnostic::{Diagnostic, Identity};
use crate::ids::{NoteId, PassageId};
use crate::span::{Place, Span};
use crate::text::FileId;

/// Fewer words than this do not tell one note from another: "Ibid., 12."
const FEW: usize = 5;

/// How many bytes under a mark count: a mark may span a whole document, and
/// there may be thousands.
const MARKED: usize = 400;

/// How many characters of the words are kept for people.
const SHOWN: usize = 60;

/// Words that were hashed: the number, how many there are, and the first of them.
#[derive(Debug, Clone, Default)]
struct Hashed {
    hash: u64,
    words: usize,
    shown: String,
}

/// Gives findings their identities. Passages, notes and lines are read once
/// each, however many findings are about them.
pub(super) struct Identities<'c, 'a> {
    case: &'c Case<'a>,
    seen: HashMap<(FileId, u64), u32>,
    passages: HashMap<PassageId, Hashed>,
    notes: HashMap<NoteId, Hashed>,
    lines: HashMap<(FileId, usize), Hashed>,
}

impl<'c, 'a> Identities<'c, 'a> {
    /// None given yet.
    pub(super) fn new(case: &'c Case<'a>) -> Self {
        Self {
            case,
            seen: HashMap::new(),
            passages: HashMap::new(),
            notes: HashMap::new(),
            lines: HashMap::new(),
        }
    }

    /// Gives a finding its identity; to be called in the order of the report.
    pub(super) fn give(&mut self, finding: &mut Diagnostic) {
        let about = self.about(finding);
        let mut hash = Digest::new();
        hash.bytes(finding.code.as_bytes());
        hash.bytes(&about.hash.to_le_bytes());
        let marked = self.marked(finding.place());
        if marked.chars().any(char::is_alphabetic) {
            hash.words(marked, false);
        }
        let hash = hash.number();
        let nth = self.seen.entry((finding.place().file, hash)).or_insert(0);
        *nth += 1;
        finding.identity = Identity { hash, nth: *nth, words: about.shown };
    }

    /// The words that a finding is about.
    fn about(&mut self, finding: &Diagnostic) -> Hashed {
        let file = finding.place().file;
        let in_claims = self.case.claims.is_some_and(|claims| claims.file == file);
        if let (true, Some(name)) = (in_claims, &finding.entry) {
            return hashed(name, false);
        }
        let Some(draft) = self.case.draft.filter(|_| !in_claims) else { return self.line(finding.place()) };
        let passage = finding.passage.filter(|&passage| draft.passages.get(passage).is_some());
        if let Some(note) = finding.note.filter(|&note| draft.notes.get(note).is_some()) {
            let mut about = kept(&mut self.notes, note, || hashed(draft.note_words(note), false));
            if let (Some(passage), true) = (passage, about.words < FEW) {
                about.hash ^= kept(&mut self.passages, passage, || hashed(draft.words(passage), false)).hash;
            }
            return about;
        }
        match passage {
            Some(passage) => kept(&mut self.passages, passage, || hashed(draft.words(passage), false)),
            None => self.line(finding.place()),
        }
    }

    /// The words of a place's first line, without numbers, which may be those of notes.
    fn line(&mut self, place: Place) -> Hashed {
        let text = self.case.texts.get(place.file);
        let line = text.line(place.span.start);
        kept(&mut self.lines, (place.file, line), || hashed(text.slice(text.line_span(line)), true))
    }

    /// What stands under the mark, at most [`MARKED`] bytes.
    fn marked(&self, place: Place) -> &'a str {
        let Span { start, end } = place.span;
        let content = &self.case.texts.get(place.file).content;
        let (start, mut end) = (start as usize, (end as usize).min(start as usize + MARKED));
        while end > start && !content.is_char_boundary(end) {
            end -= 1;
        }
        content.get(start..end).unwrap_or("")
    }
}

fn kept<K: Eq + Hash>(of: &mut HashMap<K, Hashed>, key: K, make: impl FnOnce() -> Hashed) -> Hashed {
    of.entry(key).or_insert_with(make).clone()
}

fn hashed(text: &str, without_numbers: bool) -> Hashed {
    let mut hash = Digest::new();
    let words = hash.words(text, without_numbers);
    Hashed { hash: hash.number(), words, shown: shown(text) }
}

/// The first words of a text on one line, without what is no character to see.
fn shown(text: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        let long = word.chars().count();
        if length > 0 && length + 1 + long > SHOWN {
            out.push('…');
            break;
        }
        if length > 0 {
            out.push(' ');
        }
        out.extend(word.chars().take(SHOWN));
        length += 1 + long;
    }
    out
}

/// A digest under way.
struct Digest(Sha256);

impl Digest {
    fn new() -> Self {
        Self(Sha256::new())
    }

    /// Adds bytes and an end that stands in no word.
    fn bytes(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
        self.0.update([0xff]);
    }

    /// Adds the words of a text; how many there were.
    fn words(&mut self, text: &str, without_numbers: bool) -> usize {
        let mut count = 0;
        let mut small = String::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if without_numbers && !word.contains(char::is_alphabetic) {
                continue;
            }
            count += 1;
            small.clear();
            small.extend(word.chars().flat_map(char::to_lowercase));
            self.bytes(small.as_bytes());
        }
        count
    }

    /// Its first 64 bits: two findings of a million in one file agree by chance
    /// once in thirty million runs.
    fn number(self) -> u64 {
        self.0.finalize().iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_capitals_and_line_breaks_do_not_count() {
        let one = hashed("The dues “rose” by 16 % in April.", false);
        let two = hashed("the dues\n'Rose' by 16% in april", false);
        assert_eq!((one.hash, one.words), (two.hash, 7));
        assert_ne!(one.hash, hashed("The dues rose by 15 % in April.", false).hash);
        assert_eq!(hashed("grew [3] then", true).hash, hashed("grew [14] then", true).hash);
        assert_ne!(hashed("ab c", false).hash, hashed("a bc", false).hash);
    }

    #[test]
    fn words_for_people_are_short_and_on_one_line() {
        assert_eq!(shown("a\tb\u{1b}\n c"), "a b c");
        let long = shown(&"word ".repeat(100));
        assert!(long.ends_with("word…") && long.chars().count() <= 61, "{long}");
        assert_eq!(shown(&"日".repeat(100)).chars().count(), 60);
    }
}
