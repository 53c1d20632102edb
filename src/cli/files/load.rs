//! Loading a case: a draft, what stands in it, its claims file, and the files of notes that these name.

use std::io::Read;
use std::path::Path;

use crate::cli::base::apart;
use crate::cli::base::door::{inside_claims, inside_folder};
use crate::cli::base::path::shown;
use crate::cli::base::read::{MAX_BYTES, bytes};
use crate::cli::files::loaded::{Loaded, Pair, taken};
use crate::cli::files::{held, parts, record};
use crate::draft::{Reader, bibliography, reader_for};
use crate::open::{self, How, decode};
use crate::report::Trouble;
use crate::span::Span;
use crate::syntax::Claims;
use crate::syntax::tree::Item;
use crate::text::{FileId, Text};

/// Loads a draft from standard input.
pub fn stdin(name: &str, how: How) -> Loaded {
    let mut loaded = Loaded::default();
    let mut bytes = Vec::new();
    let result = std::io::stdin().lock().take(MAX_BYTES).read_to_end(&mut bytes);
    match result
        .map_err(|error| error.to_string())
        .and_then(|_| open::text(name.to_owned(), bytes, how, apart::unpack))
    {
        Ok((text, packaged)) => set_draft(&mut loaded, None, text, packaged, how),
        Err(message) => loaded.trouble.push(Trouble { file: name.to_owned(), message }),
    }
    loaded
}

fn set_draft(
    loaded: &mut Loaded,
    path: Option<&Path>,
    text: Text,
    packaged: Option<&'static Reader>,
    how: How,
) {
    if text.content.trim_start_matches('\u{feff}').trim().is_empty() {
        loaded
            .trouble
            .push(Trouble { file: text.name, message: "it is empty: there is nothing to check".to_owned() });
        return;
    }
    let reader = packaged.unwrap_or_else(|| how.reader(&text.name, &text.content));
    let unread = text.rendition().map(|rendition| rendition.unread.clone()).unwrap_or_default();
    for what in unread {
        loaded.files.texts.add_unread(format!("{}: {what}", text.name));
    }
    let file = loaded.files.add(path, text);
    loaded.draft = Some((file, reader));
}

/// Loads a pair and the files of notes that its claims file names.
pub fn pair(pair: &Pair, how: How) -> Loaded {
    pair_of_case(0, pair, how)
}

/// As [`pair`], for one of many cases of a run.
pub fn pair_of_case(number: u32, pair: &Pair, how: How) -> Loaded {
    let mut loaded = Loaded::of_case(number);
    if let Some(path) = &pair.draft {
        match taken(path, how) {
            Ok((text, packaged)) => set_draft(&mut loaded, Some(path), text, packaged, how),
            Err(message) => loaded.trouble.push(Trouble { file: shown(path), message }),
        }
    }
    if let Some(path) = &pair.draft {
        parts::load(&mut loaded, path, how);
        if let Some(draft) = loaded.draft {
            bibliographies(&mut loaded, draft, path, how);
        }
    }
    if let Some(path) = &pair.claims
        && let Some(claims) = loaded.claims_file(path)
    {
        named(&mut loaded, path, &claims, how);
        loaded.claims = Some(claims);
    }
    record::load(&mut loaded, pair);
    loaded
}

/// Loads a file of notes that a configuration names.
///
/// # Errors
/// Why it cannot be read, in a plain sentence.
pub fn more_notes(loaded: &mut Loaded, path: &Path, bibliography: bool, how: How) -> Result<(), String> {
    if bibliography && bibliography::reader_for(&shown(path)).is_none() {
        return Err(
            "it is not a readable bibliography: its name must end in .bib, .json, .yaml or .yml".to_owned()
        );
    }
    let (text, reader) = match bibliography::reader_for(&shown(path)).filter(|_| bibliography) {
        Some(reader) => {
            let content = decode(bytes(path, MAX_BYTES)?, how.encoding)?;
            (Text::new(shown(path), content), reader)
        }
        None => {
            let (text, packaged) = taken(path, how)?;
            let reader = packaged.unwrap_or_else(|| reader_for(&text.name));
            (text, reader)
        }
    };
    let file = loaded.files.add(Some(path), text);
    loaded.endnotes.push((file, reader));
    Ok(())
}

/// Follows the `draft` line: notes in other files, and a draft out of reach.
fn named(loaded: &mut Loaded, path: &Path, claims: &Claims, how: How) {
    held::hold(loaded, path, &claims.tree, how);
    let file = claims.file;
    for item in &claims.tree.items {
        let Item::Draft(decl) = item else { continue };
        if let Err(message) = inside_claims(path, &decl.file.text) {
            loaded.complain(file, decl.file.span, message);
        }
        for named in &decl.later {
            match inside_claims(path, &named.text) {
                Ok(found) => {
                    if let Some((file, reader)) = loaded.file(&found, how) {
                        loaded.files.texts.add_chapter(file, reader.name);
                        bibliographies(loaded, (file, reader), &found, how);
                    }
                }
                Err(message) => loaded.complain(file, named.span, message),
            }
        }
        for named in &decl.bibliography {
            match inside_claims(path, &named.text) {
                Ok(found) => bibliography(loaded, &found, file, named.span, how),
                Err(message) => loaded.complain(file, named.span, message),
            }
        }
        for named in &decl.endnotes {
            match inside_claims(path, &named.text) {
                Ok(notes) => {
                    let notes = loaded.file(&notes, how);
                    loaded.endnotes.extend(notes);
                }
                Err(message) => loaded.complain(file, named.span, message),
            }
        }
    }
}

/// Loads the bibliographies that a file of the draft itself names.
pub fn bibliographies(loaded: &mut Loaded, (file, reader): (FileId, &'static Reader), path: &Path, how: How) {
    // Most drafts name none, and need not be read here.
    let named = ["bibliography", "bibresource"];
    let holds = |word: &&str| {
        let word = word.as_bytes();
        loaded.texts().iter().any(|(_, text)| memchr::memmem::find(text.content.as_bytes(), word).is_some())
    };
    if !named.iter().any(holds) {
        return;
    }
    for (place, name) in crate::draft::read(reader, file, loaded.texts()).bibliographies {
        match inside_folder(path, &name) {
            Ok(found) => bibliography(loaded, &found, place.file, place.span, how),
            Err(message) => loaded.complain(place.file, place.span, message),
        }
    }
}

/// Loads one bibliography, once.
fn bibliography(loaded: &mut Loaded, path: &Path, named_in: FileId, at: Span, how: How) {
    if loaded.files.known(path).is_some() {
        return;
    }
    let Some(reader) = bibliography::reader_for(&shown(path)) else {
        let message = format!(
            "`{}` is not a readable bibliography: its name must end in .bib, .json, .yaml or .yml",
            shown(path)
        );
        return loaded.complain(named_in, at, message);
    };
    match bytes(path, MAX_BYTES).and_then(|bytes| decode(bytes, how.encoding)) {
        Ok(content) => {
            let file = loaded.files.add(Some(path), Text::new(shown(path), content));
            loaded.endnotes.push((file, reader));
        }
        Err(message) => {
            loaded.complain(named_in, at, format!("the bibliography `{}`: {message}", shown(path)))
        }
    }
}
