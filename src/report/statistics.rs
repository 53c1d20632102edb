//! Counts for each rule instead of findings: where to begin with a long list.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::summary::{closing_lines, counted};
use super::{Run, Style, clean};
use crate::diagnostic::Level;

/// What is counted of one rule at one level.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    findings: usize,
    /// Those that `--fix` would mend.
    safe: usize,
    /// Those that `--fix --unsafe-fixes` would mend as well.
    other: usize,
}

/// The most frequent first, then the more serious, then by name.
fn counts(run: &Run<'_>) -> Vec<((Level, &'static str), Count)> {
    let mut counts: BTreeMap<(Level, &'static str), Count> = BTreeMap::new();
    for finding in run.findings() {
        let count = counts.entry((finding.level, finding.code)).or_default();
        count.findings += 1;
        match &finding.fix {
            Some(fix) if fix.safe => count.safe += 1,
            Some(_) => count.other += 1,
            None => {}
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(key, count)| (std::cmp::Reverse(count.findings), key));
    counts
}

/// A table for people: count, level, rule, and how many of them can be mended.
pub fn table(run: &Run<'_>, style: &Style) -> String {
    let mut out = String::new();
    for trouble in run.trouble {
        let (file, message) =
            (clean::line(&trouble.file, style.unicode), clean::line(&trouble.message, style.unicode));
        let _ = writeln!(out, "{file}: error: {message}");
    }
    let counts = counts(run);
    let width = counts.iter().map(|((_, code), _)| code.len()).max().unwrap_or(0);
    let digits = counts.first().map_or(0, |(_, count)| count.findings.to_string().len());
    for ((level, code), count) in &counts {
        let mended = match (count.safe, count.other) {
            (0, 0) => String::new(),
            (safe, 0) => format!("  {safe} fixed by --fix"),
            (0, other) => format!("  {other} fixed by --fix --unsafe-fixes"),
            (safe, other) => format!("  {safe} fixed by --fix, {other} more by --unsafe-fixes"),
        };
        let line = format!("{:>digits$}  {:7}  {code:width$}{mended}", count.findings, level.name());
        let _ = writeln!(out, "{}", line.trim_end());
    }
    if !style.quiet {
        if !counts.is_empty() {
            let rules = counted(counts.len(), "rule", "rules");
            let _ = writeln!(out, "\n{rules}.");
        }
        for line in closing_lines(run) {
            let _ = writeln!(out, "{}", clean::line(&line, style.unicode));
        }
        for notice in run.notices {
            let _ = writeln!(out, "\n{}", clean::notice(notice, style.unicode));
        }
    }
    out
}

/// The same for programs: an array of objects.
pub fn json(run: &Run<'_>) -> String {
    let rows = counts(run).into_iter().map(|((level, code), count)| {
        json!({
            "code": code,
            "level": level.name(),
            "count": count.findings,
            "fixable": count.safe,
            "unsafe_fixable": count.other,
        })
    });
    clean::json(&format!("{:#}\n", Value::Array(rows.collect())))
}
