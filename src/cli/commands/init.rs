//! `claimlint init`: a first claims file, or what is new for the one that is there.

use std::path::Path;

use crate::check::Options;
use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::write;
use crate::cli::files::one;
use crate::cli::flags::Init;
use crate::starter::{self, Starter};

/// Runs `init`.
pub fn init(flags: &Init) -> Exit {
    let path = flags.one.draft.with_extension("claims");
    let printed = flags.one.draft == Path::new("-");
    let exists = !printed && std::fs::symlink_metadata(&path).is_ok();
    if flags.one.draft.extension().is_some_and(|extension| extension == "claims") {
        return write::trouble(&format!("{}: give the draft, not its claims file", shown(&path)));
    }
    if exists && !flags.update {
        return write::trouble(&format!(
            "{} already exists and was not changed; `claimlint init --update {}` adds what is new in \
                 the draft",
            shown(&path),
            shown(&flags.one.draft)
        ));
    }
    let lock = if printed || flags.diff { Ok(None) } else { write::lock([path.as_path()]).map(Some) };
    let _lock = match lock {
        Ok(lock) => lock,
        Err(message) => return write::trouble(&message),
    };
    let loaded = one::load(&flags.one);
    if let Exit::Trouble = loaded.told() {
        return Exit::Trouble;
    }
    let Some(draft) = loaded.read_draft() else { return Exit::Trouble };
    let options = Options::default();
    let case = loaded.case(Some(&draft), &options);
    let before = loaded.claims_id().map(|file| loaded.texts().get(file).content.as_str());
    let made = match before {
        Some(_) => starter::additions(&case),
        None => starter::new_file(&case, &name_of(flags)),
    };
    let after = before.map_or_else(|| made.text.clone(), |before| appended(before, &made.text));
    if printed {
        return write::file(&after);
    }
    let written = if flags.diff {
        return write::out(&write::diff(&shown(&path), before.unwrap_or_default(), &after));
    } else if before == Some(after.as_str()) {
        Ok(())
    } else {
        match before {
            Some(before) => write::replace(&path, before, &after),
            None => write::create(&path, &after),
        }
    };
    match written {
        Ok(()) => write::out(&told(&shown(&path), before.is_some(), &made)),
        Err(message) => write::trouble(&message),
    }
}

/// How the claims file names its draft: it stands beside it.
fn name_of(flags: &Init) -> String {
    match flags.one.draft.file_name() {
        Some(name) if flags.one.draft != Path::new("-") => name.to_string_lossy().into_owned(),
        _ => flags.one.stdin_name.clone(),
    }
}

/// What is new below what is there, after an empty line. The line ends are those of the file.
fn appended(before: &str, new: &str) -> String {
    if new.is_empty() {
        return before.to_owned();
    }
    let end = write::line_end(before);
    let mut after = before.to_owned();
    if !after.is_empty() && !after.ends_with(['\n', '\r']) {
        after.push_str(end);
    }
    after.push_str(&new.replace('\n', end));
    after
}

/// What was done, for people.
fn told(path: &str, was_there: bool, made: &Starter) -> String {
    let plural = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let what = format!("{} and {}", plural(made.claims, "claim"), plural(made.sources, "source"));
    let mut out = match (was_there, made.claims) {
        (true, 0) => format!("{path}: nothing in the draft is new\n"),
        (true, _) => format!("{path}: {what} added at its end\n"),
        (false, _) => format!("{path}: started with {what}; `claimlint check` shows what they lack"),
    };
    if made.repeated > 0 {
        out.push_str(&format!(
            "{} skipped: no words of {} occur only once in the draft\n",
            plural(made.repeated, "sentence"),
            if made.repeated == 1 { "it" } else { "theirs" }
        ));
    }
    for (source, note) in &made.unlisted {
        out.push_str(&format!("note {note} cites {source} too: add it to the notes on that source's line\n"));
    }
    out
}
