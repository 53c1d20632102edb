//! What registries answer, read. Nothing is trusted: a reply that lacks what it should have is no answer.

use serde_json::Value;

use crate::verified::{Kind, Update, UpdateKind, Work};

/// What a reply says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// It is known; the work may say nothing.
    Known(Box<Found>),
    /// Works with a like title.
    Candidates(Vec<Found>),
    /// It is not known here.
    No,
    /// The reply cannot be read.
    Garbled,
}

/// A work with what was published about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The work.
    pub work: Work,
    /// Retractions and corrections.
    pub updates: Vec<Update>,
    /// Its DOI, where a title was looked for.
    pub doi: String,
}

/// Lists of a reply are read so far.
const MOST: usize = 200;

fn json(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body).ok()
}

/// Text without markup and doubled spaces: registries keep the tags and entities of their journals.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let is_tag = after[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match after.find('>').filter(|_| is_tag) {
            Some(end) => rest = &after[end + 1..],
            None => {
                out.push('<');
                rest = &after[1..];
            }
        }
    }
    out.push_str(rest);
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    let out = entities.iter().fold(out, |text, (entity, letter)| text.replace(entity, letter));
    out.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(600).collect()
}

fn text(value: &Value) -> String {
    value.as_str().map(plain).unwrap_or_default()
}

/// The words of a list, or of one word.
fn texts(value: &Value) -> Vec<String> {
    let all = match value {
        Value::Array(all) => all.iter().take(MOST).map(text).collect(),
        one => vec![text(one)],
    };
    distinct(all)
}

fn distinct(all: Vec<String>) -> Vec<String> {
    all.into_iter().filter(|one| !one.is_empty()).fold(Vec::new(), |mut kept, one| {
        if !kept.contains(&one) {
            kept.push(one);
        }
        kept
    })
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten().take(MOST)
}

/// The first four digits of a date that can be a year.
fn year(text: &str) -> Option<i16> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4)?;
    digits.parse().ok().filter(|year| (1000..=2200).contains(year))
}

fn years(all: impl IntoIterator<Item = Option<i16>>) -> Vec<i16> {
    let mut years: Vec<i16> = all.into_iter().flatten().collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// A title with its subtitle, unless that is in it already.
fn whole_title(title: String, subtitle: &str) -> String {
    match subtitle {
        "" => title,
        subtitle if title.contains(subtitle) => title,
        subtitle => format!("{title}: {subtitle}"),
    }
}

/// Crossref (REST API, `works`).
pub fn crossref(kind: Kind, _: &str, body: &[u8]) -> Read {
    let Some(reply) = json(body) else { return Read::Garbled };
    let message = &reply["message"];
    if kind == Kind::Title {
        return match message["items"].as_array() {
            Some(items) => Read::Candidates(items.iter().take(5).map(crossref_work).collect()),
            None => Read::Garbled,
        };
    }
    if message["DOI"].as_str().is_none() {
        return Read::Garbled;
    }
    Read::Known(Box::new(crossref_work(message)))
}

fn crossref_work(message: &Value) -> Found {
    let part =
        |field: &str| message[field]["date-parts"][0][0].as_i64().and_then(|year| i16::try_from(year).ok());
    let name = |one: &Value| match one["family"].as_str() {
        Some(family) => plain(family),
        None => text(&one["name"]),
    };
    let people = |field: &str| distinct(list(&message[field]).map(name).collect());
    let title = texts(&message["title"]).into_iter().next().unwrap_or_default();
    let subtitle = texts(&message["subtitle"]).into_iter().next().unwrap_or_default();
    let mut outlets = texts(&message["container-title"]);
    outlets.extend(texts(&message["short-container-title"]));
    let authors = people("author");
    let mut titles = texts(&message["original-title"]);
    titles.extend(texts(&message["short-title"]));
    Found {
        work: Work {
            title: whole_title(title, &subtitle),
            titles,
            authors: if authors.is_empty() { people("editor") } else { authors },
            years: years(
                ["published-print", "published-online", "published", "issued", "posted", "approved"]
                    .map(part),
            ),
            outlets: distinct(outlets),
            publishers: texts(&message["publisher"]),
        },
        // `updated-by`: what was published about this work. (`update-to` is the other way round: the work is itself
        // a notice about another.)
        updates: list(&message["updated-by"]).filter_map(crossref_update).collect(),
        doi: text(&message["DOI"]).to_lowercase(),
    }
}

fn crossref_update(update: &Value) -> Option<Update> {
    let kind = match update["type"].as_str()?.to_ascii_lowercase().replace(['-', ' '], "_").as_str() {
        "retraction" | "partial_retraction" => UpdateKind::Retraction,
        "withdrawal" | "removal" => UpdateKind::Withdrawal,
        "expression_of_concern" => UpdateKind::Concern,
        "correction" | "corrigendum" | "erratum" => UpdateKind::Correction,
        _ => return None,
    };
    let parts = &update["updated"]["date-parts"][0];
    let number = |at: usize| parts[at].as_i64();
    let day = match (number(0), number(1), number(2)) {
        (Some(year), Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(year), Some(month), None) => format!("{year:04}-{month:02}"),
        (Some(year), ..) => format!("{year:04}"),
        _ => String::new(),
    };
    let by = if update["source"].as_str() == Some("retraction-watch") {
        "Retraction Watch, through Crossref"
    } else {
        "Crossref"
    };
    Some(Update { kind, day, notice: text(&update["DOI"]), by: by.to_owned() })
}

/// DataCite (REST API, `dois`).
pub fn datacite(_: Kind, _: &str, body: &[u8]) -> Read {
    let Some(reply) = json(body) else { return Read::Garbled };
    let about = &reply["data"]["attributes"];
    if about["doi"].as_str().is_none() {
        return Read::Garbled;
    }
    let titles: Vec<String> = list(&about["titles"]).map(|title| text(&title["title"])).collect();
    let mut titles = distinct(titles).into_iter();
    let name = |one: &Value| match one["familyName"].as_str() {
        Some(family) => plain(family),
        None => {
            let name = text(&one["name"]);
            let person = one["nameType"].as_str() != Some("Organizational");
            name.split_once(", ").filter(|_| person).map_or(name.clone(), |(family, _)| family.to_owned())
        }
    };
    let whole = about["publicationYear"].as_i64().and_then(|year| i16::try_from(year).ok());
    let publisher = match &about["publisher"] {
        Value::Object(publisher) => publisher.get("name").map(text).unwrap_or_default(),
        other => text(other),
    };
    Read::Known(Box::new(Found {
        work: Work {
            title: titles.next().unwrap_or_default(),
            titles: titles.collect(),
            authors: distinct(list(&about["creators"]).map(name).collect()),
            years: years([whole]),
            outlets: distinct(vec![text(&about["container"]["title"])]),
            publishers: distinct(vec![publisher]),
        },
        ..Found::default()
    }))
}

/// OpenAlex (`works`).
pub fn openalex(kind: Kind, _: &str, body: &[u8]) -> Read {
    let Some(reply) = json(body) else { return Read::Garbled };
    if kind == Kind::Title {
        return match reply["results"].as_array() {
            Some(all) => Read::Candidates(all.iter().take(5).map(openalex_work).collect()),
            None => Read::Garbled,
        };
    }
    if reply["id"].as_str().is_none() {
        return Read::Garbled;
    }
    Read::Known(Box::new(openalex_work(&reply)))
}

fn openalex_work(about: &Value) -> Found {
    // Names come whole: the family name is what a comma or the last space parts off.
    let family = |name: String| match name.split_once(", ") {
        Some((family, _)) => family.to_owned(),
        None => name.rsplit_once(' ').map_or(name.clone(), |(_, last)| last.to_owned()),
    };
    let authors =
        list(&about["authorships"]).map(|one| family(text(&one["author"]["display_name"]))).collect();
    let retracted = about["is_retracted"].as_bool() == Some(true);
    let update = Update {
        kind: UpdateKind::Retraction,
        day: String::new(),
        notice: String::new(),
        by: "OpenAlex".to_owned(),
    };
    let title = text(&about["title"]);
    Found {
        work: Work {
            title: if title.is_empty() { text(&about["display_name"]) } else { title },
            authors: distinct(authors),
            years: years([about["publication_year"].as_i64().and_then(|year| i16::try_from(year).ok())]),
            outlets: distinct(vec![text(&about["primary_location"]["source"]["display_name"])]),
            ..Work::default()
        },
        updates: if retracted { vec![update] } else { Vec::new() },
        doi: text(&about["doi"]).trim_start_matches("https://doi.org/").to_lowercase(),
    }
}

/// The handles of doi.org: whether a DOI is registered at all, by whichever agency.
pub fn handle(_: Kind, _: &str, body: &[u8]) -> Read {
    match json(body).and_then(|reply| reply["responseCode"].as_i64()) {
        // 200: registered, without a value of the type asked for.
        Some(1 | 200) => Read::Known(Box::default()),
        Some(100) => Read::No,
        _ => Read::Garbled,
    }
}

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

/// arXiv (Atom).
pub fn arxiv(_: Kind, _: &str, body: &[u8]) -> Read {
    let text = String::from_utf8_lossy(body);
    if !text.contains("<feed") {
        return Read::Garbled;
    }
    let Some(entry) = between(&text, "<entry>", "</entry>").next() else { return Read::No };
    let id = between(entry, "<id>", "</id>").next().unwrap_or_default();
    if id.contains("/api/errors") {
        return Read::No;
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

/// PubMed (E-utilities, `esummary`).
pub fn pubmed(_: Kind, id: &str, body: &[u8]) -> Read {
    let Some(reply) = json(body) else { return Read::Garbled };
    let about = &reply["result"][id];
    if !reply["result"].is_object() {
        return Read::Garbled;
    }
    if !about.is_object() || about["error"].is_string() {
        return Read::No;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_journals_is_no_part_of_a_title() {
        assert_eq!(plain("Growth of <i>Salix</i> &amp; <sub>2</sub>  kin"), "Growth of Salix & 2 kin");
        assert_eq!(plain("p < 0.05 and b > 3"), "p < 0.05 and b > 3");
        assert_eq!(plain("<b"), "<b");
    }

    #[test]
    fn what_lacks_its_parts_is_no_answer() {
        for body in ["", "[]", "{}", "<html>", "null", "{\"message\": []}"] {
            assert_eq!(crossref(Kind::Doi, "", body.as_bytes()), Read::Garbled, "{body}");
            assert_eq!(handle(Kind::Doi, "", body.as_bytes()), Read::Garbled, "{body}");
            assert_eq!(pubmed(Kind::Pmid, "1", body.as_bytes()), Read::Garbled, "{body}");
            assert_eq!(datacite(Kind::Doi, "", body.as_bytes()), Read::Garbled, "{body}");
            assert_eq!(arxiv(Kind::Arxiv, "", body.as_bytes()), Read::Garbled, "{body}");
            assert_eq!(wayback(body.as_bytes()), None, "{body}");
        }
    }
}
