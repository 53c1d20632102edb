//! The argument for people and programs: what a claim rests on, what falls if something goes, and maps.

mod impact;
mod layout;
mod map;
mod svg;
mod trace;

use serde_json::{Value, json};

use super::{Style, clean};
use crate::argument::status::{Status, Why};
use crate::case::Case;
use crate::case::argued::framework_of;
use crate::span::Place;
pub use impact::{impact_json, impact_text, loads_json, loads_text};
pub use map::{chosen, within};
pub use trace::{trace_json, trace_text};

/// A format of `claimlint graph`.
#[derive(Debug)]
pub struct MapFormat {
    /// Its name in flags.
    pub name: &'static str,
    /// Renders these entries of the argument; ends with a newline.
    pub render: fn(&Case<'_>, &[usize], &Look) -> String,
}

/// How a map is drawn.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// From left to right, the thesis at the left.
    pub sideways: bool,
    /// Where its boxes lead.
    pub links: Links,
}

/// Where the boxes of a map lead.
#[derive(Debug, Clone, Default)]
pub enum Links {
    /// Nowhere.
    #[default]
    None,
    /// To the claims of the review page that the map stands in.
    Page,
    /// To the claims file below this address.
    To(String),
}

/// Every format of `claimlint graph`, the default first.
pub const MAP_FORMATS: &[MapFormat] = &[
    MapFormat { name: "svg", render: svg::render },
    MapFormat { name: "dot", render: map::dot },
    MapFormat { name: "mermaid", render: map::mermaid },
    MapFormat { name: "json", render: map::json },
    MapFormat { name: "af", render: |case, _, _| framework_of(case).af() },
    MapFormat { name: "apx", render: |case, _, _| framework_of(case).apx() },
    MapFormat { name: "tgf", render: |case, _, _| framework_of(case).tgf() },
];

/// `file:line`, or `file, paragraph 4` in a packaged file.
fn whereabouts(case: &Case<'_>, place: Place) -> String {
    let text = case.texts.get(place.file);
    let name = clean::line(&text.name, true);
    match text.spot(place.span.start) {
        Some(spot) => format!("{name}, {spot}"),
        None => format!("{name}:{}", text.line(place.span.start)),
    }
}

/// Where an entry stands: in the claims file and, if its anchor was found, in the draft.
fn places(case: &Case<'_>, entry: usize) -> String {
    let mut shown = whereabouts(case, case.node_place(entry));
    if let Some(place) = case.anchor_place(&case.entries[entry]) {
        shown = format!("{shown}, {}", whereabouts(case, place));
    }
    shown
}

/// A place as JSON.
fn place_json(case: &Case<'_>, place: Place) -> Value {
    let text = case.texts.get(place.file);
    let at = text.position(place.span.start);
    let mut value = json!({
        "file": text.name,
        "start": place.span.start,
        "end": place.span.end,
        "line": at.line,
        "column": at.column,
    });
    if let (Some(spot), Value::Object(map)) = (text.spot(place.span.start), &mut value) {
        map.insert("spot".to_owned(), json!(spot));
    }
    value
}

/// An entry as JSON: what it is, how it fares and why.
fn entry_json(case: &Case<'_>, entry: usize) -> Value {
    let argued = case.argued();
    let graph = &argued.graph;
    let names =
        |nodes: &[u32]| -> Vec<String> { nodes.iter().map(|&node| node_id(case, node as usize)).collect() };
    let reasons: Vec<Value> = graph
        .reasons
        .of(entry)
        .iter()
        .map(|&reason| {
            let reason = reason as usize;
            json!({
                "members": names(graph.members.of(reason)),
                "stands": argued.reason_stands(reason),
                "ring": graph.circular[reason],
            })
        })
        .collect();
    let cites: Vec<Value> = case
        .cited_as(entry)
        .into_iter()
        .map(|cited| {
            json!({
                "source": cited.name,
                "relation": cited.relation,
                "rating": (!cited.rating.is_empty()).then_some(cited.rating),
                "notes": cited.notes,
                "locators": cited.locators,
                "place": place_json(case, cited.place),
            })
        })
        .collect();
    let cause = match argued.why(entry) {
        Why::Objection(node) | Why::Fallen(node) => vec![node_id(case, node)],
        Why::Cycle(ring) => ring.iter().map(|&node| node_id(case, node)).collect(),
        Why::Carried { .. } | Why::Ring | Why::Nothing => Vec::new(),
    };
    json!({
        "name": case.name(entry),
        "is": case.entry_kind(entry),
        "kind": case.claim_kind(entry),
        "qualifier": case.qualifier(entry),
        "statement": case.statement(entry),
        "status": argued.status(entry).name(),
        "why": case.why_words(entry),
        "cause": cause,
        "cites_nothing": case.cites_nothing(entry),
        "reasons": reasons,
        "objections": names(graph.objections.of(entry)),
        "against": names(graph.objects.of(entry)),
        "cites": cites,
        "place": place_json(case, case.node_place(entry)),
        "draft": case.anchor_place(&case.entries[entry]).map(|place| place_json(case, place)),
    })
}

/// The name of a node for programs: an entry's, or `step a to b`.
fn node_id(case: &Case<'_>, node: usize) -> String {
    match case.argued().graph.step(node) {
        Some((from, to)) => format!("step {} to {}", case.name(from), case.name(to)),
        None => case.name(node).to_owned(),
    }
}

/// The sign before an entry: shape, so that it is told without colour.
fn sign(status: Status, style: &Style) -> &'static str {
    match (status, style.unicode) {
        (Status::Stands, true) => "✓",
        (Status::Defeated, true) => "✗",
        (Status::Unsupported, true) => "○",
        (Status::Contested, _) => "?",
        (Status::Stands, false) => "+",
        (Status::Defeated, false) => "x",
        (Status::Unsupported, false) => "o",
    }
}

/// A status in its colour.
fn coloured(status: Status, text: &str, style: &Style) -> String {
    let code = match status {
        Status::Stands => "32",
        Status::Defeated => "31",
        Status::Unsupported => "33",
        Status::Contested => "35",
    };
    if style.color { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// JSON with a newline at its end, safe on a terminal.
fn pretty(value: &Value) -> String {
    clean::json(&format!("{value:#}\n"))
}

/// A text cut to so many characters, its lines joined.
fn clipped(text: &str, most: usize) -> String {
    let line = clean::line(text, true);
    if line.chars().count() <= most {
        return line;
    }
    let mut cut: String = line.chars().take(most.saturating_sub(1)).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}
