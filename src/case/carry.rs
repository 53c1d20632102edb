//! What a change of the draft asks of the claims file: anchors and fragments quote the draft, so their words change with
//! the words they quote, in the same fix.

use super::{Anchoring, Case, NoteSearch};
use crate::compare::{at_the_end, at_the_start, needle};
use crate::diagnostic::Edit;
use crate::draft::view::Back;
use crate::span::{Place, Span};
use crate::syntax::as_string;
use crate::syntax::tree::{AcceptTarget, Anchor};

/// An edit of the draft as a reader of the page sees it: these words give way to those.
struct Seen<'e> {
    view: Span,
    text: &'e str,
}

impl Case<'_> {
    /// The edits of the claims file that keep its quoted words those of the draft when these edits are made there. `back`
    /// leads from the draft's files to its view.
    pub fn carried(&self, edits: &[Edit], back: &Back) -> Vec<Edit> {
        let Some(draft) = self.draft else { return Vec::new() };
        let seen = seen(edits, back);
        if seen.is_empty() {
            return Vec::new();
        }
        let free = |place: Place| edits.iter().all(|edit| !touch(edit.place, place));
        let mut out = Vec::new();
        let mut carry = |place: Place, at: Option<Span>| {
            if let Some(text) = at.and_then(|at| self.with(&seen, at)).filter(|_| free(place)) {
                out.push(Edit { place, text: as_string(&text) });
            }
        };
        let anchors = self.entries.iter().flat_map(|entry| {
            let ats = entry.anchors.iter().zip(&entry.entry.at);
            ats.map(move |(anchoring, at)| (entry.file, anchoring, at))
        });
        let waived = self.waivers.iter().filter_map(|waiver| match &waiver.accept.target {
            Some(AcceptTarget::Anchor(at)) => Some((waiver.file, &waiver.anchoring, at)),
            _ => None,
        });
        for (file, anchoring, at) in anchors.chain(waived) {
            let Anchoring::Found(whole) = anchoring else { continue };
            let (from, to) = ends(draft.view.slice(*whole), at);
            carry(Place::new(file, at.from.span), from.map(|from| whole.lift(from)));
            if let Some(words) = &at.to {
                carry(Place::new(file, words.span), to.map(|to| whole.lift(to)));
            }
        }
        for source in &self.sources {
            let (Some(words), NoteSearch::Right(notes)) = (&source.decl.fragment, &source.search) else {
                continue;
            };
            for &note in notes {
                let view = draft.notes[note].view;
                let found = crate::compare::first_in(draft.view.slice(view), &words.text);
                carry(source.place(words.span), found.map(|found| view.lift(found)));
            }
        }
        out.sort_by_key(|edit| edit.place.span.start);
        out.dedup_by_key(|edit| edit.place);
        out
    }

    /// These words of the view with the changes made in them; `None` if none touches them or nothing is left.
    fn with(&self, seen: &[Seen<'_>], at: Span) -> Option<String> {
        let draft = self.draft?;
        let inside = |seen: &&Seen<'_>| {
            seen.view.overlaps(at)
                || seen.view.is_empty() && at.start < seen.view.start && seen.view.start < at.end
        };
        let mut touching: Vec<&Seen<'_>> = seen.iter().filter(inside).collect();
        // What is moved or deleted as a whole takes its words along; nobody knows what they are to be then.
        if touching.iter().any(|seen| seen.view != at && seen.view.holds(at)) {
            return None;
        }
        touching.sort_by_key(|seen| seen.view.start);
        let all = touching.iter().map(|seen| seen.view).fold(at, Span::to);
        let mut text = String::new();
        let mut from = all.start;
        for seen in &touching {
            text.push_str(draft.view.slice(Span { start: from, end: seen.view.start.max(from) }));
            text.push_str(seen.text);
            from = seen.view.end.max(from);
        }
        text.push_str(draft.view.slice(Span { start: from, end: all.end }));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!touching.is_empty() && !needle(&text).is_empty()).then_some(text)
    }
}

/// Where the two ends of an anchor stand in the words that it covers.
fn ends(words: &str, at: &Anchor) -> (Option<Span>, Option<Span>) {
    let to = at.to.as_ref().and_then(|to| at_the_end(words, &to.text));
    (at_the_start(words, &at.from.text), to)
}

/// The edits that a reader sees. A marker that is moved takes no room in the view, before or after.
fn seen<'e>(edits: &'e [Edit], back: &Back) -> Vec<Seen<'e>> {
    let view = |edit: &Edit| back.span(edit.place);
    let hidden = |edit: &Edit| view(edit).is_some_and(|view| view.is_empty()) && !edit.place.span.is_empty();
    let moves = edits.iter().any(hidden);
    edits
        .iter()
        .filter_map(|edit| Some(Seen { view: view(edit)?, text: &edit.text }))
        .zip(edits)
        .filter(|(seen, edit)| {
            !hidden(edit) && !(seen.view.is_empty() && (moves || needle(seen.text).is_empty()))
        })
        .map(|(seen, _)| seen)
        .collect()
}

/// Whether two places share a byte, or are one.
fn touch(one: Place, other: Place) -> bool {
    one.file == other.file && (one.span == other.span || one.span.overlaps(other.span))
}
