//! What a word does in a sentence.

pub use crate::lexicon::{LONGEST, Sentence as Flags, sentence as of};
