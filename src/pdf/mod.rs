//! PDFs: from glyphs on pages to lines, columns and blocks in reading order.
//!
//! A PDF says which glyphs stand where, and nothing else that can be relied on. Drafts
//! and held copies are put together again by the same steps, each over the whole:
//!
//! ```text
//! bytes ─► glyphs ─► pieces (stretches of a line) ─► running heads out ─► columns, lines ─► blocks ─► notes
//! ```
//!
//! A file may be hostile: compressed streams and the numbers of fonts are measured before
//! they are read, drawing is counted, and whoever calls this gives it a process of its own
//! with limits of time and memory, since the library may still run on.

mod accents;
pub mod blocks;
mod bomb;
mod bounds;
pub mod chain;
pub mod columns;
pub mod glyphs;
mod label;
mod links;
pub mod notes;
pub mod pieces;
pub mod running;
mod tex;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};

use glyphs::Collector;
use pieces::Piece;

/// More pages than this are not read; the longest reports have some 5,000.
const MOST_PAGES: usize = 10_000;
/// Most bytes of text; some 5 million words.
const MOST_TEXT: usize = 32 * 1024 * 1024;
/// Most drawing steps in one file: a page of a map has some 100,000.
const MOST_STEPS: usize = 50_000_000;
/// The same on one page.
const MOST_ON_PAGE: usize = 2_000_000;
/// If a larger part of the glyphs than one in this many stands for no character,
/// the text cannot be trusted.
const UNKNOWN_ONE_IN: usize = 20;

/// A page: what stands on it, not yet in order.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The number that the file itself gives it (a page label).
    pub label: Option<String>,
    /// Its stretches of text, in the order in which they were drawn.
    pub pieces: Vec<Piece>,
    /// Whether pictures were drawn on it.
    pub pictures: bool,
}

/// A file: its pages, and where its links lead ([`pieces::Link`]).
#[derive(Debug, Default)]
pub struct Sheets {
    /// The pages.
    pub pages: Vec<Sheet>,
    /// The addresses of its links.
    pub targets: Vec<String>,
}

/// What a file is that calls itself a PDF and is none, as a sentence; `None` if it is one,
/// however broken.
pub fn no_pdf(bytes: &[u8]) -> Option<String> {
    // The sign stands at the start, or after some bytes of a mail or a web server.
    let head = &bytes[..bytes.len().min(1024)];
    if memchr::memmem::find(head, b"%PDF-").is_some() {
        return None;
    }
    let start = head.trim_ascii_start();
    let begins = |sign: &[u8]| start.get(..sign.len()).is_some_and(|head| head.eq_ignore_ascii_case(sign));
    Some(if bytes.is_empty() {
        "it is empty: there is nothing to check".to_owned()
    } else if begins(b"<!doctype html") || begins(b"<html") || begins(b"<head") {
        "it is not a PDF but a web page, perhaps what the server sent instead of the file: download the PDF again"
            .to_owned()
    } else if begins(b"PK\x03\x04") {
        "it is not a PDF but an archive, perhaps a Word or OpenDocument file: give it the ending of its format"
            .to_owned()
    } else if start.iter().take(512).all(|byte| *byte >= 0x20 || byte.is_ascii_whitespace()) {
        "it is not a PDF but text: give it the ending of its format".to_owned()
    } else {
        "it is not a PDF, whatever its name says".to_owned()
    })
}

/// The pages of a PDF.
///
/// # Errors
/// Why they cannot be had, as the end of a sentence that begins with the file's
/// name: "asks for a password".
pub fn sheets(bytes: Vec<u8>) -> Result<Sheets, String> {
    bomb::measure(&bytes)?;
    catch_unwind(AssertUnwindSafe(|| load(bytes)))
        .unwrap_or_else(|_| Err("is damaged, or needs more work than a page should".to_owned()))
}

fn load(bytes: Vec<u8>) -> Result<Sheets, String> {
    let pdf = Pdf::new(bytes).map_err(|error| {
        match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => "asks for a password",
            LoadPdfError::Decryption(_) => "is encrypted in a way that cannot be read",
            LoadPdfError::Invalid => "is not a readable PDF: it is damaged or cut short",
        }
        .to_owned()
    })?;
    bounds::measure(&pdf)?;
    let pages = pdf.pages();
    if pages.len() > MOST_PAGES {
        return Err(format!("has more than {MOST_PAGES} pages"));
    }
    let labels = label::labels(pdf.xref(), pages.len());
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..Default::default() };
    let cache = InterpreterCache::new();
    let about = pdf.metadata();
    let tex = [&about.producer, &about.creator].into_iter().flatten().any(|by| tex::made(by));
    let mut collector = Collector::new(MOST_STEPS, MOST_ON_PAGE, tex);
    let mut sheets = Vec::new();
    let mut length = 0;
    for (index, page) in pages.iter().enumerate() {
        collector.begin_page(page.raw());
        let area = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context = Context::new(Affine::IDENTITY, area, &cache, pdf.xref(), settings.clone());
        interpret_page(page, &mut context, &mut collector);
        let pieces = pieces::pieces(collector.upright());
        length += pieces.iter().map(|piece| piece.text.len() + 1).sum::<usize>();
        if length > MOST_TEXT {
            return Err(format!("has more than {} MB of text", MOST_TEXT / 1024 / 1024));
        }
        let label = labels.get(index).cloned().flatten();
        sheets.push(Sheet { label, pieces, pictures: collector.pictures });
    }
    trusted(&collector, &sheets)?;
    Ok(Sheets { pages: sheets, targets: collector.links.targets })
}

/// Refuses text that is not there, or that does not say what its glyphs are.
fn trusted(collector: &Collector, sheets: &[Sheet]) -> Result<(), String> {
    let (glyphs, unknown) = (collector.glyphs, collector.unknown);
    let words = |sheet: &Sheet| sheet.pieces.iter().any(|piece| piece.text.contains(char::is_alphanumeric));
    if !sheets.iter().any(words) {
        let why = match glyphs {
            0 => "has no text: its pages are images (a scan) and need text recognition first",
            _ => "has text, but does not say which characters its glyphs mean",
        };
        return Err(why.to_owned());
    }
    if unknown * UNKNOWN_ONE_IN > glyphs {
        let share = unknown * 100 / glyphs.max(1);
        return Err(format!("does not say which characters {share} in 100 of its glyphs mean"));
    }
    Ok(())
}
