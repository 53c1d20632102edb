//! The mutated inputs of `tests/it/mutations.rs` without the rest of the tests, for the long run: `tests/long/mutations`.

#[path = "../tests/it/mutations.rs"]
mod mutations;
