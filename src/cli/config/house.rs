//! Finding and reading the files of house rules that configurations and flags name.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use super::{Configs, fault};
use crate::check::Options;
use crate::cli::flags::HouseFlags;
use crate::cli::load::{read, shown};
use crate::config::{Origin, Settings};
use crate::diagnostic::Diagnostic;
use crate::house::{self, House};
use crate::report::Trouble;
use crate::text::{Text, Texts, nearest};

/// The house rules met in one run.
#[derive(Default)]
pub(super) struct Houses {
    by_files: HashMap<Vec<PathBuf>, Arc<House>>,
    /// House rules of which something was said by name, and where.
    said: Vec<(String, Origin)>,
}

impl Configs {
    /// The house rules that hold under these settings and flags.
    pub fn house(&mut self, settings: &Settings, flags: &HouseFlags) -> Arc<House> {
        let mut files: Vec<PathBuf> =
            self.files(settings, "rules").into_iter().map(|(path, ..)| path).collect();
        for path in &flags.rules {
            // One file named twice is read once.
            if !files.iter().any(|known| super::absolute(known) == super::absolute(path)) {
                files.push(path.clone());
            }
        }
        if let Some(known) = self.house.by_files.get(&files) {
            return Arc::clone(known);
        }
        let (mut rules, mut known) = (Vec::new(), BTreeMap::new());
        for path in &files {
            let name = shown(path);
            match read(path) {
                Ok(content) => {
                    let id = self.add(Some(&super::absolute(path)), Text::new(name, content));
                    let (found, faults) = house::read(id, self.texts.get(id), &mut known);
                    rules.extend(found);
                    // Two drafts may share a file: its faults are told once.
                    let new = |new: &Diagnostic| !self.faults.iter().any(|old| same(&self.texts, old, new));
                    let faults: Vec<Diagnostic> = faults.into_iter().filter(new).collect();
                    self.faults.extend(faults);
                }
                Err(message) => {
                    let trouble = Trouble { file: name, message };
                    if !self.trouble.contains(&trouble) {
                        self.trouble.push(trouble);
                    }
                }
            }
        }
        let house = Arc::new(House::new(rules));
        self.house.by_files.insert(files, Arc::clone(&house));
        house
    }

    /// The options of these settings, with their house rules and the levels of these.
    pub fn with_house(&mut self, settings: &Settings, flags: &HouseFlags) -> Options {
        let house = self.house(settings, flags);
        let mut options = settings.options();
        for rule in house.rules() {
            options.levels.insert(rule.name.to_owned(), settings.house_level(rule.name, rule.level));
        }
        for (name, from) in settings.house_names() {
            if !self.house.said.iter().any(|(known, at)| known == name && *at == from) {
                self.house.said.push((name.to_owned(), from));
            }
        }
        Options { house, ..options }
    }

    /// Tells of levels, and of `--only`, that are said of house rules in no file that was read. Where a name is that of a rule that other
    /// drafts have, all is well: a configuration says levels for all its drafts.
    pub fn house_names_known(&mut self) {
        let names: Vec<&'static str> = self.house.by_files.values().flat_map(|house| house.names()).collect();
        let said = std::mem::take(&mut self.house.said);
        for (name, from) in said.iter().filter(|(name, _)| !names.contains(&name.as_str())) {
            let near = nearest(name, names.iter().copied());
            if near.is_none() && self.some_rules_unread() {
                continue;
            }
            let message = format!("there is no house rule `{name}`");
            let help = match near {
                Some(near) => format!("is `{near}` meant?"),
                None => "`rules = [\"…\"]` names the files of house rules, `claimlint rules` lists them"
                    .to_owned(),
            };
            match from {
                Origin::File(place) => self.faults.push(fault(*place, message).help(help)),
                _ => self
                    .trouble
                    .push(Trouble { file: self.origin(from), message: format!("{message}; {help}") }),
            }
        }
        self.house.said = said;
    }

    /// Whether some configuration names files of rules for some drafts only, so that not all need have been read.
    fn some_rules_unread(&self) -> bool {
        let layers = self.chains.iter().flat_map(|chain| &chain.layers);
        layers
            .flat_map(|layer| &layer.overrides)
            .any(|over| over.block.settings.iter().any(|it| it.key == "rules"))
    }

    /// The text that a place of a configuration or of a file of rules stands in.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }
}

/// Whether two faults say the same of the same file.
fn same(texts: &Texts, a: &Diagnostic, b: &Diagnostic) -> bool {
    let name = |one: &Diagnostic| &texts.get(one.place().file).name;
    a.span() == b.span() && a.message == b.message && name(a) == name(b)
}
