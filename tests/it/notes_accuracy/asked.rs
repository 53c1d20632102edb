//! What the missing-field rules say of each labelled note, run as a user runs them.

use claimlint::inside::check::{Input, Options, check};
use claimlint::inside::diagnostic::Diagnostic;
use claimlint::inside::draft::reader_for;
use claimlint::inside::text::{Text, Texts};

use super::fixture::Labelled;
use super::score::{Share, WANTED};

/// The rule that asks for each of [`WANTED`].
pub const CODES: [&str; 3] = ["note-missing-date", "note-missing-author", "note-missing-publisher"];

/// What one rule said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// Notes that the rule asks about; right if a careful editor would ask too.
    pub raised: Share,
    /// Notes that a careful editor would ask about; right if the rule does.
    pub wanted: Share,
}

/// Runs the rules on each note by itself. The second part tells what a rule asked for in vain.
pub fn ask(notes: &[Labelled]) -> ([Asked; 3], Vec<String>) {
    let (mut all, mut wrong) = ([Asked::default(); 3], Vec::new());
    for note in notes {
        let raised = codes(note);
        for ((wanted, code), asked) in WANTED.iter().zip(CODES).zip(&mut all) {
            let is_open = |open: &str| note.citations.iter().any(|it| it.open.contains(open));
            let open = match *wanted {
                "author" => is_open("authors"),
                "outlet" => is_open("container") || is_open("publisher"),
                _ => is_open(wanted),
            };
            if open || note.open.contains("kind") {
                continue;
            }
            let right = note.citations.iter().any(|it| it.missing.contains(*wanted));
            let says = raised.contains(&code);
            if says {
                asked.raised.count(right);
            }
            if right {
                asked.wanted.count(says);
            }
            if says && !right {
                wrong.push(format!("{}\n    {}\n      {code} asks in vain", note.at, note.words));
            }
        }
    }
    (all, wrong)
}

/// The codes of all findings on a draft whose only note this is.
fn codes(note: &Labelled) -> Vec<&'static str> {
    let text = format!("The port is busy in every season of the year.[^1]\n\n[^1]: {}\n", marked(note));
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft.md", text));
    let input =
        Input { texts: &texts, draft: Some((file, reader_for("draft.md"))), claims: None, endnotes: &[] };
    let report = check(input, &Options::default());
    let mut found = Vec::new();
    for finding in &report.findings {
        collect(finding, &mut found);
    }
    found
}

fn collect(finding: &Diagnostic, found: &mut Vec<&'static str>) {
    found.push(finding.code);
    for inner in &finding.related {
        collect(inner, found);
    }
}

/// The words with their italics as Markdown.
fn marked(note: &Labelled) -> String {
    let (mut text, mut at) = (String::new(), 0);
    let plain = |words: &str| words.replace('*', "\\*");
    for run in &note.italics {
        let (start, end) = (run.start as usize, run.end as usize);
        text += &format!("{}*{}*", plain(&note.words[at..start]), &note.words[start..end]);
        at = end;
    }
    text + &plain(&note.words[at..])
}
