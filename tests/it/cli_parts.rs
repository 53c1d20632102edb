//! A draft of several files: `\input` and `\include` are followed within the
//! draft's folder, and no further.

use std::path::Path;
use std::process::Command;

/// Runs the command in a folder; its exit code and all that it printed.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the command starts");
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), text)
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders are made");
        std::fs::write(path, content).expect("the file is written");
    }
    folder
}

#[test]
fn chapters_are_read_where_they_stand() {
    let folder = folder(&[
        (
            "book.tex",
            "\\documentclass{book}\\input{glyphtounicode}\\begin{document}\n\\include{chapters/one}\n\\input chapters/two \n\
             \\input{fig.pdf_tex}\\end{document}",
        ),
        ("chapters/one.tex", "\\chapter{One}\nTrade grew.\\footnote{Smith.}\n\\input{part}"),
        ("chapters/part.tex", "It fell in 1902.\\footnote{Jones.}\n\\input{book}\n"),
        ("chapters/two.tex", "\\chapter{Two}\nPorts closed.\\footnote{Brown.}\n"),
    ]);
    let (code, text) = run(folder.path(), &["show", "book.tex"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("3 markers, 3 notes"), "{text}");
    assert!(text.contains("It fell in 1902. [2]"), "{text}");
    // In a folder, the book is the draft; its chapters are none of their own.
    let (_, text) = run(folder.path(), &["coverage", "."]);
    assert!(text.contains("book.tex") && !text.contains("one.tex"), "{text}");
}

#[test]
fn what_leads_out_or_is_not_there_is_named() {
    let folder = folder(&[(
        "paper.tex",
        "\\begin{document}Trade grew.\\footnote{Smith.}\n\\input{../secret}\n\\input{/etc/passwd}\n\\input{gone}\n\\end{document}",
    )]);
    let (code, text) = run(folder.path(), &["show", "paper.tex"]);
    assert_eq!(code, Some(2), "{text}");
    for part in [
        "paper.tex:2: `../secret` is outside",
        "paper.tex:3: `/etc/passwd` is outside",
        "paper.tex:4: the text includes `gone`",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(text.contains("1 markers, 1 notes"), "{text}");
}

#[test]
#[cfg(unix)]
fn a_link_out_of_the_folder_is_not_followed() {
    let outside = folder(&[("secret.tex", "Secret.\\footnote{No.}")]);
    let folder = folder(&[("paper.tex", "Trade grew.\\footnote{Smith.}\n\\input{secret}\n")]);
    std::os::unix::fs::symlink(outside.path().join("secret.tex"), folder.path().join("secret.tex"))
        .expect("a link");
    let (code, text) = run(folder.path(), &["show", "paper.tex"]);
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("`secret` is outside this file's folder") && !text.contains("Secret."), "{text}");
}

#[test]
fn cycles_and_crowds_of_files_end() {
    let folder = folder(&[
        ("a.tex", "One.\\footnote{A.}\\input{b}\\input{b}\\input{a}"),
        ("b.tex", "Two.\\footnote{B.}\\input{a}\\input{c}\\input{c}"),
        ("c.tex", "Three.\\footnote{C.}\\input{b}"),
    ]);
    let (code, text) = run(folder.path(), &["show", "a.tex"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("3 markers, 3 notes"), "{text}");
}
