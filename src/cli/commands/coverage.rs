//! `claimlint coverage`, and the floor of coverage that `check` holds too.

use std::path::Path;

use crate::case::Unknown;
use crate::cli::base::exit::Exit;
use crate::cli::base::read::read;
use crate::cli::base::write;
use crate::cli::flags::{Coverage, TextOrJson};
use crate::cli::run::checked::{Checked, run};
use crate::cli::run::floor::floor;
use crate::cli::run::ratchet;
use crate::report::badge::{MARK, svg};
use crate::report::{Run, listing};

/// Runs `coverage`.
pub fn coverage(flags: &Coverage) -> Exit {
    let checked = run(&flags.cases, flags.cases.typed(flags.fail_under));
    let drafts = Run::new(checked.texts(), checked.reports(), &checked.trouble);
    write::out(&match flags.format {
        TextOrJson::Json => listing::coverage::json(&drafts),
        TextOrJson::Text => listing::coverage::text(&drafts, write::room()),
    });
    let mut exit = if checked.refused { Exit::Trouble } else { Exit::Clean };
    for trouble in checked.trouble.iter().filter(|_| !checked.refused) {
        exit = write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    if exit == Exit::Trouble {
        // Figures of half a run would be taken for those of a whole one.
        if flags.write || flags.badge.is_some() {
            write::trouble("nothing was written, since not everything could be read");
        }
        return exit;
    }
    let mut below: Vec<String> = floor(&checked).into_iter().collect();
    if let Some(path) = &flags.ratchet {
        let held = match flags.write {
            true => ratchet::raise(&checked, path),
            false => ratchet::hold(&checked, path)
                .map_err(|trouble| format!("{}: {}", trouble.file, trouble.message)),
        };
        match held {
            Ok(held) => {
                below.extend(held.below);
                // Beside the table, so that JSON stays JSON.
                held.notice.into_iter().for_each(|notice| write::err(&format!("{notice}\n")));
            }
            Err(message) => exit = write::trouble(&message),
        }
    }
    if let Some(path) = &flags.badge
        && let Err(message) = badge(&checked, path)
    {
        exit = write::trouble(&message);
    }
    match (below.is_empty(), exit) {
        (false, Exit::Clean) if flags.format == TextOrJson::Json => {
            write::err(&below.concat());
            Exit::Findings
        }
        (false, Exit::Clean) => {
            write::out(&below.concat());
            Exit::Findings
        }
        (_, exit) => exit,
    }
}

/// Writes the badge, unless it is there as it should be.
///
/// # Errors
/// Why not: what stands there is no badge of ours, or cannot be written.
pub fn badge(checked: &Checked, path: &Path) -> Result<(), String> {
    let mut counts = checked.reports().filter_map(|report| report.coverage.as_ref());
    // One draft that is not known makes the whole not known; one with nothing to cover adds nothing.
    let known = counts.try_fold((0, 0), |(covered, all), coverage| {
        let whole = coverage.whole;
        let sum = (covered + whole.assertions - whole.uncovered, all + whole.assertions);
        coverage.unknown.iter().all(|why| *why == Unknown::NothingToCover).then_some(sum)
    });
    let picture = svg(known);
    let is_ours = |there: &[u8]| memchr::memmem::find(there, MARK.as_bytes()).is_some();
    if path.is_file() && read(path).is_ok_and(|there| there == picture) {
        return Ok(());
    }
    write::put_over(path, &picture, write::Sort { name: "badge of claimlint", is_ours: &is_ours })
}
