//! Figures that a draft gives more than once: the source of one place is the source of all, and what nobody gives a
//! source for is told once.

use std::cell::Cell;
use std::collections::HashMap;

use super::Case;
use super::cover::Cover;
use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::lexicon::list;
use crate::prose::facts::Facts;
use crate::prose::{self, Assertion, Flags, Trigger, TriggerKind, Word};
use crate::span::Span;

/// At most so many places of one figure are looked at.
const PLACES: usize = 40;

/// A figure as it is written, and how many plain words two sentences must share for it to be the same one.
struct Telling<'a> {
    written: &'a str,
    /// Its digits alone, with their commas and points; empty for a share in words.
    number: &'a str,
    shared: usize,
    /// Whether it is a sum of money so exact that it is the same one whoever else is named beside it.
    exact: bool,
}

impl<'a> Telling<'a> {
    /// The figure of a trigger, if it does not stand in two places by chance.
    fn of(words: &'a str, trigger: &Trigger) -> Option<Self> {
        let said = words.get(trigger.span.range())?;
        let Some(from) = said.find(|c: char| c.is_ascii_digit()) else { return Self::share_in_words(said) };
        let scaled = said.ends_with("illion") || said.ends_with("rillion");
        let rest = &said[from..];
        let number =
            rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(rest.len());
        let number = rest[..number].trim_end_matches([',', '.']);
        let written = if scaled { rest } else { number };
        let after = words.get(trigger.span.end as usize..).unwrap_or("");
        let share = is_share(rest.get(number.len()..).unwrap_or("")) || is_share(after);
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let exact = number.trim_end_matches(['0', ',']).bytes().filter(u8::is_ascii_digit).count();
        let money = rest.len() < said.len() && said[..from].trim_end().ends_with(['$', '£', '€', '¥']);
        let shared = match exact {
            0 | 1 => return None,
            2 if scaled || digits > 3 || number.contains('.') || share => 3,
            2 => return None,
            3 if !money => 2,
            _ => 1,
        };
        Some(Self { written, number, shared, exact: money && exact > 2 })
    }

    /// `two thirds`, `four in ten`: a share that is told again in the same words, of the same things.
    fn share_in_words(said: &'a str) -> Option<Self> {
        let first = said.chars().next()?;
        let many = prose::words(said)
            .iter()
            .any(|word| list::LARGE_COUNT.has(word.text) || list::LARGE_SCALE.has(word.text));
        let apart = said.contains([' ', '-']) && !many;
        // The first letter is a capital at the head of a sentence only.
        apart.then_some(Self { written: &said[first.len_utf8()..], number: "", shared: 3, exact: false })
    }

    /// Where it stands in a text, as a whole number.
    fn places(&self, text: &'a str) -> impl Iterator<Item = usize> {
        let bytes = text.as_bytes();
        let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        let joint = |at: Option<usize>| {
            at.and_then(|at| bytes.get(at)).is_some_and(|byte| matches!(byte, b',' | b'.'))
        };
        memchr::memmem::find_iter(bytes, self.written).filter(move |&at| {
            let (before, end) = (at.checked_sub(1), at + self.written.len());
            let goes_on = joint(Some(end)) && digit(Some(end + 1)) || digit(Some(end));
            let went_on = digit(before) || joint(before) && digit(at.checked_sub(2));
            !goes_on && !went_on
        })
    }
}

/// Whether what follows a number makes it a share.
fn is_share(rest: &str) -> bool {
    let rest = rest.trim_start();
    ["%", "percent", "per cent"].iter().any(|sign| rest.starts_with(sign))
}

/// The text is searched for so many shares in words at most: they have no index.
const WORDY: usize = 200;

/// Where each number of a draft stands, looked for once: a text full of numbers would else be searched for each of them.
pub(super) struct Numbers<'a> {
    text: &'a str,
    at: HashMap<&'a str, Vec<u32>>,
    /// How many shares in words the text was searched for.
    searched: Cell<usize>,
}

impl<'a> Numbers<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut at: HashMap<&str, Vec<u32>> = HashMap::new();
        let mut from = 0;
        while let Some(start) = (from..bytes.len()).find(|&at| digit(at)) {
            let mut end = start;
            while digit(end) || matches!(bytes.get(end), Some(b',' | b'.')) && digit(end + 1) {
                end += 1;
            }
            at.entry(&text[start..end]).or_default().push(Span::at(start).start);
            from = end;
        }
        Self { text, at, searched: Cell::new(0) }
    }

    /// As [`Telling::places`] of the whole text, and no more of them than are looked at.
    fn places(&self, figure: &Telling<'a>) -> Vec<u32> {
        if figure.number.is_empty() {
            self.searched.set(self.searched.get() + 1);
            let places = figure.places(self.text).take(PLACES).filter_map(|at| u32::try_from(at).ok());
            return if self.searched.get() > WORDY { Vec::new() } else { places.collect() };
        }
        let all = self.at.get(figure.number).map_or(&[][..], Vec::as_slice);
        let whole = |at: &u32| self.text[*at as usize..].starts_with(figure.written);
        all.iter().copied().filter(whole).take(PLACES).collect()
    }
}

/// Which passages have grounds of their own: each is looked at once, however many speak of its figures.
pub(super) struct Grounds(HashMap<PassageId, bool>);

impl Grounds {
    pub(super) fn new() -> Self {
        Self(HashMap::new())
    }

    fn of(&mut self, case: &Case<'_>, draft: &Draft, other: PassageId) -> bool {
        *self.0.entry(other).or_insert_with(|| {
            matches!(case.own_cover(other), Cover::Cited | Cover::Claimed)
                || case.account.is_own_at(draft, other)
                || prose::names_its_source(draft.words(other))
        })
    }
}

/// The strong figures of an assertion that stand nowhere by chance; none if it asserts more than figures and their years.
fn telling<'a>(words: &'a str, assertion: &Assertion) -> Vec<Telling<'a>> {
    let strong = || assertion.triggers.iter().filter(|trigger| trigger.strong);
    if strong().any(|trigger| trigger.kind == TriggerKind::Quotation) {
        return Vec::new();
    }
    let figures = strong().filter(|trigger| trigger.kind == TriggerKind::Statistic);
    figures.map(|trigger| Telling::of(words, trigger)).collect::<Option<_>>().unwrap_or_default()
}

/// Whether the years of an assertion stand in other words too.
fn years_in(words: &str, assertion: &Assertion, other: &str) -> bool {
    let dated = assertion.triggers.iter().filter(|trigger| trigger.kind == TriggerKind::DatedEvent);
    dated.filter_map(|trigger| words.get(trigger.span.range())).all(|date| {
        let year = date.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or(date);
        other.contains(year)
    })
}

/// The passage that gives every figure of this one with its grounds: cited, on the writer's own account, or with a source
/// or a table of the document in its words. Both must speak of the same matter. `found` are the passages that something
/// beside them covers.
pub(super) fn elsewhere<'a>(
    case: &Case<'_>,
    draft: &'a Draft,
    (passage, assertion): (PassageId, &Assertion),
    found: &HashMap<PassageId, Cover>,
    numbers: &Numbers<'a>,
    grounds: &mut Grounds,
) -> Option<PassageId> {
    let words = draft.words(passage);
    let facts = Facts::of(words);
    let mut grounded = |other: PassageId| match draft.passages[other].kind {
        PassageKind::Caption => true,
        kind if !kind.is_body() => false,
        _ => found.contains_key(&other) || grounds.of(case, draft, other),
    };
    let mut first = None;
    for figure in telling(words, assertion) {
        let places = numbers.places(&figure).into_iter();
        let other = places.filter_map(|at| draft.passage_at(at)).filter(|&other| other != passage).find(
            |&other| {
                let said = draft.words(other);
                // Within a paragraph it is the same one if one word is.
                let beside = draft.passages[other].paragraph == draft.passages[passage].paragraph;
                let digits = figure.written.starts_with(|c: char| !c.is_alphabetic());
                let least = if beside && digits { 1 } else { figure.shared };
                facts.shared(said) >= least
                    && (figure.exact || !facts.differs_in_names(said))
                    && years_in(words, assertion, said)
                    && grounded(other)
            },
        )?;
        first = first.or(Some(other));
    }
    first
}

impl Case<'_> {
    /// Whether a passage says again what an earlier one says, or only reckons on with it: one source will do for both.
    pub(crate) fn says_again(
        &self,
        earlier: PassageId,
        (passage, assertion): (PassageId, &Assertion),
    ) -> bool {
        let Some(draft) = self.draft else { return false };
        let (said, words) = (draft.words(earlier), draft.words(passage));
        if said == words || reckons_on(draft, passage) == Some(earlier) {
            return true;
        }
        let figures = telling(words, assertion);
        !figures.is_empty()
            && figures.iter().all(|figure| figure.places(said).next().is_some())
            && years_in(words, assertion, said)
            && {
                let facts = Facts::of(words);
                let shared = facts.shared(said);
                figures.iter().all(|figure| shared >= figure.shared)
                    && (figures.iter().all(|figure| figure.exact) || !facts.differs_in_names(said))
            }
    }
}

/// `At $30 an hour, that is five dollars`, `Over ten years that comes to less than $6 a home`: a sum made of what was said.
fn sums_up(text: &str) -> bool {
    let words = prose::words(text);
    let Some(that) = words.iter().take(SUM_LEAD).position(|word| word.is("that") || word.is("this")) else {
        return false;
    };
    let led = that == 0 || words[0].flags.any(Flags::PREP) || list::SUM_LEAD.has(words[0].text);
    let Some(verb) = words.get(that + 1) else { return false };
    let makes = list::SUM_VERB.has(verb.text);
    let quantity = words.iter().skip(that + 2).take(SUM_NEAR).any(|word| {
        word.digit()
            || word.flags.any(Flags::NUMBER_WORD.or(Flags::FRACTION))
            || word.text.starts_with(['$', '£', '€'])
    });
    led && makes && quantity
}

/// The pronoun of a sum stands among so many words.
const SUM_LEAD: usize = 7;
/// And its quantity so near behind the verb.
const SUM_NEAR: usize = 4;

/// The sentence before, if this one only reckons with its figures: `This gives`, `Therefore, …`.
pub(super) fn reckons_on(draft: &Draft, passage: PassageId) -> Option<PassageId> {
    let words = draft.words(passage);
    if !list::RECKONED_LEAD.iter().any(|lead| words.starts_with(lead)) && !sums_up(words) {
        return None;
    }
    let before = passage.before()?;
    let same = draft.passages[before].paragraph == draft.passages[passage].paragraph;
    let counts = |word: Word<'_>| word.digit() || word.flags.any(Flags::NUMBER_WORD);
    let digits = draft.words(before).bytes().any(|byte| byte.is_ascii_digit())
        || prose::words(draft.words(before)).into_iter().any(counts);
    (same && digits && draft.passages[before].kind.is_body()).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::{Telling, sums_up, telling};
    use crate::prose::assertion;

    #[test]
    fn a_sum_made_of_what_was_said_is_known() {
        for sentence in [
            "At $30 an hour, that is five dollars.",
            "Over ten years that comes to less than $6 a home.",
            "That makes nine boats in all.",
        ] {
            assert!(sums_up(sentence), "{sentence}");
        }
        for sentence in [
            "The mayor says that is nine boats too many.",
            "That boat sank in 1911 with nine men.",
            "In 1911 that boat cost $40.",
            "This is a port.",
        ] {
            assert!(!sums_up(sentence), "{sentence}");
        }
    }

    #[test]
    fn a_round_figure_tells_nothing_by_itself() {
        let written = |words: &str| {
            let found = assertion(words).expect("it asserts");
            telling(words, &found).iter().map(|it: &Telling<'_>| it.written.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(written("The ward treated 41,300 patients."), ["41,300"]);
        assert_eq!(written("The ward cost $650 million."), ["650 million"]);
        assert!(written("Some 40% of the ward was empty.").is_empty());
        assert!(written("Some 40% of the ward was empty, and it cost $41,300.").is_empty());
    }

    #[test]
    fn a_figure_within_another_is_not_that_figure() {
        let words = "The ward treated 1,300 patients.";
        let found = assertion(words).expect("it asserts");
        let figures = telling(words, &found);
        let figure = figures.first();
        assert_eq!(figure.map(|it| it.places("It treated 41,300 and 1,300.").count()), Some(1));
    }
}
