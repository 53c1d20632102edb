//! OpenDocument texts (ODT).

use super::office::{Fault, Unpacked, Unpacking, tell};
use super::{Draft, Reader};
use crate::text::{FileId, Text};

/// The reader.
pub const READER: Reader = Reader { name: "odt", extensions: &["odt", "ott", "fodt"], read };

fn read(file: FileId, text: &Text) -> Draft {
    tell::read(file, text, READER.name)
}

/// Unpacks an OpenDocument text.
///
/// # Errors
/// Not an OpenDocument text, damaged, locked, or beyond the limits.
pub fn unpack(_bytes: &[u8], _how: &Unpacking) -> Result<Unpacked, Fault> {
    Err(Fault::new("not yet"))
}
