//! The run: every case loaded, checked, and kept with what holds for it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::case::Case;
use crate::case::soundness::Soundness;
use crate::check::{Options, Report, check_and, house_level, level_of, read_draft};
use crate::cli::base::clock::today;
use crate::cli::base::guard::alone;
use crate::cli::base::path::shown;
use crate::cli::base::read;
use crate::cli::base::write;
use crate::cli::files::configs::Configs;
use crate::cli::files::find::pairs_but;
use crate::cli::files::load;
use crate::cli::files::loaded::{Loaded, Pair};
use crate::cli::files::notes::add_notes;
use crate::cli::files::shelf::Shelf;
use crate::cli::files::table::Files;
use crate::cli::flags::Cases;
use crate::cli::run::progress::Progress;
use crate::config::{Block, Settings};
use crate::diagnostic::Level;
use crate::draft::Draft;
use crate::report::html::{Page, sha256};
use crate::report::{LeftOut, Trouble};
use crate::syntax::Claims;
use crate::text::Texts;

/// One case of a run: what was read of it, what holds for it and what came of it.
pub struct CaseRun {
    /// Its draft; `None` too where the run keeps none (`Cases::lean`).
    pub draft: Option<Draft>,
    /// Its claims file.
    pub claims: Option<Claims>,
    /// What holds for it.
    pub settings: Settings,
    /// How it was judged.
    pub options: Options,
    /// What came of it; `None` if nothing of it could be read.
    pub report: Option<Report>,
    /// How many errors it has, whatever is left out of the findings later.
    pub errors: usize,
    /// How well its claims file holds to its draft.
    pub soundness: Soundness,
    /// What a page shows of it beside its findings, where a page is wanted.
    pub page: Option<Page>,
}

/// Everything checked: a list of cases, with the texts of all in one table.
#[derive(Default)]
pub struct Checked {
    /// The texts, and the files that they came from.
    pub files: Files,
    /// The cases.
    pub cases: Vec<CaseRun>,
    /// What could not be checked.
    pub trouble: Vec<Trouble>,
    /// What holds for the run as a whole.
    pub whole: Settings,
    /// The baseline that the configuration names.
    pub baseline: Option<PathBuf>,
    /// What was taken out of the findings, and why.
    pub left_out: Vec<LeftOut>,
    /// Whether the configuration could not be read: then nothing was checked.
    pub refused: bool,
    /// The configurations that could not be read, with what is wrong with them.
    pub faulty: Option<Shelf>,
    /// Rules that were held back in a case: what they found before may still be there.
    pub held_back: BTreeSet<&'static str>,
}

/// Loads and checks the cases; `typed` holds the flags that are keys of the
/// configuration too.
pub fn run(flags: &Cases, typed: Block) -> Checked {
    run_over(&flags.paths, flags, typed)
}

/// As [`run`], over other paths than those of the flags.
pub fn run_over(paths: &[PathBuf], flags: &Cases, typed: Block) -> Checked {
    let checked = run_while(paths, flags, typed, &|| true);
    if let Some(shelf) = &checked.faulty {
        write::err(&shelf.drawn());
    }
    checked
}

/// As [`run_over`], for as long as somebody wants it: where `wanted` says no between two stages, the rest of a case is
/// left undone and it has no report. Says nothing on standard error.
pub fn run_while(
    paths: &[PathBuf],
    flags: &Cases,
    typed: Block,
    wanted: &(dyn Fn() -> bool + Sync),
) -> Checked {
    let mut configs = Configs::new(&flags.config, typed);
    let today = flags.today.unwrap_or_else(today);
    let how = flags.how();
    let (stdin, named_paths): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| path == Path::new("-"));
    let (pairs, trouble) = pairs_but(&named_paths, how, &mut |path| configs.passes_over(path));
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
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    let whole = settings.first().cloned().unwrap_or_else(|| configs.settings(first));
    if !configs.shelf().is_sound() {
        let trouble = configs.shelf().troubles();
        let faulty = Some(configs.into_shelf());
        return Checked { refused: true, trouble, faulty, whole, ..Checked::default() };
    }
    let mut checked = Checked { whole, trouble, ..Checked::default() };
    checked.baseline = configs.files(&checked.whole, "baseline").into_iter().next().map(|(path, ..)| path);
    let mut starts: Vec<Start<'_>> =
        stdin.iter().take(1).map(|_| Start::Loaded(Box::new(load::stdin(&flags.stdin_name, how)))).collect();
    let pages = flags.pages || checked.whole.format() == "html";
    let progress = Progress::begin(settings.len());
    let before = u32::try_from(starts.len()).unwrap_or(u32::MAX);
    starts.extend((before..).zip(&pairs).map(|(number, pair)| Start::Pair(number, pair)));
    let load = |number: u32, pair: &Pair| {
        let loaded = alone(|| load::pair_of_case(number, pair, how)).unwrap_or_else(|message| {
            let mut broken = Loaded::of_case(number);
            broken.trouble.push(Trouble { file: shown(&named(pair)), message });
            broken
        });
        progress.step();
        loaded
    };
    let judge = |loaded: &mut Loaded, settings: &Settings, options: &Options| {
        progress.step();
        let result = alone(|| {
            add_notes(&configs, loaded, settings, how);
            loaded.note_unread();
            let input = loaded.input();
            let any = loaded.draft.is_some() || loaded.claims.is_some();
            let draft = (any && wanted()).then(|| read_draft(input));
            draft.filter(|_| wanted()).map(|draft| {
                let more = |case: &Case<'_>, report: &Report| {
                    (pages.then(|| Page::of(case, report)).flatten(), Soundness::of(case))
                };
                let claims = loaded.claims.as_ref();
                let (report, more) = check_and(input, draft.as_ref(), claims, options, more);
                // Of many drafts little more is kept than what is told of them.
                let kept = draft.filter(|_| !flags.lean || settings.fail_under().is_some());
                (report, kept, more)
            })
        });
        result.unwrap_or_else(|message| {
            let file = loaded.texts().iter().next().map(|(_, text)| text.name.clone()).unwrap_or_default();
            loaded.trouble.push(Trouble { file, message });
            None
        })
    };
    // Each case is taken to its end, so that what was read of one is gone before the next but one is read.
    let case = |(start, (settings, options)): (Start<'_>, (&Settings, &Options))| {
        let mut loaded = match start {
            Start::Loaded(loaded) => *loaded,
            Start::Pair(number, pair) => load(number, pair),
        };
        let result = judge(&mut loaded, settings, options);
        (loaded, result)
    };
    let one = starts.len() == 1;
    let cases: Vec<_> = if one {
        // No threads are begun for one draft.
        starts.into_iter().zip(settings.iter().zip(&options)).map(case).collect()
    } else {
        starts.into_par_iter().zip(settings.par_iter().zip(&options)).map(case).collect()
    };
    progress.end();
    for ((loaded, result), (settings, options)) in cases.into_iter().zip(settings.into_iter().zip(options)) {
        checked.trouble.extend(loaded.trouble);
        let path = loaded.draft.and_then(|(file, _)| loaded.files.path(file)).map(Path::to_owned);
        if one {
            // Of one case nothing ends with the run: it can be tied together again.
            checked.files = loaded.files;
        } else {
            checked.files.join(loaded.files);
        }
        let (report, draft, (page, soundness)) = match result {
            Some((report, draft, more)) => (Some(report), draft, more),
            None => (None, None, (None, Soundness::default())),
        };
        checked.held_back.extend(report.iter().flat_map(|report| &report.held_back).map(|held| held.rule));
        let page = page.map(|page| with_bytes(page, path.as_deref()));
        let findings = report.iter().flat_map(|report| &report.findings);
        let errors = findings.filter(|finding| finding.level == Level::Error).count();
        let case =
            CaseRun { draft, claims: loaded.claims, settings, options, report, errors, soundness, page };
        checked.cases.push(case);
    }
    checked
}

/// What a case is made of.
enum Start<'p> {
    /// Standard input, which was read first.
    Loaded(Box<Loaded>),
    /// The number of the case in the run, and its files.
    Pair(u32, &'p Pair),
}

/// A page that names its version by the bytes of the file, where there is one.
fn with_bytes(mut page: Page, path: Option<&Path>) -> Page {
    if let Some(path) = path
        && let Ok(bytes) = read::bytes(path, read::MAX_BYTES)
    {
        page.digest = sha256(&bytes);
    }
    page
}

impl Checked {
    /// The texts.
    pub fn texts(&self) -> &Texts {
        &self.files.texts
    }

    /// The cases of which anything could be read, each with its report.
    pub fn judged(&self) -> impl Iterator<Item = (&CaseRun, &Report)> {
        self.cases.iter().filter_map(|case| Some((case, case.report.as_ref()?)))
    }

    /// Takes out of each case what its settings do not show.
    pub fn show_chosen(&mut self) {
        for case in &mut self.cases {
            let least = case.settings.show();
            let Some(report) = &mut case.report else { continue };
            report.findings.retain(|finding| finding.level <= least);
            report.waived.retain(|waived| waived.finding.level <= least);
        }
    }

    /// A page for each report, in their order, where pages are wanted.
    pub fn pages(&self) -> Vec<Option<&Page>> {
        self.judged().map(|(case, _)| case.page.as_ref()).collect()
    }

    /// The reports, in order.
    pub fn reports(&self) -> impl Iterator<Item = &Report> {
        self.cases.iter().filter_map(|case| case.report.as_ref())
    }

    /// Whether a house rule spoke in any case, or is in no file of rules any more.
    pub fn house_ran(&self, name: &str) -> bool {
        let mut known = self
            .cases
            .iter()
            .filter_map(|case| Some((case.options.house.named(name)?, &case.options)))
            .peekable();
        known.peek().is_none() || known.any(|(rule, options)| house_level(rule, options) != Level::Off)
    }

    /// Whether a rule spoke in any case, and was held back in none.
    pub fn ran(&self, rule: &crate::rules::Rule) -> bool {
        if self.held_back.contains(rule.code) {
            return false;
        }
        self.cases.is_empty() || self.cases.iter().any(|case| level_of(rule, &case.options) != Level::Off)
    }
}
