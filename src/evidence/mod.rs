//! Comparing words with words: anchors, quotations, figures.
pub mod anchor;
