//! Quoted words that do not stand in a copy as they are: the passage most like
//! them, and what differs, word by word.
//!
//! Each word of the quotation that the copy has votes for where the quotation
//! would begin; the best place is compared by the shortest edit of words.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::nearly::{Change, Nearly, words_in};
use super::squeeze::Squeezed;
use crate::span::Span;
use crate::text::held::HeldText;

/// Longer quotations are not compared word by word.
const MOST_WORDS: usize = 1500;
/// A word that stands more often in the copy votes for nothing.
const COMMON: usize = 500;
/// Words that may stand between two parts of a page: foot and head lines.
const FURNITURE: usize = 30;

/// The words of a copy, each with its number.
#[derive(Debug, Default)]
pub struct Index {
    numbers: HashMap<String, u32>,
    words: Vec<(u32, Span)>,
    /// For each number the places of the word, at most one more than [`COMMON`].
    places: Vec<Vec<u32>>,
}

/// What the search for the nearest passage came to.
pub enum Nearest {
    /// The words are the same: only hyphens, spaces or a page's head differ.
    Same(Span),
    /// They differ.
    Nearly(Nearly),
    /// Nothing like it.
    No {
        /// Whether a run of four of the words stands somewhere.
        run: bool,
    },
}

/// Words with their squeezed form; a hyphen at a line's end is taken back.
fn words(text: &str) -> Vec<(String, Span)> {
    let mut found: Vec<(String, Span)> = Vec::new();
    let mut joins = false;
    let mut at = 0;
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '…'));
    for part in parts {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        let line_end = text.get(at..start).is_some_and(|between| between.contains('\n'));
        at = start + part.len();
        let squeezed = Squeezed::new(part);
        if squeezed.text().is_empty() {
            continue;
        }
        let span = squeezed.back(part, 0, squeezed.text().len());
        let span = Span::new(start + span.start as usize, start + span.end as usize);
        match found.last_mut() {
            Some(last) if joins && line_end && part.starts_with(char::is_lowercase) => {
                last.0.push_str(squeezed.text());
                last.1.end = span.end;
            }
            _ => found.push((squeezed.text().to_owned(), span)),
        }
        joins = part.ends_with(['-', '‐', '\u{ad}']);
    }
    found
}

impl Index {
    /// Numbers the words of a copy.
    pub fn new(text: &str) -> Self {
        let mut index = Self::default();
        for (word, span) in words(text) {
            let next = Span::at(index.numbers.len()).start;
            let number = *index.numbers.entry(word).or_insert(next);
            if number == next {
                index.places.push(Vec::new());
            }
            let at = Span::at(index.words.len()).start;
            index.words.push((number, span));
            let places = &mut index.places[number as usize];
            if places.len() <= COMMON {
                places.push(at);
            }
        }
        index
    }

    /// Where the quotation would begin: the place with most votes. Votes within
    /// a quarter of its length of each other count together.
    fn best(&self, quoted: &[u32]) -> Option<(i64, i64)> {
        let width = (quoted.len() / 4).max(4) as i64;
        let mut votes: HashMap<i64, usize> = HashMap::new();
        for (at, &number) in quoted.iter().enumerate() {
            let Some(places) = self.places.get(number as usize).filter(|places| places.len() <= COMMON)
            else {
                continue;
            };
            let mut last = None;
            for &place in places {
                let bucket = (i64::from(place) - at as i64).div_euclid(width);
                if last != Some(bucket) {
                    *votes.entry(bucket).or_default() += 1;
                    last = Some(bucket);
                }
            }
        }
        let score = |bucket: i64| {
            let of = |bucket: i64| votes.get(&bucket).copied().unwrap_or(0);
            of(bucket) + of(bucket + 1)
        };
        let best = votes.keys().copied().max_by_key(|&bucket| (score(bucket), -bucket))?;
        Some((best * width, width))
    }

    /// Whether four of the words stand in a row somewhere.
    fn has_run(&self, quoted: &[u32]) -> bool {
        quoted.windows(4).any(|run| {
            let rarest =
                (0..4).min_by_key(|&at| self.places.get(run[at] as usize).map_or(0, Vec::len)).unwrap_or(0);
            let places = self.places.get(run[rarest] as usize).map_or(&[][..], Vec::as_slice);
            places.iter().take(COMMON).any(|&place| {
                let Some(start) = (place as usize).checked_sub(rarest) else { return false };
                self.words
                    .get(start..start + 4)
                    .is_some_and(|there| there.iter().zip(run).all(|(a, b)| a.0 == *b))
            })
        })
    }
}

/// The passage of the copy nearest to quoted words.
pub fn nearest(held: &HeldText, index: &Index, quote: &str) -> Nearest {
    let mine = words(quote);
    let none = u32::MAX;
    let numbers: Vec<u32> =
        mine.iter().map(|(word, _)| index.numbers.get(word).copied().unwrap_or(none)).collect();
    let run = || index.has_run(&numbers);
    if mine.len() > MOST_WORDS {
        return Nearest::No { run: run() };
    }
    let Some((start, width)) = index.best(&numbers) else { return Nearest::No { run: false } };
    let clamp = |at: i64| usize::try_from(at.max(0)).unwrap_or(0).min(index.words.len());
    let from = clamp(start - 2);
    let length = mine.len() as i64;
    let to = clamp(start + 2 * width + length + length / 4 + FURNITURE as i64);
    let there: Vec<u32> = index.words[from..to].iter().map(|(number, _)| *number).collect();
    let window = Window { held, index, from, quote, mine: &mine };
    let ops = capture_diff_slices(Algorithm::Myers, &numbers, &there);
    let equal: usize = ops
        .iter()
        .map(|op| match op {
            DiffOp::Equal { len, .. } => *len,
            _ => 0,
        })
        .sum();
    let changes = window.changes(&ops);
    let same = changes.iter().all(|change| window.is_same(change));
    let enough = equal >= 3 && equal * 10 >= mine.len() * 6 || equal >= 2 && same;
    let Some(place) = window.place(&ops).filter(|_| enough) else {
        return Nearest::No { run: run() };
    };
    let changes: Vec<Change> = changes.into_iter().filter(|change| !window.is_same(change)).collect();
    let added: usize = changes.iter().map(|change| words_in(&change.there)).sum();
    match changes.is_empty() {
        true => Nearest::Same(place),
        false if added > mine.len() + 4 => Nearest::No { run: run() },
        false => Nearest::Nearly(Nearly { place, changes }),
    }
}

/// The part of a copy that is compared with a quotation.
struct Window<'a> {
    held: &'a HeldText,
    index: &'a Index,
    from: usize,
    quote: &'a str,
    mine: &'a [(String, Span)],
}

impl Window<'_> {
    /// The words of the copy from one word of the window to another.
    fn there(&self, from: usize, to: usize) -> Span {
        let words = &self.index.words[self.from + from..self.from + to];
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.1.to(last.1),
            _ => Span::at(self.index.words.get(self.from + from).map_or(0, |word| word.1.start as usize)),
        }
    }

    /// From the first to the last equal word.
    fn place(&self, ops: &[DiffOp]) -> Option<Span> {
        let equal = ops.iter().filter_map(|op| match op {
            DiffOp::Equal { new_index, len, .. } => Some(self.there(*new_index, new_index + len)),
            _ => None,
        });
        equal.reduce(Span::to)
    }

    /// What differs. Words of the copy before the first and after the last
    /// equal word are no difference: the quotation begins and ends there.
    fn changes(&self, ops: &[DiffOp]) -> Vec<Change> {
        let last = ops.len().saturating_sub(1);
        let mut found = Vec::new();
        for (at, op) in ops.iter().enumerate() {
            let (old, new) = (op.old_range(), op.new_range());
            let edge = at == 0 || at == last;
            match op {
                DiffOp::Equal { .. } => continue,
                DiffOp::Insert { .. } if edge => continue,
                _ => {}
            }
            // At an edge, as many words as were quoted.
            let new = match (edge, at == 0) {
                (true, true) => new.end.saturating_sub(old.len()).max(new.start)..new.end,
                (true, false) => new.start..new.end.min(new.start + old.len()),
                _ => new,
            };
            let quoted = match (self.mine[old.clone()].first(), self.mine[old].last()) {
                (Some(first), Some(last)) => self.quote[first.1.to(last.1).range()].to_owned(),
                _ => String::new(),
            };
            let place = self.there(new.start, new.end);
            let there = self.held.words.get(place.range()).unwrap_or("");
            let there = there.split_whitespace().collect::<Vec<_>>().join(" ");
            found.push(Change { quoted, there, place });
        }
        found
    }

    /// Whether a change changes no word: spaces and hyphens, the head and foot of
    /// a page, or a word that the quotation itself leaves out or puts in brackets.
    fn is_same(&self, change: &Change) -> bool {
        if Squeezed::new(&change.quoted).text() == Squeezed::new(&change.there).text() {
            return true;
        }
        if change.quoted.starts_with('[') && change.quoted.ends_with(']') {
            return true;
        }
        if !change.quoted.is_empty() || words_in(&change.there) > FURNITURE {
            return false;
        }
        // The page begins in these words, or just before or after them.
        let near = |at: u32| at >= change.place.start.saturating_sub(4) && at <= change.place.end + 4;
        self.held.pages.iter().any(|page| near(page.start))
    }
}
