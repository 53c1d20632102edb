//! What falls if something goes: a source, a note, a claim, or several at once.
//!
//! A loss is labelled anew without what went. Where nothing it reaches lies in a ring, only what changes is looked
//! at, in an order in which causes come before effects; else the whole graph is labelled once more. Both come to the
//! same (a test holds them together), so that each source of a large file can be tried in turn.

use std::collections::{BTreeMap, BinaryHeap, HashMap};

use super::cycles::{components, sizes};
use super::graph::{Graph, Links, has_ground};
use super::label::{Label, Loss, label};
use super::{Case, Evidence};
use crate::ids::NoteId;
use crate::syntax::tree::{EntryKind, Target};

/// What can be cited: a declared source, a note, or a reference where there is no draft to find its note in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// Index into `Case::sources`.
    Source(usize),
    /// A note that no source line names.
    Note(NoteId),
    /// The id of a reference, without brackets.
    Reference(String),
}

/// What can be taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gone {
    /// A cited thing.
    Thing(Thing),
    /// An entry.
    Entry(usize),
}

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

impl Case<'_> {
    /// The thing that a citation stands on.
    pub fn thing(&self, evidence: &Evidence<'_>) -> Option<Thing> {
        if !evidence.known {
            return None;
        }
        match (evidence.source, evidence.notes.first(), &evidence.cite.target) {
            (Some(source), ..) => Some(Thing::Source(source)),
            (None, Some(&note), _) => Some(Thing::Note(note)),
            (None, None, Target::Note(reference)) => Some(Thing::Reference(reference.id.clone())),
            (None, None, Target::Source(_)) => None,
        }
    }

    /// Every declared source and whatever else is cited, each with the entries that cite it as support.
    pub fn things(&self) -> BTreeMap<Thing, Vec<usize>> {
        let mut things: BTreeMap<Thing, Vec<usize>> =
            (0..self.sources.len()).map(|source| (Thing::Source(source), Vec::new())).collect();
        for (index, resolved) in self.entries.iter().enumerate() {
            for evidence in resolved.evidence.iter().filter(|evidence| evidence.supports()) {
                if let Some(thing) = self.thing(evidence) {
                    let entries = things.entry(thing).or_default();
                    if entries.last() != Some(&index) {
                        entries.push(index);
                    }
                }
            }
        }
        things
    }

    /// What goes when a cited thing goes: the ground of entries that have no other.
    pub fn groundless_without(&self, things: &[Thing], citing: &[usize]) -> Vec<usize> {
        let lost = |&entry: &usize| {
            let resolved = &self.entries[entry];
            let left = resolved.evidence.iter().any(|evidence| {
                evidence.supports() && self.thing(evidence).is_none_or(|thing| !things.contains(&thing))
            });
            if left || !has_ground(self, resolved) || self.slip_in(resolved.entry.span) {
                return false;
            }
            match resolved.entry.entry {
                EntryKind::Claim => !super::graph::stands_by_kind(resolved),
                EntryKind::Objection => !resolved.entry.because.is_empty(),
                EntryKind::Assume => false,
            }
        };
        citing.iter().copied().filter(lost).collect()
    }

    /// What happens when all of these go at once.
    pub fn impact(
        &self,
        losses: &mut Losses<'_>,
        things: &BTreeMap<Thing, Vec<usize>>,
        targets: &[Gone],
    ) -> Impact {
        let gone_things: Vec<Thing> = targets
            .iter()
            .filter_map(|target| match target {
                Gone::Thing(thing) => Some(thing.clone()),
                Gone::Entry(_) => None,
            })
            .collect();
        let mut citing: Vec<usize> =
            gone_things.iter().filter_map(|thing| things.get(thing)).flatten().copied().collect();
        citing.sort_unstable();
        citing.dedup();
        let gone: Vec<usize> = targets
            .iter()
            .filter_map(|target| match target {
                Gone::Entry(entry) => Some(*entry),
                Gone::Thing(_) => None,
            })
            .collect();
        let groundless = self.groundless_without(&gone_things, &citing);
        let changed = losses.changed(&Loss { gone: gone.clone(), groundless });
        self.told(losses, &changed, &gone, &citing)
    }

    fn told(
        &self,
        losses: &Losses<'_>,
        changed: &[(usize, Label)],
        gone: &[usize],
        citing: &[usize],
    ) -> Impact {
        let graph = losses.graph;
        let mut impact = Impact { labels: changed.iter().copied().collect(), ..Impact::default() };
        let stands = |impact: &Impact, node: usize| {
            impact.labels.get(&node).copied().unwrap_or(losses.base[node]) == Label::In
        };
        let mut weakened: Vec<usize> =
            citing.iter().copied().filter(|&entry| stands(&impact, entry)).collect();
        for &(node, label) in changed {
            let before = losses.base[node];
            if before == Label::In && label != Label::In {
                for &reason in graph.serves.of(node) {
                    let reason = reason as usize;
                    let conclusion = graph.conclusion[reason] as usize;
                    let stood = !graph.circular[reason]
                        && graph.members.of(reason).iter().all(|&m| losses.base[m as usize] == Label::In);
                    if stood && losses.base[conclusion] == Label::In && stands(&impact, conclusion) {
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
        let theses = self.theses();
        impact.theses = theses
            .into_iter()
            .filter(|thesis| impact.falls.contains(thesis) || gone.contains(thesis))
            .collect();
        impact
    }
}
