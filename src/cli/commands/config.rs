//! `claimlint config`: what holds for a draft, and where each value was said.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::cli::base::exit::Exit;
use crate::cli::base::path::{meant_file, shown};
use crate::cli::base::write;
use crate::cli::files::configs::Configs;
use crate::cli::flags::{ConfigCommand, TextOrJson};
use crate::config::{Block, Origin, Settings, Value};
use crate::rules::rule;

/// Runs `config`.
pub fn config(flags: &ConfigCommand) -> Exit {
    if !flags.path.exists() {
        let near = meant_file(&flags.path);
        return write::trouble(&format!("{}: there is no such file{near}", shown(&flags.path)));
    }
    let mut configs = Configs::new(&flags.config, Block::default());
    let settings = configs.settings(&flags.path);
    if !configs.shelf().is_sound() {
        write::err(&configs.shelf().drawn());
        return Exit::Trouble;
    }
    match flags.format {
        TextOrJson::Json => write::json(&as_json(&mut configs, &settings, &flags.path)),
        TextOrJson::Text => write::out(&as_text(&mut configs, &settings, &flags.path)),
    }
}

fn as_text(configs: &mut Configs, settings: &Settings, path: &Path) -> String {
    let files = configs.names_for(path);
    let mut out = format!("For {}: ", shown(path));
    out.push_str(&match files.split_first() {
        None if configs.is_isolated() => "no configuration is used (--isolated)".to_owned(),
        None => "there is no claimlint.toml in its folder or above".to_owned(),
        Some((first, [])) => first.clone(),
        Some((first, rest)) => format!("{first}, which extends {}", rest.join(", which extends ")),
    });
    out.push_str("\n\n");
    let rows: Vec<(String, String, String)> = settings
        .rows()
        .into_iter()
        .map(|(key, value, from)| {
            let value = value.map_or("–".to_owned(), |value| as_written(&value));
            (key.to_owned(), value, configs.shelf().origin(&from))
        })
        .collect();
    table(&rows, &mut out);
    let changed: Vec<(String, String, String)> = settings
        .level_rows()
        .into_iter()
        .filter(|(_, _, from)| *from != Origin::Default)
        .map(|(code, level, from)| {
            let own = rule(code).map_or("", |rule| rule.level.name());
            (
                code.to_owned(),
                level.name().to_owned(),
                format!("{} (its own is {own})", configs.shelf().origin(&from)),
            )
        })
        .collect();
    if changed.is_empty() {
        out.push_str("\nEvery rule has its own level; `claimlint rules` lists them.\n");
    } else {
        out.push_str("\nLevels that were set; the other rules keep their own.\n\n");
        table(&changed, &mut out);
    }
    out
}

fn table(rows: &[(String, String, String)], out: &mut String) {
    let wide = |column: fn(&(String, String, String)) -> &String| {
        rows.iter().map(|row| column(row).chars().count()).max().unwrap_or(0).min(40)
    };
    let (first, second) = (wide(|row| &row.0), wide(|row| &row.1));
    for (name, value, from) in rows {
        let _ = writeln!(out, "  {name:first$}  {value:second$}  {from}");
    }
}

fn as_written(value: &Value) -> String {
    match value {
        Value::Word(word) => word.clone(),
        Value::Number(number) => number.to_string(),
        Value::List(words) => words.join(", "),
    }
}

fn as_json(configs: &mut Configs, settings: &Settings, path: &Path) -> Json {
    let files = configs.names_for(path);
    let values: serde_json::Map<String, Json> = settings
        .rows()
        .into_iter()
        .map(|(key, value, from)| {
            let value = match value {
                None => Json::Null,
                Some(Value::Word(word)) => word.into(),
                Some(Value::Number(number)) => number.into(),
                Some(Value::List(words)) => words.into(),
            };
            (key.to_owned(), json!({ "value": value, "from": origin(configs, &from) }))
        })
        .collect();
    let levels: serde_json::Map<String, Json> = settings
        .level_rows()
        .into_iter()
        .map(|(code, level, from)| {
            (code.to_owned(), json!({ "level": level.name(), "from": origin(configs, &from) }))
        })
        .collect();
    json!({ "path": shown(path), "files": files, "values": values, "levels": levels })
}

fn origin(configs: &Configs, from: &Origin) -> Json {
    match from {
        Origin::Default => "default".into(),
        Origin::Typed(words) => json!({ "typed": words }),
        Origin::File(place) => {
            let text = configs.shelf().texts().get(place.file);
            json!({ "file": text.name, "line": text.line(place.span.start) })
        }
    }
}
