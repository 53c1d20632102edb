//! Comparing words with words: anchors, fragments of notes, figures.

pub mod anchor;
pub mod figure;

pub use anchor::{Finder, Fold, MATCHES_KEPT, Search, nearest_passage};
pub use figure::{missing, other, place_in};
