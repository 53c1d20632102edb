//! What is new in a draft since an earlier version of it, what is cured and what moved: in words, and for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::text::Texts;

/// Findings that are named at most in one list for people.
const MOST: usize = 20;

/// A draft held against an earlier version of it. Findings are known again by their rule and words. The report's
/// findings are those that are new.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Against {
    /// The earlier version.
    pub file: String,
    /// How many findings are new.
    pub new: usize,
    /// How many were there before.
    pub stayed: usize,
    /// Findings of the earlier version that are gone, in its order.
    pub cured: Vec<Cured>,
    /// Those of them that were there before and no longer stand in the same order.
    pub moved: Vec<Moved>,
}

/// A finding of the earlier version that is gone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Cured {
    /// What was found.
    #[serde(flatten)]
    pub what: What,
    /// Where, in the earlier version.
    pub was: Where,
}

/// A finding that stands elsewhere now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Moved {
    /// What is found.
    #[serde(flatten)]
    pub what: What,
    /// Where it was in the earlier version.
    pub was: Where,
    /// Where it is now.
    pub now: Where,
}

/// What a finding says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(rename = "ComparedFinding")]
pub struct What {
    /// The name of the rule.
    pub code: &'static str,
    /// How serious it is: "error", "warning", "advice".
    pub level: &'static str,
    /// What is wrong, in the words of the version in which it stands; of a moved one in those of the earlier.
    pub message: String,
    /// What it is known by in that version.
    pub fingerprint: String,
}

/// A place in one of the versions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Where {
    /// The line, from 1; in a Word or OpenDocument file of its words, one line for each paragraph.
    #[schemars(range(min = 1))]
    pub line: usize,
    /// The column, from 1, in characters.
    #[schemars(range(min = 1))]
    pub column: usize,
    /// The place as people name it: "line 3", "paragraph 12".
    pub place: String,
}

impl What {
    /// Of a finding.
    pub fn of(finding: &Diagnostic) -> Self {
        Self {
            code: finding.code,
            level: finding.level.name(),
            message: finding.message.clone(),
            fingerprint: finding.identity.fingerprint(),
        }
    }

    fn told(&self) -> String {
        format!("{}[{}] {}", self.level, self.code, self.message)
    }
}

impl Where {
    /// Where a finding stands.
    pub fn of(finding: &Diagnostic, texts: &Texts) -> Self {
        let text = texts.get(finding.place().file);
        let start = finding.place().span.start;
        let at = text.position(start);
        Self { line: at.line, column: at.column, place: text.whereabouts(start) }
    }
}

impl Against {
    /// All of it in words, a line each.
    pub fn told(&self) -> String {
        let mut told = format!(
            "Against {}: {} new, {} cured, {} as before{}.",
            self.file,
            self.new,
            self.cured.len(),
            self.stayed,
            if self.moved.is_empty() {
                String::new()
            } else {
                format!(", {} of them moved", self.moved.len())
            }
        );
        let cured = self.cured.iter().map(|each| format!("{} ({})", each.what.told(), each.was.place));
        list(&mut told, "Cured", cured);
        let moved = self.moved.iter();
        let moved =
            moved.map(|each| format!("{}: from {} to {}", each.what.told(), each.was.place, each.now.place));
        list(&mut told, "Moved", moved);
        told
    }
}

fn list(told: &mut String, head: &str, lines: impl ExactSizeIterator<Item = String>) {
    let count = lines.len();
    if count == 0 {
        return;
    }
    told.push_str(&format!("\n{head}:"));
    lines.take(MOST).for_each(|line| told.push_str(&format!("\n  {line}")));
    if count > MOST {
        told.push_str(&format!("\n  and {} more", count - MOST));
    }
}
