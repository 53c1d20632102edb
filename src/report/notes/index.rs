//! The reverse index: source → notes → passages → claims.
//!
//! Sources stand in the order of their use: those on which the most passages rest
//! first, then those that the most notes cite, then in the order of the notes. So
//! the works on which a text leans are at the head.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Listing, form_name, names};
use crate::case::Case;
use crate::draft::Draft;
use crate::ids::{NoteId, PassageId};
use crate::notes::{Form, Target};
use crate::report::{Style, clean, seen};

/// A source with all that leads to it.
struct Row<'a> {
    source: usize,
    /// Notes with the forms used in each.
    notes: Vec<(NoteId, Vec<Form>)>,
    /// Passages that carry a marker to one of the notes, ascending.
    passages: Vec<PassageId>,
    /// Claims, assumptions and objections, in file order.
    claims: BTreeMap<usize, Claim<'a>>,
    /// What the claims file calls this source.
    declared: Vec<&'a str>,
}

/// An entry of the claims file, and how it comes to a source.
struct Claim<'a> {
    name: &'a str,
    /// It cites the source or a note of it.
    cites: bool,
    /// It is anchored in a passage with a marker to it.
    anchored: bool,
}

/// Who leads to which note.
struct Ways<'a> {
    passages: HashMap<NoteId, Vec<PassageId>>,
    citing: HashMap<NoteId, Vec<usize>>,
    declared: HashMap<NoteId, Vec<&'a str>>,
}

impl<'a> Ways<'a> {
    fn of(case: &Case<'a>, draft: &Draft) -> Self {
        let mut ways = Self { passages: HashMap::new(), citing: HashMap::new(), declared: HashMap::new() };
        for marker in &draft.markers {
            if let (Some(note), Some(passage)) = (marker.note, marker.passage) {
                ways.passages.entry(note).or_default().push(passage);
            }
        }
        for (index, entry) in case.entries.iter().enumerate() {
            for note in entry.evidence.iter().flat_map(|evidence| &evidence.notes) {
                ways.citing.entry(*note).or_default().push(index);
            }
        }
        for source in &case.sources {
            for note in &source.notes {
                ways.declared.entry(*note).or_default().push(source.decl.name.value.as_str());
            }
        }
        ways
    }
}

fn rows<'a>(case: &Case<'a>, draft: &Draft) -> Vec<Row<'a>> {
    let ways = Ways::of(case, draft);
    let mut rows: Vec<Row<'a>> =
        (0..case.notes.sources.len()).map(|source| row(case, &ways, source)).collect();
    rows.sort_by_key(|row| {
        let uses = case.notes.sources[row.source].uses.len();
        (std::cmp::Reverse(row.passages.len()), std::cmp::Reverse(uses), row.source)
    });
    rows
}

fn row<'a>(case: &Case<'a>, ways: &Ways<'a>, source: usize) -> Row<'a> {
    let mut row = Row {
        source,
        notes: Vec::new(),
        passages: Vec::new(),
        claims: BTreeMap::new(),
        declared: Vec::new(),
    };
    for at in &case.notes.sources[source].uses {
        let form = case.notes.citation(*at).form;
        match row.notes.last_mut().filter(|(note, _)| *note == at.note) {
            Some((_, forms)) => forms.push(form),
            None => row.notes.push((at.note, vec![form])),
        }
    }
    for (note, _) in &row.notes {
        row.passages.extend(ways.passages.get(note).into_iter().flatten());
        for name in ways.declared.get(note).into_iter().flatten() {
            if !row.declared.contains(name) {
                row.declared.push(name);
            }
        }
        for entry in ways.citing.get(note).into_iter().flatten() {
            claim(case, &mut row.claims, *entry).cites = true;
        }
    }
    row.passages.sort_unstable();
    row.passages.dedup();
    for passage in &row.passages {
        for entry in case.anchored.get(passage).into_iter().flatten() {
            claim(case, &mut row.claims, *entry).anchored = true;
        }
    }
    row
}

fn claim<'a, 'r>(
    case: &Case<'a>,
    claims: &'r mut BTreeMap<usize, Claim<'a>>,
    entry: usize,
) -> &'r mut Claim<'a> {
    let name = case.entries[entry].entry.name.value.as_str();
    claims.entry(entry).or_insert(Claim { name, cites: false, anchored: false })
}

/// Notes whose citations lead to no source: their index, and in a few words why.
fn loose(case: &Case<'_>) -> Vec<(NoteId, &'static str)> {
    let notes = case.notes.notes.each();
    notes
        .filter(|(note, _)| !case.idle.contains(note) && case.notes.sources_of(*note).is_empty())
        .map(|(note, read)| {
            let why = read.citations.iter().find_map(|citation| match citation.target {
                Target::Ambiguous(_) => Some("not clear which source"),
                Target::Missing => Some("points to nothing"),
                Target::Cycle => Some("points to itself"),
                Target::Comment(_) => Some("points to a note in which no source was found"),
                Target::None | Target::Source(_) => None,
            });
            let plain = if read.citations.is_empty() { "no source was found in it" } else { "not resolved" };
            (note, why.unwrap_or(plain))
        })
        .collect()
}

pub(super) fn text(case: &Case<'_>, style: &Style) -> String {
    let Some(draft) = case.draft else { return "No draft.\n".to_owned() };
    let listing = Listing { texts: case.texts, draft, notes: &case.notes };
    let mut out = String::new();
    let rows = rows(case, draft);
    // Most bibliographies hold more than one text cites; those entries are counted, not shown.
    let idle = case.idle.len();
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let _ = writeln!(
        out,
        "{} source{} in {} note{}, those that carry the most passages first.",
        rows.len(),
        plural(rows.len()),
        draft.notes.len() - idle,
        plural(draft.notes.len() - idle)
    );
    for (number, row) in rows.iter().enumerate() {
        one(&mut out, case, &listing, style, number + 1, row);
    }
    if idle > 0 {
        let of = if idle == 1 { "entry of the bibliography is" } else { "entries of the bibliography are" };
        let _ = writeln!(out, "\n{} {of} cited nowhere.", idle);
    }
    let loose = loose(case);
    if !loose.is_empty() {
        out.push_str("\nNotes without a source\n");
        for (note, why) in loose {
            let id = clean::line(listing.id(note), style.unicode);
            let _ = writeln!(out, "      [{id}] {why}, {}", listing.whereabouts(draft.notes[note].place));
        }
    }
    out
}

fn one(
    out: &mut String,
    case: &Case<'_>,
    listing: &Listing<'_>,
    style: &Style,
    number: usize,
    row: &Row<'_>,
) {
    let citation = case.notes.fullest(row.source);
    let words: String = listing.draft.view.slice(citation.span).chars().take(120).collect();
    let mut title = names::work(citation, &words);
    if let Some((outlet, _)) = citation.outlet() {
        let _ = write!(title, ", {outlet}");
    }
    if let Some(date) = citation.date.value() {
        let _ = write!(title, ", {}", names::date(*date));
    }
    out.push('\n');
    let mut put = |lead: &str, text: &str| {
        let room = style.width.saturating_sub(16).max(24);
        let text = clean::line(text, style.unicode);
        for (line_number, line) in clean::wrap(&text, room).lines().enumerate() {
            let lead = if line_number == 0 { lead } else { "" };
            let _ = writeln!(out, "{lead:16}{line}");
        }
    };
    put(&format!("{number:>4}"), &title);
    let notes: Vec<String> = row
        .notes
        .iter()
        .map(|(note, forms)| {
            let forms: Vec<&str> = forms.iter().map(|form| form_name(*form)).collect();
            format!("[{}] {}", listing.id(*note), forms.join(", "))
        })
        .collect();
    put("      notes", &notes.join("; "));
    for (index, passage) in row.passages.iter().enumerate() {
        let spot = listing.whereabouts(listing.draft.passages[*passage].place);
        let words = listing.draft.words(*passage);
        let mut first: String = words.chars().take(70).collect();
        if first.len() < words.len() {
            first.push('…');
        }
        put(if index == 0 { "      passages" } else { "" }, &format!("{spot}: {first}"));
    }
    let names = |wanted: fn(&Claim<'_>) -> bool| {
        let all = row.claims.values().filter(|claim| wanted(claim)).map(|claim| claim.name);
        all.collect::<Vec<_>>().join(", ")
    };
    put("      cited by", &names(|claim| claim.cites));
    put("      anchored", &names(|claim| claim.anchored && !claim.cites));
    put("      known as", &row.declared.join(", "));
    for line in seen::lines(case, row.source) {
        put("      looked up", &line);
    }
}

pub(super) fn json(case: &Case<'_>) -> Value {
    let Some(draft) = case.draft else { return json!({ "sources": [], "loose": [] }) };
    let listing = Listing { texts: case.texts, draft, notes: &case.notes };
    let keys = listing.keys();
    let sources: Vec<Value> = rows(case, draft)
        .iter()
        .map(|row| {
            let mut work = super::csl::source(&case.notes, row.source, &keys[row.source]);
            let id = work.remove("id");
            let notes: Vec<Value> = row
                .notes
                .iter()
                .map(|(note, forms)| {
                    let forms: Vec<&str> = forms.iter().map(|form| form_name(*form)).collect();
                    let line = listing.line(draft.notes[*note].place);
                    json!({ "id": listing.id(*note), "forms": forms, "line": line })
                })
                .collect();
            let passages: Vec<Value> = row
                .passages
                .iter()
                .filter_map(|passage| listing.place(draft.passages[*passage].view))
                .collect();
            let claims: Vec<Value> = row
                .claims
                .values()
                .map(|claim| json!({ "name": claim.name, "cites": claim.cites, "anchored": claim.anchored }))
                .collect();
            json!({
                "number": row.source + 1,
                "id": id,
                "uses": case.notes.sources[row.source].uses.len(),
                "work": work,
                "notes": notes,
                "passages": passages,
                "claims": claims,
                "declared": row.declared,
                "seen": seen::json(case, row.source),
            })
        })
        .collect();
    let loose: Vec<Value> = loose(case)
        .into_iter()
        .map(|(note, why)| {
            let line = listing.line(draft.notes[note].place);
            json!({ "id": listing.id(note), "line": line, "why": why })
        })
        .collect();
    json!({ "sources": sources, "loose": loose })
}
