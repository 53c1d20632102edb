//! The thread that listens: takes note of what changes, and hands questions on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::{
    CancelParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, FileChangeType, Id, PositionEncodingKind, Uri,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::desk::Desk;
use super::papers::path_of;
use super::ruler::Unit;
use super::shared::{Caps, Shared, State};
use super::{ask, worker};
use crate::draft::READERS;

/// Serves one editor until it leaves; true if it took leave first.
///
/// # Errors
/// That it did not keep to the protocol, in words.
pub fn serve(connection: Connection, desk: Arc<dyn Desk>) -> Result<bool, String> {
    let (id, params) = connection.initialize_start().map_err(|error| error.to_string())?;
    // Read piece by piece: an editor that gets some other part wrong keeps its folders.
    let client = &params["capabilities"];
    let offered: Vec<PositionEncodingKind> =
        serde_json::from_value(client["general"]["positionEncodings"].clone()).unwrap_or_default();
    let unit = Unit::chosen(&offered);
    let caps =
        Caps { commands: params["initializationOptions"]["commands"] == Value::Bool(true), ..caps(client) };
    let answer = json!({
        "capabilities": capabilities(unit),
        "serverInfo": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, answer).map_err(|error| error.to_string())?;
    let folders = folders(&params);
    if let Some(first) = folders.first() {
        desk.enter(first);
    }
    let Connection { sender, receiver } = connection;
    let sender = Box::new(move |message| drop(sender.send(message)));
    let shared = Arc::new(Shared::new(desk, sender, unit, caps, folders));
    if caps.watches {
        watch(&shared);
    }
    search(&shared);
    let worker = {
        let shared = Arc::clone(&shared);
        std::thread::Builder::new().name("claimlint".to_owned()).spawn(move || worker::work(&shared))
    };
    let worker = worker.map_err(|error| format!("no thread could be started: {error}"))?;
    let mut took_leave = false;
    for message in &receiver {
        match message {
            Message::Request(request) if request.method == "shutdown" => {
                took_leave = true;
                shared.send(Response::new_ok(request.id, Value::Null));
            }
            Message::Request(request) if took_leave => {
                let code = ErrorCode::InvalidRequest as i32;
                shared.send(Response::new_err(request.id, code, "the server is shutting down".to_owned()));
            }
            Message::Request(request) => shared.changed(|state| state.asked.push_back(request)),
            Message::Notification(note) if note.method == "exit" => break,
            Message::Notification(note) => noted(&shared, note),
            Message::Response(_) => {}
        }
    }
    shared.changed(|state| state.over = true);
    let _ = worker.join();
    Ok(took_leave)
}

/// The folders that the editor works in.
fn folders(params: &Value) -> Vec<PathBuf> {
    let uri = |value: &Value| value.as_str().and_then(|uri| path_of(&Uri::parse(uri).ok()?));
    let listed = params["workspaceFolders"].as_array().into_iter().flatten();
    let listed: Vec<PathBuf> = listed.filter_map(|folder| uri(&folder["uri"])).collect();
    if listed.is_empty() { uri(&params["rootUri"]).into_iter().collect() } else { listed }
}

fn caps(client: &Value) -> Caps {
    let creates = client.pointer("/workspace/workspaceEdit/resourceOperations").and_then(Value::as_array);
    let yes = |path: &str| client.pointer(path).and_then(Value::as_bool) == Some(true);
    Caps {
        pulls: client.pointer("/textDocument/diagnostic").is_some_and(Value::is_object),
        refreshes: yes("/workspace/diagnostics/refreshSupport"),
        related: yes("/textDocument/diagnostic/relatedDocumentSupport"),
        watches: yes("/workspace/didChangeWatchedFiles/dynamicRegistration"),
        commands: false,
        creates: creates.is_some_and(|kinds| kinds.iter().any(|kind| kind == "create")),
    }
}

/// What the server offers.
fn capabilities(unit: Unit) -> Value {
    let mut all = ask::offered();
    all["positionEncoding"] = unit.name().into();
    all["textDocumentSync"] = json!({ "openClose": true, "change": 2, "save": { "includeText": false } });
    all["workspace"] = json!({ "workspaceFolders": { "supported": true, "changeNotifications": true } });
    all
}

/// Has the files watched that a case may read.
fn watch(shared: &Shared) {
    let mut endings = vec!["claims", "toml", "bib", "json", "yaml", "yml", "baseline"];
    endings.extend(READERS.iter().flat_map(|reader| reader.extensions));
    endings.sort_unstable();
    endings.dedup();
    let glob = format!("**/*.{{{}}}", endings.join(","));
    let options = json!({ "watchers": [{ "globPattern": glob }] });
    let method = "workspace/didChangeWatchedFiles";
    let registrations = json!([{ "id": "files", "method": method, "registerOptions": options }]);
    let params = json!({ "registrations": registrations });
    let id = RequestId::from("claimlint/files".to_owned());
    shared.send(Request { id, method: "client/registerCapability".to_owned(), params });
}

/// Looks for the cases of the folders, beside all else: a large folder takes its time.
fn search(shared: &Arc<Shared>) {
    let folders = shared.state().folders.clone();
    if folders.is_empty() {
        return;
    }
    let shared = Arc::clone(shared);
    let _ = std::thread::Builder::new().name("search".to_owned()).spawn(move || {
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| shared.desk.search(&folders)));
        match found {
            Ok(found) => shared.changed(|state| state.searched = Some(found)),
            Err(_) => shared.desk.log("claimlint lsp: the search of the folders broke off, which is a bug"),
        }
    });
}

fn noted(shared: &Arc<Shared>, note: Notification) {
    match note.method.as_str() {
        "textDocument/didOpen" => with(shared, note, |params: DidOpenTextDocumentParams| {
            let document = params.text_document;
            let Some(path) = path_of(&document.uri) else { return };
            shared.changed(|state| {
                state.papers.open(path.clone(), document.uri, document.version, &document.text);
                lay(shared, state, &path);
            });
        }),
        "textDocument/didChange" => with(shared, note, |params: DidChangeTextDocumentParams| {
            let identifier = params.text_document;
            let uri = &identifier.text_document_identifier.uri;
            let Some(path) = path_of(uri) else { return };
            shared.changed(|state| {
                state.papers.change(&path, identifier.version, params.content_changes, shared.unit);
                lay(shared, state, &path);
            });
        }),
        "textDocument/didClose" => with(shared, note, |params: DidCloseTextDocumentParams| {
            let Some(path) = path_of(&params.text_document.uri) else { return };
            shared.changed(|state| {
                state.papers.close(&path);
                lay(shared, state, &path);
            });
        }),
        "textDocument/didSave" => {
            // Where no files are watched, a saved configuration or bibliography is met here.
            let watched = shared.caps.watches;
            shared.changed(|state| state.all_touched |= !watched);
        }
        "workspace/didChangeWatchedFiles" => with(shared, note, |params: DidChangeWatchedFilesParams| {
            let new = params.changes.iter().any(|change| change.kind != FileChangeType::Changed);
            // What is open is read from the editor: that it was saved changes nothing.
            let unknown = |state: &State, path: &Path| state.papers.get(path).is_none();
            let paths: Vec<PathBuf> =
                params.changes.iter().filter_map(|change| path_of(&change.uri)).collect();
            shared.changed(|state| {
                let any = new || paths.iter().any(|path| unknown(state, path));
                state.all_touched |= any;
            });
            if new {
                search(shared);
            }
        }),
        "workspace/didChangeWorkspaceFolders" => {
            with(shared, note, |params: DidChangeWorkspaceFoldersParams| {
                let gone: Vec<PathBuf> =
                    params.event.removed.iter().filter_map(|folder| path_of(&folder.uri)).collect();
                let new = params.event.added.iter().filter_map(|folder| path_of(&folder.uri));
                shared.changed(|state| {
                    state.folders.retain(|folder| !gone.contains(folder));
                    state.folders.extend(new);
                    state.searched = Some(Vec::new());
                });
                search(shared);
            })
        }
        "$/cancelRequest" => with(shared, note, |params: CancelParams| {
            let id = match params.id {
                Id::Int(id) => RequestId::from(id),
                Id::String(id) => RequestId::from(id),
            };
            shared.changed(|state| {
                if state.asked.iter().any(|request| request.id == id) {
                    state.cancelled.insert(id);
                }
            });
        }),
        _ => {}
    }
}

/// Puts a document before the desk as it is now, in the same breath as the worker hears of it.
fn lay(shared: &Shared, state: &mut State, path: &Path) {
    let words = state.papers.get(path).map(|paper| Arc::clone(&paper.words));
    shared.desk.lay(path, words);
    state.touched.insert(path.to_owned());
}

/// Reads what a notification says; one that cannot be read is noted and passed over.
fn with<T: DeserializeOwned>(shared: &Shared, note: Notification, then: impl FnOnce(T)) {
    match serde_json::from_value(note.params) {
        Ok(params) => then(params),
        Err(error) => shared.desk.log(&format!("claimlint lsp: {} was not understood: {error}", note.method)),
    }
}
