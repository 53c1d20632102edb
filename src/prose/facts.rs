//! The hard evidence of a sentence (its figures, dates and names) and whether another
//! sentence holds all of it.

use crate::lexicon::list;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::lexicon::{self, Flags};
use super::words::{Word, words};

/// Letters by which two words are taken for the same: `attack`, `attacks`, `attacked`.
const STEM: usize = 5;

/// A sentence's figures, names and plain words.
pub struct Facts {
    /// Its figures and names, each as a number to look it up by.
    pub signs: Vec<u64>,
    /// The first letters of its longer plain words.
    stems: Vec<u64>,
    /// Its names alone.
    names: Vec<u64>,
    /// A figure that is more than a year or a small count: `25 billion`, `71.9%`, a full date.
    telling: bool,
}

impl Facts {
    /// The evidence of a sentence.
    pub fn of(sentence: &str) -> Self {
        let mut evidence = Self { signs: Vec::new(), stems: Vec::new(), names: Vec::new(), telling: false };
        let all = words(sentence);
        for (index, word) in all.iter().enumerate() {
            if let Some((sign, telling)) = sign(sentence, &all, index) {
                evidence.signs.push(sign);
                evidence.telling |= telling;
                if !word.digit() {
                    evidence.names.push(sign);
                }
            } else if let Some(stem) = stem(word) {
                evidence.stems.push(stem);
            }
        }
        evidence.signs.sort_unstable();
        evidence.signs.dedup();
        evidence.stems.sort_unstable();
        evidence.stems.dedup();
        evidence.names.sort_unstable();
        evidence.names.dedup();
        evidence
    }

    /// The share of its plain words, per cent, that must stand in a sentence for this one
    /// to repeat it. The fewer and the more common its figures, the more. `None` if it has
    /// too little evidence to tell.
    pub fn least_overlap(&self, quoted: bool) -> Option<usize> {
        match self.signs.len() {
            _ if self.telling || quoted => Some(30),
            0 | 1 => None,
            2 => Some(60),
            _ => Some(50),
        }
    }

    /// How many plain words and names it shares with another sentence.
    pub fn shared(&self, other: &str) -> usize {
        let other = Self::of(other);
        let plain = self.stems.iter().filter(|stem| other.stems.binary_search(stem).is_ok()).count();
        plain + self.names.iter().filter(|name| other.names.contains(name)).count()
    }

    /// Whether each of two sentences names somebody or some place that the other does not: they speak of different things.
    pub fn differs_in_names(&self, other: &str) -> bool {
        let other = Self::of(other);
        let holds = |all: &[u64], some: &[u64]| some.iter().all(|name| all.contains(name));
        !holds(&other.names, &self.names) && !holds(&self.names, &other.names)
    }

    /// Whether another sentence holds every figure and name of this one, and `least` per
    /// cent of its plain words.
    pub fn stands_in(&self, other: &str, least: usize) -> bool {
        let other = Self::of(other);
        let in_other = |sign: &u64| other.signs.binary_search(sign).is_ok();
        let shared = self.stems.iter().filter(|stem| other.stems.binary_search(stem).is_ok()).count();
        self.signs.iter().all(in_other) && shared * 100 >= self.stems.len() * least
    }
}

/// Calls `push` with each figure and name of a sentence.
pub fn signs(sentence: &str, push: &mut dyn FnMut(u64)) {
    let all = words(sentence);
    for index in 0..all.len() {
        if let Some((sign, _)) = sign(sentence, &all, index) {
            push(sign);
        }
    }
}

/// A word that is a figure or part of a name, as a number; and whether it tells much.
fn sign(sentence: &str, all: &[Word<'_>], index: usize) -> Option<(u64, bool)> {
    let word = &all[index];
    if word.digit() {
        let bytes = sentence.as_bytes();
        // `1,054` and `71.9` are two words and one figure: the first speaks for both.
        let joined = |at: usize, to: usize| to == at + 1 && matches!(bytes.get(at), Some(b',' | b'.'));
        let goes_on = index > 0 && all[index - 1].digit() && joined(all[index - 1].end(), word.start);
        if goes_on {
            return None;
        }
        let mut figure = String::from(word.text);
        let mut last = index;
        while let Some(next) = all.get(last + 1)
            && next.digit()
            && joined(all[last].end(), next.start)
        {
            if bytes[all[last].end()] == b'.' {
                figure.push('.');
            }
            figure.push_str(next.text);
            last += 1;
        }
        let share = sentence.get(all[last].end()..).is_some_and(|rest| rest.starts_with('%'));
        let scaled = all.get(last + 1).filter(|next| next.flags.any(Flags::SCALE) || next.is("percent"));
        if let Some(scale) = scaled {
            figure.push_str(scale.text);
        }
        let year = figure.len() == 4 && figure.starts_with(['1', '2']);
        let telling = share || scaled.is_some() || figure.len() > 2 && !year;
        return Some((hashed(&figure), telling));
    }
    let name = word.capital() && word.text.len() > 1 && (index > 0 || all_capitals(word.text));
    let known = Flags::FUNCTION.or(Flags::CONNECTIVE).or(Flags::PREP).or(Flags::DET);
    (name && !word.flags.any(known)).then(|| (hashed(word.text), false))
}

fn all_capitals(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// The first letters of a plain word of more than four letters.
fn stem(word: &Word<'_>) -> Option<u64> {
    let plain = word.text.len() >= STEM && !word.flags.any(Flags::FUNCTION.or(Flags::PREP));
    plain.then(|| {
        let end = (0..=STEM).rev().find(|&end| word.text.is_char_boundary(end)).unwrap_or(0);
        hashed(&word.text[..end].to_lowercase())
    })
}

fn hashed(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

/// Whether `next` goes on with the report or the speaker of `sentence`.
pub fn goes_on(sentence: &str, next: &str) -> bool {
    let report = words(sentence).iter().any(|word| word.flags.any(Flags::REPORTER));
    let all = words(next);
    let polled = all.iter().any(|word| list::POLLED.iter().any(|one| word.is(one)));
    report && polled || refers_back(&all, report)
}

/// Whether `sentence` goes on with the report or the speaker of the sentence before it.
pub fn goes_back(sentence: &str, speaker: Option<&str>, before: &str) -> bool {
    let names = speaker.unwrap_or("").split(|c: char| !c.is_alphanumeric());
    let mut names = names
        .filter(|name| {
            name.starts_with(char::is_uppercase)
                && !lexicon::of(name).any(Flags::FUNCTION.or(Flags::CONNECTIVE).or(Flags::PREP))
        })
        .peekable();
    let earlier = words(before);
    let same = names.peek().is_some() && names.all(|name| earlier.iter().any(|word| word.text == name));
    let report = earlier.iter().any(|word| word.flags.any(Flags::REPORTER.or(Flags::PAPER)));
    same || refers_back(&words(sentence), report)
}

/// Whether the first words point to what was said before: `It found`, `The report also`.
fn refers_back(all: &[Word<'_>], report: bool) -> bool {
    let mut lead = all.iter().skip_while(|word| word.flags.any(Flags::CONNECTIVE));
    let (Some(first), Some(second)) = (lead.next(), lead.next()) else { return false };
    let person = ["he", "she", "they"].iter().any(|one| first.is(one));
    let thing = report && first.is("it");
    let taken = ["the", "this", "that", "its"].iter().any(|one| first.is(one))
        && list::TAKEN_UP.iter().any(|one| second.is(one));
    person || thing || taken && report
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_figure_needs_every_name_and_figure() {
        let said = "In 2014, the number of cyberattacks in Japan passed the 25 billion mark, with 40% traced to China.";
        for (sentence, repeats) in [
            ("The number of attacks in Japan passed 25 billion in 2014.", true),
            ("Some 40% of the cyberattacks were traced to China.", true),
            ("The number of attacks in Korea passed 25 billion in 2014.", false),
            ("The number of attacks in Japan passed 26 billion in 2014.", false),
            ("In 2014, ministers met in Japan.", false),
        ] {
            let evidence = Facts::of(sentence);
            let found = evidence.least_overlap(false).is_some_and(|least| evidence.stands_in(said, least));
            assert_eq!(found, repeats, "{sentence}");
        }
    }

    #[test]
    fn a_report_is_gone_on_with() {
        let poll = "A joint opinion poll found that the views of both peoples have worsened.";
        assert!(goes_on(poll, "Some 71.9% of the Japanese surveyed said the relationship is bad."));
        assert!(goes_on(poll, "It was held in both countries."));
        assert!(!goes_on(poll, "Exports fell by 12%."));
        assert!(goes_back(
            "The Audit Office said that nobody knew.",
            Some("The Audit Office said"),
            "The Audit Office looked into the contract."
        ));
        assert!(!goes_back(
            "Greenpeace said that nobody knew.",
            Some("Greenpeace said"),
            "The Audit Office looked into it."
        ));
    }
}
