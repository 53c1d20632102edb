//! Integration tests, one module a stage.

mod cli;
mod draft_markdown;
mod manuals;
mod prose;
mod report;
