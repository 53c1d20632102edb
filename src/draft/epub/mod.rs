//! Books in EPUB: an archive of XHTML files, in the order of its spine.
//!
//! `book` finds the files, `page` puts them into one page with every name and link made those of the
//! whole book, the reader of HTML reads it, and `story` tells what it found as a packaged file does:
//! paragraphs and notes, each named by its number and the file it stands in.

mod book;
mod page;
mod story;

use super::office::package::Package;
use super::office::{Fault, Unpacked, Unpacking, render, tell};
use super::{Draft, Reader, html};
use crate::text::{FileId, Text, Texts};
use book::Book;

/// The reader.
pub const READER: Reader = Reader { unpack: Some(unpack), ..Reader::text("epub", &["epub"], read) };

fn read(file: FileId, text: &Text) -> Draft {
    tell::read(file, text, READER.name)
}

/// Unpacks a book.
///
/// # Errors
/// Not a book, damaged, locked, or beyond the limits.
pub fn unpack(bytes: &[u8], how: &Unpacking) -> Result<Unpacked, Fault> {
    let mut package = Package::open(bytes, how.limits)?;
    let book = Book::open(&mut package)?;
    let made = page::page(&book)?;
    // The page is nobody's file: what it says goes into the story, places of the book with it.
    let (_, page) = Texts::of(Text::new("", ""));
    let draft = html::page(page, &made.page, READER.name);
    let mut unpacked = render::render(story::story(&draft, &made, &book))?;
    unpacked.rendition.unread = book.missing;
    Ok(unpacked)
}
