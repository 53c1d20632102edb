//! W3C Web Annotation Data Model (Recommendation, 23 February 2017): each anchored claim
//! is an annotation on the draft, each quotation one on its source.

use serde_json::{Value, json};

use super::{draft_name, iri, source_address, urn};
use crate::case::{Anchoring, Case};
use crate::span::Span;

/// How many characters before and after the words tell one place from another (the
/// Recommendation leaves the number open; Hypothesis uses 32).
const AROUND: usize = 32;

pub(super) fn render(case: &Case<'_>) -> Value {
    let mut items = Vec::new();
    for resolved in &case.entries {
        let entry = resolved.entry;
        let name = &entry.name.value;
        let body = Some(&resolved.statement).filter(|words| !words.is_empty()).map(|words| {
            json!({ "type": "TextualBody", "value": words, "format": "text/plain", "purpose": "describing" })
        });
        for (number, anchor) in resolved.anchors.iter().enumerate() {
            let (Anchoring::Found(span), Some(draft)) = (anchor, draft_name(case)) else { continue };
            let Some(selector) = quote_selector(case, *span) else { continue };
            items.push(json!({
                "id": urn("claim", &format!("{name}/{}", number + 1)),
                "type": "Annotation",
                "motivation": "describing",
                "body": body,
                "target": { "type": "SpecificResource", "source": iri(draft), "selector": selector },
            }));
        }
        for (number, evidence) in resolved.evidence.iter().enumerate() {
            let (Some(source), Some(quote)) = (evidence.source, &evidence.cite.quote) else { continue };
            items.push(json!({
                "id": urn("evidence", &format!("{name}/{}", number + 1)),
                "type": "Annotation",
                "motivation": "linking",
                "body": { "type": "SpecificResource", "source": urn("claim", &format!("{name}/1")), "purpose": "linking" },
                "target": {
                    "type": "SpecificResource",
                    "source": source_address(case, source),
                    "selector": { "type": "TextQuoteSelector", "exact": quote.text },
                },
            }));
        }
    }
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
        "id": urn("annotations", draft_name(case).unwrap_or("claims")),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    })
}

/// Words of the draft with a little of what stands before and after them.
fn quote_selector(case: &Case<'_>, span: Span) -> Option<Value> {
    let draft = case.draft?;
    let text = draft.view.text();
    let (start, end) = (span.start as usize, span.end as usize);
    let before: Vec<char> = text.get(..start)?.chars().rev().take(AROUND).collect();
    let prefix: String = before.into_iter().rev().collect();
    let suffix: String = text.get(end..)?.chars().take(AROUND).collect();
    Some(
        json!({ "type": "TextQuoteSelector", "exact": text.get(start..end)?, "prefix": prefix, "suffix": suffix }),
    )
}
