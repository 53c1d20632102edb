//! Integration tests, one module a stage.

mod draft_plain;
mod prose;
