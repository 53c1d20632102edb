//! The language server, as editors meet it.

pub mod editor;
mod life;
mod over;
mod same;
mod word;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// The worked examples.
pub fn claims() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("claims")
}

/// An editor that is told of findings, and counts in UTF-16 as most do.
pub fn pushed() -> Value {
    json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } })
}
