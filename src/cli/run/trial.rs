//! Fixes tried on a case before they are made: all at once, and, where that does harm, half by half.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::base::edit::apply;
use crate::cli::base::read::stage;
use crate::cli::flags::Cases;
use crate::cli::run::checked::{Checked, run_over};
use crate::cli::run::worse::{Worse, worse};
use crate::config::Block;
use crate::diagnostic::{Diagnostic, Edit};
use crate::span::Place;
use crate::text::FileId;

/// A case is tried so often at most: what is not known to do no harm by then is left.
const TRIALS: usize = 60;

/// A fix that a finding offers.
pub struct Offer<'c> {
    /// Which case it is of.
    pub case: usize,
    /// The finding.
    pub finding: &'c Diagnostic,
    /// What it does.
    pub title: &'c str,
    /// The edits.
    pub edits: &'c [Edit],
}

/// Edits by file, none of which touch.
#[derive(Default, Clone)]
pub struct Sheet {
    edits: BTreeMap<PathBuf, (FileId, Vec<Edit>)>,
}

impl Sheet {
    /// Adds edits unless they touch others; whether it did.
    fn add(&mut self, checked: &Checked, edits: &[Edit]) -> bool {
        let path = |file: FileId| match checked.files.path(file) {
            Some(path) => path.to_owned(),
            None => PathBuf::from(&checked.texts().get(file).name),
        };
        let clash = edits.iter().any(|edit| {
            self.edits
                .get(&path(edit.place.file))
                .is_some_and(|(_, all)| all.iter().any(|other| overlap(other.place, edit.place)))
        });
        if !clash {
            for edit in edits {
                let file = edit.place.file;
                let (_, edits) = self.edits.entry(path(file)).or_insert_with(|| (file, Vec::new()));
                edits.push(edit.clone());
            }
        }
        !clash
    }

    /// The files as they will stand.
    pub fn after<'s>(&'s self, checked: &'s Checked) -> impl Iterator<Item = (PathBuf, FileId, String)> + 's {
        self.edits.iter().map(|(path, (file, edits))| {
            let mut edits = edits.clone();
            edits.sort_by_key(|edit| edit.place.span.start);
            (path.clone(), *file, apply(&checked.texts().get(*file).content, &edits))
        })
    }
}

/// The fixes of one case, tried.
pub struct Trial<'t, 'c> {
    checked: &'c Checked,
    flags: &'t Cases,
    typed: &'t Block,
    case: usize,
    /// Files as earlier rounds left them.
    staged: BTreeMap<PathBuf, String>,
    left: usize,
    /// Fixes that do harm, and which.
    pub refused: Vec<(&'t Offer<'c>, Worse)>,
}

impl<'t, 'c> Trial<'t, 'c> {
    /// Nothing tried yet.
    pub fn of(
        checked: &'c Checked,
        flags: &'t Cases,
        typed: &'t Block,
        case: usize,
        staged: BTreeMap<PathBuf, String>,
    ) -> Self {
        Self { checked, flags, typed, case, staged, left: TRIALS, refused: Vec::new() }
    }

    /// Takes up those that do no harm.
    pub fn take(&mut self, sheet: &mut Sheet, offers: &[&'t Offer<'c>]) {
        let mut with = sheet.clone();
        let added = offers.iter().filter(|offer| with.add(self.checked, offer.edits)).count();
        if added == 0 {
            return;
        }
        match (self.harm(&with), offers) {
            (None, _) => *sheet = with,
            (Some(why), [one]) => self.refused.push((one, why)),
            (Some(_), _) => {
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
        let after = self.tried(sheet, &path);
        match after.cases.len() {
            1 => worse(self.checked, self.case, &after, 0),
            _ => Some(Worse::Unread),
        }
    }

    /// The case checked as it would stand.
    fn tried(&self, sheet: &Sheet, path: &Path) -> Checked {
        let mut files = self.staged.clone();
        files.extend(sheet.after(self.checked).map(|(path, _, after)| (path, after)));
        let _staged = stage(files);
        run_over(&[path.to_owned()], self.flags, self.typed.clone())
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
