//! *Ibid.* and *supra note 4*: forms that point to a place, not to a name.
//!
//! What a note stands on may hang on another note, and that on a third: chains
//! are followed without recursion, each step once, and rings are found.

use super::order::{Before, Order};
use super::same::{Asked, Works};
use super::short::MOST_LISTED;
use crate::ids::{IdVec, NoteId};
use crate::notes::{Citation, Form, ReadNote, Signal, Target, Use};

/// How many sources of one note are told apart.
const MOST_OF_A_NOTE: usize = 256;

/// A thing to be found out: one citation's target, or what a note stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Node {
    Citation(Use),
    Note(NoteId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// What a note stands on.
#[derive(Debug, Clone, Default)]
struct Stand {
    /// Its works, each once.
    works: Vec<usize>,
    /// Works that are only quoted in the one before them.
    quoted: Vec<usize>,
    /// Whether a citation of it was not resolved.
    hole: bool,
}

/// Follows what points.
pub(super) struct Points<'a> {
    pub notes: &'a super::ReadNotes,
    pub scopes: &'a IdVec<NoteId, u32>,
    pub order: &'a Order,
    pub works: &'a Works,
    /// super::Targets by note and citation; works stand for sources. `None`: to be
    /// found out here.
    pub targets: super::Targets,
    /// Works of each note whose citations name them by themselves.
    known: IdVec<NoteId, Vec<usize>>,
    open: IdVec<NoteId, Vec<bool>>,
    note_states: IdVec<NoteId, State>,
    stands: IdVec<NoteId, Stand>,
}

impl<'a> Points<'a> {
    pub(super) fn new(
        notes: &'a super::ReadNotes,
        scopes: &'a IdVec<NoteId, u32>,
        order: &'a Order,
        works: &'a Works,
        targets: super::Targets,
    ) -> Self {
        Self {
            notes,
            scopes,
            order,
            works,
            known: notes.iter().zip(&targets).map(|(note, targets)| known(note, targets)).collect(),
            open: targets.iter().map(|note| vec![false; note.len()]).collect(),
            targets,
            note_states: notes.map_each(|_| State::New),
            stands: notes.map_each(|_| Stand::default()),
        }
    }

    /// Finds out every target that is not known yet.
    pub(super) fn solve(mut self) -> super::Targets {
        for note in self.notes.ids() {
            for citation in 0..self.notes[note].citations.len() {
                self.run(Node::Citation(Use { note, citation }));
            }
        }
        self.targets
    }

    fn state(&self, node: Node) -> State {
        match node {
            Node::Citation(at) if self.targets[at.note][at.citation].is_some() => State::Done,
            Node::Citation(at) if self.open[at.note][at.citation] => State::Open,
            Node::Citation(_) => State::New,
            Node::Note(note) => self.note_states[note],
        }
    }

    /// Works off one node and all that it hangs on, with a stack of our own.
    fn run(&mut self, first: Node) {
        let mut stack = vec![first];
        while let Some(&node) = stack.last() {
            if self.state(node) == State::Done {
                stack.pop();
                continue;
            }
            match node {
                Node::Citation(at) => self.open[at.note][at.citation] = true,
                Node::Note(note) => self.note_states[note] = State::Open,
            }
            let needed: Vec<Node> =
                self.needs(node).into_iter().filter(|node| self.state(*node) != State::Done).collect();
            if needed.is_empty() {
                self.settle(node);
                stack.pop();
                continue;
            }
            match needed.iter().find(|node| self.state(**node) == State::Open) {
                Some(&back) => self.ring(&stack, back),
                None => stack.extend(needed),
            }
        }
    }

    /// What must be known first.
    fn needs(&self, node: Node) -> Vec<Node> {
        match node {
            Node::Note(note) => self
                .counted(note)
                .filter(|at| self.targets[at.note][at.citation].is_none())
                .map(Node::Citation)
                .collect(),
            Node::Citation(at) => match self.points_to(at) {
                Pointed::Citation(before) => vec![Node::Citation(before)],
                Pointed::Note(note) if self.named_in(at, note).is_empty() => vec![Node::Note(note)],
                _ => Vec::new(),
            },
        }
    }

    /// Citations of a note that say what it stands on: mere pointers to other
    /// notes ("see note 4") count only where there is nothing else.
    fn counted(&self, note: NoteId) -> impl Iterator<Item = Use> {
        let citations = &self.notes[note].citations;
        let all = citations.iter().all(is_mere_pointer);
        let counts = move |(_, one): &(usize, &Citation)| all || !is_mere_pointer(one);
        citations.iter().enumerate().filter(counts).map(move |(citation, _)| Use { note, citation })
    }

    fn points_to(&self, at: Use) -> Pointed {
        let citation = &self.notes[at.note].citations[at.citation];
        if let (Form::NoteReference, Some(reference)) = (citation.form, &citation.reference) {
            return match self.order.numbered(self.scopes[at.note], reference.value.number) {
                None => Pointed::Lost(Target::Missing),
                Some(note) if note == at.note => Pointed::Lost(Target::Cycle),
                Some(note) if self.notes[note].citations.is_empty() => Pointed::Lost(Target::Comment(note)),
                Some(note) => Pointed::Note(note),
            };
        }
        if at.citation > 0 {
            return Pointed::Citation(Use { citation: at.citation - 1, ..at });
        }
        match self.order.before(at.note) {
            Before::Nothing => Pointed::Lost(Target::Missing),
            // The gap is reported as such.
            Before::Gap => Pointed::Lost(Target::None),
            Before::Note(note) if self.notes[note].citations.is_empty() => {
                Pointed::Lost(Target::Comment(note))
            }
            Before::Note(note) => Pointed::Note(note),
        }
    }

    /// Works known to be cited in a note that the citation names.
    fn named_in(&self, at: Use, note: NoteId) -> Vec<usize> {
        let citation = &self.notes[at.note].citations[at.citation];
        if citation.form != Form::NoteReference {
            return Vec::new();
        }
        self.named(citation, &self.known[note])
    }

    fn named(&self, citation: &Citation, works: &[usize]) -> Vec<usize> {
        if is_mere_pointer(citation) {
            return Vec::new();
        }
        let asked = Asked::of(citation);
        let facts = |work: usize| &self.works.found[work].facts;
        let mut named: Vec<usize> =
            works.iter().copied().filter(|work| facts(*work).named_by(&asked) == Some(true)).collect();
        let fits = |work: &usize| facts(*work).title_fits(&asked);
        if named.len() > 1 && named.iter().any(fits) {
            named.retain(fits);
        }
        named
    }

    /// Everything needed is known: writes the answer down.
    fn settle(&mut self, node: Node) {
        match node {
            Node::Note(note) => {
                self.stands[note] = self.stand(note);
                self.note_states[note] = State::Done;
            }
            Node::Citation(at) => {
                let target = match self.points_to(at) {
                    Pointed::Lost(target) => target,
                    Pointed::Citation(before) => match &self.targets[before.note][before.citation] {
                        Some(Target::Source(work)) => Target::Source(*work),
                        // A hole is reported once, where it is.
                        _ => Target::None,
                    },
                    Pointed::Note(note) => self.at_note(at, note),
                };
                self.targets[at.note][at.citation] = Some(target);
            }
        }
    }

    fn stand(&self, note: NoteId) -> Stand {
        let mut stand = Stand::default();
        for at in self.counted(note) {
            let citation = &self.notes[at.note].citations[at.citation];
            let signal = citation.signal.as_ref().map(|signal| signal.value);
            let quoted = at.citation > 0 && matches!(signal, Some(Signal::QuotedIn | Signal::CitedIn));
            match &self.targets[at.note][at.citation] {
                Some(Target::Source(work)) => {
                    let list = if quoted { &mut stand.quoted } else { &mut stand.works };
                    if list.len() < MOST_OF_A_NOTE && !list.contains(work) {
                        list.push(*work);
                    }
                }
                _ => stand.hole = true,
            }
        }
        stand
    }

    /// The target of a citation that points to a whole note.
    fn at_note(&self, at: Use, note: NoteId) -> Target {
        let citation = &self.notes[at.note].citations[at.citation];
        let named = self.named_in(at, note);
        if !named.is_empty() {
            return one_of(&named);
        }
        let stand = &self.stands[note];
        if citation.form != Form::NoteReference {
            let works = if stand.works.is_empty() { &stand.quoted } else { &stand.works };
            return match works.as_slice() {
                [] => Target::None,
                [_] if stand.hole => Target::None,
                works => one_of(works),
            };
        }
        let all: Vec<usize> = stand.works.iter().chain(&stand.quoted).copied().collect();
        let named = self.named(citation, &all);
        match (named.as_slice(), all.as_slice()) {
            ([], []) => Target::None,
            // Named otherwise than all of them: the number may be meant, or the name.
            ([], [_]) if stand.hole => Target::None,
            ([], all) => one_of(all),
            (named, _) => one_of(named),
        }
    }

    /// `back` is open and needed again: all from there to the top stand in a ring.
    fn ring(&mut self, stack: &[Node], back: Node) {
        let from = stack.iter().rposition(|node| *node == back).unwrap_or(0);
        for &node in &stack[from..] {
            if self.state(node) != State::Open {
                continue;
            }
            match node {
                Node::Note(note) => {
                    self.stands[note] = self.stand(note);
                    self.note_states[note] = State::Done;
                }
                Node::Citation(at) => {
                    let known = match self.points_to(at) {
                        Pointed::Note(note) => self.known[note].as_slice(),
                        _ => &[],
                    };
                    let target = if known.is_empty() { Target::Cycle } else { one_of(known) };
                    self.targets[at.note][at.citation] = Some(target);
                }
            }
        }
    }
}

/// Works of a note whose citations name them by themselves, each once.
fn known(note: &ReadNote, targets: &[Option<Target>]) -> Vec<usize> {
    let mut works = Vec::new();
    for target in targets.iter().take(note.citations.len()) {
        if let Some(Target::Source(work)) = target
            && works.len() < MOST_OF_A_NOTE
            && !works.contains(work)
        {
            works.push(*work);
        }
    }
    works
}

/// Where a citation points.
enum Pointed {
    Citation(Use),
    Note(NoteId),
    /// Nowhere that could be followed.
    Lost(Target),
}

/// "See note 4 above", no work named.
fn is_mere_pointer(citation: &Citation) -> bool {
    citation.form == Form::NoteReference && !citation.authors.is_found() && !citation.title.is_found()
}

fn one_of(works: &[usize]) -> Target {
    match works {
        [one] => Target::Source(*one),
        several => Target::Ambiguous(several.iter().take(MOST_LISTED).copied().collect()),
    }
}
