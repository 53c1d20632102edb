//! Headings over notes and sources.

use crate::lexicon::list;

/// What a heading above a list of notes says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// "Notes", "Endnotes": what follows are notes.
    Notes,
    /// "References", "Sources": notes only if the text has markers for them.
    Sources,
}

impl Heading {
    /// What the source of a heading says, if it is about notes.
    pub fn of(source: &str) -> Option<Self> {
        let mut words = String::new();
        let mut tag = false;
        for c in source.chars().take(120) {
            match c {
                '<' => tag = true,
                '>' => tag = false,
                '{' => break,
                _ if tag => {}
                c if c.is_alphabetic() => words.extend(c.to_lowercase()),
                c if c.is_whitespace() && !words.is_empty() && !words.ends_with(' ') => words.push(' '),
                _ => {}
            }
        }
        let of_notes = |words: &str| {
            ["note", "endnote", "end note", "footnote", "foot note"].iter().any(|of| words.starts_with(of))
        };
        match words.trim() {
            words if of_notes(words) && list::NOTES_HEADING.contains(&words) => Some(Heading::Notes),
            words if list::SOURCES_HEADING.contains(&words) => Some(Heading::Sources),
            words if is_notes_of_part(words) => Some(Heading::Notes),
            _ => None,
        }
    }
}

/// "Notes to Chapter One", "Chapter Three Endnotes".
fn is_notes_of_part(words: &str) -> bool {
    let notes = |word: Option<&str>| matches!(word, Some("notes" | "endnotes" | "footnotes"));
    let part = ["chapter", "part", "section", "introduction", "conclusion", "pages"];
    words.len() <= 50
        && (notes(words.split(' ').next()) || notes(words.rsplit(' ').next()))
        && words.split(' ').any(|word| part.contains(&word))
}
