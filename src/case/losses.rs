//! What can be taken from a case, and what falls then: a source, a note, a claim, or several at once.

use std::collections::BTreeMap;

use super::argued::{has_ground, stands_by_kind};
use super::{Case, Evidence};
use crate::argument::label::Loss;
use crate::argument::loss::{Impact, Losses};
use crate::ids::{NoteId, SourceId};
use crate::syntax::tree::{EntryKind, Target};

/// What can be cited: a declared source, a note, or a reference where there is no draft to find its note in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A source line of the claims file.
    Source(SourceId),
    /// A note that no source line names.
    Note(NoteId),
    /// The id of a reference, without brackets.
    Reference(String),
}

/// What can be taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gone {
    /// A cited thing.
    Thing(Thing),
    /// An entry.
    Entry(usize),
}

impl Case<'_> {
    /// The thing that a citation stands on.
    pub fn thing(&self, evidence: &Evidence<'_>) -> Option<Thing> {
        if !evidence.known {
            return None;
        }
        match (evidence.source, evidence.notes.first(), &evidence.cite.target) {
            (Some(source), ..) => Some(Thing::Source(source)),
            (None, Some(&note), _) => Some(Thing::Note(note)),
            (None, None, Target::Note(reference)) => Some(Thing::Reference(reference.id.clone())),
            (None, None, Target::Source(_)) => None,
        }
    }

    /// Every declared source and whatever else is cited, each with the entries that cite it as support.
    pub fn things(&self) -> BTreeMap<Thing, Vec<usize>> {
        let mut things: BTreeMap<Thing, Vec<usize>> =
            self.sources.ids().map(|source| (Thing::Source(source), Vec::new())).collect();
        for (index, resolved) in self.entries.iter().enumerate() {
            for evidence in resolved.evidence.iter().filter(|evidence| evidence.supports()) {
                if let Some(thing) = self.thing(evidence) {
                    let entries = things.entry(thing).or_default();
                    if entries.last() != Some(&index) {
                        entries.push(index);
                    }
                }
            }
        }
        things
    }

    /// What goes when a cited thing goes: the ground of entries that have no other.
    pub fn groundless_without(&self, things: &[Thing], citing: &[usize]) -> Vec<usize> {
        let lost = |&entry: &usize| {
            let resolved = &self.entries[entry];
            let left = resolved.evidence.iter().any(|evidence| {
                evidence.supports() && self.thing(evidence).is_none_or(|thing| !things.contains(&thing))
            });
            if left || !has_ground(self, resolved) || self.slip_at(resolved.place(resolved.entry.span)) {
                return false;
            }
            match resolved.entry.entry {
                EntryKind::Claim => !stands_by_kind(resolved),
                EntryKind::Objection => !resolved.entry.because.is_empty(),
                EntryKind::Assume => false,
            }
        };
        citing.iter().copied().filter(lost).collect()
    }

    /// What happens to these theses when all of these go at once.
    pub fn impact(
        &self,
        losses: &mut Losses<'_>,
        things: &BTreeMap<Thing, Vec<usize>>,
        targets: &[Gone],
        theses: &[usize],
    ) -> Impact {
        let gone_things: Vec<Thing> = targets
            .iter()
            .filter_map(|target| match target {
                Gone::Thing(thing) => Some(thing.clone()),
                Gone::Entry(_) => None,
            })
            .collect();
        let mut citing: Vec<usize> =
            gone_things.iter().filter_map(|thing| things.get(thing)).flatten().copied().collect();
        citing.sort_unstable();
        citing.dedup();
        let gone: Vec<usize> = targets
            .iter()
            .filter_map(|target| match target {
                Gone::Entry(entry) => Some(*entry),
                Gone::Thing(_) => None,
            })
            .collect();
        let groundless = self.groundless_without(&gone_things, &citing);
        losses.impact(&Loss { gone, groundless }, &citing, theses)
    }
}
