//! The comments of a Word file, with what was answered to them.

use std::collections::HashMap;

use super::super::Thread;
use super::super::words::{day_of, tokens_in};
use super::parts::Parts;
use super::runs::{Parted, Sign, parted};
use crate::draft::office::Fault;
use crate::draft::office::xml::{Ns, Token, Xml};

/// How far an answer to an answer is followed.
const DEEPEST: usize = 16;

/// A comment as its part holds it.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// Its number, as written.
    pub id: String,
    /// Who made it; `None` where nobody is named.
    pub author: Option<String>,
    /// When, as `2026-05-04T10:00:00Z`; empty where no time is told.
    pub date: String,
    /// Its paragraphs.
    pub lines: Vec<String>,
    /// What its paragraphs are called (`w14:paraId`); empty where one has no name.
    pub paras: Vec<String>,
    /// First byte.
    pub start: usize,
    /// Past its last byte.
    pub end: usize,
}

/// A row of the tables beside the comments, by the element's attributes.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// `paraId`.
    pub para: String,
    /// `paraIdParent`.
    pub parent: Option<String>,
    /// `done`.
    pub done: bool,
    /// `durableId`.
    pub durable: String,
    /// First byte.
    pub start: usize,
    /// Past its last byte.
    pub end: usize,
}

/// The comments of their part.
///
/// # Errors
/// The part is damaged.
pub fn entries(part: &str, source: &str) -> Result<Vec<Entry>, Fault> {
    let mut xml = Xml::new(part, source);
    let mut all: Vec<Entry> = Vec::new();
    let (mut open, mut words) = (None, None);
    while let Some(token) = xml.pull()? {
        let depth = xml.depth();
        match token {
            Token::Start(Ns::Word, "comment") if open.is_none() => {
                open = Some(depth);
                all.push(Entry {
                    id: xml.attr(Ns::Word, "id").unwrap_or_default(),
                    author: xml.attr(Ns::Word, "author"),
                    date: xml.attr(Ns::Word, "date").unwrap_or_default(),
                    start: xml.span().start as usize,
                    ..Entry::default()
                });
            }
            Token::Start(ns, name) => {
                let Some(entry) = all.last_mut().filter(|_| open.is_some()) else { continue };
                match (ns, name) {
                    (Ns::Word, "p") => {
                        entry.lines.push(String::new());
                        entry.paras.push(xml.attr(Ns::Other, "paraId").unwrap_or_default());
                    }
                    (Ns::Word, "t") => words = Some(depth),
                    (Ns::Word, "tab" | "br" | "cr") => {
                        if let Some(line) = entry.lines.last_mut() {
                            line.push(' ');
                        }
                    }
                    _ => {}
                }
            }
            Token::Text(text) if words.is_some() => {
                if let Some(line) = all.last_mut().and_then(|entry| entry.lines.last_mut()) {
                    line.push_str(&text);
                }
            }
            Token::End => {
                if words.is_some_and(|at| depth < at) {
                    words = None;
                }
                if open.is_some_and(|at| depth < at) {
                    open = None;
                    if let Some(entry) = all.last_mut() {
                        entry.end = xml.span().end as usize;
                    }
                }
            }
            Token::Text(_) => {}
        }
    }
    Ok(all)
}

/// The rows of a table beside the comments.
///
/// # Errors
/// The part is damaged.
pub fn rows(part: &str, source: &str) -> Result<Vec<Row>, Fault> {
    let mut xml = Xml::new(part, source);
    let mut all: Vec<Row> = Vec::new();
    while let Some(token) = xml.pull()? {
        match token {
            Token::Start(..) if xml.depth() == 2 => all.push(Row {
                para: xml.attr(Ns::Other, "paraId").unwrap_or_default(),
                parent: xml.attr(Ns::Other, "paraIdParent"),
                done: xml
                    .attr(Ns::Other, "done")
                    .is_some_and(|done| matches!(done.as_str(), "1" | "true" | "on")),
                durable: xml.attr(Ns::Other, "durableId").unwrap_or_default(),
                start: xml.span().start as usize,
                end: xml.span().end as usize,
            }),
            Token::End if xml.depth() == 1 => {
                if let Some(row) = all.last_mut() {
                    row.end = row.end.max(xml.span().end as usize);
                }
            }
            _ => {}
        }
    }
    Ok(all)
}

/// The comments of a file, each of ours with its answers.
///
/// # Errors
/// A part is damaged.
pub fn threads(parts: &Parts) -> Result<Vec<(Thread, Entry)>, Fault> {
    let Some(comments) = &parts.comments else { return Ok(Vec::new()) };
    let entries = entries(&comments.name, &comments.text)?;
    let extended = match &parts.extended {
        Some(part) => rows(&part.name, &part.text)?,
        None => Vec::new(),
    };
    let parted = parted(&parts.main.name, &parts.main.text)?;
    Ok(answered(entries, &extended, &parted))
}

/// Puts answers to what they answer: by the table of answers where it is there, else by the words that both are about.
fn answered(entries: Vec<Entry>, extended: &[Row], parted: &Parted) -> Vec<(Thread, Entry)> {
    let places = places(parted);
    let row_of = |entry: &Entry| {
        let last = entry.paras.last().filter(|para| !para.is_empty())?;
        extended.iter().find(|row| row.para.eq_ignore_ascii_case(last))
    };
    let mut by_para: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<(Thread, Entry)> = Vec::new();
    for entry in entries {
        for para in entry.paras.iter().filter(|para| !para.is_empty()) {
            by_para.insert(para.to_ascii_uppercase(), all.len());
        }
        let thread = Thread {
            id: entry.id.clone(),
            author: entry.author.clone().unwrap_or_default(),
            lines: entry.lines.clone(),
            tokens: tokens_in(entry.lines.iter().map(String::as_str)),
            resolved: row_of(&entry).is_some_and(|row| row.done),
            day: day_of(&entry.date),
            ..Thread::default()
        };
        all.push((thread, entry));
    }
    for nth in 0..all.len() {
        let (thread, entry) = &all[nth];
        if thread.is_ours() {
            continue;
        }
        let parent = row_of(entry).and_then(|row| row.parent.as_ref());
        let to = match parent {
            Some(parent) => {
                // An answer to an answer belongs to what both are about.
                let mut to = by_para.get(&parent.to_ascii_uppercase()).copied();
                for _ in 0..DEEPEST {
                    let Some((_, entry)) = to.map(|to| &all[to]).filter(|(above, _)| !above.is_ours()) else {
                        break;
                    };
                    let next = row_of(entry).and_then(|row| row.parent.as_ref());
                    to = next.and_then(|next| by_para.get(&next.to_ascii_uppercase()).copied());
                }
                to
            }
            // A program that keeps no threads writes the answer right behind, about the same words.
            None => places.get(&thread.id).and_then(|place| {
                (0..nth).rev().find(|&other| {
                    let (other, _) = &all[other];
                    other.is_ours() && places.get(&other.id) == Some(place)
                })
            }),
        };
        let reply = thread.as_reply();
        if let Some(to) = to.filter(|&to| to != nth && all[to].0.is_ours()) {
            all[nth].0.is_reply = true;
            all[to].0.replies.push(reply);
        }
    }
    all
}

/// Where each comment begins and ends, in characters of text.
fn places(parted: &Parted) -> HashMap<String, (usize, usize)> {
    let mut places: HashMap<String, (usize, usize)> = HashMap::new();
    for mark in &parted.marks {
        match mark.sign {
            Sign::Start => {
                places.insert(mark.id.clone(), (mark.at, mark.at));
            }
            Sign::End => {
                places.entry(mark.id.clone()).or_insert((mark.at, mark.at)).1 = mark.at;
            }
            Sign::Reference => {}
        }
    }
    places
}
