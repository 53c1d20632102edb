//! Takes decisions into the claims file, those of a review page or of a filled-in table, and what was answered to the
//! comments of a copy: shown first, written when asked, in one step.

use std::path::{Path, PathBuf};

use crate::case::Case;
use crate::check::Options;
use crate::cli::base::clock::today;
use crate::cli::base::edit::apply;
use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::read;
use crate::cli::base::write;
use crate::cli::files::find::pairs;
use crate::cli::flags::Cases;
use crate::cli::run::checked::run;
use crate::decide::{Decision, Decisions, Now, Plan, after_last_clause, plan};
use crate::open::{decode, encoding};

/// What is to be done with a file of decisions.
pub struct Wanted<'a> {
    /// The file of decisions.
    pub from: &'a Path,
    /// Whether to write; else it is only shown.
    pub write: bool,
    /// Who decided, where the file does not say.
    pub by: Option<&'a str>,
}

/// Reads the decisions, holds them against the draft as it is now, shows what they change in the claims file, and
/// writes it if asked.
pub fn decided(cases: &mut Cases, wanted: &Wanted<'_>) -> Exit {
    match take(cases, wanted) {
        Ok(exit) => exit,
        Err(message) => write::trouble(&message),
    }
}

fn take(cases: &mut Cases, wanted: &Wanted<'_>) -> Result<Exit, String> {
    let name = shown(wanted.from);
    let bytes = read::bytes(wanted.from, read::MAX_BYTES).map_err(|why| format!("{name}: {why}"))?;
    let mut decisions = match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => {
            let text = String::from_utf8(bytes).map_err(|_| format!("{name} is not UTF-8"))?;
            Decisions::read(&text)
        }
        Some(b'P') if bytes.starts_with(b"PK") => {
            return Err(format!(
                "{name} is a packed file: of a copy with comments, `claimlint comments read {name}` takes the answers"
            ));
        }
        // Spreadsheets write UTF-8, UTF-16, or what Windows once used.
        _ => {
            let old = encoding("windows-1252").ok();
            let text = decode(bytes.clone(), None).or_else(|_| decode(bytes, old));
            Decisions::from_table(&text.map_err(|why| format!("{name}: {why}"))?, today())
        }
    }
    .map_err(|why| format!("{name} {why}"))?;
    if decisions.by.trim().is_empty() {
        decisions.by = wanted.by.unwrap_or_default().to_owned();
    }
    if decisions.decisions.is_empty() && decisions.draft.is_empty() {
        return Ok(write::out("Nothing to write: nothing was filled in.\n"));
    }
    if cases.paths.iter().all(|path| path == Path::new(".")) {
        cases.paths = vec![draft_of(&decisions, wanted.from)?];
    }
    let mut decisions = Some(decisions);
    settle(cases, wanted.write, &mut |_| {
        Ok(Brought { decisions: decisions.take().ok_or("they were taken already")?, ..Brought::default() })
    })
}

/// A draft as it is now, on which decisions are taken.
pub struct Held<'h, 'a> {
    /// The case and its findings.
    pub now: Now<'h, 'a>,
    /// The draft.
    pub draft: &'h Path,
    /// The claims file, there or to be begun.
    pub claims: &'h Path,
    /// How the case was judged.
    pub options: &'h Options,
}

/// What is to be taken.
#[derive(Default)]
pub struct Brought {
    /// The decisions.
    pub decisions: Decisions,
    /// What to say first; may be empty.
    pub first: String,
    /// Lists to tell behind: a head, and a line each.
    pub lists: Vec<(&'static str, Vec<String>)>,
    /// Whether something is among them that asks for somebody.
    pub fails: bool,
    /// Whether nothing is to be shown of the claims file: the decisions went elsewhere.
    pub kept: bool,
}

/// Holds decisions against the one draft that the flags name, shows what they change in its claims file, and writes it if
/// asked. `bring` makes them from the draft as it is now.
///
/// # Errors
/// A plain sentence; nothing was written then.
pub fn settle(
    cases: &Cases,
    write: bool,
    bring: &mut dyn FnMut(&Held<'_, '_>) -> Result<Brought, String>,
) -> Result<Exit, String> {
    let (found, _) = pairs(&cases.paths, cases.how());
    let [pair] = found.as_slice() else {
        return Err(
            "name one draft (or claims file) with --in: decisions are taken for one at a time".to_owned()
        );
    };
    let Some(draft_path) = &pair.draft else {
        return Err(format!("{}: its draft is not there", shown(&cases.paths[0])));
    };
    let claims_path = pair.claims.clone().unwrap_or_else(|| draft_path.with_extension("claims"));
    // Held from the reading on: of two who write at once the second reads what the first wrote.
    let _lock = if write { Some(write::lock([claims_path.as_path()])?) } else { None };
    let checked = run(cases, cases.typed(None));
    if let Some(trouble) = checked.trouble.first() {
        return Err(format!("{}: {}", trouble.file, trouble.message));
    }
    let [case_run] = checked.cases.as_slice() else { return Err("the draft could not be read".to_owned()) };
    let (Some(report), Some(draft)) = (&case_run.report, &case_run.draft) else {
        return Err("the draft could not be read".to_owned());
    };
    let texts = checked.texts();
    let case = Case::resolve(texts, Some(draft), case_run.claims.as_ref(), &case_run.options);
    let before = report.claims.map(|file| texts.get(file).content.as_str());
    let newline = write::line_end(before.unwrap_or_default());
    let waived: Vec<_> = report.waived.iter().map(|waived| &waived.finding).collect();
    let now = Now { case: &case, findings: &report.findings, waived: &waived };
    let held = Held { now, draft: draft_path, claims: &claims_path, options: &case_run.options };
    let mut brought = bring(&held)?;
    let others = of_others(&mut brought.decisions, &claims_path);
    let mut plan = plan(now, &brought.decisions, &|place, words| {
        after_last_clause(before.unwrap_or_default(), newline, place, words)
    });
    plan.left.extend(others);
    let after = written(before, &plan, draft_path, newline);
    tell(&plan, &claims_path, (before, &after), write, brought)
}

/// Takes out decisions on claims of other files, and says so of each.
fn of_others(decisions: &mut Decisions, claims: &Path) -> Vec<String> {
    let last = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
    let mine = claims.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_mine = |decision: &Decision| decision.file.is_empty() || last(&decision.file) == mine;
    let others: Vec<String> = decisions
        .decisions
        .iter()
        .filter(|decision| !is_mine(decision))
        .map(|decision| format!("claim {}: it is in {}; give that with --in", decision.claim, decision.file))
        .collect();
    decisions.decisions.retain(is_mine);
    others
}

/// The draft that the page was made of: as it was named there, else beside the file of decisions.
fn draft_of(decisions: &Decisions, from: &Path) -> Result<PathBuf, String> {
    let named = PathBuf::from(&decisions.draft);
    let beside = from.parent().zip(named.file_name()).map(|(folder, name)| folder.join(name));
    let plain =
        named.is_relative() && !named.components().any(|part| part == std::path::Component::ParentDir);
    [Some(named).filter(|_| plain), beside]
        .into_iter()
        .flatten()
        .find(|path| path.is_file())
        .ok_or_else(|| format!("the draft {} is not here: name it", decisions.draft.escape_debug()))
}

/// The claims file with what the plan puts into it.
fn written(before: Option<&str>, plan: &Plan, draft: &Path, newline: &str) -> String {
    let mut edits = plan.edits.clone();
    edits.sort_by_key(|edit| edit.place.span.start);
    let mut after = match before {
        Some(before) => apply(before, &edits),
        None if plan.more.is_empty() => return String::new(),
        None => {
            let name = draft.file_name().unwrap_or_default().to_string_lossy();
            format!("draft {}\n", crate::syntax::as_string(&name))
        }
    };
    for declaration in &plan.more {
        if !after.is_empty() && !after.ends_with(['\n', '\r']) {
            after.push_str(newline);
        }
        after.push_str(newline);
        after.push_str(&declaration.replace('\n', newline));
    }
    after
}

/// Shows what changes, writes it if asked, and says what could not be written.
fn tell(
    plan: &Plan,
    path: &Path,
    (before, after): (Option<&str>, &str),
    write: bool,
    brought: Brought,
) -> Result<Exit, String> {
    let name = shown(path);
    let changes = !plan.done.is_empty();
    let mut out = brought.first;
    if changes && !brought.kept {
        out.push_str(&write::diff(&name, before.unwrap_or_default(), after));
        out.push('\n');
    }
    if changes && write {
        match before {
            Some(before) => write::replace(path, before, after)?,
            None => write::create(path, after)?,
        }
    }
    let count = plan.done.len();
    out.push_str(&match (count, write) {
        _ if brought.kept && !write => String::new(),
        (0, _) => "Nothing to write.\n".to_owned(),
        (1, true) => format!("Wrote 1 decision into {name}.\n"),
        (_, true) => format!("Wrote {count} decisions into {name}.\n"),
        (1, false) => format!("1 decision would be written into {name}. Add --write to write it.\n"),
        (_, false) => format!("{count} decisions would be written into {name}. Add --write to write them.\n"),
    });
    let mut listed = |head: &str, lines: &[String]| {
        if !lines.is_empty() {
            out.push_str(&format!("{head}\n"));
            lines.iter().for_each(|line| out.push_str(&format!("  {line}\n")));
        }
    };
    listed("Nothing to do for:", &plan.idle);
    listed("Not written:", &plan.left);
    brought.lists.iter().for_each(|(head, lines)| listed(head, lines));
    let exit = if plan.left.is_empty() && !brought.fails { Exit::Clean } else { Exit::Findings };
    Ok(match write::out(&out) {
        Exit::Clean => exit,
        other => other,
    })
}
