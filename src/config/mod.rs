//! `claimlint.toml`: what it may say ([`keys`]), a file read into a [`Layer`],
//! and layers into the [`Settings`] that hold for one draft. No file is read
//! here: `cli` finds and loads them.

pub mod keys;
mod read;
pub mod schema;
mod settle;

pub use globset::GlobSet as Patterns;

use crate::diagnostic::Level;
use crate::span::{Place, Span};

pub use read::read;
pub use settle::{Settings, settle};

/// The name of the file, in whose folder and below which it holds.
pub const FILE_NAME: &str = "claimlint.toml";

/// Where a value was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nowhere: claimlint's own.
    Default,
    /// In a configuration file.
    File(Place),
    /// On the command line, as it was typed there.
    Typed(String),
}

impl Origin {
    /// Whether it was said on the command line, which has the last word.
    pub fn is_typed(&self) -> bool {
        matches!(self, Origin::Typed(_))
    }
}

/// A value, of the shape that its key asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// One word: `publication`, or the name of a file.
    Word(String),
    /// A number.
    Number(f64),
    /// Several names of files or patterns.
    List(Vec<String>),
}

/// One key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The key, one of [`keys::KEYS`].
    pub key: &'static str,
    /// What it is set to.
    pub value: Value,
    /// Where it was said.
    pub from: Origin,
}

/// The level of a rule, of a group of rules, or of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelSetting {
    /// The rule's or group's name, or `all`; it exists.
    pub name: String,
    /// The level.
    pub level: Level,
    /// Where it was said.
    pub from: Origin,
}

/// What is said in one place: at the top of a file, or in one of its overrides.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// Keys and their values, each key once.
    pub settings: Vec<Setting>,
    /// Levels. A rule's own goes over its group's, and that over `all`.
    pub levels: Vec<LevelSetting>,
}

/// What is said for some files only.
#[derive(Debug, Clone)]
pub struct Override {
    /// Which files, as paths from the folder of the file that was found.
    pub paths: Patterns,
    /// What holds for them.
    pub block: Block,
}

/// What one file, or the command line, says.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    /// What holds for all.
    pub block: Block,
    /// What holds for some, in order: later ones go over earlier ones.
    pub overrides: Vec<Override>,
    /// Another file that this one builds on: its name, and where it is said.
    pub extend: Option<(String, Span)>,
}

/// Patterns as they are written in `exclude` and `paths`: one without a slash
/// is the name of a file or folder at any depth; one with a slash is a path
/// from the folder of the configuration; a folder stands for all below it.
///
/// # Errors
/// What is wrong with the first pattern that is none, in the words of the glob reader.
pub fn patterns(words: &[String]) -> Result<Patterns, String> {
    let mut set = globset::GlobSetBuilder::new();
    for word in words {
        let word = word.trim_start_matches("./").trim_end_matches('/');
        let root = match word.strip_prefix('/') {
            Some(rooted) => rooted.to_owned(),
            None if word.contains('/') => word.to_owned(),
            None => format!("**/{word}"),
        };
        for pattern in [root.clone(), format!("{root}/**")] {
            let glob = globset::GlobBuilder::new(&pattern).literal_separator(true).build();
            set.add(glob.map_err(|error| error.kind().to_string())?);
        }
    }
    set.build().map_err(|error| error.kind().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_names_paths_and_folders() {
        let holds = |pattern: &str, path: &str| {
            patterns(&[pattern.to_owned()]).expect("it is a pattern").is_match(path)
        };
        assert!(holds("*.md", "a.md") && holds("*.md", "deep/down/a.md"));
        assert!(holds("drafts", "drafts/a.md") && holds("drafts", "x/drafts/b/a.md"));
        assert!(holds("drafts/", "drafts/a.md") && holds("./drafts/*.md", "drafts/a.md"));
        assert!(holds("drafts/**", "drafts/b/a.md") && !holds("drafts/*.md", "drafts/b/a.md"));
        assert!(!holds("/drafts", "x/drafts/a.md") && holds("/drafts", "drafts/a.md"));
        assert!(patterns(&["a[".to_owned()]).is_err());
    }
}
