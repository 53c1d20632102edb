//! `claimlint lexicons`, and the flag that adds to the lists of words.

use std::fmt::Write as _;

use serde_json::json;

use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::lists;
use crate::cli::flags::LexiconsCommand;
use crate::lexicon::{Entry, List, Table};

/// Prints the lists in force.
pub fn lexicons(flags: &LexiconsCommand) -> Exit {
    let table = match lists::lexicons(&flags.lexicons.lexicon) {
        Ok(table) => table,
        Err(trouble) => {
            for each in &trouble {
                write::trouble(&format!("{}: {}", each.file, each.message));
            }
            return Exit::Trouble;
        }
    };
    let one = flags.list.as_deref().and_then(List::named);
    let lists: Vec<List> =
        List::ALL.iter().copied().filter(|list| one.is_none_or(|one| one == *list)).collect();
    match flags.format.as_str() {
        "json" => write::out(&format!("{:#}\n", as_json(&table, &lists))),
        "toml" => write::out(&as_toml(&table, &lists)),
        _ => write::out(&as_text(&table, &lists, one.is_some())),
    }
}

fn as_text(table: &Table, lists: &[List], words: bool) -> String {
    let mut out = format!("{}: {} words in {} lists\n", table.name(), counted(table), List::ALL.len());
    for &list in lists {
        let about = table.about(list);
        let count = table.entries_of(list).filter(|entry| !entry.except).count();
        let _ = writeln!(out, "\n{}  {count} words: {}", list.name(), about.about);
        for authority in &about.authorities {
            let _ = writeln!(out, "  {authority}");
        }
        if !about.off.is_empty() {
            let _ = writeln!(out, "  switched off: {}", about.off.join(", "));
        }
        if words {
            for (group, except, words) in groups(table, list) {
                let head = if except { "not in" } else { group };
                let head = if head.is_empty() { "words" } else { head };
                let _ = writeln!(out, "  {head}: {}", words.join(", "));
            }
        }
    }
    if !words {
        out.push_str("\n`claimlint lexicons LIST` shows the words of a list.\n");
    }
    out
}

fn counted(table: &Table) -> usize {
    table.entries().filter(|entry| !entry.except).count()
}

/// The words of a list by group, exceptions apart, in the order of the list.
fn groups(table: &Table, list: List) -> Vec<(&str, bool, Vec<&str>)> {
    let mut found: Vec<(&str, bool, Vec<&str>)> = Vec::new();
    for Entry { words, group, except, .. } in table.entries_of(list) {
        match found.iter_mut().find(|(known, excepted, _)| known == group && excepted == except) {
            Some((.., held)) => held.push(words),
            None => found.push((group, *except, vec![words])),
        }
    }
    found
}

/// The lists in the form in which they are read, to copy rows from.
fn as_toml(table: &Table, lists: &[List]) -> String {
    let text = |text: &str| serde_json::Value::from(text).to_string(); // JSON's escapes are TOML's too
    let mut out = format!("name = {}\n", text(&table.name()));
    for &list in lists {
        for (group, except, words) in groups(table, list) {
            let first = table.entries_of(list).find(|entry| entry.group == group && entry.except == except);
            let authority = first.map_or("", |entry| &entry.authority);
            let key = if except { "except" } else { "words" };
            let words: Vec<String> = words.into_iter().map(text).collect();
            let _ = write!(out, "\n[[terms]]\nlist = {}\n", text(list.name()));
            if !group.is_empty() {
                let _ = writeln!(out, "group = {}", text(group));
            }
            let _ = writeln!(out, "authority = {}\n{key} = [{}]", text(authority), words.join(", "));
        }
    }
    out
}

fn as_json(table: &Table, lists: &[List]) -> serde_json::Value {
    let lists: Vec<_> = lists
        .iter()
        .map(|&list| {
            let about = table.about(list);
            let words: Vec<_> = table
                .entries_of(list)
                .map(|entry| {
                    json!({
                        "words": entry.words,
                        "group": entry.group,
                        "authority": entry.authority,
                        "except": entry.except,
                    })
                })
                .collect();
            json!({
                "list": list.name(),
                "about": about.about,
                "authorities": about.authorities,
                "off": about.off,
                "words": words,
            })
        })
        .collect();
    json!({ "name": table.name(), "lists": lists })
}
