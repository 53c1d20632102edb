//! What was understood of the notes: for people, as JSON with places, and as
//! bibliographies that other programs read.

mod bibtex;
mod csl;
mod index;
pub(super) mod names;
mod table;

use serde_json::{Map, Value, json};

use super::{Style, clean};
use crate::case::Case;
use crate::draft::Draft;
use crate::ids::NoteId;
use crate::notes::{Citation, Field, Form, Notes, Signal, Target};
use crate::span::{Place, Span};
use crate::text::Texts;

/// A draft with its notes read.
#[derive(Debug, Clone, Copy)]
pub struct Listing<'a> {
    /// Every loaded text.
    pub texts: &'a Texts,
    /// The draft.
    pub draft: &'a Draft,
    /// Its notes.
    pub notes: &'a Notes,
}

/// A format of `claimlint notes`.
#[derive(Debug)]
pub struct NotesFormat {
    /// Its name in flags.
    pub name: &'static str,
    /// Renders the notes; ends with a newline.
    pub render: fn(&Listing<'_>, &Style) -> String,
}

/// Every format of `claimlint notes`, the default first.
pub const NOTES_FORMATS: &[NotesFormat] = &[
    NotesFormat { name: "text", render: table::render },
    NotesFormat { name: "json", render: |listing, _| listing.json() },
    NotesFormat { name: "csl-json", render: |listing, _| listing.csl_json() },
    NotesFormat { name: "bibtex", render: |listing, _| bibtex::render(listing.notes, &listing.keys()) },
];

/// The sources with their uses, for people.
pub fn sources_text(case: &Case<'_>, style: &Style) -> String {
    index::text(case, style)
}

/// The sources with their uses, for programs.
pub fn sources_json(case: &Case<'_>) -> String {
    pretty(&index::json(case))
}

/// JSON with a newline at its end, safe on a terminal.
fn pretty(value: &Value) -> String {
    clean::json(&format!("{value:#}\n"))
}

impl<'a> Listing<'a> {
    /// A readable name for each source.
    pub fn keys(&self) -> Vec<String> {
        crate::notes::keys(self.notes, |note| self.id(note).to_owned())
    }

    /// The id of a note, as printed.
    fn id(&self, note: NoteId) -> &'a str {
        self.draft.notes.get(note).map_or("", |note| note.id.as_str())
    }

    /// 1-based line of a place.
    fn line(&self, place: Place) -> usize {
        self.texts.get(place.file).line(place.span.start)
    }

    /// Where a place is, for people.
    fn whereabouts(&self, place: Place) -> String {
        self.texts.get(place.file).whereabouts(place.span.start)
    }

    fn csl_json(&self) -> String {
        let keys = self.keys();
        let items =
            keys.iter().enumerate().map(|(source, key)| Value::from(csl::source(self.notes, source, key)));
        pretty(&items.collect())
    }

    fn json(&self) -> String {
        let keys = self.keys();
        let notes = self.notes.notes.each();
        let notes: Vec<Value> = notes
            .map(|(index, read)| {
                let place = self.draft.notes[index].place;
                let citations: Vec<Value> =
                    read.citations.iter().map(|citation| self.citation(citation, &keys)).collect();
                let comments: Vec<Value> =
                    read.comments.iter().filter_map(|span| self.place(*span)).collect();
                json!({
                    "id": self.id(index),
                    "kind": read.kind.name(),
                    "file": self.texts.get(place.file).name,
                    "start": place.span.start,
                    "end": place.span.end,
                    "line": self.line(place),
                    "citations": citations,
                    "comments": comments,
                })
            })
            .collect();
        let sources = keys.iter().enumerate();
        let sources: Vec<Value> = sources
            .map(|(source, key)| {
                let mut ids: Vec<&str> =
                    self.notes.sources[source].uses.iter().map(|at| self.id(at.note)).collect();
                ids.dedup();
                json!({ "number": source + 1, "id": key, "notes": ids })
            })
            .collect();
        pretty(&json!({ "notes": notes, "sources": sources }))
    }

    fn citation(&self, citation: &Citation, keys: &[String]) -> Value {
        let csl::Item { mut fields, spans } = csl::item(citation);
        let mut places: Map<String, Value> = Map::new();
        let form = citation.form_span.map(|span| ("form", span));
        let signal = citation.signal.as_ref().map(|signal| ("signal", signal.span));
        let own = std::iter::once(("citation", citation.span)).chain(form).chain(signal);
        for (name, span) in own.chain(spans) {
            if let Some(place) = self.place(span) {
                places.insert(name.to_owned(), place);
            }
        }
        let (absent, unsure) = unfound(citation);
        let unparsed: Vec<Value> = citation.rest.iter().filter_map(|span| self.place(*span)).collect();
        fields.insert("form".to_owned(), Value::from(form_name(citation.form)));
        let signal = citation.signal.as_ref().map(|signal| signal_name(signal.value));
        fields.insert("signal".to_owned(), Value::from(signal));
        fields.insert("target".to_owned(), self.target(&citation.target, keys));
        fields.insert("absent".to_owned(), Value::from(absent));
        fields.insert("unsure".to_owned(), Value::from(unsure));
        fields.insert("spans".to_owned(), Value::from(places));
        fields.insert("unparsed".to_owned(), Value::from(unparsed));
        Value::from(fields)
    }

    fn target(&self, target: &Target, keys: &[String]) -> Value {
        let first = |source: usize| {
            let uses = &self.notes.sources[source].uses;
            let full = uses[self.notes.sources[source].full.unwrap_or(0)];
            self.id(full.note)
        };
        match target {
            Target::None => json!({ "kind": "unresolved" }),
            Target::Source(source) => json!({
                "kind": "source", "source": source + 1, "id": keys.get(*source), "note": first(*source),
            }),
            Target::Ambiguous(sources) => {
                let ids: Vec<Option<&String>> = sources.iter().map(|source| keys.get(*source)).collect();
                let numbers: Vec<usize> = sources.iter().map(|source| source + 1).collect();
                let notes: Vec<&str> = sources.iter().map(|source| first(*source)).collect();
                json!({ "kind": "ambiguous", "sources": numbers, "ids": ids, "notes": notes })
            }
            Target::Comment(note) => json!({ "kind": "comment", "note": self.id(*note) }),
            Target::Missing => json!({ "kind": "missing" }),
            Target::Cycle => json!({ "kind": "cycle" }),
        }
    }

    /// A range of the view in the author's own file.
    fn place(&self, view: Span) -> Option<Value> {
        let place = self.draft.view.place(view)?;
        let file = self.texts.get(place.file);
        Some(json!({
            "file": file.name,
            "start": place.span.start,
            "end": place.span.end,
            "line": self.line(place),
            "text": file.slice(place.span),
        }))
    }
}

/// The word for a form in tables and JSON.
fn form_name(form: Form) -> &'static str {
    match form {
        Form::Full => "full",
        Form::Short => "short",
        Form::Ibid => "ibid",
        Form::OpCit => "op-cit",
        Form::NoteReference => "note-reference",
        Form::BareUrl => "bare-url",
        Form::Legal => "legal",
    }
}

/// The word for a signal in tables and JSON.
fn signal_name(signal: Signal) -> &'static str {
    match signal {
        Signal::See => "see",
        Signal::SeeAlso => "see also",
        Signal::SeeGenerally => "see generally",
        Signal::Cf => "cf.",
        Signal::Eg => "e.g.",
        Signal::Accord => "accord",
        Signal::Compare => "compare",
        Signal::Contra => "contra",
        Signal::ButSee => "but see",
        Signal::ButCf => "but cf.",
        Signal::QuotedIn => "quoted in",
        Signal::CitedIn => "cited in",
    }
}

/// The fields that are surely absent, and those of which the words do not say.
fn unfound(citation: &Citation) -> (Vec<&'static str>, Vec<&'static str>) {
    fn state<T>(field: &Field<T>) -> Option<bool> {
        match field {
            Field::Found(_) => None,
            Field::Absent => Some(true),
            Field::Unsure => Some(false),
        }
    }
    let states = [
        ("author", state(&citation.authors)),
        ("title", state(&citation.title)),
        ("container-title", state(&citation.container)),
        ("publisher", state(&citation.publisher)),
        ("issued", state(&citation.date)),
        ("locator", state(&citation.locator)),
    ];
    let of = |wanted: bool| {
        let all = states.iter().filter(|(_, state)| *state == Some(wanted));
        all.map(|(name, _)| *name).collect()
    };
    (of(true), of(false))
}
