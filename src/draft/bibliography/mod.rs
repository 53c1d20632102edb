//! Bibliographies: each entry becomes a note, and keeps its fields.
//!
//! An entry is read twice over. Its *words* go into the view, so that a claims
//! file can name a few of them and a finding can point at them. Its *fields*
//! stay as they are ([`BibEntry`]): nobody has to guess from the words which of
//! them is the author.

use crate::span::Span;

/// One entry of a bibliography. The note it belongs to has its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BibEntry {
    /// Its key, without a sign: `herman2016`.
    pub key: String,
    /// What sort of work, as a CSL 1.0.2 type: `article-journal`, `book`.
    /// Empty if the entry does not say.
    pub kind: &'static str,
    /// What it says of the work, in the order shown.
    pub fields: Vec<BibField>,
    /// Whether part of it could not be read, or stands in an entry that is not
    /// here: a field that is not in `fields` may still be in the work.
    pub partial: bool,
}

/// One field of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BibField {
    /// Which.
    pub name: Variable,
    /// What it says.
    pub value: BibValue,
    /// Its words in the view.
    pub view: Span,
}

/// What a field is about. The names are CSL's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are CSL's")]
pub enum Variable {
    Author,
    Title,
    Editor,
    ContainerTitle,
    Edition,
    Volume,
    Issue,
    Number,
    PublisherPlace,
    Publisher,
    Issued,
    Page,
    Doi,
    Isbn,
    Issn,
    Arxiv,
    Url,
    Accessed,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BibValue {
    /// Words, escapes and commands read.
    Text(String),
    /// People and bodies, in order.
    Names(Vec<BibName>),
    /// A day, month or year.
    Date(BibDate),
}

/// A person or a body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BibName {
    /// The family name of a person; the whole name of a body.
    pub family: String,
    /// The given names of a person; empty for a body.
    pub given: String,
    /// Whether it is a body.
    pub body: bool,
}

/// A date, as exact as it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BibDate {
    /// The year; `None` if the entry says that there is none ("n.d.").
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
    /// The last year of a range.
    pub until: Option<i16>,
    /// Whether it is given as not certain: "c. 1990".
    pub about: bool,
}

impl BibEntry {
    /// The field of this name, if the entry has it.
    pub fn field(&self, name: Variable) -> Option<&BibField> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The entry with every range moved by this many bytes of the view.
    pub(super) fn shifted(mut self, by: u32) -> Self {
        for field in &mut self.fields {
            field.view = Span { start: field.view.start + by, end: field.view.end + by };
        }
        self
    }
}
