//! Books that a Quarto project (`_quarto.yml`) makes of several files.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::base::door::inside_folder;
use crate::cli::base::path::{absolute, shown};
use crate::cli::base::read::read;
use crate::cli::files::load::{bibliographies, more_notes};
use crate::cli::files::loaded::Loaded;
use crate::draft::bibliography::quarto::{Project, project};
use crate::open::How;
use crate::report::Trouble;

/// How many folders up from a draft its project is looked for.
const HIGHEST: usize = 6;

/// Whether projects are left alone, as every file that sets something is with `--isolated`.
static LEFT_ALONE: AtomicBool = AtomicBool::new(false);

/// Leaves projects alone from now on.
pub fn leave_alone() {
    LEFT_ALONE.store(true, Ordering::Relaxed);
}

/// The file of the project in which a file stands, and what it says.
fn of(path: &Path) -> Option<(PathBuf, Project)> {
    if LEFT_ALONE.load(Ordering::Relaxed) {
        return None;
    }
    let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
    if !matches!(ending.as_str(), "qmd" | "md" | "rmd" | "markdown") {
        return None;
    }
    let named = |folder: &Path| ["_quarto.yml", "_quarto.yaml"].map(|name| folder.join(name));
    let above =
        |path: &Path| path.ancestors().skip(1).take(HIGHEST).flat_map(named).find(|file| file.is_file());
    // As it was typed, where that leads to it: files are called by what people typed.
    let file = above(path).or_else(|| above(&absolute(path)))?;
    let said = project(&read(&file).ok()?);
    Some((file, said))
}

/// The files of a book, each where it lies.
fn files(file: &Path, book: &Project) -> Vec<PathBuf> {
    let folder = file.parent().unwrap_or(file);
    book.chapters.iter().map(|name| absolute(&folder.join(name))).collect()
}

/// The files of the book that begins with this one; empty if none does.
pub fn begins(path: &Path) -> Vec<PathBuf> {
    let Some((file, book)) = of(path) else { return Vec::new() };
    let files = files(&file, &book);
    if files.first() == Some(&absolute(path)) { files } else { Vec::new() }
}

/// Whether a book goes on in this file, which it does not begin.
pub fn goes_on_in(path: &Path) -> bool {
    of(path).is_some_and(|(file, book)| {
        let (files, path) = (files(&file, &book), absolute(path));
        files.first() != Some(&path) && files.contains(&path)
    })
}

/// Adds what a project says of the draft: the files in which its book goes on, if it begins with
/// this one, and the bibliographies that its files share.
pub fn add(loaded: &mut Loaded, path: &Path, whole: bool, how: How) {
    let Some((file, book)) = of(path) else { return };
    let from = shown(&file);
    let is_first = files(&file, &book).first() == Some(&absolute(path));
    let later = if whole && is_first { book.chapters.get(1..).unwrap_or_default() } else { &[] };
    for name in later {
        match inside_folder(&file, name) {
            Ok(path) => {
                if let Some((file, reader)) = loaded.file(&path, how) {
                    loaded.files.texts.add_chapter(file, reader.name);
                    bibliographies(loaded, (file, reader), &path, how);
                }
            }
            Err(message) => loaded.trouble.push(Trouble { file: from.clone(), message }),
        }
    }
    for name in &book.bibliography {
        let added = inside_folder(&file, name).and_then(|path| match loaded.files.known(&path) {
            Some(_) => Ok(()),
            None => more_notes(loaded, &path, true, how),
        });
        if let Err(message) = added {
            loaded.trouble.push(Trouble { file: from.clone(), message: format!("`{name}`: {message}") });
        }
    }
}
