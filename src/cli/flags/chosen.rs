//! Flags that choose one of a list that the library keeps, and of the ways to list.

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::draft::{READERS, Reader};
use crate::lexicon::List;
use crate::report::argument::{MAP_FORMATS, MapFormat};
use crate::report::export::{EXPORTS, Export};
use crate::report::listing::{LISTINGS, Listing};
use crate::report::notes::{NOTES_FORMATS, NotesFormat};
use crate::report::{FORMATS, Format};

/// How a listing is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextOrJson {
    /// For people
    Text,
    /// For programs
    Json,
}

/// How a list in force is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// To copy rows from
    Toml,
}

/// How `status` is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For a spreadsheet
    Csv,
}

/// How `rules` is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For a page
    Markdown,
}

/// Takes one of these by its name.
fn one_of<T: Clone + Send + Sync + 'static>(
    all: Vec<(PossibleValue, T)>,
) -> impl TypedValueParser<Value = T> {
    let names: Vec<PossibleValue> = all.iter().map(|(name, _)| name.clone()).collect();
    let found = move |word: String| {
        let mut all = all.iter();
        all.find(|(name, _)| name.get_name() == word).map(|(_, one)| one.clone()).ok_or("there is none such")
    };
    PossibleValuesParser::new(names).try_map(found)
}

/// A reader.
pub fn reader() -> impl TypedValueParser<Value = &'static Reader> {
    one_of(READERS.iter().map(|it| (PossibleValue::new(it.name), it)).collect())
}

/// A format of findings.
pub fn format() -> impl TypedValueParser<Value = &'static Format> {
    one_of(FORMATS.iter().map(|it| (PossibleValue::new(it.name).help(it.about), it)).collect())
}

/// A format of `notes`.
pub fn notes_format() -> impl TypedValueParser<Value = &'static NotesFormat> {
    one_of(NOTES_FORMATS.iter().map(|it| (PossibleValue::new(it.name), it)).collect())
}

/// A format of `graph`.
pub fn map_format() -> impl TypedValueParser<Value = &'static MapFormat> {
    one_of(MAP_FORMATS.iter().map(|it| (PossibleValue::new(it.name), it)).collect())
}

/// A format of `export`.
pub fn export() -> impl TypedValueParser<Value = &'static Export> {
    one_of(EXPORTS.iter().map(|it| (PossibleValue::new(it.name).help(it.summary), it)).collect())
}

/// A list of words.
pub fn list() -> impl TypedValueParser<Value = List> {
    one_of(List::ALL.iter().map(|it| (PossibleValue::new(it.name()), *it)).collect())
}

/// A listing with a schema.
pub fn listing() -> impl TypedValueParser<Value = &'static Listing> {
    one_of(LISTINGS.iter().map(|it| (PossibleValue::new(it.name), it)).collect())
}
