//! The words around a word of a list: what turns it round, what it belongs to.

use super::lexicon::{self, Flags};
use crate::lexicon::list;
use crate::span::Span;

/// A term with the rest of its sentence.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    head: &'a str,
    tail: &'a str,
}

/// The author.
const OWN: &[&str] = &["i", "we"];

/// Words that leave open whether what follows is so.
const OPEN: &[&str] = &["whether", "if", "unless"];

impl<'a> Around<'a> {
    /// The words of `sentence` around `term`; both are ranges of `text`.
    pub fn of(text: &'a str, sentence: Span, term: Span) -> Self {
        let part = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or("");
        Self { head: part(sentence.start, term.start), tail: part(term.end, sentence.end) }
    }

    /// The word before it, lower case; 0 is the next one.
    pub fn before(&self, at: usize) -> Option<String> {
        words(self.head).nth_back(at).map(str::to_lowercase)
    }

    /// The word after it, lower case; 0 is the next one.
    pub fn after(&self, at: usize) -> Option<String> {
        words(self.tail).nth(at).map(str::to_lowercase)
    }

    /// Whether it opens the sentence, or the part of it after a colon, a semicolon or a dash.
    pub fn opens(&self) -> bool {
        let head = self.head.trim_end_matches(['“', '"', '(', ' ']);
        head.is_empty() || head.ends_with([':', ';', '—', '–'])
    }

    /// Whether a comma follows.
    pub fn comma_after(&self) -> bool {
        self.tail.starts_with([',', '—', '–']) || self.tail.starts_with(" –") || self.tail.starts_with(" —")
    }

    /// Whether commas or dashes part it from the words on both sides.
    pub fn set_off(&self) -> bool {
        self.comma_after() && self.head.trim_end().ends_with([',', '—', '–'])
    }

    /// Whether one of the three words before it turns it round: *not*, *never*, *isn't*, *almost*.
    pub fn is_negated(&self) -> bool {
        words(self.head).rev().take(3).any(|word| {
            let lower = word.to_lowercase();
            list::TURNED.contains(&lower.as_str()) || lower.ends_with("n’t") || lower.ends_with("n't")
        })
    }

    /// Whether somebody other than the author says it: "the master argued that …".
    pub fn is_reported(&self) -> bool {
        let all: Vec<&str> = words(self.head).collect();
        all.windows(2).enumerate().any(|(at, pair)| {
            let own = at
                .checked_sub(1)
                .is_some_and(|before| OWN.iter().any(|own| all[before].eq_ignore_ascii_case(own)));
            pair[1] == "that" && !own && lexicon::of(pair[0]).any(Flags::SAYS.or(Flags::FINDS))
        })
    }

    /// Whether the authors say it of themselves: "we certainly did not foresee", "we are clearly of the view".
    pub fn is_ours(&self) -> bool {
        let be = |word: &str| ["are", "were", "have"].iter().any(|one| word.eq_ignore_ascii_case(one));
        words(self.head).rev().find(|word| !be(word)).is_some_and(|word| word.eq_ignore_ascii_case("we"))
    }

    /// Whether a word before it bids or sets a rule: *should*, *must*, *shall*.
    pub fn is_bidden(&self) -> bool {
        words(self.head)
            .any(|word| ["should", "must", "shall"].iter().any(|rule| word.eq_ignore_ascii_case(rule)))
    }

    /// Whether the sentence goes on to say something against it: "of course it costs, but …".
    pub fn is_conceded(&self) -> bool {
        words(self.tail).any(|word| list::AGAINST.iter().any(|against| word.eq_ignore_ascii_case(against)))
    }

    /// Whether a sentence opens by setting something against the one before it.
    pub fn is_objection(sentence: &str) -> bool {
        words(sentence)
            .next()
            .is_some_and(|word| list::AGAINST.iter().any(|against| word.eq_ignore_ascii_case(against)))
    }

    /// Whether a word before it in its clause leaves open whether it is so.
    pub fn is_left_open(&self) -> bool {
        let clause = self.head.rsplit([';', ':', '—']).next().unwrap_or("");
        words(clause).any(|word| OPEN.iter().any(|open| word.eq_ignore_ascii_case(open)))
    }
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '’' | '\'' | '-')))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, term: &str) -> (bool, bool, bool, bool) {
        let start = text.find(term).expect("it is there");
        let found = Around::of(text, Span::new(0, text.len()), Span::new(start, start + term.len()));
        (found.opens(), found.set_off(), found.is_negated(), found.is_left_open())
    }

    #[test]
    fn neighbours_are_seen() {
        assert_eq!(around("Clearly, it is.", "Clearly"), (true, false, false, false));
        assert_eq!(around("It is, clearly, so.", "clearly"), (false, true, false, false));
        assert_eq!(around("It isn’t at all clearly so.", "clearly"), (false, false, true, false));
        assert_eq!(around("Ask whether it clearly is.", "clearly"), (false, false, false, true));
        assert_eq!(around("日本: clearly", "clearly"), (true, false, false, false));
    }
}
