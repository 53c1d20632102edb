//! Results of polls, and what is said of how they were made.

use super::{Quantity, Unit, find_words, has_words};
use crate::lexicon::list;
use crate::prose::lexicon::Flags;
use crate::prose::words::words;
use crate::span::Span;

/// The share that a poll is said to have found: its place in the sentence.
pub fn result(text: &str, quantities: &[Quantity]) -> Option<Span> {
    let share = quantities.iter().find(|quantity| quantity.unit == Unit::Percent)?;
    let poll = has_words(text, &list::POLL);
    let land = has_words(text, &list::LAND_SURVEY);
    (poll && !land && !text.contains('?')).then_some(share.span)
}

/// What a text tells of how a poll was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Disclosed {
    /// Who made it: a name.
    pub body: bool,
    /// When: a year or a month.
    pub date: bool,
    /// How many were asked.
    pub sample: bool,
}

impl Disclosed {
    /// What these words tell.
    pub fn of(text: &str, quantities: &[Quantity]) -> Self {
        let words = words(text);
        let year =
            |word: &str| word.len() == 4 && word.parse().is_ok_and(|year: u16| (1900..=2100).contains(&year));
        let date = words.iter().any(|word| year(word.text) || word.flags.any(Flags::MONTH) && word.capital());
        let body =
            words.iter().skip(1).any(|word| word.capital() && !word.flags.any(Flags::MONTH) && !word.is("I"))
                || words.first().is_some_and(|word| {
                    word.text.len() > 1 && word.text.bytes().all(|b| b.is_ascii_uppercase())
                });
        let asked = quantities.iter().any(|quantity| quantity.unit == Unit::Count && quantity.value >= 20.0);
        let sample =
            asked || find_words(text, "sample").is_some() || text.contains("N =") || text.contains("n =");
        Self { body, date, sample }
    }

    /// What either tells.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            body: self.body || other.body,
            date: self.date || other.date,
            sample: self.sample || other.sample,
        }
    }
}

/// A share after "with" that hangs on no noun: "with 40% traceable to the port".
pub fn without_base(text: &str, quantities: &[Quantity]) -> Option<Span> {
    // The sentence is searched once, not once for each of its shares.
    let share = quantities.iter().filter(|share| share.unit == Unit::Percent).find(|share| {
        let (Some(head), Some(after)) = (text.get(..share.opens()), text.get(share.ends()..)) else {
            return false;
        };
        let word = after.strip_prefix(' ').map(|after| super::word_at(after, 0)).unwrap_or_default();
        let hangs = word.ends_with("able") || word.ends_with("ible");
        hangs && super::ends_with_words(head.trim_end(), "with")
    })?;
    let base = has_words(text, &["of them", "of these", "of those", "of all", "of which", "of whom"]);
    (!base).then_some(share.span)
}
