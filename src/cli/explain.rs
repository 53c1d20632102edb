//! `claimlint explain` and `claimlint rules`.

use super::flags::{Explain, Rules, RulesCommand};
use super::house::{self, Known};
use super::{Exit, write};
use crate::rules::groups::{GROUPS, Group, HOUSE, group, may_be_house, nearest};
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
        None if may_be_house(&flags.rule) => of_house(flags),
        None => match group(&flags.rule) {
            Some(group) if group == Group::House => match Known::read(&flags.house, &flags.config) {
                Ok(known) => write::out(&(of_group(group) + &listed(&known))),
                Err(exit) => exit,
            },
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

/// Prints what a team's own rule is.
fn of_house(flags: &Explain) -> Exit {
    let known = match Known::read(&flags.house, &flags.config) {
        Ok(known) => known,
        Err(exit) => return exit,
    };
    if let Some(rule) = known.house.named(&flags.rule) {
        return write::out(&house::explained(rule, known.level(rule)));
    }
    let meant = match crate::text::nearest(&flags.rule, known.house.names()) {
        Some(near) => format!("is `{near}` meant?"),
        None if known.house.rules().is_empty() => "name its file with `--rules FILE`".to_owned(),
        None => "`claimlint rules` lists them all".to_owned(),
    };
    write::trouble(&format!("there is no house rule `{}`; {meant}", flags.rule))
}

/// A line for each house rule.
fn listed(known: &Known) -> String {
    let width = known.house.names().map(str::len).max().unwrap_or(0);
    let rules = known.house.rules().iter();
    rules
        .map(|rule| format!("  {:width$}  {:7}  {}\n", rule.name, known.level(rule).name(), rule.message))
        .collect()
}

/// What a group is about, and its rules.
fn of_group(group: Group) -> String {
    let width = group.rules().map(|rule| rule.code.len()).max().unwrap_or(0);
    let mut out = format!("# {} (a group of rules)\n\n{}.\n\n", group.name(), capital(group.about()));
    for rule in group.rules() {
        out.push_str(&format!("{:width$}  {:7}  {}\n", rule.code, rule.level.name(), rule.summary));
    }
    out.push_str(&format!(
        "\n`claimlint explain RULE` tells more of one. All at once: `--level {0}=off`, or below `[levels]` in \
         claimlint.toml: `{0} = \"off\"`.\n",
        group.name()
    ));
    out
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Prints the table of rules.
pub fn rules(flags: &Rules) -> Exit {
    if let Some(RulesCommand::Test(test)) = &flags.command {
        return house::test(&flags.house, test);
    }
    let known = match Known::read(&flags.house, &flags.config) {
        Ok(known) => known,
        Err(exit) => return exit,
    };
    match flags.format.as_str() {
        "json" => {
            let mut rules: Vec<_> = RULES
                .iter()
                .map(|rule| {
                    serde_json::json!({
                        "code": rule.code,
                        "level": rule.level.name(),
                        "group": rule.group.name(),
                        "since": rule.since,
                        "summary": rule.summary,
                        "explain": rule.explain,
                    })
                })
                .collect();
            rules.extend(known.house.rules().iter().map(|rule| {
                serde_json::json!({
                    "code": rule.name,
                    "level": known.level(rule).name(),
                    "group": HOUSE,
                    "summary": rule.message,
                    "explain": house::explained(rule, known.level(rule)),
                })
            }));
            write::out(&format!("{:#}\n", serde_json::Value::Array(rules)))
        }
        "markdown" => write::out(&table()),
        _ => {
            let width = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
            let mut out = String::new();
            for &group in GROUPS {
                if group.rules().next().is_none() {
                    continue;
                }
                out.push_str(&format!("{}: {}\n", group.name(), group.about()));
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
            if !known.house.rules().is_empty() {
                out.push_str(&format!("{HOUSE}: {}\n{}\n", Group::House.about(), listed(&known)));
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
        .map(|rule| {
            let (group, level) = (rule.group.name(), rule.level.name());
            format!("| `{}` | {group} | {level} | {} |\n", rule.code, rule.summary)
        })
        .collect();
    format!("| rule | group | level | finds |\n|---|---|---|---|\n{rows}")
}
