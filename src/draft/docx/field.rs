//! Fields: what an instruction like `ADDIN ZOTERO_ITEM CSL_CITATION {…}` means.

use super::super::office::csl;
use super::super::office::story::Mark;
use crate::text::rendition::{CitedItem, FieldCitation};

/// The longest instruction that is kept: a citation of a hundred sources with
/// their abstracts is some 500 KB.
const LONGEST: usize = 4 * 1024 * 1024;

/// A field that is open.
#[derive(Debug, Default)]
pub struct Field {
    /// Its instruction so far.
    pub instruction: String,
    /// Data beside the instruction, as base64: EndNote's.
    pub data: String,
    /// Whether its result has begun.
    pub in_result: bool,
    /// What it is, once the result begins.
    pub kind: Kind,
}

/// What a field is.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Its result is plain words.
    #[default]
    Words,
    /// A link.
    Link,
    /// A citation, with its index.
    Citation(usize),
    /// A table of contents, an index, a bibliography: with its index.
    Furniture(u32),
    /// A note's number once more, set as a marker: what is shown so far.
    Again(String),
}

/// What an instruction asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Show the result.
    Words,
    /// A link to this target.
    Link(String),
    /// A citation.
    Citation(FieldCitation),
    /// Around the text, not of it.
    Furniture,
    /// A note's number, set as a marker.
    Again,
}

impl Field {
    /// Adds to the instruction.
    pub fn instruct(&mut self, words: &str) {
        if self.instruction.len() + words.len() <= LONGEST {
            self.instruction.push_str(words);
        }
    }

    /// Adds to the data.
    pub fn add_data(&mut self, words: &str) {
        if self.data.len() + words.len() <= LONGEST {
            self.data.push_str(words);
        }
    }

    /// What the instruction means.
    pub fn meaning(&self) -> Meaning {
        let text = self.instruction.trim();
        let mut words = text.split_whitespace();
        let first = words.next().unwrap_or("").to_ascii_uppercase();
        match first.as_str() {
            "HYPERLINK" => link(text),
            "NOTEREF" if words.any(|word| word.eq_ignore_ascii_case("\\f")) => Meaning::Again,
            "TOC" | "INDEX" | "BIBLIOGRAPHY" | "TOA" => Meaning::Furniture,
            "CITATION" => word_citation(text),
            "ADDIN" => self.added(text),
            _ if text.contains("CSL_CITATION") => Meaning::Citation(csl::citation(text)),
            _ => Meaning::Words,
        }
    }

    /// A field of another program.
    fn added(&self, text: &str) -> Meaning {
        let rest = text.get(5..).unwrap_or("").trim_start();
        if rest.starts_with("EN.REFLIST")
            || rest.starts_with("ZOTERO_BIBL")
            || rest.contains("CSL_BIBLIOGRAPHY")
        {
            return Meaning::Furniture;
        }
        if rest.starts_with("EN.CITE.DATA") {
            return Meaning::Words;
        }
        if rest.starts_with("EN.CITE") {
            return endnote(rest, &self.data);
        }
        if rest.contains("CSL_CITATION") { Meaning::Citation(csl::citation(text)) } else { Meaning::Words }
    }
}

/// `HYPERLINK "https://…" \o "tip"`, `HYPERLINK \l "bookmark"`.
fn link(text: &str) -> Meaning {
    let rest = text.get(9..).unwrap_or("").trim_start();
    let local = rest.starts_with("\\l");
    let rest = rest.trim_start_matches("\\l").trim_start();
    let target = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or(""),
        None => rest.split_whitespace().next().unwrap_or(""),
    };
    Meaning::Link(if local { format!("#{target}") } else { target.to_owned() })
}

/// `CITATION Smi16 \p 12 \l 1033 \m Doe09`.
fn word_citation(text: &str) -> Meaning {
    let mut items: Vec<CitedItem> = Vec::new();
    let mut words = text.split_whitespace().skip(1);
    if let Some(tag) = words.next() {
        items.push(CitedItem { data: tag.to_owned(), ..CitedItem::default() });
    }
    while let Some(word) = words.next() {
        match (word.to_ascii_lowercase().as_str(), items.last_mut()) {
            ("\\p", Some(item)) => {
                item.locator = words.next().unwrap_or("").trim_matches('"').to_owned();
                item.label = "page".to_owned();
            }
            ("\\m", _) => {
                let data = words.next().unwrap_or("").to_owned();
                items.push(CitedItem { data, ..CitedItem::default() });
            }
            _ => {}
        }
    }
    Meaning::Citation(FieldCitation { system: "word", items })
}

/// EndNote keeps XML in the instruction, or as base64 beside it.
fn endnote(rest: &str, data: &str) -> Meaning {
    let xml = match rest.find("<EndNote>") {
        Some(at) => rest[at..].to_owned(),
        None => base64(data).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default(),
    };
    let mut items = Vec::new();
    for cite in xml.split("<Cite").skip(1) {
        let data = cite.split("</Cite>").next().unwrap_or("");
        let data = data.split_once('>').map_or("", |(_, inside)| inside);
        let pages = data.split("<Pages>").nth(1).and_then(|rest| rest.split("</Pages>").next());
        let locator = pages.unwrap_or("").to_owned();
        let label = if locator.is_empty() { "" } else { "page" };
        items.push(CitedItem { data: data.to_owned(), locator, label: label.to_owned() });
    }
    Meaning::Citation(FieldCitation { system: "endnote", items })
}

/// Bytes written as base64, white space between; `None` if it is something else.
fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut out, mut bits, mut count) = (Vec::with_capacity(text.len() / 4 * 3), 0_u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    Some(out)
}

/// The mark with which a field's result ends.
pub fn closing(kind: Kind, from: super::super::office::story::From) -> Option<Mark> {
    match kind {
        Kind::Link => Some(Mark::LinkEnd),
        Kind::Citation(citation) => Some(Mark::CitationEnd(citation)),
        Kind::Again(shown) if !shown.trim().is_empty() => Some(Mark::Again(shown.trim().to_owned(), from)),
        Kind::Words | Kind::Furniture(_) | Kind::Again(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(instruction: &str) -> Meaning {
        Field { instruction: instruction.to_owned(), ..Field::default() }.meaning()
    }

    #[test]
    fn links_have_targets() {
        assert_eq!(
            meaning(" HYPERLINK \"https://a.org/b c\" \\o tip"),
            Meaning::Link("https://a.org/b c".into())
        );
        assert_eq!(meaning("HYPERLINK \\l \"_ftn1\""), Meaning::Link("#_ftn1".into()));
        assert_eq!(meaning("NOTEREF _Ref1 \\h"), Meaning::Words);
        assert_eq!(meaning("NOTEREF _Ref1 \\f \\h"), Meaning::Again);
    }

    #[test]
    fn citations_keep_items_and_locators() {
        let json = r#"ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"id":1,"locator":"12-14","itemData":{"title":"T"}}]} x"#;
        let Meaning::Citation(citation) = meaning(json) else { panic!("no citation") };
        assert_eq!(citation.system, "zotero");
        assert_eq!(citation.items[0].data, r#"{"title":"T"}"#);
        assert_eq!((citation.items[0].locator.as_str(), citation.items[0].label.as_str()), ("12-14", "page"));
        let Meaning::Citation(citation) = meaning("CITATION Smi16 \\p 12 \\l 1033 \\m Doe09") else {
            panic!("no citation")
        };
        assert_eq!(citation.items.len(), 2);
        assert_eq!(citation.items[0].locator, "12");
        let xml = "ADDIN EN.CITE <EndNote><Cite><Author>Doe</Author><Year>2001</Year></Cite></EndNote>";
        let Meaning::Citation(citation) = meaning(xml) else { panic!("no citation") };
        assert_eq!(citation.items[0].data, "<Author>Doe</Author><Year>2001</Year>");
        assert_eq!(base64("aGVs bG8="), Some(b"hello".to_vec()));
    }
}
