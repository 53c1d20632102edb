//! The words of a PDF, page by page.
//!
//! A PDF says which glyphs stand where; words and lines are put together again
//! from their places. A file may be hostile: compressed streams and the numbers
//! of fonts are measured before they are read, drawing is counted, and whoever
//! calls this gives it a process of its own with limits of time and memory, since
//! the library may still run on.

mod bomb;
mod bounds;
mod label;
mod page;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};

use self::page::Words;
use crate::span::Span;
use crate::text::held::{HeldPage, HeldText, HeldUnit};

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

/// The words of a PDF.
///
/// # Errors
/// Why they cannot be had, as the end of a sentence that begins with the file's
/// name: "asks for a password".
pub fn read(bytes: Vec<u8>) -> Result<HeldText, String> {
    bomb::measure(&bytes)?;
    catch_unwind(AssertUnwindSafe(|| load(bytes)))
        .unwrap_or_else(|_| Err("is damaged, or needs more work than a page should".to_owned()))
}

fn load(bytes: Vec<u8>) -> Result<HeldText, String> {
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
    let mut words = Words::new(MOST_STEPS, MOST_ON_PAGE);
    let mut held = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        words.begin_page();
        held.push(HeldPage {
            start: Span::at(words.text().len()).start,
            label: labels.get(index).cloned().flatten(),
            printed: None,
        });
        let area = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context = Context::new(Affine::IDENTITY, area, &cache, pdf.xref(), settings.clone());
        interpret_page(page, &mut context, &mut words);
        if words.text().len() > MOST_TEXT {
            return Err(format!("has more than {} MB of text", MOST_TEXT / 1024 / 1024));
        }
    }
    finish(words, held)
}

fn finish(words: Words, pages: Vec<HeldPage>) -> Result<HeldText, String> {
    let (glyphs, unknown) = (words.glyphs, words.unknown);
    let words = words.into_text();
    if !words.contains(char::is_alphanumeric) {
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
    let mut held = HeldText { words, pages, unit: HeldUnit::Line, marks: Vec::new(), frail: true };
    held.number_pages();
    Ok(held)
}
