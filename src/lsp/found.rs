//! Findings as an editor shows them, each in the file in which its author can do something about it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, Message, Range, Uri,
};
use serde_json::json;

use super::desk::Kept;
use super::papers::Papers;
use super::ruler::{Ruler, Unit};
use crate::diagnostic::{Diagnostic as Finding, Level};
use crate::report::{Trouble, in_full, manual_url, with_spot};
use crate::span::{Place, Span};
use crate::syntax::tree::Item;
use crate::text::{FileId, Texts};

/// Rules whose findings are about words that could go.
const NEEDLESS: [&str; 6] = [
    "entry-never-cited",
    "entry-unused",
    "note-unused",
    "source-unused",
    "waiver-unused",
    "web-chrome-in-draft",
];

/// Rules whose findings are about what should be relied on no more.
const GONE: [&str; 1] = ["source-withdrawn"];

/// A finding on its way to the editor.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How serious it is.
    pub level: Level,
    /// What it is known by while its words stand.
    pub key: String,
    /// What is sent.
    pub shown: Diagnostic,
}

/// What a case has to say, file by file. Files that it read and that are in order are among them, with nothing.
pub fn found(kept: &Kept, root: &Path, papers: &Papers, unit: Unit) -> BTreeMap<PathBuf, Vec<Found>> {
    let mut all: BTreeMap<PathBuf, Vec<Found>> =
        kept.paths.values().map(|path| (path.clone(), Vec::new())).collect();
    let placer = Placer { kept, papers, unit };
    let mut rulers: BTreeMap<FileId, Ruler<'_>> = BTreeMap::new();
    for finding in kept.report.iter().flat_map(|report| &report.findings).filter(|it| it.level != Level::Off)
    {
        let Some((place, path)) = placer.home(finding, finding.place()) else { continue };
        let ruler = rulers.entry(place.file).or_insert_with(|| placer.ruler(&kept.texts, place.file, path));
        // A Word file without a claims file has no line that could be marked.
        let packaged = kept.texts.get(place.file).rendition().is_some();
        let range = if packaged { Range::default() } else { ruler.range(place.span) };
        let shown = placer.shown(finding, range);
        let key = format!("{} {}", finding.code, finding.identity.fingerprint());
        all.entry(path.to_owned()).or_default().push(Found { level: finding.level, key, shown });
    }
    for trouble in &kept.trouble {
        let (path, range) = placer.of_trouble(trouble, root);
        let blank = papers.get(&path).is_some_and(|paper| paper.words.trim().is_empty());
        if !blank {
            let shown = plain(range, DiagnosticSeverity::Error, told(trouble, &path));
            let key = format!("not-read {}", trouble.message);
            all.entry(path).or_default().push(Found { level: Level::Error, key, shown });
        }
    }
    if let Some((texts, paths, faults)) = &kept.faults {
        for fault in faults {
            let Some(path) = paths.get(&fault.place().file) else { continue };
            let range = placer.ruler(texts, fault.place().file, path).range(fault.span());
            let shown = plain(range, DiagnosticSeverity::Error, in_full(&fault.message, fault));
            let key = format!("config {}", fault.message);
            all.entry(path.clone()).or_default().push(Found { level: Level::Error, key, shown });
        }
    }
    all
}

/// What could not be read, in a sentence; with its name where it is told in another file.
fn told(trouble: &Trouble, path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if trouble.file.contains(&name) {
        trouble.message.clone()
    } else {
        format!("{}: {}", trouble.file, trouble.message)
    }
}

fn plain(range: Range, severity: DiagnosticSeverity, message: String) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(severity),
        source: Some("claimlint".to_owned()),
        message: Message::String(message),
        ..Diagnostic::default()
    }
}

/// Finds the place in a file that an editor can open.
pub struct Placer<'a> {
    /// The case.
    pub kept: &'a Kept,
    /// What is open.
    pub papers: &'a Papers,
    /// How places are counted.
    pub unit: Unit,
}

impl<'a> Placer<'a> {
    /// A ruler for a text.
    pub fn ruler<'t>(&self, texts: &'t Texts, file: FileId, path: &Path) -> Ruler<'t> {
        Ruler::new(texts.get(file), self.unit, self.papers.get(path).is_some())
    }

    /// The place in the protocol; `None` for a text that is no file, or none that an editor could open.
    pub fn location(&self, place: Place) -> Option<Location> {
        let path = self.kept.paths.get(&place.file)?;
        let text = self.kept.texts.get(place.file);
        let range = match text.rendition() {
            Some(_) => Range::default(),
            None => self.ruler(&self.kept.texts, place.file, path).range(place.span),
        };
        Some(Location { uri: self.papers.uri(path)?, range })
    }

    /// Where a finding is shown. What is about a Word, OpenDocument or PDF draft stands in the claims file: at the claim
    /// that is made there, else at the line that names the draft.
    pub fn home(&self, finding: &Finding, place: Place) -> Option<(Place, &'a Path)> {
        let path = |place: Place| Some((place, self.kept.paths.get(&place.file)?.as_path()));
        let is_packaged = self.kept.texts.get(place.file).rendition().is_some();
        let Some(claims) = self.kept.claims.as_ref().filter(|_| is_packaged) else { return path(place) };
        let entry = || {
            let passage = finding.passage?;
            let case = self.kept.case();
            let &first = case.anchored.get(&passage)?.first()?;
            let entry = case.entries[first].entry;
            Some(entry.at.first().map_or(entry.name.span, |anchor| anchor.span))
        };
        let named = || {
            claims.tree.items.iter().find_map(|item| match item {
                Item::Draft(decl) => Some(decl.file.span),
                _ => None,
            })
        };
        let span = entry().or_else(named).unwrap_or_default();
        path(Place::new(claims.file, span))
    }

    fn shown(&self, finding: &Finding, range: Range) -> Diagnostic {
        let labels = finding.labels.iter().filter(|label| !label.primary).map(|label| {
            let words =
                if label.text.is_empty() { "this belongs to it".to_owned() } else { label.text.clone() };
            (label.place, words)
        });
        let related = finding.related.iter().map(|other| (other.place(), in_full(&other.message, other)));
        let related = labels.chain(related).filter_map(|(place, message)| {
            Some(DiagnosticRelatedInformation { location: self.location(place)?, message })
        });
        let related: Vec<_> = related.collect();
        let tags = [(&NEEDLESS[..], DiagnosticTag::Unnecessary), (&GONE[..], DiagnosticTag::Deprecated)];
        let tags = tags.iter().filter(|(codes, _)| codes.contains(&finding.code)).map(|(_, tag)| *tag);
        let tags: Vec<_> = tags.collect();
        Diagnostic {
            range,
            severity: Some(match finding.level {
                Level::Error => DiagnosticSeverity::Error,
                Level::Warning => DiagnosticSeverity::Warning,
                Level::Advice | Level::Off => DiagnosticSeverity::Information,
            }),
            code: Some(Code::String(finding.code.to_owned())),
            code_description: manual_url(finding.code)
                .and_then(|url| Some(CodeDescription { href: Uri::parse(&url).ok()? })),
            source: Some("claimlint".to_owned()),
            message: Message::String(in_full(&with_spot(&self.kept.texts, finding), finding)),
            tags: Some(tags).filter(|tags| !tags.is_empty()),
            related_information: Some(related).filter(|related| !related.is_empty()),
            data: Some(json!({ "fingerprint": finding.identity.fingerprint() })),
        }
    }

    /// Where it is told what could not be read: at the line that names it, if one does, else at the top of the case.
    fn of_trouble(&self, trouble: &Trouble, root: &Path) -> (PathBuf, Range) {
        let named = self.kept.texts.iter().filter_map(|(id, text)| {
            let rest = trouble.file.strip_prefix(&text.name)?;
            Some((id, text, rest))
        });
        if let Some((id, text, rest)) = named.max_by_key(|(_, text, _)| text.name.len())
            && let Some(path) = self.kept.paths.get(&id)
            && text.rendition().is_none()
        {
            let line = rest.trim_start_matches(':').split(':').next().and_then(|line| line.parse().ok());
            let span = line.map_or(Span::default(), |line| text.line_span(line));
            return (path.clone(), self.ruler(&self.kept.texts, id, path).range(span));
        }
        let path = PathBuf::from(&trouble.file);
        let open = self.papers.get(&path).is_some();
        (if open { path } else { root.to_owned() }, Range::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tagged_rules_are_rules() {
        for code in NEEDLESS.iter().chain(&GONE) {
            assert!(crate::rules::rule(code).is_some(), "{code}");
        }
    }
}
