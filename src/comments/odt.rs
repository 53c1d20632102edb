//! Comments of an OpenDocument text: `office:annotation` where the words begin, `office:annotation-end` where they end.
//!
//! Both stand among the characters of a paragraph, so no words are parted. In a note, a drawing or a field they may not
//! stand: what is there is taken as one thing, and a comment goes round it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::edit::{Edits, Root, bare, escaped, origin, tightened};
use super::words::{day_of, tokens_in};
use super::{Comment, Copied, Thread};
use crate::draft::office::Fault;
use crate::draft::office::xml::{Ns, Token, Xml};
use crate::span::Span;
use crate::text::Text;

/// Elements among whose characters comments may stand.
const INLINE: &[&str] = &["p", "h", "span", "a", "meta"];

/// Namespaces that an annotation needs, with the prefixes that everybody uses.
const NAMESPACES: &[(&str, &str)] = &[
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
];

/// How far an answer to an answer is followed.
const DEEPEST: usize = 16;

/// How names of comments begin that we made.
const NAME: &str = "claimlint-";

/// A comment of the file.
#[derive(Debug, Clone, Default)]
struct Note {
    name: String,
    parent: Option<String>,
    author: Option<String>,
    date: String,
    lines: Vec<String>,
    resolved: bool,
    /// The bytes of the annotation, and of its end.
    begins: (usize, usize),
    ends: Option<(usize, usize)>,
    /// Where both stand, in characters of the text.
    range: (usize, usize),
    /// Whether it stands where one may.
    sound: bool,
}

/// The text, taken apart.
#[derive(Debug, Default)]
struct Parted {
    /// Things round which a comment goes: first byte, past the last.
    things: Vec<(usize, usize)>,
    /// Parts of the file that no comment can reach.
    shut: Vec<(usize, usize)>,
    notes: Vec<Note>,
    /// Ends of annotations that are not there.
    lost: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum El {
    Block,
    Inline,
    /// One thing, with its place in the list.
    Thing(usize),
    Shut(usize),
    Inside,
    Annotation,
    Author,
    Date,
    Line,
}

fn parted(part: &str, source: &str) -> Result<Parted, Fault> {
    let mut xml = Xml::new(part, source);
    let mut out = Parted::default();
    let mut open: Vec<El> = Vec::new();
    let mut chars = 0;
    while let Some(token) = xml.pull()? {
        let span = xml.span();
        let (start, end) = (span.start as usize, span.end as usize);
        match token {
            Token::Start(ns, name) => {
                let parent = open.last().copied();
                if (ns, name) == (Ns::Office, "annotation-end") {
                    let name = xml.attr(Ns::Office, "name").unwrap_or_default();
                    let found =
                        out.notes.iter_mut().rev().find(|note| note.name == name && note.ends.is_none());
                    match found {
                        Some(note) => {
                            note.ends = Some((start, end));
                            note.range.1 = chars;
                            note.sound &= parent == Some(El::Inline);
                        }
                        None => out.lost.push(name),
                    }
                }
                open.push(started(&xml, &mut out, parent, (ns, name), (start, end), chars));
            }
            Token::Text(text) => match open.last() {
                Some(El::Inline) => chars += text.chars().count(),
                Some(El::Author) => {
                    if let Some(note) = out.notes.last_mut() {
                        note.author.get_or_insert_default().push_str(&text);
                    }
                }
                Some(El::Date) => {
                    if let Some(note) = out.notes.last_mut() {
                        note.date.push_str(&text);
                    }
                }
                Some(El::Line) => {
                    if let Some(line) = out.notes.last_mut().and_then(|note| note.lines.last_mut()) {
                        line.push_str(&text);
                    }
                }
                _ => {}
            },
            Token::End => match open.pop() {
                Some(El::Thing(at)) => {
                    if let Some(thing) = out.things.get_mut(at) {
                        thing.1 = end;
                    }
                }
                Some(El::Shut(at)) => {
                    if let Some(shut) = out.shut.get_mut(at) {
                        shut.1 = end;
                    }
                }
                Some(El::Annotation) => {
                    if let Some(note) = out.notes.last_mut() {
                        note.begins.1 = end;
                    }
                }
                _ => {}
            },
        }
    }
    Ok(out)
}

/// What an element is that begins.
fn started(
    xml: &Xml<'_>,
    out: &mut Parted,
    parent: Option<El>,
    (ns, name): (Ns, &str),
    (start, end): (usize, usize),
    chars: usize,
) -> El {
    if (ns, name) == (Ns::Office, "annotation") {
        // LibreOffice has them in a namespace of its own.
        let either = |name: &str| xml.attr(Ns::Other, name).or_else(|| xml.attr(Ns::Office, name));
        out.notes.push(Note {
            name: xml.attr(Ns::Office, "name").unwrap_or_default(),
            parent: either("parent-name"),
            resolved: either("resolved").as_deref() == Some("true"),
            begins: (start, end),
            range: (chars, chars),
            sound: parent == Some(El::Inline),
            ..Note::default()
        });
        return El::Annotation;
    }
    match parent {
        None | Some(El::Block) => match (ns, name) {
            (Ns::Text, "p" | "h") => El::Inline,
            (Ns::Text, "tracked-changes") | (Ns::Draw, _) => {
                out.shut.push((start, end));
                El::Shut(out.shut.len() - 1)
            }
            _ => El::Block,
        },
        Some(El::Inline) if ns == Ns::Text && INLINE.contains(&name) => El::Inline,
        Some(El::Inline) => {
            out.things.push((start, end));
            El::Thing(out.things.len() - 1)
        }
        Some(El::Annotation) if (ns, name) == (Ns::Other, "creator") => El::Author,
        Some(El::Annotation) if (ns, name) == (Ns::Other, "date") => El::Date,
        Some(El::Annotation | El::Line) if ns == Ns::Text => {
            if let Some(note) = out.notes.last_mut() {
                match (name, note.lines.last_mut()) {
                    ("p" | "h", _) => note.lines.push(String::new()),
                    ("s" | "tab" | "line-break", Some(line)) => line.push(' '),
                    _ => {}
                }
            }
            if matches!(name, "list" | "list-item") { El::Annotation } else { El::Line }
        }
        Some(El::Annotation) => El::Inside,
        Some(_) => El::Inside,
    }
}

impl Parted {
    /// The thing in which a byte lies.
    fn thing(&self, at: usize) -> Option<(usize, usize)> {
        let index = self.things.partition_point(|thing| thing.0 <= at).checked_sub(1)?;
        self.things.get(index).copied().filter(|thing| at < thing.1)
    }

    /// Where a comment begins and ends whose first and last words are shown by these bytes.
    fn range(&self, first: Span, last: Span) -> Option<(usize, usize)> {
        let (start, end) = (first.start as usize, last.end as usize);
        let reached = |at: usize| !self.shut.iter().any(|shut| shut.0 <= at && at < shut.1);
        if !reached(start) || !reached(end.checked_sub(1)?) {
            return None;
        }
        let from = self.thing(start).map_or(start, |thing| thing.0);
        let to = self.thing(end - 1).map_or(end, |thing| thing.1);
        (from < to).then_some((from, to))
    }

    /// The bytes round which a comment goes; `None` where none can stand.
    fn of(&self, text: &Text, part: &str, source: &str, comment: &Comment) -> Option<(usize, usize)> {
        let (first, last) = origin(text, part, source, tightened(text, comment.span))?;
        self.range(first, last)
    }

    /// The comments, each of ours with its answers.
    fn threads(&self) -> Vec<Thread> {
        let mut all: Vec<Thread> = self
            .notes
            .iter()
            .map(|note| Thread {
                id: note.name.clone(),
                author: note.author.clone().unwrap_or_default(),
                lines: note.lines.clone(),
                tokens: tokens_in(note.lines.iter().map(String::as_str)),
                resolved: note.resolved,
                day: day_of(&note.date),
                ..Thread::default()
            })
            .collect();
        let threadless = self.notes.iter().all(|note| note.parent.is_none());
        let by_name: HashMap<&str, usize> =
            self.notes.iter().enumerate().map(|(at, note)| (note.name.as_str(), at)).collect();
        for (at, note) in self.notes.iter().enumerate() {
            if all[at].is_ours() {
                continue;
            }
            let to = match &note.parent {
                Some(parent) => {
                    // An answer to an answer belongs to what both are about.
                    let mut to = by_name.get(parent.as_str()).copied();
                    for _ in 0..DEEPEST {
                        let Some(above) = to.filter(|&to| !all[to].is_ours()) else { break };
                        let next = self.notes[above].parent.as_ref();
                        to = next.and_then(|next| by_name.get(next.as_str()).copied());
                    }
                    to
                }
                None => (0..at).rev().find(|&other| {
                    let there = &self.notes[other];
                    // LibreOffice of old keeps no threads in this format: an answer stands right behind the words.
                    let behind = threadless && note.ends.is_none() && note.range.0 == there.range.1;
                    all[other].is_ours() && (there.range == note.range || behind)
                }),
            };
            if let Some(to) = to.filter(|&to| to != at && all[to].is_ours()) {
                let reply = all[at].as_reply();
                all[at].is_reply = true;
                all[to].replies.push(reply);
            }
        }
        all
    }
}

/// The comments of a text.
///
/// # Errors
/// The part is damaged.
pub fn threads(part: &str, source: &str) -> Result<Vec<Thread>, Fault> {
    Ok(parted(part, source)?.threads())
}

/// The bytes round which each comment goes; `None` where none can stand.
///
/// # Errors
/// The part is damaged.
pub fn ranges(
    part: &str,
    source: &str,
    text: &Text,
    comments: &[Comment],
) -> Result<Vec<Option<(usize, usize)>>, Fault> {
    let source = bare(source);
    let parted = parted(part, source)?;
    Ok(comments.iter().map(|comment| parted.of(text, part, source, comment)).collect())
}

/// The text without comments of ours, as it was before any was put in.
///
/// # Errors
/// The part is damaged.
pub fn without_ours(part: &str, source: &str) -> Result<String, Fault> {
    let source = bare(source);
    let parted = parted(part, source)?;
    let mut edits = Edits::default();
    for (note, thread) in parted.notes.iter().zip(parted.threads()) {
        if thread.is_ours() {
            edits.replace(note.begins, "");
            note.ends.into_iter().for_each(|ends| edits.replace(ends, ""));
        }
    }
    Ok(edits.made(source))
}

/// What makes LibreOffice refuse a commented text, or drop a comment.
///
/// # Errors
/// The part is damaged.
pub fn faults(part: &str, source: &str) -> Result<Vec<String>, Fault> {
    let parted = parted(part, source)?;
    let mut out = Vec::new();
    let mut seen = HashSet::new();
    for note in &parted.notes {
        let name = &note.name;
        if !name.is_empty() && !seen.insert(name) {
            out.push(format!("two comments are called {name}"));
        }
        if note.author.as_ref().is_none_or(|author| author.trim().is_empty()) {
            out.push(format!("comment {name} has no author"));
        }
        if note.lines.is_empty() {
            out.push(format!("comment {name} has no paragraph"));
        }
        if !note.sound {
            out.push(format!("comment {name} stands where none may"));
        }
        if name.starts_with(NAME) && note.ends.is_none() {
            out.push(format!("the range of comment {name} does not end"));
        }
    }
    out.extend(parted.lost.iter().map(|name| format!("a comment {name} ends that does not begin")));
    Ok(out)
}

/// The text with comments put in, and some of ours taken out, by name. `None` if nothing changes.
///
/// # Errors
/// The part is damaged.
pub fn changed(
    part: &str,
    whole: &str,
    text: &Text,
    add: &[Comment],
    remove: &HashSet<String>,
    copied: &mut Copied,
) -> Result<Option<String>, Fault> {
    let source = bare(whole);
    let parted = parted(part, source)?;
    let tag = Root::of(part, source)?.tag();
    let declared: String = NAMESPACES
        .iter()
        .filter(|(prefix, name)| !tag.contains(&format!("xmlns:{prefix}=\"{name}\"")))
        .map(|(prefix, name)| format!(" xmlns:{prefix}=\"{name}\""))
        .collect();
    let office = NAMESPACES.first().map_or("", |(_, name)| name);
    let declared_end = if declared.contains("xmlns:office=") {
        format!(" xmlns:office=\"{office}\"")
    } else {
        String::new()
    };
    let mut edits = Edits::default();
    for note in parted.notes.iter().filter(|note| remove.contains(&note.name)) {
        edits.replace(note.begins, "");
        if let Some(ends) = note.ends {
            edits.replace(ends, "");
        }
    }
    let last = parted.notes.iter().filter_map(|note| note.name.strip_prefix(NAME)?.parse::<u32>().ok()).max();
    let mut number = u64::from(last.unwrap_or(0)) + 1;
    // Where one ends and another begins, the end comes first.
    let mut at: BTreeMap<usize, (String, String)> = BTreeMap::new();
    for comment in add {
        let Some((from, to)) = parted.of(text, part, source, comment) else {
            copied.unplaced.extend(comment.tokens().map(str::to_owned));
            continue;
        };
        let name = format!("{NAME}{number}");
        number += 1;
        at.entry(from).or_default().1.push_str(&annotation(comment, &name, &declared));
        at.entry(to)
            .or_default()
            .0
            .push_str(&format!("<office:annotation-end{declared_end} office:name=\"{name}\"/>"));
    }
    for (at, (ends, starts)) in at {
        edits.insert(at, &format!("{ends}{starts}"));
    }
    if edits.is_empty() {
        return Ok(None);
    }
    Ok(Some(format!("{}{}", &whole[..whole.len() - source.len()], edits.made(source))))
}

fn annotation(comment: &Comment, name: &str, declared: &str) -> String {
    let lines: String =
        comment.lines().iter().map(|line| format!("<text:p>{}</text:p>", escaped(line))).collect();
    format!(
        "<office:annotation{declared} office:name=\"{name}\"><dc:creator>{}</dc:creator>{lines}</office:annotation>",
        escaped(&comment.author())
    )
}
