//! The numbers before list items. Word counts them when it shows the page; they
//! are not in the text. A list of references is often such a list: `[1]`, `[2]`.

use std::collections::HashMap;

use super::super::office::Fault;
use super::super::office::xml::{Ns, Token, Xml};
use super::count;

/// Word has nine levels of lists.
const LEVELS: usize = 9;

/// The longest label: `(iv)`, `12.3.1.`.
const LONGEST: usize = 24;

/// One level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// `[%1]`, `%1.%2.`
    text: String,
}

/// A list as paragraphs name it.
#[derive(Debug, Default)]
struct Number {
    pattern: String,
    /// Levels that begin anew with this list, and with which number.
    starts: HashMap<usize, u32>,
    used: bool,
}

/// Every list of a document, and how far each has been counted.
#[derive(Debug, Default)]
pub struct Lists {
    patterns: HashMap<String, Vec<Level>>,
    numbers: HashMap<String, Number>,
    counted: HashMap<String, [Option<u32>; LEVELS]>,
}

impl Lists {
    /// Reads `numbering.xml`.
    ///
    /// # Errors
    /// The part is damaged.
    pub fn read(part: &str, source: &str) -> Result<Self, Fault> {
        let mut lists = Self::default();
        let (mut pattern, mut number, mut level) = (None, None, 0);
        let mut xml = Xml::new(part, source);
        while let Some(token) = xml.pull()? {
            let Token::Start(Ns::Word, name) = token else { continue };
            let word = |name| xml.attr(Ns::Word, name);
            let value = || word("val").unwrap_or_default();
            match name {
                "abstractNum" => {
                    let id = word("abstractNumId").unwrap_or_default();
                    lists.patterns.insert(id.clone(), vec![Level { start: 1, ..Level::default() }; LEVELS]);
                    (pattern, number) = (Some(id), None);
                }
                "num" => {
                    let id = word("numId").unwrap_or_default();
                    lists.numbers.insert(id.clone(), Number::default());
                    (pattern, number) = (None, Some(id));
                }
                "lvl" | "lvlOverride" => {
                    level = word("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(LEVELS - 1);
                }
                _ => {}
            }
            if let Some(found) = number.as_ref().and_then(|id| lists.numbers.get_mut(id)) {
                match name {
                    "abstractNumId" => found.pattern = value(),
                    "startOverride" => {
                        found.starts.insert(level, value().parse().unwrap_or(1));
                    }
                    _ => {}
                }
            } else if let Some(levels) = pattern.as_ref().and_then(|id| lists.patterns.get_mut(id)) {
                match name {
                    "start" => levels[level].start = value().parse().unwrap_or(1),
                    "numFmt" => levels[level].format = value(),
                    "lvlText" => levels[level].text = value(),
                    _ => {}
                }
            }
        }
        Ok(lists)
    }

    /// The label of the next item of a list; `None` for a bullet.
    pub fn label(&mut self, number: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let list = self.numbers.get_mut(number)?;
        let levels = self.patterns.get(&list.pattern)?;
        let counted = self.counted.entry(list.pattern.clone()).or_default();
        if !std::mem::replace(&mut list.used, true) {
            for (&level, &start) in &list.starts {
                counted[level] = start.checked_sub(1);
            }
        }
        let before = counted[level].or(levels[level].start.checked_sub(1)).unwrap_or(0);
        counted[level] = Some(before.saturating_add(1));
        counted[level + 1..].fill(None);
        let Level { format, text, .. } = &levels[level];
        if format == "bullet" || format == "none" || text.is_empty() {
            return None;
        }
        let mut label = String::new();
        let mut signs = text.chars().peekable();
        while let Some(c) = signs.next() {
            let place = if c == '%' { signs.peek().and_then(|digit| digit.to_digit(10)) } else { None };
            match place {
                Some(place @ 1..=9) => {
                    signs.next();
                    let at = place as usize - 1;
                    let number = counted[at].unwrap_or(levels[at].start);
                    label.push_str(&count::format(number, &levels[at].format));
                }
                _ => label.push(c),
            }
        }
        let label = label.trim();
        (!label.is_empty() && label.len() <= LONGEST).then(|| label.to_owned())
    }
}
