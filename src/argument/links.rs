//! Lists of numbers, kept in one piece of memory: what leads where in a graph.

/// Lists of numbers by number, in one piece of memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    start: Vec<u32>,
    to: Vec<u32>,
}

impl Links {
    /// From pairs; each list keeps the order of the pairs. `count` lists.
    pub fn new(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut start = vec![0u32; count + 1];
        for &(from, _) in pairs {
            start[from as usize + 1] += 1;
        }
        for index in 1..start.len() {
            start[index] += start[index - 1];
        }
        let mut next = start.clone();
        let mut to = vec![0u32; pairs.len()];
        for &(from, at) in pairs {
            let slot = &mut next[from as usize];
            to[*slot as usize] = at;
            *slot += 1;
        }
        Self { start, to }
    }

    /// The list of one number.
    pub fn of(&self, from: usize) -> &[u32] {
        &self.to[self.start[from] as usize..self.start[from + 1] as usize]
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.start.len().saturating_sub(1)
    }

    /// Whether there is no list.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many numbers all lists hold.
    pub fn links(&self) -> usize {
        self.to.len()
    }
}
