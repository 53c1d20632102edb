//! Where the words of a lost anchor went: the same words spelt otherwise, or a sentence that was reworded.

use super::{Anchoring, Case};
use crate::compare::{Anchors, Sound, needle, word_set};
use crate::diagnostic::Edit;
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::span::{Place, Span};
use crate::syntax::as_string;
use crate::syntax::tree::{AcceptTarget, Anchor, Entry};
use crate::text::FileId;

/// A reworded sentence shares so many of a hundred of the anchor's words at least.
const LIKE: usize = 50;
/// And so many more of a hundred than the next like it, so that no other is meant.
const LEAD: usize = 20;

/// A place for an anchor that lost its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relink {
    /// The sentence.
    pub passage: PassageId,
    /// The words to write after `at`.
    pub from: String,
    /// The words to write after `to`.
    pub to: Option<String>,
    /// Whether only the spelling differs, so that nobody has to look.
    pub respelt: bool,
}

/// An anchor that found nothing, and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct LostAnchor<'c> {
    /// The file that it is written in.
    pub file: FileId,
    /// How it was lost.
    pub anchoring: &'c Anchoring,
    /// As written.
    pub at: &'c Anchor,
    /// The name of the entry, or the rule that a waiver silences.
    pub name: &'c str,
    /// The entry, if it is one's.
    pub entry: Option<&'c Entry>,
}

impl<'a> Case<'a> {
    /// The anchors of entries and waivers that find nothing, in the order of each.
    pub fn lost_anchors<'c>(&'c self) -> impl Iterator<Item = LostAnchor<'c>> + use<'c, 'a> {
        let entries = self.entries.iter().flat_map(|resolved| {
            let (entry, name) = (Some(resolved.entry), resolved.entry.name.value.as_str());
            let anchors = resolved.anchors.iter().zip(&resolved.entry.at);
            anchors.map(move |(anchoring, at)| LostAnchor { file: resolved.file, anchoring, at, name, entry })
        });
        let waivers = self.waivers.iter().filter_map(|waiver| match &waiver.accept.target {
            Some(AcceptTarget::Anchor(at)) => {
                let (anchoring, name) = (&waiver.anchoring, waiver.accept.rule.value.as_str());
                Some(LostAnchor { file: waiver.file, anchoring, at, name, entry: None })
            }
            _ => None,
        });
        entries.chain(waivers).filter(|lost| matches!(lost.anchoring, Anchoring::Lost(_)))
    }

    /// Where a lost anchor's words are now; `None` if the anchor is not lost, or no one sentence is clearly meant.
    pub fn relink(&self, anchoring: &Anchoring, at: &Anchor) -> Option<Relink> {
        let (Anchoring::Lost(lost), Some(draft)) = (anchoring, self.draft) else { return None };
        respelt(draft, at).or_else(|| reworded(draft, at, *lost))
    }

    /// The edits that move an anchor there. A check without a seal would not notice: a question is put to it.
    pub fn relink_edits(&self, file: FileId, entry: Option<&Entry>, at: &Anchor, to: &Relink) -> Vec<Edit> {
        let words = |from: &str, to: Option<&str>| {
            let to = to.map(|to| format!(" to {}", as_string(to))).unwrap_or_default();
            format!("{}{to}", as_string(from))
        };
        let all = at.to.as_ref().map_or(at.from.span, |to| at.from.span.to(to.span));
        let text = words(&to.from, to.to.as_deref());
        let mut edits = vec![Edit { place: Place::new(file, all), text }];
        let unsealed = |entry: &&Entry| {
            entry.checked.last().is_some_and(|check| check.seal.is_none()) && entry.questions.is_empty()
        };
        if let Some(entry) = entry.filter(unsealed).filter(|_| !to.respelt) {
            let old = words(&at.from.text, at.to.as_ref().map(|to| to.text.as_str()));
            let old = old.replace(['"', '“', '”'], "'");
            let end = self.texts.get(file).slice(entry.span).trim_end().len();
            let place = Place::new(file, Span::at(entry.span.start as usize + end));
            let asked = as_string(&format!("the sentence was reworded after this check; it was at {old}"));
            edits.push(Edit { place, text: format!("\n    question {asked}") });
        }
        edits
    }
}

/// The sentence that a lost anchor's words went to, if one is clearly meant.
pub(super) fn whereabouts(draft: &Draft, anchoring: &Anchoring, at: &Anchor) -> Option<PassageId> {
    let Anchoring::Lost(lost) = anchoring else { return None };
    Some(respelt(draft, at).or_else(|| reworded(draft, at, *lost))?.passage)
}

/// The same words in another spelling, if they stand in one place.
fn respelt(draft: &Draft, at: &Anchor) -> Option<Relink> {
    let find = |words: &str| {
        let sound = Sound::of(words);
        let mut all = body(draft).flat_map(|passage| {
            let places = Sound::of(draft.words(passage)).places(&sound);
            places.into_iter().map(move |span| (passage, span))
        });
        all.next().filter(|_| all.next().is_none())
    };
    let (passage, span) = find(&at.from.text)?;
    let from = draft.passages[passage].view.lift(span);
    let to = match &at.to {
        None => None,
        Some(words) => {
            let (last, span) = find(&words.text)?;
            let to = draft.passages[last].view.lift(span);
            if to.start < from.start {
                return None;
            }
            Some(draft.view.slice(to).to_owned())
        }
    };
    let from = draft.view.slice(from).to_owned();
    let once = |words: &str| draft_has_once(draft, words);
    (once(&from) && to.as_deref().is_none_or(once)).then_some(Relink { passage, from, to, respelt: true })
}

/// The sentence that is clearly the one meant, with the shortest words that find it.
fn reworded(draft: &Draft, at: &Anchor, lost: Span) -> Option<Relink> {
    // Where one end of the anchor is still there, it stands in the sentence that was meant.
    let kept = at.to.as_ref().map(|to| if lost == at.from.span { &to.text } else { &at.from.text });
    let kept = kept.and_then(|words| the_one(draft, words));
    let passage = kept.or_else(|| {
        let words = at.to.as_ref().map_or(String::new(), |to| to.text.to_string());
        nearest(draft, &format!("{} {words}", at.from.text))
    })?;
    let anchors = Anchors::find(draft, &[passage]);
    let found = anchors.of(0)?;
    Some(Relink { passage, from: found.from.clone(), to: found.to.clone(), respelt: false })
}

/// Passages of the body.
fn body(draft: &Draft) -> impl Iterator<Item = PassageId> {
    draft.passages.ids().filter(|&passage| draft.passages[passage].kind.is_body())
}

/// The one passage that holds these words.
pub(super) fn the_one(draft: &Draft, words: &str) -> Option<PassageId> {
    let mut all =
        body(draft).filter(|&passage| crate::compare::first_in(draft.words(passage), words).is_some());
    all.next().filter(|_| all.next().is_none())
}

/// Whether these words stand once in the passages.
fn draft_has_once(draft: &Draft, words: &str) -> bool {
    let needle = needle(words);
    let count =
        |passage: PassageId| crate::compare::Fold::new(draft.words(passage)).text().matches(&needle).count();
    draft.passages.ids().map(count).sum::<usize>() == 1
}

/// The passage most like these words, if no other is nearly as like them.
fn nearest(draft: &Draft, words: &str) -> Option<PassageId> {
    let wanted = word_set(words);
    if wanted.len() < 3 {
        return None;
    }
    let share = |passage: PassageId| {
        let there = word_set(draft.words(passage));
        wanted.intersection(&there).count() * 100 / wanted.len()
    };
    let (mut best, mut next) = ((0, None), 0);
    for passage in body(draft) {
        let share = share(passage);
        if share > best.0 {
            next = best.0;
            best = (share, Some(passage));
        } else {
            next = next.max(share);
        }
    }
    best.1.filter(|_| best.0 >= LIKE && best.0 >= next + LEAD)
}
