//! Which passages that need a source have none, and where so many have none that the
//! whole section or draft is told once.

use std::collections::HashMap;

use super::{Case, Cover};
use crate::diagnostic::Level;
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::prose::Assertion;
use crate::syntax::tree::ClaimKind;

/// A section with so many uncited assertions, and nothing cited, is told once.
const SECTION: usize = 8;
/// A draft with so many of them, nearly nothing cited, is told once.
const DRAFT: usize = 20;
/// "Nearly nothing": fewer of a hundred assertions than this are covered.
const NEARLY: usize = 10;

/// Passages of a section, or of the whole draft, that have no source while nothing
/// around them has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bare {
    /// Index into `Draft::sections`; `None` for the whole draft.
    pub section: Option<usize>,
    /// The passages whose signs carry a warning.
    pub passages: Vec<PassageId>,
    /// How many assertions of the same kind have a source.
    pub covered: usize,
}

impl Case<'_> {
    /// Passages that need a source and have none, except those in [`Case::bare`] parts.
    pub(crate) fn uncited_each(&self) -> impl Iterator<Item = &(PassageId, Assertion)> {
        let bare: std::collections::HashSet<PassageId> =
            self.bare().iter().flat_map(|part| &part.passages).copied().collect();
        self.assertions
            .iter()
            .filter(move |(passage, _)| !bare.contains(passage) && self.is_uncited(*passage))
    }

    /// Whether a passage that needs a source has none at all. A fact without evidence, and a claim whose evidence is not
    /// in the sentence, are reported as such; another kind frees a sentence from what is not a figure, a date, a
    /// quotation or a named source.
    pub fn is_uncited(&self, passage: PassageId) -> bool {
        let entries = self.anchored.get(&passage).map_or(&[][..], Vec::as_slice);
        let reported =
            entries.iter().map(|&entry| &self.entries[entry]).filter(|entry| entry.is_claim()).any(|claim| {
                let fact = claim.kind().is_none_or(|kind| kind == ClaimKind::Fact);
                fact || claim.evidence.iter().any(super::Evidence::supports)
            });
        !reported
            && self.cover(passage) == Cover::Uncovered
            && self
                .draft
                .is_some_and(|draft| !cited_in_words(draft, passage) && !self.cites_unlisted(passage))
    }

    /// Whether a passage carries a key while no bibliography could be read: that is
    /// told once, and nobody knows that the sentence has no source.
    fn cites_unlisted(&self, passage: PassageId) -> bool {
        self.draft.is_some_and(|draft| {
            let keys = |id: &str| id.starts_with('@');
            draft.markers[draft.passages[passage].markers.clone()].iter().any(|marker| keys(&marker.id))
                && !draft.notes.iter().any(|note| keys(&note.id))
        })
    }

    /// The parts in which so much is uncited, and next to nothing cited, that one finding
    /// says it. None where a claims file is at work: its author goes through each.
    pub fn bare(&self) -> &[Bare] {
        self.bare_parts.get_or_init(|| {
            let asked = self.options.levels.get("section-uncited") != Some(&Level::Off);
            if !asked || !self.written.is_empty() || self.draft.is_none() {
                Vec::new()
            } else {
                self.find_bare()
            }
        })
    }

    fn find_bare(&self) -> Vec<Bare> {
        let Some(draft) = self.draft else { return Vec::new() };
        let mut sections: HashMap<usize, Bare> = HashMap::new();
        let mut whole = Bare { section: None, passages: Vec::new(), covered: 0 };
        for (passage, assertion) in self.assertions.iter().filter(|(_, it)| it.strong()) {
            let section = draft.passages[*passage].section;
            let part = sections.entry(section).or_insert_with(|| Bare {
                section: Some(section),
                passages: Vec::new(),
                covered: 0,
            });
            for part in [part, &mut whole] {
                if self.is_uncited(*passage) {
                    part.passages.push(*passage);
                } else {
                    part.covered += 1;
                }
            }
            let _ = assertion;
        }
        // A source that stands in the words, `(Lind, 2014)`, is one too: who cites so has cited.
        let said = |passage: PassageId| {
            draft.passages[passage].kind.is_body() && crate::prose::cites_by_year(draft.words(passage))
        };
        if whole.passages.len() >= DRAFT {
            let words = draft.passages.ids().filter(|&passage| said(passage)).count();
            let all = whole.passages.len() + whole.covered + words;
            if (whole.covered + words) * 100 < all * NEARLY {
                return vec![whole];
            }
        }
        let cites = |section: usize| {
            draft.sections.get(section).is_some_and(|part| {
                let cited = |passage| self.own_cover(passage) != Cover::Uncovered || said(passage);
                part.passages.clone().any(cited)
            })
        };
        let mut found: Vec<Bare> = sections
            .into_values()
            .filter(|part| part.covered == 0 && part.passages.len() >= SECTION)
            .filter(|part| part.section.is_some_and(|section| !cites(section)))
            .collect();
        found.sort_unstable_by_key(|part| part.section);
        found
    }
}

/// Whether the sentence after a passage is a citation in words, as in legal
/// writing: "See id." "Id. at 57." "April Comments at 8 (comment of …)." "132 CONG. REC.
/// H9868 (…)."
fn cited_in_words(draft: &Draft, passage: PassageId) -> bool {
    let paragraph = draft.passages[passage].paragraph;
    let next = draft.passages.get(passage.next()).filter(|next| next.paragraph == paragraph);
    next.is_some_and(|next| {
        let words = draft.view.slice(next.view);
        let opens = ["See ", "Id.", "Ibid", "Cf. ", "Accord ", "(See ", "(see "];
        opens.iter().any(|start| words.starts_with(start))
            || opens_with_volume(words)
            || words.split_once(" at ").is_some_and(|(title, rest)| {
                let page =
                    rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '-' | '–'));
                let short = title.split(' ').count() <= 6;
                short && page.len() < rest.len() && (page.trim() == "." || page.starts_with(" ("))
            })
    })
}

/// A volume and an abbreviated series, as a citation of law opens: `132 CONG. REC.`,
/// `410 U.S. 113`.
fn opens_with_volume(words: &str) -> bool {
    let mut parts = words.split(' ');
    let volume = parts.next().is_some_and(|part| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()));
    let series = parts.next().is_some_and(|part| part.starts_with(char::is_uppercase) && part.ends_with('.'));
    volume && series && words.len() > 4
}

#[cfg(test)]
mod tests {
    use super::opens_with_volume;

    #[test]
    fn a_volume_opens_a_citation_and_a_count_does_not() {
        assert!(opens_with_volume("132 CONG. REC. H9868 (Oct. 10, 1986) (statement of Rep. Morrison)."));
        assert!(opens_with_volume("410 U.S. 113 (1973)."));
        assert!(!opens_with_volume("132 Members voted."));
        assert!(!opens_with_volume("In 1986 Congress passed it."));
        assert!(!opens_with_volume(""));
    }
}
