//! What bears on what: an order from the ground up, and all that a node hangs on.

use super::graph::Graph;

impl Graph {
    /// The nodes in an order in which whatever a node rests on comes before it; reasons that go in a ring are passed
    /// over. Linear.
    pub fn order(&self) -> Vec<usize> {
        let live = |reason: &&u32| !self.circular[**reason as usize];
        let mut waiting: Vec<usize> = (0..self.nodes)
            .map(|node| {
                let reasons = self.reasons.of(node).iter().filter(live);
                reasons.map(|&reason| self.members.of(reason as usize).len()).sum()
            })
            .collect();
        let mut order: Vec<usize> = (0..self.nodes).filter(|&node| waiting[node] == 0).collect();
        let mut next = 0;
        while let Some(&node) = order.get(next) {
            next += 1;
            for &reason in self.serves.of(node).iter().filter(live) {
                let conclusion = self.conclusion[reason as usize] as usize;
                waiting[conclusion] -= 1;
                if waiting[conclusion] == 0 {
                    order.push(conclusion);
                }
            }
        }
        order
    }

    /// All that bears on these nodes, themselves included: their reasons, the objections against them, the answers
    /// to these, and so on down.
    pub fn bearing_on(&self, nodes: &[usize]) -> Vec<bool> {
        let mut bears = vec![false; self.nodes];
        let mut todo = nodes.to_vec();
        while let Some(node) = todo.pop() {
            if std::mem::replace(&mut bears[node], true) {
                continue;
            }
            for &reason in self.reasons.of(node) {
                todo.extend(self.members.of(reason as usize).iter().map(|&member| member as usize));
            }
            todo.extend(self.objections.of(node).iter().map(|&objection| objection as usize));
        }
        bears
    }
}
