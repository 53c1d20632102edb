//! A small judge of JSON Schema for our own schemas. A keyword that it does not
//! know is a fault of the schema: nothing is passed over in silence.

use regex::Regex;
use serde_json::Value;

/// Keywords that only describe.
const NOTES: [&str; 7] = ["$schema", "$defs", "title", "description", "format", "default", "$id"];

/// What is wrong with a value, each fault with the path to it.
pub fn faults(value: &Value, schema: &Value) -> Vec<String> {
    faults_of(value, schema, schema)
}

/// The same with a part of a schema; `root` is the whole of it.
pub fn faults_of(value: &Value, part: &Value, root: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    judge(value, part, root, "$", &mut faults);
    faults
}

fn judge(value: &Value, schema: &Value, root: &Value, at: &str, faults: &mut Vec<String>) {
    let Some(schema) = schema.as_object() else {
        if schema == &Value::Bool(false) {
            faults.push(format!("{at}: is not allowed"));
        }
        return;
    };
    for (keyword, rule) in schema {
        let mut fault = |what: String| faults.push(format!("{at}: {what}"));
        match keyword.as_str() {
            "type" => {
                let sound = rule
                    .as_array()
                    .map_or_else(|| is(value, rule), |types| types.iter().any(|kind| is(value, kind)));
                if !sound {
                    fault(format!("is no {rule}: {value}"));
                }
            }
            "const" if value != rule => fault(format!("is not {rule}: {value}")),
            "const" => {}
            "enum" => {
                if !rule.as_array().is_some_and(|all| all.contains(value)) {
                    fault(format!("is none of {rule}: {value}"));
                }
            }
            "minimum" => {
                if value.as_f64().zip(rule.as_f64()).is_some_and(|(value, least)| value < least) {
                    fault(format!("is less than {rule}: {value}"));
                }
            }
            "maximum" => {
                if value.as_f64().zip(rule.as_f64()).is_some_and(|(value, most)| value > most) {
                    fault(format!("is more than {rule}: {value}"));
                }
            }
            "minItems" => {
                let count = value.as_array().map(|items| items.len() as u64);
                if count.zip(rule.as_u64()).is_some_and(|(count, least)| count < least) {
                    fault(format!("has fewer than {rule} items"));
                }
            }
            "pattern" => {
                let pattern = Regex::new(rule.as_str().expect("a pattern is text")).expect("it is sound");
                if value.as_str().is_some_and(|text| !pattern.is_match(text)) {
                    fault(format!("does not match {rule}: {value}"));
                }
            }
            "required" => {
                for name in rule.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if value.as_object().is_some_and(|object| !object.contains_key(name)) {
                        fault(format!("lacks {name}"));
                    }
                }
            }
            "properties" => {
                for (name, rule) in rule.as_object().into_iter().flatten() {
                    if let Some(inner) = value.get(name) {
                        judge(inner, rule, root, &format!("{at}.{name}"), faults);
                    }
                }
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                for (name, inner) in value.as_object().into_iter().flatten() {
                    if !known.is_some_and(|known| known.contains_key(name)) {
                        judge(inner, rule, root, &format!("{at}.{name}"), faults);
                    }
                }
            }
            "items" => {
                for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
                    judge(inner, rule, root, &format!("{at}[{index}]"), faults);
                }
            }
            "anyOf" => {
                let sound = rule.as_array().into_iter().flatten().any(|one| {
                    let mut inner = Vec::new();
                    judge(value, one, root, at, &mut inner);
                    inner.is_empty()
                });
                if !sound {
                    fault("fits none of anyOf".to_owned());
                }
            }
            "oneOf" => {
                let fitting = rule.as_array().into_iter().flatten().filter(|one| {
                    let mut inner = Vec::new();
                    judge(value, one, root, at, &mut inner);
                    inner.is_empty()
                });
                if fitting.count() != 1 {
                    fault("does not fit just one of oneOf".to_owned());
                }
            }
            "$ref" => {
                let path =
                    rule.as_str().and_then(|path| path.strip_prefix('#')).expect("a place in the schema");
                judge(value, root.pointer(path).expect("it is there"), root, at, faults);
            }
            known if NOTES.contains(&known) => {}
            unknown => panic!("the judge does not know the keyword {unknown}"),
        }
    }
}

fn is(value: &Value, kind: &Value) -> bool {
    match kind.as_str().expect("a type is text") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("there is no type {other}"),
    }
}

#[test]
fn the_judge_sees_faults() {
    let schema = serde_json::json!({
        "type": "object", "required": ["a"], "additionalProperties": false,
        "properties": { "a": { "type": ["integer", "null"], "minimum": 1, "maximum": 9 }, "b": { "enum": ["x"] } },
    });
    assert!(faults(&serde_json::json!({ "a": null, "b": "x" }), &schema).is_empty());
    assert_eq!(faults(&serde_json::json!({ "a": 0, "b": "y", "c": 1 }), &schema).len(), 3);
    assert_eq!(faults(&serde_json::json!({ "a": 10 }), &schema), ["$.a: is more than 9: 10"]);
    assert_eq!(faults(&serde_json::json!([]), &schema).len(), 1);
    assert_eq!(faults(&serde_json::json!({}), &schema), ["$: lacks a"]);
}
