//! What was read is said first; where it is not enough, coverage is not known, the rules
//! that rest on it are held back, and no floor is passed.

use std::fs;
use std::process::Command;

use claimlint::inside::case::{Health, Unknown};
use claimlint::inside::check::{Input, Options, Report, check};
use claimlint::inside::draft::reader_named;
use claimlint::inside::rules::{RULES, Rests};
use claimlint::inside::text::{Text, Texts};
use serde_json::Value;

fn run(format: &str, body: &str) -> Report {
    let mut texts = Texts::new();
    let reader = reader_named(format).expect("a reader");
    let file = texts.add(Text::new("draft", body.to_owned()));
    let input = Input { texts: &texts, draft: Some((file, reader)), claims: None, endnotes: &[] };
    check(input, &Options::default())
}

fn codes(report: &Report) -> Vec<&'static str> {
    report.findings.iter().map(|finding| finding.code).collect()
}

/// A draft of so many sentences with figures, each with a marker, and notes for some of them.
fn weaving(markers: usize, notes: usize) -> String {
    let body: Vec<String> =
        (1..=markers).map(|n| format!("In {}, the mill sold {n}00 bolts of cloth.[{n}]", 1800 + n)).collect();
    let notes: Vec<String> =
        (1..=notes).map(|n| format!("[{n}] A. Moss, Wheels of the Dale (Leeds: Fell, 1920), {n}.")).collect();
    format!("{}\n\n## Notes\n\n{}\n", body.join(" "), notes.join("\n\n"))
}

#[test]
fn where_markers_have_no_notes_one_finding_says_so_and_coverage_is_not_known() {
    let report = run("markdown", &weaving(12, 0));
    assert_eq!(codes(&report), ["notes-not-joined"]);
    let coverage = report.coverage.as_ref().expect("a draft");
    assert_eq!((coverage.percent(), coverage.unknown.as_slice()), (None, &[Unknown::NotJoined][..]));
    let held: Vec<&str> = report.held_back.iter().map(|held| held.rule).collect();
    for rule in ["statistic-uncited", "dated-event-uncited", "note-undefined", "single-source"] {
        assert!(held.contains(&rule), "{held:?}");
    }
    let finding = &report.findings[0];
    assert!(finding.message.contains("12 markers, but no notes were found"), "{}", finding.message);
    assert!(
        finding.help.contains("endnotes = [\"notes.txt\"]") && finding.help.contains("--from"),
        "{}",
        finding.help
    );
}

#[test]
fn where_four_markers_in_five_are_joined_nothing_is_held_back() {
    // 20 markers: with 16 notes four in five are joined, with 15 not.
    for (notes, sound) in [(20, true), (17, true), (16, true), (15, false), (10, false)] {
        let report = run("markdown", &weaving(20, notes));
        assert_eq!(report.held_back.is_empty(), sound, "{notes} notes: {:?}", codes(&report));
        assert_eq!(codes(&report).contains(&"notes-not-joined"), !sound, "{notes} notes");
        assert_eq!(report.coverage.as_ref().and_then(|it| it.percent()).is_some(), sound, "{notes} notes");
        // Else each lost marker is told by itself.
        let told = codes(&report).iter().filter(|code| **code == "note-undefined").count();
        assert_eq!(told, if sound { 20 - notes } else { 0 }, "{notes} notes");
    }
    // Few are no measure: four lost markers of four are told as they always were.
    let report = run("markdown", &weaving(4, 0));
    assert!(
        report.held_back.is_empty() && codes(&report).contains(&"note-undefined"),
        "{:?}",
        codes(&report)
    );
}

#[test]
fn notes_that_no_marker_meets_are_told_once() {
    let notes: String =
        (1..=9).map(|n| format!("[{n}] Parish Council, Minutes, {n} May 1871.\n\n")).collect();
    let body = "In 1871, the mill closed. The works cost £12,400. Some 62% of the weavers left.";
    let report = run("text", &format!("{body}\n\nNotes\n\n{notes}"));
    assert!(codes(&report).contains(&"notes-not-joined"), "{:?}", codes(&report));
    assert!(!codes(&report).iter().any(|code| code.ends_with("-uncited") || *code == "note-unused"));
    // A list of notes alone lacks nothing.
    let report = run("text", &format!("Notes\n\n{notes}"));
    assert!(!codes(&report).contains(&"notes-not-joined"), "{:?}", codes(&report));
    // A chapter was cut and left some notes behind: those are told one by one.
    let report = run("markdown", &weaving(12, 18));
    assert_eq!(codes(&report).iter().filter(|code| **code == "note-unused").count(), 6);
    assert!(report.held_back.is_empty());
}

#[test]
fn much_asserted_and_nothing_to_cite_is_one_finding_with_its_places() {
    let body: Vec<String> =
        (1..=30).map(|n| format!("In {}, the mill sold {n}00 bolts of cloth.", 1800 + n)).collect();
    let report = run("text", &body.join(" "));
    assert_eq!(codes(&report), ["nothing-cited"]);
    assert_eq!(report.findings[0].labels.len(), 5);
    assert!(report.findings[0].help.contains("--from"), "{}", report.findings[0].help);
    assert_eq!(report.coverage.as_ref().and_then(|it| it.percent()), None);
    let Some(Health::NothingCited(passages)) = report.understanding.map(|read| read.health) else { panic!() };
    assert_eq!(passages.len(), 30);
    // Few assertions are told one by one, and a link is something to cite.
    let few = run("text", &body[..7].join(" "));
    assert_eq!((few.held_back.len(), codes(&few).len()), (0, 7), "{:?}", codes(&few));
    let linked = format!("{} [Minutes](https://example.org/minutes).", body.join(" "));
    assert!(run("markdown", &linked).held_back.is_empty());
}

#[test]
fn a_key_that_nothing_explains_covers_no_sentence() {
    let text = "In 1871, 40 per cent of the looms stood idle [@moss1920].";
    let report = run("markdown", text);
    let coverage = report.coverage.as_ref().expect("a draft");
    assert_eq!((coverage.whole.cited, coverage.percent()), (0, None), "{coverage:?}");
    assert!(
        !codes(&report).contains(&"statistic-uncited"),
        "that the key is unknown is told: {:?}",
        codes(&report)
    );
    // With an entry it does.
    let head = "---\nreferences:\n  - id: moss1920\n    title: Wheels of the Dale\n---\n\n";
    let report = run("markdown", &format!("{head}{text}"));
    let coverage = report.coverage.as_ref().expect("a draft");
    assert_eq!((coverage.whole.cited, coverage.percent()), (1, Some(100.0)));
}

#[test]
fn keys_without_a_bibliography_are_told_once_with_what_mends_it() {
    let body: String = (1..=6).map(|n| format!("The mill sold cloth in year {n} [@moss{n}]. ")).collect();
    let report = run("markdown", &body);
    assert_eq!(codes(&report), ["notes-not-joined"]);
    let finding = &report.findings[0];
    assert!(finding.message.ends_with("the text cites 6 keys, but no bibliography with entries was found"));
    assert!(
        finding.help.contains("bibliography: refs.bib") && !finding.help.contains("the number of its note")
    );
}

#[test]
fn another_language_is_no_hundred_per_cent() {
    let line = "Die Mühle wurde im Jahr 1871 geschlossen, und 40 Prozent der Weber sind aus dem Tal gegangen, weil es auch keine andere Arbeit für sie gab. ";
    let report = run("text", &line.repeat(12));
    let coverage = report.coverage.as_ref().expect("a draft");
    // Its figures are read, and there is nothing that could be cited for them.
    assert_eq!(coverage.unknown, [Unknown::NothingCited, Unknown::Language("German".to_owned())]);
    assert!(report.held_back.iter().any(|held| held.rule == "statistic-uncited"), "{:?}", report.held_back);
}

#[test]
fn a_waiver_of_a_rule_that_is_held_back_is_not_called_unused() {
    let body = format!("{} <!-- claimlint: accept statistic-uncited: own count -->\n", weaving(12, 0));
    assert!(!codes(&run("markdown", &body)).contains(&"waiver-unused"));
}

#[test]
fn rules_that_rest_on_the_join_are_those_that_say_uncited() {
    for rule in RULES.iter().filter(|rule| rule.code.ends_with("-uncited")) {
        assert_eq!(rule.rests, Rests::OnJoin, "{}", rule.code);
    }
    assert!(RULES.iter().filter(|rule| rule.rests == Rests::Alone).count() > RULES.len() / 2);
}

/// The program's standard output and exit code, run in a folder.
fn claimlint(folder: &std::path::Path, args: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(args)
        .current_dir(folder)
        .env_remove("COLUMNS")
        .output()
        .expect("the command starts");
    (
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr),
        output.status.code(),
    )
}

#[test]
fn every_command_says_that_coverage_is_not_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    fs::write(at.join("mill.md"), weaving(12, 0)).expect("it is written");
    let (said, code) = claimlint(at, &["check", "mill.md"]);
    assert!(said.starts_with("Read as Markdown, English"), "{said}");
    assert!(said.contains("12 markers, no notes"), "{said}");
    assert!(said.contains("Coverage is unknown: markers and notes do not match."), "{said}");
    assert!(said.contains(" did not run: ") && !said.contains("100%"), "{said}");
    assert_eq!(code, Some(1));
    for args in [
        &["check", "mill.md", "--fail-under", "1", "--level", "notes-not-joined=off"][..],
        &["coverage", "mill.md", "--fail-under", "1"],
        &["check", "mill.md", "--fail-under", "0", "--level", "notes-not-joined=off"],
    ] {
        let (said, code) = claimlint(at, args);
        assert_eq!(code, Some(1), "{args:?}: {said}");
        assert!(said.contains("coverage is unknown, so the floor of "), "{args:?}: {said}");
    }
    let (said, _) = claimlint(at, &["coverage", "mill.md", "--ratchet", "floors.txt", "--write"]);
    assert!(said.contains("unchanged where coverage is unknown: 1 draft"), "{said}");
    assert!(!fs::read_to_string(at.join("floors.txt")).expect("it is there").contains("mill.md"));
    fs::write(at.join("floors.txt"), "12.0\tmill.md\n").expect("it is written");
    let (said, code) = claimlint(at, &["check", "mill.md", "--ratchet", "floors.txt"]);
    assert!(said.contains("coverage is unknown, so the floor in floors.txt of 12%"), "{said}");
    assert_eq!(code, Some(1));
    let (_, code) = claimlint(at, &["coverage", "mill.md", "--badge", "badge.svg"]);
    assert_eq!(code, Some(0));
    assert!(fs::read_to_string(at.join("badge.svg")).expect("it is there").contains(">unknown</text>"));
    let (said, _) = claimlint(at, &["coverage", "mill.md"]);
    assert!(said.contains("Read as Markdown, English") && said.contains("Coverage is unknown: "), "{said}");
    assert!(!said.contains('%'), "{said}");
}

#[test]
fn formats_for_programs_say_what_was_read_and_what_is_not_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    fs::write(at.join("mill.md"), weaving(12, 0)).expect("it is written");
    let said = |args: &[&str]| claimlint(at, args).0;
    let json =
        |text: &str| serde_json::from_str::<Value>(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let whole = json(&said(&["check", "mill.md", "--format", "json"]));
    let read = &whole["read"][0];
    assert_eq!(
        (&read["notes"]["markers"], &read["notes"]["joined"], &read["sound"]),
        (&12.into(), &0.into(), &false.into())
    );
    assert_eq!(whole["coverage"][0]["known"], false);
    assert!(whole["coverage"][0]["whole"]["percent"].is_null());
    assert_eq!(whole["summary"]["held_back"][0]["reason"], "not-joined");
    assert!(whole["summary"]["held_back"][0]["rules"].as_u64() > Some(10));
    let alone = json(&said(&["coverage", "mill.md", "--format", "json"]));
    assert!(alone[0]["whole"]["percent"].is_null() && alone[0]["read"]["format"] == "markdown", "{alone}");
    let sarif = json(&said(&["check", "mill.md", "--format", "sarif"]));
    let properties = &sarif["runs"][0]["properties"];
    assert!(properties["read"][0]["line"].as_str().is_some_and(|line| line.starts_with("Read as Markdown")));
    assert!(
        properties["coverage"][0]["known"] == false && properties["heldBack"][0]["reason"] == "not-joined"
    );
    let lines = said(&["check", "mill.md", "--format", "jsonl"]);
    assert_eq!(json(lines.lines().nth(1).unwrap_or("")).get("type"), Some(&"read".into()));
    for format in ["markdown", "github", "junit", "concise"] {
        let said = said(&["check", "mill.md", "--format", format]);
        assert!(said.contains("Read as Markdown, English"), "{format}: {said}");
    }
    assert!(
        said(&["check", "mill.md", "--format", "junit"]).contains("coverage is unknown: markers and notes")
    );
}

/// HARD.md, finding 3: neither a bibliography without entries nor an unknown key passes.
#[test]
fn a_bibliography_without_entries_is_told_and_covers_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let draft = "---\nbibliography: mill.bib\n---\n\nIn 1871, 40 per cent of the looms stood idle [@moss1920].\n\n\
                 In 1872, 50 per cent of them stood idle [@nobody].\n";
    fs::write(at.join("mill.md"), draft).expect("it is written");
    for (name, empty) in [("mill.bib", "% nothing yet\n"), ("mill.bib", "@comment{x}\n")] {
        fs::write(at.join(name), empty).expect("it is written");
        let (said, code) = claimlint(at, &["check", "mill.md", "--format", "concise"]);
        assert!(
            said.contains("error[bibliography-unread]") && said.contains("has no readable entry"),
            "{said}"
        );
        assert_eq!(code, Some(1), "{said}");
        let (said, code) = claimlint(at, &["coverage", "mill.md", "--fail-under", "1"]);
        assert!(said.contains("no entry of the bibliography `mill.bib` could be read"), "{said}");
        assert_eq!(code, Some(1));
    }
    // BibTeX reads parentheses as it reads braces.
    let entry =
        "@book(moss1920,\n  author = {Moss, A.},\n  title = \"Wheels (of the Dale)\",\n  year = {1920}\n)\n";
    fs::write(at.join("mill.bib"), entry).expect("it is written");
    let (said, _) = claimlint(at, &["check", "mill.md", "--format", "concise"]);
    assert!(said.contains("1 of 2 citations joined to 1 entry"), "{said}");
    assert!(said.contains("the bibliography has no entry `nobody`"), "{said}");
    assert!(said.contains("“50 per cent”") && !said.contains("“40 per cent”"), "{said}");
}

#[test]
fn a_part_that_is_missing_leaves_coverage_unknown() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let draft = "\\documentclass{article}\n\\begin{document}\nIn 1871, the mill closed.\\footnote{A. Moss, \\emph{Wheels} (Leeds: Fell, 1920), 14.}\n\\input{weir}\n\\end{document}\n";
    fs::write(at.join("mill.tex"), draft).expect("it is written");
    let (said, code) = claimlint(at, &["check", "mill.tex"]);
    assert!(said.contains("1 part not read") && said.contains("Coverage is unknown: "), "{said}");
    assert_eq!(code, Some(2));
    fs::write(at.join("weir.tex"), "The weir fell in.\n").expect("it is written");
    let (said, _) = claimlint(at, &["check", "mill.tex"]);
    assert!(said.contains("(100%)"), "{said}");
}

/// HARD.md, finding 2: a copy that cannot be read switches nothing off in silence.
#[test]
fn a_held_copy_that_cannot_be_read_is_a_finding() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let draft =
        "The works cost a lot.[1]\n\nNotes\n\n[1] A. Moss, Wheels of the Dale (Leeds: Fell, 1920), 14.\n";
    fs::write(at.join("mill.txt"), draft).expect("it is written");
    fs::write(at.join("moss.pdf"), "%PDF-1.4 garbage").expect("it is written");
    let claims = "draft \"mill.txt\"\n\nsource moss [1] \"Wheels of the Dale\"\n    held \"moss.pdf\"\n\n\
                  claim cost \"The works cost a lot.\"\n    at \"The works cost\"\n    \
                  cites moss states \"they cost three million dollars in all of it\" page 14\n";
    fs::write(at.join("mill.claims"), claims).expect("it is written");
    let (said, code) = claimlint(at, &["check", "mill.claims", "--format", "concise"]);
    assert!(said.contains("warning[evidence-unread]"), "{said}");
    assert_eq!(code, Some(1));
    let (said, _) =
        claimlint(at, &["check", "mill.claims", "--format", "concise", "--profile", "publication"]);
    assert!(said.contains("error[evidence-unread]"), "{said}");
}

/// HARD.md, finding 4: another language is told, and a house may accept that by its name.
#[test]
fn a_language_that_is_not_read_is_told_and_may_be_accepted() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let line = "Die Mühle wurde im Jahr 1871 geschlossen, und 40 Prozent der Weber sind aus dem Tal gegangen, weil es auch keine andere Arbeit für sie gab. ";
    let draft = format!(
        "{}\n\nDer Müller klagte darüber.[^1]\n\n[^1]: A. Moss, *Mühlen* (Leeds: Fell, 1920), 14.\n",
        line.repeat(12).trim_end()
    );
    fs::write(at.join("muehle.md"), draft).expect("it is written");
    let (said, code) = claimlint(at, &["check", "muehle.md", "--format", "concise"]);
    assert!(said.contains("advice[statistic-uncited]"), "{said}");
    assert!(said.contains("advice[language-not-read]") && said.contains(" did not run: "), "{said}");
    assert_eq!(code, Some(0));
    let strict = ["check", "muehle.md", "--format", "concise", "--profile", "publication"];
    let (said, code) = claimlint(at, &strict);
    assert!(said.contains("error[language-not-read]"), "{said}");
    assert_eq!(code, Some(1));
    fs::write(at.join("claimlint.toml"), "language = \"fr\"\n").expect("it is written");
    let (said, code) = claimlint(at, &strict);
    assert!(said.contains("error[language-not-read]"), "{said}");
    assert_eq!(code, Some(1));
    fs::write(at.join("claimlint.toml"), "language = \"de\"\n").expect("it is written");
    let (said, code) = claimlint(at, &strict);
    assert!(!said.contains("language-not-read") && said.contains(" did not run: "), "{said}");
    assert_eq!(code, Some(0));
    // What is accepted is not known all the same.
    let (said, code) = claimlint(at, &["coverage", "muehle.md", "--fail-under", "1"]);
    assert!(said.contains("coverage is unknown, so the floor of 1%"), "{said}");
    assert_eq!(code, Some(1));
}

#[test]
fn a_format_that_is_not_read_is_refused_by_name_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let wiki = "The '''weir'''<ref>Moss, 14</ref> fell<ref>Moss, 15</ref> in [[Leeds]] in {{year|1871}}.<ref>[[Moss]], 16</ref>\n";
    for (name, content, word) in [
        ("weir.txt", wiki, "MediaWiki"),
        ("weir.rst", "It fell.\n", "reStructuredText"),
        ("weir.adoc", "It fell.\n", "AsciiDoc"),
        ("weir.org", "It fell.\n", "Org"),
        ("weir.gdoc", "{\"doc_id\": \"1\"}\n", "Google"),
        ("weir.rtf", "{\\rtf1 It fell.}", "RTF"),
    ] {
        fs::write(at.join(name), content).expect("it is written");
        let (said, code) = claimlint(at, &["check", name, "--format", "concise"]);
        assert!(said.contains(word) && said.contains("which is not read: "), "{name}: {said}");
        assert_eq!(code, Some(2), "{name}: {said}");
    }
    // Whoever says how to read it is not contradicted; Markdown may show other formats.
    let (said, code) = claimlint(at, &["check", "weir.txt", "--from", "text", "--fail-on", "never"]);
    assert!(said.contains("Read as plain text") && code == Some(0), "{said}");
    fs::write(at.join("weir.md"), format!("# How to cite in a wiki\n\n```\n{wiki}```\n"))
        .expect("it is written");
    let (said, code) = claimlint(at, &["check", "weir.md", "--fail-on", "never"]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn a_name_that_says_another_format_than_the_content_is_not_believed() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let page = "<!DOCTYPE html><html><body><p>Doses rose by 12% in 1998.</p></body></html>";
    let tex = "\\documentclass{article}\n\\begin{document}\nDoses rose by 12\\% in 1998.\\footnote{Hart, 4.}\n\\end{document}\n";
    let wiki = "== Doses ==\nThey rose<ref>Hart, 4</ref> and fell<ref>Hart, 5</ref> in [[Leeds]] by {{n|12}}.<ref>[[Hart]]</ref>\n";
    let rst = "Doses\n=====\n\nThey rose [#h]_ and fell [#k]_.\n\n.. [#h] Hart, 4.\n.. [#k] Hart, 5.\n.. _x: https://example.org\n";
    let asciidoc = "They rose.footnote:[Hart, 4] They fell.footnote:[Hart, 5]\n";
    let org = "#+TITLE: Doses\nThey rose[fn:1] and fell[fn:2].\n\n[fn:1] Hart, 4.\n";
    for (name, content, words) in [
        ("doses.pdf", page, ["a PDF", "holds HTML"]),
        ("doses.docx", page, ["a Word file", "holds HTML"]),
        ("doses.odt", page, ["an OpenDocument file", "holds HTML"]),
        ("doses.docx", "{\\rtf1 Doses rose.}", ["a Word file", "holds RTF"]),
        ("doses.docx", "%PDF-1.7 x", ["a Word file", "holds a PDF"]),
        ("doses.pdf", "Doses rose by 12% in 1998.", ["a PDF", "holds plain text"]),
        ("doses.pdf", " \n", ["a PDF", "holds nothing"]),
        ("doses.pdf", tex, ["a PDF", "holds LaTeX"]),
        ("doses.md", wiki, ["MediaWiki", "which is not read"]),
        ("doses.md", rst, ["reStructuredText", "which is not read"]),
        ("doses.txt", rst, ["reStructuredText", "which is not read"]),
        ("doses.md", asciidoc, ["AsciiDoc", "which is not read"]),
        ("doses.md", org, ["Org", "which is not read"]),
        ("doses.txt", org, ["Org", "which is not read"]),
        ("doses.md", "{\\rtf1 Doses rose.}", ["RTF", "which is not read"]),
    ] {
        fs::write(at.join(name), content).expect("it is written");
        let (said, code) = claimlint(at, &["check", name, "--format", "concise"]);
        assert!(words.iter().all(|word| said.contains(word)), "{name}: {said}");
        assert!(code == Some(2) && !said.contains("100%"), "{name}: {said}");
    }
    // What is read under whatever name is read as what it is.
    for (name, content, format) in [
        ("doses.txt", page, "HTML"),
        ("doses.md", page, "HTML"),
        ("doses.txt", tex, "LaTeX"),
        ("doses.md", tex, "LaTeX"),
        ("doses.md", "Doses rose by 12% in <b>1998</b>.", "Markdown"),
    ] {
        fs::write(at.join(name), content).expect("it is written");
        let (said, _) = claimlint(at, &["check", name]);
        assert!(said.starts_with(&format!("Read as {format}")), "{name}: {said}");
    }
}

/// Nothing to cover is no hundred per cent, in no format, and reaches no floor.
#[test]
fn a_draft_that_asserts_nothing_has_no_percentage() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    fs::write(at.join("rite.md"), "# The rite\n\nWe should keep the bells. They please us.\n")
        .expect("it is written");
    let report = run("markdown", "We should keep the bells. They please us.\n");
    let coverage = report.coverage.as_ref().expect("a draft");
    assert_eq!((coverage.percent(), coverage.unknown.as_slice()), (None, &[Unknown::NothingToCover][..]));
    let (said, code) = claimlint(at, &["check", "rite.md"]);
    assert!(said.contains("Nothing to cover: no sentence needs a source."), "{said}");
    assert_eq!(code, Some(0));
    let (said, code) = claimlint(at, &["coverage", "rite.md"]);
    assert!(said.contains("Nothing to cover: no sentence") && !said.contains('%'), "{said}");
    assert_eq!(code, Some(0));
    for args in
        [&["check", "rite.md", "--fail-under", "0"][..], &["coverage", "rite.md", "--fail-under", "80"]]
    {
        let (said, code) = claimlint(at, args);
        assert!(
            said.contains("coverage is unknown, so the floor of ") && code == Some(1),
            "{args:?}: {said}"
        );
        assert!(said.contains("no sentence was found that needs a source; if that is right"), "{said}");
    }
    for format in ["json", "sarif", "jsonl", "junit", "markdown", "github", "concise", "full"] {
        let (said, _) = claimlint(at, &["check", "rite.md", "--format", format]);
        assert!(!said.contains("100%") && !said.contains("\"percent\": 100"), "{format}: {said}");
        assert!(!said.contains("\"percent\":100"), "{format}: {said}");
    }
    let (said, _) = claimlint(at, &["coverage", "rite.md", "--format", "json"]);
    let value: Value = serde_json::from_str(&said).expect("JSON");
    assert!(value[0]["known"] == false && value[0]["whole"]["percent"].is_null(), "{said}");
    assert_eq!(value[0]["because"][0], "no sentence was found that needs a source");
    let (said, _) = claimlint(at, &["coverage", "rite.md", "--ratchet", "floors.txt", "--write"]);
    assert!(!fs::read_to_string(at.join("floors.txt")).unwrap_or_default().contains("rite.md"), "{said}");
    // Of two drafts, one that asserts something is the measure of the badge.
    fs::write(
        at.join("tax.md"),
        "In 1998, the tax rose by 12%.[^a]\n\n[^a]: Revenue Office, Annual Report 1999, 4.\n",
    )
    .expect("it is written");
    claimlint(at, &["coverage", "rite.md", "tax.md", "--badge", "badge.svg"]);
    let badge = fs::read_to_string(at.join("badge.svg")).expect("it is there");
    assert!(badge.contains(">100%</text>"), "{badge}");
}

/// Five lost markers hold rules back; of fewer, too, a share would be one of our reading.
#[test]
fn a_few_lost_markers_leave_coverage_unknown() {
    for (markers, notes, known) in
        [(1, 0, false), (3, 0, false), (4, 1, false), (4, 2, true), (3, 3, true), (4, 3, true)]
    {
        let report = run("markdown", &weaving(markers, notes));
        let coverage = report.coverage.as_ref().expect("a draft");
        assert_eq!(coverage.percent().is_some(), known, "{markers} markers, {notes} notes: {coverage:?}");
        assert!(report.held_back.is_empty(), "{markers} markers, {notes} notes");
        let told = codes(&report).iter().filter(|code| **code == "note-undefined").count();
        assert_eq!(told > 0, markers > notes, "{markers} markers, {notes} notes");
    }
    // Notes, and no marker at all.
    let bare =
        "In 1871, the mill closed.\n\n## Notes\n\n[1] A. Moss, Wheels of the Dale (Leeds: Fell, 1920), 4.\n";
    let report = run("markdown", bare);
    assert_eq!(report.coverage.as_ref().and_then(|it| it.percent()), None);
    let report = run("markdown", &bare.replacen("closed.", "closed.[1]", 1));
    assert_eq!(report.coverage.as_ref().and_then(|it| it.percent()), Some(100.0));
}

/// The mends are those of this draft, the likeliest first, three at most.
#[test]
fn what_would_join_markers_and_notes_is_said_of_this_draft() {
    let help = |format: &str, body: &str| {
        let report = run(format, body);
        let found = report.findings.iter().find(|finding| finding.code == "notes-not-joined");
        let help = found.unwrap_or_else(|| panic!("not told: {:?}", codes(&report))).help.clone();
        assert!(help.matches("; ").count() <= 3, "{help}");
        help
    };
    let none = help("markdown", &weaving(12, 0));
    assert!(
        none.starts_with(
            "put the notes under their own heading, such as `Notes`, each with its number, from 1 to 12; "
        ),
        "{none}"
    );
    let short = help("markdown", &weaving(20, 8));
    assert!(
        short.starts_with("the notes end at 8, but the markers go on to 20: add notes 9 to 20"),
        "{short}"
    );
    let bare: String = (1..=6).map(|n| format!("[{n}] Port Board, Minutes, {n} May 1971.\n")).collect();
    let told = help(
        "text",
        &format!(
            "In 1971, the quay closed. Cranes were sold. Men left. Ships went on. Rails rusted. Sheds fell. Weeds grew. Gulls stayed.\n\nNotes\n\n{bare}"
        ),
    );
    assert!(told.starts_with("write the markers as `[1]`, with the number of their note; "), "{told}");
    let keys = "Looms stood idle [@mos1920]. Wages fell [@hart1931]. Men left [@hart1932]. Dues rose [@hart1933]. Tolls fell [@hart1934].\n";
    let told = help("markdown", keys);
    assert!(told.starts_with("name the bibliography at the head of the draft"), "{told}");
}
