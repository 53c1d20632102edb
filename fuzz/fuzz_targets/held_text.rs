//! Reads the bytes as held_text.
#![no_main]

#[path = "../../tests/it/mutations/reads.rs"]
mod reads;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| reads::run("held_text", bytes));
