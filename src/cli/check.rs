//! `claimlint check`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::baseline::{Held, hold};
use super::config::Configs;
use super::coverage::floor;
use super::decode::How;
use super::flags::{Cases, Check, Look};
use super::load::{Loaded, Pair, pairs_but};
use super::progress::Progress;
pub use super::report::style;
use super::report::{root, tell};
use super::{Exit, ratchet, write};
use crate::check::{Options, Report, check_draft, house_level, level_of, read_draft};
use crate::config::{Block, Settings};
use crate::diagnostic::{Diagnostic, Edit, Level};
use crate::draft::Draft;
use crate::report::{LeftOut, Root, Run, Trouble};
use crate::span::{Place, Span};
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
}

/// Runs `check`.
pub fn check(flags: &Check, look: &Look) -> Exit {
    if flags.unsafe_fixes && !flags.fix && !flags.diff {
        return write::trouble(
            "--unsafe-fixes goes with --fix (change the files) or --diff (show what would change)",
        );
    }
    let mut typed = flags.cases.typed(flags.fail_under);
    typed.settings.extend(flags.output.typed(flags.fail_on.as_ref()).settings);
    let mut checked = run(&flags.cases, typed.clone());
    if checked.refused && checked.whole.format() == "full" {
        return Exit::Trouble; // every fault is drawn already
    }
    if flags.diff || flags.fix {
        // What is not shown is not mended either.
        keep_changed(&mut checked, flags);
        if let Some(exit) = fix(&mut checked, flags, typed.clone()) {
            let told = |trouble: &Trouble| write::trouble(&format!("{}: {}", trouble.file, trouble.message));
            return checked.trouble.iter().map(told).fold(exit, |_, told| told);
        }
        if flags.changed.any() {
            checked = run(&flags.cases, typed);
        }
    }
    let mut held = Held::default();
    match hold(&mut checked, &flags.known) {
        Ok(known) => held = known,
        Err(trouble) => checked.trouble.push(trouble),
    }
    checked.left_out.append(&mut held.left_out);
    // After the baseline: an entry is not stale because its line did not change.
    keep_changed(&mut checked, flags);
    let mut floors = ratchet::Held::default();
    if let Some(path) = &flags.ratchet {
        match ratchet::hold(&checked, path) {
            Ok(held) => floors = held,
            Err(trouble) => checked.trouble.push(trouble),
        }
    }
    let below: Vec<String> = floor(&checked).into_iter().chain(floors.below).collect();
    let exit = match exit(&checked) {
        Exit::Clean if !below.is_empty() || held.fails => Exit::Findings,
        exit => exit,
    };
    for (report, settings) in checked.reports.iter_mut().zip(&checked.settings) {
        let least = settings.show();
        report.findings.retain(|finding| finding.level <= least);
        report.waived.retain(|waived| waived.finding.level <= least);
    }
    let notices: Vec<String> = held.notice.into_iter().chain(floors.notice).chain(below).collect();
    let (top, here) = root();
    let run = Run {
        left_out: &checked.left_out,
        notices: &notices,
        fail_on: checked.settings.iter().map(Settings::fail_on).max().unwrap_or(checked.whole.fail_on()),
        exit: exit.code(),
        root: Root { top: &top, here: &here },
        show_waived: flags.output.show_waived,
        ..Run::new(&checked.texts, &checked.reports, &checked.trouble)
    };
    match tell(&run, checked.whole.format(), &flags.output, look, &checked.paths) {
        Exit::Trouble => Exit::Trouble,
        _ => exit,
    }
}

/// Keeps the findings that `--since` and `--staged` ask for, or says why it cannot.
fn keep_changed(checked: &mut Checked, flags: &Check) {
    let told = checked.trouble.iter().any(|trouble| trouble.file == flags.changed.to_string());
    if !flags.changed.any() || checked.refused || told {
        return;
    }
    match super::since::keep(checked, &flags.changed) {
        Ok(left_out) => checked.left_out.push(left_out),
        Err(message) => {
            checked.reports.clear();
            checked.trouble.push(Trouble { file: flags.changed.to_string(), message });
        }
    }
}

/// Loads and checks the cases; `typed` holds the flags that are keys of the
/// configuration too.
pub fn run(flags: &Cases, typed: Block) -> Checked {
    let mut configs = Configs::new(&flags.config, typed);
    let today = flags.today.unwrap_or_else(today);
    let how =
        How { from: flags.from.as_deref(), encoding: flags.encoding, unpacking: flags.packaged.unpacking() };
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
    if !configs.is_sound() {
        write::err(&configs.drawn());
        return Checked { refused: true, trouble: configs.troubles(), whole, ..Checked::default() };
    }
    let mut checked = Checked { whole, trouble, options, ..Checked::default() };
    checked.baseline = configs.files(&checked.whole, "baseline").into_iter().next().map(|(path, ..)| path);
    let mut loaded: Vec<Loaded> =
        stdin.iter().take(1).map(|_| Loaded::stdin(&flags.stdin_name, how)).collect();
    let progress = Progress::begin(settings.len());
    let load = |pair: &Pair| {
        let loaded = Loaded::pair(pair, how);
        progress.step();
        loaded
    };
    loaded.par_extend(pairs.par_iter().map(load));
    let results: Vec<_> = loaded
        .par_iter_mut()
        .zip(settings.par_iter().zip(&checked.options))
        .map(|(loaded, (settings, options))| {
            progress.step();
            configs.add_notes(loaded, settings, how);
            let input = loaded.input();
            let wanted = loaded.draft.is_some() || loaded.claims.is_some();
            wanted.then(|| {
                let draft = read_draft(input);
                (check_draft(input, draft.as_ref(), options), draft)
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

    /// Whether a rule spoke in any case.
    pub fn ran(&self, rule: &crate::rules::Rule) -> bool {
        self.options.is_empty() || self.options.iter().any(|options| level_of(rule, options) != Level::Off)
    }
}

/// The one place that asks for the time.
pub fn today() -> jiff::civil::Date {
    let seconds =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let days = i64::try_from(seconds / 86_400).unwrap_or(0);
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap_or(jiff::civil::Date::MAX)
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

fn exit(checked: &Checked) -> Exit {
    if !checked.trouble.is_empty() {
        return Exit::Trouble;
    }
    let fails = |(report, settings): (&Report, &Settings)| {
        settings.fail_on().is_some_and(|least| report.findings.iter().any(|finding| finding.level <= least))
    };
    if checked.reports.iter().zip(&checked.settings).any(fails) { Exit::Findings } else { Exit::Clean }
}

/// Applies or shows the safe fixes, and the others if asked: safe ones go first
/// where two would change the same words. `Some` if that ends the run.
fn fix(checked: &mut Checked, flags: &Check, typed: Block) -> Option<Exit> {
    let mut edits: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
    let mut count = 0;
    let mut untouched = BTreeSet::new();
    let all = checked.reports.iter().flat_map(|report| &report.findings).filter_map(|it| it.fix.as_ref());
    let (safe, others): (Vec<_>, Vec<_>) = all.partition(|fix| fix.safe);
    for fix in safe.into_iter().chain(others.into_iter().filter(|_| flags.unsafe_fixes)) {
        let packaged = fix.edits.iter().map(|edit| checked.texts.get(edit.place.file));
        if let Some(text) = packaged.into_iter().find(|text| text.rendition().is_some()) {
            untouched.insert(&text.name);
            continue;
        }
        let clash = fix.edits.iter().any(|edit| {
            edits
                .get(&edit.place.file)
                .is_some_and(|all| all.iter().any(|other| overlap(other.place, edit.place)))
        });
        if !clash {
            count += 1;
            fix.edits.iter().for_each(|edit| edits.entry(edit.place.file).or_default().push(edit.clone()));
        }
    }
    for name in untouched {
        let message =
            "it was left as it is: only text files are changed; make the changes in your word processor";
        write::trouble(&format!("{name}: {message}"));
    }
    let mut shown = String::new();
    for (file, mut edits) in edits {
        let text = checked.texts.get(file);
        edits.sort_by_key(|edit| edit.place.span.start);
        let after = apply(&text.content, &edits);
        if flags.diff {
            shown.push_str(&write::diff(&text.name, &text.content, &after));
        } else if let Some(path) = &checked.paths[file.0 as usize]
            && let Err(message) = write::replace(path, &text.content, &after)
        {
            return Some(write::trouble(&message));
        }
    }
    if flags.diff {
        write::out(&shown);
        return Some(if shown.is_empty() { Exit::Clean } else { Exit::Findings });
    }
    if count > 0 {
        *checked = run(&flags.cases, typed);
    }
    None
}

fn overlap(a: Place, b: Place) -> bool {
    a.file == b.file && (a.span == b.span || a.span.overlaps(b.span))
}

/// A text with edits made in it; they are sorted and do not overlap.
pub fn apply(content: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(content.len());
    let mut at = 0;
    for edit in edits {
        let Span { start, end } = edit.place.span;
        out.push_str(&content[at..start as usize]);
        out.push_str(&edit.text);
        at = end as usize;
    }
    out.push_str(&content[at..]);
    out
}

/// The first words of a text, at most this many characters; line ends
/// as spaces, other control characters made visible.
pub fn clip(text: &str, most: usize) -> String {
    let clean = text.chars().map(|c| match c {
        '\n' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    });
    if text.chars().count() <= most {
        return clean.collect();
    }
    let mut clipped: String = clean.take(most - 1).collect();
    clipped.push('…');
    clipped
}
