//! Stands for the reader of PDF drafts in a program that was built without the feature
//! `pdf`: such files are known, and refused with the reason.

use super::office::{Fault, Unpacked, Unpacking, tell};
use super::{Draft, Reader};
use crate::text::{FileId, Text};

/// In place of the reader.
pub const READER: Reader = Reader { unpack: Some(refuse), ..Reader::text("pdf", &["pdf"], read) };

fn read(file: FileId, text: &Text) -> Draft {
    tell::read(file, text, READER.name)
}

fn refuse(_: &[u8], _: &Unpacking) -> Result<Unpacked, Fault> {
    Err(Fault::new("it is a PDF, and this claimlint was built without the reader of PDFs (feature `pdf`)"))
}
