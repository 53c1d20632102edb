//! `claimlint coverage --badge`: writes the badge of all drafts together.

use std::path::Path;

use super::check::Checked;
use super::load::shown;
use super::write;
use crate::report::badge::{MARK, svg};

/// Writes the badge, unless it is there as it should be.
///
/// # Errors
/// Why not: what stands there is no badge of ours, or cannot be written.
pub fn badge(checked: &Checked, path: &Path) -> Result<(), String> {
    let counts = checked.reports.iter().filter_map(|report| report.coverage.as_ref());
    let (covered, all) = counts.fold((0, 0), |(covered, all), coverage| {
        let whole = coverage.whole;
        (covered + whole.assertions - whole.uncovered, all + whole.assertions)
    });
    let picture = svg(covered, all);
    match std::fs::read_to_string(path) {
        Ok(there) if there == picture => return Ok(()),
        Ok(there) if there.contains(MARK) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        // What is no text is no badge either.
        _ if path.is_file() => {
            return Err(format!(
                "{} is there and is no badge of claimlint: it was left as it is; give another name",
                shown(path)
            ));
        }
        _ => {}
    }
    write::put(path, &picture)
}
