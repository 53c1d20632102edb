//! The referencer's worksheet: each claim with the sentence that makes it, what it rests
//! on, and what became of it in review. For programs, and as a table; for people see `worksheet`.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::review::Verdict;
use crate::case::{Case, Evidence};
use crate::report::{clean, json, seen};
use crate::syntax::tree::{Checked, Question, Verdict as Found};

/// One entry's line of the worksheet.
pub(super) struct Row<'a> {
    pub name: &'a str,
    pub kind: &'static str,
    pub statement: &'a str,
    /// Where the sentence stands, for people, and its words.
    pub passage: Option<(String, String)>,
    pub evidence: Vec<String>,
    /// The notes it rests on: number and words, none twice.
    pub notes: Vec<(String, String)>,
    pub verdict: Verdict,
    pub who: Option<&'a str>,
    pub when: Option<jiff::civil::Date>,
    pub questions: Vec<&'a str>,
    pub settled: Vec<&'a Question>,
    /// What the last check looked at.
    pub parts: Vec<&'static str>,
    /// Whether a thesis rests on it; true for all where no thesis is named.
    pub bearing: bool,
    /// The first thesis for or against which it is said.
    pub thesis: Option<usize>,
    /// What would be signed.
    pub seal: Option<String>,
    /// 1-based line of its declaration.
    pub line: usize,
}

impl Row<'_> {
    /// What needs a reviewer first: what the thesis rests on, and of that first what waits for an answer.
    pub(super) fn need(&self) -> (bool, bool, u8) {
        let urgent = match self.verdict {
            Verdict::Questioned | Verdict::Doubted(_) => 0,
            Verdict::Stale(_) => 1,
            Verdict::Unknown => 2,
            Verdict::Unsealed => 3,
            Verdict::Unchecked => 4,
            Verdict::Checked => 5,
        };
        (self.verdict == Verdict::Checked, !self.bearing, urgent)
    }
}

/// The claims in the order of the file.
pub(super) fn rows<'c>(case: &'c Case<'_>) -> Vec<Row<'c>> {
    let wanted = case.wants_review();
    let theses = case.theses();
    let under: Vec<Vec<bool>> =
        theses.iter().map(|&thesis| case.argued().graph.bearing_on(&[thesis])).collect();
    case.entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.is_claim())
        .map(|(index, resolved)| {
            let entry = resolved.entry;
            let check = case.last_check(index);
            let (settled, open): (Vec<&Question>, Vec<&Question>) =
                entry.questions.iter().partition(|question| question.decision.is_some());
            let passage = resolved.passages.first().zip(case.draft).map(|(&passage, draft)| {
                let place = draft.passages[passage].place;
                let text = case.texts.get(place.file);
                let spot = text.brief_spot(place.span.start).map_or_else(
                    || format!("{}:{}", text.name, text.line(place.span.start)),
                    |spot| format!("{}, {spot}", text.name),
                );
                (spot, draft.words(passage).to_owned())
            });
            Row {
                name: &entry.name.value,
                kind: resolved.kind().map_or("", |kind| crate::syntax::kind_name(kind)),
                statement: case.statement(index),
                passage,
                evidence: resolved.evidence.iter().map(|evidence| cited(case, evidence)).collect(),
                notes: notes(case, &resolved.evidence),
                verdict: case.verdict(index),
                who: check.map(|check| check.by.text.as_str()),
                when: check.and_then(|check| check.on.value),
                questions: open.iter().map(|question| question.asked.text.text.as_str()).collect(),
                settled,
                parts: check.map(parts_of).unwrap_or_default(),
                bearing: wanted(index, resolved),
                thesis: theses.iter().zip(&under).find(|(_, bears)| bears[index]).map(|(&thesis, _)| thesis),
                seal: case.state(index),
                line: case.texts.get(resolved.file).line(entry.name.span.start),
            }
        })
        .collect()
}

/// What a check looked at, in words of the language.
fn parts_of(check: &Checked) -> Vec<&'static str> {
    check.of.iter().filter_map(|word| word.value).map(crate::syntax::part_name).collect()
}

/// The notes of an entry, each once: its number and its words.
fn notes(case: &Case<'_>, evidence: &[Evidence<'_>]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let Some(draft) = case.draft else { return found };
    for &note in evidence.iter().flat_map(|evidence| &evidence.notes) {
        let id = draft.notes[note].id.clone();
        if !found.iter().any(|(known, _)| *known == id) {
            found.push((id, draft.note_words(note).trim().to_owned()));
        }
    }
    found
}

/// `herman [15] states “…”, page 3`.
fn cited(case: &Case<'_>, evidence: &Evidence<'_>) -> String {
    let mut out = match evidence.source {
        Some(source) => case.sources[source].decl.name.value.clone(),
        None => String::new(),
    };
    if evidence.source.is_some_and(|source| case.sources[source].decl.notes.is_empty()) {
        out.push_str(" (unpublished)");
    }
    if let (Some(draft), Some(&note)) = (case.draft, evidence.notes.first()) {
        let _ = write!(out, "{}[{}]", if out.is_empty() { "" } else { " " }, draft.notes[note].id);
    }
    if let Some(relation) = evidence.cite.relation.as_ref().and_then(|relation| relation.value) {
        let _ = write!(out, " {}", crate::syntax::relation_name(relation));
    }
    if let Some(quote) = &evidence.cite.quote {
        let _ = write!(out, " “{}”", quote.text);
    }
    for locator in &evidence.cite.locators {
        let _ = write!(out, ", {} {}", crate::syntax::unit_name(locator.unit.value), locator.value.value);
    }
    if let Some(seen) = evidence.notes.first().and_then(|&note| seen::mark(case, note)) {
        let _ = write!(out, " (looked up: {seen})");
    }
    out
}

/// The verdict in a few words, with what changed.
pub(super) fn told(row: &Row<'_>) -> String {
    match &row.verdict {
        Verdict::Stale(parts) => format!("stale: {} changed", parts.join(", ")),
        Verdict::Unsealed => "checked, without a seal".to_owned(),
        Verdict::Doubted(found) => match found {
            Found::Partly => "checked: partly supported".to_owned(),
            Found::NotFound => "checked: not found in the source".to_owned(),
            _ => "checked: not supported".to_owned(),
        },
        Verdict::Questioned => "a question is open".to_owned(),
        Verdict::Unchecked => "not checked".to_owned(),
        Verdict::Unknown => "unknown: its words or source cannot be found".to_owned(),
        Verdict::Checked => "checked".to_owned(),
    }
}

/// The worksheet of each claims file.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "claimlint status")]
pub(super) struct Worksheets(Vec<Worksheet>);

/// How far the review of a claims file has come.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Worksheet {
    /// The claims file; of a draft with claims in comments alone, the draft.
    file: Option<String>,
    /// Its claims.
    claims: Vec<Claim>,
}

/// A claim and what became of it in review.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Claim {
    /// Its name.
    name: String,
    /// Its kind: "fact", "interpretation" and so on; empty if it could not be read.
    kind: &'static str,
    /// What it says.
    statement: String,
    /// 1-based line of its declaration.
    line: usize,
    /// "checked", "stale", "unsealed", "partly", "not", "not-found", "questioned", "unchecked" or "unknown".
    verdict: &'static str,
    /// If it is stale: what has changed since the check.
    changed: Vec<&'static str>,
    /// Who checked it last.
    checked_by: Option<String>,
    /// When: "2024-05-17".
    checked_on: Option<String>,
    /// Its open questions.
    questions: Vec<String>,
    /// Questions that were decided.
    settled: Vec<Settled>,
    /// What its last check looked at: "figure", "quotation", "inference"; empty if that is not said.
    checked_parts: Vec<&'static str>,
    /// Whether a thesis rests on it; true for all where no thesis is named.
    thesis_rests_on_it: bool,
    /// The thesis for or against which it is said.
    thesis: Option<String>,
    /// The sentence that makes it, where it was found.
    passage: Option<Sentence>,
    /// What it rests on, each in one line.
    evidence: Vec<String>,
    /// The notes it rests on.
    notes: Vec<Note>,
    /// What `sign` would seal now; null if a part of it cannot be found.
    seal: Option<String>,
}

/// A question that was decided.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Settled {
    /// What was asked.
    question: String,
    /// What was answered, in order.
    answers: Vec<String>,
    /// What was decided.
    decision: String,
}

impl Settled {
    fn of(question: &Question) -> Self {
        Self {
            question: question.asked.text.text.clone(),
            answers: question.answers.iter().map(|answer| answer.text.text.clone()).collect(),
            decision: question.decision.as_ref().map_or(String::new(), |said| said.text.text.clone()),
        }
    }
}

/// A note of the draft.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Note {
    /// Its number or label.
    id: String,
    /// Its words.
    words: String,
}

/// A sentence of the draft.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Sentence {
    /// Where it stands, for people.
    place: String,
    /// Its words.
    words: String,
}

impl Worksheet {
    /// The worksheet of a case.
    pub fn of(case: &Case<'_>) -> Self {
        let claim = |row: Row<'_>| Claim {
            name: row.name.to_owned(),
            kind: row.kind,
            statement: row.statement.to_owned(),
            line: row.line,
            verdict: row.verdict.name(),
            changed: match &row.verdict {
                Verdict::Stale(parts) => parts.clone(),
                _ => Vec::new(),
            },
            checked_by: row.who.map(str::to_owned),
            checked_on: row.when.map(|day| day.to_string()),
            questions: row.questions.into_iter().map(str::to_owned).collect(),
            settled: row.settled.into_iter().map(Settled::of).collect(),
            checked_parts: row.parts,
            thesis_rests_on_it: row.bearing,
            thesis: row.thesis.map(|thesis| case.name(thesis).to_owned()),
            passage: row.passage.map(|(place, words)| Sentence { place, words }),
            evidence: row.evidence,
            notes: row.notes.into_iter().map(|(id, words)| Note { id, words }).collect(),
            seal: row.seal,
        };
        Self {
            file: case.written.first().map(|claims| case.texts.get(claims.file).name.clone()),
            claims: rows(case).into_iter().map(claim).collect(),
        }
    }
}

/// The worksheets of all, for programs.
pub fn json(all: Vec<Worksheet>) -> String {
    json::written(&Worksheets(all))
}

/// The columns of the table; the last four are for the reviewer to fill in, and [`crate::decide`] reads them back.
const COLUMNS: &str = "file,thesis,claim,statement,kind,verdict,checked by,checked on,sentence at,sentence,\
                       rests on,notes,open question,needed first,seal,decision,by,on,remark";

/// The head of the table.
pub fn csv_head() -> String {
    format!("{COLUMNS}\r\n")
}

/// The claims of a case as rows of comma-separated values (RFC 4180), what needs a reviewer first at the top.
pub fn csv(case: &Case<'_>) -> String {
    let file =
        case.written.first().map(|claims| case.texts.get(claims.file).name.as_str()).unwrap_or_default();
    let mut rows = rows(case);
    rows.sort_by_key(Row::need);
    let mut out = String::new();
    for row in rows {
        let (spot, words) = row.passage.clone().unwrap_or_default();
        let when = row.when.map(|day| day.to_string()).unwrap_or_default();
        let notes: Vec<String> = row.notes.iter().map(|(id, words)| format!("[{id}] {words}")).collect();
        let needed = if row.bearing && row.verdict != Verdict::Checked { "yes" } else { "" };
        // With a word before it no spreadsheet takes it for a number.
        let seal = row.seal.as_ref().map(|seal| format!("seal {seal}")).unwrap_or_default();
        let cells = [
            file,
            row.thesis.map_or("", |thesis| case.name(thesis)),
            row.name,
            row.statement,
            row.kind,
            &told(&row),
            row.who.unwrap_or_default(),
            &when,
            &spot,
            &words,
            &row.evidence.join("; "),
            &notes.join("  "),
            &row.questions.join("; "),
            needed,
            &seal,
            "",
            "",
            "",
            "",
        ];
        let line: Vec<String> = cells.iter().map(|cell| clean::csv_cell(cell)).collect();
        out.push_str(&line.join(","));
        out.push_str("\r\n");
    }
    out
}
