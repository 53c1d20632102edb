//! Which passages assert something a reader could ask a source for.
//!
//! Three steps: the [`guard`]s that silence a whole sentence, the hard [`trigger`]s (looked
//! for only where a digit, a quotation mark or a verb of saying stands), each a conjunction of
//! evidence, and the [`soft`] signs: causal words,
//! "first" and "only", law, numbers in words. On hand-labelled policy prose soft signs
//! were wrong more often than right, so they never carry a warning.

mod amount;
mod class;
mod guard;
mod law;
mod method;
mod past;
mod phrases;
mod place;
mod report;
mod score;
mod soft;
mod trigger;

pub use self::class::Class;
use self::guard::Silence;
use self::past::Clauses;
pub use self::place::leads_with_own_table;
use super::figure::figures;
use super::lexicon::Flags;
use super::words::{Word, words};
use crate::span::Span;

/// One sign that a passage needs a source. In the order in which they lead a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TriggerKind {
    /// A count, share, money or rate.
    Statistic,
    /// Something that happened at a stated time.
    DatedEvent,
    /// Words in quotation marks that someone else said.
    Quotation,
    /// "According to X", "X found that".
    Attribution,
    /// What a named report holds: "the 2013 strategy calls it a commons".
    NamedReport,
    /// What the law says: "the constitution prohibits war".
    Legal,
    /// "Because of", "due to", "led to".
    Cause,
    /// "The first", "the only", "the largest", "never".
    FirstOnly,
}

impl TriggerKind {
    /// Every kind, in order.
    pub const ALL: [TriggerKind; 8] = [
        Self::Statistic,
        Self::DatedEvent,
        Self::Quotation,
        Self::Attribution,
        Self::NamedReport,
        Self::Legal,
        Self::Cause,
        Self::FirstOnly,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Statistic => "statistic",
            Self::DatedEvent => "dated-event",
            Self::Attribution => "attribution",
            Self::Quotation => "quotation",
            Self::NamedReport => "named-report",
            Self::Legal => "legal",
            Self::Cause => "cause",
            Self::FirstOnly => "first-only",
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
    /// finding, a causal word) is advice at most.
    pub strong: bool,
}

/// A passage's signs. `strong` triggers alone carry a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assertion {
    /// The signs, in order; at least one.
    pub triggers: Vec<Trigger>,
    /// How likely an editor would ask for a source; only to rank by. A warning's sign
    /// alone is worth some 40, a causal word 10; [`Reading::needs_support`] begins at 25.
    pub score: i32,
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

    /// The first sign of a kind.
    pub fn first(&self, kind: TriggerKind) -> Option<&Trigger> {
        self.triggers.iter().find(|trigger| trigger.kind == kind)
    }

    /// Whether an editor would expect a source or a declaration.
    fn needs_support(&self) -> bool {
        self.strong() || self.score >= score::NEEDS
    }
}

/// What a sentence is and shows, read by itself. Its neighbours may tell more: a
/// [`Class::Statement`] that opens a paragraph is a topic sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it is.
    pub class: Class,
    /// Its signs, in order; may be empty.
    pub triggers: Vec<Trigger>,
    /// See [`Assertion::score`].
    pub score: i32,
    /// Whether an editor would expect a source or a declaration for it.
    pub needs_support: bool,
    /// Whether it names its source itself: `P.L. 110-246`, `see Table 2`, `(Smith 2014)`.
    pub sourced: bool,
}

impl Reading {
    fn silent(class: Class) -> Self {
        Self { class, triggers: Vec::new(), score: 0, needs_support: false, sourced: false }
    }

    /// What it asserts, if an editor would expect a source for it; as [`assertion`] gives it.
    pub fn assertion(&self) -> Option<Assertion> {
        self.needs_support.then(|| Assertion { triggers: self.triggers.clone(), score: self.score })
    }
}

/// The assertion in a sentence, if an editor would expect a source for one. `None` for
/// questions, forecasts, recommendations, the author's own voice, sentences whose
/// figures are only labels or whose only sign is soft; and where the sentence names its
/// own source (`P.L. 110-246`, `see Table 2`).
pub fn assertion(sentence: &str) -> Option<Assertion> {
    let passage = guarded(sentence).ok()?;
    let triggers = signs(&passage);
    let found = Assertion { score: score::of(&passage, &triggers), triggers };
    (!found.triggers.is_empty() && found.needs_support()).then_some(found)
}

/// What a sentence is: its class, its signs and whether it needs support. One that names
/// its own source shows its signs and needs no other.
pub fn reading(sentence: &str) -> Reading {
    let (passage, silence) = match guarded(sentence) {
        Ok(passage) => (passage, None),
        Err(Silence::Sourced) => (Passage::read(sentence), Some(Silence::Sourced)),
        Err(silence) => return Reading::silent(class::of_silence(silence, sentence)),
    };
    let triggers = signs(&passage);
    let score = score::of(&passage, &triggers);
    let found = Assertion { triggers, score };
    let asserts = !found.triggers.is_empty() && found.needs_support();
    let own = if asserts { None } else { class::own_voice(&passage) };
    let class = own.unwrap_or(if found.triggers.is_empty() { Class::Statement } else { Class::Assertion });
    let sourced = silence.is_some();
    Reading { class, triggers: found.triggers, score, needs_support: asserts && !sourced, sourced }
}

/// Whether a sentence names its source itself: `P.L. 110-246`, `see Table 2`, `(Smith 2014)`.
pub fn names_its_source(sentence: &str) -> bool {
    guarded(sentence).err() == Some(Silence::Sourced)
}

/// Whether a sentence cites by author and year: `(Smith 2014)`, `Smith (2014)`.
pub fn cites_by_year(sentence: &str) -> bool {
    guard::author_date(sentence)
}

/// A sentence's words, or why none of its signs counts.
fn guarded(sentence: &str) -> Result<Passage<'_>, Silence> {
    if let Some(silence) = phrases::points_elsewhere(sentence) {
        return Err(silence);
    }
    if place::is_named(sentence) {
        return Err(Silence::Sourced);
    }
    let passage = Passage::read(sentence);
    guard::silent(&passage).map_or(Ok(passage), Err)
}

/// All signs of a sentence, in order.
fn signs(passage: &Passage<'_>) -> Vec<Trigger> {
    let mut triggers = Vec::new();
    if passage.text.bytes().any(|byte| byte.is_ascii_digit()) {
        let figures = figures(passage.text);
        trigger::statistics(passage, &figures, &mut triggers);
        trigger::dated_events(passage, &figures, &mut triggers);
    }
    if passage.can.any(report::SPEAKS) {
        report::attributions(passage, &mut triggers);
    }
    report::quotations(passage, &mut triggers);
    // Two kinds of hard evidence carry each other.
    if let Some(first) = triggers.first().map(|trigger| trigger.kind)
        && triggers.iter().any(|trigger| trigger.kind != first)
    {
        triggers.iter_mut().for_each(|trigger| trigger.strong = true);
    }
    let hard = triggers.len();
    soft::signs(passage, &mut triggers);
    if triggers.is_empty() {
        return triggers;
    }
    let told = |kind| triggers[..hard].iter().any(|trigger| trigger.kind == kind);
    // In words only where no digits say it.
    let doubled = [TriggerKind::Statistic, TriggerKind::DatedEvent].map(|kind| (kind, told(kind)));
    let mut index = 0;
    triggers.retain(|trigger| {
        index += 1;
        index <= hard || !doubled.contains(&(trigger.kind, true))
    });
    triggers.sort_by_key(|trigger| (trigger.span, trigger.kind));
    triggers
}

/// A sentence as the triggers see it.
pub(crate) struct Passage<'a> {
    /// The sentence.
    text: &'a str,
    /// Its words.
    words: Vec<Word<'a>>,
    /// What any of its words can do.
    can: Flags,
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
        let can = words.iter().fold(Flags::default(), |can, word| can.or(word.flags));
        Self { text, words, can, quoted, clauses }
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
    if memchr::memchr2(b'"', 0xe2, text.as_bytes()).is_none() {
        return found;
    }
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
