//! Full citations of one work found to be of one work.
//!
//! Two citations are one work if they share a DOI, an ISBN with a title that
//! fits, or an address; or if their titles are the same, something else of them
//! is the same (an author, the outlet, the date) and nothing speaks against it.
//! Two works of one title, "Annual Report 2014" of two bodies, stay two.

use crate::lexicon::list;
use std::collections::HashMap;

use super::fold;
use crate::notes::{Citation, Field, Form, NoteDate, Use};

/// How many works of one title are looked through. More of them is no document
/// of this world, and looking through all would take quadratic time.
const MOST_NAMESAKES: usize = 64;

/// What is compared, folded.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// The whole title.
    pub title: String,
    /// Family names of persons, names of bodies.
    pub names: Vec<String>,
    /// Container and publisher.
    outlets: Vec<String>,
    date: Option<NoteDate>,
    /// Volume, issue, number, edition, extent: each speaks against if it differs.
    parts: [Option<String>; 5],
    generic: bool,
    /// The DOI; two of them are two works.
    doi: Option<String>,
    /// The address, if it names a page and not just a site.
    page: Option<String>,
}

impl Facts {
    pub(super) fn of(citation: &Citation) -> Self {
        let folded = |text: &str| Some(fold::fold(text)).filter(|text| !text.is_empty());
        let title = citation.title.value().map(|title| fold::title(&title.text)).unwrap_or_default();
        let outlet = |field: &Field<String>| field.value().and_then(|name| outlet(name));
        let part = |field: &Option<crate::span::Spanned<String>>| {
            field.as_ref().and_then(|found| folded(&found.value))
        };
        let outlets: Vec<String> =
            [outlet(&citation.container), outlet(&citation.publisher)].into_iter().flatten().collect();
        // A newspaper cited by its own name is no title either.
        let generic = fold::is_generic(&title) || outlets.contains(&title);
        Self {
            generic,
            doi: citation.doi.as_ref().map(|doi| fold::doi(&doi.value)),
            page: citation
                .url
                .as_ref()
                .map(|url| fold::url(&url.value))
                .filter(|url| fold::names_a_page(url)),
            names: citation.author_list().iter().filter_map(|one| folded(&one.family)).collect(),
            outlets,
            date: citation.date.value().copied(),
            parts: [
                part(&citation.volume),
                part(&citation.issue),
                part(&citation.number),
                part(&citation.edition),
                part(&citation.extent),
            ],
            title,
        }
    }

    /// Takes what the other has and this lacks.
    fn fill(&mut self, other: Facts) {
        if self.title.is_empty() {
            self.title = other.title;
            self.generic = other.generic;
        }
        if self.names.is_empty() {
            self.names = other.names;
        }
        for outlet in other.outlets {
            if !self.outlets.contains(&outlet) && self.outlets.len() < 8 {
                self.outlets.push(outlet);
            }
        }
        self.date = self.date.or(other.date);
        self.doi = self.doi.take().or(other.doi);
        self.page = self.page.take().or(other.page);
        for (mine, its) in self.parts.iter_mut().zip(other.parts) {
            if mine.is_none() {
                *mine = its;
            }
        }
    }

    /// Whether titles say one work; `None` if one of them is not known.
    fn titles_agree(&self, other: &Facts) -> Option<bool> {
        (!self.title.is_empty() && !other.title.is_empty()).then(|| {
            fold::fit(&self.title, &other.title).max(fold::fit(&other.title, &self.title)) >= fold::Fit::Good
        })
    }

    /// Whether the two are one work by title, names, outlet and date.
    fn is(&self, other: &Facts) -> bool {
        // "AirTraffic" is "Air Traffic".
        let same_title = fold::same_glued(&self.title, &other.title);
        let author = shared(&self.names, &other.names);
        let outlet = shared(&self.outlets, &other.outlets);
        let date = same_date(self.date, other.date);
        let parts = self.parts.iter().zip(&other.parts).any(|(a, b)| differ(a, b));
        if date == Some(false) || parts || author == Some(false) || differ(&self.doi, &other.doi) {
            return false;
        }
        // Pages of one site share much; a work that moved keeps author and date.
        if differ(&self.page, &other.page) && !(author == Some(true) && date == Some(true)) {
            return false;
        }
        if !same_title {
            // Main title alone and main title with subtitle.
            let start = |a: &str, b: &str| b.strip_prefix(a).is_some_and(|rest| rest.starts_with(' '));
            let one_is_main = start(&self.title, &other.title) || start(&other.title, &self.title);
            return one_is_main && author == Some(true) && date == Some(true);
        }
        if self.generic {
            let dated_alike = date == Some(true) || (self.date.is_none() && other.date.is_none());
            return dated_alike && outlet != Some(false) && (author == Some(true) || outlet == Some(true));
        }
        let outlet_is_other = outlet == Some(false) && author != Some(true);
        !outlet_is_other && (author == Some(true) || outlet == Some(true) || date == Some(true))
    }
}

impl Facts {
    /// Whether a short form with a year could mean this work. The year may stand
    /// in its title: "Defense of Japan 2014".
    pub(super) fn year_fits(&self, citation: &Citation) -> bool {
        let year = |date: Option<&NoteDate>| date.and_then(|date| date.year);
        match (year(citation.date.value()), year(self.date.as_ref())) {
            (Some(asked), Some(mine)) => asked == mine,
            (Some(_), None) => false,
            (None, mine) => {
                let title = citation.title.value().map_or("", |title| title.text.as_str());
                let years = |text: &str| -> Vec<String> {
                    let words = text.split(|c: char| !c.is_ascii_digit());
                    words.filter(|word| word.len() == 4).map(str::to_owned).collect()
                };
                let (asked, known) = (years(title), years(&self.title));
                asked
                    .iter()
                    .all(|one| known.contains(one) || mine.is_some_and(|mine| *one == mine.to_string()))
            }
        }
    }

    /// Whether what is asked for names this work: `None` if it names none.
    pub(super) fn named_by(&self, asked: &Asked) -> Option<bool> {
        if asked.names.is_empty() {
            return (!asked.title.is_empty()).then(|| self.title_fits(asked));
        }
        let near = |a: &str, b: &str| a.len() >= 5 && strsim::damerau_levenshtein(a, b) <= 1;
        let pairs =
            || asked.names.iter().take(8).flat_map(|a| self.names.iter().take(8).map(move |b| (a, b)));
        Some(
            shared(&asked.names, &self.names) == Some(true)
                || pairs().any(|(a, b)| near(a, b))
                || (self.names.is_empty() && self.title_fits(asked)),
        )
    }

    /// Whether the title asked for fits this work's.
    pub(super) fn title_fits(&self, asked: &Asked) -> bool {
        fold::fit(&asked.title, &self.title) >= fold::Fit::Good
    }
}

/// The names and the title by which a citation asks for a work, folded.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub names: Vec<String>,
    pub title: String,
}

impl Asked {
    pub(super) fn of(citation: &Citation) -> Self {
        let names = citation.author_list().iter().take(20);
        let names = names.map(|one| fold::fold(one.family.trim_end_matches('.').trim_end_matches(" et al")));
        Self {
            names: names.filter(|name| !name.is_empty()).collect(),
            title: citation.title.value().map(|title| fold::title(&title.text)).unwrap_or_default(),
        }
    }
}

/// An outlet's name without a leading article and what follows a domain's dot.
fn outlet(name: &str) -> Option<String> {
    let folded = fold::title(name);
    let cut = folded.strip_suffix(" com").or(folded.strip_suffix(" online")).unwrap_or(&folded);
    Some(cut.to_owned()).filter(|name| !name.is_empty())
}

/// Whether both are known and not the same.
fn differ(a: &Option<String>, b: &Option<String>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// Whether two lists share one; `None` if one of them is empty.
fn shared(a: &[String], b: &[String]) -> Option<bool> {
    let part = |a: &str, b: &str| {
        a == b || a.strip_prefix(b).or(b.strip_prefix(a)).is_some_and(|rest| rest.starts_with(' '))
    };
    (!a.is_empty() && !b.is_empty()).then(|| a.iter().take(20).any(|a| b.iter().take(20).any(|b| part(a, b))))
}

/// Whether two dates may be one, as far as both are exact; `None` if one is not known.
fn same_date(a: Option<NoteDate>, b: Option<NoteDate>) -> Option<bool> {
    let (a, b) = (a?, b?);
    let differ = |a: Option<u8>, b: Option<u8>| matches!((a, b), (Some(a), Some(b)) if a != b);
    let (year, other) = (a.year?, b.year?);
    Some(
        year == other
            && a.until == b.until
            && !differ(a.month, b.month)
            && !differ(a.day, b.day)
            && !differ(a.season, b.season),
    )
}

/// One work found so far.
#[derive(Debug)]
pub(super) struct Found {
    /// Its first citation in full.
    pub first: Use,
    /// What is known of it.
    pub facts: Facts,
    /// Names of editors and the like.
    pub editors: Vec<String>,
    /// Family and given names, both folded, of its authors.
    given: Vec<(String, String)>,
}

impl Found {
    /// Whether a short form that gives initials ("J. Smith") could mean an
    /// author of this work.
    pub(super) fn given_fits(&self, citation: &Citation) -> bool {
        citation.author_list().iter().filter(|one| !one.given.is_empty()).all(|one| {
            let (family, given) = (fold::fold(&one.family), fold::fold(&one.given));
            let initial = given.chars().next();
            self.given
                .iter()
                .any(|(mine, its)| *mine == family && (its.is_empty() || its.chars().next() == initial))
        })
    }
}

/// Works by what names them.
#[derive(Debug, Default)]
pub(super) struct Works {
    /// In the order of their first full citation.
    pub found: Vec<Found>,
    keys: HashMap<String, usize>,
    namesakes: HashMap<String, Vec<usize>>,
}

impl Works {
    /// The work of a full citation, a new one if it was not cited before.
    /// `words` are the citation's own words in the view.
    pub(super) fn add(&mut self, at: Use, citation: &Citation, words: &str) -> usize {
        let facts = Facts::of(citation);
        let keys = keys(citation, words);
        // Under its main title and under its whole one: what parts the two differs.
        let mut titles = citation
            .title
            .value()
            .filter(|title| fold::subtitle(&title.text).is_some())
            .map_or(Vec::new(), |title| vec![fold::main_title(&title.text)]);
        if citation.title.is_found() {
            titles.push(facts.title.clone());
            titles.dedup();
        }
        let work = self.known(&keys, &titles, &facts).unwrap_or_else(|| {
            let editors = citation.editors.iter().flat_map(|editors| &editors.value);
            let editors = editors.map(|one| fold::fold(&one.family)).collect();
            let authors = citation.author_list().iter().take(20);
            let given = authors.map(|one| (fold::fold(&one.family), fold::fold(&one.given))).collect();
            self.found.push(Found { first: at, facts: Facts::default(), editors, given });
            self.found.len() - 1
        });
        self.found[work].facts.fill(facts);
        for (key, _) in keys {
            self.keys.entry(key).or_insert(work);
        }
        for title in titles.into_iter().filter(|title| !title.is_empty()) {
            let works = self.namesakes.entry(title).or_default();
            if !works.iter().rev().take(MOST_NAMESAKES).any(|one| *one == work) {
                works.push(work);
            }
        }
        work
    }

    fn known(&self, keys: &[(String, Bond)], titles: &[String], facts: &Facts) -> Option<usize> {
        let by_key = keys.iter().find_map(|(key, bond)| {
            let work = *self.keys.get(key)?;
            let other = &self.found[work].facts;
            let titles = other.titles_agree(facts);
            let holds = match bond {
                Bond::Sure => true,
                Bond::UnlessOther => {
                    titles != Some(false) || shared(&other.names, &facts.names) == Some(true)
                }
                Bond::WithTitle => titles == Some(true),
            };
            holds.then_some(work)
        });
        by_key.or_else(|| {
            let same = |work: &&usize| self.found[**work].facts.is(facts);
            titles
                .iter()
                .filter_map(|title| self.namesakes.get(title))
                .find_map(|works| works.iter().rev().take(MOST_NAMESAKES).find(same).copied())
        })
    }
}

/// How much a shared key says.
#[derive(Debug, Clone, Copy)]
enum Bond {
    /// One work.
    Sure,
    /// One work, unless title and authors are others.
    UnlessOther,
    /// One work if the titles agree too.
    WithTitle,
}

/// What may name a work by itself, the surest first.
fn keys(citation: &Citation, words: &str) -> Vec<(String, Bond)> {
    let mut keys = Vec::new();
    let mut key = |kind: &str, value: String, bond: Bond| {
        if !value.is_empty() {
            keys.push(([kind, " ", value.as_str()].concat(), bond));
        }
    };
    if let Some(doi) = &citation.doi {
        key("doi", fold::doi(&doi.value), Bond::Sure);
    }
    if let Some(arxiv) = &citation.arxiv {
        key("arxiv", fold::fold(&arxiv.value), Bond::Sure);
    }
    if let Some(url) = &citation.url {
        let url = fold::url(&url.value);
        let bare = citation.form == Form::BareUrl;
        let bond = if fold::names_a_page(&url) || bare { Bond::UnlessOther } else { Bond::WithTitle };
        key("url", url, bond);
    }
    if let Some(isbn) = &citation.isbn {
        key("isbn", fold::isbn(&isbn.value), Bond::WithTitle);
    }
    key("words", own_words(citation, words), Bond::Sure);
    keys
}

/// A citation's words without signal, access date and page: two alike are one
/// work. Where no title tells the work, the page may be part of what does ("p. A1").
fn own_words(citation: &Citation, words: &str) -> String {
    let titled = citation.title.is_found() || citation.form == Form::Legal;
    let locator = citation.locator.span().filter(|_| titled);
    let mut cuts: Vec<crate::span::Span> = [
        citation.signal.as_ref().map(|signal| signal.span),
        citation.accessed.as_ref().map(|date| date.span),
        locator,
    ]
    .into_iter()
    .flatten()
    .filter(|cut| citation.span.holds(*cut))
    .collect();
    cuts.sort_unstable();
    let mut out = String::new();
    let mut at = 0;
    for cut in cuts {
        let (start, end) =
            ((cut.start - citation.span.start) as usize, (cut.end - citation.span.start) as usize);
        out.push_str(words.get(at..start.max(at)).unwrap_or(""));
        at = at.max(end);
    }
    out.push_str(words.get(at..).unwrap_or(""));
    // A word or two is no citation that could be told from another.
    let folded = fold::fold(&out);
    let dropped = |word: &str| list::NO_WORD_OF_WORK.contains(&word);
    let (mut kept, mut count) = (String::with_capacity(folded.len()), 0);
    for word in folded.split(' ').filter(|word| !dropped(word)) {
        if count > 0 {
            kept.push(' ');
        }
        kept.push_str(word);
        count += 1;
    }
    if count < 3 { String::new() } else { kept }
}
