//! Each output format is held to its schema, and to what its readers do with it.

use std::collections::BTreeSet;
use std::fs;

use claimlint::inside::check::{Input, Options, Report, check};
use claimlint::inside::diagnostic::{Diagnostic, Edit, Level};
use claimlint::inside::draft::reader_for;
use claimlint::inside::report::{FORMATS, Run, format, json};
use claimlint::inside::span::{Place, Span};
use claimlint::inside::text::rendition::{Rendition, Spot};
use claimlint::inside::text::{FileId, Text, Texts};
use serde_json::Value;

use crate::json_schema::{faults, faults_of};
use crate::report::{Fixture, fixture, named, plain, snapshot};

fn rendered(run: &Run<'_>, name: &str) -> String {
    (named(name).render)(run, &plain(100))
}

fn parsed(run: &Run<'_>, name: &str) -> Value {
    serde_json::from_str(&rendered(run, name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn schema(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/formats/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(path).expect("the schema is there")).expect("it is JSON")
}

/// A report of a draft with nothing but findings.
fn only(draft: FileId, findings: Vec<Diagnostic>) -> Report {
    let texts = Texts::new();
    let input = Input { texts: &texts, draft: None, claims: None, endnotes: &[] };
    Report { draft: Some(draft), findings, ..check(input, &Options::default()) }
}

/// A Word file of two paragraphs, with a finding and a fix in the second.
fn packaged() -> Fixture {
    let content = "Trade\nExports grew by 12%.\n";
    let spot = |name: &str, heading| Spot { name: name.to_owned(), heading };
    let lines = vec![spot("heading 1", None), spot("paragraph 2", Some(0)), spot("paragraph 2", Some(0))];
    let rendition = Rendition { format: "docx", lines, ..Rendition::default() };
    let mut texts = Texts::new();
    let file = texts.add(Text::packaged("docs/trade.docx", content, rendition));
    let place = Place::new(file, Span::new(22, 25));
    let finding = Diagnostic::new("statistic-uncited", Level::Warning, place, "“12%” has no source")
        .also(Place::new(file, Span::new(0, 5)), "under this heading")
        .fix("change it", true, vec![Edit { place, text: "13%".to_owned() }]);
    let report = only(file, vec![finding]);
    Fixture { texts, reports: vec![report], trouble: Vec::new() }
}

/// Every kind of run that a format may meet.
fn runs(with: impl Fn(&Run<'_>)) {
    let (one, two) = (fixture(), packaged());
    let nothing = Texts::new();
    for run in [one.run(), two.run(), Run::new(&nothing, &[], &[])] {
        with(&run);
        with(&Run { show_waived: true, exit: 2, ..run });
    }
}

#[test]
fn json_formats_fit_their_schemas() {
    for name in ["sarif", "gitlab", "rdjson"] {
        let schema = schema(name);
        runs(|run| {
            let faults = faults(&parsed(run, name), &schema);
            assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
        });
    }
    let own: Value = serde_json::from_str(&json::schema()).expect("it is JSON");
    runs(|run| assert_eq!(faults(&parsed(run, "json"), &own), Vec::<String>::new()));
}

#[test]
fn lines_of_jsonl_are_members_of_json() {
    let own: Value = serde_json::from_str(&json::schema()).expect("it is JSON");
    runs(|run| {
        let out = rendered(run, "jsonl");
        let lines: Vec<Value> =
            out.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
        let types: Vec<&str> = lines.iter().map(|line| line["type"].as_str().expect("it has one")).collect();
        assert_eq!((types.first(), types.last()), (Some(&"start"), Some(&"summary")));
        assert_eq!(types.iter().filter(|kind| **kind == "finding").count(), run.findings().count());
        for mut line in lines {
            let kind = line.as_object_mut().and_then(|line| line.remove("type")).expect("it has one");
            let part = match kind.as_str() {
                Some("finding") => "/$defs/Finding",
                Some("trouble") => "/$defs/Trouble",
                Some("coverage") => "/$defs/DraftCoverage",
                Some("summary") => "/$defs/Summary",
                _ => continue,
            };
            let faults = faults_of(&line, own.pointer(part).expect("the schema has it"), &own);
            assert!(faults.is_empty(), "{kind}: {}", faults.join("\n"));
        }
    });
}

/// Elements of well-formed XML: the name, and the attributes.
fn elements(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut depth, mut found) = (0, Vec::new());
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error} in:\n{xml}"));
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                depth += usize::from(matches!(event, Event::Start(_)));
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.expect("the attribute is sound");
                    let key = attribute.key.as_ref().to_owned();
                    (key, attribute.value.clone().into_owned())
                });
                let name = start.name().as_ref().to_owned();
                found.push((name, attributes.collect()));
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "an element is left open:\n{xml}");
    found
}

fn value<'a>(attributes: &'a [(String, String)], key: &str) -> Option<&'a str> {
    attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

#[test]
fn junit_counts_its_own_cases() {
    runs(|run| {
        let elements = elements(&rendered(run, "junit"));
        let count = |name: &str| elements.iter().filter(|(element, _)| element == name).count().to_string();
        let (root, attributes) = &elements[0];
        assert_eq!(root, "testsuites");
        for (attribute, element) in
            [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
        {
            assert_eq!(value(attributes, attribute), Some(count(element).as_str()), "{attribute}");
        }
        for (name, attributes) in &elements {
            let needed: &[&str] = match name.as_str() {
                "testsuite" => &["name", "tests", "failures", "errors", "skipped"],
                "testcase" => &["name", "classname"],
                "failure" | "error" => &["type", "message"],
                "skipped" => &["message"],
                _ => &[],
            };
            for key in needed {
                assert!(value(attributes, key).is_some(), "{name} without {key}");
            }
        }
    });
}

#[test]
fn junit_fails_as_the_run_fails() {
    let fixture = fixture();
    let failures = |fail_on| {
        let run = Run { fail_on, ..fixture.run() };
        elements(&rendered(&run, "junit")).iter().filter(|(name, _)| name == "failure").count()
    };
    assert_eq!(failures(Some(Level::Error)), 1);
    assert_eq!(failures(Some(Level::Warning)), 3);
    assert_eq!(failures(Some(Level::Advice)), 4);
    assert_eq!(failures(None), 0);
}

#[test]
fn checkstyle_has_what_its_readers_need() {
    runs(|run| {
        let elements = elements(&rendered(run, "checkstyle"));
        assert_eq!(elements[0].0, "checkstyle");
        let errors: Vec<_> = elements.iter().filter(|(name, _)| name == "error").collect();
        assert_eq!(errors.len(), run.findings().count() + run.trouble.len());
        for (_, attributes) in errors {
            assert!(value(attributes, "line").is_some_and(|line| line.parse::<usize>().is_ok()));
            assert!(["error", "warning", "info"].contains(&value(attributes, "severity").unwrap_or("")));
            assert!(value(attributes, "message").is_some_and(|message| !message.is_empty()));
            assert!(value(attributes, "source").is_some_and(|source| source.starts_with("claimlint")));
        }
    });
}

#[test]
fn github_commands_are_commands() {
    let command = regex::Regex::new(
        "^::(error|warning|notice) ((file|line|endLine|col|endColumn|title)=[^,:]+)(,(file|line|endLine|col|endColumn|title)=[^,:]+)*::.+$",
    )
    .expect("the pattern is sound");
    runs(|run| {
        let out = rendered(run, "github");
        let commands: Vec<&str> = out.lines().filter(|line| line.starts_with("::")).collect();
        assert_eq!(commands.len(), run.findings().count() + run.trouble.len());
        for line in commands {
            assert!(command.is_match(line), "{line}");
            let part = |key: &str| {
                let (_, rest) = line.split_once(&format!("{key}="))?;
                rest.split([',', ':']).next()
            };
            if part("line") != part("endLine") {
                assert_eq!(part("col"), None, "columns on several lines: {line}");
            }
        }
    });
}

#[test]
fn every_format_names_the_paragraph_of_a_word_file() {
    let fixture = packaged();
    let mut all = String::new();
    for format in FORMATS {
        let out = rendered(&fixture.run(), format.name);
        if format.name != "html" {
            all.push_str(&format!("--- {}\n{out}", format.name));
        }
        if format.name != "concise" {
            assert!(out.to_lowercase().contains("paragraph 2"), "{}: {out}", format.name);
        }
    }
    let sarif = parsed(&fixture.run(), "sarif");
    let result = &sarif["runs"][0]["results"][0];
    assert!(result["fixes"].is_null(), "a packaged file is not mended by others");
    assert!(result["locations"][0]["physicalLocation"]["region"].is_null());
    assert!(parsed(&fixture.run(), "rdjson")["diagnostics"][0]["suggestions"].is_null());
    snapshot("report_packaged", all);
}

#[test]
fn waived_findings_are_told_only_if_asked_for() {
    let fixture = fixture();
    let suppressed = |show_waived| {
        let sarif = parsed(&Run { show_waived, ..fixture.run() }, "sarif");
        let results = sarif["runs"][0]["results"].as_array().expect("a list").clone();
        results.into_iter().filter(|result| !result["suppressions"].is_null()).collect::<Vec<_>>()
    };
    assert!(suppressed(false).is_empty());
    let told = suppressed(true);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["suppressions"][0]["justification"], "the carriers agreed");
    let junit = rendered(&Run { show_waived: true, ..fixture.run() }, "junit");
    assert!(junit.contains("<skipped message=\"waived: the carriers agreed\"/>"), "{junit}");
}

#[test]
fn rules_of_sarif_have_their_manuals() {
    let sarif = parsed(&Run { show_waived: true, ..fixture().run() }, "sarif");
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    for result in run["results"].as_array().expect("a list") {
        let index = result["ruleIndex"].as_u64().expect("it has one") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let unused = rules.iter().find(|rule| rule["id"] == "waiver-unused").expect("it spoke");
    assert!(unused["help"]["markdown"].as_str().is_some_and(|help| help.contains("## What it checks")));
    assert_eq!(unused["defaultConfiguration"]["level"], "warning");
}

/// The bytes that a region in lines and columns means.
fn bytes(text: &str, line: u64, column: u64, utf8: bool) -> usize {
    let text = Text::new("t", text);
    let span = text.line_span(line as usize);
    let words = text.slice(span);
    let before = column as usize - 1;
    if utf8 {
        return span.start as usize + before;
    }
    let shown = words.trim_start_matches('\u{feff}');
    let skipped = words.len() - shown.len();
    let before: usize = shown.chars().take(before).map(char::len_utf8).sum();
    span.start as usize + skipped + before
}

proptest::proptest! {
    /// Whoever applies a told fix changes the bytes that we mean.
    #[test]
    fn regions_lead_back_to_the_bytes(
        content in "\u{feff}?([a-zé日𐀀 ]{0,6}(\r\n|\n)?){1,8}", from in 0usize..60, length in 0usize..20,
    ) {
        let near = |mut at: usize| {
            at = at.min(content.len());
            // A place is on a character, and not on a mark that no column counts or inside a line ending.
            while !content.is_char_boundary(at)
                || (content[..at].ends_with('\r') && content[at..].starts_with('\n'))
                || (at < 3 && content.starts_with('\u{feff}'))
            {
                at += 1;
            }
            at
        };
        let (start, end) = (near(from), near(from + length));
        let mut texts = Texts::new();
        let file = texts.add(Text::new("a.md", content.clone()));
        let place = Place::new(file, Span::new(start, end));
        let edit = Edit { place, text: "new".to_owned() };
        let finding = Diagnostic::new("odd", Level::Error, place, "odd").fix("change it", true, vec![edit]);
        let report = only(file, vec![finding]);
        let reports = [report];
        let run = Run::new(&texts, &reports, &[]);
        let number = |value: &Value| value.as_u64().expect("a number");
        let region = &parsed(&run, "sarif")["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]
            ["replacements"][0]["deletedRegion"];
        let back = |line: &str, column: &str| bytes(&content, number(&region[line]), number(&region[column]), false);
        proptest::prop_assert_eq!((back("startLine", "startColumn"), back("endLine", "endColumn")), (start, end));
        let range = &parsed(&run, "rdjson")["diagnostics"][0]["suggestions"][0]["range"];
        let back = |at: &str| bytes(&content, number(&range[at]["line"]), number(&range[at]["column"]), true);
        proptest::prop_assert_eq!((back("start"), back("end")), (start, end));
    }

    /// No file name and no words of an author break a format.
    #[test]
    fn hostile_words_break_no_format(
        name in "\\PC{0,6}[\u{0}-\u{1f}\"'<>&|`*:,%#\\\\]{0,6}\\PC{0,6}",
        words in "\\PC{0,12}[\u{0}-\u{1f}\u{202e}\u{ffff}\"'<>&|`{}\\[\\]:,%#\\\\]{0,12}\\PC{0,12}",
    ) {
        let mut texts = Texts::new();
        let file = texts.add(Text::new(name, words.clone()));
        let place = Place::new(file, texts.get(file).span());
        let edit = Edit { place, text: words.clone() };
        let finding = Diagnostic::new("odd", Level::Error, place, words.clone())
            .label(words.clone()).why(words.clone()).help(words.clone()).fix(words, false, vec![edit]);
        let report = only(file, vec![finding]);
        let reports = [report];
        let run = Run::new(&texts, &reports, &[]);
        for name in ["json", "sarif", "gitlab", "rdjson"] {
            parsed(&run, name);
        }
        for name in ["junit", "checkstyle"] {
            elements(&rendered(&run, name));
        }
        proptest::prop_assert_eq!(
            rendered(&run, "github").lines().filter(|line| line.starts_with("::")).count(), 1
        );
        let table = rendered(&run, "markdown");
        proptest::prop_assert_eq!(table.lines().filter(|line| line.starts_with("| error |")).count(), 1);
    }
}

/// Rule and fingerprint of each finding of a draft.
fn fingerprints(content: &str) -> Vec<(String, String)> {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("a.txt", content));
    let input =
        Input { texts: &texts, draft: Some((file, reader_for("a.txt"))), claims: None, endnotes: &[] };
    let report = check(input, &Options::default());
    report.findings.iter().map(|finding| (finding.code.to_owned(), finding.identity.fingerprint())).collect()
}

const DRAFT: &str = "Exports grew by 12% in 2014. Prices fell.[1] Japan lost 1,054 ships in 1944.\n\n\
Notes\n\n[1] “Prices of Rice,” Customs Review, accessed May 4, 2014.\n";

#[test]
fn a_fingerprint_does_not_hang_on_lines_numbers_or_shapes() {
    let before: BTreeSet<_> = fingerprints(DRAFT).into_iter().collect();
    assert!(before.len() >= 4, "{before:?}");
    let moved = format!("A new paragraph begins here.\n\n{DRAFT}");
    let rewrapped = DRAFT.replace("grew by", "grew\nby").replace("Japan lost", "Japan  lost");
    let renumbered = DRAFT.replace("[1]", "[4]");
    for changed in [moved, rewrapped, renumbered, DRAFT.replace('\n', "\r\n")] {
        let after: BTreeSet<_> = fingerprints(&changed).into_iter().collect();
        let lost: Vec<_> = before.difference(&after).filter(|(code, _)| code != "note-sequence").collect();
        assert!(lost.is_empty(), "{lost:?} of {changed:?}");
    }
}

#[test]
fn equal_findings_are_told_apart_by_their_turn() {
    const VAGUE: &str = "Prices fell.[1] Some experts say that ports matter.";
    let one = DRAFT.replace("Prices fell.[1]", VAGUE);
    let twice = one.replace(VAGUE, &format!("{VAGUE}\n\nSome experts say that ports matter."));
    let (once, twice) = (fingerprints(&one), fingerprints(&twice));
    let new: Vec<_> = twice.iter().filter(|finding| !once.contains(finding)).collect();
    assert!(!new.is_empty() && new.iter().all(|(_, fingerprint)| fingerprint.ends_with(":2")), "{new:?}");
    let all: BTreeSet<_> = twice.iter().collect();
    assert_eq!(all.len(), twice.len(), "each has its own");
    let changed = fingerprints(&one.replace("1,054", "1,055"));
    assert_ne!(once, changed, "other words are another finding");
}

#[test]
fn gitlab_gets_no_fingerprint_twice() {
    let mut fixture = fixture();
    let mut again = fixture.reports[0].findings.clone();
    fixture.reports[0].findings.append(&mut again);
    let issues = parsed(&fixture.run(), "gitlab");
    let issues = issues.as_array().expect("a list");
    let all: BTreeSet<_> = issues.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
    assert_eq!(all.len(), issues.len());
}

#[test]
fn a_summary_is_bounded() {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("n".repeat(5000), "words ".repeat(3000)));
    let findings = (0..3000)
        .map(|index| {
            let place = Place::new(file, Span::new(index * 6, index * 6 + 5));
            Diagnostic::new("odd", Level::Advice, place, "|*".repeat(2000)).help("long ".repeat(2000))
        })
        .collect();
    let report = only(FileId::nth(0), findings);
    let reports = [report];
    let out = rendered(&Run::new(&texts, &reports, &[]), "markdown");
    assert!(out.chars().count() < 65_536, "{} characters", out.chars().count());
    assert!(out.contains("Not in this table: 2975 pieces of advice."));
}

#[test]
fn formats_are_named_once_and_say_what_they_are_for() {
    let names: BTreeSet<_> = FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(names.len(), FORMATS.len());
    for each in FORMATS {
        assert!(each.about.len() > 10 && !each.about.ends_with('.'), "{}", each.name);
        assert!(format(each.name).is_some());
    }
}
