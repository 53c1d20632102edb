//! Properties of paragraphs, runs, sections and notes: short elements whose
//! children are looked at in one go.

use super::super::office::Fault;
use super::super::office::xml::{Ns, Token, Xml};
use super::count::Numbering;
use super::styles::{Styles, is_list, is_on};
use crate::text::rendition::Block;

/// What a paragraph says of itself.
#[derive(Debug, Default)]
pub struct ParaProps {
    /// What its style and its own properties make of it.
    pub block: Block,
    /// Whether its style sets italics.
    pub italic: bool,
    /// Whether its style hides it.
    pub hidden: bool,
    /// Whether its style sets bold.
    pub bold: bool,
    /// The list it is an item of, and the level.
    pub list: Option<(String, usize)>,
    /// Its mark was inserted, or deleted, by a tracked change.
    pub inserted: bool,
    /// As above.
    pub deleted: bool,
    /// It ends a section, whose notes are numbered so.
    pub section: Option<[Numbering; 2]>,
}

/// What a run says of itself.
#[derive(Debug, Default, Clone, Copy)]
pub struct RunProps {
    /// In italics.
    pub italic: bool,
    /// Not to be seen.
    pub hidden: bool,
    /// Superscript.
    pub raised: bool,
    /// Set in the style of note markers.
    pub marker: bool,
    /// In bold.
    pub bold: bool,
}

/// Reads `w:pPr`.
pub fn para(xml: &mut Xml<'_>, styles: &Styles) -> Result<ParaProps, Fault> {
    let mut props = ParaProps::default();
    let (mut block, mut outline, mut list, mut level) = (None, None, None, None);
    let mut by_style = None;
    // How deep the properties of the paragraph's mark stand.
    let mut mark = 0;
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        let Some(token) = xml.pull()? else { break };
        let Token::Start(ns, name) = token else { continue };
        if ns != Ns::Word {
            xml.skip()?;
            continue;
        }
        match name {
            "pStyle" => {
                let style = xml.attr(Ns::Word, "val").unwrap_or_default();
                let look = styles.look(&style);
                block = look.block;
                by_style = styles.list(&style);
                props.bold = look.bold.unwrap_or(false);
                props.italic = look.italic.unwrap_or(false);
                props.hidden = look.hidden.unwrap_or(false);
            }
            "outlineLvl" => {
                outline = xml.attr(Ns::Word, "val").and_then(|level| level.parse::<u8>().ok());
            }
            "numId" => list = xml.attr(Ns::Word, "val"),
            "ilvl" => level = xml.attr(Ns::Word, "val").and_then(|level| level.parse().ok()),
            "ins" | "moveTo" if xml.depth() == mark + 1 => props.inserted = true,
            "del" | "moveFrom" if xml.depth() == mark + 1 => props.deleted = true,
            "sectPr" => props.section = Some(section(xml)?),
            "rPr" => mark = xml.depth(),
            "numPr" => {}
            _ => xml.skip()?,
        }
    }
    let block = match outline {
        Some(level @ 0..=8) => Block::Heading(level + 1),
        _ => block.unwrap_or(Block::Paragraph),
    };
    let (number, style_level) = by_style.unwrap_or_default();
    let number = list.unwrap_or(number);
    if is_list(&number) {
        props.list = Some((number, level.unwrap_or(style_level)));
    }
    let item = block == Block::Paragraph && props.list.is_some();
    props.block = if item { Block::Item } else { block };
    Ok(props)
}

/// Reads `w:rPr` of a run that is as `base` before.
pub fn run(xml: &mut Xml<'_>, styles: &Styles, base: RunProps) -> Result<RunProps, Fault> {
    let mut props = base;
    let (mut italic, mut hidden, mut raised) = (None, None, None);
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        let Some(token) = xml.pull()? else { break };
        let Token::Start(ns, name) = token else { continue };
        match (ns, name) {
            (Ns::Word, "rStyle") => {
                let look = styles.look(&xml.attr(Ns::Word, "val").unwrap_or_default());
                props.italic = look.italic.unwrap_or(props.italic);
                props.hidden |= look.hidden.unwrap_or(false);
                props.raised |= look.raised.unwrap_or(false);
                props.marker |= look.marker;
                props.bold = look.bold.unwrap_or(props.bold);
            }
            (Ns::Word, "i") => italic = Some(is_on(xml.attr(Ns::Word, "val"))),
            (Ns::Word, "b") => props.bold = is_on(xml.attr(Ns::Word, "val")),
            (Ns::Word, "vanish" | "specVanish") => hidden = Some(is_on(xml.attr(Ns::Word, "val"))),
            (Ns::Word, "vertAlign") => {
                raised = Some(xml.attr(Ns::Word, "val").as_deref() == Some("superscript"));
            }
            _ => xml.skip()?,
        }
    }
    props.italic = italic.unwrap_or(props.italic);
    props.hidden = hidden.unwrap_or(props.hidden);
    props.raised = raised.unwrap_or(props.raised);
    Ok(props)
}

/// Reads `w:sectPr`: how its notes are numbered.
pub fn section(xml: &mut Xml<'_>) -> Result<[Numbering; 2], Fault> {
    let mut found: [Numbering; 2] = Default::default();
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        let Some(token) = xml.pull()? else { break };
        match token {
            Token::Start(Ns::Word, "footnotePr") => found[0] = numbering(xml)?,
            Token::Start(Ns::Word, "endnotePr") => found[1] = numbering(xml)?,
            Token::Start(..) => xml.skip()?,
            _ => {}
        }
    }
    Ok(found)
}

/// Reads `w:footnotePr` or `w:endnotePr`.
pub fn numbering(xml: &mut Xml<'_>) -> Result<Numbering, Fault> {
    let mut found = Numbering::default();
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        let Some(token) = xml.pull()? else { break };
        let Token::Start(Ns::Word, name) = token else { continue };
        let value = xml.attr(Ns::Word, "val");
        match name {
            "numFmt" => found.format = value,
            "numStart" => found.start = value.and_then(|start| start.parse().ok()),
            "numRestart" => found.restart = value,
            _ => {}
        }
    }
    Ok(found)
}
