//! What claimlint has to say about a text, before anyone renders it.

use serde::Serialize;

use crate::ids::{NoteId, PassageId};
use crate::span::{Place, Span};

/// How serious a finding is. Ordered: `Error` is the most serious and sorts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Decidable and wrong; fails the run by default.
    Error,
    /// Very probably wrong; an editor would ask.
    Warning,
    /// Worth a look; never fails a run unless asked.
    Advice,
    /// Not reported.
    Off,
}

impl Level {
    /// All levels, most serious first.
    pub const ALL: [Level; 4] = [Level::Error, Level::Warning, Level::Advice, Level::Off];

    /// The word for it in flags and output.
    pub fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Advice => "advice",
            Level::Off => "off",
        }
    }
}

/// A marked place with a few words about it. At most one or two per file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is there; may be empty.
    pub text: String,
    /// The place the finding is about; one label of a diagnostic is primary.
    pub primary: bool,
}

/// Replace the bytes of one place by other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What to replace; an empty span inserts.
    pub place: Place,
    /// What to put there.
    pub text: String,
}

/// A change that mends the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// What it does, in the imperative: `change [15] to [16]`.
    pub title: String,
    /// Whether it may be applied unasked by `--fix`.
    pub safe: bool,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
}

/// One thing to say, located. Rules make these; the gate in `check` decides
/// which of them reach the report.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The rule's name, in kebab-case.
    pub code: &'static str,
    /// How serious.
    pub level: Level,
    /// What is wrong, in one sentence without a full stop at its end.
    pub message: String,
    /// Why it matters to a reader; may be empty.
    pub why: String,
    /// What to do about it.
    pub help: String,
    /// What else can be done where the draft has a claims file: the gate joins it to
    /// `help` there and drops it elsewhere, so that nobody is sent to a file they do not have.
    pub help_with_claims: String,
    /// Places; the primary one first.
    pub labels: Vec<Label>,
    /// Further findings that belong to this one (their own places and words).
    pub related: Vec<Diagnostic>,
    /// A change that would mend it.
    pub fix: Option<Fix>,
    /// The passage of the draft that it is about (index into `Draft::passages`),
    /// so that a waiver on an anchor or a claim can find it.
    pub passage: Option<PassageId>,
    /// The entry of the claims file that it is about, by name.
    pub entry: Option<String>,
    /// The note that it finds fault with (index into `Draft::notes`): formats
    /// for people gather what is wrong with one note into one finding.
    pub note: Option<NoteId>,
    /// What it is about, however the text around it moves. The gate fills it in.
    pub identity: Identity,
}

/// What a finding is about, told without its line, so that it is known again
/// when the text around it has moved. `check` says what goes into it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Identity {
    /// A number made of the rule and the words it is about; the file is not in it.
    pub hash: u64,
    /// Which it is of the findings in its file with the same number, from 1.
    pub nth: u32,
    /// The first of those words, on one line, for people.
    pub words: String,
}

impl Identity {
    /// As it is written in baselines and reports: `1f00a3…:1`.
    pub fn fingerprint(&self) -> String {
        format!("{:016x}:{}", self.hash, self.nth.max(1))
    }
}

impl Diagnostic {
    /// A diagnostic with its primary place. Builder methods add the rest.
    pub fn new(code: &'static str, level: Level, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            level,
            message: message.into(),
            why: String::new(),
            help: String::new(),
            help_with_claims: String::new(),
            labels: vec![Label { place, text: String::new(), primary: true }],
            related: Vec::new(),
            fix: None,
            passage: None,
            entry: None,
            note: None,
            identity: Identity::default(),
        }
    }

    /// Words under the primary place.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.labels[0].text = text.into();
        self
    }

    /// A second place (in the same or another file) with its words.
    pub fn also(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label { place, text: text.into(), primary: false });
        self
    }

    /// Why it matters to a reader.
    pub fn why(mut self, text: impl Into<String>) -> Self {
        self.why = text.into();
        self
    }

    /// What to do.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = text.into();
        self
    }

    /// What else can be done where there is a claims file.
    pub fn help_with_claims(mut self, text: impl Into<String>) -> Self {
        self.help_with_claims = text.into();
        self
    }

    /// Settles what to do: what is said of the claims file joins the help if there is
    /// one, and goes if not.
    pub fn settle_help(&mut self, has_claims: bool) {
        let more = std::mem::take(&mut self.help_with_claims);
        if has_claims && !more.is_empty() {
            let joint = if self.help.is_empty() { "" } else { "; " };
            self.help.push_str(joint);
            self.help.push_str(&more);
        }
        self.related.iter_mut().for_each(|other| other.settle_help(has_claims));
    }

    /// A change that mends it.
    pub fn fix(mut self, title: impl Into<String>, safe: bool, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { title: title.into(), safe, edits });
        self
    }

    /// The passage it is about.
    pub fn passage(mut self, passage: Option<PassageId>) -> Self {
        self.passage = passage;
        self
    }

    /// The entry of the claims file it is about.
    pub fn entry(mut self, name: impl Into<String>) -> Self {
        self.entry = Some(name.into());
        self
    }

    /// The note it finds fault with.
    pub fn note(mut self, note: NoteId) -> Self {
        self.note = Some(note);
        self
    }

    /// The primary label's place.
    pub fn place(&self) -> Place {
        self.labels[0].place
    }

    /// The primary label's span.
    pub fn span(&self) -> Span {
        self.place().span
    }
}
