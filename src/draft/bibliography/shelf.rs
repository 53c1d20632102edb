//! Puts entries into a draft: a note for each, its fields shown in one order.

use super::{BibDate, BibEntry, BibField, BibName, BibValue, Variable};
use crate::draft::build::DraftBuilder;
use crate::span::Span;

/// An entry as its file gives it, before it has a place in a view.
#[derive(Debug, Default)]
pub struct Found {
    /// Its key, without a sign.
    pub key: String,
    /// The bytes of the key.
    pub label: Span,
    /// See [`BibEntry::kind`].
    pub kind: &'static str,
    /// Fields with the bytes they stand in.
    pub fields: Vec<(Variable, BibValue, Span)>,
    /// See [`BibEntry::partial`].
    pub partial: bool,
}

impl Found {
    /// Takes a field, unless it has one of this name.
    pub fn add(&mut self, name: Variable, value: BibValue, span: Span) {
        if !self.fields.iter().any(|(known, ..)| *known == name) {
            self.fields.push((name, value, span));
        }
    }

    /// Takes words as a field; empty ones are none.
    pub fn add_text(&mut self, name: Variable, text: &str, span: Span) {
        let text = single_spaced(text);
        if !text.is_empty() {
            self.add(name, BibValue::Text(text), span);
        }
    }

    /// Takes a date as a field; words that are none leave the entry partial.
    pub fn add_date(&mut self, name: Variable, date: Option<BibDate>, span: Span) {
        match date {
            Some(date) => self.add(name, BibValue::Date(date), span),
            None => self.partial = true,
        }
    }

    /// Takes people as a field; none are no field.
    pub fn add_names(&mut self, name: Variable, names: Vec<BibName>, span: Span) {
        if !names.is_empty() {
            self.add(name, BibValue::Names(names), span);
        }
    }

    /// Shows the entry as the builder's next note. `source` is the whole file.
    pub fn show(mut self, out: &mut DraftBuilder<'_>, source: &str) {
        // The order in which a bibliography prints them.
        self.fields.sort_by_key(|(name, ..)| *name);
        out.open_note(format!("@{}", self.key), self.label, false);
        let mut fields = Vec::with_capacity(self.fields.len());
        for (name, value, span) in self.fields {
            if !fields.is_empty() {
                out.text_as(Span { start: span.start, end: span.start }, ". ");
            }
            let start = out.next();
            let words = shown(&value, source.get(span.range()).unwrap_or(""));
            let link = name == Variable::Url;
            if link {
                out.open_link(span.start, words.clone());
            }
            if name == Variable::ContainerTitle {
                out.open_italics();
            }
            if source.get(span.range()) == Some(words.as_str()) {
                out.text(span);
            } else {
                out.text_as(span, &words);
            }
            if name == Variable::ContainerTitle {
                out.close_italics();
            }
            if link {
                out.close_link(span.end);
            }
            fields.push(BibField { name, value, view: Span { start, end: out.here() } });
        }
        out.entry(BibEntry { key: self.key, kind: self.kind, fields, partial: self.partial });
        out.close_note();
    }
}

/// A field's words: for a date those of the file.
fn shown(value: &BibValue, written: &str) -> String {
    match value {
        BibValue::Text(text) => text.clone(),
        BibValue::Names(names) => {
            let names = names.iter().map(|name| match name.given.as_str() {
                "" => name.family.clone(),
                given => format!("{given} {}", name.family),
            });
            names.collect::<Vec<_>>().join(", ")
        }
        BibValue::Date(date) => {
            let year = date.year.map_or_else(|| single_spaced(written), |year| year.to_string());
            match (date.month, date.day, date.until) {
                (_, _, Some(until)) => format!("{year}–{until}"),
                (Some(month), Some(day), _) => format!("{year}-{month:02}-{day:02}"),
                (Some(month), None, _) => format!("{year}-{month:02}"),
                _ => year,
            }
        }
    }
}

/// White space of any kind made single.
pub fn single_spaced(text: &str) -> String {
    let visible = |c: char| if c.is_control() { ' ' } else { c };
    let text: String = text.chars().map(visible).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
