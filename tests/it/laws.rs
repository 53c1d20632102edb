//! House law: who may use whom, where files are read, what every rule must have.
//! Each invariant of ARCHITECTURE.md names its test; most of them are here.
#![allow(clippy::disallowed_methods, reason = "the test reads the source")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use claimlint::inside::rules::RULES;
use claimlint::inside::rules::groups::GROUPS;

/// Which module may use which others. An entry `a::b` allows that path only.
/// `lib.rs` and `main.rs` stand outside.
const MAY_USE: &[(&str, &[&str])] = &[
    ("ids", &[]),
    ("pattern", &[]),
    ("span", &["ids"]),
    ("needles", &[]),
    ("text", &["ids", "needles", "span"]),
    ("lexicon", &["needles", "span", "text"]),
    ("diagnostic", &["ids", "span"]),
    ("syntax", &["span", "text"]),
    ("pdf", &[]),
    ("draft", &["lexicon", "ids", "pdf", "span", "syntax", "text", "prose"]),
    ("prose", &["lexicon", "ids", "needles", "span"]),
    ("notes", &["lexicon", "ids", "pattern", "draft", "span", "text"]),
    ("compare", &["lexicon", "ids", "draft", "pdf", "span", "prose", "syntax", "text"]),
    ("verified", &["notes", "pattern", "span"]),
    ("argument", &["lexicon", "syntax"]),
    (
        "case",
        &[
            "lexicon",
            "ids",
            "argument",
            "catalogue",
            "diagnostic",
            "draft",
            "compare",
            "house",
            "notes",
            "options",
            "prose",
            "span",
            "syntax",
            "text",
            "verified",
        ],
    ),
    ("catalogue", &["house", "text"]),
    ("options", &["lexicon", "diagnostic", "house", "notes", "syntax"]),
    ("house", &["diagnostic", "prose", "span", "text"]),
    (
        "rules",
        &[
            "lexicon",
            "ids",
            "pattern",
            "argument",
            "case",
            "catalogue",
            "diagnostic",
            "draft",
            "compare",
            "notes",
            "prose",
            "span",
            "syntax",
            "text",
            "verified",
        ],
    ),
    (
        "check",
        &[
            "ids",
            "case",
            "diagnostic",
            "draft",
            "house",
            "notes",
            "options",
            "rules",
            "span",
            "syntax",
            "text",
        ],
    ),
    ("decide", &["ids", "case", "comments", "diagnostic", "draft", "span", "starter"]),
    ("starter", &["lexicon", "ids", "case", "draft", "compare", "notes", "prose", "syntax"]),
    (
        "report",
        &[
            "lexicon",
            "ids",
            "argument",
            "case",
            "check",
            "diagnostic",
            "draft",
            "compare",
            "house",
            "notes",
            "prose",
            "rules",
            "span",
            "syntax",
            "text",
            "verified",
        ],
    ),
    ("comments", &["ids", "diagnostic", "draft", "span", "text"]),
    ("config", &["check", "diagnostic", "prose", "report", "rules", "span", "syntax", "text"]),
    ("open", &["draft", "span", "syntax", "text"]),
    (
        "lsp",
        &[
            "ids",
            "argument",
            "case",
            "check",
            "decide",
            "diagnostic",
            "draft",
            "options",
            "report",
            "rules",
            "span",
            "starter",
            "syntax",
            "text",
        ],
    ),
    (
        "cli",
        &[
            "lexicon",
            "ids",
            "argument",
            "case",
            "check",
            "comments",
            "config",
            "decide",
            "diagnostic",
            "draft",
            "compare",
            "house",
            "lsp",
            "notes",
            "open",
            "report",
            "rules",
            "span",
            "starter",
            "syntax",
            "text",
            "verified",
        ],
    ),
];

/// Which floors of `cli` may use which others; each may use itself, but no command another.
const CLI_MAY_USE: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("flags", &["base"]),
    ("files", &["base", "flags"]),
    ("outside", &["base"]),
    ("run", &["base", "flags", "files", "outside"]),
    ("commands", &["base", "flags", "files", "outside", "run"]),
];

/// Crates that one part of the house alone may name.
const CRATE_LIVES_IN: &[(&str, &str)] = &[
    ("nom", "syntax/"),
    ("maud", "report/html/"),
    ("miette", "report/"),
    ("html5gum", "draft/html"),
    ("pulldown_cmark", "draft/markdown"),
    ("clap", "cli/"),
    ("clap_complete", "cli/"),
    ("clap_mangen", "cli/"),
    ("ignore", "cli/"),
    ("globset", "config/"),
    ("indicatif", "cli/"),
    ("tempfile", "cli/"),
    ("quick_xml", "draft/office"),
    ("zip", "draft/office"),
    ("encoding_rs", "open/"),
    ("hayro_interpret", "pdf/"),
    ("flate2", "pdf/"),
    ("ureq", "cli/outside/"),
    ("rustls", "cli/outside/"),
    ("rustls_native_certs", "cli/outside/"),
    ("biblatex", "draft/bibliography/"),
    ("serde_saphyr", "draft/bibliography/"),
    ("gen_lsp_types", "lsp/"),
    ("lsp_server", "lsp/"),
];

/// Words that only `cli` (and `main.rs`, which calls it) may write.
const ONLY_CLI: &[&str] = &[
    "std::fs",
    "std::env",
    "std::process",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "println!",
    "print!",
    "eprintln!",
    "eprint!",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
];

/// Sections of a rule's manual, in order.
const SECTIONS: [&str; 6] =
    ["What it checks", "Why it matters", "Example", "Instead", "Not flagged", "Authority"];

/// A source file: its path under `src/` with forward slashes, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The part of the house it belongs to: `rules` for `rules/x.rs` and `rules.rs`.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap_or("").trim_end_matches(".rs")
    }

    /// Its code without comments and without its test module at the end.
    fn code(&self) -> String {
        let text = self.text.split("\n#[cfg(test)]\nmod ").next().unwrap_or("");
        text.lines()
            .map(|line| {
                let comment = line.starts_with("//").then_some(0).or_else(|| line.find(" //"));
                &line[..comment.unwrap_or(line.len())]
            })
            .collect::<Vec<_>>()
            .join("\n")
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every `.rs` file under `src/`.
fn sources() -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the folder is readable") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let src = root().join("src");
    let mut paths = Vec::new();
    walk(&src, &mut paths);
    paths.sort();
    assert!(paths.len() > 10, "src/ was not found whole");
    paths
        .into_iter()
        .map(|path| Source {
            path: path.strip_prefix(&src).expect("it is below src").to_string_lossy().replace('\\', "/"),
            text: read(&path),
        })
        .collect()
}

/// Fails with all faults at once.
fn none(faults: &[String], law: &str) {
    assert!(faults.is_empty(), "{law}:\n  {}", faults.join("\n  "));
}

/// Whether `word` stands in `code` as a whole path or name, not inside a longer one.
fn names(code: &str, word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        !code[..at].ends_with(inside) && (word.ends_with('!') || !code[at + word.len()..].starts_with(inside))
    })
}

/// Whether a path in `code` begins with this crate: `nom::bytes`, not `economnom::`.
fn code_uses(code: &str, name: &str) -> bool {
    code.match_indices(&format!("{name}::"))
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
}

/// Paths after each `crate::`, groups in braces opened, at most two steps deep.
fn crate_paths(code: &str) -> BTreeSet<String> {
    paths_after(code, "crate::", 2)
}

/// Paths after each `head`, groups in braces opened, at most so many steps deep.
fn paths_after(code: &str, head: &str, deep: usize) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, word) in code.match_indices(head) {
        if !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            paths_at(&code[at + word.len()..], "", deep, &mut found);
        }
    }
    found
}

/// The rooms that a file's `super::` paths lead to: those that go up to the top, at
/// most two steps deep, as [`crate_paths`] gives them.
fn super_paths(path: &str, code: &str) -> BTreeSet<String> {
    let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
    let depth = module.split('/').count();
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("super::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            continue; // inside a longer path, whose beginning is read
        }
        let mut rest = &code[at..];
        let mut steps = 0;
        while let Some(further) = rest.strip_prefix("super::") {
            (rest, steps) = (further, steps + 1);
        }
        if steps >= depth {
            paths_at(rest, "", 2, &mut found);
        }
    }
    found
}

/// Reads `a::b`, `a::{b, c}` or `{a::b, c}` at the start of `rest`.
fn paths_at(rest: &str, before: &str, deep: usize, found: &mut BTreeSet<String>) {
    let rest = rest.trim_start();
    if let Some(inner) = rest.strip_prefix('{') {
        let (mut depth, mut start) = (0, 0);
        for (at, c) in inner.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    paths_at(&inner[start..at], before, deep, found);
                    start = at + 1;
                    if c == '}' {
                        return;
                    }
                }
                _ => {}
            }
        }
        return;
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    if word.is_empty() {
        return;
    }
    let path = match before {
        "" => word.to_string(),
        _ if word == "self" => before.to_string(),
        _ => format!("{before}::{word}"),
    };
    match after.strip_prefix("::") {
        Some(deeper) if path.matches("::").count() + 1 < deep => paths_at(deeper, &path, deep, found),
        _ => {
            found.insert(path);
        }
    }
}

#[test]
fn modules_use_only_those_below_them() {
    let table: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    let mut faults = Vec::new();
    let mut unused: BTreeSet<(&str, &str)> = MAY_USE
        .iter()
        .flat_map(|&(module, others)| others.iter().map(move |&other| (module, other)))
        .collect();
    assert_eq!(table.len(), MAY_USE.len(), "a room has two lines in MAY_USE");
    for source in sources() {
        let module = source.module();
        if matches!(module, "lib" | "main") {
            continue;
        }
        let Some(allowed) = table.get(module) else {
            faults.push(format!("{}: give `{module}` a line in MAY_USE", source.path));
            continue;
        };
        let code = source.code();
        for path in crate_paths(&code).union(&super_paths(&source.path, &code)) {
            let other = path.split("::").next().unwrap_or("");
            unused.retain(|&(from, to)| from != module || (to != other && to != path));
            if other != module && !allowed.contains(&other) && !allowed.contains(&path.as_str()) {
                faults.push(format!("{} uses crate::{path}", source.path));
            }
        }
    }
    none(&faults, "the table MAY_USE does not allow this");
    let unused: Vec<_> = unused.iter().map(|(module, other)| format!("{module}: {other}")).collect();
    none(&unused, "MAY_USE allows what no code uses; take it out");
}

/// The table of ARCHITECTURE.md is made from `MAY_USE`: `BLESS=1 cargo test`.
#[test]
fn architecture_shows_the_table_of_imports() {
    const HEAD: &str = "| module | may use |\n|---|---|\n";
    let path = root().join("ARCHITECTURE.md");
    let page = read(&path);
    let mut table = String::from(HEAD);
    for (module, others) in MAY_USE {
        let others: Vec<_> = others
            .iter()
            .map(|other| if other.contains(':') { format!("`{other}`") } else { (*other).to_owned() })
            .collect();
        let others = if others.is_empty() { "nothing".to_owned() } else { others.join(", ") };
        table.push_str(&format!("| {module} | {others} |\n"));
    }
    let start = page.find(HEAD).expect("the table is there");
    let end = page[start..].find("\n\n").map_or(page.len(), |len| start + len + 1);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, format!("{}{table}{}", &page[..start], &page[end..])).expect("it can be written");
        return;
    }
    assert!(
        page[start..end] == table,
        "ARCHITECTURE.md: its table of imports is out of date: BLESS=1 cargo test"
    );
}

#[test]
fn paths_through_super_are_read() {
    let code =
        "use super::super::text::{self, nearest};\nuse super::super::super::span::Span;\nuse super::near;";
    let found = |path| super_paths(path, code).into_iter().collect::<Vec<_>>();
    assert_eq!(found("draft/docx/walk.rs"), ["span::Span"]);
    assert_eq!(found("draft/docx.rs"), ["span::Span", "text", "text::nearest"]);
    assert_eq!(found("draft/docx/mod.rs"), ["span::Span", "text", "text::nearest"]);
    assert_eq!(found("draft/a/b/c.rs"), [""; 0]);
}

/// The files of `cli` that each file of it names, as far as paths in the code say so; all below `cli/`, without
/// `.rs`. A folder's `mod.rs` stands for what it hands on; that of `cli` itself, which knows every command, is left out.
fn arrows_in_cli() -> BTreeMap<String, BTreeSet<String>> {
    let files: Vec<(String, String)> = sources()
        .iter()
        .filter_map(|source| {
            Some((source.path.strip_prefix("cli/")?.strip_suffix(".rs")?.to_owned(), source.code()))
        })
        .filter(|(name, _)| name != "mod")
        .collect();
    let known: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let mut arrows = BTreeMap::new();
    for (name, code) in &files {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut paths = paths_after(code, "crate::cli::", 3);
        paths.extend(paths_after(code, "super::", 2).iter().map(|path| format!("{folder}::{path}")));
        paths.extend(paths_after(code, "pub use ", 2).iter().map(|path| format!("{folder}::{path}")));
        let mut named = BTreeSet::new();
        for path in paths.iter().filter(|path| !path.starts_with("::")) {
            let steps: Vec<&str> = path.split("::").collect();
            let file = steps.iter().take(2).copied().collect::<Vec<_>>().join("/");
            match known.contains(file.as_str()) {
                true => named.insert(file),
                false => named.insert(format!("{}/mod", steps[0])),
            };
        }
        named.remove(name);
        arrows.insert(name.clone(), named);
    }
    arrows
}

/// The files that stand in a circle or lead to one: what leads to nothing else is taken away until nothing goes.
fn in_circles(arrows: &BTreeMap<String, BTreeSet<String>>) -> BTreeMap<&str, &BTreeSet<String>> {
    let mut left: BTreeMap<&str, &BTreeSet<String>> =
        arrows.iter().map(|(name, to)| (name.as_str(), to)).collect();
    while let Some(name) = left
        .iter()
        .find(|(_, to)| !to.iter().any(|other| left.contains_key(other.as_str())))
        .map(|(name, _)| *name)
    {
        left.remove(name);
    }
    left
}

#[test]
fn circles_are_seen() {
    let arrow = |from: &str, to: &[&str]| (from.to_owned(), to.iter().map(|&it| it.to_owned()).collect());
    let line: BTreeMap<String, BTreeSet<String>> =
        [arrow("a", &["b"]), arrow("b", &["c"]), arrow("c", &[])].into();
    assert!(in_circles(&line).is_empty());
    let ring: BTreeMap<String, BTreeSet<String>> =
        [arrow("a", &["b"]), arrow("b", &["c"]), arrow("c", &["b"]), arrow("d", &[])].into();
    assert_eq!(in_circles(&ring).into_keys().collect::<Vec<_>>(), ["a", "b", "c"]);
}

#[test]
fn the_floors_of_cli_are_kept_and_no_command_knows_another() {
    let table: BTreeMap<_, _> = CLI_MAY_USE.iter().copied().collect();
    let floor = |name: &str| name.split('/').next().unwrap_or("").to_owned();
    let mut faults = Vec::new();
    for (name, named) in arrows_in_cli() {
        let Some(allowed) = table.get(floor(&name).as_str()) else {
            faults.push(format!("cli/{name}.rs: give `{}` a line in CLI_MAY_USE", floor(&name)));
            continue;
        };
        for other in named {
            let inside = floor(&other) == floor(&name);
            if !inside && !allowed.contains(&floor(&other).as_str()) || inside && floor(&name) == "commands" {
                faults.push(format!("cli/{name}.rs uses cli/{other}.rs"));
            }
        }
    }
    none(&faults, "the table CLI_MAY_USE does not allow this");
}

/// The files below `room` that lie in a circle, or lead to one, with what they name of it.
fn circles(arrows: &BTreeMap<String, BTreeSet<String>>, room: &str) -> Vec<String> {
    let left = in_circles(arrows);
    left.iter()
        .map(|(name, to)| {
            let to: Vec<&str> =
                to.iter().map(String::as_str).filter(|other| left.contains_key(other)).collect();
            format!("{room}/{name}.rs → {}", to.join(", "))
        })
        .collect()
}

#[test]
fn no_files_of_cli_use_each_other_in_a_circle() {
    let arrows = arrows_in_cli();
    assert!(arrows.values().map(BTreeSet::len).sum::<usize>() > 100, "the arrows were not found");
    let faults = circles(&arrows, "cli");
    none(&faults, "these files of cli/ use each other in a circle, or lead to one");
}

/// The files that each file of `src/` names, without `.rs`. A folder's `mod.rs` goes by the name of the folder; that it
/// declares and hands on what lies in it is no arrow.
fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let name = |path: &str| path.trim_end_matches(".rs").trim_end_matches("/mod").to_owned();
    let files: BTreeMap<String, String> = sources()
        .iter()
        .filter(|source| !matches!(source.module(), "lib" | "main"))
        .map(|source| (name(&source.path), source.code()))
        .collect();
    let file = |path: &String| {
        let mut steps: Vec<&str> = path.split("::").collect();
        while !steps.is_empty() && !files.contains_key(&steps.join("/")) {
            steps.pop();
        }
        Some(steps.join("/")).filter(|file| !file.is_empty())
    };
    let mut arrows = BTreeMap::new();
    for (name, code) in &files {
        let mut paths = paths_after(code, "crate::", 6);
        for (at, _) in code.match_indices("super::") {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
                continue; // inside a longer path, whose beginning is read
            }
            let (mut rest, mut folder) = (&code[at..], name.as_str());
            while let Some(further) = rest.strip_prefix("super::") {
                (rest, folder) = (further, folder.rsplit_once('/').map_or("", |(folder, _)| folder));
            }
            let mut found = BTreeSet::new();
            paths_at(rest, "", 6, &mut found);
            let folder = folder.replace('/', "::");
            paths.extend(found.into_iter().map(|path| match folder.as_str() {
                "" => path,
                folder => format!("{folder}::{path}"),
            }));
        }
        let below = format!("{name}/");
        let named = paths.iter().filter_map(file).filter(|file| file != name && !file.starts_with(&below));
        arrows.insert(name.clone(), named.collect());
    }
    arrows
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let arrows = arrows();
    assert!(arrows.values().map(BTreeSet::len).sum::<usize>() > 1500, "the arrows were not found");
    let faults = circles(&arrows, "src");
    none(
        &faults,
        "these files use each other in a circle, or lead to one: move what both need into a file below",
    );
}

#[test]
fn grouped_imports_are_read() {
    let code = "use crate::{\n    syntax::tree::{A, B},\n    text::{self, nearest},\n};\nlet x = crate::check::Options;";
    let expected = ["check::Options", "syntax::tree", "text", "text::nearest"];
    assert_eq!(crate_paths(code).into_iter().collect::<Vec<_>>(), expected);
    let code = "use crate::cli::base::{exit::Exit, write};\nuse super::flags;";
    let expected = ["base::exit::Exit", "base::write"];
    assert_eq!(paths_after(code, "crate::cli::", 3).into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn the_door_is_small_and_the_rooms_stand_behind_it() {
    let page = read(&root().join("src/lib.rs"));
    let modules: Vec<_> = page.lines().filter(|line| line.starts_with("pub mod ")).collect();
    assert_eq!(modules, ["pub mod inside {"], "a room is public: move it into `inside`");
    let names = page.split("\npub use ").skip(1).flat_map(|door| {
        let door = door.split(';').next().unwrap_or("");
        let names =
            door.split_once('{').map_or_else(|| door.rsplit("::").next().unwrap_or(""), |(_, names)| names);
        names.split(',').map(|name| name.trim_matches(['}', ' ', '\n'])).filter(|name| !name.is_empty())
    });
    let names: Vec<_> = names.collect();
    assert!(names.contains(&"check") && names.contains(&"Place"), "the door was not read whole: {names:?}");
    assert!(names.len() <= 60, "{} names are no small door", names.len());
}

#[test]
fn crates_stay_where_they_live() {
    let mut faults = Vec::new();
    for source in sources() {
        let code = source.code();
        for (name, home) in CRATE_LIVES_IN {
            if !source.path.starts_with(home) && code_uses(&code, name) {
                faults.push(format!("{} names {name}, which lives in {home}", source.path));
            }
        }
    }
    none(&faults, "a crate is named outside its home");
    let dependencies = dependencies();
    let gone: Vec<_> = CRATE_LIVES_IN
        .iter()
        .filter(|(name, _)| !dependencies.contains(&name.replace('_', "-")) && !dependencies.contains(*name))
        .map(|(name, _)| (*name).to_owned())
        .collect();
    none(&gone, "these have a home in CRATE_LIVES_IN and are no dependency");
}

#[test]
fn only_cli_reads_prints_or_asks_for_the_time() {
    let mut faults = Vec::new();
    for source in sources() {
        if source.module() == "cli" || source.path == "main.rs" {
            continue;
        }
        let code = source.code();
        for word in ONLY_CLI {
            if names(&code, word) {
                faults.push(format!("{}: {word}", source.path));
            }
        }
    }
    none(&faults, "only cli/ may do this");
}

#[test]
fn ids_come_from_lists() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.path != "ids.rs" && !source.path.contains("tests"))
    {
        for (number, line) in source.code().lines().enumerate().filter(|(_, line)| line.contains("Id::nth("))
        {
            faults.push(format!("src/{}:{}: {}", source.path, number + 1, line.trim()));
        }
    }
    none(
        &faults,
        "an id is made where a thing is pushed or walked over; elsewhere it may be that of another list",
    );
}

/// A range reckoned by hand from another's start, or an offset that becomes 0
/// where it does not fit: both put a finding in the wrong place without a word.
const BY_HAND: [&str; 2] =
    [r"Span \{[^{}]*\bstart: [\w.]*(start|shift|base) \+", r"u32::try_from\([^;]*?\)\s*\.unwrap_or\(0\)"];

#[test]
fn ranges_are_lifted_and_never_reckoned_by_hand() {
    let patterns = BY_HAND.map(|pattern| regex::Regex::new(pattern).expect("it compiles"));
    let slip = "Span { start: shift + span.start, end: u32::try_from(at).unwrap_or(0) }";
    assert!(patterns.iter().all(|pattern| pattern.is_match(slip)), "the patterns see a slip");
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.path != "span.rs") {
        let code = source.code();
        for hit in patterns.iter().flat_map(|pattern| pattern.find_iter(&code)) {
            let line = code[..hit.start()].matches('\n').count() + 1;
            faults.push(format!("src/{}:{line}: {}", source.path, hit.as_str()));
        }
    }
    none(&faults, "a range of words becomes one of the text around them by `Span::lift` or `Span::shifted`");
}

/// `pattern!` proves that what it compiles is a pattern; a house rule's faults are told to its writer.
#[test]
fn patterns_are_compiled_where_they_are_proved() {
    let may = |path: &str| path == "pattern.rs" || path == "house/read.rs";
    let compiles = |code: &str| ["Regex::new", "RegexBuilder", "RegexSet"].iter().any(|way| names(code, way));
    assert!(compiles("let found = Regex::new(words);"), "a slip is seen");
    let faults: Vec<_> = sources()
        .iter()
        .filter(|source| !may(&source.path) && compiles(&source.code()))
        .map(|source| format!("src/{}", source.path))
        .collect();
    none(&faults, "a pattern is declared with `pattern!` (src/pattern.rs), which tests that it compiles");
}

#[test]
fn every_rule_file_is_registered() {
    let codes: BTreeSet<_> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), RULES.len(), "two rules share a code");
    let rows: BTreeSet<_> = RULES.iter().map(|rule| format!("{}/{}", rule.group.name(), rule.code)).collect();
    let files: BTreeSet<_> = sources()
        .iter()
        .filter_map(|source| source.path.strip_prefix("rules/")?.strip_suffix(".rs")?.split_once('/'))
        .filter(|(_, name)| !matches!(*name, "mod" | "kit"))
        .map(|(group, name)| format!("{group}/{name}").replace('_', "-"))
        .collect();
    assert_eq!(rows, files, "group and code of RULES (left) and files of src/rules/ (right, _ as -) differ");
}

#[test]
fn every_rule_says_since_when_it_is_here() {
    let numbers = |version: &str| -> Vec<u32> {
        version.split('.').map(|part| part.parse().expect("a version is three numbers")).collect()
    };
    let now = numbers(env!("CARGO_PKG_VERSION"));
    for rule in RULES {
        let since = numbers(rule.since);
        assert!(since.len() == 3 && since <= now, "{}: since {}", rule.code, rule.since);
    }
}

#[test]
fn the_table_of_rules_goes_by_group() {
    let by_group: Vec<_> = GROUPS.iter().flat_map(|group| group.rules()).map(|rule| rule.code).collect();
    let table: Vec<_> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(table, by_group, "the lines `pub mod` of src/rules/mod.rs follow the order of GROUPS");
}

#[test]
fn rule_codes_are_kebab_case() {
    for rule in RULES {
        let sound = rule.code.split('-').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        assert!(sound, "{} is not kebab-case", rule.code);
        assert!(!rule.summary.is_empty(), "{} has no summary", rule.code);
        assert!(!rule.summary.contains('\n'), "{}: the summary is one line", rule.code);
    }
}

#[test]
fn every_manual_has_its_sections_in_order() {
    let mut faults = Vec::new();
    for rule in RULES.iter().filter(|rule| !rule.explain.is_empty()) {
        let mut fenced = false;
        let found: Vec<_> = rule
            .explain
            .lines()
            .filter(|line| {
                fenced ^= line.trim_start().starts_with("```");
                !fenced
            })
            .filter_map(|line| line.strip_prefix("## "))
            .map(str::trim)
            .collect();
        if found != SECTIONS {
            faults.push(format!("{}: {found:?}", rule.code));
        }
    }
    none(&faults, &format!("a manual has the sections {SECTIONS:?}, each headed `## `"));
}

#[test]
fn files_are_short_and_open_with_their_purpose() {
    let mut faults = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count();
        if lines > 600 {
            faults.push(format!("{}: {lines} lines, at most 600", source.path));
        }
        if !source.text.starts_with("//! ") {
            faults.push(format!("{}: begin with a line `//! what this is`", source.path));
        }
    }
    none(&faults, "house law");
}

#[test]
fn architecture_names_only_tests_that_exist() {
    let page = read(&root().join("ARCHITECTURE.md"));
    let table = page.split("\n## Invariants").nth(1).expect("the section is there");
    let table = table.split("\n##").next().unwrap_or("");
    let mut code: String = sources().into_iter().map(|source| source.text).collect();
    let mut folders = vec![root().join("tests/it")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is readable") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                code.push_str(&read(&path));
            }
        }
    }
    let named: Vec<_> = table
        .lines()
        .filter(|line| line.starts_with('|'))
        .filter_map(|line| line.trim_end_matches([' ', '|']).rsplit('|').next())
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    assert!(named.len() > 5, "the table of invariants was not found");
    let missing: Vec<_> =
        named.iter().filter(|name| !code.contains(&format!("fn {name}("))).map(ToString::to_string).collect();
    none(&missing, "ARCHITECTURE.md names tests that do not exist");
}

#[test]
fn every_dependency_is_justified() {
    let page = read(&root().join("ARCHITECTURE.md"));
    let mut faults: Vec<String> = dependencies()
        .into_iter()
        .filter(|name| page.matches(&format!("\n| {name} |")).count() != 1)
        .map(|name| format!("{name}: {} rows", page.matches(&format!("\n| {name} |")).count()))
        .collect();
    // And none is justified that is no longer there.
    let table =
        page.split("\n| crate |").nth(1).expect("the table is there").split("\n\n").next().unwrap_or("");
    let names = table.lines().skip(2).filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
    faults.extend(
        names.filter(|name| !dependencies().contains(*name)).map(|name| format!("{name}: no dependency")),
    );
    none(&faults, "ARCHITECTURE.md says once of each dependency why it is here, and of no other");
}

/// The names of all dependencies, those for tests and building too.
fn dependencies() -> BTreeSet<String> {
    let mut inside = false;
    let mut names = BTreeSet::new();
    for line in read(&root().join("Cargo.toml")).lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if inside && let Some((name, _)) = line.split_once(" = ") {
            names.insert(name.to_owned());
        }
    }
    names
}
