//! `claimlint lsp`.

use std::sync::Arc;

use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::run::desk::House;
use crate::lsp::serve_stdio;

/// Serves an editor on standard input and output, until it leaves.
pub fn lsp() -> Exit {
    match serve_stdio(Arc::new(House::new(true))) {
        Ok(true) => Exit::Clean,
        // The protocol's own: an editor that goes without leave is a fault.
        Ok(false) => Exit::Findings,
        Err(message) => {
            write::trouble(&format!("the editor does not keep to the language server protocol: {message}"))
        }
    }
}
