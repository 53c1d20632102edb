//! One writer at a time in a folder.
//!
//! A command that changes a file holds its folder from the first reading to the
//! last renaming: of two people who sign at once, the second reads what the first
//! wrote. The system gives the lock back when a process ends, however it ends.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long another writer is waited for.
const PATIENCE: Duration = Duration::from_secs(30);
/// How new files are called until they are whole. Only their writer has them, and
/// it holds the folder: what is met while we hold it was left by one that died.
pub(super) const UNFINISHED: (&str, &str) = (".claimlint-", ".tmp");
/// What is locked where a folder cannot be.
#[cfg(not(unix))]
const BESIDE: &str = ".claimlint.lock";

/// The folders that this process holds, and how often each was asked for.
static HELD: Mutex<BTreeMap<PathBuf, (usize, Option<File>)>> = Mutex::new(BTreeMap::new());

/// The folders of some files, held until this is dropped.
#[derive(Debug)]
pub struct Lock(Vec<PathBuf>);

/// Holds the folders of these files; waits for whoever holds them now. What this
/// process holds already is not waited for.
///
/// # Errors
/// A plain sentence, if another process does not let go.
pub fn lock<'a>(files: impl IntoIterator<Item = &'a Path>) -> Result<Lock, String> {
    // In one order for all, so that no two wait for each other.
    let folders: BTreeSet<PathBuf> = files.into_iter().filter_map(folder).collect();
    let mut lock = Lock(Vec::new());
    for folder in folders {
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        match held.get_mut(&folder) {
            Some((count, _)) => *count += 1,
            None => {
                let file = taken(&folder)?;
                if file.is_some() {
                    sweep(&folder);
                }
                held.insert(folder.clone(), (1, file));
            }
        }
        lock.0.push(folder);
    }
    Ok(lock)
}

/// The folder in which a file is replaced: that of what a link points to.
fn folder(file: &Path) -> Option<PathBuf> {
    if let Ok(real) = file.canonicalize() {
        return real.parent().map(Path::to_owned);
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().ok()
}

/// The lock on a folder; `None` where there are none: no folder, or a file system
/// that does not know them. Then only the comparing before the renaming is left.
fn taken(folder: &Path) -> Result<Option<File>, String> {
    #[cfg(unix)]
    let opened = File::open(folder);
    #[cfg(not(unix))]
    let opened = File::options().create(true).write(true).truncate(false).open(folder.join(BESIDE));
    let Ok(file) = opened else { return Ok(None) };
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) if began.elapsed() > PATIENCE => {
                return Err(format!(
                    "another claimlint has been writing in {} for {} seconds, so nothing was written: \
                         check whether it hangs, and run again",
                    folder.display(),
                    PATIENCE.as_secs()
                ));
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
        }
    }
}

/// Clears away what a writer left that was ended in the middle.
fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().and_then(|name| {
            let drawn = name.strip_prefix(UNFINISHED.0)?.strip_suffix(UNFINISHED.1)?;
            Some(drawn.len() == 6 && drawn.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        });
        if ours == Some(true) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        for folder in &self.0 {
            let Some((count, _)) = held.get_mut(folder) else { continue };
            *count -= 1;
            if *count == 0 {
                held.remove(folder);
                #[cfg(not(unix))]
                let _ = std::fs::remove_file(folder.join(BESIDE));
            }
        }
    }
}
