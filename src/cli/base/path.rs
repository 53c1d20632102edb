//! Paths: as they are shown, from the root, and what a misspelt one may mean.

use std::path::{Component, Path, PathBuf};

use crate::text::nearest;

/// A path as shown: forward slashes, no leading `./`.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map_or(text.clone(), str::to_owned)
}

/// The top of the repository that the working folder lies in, or the folder
/// itself, and the folder: absolute, with forward slashes.
pub fn root() -> (String, String) {
    let Ok(here) = std::env::current_dir() else { return (String::new(), String::new()) };
    let top = here.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&here);
    (slashed(top), slashed(&here))
}

/// A path with forward slashes and none at its end.
pub fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned()
}

/// Where a file really lies, links followed; one that is not there keeps its name.
pub fn canonical(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| absolute(path))
}

/// A path from the root, `..` and `.` taken out.
pub fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

/// Whether two paths lead to the same file, links followed.
pub fn same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// "; is `paper.txt` meant?", if a file of nearly this name lies in the folder.
pub fn meant_file(path: &Path) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
        return String::new();
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().take(10_000);
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let same_stem = |other: &&String| Path::new(other).file_stem() == Path::new(&name).file_stem();
    let near = nearest(&name, names.iter().map(String::as_str))
        .or_else(|| names.iter().find(same_stem).map(String::as_str));
    near.map_or_else(String::new, |near| format!("; did you mean `{}`?", shown(&path.with_file_name(near))))
}

/// A file that another names: relative to it, and not out of its folder.
///
/// # Errors
/// That it leads out of the folder.
pub fn inside_folder(naming: &Path, named: &str) -> Result<PathBuf, String> {
    let path = Path::new(named);
    let plain = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if named.is_empty() || !plain {
        return Err(format!("`{named}` is outside this file's folder"));
    }
    let plain: PathBuf = path.components().filter(|part| matches!(part, Component::Normal(_))).collect();
    Ok(naming.parent().unwrap_or(Path::new("")).join(plain))
}

/// A file named in a claims file: relative to it, and not out of its folder.
///
/// # Errors
/// That it leads out of the folder.
pub fn inside_claims(claims: &Path, named: &str) -> Result<PathBuf, String> {
    inside_folder(claims, named).map_err(|message| message.replace("this file", "the claims file"))
}
