//! The file of decisions that a review page gives out, read.

use jiff::civil::Date;
use serde::Deserialize;

/// The largest number of decisions that is taken from one file.
pub(super) const MOST: usize = 20_000;

/// What somebody decided on a page.
#[derive(Debug, Clone, Deserialize)]
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
#[derive(Debug, Clone, Deserialize)]
pub struct Decision {
    /// What it is about.
    pub kind: Kind,
    /// What was decided.
    pub decision: What,
    /// The day.
    #[serde(deserialize_with = "day")]
    pub on: Date,
    /// Why, or what is asked.
    #[serde(default)]
    pub reason: String,
    /// How long a waiver holds.
    #[serde(default, deserialize_with = "maybe_day")]
    pub until: Option<Date>,
    /// The claim, by name.
    #[serde(default)]
    pub claim: String,
    /// The claim's seal when the page was made.
    #[serde(default)]
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
    #[serde(default)]
    pub file: String,
    /// Who decided this one; if empty, who decided all.
    #[serde(default)]
    pub by: String,
}

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A finding.
    Finding,
    /// A claim.
    Claim,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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

fn maybe_day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    day(from).map(Some)
}

impl Decisions {
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
