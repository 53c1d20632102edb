//! Writing: to standard output, made safe and without dying of a broken pipe, to files
//! ([`file`], [`growing`]), one process at a time ([`lock`]), and differences for people.

mod file;
mod growing;
mod lock;

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::cli::base::exit::Exit;
use crate::report::{folded, safe_json, safe_output};

pub use file::{
    Change, Sort, create, in_shape, line_end, put, put_bytes_over, put_over, replace, replace_all,
};
pub use growing::Growing;
pub use lock::lock;

/// Whether the reader of standard output went away.
static GONE: AtomicBool = AtomicBool::new(false);

/// Whether somebody may still read standard output.
pub fn is_open() -> bool {
    !GONE.load(Ordering::Relaxed)
}

/// Whether our own colours and links may stand in what is printed.
static STYLED: AtomicBool = AtomicBool::new(false);

/// Lets colours and links of ours through to standard output. Standard error has none.
pub fn style(styled: bool) {
    STYLED.store(styled, Ordering::Relaxed);
}

/// The width at which lines for people are folded; none if it is zero.
static ROOM: AtomicUsize = AtomicUsize::new(0);

/// Folds lines of standard output at this width: those of a command that tells people something, on a terminal.
pub fn fold(width: usize) {
    ROOM.store(width, Ordering::Relaxed);
}

/// The width that lines are to keep to, if they are to.
pub fn room() -> Option<usize> {
    Some(ROOM.load(Ordering::Relaxed)).filter(|room| *room > 0)
}

/// Prints to standard output, made safe for a terminal and a log whatever words
/// stand in it. A reader that went away is no fault of ours.
pub fn out(text: &str) -> Exit {
    let safe = safe_output(text, STYLED.load(Ordering::Relaxed), false);
    match room() {
        Some(room) => exact(&folded(&safe, room)),
        None => exact(&safe),
    }
}

/// As [`out`], for a format that is made of commands to a forge; it cleans its words itself.
pub fn commands(text: &str) -> Exit {
    exact(&safe_output(text, STYLED.load(Ordering::Relaxed), true))
}

/// Prints a value as JSON. Characters that are not safe stand in it as escapes.
pub fn json(value: &serde_json::Value) -> Exit {
    out(&safe_json(&format!("{value:#}\n")))
}

/// Hands on a file of the user, byte by byte, to the program that asked for it. A
/// terminal gets what is safe to show.
pub fn file(text: &str) -> Exit {
    if std::io::stdout().is_terminal() { out(text) } else { exact(text) }
}

/// Prints words of our own as they are.
pub fn exact(text: &str) -> Exit {
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

/// The width of standard error; none if it is zero.
static ROOM_FOR_ERRORS: AtomicUsize = AtomicUsize::new(0);

/// Folds lines of standard error at this width.
pub fn fold_errors(width: usize) {
    ROOM_FOR_ERRORS.store(width, Ordering::Relaxed);
}

/// Prints to standard error; whether anybody reads it is no fault of ours.
pub fn err(text: &str) {
    let safe = safe_output(text, false, false);
    let folded = match ROOM_FOR_ERRORS.load(Ordering::Relaxed) {
        0 => safe,
        room => folded(&safe, room).into(),
    };
    let _ = std::io::stderr().lock().write_all(folded.as_bytes());
}

/// Tells on standard error why something could not be done.
pub fn trouble(message: &str) -> Exit {
    note(message);
    Exit::Trouble
}

/// Tells on standard error what a reader of the output should know: one line, since a name
/// with a line break must not begin another.
pub fn note(message: &str) {
    err(&format!("claimlint: {}\n", message.replace(['\n', '\r'], " ")));
}

/// A unified difference.
pub fn diff(name: &str, before: &str, after: &str) -> String {
    similar::TextDiff::from_lines(before, after)
        .unified_diff()
        .context_radius(2)
        .header(name, name)
        .to_string()
}
