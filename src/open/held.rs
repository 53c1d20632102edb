//! Which held copies a claims file asks for, and the bytes of one to its words.

use super::{How, text};
use crate::draft::{Reader, plain};
use crate::span::Span;
use crate::syntax::tree::{Item, NoteRef, SourceDecl, Target, Tree};
use crate::text::held::{HeldText, HeldUnit};
use crate::text::{Text, Texts};

/// The source lines of a claims file that name a held copy which an entry cites.
pub fn cited(tree: &Tree) -> Vec<&SourceDecl> {
    let targets: Vec<&Target> = tree
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Entry(entry) => Some(entry),
            _ => None,
        })
        .flat_map(|entry| entry.cites.iter().map(|cite| &cite.target))
        .collect();
    let mut names = std::collections::HashSet::new();
    let mut notes = std::collections::HashSet::new();
    for target in targets {
        match target {
            Target::Source(name) => drop(names.insert(name.value.as_str())),
            Target::Note(note) => drop(notes.insert(note.id.as_str())),
        }
    }
    let listed = |note: &NoteRef| notes.contains(note.id.as_str());
    sources(tree)
        .filter(|source| source.held.is_some())
        .filter(|source| names.contains(source.name.value.as_str()) || source.notes.iter().any(listed))
        .collect()
}

/// Every source line.
pub fn sources(tree: &Tree) -> impl Iterator<Item = &SourceDecl> {
    tree.items.iter().filter_map(|item| match item {
        Item::Source(source) => Some(source),
        _ => None,
    })
}

/// The words of a copy, by what its bytes are, else by its name; a PDF's as `read_pdf` finds them.
///
/// # Errors
/// Why it has none, as the end of a sentence that begins with its name.
pub fn words(
    name: &str,
    bytes: Vec<u8>,
    how: How,
    read_pdf: impl FnOnce(Vec<u8>) -> Result<HeldText, String>,
) -> Result<HeldText, String> {
    // The sign stands at the start, or after some bytes of a mail or a web server.
    if memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() {
        return read_pdf(bytes);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if ending == "pdf" {
        return Err("is not a PDF, despite its name".to_owned());
    }
    // No sign of one was found, so none is asked for.
    let not_a_pdf = |_| Err("it is a PDF with much before its beginning".to_owned());
    let (text, packaged) =
        text(name.to_owned(), bytes, how, not_a_pdf).map_err(|why| format!("cannot be read: {why}"))?;
    let reader = packaged.unwrap_or_else(|| how.reader(&text.name, &text.content));
    let text = of_text(text, reader);
    if text.words.contains(char::is_alphanumeric) { Ok(text) } else { Err("has no words in it".to_owned()) }
}

/// The words of a text as its reader shows them.
fn of_text(text: Text, reader: &Reader) -> HeldText {
    // A text file is taken as it is: its line ends tell where a word was parted.
    if reader.name == plain::READER.name {
        return HeldText::plain(text.content);
    }
    let (texts, file) = Texts::of(text);
    let text = texts.get(file);
    let draft = (reader.read)(file, text);
    let packaged = text.rendition().is_some();
    let words = draft.view.text().to_owned();
    let mut marks = Vec::new();
    let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', words.as_bytes()).map(|at| at + 1));
    for start in starts {
        let Some(place) = draft.view.place(Span::at(start)) else { continue };
        let number =
            if packaged { paragraph(text, place.span.start) } else { Some(text.line(place.span.start)) };
        if let Some(number) = number.and_then(|number| u32::try_from(number).ok()) {
            marks.push((Span::at(start).start, number));
        }
    }
    let unit = if packaged { HeldUnit::Paragraph } else { HeldUnit::Line };
    HeldText { words, pages: Vec::new(), unit, marks, frail: false }
}

/// The number in `paragraph 12`.
fn paragraph(text: &Text, offset: u32) -> Option<usize> {
    text.spot(offset)?.strip_prefix("paragraph ")?.parse().ok()
}
