//! What people read first tells the truth: the README, the pages of `docs/` and their tables. What is shown under a
//! command is what the command prints, tables are the program's own, links lead somewhere, and figures are those measured.
//!
//! `BLESS=1 cargo test --test it pages` writes anew what is made.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::tool::said;

const RUN: &str = "$ claimlint ";
/// Pages whose commands run in the clone itself.
const IN_THE_CLONE: [&str; 2] = ["README.md", "docs/tour.md"];
/// Pages whose steps run in order in a folder of their own, with the files that they show.
const IN_A_FOLDER: [&str; 3] = ["docs/start-author.md", "docs/start-reviewer.md", "docs/recipes.md"];

fn page(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Holds what stands between two comments of a page to what it is made from, or writes it there.
fn held(name: &str, mark: &str, made: &str) {
    let (start, end) = (format!("<!-- {mark}:start -->\n"), format!("<!-- {mark}:end -->"));
    let old = page(name);
    let (head, rest) = old.split_once(&start).unwrap_or_else(|| panic!("{name} lacks {start}"));
    let (_, tail) = rest.split_once(&end).unwrap_or_else(|| panic!("{name} lacks {end}"));
    let new = format!("{head}{start}{made}{end}{tail}");
    if std::env::var_os("BLESS").is_some() {
        fs::write(path(name), new).expect("the page can be written");
    } else {
        assert!(new == old, "{name} is out of date: BLESS=1 cargo test --test it pages");
    }
}

fn path(name: &str) -> String {
    format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The words of a command line; those in double quotes are one, as in a shell.
fn words(line: &str) -> Vec<&str> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(index, part)| match index % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        })
        .collect()
}

/// What the command line after `claimlint` prints on standard output.
fn printed(line: &str) -> String {
    let line = line.split("  #").next().unwrap_or("").trim();
    let args = words(line);
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

/// The map that the tour shows is the one that the program draws.
#[test]
fn the_map_is_the_programs_own() {
    let drawn = printed("graph claims/japan-cyber.txt --format svg");
    if std::env::var_os("BLESS").is_some() {
        fs::write(path("docs/japan-cyber.svg"), &drawn).expect("the map is written");
    }
    let kept = fs::read_to_string(path("docs/japan-cyber.svg")).expect("the map is there");
    assert!(kept == drawn, "run: BLESS=1 cargo test --test it pages");
}

/// What a page shows that is not so.
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
    held("docs/rules.md", "rules", &printed("rules --format markdown"));
}

#[test]
fn the_grammar_on_the_page_is_the_one_that_is_read() {
    held("docs/language.md", "grammar", &format!("```ebnf\n{}```\n", page("grammar/claims.ebnf")));
}

/// What the README says of precision is the last row of what was measured on documents held back.
#[test]
fn the_readme_tells_what_was_measured() {
    let measured = page("docs/prose-real.md");
    let row = measured.lines().find_map(|line| line.strip_prefix("| all | ")).expect("the row of all rules");
    let cells: Vec<&str> = row.split(" | ").collect();
    let counts: Vec<u32> =
        cells[0].split(", ").map(|count| count.parse().expect("right, arguable, wrong")).collect();
    let [right, arguable, wrong] = counts[..] else { panic!("{row}") };
    let (found, wanted) = cells[1].split_once(" of ").expect("found of wanted");
    let all = right + arguable + wrong;
    let share = (f64::from(right + arguable) * 100.0 / f64::from(all)).round();
    let told = format!(
        "of {all} findings {right} were right, {arguable} arguable and {wrong} wrong ({share}% right or arguable), and \
         {found} of {wanted} faults were found.\n"
    );
    held("README.md", "measured", &told);
}

#[test]
fn shown_output_is_what_is_printed() {
    for name in IN_THE_CLONE {
        let wrong = stale(&page(name));
        assert!(wrong.is_empty(), "{name}: {}", wrong.join("\n\n"));
    }
}

/// The steps of a page, in order: files are written, commands are run and held to what is shown; `…` stands for anything.
#[test]
fn the_steps_of_the_pages_work() {
    for name in IN_A_FOLDER {
        let folder = tempfile::tempdir().expect("a folder");
        let page = page(name);
        let mut run = 0;
        for block in page.split("\n```").skip(1).step_by(2) {
            let (head, body) = block.split_once('\n').expect("it has lines");
            match head.split_once(' ') {
                Some((_, file)) => fs::write(folder.path().join(file), body).expect("a file"),
                None => {
                    assert_eq!(head, "console", "{name}");
                    for one in format!("\n{body}").split("\n$ claimlint ").skip(1) {
                        step(name, folder.path(), one);
                        run += 1;
                    }
                }
            }
        }
        assert!(run >= 3, "{name}: {run} commands");
    }
}

fn step(name: &str, folder: &Path, one: &str) {
    let (line, shown) = one.split_once('\n').unwrap_or((one, ""));
    let (typed, exit) = line.split_once("  # exit ").unwrap_or((line, "0"));
    let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(words(typed))
        .args(["--width", "100", "--color", "never"])
        .current_dir(folder)
        .env_remove("COLUMNS")
        .output()
        .expect("the command starts");
    let printed = said(&output);
    let code = output.status.code().map(|code| code.to_string());
    assert_eq!(code.as_deref(), Some(exit), "{name}: {typed}:\n{printed}");
    let mut rest = printed.as_str();
    for part in shown.split('…').map(|part| part.trim_matches('\n')) {
        let at = rest
            .find(part)
            .unwrap_or_else(|| panic!("{name}: {typed} does not print:\n{part}\n-- but:\n{printed}"));
        rest = &rest[at + part.len()..];
    }
}

/// Every Markdown page that people read, as a path from the top.
fn pages() -> Vec<String> {
    let mut pages: Vec<String> =
        ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md", "claims/README.md"]
            .map(str::to_owned)
            .to_vec();
    let docs = fs::read_dir(path("docs")).expect("the folder").flatten();
    let names = docs.map(|entry| entry.file_name().to_string_lossy().into_owned());
    pages.extend(names.filter(|name| name.ends_with(".md")).map(|name| format!("docs/{name}")));
    pages.sort();
    pages
}

/// The headings of a page as a forge names them in links.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut fenced = false;
    let lines = page.lines().filter(|line| {
        fenced ^= line.starts_with("```");
        !fenced && line.starts_with('#')
    });
    let plain = |line: &str| {
        let line = line.trim_start_matches('#').trim().to_lowercase();
        let kept = line.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    lines.map(plain).collect()
}

#[test]
fn links_lead_to_files_and_headings() {
    let mut dead = Vec::new();
    for name in pages() {
        let text = page(&name);
        let mut fenced = false;
        let open: Vec<&str> = text
            .lines()
            .filter(|line| {
                fenced ^= line.starts_with("```");
                !fenced
            })
            .collect();
        let open = open.join("\n");
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (at, _) in open.match_indices("](") {
            // What stands in code is an example.
            if open[..at].rsplit('\n').next().is_some_and(|line| line.matches('`').count() % 2 == 1) {
                continue;
            }
            let target = open[at + 2..].split([')', ' ', '\n']).next().unwrap_or("");
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { name.clone() } else { straight(&format!("{folder}/{file}")) };
            if !Path::new(&path(&file)).exists() {
                dead.push(format!("{name}: {target}"));
            } else if !heading.is_empty() && !anchors(&page(&file)).contains(heading) {
                dead.push(format!("{name}: {target} (no such heading)"));
            }
        }
    }
    assert!(dead.is_empty(), "dead links:\n  {}", dead.join("\n  "));
}

/// A path without `.` and `..`.
fn straight(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn the_site_has_every_page_and_the_readme_is_short() {
    let summary = page("docs/SUMMARY.md");
    let missing: Vec<String> = pages()
        .into_iter()
        .filter_map(|page| page.strip_prefix("docs/").map(str::to_owned))
        .filter(|page| page != "SUMMARY.md" && !summary.contains(&format!("]({page})")))
        .collect();
    assert!(missing.is_empty(), "docs/SUMMARY.md lacks {missing:?}");
    let readme = page("README.md");
    assert!(readme.len() <= 8 * 1024, "README.md has {} bytes", readme.len());
    for picture in ["docs/review-page.png", "docs/terminal.png"] {
        assert!(readme.contains(picture), "README.md shows {picture}");
        let about = fs::metadata(path(picture)).unwrap_or_else(|error| panic!("{picture}: {error}"));
        assert!(about.len() < 300 * 1024, "{picture} is small");
    }
}
