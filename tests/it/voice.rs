//! How claimlint speaks: worn phrases are refused in everything that rules and reports say.

use std::fs;
use std::path::{Path, PathBuf};

use claimlint::inside::check::Options;
use claimlint::inside::diagnostic::{Diagnostic, Level};
use claimlint::inside::rules::RULES;

use crate::manuals::{examples, reported};

/// The phrases, as data: one a line, in lower case.
fn worn() -> Vec<&'static str> {
    let lines = include_str!("voice/worn.txt").lines();
    lines.map(|line| line.split('#').next().unwrap_or("").trim()).filter(|it| !it.is_empty()).collect()
}

/// The worn phrases in some words: whole words, in any case. What stands in backticks or
/// quotation marks is the writer's or a name.
fn found<'w>(words: &str, worn: &[&'w str]) -> Vec<&'w str> {
    let mut own = String::new();
    let mut closing = None;
    for c in words.chars() {
        match (closing, c) {
            (Some(end), _) if c == end => closing = None,
            (Some(_), _) => {}
            (None, '`') => closing = Some('`'),
            (None, '“') => closing = Some('”'),
            (None, '{') => closing = Some('}'),
            _ => own.push(if c.is_alphabetic() || c == '-' { c } else { ' ' }),
        }
    }
    let own = own.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let own = format!(" {own} ");
    worn.iter().copied().filter(|phrase| own.contains(&format!(" {phrase} "))).collect()
}

#[test]
fn a_worn_phrase_is_seen_in_whole_words_only() {
    let worn = ["mend", "a reader", "stands"];
    assert_eq!(found("A reader will mend it", &worn), ["mend", "a reader"]);
    assert!(found("readers recommend “stands” and `mend`", &worn).is_empty());
}

/// All that a finding says, with the fields it is in.
fn said(finding: &Diagnostic) -> Vec<String> {
    let mut all = vec![finding.message.clone(), finding.why.clone(), finding.help.clone()];
    all.extend(finding.fix.iter().map(|fix| fix.title.clone()));
    all.extend(finding.labels.iter().map(|label| label.text.clone()));
    all.extend(finding.related.iter().flat_map(said));
    all
}

#[test]
fn findings_speak_plainly() {
    let worn = worn();
    assert!(worn.len() > 20 && worn.iter().all(|phrase| *phrase == phrase.to_lowercase()));
    let mut options = Options::default();
    options.today = Some(jiff::civil::date(2020, 1, 1));
    for rule in RULES.iter().filter(|rule| rule.level == Level::Off) {
        options.levels.insert(rule.code.to_owned(), Level::Advice);
    }
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for rule in RULES {
        let summary = found(rule.summary, &worn).into_iter().map(|phrase| (phrase, rule.summary.to_owned()));
        wrong.extend(summary.map(|(phrase, words)| format!("{}: “{phrase}”: {words}", rule.code)));
        for example in
            ["Example", "Instead", "Not flagged"].into_iter().flat_map(|at| examples(rule.explain, at))
        {
            for finding in reported(&example, &options).findings {
                seen += 1;
                for words in said(&finding) {
                    let message = found(&words, &worn).into_iter();
                    wrong.extend(message.map(|phrase| format!("{}: “{phrase}”: {words}", finding.code)));
                }
                let message = &finding.message;
                if message.ends_with('.') && !message.ends_with("…") {
                    wrong.push(format!("{}: a stop at the end: {message}", finding.code));
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(seen > 150, "only {seen} findings were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The string literals of a source file before its tests, but for raw ones (manuals and
/// patterns) and those without a space (names and keys).
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or("");
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let (before, from) = rest.split_at(at);
        if from.starts_with("//") {
            rest = from.split_once('\n').map_or("", |(_, rest)| rest);
        } else if let Some(body) = from.strip_prefix('"') {
            let hashes = before.len() - before.trim_end_matches('#').len();
            if before[..before.len() - hashes].ends_with('r')
                && (hashes > 0 || before.ends_with(['(', ' ', 'r']))
            {
                let end = format!("\"{}", "#".repeat(hashes));
                rest = body.split_once(&end).map_or("", |(_, rest)| rest);
                continue;
            }
            let mut escaped = false;
            let end = body.char_indices().find(|(_, c)| {
                let ends = *c == '"' && !escaped;
                escaped = *c == '\\' && !escaped;
                ends
            });
            let end = end.map_or(body.len(), |(at, _)| at);
            found.push(body[..end].replace("\\\"", "\"").replace("\\\n", " "));
            rest = body.get(end + 1..).unwrap_or("");
        } else if let Some(quote) =
            ["'\"'", "'\\''", "'\\\"'"].into_iter().find(|quote| from.starts_with(quote))
        {
            rest = &from[quote.len()..];
        } else {
            rest = &from[1..];
        }
    }
    found.into_iter().filter(|words| words.contains(' ')).collect()
}

#[test]
fn literals_are_read_as_rust_reads_them() {
    let source = "// \"no\"\nlet a = \"one \\\"two\\\" three\"; let c = '\"'; f(r#\"raw \"x\" y\"#, \"four five\");\n#[cfg(test)]\n\"s t\"";
    assert_eq!(literals(source), ["one \"two\" three", "four five"]);
}

fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the source").flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|end| end == "rs") {
            out.push(path);
        }
    }
}

#[test]
fn rules_and_reports_have_no_worn_phrase_in_store() {
    let worn = worn();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for folder in ["rules", "report"] {
        rust_files(&root.join(folder), &mut files);
    }
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for file in files {
        let source = fs::read_to_string(&file).expect("a source file");
        // Whether an entry `stands` is its status: the reports on the argument say so.
        let argued = file.components().any(|part| part.as_os_str() == "argument")
            && file.starts_with(root.join("report"));
        for words in literals(&source) {
            seen += 1;
            for phrase in
                found(&words, &worn).into_iter().filter(|phrase| !(argued && phrase.contains("stand")))
            {
                wrong.push(format!(
                    "{}: “{phrase}”: {words}",
                    file.strip_prefix(&root).unwrap_or(&file).display()
                ));
            }
        }
    }
    assert!(seen > 900, "only {seen} literals were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
