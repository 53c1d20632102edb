//! `claimlint outlets`: the list of outlets in force.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::notes::outlets::{Kind, List, Outlet};
use crate::report::{clean, json};

/// A list of outlets.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "claimlint outlets", deny_unknown_fields)]
pub(super) struct Outlets<'a> {
    /// What it is called.
    name: &'a str,
    /// The day of its last change, as written; may be empty.
    date: &'a str,
    /// How many rows it has.
    rows: usize,
    /// Its rows.
    outlets: Vec<Row<'a>>,
}

/// A row of the list: what an authority says of an outlet.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Outlet", deny_unknown_fields)]
struct Row<'a> {
    /// Its own name in the list.
    id: &'a str,
    /// The outlet.
    name: &'a str,
    /// What else it is called.
    aliases: &'a [String],
    /// Its hosts.
    domains: &'a [String],
    /// Ends of hosts that are its own.
    suffixes: &'a [String],
    /// What it is: "state-media", "agency" and so on.
    kind: &'static str,
    /// In the authority's words.
    says: Option<&'a str>,
    /// Who owns it.
    owner: Option<&'a str>,
    /// The states that it speaks for.
    state: &'a [String],
    /// Who says so.
    authority: &'a str,
    /// Where.
    #[serde(rename = "where")]
    found_in: Option<&'a str>,
    /// The month for which it is said: "2024-05".
    as_of: Option<String>,
    /// What of the outlet it holds for.
    scope: Option<&'a str>,
    /// The first year for which it holds.
    from: Option<i16>,
    /// The last.
    until: Option<i16>,
    /// Whether it needs no new look.
    permanent: bool,
    /// Why a house has changed the row.
    reason: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn of(row: &'a Outlet) -> Self {
        Self {
            id: &row.id,
            name: &row.name,
            aliases: &row.aliases,
            domains: &row.domains,
            suffixes: &row.suffixes,
            kind: row.kind.name(),
            says: row.says.as_deref(),
            owner: row.owner.as_deref(),
            state: &row.state,
            authority: &row.authority,
            found_in: row.found_in.as_deref(),
            as_of: row.as_of.map(|month| format!("{:04}-{:02}", month.year, month.month)),
            scope: row.scope.as_deref(),
            from: row.from,
            until: row.until,
            permanent: row.permanent,
            reason: row.reason.as_deref(),
        }
    }
}

/// For programs.
pub fn json(list: &List) -> String {
    json::written(&Outlets {
        name: &list.name,
        date: &list.date,
        rows: list.rows.len(),
        outlets: list.rows.iter().map(Row::of).collect(),
    })
}

/// For people.
pub fn text(list: &List) -> String {
    let date = if list.date.is_empty() { String::new() } else { format!(" of {}", list.date) };
    let mut out = format!("{}{date}: {} rows\n", list.name, list.rows.len());
    for kind in Kind::ALL {
        let rows: Vec<&Outlet> = list.rows.iter().filter(|row| row.kind == kind).collect();
        if rows.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{}", kind.name());
        let wide = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
        for row in rows {
            let pad = wide - row.name.chars().count();
            let about = match &row.reason {
                Some(reason) if kind == Kind::None => format!("switched off: {reason}"),
                Some(reason) => format!("{} [{reason}]", row.described()),
                None if kind == Kind::Body => row.domains.join(", "),
                None => row.described(),
            };
            let _ = writeln!(out, "  {}{:pad$}  {about}", row.name, "");
        }
    }
    out
}

/// The list in the form in which it is read, to copy rows from.
pub fn toml(list: &List) -> String {
    let text = |text: &str| clean::json(&serde_json::Value::from(text).to_string()); // JSON's escapes are TOML's too
    let many =
        |all: &[String]| format!("[{}]", all.iter().map(|one| text(one)).collect::<Vec<_>>().join(", "));
    let mut out = format!("name = {}\ndate = {}\n", text(&list.name), text(&list.date));
    for row in &list.rows {
        out.push_str("\n[[outlet]]\n");
        let month = row.as_of.map(|month| format!("{:04}-{:02}", month.year, month.month));
        let lines = [
            ("id", Some(text(&row.id))),
            ("name", Some(text(&row.name))),
            ("aliases", (!row.aliases.is_empty()).then(|| many(&row.aliases))),
            ("domains", (!row.domains.is_empty()).then(|| many(&row.domains))),
            ("suffixes", (!row.suffixes.is_empty()).then(|| many(&row.suffixes))),
            ("kind", Some(text(row.kind.name()))),
            ("says", row.says.as_deref().map(text)),
            ("owner", row.owner.as_deref().map(text)),
            ("state", (!row.state.is_empty()).then(|| many(&row.state))),
            ("authority", Some(text(&row.authority))),
            ("where", row.found_in.as_deref().map(text)),
            ("as-of", month.as_deref().map(text)),
            ("scope", row.scope.as_deref().map(text)),
            ("from", row.from.map(|year| year.to_string())),
            ("until", row.until.map(|year| year.to_string())),
            ("permanent", row.permanent.then(|| "true".to_owned())),
            ("reason", row.reason.as_deref().map(text)),
        ];
        for (key, value) in lines {
            if let Some(value) = value {
                let _ = writeln!(out, "{key} = {value}");
            }
        }
    }
    out
}
