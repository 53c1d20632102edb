//! Blocks of pages to a document: notes taken out of the text, paragraphs that go on over
//! columns and pages joined, headings ranked.

use std::collections::{HashMap, HashSet};

use crate::pdf::blocks::{self, Block, Kind};
use crate::pdf::notes::{Figure, Found};
use crate::text::rendition;

/// A paragraph is sought so many blocks further on: tables and figures stand between.
const BETWEEN: usize = 60;
/// Lines between the title and the text are no longer than this, in bytes.
const BYLINE: usize = 160;
/// How many blocks at the start may be the title.
const TITLE_WITHIN: usize = 12;

/// A marker in a paragraph.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The bytes of the number, and those of its group.
    pub place: (u32, u32),
    /// The group.
    pub group: (u32, u32),
    /// The number.
    pub number: u32,
    /// The run of numbering.
    pub scope: u32,
}

/// A paragraph, heading, cell.
#[derive(Debug)]
pub struct Part {
    /// Its words and where they stand.
    pub block: Block,
    /// What it is.
    pub kind: rendition::Block,
    /// The markers in it, ascending.
    pub marks: Vec<Mark>,
}

/// A note.
#[derive(Debug)]
pub struct Note {
    /// Its words, the number first.
    pub block: Block,
    /// The bytes of the number.
    pub length: u32,
    /// The number.
    pub number: u32,
    /// The run of numbering.
    pub scope: u32,
}

/// A document in the order of reading.
#[derive(Debug, Default)]
pub struct Flow {
    /// Its text.
    pub parts: Vec<Part>,
    /// Its notes.
    pub notes: Vec<Note>,
}

impl Flow {
    /// Puts the blocks of a document together.
    pub fn of(mut blocks: Vec<Block>, found: Found, body: f32) -> Self {
        let mut marks: HashMap<usize, Vec<(Figure, u32)>> = HashMap::new();
        for (figure, scope) in found.markers {
            marks.entry(figure.block).or_default().push((figure, scope));
        }
        let mut taken = HashSet::new();
        let mut notes = Vec::new();
        for note in found.notes {
            let mut block = std::mem::take(&mut blocks[note.block]);
            taken.insert(note.block);
            for rest in note.rest.into_iter().filter(|&rest| taken.insert(rest)) {
                append(&mut block, &std::mem::take(&mut blocks[rest]));
            }
            notes.push(Note { block, length: note.length, number: note.number, scope: note.scope });
        }
        let mut flow = Self { parts: Vec::new(), notes };
        let headings = Headings::of(&blocks, body);
        for (at, block) in blocks.into_iter().enumerate() {
            if taken.contains(&at) || block.piece.text.trim().is_empty() {
                continue;
            }
            let marks = marks.remove(&at).unwrap_or_default();
            let marks = marks.into_iter().map(|(figure, scope)| Mark {
                place: (figure.start, figure.end),
                group: figure.group,
                number: figure.number,
                scope,
            });
            flow.push(Part { kind: headings.kind(at, &block), block, marks: marks.collect() });
        }
        flow.bylines();
        flow
    }

    /// Adds a part, or joins it to the paragraph that it goes on from.
    fn push(&mut self, part: Part) {
        if part.kind != rendition::Block::Paragraph && part.kind != rendition::Block::Item {
            return self.parts.push(part);
        }
        let between = |part: &&Part| {
            matches!(part.kind, rendition::Block::Cell | rendition::Block::Caption | rendition::Block::Code)
        };
        let passed = self.parts.iter().rev().take(BETWEEN).take_while(between).count();
        let last = self.parts.len().checked_sub(passed + 1).and_then(|at| self.parts.get_mut(at));
        match last {
            Some(before) if goes_on(before, &part, passed) => {
                let shift = append(&mut before.block, &part.block);
                let moved = |(start, end): (u32, u32)| (start + shift, end + shift);
                before.marks.extend(part.marks.into_iter().map(|mark| Mark {
                    place: moved(mark.place),
                    group: moved(mark.group),
                    ..mark
                }));
            }
            _ => self.parts.push(part),
        }
    }

    /// Lines between the title and the text: who wrote it, and when.
    fn bylines(&mut self) {
        let Some(title) = self.parts.iter().position(|part| part.kind == rendition::Block::Title) else {
            return;
        };
        let short = |part: &&mut Part| {
            part.kind == rendition::Block::Paragraph
                && part.block.piece.text.len() < BYLINE
                && !part.block.piece.text.trim_end().ends_with(['.', ':', '?', '!'])
                && part.marks.is_empty()
        };
        for part in self.parts[title + 1..].iter_mut().take_while(short) {
            part.kind = rendition::Block::Byline;
        }
    }
}

/// Joins a block to another; gives the byte at which its words begin.
fn append(block: &mut Block, other: &Block) -> u32 {
    if let Some(&(_, spot)) = other.places.first() {
        block.join(&other.piece, spot);
    }
    let shift = block.piece.text.len() - other.piece.text.len();
    let shift = u32::try_from(shift).unwrap_or(u32::MAX);
    block.places.extend(other.places.iter().skip(1).map(|&(start, spot)| (start + shift, spot)));
    block.full = other.full;
    shift
}

/// Whether a paragraph goes on from one that the end of a column cut.
fn goes_on(before: &Part, part: &Part, passed: usize) -> bool {
    let paragraph = matches!(before.kind, rendition::Block::Paragraph | rendition::Block::Item);
    let (Some(last), Some(first)) = (before.block.places.last(), part.block.places.first()) else {
        return false;
    };
    let alike = (before.block.piece.size - part.block.piece.size).abs() < 0.6;
    let words = before.block.piece.text.trim_end();
    let lower = part.block.piece.text.starts_with(char::is_lowercase);
    let hyphen = words.ends_with('-') && lower;
    paragraph
        && part.kind == rendition::Block::Paragraph
        && (last.1 != first.1 || passed > 0)
        && alike
        && !blocks::is_ended(words)
        && (hyphen || lower || before.block.full && passed == 0)
}

/// The ranks of headings, by their size.
struct Headings {
    /// Sizes in quarters of a point, the largest first.
    sizes: Vec<u32>,
    title: Option<usize>,
}

impl Headings {
    fn of(blocks: &[Block], body: f32) -> Self {
        let heading = |block: &&Block| block.kind == Kind::Heading;
        let mut sizes: Vec<u32> = blocks.iter().filter(heading).map(rank).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        let largest = sizes.first().copied().unwrap_or(0);
        let alone = sizes.iter().filter(|&&size| size == largest).count() == 1;
        let early = |(at, block): &(usize, &Block)| {
            block.kind == Kind::Heading
                && rank(block) == largest
                && *at < TITLE_WITHIN
                && block.page_at(0) == 0
        };
        let title = blocks.iter().enumerate().find(early).map(|(at, _)| at).filter(|_| alone);
        if title.is_some() && largest as f32 > body * 4.0 {
            sizes.retain(|&size| size != largest);
        }
        sizes.dedup();
        Self { sizes, title }
    }

    fn kind(&self, at: usize, block: &Block) -> rendition::Block {
        match block.kind {
            Kind::Heading if self.title == Some(at) => rendition::Block::Title,
            Kind::Heading => {
                let level = self.sizes.iter().position(|&size| size == rank(block)).unwrap_or(0) + 1;
                rendition::Block::Heading(u8::try_from(level).unwrap_or(u8::MAX))
            }
            Kind::Item => rendition::Block::Item,
            Kind::Cell => rendition::Block::Cell,
            Kind::Signs => rendition::Block::Code,
            Kind::Contents => rendition::Block::Furniture,
            Kind::Text if crate::draft::plain::is_caption(&block.piece.text) => rendition::Block::Caption,
            Kind::Text => rendition::Block::Paragraph,
        }
    }
}

fn rank(block: &Block) -> u32 {
    (block.piece.size * 4.0).round() as u32
}
