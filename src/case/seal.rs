//! Seals: eight characters that tell whether what was signed is still what stands there.
//!
//! A seal is made of the statement, the sentences that its anchors touch, what is quoted
//! and where, and the sources with their notes' words: everything a checker looked at.
//! White space, the shapes of quotation marks and dashes, the numbers of notes, the order
//! of clauses and comments make no difference.
//!
//! Four characters stand for the whole (20 bits), one for each of the four parts (5 bits
//! each), so that a seal that no longer fits also says which part changed. An edit of one
//! part goes unnoticed once in 2^25.

use sha2::{Digest, Sha256};

use super::pin::characters;
use super::{Anchoring, Case, NoteSearch, Resolved};
use crate::compare::anchor::needle;
use crate::syntax::tree::{Cite, Relation};

/// What the last four characters of a seal stand for, in words for people.
const PARTS: [&str; 4] = [
    "the claim's statement",
    "the sentence in the draft",
    "the quoted words or their place",
    "the source or its note",
];

/// How many characters stand for the whole.
const WHOLE: usize = 4;

/// What changed between two seals, in words for people; empty if they are equal.
pub fn changed(old: &str, new: &str) -> Vec<&'static str> {
    let parts = old.bytes().skip(WHOLE).zip(new.bytes().skip(WHOLE)).zip(PARTS);
    let changed: Vec<&str> = parts.filter(|((old, new), _)| old != new).map(|(_, part)| part).collect();
    if changed.is_empty() && old != new { vec!["something in it"] } else { changed }
}

impl Case<'_> {
    /// The seal of an entry as it stands now. `None` if a part of it cannot be found
    /// (a lost anchor, an unknown source, no statement), which is reported by itself.
    pub fn seal(&self, entry: usize) -> Option<String> {
        let resolved = &self.entries[entry];
        let parts = [
            needle(&resolved.entry.statement.as_ref()?.text),
            self.anchored_words(resolved)?,
            quotations(resolved),
            self.sources_of_entry(resolved)?,
        ];
        let mut seal = String::with_capacity(WHOLE + parts.len());
        let mut whole = Sha256::new();
        for part in &parts {
            whole.update(Sha256::digest(part));
        }
        seal.extend(characters(&whole.finalize()).take(WHOLE));
        seal.extend(parts.iter().filter_map(|part| characters(&Sha256::digest(part)).next()));
        Some(seal)
    }

    /// The sentences that the anchors touch: a word put before the anchored ones may
    /// turn the claim round.
    fn anchored_words(&self, resolved: &Resolved<'_>) -> Option<String> {
        if resolved
            .anchors
            .iter()
            .any(|anchor| matches!(anchor, Anchoring::Lost(_) | Anchoring::Ambiguous(..)))
        {
            return None;
        }
        let draft = self.draft;
        let words = resolved.passages.iter().filter_map(|&passage| Some(needle(draft?.words(passage))));
        Some(words.collect::<Vec<_>>().join("\n"))
    }

    /// Names of the sources with the words of their notes, in an order that is not the file's.
    fn sources_of_entry(&self, resolved: &Resolved<'_>) -> Option<String> {
        let mut all = Vec::new();
        for evidence in &resolved.evidence {
            if !evidence.known {
                return None;
            }
            let (name, note) = match evidence.source {
                Some(source) => {
                    let source = &self.sources[source];
                    let note = match &source.search {
                        NoteSearch::Lost | NoteSearch::Ambiguous(_) => return None,
                        NoteSearch::Right(found) => found.first().copied(),
                        NoteSearch::Moved(note) => Some(*note),
                        NoteSearch::NotSought => source.notes.first().copied(),
                    };
                    (source.decl.name.value.as_str(), note)
                }
                None => ("", evidence.notes.first().copied()),
            };
            let words = note.and_then(|note| Some(needle(self.draft?.note_words(note)))).unwrap_or_default();
            all.push(format!("{name}\n{words}"));
        }
        all.sort_unstable();
        Some(all.join("\n\n"))
    }
}

/// What is quoted, from whom, where and how it bears on the claim, sorted.
fn quotations(resolved: &Resolved<'_>) -> String {
    let one = |cite: &Cite| {
        let relation = match cite.relation.as_ref().and_then(|relation| relation.value) {
            None | Some(Relation::Supports) => "supports",
            Some(Relation::States) => "states",
            Some(Relation::Background) => "background",
            Some(Relation::Contradicts) => "contradicts",
        };
        let quote = cite.quote.as_ref().map(|quote| needle(&quote.text)).unwrap_or_default();
        let mut locators: Vec<String> = cite
            .locators
            .iter()
            .map(|locator| format!("{:?} {}", locator.unit.value, needle(&locator.value.value)))
            .collect();
        locators.sort_unstable();
        format!("{relation}\n{quote}\n{}", locators.join("\n"))
    };
    let mut all: Vec<String> = resolved.entry.cites.iter().map(one).collect();
    all.sort_unstable();
    all.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_says_which_part_changed() {
        assert_eq!(changed("abcd1234", "abcd1234"), Vec::<&str>::new());
        assert_eq!(changed("abcd1234", "xbcd1334"), [PARTS[1]]);
        assert_eq!(changed("abcd1234", "xbcd1235"), [PARTS[3]]);
        assert_eq!(changed("abcd1234", "xbcd1234"), ["something in it"]);
    }
}
