//! How a passage is covered.

use crate::ids::PassageId;

/// How a passage is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// A marker in reach points to a note that exists, or a link in reach leads
    /// to an outside address.
    Cited,
    /// An entry of the claims file gives evidence for it that is declared not to stand in print: it cites a work paper,
    /// or the draft is declared to cite in its claims file only.
    Claimed,
    /// An entry declares it as the author's own (interpretation, forecast, definition, common knowledge), and it shows
    /// no figure, date, quotation or named source.
    Declared,
    /// A waiver accepts it.
    Waived,
    /// Every figure, date and name of it stands in this cited passage too : a summary, a conclusion.
    Repeated(PassageId),
    /// The source of this passage beside it carries it: both speak of the same report.
    Carried(PassageId),
    /// The source of this passage beside it is that of the same matter: enough for a reader of the sentence, too little for a
    /// claim that says which source it has.
    Beside(PassageId),
    /// Nothing.
    Uncovered,
}

impl Cover {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Cover::Cited => "cited",
            Cover::Claimed => "claimed",
            Cover::Declared => "declared",
            Cover::Waived => "waived",
            Cover::Repeated(_) => "repeated",
            Cover::Carried(_) | Cover::Beside(_) => "carried",
            Cover::Uncovered => "uncovered",
        }
    }

    /// The passage whose source covers this one.
    pub fn passage(self) -> Option<PassageId> {
        match self {
            Cover::Repeated(passage) | Cover::Carried(passage) | Cover::Beside(passage) => Some(passage),
            _ => None,
        }
    }
}
