//! `--ratchet FILE`: a floor of coverage for each draft, which only rises.
//!
//! The file has a line for each draft, `87.5<tab>paper.md`, sorted by name, so
//! that it can be read, edited and merged. Names are seen from its folder.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::base::path::shown;
use crate::cli::base::read::read;
use crate::cli::base::write;
use crate::cli::run::baseline::Folder;
use crate::cli::run::checked::Checked;
use crate::cli::run::floor::below;
use crate::report::Trouble;

/// First lines of a file that we write.
const HEAD: &str = "\
# Floors of coverage, in per cent: `claimlint check --ratchet` fails below them.
# `claimlint coverage --ratchet FILE --write` raises them; to lower one, edit its line.
";

/// The floor of each draft.
type Floors = BTreeMap<String, f64>;

/// What came of holding the coverage against the floors.
#[derive(Debug, Default)]
pub struct Held {
    /// Drafts that are below theirs, for people.
    pub below: Option<String>,
    /// What could be done with the file, or was done.
    pub notice: Option<String>,
}

/// Holds every draft against its floor.
///
/// # Errors
/// Why the file cannot be read.
pub fn hold(checked: &Checked, path: &Path) -> Result<Held, Trouble> {
    let trouble = |message: String| Trouble { file: shown(path), message };
    let floors = parsed(path).map_err(trouble)?.ok_or_else(|| {
        trouble(format!(
            "there is no such file; `claimlint coverage --ratchet {} --write` creates it",
            shown(path)
        ))
    })?;
    let folder = Folder::of(path);
    let place = format!(" in {}", shown(path));
    let below = below(checked, |_, name| Some((*floors.get(&folder.name(name))?, place.clone())));
    let (_, told) = raised(checked, &floors, &folder);
    let notice = told.any().then(|| {
        format!(
            "{}: {}; `claimlint coverage --ratchet {0} --write` does it",
            shown(path),
            told.words("can be raised", "can be added", "can be removed")
        )
    });
    Ok(Held { below, notice })
}

/// Raises the floors to the coverage of today, gives new drafts one, and takes
/// out those of drafts that are gone.
///
/// # Errors
/// A plain sentence; the file is then as it was.
pub fn raise(checked: &Checked, path: &Path) -> Result<Held, String> {
    let _lock = write::lock([path])?;
    let floors = parsed(path).map_err(|message| format!("{}: {message}", shown(path)))?;
    let there = floors.is_some();
    let floors = floors.unwrap_or_default();
    let folder = Folder::of(path);
    let place = format!(" in {}", shown(path));
    let below = below(checked, |_, name| Some((*floors.get(&folder.name(name))?, place.clone())));
    let (new, told) = raised(checked, &floors, &folder);
    if told.any() || !there {
        let lines = new.iter().map(|(name, floor)| format!("{floor:.1}\t{name}\n"));
        write::put(path, &(HEAD.to_owned() + &lines.collect::<String>()))?;
    }
    let mut notice = match told.any() {
        true => told.words("raised", "added", "removed"),
        false => "no floor rises".to_owned(),
    };
    if told.outside > 0 {
        notice.push_str(&format!(
            "; no floor for drafts outside the folder of this file: {}",
            if told.outside == 1 { "1 draft".to_owned() } else { format!("{} drafts", told.outside) }
        ));
    }
    if told.unknown > 0 {
        let drafts =
            if told.unknown == 1 { "1 draft".to_owned() } else { format!("{} drafts", told.unknown) };
        notice.push_str(&format!("; unchanged where coverage is unknown: {drafts}"));
    }
    Ok(Held { below, notice: Some(format!("{}: {notice}", shown(path))) })
}

/// How many floors change, and how.
#[derive(Debug, Default)]
struct Told {
    raised: usize,
    added: usize,
    removed: usize,
    outside: usize,
    /// Drafts whose coverage is not known: their floors stay as they are.
    unknown: usize,
}

impl Told {
    fn any(&self) -> bool {
        self.raised + self.added + self.removed > 0
    }

    /// `2 floors raised, 1 added`.
    fn words(&self, raised: &str, added: &str, removed: &str) -> String {
        let mut words: Vec<String> = Vec::new();
        for (count, what) in [(self.raised, raised), (self.added, added), (self.removed, removed)] {
            match (count, words.is_empty()) {
                (0, _) => {}
                (1, true) => words.push(format!("1 floor {what}")),
                (count, true) => words.push(format!("{count} floors {what}")),
                (count, false) => words.push(format!("{count} {what}")),
            }
        }
        words.join(", ")
    }
}

/// The floors as they would be after this run.
fn raised(checked: &Checked, floors: &Floors, folder: &Folder) -> (Floors, Told) {
    let mut told = Told::default();
    let mut new = floors.clone();
    new.retain(|name, _| folder.has(name));
    told.removed = floors.len() - new.len();
    for report in checked.reports() {
        let (Some(coverage), Some(file)) = (&report.coverage, report.draft) else { continue };
        // Rounded down, so that a floor just written always holds.
        let Some(percent) = coverage.percent() else {
            told.unknown += 1;
            continue;
        };
        let percent = (percent * 10.0 + 1e-9).floor() / 10.0;
        let name = folder.name(&checked.texts().get(file).name);
        match new.get_mut(&name) {
            Some(floor) if percent > *floor + 1e-9 => {
                *floor = percent;
                told.raised += 1;
            }
            Some(_) => {}
            // Standard input has no name to be known by, and what lies outside the
            // folder has another name on each machine.
            None if !folder.has(&name) => told.outside += 1,
            None => {
                told.added += 1;
                new.insert(name, percent);
            }
        }
    }
    (new, told)
}

/// The floors of a file; `None` if there is none.
fn parsed(path: &Path) -> Result<Option<Floors>, String> {
    match path.try_exists() {
        Ok(true) => {}
        _ => return Ok(None),
    }
    let text = read(path)?;
    let mut floors = Floors::new();
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let row = line.split_once('\t').and_then(|(floor, name)| {
            let floor: f64 = floor.trim().parse().ok()?;
            ((0.0..=100.0).contains(&floor) && !name.is_empty()).then(|| (name.to_owned(), floor))
        });
        let Some((name, floor)) = row else {
            return Err(format!(
                "line {} is not a floor: write a number from 0 to 100, a tab and a draft, as in 87.5<tab>paper.md",
                number + 1
            ));
        };
        if floors.insert(name, floor).is_some() {
            return Err(format!("line {} gives a draft a second floor: keep one of them", number + 1));
        }
    }
    Ok(Some(floors))
}
