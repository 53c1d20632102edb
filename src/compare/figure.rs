//! Whether two texts give the same figures.

use crate::prose::figure::{Figure, FigureKind};
use crate::span::Span;
use crate::syntax::tree::Words;

/// Figures of `said` that stand in no form in `there`. Labels are passed over;
/// a year is missed only where the other side has years, none of them this one.
pub fn missing(said: &[Figure], there: &[Figure]) -> Vec<Figure> {
    let stands = |figure: &Figure| there.iter().any(|other| other.value == figure.value);
    said.iter()
        .filter(|figure| match figure.kind {
            FigureKind::Label => false,
            FigureKind::Year => !stands(figure) && other(figure, there).is_some(),
            FigureKind::Count | FigureKind::Percent | FigureKind::Money => !stands(figure),
        })
        .cloned()
        .collect()
}

/// The first figure of the same kind.
pub fn other<'a>(figure: &Figure, there: &'a [Figure]) -> Option<&'a Figure> {
    there.iter().find(|other| other.kind == figure.kind)
}

/// Where a range of the joined words stands in the claims file. A range over
/// the seam of two strings ends with the first.
pub fn place_in(words: &Words, span: Span) -> Span {
    let mut start = 0;
    for part in &words.parts {
        let end = start + part.value.len();
        if (span.start as usize) < end {
            let from = part.span.start as usize + (span.start as usize).saturating_sub(start);
            let to = (from + span.len()).min(part.span.end as usize);
            return Span::new(from, to);
        }
        start = end + 1;
    }
    words.span
}
