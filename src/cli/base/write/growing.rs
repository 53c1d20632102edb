//! A file that grows while a command runs: what it holds is on the disk after every line, whatever becomes of the run.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::file::{Sort, may_grow};

/// A file of lines.
#[derive(Debug)]
pub struct Growing {
    path: PathBuf,
    file: std::fs::File,
}

impl Growing {
    /// Opens a file of this sort, or begins one; what stands there stays, and the first line goes behind it.
    ///
    /// # Errors
    /// A plain sentence that names the file.
    pub fn open(path: &Path, first: &str, sort: Sort<'_>) -> Result<Self, String> {
        let there = may_grow(path, sort)?;
        let told = |error: std::io::Error| format!("{} could not be written: {error}", path.display());
        let file = std::fs::OpenOptions::new().create(true).append(true).open(path).map_err(told)?;
        let mut growing = Self { path: path.to_owned(), file };
        // A run that was killed may have left half a line.
        let lead = if there.last().is_none_or(|byte| *byte == b'\n') { "" } else { "\n" };
        growing.line(&format!("{lead}{first}"))?;
        Ok(growing)
    }

    /// Adds a line.
    ///
    /// # Errors
    /// A plain sentence that names the file.
    pub fn line(&mut self, line: &str) -> Result<(), String> {
        let written = self.file.write_all(format!("{line}\n").as_bytes()).and_then(|()| self.file.flush());
        written.map_err(|error| format!("{} could not be written: {error}", self.path.display()))
    }
}
