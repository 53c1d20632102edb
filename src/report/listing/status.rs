//! The referencer's worksheet: each claim with the sentence that makes it, what it rests
//! on, and what became of it in review. For people, for programs, and as a table.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::review::Verdict;
use crate::case::{Case, Evidence};
use crate::report::{Style, clean, json};

/// One entry's line of the worksheet.
struct Row<'a> {
    name: &'a str,
    kind: &'static str,
    statement: &'a str,
    /// Where the sentence stands, for people, and its words.
    passage: Option<(String, String)>,
    evidence: Vec<String>,
    verdict: Verdict,
    who: Option<&'a str>,
    when: Option<jiff::civil::Date>,
    questions: Vec<&'a str>,
    /// Whether a thesis rests on it; true for all where no thesis is named.
    bearing: bool,
    /// 1-based line of its declaration.
    line: usize,
}

fn rows<'a>(case: &Case<'a>) -> Vec<Row<'a>> {
    let wanted = case.wants_review();
    case.entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.is_claim())
        .map(|(index, resolved)| {
            let entry = resolved.entry;
            let check = case.last_check(index);
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
                statement: entry.statement.as_ref().map_or("", |words| words.text.as_str()),
                passage,
                evidence: resolved.evidence.iter().map(|evidence| cited(case, evidence)).collect(),
                verdict: case.verdict(index),
                who: check.map(|check| check.by.text.as_str()),
                when: check.and_then(|check| check.on.value),
                questions: entry.questions.iter().map(|question| question.text.text.as_str()).collect(),
                bearing: wanted(index, resolved),
                line: case.texts.get(resolved.file).line(entry.name.span.start),
            }
        })
        .collect()
}

/// `herman [15] states “…”, page 3`.
fn cited(case: &Case<'_>, evidence: &Evidence<'_>) -> String {
    let mut out = match evidence.source {
        Some(source) => case.sources[source].decl.name.value.clone(),
        None => String::new(),
    };
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
    out
}

/// The verdict in a few words, with what changed.
fn told(row: &Row<'_>) -> String {
    match &row.verdict {
        Verdict::Stale(parts) => format!("stale: {} changed", parts.join(", ")),
        Verdict::Unsealed => "checked, without a seal".to_owned(),
        Verdict::Questioned => "a question is open".to_owned(),
        Verdict::Unchecked => "not checked".to_owned(),
        Verdict::Unknown => "unknown: its words or source cannot be found".to_owned(),
        Verdict::Checked => "checked".to_owned(),
    }
}

/// For people.
pub fn text(case: &Case<'_>, style: &Style) -> String {
    let rows = rows(case);
    let mut out = String::new();
    let count = |name: &str| rows.iter().filter(|row| row.verdict.name() == name).count();
    let kinds = [
        ("checked", "checked"),
        ("stale", "changed since"),
        ("unsealed", "checked without a seal"),
        ("questioned", "with an open question"),
        ("unchecked", "not checked"),
        ("unknown", "unknown"),
    ];
    let parts: Vec<String> = kinds
        .iter()
        .filter(|(name, _)| count(name) > 0)
        .map(|(name, said)| format!("{} {said}", count(name)))
        .collect();
    let plural = if rows.len() == 1 { "" } else { "s" };
    let _ = writeln!(
        out,
        "{} claim{plural}{}{}",
        rows.len(),
        if parts.is_empty() { "" } else { ": " },
        parts.join(", ")
    );
    let waiting = rows.iter().filter(|row| row.bearing && row.verdict != Verdict::Checked).count();
    if !case.thesis_bearing().is_empty() {
        out.push_str(&match waiting {
            0 => "All that the thesis rests on is checked.\n".to_owned(),
            1 => "The thesis rests on 1 that still needs review.\n".to_owned(),
            many => format!("The thesis rests on {many} that still need review.\n"),
        });
    }
    let mut put = |lead: &str, words: &str| {
        let room = style.width.saturating_sub(lead.len()).max(24);
        let words = clean::line(words, style.unicode);
        for (number, line) in clean::wrap(&words, room).lines().enumerate() {
            let lead = if number == 0 { lead.to_owned() } else { " ".repeat(lead.len()) };
            let _ = writeln!(out, "{}", format!("{lead}{line}").trim_end());
        }
    };
    for row in &rows {
        put("\n", row.name);
        let who = match (row.who, row.when) {
            (Some(who), Some(when)) => format!(" ({who}, {when})"),
            (Some(who), None) => format!(" ({who})"),
            _ => String::new(),
        };
        put("    verdict   ", &format!("{}{who}", told(row)));
        row.questions.iter().for_each(|question| put("    question  ", question));
        if let Some((spot, words)) = &row.passage {
            put("    sentence  ", &format!("{spot}: {words}"));
        }
        for (number, evidence) in row.evidence.iter().enumerate() {
            put(if number == 0 { "    rests on  " } else { "              " }, evidence);
        }
    }
    out
}

/// The worksheet of each claims file.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "claimlint status")]
pub(super) struct Worksheets(Vec<Worksheet>);

/// How far the review of a claims file has come.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Worksheet {
    /// The claims file.
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
    /// "checked", "stale", "unsealed", "questioned", "unchecked" or "unknown".
    verdict: &'static str,
    /// If it is stale: what has changed since the check.
    changed: Vec<&'static str>,
    /// Who checked it last.
    checked_by: Option<String>,
    /// When: "2024-05-17".
    checked_on: Option<String>,
    /// Its open questions.
    questions: Vec<String>,
    /// Whether a thesis rests on it; true for all where no thesis is named.
    thesis_rests_on_it: bool,
    /// The sentence that makes it, where it was found.
    passage: Option<Sentence>,
    /// What it rests on, each in one line.
    evidence: Vec<String>,
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
            thesis_rests_on_it: row.bearing,
            passage: row.passage.map(|(place, words)| Sentence { place, words }),
            evidence: row.evidence,
        };
        Self {
            file: case.claims.map(|claims| case.texts.get(claims.file).name.clone()),
            claims: rows(case).into_iter().map(claim).collect(),
        }
    }
}

/// The worksheets of all, for programs.
pub fn json(all: Vec<Worksheet>) -> String {
    json::written(&Worksheets(all))
}

/// As a table of comma-separated values (RFC 4180), for a spreadsheet.
pub fn csv(case: &Case<'_>) -> String {
    let mut out = String::from(
        "claim,statement,kind,verdict,checked by,checked on,sentence at,sentence,rests on,question\r\n",
    );
    for row in rows(case) {
        let (spot, words) = row.passage.clone().unwrap_or_default();
        let when = row.when.map(|day| day.to_string()).unwrap_or_default();
        let cells = [
            row.name,
            row.statement,
            row.kind,
            &told(&row),
            row.who.unwrap_or_default(),
            &when,
            &spot,
            &words,
            &row.evidence.join("; "),
            &row.questions.join("; "),
        ];
        let line: Vec<String> = cells.iter().map(|cell| clean::csv_cell(cell)).collect();
        out.push_str(&line.join(","));
        out.push_str("\r\n");
    }
    out
}
