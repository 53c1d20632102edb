//! `claimlint coverage`: which assertions of each draft are covered, and how.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::Unknown;
use crate::report::json::{self, DraftCoverage, ReadOut};
use crate::report::summary::not_known;
use crate::report::{Run, clip, read};

/// The coverage of each draft, in the order in which they were checked.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "claimlint coverage")]
pub(super) struct Drafts<'a>(Vec<Draft<'a>>);

/// The coverage of a draft, with what was understood of it.
#[derive(Debug, Serialize, JsonSchema)]
struct Draft<'a> {
    /// What was understood of it.
    read: Option<ReadOut<'a>>,
    /// Its coverage.
    #[serde(flatten)]
    coverage: DraftCoverage<'a>,
}

/// For programs.
pub fn json(run: &Run<'_>) -> String {
    let mut read = json::read(run).collect::<Vec<_>>().into_iter().peekable();
    let each = json::coverages(run)
        .map(|coverage| Draft { read: read.next_if(|read| read.file == coverage.file), coverage });
    json::written(&Drafts(each.collect()))
}

/// For people: a table for each draft.
pub fn text(run: &Run<'_>) -> String {
    let mut out = String::new();
    for report in &run.reports {
        let (Some(coverage), Some(file)) = (&report.coverage, report.draft) else { continue };
        // A column that is rarely needed stands only where it is.
        let elsewhere = |text: String| {
            if coverage.whole.elsewhere > 0 { format!(" {text:>10}") } else { String::new() }
        };
        let _ = writeln!(out, "{}\n", run.texts.get(file).name);
        if let Some(read) = &report.understanding {
            let _ = writeln!(out, "  {}.\n", read::line(read));
        }
        let _ = writeln!(
            out,
            "  {:40} {:>10} {:>6} {:>8} {:>9} {:>7}{} {:>10} {:>6}",
            "section",
            "statements",
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
                Some(percent) if counts.uncovered > 0 => format!("{:>5.0}%", percent.min(99.0)),
                Some(percent) => format!("{percent:>5.0}%"),
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
            let _ = writeln!(out, "\n  Coverage is unknown: {why}.");
        }
        if !coverage.declared.is_empty() {
            let _ = writeln!(out, "\n  Declared to need no source in print:");
        }
        for declared in &coverage.declared {
            let text = run.texts.get(declared.place.file);
            let words = text.slice(declared.place.span).split_whitespace().collect::<Vec<_>>().join(" ");
            let name = declared.entry.as_ref().map(|name| format!("`{name}`, ")).unwrap_or_default();
            let line = text.position(declared.place.span.start).line;
            let _ =
                writeln!(out, "  {line:>6}  {}\n          {name}{}", clip(&words, 70), declared.by.words());
        }
        out.push('\n');
    }
    out
}
