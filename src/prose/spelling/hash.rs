//! The number by which a misspelling is looked up: one function for the build
//! script, which writes the table, and the program, which reads it.

/// FNV-1a over the bytes of a word in lower case.
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |sum: u32, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
