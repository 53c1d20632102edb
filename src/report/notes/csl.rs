//! Citations in the field names of CSL-JSON.

use serde_json::{Map, Value, json};

use crate::notes::{ArchiveCopy, Citation, Contributor, Field, Form, NoteDate, Notes};
use crate::span::{Span, Spanned};

/// A citation's fields, with where each stands in the view.
pub(super) struct Item {
    /// CSL name and value.
    pub fields: Map<String, Value>,
    /// CSL name and place.
    pub spans: Vec<(&'static str, Span)>,
}

/// A citation as it stands, its locator included.
pub(super) fn item(citation: &Citation) -> Item {
    let mut item = Item { fields: Map::new(), spans: Vec::new() };
    item.set("type", None, Value::from(citation.work.csl()));
    item.field("author", &citation.authors, people);
    item.spanned("editor", &citation.editors, people);
    item.field("title", &citation.title, |title| text(&title.text));
    item.field("container-title", &citation.container, text);
    item.field("publisher", &citation.publisher, text);
    item.spanned("publisher-place", &citation.place, text);
    item.spanned("edition", &citation.edition, text);
    item.spanned("volume", &citation.volume, text);
    item.spanned("issue", &citation.issue, text);
    item.spanned("page", &citation.extent, text);
    item.field("issued", &citation.date, |value| date(*value));
    item.spanned("accessed", &citation.accessed, |value| date(*value));
    item.spanned("number", &citation.number, text);
    item.spanned("DOI", &citation.doi, text);
    item.spanned("ISBN", &citation.isbn, text);
    item.spanned("ISSN", &citation.issn, text);
    item.spanned("URL", &citation.url, text);
    item.field("locator", &citation.locator, |locator| text(&locator.value));
    if let Some(locator) = citation.locator.value() {
        item.set("label", None, Value::from(label(locator.label)));
    }
    if let Some(arxiv) = &citation.arxiv
        && citation.number.is_none()
    {
        item.set("number", Some(arxiv.span), text(&format!("arXiv:{}", arxiv.value)));
    }
    if let Some(handle) = &citation.handle
        && citation.url.is_none()
    {
        item.set("URL", Some(handle.span), text(&format!("https://hdl.handle.net/{}", handle.value)));
    }
    if let Some(copy) = &citation.archive {
        item.set("archive", Some(copy.span), text(archive(&copy.value)));
        item.set("archive_location", Some(copy.span), text(&copy.value.url));
    }
    item
}

/// A source as one CSL-JSON item: its fullest citation, and what only other
/// full citations of it tell.
pub(super) fn source(notes: &Notes, source: usize, id: &str) -> Map<String, Value> {
    let mut fields = item(notes.fullest(source)).fields;
    for at in notes.sources[source].uses.iter().take(64) {
        let citation = notes.citation(*at);
        if matches!(citation.form, Form::Full | Form::Legal | Form::BareUrl) {
            for (name, value) in item(citation).fields {
                fields.entry(name).or_insert(value);
            }
        }
    }
    // These belong to one use, not to the work.
    fields.remove("locator");
    fields.remove("label");
    fields.insert("id".to_owned(), Value::from(id));
    fields
}

impl Item {
    fn set(&mut self, name: &'static str, span: Option<Span>, value: Value) {
        self.fields.insert(name.to_owned(), value);
        self.spans.extend(span.map(|span| (name, span)));
    }

    fn field<T>(&mut self, name: &'static str, field: &Field<T>, value: impl Fn(&T) -> Value) {
        if let Field::Found(found) = field {
            self.set(name, Some(found.span), value(&found.value));
        }
    }

    fn spanned<T>(&mut self, name: &'static str, field: &Option<Spanned<T>>, value: impl Fn(&T) -> Value) {
        if let Some(found) = field {
            self.set(name, Some(found.span), value(&found.value));
        }
    }
}

fn text(words: &(impl AsRef<str> + ?Sized)) -> Value {
    Value::from(words.as_ref())
}

#[expect(clippy::ptr_arg, reason = "it is passed where a vector is expected")]
fn people(people: &Vec<Contributor>) -> Value {
    people
        .iter()
        .map(|one| {
            if one.body {
                json!({ "literal": one.family })
            } else if one.given.is_empty() {
                json!({ "family": one.family })
            } else {
                json!({ "family": one.family, "given": one.given })
            }
        })
        .collect()
}

/// A date; what it does not say is not in it.
fn date(date: NoteDate) -> Value {
    let mut value = Map::new();
    if let Some(year) = date.year {
        let mut parts = vec![i64::from(year)];
        if let Some(month) = date.month {
            parts.push(i64::from(month));
            parts.extend(date.day.map(i64::from));
        }
        let mut all = vec![json!(parts)];
        all.extend(date.until.map(|until| json!([until])));
        value.insert("date-parts".to_owned(), Value::from(all));
    } else {
        let words = if date.undated { "n.d." } else { "forthcoming" };
        value.insert("literal".to_owned(), Value::from(words));
    }
    if let Some(season) = date.season {
        value.insert("season".to_owned(), Value::from(season));
    }
    if date.about {
        value.insert("circa".to_owned(), Value::from(true));
    }
    Value::from(value)
}

/// The CSL word for what a locator counts.
fn label(label: &str) -> &str {
    match label {
        "time" => "timestamp",
        other => other,
    }
}

/// Who keeps a copy, by its address.
pub(super) fn archive(copy: &ArchiveCopy) -> &'static str {
    let host = copy.url.split("://").last().unwrap_or("").split('/').next().unwrap_or("");
    let host = host.trim_start_matches("www.");
    match host {
        "web.archive.org" | "archive.org" => "Internet Archive",
        "perma.cc" => "Perma.cc",
        "webcitation.org" => "WebCite",
        "archive.today" | "archive.ph" | "archive.is" | "archive.li" | "archive.fo" | "archive.md"
        | "archive.vn" => "archive.today",
        _ => "web archive",
    }
}
