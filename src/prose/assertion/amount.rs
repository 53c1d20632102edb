//! Quantities in words: `one in six`, `nine of the twenty`, `a third of`, `eleven million`, `dozens of`, `three times as`.
//! They count as figures do. A small number in words is none of them: `soft` holds those.

use super::Passage;
use crate::lexicon::list;
use crate::prose::lexicon::Flags;
use crate::prose::words::Word;

/// How many words may stand between a part and the whole: `one older person in five`.
const APART: usize = 3;

/// The first and the last word of a quantity that opens at the word at `index`.
pub fn amount(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let word = &passage.words[index];
    if passage.clauses.hedged(word.start) {
        return None;
    }
    part_of_whole(passage, index)
        .or_else(|| fraction(passage, index))
        .or_else(|| large(passage, index))
        .or_else(|| multiple(passage, index))
        .map(|last| (index, last))
}

fn number(word: &Word<'_>) -> bool {
    word.flags.any(Flags::NUMBER_WORD) || word.is("one")
}

fn is(passage: &Passage<'_>, index: usize, any: &[&str]) -> bool {
    passage.words.get(index).is_some_and(|word| any.iter().any(|one| word.is(one)))
}

/// `four in ten`, `one girl in ten`, `nine cases out of ten`, `nine of the twenty`: the last word.
fn part_of_whole(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let words = &passage.words;
    if !number(&words[index]) || index > 0 && words[index - 1].flags.any(Flags::NUMBER_WORD) {
        return None;
    }
    for at in index + 1..=index + 1 + APART {
        let word = words.get(at)?;
        let apart = passage.between(&words[at - 1], word) != " ";
        if apart || word.capital() || at > index + 1 && number(word) {
            return None;
        }
        let whole = if word.is("in") {
            at + 1
        } else if word.is("out") && is(passage, at + 1, &["of"]) {
            at + 2
        } else if word.is("of")
            && at == index + 1
            // "One of the four bridges" points at one of a set; it counts nothing.
            && (!words[index].is("one") || is(passage, at + 1, &["every"]))
        {
            at + 1 + usize::from(is(passage, at + 1, &["the", "its", "all", "every"]))
        } else {
            continue;
        };
        let told = words.get(whole).filter(|whole| number(whole) && !whole.is(words[index].text))?;
        let time = words
            .get(whole + 1)
            .is_some_and(|next| next.flags.any(Flags::DURATION) && passage.between(told, next) == " ");
        return (!time && !told.is("one")).then_some(whole);
    }
    None
}

/// `a third of`, `nine tenths of`, `more than half of`, `by a quarter`: the last word.
fn fraction(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let words = &passage.words;
    let counted = number(&words[index]) || is(passage, index, &["a"]);
    let at = if counted { index + 1 } else { index };
    let word = words.get(at).filter(|word| word.flags.any(Flags::FRACTION))?;
    let half = word.is("half");
    if !counted && !half || counted && half {
        return None;
    }
    let before = index.checked_sub(1).map(|before| &words[before]);
    if before.is_some_and(|before| list::NO_FRACTION.has(before.text)) {
        return None;
    }
    let by = before.is_some_and(|before| before.is("by") || before.is("than"));
    let of = is(passage, at + 1, &["of"]);
    let dated = |by: usize| {
        words.get(at + by).is_some_and(|next| {
            next.digit() || next.flags.any(Flags::DURATION.or(Flags::MONTH)) || next.is("century")
        })
    };
    ((of || by && counted) && !(1..=3).any(dated)).then_some(at)
}

/// `eleven million`, `more than a million`, `two hundred`, `dozens of`: the last word.
fn large(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let words = &passage.words;
    let word = &words[index];
    if list::LARGE_COUNT.has(word.text) {
        return (is(passage, index + 1, &["of"]) && !is(passage, index + 2, &["years", "miles"]))
            .then_some(index);
    }
    let scale = words.get(index + 1).filter(|next| list::LARGE_SCALE.has(next.text))?;
    if passage.between(word, scale) != " " && passage.between(word, scale) != "-" {
        return None;
    }
    let vague = (word.is("a") || word.is("half"))
        && index
            .checked_sub(1)
            .is_some_and(|at| list::NEAR_NUMBER.has(words[at].text) || words[at].is("half"));
    let half = is(passage, index, &["a"]) && index > 0 && words[index - 1].is("half");
    let time = words.get(index + 2).is_some_and(|next| next.flags.any(Flags::DURATION));
    ((word.flags.any(Flags::NUMBER_WORD) || vague || half) && !time).then_some(index + 1)
}

/// `three times as much`, `twice that`, `double what`: the last word.
fn multiple(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let words = &passage.words;
    let word = &words[index];
    if word.is("twice") || word.is("double") {
        return is(passage, index + 1, &["as", "that", "what"]).then_some(index);
    }
    let times =
        is(passage, index + 1, &["times"]) && is(passage, index + 2, &["as", "more", "what", "higher"]);
    (number(word) && times).then_some(index + 1)
}
