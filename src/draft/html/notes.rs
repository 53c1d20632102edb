//! Where the notes of a page are, and which markers point to them.

use std::collections::{HashMap, HashSet};

use super::links::{Links, Pointer};
use super::names;
use super::tags::{Attr, Tag};
use super::tree::Tree;
use crate::span::Span;

/// A note.
#[derive(Debug, Clone)]
pub(super) struct FoundNote {
    /// The first node in it, and the one past its last.
    pub from: u32,
    pub to: u32,
    pub id: String,
    pub scope: u32,
    /// The bytes of its label.
    pub label: Span,
    /// It stands within a paragraph and is told after it.
    pub inline: bool,
}

/// One number of a marker.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub id: String,
    pub scope: u32,
    pub place: Span,
}

/// Markers that stand together, and the bytes they take.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub span: Span,
    pub marks: Vec<Mark>,
    /// Its words are shown.
    pub shown: bool,
}

/// What a page has of notes.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub notes: Vec<FoundNote>,
    pub units: Vec<Unit>,
    /// Bytes that show nothing of the text: links back, labels.
    pub hide: Vec<Span>,
}

/// The extent of a note while notes are looked for.
#[derive(Debug, Clone)]
struct Extent {
    from: u32,
    to: u32,
    inline: bool,
    /// What markers call it; `None` if none points to it.
    label: Option<String>,
    /// The anchors that lead to it.
    targets: Vec<u32>,
}

impl Found {
    /// Finds the notes that links and roles show.
    pub(super) fn linked(tree: &Tree<'_>, page: &str) -> Self {
        let links = Links::find(tree, page);
        let mut targets: Vec<u32> = links.pointers.iter().filter_map(|pointer| pointer.target).collect();
        targets.sort_unstable();
        targets.dedup();
        let mut extents: Vec<Extent> = targets.iter().filter_map(|&at| Extent::of(tree, at, &targets)).collect();
        name(&mut extents, &links.pointers);
        own(tree, &mut extents);
        let extents = settle(tree, extents);
        let mut found = Found::default();
        found.hide.extend(links.backs.iter().map(|&back| tree.span(back)));
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
        for (index, extent) in extents.iter().enumerate() {
            let id = match &extent.label {
                Some(label) => label.clone(),
                None => own_label(tree, extent, links).unwrap_or_else(|| format!("-{index}")),
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
        let (mut next, mut steps) = (extent.from, 0);
        while next < extent.to && steps < 40 {
            steps += 1;
            let node = *tree.node(next);
            if links.backs.binary_search(&next).is_ok() {
                let span = tree.span(next);
                label = Some(label.map_or(span, |label| label.to(span)));
                next = node.after;
                continue;
            }
            if node.tag == Tag::Text {
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
            rest.find(|c: char| !(is_blank(c) || "[]().:,|".contains(c) || names::is_arrow(c))).unwrap_or(rest.len())
        } else {
            label_length(rest, id)
        };
        let span = Span { start: node.start + blank as u32, end: node.start + (blank + len) as u32 };
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
        extent.label = extent.targets.iter().find_map(|target| first.get(target)).map(|label| (*label).clone());
    }
}

/// A note's own label where no marker names it: the link back, its first word,
/// its place in a list, the number in its name.
fn own_label(tree: &Tree<'_>, extent: &Extent, links: &Links) -> Option<String> {
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
        && let Some(number) = super::typed::item_number(tree, extent.from)
    {
        return Some(number.to_string());
    }
    let name = tree.attr(extent.from, Attr::Id)?;
    let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
    (digits > 0).then(|| name[name.len() - digits..].to_owned())
}

/// Notes that no link points to, but that the page calls notes.
fn own(tree: &Tree<'_>, extents: &mut Vec<Extent>) {
    let mut next = 0;
    while next < tree.len() {
        let node = tree.node(next);
        if node.tag.is_unread() {
            next = node.after;
            continue;
        }
        let said = tree.says(next, Attr::Role, &["doc-endnote", "doc-footnote"])
            || tree.says(next, Attr::EpubType, &["footnote", "endnote", "rearnote"]);
        let listed = node.tag == Tag::Li && is_note_list(tree, node.parent);
        let word = tree.attr(next, Attr::Style).is_some_and(|style| {
            style.len() < 400 && (style.contains("mso-element:footnote") || style.contains("mso-element:endnote"))
                && !style.contains("-list")
        });
        if said || listed || word {
            let extent = Extent { from: next, to: node.after, inline: false, label: None, targets: Vec::new() };
            extents.push(extent);
            next = node.after;
            continue;
        }
        next += 1;
    }
}

/// Whether a list is one of notes by its class or role, or by what it stands in.
fn is_note_list(tree: &Tree<'_>, list: u32) -> bool {
    if tree.tag(list) != Tag::Ol {
        return false;
    }
    let named = |at: u32| {
        tree.says(at, Attr::Role, &["doc-endnotes", "doc-footnotes"])
            || tree.says(at, Attr::EpubType, &["footnotes", "endnotes", "rearnotes"])
            || tree.has_class(at, &["references", "footnotes", "endnotes", "footnote-list", "reflist", "footnotes-list"])
    };
    named(list) || named(tree.parent(list))
}

/// Orders the notes and takes out those that stand in another.
fn settle(tree: &Tree<'_>, mut extents: Vec<Extent>) -> Vec<Extent> {
    extents.sort_by_key(|extent| (extent.from, std::cmp::Reverse(extent.to), extent.label.is_none()));
    let mut kept: Vec<Extent> = Vec::with_capacity(extents.len());
    for extent in extents {
        match kept.last_mut() {
            Some(last) if extent.from < last.to => {
                last.targets.extend(extent.targets);
                if last.label.is_none() {
                    last.label = extent.label;
                }
            }
            _ => kept.push(extent),
        }
    }
    go_on(tree, &mut kept);
    kept
}

/// Paragraphs without a label between two notes, or after the last of a list
/// of notes, belong to the note before.
fn go_on(tree: &Tree<'_>, extents: &mut [Extent]) {
    for index in 0..extents.len() {
        let (from, to) = (extents[index].from, extents[index].to);
        if extents[index].inline || tree.tag(from) != Tag::P {
            continue;
        }
        let parent = tree.parent(from);
        let end = tree.after(parent);
        let limit = match extents.get(index + 1) {
            Some(next) if next.from < end && tree.parent(next.from) == parent => next.from,
            _ if is_noteish(tree, parent) => end,
            _ => continue,
        };
        let mut at = to;
        while at < limit {
            let node = tree.node(at);
            let goes_on = match node.tag {
                Tag::P => super::typed::leading_label(&tree.words(at, 12)).is_none(),
                Tag::Blockquote | Tag::Ul | Tag::Ol | Tag::Text | Tag::Pre => true,
                _ => false,
            };
            if !goes_on || at == 0 {
                break;
            }
            at = node.after;
        }
        extents[index].to = at;
    }
}

/// Whether an element is called a note or notes.
fn is_noteish(tree: &Tree<'_>, at: u32) -> bool {
    let class = |class: &str| {
        let class = class.to_ascii_lowercase();
        ["footnote", "endnote", "rearnote"].iter().any(|word| class.contains(word)) || matches!(&*class, "note" | "fn")
    };
    tree.classes(at).take(10).any(class)
        || tree.attr(at, Attr::Id).is_some_and(|id| names::is_note(id) || class(id))
        || tree.says(at, Attr::Role, &["doc-footnote", "doc-endnote", "note", "doc-endnotes"])
        || tree.says(at, Attr::EpubType, &["footnote", "endnote", "rearnote", "footnotes", "endnotes"])
}

impl Extent {
    /// The note that an anchor leads to.
    fn of(tree: &Tree<'_>, target: u32, targets: &[u32]) -> Option<Self> {
        let mut block = tree.block(target);
        let make = |from, to, inline| Some(Extent { from, to, inline, label: None, targets: vec![target] });
        let inside = |at: u32| {
            let first = targets.partition_point(|&other| other < at);
            targets[first..].iter().take_while(|&&other| other < tree.after(at)).count()
        };
        if block != target {
            let mut child = target;
            while tree.parent(child) != block && child != 0 {
                child = tree.parent(child);
            }
            let anchored = Self::anchored(tree, target, child, block, targets);
            match anchored {
                Anchored::Run(from, to) => return make(from, to, false),
                Anchored::Word(from, to) => return make(from, to, true),
                Anchored::Block(next) => block = next,
                Anchored::Nothing => return None,
            }
        }
        if matches!(tree.tag(block), Tag::Td | Tag::Th) {
            block = tree.parent(block);
        }
        if tree.tag(block) == Tag::Dt {
            let mut to = tree.after(block);
            let end = tree.after(tree.parent(block));
            while to < end && matches!(tree.tag(to), Tag::Dd | Tag::Text) {
                to = tree.after(to);
            }
            return make(block, to, false);
        }
        if block == 0 || inside(block) > 1 && !matches!(tree.tag(block), Tag::Li | Tag::P) {
            return None;
        }
        // What is called a note around a single paragraph of it is the note.
        for up in tree.ancestors(block).take(4) {
            let group = matches!(tree.tag(up), Tag::Li | Tag::Dd | Tag::Div | Tag::Aside | Tag::Section);
            let listed = tree.tag(up) == Tag::Li && tree.children(up).find(|&c| tree.tag(c) != Tag::Text) == Some(block);
            if !group || inside(up) > 1 || !(listed || is_noteish(tree, up)) {
                break;
            }
            block = up;
        }
        make(block, tree.after(block), false)
    }

    /// What an anchor within a line leads to: the line from there on, its own
    /// words, or the block that follows.
    fn anchored(tree: &Tree<'_>, target: u32, child: u32, block: u32, targets: &[u32]) -> Anchored {
        let end = tree.after(block);
        let own = tree.words(target, 60);
        // `<span class="footnote" id="fn1">The note.</span>` in a sentence.
        if own.len() > 24 && matches!(tree.tag(target), Tag::Span | Tag::Small | Tag::Label) {
            let whole = tree.words(block, 200);
            if !whole.starts_with(own.as_str()) {
                return Anchored::Word(target, tree.after(target));
            }
        }
        let mut at = child;
        let mut words = false;
        while at < end {
            let tag = tree.tag(at);
            if tag.is_block() {
                if !words && tag != Tag::Hr && tag.heading().is_none() {
                    return Anchored::Block(at);
                }
                break;
            }
            let next = targets.partition_point(|&other| other < at.max(child + 1));
            if at != child && targets.get(next).is_some_and(|&other| other < tree.after(at)) {
                break;
            }
            words |= !tree.words(at, 8).is_empty() && tag != Tag::Br;
            at = tree.after(at);
        }
        if !words {
            return Anchored::Nothing;
        }
        // The only note of its paragraph, at its head: the paragraph.
        let alone = at >= end && tree.children(block).take_while(|&c| c != child).all(|c| tree.words(c, 4).is_empty());
        let single = matches!(tree.tag(block), Tag::P | Tag::Li | Tag::Dd | Tag::Td | Tag::Th | Tag::Dt);
        if alone && single { Anchored::Block(block) } else { Anchored::Run(child, at) }
    }
}

enum Anchored {
    /// These nodes of the block.
    Run(u32, u32),
    /// These nodes in the midst of a sentence.
    Word(u32, u32),
    /// A whole block.
    Block(u32),
    Nothing,
}
