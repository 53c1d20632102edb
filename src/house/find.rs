//! Matching house rules: the words of all rules of a kind in one pass, each pattern over the texts of its kind only.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use super::{Example, House, HouseRule, Over, Sought};
use crate::prose::assertion::quoted;
use crate::span::Span;

/// The words and patterns of one kind of text.
#[derive(Debug, Default)]
pub(super) struct Finder {
    words: Option<AhoCorasick>,
    /// For each of the words, the rules that look for it.
    owners: Vec<Vec<usize>>,
    patterns: Vec<(usize, Regex)>,
}

impl Finder {
    pub(super) fn new(rules: &[HouseRule], over: Over) -> Self {
        let mut words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut patterns = Vec::new();
        for (at, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.over == over) {
            match &rule.sought {
                Sought::Pattern(pattern) => patterns.push((at, pattern.clone())),
                Sought::Words(all) => {
                    for word in all.iter().flat_map(|word| forms(word)) {
                        let owners = words.entry(word).or_default();
                        if owners.last() != Some(&at) {
                            owners.push(at);
                        }
                    }
                }
            }
        }
        let built = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(words.keys());
        // It fails on more words than a file of rules may have.
        let found = built.ok().filter(|_| !words.is_empty());
        Self { words: found, owners: words.into_values().collect(), patterns }
    }

    fn find(&self, text: &str) -> Vec<(usize, Span)> {
        let mut found = Vec::new();
        for hit in self.words.iter().flat_map(|words| words.find_overlapping_iter(text)) {
            let span = Span::new(hit.start(), hit.end());
            if is_whole(text, hit.range()) {
                found.extend(self.owners[hit.pattern().as_usize()].iter().map(|&rule| (rule, span)));
            }
        }
        for (rule, pattern) in &self.patterns {
            let hits = pattern.find_iter(text).filter(|hit| !hit.is_empty());
            found.extend(hits.map(|hit| (*rule, Span::new(hit.start(), hit.end()))));
        }
        found.sort_by_key(|(rule, span)| (*rule, span.start, Reverse(span.end)));
        // Of a rule's words the first and longest.
        let mut last: Option<(usize, Span)> = None;
        found.retain(|&(rule, span)| {
            let covered = last.is_some_and(|(known, before)| known == rule && span.start < before.end);
            if !covered {
                last = Some((rule, span));
            }
            !covered
        });
        found
    }
}

/// The forms in which a word is looked for: either apostrophe, and capitals that are not ASCII, which the one pass
/// does not know.
fn forms(word: &str) -> Vec<String> {
    let mut all = vec![word.to_owned()];
    if !word.is_ascii() {
        let mut letters = word.chars();
        all.extend(letters.next().map(|first| first.to_uppercase().chain(letters).collect()));
        all.extend([word.to_uppercase(), word.to_lowercase()]);
    }
    let curly: Vec<String> =
        all.iter().filter(|form| form.contains('\'')).map(|form| form.replace('\'', "’")).collect();
    all.extend(curly);
    all
}

/// Whether these are whole words and not part of a longer one.
fn is_whole(text: &str, range: std::ops::Range<usize>) -> bool {
    let letter = |c: char| c.is_alphanumeric() || c == '_';
    let word = &text[range.clone()];
    !(word.starts_with(letter) && text[..range.start].ends_with(letter)
        || word.ends_with(letter) && text[range.end..].starts_with(letter))
}

impl House {
    /// Whether any rule looks at texts of this kind.
    pub fn looks_at(&self, over: Over) -> bool {
        let finder = &self.by_kind[over as usize];
        finder.words.is_some() || !finder.patterns.is_empty()
    }

    /// What the rules find in one text of this kind, rule by rule. Linear in the text for each pattern, and for all
    /// words together.
    pub fn find(&self, over: Over, text: &str) -> Vec<(&HouseRule, Span)> {
        let mut found = self.by_kind[over as usize].find(text);
        let mut silent: Option<(usize, Vec<Span>)> = None;
        found.retain(|&(at, span)| {
            let Some(unless) = &self.rules[at].unless else { return true };
            if silent.as_ref().is_none_or(|(known, _)| *known != at) {
                let all = unless.find_iter(text).map(|hit| Span::new(hit.start(), hit.end()));
                silent = Some((at, all.collect()));
            }
            let spans = silent.as_ref().map_or(&[][..], |(_, spans)| spans);
            let next = spans.partition_point(|other| other.end <= span.start);
            spans.get(next).is_none_or(|other| other.start >= span.end)
        });
        found.into_iter().map(|(at, span)| (&self.rules[at], span)).collect()
    }

    /// Whether a rule finds something in an example, and what.
    pub fn finds(&self, rule: &HouseRule, example: &Example) -> Option<Span> {
        let apart = match rule.over {
            Over::Passages => quoted(&example.words),
            Over::Notes | Over::Claims => Vec::new(),
        };
        let found = self.find(rule.over, &example.words);
        found
            .into_iter()
            .filter(|(other, _)| other.name == rule.name)
            .map(|(_, span)| span)
            .find(|span| !apart.iter().any(|quote| quote.start <= span.start && span.start < quote.end))
    }
}
