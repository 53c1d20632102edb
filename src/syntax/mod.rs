//! The `.claims` language: text to tree, and tree to canonical text.
//!
//! In order: [`lines`] finds where each statement begins and ends, [`build`]
//! reads the statements one by one (heads in [`head`], clauses in [`clause`] and
//! [`cites`], tokens in [`token`]), [`read`] turns the words into values. The
//! grammar is `grammar/claims.ebnf`; each of its productions stands above the
//! function that reads it. [`format`] lays a file out afresh.

mod absorb;
mod build;
mod cites;
mod clause;
mod clause_entry;
mod clause_from;
mod clause_part;
mod clause_setting;
mod fault;
mod format;
mod head;
mod lines;
mod read;
mod split;
mod token;
pub mod tree;
mod vocabulary;
mod words;
mod write;

pub use format::{format, format_comment};
pub use token::is_name;
pub use vocabulary::{Vocabulary, vocabulary};
pub use words::{kebab, kind_name, part_name, relation_name, unit_name, verdict_name};
pub use write::{as_string, as_strings};

use crate::{
    span::{Span, Spanned},
    syntax::tree::{Item, SyntaxError, Tree},
    text::{FileId, Text, Texts},
};

/// A claims file as it was read.
#[derive(Debug, Clone)]
pub struct Claims {
    /// Which text it is.
    pub file: FileId,
    /// What it says.
    pub tree: Tree,
    /// What could not be read, in the order of the text.
    pub errors: Vec<SyntaxError>,
}

impl Claims {
    /// Reads it; never fails.
    pub fn read(file: FileId, texts: &Texts) -> Self {
        let (tree, errors) = parse(texts.get(file));
        Self { file, tree, errors }
    }

    /// Reads the claims that stand in comments of a draft: ranges of its text that begin with `claim:` and the like, and
    /// the names of its theses.
    pub fn of_comments(file: FileId, text: &Text, comments: &[Span], theses: &[Span]) -> Self {
        let mut reader = read::Reader::new(&text.content);
        let mut items: Vec<Item> = Vec::new();
        if let Some(first) = theses.first() {
            let names = theses.iter().map(|&name| Spanned::new(text.slice(name).to_owned(), name)).collect();
            items.push(Item::Draft(head::argued(*first, names)));
        }
        items.extend(comments.iter().map(|&comment| build::comment(&mut reader, &text.content, comment)));
        let mut errors = reader.errors;
        errors.sort_by_key(|error| (error.span.start, error.span.end));
        Self { file, tree: Tree { items }, errors }
    }

    /// Says that a claim in a comment stands behind no sentence.
    pub fn behind_nothing(&mut self, name: Span) {
        let error = SyntaxError::new(name, "This claim follows no sentence")
            .help("Put the comment behind the sentence that it is about, on the same line or the next");
        self.errors.push(error);
        self.errors.sort_by_key(|error| (error.span.start, error.span.end));
    }
}

/// Whether the words of a comment are a claim, an objection or an assumption, and not a remark that begins like one.
pub fn is_comment(words: &str) -> bool {
    build::is_comment(words)
}

/// Reads a claims file; never fails. Errors come in the order of the text.
pub fn parse(text: &Text) -> (Tree, Vec<SyntaxError>) {
    let mut reader = read::Reader::new(&text.content);
    let items: Vec<Item> =
        lines::blocks(text).iter().map(|block| build::item(&mut reader, &text.content, block)).collect();
    second_draft(&mut reader, &items);
    let mut errors = reader.errors;
    errors.sort_by_key(|error| (error.span.start, error.span.end));
    (Tree { items }, errors)
}

/// Says of each `draft` but the first that the file is about one draft only.
fn second_draft(reader: &mut read::Reader<'_>, items: &[Item]) {
    let mut drafts =
        items.iter().filter_map(|item| if let Item::Draft(draft) = item { Some(draft) } else { None });
    let Some(first) = drafts.next() else { return };
    for draft in drafts {
        let error = SyntaxError::new(draft.file.span, "A claims file is about one draft; this is the second");
        reader.report(error.label("the second").also(first.file.span, "the first").help(
            "Give it a claims file of its own, or, if it is a chapter, name it behind the first: draft \"1.md\", \"2.md\"",
        ));
    }
}
