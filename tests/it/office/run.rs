//! The command with Word and OpenDocument files.

use std::process::{Command, Output};

use super::build::{Docx, fnref, note, odt, odt_xml, p, r, zip};

fn claimlint(arguments: &[&str], folder: &std::path::Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command starts")
}

fn paper() -> Docx {
    let head = "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>Dues</w:t></w:r></w:p>";
    Docx::new(&format!(
        "{head}<w:p>{}{}{}</w:p>{}",
        r("Exports fell by 12 percent in 2014"),
        fnref("2"),
        r("."),
        p("Imports rose by 30 percent in 2015.")
    ))
    .footnotes(&note("2", " Ministry of Trade, Yearbook 2015, 12."))
}

#[test]
fn places_are_named_as_people_find_them() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("paper.docx"), paper().bytes()).expect("written");
    let out = claimlint(&["check", "paper.docx", "--width", "100"], folder.path());
    let text = String::from_utf8_lossy(&out.stdout);
    assert!(text.contains("paper.docx, paragraph 3, under “Dues”"), "{text}");
    assert!(!text.contains("paper.docx:"), "{text}");
    let out = claimlint(&["check", "paper.docx", "--width", "100", "--format", "full"], folder.path());
    let text = String::from_utf8_lossy(&out.stdout);
    assert!(text.contains("[paper.docx, paragraph 3, under “Dues”]"), "{text}");
    let out =
        claimlint(&["check", "paper.docx", "--width", "100", "--color", "always", "--ascii"], folder.path());
    let text = String::from_utf8_lossy(&out.stdout);
    assert!(text.contains("paper.docx, paragraph 3, under \"Dues\""), "{text}");
    let out = claimlint(&["check", "paper.docx", "--format", "json"], folder.path());
    let text = String::from_utf8_lossy(&out.stdout);
    assert!(text.contains("\"spot\": \"paragraph 3\"") && text.contains("\"section\": \"Dues\""), "{text}");
    let out = claimlint(&["show", "paper.docx"], folder.path());
    let text = String::from_utf8_lossy(&out.stdout);
    assert!(
        text.starts_with("Read as docx: 1 sections, 3 passages (2 of running text), 1 markers, 1 notes."),
        "{text}"
    );
}

#[test]
fn no_place_of_a_packaged_file_is_a_line_and_column() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut seen = 0;
    for format in ["docx", "odt"] {
        for entry in std::fs::read_dir(folder.join(format)).expect("the fixtures are there") {
            let path = entry.expect("it can be read").path();
            let name = path.to_string_lossy().into_owned();
            let out = claimlint(&["check", &name, "--width", "100"], &folder);
            let text = String::from_utf8_lossy(&out.stdout);
            assert!(!text.contains(&format!(".{format}:")), "{text}");
            seen += text.matches(&format!(".{format}, ")).count();
        }
    }
    assert!(seen > 0, "the fixtures raise findings");
}

#[test]
fn an_opendocument_file_packed_in_any_order_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = odt_xml("office:document-content", "", "<text:p>Exports fell.</text:p>");
    let kind = ("mimetype", "application/vnd.oasis.opendocument.text");
    let (words, list) = (("content.xml", content.as_str()), ("META-INF/manifest.xml", "<manifest/>"));
    let inner = String::from_utf8_lossy(&paper().bytes()).into_owned();
    for (name, parts) in [
        ("last.odt", &[words, list, kind][..]),
        ("no-ending", &[list, words, kind]),
        ("no-list.odt", &[words, kind]),
        // A Word file inside it, as an object.
        ("object.odt", &[words, list, ("[Content_Types].xml", inner.as_str()), kind]),
    ] {
        std::fs::write(folder.path().join(name), zip(parts)).expect("written");
        let out = claimlint(&["show", name], folder.path());
        let text = String::from_utf8_lossy(&out.stdout);
        assert!(text.starts_with("Read as odt:"), "{name}: {text}{}", String::from_utf8_lossy(&out.stderr));
    }
    // A Word file stays one, whatever its name.
    std::fs::write(folder.path().join("word.odt"), paper().bytes()).expect("written");
    let out = claimlint(&["show", "word.odt"], folder.path());
    assert!(String::from_utf8_lossy(&out.stdout).starts_with("Read as docx:"));
}

#[test]
fn content_decides_and_a_bad_file_stops_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("written");
    write("really-odt.docx", &odt("", "<text:p>Exports fell.</text:p>"));
    write("no-ending", &paper().bytes());
    write("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    write("torn.docx", &paper().bytes()[..300]);
    let out = claimlint(&["check", "really-odt.docx", "old.docx", "no-ending", "torn.docx"], folder.path());
    let text = String::from_utf8_lossy(&out.stdout);
    assert_eq!(out.status.code(), Some(2), "{text}");
    assert!(text.contains("old.docx: it is an old Word file"), "{text}");
    assert!(text.contains("torn.docx: its zip archive is damaged"), "{text}");
    assert!(text.contains("no-ending, paragraph 3"), "{text}");
    let out = claimlint(&["show", "really-odt.docx"], folder.path());
    assert!(String::from_utf8_lossy(&out.stdout).starts_with("Read as odt"));
}

#[test]
fn word_files_are_never_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("paper.docx");
    let bytes = paper().bytes();
    std::fs::write(&path, &bytes).expect("written");
    claimlint(&["check", "paper.docx", "--fix"], folder.path());
    assert_eq!(std::fs::read(&path).expect("it is there"), bytes);
}

#[test]
fn a_folder_finds_word_files_and_passes_over_locks() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("paper.docx"), paper().bytes()).expect("written");
    std::fs::write(folder.path().join("~$paper.docx"), b"lock").expect("written");
    let out = claimlint(&["check", "."], folder.path());
    let text = String::from_utf8_lossy(&out.stdout);
    assert_eq!(out.status.code(), Some(1), "{text}");
    assert!(text.contains("paper.docx, paragraph 3"), "{text}");
}

#[test]
fn the_original_can_be_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = Docx::new(&format!(
        "<w:p>{}<w:del><w:r><w:delText>rose</w:delText></w:r></w:del><w:ins>{}</w:ins></w:p>",
        r("Exports "),
        r("fell")
    ));
    std::fs::write(folder.path().join("paper.docx"), file.bytes()).expect("written");
    let shown = |flags: &[&str]| {
        let out = claimlint(&[&["show", "paper.docx"], flags].concat(), folder.path());
        String::from_utf8_lossy(&out.stdout).into_owned()
    };
    assert!(shown(&[]).contains("Exports fell"));
    assert!(shown(&["--original"]).contains("Exports rose"));
}
