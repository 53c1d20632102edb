//! What stands beside the words: notes with their parts and grade, and the cards of the findings.

use maud::{Markup, html};

use super::model::Spot;
use super::runs::{Beside, Block, class, in_block, label, runs};
use super::shell::{Shown, View, said};
use crate::check::Waived;
use crate::diagnostic::Diagnostic;
use crate::ids::{MarkerId, NoteId};
use crate::report::sentence;

/// So many findings of one rule beside one block are folded.
const FOLD: usize = 3;

/// The margin of a block; `None` if nothing stands beside it.
pub(super) fn beside(view: &View<'_>, block: &Block) -> Option<Markup> {
    let found = in_block(view, block);
    let claims: Vec<usize> = {
        let of = |passage| view.page.claimed.get(&passage).into_iter().flatten().copied();
        let mut claims: Vec<usize> = block.passages.clone().flat_map(of).collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    };
    if found.is_empty() && claims.is_empty() {
        return None;
    }
    let notes =
        found.iter().filter_map(|(_, it)| if let Beside::Note(note) = it { Some(*note) } else { None });
    let findings: Vec<usize> = found
        .iter()
        .filter_map(|(_, it)| if let Beside::Finding(number) = it { Some(*number) } else { None })
        .collect();
    Some(html! {
        (cards(view, &findings))
        @for note in notes { (note_of(view, note)) }
        @if !claims.is_empty() {
            p.cl {
                @if claims.len() == 1 { "Claim: " } @else { "Claims: " }
                @for (turn, claim) in claims.iter().enumerate() {
                    @let name = &view.page.claims[*claim].name;
                    @if turn > 0 { ", " } a href={"#c-" (name)} { (name) }
                }
            }
        }
    })
}

/// Cards, those of one rule folded where there are several.
pub(super) fn cards(view: &View<'_>, numbers: &[usize]) -> Markup {
    let mut rules: Vec<(&str, Vec<usize>)> = Vec::new();
    for &number in numbers {
        let code = view.shown[number].finding.code;
        match rules.iter_mut().find(|(rule, _)| *rule == code) {
            Some((_, all)) => all.push(number),
            None => rules.push((code, vec![number])),
        }
    }
    html! {
        @for (_, all) in rules {
            @if all.len() < FOLD {
                @for number in all { (card(view, number)) }
            } @else {
                @let first = &view.shown[all[0]].finding;
                details.fold {
                    summary class=(class(first.level)) {
                        (all.len()) " like this: " (said(&first.message))
                    }
                    @for (turn, &number) in all.iter().enumerate() {
                        @let before = turn.checked_sub(1).map(|turn| view.shown[all[turn]].finding);
                        (card_after(view, number, before))
                    }
                }
            }
        }
    }
}

/// The card of a finding. Its sign, and the word for it, is drawn by the style.
pub(super) fn card(view: &View<'_>, number: usize) -> Markup {
    card_after(view, number, None)
}

/// The card of a finding; what the card before it in its fold has said is not said again.
fn card_after(view: &View<'_>, number: usize, before: Option<&Diagnostic>) -> Markup {
    let Shown { finding, section, sources, .. } = &view.shown[number];
    let in_sources: Vec<String> = sources.iter().map(usize::to_string).collect();
    html! {
        details #{"f" (number + 1)} class={"f " (class(finding.level))} data-k=(finding.identity.fingerprint())
            data-s=[section] data-q=[Some(in_sources.join(" ")).filter(|all| !all.is_empty())] {
            summary { (said(&finding.message)) }
            (about(view, finding, before))
        }
    }
}

/// Why it matters, what to do, where else, which rule.
fn about(view: &View<'_>, finding: &Diagnostic, before: Option<&Diagnostic>) -> Markup {
    let news = |what: fn(&Diagnostic) -> &str| {
        let words = what(finding);
        (!words.is_empty() && before.map(what) != Some(words)).then(|| said(words))
    };
    let where_is = |place: crate::span::Place| {
        let text = view.texts.get(place.file);
        let spot = text.whereabouts(place.span.start);
        if text.name == view.page.name { spot } else { format!("{}, {spot}", text.name) }
    };
    html! {
        @if let Some(why) = news(|it| &it.why) { p { (why) } }
        @if let Some(help) = news(|it| &it.help) { p.do { (help) } }
        @for label in finding.labels.iter().skip(1) {
            p.also {
                (where_is(label.place)) ": “" (view.texts.get(label.place.file).slice(label.place.span)) "”"
                @if !label.text.is_empty() { " – " (label.text) }
            }
        }
        @for other in &finding.related {
            p.also { (where_is(other.place())) ": " (said(&other.message)) }
        }
        @if let Some(fix) = &finding.fix {
            p.fix { "Correction offered: " (fix.title) "." }
        }
        p.r { code { (finding.code) } ", " (where_is(finding.place())) }
    }
}

/// A note: its work at the marker, and behind it its words with their parts.
fn note_of(view: &View<'_>, note: NoteId) -> Markup {
    let page = view.page;
    let held = &page.draft.notes[note];
    let row = &page.notes[note];
    let markers: Vec<MarkerId> =
        page.draft.markers.each().filter(|(_, it)| it.in_note == Some(note)).map(|(at, _)| at).collect();
    let findings: Vec<usize> = view.at_note(note).collect();
    html! {
        details.n {
            summary {
                span.no { (label(&held.id)) } " "
                @if !row.rating.is_empty() { span.grade title="Rating in the claims file" { (row.rating) } " " }
                (row.short)
            }
            p #{"n" (note.index())} { (runs(view, held.view, &markers, &row.parts)) }
            @if let Some((means, first)) = &row.means {
                p.means {
                    "Means " (means)
                    @if let Some(first) = first { " (note " a href={"#n" (first.index())} { (page.draft.notes[*first].id) } ")" }
                    "."
                }
            }
            @if !row.absent.is_empty() { p.lacks { "No " (row.absent.join(", no ")) "." } }
            @if !row.sources.is_empty() {
                p.src {
                    "Source: "
                    @for (turn, source) in row.sources.iter().enumerate() {
                        @if turn > 0 { ", " } a href={"#q" (source)} { "no. " (source + 1) }
                    }
                }
            }
        }
        (cards(view, &findings))
    }
}

/// Notes that no marker of the text leads to.
pub(super) fn loose_notes(view: &View<'_>) -> Markup {
    let page = view.page;
    let loose: Vec<NoteId> = page
        .draft
        .notes
        .ids()
        .filter(|note| page.first_marker(*note).is_none() && !page.is_idle(*note))
        .collect();
    let idle = page.draft.notes.ids().filter(|note| page.is_idle(*note)).count();
    html! {
        @if !loose.is_empty() {
            div.row.loose { div.t { p.furn { "Notes without a marker are beside this line." } }
                div.m { @for note in loose { (note_of(view, note)) } } }
        }
        @if idle > 0 { p.furn { (idle) " entries of the bibliography are cited nowhere and are not shown." } }
    }
}

/// Findings with no place in the draft: those of the claims file stand with their claim, the rest here.
pub(super) fn elsewhere(view: &View<'_>) -> Markup {
    let known = |name: &str| view.page.claims.iter().any(|claim| claim.name == name);
    let out: Vec<usize> = (0..view.shown.len())
        .filter(|&at| view.shown[at].spot == Spot::Out)
        .filter(|&at| !view.shown[at].finding.entry.as_deref().is_some_and(known))
        .collect();
    if out.is_empty() {
        return html! {};
    }
    html! {
        section #elsewhere aria-labelledby="h-elsewhere" {
            h2 #h-elsewhere { "Elsewhere" }
            p.lead { "Findings that are not about words of the draft: in the claims file, or about the draft as a whole." }
            div.elsewhere { (cards(view, &out)) }
        }
    }
}

/// The cards of a claim that stand nowhere in the draft.
pub(super) fn of_claim(view: &View<'_>, name: &str) -> Markup {
    let mine: Vec<usize> = (0..view.shown.len())
        .filter(|&at| {
            view.shown[at].spot == Spot::Out && view.shown[at].finding.entry.as_deref() == Some(name)
        })
        .collect();
    html! { @if !mine.is_empty() { div.elsewhere { (cards(view, &mine)) } } }
}

/// What waivers silence, with their reasons.
pub(super) fn waived(view: &View<'_>, waived: &[Waived]) -> Markup {
    if waived.is_empty() {
        return html! {};
    }
    html! {
        section #waived aria-labelledby="h-waived" {
            h2 #h-waived { "Accepted" }
            p.lead { "What a waiver accepts, with its reason." }
            ul.plain {
                @for one in waived {
                    @let text = view.texts.get(one.finding.place().file);
                    li {
                        (said(&one.finding.message)) " " code { (one.finding.code) } ", "
                        (text.whereabouts(one.finding.place().span.start))
                        @if !one.reason.is_empty() { ": " i { (sentence(&one.reason)) } }
                    }
                }
            }
        }
    }
}
