//! What a source is to somebody who has only the export: its title, who wrote it, when, and where it can be found.

use super::{iri, urn};
use crate::case::Case;
use crate::ids::SourceId;
use crate::notes::{Citation, Contributor, NoteDate};

/// What is known of a source.
pub(super) struct About {
    /// The title as cited; else the words of the note, else the name in the claims file.
    pub title: String,
    /// Whether `title` is a title.
    pub titled: bool,
    /// Authors in order, each with whether it is a body.
    pub authors: Vec<(String, bool)>,
    /// Year, month or day of publication: `2014`, `2014-03`, `2014-03-07`.
    pub date: Option<String>,
    /// The DOI as an address.
    pub doi: Option<String>,
    /// The address that the note gives.
    pub url: Option<String>,
    /// The held copy, from the folder of the claims file.
    pub held: Option<String>,
    /// A name of our own.
    pub urn: String,
}

impl About {
    /// Everything that the notes tell of a source.
    pub(super) fn of(case: &Case<'_>, source: SourceId) -> Self {
        let line = &case.sources[source];
        let works = line.notes.first().map(|&note| case.notes.sources_of(note)).unwrap_or_default();
        // A note of several works does not say which of them the line means.
        let cited: Option<&Citation> = match works[..] {
            [work] => Some(case.notes.fullest(work)),
            _ => None,
        };
        let title = cited.and_then(|it| it.title.value()).map(|title| title.text.clone());
        let named = || super::note_words(case, source).unwrap_or_else(|| line.decl.name.value.clone());
        let url = cited.and_then(|it| it.url.as_ref());
        Self {
            titled: title.is_some(),
            title: title.unwrap_or_else(named),
            authors: cited.map_or(&[][..], Citation::author_list).iter().map(author).collect(),
            date: cited.and_then(|it| it.date.value()).and_then(date),
            doi: cited
                .and_then(|it| it.doi.as_ref())
                .map(|doi| format!("https://doi.org/{}", iri(&doi.value))),
            url: url.and_then(|url| url::Url::parse(&url.value).ok()).map(String::from),
            held: line.decl.held.as_ref().map(|held| iri(&held.file.text)),
            urn: urn("source", &line.decl.name.value),
        }
    }

    /// Where it can be found: its address, else its DOI, else its held copy, else a name of our own.
    pub(super) fn address(&self) -> &str {
        [&self.url, &self.doi, &self.held].into_iter().flatten().next().unwrap_or(&self.urn)
    }
}

fn author(one: &Contributor) -> (String, bool) {
    let name =
        if one.given.is_empty() { one.family.clone() } else { format!("{} {}", one.given, one.family) };
    (name, one.body)
}

/// A date as ISO 8601 writes it, as far as it is known.
fn date(date: &NoteDate) -> Option<String> {
    let year = date.year?;
    if date.is_impossible() {
        return Some(format!("{year:04}"));
    }
    Some(match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    })
}
