//! What a word can be in a citation.

pub use crate::lexicon::{Citation as Flags, citation as of};
