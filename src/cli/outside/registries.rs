//! The registries that are asked: a row each. To add one, write a row and a reader of its replies.

use std::time::Duration;

use super::replies::{self, Read};
use crate::verified::Kind;

/// What it means if a registry does not know an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum No {
    /// There is none: every such number is registered here.
    Final,
    /// It may be known elsewhere: the next one is asked.
    AskNext,
}

/// One registry.
pub struct Registry {
    /// Its name in the settings and in the record.
    pub name: &'static str,
    /// Its name for people.
    pub called: &'static str,
    /// Where it is, if the settings do not say otherwise.
    pub base: &'static str,
    /// What of it is asked for each kind of identifier: `{id}` stands for the identifier.
    pub forms: &'static [(Kind, &'static str)],
    /// What a "no" means, for each of them.
    pub no: No,
    /// The least pause between two requests, as its operators ask.
    pub pause: Duration,
    /// What its operators ask of us, in a sentence.
    pub etiquette: &'static str,
    /// Reads a reply of its.
    pub read: fn(Kind, &str, &[u8]) -> Read,
}

const fn millis(pause: u64) -> Duration {
    Duration::from_millis(pause)
}

/// The registry that tells of the retractions and corrections of all publishers.
pub const TELLS_UPDATES: &str = "crossref";

/// Every registry, in the order in which they are asked.
pub const REGISTRIES: &[Registry] = &[
    Registry {
        name: "crossref",
        called: "Crossref",
        base: "https://api.crossref.org",
        forms: &[(Kind::Doi, "/works/{id}"), (Kind::Title, "/works?query.bibliographic={id}&rows=3")],
        no: No::AskNext,
        pause: millis(250),
        etiquette: "a contact in the user agent; at most as many requests as its headers allow",
        read: replies::crossref,
    },
    Registry {
        name: "datacite",
        called: "DataCite",
        base: "https://api.datacite.org",
        forms: &[(Kind::Doi, "/dois/{id}")],
        no: No::AskNext,
        pause: millis(250),
        etiquette: "a contact in the user agent; at most 3,000 requests in five minutes",
        read: replies::datacite,
    },
    Registry {
        name: "openalex",
        called: "OpenAlex",
        base: "https://api.openalex.org",
        forms: &[(Kind::Doi, "/works/doi:{id}"), (Kind::Title, "/works?search={id}&per-page=3")],
        no: No::AskNext,
        pause: millis(250),
        etiquette: "a contact in the user agent; at most ten requests a second",
        read: replies::openalex,
    },
    Registry {
        name: "doi.org",
        called: "doi.org",
        base: "https://doi.org",
        forms: &[(Kind::Doi, "/api/handles/{id}?type=URL")],
        no: No::Final,
        pause: millis(250),
        etiquette: "none stated",
        read: replies::handle,
    },
    Registry {
        name: "arxiv",
        called: "arXiv",
        base: "https://export.arxiv.org",
        forms: &[(Kind::Arxiv, "/api/query?id_list={id}&max_results=1")],
        no: No::Final,
        pause: millis(3000),
        etiquette: "one request in three seconds",
        read: replies::arxiv,
    },
    Registry {
        name: "pubmed",
        called: "PubMed",
        base: "https://eutils.ncbi.nlm.nih.gov",
        forms: &[(Kind::Pmid, "/entrez/eutils/esummary.fcgi?db=pubmed&retmode=json&id={id}")],
        no: No::Final,
        pause: millis(400),
        etiquette: "at most three requests a second",
        read: replies::pubmed,
    },
    Registry {
        name: "openlibrary",
        called: "Open Library",
        base: "https://openlibrary.org",
        forms: &[
            (Kind::Isbn, "/api/books?bibkeys=ISBN:{id}&format=json&jscmd=data"),
            (
                Kind::Title,
                "/search.json?title={id}&limit=3&fields=title,subtitle,author_name,first_publish_year,publisher",
            ),
        ],
        no: No::AskNext,
        pause: millis(1000),
        etiquette: "a contact in the user agent; one request a second",
        read: replies::open_library,
    },
];

/// The archive: whether it holds a copy of a page, and where one is asked for.
pub struct Archive {
    /// Its name in the settings and in the record.
    pub name: &'static str,
    /// Where it tells of copies.
    pub base: &'static str,
    /// What of it is asked: `{id}` stands for the address, `{day}` for the day near which a copy is wanted.
    pub form: &'static str,
    /// The least pause between two requests.
    pub pause: Duration,
    /// What its operators ask of us.
    pub etiquette: &'static str,
}

/// The Wayback Machine of the Internet Archive.
pub const WAYBACK: Archive = Archive {
    name: "wayback",
    base: "https://archive.org",
    form: "/wayback/available?url={id}&timestamp={day}",
    pause: millis(4000),
    etiquette: "some fifteen requests a minute",
};

/// Where the Wayback Machine is asked to keep a page: the address follows as it is.
pub const KEEP: Archive = Archive {
    name: "wayback-save",
    base: "https://web.archive.org",
    form: "/save/{id}",
    pause: millis(10_000),
    etiquette: "some six pages a minute",
};

/// The names that the settings may give a base: the registries, the archive, and `pages` for all addresses.
pub fn names() -> impl Iterator<Item = &'static str> {
    REGISTRIES.iter().map(|row| row.name).chain([WAYBACK.name, KEEP.name, PAGES])
}

/// The name under which the settings send all pages through a mirror.
pub const PAGES: &str = "pages";

/// The registries that know this kind of identifier, each with what is asked of it.
pub fn asked_for(kind: Kind) -> impl Iterator<Item = (&'static Registry, &'static str)> {
    REGISTRIES.iter().filter_map(move |row| {
        let (_, form) = row.forms.iter().find(|(known, _)| *known == kind)?;
        Some((row, *form))
    })
}
