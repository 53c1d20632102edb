//! Passages whose grounds the document shows or names for a stretch: a table or figure of its own that a paragraph reads
//! off, a note that says what the rest of its section is drawn from, the note at the end of an exchange of words.

use super::Case;
use super::cover::Cover;
use super::near::left_open;
use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::lexicon::list;
use crate::prose::{self, Assertion, TriggerKind};

/// How many sentences a paragraph is followed over.
const FAR: usize = 12;

/// Cases told below a line are followed over so many passages.
const CASES: usize = 40;

/// So many citations set as sentences of their own are the habit of a draft: then one of them covers two sentences.
const HABIT: usize = 5;

/// What the stretches of a draft are drawn from, looked at once.
pub(super) struct Drawn<'c, 'a> {
    case: &'c Case<'a>,
    draft: &'a Draft,
    basis: Vec<Stretch>,
    /// How far down from a sentence a citation may stand that is a sentence of its own.
    reach: usize,
}

impl<'c, 'a> Drawn<'c, 'a> {
    pub(super) fn of(case: &'c Case<'a>, draft: &'a Draft) -> Self {
        let citations = draft.passages.ids().filter(|&passage| is_citation(draft, passage));
        let reach = if citations.take(HABIT).count() < HABIT { 1 } else { 2 };
        Self { case, draft, basis: basis(case, draft), reach }
    }

    /// The passage whose grounds cover this one.
    pub(super) fn source(&self, passage: PassageId, assertion: &Assertion) -> Option<PassageId> {
        let told = |kind: TriggerKind| matches!(kind, TriggerKind::Statistic | TriggerKind::DatedEvent);
        let counted = assertion.triggers.iter().all(|trigger| !trigger.strong || told(trigger.kind));
        let holds = |it: &&Stretch| it.source < passage && passage <= it.last && (counted || !it.counts);
        let from = self.basis.iter().rev().find(holds);
        from.map(|it| it.source)
            .or_else(|| self.closed_list(passage))
            .or_else(|| self.exchange(passage, assertion))
            .or_else(|| self.read_off(passage, assertion))
            .or_else(|| self.followed(passage))
    }

    /// The citation that stands as a sentence of its own behind this one.
    fn followed(&self, passage: PassageId) -> Option<PassageId> {
        let next = std::iter::successors(Some(passage.next()), |at| Some(at.next()));
        next.take(self.reach)
            .take_while(|&at| self.draft.in_one_paragraph(passage, at))
            .find(|&at| is_citation(self.draft, at))
    }

    /// The cited last item of a list which a line with a colon leads in, for its items and for that line: *According to the
    /// Fund, it has lent: … [50]*. The items between have no source of their own.
    fn closed_list(&self, passage: PassageId) -> Option<PassageId> {
        let kind = |at: PassageId| self.draft.passages.get(at).map(|held| held.kind);
        let item = |at: PassageId| kind(at) == Some(PassageKind::ListItem);
        let leads = |at: PassageId| {
            kind(at) == Some(PassageKind::Sentence) && self.draft.words(at).trim_end().ends_with(':')
        };
        let first = if item(passage) {
            let before = std::iter::successors(passage.before(), |at| at.before()).take(FAR);
            let mut above = before.skip_while(|&at| item(at) && !self.case.is_cited(at));
            above
                .next()
                .filter(|&at| leads(at) && list::LIST_OF_ONE.find(self.draft.words(at)).is_some())?
                .next()
        } else {
            let one = leads(passage) && list::LIST_OF_ONE.find(self.draft.words(passage)).is_some();
            Some(passage.next()).filter(|_| one)?
        };
        let items = std::iter::successors(Some(first), |at| Some(at.next())).take(FAR);
        let list: Vec<PassageId> = items.take_while(|&at| item(at)).collect();
        let (&last, others) = list.split_last()?;
        let whole = kind(last.next()) != Some(PassageKind::ListItem);
        (whole && self.case.is_cited(last) && !others.iter().any(|&at| self.case.is_cited(at)))
            .then_some(last)
    }

    /// The cited end of an exchange that this quotation begins: somebody answers, and the note stands where it ends.
    fn exchange(&self, passage: PassageId, assertion: &Assertion) -> Option<PassageId> {
        if !assertion.has(TriggerKind::Quotation) {
            return None;
        }
        let mut open = left_open(self.draft.words(passage));
        let mut at = passage.next();
        for _ in 0..FAR {
            if !self.draft.in_one_paragraph(passage, at) {
                return None;
            }
            let words = self.draft.words(at);
            let answers = words.contains(['“', '"']) && list::ANSWERS.find(words).is_some();
            if !open && !answers {
                return None;
            }
            if self.case.is_cited(at) {
                return Some(at);
            }
            open = if words.contains('”') { left_open(words) } else { open || left_open(words) };
            at = at.next();
        }
        None
    }

    /// The sentence before in the paragraph that leads with a table or figure of the document, which this one reads off.
    fn read_off(&self, passage: PassageId, assertion: &Assertion) -> Option<PassageId> {
        let other = |kind: TriggerKind| kind != TriggerKind::Statistic;
        if assertion.triggers.iter().any(|trigger| trigger.strong && other(trigger.kind)) {
            return None;
        }
        let mut at = passage.before()?;
        for _ in 0..FAR {
            if !self.draft.in_one_paragraph(passage, at) || self.case.is_cited(at) {
                return None;
            }
            if prose::leads_with_own_table(self.draft.words(at)) {
                return Some(at);
            }
            at = at.before()?;
        }
        None
    }
}

fn is_citation(draft: &Draft, passage: PassageId) -> bool {
    draft.passages[passage].kind.is_body() && prose::is_citation(draft.words(passage))
}

/// A stretch of passages that is drawn from what a cited passage before it cites.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    source: PassageId,
    /// Its last passage.
    last: PassageId,
    /// Whether only counts are drawn from it: data are its source.
    counts: bool,
}

/// The stretches of a draft whose source is said once: `Unless otherwise noted, this section is drawn from …[3]` to the end
/// of its section, `The case studies below[3]` to the end of the parts below, or to the next citation where it has none.
fn basis(case: &Case<'_>, draft: &Draft) -> Vec<Stretch> {
    let mut found = Vec::new();
    for (index, passage) in draft.passages.each() {
        let body = matches!(passage.kind, PassageKind::Sentence | PassageKind::ListItem);
        if !body {
            continue;
        }
        if case.own_cover(index) != Cover::Cited {
            // "The Library provided data on loans": what the section then counts was counted in them.
            if list::DATA_GIVEN.find(draft.words(index)).is_some() {
                let last =
                    draft.sections.get(passage.section).and_then(|held| held.passages.clone().next_back());
                found.extend(last.map(|last| Stretch { source: index, last, counts: true }));
            }
            continue;
        }
        let notes = || draft.markers[passage.markers.clone()].iter().filter_map(|marker| marker.note);
        let words = draft.words(index);
        let says = |words: &str| list::DRAWN_FROM.find(words).is_some();
        let whole = says(words) || notes().any(|note| says(draft.note_words(note)));
        if !whole && list::CASES_BELOW.find(words).is_none() {
            continue;
        }
        let level = draft.sections.get(passage.section).map_or(0, |section| section.level);
        let below = |at: usize| draft.sections.get(at).is_some_and(|section| section.level > level);
        let last = (passage.section + 1..draft.sections.len()).take_while(|&at| below(at)).last();
        let end =
            |section: usize| draft.sections.get(section).and_then(|held| held.passages.clone().next_back());
        let last = match last {
            Some(section) => end(section),
            None if whole => end(passage.section),
            None => {
                let own = |at: &PassageId| {
                    let held = draft.passages.get(*at);
                    held.is_some_and(|held| held.section == passage.section)
                        && case.own_cover(*at) != Cover::Cited
                };
                std::iter::successors(Some(index.next()), |at| Some(at.next()))
                    .take(CASES)
                    .take_while(own)
                    .last()
            }
        };
        found.extend(last.map(|last| Stretch { source: index, last, counts: false }));
    }
    found
}
