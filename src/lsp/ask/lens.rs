//! What stands above a claim or a heading, and behind a marker.

use gen_lsp_types::{CodeLensParams, InlayHintParams};
use serde_json::{Value, json};

use super::answer::Answer;
use super::hover::status_words;
use super::look::Look;
use super::thing::{Means, all_words};
use crate::case::Case;
use crate::case::coverage::Counts;
use crate::case::review::Verdict;
use crate::draft::Draft;
use crate::ids::NoteId;
use crate::lsp::desktop::Desktop;
use crate::lsp::shared::Shared;
use crate::report::clip;
use crate::report::html::note_row;
use crate::span::Span;
use crate::syntax::tree::Verdict as Found;

/// The longest title of a note behind its marker, in characters.
const LONGEST: usize = 48;

/// The lenses of a file.
pub fn lenses(shared: &Shared, top: &Desktop, params: &CodeLensParams) -> Answer {
    let Some(look) = Look::at(shared, top, &params.text_document.uri) else { return Ok(json!([])) };
    let ruler = look.ruler();
    let lens = |span: Span, title: String, command: &str, arguments: Value| {
        // A command that the editor does not know is shown and does nothing.
        let command = if shared.caps.commands { command } else { "" };
        json!({ "range": ruler.range(span), "command": { "title": title, "command": command, "arguments": arguments } })
    };
    if look.in_claims() {
        let claims = (0..look.case.entries.len()).map(|entry| {
            let resolved = &look.case.entries[entry];
            let arguments = json!([params.text_document.uri, look.case.name(entry)]);
            lens(resolved.entry.name.span, claim(&look.case, entry), "claimlint.trace", arguments)
        });
        return Ok(claims.collect());
    }
    let coverage = look.kept.report.as_ref().and_then(|report| report.coverage.as_ref());
    let (Some(draft), Some(coverage)) = (look.draft(), coverage.filter(|it| it.unknown.is_empty())) else {
        return Ok(json!([]));
    };
    let sections = coverage.sections.iter().filter_map(|each| {
        let title = draft.sections.get(each.section)?.title;
        let here = title.file == look.file && !title.span.is_empty();
        here.then(|| {
            lens(title.span, covered(&each.counts), "claimlint.coverage", json!([params.text_document.uri]))
        })
    });
    Ok(sections.collect())
}

/// How an entry fares and who checked it.
fn claim(case: &Case<'_>, entry: usize) -> String {
    let resolved = &case.entries[entry];
    let mut parts: Vec<String> = Vec::new();
    if case.is_linked() {
        parts.push(status_words(case.argued().status(entry)).to_owned());
    }
    if resolved.is_claim() {
        let count = resolved.evidence.iter().filter(|evidence| evidence.supports()).count();
        parts.push(match count {
            0 => "cites nothing".to_owned(),
            1 => "1 citation".to_owned(),
            more => format!("{more} citations"),
        });
    }
    let by = case.last_check(entry).map(|check| {
        let day = check.on.value.map(|day| format!(" on {day}")).unwrap_or_default();
        format!(" by {}{day}", check.by.text)
    });
    let by = by.unwrap_or_default();
    parts.push(match case.verdict(entry) {
        Verdict::Checked => format!("checked{by}"),
        Verdict::Stale(changed) => format!("changed since it was checked{by}: {}", changed.join(", ")),
        Verdict::Unsealed => format!("checked{by}, without a seal"),
        Verdict::Questioned => "a question is open".to_owned(),
        Verdict::Unchecked => "not checked".to_owned(),
        Verdict::Doubted(Found::Partly) => format!("checked{by}: supported in part"),
        Verdict::Doubted(Found::NotFound) => format!("checked{by}: not found in its source"),
        Verdict::Doubted(_) => format!("checked{by}: not supported"),
        Verdict::Unknown => format!("checked{by}, but its words or its source cannot be found now"),
    });
    parts.join(" · ")
}

/// Coverage in words: `5 of 7 factual statements have a source`.
pub fn covered(counts: &Counts) -> String {
    let (all, have) = (counts.assertions, counts.assertions - counts.uncovered);
    let noun = if all == 1 { "factual statement has" } else { "factual statements have" };
    format!("{have} of {all} {noun} a source")
}

/// The titles of notes behind their markers, and behind their numbers in the claims file.
pub fn hints(shared: &Shared, top: &Desktop, params: &InlayHintParams) -> Answer {
    let Some(look) = Look::at(shared, top, &params.text_document.uri) else { return Ok(json!([])) };
    let Some(draft) = look.draft() else { return Ok(json!([])) };
    let ruler = look.ruler();
    let wanted = ruler.span(params.range);
    let notes: Vec<(Span, NoteId)> = if look.in_claims() {
        let words = all_words(&look.case).into_iter();
        let noted = words.filter_map(|word| match word.means {
            Means::Note(note) => Some((word.span, look.case.note_meant(note)?)),
            _ => None,
        });
        noted.collect()
    } else {
        let markers =
            draft.markers.iter().filter(|marker| marker.place.file == look.file && marker.in_note.is_none());
        markers.filter_map(|marker| Some((marker.place.span, marker.note?))).collect()
    };
    let hints = notes.into_iter().filter(|(span, _)| wanted.holds(*span) && !span.is_empty()).filter_map(|(span, note)| {
        let label = title(&look.case, draft, note)?;
        Some(json!({ "position": ruler.position(span.end), "label": label, "paddingLeft": true, "paddingRight": true }))
    });
    Ok(hints.collect())
}

/// A note in a few words; `None` for a link, whose words stand there already.
pub fn title(case: &Case<'_>, draft: &Draft, note: NoteId) -> Option<String> {
    if draft.linked.contains(&note) || draft.author_date.is_some() {
        return None;
    }
    let sources = vec![0; case.notes.sources.len()];
    let row = note_row(case, draft, note, &sources);
    let words = row.means.map_or(row.short, |(means, _)| means);
    (!words.trim().is_empty()).then(|| clip(&words, LONGEST))
}
