//! `--against`: what is new in a draft since an earlier version of it, what is cured, and what has moved. Findings are
//! known again by their rule and words, so that the versions may be in different formats.

use std::collections::{HashMap, VecDeque};
use std::path::Path;

use crate::check::Report;
use crate::cli::base::path::shown;
use crate::cli::run::checked::Checked;
use crate::diagnostic::Diagnostic;
use crate::report::LeftOut;
use crate::text::Texts;

/// Findings that are named at most in one list.
const MOST: usize = 20;

/// A finding of the earlier version: where it was among the others, and in words.
struct Was {
    turn: usize,
    told: String,
    place: String,
}

/// What came of the comparison.
pub struct Against {
    /// What was there before.
    pub left_out: LeftOut,
    /// New, cured and moved, in words.
    pub notice: String,
}

/// Takes the findings that the earlier version has as well out of the reports.
///
/// # Errors
/// Why the two cannot be compared, in a plain sentence.
pub fn hold(checked: &mut Checked, before: &Checked, old: &Path) -> Result<Against, String> {
    let name = shown(old);
    if let Some(trouble) = before.trouble.first() {
        return Err(format!("{}: {}", trouble.file, trouble.message));
    }
    let drafts = |checked: &Checked| checked.reports().filter(|report| report.draft.is_some()).count();
    if drafts(before) != 1 {
        return Err("it is no draft that can be read".to_owned());
    }
    if drafts(checked) != 1 {
        return Err("one draft is compared with one: name the draft".to_owned());
    }
    let mut known: HashMap<(&str, u64), VecDeque<Was>> = HashMap::new();
    let mut turn = 0;
    for report in before.reports() {
        for finding in in_order(report) {
            let text = before.texts().get(finding.place().file);
            let place = text.whereabouts(finding.place().span.start);
            let was = Was { turn, told: told(finding), place };
            known.entry((finding.code, finding.identity.hash)).or_default().push_back(was);
            turn += 1;
        }
    }
    let mut stayed: Vec<(usize, String)> = Vec::new();
    let mut new = 0;
    let texts = checked.files.texts.clone();
    for case in &mut checked.cases {
        let Some(report) = &mut case.report else { continue };
        // Told apart in the order of the words, of which several may be alike.
        let mut met: HashMap<(&str, String), bool> = HashMap::new();
        for finding in in_order(report) {
            let was = known.get_mut(&(finding.code, finding.identity.hash)).and_then(VecDeque::pop_front);
            met.insert((finding.code, finding.identity.fingerprint()), was.is_some());
            if let Some(was) = was {
                stayed.push((was.turn, moved(finding, &was, &texts)));
            }
        }
        report.findings.retain(|finding| {
            let there = met.get(&(finding.code, finding.identity.fingerprint())).copied().unwrap_or(false);
            new += usize::from(!there);
            !there
        });
    }
    let mut cured: Vec<(usize, String)> = known
        .into_values()
        .flatten()
        .map(|was| (was.turn, format!("{} ({})", was.told, was.place)))
        .collect();
    cured.sort();
    let turns: Vec<usize> = stayed.iter().map(|(turn, _)| *turn).collect();
    let kept = rising(&turns);
    let moved: Vec<String> =
        stayed.iter().zip(&kept).filter(|(_, kept)| !**kept).map(|((_, told), _)| told.clone()).collect();
    let cured: Vec<String> = cured.into_iter().map(|(_, told)| told).collect();
    let mut notice = format!(
        "Against {name}: {new} new, {} cured, {} as before{}.",
        cured.len(),
        stayed.len(),
        if moved.is_empty() { String::new() } else { format!(", {} of them moved", moved.len()) }
    );
    list(&mut notice, "Cured", &cured);
    list(&mut notice, "Moved", &moved);
    Ok(Against { left_out: LeftOut { count: stayed.len(), because: format!("already in {name}") }, notice })
}

/// The findings of a report in the order of the draft, those of the claims file after them.
fn in_order(report: &Report) -> Vec<&Diagnostic> {
    let mut all: Vec<&Diagnostic> = report.findings.iter().collect();
    all.sort_by_key(|finding| {
        let place = finding.place();
        (report.draft != Some(place.file), place.span.start, place.span.end, finding.identity.nth)
    });
    all
}

fn told(finding: &Diagnostic) -> String {
    format!("{}[{}] {}", finding.level.name(), finding.code, finding.message)
}

fn moved(finding: &Diagnostic, was: &Was, texts: &Texts) -> String {
    let here = texts.get(finding.place().file).whereabouts(finding.place().span.start);
    format!("{}: from {} to {here}", was.told, was.place)
}

fn list(notice: &mut String, head: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    notice.push_str(&format!("\n{head}:"));
    lines.iter().take(MOST).for_each(|line| notice.push_str(&format!("\n  {line}")));
    if lines.len() > MOST {
        notice.push_str(&format!("\n  and {} more", lines.len() - MOST));
    }
}

/// Of these numbers, no two alike, those that keep their order: a longest rising row. What is not in it has moved.
fn rising(numbers: &[usize]) -> Vec<bool> {
    // The last number of the best row of each length, and before each number the one that stands before it there.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|&end| numbers[end] < *number);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut kept = vec![false; numbers.len()];
    let mut at = ends.last().copied();
    while let Some(number) = at {
        kept[number] = true;
        at = before[number];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn what_left_its_place_is_told_from_what_stayed() {
        assert_eq!(rising(&[0, 1, 2, 3]), [true; 4]);
        assert_eq!(rising(&[3, 0, 1, 2]), [false, true, true, true]);
        assert_eq!(rising(&[0, 3, 1, 2, 4]), [true, false, true, true, true]);
        assert!(rising(&[]).is_empty());
    }
}
