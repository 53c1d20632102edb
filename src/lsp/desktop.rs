//! What the thread that works knows: the cases as they were last checked, and what the editor is shown of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::board::Board;
use super::desk::Kept;
use super::papers::Papers;

/// What a case was when it was last checked.
pub struct Sheaf {
    /// All of it.
    pub kept: Kept,
    /// The files that it read.
    pub files: BTreeSet<PathBuf>,
}

/// What the worker knows.
#[derive(Default)]
pub struct Desktop {
    /// Cases as they were last checked, by what is checked.
    pub cases: BTreeMap<PathBuf, Sheaf>,
    /// The cases of the folders, with their drafts.
    pub found: BTreeMap<PathBuf, Option<PathBuf>>,
    /// What is open, as it was when the cases were checked.
    pub papers: Papers,
    /// What the editor is shown.
    pub board: Board,
    /// Cases to check.
    pub due: BTreeSet<PathBuf>,
    /// Open documents that are no drafts.
    pub strangers: BTreeSet<PathBuf>,
    /// What was last sent for each file: the version and the findings.
    pub sent: BTreeMap<PathBuf, (Option<i32>, String)>,
    /// Whether an editor that asks is to be told that there is something new.
    pub news: bool,
}

impl Desktop {
    /// Whether a file of a case is open.
    pub fn is_open(&self, root: &Path) -> bool {
        let of_case = self
            .cases
            .get(root)
            .is_some_and(|case| case.files.iter().any(|file| self.papers.get(file).is_some()));
        let draft = self.found.get(root).and_then(Option::as_ref);
        of_case
            || self.papers.get(root).is_some()
            || draft.is_some_and(|draft| self.papers.get(draft).is_some())
            || !self.cases.contains_key(root) && !self.found.contains_key(root)
    }

    /// Whether anybody asks for a case: it is of the folders, or open.
    pub fn is_wanted(&self, root: &Path) -> bool {
        self.found.contains_key(root) || self.is_open(root)
    }

    /// The cases that a file belongs to, as far as they are known.
    pub fn roots(&self, path: &Path) -> BTreeSet<PathBuf> {
        let read = self.cases.iter().filter(|(_, case)| case.files.contains(path)).map(|(root, _)| root);
        let drafts = self
            .found
            .iter()
            .filter(|(root, draft)| root.as_path() == path || draft.as_deref() == Some(path));
        let mut roots: BTreeSet<PathBuf> = read.chain(drafts.map(|(root, _)| root)).cloned().collect();
        // A draft needs no case of its own beside that of a claims file.
        if roots.len() > 1 && self.found.get(path).is_none_or(|draft| draft.as_deref() == Some(path)) {
            roots.remove(path);
        }
        roots
    }
}
