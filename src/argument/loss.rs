//! What falls if something goes: nodes, or the ground of some.
//!
//! A loss is labelled anew without what went. Where nothing it reaches lies in a ring, only what changes is looked
//! at, in an order in which causes come before effects; else the whole graph is labelled once more. Both come to the
//! same (a test holds them together), so that each source of a large file can be tried in turn.

use std::collections::{BinaryHeap, HashMap};

use super::cycles::{components, sizes};
use super::graph::{Graph, Links};
use super::label::{Label, Loss, label};

/// How the file fares after a loss. Entries only, in file order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Impact {
    /// Entries that stood and now do not, what went itself left out.
    pub falls: Vec<usize>,
    /// Entries that stand on, but lost evidence or a reason.
    pub weakened: Vec<usize>,
    /// Entries that did not stand and now do: an objection against them went.
    pub rises: Vec<usize>,
    /// Theses among those that fall.
    pub theses: Vec<usize>,
    /// What the fallen now are; empty where a report counts only.
    pub labels: HashMap<usize, Label>,
}

/// Tries losses on one graph.
pub struct Losses<'g> {
    graph: &'g Graph,
    base: &'g [Label],
    /// For each node its component in the links from causes to effects; causes have higher numbers.
    component: Vec<u32>,
    /// Whether a node lies in a ring of such links.
    ringed: Vec<bool>,
    now: Vec<Label>,
    waits: Vec<bool>,
    ground: Vec<bool>,
    passes: usize,
}

impl<'g> Losses<'g> {
    /// Ready to try losses; linear.
    pub fn new(graph: &'g Graph, base: &'g [Label]) -> Self {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for node in 0..graph.nodes {
            pairs.extend(effects(graph, node).map(|effect| (node as u32, effect as u32)));
        }
        let links = Links::new(graph.nodes, &pairs);
        let component = components(&links);
        let sizes = sizes(&component);
        let ringed = (0..graph.nodes)
            .map(|node| sizes[component[node] as usize] > 1 || links.of(node).contains(&(node as u32)))
            .collect();
        Self {
            graph,
            base,
            component,
            ringed,
            now: base.to_vec(),
            waits: vec![false; graph.nodes],
            ground: graph.ground.clone(),
            passes: 0,
        }
    }

    /// The nodes whose label a loss changes, with their new labels, by number.
    pub fn changed(&mut self, loss: &Loss) -> Vec<(usize, Label)> {
        let mut changed: Vec<usize> = Vec::new();
        let mut todo: BinaryHeap<(u32, usize)> = BinaryHeap::new();
        for &node in &loss.groundless {
            self.ground[node] = false;
        }
        for &node in loss.gone.iter().chain(&loss.groundless) {
            if !std::mem::replace(&mut self.waits[node], true) {
                todo.push((self.component[node], node));
            }
        }
        let mut whole = false;
        while let Some((_, node)) = todo.pop() {
            self.waits[node] = false;
            if self.ringed[node] {
                whole = true;
                break;
            }
            let label = if loss.gone.contains(&node) { Label::Out } else { self.evaluate(node) };
            if label == self.now[node] {
                continue;
            }
            self.now[node] = label;
            changed.push(node);
            for effect in effects(self.graph, node) {
                if !std::mem::replace(&mut self.waits[effect], true) {
                    todo.push((self.component[effect], effect));
                }
            }
        }
        todo.into_iter().for_each(|(_, node)| self.waits[node] = false);
        let mut found: Vec<(usize, Label)> = changed.iter().map(|&node| (node, self.now[node])).collect();
        changed.iter().for_each(|&node| self.now[node] = self.base[node]);
        loss.groundless.iter().for_each(|&node| self.ground[node] = self.graph.ground[node]);
        if whole {
            self.passes += 1;
            let labels = label(self.graph, loss);
            found =
                labels.into_iter().enumerate().filter(|&(node, label)| label != self.base[node]).collect();
        }
        found.sort_unstable_by_key(|&(node, _)| node);
        found
    }

    /// What it means for the entries that these go and lose their ground: `citing` are those that lose
    /// evidence, `theses` those that everything is for.
    pub fn impact(&mut self, loss: &Loss, citing: &[usize], theses: &[usize]) -> Impact {
        let changed = &self.changed(loss);
        let gone = &loss.gone;
        let graph = self.graph;
        let mut impact = Impact { labels: changed.iter().copied().collect(), ..Impact::default() };
        let stands = |impact: &Impact, node: usize| {
            impact.labels.get(&node).copied().unwrap_or(self.base[node]) == Label::In
        };
        let mut weakened: Vec<usize> =
            citing.iter().copied().filter(|&entry| stands(&impact, entry)).collect();
        for &(node, label) in changed {
            let before = self.base[node];
            if before == Label::In && label != Label::In {
                for &reason in graph.serves.of(node) {
                    let reason = reason as usize;
                    let conclusion = graph.conclusion[reason] as usize;
                    let stood = !graph.circular[reason]
                        && graph.members.of(reason).iter().all(|&m| self.base[m as usize] == Label::In);
                    if stood && self.base[conclusion] == Label::In && stands(&impact, conclusion) {
                        weakened.push(conclusion);
                    }
                }
                if node < graph.entries && !gone.contains(&node) {
                    impact.falls.push(node);
                }
            } else if before != Label::In && label == Label::In && node < graph.entries {
                impact.rises.push(node);
            }
        }
        weakened.sort_unstable();
        weakened.dedup();
        impact.weakened = weakened;
        impact.theses = theses
            .iter()
            .copied()
            .filter(|thesis| impact.falls.contains(thesis) || gone.contains(thesis))
            .collect();
        impact
    }

    /// How many losses so far needed everything to be labelled anew.
    pub fn passes(&self) -> usize {
        self.passes
    }

    /// The label that the rule gives a node from those above it in the order.
    fn evaluate(&self, node: usize) -> Label {
        let graph = self.graph;
        let is = |other: &u32, label| self.now[*other as usize] == label;
        let objections = graph.objections.of(node);
        if objections.iter().any(|objection| is(objection, Label::In)) {
            return Label::Out;
        }
        let (mut carried, mut open) = (self.ground[node], false);
        for &reason in graph.reasons.of(node) {
            let reason = reason as usize;
            if carried || graph.circular[reason] {
                continue;
            }
            let members = graph.members.of(reason);
            carried = members.iter().all(|member| is(member, Label::In));
            open |= !members.iter().any(|member| is(member, Label::Out));
        }
        match (carried, open) {
            (true, _) if objections.iter().all(|objection| is(objection, Label::Out)) => Label::In,
            (false, false) => Label::Out,
            _ => Label::Open,
        }
    }
}

/// The nodes whose label hangs on a node's.
fn effects(graph: &Graph, node: usize) -> impl Iterator<Item = usize> {
    let live = graph.serves.of(node).iter().filter(|&&reason| !graph.circular[reason as usize]);
    let conclusions = live.map(|&reason| graph.conclusion[reason as usize]);
    conclusions.chain(graph.objects.of(node).iter().copied()).map(|effect| effect as usize)
}
