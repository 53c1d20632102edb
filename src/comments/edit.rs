//! Edits of a part's own characters, and what both formats need of XML.

use std::collections::BTreeMap;

use crate::draft::office::Fault;
use crate::draft::office::xml::{Token, Xml};
use crate::span::Span;
use crate::text::{Rendition, Text};

/// A part and the edits to be made in it.
#[derive(Debug, Default)]
pub struct Edits {
    /// What to put in the place of which bytes; an empty place inserts. By start, then end.
    all: BTreeMap<(usize, usize), String>,
}

impl Edits {
    /// Puts words in at a byte, behind what was put in there before.
    pub fn insert(&mut self, at: usize, words: &str) {
        self.all.entry((at, at)).or_default().push_str(words);
    }

    /// Puts words in the place of bytes that no other edit touches.
    pub fn replace(&mut self, bytes: (usize, usize), words: &str) {
        self.all.insert(bytes, words.to_owned());
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The part with its edits made. One that would touch what another changed is left out.
    pub fn made(&self, source: &str) -> String {
        let mut out = String::with_capacity(source.len() + 1024);
        let mut at = 0;
        for (&(start, end), words) in &self.all {
            let Some(before) = source.get(at..start).filter(|_| source.is_char_boundary(end)) else {
                continue;
            };
            out.push_str(before);
            out.push_str(words);
            at = end;
        }
        out.push_str(&source[at..]);
        out
    }
}

/// A part's source without its byte order mark, which [`Xml`] passes over too.
pub fn bare(source: &str) -> &str {
    source.trim_start_matches('\u{feff}')
}

/// Whether a part is in UTF-8, which our edits are in.
pub fn is_utf_8(source: &str) -> bool {
    let source = bare(source);
    let head = source.get(..source.find("?>").unwrap_or(0)).unwrap_or("").to_ascii_lowercase();
    !head.contains("encoding") || head.contains("utf-8") || head.contains("us-ascii")
}

/// Characters as they stand in XML; what XML 1.0 cannot hold is left out.
pub fn escaped(words: &str) -> String {
    let held = words.chars().filter_map(|c| match c {
        '\n' | '\t' | '\r' => Some(' '),
        '\u{fffe}' | '\u{ffff}' => None,
        c => (c >= ' ').then_some(c),
    });
    crate::draft::escaped(&held.collect::<String>())
}

/// The root element of a part: its start tag, and where its end tag begins (the end of the start tag where it is empty).
#[derive(Debug, Clone, Copy)]
pub struct Root<'a> {
    source: &'a str,
    tag: Span,
    end: usize,
}

impl<'a> Root<'a> {
    /// Reads a part to find its root.
    ///
    /// # Errors
    /// The part is not well-formed, or has no root.
    pub fn of(part: &str, source: &'a str) -> Result<Self, Fault> {
        let source = bare(source);
        let mut xml = Xml::new(part, source);
        let mut tag = None;
        let mut end = 0;
        while let Some(token) = xml.pull()? {
            match token {
                Token::Start(..) if tag.is_none() => tag = Some(xml.span()),
                Token::End if xml.depth() == 0 => end = xml.span().start as usize,
                _ => {}
            }
        }
        let tag = tag.ok_or_else(|| Fault::new(format!("its part {part} is empty")))?;
        Ok(Self { source, tag, end })
    }

    /// Its start tag, as written.
    pub fn tag(&self) -> &'a str {
        &self.source[self.tag.range()]
    }

    /// Its name, as written: `w:comments`.
    pub fn name(&self) -> &'a str {
        name_in(self.tag())
    }

    /// The prefix of its name with the colon; empty where it has none.
    pub fn prefix(&self) -> &'a str {
        let name = self.name();
        name.find(':').map_or("", |colon| &name[..=colon])
    }

    /// An edit that puts elements in as its last ones.
    pub fn append(&self, elements: &str, edits: &mut Edits) {
        if self.tag().ends_with("/>") {
            let (start, end) = (self.tag.end as usize - 2, self.tag.end as usize);
            edits.replace((start, end), &format!(">{elements}</{}>", self.name()));
        } else {
            edits.insert(self.end, elements);
        }
    }
}

/// The name in a start tag, as written.
pub fn name_in(tag: &str) -> &str {
    let rest = tag.get(1..).unwrap_or("");
    rest.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or("")
}

/// The bytes of a part that show a range of the text: those of its first and its last words. `None` where the range
/// shows nothing, or stands in another part.
pub fn origin(text: &Text, part: &str, source: &str, span: Span) -> Option<(Span, Span)> {
    let rendition = text.rendition()?;
    let source = bare(source);
    let of_part = rendition.parts.iter().position(|name| name == part)?;
    let (mut first, mut last) = (None, None);
    let at = rendition.origins.partition_point(|origin| origin.start <= span.start).saturating_sub(1);
    for (nth, origin) in rendition.origins.iter().enumerate().skip(at) {
        if origin.start >= span.end {
            break;
        }
        let (cover, exact) = cover(text, rendition, nth, source);
        if cover.end <= span.start {
            continue;
        }
        if usize::from(origin.part) != of_part {
            return None;
        }
        let bytes = if exact {
            let inner = Span {
                start: span.start.max(cover.start) - cover.start,
                end: span.end.min(cover.end) - cover.start,
            };
            origin.bytes.lift(inner)
        } else {
            origin.bytes
        };
        first.get_or_insert(bytes);
        last = Some(bytes);
    }
    first.zip(last)
}

/// The words that an origin shows, and whether each of their bytes is one of the part.
fn cover(text: &Text, rendition: &Rendition, nth: usize, source: &str) -> (Span, bool) {
    let origin = rendition.origins[nth];
    let content = text.content.as_str();
    let start = origin.start as usize;
    let next = rendition.origins.get(nth + 1).map_or(content.len(), |next| next.start as usize);
    let same = |words: &str, bytes: &str| {
        words.len() == bytes.len()
            && words.bytes().zip(bytes.bytes()).all(|(a, b)| a == b || a == b' ' && b < b' ')
    };
    let long = start + origin.bytes.len();
    if let (Some(words), Some(bytes)) = (content.get(start..long), source.get(origin.bytes.range()))
        && long <= next.max(start)
        && !bytes.starts_with(['<', '&'])
        && same(words, bytes)
    {
        return (Span::new(start, long), true);
    }
    let line = content.get(start..next).and_then(|words| words.find('\n')).map_or(next, |at| start + at);
    (Span::new(start, line), false)
}

/// A range of the text without white space at its ends; one that is empty is taken as the word there, or the last
/// word before it on its line.
pub fn tightened(text: &Text, span: Span) -> Span {
    let content = text.content.as_str();
    let len = content.len();
    let (start, end) = ((span.start as usize).min(len), (span.end as usize).min(len));
    let trimmed = |start: usize, end: usize| -> Option<Span> {
        let words = content.get(start..end)?;
        let from = start + (words.len() - words.trim_start().len());
        let words = words.trim();
        (!words.is_empty()).then(|| Span::new(from, from + words.len()))
    };
    if let Some(span) = trimmed(start, end) {
        return span;
    }
    let (Some(before), Some(after)) = (content.get(..start), content.get(start..)) else { return span };
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let line_end = after.find('\n').map_or(len, |at| start + at);
    let rest = &content[start..line_end];
    let next = rest.trim_start();
    if !next.is_empty() {
        let from = line_end - next.len();
        let word = next.split(char::is_whitespace).next().unwrap_or(next);
        return Span::new(from, from + word.len());
    }
    let words = content[line..start].trim_end();
    let from = words.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    Span::new(line + from, line + words.len())
}
