//! The run: every case loaded, checked, and kept with what holds for it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::check::{Options, Report, check_draft, house_level, level_of, read_draft};
use crate::cli::base::clock::today;
use crate::cli::base::guard::alone;
use crate::cli::base::path::shown;
use crate::cli::base::write;
use crate::cli::files::configs::Configs;
use crate::cli::files::find::pairs_but;
use crate::cli::files::load;
use crate::cli::files::loaded::{Loaded, Pair};
use crate::cli::files::notes::add_notes;
use crate::cli::flags::Cases;
use crate::cli::run::progress::Progress;
use crate::config::{Block, Settings};
use crate::diagnostic::{Diagnostic, Level};
use crate::draft::Draft;
use crate::report::{LeftOut, Trouble};
use crate::text::{FileId, Texts};

/// Everything checked, with the texts of all cases in one table.
#[derive(Default)]
pub struct Checked {
    /// The texts.
    pub texts: Texts,
    /// Where each text came from; `None` for standard input.
    pub paths: Vec<Option<PathBuf>>,
    /// One report a case.
    pub reports: Vec<Report>,
    /// What could not be checked.
    pub trouble: Vec<Trouble>,
    /// The draft of each report.
    pub drafts: Vec<Option<Draft>>,
    /// For each report how far file ids of its draft are from those of `texts`.
    pub bases: Vec<u32>,
    /// What holds for each report.
    pub settings: Vec<Settings>,
    /// What holds for the run as a whole.
    pub whole: Settings,
    /// How each case was judged.
    pub options: Vec<Options>,
    /// The baseline that the configuration names.
    pub baseline: Option<PathBuf>,
    /// What was taken out of the findings, and why.
    pub left_out: Vec<LeftOut>,
    /// Whether the configuration could not be read: then nothing was checked.
    pub refused: bool,
    /// Rules that were held back in a case: what they found before may still be there.
    pub held_back: BTreeSet<&'static str>,
}

/// Loads and checks the cases; `typed` holds the flags that are keys of the
/// configuration too.
pub fn run(flags: &Cases, typed: Block) -> Checked {
    let mut configs = Configs::new(&flags.config, typed);
    let today = flags.today.unwrap_or_else(today);
    let how = flags.how();
    let (stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        flags.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let (pairs, trouble) = pairs_but(&paths, how, &mut |path| configs.passes_over(path));
    let named = |pair: &Pair| pair.draft.clone().or(pair.claims.clone()).unwrap_or_default();
    let stdin_name = stdin.first().map(|_| PathBuf::from(&flags.stdin_name));
    let settings: Vec<Settings> =
        stdin_name.into_iter().chain(pairs.iter().map(named)).map(|name| configs.settings(&name)).collect();
    let options: Vec<Options> = settings
        .iter()
        .map(|settings| Options {
            today: Some(today),
            outlets: configs.outlets(settings, &flags.outlets),
            lexicons: configs.lexicons(settings, &flags.lexicons),
            ..configs.with_house(settings, &flags.house)
        })
        .collect();
    configs.house_names_known();
    // What is about the whole run is said by the configuration of its first draft.
    let first = flags.paths.first().map_or(Path::new("."), PathBuf::as_path);
    let whole = settings.first().cloned().unwrap_or_else(|| configs.settings(first));
    if !configs.shelf().is_sound() {
        write::err(&configs.shelf().drawn());
        return Checked { refused: true, trouble: configs.shelf().troubles(), whole, ..Checked::default() };
    }
    let mut checked = Checked { whole, trouble, options, ..Checked::default() };
    checked.baseline = configs.files(&checked.whole, "baseline").into_iter().next().map(|(path, ..)| path);
    let mut loaded: Vec<Loaded> = stdin.iter().take(1).map(|_| load::stdin(&flags.stdin_name, how)).collect();
    let progress = Progress::begin(settings.len());
    let load = |pair: &Pair| {
        let loaded = alone(|| load::pair(pair, how)).unwrap_or_else(|message| {
            let mut broken = Loaded::new();
            broken.trouble.push(Trouble { file: shown(&named(pair)), message });
            broken
        });
        progress.step();
        loaded
    };
    loaded.par_extend(pairs.par_iter().map(load));
    let results: Vec<_> = loaded
        .par_iter_mut()
        .zip(settings.par_iter().zip(&checked.options))
        .map(|(loaded, (settings, options))| {
            progress.step();
            let result = alone(|| {
                add_notes(&configs, loaded, settings, how);
                loaded.note_unread();
                let input = loaded.input();
                let wanted = loaded.draft.is_some() || loaded.claims.is_some();
                wanted.then(|| {
                    let draft = read_draft(input);
                    (check_draft(input, draft.as_ref(), options), draft)
                })
            });
            result.unwrap_or_else(|message| {
                let file = loaded.texts.iter().next().map(|(_, text)| text.name.clone()).unwrap_or_default();
                loaded.trouble.push(Trouble { file, message });
                None
            })
        })
        .collect();
    progress.end();
    for ((loaded, result), settings) in loaded.into_iter().zip(results).zip(settings) {
        checked.take(loaded, result, settings);
    }
    checked
}

impl Checked {
    /// Takes over one case and what came of it.
    fn take(&mut self, loaded: Loaded, result: Option<(Report, Option<Draft>)>, settings: Settings) {
        let base = self.paths.len();
        self.trouble.extend(loaded.trouble);
        for (_, text) in loaded.texts.iter() {
            self.texts.add(text.clone());
        }
        self.paths.extend(loaded.paths);
        if let Some((report, draft)) = result {
            self.bases.push(u32::try_from(base).unwrap_or(u32::MAX));
            self.held_back.extend(report.held_back.iter().map(|held| held.rule));
            self.reports.push(shift(report, base));
            self.drafts.push(draft);
            self.settings.push(settings);
        }
    }

    /// Whether a house rule spoke in any case, or is in no file of rules any more.
    pub fn house_ran(&self, name: &str) -> bool {
        let mut known = self.options.iter().filter_map(|it| Some((it.house.named(name)?, it))).peekable();
        known.peek().is_none() || known.any(|(rule, options)| house_level(rule, options) != Level::Off)
    }

    /// Whether a rule spoke in any case, and was held back in none.
    pub fn ran(&self, rule: &crate::rules::Rule) -> bool {
        if self.held_back.contains(rule.code) {
            return false;
        }
        self.options.is_empty() || self.options.iter().any(|options| level_of(rule, options) != Level::Off)
    }
}

/// Moves a report's file ids to where its texts now stand.
fn shift(mut report: Report, base: usize) -> Report {
    let base = u32::try_from(base).unwrap_or(u32::MAX);
    let moved = |file: FileId| FileId(file.0 + base);
    fn walk(diagnostic: &mut Diagnostic, moved: &dyn Fn(FileId) -> FileId) {
        for label in &mut diagnostic.labels {
            label.place.file = moved(label.place.file);
        }
        for edit in diagnostic.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.place.file = moved(edit.place.file);
        }
        diagnostic.related.iter_mut().for_each(|related| walk(related, moved));
    }
    report.findings.iter_mut().for_each(|finding| walk(finding, &moved));
    for entry in report.argument.iter_mut().flat_map(|argument| &mut argument.entries) {
        entry.place.file = moved(entry.place.file);
    }
    report.waived.iter_mut().for_each(|waived| walk(&mut waived.finding, &moved));
    report.draft = report.draft.map(moved);
    report.claims = report.claims.map(moved);
    report
}
