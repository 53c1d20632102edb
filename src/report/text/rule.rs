//! What each rule found, and what its findings share.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Level};
use crate::report::Run;

/// What one rule found at one level.
pub(super) struct Rule<'a> {
    pub(super) level: Level,
    pub(super) code: &'static str,
    pub(super) findings: Vec<&'a Diagnostic>,
}

impl Rule<'_> {
    /// How many of its findings `--fix` mends.
    pub(super) fn mended(&self) -> usize {
        self.findings.iter().filter(|found| found.fix.as_ref().is_some_and(|fix| fix.safe)).count()
    }

    /// The words that most of its findings share, if two share any; of a single finding its own.
    pub(super) fn shared(&self, words: impl Fn(&Diagnostic) -> &str) -> String {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for found in &self.findings {
            *counts.entry(words(found)).or_default() += 1;
        }
        let most = counts.iter().max_by_key(|(_, count)| **count);
        most.filter(|(_, count)| **count > 1 || self.findings.len() == 1)
            .map_or(String::new(), |(words, _)| (*words).trim().to_owned())
    }

    /// The words that all findings have, empty if they differ: one reason would stand over findings that have another.
    pub(super) fn unanimous(&self, words: impl Fn(&Diagnostic) -> &str) -> String {
        let mut all = self.findings.iter().map(|found| words(found).trim());
        let first = all.next().unwrap_or("");
        if all.all(|other| other == first) { first.to_owned() } else { String::new() }
    }
}

/// The most serious first, then the most frequent, then by name.
pub(super) fn rules<'a>(run: &Run<'a>) -> Vec<Rule<'a>> {
    let mut rules: BTreeMap<(Level, &'static str), Vec<&Diagnostic>> = BTreeMap::new();
    for finding in run.findings() {
        rules.entry((finding.level, finding.code)).or_default().push(finding);
    }
    let mut rules: Vec<Rule<'a>> =
        rules.into_iter().map(|((level, code), findings)| Rule { level, code, findings }).collect();
    rules.sort_by_key(|rule| (rule.level, std::cmp::Reverse(rule.findings.len()), rule.code));
    rules
}
