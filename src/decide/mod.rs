//! What a reviewer decided on a page, and how the claims file takes it up: accepted findings become waivers, checked
//! claims are signed with their seal, questions stand with their claim. A finding is found again by its fingerprint, a
//! claim by its name; what is not found, or has changed, is told and not written.

mod read;
mod table;
mod threads;

pub use read::{Decision, Decisions, Kind, What};
pub use threads::{Answers, Asked, answers};

use crate::case::Case;
use crate::diagnostic::{Diagnostic, Edit};
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::span::{Place, Span};
use crate::starter::{Anchors, string};

/// What is to be written, and what cannot be.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Clauses for entries that are there.
    pub edits: Vec<Edit>,
    /// Declarations to put at the end of the file.
    pub more: Vec<String>,
    /// What is written, a line each.
    pub done: Vec<String>,
    /// What stands there already, or asks for no writing.
    pub idle: Vec<String>,
    /// What cannot be written, and why.
    pub left: Vec<String>,
}

/// What the decisions are held against.
#[derive(Clone, Copy)]
pub struct Now<'c, 'a> {
    /// The case as it is now.
    pub case: &'c Case<'a>,
    /// Its findings.
    pub findings: &'c [Diagnostic],
    /// Findings that a waiver accepts already.
    pub waived: &'c [&'c Diagnostic],
}

/// Works out what to write. `clause_at` puts a clause below the last one of an entry.
pub fn plan(now: Now<'_, '_>, decisions: &Decisions, clause_at: &dyn Fn(Place, &str) -> Edit) -> Plan {
    let mut plan = Plan::default();
    for decision in &decisions.decisions {
        let about = about(decision);
        let who = if decision.by.trim().is_empty() { &decisions.by } else { &decision.by };
        let by = who.split_whitespace().collect::<Vec<_>>().join(" ");
        if by.is_empty() {
            plan.left.push(format!(
                "{about}: nobody is named who decided; give --by, or type your name on the page"
            ));
            continue;
        }
        let result = match decision.kind {
            Kind::Claim => claim(now, decision, &by, clause_at, &mut plan),
            Kind::Finding => finding(now, decision, &by, clause_at, &mut plan),
        };
        if let Err(why) = result {
            plan.left.push(format!("{about}: {why}"));
        }
    }
    plan
}

/// What a decision is about, for people.
fn about(decision: &Decision) -> String {
    let words: String = decision.about.chars().filter(|c| !c.is_control()).take(80).collect();
    match decision.kind {
        Kind::Claim => format!("claim {}", clean(&decision.claim)),
        Kind::Finding => format!("{} (“{words}”)", clean(&decision.rule)),
    }
}

/// A name from the file, as it can be shown.
fn clean(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(80).collect()
}

fn claim(
    now: Now<'_, '_>,
    decision: &Decision,
    by: &str,
    clause_at: &dyn Fn(Place, &str) -> Edit,
    plan: &mut Plan,
) -> Result<(), String> {
    let case = now.case;
    // A spreadsheet may have made a date of a name; the seal tells which claim it is.
    let by_seal = || {
        let seal = decision.seal.as_deref().filter(|_| decision.kind == Kind::Claim)?;
        (0..case.entries.len()).find(|&entry| case.is_state(entry, seal))
    };
    let Some(entry) = case.entry_names.get(decision.claim.as_str()).copied().or_else(by_seal) else {
        return Err("the claims file has no claim of this name now".to_owned());
    };
    let written = case.entries[entry].entry;
    if case.slip_at(case.entries[entry].place(written.span)) {
        return Err("a line of it cannot be read; `claimlint check` shows which".to_owned());
    }
    if case.entries[entry].inline {
        return Err(IN_DRAFT.to_owned());
    }
    let name = &written.name.value;
    match decision.decision {
        What::Checked => {
            let seal = case.seal(entry, by, Some(decision.on));
            let seal = seal.ok_or("its words or its source cannot be found now")?;
            if decision.seal.as_ref().is_some_and(|then| !case.is_state(entry, then)) {
                return Err("it has changed since the page or the copy was made; look at it again".to_owned());
            }
            if let Some(question) = written.questions.iter().find(|question| question.decision.is_none()) {
                return Err(format!("a question is open (“{}”)", question.asked.text.text));
            }
            if case.is_checked_by(entry, by) {
                plan.idle.push(format!("{name}: is checked by {by} already"));
                return Ok(());
            }
            let clause = format!("checked by {} on {} seal {seal}", string(by), decision.on);
            plan.edits.push(clause_at(case.entries[entry].place(written.span), &clause));
            plan.done.push(format!("{name}: {clause}"));
            if !decision.reason.trim().is_empty() {
                plan.idle.push(format!(
                    "{name}: the remark “{}” (a claims file keeps questions only)",
                    clean(&decision.reason)
                ));
            }
            Ok(())
        }
        What::Question => ask(case, entry, decision, by, clause_at, plan),
        What::Accept | What::Waive => {
            Err("a claim is checked or questioned; what is accepted is a finding".to_owned())
        }
    }
}

/// Why nothing is written into a claim that stands in the draft.
const IN_DRAFT: &str =
    "it is in a comment of the draft: sign it with `claimlint sign`, or write the question there";

/// Puts a question to an entry.
fn ask(
    case: &Case<'_>,
    entry: usize,
    decision: &Decision,
    by: &str,
    clause_at: &dyn Fn(Place, &str) -> Edit,
    plan: &mut Plan,
) -> Result<(), String> {
    let words = decision.reason.trim();
    if words.is_empty() {
        return Err("no question was written".to_owned());
    }
    let written = case.entries[entry].entry;
    if case.entries[entry].inline {
        return Err(IN_DRAFT.to_owned());
    }
    let name = &written.name.value;
    if written.questions.iter().any(|question| question.asked.text.text == words) {
        plan.idle.push(format!("{name}: the question stands there already"));
        return Ok(());
    }
    let clause = format!("question {} by {} on {}", string(words), string(by), decision.on);
    // One answer may be to several findings of a sentence.
    if plan.done.contains(&format!("{name}: {clause}")) {
        return Ok(());
    }
    plan.edits.push(clause_at(case.entries[entry].place(written.span), &clause));
    plan.done.push(format!("{name}: {clause}"));
    Ok(())
}

fn finding(
    now: Now<'_, '_>,
    decision: &Decision,
    by: &str,
    clause_at: &dyn Fn(Place, &str) -> Edit,
    plan: &mut Plan,
) -> Result<(), String> {
    let is_it = |found: &&Diagnostic| {
        found.code == decision.rule && found.identity.fingerprint() == decision.fingerprint
    };
    let Some(found) = now.findings.iter().find(is_it) else {
        if now.waived.iter().copied().any(|waived| is_it(&waived)) {
            plan.idle.push(format!("{}: is accepted already", about(decision)));
            return Ok(());
        }
        return Err("the draft shows this finding no more, or its words have changed".to_owned());
    };
    match decision.decision {
        What::Checked => {
            plan.idle.push(format!("{}: looked at; nothing is written for it", about(decision)));
            Ok(())
        }
        What::Question => {
            let entry = entry_of(now.case, found)
                .ok_or("no claim is made there, and a claims file keeps questions with claims")?;
            ask(now.case, entry, decision, by, clause_at, plan)
        }
        What::Accept | What::Waive => accept(now.case, found, decision, by, plan),
    }
}

/// The entry that a finding is about, or the first that is anchored in its passage.
fn entry_of(case: &Case<'_>, found: &Diagnostic) -> Option<usize> {
    let named = found.entry.as_deref().and_then(|name| case.entry_names.get(name).copied());
    named.or_else(|| case.anchored.get(&found.passage?)?.first().copied())
}

/// A waiver: on the entry, on the note, or at the words.
fn accept(
    case: &Case<'_>,
    found: &Diagnostic,
    decision: &Decision,
    by: &str,
    plan: &mut Plan,
) -> Result<(), String> {
    let reason = decision.reason.trim();
    if reason.is_empty() {
        return Err("no reason was written".to_owned());
    }
    let Some(until) = decision.until else { return Err("no day is given until which it holds".to_owned()) };
    let target = waiver_target(case, found).ok_or("no entry, note or words can be named for it")?;
    let head = format!("accept {} {target} {}", found.code, string(reason));
    let waiver = format!("{head}\n    by {} on {} until {until}\n", string(by), decision.on);
    if plan.more.contains(&waiver) {
        plan.idle.push(format!("{}: the same waiver accepts it", about(decision)));
        return Ok(());
    }
    plan.done.push(format!("{head} by {by} until {until}"));
    plan.more.push(waiver);
    Ok(())
}

/// What a waiver of a finding names: `on` an entry, a source or a note, `at` words that stand in the draft once.
pub fn waiver_target(case: &Case<'_>, found: &Diagnostic) -> Option<String> {
    if let Some(name) = found
        .entry
        .as_deref()
        .filter(|name| case.entry_names.contains_key(*name) || case.source_names.contains_key(*name))
    {
        return Some(format!("on {name}"));
    }
    let draft = case.draft?;
    let holds = |place: Place| place.file == found.place().file && place.span.holds(found.span());
    let in_note = draft.notes.each().find(|(_, note)| holds(note.place)).map(|(note, _)| note);
    if let Some(note) = in_note {
        let id = draft.notes[note].id.as_str();
        let plain = id.bytes().all(|byte| byte.is_ascii_digit());
        let usable = !id.contains(|c: char| c.is_whitespace() || matches!(c, '[' | ']'));
        let written = if plain || id.starts_with('@') { format!("[{id}]") } else { format!("[^{id}]") };
        return (usable && draft.note_by_id(id) == Some(note)).then(|| format!("on {written}"));
    }
    at(draft, found.passage?)
}

/// Words that stand in the draft once.
fn at(draft: &Draft, passage: PassageId) -> Option<String> {
    let anchors = Anchors::find(draft, &[passage]);
    let anchor = anchors.of(0)?;
    let to = anchor.to.as_ref().map(|to| format!(" to {}", string(to))).unwrap_or_default();
    Some(format!("at {}{to}", string(&anchor.from)))
}

/// A clause on a line of its own below the last one of a declaration, indented as that one is; `newline` ends the
/// lines of the file.
pub fn after_last_clause(content: &str, newline: &str, place: Place, words: &str) -> Edit {
    let end = place.span.end as usize;
    let line_end = content[end..].find(['\n', '\r']).map_or(content.len(), |at| end + at);
    let declaration = &content[place.span.start as usize..end];
    let is_indent = |line: &&str| line.starts_with(char::is_whitespace) && !line.trim().is_empty();
    let indent = declaration
        .lines()
        .skip(1)
        .find(is_indent)
        .map_or("    ", |line| &line[..line.len() - line.trim_start().len()]);
    Edit {
        place: Place::new(place.file, Span::new(line_end, line_end)),
        text: format!("{newline}{indent}{words}"),
    }
}
