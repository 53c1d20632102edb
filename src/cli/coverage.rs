//! `claimlint coverage`, and the floor of coverage that `check` holds too.

use std::fmt::Write as _;

use super::badge::badge;
use super::check::{Checked, clip, run};
use super::flags::Coverage;
use super::{Exit, ratchet, write};
use crate::report::Run;
use crate::text::FileId;

/// Runs `coverage`.
pub fn coverage(flags: &Coverage) -> Exit {
    let checked = run(&flags.cases, flags.cases.typed(flags.fail_under));
    if flags.format == "json" {
        let run = Run::new(&checked.texts, &checked.reports, &checked.trouble);
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
    for report in &checked.reports {
        let (Some(coverage), Some(file)) = (&report.coverage, report.draft) else { continue };
        // A column that is rarely needed stands only where it is.
        let elsewhere = |text: String| {
            if coverage.whole.elsewhere > 0 { format!(" {text:>10}") } else { String::new() }
        };
        let _ = writeln!(out, "{}\n", checked.texts.get(file).name);
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
            let _ = writeln!(
                out,
                "  {title}{:pad$} {:>10} {:>6} {:>8} {:>9} {:>7}{} {:>10} {:>4.0} %",
                "",
                counts.assertions,
                counts.cited,
                counts.claimed,
                counts.declared,
                counts.waived,
                elsewhere(counts.elsewhere.to_string()),
                counts.uncovered,
                counts.percent()
            );
        }
        out.push('\n');
    }
    out
}

/// What `fail-under` has to say of drafts whose coverage is below their floor.
pub fn floor(checked: &Checked) -> Option<String> {
    below(checked, |index, _| Some((checked.settings.get(index)?.fail_under()?, String::new())))
}

/// What is to be said of drafts that are below a floor. `floor_of` gives that of
/// the report with this index whose draft has this name, and words on where it is said.
pub fn below(checked: &Checked, floor_of: impl Fn(usize, &str) -> Option<(f64, String)>) -> Option<String> {
    let mut out = String::new();
    let drafts = checked.drafts.iter().zip(&checked.bases);
    for (index, (report, (draft, base))) in checked.reports.iter().zip(drafts).enumerate() {
        let (Some(coverage), Some(draft)) = (&report.coverage, draft) else { continue };
        let name = report.draft.map_or("", |file| checked.texts.get(file).name.as_str());
        let Some((floor, place)) = floor_of(index, name) else { continue };
        let percent = coverage.whole.percent();
        if percent + 1e-9 >= floor {
            continue;
        }
        let whole = coverage.whole;
        let covered = whole.assertions - whole.uncovered;
        let needed = ((floor * whole.assertions as f64 / 100.0).ceil() as usize).saturating_sub(covered);
        let _ = writeln!(
            out,
            "\n{name}: {percent:.1} % of {} assertions are covered; the floor{place} is {floor} %, {needed} more are needed. \
             Nearest to mend:",
            whole.assertions
        );
        for &passage in coverage.uncovered.iter().take(needed.clamp(3, 10)) {
            let place = draft.passages[passage].place;
            let text = checked.texts.get(FileId(place.file.0 + base));
            let spot = text.whereabouts(place.span.start);
            let _ = writeln!(out, "  {spot}: {}", clip(draft.words(passage), 90));
        }
    }
    (!out.is_empty()).then_some(out)
}
