//! A flow as a rendition: one line for each paragraph, then one for each note.

use super::flow::{Flow, Mark, Note, Part};
use super::known::Known;
use crate::draft::office::{Fault, Unpacked};
use crate::pdf::blocks::{Block, Spot as At};
use crate::pdf::running::Page;
use crate::prose::sentences;
use crate::span::Span;
use crate::text::rendition::{self, Event, Spot, What};

/// No address is longer, in bytes.
const LONGEST_ADDRESS: usize = 2_000;
/// How many words of a sentence name its place.
const NAMED_BY: usize = 6;

/// What is said of a page beside its words.
#[derive(Debug)]
pub struct Leaf {
    /// How people name it.
    name: String,
    /// It has pictures, and no words.
    blank: bool,
}

impl Leaf {
    /// A page by the number on it, and by its count where that differs.
    pub fn of(page: &Page) -> Self {
        let printed = page.printed.map(|number| number.to_string());
        let name = page.label.clone().or(printed).unwrap_or_default();
        Self { name, blank: page.pictures && page.pieces.is_empty() }
    }
}

/// Renders a document. `targets`: where its links lead.
///
/// # Errors
/// None so far: a PDF's text is bounded before.
pub fn render(flow: Flow, leaves: &[Leaf], targets: &[String]) -> Result<Unpacked, Fault> {
    let texts: Vec<String> = flow
        .parts
        .iter()
        .map(|part| &part.block)
        .chain(flow.notes.iter().map(|note| &note.block))
        .map(|block| block.piece.text.clone())
        .collect();
    let mut known = Known::default();
    texts.iter().for_each(|text| known.add(text));
    let mut renderer =
        Renderer { out: Unpacked::default(), known, leaves, targets, open: None, heading: None };
    flow.parts.iter().for_each(|part| renderer.part(part));
    flow.notes.iter().for_each(|note| renderer.note(note));
    let mut out = renderer.out;
    out.rendition.format = super::READER.name;
    out.rendition.has_notes = !flow.notes.is_empty();
    out.rendition.unread = blank(leaves);
    Ok(out)
}

/// Pages that are pictures, which nobody has read.
fn blank(leaves: &[Leaf]) -> Vec<String> {
    let blank: Vec<usize> = (1..).zip(leaves).filter(|(_, leaf)| leaf.blank).map(|(page, _)| page).collect();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for page in blank {
        match runs.last_mut() {
            Some(last) if last.1 + 1 == page => last.1 = page,
            _ => runs.push((page, page)),
        }
    }
    let shown = |&(first, last): &(usize, usize)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}–{last}"),
    };
    let pages = runs.iter().map(shown).collect::<Vec<_>>().join(", ");
    match runs.as_slice() {
        [] => Vec::new(),
        [(first, last)] if first == last => vec![format!("page {pages} is a picture without text")],
        _ => vec![format!("pages {pages} are pictures without text")],
    }
}

struct Renderer<'a> {
    out: Unpacked,
    known: Known<'a>,
    leaves: &'a [Leaf],
    targets: &'a [String],
    /// The link that is open.
    open: Option<u32>,
    /// The line of the last heading.
    heading: Option<u32>,
}

impl Renderer<'_> {
    fn part(&mut self, part: &Part) {
        let spot = Spot { name: self.page(&part.block, 0), heading: self.heading };
        if let rendition::Block::Heading(_) = part.kind {
            self.heading = u32::try_from(self.out.rendition.lines.len()).ok();
        }
        self.out.rendition.lines.push(spot);
        self.event(What::Open(part.kind));
        self.words(&part.block, 0, &part.marks, None);
        self.event(What::Close);
        self.out.content.push('\n');
    }

    fn note(&mut self, note: &Note) {
        let name = format!("{}, note {}", self.page(&note.block, 0), note.number);
        self.out.rendition.lines.push(Spot { name: name.clone(), heading: None });
        let span = self.push(&format!("[{}]", note.number));
        self.out
            .rendition
            .events
            .push(Event { span, what: What::OpenNote { id: note.number.to_string(), scope: note.scope } });
        self.out.rendition.places.push((span.start, name.clone()));
        self.push(" ");
        self.words(&note.block, note.length, &[], Some(&name));
        self.event(What::CloseNote);
        self.out.content.push('\n');
    }

    /// Shows the words of a block from a byte on, markers among them, and names the place
    /// of each sentence.
    fn words(&mut self, block: &Block, from: u32, marks: &[Mark], name: Option<&str>) {
        let mut at = from;
        // The words without the markers, and which of their bytes stand where in the content
        // and in the block.
        let mut plain = String::new();
        let mut turns: Vec<(usize, u32, u32)> = Vec::new();
        let mut rest = marks;
        while let Some(first) = rest.first() {
            let group = first.group;
            self.stretch(block, at, group.0, &mut plain, &mut turns);
            let same = rest.iter().take_while(|mark| mark.group == group).count();
            self.markers(&rest[..same]);
            at = group.1;
            rest = &rest[same..];
        }
        let end = u32::try_from(block.piece.text.len()).unwrap_or(u32::MAX);
        self.stretch(block, at, end, &mut plain, &mut turns);
        self.link(None);
        if name.is_none() {
            self.name(block, &plain, &turns);
        }
    }

    fn stretch(
        &mut self,
        block: &Block,
        start: u32,
        end: u32,
        plain: &mut String,
        turns: &mut Vec<(usize, u32, u32)>,
    ) {
        let mut at = start;
        while at < end {
            // Up to the next line end, so that each turn is on one page.
            let line = block.piece.text.get(at as usize..end as usize).unwrap_or("");
            let length = line.find('\n').unwrap_or(line.len());
            let (target, edge) = linked(block, at);
            self.link(target);
            let length = length.min(edge.saturating_sub(at) as usize);
            let whole = at as usize + length;
            let stop = u32::try_from(whole).unwrap_or(u32::MAX);
            let mut shown = raised(block, at, stop);
            let line_ends = block.piece.text.as_bytes().get(whole) == Some(&b'\n');
            if line_ends && whole < end as usize {
                let after = block.piece.text.get(whole + 1..).unwrap_or("");
                // An address may have begun on a line before.
                let begun = plain.rfind(char::is_whitespace).map_or(0, |space| space + 1);
                let address = !shown.contains(char::is_whitespace) && plain.len() - begun < LONGEST_ADDRESS;
                let head = if address { &plain[begun..] } else { "" };
                let (off, between) = if self.is_in_address(&format!("{head}{shown}"), after) {
                    (0, "")
                } else {
                    self.known.joint(&format!("{head}{shown}"), after)
                };
                shown.truncate(shown.len() - off);
                shown.push_str(between);
            }
            if !shown.is_empty() {
                let span = self.push(&shown);
                self.out.rendition.events.push(Event { span, what: What::Words });
                turns.push((plain.len(), span.start, at));
                plain.push_str(&shown);
            }
            at = stop + u32::from(line_ends);
        }
    }

    /// Whether the link that is open leads to an address with a hyphen where a line ends in one.
    fn is_in_address(&self, before: &str, after: &str) -> bool {
        let Some(target) = self.open.and_then(|target| self.targets.get(target as usize)) else {
            return false;
        };
        let signs = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
        let head = before.rsplit(signs).next().unwrap_or("");
        let tail = after.split(signs).next().unwrap_or("");
        head.len() > 3 && head.ends_with('-') && !tail.is_empty() && target.contains(&[head, tail].concat())
    }

    /// Ends the link that is open and begins this one, unless it is the same.
    fn link(&mut self, target: Option<u32>) {
        if self.open == target {
            return;
        }
        if self.open.take().is_some() {
            self.event(What::LinkEnd);
        }
        if let Some(address) = target.and_then(|target| self.targets.get(target as usize)) {
            self.event(What::Link(address.clone()));
            self.open = target;
        }
    }

    fn markers(&mut self, marks: &[Mark]) {
        self.link(None);
        let start = self.out.content.len();
        let mut spans = Vec::new();
        for (nth, mark) in marks.iter().enumerate() {
            if nth > 0 {
                self.push("˒");
            }
            let shown: String = mark.number.to_string().chars().map(superscript).collect();
            spans.push(self.push(&shown));
        }
        let group = Span::new(start, self.out.content.len());
        for (mark, span) in marks.iter().zip(spans) {
            let what = What::Marker { id: mark.number.to_string(), scope: mark.scope, group };
            self.out.rendition.events.push(Event { span, what });
        }
    }

    /// Names the place of each sentence.
    fn name(&mut self, block: &Block, plain: &str, turns: &[(usize, u32, u32)]) {
        let mut spans = Vec::new();
        sentences(plain, 0, &mut |span| spans.push(span));
        for span in spans {
            let turn = turns.partition_point(|turn| turn.0 <= span.start as usize).saturating_sub(1);
            let Some(&(begin, content, at)) = turns.get(turn) else { continue };
            let within = Span::at(span.start as usize - begin).start;
            let words = plain.get(span.range()).unwrap_or("");
            let name = format!("{}, {}", self.page(block, at + within), quoted(words));
            self.out.rendition.places.push((content + within, name));
        }
    }

    /// The page and the column of a byte of a block.
    fn page(&self, block: &Block, at: u32) -> String {
        let At { page, column } = block.spot_at(at);
        let count = page + 1;
        let named = self.leaves.get(page as usize).map_or("", |leaf| leaf.name.as_str());
        let page = match named {
            name if name.is_empty() || name == count.to_string() => format!("page {count}"),
            name => format!("page {name} (page {count} of the file)"),
        };
        if column > 0 { format!("{page}, column {column}") } else { page }
    }

    fn push(&mut self, words: &str) -> Span {
        let start = self.out.content.len();
        self.out.content.push_str(words);
        Span::new(start, start + words.len())
    }

    fn event(&mut self, what: What) {
        let span = Span::at(self.out.content.len());
        self.out.rendition.events.push(Event { span, what });
    }
}

/// The first words of a sentence, in quotation marks.
fn quoted(words: &str) -> String {
    let mut shown: Vec<&str> = words.split_whitespace().take(NAMED_BY + 1).collect();
    let more = shown.len() > NAMED_BY;
    shown.truncate(NAMED_BY);
    let mut shown = shown.join(" ");
    // No word is so long; an address may be.
    if shown.chars().count() > 80 {
        shown = shown.chars().take(79).chain(['…']).collect();
    } else if more {
        shown.push('…');
    }
    format!("“{shown}”")
}

/// The link over a byte of a block, and where it ends or the next begins.
fn linked(block: &Block, at: u32) -> (Option<u32>, u32) {
    let links = &block.piece.links;
    match links.get(links.partition_point(|link| link.end <= at)) {
        Some(link) if link.start <= at => (Some(link.target), link.end),
        Some(link) => (None, link.start),
        None => (None, u32::MAX),
    }
}

/// Bytes of a block as they are shown: raised figures that are no markers stay raised.
fn raised(block: &Block, start: u32, end: u32) -> String {
    let text = &block.piece.text;
    let mut shown = String::new();
    let mut at = start;
    let first = block.piece.raised.partition_point(|&(_, stop)| stop <= start);
    for &(from, to) in block.piece.raised[first..].iter().take_while(|&&(from, _)| from < end) {
        let (from, to) = (from.max(at), to.min(end));
        shown.push_str(text.get(at as usize..from as usize).unwrap_or(""));
        shown.extend(text.get(from as usize..to as usize).unwrap_or("").chars().map(superscript));
        at = at.max(to);
    }
    shown.push_str(text.get(at as usize..end as usize).unwrap_or(""));
    shown
}

fn superscript(c: char) -> char {
    match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + (c as u32 - '0' as u32)).unwrap_or(c),
        c => c,
    }
}
