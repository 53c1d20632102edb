//! The desk of the language server: files as the editor has them, and cases checked as `check` checks them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::cli::base::guard::alone;
use crate::cli::base::path::absolute;
use crate::cli::base::{buffers, read, write};
use crate::cli::files::configs::Configs;
use crate::cli::files::find::{is_draft, pairs_but, root_of};
use crate::cli::files::table::Files;
use crate::cli::flags::{Cases, ConfigFlags, Known};
use crate::cli::run::baseline;
use crate::cli::run::checked::{Checked, run_while};
use crate::config::Block;
use crate::lsp::{Desk, Kept};
use crate::open::How;
use crate::report::Trouble;
use crate::text::FileId;

/// The desk of this process.
pub struct House {
    begun: Instant,
    /// Whether the process may work in the editor's folder: one that serves an editor and does nothing else may.
    moves: bool,
}

impl House {
    /// The desk of a server; one that `moves` makes the editor's folder the working folder, where the baseline lies.
    pub fn new(moves: bool) -> Self {
        Self { begun: Instant::now(), moves }
    }
}

impl Desk for House {
    fn lay(&self, path: &Path, words: Option<Arc<str>>) {
        buffers::lay(path, words);
    }

    fn search(&self, folders: &[PathBuf]) -> Vec<(PathBuf, Option<PathBuf>)> {
        let mut configs = Configs::new(&ConfigFlags::default(), Block::default());
        let (pairs, _) = pairs_but(folders, How::default(), &mut |path| configs.passes_over(path));
        let whole = |path: PathBuf| absolute(&path);
        pairs
            .into_iter()
            .filter_map(|pair| {
                let draft = pair.draft.map(whole);
                Some((pair.claims.map(whole).or_else(|| draft.clone())?, draft))
            })
            .collect()
    }

    fn root_of(&self, file: &Path) -> PathBuf {
        absolute(&root_of(file))
    }

    fn is_draft(&self, file: &Path) -> bool {
        let mut configs = Configs::new(&ConfigFlags::default(), Block::default());
        alone(|| !configs.passes_over(file) && is_draft(file, How::default())).unwrap_or(true)
    }

    fn check(&self, root: &Path, wanted: &(dyn Fn() -> bool + Sync)) -> Option<Kept> {
        let flags = Cases::of(root.to_owned());
        let mut checked = run_while(&flags.paths, &flags, Block::default(), wanted);
        if !wanted() {
            return None;
        }
        if let Err(trouble) = baseline::hold(&mut checked, &Known::default()) {
            checked.trouble.push(trouble);
        }
        checked.show_chosen();
        Some(kept(checked))
    }

    fn read(&self, file: &Path) -> Result<String, String> {
        read::read(file)
    }

    fn now(&self) -> Duration {
        self.begun.elapsed()
    }

    fn enter(&self, folder: &Path) {
        if self.moves {
            // Without it all is as it is where the editor started the program.
            let _ = std::env::set_current_dir(folder);
        }
    }

    fn log(&self, line: &str) {
        write::note(line);
    }
}

/// The one case of a run, with all of its texts.
fn kept(mut checked: Checked) -> Kept {
    let faults = checked.faulty.take().map(|shelf| {
        let (texts, paths) = taken(shelf.files);
        (texts, paths, shelf.faults)
    });
    // What has a place is shown at its place.
    let placed = |trouble: &Trouble| faults.as_ref().is_some_and(|(.., faults)| told(trouble, faults));
    let trouble: Vec<Trouble> = checked.trouble.iter().filter(|trouble| !placed(trouble)).cloned().collect();
    let (texts, paths) = taken(checked.files);
    let mut kept = Kept { texts, paths, trouble, faults, ..Kept::default() };
    if let Some(case) = checked.cases.into_iter().next() {
        kept.draft = case.draft;
        kept.claims = case.claims;
        kept.options = case.options;
        kept.report = case.report;
    }
    kept
}

fn told(trouble: &Trouble, faults: &[crate::diagnostic::Diagnostic]) -> bool {
    faults.iter().any(|fault| trouble.message.starts_with(&fault.message))
}

/// Texts, and where each lies, from the root.
fn taken(files: Files) -> (crate::text::Texts, BTreeMap<FileId, PathBuf>) {
    let paths = files.texts.iter().filter_map(|(id, _)| Some((id, absolute(files.path(id)?)))).collect();
    (files.texts, paths)
}
