//! Where the notes of a page are, and which markers point to them.

use std::collections::{HashMap, HashSet};

use super::extent::{self, Extent};
use super::found::{Found, FoundNote, Mark, Unit};
use super::links::{Links, Pointer};
use super::names;
use super::tags::{Attr, Tag};
use super::tree::Tree;
use super::typed::Numbers;
use crate::span::Span;

impl Found {
    /// Finds the notes that links and roles show.
    pub(super) fn linked(tree: &Tree<'_>, page: &str) -> Self {
        let links = Links::find(tree, page);
        let mut targets: Vec<u32> = links.pointers.iter().filter_map(|pointer| pointer.target).collect();
        targets.sort_unstable();
        targets.dedup();
        let mut extents: Vec<Extent> =
            targets.iter().filter_map(|&at| Extent::of(tree, at, &targets)).collect();
        name(&mut extents, &links.pointers);
        extent::own(tree, &links, &mut extents);
        let extents = extent::settle(tree, extents);
        let mut found = Found::default();
        found.hide.extend(
            links.backs.iter().map(|&back| super::units::with_brackets(tree.source, tree.span(back))),
        );
        found.notes(tree, &extents, &links);
        found.markers(tree, &extents, &links);
        found
    }

    /// Puts hidden ranges in order, for one walk along the file.
    pub(super) fn order(&mut self) {
        self.hide.extend(self.units.iter().filter(|unit| !unit.shown).map(|unit| unit.span));
        self.hide.sort_unstable();
        let mut merged: Vec<Span> = Vec::with_capacity(self.hide.len());
        for span in self.hide.drain(..) {
            match merged.last_mut() {
                Some(last) if span.start < last.end => *last = last.to(span),
                _ => merged.push(span),
            }
        }
        self.hide = merged;
    }

    fn notes(&mut self, tree: &Tree<'_>, extents: &[Extent], links: &Links) {
        let mut taken = HashSet::new();
        // Numbers and letters are counted apart: `a` under each table begins no
        // new run of the numbers.
        let mut scopes = [0, 0];
        let mut numbers = Numbers::default();
        for (index, extent) in extents.iter().enumerate() {
            let id = match &extent.label {
                Some(label) => label.clone(),
                None => own_label(tree, extent, links, &mut numbers).unwrap_or_else(|| format!("-{index}")),
            };
            let scope = &mut scopes[usize::from(names::is_number(&id))];
            // A number that was there already: another chapter's notes begin.
            while !taken.insert((*scope, id.clone())) {
                *scope += 1;
            }
            let scope = *scope;
            let label = self.label(tree, extent, &id, links);
            let (from, to, inline) = (extent.from, extent.to, extent.inline);
            self.notes.push(FoundNote { from, to, id, scope, label, inline });
        }
    }

    /// The bytes of a note's label, which are not shown with its text.
    fn label(&mut self, tree: &Tree<'_>, extent: &Extent, id: &str, links: &Links) -> Span {
        let node = tree.node(extent.from);
        let tag = Span { start: node.start, end: node.open_end.max(node.start) };
        let tag = if node.tag == Tag::Text { Span { start: node.start, end: node.start } } else { tag };
        let mut label: Option<Span> = None;
        // `[` or `^` before the link back.
        let mut before: Option<Span> = None;
        let (mut next, mut steps) = (extent.from, 0);
        while next < extent.to && steps < 40 {
            steps += 1;
            let node = *tree.node(next);
            if links.backs.binary_search(&next).is_ok() {
                let span = tree.span(next);
                label = Some(label.map_or(span, |label| label.to(span)));
                self.hide.extend(before.take());
                next = node.after;
                continue;
            }
            if node.tag == Tag::Text && label.is_none() && before.is_none() && is_opening(tree, next) {
                before = Some(Span { start: node.start, end: node.open_end });
            } else if node.tag == Tag::Text {
                match self.leading(tree, next, id, label.is_some()) {
                    Leading::Label(span) => label = Some(label.map_or(span, |label| label.to(span))),
                    Leading::Nothing => {}
                    Leading::Words => break,
                }
            } else if node.tag.is_unread() || super::body::is_hidden(tree, next) {
                next = node.after;
                continue;
            }
            next += 1;
        }
        label.unwrap_or(tag)
    }

    /// What a text at the head of a note is: its label, nothing, its words.
    fn leading(&mut self, tree: &Tree<'_>, at: u32, id: &str, labelled: bool) -> Leading {
        let node = tree.node(at);
        let raw = tree.source.get(node.start as usize..node.open_end as usize).unwrap_or("");
        let blank = raw.len() - raw.trim_start_matches(is_blank).len();
        let rest = &raw[blank..];
        if rest.is_empty() {
            return Leading::Nothing;
        }
        let len = if labelled {
            // What stands round a link back: `]`, `.`, `^`.
            rest.find(|c: char| !(is_blank(c) || "[]().:,|".contains(c) || names::is_arrow(c)))
                .unwrap_or(rest.len())
        } else {
            label_length(rest, id)
        };
        let span = Span { start: node.start, end: node.open_end }.lift(Span::new(blank, blank + len));
        if len > 0 {
            self.hide.push(span);
        }
        match (len, len == rest.len()) {
            (0, _) => Leading::Words,
            // The label is whole; words follow.
            (_, false) if labelled => Leading::Words,
            _ => Leading::Label(span),
        }
    }

    fn markers(&mut self, tree: &Tree<'_>, extents: &[Extent], links: &Links) {
        let mut scope = 0;
        let targets: HashMap<u32, usize> = extents
            .iter()
            .enumerate()
            .flat_map(|(index, extent)| extent.targets.iter().map(move |&target| (target, index)))
            .collect();
        for pointer in &links.pointers {
            let extent = pointer.target.and_then(|target| targets.get(&target).copied());
            // A link into what is no note is none to a note.
            if pointer.target.is_some() && extent.is_none() {
                continue;
            }
            let note = extent.map(|index| &self.notes[index]);
            let (id, place) = (note.map_or(&pointer.label, |note| &note.id).clone(), tree.span(pointer.node));
            scope = note.map_or(scope, |note| note.scope);
            let node = wrapper(tree, pointer, links);
            let span = tree.span(node);
            self.units.push(Unit { span, marks: vec![Mark { id, scope, place }], shown: pointer.shown });
        }
        super::units::join(tree.source, &mut self.units);
    }
}

enum Leading {
    Label(Span),
    Nothing,
    Words,
}

/// Whether a text is nothing but what may stand before a link back.
fn is_opening(tree: &Tree<'_>, at: u32) -> bool {
    let node = tree.node(at);
    let raw = tree.source.get(node.start as usize..node.open_end as usize).unwrap_or("").trim();
    !raw.is_empty() && raw.chars().all(|c| "[(".contains(c) || names::is_arrow(c))
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// How many bytes at the head of a note repeat its label: `[3] `, `3.`, `3 `.
fn label_length(text: &str, id: &str) -> usize {
    let mut at = text.len() - text.trim_start_matches(['[', '(', '^']).len();
    let Some(rest) = text[at..].strip_prefix(id) else { return 0 };
    at = text.len() - rest.len();
    let after = rest.trim_start_matches([']', ')', '.', ':', '*']);
    let stopped = after.len() < rest.len();
    let apart = after.is_empty() || after.starts_with(is_blank) || after.starts_with('&');
    if apart || stopped && after.starts_with(|c: char| c.is_uppercase() || "“\"‘".contains(c)) {
        return text.len() - after.len();
    }
    if at > 0 && rest.is_empty() { text.len() } else { 0 }
}

/// The outermost element in the line that holds nothing but markers.
fn wrapper(tree: &Tree<'_>, pointer: &Pointer, links: &Links) -> u32 {
    let mut at = pointer.node;
    if pointer.shown {
        return at;
    }
    for up in tree.ancestors(pointer.node).take(8) {
        if tree.tag(up).is_block() || tree.after(up) - up > 60 {
            break;
        }
        let mut next = up;
        while next < tree.after(up) {
            let node = tree.node(next);
            if links.pointers.binary_search_by_key(&next, |pointer| pointer.node).is_ok() {
                next = node.after;
                continue;
            }
            if node.tag == Tag::Text {
                let raw = tree.source.get(node.start as usize..node.open_end as usize).unwrap_or("");
                if raw.chars().any(|c| !(is_blank(c) || "[](),;–-.".contains(c))) {
                    return at;
                }
            }
            next += 1;
        }
        at = up;
    }
    at
}

/// Gives each extent the label that the first marker shows for it.
fn name(extents: &mut [Extent], pointers: &[Pointer]) {
    let mut first = HashMap::new();
    for pointer in pointers {
        if let Some(target) = pointer.target {
            first.entry(target).or_insert(&pointer.label);
        }
    }
    for extent in extents {
        extent.label =
            extent.targets.iter().find_map(|target| first.get(target)).map(|label| (*label).clone());
    }
}

/// A note's own label where no marker names it: the link back, its first word,
/// its place in a list, the number in its name.
fn own_label(tree: &Tree<'_>, extent: &Extent, links: &Links, numbers: &mut Numbers) -> Option<String> {
    let first = links.backs.partition_point(|&back| back < extent.from);
    let back = links.backs.get(first).filter(|&&back| back < extent.to && back < extent.from + 12);
    if let Some(label) = back.and_then(|&back| names::label(&tree.words(back, 20)))
        && names::is_number(&label)
    {
        return Some(label);
    }
    let head: String = (extent.from..extent.to).take(12).find_map(|at| {
        let node = tree.node(at);
        let raw = tree.source.get(node.start as usize..node.open_end as usize)?;
        (node.tag == Tag::Text && !raw.trim().is_empty()).then(|| raw.trim_start().chars().take(12).collect())
    })?;
    if let Some((label, _)) = super::typed::leading_label(&head) {
        return Some(label);
    }
    if tree.tag(extent.from) == Tag::Li
        && let Some(number) = numbers.number(tree, extent.from)
    {
        return Some(number.to_string());
    }
    let name = tree.attr(extent.from, Attr::Id)?;
    let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
    (digits > 0).then(|| name[name.len() - digits..].to_owned())
}
