//! "Not checked" is a finding: everything that keeps claimlint from looking is an error under `publication`, in every
//! format, and no such run ends with 0. One table; a new way not to look is a new row.
#![allow(clippy::disallowed_methods, reason = "tests lay out their files")]

use std::fs;
use std::path::Path;
use std::process::Command;

use claimlint::inside::report::FORMATS;

use super::held::pdf::{Pdf, content};

/// What could not be looked at, the files (the first is checked), the rule that says so, the level in profile `draft`.
type Row = (&'static str, Vec<(&'static str, Vec<u8>)>, &'static str, &'static str);

/// Nothing in it asks for a source, so that what stands in the report is of the row alone.
const DRAFT: &str =
    "The works cost a lot.[1]\n\nNotes\n\n[1] A. Moss, Wheels of the Dale (Leeds: Fell, 1920), 14.\n";
const SOURCE: &str = "draft \"mill.txt\"\n\nsource moss [1] \"Wheels of the Dale\"\n    held \"moss.pdf\"\n\n\
                      claim cost \"The works cost a lot.\"\n    at \"The works cost\"\n    \
                      cites moss p. 14 states \"they cost three million dollars in all of it\"\n";
const KEYS: &str = "In 1871, 40 per cent of the looms stood idle [@moss1920].\n";

fn texts(files: &[(&'static str, &str)]) -> Vec<(&'static str, Vec<u8>)> {
    files.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())).collect()
}

/// A PDF of two pages, the second a picture.
pub fn scanned() -> Vec<u8> {
    let mut pdf = Pdf::default();
    let font =
        pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    let picture = pdf.stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        &[200],
    );
    let words =
        content(&["The looms stood idle, and the weavers left the dale.", "Nobody mended the wheel."]);
    let first = pdf.stream("", words.as_bytes());
    let second = pdf.stream("", b"q 400 0 0 600 50 50 cm /P1 Do Q");
    pdf.finish(&[
        (first, format!("/Font << /F1 {font} 0 R >>")),
        (second, format!("/XObject << /P1 {picture} 0 R >>")),
    ])
}

fn rows() -> Vec<Row> {
    let held = |copy: Option<&[u8]>| {
        let mut files = texts(&[("mill.claims", SOURCE), ("mill.txt", DRAFT)]);
        files.extend(copy.map(|copy| ("moss.pdf", copy.to_vec())));
        files
    };
    let list = |name: &str| format!("---\nbibliography: {name}\n---\n\n{KEYS}");
    let german = "Die Mühle wurde im Jahr 1871 geschlossen, und die Weber sind aus dem Tal gegangen, weil es auch keine \
                  andere Arbeit für sie gab.[^1]\n\n[^1]: A. Moss, *Mühlen* (Leeds: Fell, 1920), 14.\n";
    let markers: String =
        (1..=6).map(|n| format!("The loom of row {} stood idle.[^{n}] ", "x".repeat(n))).collect();
    let bare: String = (0..20)
        .map(|n| format!("In {}, the mill closed and {} weavers left the dale. ", 1871 + n, 40 + n))
        .collect();
    let record = "{\"id\":\"url:https://mill.example/\",\"day\":\"2026-05-01\",\"answer\":\"there\",\"seal\":\"00000000\"}\n";
    vec![
        ("a held copy that cannot be read", held(Some(b"%PDF-1.4 garbage")), "evidence-unread", "warning"),
        ("a held copy that is not there", held(None), "evidence-missing", "error"),
        (
            "a bibliography in BibTeX without entries",
            texts(&[("a.md", &list("x.bib")), ("x.bib", "% none\n")]),
            "bibliography-unread",
            "error",
        ),
        (
            "a bibliography in JSON without entries",
            texts(&[("a.md", &list("x.json")), ("x.json", "[]")]),
            "bibliography-unread",
            "error",
        ),
        (
            "a bibliography of a LaTeX file without entries",
            texts(&[
                (
                    "a.tex",
                    "\\documentclass{article}\\begin{document}\nIn 1871, 40 looms stood idle \\cite{moss}.\n\
                     \\bibliography{x}\\end{document}\n",
                ),
                ("x.bib", ""),
            ]),
            "bibliography-unread",
            "error",
        ),
        ("keys without a bibliography", texts(&[("a.md", KEYS)]), "bibliography-missing", "advice"),
        ("a language that is not read", texts(&[("a.md", german)]), "language-not-read", "advice"),
        (
            "a language that is only declared",
            texts(&[("a.md", "---\nlang: de\n---\n\nThe looms stood idle.\n")]),
            "language-not-read",
            "advice",
        ),
        ("markers that are joined to no notes", texts(&[("a.md", &markers)]), "notes-not-joined", "warning"),
        ("nothing that could be cited", texts(&[("a.txt", &bare)]), "nothing-cited", "warning"),
        ("a page that is a picture", vec![("a.pdf", scanned())], "draft-part-unread", "advice"),
        (
            "a record that was edited",
            texts(&[("mill.txt", DRAFT), ("mill.verified.jsonl", record)]),
            "record-damaged",
            "warning",
        ),
    ]
}

fn run(folder: &Path, file: &str, args: &[&str]) -> (String, Option<i32>) {
    let run = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(["check", file])
        .args(args)
        .current_dir(folder)
        .output()
        .expect("claimlint runs");
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    (said, run.status.code())
}

#[test]
fn whatever_was_not_looked_at_is_an_error_in_publication_and_never_exit_0() {
    let mut wrong = Vec::new();
    for (what, files, code, draft_level) in rows() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in &files {
            fs::write(folder.path().join(name), bytes).expect("it is written");
        }
        let first = files[0].0;
        let (said, _) = run(folder.path(), first, &["--format", "concise"]);
        if !said.contains(&format!("{draft_level}[{code}]")) {
            wrong.push(format!("{what}: no {draft_level}[{code}] in draft:\n{said}"));
        }
        // The one rule alone must be enough: whatever else is found may be mended tomorrow.
        let alone = ["--profile", "publication", "--only", code];
        let (said, exit) = run(folder.path(), first, &[&alone[..], &["--format", "concise"]].concat());
        if exit != Some(1) || !said.contains(&format!("error[{code}]")) {
            wrong.push(format!("{what}: exit {exit:?} in publication, alone:\n{said}"));
        }
        for format in FORMATS {
            let (said, exit) =
                run(folder.path(), first, &["--profile", "publication", "--format", format.name]);
            if exit != Some(1) || !said.contains(code) {
                wrong.push(format!("{what}: exit {exit:?} in {}:\n{said}", format.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What could not be loaded at all ends with 2: no rule is needed for it, and none can be switched off.
#[test]
fn what_could_not_be_loaded_ends_with_2_whatever_is_switched_off() {
    for files in [
        texts(&[(
            "a.tex",
            "\\documentclass{article}\\begin{document}\nThe mill closed.\n\\input{weir}\n\\end{document}\n",
        )]),
        texts(&[("a.md", "---\nbibliography: gone.bib\n---\n\nThe mill closed [@moss].\n")]),
        texts(&[("a.claims", "draft \"gone.md\"\n")]),
        texts(&[("a.md", "The mill closed.\n"), ("claimlint.toml", "rules = [\"gone.toml\"]\n")]),
        texts(&[
            ("a.md", "The mill closed.\n"),
            ("claimlint.toml", "baseline = \"gone\"\noutlets = \"gone.toml\"\n"),
        ]),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in &files {
            fs::write(folder.path().join(name), bytes).expect("it is written");
        }
        for args in [&["--fail-on", "never"][..], &["--level", "coverage=off"], &["--profile", "draft"]] {
            let (said, exit) = run(folder.path(), files[0].0, args);
            assert_eq!(exit, Some(2), "{} {args:?}: {said}", files[0].0);
        }
    }
}
