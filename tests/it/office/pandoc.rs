//! pandoc as a second reader: it finds the same notes with the same words after
//! the same words. Runs where pandoc is installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use claimlint::inside::draft::office::Unpacking;
use claimlint::inside::draft::{Draft, reader_for};
use serde_json::Value;

use super::build::Read;

/// A note: the words before its marker, and its own.
type Pair = (String, String);

/// White space and the shapes of figures, quotes and dashes make no difference.
fn folded(words: &str) -> String {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    words
        .chars()
        .filter(|c| !c.is_whitespace() && !"\u{ad}\u{200b}".contains(*c))
        .map(|c| match RAISED.chars().position(|raised| raised == c) {
            Some(figure) => char::from_digit(figure as u32, 10).unwrap_or(c),
            None if c == '\u{2011}' => '-',
            None => c,
        })
        .collect()
}

fn last(words: &str, count: usize) -> String {
    let skip = words.chars().count().saturating_sub(count);
    words.chars().skip(skip).collect()
}

/// Walks pandoc's tree: words go to `out`, notes to `notes`.
fn walk(value: &Value, out: &mut String, notes: &mut Vec<Pair>) {
    let Value::Object(node) = value else {
        if let Value::Array(all) = value {
            all.iter().for_each(|each| walk(each, out, notes));
        }
        return;
    };
    let content = &node.get("c").unwrap_or(&Value::Null);
    match node.get("t").and_then(Value::as_str) {
        Some("Str") => out.push_str(content.as_str().unwrap_or("")),
        Some("Note") => {
            let (mut words, mut inner) = (String::new(), Vec::new());
            walk(content, &mut words, &mut inner);
            notes.push((last(&folded(out), 20), folded(&words)));
        }
        Some("Code" | "CodeBlock" | "Math") => out.push_str(content[1].as_str().unwrap_or("")),
        Some("Header") => walk(&content[2], out, notes),
        Some("Quoted") => {
            let double = content[0]["t"] == "DoubleQuote";
            out.push_str(if double { "“" } else { "‘" });
            walk(&content[1], out, notes);
            out.push_str(if double { "”" } else { "’" });
        }
        Some("Link" | "Span" | "Div" | "Cite" | "Image") => walk(&content[1], out, notes),
        Some("RawInline" | "RawBlock") => {}
        Some(_) => walk(content, out, notes),
        None => {}
    }
}

fn ours(read: &Read) -> Vec<Pair> {
    let draft: &Draft = &read.draft;
    let view = draft.view.text();
    let markers = draft.markers.iter().filter(|marker| marker.in_note.is_none());
    markers
        .filter_map(|marker| {
            let note = marker.note?;
            let before = folded(&view[..marker.view as usize]);
            Some((last(&before, 20), folded(draft.note_words(note))))
        })
        .collect()
}

fn compare(path: &Path) -> Result<usize, String> {
    let out = Command::new("pandoc").args(["-t", "json"]).arg(path).output().map_err(|e| e.to_string())?;
    let tree: Value = serde_json::from_slice(&out.stdout).map_err(|e| format!("pandoc: {e}"))?;
    let (mut words, mut theirs) = (String::new(), Vec::new());
    walk(&tree["blocks"], &mut words, &mut theirs);
    let reader = reader_for(&path.to_string_lossy());
    let bytes = std::fs::read(path).map_err(|e| e.to_string())?;
    let ours = ours(&Read::new(reader, &bytes, &Unpacking::default()));
    let shown = path.display();
    if ours.len() != theirs.len() {
        return Err(format!("{shown}: {} notes, pandoc finds {}", ours.len(), theirs.len()));
    }
    match ours.iter().zip(&theirs).position(|(our, their)| our != their) {
        Some(at) => Err(format!("{shown}: note {}: {:?}, pandoc {:?}", at + 1, ours[at], theirs[at])),
        None => Ok(ours.len()),
    }
}

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut found: Vec<PathBuf> = ["docx", "odt"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).expect("the folder is there"))
        .map(|entry| entry.expect("the entry is readable").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "docx" || ending == "odt"))
        .collect();
    found.sort();
    found
}

#[test]
fn pandoc_finds_the_same_notes_in_office_files() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 4, "{fixtures:?}");
    if Command::new("pandoc").arg("--version").output().is_err() {
        println!("pandoc is not installed: office files were not compared");
        return;
    }
    let results: Vec<_> = fixtures.iter().map(|path| compare(path)).collect();
    let faults: Vec<String> = results.iter().filter_map(|result| result.clone().err()).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let notes: usize = results.into_iter().flatten().sum();
    assert!(notes >= 10, "only {notes} notes in the fixtures");
}

#[test]
fn fixtures_of_both_formats_say_the_same() {
    // Made from one text: pandoc wrote one DOCX, LibreOffice the other and the ODT.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let read = |name: &str| {
        let bytes = std::fs::read(root.join(name)).expect("the fixture is there");
        Read::new(reader_for(name), &bytes, &Unpacking::default())
    };
    let first = read("docx/dues-pandoc.docx");
    for other in ["docx/dues-libreoffice.docx", "odt/dues-libreoffice.odt", "odt/dues-pandoc.odt"] {
        let other = read(other);
        assert_eq!(first.passages(), other.passages());
        assert_eq!(first.notes(), other.notes());
    }
    let shown = format!("{}\n\n{}", first.passages().join("\n"), first.notes().join("\n"));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("office_dues", shown));
}
