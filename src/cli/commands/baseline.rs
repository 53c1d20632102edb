//! `claimlint baseline`: writes down what is known.

use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::write;
use crate::cli::flags::Baseline as BaselineFlags;
use crate::cli::run::baseline::{Folder, judged, parsed, sift};
use crate::cli::run::checked::run;
use crate::report::Trouble;
use crate::report::baseline::{Baseline, Entry};

/// Runs `baseline`.
pub fn baseline(flags: &BaselineFlags) -> Exit {
    let path = &flags.output;
    let _lock = match write::lock([path.as_path()]) {
        Ok(lock) => lock,
        Err(message) => return write::trouble(&message),
    };
    let old = match path.exists().then(|| parsed(path)).transpose() {
        Ok(old) => old,
        Err(trouble) => return refused(&[trouble]),
    };
    if flags.prune && old.is_none() {
        return write::trouble(&format!("there is no {} to prune", path.display()));
    }
    let old = old.unwrap_or_default();
    let mut checked = run(&flags.cases, flags.cases.typed(None));
    if !checked.trouble.is_empty() {
        return refused(&checked.trouble);
    }
    let folder = Folder::of(path);
    let read = folder.read(&checked);
    // What this run could not judge is kept: it was made for other files.
    let kept: Vec<Entry> =
        old.entries().filter(|entry| !judged(entry, &read, &folder, &checked)).cloned().collect();
    let present = checked.reports().flat_map(|report| &report.findings);
    let present: Vec<Entry> =
        present.map(|finding| Entry::of(finding, &folder.file(&checked, finding))).collect();
    let new: Baseline = if flags.prune {
        let stale = sift(&old, &mut checked, &folder).stale;
        old.entries().filter(|entry| !stale.contains(entry)).cloned().collect()
    } else {
        present.into_iter().chain(kept).collect()
    };
    if let Err(message) = write::put(path, &new.render()) {
        return write::trouble(&message);
    }
    let added = new.entries().filter(|entry| !old.holds(entry)).count();
    let removed = old.entries().filter(|entry| !new.holds(entry)).count();
    write::out(&format!(
        "{}: {} known, {added} added, {removed} removed. `claimlint check` leaves them out from now on.\n",
        shown(path),
        if new.len() == 1 { "1 finding".to_owned() } else { format!("{} findings", new.len()) },
    ))
}

/// Tells why nothing was written.
fn refused(troubles: &[Trouble]) -> Exit {
    for trouble in troubles {
        write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    write::trouble("the baseline was not written")
}
