//! `claimlint explain` and `claimlint rules`.

use super::flags::{Explain, Rules};
use super::{Exit, write};
use crate::rules::{RULES, nearest, rule};

/// Prints a rule's manual.
pub fn explain(flags: &Explain) -> Exit {
    match rule(&flags.rule) {
        Some(rule) => {
            let level = rule.level.name();
            write::out(&format!(
                "# {} ({level})\n\n{}.\n\n{}\n",
                rule.code,
                capital(rule.summary),
                rule.explain.trim()
            ))
        }
        None => {
            let meant = nearest(&flags.rule)
                .map_or("`claimlint rules` lists them all".to_owned(), |near| format!("is `{near}` meant?"));
            write::trouble(&format!("there is no rule `{}`; {meant}", flags.rule))
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Prints the table of rules.
pub fn rules(flags: &Rules) -> Exit {
    match flags.format.as_str() {
        "json" => {
            let rules: Vec<_> = RULES
                .iter()
                .map(|rule| {
                    serde_json::json!({
                        "code": rule.code,
                        "level": rule.level.name(),
                        "summary": rule.summary,
                        "explain": rule.explain,
                    })
                })
                .collect();
            write::out(&format!("{:#}\n", serde_json::Value::Array(rules)))
        }
        "markdown" => write::out(&table()),
        _ => {
            let width = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
            let lines: String = RULES
                .iter()
                .map(|rule| format!("{:width$}  {:7}  {}\n", rule.code, rule.level.name(), rule.summary))
                .collect();
            write::out(&lines)
        }
    }
}

/// The table of rules as it stands in the README.
pub fn table() -> String {
    let rows: String = RULES
        .iter()
        .map(|rule| format!("| `{}` | {} | {} |\n", rule.code, rule.level.name(), rule.summary))
        .collect();
    format!("| rule | level | finds |\n|---|---|---|\n{rows}")
}
