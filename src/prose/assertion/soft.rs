//! Soft signs: cause, rank, law, what a named report holds, numbers and dates in words.
//! On hand-labelled policy prose each alone was wrong too often to carry a warning, so
//! none does; two together, or one beside a hard sign, are worth advice.

use super::past::past;
use super::{Passage, Trigger, TriggerKind};
use crate::prose::lexicon::Flags;
use crate::prose::words::Word;
use crate::span::Span;

/// How far from its subject the verb of a law or a report stands, in words.
const VERB_REACH: usize = 7;

/// Every soft sign of a sentence.
pub fn signs(passage: &Passage<'_>, push: &mut Vec<Trigger>) {
    for index in 0..passage.words.len() {
        if passage.in_quotes(passage.words[index].start) {
            continue;
        }
        let mut sign = |kind, from: usize, to: usize| {
            let span = Span::new(passage.words[from].start, passage.words[to].end());
            push.push(Trigger { kind, span, strong: false });
        };
        if let Some(to) = cause(passage, index) {
            sign(TriggerKind::Cause, index, to);
        }
        if let Some((from, to)) = rank(passage, index) {
            sign(TriggerKind::FirstOnly, from, to);
        }
        if let Some(to) = law(passage, index) {
            sign(TriggerKind::Legal, index, to);
        }
        if let Some((from, to)) = report(passage, index) {
            sign(TriggerKind::NamedReport, from, to);
        }
        if let Some((from, to)) = share(passage, index) {
            sign(TriggerKind::Statistic, from, to);
        }
        if let Some((from, to)) = time(passage, index) {
            sign(TriggerKind::DatedEvent, from, to);
        }
    }
}

/// The word `by` places on from `index`.
fn at<'p, 'a>(passage: &'p Passage<'a>, index: usize, by: isize) -> Option<&'p Word<'a>> {
    index.checked_add_signed(by).and_then(|index| passage.words.get(index))
}

/// Whether the word there is one of these.
fn is(passage: &Passage<'_>, index: usize, by: isize, any: &[&str]) -> bool {
    at(passage, index, by).is_some_and(|word| any.iter().any(|one| word.is(one)))
}

/// `because`, `due to`, `led to`, `as a result of`: the last word of it.
fn cause(passage: &Passage<'_>, index: usize) -> Option<usize> {
    const WITH_TO: &[&str] =
        &["due", "owing", "thanks", "attributable", "led", "leads", "contributed", "contributes"];
    const WITH_FROM: &[&str] = &["resulted", "results", "stems", "stemmed", "resulting", "stemming", "arose"];
    const PLAIN: &[&str] =
        &["because", "caused", "causes", "triggered", "prompted", "provoked", "sparked", "fuelled", "fueled"];
    let word = &passage.words[index];
    let next = |any: &[&str]| is(passage, index, 1, any);
    let one = |any: &[&str]| any.iter().any(|one| word.is(one));
    if !matches!(word.text.len(), 3..=12) {
        None
    } else if one(PLAIN) {
        // `therefore … because we recommend`: own voice is silenced before.
        (!is(passage, index, -1, &["simply", "just"])).then_some(index)
    } else if one(WITH_TO) && next(&["to"]) || one(WITH_FROM) && next(&["from", "in"]) {
        Some(index + 1)
    } else if word.is("driven") && next(&["by"]) {
        Some(index + 1)
    } else if word.is("result") && next(&["of"]) && is(passage, index, -1, &["a", "the"]) {
        Some(index + 1)
    } else {
        None
    }
}

/// `the first`, `first raised`, `the only`, `the largest`, `never`: from and to which word.
fn rank(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    const NO_RANK: &[&str] = &[
        "place",
        "half",
        "step",
        "section",
        "part",
        "instance",
        "glance",
        "point",
        "and",
        "or",
        "of",
        "to",
        "two",
        "three",
        "chapter",
        "question",
        "case",
        "time",
        "sight",
        "line",
        "principle",
    ];
    let word = &passage.words[index];
    let next = at(passage, index, 1);
    let apart = next.is_none_or(|next| passage.between(word, next) != " ");
    if word.text.len() < 4 || apart && !word.is("never") || word.capital() && index > 0 {
        return None;
    }
    let lead = at(passage, index, -1);
    let led = lead.is_some_and(|lead| lead.is("the") || lead.is("s") || lead.is("its") || lead.is("their"));
    if word.is("first") {
        let timed = is(passage, index, -2, &["for"]) && is(passage, index, 1, &["time"]) && led;
        if timed {
            return Some((index - 2, index + 1));
        }
        let verb = index > 0 && past(&passage.words, index + 1) && !next.is_some_and(|next| next.capital());
        let ranked = led && next.is_some_and(|next| !NO_RANK.iter().any(|no| next.is(no)));
        return (verb || ranked).then_some((if led { index - 1 } else { index }, index));
    }
    if word.is("only") {
        return led.then(|| (index - 1, index));
    }
    if word.flags.any(Flags::SUPERLATIVE) {
        let among = is(passage, index, -2, &["among", "of"]) || is(passage, index, 1, &["possible"]);
        return (led && !among).then(|| (index - 1, index));
    }
    let told = word.is("never")
        && (lead.is_some_and(|lead| lead.flags.any(Flags::HAVE.or(Flags::WAS)))
            || index + 1 < passage.words.len() && past(&passage.words, index + 1));
    told.then_some((index, index))
}

/// What a law does: `the constitution prohibits`. The last word of it.
fn law(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let words = &passage.words;
    let word = &words[index];
    if !word.flags.any(Flags::LAW) || !word.capital() && !determined(passage, index) {
        return None;
    }
    if word.is("rule") || word.is("section") || word.is("title") || word.is("article") {
        // These are law only with a name or a number.
        if !word.capital() {
            return None;
        }
    }
    let end = words.len().min(index + VERB_REACH);
    (index + 1..end).find(|&at| {
        let verb = &words[at];
        let before = &words[at - 1];
        let noun = before.flags.any(Flags::DET.or(Flags::PREP)) || verb.capital();
        verb.flags.any(Flags::LAW_VERB) && !noun && !passage.clauses.hedged(verb.start)
    })
}

/// Whether an article or a possessive stands up to three words before.
fn determined(passage: &Passage<'_>, index: usize) -> bool {
    (1..=3).any(|by| {
        at(passage, index, -by).is_some_and(|word| word.is("the") || word.is("its") || word.is("s"))
    })
}

/// What a named report holds: `the 2013 strategy calls`, `its Annual Report lists`.
fn report(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let words = &passage.words;
    let word = &words[index];
    if !word.flags.any(Flags::PAPER) || passage.clauses.hedged(word.start) {
        return None;
    }
    let mut from = index;
    while from > 0 && index - from < 6 {
        let before = &words[from - 1];
        let part = before.capital() || before.digit() || from < index && before.is("of");
        if !part || passage.between(before, &words[from]).contains([',', ';', '.']) {
            break;
        }
        from -= 1;
    }
    let named = word.capital() && (from < index || index > 0) || from < index && words[from].digit();
    let owned = from > 0 && words[from - 1].is("s");
    if !named && !owned {
        return None;
    }
    let end = words.len().min(index + VERB_REACH);
    let verb = (index + 1..end).find(|&at| {
        words[at].flags.any(Flags::TELLS)
            && !words[at].capital()
            && !words[at - 1].flags.any(Flags::DET.or(Flags::PREP).or(Flags::BE).or(Flags::WAS))
    })?;
    Some((from, verb))
}

/// A share or a count in words: `two-thirds of`, `one in five`, `doubled`, `twelve soldiers`.
fn share(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let word = &passage.words[index];
    if passage.clauses.hedged(word.start) {
        return None;
    }
    if word.flags.any(Flags::FRACTION) {
        let of = is(passage, index, 1, &["of"])
            || is(passage, index, 1, &["the"])
            || is(passage, index, 1, &["all"]);
        let part = is(passage, index, -1, &["second", "first", "other", "latter", "better", "next", "last"]);
        let century = (2..=4).any(|by| {
            at(passage, index, by).is_some_and(|word| {
                word.flags.any(Flags::DURATION) || word.flags.any(Flags::MONTH) || word.digit()
            })
        });
        let from = if at(passage, index, -1).is_some_and(|word| word.flags.any(Flags::NUMBER_WORD)) {
            index - 1
        } else {
            index
        };
        return (of && !part && !century).then_some((from, index));
    }
    if word.is("in") && is(passage, index, -1, &["one"]) {
        return at(passage, index, 1)?.flags.any(Flags::NUMBER_WORD).then(|| (index - 1, index + 1));
    }
    if ["doubled", "tripled", "trebled", "quadrupled", "halved"].iter().any(|verb| word.is(verb)) {
        return past(&passage.words, index).then_some((index, index));
    }
    let counted = word.flags.any(Flags::NUMBER_WORD) && !word.is("thousand") && {
        let noun = (1..=2).find_map(|by| at(passage, index, by).filter(|word| word.flags.any(Flags::PEOPLE)));
        noun.is_some_and(|noun| !noun.flags.any(Flags::DURATION))
    };
    counted.then_some((index, index))
}

/// A time told by words: `last year`, `two years later`, `a decade ago`, with a past verb.
fn time(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let word = &passage.words[index];
    if !word.flags.any(Flags::DURATION.or(Flags::SEASON).or(Flags::MONTH)) || word.is("early") {
        return None;
    }
    let from = if is(passage, index, -1, &["last", "previous"]) {
        let span = is(passage, index, -2, &["the", "over", "this"]) && !is(passage, index, -1, &["previous"]);
        (!span).then(|| index - 1)?
    } else if is(passage, index, 1, &["later", "earlier", "ago"]) {
        index
    } else {
        return None;
    };
    let to = if from == index { index + 1 } else { index };
    let (start, end) = passage.clauses.bounds(word.start);
    let told = !passage.clauses.hedged(word.start)
        && (0..passage.words.len()).any(|at| {
            let verb = passage.words[at].start;
            verb >= start && verb < end && past(&passage.words, at)
        });
    told.then_some((from, to))
}
