//! Markdown's notes and the words before their markers, against pandoc's. The
//! test does nothing where pandoc is not installed.
//!
//! Where the two differ on purpose, the fixture keeps away from it: pandoc tells
//! `[^A]` from `[^a]`, reads `[^a]:` under a paragraph as words, and knows
//! nothing of `[12]`, `<sup>` or notes in HTML.

use std::io::Write;
use std::process::{Command, Stdio};

use claimlint::inside::draft::reader_named;
use claimlint::inside::text::{FileId, Text};
use serde_json::Value;

const FIXTURE: &str = "---\ntitle: Ports\n---\n\n# The *port*[^head]\n\nExports grew by 12% in 2014.[^a] Imports **fell[^b]** \
    in the same year (see [the report](https://x.org)[^c]).\nTolls rose.^[An inline note, with *italics*, `code` and \
    a [link](https://y.org).] They fell &amp; rose.[^a]\n\n> A quotation.[^long]\n\n- one[^d]\n    - nested[^e]\n\n1. \
    first\n\n    second[^f]\n\n| a | b |\n|---|---|\n| c | d[^g] |\n\nA key [see @doe99, p. 4; -@roe00] and \
    @doe99 [p. 33] says.\n\n[^head]: On the heading.\n\n[^a]: Customs Office, *Annual Report* 2014, \"quoted\" --- and \
    dashed.\n\n[^b]: First paragraph.\n\n    Second paragraph, indented.\n\n    - a list in it\n\n[^c]: With an \
    address <https://z.org/a_b> and an escape \\* here.\n[^d]: Short.\n[^e]: Lazy\nline of it.\n\n[^f]: Six.\n\n[^g]: \
    日本の港 “quoted”.\n\n[^long]: > quoted in a note\n\nThe end.\n";

/// pandoc's reading; `None` if there is no pandoc.
fn pandoc(source: &str) -> Option<Value> {
    let mut child = Command::new("pandoc")
        .args(["-f", "markdown", "-t", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(source.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    serde_json::from_slice(&output.stdout).ok()
}

/// Letters and digits only: how spaces, dashes and quotation marks are drawn is
/// nobody's business here.
fn bare(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn tail(words: &str) -> String {
    let words = bare(words);
    let from = words.char_indices().rev().nth(7).map_or(0, |(at, _)| at);
    words[from..].to_owned()
}

/// What pandoc met so far: the words, and each note or citation after them.
#[derive(Default)]
struct Seen {
    words: String,
    notes: Vec<(String, String)>,
    keys: Vec<String>,
}

impl Seen {
    fn walk(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.walk(item)),
            Value::Object(map) => {
                let content = map.get("c").unwrap_or(&Value::Null);
                match map.get("t").and_then(Value::as_str) {
                    Some("Str") => self.words += content.as_str().unwrap_or(""),
                    Some("Code") => self.words += content[1].as_str().unwrap_or(""),
                    Some("Link") => self.walk(&content[1]),
                    Some("Note") => {
                        let mut inner = Self::default();
                        inner.walk(content);
                        self.notes.push((tail(&self.words), bare(&inner.words)));
                    }
                    Some("Cite") => {
                        for cite in content[0].as_array().into_iter().flatten() {
                            self.keys.push(cite["citationId"].as_str().unwrap_or("").to_owned());
                        }
                    }
                    Some("Header") => self.walk(&content[2]),
                    Some("OrderedList") => self.walk(&content[1]),
                    _ => self.walk(content),
                }
            }
            _ => {}
        }
    }
}

#[test]
fn notes_and_the_words_before_their_markers_agree_with_pandoc() {
    let harbour = concat!(env!("CARGO_MANIFEST_DIR"), "/claims/harbour-dues.md");
    let harbour = std::fs::read_to_string(harbour).expect("the example is there");
    for source in [FIXTURE, &harbour, &FIXTURE.replace('\n', "\r\n")] {
        let Some(json) = pandoc(source) else { return };
        let mut theirs = Seen::default();
        theirs.walk(&json["blocks"]);

        let text = Text::new("draft.md", source);
        let draft = (reader_named("markdown").expect("the reader is registered").read)(FileId::nth(0), &text);
        let (mut ours, mut keys) = (Vec::new(), Vec::new());
        for marker in draft.markers.iter().filter(|marker| marker.in_note.is_none()) {
            if let Some(key) = marker.id.strip_prefix('@') {
                keys.push(key.to_owned());
            } else if let Some(note) = marker.note {
                ours.push((tail(&draft.view.text()[..marker.view as usize]), bare(draft.note_words(note))));
            }
        }
        // Theirs has no words of a title in the metadata.
        assert_eq!(ours.len(), theirs.notes.len());
        for (our, their) in ours.iter().zip(&theirs.notes) {
            assert_eq!(our.1, their.1, "after {:?}", their.0);
            assert!(our.0.ends_with(&their.0) || their.0.ends_with(&our.0), "{our:?} {their:?}");
        }
        assert_eq!(keys, theirs.keys);
    }
}
