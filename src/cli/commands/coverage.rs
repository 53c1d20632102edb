//! `claimlint coverage`, and the floor of coverage that `check` holds too.

use std::fmt::Write as _;
use std::path::Path;

use crate::argument::Unknown;
use crate::cli::base::exit::Exit;
use crate::cli::base::read::read;
use crate::cli::base::write;
use crate::cli::flags::Coverage;
use crate::cli::run::checked::{Checked, run};
use crate::cli::run::floor::floor;
use crate::cli::run::ratchet;
use crate::report::badge::{MARK, svg};
use crate::report::summary::not_known;
use crate::report::{Run, clip};

/// Runs `coverage`.
pub fn coverage(flags: &Coverage) -> Exit {
    let checked = run(&flags.cases, flags.cases.typed(flags.fail_under));
    if flags.format == "json" {
        let run = Run::new(checked.texts(), checked.reports(), &checked.trouble);
        write::out(&crate::report::json::coverage_only(&run));
    } else {
        write::out(&coverage_table(&checked));
    }
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
        (false, Exit::Clean) if flags.format == "json" => {
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

fn coverage_table(checked: &Checked) -> String {
    let mut out = String::new();
    for report in checked.reports() {
        let (Some(coverage), Some(file)) = (&report.coverage, report.draft) else { continue };
        // A column that is rarely needed stands only where it is.
        let elsewhere = |text: String| {
            if coverage.whole.elsewhere > 0 { format!(" {text:>10}") } else { String::new() }
        };
        let _ = writeln!(out, "{}\n", checked.texts().get(file).name);
        if let Some(read) = &report.understanding {
            let _ = writeln!(out, "  {}.\n", crate::report::read::line(read));
        }
        let _ = writeln!(
            out,
            "  {:40} {:>10} {:>6} {:>8} {:>9} {:>7}{} {:>10} {:>6}",
            "section",
            "assertions",
            "cited",
            "claimed",
            "declared",
            "waived",
            elsewhere("elsewhere".to_owned()),
            "uncovered",
            ""
        );
        let rows = coverage.sections.iter().map(|section| {
            let title = if section.title.is_empty() { "(before the first heading)" } else { &section.title };
            (clip(title, 40), section.counts)
        });
        for (title, counts) in rows.chain([("whole".to_owned(), coverage.whole)]) {
            let pad = 40usize.saturating_sub(unicode_width::UnicodeWidthStr::width(title.as_str()));
            let share = match counts.percent().filter(|_| coverage.unknown.is_empty()) {
                Some(percent) if counts.uncovered > 0 => format!("{:>4.0} %", percent.min(99.0)),
                Some(percent) => format!("{percent:>4.0} %"),
                None => "     ?".to_owned(),
            };
            let _ = writeln!(
                out,
                "  {title}{:pad$} {:>10} {:>6} {:>8} {:>9} {:>7}{} {:>10} {share}",
                "",
                counts.assertions,
                counts.cited,
                counts.claimed,
                counts.declared,
                counts.waived,
                elsewhere(counts.elsewhere.to_string()),
                counts.uncovered,
            );
        }
        if coverage.unknown == [Unknown::NothingToCover] {
            let _ = writeln!(out, "\n  Nothing to cover: {}.", Unknown::NothingToCover.words());
        } else if let Some(why) = not_known(coverage) {
            let _ = writeln!(out, "\n  Coverage is not known: {why}.");
        }
        out.push('\n');
    }
    out
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
