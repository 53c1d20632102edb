//! Makes the static tables of `src/lexicon/` of the rows in `data/<language>/*.toml`: nothing is read or built when the
//! program starts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::rows::{Row, read};
use crate::words::{LONGEST, hash, lanes};

/// Keys that say something of a whole list; the list's first row has them.
const OF_THE_LIST: [&str; 4] = ["about", "form", "bits", "scan"];
/// Keys that any row may have.
const OF_A_ROW: [&str; 8] =
    ["list", "group", "authority", "example", "counter-example", "words", "except", "language"];

/// One list: what it is, and its rows in all languages.
#[derive(Default)]
struct List {
    about: String,
    /// "word" or "text".
    form: String,
    /// "sentence", "citation", "language", several or none.
    bits: Vec<String>,
    scan: bool,
    rows: Vec<(String, Row)>,
}

impl List {
    /// Its words in the order of the files, English first.
    fn words(&self) -> impl Iterator<Item = (&str, &String)> {
        self.rows
            .iter()
            .flat_map(|(language, row)| row.words("words").iter().map(|word| (language.as_str(), word)))
    }
}

/// Writes the tables into `folder`.
pub fn write(data: &Path, folder: &Path) {
    let lists = match gather(data) {
        Ok(lists) => lists,
        Err(fault) => panic!("{fault}"),
    };
    std::fs::write(folder.join("lexicon.rs"), rust(&lists)).expect("cargo's folder can be written");
}

/// The lists by name.
fn gather(data: &Path) -> Result<BTreeMap<String, List>, String> {
    let mut lists: BTreeMap<String, List> = BTreeMap::new();
    let mut folders = entries(data);
    // English is the language in which a list says what it is.
    folders.sort_by_key(|folder| (!folder.ends_with("en"), folder.clone()));
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let language = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        for file in entries(folder).iter().filter(|file| file.extension().is_some_and(|end| end == "toml")) {
            let at = |fault: String| format!("{}: {fault}", file.display());
            let text = std::fs::read_to_string(file).map_err(|fault| at(fault.to_string()))?;
            let mut authorities: BTreeMap<String, String> = BTreeMap::new();
            let (head, rows) = read(&text, "[[terms]]").map_err(at)?;
            if let Some((key, _)) = head.said.first() {
                return Err(at(format!("`{key}` stands before the first [[terms]]")));
            }
            for mut row in rows {
                let name = row.text("list").to_owned();
                check(&row, &name).map_err(|fault| at(format!("line {}: {fault}", row.line)))?;
                let known = authorities.entry(name.clone()).or_default();
                if row.text("authority").is_empty() {
                    row.said.push(("authority".to_owned(), known.clone()));
                }
                *known = row.text("authority").to_owned();
                if known.is_empty() {
                    return Err(at(format!(
                        "line {}: no authority says that `{name}` has these words",
                        row.line
                    )));
                }
                let new = !lists.contains_key(&name);
                let list = lists.entry(name.clone()).or_default();
                if new {
                    list.about = row.text("about").to_owned();
                    list.form = row.text("form").to_owned();
                    list.bits = row.words("bits").to_vec();
                    list.scan = row.text("scan") == "true";
                    if list.about.is_empty() {
                        return Err(at(format!(
                            "line {}: the first row of `{name}` says what the list is about; if it is a list that \
                             there is already, its name is misspelt",
                            row.line
                        )));
                    }
                } else if let Some(key) = OF_THE_LIST.iter().find(|key| has(&row, key)) {
                    return Err(at(format!(
                        "line {}: `{key}` belongs into the first row of `{name}`",
                        row.line
                    )));
                }
                list.rows.push((language.to_owned(), row));
            }
        }
    }
    Ok(lists)
}

fn has(row: &Row, key: &str) -> bool {
    row.said.iter().any(|(known, _)| known == key) || row.lists.iter().any(|(known, _)| known == key)
}

fn check(row: &Row, name: &str) -> Result<(), String> {
    let kebab = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if name.is_empty() || !kebab(name) {
        return Err("`list` names a list in small letters, digits and dashes".to_owned());
    }
    let keys = row.said.iter().map(|(key, _)| key).chain(row.lists.iter().map(|(key, _)| key));
    for key in keys {
        if !OF_THE_LIST.contains(&key.as_str()) && !OF_A_ROW.contains(&key.as_str()) {
            return Err(format!("there is no key `{key}`"));
        }
    }
    if row.words("words").is_empty() && row.words("except").is_empty() {
        return Err("this row has no words".to_owned());
    }
    Ok(())
}

/// What is in a folder, in the order of the names.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    found.sort();
    found
}

/// What is known of one word of the table.
#[derive(Default)]
struct Known {
    lists: BTreeSet<usize>,
    sentence: u64,
    citation: u64,
    languages: u32,
    opens: Vec<usize>,
}

/// The source of the tables.
fn rust(lists: &BTreeMap<String, List>) -> String {
    let mut out = String::new();
    let mut table: BTreeMap<Vec<u8>, Known> = BTreeMap::new();
    for (bits, kind) in [("sentence", "Sentence"), ("citation", "Citation")] {
        flags(&mut out, lists, bits, kind, &mut table);
    }
    languages(&mut out, lists, &mut table);
    for (index, list) in lists.values().enumerate().filter(|(_, list)| list.form != "text") {
        for (_, word) in list.words() {
            if let Some(key) = key(word) {
                table.entry(key).or_default().lists.insert(index);
            }
        }
    }
    terms(&mut out, lists, &mut table);
    words(&mut out, lists);
    numbers(&mut out, &table);
    out
}

/// A single word as the table holds it.
fn key(word: &str) -> Option<Vec<u8>> {
    (word.len() <= LONGEST).then(|| word.to_ascii_lowercase().into_bytes())
}

/// The bits of the sentence's or the citation's words.
fn flags(
    out: &mut String,
    lists: &BTreeMap<String, List>,
    bits: &str,
    kind: &str,
    table: &mut BTreeMap<Vec<u8>, Known>,
) {
    let _ = writeln!(out, "impl {kind} {{");
    let chosen = lists.iter().filter(|(_, list)| list.bits.iter().any(|bit| bit == bits));
    for (bit, (name, list)) in chosen.enumerate() {
        assert!(bit < 64, "more than 64 lists have bits = \"{bits}\"");
        // What is read in sentences is English; citations are read in every language there is.
        let short = name.strip_prefix("cited-").unwrap_or(name);
        let _ = writeln!(
            out,
            "/// {}\npub const {}: {kind} = {kind}(1 << {bit});",
            sentence(&list.about),
            upper(short)
        );
        for (language, word) in list.words() {
            if bits == "sentence" && language != "en" {
                continue;
            }
            let known = table.entry(key(word).unwrap_or_else(|| panic!("`{word}` of `{name}` is too long")));
            let known = known.or_default();
            match bits {
                "sentence" => known.sentence |= 1 << bit,
                _ => known.citation |= 1 << bit,
            }
        }
    }
    let _ = writeln!(out, "}}");
}

/// The languages that have a word in a list by which languages are told, English the first.
fn languages(out: &mut String, lists: &BTreeMap<String, List>, table: &mut BTreeMap<Vec<u8>, Known>) {
    let mut tags: Vec<&str> = Vec::new();
    for list in lists.values().filter(|list| list.bits.iter().any(|bit| bit == "language")) {
        for (language, word) in list.words() {
            let bit = tags.iter().position(|tag| *tag == language).unwrap_or_else(|| {
                tags.push(language);
                tags.len() - 1
            });
            assert!(bit < 32, "more than 32 languages have words by which they are told");
            let known = key(word).unwrap_or_else(|| panic!("`{word}` is too long"));
            table.entry(known).or_default().languages |= 1 << bit;
        }
    }
    let _ = writeln!(out, "/// Tags of the languages that are told by their small words, English first.");
    let _ = writeln!(out, "pub static LANGUAGES: &[&str] = &{tags:?};");
}

/// The lists that are looked for in one pass over a text, with all their entries.
fn terms(out: &mut String, lists: &BTreeMap<String, List>, table: &mut BTreeMap<Vec<u8>, Known>) {
    let scanned: Vec<(&String, &List)> = lists.iter().filter(|(_, list)| list.scan).collect();
    let _ = writeln!(
        out,
        "/// A list that is looked for in whole texts.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum List {{"
    );
    for (name, list) in &scanned {
        let _ = writeln!(out, "/// {}\n{},", sentence(&list.about), camel(name));
    }
    let _ = writeln!(
        out,
        "}}\nimpl List {{\n/// Every such list, in the order of the names.\npub const ALL: &[List] = &["
    );
    scanned.iter().for_each(|(name, _)| out.push_str(&format!("List::{},", camel(name))));
    out.push_str("];\n/// The words of the list as they are shipped.\npub fn words(self) -> &'static Words {\nmatch self {");
    for (name, _) in &scanned {
        let _ = write!(out, "List::{} => &list::{},", camel(name), upper(name));
    }
    out.push_str("}\n}\n}\n");
    let mut entries: Vec<String> = Vec::new();
    for (name, list) in &scanned {
        for (_, row) in list.rows.iter() {
            for (key_name, except) in [("words", false), ("except", true)] {
                for word in row.words(key_name) {
                    let opener: String = first_run(word).to_owned();
                    let known = key(&opener).unwrap_or_else(|| panic!("`{opener}` of `{name}` is too long"));
                    table.entry(known).or_default().opens.push(entries.len());
                    entries.push(format!(
                        "Entry {{ list: List::{}, words: Cow::Borrowed({word:?}), group: Cow::Borrowed({:?}), \
                         authority: Cow::Borrowed({:?}), except: {except} }},",
                        camel(name),
                        row.text("group"),
                        row.text("authority"),
                    ));
                }
            }
        }
    }
    let _ = writeln!(
        out,
        "pub(super) static ENTRIES: [Entry; {}] = [\n{}\n];",
        entries.len(),
        entries.join("\n")
    );
}

/// The first letters and digits of an entry.
fn first_run(word: &str) -> &str {
    let from = word.find(char::is_alphanumeric).unwrap_or(0);
    let rest = &word[from..];
    &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())]
}

/// Every list with its words as they are written.
fn words(out: &mut String, lists: &BTreeMap<String, List>) {
    out.push_str(
        "/// The lists by name.\npub mod list {\nuse std::sync::OnceLock;\nuse super::{Form, Row, Words};\n",
    );
    for (id, (name, list)) in lists.iter().enumerate() {
        let all: Vec<&String> = list.words().map(|(_, word)| word).collect();
        let form = if list.form == "text" { "Text" } else { "Word" };
        let _ = writeln!(
            out,
            "/// {}\npub static {}: Words = Words {{ id: {id}, name: {name:?}, about: {:?}, form: Form::{form}, \
             words: &{all:?}, rows: &[",
            sentence(&list.about),
            upper(name),
            list.about,
        );
        let mut from = 0;
        for (language, row) in &list.rows {
            let to = from + row.words("words").len();
            let _ = writeln!(
                out,
                "Row {{ language: {language:?}, group: {:?}, authority: {:?}, from: {from}, to: {to}, except: &{:?} }},",
                row.text("group"),
                row.text("authority"),
                row.words("except"),
            );
            from = to;
        }
        let _ = writeln!(out, "], needles: OnceLock::new() }};");
    }
    out.push_str("}\n/// Every list, in the order of the names.\npub static LISTS: &[&Words] = &[\n");
    lists.keys().for_each(|name| out.push_str(&format!("&list::{},", upper(name))));
    out.push_str("];\n");
}

/// The hash table, and what each word has.
fn numbers(out: &mut String, table: &BTreeMap<Vec<u8>, Known>) {
    // Half of the slots stay free, so that a word that is in no list is told by one look.
    let size = (table.len() * 2).next_power_of_two();
    let mut slots = vec![0u16; size];
    let (mut text, mut at) = (String::new(), vec![0usize]);
    let (mut lists_of, mut lists_at) = (Vec::<usize>::new(), vec![0usize]);
    let (mut opens, mut opens_at) = (Vec::<usize>::new(), vec![0usize]);
    for (index, (word, known)) in table.iter().enumerate() {
        let text_of = std::str::from_utf8(word).expect("folding keeps letters whole");
        let held = lanes(text_of).expect("a key is no longer than the longest");
        let mut slot = hash(word.len(), &held) as usize & (size - 1);
        while slots[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        slots[slot] = u16::try_from(index + 1).expect("the table holds at most 65,535 words");
        text.push_str(text_of);
        at.push(text.len());
        lists_of.extend(&known.lists);
        lists_at.push(lists_of.len());
        opens.extend(&known.opens);
        opens_at.push(opens.len());
    }
    let sentence: Vec<u64> = table.values().map(|known| known.sentence).collect();
    let citation: Vec<u64> = table.values().map(|known| known.citation).collect();
    let languages: Vec<u32> = table.values().map(|known| known.languages).collect();
    let _ = writeln!(out, "pub(super) static TEXT: &str = {text:?};");
    let mut array = |name: &str, kind: &str, all: String, count: usize| {
        let _ = writeln!(out, "pub(super) static {name}: [{kind}; {count}] = {all};");
    };
    array("SLOTS", "u16", format!("{slots:?}"), slots.len());
    array("AT", "u32", format!("{at:?}"), at.len());
    array("SENTENCE", "u64", format!("{sentence:?}"), sentence.len());
    array("CITATION", "u64", format!("{citation:?}"), citation.len());
    array("TOLD_BY", "u32", format!("{languages:?}"), languages.len());
    array("LISTS_AT", "u16", format!("{lists_at:?}"), lists_at.len());
    array("LISTS_OF", "u16", format!("{lists_of:?}"), lists_of.len());
    array("OPENS_AT", "u16", format!("{opens_at:?}"), opens_at.len());
    array("OPENS", "u16", format!("{opens:?}"), opens.len());
}

fn upper(name: &str) -> String {
    name.replace('-', "_").to_ascii_uppercase()
}

fn camel(name: &str) -> String {
    name.split('-').map(|part| part[..1].to_ascii_uppercase() + &part[1..]).collect()
}

/// A line of doc: a capital, and a stop at its end.
fn sentence(about: &str) -> String {
    let mut chars = about.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", chars.as_str().replace('[', "\\["))
}
