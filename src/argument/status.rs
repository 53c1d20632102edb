//! How each entry fares, and why, in words.

use super::cycles::{Budget, components, shortest_rings};
use super::graph::{Graph, Links, stands_by_kind};
use super::label::{Label, Loss, label};
use super::{Case, Evidence};
use crate::span::{Place, Span};
use crate::syntax::tree::{Against, EntryKind};

/// How an entry fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nothing in the file defeats it.
    Stands,
    /// An objection against it stands.
    Defeated,
    /// It has no ground of its own, and every reason given for it has fallen.
    Unsupported,
    /// Objections that rebut each other leave it open.
    Contested,
}

impl Status {
    /// Every status, the best first.
    pub const ALL: [Status; 4] = [Status::Stands, Status::Defeated, Status::Unsupported, Status::Contested];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Status::Stands => "stands",
            Status::Defeated => "defeated",
            Status::Unsupported => "unsupported",
            Status::Contested => "contested",
        }
    }
}

/// Why an entry fares as it does. Numbers are nodes of the graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It stands: on so many of its reasons, and on ground of its own or not; objections with their answers.
    Carried {
        /// Reasons that stand.
        standing: usize,
        /// All its reasons.
        reasons: usize,
        /// Each objection with the one that answers it.
        answered: Vec<(usize, usize)>,
    },
    /// This objection against it stands.
    Objection(usize),
    /// This member of its first reason is the first that fell.
    Fallen(usize),
    /// Its reasons lead back to it.
    Ring,
    /// It cites nothing and gives no reason.
    Nothing,
    /// Its shortest ring of objections and needs; each stands against, or rests on, the one after it.
    Cycle(Vec<usize>),
}

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

/// The graph of a case, labelled.
#[derive(Debug, Clone)]
pub struct Argued {
    /// What rests on what.
    pub graph: Graph,
    /// The label of each node.
    pub labels: Vec<Label>,
    /// What nothing settles; `None` where everything is settled.
    open: Option<Open>,
}

/// What nothing settles.
#[derive(Debug, Clone)]
struct Open {
    /// For each open node the open ones that it waits for.
    links: Links,
    /// For each node the component of these links that it is in.
    component: Vec<u32>,
    /// For each component its shortest ring, if it has one.
    rings: Vec<Option<Vec<usize>>>,
}

impl Argued {
    /// Labels a graph.
    pub fn new(graph: Graph) -> Self {
        let labels = label(&graph, &Loss::default());
        let open = labels.contains(&Label::Open).then(|| {
            let links = open_links(&graph, &labels);
            let component = components(&links);
            // As dear as a pass over a large file; a small one is searched in full.
            let rings = shortest_rings(&links, &component, &mut Budget::new(2_000_000));
            Open { links, component, rings }
        });
        Self { graph, labels, open }
    }

    /// How a node fares.
    pub fn status(&self, node: usize) -> Status {
        match self.labels[node] {
            Label::In => Status::Stands,
            Label::Open => Status::Contested,
            Label::Out if self.attacker(node).is_some() => Status::Defeated,
            Label::Out => Status::Unsupported,
        }
    }

    /// The first objection against a node that stands.
    pub fn attacker(&self, node: usize) -> Option<usize> {
        self.first(self.graph.objections.of(node), Label::In)
    }

    fn first(&self, nodes: &[u32], label: Label) -> Option<usize> {
        nodes.iter().map(|&node| node as usize).find(|&node| self.labels[node] == label)
    }

    /// Whether a reason stands.
    pub fn reason_stands(&self, reason: usize) -> bool {
        !self.graph.circular[reason]
            && self.graph.members.of(reason).iter().all(|&member| self.labels[member as usize] == Label::In)
    }

    /// Why a node fares as it does.
    pub fn why(&self, node: usize) -> Why {
        let graph = &self.graph;
        let reasons = || graph.reasons.of(node).iter().map(|&reason| reason as usize);
        match self.labels[node] {
            Label::In => Why::Carried {
                standing: reasons().filter(|&reason| self.reason_stands(reason)).count(),
                reasons: graph.reasons.of(node).len(),
                answered: graph
                    .objections
                    .of(node)
                    .iter()
                    .filter_map(|&objection| {
                        let objection = objection as usize;
                        Some((objection, self.answer(objection)?))
                    })
                    .collect(),
            },
            Label::Out => {
                if let Some(objection) = self.attacker(node) {
                    return Why::Objection(objection);
                }
                let fallen = reasons()
                    .filter(|&reason| !graph.circular[reason])
                    .find_map(|reason| self.first(graph.members.of(reason), Label::Out));
                match fallen {
                    Some(member) => Why::Fallen(member),
                    None if reasons().next().is_some() => Why::Ring,
                    None => Why::Nothing,
                }
            }
            Label::Open => Why::Cycle(self.ring_of(node)),
        }
    }

    /// What answers an objection: the objection against it that stands, or what its own reasons lost.
    pub fn answer(&self, objection: usize) -> Option<usize> {
        match self.why(objection) {
            Why::Objection(answer) | Why::Fallen(answer) => Some(answer),
            _ => None,
        }
    }

    /// The shortest ring that keeps a node open: that of its own component, else the first that it hangs on.
    fn ring_of(&self, node: usize) -> Vec<usize> {
        let Some(Open { links, component, rings }) = &self.open else { return Vec::new() };
        let mut seen = std::collections::HashSet::from([node]);
        let mut todo = std::collections::VecDeque::from([node]);
        while let Some(at) = todo.pop_front() {
            if let Some(ring) = rings.get(component[at] as usize).and_then(Option::as_ref) {
                return ring.clone();
            }
            todo.extend(links.of(at).iter().map(|&next| next as usize).filter(|next| seen.insert(*next)));
        }
        Vec::new()
    }

    /// Where the trouble of a fallen or contested node begins: the way down from it by what fell first. The
    /// last is defeated, cites nothing, goes in a ring or is contested by itself.
    pub fn way_down(&self, node: usize) -> Vec<usize> {
        let mut way = vec![node];
        let mut at = node;
        while way.len() <= self.graph.nodes
            && self.labels[at] == Label::Out
            && let Why::Fallen(member) = self.why(at)
        {
            way.push(member);
            at = member;
        }
        way
    }
}

/// For each open node the open ones that it waits for.
fn open_links(graph: &Graph, labels: &[Label]) -> Links {
    let mut pairs = Vec::new();
    for node in (0..graph.nodes).filter(|&node| labels[node] == Label::Open) {
        let members = graph.reasons.of(node).iter().flat_map(|&reason| graph.members.of(reason as usize));
        let waits = graph.objections.of(node).iter().chain(members);
        pairs.extend(
            waits.filter(|&&other| labels[other as usize] == Label::Open).map(|&other| (node as u32, other)),
        );
    }
    Links::new(graph.nodes, &pairs)
}

impl<'a> Case<'a> {
    /// The argument with the status of every entry; worked out once.
    pub fn argued(&self) -> &Argued {
        self.argued.get_or_init(|| Argued::new(Graph::of(self)))
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
            Why::Nothing => "has no source and no reason".to_owned(),
            Why::Cycle(ring) => self.cycle_words(&ring),
        }
    }

    /// "defeated by `x`", "unsupported"; for the second half of a sentence.
    pub fn fell_words(&self, node: usize) -> String {
        let argued = self.argued();
        match argued.why(node) {
            Why::Objection(objection) => format!("defeated by {}", self.objection_named(objection)),
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
        let grounds = self
            .entries
            .get(node)
            .map_or(0, |resolved| resolved.evidence.iter().filter(|evidence| evidence.supports()).count());
        let mut on = Vec::new();
        if reasons > 0 {
            on.push(match reasons {
                1 if standing == 1 => "its only reason".to_owned(),
                1 => "0 of 1 reason".to_owned(),
                many => format!("{standing} of {many} reasons"),
            });
        }
        if grounds > 0 {
            on.push(if grounds == 1 { "1 citation".to_owned() } else { format!("{grounds} citations") });
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
