//! `--comments`: a copy of a Word or OpenDocument draft with the findings as comments.

use std::path::Path;

use crate::case::Case;
use crate::cli::base::path::{same_file, shown};
use crate::cli::base::read::{self, MAX_BYTES};
use crate::cli::base::write;
use crate::cli::flags::Cases;
use crate::cli::run::checked::Checked;
use crate::comments::{Beside, Copied, Placed, copy, is_untouched, placed};
use crate::diagnostic::{Diagnostic, Level};
use crate::draft::Reader;
use crate::draft::reader_named;

/// Writes the copy; gives back what to tell about it.
///
/// # Errors
/// A plain sentence; nothing was written then.
pub fn commented(checked: &Checked, file: &Path, cases: &Cases) -> Result<String, String> {
    let name = shown(file);
    let mut drafts = checked.judged().filter_map(|(case, report)| Some((case, case.draft.as_ref()?, report)));
    let (Some((case, draft, report)), None) = (drafts.next(), drafts.next()) else {
        return Err(format!("{name} was not written: --comments takes one draft, so name one"));
    };
    let texts = checked.texts();
    let draft_file = report.draft.ok_or_else(|| format!("{name} was not written: there is no draft"))?;
    let text = texts.get(draft_file);
    let path = checked.files.path(draft_file);
    let office = text.rendition().filter(|rendition| matches!(rendition.format, "docx" | "odt"));
    let (Some(rendition), Some(path)) = (office, path) else {
        return Err(format!(
            "{name} was not written: only Word and OpenDocument files can hold comments, and {} is neither",
            text.name
        ));
    };
    if checked.files.paths().any(|read| same_file(read, file)) {
        return Err(format!("{name} was checked in this run; give the copy another name"));
    }
    fits(file, reader_named(rendition.format))?;
    let how = cases.how().unpacking;
    let bytes = read::bytes(path, MAX_BYTES.max(how.limits.unpacked))
        .map_err(|why| format!("{}: {why}", text.name))?;
    let least = case.settings.said_show().unwrap_or(Level::Warning);
    let tied = Case::resolve(texts, Some(draft), case.claims.as_ref(), &case.options);
    let sentence = |finding: &Diagnostic| {
        let place = finding.place();
        let named = finding.entry.as_deref().and_then(|name| tied.entry_names.get(name)).copied();
        let holds =
            || tied.entries.iter().position(|it| it.file == place.file && it.entry.span.holds(place.span));
        tied.entries.get(named.or_else(holds)?)?.passages.first().copied()
    };
    let beside = report.claims.map(|file| Beside { file, sentence: &sentence });
    let placed = placed(&report.findings, (draft_file, beside), draft, texts, least);
    let copied = copy(&bytes, text, &placed, &how).map_err(|fault| format!("{}: {}", text.name, fault.0))?;
    let is_ours = |there: &[u8]| there == copied.bytes || is_untouched(there);
    let sort = write::Sort { name: "commented copy as claimlint left it", is_ours: &is_ours };
    write::put_bytes_over(file, &copied.bytes, sort)?;
    Ok(told(&name, &copied, &placed))
}

/// Whether a copy's name is one for its format: a Word file that is called .odt opens nowhere.
fn fits(file: &Path, reader: Option<&Reader>) -> Result<(), String> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let Some(reader) = reader else { return Ok(()) };
    if ending.is_some_and(|ending| reader.extensions.contains(&ending.as_str())) {
        return Ok(());
    }
    Err(format!(
        "{} was not written: the copy has the format of the draft, so its name must end in .{}",
        shown(file),
        reader.extensions.first().unwrap_or(&reader.name)
    ))
}

/// What became of the findings, in one line.
fn told(name: &str, copied: &Copied, placed: &Placed) -> String {
    let count = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    };
    let mut line = format!("{name}: {}", count(copied.added, "new comment"));
    for (number, what) in [
        (copied.kept, "kept"),
        (copied.renewed, "rewritten"),
        (copied.cured, "removed with their findings"),
        (copied.answered, "left because someone answered or resolved them, though their findings are gone"),
    ] {
        if number > 0 {
            line.push_str(&format!(", {number} {what}"));
        }
    }
    for (number, what) in [
        (copied.unplaced.len(), "where no comment can go (see the report)"),
        (placed.elsewhere, "about other files (see the report)"),
    ] {
        if number > 0 {
            line.push_str(&format!("; {} {what}", count(number, "finding")));
        }
    }
    match placed.held.len() {
        0 => {}
        1 => line.push_str("; 1 piece of advice left out (add it with --show advice)"),
        held => line.push_str(&format!("; {held} pieces of advice left out (add them with --show advice)")),
    }
    line
}
