//! The sheet that a reviewer signs: which version, what was checked by whom, what remains.

use maud::{Markup, html};

use super::claims::verdict_words;
use super::shell::View;
use super::summary::title;
use crate::report::clip;
use crate::report::summary::{Tally, coverage_words};

/// The sign-off sheet. The script adds the decisions made on this page.
pub(super) fn section(view: &View<'_>, tally: &Tally) -> Markup {
    let page = view.page;
    let claims: Vec<_> = page.claims.iter().filter(|claim| claim.is == "claim").collect();
    html! {
        section #sheet aria-labelledby="h-sheet" data-name=(page.name) data-digest=(page.digest)
            data-claims=[page.claims_name.as_deref()] {
            h2 #h-sheet { "Sign-off sheet" }
            dl {
                dt { "Title" } dd { (title(view)) }
                dt { "File" } dd { code { (page.name) } }
                dt { "Version" } dd { "SHA-256 " code.hash { (page.digest) } }
                @if let Some(day) = page.day { dt { "Checked on" } dd { (day) ", claimlint " (env!("CARGO_PKG_VERSION")) } }
                dt { "Findings" } dd { (tally.sentence()) }
                @if let Some(coverage) = &view.report.coverage { dt { "Coverage" } dd { (coverage_words(coverage)) } }
            }
            @if !claims.is_empty() {
                table {
                    caption { "Claims and who checked them" }
                    thead { tr { th scope="col" { "Claim" } th scope="col" { "Review" } } }
                    tbody {
                        @for claim in claims {
                            tr data-claim=(claim.name) {
                                th scope="row" { a href={"#c-" (claim.name)} { (claim.name) } " " span { (clip(&claim.statement, 120)) } }
                                td { (verdict_words(claim)) }
                            }
                        }
                    }
                }
            }
            div.js #decided hidden {}
            div.js #give hidden {}
            table.signed {
                caption { "Signed" }
                thead { tr { th scope="col" { "Name" } th scope="col" { "Role" } th scope="col" { "Date" } th scope="col" { "Signature" } } }
                tbody { @for _ in 0..2 { tr { td { " " } td { " " } td { " " } td { " " } } } }
            }
            p.small { "What remains is every finding above that carries no decision, and every claim that is not checked." }
        }
    }
}
