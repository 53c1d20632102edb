//! How sentences hang together over their sources: one that takes up the work that the one before it names, and one that
//! is nothing but a citation.

use super::figure::figures;
use super::lexicon::Flags;
use super::words::{Word, words};
use crate::lexicon::list;

/// The noun that takes a work up stands at most so many words from the start.
const NOUN: usize = 3;
/// `this was` stands within so many words, and its figure within so many after.
const MEASURE: usize = 7;
/// Words of one stem have at least so many letters in common.
const STEM: usize = 4;
/// A sentence that is nothing but a citation is no longer than this, in bytes.
const CITATION: usize = 600;
/// The authors of a study that is told stand with their year among so many words.
const NARRATED: usize = 9;
/// What they did follows within so many.
const DID: usize = 3;
/// A citation without a verb has at least so many words.
const WORDS: usize = 5;

/// Whether a sentence goes on with the work or the measure that the one before it names: `The study also …` after `… a study
/// of nine mills`, `It reported that …`, `In 2003 this was 9%`.
pub fn takes_up(sentence: &str, before: &str) -> bool {
    let words = words(sentence);
    let Some(first) = words.first() else { return false };
    works_on(&words, first, before) || pronoun_says(&words) || measures_on(sentence, &words)
}

/// Whether a sentence tells who looked into what, with the work in its words: `Lind et al. (2018) weighed 54 wheels`. What
/// the next sentences report in the past tense was found there.
pub fn tells_a_study(sentence: &str) -> bool {
    let words = words(sentence);
    let Some(year) = words.iter().take(NARRATED).position(|word| word.digit() && word.text.len() == 4) else {
        return false;
    };
    let bracket = |at: usize| words.get(at).is_some_and(|word| sentence[..word.start].ends_with('('));
    let did = words.iter().skip(year + 1).take(DID).any(|word| list::STUDY_VERB.has(word.text));
    let joins = |word: &Word<'_>| ["and", "et", "al", "colleagues"].iter().any(|one| word.is(one));
    let authors = words[..year].iter().all(|word| word.capital() || joins(word));
    year > 0 && authors && bracket(year) && did
}

/// Whether a sentence reports in the past tense and names nobody anew: what was found in the study just told.
pub fn tells_on(sentence: &str) -> bool {
    let words = words(sentence);
    let named = words.iter().skip(1).any(|word| word.capital() && !word.digit());
    let told = words.iter().any(|word| {
        word.flags.any(Flags::WAS.or(Flags::PAST)) || word.is("had") || word.text.ends_with("ed")
    });
    let general = words
        .iter()
        .any(|word| word.flags.any(Flags::BE.or(Flags::MODAL)) || word.is("has") || word.is("have"));
    told && !named && !general
}

/// Whether a sentence gives an estimate as studies do: `b = -0.04, 95% CI [-0.09, 0.01]`.
pub fn reports_estimate(sentence: &str) -> bool {
    sentence.contains("% CI")
        || sentence.contains("b = ")
        || sentence.contains("β = ")
        || sentence.contains("p < ")
}

/// `The survey found`, `These studies met`, where the sentence before has the noun.
fn works_on(words: &[Word<'_>], first: &Word<'_>, before: &str) -> bool {
    let pointed = ["the", "these", "those", "this", "that"].iter().any(|one| first.is(one));
    let near = words.iter().enumerate().skip(1).take(NOUN).take_while(|(_, word)| !word.capital());
    let noun = near.clone().find(|(_, word)| list::TAKEN_WORK.has(word.text));
    let Some((at, noun)) = noun.filter(|_| pointed) else { return false };
    // "The study of mills" is another one.
    let bounded = words.get(at + 1).is_none_or(|next| !next.flags.any(Flags::PREP));
    let stem = noun.text.get(..STEM).unwrap_or(noun.text);
    let named = |word: &Word<'_>| {
        word.text.get(..STEM).is_some_and(|head| head.eq_ignore_ascii_case(stem))
            && (list::TAKEN_WORK.has(&word.text.to_lowercase()))
    };
    bounded && self::words(before).iter().any(named)
}

/// Whether somebody whom the sentence before names says more: `It reported that`, `They also found`.
pub fn says_on(sentence: &str) -> bool {
    pronoun_says(&words(sentence))
}

fn pronoun_says(words: &[Word<'_>]) -> bool {
    let pronoun =
        words.first().is_some_and(|first| ["it", "they", "he", "she"].iter().any(|one| first.is(one)));
    let also = |word: &&Word<'_>| !(word.is("also") || word.is("further") || word.text.ends_with("ly"));
    let verb = words.iter().skip(1).take(3).find(also);
    pronoun && verb.is_some_and(|verb| verb.flags.any(Flags::SAYS.or(Flags::FINDS)))
}

/// `In 2003 this was 9%`, `This represents 9% of them`: the measure of the sentence before at another time or in other terms.
fn measures_on(sentence: &str, words: &[Word<'_>]) -> bool {
    let this = words.iter().take(MEASURE).position(|word| word.is("this"));
    let Some(at) = this else { return false };
    let verb = words.get(at + 1).is_some_and(|verb| list::TAKEN_MEASURE.has(&verb.text.to_lowercase()));
    let opens = at == 0 || words[0].flags.any(Flags::PREP);
    let end = words.get(at + MEASURE).map_or(sentence.len(), |word| word.start);
    let start = words[at].start;
    let told = || {
        figures(sentence).iter().any(|figure| {
            let place = figure.span.start as usize;
            place > start && place < end
        })
    };
    verb && opens && told()
}

/// Whether a sentence is nothing but a citation, as law reviews set them in the text: `See March Hearing at 160 (statement
/// of …).`, `Id. at 44.`, `BUREAU OF MINES, REPORT ON SHAFTS (1911).`
pub fn is_citation(sentence: &str) -> bool {
    if sentence.len() > CITATION || !sentence.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let opens = || list::CITATION_OPENS.iter().any(|lead| sentence.starts_with(lead));
    sentence.contains("[hereinafter") || opens() && is_pinned(sentence) || is_bare(sentence)
}

/// Whether a page, a year in brackets or a section stands in it: `See Part 2 for more` has none.
fn is_pinned(sentence: &str) -> bool {
    let after = |sign: &str| {
        sentence
            .match_indices(sign)
            .any(|(at, _)| sentence[at + sign.len()..].starts_with(|c: char| c.is_ascii_digit()))
    };
    after(" at ") || after("(") || after("§ ") || after("§§ ") || after(" p. ") || after(" pp. ")
}

/// No word but names, figures and links, brackets aside, and a year in brackets at its end.
fn is_bare(sentence: &str) -> bool {
    // Nearly every sentence has such a word before its first bracket, the one that the bracket cuts left aside.
    let head = sentence.split('(').next().unwrap_or("");
    let whole = head.rsplit_once(' ').map_or("", |(whole, _)| whole);
    let small = |token: &str| {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        word.starts_with(char::is_lowercase) && !list::CITATION_LINKS.has(word)
    };
    if whole.split_ascii_whitespace().any(small) {
        return false;
    }
    let mut depth = 0usize;
    let plain: String = sentence
        .chars()
        .filter(|&c| {
            depth += usize::from(c == '(');
            let out = depth == 0;
            depth = depth.saturating_sub(usize::from(c == ')'));
            out
        })
        .collect();
    let mut tokens = 0;
    for token in plain.split_whitespace() {
        tokens += 1;
        if small(token) {
            return false;
        }
    }
    let year = |at: usize| {
        let inside = sentence.get(at..at + 6).unwrap_or("");
        inside.bytes().skip(1).take(4).all(|byte| byte.is_ascii_digit()) && inside.ends_with(')')
    };
    let pinned = || is_pinned(sentence) || sentence.match_indices('(').any(|(at, _)| year(at));
    tokens >= WORDS && pinned()
}

#[cfg(test)]
mod tests {
    use super::{is_citation, takes_up, tells_a_study, tells_on};

    #[test]
    fn a_sentence_takes_up_the_work_before_it() {
        for (before, sentence) in [
            ("Okafor read nine studies of river locks.", "The studies put the loss at 9%."),
            ("A survey of bakers came out in May.", "This survey counted 4,100 ovens."),
            ("The harbour board looked into the fire.", "It also reported that 41 boats sank."),
            ("Fines were paid in full by two thirds.", "For the first quarter of 2003 this was 55%."),
            ("The fund lent 900 crowns.", "This represents 9% of its means."),
        ] {
            assert!(takes_up(sentence, before), "{sentence}");
        }
        for (before, sentence) in [
            ("The owners met in May.", "The studies put the loss at 9%."),
            ("Okafor read nine studies.", "The study of river locks put the loss at 9%."),
            ("The board met.", "It burned 41 boats."),
            (
                "The fund lent 900 crowns.",
                "This was long ago, and of the boats that were built then 9% sank.",
            ),
        ] {
            assert!(!takes_up(sentence, before), "{sentence}");
        }
    }

    #[test]
    fn a_study_is_told_over_sentences() {
        assert!(tells_a_study("Lind et al. (2018) weighed 54 wheels of nine mills."));
        assert!(!tells_a_study("Lind et al. (2018) doubt it."));
        assert!(!tells_a_study("In 2018 they weighed 54 wheels."));
        assert!(!tells_a_study("Wheels crack (Lind, 2018), as 54 of them did."));
        assert!(tells_on("Wheels of oak lasted a fifth longer."));
        assert!(tells_on("Oak had an advantage of a fifth of a turn."));
        assert!(tells_on("It grew between 1901 and 1911."));
        assert!(!tells_on("Wheels of oak last a fifth longer."));
        assert!(!tells_on("The Board of Mills lost a fifth of them."));
    }

    #[test]
    fn a_citation_states_nothing() {
        for sentence in [
            "See March Hearing at 160 (statement of Ines Valcourt, Ferry Board).",
            "Id. at 44.",
            "MINES REPORT at 58; see also March Hearing at 160 (comment of Ines Valcourt).",
            "BUREAU OF MINES, REPORT ON SHAFTS OF THE NORTH (1911).",
            "The 1998 Shaft Survey, Bureau of Mines, Revised June 1999 [hereinafter 1998 Survey].",
            "Ferries Act of 1911 § 305, Pub. L. No. 99-603 (codified at 8 U.S.C. § 1160 (1994)).",
        ] {
            assert!(is_citation(sentence), "{sentence}");
        }
        for sentence in [
            "See Part 2 for more on this.",
            "See the harbour once and you will not forget it.",
            "The Bureau of Mines closed 41 shafts (1911).",
            "In 1911 Congress met.",
        ] {
            assert!(!is_citation(sentence), "{sentence}");
        }
    }
}
