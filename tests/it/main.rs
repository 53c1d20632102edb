//! Integration tests, one module a stage.

mod prose;
