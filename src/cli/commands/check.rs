//! `claimlint check`.

use std::path::Path;

use crate::check::Report;
use crate::cli::base::exit::Exit;
use crate::cli::base::path::root;
use crate::cli::base::write;
use crate::cli::flags::{Check, Look};
use crate::cli::run::against;
use crate::cli::run::checked::{CaseRun, Checked, run, run_over};
use crate::cli::run::commented::commented;
use crate::cli::run::fix::fix;
use crate::cli::run::floor::floor;
use crate::cli::run::tell::tell;
use crate::cli::run::{baseline, ratchet, since};
use crate::config::Block;
use crate::report::against::Against;
use crate::report::{LeftOut, Root, Run, Trouble};

/// Runs `check`.
pub fn check(flags: &Check, look: &Look) -> Exit {
    if flags.unsafe_fixes && !flags.fix && !flags.diff {
        return write::trouble(
            "--unsafe-fixes needs --fix (change the files) or --diff (show what would change)",
        );
    }
    let mut typed = flags.cases.typed(flags.fail_under);
    typed.settings.extend(flags.output.typed(flags.fail_on).settings);
    let typed_again = typed.clone();
    let mut checked = run(&flags.cases, typed.clone());
    if checked.refused && matches!(checked.whole.format(), "text" | "full") {
        return Exit::Trouble; // every fault is drawn already
    }
    if flags.diff || flags.fix {
        // What is not shown is not mended either.
        keep_changed(&mut checked, flags);
        if let Some(exit) = fix(&mut checked, flags, typed.clone()) {
            let told = |trouble: &Trouble| write::trouble(&format!("{}: {}", trouble.file, trouble.message));
            return checked.trouble.iter().map(told).fold(exit, |_, told| told);
        }
        if flags.changed.any() {
            checked = run(&flags.cases, typed);
        }
    }
    let mut held = baseline::Held::default();
    if flags.against.is_none() {
        match baseline::hold(&mut checked, &flags.known) {
            Ok(known) => held = known,
            Err(trouble) => checked.trouble.push(trouble),
        }
    }
    checked.left_out.append(&mut held.left_out);
    let mut before = None;
    if let Some(old) = &flags.against {
        match compare(&mut checked, old, flags, typed_again) {
            Ok((against, left_out)) => {
                checked.left_out.push(left_out);
                before = Some(against);
            }
            Err(message) => {
                checked.cases.iter_mut().for_each(|case| case.report = None);
                checked.trouble.push(Trouble { file: old.display().to_string(), message });
            }
        }
    }
    // After the baseline: an entry is not stale because its line did not change.
    keep_changed(&mut checked, flags);
    let mut floors = ratchet::Held::default();
    if let Some(path) = &flags.ratchet {
        match ratchet::hold(&checked, path) {
            Ok(held) => floors = held,
            Err(trouble) => checked.trouble.push(trouble),
        }
    }
    let below: Vec<String> = floor(&checked).into_iter().chain(floors.below).collect();
    let exit = match exit(&checked) {
        Exit::Clean if !below.is_empty() || held.fails => Exit::Findings,
        exit => exit,
    };
    // Before anything is left out: what is not shown is not cured.
    let copied = flags.comments.as_deref().map(|file| commented(&checked, file, &flags.cases));
    checked.show_chosen();
    let notices: Vec<String> =
        before.iter().map(Against::told).chain(held.notice).chain(floors.notice).chain(below).collect();
    let (top, here) = root();
    let run = Run {
        pages: checked.pages(),
        left_out: &checked.left_out,
        notices: &notices,
        against: before.as_ref(),
        fail_on: checked
            .judged()
            .map(|(case, _)| case.settings.fail_on())
            .max()
            .unwrap_or(checked.whole.fail_on()),
        exit: exit.code(),
        root: Root { top: &top, here: &here },
        show_waived: flags.output.show_waived,
        ..Run::new(checked.texts(), checked.reports(), &checked.trouble)
    };
    let told = tell(&run, checked.whole.format(), &flags.output, look, &checked.files);
    let told = match copied {
        Some(Ok(line)) => {
            write::note(&line);
            told
        }
        Some(Err(message)) => write::trouble(&message),
        None => told,
    };
    match told {
        Exit::Trouble => Exit::Trouble,
        _ => exit,
    }
}

/// Keeps what an earlier version of the draft does not have.
fn compare(
    checked: &mut Checked,
    old: &Path,
    flags: &Check,
    typed: Block,
) -> Result<(Against, LeftOut), String> {
    if checked.refused {
        return Err("nothing was checked".to_owned());
    }
    let before = run_over(&[old.to_owned()], &flags.cases, typed);
    against::hold(checked, &before, old)
}

/// Keeps the findings that `--since` and `--staged` ask for, or says why it cannot.
fn keep_changed(checked: &mut Checked, flags: &Check) {
    let told = checked.trouble.iter().any(|trouble| trouble.file == flags.changed.to_string());
    if !flags.changed.any() || checked.refused || told {
        return;
    }
    match since::keep(checked, &flags.changed) {
        Ok(left_out) => checked.left_out.push(left_out),
        Err(message) => {
            checked.cases.iter_mut().for_each(|case| case.report = None);
            checked.trouble.push(Trouble { file: flags.changed.to_string(), message });
        }
    }
}

fn exit(checked: &Checked) -> Exit {
    if !checked.trouble.is_empty() {
        return Exit::Trouble;
    }
    let fails = |(case, report): (&CaseRun, &Report)| {
        let least = case.settings.fail_on();
        least.is_some_and(|least| report.findings.iter().any(|finding| finding.level <= least))
    };
    if checked.judged().any(fails) { Exit::Findings } else { Exit::Clean }
}
