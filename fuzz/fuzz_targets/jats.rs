//! Reads the bytes as jats.
#![no_main]

#[path = "../../tests/it/mutations/reads.rs"]
mod reads;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| reads::run("jats", bytes));
