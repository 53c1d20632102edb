//! What the server needs of the house: files, the clock, and a case checked as `check` checks it.
//!
//! The server itself opens no file and asks for no time. Whoever runs it (`cli`) is
//! its [`Desk`]: it loads draft, claims file, notes, held copies and configuration by
//! the code of the command, so that what an editor shows is what `check` says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::case::Case;
use crate::check::Report;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::options::Options;
use crate::report::Trouble;
use crate::syntax::Claims;
use crate::text::{FileId, Texts};

/// Files, a clock and the checking of one case.
pub trait Desk: Send + Sync + 'static {
    /// Takes note of the words that the editor has of a file; `None` when it closes it.
    fn lay(&self, path: &Path, words: Option<Arc<str>>);

    /// The cases of these folders, as `check FOLDER` finds them: what is checked (a claims file, else a draft), and the
    /// draft of it.
    fn search(&self, folders: &[PathBuf]) -> Vec<(PathBuf, Option<PathBuf>)>;

    /// What `check FILE` checks: the claims file beside a draft, else the draft.
    fn root_of(&self, file: &Path) -> PathBuf;

    /// Whether a file that is opened is a draft or a claims file, and no other text.
    fn is_draft(&self, file: &Path) -> bool;

    /// Checks one case; `None` if nobody wants it any more.
    fn check(&self, root: &Path, wanted: &(dyn Fn() -> bool + Sync)) -> Option<Kept>;

    /// The words of a file, as the editor or the disk has it.
    ///
    /// # Errors
    /// A plain sentence.
    fn read(&self, file: &Path) -> Result<String, String>;

    /// The time, from any beginning.
    fn now(&self) -> Duration;

    /// Works in this folder from now on, the first that the editor has open.
    fn enter(&self, folder: &Path);

    /// Notes a line for people who look into what the server did.
    fn log(&self, line: &str);
}

/// A case that was checked, with all that a question about it may need.
#[derive(Default)]
pub struct Kept {
    /// Its texts.
    pub texts: Texts,
    /// The files that they came from.
    pub paths: BTreeMap<FileId, PathBuf>,
    /// Its draft.
    pub draft: Option<Draft>,
    /// Its claims file.
    pub claims: Option<Claims>,
    /// How it was judged.
    pub options: Options,
    /// What came of it: what a baseline or the configuration leaves out is left out.
    pub report: Option<Report>,
    /// What could not be read.
    pub trouble: Vec<Trouble>,
    /// Faults of configurations, with their texts and files.
    pub faults: Option<(Texts, BTreeMap<FileId, PathBuf>, Vec<Diagnostic>)>,
}

impl Kept {
    /// The case, tied together.
    pub fn case(&self) -> Case<'_> {
        Case::resolve(&self.texts, self.draft.as_ref(), self.claims.as_ref(), &self.options)
    }

    /// The text of a file, if the case has it.
    pub fn file(&self, path: &Path) -> Option<FileId> {
        self.paths.iter().find(|(_, known)| known.as_path() == path).map(|(id, _)| *id)
    }
}
