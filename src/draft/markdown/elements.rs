//! HTML in Markdown: blocks of it, and tags within a line.

use std::ops::Range;

use super::html::{self, Tag};
use super::mark::{self, Mark};
use super::{Markdown, NoteEnd};
use crate::draft::PassageKind;

impl<'t> Markdown<'t> {
    pub(super) fn begin_html(&mut self) {
        self.close();
        self.element = PassageKind::Sentence;
    }

    /// Whether a block that is set in, and so is code to the parser, is HTML
    /// that a blank line parted from the list of notes it belongs to.
    pub(super) fn is_indented_html(&self, range: &Range<usize>) -> bool {
        let words = self.source[range.clone()].trim_start();
        let start = range.end - words.len();
        let tag = Tag::at(self.source, start);
        tag.is_some_and(|tag| {
            let id = tag.attribute("id").or(tag.attribute("name")).unwrap_or("");
            let ends = tag.closing && ["ol", "ul", "li", "div", "section"].iter().any(|name| tag.is(name));
            html::block_kind(tag.name).is_some() && (mark::names_note(id) || ends)
        })
    }

    pub(super) fn indented_html(&mut self, range: Range<usize>) {
        self.begin_html();
        self.html_lines(range.clone());
        self.skip = self.skip.max(range.end);
    }

    pub(super) fn end_html(&mut self) {
        self.close();
        self.element = PassageKind::Sentence;
        // An unclosed `<p>` ends with its block; a list item may go on after a
        // blank line.
        if matches!(self.note, Some(NoteEnd::Element(name, _)) if name.eq_ignore_ascii_case("p")) {
            self.close_note();
        }
        self.end_note(NoteEnd::Paragraph);
    }

    /// One line, or several, of an HTML block.
    pub(super) fn html_lines(&mut self, range: Range<usize>) {
        let bytes = self.source.as_bytes();
        let mut at = range.start.max(self.skip);
        while at < range.end {
            let found = memchr::memchr(b'<', &bytes[at..range.end]).map_or(range.end, |found| at + found);
            self.html_text(at..found);
            at = self.skip.max(found);
            if at > found || at >= range.end {
                continue;
            }
            at = if let Some(tag) = Tag::at(self.source, at) {
                self.skip = tag.end;
                self.tag(tag, at);
                self.skip
            } else if let Some(end) = self.hidden(at) {
                self.out.comment(Self::span(at..end));
                end
            } else {
                self.html_text(at..at + 1);
                at + 1
            };
            self.skip = self.skip.max(at);
        }
    }

    /// End of a comment, declaration or instruction.
    fn hidden(&self, start: usize) -> Option<usize> {
        let rest = &self.source[start..];
        let close = match rest.as_bytes().get(1)? {
            b'!' if rest.starts_with("<!--") => "-->",
            b'!' | b'?' => ">",
            _ => return None,
        };
        // Unclosed, it hides the rest of the file, as in a browser.
        Some(rest.find(close).map_or(self.source.len(), |found| start + found + close.len()))
    }

    fn html_text(&mut self, range: Range<usize>) {
        let words = &self.source[range.clone()];
        let start = range.start + (words.len() - words.trim_start().len());
        if start >= range.end {
            if !words.is_empty() && self.out.is_open() {
                self.out.text(Self::span(range));
            }
            return;
        }
        if start > range.start && self.out.is_open() {
            self.out.text(Self::span(range.start..start));
        }
        if self.fresh && !self.element_label(start) {
            self.label(start);
        }
        self.html_words(start..range.end);
    }

    /// A tag within a paragraph of Markdown.
    pub(super) fn inline_html(&mut self, range: Range<usize>) {
        if self.fresh && self.label(range.start) {
            return;
        }
        let Some(tag) = Tag::at(self.source, range.start) else {
            return self.out.comment(Self::span(range));
        };
        if html::block_kind(tag.name).is_none() {
            self.phrase(tag, range.start);
        }
    }

    /// A tag in a block of HTML.
    fn tag(&mut self, tag: Tag<'t>, start: usize) {
        if tag.is("script") || tag.is("style") {
            if !tag.closing {
                self.skip = self.end_of_raw(tag.name, tag.end);
            }
            return;
        }
        let Some(kind) = html::block_kind(tag.name) else {
            if self.fresh && !tag.closing && (self.element_label(start) || self.label(start)) {
                return;
            }
            self.phrase(tag, start);
            return;
        };
        self.close();
        if tag.closing {
            self.element = PassageKind::Sentence;
            self.close_element(tag);
            return;
        }
        self.element = kind;
        self.count_element(tag);
        let id = tag.attribute("id").or(tag.attribute("name")).unwrap_or("");
        if mark::names_note(id) || self.is_footnote(tag) {
            self.close_note();
            self.element_note(tag, id, start);
        } else if kind == PassageKind::Heading && self.containers.is_empty() {
            self.html_heading(tag);
        }
    }

    /// `<p class="footnote">` with a number at its start.
    fn is_footnote(&self, tag: Tag<'t>) -> bool {
        let class = tag.attribute("class").unwrap_or("");
        let named = class.split_ascii_whitespace().any(|name| {
            ["footnote", "endnote", "MsoFootnoteText", "MsoEndnoteText"]
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known))
        });
        let words = tag.end + (self.source[tag.end..].len() - self.source[tag.end..].trim_start().len());
        named && self.number_at(words).is_some()
    }

    fn html_heading(&mut self, tag: Tag<'t>) {
        let level = tag.name.as_bytes()[1] - b'0';
        let window = &self.source.as_bytes()[tag.end..self.source.len().min(tag.end + 400)];
        let mut end = tag.end + memchr::memmem::find(window, b"</h").unwrap_or(0);
        while !self.source.is_char_boundary(end) {
            end -= 1;
        }
        self.begin_section(level, tag.end..end);
        self.fresh = false;
    }

    /// A note that is an element: `<li id="fn3">`. Its label may be its first
    /// words; if not, the number is in the id.
    fn element_note(&mut self, tag: Tag<'t>, id: &'t str, start: usize) {
        let gap = self.source[tag.end..].len() - self.source[tag.end..].trim_start().len();
        let words = tag.end + gap;
        let (number, label) = match self.number_at(words) {
            Some((number, end)) => (number, words..end),
            None => (mark::number_of(id), start..tag.end),
        };
        self.skip = label.end.max(tag.end);
        self.open_note(number, label, NoteEnd::Element(tag.name, 1));
        self.fresh = false;
    }

    fn number_at(&self, at: usize) -> Option<(&'t str, usize)> {
        if let Some(mark) = Mark::at(self.source, at) {
            return Some((mark.id, mark.end));
        }
        mark::bare_label(self.source, at)
    }

    /// In a list of notes in HTML: `<p>1. Smith`, `<li><sup>1</sup> Smith`.
    fn element_label(&mut self, start: usize) -> bool {
        if self.notes_section.is_none() || self.note.is_some() || self.kind.is_some() {
            return false;
        }
        let Some((number, end)) = self.number_at(start) else { return false };
        self.open_note(number, start..end, NoteEnd::Paragraph);
        self.skip = end;
        self.fresh = false;
        true
    }

    /// An element begins: within a note's own element, one more of its name.
    fn count_element(&mut self, tag: Tag<'t>) {
        self.end_note(NoteEnd::Paragraph);
        let Some(NoteEnd::Element(name, open)) = self.note else { return };
        if !tag.is(name) {
            return;
        }
        if tag.is("p") {
            // Paragraphs do not nest: the first one was not closed.
            self.close_note();
        } else {
            self.note = Some(NoteEnd::Element(name, open + 1));
        }
    }

    fn close_element(&mut self, tag: Tag<'t>) {
        self.end_note(NoteEnd::Paragraph);
        let Some(NoteEnd::Element(name, open)) = self.note else { return };
        let list = name.eq_ignore_ascii_case("li") && (tag.is("ol") || tag.is("ul")) && open == 1;
        let ends = tag.is(name) && open == 1 || tag.is("section") || tag.is("body");
        if ends || list && self.unclosed_item(tag) {
            self.close_note();
        } else if tag.is(name) {
            self.note = Some(NoteEnd::Element(name, open - 1));
        }
    }

    /// Whether `</ol>` ends the list in which an unclosed `<li>` stands: no
    /// `</li>` comes after it before the next item.
    fn unclosed_item(&self, tag: Tag<'t>) -> bool {
        !self.source[tag.end..].trim_start().get(..4).is_some_and(|next| next.eq_ignore_ascii_case("</li"))
    }

    /// A tag within a line: a superscript, a link, italics, a line break.
    fn phrase(&mut self, tag: Tag<'t>, start: usize) {
        if tag.is("br") && self.out.is_open() {
            self.out.text_as(Self::span(start..tag.end), " ");
            self.fresh |= self.note == Some(NoteEnd::Paragraph);
        }
        if ["em", "i", "cite"].iter().any(|name| tag.is(name)) {
            if tag.closing { self.out.close_italics() } else { self.out.open_italics() }
        }
        if tag.closing {
            if tag.is("a") && std::mem::take(&mut self.anchor) {
                self.out.close_link(Self::span(start..tag.end).end);
            }
            return;
        }
        if !(tag.is("sup") || tag.is("a")) || self.mark(start) || !tag.is("a") {
            return;
        }
        let Some(href) = tag.attribute("href") else { return };
        if !href.starts_with('#') {
            self.anchor = true;
            self.out.open_link(Self::span(start..tag.end).start, html::unescaped(href));
            return;
        }
        let window = &self.source.as_bytes()[tag.end..self.source.len().min(tag.end + 60)];
        let Some(close) = memchr::memmem::find(window, b"</a>") else { return };
        let words = &self.source[tag.end..tag.end + close];
        let shown = html::entity(words).map_or(words.to_owned(), |(shown, len)| shown + &words[len..]);
        if mark::is_way_back(&shown) {
            self.skip = tag.end + close + "</a>".len();
        }
    }

    fn end_of_raw(&self, name: &str, from: usize) -> usize {
        let mut at = from;
        while let Some(found) = memchr::memmem::find(&self.source.as_bytes()[at..], b"</") {
            at += found;
            if let Some(tag) = Tag::at(self.source, at)
                && tag.is(name)
            {
                return tag.end;
            }
            at += 2;
        }
        self.source.len()
    }
}
