//! Articles in JATS and books and articles in DocBook: XML that says what everything is.
//!
//! `office::tree` reads the file, `jats` and `docbook` say what the elements of each vocabulary are
//! ([`Role`](roles::Role)), `write` puts them as a page of HTML whose notes and markers are linked as
//! the file links them, and the reader of HTML reads that; every place is then one of the file.

mod cited;
mod docbook;
mod jats;
mod number;
mod roles;
mod write;

use super::office::tree::Tree;
use super::{Draft, Reader, Remark, html};
use crate::span::{Place, Span};
use crate::text::{FileId, Text};
use roles::Vocabulary;

/// The reader of JATS and of what came before it at NLM.
pub const JATS: Reader = Reader::text("jats", &["jats", "nxml"], read_jats);

/// The reader of DocBook, with or without a namespace.
pub const DOCBOOK: Reader = Reader::text("docbook", &["dbk", "docbook"], read_docbook);

fn read_jats(file: FileId, text: &Text) -> Draft {
    read(file, text, JATS.name, &jats::VOCABULARY)
}

fn read_docbook(file: FileId, text: &Text) -> Draft {
    read(file, text, DOCBOOK.name, &docbook::VOCABULARY)
}

fn read(file: FileId, text: &Text, format: &'static str, words: &Vocabulary) -> Draft {
    let tree = Tree::read(&text.content);
    let page = write::page(&tree, words);
    let mut draft = html::page(file, &page.made.page, format);
    // Those that were written for what nothing points to stand last.
    let markers = std::mem::take(&mut draft.markers);
    draft.markers = markers.into_iter().filter(|marker| marker.place.span.start < page.unwritten).collect();
    // The page calls an entry by the place of its element.
    let called = |id: &str| {
        let at = id.strip_prefix('@')?.parse().ok()?;
        page.targets.label(at).map(str::to_owned)
    };
    for id in draft.markers.iter_mut().map(|it| &mut it.id).chain(draft.notes.iter_mut().map(|it| &mut it.id))
    {
        if let Some(name) = called(id) {
            *id = name;
        }
    }
    draft.relocate(&|place: Place| Place { span: page.made.back(place.span).1, ..place });
    draft.link();
    if let Some(fault) = &tree.fault {
        let line = text.line(fault.at);
        let at = Span { start: fault.at, end: fault.at };
        let text = format!("The XML is broken here ({}).", fault.why);
        draft.remarks.push(Remark { place: Place::new(file, at), text });
        draft.unread_parts.push(format!("what follows line {line}, where the XML is broken"));
    }
    draft
}
