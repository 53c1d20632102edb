//! What a run comes to: the counts, and the sentences that say them.

use std::collections::BTreeSet;

pub(super) use super::count::counted;
use super::{LeftOut, Run, sentence};
use crate::case::Coverage;
use crate::case::held::QuotationTally;
use crate::diagnostic::Level;
use crate::notes::outlets::{Kind, Outlet, SHIPPED_NAME};

/// Counts over a whole run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Tally {
    /// Findings at level error.
    pub errors: usize,
    /// Findings at level warning.
    pub warnings: usize,
    /// Findings at level advice.
    pub advice: usize,
    /// Findings that a waiver silenced.
    pub waived: usize,
    /// Findings left out, and why.
    pub left_out: Vec<LeftOut>,
    /// Files in which something was found.
    pub files: usize,
    /// Files that could not be checked.
    pub troubles: usize,
    /// Sentences on rules that were held back.
    pub held_back: Vec<String>,
}

impl Tally {
    /// Counts a run. Findings inside findings are not counted.
    pub(super) fn of(run: &Run<'_>) -> Self {
        let mut tally = Self {
            waived: run.reports.iter().map(|report| report.waived.len()).sum(),
            troubles: run.trouble.len(),
            held_back: super::read::held_back_sentence(run),
            left_out: run.left_out.iter().filter(|left| left.count > 0).cloned().collect(),
            ..Self::default()
        };
        let mut files = BTreeSet::new();
        for finding in run.findings() {
            files.insert(finding.place().file);
            *match finding.level {
                Level::Error => &mut tally.errors,
                Level::Warning => &mut tally.warnings,
                Level::Advice | Level::Off => &mut tally.advice,
            } += 1;
        }
        tally.files = files.len();
        tally
    }

    /// "3 errors, 12 warnings and 4 pieces of advice"; empty if there are none.
    pub(super) fn words(&self) -> String {
        let found: Vec<String> = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.advice, "piece of advice", "pieces of advice"),
        ]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect();
        list(&found)
    }

    /// "Found 3 errors, 12 warnings and 4 pieces of advice in 2 files."
    pub(super) fn sentence(&self) -> String {
        let found = self.words();
        let mut sentences = Vec::new();
        if !found.is_empty() {
            sentences.push(format!("Found {found} in {}.", counted(self.files, "file", "files")));
        } else if self.troubles == 0 {
            sentences.push(format!("{}.", self.nothing()));
        }
        sentences.extend(self.asides());
        sentences.join(" ")
    }

    /// What is said where nothing was found.
    pub(super) fn nothing(&self) -> &'static str {
        if self.left_out.is_empty() { "Nothing to report" } else { "Nothing new to report" }
    }

    /// Sentences on what is not among the findings.
    pub(super) fn asides(&self) -> Vec<String> {
        let findings = |count| counted(count, "finding", "findings");
        let mut sentences = Vec::new();
        if self.waived > 0 {
            sentences.push(format!("Waived {}.", findings(self.waived)));
        }
        sentences.extend(
            self.left_out.iter().map(|left| format!("Left out {} {}.", findings(left.count), left.because)),
        );
        sentences.extend(self.held_back.iter().cloned());
        if self.troubles > 0 {
            sentences.push(format!("Could not check {}.", counted(self.troubles, "file", "files")));
        }
        sentences
    }
}

/// What formats for people end with: coverage, outlets, counts.
pub(super) fn closing_lines(run: &Run<'_>) -> Vec<String> {
    let mut lines = standing_lines(run);
    lines.push(Tally::of(run).sentence());
    lines
}

/// How the drafts stand as a whole: coverage, quotations, outlets.
pub(super) fn standing_lines(run: &Run<'_>) -> Vec<String> {
    let mut lines = coverage_lines(run);
    lines.extend(quotation_lines(run));
    lines.extend(outlet_lines(run));
    lines
}

/// "a, b and c".
fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Per cent with one decimal; never 100 while something is uncovered.
pub(super) fn percent(coverage: &crate::case::Counts) -> Option<f64> {
    let rounded = (coverage.percent()? * 10.0).round() / 10.0;
    Some(if coverage.uncovered > 0 { rounded.min(99.9) } else { rounded })
}

/// So many reasons are given; a book may miss dozens of chapters.
const REASONS: usize = 3;

/// Why a draft's coverage is not known; `None` where it is.
pub fn not_known(coverage: &Coverage) -> Option<String> {
    let why: Vec<String> = coverage.unknown.iter().map(crate::case::Unknown::words).collect();
    let more = why.len().saturating_sub(REASONS);
    let mut shown = why[..why.len() - more].join("; ");
    if more > 0 {
        shown.push_str(&format!("; and {more} more"));
    }
    (!why.is_empty()).then_some(shown)
}

/// One line about each draft: "31 of 45 factual statements have a source (69%): …". The
/// draft is named where there are several.
pub(super) fn coverage_lines(run: &Run<'_>) -> Vec<String> {
    let drafts: Vec<_> =
        run.reports.iter().filter_map(|report| Some((report.draft?, report.coverage.as_ref()?))).collect();
    let several = drafts.len() > 1;
    drafts
        .into_iter()
        .map(|(file, coverage)| {
            let words = match declared_words(run, coverage) {
                Some(declared) => format!("{}. {declared}", coverage_words(coverage)),
                None => coverage_words(coverage),
            };
            match several {
                true => format!("{}: {words}.", run.texts.get(file).name),
                false => sentence(&words),
            }
        })
        .collect()
}

/// What has no source in print because something says so, by line, the first few: "Declared: line 31 (a waiver accepts
/// it)"; `None` where nothing is.
fn declared_words(run: &Run<'_>, coverage: &Coverage) -> Option<String> {
    const SHOWN: usize = 3;
    let shown: Vec<String> = coverage
        .declared
        .iter()
        .take(SHOWN)
        .map(|declared| {
            let line = run.texts.get(declared.place.file).position(declared.place.span.start).line;
            format!("line {line} ({})", declared.by.words())
        })
        .collect();
    let more = coverage.declared.len().saturating_sub(SHOWN);
    let more =
        if more > 0 { format!(" and {more} more; `claimlint coverage` lists them") } else { String::new() };
    (!shown.is_empty()).then(|| format!("Declared: {}{more}", shown.join(", ")))
}

/// What people are told of the list of outlets: which it was, where a source
/// belongs to a row that a rule speaks about, and which rows a house switched off.
fn outlet_lines(run: &Run<'_>) -> Vec<String> {
    let quiet = [Kind::Wire, Kind::Preprint, Kind::Government, Kind::Body];
    let mut met: Vec<&Outlet> = Vec::new();
    let mut lines = Vec::new();
    for outlets in run.reports.iter().filter_map(|report| report.outlets.as_ref()) {
        let rows = outlets.met.iter().filter(|row| !quiet.contains(&row.kind));
        for row in rows {
            if !met.iter().any(|seen| seen.id == row.id) {
                met.push(row);
            }
        }
    }
    let first = run.reports.iter().find_map(|report| report.outlets.as_ref());
    if let Some(list) = first.filter(|_| !met.is_empty()) {
        let date = if list.date.is_empty() { String::new() } else { format!(" of {}", day(&list.date)) };
        let name = match list.list.strip_prefix(SHIPPED_NAME) {
            Some(rest) => rest.to_owned(),
            None => format!(" `{}`", list.list),
        };
        let names: Vec<String> = met.iter().map(|row| row.name.clone()).collect();
        let rows = counted(list.rows, "outlet", "outlets");
        lines.push(format!("Outlet list{date}{name} ({rows}). Cited here: {}.", self::list(&names)));
    }
    for row in met.iter().filter(|row| row.kind == Kind::None) {
        let reason = row.reason.as_deref().unwrap_or("no reason given");
        lines.push(format!("{} is switched off in that list: {reason}", row.name));
    }
    lines
}

/// A day as people write it, `24 Nov 2026`; anything else as it is.
fn day(written: &str) -> String {
    let day: Option<jiff::civil::Date> = written.parse().ok();
    day.map_or_else(|| written.to_owned(), |day| day.strftime("%-d %b %Y").to_string())
}

/// What became of the quotations of each case that has held copies.
pub(super) fn quotation_lines(run: &Run<'_>) -> Vec<String> {
    let several = run.reports.iter().filter(|report| report.quotations.is_some()).count() > 1;
    let lines = run.reports.iter().filter_map(|report| {
        let line = quotation_line(report.quotations.as_ref()?);
        let file = report.claims.filter(|_| several)?;
        Some(format!("{}: {line}", run.texts.get(file).name))
    });
    if several {
        return lines.collect();
    }
    run.reports.iter().filter_map(|report| report.quotations.as_ref()).map(quotation_line).collect()
}

/// "Quotations: 8 compared with held copies: 6 found, 1 differs, 1 not found. 2 not
/// checked: …"
pub fn quotation_line(tally: &QuotationTally) -> String {
    let compared = tally.compared();
    let unchecked: usize = tally.unchecked.values().sum();
    if compared + unchecked == 0 {
        return "Quotations: none to compare with held copies.".to_owned();
    }
    let parts: Vec<String> = [
        (tally.found, "found"),
        (tally.differ, if tally.differ == 1 { "differs" } else { "differ" }),
        (tally.absent, "not found"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{count} {word}"))
    .collect();
    let mut line = format!("Quotations: {compared} compared with held copies");
    if !parts.is_empty() {
        line.push_str(&format!(" ({})", parts.join(", ")));
    }
    if unchecked > 0 {
        let mut reasons: Vec<(&String, &usize)> = tally.unchecked.iter().collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let told: Vec<String> = reasons
            .iter()
            .take(3)
            .map(|(why, count)| if reasons.len() == 1 { (*why).clone() } else { format!("{why} ({count})") })
            .collect();
        let more = if reasons.len() > 3 { "; and other reasons" } else { "" };
        line.push_str(&format!(", {unchecked} not checked: {}{more}", told.join("; ")));
    }
    line.push('.');
    line
}

/// "31 of 45 factual statements have a source (69%): 28 cited, 3 claimed; 14 do not", or that it
/// is unknown and why.
pub(super) fn coverage_words(coverage: &Coverage) -> String {
    let whole = &coverage.whole;
    if coverage.unknown == [crate::case::Unknown::NothingToCover] {
        return "nothing to cover: no sentence needs a source".to_owned();
    }
    if let Some(why) = not_known(coverage) {
        return format!("coverage is unknown: {why}");
    }
    let percent = whole.whole_percent().unwrap_or_default();
    let covered = whole.assertions - whole.uncovered;
    let have = if whole.assertions == 1 { "statement has" } else { "statements have" };
    let parts: Vec<String> = [
        (whole.cited, "cited"),
        (whole.claimed, "claimed"),
        (whole.declared, "declared"),
        (whole.waived, "waived"),
        (whole.elsewhere, "by another passage's source"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, how)| format!("{count} {how}"))
    .collect();
    // Where all are cited the parts say nothing new.
    let parts = if whole.cited == covered { String::new() } else { format!(": {}", parts.join(", ")) };
    let open = match whole.uncovered {
        0 => String::new(),
        1 => "; 1 does not".to_owned(),
        open => format!("; {open} do not"),
    };
    format!("{covered} of {} factual {have} a source ({percent}%){parts}{open}", whole.assertions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_leaves_out_what_is_not_there() {
        let tally = Tally { errors: 3, warnings: 12, advice: 4, files: 2, ..Tally::default() };
        assert_eq!(tally.sentence(), "Found 3 errors, 12 warnings and 4 pieces of advice in 2 files.");
        let tally = Tally { advice: 1, files: 1, waived: 1, ..Tally::default() };
        assert_eq!(tally.sentence(), "Found 1 piece of advice in 1 file. Waived 1 finding.");
        assert_eq!(Tally::default().sentence(), "Nothing to report.");
        let left_out = vec![LeftOut { count: 12, because: "known from claimlint.baseline".to_owned() }];
        let tally = Tally { left_out, ..Tally::default() };
        let said = "Nothing new to report. Left out 12 findings known from claimlint.baseline.";
        assert_eq!(tally.sentence(), said);
        assert_eq!(Tally { troubles: 2, ..Tally::default() }.sentence(), "Could not check 2 files.");
    }

    #[test]
    fn a_hundred_per_cent_means_all() {
        let whole = crate::case::Counts { assertions: 2000, cited: 1999, uncovered: 1, ..Default::default() };
        assert_eq!(percent(&whole), Some(99.9));
        assert_eq!(percent(&crate::case::Counts::default()), None);
        let words = coverage_words(&Coverage { whole, ..Coverage::default() });
        assert!(words.starts_with("1999 of 2000 factual statements have a source (99%)"), "{words}");
    }
}
