//! Typed notes and their markers, for readers that know the blocks of their
//! format but meet notes typed by hand: a Word file with `[3]` and a list.

use std::collections::HashMap;

use super::blocks::{self, What};
use super::label::Style;
use super::lines::Lines;
use super::marks::Marks;
use super::notes::Notes;
use super::{levels, parts};
use crate::span::Span;

/// A typed note.
#[derive(Debug, Clone)]
pub(crate) struct FoundTyped {
    /// Its id.
    pub id: String,
    /// Its label's bytes.
    pub label: Span,
    /// Its first and last line, of those that hold something, from 0.
    pub first: usize,
    pub last: usize,
    /// The run of numbering.
    pub scope: u32,
    /// Meant to stand without a marker.
    pub unnumbered: bool,
}

/// A typed marker.
#[derive(Debug, Clone)]
pub(crate) struct FoundMark {
    /// The note's id.
    pub id: String,
    /// Its own bytes.
    pub place: Span,
    /// The bytes of the whole group.
    pub group: Span,
}

/// What a paragraph without a style is, by its looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Title,
    Byline,
    /// Level 1 is the highest.
    Heading(u8),
    Caption,
    Furniture,
}

/// The typed notes of a text.
#[derive(Debug)]
pub(crate) struct Found {
    pub notes: Vec<FoundTyped>,
    /// What lines are that are not plain text, by line.
    pub shapes: HashMap<usize, Shape>,
    inner: Notes,
    marks: Marks,
}

impl Found {
    /// Finds the notes of a text whose paragraphs are parted by blank lines;
    /// if it is asked for, what each paragraph is, too.
    pub(crate) fn find(source: &str, shaped: bool) -> Self {
        let lines = Lines::read(source);
        let seen = Marks::look(source);
        let inner = Notes::find(&lines, &seen, &[]);
        let marks = Marks::of(&inner, &seen);
        let notes = inner
            .notes
            .iter()
            .map(|note| FoundTyped {
                id: note.label.id.clone(),
                label: note.label.span,
                first: note.first,
                last: note.last,
                scope: note.scope,
                unnumbered: note.label.style == Style::Star,
            })
            .collect();
        let shapes = if shaped { shapes(&lines, &inner) } else { HashMap::new() };
        Self { notes, shapes, inner, marks }
    }

    /// The run of numbering that text at a line belongs to.
    pub(crate) fn scope_at(&self, line: usize) -> u32 {
        self.inner.scope_at(line, 0)
    }

    /// Gives every marker in some bytes of a text.
    pub(crate) fn scan(&self, source: &str, span: Span, give: &mut dyn FnMut(FoundMark)) {
        self.marks.scan(source, span, &mut |mark| {
            give(FoundMark { id: mark.id, place: mark.place, group: mark.group });
        });
    }
}

/// What each line is that is a block of its own.
fn shapes(lines: &Lines<'_>, notes: &Notes) -> HashMap<usize, Shape> {
    let mut blocks = blocks::blocks(lines, notes);
    parts::name(lines, &mut blocks);
    let ranks = levels(&blocks);
    let single = blocks.iter().filter(|block| block.first == block.last);
    single
        .filter_map(|block| {
            let shape = match block.what {
                What::Title => Shape::Title,
                What::Byline => Shape::Byline,
                What::Heading(rank) => {
                    let level = ranks.partition_point(|&other| other < rank) + 1;
                    Shape::Heading(u8::try_from(level).unwrap_or(u8::MAX))
                }
                What::Caption => Shape::Caption,
                What::Furniture => Shape::Furniture,
                _ => return None,
            };
            Some((block.first, shape))
        })
        .collect()
}
