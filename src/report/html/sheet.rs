//! The sheet that a reviewer signs: which version, what was checked by whom, what remains.

use maud::{Markup, html};

use super::claims::verdict_words;
use super::model::ClaimRow;
use super::shell::View;
use super::summary::title;
use crate::report::clip;
use crate::report::summary::{Tally, counted, coverage_words};

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
            @if !claims.is_empty() { (reviewed(&claims)) }
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

/// The claims that somebody reviewed, each with its statement; what nobody reviewed remains, by name.
fn reviewed(claims: &[&ClaimRow]) -> Markup {
    let (left, told): (Vec<&ClaimRow>, Vec<&ClaimRow>) =
        claims.iter().partition(|claim| claim.verdict == "unchecked");
    html! {
        @if !told.is_empty() {
            table {
                caption { "Claims and who checked them" }
                thead { tr { th scope="col" { "Claim" } th scope="col" { "Review" } } }
                tbody {
                    @for claim in told {
                        tr {
                            th scope="row" { (led_to(claim)) " " span { (clip(&claim.statement, 120)) } }
                            td { (verdict_words(claim)) }
                        }
                    }
                }
            }
        }
        @if !left.is_empty() {
            p.unchecked {
                "Not checked yet: " (counted(left.len(), "claim", "claims")) ". "
                @for (at, claim) in left.iter().enumerate() { @if at > 0 { ", " } (led_to(claim)) }
                "."
            }
        }
    }
}

/// The name of a claim, which leads to it.
fn led_to(claim: &ClaimRow) -> Markup {
    html! { a href={"#c-" (claim.name)} { (claim.name) } }
}
