//! What is known of what is pointed at: a note and its source, a sentence and its claims, a claim and its review.

use std::fmt::Write as _;

use gen_lsp_types::TextDocumentPositionParams;
use serde_json::{Value, json};

use super::answer::Answer;
use super::look::Look;
use super::thing::{Means, Thing};
use crate::argument::status::Status;
use crate::case::coverage::Cover;
use crate::ids::{NoteId, PassageId};
use crate::lsp::desktop::Desktop;
use crate::lsp::shared::Shared;
use crate::report::html::{ClaimRow, QuoteRow, SourceRow, claim_rows, note_row, source_rows, verdict_words};
use crate::report::{clip, rules};
use crate::span::Span;

/// The longest words of a note or a sentence that are shown, in characters.
const LONGEST: usize = 600;

/// What is shown at a place.
pub fn hover(shared: &Shared, top: &Desktop, at: &TextDocumentPositionParams) -> Answer {
    let Some((look, offset)) = Look::pointed(shared, top, at) else { return Ok(Value::Null) };
    let Some((words, span)) = words(&look, offset) else { return Ok(Value::Null) };
    let contents = json!({ "kind": "markdown", "value": words });
    Ok(json!({ "contents": contents, "range": look.range(span) }))
}

fn words(look: &Look<'_>, offset: u32) -> Option<(String, Span)> {
    let word = look.word_at(offset);
    if let Some(word) = word
        && let Means::Rule(code) = word.means
    {
        let rule = crate::rules::rule(code)?;
        return Some((rules::manual(rule), word.span));
    }
    let thing = look.thing_at(offset)?;
    let draft = look.draft();
    let span = match (word, thing) {
        (Some(word), _) => word.span,
        (None, Thing::Marker(marker)) => draft?.markers[marker].place.span,
        (None, Thing::Note(note)) => draft?.notes[note].place.span,
        (None, Thing::Passage(passage)) => draft?.passages[passage].place.span,
        // Elsewhere in a declaration nothing is pointed at.
        (None, _) => return None,
    };
    let shown = match thing {
        Thing::Marker(marker) => of_note(look, draft?.markers[marker].note?)?,
        Thing::Note(note) => of_note(look, note)?,
        Thing::Passage(passage) => of_passage(look, passage)?,
        Thing::Entry(entry) => of_entry(look, entry)?,
        Thing::Source(source) => {
            let row = &look.case.sources[source];
            match row.notes.first() {
                Some(&note) => of_note(look, note)?,
                None => format!("**{}**: none of its notes is in the draft", row.decl.name.value),
            }
        }
    };
    Some((shown, span))
}

/// Words as they stand, whatever Markdown would make of them.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in clip(words, LONGEST).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// A note: its words, its parts, what it means, its source with grade and held copy.
fn of_note(look: &Look<'_>, note: NoteId) -> Option<String> {
    let (case, draft) = (&look.case, look.draft()?);
    let sources = source_rows(case, draft);
    let mut number_of = vec![0; sources.len()];
    for (number, row) in sources.iter().enumerate() {
        number_of[row.source] = number;
    }
    let row = note_row(case, draft, note, &number_of);
    let held = &draft.notes[note];
    let kind = if held.id.starts_with('@') { "Entry" } else { "Note" };
    let mut out = format!("**{kind} {}**: {}\n", plain(&held.id), plain(draft.note_words(note)));
    if let Some((means, _)) = &row.means {
        let _ = write!(out, "\nMeans: {}\n", plain(means));
    }
    for (span, part) in row.parts.iter().filter(|(span, _)| !span.is_empty()) {
        let _ = write!(out, "\n- {part}: {}", plain(draft.view.slice(*span)));
    }
    if !row.absent.is_empty() {
        let _ = write!(out, "\n- missing: {}", row.absent.join(", "));
    }
    if !row.parts.is_empty() || !row.absent.is_empty() {
        out.push('\n');
    }
    for source in row.sources.iter().filter_map(|&number| sources.get(number)) {
        of_source(&mut out, source);
    }
    Some(out)
}

fn of_source(out: &mut String, source: &SourceRow) {
    let uses = source.passages.len();
    let sentences = if uses == 1 { "1 sentence relies".to_owned() } else { format!("{uses} sentences rely") };
    let _ = write!(out, "\n**Source**: {}. {sentences} on it.", plain(&source.title));
    for why in source.why.iter().chain(&source.copy) {
        let _ = write!(out, " {}", plain(why));
    }
    out.push('\n');
    for quote in &source.quotes {
        of_quote(out, quote);
    }
}

/// Words that a claim quotes, and the passage of the held copy.
fn of_quote(out: &mut String, quote: &QuoteRow) {
    let at = if quote.at.is_empty() { String::new() } else { format!(", {}", quote.at) };
    let _ = write!(out, "\nQuoted: “{}” ({}{})\n", plain(&quote.words), quote.outcome, plain(&at));
    if !quote.there.is_empty() {
        let there: String = quote.there.iter().map(|(_, words)| words.as_str()).collect();
        let _ = write!(out, "\n> {}\n", plain(&there));
    } else if !quote.why.is_empty() {
        let _ = write!(out, "\n{}\n", plain(&quote.why));
    }
}

/// A sentence: what it is, what covers it, the claims that are made in it.
fn of_passage(look: &Look<'_>, passage: PassageId) -> Option<String> {
    let (case, draft) = (&look.case, look.draft()?);
    let kind = draft.passages[passage].kind.name();
    let class = case.reading(passage).map_or(kind, |reading| reading.class.name());
    let mut out = format!("**{}**", named_class(class));
    let counted = case.asserting().binary_search(&passage).is_ok();
    let cover = case.cover(passage);
    if counted || cover != Cover::Uncovered {
        let _ = write!(out, ": {}", cover_words(look, passage, cover));
    }
    out.push('\n');
    if let Some(marker) = case.cited_by(passage) {
        let marker = &draft.markers[marker];
        if let Some(note) = marker.note {
            let _ = write!(out, "\nNote {}: {}\n", plain(&marker.id), plain(draft.note_words(note)));
        }
    }
    let entries = case.anchored.get(&passage).cloned().unwrap_or_default();
    if !entries.is_empty() {
        let rows = claim_rows(case, draft);
        for row in entries.iter().filter_map(|&entry| rows.get(entry)) {
            claim(&mut out, row);
        }
    }
    Some(out)
}

fn named_class(name: &str) -> String {
    let name = name.replace('-', " ");
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn cover_words(look: &Look<'_>, passage: PassageId, cover: Cover) -> String {
    let other = |passage: PassageId| {
        look.draft().map(|draft| plain(&clip(draft.words(passage), 80))).unwrap_or_default()
    };
    match cover {
        Cover::Cited if look.case.cited_by(passage).is_some() => "a note gives its source".to_owned(),
        Cover::Cited => "a link or citation gives its source".to_owned(),
        Cover::Claimed => "a claim gives its source".to_owned(),
        Cover::Declared => "declared as the author’s own".to_owned(),
        Cover::Waived => "accepted by a waiver".to_owned(),
        Cover::Repeated(passage) => format!("repeats what is cited: “{}”", other(passage)),
        Cover::Carried(passage) | Cover::Beside(passage) => {
            format!("the source of the sentence beside it covers it: “{}”", other(passage))
        }
        Cover::Uncovered => "it has no source".to_owned(),
    }
}

fn claim(out: &mut String, row: &ClaimRow) {
    let _ = write!(out, "\n**{} `{}`**: {}\n", named_class(row.is), row.name, plain(&row.statement));
    let _ = write!(out, "\n- {}", plain(&verdict_words(row)));
    for question in &row.questions {
        let _ = write!(out, "\n- question: {}", plain(question));
    }
    if let Some((status, why)) = &row.fares {
        let because = if why.is_empty() { String::new() } else { format!(": {}", plain(why)) };
        let _ = write!(out, "\n- {}{because}", status_words(*status));
    }
    for rests in &row.evidence {
        let rating =
            if rests.rating.is_empty() { String::new() } else { format!(", rated {}", rests.rating) };
        let _ = write!(out, "\n- {} {}{rating}", rests.relation, plain(&rests.name));
        if !rests.quote.is_empty() {
            let _ = write!(out, ": “{}”", plain(&rests.quote));
        }
    }
    out.push('\n');
}

/// How an entry fares, in a word.
pub fn status_words(status: Status) -> &'static str {
    match status {
        Status::Stands => "holds",
        Status::Defeated => "defeated",
        Status::Unsupported => "unsupported",
        Status::Contested => "contested",
    }
}

/// A claim of the claims file: what it says, how it fares, and the words of the draft.
fn of_entry(look: &Look<'_>, entry: usize) -> Option<String> {
    let Some(draft) = look.draft() else {
        return Some(format!("**{}**: {}", look.case.name(entry), plain(look.case.statement(entry))));
    };
    let rows = claim_rows(&look.case, draft);
    let row = rows.get(entry)?;
    let mut out = String::new();
    claim(&mut out, row);
    for &passage in &row.passages {
        let place = draft.passages[passage].place;
        let text = look.kept.texts.get(place.file);
        let whereabouts = text.whereabouts(place.span.start);
        let _ = write!(out, "\n> {} ({whereabouts})\n", plain(draft.words(passage)));
    }
    Some(out.trim_start().to_owned())
}
