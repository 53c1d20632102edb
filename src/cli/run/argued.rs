//! Which claims file the commands on an argument mean, and what in it.

use std::path::{Path, PathBuf};

use crate::case::Case;
use crate::check::Options;
use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::write;
use crate::cli::files::find::pairs;
use crate::cli::files::load;
use crate::cli::files::loaded::Loaded;
use crate::cli::flags::Which;
use crate::open::How;
use crate::text::nearest;

/// Whether a word of `impact` names a file: names of claims hold neither dots nor slashes.
pub fn is_path(word: &str) -> bool {
    !word.starts_with('[') && word.contains(['.', '/', '\\'])
}

/// Finds the one claims file that is meant, resolves it with its draft, and prints what is made of it.
pub fn with_case(
    path: Option<&Path>,
    which: &Which,
    make: impl FnOnce(&Case<'_>) -> Result<String, String>,
) -> Exit {
    let how = which.how();
    let path = path.unwrap_or(Path::new("."));
    let loaded = match one(path, how) {
        Ok(loaded) => loaded,
        Err(message) => return write::trouble(&message),
    };
    let exit = loaded.told();
    let draft = loaded.read_draft();
    let options = Options::default();
    let case = loaded.case(draft.as_ref(), &options);
    let Some(claims) = case.written.first().map(|claims| claims.file) else {
        return if exit == Exit::Clean { write::trouble(&missing(path)) } else { exit };
    };
    let faults = case.all_errors().filter(|(_, error)| !error.mild).count();
    if faults > 0 {
        let s = if faults == 1 { "" } else { "s" };
        write::note(&format!(
            "{}: {faults} line{s} could not be read and may be missing here; `claimlint check` tells which",
            loaded.texts().get(claims).name
        ));
    }
    match make(&case) {
        Ok(text) => write::out(&text).worst(exit),
        Err(message) => write::trouble(&message),
    }
}

fn missing(path: &Path) -> String {
    format!(
        "{}: it has no claims file; `claimlint init` starts one, and `because` lines make an argument",
        shown(path)
    )
}

/// The pair that a path means; of a folder, the only one with a claims file.
fn one(path: &Path, how: How) -> Result<Loaded, String> {
    if !path.exists() {
        return Err(format!("{}: there is no such file", shown(path)));
    }
    let (found, trouble) = pairs(&[PathBuf::from(path)], how);
    let folder = path.is_dir();
    let mut with: Vec<_> = found.iter().filter(|pair| pair.claims.is_some()).collect();
    if !folder && with.is_empty() {
        with.extend(found.first());
    }
    match with.as_slice() {
        [pair] => Ok(load::pair(pair, how)),
        [] => Err(match trouble.first() {
            Some(trouble) if !folder => format!("{}: {}", trouble.file, trouble.message),
            _ => format!("{}: no claims file here", shown(path)),
        }),
        many => {
            let names: Vec<String> =
                many.iter().filter_map(|pair| pair.claims.as_deref()).map(shown).take(5).collect();
            Err(format!(
                "there are {} claims files: name one of them ({}{})",
                many.len(),
                names.join(", "),
                if many.len() > 5 { ", …" } else { "" }
            ))
        }
    }
}

/// The entry of this name.
///
/// # Errors
/// That there is none, and which may be meant.
pub fn entry_named(case: &Case<'_>, name: &str) -> Result<usize, String> {
    if let Some(&entry) = case.entry_names.get(name) {
        return Ok(entry);
    }
    if case.source_names.contains_key(name) {
        return Err(format!("`{name}` is a source: `claimlint impact {name}` shows what depends on it"));
    }
    Err(unknown(case, name, "claim"))
}

/// That there is no such thing, and which may be meant.
pub fn unknown(case: &Case<'_>, word: &str, what: &str) -> String {
    let near = match what {
        "claim" => nearest(word, case.entry_names.keys().copied()),
        _ => nearest(word, case.names()),
    };
    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    let hint = if near.is_empty() && is_path(word) { "; put the draft last" } else { "" };
    format!("there is no {what} `{word}` in this claims file{near}{hint}")
}
