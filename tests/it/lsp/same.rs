//! What an editor shows is what `check` says: the same findings at the same bytes in the same words.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::editor::{Editor, uri};
use super::{claims, pushed};
use crate::tool::{claimlint, said};

/// A finding as both tell it: where, what, how serious, in which words, with which other places.
type Told = (String, [usize; 4], String, i64, String, Vec<(String, [usize; 4])>);

/// A sentence, as the server shows a part of a finding.
fn sentence(words: &str) -> String {
    let mut letters = words.trim().chars();
    let Some(first) = letters.next() else { return String::new() };
    let words = format!("{}{}", first.to_uppercase(), letters.as_str());
    if words.ends_with(['.', '!', '?', '…', ':']) { words } else { words + "." }
}

/// How wide the first characters of a line are in an encoding.
fn wide(words: &str, line: usize, column: usize, encoding: &str) -> usize {
    let line = words.split('\n').nth(line - 1).unwrap_or("");
    let before = line.trim_start_matches('\u{feff}').chars().take(column - 1);
    match encoding {
        "utf-8" => before.map(char::len_utf8).sum(),
        "utf-16" => before.map(char::len_utf16).sum(),
        _ => before.count(),
    }
}

fn place(label: &Value, encoding: &str) -> (String, [usize; 4]) {
    let file = label["file"].as_str().expect("a file");
    let words = std::fs::read_to_string(file).unwrap_or_default();
    let number = |name: &str| label[name].as_u64().expect("a number") as usize;
    let (line, end) = (number("line"), number("end_line"));
    let start = wide(&words, line, number("column"), encoding);
    (uri(Path::new(file)), [line - 1, start, end - 1, wide(&words, end, number("end_column"), encoding)])
}

/// What `check` says of a file, as an editor should show it.
fn said_by_check(path: &Path, encoding: &str) -> Vec<Told> {
    let folder = path.parent().expect("a folder");
    let output = claimlint(folder, &["check", "--format", "json", path.to_str().expect("a plain path")]);
    let report: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let full = |finding: &Value| {
        let parts = ["message", "why", "help"].map(|part| sentence(&text(&finding[part])));
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let told = |finding: &Value| {
        let labels = list(&finding["labels"]);
        let (file, range) = place(&labels[0], encoding);
        let others = labels.iter().skip(1).cloned();
        let related = list(&finding["related"]).into_iter().map(|other| other["labels"][0].clone());
        let others = others.chain(related).map(|other| place(&other, encoding)).collect();
        let level = match finding["level"].as_str() {
            Some("error") => 1,
            Some("warning") => 2,
            _ => 3,
        };
        let code = format!("{} {}", text(&finding["code"]), text(&finding["fingerprint"]));
        (file, range, code, level, full(finding), others)
    };
    let mut all: Vec<Told> = list(&report["findings"]).iter().map(told).collect();
    all.sort();
    all
}

fn range(value: &Value) -> [usize; 4] {
    let number = |pointer: &str| value.pointer(pointer).and_then(Value::as_u64).expect("a number") as usize;
    [number("/start/line"), number("/start/character"), number("/end/line"), number("/end/character")]
}

/// What an editor shows, likewise.
fn shown(files: &BTreeMap<String, Vec<Value>>) -> Vec<Told> {
    let told = |uri: &String, one: &Value| {
        let related = one["relatedInformation"].as_array().cloned().unwrap_or_default();
        let related = related.iter().map(|other| {
            let location = &other["location"];
            (location["uri"].as_str().expect("a name").to_owned(), range(&location["range"]))
        });
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let code = format!("{} {}", text(&one["code"]), text(&one["data"]["fingerprint"]));
        let level = one["severity"].as_i64().expect("a severity");
        (uri.clone(), range(&one["range"]), code, level, text(&one["message"]), related.collect())
    };
    // What could not be read has no rule; its words are those of standard error.
    let told_by_rules = |one: &&Value| one["code"].is_string();
    let mut all: Vec<Told> = files
        .iter()
        .flat_map(|(uri, all)| all.iter().filter(told_by_rules).map(move |one| told(uri, one)))
        .collect();
    all.sort();
    all
}

/// Opens a draft in each way of counting and holds what is shown against what `check` says.
fn is_same(path: &Path) {
    let folder = path.parent().expect("a folder");
    for encoding in ["utf-16", "utf-8", "utf-32"] {
        let mut client = pushed();
        client["general"] = json!({ "positionEncodings": [encoding] });
        let mut editor = Editor::new(folder, client);
        assert_eq!(editor.offers["positionEncoding"], encoding);
        editor.open(path);
        editor.settled(path);
        let of_check = said_by_check(path, encoding);
        let files = editor.shown.iter().map(|(uri, (_, all))| (uri.clone(), all.clone())).collect();
        assert_eq!(shown(&files), of_check, "{} in {encoding}", path.display());
        editor.leave();
    }
}

#[test]
fn the_founding_article_reads_as_check_reads_it() {
    let path = claims().join("japan-cyber.txt");
    is_same(&path);
    assert!(said_by_check(&path, "utf-8").len() > 30, "there is something to compare");
}

#[test]
fn the_worked_examples_read_as_check_reads_them() {
    for name in ["harbour-dues.md", "clean-brief.txt", "harbour-dues.claims", "japan-cyber.claims"] {
        is_same(&claims().join(name));
    }
}

#[test]
fn the_fixtures_read_as_check_reads_them() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    is_same(&fixtures.join("plain/article.txt"));
    for name in ["mistakes.claims", "slips.claims"] {
        is_same(&fixtures.join(name));
    }
    let drafts = fixtures.join("prose/real/docs/dev");
    let mut drafts: Vec<PathBuf> =
        std::fs::read_dir(drafts).expect("there are some").map(|entry| entry.expect("one").path()).collect();
    drafts.sort();
    drafts.iter().step_by(12).for_each(|path| one_encoding(path));
}

/// As [`is_same`], asked for and not sent, in UTF-16.
fn one_encoding(path: &Path) {
    let client = json!({ "textDocument": { "diagnostic": { "relatedDocumentSupport": true } } });
    let mut editor = Editor::new(path.parent().expect("a folder"), client);
    editor.open(path);
    let of_check = said_by_check(path, "utf-16");
    let params = json!({ "textDocument": { "uri": uri(path) } });
    let answer = editor.ask("textDocument/diagnostic", params);
    let list = |value: &Value| value["items"].as_array().cloned().expect("a list");
    let mut files = BTreeMap::from([(uri(path), list(&answer))]);
    for (uri, related) in answer["relatedDocuments"].as_object().into_iter().flatten() {
        files.insert(uri.clone(), list(related));
    }
    let shown = shown(&files);
    assert!(
        shown == of_check || shown.is_empty() && is_no_draft(&of_check),
        "{}:\n{shown:#?}\n{of_check:#?}",
        path.display()
    );
    assert!(editor.shown.is_empty(), "an editor that asks is not told twice");
    editor.leave();
}

/// A text in which nothing is cited: it may be anything, and an editor leaves it alone.
fn is_no_draft(told: &[Told]) -> bool {
    told.iter().all(|(_, _, code, ..)| !code.starts_with("note-"))
}

/// Drafts by anybody: `CLAIMLINT_LSP_CORPUS=folder cargo test --test it lsp::same -- --ignored`.
#[test]
#[ignore = "needs a folder of drafts"]
fn drafts_of_a_folder_read_as_check_reads_them() {
    let folder = std::env::var("CLAIMLINT_LSP_CORPUS").expect("CLAIMLINT_LSP_CORPUS names a folder");
    let mut paths: Vec<PathBuf> = ignore::WalkBuilder::new(folder)
        .build()
        .flatten()
        .map(ignore::DirEntry::into_path)
        .filter(|path| {
            path.extension()
                .is_some_and(|it| ["md", "txt", "tex", "html", "qmd"].iter().any(|one| it == *one))
        })
        .collect();
    paths.sort();
    for path in paths {
        let size = std::fs::metadata(&path).map_or(0, |about| about.len());
        if size < 400_000 && std::fs::read_to_string(&path).is_ok() {
            one_encoding(&path);
            println!("same: {}", path.display());
        }
    }
}
