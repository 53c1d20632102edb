//! Styles and settings: what a style's name and its forebears make of a
//! paragraph or a run.

use std::collections::HashMap;

use super::super::office::Fault;
use super::super::office::names;
use super::super::office::xml::{Ns, Token, Xml};
use crate::text::rendition::Block;

/// How long a chain of "based on" is followed; files may hold circles.
const CHAIN: usize = 40;

/// One style as the file gives it.
#[derive(Debug, Default, Clone)]
struct Style {
    /// Its built-in or own name, lower case: `heading 1` in any language.
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    italic: Option<bool>,
    hidden: Option<bool>,
    raised: Option<bool>,
    bold: Option<bool>,
    /// The list its paragraphs belong to, and the level.
    list: Option<String>,
    level: Option<usize>,
}

/// Every style of a file, by id.
#[derive(Debug, Default)]
pub struct Styles {
    all: HashMap<String, Style>,
    /// The language of words for which nothing else is said.
    pub language: Option<String>,
}

/// What a style says about the paragraphs and runs that have it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// What kind of block it makes, if it says so.
    pub block: Option<Block>,
    /// Whether it sets italics.
    pub italic: Option<bool>,
    /// Whether it hides its words.
    pub hidden: Option<bool>,
    /// Whether it raises its words.
    pub raised: Option<bool>,
    /// Whether it sets bold.
    pub bold: Option<bool>,
    /// Whether it is the style of note markers.
    pub marker: bool,
}

impl Styles {
    /// Reads `styles.xml`.
    ///
    /// # Errors
    /// The part is damaged.
    pub fn read(part: &str, source: &str) -> Result<Self, Fault> {
        let mut styles = Self::default();
        let mut xml = Xml::new(part, source);
        let mut open: Option<(String, Style)> = None;
        while let Some(token) = xml.pull()? {
            let Token::Start(Ns::Word, name) = token else { continue };
            let value = || xml.attr(Ns::Word, "val");
            if name == "style" {
                styles.keep(open.take());
                open = Some((xml.attr(Ns::Word, "styleId").unwrap_or_default(), Style::default()));
                continue;
            }
            if name == "lang" && open.is_none() {
                styles.language = styles.language.or_else(value);
            }
            let Some((_, style)) = &mut open else { continue };
            match name {
                "name" => style.name = value().unwrap_or_default().to_lowercase(),
                "basedOn" => style.based_on = value(),
                "outlineLvl" => style.outline = value().and_then(|level| level.parse().ok()),
                "i" => style.italic = Some(is_on(value())),
                "vanish" => style.hidden = Some(is_on(value())),
                "vertAlign" => style.raised = Some(value().as_deref() == Some("superscript")),
                "b" => style.bold = Some(is_on(value())),
                "numId" => style.list = value(),
                "ilvl" => style.level = value().and_then(|level| level.parse().ok()),
                _ => {}
            }
        }
        styles.keep(open);
        Ok(styles)
    }

    fn keep(&mut self, style: Option<(String, Style)>) {
        if let Some((id, style)) = style {
            self.all.insert(id, style);
        }
    }

    /// The list that paragraphs of this style belong to, and the level.
    pub fn list(&self, id: &str) -> Option<(String, usize)> {
        let (mut next, mut level) = (Some(id), None);
        for _ in 0..CHAIN {
            let style = self.all.get(next?)?;
            level = level.or(style.level);
            if let Some(list) = &style.list {
                return Some((list.clone(), level.unwrap_or(0)));
            }
            next = style.based_on.as_deref();
        }
        None
    }

    /// What the style with this id says, its forebears included.
    pub fn look(&self, id: &str) -> Look {
        let mut look = Look::default();
        if !self.all.contains_key(id) {
            look.block = names::block(&spaced(id));
            return look;
        }
        let mut next = Some(id);
        for _ in 0..CHAIN {
            let Some(style) = next.and_then(|id| self.all.get(id)) else { break };
            look.block = look.block.or_else(|| match style.outline {
                Some(level @ 0..=8) => Some(Block::Heading(level + 1)),
                Some(_) => Some(Block::Paragraph),
                None => names::block(&style.name),
            });
            look.italic = look.italic.or(style.italic);
            look.hidden = look.hidden.or(style.hidden);
            look.raised = look.raised.or(style.raised);
            look.bold = look.bold.or(style.bold);
            look.marker |= matches!(style.name.as_str(), "footnote reference" | "endnote reference");
            next = style.based_on.as_deref();
        }
        look
    }
}

/// Whether a list's number stands for a list: `0` means none.
pub fn is_list(number: &str) -> bool {
    number != "0" && !number.is_empty()
}

/// `Heading1` as `heading 1`: ids of styles that the file does not define.
fn spaced(id: &str) -> String {
    let digits = id.len() - id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (word, number) = id.split_at(id.len() - digits);
    let word = word.trim_end_matches(['-', '_', ' ']).to_lowercase();
    if number.is_empty() { word } else { format!("{word} {number}") }
}

/// A switch: present without a value means on.
pub fn is_on(value: Option<String>) -> bool {
    !matches!(value.as_deref(), Some("0" | "false" | "off"))
}
