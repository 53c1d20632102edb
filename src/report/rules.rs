//! Rules and groups of rules, as `rules` and `explain` list them.

use std::fmt::Write as _;

use super::clean;
use crate::diagnostic::Level;
use crate::house::{HouseRule, Sought};
use crate::rules::groups::{GROUPS, Group, HOUSE};
use crate::rules::{RULES, Rule};

/// A team's own rules, each with the level at which it speaks.
pub type Own<'a> = &'a [(&'a HouseRule, Level)];

/// A line for each house rule.
pub fn listed(own: Own<'_>) -> String {
    let width = own.iter().map(|(rule, _)| rule.name.len()).max().unwrap_or(0);
    own.iter()
        .map(|(rule, level)| {
            format!("  {:width$}  {:7}  {}\n", rule.name, level.name(), clean::line(&rule.message, true))
        })
        .collect()
}

/// A rule's manual.
pub fn manual(rule: &Rule) -> String {
    let level = rule.level.name();
    format!("# {} ({level})\n\n{}.\n\n{}\n", rule.code, capital(rule.summary), rule.explain.trim())
}

/// What a group is about, and its rules.
pub fn of_group(group: Group) -> String {
    let width = group.rules().map(|rule| rule.code.len()).max().unwrap_or(0);
    let mut out = format!("# {} (a group of rules)\n\n{}.\n\n", group.name(), capital(group.about()));
    for rule in group.rules() {
        out.push_str(&format!("{:width$}  {:7}  {}\n", rule.code, rule.level.name(), rule.summary));
    }
    out.push_str(&format!(
        "\n`claimlint explain RULE` explains one. All at once: `--level {0}=off`, or below `[levels]` in \
         claimlint.toml: `{0} = \"off\"`.\n",
        group.name()
    ));
    out
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The table of rules as it stands in docs/rules.md.
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

/// What a rule is, as `explain` tells it.
pub fn explained(rule: &HouseRule, level: Level) -> String {
    let mut out = format!("# {} ({}), a rule of this house\n\n", rule.name, level.name());
    let _ =
        writeln!(out, "It speaks of {} and says: {}.", rule.over.one(), rule.message.trim_end_matches('.'));
    let mut section = |title: &str, words: &str| {
        if !words.is_empty() {
            let _ = write!(out, "\n## {title}\n{}\n", words.trim_end());
        }
    };
    let mut looks = match &rule.sought {
        Sought::Pattern(pattern) => format!("The pattern `{pattern}`."),
        Sought::Words(words) => format!("The words {}.", words.join(", ")),
    };
    if let Some(unless) = &rule.unless {
        let _ = write!(looks, " Not where this matches: `{unless}`.");
    }
    section("What it checks", &looks);
    section("Why it matters", &rule.why);
    section("What to do", &rule.help);
    let fenced = |all: &[crate::house::Example]| -> String {
        all.iter().map(|example| format!("```text\n{}\n```\n", example.words)).collect()
    };
    section("Example", &fenced(&rule.flag));
    section("Not flagged", &fenced(&rule.pass));
    out
}

/// The rules for programs.
pub fn json(own: Own<'_>) -> String {
    let shipped = RULES.iter().map(|rule| {
        serde_json::json!({
            "code": rule.code,
            "level": rule.level.name(),
            "group": rule.group.name(),
            "since": rule.since,
            "summary": rule.summary,
            "explain": rule.explain,
        })
    });
    let own = own.iter().map(|(rule, level)| {
        serde_json::json!({
            "code": rule.name,
            "level": level.name(),
            "group": HOUSE,
            "summary": rule.message,
            "explain": explained(rule, *level),
        })
    });
    clean::json(&format!("{:#}\n", shipped.chain(own).collect::<serde_json::Value>()))
}

/// The rules for people, by group.
pub fn text(own: Own<'_>) -> String {
    let width = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    let mut out = String::new();
    for &group in GROUPS {
        if group.rules().next().is_none() {
            continue;
        }
        let _ = writeln!(out, "{}: {}", group.name(), group.about());
        for rule in group.rules() {
            let _ = writeln!(out, "  {:width$}  {:7}  {}", rule.code, rule.level.name(), rule.summary);
        }
        out.push('\n');
    }
    if !own.is_empty() {
        let _ = writeln!(out, "{HOUSE}: {}\n{}", Group::House.about(), listed(own));
    }
    out.push_str("`claimlint explain NAME` explains a rule or a group.\n");
    out
}
