//! What was seen outside: the record that `claimlint verify` keeps beside a draft, and how it is held against
//! the notes.
//!
//! Nothing here looks: the looking is the command's. A [`Record`] is a text with a line for each identifier
//! ([`Id`]), each with its day, one of three answers ([`Answer`]) and what they rest on. Rules read it offline, so
//! that a check can be repeated to the byte.

mod differ;
mod identify;
mod question;
mod record;
mod titled;
mod work;

pub use differ::{Compared, Difference, Fielded, compare, fits, told};
pub use identify::{Id, Kind, identifiers, page};
pub use question::Question;
pub use record::{Answer, Copy, Fault, Judgement, Record, Seen, Verdict};
pub use titled::{Titled, titled};
pub use work::{Update, UpdateKind, Work};

/// How the record of a draft is called: its name with this for its ending.
pub const ENDING: &str = "verified.jsonl";
