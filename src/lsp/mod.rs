//! The language server: what `check` says, while the author writes.
//!
//! It speaks the protocol and knows nothing else: what a case is and says comes from
//! the house, files and the clock from its [`Desk`]. One thread listens
//! (`server`), one works (`worker`): the whole case is checked again after each
//! change, since that takes some milliseconds, and what was overtaken by the next
//! change is dropped and never shown.

mod ask;
mod board;
mod desk;
mod desktop;
mod found;
mod papers;
mod ruler;
mod server;
mod shared;
mod worker;

pub use desk::{Desk, Kept};
pub use server::serve;

use std::sync::Arc;

/// Serves an editor that speaks on standard input and output, until it leaves.
///
/// # Errors
/// That the editor did not keep to the protocol, in words.
pub fn serve_stdio(desk: Arc<dyn Desk>) -> Result<bool, String> {
    let (connection, threads) = lsp_server::Connection::stdio();
    let left = serve(connection, desk)?;
    threads.join().map_err(|error| error.to_string())?;
    Ok(left)
}
