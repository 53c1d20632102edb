//! Metadata at the head of a file: `title: …` between two lines of dashes.

use std::ops::Range;

use super::{Markdown, notes};
use crate::draft::{PassageKind, bibliography};

/// What the metadata says of the draft's sources.
#[derive(Debug, Default)]
pub struct Front {
    /// The metadata without its dashes, if it holds entries of a bibliography.
    references: Option<Range<usize>>,
}

/// What the lines after a field of metadata belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Under {
    /// To nothing that matters here.
    Other,
    /// `bibliography:` and a list below it.
    Bibliography,
    /// `references:` and its entries, which are read as notes.
    References,
    /// `author:` and a list below it.
    Byline,
}

impl Markdown<'_> {
    /// Shows the metadata that begins at this byte, one passage a line; its
    /// title is the document's, author and date are its byline. Gives the byte
    /// at which the text begins.
    pub(super) fn front_matter(&mut self, start: usize) -> usize {
        let Some(end) = end_of_metadata(&self.source[start..]).map(|len| start + len) else { return start };
        let mut at = start;
        let mut under = Under::Other;
        let mut inside = start..start;
        for line in self.source[start..end].split_inclusive('\n') {
            let line_start = at;
            at += line.len();
            let words = line.trim_end();
            if matches!(words, "---" | "...") || words.is_empty() {
                if inside.is_empty() {
                    inside = at..at;
                }
                continue;
            }
            inside.end = at;
            let quoted = words.starts_with(['"', '\'']) && words.contains(':');
            if quoted || words.starts_with(|c: char| c.is_ascii_alphabetic()) {
                under = self.front_field(words, line_start);
            } else if words.trim_start().starts_with('#') {
                // A comment says nothing.
            } else if under == Under::Bibliography {
                self.bibliographies(words.trim_start().trim_start_matches("- "), line_start, words);
            }
            if under == Under::References {
                self.front.references = Some(inside.clone());
            } else {
                self.front_line(words, line_start, under);
            }
        }
        end
    }

    /// What a field's name says of the lines below it.
    fn front_field(&mut self, words: &str, at: usize) -> Under {
        // `bibliography : refs.bib` and `"bibliography": refs.bib` are the same to YAML.
        let name = words.split(':').next().unwrap_or("").trim_end();
        let name = name.trim_matches(['"', '\'']).to_ascii_lowercase();
        match name.as_str() {
            "bibliography" => {
                self.cites.keys = true;
                if let Some((_, value)) = words.split_once(':') {
                    self.bibliographies(value, at, words);
                }
                Under::Bibliography
            }
            "lang" | "language" => {
                let value = words.split_once(':').map_or("", |(_, value)| value);
                self.out.language(value.split('#').next().unwrap_or("").trim().trim_matches(['"', '\'']));
                Under::Other
            }
            "references" => {
                self.cites.keys = true;
                Under::References
            }
            "author" | "authors" | "date" | "subtitle" | "by" => Under::Byline,
            _ => Under::Other,
        }
    }

    fn front_line(&mut self, words: &str, at: usize, under: Under) {
        let whole = 0..words.len();
        let (kind, shown) = match notes::field(words, "title").filter(|_| !self.titled) {
            Some(value) => {
                self.titled = true;
                (PassageKind::Title, value)
            }
            None if under == Under::Byline => (PassageKind::Byline, value(words).unwrap_or(whole)),
            None => (PassageKind::FrontMatter, whole),
        };
        self.out.open(kind);
        self.out.text(Self::span(at + shown.start..at + shown.end));
        self.out.close();
    }

    /// The files in `refs.bib`, `"refs.bib"`, `[a.bib, b.bib]`, part of `line`.
    fn bibliographies(&mut self, value: &str, line_start: usize, line: &str) {
        let value = value.split(" #").next().unwrap_or(value);
        for name in value.split(',') {
            let name = name.trim_matches(|c: char| c.is_whitespace() || "[]\"'".contains(c));
            if name.is_empty() || matches!(name, "|" | ">" | "|-" | ">-" | "null" | "~") {
                continue;
            }
            let start = line_start + (name.as_ptr() as usize - line.as_ptr() as usize);
            self.out.bibliography(Self::span(start..start + name.len()), name);
        }
    }

    /// Reads the entries that the metadata itself holds.
    pub(super) fn front_references(&mut self) {
        if let Some(yaml) = self.front.references.take() {
            bibliography::read_yaml(&mut self.out, self.source, Self::span(yaml));
        }
    }
}

/// The value in `author: A. Person`, `- A. Person`, `  name: A. Person`.
fn value(line: &str) -> Option<Range<usize>> {
    let item = line.trim_start().trim_start_matches("- ");
    let value = match item.split_once(':') {
        Some((name, value)) if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') => value,
        _ => item,
    };
    let value = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    let start = value.as_ptr() as usize - line.as_ptr() as usize;
    (!value.is_empty()).then(|| start..start + value.len())
}

/// Length of the metadata at the head of a text, both lines of dashes included.
fn end_of_metadata(text: &str) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    for (index, line) in lines.enumerate() {
        at += line.len();
        let words = line.trim_end();
        if index == 0 && words.is_empty() {
            // A rule, and then a text.
            return None;
        }
        if matches!(words, "---" | "...") {
            return Some(at);
        }
    }
    None
}
