//! Flags about the configuration, and which other flags are keys of it.

use std::path::PathBuf;

use super::chosen::{TextOrJson, listing};
use crate::report::listing::Listing;
use clap::Args;

use super::names::{Completed, rules_and_groups};
use crate::diagnostic::Level;
use crate::rules::groups;

/// Which configuration holds, and what goes over it.
#[derive(Debug, Default, Clone, Args)]
pub struct ConfigFlags {
    /// Use this configuration file instead of the nearest claimlint.toml above each
    /// draft; or override one key: `--config fail-under=80`
    #[arg(long, value_name = "FILE|KEY=VALUE")]
    pub config: Vec<String>,
    /// Ignore every claimlint.toml
    #[arg(long)]
    pub isolated: bool,
    /// Set the level of a rule or a group of rules: `--level state-media=error`,
    /// `--level language=off` (overrides the file)
    #[arg(long, value_name = "NAME=LEVEL", value_parser = named_level, value_delimiter = ',')]
    pub level: Vec<(String, Level)>,
    /// Report only these rules or groups of rules
    #[arg(long, value_name = "NAME", hide_possible_values = true, value_parser = Completed::new(rule_or_group, rules_and_groups), value_delimiter = ',')]
    pub only: Vec<String>,
}

/// `config`.
#[derive(Debug, Args)]
pub struct ConfigCommand {
    /// The draft or folder whose configuration to print
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    /// Which configuration, and what goes over it
    #[command(flatten)]
    pub config: ConfigFlags,
    /// text for people, json for programs
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub format: TextOrJson,
}

/// `schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Of the JSON that this command prints; without one, that of `check --format json`
    #[arg(value_name = "COMMAND", value_parser = listing(), conflicts_with = "config")]
    pub listing: Option<&'static Listing>,
    /// Of claimlint.toml
    #[arg(long)]
    pub config: bool,
}

/// A rule's or group's name.
fn rule_or_group(name: &str) -> Result<String, String> {
    match groups::meant(name) {
        Some(_) => Ok(name.to_owned()),
        // Which house rules there are is known once their files are read.
        None if groups::may_be_house(name) => Ok(name.to_owned()),
        None => Err(match groups::nearest(name) {
            Some(near) => format!("there is no rule or group `{name}`; did you mean `{near}`?"),
            None => format!("there is no rule or group `{name}`; `claimlint rules` lists them"),
        }),
    }
}

/// `NAME=LEVEL`.
fn named_level(word: &str) -> Result<(String, Level), String> {
    let (name, said) = word.split_once('=').ok_or("write NAME=LEVEL, like state-media=error")?;
    let name = rule_or_group(name.trim())?;
    let said = said.trim();
    let level = crate::config::keys::level(said).ok_or_else(|| {
        let words = Level::ALL.map(Level::name);
        match crate::text::nearest(said, words) {
            Some(near) => format!("there is no level `{said}`; did you mean `{near}`?"),
            None => format!("there is no level `{said}`; the levels are {}", words.join(", ")),
        }
    })?;
    Ok((name, level))
}
