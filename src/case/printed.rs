//! Whether the notes that a claim cites are those that its sentence carries in print, and what excuses one that is not.
//!
//! A claims file is seen by its author, the printed sentence by readers: a claim does not give a sentence the source
//! that it lacks in print. A note that the sentence does not carry is either a fault or is *declared*: something in the
//! files says that it shall not stand there.

use super::{Case, Cover, Evidence, Resolved};
use crate::draft::Draft;
use crate::ids::{MarkerId, NoteId, PassageId};
use crate::span::Place;
use crate::syntax::tree::Reach;

/// What says that a claim's source need not stand in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Excuse {
    /// The draft is declared to cite in its claims file only.
    ClaimsFileOnly,
    /// A marker of the paragraph covers it, by the declared reach.
    Reach,
    /// The source is no printed note: a work paper, an interview.
    Unpublished,
    /// An entry declares the sentence as its author's own judgement.
    Kind,
    /// A waiver with reason and end accepts it.
    Waiver,
}

impl Excuse {
    /// What says so, for people.
    pub fn words(self) -> &'static str {
        match self {
            Excuse::ClaimsFileOnly => "the claims file says `reach claims-file-only`",
            Excuse::Reach => "a marker of its paragraph covers it, by the declared reach",
            Excuse::Unpublished => "its source is not published",
            Excuse::Kind => "declared as the author’s own",
            Excuse::Waiver => "a waiver accepts it",
        }
    }
}

/// A passage without a source in print, and what says that it needs none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The passage.
    pub passage: PassageId,
    /// Its bytes.
    pub place: Place,
    /// The entry that says so, or that is excused, by name; `None` for a waiver on words.
    pub entry: Option<String>,
    /// What says so.
    pub by: Excuse,
}

/// Claims of one sentence that cite a note which the sentence does not carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untied {
    /// The claims, each with the number of its `cites`.
    pub claims: Vec<(usize, usize)>,
    /// The passages that they are anchored in.
    pub passages: Vec<PassageId>,
    /// The notes that they cite, any of which would do.
    pub notes: Vec<NoteId>,
    /// The markers that the passages carry.
    pub printed: Vec<MarkerId>,
    /// A marker to one of the notes beside the passages: it was moved there, perhaps.
    pub beside: Option<MarkerId>,
}

impl Case<'_> {
    /// The markers with a note that some passages carry themselves.
    pub fn markers_in(&self, passages: &[PassageId]) -> Vec<MarkerId> {
        let Some(draft) = self.draft else { return Vec::new() };
        let all = passages.iter().flat_map(|&passage| draft.passages[passage].markers.clone());
        all.filter(|&marker| draft.markers[marker].note.is_some()).collect()
    }

    /// Whether two notes lead to one work: an *Ibid.* leads to the note before it.
    fn lead_together(&self, one: NoteId, other: NoteId) -> bool {
        one == other || {
            let works = self.notes.sources_of(one);
            self.notes.sources_of(other).iter().any(|work| works.contains(work))
        }
    }

    /// Whether some markers lead to one of some notes, or to the same work.
    fn carries(&self, draft: &Draft, markers: &[MarkerId], notes: &[NoteId]) -> bool {
        let led = markers.iter().filter_map(|&marker| draft.markers[marker].note);
        led.into_iter().any(|to| notes.iter().any(|&note| self.lead_together(to, note)))
    }

    /// The markers of other passages that cover these, by the declared reach.
    fn reaching(&self, draft: &Draft, passages: &[PassageId]) -> Vec<MarkerId> {
        let paragraph = |passage: PassageId| draft.passages[passage].paragraph;
        let found: Vec<PassageId> = match self.reach {
            Reach::Sentence | Reach::ClaimsFileOnly => Vec::new(),
            Reach::Paragraph => passages
                .iter()
                .flat_map(|&passage| {
                    let all = draft.passages.ids();
                    all.filter(move |&other| paragraph(other) == paragraph(passage))
                })
                .collect(),
            Reach::UntilSourceChanges => passages
                .iter()
                .filter(|&&passage| draft.passages[passage].markers.is_empty())
                .filter_map(|&passage| draft.markers[self.marked.get(passage)?.before?].passage)
                .collect(),
        };
        self.markers_in(&found)
    }

    /// What excuses a claim's citation whose note its passages do not carry; `None` if nothing does, or if they carry it.
    pub fn excuse(&self, resolved: &Resolved<'_>, evidence: &Evidence<'_>) -> Option<Excuse> {
        let draft = self.draft?;
        if !evidence.known || !evidence.supports() {
            return None;
        }
        if evidence.source.is_some_and(|source| self.sources[source].is_unpublished()) {
            return Some(Excuse::Unpublished);
        }
        if self.carries(draft, &self.markers_in(&resolved.passages), &evidence.notes) {
            return None;
        }
        if self.reach == Reach::ClaimsFileOnly {
            return Some(Excuse::ClaimsFileOnly);
        }
        let reaching = self.reaching(draft, &resolved.passages);
        self.carries(draft, &reaching, &evidence.notes).then_some(Excuse::Reach)
    }

    /// Claims that cite a note which their sentences do not carry in print, unless that is excused; each sentence once
    /// for each note. A sentence that the source of another covers carries what that one does.
    pub fn untied(&self) -> Vec<Untied> {
        let Some(draft) = self.draft else { return Vec::new() };
        let mut found: Vec<Untied> = Vec::new();
        for (index, resolved) in self.entries.iter().enumerate().filter(|(_, entry)| entry.is_claim()) {
            let sound = resolved.anchors.iter().all(|anchor| matches!(anchor, super::Anchoring::Found(_)));
            if resolved.passages.is_empty() || !sound {
                continue;
            }
            for (number, evidence) in resolved.evidence.iter().enumerate() {
                let lost = evidence.source.is_some_and(|source| self.sources[source].is_lost());
                // After a slip its relation may be one that supports nothing.
                let slip = self.slip_at(evidence.place(evidence.cite.span));
                if evidence.notes.is_empty() || lost || slip || !evidence.supports() {
                    continue;
                }
                let mut printed = self.markers_in(&resolved.passages);
                let own = printed.len();
                let lent = resolved.passages.iter().filter_map(|&passage| match self.cover(passage) {
                    // A marker that was moved into the sentence beside would lend itself.
                    super::Cover::Beside(_) => None,
                    cover => cover.passage(),
                });
                printed.extend(self.markers_in(&lent.collect::<Vec<_>>()));
                if self.carries(draft, &printed, &evidence.notes) || self.excuse(resolved, evidence).is_some()
                {
                    continue;
                }
                printed.truncate(own);
                let same = |it: &&mut Untied| {
                    let shared = it.passages.iter().any(|passage| resolved.passages.contains(passage));
                    shared && it.notes == evidence.notes
                };
                match found.iter_mut().find(same) {
                    Some(untied) => untied.claims.push((index, number)),
                    None => found.push(Untied {
                        claims: vec![(index, number)],
                        passages: resolved.passages.clone(),
                        notes: evidence.notes.clone(),
                        printed,
                        beside: self.beside(draft, &resolved.passages, &evidence.notes),
                    }),
                }
            }
        }
        found
    }

    /// A marker to one of some notes in the sentence before or behind these passages.
    fn beside(&self, draft: &Draft, passages: &[PassageId], notes: &[NoteId]) -> Option<MarkerId> {
        let before = passages.first().and_then(|first| first.before());
        let after = passages.last().map(|last| last.next());
        let near = [before, after].into_iter().flatten().filter(|&at| draft.passages.get(at).is_some());
        let markers = self.markers_in(&near.collect::<Vec<_>>());
        markers
            .into_iter()
            .find(|&marker| draft.markers[marker].note.is_some_and(|note| notes.contains(&note)))
    }

    /// Whether a claim gives evidence for a passage that is declared not to stand in print.
    pub(super) fn claimed_out_of_print(&self, passage: PassageId) -> bool {
        let entries = self.anchored.get(&passage).map_or(&[][..], Vec::as_slice);
        entries.iter().map(|&entry| &self.entries[entry]).filter(|entry| entry.is_claim()).any(|entry| {
            let mut evidence = entry.evidence.iter();
            evidence.any(|it| {
                matches!(self.excuse(entry, it), Some(Excuse::ClaimsFileOnly | Excuse::Unpublished))
            })
        })
    }

    /// Whether an entry declares a passage as its author's own judgement. A figure, a date, a quotation or a named
    /// source in it asks for evidence all the same, whatever it is declared to be.
    pub(super) fn declared_own(&self, passage: PassageId) -> bool {
        self.declared_by_kind(passage).is_some() && !self.has_hard_sign(passage)
    }

    fn declared_by_kind(&self, passage: PassageId) -> Option<usize> {
        let entries = self.anchored.get(&passage).map_or(&[][..], Vec::as_slice);
        let own = |entry: &Resolved<'_>| {
            entry.is_claim() && entry.kind().is_some_and(|kind| kind != crate::syntax::tree::ClaimKind::Fact)
        };
        entries.iter().copied().find(|&entry| own(&self.entries[entry]))
    }

    /// Whether a passage shows a figure, a date, a quotation or a named source that an editor would ask a source for.
    pub fn has_hard_sign(&self, passage: PassageId) -> bool {
        let found = self.assertions.binary_search_by_key(&passage, |(at, _)| *at);
        found.is_ok_and(|at| self.assertions[at].1.strong())
    }

    /// The passages that coverage counts and that have no source in print because something says that they need none,
    /// in order; `waived` are passages whose findings a waiver silenced.
    pub fn declared_passages(&self, waived: &std::collections::HashSet<PassageId>) -> Vec<Declared> {
        let mut found = Vec::new();
        for passage in self.asserting() {
            let entries = self.anchored.get(&passage).map_or(&[][..], Vec::as_slice);
            let excused = entries.iter().find_map(|&entry| {
                let resolved = &self.entries[entry];
                let excuse = resolved.evidence.iter().find_map(|it| self.excuse(resolved, it))?;
                resolved.is_claim().then_some((entry, excuse))
            });
            let by = match (self.cover(passage), excused) {
                (Cover::Uncovered, _) if waived.contains(&passage) => {
                    (entries.first().copied(), Excuse::Waiver)
                }
                (Cover::Declared, _) => (self.declared_by_kind(passage), Excuse::Kind),
                (Cover::Uncovered, _) | (_, None) => continue,
                (_, Some((entry, excuse))) => (Some(entry), excuse),
            };
            let Some(place) = self.draft.map(|draft| draft.passages[passage].place) else { continue };
            let entry = by.0.map(|entry| self.name(entry).to_owned());
            found.push(Declared { passage, place, entry, by: by.1 });
        }
        found
    }
}
