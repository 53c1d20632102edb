//! GitLab's Code Quality report, shown in a merge request.
//!
//! GitLab reads a part of the Code Climate format: description, rule, severity,
//! path, line and fingerprint. It knows a finding again by its fingerprint and
//! hides the second of two with the same one, so each gets its own, made of the
//! path and of what the finding is about. It wants a line of every finding; one
//! in a Word or OpenDocument file is put on line 1, with its place in the words.

use std::collections::HashMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::locate::Locator;
use super::{Format, Run, Style, clean, sentence};
use crate::diagnostic::Level;

/// The format.
pub const FORMAT: Format =
    Format { name: "gitlab", about: "GitLab Code Quality, for merge requests", render };

fn render(run: &Run<'_>, _style: &Style) -> String {
    let locator = Locator::new(run.texts);
    let mut turns = HashMap::new();
    let mut unique = |path: &str, rule: &str, own: &str| {
        let first = format!("{own}\n{rule}\n{path}");
        let turn = turns.entry(first.clone()).or_insert(0_usize);
        *turn += 1;
        let digest = Sha256::digest(format!("{first}\n{turn}"));
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let mut issues: Vec<Value> = Vec::new();
    for trouble in run.trouble {
        let path = run.root.path(&trouble.file);
        issues.push(json!({
            "description": format!("It could not be checked: {}", sentence(&trouble.message)),
            "check_name": "claimlint",
            "fingerprint": unique(&path, "claimlint", &trouble.message),
            "severity": "blocker",
            "location": { "path": path, "lines": { "begin": 1 } },
        }));
    }
    for finding in run.findings() {
        let path = run.path(finding);
        let lines = locator.lines(finding.place());
        let (begin, end) = lines.map_or((1, 1), |lines| (lines.start.line, lines.end.line));
        let words = [sentence(&locator.message(finding)), sentence(&finding.help)].join(" ");
        issues.push(json!({
            "description": words.trim(),
            "check_name": finding.code,
            "fingerprint": unique(&path, finding.code, &finding.identity.fingerprint()),
            "severity": match finding.level {
                Level::Error => "major",
                Level::Warning => "minor",
                Level::Advice | Level::Off => "info",
            },
            "location": { "path": path, "lines": { "begin": begin, "end": end } },
        }));
    }
    clean::json(&format!("{:#}\n", Value::Array(issues)))
}
