//! Finds every entry of every list in one pass.

use std::collections::HashMap;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{Entry, List};
use crate::span::Span;

/// One word of a list in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The list.
    pub list: List,
    /// Index into `Table::entries`.
    pub entry: usize,
    /// Its bytes in the text that was scanned.
    pub span: Span,
}

/// The hits of a text, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scan {
    /// Ascending by their first byte, then by list.
    pub hits: Vec<Hit>,
}

impl Scan {
    /// The hits that begin within a range of the text.
    pub fn within(&self, span: Span) -> &[Hit] {
        let from = self.hits.partition_point(|hit| hit.span.start < span.start);
        let to = self.hits.partition_point(|hit| hit.span.start < span.end);
        &self.hits[from..to.max(from)]
    }

    /// The hits of a list that begin within a range of the text.
    pub fn of(&self, list: List, span: Span) -> impl Iterator<Item = &Hit> {
        self.within(span).iter().filter(move |hit| hit.list == list)
    }

    /// Whether any hit is of this list.
    pub fn has(&self, list: List) -> bool {
        self.hits.iter().any(|hit| hit.list == list)
    }
}

/// From so many bytes on a text is worth the dearer automaton, which takes some
/// milliseconds to build and reads three times as fast.
const LONG: usize = 500_000;

/// What is looked for, and for each pattern the entries that it stands for. The
/// automata are built when a text asks for them: most commands read none.
#[derive(Debug)]
pub struct Finder {
    patterns: Vec<String>,
    short: OnceLock<Option<AhoCorasick>>,
    long: OnceLock<Option<AhoCorasick>>,
    entries: Vec<Vec<usize>>,
}

impl Finder {
    pub(super) fn new(entries: &[Entry]) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut meant: Vec<Vec<usize>> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            // Texts have typographic apostrophes where lists have typed ones.
            let curly = entry.words.contains('\'').then(|| entry.words.replace('\'', "’"));
            for words in [Some(entry.words.clone()), curly].into_iter().flatten() {
                let pattern = *known.entry(words).or_insert_with_key(|words| {
                    patterns.push(words.clone());
                    meant.push(Vec::new());
                    patterns.len() - 1
                });
                meant[pattern].push(index);
            }
        }
        Self { patterns, short: OnceLock::new(), long: OnceLock::new(), entries: meant }
    }

    /// The automaton for a text of so many bytes; `None` if there is nothing to look for.
    fn automaton(&self, bytes: usize) -> Option<&AhoCorasick> {
        let (kept, kind) = match bytes {
            LONG.. => (&self.long, AhoCorasickKind::DFA),
            _ => (&self.short, AhoCorasickKind::ContiguousNFA),
        };
        let build = || {
            AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::Standard)
                .kind(Some(kind))
                .build(&self.patterns)
                .ok()
                .filter(|_| !self.patterns.is_empty())
        };
        kept.get_or_init(build).as_ref()
    }

    pub(super) fn scan(&self, text: &str, entries: &[Entry]) -> Scan {
        let mut hits: Vec<Hit> = Vec::new();
        let Some(automaton) = self.automaton(text.len()) else { return Scan::default() };
        for found in automaton.find_overlapping_iter(text) {
            if !whole(text, found.start(), found.end()) {
                continue;
            }
            let span = Span::new(found.start(), found.end());
            let meant = self.entries[found.pattern().as_usize()].iter();
            hits.extend(meant.map(|&entry| Hit { list: entries[entry].list, entry, span }));
        }
        hits.sort_unstable_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end), hit.list));
        // The longest of each list: what begins inside the one before it is part of it.
        let mut ends = [0; List::ALL.len()];
        hits.retain(|hit| {
            let end = &mut ends[hit.list as usize];
            let free = hit.span.start >= *end;
            if free {
                *end = hit.span.end;
            }
            free && !entries[hit.entry].except
        });
        Scan { hits }
    }
}

/// Whether a match is not part of a longer word; a hyphen joins words.
fn whole(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let joined = |mark: Option<char>, beyond: Option<char>| match mark {
        Some('-' | '\'' | '’' | '‑') => beyond.is_some_and(char::is_alphanumeric),
        mark => mark.is_some_and(|mark| mark.is_alphanumeric() || mark == '_'),
    };
    !joined(before, text[..start].chars().nth_back(1)) && !joined(after, text[end..].chars().nth(1))
}
