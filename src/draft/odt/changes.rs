//! Tracked changes of an OpenDocument text. What was deleted stands at the top
//! of the file, with a point in the text where it was; what was inserted stands
//! in the text between two points.

use std::collections::HashMap;

use super::super::office::story::Para;

/// A tracked change.
#[derive(Debug)]
pub enum Change {
    /// These paragraphs were taken out; the first and the last join with what
    /// stands before and after the point.
    Deletion(Vec<Para>),
    /// What stands between its two points was put in.
    Insertion,
}

/// Every change by its id, and how many insertions are open.
#[derive(Debug, Default)]
pub struct Changes {
    all: HashMap<String, Change>,
    inserting: usize,
}

impl Changes {
    /// Keeps a change.
    pub fn keep(&mut self, id: String, change: Change) {
        self.all.entry(id).or_insert(change);
    }

    /// An insertion may begin here, or end.
    pub fn pass(&mut self, id: &str, begins: bool) {
        if !matches!(self.all.get(id), Some(Change::Insertion)) {
            return;
        }
        self.inserting =
            if begins { self.inserting.saturating_add(1) } else { self.inserting.saturating_sub(1) };
    }

    /// Whether what stands here was put in by a change.
    pub fn is_inserted(&self) -> bool {
        self.inserting > 0
    }

    /// What was deleted at a point; given once.
    pub fn deleted(&mut self, id: &str) -> Vec<Para> {
        match self.all.get_mut(id) {
            Some(Change::Deletion(paras)) => std::mem::take(paras),
            _ => Vec::new(),
        }
    }
}
