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

/// Tables of eight words of a language and more that still stand in Rust outside `src/lexicon/`. Lower it with every
/// table that becomes data; what is left at the end will be names of elements, commands and keys, which are no language.
const TABLES_LEFT: usize = 77;

#[test]
fn words_of_a_language_are_data() {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() && !entry.ends_with("lexicon") {
                folders.push(entry);
            } else if entry.extension().is_some_and(|end| end == "rs") && !entry.ends_with("tests.rs") {
                let text = fs::read_to_string(&entry).expect("it reads");
                let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
                found.extend(tables(code).into_iter().map(|words| format!("{}: {words}", entry.display())));
            }
        }
    }
    found.sort();
    assert!(
        found.len() <= TABLES_LEFT,
        "{} tables of words in Rust, at most {TABLES_LEFT}: put the words into data/en/\n{}",
        found.len(),
        found.join("\n")
    );
    assert!(found.len() == TABLES_LEFT, "only {} tables are left: lower TABLES_LEFT", found.len());
}

#[test]
fn a_table_of_words_is_told_from_other_literals() {
    let eight = r#"const X: &[&str] = &["a", "b", "c", "d", // more
        "e", "f", "g", "h"];"#;
    assert_eq!(tables(eight).len(), 1);
    assert!(tables(&eight.replace("\"h\"", "")).is_empty(), "seven words are no table");
    assert!(tables(&eight.replace("\"h\"", "\"H_1\"")).is_empty(), "a sign is no word");
    assert!(tables("f(\"a\"); g(\"b\", 3, \"c\")").is_empty());
}

/// The runs of string literals in brackets of which eight or more are words in small letters: the first of each.
fn tables(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices('[') {
        let (mut rest, mut words) = (&code[at + 1..], Vec::new());
        loop {
            rest = rest.trim_start_matches([' ', '\n', ',']);
            if let Some(comment) = rest.strip_prefix("//") {
                rest = &comment[comment.find('\n').unwrap_or(comment.len())..];
                continue;
            }
            let Some(word) = rest.strip_prefix('"').and_then(|open| open.split_once('"')) else { break };
            words.push(word.0);
            rest = word.1;
        }
        let small = |word: &&&str| {
            word.contains(char::is_lowercase)
                && word.chars().all(|c| c.is_lowercase() || " '’.-,".contains(c))
        };
        if rest.starts_with(']') && words.iter().filter(small).count() >= 8 {
            found.push(words[..3].join(", "));
        }
    }
    found
}
