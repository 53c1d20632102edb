//! What of a citation can be looked up: a DOI, an ISBN, an arXiv or PubMed number, an address; where it has none of
//! these, its title.

use crate::notes::outlets::host_of;
use crate::notes::{Citation, Form, fold};
use crate::pattern::pattern;

/// What sort of identifier it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The number of a preprint at arXiv.
    Arxiv,
    /// A digital object identifier.
    Doi,
    /// The number of a book.
    Isbn,
    /// The number of an article in PubMed.
    Pmid,
    /// The title of a work that has no number and no address.
    Title,
    /// The address of a page.
    Url,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 6] = [Kind::Arxiv, Kind::Doi, Kind::Isbn, Kind::Pmid, Kind::Title, Kind::Url];

    /// Its name in the record.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Arxiv => "arxiv",
            Kind::Doi => "doi",
            Kind::Isbn => "isbn",
            Kind::Pmid => "pmid",
            Kind::Title => "title",
            Kind::Url => "url",
        }
    }

    /// Its name for people.
    pub fn said(self) -> &'static str {
        match self {
            Kind::Arxiv => "arXiv number",
            Kind::Doi => "DOI",
            Kind::Isbn => "ISBN",
            Kind::Pmid => "PubMed number",
            Kind::Title => "title",
            Kind::Url => "address",
        }
    }
}

/// An identifier as it is looked up and recorded: `doi:10.1000/xyz`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id {
    /// What sort it is.
    pub kind: Kind,
    /// Its letters, made alike: DOIs small, ISBNs as thirteen digits, addresses without what follows `#`.
    pub value: String,
}

impl Id {
    /// An identifier of these letters.
    pub fn new(kind: Kind, value: impl Into<String>) -> Self {
        Self { kind, value: value.into() }
    }

    /// Reads `doi:10.1000/xyz`.
    pub fn read(text: &str) -> Option<Self> {
        let (kind, value) = text.split_once(':')?;
        let kind = Kind::ALL.into_iter().find(|known| known.name() == kind)?;
        (!value.is_empty()).then(|| Self::new(kind, value))
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind.name(), self.value)
    }
}

pattern! {
    /// A number of PubMed as notes print it.
    static PUBMED = r"(?i)\bPMID:?\s*(?P<n>[1-9]\d{3,8})\b|pubmed\.ncbi\.nlm\.nih\.gov/(?P<u>[1-9]\d{3,8})\b|ncbi\.nlm\.nih\.gov/pubmed/(?P<o>[1-9]\d{3,8})\b";
}

pattern! {
    /// A number of arXiv in one of its addresses.
    static ARXIV = r"(?i)\barxiv\.org/(?:abs|pdf)/(?P<n>(?:[a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5}))";
}

/// Every identifier of a citation, the surest first; `words` are those of the citation. A title is among them only
/// where there is nothing else.
pub fn identifiers(citation: &Citation, words: &str) -> Vec<Id> {
    let mut found: Vec<Id> = Vec::new();
    let mut add = |kind: Kind, value: String| {
        let id = Id { kind, value };
        if !id.value.is_empty() && !found.contains(&id) {
            found.push(id);
        }
    };
    let url = citation.url.as_ref().map(|url| url.value.as_str());
    let doi = citation.doi.as_ref().map(|doi| fold::doi(&doi.value)).filter(|doi| doi.starts_with("10."));
    if let Some(doi) = doi {
        add(Kind::Doi, doi);
    }
    if let Some(isbn) = citation.isbn.as_ref().map(|isbn| fold::isbn(&isbn.value)).filter(|it| it.len() == 13)
    {
        add(Kind::Isbn, isbn);
    }
    let arxiv =
        citation.arxiv.as_ref().and_then(|it| arxiv(&it.value)).or_else(|| in_arxiv(url.unwrap_or("")));
    if let Some(number) = &arxiv {
        add(Kind::Arxiv, number.clone());
    }
    let pubmed = PUBMED.as_ref().and_then(|it| it.captures(words));
    let pubmed = pubmed.and_then(|hit| ["n", "u", "o"].iter().find_map(|name| hit.name(name)));
    let is_pubmed = pubmed.is_some();
    if let Some(number) = pubmed {
        add(Kind::Pmid, number.as_str().to_owned());
    }
    let known_page = |url: &str| {
        let host = host_of(url).unwrap_or_default();
        arxiv.is_some() && host.ends_with("arxiv.org") || is_pubmed && host.ends_with("ncbi.nlm.nih.gov")
    };
    if let Some(address) = url.filter(|url| !known_page(url)).and_then(page) {
        add(Kind::Url, address);
    }
    if let Some(address) = citation.archive.as_ref().and_then(|archive| page(&archive.value.url)) {
        add(Kind::Url, address);
    }
    if found.is_empty() {
        found.extend(title(citation).map(|title| Id::new(Kind::Title, title)));
    }
    found
}

/// The title to look for, folded. One that could be that of many works would find them all.
fn title(citation: &Citation) -> Option<String> {
    let whole = citation.form == Form::Full && !citation.work.is_law();
    let folded = fold::title(&citation.title.value().filter(|_| whole)?.text);
    // Some writings have no spaces between words.
    let long = folded.split(' ').count() >= 3 || folded.chars().filter(|c| *c >= '\u{2e80}').count() >= 8;
    (!fold::is_generic(&folded) && long).then_some(folded)
}

/// A number of arXiv without its prefix and version.
fn arxiv(text: &str) -> Option<String> {
    let text = text.trim();
    let text =
        text.get(..6).filter(|head| head.eq_ignore_ascii_case("arxiv:")).map_or(text, |_| &text[6..]).trim();
    let bare = match text.rsplit_once(['v', 'V']) {
        Some((head, version)) if !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()) => {
            head
        }
        _ => text,
    };
    let fits = bare.bytes().any(|byte| byte.is_ascii_digit())
        && bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'-'));
    fits.then(|| bare.to_owned())
}

fn in_arxiv(address: &str) -> Option<String> {
    Some(ARXIV.as_ref()?.captures(address)?.name("n")?.as_str().to_owned())
}

/// An address as it is asked for: with its scheme, without what follows `#`. `None` for what is no address of a
/// page, and for one that says a name or a password.
pub fn page(address: &str) -> Option<String> {
    let address: String = address.split_whitespace().collect();
    let address = address.trim_end_matches(['.', ',', ';']);
    let whole = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
    let mut url = url::Url::parse(&whole).ok()?;
    let host = url.host_str()?;
    let plain = matches!(url.scheme(), "http" | "https") && (host.contains('.') || host.contains(':'));
    if !plain || !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    // `#!` selects the page; whatever else stands there selects words on it.
    if url.fragment().is_some_and(|fragment| !fragment.starts_with('!')) {
        url.set_fragment(None);
    }
    Some(url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_are_made_alike() {
        assert_eq!(arxiv("arXiv:1706.03762v5").as_deref(), Some("1706.03762"));
        assert_eq!(arxiv("hep-th/9901001").as_deref(), Some("hep-th/9901001"));
        assert_eq!(arxiv("not a number"), None);
        assert_eq!(in_arxiv("https://arxiv.org/pdf/1706.03762v2.pdf").as_deref(), Some("1706.03762"));
        assert_eq!(page("www.example.org/a#top").as_deref(), Some("https://www.example.org/a"));
        assert_eq!(page("https://ann:secret@example.org/a"), None);
        assert_eq!(page("file:///etc/passwd"), None);
        assert_eq!(page("words"), None);
        assert_eq!(Id::read("doi:10.1/x").map(|id| id.to_string()).as_deref(), Some("doi:10.1/x"));
        assert_eq!(Id::read("isbn:"), None);
    }
}
