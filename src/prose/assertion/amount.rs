//! Quantities in words: `one in six`, `nine of the twenty`, `eighty percent`, `a third of`, `eleven million`, `dozens of`,
//! `three times as`, `have doubled`.
//! They count as figures do. A small number in words is none of them: `soft` holds those.

use super::Passage;
use super::past::past;
use crate::lexicon::list;
use crate::prose::lexicon::Flags;
use crate::prose::words::Word;

/// How many words may stand between a part and the whole: `one older person in five`.
const APART: usize = 3;

/// The first and the last word of a quantity that opens at the word at `index`.
pub fn amount(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let last = percent(passage, index)
        .or_else(|| part_of_whole(passage, index))
        .or_else(|| fraction(passage, index))
        .or_else(|| large(passage, index))
        .or_else(|| multiple(passage, index))
        .or_else(|| grown(passage, index))?;
    let told = !passage.clauses.hedged(passage.words[index].start) || able(passage, last);
    told.then_some((index, last))
}

/// How many words stand between a quantity and the modal whose subject it is: `four in ten rural children can`.
const SUBJECT: usize = 3;

/// `Four in ten children can swim`, `half would move`: what a part of many is able or willing to do was counted.
fn able(passage: &Passage<'_>, last: usize) -> bool {
    let words = &passage.words;
    let supposed = words.iter().any(|word| word.is("if") || word.is("unless"));
    let mut near = (last + 1..words.len().min(last + 2 + SUBJECT)).take_while(|&at| {
        !words[at].flags.any(Flags::PREP) && passage.between(&words[at - 1], &words[at]) == " "
    });
    !supposed && near.any(|at| is(passage, at, &["can", "cannot", "could", "would"]))
}

/// `eighty percent`, `twenty-five per cent`: the last word.
fn percent(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let words = &passage.words;
    let counts =
        |at: usize| words.get(at).is_some_and(|word| word.flags.any(Flags::NUMBER_WORD) || word.is("one"));
    if !counts(index) || index > 0 && counts(index - 1) {
        return None;
    }
    let next = (index + 1..).find(|&at| !counts(at))?;
    if is(passage, next, &["percent", "percentage"]) {
        return Some(next);
    }
    (is(passage, next, &["per"]) && is(passage, next + 1, &["cent"])).then_some(next + 1)
}

/// `attempts have more than doubled`: told of a number, not done to one (`it doubled the fee`) and no other word
/// (`doubled down`).
fn grown(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let words = &passage.words;
    if !is(passage, index, &["doubled", "tripled", "trebled", "quadrupled", "halved"]) {
        return None;
    }
    let before = index.checked_sub(1).map(|at| &words[at])?;
    let by_degree = before.flags.any(Flags::CONNECTIVE) || before.is("than") || before.text.ends_with("ly");
    let finite = past(words, index)
        || by_degree
        || before.flags.any(Flags::HAVE)
        || list::NEAR_NUMBER.has(before.text);
    let done_to = words.get(index + 1).is_some_and(|next| {
        let other = ["down", "back", "up", "over", "as"].iter().any(|one| next.is(one));
        (other || next.flags.any(Flags::DET) || next.capital()) && passage.between(&words[index], next) == " "
    });
    (finite && !done_to).then_some(index)
}

/// Whether a quantity in words is the subject of a verb that no list need know: *Nine of the twenty clubs **wear** a
/// badge*. A plural that a quantity counts is followed by a verb, unless a preposition leads on from it.
pub fn acts(passage: &Passage<'_>) -> bool {
    let words = &passage.words;
    let opens = (0..words.len().min(SUBJECT))
        .find_map(|at| part_of_whole(passage, at).or_else(|| percent(passage, at)));
    let Some(last) = opens else { return false };
    let joined = |at: &usize| {
        let word = &words[*at];
        passage.between(&words[at - 1], word) == " "
            && !word.capital()
            && (word.is("of") || !word.flags.any(Flags::PREP))
    };
    (last + 1..words.len()).take_while(joined).skip(1).any(|at| {
        let (noun, verb) = (&words[at - 1], &words[at]);
        let plural = noun.text.ends_with('s') && !noun.text.ends_with("ss") || noun.flags.any(Flags::PEOPLE);
        let plain = !verb.flags.any(Flags::FUNCTION.or(Flags::DET).or(Flags::CONNECTIVE)) && !number(verb);
        plural && plain && !verb.text.ends_with("ing") && !verb.text.ends_with("ed")
    })
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
    // "Sent by a third-party": a word of its own.
    if words.get(at + 1).is_some_and(|next| passage.between(word, next) == "-") {
        return None;
    }
    let by = before.is_some_and(|before| before.is("by") || before.is("than"));
    let of = is(passage, at + 1, &["of"]);
    let compared = counted && words.get(at + 1).is_some_and(|next| list::COMPARATIVE.has(next.text));
    let dated = |by: usize| {
        words.get(at + by).is_some_and(|next| {
            next.digit() || next.flags.any(Flags::DURATION.or(Flags::MONTH)) || next.is("century")
        })
    };
    ((of || compared || by && counted) && !(1..=3).any(dated)).then_some(at)
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

/// `is about double the length`: not `to double the guard`.
fn measures(passage: &Passage<'_>, index: usize) -> bool {
    index.checked_sub(1).map(|at| &passage.words[at]).is_some_and(|before| {
        before.flags.any(Flags::BE.or(Flags::WAS)) || list::NEAR_NUMBER.has(before.text)
    })
}

/// `three times as much`, `twice that`, `double what`: the last word.
fn multiple(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let words = &passage.words;
    let word = &words[index];
    if word.is("twice") || word.is("double") {
        let noun = is(passage, index + 1, &["the"]) && (word.is("twice") || measures(passage, index));
        return (noun || is(passage, index + 1, &["as", "that", "what"])).then_some(index);
    }
    let times =
        is(passage, index + 1, &["times"]) && is(passage, index + 2, &["as", "more", "what", "higher"]);
    (number(word) && times).then_some(index + 1)
}
