//! Known findings: a file that lets a team adopt claimlint on old texts and see
//! only what is new.
//!
//! One sorted line for each finding: the rule, the file, what the finding is
//! known by ([`Identity`](crate::diagnostic::Identity)) and its first words for
//! people, parted by tabs. Lines that begin with `#` are comments. No line number
//! is in it, so lines may move; and since every finding has a line of its own,
//! git merges two branches without conflict unless both touch neighbours.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Report;
use crate::diagnostic::Diagnostic;

/// How it is called where nothing else is said.
pub const NAME: &str = "claimlint.baseline";

const HEADER: &str = "\
# Findings that are known and not shown: rule, file, fingerprint, first words.
# Written by `claimlint baseline`; `claimlint baseline --prune` removes what was corrected.
";

/// One known finding. Two are the same if all but the words are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The rule.
    pub rule: String,
    /// The file, from the folder of the baseline.
    pub file: String,
    /// What it is known by.
    pub fingerprint: String,
    /// The first words it is about.
    pub words: String,
}

type Key = (String, String, String);

impl Entry {
    /// The entry of a finding in a file of this name.
    pub fn of(finding: &Diagnostic, file: &str) -> Self {
        Self {
            rule: finding.code.to_owned(),
            file: field(file),
            fingerprint: finding.identity.fingerprint(),
            words: field(&finding.identity.words),
        }
    }

    fn key(&self) -> Key {
        (self.rule.clone(), self.file.clone(), self.fingerprint.clone())
    }
}

/// A text without tabs and line ends.
fn field(text: &str) -> String {
    text.chars().map(|c| if super::clean::is_unsafe(c) { '\u{fffd}' } else { c }).collect()
}

/// A baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<Key, Entry>,
}

/// What came of holding findings against a baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sifted {
    /// How many findings were known, and are gone from the reports.
    pub known: usize,
    /// Entries that match no finding any more.
    pub stale: Vec<Entry>,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// A sentence that names the line: it is no entry, or two versions of the
    /// file were not merged.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut entries = BTreeMap::new();
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim_end_matches('\r');
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let number = index + 1;
            if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) {
                return Err(format!(
                    "line {number} is a merge conflict marker: keep the lines of both sides and delete the markers"
                ));
            }
            let mut fields = line.splitn(4, '\t').map(str::to_owned);
            let (Some(rule), Some(file), Some(fingerprint)) = (fields.next(), fields.next(), fields.next())
            else {
                return Err(format!(
                    "line {number} is not an entry (rule, file, fingerprint and words, separated by tabs); \
                     `claimlint baseline` writes the file anew"
                ));
            };
            let entry = Entry { rule, file, fingerprint, words: fields.next().unwrap_or_default() };
            entries.insert(entry.key(), entry);
        }
        Ok(Self { entries })
    }

    /// The entries, sorted.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether it holds this entry, whatever its words.
    pub fn holds(&self, entry: &Entry) -> bool {
        self.entries.contains_key(&entry.key())
    }

    /// The file as it is written.
    pub fn render(&self) -> String {
        let mut out = HEADER.to_owned();
        for Entry { rule, file, fingerprint, words } in self.entries.values() {
            out.push_str(&format!("{rule}\t{file}\t{fingerprint}\t{words}\n"));
        }
        out
    }

    /// Takes known findings out of reports. `file` names a finding's file as
    /// the baseline does; `judged` says whether an entry would have been met if
    /// its finding were still there: the file was read and the rule ran.
    pub fn sift<'r>(
        &self,
        reports: impl IntoIterator<Item = &'r mut Report>,
        file: impl Fn(&Diagnostic) -> String,
        judged: impl Fn(&Entry) -> bool,
    ) -> Sifted {
        let mut met: BTreeSet<Key> = BTreeSet::new();
        let mut known = 0;
        for report in reports {
            report.findings.retain(|finding| {
                let key = Entry::of(finding, &file(finding)).key();
                let old = self.entries.contains_key(&key);
                if old {
                    known += 1;
                    met.insert(key);
                }
                !old
            });
        }
        let stale = self.entries.iter().filter(|(key, entry)| !met.contains(key) && judged(entry));
        Sifted { known, stale: stale.map(|(_, entry)| entry.clone()).collect() }
    }
}

impl FromIterator<Entry> for Baseline {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        Self { entries: entries.into_iter().map(|entry| (entry.key(), entry)).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(rule: &str, file: &str, fingerprint: &str) -> Entry {
        let [rule, file, fingerprint] = [rule, file, fingerprint].map(str::to_owned);
        Entry { rule, file, fingerprint, words: "some words".to_owned() }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let baseline: Baseline =
            [entry("b", "x.md", "2:1"), entry("a", "#y.md", "1:1"), entry("a", "#y.md", "1:2")]
                .into_iter()
                .collect();
        let text = baseline.render();
        assert_eq!(Baseline::parse(&text), Ok(baseline.clone()));
        let crlf = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(Baseline::parse(&crlf).expect("it reads").len(), 3);
        let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.is_sorted(), "{lines:?}");
    }

    #[test]
    fn faults_are_named_by_their_line() {
        let told = Baseline::parse("# x\n\nnote-unused a.md").expect_err("no tabs");
        assert!(told.starts_with("line 3 is not an entry"), "{told}");
        let told = Baseline::parse("<<<<<<< HEAD\n").expect_err("a conflict");
        assert!(told.contains("merge"), "{told}");
    }

    #[test]
    fn the_same_line_from_two_branches_counts_once() {
        let text = "a\tx\t1:1\twords\na\tx\t1:1\tother words\n";
        assert_eq!(Baseline::parse(text).expect("it reads").len(), 1);
    }
}
