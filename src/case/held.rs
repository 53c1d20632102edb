//! Quotations and held copies: which words are compared with which copy, and
//! what came of it.
//!
//! Two kinds of words are looked for: those kept under a `cites … states "…"`,
//! and those in quotation marks in the sentence that a claim is anchored to. A
//! sentence may rest on several sources; its quotation is only said to be absent
//! if every one of them was held and read.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, Resolved};
use crate::compare::words_in;
use crate::compare::{Copy, Outcome, place_in};
use crate::ids::{PassageId, SourceId};
use crate::prose::assertion::quoted;
use crate::span::{Place, Span};
use crate::text::HeldCopy;
use crate::text::held::HeldState;

/// Fewer words in quotation marks in the draft are a term or a nickname, and are
/// not looked for.
pub const FEWEST_WORDS: usize = 5;

/// More quotations are not compared in one case.
const MOST: usize = 20_000;

/// Where compared words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoted {
    /// Under the claim: the number of the `cites`.
    Cite(usize),
    /// In the draft: the passage.
    Passage(PassageId),
}

/// Words that were looked for in a held copy, or should have been.
#[derive(Debug, Clone)]
pub struct Compared {
    /// Index into [`Case::entries`].
    pub entry: usize,
    /// Where the words stand.
    pub quoted: Quoted,
    /// The words without their quotation marks.
    pub place: Place,
    /// The words.
    pub text: String,
    /// How many words they are.
    pub words: usize,
    /// The source whose copy the outcome is about; `None` if it is not known.
    pub source: Option<SourceId>,
    /// What came of it.
    pub outcome: Outcome,
}

/// How many quotations were compared, for the summary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuotationTally {
    /// Found as quoted.
    pub found: usize,
    /// Found with differences, or put together from distant passages.
    pub differ: usize,
    /// Not found.
    pub absent: usize,
    /// Not compared: how many for each reason.
    pub unchecked: BTreeMap<String, usize>,
}

impl QuotationTally {
    /// How many were compared.
    pub fn compared(&self) -> usize {
        self.found + self.differ + self.absent
    }
}

/// What [`Case`] keeps of this, once it was asked for.
#[derive(Debug, Default)]
pub(super) struct Held<'a> {
    copies: BTreeMap<SourceId, Copy<'a>>,
    compared: Vec<Compared>,
}

impl<'a> Case<'a> {
    /// The held copy of a source, if one is named and was looked for.
    pub fn held_copy(&self, source: SourceId) -> Option<&'a HeldCopy> {
        let held = self.sources[source].decl.held.as_ref()?;
        self.texts.held(&held.file.text)
    }

    /// The words of a source's held copy, if they could be read.
    pub fn copy(&self, source: SourceId) -> Option<&Copy<'a>> {
        self.held().copies.get(&source)
    }

    /// Every quotation with what came of comparing it, in the order of the claims file.
    pub fn quotations(&self) -> &[Compared] {
        &self.held().compared
    }

    /// How many quotations were compared; `None` if no source has a held copy.
    pub fn quotation_tally(&self) -> Option<QuotationTally> {
        self.sources.iter().find(|source| source.decl.held.is_some())?;
        let mut tally = QuotationTally::default();
        for compared in self.quotations() {
            match &compared.outcome {
                Outcome::Found(_) => tally.found += 1,
                Outcome::Differs(_) | Outcome::Spliced(_) => tally.differ += 1,
                Outcome::Absent { .. } => tally.absent += 1,
                Outcome::NotChecked(why) => *tally.unchecked.entry(why.clone()).or_default() += 1,
            }
        }
        Some(tally)
    }

    fn held(&self) -> &Held<'a> {
        self.held.get_or_init(|| self.compare())
    }

    fn compare(&self) -> Held<'a> {
        let mut held = Held::default();
        if self.sources.iter().all(|source| source.decl.held.is_none()) {
            // Without copies nothing is compared, and nothing is said of it.
            return held;
        }
        let cited: BTreeSet<SourceId> =
            self.entries.iter().flat_map(|entry| &entry.evidence).filter_map(|it| it.source).collect();
        for source in cited {
            if let Some(HeldState::Read(text)) = self.held_copy(source).map(|copy| &copy.state) {
                held.copies.insert(source, Copy::new(text));
            }
        }
        let mut seen = BTreeSet::new();
        for (index, entry) in self.entries.iter().enumerate() {
            self.under(index, entry, &held.copies, &mut held.compared);
            self.in_sentences(index, entry, &held.copies, &mut held.compared, &mut seen);
            if held.compared.len() >= MOST {
                break;
            }
        }
        held
    }

    /// Compares the words kept under an entry.
    fn under(
        &self,
        index: usize,
        entry: &Resolved<'_>,
        copies: &BTreeMap<SourceId, Copy<'_>>,
        out: &mut Vec<Compared>,
    ) {
        for (number, evidence) in entry.evidence.iter().enumerate() {
            let Some(quote) = evidence.cite.quote.as_ref().filter(|_| evidence.known) else { continue };
            let outcome = match evidence.source.and_then(|source| copies.get(&source)) {
                Some(copy) => copy.seek(&quote.text),
                None => Outcome::NotChecked(self.why_not(evidence.source)),
            };
            out.push(Compared {
                entry: index,
                quoted: Quoted::Cite(number),
                place: entry.place(place_in(quote, Span::new(0, quote.text.len()))),
                text: quote.text.clone(),
                words: words_in(&quote.text),
                source: evidence.source,
                outcome,
            });
        }
    }

    /// Compares what stands in quotation marks in the sentences of an entry, each
    /// sentence once, if a source of the entry has a copy.
    fn in_sentences(
        &self,
        index: usize,
        entry: &Resolved<'_>,
        copies: &BTreeMap<SourceId, Copy<'_>>,
        out: &mut Vec<Compared>,
        seen: &mut BTreeSet<PassageId>,
    ) {
        let Some(draft) = self.draft else { return };
        let held = |entry: &Resolved<'_>| {
            entry.evidence.iter().any(|it| it.source.is_some_and(|source| copies.contains_key(&source)))
        };
        if !held(entry) {
            return;
        }
        for &passage in entry.passages.iter().filter(|&&passage| seen.insert(passage)) {
            let words = draft.words(passage);
            for span in quoted(words) {
                let Some(text) = words.get(span.range()) else { continue };
                let count = words_in(text);
                let Some(place) = self.in_passage(passage, span).filter(|_| count >= FEWEST_WORDS) else {
                    continue;
                };
                let (source, outcome) = self.sought(passage, text, copies);
                out.push(Compared {
                    entry: index,
                    quoted: Quoted::Passage(passage),
                    place,
                    text: text.to_owned(),
                    words: count,
                    source,
                    outcome,
                });
            }
        }
    }

    /// Looks for a sentence's quotation in the copies of all its sources: the best
    /// outcome of them, unless one of the sources cannot be looked at.
    fn sought(
        &self,
        passage: PassageId,
        text: &str,
        copies: &BTreeMap<SourceId, Copy<'_>>,
    ) -> (Option<SourceId>, Outcome) {
        let sources = self.sources_of(passage);
        let mut best: Option<(SourceId, Outcome)> = None;
        let rank = |outcome: &Outcome| match outcome {
            Outcome::Found(_) => 0,
            Outcome::Differs(_) => 1,
            Outcome::Spliced(_) => 2,
            Outcome::Absent { .. } => 3,
            Outcome::NotChecked(_) => 4,
        };
        for (source, copy) in
            sources.iter().flatten().filter_map(|source| Some((*source, copies.get(source)?)))
        {
            let outcome = copy.seek(text);
            if best.as_ref().is_none_or(|(_, other)| rank(&outcome) < rank(other)) {
                best = Some((source, outcome));
            }
        }
        let unread = sources.iter().find(|source| source.is_none_or(|source| !copies.contains_key(&source)));
        match (best, unread) {
            (Some((source, outcome @ Outcome::Found(_))), _) => (Some(source), outcome),
            (_, Some(unread)) => {
                let why = match unread {
                    Some(source) => {
                        let name = &self.sources[*source].decl.name.value;
                        format!("Its sentence also rests on {name}: {}", lower(&self.why_not(Some(*source))))
                    }
                    None => "Its sentence also rests on a note that no source line names".to_owned(),
                };
                (None, Outcome::NotChecked(why))
            }
            (Some((source, outcome)), None) => (Some(source), outcome),
            (None, None) => (None, Outcome::NotChecked("Its sentence has no source".to_owned())),
        }
    }

    /// The sources that a passage rests on: those of the entries anchored in it
    /// and those of its notes. `None` for a note that no source line names.
    fn sources_of(&self, passage: PassageId) -> BTreeSet<Option<SourceId>> {
        let entries = self.anchored.get(&passage).map_or(&[][..], Vec::as_slice);
        let mut found: BTreeSet<Option<SourceId>> = entries
            .iter()
            .flat_map(|&entry| &self.entries[entry].evidence)
            .filter(|evidence| evidence.known)
            .map(|evidence| evidence.source)
            .collect();
        if let Some(draft) = self.draft {
            let markers = &draft.markers[draft.passages[passage].markers.clone()];
            for note in markers.iter().filter_map(|marker| marker.note) {
                found.insert(self.source_of(note));
            }
        }
        found
    }

    /// Why a source's words cannot be looked at.
    pub fn why_not(&self, source: Option<SourceId>) -> String {
        let Some(source) = source else {
            return "The note has no source line in the claims file, so no held copy".to_owned();
        };
        let Some(held) = &self.sources[source].decl.held else {
            return "The source has no held copy".to_owned();
        };
        let name = &held.file.text;
        match self.held_copy(source).map(|copy| &copy.state) {
            None => format!("{name} was not looked at"),
            Some(HeldState::Gone(gone)) => format!("{name} {}", gone.why),
            Some(HeldState::Unread(why)) => format!("{name} {why}"),
            Some(HeldState::Read(_)) => format!("{name} holds no words"),
        }
    }
}

fn lower(text: &str) -> String {
    text.strip_prefix("The ").map_or_else(|| text.to_owned(), |rest| format!("the {rest}"))
}
