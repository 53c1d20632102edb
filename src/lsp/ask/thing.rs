//! What stands at a place: a marker, a note, a sentence, or a part of the claims file.

use super::look::Look;
use crate::case::{Anchoring, Case};
use crate::ids::{MarkerId, NoteId, PassageId, SourceId};
use crate::span::{Place, Span};
use crate::syntax::tree::{AcceptTarget, Against, Entry, Item, NoteRef, Target, Words};

/// What a place is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A pointer to a note.
    Marker(MarkerId),
    /// A note, or an entry of a bibliography.
    Note(NoteId),
    /// A sentence.
    Passage(PassageId),
    /// A source of the claims file.
    Source(SourceId),
    /// A claim, an assumption or an objection (index into the case's entries).
    Entry(usize),
}

/// A word of the claims file that means something elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// Where it stands.
    pub span: Span,
    /// What it means.
    pub means: Means<'a>,
    /// Whether it is the name that a declaration gives.
    pub declares: bool,
}

/// What a word of the claims file means.
#[derive(Debug, Clone, Copy)]
pub enum Means<'a> {
    /// A source or an entry, by name.
    Name(&'a str),
    /// A note of the draft.
    Note(&'a NoteRef),
    /// Words of the draft: those of an entry, or of a waiver.
    Anchor(Option<&'a Entry>),
    /// A file beside: a draft, notes, a held copy.
    File(&'a Words),
    /// A rule.
    Rule(&'a str),
}

/// Every word of a declaration that means something elsewhere.
pub fn words(item: &Item) -> Vec<Word<'_>> {
    let name = |name: &'_ crate::syntax::tree::Name, declares| (name.span, declares);
    let mut found = Vec::new();
    let mut put = |span: Span, means, declares| found.push(Word { span, means, declares });
    match item {
        Item::Draft(draft) => {
            put(draft.file.span, Means::File(&draft.file), false);
            draft.thesis.iter().for_each(|it| put(it.span, Means::Name(&it.value), false));
            draft
                .later
                .iter()
                .chain(&draft.endnotes)
                .chain(&draft.bibliography)
                .for_each(|it| put(it.span, Means::File(it), false));
        }
        Item::Source(source) => {
            let (span, declares) = name(&source.name, true);
            put(span, Means::Name(&source.name.value), declares);
            source.notes.iter().for_each(|note| put(note.span, Means::Note(note), false));
            source.same_origin.iter().for_each(|it| put(it.span, Means::Name(&it.value), false));
            if let Some(held) = &source.held {
                put(held.file.span, Means::File(&held.file), false);
            }
        }
        Item::Entry(entry) => {
            put(entry.name.span, Means::Name(&entry.name.value), true);
            entry.at.iter().for_each(|at| put(at.span, Means::Anchor(Some(entry)), false));
            for cite in &entry.cites {
                match &cite.target {
                    Target::Source(it) => put(it.span, Means::Name(&it.value), false),
                    Target::Note(note) => put(note.span, Means::Note(note), false),
                }
            }
            let reasons = entry.because.iter().flat_map(|because| &because.names);
            reasons.for_each(|it| put(it.span, Means::Name(&it.value), false));
            for against in &entry.against {
                match against {
                    Against::Entry(it) => put(it.span, Means::Name(&it.value), false),
                    Against::Step { from, to, .. } => {
                        [from, to].iter().for_each(|it| put(it.span, Means::Name(&it.value), false));
                    }
                }
            }
        }
        Item::Accept(accept) => {
            put(accept.rule.span, Means::Rule(&accept.rule.value), false);
            match &accept.target {
                Some(AcceptTarget::Entry(it)) => put(it.span, Means::Name(&it.value), false),
                Some(AcceptTarget::Note(note)) => put(note.span, Means::Note(note), false),
                Some(AcceptTarget::Anchor(anchor)) => put(anchor.span, Means::Anchor(None), false),
                None => {}
            }
        }
        Item::Broken(_) => {}
    }
    found
}

/// Every such word of a case's claims file.
pub fn all_words<'a>(case: &Case<'a>) -> Vec<Word<'a>> {
    case.tree().into_iter().flat_map(|tree| &tree.items).flat_map(words).collect()
}

/// The source or entry of a name; an entry where both have it.
pub fn named(case: &Case<'_>, name: &str) -> Option<Thing> {
    let entry = case.entry_names.get(name).map(|entry| Thing::Entry(*entry));
    entry.or_else(|| case.source_names.get(name).map(|source| Thing::Source(*source)))
}

impl<'a> Look<'a> {
    /// The word of the claims file at a byte, or of a claim in a comment of the draft.
    pub fn word_at(&self, offset: u32) -> Option<Word<'a>> {
        let holds = |span: Span| span.start <= offset && offset <= span.end;
        self.item_at(offset).map(words)?.into_iter().find(|word| holds(word.span))
    }

    /// The declaration at a byte of the claims file, or in a comment of the draft.
    pub fn item_at(&self, offset: u32) -> Option<&'a Item> {
        let tree = match self.in_claims() {
            true => self.case.tree()?,
            false => &self.draft()?.inline.iter().find(|claims| claims.file == self.file)?.tree,
        };
        tree.items.iter().rev().find(|item| span_of(item).start <= offset && offset <= span_of(item).end)
    }

    /// What stands at a byte of the file: of the draft the narrowest, of the claims file what the word means, else what
    /// is declared there.
    pub fn thing_at(&self, offset: u32) -> Option<Thing> {
        if !self.in_claims()
            && let Some(Means::Name(name)) = self.word_at(offset).map(|word| word.means)
        {
            return named(&self.case, name);
        }
        if self.in_claims() {
            let word = self.word_at(offset);
            let meant = word.and_then(|word| match word.means {
                Means::Name(name) => named(&self.case, name),
                Means::Note(note) => self.case.note_meant(note).map(Thing::Note),
                _ => None,
            });
            return meant.or_else(|| match self.item_at(offset)? {
                Item::Entry(entry) => named(&self.case, &entry.name.value),
                Item::Source(source) => {
                    self.case.source_names.get(source.name.value.as_str()).map(|it| Thing::Source(*it))
                }
                _ => None,
            });
        }
        let draft = self.draft()?;
        let marker = draft.markers.each().find(|(_, marker)| self.is_at(marker.place, offset));
        let note = || draft.notes.each().find(|(_, note)| self.is_at(note.place, offset));
        let passage = || {
            let inside = |place: Place| self.is_at(place, offset);
            draft.passages.each().rev().find(|(_, passage)| inside(passage.place))
        };
        marker
            .map(|(marker, _)| Thing::Marker(marker))
            .or_else(|| note().map(|(note, _)| Thing::Note(note)))
            .or_else(|| passage().map(|(passage, _)| Thing::Passage(passage)))
    }

    /// The place of an entry's words in the draft, whole sentences where the anchors touch them.
    pub fn places_of(&self, entry: usize) -> Vec<Place> {
        let resolved = &self.case.entries[entry];
        let exact = resolved.anchors.iter().filter_map(|anchor| match anchor {
            Anchoring::Found(span) => self.case.in_draft(*span),
            _ => None,
        });
        exact.collect()
    }
}

/// Where a declaration stands.
pub fn span_of(item: &Item) -> Span {
    match item {
        Item::Draft(it) => it.span,
        Item::Source(it) => it.span,
        Item::Entry(it) => it.span,
        Item::Accept(it) => it.span,
        Item::Broken(span) => *span,
    }
}
