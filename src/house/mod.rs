//! House rules: checks that a team adds as data, without Rust. A rule is a pattern or a list of words over the
//! passages, notes or claims, with its message and with examples that are run. `docs/house-rules.md` shows the form.

mod find;
mod name;
mod read;

use regex::Regex;

use crate::diagnostic::Level;
use crate::span::Place;

pub use read::{KEYS, read};

/// What the name of every house rule begins with. No shipped rule's does (a test holds it), so that the two never meet.
pub const PREFIX: &str = "house-";

/// The most house rules that one run takes.
pub const MOST_RULES: usize = 500;

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// The sentences and list items of the body, one by one; words in quotation marks are passed over.
    Passages,
    /// The notes, one by one, whole.
    Notes,
    /// What the entries of the claims file state, one by one.
    Claims,
}

impl Over {
    /// All of them, in the order in which they are told.
    pub const ALL: [Over; 3] = [Over::Passages, Over::Notes, Over::Claims];

    /// The word for it in a file of rules.
    pub fn name(self) -> &'static str {
        match self {
            Over::Passages => "passages",
            Over::Notes => "notes",
            Over::Claims => "claims",
        }
    }

    /// One of them, for people.
    pub fn one(self) -> &'static str {
        match self {
            Over::Passages => "a passage",
            Over::Notes => "a note",
            Over::Claims => "a claim",
        }
    }
}

/// What a rule looks for.
#[derive(Debug, Clone)]
pub enum Sought {
    /// What a pattern matches. Patterns take linear time and their size is bounded.
    Pattern(Regex),
    /// Whole words or phrases, in capitals or not.
    Words(Vec<String>),
}

/// An example of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// One passage, note or statement as a reader sees it, without markup.
    pub words: String,
    /// Where it stands.
    pub place: Place,
}

/// One house rule.
#[derive(Debug, Clone)]
pub struct HouseRule {
    /// Its name, which begins with [`PREFIX`].
    pub name: &'static str,
    /// Where the name stands.
    pub place: Place,
    /// Its own level.
    pub level: Level,
    /// What it looks at.
    pub over: Over,
    /// What it looks for.
    pub sought: Sought,
    /// Where this matches, nothing that it touches is found.
    pub unless: Option<Regex>,
    /// What is wrong; `{match}` stands for the words found.
    pub message: String,
    /// Why it matters; may be empty.
    pub why: String,
    /// What to do; may be empty.
    pub help: String,
    /// Examples that it must find.
    pub flag: Vec<Example>,
    /// Examples that it must not find.
    pub pass: Vec<Example>,
}

impl HouseRule {
    /// One of its texts with the words found in place of `{match}`.
    pub fn filled(text: &str, found: &str) -> String {
        if !text.contains("{match}") {
            return text.to_owned();
        }
        let mut clipped: String = found.chars().take(MOST_SHOWN).collect();
        if clipped.len() < found.len() {
            clipped.push('…');
        }
        text.replace("{match}", &clipped)
    }
}

/// The most characters of the words found that a message shows.
const MOST_SHOWN: usize = 80;

/// The house rules of a run, ready to be matched; by default there are none.
#[derive(Debug, Default)]
pub struct House {
    rules: Vec<HouseRule>,
    by_kind: [find::Finder; 3],
}

impl House {
    /// These rules together.
    pub fn new(rules: Vec<HouseRule>) -> Self {
        let by_kind = Over::ALL.map(|over| find::Finder::new(&rules, over));
        Self { rules, by_kind }
    }

    /// The rules in the order of their files.
    pub fn rules(&self) -> &[HouseRule] {
        &self.rules
    }

    /// The rule with this name.
    pub fn named(&self, name: &str) -> Option<&HouseRule> {
        self.rules.iter().find(|rule| rule.name == name)
    }

    /// The names of the rules.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.rules.iter().map(|rule| rule.name)
    }
}
