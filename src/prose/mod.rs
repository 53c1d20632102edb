//! What the words of a passage show: sentences, figures, dates, attributions,
//! and which passages assert something that a reader could ask a source for.

mod around;
pub mod assertion;
pub mod biography;
pub mod facts;
pub mod figure;
pub mod foreign;
pub mod language;
mod lexicon;
pub mod measure;
pub mod names;
pub mod open;
pub mod sentence;
pub mod slip;
pub mod spelling;
mod taken;
mod unnamed;
mod words;

pub use around::Around;
pub use assertion::{
    Assertion, Class, Reading, Trigger, TriggerKind, assertion, cites_by_year, leads_with_own_table,
    names_its_source, reading,
};
pub use figure::{Figure, figures};
pub(crate) use lexicon::Flags;
pub use sentence::sentences;
pub use spelling::misspelt;
pub use taken::{is_citation, reports_estimate, says_on, takes_up, tells_a_study, tells_on};
pub use unnamed::unnamed;
pub(crate) use words::{Word, words};
