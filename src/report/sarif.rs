//! SARIF 2.1.0, the exchange format of static analysis: GitHub code scanning,
//! Azure, many viewers and editors.
//!
//! Paths are relative, columns count Unicode code points, and each rule that
//! spoke brings its manual. A finding in a Word or OpenDocument file has no
//! region, since the lines of its XML are nobody's; its logical location says
//! "paragraph 12". Fixes are told for text files only.
//!
//! What a waiver silenced is told as a suppressed result only if it is asked for
//! (`--show-waived`): GitHub takes suppressed results for open alerts.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::json::{held_back, percents, reads};
use super::locate::{Lines, Locator};
use super::{Format, Run, Style, clean, manual_url, sentence};
use crate::check::Waived;
use crate::diagnostic::{Diagnostic, Fix, Level};
use crate::rules::{Rule, rule};
use crate::span::Place;
use crate::text::{FileId, Text};

/// The format.
pub const FORMAT: Format =
    Format { name: "sarif", about: "SARIF 2.1.0, for code scanning and its viewers", render };

/// Where the schema is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What our fingerprints are called. GitHub makes its own beside them from the
/// words of the line, and warns of each that it finds under its own name.
const FINGERPRINT: &str = "claimlint/v1";

fn render(run: &Run<'_>, _style: &Style) -> String {
    let waived: Vec<&Waived> =
        run.reports.iter().filter(|_| run.show_waived).flat_map(|report| &report.waived).collect();
    let spoke = run.findings().chain(waived.iter().map(|waived| &waived.finding));
    let codes: std::collections::BTreeSet<&str> = spoke.map(|finding| finding.code).collect();
    let rules: BTreeMap<&str, usize> = codes.into_iter().zip(0..).collect();
    let artifacts = run.texts.iter().map(|(id, _)| id).zip(0..).collect();
    let page = Page { run, locator: Locator::new(run.texts), rules, artifacts };
    let mut results: Vec<Value> = run.findings().map(|finding| page.result(finding)).collect();
    results.extend(waived.into_iter().map(|waived| {
        let mut result = page.result(&waived.finding);
        let reason = &waived.reason;
        result["suppressions"] =
            json!([{ "kind": "external", "status": "accepted", "justification": reason }]);
        result
    }));
    let artifacts: Vec<Value> = run.texts.iter().map(|(id, text)| page.artifact(id, text)).collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": page.driver() },
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "language": "en",
            "defaultEncoding": "utf-8",
            "invocations": [page.invocation()],
            "artifacts": artifacts,
            "results": results,
            "properties": { "read": reads(run), "coverage": percents(run), "heldBack": held_back(run) },
        }],
    });
    clean::json(&format!("{document:#}\n"))
}

struct Page<'r, 'a> {
    run: &'r Run<'a>,
    locator: Locator<'a>,
    rules: BTreeMap<&'r str, usize>,
    /// Each text's index in `artifacts`.
    artifacts: BTreeMap<FileId, usize>,
}

impl Page<'_, '_> {
    fn driver(&self) -> Value {
        let rules: Vec<Value> = self.rules.keys().map(|code| descriptor(code)).collect();
        let mut driver = json!({
            "name": "claimlint",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        });
        if let Some(homepage) = super::homepage() {
            driver["informationUri"] = homepage.into();
        }
        driver
    }

    fn invocation(&self) -> Value {
        let troubles: Vec<Value> = self
            .run
            .trouble
            .iter()
            .map(|trouble| {
                json!({
                    "level": "error",
                    "message": { "text": sentence(&format!("it could not be checked: {}", trouble.message)) },
                    "locations": [{ "physicalLocation": {
                        "artifactLocation": { "uri": uri(&self.run.root.path(&trouble.file)) },
                    } }],
                })
            })
            .collect();
        let said = match self.run.exit {
            0 => "nothing to report at the failing level",
            1 => "findings",
            _ => "some files could not be checked",
        };
        json!({
            "executionSuccessful": self.run.trouble.is_empty(),
            "exitCode": self.run.exit,
            "exitCodeDescription": said,
            "toolExecutionNotifications": troubles,
        })
    }

    fn artifact(&self, id: FileId, text: &Text) -> Value {
        let mut out = json!({ "location": self.file(id), "roles": ["analysisTarget"] });
        if text.rendition().is_none() {
            out["length"] = text.content.len().into();
        }
        out
    }

    /// A file by its path and its index in `artifacts`.
    fn file(&self, id: FileId) -> Value {
        json!({ "uri": uri(&self.run.root.path(&self.run.texts.get(id).name)), "index": self.artifacts[&id] })
    }

    fn result(&self, finding: &Diagnostic) -> Value {
        let related = self.related(finding);
        let mut out = json!({
            "ruleId": finding.code,
            "level": level(finding.level),
            "message": { "text": self.words(finding) },
            "locations": [self.location(finding.place())],
            "partialFingerprints": { FINGERPRINT: finding.identity.fingerprint() },
        });
        if let Some(index) = self.rules.get(finding.code) {
            out["ruleIndex"] = (*index).into();
        }
        if !related.is_empty() {
            out["relatedLocations"] = related.into();
        }
        if let Some(fix) = finding.fix.as_ref().and_then(|fix| self.fix(fix)) {
            out["fixes"] = json!([fix]);
        }
        out
    }

    /// All that is said: what is wrong, why it matters, what to do.
    fn words(&self, finding: &Diagnostic) -> String {
        let parts = [&self.locator.message(finding), &finding.why, &finding.help];
        let parts = parts.into_iter().map(|words| sentence(words)).filter(|words| !words.is_empty());
        literal(parts.collect::<Vec<_>>().join(" "))
    }

    fn location(&self, place: Place) -> Value {
        let mut physical = json!({ "artifactLocation": self.file(place.file) });
        if let Some(lines) = self.locator.lines(place) {
            physical["region"] = region(lines);
        }
        let mut out = json!({ "physicalLocation": physical });
        let text = self.run.texts.get(place.file);
        if let Some(spot) = text.spot(place.span.start) {
            let mut logical = json!({ "name": spot, "kind": "element" });
            if let Some(heading) = text.heading(place.span.start) {
                logical["fullyQualifiedName"] = format!("{heading}/{spot}").into();
            }
            out["logicalLocations"] = json!([logical]);
        }
        out
    }

    /// Its other places, and the findings inside it.
    fn related(&self, finding: &Diagnostic) -> Vec<Value> {
        let mut places: Vec<(Place, String)> = finding
            .labels
            .iter()
            .skip(1)
            .map(|label| {
                (label.place, sentence(if label.text.is_empty() { "see also" } else { &label.text }))
            })
            .collect();
        fn inside(finding: &Diagnostic, places: &mut Vec<(Place, String)>) {
            for related in &finding.related {
                places.push((related.place(), sentence(&related.message)));
                inside(related, places);
            }
        }
        inside(finding, &mut places);
        places
            .into_iter()
            .zip(1..)
            .map(|((place, words), id): (_, u32)| {
                let mut location = self.location(place);
                location["id"] = id.into();
                location["message"] = json!({ "text": literal(words) });
                location
            })
            .collect()
    }

    /// A fix, if all of it is in text files.
    fn fix(&self, fix: &Fix) -> Option<Value> {
        let mut changes: BTreeMap<FileId, Vec<Value>> = BTreeMap::new();
        for edit in &fix.edits {
            let mut replacement = json!({ "deletedRegion": region(self.locator.lines(edit.place)?) });
            if !edit.text.is_empty() {
                replacement["insertedContent"] = json!({ "text": edit.text });
            }
            changes.entry(edit.place.file).or_default().push(replacement);
        }
        let changes: Vec<Value> = changes
            .into_iter()
            .map(|(file, replacements)| {
                json!({ "artifactLocation": self.file(file), "replacements": replacements })
            })
            .collect();
        (!changes.is_empty()).then(|| {
            json!({
                "description": { "text": sentence(&fix.title) },
                "artifactChanges": changes,
                "properties": { "safe": fix.safe },
            })
        })
    }
}

/// A rule with its manual; of one that is not in our table only the name.
fn descriptor(code: &str) -> Value {
    let mut out = json!({ "id": code });
    if let Some(url) = manual_url(code) {
        out["helpUri"] = url.into();
    }
    let Some(rule) = rule(code) else { return out };
    out["shortDescription"] = json!({ "text": sentence(rule.summary) });
    out["fullDescription"] = json!({ "text": opening(rule) });
    out["help"] = json!({ "text": rule.explain.trim(), "markdown": rule.explain.trim() });
    out["defaultConfiguration"] = json!({ "level": level(rule.level) });
    let precision = if rule.precise { "very-high" } else { "high" };
    let severity = match rule.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice | Level::Off => "recommendation",
    };
    out["properties"] =
        json!({ "precision": precision, "problem.severity": severity, "tags": ["claimlint"] });
    out
}

/// The first paragraph of a manual, as one line; the summary if there is no manual.
fn opening(rule: &Rule) -> String {
    let paragraph = rule
        .explain
        .trim()
        .lines()
        .skip_while(|line| line.starts_with('#') || line.trim().is_empty())
        .take_while(|line| !line.trim().is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if paragraph.is_empty() { sentence(rule.summary) } else { paragraph }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "note",
        Level::Off => "none",
    }
}

fn region(lines: Lines) -> Value {
    json!({
        "startLine": lines.start.line,
        "startColumn": lines.start.column,
        "endLine": lines.end.line,
        "endColumn": lines.end.column,
    })
}

/// Words that are no pattern: `{0}` in a SARIF message is the place of an
/// argument unless its braces are doubled. Other braces are left alone, since
/// many viewers show doubled ones as they are.
fn literal(words: String) -> String {
    let pattern =
        words.match_indices('{').any(|(at, _)| words[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
    if pattern { words.replace('{', "{{").replace('}', "}}") } else { words }
}

/// A path as a URI reference: relative if the path is.
fn uri(path: &str) -> String {
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    } else if path.get(1..3) == Some(":/") {
        out.push_str("file:///");
    }
    let drive = out.len() + 1;
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            b':' if out.len() == drive && drive > 8 => out.push(':'),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("docs/a b.md"), "docs/a%20b.md");
        assert_eq!(uri("../é:#?.md"), "../%C3%A9%3A%23%3F.md");
        assert_eq!(uri("/tmp/a.md"), "file:///tmp/a.md");
        assert_eq!(uri("C:/docs/a.md"), "file:///C:/docs/a.md");
    }
}
