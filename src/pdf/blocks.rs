//! Lines to blocks: headings, paragraphs, cells, and what stands at the foot of a page.

use super::columns::{self, Line};
use super::pieces::Piece;
use super::running::Page;

/// Letters smaller than this share of the body's are those of notes.
const SMALL: f32 = 0.935;
/// Letters larger than this are those of headings.
const LARGE: f32 = 1.09;
/// A heading has at most so many bytes.
const LONGEST_HEADING: usize = 240;
/// Lines further apart than this, in line steps, belong to different paragraphs.
const GAP: f32 = 1.28;
/// A step of the left edge by more than this, in ems, is an indentation.
const INDENT: f32 = 0.55;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Running text.
    #[default]
    Text,
    /// A heading.
    Heading,
    /// A list item.
    Item,
    /// A cell of a table.
    Cell,
    /// A line of formulas or signs.
    Signs,
    /// A table of contents.
    Contents,
}

/// How a number at a block's start is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// Raised above the line.
    Raised,
    /// On the line, in type smaller than the body's.
    Small,
    /// On the line, in the body's type: `12.`, `12`.
    Plain,
}

/// The number at a block's start, which may be that of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// The number.
    pub number: u32,
    /// Its bytes at the start of the block, a stop after it included.
    pub length: u32,
    /// How it is set.
    pub set: Set,
}

/// A paragraph, or what looks like one.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its words on one line, with what stands raised in them.
    pub piece: Piece,
    /// Where its words stand: from which byte on which page (from 0) and in which column.
    pub places: Vec<(u32, Spot)>,
    /// It stands at the foot of a column, in the type of notes.
    pub foot: bool,
    /// A number at its start.
    pub number: Option<Number>,
    /// Its last line reaches the right edge, or the block ends a column.
    pub full: bool,
}

/// A page, from 0, and a column of it, from 1; 0 where there is one column only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spot {
    /// The page.
    pub page: u32,
    /// The column.
    pub column: u8,
}

/// The size of the body's letters: the largest that much of the document is set in. Notes
/// in smaller type may be longer than the text.
pub fn body_size(pages: &[Page]) -> f32 {
    let mut counts: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
    for piece in pages.iter().flat_map(|page| &page.pieces) {
        *counts.entry((piece.size * 4.0).round() as u32).or_default() += piece.text.len();
    }
    let most = counts.values().copied().max().unwrap_or(0);
    counts.into_iter().rev().find(|&(_, count)| count * 3 >= most).map_or(10.0, |(size, _)| size as f32 / 4.0)
}

/// The blocks of a page in reading order. `open`: the last block of the page before is
/// a note that may go on.
pub fn blocks(page: Page, index: u32, body: f32, open: &mut bool) -> Vec<Block> {
    let (lines, columns) = columns::lines(page.pieces);
    let mut blocks: Vec<Block> = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let column = lines[start].column;
        let end = start + lines[start..].iter().take_while(|line| line.column == column).count();
        let spot = Spot { page: index, column: if columns > 1 { column } else { 0 } };
        Column::new(&lines[start..end], body, spot, *open).read(&mut blocks);
        if let Some(last) = blocks.last().filter(|last| last.foot) {
            *open = !is_ended(&last.piece.text);
        }
        start = end;
    }
    blocks
}

struct Column<'a> {
    lines: &'a [Line],
    body: f32,
    spot: Spot,
    /// The edges of its text.
    left: f32,
    right: f32,
    /// From which line on it is the foot.
    foot: usize,
    /// For each line, the words that it shows.
    words: Vec<Piece>,
}

impl<'a> Column<'a> {
    fn new(lines: &'a [Line], body: f32, spot: Spot, open: bool) -> Self {
        let words: Vec<Piece> = lines.iter().map(Line::joined).collect();
        let mut lefts: Vec<f32> = lines.iter().map(|line| line.x).collect();
        lefts.sort_by(f32::total_cmp);
        let mut rights: Vec<f32> = lines.iter().map(|line| line.end).collect();
        rights.sort_by(f32::total_cmp);
        let left = lefts.get(lefts.len() / 10).copied().unwrap_or(0.0);
        let right = rights.get(rights.len() * 9 / 10).copied().unwrap_or(0.0);
        let mut column = Self { lines, body, spot, left, right, foot: lines.len(), words };
        column.foot = column.foot(open);
        column
    }

    fn is_small(&self, at: usize) -> bool {
        self.lines[at].size < SMALL * self.body
    }

    /// From which line on the column is a foot: small letters down to its end, from the
    /// first of their numbers on, which rise one by one; with the lines right above it,
    /// the rest of a note from the page before.
    fn foot(&self, open: bool) -> usize {
        let small = (0..self.lines.len()).rev().take_while(|&at| self.is_small(at)).count();
        let first = self.lines.len() - small;
        let Some(at) = self.risen(first, |_| true).or_else(|| self.full_size_foot()) else {
            return if open { first } else { self.lines.len() };
        };
        let mut from = at;
        let alike = |at: usize| (self.lines[at - 1].size - self.lines[at].size).abs() < 0.3;
        while from > first && alike(from) && self.step(from) < GAP * self.leading(from) {
            from -= 1;
        }
        from
    }

    /// Where notes in the body's own type begin: raised numbers that begin lines and rise
    /// one by one down to the end of the column.
    fn full_size_foot(&self) -> Option<usize> {
        let begins = |at: usize| {
            at == 0 || is_ended(&self.words[at - 1].text) || self.step(at) > GAP * self.leading(at)
        };
        self.risen(0, |at| {
            number(&self.words[at], self.body).is_some_and(|n| n.set == Set::Raised) && begins(at)
        })
    }

    /// The first line of the longest run of numbers that rise one by one and begin lines
    /// from here on; the later of two that are equally long.
    fn risen(&self, first: usize, good: impl Fn(usize) -> bool) -> Option<usize> {
        // By the number: where a run that reaches it began, and how long it is.
        let mut runs: std::collections::HashMap<u32, (usize, usize)> = std::collections::HashMap::new();
        let mut best = None::<(usize, usize)>;
        for at in (first..self.lines.len()).filter(|&at| good(at)) {
            let Some(label) = number(&self.words[at], self.body).filter(|label| label.set != Set::Plain)
            else {
                continue;
            };
            let before = label.number.checked_sub(1).and_then(|before| runs.get(&before)).copied();
            let run = before.map_or((at, 1), |(start, length)| (start, length + 1));
            runs.insert(label.number, run);
            if best.is_none_or(|(_, longest)| run.1 >= longest) {
                best = Some(run);
            }
        }
        best.map(|(start, _)| start)
    }

    /// How far a line stands below the one before, in points.
    fn step(&self, at: usize) -> f32 {
        match at.checked_sub(1).and_then(|before| self.lines.get(before)) {
            Some(before) => before.y - self.lines[at].y,
            None => f32::INFINITY,
        }
    }

    /// The usual step between lines of this size.
    fn leading(&self, at: usize) -> f32 {
        let size = self.lines[at].size;
        let near = at.saturating_sub(12)..(at + 12).min(self.lines.len());
        let mut steps: Vec<f32> = near
            .filter(|&other| {
                other > 0 && self.lines[other].size == size && self.lines[other - 1].size == size
            })
            .map(|other| self.step(other))
            .filter(|&step| step > 0.8 * size && step < 2.6 * size)
            .collect();
        steps.sort_by(f32::total_cmp);
        steps.get(steps.len() / 3).copied().unwrap_or(1.25 * size)
    }

    fn read(&self, blocks: &mut Vec<Block>) {
        let mut at = 0;
        while at < self.lines.len() {
            let rows = self.table(at);
            if rows > 0 {
                (at..at + rows).for_each(|row| self.cells(row, blocks));
                at += rows;
                continue;
            }
            let end = self.paragraph(at);
            blocks.push(self.block(at, end));
            at = end;
        }
    }

    /// How many lines from here on are rows of a table.
    fn table(&self, at: usize) -> usize {
        let row = |at: &usize| *at < self.foot && self.lines[*at].pieces.len() > 1 && !self.is_item(*at);
        let rows = (at..self.lines.len()).take_while(row).count();
        if rows >= 2 { rows } else { 0 }
    }

    /// Whether the first piece of a line is only the sign of an item or of a note.
    fn is_item(&self, at: usize) -> bool {
        let line = &self.lines[at];
        line.pieces.len() == 2
            && line.pieces[0].text.chars().count() <= 5
            && !line.pieces[0].text.contains(char::is_alphabetic)
    }

    fn cells(&self, at: usize, blocks: &mut Vec<Block>) {
        for piece in &self.lines[at].pieces {
            let kind = Kind::Cell;
            blocks.push(Block {
                kind,
                piece: piece.clone(),
                places: vec![(0, self.spot)],
                ..Block::default()
            });
        }
    }

    /// Where the paragraph that begins at a line ends.
    fn paragraph(&self, start: usize) -> usize {
        let mut at = start + 1;
        while at < self.lines.len() && !self.parts(start, at) {
            at += 1;
        }
        at
    }

    /// Whether a paragraph begins at a line, the present one having begun at `start`.
    fn parts(&self, start: usize, at: usize) -> bool {
        let (line, before) = (&self.lines[at], &self.lines[at - 1]);
        let em = line.size.max(1.0);
        let alike = (line.size - before.size).abs() < 0.06 * line.size.max(before.size);
        let foot = at >= self.foot;
        if foot != (at > self.foot) || self.table(at) > 0 {
            return true;
        }
        if !alike && !is_signs(&self.words[at].text) && !is_signs(&self.words[at - 1].text) {
            return true;
        }
        if is_contents(&self.words[at].text) || is_contents(&self.words[at - 1].text) {
            return true;
        }
        let labelled = number(&self.words[at], self.body);
        if foot {
            return labelled.is_some_and(|label| label.set != Set::Plain) && line.x - self.left < 3.0 * em;
        }
        let step = self.step(at);
        if step > GAP * self.leading(at) || step < 0.0 {
            return true;
        }
        // The lines beside a large first letter are drawn in, and the one below them is not.
        let cap = self.lines[start].pieces.first().map_or(0.0, |piece| piece.cap);
        if cap > 0.0 && self.lines[start].y - line.y < cap + 0.5 * em {
            return false;
        }
        let words = &self.words[at - 1].text;
        let ended = is_ended(words);
        if let Some(label) = labelled
            && label.set == Set::Raised
            && (ended || self.is_small(at))
        {
            return true;
        }
        if is_bullet(&self.words[at].text) || self.heavy(at) != self.heavy(at - 1) && self.is_short(at - 1) {
            return true;
        }
        let indent = line.x - before.x;
        let listed = |at: usize| number(&self.words[at], self.body).is_some();
        if indent > INDENT * em {
            // A second line that hangs, or a first one that is drawn in.
            let next = self.lines.get(at + 1).map_or(line.x, |next| next.x);
            let hangs = at == start + 1
                && ((next - line.x).abs() < 0.3 * em || listed(start) || is_bullet(&self.words[start].text));
            let full = !self.is_short(at - 1);
            return !(full && (!ended || hangs));
        }
        if indent < -INDENT * em {
            // The line after a first one that was drawn in goes on; one after a line that hangs begins.
            return at - 1 > start || self.is_short(at - 1) && ended;
        }
        // The next of a list; a page that a line's end parted from its volume is not.
        let first = number(&self.words[start], self.body).map(|first| first.number);
        let next = labelled
            .zip(first)
            .is_some_and(|(label, first)| (1..4).contains(&label.number.saturating_sub(first)));
        next && ended || self.is_short(at - 1) && self.had_room(at) && (ended || next)
    }

    fn heavy(&self, at: usize) -> bool {
        let words = &self.words[at];
        words.heavy * 10 > words.text.chars().filter(|c| !c.is_whitespace()).count() * 8
    }

    /// Whether a line ends well before the right edge.
    fn is_short(&self, at: usize) -> bool {
        self.lines[at].end < self.right - 1.2 * self.lines[at].size
    }

    /// Whether the first word of a line would have had room on the line before.
    fn had_room(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let words = &self.words[at].text;
        let first = words.split(' ').next().map_or(0, |word| word.chars().count());
        let width = (line.end - line.x) / words.chars().count().max(1) as f32;
        self.lines[at - 1].end + (first as f32 + 1.3) * width < self.right
    }

    fn block(&self, start: usize, end: usize) -> Block {
        let mut block = Block { foot: start >= self.foot, ..Block::default() };
        for at in start..end {
            block.join(&self.words[at], self.spot);
        }
        block.piece.size = self.lines[start].size;
        block.number = number(&block.piece, self.body);
        block.full = end == self.lines.len() || end == self.foot || !self.is_short(end - 1);
        let words = &block.piece.text;
        let short = words.len() <= LONGEST_HEADING;
        let bold = block.piece.heavy * 10 > words.chars().filter(|c| !c.is_whitespace()).count() * 9;
        let large = block.piece.size > LARGE * self.body;
        let letters = words.contains(char::is_alphabetic);
        // A little larger, and a line by itself without a stop.
        let larger = block.piece.size > 1.04 * self.body
            && end - start == 1
            && words.len() < 100
            && !words.ends_with(['.', ':', ',', ';', '-'])
            && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let lines = end - start;
        block.kind = if block.foot {
            Kind::Text
        } else if is_contents(words) {
            Kind::Contents
        } else if is_signs(words) {
            Kind::Signs
        } else if letters
            && short
            && (large
                || larger
                || bold && lines <= 2 && !words.ends_with(['.', ':', ',', ';']) && !self.is_small(start))
        {
            Kind::Heading
        } else if is_bullet(words)
            || block.number.is_some_and(|n| n.set == Set::Plain && n.length > 1)
                && lines < 40
                && is_stopped_number(words)
        {
            Kind::Item
        } else {
            Kind::Text
        };
        block
    }
}

impl Block {
    /// Appends a line.
    pub fn join(&mut self, line: &Piece, spot: Spot) {
        let at = u32::try_from(self.piece.text.len()).unwrap_or(u32::MAX);
        if self.places.last().is_none_or(|&(_, last)| last != spot) {
            self.places.push((at, spot));
        }
        if self.piece.text.is_empty() {
            self.piece = line.clone();
        } else {
            // A line feed, until it is known whether the word goes on.
            self.piece.text.push('\n');
            self.piece.append(line, false);
        }
    }
}

/// The number at the start of a line, if it may be that of a note.
pub fn number(words: &Piece, body: f32) -> Option<Number> {
    let raised = words.raised.first().filter(|&&(start, _)| start == 0).map(|&(_, end)| end as usize);
    let text = words.text.as_str();
    let bracket = usize::from(raised.is_none() && text.starts_with('['));
    let digits = text[bracket..].bytes().take(5).take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 || text[bracket..].starts_with('0') {
        return None;
    }
    let number: u32 = text[bracket..bracket + digits].parse().ok()?;
    let rest = &text[bracket + digits..];
    if let Some(end) = raised {
        let length = end.max(digits);
        let all = text.get(digits..length)?.trim_matches(|c: char| ".) ".contains(c)).is_empty();
        let space = text[length..].len() - text[length..].trim_start().len();
        let length = u32::try_from(length + space).ok()?;
        return (all && has_word(&text[length as usize..])).then_some(Number {
            number,
            length,
            set: Set::Raised,
        });
    }
    let stop = usize::from(rest.starts_with(['.', ')', ']']));
    let space = rest[stop..].len() - rest[stop..].trim_start().len();
    let small = words.size < SMALL * body;
    if small && number > 999 {
        return None;
    }
    // Narrow columns of numbers leave no room before the words: `10See`.
    let close = small && bracket == 0 && rest.starts_with(|c: char| c.is_uppercase() || c == '“');
    let ended = (stop + space > 0 || close) && (bracket == 0 || rest.starts_with(']'));
    let words_follow =
        rest[stop + space..].starts_with(|c: char| c.is_alphanumeric() || "“\"‘'«„(".contains(c));
    if !ended
        || !words_follow
        || stop == 1 && space == 0 && rest[1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let set = if small { Set::Small } else { Set::Plain };
    let length = u32::try_from(bracket + digits + stop + space).ok()?;
    Some(Number { number, length, set })
}

/// Whether some letters stand together as in a word, or with stops as in `7 C.F.R. § 12`:
/// a formula has none of these.
fn has_word(words: &str) -> bool {
    let stopped = |word: &str| word.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    words.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() >= 3)
        || words.split_whitespace().any(stopped)
}

/// Whether a line is the end of a sentence.
pub fn is_ended(words: &str) -> bool {
    let words = words.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || ",–".contains(c));
    let words = words.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', '“']);
    words.ends_with(['.', '?', '!', ':', ';', '…'])
}

fn is_stopped_number(words: &str) -> bool {
    let rest = words.trim_start_matches('[').trim_start_matches(|c: char| c.is_ascii_digit());
    rest.starts_with(['.', ')', ']'])
}

fn is_bullet(words: &str) -> bool {
    let mut chars = words.chars();
    matches!(chars.next(), Some('•' | '‣' | '▪' | '◦' | '●' | '■' | '–' | '·' | '○' | '\u{f0b7}' | '➢' | '✓'))
        && chars.next().is_some_and(char::is_whitespace)
}

/// A line of a table of contents: dots that lead to a number.
fn is_contents(words: &str) -> bool {
    let dots = words.contains(".....") || words.contains(". . . .") || words.contains("……");
    dots && words.trim_end().ends_with(|c: char| c.is_ascii_digit() || "ivxlc".contains(c))
}

/// Whether words are rather signs: a formula.
fn is_signs(words: &str) -> bool {
    let solid = words.chars().filter(|c| !c.is_whitespace()).count();
    let word = words
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() >= 3)
        .map(|word| word.chars().count())
        .sum::<usize>();
    solid > 0 && word * 3 < solid && words.chars().any(|c| "=<>≤≥≈∑∏∫√±×+−∝→∈∂∞".contains(c))
}
