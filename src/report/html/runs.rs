//! Words of the view as they read, with their marks, signs and markers; and what stands beside a block of them.

use maud::{Markup, PreEscaped, html};

use super::shell::{View, safe_link, sign};
use crate::diagnostic::Level;
use crate::draft::PassageKind;
use crate::ids::{Ids, MarkerId, NoteId, PassageId};
use crate::span::Span;

/// Passages that stand together: a paragraph, an item, a table.
pub(super) struct Block {
    pub passages: Ids<PassageId>,
    pub kind: PassageKind,
}

/// Words of the view as they read, cut where a mark, an emphasis, a link, a part of a note or a marker begins or ends.
pub(super) fn runs(
    view: &View<'_>,
    span: Span,
    markers: &[MarkerId],
    parts: &[(Span, &'static str)],
) -> Markup {
    let draft = &view.page.draft;
    let within = |other: Span| other.overlaps(span) || other.is_empty() && span.holds(other);
    let first = draft.emphasis.partition_point(|it| it.end <= span.start);
    let emphasis: Vec<Span> =
        draft.emphasis[first..].iter().take_while(|it| it.start < span.end).copied().collect();
    let first = draft.links.partition_point(|it| it.view.end <= span.start);
    let links: Vec<_> = draft.links[first..].iter().take_while(|it| it.view.start < span.end).collect();
    let marked: Vec<(usize, Span)> = view.marks_within(span).collect();
    let mut cuts: Vec<u32> = vec![span.start, span.end];
    let spans = emphasis.iter().copied().chain(links.iter().map(|link| link.view));
    for other in spans.chain(marked.iter().map(|(_, it)| *it)).chain(parts.iter().map(|(it, _)| *it)) {
        if within(other) {
            cuts.extend([other.start.clamp(span.start, span.end), other.end.clamp(span.start, span.end)]);
        }
    }
    let place = |marker: &MarkerId| draft.markers[*marker].view.clamp(span.start, span.end);
    cuts.extend(markers.iter().map(place));
    cuts.sort_unstable();
    cuts.dedup();
    // Each finding has one sign: where its words end, at the latest where the sentence ends in which they begin.
    let next_begins = draft
        .passage_at(span.end)
        .is_some_and(|next| !span.is_empty() && draft.passages[next].view.start == span.end);
    let own =
        |it: Span| it.start >= span.start && (it.start < span.end || it.start == span.end && !next_begins);
    let signed: Vec<(usize, u32)> = marked
        .iter()
        .filter(|(_, it)| own(*it))
        .map(|(number, it)| (*number, it.end.min(span.end)))
        .collect();
    let at_start = markers.iter().filter(|marker| place(marker) == span.start);
    let mut out = html! { (signs_at(view, &signed, span.start)) (marks(view, at_start)) }.into_string();
    for cut in cuts.windows(2) {
        let run = Span { start: cut[0], end: cut[1] };
        let inside = |other: Span| other.start <= run.start && run.end <= other.end;
        let words = draft.view.slice(run);
        let mut piece = html! { (words) };
        if let Some((_, part)) = parts.iter().rfind(|(it, _)| inside(*it)) {
            piece = html! { u title=(part) { (piece) } };
        }
        if emphasis.iter().any(|it| inside(*it)) {
            piece = html! { em { (piece) } };
        }
        if let Some(url) =
            links.iter().find(|link| inside(link.view)).and_then(|link| safe_link(&link.target))
        {
            piece = html! { a.out href=(url) { (piece) } };
        }
        let worst =
            marked.iter().filter(|(_, it)| inside(*it)).map(|(at, _)| view.shown[*at].finding.level).min();
        if let Some(level) = worst {
            piece = html! { mark class=(class(level)) { (piece) } };
        }
        out.push_str(&piece.into_string());
        let here = markers.iter().filter(|marker| place(marker) == run.end);
        out.push_str(&html! { (signs_at(view, &signed, run.end)) (marks(view, here)) }.into_string());
    }
    PreEscaped(out)
}

/// The signs of the findings that have theirs here.
fn signs_at(view: &View<'_>, signed: &[(usize, u32)], at: u32) -> Markup {
    html! { @for (number, _) in signed.iter().filter(|(_, place)| *place == at) { (sign_link(view, *number)) } }
}

/// The sign of a finding, which leads to its card.
fn sign_link(view: &View<'_>, number: usize) -> Markup {
    let level = view.shown[number].finding.level;
    html! {
        a id={"w" (number + 1)} class={"s " (class(level))} href={"#f" (number + 1)}
            aria-label={(level.name()) " " (number + 1)} { (sign(level)) }
    }
}

fn marks<'m>(view: &View<'_>, markers: impl Iterator<Item = &'m MarkerId>) -> Markup {
    let draft = &view.page.draft;
    html! {
        @for marker in markers {
            @let held = &draft.markers[*marker];
            sup.mk {
                @match held.note {
                    Some(note) => { a href={"#n" (note.index())} aria-label={"note " (held.id)} { (label(&held.id)) } }
                    None => { (label(&held.id)) }
                }
            }
            @for number in view.at_marker(*marker) { (sign_link(view, number)) }
        }
    }
}

/// What a marker shows: its number or label; of a key its name.
pub(super) fn label(id: &str) -> &str {
    id.trim_start_matches('@')
}

/// The short name of a level in classes.
pub(super) fn class(level: Level) -> &'static str {
    match level {
        Level::Error => "e",
        Level::Warning => "w",
        Level::Advice | Level::Off => "a",
    }
}

/// The findings that stand in a block, by their numbers, and the notes that are first met there, in the order of the
/// words.
pub(super) fn in_block(view: &View<'_>, block: &Block) -> Vec<(u32, Beside)> {
    let draft = &view.page.draft;
    let mut found: Vec<(u32, Beside)> = Vec::new();
    for passage in block.passages.clone() {
        let held = &draft.passages[passage];
        for marker in held.markers.clone() {
            let at = draft.markers[marker].view;
            found.extend(view.at_marker(marker).map(|number| (at, Beside::Finding(number))));
            if let Some(note) =
                draft.markers[marker].note.filter(|note| view.page.first_marker(*note) == Some(marker))
            {
                found.push((at, Beside::Note(note)));
            }
        }
    }
    let whole = Span {
        start: draft.passages[block.passages.start].view.start,
        end: block.passages.clone().next_back().map_or(0, |last| draft.passages[last].view.end),
    };
    found.extend(view.text_within(whole).map(|(number, span)| (span.start, Beside::Finding(number))));
    found.sort_by_key(|(at, _)| *at);
    found
}

/// What stands in the margin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// A finding, by its number from 0.
    Finding(usize),
    /// A note.
    Note(NoteId),
}
