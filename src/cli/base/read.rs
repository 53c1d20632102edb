//! Reading a file: its bytes, or its words.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use crate::cli::base::buffers;
use crate::cli::base::path::meant_file;
use crate::open::decode;

/// The longest text read, in bytes. Spans are 32 bits; and a draft of this
/// size is some 40 million words.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// What is to be written, read in place of what stands on disk: so it is known before it is written what will come of it.
static STAGED: RwLock<BTreeMap<PathBuf, String>> = RwLock::new(BTreeMap::new());

/// Contents that are read in place of files for as long as this lives.
pub struct Staged(());

/// Has these contents read in place of the files at these paths. Only one such set holds at a time.
pub fn stage(files: BTreeMap<PathBuf, String>) -> Staged {
    *STAGED.write().unwrap_or_else(PoisonError::into_inner) = files;
    Staged(())
}

impl Drop for Staged {
    fn drop(&mut self) {
        STAGED.write().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Reads a file as UTF-8 text, or UTF-16 if a byte order mark says so.
///
/// # Errors
/// A plain sentence: missing, a folder, too long, or as [`decode`].
pub fn read(path: &Path) -> Result<String, String> {
    decode(bytes(path, MAX_BYTES)?, None)
}

/// A file's bytes, or those of the words that an editor has of it.
///
/// # Errors
/// A plain sentence: missing, a folder, or longer than `most` bytes.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, String> {
    if let Some(staged) = STAGED.read().unwrap_or_else(PoisonError::into_inner).get(path) {
        return Ok(staged.clone().into_bytes());
    }
    if let Some(words) = buffers::words(path).filter(|words| words.len() as u64 <= most) {
        return Ok(words.as_bytes().to_vec());
    }
    let about = std::fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("there is no such file{}", meant_file(path)),
        std::io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => format!("it cannot be read: {error}"),
    })?;
    if !about.is_file() {
        return Err("it is a folder or device, not a file".to_owned());
    }
    if about.len() > most {
        return Err(format!("it is longer than {} MB, the limit", most / 1024 / 1024));
    }
    std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => format!("it cannot be read: {error}"),
    })
}
