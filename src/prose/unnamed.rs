//! Views and findings laid on people who are not named: `Doctors warn that`, `Surveys of farmers suggest that`.

use super::lexicon::Flags;
use super::words::{Word, first_words};
use crate::lexicon::list;
use crate::span::Span;

/// The verb stands at most so many words from the start of its clause.
const REACH: usize = 9;
/// A phrase before the clause, `For example,`, has at most so many words.
const OPENER: usize = 4;
/// Their kind stands at most so many words behind `some` or `one`.
const KIND: usize = 4;
/// The verb stands at most so many words behind their kind: `some analysts of the trade have long warned`.
const VERB: usize = 6;

/// A word for people by their field, `geologists`, is longer than its ending and so much.
const STEM: usize = 7;

/// No more words of a sentence are looked at: all of the above, and those beside them.
const LOOKED_AT: usize = OPENER + REACH + KIND + VERB + 4;

/// The people or works without a name that say something in a sentence, with their verb, relative to the sentence: a bare
/// plural that opens it, or somebody counted and not named, `some boards found that`, `an analysis concluded that`.
pub fn unnamed(sentence: &str) -> Option<Span> {
    let words = first_words(sentence, LOOKED_AT);
    bare_plural(sentence, &words, 0).or_else(|| {
        let clause = clause(sentence, &words);
        clause
            .and_then(|from| expert(&words, from).then(|| bare_plural(sentence, &words, from))?)
            .or_else(|| counted(sentence, &words))
    })
}

/// Where the clause begins that a phrase or a conjunction leads in: `Thus, …`, `When …`.
fn clause(sentence: &str, words: &[Word<'_>]) -> Option<usize> {
    let comma = (1..=OPENER.min(words.len().saturating_sub(1)))
        .find(|&at| sentence[words[at - 1].end()..words[at].start].starts_with(','));
    let leads = |word: &Word<'_>| list::UNNAMED_LEADS.has(&word.text.to_lowercase());
    comma
        .filter(|&at| {
            words[..at].iter().all(|word| !word.digit()) && words[1..at].iter().all(|word| !word.capital())
        })
        .or_else(|| words.first().filter(|first| leads(first)).map(|_| 1))
}

/// Whether those are among the next words whose trade it is to know.
fn expert(words: &[Word<'_>], from: usize) -> bool {
    words.iter().skip(from).take(KIND).any(|word| list::UNNAMED_EXPERTS.has(&word.text.to_lowercase()))
}

/// `Some brokers insist that`, `several boards have found that`, `an analysis done in the 1970s concluded that`.
fn counted(sentence: &str, words: &[Word<'_>]) -> Option<Span> {
    let starts = [Some(0), clause(sentence, words)];
    starts.into_iter().flatten().find_map(|from| {
        let count = words.get(from)?;
        let count = count.text.to_lowercase();
        let several = list::UNNAMED_COUNT.has(&count);
        let one = matches!(count.as_str(), "a" | "an" | "one" | "another");
        if !several && !one {
            return None;
        }
        let near = (from + 1..words.len().min(from + 1 + KIND)).take_while(|&at| {
            let gap = &sentence[words[at - 1].end()..words[at].start];
            (gap.trim().is_empty() || matches!(gap, "-" | " “"))
                && !words[at].digit()
                && !words[at].flags.any(Flags::PREP.or(Flags::DET))
        });
        let kind = |at: usize| {
            let word = &words[at];
            // Of one thing alone works may say; of people, those who know or who are a body.
            let plural = word.text.ends_with('s') && word.text.len() > 4 && !word.text.ends_with("ss");
            let says = list::UNNAMED_EXPERTS.has(word.text)
                || list::TAKEN_WORK.has(word.text)
                || word.flags.any(Flags::BODY);
            !word.capital()
                && !list::UNNAMED_OWN.has(word.text)
                && if several { plural } else { says && !plural }
        };
        let head = near.filter(|&at| kind(at)).last()?;
        let verb = (head + 1..words.len().min(head + 1 + VERB)).find(|&at| {
            let word = &words[at];
            let says = list::UNNAMED_SAYS.has(word.text) || list::UNNAMED_FINDS.has(word.text);
            let before = &words[at - 1];
            says && !word.capital()
                && words.get(at + 1).is_some_and(|next| next.is("that"))
                && !before.flags.any(Flags::DET)
        })?;
        // Another name between them says whose they are; another clause, that somebody else speaks.
        let between = sentence.get(words[head].end()..words[verb].start)?;
        // What some may say nobody has said.
        let told = |word: &Word<'_>| !word.capital() && !word.flags.any(Flags::MODAL);
        let plain =
            !between.contains([',', ';', ':', '“', '(', '’']) && words[head + 1..verb].iter().all(told);
        plain.then(|| Span::new(words[from].start, words[verb].end()))
    })
}

/// The bare plural with its verb that opens a clause.
fn bare_plural(sentence: &str, words: &[Word<'_>], from: usize) -> Option<Span> {
    let opens = from == 0;
    let words = words.get(from..)?;
    let first = words.first().filter(|word| {
        let barred = Flags::DET.or(Flags::PREP).or(Flags::CONNECTIVE).or(Flags::FIRST);
        // Nouns that often open a sentence stand among the function words.
        let noun = word.text.ends_with('s') || list::UNNAMED_WORK.has(word.text);
        // Words in quotation marks are somebody's.
        (word.start == 0) == opens
            && word.capital() == opens
            && word.text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
            && !word.flags.any(barred)
            && (noun || !word.flags.any(Flags::FUNCTION))
    })?;
    let known = words.iter().take(KIND).any(|word| list::UNNAMED_EXPERTS.has(&word.text.to_lowercase()));
    // Bakers who say something of bread are parties to it; those whose trade it is to know, and works, are called as witnesses.
    let witness = |word: &Word<'_>| {
        let small = word.text.to_lowercase();
        list::UNNAMED_WORK.has(&small)
            || list::TAKEN_WORK.has(&small)
            || list::UNNAMED_STANDING.has(&small)
            || small.ends_with("ists") && small.len() > STEM
            || word.flags.any(Flags::BODY) && small.ends_with('s')
            || small == "bodies"
    };
    if !known && !words.iter().take(KIND).any(witness) {
        return None;
    }
    let mut head: Option<&Word<'_>> = None;
    let mut perfect = false;
    for (index, word) in words.iter().enumerate().take(REACH) {
        let gap = index.checked_sub(1).map_or(" ", |at| &sentence[words[at].end()..word.start]);
        // "GPL enforcers": a name tells their trade, not who they are.
        let letters = known && word.text.len() > 1 && word.text.bytes().all(|byte| byte.is_ascii_uppercase());
        let gap = if gap.trim().is_empty() { " " } else { gap };
        if !matches!(gap, " " | "-" | "’ " | "' ") || index > 0 && word.capital() && !letters || word.digit()
        {
            return None;
        }
        if word.flags.any(Flags::HAVE) {
            perfect = head.is_some();
            continue;
        }
        let adverb = word.text.ends_with("ly") || word.is("long") || word.is("also") || word.is("often");
        let says = list::UNNAMED_SAYS.has(word.text);
        let that = words.get(index + 1).is_some_and(|next| next.is("that"));
        // What those who know have found needs no "that": "experts have observed a mismatch".
        let finds = list::UNNAMED_FINDS.has(word.text) && (that || known && perfect);
        if index > 0 && (says || finds) {
            let told =
                !word.text.ends_with("ed") && !word.is("said") && !word.is("found") && !word.is("shown");
            let found = known && that;
            return (head.is_some() && (told || perfect || found))
                .then(|| Span::new(first.start, word.end()));
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
        let links = head.is_some()
            && (word.is("of")
                || word.is("in")
                || word.is("from")
                || word.is("on")
                || perfect && word.is("for"));
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
            "Experienced river pilots find that the bar has moved.",
            "Veterinary bodies have long described the trade as cruel.",
            "Evidence suggests that owls avoid lamps.",
            "Surveys of bakers suggest that flour is dear.",
            "Glaciologists blame soot.",
            "Harbour engineers concluded that the pier had sunk.",
            "Pension specialists have for years noted a gap in the tables.",
            "Hence, veteran AML investigators find that few banks look.",
            "Although tax officials claim that dues fell, nobody has seen it.",
            "Some brokers insist that no list was kept.",
            "For instance, several port authorities have found that dredging pays.",
            "A study made in the 1980s concluded that nine locks would do.",
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
            "Millers warn that the river is low.",
            "Bakers argued that flour was dear.",
            "Our pilots warn that the river is low.",
            "Bakers find flour dear.",
            "Hence, bakers find that flour is dear.",
            "Some brokers of the Bergen Exchange insist that no list was kept.",
            "Both charities have found that most letters are lost.",
            "Several results suggest that owls avoid lamps.",
            "A study of the Harbour Board concluded that nine locks would do.",
            "One must note that the river is low.",
            "A paper that he wrote, and that found that nine locks would do, is lost.",
            "In 1911, harbour engineers concluded that the pier had sunk.",
        ] {
            assert_eq!(unnamed(sentence), None, "{sentence}");
        }
    }
}
