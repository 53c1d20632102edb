//! The rules: one file each, in the folder of its group. A rule's file holds its
//! row, its manual with the examples that the tests run, and its code. To add
//! one, write the file and add a line `pub mod` for it to the folder's `mod.rs`:
//! the build script makes [`RULES`] from these lines.

pub mod groups;

// The order of the groups is that of the manual; the empty lines keep rustfmt from sorting them.
pub mod claims_file;

pub mod notes;

pub mod coverage;

pub mod sources;

pub mod quotations;

pub mod figures;

pub mod language;

pub mod argument;

pub mod archives;

pub mod review;

pub use groups::Group;

use crate::argument::Case;
use crate::argument::standing::Leaning;
use crate::diagnostic::{Diagnostic, Edit, Level};
use crate::draft::Draft;
use crate::ids::{IdVec, NoteId, PassageId};
use crate::notes::{Citation, Form, NoteKind, Notes, Use};
use crate::prose::{Trigger, TriggerKind};
use crate::span::{Place, Span};

/// One rule.
#[non_exhaustive]
pub struct Rule {
    /// Its name in kebab-case; names the fault.
    pub code: &'static str,
    /// Its level in profile `draft`.
    pub level: Level,
    /// Whether its precision from text alone is high, so that profile
    /// `publication` may raise a warning to an error.
    pub precise: bool,
    /// The level that profile `publication` asks for, where raising precise
    /// warnings to errors is not enough.
    pub publication: Option<Level>,
    /// The group that it belongs to.
    pub group: Group,
    /// The language that it reads, if its findings hang on one.
    pub reads: Reads,
    /// The version of claimlint that first had it.
    pub since: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// The manual, in Markdown, with the sections *What it checks*, *Why it
    /// matters*, *Example*, *Instead*, *Not flagged*, *Authority*. Fenced blocks
    /// `text`, `markdown` (drafts) and `claims` are run by the tests: those under
    /// *Example* raise this rule, those under the next two do not.
    pub explain: &'static str,
    /// Looks at the case and reports.
    pub check: fn(&Case<'_>, &mut Sink<'_>),
}

/// What language a rule reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// The words of sentences or titles as English, or their customs: silent in
    /// drafts of another language. (A misspelt English word in a title may be a
    /// good French one; elsewhere markers stand before the stop.)
    English,
    /// Notes, numbers and the claims file, which are the same in all languages.
    Any,
}

/// Collects one rule's findings at the level decided for it.
pub struct Sink<'a> {
    rule: &'a Rule,
    level: Level,
    found: Vec<Diagnostic>,
}

impl<'a> Sink<'a> {
    /// An empty sink for a rule.
    pub fn new(rule: &'a Rule, level: Level) -> Self {
        Self { rule, level, found: Vec::new() }
    }

    /// Starts a finding of this rule; hand it to [`Sink::push`] when complete.
    pub fn finding(&self, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.rule.code, self.level, place, message)
    }

    /// Reports a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Whether it is worth looking for a near name once more. In a file where
    /// hundreds of names are wrong, hundreds of guesses help nobody, and each
    /// is a look at every name.
    pub fn may_guess(&self) -> bool {
        self.found.len() < 50
    }

    /// What was reported.
    pub fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }
}

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The rule with this name.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code).copied()
}

/// The nearest rule name to a misspelt one.
pub fn nearest(code: &str) -> Option<&'static str> {
    crate::text::nearest(code, RULES.iter().map(|rule| rule.code))
}

/// What the rules on uncited assertions share: passages without a source whose leading
/// sign is of this kind and strong, save those that `section-uncited` tells together.
fn uncited(case: &Case<'_>, sink: &mut Sink<'_>, kind: TriggerKind) {
    for (index, assertion) in case.uncited_each() {
        let leading = assertion.triggers.iter().filter(|trigger| trigger.strong).min_by_key(|t| t.kind);
        let Some(trigger) = leading.filter(|trigger| trigger.kind == kind) else { continue };
        let words = case.draft.map_or("", |draft| draft.words(*index));
        let span = whole_range(words, &assertion.triggers, trigger);
        let words = words.get(span.range()).unwrap_or("");
        let (message, what) = match kind {
            TriggerKind::Statistic => (format!("no source is given for “{words}”"), "a figure"),
            TriggerKind::DatedEvent => {
                (format!("no source is given for what happened (“{words}”)"), "a dated event")
            }
            TriggerKind::Attribution => {
                (format!("what somebody found or said stands without a source (“{words}”)"), "a report")
            }
            _ => (format!("no source is given for the quotation “{words}”"), "a quotation"),
        };
        if let Some(finding) = uncited_finding(case, sink, *index, span, (message, what)) {
            sink.push(finding);
        }
    }
}

/// Advice on a soft sign of this kind that stands with another sign, in passages that no
/// rule warns of. One finding a passage: the sign that comes first in `TriggerKind`.
fn softly_uncited(
    case: &Case<'_>,
    sink: &mut Sink<'_>,
    kind: TriggerKind,
    said: impl Fn(&str) -> (String, &'static str),
) {
    let soft = [TriggerKind::Cause, TriggerKind::FirstOnly];
    for (index, assertion) in case.uncited_each() {
        let Some(trigger) = assertion.first(kind).filter(|_| !assertion.strong()) else { continue };
        let leads = soft.iter().find(|kind| assertion.has(**kind)) == Some(&kind);
        // What the law says has its own reasons: "because it is subject to statutes".
        let idle = |other: &Trigger| other.kind == kind || other.kind == TriggerKind::Legal;
        if !leads || assertion.triggers.iter().all(idle) {
            continue;
        }
        let words = case.draft.map_or("", |draft| draft.words(*index));
        let said = said(words.get(trigger.span.range()).unwrap_or(""));
        if let Some(finding) = uncited_finding(case, sink, *index, trigger.span, said) {
            sink.push(finding);
        }
    }
}

/// A finding about words of a passage without a source.
fn uncited_finding(
    case: &Case<'_>,
    sink: &Sink<'_>,
    passage: PassageId,
    words: Span,
    (message, what): (String, &str),
) -> Option<Diagnostic> {
    let draft = case.draft?;
    let held = &draft.passages[passage];
    let place = case.in_draft(held.view.lift(words))?;
    let mut finding = sink
        .finding(place, message)
        .label(what)
        .why("a reader will ask where it comes from")
        .help(
            "put a note marker at the end of the sentence, or claim it in the claims file with its source; \
             if it is common ground, declare it there",
        )
        .passage(Some(passage));
    if let Some(marker) = case.marked.get(passage).and_then(|around| around.after) {
        finding = finding.also(draft.markers[marker].place, "the next note, which is not in this sentence");
    } else if let Some(marker) = draft.markers.run(&held.markers).first() {
        finding = finding.also(marker.place, "its only marker points to no note");
    }
    Some(finding)
}

/// The figure with the one that a range goes on to: `$1–2 million`.
fn whole_range(words: &str, triggers: &[Trigger], trigger: &Trigger) -> Span {
    let next = triggers.iter().find(|next| next.kind == trigger.kind && next.span.start >= trigger.span.end);
    match next.map(|next| (next.span, words.get(trigger.span.end as usize..next.span.start as usize))) {
        Some((next, Some("-" | "–" | " to "))) => trigger.span.to(next),
        _ => trigger.span,
    }
}

/// What the rules about notes look at: a draft with its notes as read.
struct NoteCase<'c, 'a> {
    case: &'c Case<'a>,
    draft: &'a Draft,
    notes: &'c Notes,
    /// For each note the passage that first points to it.
    passages: IdVec<NoteId, Option<PassageId>>,
}

impl<'c, 'a> NoteCase<'c, 'a> {
    /// The case, if its draft has notes.
    fn of(case: &'c Case<'a>) -> Option<Self> {
        let draft = case.draft.filter(|draft| !draft.notes.is_empty())?;
        let mut passages = draft.notes.map_each(|_| None);
        for marker in draft.markers.iter().rev() {
            if let (Some(note), Some(passage)) = (marker.note, marker.passage) {
                passages[note] = Some(passage);
            }
        }
        (case.notes.notes.len() == draft.notes.len()).then_some(Self {
            case,
            draft,
            notes: &case.notes,
            passages,
        })
    }

    /// The words of a range of the view.
    fn words(&self, view: Span) -> &'a str {
        self.draft.view.slice(view)
    }

    /// Citations in full whose fields may be missed: not law, not among
    /// comments that may hold what the citation lacks.
    fn in_full(&self) -> impl Iterator<Item = (Use, &'c Citation)> + use<'c> {
        let notes = self.notes;
        notes.citations().filter(|(at, citation)| {
            let note = &notes.notes[at.note];
            matches!(note.kind, NoteKind::Full | NoteKind::Several)
                && note.comments.is_empty()
                && citation.form == Form::Full
                && !citation.work.is_law()
        })
    }

    /// Whether every word of a citation belongs to a field that was found, so
    /// that what was not found is surely not there. A second look at what the
    /// parser says: a word left over may be the very thing.
    fn read_whole(&self, citation: &Citation) -> bool {
        const JOINTS: &[&str] = &[
            "accessed",
            "access",
            "available",
            "retrieved",
            "last",
            "updated",
            "modified",
            "visited",
            "viewed",
            "from",
            "the",
            "and",
            "see",
            "also",
            "online",
            "web",
            "vol",
            "volume",
            "num",
            "number",
            "issue",
            "page",
            "pages",
            "para",
            "edition",
            "eds",
            "trans",
            "doi",
            "isbn",
            "issn",
            "https",
            "http",
            "url",
            "posted",
            "published",
            "archived",
            "cited",
            "quoted",
            "version",
            "arxiv",
            "sec",
            "chap",
            "for",
            "with",
            "und",
            "date",
            "day",
        ];
        let mut spans = citation.spans();
        spans.sort_unstable();
        let mut at = citation.span.start;
        let end = Span { start: citation.span.end, end: citation.span.end };
        for span in spans.into_iter().chain([end]) {
            let gap = Span { start: at, end: span.start.max(at) };
            let mut words = self.words(gap).split(|c: char| !c.is_alphabetic());
            let left =
                |word: &str| word.chars().count() > 2 && !JOINTS.contains(&word.to_lowercase().as_str());
            // One ideograph may be a word.
            if words.any(|word| left(word) || word.chars().any(|c| c >= '\u{2e80}')) {
                return false;
            }
            at = at.max(span.end);
        }
        true
    }

    /// Starts a finding about a note at a range of the view.
    fn finding(&self, sink: &Sink<'_>, note: NoteId, view: Span, message: impl Into<String>) -> Diagnostic {
        let place = self.case.in_draft(view).unwrap_or(self.draft.notes[note].place);
        sink.finding(place, message).note(note).passage(self.passages[note])
    }

    /// For each note whether its words or a link in it lead to an address of any
    /// kind. Looked up once for all: a note may hold thousands of citations.
    fn with_address(&self) -> IdVec<NoteId, bool> {
        let leads = |note: &crate::draft::Note| {
            let words = self.words(note.view);
            let first = self.draft.links.partition_point(|link| link.view.end <= note.view.start);
            let linked = self.draft.links.get(first).is_some_and(|link| link.view.start < note.view.end);
            linked || ["://", "www.", "WWW.", "doi:", "DOI"].iter().any(|sign| words.contains(sign))
        };
        self.draft.notes.iter().map(leads).collect()
    }

    /// How a note is named in messages: "note 4", "entry @smith".
    fn name(&self, note: NoteId) -> String {
        let id = &self.draft.notes[note].id;
        if id.starts_with('@') { format!("entry {id}") } else { format!("note {id}") }
    }

    /// See [`gathered`].
    fn gathered(&self, sink: &mut Sink<'_>, found: Vec<Diagnostic>, message: impl Into<String>) {
        gathered(sink, found, message);
    }
}

/// One finding for a fault that several places share: the first with the
/// others inside it, each at its own place.
fn gathered(sink: &mut Sink<'_>, mut found: Vec<Diagnostic>, message: impl Into<String>) {
    if found.is_empty() {
        return;
    }
    let mut first = found.remove(0);
    first.message = message.into();
    for mut other in found {
        other.why.clear();
        other.help.clear();
        first.related.push(other);
    }
    sink.push(first);
}

/// Names as in a sentence, at most `most`: "note 1, note 2 and 3 more".
fn listed(names: &[String], most: usize) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        _ if names.len() > most => format!("{} and {} more", names[..most].join(", "), names.len() - most),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What the rules on kinds of outlet share: one finding for a source whose
/// outlet is of the kind, if sentences stand on it alone. `said` is why it
/// matters and what to do.
fn outlet_finding(case: &Case<'_>, sink: &mut Sink<'_>, leaning: &Leaning<'_>, said: (&str, &str)) {
    let (Some(draft), Some(place)) = (case.draft, case.in_draft(leaning.span)) else { return };
    let Some(first) = leaning.alone.first() else { return };
    let message = match leaning.outlet {
        Some(row) => format!("{} {}", row.name, row.described()),
        None => "the outlet describes itself as a site of user-submitted pieces".to_owned(),
    };
    let label = match leaning.alone.len() {
        1 => "the only source of a sentence".to_owned(),
        many => format!("the only source of {many} sentences"),
    };
    let passage = case.passage_of(leaning.note).or(Some(first.passage));
    sink.push(
        sink.finding(place, message)
            .label(label)
            .also(draft.markers[first.marker].place, "this sentence stands on it alone")
            .why(said.0)
            .help(format!("{}{}", said.1, case.age_note(leaning.outlet)))
            .note(leaning.note)
            .passage(passage),
    );
}

/// Words with the first letter as large as that of what they stand for.
fn recased(as_in: &str, words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if as_in.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

/// An edit that puts `text` in place of a range of the view, if the file shows
/// the same words there: behind an entity or an escape it does not.
fn edit_of(case: &Case<'_>, view: Span, text: String) -> Option<Edit> {
    let draft = case.draft?;
    let place = case.in_draft(view)?;
    (case.slice(place) == draft.view.slice(view)).then_some(Edit { place, text })
}
