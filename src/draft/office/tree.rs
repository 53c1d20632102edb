//! A file of XML as a flat row of elements and texts, each with its bytes.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::span::Span;

/// How deep elements may nest; what stands deeper is read as if it did not.
const MAX_DEPTH: usize = 1_000;

/// The most nodes that are read: more than the longest books have by far.
const MAX_NODES: usize = 4_000_000;

/// An element or a text.
#[derive(Debug)]
pub(in super::super) struct Node<'t> {
    /// The local name of an element; empty for a text.
    pub name: &'t str,
    /// The start tag, or the text.
    pub open: Span,
    /// The end tag; empty where there is none.
    pub close: Span,
    /// The node past the last in it.
    pub after: u32,
    /// The element it stands in.
    pub parent: u32,
    /// Its attributes, by local names.
    attributes: Vec<(&'t str, Cow<'t, str>)>,
    /// It is a text whose bytes are not its words: `<![CDATA[…]]>`.
    pub plain: bool,
    /// It is a comment.
    pub comment: bool,
}

/// Where reading ended too early.
#[derive(Debug)]
pub(in super::super) struct Broken {
    pub at: u32,
    pub why: String,
}

/// A file.
#[derive(Debug)]
pub(in super::super) struct Tree<'t> {
    pub source: &'t str,
    /// The first node is the file.
    pub nodes: Vec<Node<'t>>,
    pub fault: Option<Broken>,
}

impl<'t> Tree<'t> {
    pub fn read(source: &'t str) -> Self {
        let mut tree = Self { source, nodes: Vec::new(), fault: None };
        tree.push("", Span::at(0), 0);
        let base = source.len() - source.trim_start_matches('\u{feff}').len();
        let mut reader = Reader::from_str(&source[base..]);
        reader.config_mut().allow_dangling_amp = true;
        let mut open: Vec<u32> = vec![0];
        loop {
            let before = base + reader.buffer_position() as usize;
            let event = reader.read_event();
            let span = Span::new(before, base + reader.buffer_position() as usize);
            let parent = open.last().copied().unwrap_or(0);
            match event {
                Err(error) => {
                    tree.broken(base + reader.error_position() as usize, error.to_string());
                    break;
                }
                Ok(Event::Eof) => {
                    if open.len() > 1 {
                        tree.broken(source.trim_end().len(), "it ends with elements open".to_owned());
                    }
                    break;
                }
                Ok(Event::Start(start)) => {
                    let at = tree.element(&start, span, parent);
                    if open.len() > MAX_DEPTH {
                        tree.broken(before, format!("elements stand more than {MAX_DEPTH} deep"));
                        break;
                    }
                    open.push(at);
                }
                Ok(Event::Empty(start)) => {
                    tree.element(&start, span, parent);
                }
                Ok(Event::End(_)) => {
                    if open.len() > 1
                        && let Some(at) = open.pop()
                    {
                        let next = tree.next();
                        let node = &mut tree.nodes[at as usize];
                        (node.close, node.after) = (span, next);
                    }
                }
                Ok(Event::Text(_) | Event::GeneralRef(_)) => {
                    tree.push("", span, parent);
                }
                Ok(Event::CData(_)) => {
                    let at = tree.push("", span, parent);
                    tree.nodes[at as usize].plain = true;
                }
                Ok(Event::Comment(_)) => {
                    let at = tree.push("", span, parent);
                    tree.nodes[at as usize].comment = true;
                }
                Ok(Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            }
            if tree.nodes.len() > MAX_NODES {
                tree.broken(before, format!("there are more than {MAX_NODES} elements"));
                break;
            }
        }
        let next = tree.next();
        for at in open {
            tree.nodes[at as usize].after = next;
        }
        tree
    }

    fn broken(&mut self, at: usize, why: String) {
        let mut at = at.min(self.source.len());
        while !self.source.is_char_boundary(at) {
            at -= 1;
        }
        self.fault = Some(Broken { at: Span::at(at).start, why });
    }

    fn next(&self) -> u32 {
        Span::at(self.nodes.len()).start
    }

    fn push(&mut self, name: &'t str, open: Span, parent: u32) -> u32 {
        let at = self.next();
        let close = Span { start: open.end, end: open.end };
        self.nodes.push(Node {
            name,
            open,
            close,
            after: at + 1,
            parent,
            attributes: Vec::new(),
            plain: false,
            comment: false,
        });
        at
    }

    fn element(&mut self, start: &BytesStart<'_>, span: Span, parent: u32) -> u32 {
        // The name stands in the source right after `<`.
        let length = start.name().as_ref().len();
        let name = self.source.get(span.start as usize + 1..span.start as usize + 1 + length).unwrap_or("");
        let local = name.split_once(':').map_or(name, |(_, local)| local);
        let at = self.push(local, span, parent);
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false).flatten() {
            let Some(key) = KEPT.iter().find(|key| **key == attribute.key.local_name().as_ref()) else {
                continue;
            };
            let value: &str = &attribute.value;
            let value = quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), Cow::into_owned);
            attributes.push((*key, Cow::Owned(value)));
        }
        self.nodes[at as usize].attributes = attributes;
        at
    }

    pub fn len(&self) -> u32 {
        self.next()
    }

    pub fn node(&self, at: u32) -> &Node<'t> {
        &self.nodes[at as usize]
    }

    /// The value of an attribute, by its local name.
    pub fn attr(&self, at: u32, name: &str) -> Option<&str> {
        let attributes = &self.node(at).attributes;
        attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_ref())
    }

    /// The whole bytes of a node.
    pub fn span(&self, at: u32) -> Span {
        let node = self.node(at);
        node.open.to(node.close)
    }

    /// The children of an element.
    pub fn children(&self, at: u32) -> impl Iterator<Item = u32> + '_ {
        let end = self.node(at).after;
        let mut next = at + 1;
        std::iter::from_fn(move || {
            let child = (next < end).then_some(next)?;
            next = self.node(child).after;
            Some(child)
        })
    }

    /// The first child of this name.
    pub fn child(&self, at: u32, name: &str) -> Option<u32> {
        self.children(at).find(|&child| self.node(child).name == name)
    }

    /// The elements in an element, itself left out.
    pub fn inside(&self, at: u32) -> impl Iterator<Item = u32> + '_ {
        (at + 1..self.node(at).after).filter(|&inner| !self.node(inner).name.is_empty())
    }

    /// The words in an element, entities as they are written.
    pub fn words(&self, at: u32) -> String {
        let mut words = String::new();
        for inner in at..self.node(at).after {
            let node = self.node(inner);
            if node.name.is_empty() && !node.comment {
                let raw = self.source.get(node.open.range()).unwrap_or("");
                words.push_str(raw.trim_start_matches("<![CDATA[").trim_end_matches("]]>"));
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Attributes that are asked for, by their local names.
const KEPT: &[&str] = &[
    "id",
    "rid",
    "ref-type",
    "href",
    "lang",
    "linkend",
    "url",
    "class",
    "relation",
    "pub-id-type",
    "role",
    "pubwork",
    "person-group-type",
    "type",
    "label",
    "fn-type",
    "xref",
    "endterm",
    "list-type",
];
