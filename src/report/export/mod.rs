//! Claims, evidence and review in formats of other programs. To add one, write the file
//! and name it in [`EXPORTS`]: that is the only other place.

mod about;
mod annotation;
mod claim_review;
mod prov;

use std::fmt::Write as _;
use std::path::{Component, Path};

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

/// The words of a source's note.
fn note_words(case: &Case<'_>, source: SourceId) -> Option<String> {
    let note = *case.sources[source].notes.first()?;
    Some(case.draft?.note_words(note).replace('\n', " "))
}

/// The draft's file, if there is a draft, as the folder of the claims file sees it: what is exported makes sense on
/// every machine.
fn draft_name(case: &Case<'_>) -> Option<String> {
    let first = case.draft?.passages.first()?;
    Some(from_claims(case, &case.texts.get(first.place.file).name))
}

/// A file's name as the folder of the claims file sees it.
fn from_claims(case: &Case<'_>, name: &str) -> String {
    let claims = case.claims.map(|claims| case.texts.get(claims.file).name.as_str()).unwrap_or_default();
    relative(name, claims)
}

/// A path from the folder of another file. Both are as they were typed, from one folder or from the root.
fn relative(name: &str, other: &str) -> String {
    let parts = |path: &str| -> Vec<String> {
        let parts = Path::new(path).components().filter(|part| !matches!(part, Component::CurDir));
        parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
    };
    if Path::new(name).is_absolute() != Path::new(other).is_absolute() {
        return Path::new(name).file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    }
    let (mut to, mut from) = (parts(name), parts(other));
    from.pop();
    let shared = to.iter().zip(&from).take_while(|(one, other)| one == other).count();
    let up = from.len() - shared;
    let mut all = vec!["..".to_owned(); up];
    all.extend(to.drain(shared..));
    all.join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn a_file_is_named_from_the_folder_of_the_claims_file() {
        for (name, claims, told) in [
            ("a.md", "a.claims", "a.md"),
            ("/home/x/a.md", "/home/x/a.claims", "a.md"),
            ("text/a.md", "a.claims", "text/a.md"),
            ("text/a.md", "notes/a.claims", "../text/a.md"),
            ("./text/a.md", "text/a.claims", "a.md"),
            ("/home/x/a.md", "a.claims", "a.md"),
        ] {
            assert_eq!(relative(name, claims), told, "{name} from {claims}");
        }
    }
}
