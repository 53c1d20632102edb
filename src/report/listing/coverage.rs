//! `claimlint coverage`: which assertions of each draft are covered, and how.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::{Counts, Unknown};
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

/// The columns of the table: head, width, count; and how little room there may be for one to stand.
const COLUMNS: [Column; 7] = [
    ("statements", 10, |counts| counts.assertions, Stays::Always),
    ("cited", 6, |counts| counts.cited, Stays::Crowded),
    ("claimed", 8, |counts| counts.claimed, Stays::WithRoom),
    ("declared", 9, |counts| counts.declared, Stays::WithRoom),
    ("waived", 7, |counts| counts.waived, Stays::WithRoom),
    ("elsewhere", 10, |counts| counts.elsewhere, Stays::Counted),
    ("uncovered", 10, |counts| counts.uncovered, Stays::Always),
];

type Column = (&'static str, usize, fn(&Counts) -> usize, Stays);

/// Where a column stands, from the most room to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stays {
    /// Where it counts something.
    Counted,
    /// Where there is room, though it holds zeros.
    WithRoom,
    /// Where there is hardly any.
    Crowded,
    Always,
}

/// The width of the titles of sections, where there is room, and where there is none.
const TITLE: (usize, usize) = (40, 10);
/// What the other columns do not hold: indent, and the percentage.
const REST: usize = 2 + 7;

/// The columns that stand, each with its width, and the width of the titles.
fn columns(whole: &Counts, room: usize) -> (Vec<(&'static Column, usize)>, usize) {
    let counted = |(_, _, count, _): &&Column| count(whole) > 0;
    let wide = |columns: &[(&Column, usize)]| -> usize {
        columns.iter().map(|(_, width)| width + 1).sum::<usize>() + REST
    };
    let roomy: Vec<_> =
        COLUMNS.iter().filter(|it| it.3 >= Stays::WithRoom || counted(it)).map(|it| (it, it.1)).collect();
    if wide(&roomy) + TITLE.0 <= room {
        return (roomy, TITLE.0);
    }
    let narrow = |(head, ..): &Column| head.len().max(whole.assertions.to_string().len());
    let full = || COLUMNS.iter().filter(|it| it.3 >= Stays::Crowded || counted(it));
    let few = COLUMNS.iter().filter(|it| it.3 == Stays::Always).map(|it| (it, narrow(it))).collect();
    let tried =
        [full().map(|it| (it, it.1)).collect(), full().map(|it| (it, narrow(it))).collect::<Vec<_>>()];
    let columns: Vec<_> = tried.into_iter().find(|it| wide(it) + TITLE.1 <= room).unwrap_or(few);
    let title = room.saturating_sub(wide(&columns)).clamp(TITLE.1, TITLE.0);
    (columns, title)
}

/// For people: a table for each draft, no wider than `room`.
pub fn text(run: &Run<'_>, room: Option<usize>) -> String {
    let room = room.unwrap_or(usize::MAX);
    let mut out = String::new();
    for report in &run.reports {
        let (Some(coverage), Some(file)) = (&report.coverage, report.draft) else { continue };
        let (columns, title_width) = columns(&coverage.whole, room);
        let _ = writeln!(out, "{}\n", run.texts.get(file).name);
        if let Some(read) = &report.understanding {
            let _ = writeln!(out, "  {}.\n", read::line(read));
        }
        let heads: String = columns.iter().map(|((head, ..), width)| format!(" {head:>width$}")).collect();
        let _ = writeln!(out, "  {:title_width$}{heads} {:>6}", "section", "");
        let rows = coverage.sections.iter().map(|section| {
            let title = if section.title.is_empty() { "(before the first heading)" } else { &section.title };
            (clip(title, title_width), section.counts)
        });
        for (title, counts) in rows.chain([("whole".to_owned(), coverage.whole)]) {
            let pad = title_width.saturating_sub(unicode_width::UnicodeWidthStr::width(title.as_str()));
            let share = match counts.whole_percent().filter(|_| coverage.unknown.is_empty()) {
                Some(percent) => format!("{percent:>5.0}%"),
                None => "     ?".to_owned(),
            };
            let cells =
                columns.iter().map(|((_, _, count, _), width)| format!(" {:>width$}", count(&counts)));
            let _ = writeln!(out, "  {title}{:pad$}{} {share}", "", cells.collect::<String>());
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
