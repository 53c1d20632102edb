//! The words in `data/`: every row says who says so, and its example and counter-example are run.
#![allow(clippy::disallowed_methods, reason = "the test reads the data files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use claimlint::inside::lexicon::{Form, LISTS, List, Table, Words};

/// A row as the file has it: language, file, and its keys.
struct Row {
    language: String,
    at: String,
    keys: toml::Table,
}

impl Row {
    fn text(&self, key: &str) -> &str {
        self.keys.get(key).and_then(toml::Value::as_str).unwrap_or_default()
    }

    fn words(&self, key: &str) -> Vec<&str> {
        self.keys
            .get(key)
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|w| w.as_str())
            .collect()
    }
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut folders: Vec<_> =
        fs::read_dir(data).expect("data/").map(|entry| entry.expect("an entry").path()).collect();
    folders.sort_by_key(|folder| (!folder.ends_with("en"), folder.clone()));
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let language = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let mut files: Vec<_> =
            fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "toml")) {
            let text = fs::read_to_string(file).expect("it reads");
            let name = format!("{language}/{}", file.file_name().expect("a name").to_string_lossy());
            assert!(text.starts_with("# "), "{name} does not say what is in it");
            let table: toml::Table = toml::from_str(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            for (index, keys) in table["terms"].as_array().expect("rows").iter().enumerate() {
                let keys = keys.as_table().expect("a row").clone();
                let at = format!("{name}, row {} ({:?})", index + 1, keys["list"]);
                rows.push(Row { language: language.clone(), at, keys });
            }
        }
    }
    rows
}

fn list(name: &str) -> &'static Words {
    LISTS.iter().find(|list| list.name == name).unwrap_or_else(|| panic!("no list {name}"))
}

/// Whether the machine finds a word of the row in a text: the pass over whole texts for the lists that it looks for,
/// the list itself for the others.
fn found(row: &Row, text: &str) -> bool {
    let words = row.words("words");
    let scanned = List::ALL.iter().find(|scanned| scanned.name() == row.text("list"));
    let Some(&scanned) = scanned else {
        let list = list(row.text("list"));
        let words: Vec<&'static str> = list.iter().copied().filter(|word| words.contains(word)).collect();
        return Words::first_of(&words, list.form, text).is_some();
    };
    let table = Table::default();
    let hits = table.scan(text).hits;
    hits.iter().filter(|hit| hit.list == scanned).any(|hit| words.contains(&&*table.entry(hit.entry).words))
}

#[test]
fn every_row_has_an_authority_and_its_examples_hold() {
    let mut faults = Vec::new();
    let mut authorities: BTreeMap<(String, String), bool> = BTreeMap::new();
    for row in rows() {
        let file = row.at.split(',').next().unwrap_or_default().to_owned();
        let known = authorities.entry((file, row.text("list").to_owned())).or_default();
        *known |= !row.text("authority").is_empty();
        if !*known {
            faults.push(format!("{}: no authority", row.at));
        }
        let (example, counter) = (row.text("example"), row.text("counter-example"));
        if row.words("words").is_empty() {
            continue;
        }
        if example.is_empty() || !found(&row, example) {
            faults.push(format!("{}: its example shows no word of it: “{example}”", row.at));
        }
        if counter.is_empty() || found(&row, counter) {
            faults.push(format!("{}: its counter-example has a word of it: “{counter}”", row.at));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The build script has a reader of its own; this is the proof that it reads what stands there.
#[test]
fn the_tables_hold_what_the_files_hold() {
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows() {
        let list = list(row.text("list"));
        let index = held.entry(list.name).or_default();
        let table = &list.rows[*index];
        *index += 1;
        assert_eq!(table.language, row.language, "{}", row.at);
        assert_eq!(table.group, row.text("group"), "{}", row.at);
        assert_eq!(list.of(table), row.words("words"), "{}", row.at);
        assert_eq!(table.except, row.words("except"), "{}", row.at);
        assert!(!table.authority.is_empty(), "{}", row.at);
    }
    for list in LISTS {
        assert_eq!(held.get(list.name), Some(&list.rows.len()), "{}", list.name);
    }
}

#[test]
fn no_word_stands_twice_in_a_list_and_none_has_capitals_that_count_for_nothing() {
    let mut faults = Vec::new();
    let mut seen: BTreeMap<(String, String, String), String> = BTreeMap::new();
    for row in rows() {
        let list = list(row.text("list"));
        for word in row.words("words").into_iter().chain(row.words("except")) {
            let folded = if list.form == Form::Word { word.to_lowercase() } else { word.to_owned() };
            if list.form == Form::Word && (word.contains('’') || word.contains("  ") || word != word.trim())
            {
                faults.push(format!(
                    "{}: “{word}” has blanks or apostrophes that no text is asked for",
                    row.at
                ));
            }
            let key = (row.language.clone(), list.name.to_owned(), folded);
            if let Some(before) = seen.insert(key, row.at.clone()) {
                faults.push(format!("{}: “{word}” stands in {before} too", row.at));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Tables of eight words and more in Rust that are no words of a language: where they stand, how many they are, and what
/// they hold. Words of a language stand in `data/`.
const NO_LANGUAGE: &[(&str, usize, &str)] = &[
    ("case/comment.rs", 1, "the verbs of comments to claimlint"),
    ("case/seal.rs", 1, "the parts of a seal, as they are named to people"),
    ("cli/run/watch.rs", 1, "endings of names of files"),
    ("compare/spelt.rs", 1, "letters that are spelt in two ways"),
    ("draft/bibliography/bibtex.rs", 1, "types of entries"),
    ("draft/bibliography/csl.rs", 1, "types of entries"),
    ("draft/epub/page.rs", 2, "attributes and elements"),
    ("draft/html/body.rs", 4, "classes, roles and ids of elements"),
    ("draft/html/names.rs", 2, "ids of elements"),
    ("draft/html/units.rs", 1, "elements"),
    ("draft/html/walk.rs", 1, "classes of elements"),
    ("draft/latex/known.rs", 10, "commands and environments"),
    ("draft/latex/symbols.rs", 1, "commands"),
    ("draft/markdown/cite.rs", 1, "prefixes of Quarto's keys"),
    ("draft/markdown/html.rs", 1, "elements"),
    ("draft/markdown/inline.rs", 1, "signs of units"),
    ("draft/markdown/mark.rs", 1, "ids of elements"),
    ("draft/office/names.rs", 1, "styles"),
    ("draft/office/tree.rs", 1, "attributes"),
    ("draft/xml/cited.rs", 2, "elements"),
    ("draft/xml/docbook.rs", 4, "elements"),
    ("draft/xml/jats.rs", 2, "elements"),
    ("notes/address.rs", 5, "hosts and keys of addresses"),
    ("notes/outlets/read.rs", 1, "keys of lists of outlets"),
    ("notes/parse/ids.rs", 1, "hosts"),
    ("open/xml.rs", 1, "elements"),
    ("prose/language.rs", 1, "options of LaTeX"),
    ("prose/sentence.rs", 1, "single letters"),
    ("rules/notes/link_text_mismatch.rs", 1, "hosts"),
    ("syntax/words.rs", 1, "words of claims files"),
];

#[test]
fn words_of_a_language_are_data() {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![top.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() && !entry.ends_with("lexicon") {
                folders.push(entry);
            } else if entry.extension().is_some_and(|end| end == "rs") && !entry.ends_with("tests.rs") {
                let text = fs::read_to_string(&entry).expect("it reads");
                let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
                let file = entry.strip_prefix(&top).expect("below src").to_string_lossy().replace('\\', "/");
                found.entry(file).or_default().extend(tables(code));
            }
        }
    }
    let mut faults = Vec::new();
    for (file, tables) in &found {
        let known = NO_LANGUAGE.iter().find(|(known, ..)| known == file).map_or(0, |(_, count, _)| *count);
        if tables.len() != known {
            faults.push(format!(
                "{file}: {} tables, {known} in NO_LANGUAGE: {}",
                tables.len(),
                tables.join(" | ")
            ));
        }
    }
    assert!(faults.is_empty(), "words of a language belong into data/<language>/:\n{}", faults.join("\n"));
}

#[test]
fn a_table_of_words_is_told_from_other_literals() {
    let eight = r#"const X: &[&str] = &["a", "b", "c", "d", // more
        "e", "f", "g", "h"];"#;
    assert_eq!(tables(eight).len(), 1);
    assert!(tables(&eight.replace("\"h\"", "")).is_empty(), "seven words are no table");
    assert!(tables(&eight.replace("\"h\"", "\"H_1\"")).is_empty(), "a sign is no word");
    assert!(tables("f(\"a\"); g(\"b\", 3, \"c\")").is_empty());
    let or = r#"matches!(word, "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h")"#;
    assert_eq!(tables(or).len(), 1);
    assert!(tables(&or.replace("| \"h\"", "")).is_empty(), "seven words are no table");
    let rows = r#"const X: &[(&str, u8)] = &[("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 1), ("f", 2), ("g", 3), ("h", 4)];"#;
    assert_eq!(tables(rows).len(), 1);
    assert!(tables(&rows.replace(", (\"h\", 4)", "")).is_empty(), "seven rows are no table");
}

/// The tables of which eight or more entries are words in small letters, the first of each: literals in brackets, rows
/// that begin with one, and alternatives of a pattern.
fn tables(code: &str) -> Vec<String> {
    let code: String = code
        .lines()
        .map(|line| line.split_once("//").map_or(line, |(code, _)| code))
        .map(|line| format!("{line}\n"))
        .collect();
    let small = |word: &&str| {
        word.contains(char::is_lowercase) && word.chars().all(|c| c.is_lowercase() || " '’.-,".contains(c))
    };
    let literal = regex::Regex::new(r#""((?:[^"\\]|\\.)*)""#).expect("it compiles");
    let shapes = [
        r#"\[\s*"[^"\n]*"(?:\s*,\s*"[^"\n]*")*\s*,?\s*\]"#,
        r#"\[(?:\s*\(\s*"[^"\n]*"\s*,[^"()\[\]]*\)\s*,?)+\s*\]"#,
        r#""[^"\n]*"(?:\s*\|\s*"[^"\n]*")+"#,
    ];
    let mut found = Vec::new();
    for shape in shapes {
        let shape = regex::Regex::new(shape).expect("it compiles");
        for table in shape.find_iter(&code) {
            let words: Vec<&str> =
                literal.captures_iter(table.as_str()).filter_map(|one| Some(one.get(1)?.as_str())).collect();
            if words.iter().filter(|word| small(word)).count() >= 8 {
                found.push(words[..3].join(", "));
            }
        }
    }
    found
}
