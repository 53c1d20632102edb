//! CSL-JSON and CSL-YAML: what Zotero and its like export, and what pandoc
//! reads from a file or from the head of a document.
//!
//! Both come to the same: items, each a map of variables to values, each value
//! with its bytes in the file. In JSON the values borrow from the text, which
//! tells where they stand; the YAML parser says so itself.

#[cfg(not(feature = "yaml"))]
mod no_yaml;
#[cfg(feature = "yaml")]
mod tagged;
#[cfg(feature = "yaml")]
mod yaml;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::shelf::{Found, single_spaced};
use super::{BibDate, BibName, Variable, date};
use crate::draft::build::DraftBuilder;
use crate::span::Span;

#[cfg(not(feature = "yaml"))]
pub use no_yaml::{read as read_yaml, read as read_tagged};
#[cfg(feature = "yaml")]
pub use tagged::read as read_tagged;
#[cfg(feature = "yaml")]
pub use yaml::read as read_yaml;

/// One item: its variables with their values and bytes.
type Item = BTreeMap<String, (Value, Span)>;

/// Reads CSL-JSON into notes: a list of items, or an object whose `references`
/// or `items` is one.
pub fn read_json(out: &mut DraftBuilder<'_>, source: &str) {
    let base = source.len() - source.trim_start_matches('\u{feff}').len();
    let text = &source[base..];
    match json_items(text) {
        Ok(items) => items.iter().for_each(|raw| {
            let at = |inner: &RawValue| {
                let start = base + (inner.get().as_ptr() as usize - text.as_ptr() as usize);
                Span::new(start, start + inner.get().len())
            };
            match serde_json::from_str::<BTreeMap<String, &RawValue>>(raw.get()) {
                Ok(fields) => {
                    let fields = fields.into_iter().filter_map(|(name, value)| {
                        let span = at(value);
                        let value = serde_json::from_str(value.get()).ok()?;
                        Some((name, (value, unquoted(source, span))))
                    });
                    show(out, source, &fields.collect(), at(raw));
                }
                Err(_) => out.unread_entry(first_line(source, at(raw)), "", "an item is not an object"),
            }
        }),
        Err(error) => {
            let span = line_of(source, error.line());
            out.unread_entry(span, "", format!("the file is not valid CSL-JSON: {error}"));
        }
    }
}

fn json_items(text: &str) -> Result<Vec<&RawValue>, serde_json::Error> {
    #[derive(Deserialize)]
    struct Holder<'a> {
        #[serde(borrow, alias = "items")]
        references: Vec<&'a RawValue>,
    }
    if text.trim_start().starts_with('{') {
        return serde_json::from_str::<Holder<'_>>(text).map(|holder| holder.references);
    }
    serde_json::from_str(text)
}

/// The inside of quotation marks.
fn unquoted(source: &str, span: Span) -> Span {
    let words = source.get(span.range()).unwrap_or("");
    let words = words.trim_end();
    let quoted = words.len() >= 2
        && ['"', '\''].iter().any(|&quote| words.starts_with(quote) && words.ends_with(quote));
    let inner = usize::from(quoted);
    span.lift(Span::new(inner, words.len() - inner))
}

fn first_line(source: &str, span: Span) -> Span {
    let line = source.get(span.start as usize..).and_then(|rest| rest.lines().next()).unwrap_or("");
    Span { start: span.start, end: span.start + Span::at(line.len()).start }
}

fn line_of(source: &str, line: usize) -> Span {
    let mut at = 0;
    for (number, text) in source.split_inclusive('\n').enumerate() {
        if number + 1 == line {
            return Span::new(at, at + text.trim_end().len());
        }
        at += text.len();
    }
    Span::at(source.len())
}

/// Shows one item as a note.
fn show(out: &mut DraftBuilder<'_>, source: &str, item: &Item, whole: Span) {
    let Some((id, label)) = item.get("id").and_then(|(id, span)| Some((text(id)?, *span))) else {
        out.unread_entry(first_line(source, whole), "", "it has no `id`, so nothing can cite it");
        return;
    };
    let mut found = Found { key: id, label, ..Found::default() };
    if let Some((kind, _)) = item.get("type") {
        found.kind = text(kind).and_then(|kind| known(&kind)).unwrap_or("");
    }
    for (variable, name) in [(Variable::Author, "author"), (Variable::Editor, "editor")] {
        if let Some((value, span)) = item.get(name) {
            let names = names(value);
            found.partial |= names.is_empty();
            found.add_names(variable, names, *span);
        }
    }
    for (variable, name) in WORDS {
        if let Some((value, span)) = item.get(name)
            && let Some(words) = text(value)
        {
            let words =
                if variable == Variable::Doi { &words[words.find("10.").unwrap_or(0)..] } else { &words };
            found.add_text(variable, words, *span);
        }
    }
    for (variable, name) in [(Variable::Issued, "issued"), (Variable::Accessed, "accessed")] {
        if let Some((value, span)) = item.get(name) {
            found.add_date(variable, read_date(value), *span);
        }
    }
    found.partial |= item.contains_key("note");
    found.show(out, source);
}

const WORDS: [(Variable, &str); 14] = [
    (Variable::Title, "title"),
    (Variable::ContainerTitle, "container-title"),
    (Variable::Edition, "edition"),
    (Variable::Volume, "volume"),
    (Variable::Issue, "issue"),
    (Variable::Number, "number"),
    (Variable::PublisherPlace, "publisher-place"),
    (Variable::Publisher, "publisher"),
    (Variable::Page, "page"),
    (Variable::Doi, "DOI"),
    (Variable::Isbn, "ISBN"),
    (Variable::Issn, "ISSN"),
    (Variable::Arxiv, "arxiv"),
    (Variable::Url, "URL"),
];

/// A value's words, numbers included.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(single_spaced(&without_tags(text))).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Titles may hold `<i>…</i>` and the like.
fn without_tags(text: &str) -> String {
    let mut out = text.to_owned();
    for tag in ["<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<sub>", "</sub>", "</span>"] {
        out = out.replace(tag, "");
    }
    while let Some(start) = out.find("<span ") {
        let Some(len) = out[start..].find('>') else { break };
        out.replace_range(start..=start + len, "");
    }
    out
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", default)]
#[derive(Default)]
struct Name {
    family: Option<String>,
    given: Option<String>,
    literal: Option<String>,
    #[serde(alias = "dropping-particle")]
    non_dropping_particle: Option<String>,
    suffix: Option<String>,
}

fn names(value: &Value) -> Vec<BibName> {
    let list = match value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    list.iter().filter_map(name).collect()
}

fn name(value: &Value) -> Option<BibName> {
    if let Some(body) = text(value) {
        return Some(BibName { family: body, given: String::new(), body: true });
    }
    let name = Name::deserialize(value).ok()?;
    if let Some(body) = name.literal {
        return Some(BibName { family: single_spaced(&body), given: String::new(), body: true });
    }
    let parts = [name.non_dropping_particle, name.family, name.suffix];
    let family = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let given = single_spaced(&name.given.unwrap_or_default());
    let family = single_spaced(&family);
    match (family.is_empty(), given.is_empty()) {
        (true, true) => None,
        (true, false) => Some(BibName { family: given, given: String::new(), body: false }),
        (false, _) => Some(BibName { body: given.is_empty(), family, given }),
    }
}

/// `{"date-parts": [[2016, 5]]}`, `{"raw": …}`, `2016-05`, `{year: 2016}`.
fn read_date(value: &Value) -> Option<BibDate> {
    match value {
        Value::Array(list) => read_date(list.first()?),
        Value::Object(map) => {
            if let Some(parts) = map.get("date-parts") {
                let mut read = parts_date(parts.get(0)?)?;
                read.until = parts.get(1).and_then(parts_date).and_then(|until| until.year);
                read.until = read.until.filter(|&until| Some(until) > read.year);
                read.about = map.get("circa").is_some_and(|circa| !matches!(circa, Value::Bool(false)));
                return Some(read);
            }
            if let Some(words) = map.get("raw").or(map.get("literal")) {
                return date::parse(&text(words)?);
            }
            let number = |name: &str| map.get(name).and_then(text);
            let mut read = date::parse(&number("year")?)?;
            read.month = number("month").as_deref().and_then(date::month);
            read.day = number("day").and_then(|day| day.parse().ok());
            Some(read)
        }
        other => date::parse(&text(other)?),
    }
}

fn parts_date(parts: &Value) -> Option<BibDate> {
    let number = |at: usize| parts.get(at).and_then(text);
    Some(BibDate {
        year: Some(number(0)?.parse().ok()?),
        month: number(1).and_then(|month| month.parse().ok()).filter(|month| (1..=12).contains(month)),
        day: number(2).and_then(|day| day.parse().ok()),
        ..BibDate::default()
    })
}

/// The CSL type of this name, if it is one.
fn known(kind: &str) -> Option<&'static str> {
    const TYPES: [&str; 45] = [
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "classic",
        "collection",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
        "post",
        "post-weblog",
        "regulation",
        "report",
        "review",
        "review-book",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "treaty",
        "webpage",
    ];
    TYPES.iter().find(|known| **known == kind).copied()
}
