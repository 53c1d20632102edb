//! Finds every entry of every list in one pass.

use std::sync::LazyLock;

use super::tables::ENTRIES;
use super::{List, Table};
use crate::span::Span;

/// One word of a list in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The list.
    pub list: List,
    /// Its entry, for [`Table::entry`].
    pub entry: usize,
    /// Its bytes in the text that was scanned.
    pub span: Span,
}

/// The hits of a text, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scan {
    /// Ascending by their first byte, then by list.
    pub hits: Vec<Hit>,
}

impl Scan {
    /// The hits that begin within a range of the text.
    pub fn within(&self, span: Span) -> &[Hit] {
        let from = self.hits.partition_point(|hit| hit.span.start < span.start);
        let to = self.hits.partition_point(|hit| hit.span.start < span.end);
        &self.hits[from..to.max(from)]
    }

    /// The hits of a list that begin within a range of the text.
    pub fn of(&self, list: List, span: Span) -> impl Iterator<Item = &Hit> {
        self.within(span).iter().filter(move |hit| hit.list == list)
    }

    /// Whether any hit is of this list.
    pub fn has(&self, list: List) -> bool {
        self.hits.iter().any(|hit| hit.list == list)
    }
}

/// The first letters and digits of an entry, by which it is found.
pub(super) fn opener(words: &str) -> &str {
    let rest = &words[lead(words)..];
    &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())]
}

/// Bytes before the first letter or digit.
fn lead(words: &str) -> usize {
    words.find(char::is_alphanumeric).unwrap_or(0)
}

/// Which first three letters open a shipped entry: five bits of each.
static OPENS: LazyLock<Box<[u64; 512]>> = LazyLock::new(|| {
    let mut opens = Box::new([0u64; 512]);
    for entry in &ENTRIES {
        let key = lead_key(opener(&entry.words));
        opens[key / 64] |= 1 << (key % 64);
    }
    opens
});

fn lead_key(word: &str) -> usize {
    let byte = |at: usize| word.as_bytes().get(at).map_or(0, |&byte| usize::from(byte & 31));
    byte(0) << 10 | byte(1) << 5 | byte(2)
}

/// Whether a shipped entry may begin with this word: a look that spares most words the table.
fn may_open(word: &str) -> bool {
    let key = lead_key(word);
    OPENS[key / 64] >> (key % 64) & 1 == 1
}

/// Every word of every list in a text.
pub(super) fn scan(table: &Table, text: &str) -> Scan {
    let mut hits: Vec<Hit> = Vec::new();
    for (at, word) in runs(text).filter(|(_, word)| table.adds_words() || may_open(word)) {
        for index in table.opened_by(word) {
            let entry = table.entry(index);
            let Some(start) = at.checked_sub(lead(&entry.words)) else { continue };
            let end = start + entry.words.len();
            let end = match text.get(start..end) {
                Some(stretch) if stretch.eq_ignore_ascii_case(&entry.words) => Some(end),
                _ => curly(text, start, &entry.words),
            };
            if let Some(end) = end.filter(|&end| whole(text, start, end)) {
                hits.push(Hit { list: entry.list, entry: index, span: Span::new(start, end) });
            }
        }
    }
    hits.sort_unstable_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end), hit.list, hit.entry));
    // The longest of each list: what begins inside the one before it is part of it.
    let mut ends = [0; List::ALL.len()];
    hits.retain(|hit| {
        let end = &mut ends[hit.list as usize];
        let free = hit.span.start >= *end;
        if free {
            *end = hit.span.end;
        }
        free && !table.entry(hit.entry).except
    });
    Scan { hits }
}

/// Where some words stand whole in a text, ASCII letters of either case.
pub(super) fn whole_words(text: &str, words: &str) -> Option<Span> {
    let first = *words.as_bytes().first()?;
    let (small, capital) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    let at = |start: usize| Some((start, text.get(start..start + words.len())?));
    let same = |(start, stretch): &(usize, &str)| {
        stretch.eq_ignore_ascii_case(words) && whole(text, *start, start + words.len())
    };
    let mut starts = memchr::memchr2_iter(small, capital, text.as_bytes()).filter_map(at);
    let (start, _) = starts.find(same)?;
    Some(Span::new(start, start + words.len()))
}

/// The end of an entry at `start` whose apostrophes are typographic in the text and typed in the list.
fn curly(text: &str, start: usize, words: &str) -> Option<usize> {
    if !words.contains('\'') {
        return None;
    }
    let mut rest = text.get(start..)?;
    for (index, part) in words.split('\'').enumerate() {
        if index > 0 {
            rest = rest.strip_prefix(['\'', '’'])?;
        }
        let here = rest.get(..part.len()).filter(|here| here.eq_ignore_ascii_case(part))?;
        rest = &rest[here.len()..];
    }
    Some(text.len() - rest.len())
}

/// The runs of letters and digits of a text, with the bytes at which they begin.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let letter = |at: usize| match bytes[at] {
            byte if byte.is_ascii() => usize::from(byte.is_ascii_alphanumeric()),
            _ => text[at..].chars().next().filter(|c| c.is_alphanumeric()).map_or(0, char::len_utf8),
        };
        while at < bytes.len() && letter(at) == 0 {
            at += 1;
            while !text.is_char_boundary(at) {
                at += 1;
            }
        }
        let start = at;
        while at < bytes.len() {
            match letter(at) {
                0 => break,
                length => at += length,
            }
        }
        (start < at).then(|| (start, &text[start..at]))
    })
}

/// Whether a match is not part of a longer word; a hyphen joins words.
pub(super) fn whole(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let joined = |mark: Option<char>, beyond: Option<char>| match mark {
        Some('-' | '\'' | '’' | '‑') => beyond.is_some_and(char::is_alphanumeric),
        mark => mark.is_some_and(|mark| mark.is_alphanumeric() || mark == '_'),
    };
    !joined(before, text[..start].chars().nth_back(1)) && !joined(after, text[end..].chars().nth(1))
}
