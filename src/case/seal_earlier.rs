//! Seals of the earlier form: eight characters over statement, sentence, quotations and notes. They still tell what they
//! cover; that they cover less than today's is said once, and `claimlint sign --renew` makes today's of them.

use super::seal::{changed_parts, of_parts, quotation};
use super::{Case, Resolved};
use crate::compare::anchor::needle;
use crate::syntax::kind_name;

/// What the last four characters stand for.
const PARTS: [&str; 4] = [
    "the claim's statement",
    "the sentence in the draft",
    "the quoted words or their place",
    "the source or its note",
];

/// How many characters it has.
pub const LENGTH: usize = 8;

/// What changed between two seals of the earlier form.
pub fn changed(old: &str, new: &str) -> Vec<&'static str> {
    changed_parts(old, new, LENGTH - PARTS.len(), &PARTS)
}

impl Case<'_> {
    /// The seal of an entry in the earlier form.
    pub fn seal_earlier(&self, entry: usize) -> Option<String> {
        let resolved = &self.entries[entry];
        let mut quotations: Vec<String> =
            resolved.entry.cites.iter().map(|cite| quotation(cite, needle)).collect();
        quotations.sort_unstable();
        Some(of_parts(&[
            needle(&resolved.entry.statement.as_ref()?.text),
            self.anchored_words(resolved)?,
            quotations.join("\n\n"),
            self.first_notes(resolved)?,
        ]))
    }

    /// Names of the sources with the words of their first notes.
    fn first_notes(&self, resolved: &Resolved<'_>) -> Option<String> {
        let mut all = Vec::new();
        for evidence in &resolved.evidence {
            if !evidence.known {
                return None;
            }
            let (name, note) = match evidence.source {
                Some(source) => (self.sources[source].decl.name.value.as_str(), self.main_note(source)?),
                None => ("", evidence.notes.first().copied()),
            };
            let words = note.and_then(|note| Some(needle(self.draft?.note_words(note)))).unwrap_or_default();
            all.push(format!("{name}\n{words}"));
        }
        all.sort_unstable();
        Some(all.join("\n\n"))
    }

    /// What a seal of today would hold of an entry that its earlier one does not, in words for people.
    pub fn newly_covered(&self, entry: usize) -> Vec<String> {
        let resolved = &self.entries[entry];
        let written = resolved.entry;
        let mut all = vec![format!("kind {}", resolved.kind().map_or("unread", kind_name))];
        all.extend(written.qualifier.as_ref().map(|words| format!("qualifier {}", words.value)));
        let draft = self.draft;
        let markers = self.markers_in(&resolved.passages);
        let shown: Vec<String> =
            markers.iter().filter_map(|&marker| Some(format!("[{}]", draft?.markers[marker].id))).collect();
        all.push(match shown.as_slice() {
            [] => "a sentence without markers".to_owned(),
            shown => format!("the markers {}", shown.join(", ")),
        });
        let held = resolved.evidence.iter().filter_map(|it| self.sources[it.source?].decl.held.as_ref());
        let mut held: Vec<String> = held.map(|held| format!("the held copy {}", held.file.text)).collect();
        held.dedup();
        all.extend(held);
        for because in &written.because {
            let names: Vec<&str> = because.names.iter().map(|name| name.value.as_str()).collect();
            all.push(format!("because {}", names.join(", ")));
        }
        all.push("the ratings of its sources".to_owned());
        all.extend(self.last_check(entry).map(|check| format!("that {} checked it", check.by.text)));
        all
    }
}
