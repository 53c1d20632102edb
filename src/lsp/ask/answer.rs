//! An answer, or why there is none.

use lsp_server::ErrorCode;
use serde_json::Value;

/// A question that gets no answer.
pub struct Refused {
    /// Why, in the protocol's words.
    pub code: ErrorCode,
    /// Why, for people.
    pub words: String,
}

/// An answer, or why there is none.
pub type Answer = Result<Value, Refused>;
