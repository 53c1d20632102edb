//! `--against`: what is new in a draft since an earlier version of it, what is cured, and what has moved. Findings are
//! known again by their rule and words, so that the versions may be in different formats.

use std::collections::{HashMap, VecDeque};
use std::path::Path;

use crate::check::Report;
use crate::cli::base::path::shown;
use crate::cli::run::checked::Checked;
use crate::diagnostic::Diagnostic;
use crate::report::LeftOut;
use crate::report::against::{Against, Cured, Moved, What, Where};

/// A finding of the earlier version, and which it was in the order of that version.
struct Was {
    turn: usize,
    what: What,
    place: Where,
}

/// Takes the findings that the earlier version has as well out of the reports.
///
/// # Errors
/// Why the two cannot be compared, in a plain sentence.
pub fn hold(checked: &mut Checked, before: &Checked, old: &Path) -> Result<(Against, LeftOut), String> {
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
            let was = Was { turn, what: What::of(finding), place: Where::of(finding, before.texts()) };
            known.entry((finding.code, finding.identity.hash)).or_default().push_back(was);
            turn += 1;
        }
    }
    let mut stayed: Vec<(usize, Moved)> = Vec::new();
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
                let now = Where::of(finding, &texts);
                stayed.push((was.turn, Moved { what: was.what, was: was.place, now }));
            }
        }
        report.findings.retain(|finding| {
            let there = met.get(&(finding.code, finding.identity.fingerprint())).copied().unwrap_or(false);
            new += usize::from(!there);
            !there
        });
    }
    let cured = known.into_values().flatten();
    let mut cured: Vec<(usize, Cured)> =
        cured.map(|was| (was.turn, Cured { what: was.what, was: was.place })).collect();
    cured.sort();
    let turns: Vec<usize> = stayed.iter().map(|(turn, _)| *turn).collect();
    let kept = rising(&turns);
    let left_out = LeftOut { count: stayed.len(), because: format!("already in {name}") };
    let against = Against {
        new,
        stayed: stayed.len(),
        cured: cured.into_iter().map(|(_, cured)| cured).collect(),
        moved: stayed.into_iter().zip(kept).filter(|(_, kept)| !kept).map(|((_, moved), _)| moved).collect(),
        file: name,
    };
    Ok((against, left_out))
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
