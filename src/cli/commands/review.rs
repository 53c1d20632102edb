//! `claimlint review`: writes the review page and opens it.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cli::base::exit::Exit;
use crate::cli::base::path::{root, shown};
use crate::cli::base::write;
use crate::cli::flags::Review;
use crate::cli::run::checked::run;
use crate::cli::run::tell::page;
use crate::report::{Root, Run};

/// Runs `review`.
pub fn review(mut flags: Review) -> Exit {
    flags.cases.pages = true;
    let checked = run(&flags.cases, flags.cases.typed(None));
    let mut exit = Exit::Clean;
    for trouble in &checked.trouble {
        exit = write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    if checked.pages().iter().flatten().next().is_none() {
        return match exit {
            Exit::Clean => write::trouble("there is no draft here to make a page of"),
            exit => exit,
        };
    }
    let target = flags.output.clone().unwrap_or_else(|| beside(&flags.cases.paths, checked.pages().len()));
    if checked.files.paths().any(|path| path == target) {
        return write::trouble(&format!("{} was read as a text and is not written over", shown(&target)));
    }
    let (top, here) = root();
    let run = Run {
        pages: checked.pages(),
        root: Root { top: &top, here: &here },
        ..Run::new(checked.texts(), checked.reports(), &checked.trouble)
    };
    let file = match page(&run, &target) {
        Ok(file) => file,
        Err(message) => return write::trouble(&message),
    };
    let findings = run.findings().count();
    let plural = if findings == 1 { "" } else { "s" };
    let told = write::out(&format!("Wrote {}: {findings} finding{plural}.\n", shown(&file)));
    if !flags.no_open && std::io::stdout().is_terminal() && !open(&file) {
        write::note(&format!("open {} in a browser", shown(&file)));
    }
    exit.worst(told)
}

/// Where a page goes if nobody says: beside its draft; of several drafts into a folder here.
fn beside(paths: &[PathBuf], drafts: usize) -> PathBuf {
    match paths {
        [one] if drafts == 1 && one.is_file() => one.with_extension("review.html"),
        _ => PathBuf::from("review/"),
    }
}

/// Opens a file with what the desktop opens pages with; whether that could be started.
fn open(file: &Path) -> bool {
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let mut command = if cfg!(windows) {
        let mut command = Command::new("explorer");
        command.arg(&absolute);
        command
    } else {
        let mut command = Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
        command.arg(&absolute);
        command
    };
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
}
