//! Stands for `pdf` in a program that was built without the feature of that name.

use crate::text::held::HeldText;

/// Refuses, and says why.
///
/// # Errors
/// Always: as the end of a sentence that begins with the file's name.
pub fn read(_: Vec<u8>) -> Result<HeldText, String> {
    Err("is a PDF, and this claimlint was built without its PDF reader (feature `pdf`)".to_owned())
}
