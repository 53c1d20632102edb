//! How a case is to be judged. It lies below `argument`, since a `Case` carries it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Level;
use crate::house::House;
use crate::lexicon::Lexicons;
use crate::notes::outlets::Outlets;
use crate::syntax::tree::Reach;

/// What is strict and what is let pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Profile {
    /// Work in progress.
    #[default]
    Draft,
    /// Before publication: precise warnings count as errors.
    Publication,
    /// Legal writing: Id. and signals are allowed.
    Legal,
}

impl Profile {
    /// Whether legal citation is the house style.
    pub fn is_legal(self) -> bool {
        self == Profile::Legal
    }
}

/// What to check and how. Today's date is an input: the core has no clock.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// The day on which waivers are judged; `None` leaves their ends unchecked.
    pub today: Option<jiff::civil::Date>,
    /// The profile.
    pub profile: Profile,
    /// How far a marker covers, whatever the claims file says.
    pub reach: Option<Reach>,
    /// How far a marker covers where the claims file does not say.
    pub usual_reach: Option<Reach>,
    /// Levels by rule name, over the rule's own.
    pub levels: BTreeMap<String, Level>,
    /// What kinds of outlet there are; by default the shipped list.
    pub outlets: Outlets,
    /// Lists of words; by default the shipped ones.
    pub lexicons: Lexicons,
    /// The tag of a language, if the house knows what is not checked in drafts of it.
    pub language: Option<String>,
    /// Names under which the writers of the draft stand in it, as a sentence has them: `NIST`, `the Commission`.
    pub own: Vec<String>,
    /// Rules that a team added; by default none.
    pub house: Arc<House>,
}
