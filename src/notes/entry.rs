//! An entry of a bibliography as a note: its fields are known, nothing is parsed.

use super::{
    Citation, Contributor, Field, Form, NoteDate, NoteKind, ReadNote, Script, Title, TitleMark, WorkType,
};
use crate::draft::bibliography::{BibDate, BibEntry, BibField, BibName, BibValue, Variable};
use crate::span::{Span, Spanned};

/// The note that an entry is. `span` is all of its words in the view.
pub(super) fn read(entry: &BibEntry, span: Span) -> ReadNote {
    let work = work(entry.kind);
    let text = |name: Variable| match entry.field(name) {
        Some(BibField { value: BibValue::Text(text), view, .. }) => Some(Spanned::new(text.clone(), *view)),
        _ => None,
    };
    let names = |name: Variable| match entry.field(name) {
        Some(BibField { value: BibValue::Names(names), view, .. }) => {
            Some(Spanned::new(names.iter().map(|name| contributor(name, *view)).collect(), *view))
        }
        _ => None,
    };
    let date = |name: Variable| match entry.field(name) {
        Some(BibField { value: BibValue::Date(date), view, .. }) => {
            Some(Spanned::new(note_date(*date), *view))
        }
        _ => None,
    };
    let title = text(Variable::Title);
    let script = title.as_ref().map_or(Script::Latin, |title| script(&title.value));
    let mark = match entry.field(Variable::ContainerTitle) {
        Some(_) => TitleMark::Quoted,
        None if matches!(work, WorkType::Book | WorkType::Report | WorkType::Thesis) => TitleMark::Italic,
        None => TitleMark::Plain,
    };
    let citation = Citation {
        span,
        form: if work.is_law() { Form::Legal } else { Form::Full },
        work,
        authors: field(names(Variable::Author), entry.partial),
        editors: names(Variable::Editor),
        title: field(
            title.map(|title| Spanned::new(Title { text: title.value, mark }, title.span)),
            entry.partial,
        ),
        container: field(text(Variable::ContainerTitle), entry.partial),
        publisher: field(text(Variable::Publisher), entry.partial),
        place: text(Variable::PublisherPlace),
        edition: text(Variable::Edition),
        volume: text(Variable::Volume),
        issue: text(Variable::Issue),
        extent: text(Variable::Page),
        // Where in the work is said by the marker, not by the entry.
        locator: Field::Unsure,
        date: field(date(Variable::Issued), entry.partial),
        accessed: date(Variable::Accessed),
        number: text(Variable::Number),
        doi: text(Variable::Doi),
        isbn: text(Variable::Isbn),
        issn: text(Variable::Issn),
        arxiv: text(Variable::Arxiv),
        url: text(Variable::Url),
        script,
        ..Citation::default()
    };
    let kind = if work.is_law() { NoteKind::Legal } else { NoteKind::Full };
    ReadNote { kind, citations: vec![citation], comments: Vec::new() }
}

/// What an entry does not say is surely not there, unless part of it was not understood.
fn field<T>(found: Option<Spanned<T>>, partial: bool) -> Field<T> {
    match found {
        Some(found) => Field::Found(found),
        None if partial => Field::Unsure,
        None => Field::Absent,
    }
}

fn contributor(name: &BibName, span: Span) -> Contributor {
    Contributor {
        family: name.family.clone(),
        given: name.given.clone(),
        body: name.body,
        inverted: false,
        span,
    }
}

fn note_date(date: BibDate) -> NoteDate {
    NoteDate {
        year: date.year,
        month: date.month,
        day: date.day,
        until: date.until,
        season: None,
        undated: date.year.is_none(),
        about: date.about,
    }
}

/// The sort of work of a CSL type; the inverse of [`WorkType::csl`], and what is near it.
fn work(kind: &str) -> WorkType {
    match kind {
        "article-journal" | "article-magazine" | "review" | "review-book" => WorkType::Article,
        "article-newspaper" => WorkType::News,
        "article" => WorkType::Preprint,
        "book" | "classic" | "collection" | "pamphlet" => WorkType::Book,
        "chapter" | "entry" | "entry-dictionary" | "entry-encyclopedia" => WorkType::Chapter,
        "report" | "standard" => WorkType::Report,
        "webpage" => WorkType::WebPage,
        "post" | "post-weblog" => WorkType::Post,
        "legal_case" => WorkType::Case,
        "legislation" => WorkType::Statute,
        "treaty" => WorkType::Treaty,
        "bill" => WorkType::Bill,
        "hearing" => WorkType::Hearing,
        "regulation" => WorkType::Order,
        "interview" => WorkType::Interview,
        "speech" => WorkType::Speech,
        "personal_communication" => WorkType::Letter,
        "thesis" => WorkType::Thesis,
        "paper-conference" => WorkType::Paper,
        "dataset" => WorkType::Dataset,
        "motion_picture" | "broadcast" => WorkType::Film,
        "manuscript" => WorkType::Archive,
        _ => WorkType::Unknown,
    }
}

/// The writing of the first letter that has one of its own.
fn script(title: &str) -> Script {
    let of = |c: char| match u32::from(c) {
        0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x24f | 0x1e00..=0x1eff => Some(Script::Latin),
        0x370..=0x3ff | 0x1f00..=0x1fff => Some(Script::Greek),
        0x400..=0x52f => Some(Script::Cyrillic),
        0x590..=0x5ff => Some(Script::Hebrew),
        0x600..=0x6ff | 0x750..=0x77f => Some(Script::Arabic),
        0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff => {
            Some(Script::Cjk)
        }
        _ => c.is_alphabetic().then_some(Script::Other),
    };
    title.chars().find_map(of).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_of_work_comes_back_from_its_csl_name() {
        for work_type in WorkType::ALL.into_iter().filter(|kind| *kind != WorkType::Unknown) {
            assert_eq!(work(work_type.csl()), work_type);
        }
    }
}
