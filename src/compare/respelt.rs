//! Words found again after a change of spelling: `e-mail` as `email`, `cyber attack` as `cyberattack`, `defence` as
//! `defense`, `role` with its accent or without. No other word may differ, and no figure.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::span::Span;

/// Letters shorter than this are not spelt in two ways.
const SHORT: usize = 5;

/// A text as it sounds: its letters and digits without what spelling adds, and the way back by whole words.
#[derive(Debug, Clone, Default)]
pub struct Sound {
    text: String,
    /// For each word: where it begins in the sound, where it stands in the text.
    words: Vec<(usize, Span)>,
}

impl Sound {
    /// Takes a text by its sound.
    pub fn of(text: &str) -> Self {
        let mut out = Self::default();
        let mut from = None;
        let ends = text.char_indices().map(|(at, c)| (at, Some(c))).chain([(text.len(), None)]);
        for (at, character) in ends {
            match (from, character.is_some_and(is_part)) {
                (None, true) => from = Some(at),
                (Some(start), false) => {
                    out.words.push((out.text.len(), Span::new(start, at)));
                    out.text.push_str(&spelt(&text[start..at]));
                    from = None;
                }
                _ => {}
            }
        }
        out
    }

    /// Where these words sound in the text, from the beginning of a word to the end of one.
    pub fn places(&self, words: &Sound) -> Vec<Span> {
        if words.text.is_empty() {
            return Vec::new();
        }
        let begins = |at: usize| self.words.binary_search_by_key(&at, |&(start, _)| start);
        let found = self.text.match_indices(&words.text).filter_map(|(at, held)| {
            let first = begins(at).ok()?;
            let end = at + held.len();
            let last = if end == self.text.len() { self.words.len() } else { begins(end).ok()? };
            Some(self.words[first].1.to(self.words[last.checked_sub(1)?].1))
        });
        found.collect()
    }
}

/// A letter, a digit, or what stands inside a number or a short form: `3.5`, `can't`, `%`.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '%' | '$' | '£' | '€')
}

/// One word as it sounds.
fn spelt(word: &str) -> String {
    let plain: String = word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect();
    if plain.len() < SHORT || plain.bytes().any(|byte| !byte.is_ascii_alphabetic()) {
        return plain;
    }
    let mut out = plain.replace("nce", "nse").replace("ll", "l").replace("ae", "e");
    if out.len() > SHORT {
        out = out.replace("our", "or").replace("ys", "yz").replace("is", "iz");
    }
    for (ending, other) in [("tre", "ter"), ("ogue", "og"), ("amme", "am"), ("gement", "gment")] {
        if let Some(stem) = out.strip_suffix(ending) {
            out = format!("{stem}{other}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_makes_no_difference_and_words_do() {
        let text = "He sent an email on the defense of harbors: two cyberattacks, by 3.5 percent.";
        let sound = Sound::of(text);
        for words in [
            "an e-mail on the defence",
            "defence of harbours",
            "two cyber-attacks",
            "TWO CYBER ATTACKS, by 3.5",
        ] {
            assert_eq!(sound.places(&Sound::of(words)).len(), 1, "{words}");
        }
        for words in
            ["an e-mail on the defences", "two attacks", "by 3.6", "by 35", "mail on", "harbours two by"]
        {
            assert_eq!(sound.places(&Sound::of(words)).len(), 0, "{words}");
        }
        let at = sound.places(&Sound::of("the Defence"))[0];
        assert_eq!(&text[at.range()], "the defense");
    }
}
