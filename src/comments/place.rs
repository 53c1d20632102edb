//! At which words of the draft a finding is told, and with which others.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::words::told;
use super::{Comment, Told};
use crate::diagnostic::{Diagnostic, Level};
use crate::draft::{Draft, PassageKind};
use crate::ids::{NoteId, PassageId};
use crate::span::{Place, Span};
use crate::text::rendition::What;
use crate::text::{FileId, Texts};

/// The comments for a list of findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placed {
    /// The comments, in the order of the text.
    pub comments: Vec<Comment>,
    /// Tokens of findings of a lesser level than asked for: no comment is made of them, and none taken out.
    pub held: HashSet<String>,
    /// How many findings are about no words of the draft and not about its claims file: about another file.
    pub elsewhere: usize,
}

/// The claims file of a draft, for findings that are about it alone.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// The file.
    pub file: FileId,
    /// The sentence of the entry that a finding is about or in which it stands.
    pub sentence: &'a dyn Fn(&Diagnostic) -> Option<PassageId>,
}

/// What is told in one comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Together {
    /// What is wrong with one note, or one entry of a list of sources.
    Note(NoteId),
    /// What one rule finds in one sentence.
    Said(PassageId, &'static str),
    /// What stands in no sentence.
    At(Span, &'static str),
}

/// A comment in the making, and the sentence in which it stands.
struct Group {
    comment: Comment,
    passage: Option<PassageId>,
}

/// Says where each finding is told: at its own words; one about a real foot- or endnote on the marker that leads to the
/// note, since word processors allow no comment inside a note. One place has one comment: what is wrong with a note is
/// told together, and so is what one rule finds in a sentence, and what is found in words within words. What is wrong in
/// the claims file alone is told at the sentence of its claim, or at the title, and says where it stands.
///
/// Findings below `least` are held back.
pub fn placed(
    findings: &[Diagnostic],
    (file, beside): (FileId, Option<Beside<'_>>),
    draft: &Draft,
    texts: &Texts,
    least: Level,
) -> Placed {
    let names: Vec<&str> = texts.iter().map(|(_, text)| text.name.as_str()).collect();
    let places = Places::of(file, draft, texts);
    let mut out = Placed::default();
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<Together, usize> = HashMap::new();
    for finding in findings.iter().filter(|finding| finding.level != Level::Off) {
        if finding.level > least {
            out.held.insert(finding.identity.fingerprint());
            continue;
        }
        let own = finding.labels.iter().find(|label| label.place.file == file);
        let mut told = told(finding, &names);
        let in_claims = beside.filter(|beside| finding.place().file == beside.file);
        if let Some(beside) = in_claims {
            let text = texts.get(beside.file);
            let line = text.position(finding.span().start).line;
            let message = std::mem::take(&mut told.message);
            told.message = format!("In the claims file ({}, line {line}): {message}", file_name(&text.name));
        }
        let (span, passage, together) = match own {
            Some(label) => places.of_finding(finding, label.place),
            None => {
                let Some(span) = in_claims.and_then(|beside| places.of_claims(finding, beside)) else {
                    out.elsewhere += 1;
                    continue;
                };
                // The comments on words of the sentence stay at these words.
                (span, None, Together::At(span, finding.code))
            }
        };
        let at = *known.entry(together).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.comment.join(span, finding.level, vec![told]),
            None => {
                let comment = Comment { span, level: finding.level, told: vec![told] };
                groups.push(Group { comment, passage });
            }
        }
    }
    groups.sort_by_key(|group| (group.comment.span.start, Reverse(group.comment.span.end)));
    let mut merged: Vec<Group> = Vec::new();
    for group in groups {
        let within = merged.last_mut().filter(|last| {
            let overlap =
                last.comment.span.overlaps(group.comment.span) || last.comment.span == group.comment.span;
            overlap && last.passage == group.passage
        });
        match within {
            Some(last) => last.comment.join(group.comment.span, group.comment.level, group.comment.told),
            None => merged.push(group),
        }
    }
    out.comments = merged.into_iter().map(|group| group.comment).collect();
    out
}

impl Comment {
    /// Takes in what is told of other words as well; the gravest comes first.
    pub(super) fn join(&mut self, span: Span, level: Level, told: Vec<Told>) {
        self.span = self.span.to(span);
        if level < self.level {
            self.level = level;
            self.told.splice(0..0, told);
        } else {
            self.told.extend(told);
        }
    }
}

/// The notes that the word processor keeps as notes, and the sentences.
struct Places<'a> {
    draft: &'a Draft,
    file: FileId,
    /// The words of each note, ascending.
    real: Vec<(Span, Option<NoteId>)>,
    /// The places of sentences in the file, ascending.
    passages: Vec<(Span, PassageId)>,
}

impl<'a> Places<'a> {
    fn of(file: FileId, draft: &'a Draft, texts: &Texts) -> Self {
        let text = texts.get(file);
        let mut real = Vec::new();
        let events = text.rendition().map(|rendition| rendition.events.as_slice()).unwrap_or_default();
        let mut open = None;
        for event in events {
            match event.what {
                What::OpenNote { .. } => open = Some(event.span.start),
                What::CloseNote => {
                    let start = open.take().unwrap_or(event.span.start);
                    let place = Place::new(file, Span { start, end: event.span.end });
                    let holds = |note: Place| note.file == file && place.span.overlaps(note.span);
                    let note = draft.notes.each().find(|(_, note)| holds(note.place)).map(|(id, _)| id);
                    real.push((place.span, note));
                }
                _ => {}
            }
        }
        let here = |place: Place| place.file == file;
        let passages = draft.passages.each().filter(|(_, passage)| here(passage.place));
        let mut passages: Vec<_> = passages.map(|(id, passage)| (passage.place.span, id)).collect();
        passages.sort_by_key(|(span, _)| span.start);
        Self { draft, file, real, passages }
    }

    /// Where a finding is told, in which sentence, and with what.
    fn of_finding(&self, finding: &Diagnostic, place: Place) -> (Span, Option<PassageId>, Together) {
        if let Some(note) = self.real_note(place) {
            let markers = self.draft.markers.iter();
            let marker = markers
                .filter(|marker| marker.note == Some(note) && marker.in_note.is_none())
                .find(|marker| marker.place.file == self.file);
            let span = marker.map_or(place.span, |marker| marker.place.span);
            return (span, self.passage(span), Together::Note(note));
        }
        let passage = self.passage(place.span);
        let entry = finding.note.filter(|note| {
            let entry = self.draft.notes[*note].place;
            entry.file == self.file && entry.span.holds(place.span)
        });
        let together = match (entry, passage) {
            (Some(note), _) => Together::Note(note),
            (None, Some(passage)) => Together::Said(passage, finding.code),
            (None, None) => Together::At(place.span, finding.code),
        };
        (place.span, passage, together)
    }

    /// Where a finding in the claims file is told: at the sentence of its entry, else at the title, else at the first words.
    fn of_claims(&self, finding: &Diagnostic, beside: Beside<'_>) -> Option<Span> {
        let held = |passage: PassageId| {
            let place = self.draft.passages[passage].place;
            (place.file == self.file && self.real_note(place).is_none()).then_some(place.span)
        };
        let sentence = (beside.sentence)(finding).and_then(held);
        let titles = || {
            let is_title = |kind| matches!(kind, PassageKind::Title | PassageKind::Heading);
            let mut titles = self.draft.passages.each().filter(|(_, passage)| is_title(passage.kind));
            titles.find_map(|(id, _)| held(id))
        };
        let first = || self.passages.first().map(|(span, _)| *span);
        sentence.or_else(titles).or_else(first)
    }

    /// The real note in which a place lies.
    fn real_note(&self, place: Place) -> Option<NoteId> {
        let after = self.real.partition_point(|(span, _)| span.start <= place.span.start);
        let (span, note) = after.checked_sub(1).and_then(|at| self.real.get(at))?;
        note.filter(|_| place.span.start < span.end)
    }

    /// The sentence that holds these words.
    fn passage(&self, span: Span) -> Option<PassageId> {
        let after = self.passages.partition_point(|(passage, _)| passage.start <= span.start);
        let (passage, id) = after.checked_sub(1).and_then(|at| self.passages.get(at))?;
        passage.holds(span).then_some(*id)
    }
}

/// A file's name without its folders: a copy that is handed on tells nothing of the machine.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
