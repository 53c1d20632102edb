//! A claims file beside a draft that no editor opens: Word, OpenDocument, PDF.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::editor::{Editor, uri};
use super::pushed;

const CLAIMS: &str = "draft \"NAME\"\n\nsource yearbook [1] \"Yearbook of the Ports\"\n\n\
                      claim dues-rose \"Dues in Harwick rose by 12 percent.\"\n    at \"Dues in Harwick rose by 12 percent\"\n    \
                      cites yearbook page 12\n";

/// A draft of the fixtures with a claims file beside it.
fn beside(fixture: &str) -> (tempfile::TempDir, PathBuf) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixture);
    let folder = tempfile::tempdir().expect("a folder");
    let name = format!("dues.{}", from.extension().expect("an ending").to_string_lossy());
    let real = folder.path().canonicalize().expect("it is there");
    std::fs::copy(&from, real.join(&name)).expect("it is copied");
    let claims = real.join("dues.claims");
    std::fs::write(&claims, CLAIMS.replace("NAME", &name)).expect("it is written");
    (folder, claims)
}

fn at(editor: &mut Editor, method: &str, path: &Path, line: usize, character: usize) -> Value {
    let position = json!({ "line": line, "character": character });
    editor.ask(method, json!({ "textDocument": { "uri": uri(path) }, "position": position }))
}

#[test]
fn findings_of_a_packaged_draft_stand_in_its_claims_file() {
    for fixture in [
        "docx/dues-pandoc.docx",
        "docx/dues-libreoffice.docx",
        "odt/dues-pandoc.odt",
        "odt/dues-libreoffice.odt",
    ] {
        let (folder, claims) = beside(fixture);
        let mut editor = Editor::new(folder.path(), pushed());
        editor.open(&claims);
        let shown = editor.settled(&claims);
        let spot = shown
            .iter()
            .find(|one| one["code"] == "quote-at-second-hand")
            .unwrap_or_else(|| panic!("{fixture}: {shown:#?}"));
        let words = spot["message"].as_str().expect("words");
        assert!(words.starts_with("Note 3: ") || words.starts_with("Note 3, "), "{words}");
        // No claim is made there: it stands at the line that names the draft.
        assert_eq!(spot["range"]["start"], json!({ "line": 0, "character": 6 }), "{fixture}");
        assert!(editor.shown.keys().all(|name| name.ends_with(".claims")), "{:?}", editor.shown.keys());
        // The claim, its anchor and its source show what stands in the draft.
        let hover = at(&mut editor, "textDocument/hover", &claims, 4, 8)["contents"]["value"]
            .as_str()
            .expect("words")
            .to_owned();
        assert!(
            hover.contains("> Dues in Harwick rose by 12 percent between 1801 and 1815.")
                && hover.contains("(paragraph "),
            "{hover}"
        );
        assert_eq!(
            at(&mut editor, "textDocument/hover", &claims, 5, 8)["contents"]["value"].as_str(),
            Some(hover.as_str())
        );
        let note = at(&mut editor, "textDocument/hover", &claims, 2, 8)["contents"]["value"]
            .as_str()
            .expect("words")
            .to_owned();
        assert!(note.contains("**Note 1**: Ministry of Trade"), "{note}");
        let led = at(&mut editor, "textDocument/definition", &claims, 4, 8);
        assert!(
            led[0]["uri"].as_str().is_some_and(|uri| uri.ends_with(".docx") || uri.ends_with(".odt")),
            "{led}"
        );
        // A note's number of a Word file is no label that could be renamed here.
        let params = json!({ "textDocument": { "uri": uri(&claims) }, "position": { "line": 2, "character": 18 }, "newName": "9" });
        assert!(editor.asked("textDocument/rename", params).response_result.is_err());
        // Completion knows the notes of the draft.
        let words = std::fs::read_to_string(&claims).expect("it is there");
        editor.change(&claims, json!([{ "text": format!("{words}source other [") }]));
        let last = words.matches('\n').count();
        let offered = at(&mut editor, "textDocument/completion", &claims, last, "source other [".len());
        let labels: Vec<&str> =
            offered.as_array().expect("a list").iter().filter_map(|it| it["label"].as_str()).collect();
        assert!(labels.contains(&"[1]") && labels.contains(&"[7]"), "{labels:?}");
        editor.leave();
    }
}

#[test]
fn a_finding_at_a_claim_of_a_packaged_draft_stands_at_its_anchor() {
    let (folder, claims) = beside("docx/dues-pandoc.docx");
    let words = std::fs::read_to_string(&claims).expect("it is there");
    // A claim in the sentence whose marker stands before its comma.
    let more = "\nclaim dues-ended \"Parliament ended the dues in 1823.\"\n    at \"In 1823 Parliament took the dues away\"\n    cites yearbook\n";
    std::fs::write(&claims, words.clone() + more).expect("it is written");
    let mut editor = Editor::new(folder.path(), pushed());
    editor.open(&claims);
    let shown = editor.settled(&claims);
    let found =
        shown.iter().find(|one| one["code"] == "marker-placement").unwrap_or_else(|| panic!("{shown:#?}"));
    let line = words.matches('\n').count() + 2;
    assert_eq!(found["range"]["start"]["line"], line, "{found}");
    assert!(found["message"].as_str().is_some_and(|words| words.starts_with("Paragraph ")), "{found}");
    editor.leave();
}

#[test]
fn a_pdf_beside_its_claims_file_tells_page_and_sentence() {
    let pdf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/structure/pdf/lo-health-foot.pdf");
    let folder = tempfile::tempdir().expect("a folder");
    let real = folder.path().canonicalize().expect("it is there");
    std::fs::copy(&pdf, real.join("draft.pdf")).expect("it is copied");
    let claims = real.join("draft.claims");
    std::fs::write(&claims, "draft \"draft.pdf\"\n").expect("it is written");
    let mut editor = Editor::new(folder.path(), pushed());
    editor.open(&claims);
    let shown = editor.settled(&claims);
    let at_draft = |one: &&Value| one["range"]["start"] == json!({ "line": 0, "character": 6 });
    let spots: Vec<&str> = shown.iter().filter(at_draft).filter_map(|one| one["message"].as_str()).collect();
    assert!(spots.iter().any(|words| words.starts_with("Page ")), "{shown:#?}");
    editor.leave();
}
