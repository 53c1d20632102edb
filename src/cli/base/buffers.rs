//! What an editor has open: until it closes a file, its words stand for those on disk, saved or not.
//!
//! One table for the process, as there is one editor: whatever is read, by whichever
//! thread, is read as the author sees it. Where no editor is (every command but
//! `lsp`), the table is empty and a look at it costs nothing.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use crate::cli::base::path::{absolute, canonical};

/// Whether anything was ever open.
static ANY: AtomicBool = AtomicBool::new(false);

static OPEN: RwLock<Option<HashMap<PathBuf, Arc<str>>>> = RwLock::new(None);

/// Whether an editor is there, so that what is dear to read is worth keeping.
pub fn is_served() -> bool {
    ANY.load(Ordering::Relaxed)
}

/// Takes note of what an editor has of a file; `None` when it closes it.
#[cfg(feature = "lsp")]
pub fn lay(path: &Path, words: Option<Arc<str>>) {
    let mut table = OPEN.write().unwrap_or_else(PoisonError::into_inner);
    let table = table.get_or_insert_default();
    ANY.store(true, Ordering::Relaxed);
    // A link and what it leads to are one file.
    for path in [absolute(path), canonical(path)] {
        match &words {
            Some(words) => drop(table.insert(path, Arc::clone(words))),
            None => drop(table.remove(&path)),
        }
    }
}

/// What an editor has of a file, if it has it open.
pub fn words(path: &Path) -> Option<Arc<str>> {
    if !is_served() {
        return None;
    }
    let table = OPEN.read().unwrap_or_else(PoisonError::into_inner);
    let table = table.as_ref().filter(|table| !table.is_empty())?;
    table.get(&absolute(path)).or_else(|| table.get(&canonical(path))).cloned()
}

/// Whether there is a file here, on disk or in an editor.
pub fn is_file(path: &Path) -> bool {
    path.is_file() || words(path).is_some()
}
