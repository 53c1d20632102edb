//! Names in a case's draft, and the parts of it that draw together or sum up.

use super::Case;
use crate::draft::{Draft, PassageKind};
use crate::prose::names::part::{Part, part};
use crate::prose::names::{Block, Mentions};
use crate::prose::phrase::{Hit, phrases};
use crate::span::Span;

impl Case<'_> {
    /// Every capitalised word, abbreviation and hyphenated word of the draft's
    /// passages; read once, when first asked for.
    pub fn mentions(&self) -> &Mentions {
        self.mentions.get_or_init(|| {
            let Some(draft) = self.draft else { return Mentions::default() };
            let blocks = draft.passages.iter().enumerate().filter(|(_, passage)| {
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

    /// Wordings of the lists in the body's sentences, with the passage of each
    /// and their ranges of the view; quotations, titles in italics and links left out.
    pub fn phrases(&self) -> &[(usize, Hit)] {
        self.phrases.get_or_init(|| {
            let Some(draft) = self.draft else { return Vec::new() };
            let mut found = Vec::new();
            let body = draft.passages.iter().enumerate().filter(|(_, passage)| passage.kind.is_body());
            for (index, passage) in body {
                phrases(draft.view.slice(passage.view), &mut |hit| {
                    let shift = passage.view.start;
                    let span = Span { start: hit.span.start + shift, end: hit.span.end + shift };
                    found.push((index, Hit { span, ..hit }));
                });
            }
            let mentions = if found.is_empty() { None } else { Some(self.mentions()) };
            found.retain(|(_, hit)| {
                !self.set_apart(hit.span) && !mentions.is_some_and(|m| m.in_quotes(hit.span.start))
            });
            found
        })
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
