//! What stands in a line: words, markers, links, images.

use std::ops::Range;

use super::mark::{self, Mark};
use super::{Markdown, html};
use crate::draft::{PassageKind, pinpoint};

/// Images, and whether they are all that their block holds.
#[derive(Debug, Default)]
pub struct Images {
    /// How many are open.
    depth: usize,
    /// Whether the words of the present one are shown.
    shown: bool,
    /// Where the last one ended: attributes may follow at once.
    end: usize,
}

impl Images {
    /// Another block begins, with images of its own.
    pub fn block_ends(&mut self) {
        self.depth = 0;
    }
}

impl<'t> Markdown<'t> {
    pub(super) fn text(&mut self, shown: &str, range: Range<usize>) {
        if self.kind == Some(PassageKind::Code) {
            self.code_text(range);
            return;
        }
        if !self.sees(range.start) {
            return;
        }
        let start = range.start.max(self.skip);
        if start >= range.end || self.attributes(start) {
            return;
        }
        // The parser mostly hands out the file's own bytes: no need to compare them.
        let verbatim =
            self.source.get(range.clone()).is_some_and(|own| std::ptr::eq(own, shown) || own == shown);
        if !verbatim {
            if start == range.start {
                self.ready();
                self.out.text_as(Self::span(range.clone()), visible(shown));
            }
        } else {
            self.words(start..range.end);
        }
        self.last = range.end;
    }

    /// Whether words that begin here are to be read: they may be a note's
    /// label, or stand in an image that is not shown.
    fn sees(&mut self, start: usize) -> bool {
        if self.images.depth > 0 && !self.images.shown {
            return false;
        }
        if self.fresh {
            self.label(start);
        }
        true
    }

    /// Shows words of the file and finds the markers in them.
    pub(super) fn words(&mut self, range: Range<usize>) {
        let bytes = self.source.as_bytes();
        let mut start = range.start;
        if self.escape_before(start) < start && start > self.last {
            let escaped = start - 1..start + 1;
            if bytes[start] != b'[' || !self.marker_at(start - 1, 2) {
                self.ready();
                let shown = &self.source[start..start + 1];
                self.out.text_as(Self::span(escaped), shown);
            }
            start = self.skip.max(start + 1);
        }
        let mut shown = start;
        while let Some(found) = bytes.get(start..range.end).and_then(|bytes| self.next_sign(bytes)) {
            let at = start + found;
            start = at + 1;
            if !self.may_be_marker(at) {
                continue;
            }
            self.show(shown..at);
            let found = match bytes[at] {
                b'@' => self.bare_key(at),
                b'{' => self.role(at),
                b'^' => self.inline_note(at),
                _ => self.marker_at(at, 1) || self.citations(at),
            };
            shown = if found { self.skip } else { at };
            start = shown.max(start);
        }
        self.show(shown..range.end);
    }

    fn show(&mut self, mut range: Range<usize>) {
        let glued = self.feet.glued.partition_point(|glued| glued.start < range.start);
        if let Some(glued) = self.feet.glued.get(glued).filter(|glued| glued.end <= range.end).cloned() {
            self.show(range.start..glued.start);
            self.number(&self.source[glued.clone()], glued.clone());
            range.start = glued.end;
            return self.show(range);
        }
        if range.start < range.end {
            self.ready();
            self.out.text(Self::span(range));
        }
    }

    /// Where the next character stands that a marker may begin with.
    fn next_sign(&self, bytes: &[u8]) -> Option<usize> {
        if self.cites.inline {
            return bytes.iter().position(|byte| matches!(byte, b'[' | b'@' | b'{' | b'^'));
        }
        memchr::memchr3(b'[', b'@', b'{', bytes)
    }

    /// A quick look, so that most brackets cost nothing.
    fn may_be_marker(&self, at: usize) -> bool {
        let bytes = self.source.as_bytes();
        let next = bytes.get(at + 1);
        match bytes[at] {
            b'@' => self.cites.keys,
            b'{' => matches!(next, Some(b'c' | b'f')),
            b'^' => next == Some(&b'['),
            _ => self.cites.keys || matches!(next, Some(b'^' | b'0'..=b'9')),
        }
    }

    /// Reads the marker whose bracket begins at `start`; `len` is the length
    /// of that bracket with its escape.
    fn marker_at(&mut self, start: usize, len: usize) -> bool {
        if len == 1
            && let Some((id, end)) = mark::footnote_label(self.source, start)
        {
            if id.contains(char::is_whitespace) {
                return false;
            }
            self.labelled += 1;
            return self.marker(id, start..end);
        }
        let Some(mark) = Mark::at(self.source, start).filter(|mark| mark.is_marker() && self.links == 0)
        else {
            return len == 1 && self.group(start);
        };
        let bare = mark.target.is_none() && !mark.sup;
        if bare && (!self.feet.plain || pinpoint::follows(&self.source[..start])) {
            return false;
        }
        self.number(mark.id, start..mark.end)
    }

    /// Reads `[2, 5–7]`, `[3, p. 12]`: numbers of notes that stand in a list.
    fn group(&mut self, start: usize) -> bool {
        let Some(group) = mark::Group::at(self.source, start) else { return false };
        let known = self.feet.plain && self.links == 0 && self.feet.lists(group.ids().map(|(id, _)| id));
        if !known || pinpoint::follows(&self.source[..start]) {
            return false;
        }
        self.ready();
        let whole = Self::span(start..group.end);
        self.out.set_scope(self.feet.scope(start));
        for (id, place) in group.ids() {
            let place = if group.is_single() { whole } else { Self::span(place) };
            let locator = group.locator.clone().map(Self::span);
            self.out.located_marker(id.to_string(), place, whole, locator);
        }
        self.out.set_scope(0);
        self.numbered += 1;
        self.skip = group.end;
        self.last = group.end;
        true
    }

    /// Records a marker that is a number.
    fn number(&mut self, id: &str, range: Range<usize>) -> bool {
        self.numbered += 1;
        self.out.set_scope(self.feet.scope(range.start));
        let found = self.marker(id, range);
        self.out.set_scope(0);
        found
    }

    /// Records a marker and passes over its bytes.
    pub(super) fn marker(&mut self, id: &str, range: Range<usize>) -> bool {
        self.ready();
        self.skip = range.end;
        self.last = range.end;
        self.out.marker(id, Self::span(range));
        true
    }

    /// `[^x]` with a definition; the parser found it.
    pub(super) fn reference(&mut self, range: Range<usize>) {
        if range.start < self.skip {
            return;
        }
        // A reference counts even in the words of an image that are not shown.
        self.sees(range.start);
        if let Some((id, _)) = mark::footnote_label(self.source, range.start) {
            self.labelled += 1;
            self.marker(id, range);
        }
    }

    /// A superscript or a link, Markdown's or HTML's, that is a marker or a
    /// note's label or a way back to the text. Says whether it was one.
    pub(super) fn mark(&mut self, start: usize) -> bool {
        let Some(mark) = Mark::at(self.source, start) else { return false };
        if !mark.is_marker()
            || mark.target.is_none() && is_exponent(self.source, start, self.feet.knows(mark.id))
        {
            return false;
        }
        self.number(mark.id, start..mark.end)
    }

    pub(super) fn link(&mut self, target: &str, range: Range<usize>) {
        if range.end <= self.skip {
            return;
        }
        if !self.sees(range.start) {
            self.links += 1;
            return;
        }
        if range.end <= self.skip {
            return;
        }
        if target.starts_with('#') && (self.mark(range.start) || self.way_back(range.clone())) {
            self.skip = self.skip.max(range.end);
            return;
        }
        self.links += 1;
        if !target.starts_with('#') {
            self.out.open_link(crate::span::Span::at(range.start).start, target);
        }
    }

    /// `[↩](#fnref1)` shows nothing of the text.
    fn way_back(&mut self, range: Range<usize>) -> bool {
        let text = self.source[range].strip_prefix('[').and_then(|rest| rest.split_once(']'));
        text.is_some_and(|(text, _)| mark::is_way_back(text))
    }

    pub(super) fn end_link(&mut self, range: Range<usize>) {
        if range.end > self.skip {
            self.links = self.links.saturating_sub(1);
            self.out.close_link(crate::span::Span::at(range.end).start);
        }
        self.images.end = range.end;
    }

    pub(super) fn image(&mut self, range: Range<usize>) {
        self.images.depth += 1;
        if self.images.depth > 1 {
            return;
        }
        // Words for an image within a sentence are none of its words.
        let first = self.empty || self.begins_line(range.start);
        self.images.shown = first && self.kind.is_none() && self.alone(range);
        if self.images.shown {
            self.out.close();
            self.kind = Some(PassageKind::Caption);
            self.fresh = false;
        }
    }

    /// Whether nothing but the ends of links and attributes follow an image on
    /// its line.
    fn alone(&self, image: Range<usize>) -> bool {
        let window = &self.source.as_bytes()[image.end..self.source.len().min(image.end + 400)];
        let end = memchr::memchr2(b'\n', b'\r', window).unwrap_or(window.len());
        let Some(rest) = self.source.get(image.end..image.end + end) else { return false };
        let rest = rest.trim();
        let rest = match rest.strip_prefix("](") {
            Some(link) => link.split_once(')').map_or("", |(_, after)| after).trim(),
            None => rest,
        };
        rest.is_empty() || rest.starts_with("{") && rest.ends_with('}') || rest.starts_with("[![")
    }

    pub(super) fn end_image(&mut self, range: Range<usize>) {
        self.images.depth = self.images.depth.saturating_sub(1);
        self.images.end = range.end;
        if self.images.depth == 0 && self.images.shown {
            self.images.shown = false;
            self.out.close();
            self.kind = None;
        }
    }

    /// Attributes after an image or a link, `{#fig-1 width=50%}`, and lines
    /// that only open or close a block (`::: {.note}`, `{% include x %}`).
    fn attributes(&mut self, start: usize) -> bool {
        let window = &self.source[start..];
        let after_image = self.images.end == start && window.starts_with('{');
        let directive =
            window.starts_with(":::") || ["{%", "{{", "{:"].iter().any(|open| window.starts_with(open));
        if !(after_image || directive && self.begins_line(start)) {
            return false;
        }
        let line = window.lines().next().unwrap_or("");
        let end = match line.find('}') {
            Some(close) if after_image => close + 1,
            _ if after_image => return false,
            _ if line.starts_with(":::") || line.trim_end().ends_with('}') => line.len(),
            _ => return false,
        };
        self.skip = start + end;
        true
    }

    fn begins_line(&self, start: usize) -> bool {
        self.source[..start].trim_end_matches([' ', '\t', '>']).ends_with(['\n', '\r', '\u{feff}'])
            || start == 0
    }

    pub(super) fn code(&mut self, shown: &str, range: Range<usize>) {
        if !self.sees(range.start) {
            return;
        }
        self.ready();
        let inside = self.source[range.clone()].find(shown).filter(|_| !shown.is_empty());
        match inside {
            Some(at) => self.out.text(Self::span(range.start + at..range.start + at + shown.len())),
            None => {
                let words: Vec<_> = shown.split_whitespace().collect();
                self.out.text_as(Self::span(range.clone()), &words.join(" "));
            }
        }
        self.last = range.end;
    }

    /// Lines of a code block. Its last line break is no part of it.
    fn code_text(&mut self, range: Range<usize>) {
        self.ready();
        if let Some(line_break) = self.code_break.take() {
            self.out.raw(line_break);
        }
        let words = self.source[range.clone()].trim_end_matches(['\n', '\r']).len();
        let end = range.start + words;
        if words > 0 {
            self.out.raw(Self::span(range.start..end));
        }
        if end < range.end {
            self.code_break = Some(Self::span(end..range.end));
        }
    }

    pub(super) fn line_break(&mut self, range: Range<usize>) {
        if self.out.is_open() && (self.images.depth == 0 || self.images.shown) {
            self.out.text_as(Self::span(range.clone()), " ");
        }
        // In a list of notes each line may begin another note.
        let label = || self.feet.label(range.end).is_some();
        self.fresh |= self.note == Some(super::NoteEnd::Paragraph) || label();
    }

    /// Where an escape of the character at `at` begins: its backslash, or `at`.
    pub(super) fn escape_before(&self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let escaped = at > self.last
            && at.checked_sub(1).is_some_and(|before| bytes[before] == b'\\')
            && bytes.get(at).is_some_and(u8::is_ascii_punctuation);
        if escaped { at - 1 } else { at }
    }

    /// Shows the words of HTML, in which entities were not resolved.
    pub(super) fn html_words(&mut self, range: Range<usize>) {
        let mut start = range.start.max(self.skip);
        while start < range.end {
            let rest = &self.source[start..range.end];
            let found = memchr::memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
            if found > 0 {
                self.last = start;
                self.words(start..start + found);
                start = self.skip.max(start + found);
                continue;
            }
            match html::entity(rest) {
                Some((shown, len)) => {
                    self.ready();
                    self.out.text_as(Self::span(start..start + len), visible(&shown));
                    start += len;
                }
                None => {
                    self.show(start..start + 1);
                    start += 1;
                }
            }
        }
    }
}

/// What can be seen of a decoded entity: a soft hyphen cannot.
fn visible(shown: &str) -> &str {
    if matches!(shown, "\u{ad}" | "\u{200b}" | "\u{200c}" | "\u{200d}" | "\u{2060}" | "\u{feff}") {
        ""
    } else {
        shown
    }
}

/// `10<sup>9</sup>`, `m<sup>2</sup>`: no note, as far as one can see. A `known`
/// number has a note: `in 2019<sup>14</sup>` carries a marker.
pub(super) fn is_exponent(source: &str, start: usize, known: bool) -> bool {
    let before = &source[..start];
    let mut from = before.len().saturating_sub(8);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let word = before[from..].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    if known && word.len() == 4 && word.starts_with(['1', '2']) {
        return !word.bytes().all(|byte| byte.is_ascii_digit());
    }
    word.ends_with(|c: char| c.is_numeric())
        || matches!(word, "m" | "cm" | "mm" | "km" | "dm" | "ft" | "in" | "mi" | "s" | "x" | "y" | "n" | "R")
}
