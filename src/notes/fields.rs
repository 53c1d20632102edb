//! A citation's fields as places.

use super::{Citation, Field};
use crate::span::{Span, Spanned};

impl Citation {
    /// The places of all fields that were found, in no order.
    pub fn spans(&self) -> Vec<Span> {
        fn at<T>(field: &Option<Spanned<T>>) -> Option<Span> {
            field.as_ref().map(|found| found.span)
        }
        fn found<T>(field: &Field<T>) -> Option<Span> {
            field.span()
        }
        let people = self.author_list().iter().map(|author| author.span);
        [
            self.form_span,
            at(&self.signal),
            found(&self.authors),
            at(&self.editors),
            found(&self.title),
            found(&self.container),
            found(&self.publisher),
            at(&self.place),
            at(&self.edition),
            at(&self.volume),
            at(&self.issue),
            at(&self.extent),
            found(&self.locator),
            found(&self.date),
            at(&self.accessed),
            at(&self.number),
            at(&self.doi),
            at(&self.isbn),
            at(&self.issn),
            at(&self.arxiv),
            at(&self.handle),
            at(&self.url),
            at(&self.archive),
            at(&self.reference),
        ]
        .into_iter()
        .flatten()
        .chain(people)
        .collect()
    }
}
