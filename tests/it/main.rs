//! Integration tests, one module a stage.
#![allow(clippy::disallowed_methods, reason = "tests read files and start the command")]

mod cli;
mod draft_markdown;
mod draft_plain;
mod examples;
mod house;
mod manuals;
mod notes_accuracy;
mod office;
mod prose;
mod readme;
mod report;
mod syntax;
