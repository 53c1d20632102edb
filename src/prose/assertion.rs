//! Which passages assert something a reader could ask a source for.
//!
//! Three steps, from cheap to dear: a look at the bytes (no digit, no quotation mark and
//! no reporting verb: nothing to do), the [`guard`]s that silence a whole sentence, and
//! the [`trigger`]s, each a conjunction of hard evidence. Causal words, superlatives,
//! "first" and "only", scare quotes and numbers in words are deliberately no triggers:
//! on hand-labelled policy prose they were wrong more often than right.

mod guard;
mod past;
mod report;
mod trigger;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use self::past::Clauses;
use super::figure::figures;
use super::lexicon;
use super::words::{Word, words};
use crate::span::Span;

/// One sign that a passage needs a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TriggerKind {
    /// A count, share, money or rate.
    Statistic,
    /// Something that happened at a stated time.
    DatedEvent,
    /// "According to X", "X found that".
    Attribution,
    /// Words in quotation marks that someone else said.
    Quotation,
}

impl TriggerKind {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Statistic => "statistic",
            Self::DatedEvent => "dated-event",
            Self::Attribution => "attribution",
            Self::Quotation => "quotation",
        }
    }
}

/// A trigger and the words that are it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Which.
    pub kind: TriggerKind,
    /// Relative to the sentence's text.
    pub span: Span,
    /// Whether it carries a warning; a weak one (a small count, an unnamed body's
    /// finding) is advice.
    pub strong: bool,
}

/// A passage's signs. `strong` triggers alone carry a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assertion {
    /// The signs, in order; at least one.
    pub triggers: Vec<Trigger>,
}

impl Assertion {
    /// Whether any sign is strong.
    pub fn strong(&self) -> bool {
        self.triggers.iter().any(|trigger| trigger.strong)
    }

    /// Whether there is a sign of this kind.
    pub fn has(&self, kind: TriggerKind) -> bool {
        self.triggers.iter().any(|trigger| trigger.kind == kind)
    }
}

/// The assertion in a sentence, if there is one. `None` for questions, forecasts,
/// recommendations, the author's own voice, and sentences whose figures are only
/// labels; and where the sentence names its own source (`P.L. 110-246`, `see Table 2`).
pub fn assertion(sentence: &str) -> Option<Assertion> {
    let evidence = Evidence::of(sentence);
    if !evidence.any() || guard::points_to_a_source(sentence) {
        return None;
    }
    let passage = Passage::read(sentence);
    if guard::silent(&passage) {
        return None;
    }
    let mut triggers = Vec::new();
    if evidence.digit {
        let figures = figures(sentence);
        trigger::statistics(&passage, &figures, &mut triggers);
        trigger::dated_events(&passage, &figures, &mut triggers);
    }
    if evidence.report {
        report::attributions(&passage, &mut triggers);
    }
    if evidence.quote {
        report::quotations(&passage, &mut triggers);
    }
    let first = triggers.first()?.kind;
    if triggers.iter().any(|trigger| trigger.kind != first) {
        triggers.iter_mut().for_each(|trigger| trigger.strong = true);
    }
    triggers.sort_by_key(|trigger| (trigger.span, trigger.kind));
    Some(Assertion { triggers })
}

/// What a look at the bytes shows.
struct Evidence {
    digit: bool,
    quote: bool,
    report: bool,
}

static REPORTS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let verbs = lexicon::reporting_verbs().chain(["according to"]);
    AhoCorasick::builder().ascii_case_insensitive(true).build(verbs).ok()
});

impl Evidence {
    fn of(sentence: &str) -> Self {
        let bytes = sentence.as_bytes();
        let digit = bytes.iter().any(u8::is_ascii_digit);
        let quote =
            memchr::memchr(b'"', bytes).is_some() || memchr::memmem::find(bytes, "“".as_bytes()).is_some();
        let report = REPORTS.as_ref().is_some_and(|finder| finder.is_match(bytes));
        Self { digit, quote, report }
    }

    fn any(&self) -> bool {
        self.digit || self.quote || self.report
    }
}

/// A sentence as the triggers see it.
pub(crate) struct Passage<'a> {
    /// The sentence.
    text: &'a str,
    /// Its words.
    words: Vec<Word<'a>>,
    /// Its quoted runs, without the marks, in order.
    quoted: Vec<Span>,
    /// Its clauses and their modals.
    clauses: Clauses,
}

impl<'a> Passage<'a> {
    fn read(text: &'a str) -> Self {
        let words = words(text);
        let quoted = quoted(text);
        let clauses = Clauses::of(text, &words);
        Self { text, words, quoted, clauses }
    }

    /// Index of the first word that does not end before `at`.
    fn word_index(&self, at: usize) -> usize {
        self.words.partition_point(|word| word.end() <= at)
    }

    /// Whether `at` lies in a quoted run.
    fn in_quotes(&self, at: usize) -> bool {
        let next = self.quoted.partition_point(|span| span.start as usize <= at);
        next > 0 && at < self.quoted[next - 1].end as usize
    }

    /// The text between two words.
    fn between(&self, left: &Word<'_>, right: &Word<'_>) -> &'a str {
        self.text.get(left.end()..right.start).unwrap_or("")
    }
}

/// The runs between paired double quotation marks, straight or curly. An opening mark
/// that nothing closes holds the rest of the sentence.
pub fn quoted(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, mark) in text.char_indices().filter(|(_, mark)| matches!(mark, '"' | '“' | '”')) {
        match (mark, open) {
            ('“', _) | ('"', None) => open = Some(at + mark.len_utf8()),
            ('”' | '"', Some(start)) => {
                found.push(Span::new(start, at));
                open = None;
            }
            _ => {}
        }
    }
    if let Some(start) = open {
        found.push(Span::new(start, text.len()));
    }
    found
}

#[cfg(test)]
mod tests;
