//! The JSON Schema of `claimlint.toml`, for editors that complete and check
//! it; it follows from the table of keys.

use serde_json::{Map, Value, json};

use super::keys::{KEYS, Key, Shape, TABLES};
use crate::diagnostic::Level;
use crate::rules::RULES;
use crate::rules::groups::{self, GROUPS};

/// The schema, as committed in `grammar/config.schema.json`.
pub fn schema() -> String {
    let mut top = properties(|_| true);
    top.insert("extend".into(), described("extend", json!({ "type": "string" })));
    let over = json!({
        "type": "array",
        "items": {
            "type": "object",
            "properties": overrides(),
            "required": ["paths"],
            "additionalProperties": false,
        },
    });
    top.insert("overrides".into(), described("overrides", over));
    let whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": crate::report::schema_id("config"),
        "title": "claimlint.toml",
        "type": "object",
        "properties": top,
        "additionalProperties": false,
    });
    format!("{whole:#}\n")
}

fn overrides() -> Map<String, Value> {
    let mut found = properties(|key| key.in_overrides);
    found.insert("paths".into(), described("paths", names()));
    found
}

fn properties(wanted: impl Fn(&Key) -> bool) -> Map<String, Value> {
    let mut found = Map::new();
    for key in KEYS.iter().filter(|key| wanted(key)) {
        let mut value = match key.shape {
            Shape::Word(words) => json!({ "type": "string", "enum": words() }),
            Shape::Percent => json!({ "type": "number", "minimum": 0, "maximum": 100 }),
            Shape::File => json!({ "type": "string", "minLength": 1 }),
            Shape::Files | Shape::Names | Shape::Patterns => names(),
        };
        value["description"] = key.about.into();
        if let Some(default) = key.default {
            value["default"] = default.into();
        }
        found.insert(key.name.into(), value);
    }
    found.insert("levels".into(), described("levels", levels()));
    found
}

/// A list of names, or one name.
fn names() -> Value {
    let name = json!({ "type": "string", "minLength": 1 });
    json!({ "anyOf": [name, { "type": "array", "items": name }] })
}

fn levels() -> Value {
    let words = Level::ALL.map(Level::name);
    let level = |about: String| json!({ "type": "string", "enum": words, "description": about });
    let mut found = Map::new();
    found.insert(groups::ALL.into(), level("Every rule.".to_owned()));
    for group in GROUPS {
        found.insert(group.name().into(), level(format!("Every rule on {}.", group.about())));
    }
    for rule in RULES {
        found.insert(rule.code.into(), level(format!("{}.", rule.summary)));
    }
    let house =
        json!({ "^house-[a-z0-9-]+$": level("A rule of your own; `rules` names its file.".to_owned()) });
    json!({ "type": "object", "properties": found, "patternProperties": house, "additionalProperties": false })
}

fn described(name: &str, mut value: Value) -> Value {
    let about = TABLES.iter().find(|(table, _)| *table == name).map_or("", |(_, about)| about);
    value["description"] = about.into();
    value
}
