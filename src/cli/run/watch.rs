//! `check --watch`: the run again whenever a file that matters changes.
//!
//! Times and lengths of files are compared a few times a second: that works in
//! every file system, mounted and in containers too, and needs no thread.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::cli::base::exit::Exit;
use crate::cli::base::path::absolute;
use crate::cli::base::write;
use crate::cli::flags::Check;
use crate::config::FILE_NAME;
use crate::draft::READERS;

/// How long to wait between two looks, at least.
const PAUSE: Duration = Duration::from_millis(300);

/// A look at the files: when each was changed, and how long it is.
type Seen = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Runs `check` now and after each change; ends when nobody reads any more.
pub fn watch(flags: &Check, mut check: impl FnMut(&Check) -> Exit) -> Exit {
    if flags.cases.paths.iter().any(|path| path == Path::new("-")) {
        return write::trouble("--watch needs files, not standard input");
    }
    let terminal = std::io::stdout().is_terminal();
    loop {
        let before = seen(flags);
        if terminal {
            // Clear the screen, cursor to the top; what was scrolled out of it is the user's.
            write::exact("\x1b[2J\x1b[H");
        }
        let exit = check(flags);
        if !write::is_open() || exit == Exit::Trouble && nothing_to_watch(flags) {
            return exit;
        }
        write::err("claimlint: waiting for changes; Ctrl-C ends\n");
        wait(flags, &before);
    }
}

/// Whether no path that was given exists: then nothing will ever change here.
fn nothing_to_watch(flags: &Check) -> bool {
    flags.cases.paths.iter().all(|path| !path.exists())
}

/// Returns when something changed since, and a moment after it came to rest.
fn wait(flags: &Check, before: &Seen) {
    let mut last = None;
    loop {
        let begun = Instant::now();
        let now = seen(flags);
        // Editors write in several steps: the change is over when two looks agree.
        if now != *before && last.as_ref() == Some(&now) {
            return;
        }
        let changed = now != *before;
        last = Some(now);
        // A look at a large folder takes time; most of it is left to others.
        let pause = if changed { PAUSE / 3 } else { PAUSE.max(begun.elapsed() * 10) };
        std::thread::sleep(pause);
    }
}

/// The files that the run may read: those named, and in folders all that could
/// be drafts, claims files, lists, sources beside them, or configurations.
fn seen(flags: &Check) -> Seen {
    let mut found = Seen::new();
    let mut folders: Vec<PathBuf> = Vec::new();
    for path in &flags.cases.paths {
        match path.is_dir() {
            true => folders.push(path.clone()),
            // Notes, bibliographies and the claims file lie beside a draft or below it.
            false => folders.push(path.parent().map_or_else(PathBuf::new, Path::to_owned)),
        }
    }
    for folder in folders {
        let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
        for above in absolute(&folder).ancestors() {
            add(&above.join(FILE_NAME), &mut found);
        }
        for entry in ignore::WalkBuilder::new(&folder).require_git(false).build().flatten() {
            if entry.file_type().is_some_and(|kind| kind.is_file()) && matters(entry.path()) {
                add(entry.path(), &mut found);
            }
        }
    }
    let named = flags.cases.outlets.outlets.iter().chain(&flags.cases.outlets.only_outlets);
    let configs = flags.cases.config.config.iter().map(PathBuf::from);
    for path in flags.cases.paths.iter().chain(named).cloned().chain(configs) {
        add(&path, &mut found);
    }
    found
}

fn matters(path: &Path) -> bool {
    let ending =
        path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    ["claims", "toml", "bib", "json", "yaml", "yml", "baseline", "pdf"].contains(&ending.as_str())
        || READERS.iter().any(|reader| reader.extensions.contains(&ending.as_str()))
}

fn add(path: &Path, found: &mut Seen) {
    if let Ok(about) = std::fs::metadata(path)
        && about.is_file()
    {
        found.insert(path.to_owned(), (about.modified().ok(), about.len()));
    }
}
