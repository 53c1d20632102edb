//! Comparing words with words: anchors, fragments of notes, figures.

pub mod anchor;

pub use anchor::{Finder, Fold, Search, nearest_passage};
