//! The argument as a graph: what rests on what, and what is said against it.
//!
//! A [`Graph`] knows numbers only; [`crate::case`] gives its [`Parts`]. Its nodes are the entries in file
//! order and, after them, the inference steps that an objection attacks (`against step a to b`). A step
//! has ground of its own and is one more member of each reason of *b* that names *a*.

use std::collections::{HashMap, HashSet};

use super::cycles::components;
pub use super::links::Links;

/// What rests on what, and what is said against it.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// How many nodes there are: entries, then attacked steps.
    pub nodes: usize,
    /// How many of them are entries.
    pub entries: usize,
    /// The attacked steps: premise and conclusion. Step `i` is node `entries + i`.
    pub steps: Vec<(u32, u32)>,
    /// For each node, whether it has ground of its own.
    pub ground: Vec<bool>,
    /// For each reason, the entry that it is given for.
    pub conclusion: Vec<u32>,
    /// For each node, its reasons.
    pub reasons: Links,
    /// For each reason, its members.
    pub members: Links,
    /// For each node, the reasons that it is a member of.
    pub serves: Links,
    /// For each node, the objections against it.
    pub objections: Links,
    /// For each node, what it objects to.
    pub objects: Links,
    /// For each reason, whether it goes in a ring and so carries nothing.
    pub circular: Vec<bool>,
}

/// The parts of a graph, before they are tied together.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// For each entry, whether it has ground of its own.
    pub ground: Vec<bool>,
    /// Conclusion and members of each reason.
    pub reasons: Vec<(u32, Vec<u32>)>,
    /// Objection and target.
    pub attacks: Vec<(u32, u32)>,
    /// Objection, premise and conclusion of the step that it attacks.
    pub step_attacks: Vec<(u32, (u32, u32))>,
}

impl Graph {
    /// Ties parts together. Linear in their size.
    pub fn new(parts: Parts) -> Self {
        let Parts { mut ground, mut reasons, mut attacks, step_attacks } = parts;
        let entries = ground.len();
        let mut steps: Vec<(u32, u32)> = Vec::new();
        let mut numbers: HashMap<(u32, u32), u32> = HashMap::new();
        for &(attacker, step) in &step_attacks {
            let node = *numbers.entry(step).or_insert_with(|| {
                steps.push(step);
                number(entries + steps.len() - 1)
            });
            attacks.push((attacker, node));
        }
        ground.resize(entries + steps.len(), true);
        let nodes = ground.len();
        for (conclusion, members) in &mut reasons {
            once_each(members);
            if !numbers.is_empty() {
                let attacked: Vec<u32> = members
                    .iter()
                    .filter_map(|member| numbers.get(&(*member, *conclusion)).copied())
                    .collect();
                members.extend(attacked);
            }
        }
        attacks.sort_unstable();
        attacks.dedup();
        let conclusion: Vec<u32> = reasons.iter().map(|(conclusion, _)| *conclusion).collect();
        let given: Vec<(u32, u32)> = (0..).zip(&conclusion).map(|(reason, of)| (*of, reason)).collect();
        let mut named: Vec<(u32, u32)> = Vec::new();
        for (reason, (_, members)) in (0..).zip(&reasons) {
            named.extend(members.iter().map(|member| (reason, *member)));
        }
        let turned = |pairs: &[(u32, u32)]| pairs.iter().map(|&(a, b)| (b, a)).collect::<Vec<_>>();
        let mut graph = Self {
            nodes,
            entries,
            steps,
            ground,
            reasons: Links::new(nodes, &given),
            members: Links::new(reasons.len(), &named),
            serves: Links::new(nodes, &turned(&named)),
            objections: Links::new(nodes, &turned(&attacks)),
            objects: Links::new(nodes, &attacks),
            circular: vec![false; conclusion.len()],
            conclusion,
        };
        graph.circular = graph.find_circular();
        graph
    }

    /// For each node what rests on it directly, by way of reasons.
    pub fn support_links(&self) -> Links {
        let mut pairs = Vec::with_capacity(self.members.links());
        for (reason, &conclusion) in self.conclusion.iter().enumerate() {
            pairs.extend(self.members.of(reason).iter().map(|&member| (member, conclusion)));
        }
        Links::new(self.nodes, &pairs)
    }

    /// The step that a node is, if it is no entry.
    pub fn step(&self, node: usize) -> Option<(usize, usize)> {
        let &(from, to) = self.steps.get(node.checked_sub(self.entries)?)?;
        Some((from as usize, to as usize))
    }

    /// Reasons that lead back to their own conclusion. Support must not go in a ring: what stands on
    /// ground of its own comes first, then what rests on that, and so on; within a ring, a reason counts
    /// only if its members came before its conclusion. The rest is marked here and carries nothing, so that
    /// what is left has no ring. Whatever the order of the file, the same reasons are marked.
    fn find_circular(&self) -> Vec<bool> {
        let component = components(&self.support_links());
        let inside =
            |reason: usize, member: usize| component[member] == component[self.conclusion[reason] as usize];
        let mut rank = vec![u32::MAX; self.nodes];
        let mut waiting: Vec<usize> =
            (0..self.members.len()).map(|reason| self.members.of(reason).len()).collect();
        let mut now: Vec<usize> = (0..self.nodes).filter(|&node| self.ground[node]).collect();
        now.extend(
            (0..waiting.len()).filter(|&reason| waiting[reason] == 0).map(|r| self.conclusion[r] as usize),
        );
        let mut round = 0;
        while !now.is_empty() {
            let mut next = Vec::new();
            for node in std::mem::take(&mut now) {
                if rank[node] != u32::MAX {
                    continue;
                }
                rank[node] = round;
                for &reason in self.serves.of(node) {
                    waiting[reason as usize] -= 1;
                    if waiting[reason as usize] == 0 {
                        next.push(self.conclusion[reason as usize] as usize);
                    }
                }
            }
            now = next;
            round += 1;
        }
        let circular = |reason: usize| {
            let own = rank[self.conclusion[reason] as usize];
            self.members
                .of(reason)
                .iter()
                .any(|&member| inside(reason, member as usize) && (rank[member as usize] >= own))
        };
        (0..self.members.len()).map(circular).collect()
    }
}

/// Drops doubles; what is left keeps its order.
fn once_each(members: &mut Vec<u32>) {
    if members.len() > 1 {
        let mut seen = HashSet::with_capacity(members.len());
        members.retain(|member| seen.insert(*member));
    }
}

/// A count as the graph keeps it. A claims file of four thousand million entries is never loaded.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
