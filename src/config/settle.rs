//! Layers, one over the other, to what holds for one draft; each value knows
//! where it was said.

use std::collections::BTreeMap;

use super::keys::{KEYS, PROFILES, REACHES, level};
use super::{Block, Layer, Origin, Value};
use crate::check::{Options, Profile, level_of};
use crate::diagnostic::Level;
use crate::rules::{RULES, groups};
use crate::syntax::tree::Reach;

/// What holds for one draft.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    values: BTreeMap<&'static str, (Value, Origin)>,
    /// By rule; `house` for all house rules, which only a run knows.
    levels: BTreeMap<String, (Level, Origin)>,
    only: Vec<String>,
}

/// Lays layers over each other, the farthest first, the command line last.
/// `path` is the draft's path from the folder of the configuration. `only`
/// names rules and groups beside which all others are off.
pub fn settle(layers: &[&Layer], path: &str, only: &[String]) -> Settings {
    let mut settings = Settings::default();
    for layer in layers {
        settings.lay(&layer.block);
        for over in layer.overrides.iter().filter(|over| over.paths.is_match(path)) {
            settings.lay(&over.block);
        }
    }
    settings.restrict(only);
    settings
}

impl Settings {
    fn lay(&mut self, block: &Block) {
        for setting in &block.settings {
            self.values.insert(setting.key, (setting.value.clone(), setting.from.clone()));
        }
        // What is said of fewer rules goes over what is said of more.
        let breadth = |name: &str| match name {
            groups::ALL => 0,
            _ if groups::group(name).is_some() => 1,
            _ => 2,
        };
        for step in 0..3 {
            for said in block.levels.iter().filter(|said| breadth(&said.name) == step) {
                let said_as = || (said.level, said.from.clone());
                for rule in groups::meant(&said.name).unwrap_or_default() {
                    self.levels.insert(rule.code.to_owned(), said_as());
                }
                if matches!(said.name.as_str(), groups::ALL | groups::HOUSE) {
                    self.levels.retain(|name, _| !groups::may_be_house(name));
                    self.levels.insert(groups::HOUSE.to_owned(), said_as());
                } else if groups::may_be_house(&said.name) {
                    self.levels.insert(said.name.clone(), said_as());
                }
            }
        }
    }

    /// Switches off all rules but these. A rule that is named itself speaks
    /// even if it is off otherwise.
    fn restrict(&mut self, only: &[String]) {
        if only.is_empty() {
            return;
        }
        let from = Origin::Typed(format!("--only {}", only.join(",")));
        self.only = only.to_vec();
        let chosen: Vec<_> = only.iter().filter_map(|name| groups::meant(name)).flatten().collect();
        for rule in RULES {
            let said = self.levels.get(rule.code).map(|(level, _)| *level);
            if !chosen.iter().any(|other| other.code == rule.code) {
                self.levels.insert(rule.code.to_owned(), (Level::Off, from.clone()));
            } else if only.iter().any(|name| name == rule.code) && said.unwrap_or(rule.level) == Level::Off {
                let level = if rule.level == Level::Off { Level::Advice } else { rule.level };
                self.levels.insert(rule.code.to_owned(), (level, from.clone()));
            }
        }
    }

    /// The level of a house rule whose own level is `own`.
    pub fn house_level(&self, name: &str, own: Level) -> Level {
        let said = self.levels.get(name).or_else(|| self.levels.get(groups::HOUSE)).map(|(level, _)| *level);
        let level = said.unwrap_or(own);
        let named = self.only.iter().any(|only| only == name);
        let meant = |only: &String| matches!(only.as_str(), groups::ALL | groups::HOUSE);
        match self.only.is_empty() || self.only.iter().any(meant) {
            // A rule that is named itself speaks even if it is off otherwise.
            _ if named && level == Level::Off => {
                if own == Level::Off {
                    Level::Advice
                } else {
                    own
                }
            }
            false if !named => Level::Off,
            _ => level,
        }
    }

    /// The house rules of which something is said by name, and where.
    pub fn house_names(&self) -> impl Iterator<Item = (&str, Origin)> {
        let levels = self.levels.iter().map(|(name, (_, from))| (name.as_str(), from.clone()));
        let only = self.only.iter().map(|name| (name.as_str(), Origin::Typed(format!("--only {name}"))));
        levels.chain(only).filter(|(name, _)| groups::may_be_house(name))
    }

    fn word(&self, key: &str) -> Option<&str> {
        match self.values.get(key) {
            Some((Value::Word(word), _)) => Some(word),
            _ => KEYS.iter().find(|known| known.name == key).and_then(|known| known.default),
        }
    }

    /// The values of a key that is a list, and where they were said.
    pub fn list(&self, key: &str) -> Option<(&[String], &Origin)> {
        match self.values.get(key)? {
            (Value::List(words), from) => Some((words, from)),
            (Value::Word(word), from) => Some((std::slice::from_ref(word), from)),
            (Value::Number(_), _) => None,
        }
    }

    /// The profile.
    pub fn profile(&self) -> Profile {
        let word = self.word("profile").unwrap_or_default();
        PROFILES.iter().find(|(name, _)| *name == word).map_or(Profile::Draft, |(_, profile)| *profile)
    }

    /// The reach, if one is said, and whether it goes over the claims file's.
    pub fn reach(&self) -> Option<(Reach, bool)> {
        let (Value::Word(word), from) = self.values.get("reach")? else { return None };
        REACHES.iter().find(|(name, _)| name == word).map(|(_, reach)| (*reach, from.is_typed()))
    }

    /// The least level that fails the run; `None` for never.
    pub fn fail_on(&self) -> Option<Level> {
        level(self.word("fail-on")?)
    }

    /// The least level to show.
    pub fn show(&self) -> Level {
        self.word("show").and_then(level).unwrap_or(Level::Advice)
    }

    /// The same, if somebody said it.
    pub fn said_show(&self) -> Option<Level> {
        self.values.contains_key("show").then(|| self.show())
    }

    /// The floor of coverage, in per cent.
    pub fn fail_under(&self) -> Option<f64> {
        match self.values.get("fail-under") {
            Some((Value::Number(number), _)) => Some(*number),
            _ => None,
        }
    }

    /// The name of the output format.
    pub fn format(&self) -> &str {
        self.word("format").unwrap_or("text")
    }

    /// These settings as the check wants them; lists of files are filled in by
    /// whoever reads them.
    pub fn options(&self) -> Options {
        let reach = self.reach();
        Options {
            profile: self.profile(),
            reach: reach.filter(|(_, over)| *over).map(|(reach, _)| reach),
            usual_reach: reach.map(|(reach, _)| reach),
            language: self.word("language").map(str::to_owned),
            levels: self.levels.iter().map(|(code, (level, _))| (code.clone(), *level)).collect(),
            own: self.list("own").map(|(names, _)| names.to_vec()).unwrap_or_default(),
            ..Options::default()
        }
    }

    /// Every key with its value, as it would be written, and where it was said;
    /// keys without a value have none.
    pub fn rows(&self) -> Vec<(&'static str, Option<Value>, Origin)> {
        let row = |key: &'static super::keys::Key| match self.values.get(key.name) {
            Some((value, from)) => (key.name, Some(value.clone()), from.clone()),
            None => (key.name, key.default.map(|word| Value::Word(word.to_owned())), Origin::Default),
        };
        KEYS.iter().map(row).collect()
    }

    /// Every rule with the level at which it speaks, and where that was said.
    /// A level that only follows from the profile was said where the profile was.
    pub fn level_rows(&self) -> Vec<(&'static str, Level, Origin)> {
        let options = self.options();
        let row = |rule: &&'static crate::rules::Rule| {
            let level = level_of(rule, &options);
            let from = match self.levels.get(rule.code) {
                Some((_, from)) => from.clone(),
                None if level != rule.level => {
                    self.values.get("profile").map_or(Origin::Default, |(_, from)| from.clone())
                }
                None => Origin::Default,
            };
            (rule.code, level, from)
        };
        RULES.iter().map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{FileId, Text};

    fn layer(words: &str) -> Layer {
        let (layer, faults) = super::super::read(FileId::nth(0), &Text::new("claimlint.toml", words), None);
        assert!(faults.is_empty(), "{faults:?}");
        layer
    }

    fn settled(layers: &[&str], path: &str, only: &[&str]) -> Settings {
        let layers: Vec<Layer> = layers.iter().map(|words| layer(words)).collect();
        let only: Vec<String> = only.iter().map(ToString::to_string).collect();
        settle(&layers.iter().collect::<Vec<_>>(), path, &only)
    }

    fn level_at(settings: &Settings, code: &str) -> Level {
        settings.level_rows().iter().find(|row| row.0 == code).expect("it is a rule").1
    }

    #[test]
    fn a_rule_goes_over_its_group_and_a_near_layer_over_a_far_one() {
        let one = "[levels]\nstate-media = \"error\"\nsources = \"off\"\nall = \"advice\"\n";
        let settings = settled(&[one], "a.md", &[]);
        assert_eq!(level_at(&settings, "state-media"), Level::Error);
        assert_eq!(level_at(&settings, "single-source"), Level::Off);
        assert_eq!(level_at(&settings, "note-unused"), Level::Advice);
        let settings = settled(&[one, "[levels]\nsources = \"warning\"\n"], "a.md", &[]);
        assert_eq!(level_at(&settings, "state-media"), Level::Warning);
    }

    #[test]
    fn overrides_hold_for_their_files_in_order() {
        let words = "profile = \"publication\"\n[[overrides]]\npaths = [\"drafts\"]\nprofile = \"draft\"\n\
                     [[overrides]]\npaths = [\"*.tex\"]\nreach = \"paragraph\"\nprofile = \"legal\"\n";
        assert_eq!(settled(&[words], "a.md", &[]).profile(), Profile::Publication);
        assert_eq!(settled(&[words], "drafts/a.md", &[]).profile(), Profile::Draft);
        let settings = settled(&[words], "drafts/a.tex", &[]);
        assert_eq!(settings.profile(), Profile::Legal);
        assert_eq!(settings.reach(), Some((Reach::Paragraph, false)));
        assert_eq!(settings.options().reach, None);
    }

    #[test]
    fn only_leaves_the_others_silent() {
        let words = "[levels]\nstate-media = \"off\"\n";
        let settings = settled(&[words], "a.md", &["notes", "state-media"]);
        assert_eq!(level_at(&settings, "note-undefined"), Level::Error);
        assert_ne!(level_at(&settings, "state-media"), Level::Off);
        assert_eq!(level_at(&settings, "single-source"), Level::Off);
    }
}
