//! The keys of `claimlint.toml`: one table from which the reader, the schema
//! and `claimlint config` follow.

use crate::check::Profile;
use crate::diagnostic::Level;
use crate::report::FORMATS;
use crate::syntax::tree::Reach;

/// What a key's value looks like.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// A number from 0 to 100.
    Percent,
    /// The name of a file, from the folder of the configuration that names it.
    File,
    /// Several of them.
    Files,
    /// Names as they stand in a text.
    Names,
    /// Patterns of paths.
    Patterns,
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// What holds where nobody says it, as it would be written.
    pub default: Option<&'static str>,
    /// Whether it may stand in an override, so that it holds for some files only.
    pub in_overrides: bool,
    /// What it means, in one sentence.
    pub about: &'static str,
}

/// Every key whose value is a word, a number or names. Beside these a file may
/// have `extend`, `[levels]` and `[[overrides]]`.
pub const KEYS: &[Key] = &[
    Key {
        name: "profile",
        shape: Shape::Word(|| PROFILES.iter().map(|(name, _)| *name).collect()),
        default: Some("draft"),
        in_overrides: true,
        about: "How strict to be: draft for work in progress; publication turns precise warnings into \
             errors; legal allows Id. and signals.",
    },
    Key {
        name: "reach",
        shape: Shape::Word(|| REACHES.iter().map(|(name, _)| *name).collect()),
        default: Some("sentence"),
        in_overrides: true,
        about: "How far one note marker covers, unless the claims file says otherwise.",
    },
    Key {
        name: "fail-on",
        shape: Shape::Word(|| vec!["error", "warning", "advice", "never"]),
        default: Some("warning"),
        in_overrides: true,
        about: "The lowest level that fails the run.",
    },
    Key {
        name: "fail-under",
        shape: Shape::Percent,
        default: None,
        in_overrides: true,
        about: "The run fails if less than this percentage of a draft's factual statements have a source.",
    },
    Key {
        name: "language",
        shape: Shape::Word(crate::prose::language::tags),
        default: None,
        in_overrides: true,
        about: "The language of drafts whose prose claimlint cannot read, so that it does not mention it \
             again. Their coverage stays unknown.",
    },
    Key {
        name: "show",
        shape: Shape::Word(|| vec!["error", "warning", "advice"]),
        default: Some("advice"),
        in_overrides: true,
        about: "The lowest level to show.",
    },
    Key {
        name: "format",
        shape: Shape::Word(|| FORMATS.iter().map(|format| format.name).collect()),
        default: Some("text"),
        in_overrides: false,
        about: "The format of the output.",
    },
    Key {
        name: "baseline",
        shape: Shape::File,
        default: None,
        in_overrides: false,
        about: "The file that lists known findings, which are left out.",
    },
    Key {
        name: "exclude",
        shape: Shape::Patterns,
        default: None,
        in_overrides: false,
        about: "Files and folders that a search of a folder skips. A file named on the command line is \
             checked all the same.",
    },
    Key {
        name: "outlets",
        shape: Shape::Files,
        default: None,
        in_overrides: true,
        about: "Lists of outlets whose rows are added to the shipped list, or replace its rows.",
    },
    Key {
        name: "only-outlets",
        shape: Shape::File,
        default: None,
        in_overrides: true,
        about: "A list of outlets instead of the shipped one.",
    },
    Key {
        name: "lexicons",
        shape: Shape::Files,
        default: None,
        in_overrides: true,
        about: "Word lists that are added to the shipped ones, or switch words of them off.",
    },
    Key {
        name: "rules",
        shape: Shape::Files,
        default: None,
        in_overrides: true,
        about: "Files of house rules: checks of your own, as patterns and words with their messages and examples.",
    },
    Key {
        name: "own",
        shape: Shape::Names,
        default: None,
        in_overrides: true,
        about: "Names that the authors of a draft use for themselves (`NIST`, `the Commission`): what it \
             says of them is their own account and needs no source.",
    },
    Key {
        name: "chapters",
        shape: Shape::Files,
        default: None,
        in_overrides: true,
        about: "The files of one draft, in order: the first is the draft, and it goes on in the others. Their \
             notes may stand in each of them or in a file that `endnotes` names.",
    },
    Key {
        name: "endnotes",
        shape: Shape::Files,
        default: None,
        in_overrides: true,
        about: "Files that contain the notes of a draft, in the configuration's folder or below it.",
    },
    Key {
        name: "bibliography",
        shape: Shape::Files,
        default: None,
        in_overrides: true,
        about: "Bibliographies (.bib, CSL-JSON, CSL-YAML) of a draft, in the configuration's folder or below \
             it.",
    },
];

/// Profiles by name.
pub const PROFILES: &[(&str, Profile)] =
    &[("draft", Profile::Draft), ("publication", Profile::Publication), ("legal", Profile::Legal)];

/// Reaches by name.
pub const REACHES: &[(&str, Reach)] = &[
    ("sentence", Reach::Sentence),
    ("paragraph", Reach::Paragraph),
    ("until-source-changes", Reach::UntilSourceChanges),
    ("claims-file-only", Reach::ClaimsFileOnly),
];

/// What a key means that is no plain value: its name and one sentence.
pub const TABLES: [(&str, &str); 4] = [
    ("extend", "Another configuration to build on; this one overrides it."),
    ("levels", "The level of a rule, of a group of rules, or of all: error, warning, advice or off."),
    ("overrides", "Settings for some files only. Later ones override earlier ones."),
    ("paths", "Which files an override is for."),
];

/// The key with this name.
pub fn key(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// The level with this name.
pub fn level(name: &str) -> Option<Level> {
    Level::ALL.into_iter().find(|level| level.name() == name)
}
