//! The draft as it reads: headings, paragraphs, lists, tables, quotations; marks at the words that findings are about,
//! and beside each block its notes and findings.

use maud::{Markup, html};

use super::margin;
use super::runs::{Block, runs};
use super::shell::View;
use crate::draft::{Passage, PassageKind};
use crate::ids::{Ids, MarkerId, PassageId};
use crate::text::rendition::Cell;

/// The most columns of a table that are set: in a wider one cells without words are passed over.
const MOST: usize = 100;

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
    // Rows of cells, and a cell's sentences; a cell without words has none.
    let mut rows: Vec<Vec<Vec<PassageId>>> = Vec::new();
    let mut last = None;
    for passage in block.passages.clone() {
        let here = view.page.cells.get(&passage);
        let same_row = here.zip(last).is_some_and(|(here, last): (&Cell, &Cell)| here.row == last.row);
        match rows.last_mut().filter(|_| same_row) {
            Some(row) if here == last => row.last_mut().into_iter().for_each(|cell| cell.push(passage)),
            Some(row) => {
                let column = here.map_or(0, |here| here.column as usize);
                row.resize_with(column.min(MOST).max(row.len()), Vec::new);
                row.push(vec![passage]);
            }
            None => {
                let column = here.map_or(0, |here| here.column as usize);
                let mut row = vec![Vec::new(); column.min(MOST)];
                row.push(vec![passage]);
                rows.push(row);
            }
        }
        last = here;
    }
    let words = |cell: &[PassageId]| html! { @for passage in cell { (sentence(view, *passage)) " " } };
    if rows.iter().all(|row| row.len() == 1) {
        // The format does not say which cells stand side by side.
        return html! { ul.cells { @for row in &rows { li { (words(&row[0])) } } } };
    }
    // Lines between rows reach to the end of the table.
    let most = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.resize_with(most, Vec::new));
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table" {
            table { tbody { @for row in &rows { tr { @for cell in row { td { (words(cell)) } } } } } }
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
