//! Tells the builder the page: blocks, words, markers, notes, in order.

use super::body::{self, Show, Weight};
use super::entity;
use super::names;
use super::notes::Found;
use super::tags::{Attr, Tag};
use super::tree::Tree;
use crate::draft::PassageKind;
use crate::draft::build::DraftBuilder;
use crate::span::Span;

/// An element that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    node: u32,
    /// What was in force outside of it.
    kind: PassageKind,
    show: Show,
    italic: bool,
    link: bool,
}

/// The walk over a page.
pub(super) struct Walk<'a, 't> {
    tree: &'a Tree<'t>,
    out: DraftBuilder<'t>,
    found: &'a Found,
    weight: &'a Weight,
    article: (u32, u32),
    title: Option<u32>,
    open: Vec<Open>,
    kind: PassageKind,
    show: Show,
    /// The note that is open, and notes to be told after the present block.
    note: Option<usize>,
    later: Vec<usize>,
    /// A walk over one of these is under way.
    inner: bool,
    /// The last element was a `<br>`.
    broke: bool,
    /// A heading's level, until it has words.
    heading: Option<u8>,
    /// The next unit.
    unit: usize,
    /// The first hidden range that may still matter.
    hidden: usize,
}

impl<'a, 't> Walk<'a, 't> {
    pub(super) fn new(
        tree: &'a Tree<'t>,
        out: DraftBuilder<'t>,
        found: &'a Found,
        weight: &'a Weight,
        article: (u32, u32),
        title: Option<u32>,
    ) -> Self {
        Self {
            tree,
            out,
            found,
            weight,
            article,
            title,
            open: Vec::new(),
            kind: PassageKind::Sentence,
            show: Show::Out,
            note: None,
            later: Vec::new(),
            inner: false,
            broke: false,
            heading: None,
            unit: 0,
            hidden: 0,
        }
    }

    /// Walks the whole page.
    pub(super) fn run(mut self) -> DraftBuilder<'t> {
        self.walk(0, self.tree.len());
        self.close();
        self.out.close_note();
        self.out
    }

    fn walk(&mut self, from: u32, to: u32) {
        let base = self.open.len();
        let mut at = from;
        loop {
            while self.open.len() > base && self.tree.after(self.open[self.open.len() - 1].node) <= at {
                self.leave();
            }
            if !self.inner {
                self.note_edges(at);
            }
            if at >= to {
                break;
            }
            at = self.enter(at);
        }
    }

    /// Ends and begins notes at a node.
    fn note_edges(&mut self, at: u32) {
        let notes = &self.found.notes;
        if let Some(open) = self.note
            && at >= notes[open].to
        {
            self.close();
            self.out.close_note();
            self.note = None;
        }
        if self.note.is_some() {
            return;
        }
        let next = notes.partition_point(|note| note.from < at);
        if notes.get(next).is_some_and(|note| note.from == at && !note.inline) {
            self.close();
            self.begin_note(next);
        }
    }

    fn begin_note(&mut self, index: usize) {
        let note = &self.found.notes[index];
        self.out.set_scope(note.scope);
        self.out.open_note(note.id.as_str(), note.label, false);
        self.note = Some(index);
    }

    /// Whether words are shown here.
    fn shows(&self) -> bool {
        self.note.is_some() || matches!(self.show, Show::Text | Show::Furniture)
    }

    /// Enters a node; says which comes next.
    fn enter(&mut self, at: u32) -> u32 {
        let tree = self.tree;
        let node = *tree.node(at);
        if node.tag == Tag::Text {
            if self.shows() {
                self.text(at);
            } else {
                self.pass(node.open_end);
            }
            return at + 1;
        }
        let (kind, show) = (self.kind, self.show);
        if self.title == Some(at) {
            self.show = Show::Text;
        } else if node.tag == Tag::Meta {
            self.meta(at);
            return node.after;
        } else if !self.sees(at) {
            (self.kind, self.show) = (kind, show);
            self.pass(node.end);
            return node.after;
        }
        if let Some(index) = self.inline_note(at) {
            self.show = show;
            if self.shows() && !self.inner {
                self.later.push(index);
                self.pass(node.end);
                return node.after;
            }
        }
        if self.shows() {
            self.units(node.start);
        } else {
            self.pass(node.open_end);
        }
        let (mut italic, mut link) = (false, false);
        if node.tag.is_block() {
            self.block(at);
        } else if self.shows() {
            italic = self.italics(at);
            link = self.link(at);
            self.mark(at);
        }
        self.broke = node.tag == Tag::Br && self.broke_before(at);
        if node.after > at + 1 || node.tag.is_block() {
            self.open.push(Open { node: at, kind, show, italic, link });
        } else {
            (self.kind, self.show) = (kind, show);
            self.end_line(link, italic, node.end);
        }
        at + 1
    }

    /// Sets what is shown of an element; `false` if nothing of it is.
    fn sees(&mut self, at: u32) -> bool {
        let tree = self.tree;
        let after = tree.after(at);
        let inside = self.article.0 <= at && at < self.article.1;
        if tree.tag(at).is_unread() {
            return false;
        }
        if !inside {
            self.show = Show::Out;
        } else if at == self.article.0 {
            self.show = Show::Text;
        } else if self.note.is_none() && matches!(self.show, Show::Text | Show::Furniture) {
            let all = self.weight.inside(tree, self.article.0);
            match body::show(tree, at, self.weight, all) {
                Show::Text => {}
                Show::Furniture => self.show = Show::Furniture,
                other => self.show = other,
            }
        } else if self.note.is_some() {
            return !body::is_hidden(tree, at) && !tree.has_class(at, &body::LEFT_OUT);
        }
        if self.show == Show::Text || self.show == Show::Furniture {
            return true;
        }
        // Out of sight: go on only where a note, the title or the article is.
        let next = self.found.notes.partition_point(|note| note.from < at);
        let noted = self.found.notes.get(next).is_some_and(|note| note.from < after);
        let holds = |wanted: u32| at <= wanted && wanted < after;
        let head = tree.tag(at) == Tag::Head;
        noted || head || self.title.is_some_and(holds) || holds(self.article.0)
    }

    fn inline_note(&self, at: u32) -> Option<usize> {
        let notes = &self.found.notes;
        let next = notes.partition_point(|note| note.from < at);
        notes.get(next).filter(|note| note.from == at && note.inline).map(|_| next)
    }

    /// A block begins: what its words are.
    fn block(&mut self, at: u32) {
        use PassageKind as Kind;
        let tree = self.tree;
        self.close();
        let tag = tree.tag(at);
        let quoted = self.kind == Kind::Quote;
        self.heading = None;
        let kind = match tag {
            _ if self.title == Some(at) => Kind::Title,
            _ if self.show == Show::Furniture => Kind::Furniture,
            Tag::Blockquote => Kind::Quote,
            Tag::Pre | Tag::Listing => Kind::Code,
            Tag::Caption | Tag::Figcaption => Kind::Caption,
            Tag::Td | Tag::Th if !quoted => self.cell(at),
            Tag::Li | Tag::Dd | Tag::Dt if !quoted => Kind::ListItem,
            Tag::Address => Kind::Byline,
            Tag::P | Tag::Div if is_byline(tree, at) => Kind::Byline,
            _ if tag.heading().is_some() => {
                if matches!(self.kind, Kind::Sentence | Kind::Heading) {
                    self.heading = tag.heading();
                    Kind::Heading
                } else {
                    self.kind
                }
            }
            _ => self.kind,
        };
        self.kind = kind;
    }

    /// What a table cell's words are. Old pages stand whole in a cell.
    fn cell(&self, at: u32) -> PassageKind {
        let heavy = u64::from(self.weight.inside(self.tree, at)) * 2
            > u64::from(self.weight.inside(self.tree, self.article.0));
        let blocks = || {
            let inner = self.tree.children(at).take(400).filter(|&child| {
                let tag = self.tree.tag(child);
                matches!(tag, Tag::P | Tag::Div | Tag::Blockquote | Tag::Ul | Tag::Table) || tag.heading().is_some()
            });
            inner.count()
        };
        if heavy && blocks() >= 3 { PassageKind::Sentence } else { PassageKind::TableCell }
    }

    fn leave(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let node = self.tree.node(open.node);
        if node.tag == Tag::Q && self.shows() {
            self.shown(Span { start: node.end, end: node.end }, "”");
        }
        self.end_line(open.link, open.italic, node.end);
        if node.tag.is_block() {
            self.close();
        }
        if matches!(node.tag, Tag::Td | Tag::Th | Tag::Option) && self.out.is_open() {
            self.close();
        }
        (self.kind, self.show) = (open.kind, open.show);
    }

    fn end_line(&mut self, link: bool, italic: bool, end: u32) {
        if link {
            self.out.close_link(end);
        }
        if italic {
            self.out.close_italics();
        }
    }

    /// Ends the block that is open; notes that stood in it follow.
    fn close(&mut self) {
        self.out.close();
        self.broke = false;
        if self.inner || self.later.is_empty() || self.note.is_some() {
            return;
        }
        for index in std::mem::take(&mut self.later) {
            let note = &self.found.notes[index];
            let (from, to) = (note.from, note.to);
            let (kind, show, unit, hidden, heading) = (self.kind, self.show, self.unit, self.hidden, self.heading);
            self.inner = true;
            self.begin_note(index);
            let start = self.tree.node(from).start;
            self.unit = self.found.units.partition_point(|unit| unit.span.start < start);
            self.hidden = self.found.hide.partition_point(|span| span.end <= start);
            self.walk(from, to);
            self.out.close_note();
            self.note = None;
            self.inner = false;
            (self.kind, self.show, self.unit, self.hidden, self.heading) = (kind, show, unit, hidden, heading);
        }
    }

    /// Opens a block for words that are about to be shown.
    fn ready(&mut self) {
        if self.note.is_some() {
            if !self.out.is_open() {
                self.out.open(PassageKind::Sentence);
            }
            return;
        }
        if !self.out.is_open() {
            match self.heading {
                Some(level) => self.out.open_heading(level),
                None => self.out.open(self.kind),
            }
        }
    }

    fn shown(&mut self, span: Span, words: &str) {
        self.ready();
        self.out.text_as(span, words);
    }

    /// A run of text: what is hidden of it left out, markers told.
    fn text(&mut self, at: u32) {
        let node = *self.tree.node(at);
        let (mut from, end) = (node.start, node.open_end);
        let parent = self.tree.tag(node.parent);
        if matches!(parent, Tag::Ul | Tag::Ol | Tag::Table | Tag::Tr | Tag::Tbody | Tag::Head) && self.is_space(from, end) {
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
    fn units(&mut self, upto: u32) {
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

    /// Passes over the markers before a byte: they stood in what is left out.
    fn pass(&mut self, upto: u32) {
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
        let first = code && raw.starts_with(['\n', '\r']) && self.tree.node(at).start == span.start
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

    fn italics(&mut self, at: u32) -> bool {
        let tree = self.tree;
        let named = match tree.tag(at) {
            Tag::I | Tag::Em | Tag::Dfn | Tag::Var => true,
            Tag::Cite => !tree.classes(at).any(|class| class.eq_ignore_ascii_case("citation")),
            Tag::Span | Tag::Font => {
                tree.classes(at).any(|class| {
                    ["cmti", "ecti", "cmsl", "ecsl", "textit", "italic", "emphasis"]
                        .iter()
                        .any(|word| class.starts_with(word))
                }) || tree
                    .attr(at, Attr::Style)
                    .is_some_and(|style| style.replace(' ', "").to_ascii_lowercase().contains("font-style:italic"))
            }
            _ => false,
        };
        if named {
            self.out.open_italics();
        }
        named
    }

    fn link(&mut self, at: u32) -> bool {
        let tree = self.tree;
        let node = tree.node(at);
        let Some(href) = (node.tag == Tag::A).then(|| tree.attr(at, Attr::Href)).flatten() else { return false };
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
    fn mark(&mut self, at: u32) {
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
    fn broke_before(&self, at: u32) -> bool {
        let tree = self.tree;
        let before = at.checked_sub(1).filter(|&before| tree.tag(before) == Tag::Br).or_else(|| {
            let text = at.checked_sub(1).filter(|&text| tree.tag(text) == Tag::Text)?;
            let node = tree.node(text);
            let blank = self.is_space(node.start, node.open_end);
            text.checked_sub(1).filter(|&before| blank && tree.tag(before) == Tag::Br)
        });
        before.is_some_and(|before| tree.parent(before) == tree.parent(at))
    }

    /// Author and date from the page's head.
    fn meta(&mut self, at: u32) {
        const KNOWN: [&str; 12] = [
            "author", "date", "dc.creator", "dc.date", "dcterms.created", "dcterms.date", "citation_author",
            "citation_publication_date", "article:published_time", "article:author", "article:modified_time",
            "last-modified",
        ];
        let tree = self.tree;
        let name = tree.attr(at, Attr::Name).or(tree.attr(at, Attr::Property)).unwrap_or("");
        let (Some(value), Some(span)) = (tree.attr(at, Attr::Content), tree.attr_span(at, Attr::Content)) else {
            return;
        };
        if !KNOWN.iter().any(|known| name.eq_ignore_ascii_case(known)) || value.trim().is_empty() || span.is_empty() {
            return;
        }
        self.close();
        self.out.open(PassageKind::FrontMatter);
        self.out.text_as(span, &value.split_whitespace().collect::<Vec<_>>().join(" "));
        self.out.close();
    }
}

/// Whether an element is called the line of author and date.
fn is_byline(tree: &Tree<'_>, at: u32) -> bool {
    let known = ["byline", "dateline", "author", "authors", "post-meta", "entry-meta", "article-meta", "published"];
    tree.has_class(at, &known) && tree.after(at) - at < 60
}
