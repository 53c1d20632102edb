//! PDF drafts: blocks in reading order to a rendition, which is read as that of any
//! packaged file.
//!
//! ```text
//! bytes ─► pdf::sheets ─► pages ─► blocks ─► notes and markers ─► flow (whole paragraphs) ─► Rendition ─► DraftBuilder
//! ```
//!
//! A PDF has no bytes that its author could look up. Places are the page, the column and
//! the first words of the sentence.

mod flow;
mod known;
mod render;

use super::office::{Fault, Unpacked, Unpacking, tell};
use super::{Draft, Reader};
use crate::pdf::{self, blocks, notes, running};
use crate::text::{FileId, Text};

/// The reader.
pub const READER: Reader = Reader { unpack: Some(unpack), ..Reader::text("pdf", &["pdf"], read) };

fn read(file: FileId, text: &Text) -> Draft {
    tell::read(file, text, READER.name)
}

/// Takes the text of a PDF apart. Hostile files may cost much time and memory: a program
/// calls this in a process of its own.
///
/// # Errors
/// Why there is none, in one sentence.
pub fn unpack(bytes: &[u8], _: &Unpacking) -> Result<Unpacked, Fault> {
    if let Some(what) = pdf::no_pdf(bytes) {
        return Err(Fault(what));
    }
    let sheets = pdf::sheets(bytes.to_vec())
        .map_err(|why| Fault(format!("it {why}; check the document that the PDF was made from")))?;
    let pages = running::part(sheets.pages);
    let leaves: Vec<render::Leaf> = pages.iter().map(render::Leaf::of).collect();
    let body = blocks::body_size(&pages);
    let mut open = false;
    let mut all = Vec::new();
    for (index, page) in (0..).zip(pages) {
        all.extend(blocks::blocks(page, index, body, &mut open));
    }
    let found = notes::find(&all);
    let flow = flow::Flow::of(all, found, body);
    render::render(flow, &leaves, &sheets.targets)
}
