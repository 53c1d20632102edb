//! Names in a case's draft, and the parts of it that draw together or sum up.

use super::Case;
use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::lexicon::{Hit, List};
use crate::prose::names::part::{Part, part};
use crate::prose::names::{Block, Mentions};
use crate::span::Span;

impl Case<'_> {
    /// Every capitalised word, abbreviation and hyphenated word of the draft's
    /// passages; read once, when first asked for.
    pub fn mentions(&self) -> &Mentions {
        self.mentions.get_or_init(|| {
            let Some(draft) = self.draft else { return Mentions::default() };
            let blocks = draft.passages.each().filter(|(_, passage)| {
                !matches!(passage.kind, PassageKind::Code | PassageKind::FrontMatter | PassageKind::Furniture)
            });
            Mentions::read(
                draft.view.text(),
                blocks.map(|(index, passage)| Block {
                    passage: index,
                    span: passage.view,
                    paragraph: passage.paragraph,
                }),
            )
        })
    }

    /// The words of a list in the body's sentences, with the passage of each;
    /// quotations, titles in italics and links left out.
    pub fn terms_said(&self, list: List) -> Vec<(PassageId, Hit)> {
        let Some(draft) = self.draft else { return Vec::new() };
        let whole = Span::new(0, draft.view.text().len());
        let body = |hit: &Hit| {
            let passage = draft.passage_at(hit.span.start)?;
            let read = draft.passages[passage].kind.is_body() && self.is_english(passage);
            read.then_some((passage, *hit))
        };
        let said: Vec<(PassageId, Hit)> = self.terms().of(list, whole).filter_map(body).collect();
        let apart = |hit: &Hit| self.set_apart(hit.span) || self.mentions().in_quotes(hit.span.start);
        said.into_iter().filter(|(_, hit)| !apart(hit)).collect()
    }

    /// Whether this range of the view is in italics or is the words of a link:
    /// a title, an address, a word as a word.
    pub fn set_apart(&self, view: Span) -> bool {
        let Some(draft) = self.draft else { return false };
        let near = |spans: &[Span]| {
            let next = spans.partition_point(|span| span.end <= view.start);
            spans.get(next).is_some_and(|span| span.start < view.end)
        };
        let link = draft.links.partition_point(|link| link.view.end <= view.start);
        near(&draft.emphasis) || draft.links.get(link).is_some_and(|link| link.view.start < view.end)
    }
}

/// What each section is by its own heading or that of the section that holds it.
pub fn parts(draft: &Draft) -> Vec<Option<Part>> {
    let mut open: Option<(u8, Part)> = None;
    draft
        .sections
        .iter()
        .map(|section| {
            if open.is_some_and(|(level, _)| section.level <= level) {
                open = None;
            }
            if open.is_none() {
                open = part(draft.view.slice(section.view)).map(|part| (section.level, part));
            }
            open.map(|(_, part)| part)
        })
        .collect()
}
