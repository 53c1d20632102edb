//! What can be done at a place: every fix, a waiver, a claim for the sentence, a note.
//!
//! They come in one order always: fixes first, then what is written for a finding, then what is
//! written for the sentence. Nothing is written that only a person can know: a waiver has an empty
//! reason and no name until somebody fills them in, and until then it silences nothing.

use std::collections::BTreeMap;

use gen_lsp_types::CodeActionParams;
use serde_json::{Value, json};

use super::answer::Answer;
use super::look::Look;
use super::thing::Thing;
use crate::decide::waiver_target;
use crate::diagnostic::{Diagnostic as Finding, Edit};
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::lsp::desktop::Desktop;
use crate::lsp::shared::Shared;
use crate::span::{Place, Span};
use crate::starter;
use crate::text::FileId;

const QUICK: &str = "quickfix";
const WRITE: &str = "refactor.rewrite";
const ALL: &str = "source.fixAll.claimlint";

/// What can be done at a range.
pub fn actions(shared: &Shared, top: &Desktop, params: &CodeActionParams) -> Answer {
    let Some(look) = Look::at(shared, top, &params.text_document.uri) else { return Ok(json!([])) };
    let span = look.ruler().span(params.range);
    let shown = serde_json::to_value(&params.context.diagnostics).unwrap_or_default();
    let only = params.context.only.clone().map(|only| serde_json::to_value(only).unwrap_or_default());
    let wanted = |kind: &str| {
        let asked = |asked: &Value| {
            asked.as_str().is_some_and(|asked| kind == asked || kind.starts_with(&format!("{asked}.")))
        };
        only.as_ref().and_then(Value::as_array).is_none_or(|only| only.iter().any(asked))
    };
    let findings = found_at(&look, span);
    let mut all: Vec<Value> = Vec::new();
    let of = |finding: &Finding| {
        let is_it = |one: &&Value| {
            one["data"]["fingerprint"].as_str() == Some(&finding.identity.fingerprint())
                && one["code"].as_str() == Some(finding.code)
        };
        shown.as_array().into_iter().flatten().find(is_it).cloned()
    };
    if wanted(QUICK) {
        for finding in &findings {
            let Some(fix) = &finding.fix else { continue };
            if let Some(edit) = workspace_edit(&look, &fix.edits) {
                let title = capital(&fix.title);
                all.push(json!({ "title": title, "kind": QUICK, "isPreferred": fix.safe, "edit": edit, "diagnostics": of(finding).map(|it| vec![it]) }));
            }
        }
        for finding in findings.iter().filter(|finding| finding.code == "note-undefined") {
            if let Some(action) = missing_note(&look, finding) {
                all.push(with(action, of(finding)));
            }
        }
        for finding in &findings {
            if let Some(action) = waiver(shared, &look, finding) {
                all.push(with(action, of(finding)));
            }
        }
    }
    if wanted(WRITE) {
        all.extend(of_sentence(shared, &look, span));
    }
    if wanted(ALL)
        && let Some(action) = fix_all(&look)
    {
        all.push(action);
    }
    all.iter_mut().for_each(|action| {
        if action["diagnostics"].is_null()
            && let Some(action) = action.as_object_mut()
        {
            action.remove("diagnostics");
        }
    });
    Ok(json!(all))
}

fn with(mut action: Value, shown: Option<Value>) -> Value {
    if let Some(shown) = shown {
        action["diagnostics"] = json!([shown]);
    }
    action
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The findings at a range of the file.
fn found_at<'a>(look: &Look<'a>, span: Span) -> Vec<&'a Finding> {
    let report = look.kept.report.iter().flat_map(|report| &report.findings);
    let touches = |place: Place| {
        place.file == look.file && place.span.start <= span.end && span.start <= place.span.end
    };
    report.filter(|finding| touches(finding.place())).collect()
}

/// Edits for the editor; `None` if one is of a file that is no text.
fn workspace_edit(look: &Look<'_>, edits: &[Edit]) -> Option<Value> {
    let mut changes: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for edit in edits {
        if look.kept.texts.get(edit.place.file).rendition().is_some() {
            return None;
        }
        let range = look.ruler_of(edit.place.file).range(edit.place.span);
        let edit_now = json!({ "range": range, "newText": edit.text });
        changes.entry(look.uri(edit.place.file)?.to_string()).or_default().push(edit_now);
    }
    Some(json!({ "changes": changes }))
}

/// Every safe fix of the file that does not touch another.
fn fix_all(look: &Look<'_>) -> Option<Value> {
    let mut edits: Vec<Edit> = Vec::new();
    let overlap = |a: Place, b: Place| a.file == b.file && (a.span == b.span || a.span.overlaps(b.span));
    let findings = look.kept.report.iter().flat_map(|report| &report.findings);
    for fix in findings.filter_map(|finding| finding.fix.as_ref()).filter(|fix| fix.safe) {
        let here = fix.edits.iter().all(|edit| edit.place.file == look.file);
        let free = fix.edits.iter().all(|edit| edits.iter().all(|other| !overlap(other.place, edit.place)));
        if here && free {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    let edit = workspace_edit(look, &edits).filter(|_| !edits.is_empty())?;
    Some(json!({ "title": "Apply every safe fix", "kind": ALL, "edit": edit }))
}

/// Words at the end of a file, a blank line before them.
fn at_end(look: &Look<'_>, file: FileId, words: &str) -> Edit {
    let content = &look.kept.texts.get(file).content;
    let newline = if content.contains("\r\n") { "\r\n" } else { "\n" };
    let before = match content.as_str() {
        "" => "",
        it if it.ends_with("\n\n") || it.ends_with("\r\n\r\n") => "",
        it if it.ends_with('\n') => newline,
        _ => &newline.repeat(2),
    };
    let words = words.trim_start_matches('\n').replace('\n', newline);
    Edit { place: Place::new(file, Span::at(content.len())), text: format!("{before}{words}") }
}

/// Words at the end of the claims file; where there is none, of a new one beside the draft.
fn in_claims_file(shared: &Shared, look: &Look<'_>, words: &str) -> Option<Value> {
    if let Some(claims) = look.case.claims {
        return workspace_edit(look, &[at_end(look, claims.file, words)]);
    }
    let report = look.kept.report.as_ref()?;
    let path = look.kept.paths.get(&report.draft?)?;
    let uri = gen_lsp_types::Uri::from_file_path(path.with_extension("claims")).ok()?;
    let name = path.file_name()?.to_string_lossy().into_owned();
    let text = format!("draft {}\n\n{}", starter::string(&name), words.trim_start_matches('\n'));
    if !shared.caps.creates {
        return None;
    }
    let start = json!({ "line": 0, "character": 0 });
    Some(json!({ "documentChanges": [
        { "kind": "create", "uri": uri, "options": { "ignoreIfExists": true } },
        {
            "textDocument": { "uri": uri, "version": null },
            "edits": [{ "range": { "start": start, "end": start }, "newText": text }],
        },
    ] }))
}

/// A waiver for a finding: in the claims file, else as a comment of the draft.
fn waiver(shared: &Shared, look: &Look<'_>, finding: &Finding) -> Option<Value> {
    let day = look.case.options.today?;
    let until = day.checked_add(jiff::Span::new().years(1)).ok()?;
    let code = finding.code;
    let comment = || {
        let draft = look.draft()?;
        let (open, close) = match draft.format {
            "markdown" | "html" | "jats" | "docbook" => ("<!-- ", " -->"),
            "latex" => ("% ", ""),
            _ => return None,
        };
        let text = look.kept.texts.get(finding.place().file);
        // Behind the line of the words: it covers the block that ends there.
        let end = text.line_span(text.line(finding.place().span.end)).end;
        let words = format!(" {open}claimlint: accept {code} \"\" until {until}{close}");
        workspace_edit(
            look,
            &[Edit { place: Place::new(finding.place().file, Span::at(end as usize)), text: words }],
        )
    };
    let declared = || {
        let target = waiver_target(&look.case, finding)?;
        let words = format!("accept {code} {target} \"\"\n    by \"\" on {day} until {until}\n");
        in_claims_file(shared, look, &words)
    };
    let edit = if look.case.claims.is_some() { declared() } else { comment().or_else(declared) }?;
    Some(
        json!({ "title": format!("Accept this finding of {code} (write the reason)"), "kind": QUICK, "edit": edit }),
    )
}

/// The note that a marker asks for and that is not there.
fn missing_note(look: &Look<'_>, finding: &Finding) -> Option<Value> {
    let draft = look.draft()?;
    let marker =
        draft.markers.iter().find(|marker| marker.place == finding.place() && marker.note.is_none())?;
    let edit = workspace_edit(look, &[note(look, draft, &marker.id)?])?;
    Some(json!({ "title": format!("Add note {}", marker.id), "kind": QUICK, "edit": edit }))
}

/// A new note behind the last one, in the way of the draft.
fn note(look: &Look<'_>, draft: &Draft, id: &str) -> Option<Edit> {
    if id.starts_with('@') {
        return None;
    }
    let label = match draft.format {
        "markdown" => format!("[^{id}]: "),
        "text" => format!("[{id}] "),
        _ => return None,
    };
    let last =
        draft.notes.iter().filter(|note| note.place.file == look.file).max_by_key(|note| note.place.span.end);
    let Some(last) = last else { return Some(at_end(look, look.file, &format!("{label}\n"))) };
    let content = &look.text().content;
    let newline = if content.contains("\r\n") { "\r\n" } else { "\n" };
    let end = last.place.span.end as usize;
    let end = content[..end].trim_end().len();
    // As far apart as the notes are.
    let apart = content[..last.place.span.start as usize].ends_with(&newline.repeat(2));
    let gap = newline.repeat(if apart { 2 } else { 1 });
    Some(Edit { place: Place::new(look.file, Span::at(end)), text: format!("{gap}{label}") })
}

/// What can be written for the sentence: a claim, a note.
fn of_sentence(shared: &Shared, look: &Look<'_>, span: Span) -> Vec<Value> {
    let (Some(draft), Some(Thing::Passage(passage))) = (look.draft(), look.thing_at(span.start)) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    if draft.passages[passage].kind.is_body() {
        all.extend(claim(shared, look, passage));
        all.extend(new_note(look, draft, passage));
    }
    all
}

fn claim(shared: &Shared, look: &Look<'_>, passage: PassageId) -> Option<Value> {
    let entries = look.case.anchored.get(&passage).map_or(&[][..], Vec::as_slice);
    if entries.iter().any(|&entry| look.case.entries[entry].is_claim()) {
        return None;
    }
    let words = starter::for_passage(&look.case, passage)?;
    let edit = in_claims_file(shared, look, &words)?;
    Some(json!({ "title": "Add a claim for this sentence", "kind": WRITE, "edit": edit }))
}

fn new_note(look: &Look<'_>, draft: &Draft, passage: PassageId) -> Option<Value> {
    let held = &draft.passages[passage];
    if !held.markers.is_empty() || held.place.file != look.file {
        return None;
    }
    // A marker without a note has its number too.
    let ids = draft.notes.iter().map(|note| &note.id).chain(draft.markers.iter().map(|marker| &marker.id));
    let last = ids.filter_map(|id| id.parse::<u32>().ok()).max().unwrap_or(0);
    let id = last.saturating_add(1).to_string();
    let mut edits = vec![note(look, draft, &id)?];
    let marker = if draft.format == "markdown" { format!("[^{id}]") } else { format!("[{id}]") };
    edits.insert(
        0,
        Edit { place: Place::new(look.file, Span::at(held.place.span.end as usize)), text: marker },
    );
    let edit = workspace_edit(look, &edits)?;
    Some(json!({ "title": format!("Add note {id} to this sentence"), "kind": WRITE, "edit": edit }))
}
