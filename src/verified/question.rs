//! What a program of the user's is asked about a claim: the claim, the passage of the held copy in which it is
//! likeliest to stand, and the quoted words.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The claim's name.
    pub claim: String,
    /// What it says.
    pub statement: String,
    /// The sentence of the draft that makes it; empty if it was not found.
    pub sentence: String,
    /// The source's name in the claims file.
    pub source: String,
    /// The words that the claims file quotes from it; may be empty.
    pub quote: String,
    /// The passage of the held copy.
    pub passage: String,
    /// Where that stands: "page 3".
    pub place: String,
}

impl Question {
    /// The question as a line of JSON.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Sixteen digits that change with any word of it.
    pub fn digest(&self) -> String {
        Sha256::digest(self.json().as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}
