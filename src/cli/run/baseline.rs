//! Holding the findings of a run against a baseline: what is known is left out.

use std::collections::BTreeSet;
use std::path::Path;

use crate::check::Report;
use crate::cli::base::door;
use crate::cli::base::path::{shown, slashed};
use crate::cli::base::read::read;
use crate::cli::flags::Known;
use crate::cli::run::checked::Checked;
use crate::diagnostic::Diagnostic;
use crate::report::baseline::{Baseline, Entry, NAME, Sifted};
use crate::report::{LeftOut, Root, Trouble, straight};
use crate::rules::rule;

/// How many entries that match nothing are listed.
const LISTED: usize = 5;

/// What came of holding the findings against a baseline.
#[derive(Debug, Default)]
pub struct Held {
    /// How many findings were left out.
    pub left_out: Vec<LeftOut>,
    /// What is to be told of entries that match nothing.
    pub notice: Option<String>,
    /// Whether they make the run fail.
    pub fails: bool,
}

/// The folder of a baseline (or of a file of floors) and the working folder,
/// absolute: entries name files from the former, so it holds wherever the command is run.
pub struct Folder {
    top: String,
    here: String,
}

impl Folder {
    /// Of this file.
    pub fn of(baseline: &Path) -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        let whole = here.join(baseline);
        Self { top: straight(&slashed(whole.parent().unwrap_or(&here))), here: slashed(&here) }
    }

    /// A file as it is named from there.
    pub fn name(&self, file: &str) -> String {
        Root { top: &self.top, here: &self.here }.path(file).into_owned()
    }

    /// A finding's file as the baseline names it.
    pub fn file(&self, checked: &Checked, finding: &Diagnostic) -> String {
        self.name(&checked.texts().get(finding.place().file).name)
    }

    /// The names of all files that were read, as the baseline names them.
    pub fn read(&self, checked: &Checked) -> BTreeSet<String> {
        checked.texts().iter().map(|(_, text)| self.name(&text.name)).collect()
    }

    /// Whether a file that the baseline names is there.
    pub fn has(&self, file: &str) -> bool {
        Path::new(&self.top).join(file).exists()
    }
}

/// Whether an entry would have been met if its finding were still there: its
/// file was read or is gone, and its rule ran or is gone.
pub fn judged(entry: &Entry, read: &BTreeSet<String>, folder: &Folder, checked: &Checked) -> bool {
    let file = read.contains(&entry.file) || !folder.has(&entry.file);
    file && rule(&entry.rule).map_or_else(|| checked.house_ran(&entry.rule), |rule| checked.ran(rule))
}

/// Reads a baseline.
///
/// # Errors
/// What keeps it from being read.
pub fn parsed(path: &Path) -> Result<Baseline, Trouble> {
    let trouble = |message: String| Trouble { file: shown(path), message };
    let text = read(path).map_err(trouble)?;
    Baseline::parse(&text).map_err(|message| trouble(format!("it cannot be read as a baseline: {message}")))
}

/// Takes the findings that the baseline lists out of the reports.
///
/// # Errors
/// What keeps the baseline from being read.
pub fn hold(checked: &mut Checked, flags: &Known) -> Result<Held, Trouble> {
    let path = match flags.baseline.as_ref().or(checked.baseline.as_ref()) {
        _ if flags.no_baseline => return Ok(Held::default()),
        Some(path) => path.clone(),
        None if Path::new(NAME).is_file() => {
            let named = Path::new(NAME);
            door::enter(named, named)
                .map_err(|why| Trouble { file: NAME.to_owned(), message: format!("it {why}") })?;
            named.to_owned()
        }
        None => return Ok(Held::default()),
    };
    let baseline = parsed(&path)?;
    let folder = Folder::of(&path);
    let sifted = sift(&baseline, checked, &folder);
    let name = shown(&path);
    let left_out = LeftOut { count: sifted.known, because: format!("known from {name}") };
    let fails = flags.strict_baseline && !sifted.stale.is_empty();
    Ok(Held { left_out: vec![left_out], notice: notice(&sifted.stale, &name, fails), fails })
}

/// Parts the findings that the baseline lists from those that are new.
pub fn sift(baseline: &Baseline, checked: &mut Checked, folder: &Folder) -> Sifted {
    let read = folder.read(checked);
    let mut reports: Vec<Option<Report>> = checked.cases.iter_mut().map(|case| case.report.take()).collect();
    let sifted = baseline.sift(
        reports.iter_mut().flatten(),
        |finding| folder.file(checked, finding),
        |entry| judged(entry, &read, folder, checked),
    );
    for (case, report) in checked.cases.iter_mut().zip(reports) {
        case.report = report;
    }
    sifted
}

/// What is told of entries that match nothing.
fn notice(stale: &[Entry], name: &str, fails: bool) -> Option<String> {
    if stale.is_empty() {
        return None;
    }
    let output = if name == NAME { String::new() } else { format!(" --output {name}") };
    let (entries, they) =
        if stale.len() == 1 { ("1 entry matches", "it") } else { ("entries match", "them") };
    let count = if stale.len() == 1 { String::new() } else { format!("{} ", stale.len()) };
    let strict = if fails { ", and the run fails (--strict-baseline)" } else { "" };
    let mut out = format!(
        "{name}: {count}{entries} no finding any more{strict}. `claimlint baseline --prune{output}` \
             removes {they}:"
    );
    for entry in stale.iter().take(LISTED) {
        out.push_str(&format!("\n  {} in {}: {}", entry.rule, entry.file, entry.words));
    }
    if stale.len() > LISTED {
        out.push_str(&format!("\n  and {} more", stale.len() - LISTED));
    }
    Some(out)
}
