//! Claims, evidence and review in formats of other programs. To add one, write the file
//! and name it in [`EXPORTS`]: that is the only other place.

mod annotation;
mod claim_review;
mod prov;

use std::fmt::Write as _;

use serde_json::Value;

use super::clean;
use crate::case::Case;
use crate::ids::SourceId;

/// A format of `claimlint export`.
#[derive(Debug)]
pub struct Export {
    /// Its name in flags.
    pub name: &'static str,
    /// What it is, in a line, with the standard.
    pub summary: &'static str,
    /// Renders a case that has a claims file.
    pub render: fn(&Case<'_>) -> Value,
}

/// Every format of `claimlint export`.
pub const EXPORTS: &[Export] = &[
    Export {
        name: "prov-json",
        summary: "where each claim comes from and who checked it (W3C PROV-JSON, 2013)",
        render: prov::render,
    },
    Export {
        name: "web-annotation",
        summary: "claims and evidence as notes on the draft and its sources (W3C Web Annotation, 2017)",
        render: annotation::render,
    },
    Export {
        name: "claim-review",
        summary: "checked claims as schema.org ClaimReview, in JSON-LD",
        render: claim_review::render,
    },
];

/// As text that is safe on a terminal; ends with a newline.
pub fn text(value: &Value) -> String {
    clean::json(&format!("{value:#}\n"))
}

/// A name for a thing of the claims file that is an address in its own right.
fn urn(kind: &str, name: &str) -> String {
    format!("urn:claimlint:{kind}:{}", iri(name))
}

/// A path as a relative reference: what may not stand in one is written as `%20`.
fn iri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// Where a source can be found: the address its note gives, else its held copy, else a
/// name of our own.
fn source_address(case: &Case<'_>, source: SourceId) -> String {
    let line = &case.sources[source];
    let works = line.notes.first().map(|&note| case.notes.sources_of(note)).unwrap_or_default();
    let cited = works.first().and_then(|&work| case.notes.fullest(work).url.as_ref());
    match (cited, &line.decl.held) {
        (Some(url), _) => {
            url::Url::parse(&url.value).map_or_else(|_| urn("source", &line.decl.name.value), String::from)
        }
        (None, Some(held)) => iri(&held.file.text),
        (None, None) => urn("source", &line.decl.name.value),
    }
}

/// The words of a source's note.
fn note_words(case: &Case<'_>, source: SourceId) -> Option<String> {
    let note = *case.sources[source].notes.first()?;
    Some(case.draft?.note_words(note).replace('\n', " "))
}

/// The draft's file name, if there is a draft.
fn draft_name<'a>(case: &Case<'a>) -> Option<&'a str> {
    let first = case.draft?.passages.first()?;
    Some(case.texts.get(first.place.file).name.as_str())
}
