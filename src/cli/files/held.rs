//! Held copies: found, hashed and read, several at a time.
//!
//! Only copies that an entry cites are looked at, and only within the claims
//! file's folder. A PDF is read in a process of its own, under limits (`apart`).

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::cli::base::apart;
use crate::cli::base::buffers;
use crate::cli::base::door;
use crate::cli::base::path::inside_folder;
use crate::cli::files::loaded::Loaded;
use crate::open::{self, How};
use crate::syntax::tree::{Held, Tree};
use crate::text::held::{Gone, HeldCopy, HeldState};

/// The longest copy whose words are read, in bytes; longer ones are only hashed.
const MOST_READ: u64 = 128 * 1024 * 1024;
/// The longest file that is hashed.
const MOST_HASHED: u64 = 4 * 1024 * 1024 * 1024;
/// Files of a folder that are hashed in search of a copy that was renamed: how
/// many, and how many bytes in all.
const SEARCH: (usize, u64) = (500, 1024 * 1024 * 1024);

/// Reads the held copies that the claims file's entries cite.
pub fn hold(loaded: &mut Loaded, claims: &Path, tree: &Tree, how: How) {
    let mut named: Vec<&Held> = Vec::new();
    for held in open::cited(tree).into_iter().filter_map(|source| source.held.as_ref()) {
        if !named.iter().any(|other| other.file.text == held.file.text) {
            named.push(held);
        }
    }
    if named.is_empty() {
        return;
    }
    let how = How { from: None, ..how };
    loaded.files.texts.hold(named.par_iter().map(|held| copy(claims, held, how)).collect());
}

fn gone(why: impl Into<String>) -> Gone {
    Gone { why: why.into(), ..Gone::default() }
}

/// Finds, hashes and reads one copy.
fn copy(claims: &Path, held: &Held, how: How) -> HeldCopy {
    let name = held.file.text.clone();
    let path = match locate(claims, held) {
        Ok(path) => path,
        Err(gone) => return HeldCopy { name, digest: String::new(), state: HeldState::Gone(gone) },
    };
    if !buffers::is_served() {
        return copy_at(&path, name, how);
    }
    // An editor asks again after each keystroke, and a PDF takes a second.
    let stamp = std::fs::metadata(&path).ok().and_then(|about| Some((about.modified().ok()?, about.len())));
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, copy)) = kept.get(&path).filter(|(then, _)| Some(*then) == stamp) {
        return HeldCopy { name, ..copy.clone() };
    }
    drop(kept);
    let copy = copy_at(&path, name, how);
    if let Some(stamp) = stamp {
        kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(path, (stamp, copy.clone()));
    }
    copy
}

/// Copies as they were last read, each with its stamp then.
static KEPT: Mutex<BTreeMap<PathBuf, (Stamp, HeldCopy)>> = Mutex::new(BTreeMap::new());

/// The time of a file's last change and its length.
type Stamp = (SystemTime, u64);

/// Hashes and reads one copy.
fn copy_at(path: &Path, name: String, how: How) -> HeldCopy {
    match hash(path) {
        Err(why) => HeldCopy { name, digest: String::new(), state: HeldState::Gone(gone(why)) },
        Ok((digest, bytes)) => {
            let state = match bytes {
                None => {
                    HeldState::Unread(format!("is longer than {} MB, the limit", MOST_READ / 1024 / 1024))
                }
                Some(bytes) => match open::words(&name, bytes, how, apart::read) {
                    Ok(text) => HeldState::Read(text),
                    Err(why) => HeldState::Unread(why),
                },
            };
            HeldCopy { name, digest, state }
        }
    }
}

/// The file that a `held` clause names, if it may be read.
pub fn locate(claims: &Path, held: &Held) -> Result<PathBuf, Gone> {
    let Ok(path) = inside_folder(claims, &held.file.text) else {
        return Err(gone("is outside the claims file's folder"));
    };
    let Ok(about) = std::fs::symlink_metadata(&path) else { return Err(missing(&path, held)) };
    let folder = claims.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = match (folder.canonicalize(), path.canonicalize()) {
        (Ok(folder), Ok(real)) if real.starts_with(&folder) => real,
        (_, Err(_)) if about.is_symlink() => return Err(gone("is a broken link")),
        _ => return Err(gone("is a link to outside the claims file's folder")),
    };
    door::enter(claims, &path).map_err(gone)?;
    match std::fs::metadata(&real) {
        Ok(about) if about.is_dir() => Err(gone("is a folder, not a file")),
        Ok(about) if !about.is_file() => Err(gone("is a device or a pipe, not a file")),
        Ok(about) if about.len() > MOST_HASHED => Err(gone("is longer than 4 GB")),
        Ok(_) => Ok(path),
        Err(error) => Err(gone(told(&error))),
    }
}

fn told(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "is not there".to_owned(),
        std::io::ErrorKind::PermissionDenied => "cannot be read: permission denied".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// Tells that a copy is not there, and what may have become of it.
fn missing(path: &Path, held: &Held) -> Gone {
    let mut gone = gone("is not there");
    let Some(folder) = path.parent() else { return gone };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = std::fs::read_dir(folder) else { return gone };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| std::fs::symlink_metadata(path).is_ok_and(|about| about.is_file()))
        .take(10_000)
        .collect();
    files.sort();
    let beside = |found: &Path| {
        let name = found.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match held.file.text.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{name}"),
            None => name,
        }
    };
    if let Some(pinned) = &held.sha256 {
        let mut left = SEARCH.1;
        gone.same_bytes = files.iter().take(SEARCH.0).find_map(|file| {
            let length = std::fs::metadata(file).ok()?.len();
            left = left.checked_sub(length)?;
            let (digest, _) = hash(file).ok()?;
            digest.starts_with(&pinned.value).then(|| beside(file))
        });
    }
    let named: Vec<String> = files.iter().map(|file| beside(file)).collect();
    gone.near = crate::text::nearest(&held.file.text, named.iter().map(String::as_str)).map(str::to_owned);
    gone
}

/// A file's SHA-256 as 64 digits, and its bytes unless they are too many.
pub fn hash(path: &Path) -> Result<(String, Option<Vec<u8>>), String> {
    let mut file = std::fs::File::open(path).map_err(|error| told(&error))?;
    let length = file.metadata().map_err(|error| told(&error))?.len();
    let mut sha = Sha256::new();
    if length <= MOST_READ {
        let mut bytes = Vec::new();
        file.take(MOST_READ + 1).read_to_end(&mut bytes).map_err(|error| told(&error))?;
        sha.update(&bytes);
        let bytes = (bytes.len() as u64 <= MOST_READ).then_some(bytes);
        return Ok((digits(&sha.finalize()), bytes));
    }
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match file.read(&mut buffer).map_err(|error| told(&error))? {
            0 => return Ok((digits(&sha.finalize()), None)),
            read => sha.update(&buffer[..read]),
        }
    }
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut out, byte| {
        use std::fmt::Write as _;
        let _ = write!(out, "{byte:02x}");
        out
    })
}
