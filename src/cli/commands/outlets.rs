//! `claimlint outlets`, and the lists of outlets in files.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::json;

use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::configs::Configs;
use crate::cli::flags::{ConfigFlags, OutletsCommand};
use crate::config::Block;
use crate::notes::outlets::{Kind, List, Outlet};

/// Prints the list in force in the current folder.
pub fn outlets(flags: &OutletsCommand) -> Exit {
    let mut configs = Configs::new(&ConfigFlags::default(), Block::default());
    let settings = configs.settings(Path::new("."));
    let list = configs.outlets(&settings, &flags.outlets);
    if !configs.shelf().is_sound() {
        for each in &configs.shelf().troubles() {
            write::trouble(&format!("{}: {}", each.file, each.message));
        }
        return Exit::Trouble;
    }
    match flags.format.as_str() {
        "json" => write::out(&format!("{:#}\n", as_json(&list))),
        "toml" => write::out(&as_toml(&list)),
        _ => write::out(&as_text(&list)),
    }
}

fn as_text(list: &List) -> String {
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
fn as_toml(list: &List) -> String {
    let text = |text: &str| serde_json::Value::from(text).to_string(); // JSON's escapes are TOML's too
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

fn as_json(list: &List) -> serde_json::Value {
    let rows: Vec<_> = list
        .rows
        .iter()
        .map(|row| {
            json!({
                "id": row.id,
                "name": row.name,
                "aliases": row.aliases,
                "domains": row.domains,
                "suffixes": row.suffixes,
                "kind": row.kind.name(),
                "says": row.says,
                "owner": row.owner,
                "state": row.state,
                "authority": row.authority,
                "where": row.found_in,
                "as-of": row.as_of.map(|month| format!("{:04}-{:02}", month.year, month.month)),
                "scope": row.scope,
                "from": row.from,
                "until": row.until,
                "permanent": row.permanent,
                "reason": row.reason,
            })
        })
        .collect();
    json!({ "name": list.name, "date": list.date, "rows": list.rows.len(), "outlets": rows })
}
