//! Bibliographies: each entry becomes a note, and keeps its fields.
//!
//! An entry is read twice over. Its *words* go into the view, so that a claims
//! file can name a few of them and a finding can point at them. Its *fields*
//! stay as they are ([`BibEntry`]): nobody has to guess from the words which of
//! them is the author.

mod bibtex;
mod csl;
mod date;
#[cfg(feature = "yaml")]
pub mod quarto;
#[cfg(not(feature = "yaml"))]
#[path = "quarto/no_yaml.rs"]
pub mod quarto;
mod shelf;

pub use csl::{read_tagged, read_yaml};

use crate::draft::build::DraftBuilder;
use crate::draft::{Draft, Reader};
use crate::span::{Place, Span};
use crate::text::{FileId, Text};

/// The readers of bibliographies. They are no readers of drafts: `--from` and
/// the search of folders do not know them.
pub const READERS: &[Reader] = &[
    Reader::text("bibtex", &["bib", "bibtex"], read_bibtex),
    Reader::text("csl-json", &["json"], read_csl_json),
    Reader::text("csl-yaml", &["yaml", "yml"], read_csl_yaml),
];

/// The reader for a bibliography of this name, by its ending.
pub fn reader_for(name: &str) -> Option<&'static Reader> {
    let (_, ending) = name.rsplit_once('.')?;
    READERS.iter().find(|reader| reader.extensions.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

fn read_bibtex(file: FileId, text: &Text) -> Draft {
    let mut out = DraftBuilder::new(file, &text.content, READERS[0].name);
    bibtex::read(&mut out, &text.content);
    out.finish()
}

fn read_csl_json(file: FileId, text: &Text) -> Draft {
    let mut out = DraftBuilder::new(file, &text.content, READERS[1].name);
    csl::read_json(&mut out, &text.content);
    out.finish()
}

fn read_csl_yaml(file: FileId, text: &Text) -> Draft {
    let mut out = DraftBuilder::new(file, &text.content, READERS[2].name);
    csl::read_yaml(&mut out, &text.content, yaml_in(&text.content));
    out.finish()
}

/// The YAML of a file: all of it, or what stands between two lines of dashes.
fn yaml_in(content: &str) -> Span {
    let start = content.len() - content.trim_start_matches('\u{feff}').len();
    let head = content[start..].lines().next().unwrap_or("");
    let start = if head.trim_end() == "---" { start + head.len() } else { start };
    let fence = ["\n---", "\n..."].iter().filter_map(|fence| content[start..].find(fence)).min();
    Span::new(start, fence.map_or(content.len(), |end| start + end + 1))
}

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

/// An entry that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The line at which reading it failed.
    pub place: Place,
    /// Its key, if that is known; else empty.
    pub key: String,
    /// What is wrong with it, as the end of a sentence: "it has no closing brace".
    pub what: String,
}

impl BibEntry {
    /// The field of this name, if the entry has it.
    pub fn field(&self, name: Variable) -> Option<&BibField> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The entry with every range moved by this many bytes of the view.
    pub(super) fn shifted(mut self, by: u32) -> Self {
        for field in &mut self.fields {
            field.view = field.view.shifted(by);
        }
        self
    }
}
