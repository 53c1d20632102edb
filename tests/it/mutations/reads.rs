//! One input to one reader, whatever its bytes: it may refuse them, but neither break over them nor
//! point outside them. Shared by the ordinary test and the targets of `fuzz/`.

use std::collections::BTreeMap;

use claimlint::inside::check::{Input, Options, check};
use claimlint::inside::diagnostic::Diagnostic;
use claimlint::inside::draft::office::Unpacking;
use claimlint::inside::draft::{Reader, bibliography, read, reader_named};
use claimlint::inside::lexicon::Page;
use claimlint::inside::notes::outlets::List;
use claimlint::inside::report::baseline::Baseline;
use claimlint::inside::report::{FORMATS, Run, Style};
use claimlint::inside::span::Place;
use claimlint::inside::text::held::{HeldCopy, HeldState, HeldText};
use claimlint::inside::text::{FileId, Text, Texts};
use claimlint::inside::{compare, config, house, syntax};

/// What is read, and how.
pub struct Kind {
    /// Its name: that of the target in `fuzz/` too.
    pub name: &'static str,
    /// Reads an input to the end.
    pub read: fn(&[u8]),
}

/// Every reader, the language, the configuration, the lists, notes and held copies.
pub const KINDS: &[Kind] = &[
    Kind { name: "text", read: |bytes| draft("text", bytes) },
    Kind { name: "markdown", read: |bytes| draft("markdown", bytes) },
    Kind { name: "html", read: |bytes| draft("html", bytes) },
    Kind { name: "latex", read: |bytes| draft("latex", bytes) },
    Kind { name: "docx", read: |bytes| draft("docx", bytes) },
    Kind { name: "odt", read: |bytes| draft("odt", bytes) },
    Kind { name: "epub", read: |bytes| draft("epub", bytes) },
    Kind { name: "jats", read: |bytes| draft("jats", bytes) },
    Kind { name: "docbook", read: |bytes| draft("docbook", bytes) },
    Kind { name: "claims", read: claims },
    Kind { name: "notes", read: notes },
    Kind { name: "bibtex", read: |bytes| entries(0, bytes) },
    Kind { name: "csl_json", read: |bytes| entries(1, bytes) },
    Kind { name: "csl_yaml", read: |bytes| entries(2, bytes) },
    Kind { name: "config", read: configuration },
    Kind { name: "house_rules", read: house_rules },
    Kind { name: "lists", read: lists },
    Kind { name: "held_text", read: held },
    Kind {
        name: "pdf",
        read: |bytes| {
            drop(compare::pdf::read(bytes.to_vec()));
            draft("pdf", bytes);
        },
    },
];

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// That a place lies in its text, on the borders of characters.
fn inside(texts: &Texts, place: Place) {
    let content = &texts.get(place.file).content;
    assert!(content.get(place.span.range()).is_some(), "{place:?} is no place in {} bytes", content.len());
}

fn of_finding(texts: &Texts, finding: &Diagnostic) {
    finding.labels.iter().for_each(|label| inside(texts, label.place));
    finding.fix.iter().flat_map(|fix| &fix.edits).for_each(|edit| inside(texts, edit.place));
    finding.related.iter().for_each(|other| of_finding(texts, other));
}

/// Checks a case and shows it in one format, drawn by the length of the input.
fn checked(texts: &Texts, reader: Option<(FileId, &'static Reader)>, claims: Option<FileId>, turn: usize) {
    let report = check(Input { texts, draft: reader, claims, endnotes: &[] }, &Options::default());
    report.findings.iter().for_each(|finding| of_finding(texts, finding));
    let format = &FORMATS[turn % FORMATS.len()];
    let style = Style {
        color: turn.is_multiple_of(2),
        width: 20 + turn % 120,
        unicode: !turn.is_multiple_of(3),
        ..Style::plain()
    };
    let reports = [report];
    let out = (format.render)(&Run::new(texts, &reports, &[]), &style);
    if ["json", "sarif", "gitlab", "rdjson"].contains(&format.name) {
        serde_json::from_str::<serde_json::Value>(&out)
            .unwrap_or_else(|error| panic!("{}: {error}", format.name));
    }
    let own = |c: char| c == '\n' || c == '\u{1b}' && style.color;
    assert!(!out.chars().any(|c| c.is_control() && !own(c)), "{}: a control character", format.name);
}

fn draft(format: &str, bytes: &[u8]) {
    let Some(reader) = reader_named(format) else { panic!("no reader is called {format}") };
    let text = match reader.unpack {
        Some(unpack) => match unpack(bytes, &Unpacking::default()) {
            Ok(unpacked) => Text::packaged("draft", unpacked.content, unpacked.rendition),
            Err(_) => return,
        },
        None => Text::new("draft", words(bytes)),
    };
    let mut texts = Texts::new();
    let file = texts.add(text);
    let draft = read(reader, file, &texts);
    draft.passages.iter().for_each(|passage| inside(&texts, passage.place));
    draft.markers.iter().for_each(|marker| inside(&texts, marker.place));
    draft.notes.iter().flat_map(|note| [note.place, note.label]).for_each(|place| inside(&texts, place));
    draft.links.iter().for_each(|link| inside(&texts, link.place));
    checked(&texts, Some((file, reader)), None, bytes.len());
}

const DRAFT: &str = "# Dues\n\nThe dues rose by 12 per cent in 2011.[^1] The pier was closed.[^2]\n\n\
                     [^1]: Ada Hull, *Crossings* (Nesse: Sound Press, 2015), 4.\n[^2]: Ibid., 7.\n";

/// A claims file beside a sound draft; its layout is laid out as it is.
fn claims(bytes: &[u8]) {
    let mut texts = Texts::new();
    let draft = texts.add(Text::new("draft.md", DRAFT));
    let file = texts.add(Text::new("draft.claims", words(bytes)));
    checked(&texts, reader_named("markdown").map(|reader| (draft, reader)), Some(file), bytes.len());
    if let Ok(once) = syntax::format(texts.get(file)) {
        let twice = syntax::format(&Text::new("draft.claims", once.clone()));
        assert_eq!(twice.ok().as_ref(), Some(&once), "laid out twice it is another");
    }
}

/// Words as two notes of a text, the second among the cues of short forms.
fn notes(bytes: &[u8]) {
    let note = words(bytes).replace(['\n', '\r'], " ");
    let text = format!(
        "The dues rose.[1] They fell.[2] They rest.[3]\n\nNotes\n\n[1] {note}\n[2] Ibid., 4; {note}\n[3] Supra note 1, at 7.\n"
    );
    draft("text", text.as_bytes());
}

fn entries(which: usize, bytes: &[u8]) {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("list", words(bytes)));
    let read = (bibliography::READERS[which].read)(file, texts.get(file));
    read.notes.iter().flat_map(|note| [note.place, note.label]).for_each(|place| inside(&texts, place));
}

fn configuration(bytes: &[u8]) {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("claimlint.toml", words(bytes)));
    let (_, faults) = config::read(file, texts.get(file), None);
    faults.iter().for_each(|fault| of_finding(&texts, fault));
}

fn house_rules(bytes: &[u8]) {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("house.toml", words(bytes)));
    let (rules, faults) = house::read(file, texts.get(file), &mut BTreeMap::new());
    faults.iter().for_each(|fault| of_finding(&texts, fault));
    if faults.is_empty() && !rules.is_empty() {
        let mut options = Options::default();
        options.house = std::sync::Arc::new(house::House::new(rules));
        let draft = texts.add(Text::new("draft.md", DRAFT));
        let Some(reader) = reader_named("markdown") else { return };
        let report = check(
            Input { texts: &texts, draft: Some((draft, reader)), claims: None, endnotes: &[] },
            &options,
        );
        report.findings.iter().for_each(|finding| of_finding(&texts, finding));
    }
}

/// Lists of outlets and of words, and baselines.
fn lists(bytes: &[u8]) {
    let words = words(bytes);
    let _ = List::parse(&words, "a list");
    let _ = Page::parse(&words, "a list");
    let _ = Baseline::parse(&words);
}

/// Words of a held copy, held against a quotation.
fn held(bytes: &[u8]) {
    let mut texts = Texts::new();
    let draft = texts.add(Text::new("draft.md", DRAFT));
    let claims = "draft \"draft.md\"\nsource hull [^1] \"Crossings\"\n    held \"copy.txt\"\n\
                  claim rise \"The dues rose by 12 per cent.\"\n    at \"The dues rose\"\n    \
                  cites hull p. 4 states \"the dues rose by 12 per cent in the year of the flood\"\n";
    let claims = texts.add(Text::new("draft.claims", claims));
    let state = HeldState::Read(HeldText::plain(words(bytes)));
    texts.hold(vec![HeldCopy { name: "copy.txt".to_owned(), digest: String::new(), state }]);
    checked(&texts, reader_named("markdown").map(|reader| (draft, reader)), Some(claims), bytes.len());
}

/// Reads an input as this kind.
pub fn run(name: &str, bytes: &[u8]) {
    match KINDS.iter().find(|kind| kind.name == name) {
        Some(kind) => (kind.read)(bytes),
        None => panic!("there is no kind {name}"),
    }
}
