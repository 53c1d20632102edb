//! The walk over a LaTeX file: text, groups, paragraphs, files in files.
//!
//! One loop and a stack of open groups; a note's words are kept for later and
//! told once the block that they stand in has ended, in a walk of their own.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

use super::lex::{self, Sign, Source};
use super::numbers::{Later, Numbers};
use super::{plain, symbols};
use crate::draft::PassageKind;
use crate::draft::build::DraftBuilder;
use crate::span::Span;
use crate::text::FileId;

/// Groups that stand deeper than this have no effect; their words are read.
const MAX_FRAMES: usize = 10_000;

/// How many bytes macros may add to the text: a short name for a long text, a
/// million times over, is no document.
const MAX_EXPANSION: usize = 16 * 1024 * 1024;

/// What happens where a group ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Close {
    Nothing,
    Italics,
    Link,
    Block,
    /// The title or its like, in a part of the file that is not shown.
    Quiet,
    Quote,
    Raised,
    /// The end of a file that stands in another: back to its place there.
    Return {
        source: usize,
        at: usize,
    },
}

/// A group that is open.
#[derive(Debug, Clone, Copy)]
struct Frame {
    source: usize,
    /// Where its `}` stands, or where it ends for want of one.
    end: usize,
    close: Close,
    /// `{\it …` was met in it.
    slant: bool,
}

/// An environment that is open.
#[derive(Debug, Clone)]
pub(super) struct Open<'t> {
    pub name: &'t str,
    /// The kind of its words; `None`: as around it.
    pub kind: Option<PassageKind>,
    pub table: bool,
}

/// A macro that the author defined.
#[derive(Debug, Clone, Copy)]
pub(super) struct Macro<'t> {
    pub arguments: usize,
    /// The first of them is an option.
    pub optional: bool,
    pub body: &'t str,
}

/// The reader's state.
pub(super) struct Latex<'t> {
    pub sources: Vec<Source<'t>>,
    pub files: Vec<FileId>,
    /// Which file stands at a place of another.
    pub included: HashMap<(usize, usize), usize>,
    /// Files that were entered.
    entered: HashSet<usize>,
    pub out: DraftBuilder<'t>,
    /// The file that is read, how far, and to where.
    pub source: usize,
    pub at: usize,
    pub end: usize,
    frames: Vec<Frame>,
    /// Frames below this belong to the walk outside.
    base: usize,
    pub envs: Vec<Open<'t>>,
    /// Nothing is shown: the part before `\begin{document}`.
    pub quiet: bool,
    /// Words are raised.
    pub raised: usize,
    pub macros: HashMap<&'t str, Macro<'t>>,
    pub numbers: Numbers,
    pub later: VecDeque<Later>,
    /// A note's words are told, and whether as an entry of a bibliography.
    pub in_note: bool,
    pub in_entry: bool,
    /// The highest rank of heading in use.
    pub rank: u8,
    /// `"a` is `ä`.
    pub german: bool,
    pub done: bool,
    /// Environments without an end, with the file and how far was looked.
    pub missing: HashSet<(usize, usize, &'t str)>,
    /// How many bytes of macros may still be shown in place of their names.
    pub expansion: usize,
}

impl<'t> Latex<'t> {
    pub(super) fn new(sources: Vec<Source<'t>>, files: Vec<FileId>, out: DraftBuilder<'t>) -> Self {
        let end = sources[0].text.len();
        let has = |word: &str| {
            sources
                .iter()
                .any(|source| memchr::memmem::find(source.text.as_bytes(), word.as_bytes()).is_some())
        };
        let rank = if has("\\part{") { 0 } else { u8::from(!has("\\chapter")) + 1 };
        let quiet = has("\\begin{document}");
        let german = ["german", "naustrian", "austrian"].iter().any(|word| has(word)) && has("babel");
        let numbers = Numbers::new(
            has("\\footnote{") || has("\\footnote[") || has("\\footnotem"),
            !has("{footnote}{chapter}"),
        );
        Self {
            sources,
            files,
            included: HashMap::new(),
            entered: HashSet::new(),
            out,
            source: 0,
            at: 0,
            end,
            frames: Vec::new(),
            base: 0,
            envs: Vec::new(),
            quiet,
            raised: 0,
            macros: HashMap::new(),
            numbers,
            later: VecDeque::new(),
            in_note: false,
            in_entry: false,
            rank,
            german,
            done: false,
            missing: HashSet::new(),
            expansion: MAX_EXPANSION,
        }
    }

    /// Reads everything.
    pub(super) fn read(mut self) -> DraftBuilder<'t> {
        self.walk();
        self.end_entry();
        self.close();
        self.out
    }

    pub(super) fn text(&self) -> &'t str {
        self.sources[self.source].text
    }

    pub(super) fn src(&self) -> &Source<'t> {
        &self.sources[self.source]
    }

    /// Reads on in this file, at this byte.
    pub(super) fn turn_to(&mut self, source: usize, at: usize) {
        self.source = source;
        self.at = at;
        self.out.turn_to(self.files[source], self.sources[source].text, Span::at(at).start);
    }

    /// Walks a part of a file, as a note's words are walked.
    pub(super) fn run(&mut self, source: usize, range: Range<usize>) {
        let before = (self.source, self.at, self.end, self.base, self.quiet, self.raised, self.done);
        let envs = std::mem::take(&mut self.envs);
        self.turn_to(source, range.start);
        (self.end, self.base, self.quiet, self.raised, self.done) =
            (range.end, self.frames.len(), false, 0, false);
        self.walk();
        (self.end, self.base, self.quiet, self.raised, self.done) =
            (before.2, before.3, before.4, before.5, before.6);
        self.envs = envs;
        self.turn_to(before.0, before.1);
    }

    fn walk(&mut self) {
        loop {
            self.end_groups();
            if self.done {
                break;
            }
            if self.at >= self.end {
                match self.frames[self.base..]
                    .iter()
                    .rposition(|frame| matches!(frame.close, Close::Return { .. }))
                {
                    Some(index) => self.pop_to(self.base + index),
                    None => break,
                }
                continue;
            }
            self.step();
        }
        self.pop_to(self.base);
    }

    /// Ends the groups whose end was reached.
    fn end_groups(&mut self) {
        while self.frames.len() > self.base
            && let Some(&frame) = self.frames.last()
            && frame.source == self.source
            && self.at >= frame.end
            && !matches!(frame.close, Close::Return { .. })
        {
            if self.at == frame.end && self.text().as_bytes().get(frame.end) == Some(&b'}') {
                self.at = frame.end + 1;
            }
            self.pop_to(self.frames.len() - 1);
        }
    }

    fn pop_to(&mut self, depth: usize) {
        while self.frames.len() > depth
            && let Some(frame) = self.frames.pop()
        {
            if frame.slant {
                self.out.close_italics();
            }
            let end = Span::at(frame.end.min(self.text().len()));
            match frame.close {
                Close::Nothing => {}
                Close::Italics => self.out.close_italics(),
                Close::Link => self.out.close_link(Span::at(self.at.max(frame.end)).start),
                Close::Block => self.close(),
                Close::Quiet => {
                    self.close();
                    self.quiet = true;
                }
                Close::Quote => self.show_as(end, "”"),
                Close::Raised => self.raised = self.raised.saturating_sub(1),
                Close::Return { source, at } => {
                    self.turn_to(source, at);
                    self.end = self.sources[source].text.len();
                }
            }
        }
    }

    /// Enters the group at a `{`, the next byte if none stands there.
    pub(super) fn enter(&mut self, at: usize, close: Close) {
        let (inside, _) = self.src().group(at);
        self.at = inside.start;
        self.push(inside.end, close);
    }

    fn push(&mut self, end: usize, close: Close) {
        if self.frames.len() < MAX_FRAMES {
            self.frames.push(Frame { source: self.source, end, close, slant: false });
        } else if close == Close::Italics {
            self.out.close_italics();
        }
    }

    /// Enters a file that stands here. Each is read once: a file that holds
    /// itself, or that stands in a hundred places, is no document.
    pub(super) fn include(&mut self, source: usize, back: usize) {
        let close = Close::Return { source: self.source, at: back };
        if self.frames.len() >= MAX_FRAMES || self.in_note || source == 0 || !self.entered.insert(source) {
            self.at = back;
            return;
        }
        self.frames.push(Frame { source: self.source, end: usize::MAX, close, slant: false });
        self.turn_to(source, 0);
        self.end = self.sources[source].text.len();
    }

    /// Italics up to the end of the present group.
    pub(super) fn slant(&mut self) {
        if self.frames.len() > self.base
            && let Some(frame) = self.frames.last_mut().filter(|frame| !frame.slant)
        {
            frame.slant = true;
            self.out.open_italics();
        }
    }

    /// One step on in the text.
    fn step(&mut self) {
        let text = self.text();
        let bytes = text.as_bytes();
        let at = self.at;
        match bytes[at] {
            b'\\' => self.command(),
            b'{' if self.quiet => self.at = self.src().group(at).1.min(self.end),
            b'{' if self.src().is_closed(at) => self.enter(at, Close::Nothing),
            b'{' | b'}' | b'#' | b'^' | b'_' => self.at += 1,
            b'%' => self.comment(),
            b'\n' => self.line_end(),
            b'~' => self.sign(" ", 1),
            b'&' => self.ampersand(),
            b'$' => self.dollar(),
            b'"' if self.german => self.shorthand(),
            b'`' | b'\'' | b'-' | b'<' | b'>' | b'!' | b'?' => match symbols::ligature(&text[at..]) {
                Some((shown, len)) => self.sign(shown, len),
                None => self.words(),
            },
            _ => self.words(),
        }
    }

    /// Shows the words up to the next sign.
    fn words(&mut self) {
        let bytes = &self.text().as_bytes()[..self.end.min(self.text().len())];
        let stop = self
            .frames
            .last()
            .filter(|frame| frame.source == self.source)
            .map_or(self.end, |frame| frame.end);
        let from = self.at;
        let len = bytes[from + 1..].iter().position(|&byte| is_sign(byte)).unwrap_or(bytes.len() - from - 1);
        let mut end = from + 1 + len;
        if end > stop && stop > from {
            end = stop;
        }
        while !self.text().is_char_boundary(end) {
            end += 1;
        }
        self.at = end;
        self.show(from..end);
    }

    pub(super) fn show(&mut self, range: Range<usize>) {
        if self.quiet {
            return;
        }
        let words = &self.text()[range.clone()];
        if words.trim().is_empty() {
            if self.out.is_open() {
                self.out.text(Span::new(range.start, range.end));
            }
            return;
        }
        self.ready();
        if self.raised > 0
            && let Some(raised) = words.trim().chars().map(plain::raised).collect::<Option<String>>()
        {
            return self.out.text_as(Span::new(range.start, range.end), &raised);
        }
        self.out.text(Span::new(range.start, range.end));
    }

    pub(super) fn show_as(&mut self, span: Span, shown: &str) {
        if self.quiet {
            return;
        }
        if shown.trim().is_empty() && !self.out.is_open() {
            return;
        }
        self.ready();
        self.out.text_as(span, shown);
    }

    /// Shows a sign in place of this many bytes.
    fn sign(&mut self, shown: &str, len: usize) {
        let span = Span::new(self.at, self.at + len);
        self.at += len;
        self.show_as(span, shown);
    }

    /// Opens a block for words that are about to be shown.
    pub(super) fn ready(&mut self) {
        if !self.out.is_open() {
            let kind = self.envs.iter().rev().find_map(|env| env.kind);
            self.out.open(kind.unwrap_or(PassageKind::Sentence));
        }
    }

    /// Ends the block; the notes that stand in it follow.
    pub(super) fn close(&mut self) {
        self.out.close();
        if !self.in_note {
            self.tell_notes();
        }
    }

    /// A paragraph ends. Within a note another begins.
    pub(super) fn paragraph(&mut self) {
        if self.quiet {
            return;
        }
        if self.in_note {
            self.out.open(PassageKind::Sentence);
        } else {
            self.close();
        }
    }

    /// Passes over a comment. It takes the end of its line with it; an empty
    /// line below it still ends the paragraph.
    fn comment(&mut self) {
        let bytes = self.text().as_bytes();
        let end = lex::comment_end(bytes, self.at);
        let blank = bytes[end..].iter().take_while(|byte| byte.is_ascii_whitespace());
        let blank = if matches!(bytes.get(end), Some(b'\n' | b'\r')) { blank.count() } else { 0 };
        self.at = (end + blank).min(self.end.max(end));
        if blank > 0 {
            self.paragraph();
        }
    }

    fn line_end(&mut self) {
        let bytes = self.text().as_bytes();
        let from = self.at;
        let (mut at, mut lines) = (from, 0);
        while let Some(&byte) = bytes.get(at).filter(|byte| byte.is_ascii_whitespace()) {
            lines += usize::from(byte == b'\n');
            at += 1;
        }
        self.at = at.min(self.end);
        if lines > 1 {
            self.paragraph();
        } else {
            self.show(from..self.at);
        }
    }

    fn ampersand(&mut self) {
        self.at += 1;
        if self.envs.iter().rev().any(|env| env.table) {
            self.close_cell();
        }
    }

    /// A cell of a table ends.
    pub(super) fn close_cell(&mut self) {
        if self.in_note {
            let span = Span::at(self.at);
            self.show_as(span, " ");
        } else {
            self.close();
        }
    }

    fn dollar(&mut self) {
        let at = self.at;
        let double = self.text()[at..].starts_with("$$");
        let (from, sign) = if double { (at + 2, Sign::Dollars) } else { (at + 1, Sign::Dollar) };
        match self.src().formula(from, sign) {
            Some(inside) => {
                let end = inside.end + from - at;
                self.formula(at, inside, end);
            }
            None => self.at = from.min(self.end),
        }
    }

    /// A formula: a figure is shown, anything else leaves a mark in its place.
    pub(super) fn formula(&mut self, start: usize, inside: Range<usize>, end: usize) {
        let figure = plain::figure(&self.text()[inside]);
        self.show_as(Span::new(start, end), figure.as_deref().unwrap_or("⟨formula⟩"));
        self.at = end.min(self.end.max(start + 1));
    }

    /// babel's `"a` for `ä`.
    fn shorthand(&mut self) {
        let rest = &self.text()[self.at + 1..];
        let next = rest.chars().next().unwrap_or(' ');
        let shown = match next {
            'a' => "ä",
            'o' => "ö",
            'u' => "ü",
            'A' => "Ä",
            'O' => "Ö",
            'U' => "Ü",
            's' | 'z' => "ß",
            '`' => "„",
            '\'' => "“",
            '<' => "«",
            '>' => "»",
            '=' | '~' => "-",
            '-' | '"' | '|' => "",
            _ => return self.words(),
        };
        self.sign(shown, 1 + next.len_utf8());
    }
}

/// Bytes at which a run of plain words ends.
fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'\\'
            | b'{'
            | b'}'
            | b'#'
            | b'^'
            | b'_'
            | b'%'
            | b'\n'
            | b'~'
            | b'&'
            | b'$'
            | b'"'
            | b'`'
            | b'\''
            | b'-'
            | b'<'
            | b'>'
            | b'!'
            | b'?'
    )
}
