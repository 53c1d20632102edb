//! Pins: four characters that tell whether a sentence, and what its markers lead to, is still what it was.
//!
//! A claim that nobody has sealed still says something about a sentence. Its pin notices what its anchor cannot: a word
//! changed beside the anchored ones, a marker deleted, moved or led to another work. It goes over the words of the
//! sentences (folded as anchors are) and over the works that their markers lead to, in the order of the markers: never
//! over the numbers of notes, so that renumbering voids none.
//!
//! [`pin`] is all that a comment in a draft needs: `pin(draft, &case.notes, passages)` with the passages
//! that the comment stands behind gives the word to write into it, and [`Case::unpinned`] says what became of a pin that
//! was written. Whoever changes the words of a pinned sentence on the author's behalf writes its pin anew.

use sha2::{Digest, Sha256};

use super::{Anchoring, Case, Resolved};
use crate::compare::anchor::needle;
use crate::compare::{respelt_as, spelt_before};
use crate::draft::Draft;
use crate::ids::{NoteId, PassageId};
use crate::notes::Notes;

/// Letters and digits without those that are taken for others (i, l, o, u).
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstvwxyz0123456789";

/// How many characters a pin has: 20 bits.
pub const LENGTH: usize = 4;

/// At most so many works are tried when it is asked which marker was changed.
const TRIED: usize = 400;

/// What a pin that no longer fits seems to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unpinned {
    /// The words are the same, but there was a marker to this note, too: behind so many others.
    Without(NoteId, usize),
    /// The words are the same, but this marker of the sentence is new (its place in the order of markers).
    With(usize),
    /// The words are the same, but this marker led to that note.
    Instead(usize, NoteId),
    /// The words are the same, and so are the works, but two markers changed places.
    Swapped(usize, usize),
    /// Only the spelling of words is another: as they were, as they are.
    Respelt(String, String),
    /// Something else: words, or words and markers.
    Words,
}

/// The works that the markers of some passages lead to, in order. A marker without a note leads nowhere and is left out:
/// that it does is reported.
fn works(draft: &Draft, notes: &Notes, passages: &[PassageId]) -> Vec<(NoteId, String)> {
    let markers =
        passages.iter().flat_map(|&passage| &draft.markers[draft.passages[passage].markers.clone()]);
    markers.filter_map(|marker| marker.note).map(|note| (note, notes.identity(draft, note))).collect()
}

/// Addresses that the links of some passages lead to, where links are no notes of the draft.
fn links<'d>(draft: &'d Draft, passages: &[PassageId]) -> Vec<&'d str> {
    let within = |passage: PassageId| {
        let view = draft.passages[passage].view;
        let first = draft.links.partition_point(|link| link.view.end <= view.start);
        draft.links[first..].iter().take_while(move |link| link.view.start < view.end)
    };
    match draft.linked.is_empty() {
        true => passages
            .iter()
            .flat_map(|&passage| within(passage))
            .filter(|link| link.is_outside())
            .map(|link| link.target.as_str())
            .collect(),
        false => Vec::new(),
    }
}

/// The words of some passages, as they are compared.
fn words(draft: &Draft, passages: &[PassageId]) -> String {
    passages.iter().map(|&passage| needle(draft.words(passage))).collect::<Vec<_>>().join("\n")
}

fn word<'w>(words: &str, links: &[&str], works: impl Iterator<Item = &'w str>) -> String {
    let mut hash = Sha256::new();
    hash.update(words);
    for link in links {
        hash.update("\0link\0");
        hash.update(link);
    }
    for work in works {
        hash.update("\0work\0");
        hash.update(work);
    }
    characters(&hash.finalize()).take(LENGTH).collect()
}

/// The pin of some passages of a draft: one small word of four letters and digits.
pub fn pin(draft: &Draft, notes: &Notes, passages: &[PassageId]) -> String {
    let works = works(draft, notes, passages);
    word(&words(draft, passages), &links(draft, passages), works.iter().map(|(_, work)| work.as_str()))
}

/// Whether a word may be a pin.
pub fn is_pin(word: &str) -> bool {
    word.len() == LENGTH && word.bytes().all(|byte| ALPHABET.contains(&byte))
}

/// The bits of a digest, five by five, as far as eight characters need them.
pub(super) fn characters(digest: &[u8]) -> impl Iterator<Item = char> {
    let bits = digest.iter().take(5).fold(0u64, |bits, &byte| bits << 8 | u64::from(byte));
    (0..8).map(move |index| {
        let five = (bits >> (35 - 5 * index)) & 31;
        char::from(ALPHABET[usize::try_from(five).unwrap_or(0)])
    })
}

impl Case<'_> {
    /// The pins of an entry as it stands now, one for each anchor; `None` without a draft, or if an anchor cannot be
    /// found (reported by itself).
    pub fn pins(&self, resolved: &Resolved<'_>) -> Option<Vec<String>> {
        let draft = self.draft?;
        resolved
            .anchors
            .iter()
            .map(|anchor| match anchor {
                Anchoring::Found(span) => {
                    Some(pin(draft, &self.notes, &super::resolve::through(draft, *span)))
                }
                _ => None,
            })
            .collect()
    }

    /// The pin of some passages; `None` without a draft.
    pub fn pin_of(&self, passages: &[PassageId]) -> Option<String> {
        Some(pin(self.draft?, &self.notes, passages))
    }

    /// The passages that one anchor of an entry touches; none if it was not found.
    pub fn anchored_at(&self, resolved: &Resolved<'_>, at: usize) -> Vec<PassageId> {
        match (self.draft, resolved.anchors.get(at)) {
            (Some(draft), Some(Anchoring::Found(span))) => super::resolve::through(draft, *span),
            _ => Vec::new(),
        }
    }

    /// What seems to have changed since a pin was written for these passages; `None` if it fits.
    pub fn unpinned(&self, passages: &[PassageId], written: &str) -> Option<Unpinned> {
        let draft = self.draft?;
        let (words, links) = (words(draft, passages), links(draft, passages));
        let now = works(draft, &self.notes, passages);
        let ids: Vec<&str> = now.iter().map(|(_, work)| work.as_str()).collect();
        let fits = |works: &[&str]| word(&words, &links, works.iter().copied()) == written;
        if fits(&ids) {
            return None;
        }
        let marker = among_its_own(&ids, &fits).or_else(|| self.with_another(draft, &ids, &fits));
        let spelling = || {
            let fits = |before: &str| word(before, &links, ids.iter().copied()) == written;
            let mut all = spelt_before(&words).into_iter();
            let (new, old) = all.find(|(new, old)| fits(&respelt_as(&words, new, old)))?;
            Some(Unpinned::Respelt(old, new))
        };
        Some(marker.or_else(spelling).unwrap_or(Unpinned::Words))
    }

    /// The note of the draft whose marker was there, in the place of one of these works or beside them.
    fn with_another(&self, draft: &Draft, ids: &[&str], fits: &dyn Fn(&[&str]) -> bool) -> Option<Unpinned> {
        let mut tried = std::collections::HashSet::new();
        for note in draft.notes.ids() {
            let work = self.notes.identity(draft, note);
            if tried.len() > TRIED || !tried.insert(work.clone()) {
                continue;
            }
            for at in 0..=ids.len() {
                if at < ids.len() {
                    let mut other = ids.to_vec();
                    other[at] = &work;
                    if fits(&other) {
                        return Some(Unpinned::Instead(at, note));
                    }
                }
                let more: Vec<&str> = [&ids[..at], &[work.as_str()], &ids[at..]].concat();
                if fits(&more) {
                    return Some(Unpinned::Without(note, at));
                }
            }
        }
        None
    }
}

/// Which of the works of a sentence is new, or which two changed places.
fn among_its_own(ids: &[&str], fits: &dyn Fn(&[&str]) -> bool) -> Option<Unpinned> {
    for at in 0..ids.len() {
        let fewer: Vec<&str> = [&ids[..at], &ids[at + 1..]].concat();
        if fits(&fewer) {
            return Some(Unpinned::With(at));
        }
        for other in at + 1..ids.len() {
            let mut turned = ids.to_vec();
            turned.swap(at, other);
            if fits(&turned) {
                return Some(Unpinned::Swapped(at, other));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_those_of_a_pin() {
        let all: String = characters(&[255, 0, 255, 0, 255]).collect();
        assert_eq!(all.len(), 8);
        assert!(is_pin(&all[..4]) && is_pin(&all[4..]));
        assert!(!is_pin("kilo") && !is_pin("k7f") && !is_pin("K7F2"));
    }

    #[test]
    fn a_pin_is_over_words_and_works_apart() {
        let of = |words: &str, works: &[&str]| word(words, &[], works.iter().copied());
        assert_eq!(of("a b", &["x", "y"]), of("a b", &["x", "y"]));
        assert_ne!(of("a b", &["x", "y"]), of("a b", &["y", "x"]));
        assert_ne!(of("a b", &["x", "y"]), of("a b", &["xy"]));
        assert_ne!(of("a b", &["x"]), of("a c", &["x"]));
        assert_ne!(of("a", &["x"]), word("a", &["x"], std::iter::empty()));
    }
}
