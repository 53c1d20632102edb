//! claimlint: checks whether what a document asserts is supported by what it cites.
//!
//! The map of the house, in the order in which a text passes through it:
//!
//! 1. [`text`], [`span`], [`ids`]: loaded texts, places in them, and which thing of a list is meant.
//! 2. [`draft`]: any format to a [`draft::Draft`]: passages, markers, notes.
//! 3. [`syntax`]: `.claims` text to a [`syntax::tree::Tree`] and its errors.
//! 4. [`prose`]: sentences and the signs of an assertion in them.
//! 5. [`notes`]: note texts to citations, citations to sources.
//! 6. [`evidence`]: anchors, figures, quotations: comparing words with words.
//! 7. [`argument`]: all of these tied together in a [`argument::Case`].
//! 8. [`rules`]: one file a rule, each over the whole case.
//! 9. [`house`]: rules that a team adds as data.
//! 10. [`check`]: runs the stages and the gate that decides what is reported.
//! 11. [`report`]: one file an output format.
//! 12. [`starter`]: a first claims file for a draft.
//! 13. [`config`]: `claimlint.toml`, read and laid over each other.
//! 14. `cli`: flags, commands, and the only file access.
//!
//! Nothing outside `cli` reads a file, prints or asks for the time.

pub mod argument;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod draft;
pub mod evidence;
pub mod house;
pub mod ids;
pub mod notes;
pub mod prose;
pub mod report;
pub mod rules;
pub mod span;
pub mod starter;
pub mod syntax;
pub mod text;
