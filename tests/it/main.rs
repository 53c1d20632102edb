//! Integration tests, one module a stage.

mod cli;
mod manuals;
mod prose;
mod report;
