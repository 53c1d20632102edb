//! Stands for the readers of Word and OpenDocument files, of books and of XML in a program that was built
//! without the feature `office`: their files are known, and refused with the reason.

use super::{Fault, Unpacked, Unpacking, tell};
use crate::draft::{Draft, Reader};
use crate::text::{FileId, Text};

/// In place of `docx::READER`.
pub const DOCX: Reader =
    Reader { unpack: Some(refuse), ..Reader::text("docx", &["docx", "docm", "dotx"], docx) };

/// In place of `odt::READER`.
pub const ODT: Reader = Reader { unpack: Some(refuse), ..Reader::text("odt", &["odt", "ott", "fodt"], odt) };

/// In place of `epub::READER`.
pub const EPUB: Reader = Reader { unpack: Some(refuse), ..Reader::text("epub", &["epub"], epub) };

/// In place of `xml::JATS`.
pub const JATS: Reader = Reader { unpack: Some(refuse), ..Reader::text("jats", &["jats", "nxml"], jats) };

/// In place of `xml::DOCBOOK`.
pub const DOCBOOK: Reader =
    Reader { unpack: Some(refuse), ..Reader::text("docbook", &["dbk", "docbook"], docbook) };

fn docx(file: FileId, text: &Text) -> Draft {
    tell::read(file, text, DOCX.name)
}

fn odt(file: FileId, text: &Text) -> Draft {
    tell::read(file, text, ODT.name)
}

fn epub(file: FileId, text: &Text) -> Draft {
    tell::read(file, text, EPUB.name)
}

fn jats(file: FileId, text: &Text) -> Draft {
    tell::read(file, text, JATS.name)
}

fn docbook(file: FileId, text: &Text) -> Draft {
    tell::read(file, text, DOCBOOK.name)
}

fn refuse(_: &[u8], _: &Unpacking) -> Result<Unpacked, Fault> {
    Err(Fault::new(
        "this claimlint was built without the readers of Word and OpenDocument files, books and XML (feature `office`)",
    ))
}
