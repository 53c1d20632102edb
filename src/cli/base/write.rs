//! Writing: to standard output without dying of a broken pipe, to files
//! ([`file`]), one process at a time ([`lock`]), and differences for people.

mod file;
mod lock;

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::base::exit::Exit;

pub use file::{Change, Sort, create, in_shape, line_end, put, put_over, replace, replace_all};
pub use lock::lock;

/// Whether the reader of standard output went away.
static GONE: AtomicBool = AtomicBool::new(false);

/// Whether somebody may still read standard output.
pub fn is_open() -> bool {
    !GONE.load(Ordering::Relaxed)
}

/// Prints to standard output. A reader that went away is no fault of ours.
pub fn out(text: &str) -> Exit {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Exit::Clean,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            GONE.store(true, Ordering::Relaxed);
            Exit::Clean
        }
        Err(error) => trouble(&format!("the output could not be written: {error}")),
    }
}

/// Prints to standard error; whether anybody reads it is no fault of ours.
pub fn err(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Tells on standard error why something could not be done.
pub fn trouble(message: &str) -> Exit {
    let _ = writeln!(std::io::stderr(), "claimlint: {message}");
    Exit::Trouble
}

/// Tells on standard error what a reader of the output should know.
pub fn note(message: &str) {
    let _ = writeln!(std::io::stderr(), "claimlint: {message}");
}

/// A unified difference.
pub fn diff(name: &str, before: &str, after: &str) -> String {
    similar::TextDiff::from_lines(before, after)
        .unified_diff()
        .context_radius(2)
        .header(name, name)
        .to_string()
}
