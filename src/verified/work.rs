//! A work as a registry describes it.

use serde::{Deserialize, Serialize};

/// What a registry says of a work.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Work {
    /// Its title, with its subtitle.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Other titles: the original one, a short one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// Family names of its authors, or of its editors if it has none; names of bodies whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// The years of its publication: in print, online, whichever the registry knows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<i16>,
    /// The journal or book that it is in, and short forms of its name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outlets: Vec<String>,
    /// Who published it, and repositories that hold it: a note may name them in the place of an outlet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publishers: Vec<String>,
}

/// What was published about a work later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// What it is.
    pub kind: UpdateKind,
    /// Its day as far as the registry knows: `2020-05-17`, `2020`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub day: String,
    /// The DOI of the notice.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notice: String,
    /// Who says so.
    pub by: String,
}

/// What sort of update it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UpdateKind {
    /// The work was retracted.
    Retraction,
    /// The work was withdrawn or removed.
    Withdrawal,
    /// Its editors doubt it.
    Concern,
    /// It was corrected.
    Correction,
}

impl UpdateKind {
    /// Whether the work may no longer be relied on as it is.
    pub fn is_grave(self) -> bool {
        self != UpdateKind::Correction
    }

    /// What happened, as the end of a sentence that begins with the work.
    pub fn said(self) -> &'static str {
        match self {
            UpdateKind::Retraction => "was retracted",
            UpdateKind::Withdrawal => "was withdrawn",
            UpdateKind::Concern => "is under an expression of concern",
            UpdateKind::Correction => "was corrected",
        }
    }
}
