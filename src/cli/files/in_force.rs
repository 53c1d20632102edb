//! The house rules that are in force where no draft is named.

use std::path::Path;
use std::sync::Arc;

use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::configs::Configs;
use crate::cli::flags::{ConfigFlags, HouseFlags};
use crate::config::{Block, Settings};
use crate::diagnostic::Level;
use crate::house::{House, HouseRule};

/// The house rules that flags and the configuration of the current folder name; what is wrong with them is drawn.
pub struct InForce {
    /// The configurations that were read.
    pub configs: Configs,
    settings: Settings,
    /// The rules.
    pub house: Arc<House>,
}

impl InForce {
    /// Reads them.
    ///
    /// # Errors
    /// The exit status, after the faults were told.
    pub fn read(flags: &HouseFlags, config: &ConfigFlags) -> Result<Self, Exit> {
        let mut configs = Configs::new(config, Block::default());
        let settings = configs.settings(Path::new("."));
        let house = configs.with_house(&settings, flags).house;
        configs.house_names_known();
        if !configs.shelf().is_sound() {
            write::err(&configs.shelf().drawn());
            return Err(Exit::Trouble);
        }
        Ok(Self { configs, settings, house })
    }

    /// The level at which a rule speaks.
    pub fn level(&self, rule: &HouseRule) -> Level {
        self.settings.house_level(rule.name, rule.level)
    }

    /// The rules, each with the level at which it speaks.
    pub fn rules(&self) -> Vec<(&HouseRule, Level)> {
        self.house.rules().iter().map(|rule| (rule, self.level(rule))).collect()
    }
}
