//! Integration tests, one module a stage.

mod cli;
mod draft_markdown;
mod house;
mod manuals;
mod prose;
mod report;
mod syntax;
