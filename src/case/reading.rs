//! What each passage is, seen in its place: its class, its signs, whether it needs support.

use super::{Case, Cover};
use crate::ids::PassageId;
use crate::prose::{Class, Reading};

impl Case<'_> {
    /// What a passage of running text is; `None` for headings, captions and other parts
    /// whose kind says it, and for words that are not English.
    pub fn reading(&self, passage: PassageId) -> Option<Reading> {
        let draft = self.draft?;
        let held =
            draft.passages.get(passage).filter(|held| held.kind.is_body() && self.is_english(passage))?;
        let mut reading = self.read.get(passage).cloned().flatten()?;
        if reading.needs_support
            && self.assertions.binary_search_by_key(&passage, |(index, _)| *index).is_err()
        {
            // A life told in "About the authors" asserts nothing of this draft.
            let found = reading.assertion();
            reading.needs_support = false;
            let own = self.account.is_own_at(draft, passage)
                || found.is_some_and(|found| self.account.is_own_finding(draft, passage, &found));
            reading.class = match own {
                true => Class::OwnVoice,
                false => Class::Disclosure,
            };
        }
        if matches!(self.cover(passage), Cover::Repeated(_)) {
            reading.class = Class::Summary;
            reading.needs_support = false;
        }
        let same =
            |other: PassageId| draft.passages.get(other).is_some_and(|it| it.paragraph == held.paragraph);
        let opens = !passage.before().is_some_and(same) && same(passage.next());
        let plain = matches!(reading.class, Class::Statement | Class::Assertion) && !reading.needs_support;
        if opens && plain && !reading.sourced {
            reading.class = Class::TopicSentence;
        }
        Some(reading)
    }
}
