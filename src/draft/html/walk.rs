//! Tells the builder the page: blocks, words, markers, notes, in order.

use super::body::{self, Show, Weight};
use super::found::Found;
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
    pub(super) tree: &'a Tree<'t>,
    pub(super) out: DraftBuilder<'t>,
    pub(super) found: &'a Found,
    pub(super) weight: &'a Weight,
    pub(super) article: (u32, u32),
    pub(super) title: Option<u32>,
    open: Vec<Open>,
    pub(super) kind: PassageKind,
    pub(super) show: Show,
    /// The note that is open, and notes to be told after the present block.
    pub(super) note: Option<usize>,
    pub(super) later: Vec<usize>,
    /// A walk over one of these is under way.
    pub(super) inner: bool,
    /// The last element was a `<br>`.
    pub(super) broke: bool,
    /// A heading's level, until it has words.
    pub(super) heading: Option<u8>,
    /// The next unit.
    pub(super) unit: usize,
    /// The first hidden range that may still matter.
    pub(super) hidden: usize,
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
        } else if let Some(note) = self.note
            && self.found.notes[note].from != at
        {
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
            Tag::P | Tag::Div if is_caption(tree, at) => Kind::Caption,
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
                matches!(tag, Tag::P | Tag::Div | Tag::Blockquote | Tag::Ul | Tag::Table)
                    || tag.heading().is_some()
            });
            inner.count()
        };
        if heavy && blocks() >= 3 { PassageKind::Sentence } else { PassageKind::TableCell }
    }

    fn leave(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let node = self.tree.node(open.node);
        if node.tag == Tag::A && self.shows() {
            self.cited(node.start);
        }
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
    pub(super) fn close(&mut self) {
        self.out.close();
        self.broke = false;
        if self.inner || self.later.is_empty() || self.note.is_some() {
            return;
        }
        for index in std::mem::take(&mut self.later) {
            let note = &self.found.notes[index];
            let (from, to) = (note.from, note.to);
            let (kind, show, unit, hidden, heading) =
                (self.kind, self.show, self.unit, self.hidden, self.heading);
            self.inner = true;
            self.begin_note(index);
            let start = self.tree.node(from).start;
            self.unit = self.found.units.partition_point(|unit| unit.span.start < start);
            self.hidden = self.found.hide.partition_point(|span| span.end <= start);
            self.walk(from, to);
            self.out.close_note();
            self.note = None;
            self.inner = false;
            (self.kind, self.show, self.unit, self.hidden, self.heading) =
                (kind, show, unit, hidden, heading);
        }
    }

    /// Opens a block for words that are about to be shown.
    pub(super) fn ready(&mut self) {
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

    pub(super) fn shown(&mut self, span: Span, words: &str) {
        self.ready();
        self.out.text_as(span, words);
    }

    /// Author and date from the page's head.
    fn meta(&mut self, at: u32) {
        const KNOWN: [&str; 12] = [
            "author",
            "date",
            "dc.creator",
            "dc.date",
            "dcterms.created",
            "dcterms.date",
            "citation_author",
            "citation_publication_date",
            "article:published_time",
            "article:author",
            "article:modified_time",
            "last-modified",
        ];
        let tree = self.tree;
        let name = tree.attr(at, Attr::Name).or(tree.attr(at, Attr::Property)).unwrap_or("");
        let (Some(value), Some(span)) = (tree.attr(at, Attr::Content), tree.attr_span(at, Attr::Content))
        else {
            return;
        };
        if !KNOWN.iter().any(|known| name.eq_ignore_ascii_case(known))
            || value.trim().is_empty()
            || span.is_empty()
        {
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
    let known =
        ["byline", "dateline", "author", "authors", "post-meta", "entry-meta", "article-meta", "published"];
    tree.has_class(at, &known) && tree.after(at) - at < 60
}

/// Whether an element is called a caption: `thumbcaption`, `wp-caption-text`.
fn is_caption(tree: &Tree<'_>, at: u32) -> bool {
    tree.after(at) - at < 60
        && tree.classes(at).any(|class| {
            let class = class.to_ascii_lowercase();
            class.ends_with("caption") || class.ends_with("caption-text")
        })
}
