//! Reads labelled notes: `tests/fixtures/notes/*.txt`. The format is in docs/notes-accuracy.md.

use std::collections::{BTreeMap, BTreeSet};

use claimlint::inside::span::Span;

/// The labels that a citation may have, in the order of the tables.
pub const FIELDS: [&str; 23] = [
    "signal",
    "authors",
    "editors",
    "title",
    "container",
    "publisher",
    "place",
    "edition",
    "volume",
    "issue",
    "extent",
    "locator",
    "date",
    "accessed",
    "number",
    "doi",
    "isbn",
    "issn",
    "arxiv",
    "handle",
    "url",
    "archive",
    "reference",
];

/// A note with what a careful reader says is in it.
#[derive(Debug, Clone, Default)]
pub struct Labelled {
    /// Where it stands: file and line, or style and number.
    pub at: String,
    /// The words of the note, without the asterisks of italics.
    pub words: String,
    /// The runs in italics, offsets into `words`.
    pub italics: Vec<Span>,
    /// The name of its kind.
    pub kind: String,
    /// Its citations in order.
    pub citations: Vec<Truth>,
    /// `kind` or `form` if careful readers differ about it.
    pub open: BTreeSet<String>,
    /// The family of notes that it belongs to, where its set has families.
    pub family: String,
    /// For each citation the page or range of which readers differ whether it is the extent or
    /// the place cited; empty if there is none.
    pub pages: Vec<String>,
}

/// What is in one citation.
#[derive(Debug, Clone, Default)]
pub struct Truth {
    /// The name of its form.
    pub form: String,
    /// Label to value; a value may hold several right answers, parted by ` || `.
    pub fields: BTreeMap<String, String>,
    /// What a careful editor would say is missing: `author`, `date`, `outlet`.
    pub missing: BTreeSet<String>,
    /// Labels that are not judged here, since careful readers differ.
    pub open: BTreeSet<String>,
}

/// What the line before a note says of it: `#: family=cases pages=1901`.
#[derive(Debug, Default)]
struct Told {
    family: String,
    pages: Vec<String>,
}

impl Told {
    fn read(words: &str) -> Self {
        let value = |key: &str| {
            words
                .split_whitespace()
                .find_map(|it| it.strip_prefix(key)?.strip_prefix('='))
                .map(str::to_string)
        };
        let pages = value("pages").map(|it| it.replace('_', " ")).unwrap_or_default();
        let pages = pages.split(';').map(str::to_string).collect();
        Self { family: value("family").unwrap_or_default(), pages }
    }
}

/// Reads a file of labelled notes. Panics on a slip in the file: it is ours.
pub fn read(name: &str, text: &str) -> Vec<Labelled> {
    let (mut notes, mut current) = (Vec::new(), None);
    let mut told = Told::default();
    for (index, line) in text.lines().enumerate() {
        let at = format!("{name}:{}", index + 1);
        if line.trim().is_empty() || line.starts_with('#') {
            notes.extend(current.take().map(finish));
            if let Some(words) = line.strip_prefix("#:") {
                told = Told::read(words);
            }
            continue;
        }
        if line == "--" {
            let note: &mut Labelled = current.as_mut().unwrap_or_else(|| panic!("{at}: no note yet"));
            note.citations.push(Truth::default());
            continue;
        }
        let (key, value) = line.split_once(':').unwrap_or_else(|| panic!("{at}: no label"));
        let value = value.trim();
        assert!(!value.is_empty(), "{at}: {key} has no value");
        if key == "note" {
            let (words, italics) = unmark(value);
            let Told { family, pages } = std::mem::take(&mut told);
            current = Some(Labelled {
                at,
                words,
                italics,
                family,
                pages,
                citations: vec![Truth::default()],
                ..Labelled::default()
            });
            continue;
        }
        let note = current.as_mut().unwrap_or_else(|| panic!("{at}: no note yet"));
        label(note, key, value, &at);
    }
    notes.extend(current.take().map(finish));
    notes
}

/// Takes one line of labels into a note.
fn label(note: &mut Labelled, key: &str, value: &str, at: &str) {
    let citation = note.citations.last_mut().expect("a note has room for a citation");
    let list = || value.split_whitespace().map(str::to_string).collect();
    match key {
        "kind" => note.kind = value.to_string(),
        "form" => citation.form = value.to_string(),
        "missing" => citation.missing = list(),
        "open" => citation.open = list(),
        _ => {
            assert!(FIELDS.contains(&key) || key == "work", "{at}: no such label: {key}");
            let double = citation.fields.insert(key.to_string(), value.to_string());
            assert!(double.is_none(), "{at}: {key} twice");
        }
    }
}

/// A comment cites nothing: it has no citation with a form.
fn finish(mut note: Labelled) -> Labelled {
    assert!(!note.kind.is_empty(), "{}: no kind", note.at);
    let formless = note.citations.iter().filter(|it| it.form.is_empty()).count();
    assert_eq!(formless, usize::from(note.kind == "comment"), "{}: kind and form", note.at);
    let open = note.citations.iter().flat_map(|it| &it.open);
    note.open = open.filter(|it| ["kind", "form"].contains(&it.as_str())).cloned().collect();
    note.citations.retain(|it| !it.form.is_empty());
    note
}

/// Takes the asterisks of italics out; `\*` is an asterisk.
fn unmark(text: &str) -> (String, Vec<Span>) {
    let (mut words, mut italics, mut open) = (String::new(), Vec::new(), None);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&'*') => words.extend(letters.next()),
            '*' => match open.take() {
                Some(start) => italics.push(Span::new(start, words.len())),
                None => open = Some(words.len()),
            },
            _ => words.push(letter),
        }
    }
    assert!(open.is_none(), "italics do not end: {text}");
    (words, italics)
}
