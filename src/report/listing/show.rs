//! What was understood of a draft, as `show` prints it.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use super::assertions::{Asserted, asserted};
use crate::case::Case;
use crate::draft::Draft;
use crate::ids::{NoteId, PassageId};
use crate::prose::language::Language;
use crate::report::locate::where_it_is;
use crate::report::{clip, json};
use crate::span::{Place, Span};
use crate::text::Texts;
use crate::text::rendition::CitedItem;

/// What was understood of a draft.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "claimlint show", deny_unknown_fields)]
pub(super) struct Shown<'a> {
    /// The reader that read it: "text", "markdown".
    format: &'static str,
    /// Its language, in English.
    language: &'a str,
    /// The words of its title.
    title: Option<&'a str>,
    /// Its sections; the first is the part before the first heading.
    sections: Vec<Section<'a>>,
    /// Its passages, in order. Notes are not passages.
    passages: Vec<Passage<'a>>,
    /// Its markers, in order.
    markers: Vec<Marker<'a>>,
    /// Its notes, in order.
    notes: Vec<Note<'a>>,
    /// Its links.
    links: Vec<Link<'a>>,
    /// Citations that a program keeps as fields.
    field_citations: Vec<Citation<'a>>,
    /// What the reader has to say of how it was read.
    remarks: Vec<Item<'a>>,
}

/// Words and where they stand.
#[derive(Debug, Serialize, JsonSchema)]
struct Item<'a> {
    /// The words as a reader sees them.
    text: &'a str,
    /// The file.
    file: &'a str,
    /// The byte of the file at which they begin.
    start: u32,
    /// The byte just past them.
    end: u32,
    /// The line on which they begin, counted from 1.
    line: usize,
    /// In a Word or OpenDocument file: "paragraph 12".
    #[serde(skip_serializing_if = "Option::is_none")]
    spot: Option<&'a str>,
}

impl<'a> Item<'a> {
    fn of(texts: &'a Texts, place: Place, text: &'a str) -> Self {
        let file = texts.get(place.file);
        Self {
            text,
            file: &file.name,
            start: place.span.start,
            end: place.span.end,
            line: file.line(place.span.start),
            spot: file.spot(place.span.start),
        }
    }
}

/// A section: its heading.
#[derive(Debug, Serialize, JsonSchema)]
struct Section<'a> {
    /// Its heading.
    #[serde(flatten)]
    item: Item<'a>,
    /// 1 for the highest level; 0 for the part before the first heading.
    level: u8,
    /// How many passages it has, without those of sections below it.
    passages: usize,
}

/// A passage: a sentence, a heading, an item, a cell.
#[derive(Debug, Serialize, JsonSchema)]
struct Passage<'a> {
    /// Its words.
    #[serde(flatten)]
    item: Item<'a>,
    /// What it is: "sentence", "heading".
    kind: &'static str,
    /// Its section, counted from 0.
    section: usize,
    /// Its paragraph, counted from 0 in the whole draft.
    paragraph: u32,
    /// The ids of its markers.
    markers: Vec<&'a str>,
    /// What it asserts, and what covers it.
    #[serde(flatten)]
    asserted: Asserted,
}

/// A marker.
#[derive(Debug, Serialize, JsonSchema)]
struct Marker<'a> {
    /// The marker as it stands.
    #[serde(flatten)]
    item: Item<'a>,
    /// The id of the note that it names.
    id: &'a str,
    /// Its passage, counted from 0.
    passage: Option<usize>,
    /// The note that it points to, counted from 0; null if there is none.
    note: Option<usize>,
    /// The note that it stands in, counted from 0.
    in_note: Option<usize>,
}

/// A note.
#[derive(Debug, Serialize, JsonSchema)]
struct Note<'a> {
    /// Its words.
    #[serde(flatten)]
    item: Item<'a>,
    /// Its id, as markers name it.
    id: &'a str,
    /// How many markers point to it.
    uses: usize,
    /// Notes of the same number have different scopes: that of a chapter.
    scope: u32,
}

/// A link.
#[derive(Debug, Serialize, JsonSchema)]
struct Link<'a> {
    /// Its words.
    #[serde(flatten)]
    item: Item<'a>,
    /// Where it leads.
    target: &'a str,
}

/// A citation that a program keeps as a field.
#[derive(Debug, Serialize, JsonSchema)]
struct Citation<'a> {
    /// The citation as it stands.
    #[serde(flatten)]
    item: Item<'a>,
    /// The program.
    system: &'static str,
    /// The note that it stands in, counted from 0.
    in_note: Option<usize>,
    /// What it cites, in order.
    items: Vec<Cited<'a>>,
}

/// One source of a citation.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Cited<'a> {
    /// What the program knows of the source, as it wrote it.
    data: &'a str,
    /// The place in the source; may be empty.
    locator: &'a str,
    /// What the locator counts; may be empty.
    label: &'a str,
}

/// For programs.
pub fn json(case: &Case<'_>, draft: &Draft, texts: &Texts) -> String {
    let of_file = |place: Place| Item::of(texts, place, texts.get(place.file).slice(place.span));
    let of_view = |place: Place, view: Span| Item::of(texts, place, draft.view.slice(view));
    let passage = |index: PassageId| {
        let passage = &draft.passages[index];
        let markers = &draft.markers[passage.markers.clone()];
        Passage {
            item: Item::of(texts, passage.place, draft.words(index)),
            kind: passage.kind.name(),
            section: passage.section,
            paragraph: passage.paragraph,
            markers: markers.iter().map(|marker| marker.id.as_str()).collect(),
            asserted: asserted(case, draft, index),
        }
    };
    json::written(&Shown {
        format: draft.format,
        language: &case.language.name,
        title: draft.title.map(|index| draft.words(index)),
        sections: draft
            .sections
            .iter()
            .map(|section| Section {
                item: of_view(section.title, section.view),
                level: section.level,
                passages: section.passages.len(),
            })
            .collect(),
        passages: draft.passages.ids().map(passage).collect(),
        markers: draft
            .markers
            .iter()
            .map(|marker| Marker {
                item: of_file(marker.place),
                id: &marker.id,
                passage: marker.passage.map(PassageId::index),
                note: marker.note.map(NoteId::index),
                in_note: marker.in_note.map(NoteId::index),
            })
            .collect(),
        notes: draft
            .notes
            .each()
            .map(|(index, note)| Note {
                item: Item::of(texts, note.place, draft.note_words(index)),
                id: &note.id,
                uses: note.uses,
                scope: note.scope,
            })
            .collect(),
        links: draft
            .links
            .iter()
            .map(|link| Link { item: of_view(link.place, link.view), target: &link.target })
            .collect(),
        field_citations: draft
            .field_citations
            .iter()
            .map(|cited| Citation {
                item: of_file(cited.place),
                system: cited.field.system,
                in_note: cited.in_note.map(NoteId::index),
                items: cited.field.items.iter().map(Cited::of).collect(),
            })
            .collect(),
        remarks: draft.remarks.iter().map(|remark| Item::of(texts, remark.place, &remark.text)).collect(),
    })
}

impl<'a> Cited<'a> {
    fn of(item: &'a CitedItem) -> Self {
        Self { data: &item.data, locator: &item.locator, label: &item.label }
    }
}

/// One line where the draft is not in English, or is and declares something else.
fn language_line(language: &Language) -> Option<String> {
    let (name, basis) = (&language.name, language.basis.name());
    let against =
        language.against.as_ref().map(|other| format!("; the file declares {other}")).unwrap_or_default();
    match language.is_english() {
        false => {
            Some(format!("Language: {name} ({basis}{against}); rules that read English prose are silent."))
        }
        true => language.against.as_ref().map(|_| format!("Language: {name} ({basis}{against}).")),
    }
}

/// For people.
pub fn text(case: &Case<'_>, draft: &Draft, texts: &Texts, width: usize) -> String {
    let mut out = String::new();
    let line = |place: Place| where_it_is(texts, place);
    let room = width.saturating_sub(30).max(30);
    let body = draft.passages.iter().filter(|passage| passage.kind.is_body()).count();
    let _ = writeln!(
        out,
        "Read as {}: {} sections, {} passages ({body} of running text), {} markers, {} notes.",
        draft.format,
        draft.sections.iter().filter(|section| section.level > 0).count(),
        draft.passages.len(),
        draft.markers.len(),
        draft.notes.len()
    );
    if let Some(line) = language_line(&case.language) {
        let _ = writeln!(out, "{line}");
    }
    for remark in &draft.remarks {
        let _ = match texts.get(remark.place.file).rendition() {
            Some(_) => writeln!(out, "{}", remark.text),
            None => writeln!(out, "Line {}: {}", line(remark.place), remark.text),
        };
    }
    let packaged =
        draft.passages.first().is_some_and(|first| texts.get(first.place.file).rendition().is_some());
    out.push_str(if packaged { "\nPassages, by paragraph\n" } else { "\nPassages\n" });
    for (index, passage) in draft.passages.each() {
        let ids: String = draft.markers[passage.markers.clone()]
            .iter()
            .map(|marker| format!(" [{}]", clip(&marker.id, 30)))
            .collect();
        let words = clip(draft.words(index), room);
        let _ = writeln!(out, "{:>6}  {:12} {words}{ids}", line(passage.place), passage.kind.name());
    }
    out.push_str("\nNotes\n");
    for (index, note) in draft.notes.each() {
        let uses = match note.uses {
            0 => "  (no marker)".to_owned(),
            1 => String::new(),
            many => format!("  ({many} markers)"),
        };
        let _ = writeln!(
            out,
            "{:>6}  {:12} {}{uses}",
            if texts.get(note.place.file).rendition().is_some() { String::new() } else { line(note.place) },
            format!("[{}]", clip(&note.id, 30)),
            clip(&draft.note_words(index).replace('\n', " "), room)
        );
    }
    let outside: Vec<_> = draft.links.iter().filter(|link| link.is_outside()).collect();
    if !outside.is_empty() {
        out.push_str("\nLinks\n");
        for link in outside {
            let words = clip(draft.view.slice(link.view), 40);
            let _ = writeln!(out, "{:>6}  {words}  {}", line(link.place), clip(&link.target, room));
        }
    }
    if !draft.field_citations.is_empty() {
        out.push_str("\nCitations\n");
        for cited in &draft.field_citations {
            let words = clip(texts.get(cited.place.file).slice(cited.place.span), room);
            let sources = match cited.field.items.len() {
                1 => "1 source".to_owned(),
                count => format!("{count} sources"),
            };
            let _ = writeln!(out, "{:>6}  {words}  ({}, {sources})", line(cited.place), cited.field.system);
        }
    }
    for unread in &draft.unread {
        let _ = writeln!(out, "\nLine {}: not read: {}", line(unread.place), unread.what);
    }
    let lost: Vec<_> = draft.markers.iter().filter(|marker| marker.note.is_none()).collect();
    if !lost.is_empty() {
        out.push_str("\nMarkers without a note\n");
        for marker in lost {
            let _ = writeln!(out, "{:>6}  [{}]", line(marker.place), clip(&marker.id, 30));
        }
    }
    out
}
