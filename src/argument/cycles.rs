//! Rings in a graph: which nodes lie in one, and the shortest of them. Nothing here recurses, so that a chain
//! of any length costs no stack.

use std::collections::HashSet;
use std::collections::VecDeque;

use super::links::Links;

/// For each node the number of its strongly connected component: two nodes have the same number if each is
/// reached from the other. Tarjan's algorithm (1972) with a stack of its own; linear. A component has a higher
/// number than all that are reached from it.
pub fn components(links: &Links) -> Vec<u32> {
    const NEW: u32 = u32::MAX;
    let count = links.len();
    let (mut index, mut low) = (vec![NEW; count], vec![0u32; count]);
    let mut component = vec![NEW; count];
    let (mut open, mut walk): (Vec<u32>, Vec<(u32, usize)>) = (Vec::new(), Vec::new());
    let (mut clock, mut found) = (0, 0);
    for root in 0..count {
        if index[root] != NEW {
            continue;
        }
        walk.push((root as u32, 0));
        while let Some(&mut (node, ref mut next)) = walk.last_mut() {
            let at = node as usize;
            if *next == 0 {
                (index[at], low[at]) = (clock, clock);
                clock += 1;
                open.push(node);
            }
            let targets = links.of(at);
            if let Some(&target) = targets.get(*next) {
                *next += 1;
                let target = target as usize;
                if index[target] == NEW {
                    walk.push((target as u32, 0));
                } else if component[target] == NEW {
                    low[at] = low[at].min(index[target]);
                }
                continue;
            }
            if low[at] == index[at] {
                while let Some(member) = open.pop() {
                    component[member as usize] = found;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
            let lowest = low[at];
            walk.pop();
            if let Some(&(parent, _)) = walk.last() {
                let parent = parent as usize;
                low[parent] = low[parent].min(lowest);
            }
        }
    }
    component
}

/// For each component how many nodes it has.
pub fn sizes(component: &[u32]) -> Vec<u32> {
    let count = component.iter().max().map_or(0, |&most| most as usize + 1);
    let mut sizes = vec![0; count];
    for &of in component {
        sizes[of as usize] += 1;
    }
    sizes
}

/// How many links a search may look at before it is content with what it has.
pub struct Budget(usize);

impl Budget {
    /// A budget of so many links.
    pub fn new(links: usize) -> Self {
        Self(links)
    }

    /// Whether nothing is left.
    pub fn is_spent(&self) -> bool {
        self.0 == 0
    }

    fn pay(&mut self, links: usize) {
        self.0 = self.0.saturating_sub(links + 1);
    }
}

/// A shortest way from `from` to `to` through nodes of one component; both ends are in it. The way of a node to
/// itself has at least one link. Breadth first; `None` if there is none.
pub fn way(
    links: &Links,
    component: &[u32],
    from: usize,
    to: usize,
    budget: &mut Budget,
) -> Option<Vec<usize>> {
    let inside = component[from];
    let mut before: std::collections::HashMap<u32, u32> = std::collections::HashMap::new();
    let mut queue = VecDeque::from([from as u32]);
    while let Some(node) = queue.pop_front() {
        let targets = links.of(node as usize);
        budget.pay(targets.len());
        for &target in targets {
            if component[target as usize] != inside || before.contains_key(&target) {
                continue;
            }
            before.insert(target, node);
            if target as usize == to {
                let mut found = vec![to];
                let mut at = node;
                while at as usize != from {
                    found.push(at as usize);
                    at = *before.get(&at)?;
                }
                if from != to {
                    found.push(from);
                }
                found.reverse();
                return Some(found);
            }
            queue.push_back(target);
        }
        if budget.is_spent() {
            return None;
        }
    }
    None
}

/// The shortest ring of each component that has one, under a budget: components are looked at in order, and in
/// a large one not every node is tried. Each ring begins at its smallest node.
pub fn shortest_rings(links: &Links, component: &[u32], budget: &mut Budget) -> Vec<Option<Vec<usize>>> {
    let sizes = sizes(component);
    let mut best: Vec<Option<Vec<usize>>> = vec![None; sizes.len()];
    for node in 0..links.len() {
        let of = component[node] as usize;
        let alone = sizes[of] == 1 && !links.of(node).contains(&(node as u32));
        let length = best[of].as_ref().map_or(usize::MAX, Vec::len);
        if alone || length <= 2 && sizes[of] > 1 || length == 1 || best[of].is_some() && budget.is_spent() {
            continue;
        }
        let mut enough = Budget::new(usize::MAX);
        let allowed = if best[of].is_none() { &mut enough } else { &mut *budget };
        if let Some(ring) = way(links, component, node, node, allowed)
            && ring.len() < length
        {
            best[of] = Some(turned(ring));
        }
        if best[of].is_some() {
            budget.pay(sizes[of] as usize);
        }
    }
    best
}

/// Rings that together hold every link between nodes of one component: for each link not yet in a ring, a
/// shortest one through it. None twice; each begins at its smallest node. At most `most`, and the second number is
/// how many links were left when they were found or the budget was spent.
pub fn rings(links: &Links, component: &[u32], most: usize, budget: &mut Budget) -> (Vec<Vec<usize>>, usize) {
    let mut covered: HashSet<(u32, u32)> = HashSet::new();
    let mut known: HashSet<Vec<usize>> = HashSet::new();
    let (mut found, mut left) = (Vec::new(), 0);
    for from in 0..links.len() {
        for &to in links.of(from) {
            if component[from] != component[to as usize] || covered.contains(&(from as u32, to)) {
                continue;
            }
            if found.len() >= most || budget.is_spent() {
                left += 1;
                continue;
            }
            let ring = if to as usize == from {
                Some(vec![from])
            } else {
                // From the link's end back to its start.
                way(links, component, to as usize, from, budget)
            };
            let Some(ring) = ring.map(turned) else {
                left += 1;
                continue;
            };
            let next = ring.iter().skip(1).chain(ring.first());
            covered.extend(ring.iter().zip(next).map(|(&a, &b)| (a as u32, b as u32)));
            if known.insert(ring.clone()) {
                found.push(ring);
            }
        }
    }
    (found, left)
}

/// The ring turned so that its smallest node comes first.
fn turned(mut ring: Vec<usize>) -> Vec<usize> {
    let first = (0..ring.len()).min_by_key(|&at| ring[at]).unwrap_or(0);
    ring.rotate_left(first);
    ring
}
