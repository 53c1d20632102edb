//! When something happened, and whether it is told twice.

use crate::lexicon::list;
use std::sync::LazyLock;

use super::find_words;
use super::label::stem;
use crate::needles::Needles;
use crate::prose::lexicon::Flags;
use crate::prose::words::{Word, words};
use crate::span::Span;

/// Something that happens once, with its year: "the Treaty of Ostrey was signed in 1951".
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The words of what it happened to.
    pub what: Span,
    /// The year.
    pub date: Span,
    /// The year.
    pub year: u16,
    /// The verb.
    pub verb: String,
    /// Stems of what it happened to.
    pub key: Vec<String>,
    /// Whether it is named, not only "the treaty".
    pub named: bool,
    /// Content words between verb and date: by whom, where.
    how: Vec<String>,
}

static VERBS: LazyLock<Needles> = LazyLock::new(|| Needles::new(list::ONCE.iter()));

/// The events of a sentence.
pub fn events(text: &str) -> Vec<Event> {
    let year = || text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    let verb = || VERBS.any_in(text);
    if text.len() > 600 || !year() || !verb() {
        return Vec::new();
    }
    let words = words(text);
    let verbs = words.iter().enumerate().filter(|(_, word)| list::ONCE.contains(&word.text));
    verbs.filter_map(|(at, _)| event(text, &words, at)).collect()
}

/// The event whose verb is the word at `at`.
fn event(text: &str, words: &[Word<'_>], at: usize) -> Option<Event> {
    let (date, how) = dated(text, words, at)?;
    let mut back = at;
    let mut was = words[at].is("died");
    while let Some(before) = back.checked_sub(1).map(|index| &words[index]) {
        if text.get(before.end()..words[back].start) != Some(" ") {
            break;
        }
        let aux = before.is("was") || before.is("been") || before.is("had") || before.is("is");
        let adverb = before.text.ends_with("ly") || before.is("first");
        if !aux && !adverb {
            break;
        }
        was |= aux;
        back -= 1;
    }
    let start = subject(text, words, back)?;
    if !was {
        return None;
    }
    let phrase = &words[start..back];
    // Ordinals and the like tell one treaty from another; only little words are left out.
    let idle = |word: &Word<'_>| word.flags.any(Flags::DET.or(Flags::PREP)) && !word.is("another");
    let content: Vec<&Word<'_>> = phrase.iter().filter(|word| !idle(word)).collect();
    let opens_the = phrase[0].is("the");
    let named = content.iter().any(|word| word.capital() && (word.start != words[0].start));
    let definite = opens_the || named && phrase[0].capital();
    if content.is_empty() || !definite || content.iter().any(|word| word.digit()) {
        return None;
    }
    Some(Event {
        what: Span::new(phrase[0].start, phrase[phrase.len() - 1].end()),
        date: Span::new(date.start, date.end()),
        year: date.text.parse().ok()?,
        verb: words[at].text.to_owned(),
        key: content.iter().map(|word| stem(word.text)).collect(),
        named: named || content.len() >= 2,
        how,
    })
}

/// The first word of the noun phrase that ends before the word at `end`. It must open its
/// clause: what stands before it might be the thing that is dated.
fn subject(text: &str, words: &[Word<'_>], end: usize) -> Option<usize> {
    let mut start = end;
    while let Some(before) = start.checked_sub(1).map(|index| &words[index]) {
        let joined = start == end || text.get(before.end()..words[start].start) == Some(" ");
        let tight = start < end || text.get(before.end()..words.get(end)?.start) == Some(" ");
        if !joined || !tight || end - start >= 10 {
            break;
        }
        let verb = Flags::SAYS.or(Flags::FINDS).or(Flags::MODAL).or(Flags::BE).or(Flags::WAS).or(Flags::HAVE);
        if before.flags.any(verb) || list::OPENS_CLAUSE.iter().any(|word| before.is(word)) {
            return (start < end).then_some(start);
        }
        start -= 1;
    }
    let opens = start == 0 || text.get(words[start - 1].end()..words[start].start) != Some(" ");
    (start < end && opens).then_some(start)
}

/// The year after the verb, and the content words between them.
fn dated<'w, 'a>(text: &str, words: &'w [Word<'a>], at: usize) -> Option<(&'w Word<'a>, Vec<String>)> {
    let mut how = Vec::new();
    for index in at + 1..(at + 10).min(words.len()) {
        let (word, before) = (&words[index], &words[index - 1]);
        let gap = text.get(before.end()..word.start)?;
        let month = before.flags.any(Flags::MONTH) || before.digit() && gap == ", ";
        let year =
            word.text.len() == 4 && word.text.parse().is_ok_and(|year: u16| (1500..=2100).contains(&year));
        if year && (before.is("in") || month) {
            let range = text.get(word.end()..).unwrap_or("").starts_with(['-', '–', '/']);
            return (!range).then_some((word, how));
        }
        if gap != " " && !month {
            return None;
        }
        let idle = Flags::FUNCTION.or(Flags::DET).or(Flags::PREP).or(Flags::MONTH);
        if !word.flags.any(idle) && !word.digit() {
            how.push(stem(word.text));
        }
    }
    None
}

impl Event {
    /// Whether both tell of one event and give it two years.
    pub fn conflicts(&self, other: &Event) -> bool {
        self.year != other.year
            && self.verb == other.verb
            && self.key == other.key
            && (self.how.is_empty() || other.how.is_empty() || self.how == other.how)
    }
}

/// Two items of one enumeration that may be one event: both name an incident, the same
/// target of at least two words, and the same year. Gives the two targets.
pub fn told_twice(text: &str) -> Option<(Span, Span)> {
    if text.len() > 2000 {
        return None;
    }
    let items: Vec<Span> = items(text);
    if !(2..=12).contains(&items.len()) {
        return None;
    }
    let read: Vec<Vec<Word<'_>>> = items.iter().map(|item| words(&text[item.range()])).collect();
    for later in 1..items.len() {
        for earlier in 0..later {
            let (one, two) = (&read[earlier], &read[later]);
            let incident =
                |item: &[Word<'_>]| item.iter().any(|word| list::INCIDENT.iter().any(|name| word.is(name)));
            if !incident(one) || !incident(two) || !same_year(&text[items[later].range()], one, two) {
                continue;
            }
            if let Some((first, second)) = shared_target(one, two) {
                return Some((items[earlier].lift(first), items[later].lift(second)));
            }
        }
    }
    None
}

/// The items between semicolons.
fn items(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b';', text.as_bytes()).chain([text.len()]) {
        found.push(Span::new(start, end));
        start = (end + 1).min(text.len());
    }
    found
}

/// Whether both items give one year and it is the same, or the later says "the same year".
fn same_year(later: &str, one: &[Word<'_>], two: &[Word<'_>]) -> bool {
    let years = |item: &[Word<'_>]| -> Vec<String> {
        let year = |word: &&Word<'_>| {
            word.text.len() == 4 && word.text.parse().is_ok_and(|year: u16| (1900..=2100).contains(&year))
        };
        item.iter().filter(year).map(|word| word.text.to_owned()).collect()
    };
    let (first, second) = (years(one), years(two));
    match (first.as_slice(), second.as_slice()) {
        ([a], [b]) => a == b,
        ([_], []) => find_words(later, "same year").is_some(),
        _ => false,
    }
}

/// Two content words that stand side by side in both.
fn shared_target(one: &[Word<'_>], two: &[Word<'_>]) -> Option<(Span, Span)> {
    let silent = Flags::FUNCTION.or(Flags::DET).or(Flags::PREP).or(Flags::CONNECTIVE).or(Flags::MONTH);
    let counts = |word: &Word<'_>| {
        word.text.len() > 3
            && !word.flags.any(silent)
            && !word.digit()
            && !list::INCIDENT.iter().any(|name| word.is(name))
    };
    let pairs = |item: &[Word<'_>]| -> Vec<(String, String, Span)> {
        item.windows(2)
            .filter(|pair| counts(&pair[0]) && counts(&pair[1]) && pair[1].start == pair[0].end() + 1)
            .map(|pair| (stem(pair[0].text), stem(pair[1].text), Span::new(pair[0].start, pair[1].end())))
            .collect()
    };
    let second = pairs(two);
    pairs(one).into_iter().find_map(|(a, b, span)| {
        second.iter().find(|(c, d, _)| *c == a && *d == b).map(|(_, _, other)| (span, *other))
    })
}
