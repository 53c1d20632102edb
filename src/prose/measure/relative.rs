//! Words of time that hang on the day of writing.

use crate::lexicon::list;
use std::sync::LazyLock;

use crate::needles::Needles;
use crate::prose::lexicon::{self, Flags};
use crate::prose::words::{word_ending, words};
use crate::span::Span;

static FINDER: LazyLock<Needles> = LazyLock::new(|| Needles::in_any_case(list::RELATIVE_DATE.iter()));

/// Whole words of relative time in any text, in order.
pub fn spoken(text: &str) -> Vec<Span> {
    let edge =
        |at: Option<usize>| !at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let mut found: Vec<Span> = FINDER
        .longest_apart(text)
        // "Keep up to date" dates nothing.
        .filter(|found| !text[..found.start].ends_with("up "))
        .filter(move |found| edge(found.start.checked_sub(1)) && edge(Some(found.end)))
        .map(|found| Span::new(found.start, found.end))
        .collect();
    let listed = found.len();
    found.extend(memchr::memmem::find_iter(text.as_bytes(), b" ago").filter_map(|at| ago(text, at)));
    if found.len() > listed {
        found.sort_unstable();
    }
    found
}

/// `two years ago`, `a few months ago`: from the number on. `5,000 years ago` counts from any day of our time.
fn ago(text: &str, at: usize) -> Option<Span> {
    let end = at + " ago".len();
    if text.as_bytes().get(end).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let unit = word_ending(text, at);
    // Anything but a space stands apart from the unit: a dash, a quotation mark.
    let before = text.get(..at - unit.len())?.strip_suffix(' ')?.len();
    let number = word_ending(text, before);
    let said = lexicon::of(number).any(Flags::NUMBER_WORD)
        || list::NUMBER_OF_AGO.has(number)
        || (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let whole = !text[..before - number.len()].ends_with([',', '.', '-', '–']);
    let vast = list::VAST_BEFORE_AGO.has(number) || list::VAST_BEFORE_AGO.has(unit);
    let from = before - number.len();
    let from = if text[..from].ends_with("a ") && edge_before(text, from - 2) { from - 2 } else { from };
    (lexicon::of(unit).any(Flags::DURATION) && said && whole && !vast).then(|| Span::new(from, end))
}

/// Whether a word begins at an offset.
fn edge_before(text: &str, at: usize) -> bool {
    !text[..at].ends_with(char::is_alphanumeric)
}

/// Whether the month beside words such as `this year` only says which month of it: `in February this year`.
pub fn of_a_year(words: &str) -> bool {
    words.len() > 4 && words.get(words.len() - 4..).is_some_and(|last| last.eq_ignore_ascii_case("year"))
}

/// Whether a sentence speaks to its reader or supposes something: its "currently" is the
/// reader's own.
pub fn addressed(sentence: &str) -> bool {
    super::has_words(sentence, &["you", "your"]) || sentence.starts_with("If ") || sentence.ends_with('?')
}

/// Whether a sentence gives a year or a month to hold on to.
pub fn anchored(sentence: &str) -> bool {
    dated(sentence, true)
}

/// Whether a sentence gives a year.
pub fn has_year(sentence: &str) -> bool {
    dated(sentence, false)
}

fn dated(sentence: &str, months: bool) -> bool {
    let year = |word: &str| {
        word.len() >= 4
            && word
                .get(..4)
                .is_some_and(|head| head.parse().is_ok_and(|year: u16| (1800..=2100).contains(&year)))
            && (word.len() == 4 || word.get(4..) == Some("s"))
    };
    words(sentence).iter().any(|word| {
        let day = || {
            let rest = sentence.get(word.end()..).and_then(|rest| rest.strip_prefix(' '));
            rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        };
        // "May" and "March" are words too.
        let verb = word.is("may") || word.is("march");
        year(word.text) || months && word.capital() && word.flags.any(Flags::MONTH) && (!verb || day())
    })
}

/// How far back an opening quotation mark is looked for, in bytes.
const QUOTED: usize = 1000;

/// Whether the offset `at` stands inside quotation marks.
pub fn quoted(sentence: &str, at: usize) -> bool {
    let from = (at.saturating_sub(QUOTED)..=at).find(|from| sentence.is_char_boundary(*from)).unwrap_or(0);
    let head = sentence.get(from..at).unwrap_or("");
    let straight = head.matches('"').count() % 2 == 1;
    let curly = head.matches('“').count() > head.matches('”').count();
    straight || curly
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn a_time_ago_is_counted_from_the_day_of_writing() {
        let said =
            |text: &str| spoken(text).iter().map(|span| text[span.range()].to_owned()).collect::<Vec<_>>();
        assert_eq!(
            said("Two years ago the pier burned, and 14 months ago the mill."),
            ["Two years ago", "14 months ago"]
        );
        assert_eq!(said("Only a few weeks ago the dues were raised."), ["a few weeks ago"]);
        assert_eq!(said("Last winter ice closed the port. This may be so again."), ["Last winter"]);
        for text in [
            "Some 5,000 years ago the valley was dry.",
            "Two hundred years ago the pier stood.",
            "Long ago the pier stood.",
            "Two boats ago the pier stood.",
            "He liked years agog with news.",
            "It was “years ago”.",
            "The pier—years ago it burned—stood.",
            "two\u{a0}years ago",
        ] {
            assert!(said(text).is_empty(), "{text}");
        }
    }
}
