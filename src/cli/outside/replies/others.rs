//! What the registries of other numbers answer (arXiv, PubMed, Open Library), and the archive. Two of them know every number of theirs, so
//! their "no" makes a source *gone*: it is taken from the very shape in which they say it, and from nothing else.

use super::shape::{Found, MOST, Read, distinct, json, list, plain, text, texts, whole_title, year, years};
use crate::verified::{Kind, Update, UpdateKind, Work};

/// What stands between two marks in XML, from a place on.
fn between<'a>(text: &'a str, open: &str, close: &str) -> impl Iterator<Item = &'a str> {
    let mut rest = text;
    let (open, close) = (open.to_owned(), close.to_owned());
    std::iter::from_fn(move || {
        let start = rest.find(&open)? + open.len();
        let length = rest.get(start..)?.find(&close)?;
        let found = &rest[start..start + length];
        rest = &rest[start + length + close.len()..];
        Some(found)
    })
    .take(MOST)
}

/// arXiv (Atom). "No" is a feed with no results, or an entry of errors that calls the number no such; an entry of errors
/// that says anything else (its server was slow, say) is no answer, nor is one about another number.
pub fn arxiv(_: Kind, id: &str, body: &[u8]) -> Read {
    let text = String::from_utf8_lossy(body);
    if !text.contains("<feed") {
        return Read::Garbled;
    }
    let Some(entry) = between(&text, "<entry>", "</entry>").next() else {
        let total = text.split("<opensearch:totalResults").nth(1).and_then(|rest| rest.split_once('>'));
        let none = total.is_some_and(|(_, rest)| rest.trim_start().starts_with("0<"));
        return if none && text.contains("</feed>") { Read::No } else { Read::Garbled };
    };
    let about = between(entry, "<id>", "</id>").next().unwrap_or_default();
    if about.contains("/api/errors") {
        let said = between(entry, "<summary>", "</summary>").next().unwrap_or_default();
        return if said.trim().starts_with("incorrect id format") { Read::No } else { Read::Garbled };
    }
    let number = about.trim().split_once("/abs/").map(|(_, number)| number).unwrap_or_default();
    let bare = number.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix('v').unwrap_or(number);
    if ![number, bare].iter().any(|number| number.eq_ignore_ascii_case(id)) {
        return Read::Garbled;
    }
    let title = between(entry, "<title>", "</title>").next().map(plain).unwrap_or_default();
    let family = |name: &str| plain(name).rsplit(' ').next().unwrap_or_default().to_owned();
    let day = |mark: &str| between(entry, &format!("<{mark}>"), &format!("</{mark}>")).next().and_then(year);
    let journal = entry.split("<arxiv:journal_ref").nth(1).and_then(|rest| rest.split_once('>'));
    let journal = journal.and_then(|(_, rest)| rest.split('<').next()).map(plain).unwrap_or_default();
    Read::Known(Box::new(Found {
        work: Work {
            title,
            authors: distinct(between(entry, "<name>", "</name>").map(family).collect()),
            years: years([day("published"), day("updated"), year(&journal)]),
            publishers: distinct(vec!["arXiv".to_owned(), journal]),
            ..Work::default()
        },
        ..Found::default()
    }))
}

/// PubMed (E-utilities, `esummary`). "No" is the error that stands in the place of the summary of this very number; an
/// error of another sort is no answer.
pub fn pubmed(_: Kind, id: &str, body: &[u8]) -> Read {
    let Some(reply) = json(body) else { return Read::Garbled };
    let about = &reply["result"][id];
    if about["uid"].as_str() != Some(id) {
        return Read::Garbled;
    }
    match about.get("error") {
        None => {}
        Some(error) if error.as_str() == Some("cannot get document summary") => return Read::No,
        Some(_) => return Read::Garbled,
    }
    // "van der Berg J": the initials stand last.
    let family = |name: String| name.rsplit_once(' ').map_or(name.clone(), |(family, _)| family.to_owned());
    let types = texts(&about["pubtype"]);
    let has = |word: &str| types.iter().any(|it| it.eq_ignore_ascii_case(word));
    let update = |kind| Update { kind, day: String::new(), notice: String::new(), by: "PubMed".to_owned() };
    let mut updates = Vec::new();
    if has("Retracted Publication") {
        updates.push(update(UpdateKind::Retraction));
    }
    let mut title = text(&about["title"]);
    if title.ends_with('.') {
        title.pop();
    }
    Read::Known(Box::new(Found {
        work: Work {
            title,
            titles: texts(&about["vernaculartitle"]),
            authors: distinct(list(&about["authors"]).map(|one| family(text(&one["name"]))).collect()),
            years: years(["pubdate", "epubdate"].map(|field| about[field].as_str().and_then(year))),
            outlets: distinct(vec![text(&about["fulljournalname"]), text(&about["source"])]),
            publishers: Vec::new(),
        },
        updates,
        doi: String::new(),
    }))
}

/// Open Library (`api/books`, `search.json`).
pub fn open_library(kind: Kind, id: &str, body: &[u8]) -> Read {
    let Some(reply) = json(body) else { return Read::Garbled };
    let family = |name: String| name.rsplit_once(' ').map_or(name.clone(), |(_, last)| last.to_owned());
    if kind == Kind::Title {
        let Some(docs) = reply["docs"].as_array() else { return Read::Garbled };
        let found = docs.iter().take(5).map(|about| Found {
            work: Work {
                title: whole_title(text(&about["title"]), &text(&about["subtitle"])),
                authors: texts(&about["author_name"]).into_iter().map(family).collect(),
                years: years([about["first_publish_year"]
                    .as_i64()
                    .and_then(|year| i16::try_from(year).ok())]),
                publishers: texts(&about["publisher"]).into_iter().take(3).collect(),
                ..Work::default()
            },
            ..Found::default()
        });
        return Read::Candidates(found.collect());
    }
    let Some(all) = reply.as_object() else { return Read::Garbled };
    let Some(about) = all.get(&format!("ISBN:{id}")) else { return Read::No };
    let named = |field: &str| list(&about[field]).map(|one| text(&one["name"])).collect::<Vec<_>>();
    Read::Known(Box::new(Found {
        work: Work {
            title: whole_title(text(&about["title"]), &text(&about["subtitle"])),
            authors: distinct(named("authors").into_iter().map(family).collect()),
            years: years([about["publish_date"].as_str().and_then(year)]),
            publishers: distinct(named("publishers")),
            ..Work::default()
        },
        ..Found::default()
    }))
}

/// The Wayback Machine (`wayback/available`): the address of the nearest copy and its day. `None` if the reply cannot
/// be read, `Some(None)` if there is no copy.
pub fn wayback(body: &[u8]) -> Option<Option<(String, Option<jiff::civil::Date>)>> {
    let reply = json(body)?;
    let all = reply["archived_snapshots"].as_object()?;
    let Some(closest) = all.get("closest").filter(|it| it["available"].as_bool() == Some(true)) else {
        return Some(None);
    };
    let address = closest["url"].as_str().filter(|it| it.starts_with("http"))?;
    let address =
        address.strip_prefix("http://").map_or(address.to_owned(), |rest| format!("https://{rest}"));
    Some(Some((address, day_of(closest["timestamp"].as_str().unwrap_or_default()))))
}

/// The day of the Wayback Machine's stamp: `20140506120000`.
pub fn day_of(stamp: &str) -> Option<jiff::civil::Date> {
    let part = |range: std::ops::Range<usize>| stamp.get(range).and_then(|digits| digits.parse::<i16>().ok());
    let month = i8::try_from(part(4..6)?).ok()?;
    jiff::civil::Date::new(part(0..4)?, month, i8::try_from(part(6..8)?).ok()?).ok()
}
