//! `claimlint pin`: writes the digests of held copies into the claims file.
//!
//! Like `fmt` it writes, and with `--diff` only shows. A digest that is missing
//! is added; one that no longer fits is renewed only for sources that are named,
//! since that says the changed copy was looked at. Only the digest's bytes change.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::cli::base::edit::apply;
use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::read::read;
use crate::cli::base::write;
use crate::cli::files::find::pairs;
use crate::cli::files::held::{hash, locate};
use crate::cli::flags::Pin;
use crate::diagnostic::Edit;
use crate::open::{How, sources};
use crate::span::{Place, Span};
use crate::syntax::Claims;
use crate::syntax::tree::{Held, SourceDecl};
use crate::text::{Text, Texts};

/// How many digits a new digest gets: 64 bits, enough to tell files apart and
/// short enough for a line. Longer ones keep their length when renewed.
const DIGITS: usize = 16;

/// What became of one `held` clause.
enum Pinned {
    /// It fits already.
    Fits,
    /// It was added or renewed.
    Written(Edit, String),
    /// It no longer fits, and was not named.
    Changed(String),
    /// The copy cannot be hashed, or the line cannot be read.
    Trouble(String),
}

/// Runs `pin`.
pub fn pin(flags: &Pin) -> Exit {
    let (pairs, troubles) = pairs(&flags.paths, How::default());
    let files: Vec<PathBuf> = pairs.into_iter().filter_map(|pair| pair.claims).collect();
    let mut exit = Exit::Clean;
    for trouble in &troubles {
        exit = write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    if files.is_empty() && exit == Exit::Clean {
        return write::trouble("there is no claims file here with held copies to pin");
    }
    let mut known = false;
    for path in files {
        let (found, one) = one(&path, flags);
        known |= found;
        exit = match (exit, one) {
            (Exit::Trouble, _) | (_, Exit::Trouble) => Exit::Trouble,
            (Exit::Findings, _) | (_, Exit::Findings) => Exit::Findings,
            _ => Exit::Clean,
        };
    }
    if !known && !flags.source.is_empty() && exit != Exit::Trouble {
        return write::trouble(&format!("no source with a held copy is named {}", flags.source.join(" or ")));
    }
    exit
}

/// Pins one claims file. The first value tells whether it has a source that was
/// asked for.
fn one(path: &Path, flags: &Pin) -> (bool, Exit) {
    let name = shown(path);
    let lock = if flags.diff { Ok(None) } else { write::lock([path]).map(Some) };
    let _lock = match lock {
        Ok(lock) => lock,
        Err(message) => return (false, write::trouble(&message)),
    };
    let content = match read(path) {
        Ok(content) => content,
        Err(message) => return (false, write::trouble(&format!("{name}: {message}"))),
    };
    let (texts, file) = Texts::of(Text::new(name.as_str(), content.as_str()));
    let claims = Claims::read(file, &texts);
    let wanted = |source: &&SourceDecl| flags.source.is_empty() || flags.source.contains(&source.name.value);
    let mut told = String::new();
    let mut edits = Vec::new();
    let (mut known, mut exit) = (false, Exit::Clean);
    for source in sources(&claims.tree).filter(wanted) {
        let Some(held) = &source.held else { continue };
        known = true;
        let source = source.name.value.as_str();
        match pinned(path, held, &claims, !flags.source.is_empty()) {
            Pinned::Fits => {}
            Pinned::Written(edit, said) => {
                edits.push(edit);
                let _ = writeln!(told, "{name}: {source} {said}");
            }
            Pinned::Changed(said) => {
                exit = if exit == Exit::Trouble { exit } else { Exit::Findings };
                write::out(&format!(
                    "{name}: {source} {said}\n  check what changed; if the claims still hold, run \
                         `claimlint pin {name} --source {source}`\n"
                ));
            }
            Pinned::Trouble(said) => exit = write::trouble(&format!("{name}: {source}: {said}")),
        }
    }
    if edits.is_empty() {
        return (known, exit);
    }
    edits.sort_by_key(|edit| edit.place.span.start);
    let after = apply(&content, &edits);
    if flags.diff {
        write::out(&write::diff(&name, &content, &after));
        return (known, if exit == Exit::Trouble { exit } else { Exit::Findings });
    }
    match write::replace(path, &content, &after) {
        Ok(()) => {
            write::out(&told);
            (known, exit)
        }
        Err(message) => (known, write::trouble(&message)),
    }
}

fn pinned(claims: &Path, held: &Held, read: &Claims, named: bool) -> Pinned {
    let file = &held.file.text;
    let slip = read.errors.iter().any(|error| !error.mild && held.span.holds(error.span));
    if slip && held.sha256.is_none() {
        return Pinned::Trouble("the digest on its line cannot be read; delete it and run again".to_owned());
    }
    let path = match locate(claims, held) {
        Ok(path) => path,
        Err(gone) => {
            let now =
                gone.same_bytes.map_or(String::new(), |name| format!("; the pinned file is now “{name}”"));
            return Pinned::Trouble(format!("the held copy “{file}” {}{now}", gone.why));
        }
    };
    let digest = match hash(&path) {
        Ok((digest, _)) => digest,
        Err(why) => return Pinned::Trouble(format!("the held copy “{file}” {why}")),
    };
    let edit = |span: Span, text: String| Edit { place: Place::new(read.file, span), text };
    match &held.sha256 {
        Some(old) if digest.starts_with(&old.value) => Pinned::Fits,
        Some(old) => {
            let new = &digest[..old.value.len().clamp(DIGITS, digest.len())];
            let said = format!("{file}: pinned {}, now {new}", old.value);
            match named {
                true => Pinned::Written(edit(old.span, new.to_owned()), format!("pinned anew ({said})")),
                false => Pinned::Changed(format!("has changed ({said})")),
            }
        }
        None => {
            let at = Span::at(held.file.span.end as usize);
            let new = &digest[..DIGITS];
            Pinned::Written(edit(at, format!(" sha256 {new}")), format!("pinned ({file}: {new})"))
        }
    }
}
