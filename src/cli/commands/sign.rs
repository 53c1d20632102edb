//! `claimlint sign`: writes who checked a claim, when, and the seal of what was checked.

use std::path::{Path, PathBuf};

use crate::case::Case;
use crate::case::review::{Verdict, same_name};
use crate::check::Options;
use crate::cli::base::clock::today;
use crate::cli::base::edit::apply;
use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::find::pairs;
use crate::cli::files::load;
use crate::cli::files::loaded::Loaded;
use crate::cli::flags::{Cases, Sign};
use crate::cli::run::decided::{Wanted, decided};
use crate::decide::after_last_clause;
use crate::diagnostic::Edit;
use crate::open::How;
use crate::span::{Place, Span};
use crate::syntax::tree::Entry;

/// Runs `sign`.
pub fn sign(flags: &Sign) -> Exit {
    if let Some(from) = &flags.from {
        let wanted = Wanted { from, write: flags.write, by: flags.by.as_deref() };
        return decided(&mut Cases::of(flags.path.clone()), &wanted);
    }
    let (pairs, troubles) = pairs(std::slice::from_ref(&flags.path), How::default());
    // Held from the reading on: of two who sign at once the second reads what the first wrote.
    let files = pairs.iter().flat_map(|pair| [pair.claims.as_deref(), pair.draft.as_deref()]).flatten();
    let _lock = match write::lock(files) {
        Ok(lock) => lock,
        Err(message) => return write::trouble(&message),
    };
    let loaded: Vec<Loaded> = pairs
        .iter()
        .map(|pair| (pair, load::pair(pair, How::default())))
        .filter(|(pair, loaded)| {
            pair.claims.is_some() || loaded.read_draft().is_some_and(|draft| !draft.inline.is_empty())
        })
        .map(|(_, loaded)| loaded)
        .collect();
    for trouble in &troubles {
        write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    if loaded.is_empty() {
        return write::trouble(&format!("there is no claims file to sign in {}", flags.path.display()));
    }
    let mut done = Signed::default();
    for loaded in &loaded {
        if let Err(message) = one(loaded, flags, &mut done) {
            return write::trouble(&message);
        }
    }
    if let Some(name) = flags.claims.iter().find(|name| !done.known.contains(name)) {
        let near = crate::text::nearest(name, done.all.iter().map(String::as_str));
        let meant = near
            .map_or("`claimlint status` lists them all".to_owned(), |near| format!("did you mean `{near}`?"));
        return write::trouble(&format!("there is no claim `{name}`; {meant}. Nothing was written"));
    }
    if !done.refused.is_empty() {
        for why in &done.refused {
            write::trouble(why);
        }
        if !flags.stale {
            return write::trouble("nothing was written");
        }
    }
    finish(&done, flags)
}

/// What is to be written, and what was found on the way.
#[derive(Default)]
struct Signed {
    /// Claims that were asked for and are there.
    known: Vec<String>,
    /// Every name that could have been asked for.
    all: Vec<String>,
    /// Claims that cannot be signed, each with the reason.
    refused: Vec<String>,
    /// Files to write: path, name, text as read, text to write.
    files: Vec<(PathBuf, String, String, String)>,
    /// One line for each claim signed, and for each that was left as it is.
    lines: Vec<String>,
}

/// Signs in one claims file.
fn one(loaded: &Loaded, flags: &Sign, done: &mut Signed) -> Result<(), String> {
    if loaded.told() == Exit::Trouble {
        return Err("nothing was written".to_owned());
    }
    let draft = loaded.read_draft();
    let options = Options::default();
    let case = loaded.case(draft.as_ref(), &options);
    let day = flags.on.unwrap_or_else(today);
    let by = flags.by.as_deref().unwrap_or_default();
    let mut edits: std::collections::BTreeMap<_, Vec<Edit>> = std::collections::BTreeMap::new();
    for (index, entry) in case.entries.iter().enumerate() {
        let name = &entry.entry.name.value;
        done.all.push(name.clone());
        let asked = flags.claims.contains(name);
        let stale = flags.stale && matches!(case.verdict(index), Verdict::Stale(_) | Verdict::Unsealed);
        if !asked && !stale {
            continue;
        }
        done.known.push(name.clone());
        match clause(&case, index, by, day) {
            Ok(Some(words)) => {
                let content = &loaded.texts().get(entry.file).content;
                let place = entry.place(entry.entry.span);
                let edit = match entry.inline {
                    true => in_comment(place, &words),
                    false => after_last_clause(content, write::line_end(content), place, &words),
                };
                edits.entry(entry.file).or_default().push(edit);
                done.lines.push(format!("{name}: {words}"));
            }
            Ok(None) => done.lines.push(format!("{name}: already checked and sealed by {by}")),
            Err(why) => done.refused.push(format!("{name} was not signed: {why}")),
        }
        if case.authors().any(|author| same_name(author, by)) {
            write::trouble(&format!("{by} is an author of the draft: have someone else check it"));
        }
    }
    for (file, edits) in edits {
        let Some(path) = loaded.files.path(file).map(Path::to_owned) else { continue };
        let text = loaded.texts().get(file);
        let after = apply(&text.content, &edits);
        done.files.push((path, text.name.clone(), text.content.clone(), after));
    }
    Ok(())
}

/// The clause at the end of a comment in the draft.
fn in_comment(comment: Place, words: &str) -> Edit {
    let end = Span { start: comment.span.end, end: comment.span.end };
    Edit { place: Place::new(comment.file, end), text: format!(" {words}") }
}

/// The clause to write; `None` if the same person's seal fits already.
///
/// # Errors
/// Why it cannot be signed.
fn clause(case: &Case<'_>, index: usize, by: &str, day: jiff::civil::Date) -> Result<Option<String>, String> {
    let entry: &Entry = case.entries[index].entry;
    if case.slip_at(case.entries[index].place(entry.span)) {
        return Err("one of its lines cannot be read; `claimlint check` shows which".to_owned());
    }
    if let Some(question) = entry.questions.iter().find(|question| question.decision.is_none()) {
        return Err(format!(
            "a question is open (“{}”); write below it what was decided: decision \"…\" by \"NAME\" on DATE",
            question.asked.text.text
        ));
    }
    let Some(seal) = case.seal(index) else {
        return Err(
            "its words or its source cannot be found; `claimlint check` shows what is missing".to_owned()
        );
    };
    let last = entry.checked.last();
    if last.is_some_and(|last| {
        same_name(&last.by.text, by) && last.seal.as_ref().is_some_and(|old| old.value == seal)
    }) {
        return Ok(None);
    }
    Ok(Some(format!("checked by {} on {day} seal {seal}", crate::syntax::as_string(by))))
}

fn finish(done: &Signed, flags: &Sign) -> Exit {
    let mut out = String::new();
    let changes: Vec<write::Change<'_>> =
        done.files.iter().map(|(path, _, read, content)| write::Change { path, read, content }).collect();
    if flags.diff {
        done.files
            .iter()
            .for_each(|(_, name, before, after)| out.push_str(&write::diff(name, before, after)));
    } else if let Err(message) = write::replace_all(&changes) {
        return write::trouble(&message);
    }
    if !flags.diff {
        done.lines.iter().for_each(|line| out.push_str(&format!("{line}\n")));
        if done.lines.is_empty() {
            out.push_str("nothing to sign\n");
        }
    }
    match write::out(&out) {
        Exit::Clean if !done.refused.is_empty() => Exit::Trouble,
        exit => exit,
    }
}
