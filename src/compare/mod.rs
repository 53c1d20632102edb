//! Comparing words with words: anchors, fragments of notes, figures, and
//! quotations with the held copies of their sources.

pub mod agree;
pub mod anchor;
mod differ;
pub mod figure;
mod nearly;
mod passage;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(not(feature = "pdf"))]
#[path = "no_pdf.rs"]
pub mod pdf;
pub mod quote;
pub mod reckon;
mod respelt;
pub mod selector;
mod shortest;
mod spelt;
pub mod squeeze;
pub mod stands;

pub use anchor::{
    Finder, Fold, MATCHES_KEPT, Search, at_the_end, at_the_start, first_in, nearest_passage, needle, word_set,
};
pub use figure::{missing, other, place_in};
pub use nearly::{Change, Nearly, words_in};
pub use passage::{Passage, best as best_passage};
pub use quote::{Copy, Outcome, Quote};
pub use respelt::Sound;
pub use selector::Selector;
pub use shortest::{Anchor, Anchors};
pub use spelt::{respelt_as, spelt_before};
