//! Every span of a read note moved to its place in the draft's view.

use crate::notes::{Citation, Field, ReadNote};
use crate::span::{Span, Spanned};

impl ReadNote {
    /// Moves every span by this many bytes.
    pub(crate) fn shift(&mut self, by: u32) {
        self.visit(&mut |span| *span = span.shifted(by));
    }

    /// Calls `each` with every span of the note.
    fn visit(&mut self, each: &mut impl FnMut(&mut Span)) {
        self.comments.iter_mut().for_each(&mut *each);
        for citation in &mut self.citations {
            visit(citation, each);
        }
    }
}

fn visit(citation: &mut Citation, each: &mut impl FnMut(&mut Span)) {
    each(&mut citation.span);
    citation.form_span.iter_mut().for_each(&mut *each);
    citation.rest.iter_mut().for_each(&mut *each);
    one(&mut citation.signal, each);
    if let Field::Found(list) = &mut citation.authors {
        list.value.iter_mut().for_each(|it| each(&mut it.span));
    }
    if let Some(list) = &mut citation.editors {
        list.value.iter_mut().for_each(|it| each(&mut it.span));
    }
    field(&mut citation.authors, each);
    one(&mut citation.editors, each);
    field(&mut citation.title, each);
    field(&mut citation.container, each);
    field(&mut citation.publisher, each);
    field(&mut citation.locator, each);
    field(&mut citation.date, each);
    one(&mut citation.accessed, each);
    one(&mut citation.archive, each);
    one(&mut citation.reference, each);
    let Citation {
        place, edition, volume, issue, extent, number, doi, isbn, issn, arxiv, handle, url, ..
    } = citation;
    for text in [place, edition, volume, issue, extent, number, doi, isbn, issn, arxiv, handle, url] {
        one(text, each);
    }
}

fn one<T>(held: &mut Option<Spanned<T>>, each: &mut impl FnMut(&mut Span)) {
    if let Some(held) = held {
        each(&mut held.span);
    }
}

fn field<T>(held: &mut Field<T>, each: &mut impl FnMut(&mut Span)) {
    if let Field::Found(held) = held {
        each(&mut held.span);
    }
}
