//! Stands for the writer of comments in a program that was built without the feature `office`.

use super::{Copied, Placed, Thread};
use crate::draft::office::{Fault, Unpacking};
use crate::text::Text;

fn refused() -> Fault {
    Fault::new("this claimlint was built without Word and OpenDocument files (feature `office`)")
}

/// In place of the writer.
///
/// # Errors
/// Always.
pub fn copy(_: &[u8], _: &Text, _: &Placed, _: &Unpacking) -> Result<Copied, Fault> {
    Err(refused())
}

/// In place of the reader.
///
/// # Errors
/// Always.
pub fn threads(_: &[u8], _: &Unpacking) -> Result<Vec<Thread>, Fault> {
    Err(refused())
}

/// In place of the search for faults.
///
/// # Errors
/// Always.
pub fn faults(_: &[u8], _: &Unpacking) -> Result<Vec<String>, Fault> {
    Err(refused())
}

/// No file can be known.
pub fn is_untouched(_: &[u8]) -> bool {
    false
}
