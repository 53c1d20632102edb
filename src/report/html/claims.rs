//! The claims: statement, sentence, note, quoted words, verdict, who and when, how each fares and why. The thesis with
//! its map and its weak spots.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

use super::model::{ClaimRow, Page, Rests};
use super::shell::none;
use crate::argument::status::Status;
use crate::case::review::Verdict;
use crate::case::{Case, Evidence};
use crate::draft::Draft;
use crate::report::clip;
use crate::report::summary::counted;
use crate::syntax::tree::Question;

/// Every entry of the claims file, in its order.
pub fn claim_rows(case: &Case<'_>, draft: &Draft) -> Vec<ClaimRow> {
    let bearing = case.thesis_bearing();
    let linked = case.is_linked();
    (0..case.entries.len())
        .map(|index| {
            let resolved = &case.entries[index];
            let verdict = case.verdict(index);
            let check = case.last_check(index);
            let evidence = case.cited_as(index).into_iter().zip(&resolved.evidence);
            let rests = evidence.map(|(cited, evidence)| Rests {
                name: if cited.unpublished { cited.name + " (unpublished)" } else { cited.name },
                relation: cited.relation,
                rating: cited.rating,
                notes: evidence.notes.iter().map(|&note| (note, draft.notes[note].id.clone())).collect(),
                at: cited.locators,
                quote: evidence.cite.quote.as_ref().map(|quote| quote.text.clone()).unwrap_or_default(),
                likely: likely(case, index, evidence),
                weak: cited.weak,
            });
            let questions = resolved.entry.questions.iter().map(asked);
            ClaimRow {
                name: case.name(index).to_owned(),
                is: case.entry_kind(index),
                kind: case.claim_kind(index).unwrap_or_default(),
                statement: case.statement(index).to_owned(),
                passages: resolved.passages.clone(),
                evidence: rests.collect(),
                verdict: verdict.name(),
                changed: match &verdict {
                    Verdict::Stale(parts) => parts.clone(),
                    _ => Vec::new(),
                },
                who: check.map(|check| check.by.text.clone()),
                when: check.and_then(|check| check.on.value),
                questions: questions.collect(),
                fares: linked.then(|| (case.argued().status(index), case.why_words(index))),
                bears: bearing.contains(&index),
                seal: case.state(index),
            }
        })
        .collect()
}

/// A question with what was answered and decided.
fn asked(question: &Question) -> String {
    let mut words = question.asked.text.text.clone();
    for answer in &question.answers {
        words.push_str(&format!(" — Answer: {}", answer.text.text));
    }
    if let Some(decision) = &question.decision {
        words.push_str(&format!(" — Decision: {}", decision.text.text));
    }
    words
}

/// The verdict of a review in words.
pub fn verdict_words(claim: &ClaimRow) -> String {
    let by = match (&claim.who, claim.when) {
        (Some(who), Some(when)) => format!(" by {who} on {when}"),
        (Some(who), None) => format!(" by {who}"),
        _ => String::new(),
    };
    match claim.verdict {
        "checked" => format!("Checked{by}"),
        "stale" => format!("Changed since it was checked{by}: {}", claim.changed.join(", ")),
        "unsealed" => format!("Checked{by}, without a seal"),
        "questioned" => "A question is open".to_owned(),
        "unknown" => format!("Checked{by}, but its words or its source cannot be found now"),
        _ => "Not checked".to_owned(),
    }
}

fn fares_words(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Stands => ("✓", "Holds"),
        Status::Defeated => ("✗", "Defeated"),
        Status::Unsupported => ("○", "Unsupported"),
        Status::Contested => ("?", "Contested"),
    }
}

/// The section on the thesis.
pub(super) fn thesis(page: &Page) -> Markup {
    let Some(map) = &page.map else { return none() };
    let weak: Vec<&ClaimRow> = page
        .claims
        .iter()
        .filter(|claim| claim.bears || page.theses.is_empty())
        .filter(|claim| {
            let fell = claim.fares.as_ref().is_some_and(|(status, _)| *status != Status::Stands);
            fell || claim.evidence.iter().any(|rests| rests.weak)
        })
        .collect();
    html! {
        section #thesis aria-labelledby="h-thesis" {
            h2 #h-thesis { "The argument" }
            @for thesis in page.theses.iter().filter_map(|&at| page.claims.get(at)) {
                p.thesis {
                    (thesis.statement) " "
                    @if let Some((status, why)) = &thesis.fares {
                        span.fares { (fares_words(*status).0) " " (fares_words(*status).1) @if !why.is_empty() { ": " (ticks(why)) } }
                    }
                }
            }
            @if !weak.is_empty() {
                h3 { "Weak spots" }
                ul.weak {
                    @for claim in weak {
                        li {
                            a href={"#c-" (claim.name)} { (claim.name) } ": "
                            @match &claim.fares {
                                Some((status, why)) if *status != Status::Stands => {
                                    (fares_words(*status).1.to_lowercase()) @if !why.is_empty() { "; " (ticks(why)) }
                                }
                                _ => { "rests on a source that is not reliable" }
                            }
                        }
                    }
                }
            }
            h3 { "Map" }
            @if page.undrawn > 0 {
                p.small {
                    "What is nearest the thesis is drawn; " (counted(page.undrawn, "entry", "entries"))
                    " further down are among the claims below. " code { "claimlint graph --all --format svg" } " draws them all."
                }
            }
            details.map open { summary { "Show or hide" } div.zoom tabindex="0" role="region" aria-label="Argument map" { (PreEscaped(map)) } }
        }
    }
}

/// Names in grave accents as code.
fn ticks(words: &str) -> Markup {
    html! {
        @for (turn, piece) in words.split('`').enumerate() {
            @if turn % 2 == 1 { a href={"#c-" (piece)} { (piece) } } @else { (piece) }
        }
    }
}

/// The section on the claims.
pub(super) fn section(page: &Page, findings: &dyn Fn(&str) -> Markup) -> Markup {
    if page.claims.is_empty() {
        return none();
    }
    let claims = page.claims.iter().filter(|claim| claim.is == "claim").count();
    let checked =
        page.claims.iter().filter(|claim| claim.is == "claim" && claim.verdict == "checked").count();
    html! {
        section #claims aria-labelledby="h-claims" {
            h2 #h-claims { "Claims" }
            p.lead {
                (counted(claims, "claim", "claims")) ", " (checked) " checked"
                @if let Some(name) = &page.claims_name { "; from " code { (name) } } "."
            }
            @if page.claims.len() > MANY { (by_section(page, findings)) } @else {
                (row(page, &page.claims.iter().collect::<Vec<_>>(), findings))
            }
        }
    }
}

/// More claims than these are folded by the section of the draft in which they are made.
const MANY: usize = 60;

/// Claims by section, in the order of the draft; what is asked or changed stands open.
fn by_section(page: &Page, findings: &dyn Fn(&str) -> Markup) -> Markup {
    let mut groups: BTreeMap<Option<usize>, Vec<&ClaimRow>> = BTreeMap::new();
    for claim in &page.claims {
        let passage = claim.passages.first();
        let section = passage.map(|passage| page.draft.passages[*passage].section);
        groups.entry(section).or_default().push(claim);
    }
    let title = |section: Option<usize>| match section
        .map(|at| page.draft.view.slice(page.draft.sections[at].view))
    {
        Some(words) if !words.trim().is_empty() => words,
        Some(_) => "Before the first heading",
        None => "In no sentence",
    };
    let asks = |claim: &&&ClaimRow| matches!(claim.verdict, "questioned" | "stale" | "unknown");
    html! {
        @for (section, claims) in &groups {
            @let checked = claims.iter().filter(|claim| claim.verdict == "checked").count();
            @let asked = claims.iter().filter(asks).count();
            details.part open[asked > 0] {
                summary {
                    (title(*section)) " "
                    span.small {
                        (counted(claims.len(), "claim", "claims")) ", " (checked) " checked"
                        @if asked > 0 { ", " (asked) " to look at again" }
                    }
                }
                (row(page, claims, findings))
            }
        }
    }
}

/// Claims one after the other. Those that are made in the same words stand under them.
fn row(page: &Page, claims: &[&ClaimRow], findings: &dyn Fn(&str) -> Markup) -> Markup {
    html! {
        @for made in claims.chunk_by(|one, next| one.passages == next.passages) {
            @if let [first, _, ..] = made && !first.passages.is_empty() {
                div.same {
                    (said_in(page, first))
                    @for claim in made { (one(claim, &none(), findings(&claim.name))) }
                }
            } @else {
                @for claim in made { (one(claim, &said_in(page, claim), findings(&claim.name))) }
            }
        }
    }
}

/// The words of the draft in which a claim is made.
fn said_in(page: &Page, claim: &ClaimRow) -> Markup {
    html! {
        @for passage in &claim.passages {
            blockquote.sentence { a href={"#p" (passage.index())} { (page.draft.words(*passage)) } }
        }
    }
}

fn one(claim: &ClaimRow, sentence: &Markup, findings: Markup) -> Markup {
    // What the page's script asks a claim: its name is its id, and it is a claim unless it says otherwise.
    let is = (claim.is != "claim").then_some(claim.is);
    html! {
        article #{"c-" (claim.name)} data-seal=[claim.seal.as_deref()] data-is=[is] {
            div {
                h3 { (claim.statement) }
                p.what {
                    code { (claim.name) } " · " @if claim.kind.is_empty() { (claim.is) } @else { (claim.kind) }
                    @if claim.bears { " · the thesis rests on it" }
                }
                (sentence)
                (findings)
            }
            div {
                p { b { (verdict_words(claim)) } "." }
                @for question in &claim.questions { p.question { "Question: " (question) } }
                @for rests in &claim.evidence { (rests_on(rests)) }
                @if claim.evidence.is_empty() && claim.is == "claim" { p { "Cites nothing." } }
                @if let Some((status, why)) = &claim.fares {
                    p { (fares_words(*status).0) " " (fares_words(*status).1) @if !why.is_empty() { ": " (ticks(why)) } "." }
                }
            }
        }
    }
}

fn rests_on(rests: &Rests) -> Markup {
    html! {
        p {
            @if rests.weak { span.sign aria-hidden="true" { "✗ " } }
            (sentence_case(rests.relation)) ": " (rests.name)
            @for (note, id) in &rests.notes { ", note " a href={"#n" (note.index())} { (id) } }
            @if !rests.rating.is_empty() { ", rated " (rests.rating) }
            @for at in &rests.at { ", " (at) }
            @if !rests.quote.is_empty() { ": “" (rests.quote) "”" }
        }
        @if let Some((at, words, lacks)) = &rests.likely {
            p.there {
                "Likeliest passage of the held copy, by words and figures, " (at) ": “" (words) "”"
                @if !lacks.is_empty() { " Not in it: " (lacks.join(", ")) "." }
            }
        }
    }
}

/// Where in the held copy a reader may begin, if nothing is quoted from it: what is quoted is shown with the source.
fn likely(case: &Case<'_>, entry: usize, evidence: &Evidence<'_>) -> Option<(String, String, Vec<String>)> {
    let source = evidence.source.filter(|_| evidence.cite.quote.is_none())?;
    let copy = case.copy(source)?;
    let found = case.likely_passage(entry, source)?;
    let words = copy.held.words.get(found.span.range())?.split_whitespace().collect::<Vec<_>>().join(" ");
    Some((copy.held.whereabouts(found.span.start), clip(&words, 400), found.lacks))
}

fn sentence_case(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
