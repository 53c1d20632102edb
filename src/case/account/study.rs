//! A document that tells a study of its own. What it counted, measured and estimated has no other source than itself:
//! the parts on method, sample and results, and the sentences beside those in which the authors say what they did.

use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::lexicon::list;
use crate::prose::{Assertion, TriggerKind, words};

/// Authors who say so often what they measured have made a study.
const DID: usize = 5;

/// The parts of a draft that tell its own study; nothing where it tells none.
#[derive(Debug, Clone, Default)]
pub(super) struct Study {
    /// For each section whether it tells how the study was made or what came of it.
    parts: Vec<bool>,
}

impl Study {
    pub fn of(draft: &Draft) -> Self {
        let title = |at: usize| draft.sections.get(at).map_or("", |section| draft.view.slice(section.view));
        let named: Vec<bool> =
            (0..draft.sections.len()).map(|at| list::STUDY_PART.find(title(at)).is_some()).collect();
        if !named.contains(&true) {
            return Self::default();
        }
        let told = |passage: &PassageId| {
            draft.passages[*passage].kind == PassageKind::Sentence && is_done(draft.words(*passage))
        };
        if draft.passages.ids().filter(told).take(DID).count() < DID {
            return Self::default();
        }
        // A part below such a part belongs to it.
        let mut above: Option<u8> = None;
        let parts = named.iter().zip(&draft.sections).map(|(&named, section)| {
            above = above.filter(|&level| section.level > level).or(named.then_some(section.level));
            above.is_some()
        });
        Self { parts: parts.collect() }
    }

    /// Whether what a passage asserts was found out in the study: figures and dates only. What others said or found is
    /// theirs wherever it is told.
    pub fn holds(&self, draft: &Draft, passage: PassageId, assertion: &Assertion) -> bool {
        let theirs = |kind: TriggerKind| matches!(kind, TriggerKind::Attribution | TriggerKind::Quotation);
        if assertion.triggers.iter().any(|trigger| trigger.strong && theirs(trigger.kind)) {
            return false;
        }
        let paragraph = draft.passages[passage].paragraph;
        let done = |other: Option<PassageId>| {
            other.is_some_and(|other| {
                let same = draft.passages.get(other).is_some_and(|held| held.paragraph == paragraph);
                same && is_done(draft.words(other))
            })
        };
        // "Employers won 61% of them", of those that we counted, whatever the document is.
        let of_them = || {
            draft
                .words(passage)
                .split_once(" of them")
                .is_some_and(|(_, rest)| !rest.starts_with(char::is_alphabetic))
        };
        if of_them() && done(passage.before()) {
            return true;
        }
        if self.parts.is_empty() {
            return false;
        }
        self.parts.get(draft.passages[passage].section).copied().unwrap_or(false)
            || done(passage.before())
            || done(Some(passage.next()))
    }
}

/// `The core team` stands within so many words.
const MAKERS: usize = 3;

/// `We surveyed 412 nurses`, `our sample`, `participants were recruited`.
fn is_done(sentence: &str) -> bool {
    let mut tokens = sentence.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty());
    let opens = tokens.clone().take(MAKERS + 1).any(|token| list::STUDY_MAKERS.has(token));
    let ours =
        |token: &str| token == "I" || token.eq_ignore_ascii_case("we") || token.eq_ignore_ascii_case("our");
    if !opens && !tokens.any(ours) {
        return false;
    }
    let words = words(sentence);
    words.iter().enumerate().any(|(at, word)| {
        let near = || words.iter().skip(at + 1).take(3).any(|next| list::STUDY_DOES.has(next.text));
        let makers = || list::STUDY_MAKERS.has(word.text) && words[..at].iter().any(|lead| lead.is("the"));
        (word.is("we") || word.is("our") || word.text == "I" || at <= MAKERS && makers()) && near()
    })
}

#[cfg(test)]
mod tests {
    use super::is_done;

    #[test]
    fn authors_say_what_they_did() {
        assert!(is_done("We then surveyed 412 nurses."));
        assert!(is_done("I read all 302 bills."));
        assert!(is_done("In our sample nurses slept badly."));
        assert!(is_done("The survey team interviewed nurses on three wards."));
        assert!(!is_done("Nurses of the night shift joined the team that found the leak."));
        assert!(!is_done("We think that nurses sleep badly."));
        assert!(!is_done("The ministry surveyed 412 nurses."));
    }
}
