//! When two sentences measure the same thing.
//!
//! Precision is bought with recall: two sentences measure the same only where they
//! say the same words around their one figure, the same names, dates and other
//! numbers, and nothing that sets one apart ("another", "per", "since", "rose").

use crate::lexicon::list;
use std::collections::BTreeSet;

use super::{Approx, Quantity, Unit};
use crate::prose::lexicon::Flags;
use crate::prose::words::{Word, words};

/// A sentence's one quantity and what identifies it.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// The quantity.
    pub quantity: Quantity,
    /// What it counts: the stems of the noun phrase after it, at least one.
    pub noun: Vec<String>,
    /// Stems of the sentence's other content words, in order of the alphabet.
    rest: BTreeSet<String>,
    /// Capitalised words but the first.
    names: BTreeSet<String>,
    /// Years, days and whatever else has digits.
    numbers: BTreeSet<String>,
    /// The first word, if it may be a name.
    first: Option<String>,
}

/// The measure of a sentence that has exactly one quantity.
pub fn measure(text: &str, quantities: &[Quantity]) -> Option<Measure> {
    let [quantity] = quantities else { return None };
    let bound = quantity.approx == Approx::Bound || quantity.unit == Unit::Points;
    if bound || text.len() > 400 || text.contains(['?', '“', '"']) {
        return None;
    }
    let words = words(text);
    let apart = |word: &Word<'_>| {
        list::APART.iter().any(|other| word.is(other))
            || word.flags.any(Flags::MODAL.or(Flags::SAYS).or(Flags::FINDS))
    };
    let outside = |word: &Word<'_>| word.end() <= quantity.opens() || word.start >= quantity.ends();
    if words.iter().any(|word| outside(word) && apart(word)) {
        return None;
    }
    let after = words.partition_point(|word| word.start < quantity.ends());
    let noun = noun(text, &words[after..], quantity);
    // A length of time is no measure of a thing: "for 12 years" may be said of anything.
    let time = words.get(after).is_some_and(|word| word.flags.any(Flags::DURATION));
    if noun.is_empty() || time {
        return None;
    }
    let mut found = Measure {
        quantity: *quantity,
        noun,
        rest: BTreeSet::new(),
        names: BTreeSet::new(),
        numbers: BTreeSet::new(),
        first: None,
    };
    for (index, word) in words.iter().enumerate().filter(|(_, word)| outside(word)) {
        found.sort(index, word);
    }
    Some(found)
}

impl Measure {
    /// Puts a word where it belongs.
    fn sort(&mut self, index: usize, word: &Word<'_>) {
        let silent = Flags::FUNCTION.or(Flags::DET).or(Flags::PREP).or(Flags::CONNECTIVE);
        let aux = Flags::BE.or(Flags::WAS).or(Flags::HAVE);
        if word.text.bytes().any(|byte| byte.is_ascii_digit()) {
            self.numbers.insert(word.text.to_owned());
        } else if word.flags.any(silent) && !word.flags.any(Flags::MONTH) || word.flags.any(aux) {
            // "north of" and "south of" part measures as names do; the rest says nothing.
        } else if word.capital() && index > 0 {
            self.names.insert(stem(word.text));
        } else if word.text.len() > 2 {
            let stem = stem(word.text);
            if index == 0 {
                self.first = Some(stem.clone());
            }
            if !list::IDLE.contains(&stem.as_str()) {
                self.rest.insert(stem);
            }
        }
    }

    /// Whether both surely measure the same thing and cannot both be right.
    pub fn conflicts(&self, other: &Measure) -> bool {
        self.quantity.unit == other.quantity.unit
            && self.noun == other.noun
            && self.numbers == other.numbers
            && self.same_names(other)
            && self.same_words(other)
            && self.apart(other)
    }

    fn same_names(&self, other: &Measure) -> bool {
        let first = |one: &Measure, two: &Measure| {
            one.first.as_ref().is_none_or(|word| two.rest.contains(word) || two.names.contains(word))
        };
        let but = |one: &Measure, two: &Measure| {
            one.names.difference(&two.names).all(|name| two.first.as_ref() == Some(name))
        };
        first(self, other) && first(other, self) && but(self, other) && but(other, self)
    }

    /// Enough shared words, and none but adverbs on one side alone.
    fn same_words(&self, other: &Measure) -> bool {
        let shared =
            self.rest.intersection(&other.rest).count() + self.names.intersection(&other.names).count();
        let alone = |one: &Measure, two: &Measure| {
            one.rest.difference(&two.rest).all(|word| word.ends_with("ly") || two.names.contains(word))
        };
        shared >= 3 && alone(self, other) && alone(other, self)
    }

    /// Whether no value can have been printed as both.
    fn apart(&self, other: &Measure) -> bool {
        let (Some(one), Some(two)) = (self.quantity.interval(), other.quantity.interval()) else {
            return false;
        };
        one.1 < two.0 || two.1 < one.0
    }
}

/// The noun phrase after a figure: "staff emails", "of the attacks".
fn noun(text: &str, after: &[Word<'_>], quantity: &Quantity) -> Vec<String> {
    let mut found = Vec::new();
    let mut end = quantity.ends();
    for word in after.iter().take(8) {
        if text.get(end..word.start) != Some(" ") {
            break;
        }
        end = word.end();
        let opens = word.is("of") || word.flags.any(Flags::DET);
        if found.is_empty() && opens {
            continue;
        }
        let stops =
            Flags::PREP.or(Flags::FUNCTION).or(Flags::BE).or(Flags::WAS).or(Flags::HAVE).or(Flags::PAST);
        if word.flags.any(stops) || word.digit() {
            break;
        }
        found.push(stem(word.text));
    }
    found
}

/// A word without its plural or its tense, in lower case; enough to compare with.
pub(super) fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(stem) = lower.strip_suffix(ending).filter(|stem| stem.len() >= 4 && !stem.ends_with('s'))
        {
            return stem.trim_end_matches('e').to_owned();
        }
    }
    lower.trim_end_matches('e').to_owned()
}
