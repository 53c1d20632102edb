//! Tokens to a tree, with HTML's implied end tags and exact byte ranges.
//!
//! The tree is a list in the order of the file; each node knows where its
//! contents end, so every walk over it is a loop. Depth and size are bounded,
//! as browsers bound theirs: no page can make the reader recurse or run long.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Bytes, State, Tokenizer};

use super::tags::{Attr, Tag};
use crate::span::Span;

/// Elements that stand deeper than this are taken as their parents' siblings;
/// browsers stop at 512.
pub(super) const MAX_DEPTH: usize = 400;

/// Nodes kept of one file: some 300 MB. A page of 100 MB has about 4 million.
pub(super) const MAX_NODES: usize = 8_000_000;

/// How far an end tag within a line looks for its start tag.
const LOOK: usize = 64;

/// An element or a run of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub tag: Tag,
    /// First byte of its start tag, or of its text.
    pub start: u32,
    /// Byte past its start tag, or past its text.
    pub open_end: u32,
    /// Byte past its end tag, or at which it was taken to end.
    pub end: u32,
    /// Index past everything in it.
    pub after: u32,
    /// The element it stands in; the root is its own parent.
    pub parent: u32,
    /// Its first attribute.
    attrs: u32,
}

#[derive(Debug, Clone, Copy)]
struct Attribute {
    name: Attr,
    /// Its value, in `Tree::values`.
    value: (u32, u32),
    /// Its value in the file.
    span: Span,
}

/// A page.
#[derive(Debug)]
pub(super) struct Tree<'t> {
    pub source: &'t str,
    pub nodes: Vec<Node>,
    attrs: Vec<Attribute>,
    values: String,
    /// Elements stood deeper than is kept, or there were too many: where.
    pub too_deep: Option<u32>,
    pub too_many: Option<u32>,
    /// Where comments stand.
    pub comments: Vec<Span>,
}

impl<'t> Tree<'t> {
    /// Reads a whole file.
    pub(super) fn read(source: &'t str) -> Self {
        let mut grower = Grower::new(source);
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Bytes<usize>| {
            grower.event(event, span).then_some(())
        });
        emitter.naively_switch_states(true);
        let mut tokens = Tokenizer::new_with_emitter(source, emitter);
        // `<script/>` in XML: no words of a script follow.
        while let Some(Ok(())) = tokens.next() {
            tokens.set_state(State::Data);
        }
        drop(tokens);
        grower.finish()
    }

    pub(super) fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    pub(super) fn node(&self, at: u32) -> &Node {
        &self.nodes[at as usize]
    }

    pub(super) fn tag(&self, at: u32) -> Tag {
        self.nodes[at as usize].tag
    }

    pub(super) fn after(&self, at: u32) -> u32 {
        self.nodes[at as usize].after
    }

    pub(super) fn parent(&self, at: u32) -> u32 {
        self.nodes[at as usize].parent
    }

    /// The whole element, tags included.
    pub(super) fn span(&self, at: u32) -> Span {
        let node = self.node(at);
        Span { start: node.start, end: node.end.max(node.open_end) }
    }

    fn attributes(&self, at: u32) -> &[Attribute] {
        let first = self.node(at).attrs as usize;
        let end = self.nodes.get(at as usize + 1).map_or(self.attrs.len(), |next| next.attrs as usize);
        self.attrs.get(first..end).unwrap_or(&[])
    }

    /// An attribute's value, entities read.
    pub(super) fn attr(&self, at: u32, name: Attr) -> Option<&str> {
        let found = self.attributes(at).iter().find(|attribute| attribute.name == name)?;
        self.values.get(found.value.0 as usize..found.value.1 as usize)
    }

    /// Where an attribute's value stands in the file.
    pub(super) fn attr_span(&self, at: u32, name: Attr) -> Option<Span> {
        self.attributes(at).iter().find(|attribute| attribute.name == name).map(|attribute| attribute.span)
    }

    /// The classes of an element.
    pub(super) fn classes(&self, at: u32) -> impl Iterator<Item = &str> {
        self.attr(at, Attr::Class).unwrap_or("").split_ascii_whitespace()
    }

    pub(super) fn has_class(&self, at: u32, wanted: &[&str]) -> bool {
        self.classes(at).any(|class| wanted.iter().any(|word| class.eq_ignore_ascii_case(word)))
    }

    /// Whether an attribute that lists words has one of these.
    pub(super) fn says(&self, at: u32, name: Attr, wanted: &[&str]) -> bool {
        self.attr(at, name).is_some_and(|value| {
            value.split_ascii_whitespace().any(|word| wanted.iter().any(|w| word.eq_ignore_ascii_case(w)))
        })
    }

    /// The nearest block around a node, itself if it is one.
    pub(super) fn block(&self, mut at: u32) -> u32 {
        while at != 0 && !self.tag(at).is_block() {
            at = self.parent(at);
        }
        at
    }

    /// The elements around a node, nearest first, the root left out.
    pub(super) fn ancestors(&self, at: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(at), |&at| (at != 0).then(|| self.parent(at)))
            .skip(1)
            .filter(|&at| at != 0)
    }

    /// The nodes directly in an element.
    pub(super) fn children(&self, at: u32) -> impl Iterator<Item = u32> {
        let end = self.after(at);
        let first = (at + 1 < end).then_some(at + 1);
        std::iter::successors(first, move |&child| Some(self.after(child)).filter(|&next| next < end))
    }

    /// The visible words in an element, white space made single, entities read;
    /// what goes past `limit` bytes is left out.
    pub(super) fn words(&self, at: u32, limit: usize) -> String {
        let mut words = String::new();
        let (mut next, end) = (at, self.after(at));
        // A bounded look, however many empty elements there are.
        let end = end.min(at.saturating_add(200 + limit as u32));
        while next < end && words.len() <= limit {
            let node = self.node(next);
            if node.tag.is_unread() {
                next = node.after;
                continue;
            }
            if node.tag == Tag::Text {
                let mut end = (node.open_end as usize).min(node.start as usize + limit + 64);
                while !self.source.is_char_boundary(end) {
                    end -= 1;
                }
                let raw = self.source.get(node.start as usize..end).unwrap_or("");
                super::entity::read(raw, &mut |shown, _| words.push_str(shown));
            } else if node.tag.is_block() || node.tag == Tag::Br {
                words.push(' ');
            }
            next += 1;
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Grows the tree from tokens.
struct Grower<'t> {
    tree: Tree<'t>,
    open: Vec<u32>,
    /// How many of each element are open, so that a stray end tag costs nothing.
    count: [u32; Tag::COUNT],
    /// Elements that were not put on the stack.
    flat: usize,
    /// The start tag that is being read, and the attribute.
    tag: Option<(Tag, u32)>,
    attr: Option<(Attr, Span)>,
    /// The file says that it is XML: `<a/>` is closed.
    xml: bool,
    last: u32,
}

impl<'t> Grower<'t> {
    fn new(source: &'t str) -> Self {
        let root = Node { tag: Tag::Other, start: 0, open_end: 0, end: 0, after: 0, parent: 0, attrs: 0 };
        let tree = Tree {
            source,
            nodes: vec![root],
            attrs: Vec::new(),
            values: String::new(),
            too_deep: None,
            too_many: None,
            comments: Vec::new(),
        };
        let xml = source.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml");
        Self { tree, open: vec![0], count: [0; Tag::COUNT], flat: 0, tag: None, attr: None, xml, last: 0 }
    }

    /// Takes a token; says whether it was an element that XML closes at once.
    fn event(&mut self, event: CallbackEvent<'_>, span: Bytes<usize>) -> bool {
        let span = self.fit(span);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Some((Tag::named(name), span.start));
                self.begin(span);
            }
            CallbackEvent::AttributeName { name } => {
                self.attr = self.tag.map(|_| (Attr::named(name), Span { start: span.end, end: span.end }));
                let end = self.tree.values.len() as u32;
                self.push_attr(end, span.end);
            }
            CallbackEvent::AttributeValue { value } => {
                if self.attr.is_some_and(|(name, _)| name != Attr::Other)
                    && let Ok(value) = std::str::from_utf8(value)
                {
                    self.tree.values.push_str(value);
                    if let Some(last) = self.tree.attrs.last_mut() {
                        last.value.1 = self.tree.values.len() as u32;
                        last.span = span;
                    }
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.started(self_closing, span.end);
                return self_closing && self.xml;
            }
            CallbackEvent::EndTag { name } => {
                self.last = span.end;
                self.close(Tag::named(name), span);
            }
            CallbackEvent::String { .. } => self.text(span),
            CallbackEvent::Comment { value } => {
                self.last = span.end;
                // What it says is looked at where it is kept.
                if memchr::memchr(b':', value).is_some() {
                    self.tree.comments.push(span);
                }
            }
            CallbackEvent::Doctype { .. } => self.last = span.end,
            CallbackEvent::Error(_) => {}
        }
        false
    }

    /// A range of the file: within it, and on character boundaries.
    fn fit(&self, span: Bytes<usize>) -> Span {
        let source = self.tree.source;
        let mut start = span.start.min(source.len());
        while !source.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = span.end.clamp(start, source.len());
        while !source.is_char_boundary(end) {
            end += 1;
        }
        Span::new(start, end)
    }

    fn push_attr(&mut self, value: u32, at: u32) {
        let Some((name, _)) = self.attr.filter(|(name, _)| *name != Attr::Other) else { return };
        let span = Span { start: at, end: at };
        self.tree.attrs.push(Attribute { name, value: (value, value), span });
    }

    /// A start tag begins: what it implies to end ends, and its node is made,
    /// for its attributes follow.
    fn begin(&mut self, span: Span) {
        let Some((tag, start)) = self.tag else { return };
        if self.full(start) {
            self.tag = None;
            return;
        }
        self.imply_ends(tag, start);
        self.push(tag, start, span.end);
    }

    fn full(&mut self, at: u32) -> bool {
        let full = self.tree.nodes.len() >= MAX_NODES;
        if full && self.tree.too_many.is_none() {
            self.tree.too_many = Some(at);
        }
        full
    }

    fn push(&mut self, tag: Tag, start: u32, open_end: u32) -> u32 {
        let at = self.tree.len();
        let attrs = self.tree.attrs.len() as u32;
        let parent = self.open.last().copied().unwrap_or(0);
        self.tree.nodes.push(Node { tag, start, open_end, end: open_end, after: at + 1, parent, attrs });
        at
    }

    fn started(&mut self, self_closing: bool, end: u32) {
        self.attr = None;
        self.last = end;
        let Some((tag, _)) = self.tag.take() else { return };
        let Some(at) = self.tree.len().checked_sub(1) else { return };
        let node = &mut self.tree.nodes[at as usize];
        (node.open_end, node.end) = (end, end);
        if tag.is_void() || self_closing && self.xml {
            return;
        }
        if self.open.len() >= MAX_DEPTH {
            self.tree.too_deep.get_or_insert(end);
            self.flat += 1;
            return;
        }
        self.open.push(at);
        self.count[tag as usize] += 1;
    }

    fn text(&mut self, span: Span) {
        if span.is_empty() || self.full(span.start) {
            return;
        }
        self.last = span.end;
        self.push(Tag::Text, span.start, span.end);
    }

    /// Ends the innermost element at a byte of the file.
    fn pop(&mut self, end: u32) {
        if self.open.len() <= 1 {
            return;
        }
        let Some(at) = self.open.pop() else { return };
        let after = self.tree.len();
        let node = &mut self.tree.nodes[at as usize];
        node.after = after;
        node.end = end.max(node.open_end);
        let count = &mut self.count[node.tag as usize];
        *count = count.saturating_sub(1);
    }

    /// Ends elements from the innermost down to this depth of the stack.
    fn pop_to(&mut self, depth: usize, end: u32) {
        while self.open.len() > depth.max(1) {
            self.pop(end);
        }
    }

    /// The depth at which the innermost of these stands, none of `walls` between.
    fn find(&self, wanted: impl Fn(Tag) -> bool, wall: impl Fn(Tag) -> bool) -> Option<usize> {
        for (depth, &at) in self.open.iter().enumerate().skip(1).rev() {
            let tag = self.tree.tag(at);
            if wanted(tag) {
                return Some(depth);
            }
            if wall(tag) {
                return None;
            }
        }
        None
    }

    /// `<p>` after an unclosed `<p>`, `<li>` after `<li>`, and the like.
    fn imply_ends(&mut self, tag: Tag, at: u32) {
        use Tag::*;
        if tag.ends_paragraph()
            && self.count[P as usize] > 0
            && let Some(depth) = self.find(|tag| tag == P, Tag::is_scope)
        {
            self.pop_to(depth, at);
        }
        let list = |tag| matches!(tag, Ul | Ol | Dl | Menu | Dir) || Tag::is_scope(tag);
        let table = |tag| matches!(tag, Table | Template | Html);
        let ended = match tag {
            Li if self.count[Li as usize] > 0 => self.find(|tag| tag == Li, list),
            Dt | Dd if self.count[Dt as usize] + self.count[Dd as usize] > 0 => {
                self.find(|tag| matches!(tag, Dt | Dd), list)
            }
            Td | Th => self.find(|tag| matches!(tag, Td | Th), |tag| tag == Tr || table(tag)),
            Tr => {
                self.find(|tag| tag == Tr, table).or_else(|| self.find(|tag| matches!(tag, Caption), table))
            }
            Tbody | Thead | Tfoot => {
                self.find(|tag| matches!(tag, Tbody | Thead | Tfoot | Caption | Colgroup), table)
            }
            A if self.count[A as usize] > 0 => self.find(|tag| tag == A, Tag::is_block),
            Body => self.find(|tag| tag == Head, |_| false),
            _ if tag.heading().is_some() => {
                let top = self.open.last().map(|&at| self.tree.tag(at));
                top.is_some_and(|top| top.heading().is_some()).then(|| self.open.len() - 1)
            }
            _ if tag.is_block() && !matches!(tag, Head | Html | Title) && self.count[Head as usize] > 0 => {
                self.find(|tag| tag == Head, |_| false)
            }
            _ => None,
        };
        if let Some(depth) = ended {
            self.pop_to(depth, at);
        }
    }

    fn close(&mut self, tag: Tag, span: Span) {
        if tag == Tag::Br && !self.full(span.start) {
            self.push(tag, span.start, span.end);
            return;
        }
        if self.flat > 0 {
            self.flat -= usize::from(!tag.is_void());
            return;
        }
        if self.count[tag as usize] == 0 || matches!(tag, Tag::Body | Tag::Html) {
            return;
        }
        let found = if tag.is_block() {
            let wall = |other: Tag| match tag {
                Tag::Li => matches!(other, Tag::Ul | Tag::Ol) || other.is_scope(),
                Tag::Table => matches!(other, Tag::Html | Tag::Template),
                Tag::Td | Tag::Th | Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot => other == Tag::Table,
                _ => other.is_scope(),
            };
            self.find(|other| other == tag, wall)
        } else {
            let low = self.open.len().saturating_sub(LOOK).max(1);
            let from = &self.open[low..];
            let at = from.iter().rposition(|&at| self.named(at) == tag);
            // `Other` stands for every element without a name here.
            at.filter(|&at| !from[at + 1..].iter().any(|&at| self.tree.tag(at).is_block())).map(|at| low + at)
        };
        if let Some(depth) = found {
            self.pop_to(depth + 1, span.start);
            self.pop(span.end);
        }
    }

    fn named(&self, at: u32) -> Tag {
        self.tree.tag(at)
    }

    fn finish(mut self) -> Tree<'t> {
        let end = self.tree.source.len() as u32;
        self.pop_to(1, end);
        let after = self.tree.len();
        let root = &mut self.tree.nodes[0];
        (root.after, root.end) = (after, end);
        self.tree
    }
}
