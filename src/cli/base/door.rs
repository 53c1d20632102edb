//! The one door for files that other files name.
//!
//! A stranger may write any file of a pull request. So what a claims file, a draft
//! or a configuration names is opened only if it truly lies in the project, links
//! followed: the repository that the naming file lies in; without one the nearest
//! folder above it with a claimlint.toml; else its own folder. `--allow DIR` adds a
//! folder. What git keeps for itself (`.git`, where tokens lie) is never opened.
//!
//! What a person names on the command line is theirs to name, and passes.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::cli::base::buffers;
use crate::cli::base::path::{self, absolute};
use crate::config::FILE_NAME;

/// The folders of `--allow`, links followed.
static ALLOWED: OnceLock<Vec<PathBuf>> = OnceLock::new();

/// Takes over the folders of `--allow`, once, when the program starts.
///
/// # Errors
/// A plain sentence, if one is no folder.
pub fn allow(folders: &[PathBuf]) -> Result<(), String> {
    let mut real = Vec::new();
    for folder in folders {
        match folder.canonicalize() {
            Ok(folder) if folder.is_dir() => real.push(folder),
            _ => return Err(format!("--allow {}: there is no such folder", folder.display())),
        }
    }
    let _ = ALLOWED.set(real);
    Ok(())
}

/// The folder that a file lies in, links on the way to it followed.
fn folder_of(file: &Path) -> Option<PathBuf> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().ok()
}

/// The top folder of the project that a file belongs to.
fn top(file: &Path) -> Option<PathBuf> {
    let folder = folder_of(file)?;
    let holding = |name: &str| folder.ancestors().find(|above| above.join(name).exists());
    Some(holding(".git").or_else(|| holding(FILE_NAME)).unwrap_or(&folder).to_owned())
}

/// Where a path truly leads: links followed as far as there is anything.
fn real(path: &Path) -> Option<PathBuf> {
    let path = absolute(path);
    let mut rest = Vec::new();
    for above in path.ancestors() {
        if let Ok(real) = above.canonicalize() {
            return Some(rest.iter().rev().fold(real, |path, part| path.join(part)));
        }
        // A link to nowhere: there is nothing behind it that could be read.
        if std::fs::symlink_metadata(above).is_ok_and(|about| about.is_symlink()) {
            return None;
        }
        rest.push(above.file_name()?.to_owned());
    }
    None
}

/// Whether the file that another names may be opened.
///
/// # Errors
/// Why not, as the end of a sentence that begins with its name: "leads out of …".
pub fn enter(naming: &Path, named: &Path) -> Result<(), String> {
    let (Some(top), Some(real)) = (top(naming), real(named)) else {
        return Err("is a broken link".to_owned());
    };
    let allowed = ALLOWED.get().map(Vec::as_slice).unwrap_or_default();
    if !real.starts_with(&top) && !allowed.iter().any(|folder| real.starts_with(folder)) {
        return Err("is outside the project and was not opened; `--allow DIR` lets claimlint into a folder"
            .to_owned());
    }
    if real.components().any(|part| part.as_os_str().eq_ignore_ascii_case(".git")) {
        return Err("is in a .git folder, which claimlint never opens".to_owned());
    }
    Ok(())
}

/// A file that another names: relative to it, not out of its folder, and in the
/// project, links followed.
///
/// # Errors
/// Why it is not opened, with its name.
pub fn inside_folder(naming: &Path, named: &str) -> Result<PathBuf, String> {
    let found = path::inside_folder(naming, named)?;
    enter(naming, &found).map_err(|why| format!("`{named}` {why}"))?;
    Ok(found)
}

/// The same for what a claims file names.
///
/// # Errors
/// Why it is not opened, with its name.
pub fn inside_claims(claims: &Path, named: &str) -> Result<PathBuf, String> {
    let found = path::inside_claims(claims, named)?;
    enter(claims, &found).map_err(|why| format!("`{named}` {why}"))?;
    Ok(found)
}

/// Whether a file lies beside another, and is no link out of the project.
pub fn is_beside(path: &Path, beside: &Path) -> bool {
    buffers::is_file(beside) && enter(path, beside).is_ok()
}

/// Where a file is to be written: what stands there, links followed, if that lies
/// in the project of the folder it was named in.
///
/// # Errors
/// Why not, as a sentence without its name.
pub fn to_write(path: &Path) -> Result<PathBuf, String> {
    if path.file_name().is_none() {
        return Err("it is a folder".to_owned());
    }
    let Some(folder) = folder_of(path) else {
        return Err("its folder does not exist".to_owned());
    };
    if folder.components().any(|part| part.as_os_str().eq_ignore_ascii_case(".git")) {
        return Err("it is in a .git folder".to_owned());
    }
    let is_link = std::fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
    if !is_link {
        return Ok(folder.join(path.file_name().unwrap_or_default()));
    }
    match enter(path, path) {
        Ok(()) => path.canonicalize().map_err(|_| "it is a broken link".to_owned()),
        Err(_) if path.canonicalize().is_err() => Err("it is a broken link".to_owned()),
        Err(_) => Err("it is a link to outside the project; name the file itself".to_owned()),
    }
}
