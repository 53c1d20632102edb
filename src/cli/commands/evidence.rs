//! `claimlint evidence`: what became of every citation: found in the held copy,
//! found with differences, not found, or not checked, and why.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::argument::Case;
use crate::argument::held::{Compared, Quoted};
use crate::check::Options;
use crate::cli::base::decode::How;
use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::find::pairs;
use crate::cli::files::load;
use crate::cli::flags::{Evidence, Look};
use crate::evidence::{Outcome, Selector};
use crate::report::clip;
use crate::report::summary::quotation_line;
use crate::span::{Place, Span};
use crate::text::held::{HeldState, HeldText};

/// One line of the list.
struct Row {
    entry: String,
    source: String,
    /// `found`, `differs`, `spliced`, `absent` or `not checked`.
    outcome: &'static str,
    /// Where in the copy; may be empty.
    at: Vec<String>,
    /// What differs, or why it was not checked.
    about: Vec<String>,
    words: String,
    place: Place,
    /// For a place that was found: the words of the copy with their neighbours.
    selector: Option<Selector>,
    in_draft: bool,
}

/// Runs `evidence`.
pub fn evidence(flags: &Evidence, look: &Look) -> Exit {
    let how = How { from: flags.from.as_deref(), ..How::default() };
    let (pairs, troubles) = pairs(&flags.paths, how);
    let mut exit = Exit::Clean;
    for trouble in &troubles {
        exit = write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    let mut out = String::new();
    let mut values = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.claims.is_some()) {
        let loaded = load::pair(pair, how);
        if loaded.told() == Exit::Trouble {
            exit = Exit::Trouble;
        }
        let Some(claims) = loaded.claims_id() else { continue };
        let draft = loaded.read_draft();
        let options = Options::default();
        let case = loaded.case(draft.as_ref(), &options);
        let rows = rows(&case);
        let copies = copies(&case);
        let wrong = rows.iter().any(|row| matches!(row.outcome, "differs" | "spliced" | "absent"))
            || copies.iter().any(|copy| copy.wrong);
        if wrong && exit == Exit::Clean {
            exit = Exit::Findings;
        }
        let name = &loaded.texts().get(claims).name;
        if flags.format == "json" {
            values.push(as_json(&case, name, &copies, &rows));
        } else {
            as_text(&case, name, &copies, &rows, look.style().width, &mut out);
        }
    }
    if flags.format == "json" {
        out = format!("{:#}\n", Value::Array(values));
    } else if out.is_empty() && exit == Exit::Clean {
        return write::trouble("there is no claims file here: evidence is what its `cites` lines name");
    }
    match write::out(&out) {
        Exit::Clean => exit,
        other => other,
    }
}

/// A held copy in the list.
struct CopyRow {
    source: String,
    file: String,
    state: String,
    digest: String,
    pinned: Option<String>,
    wrong: bool,
}

fn copies(case: &Case<'_>) -> Vec<CopyRow> {
    let mut rows = Vec::new();
    for (index, source) in case.sources.iter().enumerate() {
        let Some(held) = &source.decl.held else { continue };
        let copy = case.held_copy(index);
        let digest = copy.map_or("", |copy| copy.digest.as_str());
        let pinned = held.sha256.as_ref().map(|sha256| sha256.value.clone());
        let changed = !digest.is_empty() && pinned.as_ref().is_some_and(|pinned| !digest.starts_with(pinned));
        let (mut state, mut wrong) = match copy.map(|copy| &copy.state) {
            None if source.uses == 0 => ("not looked at: no claim cites the source".to_owned(), false),
            None => ("not looked at".to_owned(), false),
            Some(HeldState::Gone(gone)) => (gone.why.clone(), true),
            Some(HeldState::Unread(why)) => (format!("not read: it {why}"), false),
            Some(HeldState::Read(text)) => (read_as(text), false),
        };
        if changed {
            state.push_str("; changed since it was pinned");
            wrong = true;
        } else if pinned.is_none() && !digest.is_empty() {
            state.push_str("; not pinned");
        }
        rows.push(CopyRow {
            source: source.decl.name.value.clone(),
            file: held.file.text.clone(),
            state,
            digest: digest.to_owned(),
            pinned,
            wrong,
        });
    }
    rows
}

fn read_as(text: &HeldText) -> String {
    let words = crate::evidence::quote::words_in(&text.words);
    match text.pages.len() {
        0 => format!("{words} words"),
        1 => format!("{words} words on 1 page"),
        pages => format!("{words} words on {pages} pages"),
    }
}

fn rows(case: &Case<'_>) -> Vec<Row> {
    let mut by_cite: BTreeMap<(usize, usize), &Compared> = BTreeMap::new();
    let mut in_draft: BTreeMap<usize, Vec<&Compared>> = BTreeMap::new();
    for compared in case.quotations() {
        match compared.quoted {
            Quoted::Cite(number) => drop(by_cite.insert((compared.entry, number), compared)),
            Quoted::Passage(_) => in_draft.entry(compared.entry).or_default().push(compared),
        }
    }
    let mut rows = Vec::new();
    for (index, entry) in case.entries.iter().enumerate() {
        for (number, evidence) in entry.evidence.iter().enumerate() {
            let place = entry.place(evidence.cite.span);
            rows.push(match by_cite.get(&(index, number)) {
                Some(compared) => row(case, compared),
                None => {
                    let why = match &evidence.cite.quote {
                        _ if !evidence.known => "What it cites is not known".to_owned(),
                        None => "No words are quoted".to_owned(),
                        Some(_) => case.why_not(evidence.source),
                    };
                    Row {
                        entry: entry.entry.name.value.clone(),
                        source: target(case, evidence),
                        outcome: "not checked",
                        at: Vec::new(),
                        about: vec![why],
                        words: evidence.cite.quote.as_ref().map_or(String::new(), |quote| quote.text.clone()),
                        place,
                        selector: None,
                        in_draft: false,
                    }
                }
            });
        }
        rows.extend(in_draft.get(&index).into_iter().flatten().map(|compared| row(case, compared)));
    }
    rows
}

fn target(case: &Case<'_>, evidence: &crate::argument::Evidence<'_>) -> String {
    use crate::syntax::tree::Target;
    match (evidence.source, &evidence.cite.target) {
        (Some(source), _) => case.sources[source].decl.name.value.clone(),
        (None, Target::Source(name)) => name.value.clone(),
        (None, Target::Note(note)) => format!("note {}", note.id),
    }
}

fn row(case: &Case<'_>, compared: &Compared) -> Row {
    let source = compared.source;
    let held = source.and_then(|source| case.copy(source)).map(|copy| copy.held);
    let spot = |place: &Span| held.map_or(String::new(), |held| held.whereabouts(place.start));
    let (outcome, at, about, first) = match &compared.outcome {
        Outcome::Found(places) => {
            ("found", places.iter().map(spot).collect(), Vec::new(), places.first().copied())
        }
        Outcome::Differs(nearly) => {
            let changes =
                nearly.changes.iter().map(crate::rules::quotations::quote_not_in_source::told).collect();
            ("differs", vec![spot(&nearly.place)], changes, Some(nearly.place))
        }
        Outcome::Spliced(places) => ("spliced", places.iter().map(spot).collect(), Vec::new(), None),
        Outcome::Absent { .. } => ("absent", Vec::new(), Vec::new(), None),
        Outcome::NotChecked(why) => ("not checked", Vec::new(), vec![why.clone()], None),
    };
    Row {
        entry: case.entries[compared.entry].entry.name.value.clone(),
        source: source
            .map_or("its sources".to_owned(), |source| case.sources[source].decl.name.value.clone()),
        outcome,
        at,
        about,
        words: compared.text.clone(),
        place: compared.place,
        selector: held.zip(first).map(|(held, place)| Selector::of(&held.words, place)),
        in_draft: matches!(compared.quoted, Quoted::Passage(_)),
    }
}

fn as_text(case: &Case<'_>, name: &str, copies: &[CopyRow], rows: &[Row], width: usize, out: &mut String) {
    let _ = writeln!(out, "{name}\n");
    for copy in copies {
        let _ = writeln!(out, "  copy of {}: {}, {}", copy.source, copy.file, copy.state);
    }
    if !copies.is_empty() {
        out.push('\n');
    }
    let mut entry = "";
    for row in rows {
        if row.entry != entry {
            entry = &row.entry;
            let _ = writeln!(out, "  {entry}");
        }
        let text = case.texts.get(row.place.file);
        let line = text.whereabouts(row.place.span.start);
        let in_draft = if row.in_draft { format!(" ({}, {line})", text.name) } else { String::new() };
        let outcome = match row.outcome {
            "differs" => "differs",
            "spliced" => "spliced",
            "absent" => "NOT FOUND",
            other => other,
        };
        let at = if row.at.is_empty() { String::new() } else { format!(", {}", first_few(&row.at)) };
        let about = if row.about.is_empty() { String::new() } else { format!(": {}", row.about.join("; ")) };
        let head = format!("    {outcome:<12} {}{at}{in_draft}{about}", row.source);
        let _ = writeln!(out, "{}", head.trim_end());
        if !row.words.is_empty() {
            let _ = writeln!(out, "{:17}“{}”", "", clip(&row.words, width.saturating_sub(21).max(20)));
        }
    }
    if !rows.is_empty() {
        out.push('\n');
    }
    let unquoted = rows.iter().filter(|row| row.words.is_empty()).count();
    let line = case.quotation_tally().map_or_else(
        || "Nothing was compared: no source has a held copy (`held \"file\"` on its line).".to_owned(),
        |tally| quotation_line(&tally),
    );
    let _ = writeln!(out, "  {line}");
    if unquoted > 0 {
        let _ = writeln!(
            out,
            "  {unquoted} of {} citations quote no words.",
            rows.iter().filter(|row| !row.in_draft).count()
        );
    }
    out.push('\n');
}

/// At most three places: the rest is only counted.
fn first_few(places: &[String]) -> String {
    match places.len() {
        0..=3 => places.join(", "),
        many => format!("{} and {} more", places[..3].join(", "), many - 3),
    }
}

fn as_json(case: &Case<'_>, name: &str, copies: &[CopyRow], rows: &[Row]) -> Value {
    let copies: Vec<Value> = copies
        .iter()
        .map(|copy| {
            json!({
                "source": copy.source, "file": copy.file, "state": copy.state,
                "sha256": copy.digest, "pinned": copy.pinned,
            })
        })
        .collect();
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| {
            let text = case.texts.get(row.place.file);
            json!({
                "claim": row.entry,
                "source": row.source,
                "outcome": row.outcome.replace(' ', "-"),
                "at": row.at,
                "about": row.about,
                "words": row.words,
                "file": text.name,
                "line": text.line(row.place.span.start),
                "in_draft": row.in_draft,
                "selector": row.selector.as_ref().map(|selector| json!({
                    "type": "TextQuoteSelector",
                    "exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix,
                })),
            })
        })
        .collect();
    json!({ "claims": name, "copies": copies, "citations": rows })
}
