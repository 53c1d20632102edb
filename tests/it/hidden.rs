//! Characters that nobody sees, in drafts and claims files of every kind.

use std::fs;
use std::process::Command;

fn run(files: &[(&str, &str)], args: &[&str]) -> (Option<i32>, String, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("a file");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
    let output =
        command.args(args).current_dir(folder.path()).env_remove("COLUMNS").output().expect("it starts");
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), said, folder)
}

const NOTES: &str = "\n\n[^1]: Ada Hull, *Crossings* (Nesse: Sound Press, 2015), 4.\n";

#[test]
fn hidden_characters_are_told_in_draft_notes_and_claims() {
    let draft = format!(
        "# Ferries\n\nFares rose by \u{202e}04\u{202c} per cent in 2011.[^1] The Chi\u{200b}na line closed.[^1]{}",
        NOTES.replace("Sound", "So\u{2060}und")
    );
    let claims = "draft \"f.md\"\nclaim rise \"Fares rose by 4\u{200b}0 per cent.\"\n    at \"Fares rose\"\n";
    let (code, said, _) = run(
        &[("f.md", &draft), ("f.claims", claims)],
        &["check", "--only", "hidden-characters", "--format", "concise"],
    );
    assert_eq!(code, Some(1), "{said}");
    for words in [
        "f.md:3:15: warning[hidden-characters] a hidden character reverses the text: right-to-left override (U+202E)",
        "2 invisible characters in the text: zero-width space (U+200B) and word joiner (U+2060)",
        "f.claims:2:27: warning[hidden-characters] invisible character in the text: zero-width space (U+200B)",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}

#[test]
fn a_fix_takes_out_what_has_no_shape_and_asks_before_it_turns_words() {
    let draft = format!(
        "\u{feff}Fares rose by \u{202e}04\u{202c} per cent. The Chi\u{200b}na li\u{200b}ne closed.[^1]{NOTES}"
    );
    let only = ["check", "f.md", "--only", "hidden-characters", "--fix"];
    let (_, said, folder) = run(&[("f.md", &draft)], &only);
    let after = fs::read_to_string(folder.path().join("f.md")).expect("it is there");
    assert_eq!(after, draft.replace('\u{200b}', ""), "{said}");
    let (code, said, folder) = run(&[("f.md", &draft)], &[&only[..], &["--unsafe-fixes"]].concat());
    let after = fs::read_to_string(folder.path().join("f.md")).expect("it is there");
    assert_eq!(after, draft.replace(['\u{200b}', '\u{202e}', '\u{202c}'], ""), "{said}");
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn entities_in_pages_are_seen_and_thousands_of_signs_cost_little() {
    let page = "<html><body><p>Fares rose by &#x202E;04&#x202C; per cent.</p></body></html>";
    let (_, said, _) =
        run(&[("f.html", page)], &["check", "f.html", "--only", "hidden-characters", "--format", "concise"]);
    assert!(said.contains("f.html:1:30: warning[hidden-characters]"), "{said}");
    let many = "\u{2066}".repeat(5_000) + &"\u{202c}".repeat(5_000) + &"a\u{200b}".repeat(5_000);
    let (code, said, _) =
        run(&[("f.txt", &many)], &["check", "f.txt", "--only", "hidden-characters", "--format", "json"]);
    assert_eq!(code, Some(1));
    assert!(said.len() < 8_000_000 && said.contains("invisible characters in the text"), "{}", said.len());
}
