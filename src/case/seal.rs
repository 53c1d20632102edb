//! Seals: twelve characters that tell whether what was signed is still what stands there.
//!
//! A seal is made of everything a checker looked at, and of who looked when: the claim with its name, kind and
//! qualifier, the sentences that its anchors touch and the works that their markers lead to, what is quoted and where,
//! the very notes that are cited, the digests of held copies, reasons and ratings. White space, the shapes of quotation
//! marks and dashes, the numbers of notes, the order of clauses and comments make no difference.
//!
//! Four characters stand for the whole (20 bits), one for each of the eight parts (5 bits each), so that a seal that no
//! longer fits also says which part changed. An edit of one part goes unnoticed once in 2^25. A seal is a tripwire among
//! colleagues and no signature: anybody can make one, and its few bits can be met by trying.
//!
//! Seals of eight characters are of an earlier form ([`super::seal_earlier`]), which covers less.

use sha2::{Digest, Sha256};

use super::pin::characters;
use super::{Anchoring, Case, Evidence, NoteSearch, Resolved};
use crate::compare::anchor::{Fold, needle};
use crate::ids::{NoteId, SourceId};
use crate::syntax::kind_name;
use crate::syntax::tree::{Against, Cite, Entry, Relation, Target};

/// What the last characters of a seal stand for, in words for people.
const PARTS: [&str; 8] = [
    "the claim's name or statement",
    "the sentence in the draft",
    "the markers of the sentence",
    "the quoted words or their place",
    "the source or its note",
    "the held copy",
    "its kind, qualifier, reasons or ratings",
    "who checked it or when",
];

/// The part that tells of markers.
pub(super) const MARKERS: &str = PARTS[2];

/// How many characters stand for the whole.
const WHOLE: usize = 4;
/// How many characters a seal has.
pub const LENGTH: usize = WHOLE + PARTS.len();
/// How many digits of a digest are sealed: as many as a claims file must give.
const DIGITS: usize = 16;

/// What changed between two seals of one form, in words for people; empty if they are equal.
pub(super) fn changed_parts(old: &str, new: &str, whole: usize, names: &[&'static str]) -> Vec<&'static str> {
    let parts = old.bytes().skip(whole).zip(new.bytes().skip(whole)).zip(names);
    let changed: Vec<&str> = parts.filter(|((old, new), _)| old != new).map(|(_, part)| *part).collect();
    if changed.is_empty() && old != new { vec!["something in it"] } else { changed }
}

/// What changed between two seals, in words for people; empty if they are equal.
pub fn changed(old: &str, new: &str) -> Vec<&'static str> {
    changed_parts(old, new, WHOLE, &PARTS)
}

/// The parts that the sentence of a claim brings along where the claim takes them from it.
const OF_SENTENCE: [&str; 1] = [PARTS[0]];
/// The parts that its markers bring along.
const OF_MARKERS: [&str; 2] = [PARTS[5], PARTS[6]];

/// A seal of these parts: the whole, then each.
pub(super) fn of_parts(parts: &[String]) -> String {
    let mut whole = Sha256::new();
    for part in parts {
        whole.update(Sha256::digest(part));
    }
    let mut seal: String = characters(&whole.finalize()).take(WHOLE).collect();
    seal.extend(parts.iter().filter_map(|part| characters(&Sha256::digest(part)).next()));
    seal
}

/// Words as they are compared, with every bracket: what looks like a marker in a statement is part of it.
fn plain(words: &str) -> String {
    Fold::new(words).text().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Case<'_> {
    /// The parts of an entry that changed, without those that only follow: what a claim takes from its sentence changes with
    /// it.
    pub(super) fn changed_of_itself(&self, entry: usize, parts: Vec<&'static str>) -> Vec<&'static str> {
        let resolved = &self.entries[entry];
        let sentence = resolved.entry.statement.is_none() && parts.contains(&PARTS[1]);
        let markers = super::printed::leans_on_markers(resolved.entry) && parts.contains(&PARTS[2]);
        let follows =
            |part: &str| sentence && OF_SENTENCE.contains(&part) || markers && OF_MARKERS.contains(&part);
        parts.into_iter().filter(|part| !follows(part)).collect()
    }

    /// The seal of an entry as it stands now, for a check by somebody on a day. `None` if a part of it cannot be found
    /// (a lost anchor, an unknown source, no statement), which is reported by itself.
    pub fn seal(&self, entry: usize, by: &str, on: Option<jiff::civil::Date>) -> Option<String> {
        let resolved = &self.entries[entry];
        let written = resolved.entry;
        let on = on.map(|day| day.to_string()).unwrap_or_default();
        Some(of_parts(&[
            format!(
                "{}\n{}",
                written.name.value,
                plain(Some(resolved.statement.as_ref()).filter(|words| !words.is_empty())?)
            ),
            self.anchored_words(resolved)?,
            self.marked_works(resolved),
            quotations(resolved),
            self.notes_of_entry(resolved)?,
            self.digests(resolved)?,
            self.judgements(resolved),
            format!("{}\n{on}", plain(by)),
        ]))
    }

    /// The sentences that the anchors touch: a word put before the anchored ones may
    /// turn the claim round.
    pub(super) fn anchored_words(&self, resolved: &Resolved<'_>) -> Option<String> {
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

    /// The works that the markers of the sentences lead to, in order.
    fn marked_works(&self, resolved: &Resolved<'_>) -> String {
        let Some(draft) = self.draft else { return String::new() };
        let markers = self.markers_in(&resolved.passages);
        let works = markers.iter().filter_map(|&marker| draft.markers[marker].note);
        works.map(|note| self.notes.identity(draft, note)).collect::<Vec<_>>().join("\n")
    }

    /// The note that holds the words of a source's line; `None` if it cannot be told which.
    pub(super) fn main_note(&self, source: SourceId) -> Option<Option<NoteId>> {
        let source = &self.sources[source];
        match &source.search {
            NoteSearch::Lost | NoteSearch::Ambiguous(_) => None,
            NoteSearch::Right(found) => Some(found.first().copied()),
            NoteSearch::Moved(note) => Some(Some(*note)),
            NoteSearch::NotSought => Some(source.notes.first().copied()),
        }
    }

    /// Names of the sources with the words of the notes that are cited, in an order that is not the file's: the note
    /// that a citation names itself, else the one that its source line means and those that the sentence carries.
    fn notes_of_entry(&self, resolved: &Resolved<'_>) -> Option<String> {
        let carried: Vec<NoteId> = self
            .draft
            .map(|draft| {
                let markers = self.markers_in(&resolved.passages);
                markers.iter().filter_map(|&marker| draft.markers[marker].note).collect()
            })
            .unwrap_or_default();
        let words = |note: NoteId| Some(plain(self.draft?.note_words(note)));
        let mut all = Vec::new();
        for evidence in resolved.evidence.iter().filter(|evidence| !evidence.by_marker) {
            if !evidence.known {
                return None;
            }
            let name = evidence.source.map_or("", |source| self.sources[source].decl.name.value.as_str());
            let mut notes: Vec<NoteId> = match (&evidence.cite.target, evidence.source) {
                (Target::Source(_), Some(source)) => {
                    let main = self.main_note(source)?;
                    let also = evidence.notes.iter().copied().filter(|note| carried.contains(note));
                    main.into_iter().chain(also).collect()
                }
                _ => evidence.notes.clone(),
            };
            notes.sort_unstable();
            notes.dedup();
            let notes: Vec<String> = notes.into_iter().filter_map(words).collect();
            all.push(format!("{name}\n{}", notes.join("\n")));
        }
        all.sort_unstable();
        Some(all.join("\n\n"))
    }

    /// The digests of the held copies of what is cited, as the claims file gives them, else of the files themselves;
    /// `None` if a copy without a digest was not found.
    fn digests(&self, resolved: &Resolved<'_>) -> Option<String> {
        let mut all = Vec::new();
        for source in resolved.evidence.iter().filter_map(|evidence| evidence.source) {
            let decl = self.sources[source].decl;
            let Some(held) = &decl.held else { continue };
            let found =
                || self.held_copy(source).map(|copy| copy.digest.as_str()).filter(|it| !it.is_empty());
            let digest = held.sha256.as_ref().map(|digest| digest.value.as_str()).or_else(found)?;
            all.push(format!("{}\n{}", decl.name.value, digest.get(..DIGITS).unwrap_or(digest)));
        }
        all.sort_unstable();
        all.dedup();
        Some(all.join("\n"))
    }

    /// Kind, qualifier, confidence, reasons, what an objection attacks, and the ratings of what is cited: each changes
    /// what is claimed, or what is asked of it.
    fn judgements(&self, resolved: &Resolved<'_>) -> String {
        let entry = resolved.entry;
        let mut all = vec![
            resolved.kind().map_or("", kind_name).to_owned(),
            entry.qualifier.as_ref().map(|words| words.value.clone()).unwrap_or_default(),
            entry.confidence.as_ref().map(|word| format!("{:?}", word.value)).unwrap_or_default(),
        ];
        all.extend(links(entry));
        let mut rated: Vec<String> = resolved.evidence.iter().map(|it| self.rated(it)).collect();
        rated.sort_unstable();
        all.extend(rated);
        all.join("\n")
    }

    /// What is said of a citation's source for this use.
    fn rated(&self, evidence: &Evidence<'_>) -> String {
        let digit = evidence.cite.rating.as_ref().and_then(|rating| rating.value);
        let source = evidence.source.map(|source| self.sources[source].decl);
        let letter = source.and_then(|decl| decl.rating.as_ref()?.value);
        let level = source.and_then(|decl| decl.level.as_ref()?.value);
        let studied = source.is_some_and(|decl| decl.object_of_study.is_some());
        let name = source.map_or("", |decl| decl.name.value.as_str());
        format!("{name} {digit:?} {letter:?} {level:?} {studied}")
    }
}

/// Reasons and attacks, sorted.
fn links(entry: &Entry) -> Vec<String> {
    let mut all: Vec<String> = entry
        .because
        .iter()
        .map(|because| {
            let mut names: Vec<&str> = because.names.iter().map(|name| name.value.as_str()).collect();
            names.sort_unstable();
            format!("because {}", names.join(", "))
        })
        .collect();
    all.extend(entry.against.iter().map(|against| match against {
        Against::Entry(name) => format!("against {}", name.value),
        Against::Step { from, to, .. } => format!("against step {} to {}", from.value, to.value),
    }));
    all.sort_unstable();
    all
}

/// How a citation bears on its claim, in one word.
pub(super) fn relation(cite: &Cite) -> &'static str {
    match cite.relation.as_ref().and_then(|relation| relation.value) {
        None | Some(Relation::Supports) => "supports",
        Some(Relation::States) => "states",
        Some(Relation::Background) => "background",
        Some(Relation::Contradicts) => "contradicts",
    }
}

/// What is quoted, from whom, where and how it bears on the claim, sorted.
fn quotations(resolved: &Resolved<'_>) -> String {
    let mut all: Vec<String> = resolved.entry.cites.iter().map(|cite| quotation(cite, plain)).collect();
    all.sort_unstable();
    all.join("\n\n")
}

/// One citation: its relation, its words, its places.
pub(super) fn quotation(cite: &Cite, folded: impl Fn(&str) -> String) -> String {
    let quote = cite.quote.as_ref().map(|quote| folded(&quote.text)).unwrap_or_default();
    let mut locators: Vec<String> = cite
        .locators
        .iter()
        .map(|locator| format!("{:?} {}", locator.unit.value, folded(&locator.value.value)))
        .collect();
    locators.sort_unstable();
    format!("{}\n{quote}\n{}", relation(cite), locators.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_says_which_part_changed() {
        assert_eq!(changed("abcd12345678", "abcd12345678"), Vec::<&str>::new());
        assert_eq!(changed("abcd12345678", "xbcd13345678"), [PARTS[1]]);
        assert_eq!(changed("abcd12345678", "xbcd12345677"), [PARTS[7]]);
        assert_eq!(changed("abcd12345678", "xbcd12345678"), ["something in it"]);
    }

    #[test]
    fn each_part_and_their_order_count() {
        let parts = |at: usize| -> Vec<String> {
            (0..8).map(|part| if part == at { "x".into() } else { part.to_string() }).collect()
        };
        let seal = of_parts(&parts(99));
        assert_eq!(seal.len(), LENGTH);
        for (at, name) in PARTS.iter().enumerate() {
            assert_eq!(changed(&seal, &of_parts(&parts(at))), [*name]);
        }
        assert_ne!(of_parts(&["a".into(), "b".into()]), of_parts(&["b".into(), "a".into()]));
    }
}
