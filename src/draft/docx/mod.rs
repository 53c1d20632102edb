//! Word files (DOCX).
//!
//! [`unpack`] finds the parts, reads notes and body, and numbers the notes as a
//! reader sees them; [`READER`] then reads the rendition like any other.

mod count;
mod field;
mod lists;
pub mod parts;
mod props;
mod styles;
pub(super) mod symbol;
mod walk;

use std::collections::HashMap;

use super::office::package::Package;
use super::office::story::{Class, Para, Story, StoryNote};
use super::office::xml::{Ns, Token, Xml};
use super::office::{Changes, Fault, Unpacked, Unpacking, render, tell};
use super::{Draft, Reader};
use crate::text::{FileId, Text};
use count::{Counting, Numbering};
use lists::Lists;
use parts::Relations;
use styles::Styles;
use walk::{Reference, Walk};

/// The reader.
pub const READER: Reader =
    Reader { unpack: Some(unpack), ..Reader::text("docx", &["docx", "docm", "dotx"], read) };

fn read(file: FileId, text: &Text) -> Draft {
    tell::read(file, text, READER.name)
}

/// What every part of a document is read with.
pub struct Book {
    /// Styles.
    pub styles: Styles,
    /// Which state of tracked changes is read.
    pub changes: Changes,
}

/// Unpacks a Word file.
///
/// # Errors
/// Not a Word file, damaged, locked, or beyond the limits.
pub fn unpack(bytes: &[u8], how: &Unpacking) -> Result<Unpacked, Fault> {
    let mut package = Package::open(bytes, how.limits)?;
    let main = parts::main_part(&mut package)?;
    let relations = Relations::read(&mut package, &main)?;
    let mut book = Book { styles: Styles::default(), changes: how.changes };
    let mut story = Story { format: READER.name, ..Story::default() };
    if let Some((part, source)) = of_kind(&mut package, &relations, "styles")? {
        book.styles = Styles::read(&part, &source)?;
        story.language.clone_from(&book.styles.language);
    }
    let mut counting = Counting::default();
    if let Some((part, source)) = of_kind(&mut package, &relations, "settings")? {
        counting.document = settings(&part, &source)?;
    }
    let mut texts: [HashMap<String, Vec<Para>>; 2] = Default::default();
    for (class, kind) in [(0, "footnotes"), (1, "endnotes")] {
        if let Some((part, source)) = of_kind(&mut package, &relations, kind)? {
            let links = Relations::read(&mut package, &part)?;
            texts[class] = Walk::new(&book, &links, &mut story, &part, &source).notes()?;
        }
    }
    let lists = match of_kind(&mut package, &relations, "numbering")? {
        Some((part, source)) => Lists::read(&part, &source)?,
        None => Lists::default(),
    };
    let source = package.text(&main)?.unwrap_or_default();
    let body = Walk::new(&book, &relations, &mut story, &main, &source).with_lists(lists).body()?;
    counting.sections = body.sections;
    notes(&mut story, &mut counting, body.references, texts);
    if let Some((part, source)) = of_kind(&mut package, &relations, "comments")? {
        comments(&mut story, &part, &source)?;
    }
    placeholders(&mut story);
    render::render(story)
}

/// The part of this kind, and its text.
fn of_kind(
    package: &mut Package<'_>,
    relations: &Relations,
    kind: &str,
) -> Result<Option<(String, String)>, Fault> {
    let Some(part) = relations.part(kind).map(str::to_owned) else { return Ok(None) };
    Ok(package.text(&part)?.map(|source| (part, source)))
}

/// How the document numbers its notes.
fn settings(part: &str, source: &str) -> Result<[Numbering; 2], Fault> {
    let mut found: [Numbering; 2] = Default::default();
    let mut xml = Xml::new(part, source);
    while let Some(token) = xml.pull()? {
        match token {
            Token::Start(Ns::Word, "footnotePr") => found[0] = props::numbering(&mut xml)?,
            Token::Start(Ns::Word, "endnotePr") => found[1] = props::numbering(&mut xml)?,
            _ => {}
        }
    }
    Ok(found)
}

/// Gives the story its notes: those that the body refers to, in its order.
fn notes(
    story: &mut Story,
    counting: &mut Counting,
    references: Vec<Reference>,
    mut texts: [HashMap<String, Vec<Para>>; 2],
) {
    for reference in references {
        let class = usize::from(reference.class == Class::End);
        let paras = texts[class].remove(&reference.id);
        counting.places.push((reference.section, reference.custom));
        story.notes.push(StoryNote {
            class: reference.class,
            missing: paras.is_none(),
            paras: paras.unwrap_or_default(),
            ..StoryNote::default()
        });
    }
    if counting.number(&mut story.notes) {
        story.remarks.push(
            "Notes are numbered anew on each page; the file does not say where pages end, so here numbers begin anew in each section."
                .to_owned(),
        );
    }
}

/// What a form shows where nothing was written is no part of the text; the author is told what was left out.
fn placeholders(story: &mut Story) {
    let remark = match story.placeholders.as_slice() {
        [] => return,
        [one] => format!("A form field still shows its placeholder, “{one}”, which is not read as text."),
        [first, ..] => format!(
            "{} form fields still show their placeholders, which are not read as text; the first is “{first}”.",
            story.placeholders.len(),
        ),
    };
    story.remarks.push(remark);
}

/// Comments are no part of the text; the author is told that they are there.
fn comments(story: &mut Story, part: &str, source: &str) -> Result<(), Fault> {
    let mut count = 0;
    let mut xml = Xml::new(part, source);
    while let Some(token) = xml.pull()? {
        count += usize::from(token == Token::Start(Ns::Word, "comment"));
    }
    match count {
        0 => {}
        1 => story.remarks.push("The file has a comment; comments are not read.".to_owned()),
        count => story.remarks.push(format!("The file has {count} comments; comments are not read.")),
    }
    Ok(())
}
