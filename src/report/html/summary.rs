//! What comes first: what was read, what was found, how far it is covered, what to do, and the tools.

use maud::{Markup, html};

use super::runs::class;
use super::shell::{View, said, sign};
use crate::case::Coverage;
use crate::diagnostic::Level;
use crate::report::summary::coverage_words;
use crate::report::{clip, read, sentence};

/// What to do first is at most so much.
const FIRST: usize = 5;

/// Findings of one rule.
struct Rule<'a> {
    code: &'a str,
    level: Level,
    numbers: Vec<usize>,
}

fn rules<'a>(view: &View<'a>) -> Vec<Rule<'a>> {
    let mut rules: Vec<Rule<'a>> = Vec::new();
    for (number, shown) in view.shown.iter().enumerate() {
        let (code, level) = (shown.finding.code, shown.finding.level);
        match rules.iter_mut().find(|rule| rule.code == code) {
            Some(rule) => {
                rule.numbers.push(number);
                rule.level = rule.level.min(level);
            }
            None => rules.push(Rule { code, level, numbers: vec![number] }),
        }
    }
    rules.sort_by_key(|rule| (rule.level, std::cmp::Reverse(rule.numbers.len()), rule.code));
    rules
}

/// The head of the page and its summary.
pub(super) fn section(view: &View<'_>) -> Markup {
    let page = view.page;
    let rules = rules(view);
    html! {
        header.mast {
            p.kicker { "Review of the evidence" }
            h1 { (title(view)) }
            p.by {
                @if !page.authors.is_empty() { (page.authors.join(", ")) " · " }
                code { (page.name) }
                @if let Some(day) = page.day { " · checked on " (day) }
            }
        }
        section #summary aria-labelledby="h-summary" {
            h2 #h-summary.vh { "Summary" }
            p.read {
                @if let Some(understood) = &view.report.understanding { (read::line(understood)) ". " }
                @for held in super::super::read::held_back_of(view.report) { (held) " " }
            }
            (totals(view))
            (todo(view, &rules))
            @if let Some(coverage) = &view.report.coverage { (coverage_of(view, coverage)) }
            (by_rule(view, &rules))
        }
    }
}

/// What the draft is called: its title, else its file.
pub(super) fn title(view: &View<'_>) -> String {
    let draft = &view.page.draft;
    let words = draft.title.map(|title| draft.words(title).trim()).filter(|words| !words.is_empty());
    words.map_or_else(|| view.page.name.clone(), |words| clip(words, 200))
}

fn totals(view: &View<'_>) -> Markup {
    let count = |level: Level| view.shown.iter().filter(|shown| shown.finding.level == level).count();
    let levels = [
        (Level::Error, "error", "errors"),
        (Level::Warning, "warning", "warnings"),
        (Level::Advice, "piece of advice", "pieces of advice"),
    ];
    html! {
        ul.totals {
            @for (level, one, many) in levels {
                @let count = count(level);
                li class=(class(level)) { span.sign aria-hidden="true" { (sign(level)) } " " b { (count) } " " (if count == 1 { one } else { many }) }
            }
        }
        @if view.shown.is_empty() { p { "Nothing to report." } }
    }
}

fn todo(view: &View<'_>, rules: &[Rule<'_>]) -> Markup {
    if rules.is_empty() {
        return html! {};
    }
    html! {
        div.todo {
            h3 { "Do this first" }
            ol {
                @for rule in rules.iter().take(FIRST) {
                    @let first = rule.numbers[0];
                    @let finding = view.shown[first].finding;
                    li class=(class(rule.level)) {
                        a href={"#f" (first + 1)} { (said(&finding.message)) }
                        @if rule.numbers.len() > 1 { span.more { " And " (rule.numbers.len() - 1) " more of this kind." } }
                        @if !finding.help.is_empty() { p { (said(finding.help.lines().next().unwrap_or(""))) } }
                    }
                }
            }
        }
    }
}

/// The strip: one bar a section, as wide as what it asserts, full as far as that has a source.
fn coverage_of(view: &View<'_>, coverage: &Coverage) -> Markup {
    const WIDE: usize = 200;
    let most = coverage.sections.iter().map(|section| section.counts.assertions).max().unwrap_or(1).max(1);
    html! {
        div.coverage {
            h3 { "Sources by section" }
            p { (sentence(&coverage_words(coverage))) }
            @if coverage.unknown.is_empty() && !coverage.sections.is_empty() {
                table.strip {
                    tbody {
                        @for section in &coverage.sections {
                            @let counts = &section.counts;
                            @let covered = counts.assertions - counts.uncovered;
                            @let (all, full) = (counts.assertions * WIDE / most, covered * WIDE / most);
                            tr {
                                th scope="row" {
                                    @if section.title.is_empty() { a href="#draft" { "Opening" } }
                                    @else { a href={"#s" (section.section)} { (clip(&section.title, 60)) } }
                                }
                                td.bar {
                                    svg width=(WIDE) height="10" viewBox={"0 0 " (WIDE) " 10"} aria-hidden="true" {
                                        rect.all width=(all.max(3)) height="10" {}
                                        rect.full width=(full) height="10" {}
                                    }
                                }
                                td.n { (covered) " of " (counts.assertions) }
                            }
                        }
                    }
                }
            }
            @if !coverage.declared.is_empty() {
                h3 { "Declared to need no source in print" }
                ul {
                    @for declared in &coverage.declared {
                        @let words = view.texts.get(declared.place.file).slice(declared.place.span);
                        li {
                            (clip(&words.split_whitespace().collect::<Vec<_>>().join(" "), 90)) " — "
                            (declared.by.words()) @if let Some(name) = &declared.entry { " (" code { (name) } ")" }
                        }
                    }
                }
            }
            @if let Some(outlets) = view.report.outlets.as_ref().filter(|outlets| !outlets.met.is_empty()) {
                p.small {
                    "Outlets that the list (" (outlets.list) @if !outlets.date.is_empty() { ", " (outlets.date) } ") knows: "
                    (outlets.met.iter().map(|outlet| outlet.name.as_str()).collect::<Vec<_>>().join(", ")) "."
                }
            }
        }
    }
}

/// Every finding by its rule, folded: a line each that leads to its card.
fn by_rule(view: &View<'_>, rules: &[Rule<'_>]) -> Markup {
    if rules.is_empty() {
        return html! {};
    }
    html! {
        div.rules {
            h3 { "By rule" }
            @for rule in rules {
                @if let [only] = rule.numbers.as_slice() {
                    p class=(class(rule.level)) {
                        a href={"#f" (only + 1)} { (rule.code) } " " span.count { "1" }
                    }
                } @else { details {
                    summary class=(class(rule.level)) {
                        (rule.code) " " span.count { (rule.numbers.len()) }
                    }
                    ul {
                        @for number in &rule.numbers {
                            @let shown = &view.shown[*number];
                            @let words = view.texts.get(shown.finding.place().file).slice(shown.finding.span());
                            li { a href={"#f" (number + 1)} {
                                @if words.trim().is_empty() { (clip(&shown.finding.message, 48)) } @else { (clip(words.trim(), 48)) }
                            } }
                        }
                    }
                } }
            }
        }
    }
}

/// Levels to show, and what the script adds: other filters, next and previous, what is left.
pub(super) fn tools(view: &View<'_>) -> Markup {
    let levels = [(Level::Error, "errors"), (Level::Warning, "warnings"), (Level::Advice, "advice")];
    html! {
        nav.tools aria-label="Findings" {
            span.levels {
                @for (level, words) in levels {
                    label class=(class(level)) {
                        input type="checkbox" id={"show-" (class(level))} checked;
                        span.sign aria-hidden="true" { (sign(level)) } " " (words)
                    }
                }
            }
            span.js #filters hidden {}
            span.js #walk hidden {}
            a.top href="#summary" { "Summary" }
            @if !view.page.sources.is_empty() { a.top href="#sources" { "Sources" } }
            @if !view.page.claims.is_empty() { a.top href="#claims" { "Claims" } }
            a.top href="#sheet" { "Sign-off" }
        }
    }
}
