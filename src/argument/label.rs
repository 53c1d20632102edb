//! Which entries stand: the grounded labelling, in one linear pass.
//!
//! An entry is *in* if it has ground (its own, or a reason all of whose members are in) and every objection
//! against it is out. It is *out* if an objection against it is in, or if it has no ground of its own and each of
//! its reasons has a member that is out. What neither holds for is *undecided*: objections that rebut each other
//! leave it open. This is Dung's grounded semantics (1995) in Caminada's form of labels (2006), with support read
//! as need: an attack on a premise reaches what rests on it, never the other way. It is the most cautious of the
//! usual semantics, there is always exactly one, and it does not depend on the order of the file.

use super::graph::Graph;

/// The label of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// It stands.
    In,
    /// It has fallen.
    Out,
    /// Nothing settles it.
    Open,
}

/// What is taken away before labelling.
#[derive(Debug, Clone, Default)]
pub struct Loss {
    /// Nodes that fall whatever speaks for them.
    pub gone: Vec<usize>,
    /// Nodes that lose the ground of their own.
    pub groundless: Vec<usize>,
}

/// Labels every node. Linear in nodes and links.
pub fn label(graph: &Graph, loss: &Loss) -> Vec<Label> {
    let mut pass = Pass::new(graph, loss);
    pass.start(loss);
    pass.run();
    pass.labels.into_iter().map(|label| label.unwrap_or(Label::Open)).collect()
}

/// The counters of one pass.
struct Pass<'g> {
    graph: &'g Graph,
    labels: Vec<Option<Label>>,
    /// For each node, whether ground of its own or a reason carries it.
    carried: Vec<bool>,
    ground: Vec<bool>,
    /// For each node, its reasons that may still carry it.
    reasons: Vec<u32>,
    /// For each node, the objections against it that are not out.
    objections: Vec<u32>,
    /// For each reason, its members that are not in.
    members: Vec<u32>,
    /// For each reason, whether a member is out or it goes in a ring.
    dead: Vec<bool>,
    queue: Vec<u32>,
}

impl<'g> Pass<'g> {
    fn new(graph: &'g Graph, loss: &Loss) -> Self {
        let mut ground = graph.ground.clone();
        for &node in &loss.groundless {
            ground[node] = false;
        }
        let lengths = |count: usize, of: &dyn Fn(usize) -> usize| {
            (0..count).map(|i| of(i) as u32).collect::<Vec<u32>>()
        };
        Self {
            labels: vec![None; graph.nodes],
            carried: ground.clone(),
            ground,
            reasons: lengths(graph.nodes, &|node| graph.reasons.of(node).len()),
            objections: lengths(graph.nodes, &|node| graph.objections.of(node).len()),
            members: lengths(graph.members.len(), &|reason| graph.members.of(reason).len()),
            dead: vec![false; graph.members.len()],
            queue: Vec::with_capacity(graph.nodes),
            graph,
        }
    }

    fn start(&mut self, loss: &Loss) {
        for &node in &loss.gone {
            self.set(node, Label::Out);
        }
        for reason in 0..self.dead.len() {
            if self.graph.circular[reason] {
                self.kill(reason);
            } else if self.members[reason] == 0 {
                self.carried[self.graph.conclusion[reason] as usize] = true;
            }
        }
        for node in 0..self.graph.nodes {
            self.may_fall(node);
            self.may_stand(node);
        }
    }

    fn run(&mut self) {
        let graph = self.graph;
        while let Some(node) = self.queue.pop() {
            let node = node as usize;
            if self.labels[node] == Some(Label::In) {
                for &target in graph.objects.of(node) {
                    self.set(target as usize, Label::Out);
                }
                for &reason in graph.serves.of(node) {
                    let reason = reason as usize;
                    self.members[reason] -= 1;
                    if self.members[reason] == 0 && !self.dead[reason] {
                        let conclusion = graph.conclusion[reason] as usize;
                        self.carried[conclusion] = true;
                        self.may_stand(conclusion);
                    }
                }
            } else {
                for &reason in graph.serves.of(node) {
                    self.kill(reason as usize);
                }
                for &target in graph.objects.of(node) {
                    let target = target as usize;
                    self.objections[target] -= 1;
                    self.may_stand(target);
                }
            }
        }
    }

    fn kill(&mut self, reason: usize) {
        if !std::mem::replace(&mut self.dead[reason], true) {
            let conclusion = self.graph.conclusion[reason] as usize;
            self.reasons[conclusion] -= 1;
            self.may_fall(conclusion);
        }
    }

    fn may_stand(&mut self, node: usize) {
        if self.carried[node] && self.objections[node] == 0 {
            self.set(node, Label::In);
        }
    }

    fn may_fall(&mut self, node: usize) {
        if !self.ground[node] && self.reasons[node] == 0 {
            self.set(node, Label::Out);
        }
    }

    fn set(&mut self, node: usize, label: Label) {
        if self.labels[node].is_none() {
            self.labels[node] = Some(label);
            self.queue.push(node as u32);
        }
    }
}
