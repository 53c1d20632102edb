//! Soft signs: cause, rank, law, what a named report holds, numbers and dates in words.
//! On hand-labelled policy prose each alone was wrong too often to carry a warning, so
//! none does; two together, or one beside a hard sign, are worth advice.

use super::amount::amount;
use super::law::law;
use super::past::past;
use super::{Passage, Trigger, TriggerKind};
use crate::lexicon::list;
use crate::prose::lexicon::Flags;
use crate::prose::words::Word;
use crate::span::Span;

/// How far from its subject the verb of a law or a report stands, in words.
const VERB_REACH: usize = 7;

const COUNTS: Flags =
    Flags::CUE.or(Flags::SUPERLATIVE).or(Flags::FRACTION).or(Flags::ORDINAL).or(Flags::NUMBER_WORD);
const LAWS: Flags = Flags::CUE.or(Flags::LAW).or(Flags::ROLE).or(Flags::BE).or(Flags::ENACTS);
const TIMES: Flags = Flags::DURATION.or(Flags::SEASON).or(Flags::MONTH);

/// Every soft sign of a sentence. What a word can do says which signs may begin with it.
pub fn signs(passage: &Passage<'_>, push: &mut Vec<Trigger>) {
    // The last word of the last quantity in words.
    let mut counted = None;
    for (index, word) in passage.words.iter().enumerate() {
        let decade = word.digit() && word.text.ends_with("0s");
        let fold = word.text.len() > 6 && word.text.ends_with("fold");
        let may = COUNTS.or(LAWS).or(TIMES).or(Flags::PAPER);
        let opens = word.is("one") || word.is("a") || word.is("double");
        if !(word.flags.any(may) || decade || fold || opens) || passage.in_quotes(word.start) {
            continue;
        }
        let amount = match counted {
            Some(last) if last >= index => None,
            _ => amount(passage, index),
        };
        if let Some((from, to)) = amount {
            counted = Some(to);
            let span = Span::new(passage.words[from].start, passage.words[to].end());
            push.push(Trigger { kind: TriggerKind::Statistic, span, strong: true });
        }
        let mut sign = |kind, found: Option<(usize, usize)>| {
            if let Some((from, to)) = found {
                let span = Span::new(passage.words[from].start, passage.words[to].end());
                push.push(Trigger { kind, span, strong: false });
            }
        };
        if word.flags.any(COUNTS) || fold {
            sign(TriggerKind::Cause, cause(passage, index).map(|to| (index, to)));
            sign(TriggerKind::FirstOnly, rank(passage, index));
            if counted.is_none_or(|last| last < index) {
                sign(TriggerKind::Statistic, share(passage, index));
            }
        }
        if word.flags.any(LAWS) {
            sign(TriggerKind::Legal, law(passage, index));
        }
        if word.flags.any(Flags::PAPER) {
            sign(TriggerKind::NamedReport, report(passage, index));
        }
        if word.flags.any(TIMES) || decade {
            sign(TriggerKind::DatedEvent, time(passage, index));
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
    const WITH_FROM: &[&str] = &["resulted", "results", "stems", "stemmed", "resulting", "stemming", "arose"];
    let word = &passage.words[index];
    let next = |any: &[&str]| is(passage, index, 1, any);
    let one = |any: &[&str]| any.iter().any(|one| word.is(one));
    if !matches!(word.text.len(), 3..=12) {
        None
    } else if one(&list::CAUSE) {
        // `therefore … because we recommend`: own voice is silenced before.
        (!is(passage, index, -1, &["simply", "just"])).then_some(index)
    } else {
        let phrase = one(&list::CAUSE_TO) && next(&["to"])
            || one(WITH_FROM) && next(&["from", "in"])
            || word.is("due") && next(&["in"]) && is(passage, index, 3, &["to"])
            || word.is("grew") && next(&["out"]) && is(passage, index, 2, &["of"])
            || word.is("reason") && is(passage, index, -1, &["the"]) && index == 1
            || word.is("driven") && next(&["by"])
            || word.is("result") && next(&["of"]) && is(passage, index, -1, &["a", "the"]);
        phrase.then_some((index + 1).min(passage.words.len() - 1))
    }
}

/// `the first`, `first raised`, `the only`, `the largest`, `never`: from and to which word.
fn rank(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
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
        let plain = next.is_some_and(|next| !list::NO_RANK.iter().any(|no| next.is(no)));
        let owned = led && !is(passage, index, -1, &["the"]);
        // "Was the first", "the first to": "the first shell fell" only counts on.
        let ranks = at(passage, index, -2).is_some_and(|it| it.flags.any(Flags::WAS.or(Flags::BE)))
            || is(passage, index, -2, &["became", "become", "as"])
            || (1..=4).any(|by| is(passage, index, by, &["to", "ever"]));
        let ranked = plain && (owned || led && ranks);
        return (verb || ranked).then_some((if led { index - 1 } else { index }, index));
    }
    if word.is("only") {
        return led.then(|| (index - 1, index));
    }
    if word.is("most") {
        let ever = (2..=4).any(|by| is(passage, index, by, &["ever"]));
        return (led && ever).then(|| (index - 1, index));
    }
    if word.flags.any(Flags::SUPERLATIVE) {
        let ordered = lead.is_some_and(|lead| lead.flags.any(Flags::ORDINAL));
        let among =
            ordered || is(passage, index, -2, &["among", "of"]) || is(passage, index, 1, &["possible"]);
        return (led && !among).then(|| (index - 1, index));
    }
    let told = word.is("never")
        && (lead.is_some_and(|lead| lead.flags.any(Flags::HAVE.or(Flags::WAS)))
            || index + 1 < passage.words.len() && past(&passage.words, index + 1));
    told.then_some((index, index))
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
    let of_name = is(passage, index, 1, &["of"])
        && (2..=3).any(|by| at(passage, index, by).is_some_and(|it| it.capital()));
    if !named && !owned && !of_name {
        return None;
    }
    let held_in = (1..=2).any(|by| from >= by && words[from - by].is("in"));
    if held_in && (named || owned) && !word.is("plan") && !word.is("agreement") && !word.is("index") {
        return Some((from, index));
    }
    let end = words.len().min(index + VERB_REACH + 3);
    let tells = Flags::TELLS.or(Flags::SAYS).or(Flags::FINDS);
    let verb = (index + 1..end).find(|&at| {
        words[at].flags.any(tells)
            && !words[at].capital()
            && !words[at - 1].flags.any(Flags::DET.or(Flags::PREP).or(Flags::BE).or(Flags::WAS))
    })?;
    let stopped =
        words[index..verb].windows(2).any(|pair| passage.between(&pair[0], &pair[1]).contains([',', ';']));
    (!stopped).then_some((from, verb))
}

/// A share or a count in words: `two-thirds of`, `one in five`, `doubled`, `twelve soldiers`.
fn share(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let word = &passage.words[index];
    if passage.clauses.hedged(word.start) {
        return None;
    }
    let number = |by: isize| at(passage, index, by).is_some_and(|it| it.flags.any(Flags::NUMBER_WORD));
    if word.flags.any(Flags::ORDINAL)
        && at(passage, index, 1).is_some_and(|it| it.flags.any(Flags::SUPERLATIVE))
    {
        return Some((index, index + 1));
    }
    if word.flags.any(Flags::FRACTION) {
        return fraction(passage, index);
    }
    if word.is("in")
        && (number(-1) || is(passage, index, -1, &["one"]))
        && (number(1) || is(passage, index, 1, &["ten"]))
        || word.is("of") && is(passage, index, -1, &["out"]) && number(1)
    {
        let from = if word.is("of") { index.checked_sub(2)? } else { index - 1 };
        return Some((from, index + 1));
    }
    let times = ["doubled", "tripled", "trebled", "quadrupled", "halved"].iter().any(|verb| word.is(verb))
        || word.text.len() > 6 && word.text.ends_with("fold") && !word.capital()
        || word.is("twice") && is(passage, index, 1, &["the", "as"])
        || word.is("times") && number(-1) && is(passage, index, 1, &["the", "as", "more", "higher"]);
    if times {
        return (!at(passage, index, -1).is_some_and(|it| it.flags.any(Flags::DET)))
            .then_some((index, index));
    }
    let large = word.text.ends_with("teen") || word.text.ends_with("ty") || word.text.ends_with("red");
    let counted = word.flags.any(Flags::NUMBER_WORD) && !word.is("thousand") && {
        let noun = (1..=2).find_map(|by| at(passage, index, by).filter(|word| word.flags.any(Flags::PEOPLE)));
        // `Thirty-one states`: the ones belong to the number.
        let by = if number(1) || is(passage, index, 1, &["one"]) { 2 } else { 1 };
        let next = at(passage, index, by)
            .filter(|next| !next.capital() && !passage.between(word, next).contains([',', ';']));
        noun.is_some_and(|noun| !noun.flags.any(Flags::DURATION))
            || large && next.is_some_and(|next| !next.flags.any(Flags::DURATION.or(Flags::FUNCTION)))
    };
    counted.then_some((index, index))
}

/// `a third of`, `nine-tenths`, `half a billion`, `fell by a fifth`.
fn fraction(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let word = &passage.words[index];
    if at(passage, index, 1).is_some_and(|it| it.flags.any(Flags::SUPERLATIVE)) {
        return None;
    }
    let of = is(passage, index, 1, &["of", "the", "all"])
        || is(passage, index, 1, &["a"])
            && at(passage, index, 2).is_some_and(|it| it.flags.any(Flags::SCALE))
        || is(passage, index, -2, &["by"]) && is(passage, index, -1, &["a", "one"])
        || word.text.ends_with('s')
            && at(passage, index, -1).is_some_and(|it| it.flags.any(Flags::NUMBER_WORD));
    let part = is(passage, index, -1, &list::BEFORE_PART);
    let time = (2..=4).any(|by| {
        at(passage, index, by)
            .is_some_and(|it| it.flags.any(Flags::DURATION) || it.flags.any(Flags::MONTH) || it.digit())
    });
    let numbered = at(passage, index, -1)
        .is_some_and(|it| it.flags.any(Flags::NUMBER_WORD) || it.is("a") || it.is("one"));
    let from = if numbered { index - 1 } else { index };
    (of && !part && !time).then_some((from, index))
}

/// A time told by words: `last year`, `two years later`, `a decade ago`, with a past verb.
fn time(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let word = &passage.words[index];
    let decade = word.text.len() == 5 && word.digit() && word.text.ends_with("0s");
    if !decade && !word.flags.any(Flags::DURATION.or(Flags::SEASON).or(Flags::MONTH)) || word.is("early") {
        return None;
    }
    let from = if is(passage, index, -1, &["last", "previous"]) {
        let span = is(passage, index, -2, &["the", "over", "this"]) && !is(passage, index, -1, &["previous"]);
        (!span).then(|| index - 1)?
    } else if is(passage, index, 1, &["later", "earlier", "ago"])
        || decade && (1..=3).any(|by| is(passage, index, -by, &["in", "since", "during", "by", "until"]))
    {
        index
    } else if word.flags.any(Flags::MONTH)
        && word.capital()
        && is(passage, index, -1, &["in", "that", "since"])
        && !at(passage, index, 1).is_some_and(Word::digit)
    {
        index - 1
    } else {
        return None;
    };
    let to = if from == index && !decade { index + 1 } else { index };
    let (start, end) = passage.clauses.bounds(word.start);
    let told = !passage.clauses.hedged(word.start)
        && (0..passage.words.len()).any(|at| {
            let verb = passage.words[at].start;
            verb >= start && verb < end && past(&passage.words, at)
        });
    told.then_some((from, to))
}
