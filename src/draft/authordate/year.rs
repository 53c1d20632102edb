//! A year as citations give it: `2014`, `2014a`, `n.d.`, `in press`.

use super::words::WORDS;
use crate::span::Span;

/// The years that a work may be of; other numbers of four digits are none.
const YEARS: std::ops::RangeInclusive<u16> = 1500..=2099;

/// The year of an entry or a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Year {
    /// `None` for a work without a date, or not yet out.
    pub number: Option<u16>,
    /// The letter that tells works of one year apart.
    pub letter: Option<char>,
}

impl Year {
    /// The year whose first byte this is, and its bytes.
    pub(super) fn at(text: &str, at: usize) -> Option<(Year, Span)> {
        Self::number_at(text, at).or_else(|| Self::undated_at(text, at))
    }

    /// As [`Year::at`], for a year in figures.
    pub(super) fn number_at(text: &str, at: usize) -> Option<(Year, Span)> {
        let bytes = text.as_bytes();
        let digits = bytes.get(at..at + 4).filter(|digits| digits.iter().all(u8::is_ascii_digit))?;
        if text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '€' | '£'))
        {
            return None;
        }
        let number = digits.iter().fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
        let mut end = at + 4;
        let mut letter = None;
        if let Some(&next) = bytes.get(end)
            && next.is_ascii_lowercase()
        {
            letter = Some(char::from(next));
            end += 1;
        }
        let cut = text[end..].chars().next().is_some_and(char::is_alphanumeric);
        (YEARS.contains(&number) && !cut).then(|| (Self { number: Some(number), letter }, Span::new(at, end)))
    }

    /// As [`Year::at`], for the words that stand in its place.
    pub(super) fn undated_at(text: &str, at: usize) -> Option<(Year, Span)> {
        if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let rest = text.get(at..)?;
        // “S. F.” are the first letters of somebody's names, “s. f.” stands for *sin fecha*.
        let small = rest.starts_with(char::is_lowercase);
        let phrase = WORDS.undated.iter().find(|phrase| {
            (small || phrase.len() > 7)
                && rest.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase))
        })?;
        let mut end = at + phrase.len();
        let mut letter = None;
        // `n.d.-b`, `n.d.b`
        let tail = text[end..].strip_prefix('-').unwrap_or(&text[end..]);
        let mut chars = tail.chars();
        if let Some(first) = chars.next().filter(char::is_ascii_lowercase)
            && !chars.next().is_some_and(char::is_alphanumeric)
            && phrase.ends_with('.')
        {
            letter = Some(first);
            end = text.len() - tail.len() + 1;
        }
        let cut = text[end..].chars().next().is_some_and(char::is_alphanumeric);
        (!cut).then(|| (Self { number: None, letter }, Span::new(at, end)))
    }

    /// The part of a name: `2014a`, `nd`.
    pub(super) fn id(self) -> String {
        let letter = self.letter.map(String::from).unwrap_or_default();
        self.number.map_or_else(|| format!("nd{letter}"), |number| format!("{number}{letter}"))
    }

    /// Whether one slip of the pen makes the other of it: a digit, two that changed
    /// places, the year before or after, or the letter.
    pub(super) fn slips_to(self, other: Year) -> bool {
        match (self.number, other.number) {
            (Some(a), Some(b)) if a == b => true,
            (Some(a), Some(b)) => {
                a.abs_diff(b) == 1 || strsim::damerau_levenshtein(&a.to_string(), &b.to_string()) == 1
            }
            _ => false,
        }
    }
}

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letter = self.letter.map(String::from).unwrap_or_default();
        match self.number {
            Some(number) => write!(f, "{number}{letter}"),
            None => write!(f, "n.d.{letter}"),
        }
    }
}
