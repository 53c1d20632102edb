//! Flags about the rules: `explain`, `rules`, and the files of house rules.

use clap::builder::StringValueParser;
use clap::{Args, Subcommand};

use super::cases::HouseFlags;
use super::chosen::RulesFormat;
use super::config::ConfigFlags;
use super::names::{Completed, rules_and_groups};

/// `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule's name, or that of a group of rules
    #[arg(hide_possible_values = true, value_parser = Completed::new(StringValueParser::new(), rules_and_groups))]
    pub rule: String,
    /// Which rules of your own
    #[command(flatten)]
    pub house: HouseFlags,
    /// Which configuration
    #[command(flatten)]
    pub config: ConfigFlags,
}

/// `rules`.
#[derive(Debug, Args)]
pub struct Rules {
    /// text for people, json for programs
    #[arg(long, value_enum, default_value_t = RulesFormat::Text)]
    pub format: RulesFormat,
    /// Which rules of your own
    #[command(flatten)]
    pub house: HouseFlags,
    /// Which configuration
    #[command(flatten)]
    pub config: ConfigFlags,
    /// What to do with them; without a word, list them
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
}

/// What to do with rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Run the examples of your own rules; exit 1 if any gives the wrong result
    Test(RulesTest),
}

/// `rules test`.
#[derive(Debug, Args)]
pub struct RulesTest {
    /// Which rules of your own
    #[command(flatten)]
    pub house: HouseFlags,
    /// Which configuration
    #[command(flatten)]
    pub config: ConfigFlags,
}
