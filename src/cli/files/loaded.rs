//! What was loaded for one case: its texts, and which of them is what.

use std::path::{Path, PathBuf};

use crate::case::Case;
use crate::check::{Input, Options, read_draft};
use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::read::{MAX_BYTES, bytes, read};
use crate::cli::base::{apart, write};
use crate::cli::files::table::Files;
use crate::draft::{Draft, Reader};
use crate::open::{self, How};
use crate::report::Trouble;
use crate::span::Span;
use crate::syntax::Claims;
use crate::text::{FileId, Text, Texts};

/// One draft, its claims file, and the files its notes stand in.
#[derive(Clone, Default)]
pub struct Loaded {
    /// The texts of this case alone, and where they came from.
    pub files: Files,
    /// The draft and its reader.
    pub draft: Option<(FileId, &'static Reader)>,
    /// The claims file, read.
    pub claims: Option<Claims>,
    /// Files of notes.
    pub endnotes: Vec<(FileId, &'static Reader)>,
    /// What could not be read.
    pub trouble: Vec<Trouble>,
}

/// What to load: a draft, a claims file or both.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The draft, if it is given or found.
    pub draft: Option<PathBuf>,
    /// The claims file, if there is one.
    pub claims: Option<PathBuf>,
}

/// A draft's file as text, and its reader if it is packaged.
///
/// # Errors
/// A plain sentence: as [`bytes`], or why it cannot be unpacked or decoded.
pub fn taken(path: &Path, how: How) -> Result<(Text, Option<&'static Reader>), String> {
    let bytes = bytes(path, MAX_BYTES.max(how.unpacking.limits.unpacked))?;
    open::text(shown(path), bytes, how, apart::unpack)
}

impl Loaded {
    /// Nothing yet, of the case that has this number in the run.
    pub fn of_case(number: u32) -> Self {
        Self { files: Files::of_case(number), ..Self::default() }
    }

    /// The texts.
    pub fn texts(&self) -> &Texts {
        &self.files.texts
    }

    /// Loads one file of a draft; what keeps it from being read is told.
    pub fn file(&mut self, path: &Path, how: How) -> Option<(FileId, &'static Reader)> {
        match taken(path, how) {
            Ok((text, packaged)) => {
                let how = How { from: None, ..how };
                let reader = packaged.unwrap_or_else(|| how.reader(&text.name, &text.content));
                Some((self.files.add(Some(path), text), reader))
            }
            Err(message) => {
                self.trouble.push(Trouble { file: shown(path), message });
                None
            }
        }
    }

    /// Loads a claims file, likewise, and reads it.
    pub fn claims_file(&mut self, path: &Path) -> Option<Claims> {
        match read(path) {
            Ok(content) => {
                let file = self.files.add(Some(path), Text::new(shown(path), content));
                Some(Claims::read(file, self.texts()))
            }
            Err(message) => {
                self.trouble.push(Trouble { file: shown(path), message });
                None
            }
        }
    }

    /// Tells the core what could not be loaded: of a draft that lacks a part, coverage is not known.
    pub fn note_unread(&mut self) {
        for trouble in &self.trouble {
            self.files.texts.add_unread(format!("{}: {}", trouble.file, trouble.message));
        }
    }

    /// What was loaded, as the core takes it.
    pub fn input(&self) -> Input<'_> {
        let claims = self.claims_id();
        Input { texts: self.texts(), draft: self.draft, claims, endnotes: &self.endnotes }
    }

    /// Which text is the claims file.
    pub fn claims_id(&self) -> Option<FileId> {
        self.claims.as_ref().map(|claims| claims.file)
    }

    /// The draft, read with the files of its notes.
    pub fn read_draft(&self) -> Option<Draft> {
        read_draft(self.input())
    }

    /// The case, tied together, of a draft that was read.
    pub fn case<'a>(&'a self, draft: Option<&'a Draft>, options: &'a Options) -> Case<'a> {
        Case::resolve(self.texts(), draft, self.claims.as_ref(), options)
    }

    /// Tells what could not be loaded; [`Exit::Trouble`] if there is anything to tell.
    pub fn told(&self) -> Exit {
        let mut exit = Exit::Clean;
        for trouble in &self.trouble {
            exit = write::trouble(&format!("{}: {}", trouble.file, trouble.message));
        }
        exit
    }

    /// Tells of a name in a file what keeps it from being read.
    pub fn complain(&mut self, file: FileId, span: Span, message: String) {
        let text = self.texts().get(file);
        let spot = match text.spot(span.start) {
            Some(spot) => format!(", {spot}"),
            None => format!(":{}", text.line(span.start)),
        };
        self.trouble.push(Trouble { file: format!("{}{spot}", text.name), message });
    }
}
