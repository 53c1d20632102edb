//! Texts with the files that they came from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::text::{FileId, Text, Texts};

/// Texts, and for each the file that it was read from.
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// The texts.
    pub texts: Texts,
    paths: BTreeMap<FileId, PathBuf>,
}

impl Files {
    /// Nothing yet, of the case that has this number in the run.
    pub fn of_case(number: u32) -> Self {
        Self { texts: Texts::of_case(number), paths: BTreeMap::new() }
    }

    /// Takes a text over; it has no path if it was typed or came on standard input.
    pub fn add(&mut self, path: Option<&Path>, text: Text) -> FileId {
        let id = self.texts.add(text);
        if let Some(path) = path {
            self.paths.insert(id, path.to_owned());
        }
        id
    }

    /// The text that was read from a file.
    pub fn id_of(&self, path: &Path) -> Option<FileId> {
        self.paths.iter().find(|(_, known)| *known == path).map(|(id, _)| *id)
    }

    /// Moves those of a later case in.
    pub fn join(&mut self, later: Files) {
        self.texts.join(later.texts);
        self.paths.extend(later.paths);
    }

    /// The file that a text was read from.
    pub fn path(&self, id: FileId) -> Option<&Path> {
        self.paths.get(&id).map(PathBuf::as_path)
    }

    /// Every file, in the order in which they were read.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.paths.values().map(PathBuf::as_path)
    }

    /// The text that was read from this file.
    pub fn known(&self, path: &Path) -> Option<FileId> {
        self.paths.iter().find(|(_, known)| *known == path).map(|(id, _)| *id)
    }
}
