//! The worksheet for people: what needs a reviewer first, with all that is needed to judge it; the rest in a line each.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::status::{Row, rows, told};
use crate::case::Case;
use crate::case::review::Verdict;
use crate::report::{Style, clean, clip};

/// Room for the names of the parts of a claim.
const LEAD: usize = 16;
/// Characters of a note that are shown; all of them are in the other formats.
const NOTE: usize = 300;

/// The worksheet of a case. `full` shows of every claim what else only those show that are needed first.
pub fn text(case: &Case<'_>, style: &Style, full: bool) -> String {
    let rows = rows(case);
    let mut sheet = Sheet { style, out: head(case, &rows), full, met: HashSet::new() };
    let theses = case.theses();
    for &thesis in &theses {
        let mine: Vec<&Row<'_>> = rows.iter().filter(|row| row.thesis == Some(thesis)).collect();
        let words = format!("Thesis {}: {}", case.name(thesis), case.statement(thesis));
        sheet.out.push('\n');
        sheet.put("", &clean::line(&words, style.unicode), 0);
        sheet.groups(&mine);
    }
    let others: Vec<&Row<'_>> = rows.iter().filter(|row| row.thesis.is_none()).collect();
    if !theses.is_empty() && !others.is_empty() {
        sheet.out.push_str("\nBeside the thesis\n");
    }
    sheet.groups(&others);
    if !full && rows.iter().any(|row| !needed(row)) {
        sheet.out.push_str("\n--full shows sentence, note and quoted words of every claim.\n");
    }
    sheet.out
}

/// Whether it is needed first: a thesis rests on it (or there is none), and it is not checked.
fn needed(row: &Row<'_>) -> bool {
    row.bearing && row.verdict != Verdict::Checked
}

/// What stands over it.
fn group(row: &Row<'_>) -> &'static str {
    match row.verdict {
        Verdict::Checked => "Checked",
        _ if row.bearing => "Needs you first",
        _ => "Still to review",
    }
}

fn head(case: &Case<'_>, rows: &[Row<'_>]) -> String {
    let count = |name: &str| rows.iter().filter(|row| row.verdict.name() == name).count();
    let kinds = [
        ("checked", "checked"),
        ("stale", "changed since"),
        ("unsealed", "checked without a seal"),
        ("questioned", "with an open question"),
        ("unchecked", "not checked"),
        ("unknown", "unknown"),
    ];
    let parts: Vec<String> = kinds
        .iter()
        .filter(|(name, _)| count(name) > 0)
        .map(|(name, said)| format!("{} {said}", count(name)))
        .collect();
    let plural = if rows.len() == 1 { "" } else { "s" };
    let colon = if parts.is_empty() { "" } else { ": " };
    let mut out = format!("{} claim{plural}{colon}{}\n", rows.len(), parts.join(", "));
    if !case.thesis_bearing().is_empty() {
        out.push_str(&match rows.iter().filter(|row| needed(row)).count() {
            0 => "All that the thesis rests on is checked.\n".to_owned(),
            1 => "The thesis rests on 1 that still needs review.\n".to_owned(),
            many => format!("The thesis rests on {many} that still need review.\n"),
        });
    }
    out
}

struct Sheet<'s> {
    style: &'s Style,
    out: String,
    full: bool,
    /// Sentences and notes that were shown already.
    met: HashSet<String>,
}

impl Sheet<'_> {
    fn paint(&self, code: &str, words: &str) -> String {
        if self.style.color { format!("\u{1b}[{code}m{words}\u{1b}[0m") } else { words.to_owned() }
    }

    /// Words behind a lead that is `hang` cells wide, broken to the width.
    fn put(&mut self, lead: &str, words: &str, hang: usize) {
        let room = self.style.width.saturating_sub(hang).max(24);
        for (number, line) in clean::wrap(words, room).lines().enumerate() {
            let lead = if number == 0 { lead.to_owned() } else { " ".repeat(hang) };
            let _ = writeln!(self.out, "{}", format!("{lead}{line}").trim_end());
        }
    }

    /// A claim's sign and name, and words about it.
    fn named(&mut self, row: &Row<'_>, words: &str) {
        let words = clean::line(&format!("{}  {words}", row.name), self.style.unicode);
        let lead = format!("  {} ", self.sign(&row.verdict));
        let before = self.out.len();
        self.put(&lead, &words, 4);
        // Painted when its lines are broken, so that no escape is counted.
        let painted = self.out[before..].replacen(row.name, &self.paint("1", row.name), 1);
        self.out.replace_range(before.., &painted);
    }

    /// The same, of words that a file says.
    fn say(&mut self, part: &str, words: &str) {
        let words = clean::line(words, self.style.unicode);
        self.put(&format!("    {part:<12}"), &words, LEAD);
    }

    fn groups(&mut self, rows: &[&Row<'_>]) {
        let mut rows: Vec<&Row<'_>> = rows.to_vec();
        rows.sort_by_key(|row| row.need());
        for title in ["Needs you first", "Still to review", "Checked"] {
            let mine: Vec<&Row<'_>> = rows.iter().copied().filter(|row| group(row) == title).collect();
            if mine.is_empty() {
                continue;
            }
            let title = self.paint("1", title);
            let _ = writeln!(self.out, "\n{title} ({})", mine.len());
            for row in mine {
                if self.full || needed(row) { self.whole(row) } else { self.brief(row) }
            }
        }
    }

    /// The sign of a verdict: its shape tells it without colour.
    fn sign(&self, verdict: &Verdict) -> String {
        let (code, sign, plain) = match verdict {
            Verdict::Checked => ("32", "✓", "+"),
            Verdict::Stale(_) | Verdict::Unsealed => ("33", "~", "~"),
            Verdict::Unknown => ("31", "!", "!"),
            Verdict::Doubted(_) => ("31", "✗", "x"),
            Verdict::Questioned => ("35", "?", "?"),
            Verdict::Unchecked => ("33", "○", "o"),
        };
        self.paint(code, if self.style.unicode { sign } else { plain })
    }

    /// A claim in a line or two.
    fn brief(&mut self, row: &Row<'_>) {
        let told = match row.verdict {
            Verdict::Checked | Verdict::Unchecked => who(row),
            _ => format!(" ({})", told(row)),
        };
        self.named(row, &format!("{}{told}", row.statement));
    }

    /// A claim with all that a reviewer needs to judge it.
    fn whole(&mut self, row: &Row<'_>) {
        self.out.push('\n');
        self.named(row, &format!("{}{}", told(row), who(row)));
        row.questions.iter().for_each(|question| self.say("question", question));
        for question in &row.settled {
            self.say("asked", &question.asked.text.text);
            question.answers.iter().for_each(|answer| self.say("answered", &answer.text.text));
            question.decision.iter().for_each(|said| self.say("decided", &said.text.text));
        }
        if !row.parts.is_empty() {
            self.say("looked at", &row.parts.join(", "));
        }
        self.say("statement", row.statement);
        if let Some((spot, words)) = &row.passage {
            let again = !self.met.insert(format!("{spot}{words}"));
            self.say(
                "sentence",
                &if again { format!("{spot}, as above") } else { format!("{spot}: {words}") },
            );
        }
        for (number, evidence) in row.evidence.iter().enumerate() {
            self.say(if number == 0 { "rests on" } else { "" }, evidence);
        }
        for (id, words) in &row.notes {
            let again = !self.met.insert(format!("[{id}]"));
            self.say(&format!("[{id}]"), &if again { "as above".to_owned() } else { clip(words, NOTE) });
        }
    }
}

/// Who checked it and when.
fn who(row: &Row<'_>) -> String {
    match (row.who, row.when) {
        (Some(who), Some(when)) => format!(" ({who}, {when})"),
        (Some(who), None) => format!(" ({who})"),
        _ => String::new(),
    }
}
