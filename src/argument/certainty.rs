//! Degrees of certainty, and what holds a claim to one. Ordinal only: degrees have an order and
//! nothing else; none is ever added, multiplied or turned into a number for the reader.

use crate::lexicon::list;
use crate::syntax::tree::Scale;

/// How sure something is said to be. Only the order means anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Degree {
    /// A report rated 4 or 5.
    Doubtful,
    /// It may be.
    Possible,
    /// As likely as not.
    Even,
    /// A little more likely than not.
    RatherLikely,
    /// It is likely.
    Likely,
    /// It is very likely.
    VeryLikely,
    /// It is extremely likely.
    ExtremelyLikely,
    /// It is certain, or as good as.
    Certain,
}

/// A term of a scale: its degree, or `None` for those that say that something is *not* likely. How sure such a
/// claim is depends on how its author worded it, so it is never compared.
pub type Term = Option<Degree>;

/// The most that a claim's reasons allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ceiling {
    /// The degree.
    pub degree: Degree,
    /// What holds it there.
    pub by: Held,
}

/// What holds a ceiling where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// The qualifier of this entry.
    Entry(usize),
    /// The rating of this citation: entry, and number of its `cites`.
    Cite(usize, usize),
}

/// The degree that a qualifier names. `None` if it is no term of any scale that is ever compared.
pub fn degree_of(qualifier: &str) -> Term {
    Some(match list::QUALIFIER.group(qualifier)? {
        "certain" => Degree::Certain,
        "extremely likely" => Degree::ExtremelyLikely,
        "very likely" => Degree::VeryLikely,
        "likely" => Degree::Likely,
        "more likely than not" => Degree::RatherLikely,
        "even" => Degree::Even,
        "possible" => Degree::Possible,
        _ => return None,
    })
}

impl Degree {
    /// The word for it on a scale.
    pub fn word(self, scale: Scale) -> &'static str {
        match (self, scale) {
            (Degree::Certain, Scale::Icd203) => "almost certain",
            (Degree::Certain, Scale::Ipcc) => "virtually certain",
            (Degree::Certain, Scale::Plain) => "certain",
            (Degree::ExtremelyLikely, _) => "extremely likely",
            (Degree::VeryLikely, _) => "very likely",
            (Degree::Likely, _) => "likely",
            (Degree::RatherLikely, _) => "more likely than not",
            (Degree::Even, Scale::Ipcc) => "about as likely as not",
            (Degree::Even, _) => "roughly even chance",
            (Degree::Possible, _) => "possible",
            (Degree::Doubtful, _) => "doubtful",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_in_order_and_terms_are_known() {
        assert!(degree_of("certain") > degree_of("Very likely"));
        assert!(degree_of("likely") > degree_of("possible"));
        assert_eq!(degree_of("unlikely"), None);
        assert_eq!(degree_of("banana"), None);
    }
}
