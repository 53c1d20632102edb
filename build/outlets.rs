//! Makes the shipped list of outlets a table that is read by cutting it at its marks, so that no start reads TOML.

use std::fmt::Write as _;
use std::path::Path;

use crate::rows::{Row, read};

/// The list as people keep it.
pub const LIST: &str = "src/notes/outlets/outlets.toml";
/// The fields of a row in the order in which the program takes them; those of a list of words hold several.
const FIELDS: [(&str, bool); 16] = [
    ("id", false),
    ("name", false),
    ("aliases", true),
    ("domains", true),
    ("suffixes", true),
    ("kind", false),
    ("says", false),
    ("owner", false),
    ("state", true),
    ("authority", false),
    ("where", false),
    ("as-of", false),
    ("scope", false),
    ("from", false),
    ("until", false),
    ("permanent", false),
];
/// Stand between rows, fields and the words of a field; no file of TOML may hold them.
const MARKS: [char; 3] = ['\u{1e}', '\u{1f}', '\u{1d}'];

/// Writes the table into `folder`.
pub fn write(folder: &Path) {
    let text = std::fs::read_to_string(LIST).expect("the list is committed");
    let (head, rows) = read(&text, "[[outlet]]").unwrap_or_else(|fault| panic!("{LIST}: {fault}"));
    let table: Vec<String> = rows.iter().map(flat).collect();
    let mut out = String::new();
    for (name, value) in [("NAME", head.text("name")), ("DATE", head.text("date"))] {
        let _ = writeln!(out, "pub const {name}: &str = {value:?};");
    }
    let _ = writeln!(out, "pub const ROWS: usize = {};", rows.len());
    let _ = writeln!(out, "pub static TABLE: &str = {:?};", table.join(&MARKS[0].to_string()));
    std::fs::write(folder.join("outlets.rs"), out).expect("cargo's folder can be written");
}

/// A row in one line.
fn flat(row: &Row) -> String {
    let known = |key: &str| FIELDS.iter().any(|(field, _)| *field == key);
    let keys = row.said.iter().map(|(key, _)| key).chain(row.lists.iter().map(|(key, _)| key));
    for key in keys {
        assert!(known(key), "{LIST}, line {}: `{key}` is in no table of fields", row.line);
    }
    let field = |&(key, many): &(&str, bool)| match many {
        true => row.words(key).join(&MARKS[2].to_string()),
        false => row.text(key).to_owned(),
    };
    FIELDS.iter().map(field).collect::<Vec<_>>().join(&MARKS[1].to_string())
}
