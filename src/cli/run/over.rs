//! What a report may be written over: a report of its own format.

/// How far into a file its kind is looked for, in bytes.
const HEAD: usize = 1024;

/// Whether a file begins as reports of this format do.
pub fn begins(format: &str, bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let line = head.lines().next().unwrap_or_default();
    let object = |with: &str| head.starts_with('{') && head.contains(with);
    match format {
        "json" => object("\"tool\": \"claimlint\""),
        "jsonl" => line.starts_with("{\"type\":\"start\",\"tool\":\"claimlint\""),
        "sarif" => object("sarif-schema-2.1.0.json"),
        "rdjson" => object("\"diagnostics\""),
        "gitlab" => head.trim_end() == "[]" || head.starts_with('[') && head.contains("\"check_name\""),
        "junit" => head.starts_with("<?xml") && head.contains("<testsuites name=\"claimlint\""),
        "checkstyle" => head.starts_with("<?xml") && head.contains("<checkstyle "),
        "html" => head.starts_with(crate::report::html::SIGN),
        "markdown" => line.starts_with("## claimlint: "),
        "github" => {
            ["::error ", "::warning ", "::notice "].iter().any(|sign| line.starts_with(sign)) || told(line)
        }
        "concise" => levelled(line) || told(line),
        // What could not be checked stands under a bare word.
        "text" | "full" => levelled(line) || told(line) || line == "error" || line.starts_with("error: "),
        _ => false,
    }
}

/// `advice[rule]`, with or without a place before it.
fn levelled(line: &str) -> bool {
    ["error[", "warning[", "advice["]
        .iter()
        .any(|level| line.starts_with(level) || line.contains(&format!(": {level}")))
        || line.contains(": error: ")
}

/// What a report for people begins with, or with nothing read, one that has no findings.
fn told(line: &str) -> bool {
    let read = line.starts_with("Read as ") || line.contains(": read as ");
    let counts = |words: &str| {
        line.strip_prefix(words).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let covered = line.contains(" factual statement") && line.contains(" a source (");
    ["Coverage is unknown: ", "Nothing to cover", "Nothing to report", "Nothing new to report", "claimlint: "]
        .iter()
        .any(|words| line.starts_with(words))
        || covered
        || line.contains(" did not run: ")
        || read && line.contains(" sentence")
        || ["Found ", "Waived ", "Left out ", "Could not check "].into_iter().any(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{FORMATS, Run, Style, Trouble};
    use crate::text::Texts;

    #[test]
    fn every_format_knows_its_own_reports_and_no_draft() {
        let texts = Texts::new();
        let trouble = [Trouble { file: "a.md".to_owned(), message: "it is empty".to_owned() }];
        let style =
            Style { color: false, width: 100, unicode: true, links: false, quiet: false, brief: false };
        for format in FORMATS {
            for trouble in [&[][..], &trouble] {
                let report = (format.render)(&Run::new(&texts, &[], trouble), &style);
                assert!(report.trim().is_empty() || begins(format.name, report.as_bytes()), "{report}");
            }
            for draft in [
                "# Tides\n\nThey rose[^1].\n",
                "draft \"a.md\"\n",
                "Nothing has changed.\n",
                "Found at sea in 1998.\n",
                "{\"name\": \"x\"}",
                "<html>",
                "[1]",
            ] {
                assert!(!begins(format.name, draft.as_bytes()), "{} takes {draft}", format.name);
            }
        }
    }
}
