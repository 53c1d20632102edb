//! The thread that works: checks what changed, shows what came of it, answers questions.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use lsp_server::{ErrorCode, Request, RequestId, Response};
use serde_json::{Value, json};

use super::ask::{self, covered};
use super::board::stamp;
use super::desk::Kept;
use super::desktop::{Desktop, Sheaf};
use super::found::found;
use super::shared::{Shared, State};
use crate::case::Unknown;
use crate::draft::READERS;
use crate::report::Trouble;

/// How many cases of the folders are checked unasked, and kept.
const MOST_KEPT: usize = 300;

/// What there is to do.
enum Next {
    Check(PathBuf),
    Answer(Request, bool),
    Ripen,
    Settle,
}

/// Works until the editor has left.
pub fn work(shared: &Shared) {
    let mut top = Desktop::default();
    while let Some(next) = next(shared, &mut top) {
        match next {
            Next::Settle => settle(shared, &mut top),
            Next::Check(root) => check(shared, &mut top, &root),
            Next::Ripen => {
                let files = top.board.ripen(shared.desk.now());
                show(shared, &mut top, files);
            }
            Next::Answer(request, true) => {
                let code = ErrorCode::RequestCanceled as i32;
                shared.send(Response::new_err(request.id, code, "cancelled".to_owned()));
            }
            Next::Answer(request, false) => answer(shared, &mut top, request),
        }
    }
}

/// The next thing to do, most wanted first; waits for one. `None` when the editor has left.
fn next(shared: &Shared, top: &mut Desktop) -> Option<Next> {
    let mut state = shared.state();
    loop {
        if state.over {
            return None;
        }
        // A question that was taken back costs nothing, however busy we are.
        if let Some(at) = state.asked.iter().position(|request| state.cancelled.contains(&request.id)) {
            let request = state.asked.remove(at)?;
            state.cancelled.remove(&request.id);
            return Some(Next::Answer(request, true));
        }
        if !state.touched.is_empty() || state.all_touched || state.searched.is_some() {
            return Some(Next::Settle);
        }
        let open = |root: &&PathBuf| top.is_open(root);
        if let Some(root) = top.due.iter().find(open).cloned() {
            top.due.remove(&root);
            return Some(Next::Check(root));
        }
        if let Some(request) = state.asked.pop_front() {
            return Some(Next::Answer(request, false));
        }
        let now = shared.desk.now();
        let due = top.board.next_due();
        if due.is_some_and(|due| due <= now) {
            return Some(Next::Ripen);
        }
        if let Some(root) = top.due.pop_first() {
            return Some(Next::Check(root));
        }
        if std::mem::take(&mut top.news) && shared.caps.pulls && shared.caps.refreshes {
            ask_again(shared, "workspace/diagnostic/refresh");
        }
        state = shared.wait(state, due.map(|due| due - now));
    }
}

/// Has the editor ask again.
fn ask_again(shared: &Shared, method: &str) {
    let id = RequestId::from(format!("claimlint/{method}"));
    shared.send(Request { id, method: method.to_owned(), params: Value::Null });
}

/// Works out what changes ask for.
fn settle(shared: &Shared, top: &mut Desktop) {
    let (touched, all, searched) = {
        let mut state = shared.state();
        let State { touched, all_touched, searched, papers, .. } = &mut *state;
        top.papers = papers.clone();
        (std::mem::take(touched), std::mem::take(all_touched), searched.take())
    };
    if let Some(searched) = searched {
        top.found = searched.into_iter().take(MOST_KEPT).collect();
        let new = top.found.keys().filter(|root| !top.cases.contains_key(*root));
        top.due.extend(new.cloned());
        // A claims file of another name may have been found for a draft that is open.
        let open: Vec<PathBuf> = top.papers.each().map(|(path, _)| path.clone()).collect();
        open.into_iter().for_each(|path| look_at(shared, top, &path));
    }
    for path in touched {
        look_at(shared, top, &path);
    }
    if all {
        top.strangers.clear();
        top.due.extend(top.cases.keys().cloned());
        let open: Vec<PathBuf> = top.papers.each().map(|(path, _)| path.clone()).collect();
        open.into_iter().for_each(|path| look_at(shared, top, &path));
    }
    let gone: Vec<PathBuf> = top.cases.keys().filter(|root| !top.is_wanted(root)).cloned().collect();
    for root in gone {
        top.cases.remove(&root);
        top.due.remove(&root);
        let files = top.board.drop(&root);
        show(shared, top, files);
    }
}

/// Has the cases checked that a file belongs to.
fn look_at(shared: &Shared, top: &mut Desktop, path: &Path) {
    let roots = top.roots(path);
    if !roots.is_empty() {
        top.due.extend(roots);
        return;
    }
    if top.papers.get(path).is_none() || !is_readable(path) {
        return;
    }
    if !shared.desk.is_draft(path) {
        top.strangers.insert(path.to_owned());
        return;
    }
    top.strangers.remove(path);
    top.due.insert(shared.desk.root_of(path));
}

fn is_readable(path: &Path) -> bool {
    let ending =
        path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    ending == "claims" || READERS.iter().any(|reader| reader.extensions.contains(&ending.as_str()))
}

/// Checks a case and shows what came of it, unless something changed meanwhile.
fn check(shared: &Shared, top: &mut Desktop, root: &Path) {
    let wanted = || {
        let state = shared.state();
        state.touched.is_empty() && !state.all_touched && !state.over
    };
    // A panic over one case costs that case its findings, and no other anything.
    let kept = catch_unwind(AssertUnwindSafe(|| shared.desk.check(root, &wanted)));
    let kept = kept.unwrap_or_else(|_| {
        let message = "claimlint crashed on it, which is a bug. Please report it with the file".to_owned();
        Some(Kept {
            trouble: vec![Trouble { file: root.to_string_lossy().into_owned(), message }],
            ..Kept::default()
        })
    });
    let Some(kept) = kept.filter(|_| wanted()) else {
        top.due.insert(root.to_owned());
        return;
    };
    for trouble in kept.trouble.iter().filter(|trouble| trouble.message.contains("which is a bug")) {
        let message = format!("{}: {}", trouble.file, trouble.message);
        shared.tell("window/logMessage", json!({ "type": 1, "message": message }));
    }
    let found = found(&kept, root, &top.papers, shared.unit);
    let mut files: BTreeSet<PathBuf> = kept.paths.values().cloned().collect();
    files.insert(root.to_owned());
    files.extend(kept.faults.iter().flat_map(|(_, paths, _)| paths.values().cloned()));
    if shared.caps.commands {
        tell_coverage(shared, top, &kept);
    }
    let concerned = top.board.put(root, found, shared.desk.now());
    let is_claims = kept.claims.is_some();
    let draft = kept.report.as_ref().and_then(|report| kept.paths.get(&report.draft?)).cloned();
    top.cases.insert(root.to_owned(), Sheaf { kept, files });
    show(shared, top, concerned);
    // Before its claims file was met, a draft may have been checked alone.
    if let Some(draft) = draft.filter(|draft| is_claims && draft != root && top.cases.contains_key(draft)) {
        top.cases.remove(&draft);
        let files = top.board.drop(&draft);
        show(shared, top, files);
    }
}

/// Tells an extension of ours the coverage of a draft, for its status bar.
fn tell_coverage(shared: &Shared, top: &Desktop, kept: &Kept) {
    let Some(report) = &kept.report else { return };
    let Some(coverage) = &report.coverage else { return };
    let words = match coverage.unknown.first() {
        None => covered(&coverage.whole),
        Some(_) => {
            let why: Vec<String> = coverage.unknown.iter().map(Unknown::words).collect();
            format!("Coverage is not known: {}", why.join("; "))
        }
    };
    for path in [report.draft, report.claims].into_iter().flatten().filter_map(|file| kept.paths.get(&file)) {
        if let Some(uri) = top.papers.uri(path) {
            let percent = coverage.percent();
            shared.tell("claimlint/coverage", json!({ "uri": uri, "words": words, "percent": percent }));
        }
    }
}

/// Sends what is to be seen in these files, where it is not what was sent.
fn show(shared: &Shared, top: &mut Desktop, files: BTreeSet<PathBuf>) {
    if shared.caps.pulls {
        top.news |= !files.is_empty();
        return;
    }
    for path in files {
        let Some(uri) = top.papers.uri(&path) else { continue };
        let paper = top.papers.get(&path);
        let version = paper.map(|paper| paper.version);
        // Of drafts that nobody has open an editor that does not ask is told nothing, unless a case of theirs is open.
        let shown = if top.roots(&path).iter().any(|root| top.is_open(root)) {
            top.board.shown(&path)
        } else {
            Vec::new()
        };
        let now = (version, stamp(&shown));
        let known = top.sent.get(&path);
        if known == Some(&now) || known.is_none() && shown.is_empty() && version.is_none() {
            continue;
        }
        top.sent.insert(path, now);
        let mut params = json!({ "uri": uri, "diagnostics": shown });
        if let Some(version) = version {
            params["version"] = version.into();
        }
        shared.tell("textDocument/publishDiagnostics", params);
    }
}

/// Answers a question; one that breaks off is answered too.
fn answer(shared: &Shared, top: &mut Desktop, request: Request) {
    let Request { id, method, params } = request;
    let given = catch_unwind(AssertUnwindSafe(|| ask::answer(shared, top, &method, params)));
    let response = match given {
        Ok(Ok(value)) => Response::new_ok(id, value),
        Ok(Err(refused)) => Response::new_err(id, refused.code as i32, refused.words),
        Err(_) => {
            let words = format!(
                "claimlint broke off over {method}, which is a bug; it goes on with the next question"
            );
            Response::new_err(id, ErrorCode::InternalError as i32, words)
        }
    };
    shared.send(response);
}
