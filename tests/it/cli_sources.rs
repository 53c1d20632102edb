//! Encodings, formats and bibliographies, as a user of the command meets them.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Exit code, and everything that was said.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(args)
        .args(["--width", "300"])
        .current_dir(folder)
        .env_remove("COLUMNS")
        .output()
        .expect("the command starts");
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), said)
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, content).expect("a file");
    }
    folder
}

const DRAFT: &str = "---\nbibliography: refs.bib\n---\n\nExports grew by 12% in 2014 [@doe1999, p. 4].\n";
const BIB: &str = "@book{doe1999, author={Doe, Jane}, title={Ports}, publisher={Quay Press}, year=1999}\n";

#[test]
fn a_bibliography_named_in_the_draft_is_loaded() {
    let folder = folder(&[("draft.md", DRAFT.as_bytes()), ("refs.bib", BIB.as_bytes())]);
    assert_eq!(run(folder.path(), &["check", "draft.md"]).0, Some(0));
    let (_, shown) = run(folder.path(), &["show", "draft.md"]);
    assert!(shown.contains("[@doe1999]") && shown.contains("Jane Doe. Ports. Quay Press. 1999"), "{shown}");
    fs::write(folder.path().join("refs.bib"), BIB.replace("doe1999", "doe1998")).expect("a file");
    let (code, said) = run(folder.path(), &["check", "draft.md"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("no entry `doe1999`") && said.contains("Did you mean `doe1998`?"), "{said}");
}

#[test]
fn a_bibliography_named_in_the_claims_file_is_loaded() {
    let claims = "draft \"draft.md\"\n    bibliography \"refs/all.json\"\n\nsource doe [@doe1999] \"Ports and trade\"\n\n\
                  claim growth \"Exports grew by 12%.\"\n    at \"Exports grew\"\n    cites doe page 4\n";
    let draft = "Exports grew by 12% in 2014 [@doe1999].\n";
    let json = "[{\"id\": \"doe1999\", \"type\": \"book\", \"title\": \"Ports and trade\"}]";
    let files: [(&str, &[u8]); 3] = [
        ("draft.md", draft.as_bytes()),
        ("draft.claims", claims.as_bytes()),
        ("refs/all.json", json.as_bytes()),
    ];
    let folder = folder(&files);
    let (code, said) = run(folder.path(), &["check", "draft.claims", "--show", "error"]);
    assert!(code != Some(2) && !said.contains("error["), "{said}");
    fs::write(folder.path().join("draft.claims"), claims.replace("doe1999", "doe1899")).expect("a file");
    let (_, said) = run(folder.path(), &["check", "draft.claims", "--diff"]);
    assert!(said.contains("+source doe [@doe1999] \"Ports and trade\""), "{said}");
    fs::write(folder.path().join("draft.claims"), claims.replace("cites doe", "cites [@doe1899]"))
        .expect("a file");
    let (_, said) = run(folder.path(), &["check", "draft.claims", "--show", "error"]);
    assert!(said.contains("the bibliography has no entry `doe1899`"), "{said}");
}

#[test]
fn a_bibliography_that_cannot_be_had_is_told_once() {
    for (name, word) in [
        ("refs.bib", "draft.md:2: the bibliography `refs.bib`: there is no such file"),
        ("../refs.bib", "draft.md:2: `../refs.bib` is outside this file's folder"),
        ("/etc/refs.bib", "is outside this file's folder"),
        ("refs.docx", "must end in .bib, .json, .yaml or .yml"),
    ] {
        let draft = DRAFT.replace("refs.bib", name);
        let folder = folder(&[("draft.md", draft.as_bytes())]);
        let (code, said) = run(folder.path(), &["check", "draft.md"]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(word), "{said}");
        assert!(!said.contains("note-undefined") && !said.contains("statistic-uncited"), "{said}");
    }
}

#[test]
fn a_broken_entry_is_a_finding_with_its_line() {
    let bib = format!("{BIB}\n@book{{bad, title = {{Open, year = 1999\n");
    let folder = folder(&[("draft.md", DRAFT.as_bytes()), ("refs.bib", bib.as_bytes())]);
    let (code, said) = run(folder.path(), &["check", "draft.md"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("bibliography-unread") && said.contains("refs.bib:3:"), "{said}");
    assert!(said.contains("the bibliography entry `bad` cannot be read: it has no closing brace"), "{said}");
}

#[test]
fn encodings_are_read_by_mark_or_flag() {
    let text = "Exports of caf\u{e9} grew by 12% in 2014.[1]\n\nNotes\n\n[1] Customs Office, \u{201c}Annual Report,\u{201d} 2014.\n";
    let utf_16: Vec<u8> =
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let windows: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '\u{201c}' => 0x93,
            '\u{201d}' => 0x94,
            c => u8::try_from(u32::from(c)).expect("it is Latin"),
        })
        .collect();
    let folder = folder(&[("wide.txt", &utf_16), ("old.txt", &windows)]);
    assert_eq!(run(folder.path(), &["check", "wide.txt"]).0, Some(0));
    let (code, said) = run(folder.path(), &["check", "old.txt"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("byte 14 is 0xe9") && said.contains("--encoding windows-1252"), "{said}");
    let (code, said) = run(folder.path(), &["show", "old.txt", "--encoding", "windows-1252"]);
    assert_eq!(code, Some(0));
    assert!(
        said.contains("Exports of caf\u{e9} grew") && said.contains("\u{201c}Annual Report,\u{201d}"),
        "{said}"
    );
    assert_eq!(run(folder.path(), &["check", "old.txt", "--encoding", "klingon"]).0, Some(2));
    // A draft in another encoding is never written over.
    fs::write(folder.path().join("fix.txt"), [&windows[..], b"\x93"].concat()).expect("a file");
    let before = fs::read(folder.path().join("fix.txt")).expect("it is there");
    run(folder.path(), &["check", "fix.txt", "--encoding", "windows-1252", "--fix"]);
    assert_eq!(fs::read(folder.path().join("fix.txt")).expect("it is there"), before);
}
