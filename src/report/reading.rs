//! A manual set for a terminal: headings told apart, examples indented, lines broken at its width.

use std::fmt::Write as _;

use super::{Style, clean};

/// Lines longer than this tire the eye, however wide the terminal is.
const MEASURE: usize = 88;

/// How far an example is indented.
const INDENT: usize = 4;

/// Sets a manual in Markdown: what its fences, hashes and backticks mean is shown, not printed. Where there is no colour,
/// backticks stay: nothing else would tell what is to be typed.
pub fn set(markdown: &str, style: &Style) -> String {
    let width = style.width.min(MEASURE);
    let mut out = String::new();
    let mut fenced = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            example(&mut out, line, width, style);
        } else if let Some(title) = line.strip_prefix('#') {
            let title = clean::line(title.trim_start_matches('#').trim(), style.unicode);
            let _ = writeln!(out, "{}", painted(&title, "1", style));
        } else if line.trim().is_empty() {
            out.push('\n');
        } else {
            paragraph(&mut out, line, width, style);
        }
    }
    out
}

/// A line of an example; its further lines are indented as its first.
fn example(out: &mut String, line: &str, width: usize, style: &Style) {
    let line = clean::notice(line, style.unicode);
    let room = width.saturating_sub(INDENT).max(INDENT);
    for line in clean::wrap(&line, room).lines() {
        let _ = writeln!(out, "{:INDENT$}{}", "", painted(line, "2", style));
    }
    if line.is_empty() {
        out.push('\n');
    }
}

/// A paragraph stands on one line of the manual; a list's further lines are indented under its words.
fn paragraph(out: &mut String, line: &str, width: usize, style: &Style) {
    let hanging = if line.starts_with("- ") { 2 } else { 0 };
    let line = clean::line(line, style.unicode);
    let wrapped = clean::wrap(&line, width.saturating_sub(hanging));
    // Coloured after the lines are broken: colour fills no cells.
    for (nth, line) in code(&wrapped, style).lines().enumerate() {
        let indent = if nth == 0 { 0 } else { hanging };
        let _ = writeln!(out, "{:indent$}{line}", "");
    }
}

/// Colours what stands between backticks, slants what stands between asterisks, and drops both.
fn code(words: &str, style: &Style) -> String {
    if !style.color {
        return words.to_owned();
    }
    let parts = words.split('`').enumerate();
    parts
        .map(|(nth, part)| if nth % 2 == 0 { slanted(part, style) } else { painted(part, "36", style) })
        .collect()
}

fn slanted(words: &str, style: &Style) -> String {
    let parts: Vec<&str> = words.split('*').collect();
    if parts.len().is_multiple_of(2) {
        return words.to_owned();
    }
    let parts = parts.into_iter().enumerate();
    parts.map(|(nth, part)| if nth % 2 == 0 { part.to_owned() } else { painted(part, "3", style) }).collect()
}

fn painted(words: &str, sequence: &str, style: &Style) -> String {
    if style.color { format!("\u{1b}[{sequence}m{words}\u{1b}[0m") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANUAL: &str = "# a-rule (advice)\n\nSomething is wrong; `claimlint fmt` helps here and there and everywhere.\n\n\
                          - one point that is long enough to be broken somewhere\n\n## Example\n```text\nThe mill closed.\n\n\
                          [1] A. Moss.\n```\nEnd.\n";

    #[test]
    fn a_manual_is_set_within_the_width() {
        let set = set(MANUAL, &Style { width: 40, ..Style::plain() });
        assert_eq!(
            set,
            "a-rule (advice)\n\nSomething is wrong; `claimlint fmt`\nhelps here and there and everywhere.\n\n\
             - one point that is long enough to be\n  broken somewhere\n\nExample\n    The mill closed.\n\n\
             \u{20}   [1] A. Moss.\nEnd.\n"
        );
    }

    #[test]
    fn colour_stands_for_signs() {
        let set = set(MANUAL, &Style { color: true, width: 80, ..Style::plain() });
        assert!(set.starts_with("\u{1b}[1ma-rule (advice)\u{1b}[0m\n"), "{set:?}");
        assert!(set.contains("\u{1b}[36mclaimlint fmt\u{1b}[0m") && !set.contains('`'), "{set:?}");
        assert!(set.contains("    \u{1b}[2mThe mill closed.\u{1b}[0m\n"), "{set:?}");
    }
}
