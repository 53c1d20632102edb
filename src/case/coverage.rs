//! Which assertions a reader can check, by section and in all.

use std::collections::HashSet;

use super::Case;
pub use super::cover::Cover;
use super::printed::Declared;
use crate::draft::{Draft, Marker};
use crate::ids::{IdVec, MarkerId, PassageId};
use crate::syntax::tree::Reach;

/// The first of its kind in a passage and in those nearest to it in its
/// paragraph: of the markers that point to a note, or of the links that lead
/// outside (indices into `Draft::links`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around<T> {
    /// The passage's own.
    pub own: Option<T>,
    /// That of the nearest passage before it that has one.
    pub before: Option<T>,
    /// That of the nearest passage after it that has one.
    pub after: Option<T>,
}

/// The markers in and around each passage.
pub(super) fn marked(draft: &Draft) -> IdVec<PassageId, Around<MarkerId>> {
    // A key that no bibliography explains is no source: a reader finds nothing behind it.
    let known = |marker: &Marker| marker.note.is_some();
    around(draft, |index| draft.passages[index].markers.clone().find(|&marker| known(&draft.markers[marker])))
}

/// The links in and around each passage.
pub(super) fn linked(draft: &Draft) -> IdVec<PassageId, Around<usize>> {
    around(draft, |index| {
        let view = draft.passages[index].view;
        let first = draft.links.partition_point(|link| link.view.end <= view.start);
        let links = draft.links[first..].iter().take_while(|link| link.view.start < view.end);
        (first..).zip(links).find(|(_, link)| link.is_outside()).map(|(index, _)| index)
    })
}

/// One for each passage; one look at each, however long the paragraph.
fn around<T: Copy>(draft: &Draft, own: impl Fn(PassageId) -> Option<T>) -> IdVec<PassageId, Around<T>> {
    let mut found: IdVec<PassageId, Around<T>> =
        draft.passages.map_each(|(passage, _)| Around { own: own(passage), before: None, after: None });
    let same = |a: PassageId, b: PassageId| draft.passages[a].paragraph == draft.passages[b].paragraph;
    let found_ids = draft.passages.ids();
    let neighbours =
        || found_ids.clone().zip(found_ids.clone().skip(1)).filter(|&(one, next)| same(one, next));
    for (one, next) in neighbours() {
        found[next].before = found[one].own.or(found[one].before);
    }
    for (one, next) in neighbours().collect::<Vec<_>>().into_iter().rev() {
        found[one].after = found[next].own.or(found[next].after);
    }
    found
}

/// What covers a passage under a reach.
fn reached<T: Copy>(reach: Reach, around: &Around<T>) -> Option<T> {
    match reach {
        Reach::ClaimsFileOnly => None,
        Reach::Sentence => around.own,
        Reach::UntilSourceChanges => around.own.or(around.before),
        Reach::Paragraph => around.own.or(around.before).or(around.after),
    }
}

/// How many assertions are covered, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names are those of `Cover`; `elsewhere` is `Repeated` and `Carried`")]
pub struct Counts {
    pub assertions: usize,
    pub cited: usize,
    pub claimed: usize,
    pub declared: usize,
    pub waived: usize,
    pub elsewhere: usize,
    pub uncovered: usize,
}

impl Counts {
    fn add(&mut self, cover: Cover) {
        self.assertions += 1;
        *match cover {
            Cover::Cited => &mut self.cited,
            Cover::Claimed => &mut self.claimed,
            Cover::Declared => &mut self.declared,
            Cover::Waived => &mut self.waived,
            Cover::Repeated(_) | Cover::Carried(_) | Cover::Beside(_) => &mut self.elsewhere,
            Cover::Uncovered => &mut self.uncovered,
        } += 1;
    }

    /// Covered assertions per hundred; `None` where there are none: nothing was covered.
    /// Of a draft, ask [`Coverage::percent`].
    pub fn percent(&self) -> Option<f64> {
        let covered = self.assertions - self.uncovered;
        (self.assertions > 0).then(|| covered as f64 * 100.0 / self.assertions as f64)
    }

    /// As [`Counts::percent`], rounded for people, and never 100 while something is uncovered.
    pub fn whole_percent(&self) -> Option<f64> {
        let most = if self.uncovered > 0 { 99.0 } else { 100.0 };
        self.percent().map(|percent| percent.round().min(most))
    }
}

/// One section's counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionCoverage {
    /// Index into `Draft::sections`.
    pub section: usize,
    /// Its title; empty before the first heading.
    pub title: String,
    /// Its counts.
    pub counts: Counts,
}

/// Coverage of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Sections that assert something, in order.
    pub sections: Vec<SectionCoverage>,
    /// The whole draft.
    pub whole: Counts,
    /// Uncovered passages, in order (indices into `Draft::passages`).
    pub uncovered: Vec<PassageId>,
    /// Passages without a source in print because something says that they need none, in order.
    pub declared: Vec<Declared>,
    /// Why the counts say nothing; empty where they do. A marker that was not read, or
    /// an assertion in a language that is not, would be counted wrongly.
    pub unknown: Vec<super::Unknown>,
}

impl Coverage {
    /// Covered assertions of the whole draft per hundred; `None` if that is not known.
    pub fn percent(&self) -> Option<f64> {
        self.whole.percent().filter(|_| self.unknown.is_empty())
    }
}

impl Case<'_> {
    /// The marker that covers a passage under the
    /// reach, if it points to a note that exists. An undefined note is no support.
    pub fn cited_by(&self, passage: PassageId) -> Option<MarkerId> {
        reached(self.reach, self.marked.get(passage)?)
    }

    /// The link (index into `Draft::links`) to an outside address that covers a
    /// passage under the reach: a reader can follow it to the source.
    pub fn linked_by(&self, passage: PassageId) -> Option<usize> {
        reached(self.reach, self.linked.get(passage)?)
    }

    /// Whether a reference manager's citation, `(Herman 2016)`, stands in the
    /// sentence: a reader sees the source without a note.
    fn cited_in_words(&self, passage: PassageId) -> bool {
        self.reach != Reach::ClaimsFileOnly
            && self.draft.is_some_and(|draft| draft.has_field_citation(passage))
    }

    /// How a passage is covered, waivers left aside. A passage that asserts something and
    /// has no source of its own may be covered by that of another.
    pub fn cover(&self, passage: PassageId) -> Cover {
        match self.own_cover(passage) {
            Cover::Uncovered => {
                let found = (self.reach != Reach::ClaimsFileOnly).then(|| {
                    let found = self.covered_elsewhere.get_or_init(|| super::elsewhere::find(self));
                    found.get(&passage).copied()
                });
                let own = || if self.declared_own(passage) { Cover::Declared } else { Cover::Uncovered };
                found.flatten().unwrap_or_else(own)
            }
            cover => cover,
        }
    }

    /// How a passage is covered by what stands in it or is anchored in it.
    pub(super) fn own_cover(&self, passage: PassageId) -> Cover {
        let marked = self.cited_by(passage).is_some() || self.linked_by(passage).is_some();
        if marked || self.cited_in_words(passage) {
            return Cover::Cited;
        }
        match self.claimed_out_of_print(passage) {
            true => Cover::Claimed,
            false => Cover::Uncovered,
        }
    }

    /// Whether a source stands in the passage itself.
    pub(super) fn is_cited(&self, passage: PassageId) -> bool {
        self.own_cover(passage) == Cover::Cited
    }

    /// The passages that coverage counts, ascending: those that show signs of an assertion or carry a marker. What a
    /// claims file says of others adds nothing to them: declaring a sentence that asserts nothing buys nothing.
    pub fn asserting(&self) -> Vec<PassageId> {
        let Some(draft) = self.draft else {
            return Vec::new();
        };
        let mut counted: Vec<PassageId> = self.assertions.iter().map(|(passage, _)| *passage).collect();
        let body = |index: &PassageId| draft.passages[*index].kind.is_body();
        counted.extend(draft.passages.ids().filter(body).filter(|&i| !draft.passages[i].markers.is_empty()));
        counted.sort_unstable();
        counted.dedup();
        counted
    }

    /// Coverage by section and in all; `waived` are passages whose findings a
    /// waiver silenced.
    pub fn coverage(&self, waived: impl Iterator<Item = PassageId>) -> Coverage {
        let mut coverage = Coverage::default();
        let Some(draft) = self.draft else {
            return coverage;
        };
        coverage.unknown = self.understanding().map(super::Understanding::unknown).unwrap_or_default();
        let waived: HashSet<PassageId> = waived.collect();
        for passage in self.asserting() {
            let cover = match self.cover(passage) {
                Cover::Uncovered if waived.contains(&passage) => Cover::Waived,
                cover => cover,
            };
            let section = draft.passages[passage].section;
            if coverage.sections.last().is_none_or(|last| last.section != section) {
                let title = draft.sections.get(section).map_or("", |s| draft.view.slice(s.view)).to_owned();
                coverage.sections.push(SectionCoverage { section, title, counts: Counts::default() });
            }
            if let Some(last) = coverage.sections.last_mut() {
                last.counts.add(cover);
            }
            coverage.whole.add(cover);
            if cover == Cover::Uncovered {
                coverage.uncovered.push(passage);
            }
        }
        coverage.declared = self.declared_passages(&waived);
        if coverage.whole.assertions == 0 && coverage.unknown.is_empty() {
            coverage.unknown.push(super::Unknown::NothingToCover);
        }
        coverage
    }
}
