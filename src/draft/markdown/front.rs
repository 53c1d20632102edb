//! Metadata at the head of a file: `title: …` between two lines of dashes.

use std::ops::Range;

use super::{Markdown, notes};
use crate::draft::{PassageKind, bibliography};

/// What the metadata says of the draft's sources.
#[derive(Debug, Default)]
pub struct Front {
    /// The metadata without its dashes, if it holds entries of a bibliography.
    references: Option<Range<usize>>,
    /// The blocks `normative:` and `informative:` of kramdown-rfc.
    normative: Vec<Range<usize>>,
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
    /// `normative:` or `informative:`, whose entries kramdown-rfc knows by their tags.
    Normative,
    /// `author:` and a list below it.
    Byline,
    /// `thesis:` and a list below it: what the draft argues for.
    Thesis,
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
            if matches!(words, "---" | "...") || words.is_empty() || is_part_of_rfc(words) {
                if inside.is_empty() {
                    inside = at..at;
                }
                continue;
            }
            inside.end = at;
            let quoted = words.starts_with(['"', '\'']) && words.contains(':');
            let named = words.starts_with(|c: char| c.is_ascii_alphabetic()) && words.contains(':');
            if quoted || named {
                under = self.front_field(words, line_start);
                if under == Under::Normative {
                    self.front.normative.push(line_start..at);
                }
            } else if words.trim_start().starts_with('#') {
                // A comment says nothing.
            } else if under == Under::Bibliography {
                self.bibliographies(words.trim_start().trim_start_matches("- "), line_start, words);
            } else if under == Under::Other && words.trim_start().starts_with("bibliography:") {
                // Below a field of its own: `metadata:`, `format: pdf:`.
                self.front_field(words.trim_start(), line_start + words.len() - words.trim_start().len());
            }
            if under == Under::Thesis && !named && !quoted {
                let shown = words.trim_start().trim_start_matches("- ");
                let from = line_start + words.len() - shown.len();
                self.out.thesis(Self::span(line_start..line_start + words.len()), shown, from);
            }
            match under {
                Under::References => self.front.references = Some(inside.clone()),
                Under::Normative => {
                    if let Some(block) = self.front.normative.last_mut() {
                        block.end = at;
                    }
                }
                _ => self.front_line(words, line_start, under),
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
            "thesis" => {
                if let Some((field, value)) = words.split_once(':') {
                    let value = value.split(" #").next().unwrap_or(value);
                    self.out.thesis(Self::span(at..at + words.len()), value, at + field.len() + 1);
                }
                Under::Thesis
            }
            "references" => {
                self.cites.keys = true;
                Under::References
            }
            "normative" | "informative" => Under::Normative,
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

    /// The files in `refs.bib`, `"refs.bib"`, `[a.bib, b.bib]`, `{main: refs.bib}`, part of `line`.
    fn bibliographies(&mut self, value: &str, line_start: usize, line: &str) {
        let value = value.split(" #").next().unwrap_or(value);
        for name in value.split(',') {
            // `main: refs.bib`: the list that the file is for, and the file.
            let name = name.split_once(": ").map_or(name, |(_, file)| file);
            let name = name.trim_matches(|c: char| c.is_whitespace() || "[]{}\"'".contains(c));
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
        for block in std::mem::take(&mut self.front.normative) {
            bibliography::read_tagged(&mut self.out, self.source, Self::span(block));
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

/// Where metadata at a text's end begins, which pandoc reads like that at its head: two lines of
/// dashes at the end, and between them nothing but fields, one of which names sources.
pub(super) fn metadata_at_end(text: &str) -> Option<usize> {
    let body = text.trim_end();
    let inner = body.strip_suffix("\n---").or_else(|| body.strip_suffix("\n..."))?;
    let start = inner.rfind("\n---\n")? + 1;
    let blank = text[..start].ends_with("\n\n") || text[..start].ends_with("\n\r\n");
    let lines = || inner[start..].lines().skip(1);
    let field = |line: &str| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        })
    };
    let fields = lines().all(|line| line.starts_with([' ', '-', '#']) || field(line));
    let names = |line: &str| {
        let name = line.split(':').next().unwrap_or("");
        matches!(name, "bibliography" | "references" | "nocite")
    };
    (blank && fields && lines().any(names)).then_some(start)
}

/// `--- abstract`: how kramdown-rfc ends its metadata.
fn is_part_of_rfc(line: &str) -> bool {
    matches!(line, "--- abstract" | "--- middle" | "--- back")
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
        if matches!(words, "---" | "...") || is_part_of_rfc(words) {
            return Some(at);
        }
    }
    None
}
