//! The rules: one file each. A rule's file holds its code, its manual and the
//! examples that the tests run. To add one, write the file and add its name to
//! the list below: that is the only other place.

use crate::argument::Case;
use crate::diagnostic::{Diagnostic, Level};
use crate::span::Place;

/// One rule.
pub struct Rule {
    /// Its name in kebab-case; names the fault.
    pub code: &'static str,
    /// Its level in profile `draft`.
    pub level: Level,
    /// Whether its precision from text alone is high, so that profile
    /// `publication` may raise a warning to an error.
    pub precise: bool,
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

    /// What was reported.
    pub fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }
}

/// Names each rule's module once; the module and the table follow from it.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(pub mod $name;)*
        /// Every rule, in the order of the manual.
        pub const RULES: &[&Rule] = &[$(&$name::RULE),*];
    };
}

rules! {
    waiver_unused,
}

/// The rule with this name.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code).copied()
}

/// The nearest rule name to a misspelt one.
pub fn nearest(code: &str) -> Option<&'static str> {
    crate::text::nearest(code, RULES.iter().map(|rule| rule.code))
}
