//! Finds the markers in running text: `[3]`, `[3, 5–7]`, `[^3]`, `³`, `(3)`.

use std::cell::Cell;
use std::collections::HashSet;

use super::label::{Style, footnote_word, superscript};
use super::notes::Notes;
use super::seen::Seen;
use crate::draft::pinpoint;
use crate::span::Span;

/// Longer runs than `[1-100]` stand for their two ends only.
const LONGEST_RANGE: u32 = 100;

/// How many markers may be read out of ranges in one file: `[1-100]` over and
/// over must not make ten times the file's size of them.
const RANGE_BUDGET: u32 = 100_000;

/// How far to look for the end of a bracket or the beginning of an address.
const LOOK: usize = 200;

/// One marker as it was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub id: String,
    /// Its own bytes: brackets included when it stands alone in them.
    pub place: Span,
    /// The bytes of the whole group.
    pub group: Span,
    /// `[^x]`: numbered for the whole document, whatever the chapter.
    pub caret: bool,
    /// The run of numbering of its note, where that is known.
    pub scope: Option<u32>,
}

impl Mark {
    /// A number that stands alone.
    pub(super) fn new(id: &str, place: Span) -> Self {
        Self { id: id.to_owned(), place, group: place, caret: false, scope: None }
    }
}

/// Which styles of marker this document uses, and which notes it has.
#[derive(Debug, Default)]
pub(super) struct Marks {
    bracket: bool,
    superscript: bool,
    paren: bool,
    bare: bool,
    ids: HashSet<String>,
    /// Any number in round brackets will do, whether or not there is such a note.
    any: bool,
    /// Markers read out of the middle of ranges so far.
    spent: Cell<u32>,
}

impl Marks {
    /// The numbers in brackets and superscripts that stand in the text, other
    /// than at a line's start: a first look, before the notes are known.
    pub(super) fn look(source: &str) -> Seen {
        let all = Self { bracket: true, superscript: true, paren: true, any: true, ..Self::default() };
        let mut seen = Seen::default();
        all.scan(source, Span::new(0, source.len()), &mut |mark| {
            let at = mark.group.start as usize;
            let text = source.as_bytes();
            let begins =
                at == 0 || matches!(text[at - 1], b'\n' | b'\r' | b'\t' | b' ') && line_begins(text, at);
            if begins || mark.caret {
                return;
            }
            let number = mark.id.parse::<u32>().ok();
            if text[at] == b'(' {
                seen.parens.extend(number);
                return;
            }
            seen.numbers.extend(number);
            if text[at] == b'[' {
                seen.brackets += 1;
            } else if text[at] > 0x7f {
                seen.superscripts += 1;
            }
        });
        seen.melted = seen.few() && Self::melted(source);
        seen
    }

    /// Whether the text has numbers right behind its sentences, one after the
    /// other: `in 2014.1 Imports fell.2`. They are markers that lost their height.
    fn melted(source: &str) -> bool {
        let bytes = source.as_bytes();
        let mut next = 1_u32;
        for at in memchr::memchr3_iter(b'.', b',', 0x9d, bytes) {
            let digits = bytes[at + 1..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
            let ends = matches!(bytes.get(at + 1 + digits), None | Some(b' ' | b'\n' | b'\r'));
            let letter =
                at > 0 && (bytes[at - 1].is_ascii_alphabetic() || bytes[at - 1] == b')' || bytes[at] == 0x9d);
            // After a year only the numbers themselves can tell.
            let year = at > 3 && bytes[at - 4..at].iter().all(u8::is_ascii_digit) && next <= 3;
            let number = source.get(at + 1..at + 1 + digits).and_then(|digits| digits.parse().ok());
            if ends && (letter || year) && number == Some(next) {
                next += 1;
            }
        }
        next > 2
    }

    /// The styles in use: those that the notes show, or that the text shows twice.
    pub(super) fn of(notes: &Notes, seen: &Seen) -> Self {
        let numbered = notes.notes.iter().any(|note| note.label.number.is_some());
        Self {
            bracket: seen.brackets >= 2 || numbered || notes.has(Style::Bracket),
            superscript: seen.superscripts >= 2 || numbered,
            paren: notes.has(Style::Paren),
            bare: notes.has(Style::Bare),
            any: false,
            ids: notes.notes.iter().map(|note| note.label.id.clone()).collect(),
            spent: Cell::new(0),
        }
    }

    /// Whether a line in mid-paragraph that is only a number is a raised marker
    /// that lost its height: `seasonal` / `2` / `workers`.
    pub(super) fn is_fallen(&self, line: &str) -> bool {
        self.bare && line.len() <= 3 && self.ids.contains(line)
    }

    /// Gives every marker in a stretch of the file, in order.
    pub(super) fn scan(&self, source: &str, span: Span, give: &mut dyn FnMut(Mark)) {
        let bytes = source.as_bytes();
        let end = (span.end as usize).min(bytes.len());
        let mut at = span.start as usize;
        while at < end {
            let len = match bytes[at] {
                b'[' => self.bracketed(source, at, end, give),
                b'(' if self.paren => self.parenthesis(source, at, end, give),
                0xc2 | 0xe2 if self.superscript => self.raised(source, at, end, give),
                _ => None,
            };
            at += len.unwrap_or(1);
        }
    }

    /// A bracket at `at`; its length if it holds markers.
    fn bracketed(&self, source: &str, at: usize, end: usize, give: &mut dyn FnMut(Mark)) -> Option<usize> {
        let bytes = source.as_bytes();
        let stop = end.min(at + LOOK);
        let close = at + 1 + bytes[at + 1..stop].iter().position(|&b| matches!(b, b']' | b'\n' | b'['))?;
        if bytes[close] != b']' || close == at + 1 {
            return None;
        }
        let inside = source.get(at + 1..close)?;
        let group = Span::new(at, close + 1);
        if is_code(bytes, at, close + 1, end) || is_section(source, at) {
            return None;
        }
        let whole = |id: &str, caret| Mark { id: id.to_owned(), place: group, group, caret, scope: None };
        if let Some(id) = inside.strip_prefix('^') {
            let fits = !id.is_empty() && !id.contains(char::is_whitespace);
            fits.then(|| give(whole(id, true)))?;
        } else if !self.bracket {
            return None;
        } else if let Some(rest) = footnote_word(inside) {
            let from = close - rest.len();
            self.numbers(source, Span::new(from, close), group, give)?;
        } else if inside.as_bytes()[0].is_ascii_digit() {
            // The paragraph of a judgment: `[2010] EWHC 9, [290]`.
            if pinpoint::follows(&source[..at]) {
                return None;
            }
            self.numbers(source, Span::new(at + 1, close), group, give)?;
        } else {
            self.ids.contains(inside).then(|| give(whole(inside, false)))?;
        }
        Some(group.len())
    }

    /// The numbers of `3`, `3, 5`, `3–5`; nothing is given unless all are markers.
    fn numbers(&self, source: &str, span: Span, group: Span, give: &mut dyn FnMut(Mark)) -> Option<()> {
        let text = source.get(span.range())?;
        // `[3, p. 12]`: a place in the source, which belongs to the marker.
        let located = [", p", ", at ", ": "].iter().filter_map(|sign| text.find(sign)).min();
        let list = &text[..located.unwrap_or(text.len())];
        let mut found: Vec<(u32, Span)> = Vec::new();
        let mut from = span.start as usize;
        for part in list.split_inclusive([',', ';']) {
            let item = part.trim_end_matches([',', ';']);
            self.item(item, from, &mut found)?;
            from += part.len();
        }
        // `[1,054]` is a figure, `[3,105]` in a text with notes that far is not.
        let glued = list
            .as_bytes()
            .windows(4)
            .any(|four| four[0] == b',' && four[1..].iter().all(u8::is_ascii_digit));
        if glued && !found.iter().all(|(id, _)| self.ids.contains(&id.to_string())) {
            return None;
        }
        let single = found.len() == 1;
        for (id, place) in found {
            let place = if single { group } else { place };
            give(Mark { id: id.to_string(), place, group, caret: false, scope: None });
        }
        Some(())
    }

    /// Whether the numbers between two ends are given too.
    fn may_expand(&self, low: u32, high: u32) -> bool {
        let cost = self.spent.get() + (high - low);
        let good = high - low <= LONGEST_RANGE && cost <= RANGE_BUDGET;
        self.spent.set(if good { cost } else { self.spent.get() });
        good
    }

    /// One number, or two with a dash between.
    fn item(&self, item: &str, from: usize, found: &mut Vec<(u32, Span)>) -> Option<()> {
        let lead = item.len() - item.trim_start().len();
        let words = item.trim();
        let start = from + lead;
        if let Some(dash) = words.find(['-', '–', '—']) {
            let width = words[dash..].chars().next().map_or(1, char::len_utf8);
            let (low, high) = (words[..dash].trim_end(), words[dash + width..].trim_start());
            let (first, last) = (self.number(low)?, self.number(high)?);
            (first < last).then_some(())?;
            let whole = Span::new(start, start + words.len());
            found.push((first, Span::new(start, start + low.len())));
            if self.may_expand(first, last) {
                found.extend((first + 1..last).map(|id| (id, whole)));
            }
            found.push((last, Span::new(start + words.len() - high.len(), start + words.len())));
        } else {
            found.push((self.number(words)?, Span::new(start, start + words.len())));
        }
        Some(())
    }

    /// A note's number: no year unless there is such a note, no `0`, no `05`.
    fn number(&self, text: &str) -> Option<u32> {
        let plain = (1..=4).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_digit())
            && !text.starts_with('0');
        let number: u32 = if plain { text.parse().ok()? } else { return None };
        (number < 1000 || self.ids.contains(text)).then_some(number)
    }

    /// `(3)`: only where the notes are labelled so, and only for notes that exist.
    fn parenthesis(&self, source: &str, at: usize, end: usize, give: &mut dyn FnMut(Mark)) -> Option<usize> {
        let bytes = source.as_bytes();
        let len = bytes[at + 1..end.min(at + 6)].iter().take_while(|b| b.is_ascii_digit()).count();
        let close = at + 1 + len;
        let id = source.get(at + 1..close)?;
        let follows = at > 0 && !line_begins(bytes, at);
        if len == 0
            || close >= end
            || bytes[close] != b')'
            || !follows
            || !(self.any || self.ids.contains(id))
        {
            return None;
        }
        let group = Span::new(at, close + 1);
        give(Mark { id: id.to_owned(), place: group, group, caret: false, scope: None });
        Some(group.len())
    }

    /// Superscript digits, several with commas or dashes between.
    fn raised(&self, source: &str, at: usize, end: usize, give: &mut dyn FnMut(Mark)) -> Option<usize> {
        let mut found: Vec<(u32, Span)> = Vec::new();
        let (mut from, mut stop, mut range) = (at, at, false);
        while let Some((id, len)) = source.get(from..end).and_then(superscript) {
            let (id, place) = (id.parse().ok()?, Span::new(from, from + len));
            if let Some(&(low, before)) = found.last()
                && range
                && low < id
                && self.may_expand(low, id)
            {
                found.extend((low + 1..id).map(|id| (id, before.to(place))));
            }
            found.push((id, place));
            stop = from + len;
            let rest = &source[stop..end];
            range = rest.starts_with(['⁻', '–', '-']);
            from = stop + rest.chars().next().filter(|c| ",⁻–-˒".contains(*c)).map_or(0, char::len_utf8);
            if from == stop {
                break;
            }
        }
        let known = found.first().is_some_and(|(id, _)| self.ids.contains(&id.to_string()));
        if found.is_empty() || !may_be_raised(&source[..at], known) {
            return None;
        }
        let group = Span::new(at, stop);
        for (id, place) in found {
            give(Mark { id: id.to_string(), place, group, caret: false, scope: None });
        }
        Some(group.len())
    }
}

/// Whether nothing but space stands before an offset on its line. A bounded look.
fn line_begins(bytes: &[u8], at: usize) -> bool {
    let before = bytes[at.saturating_sub(LOOK)..at].iter().rev().find(|&&b| b != b' ' && b != b'\t');
    matches!(before, None | Some(b'\n' | b'\r'))
}

/// Whether raised digits after this text may be a marker: not an exponent
/// (`10⁶`), not a unit (`km²`).
fn may_be_raised(before: &str, known: bool) -> bool {
    let bytes = before.as_bytes();
    let digits = bytes.iter().rev().take(8).take_while(|b| b.is_ascii_digit()).count();
    if digits > 0 {
        // `in 2011³` with a note 3: a year carries markers, other numbers powers.
        return known && digits == 4;
    }
    let letters = bytes.iter().rev().take(8).take_while(|b| b.is_ascii_lowercase()).count();
    let apart = bytes.len() == letters
        || matches!(bytes[bytes.len() - letters - 1], b' ' | b'0'..=b'9' | b'/' | 0xa0);
    !((1..=2).contains(&letters) && apart)
}

/// Whether a bracket belongs to the number of a section: `§ 20.09[1]`.
fn is_section(source: &str, at: usize) -> bool {
    let numbered = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '–');
    let before = source[..at].trim_end_matches(numbered);
    before.len() < at && before.trim_end_matches([' ', '\u{a0}']).ends_with('§')
}

/// Whether a bracket is part of code or of an address: `a[1] = 2`, `` `x[1]` ``, `?q[1]=y`.
fn is_code(bytes: &[u8], at: usize, after: usize, end: usize) -> bool {
    let before = &bytes[at.saturating_sub(LOOK)..at];
    let next = |ahead: usize| bytes[..end].get(after + ahead).copied().unwrap_or(b' ');
    if next(0) == b'(' && !next(1).is_ascii_digit() {
        return true;
    }
    let line = before.iter().rposition(|&b| b == b'\n').map_or(0, |newline| newline + 1);
    let ticks = before[line..].iter().filter(|&&b| b == b'`').count();
    if ticks % 2 == 1 && bytes[after..end.min(after + LOOK)].contains(&b'`') {
        return true;
    }
    let token = before.iter().rposition(|b| b.is_ascii_whitespace()).map_or(0, |space| space + 1);
    let token = &before[token..];
    let address = token.starts_with(b"www.") || memchr::memmem::find(token, b"://").is_some();
    if address && (next(0).is_ascii_alphanumeric() || b"/=&?%#[_-".contains(&next(0))) {
        return true;
    }
    // "the array a[3]": a letter alone is a variable.
    if matches!(token, [letter] | [b'(', letter] if letter.is_ascii_lowercase()) {
        return true;
    }
    let name = token.last().is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let assigns = next(0) == b'=' || (next(0) == b' ' && next(1) == b'=');
    let member = next(0) == b'.' && (next(1).is_ascii_lowercase() || next(1) == b'_');
    name && (assigns || member)
}
