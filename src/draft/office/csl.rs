//! The citations of Zotero and Mendeley: `CSL_CITATION {json}`.

use serde_json::Value;

use crate::text::rendition::{CitedItem, FieldCitation};

/// Reads the object after the keyword. What stands behind it is no part of it.
pub fn citation(text: &str) -> FieldCitation {
    let system = if text.contains("ZOTERO") { "zotero" } else { "mendeley" };
    let json = text.find('{').and_then(|at| text.get(at..)).unwrap_or("");
    let first = serde_json::Deserializer::from_str(json).into_iter::<Value>().next();
    let items = match first {
        Some(Ok(value)) => value["citationItems"].as_array().map(|items| items.iter().map(item).collect()),
        _ => None,
    };
    FieldCitation { system, items: items.unwrap_or_default() }
}

fn item(item: &Value) -> CitedItem {
    let word = |name: &str| match &item[name] {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let data = if item["itemData"].is_object() { item["itemData"].to_string() } else { String::new() };
    let (locator, mut label) = (word("locator"), word("label"));
    if !locator.is_empty() && label.is_empty() {
        "page".clone_into(&mut label);
    }
    CitedItem { data, locator, label }
}
