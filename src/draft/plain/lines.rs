//! The file as lines: where each stands, how deep, and what is page furniture.

use std::collections::HashMap;

use crate::span::Span;

/// Paragraphs are broken into lines no longer than this, in bytes, or not at all.
const WIDEST: usize = 130;

/// A line that holds something, without the space around it. Blank lines are
/// only counted, so that a file of nothing but line breaks takes no room.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// First byte of its words.
    pub start: u32,
    /// Just past its words.
    pub end: u32,
    /// Column at which it begins; a tab goes to the next multiple of eight.
    pub indent: u16,
    /// Blank lines before it.
    pub gap: u8,
    /// A page began between it and the line before.
    pub page: bool,
    /// A page number or a running head.
    pub furniture: bool,
}

/// A file's lines and the measure it is set to.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    pub source: &'a str,
    pub lines: Vec<Line>,
    /// Nine lines in ten are no longer than this, in bytes.
    pub width: usize,
}

impl<'a> Lines<'a> {
    /// Reads the lines of a file.
    pub(super) fn read(source: &'a str) -> Self {
        let mut lines = Vec::new();
        let (mut start, mut gap, mut page) = (0, 0_u8, false);
        let ends = memchr::memchr3_iter(b'\n', b'\r', 0x0c, source.as_bytes()).chain([source.len()]);
        let bytes = source.as_bytes();
        for end in ends {
            let text = &source[start..end];
            let rest = text.trim_start_matches(is_space);
            let words = rest.trim_end_matches(is_space);
            if words.is_empty() {
                // `\r\n` is one line ending: the nothing between is no blank line.
                let inside =
                    start == end && start > 0 && bytes[start - 1] == b'\r' && bytes.get(end) == Some(&b'\n');
                gap = gap.saturating_add(u8::from(!inside));
            } else {
                let at = start + text.len() - rest.len();
                lines.push(Line {
                    start: Span::at(at).start,
                    end: Span::at(at + words.len()).start,
                    indent: column(&source[start..at]),
                    gap,
                    page,
                    furniture: false,
                });
                (gap, page) = (0, false);
            }
            page |= bytes.get(end) == Some(&0x0c);
            start = end + 1;
        }
        let mut all = Self { source, lines, width: 0 };
        all.width = all.measure();
        all.mark_pages();
        all
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        let line = &self.lines[at];
        &self.source[line.start as usize..line.end as usize]
    }

    /// Blank lines before a line; the end of the file counts as one.
    pub(super) fn gap(&self, at: usize) -> u8 {
        self.lines.get(at).map_or(1, |line| line.gap)
    }

    /// Whether paragraphs are broken into lines of a measure, rather than
    /// standing on one line each.
    pub(super) fn wrapped(&self) -> bool {
        self.width <= WIDEST
    }

    /// Whether a line stops well before the measure, so that the paragraph ends with it.
    pub(super) fn is_short(&self, at: usize) -> bool {
        let next = self.lines.get(at + 1).map_or(0, |_| first_word_len(self.text(at + 1)));
        (self.text(at).len() + 1 + next) * 10 < self.width * 9
    }

    /// The place from the first byte of one line to the last of another.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        Span { start: self.lines[first].start, end: self.lines[last].end }
    }

    /// The measure. A few long lines among many broken ones, a list of notes
    /// with a line each, change nothing of how the text is set.
    fn measure(&self) -> usize {
        let all = width(self.lines.iter());
        if all <= WIDEST {
            return all;
        }
        let len = |line: &Line| (line.end - line.start) as usize;
        let (mut follow, mut low) = (0, 0);
        let full = 40..=WIDEST;
        for pair in self.lines.windows(2).filter(|pair| pair[1].gap == 0 && full.contains(&len(&pair[0]))) {
            follow += 1;
            low += usize::from(self.source[pair[1].start as usize..].starts_with(char::is_lowercase));
        }
        let broken = low >= 3 && low * 4 >= follow;
        if broken { width(self.lines.iter().filter(|line| len(line) <= WIDEST)) } else { all }
    }

    /// Lines at the edges of pages whose number rises with the pages:
    /// `26 Trade Review 4(1)`. Only a text with form feeds has pages.
    fn counting_heads(&self) -> Vec<bool> {
        let count = self.lines.len();
        let turns = |at: usize| self.lines.get(at).is_none_or(|line| line.page);
        let mut page = 0_i64;
        let mut found: Vec<(usize, &str, i64)> = Vec::new();
        for at in 0..count {
            page += i64::from(self.lines[at].page);
            if turns(at) || turns(at + 1) {
                found.extend(numbered(self.text(at)).map(|(rest, number)| (at, rest, number - page)));
            }
        }
        let mut times: HashMap<(&str, i64), u32> = HashMap::new();
        for &(_, rest, offset) in found.iter().filter(|_| page > 0) {
            *times.entry((rest, offset)).or_default() += 1;
        }
        let mut heads = vec![false; count];
        for (at, rest, offset) in found {
            heads[at] = times.get(&(rest, offset)).is_some_and(|&times| times >= 3);
        }
        heads
    }

    /// Finds page numbers, and the lines beside them that come again and again.
    fn mark_pages(&mut self) {
        let count = self.lines.len();
        let number: Vec<bool> = (0..count).map(|at| is_page_number(self.text(at))).collect();
        let turns = |at: usize| self.lines.get(at).is_some_and(|line| line.page);
        let beside = |at: usize| {
            turns(at) || turns(at + 1) || (at > 0 && number[at - 1]) || number.get(at + 1) == Some(&true)
        };
        let mut heads: HashMap<&str, u32> = HashMap::new();
        for at in (0..count).filter(|&at| !number[at] && beside(at)) {
            let text = self.text(at);
            if (8..100).contains(&text.len()) {
                *heads.entry(text).or_default() += 1;
            }
        }
        let counting = self.counting_heads();
        let repeats = |at: usize| heads.get(self.text(at)).is_some_and(|&times| times >= 3);
        let head: Vec<bool> = (0..count).map(|at| !number[at] && (repeats(at) || counting[at])).collect();
        for at in 0..count {
            let near_head = (at > 0 && head[at - 1]) || head.get(at + 1) == Some(&true);
            let alone = self.gap(at) > 0 && self.gap(at + 1) > 0;
            let turn = self.lines[at].page || self.lines.get(at + 1).is_some_and(|line| line.page);
            let clear = !self.text(at).bytes().all(|b| b.is_ascii_digit());
            self.lines[at].furniture = head[at] || (number[at] && (near_head || alone || turn || clear));
        }
    }
}

/// A line that begins or ends with a number: the rest of it, and the number.
fn numbered(text: &str) -> Option<(&str, i64)> {
    // A layout may set the number at the page's far side.
    if !(6..400).contains(&text.len()) {
        return None;
    }
    let digit = |c: char| c.is_ascii_digit();
    let (lead, tail) = (text.trim_start_matches(digit), text.trim_end_matches(digit));
    let (rest, number) = if lead.len() < text.len() {
        (lead, &text[..text.len() - lead.len()])
    } else {
        (tail, &text[tail.len()..])
    };
    let apart = lead.starts_with([' ', '\t']) || tail.ends_with([' ', '\t']);
    let worded = rest.chars().filter(|c| c.is_alphabetic()).take(3).count() == 3;
    let number = number.get(..number.len().min(5))?.parse().ok()?;
    (apart && worded).then_some((rest.trim(), number))
}

/// `12`, `- 12 -`, `Page 12`, `Page 12 of 40`.
fn is_page_number(text: &str) -> bool {
    if text.len() > 24 {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let text = lower.trim_matches(['-', '–', '—', ' ', '|']);
    let digits = |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    match text.strip_prefix("page ") {
        Some(rest) => rest.split_once(" of ").map_or(digits(rest), |(page, all)| digits(page) && digits(all)),
        None => digits(text),
    }
}

/// White space of every kind, and what has no width.
fn is_space(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}')
}

fn column(blank: &str) -> u16 {
    let column = blank.chars().fold(0_usize, |column, c| match c {
        '\t' => column / 8 * 8 + 8,
        c if c.is_whitespace() => column + 1,
        _ => column,
    });
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn width<'a>(lines: impl Iterator<Item = &'a Line>) -> usize {
    let (mut counts, mut all) = ([0_usize; 401], 0);
    for line in lines {
        all += 1;
        counts[((line.end - line.start) as usize).min(400)] += 1;
    }
    let (mut seen, goal) = (0, all * 9 / 10);
    counts
        .iter()
        .position(|&count| {
            seen += count;
            seen > goal
        })
        .unwrap_or(0)
}

fn first_word_len(text: &str) -> usize {
    text.bytes().position(|b| b == b' ').unwrap_or(text.len())
}
