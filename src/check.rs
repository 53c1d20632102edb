//! Runs the stages over one draft with its claims file, and the gate that
//! decides what reaches the report: waive, level, sort, deduplicate.

mod house;
mod identity;
mod once;

use std::collections::HashSet;

use crate::case::argued::Statuses;
use crate::case::held::QuotationTally;
use crate::case::{Case, Coverage, Understanding, Unknown};
use crate::diagnostic::{Diagnostic, Level};
use crate::draft::{Draft, Reader};
use crate::house::HouseRule;
use crate::ids::{IdVec, NoteId};
use crate::notes::outlets::Outlet;
pub use crate::options::{Options, Profile};
use crate::rules::{RULES, Reads, Rests, Rule, Sink, Views};
use crate::span::Place;
use crate::syntax::Claims;
use crate::text::{FileId, Texts};

/// The files of one case.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// Every loaded text.
    pub texts: &'a Texts,
    /// The draft and how to read it.
    pub draft: Option<(FileId, &'a Reader)>,
    /// The claims file.
    pub claims: Option<FileId>,
    /// Files named by `endnotes`, in order, each with its reader.
    pub endnotes: &'a [(FileId, &'a Reader)],
}

impl<'a> Input<'a> {
    /// A draft alone: no claims file, no files of notes beside it.
    pub fn draft(texts: &'a Texts, file: FileId, reader: &'a Reader) -> Self {
        Self { texts, draft: Some((file, reader)), claims: None, endnotes: &[] }
    }
}

/// What came out for one case.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The draft.
    pub draft: Option<FileId>,
    /// The claims file.
    pub claims: Option<FileId>,
    /// Findings, sorted by file, place and code; none twice.
    pub findings: Vec<Diagnostic>,
    /// Coverage, if there is a draft.
    pub coverage: Option<Coverage>,
    /// The ids of the draft's notes, so that a finding's note can be named.
    pub note_ids: IdVec<NoteId, String>,
    /// How many quotations were compared with held copies, if any source has one.
    pub quotations: Option<QuotationTally>,
    /// Findings that a waiver silenced, sorted likewise.
    pub waived: Vec<Waived>,
    /// The list of outlets in force and the rows that the notes met, if there is a draft.
    pub outlets: Option<OutletsMet>,
    /// How every entry fares, if claims are linked.
    pub argument: Option<Statuses>,
    /// What was understood of the draft, if there is one.
    pub understanding: Option<Understanding>,
    /// Rules that would have spoken and were held back, in the order of the manual.
    pub held_back: Vec<HeldBack>,
}

/// A rule that was held back: what it looks at was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBack {
    /// The rule.
    pub rule: &'static str,
    /// What was not read.
    pub why: Unknown,
}

/// A finding that a waiver silenced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// The finding.
    pub finding: Diagnostic,
    /// Why it was accepted, as the waiver says.
    pub reason: String,
}

/// A list of outlets and what of it the notes of a draft met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletsMet {
    /// What the list is called.
    pub list: String,
    /// The day of its last change, as written; may be empty.
    pub date: String,
    /// How many rows it has.
    pub rows: usize,
    /// The rows that a source of the draft belongs to, in the order of the list.
    pub met: Vec<Outlet>,
}

/// Reads a draft and the files its claims file names as its notes.
pub fn read_draft(input: Input<'_>) -> Option<Draft> {
    let (file, reader) = input.draft?;
    Some(crate::draft::read_with(reader, file, input.endnotes, input.texts))
}

/// Checks one case. Never fails: faults in the texts are findings.
pub fn check(input: Input<'_>, options: &Options) -> Report {
    let claims = input.claims.map(|file| Claims::read(file, input.texts));
    check_read(input, read_draft(input).as_ref(), claims.as_ref(), options)
}

/// Checks one case whose draft and claims file were read already.
pub fn check_read(
    input: Input<'_>,
    draft: Option<&Draft>,
    claims: Option<&Claims>,
    options: &Options,
) -> Report {
    check_and(input, draft, claims, options, |_, _| ()).0
}

/// The same, and hands the case with its report to whoever wants more of it, while it is there.
pub fn check_and<T>(
    input: Input<'_>,
    draft: Option<&Draft>,
    claims: Option<&Claims>,
    options: &Options,
    more: impl FnOnce(&Case<'_>, &Report) -> T,
) -> (Report, T) {
    let case = Case::resolve(input.texts, draft, claims, options);
    let views = Views::of(&case);
    let mut found = Vec::new();
    let mut held_back: Vec<HeldBack> = Vec::new();
    for rule in RULES {
        let level = level_of(rule, options);
        if level == Level::Off {
            continue;
        }
        if let Some(why) = holds_back(&case, rule) {
            held_back.push(HeldBack { rule: rule.code, why });
            continue;
        }
        let mut sink = Sink::new(rule, level);
        views.run(rule, &mut sink);
        found.extend(sink.into_found());
    }
    found.extend(house::find(&case, options));
    let (findings, waived) = gate(&case, found, &held_back, options);
    let report = Report {
        draft: input.draft.map(|(file, _)| file),
        claims: claims.map(|claims| claims.file),
        coverage: draft.is_some().then(|| case.coverage(waived.iter().filter_map(|it| it.finding.passage))),
        findings,
        note_ids: draft
            .map(|draft| draft.notes.iter().map(|note| note.id.clone()).collect())
            .unwrap_or_default(),
        quotations: case.quotation_tally(),
        waived,
        outlets: draft.is_some().then(|| outlets_met(&case)),
        argument: Some(case.statuses()).filter(|statuses| !statuses.entries.is_empty()),
        understanding: case.understanding().cloned(),
        held_back,
    };
    let more = more(&case, &report);
    (report, more)
}

/// Why a rule may not speak: its language was not read, or it rests on a join of
/// markers and notes that is not there.
fn holds_back(case: &Case<'_>, rule: &Rule) -> Option<Unknown> {
    let read = match rule.reads {
        Reads::English => case.language.is_english(),
        Reads::Figures => case.reads_figures(),
        Reads::Any => true,
    };
    if !read {
        return Some(Unknown::Language(case.language.name.clone()));
    }
    let gate = || case.understanding().and_then(Understanding::gate);
    (rule.rests == Rests::OnJoin).then(gate).flatten()
}

/// The list in force, and its rows that the sources of the draft belong to.
fn outlets_met(case: &Case<'_>) -> OutletsMet {
    let list = &case.options.outlets;
    let sources = 0..case.notes.sources.len();
    let ids: HashSet<&str> =
        sources.filter_map(|source| case.outlet_row(source)).map(|(row, _)| row.id.as_str()).collect();
    let (name, date, rows) = list.about();
    let met = match ids.is_empty() {
        true => Vec::new(),
        false => list.rows.iter().filter(|row| ids.contains(row.id.as_str())).cloned().collect(),
    };
    OutletsMet { list: name.to_owned(), date: date.to_owned(), rows, met }
}

/// The level at which a rule speaks under these options.
pub fn level_of(rule: &Rule, options: &Options) -> Level {
    if let Some(&level) = options.levels.get(rule.code) {
        return level;
    }
    if let (Profile::Publication, Some(level)) = (options.profile, rule.publication) {
        return level;
    }
    match (options.profile, rule.level) {
        (Profile::Publication, Level::Warning) if rule.precise => Level::Error,
        (_, level) => level,
    }
}

/// The level at which a house rule speaks under these options.
pub fn house_level(rule: &HouseRule, options: &Options) -> Level {
    options.levels.get(rule.name).copied().unwrap_or(rule.level)
}

/// Waives, reports waivers that are not needed, sorts, drops doubles, and gives
/// each finding its identity. Returns the findings and the waived ones.
fn gate(
    case: &Case<'_>,
    found: Vec<Diagnostic>,
    held_back: &[HeldBack],
    options: &Options,
) -> (Vec<Diagnostic>, Vec<Waived>) {
    // Of a rule that is off or held back nothing can be silenced: its waivers are not to blame.
    let off = |code: &str| {
        if held_back.iter().any(|held| held.rule == code) {
            return true;
        }
        let house = || options.house.named(code).map(|rule| house_level(rule, options));
        let level = crate::rules::rule(code).map(|rule| level_of(rule, options)).or_else(house);
        level == Some(Level::Off)
    };
    let mut used: Vec<bool> = case.waivers.iter().map(|waiver| off(&waiver.accept.rule.value)).collect();
    let in_draft = &case.draft_waivers;
    let rule_off = |rule: &Option<(String, Place)>| rule.as_ref().is_some_and(|(rule, _)| off(rule));
    let mut used_in_draft: Vec<bool> = in_draft.all.iter().map(|waiver| rule_off(&waiver.rule)).collect();
    let mut all: Vec<(Diagnostic, Option<String>)> = Vec::new();
    for diagnostic in found {
        let mut reason = None;
        if let Some(waiver) = case.waiver_for(&diagnostic) {
            used[waiver] = true;
            let words = case.waivers[waiver].accept.reason.as_ref();
            reason = Some(words.map_or(String::new(), |words| words.text.to_string()));
        } else if let Some(waiver) = case.draft.and_then(|draft| in_draft.silencing(draft, &diagnostic)) {
            used_in_draft[waiver] = true;
            reason = in_draft.all[waiver].reason.clone();
        }
        all.push((diagnostic, reason));
    }
    let unused = &crate::rules::claims_file::waiver_unused::RULE;
    let mut sink = Sink::new(unused, level_of(unused, options));
    crate::rules::claims_file::waiver_unused::report(case, &used, &used_in_draft, &all, &mut sink);
    let left = sink.into_found().into_iter().filter(|finding| finding.level != Level::Off);
    all.extend(left.map(|finding| (finding, None)));

    // Where nothing is left of what the claims file quotes, nothing else is worth saying of it but that it cannot be read.
    if let (Some(_), Some(claims)) = (case.gone(), case.claims) {
        let said = ["claim-anchor-lost", "claims-syntax"];
        all.retain(|(finding, _)| finding.place().file != claims.file || said.contains(&finding.code));
    }
    once::once(&mut all, &|entry| {
        let entry = case.entry_names.get(entry);
        entry.map(|&entry| case.entries[entry].passages.clone()).unwrap_or_default()
    });
    all.sort_by(|(a, _), (b, _)| {
        let key =
            |d: &Diagnostic| (d.place().file, d.place().span.start, d.place().span.end, d.level, d.code);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    let mut seen = HashSet::new();
    all.retain(|(d, waiver)| seen.insert((d.code, d.place(), d.message.clone(), waiver.is_some())));
    let mut identities = identity::Identities::new(case);
    let back = case.draft.filter(|_| case.claims.is_some()).map(|draft| draft.view.back());
    let (mut findings, mut waived) = (Vec::new(), Vec::new());
    for (mut finding, waiver) in all {
        finding.settle_help(!case.written.is_empty());
        identities.give(&mut finding);
        if let (Some(fix), Some(back)) = (&mut finding.fix, &back) {
            let carried = case.carried(&fix.edits, back);
            fix.edits.extend(carried);
        }
        match waiver {
            Some(reason) => waived.push(Waived { finding, reason }),
            None => findings.push(finding),
        }
    }
    (findings, waived)
}
