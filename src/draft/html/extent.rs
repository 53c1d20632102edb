//! How far each note goes: from the element that a link leads to, or that the
//! page calls a note, to its end.

use super::links::Links;
use super::names;
use super::tags::{Attr, Tag};
use super::tree::Tree;

/// The extent of a note while notes are looked for.
#[derive(Debug, Clone)]
pub(super) struct Extent {
    pub from: u32,
    pub to: u32,
    pub inline: bool,
    /// What markers call it; `None` if none points to it.
    pub label: Option<String>,
    /// The anchors that lead to it.
    pub targets: Vec<u32>,
}

/// Notes that no link points to, but that the page calls notes.
pub(super) fn own(tree: &Tree<'_>, links: &Links, extents: &mut Vec<Extent>) {
    let unnamed = |from, to| Extent { from, to, inline: false, label: None, targets: Vec::new() };
    // A paragraph of a list of notes that begins with a way back.
    for &back in &links.backs {
        let block = tree.block(back);
        let first =
            (block..back).take(12).all(|at| tree.tag(at) != Tag::Text || tree.words(at, 4).is_empty());
        if first && back - block < 12 && block != 0 && is_noteish(tree, tree.parent(block)) {
            extents.push(unnamed(block, tree.after(block)));
        }
    }
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
            style.len() < 400
                && (style.contains("mso-element:footnote") || style.contains("mso-element:endnote"))
                && !style.contains("-list")
        });
        if said || listed || word {
            extents.push(unnamed(next, node.after));
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
            || tree.has_class(
                at,
                &["references", "footnotes", "endnotes", "footnote-list", "reflist", "footnotes-list"],
            )
    };
    named(list) || named(tree.parent(list))
}

/// Orders the notes and takes out those that stand in another.
pub(super) fn settle(tree: &Tree<'_>, mut extents: Vec<Extent>) -> Vec<Extent> {
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
        ["footnote", "endnote", "rearnote"].iter().any(|word| class.contains(word))
            || matches!(&*class, "note" | "fn")
    };
    tree.classes(at).take(10).any(class)
        || tree.attr(at, Attr::Id).is_some_and(|id| names::is_note(id) || class(id))
        || tree.says(at, Attr::Role, &["doc-footnote", "doc-endnote", "note", "doc-endnotes"])
        || tree.says(at, Attr::EpubType, &["footnote", "endnote", "rearnote", "footnotes", "endnotes"])
}

impl Extent {
    /// The note that an anchor leads to.
    pub(super) fn of(tree: &Tree<'_>, target: u32, targets: &[u32]) -> Option<Self> {
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
            let listed = tree.tag(up) == Tag::Li
                && tree.children(up).find(|&c| tree.tag(c) != Tag::Text) == Some(block);
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
        let alone = at >= end
            && tree.children(block).take_while(|&c| c != child).all(|c| tree.words(c, 4).is_empty());
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
