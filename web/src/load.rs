//! Files that were handed over, as one case: what the draft and its claims file name is looked for among them. The same
//! steps in the same order as where the program loads files of a disk (`cli::files::load`).

use std::collections::BTreeMap;

use claimlint::inside::compare;
use claimlint::inside::draft::bibliography;
use claimlint::inside::open::{self, How, decode};
use claimlint::inside::report::html::sha256;
use claimlint::inside::syntax::tree::{Held, Item, Tree};
use claimlint::inside::text::held::{Gone, HeldCopy, HeldState};
use claimlint::inside::text::nearest;
use claimlint::{Claims, FileId, Input, Place, Reader, Span, Text, Texts, Trouble, Unpacking, reader_named};

/// A draft may be made of so many files, so deep in each other, as everywhere.
const MAX_PARTS: usize = 1000;
const MAX_DEPTH: usize = 16;
/// Endings of files that LaTeX takes in but that hold drawings, not text.
const DRAWINGS: [&str; 5] = ["pdf_tex", "eps_tex", "pgf", "tikz", "pdf_t"];

/// The files by their names.
pub type Files<'a> = BTreeMap<&'a str, &'a [u8]>;

/// One draft with its claims file and the files of its notes.
#[derive(Default)]
pub struct Loaded {
    /// All texts.
    pub texts: Texts,
    /// The draft and its reader.
    pub draft: Option<(FileId, &'static Reader)>,
    /// The claims file, read.
    pub claims: Option<Claims>,
    /// Files of notes.
    pub endnotes: Vec<(FileId, &'static Reader)>,
    /// What could not be read.
    pub trouble: Vec<Trouble>,
    known: BTreeMap<String, FileId>,
}

/// Loads a case.
pub fn load(files: &Files<'_>, draft: Option<&str>, claims: Option<&str>, how: How) -> Loaded {
    let mut loaded = Loaded::default();
    if let Some(name) = draft {
        match loaded.taken(files, name, how) {
            Ok((text, packaged)) => loaded.set_draft(name, text, packaged, how),
            Err(message) => loaded.complain_of(name, message),
        }
        loaded.parts(files, name, how);
        if let Some(draft) = loaded.draft {
            loaded.own_bibliographies(files, draft, name, how);
        }
    }
    if let Some(name) = claims {
        match bytes(files, name).and_then(|bytes| decode(bytes, None)) {
            Ok(content) => {
                let file = loaded.add(name, Text::new(name, content));
                let claims = Claims::read(file, &loaded.texts);
                loaded.named(files, name, &claims, how);
                loaded.claims = Some(claims);
            }
            Err(message) => loaded.complain_of(name, message),
        }
    }
    // Of a draft that lacks a part, coverage is not known.
    for trouble in &loaded.trouble {
        loaded.texts.add_unread(format!("{}: {}", trouble.file, trouble.message));
    }
    loaded
}

impl Loaded {
    /// What was loaded, as the core takes it.
    pub fn input(&self) -> Input<'_> {
        let claims = self.claims.as_ref().map(|claims| claims.file);
        Input { texts: &self.texts, draft: self.draft, claims, endnotes: &self.endnotes }
    }

    fn add(&mut self, name: &str, text: Text) -> FileId {
        let file = self.texts.add(text);
        self.known.insert(name.to_owned(), file);
        file
    }

    fn complain_of(&mut self, name: &str, message: String) {
        self.trouble.push(Trouble { file: name.to_owned(), message });
    }

    fn complain(&mut self, file: FileId, span: Span, message: String) {
        let text = self.texts.get(file);
        let spot = match text.spot(span.start) {
            Some(spot) => format!(", {spot}"),
            None => format!(":{}", text.line(span.start)),
        };
        let file = format!("{}{spot}", text.name);
        self.trouble.push(Trouble { file, message });
    }

    fn taken(
        &self,
        files: &Files<'_>,
        name: &str,
        how: How,
    ) -> Result<(Text, Option<&'static Reader>), String> {
        let unpack_pdf = |bytes: Vec<u8>| {
            let unpack = reader_named("pdf").and_then(|reader| reader.unpack);
            let unpack = unpack.ok_or_else(|| "PDFs are not read here".to_owned())?;
            unpack(&bytes, &Unpacking::default()).map_err(|fault| fault.0)
        };
        open::text(name.to_owned(), bytes(files, name)?, how, unpack_pdf)
    }

    fn set_draft(&mut self, name: &str, text: Text, packaged: Option<&'static Reader>, how: How) {
        if text.content.trim_start_matches('\u{feff}').trim().is_empty() {
            return self.complain_of(name, "it is empty: there is nothing to check".to_owned());
        }
        let reader = packaged.unwrap_or_else(|| how.reader(&text.name, &text.content));
        let unread = text.rendition().map(|rendition| rendition.unread.clone()).unwrap_or_default();
        for what in unread {
            self.texts.add_unread(format!("{name}: {what}"));
        }
        let file = self.add(name, text);
        self.draft = Some((file, reader));
    }

    /// One file of a draft; what keeps it from being read is told.
    fn file(&mut self, files: &Files<'_>, name: &str, how: How) -> Option<(FileId, &'static Reader)> {
        match self.taken(files, name, how) {
            Ok((text, packaged)) => {
                let how = How { from: None, ..how };
                let reader = packaged.unwrap_or_else(|| how.reader(&text.name, &text.content));
                Some((self.add(name, text), reader))
            }
            Err(message) => {
                self.complain_of(name, message);
                None
            }
        }
    }

    /// Files that stand in the draft: `\input{chapter}`.
    fn parts(&mut self, files: &Files<'_>, root: &str, how: How) {
        let Some((draft, reader)) = self.draft else { return };
        let Some(parts) = &reader.parts else { return };
        let mut waiting = vec![(draft, root.to_owned(), 0)];
        while let Some((file, path, depth)) = waiting.pop() {
            let content = self.texts.get(file).content.clone();
            let body = content.find("\\begin{document}").unwrap_or(0);
            for (span, name) in (parts.names)(&content) {
                if depth >= MAX_DEPTH || self.texts.parts().len() >= MAX_PARTS {
                    let limits =
                        format!("a draft can have at most {MAX_PARTS} files, {MAX_DEPTH} levels deep");
                    return self.complain(file, span, format!("`{name}` was not read: {limits}"));
                }
                if DRAWINGS.iter().any(|ending| name.ends_with(&format!(".{ending}"))) {
                    continue;
                }
                let found = match (beside(root, &name), beside(&path, &name)) {
                    (Ok(from_root), Ok(near)) => {
                        let spelt = [&from_root, &near].map(|path| [format!("{path}.tex"), path.clone()]);
                        spelt.into_iter().flatten().find(|path| files.contains_key(path.as_str()))
                    }
                    (Err(message), _) | (_, Err(message)) => {
                        self.complain(file, span, format!("{message}, so it was not read"));
                        continue;
                    }
                };
                let Some(found) = found else {
                    // Before the text stand files of TeX's own, which need not be here.
                    if span.start as usize >= body {
                        let message = format!("the text includes `{name}`, but there is no such file");
                        self.complain(file, span, message);
                    }
                    continue;
                };
                let known = self.known.get(&found).copied();
                let part = known.or_else(|| self.file(files, &found, how).map(|(file, _)| file));
                if let Some(part) = part {
                    if known.is_none() {
                        waiting.push((part, found, depth + 1));
                    }
                    self.texts.add_part(Place::new(file, span), part);
                }
            }
        }
    }

    /// The bibliographies that a file of the draft itself names.
    fn own_bibliographies(
        &mut self,
        files: &Files<'_>,
        (file, reader): (FileId, &'static Reader),
        path: &str,
        how: How,
    ) {
        for (place, name) in claimlint::inside::draft::read(reader, file, &self.texts).bibliographies {
            match beside(path, &name) {
                Ok(found) => self.bibliography(files, &found, (place.file, place.span), how),
                Err(message) => self.complain(place.file, place.span, message),
            }
        }
    }

    fn bibliography(&mut self, files: &Files<'_>, path: &str, (file, span): (FileId, Span), how: How) {
        if self.known.contains_key(path) {
            return;
        }
        let Some(reader) = bibliography::reader_for(path) else {
            let message = format!(
                "`{path}` is not a readable bibliography: its name must end in .bib, .json, .yaml or .yml"
            );
            return self.complain(file, span, message);
        };
        match bytes(files, path).and_then(|bytes| decode(bytes, how.encoding)) {
            Ok(content) => {
                let file = self.add(path, Text::new(path, content));
                self.endnotes.push((file, reader));
            }
            Err(message) => self.complain(file, span, format!("the bibliography `{path}`: {message}")),
        }
    }

    /// What a claims file names: held copies, bibliographies, notes in other files.
    fn named(&mut self, files: &Files<'_>, path: &str, claims: &Claims, how: How) {
        self.hold(files, path, &claims.tree, how);
        for item in &claims.tree.items {
            let Item::Draft(decl) = item else { continue };
            let there =
                |named: &str| beside(path, named).map_err(|why| why.replace("this file", "the claims file"));
            if let Err(message) = there(&decl.file.text) {
                self.complain(claims.file, decl.file.span, message);
            }
            for named in &decl.later {
                match there(&named.text) {
                    Ok(found) => {
                        if let Some((file, reader)) = self.file(files, &found, how) {
                            self.texts.add_chapter(file, reader.name);
                            self.own_bibliographies(files, (file, reader), &found, how);
                        }
                    }
                    Err(message) => self.complain(claims.file, named.span, message),
                }
            }
            for named in &decl.bibliography {
                match there(&named.text) {
                    Ok(found) => self.bibliography(files, &found, (claims.file, named.span), how),
                    Err(message) => self.complain(claims.file, named.span, message),
                }
            }
            for named in &decl.endnotes {
                match there(&named.text) {
                    Ok(found) => {
                        let notes = self.file(files, &found, how);
                        self.endnotes.extend(notes);
                    }
                    Err(message) => self.complain(claims.file, named.span, message),
                }
            }
        }
    }

    /// The held copies that the claims file's entries cite.
    fn hold(&mut self, files: &Files<'_>, claims: &str, tree: &Tree, how: How) {
        let mut named: Vec<&Held> = Vec::new();
        for held in open::cited(tree).into_iter().filter_map(|source| source.held.as_ref()) {
            if !named.iter().any(|other| other.file.text == held.file.text) {
                named.push(held);
            }
        }
        let how = How { from: None, ..how };
        self.texts.hold(named.into_iter().map(|held| copy(files, claims, held, how)).collect());
    }
}

fn copy(files: &Files<'_>, claims: &str, held: &Held, how: How) -> HeldCopy {
    let name = held.file.text.clone();
    let gone = |why: &str| Gone { why: why.to_owned(), ..Gone::default() };
    let missing = |gone| HeldCopy { name: name.clone(), digest: String::new(), state: HeldState::Gone(gone) };
    let Ok(path) = beside(claims, &name) else { return missing(gone("is outside the claims file's folder")) };
    let Some(bytes) = files.get(path.as_str()) else {
        return missing(Gone { near: near(files, &path, &name), ..gone("is not there") });
    };
    let digest = sha256(bytes);
    let state = match open::words(&name, bytes.to_vec(), how, compare::pdf::read) {
        Ok(text) => HeldState::Read(text),
        Err(why) => HeldState::Unread(why),
    };
    HeldCopy { name, digest, state }
}

/// A file of the folder with nearly the name of one that is not there, as the claims file would name it.
fn near(files: &Files<'_>, path: &str, name: &str) -> Option<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let before = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let own = files.keys().filter_map(|file| {
        let (its, file) = file.rsplit_once('/').unwrap_or(("", file));
        (its == folder).then(|| format!("{before}{file}"))
    });
    let own: Vec<String> = own.collect();
    nearest(name, own.iter().map(String::as_str)).map(str::to_owned)
}

fn bytes(files: &Files<'_>, name: &str) -> Result<Vec<u8>, String> {
    files.get(name).map(|bytes| bytes.to_vec()).ok_or_else(|| "there is no such file".to_owned())
}

/// The path of a file that another names: beside it, and not out of its folder.
fn beside(naming: &str, named: &str) -> Result<String, String> {
    let climbs = named.is_empty() || named.starts_with('/') || named.split('/').any(|part| part == "..");
    if climbs {
        return Err(format!("`{named}` is outside this file's folder"));
    }
    let plain: Vec<&str> = named.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let plain = plain.join("/");
    Ok(match naming.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{plain}"),
        None => plain,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_another_names_stands_beside_it() {
        assert_eq!(beside("a/b.claims", "./c/d.txt").as_deref(), Ok("a/c/d.txt"));
        assert_eq!(beside("b.claims", "d.txt").as_deref(), Ok("d.txt"));
        for out in ["../x", "/etc/passwd", "a/../../x", ""] {
            assert!(beside("b.claims", out).is_err(), "{out}");
        }
    }
}
