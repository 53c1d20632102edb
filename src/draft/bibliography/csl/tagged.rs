//! The sources of kramdown-rfc, which stand in the metadata by their tags.
//!
//! `informative:` or `normative:`, and below it `TAG:` with title, date and authors, with the
//! number of a work (`HTTP: RFC9110`), or with nothing, where the tag is the number.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use serde_saphyr::Spanned;

use super::{Item, line_of, show};
use crate::draft::build::DraftBuilder;
use crate::span::Span;

/// Reads one block: the line of its name and all below it.
pub fn read(out: &mut DraftBuilder<'_>, source: &str, at: Span) {
    type Entries = BTreeMap<String, Spanned<Value>>;
    let text = source.get(at.range()).unwrap_or("");
    let options = serde_saphyr::options! { with_snippet: false };
    match serde_saphyr::from_str_with_options::<BTreeMap<String, Option<Entries>>>(text, options) {
        Ok(blocks) => {
            let mut entries: Vec<(Span, Span, String, Value)> = Vec::new();
            for (tag, entry) in blocks.into_values().flatten().flatten() {
                let Some(label) = label(text, &tag) else { continue };
                entries.push((label, label, tag, entry.value));
            }
            entries.sort_by_key(|(label, ..)| label.start);
            // An entry goes on to where the next begins.
            for next in 1..=entries.len() {
                let end =
                    entries.get(next).map_or(Span::at(text.trim_end().len()).start, |next| next.0.start);
                entries[next - 1].1.end = end;
            }
            for (label, whole, tag, value) in entries {
                let item = item(source, at.lift(label), at.lift(whole), &tag, &value);
                show(out, source, &item, at.lift(whole));
            }
        }
        Err(error) => {
            let line = error.location().map_or(1, |location| usize::try_from(location.line()).unwrap_or(1));
            let place = at.lift(line_of(text, line.max(1)));
            out.unread_entry(place, "", "its YAML is broken");
        }
    }
}

/// Where a tag stands as the name of an entry.
fn label(text: &str, tag: &str) -> Option<Span> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let name = line.trim_start().trim_start_matches(['"', '\'']);
        let start = at + line.len() - name.len();
        at += line.len();
        let rest = name.strip_prefix(tag).unwrap_or("-");
        if start > 0 && rest.trim_start_matches(['"', '\'']).starts_with(':') {
            return Some(Span::new(start, start + tag.len()));
        }
    }
    None
}

/// An entry with the names of CSL.
fn item(source: &str, label: Span, whole: Span, tag: &str, value: &Value) -> Item {
    let mut item = Item::new();
    let mut add = |name: &str, value: Value, place: Span| {
        item.insert(name.to_owned(), (value, place));
    };
    add("id", Value::String(tag.to_owned()), label);
    // What it does not say may stand where its address leads.
    add("note", Value::Null, label);
    let field = |name: &str| -> Span {
        let text = source.get(whole.range()).unwrap_or("");
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let Some(value) = line.trim_start().strip_prefix(name).and_then(|rest| rest.strip_prefix(':'))
            {
                let words = value.trim().trim_matches(['"', '\'']);
                let start = at + line.len() - value.len() + value.find(words).unwrap_or(0);
                return whole.lift(Span::new(start, start + words.len()));
            }
            at += line.len();
        }
        label
    };
    match value {
        Value::Object(fields) => {
            for (own, name) in [("title", "title"), ("target", "URL")] {
                if let Some(value) = fields.get(own) {
                    add(name, value.clone(), field(own));
                }
            }
            if let Some(date) = fields.get("date") {
                add("issued", date.clone(), field("date"));
            }
            if let Some(held) = fields.get("refcontent").and_then(Value::as_str) {
                let cut = [", Vol", ", vol", ", No"].iter().filter_map(|sign| held.find(sign)).min();
                let held = &held[..cut.unwrap_or(held.len())];
                add("container-title", Value::String(held.to_owned()), field("refcontent"));
            }
            if let Some(Value::Array(people)) = fields.get("author") {
                let people: Vec<Value> = people.iter().filter_map(person).collect();
                add("author", Value::Array(people), field("author"));
            }
        }
        Value::String(number) => add("title", Value::String(spaced(number)), field(tag)),
        _ => add("title", Value::String(spaced(tag)), label),
    }
    item
}

/// A person by name, or the body that has no person.
fn person(value: &Value) -> Option<Value> {
    let word =
        |name: &str| value.get(name).and_then(Value::as_str).map(str::trim).filter(|it| !it.is_empty());
    match word("name").or(word("ins")) {
        Some(name) => Some(match name.rsplit_once(' ') {
            Some((given, family)) => json!({ "given": given, "family": family }),
            None => json!({ "literal": name }),
        }),
        None => word("organization").or(word("org")).map(|body| json!({ "literal": body })),
    }
}

/// `RFC 9110` for `RFC9110`.
fn spaced(number: &str) -> String {
    let digits = number.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let series = &number[..number.len() - digits.len()];
    match matches!(series, "RFC" | "BCP" | "STD") && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        true => format!("{series} {digits}"),
        false => number.to_owned(),
    }
}
