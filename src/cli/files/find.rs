//! Finding files: which drafts and claims files belong together.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use crate::cli::base::door;
use crate::cli::base::path::shown;
use crate::cli::base::read::read;
use crate::cli::files::load;
use crate::cli::files::loaded::{Pair, taken};
use crate::cli::files::quarto;
use crate::draft::{READERS, Reader, pdf, reader_for};
use crate::open::How;
use crate::report::{Trouble, html};
use crate::syntax::tree::Item;
use crate::text::{Text, Texts};

/// Which pairs the paths mean, in order, none twice; and what is wrong with
/// some of them.
pub fn pairs(paths: &[PathBuf], how: How) -> (Vec<Pair>, Vec<Trouble>) {
    pairs_but(paths, how, &mut |_| false)
}

/// As [`pairs`], but files of folders for which `skip` is true are passed over.
pub fn pairs_but(
    paths: &[PathBuf],
    how: How,
    skip: &mut dyn FnMut(&Path) -> bool,
) -> (Vec<Pair>, Vec<Trouble>) {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut trouble = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = found.len();
            walk(path, how, (&mut found, &mut trouble), skip);
            if found.len() == before {
                trouble.push(Trouble {
                    file: shown(path),
                    message:
                        "no draft (.docx, .odt, .txt, .md …) with notes or claims file (.claims) was found in this folder"
                            .to_owned(),
                });
            }
        } else {
            found.push(path.clone());
        }
    }
    let mut pairs: BTreeMap<(PathBuf, Option<PathBuf>), Pair> = BTreeMap::new();
    // One file may be named in several ways; the first is how it is called.
    let mut met = HashSet::new();
    for path in &found {
        let pair = if is_claims(path) { of_claims(path) } else { of_draft(path) };
        if met.insert((pair.draft.as_deref().map(real), pair.claims.as_deref().map(real))) {
            let key = pair.draft.clone().unwrap_or_else(|| path.clone());
            pairs.entry((key, pair.claims.clone())).or_insert(pair);
        }
    }
    // A draft that a claims file names needs no run of its own without it.
    let claimed: HashSet<PathBuf> = pairs
        .values()
        .filter(|pair| pair.claims.is_some())
        .flat_map(|pair| {
            pair.draft.iter().cloned().chain(pair.claims.iter().flat_map(|path| later_files(path)))
        })
        .map(|path| real(&path))
        .collect();
    let pairs = pairs
        .into_values()
        .filter(|pair| {
            pair.claims.is_some() || !pair.draft.as_ref().is_some_and(|draft| claimed.contains(&real(draft)))
        })
        .collect();
    (pairs, trouble)
}

/// What a path leads to; the path itself if that is nothing.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Whether a file is called a claims file.
pub fn is_claims(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("claims"))
}

/// Claims files of a folder, and drafts: text and Markdown files that a claims
/// file names or lies beside, or that show notes of their own. Other files of
/// these endings (a README) are nobody's draft.
fn walk(
    folder: &Path,
    how: How,
    (found, trouble): (&mut Vec<PathBuf>, &mut Vec<Trouble>),
    skip: &mut dyn FnMut(&Path) -> bool,
) {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in ignore::WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                if !skip(entry.path()) {
                    files.push(entry.into_path());
                }
            }
            Ok(_) => {}
            Err(error) => trouble.push(Trouble { file: shown(folder), message: error.to_string() }),
        }
    }
    files.sort();
    let wanted = |path: &Path| {
        let extension =
            path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        // Word keeps `~$name.docx` beside a document that is open.
        if name.starts_with("~$") {
            return false;
        }
        // PDFs and books in a folder are copies of sources, or made of a draft, more often than
        // drafts: one is checked if it is named, or if a claims file names it.
        let sought = |reader: &&Reader| reader.name != pdf::READER.name && reader.name != "epub";
        is_claims(path)
            || (READERS.iter().filter(sought).any(|reader| reader.extensions.contains(&extension.as_str()))
                && (has_notes(path, how) || quarto::begins(path).iter().any(|part| has_notes(part, how))))
    };
    let wanted = files.iter().filter(|path| wanted(path)).cloned().collect();
    found.extend(wholes(&files, wanted, how));
}

/// Whether a file that an editor opens is a draft: a search of its folder would take it, or it has notes or markers, be
/// it that they do not fit, or it cites by author and year. A page of links alone may be anything (a README), so it is
/// none until it has a claims file or speaks to claimlint.
#[cfg(feature = "lsp")]
pub fn is_draft(path: &Path, how: How) -> bool {
    if is_claims(path) || of_draft(path).claims.is_some() || has_notes(path, how) {
        return true;
    }
    let Ok((text, packaged)) = taken(path, how) else { return true };
    let reader = packaged.unwrap_or_else(|| how.reader(&text.name, &text.content));
    let (texts, file) = Texts::of(text);
    let draft = crate::draft::read(reader, file, &texts);
    draft.linked.is_empty() && (!draft.notes.is_empty() || !draft.markers.is_empty())
}

/// What is checked when a file is named: the claims file of its name beside it, else the draft itself.
#[cfg(feature = "lsp")]
pub fn root_of(path: &Path) -> PathBuf {
    let pair = if is_claims(path) { of_claims(path) } else { of_draft(path) };
    pair.claims.or(pair.draft).unwrap_or_else(|| path.to_owned())
}

fn has_notes(path: &Path, how: How) -> bool {
    let Ok((text, packaged)) = taken(path, how) else { return true };
    // A review page of ours shows a draft; it is none.
    if text.content.starts_with(html::SIGN) {
        return false;
    }
    let reader = packaged.unwrap_or_else(|| reader_for(&text.name));
    let (texts, file) = Texts::of(text);
    let draft = (reader.read)(file, texts.get(file));
    let sources = !draft.notes.is_empty() || !draft.bibliographies.is_empty();
    // Who writes to claimlint in a file wants it checked.
    let spoken_to = !draft.comments.is_empty();
    sources && !draft.markers.is_empty() || !draft.field_citations.is_empty() || spoken_to
}

/// A draft and the claims file of the same name beside it.
fn of_draft(path: &Path) -> Pair {
    let beside = path.with_extension("claims");
    Pair { draft: Some(path.to_owned()), claims: door::is_beside(path, &beside).then_some(beside) }
}

/// A claims file and the draft it names, else one of the same name beside it.
fn of_claims(path: &Path) -> Pair {
    let named = read(path).ok().and_then(|content| {
        let text = Text::new(shown(path), content);
        let (tree, _) = crate::syntax::parse(&text);
        tree.items.iter().find_map(|item| match item {
            Item::Draft(draft) => door::inside_claims(path, &draft.file.text).ok(),
            _ => None,
        })
    });
    let beside = || {
        let extensions = READERS.iter().flat_map(|reader| reader.extensions);
        extensions.map(|extension| path.with_extension(extension)).find(|draft| door::is_beside(path, draft))
    };
    Pair { draft: named.or_else(beside), claims: Some(path.to_owned()) }
}

/// The files in which the draft of a claims file goes on.
fn later_files(claims: &Path) -> Vec<PathBuf> {
    let Ok(content) = read(claims) else { return Vec::new() };
    let (tree, _) = crate::syntax::parse(&Text::new(shown(claims), content));
    let later = tree.items.iter().filter_map(|item| match item {
        Item::Draft(draft) => Some(&draft.later),
        _ => None,
    });
    later.flatten().filter_map(|file| door::inside_claims(claims, &file.text).ok()).collect()
}

/// Of the files of a folder that may be drafts, those that are: a file that
/// stands in another is read with it, and is no draft of its own.
fn wholes(files: &[PathBuf], found: Vec<PathBuf>, how: How) -> Vec<PathBuf> {
    let may_hold = |path: &&PathBuf| reader_for(&shown(path)).parts.is_some();
    let mut found = found;
    let mut gone: Vec<PathBuf> = Vec::new();
    for path in files.iter().filter(may_hold) {
        if gone.contains(path) {
            continue;
        }
        let pair = Pair { draft: Some(path.clone()), claims: None };
        let loaded = load::pair(&pair, how);
        let Some((file, reader)) = loaded.draft else { continue };
        let parts = loaded.texts().parts().iter();
        let held: Vec<&Path> = parts.filter_map(|(_, part)| loaded.files.path(*part)).collect();
        if held.is_empty() {
            continue;
        }
        let draft = crate::draft::read(reader, file, loaded.texts());
        let sources = !draft.notes.is_empty() || !draft.bibliographies.is_empty();
        if sources && !draft.markers.is_empty() && !found.contains(path) {
            found.push(path.clone());
        }
        found.retain(|other| other == path || !held.contains(&other.as_path()));
        gone.extend(held.into_iter().filter(|other| other != path).map(Path::to_owned));
    }
    found.sort();
    found
}
