//! The argument of a case: its graph, how every entry fares, and why, in words.

use super::{Case, Evidence, Resolved};
use crate::argument::framework::Framework;
use crate::argument::graph::{Graph, Parts};
use crate::argument::status::{Argued, Status, Why};
use crate::lexicon::list;
use crate::span::{Place, Span};
use crate::syntax::tree::{Against, ClaimKind, EntryKind};

/// An entry's status for a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryStatus {
    /// Its name.
    pub name: String,
    /// `claim`, `assumption` or `objection`.
    pub is: &'static str,
    /// How it fares.
    pub status: Status,
    /// Why, in words; may be empty.
    pub why: String,
    /// Whether it is an objection that cites nothing.
    pub cites_nothing: bool,
    /// Its name in the claims file.
    pub place: Place,
}

/// The argument for a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statuses {
    /// The theses, by name.
    pub theses: Vec<String>,
    /// Every entry, in file order.
    pub entries: Vec<EntryStatus>,
}

/// The graph of a case. Names that name nothing are left out: another rule
/// reports them, and a reason is not held to fall by a misspelt name.
pub fn graph_of(case: &Case<'_>) -> Graph {
    let known = |name: &str| case.entry_names.get(name).and_then(|&entry| u32::try_from(entry).ok());
    let mut parts = Parts::default();
    for (index, resolved) in (0u32..).zip(&case.entries) {
        parts.ground.push(has_ground(case, resolved));
        for because in &resolved.entry.because {
            let members = because.names.iter().filter_map(|name| known(&name.value)).collect();
            parts.reasons.push((index, members));
        }
        if resolved.entry.entry != EntryKind::Objection {
            continue;
        }
        for against in &resolved.entry.against {
            match against {
                Against::Entry(name) => {
                    parts.attacks.extend(known(&name.value).map(|target| (index, target)));
                }
                Against::Step { from, to, .. } => {
                    if let (Some(from), Some(to)) = (known(&from.value), known(&to.value)) {
                        parts.step_attacks.push((index, (from, to)));
                    }
                }
            }
        }
    }
    Graph::new(parts)
}

/// Whether an entry has ground of its own: an assumption, a value, a definition and common knowledge always;
/// a claim if it cites a source that states or supports it and was not withdrawn; an objection unless it rests on reasons alone.
/// A citation that could not be understood counts: it is reported, and nothing else shall follow from it.
pub fn has_ground(case: &Case<'_>, resolved: &Resolved<'_>) -> bool {
    let entry = resolved.entry;
    if resolved.evidence.iter().any(|it| case.gives_ground(resolved, it))
        || case.slip_at(resolved.place(entry.span))
        || case.lost_its_markers(resolved)
    {
        return true;
    }
    match entry.entry {
        EntryKind::Assume => true,
        EntryKind::Objection => entry.because.is_empty(),
        EntryKind::Claim => stands_by_kind(resolved),
    }
}

/// Whether a claim's kind asks for neither evidence nor reasons.
pub fn stands_by_kind(resolved: &Resolved<'_>) -> bool {
    matches!(
        resolved.kind(),
        None | Some(ClaimKind::Value | ClaimKind::Definition | ClaimKind::CommonKnowledge)
    )
}

/// The argument of a case as a plain attack graph.
pub fn framework_of(case: &Case<'_>) -> Framework {
    let graph = &case.argued().graph;
    let names = (0..graph.nodes).map(|node| match graph.step(node) {
        // Entries of one name are told apart by their number.
        None if case.entry_names.get(case.name(node)) != Some(&node) => {
            format!("{}-{}", case.name(node), node + 1)
        }
        None => case.name(node).to_owned(),
        Some((from, to)) => format!("step-{}-to-{}", case.name(from), case.name(to)),
    });
    let mut seen = std::collections::HashSet::new();
    let names = names.map(|mut name| {
        while !seen.insert(name.clone()) {
            name.push_str("-x");
        }
        name
    });
    Framework::of(graph, names.collect())
}

impl<'a> Case<'a> {
    /// The argument with the status of every entry; worked out once.
    pub fn argued(&self) -> &Argued {
        self.argued.get_or_init(|| Argued::new(graph_of(self)))
    }

    /// How every entry fares, for a report. Empty where the author has not linked any claims.
    pub fn statuses(&self) -> Statuses {
        if !self.is_linked() {
            return Statuses::default();
        }
        let status = |entry: usize| EntryStatus {
            name: self.name(entry).to_owned(),
            is: self.entry_kind(entry),
            status: self.argued().status(entry),
            why: self.why_words(entry),
            cites_nothing: self.cites_nothing(entry),
            place: self.node_place(entry),
        };
        Statuses {
            theses: self.theses().into_iter().map(|thesis| self.name(thesis).to_owned()).collect(),
            entries: (0..self.entries.len()).map(status).collect(),
        }
    }

    /// Whether the author has linked claims at all: some entry gives a reason or objects to something.
    pub fn is_linked(&self) -> bool {
        self.argued().graph.members.links() > 0 || self.argued().graph.objects.links() > 0
    }

    /// Whether a citation carries its entry: it states or supports it, and its source was not withdrawn (but what says
    /// that it was may cite it).
    pub fn gives_ground(&self, resolved: &Resolved<'_>, evidence: &Evidence<'_>) -> bool {
        let withdrawn = evidence.source.is_some_and(|source| self.sources[source].decl.withdrawn.is_some());
        let says_so = || {
            let words = resolved.statement.to_lowercase();
            list::SAYS_WITHDRAWN.iter().any(|said| words.contains(said))
        };
        evidence.supports() && (!withdrawn || says_so())
    }

    /// The name of a node: an entry's, or `the step from a to b`.
    pub fn node_name(&self, node: usize) -> String {
        match self.argued().graph.step(node) {
            Some((from, to)) => format!("the step from `{}` to `{}`", self.name(from), self.name(to)),
            None => format!("`{}`", self.name(node)),
        }
    }

    /// An entry's name.
    pub fn name(&self, entry: usize) -> &'a str {
        &self.entries[entry].entry.name.value
    }

    /// Where a node is declared in the claims file: an entry's name, or the clause that attacks a step.
    pub fn node_place(&self, node: usize) -> Place {
        let entry = self.argued().graph.step(node).map_or(node, |(from, _)| from);
        self.entries[entry].place(self.node_span(node))
    }

    fn node_span(&self, node: usize) -> Span {
        let Some((from, to)) = self.argued().graph.step(node) else {
            return self.entries[node].entry.name.span;
        };
        let (from, to) = (self.name(from), self.name(to));
        let clauses = self.entries.iter().flat_map(|resolved| &resolved.entry.against);
        let mut step = clauses.filter_map(|against| match against {
            Against::Step { span, from: a, to: b } if a.value == from && b.value == to => Some(*span),
            _ => None,
        });
        step.next().unwrap_or_default()
    }

    /// Whether a node is an objection that cites nothing which supports it.
    pub fn cites_nothing(&self, node: usize) -> bool {
        self.entries.get(node).is_some_and(|resolved| {
            resolved.entry.entry == EntryKind::Objection && !resolved.evidence.iter().any(Evidence::supports)
        })
    }

    /// An objection as a cause: its name, and that it cites nothing if so.
    pub fn objection_named(&self, node: usize) -> String {
        match self.cites_nothing(node) {
            true => format!("{}, an objection that cites nothing", self.node_name(node)),
            false => self.node_name(node),
        }
    }

    /// Why a node fares as it does, as the rest of a sentence that began with its status: "on 1 of 2
    /// reasons; 1 objection, answered by `x`". Empty where there is nothing to add.
    pub fn why_words(&self, node: usize) -> String {
        let argued = self.argued();
        match argued.why(node) {
            Why::Carried { standing, reasons, answered } => {
                self.carried_words(node, (standing, reasons), &answered)
            }
            Why::Objection(objection) => format!("by {}", self.objection_named(objection)),
            Why::Fallen(member) => {
                format!("depends on {}, which is {}", self.node_name(member), self.fell_words(member))
            }
            Why::Ring => "its reasons lead back to it".to_owned(),
            Why::Nothing if argued.graph.step(node).is_some() => String::new(),
            Why::Nothing if self.is_withdrawn(node) => "cites only what was withdrawn".to_owned(),
            Why::Nothing => "has no source and no reason".to_owned(),
            Why::Cycle(ring) => self.cycle_words(&ring),
        }
    }

    /// Whether an entry cites support, all of it withdrawn.
    fn is_withdrawn(&self, node: usize) -> bool {
        self.entries.get(node).is_some_and(|resolved| resolved.evidence.iter().any(Evidence::supports))
    }

    /// "defeated by `x`", "unsupported"; for the second half of a sentence.
    pub fn fell_words(&self, node: usize) -> String {
        let argued = self.argued();
        match argued.why(node) {
            Why::Objection(objection) => format!("defeated by {}", self.objection_named(objection)),
            Why::Nothing if self.is_withdrawn(node) => {
                "unsupported (it cites only what was withdrawn)".to_owned()
            }
            Why::Nothing => "unsupported (no source and no reason)".to_owned(),
            Why::Ring => "unsupported (its reasons lead back to it)".to_owned(),
            _ => argued.status(node).name().to_owned(),
        }
    }

    fn carried_words(
        &self,
        node: usize,
        (standing, reasons): (usize, usize),
        answered: &[(usize, usize)],
    ) -> String {
        let mut words = Vec::new();
        let grounds = self.entries.get(node).map_or(0, |resolved| {
            resolved.evidence.iter().filter(|evidence| self.gives_ground(resolved, evidence)).count()
        });
        let mut on = Vec::new();
        if standing > 0 {
            on.push(match reasons {
                1 => "its only reason".to_owned(),
                many => format!("{standing} of {many} reasons"),
            });
        }
        if grounds > 0 {
            on.push(if grounds == 1 { "1 citation".to_owned() } else { format!("{grounds} citations") });
        }
        if let (true, Some(last)) = (standing == 0, on.last_mut()) {
            match reasons {
                0 => {}
                1 => last.push_str(", not on its reason"),
                _ => last.push_str(", not on its reasons"),
            }
        }
        if !on.is_empty() {
            words.push(format!("on {}", on.join(" and ")));
        } else if let Some(resolved) = self.entries.get(node) {
            match resolved.entry.entry {
                EntryKind::Assume => words.push("as an assumption".to_owned()),
                EntryKind::Objection => words.push("has no source, and nothing answers it".to_owned()),
                EntryKind::Claim if stands_by_kind(resolved) => words.push("by its kind".to_owned()),
                EntryKind::Claim => {}
            }
        }
        if let Some(&(_, answer)) = answered.first() {
            let count = answered.len();
            let noun = if count == 1 { "objection" } else { "objections" };
            let rest = if count > 1 { " and others" } else { "" };
            words.push(format!("{count} {noun}, answered by {}{rest}", self.node_name(answer)));
        }
        words.join("; ")
    }

    /// A ring of objections in words, at most six of them: "`a` stands against `b`, `b` against `a`; …".
    fn cycle_words(&self, ring: &[usize]) -> String {
        const SHOWN: usize = 6;
        let argued = self.argued();
        if let [one] = ring {
            return format!("{} objects to itself", self.node_name(*one));
        }
        let next = ring.iter().cycle().skip(1);
        let mut said: Vec<String> = ring
            .iter()
            .zip(next)
            .take(SHOWN)
            .map(|(&from, &to)| {
                // A link leads from an entry to what it waits for.
                let attacked = argued.graph.objections.of(from).contains(&(to as u32));
                let (from, to) = (self.node_name(from), self.node_name(to));
                if attacked { format!("{to} rebuts {from}") } else { format!("{from} rests on {to}") }
            })
            .collect();
        if ring.len() > SHOWN {
            said.push(format!("and so on through {} entries", ring.len()));
        }
        format!("{}; nothing in the file settles it", said.join(", "))
    }
}
