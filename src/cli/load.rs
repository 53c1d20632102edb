//! Finding and reading files: which drafts and claims files belong together.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use super::config::Configs;
use super::decode::{How, decode};
use super::flags::{ConfigFlags, OneDraft};
use super::{Exit, unpack, write};
use crate::check::Input;
use crate::config::Block;
use crate::draft::{READERS, Reader, bibliography, reader_for};
use crate::report::Trouble;
use crate::span::Span;
use crate::syntax::tree::{Item, Words};
use crate::text::{FileId, Text, Texts};

/// The longest text read, in bytes. Spans are 32 bits; and a draft of this
/// size is some 40 million words.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// One draft, its claims file, and the files its notes stand in.
#[derive(Clone)]
pub struct Loaded {
    /// The texts of this case alone.
    pub texts: Texts,
    /// The draft and its reader.
    pub draft: Option<(FileId, &'static Reader)>,
    /// The claims file.
    pub claims: Option<FileId>,
    /// Files of notes.
    pub endnotes: Vec<(FileId, &'static Reader)>,
    /// What could not be read.
    pub trouble: Vec<Trouble>,
    /// Where each text came from; `None` for standard input.
    pub paths: Vec<Option<PathBuf>>,
}

/// What to load: a draft, a claims file or both.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The draft, if it is given or found.
    pub draft: Option<PathBuf>,
    /// The claims file, if there is one.
    pub claims: Option<PathBuf>,
}

/// A path as shown: forward slashes, no leading `./`.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map_or(text.clone(), str::to_owned)
}

/// Reads a file as UTF-8 text, or UTF-16 if a byte order mark says so.
///
/// # Errors
/// A plain sentence: missing, a folder, too long, or as [`decode`].
pub fn read(path: &Path) -> Result<String, String> {
    decode(bytes(path, MAX_BYTES)?, None)
}

/// A file's bytes.
fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, String> {
    let about = std::fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("there is no such file{}", super::config::meant_file(path)),
        std::io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => format!("it cannot be read: {error}"),
    })?;
    if !about.is_file() {
        return Err("it is a folder or device, not a file".to_owned());
    }
    if about.len() > most {
        return Err(format!("it is longer than {} MB, the most that is read", most / 1024 / 1024));
    }
    std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => format!("it cannot be read: {error}"),
    })
}

/// Which pairs the paths mean, in order, none twice; and what is wrong with
/// some of them.
pub fn pairs(paths: &[PathBuf], how: How<'_>) -> (Vec<Pair>, Vec<Trouble>) {
    pairs_but(paths, how, &mut |_| false)
}

/// As [`pairs`], but files of folders for which `skip` is true are passed over.
pub fn pairs_but(
    paths: &[PathBuf],
    how: How<'_>,
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
    for path in &found {
        let pair = if is_claims(path) { of_claims(path) } else { of_draft(path) };
        let key = pair.draft.clone().unwrap_or_else(|| path.clone());
        pairs.entry((key, pair.claims.clone())).or_insert(pair);
    }
    // A draft that a claims file names needs no run of its own without it.
    let claimed: Vec<PathBuf> =
        pairs.values().filter(|pair| pair.claims.is_some()).filter_map(|pair| pair.draft.clone()).collect();
    let pairs = pairs
        .into_values()
        .filter(|pair| {
            pair.claims.is_some() || !pair.draft.as_ref().is_some_and(|draft| claimed.contains(draft))
        })
        .collect();
    (pairs, trouble)
}

fn is_claims(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("claims"))
}

/// Claims files of a folder, and drafts: text and Markdown files that a claims
/// file names or lies beside, or that show notes of their own. Other files of
/// these endings (a README) are nobody's draft.
fn walk(
    folder: &Path,
    how: How<'_>,
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
        is_claims(path)
            || (READERS.iter().any(|reader| reader.extensions.contains(&extension.as_str()))
                && has_notes(path, how))
    };
    let wanted = files.iter().filter(|path| wanted(path)).cloned().collect();
    found.extend(super::parts::wholes(&files, wanted, how));
}

/// A draft's file as text, and its reader if it is packaged.
fn taken(path: &Path, how: How<'_>) -> Result<(Text, Option<&'static Reader>), String> {
    let bytes = bytes(path, MAX_BYTES.max(how.unpacking.limits.unpacked))?;
    unpack::text(shown(path), bytes, how)
}

fn has_notes(path: &Path, how: How<'_>) -> bool {
    let Ok((text, packaged)) = taken(path, how) else { return true };
    let reader = packaged.unwrap_or_else(|| reader_for(&text.name));
    let draft = (reader.read)(FileId(0), &text);
    let sources = !draft.notes.is_empty() || !draft.bibliographies.is_empty();
    // Who writes to claimlint in a file wants it checked.
    let spoken_to = !draft.comments.is_empty();
    sources && !draft.markers.is_empty() || !draft.field_citations.is_empty() || spoken_to
}

/// A draft and the claims file of the same name beside it.
fn of_draft(path: &Path) -> Pair {
    let beside = path.with_extension("claims");
    Pair { draft: Some(path.to_owned()), claims: beside.is_file().then_some(beside) }
}

/// A claims file and the draft it names, else one of the same name beside it.
fn of_claims(path: &Path) -> Pair {
    let named = read(path).ok().and_then(|content| {
        let text = Text::new(shown(path), content);
        let (tree, _) = crate::syntax::parse(FileId(0), &text);
        tree.items.iter().find_map(|item| match item {
            Item::Draft(draft) => inside(path, &draft.file).ok(),
            _ => None,
        })
    });
    let beside = || {
        let extensions = READERS.iter().flat_map(|reader| reader.extensions);
        extensions.map(|extension| path.with_extension(extension)).find(|draft| draft.is_file())
    };
    Pair { draft: named.or_else(beside), claims: Some(path.to_owned()) }
}

/// A file named in a claims file: relative to it, and not out of its folder.
fn inside(claims: &Path, named: &Words) -> Result<PathBuf, String> {
    inside_folder(claims, &named.text).map_err(|message| message.replace("this file", "the claims file"))
}

/// A file that another names: relative to it, and not out of its folder.
pub(super) fn inside_folder(naming: &Path, named: &str) -> Result<PathBuf, String> {
    let path = Path::new(named);
    let plain = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if named.is_empty() || !plain {
        return Err(format!("`{named}` leads out of this file's folder"));
    }
    let plain: PathBuf = path.components().filter(|part| matches!(part, Component::Normal(_))).collect();
    Ok(naming.parent().unwrap_or(Path::new("")).join(plain))
}

impl Loaded {
    fn new() -> Self {
        Self {
            texts: Texts::new(),
            draft: None,
            claims: None,
            endnotes: Vec::new(),
            trouble: Vec::new(),
            paths: Vec::new(),
        }
    }

    fn add_text(&mut self, path: Option<&Path>, text: Text) -> FileId {
        self.paths.push(path.map(Path::to_owned));
        self.texts.add(text)
    }

    pub(super) fn file(&mut self, path: &Path, how: How<'_>) -> Option<(FileId, &'static Reader)> {
        match taken(path, how) {
            Ok((text, packaged)) => {
                let reader = packaged.unwrap_or_else(|| reader_for(&text.name));
                Some((self.add_text(Some(path), text), reader))
            }
            Err(message) => {
                self.trouble.push(Trouble { file: shown(path), message });
                None
            }
        }
    }

    fn claims_file(&mut self, path: &Path) -> Option<FileId> {
        match read(path) {
            Ok(content) => Some(self.add_text(Some(path), Text::new(shown(path), content))),
            Err(message) => {
                self.trouble.push(Trouble { file: shown(path), message });
                None
            }
        }
    }

    /// Loads a draft from standard input.
    pub fn stdin(name: &str, how: How<'_>) -> Self {
        let mut loaded = Self::new();
        let mut bytes = Vec::new();
        let result = std::io::stdin().lock().take(MAX_BYTES).read_to_end(&mut bytes);
        match result
            .map_err(|error| error.to_string())
            .and_then(|_| unpack::text(name.to_owned(), bytes, how))
        {
            Ok((text, packaged)) => loaded.set_draft(None, text, packaged, how),
            Err(message) => loaded.trouble.push(Trouble { file: name.to_owned(), message }),
        }
        loaded
    }

    fn set_draft(
        &mut self,
        path: Option<&Path>,
        text: Text,
        packaged: Option<&'static Reader>,
        how: How<'_>,
    ) {
        if text.content.trim_start_matches('\u{feff}').trim().is_empty() {
            self.trouble.push(Trouble {
                file: text.name,
                message: "it is empty: there is nothing to check".to_owned(),
            });
            return;
        }
        let reader = packaged.unwrap_or_else(|| how.reader(&text.name, &text.content));
        let file = self.add_text(path, text);
        self.draft = Some((file, reader));
    }

    /// Loads a pair and the files of notes that its claims file names.
    pub fn pair(pair: &Pair, how: How<'_>) -> Self {
        let mut loaded = Self::new();
        if let Some(path) = &pair.draft {
            match taken(path, how) {
                Ok((text, packaged)) => loaded.set_draft(Some(path), text, packaged, how),
                Err(message) => loaded.trouble.push(Trouble { file: shown(path), message }),
            }
        }
        if let Some(path) = &pair.draft {
            loaded.parts(path, how);
            loaded.bibliographies(path, how);
        }
        if let Some(path) = &pair.claims
            && let Some(file) = loaded.claims_file(path)
        {
            loaded.claims = Some(file);
            loaded.named(path, file, how);
        }
        loaded
    }

    /// Loads one draft with the claims file of its name beside it, which may
    /// name the file of its notes.
    pub fn one(one: &OneDraft) -> Self {
        let how =
            How { from: one.from.as_deref(), encoding: one.encoding, unpacking: one.packaged.unpacking() };
        if one.draft == Path::new("-") {
            return Self::stdin(&one.stdin_name, how);
        }
        let beside = one.draft.with_extension("claims");
        let claims = beside.is_file().then_some(beside);
        let mut loaded = Self::pair(&Pair { draft: Some(one.draft.clone()), claims }, how);
        let mut configs = Configs::new(&ConfigFlags::default(), Block::default());
        let settings = configs.settings(&one.draft);
        configs.add_notes(&mut loaded, &settings, how);
        loaded.trouble.extend(configs.troubles());
        loaded
    }

    /// Loads a file of notes that a configuration names.
    ///
    /// # Errors
    /// Why it cannot be read, in a plain sentence.
    pub(super) fn more_notes(&mut self, path: &Path, bibliography: bool, how: How<'_>) -> Result<(), String> {
        if bibliography && bibliography::reader_for(&shown(path)).is_none() {
            return Err(
                "it is no bibliography that can be read: its name must end in .bib, .json, .yaml or .yml"
                    .to_owned(),
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
        let file = self.add_text(Some(path), text);
        self.endnotes.push((file, reader));
        Ok(())
    }

    /// What was loaded, as the core takes it.
    pub fn input(&self) -> Input<'_> {
        Input { texts: &self.texts, draft: self.draft, claims: self.claims, endnotes: &self.endnotes }
    }

    /// Tells what could not be loaded; [`Exit::Trouble`] if there is anything to tell.
    pub fn told(&self) -> Exit {
        let mut exit = Exit::Clean;
        for trouble in &self.trouble {
            exit = write::trouble(&format!("{}: {}", trouble.file, trouble.message));
        }
        exit
    }

    /// Follows the `draft` line: notes in other files, and a draft out of reach.
    fn named(&mut self, path: &Path, claims: FileId, how: How<'_>) {
        let (tree, _) = crate::syntax::parse(claims, self.texts.get(claims));
        if super::held::may_hold(&self.texts.get(claims).content) {
            self.hold(path, &tree, how);
        }
        for item in &tree.items {
            let Item::Draft(decl) = item else { continue };
            if let Err(message) = inside(path, &decl.file) {
                self.complain(claims, decl.file.span, message);
            }
            for named in &decl.bibliography {
                match inside(path, named) {
                    Ok(found) => self.bibliography(&found, claims, named.span, how),
                    Err(message) => self.complain(claims, named.span, message),
                }
            }
            for named in &decl.endnotes {
                match inside(path, named) {
                    Ok(notes) => {
                        let file = self.file(&notes, how);
                        self.endnotes.extend(file);
                    }
                    Err(message) => self.complain(claims, named.span, message),
                }
            }
        }
    }

    /// Loads the bibliographies that the draft itself names.
    fn bibliographies(&mut self, path: &Path, how: How<'_>) {
        let Some((file, reader)) = self.draft else { return };
        // Most drafts name none, and need not be read here.
        let named = ["bibliography", "bibresource"];
        let holds = |word: &&str| {
            let word = word.as_bytes();
            self.texts.iter().any(|(_, text)| memchr::memmem::find(text.content.as_bytes(), word).is_some())
        };
        if !named.iter().any(holds) {
            return;
        }
        for (place, name) in crate::draft::read(reader, file, &self.texts).bibliographies {
            match inside_folder(path, &name) {
                Ok(found) => self.bibliography(&found, place.file, place.span, how),
                Err(message) => self.complain(place.file, place.span, message),
            }
        }
    }

    /// Loads one bibliography, once.
    fn bibliography(&mut self, path: &Path, named_in: FileId, at: Span, how: How<'_>) {
        if self.paths.iter().any(|known| known.as_deref() == Some(path)) {
            return;
        }
        let Some(reader) = bibliography::reader_for(&shown(path)) else {
            let message = format!(
                "`{}` is no bibliography that can be read: its name must end in .bib, .json, .yaml or .yml",
                shown(path)
            );
            return self.complain(named_in, at, message);
        };
        match bytes(path, MAX_BYTES).and_then(|bytes| decode(bytes, how.encoding)) {
            Ok(content) => {
                let file = self.add_text(Some(path), Text::new(shown(path), content));
                self.endnotes.push((file, reader));
            }
            Err(message) => {
                self.complain(named_in, at, format!("the bibliography `{}`: {message}", shown(path)))
            }
        }
    }

    pub(super) fn complain(&mut self, file: FileId, span: Span, message: String) {
        let text = self.texts.get(file);
        let spot = match text.spot(span.start) {
            Some(spot) => format!(", {spot}"),
            None => format!(":{}", text.line(span.start)),
        };
        self.trouble.push(Trouble { file: format!("{}{spot}", text.name), message });
    }
}
