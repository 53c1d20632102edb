//! For programs that read line by line: one JSON object a line.
//!
//! The member `type` says what a line is. The first line has the type `start`
//! (tool, version, files) and the last `summary` (the counts of the run), so
//! that a reader knows whether it has seen all. Between them stand lines of the
//! types `read`, `trouble`, `finding`, `coverage` and `notice`, in this order. The other
//! members are those of `--format json`, whose schema describes them.

use serde::Serialize;

use super::json::{self, DraftCoverage, File, Finding, Page, ReadOut, Summary, TroubleOut};
use super::{Format, Run, Style, clean};

/// The format.
pub const FORMAT: Format =
    Format { name: "jsonl", about: "for programs: one JSON object a line, the last a summary", render };

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Start { tool: &'a str, version: &'a str, files: Vec<File<'a>> },
    Read(ReadOut<'a>),
    Trouble(TroubleOut<'a>),
    Finding(Finding<'a>),
    Coverage(DraftCoverage<'a>),
    Notice { text: &'a str },
    Summary(Summary<'a>),
}

fn render(run: &Run<'_>, _style: &Style) -> String {
    let page = Page::of(run);
    let start = Line::Start {
        tool: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        files: json::files(run).collect(),
    };
    let lines = std::iter::once(start)
        .chain(json::read(run).map(Line::Read))
        .chain(json::troubles(run).map(Line::Trouble))
        .chain(run.findings().map(|finding| Line::Finding(page.finding(finding))))
        .chain(json::coverages(run).map(Line::Coverage))
        .chain(run.notices.iter().map(|text| Line::Notice { text }))
        .chain(std::iter::once_with(|| Line::Summary(json::summary(run))));
    let mut out = String::new();
    for line in lines {
        // Our own structs have text keys only, which is all that can fail.
        out.push_str(&clean::json(&serde_json::to_string(&line).unwrap_or_default()));
        out.push('\n');
    }
    out
}
