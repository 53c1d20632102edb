//! What was understood of each draft, and what was held back, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::Join;
use crate::report::Run;

/// What was understood of a draft.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Read", deny_unknown_fields)]
pub struct ReadOut<'a> {
    /// The draft.
    pub file: &'a str,
    /// All of it in one line, as people are told it.
    line: String,
    /// The reader that read it: "text", "markdown".
    format: &'a str,
    /// Its language, in English; a tag that is not known stays a tag.
    language: &'a str,
    /// How the language was recognised: "declared", "recognised by its words", "recognised by its script", "assumed".
    language_basis: &'a str,
    /// Sentences and list items of running text.
    sentences: usize,
    /// Sentences in another language than the draft's.
    foreign: usize,
    /// Markers and foot- or endnotes.
    notes: JoinOut,
    /// Keys and the entries of bibliographies.
    entries: JoinOut,
    /// Citations in the text that a reference manager keeps as fields.
    fields: usize,
    /// Links to outside addresses.
    links: usize,
    /// Parts that could not be read.
    unread: Vec<&'a str>,
    /// Whether markers and notes are joined well enough that rules may rest on it.
    sound: bool,
}

/// How pointers and what they point to fit together.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Join", deny_unknown_fields)]
struct JoinOut {
    /// Markers in the text, or citations by key.
    markers: usize,
    /// Those that point to the note of their own number, or to an entry.
    joined: usize,
    /// Notes, or entries.
    notes: usize,
    /// Notes without a marker, or entries that are not cited.
    unused: usize,
}

/// Rules that were held back, since what they look at was not read.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "HeldBack", deny_unknown_fields)]
pub struct HeldBackOut {
    /// "not-joined", "nothing-cited", "language" or "unread".
    reason: &'static str,
    /// Why, in words.
    because: String,
    /// How many rules.
    rules: usize,
}

/// What was understood of each draft.
pub fn read<'a>(run: &Run<'a>) -> impl Iterator<Item = ReadOut<'a>> {
    let texts = run.texts;
    run.reports.iter().filter_map(|report| {
        let (file, read) = (report.draft?, report.understanding.as_ref()?);
        let join = |join: Join| JoinOut {
            markers: join.markers,
            joined: join.joined,
            notes: join.notes,
            unused: join.unused,
        };
        Some(ReadOut {
            file: &texts.get(file).name,
            line: crate::report::read::line(read),
            format: read.format,
            language: &read.language.name,
            language_basis: read.language.basis.name(),
            sentences: read.sentences,
            foreign: read.foreign,
            notes: join(read.notes),
            entries: join(read.entries),
            fields: read.fields,
            links: read.links,
            unread: read.unread.iter().map(String::as_str).collect(),
            sound: read.gate().is_none(),
        })
    })
}

/// What was understood of each draft, as values.
pub fn reads(run: &Run<'_>) -> serde_json::Value {
    read(run)
        .map(|each| {
            let mut value = serde_json::to_value(&each).unwrap_or_default();
            value["file"] = run.root.path(each.file).into();
            value
        })
        .collect()
}

/// Rules that were held back, for each reason.
pub fn held_back_out(run: &Run<'_>) -> Vec<HeldBackOut> {
    let held = crate::report::read::held_back(run).into_iter();
    held.map(|(reason, because, rules)| HeldBackOut { reason, because, rules }).collect()
}

/// Rules that were held back, as values.
pub fn held_back(run: &Run<'_>) -> serde_json::Value {
    serde_json::to_value(held_back_out(run)).unwrap_or_default()
}
