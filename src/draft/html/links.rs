//! Links within the page: which point to notes, which lead back.

use std::collections::HashMap;

use super::names;
use super::tags::{Attr, Tag};
use super::tree::Tree;

/// What is read of a link's words at most.
const SHORT: usize = 32;

/// How many elements around or in a link are looked at.
const NEAR: usize = 8;

/// A link that points to a note.
#[derive(Debug)]
pub(super) struct Pointer {
    /// The element that is the marker: the link, or the `<sup>` in it.
    pub node: u32,
    /// The label as it is shown, else the note's name.
    pub label: String,
    /// The note's element; `None` where the page does not have it.
    pub target: Option<u32>,
    /// The link's words are words of the text: `Smith 2010`.
    pub shown: bool,
}

/// Links within the page, told apart.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub pointers: Vec<Pointer>,
    /// Links back from a note, in order.
    pub backs: Vec<u32>,
}

/// A link to a part of a page.
struct Link<'n> {
    node: u32,
    name: &'n str,
    target: Option<u32>,
    /// Its short words.
    words: Option<String>,
    label: Option<String>,
}

impl Links {
    /// Finds them all. `page` is the file's own name.
    pub(super) fn find(tree: &Tree<'_>, page: &str) -> Self {
        let anchors = anchors(tree);
        let mut links = Links::default();
        let mut next = 0;
        while next < tree.len() {
            let node = tree.node(next);
            if node.tag.is_unread() || node.tag == Tag::Head {
                next = node.after;
                continue;
            }
            if node.tag == Tag::A
                && let Some(link) = read(tree, &anchors, page, next)
            {
                links.sort(tree, link);
            }
            next += 1;
        }
        links
    }

    fn sort(&mut self, tree: &Tree<'_>, link: Link<'_>) {
        if self.is_back(tree, &link) {
            self.backs.push(link.node);
            return;
        }
        if tree.says(link.node, Attr::Role, &["doc-biblioref"]) {
            let id = link.name.strip_prefix("ref-").unwrap_or(link.name);
            if link.label.is_none() {
                let label = format!("@{id}");
                self.pointers.push(Pointer { node: link.node, label, target: link.target, shown: true });
                return;
            }
        }
        if let Some((node, label)) = self.marker(tree, &link) {
            self.pointers.push(Pointer { node, label, target: link.target, shown: false });
        }
    }

    fn is_back(&self, tree: &Tree<'_>, link: &Link<'_>) -> bool {
        if tree.says(link.node, Attr::Role, &["doc-backlink"])
            || names::is_place(link.name)
            || has_word(tree, link.node, &["backlink", "backref", "back", "reversefootnote", "return"])
        {
            return true;
        }
        let Some(target) = link.target.filter(|&target| target < link.node) else { return false };
        if link.words.as_deref().is_some_and(names::is_way_back) {
            return true;
        }
        self.is_marker_place(tree, target)
    }

    /// Whether a node stands at, in or closely around a marker found before.
    fn is_marker_place(&self, tree: &Tree<'_>, at: u32) -> bool {
        let next = self.pointers.partition_point(|pointer| pointer.node < at);
        let block = tree.block(at);
        let near = |pointer: &Pointer| {
            let inside = !tree.tag(at).is_block() && pointer.node < tree.after(at).max(at + 4);
            let around = pointer.node <= at && at < tree.after(pointer.node);
            (inside || around) && tree.block(pointer.node) == block
        };
        self.pointers.get(next).is_some_and(near)
            || next.checked_sub(1).and_then(|before| self.pointers.get(before)).is_some_and(near)
    }

    /// The marker's element and label, if the link points to a note.
    fn marker(&self, tree: &Tree<'_>, link: &Link<'_>) -> Option<(u32, String)> {
        let said = tree.says(link.node, Attr::Role, &["doc-noteref"])
            || tree.says(link.node, Attr::EpubType, &["noteref"])
            || has_word(
                tree,
                link.node,
                &["footnote", "noteref", "fnref", "footnoteref", "sdfootnoteanc", "sdendnoteanc"],
            );
        if let Some(target) = link.target {
            let block = tree.block(target);
            let holds = block <= link.node && link.node < tree.after(block);
            let heads = tree.tag(block).heading().is_some();
            if block == 0 || (holds || heads) && !said {
                return None;
            }
        }
        let raised = is_raised(tree, link.node);
        let sure = names::is_note(link.name);
        let Some(label) = &link.label else {
            if !sure && !said {
                return None;
            }
            // `<a href="#fn1">as Smith says<sup>1</sup></a>`
            let sup =
                (link.node..tree.after(link.node).min(link.node + 40)).rfind(|&at| tree.tag(at) == Tag::Sup);
            if let Some(sup) = sup
                && let Some(label) = names::label(&tree.words(sup, SHORT))
            {
                return Some((sup, label));
            }
            let short = link.words.as_ref().is_some_and(|words| words.len() <= 8);
            return (said && short).then(|| (link.node, link.name.to_owned()));
        };
        let square = link.words.as_deref().is_some_and(|words| words.starts_with('['))
            || in_brackets(tree, link.node, b"[");
        let round = in_brackets(tree, link.node, b"(")
            || link.words.as_deref().is_some_and(|words| words.starts_with('('));
        let named = names::may_be_note(link.name);
        // "see note 3" refers to a note as words do.
        let spoken = names::is_named(label) || follows_note(tree, link.node);
        let sure = sure && !spoken;
        let good = match link.target {
            Some(_) => sure || said || raised || square || named && round,
            None => (sure || raised) && names::is_note(link.name) && (raised || square || round || said),
        };
        good.then(|| (link.node, label.clone()))
    }
}

/// The elements that links lead to, by name; the first of each name.
fn anchors<'n>(tree: &'n Tree<'_>) -> HashMap<&'n str, u32> {
    let mut anchors = HashMap::new();
    for at in 1..tree.len() {
        if let Some(id) = tree.attr(at, Attr::Id) {
            anchors.entry(id).or_insert(at);
        }
        if tree.tag(at) == Tag::A
            && let Some(name) = tree.attr(at, Attr::Name)
        {
            anchors.entry(name).or_insert(at);
        }
    }
    anchors
}

/// A link to a part of this page, or to what is by its name a note in another.
fn read<'n>(tree: &'n Tree<'_>, anchors: &HashMap<&str, u32>, page: &str, node: u32) -> Option<Link<'n>> {
    let (file, name) = tree.attr(node, Attr::Href)?.split_once('#')?;
    if name.is_empty() || name.len() > 1000 {
        return None;
    }
    let own = file.is_empty() || page.rsplit('/').next() == file.rsplit('/').next();
    let target = own
        .then(|| {
            let plain = anchors.get(name).copied();
            plain.or_else(|| anchors.get(names::unescape(name)?.as_str()).copied())
        })
        .flatten();
    let near = own || !file.contains("://") && (names::is_note(name) || names::is_place(name));
    if !near {
        return None;
    }
    let node_end = tree.after(node);
    let short = node_end - node <= 40;
    let words = short.then(|| tree.words(node, SHORT)).filter(|words| words.len() <= SHORT + 32);
    let label = words.as_deref().and_then(names::label);
    Some(Link { node, name, target, words, label })
}

/// Whether a link or what closely surrounds it is called so in a class:
/// `footnote-ref`, `reference-link`.
fn has_word(tree: &Tree<'_>, at: u32, words: &[&str]) -> bool {
    let named = |at: u32| {
        tree.classes(at).take(20).any(|class| {
            class.split(['-', '_']).any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word)))
                || words.iter().any(|word| class.eq_ignore_ascii_case(word))
        })
    };
    named(at)
        || tree.ancestors(at).take(2).any(|up| matches!(tree.tag(up), Tag::Span | Tag::Sup) && named(up))
}

/// Whether a link is a superscript, or holds nothing but one.
fn is_raised(tree: &Tree<'_>, at: u32) -> bool {
    let is_sup = |at: &u32| {
        tree.tag(*at) == Tag::Sup
            || tree.attr(*at, Attr::Style).is_some_and(|style| style.contains("super"))
            || tree.has_class(
                *at,
                &["sup", "super", "superscript", "MsoFootnoteReference", "MsoEndnoteReference"],
            )
    };
    tree.ancestors(at).take(NEAR).take_while(|&up| !tree.tag(up).is_block()).any(|up| is_sup(&up))
        || (at..tree.after(at)).take(NEAR).any(|inner| is_sup(&inner))
        || tree.words(at, SHORT).starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
}

/// Whether brackets stand right around an element.
fn in_brackets(tree: &Tree<'_>, at: u32, open: &[u8; 1]) -> bool {
    let span = tree.span(at);
    let bytes = tree.source.as_bytes();
    let before = (span.start as usize).checked_sub(1).and_then(|before| bytes.get(before));
    let after = bytes.get(span.end as usize);
    before == open.first() && matches!((open, after), (b"[", Some(b']')) | (b"(", Some(b')')))
}

/// Whether the word before a link is "note" or the like.
fn follows_note(tree: &Tree<'_>, at: u32) -> bool {
    let start = tree.span(at).start as usize;
    let bytes = &tree.source.as_bytes()[start.saturating_sub(12)..start];
    let words = bytes.trim_ascii_end().to_ascii_lowercase();
    words.len() < bytes.len()
        && [&b"note"[..], b"notes", b"n.", b"nn.", b"fn."].iter().any(|word| words.ends_with(word))
}
