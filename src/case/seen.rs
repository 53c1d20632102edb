//! The sources of a draft with what `claimlint verify` saw of them.

use super::Case;
use crate::ids::SourceId;
use crate::notes::{Citation, Use};
use crate::span::Span;
use crate::verified::{Answer, Compared, Id, Kind, Record, Seen, Titled, compare, identifiers, page, titled};

/// An identifier of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighted {
    /// Index into `Notes::sources`.
    pub source: usize,
    /// The citation.
    pub used: Use,
    /// What can be looked up of it.
    pub id: Id,
    /// Its words in the view.
    pub span: Span,
}

impl<'a> Case<'a> {
    /// The record of `claimlint verify`, if one lies beside the draft.
    pub fn record(&self) -> Option<&Record> {
        let read = || self.texts.record().map(|file| Record::read(&self.texts.get(file).content));
        self.record.get_or_init(read).as_ref()
    }

    /// Everything of the notes that can be looked up, each source's identifiers once, in the order of the sources.
    pub fn sighted(&self) -> &[Sighted] {
        self.sighted.get_or_init(|| {
            let Some(draft) = self.draft else { return Vec::new() };
            let mut all: Vec<Sighted> = Vec::new();
            for (source, work) in self.notes.sources.iter().enumerate() {
                let first = all.len();
                for &used in &work.uses {
                    let citation = self.notes.citation(used);
                    for id in identifiers(citation, draft.view.slice(citation.span)) {
                        if !all[first..].iter().any(|known| known.id == id) {
                            let span = words_of(citation, &id);
                            all.push(Sighted { source, used, id, span });
                        }
                    }
                }
            }
            all
        })
    }

    /// What was seen of an identifier of a citation.
    pub fn seen(&self, sighted: &Sighted) -> Option<&Seen> {
        self.record()?.get(&sighted.id)
    }

    /// What a registry says of a citation, held against it; `None` where no registry was asked, or it says nothing.
    pub fn held_against(&self, sighted: &Sighted) -> Option<Compared> {
        // What a page calls itself is no description by a registry.
        let work = self.seen(sighted).filter(|_| sighted.id.kind != Kind::Url)?.work.as_ref()?;
        Some(compare(self.notes.citation(sighted.used), work))
    }

    /// What a page calls itself, and how that goes with the title in the note; `None` where no page was seen, or one of them
    /// has no title that could tell.
    pub fn page_title(&self, sighted: &Sighted) -> Option<(&str, Titled)> {
        let seen =
            self.seen(sighted).filter(|seen| sighted.id.kind == Kind::Url && seen.answer == Answer::There)?;
        let page = seen.work.as_ref()?.title.as_str();
        Some((page, titled(self.notes.citation(sighted.used), page)?))
    }

    /// Whether a reader can reach a copy of a source: the note names one in an archive, or the claims file does.
    pub fn has_copy(&self, source: usize) -> bool {
        let noted = |&used: &Use| self.notes.citation(used).archive.is_some();
        self.notes.sources[source].uses.iter().any(noted)
            || self.declared(source).any(|line| line.decl.archived.is_some() || line.decl.held.is_some())
    }

    /// What was seen of the address that a line of the claims file calls archived.
    pub fn seen_archived(&self, source: SourceId) -> Option<&Seen> {
        let (words, _) = self.sources[source].decl.archived.as_ref()?;
        self.record()?.get(&Id::new(Kind::Url, page(&words.text)?))
    }
}

/// Where an identifier stands in its citation.
fn words_of(citation: &Citation, id: &Id) -> Span {
    let span = match id.kind {
        Kind::Doi => citation.doi.as_ref().map(|it| it.span),
        Kind::Isbn => citation.isbn.as_ref().map(|it| it.span),
        Kind::Arxiv => citation.arxiv.as_ref().map(|it| it.span),
        Kind::Title => citation.title.span(),
        Kind::Pmid => None,
        Kind::Url => {
            let of_archive =
                citation.archive.as_ref().filter(|it| page(&it.value.url).as_ref() == Some(&id.value));
            of_archive.map(|it| it.span)
        }
    };
    span.or(citation.url.as_ref().map(|it| it.span)).unwrap_or(citation.span)
}
