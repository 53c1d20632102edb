//! What the name of a style means. Word keeps its built-in names in English
//! whatever the language; LibreOffice too.

use crate::text::rendition::Block;

/// The block that a style of this name (lower case) makes, if it says.
pub fn block(name: &str) -> Option<Block> {
    if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.parse().ok()) {
        return (1..=10).contains(&level).then_some(Block::Heading(level));
    }
    let indexes = ["toc ", "index ", "table of ", "contents ", "bibliography ", "illustration index "];
    if indexes.iter().any(|index| name.starts_with(index)) {
        return Some(Block::Furniture);
    }
    Some(match name {
        "title" => Block::Title,
        "subtitle" | "author" | "authors" | "date" | "byline" | "affiliation" | "signature" => Block::Byline,
        "quote" | "intense quote" | "block text" | "block quote" | "block quotation" | "quotations" => {
            Block::Quote
        }
        "caption" | "image caption" | "table caption" | "tablecaption" | "figurecaption"
        | "figure caption" | "illustration" | "drawing" | "figure" => Block::Caption,
        "html preformatted" | "source code" | "code" | "preformatted text" => Block::Code,
        "bibliography" | "toc heading" | "header" | "footer" | "endnote bibliography" => Block::Furniture,
        _ => return None,
    })
}
