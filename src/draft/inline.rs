//! Claims that stand in the draft as comments behind their sentences: `<!-- claim: lower-dues because paid, rose -->`.

use super::{Draft, Says};
use crate::ids::PassageId;
use crate::span::{Place, Span};
use crate::syntax::Claims;
use crate::syntax::tree::Item;
use crate::text::Texts;

/// Reads the comments of a draft that make claims, once all else of it is read.
pub(super) fn read(draft: &mut Draft, texts: &Texts) {
    let spoken: Vec<_> =
        draft.comments.iter().filter(|comment| comment.says != Says::Waiver).cloned().collect();
    let mut files: Vec<_> = spoken.iter().map(|comment| comment.place.file).collect();
    files.dedup();
    let mut all: Vec<Claims> = Vec::new();
    for file in files {
        if all.iter().any(|claims| claims.file == file) {
            continue;
        }
        let of = |says: Says| -> Vec<Span> {
            let here = spoken.iter().filter(|it| it.place.file == file && it.says == says);
            here.map(|comment| comment.words).collect()
        };
        let mut claims = Claims::of_comments(file, texts.get(file), &of(Says::Claim), &of(Says::Thesis));
        let astray: Vec<Span> = claims
            .tree
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Entry(entry) if entry.at.is_empty() && entry.statement.is_none() => Some(entry),
                _ => None,
            })
            .filter(|entry| draft.sentence_before(Place::new(file, entry.span), texts).is_none())
            .map(|entry| entry.name.span)
            .collect();
        astray.into_iter().for_each(|span| claims.behind_nothing(span));
        all.push(claims);
    }
    draft.inline = all;
}

impl Draft {
    /// The sentence that a comment stands behind, or in: nothing but markers and one line end may stand between them.
    pub fn sentence_before(&self, comment: Place, texts: &Texts) -> Option<PassageId> {
        let before = |place: Place| place.file == comment.file && place.span.start < comment.span.start;
        let passages = self.passages.each().filter(|(_, passage)| before(passage.place));
        let (id, passage) = passages.max_by_key(|(_, passage)| passage.place.span.start)?;
        let end = passage.place.span.end.min(comment.span.start);
        let gap = texts.get(comment.file).content.get(end as usize..comment.span.start as usize)?;
        let gap = gap.replace("\r\n", "\n");
        let lines: Vec<&str> = gap.split(['\n', '\r']).collect();
        let blank = lines.len() > 2 && lines[1..lines.len() - 1].iter().any(|line| line.trim().is_empty());
        (!blank && gap.len() < FAR).then_some(id)
    }
}

/// Markers, tags and the comments of other claims stand between a sentence and its comment, not whole paragraphs.
const FAR: usize = 2_000;
