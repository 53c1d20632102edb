//! What a source is to somebody who has only the export: its title, who wrote it, when, and where it can be found.

use super::{iri, urn};
use crate::case::Case;
use crate::ids::SourceId;
use crate::notes::{Citation, Contributor, NoteDate};
use crate::report::seen;
use crate::verified::{Compared, Seen, Update};

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
    /// What `verify` saw of it, each as a sentence.
    pub looked: Vec<String>,
    /// The last day on which it looked, as ISO 8601 writes it.
    pub looked_on: Option<String>,
    /// The copy that an archive was seen to hold.
    pub archived: Option<String>,
    /// What was published about it later, each with the address of its notice.
    pub corrections: Vec<String>,
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
        // As above: of a note of several works nothing follows for the line.
        let looked = works.first().filter(|_| works.len() == 1);
        let of = || case.sighted().iter().filter(|sighted| looked == Some(&sighted.source));
        let all: Vec<&Seen> = of().filter_map(|sighted| case.seen(sighted)).collect();
        // Of a number that belongs to another work nothing follows for this one.
        let other = of().any(|it| matches!(case.held_against(it), Some(Compared::Other { .. })));
        let updates = all.iter().filter(|_| !other).flat_map(|seen| &seen.updates);
        Self {
            looked: looked.map(|&work| seen::lines(case, work)).unwrap_or_default(),
            looked_on: all.iter().map(|seen| seen.day).max().map(|day| day.to_string()),
            archived: all.iter().find_map(|seen| seen.copy.as_ref()?.at.clone()),
            corrections: updates.map(correction).collect(),
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

/// An update as a sentence without its subject: "was corrected, says Crossref: <https://doi.org/10.1/x>".
fn correction(update: &Update) -> String {
    let on = if update.day.is_empty() { String::new() } else { format!(" ({})", update.day) };
    let notice = match update.notice.as_str() {
        "" => String::new(),
        notice => format!(": https://doi.org/{}", iri(notice)),
    };
    format!("{}{on}, says {}{notice}", update.kind.said(), update.by)
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
