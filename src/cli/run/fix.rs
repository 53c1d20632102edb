//! `--fix` and `--diff`: what the findings offer to change. Nothing is written before it was read as it will stand and
//! checked again: a fix that leaves a case worse than it was is not made, and said. What a fix makes way for (a second fix of
//! the same words) is fixed in the next round; all is written at once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::cli::base::exit::Exit;
use crate::cli::base::read::stage;
use crate::cli::base::write;
use crate::cli::flags::Check;
use crate::cli::run::checked::{Checked, run};
use crate::cli::run::trial::{Offer, Sheet, Trial};
use crate::cli::run::worse::{Worse, worse};
use crate::config::Block;
use crate::text::FileId;

/// So many rounds at most.
const ROUNDS: usize = 4;

/// A file that is to be changed.
struct Changed {
    name: String,
    read: String,
    after: String,
    /// Whether it is a file, and not standard input.
    on_disk: bool,
}

/// Applies or shows the safe fixes, and the others if asked: safe ones go first
/// where two would change the same words. `Some` if that ends the run.
pub fn fix(checked: &mut Checked, flags: &Check, typed: Block) -> Option<Exit> {
    let stdin = flags.cases.paths.iter().any(|path| path == Path::new("-"));
    // Standard input cannot be read twice; and what is not shown is not fixed, which is decided once.
    let rounds = if stdin || flags.changed.any() { 1 } else { ROUNDS };
    let mut all: BTreeMap<PathBuf, Changed> = BTreeMap::new();
    let mut told = Vec::new();
    let mut untouched = BTreeSet::new();
    for _ in 0..rounds {
        let (sheet, refused) = one_round(checked, flags, &typed, &all, &mut untouched);
        told = refused;
        let changed: Vec<(PathBuf, FileId, String)> = sheet.after(checked).collect();
        if changed.is_empty() {
            break;
        }
        for (path, file, after) in changed {
            let text = checked.texts().get(file);
            let on_disk = checked.files.path(file).is_some();
            let new = || Changed {
                name: text.name.clone(),
                read: text.content.clone(),
                after: String::new(),
                on_disk,
            };
            all.entry(path).or_insert_with(new).after = after;
        }
        if stdin {
            break;
        }
        let after = {
            let _staged = stage(contents(&all));
            run(&flags.cases, typed.clone())
        };
        // Each case is sound by itself; files that two of them share may not be.
        if let Some(why) = (0..checked.cases.len()).find_map(|case| worse(checked, case, &after, case)) {
            return Some(write::trouble(&format!("nothing was fixed: together, the fixes {}", why.words())));
        }
        *checked = after;
    }
    for name in untouched {
        let message = "it was not changed: only text files are; make the changes in your word processor";
        write::trouble(&format!("{name}: {message}"));
    }
    told.iter().for_each(|message| write::note(message));
    if flags.diff {
        let shown: String =
            all.values().map(|file| write::diff(&file.name, &file.read, &file.after)).collect();
        write::out(&shown);
        return Some(if shown.is_empty() { Exit::Clean } else { Exit::Findings });
    }
    let changes: Vec<write::Change<'_>> = all
        .iter()
        .filter(|(_, file)| file.on_disk)
        .map(|(path, file)| write::Change { path, read: &file.read, content: &file.after })
        .collect();
    write::replace_all(&changes).err().map(|message| write::trouble(&message))
}

/// The files as they will stand.
fn contents(all: &BTreeMap<PathBuf, Changed>) -> BTreeMap<PathBuf, String> {
    all.iter().map(|(path, file)| (path.clone(), file.after.clone())).collect()
}

/// The fixes of one round that do no harm, and what is said of the others.
fn one_round(
    checked: &Checked,
    flags: &Check,
    typed: &Block,
    all: &BTreeMap<PathBuf, Changed>,
    untouched: &mut BTreeSet<String>,
) -> (Sheet, Vec<String>) {
    let offers = offers(checked, flags, untouched);
    let mut sheet = Sheet::default();
    let mut told = Vec::new();
    for case in 0..checked.cases.len() {
        let own: Vec<&Offer<'_>> = offers.iter().filter(|offer| offer.case == case).collect();
        if own.is_empty() {
            continue;
        }
        let mut trial = Trial::of(checked, &flags.cases, typed, case, contents(all));
        trial.take(&mut sheet, &own);
        told.extend(trial.refused.iter().map(|(offer, why)| refused(checked, offer, *why)));
    }
    (sheet, told)
}

/// The fixes that were asked for, the safe ones first. Names what stands in no text file.
fn offers<'c>(checked: &'c Checked, flags: &Check, untouched: &mut BTreeSet<String>) -> Vec<Offer<'c>> {
    let all = checked.cases.iter().enumerate().flat_map(|(case, it)| {
        it.report.iter().flat_map(|report| &report.findings).filter_map(move |finding| {
            let fix = finding.fix.as_ref()?;
            Some((fix.safe, Offer { case, finding, title: &fix.title, edits: &fix.edits }))
        })
    });
    let (safe, others): (Vec<_>, Vec<_>) = all.partition(|(safe, _)| *safe);
    let wanted = safe.into_iter().chain(others.into_iter().filter(|_| flags.unsafe_fixes));
    wanted
        .map(|(_, offer)| offer)
        .filter(|offer| {
            let mut texts = offer.edits.iter().map(|edit| checked.texts().get(edit.place.file));
            let packaged = texts.find(|text| text.rendition().is_some());
            packaged.is_none_or(|text| {
                untouched.insert(text.name.clone());
                false
            })
        })
        .collect()
}

/// What a fix was refused for, for people.
fn refused(checked: &Checked, offer: &Offer<'_>, why: Worse) -> String {
    let place = offer.finding.place();
    let text = checked.texts().get(place.file);
    let (line, code) = (text.line(place.span.start), offer.finding.code);
    format!("{}:{line}: not fixed ({code}): to {} {}", text.name, offer.title, why.words())
}
