//! Quantities: what a sentence measures, and how exactly it says so.
//!
//! A [`Quantity`] is a figure that counts or measures something (no year, no
//! label), with its unit, the word that loosens it ("about", "more than") and
//! the values that may have been printed so. What can be reckoned from the
//! quantities of one sentence is in [`arithmetic`]; when two sentences measure
//! the same thing is in [`label`].

pub mod arithmetic;
pub mod event;
pub mod label;
pub mod poll;
pub mod relative;
mod share;
mod slip;
pub mod total;

use super::figure::{Figure, FigureKind, figures};
use super::lexicon::{self, Flags};
use super::words::{word_at, word_ending};
use crate::lexicon::list;
use crate::span::Span;

/// What a quantity is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Things or a plain unit of measure: `1,054 war criminals`, `3 tons`.
    Count,
    /// A share or a rate: `40%`.
    Percent,
    /// The difference of two shares: `7 percentage points`.
    Points,
    /// A sum of money.
    Money(Currency),
}

/// The currencies that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Currency {
    Dollar,
    Euro,
    Pound,
    Yen,
    Yuan,
    /// Any other, or a dollar of another country.
    Other,
}

/// The word that loosens a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Approx {
    /// None: the value as printed.
    Plain,
    /// `about`, `some`, `around`: on either side.
    About,
    /// `nearly`, `almost`: a little less.
    Nearly,
    /// `more than`, `at least`, `up to`: only a bound; nothing is reckoned with it.
    Bound,
}

/// A measured value in a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// Its words with currency, scale and unit, relative to the text given.
    pub span: Span,
    /// The word that loosens it; empty where there is none.
    pub hedge: Span,
    /// What it is counted in.
    pub unit: Unit,
    /// How loosely it is said.
    pub approx: Approx,
    /// The value as printed; finite.
    pub value: f64,
    /// One unit of its last printed digit: 0.1 for `71.9`, a billion for `25 billion`.
    pub step: f64,
    /// Its significant digits; idle zeros at the end of a whole number do not count.
    pub digits: usize,
}

impl Quantity {
    /// Where it begins with the word that loosens it.
    pub fn opens(&self) -> usize {
        let start =
            if self.hedge.is_empty() { self.span.start } else { self.hedge.start.min(self.span.start) };
        start as usize
    }

    /// Where its words end.
    pub fn ends(&self) -> usize {
        self.span.end as usize
    }

    /// Whether it is a number of things that was counted to the last one.
    pub fn exact(&self) -> bool {
        self.approx == Approx::Plain && self.unit == Unit::Count && self.step == 1.0
    }

    /// The values that may have been printed so, rounded or cut at the last digit that
    /// counts; `None` for a bound. Idle zeros of a whole number may be rounding, but of a
    /// single leading digit (`20,000`) one digit more is taken to count.
    pub fn interval(&self) -> Option<(f64, f64)> {
        let grain = self.grain();
        let (low, high) = match self.approx {
            Approx::Plain => (self.value - grain / 2.0, self.value + grain),
            Approx::About => {
                let room = grain.max(self.value * 0.05);
                (self.value - room, self.value + room)
            }
            Approx::Nearly => (self.value - (grain * 2.0).max(self.value * 0.1), self.value + grain / 2.0),
            Approx::Bound => return None,
        };
        Some((low.max(0.0), high))
    }

    /// The values of a counted number: itself if it was counted, else its interval.
    pub fn counted(&self) -> Option<(f64, f64)> {
        if self.exact() { Some((self.value, self.value)) } else { self.interval() }
    }

    /// The unit of the last digit that can be taken to count.
    fn grain(&self) -> f64 {
        if self.step != 1.0 || self.value < 1.0 || matches!(self.unit, Unit::Percent | Unit::Points) {
            return self.step;
        }
        let mut grain: f64 = 1.0;
        let mut rest = self.value;
        while rest >= 10.0 && rest % 10.0 == 0.0 {
            rest /= 10.0;
            grain *= 10.0;
        }
        if rest < 10.0 { (grain / 10.0).max(1.0) } else { grain }
    }
}

/// Every quantity of a text, in order. Years and labels are none.
pub fn quantities(text: &str) -> Vec<Quantity> {
    figures(text).iter().filter_map(|figure| quantity(text, figure)).collect()
}

/// The quantity that a figure is.
fn quantity(text: &str, figure: &Figure) -> Option<Quantity> {
    let unit = match figure.kind {
        FigureKind::Year | FigureKind::Label => return None,
        FigureKind::Count => Unit::Count,
        FigureKind::Percent => percent(text, figure),
        FigureKind::Money => Unit::Money(currency(text.get(figure.span.range()).unwrap_or(""))),
    };
    // A value of more digits than any measure has is no measure.
    if figure.value.len() > 30 || !(-12..=24).contains(&figure.place) {
        return None;
    }
    let value: f64 = figure.value.parse().ok()?;
    let (hedge, approx) = loosened(text, figure.span);
    Some(Quantity {
        span: figure.span,
        hedge,
        unit,
        approx,
        value,
        step: 10f64.powi(figure.place),
        digits: significant(&figure.value, figure.place),
    })
}

/// Percent or points: the words after the sign tell.
fn percent(text: &str, figure: &Figure) -> Unit {
    let said = text.get(figure.span.range()).unwrap_or("");
    let after = word_at(text, figure.span.end as usize + 1);
    if said.contains("point") || matches!(after, "point" | "points") { Unit::Points } else { Unit::Percent }
}

/// The currency that the words of a sum name.
fn currency(said: &str) -> Currency {
    let has = |signs: &[&str]| signs.iter().any(|sign| said.contains(sign));
    if has(&["€", "EUR", "euro"]) {
        Currency::Euro
    } else if has(&["£", "GBP", "pound"]) {
        Currency::Pound
    } else if has(&["JPY", "yen"]) {
        Currency::Yen
    } else if has(&["CNY", "RMB", "yuan", "renminbi"]) {
        Currency::Yuan
    } else if said.starts_with(['$', 'U']) || (said.ends_with("dollars") && !has(&["Can", "Aus", "Hong"])) {
        Currency::Dollar
    } else {
        Currency::Other
    }
}

/// Digits that count: without leading zeros, and without the idle zeros of a whole number.
/// `place` tells printed zeros after the point, which count, from a value without them.
fn significant(value: &str, place: i32) -> usize {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let printed = usize::try_from(-place).unwrap_or(0).max(fraction.len());
    let whole = whole.trim_start_matches('0');
    if printed == 0 {
        return whole.trim_end_matches('0').len().max(1);
    }
    if whole.is_empty() { fraction.trim_start_matches('0').len().max(1) } else { whole.len() + printed }
}

/// The words that loosen the number at `span`, and how.
fn loosened(text: &str, span: Span) -> (Span, Approx) {
    let head = text.get(..span.start as usize).unwrap_or("");
    let near = head.strip_suffix(' ').unwrap_or("");
    if let Some(tilde) = head.strip_suffix('~').or_else(|| head.strip_suffix('≈')) {
        return (Span::new(tilde.len(), head.len()), Approx::About);
    }
    let found =
        list::LOOSENS.iter().filter(|words| ends_with_words(near, words)).max_by_key(|words| words.len());
    let open = text.get(span.end as usize..).unwrap_or("");
    let open = open.starts_with('+') || open.starts_with(" or more") || open.starts_with(" or fewer");
    match found {
        Some(words) => {
            let approx = match list::LOOSENS.group(words) {
                _ if open => Approx::Bound,
                Some("bound") => Approx::Bound,
                Some("nearly") => Approx::Nearly,
                _ => Approx::About,
            };
            (Span::new(near.len() - words.len(), near.len()), approx)
        }
        None if open => (Span::default(), Approx::Bound),
        None => (Span::default(), Approx::Plain),
    }
}

/// Whether the text ends with these whole words, whatever the case of their letters.
pub(crate) fn ends_with_words(text: &str, words: &str) -> bool {
    let Some(start) = text.len().checked_sub(words.len()) else { return false };
    let tail = &text.as_bytes()[start..];
    tail.eq_ignore_ascii_case(words.as_bytes())
        && !start.checked_sub(1).is_some_and(|at| text.as_bytes()[at].is_ascii_alphanumeric())
}

/// The first whole occurrence of any of these words (lower case; may hold spaces).
pub(crate) fn has_words(text: &str, all: &[&str]) -> bool {
    all.iter().any(|words| find_words(text, words).is_some())
}

/// Where these whole words first stand, whatever the case of their letters.
pub(crate) fn find_words(text: &str, words: &str) -> Option<usize> {
    let (bytes, wanted) = (text.as_bytes(), words.as_bytes());
    let first = *wanted.first()?;
    let edge = |at: Option<usize>| !at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), bytes).find(|&at| {
        bytes.get(at..at + wanted.len()).is_some_and(|there| there.eq_ignore_ascii_case(wanted))
            && edge(at.checked_sub(1))
            && edge(Some(at + wanted.len()))
    })
}

/// The words between two offsets; empty where they do not fit.
pub(crate) fn between(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or("")
}

/// Whether the word after or before a number makes it a day of a month.
pub(crate) fn a_day(text: &str, quantity: &Quantity) -> bool {
    let month = |word: &str| lexicon::of(word).any(Flags::MONTH);
    month(word_at(text, quantity.ends() + 1))
        || quantity.opens().checked_sub(1).is_some_and(|at| month(word_ending(text, at)))
}

/// How many decimals a quantity is printed with, scale words apart; at most four.
pub(crate) fn decimals(quantity: &Quantity) -> usize {
    (0..4).find(|places| quantity.step * 10f64.powi(*places) > 0.99).map_or(4, i32::unsigned_abs) as usize
}

/// A value as a person writes it: at most `decimals` digits after the point.
pub(crate) fn shown(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && whole.len() > 4 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

#[cfg(test)]
mod tests;
