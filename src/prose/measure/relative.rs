//! Words of time that hang on the day of writing.

use crate::lexicon::list;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::prose::lexicon::Flags;
use crate::prose::words::words;
use crate::span::Span;

static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(list::RELATIVE_DATE.iter())
        .ok()
});

/// Whole words of relative time in any text.
pub fn spoken(text: &str) -> impl Iterator<Item = Span> + '_ {
    let edge =
        |at: Option<usize>| !at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_alphanumeric);
    FINDER
        .iter()
        .flat_map(move |finder| finder.find_iter(text))
        // "Keep up to date" dates nothing.
        .filter(|found| !text[..found.start()].ends_with("up "))
        .filter(move |found| edge(found.start().checked_sub(1)) && edge(Some(found.end())))
        .map(|found| Span::new(found.start(), found.end()))
}

/// Whether a sentence speaks to its reader or supposes something: its "currently" is the
/// reader's own.
pub fn addressed(sentence: &str) -> bool {
    super::has_words(sentence, &["you", "your"]) || sentence.starts_with("If ") || sentence.ends_with('?')
}

/// Whether a sentence gives a year or a month to hold on to.
pub fn anchored(sentence: &str) -> bool {
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
        year(word.text) || word.capital() && word.flags.any(Flags::MONTH) && (!verb || day())
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
