//! What the editor is shown, and when: what an edit cures goes at once, errors and warnings come at once, and new
//! advice waits until the author has paused, so that nothing flickers while a word is typed.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Duration;

use gen_lsp_types::Diagnostic;

use super::found::Found;
use crate::diagnostic::Level;

/// How long new advice waits.
pub const PAUSE: Duration = Duration::from_millis(200);

/// What one case has to say.
#[derive(Default)]
struct Sheet {
    files: BTreeMap<PathBuf, Vec<Found>>,
    /// Advice that may be seen, by file and key.
    seen: BTreeSet<(PathBuf, String)>,
    /// When the rest may be seen; `None` if there is no rest.
    due: Option<Duration>,
}

impl Sheet {
    fn may_show(&self, path: &Path, found: &Found) -> bool {
        found.level < Level::Advice
            || self.due.is_none()
            || self.seen.contains(&(path.to_owned(), found.key.clone()))
    }

    fn advice(&self) -> BTreeSet<(PathBuf, String)> {
        let all = self.files.iter().flat_map(|(path, found)| found.iter().map(move |found| (path, found)));
        let advice = all.filter(|(_, found)| found.level >= Level::Advice);
        advice.map(|(path, found)| (path.clone(), found.key.clone())).collect()
    }
}

/// What all cases have to say.
#[derive(Default)]
pub struct Board {
    sheets: BTreeMap<PathBuf, Sheet>,
}

impl Board {
    /// Takes over what a case says now, and returns the files that it spoke or speaks of.
    pub fn put(
        &mut self,
        root: &Path,
        files: BTreeMap<PathBuf, Vec<Found>>,
        now: Duration,
    ) -> BTreeSet<PathBuf> {
        let mut concerned: BTreeSet<PathBuf> = files.keys().cloned().collect();
        let before = self.sheets.remove(root);
        concerned.extend(before.iter().flat_map(|sheet| sheet.files.keys().cloned()));
        let mut sheet = Sheet { files, ..Sheet::default() };
        if let Some(before) = before {
            // What was not seen yet goes on waiting: the author has not paused.
            sheet.seen = if before.due.is_some() { before.seen } else { before.advice() };
            let advice = sheet.advice();
            if !advice.is_subset(&sheet.seen) {
                sheet.due = Some(now + PAUSE);
            }
            sheet.seen = sheet.seen.intersection(&advice).cloned().collect();
        }
        self.sheets.insert(root.to_owned(), sheet);
        concerned
    }

    /// Lets a case go, and returns the files that it spoke of.
    pub fn drop(&mut self, root: &Path) -> BTreeSet<PathBuf> {
        self.sheets.remove(root).map(|sheet| sheet.files.into_keys().collect()).unwrap_or_default()
    }

    /// When the next advice may be seen.
    pub fn next_due(&self) -> Option<Duration> {
        self.sheets.values().filter_map(|sheet| sheet.due).min()
    }

    /// Shows the advice whose time has come, and returns the files that it is in.
    pub fn ripen(&mut self, now: Duration) -> BTreeSet<PathBuf> {
        let mut concerned = BTreeSet::new();
        for sheet in self.sheets.values_mut().filter(|sheet| sheet.due.is_some_and(|due| due <= now)) {
            sheet.due = None;
            concerned.extend(sheet.files.keys().cloned());
        }
        concerned
    }

    /// What is to be seen in a file now, by whichever cases; none twice.
    pub fn shown(&self, path: &Path) -> Vec<Diagnostic> {
        let mut shown: Vec<Diagnostic> = Vec::new();
        for sheet in self.sheets.values() {
            let found =
                sheet.files.get(path).into_iter().flatten().filter(|found| sheet.may_show(path, found));
            for found in found {
                // Two claims files of one draft find the same in it.
                if self.sheets.len() == 1 || !shown.contains(&found.shown) {
                    shown.push(found.shown.clone());
                }
            }
        }
        shown
    }

    /// The files that any case speaks of.
    pub fn files(&self) -> BTreeSet<&PathBuf> {
        self.sheets.values().flat_map(|sheet| sheet.files.keys()).collect()
    }
}

/// A word for what is shown: equal for equal findings.
pub fn stamp(shown: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(shown).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(level: Level, key: &str) -> Found {
        let message = gen_lsp_types::Message::String(key.to_owned());
        Found { level, key: key.to_owned(), shown: Diagnostic { message, ..Diagnostic::default() } }
    }

    fn keys(board: &Board) -> Vec<String> {
        let words = |shown: Diagnostic| match shown.message {
            gen_lsp_types::Message::String(words) => words,
            _ => String::new(),
        };
        board.shown(Path::new("/a")).into_iter().map(words).collect()
    }

    #[test]
    fn new_advice_waits_and_what_is_cured_goes_at_once() {
        let (root, ms) = (Path::new("/a"), Duration::from_millis);
        let put = |board: &mut Board, found: Vec<Found>, at: u64| {
            drop(board.put(root, BTreeMap::from([(root.to_owned(), found)]), ms(at)));
        };
        let mut board = Board::default();
        put(&mut board, vec![one(Level::Advice, "old")], 0);
        assert_eq!(keys(&board), ["old"], "a file that is opened shows all");
        put(
            &mut board,
            vec![one(Level::Warning, "w"), one(Level::Advice, "old"), one(Level::Advice, "new")],
            100,
        );
        assert_eq!(keys(&board), ["w", "old"]);
        assert_eq!(board.next_due(), Some(ms(300)));
        put(&mut board, vec![one(Level::Advice, "new")], 250);
        assert!(keys(&board).is_empty(), "the author typed on");
        assert!(board.ripen(ms(449)).is_empty());
        assert_eq!(board.ripen(ms(450)).len(), 1);
        assert_eq!(keys(&board), ["new"]);
        put(&mut board, Vec::new(), 460);
        assert!(keys(&board).is_empty());
        assert_eq!(board.next_due(), None);
    }
}
