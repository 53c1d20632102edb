//! The rules: one file each, in the folder of its group. A rule's file holds its
//! row, its manual with the examples that the tests run, and its code. To add
//! one, write the file and add a line `pub mod` for it to the folder's `mod.rs`:
//! the build script makes [`RULES`] from these lines.

mod apart;
pub mod groups;
pub mod kit;
pub mod view;

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
pub use view::{
    ArgumentCase, ClaimsCase, CoveredCase, DraftCase, FileCase, HeldCase, LinkedCase, NoteCase, VerifiedCase,
};

use crate::case::Case;
use crate::diagnostic::{Diagnostic, Level};
use crate::span::Place;

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
    /// Whether its findings rest on the join of markers and notes: it is held back
    /// where that is poor.
    pub rests: Rests,
    /// The version of claimlint that first had it.
    pub since: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// The manual, in Markdown, with the sections *What it checks*, *Why it
    /// matters*, *Example*, *Instead*, *Not flagged*, *Authority*. Fenced blocks
    /// `text`, `markdown` (drafts) and `claims` are run by the tests: those under
    /// *Example* raise this rule, those under the next two do not.
    pub explain: &'static str,
    /// Looks and reports.
    pub check: Check,
}

/// A rule's function. What it looks at is its argument's type: where that is not
/// there, the rule does not run.
#[derive(Clone, Copy)]
pub enum Check {
    /// The draft and nothing else: this view does not lead to the case.
    Draft(fn(&DraftCase<'_, '_>, &mut Sink<'_>)),
    /// The draft's notes as read. The claims file may add to those that are read:
    /// entries of a bibliography that only it cites.
    Notes(fn(&NoteCase<'_, '_>, &mut Sink<'_>)),
    /// The draft, in the light of a claims file if there is one: what is claimed,
    /// how far a marker reaches, what is said of a source.
    Covered(fn(&CoveredCase<'_, '_>, &mut Sink<'_>)),
    /// The claims file and nothing else: this view does not lead to the case.
    File(fn(&FileCase<'_, '_>, &mut Sink<'_>)),
    /// The claims file, in the light of a draft if there is one.
    Claims(fn(&ClaimsCase<'_, '_>, &mut Sink<'_>)),
    /// The claims file held against the draft.
    Linked(fn(&LinkedCase<'_, '_>, &mut Sink<'_>)),
    /// The claims file held against the copies of sources that it names.
    Held(fn(&HeldCase<'_, '_>, &mut Sink<'_>)),
    /// The notes held against the record of `verify`.
    Verified(fn(&VerifiedCase<'_, '_>, &mut Sink<'_>)),
    /// The reasons given in the claims file.
    Argument(fn(&ArgumentCase<'_, '_>, &mut Sink<'_>)),
    /// Whatever there is.
    Case(fn(&Case<'_>, &mut Sink<'_>)),
    /// What the other rules found: the gate in `check` asks it.
    Gate,
}

/// The inputs whose change may change what a rule finds; see [`Rule::needs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needs {
    /// The draft with its notes.
    pub draft: bool,
    /// The claims file.
    pub claims: bool,
    /// The held copies of sources.
    pub held: bool,
    /// The record of `verify`.
    pub record: bool,
}

impl Needs {
    /// Whether any of the inputs that changed is one of these.
    pub const fn any(self, changed: Self) -> bool {
        self.draft && changed.draft
            || self.claims && changed.claims
            || self.held && changed.held
            || self.record && changed.record
    }
}

/// The rules to run again when these inputs changed: what the others found before still holds.
pub fn run_again(changed: Needs) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied().filter(move |rule| rule.needs().any(changed))
}

impl Rule {
    /// The inputs that it looks at, by the type of its function: if none of them
    /// changed, what it found before still holds.
    pub const fn needs(&self) -> Needs {
        match self.check {
            Check::Draft(_) => Needs { draft: true, claims: false, held: false, record: false },
            Check::File(_) => Needs { draft: false, claims: true, held: false, record: false },
            Check::Notes(_)
            | Check::Covered(_)
            | Check::Claims(_)
            | Check::Linked(_)
            | Check::Argument(_)
            | Check::Case(_) => Needs { draft: true, claims: true, held: false, record: false },
            Check::Held(_) => Needs { draft: true, claims: true, held: true, record: false },
            Check::Verified(_) => Needs { draft: true, claims: true, held: true, record: true },
            Check::Gate => Needs { draft: true, claims: true, held: true, record: true },
        }
    }
}

/// Every view of a case, each built once.
pub struct Views<'c, 'a> {
    case: &'c Case<'a>,
    draft: Option<DraftCase<'c, 'a>>,
    covered: Option<CoveredCase<'c, 'a>>,
    notes: Option<NoteCase<'c, 'a>>,
    file: Option<FileCase<'c, 'a>>,
    claims: Option<ClaimsCase<'c, 'a>>,
    linked: Option<LinkedCase<'c, 'a>>,
    held: Option<HeldCase<'c, 'a>>,
    verified: Option<VerifiedCase<'c, 'a>>,
    argument: Option<ArgumentCase<'c, 'a>>,
}

impl<'c, 'a> Views<'c, 'a> {
    /// The views of a case.
    pub fn of(case: &'c Case<'a>) -> Self {
        Self {
            case,
            draft: DraftCase::of(case),
            covered: CoveredCase::of(case),
            notes: NoteCase::of(case),
            file: FileCase::of(case),
            claims: ClaimsCase::of(case),
            linked: LinkedCase::of(case),
            held: HeldCase::of(case),
            verified: VerifiedCase::of(case),
            argument: ArgumentCase::of(case),
        }
    }

    /// Runs a rule, if what it looks at is there.
    pub fn run(&self, rule: &Rule, sink: &mut Sink<'_>) {
        fn with<V>(view: Option<&V>, sink: &mut Sink<'_>, check: fn(&V, &mut Sink<'_>)) {
            if let Some(view) = view {
                check(view, sink);
            }
        }
        match rule.check {
            Check::Draft(check) => with(self.draft.as_ref(), sink, check),
            Check::Covered(check) => with(self.covered.as_ref(), sink, check),
            Check::Notes(check) => with(self.notes.as_ref(), sink, check),
            Check::File(check) => with(self.file.as_ref(), sink, check),
            Check::Claims(check) => with(self.claims.as_ref(), sink, check),
            Check::Linked(check) => with(self.linked.as_ref(), sink, check),
            Check::Held(check) => with(self.held.as_ref(), sink, check),
            Check::Verified(check) => with(self.verified.as_ref(), sink, check),
            Check::Argument(check) => with(self.argument.as_ref(), sink, check),
            Check::Case(check) => check(self.case, sink),
            Check::Gate => {}
        }
    }
}

/// What language a rule reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// The words of sentences or titles as English, or their customs: silent in
    /// drafts of another language. (A misspelt English word in a title may be a
    /// good French one; elsewhere markers stand before the stop.)
    English,
    /// Figures, dated events and quotations in sentences, which are read in German, French and Spanish too.
    Figures,
    /// Notes, numbers and the claims file, which are the same in all languages.
    Any,
}

/// What must have been read well before a rule may speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rests {
    /// Which marker points to which note: without that it would say "uncited" of
    /// sentences that are cited.
    OnJoin,
    /// Nothing but the words it looks at.
    Alone,
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

    /// Reports one finding for a fault that several places share: the first with
    /// the others inside it, each at its own place.
    pub fn gathered(&mut self, mut found: Vec<Diagnostic>, message: impl Into<String>) {
        if found.is_empty() {
            return;
        }
        let mut first = found.remove(0);
        first.message = message.into();
        for mut other in found {
            other.why.clear();
            other.help.clear();
            other.help_with_claims.clear();
            first.related.push(other);
        }
        self.push(first);
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

pub use crate::catalogue::nearest;
