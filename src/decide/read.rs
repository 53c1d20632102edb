//! The file of decisions that a review page gives out, read.

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

/// The largest number of decisions that is taken from one file.
pub(super) const MOST: usize = 20_000;

/// What somebody decided, on a page or in the comments of a copy.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct Decisions {
    pub(super) tool: String,
    pub(super) file: String,
    pub(super) version: u32,
    /// The draft, as the page named it.
    pub draft: String,
    /// The SHA-256 of the draft that the page was made of.
    pub sha256: String,
    /// Who decided; may be empty.
    pub by: String,
    /// What was decided.
    pub decisions: Vec<Decision>,
}

/// One decision.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Decision {
    /// What it is about.
    pub kind: Kind,
    /// What was decided.
    pub decision: What,
    /// The day.
    #[serde(deserialize_with = "day", serialize_with = "written")]
    pub on: Date,
    /// Why, or what is asked.
    #[serde(default)]
    pub reason: String,
    /// How long a waiver holds.
    #[serde(
        default,
        deserialize_with = "maybe_day",
        serialize_with = "maybe_written",
        skip_serializing_if = "Option::is_none"
    )]
    pub until: Option<Date>,
    /// The claim, by name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub claim: String,
    /// The claim's seal when the page was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
    /// The finding, by its fingerprint.
    #[serde(default)]
    pub fingerprint: String,
    /// The finding's rule.
    #[serde(default)]
    pub rule: String,
    /// What the page said, for people.
    #[serde(default)]
    pub about: String,
    /// The claims file, where the decisions come from a table of several; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// Who decided this one; if empty, who decided all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A finding.
    Finding,
    /// A claim.
    Claim,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// It may stay as it is.
    Accept,
    /// It may stay until a day.
    Waive,
    /// Something is asked.
    Question,
    /// It was looked at, and is right.
    Checked,
}

/// A day as `2026-05-04`.
fn day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let words = std::borrow::Cow::<'de, str>::deserialize(from)?;
    words.parse().map_err(|_| serde::de::Error::custom("a day is written 2026-05-04"))
}

fn written<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(day)
}

fn maybe_written<S: Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => written(day, to),
        None => to.serialize_none(),
    }
}

fn maybe_day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    day(from).map(Some)
}

impl Decisions {
    /// Decisions on a draft, as a review page would give them out; `sha256` is that of the draft's bytes.
    pub fn of(draft: String, sha256: String, by: String, decisions: Vec<Decision>) -> Self {
        let (tool, file) = ("claimlint".to_owned(), "decisions".to_owned());
        Self { tool, file, version: 1, draft, sha256, by, decisions }
    }

    /// The file of decisions, as [`Self::read`] takes it.
    pub fn written(&self) -> String {
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{json}\n")
    }

    /// Reads a file of decisions.
    ///
    /// # Errors
    /// Why it is none, as the end of a sentence that begins with its name.
    pub fn read(text: &str) -> Result<Self, String> {
        let read: Self = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| format!("is not a file of decisions that can be read: {error}"))?;
        if read.tool != "claimlint" || read.file != "decisions" {
            return Err("is not a file of decisions from a review page".to_owned());
        }
        if read.version != 1 {
            return Err(format!("has version {}; this claimlint reads version 1", read.version));
        }
        if read.decisions.len() > MOST {
            return Err(format!("has more than {MOST} decisions"));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_told_apart() {
        let why = |text: &str| Decisions::read(text).map(|_| ()).expect_err("it is none");
        assert!(why("{}").contains("can be read"), "{}", why("{}"));
        let file = |tool: &str, version: u32| {
            format!(
                "{{\"tool\":\"{tool}\",\"file\":\"decisions\",\"version\":{version},\"draft\":\"a.md\",\
                 \"sha256\":\"\",\"by\":\"\",\"decisions\":[]}}"
            )
        };
        assert!(why(&file("other", 1)).contains("from a review page"));
        assert!(why(&file("claimlint", 2)).contains("reads version 1"));
        assert!(Decisions::read(&file("claimlint", 1)).is_ok());
    }
}
