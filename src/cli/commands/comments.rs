//! `claimlint comments read`: what was answered to our comments in a copy, taken into the claims file as `decide` takes
//! the decisions of a page.

use std::path::{Path, PathBuf};

use crate::cli::base::clock::today;
use crate::cli::base::exit::Exit;
use crate::cli::base::path::{same_file, shown};
use crate::cli::base::{read, write};
use crate::cli::files::load;
use crate::cli::files::loaded::Pair;
use crate::cli::flags::{Cases, Comments, CommentsCommand, CommentsRead};
use crate::cli::run::decided::{Brought, Held, settle};
use crate::comments::{Thread, threads};
use crate::decide::{Answers, Asked, Decisions, answers};
use crate::diagnostic::Level;
use crate::draft::reader_for;
use crate::report::html::sha256;

/// Runs `comments`.
pub fn comments(flags: Comments) -> Exit {
    let CommentsCommand::Read(flags) = flags.command;
    match read_back(flags) {
        Ok(exit) => exit,
        Err(message) => write::trouble(&message),
    }
}

fn read_back(mut flags: CommentsRead) -> Result<Exit, String> {
    let name = shown(&flags.file);
    let bytes = read::bytes(&flags.file, read::MAX_BYTES).map_err(|why| format!("{name}: {why}"))?;
    let draft = match &flags.draft {
        Some(draft) => draft.clone(),
        None => draft_of(&flags.file)?,
    };
    let cases = Cases {
        config: std::mem::take(&mut flags.taking.config),
        today: flags.taking.today,
        ..Cases::of(draft)
    };
    let reader = reader_for(&name);
    if reader.unpack.is_none() || !matches!(reader.name, "docx" | "odt") {
        return Err(format!(
            "{name} is neither a Word nor an OpenDocument file, so it has no comments to read"
        ));
    }
    let unpacking = cases.how().unpacking;
    let threads = threads(&bytes, &unpacking).map_err(|fault| format!("{name}: {}", fault.0))?;
    if !threads.iter().any(Thread::is_ours) {
        return Err(format!(
            "{name} has no comment by claimlint (each ends with a line `claimlint` and a number, which must stay)"
        ));
    }
    settle(&cases, flags.taking.write, &mut |held| bring(&flags, &cases, &threads, held))
}

/// The draft beside a copy whose name begins the copy's: `report.docx` of `report-reviewed.docx`.
fn draft_of(copy: &Path) -> Result<PathBuf, String> {
    let folder = copy.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let words =
        |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = words(copy);
    let begins = |path: &Path| {
        let name = words(path);
        let rest = stem.strip_prefix(&name).filter(|_| !name.is_empty());
        rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
            && path.extension().map(|it| it.to_ascii_lowercase())
                == copy.extension().map(|it| it.to_ascii_lowercase())
    };
    let beside = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let found = beside.filter(|path| begins(path) && path.is_file()).max_by_key(|path| words(path).len());
    let own = copy.with_extension("claims").is_file().then(|| copy.to_owned());
    let found =
        own.or(found).map(|path| match folder == Path::new(".") && copy.parent() == Some(Path::new("")) {
            true => path.file_name().map(PathBuf::from).unwrap_or(path),
            false => path,
        });
    found.ok_or_else(|| {
        format!(
            "name the draft that {} is a copy of with --in (or the copy itself, if you go on with it)",
            shown(copy)
        )
    })
}

/// What was answered, held against the draft.
fn bring(
    flags: &CommentsRead,
    cases: &Cases,
    threads: &[Thread],
    held: &Held<'_, '_>,
) -> Result<Brought, String> {
    let claims = held.claims.is_file().then(|| held.claims.to_owned());
    // The copy with the same claims file: a claim is signed only if it is now what the copy showed.
    let copy = load::pair(&Pair { draft: Some(flags.file.clone()), claims }, cases.how());
    let draft = copy.read_draft();
    let then = draft.as_ref().map(|draft| copy.case(Some(draft), held.options));
    let asked = Asked {
        today: flags.taking.today.unwrap_or_else(today),
        reason: flags.reason.as_deref().map(str::trim).unwrap_or_default(),
        until: flags.until,
    };
    let answers = answers(threads, held.now, then.as_ref(), asked);
    let bytes =
        read::bytes(held.draft, read::MAX_BYTES).map_err(|why| format!("{}: {why}", shown(held.draft)))?;
    let by = flags.taking.by.clone().unwrap_or_default();
    let (proposed, first) = (answers.decisions.len(), told(flags, held, &answers));
    let decisions = Decisions::of(shown(held.draft), sha256(&bytes), by, answers.decisions);
    let mut brought = Brought { decisions, first, fails: !answers.open.is_empty(), ..Brought::default() };
    brought.lists.push(("Nothing proposed for:", answers.open));
    brought.lists.push(("Answered, and no longer in the draft:", answers.gone));
    if let Some(file) = &flags.output {
        if same_file(file, &flags.file) || same_file(file, held.draft) {
            return Err(format!("{} was read and is not written over", shown(file)));
        }
        let is_ours =
            |there: &[u8]| std::str::from_utf8(there).is_ok_and(|text| Decisions::read(text).is_ok());
        write::put_over(
            file,
            &brought.decisions.written(),
            write::Sort { name: "file of decisions", is_ours: &is_ours },
        )?;
        let name = shown(file);
        brought.first.push_str(&match proposed {
            1 => format!("Wrote 1 decision to {name}: claimlint decide --from {name}\n"),
            _ => format!("Wrote {proposed} decisions to {name}: claimlint decide --from {name}\n"),
        });
        brought.kept = true;
    }
    Ok(brought)
}

/// What is in the copy, and what is not.
fn told(flags: &CommentsRead, held: &Held<'_, '_>, answers: &Answers) -> String {
    let count = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    let waiting = answers.ours - answers.answered - answers.cured;
    let mut out = format!(
        "{}, held against {}: {} by claimlint, {} answered or resolved, {waiting} without an answer",
        shown(&flags.file),
        shown(held.draft),
        count(answers.ours, "comment"),
        answers.answered
    );
    if answers.cured > 0 {
        out.push_str(&format!(", {} whose findings are gone", answers.cured));
    }
    out.push_str(".\n");
    let is_told = |token: &str| answers.told.contains(token);
    let asks = |level: Level| matches!(level, Level::Error | Level::Warning);
    let untold =
        held.now.findings.iter().filter(|it| asks(it.level) && !is_told(&it.identity.fingerprint())).count();
    if untold > 0 {
        out.push_str(&format!(
            "{} of the draft {} no comment there: new since, about other files, or deleted from the copy.\n",
            count(untold, "finding"),
            if untold == 1 { "has" } else { "have" }
        ));
    }
    if answers.others > 0 {
        out.push_str(&format!(
            "{} by other people {} left alone.\n",
            count(answers.others, "comment"),
            if answers.others == 1 { "is" } else { "are" }
        ));
    }
    out.push('\n');
    out
}
