//! A summary in Markdown, for the page of a job (`$GITHUB_STEP_SUMMARY`) or a
//! comment on a pull request: counts, coverage, and a table of the worst findings.
//!
//! It is bounded, since a comment may have 65,536 characters: at most [`ROWS`]
//! findings, each with at most [`WORDS`] characters a cell. The author's words
//! are escaped: none becomes a link, an image, HTML or a mention of somebody.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::locate::Locator;
use super::summary::{Tally, counted, coverage_lines};
use super::{Format, Run, Style, clean, manual_url, read, sentence};
use crate::diagnostic::{Diagnostic, Level};

/// The format.
pub const FORMAT: Format =
    Format { name: "markdown", about: "a summary for a pull request or the page of a job", render };

/// How many findings, files that could not be checked, and drafts are shown.
const ROWS: usize = 25;

/// How many characters a cell may have before it is escaped.
const WORDS: usize = 280;

fn render(run: &Run<'_>, _style: &Style) -> String {
    let tally = Tally::of(run);
    let title = match tally.words() {
        found if !found.is_empty() => found,
        _ if tally.troubles > 0 => "not everything could be checked".to_owned(),
        _ => tally.nothing().to_lowercase(),
    };
    let mut out = format!("## claimlint: {}\n", cell(&title));
    listed(&mut out, read::lines(run).iter().map(|line| cell(line)));
    let asides = tally.asides();
    if !asides.is_empty() {
        let _ = writeln!(out, "\n{}", cell(&asides.join(" ")));
    }
    listed(&mut out, coverage_lines(run).iter().map(|line| cell(line)));
    let troubles = run.trouble.iter();
    listed(
        &mut out,
        troubles.map(|it| format!("**{}** could not be checked: {}", cell(&it.file), cell(&it.message))),
    );
    let findings = run.by_weight();
    if !findings.is_empty() {
        table(run, &findings, &mut out);
        counts(&findings, &mut out);
    }
    for notice in run.notices.iter().take(ROWS) {
        out.push('\n');
        for line in notice.lines().filter(|line| !line.trim().is_empty()).take(ROWS) {
            let mark = if line.starts_with(' ') { "- " } else { "" };
            let _ = writeln!(out, "{mark}{}", cell(line.trim()));
        }
    }
    out
}

/// The worst findings.
fn table(run: &Run<'_>, findings: &[&Diagnostic], out: &mut String) {
    let locator = Locator::new(run.texts);
    out.push_str("\n| | where | what is wrong | what to do | rule |\n|---|---|---|---|---|\n");
    for finding in findings.iter().take(ROWS) {
        let spot = locator.spot(finding.place());
        let spot = spot.unwrap_or_else(|| {
            format!("line {}", locator.position(finding.place().file, finding.place().span.start).line)
        });
        let rule = match manual_url(finding.code) {
            Some(url) => format!("[{}]({url})", finding.code),
            None => format!("`{}`", finding.code),
        };
        let _ = writeln!(
            out,
            "| {} | {}, {} | {} | {} | {rule} |",
            finding.level.name(),
            cell(&run.path(finding)),
            cell(&spot),
            cell(&sentence(&finding.message)),
            cell(&sentence(&finding.help)),
        );
    }
    if findings.len() > ROWS {
        let rest = &findings[ROWS..];
        let more = Tally {
            errors: rest.iter().filter(|it| it.level == Level::Error).count(),
            warnings: rest.iter().filter(|it| it.level == Level::Warning).count(),
            advice: rest.iter().filter(|it| it.level == Level::Advice).count(),
            ..Tally::default()
        };
        let _ = writeln!(out, "\nNot in this table: {}.", more.words());
    }
}

/// How many findings each rule has, folded away.
fn counts(findings: &[&Diagnostic], out: &mut String) {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *rules.entry(finding.code).or_default() += 1;
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
    let title = counted(rules.len(), "rule", "rules");
    let _ = writeln!(out, "\n<details><summary>{title}</summary>\n\n| rule | findings |\n|---|---:|");
    for (code, count) in rules {
        let _ = writeln!(out, "| `{code}` | {count} |");
    }
    out.push_str("\n</details>\n");
}

/// Points of a list, at most [`ROWS`].
fn listed(out: &mut String, lines: impl ExactSizeIterator<Item = String>) {
    let count = lines.len();
    for (index, line) in lines.take(ROWS).enumerate() {
        let _ = writeln!(out, "{}- {line}", if index == 0 { "\n" } else { "" });
    }
    if count > ROWS {
        let _ = writeln!(out, "- and {} more", count - ROWS);
    }
}

/// Words as plain words on one line, whatever they hold.
fn cell(words: &str) -> String {
    let clean = clean::line(words, true);
    let mut out = String::with_capacity(clean.len() + 8);
    for (index, c) in clean.chars().enumerate() {
        if index >= WORDS {
            out.push('…');
            break;
        }
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A mention would call somebody, escaped or not; this parts the sign from the name.
            '@' => out.push_str("@\u{200b}"),
            // GitHub links bare addresses: the scheme alone does not look like one.
            ':' if clean.chars().skip(index + 1).take(2).eq(['/', '/']) => out.push_str(":\u{200b}"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '#' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_an_author_is_more_than_a_word() {
        let shown = cell("a | b `c` ![x](https://e.org) <img> @you #1 *s* \\\nnext");
        assert_eq!(
            shown,
            "a \\| b \\`c\\` \\!\\[x\\](https:\u{200b}//e.org) &lt;img&gt; @\u{200b}you \\#1 \\*s\\* \\\\ next"
        );
        assert_eq!(cell(&"x".repeat(1000)).chars().count(), WORDS + 1);
    }
}
