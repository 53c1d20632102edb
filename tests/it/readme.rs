//! The README tells the truth: its table of rules is the program's own, and
//! what it shows under a command is what the command prints.
//!
//! `BLESS=1 cargo test --test it readme` writes both anew.

use std::fs;
use std::process::Command;

const START: &str = "<!-- rules:start -->\n";
const END: &str = "<!-- rules:end -->";
const RUN: &str = "$ cargo run --release -- ";

fn path(name: &str) -> String {
    format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// What the command line after `cargo run --release --` prints on standard output.
fn printed(line: &str) -> String {
    let line = line.split("  #").next().unwrap_or("").trim();
    // Words in double quotes are one word, as in a shell.
    let parts = line.split('"').enumerate();
    let args: Vec<&str> = parts
        .flat_map(|(index, part)| match index % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        })
        .collect();
    // Waivers and lists grow old: what is shown was printed on this day.
    let dated = ["check", "coverage"].contains(&args.first().copied().unwrap_or(""));
    let day: &[&str] = if dated { &["--today", "2026-11-24"] } else { &[] };
    let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(args)
        .args(day)
        .args(["--width", "100", "--color", "never"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("COLUMNS")
        .output()
        .expect("the command starts");
    // A command that could not run says so on the other stream.
    let shown = if output.stdout.is_empty() { output.stderr } else { output.stdout };
    String::from_utf8(shown).expect("output is UTF-8")
}

/// The map that the README shows is the one that the program draws.
#[test]
fn the_map_is_the_programs_own() {
    let drawn = printed("graph claims/japan-cyber.txt --format svg");
    if std::env::var_os("BLESS").is_some() {
        fs::write(path("docs/japan-cyber.svg"), &drawn).expect("the map is written");
    }
    let kept = fs::read_to_string(path("docs/japan-cyber.svg")).expect("the map is there");
    assert!(kept == drawn, "run: BLESS=1 cargo test --test it readme");
}

/// The README with its table of rules and its shown outputs as they are today.
///
/// In a `console` block, lines below a command are its output. A line `…` in
/// them stands for lines left out: the lines around it must follow each other
/// in this order. On update a block with `…` keeps its choice of lines by
/// their first words, so it is edited by hand where that fails.
fn stale(readme: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut command: Option<String> = None;
    let mut shown: Vec<String> = Vec::new();
    let mut inside = false;
    let finish = |command: &mut Option<String>, shown: &mut Vec<String>, wrong: &mut Vec<String>| {
        if let Some(line) = command.take()
            && shown.iter().any(|line| !line.trim().is_empty())
        {
            let output = printed(&line);
            let mut rest = output.as_str();
            for part in shown.split(|line| line.trim() == "…") {
                let part = part.join("\n");
                let part = part.trim_matches('\n');
                match rest.find(part) {
                    Some(at) => rest = &rest[at + part.len()..],
                    None => {
                        wrong.push(format!("`{line}` does not print:\n{part}\n-- but:\n{output}"));
                        break;
                    }
                }
            }
        }
        shown.clear();
    };
    for line in readme.lines() {
        if line.starts_with("```") {
            finish(&mut command, &mut shown, &mut wrong);
            inside = line == "```console";
        } else if inside && line.starts_with("$ ") {
            finish(&mut command, &mut shown, &mut wrong);
            command = line.strip_prefix(RUN).map(str::to_owned);
        } else if inside {
            shown.push(line.to_owned());
        }
    }
    wrong
}

#[test]
fn the_table_of_rules_is_the_programs_own() {
    let readme = fs::read_to_string(path("README.md")).expect("the README");
    let (head, rest) = readme.split_once(START).expect("the start of the table");
    let (_, tail) = rest.split_once(END).expect("the end of the table");
    let table = format!("{head}{START}{}{END}{tail}", printed("rules --format markdown"));
    if std::env::var_os("BLESS").is_some() {
        fs::write(path("README.md"), table).expect("the README can be written");
    } else {
        assert!(table == readme, "run: BLESS=1 cargo test --test it readme");
    }
}

#[test]
fn shown_output_is_what_is_printed() {
    let readme = fs::read_to_string(path("README.md")).expect("the README");
    let wrong = stale(&readme);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
