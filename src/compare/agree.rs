//! Whether two sayings speak of the same: a claim and its sentence, a claim and the words quoted under it.
//!
//! Paraphrase is the author's right, so only what no paraphrase does is sure: not one word in common, a rise for a fall,
//! a year for another, a plain *not* on one side alone.

use std::collections::HashSet;

use crate::lexicon::list;
use crate::span::Span;

/// Letters of a word that are compared: enough to tell words apart, few enough to pass over endings.
const STEM: usize = 5;
/// Shorter words say little.
const SHORT: usize = 3;
/// So many of a hundred words of one saying must be in the other for a *not* on one side to matter.
const AGREE: usize = 60;

/// Where one saying cannot be the other. Spans are ranges of the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    /// No word of the first is in the second.
    Nothing,
    /// A word for a rise, and the second has one for a fall; or the reverse.
    Direction(Span, String),
    /// This year, and the second gives others.
    Year(Span, String),
    /// One denies what the other says; whether the first does.
    Denial(bool),
    /// All is the same but what is spoken of.
    Subject(Span, String),
}

/// A word with its place.
struct Word<'a> {
    at: Span,
    text: &'a str,
    lower: String,
}

impl Word<'_> {
    /// What it is compared by: its first letters, or for a rise or a fall which of the two: "grew" is "grow".
    fn stem(&self) -> String {
        if let Some(way) = list::DIRECTION.group(&self.lower) {
            return way.to_owned();
        }
        let ended = ["ing", "ed"].iter().find_map(|ending| self.lower.strip_suffix(ending));
        let word = ended.filter(|word| word.chars().count() >= SHORT).unwrap_or(&self.lower);
        word.chars().take(STEM).collect()
    }

    /// Whether it says something by itself.
    fn telling(&self) -> bool {
        self.lower.chars().count() >= SHORT && !list::EMPTY_IN_CLAIM.has(&self.lower) && !denies(&self.lower)
    }

    fn year(&self) -> bool {
        self.text.len() == 4
            && self.text.bytes().all(|byte| byte.is_ascii_digit())
            && ("1500"..="2099").contains(&self.text)
    }
}

fn denies(lower: &str) -> bool {
    list::LEAVES_OUT.group(lower) == Some("denial") || lower.ends_with("n't")
}

fn words(text: &str) -> Vec<Word<'_>> {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (inner(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = &text[from..at];
                let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
                let lower = word.to_lowercase().replace('’', "'");
                found.push(Word { at: Span::new(from, from + word.len()), text: word, lower });
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Words for a rise or a fall, by their group.
fn directions<'w, 't>(words: &'w [Word<'t>]) -> Vec<(&'w Word<'t>, &'static str)> {
    words.iter().filter_map(|word| Some((word, list::DIRECTION.group(&word.lower)?))).collect()
}

/// What speaks against two sayings being one; `None` if nothing does.
pub fn clash(one: &str, other: &str) -> Option<Clash> {
    let (ours, theirs) = (words(one), words(other));
    let telling: Vec<&Word<'_>> = ours.iter().filter(|word| word.telling()).collect();
    let there: HashSet<String> = theirs.iter().map(Word::stem).collect();
    let shared = telling.iter().filter(|word| there.contains(&word.stem())).count();
    if shared == 0 && telling.len() > 1 && theirs.iter().filter(|word| word.telling()).count() > 1 {
        return Some(Clash::Nothing);
    }
    let denied = |all: &[Word<'_>]| all.iter().any(|word| denies(&word.lower));
    let (we_deny, they_deny) = (denied(&ours), denied(&theirs));
    // "A lack of attacks" denies without a *not*.
    let implied = |all: &[Word<'_>]| all.iter().any(|word| list::DENIES_IN_WORDS.has(&word.lower));
    let (up, down) = (directions(&ours), directions(&theirs));
    if let (Some((word, way)), Some((against, _))) = (up.first(), down.first())
        && !we_deny
        && !they_deny
        && up.iter().all(|(_, other)| other == way)
        && down.iter().all(|(_, other)| other != way)
    {
        return Some(Clash::Direction(word.at, against.text.to_owned()));
    }
    let years = |all: &[Word<'_>]| {
        all.iter().filter(|word| word.year()).map(|word| word.text.to_owned()).collect::<Vec<_>>()
    };
    let their_years = years(&theirs);
    let our_years: Vec<&Word<'_>> = ours.iter().filter(|word| word.year()).collect();
    if let (Some(year), Some(another)) = (our_years.first(), their_years.first())
        && our_years.iter().all(|year| !their_years.iter().any(|other| other == year.text))
    {
        return Some(Clash::Year(year.at, another.clone()));
    }
    let by_words = implied(if we_deny { &theirs } else { &ours });
    if we_deny != they_deny && !by_words && shared * 100 >= telling.len() * AGREE {
        let (denier, sayer) = if we_deny { (&ours, &theirs) } else { (&theirs, &ours) };
        let said: HashSet<String> = sayer.iter().filter(|word| word.telling()).map(Word::stem).collect();
        // What is denied is what the other says: "did not sign", "signed".
        let denied = denier.iter().enumerate().filter(|(_, word)| denies(&word.lower)).any(|(at, _)| {
            denier[at + 1..]
                .iter()
                .find(|word| word.telling())
                .is_some_and(|word| said.contains(&word.stem()))
        });
        if denied {
            return Some(Clash::Denial(we_deny));
        }
    }
    let first = telling.first().filter(|word| !there.contains(&word.stem()))?;
    let here: HashSet<String> = ours.iter().map(Word::stem).collect();
    let subject = theirs.iter().find(|word| word.telling()).filter(|word| !here.contains(&word.stem()))?;
    let rest = telling.len() - 1;
    // "Imports grew", "Exports grew": the same is said next.
    let next = |all: &[&Word<'_>]| all.get(1).map(|word| word.stem());
    let theirs: Vec<&Word<'_>> = theirs.iter().filter(|word| word.telling()).collect();
    (rest > 0 && shared == rest && next(&telling) == next(&theirs))
        .then(|| Clash::Subject(first.at, subject.text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_paraphrase_does_is_a_clash() {
        let said = |one: &str, other: &str| clash(one, other);
        assert_eq!(
            said("Bananas are yellow.", "The minister did not sign the treaty."),
            Some(Clash::Nothing)
        );
        assert_eq!(
            said("Exports fell by 12% in 2014.", "Exports grew by 12% in 2014."),
            Some(Clash::Direction(Span::new(8, 12), "grew".to_owned()))
        );
        assert_eq!(
            said("The minister signed.", "The minister did not sign the treaty."),
            Some(Clash::Denial(false))
        );
        assert_eq!(
            said("The minister never signed it.", "The minister signed the treaty."),
            Some(Clash::Denial(true))
        );
        assert_eq!(
            said("Imports grew.", "Exports grew by 12% in 2014."),
            Some(Clash::Subject(Span::new(0, 7), "Exports".to_owned()))
        );
        assert_eq!(
            said("Exports grew in 2013.", "Exports grew by 12% in 2014."),
            Some(Clash::Year(Span::new(16, 20), "2014".to_owned()))
        );
    }

    #[test]
    fn a_paraphrase_is_none() {
        for (one, other) in [
            ("Trade in grain shrank.", "Less and less grain was traded at the quay, and nobody knew why."),
            ("Exports did not fall.", "Exports did not fall, although prices rose."),
            (
                "The Board raised the dues.",
                "The dues, which had not been touched for years, were raised by the Board.",
            ),
            ("Exports grew.", "Exports grew by 12% in 2014 while imports fell."),
            ("The port’s trade fell in 2014.", "Trade at the port fell in 2013 and 2014."),
            ("The port takes no tolls.", "The reason for the port’s lack of tolls is its charter."),
            ("Most learn little of tolls.", "Because the majority learn little of tolls, most pay them."),
            ("Yes.", "No."),
        ] {
            assert_eq!(clash(one, other), None, "{one} / {other}");
        }
    }
}
