//! What stands in a line: words, markers, italics, links.

use super::entity;
use super::names;
use super::tags::{Attr, Tag};
use super::walk::Walk;
use crate::draft::PassageKind;
use crate::span::Span;

impl Walk<'_, '_> {
    /// A run of text: what is hidden of it left out, markers told.
    pub(super) fn text(&mut self, at: u32) {
        let node = *self.tree.node(at);
        let (mut from, end) = (node.start, node.open_end);
        let parent = self.tree.tag(node.parent);
        if matches!(parent, Tag::Ul | Tag::Ol | Tag::Table | Tag::Tr | Tag::Tbody | Tag::Head)
            && self.is_space(from, end)
        {
            return;
        }
        while from < end {
            self.units(from);
            let unit = self.found.units.get(self.unit).map_or(end, |unit| unit.span.start.clamp(from, end));
            let (hide, past) = self.hiding(from);
            let stop = unit.min(hide).min(end);
            if stop > from {
                self.words(Span { start: from, end: stop }, at);
            }
            from = if stop < end && stop == hide && past > stop { past } else { stop };
            if stop == unit && stop < end {
                self.units(stop);
            }
        }
    }

    fn is_space(&self, from: u32, end: u32) -> bool {
        self.tree.source.get(from as usize..end as usize).is_none_or(|raw| raw.trim().is_empty())
    }

    /// The next range that is hidden at or after a byte: its start and end.
    fn hiding(&mut self, from: u32) -> (u32, u32) {
        let hide = &self.found.hide;
        while hide.get(self.hidden).is_some_and(|span| span.end <= from) {
            self.hidden += 1;
        }
        hide.get(self.hidden).map_or((u32::MAX, u32::MAX), |span| (span.start.max(from), span.end))
    }

    /// Tells the markers that begin at or before a byte.
    pub(super) fn units(&mut self, upto: u32) {
        while let Some(unit) = self.found.units.get(self.unit).filter(|unit| unit.span.start <= upto) {
            self.unit += 1;
            if unit.shown {
                continue;
            }
            self.ready();
            for mark in &unit.marks {
                self.out.set_scope(mark.scope);
                self.out.grouped_marker(mark.id.as_str(), mark.place, unit.span);
            }
        }
    }

    /// Tells the marker whose words, the link's own, were just shown.
    pub(super) fn cited(&mut self, start: u32) {
        let at = self.found.units.partition_point(|unit| unit.span.start < start);
        let Some(unit) = self.found.units.get(at).filter(|unit| unit.shown && unit.span.start == start)
        else {
            return;
        };
        for mark in &unit.marks {
            self.out.set_scope(mark.scope);
            self.out.grouped_marker(mark.id.as_str(), mark.place, unit.span);
        }
    }

    /// Passes over the markers before a byte: they stood in what is left out.
    pub(super) fn pass(&mut self, upto: u32) {
        while self.found.units.get(self.unit).is_some_and(|unit| unit.span.start < upto) {
            self.unit += 1;
        }
    }

    /// Shows words, entities read.
    fn words(&mut self, span: Span, at: u32) {
        let raw = self.tree.source.get(span.range()).unwrap_or("");
        let code = self.kind == PassageKind::Code && self.note.is_none();
        if raw.trim().is_empty() && !raw.is_empty() && !self.out.is_open() {
            return;
        }
        self.ready();
        let raised = self.tree.tag(self.tree.parent(at)) == Tag::Sup;
        let mut from = span.start;
        let first = code
            && raw.starts_with(['\n', '\r'])
            && self.tree.node(at).start == span.start
            && self.tree.parent(at) + 1 == at;
        entity::read(raw, &mut |shown, len| {
            let mut piece = Span { start: from, end: from + len as u32 };
            from = piece.end;
            let whole = self.tree.source.get(piece.range()) == Some(shown);
            if raised && let Some(shown) = shown.chars().map(names::raised).collect::<Option<String>>() {
                self.out.text_as(piece, &shown);
            } else if !whole {
                self.out.text_as(piece, shown);
            } else if code {
                if first && piece.start == span.start {
                    piece.start += if shown.starts_with("\r\n") { 2 } else { 1 };
                }
                self.out.raw(piece);
            } else {
                self.out.text(piece);
            }
        });
        self.broke = false;
    }

    pub(super) fn italics(&mut self, at: u32) -> bool {
        let tree = self.tree;
        let named = match tree.tag(at) {
            Tag::I | Tag::Em | Tag::Dfn | Tag::Var => true,
            Tag::Cite => !tree.classes(at).any(|class| class.eq_ignore_ascii_case("citation")),
            Tag::Span | Tag::Font => {
                tree.classes(at).any(|class| {
                    ["cmti", "ecti", "cmsl", "ecsl", "textit", "italic", "emphasis"]
                        .iter()
                        .any(|word| class.starts_with(word))
                }) || tree.attr(at, Attr::Style).is_some_and(|style| {
                    style.replace(' ', "").to_ascii_lowercase().contains("font-style:italic")
                })
            }
            _ => false,
        };
        if named {
            self.out.open_italics();
        }
        named
    }

    pub(super) fn link(&mut self, at: u32) -> bool {
        let tree = self.tree;
        let node = tree.node(at);
        let Some(href) = (node.tag == Tag::A).then(|| tree.attr(at, Attr::Href)).flatten() else {
            return false;
        };
        let href = href.trim();
        if href.is_empty() || href.starts_with('#') || href.starts_with("javascript:") {
            return false;
        }
        let original = tree.attr(at, Attr::OriginalUrl).filter(|url| !url.is_empty());
        let version = tree.attr(at, Attr::VersionUrl).filter(|url| !url.is_empty());
        self.out.open_link(node.start, original.unwrap_or(href));
        // RobustLinks: the address is the original and the copy stands beside
        // it, or the other way round.
        if let Some(copy) = version.or(original.map(|_| href)) {
            self.out.archived(copy);
        }
        true
    }

    /// What an element within a line shows by itself.
    pub(super) fn mark(&mut self, at: u32) {
        let node = *self.tree.node(at);
        let tag = Span { start: node.start, end: node.open_end };
        match node.tag {
            Tag::Br if self.kind == PassageKind::Code && self.out.is_open() => self.out.text_as(tag, "\n"),
            Tag::Br if self.out.is_open() => {
                if self.broke_before(at) {
                    self.close();
                } else {
                    self.out.text_as(tag, " ");
                }
            }
            Tag::Q => self.shown(tag, "“"),
            _ => {}
        }
    }

    /// Two `<br>` with nothing between part paragraphs.
    pub(super) fn broke_before(&self, at: u32) -> bool {
        let tree = self.tree;
        let before = at.checked_sub(1).filter(|&before| tree.tag(before) == Tag::Br).or_else(|| {
            let text = at.checked_sub(1).filter(|&text| tree.tag(text) == Tag::Text)?;
            let node = tree.node(text);
            let blank = self.is_space(node.start, node.open_end);
            text.checked_sub(1).filter(|&before| blank && tree.tag(before) == Tag::Br)
        });
        before.is_some_and(|before| tree.parent(before) == tree.parent(at))
    }
}
