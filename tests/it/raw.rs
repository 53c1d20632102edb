//! Nothing that a file says reaches a terminal, a log or a spreadsheet raw: every command in
//! every format, over files that hold the same hostile words wherever a file can hold words.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output, Stdio};

/// What a stranger may write, each with a word by which it is known again in the output.
const PAYLOADS: [&str; 19] = [
    "\u{1b}[31mkilo01",
    "\u{1b}]0;kilo02\u{7}",
    "\u{1b}]8;;http://kilo03.example\u{1b}\\kilo03\u{1b}]8;;\u{1b}\\",
    "\u{1b}[2J\u{1b}[Hkilo04",
    "\u{9b}31mkilo05\u{85}",
    "kilo06\u{7}\u{8}\u{8}\u{8}\u{7f}",
    "kilo07\0",
    "kilo08\rover",
    "kilo09\n::error file=a::kilo09",
    "%0A::error::kilo10",
    "##[error]kilo11 ##vso[task.complete]x",
    "kilo12\u{202e}dekrow\u{202c}",
    "kilo13\u{2066}\u{2067}turned\u{2069}\u{200f}",
    "kilo14\u{2028}::warning::kilo14\u{2029}",
    "]]><script>kilo15</script>",
    "</details><img src=x onerror=kilo16>",
    "@kilo17 ${{ secrets.KILO17 }} `kilo17`",
    "=HYPERLINK(\"http://kilo18.example\")",
    "::add-mask::kilo19",
];

/// How each command is called; `FORMAT` stands for each of its formats. A command without a row fails.
const CALLS: &[(&str, &[&str])] = &[
    ("check", &[".", "--format", "FORMAT"]),
    ("check", &[".", "--statistics", "--color", "always"]),
    ("check", &[".", "--color", "always", "--show", "advice"]),
    ("check", &[".", "--diff", "--unsafe-fixes"]),
    ("check", &["DRAFT", "--against", "new.md"]),
    ("check", &["missing\u{1b}[31m\n::error::kilo"]),
    ("coverage", &[".", "--format", "FORMAT"]),
    ("coverage", &[".", "--fail-under", "100"]),
    ("baseline", &[".", "--baseline", "kept.baseline"]),
    ("show", &["DRAFT", "--format", "FORMAT"]),
    ("show", &["DRAFT", "--assertions"]),
    ("notes", &["DRAFT", "--format", "FORMAT"]),
    ("sources", &["DRAFT", "--format", "FORMAT"]),
    ("init", &["new.md", "--diff"]),
    ("init", &["DRAFT", "--update", "--diff"]),
    ("init", &["missing\u{1b}[31m\n::error::kilo"]),
    ("trace", &["rise", "DRAFT", "--format", "FORMAT"]),
    ("impact", &["rise", "--in", "DRAFT", "--format", "FORMAT"]),
    ("impact", &["--in", "DRAFT"]),
    ("graph", &["DRAFT", "--all", "--format", "FORMAT"]),
    ("sign", &["rise", "fall", "--by", "Ada Hull", "--in", "CLAIMS", "--diff"]),
    ("sign", &["kilo\u{1b}[31m\n::error::kilo", "--by", "Ada Hull", "--in", "CLAIMS"]),
    ("decide", &["DRAFT", "--from", "decisions.json"]),
    ("comments", &[]),
    ("comments read", &["answered.docx", "--in", "DRAFT"]),
    ("review", &["DRAFT", "--no-open", "--output", "page.htm"]),
    ("status", &[".", "--format", "FORMAT"]),
    ("relink", &["."]),
    ("renumber", &["."]),
    ("export", &["CLAIMS", "--format", "FORMAT"]),
    ("evidence", &[".", "--format", "FORMAT"]),
    ("pin", &[".", "--diff"]),
    ("verify", &["DRAFT", "--dry-run", "--titles"]),
    ("verify", &["DRAFT", "--dry-run", "--save", "kilo\u{1b}[31m\n::error::kilo"]),
    ("verify", &["DRAFT", "--show"]),
    ("fmt", &[".", "--diff"]),
    ("lsp", &[]),
    ("fmt", &[".", "--check"]),
    ("explain", &["house-kilo"]),
    ("explain", &["house"]),
    ("explain", &["statistic-uncited"]),
    ("explain", &["kilo\u{1b}[31m\n::error::kilo"]),
    ("outlets", &["--format", "FORMAT"]),
    ("lexicons", &["--format", "FORMAT"]),
    ("lexicons", &["hedge"]),
    ("rules", &["--format", "FORMAT"]),
    ("rules test", &[]),
    ("config", &["DRAFT", "--format", "FORMAT"]),
    ("schema", &[]),
    ("schema", &["--config"]),
    ("doctor", &[]),
    ("completions", &["bash"]),
    ("completions", &["zsh"]),
    ("man", &[]),
];

/// What `file` of a repository holds: all payloads, or only those that a string of the claims
/// file can hold, so that the second is read to its end.
struct Scene {
    folder: tempfile::TempDir,
    draft: String,
    claims: String,
}

fn quoted(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// A copy with a comment for each of these findings, and one whose finding is gone: answered, in hostile words.
fn answered(tokens: &[&str], words: &str) -> Vec<u8> {
    let words: String = words.chars().filter(|c| !c.is_control()).collect();
    let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let (mut body, mut comments) = (String::new(), String::new());
    for (nth, token) in tokens.iter().chain(&["0123456789abcdef:1"]).enumerate() {
        for id in [2 * nth, 2 * nth + 1] {
            body += &format!("<w:commentRangeStart w:id=\"{id}\"/>");
        }
        body += &super::office::build::r("Words. ");
        for id in [2 * nth, 2 * nth + 1] {
            body +=
                &format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>");
        }
        let verb = ["accept: ", "question: ", "checked: ", ""][nth % 4];
        let sign = format!("<w:p><w:r><w:t>claimlint {token}</w:t></w:r></w:p>");
        for (id, more, verb) in [(2 * nth, sign.as_str(), ""), (2 * nth + 1, "", verb)] {
            comments += &format!(
                "<w:comment w:id=\"{id}\" w:author=\"Ada {words}\" w:date=\"2026-01-01\"><w:p><w:r><w:t>{verb}{words}</w:t></w:r></w:p>{more}</w:comment>"
            );
        }
    }
    let mut file = super::office::build::Docx::new(&format!("<w:p>{body}</w:p>"));
    file.comments = comments;
    file.bytes()
}

impl Scene {
    fn new(whole: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str, content: &str| fs::write(folder.path().join(name), content).expect("a file");
        // A text with a zero byte is told to be no text.
        let fits = |words: &&str| {
            !words.contains('\0') && (whole || !words.contains(['\n', '\r', '"', '\u{85}', '\u{2028}']))
        };
        let words: Vec<&str> = PAYLOADS.into_iter().filter(fits).collect();
        let all = words.join(" ");
        let rise = format!("Fares rose by 12 per cent in 2011 {all}");
        let body: String = words
            .iter()
            .enumerate()
            .map(|(at, word)| {
                format!(
                    "In 20{:02}, about {at}1 per cent of {word} were “lost {word}” ferries.[^9] {word}\n\n",
                    at + 1
                )
            })
            .collect();
        let text = format!(
            "# Ferries {all}\n\n{rise}.[^1] The pier fell by 30 per cent.[^2]\n\n{body}[^1]: Ada {all}, *Crossings {all}* (Nesse: Sound Press, 2015).\n\
             [^2]: Ibid., {all}.\n[^3]: RT {all}, <https://rt.example/{all}>.\n"
        );
        let draft =
            if whole { "ferries.md".to_owned() } else { "f\u{1b}[31m\u{202e}e::error::kilo.md".to_owned() };
        let claims = draft.replace(".md", ".claims");
        let record = format!("{{\"id\":\"url:https://rt.example/\",\"why\":\"{all}\"\n");
        put(&draft.replace(".md", ".verified.jsonl"), &record);
        put(&draft, &text);
        put("new.md", &text);
        put("copy.txt", &format!("Crossings. {all} Fares rose."));
        put(
            &claims,
            &format!(
                "draft \"{draft}\"\n    thesis rise\nsource hull [^1] \"Crossings {all}\"\n    held \"copy.txt\"\n\
                 claim rise \"Fares rose by 12 per cent {all}.\"\n    at \"Fares rose by 12 per cent\"\n    because fall\n    \
                 cites hull states \"Fares rose by 12 per cent {all}\"\n    question \"{all}?\" by \"{all}\" on 2020-01-01\n\
                 claim fall \"=1+1 {all}\"\n    at \"The pier fell\"\n    cites hull states \"fell {all}\"\n    checked by \"@Bob {all}\" on 2020-01-01\n\
                 objection odd \"{all}\"\n    against rise\n{}",
                if whole { format!("{all}\nclaim {all} \"x\"\n    wrong {all}\n") } else { String::new() },
            ),
        );
        for name in [":: error::x", "::error title=kilo::y", "##[error]z", "l\u{9b}\n::error::kilo"] {
            put(
                &format!("{name}.md"),
                "Fares rose by 12 per cent in 2011.[^1]\n\n[^1]: A. Hull, *Crossings*.\n",
            );
            put(&format!("{name}.docx"), "no archive");
        }
        let all = quoted(&PAYLOADS.join(" "));
        put(
            "rows.toml",
            &format!(
                "name = \"list {all}\"\ndate = \"2026-01-01\"\n[[outlet]]\nname = \"RT {all}\"\nkind = \"state-controlled\"\nstate = [\"{all}\"]\ndomains = [\"rt.example\"]\nowner = \"{all}\"\nauthority = \"{all}\"\nas-of = \"2024-02\"\n"
            ),
        );
        put(
            "words.toml",
            &format!(
                "name = \"words {all}\"\n[[terms]]\nlist = \"hedge\"\ngroup = \"\"\nauthority = \"{all}\"\nwords = [\"kilo word\"]\n"
            ),
        );
        put(
            "house.toml",
            &format!(
                "[[rule]]\nname = \"house-kilo\"\nwords = [\"ferries\", \"lost\"]\nmessage = \"{all} {{match}}\"\nwhy = \"{all}\"\nhelp = \"{all}\"\nflag = [\"The ferries {all}.\"]\npass = [\"The pier {all}.\", \"The ferries.\"]\n"
            ),
        );
        put(
            "claimlint.toml",
            &format!(
                "rules = [\"house.toml\"]\noutlets = [\"rows.toml\"]\nlexicons = [\"words.toml\"]\n{}",
                if whole { "" } else { "[levels]\nhouse-kilo = \"warning\"\n" }
            ),
        );
        let all = PAYLOADS.join(" ");
        let decide = |kind: &str, decision: &str, claim: &str| {
            serde_json::json!({
                "kind": kind, "decision": decision, "on": "2026-01-01", "claim": claim, "reason": all,
                "until": "2027-01-01", "fingerprint": all, "rule": all, "about": all,
            })
        };
        let decisions = [
            decide("claim", "question", "rise"),
            decide("claim", "question", &all),
            decide("finding", "accept", ""),
        ];
        let decisions = serde_json::json!({
            "tool": "claimlint", "file": "decisions", "version": 1, "draft": draft, "sha256": all,
            "by": format!("Ada Hull {all}"), "decisions": decisions,
        });
        put("decisions.json", &decisions.to_string());
        let scene = Self { folder, draft, claims };
        let json = scene.run(&["check", "DRAFT", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
        let tokens =
            json["findings"].as_array().expect("findings").iter().filter_map(|it| it["fingerprint"].as_str());
        let tokens: Vec<&str> = tokens.collect();
        assert!(!tokens.is_empty(), "{json}");
        fs::write(scene.folder.path().join("answered.docx"), answered(&tokens, &all)).expect("a file");
        scene
    }

    fn run(&self, args: &[&str]) -> Output {
        let args = args.iter().map(|arg| match *arg {
            "DRAFT" => &self.draft,
            "CLAIMS" => &self.claims,
            arg => arg,
        });
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
        command.args(args).current_dir(self.folder.path()).env_remove("COLUMNS").stdin(Stdio::null());
        command.output().expect("it starts")
    }
}

/// The names of all commands, those below others too, and the formats of each.
fn commands() -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let mut open: Vec<(String, _)> = claimlint::inside::cli::commands()
        .get_subcommands()
        .map(|each| (each.get_name().to_owned(), each.clone()))
        .collect();
    while let Some((name, command)) = open.pop() {
        open.extend(
            command.get_subcommands().map(|each| (format!("{name} {}", each.get_name()), each.clone())),
        );
        let formats = command
            .get_arguments()
            .filter(|argument| argument.get_long() == Some("format"))
            .flat_map(|argument| argument.get_possible_values())
            .map(|value| value.get_name().to_owned());
        found.push((name, formats.collect()));
    }
    found
}

/// What is wrong with what a command said.
fn faults(said: &str, call: &[&str], into: &mut BTreeSet<String>) {
    let coloured = call.contains(&"always");
    let workflow = call.ends_with(&["--format", "github"]);
    let own = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("it compiles");
    for (number, line) in said.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mut fault = |why: &str| {
            into.insert(format!("{call:?} line {}: {why}: {line:?}", number + 1));
        };
        if line.contains("\u{1b}[31mkilo01") {
            fault("a colour of the author");
        }
        let line = if coloured { own.replace_all(line, "") } else { line.into() };
        for c in line.chars().filter(|c| *c != '\t') {
            let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if c.is_control() || turns {
                fault(&format!("U+{:04X}", u32::from(c)));
            }
        }
        let start = line.trim_start();
        let ours = [
            "error file=",
            "warning file=",
            "notice file=",
            "notice title=",
            "error title=",
            "warning title=",
        ];
        if let Some(name) =
            start.strip_prefix("::").filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            let may = workflow
                && ours.iter().any(|own| name.starts_with(own))
                && !name.starts_with("error file=a::kilo");
            if !may {
                fault("a command to a forge");
            }
        }
        if line.contains("##[") || line.contains("##vso[") {
            fault("a command to a forge, in the old form");
        }
    }
}

#[test]
fn nothing_a_file_says_comes_out_raw() {
    let known = commands();
    for (name, _) in &known {
        assert!(CALLS.iter().any(|(called, _)| called == name), "give `{name}` a row in CALLS");
    }
    let scenes = [Scene::new(true), Scene::new(false)];
    let mut wrong = BTreeSet::new();
    let mut told = String::new();
    for (name, args) in CALLS {
        let formats = known.iter().find(|(known, _)| known == name).map(|(_, formats)| formats.clone());
        let formats = formats.unwrap_or_else(|| panic!("there is no command `{name}`"));
        let turns = if args.contains(&"FORMAT") { formats } else { vec![String::new()] };
        assert!(!turns.is_empty(), "{name} has no formats");
        for format in &turns {
            let args = args.iter().map(|arg| if *arg == "FORMAT" { format } else { *arg });
            let call: Vec<&str> = name.split(' ').chain(args).collect();
            for scene in &scenes {
                let output = scene.run(&call);
                assert!(output.status.code().is_some_and(|code| code < 3), "{call:?}: {output:?}");
                let out = String::from_utf8_lossy(&output.stdout).into_owned();
                let err = String::from_utf8_lossy(&output.stderr);
                faults(&out, &call, &mut wrong);
                faults(&err, &call, &mut wrong);
                whole(&out, format, &call);
                told += &out;
                told += &err;
            }
        }
    }
    // They were there to be seen: each reached some output in its harmless form.
    for number in 1..=PAYLOADS.len() {
        assert!(told.contains(&format!("kilo{number:02}")), "payload {number} was shown nowhere");
    }
    let shown: Vec<&String> = wrong.iter().take(6).collect();
    assert!(wrong.is_empty(), "{} faults: {shown:#?}", wrong.len());
}

/// A format of data is still sound, and its values hold what the file said.
fn whole(out: &str, format: &str, call: &[&str]) {
    match format {
        "json" | "sarif" | "gitlab" | "rdjson" | "csl-json" if !out.is_empty() => {
            serde_json::from_str::<serde_json::Value>(out)
                .unwrap_or_else(|error| panic!("{call:?}: {error}"));
        }
        "toml" if !out.is_empty() => {
            toml::from_str::<toml::Value>(out).unwrap_or_else(|error| panic!("{call:?}: {error}"));
        }
        "csv" => {
            for cell in out.split("\",\"") {
                let cell = cell.trim_start_matches(['\r', '\n', '"']);
                assert!(!cell.starts_with(['=', '+', '-', '@']), "a formula: {cell}");
            }
        }
        "svg" | "markdown" | "junit" | "checkstyle" => {
            assert!(!out.contains("<script>") && !out.contains("<img"), "{call:?}: {out}");
        }
        _ => {}
    }
}

#[test]
fn a_value_of_json_is_what_the_file_says() {
    let scene = Scene::new(false);
    let output = scene.run(&["outlets", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let said = list["outlets"].to_string();
    assert!(said.contains("##[error]kilo11") && said.contains("\u{202e}dekrow"), "nothing is lost");
}

#[test]
fn a_file_is_handed_on_as_it_is_to_a_program_that_asks() {
    use std::io::Write;
    let claims = "claim x \"\u{202e}x ##[y]\"\n";
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
    let mut child =
        command.args(["fmt", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    child.stdin.take().expect("it listens").write_all(claims.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stdout), claims);
}
