//! Completions, manual pages, `doctor`, `--version`, the badge and the ratchet.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::tool::{claimlint, said};

const DRAFT: &str = "Prices fell.[^1] Exports grew by 12% in 2014. Imports grew by 9% in 2015.[^1]\n\n[^1]: Adam Smith, *Prices* (London: Murray, 2014), 3.\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.md"), DRAFT).expect("a file");
    folder
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_shell_has_completions() {
    let folder = folder();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = claimlint(folder.path(), &["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        let script = said(&output);
        for word in ["check", "baseline", "doctor", "fail-under"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
    let script = said(&claimlint(folder.path(), &["completions", "bash"]));
    let parsed = Command::new("bash").args(["-n", "-c", &script]).output();
    assert!(parsed.is_ok_and(|output| output.status.success()));
    let output = claimlint(folder.path(), &["completions", "fsh"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("'fish'"), "{}", said(&output));
}

#[test]
fn every_command_has_a_manual_page_and_none_is_written_over() {
    let folder = folder();
    let pages = folder.path().join("man");
    let man = |more: &[&str]| claimlint(folder.path(), &[&["man", "--dir", "man"], more].concat());
    let output = man(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let help = said(&claimlint(folder.path(), &["--help"]));
    let commands =
        help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a list");
    // That of the program, and those of `rules test` and `comments read`, commands of commands.
    let mut count = 3;
    assert!(read(&pages, "claimlint-comments-read.1").contains("How answers are read"));
    assert!(read(&pages, "claimlint-rules-test.1").contains("examples"));
    for command in commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
        let name = command.split_whitespace().next().expect("a name");
        if name != "help" {
            let page = read(&pages, &format!("claimlint-{name}.1"));
            assert!(page.contains(&format!(".TH claimlint-{name} 1")), "{page}");
            count += 1;
        }
    }
    assert!(count > 15, "{commands}");
    assert_eq!(fs::read_dir(&pages).expect("it reads").count(), count);
    assert_eq!(read(&pages, "claimlint.1"), said(&claimlint(folder.path(), &["man"])));
    assert!(said(&man(&[])).contains("0 of"), "what is there is left alone");

    fs::write(pages.join("claimlint.1"), "mine").expect("a file");
    fs::remove_file(pages.join("claimlint-check.1")).expect("it is there");
    let output = man(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("man/claimlint.1 exists and differs"), "{}", said(&output));
    assert_eq!(read(&pages, "claimlint.1"), "mine");
    assert!(!pages.join("claimlint-check.1").exists(), "nothing was written");
    assert_eq!(man(&["--force"]).status.code(), Some(0));
    assert!(read(&pages, "claimlint.1").contains(".TH claimlint 1"));
}

#[test]
fn a_version_is_short_or_whole() {
    let folder = folder();
    let number = env!("CARGO_PKG_VERSION");
    assert_eq!(said(&claimlint(folder.path(), &["-V"])), format!("claimlint {number}\n"));
    let long = said(&claimlint(folder.path(), &["--version"]));
    assert!(long.starts_with(&format!("claimlint {number}\ncommit:   ")), "{long}");
    assert!(long.contains("\ntarget:   ") && long.contains("\nprofile:  "), "{long}");
}

#[test]
fn doctor_tells_what_a_report_needs_and_nothing_private() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("home/anna.secret");
    let papers = home.join("papers");
    fs::create_dir_all(&papers).expect("a folder");
    let doctor = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
        command.arg("doctor").current_dir(&papers).env("HOME", &home).env("LANG", "de_DE.UTF-8");
        command.env("GITHUB_TOKEN", "hidden-word").output().expect("it starts")
    };
    let output = doctor();
    assert_eq!(output.status.code(), Some(0));
    let text = said(&output);
    assert!(!text.contains("anna.secret") && !text.contains("hidden-word"), "{text}");
    for words in
        ["~/papers", "markdown (md", "sarif", "LANG=de_DE.UTF-8", " error, ", "none found here or above"]
    {
        assert!(text.contains(words), "{words} is missing:\n{text}");
    }
    fs::write(papers.join("claimlint.toml"), "profile = \"legal\"\n").expect("a file");
    assert!(said(&doctor()).contains("~/papers/claimlint.toml; reads, profile legal"), "{}", said(&doctor()));
    fs::write(papers.join("claimlint.toml"), "profil = \"legal\"\n").expect("a file");
    let output = doctor();
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("cannot be read: 1 fault ("), "{}", said(&output));
}

/// PyPI has an unrelated tool of this name; whoever has both must learn which one answers.
#[cfg(unix)]
#[test]
fn doctor_names_another_program_of_this_name() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let folders = ["own", "other"].map(|name| folder.path().join(name));
    folders.iter().for_each(|folder| fs::create_dir_all(folder).expect("a folder"));
    symlink(env!("CARGO_BIN_EXE_claimlint"), folders[0].join("claimlint")).expect("a link");
    let doctor = |paths: &[&std::path::PathBuf]| {
        let paths = std::env::join_paths(paths).expect("a PATH");
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
        said(&command.arg("doctor").env("PATH", paths).output().expect("it starts"))
    };
    let [own, other] = [&folders[0], &folders[1]];
    assert!(doctor(&[own, other]).contains("this program and no other of its name"));
    assert!(doctor(&[other]).contains("on the PATH     no program of this name"));
    fs::write(other.join("claimlint"), "#!/usr/bin/python3\n").expect("a file");
    let text = doctor(&[own, other, other]);
    assert_eq!(text.matches("another program at ").count(), 1, "{text}");
    assert!(!text.contains("finds first"), "{text}");
    let text = doctor(&[other, own]);
    assert!(text.contains("other/claimlint, which a shell finds first"), "{text}");
}

#[test]
fn a_badge_is_written_over_a_badge_and_nothing_else() {
    let folder = folder();
    let badge = |name: &str| claimlint(folder.path(), &["coverage", "a.md", "--badge", name]);
    assert_eq!(badge("b.svg").status.code(), Some(0));
    let first = read(folder.path(), "b.svg");
    assert!(first.starts_with("<svg ") && first.contains("<title>claims covered: "), "{first}");
    fs::write(folder.path().join("a.md"), DRAFT.replace("2014.", "2014.[^1]")).expect("a file");
    assert_eq!(badge("b.svg").status.code(), Some(0));
    assert!(read(folder.path(), "b.svg").contains(">100%</text>"));
    for (name, content) in [("mine.svg", b"<svg/>".as_slice()), ("mine.png", b"\x89PNG\xff"), ("empty", b"")]
    {
        fs::write(folder.path().join(name), content).expect("a file");
        let output = badge(name);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(said(&output).contains("is not a badge of claimlint"), "{}", said(&output));
        assert_eq!(fs::read(folder.path().join(name)).expect("it is there"), content);
    }
    let output = claimlint(folder.path(), &["coverage", "none.md", "--badge", "c.svg"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("c.svg").exists(), "{}", said(&output));
}

#[test]
fn a_ratchet_fails_below_its_floor_and_only_rises() {
    let folder = folder();
    let path = folder.path();
    let write = |content: &str| fs::write(path.join("a.md"), content).expect("a file");
    let raise = || claimlint(path, &["coverage", "--ratchet", "floor", "--write"]);
    let check = || claimlint(path, &["check", "--fail-on", "never", "--ratchet", "floor"]);
    let floor =
        || read(path, "floor").lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
    let output = check();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("`claimlint coverage --ratchet floor --write` creates it"),
        "{}",
        said(&output)
    );

    assert_eq!(raise().status.code(), Some(0), "{}", said(&raise()));
    let first = floor();
    assert!(first.ends_with("\ta.md") && !first.starts_with("100"), "{first}");
    assert_eq!(check().status.code(), Some(0), "{}", said(&check()));

    write(&DRAFT.replace("2014.", "2014.[^1]"));
    let output = check();
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("floor: 1 floor can be raised; "), "{}", said(&output));
    assert_eq!(floor(), first, "looking raises nothing");
    assert!(said(&raise()).contains("floor: 1 floor raised"), "it rises");
    assert_eq!(floor(), "100.0\ta.md");

    write(DRAFT);
    for output in [check(), raise(), claimlint(path, &["coverage", "--ratchet", "floor"])] {
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains("the floor in floor is 100%"), "{}", said(&output));
    }
    assert_eq!(floor(), "100.0\ta.md", "it never falls");
    let output = claimlint(path, &["coverage", "--ratchet", "floor", "--format", "json"]);
    assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok(), "JSON stays JSON");

    // A draft that is gone has no floor.
    fs::rename(path.join("a.md"), path.join("b.md")).expect("it moves");
    assert!(said(&raise()).contains("1 floor added, 1 removed"));
    for broken in ["100\n", "x\tb.md\n", "101\tb.md\n", "50\tb.md\n60\tb.md\n"] {
        fs::write(path.join("floor"), broken).expect("a file");
        for output in [check(), raise()] {
            assert_eq!(output.status.code(), Some(2), "{broken}");
            assert!(said(&output).contains("floor: line "), "{}", said(&output));
        }
        assert_eq!(read(path, "floor"), broken);
    }
    assert_eq!(claimlint(path, &["coverage", "--write"]).status.code(), Some(2));
}

/// What a shell offers after a line of words, the last of which is begun.
fn offered(shell: &str, folder: &Path, line: &[&str]) -> Option<Vec<String>> {
    let script = said(&claimlint(folder, &["completions", shell]));
    fs::write(folder.join("script"), script).expect("a file");
    let last = line.last().expect("a word");
    let driver = match shell {
        "bash" => format!(
            "source ./script; COMP_WORDS=({}); COMP_CWORD={}; _claimlint_names claimlint '{last}' '{}'; \
             printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            line.join(" "),
            line.len() - 1,
            line[line.len() - 2]
        ),
        "fish" => format!("source ./script; complete -C '{}'", line.join(" ")),
        _ => unreachable!("{shell} has no driver"),
    };
    let program = Path::new(env!("CARGO_BIN_EXE_claimlint")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let output =
        Command::new(shell).args(["-c", &driver]).current_dir(folder).env("PATH", path).output().ok()?;
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(words.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect())
}

/// Claims and sources are known to a shell that asks, and so are rules where one sets their level.
#[test]
fn shells_ask_for_names() {
    let folder = folder();
    let claims = "draft \"a.md\"\n    thesis fell\n\nsource smith [1] \"Prices\"\n\n\
                  claim fell \"Prices fell.\" at \"Prices fell\"\n    cites smith\n\nassume fair \"All is fair.\"\n";
    fs::write(folder.path().join("a.claims"), claims).expect("a file");
    fs::create_dir(folder.path().join("deep")).expect("a folder");
    fs::write(folder.path().join("deep/b.claims"), "claim other \"It is.\"\n").expect("a file");
    for shell in ["bash", "fish"] {
        // Only bash is everywhere.
        let Some(found) = offered(shell, folder.path(), &["claimlint", "trace", "fa"]) else {
            assert_ne!(shell, "bash", "it is there");
            continue;
        };
        assert!(
            found.contains(&"fair".to_owned()) && !found.contains(&"fell".to_owned()),
            "{shell}: {found:?}"
        );
        let asked = |line: &[&str]| offered(shell, folder.path(), line).expect("it is there");
        assert!(asked(&["claimlint", "impact", "s"]).contains(&"smith".to_owned()), "{shell}");
        assert!(
            !asked(&["claimlint", "sign", "s"]).contains(&"smith".to_owned()),
            "{shell}: a source is not signed"
        );
        assert!(asked(&["claimlint", "graph", "--claim", "fe"]).contains(&"fell".to_owned()), "{shell}");
        assert!(asked(&["claimlint", "sign", "--in", "deep", "ot"]).contains(&"other".to_owned()), "{shell}");
        let levels = asked(&["claimlint", "check", "--level", "statistic-un"]);
        assert!(levels.contains(&"statistic-uncited=".to_owned()), "{shell}: {levels:?}");
        let rules = asked(&["claimlint", "explain", "statistic-un"]);
        assert!(rules.contains(&"statistic-uncited".to_owned()), "{shell}: {rules:?}");
    }
    let zsh = said(&claimlint(folder.path(), &["completions", "zsh"]));
    assert_eq!(zsh.matches(": _claimlint_names claims'").count(), 4, "trace, sign, graph and relink");
    assert_eq!(zsh.matches(": _claimlint_names entries'").count(), 1);
    assert!(zsh.contains(": _claimlint_names levels'") && zsh.contains("_claimlint_names() {"));
    fs::write(folder.path().join("script"), &zsh).expect("a file");
    if let Ok(parsed) = Command::new("zsh").args(["-n", "script"]).current_dir(folder.path()).output() {
        assert!(parsed.status.success(), "{}", said(&parsed));
    }
}

/// A claims file of a stranger gives a shell names and nothing that it would run.
#[test]
fn no_name_is_more_than_a_name() {
    let folder = folder();
    let hostile = "claim $(touch-x) \"A.\"\nclaim `id` \"B.\"\nclaim fine \"C.\"\nclaim a;b \"D.\"\n";
    fs::write(folder.path().join("a.claims"), hostile).expect("a file");
    let told = said(&claimlint(folder.path(), &["__complete", "claims"]));
    let plain = |c: char| c.is_alphanumeric() || "-_.\n".contains(c);
    assert!(told.lines().any(|name| name == "fine") && told.chars().all(plain), "{told}");
    assert!(!said(&claimlint(folder.path(), &["--help"])).contains("__complete"));
}
