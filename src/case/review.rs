//! What became of each entry in review: who checked it, and whether that still holds.

use super::{Case, Resolved, seal, seal_earlier};
use crate::syntax::tree::{Checked, Item, Verdict as Found};

/// How far the review of an entry has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Checked, and what was checked still stands there.
    Checked,
    /// Checked, but these parts changed since.
    Stale(Vec<&'static str>),
    /// Checked without a seal: nobody can tell whether it changed since.
    Unsealed,
    /// Checked, and the checker did not find all of it in its source.
    Doubted(Found),
    /// A question is open.
    Questioned,
    /// Not checked.
    Unchecked,
    /// Checked, but a part of it cannot be found now (reported by itself).
    Unknown,
}

impl Verdict {
    /// The word for it in tables and JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Verdict::Checked => "checked",
            Verdict::Stale(_) => "stale",
            Verdict::Unsealed => "unsealed",
            Verdict::Doubted(Found::Partly) => "partly",
            Verdict::Doubted(Found::NotFound) => "not-found",
            Verdict::Doubted(_) => "not",
            Verdict::Questioned => "questioned",
            Verdict::Unchecked => "unchecked",
            Verdict::Unknown => "unknown",
        }
    }
}

impl<'a> Case<'a> {
    /// The check of an entry that counts: its last.
    pub fn last_check(&self, entry: usize) -> Option<&'a Checked> {
        self.entries[entry].entry.checked.last()
    }

    /// How far the review of an entry has come. An open question outweighs a check.
    pub fn verdict(&self, entry: usize) -> Verdict {
        let written = self.entries[entry].entry;
        if written.questions.iter().any(|question| question.decision.is_none()) {
            return Verdict::Questioned;
        }
        let Some(check) = written.checked.last() else { return Verdict::Unchecked };
        let found = check.verdict.as_ref().and_then(|word| word.value).unwrap_or(Found::Supported);
        if found != Found::Supported {
            return Verdict::Doubted(found);
        }
        let Some(sealed) = &check.seal else { return Verdict::Unsealed };
        let old = sealed.value.as_str();
        let earlier = self.is_sealed_earlier(entry);
        let now = match earlier {
            true => self.seal_earlier(entry),
            false => self.seal(entry, &check.by.text, check.on.value),
        };
        match now {
            None => Verdict::Unknown,
            Some(now) if now == old => Verdict::Checked,
            Some(now) if earlier => Verdict::Stale(seal_earlier::changed(old, &now)),
            Some(now) => Verdict::Stale(self.changed_of_itself(entry, seal::changed(old, &now))),
        }
    }

    /// Whether the markers of an entry's sentences changed since it was sealed.
    pub fn is_marked_otherwise(&self, entry: usize) -> bool {
        matches!(self.verdict(entry), Verdict::Stale(parts) if parts.contains(&seal::MARKERS))
    }

    /// Whether the check that counts is sealed under the earlier form, which covers less.
    pub fn is_sealed_earlier(&self, entry: usize) -> bool {
        let seal = self.last_check(entry).and_then(|check| check.seal.as_ref());
        seal.is_some_and(|seal| seal.value.len() == seal_earlier::LENGTH)
    }

    /// What there is to check of an entry as it stands now, as a word: its seal without who checks it and when.
    pub fn state(&self, entry: usize) -> Option<String> {
        self.seal(entry, "", None)
    }

    /// Whether a word says how an entry stands now: that of [`Self::state`], or of the earlier form.
    pub fn is_state(&self, entry: usize, word: &str) -> bool {
        self.state(entry).as_deref() == Some(word) || self.seal_earlier(entry).as_deref() == Some(word)
    }

    /// Whether an entry was checked by somebody already, under a seal of today that fits.
    pub fn is_checked_by(&self, entry: usize, by: &str) -> bool {
        let last = self.last_check(entry).is_some_and(|last| same_name(&last.by.text, by));
        last && self.verdict(entry) == Verdict::Checked && !self.is_sealed_earlier(entry)
    }

    /// The names of the draft's authors, as the claims file gives them.
    pub fn authors(&self) -> impl Iterator<Item = &'a str> + use<'a, '_> {
        self.items().flat_map(|(_, item)| match item {
            Item::Draft(draft) => draft.authors.iter().map(|author| author.text.as_str()).collect(),
            _ => Vec::new(),
        })
    }

    /// Whether review is asked of an entry before publication: a claim that a thesis
    /// rests on, or any claim if no thesis is named.
    pub fn wants_review(&self) -> impl Fn(usize, &Resolved<'_>) -> bool + use<'a> {
        let bearing = self.thesis_bearing();
        move |index, entry| entry.is_claim() && (bearing.is_empty() || bearing.contains(&index))
    }
}

/// Whether two names are the same person's as far as letters tell.
pub fn same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| crate::notes::fold::fold(name);
    !plain(one).is_empty() && plain(one) == plain(other)
}
