//! Floors of coverage, and what is to be said of drafts below them.

use std::fmt::Write as _;

use crate::case::Unknown;
use crate::cli::run::checked::{CaseRun, Checked};
use crate::report::clip;
use crate::report::summary::not_known;

/// What `fail-under` has to say of drafts whose coverage is below their floor.
pub fn floor(checked: &Checked) -> Option<String> {
    below(checked, |case, _| Some((case.settings.fail_under()?, String::new())))
}

/// What is to be said of drafts that are below a floor. `floor_of` gives that of
/// the case whose draft has this name, and words on where it is said.
pub fn below(
    checked: &Checked,
    floor_of: impl Fn(&CaseRun, &str) -> Option<(f64, String)>,
) -> Option<String> {
    let mut out = String::new();
    for (case, report) in checked.judged() {
        let (Some(coverage), Some(draft)) = (&report.coverage, &case.draft) else { continue };
        let name = report.draft.map_or("", |file| checked.texts().get(file).name.as_str());
        let Some((floor, place)) = floor_of(case, name) else { continue };
        let Some(percent) = coverage.percent() else {
            let mut why = not_known(coverage).unwrap_or_default();
            if coverage.unknown == [Unknown::NothingToCover] {
                why.push_str("; if that is right, set no floor for this draft");
            }
            let _ = writeln!(
                out,
                "\n{name}: coverage is unknown, so the floor{place} of {floor}% is not reached: {why}"
            );
            continue;
        };
        if percent + 1e-9 >= floor {
            continue;
        }
        let whole = coverage.whole;
        let covered = whole.assertions - whole.uncovered;
        let needed = ((floor * whole.assertions as f64 / 100.0).ceil() as usize).saturating_sub(covered);
        let are = if needed == 1 { "is" } else { "are" };
        let _ = writeln!(
            out,
            "\n{name}: {percent:.1}% of {} factual statements have a source; the floor{place} is {floor}%, so {needed} more {are} needed. \
             Nearest:",
            whole.assertions
        );
        for &passage in coverage.uncovered.iter().take(needed.clamp(3, 10)) {
            let place = draft.passages[passage].place;
            let text = checked.texts().get(place.file);
            let spot = text.whereabouts(place.span.start);
            let _ = writeln!(out, "  {spot}: {}", clip(draft.words(passage), 90));
        }
    }
    (!out.is_empty()).then_some(out)
}
