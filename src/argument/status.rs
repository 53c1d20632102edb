//! How each node of a graph fares, and why.

use super::cycles::{Budget, components, shortest_rings};
use super::graph::{Graph, Links};
use super::label::{Label, Loss, label};

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

/// A graph, labelled.
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
