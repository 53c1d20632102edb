//! Which passages assert something a reader could ask a source for.
use crate::span::Span;
/// One sign that a passage needs a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TriggerKind {
    /// A count, share, money or rate.
    Statistic,
    /// Something that happened at a stated time.
    DatedEvent,
    /// "According to X", "X found that".
    Attribution,
    /// Words in quotation marks that someone else said.
    Quotation,
}
impl TriggerKind {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Statistic => "statistic",
            Self::DatedEvent => "dated-event",
            Self::Attribution => "attribution",
            Self::Quotation => "quotation",
        }
    }
}
/// A trigger and the words that are it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Which.
    pub kind: TriggerKind,
    /// Relative to the sentence's text.
    pub span: Span,
}
/// A passage's signs. `strong` triggers alone carry a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assertion {
    /// The signs, in order; at least one.
    pub triggers: Vec<Trigger>,
}
/// The assertion in a sentence, if there is one. `None` for questions, forecasts,
/// recommendations, the author's own voice, and sentences whose figures are only
/// labels; and where the sentence names its own source (`P.L. 110-246`, `see Table 2`).
pub fn assertion(_sentence: &str) -> Option<Assertion> {
    None
}
