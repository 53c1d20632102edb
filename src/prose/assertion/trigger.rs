//! Statistics and dated events.

use std::cell::{Cell, LazyCell};

use super::method::{law_made, names_a_law, parameter, reckoned, set_by_law};
use super::past::past;
use super::{Passage, Trigger, TriggerKind};
use crate::lexicon::list;
use crate::prose::figure::{Figure, FigureKind};
use crate::prose::lexicon::{self, Flags};
use crate::prose::words::{Word, word_at};
use crate::span::Span;

/// Counts of this many digits are quantities on their own.
const LARGE: usize = 4;

/// Quantities without a modal near them. Percentages, money and large counts are strong;
/// a small count needs a past verb in its clause and is weak.
pub fn statistics(passage: &Passage<'_>, figures: &[Figure], push: &mut Vec<Trigger>) {
    if reckoned(passage.text) {
        return;
    }
    // Asked of the whole sentence, once for all its figures.
    let by_law = LazyCell::new(|| set_by_law(passage.text));
    let supposed = LazyCell::new(|| passage.words.iter().any(|word| word.is("if") || word.is("unless")));
    let told = LazyCell::new(|| passage.words.iter().any(|word| word.flags.any(Flags::WAS.or(Flags::PAST))));
    let past = PastNear::of(passage);
    for figure in figures {
        let at = figure.span.start as usize;
        if passage.clauses.hedged(at) && (!asked(passage, figure) || *supposed)
            || passage.in_quotes(at)
            || note_number(figure)
            || parameter(passage.text, figure)
            || figure.kind == FigureKind::Money && *by_law
            || figure.kind == FigureKind::Count && is_limit(passage, figure) && !*told
        {
            continue;
        }
        let strong = match figure.kind {
            FigureKind::Percent | FigureKind::Money => true,
            FigureKind::Count => (large(figure) || measured(passage, figure)) && !of_time(passage, figure),
            FigureKind::Year | FigureKind::Label => continue,
        };
        let small = || counts(passage, figure) && past.at(at) && !of_time(passage, figure);
        if strong || figure.kind == FigureKind::Count && of_many(passage, figure) || small() {
            push.push(Trigger { kind: TriggerKind::Statistic, span: figure.span, strong });
        }
    }
}

/// `62 % would buy`: the share is the subject of the modal, so somebody was asked; unless the sentence supposes something.
fn asked(passage: &Passage<'_>, figure: &Figure) -> bool {
    let index = passage.word_index(figure.span.end as usize);
    let modal =
        passage.words.get(index).filter(|word| word.is("would") || word.is("can") || word.is("could"));
    figure.kind == FigureKind::Percent && modal.is_some()
}

/// `about 40 fires`, `200 births a year`: a small count that is said to be measured.
fn measured(passage: &Passage<'_>, figure: &Figure) -> bool {
    let index = passage.word_index(figure.span.start as usize);
    let near = index.checked_sub(1).is_some_and(|before| {
        let before = &passage.words[before];
        list::NEAR_NUMBER.has(before.text)
            && passage.text.get(before.end()..figure.span.start as usize) == Some(" ")
    });
    let rate = (index + 2..index + 6).any(|at| {
        passage.words.get(at).is_some_and(|word| word.flags.any(Flags::DURATION))
            && passage.words.get(at - 1).is_some_and(|word| list::RATE_WORD.has(word.text))
    });
    (near || rate) && counts(passage, figure)
}

/// `is at least four feet from the lot line`, `has a height of no more than 16 feet`: what a rule asks of a thing is no count
/// of things, unless a past tense tells what was measured.
fn is_limit(passage: &Passage<'_>, figure: &Figure) -> bool {
    let index = passage.word_index(figure.span.start as usize);
    let words = &passage.words;
    let back = |by: usize| index.checked_sub(by).map(|at| &words[at]);
    let bound = back(1).is_some_and(|word| word.is("least") || word.is("most"))
        && back(2).is_some_and(|word| word.is("at"))
        || back(1).is_some_and(|word| word.is("than"))
            && back(3).is_some_and(|word| word.is("no") || word.is("not"));
    let unit = words.iter().skip(index + 1).take(2).any(|word| list::BUILT_UNIT.has(word.text));
    bound && unit
}

/// `12 of the 47 prefectures`, `3 out of 5`.
fn of_many(passage: &Passage<'_>, figure: &Figure) -> bool {
    let rest = passage.text.get(figure.span.end as usize..).unwrap_or("");
    let rest = rest.strip_prefix(" of ").or_else(|| rest.strip_prefix(" out of ")).unwrap_or("");
    let rest = rest.strip_prefix("the ").or_else(|| rest.strip_prefix("its ")).unwrap_or(rest);
    rest.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a count is large enough to be a quantity whatever the tense.
fn large(figure: &Figure) -> bool {
    figure.value.split('.').next().is_some_and(|whole| whole.len() >= LARGE)
}

/// "in 1970.3 The": a year, a full stop and a note number run together.
fn note_number(figure: &Figure) -> bool {
    figure.value.split_once('.').is_some_and(|(whole, decimals)| {
        let year = whole.starts_with("19") || whole.starts_with("20");
        figure.kind == FigureKind::Count && whole.len() == 4 && year && !decimals.is_empty()
    })
}

/// Whether a count measures time: `10 years`, `90-day`.
fn of_time(passage: &Passage<'_>, figure: &Figure) -> bool {
    let after = word_at(passage.text, figure.span.end as usize + 1);
    lexicon::of(after).any(Flags::DURATION)
}

/// Whether a noun follows that the number may count; a bare number may be anything.
fn counts(passage: &Passage<'_>, figure: &Figure) -> bool {
    let rest = passage.text.get(figure.span.end as usize..).unwrap_or("");
    let after = rest.strip_prefix([' ', '-']).unwrap_or("");
    after.starts_with(char::is_alphabetic)
}

/// A date with its month and its year: "May 17, 2017", "17 May 2017".
fn whole_date(text: &str, start: usize, end: usize) -> Span {
    let before = text[..start].trim_end();
    let word = before.rfind(' ').map_or(0, |space| space + 1);
    let month = lexicon::of(before[word..].trim_matches(['(', '.', ','])).any(Flags::MONTH);
    let start = if month {
        word + before[word..].len() - before[word..].trim_start_matches('(').len()
    } else {
        start
    };
    let year = |end: usize, after: &str| {
        let year = text.get(end..)?.strip_prefix(after)?.get(..4)?;
        year.bytes().all(|byte| byte.is_ascii_digit()).then_some(end + after.len() + 4)
    };
    let end = if month {
        year(end, ", ").unwrap_or(end)
    } else {
        let next = text.get(end..).and_then(|rest| rest.strip_prefix(' ')).unwrap_or("");
        let named = &next[..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())];
        let month = named.starts_with(char::is_uppercase) && lexicon::of(named).any(Flags::MONTH);
        let named = end + 1 + named.len();
        if month { year(named, " ").unwrap_or(named) } else { end }
    };
    Span::new(start, end)
}

/// Years and dates that place a past event, without a modal near them.
pub fn dated_events(passage: &Passage<'_>, figures: &[Figure], push: &mut Vec<Trigger>) {
    let mut chained = None;
    // Asked of the whole sentence, once for all its dates.
    let law = LazyCell::new(|| law_made(passage.text));
    let past = PastNear::of(passage);
    for figure in figures {
        let (start, end) = (figure.span.start as usize, figure.span.end as usize);
        let follows = chained.take().is_some_and(|last| joins(passage, last, start));
        if !date(passage, figure, follows) {
            continue;
        }
        chained = Some(end);
        let told = !passage.clauses.hedged(start) && !passage.in_quotes(start) && past.at(start);
        if told && !*law && !names_a_work(passage, end) && !lasts(passage, start) {
            let span = whole_date(passage.text, start, end);
            push.push(Trigger { kind: TriggerKind::DatedEvent, span, strong: true });
        }
    }
}

/// `the May 2001 exposure draft`, `its March 2020 report`: the date tells one work from another, right before its noun.
fn names_a_work(passage: &Passage<'_>, end: usize) -> bool {
    let index = passage.word_index(end);
    let joined = |at: usize| {
        at > 0
            && passage
                .words
                .get(at)
                .is_some_and(|word| passage.between(&passage.words[at - 1], word) == " " && !word.digit())
    };
    (index..index + WORK).take_while(|&at| joined(at)).any(|at| {
        let word = &passage.words[at];
        list::TAKEN_WORK.has(&word.text.to_lowercase()) || list::DATED_WORK.has(&word.text.to_lowercase())
    })
}

/// A work is named so few words behind its date.
const WORK: usize = 3;

/// `Since 2016, both have invested`: a state that lasts, dated by its beginning, is no event.
fn lasts(passage: &Passage<'_>, start: usize) -> bool {
    let since = passage.words.first().is_some_and(|word| word.is("since"))
        && passage.words.get(1).is_some_and(|word| word.start == start);
    since && passage.words.iter().any(|word| word.is("has") || word.is("have"))
}

/// Whether only a joint stands between two dates: `2012 and 2013`, `2010–2014`.
fn joins(passage: &Passage<'_>, last: usize, start: usize) -> bool {
    let between = passage.text.get(last..start).unwrap_or("");
    matches!(between, "-" | "–" | " and " | " to " | ", " | ", and " | " or " | " through ")
}

/// Whether a figure dates something: a year after a preposition, a day and its month.
fn date(passage: &Passage<'_>, figure: &Figure, follows: bool) -> bool {
    let index = passage.word_index(figure.span.start as usize);
    let before = |back: usize| index.checked_sub(back).and_then(|index| passage.words.get(index));
    match figure.kind {
        FigureKind::Year => {
            let dated = follows || glued(passage, figure) || placed(before(1), before(2), before(3));
            dated && !names_a_law(passage.text, figure.span.start as usize)
        }
        FigureKind::Label => day(passage, index),
        _ => false,
    }
}

/// `mid-2014`.
fn glued(passage: &Passage<'_>, figure: &Figure) -> bool {
    let head = passage.text.get(..figure.span.start as usize).unwrap_or("");
    head.ends_with("mid-") || head.ends_with("Mid-")
}

/// Whether the words before a year make it an adverbial of time: `in`, `in May`, `since early`.
fn placed(one: Option<&Word<'_>>, two: Option<&Word<'_>>, three: Option<&Word<'_>>) -> bool {
    let Some(one) = one else { return false };
    let dates = |word: Option<&Word<'_>>| word.is_some_and(|word| word.flags.any(Flags::DATE_PREP));
    let month = |word: &Word<'_>| word.flags.any(Flags::MONTH) && word.capital();
    if month(one) || one.flags.any(Flags::SEASON) {
        return true;
    }
    if one.is("by") || one.is("through") {
        return one.is("through");
    }
    if one.flags.any(Flags::DATE_PREP) {
        return true;
    }
    if one.is("as") {
        return two.is_some_and(|two| two.is("early") || two.is("late") || two.is("recently"));
    }
    if one.is("of") {
        return two.is_some_and(|two| {
            month(two) || two.flags.any(Flags::SEASON) || two.is("end") || two.is("half") || two.is("as")
        });
    }
    if one.is("and") || one.is("or") || one.is("the") {
        return one.is("and") && dates(three);
    }
    // A day of the month stands before the year: `May 17, 2017`.
    one.digit() && two.is_some_and(month) || three.is_some_and(month) && one.digit()
}

/// A day beside its month, with a preposition before them: `on May 17`, `on 17 May`.
fn day(passage: &Passage<'_>, index: usize) -> bool {
    let Some(word) = passage.words.get(index) else { return false };
    let number = word.text.len() <= 2 && word.digit();
    let month =
        |word: Option<&Word<'_>>| word.is_some_and(|word| word.flags.any(Flags::MONTH) && word.capital());
    let before = index.checked_sub(1).and_then(|at| passage.words.get(at));
    number && (month(before) || month(passage.words.get(index + 1)))
}

/// Whether a past verb stands in the clause of `at`, outside quotations.
struct PastNear<'p, 'a> {
    passage: &'p Passage<'a>,
    /// The clause that was looked at last, and whether it tells of the past: figures of one clause follow each other.
    last: Cell<Option<((usize, usize), bool)>>,
}

impl<'p, 'a> PastNear<'p, 'a> {
    fn of(passage: &'p Passage<'a>) -> Self {
        Self { passage, last: Cell::new(None) }
    }

    fn at(&self, at: usize) -> bool {
        let passage = self.passage;
        let (start, end) = passage.clauses.bounds(at);
        if let Some((known, past)) = self.last.get()
            && known == (start, end)
        {
            return past;
        }
        let from = passage.word_index(start);
        let to = passage.words.partition_point(|word| word.start < end);
        let past = (from..to)
            .any(|index| past(&passage.words, index) && !passage.in_quotes(passage.words[index].start));
        self.last.set(Some(((start, end), past)));
        past
    }
}
