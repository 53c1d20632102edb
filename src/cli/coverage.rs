//! `claimlint coverage`, and the floor of coverage that `check` holds too.

use std::fmt::Write as _;

use super::check::{Checked, clip, run};
use super::flags::Coverage;
use super::{Exit, write};
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
    match (floor(&checked), exit) {
        (Some(text), Exit::Clean) => {
            write::out(&text);
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
    let mut out = String::new();
    let drafts = checked.drafts.iter().zip(&checked.bases);
    for ((report, (draft, base)), settings) in checked.reports.iter().zip(drafts).zip(&checked.settings) {
        let (Some(coverage), Some(draft)) = (&report.coverage, draft) else { continue };
        let Some(floor) = settings.fail_under() else { continue };
        let percent = coverage.whole.percent();
        if percent + 1e-9 >= floor {
            continue;
        }
        let name = report.draft.map_or("", |file| checked.texts.get(file).name.as_str());
        let whole = coverage.whole;
        let covered = whole.assertions - whole.uncovered;
        let needed = (floor * whole.assertions as f64 / 100.0).ceil() as usize - covered;
        let _ = writeln!(
            out,
            "\n{name}: {percent:.1} % of {} assertions are covered; the floor is {floor} %, {needed} more are needed. \
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
