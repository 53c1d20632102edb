//! Integration tests, one module a subject.

mod house;
mod prose;
