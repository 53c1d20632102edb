//! `claimlint init`: a first claims file, or what is new for the one that is there.

use std::path::Path;

use crate::check::Options;
use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::write;
use crate::cli::files::one;
use crate::cli::flags::{Init, OnlyFlag};
use crate::cli::run::proved::proved;
use crate::starter::{self, Only, Starter, Wanted};

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
        Some(_) => starter::additions(&case, wanted(flags)),
        None => starter::new_file(&case, &name_of(flags), wanted(flags)),
    };
    if before.is_none() && made.claims == 0 && !printed {
        return write::out(&format!("{}: not started: {}\n", shown(&path), nothing(flags, &made)));
    }
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
            Some(before) => proved(&loaded, &path, &after, || one::load(&flags.one))
                .and_then(|()| write::replace(&path, before, &after)),
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

/// What is to be written.
fn wanted(flags: &Init) -> Wanted {
    let only = flags.only.map(|only| match only {
        OnlyFlag::Figures => Only::Figures,
        OnlyFlag::Uncited => Only::Uncited,
        OnlyFlag::Thesis => Only::Thesis,
        OnlyFlag::Quotations => Only::Quotations,
    });
    Wanted { only, cited: flags.cited }
}

/// Why there is nothing to write.
fn nothing(flags: &Init, made: &Starter) -> String {
    match flags.only {
        Some(OnlyFlag::Thesis) => {
            "no sentence says in so many words what the draft argues; write the thesis yourself".to_owned()
        }
        _ if made.cited > 0 => {
            "every such sentence has a source; `--cited` writes entries for those as well".to_owned()
        }
        _ => "no sentence asserts anything that a reader could ask a source for".to_owned(),
    }
}

/// What was done, for people.
fn told(path: &str, was_there: bool, made: &Starter) -> String {
    let plural = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let sources =
        if made.sources > 0 { format!(" and {}", plural(made.sources, "source")) } else { String::new() };
    let what = format!("{}{sources}", plural(made.claims, "claim"));
    let mut out = match (was_there, made.claims) {
        (true, 0) => format!("{path}: nothing in the draft is new\n"),
        (true, _) => format!("{path}: {what} added at its end\n"),
        (false, _) => format!("{path}: started with {what}; `claimlint check` shows what they lack\n"),
    };
    if made.cited > 0 {
        out.push_str(&format!(
            "{} skipped: {} a source already; `--cited` writes entries for such, too\n",
            plural(made.cited, "sentence"),
            if made.cited == 1 { "it has" } else { "they have" }
        ));
    }
    if !made.lost.is_empty() {
        out.push_str(&format!(
            "{} lost the sentence: {}; `claimlint relink` shows what became of it\n",
            plural(made.lost.len(), "claim"),
            made.lost.join(", ")
        ));
    }
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
