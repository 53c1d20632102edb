//! What in the text stands on which source, and on which alone; and what the
//! list of outlets says of a source.

use std::collections::{HashMap, HashSet};

use super::{Case, Evidence, Source};
use crate::ids::{IdVec, MarkerId, NoteId, PassageId, SourceId};
use crate::notes::outlets::{Kind, Outlet, describes_itself_as_user_submitted};
use crate::notes::{Citation, Field, NoteDate, Signal, Target};
use crate::span::Span;

/// One sentence that carries a marker to a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InText {
    /// The passage.
    pub passage: PassageId,
    /// The marker.
    pub marker: MarkerId,
    /// The note it points to.
    pub note: NoteId,
    /// Whether nothing else is cited at this point of the passage, nor for a
    /// claim in it: the clause before the marker stands on it alone.
    pub sole: bool,
    /// Whether nothing else is cited in the whole passage.
    pub whole: bool,
}

/// Markers no further apart than this (bytes of the view) stand side by side.
const SIDE_BY_SIDE: u32 = 2;

/// Whether all citations at a place are of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Only {
    /// Nothing is cited.
    #[default]
    Nothing,
    /// This source and no other.
    This(usize),
    /// Several, or one that is not known.
    Mixed,
}

impl Only {
    fn of(all: impl Iterator<Item = Option<usize>>) -> Self {
        let mut only = Self::default();
        all.for_each(|source| only.add(source));
        only
    }

    fn add(&mut self, source: Option<usize>) {
        *self = match (*self, source) {
            (Self::Nothing, Some(source)) => Self::This(source),
            (Self::This(held), Some(source)) if held == source => Self::This(held),
            _ => Self::Mixed,
        };
    }
}

/// One citation at a point of a passage.
struct Cited {
    source: Option<usize>,
    marker: MarkerId,
    note: NoteId,
    point: u32,
}

/// Where each source is relied on.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// For each of `Notes::sources`, in the order of the text.
    pub by_source: Vec<Vec<InText>>,
    /// For each note, its first marker in running text.
    pub first_marker: IdVec<NoteId, Option<MarkerId>>,
    /// For each note, the lines of the claims file about it.
    lines: IdVec<NoteId, Vec<SourceId>>,
}

/// A source whose outlet is of a kind that was asked for.
#[derive(Debug, Clone)]
pub struct Leaning<'a> {
    /// Index into `Notes::sources`.
    pub source: usize,
    /// The row of the list; `None` where the outlet's own tagline tells.
    pub outlet: Option<&'a Outlet>,
    /// The outlet's words in the view.
    pub span: Span,
    /// The note that gives the source in full.
    pub note: NoteId,
    /// Sentences that stand on it alone and do not name it.
    pub alone: Vec<InText>,
}

impl<'a> Case<'a> {
    /// Where each source is relied on; found out once. Linear in the draft.
    pub fn standing(&self) -> &Standing {
        self.standing.get_or_init(|| self.stand())
    }

    fn stand(&self) -> Standing {
        let Some(draft) = self.draft else { return Standing::default() };
        let mut standing = Standing {
            by_source: vec![Vec::new(); self.notes.sources.len()],
            first_marker: draft.notes.map_each(|_| None),
            lines: draft.notes.map_each(|_| Vec::new()),
        };
        for (index, line) in self.sources.each() {
            for &note in &line.notes {
                standing.lines[note].push(index);
            }
        }
        for (index, passage) in draft.passages.each() {
            let mut cited: Vec<Cited> = Vec::new();
            for marker in passage.markers.clone() {
                let Some(note) = draft.markers[marker].note else { continue };
                standing.first_marker[note].get_or_insert(marker);
                let at = draft.markers[marker].view;
                let start = cited.len();
                for citation in self.notes.notes.get(note).map_or(&[][..], |read| &read.citations) {
                    let source = match citation.target {
                        Target::Source(source) => Some(source),
                        // Words not understood may be another source.
                        _ => None,
                    };
                    cited.push(Cited { source, marker, note, point: at });
                }
                // Markers side by side stand for one point of the text.
                if let Some(before) = start.checked_sub(1).map(|before| cited[before].point)
                    && at.saturating_sub(before) <= SIDE_BY_SIDE
                {
                    cited[start..].iter_mut().for_each(|one| one.point = before);
                }
            }
            let body = passage.kind.is_body();
            let whole = Only::of(cited.iter().map(|one| one.source));
            let mut points: HashMap<u32, Only> = HashMap::new();
            for one in &cited {
                points.entry(one.point).or_default().add(one.source);
            }
            let mut seen = HashSet::new();
            for one in &cited {
                let Some(source) = one.source.filter(|source| seen.insert(*source)) else { continue };
                let alone = whole == Only::This(source);
                let sole = body
                    && points.get(&one.point) == Some(&Only::This(source))
                    && !self.claimed_from_others(index, source, alone);
                let (marker, note) = (one.marker, one.note);
                standing.by_source[source].push(InText {
                    passage: index,
                    marker,
                    note,
                    sole,
                    whole: sole && alone,
                });
            }
        }
        standing
    }

    /// Whether a claim in this passage that rests on the source has evidence from
    /// elsewhere too. `alone`: the passage cites nothing else, so any claim in it counts.
    fn claimed_from_others(&self, passage: PassageId, source: usize, alone: bool) -> bool {
        let entries = self.anchored.get(&passage).map_or(&[][..], Vec::as_slice);
        let from = |evidence: &Evidence<'_>| {
            evidence.notes.iter().any(|&note| self.notes.sources_of(note).contains(&source))
        };
        entries.iter().map(|&entry| &self.entries[entry].evidence).any(|all| {
            (alone || all.iter().any(from))
                && all.iter().any(|evidence| evidence.supports() && evidence.known && !from(evidence))
        })
    }

    /// The lines of the claims file about a source of the notes.
    pub fn declared(&self, source: usize) -> impl Iterator<Item = &Source<'a>> + '_ {
        self.notes.sources[source].uses.iter().flat_map(|used| self.declared_in(used.note))
    }

    /// The lines of the claims file about a note.
    pub fn declared_in(&self, note: NoteId) -> impl Iterator<Item = &Source<'a>> + '_ {
        let lines = self.standing().lines.get(note).map_or(&[][..], Vec::as_slice);
        lines.iter().map(|&line| &self.sources[line])
    }

    /// The passage of a note's first marker.
    pub fn passage_of(&self, note: NoteId) -> Option<PassageId> {
        let marker = self.standing().first_marker.get(note).copied().flatten()?;
        self.draft?.markers[marker].passage
    }

    /// What the list says of a source's outlet; looked up once for all rules.
    pub fn outlet_row(&self, source: usize) -> Option<(&'a Outlet, Span)> {
        let rows = self.outlet_rows.get_or_init(|| {
            (0..self.notes.sources.len()).map(|source| self.outlet_of(self.notes.fullest(source))).collect()
        });
        rows.get(source).copied().flatten()
    }

    /// What the list says of a citation's outlet: by a whole name, else by the
    /// host of its address.
    fn outlet_of(&self, citation: &Citation) -> Option<(&'a Outlet, Span)> {
        let list = &self.options.outlets;
        let year = citation.date.value().and_then(|date: &NoteDate| date.year);
        let named = |name: &str| list.by_name(name).filter(|row| row.holds_in(year));
        let fields = [&citation.container, &citation.publisher];
        for field in fields {
            if let Field::Found(found) = field
                && let Some(row) = named(&found.value)
                    .or_else(|| found.value.split_once(" | ").and_then(|(head, _)| named(head)))
            {
                return Some((row, found.span));
            }
        }
        let bodies = citation.author_list().iter().filter(|author| author.body || author.given.is_empty());
        for body in bodies {
            if let Some(row) = named(&body.family) {
                return Some((row, body.span));
            }
        }
        let url = citation.url.as_ref()?;
        let host = crate::notes::outlets::host_of(&url.value)?;
        let row = list.by_host(&host).filter(|row| row.holds_in(year))?;
        // A piece of another outlet that merely stands at this host is that outlet's.
        let own = matches!(row.kind, Kind::StateControlled | Kind::Government | Kind::Body | Kind::None);
        (own || citation.outlet().is_none()).then_some((row, url.span))
    }

    /// Sources whose outlet is of one of these kinds and on which sentences
    /// stand alone that do not name it. Sources that the claims file calls
    /// `primary` or `object of study` are left out.
    pub fn leaning_on(&self, kinds: &[Kind]) -> Vec<Leaning<'a>> {
        let mut found = Vec::new();
        let Some(draft) = self.draft else { return found };
        for source in 0..self.notes.sources.len() {
            let Some((outlet, span)) = self.of_kind(source, kinds) else { continue };
            if self.declared(source).any(|line| set_aside(line)) {
                continue;
            }
            let work = &self.notes.sources[source];
            let Some(&used) = work.uses.get(work.full.unwrap_or(0)) else { continue };
            let alone: Vec<InText> = self.standing().by_source[source]
                .iter()
                .filter(|at| at.sole && !self.is_contrary(at.note, source))
                .filter(|at| outlet.is_none_or(|row| !row.is_named_in(draft.words(at.passage))))
                .copied()
                .collect();
            if !alone.is_empty() {
                found.push(Leaning { source, outlet, span, note: used.note, alone });
            }
        }
        found
    }

    fn of_kind(&self, source: usize, kinds: &[Kind]) -> Option<(Option<&'a Outlet>, Span)> {
        if let Some((row, span)) = self.outlet_row(source) {
            return kinds.contains(&row.kind).then_some((Some(row), span));
        }
        let (outlet, span) = self.notes.fullest(source).outlet()?;
        (kinds.contains(&Kind::Aggregator) && describes_itself_as_user_submitted(outlet))
            .then_some((None, span))
    }

    /// Whether the note cites the source as speaking against the text.
    fn is_contrary(&self, note: NoteId, source: usize) -> bool {
        self.notes.notes[note].citations.iter().any(|citation| {
            citation.target == Target::Source(source)
                && citation.signal.as_ref().is_some_and(|signal| {
                    matches!(signal.value, Signal::Contra | Signal::ButSee | Signal::ButCf | Signal::Compare)
                })
        })
    }

    /// One line where a row of the list is two years old or older.
    pub fn age_note(&self, outlet: Option<&Outlet>) -> String {
        self.options
            .today
            .and_then(|today| outlet?.years_old(today))
            .map(|years| format!("; this list entry is {years} years old: check that it is current"))
            .unwrap_or_default()
    }
}

/// Whether the author declared that the source is cited for what it itself says.
fn set_aside(line: &Source<'_>) -> bool {
    use crate::syntax::tree::SourceLevel;
    line.decl.object_of_study.is_some()
        || line.decl.level.as_ref().is_some_and(|level| level.value == Some(SourceLevel::Primary))
}
