//! Files that stand in a draft's file: `\input{chapter}`.
//!
//! They are followed within the draft's folder only, each once, and not
//! without end: a file that holds itself is no reason to run for ever.

use std::path::{Path, PathBuf};

use crate::cli::base::door::inside_folder;
use crate::cli::files::loaded::Loaded;
use crate::open::How;
use crate::span::{Place, Span};
use crate::text::FileId;

/// How many files one draft may be made of; a long book has some hundred.
const MAX_PARTS: usize = 1000;

/// How deep files may stand in files.
const MAX_DEPTH: usize = 16;

/// How long they may be together, in bytes.
const MAX_BYTES: usize = 256 * 1024 * 1024;

/// Endings of files that LaTeX takes in but that hold drawings, not text.
const DRAWINGS: [&str; 5] = ["pdf_tex", "eps_tex", "pgf", "tikz", "pdf_t"];

/// Loads the files that stand in the draft, and those that stand in them.
pub fn load(loaded: &mut Loaded, root: &Path, how: How) {
    let Some((draft, reader)) = loaded.draft else { return };
    let Some(parts) = &reader.parts else { return };
    let mut waiting = vec![(draft, 0)];
    let mut bytes = 0;
    while let Some((file, depth)) = waiting.pop() {
        let content = &loaded.texts().get(file).content;
        let body = memchr::memmem::find(content.as_bytes(), b"\\begin{document}").unwrap_or(0);
        for (span, name) in (parts.names)(content) {
            let seen = loaded.texts().parts().len();
            if depth >= MAX_DEPTH || seen >= MAX_PARTS || bytes > MAX_BYTES {
                let limits = format!("a draft can have at most {MAX_PARTS} files, {MAX_DEPTH} levels deep");
                loaded.complain(file, span, format!("`{name}` was not read: {limits}"));
                return;
            }
            if DRAWINGS.iter().any(|ending| name.ends_with(&format!(".{ending}"))) {
                continue;
            }
            // Before the text stand files of TeX's own, which need not be here.
            let needed = span.start as usize >= body;
            if let Some(part) = part(loaded, root, file, (span, &name), needed, how) {
                if part.1 {
                    bytes += loaded.texts().get(part.0).content.len();
                    waiting.push((part.0, depth + 1));
                }
                loaded.files.texts.add_part(Place::new(file, span), part.0);
            }
        }
    }
}

/// Loads one of them: its id, and whether it is new.
fn part(
    loaded: &mut Loaded,
    root: &Path,
    naming: FileId,
    named: (Span, &str),
    needed: bool,
    how: How,
) -> Option<(FileId, bool)> {
    let (span, name) = named;
    let near = loaded.files.path(naming).map(Path::to_owned);
    let mut found = None;
    for from in [Some(root.to_owned()), near].into_iter().flatten() {
        match beside(&from, name) {
            Ok(path) => found = found.or(path),
            Err(message) => {
                loaded.complain(naming, span, format!("{message}, so it was not read"));
                return None;
            }
        }
    }
    let Some(path) = found else {
        if needed {
            loaded.complain(naming, span, format!("the text includes `{name}`, but there is no such file"));
        }
        return None;
    };
    if !is_within(root, &path) {
        loaded.complain(naming, span, format!("`{name}` is outside this file's folder, so it was not read"));
        return None;
    }
    match loaded.files.known(&path) {
        Some(file) => Some((file, false)),
        None => Some((loaded.file(&path, how)?.0, true)),
    }
}

/// The file of this name beside another, with or without its ending.
fn beside(from: &Path, name: &str) -> Result<Option<PathBuf>, String> {
    let plain = inside_folder(from, name)?;
    let mut ended = plain.clone().into_os_string();
    ended.push(".tex");
    Ok([PathBuf::from(ended), plain].into_iter().find(|path| path.is_file()))
}

/// Whether a file lies in the draft's folder, links followed.
fn is_within(root: &Path, path: &Path) -> bool {
    let folder = root.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), path.canonicalize()) {
        (Ok(folder), Ok(path)) => path.starts_with(folder),
        _ => false,
    }
}
