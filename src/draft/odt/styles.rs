//! Styles of an OpenDocument text: named ones from `styles.xml`, automatic ones
//! from `content.xml`.

use std::collections::HashMap;

use super::super::office::Fault;
use super::super::office::names;
use super::super::office::xml::{Ns, Token, Xml};
use crate::text::rendition::Block;

/// How long a chain of parents is followed; files may hold circles.
const CHAIN: usize = 40;

#[derive(Debug, Default, Clone)]
struct Style {
    name: String,
    parent: Option<String>,
    outline: Option<u8>,
    italic: Option<bool>,
    hidden: Option<bool>,
    raised: Option<bool>,
    bold: Option<bool>,
}

/// Every style of a file, by family and name.
#[derive(Debug, Default)]
pub struct Styles {
    all: HashMap<(bool, String), Style>,
    /// The language of paragraphs for which nothing else is said.
    pub language: Option<String>,
}

/// What a style says.
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
}

impl Styles {
    /// Adds the styles of a part.
    ///
    /// # Errors
    /// The part is damaged.
    pub fn add(&mut self, part: &str, source: &str) -> Result<(), Fault> {
        let mut xml = Xml::new(part, source);
        let mut open: Option<((bool, String), Style)> = None;
        // Whether what is read is the default of paragraphs.
        let mut defaults = false;
        while let Some(token) = xml.pull()? {
            let Token::Start(ns, name) = token else { continue };
            match (ns, name) {
                // Styles stand before the text.
                (Ns::Office, "body") => break,
                (Ns::Style, "style") => {
                    self.keep(open.take());
                    let word = |name| xml.attr(Ns::Style, name);
                    let id = word("name").unwrap_or_default();
                    let style = Style {
                        name: word("display-name").unwrap_or_else(|| id.replace("_20_", " ")).to_lowercase(),
                        parent: word("parent-style-name"),
                        outline: word("default-outline-level").and_then(|level| level.parse().ok()),
                        ..Style::default()
                    };
                    open = Some(((word("family").as_deref() == Some("text"), id), style));
                }
                (Ns::Style, "default-style") => {
                    self.keep(open.take());
                    defaults = xml.attr(Ns::Style, "family").as_deref() == Some("paragraph");
                }
                (Ns::Style, "text-properties") if defaults && open.is_none() => {
                    self.language = self.language.take().or_else(|| xml.attr(Ns::Fo, "language"));
                }
                (Ns::Style, "text-properties") => {
                    if let Some((_, style)) = &mut open {
                        style.italic = xml
                            .attr(Ns::Fo, "font-style")
                            .map(|slant| matches!(slant.as_str(), "italic" | "oblique"));
                        style.bold = xml
                            .attr(Ns::Fo, "font-weight")
                            .map(|weight| matches!(weight.as_str(), "bold" | "600" | "700" | "800" | "900"));
                        style.hidden = xml.attr(Ns::Text, "display").map(|shown| shown == "none");
                        style.raised = xml.attr(Ns::Style, "text-position").map(|place| is_raised(&place));
                    }
                }
                _ => {}
            }
        }
        self.keep(open);
        Ok(())
    }

    fn keep(&mut self, style: Option<((bool, String), Style)>) {
        if let Some((id, style)) = style {
            self.all.insert(id, style);
        }
    }

    /// What a style says, its parents included.
    pub fn look(&self, of_text: bool, id: &str) -> Look {
        let mut look = Look::default();
        let mut next = Some(id.to_owned());
        for _ in 0..CHAIN {
            let Some(id) = next.take() else { break };
            let Some(style) = self.all.get(&(of_text, id.clone())) else {
                look.block = look.block.or_else(|| names::block(&id.replace("_20_", " ").to_lowercase()));
                break;
            };
            look.block = look.block.or_else(|| match style.outline {
                Some(level @ 1..=10) => Some(Block::Heading(level)),
                _ => names::block(&style.name),
            });
            look.italic = look.italic.or(style.italic);
            look.hidden = look.hidden.or(style.hidden);
            look.bold = look.bold.or(style.bold);
            look.raised = look.raised.or(style.raised);
            next.clone_from(&style.parent);
        }
        look
    }
}

/// `super 58%`, `33% 58%`.
fn is_raised(place: &str) -> bool {
    let first = place.split_whitespace().next().unwrap_or("");
    first == "super" || first.trim_end_matches('%').parse::<f32>().is_ok_and(|height| height > 0.0)
}
