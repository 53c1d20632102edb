//! `--fix` and `--diff`: what the findings offer to change. Nothing is written before it was read as it will stand and
//! checked again: a fix that leaves a case worse than it was is not made, and said.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::cli::base::edit::apply;
use crate::cli::base::exit::Exit;
use crate::cli::base::read::stage;
use crate::cli::base::write;
use crate::cli::flags::{Cases, Check};
use crate::cli::run::checked::{Checked, run, run_over};
use crate::cli::run::worse::{Worse, worse};
use crate::config::Block;
use crate::diagnostic::{Diagnostic, Edit};
use crate::span::Place;
use crate::text::FileId;

/// A case is tried so often at most: what is not known to do no harm by then is left.
const TRIALS: usize = 60;

/// A fix that a finding offers.
struct Offer<'c> {
    /// Which case it is of.
    case: usize,
    finding: &'c Diagnostic,
    title: &'c str,
    edits: &'c [Edit],
}

/// Edits by file, none of which touch.
#[derive(Default, Clone)]
struct Sheet {
    edits: BTreeMap<PathBuf, (FileId, Vec<Edit>)>,
}

/// Applies or shows the safe fixes, and the others if asked: safe ones go first
/// where two would change the same words. `Some` if that ends the run.
pub fn fix(checked: &mut Checked, flags: &Check, typed: Block) -> Option<Exit> {
    let all = offers(checked, flags);
    let mut sheet = Sheet::default();
    for case in 0..checked.cases.len() {
        // What stands on standard input is read once: there is no second look at it.
        let now = |offer: &&Offer<'_>| offer.case == case && (typed_in(flags) || !is_pin(offer));
        let own: Vec<&Offer<'_>> = all.iter().filter(now).collect();
        if !own.is_empty() {
            let mut trial = Trial { checked, flags, typed: &typed, case, left: TRIALS, refused: Vec::new() };
            trial.take(&mut sheet, &own);
            for (offer, why) in trial.refused {
                write::note(&refused(checked, offer, why));
            }
        }
    }
    let mut made: BTreeMap<PathBuf, (FileId, String)> =
        sheet.after(checked).map(|(path, file, after)| (path, (file, after))).collect();
    if !typed_in(flags) {
        let written = match flags.cases.config.only.is_empty() {
            true => {
                let again = reread(&made, &flags.cases, &typed);
                pins(checked, again.as_ref().unwrap_or(checked))
            }
            // Under `--only` nobody looks at pins: what the fixes made stale is looked for by itself.
            false if made.is_empty() => Vec::new(),
            false => {
                let cases = of_pins(&flags.cases);
                let before = run(&cases, typed.clone());
                reread(&made, &cases, &typed).map(|now| pins(&before, &now)).unwrap_or_default()
            }
        };
        for (path, content) in written {
            let Some(file) = checked.files.id_of(&path) else { continue };
            made.insert(path, (file, content));
        }
    }
    if flags.diff {
        let shown: String = made
            .values()
            .map(|(file, after)| {
                let text = checked.texts().get(*file);
                write::diff(&text.name, &text.content, after)
            })
            .collect();
        write::out(&shown);
        return Some(if shown.is_empty() { Exit::Clean } else { Exit::Findings });
    }
    made.retain(|_, (file, _)| checked.files.path(*file).is_some());
    let after = reread(&made, &flags.cases, &typed)?;
    // Each case is sound by itself; files that two of them share may not be.
    if let Some(why) = (0..checked.cases.len()).find_map(|case| worse(checked, case, &after, case)) {
        return Some(write::trouble(&format!("nothing was fixed: together, the fixes {}", why.words())));
    }
    let changes: Vec<write::Change<'_>> = made
        .iter()
        .map(|(path, (file, content))| write::Change {
            path,
            read: &checked.texts().get(*file).content,
            content,
        })
        .collect();
    if let Err(message) = write::replace_all(&changes) {
        return Some(write::trouble(&message));
    }
    *checked = after;
    None
}

/// Whether a draft stands on standard input.
fn typed_in(flags: &Check) -> bool {
    flags.cases.paths.iter().any(|path| path.as_os_str() == "-")
}

/// The run with these contents in place of the files; `None` if there are none.
fn reread(made: &BTreeMap<PathBuf, (FileId, String)>, cases: &Cases, typed: &Block) -> Option<Checked> {
    if made.is_empty() {
        return None;
    }
    let _staged = stage(made.iter().map(|(path, (_, after))| (path.clone(), after.clone())).collect());
    Some(run(cases, typed.clone()))
}

/// The same cases, with what tells of pins alone.
fn of_pins(cases: &Cases) -> Cases {
    let mut cases = cases.clone();
    cases.config.only = ["pin-stale", "claim-anchor-lost"].map(str::to_owned).to_vec();
    cases
}

/// Whether it is a pin that a fix writes: pins are taken of the words as they will stand, so they are written last.
fn is_pin(offer: &Offer<'_>) -> bool {
    offer.finding.code == "claim-unpinned"
}

/// The files with the pins that are wanted, and with those renewed that only our own fixes made stale.
fn pins(before: &Checked, now: &Checked) -> Vec<(PathBuf, String)> {
    let stale = |checked: &Checked| -> BTreeSet<(usize, Option<String>)> {
        let all = checked.cases.iter().enumerate().flat_map(|(case, it)| {
            it.report
                .iter()
                .flat_map(move |report| report.findings.iter().map(move |finding| (case, finding)))
        });
        // Whether the pin of a claim whose anchor was lost still fitted, nobody knows.
        all.filter(|(_, finding)| matches!(finding.code, "pin-stale" | "claim-anchor-lost"))
            .map(|(case, it)| (case, it.entry.clone()))
            .collect()
    };
    let known = stale(before);
    let mut sheet = Sheet::default();
    for (case, it) in now.cases.iter().enumerate() {
        for finding in it.report.iter().flat_map(|report| &report.findings) {
            let Some(fix) = finding.fix.as_ref() else { continue };
            let ours =
                finding.code == "pin-stale" && (fix.safe || !known.contains(&(case, finding.entry.clone())));
            let offer = Offer { case, finding, title: &fix.title, edits: &fix.edits };
            if ours || is_pin(&offer) {
                sheet.add(now, &offer);
            }
        }
    }
    sheet.after(now).map(|(path, _, after)| (path, after)).collect()
}

/// The fixes that were asked for, the safe ones first. What stands in no text file is told.
fn offers<'c>(checked: &'c Checked, flags: &Check) -> Vec<Offer<'c>> {
    let mut untouched = BTreeSet::new();
    let all = checked.cases.iter().enumerate().flat_map(|(case, it)| {
        it.report.iter().flat_map(|report| &report.findings).filter_map(move |finding| {
            let fix = finding.fix.as_ref()?;
            Some((fix.safe, Offer { case, finding, title: &fix.title, edits: &fix.edits }))
        })
    });
    let (safe, others): (Vec<_>, Vec<_>) = all.partition(|(safe, _)| *safe);
    let wanted = safe.into_iter().chain(others.into_iter().filter(|_| flags.unsafe_fixes));
    let offers = wanted
        .map(|(_, offer)| offer)
        .filter(|offer| {
            let texts = offer.edits.iter().map(|edit| checked.texts().get(edit.place.file));
            let packaged = texts.into_iter().find(|text| text.rendition().is_some());
            packaged.is_none_or(|text| {
                let made = text.rendition().is_some_and(|it| matches!(it.format, "epub" | "pdf"));
                untouched.insert((&text.name, made));
                false
            })
        })
        .collect();
    for (name, made) in untouched {
        let message = match made {
            true => {
                "it was not changed: only text files are; make the changes in the document that it was made from"
            }
            false => "it was not changed: only text files are; make the changes in your word processor",
        };
        write::trouble(&format!("{name}: {message}"));
    }
    offers
}

/// What a fix was refused for, for people.
fn refused(checked: &Checked, offer: &Offer<'_>, why: Worse) -> String {
    let place = offer.finding.place();
    let text = checked.texts().get(place.file);
    let (line, code) = (text.line(place.span.start), offer.finding.code);
    format!("{}:{line}: not fixed ({code}): to {} {}", text.name, offer.title, why.words())
}

impl Sheet {
    /// Adds the edits of a fix unless they touch others.
    fn add(&mut self, checked: &Checked, offer: &Offer<'_>) -> bool {
        let path = |file: FileId| match checked.files.path(file) {
            Some(path) => path.to_owned(),
            None => PathBuf::from(&checked.texts().get(file).name),
        };
        let clash = offer.edits.iter().any(|edit| {
            self.edits
                .get(&path(edit.place.file))
                .is_some_and(|(_, all)| all.iter().any(|other| overlap(other.place, edit.place)))
        });
        if !clash {
            for edit in offer.edits {
                let file = edit.place.file;
                let (_, edits) = self.edits.entry(path(file)).or_insert_with(|| (file, Vec::new()));
                edits.push(edit.clone());
            }
        }
        !clash
    }

    /// The files as they will stand.
    fn after<'s>(&'s self, checked: &'s Checked) -> impl Iterator<Item = (PathBuf, FileId, String)> + 's {
        self.edits.iter().map(|(path, (file, edits))| {
            let mut edits = edits.clone();
            edits.sort_by_key(|edit| edit.place.span.start);
            (path.clone(), *file, apply(&checked.texts().get(*file).content, &edits))
        })
    }
}

/// The fixes of one case, tried.
struct Trial<'t, 'c> {
    checked: &'c Checked,
    flags: &'t Check,
    typed: &'t Block,
    case: usize,
    left: usize,
    refused: Vec<(&'t Offer<'c>, Worse)>,
}

impl<'t, 'c> Trial<'t, 'c> {
    /// Takes up those that do no harm: all at once, or, where that does, half by half.
    fn take(&mut self, sheet: &mut Sheet, offers: &[&'t Offer<'c>]) {
        let mut with = sheet.clone();
        let added = offers.iter().filter(|offer| with.add(self.checked, offer)).count();
        if added == 0 {
            return;
        }
        let Some(why) = self.harm(&with) else {
            *sheet = with;
            return;
        };
        match offers {
            [one] => self.refused.push((one, why)),
            _ => {
                let (first, second) = offers.split_at(offers.len() / 2);
                self.take(sheet, first);
                self.take(sheet, second);
            }
        }
    }

    /// What gets worse in the case with these edits.
    fn harm(&mut self, sheet: &Sheet) -> Option<Worse> {
        let Some(left) = self.left.checked_sub(1) else { return Some(Worse::Untried) };
        self.left = left;
        let path = self.path()?.to_owned();
        let checked = self.checked;
        let _staged = stage(sheet.after(checked).map(|(path, _, after)| (path, after)).collect());
        let after = run_over(&[path], &self.flags.cases, self.typed.clone());
        match after.cases.len() {
            1 => worse(checked, self.case, &after, 0),
            _ => Some(Worse::Unread),
        }
    }

    /// The file by which the case is found again; a draft from standard input has none.
    fn path(&self) -> Option<&'c Path> {
        let report = self.checked.cases[self.case].report.as_ref()?;
        let file = report.claims.or(report.draft)?;
        self.checked.files.path(file)
    }
}

fn overlap(a: Place, b: Place) -> bool {
    a.span == b.span || a.span.overlaps(b.span)
}
