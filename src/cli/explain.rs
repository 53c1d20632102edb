//! `claimlint explain` and `claimlint rules`.

use super::flags::{Explain, Rules};
use super::{Exit, write};
use crate::rules::groups::{GROUPS, Group, group, group_of, nearest};
use crate::rules::{RULES, rule};

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
        None => match group(&flags.rule) {
            Some(group) => write::out(&of_group(group)),
            None => {
                let meant = nearest(&flags.rule)
                    .map_or("`claimlint rules` lists them all".to_owned(), |near| {
                        format!("is `{near}` meant?")
                    });
                write::trouble(&format!("there is no rule or group `{}`; {meant}", flags.rule))
            }
        },
    }
}

/// What a group is about, and its rules.
fn of_group(group: &Group) -> String {
    let width = group.rules().map(|rule| rule.code.len()).max().unwrap_or(0);
    let mut out = format!("# {} (a group of rules)\n\n{}.\n\n", group.name, capital(group.about));
    for rule in group.rules() {
        out.push_str(&format!("{:width$}  {:7}  {}\n", rule.code, rule.level.name(), rule.summary));
    }
    out.push_str(&format!(
        "\n`claimlint explain RULE` tells more of one. All at once: `--level {0}=off`, or below `[levels]` in \
         claimlint.toml: `{0} = \"off\"`.\n",
        group.name
    ));
    out
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
                        "group": group_of(rule.code).map(|group| group.name),
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
            let mut out = String::new();
            for group in GROUPS {
                if group.rules().next().is_none() {
                    continue;
                }
                out.push_str(&format!("{}: {}\n", group.name, group.about));
                for rule in group.rules() {
                    out.push_str(&format!(
                        "  {:width$}  {:7}  {}\n",
                        rule.code,
                        rule.level.name(),
                        rule.summary
                    ));
                }
                out.push('\n');
            }
            out.push_str("`claimlint explain NAME` tells of a rule or a group.\n");
            write::out(&out)
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
