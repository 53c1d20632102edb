//! `claimlint.toml`: found, laid over each other, told; docs/config.md tells the truth.

use std::fs;
use std::path::Path;
use std::process::Output;

use claimlint::inside::config::keys::KEYS;

use crate::tool::claimlint;

const PAPER: &str =
    "# Trade\n\nExports grew by 12% in 2014.[^2]\n\n[^1]: Customs Office, Annual Report 2014.\n";

/// Both streams: what a user sees.
fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, content).expect("a file");
    }
    folder
}

#[test]
fn the_nearest_file_holds_alone() {
    let folder = folder(&[
        ("claimlint.toml", "[levels]\nnote-undefined = \"off\"\nnote-unused = \"off\"\n"),
        ("sub/claimlint.toml", "[levels]\nnote-unused = \"off\"\n"),
        ("a.md", PAPER),
        ("sub/deep/b.md", PAPER),
    ]);
    let output = said(&claimlint(folder.path(), &["check", "--format", "concise"]));
    assert!(!output.contains("a.md:3:29"), "{output}");
    assert!(output.contains("sub/deep/b.md:3:29: error[note-undefined]"), "{output}");
    assert!(!output.contains("note-unused"), "{output}");
    let output = said(&claimlint(folder.path(), &["check", "--format", "concise", "--isolated"]));
    assert!(output.contains("a.md:3:29") && output.contains("note-unused"), "{output}");
}

#[test]
fn rings_and_missing_files_are_told_where_they_stand() {
    let ring = folder(&[
        ("claimlint.toml", "extend = \"other.toml\"\n"),
        ("other.toml", "# house\nextend = \"claimlint.toml\"\n"),
        ("a.md", PAPER),
    ]);
    let output = claimlint(ring.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    let text = said(&output);
    assert!(text.contains("extend each other in a circle") && text.contains("other.toml:2:10"), "{text}");
    let missing =
        folder(&[("claimlint.toml", "extend = \"hose.toml\"\n"), ("house.toml", ""), ("a.md", PAPER)]);
    let output = claimlint(missing.path(), &["check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let text = said(&output);
    assert!(text.contains("did you mean `house.toml`?"), "{text}");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(json["troubles"][0]["file"], "claimlint.toml:1:10");
    let output = claimlint(missing.path(), &["check", "--config", "none.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("there is no such file"), "{}", said(&output));
}

#[test]
fn keys_change_what_a_run_does() {
    let folder = folder(&[
        (
            "claimlint.toml",
            "format = \"concise\"\nfail-on = \"never\"\nexclude = [\"old\"]\n[[overrides]]\npaths = [\"b.md\"]\nfail-on = \"error\"\n",
        ),
        ("a.md", PAPER),
        ("b.md", PAPER),
        ("old/c.md", PAPER),
    ]);
    let run = |args: &[&str]| claimlint(folder.path(), args);
    assert_eq!(run(&["check", "a.md"]).status.code(), Some(0));
    assert_eq!(run(&["check", "b.md"]).status.code(), Some(1));
    assert_eq!(run(&["check", "b.md", "--fail-on", "never"]).status.code(), Some(0));
    assert_eq!(run(&["check", "a.md", "--config", "fail-on=error"]).status.code(), Some(1));
    let all = said(&run(&["check"]));
    assert!(all.contains("\nb.md:3:29: error") && !all.contains("old/c.md"), "{all}");
    assert!(said(&run(&["check", "old/c.md"])).contains("old/c.md:3:29"));
    let all = said(&run(&["check", "--config", "exclude=b.md"]));
    assert!(!all.contains("b.md:") && all.contains("old/c.md"), "{all}");
    let off = run(&["check", "b.md", "--level", "notes=off,coverage=off"]);
    assert_eq!(off.status.code(), Some(0), "{}", said(&off));
}

#[test]
fn the_claims_file_has_its_say_between_file_and_flag() {
    let claims = "draft \"a.md\"\n    reach sentence\n";
    let text = "# Trade\n\nExports grew by 12% in 2014. Imports fell by 3% in 2014.[^1]\n\n[^1]: Customs Office, Annual Report 2014.\n";
    let config = ("claimlint.toml", "reach = \"paragraph\"\nformat = \"concise\"\n");
    let with = folder(&[config, ("a.md", text), ("a.claims", claims)]);
    let without = folder(&[config, ("a.md", text)]);
    let uncited = |folder: &tempfile::TempDir, args: &[&str]| {
        said(&claimlint(folder.path(), &[&["check", "a.md"], args].concat())).contains("statistic-uncited")
    };
    assert!(uncited(&with, &[]));
    assert!(!uncited(&without, &[]));
    assert!(!uncited(&with, &["--reach", "paragraph"]));
    assert!(!uncited(&with, &["--config", "reach=paragraph"]));
}

#[test]
fn notes_and_lists_in_other_files_are_found_from_the_configuration() {
    let folder = folder(&[
        (
            "claimlint.toml",
            "[[overrides]]\npaths = [\"texts/a.md\"]\nendnotes = \"texts/notes.md\"\n[[overrides]]\npaths = [\"b.md\"]\nendnotes = [\"gone.md\", \"../x.md\"]\noutlets = \"list.toml\"\n",
        ),
        ("texts/a.md", "# Trade\n\nExports grew by 12% in 2014.[^1]\n"),
        ("texts/notes.md", "[^1]: Customs Office, Annual Report 2014.\n"),
        ("b.md", PAPER),
        ("list.toml", "[[outlet]]\nname = \"A\"\nkind = \"wire\"\n"),
    ]);
    let output = claimlint(folder.path(), &["check", "texts/a.md", "--only", "note-undefined"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = claimlint(folder.path(), &["show", "texts/a.md"]);
    assert!(said(&output).contains("1 notes"), "{}", said(&output));
    let output = claimlint(folder.path(), &["check", "b.md"]);
    assert_eq!(output.status.code(), Some(2));
    let text = said(&output);
    assert!(text.contains("claimlint.toml:6: `gone.md`: there is no such file"), "{text}");
    assert!(text.contains("`../x.md` is outside this file's folder"), "{text}");
}

#[test]
fn names_are_guessed_wherever_they_are_typed() {
    let folder = folder(&[("paper.md", PAPER)]);
    for (args, expected) in [
        (&["check", "papre.md"][..], "did you mean `paper.md`?"),
        (&["check", "paper.txt"], "did you mean `paper.md`?"),
        (&["explain", "sorces"], "did you mean `sources`?"),
        (&["check", "--only", "note-undefind"], "did you mean `note-undefined`?"),
        (&["check", "--level", "notes=errr"], "did you mean `error`?"),
        (&["chek"], "'check'"),
        (&["check", "--isolatd"], "'--isolated'"),
        (&["config", "papr.md"], "did you mean `paper.md`?"),
    ] {
        let output = claimlint(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(said(&output).contains(expected), "{args:?}: {}", said(&output));
    }
}

/// Write the file anew with `BLESS=1 cargo test`.
#[test]
fn the_schema_of_the_configuration_is_committed() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/config.schema.json");
    let schema = claimlint::inside::config::schema::schema();
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, &schema).expect("it is there");
    }
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(committed == schema, "grammar/config.schema.json is out of date: BLESS=1 cargo test");
}

/// The rows of the table of keys in docs/config.md.
fn rows() -> String {
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let row = |key: &claimlint::inside::config::keys::Key| {
        let default = key.default.map_or(String::new(), |word| format!("`{word}` "));
        format!("| `{}` | {} | {default}| {} |\n", key.name, yes(key.in_overrides), key.about)
    };
    KEYS.iter().map(row).collect()
}

/// Write the table anew with `BLESS=1 cargo test`.
#[test]
fn the_page_on_the_configuration_tells_the_truth() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/config.md");
    let page = fs::read_to_string(path).expect("it is there");
    let (start, end) = ("|---|---|---|---|\n", "| `extend` |");
    let (before, rest) = page.split_once(start).expect("the table is there");
    let (_, after) = rest.split_once(end).expect("the table ends");
    let fresh = format!("{before}{start}{}{end}{after}", rows());
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, &fresh).expect("it is there");
    }
    assert!(page == fresh, "the table of docs/config.md is out of date: BLESS=1 cargo test");
    let files = [("paper.md", PAPER), ("drafts/sketch.md", PAPER), ("report.md", PAPER)];
    let mut run = 0;
    for section in page.split("\n## ") {
        let folder = folder(&files);
        let mut command: Option<(String, Vec<String>)> = None;
        for block in section.split("\n```").skip(1).step_by(2) {
            let (head, body) = block.split_once('\n').expect("a fence has lines");
            match head.split_once(' ') {
                Some((kind, name)) => {
                    fs::write(folder.path().join(name), body).expect("a file");
                    if kind == "markdown" {
                        continue;
                    }
                    let text = claimlint::inside::text::Text::new(name, body);
                    let (_, faults) =
                        claimlint::inside::config::read(claimlint::inside::text::FileId::nth(0), &text, None);
                    assert_eq!(faults.is_empty(), kind == "toml", "{name}:\n{body}\n{faults:?}");
                }
                None => {
                    assert_eq!(head, "console");
                    for line in body.lines() {
                        if let Some(typed) = line.strip_prefix("$ claimlint ") {
                            shown(folder.path(), command.take(), &mut run);
                            command = Some((typed.to_owned(), Vec::new()));
                        } else if let Some((_, lines)) = &mut command {
                            lines.push(line.to_owned());
                        }
                    }
                    shown(folder.path(), command.take(), &mut run);
                }
            }
        }
    }
    assert!(run >= 6, "only {run} commands were found on the page");
}

/// A text with single spaces: how wide a column is follows from rules that come and go.
fn squeezed(text: &str) -> String {
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(words).collect::<Vec<_>>().join("\n")
}

/// Runs a command of the page; its lines must be printed in their order, `…`
/// stands for any.
fn shown(folder: &Path, command: Option<(String, Vec<String>)>, run: &mut usize) {
    let Some((typed, lines)) = command else { return };
    *run += 1;
    let mut args: Vec<&str> = typed.split(' ').collect();
    args.extend(["--width", "100", "--color", "never"]);
    let output = squeezed(&said(&claimlint(folder, &args)));
    let mut rest = output.as_str();
    for part in lines.split(|line| line == "…") {
        let part = squeezed(&part.join("\n"));
        let at = rest
            .find(&part)
            .unwrap_or_else(|| panic!("`{typed}` does not print:\n{part}\n-- but:\n{output}"));
        rest = &rest[at + part.len()..];
    }
}
