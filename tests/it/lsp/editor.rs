//! An editor for the tests: speaks the protocol with a server in this process, or with the program over pipes.

use std::collections::BTreeMap;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use claimlint::inside::lsp::{Desk, serve};
use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

/// How long anything may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where messages go.
enum Line {
    Memory(Box<dyn Fn(Message) + Send>),
    Pipe(Box<Child>, ChildStdin),
}

/// An editor with one server.
pub struct Editor {
    line: Line,
    heard: Receiver<Message>,
    next: i32,
    versions: BTreeMap<PathBuf, i32>,
    /// What was last published for each file, with its version.
    pub shown: BTreeMap<String, (Option<i64>, Vec<Value>)>,
    /// Notifications and requests of the server, in order.
    pub told: Vec<(String, Value)>,
    /// What the server offers.
    pub offers: Value,
}

impl Editor {
    /// With a server in this process.
    pub fn new(folder: &Path, capabilities: Value) -> Self {
        Self::at(claimlint::inside::cli::desk(), folder, capabilities)
    }

    /// With a server in this process that has this desk.
    pub fn at(desk: Arc<dyn Desk>, folder: &Path, capabilities: Value) -> Self {
        Self::in_memory(desk, folder, capabilities, Value::Null)
    }

    /// With a server in this process, and more to tell it.
    pub fn with(folder: &Path, capabilities: Value, options: Value) -> Self {
        Self::in_memory(claimlint::inside::cli::desk(), folder, capabilities, options)
    }

    fn in_memory(desk: Arc<dyn Desk>, folder: &Path, capabilities: Value, options: Value) -> Self {
        let (server, client) = Connection::memory();
        std::thread::spawn(move || serve(server, desk));
        let (send, heard) = channel();
        let Connection { sender, receiver } = client;
        std::thread::spawn(move || receiver.iter().try_for_each(|message| send.send(message).map_err(drop)));
        let line = Line::Memory(Box::new(move |message| drop(sender.send(message))));
        Self::begin(line, heard, folder, capabilities, options)
    }

    /// With the program over pipes.
    pub fn program(folder: &Path, capabilities: Value) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_claimlint"))
            .arg("lsp")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let (input, output) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        let (send, heard) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Ok(Some(message)) = Message::read(&mut output) {
                if send.send(message).is_err() {
                    break;
                }
            }
        });
        Self::begin(Line::Pipe(Box::new(child), input), heard, folder, capabilities, Value::Null)
    }

    fn begin(
        line: Line,
        heard: Receiver<Message>,
        folder: &Path,
        capabilities: Value,
        options: Value,
    ) -> Self {
        let mut editor = Self {
            line,
            heard,
            next: 0,
            versions: BTreeMap::new(),
            shown: BTreeMap::new(),
            told: Vec::new(),
            offers: Value::Null,
        };
        let params = json!({
            "processId": null,
            "rootUri": uri(folder),
            "capabilities": capabilities,
            "initializationOptions": options,
            "workspaceFolders": [{ "uri": uri(folder), "name": "work" }],
        });
        let answer = editor.ask("initialize", params);
        editor.offers = answer["capabilities"].clone();
        editor.tell("initialized", json!({}));
        editor
    }

    fn send(&mut self, message: Message) {
        match &mut self.line {
            Line::Memory(send) => send(message),
            Line::Pipe(_, input) => {
                message.write(input).expect("the server listens");
                input.flush().expect("the server listens");
            }
        }
    }

    /// Sends a notification.
    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(Message::Notification(Notification { method: method.to_owned(), params }));
    }

    /// Asks, and does not wait.
    pub fn ask_later(&mut self, method: &str, params: Value) -> i32 {
        self.next += 1;
        let id = RequestId::from(self.next);
        self.send(Message::Request(Request { id, method: method.to_owned(), params }));
        self.next
    }

    /// Asks and waits for the answer, whichever it is.
    pub fn asked(&mut self, method: &str, params: Value) -> Response {
        let id = self.ask_later(method, params);
        self.answer_to(id)
    }

    /// Waits for the answer to a question.
    pub fn answer_to(&mut self, id: i32) -> Response {
        let id = RequestId::from(id);
        loop {
            if let Some(response) = self.hear().filter(|response| response.id == id) {
                return response;
            }
        }
    }

    /// Asks and waits for a good answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let response = self.asked(method, params);
        match response.response_result {
            Ok(value) => value,
            Err(error) => panic!("{method}: {error:?}"),
        }
    }

    /// Hears one message.
    fn hear(&mut self) -> Option<Response> {
        match self.heard.recv_timeout(PATIENCE).expect("the server says something") {
            Message::Response(response) => return Some(response),
            Message::Notification(note) => {
                if note.method == "textDocument/publishDiagnostics" {
                    let uri = note.params["uri"].as_str().expect("a name").to_owned();
                    let version = note.params["version"].as_i64();
                    let all = note.params["diagnostics"].as_array().expect("a list").clone();
                    self.shown.insert(uri, (version, all));
                }
                self.told.push((note.method, note.params));
            }
            Message::Request(request) => {
                self.told.push((request.method, request.params));
                self.send(Message::Response(Response::new_ok(request.id, Value::Null)));
            }
        }
        None
    }

    /// Opens a file with the words on disk.
    pub fn open(&mut self, path: &Path) {
        let words = std::fs::read_to_string(path).expect("the file is there");
        self.open_as(path, &words);
    }

    /// Opens a file with these words.
    pub fn open_as(&mut self, path: &Path, words: &str) {
        self.versions.insert(path.to_owned(), 1);
        let document = json!({ "uri": uri(path), "languageId": "markdown", "version": 1, "text": words });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Changes a file: whole words, or parts.
    pub fn change(&mut self, path: &Path, changes: Value) -> i32 {
        let version = self.versions.get_mut(path).expect("it is open");
        *version += 1;
        let version = *version;
        let document = json!({ "uri": uri(path), "version": version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
        version
    }

    /// What is published for this version of a file, once all of it is.
    pub fn settled(&mut self, path: &Path) -> Vec<Value> {
        let version = i64::from(*self.versions.get(path).expect("it is open"));
        let name = uri(path);
        while self.shown.get(&name).is_none_or(|(shown, _)| *shown != Some(version)) {
            self.hear();
        }
        // Advice comes a little later: a question waits behind nothing, so wait for the pause.
        std::thread::sleep(Duration::from_millis(260));
        self.asked("claimlint/nothing", Value::Null);
        self.shown[&name].1.clone()
    }

    /// What is published for this version of a file first.
    pub fn first(&mut self, path: &Path) -> Vec<Value> {
        let version = i64::from(*self.versions.get(path).expect("it is open"));
        let name = uri(path);
        while self.shown.get(&name).is_none_or(|(shown, _)| *shown != Some(version)) {
            self.hear();
        }
        self.shown[&name].1.clone()
    }

    /// Takes leave.
    pub fn leave(mut self) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        if let Line::Pipe(mut child, input) = self.line {
            drop(input);
            assert!(child.wait().expect("it ends").success(), "the server ends well");
        }
    }

    /// Ends the program as a crash would.
    pub fn kill(self) {
        if let Line::Pipe(mut child, _) = self.line {
            child.kill().expect("it can be ended");
            let _ = child.wait();
        }
    }
}

/// The name of a file in the protocol.
pub fn uri(path: &Path) -> String {
    url::Url::from_file_path(path).expect("a path from the root").to_string()
}
