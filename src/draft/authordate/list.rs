//! The list of references: where it stands, and its entries.
//!
//! Under a heading that says so (“References”, “Literatur”) most paragraphs must open as
//! entries do, and those between them are entries too. Without one, at least three
//! paragraphs in a row must, in the order of the alphabet, by persons for the most part.

use super::head::Head;
use super::words::WORDS;
use crate::draft::{Draft, PassageKind};
use crate::ids::{Ids, NoteId, PassageId};
use crate::span::Span;
use crate::text::Texts;

/// Fewest entries that are a list without a heading.
const FEWEST_BARE: usize = 3;

/// A list.
#[derive(Debug)]
pub(super) struct List {
    /// Whether a heading announces it.
    pub headed: bool,
    /// Whether it is a list only if the text cites it: no heading, and not in the order of the
    /// alphabet or not of persons.
    pub weak: bool,
    /// Its entries in order.
    pub entries: Vec<Found>,
    /// What its entries were read as before.
    pub taken: Vec<Origin>,
}

impl List {
    /// The list as one of another file, whose view was put behind the draft's: nothing of the
    /// draft itself was read as it.
    pub(super) fn of_another_file(mut self, shift: u32) -> Self {
        self.taken.clear();
        self.headed = true;
        self.weak = false;
        for entry in &mut self.entries {
            entry.view = entry.view.shifted(shift);
        }
        self
    }
}

/// An entry.
#[derive(Debug)]
pub(super) struct Found {
    /// All its words in the view.
    pub view: Span,
    /// Its names and year.
    pub head: Head,
}

/// What a block was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// Passages of one paragraph.
    Passages(Ids<PassageId>),
    /// A note without a label, or to which no marker points.
    Note(NoteId),
}

/// What a block may be to a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// A heading of this level; whether it announces a list.
    Heading(u8, bool),
    Text,
    /// Something that no list holds.
    Stop,
}

#[derive(Debug)]
struct Block {
    what: What,
    view: Span,
    origin: Origin,
}

/// Every list of a draft.
pub(super) fn find(draft: &Draft, texts: &Texts) -> Vec<List> {
    let blocks = blocks(draft);
    let mut lists = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if let What::Heading(level, true) = block.what {
            let ends = |block: &Block| match block.what {
                What::Heading(other, _) => other <= level,
                What::Stop => true,
                What::Text => false,
            };
            let under = &blocks[at + 1..];
            let end = under.iter().position(ends).unwrap_or(under.len());
            let found = read(draft, texts, &under[..end]);
            lists
                .extend(trimmed(found, true).filter(|rows| mostly_strict(rows)).map(|rows| list(true, rows)));
        }
    }
    if lists.is_empty() {
        let mut weak = Vec::new();
        for run in blocks.split(|block| block.what != What::Text) {
            bare(draft, texts, run, &mut lists, &mut weak);
        }
        if lists.is_empty() {
            // The last of them: a list stands at the end.
            lists.extend(weak.pop());
        }
    }
    lists
}

/// The list of a file that is named as one: all of it, where no heading begins it.
pub(super) fn find_in_file(draft: &Draft, texts: &Texts) -> Vec<List> {
    let found = find(draft, texts);
    if !found.is_empty() {
        return found;
    }
    let blocks = blocks(draft);
    let rows = trimmed(read(draft, texts, &blocks), true).filter(|rows| mostly_strict(rows));
    rows.map(|rows| list(true, rows)).into_iter().collect()
}

/// A block with the entries that open in it; a block that goes on with an entry has none.
struct Row<'b> {
    block: &'b Block,
    entries: Vec<Found>,
    strict: bool,
    goes_on: bool,
    /// A year stands in its place, whatever the names look like.
    placed: bool,
    /// What of a block that goes on belongs to the entry before.
    lead: Span,
}

/// The blocks of a draft in the order of the text.
fn blocks(draft: &Draft) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = draft.passages.ids().start;
    while let Some(first) = draft.passages.get(at) {
        let mut end = at.next();
        let mut view = first.view;
        while let Some(next) = draft.passages.get(end).filter(|next| next.paragraph == first.paragraph) {
            view = view.to(next.view);
            end = end.next();
        }
        let level = draft.sections.get(first.section).map_or(0, |section| section.level);
        let announces = is_heading(draft.view.slice(view));
        let what = match first.kind {
            PassageKind::Heading => What::Heading(level, announces),
            PassageKind::Sentence | PassageKind::Title | PassageKind::Byline if announces => {
                What::Heading(u8::MAX, true)
            }
            PassageKind::Sentence | PassageKind::ListItem | PassageKind::Furniture | PassageKind::Quote => {
                What::Text
            }
            _ => What::Stop,
        };
        blocks.push(Block { what, view, origin: Origin::Passages(Ids { start: at, end }) });
        at = end;
    }
    let pointed = draft.markers.iter().any(|marker| marker.note.is_some());
    let notes = draft
        .notes
        .each()
        .filter(|(_, note)| note.uses == 0 && (note.id.is_empty() || !pointed && !note.unnumbered));
    blocks.extend(notes.map(|(id, note)| Block {
        what: What::Text,
        view: note.view,
        origin: Origin::Note(id),
    }));
    blocks.sort_by_key(|block| block.view.start);
    blocks
}

/// Whether words are the heading of a list of references, numbered or not.
pub(in super::super) fn is_heading(words: &str) -> bool {
    if words.len() > 60 {
        return false;
    }
    let bare = words.trim_end_matches([':', '.', ' ']).to_lowercase();
    let label = |word: &str| {
        let inner = word.trim_end_matches(['.', ')']);
        word.len() > inner.len() && inner.len() <= 4
            || inner.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let unnumbered = match bare.split_once(' ') {
        Some((first, rest)) if label(first) => rest,
        _ => bare.as_str(),
    };
    WORDS.heading.contains(bare.as_str()) || WORDS.heading.contains(unnumbered.trim())
}

/// The blocks as rows of a list.
fn read<'b>(draft: &Draft, texts: &Texts, blocks: &'b [Block]) -> Vec<Row<'b>> {
    let mut rows: Vec<Row<'b>> = Vec::new();
    for block in blocks.iter().filter(|block| block.what == What::Text) {
        rows.push(row(draft, texts, block, rows.is_empty(), true));
    }
    rows
}

/// A block as a row. Where nothing announces a list (`headed`), an entry whose year is not in its place is none.
fn row<'b>(draft: &Draft, texts: &Texts, block: &'b Block, first: bool, headed: bool) -> Row<'b> {
    let words = draft.view.slice(block.view);
    let mut goes_on = !first && goes_on(words);
    let head = if goes_on { None } else { Head::read(words) };
    let strict = head.as_ref().is_some_and(|head| head.strict);
    let placed = head.is_some();
    let head = head.or_else(|| if goes_on || !headed { None } else { Head::loose(words) });
    let mut entries = Vec::new();
    let mut lead = block.view;
    if let Some(head) = head {
        entries.push(Found { view: block.view, head });
    }
    if strict || goes_on {
        split(draft, texts, block.view, &mut entries);
    } else if !first {
        // The last line of the entry before, and others below it.
        let mut below = Vec::new();
        split(draft, texts, block.view, &mut below);
        if !below.is_empty() {
            (entries, goes_on) = (below, true);
        }
    }
    if let (true, Some(first)) = (goes_on, entries.first()) {
        lead.end = first.view.start.saturating_sub(1).max(lead.start);
    }
    Row { block, entries, strict, goes_on, placed, lead }
}

/// Words that no entry opens with: the rest of the one before, parted from it.
fn goes_on(words: &str) -> bool {
    let Some(first) = words.chars().next() else { return true };
    let word = words.split([' ', ',']).next().unwrap_or("");
    let lower =
        first.is_lowercase() && !WORDS.particle.contains(word) && !word.chars().any(char::is_uppercase);
    let label = word.trim_end_matches(['.', ')']);
    let numbered = label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit());
    lower || first.is_ascii_digit() && !numbered || matches!(first, '(' | '[')
}

/// Entries that stand on lines of one block, with no blank line between.
fn split(draft: &Draft, texts: &Texts, block: Span, entries: &mut Vec<Found>) {
    let words = draft.view.slice(block);
    for (at, _) in words.match_indices([' ', '\n']) {
        let here = block.start + Span::at(at).start;
        // The year of the entry before must have come: a line may begin with its second author.
        let early = entries.last().is_some_and(|last| here < last.view.lift(last.head.span).end);
        if early || !breaks_line(draft, texts, here) {
            continue;
        }
        let start = here + 1;
        let Some(head) = Head::read(&words[at + 1..]).filter(|head| head.strict) else { continue };
        // Names must open the line for a year to count.
        if head.span.len() > 500 {
            continue;
        }
        if let Some(last) = entries.last_mut() {
            last.view.end = here;
        }
        entries.push(Found { view: Span { start, end: block.end }, head });
    }
}

/// Whether the space at this offset of the view is a line's end in the file.
fn breaks_line(draft: &Draft, texts: &Texts, at: u32) -> bool {
    let Some(place) = draft.view.place(Span { start: at, end: at + 1 }) else { return false };
    // Blocks are parted by a byte that stands for nothing.
    draft.view.slice(Span { start: at, end: at + 1 }) == "\n"
        || texts.get(place.file).slice(place.span).contains(['\n', '\r'])
}

/// Without what stands before the first sure entry and after the last.
fn trimmed(mut rows: Vec<Row<'_>>, headed: bool) -> Option<Vec<Row<'_>>> {
    let sure = |row: &Row<'_>| row.strict || headed && row.placed;
    let first = rows.iter().position(sure)?;
    let mut last = rows.iter().rposition(sure)?;
    while rows.get(last + 1).is_some_and(|row| row.goes_on) {
        last += 1;
    }
    rows.truncate(last + 1);
    rows.drain(..first);
    Some(rows)
}

fn mostly_strict(rows: &[Row<'_>]) -> bool {
    let opening = rows.iter().filter(|row| !row.goes_on).count();
    rows.iter().filter(|row| row.strict).count() * 10 >= opening * 6
}

fn list(headed: bool, rows: Vec<Row<'_>>) -> List {
    let mut entries: Vec<Found> = Vec::new();
    let mut taken = Vec::new();
    for row in rows {
        taken.push(row.block.origin.clone());
        if let Some(last) = entries.last_mut().filter(|_| row.goes_on) {
            last.view = last.view.to(row.lead);
        }
        entries.extend(row.entries);
    }
    for at in 1..entries.len() {
        let (before, rest) = entries.split_at_mut(at);
        if rest[0].head.again {
            rest[0].head.name_as(&before[at - 1].head);
        }
    }
    List { headed, weak: false, entries, taken }
}

/// Lists that no heading announces, among blocks that follow each other, and what may be one.
fn bare(draft: &Draft, texts: &Texts, run: &[Block], lists: &mut Vec<List>, weak: &mut Vec<List>) {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut keep = |rows: Vec<Row<'_>>| match bare_list(rows) {
        Some(list) if list.weak => weak.push(list),
        Some(list) => lists.push(list),
        None => {}
    };
    for block in run {
        let row = row(draft, texts, block, rows.is_empty(), false);
        if row.strict || row.goes_on {
            rows.push(row);
        } else {
            keep(std::mem::take(&mut rows));
        }
    }
    keep(rows);
}

fn bare_list(rows: Vec<Row<'_>>) -> Option<List> {
    let rows = trimmed(rows, false)?;
    let heads: Vec<&Head> = rows.iter().flat_map(|row| &row.entries).map(|entry| &entry.head).collect();
    let persons = heads.iter().filter(|head| !head.given.is_empty() || head.again).count();
    let ascending = heads.windows(2).filter(|two| two[1].again || two[0].family <= two[1].family).count();
    if heads.len() < FEWEST_BARE {
        return None;
    }
    let weak = persons * 10 < heads.len() * 6 || ascending * 10 < (heads.len() - 1) * 7;
    Some(List { weak, ..list(false, rows) })
}
