//! For programs: one JSON object a run. Its schema is committed as
//! `grammar/report.schema.json`; [`schema`] writes it.
//!
//! The doc comments of the structs below are the descriptions in the schema.

mod outlets;
mod read;

use schemars::JsonSchema;
use serde::Serialize;

use self::outlets::{OutletsOut, outlets};
use self::read::{HeldBackOut, held_back_out};
pub(super) use self::read::{ReadOut, held_back, read, reads};
use super::against::Against;
use super::locate::Locator;
use super::summary::{Tally, percent};
use super::{Format, Run, Style, clean};
use crate::argument::status::Status;
use crate::case::argued::EntryStatus;
use crate::case::printed::Declared;
use crate::case::{Counts, Coverage, Unknown};
use crate::check::Report;
use crate::diagnostic::{Diagnostic, Fix, Label, Level};
use crate::span::Place;
use crate::text::{FileId, Texts};

/// The format.
pub const FORMAT: Format = Format { name: "json", about: "for programs: one JSON object", render };

/// What claimlint found out in one run.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "claimlint report", deny_unknown_fields)]
struct Document<'a> {
    /// Always "claimlint".
    tool: &'a str,
    /// The version of the tool.
    version: &'a str,
    /// Every file that was read.
    files: Vec<File<'a>>,
    /// What was understood of each draft.
    read: Vec<ReadOut<'a>>,
    /// What was found, in the order of the text formats.
    findings: Vec<Finding<'a>>,
    /// Coverage of each draft.
    coverage: Vec<DraftCoverage<'a>>,
    /// How the entries of each claims file fare; only files in which claims are linked by reasons or objections.
    arguments: Vec<ArgumentOut<'a>>,
    /// How the draft compares with an earlier version of it; absent where none was given (`--against`).
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<&'a Against>,
    /// Counts over the whole run.
    summary: Summary<'a>,
    /// What else the run has to tell: a floor of coverage that is not reached,
    /// entries of a baseline that match nothing.
    notices: Vec<&'a str>,
    /// Files that could not be checked.
    troubles: Vec<TroubleOut<'a>>,
}

/// A file that was read.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "File", deny_unknown_fields)]
pub(super) struct File<'a> {
    /// Its name, as other parts of the report refer to it.
    name: &'a str,
    /// What it is.
    kind: Kind,
}

/// What a file is.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// A document being checked.
    Draft,
    /// A claims file.
    Claims,
    /// Any other file: notes of a draft that stand in a file of their own.
    Notes,
}

/// How serious a finding is.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Level")]
enum LevelOut {
    /// Decidable and wrong.
    Error,
    /// Very probably wrong.
    Warning,
    /// Worth a look.
    Advice,
}

/// One thing that was found.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Finding", deny_unknown_fields)]
pub(super) struct Finding<'a> {
    /// The name of the rule.
    code: &'a str,
    /// How serious it is.
    level: LevelOut,
    /// What the finding is known by in the next run: made of the rule and the
    /// words it is about, not of the line. Findings inside a finding have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
    /// What is wrong.
    message: &'a str,
    /// Why it matters to a reader; may be empty.
    why: &'a str,
    /// What to do about it; may be empty.
    help: &'a str,
    /// Marked places; the first is the one that the finding is about.
    labels: Vec<LabelOut<'a>>,
    /// Findings that belong to this one.
    related: Vec<Finding<'a>>,
    /// A change that would mend it.
    fix: Option<FixOut<'a>>,
}

/// A marked place.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Label", deny_unknown_fields)]
struct LabelOut<'a> {
    /// Where.
    #[serde(flatten)]
    place: PlaceOut<'a>,
    /// Words about it; may be empty.
    text: &'a str,
    /// Whether the finding is about this place.
    primary: bool,
}

/// A part of a file. The end is just past the last character.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Place")]
struct PlaceOut<'a> {
    /// The name of the file.
    file: &'a str,
    /// Byte offset of the start, from 0.
    start: u32,
    /// Byte offset of the end.
    end: u32,
    /// Line of the start, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// Column of the start, from 1, in characters (Unicode scalar values).
    #[schemars(range(min = 1))]
    column: usize,
    /// Line of the end.
    #[schemars(range(min = 1))]
    end_line: usize,
    /// Column of the end.
    #[schemars(range(min = 1))]
    end_column: usize,
    /// In a Word or OpenDocument file: how people name the start, "paragraph 12"
    /// or "note 4". Lines, columns and bytes are then those of its words, one
    /// line for each paragraph, as `show` prints them.
    #[serde(skip_serializing_if = "Option::is_none")]
    spot: Option<&'a str>,
    /// In a Word or OpenDocument file: the heading that the start stands under.
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
}

/// A change that mends a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Fix", deny_unknown_fields)]
struct FixOut<'a> {
    /// What it does.
    title: &'a str,
    /// Whether it may be applied unasked.
    safe: bool,
    /// The edits; they do not overlap.
    edits: Vec<EditOut<'a>>,
}

/// Replaces a part of a file by other words.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Edit", deny_unknown_fields)]
struct EditOut<'a> {
    /// What to replace; where start and end are the same, the words are inserted.
    #[serde(flatten)]
    place: PlaceOut<'a>,
    /// What to put there.
    text: &'a str,
}

/// Coverage of a draft: which of its assertions a reader can check.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct DraftCoverage<'a> {
    /// The draft.
    pub(super) file: &'a str,
    /// Whether it is known: false where markers, the language or a part were not read, and where
    /// nothing needs a source. The counts are then those of what was read, and no percentage is given.
    known: bool,
    /// Why it is not known; empty where it is.
    because: Vec<String>,
    /// The whole draft.
    whole: CountsOut,
    /// Its sections that assert something, in order.
    sections: Vec<Section<'a>>,
    /// Statements without a source in print because something says that they need none, in order.
    declared: Vec<DeclaredOut<'a>>,
}

/// A statement that is declared to need no source in print.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct DeclaredOut<'a> {
    /// Its line in the draft.
    line: usize,
    /// The entry of the claims file that says so, or that is excused; null for a waiver on words.
    entry: Option<&'a str>,
    /// What says so.
    because: &'static str,
}

/// Coverage of one section.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Section<'a> {
    /// Its heading; empty before the first.
    title: &'a str,
    /// Its counts.
    counts: CountsOut,
}

/// How many assertions are covered, and how.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Counts", deny_unknown_fields)]
struct CountsOut {
    /// All assertions: the sum of the following six.
    assertions: usize,
    /// Supported by a note.
    cited: usize,
    /// Supported by evidence in the claims file.
    claimed: usize,
    /// Declared in the claims file as the author's own.
    declared: usize,
    /// Accepted by a waiver.
    waived: usize,
    /// Carried by the source of another passage, which they repeat or go on with.
    elsewhere: usize,
    /// Not covered.
    uncovered: usize,
    /// Covered assertions per hundred, to one decimal; 100 only if none is
    /// uncovered; null where it is not known.
    percent: Option<f64>,
}

/// How the entries of one claims file fare.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Argument", deny_unknown_fields)]
struct ArgumentOut<'a> {
    /// The claims file.
    file: &'a str,
    /// The claims that it names as theses.
    theses: Vec<&'a str>,
    /// Its claims, assumptions and objections, in the order of the file.
    entries: Vec<EntryOut<'a>>,
}

/// How an entry fares.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Entry", deny_unknown_fields)]
struct EntryOut<'a> {
    /// Its name.
    name: &'a str,
    /// "claim", "assumption" or "objection".
    is: &'a str,
    /// Its status.
    status: StatusOut,
    /// Why, in words that go on from the status; may be empty.
    why: &'a str,
    /// Whether it is an objection that cites nothing.
    cites_nothing: bool,
    /// Its name in the claims file.
    place: PlaceOut<'a>,
}

/// How an entry fares.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Status")]
enum StatusOut {
    /// Nothing in the file defeats it. That does not make it true.
    Stands,
    /// An objection against it stands.
    Defeated,
    /// It has no ground of its own, and every reason given for it has fallen.
    Unsupported,
    /// Objections that rebut each other leave it open.
    Contested,
}

/// Counts over the whole run. Related findings are not counted.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Summary", deny_unknown_fields)]
pub(super) struct Summary<'a> {
    /// Findings at level error.
    errors: usize,
    /// Findings at level warning.
    warnings: usize,
    /// Findings at level advice.
    advice: usize,
    /// Findings that a waiver silenced.
    waived: usize,
    /// Findings that are not in this report by the user's own wish.
    left_out: Vec<LeftOutOut<'a>>,
    /// Files in which something was found.
    files: usize,
    /// Files that could not be checked.
    troubles: usize,
    /// Rules that were held back.
    held_back: Vec<HeldBackOut>,
    /// The list of outlets in force; null where no draft was read.
    outlets: Option<OutletsOut<'a>>,
}

/// Findings that are left out.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LeftOut", deny_unknown_fields)]
struct LeftOutOut<'a> {
    /// How many.
    count: usize,
    /// Why: "known from claimlint.baseline".
    because: &'a str,
}

/// A file that could not be checked.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Trouble", deny_unknown_fields)]
pub(super) struct TroubleOut<'a> {
    /// The file.
    file: &'a str,
    /// What went wrong.
    message: &'a str,
}

/// The JSON Schema of this format, pretty, with a newline at its end.
pub fn schema() -> String {
    schema_of::<Document<'static>>("report")
}

/// The JSON Schema of a type that we write, likewise.
pub(super) fn schema_of<T: JsonSchema>(name: &str) -> String {
    // As it is written, not as it might be read: every member is there.
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), super::schema_id(name).into());
    pretty(&schema)
}

/// A value that we write, safe to show on a terminal.
pub(super) fn written(value: &impl Serialize) -> String {
    clean::json(&pretty(value))
}

/// The whole run as one JSON object.
pub fn render(run: &Run<'_>, _style: &Style) -> String {
    written(&document(run))
}

fn pretty(value: &impl Serialize) -> String {
    // Our own structs have text keys only, which is all that can fail.
    let mut out = serde_json::to_string_pretty(value).unwrap_or_default();
    out.push('\n');
    out
}

fn document<'a>(run: &Run<'a>) -> Document<'a> {
    let page = Page::of(run);
    Document {
        tool: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        files: files(run).collect(),
        read: read(run).collect(),
        findings: run.findings().map(|finding| page.finding(finding)).collect(),
        coverage: coverages(run).collect(),
        arguments: run.reports.iter().filter_map(|report| page.argument(report)).collect(),
        against: run.against,
        summary: summary(run),
        notices: run.notices.iter().map(String::as_str).collect(),
        troubles: troubles(run).collect(),
    }
}

pub(super) fn files<'a>(run: &Run<'a>) -> impl Iterator<Item = File<'a>> {
    run.texts.iter().map(|(id, text)| File { name: &text.name, kind: kind(run, id) })
}

pub(super) fn coverages<'a>(run: &Run<'a>) -> impl Iterator<Item = DraftCoverage<'a>> {
    let texts = run.texts;
    run.reports
        .iter()
        .filter_map(|report| Some(coverage(texts, &texts.get(report.draft?).name, report.coverage.as_ref()?)))
}

/// Coverage of each draft, without its sections.
pub(super) fn percents(run: &Run<'_>) -> serde_json::Value {
    coverages(run)
        .map(|each| {
            serde_json::json!({
                "file": run.root.path(each.file), "known": each.known, "because": each.because, "counts": each.whole,
            })
        })
        .collect()
}

pub(super) fn troubles<'a>(run: &Run<'a>) -> impl Iterator<Item = TroubleOut<'a>> {
    run.trouble.iter().map(|each| TroubleOut { file: &each.file, message: &each.message })
}

pub(super) fn summary<'a>(run: &Run<'a>) -> Summary<'a> {
    let tally = Tally::of(run);
    let left_out = run.left_out.iter();
    Summary {
        errors: tally.errors,
        warnings: tally.warnings,
        advice: tally.advice,
        waived: tally.waived,
        left_out: left_out.map(|it| LeftOutOut { count: it.count, because: &it.because }).collect(),
        files: tally.files,
        troubles: tally.troubles,
        held_back: held_back_out(run),
        outlets: outlets(run),
    }
}

fn kind(run: &Run<'_>, file: FileId) -> Kind {
    if run.reports.iter().any(|report| report.draft == Some(file)) {
        Kind::Draft
    } else if run.reports.iter().any(|report| report.claims == Some(file)) {
        Kind::Claims
    } else {
        Kind::Notes
    }
}

fn coverage<'a>(texts: &Texts, file: &'a str, coverage: &'a Coverage) -> DraftCoverage<'a> {
    let sections = coverage.sections.iter();
    let known = coverage.unknown.is_empty();
    let counts = |each: &Counts| counts(each, known);
    DraftCoverage {
        file,
        known,
        because: coverage.unknown.iter().map(Unknown::words).collect(),
        whole: counts(&coverage.whole),
        sections: sections.map(|each| Section { title: &each.title, counts: counts(&each.counts) }).collect(),
        declared: coverage.declared.iter().map(|declared| declared_out(texts, declared)).collect(),
    }
}

fn declared_out<'a>(texts: &Texts, declared: &'a Declared) -> DeclaredOut<'a> {
    DeclaredOut {
        line: texts.get(declared.place.file).position(declared.place.span.start).line,
        entry: declared.entry.as_deref(),
        because: declared.by.words(),
    }
}

fn counts(counts: &Counts, known: bool) -> CountsOut {
    CountsOut {
        assertions: counts.assertions,
        cited: counts.cited,
        claimed: counts.claimed,
        declared: counts.declared,
        waived: counts.waived,
        elsewhere: counts.elsewhere,
        uncovered: counts.uncovered,
        percent: percent(counts).filter(|_| known),
    }
}

/// Turns findings into members.
pub(super) struct Page<'r, 'a> {
    run: &'r Run<'a>,
    locator: Locator<'a>,
}

impl<'r, 'a> Page<'r, 'a> {
    pub(super) fn of(run: &'r Run<'a>) -> Self {
        Self { run, locator: Locator::new(run.texts) }
    }

    /// A finding of the report.
    pub(super) fn finding(&self, finding: &'a Diagnostic) -> Finding<'a> {
        Finding { fingerprint: Some(finding.identity.fingerprint()), ..self.inner(finding) }
    }

    /// A finding, perhaps inside another.
    fn inner(&self, finding: &'a Diagnostic) -> Finding<'a> {
        Finding {
            code: finding.code,
            level: match finding.level {
                Level::Error => LevelOut::Error,
                Level::Warning => LevelOut::Warning,
                Level::Advice | Level::Off => LevelOut::Advice,
            },
            fingerprint: None,
            message: &finding.message,
            why: &finding.why,
            help: &finding.help,
            labels: finding.labels.iter().map(|label| self.label(label)).collect(),
            related: finding.related.iter().map(|related| self.inner(related)).collect(),
            fix: finding.fix.as_ref().map(|fix| self.fix(fix)),
        }
    }

    fn argument(&self, report: &'a Report) -> Option<ArgumentOut<'a>> {
        let (argument, file) = (report.argument.as_ref()?, report.claims?);
        let entry = |entry: &'a EntryStatus| EntryOut {
            name: &entry.name,
            is: entry.is,
            status: match entry.status {
                Status::Stands => StatusOut::Stands,
                Status::Defeated => StatusOut::Defeated,
                Status::Unsupported => StatusOut::Unsupported,
                Status::Contested => StatusOut::Contested,
            },
            why: &entry.why,
            cites_nothing: entry.cites_nothing,
            place: self.place(entry.place),
        };
        Some(ArgumentOut {
            file: &self.run.texts.get(file).name,
            theses: argument.theses.iter().map(String::as_str).collect(),
            entries: argument.entries.iter().map(entry).collect(),
        })
    }

    fn label(&self, label: &'a Label) -> LabelOut<'a> {
        LabelOut { place: self.place(label.place), text: &label.text, primary: label.primary }
    }

    fn fix(&self, fix: &'a Fix) -> FixOut<'a> {
        let edits = fix.edits.iter();
        FixOut {
            title: &fix.title,
            safe: fix.safe,
            edits: edits.map(|edit| EditOut { place: self.place(edit.place), text: &edit.text }).collect(),
        }
    }

    fn place(&self, place: Place) -> PlaceOut<'a> {
        let start = self.locator.position(place.file, place.span.start);
        let end = self.locator.position(place.file, place.span.end);
        let text = self.run.texts.get(place.file);
        PlaceOut {
            file: &text.name,
            start: place.span.start,
            end: place.span.end,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            spot: text.spot(place.span.start),
            section: text.heading(place.span.start),
        }
    }
}
