//! Lines to blocks: paragraphs, list items, quotations, tables, code, notes.

use super::lines::Lines;
use super::notes::Notes;
use super::shape;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Paragraph,
    /// Its rank; smaller is higher.
    Heading(u8),
    Title,
    Byline,
    Item,
    Quote,
    Table,
    Caption,
    Code,
    Furniture,
    /// Index into the notes.
    Note(usize),
}

/// Lines that belong together. Page furniture inside is passed over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    pub what: What,
    pub first: usize,
    /// Its last line, itself part of it.
    pub last: usize,
    /// Bytes of the first line that are not shown: a bullet, `## `.
    pub skip: u16,
}

/// How paragraphs show by their indentation, in lines without blanks between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Indentation {
    /// All alike.
    Flush,
    /// First lines are deeper than this.
    FirstLine(u16),
    /// First lines are no deeper than this, the others are.
    Hanging(u16),
}

/// Cuts a file into blocks.
pub(super) fn blocks(lines: &Lines, notes: &Notes) -> Vec<Block> {
    let mut cutter =
        Cutter { lines, blocks: Vec::new(), group_end: 0, indentation: Indentation::Flush, head: true };
    let (mut at, mut note, mut rest) = (0, 0, 0);
    while at < lines.len() {
        if let Some(found) = notes.notes.get(note)
            && found.first <= at
        {
            // Two notes may share a line.
            cutter.push(What::Note(note), found.first, found.last, 0);
            note += 1;
            at = at.max(found.last + 1);
            continue;
        }
        // No words of the text, though their note cannot be told again.
        while notes.rests.get(rest).is_some_and(|&(_, last)| last < at) {
            rest += 1;
        }
        let next = notes.rests.get(rest).copied();
        if let Some((first, last)) = next.filter(|&(first, _)| first <= at) {
            cutter.push(What::Furniture, first, last, 0);
            at = last + 1;
            continue;
        }
        let limit = notes.notes.get(note).map_or(lines.len(), |found| found.first);
        let limit = next.map_or(limit, |(first, _)| limit.min(first));
        at = cutter.block(at, limit);
    }
    cutter.blocks
}

struct Cutter<'a> {
    lines: &'a Lines<'a>,
    blocks: Vec<Block>,
    /// Where the lines without blanks between end.
    group_end: usize,
    indentation: Indentation,
    /// No paragraph was met yet: short lines stand for themselves.
    head: bool,
}

impl Cutter<'_> {
    fn push(&mut self, what: What, first: usize, last: usize, skip: usize) {
        let skip = u16::try_from(skip).unwrap_or(0);
        self.blocks.push(Block { what, first, last, skip });
    }

    /// Cuts the block that begins at a line; says where the next begins.
    fn block(&mut self, at: usize, limit: usize) -> usize {
        let lines = self.lines;
        let text = lines.text(at);
        self.see_group(at, limit);
        if lines.lines[at].furniture {
            self.push(What::Furniture, at, at, 0);
            return at + 1;
        }
        if text.starts_with("```") || text.starts_with("~~~") {
            let close = (at + 1..limit).find(|&close| lines.text(close).starts_with(&text[..3]));
            if let Some(close) = close {
                self.push(What::Code, at, close, 0);
                return close + 1;
            }
        }
        if shape::is_rule(text) {
            return at + 1;
        }
        if let Some(rank) = self.underlined(at, limit) {
            self.push(What::Heading(rank), at, at, 0);
            return at + 2;
        }
        let end = self.run(at, limit, |at| lines.text(at).starts_with('>'));
        if end > at {
            self.push(What::Quote, at, end - 1, 0);
            return end;
        }
        let end = self.run(at, limit, |at| is_row(lines.text(at)));
        if end > at + 1 {
            self.push(What::Table, at, end - 1, 0);
            return end;
        }
        if let Some(skip) = self.item(at, limit).filter(|_| !self.is_numbered_heading(at, limit)) {
            let end = self.item_end(at, limit);
            self.push(What::Item, at, end - 1, skip);
            return end;
        }
        let end = self.paragraph_end(at, limit);
        self.head &= !(end - at > 1 && self.head_is_over(at, end));
        self.push(What::Paragraph, at, end - 1, 0);
        end
    }

    /// Lines from `at` without blanks between that are all of a kind.
    fn run(&self, at: usize, limit: usize, kind: impl Fn(usize) -> bool) -> usize {
        let mut end = at;
        while end < limit && kind(end) && (end == at || self.lines.gap(end) == 0) {
            end += 1;
        }
        end
    }

    fn underlined(&self, at: usize, limit: usize) -> Option<u8> {
        let under = at + 1;
        if under >= limit || self.lines.gap(under) > 0 || !shape::is_headlike(self.lines.text(at)) {
            return None;
        }
        let text = self.lines.text(under);
        if !shape::is_rule(text) {
            return None;
        }
        match text.as_bytes()[0] {
            b'=' => Some(1),
            b'-' => Some(2),
            b'~' => Some(3),
            _ => None,
        }
    }

    /// At the head of a file lines stand for themselves until one fills the
    /// measure or ends as a sentence does.
    fn head_is_over(&self, at: usize, end: usize) -> bool {
        (at..end).any(|at| shape::is_ended(self.lines.text(at)))
    }

    /// How deep the lines of the present group stand.
    fn see_group(&mut self, at: usize, limit: usize) {
        if at < self.group_end {
            return;
        }
        let lines = self.lines;
        self.group_end = self.run(at, limit, |_| true).max(at + 1);
        let low = (at..self.group_end).map(|at| lines.lines[at].indent).min().unwrap_or(0);
        let deep = (at..self.group_end).filter(|&at| lines.lines[at].indent > low.saturating_add(1)).count();
        let shallow = self.group_end - at - deep;
        let first_deep = lines.lines[at].indent > low.saturating_add(1);
        self.indentation = if deep == 0 {
            Indentation::Flush
        } else if deep > shallow && !first_deep {
            Indentation::Hanging(low.saturating_add(1))
        } else {
            Indentation::FirstLine(low.saturating_add(1))
        };
    }

    fn paragraph_end(&self, first: usize, limit: usize) -> usize {
        let lines = self.lines;
        let (mut last, mut at) = (first, first + 1);
        while at < limit {
            if lines.lines[at].furniture {
                at += 1;
                continue;
            }
            // A page turned in mid-sentence.
            let turned = at > last + 1;
            let begins_low = lines.text(at).starts_with(char::is_lowercase);
            if turned && (!begins_low || shape::is_ended(lines.text(last))) {
                break;
            }
            if !turned && self.breaks(first, last, at, limit) {
                break;
            }
            last = at;
            at += 1;
        }
        last + 1
    }

    /// Whether a new paragraph begins at `at`; `last` is the line before it.
    fn breaks(&self, first: usize, last: usize, at: usize, limit: usize) -> bool {
        let lines = self.lines;
        let (before, text) = (lines.text(last), lines.text(at));
        if lines.gap(at) > 0
            || !lines.wrapped()
            || shape::is_rule(text)
            || text.starts_with('>')
            || text.starts_with("```")
        {
            return true;
        }
        // The lines beside a large first letter are drawn in.
        if at - first <= 2 && shape::opens_large(lines.text(first)).is_some() {
            return false;
        }
        let row = is_row(text) && at + 1 < limit && lines.gap(at + 1) == 0 && is_row(lines.text(at + 1));
        if row || self.by_indentation(last, at) {
            return true;
        }
        let ended = shape::is_ended(before);
        // A line far beyond the measure is a paragraph of its own.
        if ended && before.len().max(text.len()) > lines.width * 2 {
            return true;
        }
        let short = before.len() * 10 < lines.width * 7;
        let capital = !text.starts_with(char::is_lowercase);
        if (ended || before.ends_with([':', ';']) || short) && enumerator(text, false).is_some() {
            return true;
        }
        // Short lines at the head: title, date, author, one under the other.
        if self.head && short && !ended && capital && shape::is_headlike(before) {
            return true;
        }
        let headed =
            last == first && capital && lines.is_short(last) && shape::heading_rank(before).is_some();
        if headed && !(shape::is_shouted(before) && shape::is_shouted(text)) {
            return true;
        }
        let heads =
            shape::is_shouted(text) && !shape::is_shouted(before) && (ended || short) && text.len() > 8;
        heads || (short && ended && capital && lines.width >= 40 && self.parts(before, text))
    }

    /// Whether a short line that ends as sentences do ends its paragraph. Where it has half a line or
    /// more of words, its stop may be that of an abbreviation.
    fn parts(&self, before: &str, text: &str) -> bool {
        let letter = text.starts_with(char::is_uppercase) || text.starts_with(|c: char| c.is_ascii_digit());
        !(before.ends_with('.') && letter)
            || before.len() * 2 < self.lines.width
            || parts_sentences(before, text)
    }

    fn by_indentation(&self, last: usize, at: usize) -> bool {
        let indent = |at: usize| self.lines.lines[at].indent;
        match self.indentation {
            Indentation::Flush => false,
            Indentation::Hanging(low) => indent(at) <= low,
            Indentation::FirstLine(low) => {
                let deeper = indent(at) > low && indent(last) <= low;
                // Two deep lines and then a shallow one: a quotation ends.
                let ends =
                    indent(at) <= low && indent(last) > low && last > 0 && last > at.saturating_sub(2) && {
                        self.lines.gap(last) == 0 && indent(last - 1) > low
                    };
                deeper || ends
            }
        }
    }

    /// Length of a list item's sign at a line where an item may begin.
    fn item(&self, at: usize, limit: usize) -> Option<usize> {
        let follows = at + 1 < limit && self.lines.gap(at + 1) == 0;
        enumerator(self.lines.text(at), follows)
    }

    /// `1. Current Law` over the text it heads, with no blank line between.
    fn is_numbered_heading(&self, at: usize, limit: usize) -> bool {
        let lines = self.lines;
        let text = lines.text(at);
        let over =
            at + 1 < limit && lines.gap(at + 1) == 0 && lines.lines[at + 1].indent <= lines.lines[at].indent;
        let after = || lines.text(at + 1);
        let begins = |text: &str| text.starts_with(|c: char| c.is_uppercase() || "“\"".contains(c));
        let room = lines.gap(at) > 0 && lines.wrapped() && lines.is_short(at) && !shape::is_ended(text);
        over && room
            && shape::heading_rank(text).is_some()
            && begins(after())
            && enumerator(after(), false).is_none()
    }

    fn item_end(&self, first: usize, limit: usize) -> usize {
        let lines = self.lines;
        let mut at = first + 1;
        while at < limit && lines.gap(at) == 0 && !lines.lines[at].furniture {
            let deeper = lines.lines[at].indent > lines.lines[first].indent;
            let before = lines.text(at - 1);
            let short = before.len() * 10 < lines.width * 7;
            let alone = at == first + 1 && enumerator(before, false).is_none();
            let ended = !alone && (!lines.wrapped() || (short && shape::is_ended(before)));
            let text = lines.text(at);
            let item = enumerator(text, false).is_some()
                && (shape::is_ended(before)
                    || short
                    || before.ends_with([';', ',', ':'])
                    || !lines.wrapped()
                    || is_bullet(text));
            if (ended && !deeper) || item || shape::is_rule(text) {
                break;
            }
            at += 1;
        }
        at
    }
}

/// Whether a sentence ends between two lines, the first of which ends in a stop: one that ends in `U.`
/// or `Pub. L.` does not end one.
fn parts_sentences(before: &str, text: &str) -> bool {
    let tail =
        before.rsplit(' ').take(4).last().map_or(0, |word| word.as_ptr() as usize - before.as_ptr() as usize);
    let head = text.split_inclusive(' ').take(3).map(str::len).sum::<usize>();
    let joined = format!("{} {}", &before[tail..], &text[..head]);
    let edge = before.len() - tail;
    let mut parted = false;
    crate::prose::sentences(&joined, 0, &mut |span| parted |= span.range().end == edge);
    parted
}

fn is_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    let bullet = chars.next().is_some_and(|c| "-*•–◦▪‣·+●○■".contains(c));
    bullet && chars.next().is_some_and(char::is_whitespace)
}

/// Length of the sign that begins a list item: `- `, `3. `, `(a) `. With `alone`
/// the sign may be all there is of the line: the item follows.
fn enumerator(text: &str, alone: bool) -> Option<usize> {
    let after = |len: usize| {
        let rest = &text[len..];
        let words = rest.trim_start();
        let good = if words.is_empty() { alone } else { words.len() < rest.len() };
        good.then(|| text.len() - words.len())
    };
    if is_bullet(text) {
        return after(text.chars().next().map_or(1, char::len_utf8));
    }
    let open = usize::from(text.starts_with('('));
    let len = text[open..]
        .bytes()
        .take(7)
        .take_while(|b| b.is_ascii_alphanumeric() || (*b == b'.' && open == 0))
        .count();
    let id = text.get(open..open + len)?;
    let (id, close) = match id.strip_suffix('.') {
        Some(id) => (id, 0),
        None => (id, 1),
    };
    if close == 1 && !text[open + len..].starts_with(')') {
        // `5.37` alone numbers the paragraph that follows.
        let decimal = alone
            && text.len() == len
            && id.contains('.')
            && id.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        return decimal.then_some(len);
    }
    let number = (1..=3).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit());
    let letter =
        id.len() == 1 && id.bytes().all(|b| b.is_ascii_lowercase() || (close == 1 && b.is_ascii_uppercase()));
    let roman = (1..=5).contains(&id.len()) && id.bytes().all(|b| b"ivx".contains(&b));
    (number || letter || roman).then(|| after(open + len + close))?
}

/// Whether a line has columns: tabs, bars, or three spaces and more inside.
fn is_row(text: &str) -> bool {
    cells(text).nth(1).is_some() && enumerator(text, false).is_none()
}

/// The cells of a row: their first and last bytes, relative to the line.
pub(super) fn cells(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = text.as_bytes();
    let barred =
        memchr::memchr(b'|', bytes).is_some() && bytes.iter().filter(|&&b| b == b'|').take(2).count() == 2;
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            if at >= bytes.len() {
                return None;
            }
            let start = at;
            let (mut end, mut next) = (bytes.len(), bytes.len());
            let mut look = start;
            while let Some(found) =
                memchr::memchr3(b'\t', b' ', b'|', &bytes[look..]).map(|found| look + found)
            {
                let cut = match bytes[found] {
                    b'\t' => !barred,
                    b'|' => barred,
                    _ => !barred && bytes[found..].starts_with(b"   "),
                };
                if cut {
                    (end, next) = (found, found + 1);
                    break;
                }
                look = found + 1;
            }
            at = next;
            let cell = &text[start..end];
            let words = cell.trim();
            if words.chars().any(|c| c.is_alphanumeric()) {
                let from = start + cell.len() - cell.trim_start().len();
                return Some((from, from + words.len()));
            }
        }
    })
}
