//! The notes as understood, for people.
//!
//! ```text
//! [6] full, line 94
//!       author    Paul Kallender; Christopher W. Hughes
//!       title     Japan’s Emerging Trajectory as a ‘Cyber Power’
//!
//! [7] ibid, line 96
//!       →         note 6: Kallender and Hughes, “Japan’s Emerging …”
//! ```

use std::fmt::Write as _;

use super::{Listing, form_name, names, signal_name};
use crate::ids::NoteId;
use crate::notes::{Citation, Form, ReadNote, Target, Use};
use crate::report::{Style, clean};
use crate::span::Span;

/// Where values begin.
const INDENT: usize = 16;

pub(super) fn render(listing: &Listing<'_>, style: &Style) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", summary(listing));
    for (index, read) in read_notes(listing) {
        out.push('\n');
        note(&mut out, listing, style, index, read);
    }
    out
}

/// The notes that were read: entries of a bibliography that nobody cites were not.
fn read_notes<'l>(listing: &Listing<'l>) -> impl Iterator<Item = (NoteId, &'l ReadNote)> {
    let draft = listing.draft;
    let idle = |note: &NoteId, read: &ReadNote| draft.entries.contains_key(note) && read.citations.is_empty();
    listing.notes.notes.each().filter(move |(note, read)| !idle(note, read))
}

/// "21 notes: 20 full, 1 ibid. They cite 20 sources."
fn summary(listing: &Listing<'_>) -> String {
    let notes: Vec<&ReadNote> = read_notes(listing).map(|(_, read)| read).collect();
    if notes.is_empty() {
        return "No notes.".to_owned();
    }
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for read in &notes {
        match counts.iter_mut().find(|(name, _)| *name == read.kind.name()) {
            Some((_, count)) => *count += 1,
            None => counts.push((read.kind.name(), 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let kinds: Vec<String> = counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let sources = listing.notes.sources.len();
    format!(
        "{} note{}: {}. They cite {sources} source{}.",
        notes.len(),
        plural(notes.len()),
        kinds.join(", "),
        plural(sources)
    )
}

fn note(out: &mut String, listing: &Listing<'_>, style: &Style, index: NoteId, read: &ReadNote) {
    let place = listing.draft.notes[index].place;
    let id = clean::line(listing.id(index), style.unicode);
    let head = format!("[{id}] {}, {}", read.kind.name(), listing.whereabouts(place));
    let _ = writeln!(out, "{head}");
    let many = read.citations.len() > 1;
    for (number, citation) in read.citations.iter().enumerate() {
        let mut rows = Rows { out, style };
        if many {
            let signal = citation.signal.as_ref().map(|signal| signal_name(signal.value));
            let form = form_name(citation.form);
            let words = [signal, Some(form)].into_iter().flatten().collect::<Vec<_>>().join(", ");
            rows.row(&format!("({})", number + 1), &words);
        } else if let Some(signal) = &citation.signal {
            rows.row("signal", signal_name(signal.value));
        }
        cited(&mut rows, listing, Use { note: index, citation: number }, citation);
    }
    let mut rows = Rows { out, style };
    for span in &read.comments {
        rows.row("comment", &excerpt(listing, *span, 160));
    }
}

fn cited(rows: &mut Rows<'_>, listing: &Listing<'_>, at: Use, citation: &Citation) {
    if let Some(words) = points(listing, at, citation) {
        rows.row(if rows.style.unicode { "→" } else { "->" }, &words);
    }
    fields(rows, citation);
    for span in &citation.rest {
        rows.row("not read", &excerpt(listing, *span, 160));
    }
    let mut absent = super::unfound(citation).0;
    absent.retain(|name| *name != "locator");
    // One outlet is enough.
    if citation.outlet().is_some() {
        absent.retain(|name| !matches!(*name, "container-title" | "publisher"));
    }
    let mut named: Vec<&str> = absent
        .iter()
        .map(|name| match *name {
            "container-title" | "publisher" => "outlet",
            "issued" => "date",
            other => other,
        })
        .collect();
    named.dedup();
    if !named.is_empty() && matches!(citation.form, Form::Full | Form::BareUrl) {
        rows.row("without", &named.join(", "));
    }
}

fn fields(rows: &mut Rows<'_>, citation: &Citation) {
    rows.row("author", &names::everyone(citation.author_list()));
    if let Some(editors) = &citation.editors {
        rows.row("editor", &names::everyone(&editors.value));
    }
    rows.row("title", citation.title.value().map_or("", |title| title.text.as_str()));
    rows.row("outlet", citation.container.value().map_or("", String::as_str));
    rows.row("publisher", citation.publisher.value().map_or("", String::as_str));
    let texts = [
        ("place", &citation.place),
        ("edition", &citation.edition),
        ("volume", &citation.volume),
        ("issue", &citation.issue),
        ("number", &citation.number),
    ];
    for (name, field) in texts {
        rows.row(name, field.as_ref().map_or("", |found| found.value.as_str()));
    }
    if let Some(date) = citation.date.value() {
        rows.row("date", &names::date(*date));
    }
    rows.row("pages", citation.extent.as_ref().map_or("", |found| found.value.as_str()));
    if let Some(locator) = citation.locator.value() {
        rows.row("at", &format!("{} {}", locator.label, locator.value));
    }
    let texts = [
        ("doi", &citation.doi),
        ("isbn", &citation.isbn),
        ("issn", &citation.issn),
        ("arxiv", &citation.arxiv),
        ("handle", &citation.handle),
        ("url", &citation.url),
    ];
    for (name, field) in texts {
        rows.row(name, field.as_ref().map_or("", |found| found.value.as_str()));
    }
    rows.row("archive", citation.archive.as_ref().map_or("", |copy| copy.value.url.as_str()));
    if let Some(accessed) = &citation.accessed {
        rows.row("accessed", &names::date(accessed.value));
    }
}

/// What a form that points elsewhere means; for a work cited in full, where it
/// was so before.
fn points(listing: &Listing<'_>, at: Use, citation: &Citation) -> Option<String> {
    let in_full = matches!(citation.form, Form::Full | Form::Legal | Form::BareUrl);
    let named = |source: usize| {
        let work = &listing.notes.sources[source];
        let full = work.uses[work.full.unwrap_or(0)];
        let one = listing.notes.citation(full);
        let words = names::work(one, &excerpt(listing, one.span, 80));
        format!("note {}: {words}", listing.id(full.note))
    };
    match &citation.target {
        Target::Source(source) if in_full => {
            let first = listing.notes.sources[*source].uses[0];
            (first.note != at.note).then(|| format!("as note {}", listing.id(first.note)))
        }
        Target::Source(source) => {
            let work = &listing.notes.sources[*source];
            (work.uses[work.full.unwrap_or(0)] != at).then(|| named(*source))
        }
        Target::Ambiguous(sources) => {
            let notes: Vec<String> = sources.iter().take(4).map(|source| named(*source)).collect();
            let pointer = citation.form == Form::NoteReference && citation.author_list().is_empty();
            Some(if pointer && !citation.title.is_found() {
                format!("all of these: {}", notes.join("; "))
            } else {
                format!("not clear which: {}", notes.join("; or "))
            })
        }
        Target::Comment(note) => Some(format!("note {}, in which no source was found", listing.id(*note))),
        Target::Missing => Some(match citation.form {
            Form::Ibid => "nothing: no note comes before it".to_owned(),
            Form::NoteReference => "nothing: there is no such note".to_owned(),
            _ => "nothing: no note gives this work in full".to_owned(),
        }),
        Target::Cycle => Some("itself, in a circle".to_owned()),
        Target::None if in_full => None,
        Target::None => Some("not known: what it points to is not known itself".to_owned()),
    }
}

fn excerpt(listing: &Listing<'_>, span: Span, most: usize) -> String {
    let words = listing.draft.view.slice(span);
    let mut cut: String = words.chars().take(most).collect();
    if cut.len() < words.len() {
        cut.push('…');
    }
    cut
}

/// Rows of a name and a value, the value wrapped and indented.
struct Rows<'a> {
    out: &'a mut String,
    style: &'a Style,
}

impl Rows<'_> {
    /// One row; none for an empty value.
    fn row(&mut self, name: &str, value: &str) {
        let value = clean::line(value, self.style.unicode);
        if value.is_empty() {
            return;
        }
        let room = self.style.width.saturating_sub(INDENT).max(24);
        let pad = INDENT - 6;
        for (number, line) in clean::wrap(&value, room).lines().enumerate() {
            let name = if number == 0 { name } else { "" };
            let gap = pad.saturating_sub(clean::width(name));
            let _ = writeln!(self.out, "      {name}{:gap$}{line}", "");
        }
    }
}
