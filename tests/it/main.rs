//! Integration tests, one module a stage.
#![allow(clippy::disallowed_methods, reason = "tests read files and start the command")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

mod argument;
mod argument_commands;
mod assertions;
mod bibliography;
mod cli;
mod cli_parts;
mod cli_report;
mod cli_sources;
mod config;
mod draft_cites;
mod draft_html;
mod draft_latex;
mod draft_markdown;
mod draft_pandoc;
mod draft_plain;
mod examples;
mod exports;
mod formats;
mod held;
mod house;
mod json_schema;
mod manuals;
mod measure;
mod note_listing;
mod note_rules;
mod notes_accuracy;
mod notes_parse;
mod notes_seed;
mod office;
mod outlets;
mod pandoc_markdown;
mod prose;
mod prose_accuracy;
mod readme;
mod report;
mod review;
mod source_rules;
mod starter;
mod syntax;
