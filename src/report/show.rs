//! What was understood of a draft, as `show` prints it.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::locate::where_it_is;
use super::{assertions, clip};
use crate::argument::Case;
use crate::draft::Draft;
use crate::prose::language::Language;
use crate::span::Place;
use crate::text::Texts;

fn item(texts: &Texts, place: Place, text: &str) -> Value {
    let file = texts.get(place.file);
    let mut value = json!({
        "text": text,
        "file": file.name,
        "start": place.span.start,
        "end": place.span.end,
        "line": file.line(place.span.start),
    });
    if let Some(spot) = file.spot(place.span.start) {
        value = with(value, json!({ "spot": spot, "section": file.heading(place.span.start) }));
    }
    value
}

fn with(mut value: Value, more: Value) -> Value {
    if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
        value.extend(more);
    }
    value
}

/// For programs.
pub fn json(case: &Case<'_>, draft: &Draft, texts: &Texts) -> Value {
    let sections: Vec<Value> = draft
        .sections
        .iter()
        .map(|s| {
            with(
                item(texts, s.title, draft.view.slice(s.view)),
                json!({ "level": s.level, "passages": s.passages.len() }),
            )
        })
        .collect();
    let passages: Vec<Value> = draft
        .passages
        .ids()
        .map(|index| {
            let passage = &draft.passages[index];
            let markers: Vec<&str> =
                draft.markers[passage.markers.clone()].iter().map(|marker| marker.id.as_str()).collect();
            let read = json!({
                "kind": passage.kind.name(),
                "section": passage.section,
                "paragraph": passage.paragraph,
                "markers": markers,
            });
            with(with(item(texts, passage.place, draft.words(index)), read), assertions::json(case, index))
        })
        .collect();
    let markers: Vec<Value> = draft
        .markers
        .iter()
        .map(|marker| {
            with(
                item(texts, marker.place, texts.get(marker.place.file).slice(marker.place.span)),
                json!({ "id": marker.id, "passage": marker.passage, "note": marker.note, "in_note": marker.in_note }),
            )
        })
        .collect();
    let notes: Vec<Value> = draft
        .notes
        .ids()
        .map(|index| {
            let note = &draft.notes[index];
            with(
                item(texts, note.place, draft.note_words(index)),
                json!({ "id": note.id, "uses": note.uses, "scope": note.scope }),
            )
        })
        .collect();
    let links: Vec<Value> = draft
        .links
        .iter()
        .map(|link| {
            with(item(texts, link.place, draft.view.slice(link.view)), json!({ "target": link.target }))
        })
        .collect();
    let citations: Vec<Value> = draft
        .field_citations
        .iter()
        .map(|cited| {
            let items: Vec<Value> = cited
                .field
                .items
                .iter()
                .map(|item| json!({ "data": item.data, "locator": item.locator, "label": item.label }))
                .collect();
            with(
                item(texts, cited.place, texts.get(cited.place.file).slice(cited.place.span)),
                json!({ "system": cited.field.system, "in_note": cited.in_note, "items": items }),
            )
        })
        .collect();
    let remarks: Vec<Value> = draft.remarks.iter().map(|r| item(texts, r.place, &r.text)).collect();
    json!({
        "format": draft.format,
        "language": case.language.name,
        "title": draft.title.map(|index| draft.words(index)),
        "sections": sections,
        "passages": passages,
        "markers": markers,
        "notes": notes,
        "links": links,
        "field_citations": citations,
        "remarks": remarks,
    })
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
