//! `claimlint verify`: looks outside whether the sources exist, and keeps what it saw beside the draft.
//!
//! What would leave the machine is shown first, and nothing leaves it before somebody has agreed.

use std::fmt::Write as _;
use std::io::{BufRead, IsTerminal};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use crate::check::Options;
use crate::cli::base::clock::{now, today};
use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::write::Growing;
use crate::cli::base::{read, write};
use crate::cli::files::loaded::Loaded;
use crate::cli::files::{one, record};
use crate::cli::flags::{Look, OneDraft, Verify, VerifyOnly};
use crate::cli::outside::clock::SystemClock;
use crate::cli::outside::guard::SystemNames;
use crate::cli::outside::journal::Journal;
use crate::cli::outside::judge::judge;
use crate::cli::outside::looker::Looker;
use crate::cli::outside::pace::Step;
use crate::cli::outside::plan::{self, Task, Wanted};
use crate::cli::outside::run::run;
use crate::cli::outside::settings::Settings;
use crate::cli::outside::wire::{LIST, proxy_trouble};
use crate::cli::run::progress::Progress;
use crate::cli::run::saved;
use crate::draft::Draft;
use crate::report::seen;
use crate::verified::Kind;

/// Hosts of a preview are listed so far; `--dry-run` lists all.
const MOST_SHOWN: usize = 6;
/// Identifiers of one host are listed so far.
const MOST_VALUES: usize = 2;
/// How a log begins.
const LOG_HEAD: &str = "# claimlint verify";
/// A program that judges claims may take so long for each.
const PATIENCE: Duration = Duration::from_secs(120);

/// Runs `verify`.
pub fn verify(flags: &Verify, look: &Look) -> Exit {
    let settings = match settings(flags) {
        Ok(settings) => settings,
        Err(message) => return write::trouble(&message),
    };
    if let Some(why) = proxy_trouble().filter(|_| !flags.show && !flags.dry_run) {
        return write::trouble(&why);
    }
    let clock = SystemClock::start();
    let mut fault = None;
    // One for all drafts: a host has its pauses between them too.
    let mut looker = Looker::new(&settings, Arc::new(SystemNames), &clock, flags.today.unwrap_or_else(today));
    let (mut log, dry) = (None, flags.show || flags.dry_run);
    let fault_of_log = &mut fault;
    if let Some(path) = flags.log.as_deref().filter(|_| !dry) {
        let path = path.to_owned();
        looker.told = Some(Box::new(move |step| {
            // Begun with the first request: who does not agree has no log.
            let begun = log.take().map_or_else(|| logging(&path), Ok);
            let written =
                begun.and_then(|mut file: Growing| file.line(&logged(step)).map(|()| log = Some(file)));
            if let Err(message) = written {
                fault_of_log.get_or_insert(message);
            }
        }));
    }
    let mut exit = Exit::Clean;
    for (number, draft) in flags.drafts.iter().enumerate() {
        if number > 0 {
            write::out("\n");
        }
        exit = exit.worst(of(draft, flags, &mut looker, look));
    }
    drop(looker);
    match fault {
        Some(message) => write::trouble(&message),
        None => exit,
    }
}

fn settings(flags: &Verify) -> Result<Settings, String> {
    let mut settings = match &flags.settings {
        Some(path) => {
            let name = path.display();
            let text = read::read(path).map_err(|message| format!("{name}: {message}"))?;
            Settings::read(&text).map_err(|message| format!("{name}: {message}"))?
        }
        None => Settings::default(),
    };
    if let Some(contact) = &flags.contact {
        settings.contact = Some(contact.clone());
    }
    // A list that is set and empty, or that cannot be read, names nobody.
    settings.only = std::env::var_os(LIST).map(|hosts| {
        let hosts = hosts.to_string_lossy();
        hosts.split([',', ' ']).filter(|host| !host.is_empty()).map(str::to_owned).collect()
    });
    Ok(settings)
}

/// What the flags ask for.
fn wanted(flags: &Verify) -> Wanted {
    let has = |what: VerifyOnly| flags.only.is_empty() || flags.only.contains(&what);
    Wanted {
        numbers: has(VerifyOnly::Doi),
        retractions: has(VerifyOnly::Retraction),
        pages: has(VerifyOnly::Url),
        archive: has(VerifyOnly::Archive),
        titles: flags.titles,
        again: flags.again,
    }
}

/// One draft.
fn of(draft: &Path, flags: &Verify, looker: &mut Looker<'_>, look: &Look) -> Exit {
    let settings = looker.settings;
    let loaded = one::load(&OneDraft::of(draft.to_owned()));
    let told = loaded.told();
    let Some(read) = loaded.read_draft() else { return Exit::Trouble };
    if flags.show {
        return show(&loaded, &read, look).worst(told);
    }
    let path = record::beside(draft);
    let mut journal = match Journal::open(&path) {
        Ok(journal) => journal,
        Err(message) => return write::trouble(&message),
    };
    for fault in &journal.record().faults {
        let path = shown(&path);
        write::note(&format!(
            "{path}: a line {}: it is not relied on, and left out when the record is written",
            fault.what
        ));
    }
    let day = looker.today;
    let tasks = {
        let options = Options::default();
        let case = loaded.case(Some(&read), &options);
        plan::tasks(plan::found(&case).0, wanted(flags), journal.record(), day)
    };
    let copies = {
        let options = Options::default();
        match saved::wanted(&loaded.case(Some(&read), &options), &flags.save, &flags.archive) {
            Ok(copies) => copies,
            Err(message) => return write::trouble(&message),
        }
    };
    if flags.judge && settings.verifier.is_empty() {
        return write::trouble("the settings name no program: `verifier = [\"program\", \"argument\"]`");
    }
    if tasks.is_empty() && copies.is_empty() {
        write::note(&format!("{}: nothing to look up that was not looked at lately", shown(draft)));
    } else {
        write::err(&preview(draft, &tasks, &copies, settings, flags.dry_run));
        if flags.dry_run {
            return told;
        }
        if !flags.yes && !agreed() {
            return write::trouble("nothing was asked; `--yes` agrees beforehand");
        }
        if let Err(message) = ask(draft, &tasks, &copies, looker, &mut journal) {
            return write::trouble(&message);
        }
    }
    // Read again: the record is a new one, and so may the claims file be.
    let loaded = one::load(&OneDraft::of(draft.to_owned()));
    let Some(read) = loaded.read_draft() else { return Exit::Trouble };
    let judged =
        if flags.judge { judge_all(&loaded, &read, settings, &mut journal, day) } else { Exit::Clean };
    let loaded = if flags.judge { one::load(&OneDraft::of(draft.to_owned())) } else { loaded };
    show(&loaded, &read, look).worst(told).worst(judged)
}

/// Gives each claim with a held copy to the program of the settings, and records what it answers.
fn judge_all(loaded: &Loaded, draft: &Draft, settings: &Settings, journal: &mut Journal, day: Date) -> Exit {
    let options = Options::default();
    let questions = loaded.case(Some(draft), &options).questions();
    if questions.is_empty() {
        write::note("no claim has a held copy in which a passage could be found: there is nothing to judge");
        return Exit::Clean;
    }
    let mut exit = Exit::Clean;
    for (_, _, question) in questions {
        match judge(&settings.verifier, &question, PATIENCE, day) {
            Ok(judgement) => {
                let (claim, source) = (&judgement.claim, &judgement.source);
                let reason = if judgement.reason.is_empty() {
                    String::new()
                } else {
                    format!(": {}", judgement.reason)
                };
                let verdict = judgement.verdict.name();
                write::out(&format!("{} on {claim} by {source}: {verdict}{reason}\n", judgement.program));
                journal.judge(judgement);
            }
            Err(message) => exit = write::trouble(&format!("{}: {message}", question.claim)),
        }
    }
    match journal.save() {
        Ok(()) => exit,
        Err(message) => write::trouble(&message),
    }
}

/// Looks, and tells how far it has come; then keeps copies.
fn ask(
    draft: &Path,
    tasks: &[Task],
    copies: &[saved::Wanted],
    looker: &mut Looker<'_>,
    journal: &mut Journal,
) -> Result<(), String> {
    let progress = Progress::over(tasks.len(), "looking");
    let came = run(looker, tasks, journal, &mut |_| progress.step());
    progress.end();
    let came = came?;
    if !looker.refused.is_empty() {
        looker.refused.sort_unstable();
        looker.refused.dedup();
        let hosts = std::mem::take(&mut looker.refused).join(", ");
        return Err(format!(
            "{LIST} does not name {hosts}: not asked, and nothing was recorded of what is there"
        ));
    }
    if let Some(first) = came.deaf {
        return Err(format!(
            "nobody answered, so nothing was recorded; this machine may be offline: {first}"
        ));
    }
    keep(draft, copies, looker)
}

/// Keeps the copies that were asked for, as the record is now.
fn keep(draft: &Path, copies: &[saved::Wanted], looker: &mut Looker<'_>) -> Result<(), String> {
    if copies.is_empty() {
        return Ok(());
    }
    let loaded = one::load(&OneDraft::of(draft.to_owned()));
    let (Some(read), Some(file)) = (loaded.read_draft(), loaded.claims_id()) else { return Ok(()) };
    let Some(claims) = loaded.files.path(file) else { return Ok(()) };
    let options = Options::default();
    let case = loaded.case(Some(&read), &options);
    write::out(&saved::save(&case, loaded.texts(), claims, copies, looker)?);
    Ok(())
}

/// The log, begun: each request is written when its answer has come, so that a run that is killed has told all of them.
fn logging(path: &Path) -> Result<Growing, String> {
    let is_ours = |there: &[u8]| there.is_empty() || there.starts_with(LOG_HEAD.as_bytes());
    let sort = write::Sort { name: "log of claimlint verify", is_ours: &is_ours };
    let first = format!("{LOG_HEAD} {}, begun {}", env!("CARGO_PKG_VERSION"), now());
    Growing::open(path, &first, sort)
}

/// A line of the log: seconds since the run began, the host, the address, what came of it.
fn logged(step: &Step) -> String {
    format!("{:10.3} {} {} {}", step.at.as_secs_f64(), step.host, step.address, step.came.replace('\n', " "))
}

/// The report over what the record says.
fn show(loaded: &Loaded, draft: &Draft, look: &Look) -> Exit {
    let options = Options::default();
    let case = loaded.case(Some(draft), &options);
    for fault in case.record().map_or(&[][..], |record| &record.faults) {
        write::note(&format!("a line of the record {}: it is not relied on", fault.what));
    }
    write::out(&seen::text(&case, &look.style()))
}

/// What would leave the machine, and to whom.
fn preview(draft: &Path, tasks: &[Task], copies: &[saved::Wanted], settings: &Settings, all: bool) -> String {
    let whom = plan::preview(tasks, settings);
    let most = |few: usize| if all { usize::MAX } else { few };
    let mut out = format!("Of {} this would leave the machine, and nothing else:\n", shown(draft));
    for (host, kinds) in whom.iter().take(most(MOST_SHOWN)) {
        let counts = kinds.iter().map(|(kind, gets)| {
            let count = match gets.values.len() {
                1 => format!("1 {kind}"),
                many => format!("{many} {kind}{}", if kind.ends_with('s') { "es" } else { "s" }),
            };
            if gets.rest { format!("{count}, if those asked before do not know it") } else { count }
        });
        let _ = writeln!(out, "  to {host}: {}", counts.collect::<Vec<_>>().join("; "));
        let values: Vec<&String> = kinds.values().flat_map(|gets| &gets.values).collect();
        let few = most(MOST_VALUES);
        for value in values.iter().take(few) {
            let _ = writeln!(out, "      {value}");
        }
        if values.len() > few {
            let _ = writeln!(out, "      and {} more (`--dry-run` lists all)", values.len() - few);
        }
    }
    if whom.len() > most(MOST_SHOWN) {
        let hosts = whom.len() - MOST_SHOWN;
        let plural = if hosts == 1 { "" } else { "s" };
        let _ = writeln!(out, "  and to {hosts} other host{plural} (`--dry-run` lists all)");
    }
    let pages: Vec<&Task> = tasks.iter().filter(|task| task.look && task.id.kind == Kind::Url).collect();
    let inside = pages.iter().filter(|task| !plan::is_asked(&task.id, settings)).count();
    if pages.len() > inside || copies.iter().any(|copy| copy.by == saved::By::Us) {
        out.push_str("  to each site also: for its robots.txt, and once for an address that cannot exist\n");
    }
    for copy in copies {
        let _ = match copy.by {
            saved::By::Us => writeln!(out, "  to its site, to keep a copy: {}", copy.address),
            saved::By::Archive => {
                writeln!(out, "  to the Internet Archive, to keep a copy: {}", copy.address)
            }
        };
    }
    let _ = writeln!(out, "  to each: the name “{}”", settings.agent());
    if settings.contact.is_none() {
        out.push_str("      (`--contact` adds your mail address, which registries ask for)\n");
    }
    if inside > 0 {
        let plural = if inside == 1 { "" } else { "es" };
        let _ = writeln!(out, "  to nobody: {inside} address{plural} of a private network");
    }
    out
}

/// Whether somebody at the terminal agrees.
fn agreed() -> bool {
    if !std::io::stdin().is_terminal() {
        return false;
    }
    write::err("Look them up? [y/N] ");
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}
