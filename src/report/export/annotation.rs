//! W3C Web Annotation Data Model (Recommendation, 23 February 2017): each anchored claim
//! is an annotation on the draft, each quotation one on its source, and so is what `verify` saw of a source.

use serde_json::{Value, json};

use super::about::About;
use super::{from_claims, iri, urn};
use crate::case::held::Quoted;
use crate::case::{Anchoring, Case};
use crate::compare::{Outcome, Selector};
use crate::ids::SourceId;
use crate::span::Span;
use crate::text::Text;
use crate::text::held::HeldState;

/// How many characters before and after the words tell one place from another (the
/// Recommendation leaves the number open; Hypothesis uses 32).
const AROUND: usize = 32;

pub(super) fn render(case: &Case<'_>) -> Value {
    let mut items = Vec::new();
    for (index, resolved) in case.entries.iter().enumerate() {
        let entry = resolved.entry;
        let name = &entry.name.value;
        let body = Some(&resolved.statement).filter(|words| !words.is_empty()).map(|words| {
            json!({ "type": "TextualBody", "value": words, "format": "text/plain", "purpose": "describing" })
        });
        for (number, anchor) in resolved.anchors.iter().enumerate() {
            let Anchoring::Found(span) = anchor else { continue };
            let Some((file, selector)) = in_the_draft(case, *span) else { continue };
            items.push(json!({
                "id": urn("claim", &format!("{name}/{}", number + 1)),
                "type": "Annotation",
                "motivation": "describing",
                "body": body,
                "target": { "type": "SpecificResource", "source": iri(&file), "selector": selector },
            }));
        }
        for (number, evidence) in resolved.evidence.iter().enumerate() {
            let (Some(source), Some(quote)) = (evidence.source, &evidence.cite.quote) else { continue };
            let quoted = in_the_copy(case, (index, number), source)
                .unwrap_or_else(|| json!({ "type": "TextQuoteSelector", "exact": quote.text }));
            items.push(json!({
                "id": urn("evidence", &format!("{name}/{}", number + 1)),
                "type": "Annotation",
                "motivation": "linking",
                "body": { "type": "SpecificResource", "source": urn("claim", &format!("{name}/1")), "purpose": "linking" },
                "target": {
                    "type": "SpecificResource",
                    "source": About::of(case, source).address(),
                    "selector": quoted,
                },
            }));
        }
    }
    items.extend(case.sources.each().filter_map(|(source, line)| {
        let about = About::of(case, source);
        let seen = about.looked.join("\n");
        (!seen.is_empty()).then(|| {
            json!({
                "id": urn("verified", &line.decl.name.value),
                "type": "Annotation",
                "motivation": "assessing",
                "created": about.looked_on.as_ref().map(|day| format!("{day}T00:00:00Z")),
                "creator": { "type": "Software", "name": "claimlint verify" },
                "body": { "type": "TextualBody", "value": seen, "format": "text/plain", "purpose": "assessing" },
                "target": about.address(),
            })
        })
    }));
    for item in &mut items {
        // A body that is not there is left out, not null.
        if let Some(item) = item.as_object_mut()
            && item.get("body").is_some_and(Value::is_null)
        {
            item.remove("body");
        }
    }
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": urn("annotations", &super::draft_name(case).unwrap_or_else(|| "claims".to_owned())),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    })
}

/// Words of the draft as its file has them, markup and markers included, and where they stand in it: either leads there.
/// Of a Word or OpenDocument file, whose bytes nobody reads, the words as they read.
fn in_the_draft(case: &Case<'_>, span: Span) -> Option<(String, Value)> {
    let place = case.in_draft(span)?;
    let text = case.texts.get(place.file);
    let quote = quoted(&text.content, place.span)?;
    let selector = match text.rendition() {
        Some(_) => quote,
        None => json!([quote, position(text, place.span)]),
    };
    Some((from_claims(case, &text.name), selector))
}

fn quoted(text: &str, span: Span) -> Option<Value> {
    let (start, end) = (span.start as usize, span.end as usize);
    let before: Vec<char> = text.get(..start)?.chars().rev().take(AROUND).collect();
    let prefix: String = before.into_iter().rev().filter(|&c| c != MARK).collect();
    let suffix: String = text.get(end..)?.chars().take(AROUND).collect();
    let exact = text.get(start..end)?.trim_start_matches(MARK);
    Some(json!({ "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix }))
}

/// A byte order mark is no character of the text.
const MARK: char = '\u{feff}';

/// Where words stand, in characters from 0, as section 4.2.5 counts: Unicode code points of the text.
fn position(text: &Text, span: Span) -> Value {
    let count = |end: u32| {
        let before = text.content.get(..end as usize).unwrap_or_default();
        before.trim_start_matches(MARK).chars().count()
    };
    json!({ "type": "TextPositionSelector", "start": count(span.start), "end": count(span.end) })
}

/// The words of a held copy that a quotation was found to be, as the copy has them.
fn in_the_copy(case: &Case<'_>, (entry, cite): (usize, usize), source: SourceId) -> Option<Value> {
    let at = case.quotations().iter().find(|it| it.entry == entry && it.quoted == Quoted::Cite(cite))?;
    let (Outcome::Found(spans), HeldState::Read(held)) = (&at.outcome, &case.held_copy(source)?.state) else {
        return None;
    };
    let Selector { exact, prefix, suffix } = Selector::of(&held.words, *spans.first()?);
    Some(json!({ "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix }))
}
