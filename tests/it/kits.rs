//! The CI kits: they can be parsed, name only flags that exist, and their scripts
//! do what they say when they are run on a small repository.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use claimlint::inside::draft::READERS;
use serde_json::Value;

use crate::tool::said;

/// Flags that come with another part of this release; a script uses them only if asked to.
const PENDING: [&str; 2] = ["--since", "--staged"];

const DRAFT: &str = "Prices fell.[^1] Exports grew by 12% in 2014.\n\n[^1]: Adam Smith, *Prices* (London: Murray, 2014), 3.\n";

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("the kit is there")
}

fn yaml(name: &str) -> Value {
    serde_saphyr::from_str(&file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn claimlint(args: &[&str]) -> String {
    said(&Command::new(env!("CARGO_BIN_EXE_claimlint")).args(args).output().expect("it starts"))
}

/// Every `--flag` of a text.
fn flags(text: &str) -> BTreeSet<&str> {
    let starts = text.match_indices("--").map(|(at, _)| at);
    let starts = starts.filter(|&at| !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-'));
    let ends = |at: usize| text[at + 2..].find(|c: char| !c.is_ascii_lowercase() && c != '-');
    let words = starts.map(|at| &text[at..ends(at).map_or(text.len(), |end| at + 2 + end)]);
    words.filter(|word| word.len() > 2).collect()
}

/// Holds the flags of a script's lines that call `check` to its help.
fn flags_exist(script: &str) {
    let lines = script.lines().filter(|line| !line.contains("cargo") && !line.contains("--locked"));
    let lines = lines.filter(|line| !line.trim_start().starts_with('#') && !line.contains("--rev"));
    let script: String = lines.collect::<Vec<_>>().join("\n");
    let help = claimlint(&["check", "--help"]);
    let known = flags(&help);
    let used = flags(&script);
    assert!(!used.is_empty(), "{script}");
    for flag in used {
        // `claimlint --version`, and those that another part brings.
        let other = flag == "--version" || PENDING.contains(&flag);
        assert!(known.contains(flag) || other, "`claimlint check` has no {flag}");
    }
}

/// A repository, a runner's folder, and commands that stand before all others.
struct Runner {
    folder: tempfile::TempDir,
}

impl Runner {
    fn new() -> Self {
        let runner = Self { folder: tempfile::tempdir().expect("a folder") };
        for part in ["repository/docs", "runner", "bin"] {
            fs::create_dir_all(runner.path(part)).expect("a folder");
        }
        fs::write(runner.path("repository/docs/a paper.md"), DRAFT).expect("a file");
        assert!(
            Command::new("git").args(["init", "-q"]).current_dir(runner.path("repository")).status().is_ok()
        );
        runner
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// A command that only notes how it was called, then does `more`.
    fn stub(&self, name: &str, more: &str) {
        let path = self.path("bin").join(name);
        let calls = self.path("calls");
        let script = format!("#!/bin/sh\necho \"{name} $*\" >>'{}'\n{more}\n", calls.display());
        fs::write(&path, script).expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it can be set");
    }

    fn link_claimlint(&self) {
        let target = self.path("bin/claimlint");
        if !target.exists() {
            std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_claimlint"), target).expect("a link");
        }
    }

    fn run(&self, shell: &str, script: &str, variables: &[(&str, &str)]) -> Output {
        let paths = format!("{}:/usr/bin:/bin", self.path("bin").display());
        Command::new(shell)
            .args(["-e", "-c", script])
            .current_dir(self.path("repository"))
            .env_clear()
            .env("PATH", paths)
            .env("RUNNER_TEMP", self.path("runner"))
            .env("GITHUB_PATH", self.path("path"))
            .env("GITHUB_OUTPUT", self.path("output"))
            .env("GITHUB_STEP_SUMMARY", self.path("summary"))
            .envs(variables.iter().copied())
            .output()
            .expect("the shell starts")
    }
}

/// The scripts of the action's steps.
fn steps() -> Vec<String> {
    let action = yaml("action.yml");
    assert_eq!(action["runs"]["using"], "composite");
    let steps = action["runs"]["steps"].as_array().expect("a list");
    let inputs = action["inputs"].as_object().expect("inputs");
    for name in ["paths", "args", "version", "baseline", "since"] {
        assert!(inputs.contains_key(name) && inputs[name]["description"].is_string(), "{name}");
    }
    for step in steps {
        assert!(step["uses"].is_null(), "an action that is used must be pinned, and none is needed");
        assert_eq!(step["shell"], "bash");
        let run = step["run"].as_str().expect("a script");
        assert!(!run.contains("${{"), "what users type comes as a variable, never as a part of a script");
        for (_, value) in step["env"].as_object().expect("variables") {
            let value = value.as_str().expect("words");
            let named = value.split("inputs.").nth(1).and_then(|rest| rest.split([' ', '}']).next());
            assert!(named.is_none_or(|name| inputs.contains_key(name)), "{value}");
        }
    }
    steps.iter().map(|step| step["run"].as_str().unwrap_or_default().to_owned()).collect()
}

/// Variables of the step that checks, with these changes.
fn inputs<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let own = [
        ("CLAIMLINT_PATHS", "."),
        ("CLAIMLINT_ARGS", ""),
        ("CLAIMLINT_BASELINE", ""),
        ("CLAIMLINT_SINCE", ""),
        ("CLAIMLINT_SARIF", "claimlint.sarif"),
        ("CLAIMLINT_PAGE", ""),
        ("CLAIMLINT_FOLDER", "."),
    ];
    own.into_iter().chain(changes.iter().copied()).collect()
}

/// A `curl` that copies from a folder what is asked of `https://git.example`, and fails where there is nothing.
const CURL: &str = r#"while [ $# -gt 1 ]; do if [ "$1" = -o ]; then out="$2"; shift; fi; shift; done
cp "$RUNNER_TEMP/release/${1##*/}" "$out" 2>/dev/null || exit 22"#;

/// Puts a release on the stand-in for a forge: an archive with the program, and the list of checksums.
fn release(runner: &Runner, version: &str, sum: Option<&str>) {
    let name = format!("claimlint-{version}-x86_64-unknown-linux-gnu");
    let folder = runner.path("runner/release");
    fs::create_dir_all(folder.join(&name)).expect("a folder");
    let program = folder.join(&name).join("claimlint");
    fs::write(&program, "#!/bin/sh\necho claimlint of a release\n").expect("a file");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it can be set");
    let script = format!("tar -czf {name}.tar.gz {name} && sha256sum {name}.tar.gz >SHA256SUMS");
    let packed = Command::new("sh").args(["-c", &script]).current_dir(&folder).status();
    assert!(packed.is_ok_and(|status| status.success()));
    if let Some(sum) = sum {
        fs::write(folder.join("SHA256SUMS"), format!("{sum}  {name}.tar.gz\n")).expect("a file");
    }
}

#[test]
fn the_action_takes_a_release_and_builds_where_there_is_none() {
    let install = &steps()[0];
    let runner = Runner::new();
    runner.stub("cargo", "for word; do case $before in --root) root=$word ;; esac; before=$word; done\nmkdir -p \"$root/bin\"\nprintf '#!/bin/sh\\necho built' >\"$root/bin/claimlint\"\nchmod +x \"$root/bin/claimlint\"");
    runner.stub("curl", CURL);
    let source = runner.path("act ion");
    fs::create_dir_all(&source).expect("a folder");
    fs::write(source.join("Cargo.toml"), "[package]\nname = \"claimlint\"\nversion = \"9.8.7\"\n")
        .expect("a file");
    let source = source.to_string_lossy().into_owned();
    let run = |version: &str, more: &[(&str, &str)]| {
        let git = ("CLAIMLINT_GIT", "https://git.example/o/claimlint");
        let commit = if version.is_empty() { "v9.8.7" } else { version };
        let own = [
            ("CLAIMLINT_VERSION", version),
            ("CLAIMLINT_SOURCE", source.as_str()),
            ("CLAIMLINT_COMMIT", commit),
            ("CLAIMLINT_CACHE", ""),
            git,
        ];
        runner.run("bash", install, &own.iter().chain(more).copied().collect::<Vec<_>>())
    };
    let cargo = || {
        runner
            .read("calls")
            .lines()
            .filter(|line| line.starts_with("cargo "))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };

    // No release: it is built, from this commit or from one that is named.
    let output = run("", &[]);
    assert!(output.status.success() && said(&output).contains("no release 9.8.7"), "{}", said(&output));
    let output = run("abc123", &[]);
    assert!(output.status.success(), "{}", said(&output));
    let root = runner.path("runner/claimlint");
    assert_eq!(cargo()[0], format!("cargo install --locked --root {} --path {source}", root.display()));
    let git = "--git https://git.example/o/claimlint --rev abc123 claimlint";
    assert_eq!(cargo()[1], format!("cargo install --locked --root {} {git}", root.display()));
    assert_eq!(runner.read("path").lines().next(), Some(format!("{}/bin", root.display()).as_str()));
    // With a cache it is built once a commit.
    let kept = runner.path("kept").to_string_lossy().into_owned();
    let cache = [("CLAIMLINT_CACHE", kept.as_str())];
    for (commit, builds) in [("abc123", 3), ("abc123", 3), ("def456", 4)] {
        let output = run(commit, &cache);
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(cargo().len(), builds, "{commit}");
    }
    let output = run("0.9.0", &[]);
    assert_eq!(
        output.status.code(),
        Some(2),
        "a release that is asked for and is not there: {}",
        said(&output)
    );

    // A release: it is fetched, held to its checksum, and nothing is built.
    release(&runner, "9.8.7", None);
    let output = run("", &[]);
    assert!(output.status.success() && said(&output).contains("claimlint of a release"), "{}", said(&output));
    assert_eq!(cargo().len(), 4);
    assert!(runner.read("path").trim_end().ends_with("claimlint-9.8.7-x86_64-unknown-linux-gnu"));
    release(&runner, "9.8.7", Some(&"0".repeat(64)));
    let output = run("", &[]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("checksum") && cargo().len() == 4, "{}", said(&output));

    let bare = Runner::new();
    let output = bare.run("bash", install, &[("CLAIMLINT_VERSION", "installed"), ("CLAIMLINT_SOURCE", "")]);
    assert!(!output.status.success(), "there is none");
    bare.link_claimlint();
    let output = bare.run("bash", install, &[("CLAIMLINT_VERSION", "installed"), ("CLAIMLINT_SOURCE", "")]);
    assert!(output.status.success() && said(&output).starts_with("claimlint "), "{}", said(&output));
    assert!(!bare.path("path").exists());
}

#[test]
fn the_action_annotates_and_writes_its_reports() {
    let check = &steps()[1];
    flags_exist(check);
    let runner = Runner::new();
    runner.link_claimlint();
    fs::write(runner.path("summary"), "# Before\n").expect("a file");
    let output = runner.run("bash", check, &inputs(&[]));
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let annotation = "::warning file=docs/a paper.md,line=1,";
    assert_eq!(said(&output).matches(annotation).count(), 1, "{}", said(&output));
    let sarif: Value = serde_json::from_str(&runner.read("repository/claimlint.sarif")).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(1));
    let summary = runner.read("summary");
    assert!(summary.starts_with("# Before\n") && summary.contains("statistic-uncited"), "{summary}");
    assert_eq!(runner.read("output"), "sarif=./claimlint.sarif\npage=\nexit-code=1\n");

    // Flags on several lines, a path with a space, a baseline.
    let typed = [
        ("CLAIMLINT_ARGS", "--fail-on never\n--profile publication"),
        ("CLAIMLINT_PATHS", "docs/a paper.md\n"),
        ("CLAIMLINT_SARIF", "/dev/null"),
    ];
    let output = runner.run("bash", check, &inputs(&typed));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(runner.read("output").ends_with("sarif=/dev/null\npage=\nexit-code=0\n"));
    let output = runner.run("bash", check, &inputs(&[("CLAIMLINT_PAGE", "claimlint-review")]));
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(runner.read("output").ends_with("page=./claimlint-review\nexit-code=1\n"));
    assert!(runner.read("repository/claimlint-review/index.html").contains("claimlint review page"));
    let output = runner.run("bash", check, &inputs(&[("CLAIMLINT_BASELINE", "none")]));
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    // Nothing that is typed is run or taken for a flag.
    let output =
        runner.run("bash", check, &inputs(&[("CLAIMLINT_PATHS", "$(touch hit)\n--help\n`touch hit`")]));
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(!runner.path("repository/hit").exists());
}

#[test]
fn the_gitlab_job_writes_what_it_promises() {
    let template = yaml("kits/gitlab.yml");
    let job = &template["claimlint"];
    let script = |name: &str| job[name][0].as_str().expect("a script").to_owned();
    flags_exist(&script("script"));
    let runner = Runner::new();
    runner.link_claimlint();
    let own = template["variables"].as_object().expect("variables");
    let own: Vec<(&str, &str)> =
        own.iter().map(|(name, value)| (name.as_str(), value.as_str().expect("words"))).collect();
    let output = runner.run("sh", &script("script"), &own);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let reports = job["artifacts"]["reports"].as_object().expect("reports");
    for (kind, path) in reports {
        let path = path.as_str().expect("a path");
        let report = runner.read(&format!("repository/{path}"));
        match kind.as_str() {
            "codequality" => {
                let found: Value = serde_json::from_str(&report).expect("JSON");
                assert_eq!(found[0]["location"]["path"], "docs/a paper.md");
            }
            "junit" => assert!(report.contains("<testsuites"), "{report}"),
            other => panic!("nothing is known of {other}"),
        }
        assert!(job["artifacts"]["paths"].as_array().expect("paths").contains(&Value::from(path)));
    }
    assert_eq!(job["artifacts"]["when"], "always");

    let typed =
        own.iter().copied().chain([("CLAIMLINT_ARGS", "--fail-on never"), ("CLAIMLINT_PATHS", "docs")]);
    let output = runner.run("sh", &script("script"), &typed.collect::<Vec<_>>());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));

    let output = runner.run("sh", &script("before_script"), &own);
    assert!(output.status.success() && !runner.path("calls").exists(), "it already exists");
    let bare = Runner::new();
    bare.stub("cargo", "");
    // The wheel, by a stand-in for Python that makes a stand-in for pip.
    bare.stub("python3", "mkdir -p .claimlint/bin\nprintf '#!/bin/sh\\necho \"pip $*\" >>wanted\\n' >.claimlint/bin/pip\nchmod +x .claimlint/bin/pip");
    let output = bare.run("sh", &script("before_script"), &own);
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        bare.read("repository/wanted")
            .ends_with(&format!("claimlint-evidence=={}\n", env!("CARGO_PKG_VERSION")))
    );
    let built = Runner::new();
    built.stub("cargo", "");
    let typed =
        own.iter().copied().chain([("CLAIMLINT_GIT", "https://git.example/c.git"), ("CLAIMLINT_REV", "abc")]);
    let output = built.run("sh", &script("before_script"), &typed.collect::<Vec<_>>());
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(
        built.read("calls"),
        "cargo install --locked --root .claimlint --git https://git.example/c.git --rev abc claimlint\n"
    );
}

#[test]
fn the_hooks_know_every_ending_that_is_read() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hooks = hooks.as_array().expect("a list");
    let mut endings: BTreeSet<&str> = READERS
        .iter()
        // PDFs and books in a repository are copies of sources more often than drafts.
        .filter(|reader| !matches!(reader.name, "pdf" | "epub"))
        .flat_map(|reader| reader.extensions)
        .copied()
        .collect();
    endings.extend(["claims", "bib", "bibtex"]);
    let mut ids = Vec::new();
    for hook in hooks {
        let id = hook["id"].as_str().expect("an id");
        ids.push(id);
        // The wheel, in seconds; one is built, for a commit that is in no release.
        assert_eq!(hook["language"], if id == "claimlint-build" { "rust" } else { "python" });
        let files = hook["files"].as_str().expect("a pattern");
        if id == "claimlint-fmt" {
            assert_eq!(files, r"(?i)\.claims$");
        } else {
            let listed = files.strip_prefix(r"(?i)\.(").and_then(|rest| rest.strip_suffix(")$"));
            let listed: BTreeSet<&str> = listed.expect("a list of endings").split('|').collect();
            assert_eq!(listed, endings, "{id}: endings of the hook (left) and of READERS (right)");
            assert_eq!(hook["pass_filenames"], false);
        }
        let entry: Vec<&str> = hook["entry"].as_str().expect("a command").split(' ').collect();
        assert_eq!(entry[0], "claimlint");
        if entry.iter().any(|word| PENDING.contains(word))
            && !claimlint(&["check", "--help"]).contains("--staged")
        {
            continue;
        }
        let runner = Runner::new();
        runner.link_claimlint();
        fs::write(runner.path("repository/a.claims"), "draft   \"docs/a paper.md\"\n").expect("a file");
        let given = if hook["pass_filenames"] == false { "" } else { " a.claims" };
        let output = runner.run("sh", &format!("{}{given}", entry.join(" ")), &[]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{id}: {}", said(&output));
        assert_eq!(
            output.status.code() == Some(1),
            matches!(id, "claimlint" | "claimlint-build"),
            "{id}: {}",
            said(&output)
        );
    }
    assert_eq!(ids, ["claimlint", "claimlint-staged", "claimlint-fmt", "claimlint-build"]);
}

/// The instructions of a Dockerfile: continued lines joined, comments left out.
fn instructions() -> Vec<(String, String)> {
    let text = file("Dockerfile");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let joined = lines.join("\n").replace("\\\n", " ");
    let lines = joined.lines().filter(|line| !line.trim().is_empty());
    lines
        .filter_map(|line| line.split_once(' '))
        .map(|(word, rest)| (word.to_owned(), rest.to_owned()))
        .collect()
}

#[test]
fn the_image_builds_without_root() {
    const WORDS: [&str; 9] = ["FROM", "RUN", "COPY", "ARG", "WORKDIR", "USER", "ENTRYPOINT", "CMD", "ENV"];
    let all = instructions();
    let mut stages: Vec<&str> = Vec::new();
    let (mut user, mut last) = (String::new(), Vec::new());
    for (word, rest) in &all {
        assert!(WORDS.contains(&word.as_str()), "{word} is no instruction");
        match word.as_str() {
            "FROM" => {
                assert!(
                    !rest.contains(":latest") && (rest.contains(':') || rest.starts_with("scratch")),
                    "{rest}"
                );
                stages.extend(rest.split_once(" AS ").map(|(_, name)| name));
                user = "root".to_owned();
                last.clear();
            }
            "USER" => user.clone_from(rest),
            "COPY" => {
                if let Some(from) = rest.strip_prefix("--from=") {
                    let stage = from.split(' ').next().unwrap_or_default();
                    assert!(stages.contains(&stage), "there is no stage {stage}");
                }
            }
            "ENTRYPOINT" | "CMD" => last.extend(serde_json::from_str::<Vec<String>>(rest).expect("a list")),
            _ => {}
        }
    }
    assert_eq!(user, "65532:65532", "the last stage runs as nobody in particular");
    assert_eq!(stages, ["build", "binary", "static"]);
    let compiler =
        file("Cargo.toml").lines().find_map(|line| line.strip_prefix("rust-version = ").map(str::to_owned));
    let compiler = compiler.expect("Cargo.toml names it").trim_matches('"').to_owned();
    assert_eq!(all[0].1, format!("rust:{compiler}-alpine AS build"));

    // What it runs, with stand-ins; and what the finished image would run.
    let runner = Runner::new();
    for name in ["apk", "git", "adduser"] {
        runner.stub(name, "");
    }
    runner.stub("cargo", "mkdir -p target/dist && : >target/dist/claimlint");
    for (word, rest) in &all {
        if word == "RUN" {
            let output = runner.run("sh", rest, &[("CLAIMLINT_COMMIT", "abc")]);
            assert!(output.status.success(), "{rest}: {}", said(&output));
        }
    }
    assert!(runner.path("repository/target/dist/claimlint").exists());
    assert!(runner.read("calls").contains("cargo build --locked --profile dist --bin claimlint\n"));
    runner.link_claimlint();
    assert_eq!(last[0], "/usr/local/bin/claimlint");
    let output = runner.run("sh", &format!("claimlint {}", last[1..].join(" ")), &[]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}
