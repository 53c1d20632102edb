//! Views and findings laid on people who are not named: `Doctors warn that`, `Surveys of farmers suggest that`.

use super::lexicon::Flags;
use super::words::{Word, words};
use crate::lexicon::list;
use crate::span::Span;

/// The verb stands at most so many words from the start.
const REACH: usize = 9;

/// The bare plural with its verb that opens a sentence, relative to the sentence.
pub fn unnamed(sentence: &str) -> Option<Span> {
    let words = words(sentence);
    let first = words.first().filter(|word| {
        let barred = Flags::DET.or(Flags::PREP).or(Flags::CONNECTIVE).or(Flags::FIRST);
        // Nouns that often open a sentence stand among the function words.
        let noun = word.text.ends_with('s') || list::UNNAMED_WORK.has(word.text);
        // Words in quotation marks are somebody's.
        word.start == 0
            && word.capital()
            && word.text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
            && !word.flags.any(barred)
            && (noun || !word.flags.any(Flags::FUNCTION))
    })?;
    let mut head: Option<&Word<'_>> = None;
    let mut perfect = false;
    for (index, word) in words.iter().enumerate().take(REACH) {
        let gap = index.checked_sub(1).map_or(" ", |at| &sentence[words[at].end()..word.start]);
        if !matches!(gap, " " | "-" | "’ " | "' ") || index > 0 && word.capital() || word.digit() {
            return None;
        }
        if word.flags.any(Flags::HAVE) {
            perfect = head.is_some();
            continue;
        }
        let adverb = word.text.ends_with("ly") || word.is("long") || word.is("also") || word.is("often");
        let says = list::UNNAMED_SAYS.has(word.text);
        let finds =
            list::UNNAMED_FINDS.has(word.text) && words.get(index + 1).is_some_and(|next| next.is("that"));
        if index > 0 && (says || finds) {
            let told =
                !word.text.ends_with("ed") && !word.is("said") && !word.is("found") && !word.is("shown");
            return (head.is_some() && (told || perfect)).then(|| Span::new(first.start, word.end()));
        }
        let noun = word.text.ends_with('s') && word.text.len() > 4 && !word.text.ends_with("ss")
            || list::UNNAMED_WORK.has(word.text);
        if head.is_none() && noun {
            if list::UNNAMED_OWN.has(word.text) {
                return None;
            }
            head = Some(word);
            continue;
        }
        let links = head.is_some() && (word.is("of") || word.is("in") || word.is("from") || word.is("on"));
        let ties = index.checked_sub(1).is_some_and(|at| words[at].flags.any(Flags::PREP));
        let before = head.is_none() && index < 3 && !word.flags.any(Flags::PREP.or(Flags::DET));
        if !(adverb || links || ties || before) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::unnamed;

    #[test]
    fn a_bare_plural_that_says_is_nobody() {
        for sentence in [
            "Millers warn that the river is low.",
            "Experienced river pilots find that the bar has moved.",
            "Veterinary bodies have long described the trade as cruel.",
            "Evidence suggests that owls avoid lamps.",
            "Surveys of bakers suggest that flour is dear.",
            "Glaciologists blame soot.",
        ] {
            assert!(unnamed(sentence).is_some(), "{sentence}");
        }
    }

    #[test]
    fn somebody_is_meant() {
        for sentence in [
            "The pilots warn that the river is low.",
            "Bergen’s pilots warn that the river is low.",
            "Results suggest that owls avoid lamps.",
            "Owls avoid lamps.",
            "Bakers argued that flour was dear.",
            "Our pilots warn that the river is low.",
            "Bakers find flour dear.",
        ] {
            assert_eq!(unnamed(sentence), None, "{sentence}");
        }
    }
}
