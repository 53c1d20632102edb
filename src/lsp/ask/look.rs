//! A look at one place of one case: what a question is about.

use std::path::PathBuf;

use gen_lsp_types::{Location, Range, TextDocumentPositionParams, Uri};

use crate::case::Case;
use crate::draft::Draft;
use crate::lsp::desk::Kept;
use crate::lsp::desktop::Desktop;
use crate::lsp::found::Placer;
use crate::lsp::papers::path_of;
use crate::lsp::ruler::{Ruler, Unit};
use crate::lsp::shared::Shared;
use crate::span::{Place, Span};
use crate::text::{FileId, Text};

/// A case with the file of it that a question names.
pub struct Look<'a> {
    /// The case as it was checked.
    pub kept: &'a Kept,
    /// The same, tied together.
    pub case: Case<'a>,
    /// The file.
    pub file: FileId,
    /// All that is known.
    pub top: &'a Desktop,
    /// How places are counted.
    pub unit: Unit,
}

impl<'a> Look<'a> {
    /// The case of a file, that with a claims file first; `None` if it is in none.
    pub fn at(shared: &Shared, top: &'a Desktop, uri: &Uri) -> Option<Self> {
        let path = path_of(uri)?;
        let roots = top.roots(&path);
        let cases = roots.iter().filter_map(|root| Some(&top.cases.get(root)?.kept));
        let mut cases = cases.filter_map(|kept| Some((kept, kept.file(&path)?)));
        let first = cases.next()?;
        let with_claims =
            if first.0.claims.is_some() { None } else { cases.find(|(kept, _)| kept.claims.is_some()) };
        let (kept, file) = with_claims.unwrap_or(first);
        Some(Self { kept, case: kept.case(), file, top, unit: shared.unit })
    }

    /// The same, and the byte that is pointed at.
    pub fn pointed(
        shared: &Shared,
        top: &'a Desktop,
        at: &TextDocumentPositionParams,
    ) -> Option<(Self, u32)> {
        let look = Self::at(shared, top, &at.text_document.uri)?;
        let offset = look.ruler().offset(at.position);
        Some((look, offset))
    }

    /// The text of the file.
    pub fn text(&self) -> &'a Text {
        self.kept.texts.get(self.file)
    }

    /// The draft.
    pub fn draft(&self) -> Option<&'a Draft> {
        self.kept.draft.as_ref()
    }

    /// Whether the file is the claims file.
    pub fn in_claims(&self) -> bool {
        self.kept.claims.as_ref().is_some_and(|claims| claims.file == self.file)
    }

    fn placer(&self) -> Placer<'a> {
        Placer { kept: self.kept, papers: &self.top.papers, unit: self.unit }
    }

    /// A ruler for the file.
    pub fn ruler(&self) -> Ruler<'a> {
        self.ruler_of(self.file)
    }

    /// A ruler for any file of the case.
    pub fn ruler_of(&self, file: FileId) -> Ruler<'a> {
        let path = self.kept.paths.get(&file).map_or(std::path::Path::new(""), PathBuf::as_path);
        self.placer().ruler(&self.kept.texts, file, path)
    }

    /// The range of a span of the file.
    pub fn range(&self, span: Span) -> Range {
        self.ruler().range(span)
    }

    /// Where a place is, for the editor.
    pub fn location(&self, place: Place) -> Option<Location> {
        self.placer().location(place)
    }

    /// The name of a file in the protocol.
    pub fn uri(&self, file: FileId) -> Option<Uri> {
        self.top.papers.uri(self.kept.paths.get(&file)?)
    }

    /// Whether a place is in the file and holds the byte; its end counts, since a cursor stands there.
    pub fn is_at(&self, place: Place, offset: u32) -> bool {
        place.file == self.file && place.span.start <= offset && offset <= place.span.end
    }

    /// The start of the line that a byte is on, and its words up to the byte.
    pub fn line_before(&self, offset: u32) -> (Span, &'a str) {
        let text = self.text();
        let line = text.line_span(text.line(offset));
        let before = Span { start: line.start, end: offset.clamp(line.start, line.end) };
        (before, text.slice(before))
    }
}
