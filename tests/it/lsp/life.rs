//! From the first word to the last: opening, changing, watching, leaving, and what goes wrong.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use claimlint::inside::lsp::{Desk, Kept};
use serde_json::{Value, json};

use super::editor::{Editor, uri};
use super::{claims, pushed};

const DRAFT: &str = "# Tides\n\nExports of hides fell by a third in 2014.[^2] Imports rose by 12% in 2015.[^1]\n\n\
                     [^1]: Harbour Board, *Yearbook* (2015), 12.\n";

fn codes(shown: &[Value]) -> Vec<&str> {
    shown.iter().filter_map(|one| one["code"].as_str()).collect()
}

fn folder(draft: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().canonicalize().expect("it is there").join("hides.md");
    std::fs::write(&path, draft).expect("it is written");
    (folder, path)
}

#[test]
fn a_change_is_shown_and_a_cure_too() {
    let (folder, path) = folder(DRAFT);
    let mut editor = Editor::new(folder.path(), pushed());
    editor.open(&path);
    assert!(codes(&editor.settled(&path)).contains(&"note-undefined"));
    // `[^2]` becomes `[^1]`.
    let at = json!({ "start": { "line": 2, "character": 43 }, "end": { "line": 2, "character": 44 } });
    editor.change(&path, json!([{ "range": at, "text": "1" }]));
    let shown = editor.settled(&path);
    assert!(!codes(&shown).contains(&"note-undefined"), "{shown:?}");
    // Whole words, and two changes of which the second is told in what the first left.
    let start = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
    let four = json!({ "start": { "line": 2, "character": 47 }, "end": { "line": 2, "character": 48 } });
    editor.change(&path, json!([{ "text": DRAFT }, { "range": start, "text": "日本🦀\r\n" }]));
    let shown = editor.settled(&path);
    let undefined = shown.iter().find(|one| one["code"] == "note-undefined").expect("it is back");
    assert_eq!(undefined["range"]["start"]["line"], 3);
    editor.change(&path, json!([{ "range": start, "text": "x" }, { "range": four, "text": "" }]));
    editor.settled(&path);
    editor.leave();
}

#[test]
fn columns_behind_wide_characters_are_the_editors_own() {
    let words = "# Tides\r\n\r\n日本語 🦀🦀 exports fell.[^9] More fell in 2015.[^1]\r\n\r\n[^1]: Harbour Board, *Yearbook* (2015), 12.\r\n";
    let (folder, path) = folder(words);
    let line = words.lines().nth(2).expect("a line");
    let before = &line[..line.find("[^9]").expect("it is there")];
    for (encoding, wide) in [
        ("utf-8", before.len()),
        ("utf-16", before.encode_utf16().count()),
        ("utf-32", before.chars().count()),
    ] {
        let mut client = pushed();
        client["general"] = json!({ "positionEncodings": [encoding] });
        let mut editor = Editor::new(folder.path(), client);
        editor.open(&path);
        let shown = editor.settled(&path);
        let undefined = shown.iter().find(|one| one["code"] == "note-undefined").expect("it is told");
        assert_eq!(undefined["range"]["start"], json!({ "line": 2, "character": wide }), "{encoding}");
        assert_eq!(undefined["range"]["end"], json!({ "line": 2, "character": wide + 4 }), "{encoding}");
        editor.leave();
    }
}

#[test]
fn a_thousand_edits_end_where_a_fresh_run_ends() {
    let draft = std::fs::read_to_string(claims().join("harbour-dues.md")).expect("it is there");
    let (folder, path) = folder(&draft);
    let mut editor = Editor::new(folder.path(), pushed());
    editor.open(&path);
    editor.first(&path);
    let mut words = draft.clone();
    let mut seed: u64 = 0x5eed;
    let mut random = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % most.max(1)
    };
    let pieces = [
        "",
        "x",
        "[^3]",
        "\n\n",
        "日本",
        "🦀",
        " 12% ",
        "\r\n",
        "*",
        "(2015)",
        "<!-- ",
        "-->",
        "[^9]: Lund, *Ports*.\n",
    ];
    for turn in 0..1000 {
        // Now and then all is as it was: a draft in ruins has one finding, whatever is done to it.
        if turn % 45 == 0 {
            words.clone_from(&draft);
            editor.change(&path, json!([{ "text": words }]));
        }
        // No editor can point between the two halves of an end of a line.
        let apart = |at: &usize| !words[..*at].ends_with('\r') || !words[*at..].starts_with('\n');
        let places: Vec<usize> = words.char_indices().map(|(at, _)| at).filter(apart).collect();
        let first = random(places.len());
        let (from, to) = (places[first], *places.get(first + random(12)).unwrap_or(&words.len()));
        let piece = pieces[random(pieces.len())];
        let range = json!({ "start": position(&words, from), "end": position(&words, to) });
        editor.change(&path, json!([{ "range": range, "text": piece }]));
        words.replace_range(from..to, piece);
    }
    let shown = editor.settled(&path);
    let mut fresh = Editor::new(folder.path(), pushed());
    fresh.open_as(&path, &words);
    assert_eq!(shown, fresh.settled(&path));
    assert!(shown.len() > 3, "there is something to compare: {shown:?}");
    editor.leave();
    fresh.leave();
}

/// Where a byte is in UTF-16, counted here and not by the server. Lines end at `\n`, `\r\n` and `\r`.
fn position(words: &str, at: usize) -> Value {
    let before = words[..at].replace("\r\n", "\n\n").replace('\r', "\n");
    // `\r\n` is one end: of its two line feeds only the last begins a line.
    let pairs = words[..at].matches("\r\n").count();
    let line = before.matches('\n').count() - pairs;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    json!({ "line": line, "character": words[start..at].encode_utf16().count() })
}

#[test]
fn advice_waits_while_the_author_types() {
    let (folder, path) = folder(DRAFT);
    let mut editor = Editor::new(folder.path(), pushed());
    editor.open(&path);
    editor.settled(&path);
    let end = json!({ "line": 99, "character": 0 });
    let more = "\nIt may perhaps possibly have been the very first of its kind in history. Very many hides were sold.\n";
    editor.change(&path, json!([{ "range": { "start": end, "end": end }, "text": more }]));
    let first = editor.first(&path);
    let all = editor.settled(&path);
    let advice = |shown: &[Value]| shown.iter().filter(|one| one["severity"] == 3).count();
    assert!(advice(&all) > advice(&first), "{first:#?}\n{all:#?}");
    assert!(first.iter().all(|one| all.contains(one)));
    editor.leave();
}

#[test]
fn what_lies_beside_is_read_as_it_is_now() {
    let (folder, path) = folder(DRAFT);
    let mut client = pushed();
    client["workspace"] = json!({ "didChangeWatchedFiles": { "dynamicRegistration": true } });
    let mut editor = Editor::new(folder.path(), client);
    editor.open(&path);
    assert!(codes(&editor.settled(&path)).contains(&"note-undefined"));
    assert!(editor.told.iter().any(|(method, params)| {
        method == "client/registerCapability"
            && params.to_string().contains("claims")
            && params.to_string().contains("bib")
    }));
    // A configuration that appears holds, and one with a fault is told in its own file.
    let config = path.with_file_name("claimlint.toml");
    let told = |editor: &mut Editor, kind: i32| {
        editor.tell(
            "workspace/didChangeWatchedFiles",
            json!({ "changes": [{ "uri": uri(&config), "type": kind }] }),
        );
        editor.asked("claimlint/nothing", Value::Null);
    };
    std::fs::write(&config, "[levels]\nnote-undefined = \"off\"\n").expect("it is written");
    told(&mut editor, 1);
    assert!(!codes(&editor.shown[&uri(&path)].1).contains(&"note-undefined"));
    std::fs::write(&config, "[levels]\nnote-undefinde = \"off\"\n").expect("it is written");
    told(&mut editor, 2);
    let shown = &editor.shown[&uri(&config)].1;
    assert!(shown[0]["message"].as_str().is_some_and(|words| words.contains("note-undefined")), "{shown:?}");
    std::fs::remove_file(&config).expect("it is gone");
    told(&mut editor, 3);
    assert!(editor.shown[&uri(&config)].1.is_empty());
    assert!(codes(&editor.shown[&uri(&path)].1).contains(&"note-undefined"));
    editor.leave();
}

#[test]
fn an_unsaved_claims_file_holds_for_its_draft() {
    let (folder, path) = folder(DRAFT);
    let claims = path.with_extension("claims");
    let mut editor = Editor::new(folder.path(), pushed());
    std::fs::write(&claims, "draft \"hides.md\"\n").expect("it is written");
    editor.open(&path);
    assert!(codes(&editor.settled(&path)).contains(&"note-undefined"));
    editor.open(&claims);
    editor.settled(&claims);
    let waiver = "draft \"hides.md\"\n\naccept note-undefined at \"Exports of hides\" \"it comes in the next draft\"\n    by \"A. Editor\" on 2026-01-02 until 2099-12-31\n";
    editor.change(&claims, json!([{ "text": waiver }]));
    editor.settled(&claims);
    assert!(!codes(&editor.shown[&uri(&path)].1).contains(&"note-undefined"), "{:#?}", editor.shown);
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri(&claims) } }));
    editor.asked("claimlint/nothing", Value::Null);
    assert!(codes(&editor.shown[&uri(&path)].1).contains(&"note-undefined"), "what was not saved is gone");
    editor.leave();
}

#[test]
fn a_page_that_is_no_draft_is_left_alone() {
    let words = "# Read me\n\nIt was downloaded 12,000 times in 2024. See <https://example.org>.\n";
    let (folder, path) = folder(words);
    let mut editor = Editor::new(folder.path(), pushed());
    editor.open(&path);
    editor.asked("claimlint/nothing", Value::Null);
    assert!(editor.shown.is_empty(), "{:?}", editor.shown);
    editor.change(&path, json!([{ "text": DRAFT }]));
    assert!(codes(&editor.settled(&path)).contains(&"note-undefined"), "now it is one");
    editor.leave();
}

#[test]
fn all_drafts_of_the_folder_are_there_for_the_asking() {
    let (folder, path) = folder(DRAFT);
    let other = path.with_file_name("other.md");
    std::fs::write(&other, DRAFT.replace("hides", "wool")).expect("it is written");
    let client = json!({ "textDocument": { "diagnostic": {} }, "workspace": { "diagnostics": { "refreshSupport": true } } });
    let mut editor = Editor::new(folder.path(), client);
    let mut answer = Value::Null;
    for _ in 0..200 {
        answer = editor.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
        if answer["items"].as_array().is_some_and(|items| items.len() == 2) {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let items = answer["items"].as_array().expect("a list");
    assert_eq!(items.len(), 2, "{answer}");
    assert!(
        items.iter().all(|item| codes(item["items"].as_array().expect("a list")).contains(&"note-undefined"))
    );
    assert!(editor.told.iter().any(|(method, _)| method == "workspace/diagnostic/refresh"));
    // What is known already is not sent again.
    let known: Vec<Value> =
        items.iter().map(|item| json!({ "uri": item["uri"], "value": item["resultId"] })).collect();
    let again = editor.ask("workspace/diagnostic", json!({ "previousResultIds": known }));
    assert!(
        again["items"].as_array().expect("a list").iter().all(|item| item["kind"] == "unchanged"),
        "{again}"
    );
    editor.leave();
}

/// A desk on which one file breaks everything, and of which every check is counted.
struct Fragile {
    desk: Arc<dyn Desk>,
    checks: AtomicUsize,
    slow: bool,
}

impl Desk for Fragile {
    fn lay(&self, path: &Path, words: Option<Arc<str>>) {
        self.desk.lay(path, words);
    }
    fn search(
        &self,
        folders: &[std::path::PathBuf],
    ) -> Vec<(std::path::PathBuf, Option<std::path::PathBuf>)> {
        self.desk.search(folders)
    }
    fn root_of(&self, file: &Path) -> std::path::PathBuf {
        self.desk.root_of(file)
    }
    fn is_draft(&self, file: &Path) -> bool {
        self.desk.is_draft(file)
    }
    fn check(&self, root: &Path, wanted: &(dyn Fn() -> bool + Sync)) -> Option<Kept> {
        self.checks.fetch_add(1, Ordering::SeqCst);
        assert!(!root.ends_with("broken.md"), "a rule broke");
        if self.slow {
            std::thread::sleep(Duration::from_millis(150));
        }
        self.desk.check(root, wanted)
    }
    fn read(&self, file: &Path) -> Result<String, String> {
        self.desk.read(file)
    }
    fn now(&self) -> Duration {
        self.desk.now()
    }
    fn enter(&self, _: &Path) {}
    fn log(&self, _: &str) {}
}

fn fragile(slow: bool) -> Arc<Fragile> {
    Arc::new(Fragile { desk: claimlint::inside::cli::desk(), checks: AtomicUsize::new(0), slow })
}

#[test]
fn a_crash_costs_one_file_its_findings_and_says_so() {
    let (folder, path) = folder(DRAFT);
    let broken = path.with_file_name("broken.md");
    std::fs::write(&broken, DRAFT).expect("it is written");
    let mut editor = Editor::at(fragile(false), folder.path(), pushed());
    editor.open(&broken);
    let shown = editor.settled(&broken);
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert!(
        shown[0]["message"].as_str().is_some_and(|words| words.contains("crashed on it, which is a bug"))
    );
    assert!(editor.told.iter().any(|(method, _)| method == "window/logMessage"));
    editor.open(&path);
    assert!(codes(&editor.settled(&path)).contains(&"note-undefined"), "the other goes on");
    editor.leave();
}

#[test]
fn overtaken_work_is_dropped_and_never_shown() {
    let (folder, path) = folder(DRAFT);
    let desk = fragile(true);
    let mut editor = Editor::at(Arc::clone(&desk) as Arc<dyn Desk>, folder.path(), pushed());
    editor.open(&path);
    editor.settled(&path);
    let before = desk.checks.load(Ordering::SeqCst);
    let mut last = 0;
    for turn in 0..10 {
        last = editor.change(&path, json!([{ "text": format!("{DRAFT}\nTurn {turn}.\n") }]));
        std::thread::sleep(Duration::from_millis(20));
    }
    let from = editor.told.len();
    editor.settled(&path);
    let versions: Vec<i64> =
        editor.told[from..].iter().filter_map(|(_, params)| params["version"].as_i64()).collect();
    assert!(versions.iter().all(|version| *version == i64::from(last)), "{versions:?}");
    let checks = desk.checks.load(Ordering::SeqCst) - before;
    assert!(checks < 10, "of ten changes in a row most need no check of their own: {checks}");
    editor.leave();
}

#[test]
fn a_question_can_be_taken_back() {
    let (folder, path) = folder(DRAFT);
    let mut editor = Editor::at(fragile(true), folder.path(), pushed());
    editor.open(&path);
    let id = editor.ask_later("textDocument/diagnostic", json!({ "textDocument": { "uri": uri(&path) } }));
    editor.tell("$/cancelRequest", json!({ "id": id }));
    let answer = editor.answer_to(id);
    assert_eq!(answer.response_result.expect_err("it was taken back").code, -32800);
    let unknown = editor.asked("claimlint/nothing", Value::Null);
    assert_eq!(unknown.response_result.expect_err("there is none such").code, -32601);
    editor.leave();
}

#[test]
fn over_pipes_it_is_the_same_and_a_killed_server_has_lost_nothing() {
    let path = claims().join("japan-cyber.txt");
    let mut editor = Editor::program(&claims(), pushed());
    editor.open(&path);
    let shown = editor.settled(&path);
    assert!(shown.len() > 10);
    editor.kill();
    let mut again = Editor::program(&claims(), pushed());
    again.open(&path);
    assert_eq!(again.settled(&path), shown);
    again.leave();
}
