//! The review page: one self-contained file that reads like a journal. The draft with its notes and findings in the
//! margin, sources, claims, the argument, and a sheet to sign. It asks nobody for anything, and runs no script but its
//! own. Without script it is whole to read; the script adds keys, filters and decisions.

mod cells;
mod claims;
mod gather;
mod margin;
mod model;
mod runs;
mod sheet;
mod shell;
mod sources;
mod summary;
mod text;

use maud::{Markup, html};

use super::summary::{Tally, counted};
use super::{Format, Run, Style, sentence};
use crate::check::Report;
pub use claims::{claim_rows, verdict_words};
pub use gather::{Page, note_row, sha256};
pub use model::{ClaimRow, NoteRow, QuoteRow, Rests, SourceRow};
pub use shell::SIGN;
use shell::View;
pub use sources::source_rows;

/// The format.
pub const FORMAT: Format =
    Format { name: "html", about: "a page to read, decide on and sign; one file, no request", render };

/// One page a draft, in the order of the reports, with the file name that suits it.
pub fn pages(run: &Run<'_>) -> Vec<(String, String)> {
    let mut taken = std::collections::BTreeSet::from(["index.html".to_owned()]);
    let pages = run.reports.iter().zip(&run.pages).enumerate();
    pages
        .filter_map(|(at, (report, page))| {
            let page = (*page)?;
            let plain = |c: char| if c.is_alphanumeric() || c == '-' || c == '.' { c } else { '-' };
            let mut name =
                format!("{}.html", page.name.trim_matches(['.', '/']).chars().map(plain).collect::<String>());
            if !taken.insert(name.to_lowercase()) {
                name = format!("{}-{name}", at + 1);
                taken.insert(name.to_lowercase());
            }
            Some((name, one(run, report, page)))
        })
        .collect()
}

/// The page that leads to the others: each draft with what was found in it.
pub fn index(run: &Run<'_>, names: &[String]) -> String {
    let both = run.reports.iter().zip(&run.pages);
    let drafts: Vec<(&Report, &Page)> = both.filter_map(|(report, page)| Some((*report, (*page)?))).collect();
    let body = html! {
        main.index {
            header.mast { p.kicker { "Review of the evidence" } h1 { (counted(drafts.len(), "draft", "drafts")) } }
            (trouble(run))
            (pageless(run))
            @if !drafts.is_empty() { table {
                thead { tr { th scope="col" { "Draft" } th scope="col" { "Findings" } th scope="col" { "Coverage" } } }
                tbody {
                    @for (at, (report, page)) in drafts.iter().enumerate() {
                        tr {
                            th scope="row" { @match names.get(at) { Some(name) => { a href=(name) { (page.name) } } None => { (page.name) } } }
                            td { (tally(run, report).sentence()) }
                            td { @if let Some(coverage) = &report.coverage { (super::summary::coverage_words(coverage)) } }
                        }
                    }
                }
            } }
        }
    };
    shell::document("Review: index", &[], false, &body)
}

/// Of one draft its page; of several the index, whose pages a folder holds.
fn render(run: &Run<'_>, _style: &Style) -> String {
    match pages(run).as_slice() {
        [(_, page)] => page.clone(),
        _ => index(run, &[]),
    }
}

/// Findings of reports without a page: of a claims file whose draft is not there. They are listed, so that none is lost.
fn pageless(run: &Run<'_>) -> Markup {
    let alone = |at: usize| run.pages.get(at).is_none_or(Option::is_none);
    let reports = run.reports.iter().enumerate().filter(|(at, _)| alone(*at));
    let findings: Vec<_> = reports.flat_map(|(_, report)| &report.findings).collect();
    html! {
        @if !findings.is_empty() {
            section #others aria-labelledby="h-others" {
                h2 #h-others { "In files without a page" }
                ul.plain {
                    @for finding in findings {
                        @let text = run.texts.get(finding.place().file);
                        li class=(runs::class(finding.level)) {
                            span.sign aria-hidden="true" { (shell::sign(finding.level)) } " "
                            b { (sentence(finding.level.name())) } " " (shell::said(&finding.message))
                            @if !finding.help.is_empty() { " " (shell::said(&finding.help)) }
                            " " code { (finding.code) } ", " (text.name) ", " (text.whereabouts(finding.place().span.start))
                        }
                    }
                }
            }
        }
    }
}

fn tally(run: &Run<'_>, report: &Report) -> Tally {
    let mut tally = Tally::of(&Run { reports: vec![report], trouble: &[], left_out: &[], ..run.clone() });
    if run.reports.len() == 1 {
        tally.left_out = run.left_out.iter().filter(|left| left.count > 0).cloned().collect();
    }
    tally
}

fn trouble(run: &Run<'_>) -> Markup {
    html! {
        @if !run.trouble.is_empty() {
            div.trouble role="note" {
                @for trouble in run.trouble { p { b { "Could not be checked: " } (trouble.file) ": " (trouble.message) "." } }
            }
        }
    }
}

fn one(run: &Run<'_>, report: &Report, page: &Page) -> String {
    let view = View::new(page, run.texts, report);
    let tally = tally(run, report);
    let body = html! {
        a.skip href="#draft" { "Skip to the draft" }
        main.long[text::is_long(&view)] {
            (summary::section(&view))
            (trouble(run))
            (summary::tools(&view))
            (text::section(&view))
            (margin::elsewhere(&view))
            @if run.pages.iter().flatten().count() == 1 { (pageless(run)) }
            (claims::thesis(page))
            (claims::section(page, &|name| margin::of_claim(&view, name)))
            (sources::section(page))
            (margin::waived(&view, &report.waived))
            (sheet::section(&view, &tally))
        }
    };
    let inner = page.map.as_deref().and_then(|map| map.split_once("<style>")?.1.split_once("</style>"));
    let styles: Vec<&str> = inner.map(|(style, _)| style).into_iter().collect();
    shell::document(&format!("Review: {}", summary::title(&view)), &styles, true, &body)
}
