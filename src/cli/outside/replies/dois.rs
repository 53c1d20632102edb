//! What the registries of DOIs answer: Crossref, DataCite, OpenAlex, doi.org.

use serde_json::Value;

use super::shape::{Found, Read, distinct, json, list, plain, text, texts, whole_title, years};
use crate::verified::{Kind, Update, UpdateKind, Work};

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

/// The handles of doi.org: whether a DOI is registered at all, by whichever agency. Its "no" is final, so it has to be one
/// about this DOI.
pub fn handle(_: Kind, id: &str, body: &[u8]) -> Read {
    let Some(reply) = json(body) else { return Read::Garbled };
    let about = reply["handle"].as_str().is_some_and(|handle| handle.eq_ignore_ascii_case(id));
    match reply["responseCode"].as_i64() {
        // 200: registered, without a value of the type asked for.
        Some(1 | 200) if about => Read::Known(Box::default()),
        Some(100) if about => Read::No,
        _ => Read::Garbled,
    }
}
