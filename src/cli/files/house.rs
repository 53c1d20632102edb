//! Reading the files of house rules that configurations and flags name.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use super::shelf::{Shelf, fault};
use crate::cli::base::path::{absolute, shown};
use crate::cli::base::read::read;
use crate::config::{Origin, Settings};
use crate::diagnostic::Diagnostic;
use crate::house::{self, House};
use crate::report::Trouble;
use crate::text::{Text, Texts, nearest};

/// The house rules met in one run.
#[derive(Default)]
pub struct Houses {
    by_files: HashMap<Vec<PathBuf>, Arc<House>>,
    /// House rules of which something was said by name, and where.
    said: Vec<(String, Origin)>,
}

impl Houses {
    /// The rules of these files, each read once.
    pub fn of(&mut self, files: Vec<PathBuf>, shelf: &mut Shelf) -> Arc<House> {
        if let Some(known) = self.by_files.get(&files) {
            return Arc::clone(known);
        }
        let (mut rules, mut known) = (Vec::new(), BTreeMap::new());
        for path in &files {
            let name = shown(path);
            match read(path) {
                Ok(content) => {
                    let id = shelf.files.add(Some(&absolute(path)), Text::new(name, content));
                    let (found, faults) = house::read(id, shelf.texts().get(id), &mut known);
                    rules.extend(found);
                    // Two drafts may share a file: its faults are told once.
                    let new =
                        |new: &Diagnostic| !shelf.faults.iter().any(|old| same(shelf.texts(), old, new));
                    let faults: Vec<Diagnostic> = faults.into_iter().filter(new).collect();
                    shelf.faults.extend(faults);
                }
                Err(message) => {
                    let trouble = Trouble { file: name, message };
                    if !shelf.trouble.contains(&trouble) {
                        shelf.trouble.push(trouble);
                    }
                }
            }
        }
        let house = Arc::new(House::new(rules));
        self.by_files.insert(files, Arc::clone(&house));
        house
    }

    /// Keeps in mind which rules settings name.
    pub fn named(&mut self, settings: &Settings) {
        for (name, from) in settings.house_names() {
            if !self.said.iter().any(|(known, at)| known == name && *at == from) {
                self.said.push((name.to_owned(), from));
            }
        }
    }

    /// Tells of names that are those of no rule. Where some files of rules were not read, only of those that are
    /// near to one.
    pub fn names_known(&mut self, some_unread: bool, shelf: &mut Shelf) {
        let names: Vec<&'static str> = self.by_files.values().flat_map(|house| house.names()).collect();
        for (name, from) in self.said.iter().filter(|(name, _)| !names.contains(&name.as_str())) {
            let near = nearest(name, names.iter().copied());
            if near.is_none() && some_unread {
                continue;
            }
            let message = format!("there is no house rule `{name}`");
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`rules = [\"…\"]` names the files of house rules, `claimlint rules` lists them"
                    .to_owned(),
            };
            match from {
                Origin::File(place) => shelf.faults.push(fault(*place, message).help(help)),
                _ => {
                    let trouble = Trouble { file: shelf.origin(from), message: format!("{message}; {help}") };
                    shelf.trouble.push(trouble);
                }
            }
        }
    }
}

/// Whether two faults say the same of the same file.
fn same(texts: &Texts, a: &Diagnostic, b: &Diagnostic) -> bool {
    let name = |one: &Diagnostic| &texts.get(one.place().file).name;
    a.span() == b.span() && a.message == b.message && name(a) == name(b)
}
