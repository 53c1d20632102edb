//! How long an author waits: from a keystroke to the findings of that version. `cargo bench --bench lsp`.
//!
//! Budgets: 58 KB in 30 ms, 175 KB in 60 ms, at the 95th percentile. The server runs in this process, with the desk of
//! the program and files on disk beside; one letter is typed at a time, in the middle of the draft.
#![allow(clippy::disallowed_methods, reason = "a benchmark loads its own files and asks for the time")]
#![allow(clippy::print_stdout, reason = "it tells what it measured")]

use std::path::Path;
use std::time::{Duration, Instant};

use claimlint::inside::lsp::serve;
use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};

/// How many letters are typed.
const LETTERS: usize = 200;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().canonicalize().expect("it is there");
    println!("keystroke to published findings, {LETTERS} keystrokes     median     95 %      most");
    for (size, budget) in [(58_000, 30), (175_000, 60)] {
        let words = draft(size);
        for claims in [false, true] {
            let path = folder.join(format!("draft-{size}-{claims}.md"));
            std::fs::write(&path, &words).expect("it is written");
            if claims {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                let held = claims_for(&name, &words);
                std::fs::write(path.with_extension("claims"), held).expect("it is written");
            }
            let mut times = typed(&folder, &path, &words);
            times.sort_unstable();
            let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
            let ms = |time: Duration| format!("{:7.1} ms", time.as_secs_f64() * 1000.0);
            let over = if at(95) > Duration::from_millis(budget) { "  over its budget" } else { "" };
            let with = if claims { "with claims" } else { "alone      " };
            let (median, most, bytes) = (ms(at(50)), ms(at(100)), words.len() / 1000);
            println!(
                "{bytes:4} KB {with} budget {budget:3} ms            {median} {} {most}{over}",
                ms(at(95))
            );
        }
    }
}

/// A draft of this size: the worked example again and again, each time with labels of its own.
fn draft(size: usize) -> String {
    let path = format!("{}/claims/harbour-dues.md", env!("CARGO_MANIFEST_DIR"));
    let one = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut words = String::new();
    for turn in 0.. {
        if words.len() >= size {
            break;
        }
        words.push_str(
            &one.replace("[^", &format!("[^r{turn}-")).replace("harbour", &format!("harbour{turn}")),
        );
        words.push_str("\n\n");
    }
    words
}

/// Claims for a draft: one in ten lines that cite.
fn claims_for(name: &str, words: &str) -> String {
    let mut held = format!("draft \"{name}\"\n");
    for (number, line) in
        words.lines().filter(|line| line.contains("harbour") && line.len() > 200).enumerate()
    {
        let from: String =
            line.chars().take(60).filter(|c| !matches!(c, '"' | '[' | ']' | '^' | '*')).collect();
        held.push_str(&format!(
            "\nclaim claim-{number} \"It is so.\"\n    at \"{from}\"\n    kind interpretation\n"
        ));
    }
    held
}

/// Types letters and takes the time of each.
fn typed(folder: &Path, path: &Path, words: &str) -> Vec<Duration> {
    let (server, client) = Connection::memory();
    let thread = std::thread::spawn(move || serve(server, claimlint::inside::cli::desk()));
    let uri = url::Url::from_file_path(path).expect("a path from the root").to_string();
    let send = |message: Message| client.sender.send(message).expect("the server listens");
    let tell = |method: &str, params: Value| send(Notification { method: method.to_owned(), params }.into());
    let ask = |id: i32, method: &str, params: Value| {
        send(Request { id: id.into(), method: method.to_owned(), params }.into())
    };
    let root = url::Url::from_file_path(folder).expect("a path from the root").to_string();
    ask(1, "initialize", json!({ "rootUri": null, "capabilities": {}, "root": root }));
    let shown = |version: i64| loop {
        if let Message::Notification(note) = client.receiver.recv().expect("the server speaks")
            && note.params["version"].as_i64() == Some(version)
            && note.params["uri"].as_str() == Some(&uri)
        {
            break;
        }
    };
    drop(client.receiver.recv());
    tell("initialized", json!({}));
    let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": words });
    tell("textDocument/didOpen", json!({ "textDocument": document }));
    shown(1);
    let line = words.lines().count() / 2;
    let at = json!({ "line": line, "character": 0 });
    let times = (2..).take(LETTERS).map(|version: i64| {
        let begun = Instant::now();
        let change = json!([{ "range": { "start": at, "end": at }, "text": "a" }]);
        tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": change }),
        );
        shown(version);
        let time = begun.elapsed();
        // An author types some letters a second; advice that waits comes between.
        std::thread::sleep(Duration::from_millis(20));
        time
    });
    let times: Vec<Duration> = times.collect();
    ask(2, "shutdown", Value::Null);
    tell("exit", Value::Null);
    drop(thread.join());
    times
}
