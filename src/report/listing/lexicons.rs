//! `claimlint lexicons`: the lists of words in force.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::lexicon::{Entry, List, Table};
use crate::report::{clean, json};

/// Lists of words.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "claimlint lexicons", deny_unknown_fields)]
pub(super) struct Lexicons<'a> {
    /// Where they come from.
    name: String,
    /// Each list that was asked for.
    lists: Vec<ListOut<'a>>,
}

/// A list of words.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "List", deny_unknown_fields)]
struct ListOut<'a> {
    /// Its name.
    list: &'static str,
    /// What it is for.
    about: &'a str,
    /// Who says that its words belong to it.
    authorities: Vec<String>,
    /// Words that a house has switched off.
    off: Vec<String>,
    /// Its words.
    words: Vec<Word<'a>>,
}

/// A word of a list, or words that are one.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Word<'a> {
    /// As they stand in a text.
    words: &'a str,
    /// Their group within the list; may be empty.
    group: &'a str,
    /// Who says so.
    authority: &'a str,
    /// Whether they are an exception: words that hold one of the list and are not meant.
    except: bool,
}

/// For programs.
pub fn json(table: &Table, lists: &[List]) -> String {
    let list = |list: &List| {
        let about = table.about(*list);
        let words = table.entries_of(*list).map(|entry| Word {
            words: &entry.words,
            group: &entry.group,
            authority: &entry.authority,
            except: entry.except,
        });
        ListOut {
            list: list.name(),
            about: about.about,
            authorities: about.authorities,
            off: about.off,
            words: words.collect(),
        }
    };
    json::written(&Lexicons { name: table.name(), lists: lists.iter().map(list).collect() })
}

/// For people: what each list is, and with `words` its words.
pub fn text(table: &Table, lists: &[List], words: bool) -> String {
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
pub fn toml(table: &Table, lists: &[List]) -> String {
    let text = |text: &str| clean::json(&serde_json::Value::from(text).to_string()); // JSON's escapes are TOML's too
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
