//! House rules: docs/house-rules.md runs; faults are told in place; findings go through the gate like all others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use claimlint::inside::house::{House, KEYS, Over, PREFIX, read};
use claimlint::inside::rules::RULES;
use claimlint::inside::text::{FileId, Text};
use proptest::prelude::*;

use crate::tool::claimlint;

const PAGE: &str = include_str!("../../docs/house-rules.md");

const PAPER: &str = "# Ports\n\nThe law had an impact on prices. “An impactful law,” said Roe. The leverage ratio rose.\n\n\
                     Roe wrote of it.[^1]\n\n[^1]: Jane Roe, “Ports”, bit.ly/3xYz9.\n";

const CLAIMS: &str = "claim open \"The port was never closed.\"\n  at \"Roe wrote of it.\"\n";

/// The rules that the page shows.
fn shown() -> &'static str {
    let block = PAGE.split("```toml\n").nth(1).expect("the page has rules");
    block.split("```").next().expect("the block ends")
}

/// Exit status and both streams.
fn run(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = claimlint(folder, args);
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().expect("it ended by itself"), said)
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("a file");
    }
    folder
}

/// The findings of house rules, one a line, as `concise` tells them.
fn found(folder: &Path, more: &[&str]) -> Vec<String> {
    let args: Vec<&str> = ["check", "paper.md", "--format", "concise"].iter().chain(more).copied().collect();
    let said = run(folder, &args).1;
    said.lines().filter(|line| line.contains("[house-")).map(str::to_owned).collect()
}

/// Each fault as "line: message; help".
fn faults(words: &str) -> Vec<String> {
    let text = Text::new("house.rules.toml", words);
    let (_, faults) = read(FileId::nth(0), &text, &mut BTreeMap::new());
    faults.iter().map(|it| format!("{}: {}; {}", text.line(it.span().start), it.message, it.help)).collect()
}

fn rules_of(words: &str) -> House {
    let (rules, faults) = read(FileId::nth(0), &Text::new("r", words), &mut BTreeMap::new());
    assert!(faults.is_empty(), "{faults:?}");
    House::new(rules)
}

/// What one rule with these lines finds in a passage.
fn finds(lines: &str, passage: &str) -> Vec<String> {
    let house =
        rules_of(&format!("[[rule]]\nname = 'house-x'\nmessage = 'm'\nflag = 'a'\npass = 'b'\n{lines}\n"));
    house.find(Over::Passages, passage).iter().map(|(_, span)| passage[span.range()].to_owned()).collect()
}

#[test]
fn the_rules_of_the_page_pass_their_examples_and_find() {
    let folder = folder(&[
        ("claimlint.toml", "rules = [\"house.rules.toml\"]\n"),
        ("house.rules.toml", shown()),
        ("paper.md", PAPER),
        ("paper.claims", CLAIMS),
    ]);
    let (exit, said) = run(folder.path(), &["rules", "test"]);
    assert_eq!((exit, said.as_str()), (0, "3 rules, 9 examples: all pass\n"));
    let found = found(folder.path(), &[]);
    let expected = [
        "paper.claims:1:26: advice[house-claim-always] the claim says “never”",
        "paper.md:3:16: warning[house-impact] “impact on” is not a word of this house",
        "paper.md:7:26: error[house-short-link] the note gives a short link, `bit.ly/3xYz9`",
    ];
    for line in expected {
        assert!(found.iter().any(|found| found.starts_with(line)), "{line}\n{found:#?}");
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    assert!(run(folder.path(), &["rules"]).1.contains("house-claim-always  advice   the claim says"));
    let explained = run(folder.path(), &["explain", "house-short-link"]).1;
    assert!(explained.contains("short links die") && explained.contains("bit.ly/3xYz9"), "{explained}");
}

#[test]
fn the_page_names_every_key() {
    for (key, _) in KEYS {
        assert!(PAGE.contains(&format!("`{key}`")), "docs/house-rules.md does not tell of `{key}`");
    }
}

#[test]
fn no_shipped_rule_is_named_like_a_house_rule() {
    assert!(RULES.iter().all(|rule| !rule.code.starts_with(PREFIX)));
}

#[test]
fn levels_only_and_waivers_hold_for_house_rules() {
    let rules = ("house.rules.toml", shown());
    let config = "rules = \"house.rules.toml\"\n[levels]\nhouse = \"off\"\nhouse-impact = \"error\"\n";
    let one = folder(&[rules, ("claimlint.toml", config), ("paper.md", PAPER)]);
    let said = found(one.path(), &[]);
    assert!(said.len() == 1 && said[0].contains("error[house-impact]"), "{said:?}");
    assert_eq!(found(one.path(), &["--only", "house-short-link"]).len(), 1);
    assert_eq!(found(one.path(), &["--level", "house-impact=off"]).len(), 0);
    assert_eq!(found(one.path(), &["--only", "notes"]).len(), 0);
    assert_eq!(found(one.path(), &["--isolated"]).len(), 0);
    assert_eq!(found(one.path(), &["--isolated", "--rules", "house.rules.toml"]).len(), 2);

    let waived = PAPER.replace("The law", "<!-- claimlint: accept house-impact \"Asked for.\" -->\nThe law");
    let claims = "accept house-short-link on [1] \"It is shown as it was.\"\n  by \"Ann Roe\" on 2026-01-02 until 9999-12-31\n";
    let two = folder(&[rules, ("paper.md", &waived), ("paper.claims", claims)]);
    let args = ["check", "paper.md", "--rules", "house.rules.toml", "--format", "concise"];
    let (_, said) = run(two.path(), &args);
    assert!(
        !said.contains("[house-") && !said.contains("waiver-") && !said.contains("unknown-name"),
        "{said}"
    );
    // Without the rules there is nothing that it could waive.
    let (_, said) = run(two.path(), &["check", "paper.md", "--format", "concise"]);
    assert!(said.contains("there is no rule `house-impact`"), "{said}");
}

#[test]
fn the_baseline_and_the_formats_know_them() {
    let folder = folder(&[
        ("claimlint.toml", "rules = \"house.rules.toml\"\n"),
        ("house.rules.toml", shown()),
        ("paper.md", PAPER),
    ]);
    let sarif = run(folder.path(), &["check", "paper.md", "--format", "sarif"]).1;
    assert!(sarif.contains("\"ruleId\": \"house-impact\""), "{sarif}");
    for format in ["json", "jsonl", "junit", "checkstyle", "github", "gitlab", "rdjson", "markdown"] {
        let said = run(folder.path(), &["check", "paper.md", "--format", format]).1;
        assert!(said.contains("house-impact"), "{format}: {said}");
    }
    assert_eq!(run(folder.path(), &["baseline", "paper.md"]).0, 0);
    assert_eq!(found(folder.path(), &[]).len(), 0);
    let off = ["check", "paper.md", "--strict-baseline", "--level", "house=off"];
    assert!(
        !run(folder.path(), &off).1.contains("stale"),
        "a rule that is off proves nothing of its findings"
    );
}

#[test]
fn every_fault_of_a_file_is_told_at_once() {
    let words = r#"
[[rule]]
nam = "house-x"
pattern = 'a(b'
message = "x {mach}"
severity = "error"
flag = []

[[rule]]
name = "weasel"
pattern = "\bfoo\b"
words = ["a"]
level = "eror"
over = "note"
message = "m"
flag = "a"
pass = "b"

[[rule]]
name = "house-a"
pattern = '(?:\w{100}){100}'
message = "m"
flag = "a"
pass = "b"

[[rule]]
name = "house-a"
pattern = 'a(?=b)'
unless = 'x*'
message = "m"
flag = "a"
pass = "b"

[[rules]]
"#;
    let found = faults(words);
    let expected = [
        "2: this rule has no pass; add",
        "3: a rule has no key `nam`; did you mean `name`?",
        "4: this is not a valid pattern: unclosed group; write `\\`",
        "5: `{mach}` has no meaning here; write `{match}`",
        "6: a rule has no key `severity`; did you mean `level`?",
        "7: an example that must be found was expected, but this list is empty; write at least one",
        "10: the name of a house rule begins with `house-`, so that it never clashes with a shipped rule; write `name = \"house-weasel\"`",
        "11: in double quotation marks `\\b` is a backspace",
        "12: a rule has a pattern or words, not both",
        "13: there is no level `eror`; did you mean `error`?",
        "14: there is no kind of text `note`; did you mean `notes`?",
        "21: this pattern is too large when compiled",
        "27: there is already a rule `house-a`",
        "28: this is not a valid pattern: look-around",
        "29: this pattern matches no words at all",
        "34: there is no key `rules`; did you mean `rule`?",
    ];
    for expected in expected {
        assert!(found.iter().any(|found| found.starts_with(expected)), "{expected}\n{found:#?}");
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

#[test]
fn a_faulty_file_stops_the_run_and_a_failing_example_the_test() {
    let rule = "[[rule]]\nname = \"house-x\"\nwords = \"tide\"\nmessage = \"m\"\nflag = [\"The tides.\"]\npass = [\"A tide.\"]\n";
    let folder =
        folder(&[("r.toml", rule), ("bad.toml", "[[rule]]\nname = \"house-x\"\n"), ("paper.md", PAPER)]);
    let (exit, said) = run(folder.path(), &["check", "paper.md", "--rules", "bad.toml"]);
    assert!(
        exit == 2 && said.contains("bad.toml:2:8") && said.contains("this rule has no message"),
        "{said}"
    );
    let (exit, said) = run(folder.path(), &["check", "paper.md", "--rules", "gone.toml"]);
    assert!(exit == 2 && said.contains("gone.toml"), "{said}");
    let (exit, said) = run(folder.path(), &["rules", "test", "--rules", "r.toml"]);
    assert_eq!(exit, 1);
    assert!(said.contains("the rule does not find this example") && said.contains("r.toml:5:9"), "{said}");
    assert!(said.contains("the rule finds “tide” in an example that must pass"), "{said}");
    assert_eq!(run(folder.path(), &["rules", "test"]).0, 2);
    let (exit, said) = run(folder.path(), &["explain", "house-y", "--rules", "r.toml"]);
    assert!(exit == 2 && said.contains("did you mean `house-x`?"), "{said}");
    // A level for a rule that is in no file.
    fs::write(folder.path().join("claimlint.toml"), "rules = \"r.toml\"\n[levels]\nhouse-w = \"off\"\n")
        .expect("a file");
    let (exit, said) = run(folder.path(), &["check", "paper.md"]);
    assert!(
        exit == 2 && said.contains("claimlint.toml:3:1") && said.contains("did you mean `house-x`?"),
        "{said}"
    );
}

#[test]
fn words_are_whole_and_unless_silences_what_it_touches() {
    assert_eq!(
        finds("words = ['per cent', 'cent']", "A Per Cent, a cent, a percent, cents."),
        ["Per Cent", "cent"]
    );
    assert_eq!(finds("words = [\"don't\"]", "I don’t and don't."), ["don’t", "don't"]);
    assert_eq!(finds("words = ['état']", "L'État, l'état, l'ÉTAT, l'étatisme."), ["État", "état", "ÉTAT"]);
    assert_eq!(
        finds("pattern = 'impact'\nunless = 'impact factor'", "An impact factor has impact."),
        ["impact"]
    );
    let unless = "pattern = 'all'\nunless = '.*according to.*'";
    assert!(finds(unless, "It is all, according to Roe.").is_empty());
    assert_eq!(finds(unless, "It is all."), ["all"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// No file of rules and no text makes it panic, and what is found lies on letters' edges.
    #[test]
    fn nothing_panics(words in "\\PC{0,80}", pattern in "[a-z().*+?|\\[\\]{}0-9^$\\\\é\\-]{1,20}", text in "\\PC{0,120}") {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let rule = format!(
            "[[rule]]\nname = 'house-x'\nmessage = {}\npattern = {}\nunless = 'é'\nflag = 'a'\npass = 'b'\n\
             [[rule]]\nname = 'house-y'\nmessage = 'm'\nwords = [{}, 'é a', 'a']\nflag = 'a'\npass = 'b'\n",
            quoted(&words), quoted(&pattern), quoted(&words),
        );
        let (rules, faults) = read(FileId::nth(0), &Text::new("r", rule.as_str()), &mut BTreeMap::new());
        for fault in &faults {
            prop_assert!(rule.get(fault.span().range()).is_some());
        }
        let house = House::new(rules);
        for (_, span) in house.find(Over::Passages, &text) {
            prop_assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()));
        }
        let _ = read(FileId::nth(0), &Text::new("r", words.as_str()), &mut BTreeMap::new());
    }
}
