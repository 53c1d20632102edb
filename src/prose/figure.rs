//! Figures: numbers in prose with their unit and value.
//!
//! One pass over the bytes. At each run of digits [`number`] reads the digits, the
//! scale and the unit, and [`context`] asks the neighbouring words whether a bare
//! number counts, dates or only labels.

mod context;
mod number;

use self::context::Context;
use self::number::Numeral;
use super::lexicon::{self, Flags};
use super::words::word_at;
use crate::span::Span;

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// A plain number: `1,054`, `25 billion`.
    Count,
    /// `40%`, `40 per cent`.
    Percent,
    /// `$1.5bn`.
    Money,
    /// A year: `2014`, `1990s` is none.
    Year,
    /// A number that only labels: `Article 9`, `F-16`, `2+2`, `World War 2`, `No. 3`.
    Label,
}

/// One figure. Equal values compare equal however they are written:
/// `25 billion`, `25,000,000,000` and `25bn`.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its words, relative to the text given.
    pub span: Span,
    /// What it counts.
    pub kind: FigureKind,
    /// Canonical decimal digits without separators, scale applied: `25000000000`, `71.9`.
    pub value: String,
    /// The power of ten of its last printed digit: -1 in `71.9`, 9 in `25 billion`, 8 in
    /// `2.5 billion`, 0 in `1,054`. Bounded as its digits are.
    pub place: i32,
}

/// Every figure of a text, labels and years included.
pub fn figures(text: &str) -> Vec<Figure> {
    let mut scan = Scan { text, found: Vec::new(), open: None };
    let bytes = text.as_bytes();
    let mut token = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' || byte == b'\n' {
            token = at + 1;
        } else if byte.is_ascii_digit() {
            let after = match address_end(text, token) {
                Some(end) if end > at => end,
                _ => scan.figure(at),
            };
            let from = at;
            at = after.max(at + 1);
            // A figure may hold spaces; what follows is then a token of its own.
            token = last_space(bytes, from, at).unwrap_or(token);
            continue;
        }
        at += 1;
    }
    scan.found
}

/// The start of the last token that begins after a space in these bytes.
fn last_space(bytes: &[u8], from: usize, at: usize) -> Option<usize> {
    let seen = bytes.get(from..at).unwrap_or(&[]);
    memchr::memrchr(b' ', seen).map(|space| from + space + 1)
}

/// The end of the token at `start` if it is a web or mail address.
fn address_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.as_bytes().get(start..)?;
    let head = &rest[..rest.len().min(512)];
    let length = memchr::memchr(b' ', head).unwrap_or(head.len());
    let token = &head[..length];
    let address = memchr::memmem::find(token, b"://").is_some()
        || token.starts_with(b"www.")
        || token.starts_with(b"(www.")
        || token.starts_with(b"doi:")
        || memchr::memchr(b'@', token).is_some();
    address.then_some(start + length)
}

/// The scan's state: what was found, and the last figure if a range may go on from it.
struct Scan<'a> {
    text: &'a str,
    found: Vec<Figure>,
    open: Option<Open>,
}

/// What the last figure was, for the one that follows after a dash, "to" or "and".
#[derive(Clone, Copy)]
struct Open {
    end: usize,
    kind: FigureKind,
    /// Nothing but digits so far: a following unit or scale is its own too.
    bare: bool,
    /// The name before it was a plural: `Articles 9, 10 and 12`.
    plural: bool,
    /// A day of a month: `March 3, 9 and 21`.
    day: bool,
}

/// How a figure is tied to the one before.
#[derive(Clone, Copy, PartialEq)]
enum Link {
    None,
    Range,
    List,
}

impl Scan<'_> {
    /// Reads the figure whose first digit is at `at`; gives the offset just past it.
    fn figure(&mut self, at: usize) -> usize {
        let link = self.link(at);
        let numeral = Numeral::read(self.text, at);
        let context = Context::new(self.text, &numeral);
        let mut kind = numeral.kind.unwrap_or_else(|| context.kind());
        let open = self.open.take();
        let mut plural = context.plural_label();
        let mut day = context.day_after_month();
        if let Some(open) = open.filter(|_| link != Link::None) {
            kind = self.linked(open, link, &numeral, kind);
            plural |= open.plural;
            day |= open.day && kind == FigureKind::Label;
        }
        if link == Link::List && context.day_before_month() {
            self.days_before(at);
        }
        let start = if kind == FigureKind::Label { context.joined_start() } else { numeral.start };
        let start = self.found.last().map_or(start, |last| start.max(last.span.end as usize));
        let span = Span::new(start, numeral.end);
        self.found.push(Figure {
            span,
            kind,
            value: numeral.value(self.text),
            place: numeral.place(self.text),
        });
        let bare = numeral.kind.is_none() && numeral.scale == 0;
        self.open = Some(Open { end: numeral.end, kind, bare, plural, day });
        numeral.end
    }

    /// What the figure at `at` has to do with the last one.
    fn link(&self, at: usize) -> Link {
        let Some(between) = self.open.and_then(|open| self.text.get(open.end..at)) else {
            return Link::None;
        };
        let between = between.trim_end_matches(['$', '€', '£', '¥']);
        match between {
            "-" | "–" | "‑" | " – " | "—" | " to " | " through " | "–US" | " to US" => Link::Range,
            " and " | " or " | ", " | ", and " | " & " => Link::List,
            _ => Link::None,
        }
    }

    /// Makes days of the small numbers in a row before a day and its month: `on 3, 9 and 21 March`.
    fn days_before(&mut self, at: usize) {
        let mut next = at;
        for last in self.found.iter_mut().rev() {
            let between = self.text.get(last.span.end as usize..next).unwrap_or("");
            let listed = matches!(between, " and " | " or " | ", " | ", and " | " & ");
            if !(listed && last.kind == FigureKind::Count && last.value.len() <= 2) {
                return;
            }
            last.kind = FigureKind::Label;
            next = last.span.start as usize;
        }
    }

    /// Whether a number in a row of days is one more day: `March 3, 9, 21`; in `March 3, 9 boats` it counts.
    fn a_day_too(&self, numeral: &Numeral) -> bool {
        let rest = self.text.get(numeral.end..).unwrap_or("");
        let ends = rest.is_empty() || rest.starts_with([',', '.', ';', ':', ')']);
        let after = word_at(self.text, numeral.end + 1);
        let verb = lexicon::of(after).any(Flags::PAST.or(Flags::WAS)) || after.ends_with("ed");
        let goes_on = matches!(after, "and" | "or") || verb;
        let day = numeral.kind.is_none() && numeral.scale == 0 && !numeral.formed && numeral.digits() <= 2;
        day && (ends || goes_on)
    }

    /// The kind of a figure tied to the last one; mends the last one where it shares the unit.
    fn linked(&mut self, open: Open, link: Link, numeral: &Numeral, kind: FigureKind) -> FigureKind {
        use FigureKind::{Count, Label, Money, Percent, Year};
        let shares = numeral.kind.is_some() || numeral.scale > 0;
        match (link, open.kind) {
            (Link::Range, Count) if shares && open.bare && kind != Label => {
                if let Some(last) = self.found.last_mut() {
                    last.kind = kind;
                    last.value = number::shifted(&last.value, numeral.scale);
                    last.place += numeral.scale.cast_signed();
                }
                kind
            }
            (Link::Range, Money) if !matches!(kind, Percent | Label) => {
                if let Some(last) = self.found.last_mut().filter(|_| numeral.scale > 0) {
                    // `$3–4 billion`: a value that has no scale of its own takes this one.
                    if last.value.len() <= 3 {
                        last.value = number::shifted(&last.value, numeral.scale);
                        last.place += numeral.scale.cast_signed();
                    }
                }
                Money
            }
            (Link::Range, Label) if !shares => Label,
            (Link::List, Label) if !shares && open.plural => Label,
            (Link::List, Label) if open.day && self.a_day_too(numeral) => Label,
            (Link::Range | Link::List, Year) if numeral.kind.is_none() && numeral.years() => Year,
            (Link::Range, Year) if !shares && numeral.digits() <= 2 => Label,
            _ => kind,
        }
    }
}

#[cfg(test)]
mod tests;
