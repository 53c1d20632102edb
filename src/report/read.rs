//! What was understood of each draft, in one line: the first that a report says.

use std::collections::BTreeMap;

use super::Run;
use super::count::counted;
use crate::case::{Join, Understanding, Unknown};
use crate::prose::language::Basis;

/// Formats as people call them, by the names of their readers.
const FORMATS: &[(&str, &str)] = &[
    ("text", "plain text"),
    ("markdown", "Markdown"),
    ("docx", "Word"),
    ("odt", "OpenDocument"),
    ("epub", "EPUB"),
    ("jats", "JATS"),
    ("docbook", "DocBook"),
    ("html", "HTML"),
    ("latex", "LaTeX"),
    ("pdf", "PDF"),
];

/// A format as people call it.
fn format_name(reader: &str) -> &str {
    FORMATS.iter().find(|(name, _)| *name == reader).map_or(reader, |(_, called)| called)
}

/// "Read as Markdown, English: 312 sentences; 84 of 85 markers joined to 85 notes; 3 links".
pub fn line(read: &Understanding) -> String {
    let language = &read.language;
    let how = match (&language.against, language.basis) {
        (Some(other), _) => format!(" (the file declares {other})"),
        (None, Basis::Assumed) => " (assumed)".to_owned(),
        (None, Basis::Declared) => " (declared)".to_owned(),
        (None, Basis::Words | Basis::Script) => String::new(),
    };
    let mut parts = vec![counted(read.sentences, "sentence", "sentences")];
    if read.foreign > 0 {
        parts.push(format!("{} of them in another language", read.foreign));
    }
    let none = Join::default();
    if read.notes == none && read.entries == none && read.fields == 0 {
        parts.push("no notes or citations".to_owned());
    }
    parts.extend(joined(read.notes, ("marker", "markers"), ("note", "notes")));
    parts.extend(joined(read.entries, ("citation", "citations"), ("entry", "entries")));
    if read.fields > 0 {
        parts.push(counted(read.fields, "citation field", "citation fields"));
    }
    if read.links > 0 {
        parts.push(counted(read.links, "link", "links"));
    }
    if !read.unread.is_empty() {
        parts.push(format!("{} not read", counted(read.unread.len(), "part", "parts")));
    }
    format!("Read as {}, {}{how}: {}", format_name(read.format), language.name, parts.join("; "))
}

fn joined(join: Join, marker: (&str, &str), note: (&str, &str)) -> Option<String> {
    let markers = counted(join.markers, marker.0, marker.1);
    let notes = counted(join.notes, note.0, note.1);
    match (join.markers, join.notes) {
        (0, 0) => None,
        (0, _) => Some(format!("no {}, {notes}", marker.1)),
        (_, 0) => Some(format!("{markers}, no {}", note.1)),
        _ => Some(format!("{} of {markers} joined to {notes}", join.joined)),
    }
}

/// The line of each draft; where there are several, each begins with its name.
pub(super) fn lines(run: &Run<'_>) -> Vec<String> {
    let drafts: Vec<_> = run
        .reports
        .iter()
        .filter_map(|report| Some((report.draft?, report.understanding.as_ref()?)))
        .collect();
    let several = drafts.len() > 1;
    drafts
        .into_iter()
        .map(|(file, read)| match several {
            true => format!("{}: {}.", run.texts.get(file).name, line(read).replacen('R', "r", 1)),
            false => format!("{}.", line(read)),
        })
        .collect()
}

/// How many rules were held back in a run, for each reason, the most first.
pub(super) fn held_back(run: &Run<'_>) -> Vec<(&'static str, String, usize)> {
    let mut found: BTreeMap<&Unknown, std::collections::BTreeSet<&str>> = BTreeMap::new();
    for held in run.reports.iter().flat_map(|report| &report.held_back) {
        found.entry(&held.why).or_default().insert(held.rule);
    }
    found.into_iter().map(|(why, rules)| (why.code(), why.words(), rules.len())).collect()
}

/// The same of one report.
pub(super) fn held_back_of(report: &crate::check::Report) -> Vec<String> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for held in &report.held_back {
        *found.entry(held.why.words()).or_default() += 1;
    }
    let told = |(why, count)| format!("{} did not run: {why}.", counted(count, "rule", "rules"));
    found.into_iter().map(told).collect()
}

/// "24 rules did not run: markers and notes do not match." Empty if none were.
pub(super) fn held_back_sentence(run: &Run<'_>) -> Vec<String> {
    held_back(run)
        .into_iter()
        .map(|(_, why, count)| format!("{} did not run: {why}.", counted(count, "rule", "rules")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Health;
    use crate::prose::language::Language;

    fn read(notes: Join, entries: Join) -> Understanding {
        Understanding {
            format: "markdown",
            language: Language { name: "English".to_owned(), basis: Basis::Words, against: None },
            sentences: 312,
            foreign: 0,
            notes,
            entries,
            fields: 0,
            links: 3,
            unread: Vec::new(),
            few_apart: false,
            health: Health::Sound,
        }
    }

    #[test]
    fn one_line_says_what_was_understood() {
        let notes = Join { markers: 85, joined: 84, notes: 85, unused: 1 };
        assert_eq!(
            line(&read(notes, Join::default())),
            "Read as Markdown, English: 312 sentences; 84 of 85 markers joined to 85 notes; 3 links"
        );
        let keys = Join { markers: 12, joined: 12, notes: 1, unused: 0 };
        let said = line(&Understanding { links: 0, ..read(Join::default(), keys) });
        assert_eq!(said, "Read as Markdown, English: 312 sentences; 12 of 12 citations joined to 1 entry");
        let bare = Understanding {
            links: 1,
            sentences: 1,
            language: Language { name: "German".to_owned(), basis: Basis::Declared, against: None },
            ..read(Join::default(), Join::default())
        };
        assert_eq!(
            line(&bare),
            "Read as Markdown, German (declared): 1 sentence; no notes or citations; 1 link"
        );
        let apart = read(Join { markers: 7, ..Join::default() }, Join { notes: 3, ..Join::default() });
        assert!(line(&apart).contains("7 markers, no notes; no citations, 3 entries"), "{}", line(&apart));
    }
}
