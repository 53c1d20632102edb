//! Integration tests, one module a stage.
#![allow(clippy::disallowed_methods, reason = "tests read files and start the command")]

mod bibliography;
mod cli;
mod cli_sources;
mod draft_cites;
mod draft_markdown;
mod draft_plain;
mod examples;
mod house;
mod manuals;
mod note_listing;
mod notes_accuracy;
mod notes_parse;
mod notes_seed;
mod prose;
mod readme;
mod report;
mod syntax;
