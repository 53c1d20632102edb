//! What an editor may ask, over the founding article and the other worked examples: each question on a real draft.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::editor::{Editor, uri};
use super::{claims, pushed};

/// An editor with all that ours can do.
fn able() -> Value {
    let mut client = pushed();
    client["workspace"] =
        json!({ "workspaceEdit": { "resourceOperations": ["create"], "documentChanges": true } });
    client
}

/// The article and its claims file in an editor.
struct Desk {
    editor: Editor,
    draft: PathBuf,
    claims: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Self {
        let draft = claims().join(name);
        let mut editor = Editor::new(&claims(), able());
        editor.open(&draft);
        editor.first(&draft);
        Self { editor, claims: draft.with_extension("claims"), draft }
    }

    /// Asks about the first place of these words, `within` characters into them.
    fn at(&mut self, method: &str, path: &Path, words: &str, within: usize) -> Value {
        let params = json!({ "textDocument": { "uri": uri(path) }, "position": place(path, words, within) });
        self.editor.ask(method, params)
    }

    fn hover(&mut self, path: &Path, words: &str, within: usize) -> String {
        let answer = self.at("textDocument/hover", path, words, within);
        answer["contents"]["value"].as_str().unwrap_or_else(|| panic!("nothing at {words}")).to_owned()
    }

    /// Where a definition or reference leads: files and the words there.
    fn led(&self, answer: &Value) -> Vec<(String, String)> {
        let words = |location: &Value| {
            let path = url::Url::parse(location["uri"].as_str().expect("a name"))
                .expect("a name")
                .to_file_path()
                .expect("a file");
            let words = std::fs::read_to_string(&path).expect("it is there");
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, slice(&words, &location["range"]))
        };
        answer.as_array().expect("a list").iter().map(words).collect()
    }
}

/// The position of words in a file, in UTF-16.
fn place(path: &Path, words: &str, within: usize) -> Value {
    let text = std::fs::read_to_string(path).expect("it is there");
    let at = text.find(words).unwrap_or_else(|| panic!("{words} is not in {}", path.display()));
    let at = at + words.chars().take(within).map(char::len_utf8).sum::<usize>();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    json!({ "line": text[..at].matches('\n').count(), "character": text[start..at].encode_utf16().count() })
}

/// The words of a range counted in UTF-16.
fn slice(text: &str, range: &Value) -> String {
    text[byte(text, &range["start"])..byte(text, &range["end"])].to_owned()
}

fn byte(text: &str, position: &Value) -> usize {
    let (line, character) =
        (position["line"].as_u64().expect("a line"), position["character"].as_u64().expect("one"));
    let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
    let mut left = character as usize;
    let end = text[start..].char_indices().find(|(_, c)| {
        let here = left == 0;
        left = left.saturating_sub(c.len_utf16());
        here
    });
    end.map_or(text.len(), |(at, _)| start + at)
}

/// A text with edits made, the last first.
fn edited(text: &str, edits: &Value) -> String {
    let mut edits: Vec<&Value> = edits.as_array().expect("a list").iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(byte(text, &edit["range"]["start"])));
    edits.iter().fold(text.to_owned(), |mut text, edit| {
        let span = byte(&text, &edit["range"]["start"])..byte(&text, &edit["range"]["end"]);
        text.replace_range(span, edit["newText"].as_str().expect("words"));
        text
    })
}

#[test]
fn a_marker_shows_its_note_with_parts_source_grade_and_copy() {
    let mut desk = Desk::new("japan-cyber.txt");
    let path = desk.draft.clone();
    let shown = desk.hover(&path, "China.[15]", 7);
    for words in [
        "**Note 15**: Arthur Herman",
        "- author: Arthur Herman",
        "- title: Japan’s Cyberthreats",
        "- accessed: April 22, 2017",
        "- missing: ",
        "**Source**: ",
        "1 sentence relies on it",
        "Rated F in the claims file: reliability cannot be judged",
        "sources/herman.txt was read and is the pinned version",
        "Quoted: “passed the 25 billion mark”",
        "\n> ",
    ] {
        assert!(shown.contains(words), "`{words}` is not in:\n{shown}");
    }
    // Ibid. says what it means.
    let shown = desk.hover(&path, "[7]", 1);
    assert!(shown.contains("Means: ") && shown.contains("Japan’s Emerging Trajectory"), "{shown}");
    // The source line of the claims file shows the same.
    let claims = desk.claims.clone();
    assert!(desk.hover(&claims, "source herman", 8).contains("**Note 15**"));
    assert!(desk.hover(&claims, "herman [15]", 8).contains("**Note 15**"));
}

#[test]
fn a_sentence_shows_what_it_is_what_covers_it_and_its_claims() {
    let mut desk = Desk::new("japan-cyber.txt");
    let path = desk.draft.clone();
    let shown = desk.hover(&path, "passed the 25 billion mark", 3);
    for words in [
        "**Assertion**: a note gives its source",
        "Note 15: Arthur Herman",
        "**Claim `attack-count-2014`**: Cyberattacks in Japan passed 25 billion in 2014",
        "- Checked by A. Editor on 2017-05-10",
        "**Claim `attack-share-2014`**",
        "- question: What was counted, and by whom?",
        "- states herman, rated F6: “passed the 25 billion mark”",
    ] {
        assert!(shown.contains(words), "`{words}` is not in:\n{shown}");
    }
    let shown = desk.hover(&path, "Currently, the Yasukuni includes", 3);
    assert!(shown.starts_with("**Assertion**: "), "{shown}");
    // A claim shows the sentence; a rule its manual.
    let claims = desk.claims.clone();
    let shown = desk.hover(&claims, "claim attack-count-2014", 8);
    assert!(
        shown.contains("> In 2014, the number of cyberattacks in Japan") && shown.contains("(line 39)"),
        "{shown}"
    );
    assert!(desk.hover(&claims, "accept dated-event-uncited", 9).contains("What it checks"));
}

#[test]
fn definitions_lead_from_marker_to_note_to_source_to_claim_to_passage_and_back() {
    let mut desk = Desk::new("japan-cyber.txt");
    let (draft, claims) = (desk.draft.clone(), desk.claims.clone());
    let ask = "textDocument/definition";
    let led = |desk: &mut Desk, path: &Path, words: &str, within: usize| {
        let answer = desk.at(ask, path, words, within);
        desk.led(&answer)
    };
    let note = led(&mut desk, &draft, "China.[15]", 7);
    assert_eq!(note.len(), 1);
    assert!(note[0].1.starts_with("[15] Arthur Herman"), "{note:?}");
    let line = led(&mut desk, &draft, "[15] Arthur Herman", 8);
    assert_eq!(line, [("japan-cyber.claims".to_owned(), "herman".to_owned())]);
    let cites = led(&mut desk, &claims, "source herman", 8);
    assert_eq!(cites.len(), 2, "{cites:?}");
    assert!(cites.iter().all(|(_, words)| words.starts_with("cites herman")));
    let passage = led(&mut desk, &claims, "claim attack-count-2014", 8);
    assert_eq!(passage[0].0, "japan-cyber.txt");
    assert!(passage[0].1.starts_with("In 2014, the number of cyberattacks"), "{passage:?}");
    let anchor = led(&mut desk, &claims, "at \"In 2014, the number of cyberattacks\"", 8);
    assert_eq!(anchor, passage);
    // And back: sentence, claim, source, note, markers.
    let claim = led(&mut desk, &draft, "passed the 25 billion mark", 3);
    let names: Vec<&str> = claim.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(names, ["attack-count-2014", "attack-share-2014"]);
    assert_eq!(led(&mut desk, &claims, "cites herman", 8), line);
    assert_eq!(led(&mut desk, &claims, "herman [15]", 8), note);
    assert_eq!(led(&mut desk, &claims, "draft \"japan-cyber.txt\"", 8)[0].0, "japan-cyber.txt");
}

#[test]
fn references_of_a_source_are_all_its_passages() {
    let mut desk = Desk::new("japan-cyber.txt");
    let draft = desk.draft.clone();
    // Note 7 is an Ibid. of note 6: both are one source.
    let params = json!({
        "textDocument": { "uri": uri(&draft) }, "position": place(&draft, "[6]", 1), "context": { "includeDeclaration": false },
    });
    let answer = desk.editor.ask("textDocument/references", params.clone());
    let led = desk.led(&answer);
    let words: Vec<&str> = led.iter().map(|(_, words)| words.as_str()).collect();
    assert!(words.contains(&"[6]") && words.contains(&"[7]"), "{led:?}");
    assert!(words.iter().any(|words| words.starts_with("cites kallender-hughes")), "{led:?}");
    let claims = desk.claims.clone();
    let params = json!({
        "textDocument": { "uri": uri(&claims) }, "position": place(&claims, "claim central-ally", 8),
        "context": { "includeDeclaration": true },
    });
    let answer = desk.editor.ask("textDocument/references", params);
    let led = desk.led(&answer);
    assert!(led.iter().any(|(file, _)| file == "japan-cyber.txt"), "{led:?}");
    assert!(led.iter().filter(|(_, words)| words == "central-ally").count() >= 1, "{led:?}");
}

/// A draft and its claims file in a folder of their own, to be edited.
fn copied(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let real = folder.path().canonicalize().expect("it is there");
    for ending in [name.rsplit('.').next().expect("an ending"), "claims"] {
        let from = claims().join(name).with_extension(ending);
        std::fs::copy(&from, real.join(from.file_name().expect("a name"))).expect("it is copied");
    }
    let sources = real.join("sources");
    std::fs::create_dir(&sources).expect("it is made");
    for entry in std::fs::read_dir(claims().join("sources")).expect("it is there") {
        let entry = entry.expect("one");
        std::fs::copy(entry.path(), sources.join(entry.file_name())).expect("it is copied");
    }
    let draft = real.join(name);
    (folder, draft)
}

#[test]
fn completion_offers_notes_names_rules_and_the_words_of_the_language() {
    let (folder, draft) = copied("harbour-dues.md");
    let claims = draft.with_extension("claims");
    let mut editor = Editor::new(folder.path(), able());
    editor.open(&draft);
    editor.open(&claims);
    let offered = |editor: &mut Editor, path: &Path, typed: &str| -> Vec<String> {
        let words = std::fs::read_to_string(path).expect("it is there");
        editor.change(path, json!([{ "text": format!("{words}\n{typed}") }]));
        let line = words.matches('\n').count() + 1 + typed.matches('\n').count();
        let last = typed.rsplit('\n').next().unwrap_or("");
        let position = json!({ "line": line, "character": last.encode_utf16().count() });
        let answer = editor.ask(
            "textDocument/completion",
            json!({ "textDocument": { "uri": uri(path) }, "position": position }),
        );
        answer
            .as_array()
            .expect("a list")
            .iter()
            .map(|item| item["label"].as_str().expect("a label").to_owned())
            .collect()
    };
    let notes = offered(&mut editor, &draft, "More fell.[^");
    assert!(
        notes.len() > 3 && notes.iter().all(|note| note.starts_with("[^") && note.ends_with(']')),
        "{notes:?}"
    );
    let rules = offered(&mut editor, &draft, "<!-- claimlint: accept stat");
    assert!(rules.contains(&"statistic-uncited".to_owned()), "{rules:?}");
    editor.change(&draft, json!([{ "text": std::fs::read_to_string(&draft).expect("it is there") }]));
    let sources = offered(&mut editor, &claims, "claim x \"Y.\"\n    cites ");
    assert!(!sources.is_empty());
    let text = std::fs::read_to_string(&claims).expect("it is there");
    assert!(sources.iter().all(|name| text.contains(&format!("source {name}"))), "{sources:?}");
    let names = offered(&mut editor, &claims, "claim x \"Y.\"\n    because ");
    assert!(names.iter().any(|name| text.contains(&format!("claim {name} "))), "{names:?}");
    let clauses = offered(&mut editor, &claims, "claim x \"Y.\"\n    ");
    assert!(clauses.contains(&"cites".to_owned()) && !clauses.contains(&"held".to_owned()), "{clauses:?}");
    let clauses = offered(&mut editor, &claims, "source x [^1] \"Y\"\n    ");
    assert!(clauses.contains(&"held".to_owned()) && !clauses.contains(&"cites".to_owned()), "{clauses:?}");
    assert!(offered(&mut editor, &claims, "").contains(&"objection".to_owned()));
    assert!(offered(&mut editor, &claims, "accept ").contains(&"ibid-used".to_owned()));
    assert!(
        offered(&mut editor, &claims, "claim x \"said of [").is_empty(),
        "an author's own words are their own"
    );
    editor.leave();
}

#[test]
fn a_claim_a_source_and_a_label_are_renamed_in_every_file() {
    let (folder, draft) = copied("harbour-dues.md");
    let claims = draft.with_extension("claims");
    let mut editor = Editor::new(folder.path(), able());
    editor.open(&draft);
    editor.open(&claims);
    let texts = |path: &Path| std::fs::read_to_string(path).expect("it is there");
    let (draft_words, claims_words) = (texts(&draft), texts(&claims));
    let rename = |editor: &mut Editor, path: &Path, words: &str, within: usize, new: &str| {
        let params = json!({ "textDocument": { "uri": uri(path) }, "position": place(path, words, within), "newName": new });
        editor.asked("textDocument/rename", params).response_result
    };
    // A claim: first the one that others name.
    let name = claims_words
        .lines()
        .find_map(|line| line.strip_prefix("claim ")?.split(' ').next())
        .expect("a claim");
    let answer =
        rename(&mut editor, &claims, &format!("claim {name}"), 7, "another-name").expect("it is renamed");
    let after = edited(&claims_words, &answer["changes"][uri(&claims)]);
    let whole = |words: &str, name: &str| {
        words.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|it| *it == name).count()
    };
    assert_eq!(whole(&after, "another-name"), whole(&claims_words, name), "{after}");
    assert_eq!(whole(&after, name), 0);
    // A label: in the draft and in the claims file.
    let label =
        draft_words.split("[^").nth(1).and_then(|rest| rest.split(']').next()).expect("a label").to_owned();
    let params = json!({ "textDocument": { "uri": uri(&draft) }, "position": place(&draft, &format!("[^{label}]"), 3) });
    assert_eq!(editor.ask("textDocument/prepareRename", params)["placeholder"], label.as_str());
    let answer = rename(&mut editor, &draft, &format!("[^{label}]"), 3, "new-label").expect("it is renamed");
    let (new_draft, new_claims) = (
        edited(&draft_words, &answer["changes"][uri(&draft)]),
        edited(&claims_words, &answer["changes"][uri(&claims)]),
    );
    assert_eq!(new_draft, draft_words.replace(&format!("[^{label}]"), "[^new-label]"));
    assert_eq!(new_claims, claims_words.replace(&format!("[^{label}]"), "[^new-label]"));
    assert_ne!(new_claims, claims_words);
    // All is as it was under the new names.
    editor.change(&draft, json!([{ "text": new_draft }]));
    editor.change(&claims, json!([{ "text": new_claims }]));
    let codes = |shown: Vec<Value>| {
        shown.iter().map(|one| one["code"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let new = codes(editor.settled(&claims));
    let mut fresh = Editor::new(folder.path(), able());
    fresh.open(&claims);
    fresh.open(&draft);
    assert_eq!(new, codes(fresh.settled(&claims)));
    // What is no name, or somebody else's, is refused with the reason.
    let source = claims_words
        .lines()
        .find_map(|line| line.strip_prefix("source ")?.split(' ').next())
        .expect("a source");
    let taken = rename(&mut fresh, &claims, &format!("claim {name}"), 7, source).expect_err("it is taken");
    assert!(taken.message.contains("is taken"), "{}", taken.message);
    let bad = rename(&mut fresh, &claims, &format!("claim {name}"), 7, "Two Words").expect_err("no name");
    assert!(bad.message.contains("is no name"), "{}", bad.message);
    editor.leave();
    fresh.leave();
}

#[test]
fn actions_are_every_fix_a_waiver_a_claim_and_a_note() {
    let words = "# Tides\n\nExports of hides fell by 12% in 2014. Imports of wool rose by 30% in 2015.[^1] Some fell.[^7]\n\nThe the port grew.[^1]\n\n\
                 [^1]: Ibid.\n\n<!-- claimlint: acept ibid-used \"x\" -->\n";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().canonicalize().expect("it is there").join("hides.md");
    std::fs::write(&path, words).expect("it is written");
    let mut editor = Editor::new(folder.path(), able());
    editor.open(&path);
    let shown = editor.settled(&path);
    let actions = |editor: &mut Editor, at: &str| {
        let place = place(&path, at, 1);
        let range = json!({ "start": place, "end": place });
        let params = json!({ "textDocument": { "uri": uri(&path) }, "range": range, "context": { "diagnostics": shown } });
        editor.ask("textDocument/codeAction", params).as_array().expect("a list").clone()
    };
    let titled = |actions: &[Value], begins: &str| -> Value {
        let found = actions
            .iter()
            .find(|action| action["title"].as_str().is_some_and(|title| title.starts_with(begins)));
        found.unwrap_or_else(|| panic!("no {begins} in {actions:#?}")).clone()
    };
    let at_marker = actions(&mut editor, "[^7]");
    let note = titled(&at_marker, "Add note 7");
    assert_eq!(note["diagnostics"][0]["code"], "note-undefined");
    let after = edited(words, &note["edit"]["changes"][uri(&path)]);
    assert!(after.contains("[^1]: Ibid.\n\n[^7]: \n") || after.contains("[^1]: Ibid.\n[^7]: \n"), "{after}");
    // A waiver has no reason yet, and silences nothing until somebody writes one.
    let waiver = titled(&at_marker, "Accept this finding of note-undefined");
    let after = edited(words, &waiver["edit"]["changes"][uri(&path)]);
    assert!(after.contains("Some fell.[^7] <!-- claimlint: accept note-undefined \"\" until "), "{after}");
    editor.change(&path, json!([{ "text": after }]));
    let still = editor.settled(&path);
    assert!(still.iter().any(|one| one["code"] == "note-undefined"));
    editor.change(
        &path,
        json!([{ "text": after.replace("note-undefined \"\"", "note-undefined \"it comes\"") }]),
    );
    assert!(editor.settled(&path).iter().all(|one| one["code"] != "note-undefined"));
    editor.change(&path, json!([{ "text": words }]));
    editor.settled(&path);
    // For a sentence: a claim in a new file, and a note.
    let at_sentence = actions(&mut editor, "Exports of hides");
    let claim = titled(&at_sentence, "Add a claim for this sentence");
    assert_eq!(claim["edit"]["documentChanges"][0]["kind"], "create");
    let text = claim["edit"]["documentChanges"][1]["edits"][0]["newText"].as_str().expect("words");
    assert!(text.starts_with("draft \"hides.md\"\n") && text.contains("\nclaim "), "{text}");
    assert!(text.contains("    at \"Exports of hides"), "{text}");
    let note = titled(&at_sentence, "Add note 8");
    let after = edited(words, &note["edit"]["changes"][uri(&path)]);
    assert!(after.contains("in 2014.[^8] Imports") && after.contains("[^8]: "), "{after}");
    // Every fix that `check` knows is there, and does what `--fix` does.
    let claims_path = claims().join("japan-cyber.txt");
    let mut article = Editor::new(&claims(), able());
    article.open(&claims_path);
    article.settled(&claims_path);
    let all = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9999, "character": 0 } });
    let params = json!({ "textDocument": { "uri": uri(&claims_path) }, "range": all, "context": { "diagnostics": [] } });
    let offered = article.ask("textDocument/codeAction", params).as_array().expect("a list").clone();
    let report = crate::tool::claimlint(&claims(), &["check", "japan-cyber.txt", "--format", "json"]);
    let report: Value = serde_json::from_slice(&report.stdout).expect("it is JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let fixes: Vec<Value> = list(&report["findings"])
        .into_iter()
        .filter(|it| !it["fix"].is_null() && it["labels"][0]["file"] == "japan-cyber.txt")
        .collect();
    assert!(!fixes.is_empty());
    let fixed = offered.iter().filter(|action| !action["isPreferred"].is_null()).count();
    assert_eq!(fixed, fixes.len());
    assert!(offered.iter().any(|action| action["kind"] == "source.fixAll.claimlint"));
    editor.leave();
    article.leave();
}

#[test]
fn lenses_tell_how_claims_fare_and_how_sections_are_covered() {
    let mut desk = Desk::new("japan-cyber.txt");
    let (draft, claims) = (desk.draft.clone(), desk.claims.clone());
    let titles = |desk: &mut Desk, path: &Path| -> Vec<String> {
        let answer =
            desk.editor.ask("textDocument/codeLens", json!({ "textDocument": { "uri": uri(path) } }));
        let title = |lens: &Value| lens["command"]["title"].as_str().expect("a title").to_owned();
        answer.as_array().expect("a list").iter().map(title).collect()
    };
    let of_claims = titles(&mut desk, &claims);
    assert!(
        of_claims
            .iter()
            .any(|title| title.contains("holds") && title.contains("checked by A. Editor on 2017-05-10")),
        "{of_claims:?}"
    );
    assert!(of_claims.iter().any(|title| title.contains("a question is open")), "{of_claims:?}");
    assert!(of_claims.iter().any(|title| title.contains("not checked")), "{of_claims:?}");
    let of_draft = titles(&mut desk, &draft);
    assert!(
        of_draft.len() > 2
            && of_draft
                .iter()
                .all(|title| title.contains(" have a source") || title.contains(" has a source")),
        "{of_draft:?}"
    );
}

#[test]
fn an_extension_of_ours_is_told_coverage_and_given_commands() {
    let path = claims().join("japan-cyber.txt");
    let mut editor = Editor::with(&claims(), able(), json!({ "commands": true }));
    editor.open(&path);
    editor.settled(&path);
    let told: Vec<&Value> =
        editor.told.iter().filter(|(method, _)| method == "claimlint/coverage").map(|(_, it)| it).collect();
    let draft = told.iter().find(|it| it["uri"] == uri(&path)).expect("the draft is told");
    assert!(
        draft["words"]
            .as_str()
            .is_some_and(|words| words.contains(" of 27 factual statements have a source")),
        "{draft}"
    );
    assert!(draft["percent"].as_f64().is_some_and(|percent| (50.0..100.0).contains(&percent)), "{draft}");
    assert!(told.iter().any(|it| it["uri"] == uri(&path.with_extension("claims"))));
    let answer = editor.ask(
        "textDocument/codeLens",
        json!({ "textDocument": { "uri": uri(&path.with_extension("claims")) } }),
    );
    assert_eq!(answer[0]["command"]["command"], "claimlint.trace");
    assert_eq!(answer[0]["command"]["arguments"][1], "proactive-posture");
    editor.leave();
}

#[test]
fn hints_name_the_notes_behind_their_markers() {
    let mut desk = Desk::new("japan-cyber.txt");
    for path in [desk.draft.clone(), desk.claims.clone()] {
        let all = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9999, "character": 0 } });
        let answer = desk
            .editor
            .ask("textDocument/inlayHint", json!({ "textDocument": { "uri": uri(&path) }, "range": all }));
        let labels: Vec<&str> =
            answer.as_array().expect("a list").iter().filter_map(|hint| hint["label"].as_str()).collect();
        assert!(labels.len() >= 20, "{labels:?}");
        assert!(labels.iter().any(|label| label.contains("Herman")), "{labels:?}");
        assert!(labels.iter().all(|label| label.chars().count() <= 60), "{labels:?}");
    }
}

#[test]
fn symbols_are_headings_claims_and_sources() {
    let mut desk = Desk::new("japan-cyber.txt");
    let (draft, claims) = (desk.draft.clone(), desk.claims.clone());
    let names = |answer: &Value| -> Vec<String> {
        answer
            .as_array()
            .expect("a list")
            .iter()
            .map(|it| it["name"].as_str().expect("a name").to_owned())
            .collect()
    };
    let answer =
        desk.editor.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri(&draft) } }));
    assert!(answer.to_string().contains("Japan-China Relations"), "{answer}");
    let answer =
        desk.editor.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri(&claims) } }));
    let all = names(&answer);
    assert!(all.contains(&"herman".to_owned()) && all.contains(&"attack-share-2014".to_owned()), "{all:?}");
    let answer = desk.editor.ask("workspace/symbol", json!({ "query": "attack-" }));
    let all = names(&answer);
    assert!(all.contains(&"attack-count-2014".to_owned()) && !all.contains(&"herman".to_owned()), "{all:?}");
}

#[test]
fn a_claims_file_is_coloured_folded_and_laid_out() {
    let mut desk = Desk::new("japan-cyber.txt");
    let claims = desk.claims.clone();
    let document = json!({ "textDocument": { "uri": uri(&claims) } });
    let answer = desk.editor.ask("textDocument/semanticTokens/full", document.clone());
    let data: Vec<usize> = answer["data"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it.as_u64().expect("a number") as usize)
        .collect();
    let kinds: Vec<String> = desk.editor.offers["semanticTokensProvider"]["legend"]["tokenTypes"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it.as_str().expect("a word").to_owned())
        .collect();
    let text = std::fs::read_to_string(&claims).expect("it is there");
    let lines: Vec<Vec<u16>> = text.lines().map(|line| line.encode_utf16().collect()).collect();
    let (mut line, mut character, mut seen) = (0, 0, Vec::new());
    for token in data.chunks(5) {
        line += token[0];
        character = if token[0] == 0 { character + token[1] } else { token[1] };
        let words = String::from_utf16_lossy(&lines[line][character..character + token[2]]);
        seen.push((words, kinds[token[3]].clone(), token[4]));
    }
    let has = |words: &str, kind: &str, declares: usize| {
        seen.contains(&(words.to_owned(), kind.to_owned(), declares))
    };
    assert!(has("source", "keyword", 0) && has("herman", "variable", 1) && has("herman", "variable", 0));
    assert!(has("attack-count-2014", "class", 1) && has("[15]", "number", 0) && has("states", "keyword", 0));
    assert!(has("\"passed the 25 billion mark\"", "string", 0));
    assert!(seen.iter().any(|(words, kind, _)| kind == "comment" && words.starts_with("# the pollster")));
    let folds = desk.editor.ask("textDocument/foldingRange", document.clone());
    let first = json!({ "startLine": 0, "endLine": 7, "kind": "comment" });
    let folds = folds.as_array().expect("a list").clone();
    assert!(
        folds.len() > 50 && folds.iter().any(|fold| fold["kind"] == first["kind"] && fold["startLine"] == 0),
        "{folds:?}"
    );
    desk.editor.leave();
}

#[test]
fn a_claims_file_is_laid_out_as_fmt_does() {
    let (folder, draft) = copied("japan-cyber.txt");
    let claims = draft.with_extension("claims");
    let text = std::fs::read_to_string(&claims).expect("it is there");
    let mut editor = Editor::new(folder.path(), able());
    editor.open(&claims);
    let options =
        json!({ "textDocument": { "uri": uri(&claims) }, "options": { "tabSize": 4, "insertSpaces": true } });
    assert_eq!(editor.ask("textDocument/formatting", options.clone()), json!([]));
    let untidy = text
        .replace("    cites herman", "  cites   herman")
        .replace("\n\nclaim central", "\n\n\n\nclaim central");
    assert_ne!(untidy, text);
    editor.change(&claims, json!([{ "text": untidy }]));
    let edits = editor.ask("textDocument/formatting", options.clone());
    assert_eq!(edited(&untidy, &edits), text);
    editor.change(&claims, json!([{ "text": "claim\nbanana \"x\n" }]));
    let refused =
        editor.asked("textDocument/formatting", options).response_result.expect_err("it cannot be read");
    assert!(refused.message.contains("not formatted"), "{}", refused.message);
    editor.leave();
}

#[test]
fn nothing_at_a_place_is_no_fault() {
    let mut desk = Desk::new("clean-brief.txt");
    let draft = desk.draft.clone();
    let far =
        json!({ "textDocument": { "uri": uri(&draft) }, "position": { "line": 99999, "character": 99999 } });
    let stranger = json!({ "textDocument": { "uri": "file:///nowhere/at-all.md" }, "position": { "line": 0, "character": 0 } });
    for method in ["hover", "definition", "completion", "prepareRename"] {
        for params in [&far, &stranger] {
            let method = format!("textDocument/{method}");
            assert!(desk.editor.asked(&method, params.clone()).response_result.is_ok(), "{method}");
        }
    }
    let bad = desk
        .editor
        .asked("textDocument/hover", json!({ "x": 1 }))
        .response_result
        .expect_err("it asks nothing");
    assert_eq!(bad.code, -32602);
}

/// In a comment of a draft the names of its claims are known, and a claim there and a source beside it get new names.
#[test]
fn claims_in_comments_are_offered_and_renamed() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("dues.md");
    let words = "# Dues\n\nBoats paid 47 per cent of the dues.[^1] <!-- claim: boats-pay -->\n\
                 Dues should follow weight. <!-- claim: by-weight kind recommendation because boats-pay -->\n\n\
                 [^1]: A. Clerk, *Dues* (Hull: Quay Press, 2001), 12.\n";
    std::fs::write(&draft, words).expect("a file");
    let mut editor = Editor::new(folder.path(), able());
    editor.open(&draft);
    editor.settled(&draft);
    let mut offered = |typed: &str| -> Vec<String> {
        editor.change(&draft, json!([{ "text": format!("{words}\n{typed}") }]));
        let line = words.matches('\n').count() + 1 + typed.matches('\n').count();
        let last = typed.rsplit('\n').next().unwrap_or("");
        let position = json!({ "line": line, "character": last.encode_utf16().count() });
        let params = json!({ "textDocument": { "uri": uri(&draft) }, "position": position });
        let answer = editor.ask("textDocument/completion", params);
        let labels = answer.as_array().expect("a list").iter();
        labels.map(|item| item["label"].as_str().expect("a label").to_owned()).collect()
    };
    for typed in [
        "So it is. <!-- claim: fair because ",
        "So it is. <!-- claim: fair because boats-pay, by",
        "<!-- thesis: ",
        "So. <!-- objection: rich\n  against ",
    ] {
        let names = offered(typed);
        assert!(
            names.contains(&"boats-pay".to_owned()) && names.contains(&"by-weight".to_owned()),
            "{typed}: {names:?}"
        );
    }
    let clauses = offered("So it is. <!-- claim: fair ki");
    assert!(clauses.contains(&"kind".to_owned()) && clauses.contains(&"because".to_owned()), "{clauses:?}");
    assert!(offered("So it is. <!-- claim: fair because x --> and ").is_empty(), "the comment has ended");
    assert!(offered("So it is. <!-- a remark: because ").is_empty(), "that is no claim");
    editor.change(&draft, json!([{ "text": words }]));
    editor.settled(&draft);
    let params = json!({ "textDocument": { "uri": uri(&draft) }, "position": place(&draft, "claim: boats-pay", 8), "newName": "boats-carry" });
    let answer = editor.asked("textDocument/rename", params).response_result.expect("it is renamed");
    assert_eq!(edited(words, &answer["changes"][uri(&draft)]), words.replace("boats-pay", "boats-carry"));
    editor.leave();
}

/// A source's new name stands in its line, in what cites it and in what is of its origin.
#[test]
fn a_source_is_renamed_wherever_it_is_cited() {
    let (folder, draft) = copied("harbour-dues.md");
    let claims = draft.with_extension("claims");
    let words = std::fs::read_to_string(&claims).expect("it is there");
    let name =
        words.lines().find_map(|line| line.strip_prefix("source ")?.split(' ').next()).expect("a source");
    let mut editor = Editor::new(folder.path(), able());
    editor.open(&draft);
    editor.open(&claims);
    editor.settled(&claims);
    let params = json!({ "textDocument": { "uri": uri(&claims) }, "position": place(&claims, &format!("source {name}"), 8), "newName": "new-source" });
    let answer = editor.asked("textDocument/rename", params).response_result.expect("it is renamed");
    let after = edited(&words, &answer["changes"][uri(&claims)]);
    // The name may be a word of the prose too: what declares and cites it counts.
    let count = |words: &str, name: &str| {
        let cites = |line: &str| {
            let line = line.trim_start();
            let named = line.strip_prefix("source ").or_else(|| line.strip_prefix("cites "));
            named.is_some_and(|rest| rest.split([' ', ',']).next() == Some(name))
        };
        words.lines().filter(|line| cites(line)).count()
    };
    assert!(count(&words, name) > 1, "it is cited");
    assert_eq!((count(&after, name), count(&after, "new-source")), (0, count(&words, name)), "{after}");
    editor.leave();
}
