//! The draft as it reads: headings, paragraphs, lists, tables, quotations; marks at the words that findings are about,
//! and beside each block its notes and findings.

use maud::{Markup, PreEscaped, html};

use super::gather::Spot;
use super::margin;
use super::shell::{View, safe_link, sign};
use crate::diagnostic::Level;
use crate::draft::{Passage, PassageKind};
use crate::ids::{Ids, MarkerId, NoteId, PassageId};
use crate::span::Span;

/// Passages that stand together: a paragraph, an item, a table.
pub(super) struct Block {
    pub passages: Ids<PassageId>,
    pub kind: PassageKind,
}

/// The draft in blocks. A table is one block, and so is each paragraph and each item.
pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let passages = &view.page.draft.passages;
    let mut blocks: Vec<Block> = Vec::new();
    for (at, held) in passages.each() {
        let joins = blocks.last().is_some_and(|last: &Block| {
            let before = &passages[last.passages.start];
            let cells = held.kind == PassageKind::TableCell && last.kind == PassageKind::TableCell;
            held.section == before.section
                && held.kind == last.kind
                && (cells || held.paragraph == before.paragraph)
        });
        match blocks.last_mut().filter(|_| joins) {
            Some(last) => last.passages = Ids::through(last.passages.start, at),
            None => blocks.push(Block { passages: Ids::through(at, at), kind: held.kind }),
        }
    }
    blocks
}

/// Whether the draft is so long that a browser should lay out only what is near.
pub(super) fn is_long(view: &View<'_>) -> bool {
    const LONG: usize = 250;
    let passages = &view.page.draft.passages;
    let paragraphs = passages.each().map(|(_, held)| (held.section, held.paragraph));
    let mut last = None;
    paragraphs.filter(|now| last.replace(*now) != Some(*now)).count() > LONG
}

/// The whole text with its margin.
pub(super) fn section(view: &View<'_>) -> Markup {
    let mut levels: Vec<u8> = Vec::new();
    let blocks = blocks(view);
    let mut rows: Vec<Markup> = Vec::new();
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        // Items follow each other in one list as long as nothing stands beside them.
        let mut end = at + 1;
        let mut margin = margin::beside(view, block);
        if block.kind == PassageKind::ListItem {
            while margin.is_none() && blocks.get(end).is_some_and(|next| next.kind == PassageKind::ListItem) {
                margin = margin::beside(view, &blocks[end]);
                end += 1;
            }
        }
        rows.push(html! {
            div.row { div.t { (block_of(view, &blocks[at..end], &mut levels)) } @if let Some(margin) = margin { div.m { (margin) } } }
        });
        at = end;
    }
    html! {
        section #draft aria-labelledby="h-draft" {
            h2 #h-draft.quiet { "The draft" }
            @for row in rows { (row) }
            (margin::loose_notes(view))
        }
    }
}

fn block_of(view: &View<'_>, blocks: &[Block], levels: &mut Vec<u8>) -> Markup {
    let Some(block) = blocks.first() else { return html! {} };
    let words = || html! { @for passage in block.passages.clone() { (sentence(view, passage)) " " } };
    match block.kind {
        PassageKind::Title => html! { p.dt { (words()) } },
        PassageKind::Heading => heading(view, block.passages.start, levels),
        PassageKind::Quote => html! { blockquote { p { (words()) } } },
        PassageKind::Code => html! { pre tabindex="0" { code { (words()) } } },
        PassageKind::TableCell => table(view, block),
        PassageKind::Caption => html! { p.cap { (words()) } },
        PassageKind::Byline => html! { p.by { (words()) } },
        PassageKind::Furniture | PassageKind::FrontMatter => html! { p.furn { (words()) } },
        PassageKind::ListItem => items(view, blocks),
        PassageKind::Sentence => html! { p { (words()) } },
    }
}

fn items(view: &View<'_>, blocks: &[Block]) -> Markup {
    let item = |block: &Block| html! { li { @for passage in block.passages.clone() { (sentence(view, passage)) " " } } };
    let first = blocks.first().and_then(|block| view.page.numbered.get(&block.passages.start));
    match first {
        Some(number) => html! { ol start=(number) { @for block in blocks { (item(block)) } } },
        None => html! { ul { @for block in blocks { (item(block)) } } },
    }
}

/// A heading, one step below its parent whatever steps the draft leaves out.
fn heading(view: &View<'_>, passage: PassageId, levels: &mut Vec<u8>) -> Markup {
    let held = &view.page.draft.passages[passage];
    let level = view.page.draft.sections[held.section].level;
    while levels.last().is_some_and(|last| *last >= level) {
        levels.pop();
    }
    levels.push(level);
    let words = sentence(view, passage);
    let id = format!("s{}", held.section);
    match levels.len() {
        1 => html! { h3 id=(id) { (words) } },
        2 => html! { h4 id=(id) { (words) } },
        3 => html! { h5 id=(id) { (words) } },
        _ => html! { h6 id=(id) { (words) } },
    }
}

fn table(view: &View<'_>, block: &Block) -> Markup {
    let mut rows: Vec<Vec<PassageId>> = Vec::new();
    let mut line = None;
    for passage in block.passages.clone() {
        let here = view.page.lines.get(&passage);
        match rows.last_mut().filter(|_| here.is_some() && here == line) {
            Some(row) => row.push(passage),
            None => rows.push(vec![passage]),
        }
        line = here;
    }
    if rows.iter().all(|row| row.len() == 1) {
        // The format does not say which cells stand side by side.
        return html! { ul.cells { @for row in &rows { li { (sentence(view, row[0])) } } } };
    }
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table" {
            table { tbody { @for row in &rows { tr { @for cell in row { td { (sentence(view, *cell)) } } } } } }
        }
    }
}

/// A passage with its marks, its emphasis, its links and its markers.
fn sentence(view: &View<'_>, passage: PassageId) -> Markup {
    let held: &Passage = &view.page.draft.passages[passage];
    let markers: Vec<MarkerId> = held.markers.clone().collect();
    let words = runs(view, held.view, &markers, &[]);
    // Only what is led to needs a name.
    match markers.is_empty() && !view.page.claimed.contains_key(&passage) {
        true => words,
        false => html! { span #{"p" (passage.index())} { (words) } },
    }
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

/// Where a finding's words are, for the marks of a text or a note.
pub(super) fn words_of(spot: Spot) -> Option<Span> {
    match spot {
        Spot::Text(span) | Spot::Note(_, span) => Some(span),
        Spot::Marker(_) | Spot::Out => None,
    }
}
