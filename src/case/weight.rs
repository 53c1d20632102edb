//! How much hangs on a claim, and how many independent sources it has.

use std::collections::HashSet;

use super::{Case, Evidence, Resolved};
use crate::syntax::tree::Item;

impl Case<'_> {
    /// Entries on which a thesis stands: those that the draft line names, and
    /// all that these give as reasons. Empty if no thesis is named.
    pub fn thesis_bearing(&self) -> HashSet<usize> {
        self.reasons(|_| true)
    }

    /// Entries that the argument cannot spare: the theses, the reasons that the
    /// draft gives for them, and from there down each reason that stands alone.
    /// Where an entry has several reasons (several `because`), none of them is
    /// the only one.
    pub fn thesis_carrying(&self) -> HashSet<usize> {
        let theses = self.theses();
        self.reasons(|entry| theses.contains(&entry) || self.entries[entry].entry.because.len() == 1)
    }

    /// The theses that the draft line names.
    pub fn theses(&self) -> Vec<usize> {
        self.items()
            .filter_map(|(_, item)| match item {
                Item::Draft(draft) => Some(&draft.thesis),
                _ => None,
            })
            .flatten()
            .filter_map(|name| self.entry_names.get(name.value.as_str()).copied())
            .collect()
    }

    /// The theses and what is reached from them through entries that pass.
    fn reasons(&self, pass: impl Fn(usize) -> bool) -> HashSet<usize> {
        let mut todo = self.theses();
        let mut found = HashSet::new();
        while let Some(entry) = todo.pop() {
            if found.insert(entry) && pass(entry) {
                let reasons = self.entries[entry].entry.because.iter().flat_map(|because| &because.names);
                todo.extend(reasons.filter_map(|name| self.entry_names.get(name.value.as_str()).copied()));
            }
        }
        found
    }

    /// Which works have one origin: the works of the notes and the source lines,
    /// tied by `same-origin as` and by the notes that they share.
    pub fn origins(&self) -> Origins {
        let works = self.notes.sources.len();
        let mut origins = Origins { parent: (0..works + self.sources.len()).collect(), works };
        for (index, line) in self.sources.each() {
            if let Some(&note) = line.notes.first()
                && let [one] = self.notes.sources_of(note)[..]
            {
                origins.tie(works + index.index(), one);
            }
        }
        // Works known before this tie are distinct works; those tied next share an origin.
        for (index, line) in self.sources.each() {
            for name in &line.decl.same_origin {
                if let Some(&other) = self.source_names.get(name.value.as_str()) {
                    origins.tie(works + index.index(), works + other.index());
                }
            }
        }
        origins
    }

    /// The works that an entry's evidence stands on, as members of [`Origins`]:
    /// its source line, else the one work of its note. `None` if one of them is
    /// not known, so that nothing is counted from a hole.
    pub fn works_of(&self, entry: &Resolved<'_>, origins: &Origins) -> Option<Vec<usize>> {
        let mut works = Vec::new();
        for evidence in entry.evidence.iter().filter(|evidence| evidence.supports()) {
            let work = self.work_of(evidence, origins)?;
            if !works.contains(&work) {
                works.push(work);
            }
        }
        Some(works)
    }

    fn work_of(&self, evidence: &Evidence<'_>, origins: &Origins) -> Option<usize> {
        if !evidence.known {
            return None;
        }
        if let Some(source) = evidence.source {
            return Some(origins.works + source.index());
        }
        match self.notes.sources_of(*evidence.notes.first()?)[..] {
            [one] => Some(one),
            _ => None,
        }
    }
}

/// Classes of works with one origin.
#[derive(Debug, Clone)]
pub struct Origins {
    parent: Vec<usize>,
    works: usize,
}

impl Origins {
    /// The class of a work.
    pub fn of(&self, mut work: usize) -> usize {
        while let Some(&above) = self.parent.get(work).filter(|&&above| above != work) {
            work = above;
        }
        work
    }

    /// The member that stands for a line of the claims file.
    pub fn line(&self, source: usize) -> usize {
        self.works + source
    }

    /// Whether all of these have one origin.
    pub fn one(&self, works: &[usize]) -> bool {
        works.windows(2).all(|pair| self.of(pair[0]) == self.of(pair[1]))
    }

    fn tie(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        // The smaller stands for both, so the order of the lines does not matter.
        self.parent[a.max(b)] = a.min(b);
    }
}
