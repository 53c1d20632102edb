//! Finding and loading `claimlint.toml`: the nearest file above each draft
//! holds, alone; it may extend another. The command line goes over both.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::Options;
use crate::cli::base::door;
use crate::cli::base::path::{absolute, meant_file, shown};
use crate::cli::base::read::read;
use crate::cli::files::house::Houses;
use crate::cli::files::lists;
use crate::cli::files::quarto;
use crate::cli::files::shelf::{Shelf, fault};
use crate::cli::flags::{ConfigFlags, HouseFlags, LexiconFlags, OutletFlags};
use crate::config::{
    self, Block, FILE_NAME, Layer, LevelSetting, Origin, Patterns, Settings, patterns, settle,
};
use crate::house::House;
use crate::lexicon::Lexicons;
use crate::notes::outlets::Outlets;
use crate::report::Trouble;
use crate::span::Place;
use crate::text::{FileId, Text};

/// The keys that name lists and rules. Files of notes are told of where they are loaded.
const LISTS: &[&str] = &["outlets", "only-outlets", "lexicons", "baseline", "rules"];

/// A configuration with those it extends, and what it leaves out of folders.
struct Chain {
    /// The folder from which patterns are seen.
    folder: PathBuf,
    /// Far first.
    layers: Vec<Layer>,
    /// The files of the layers, near first.
    files: Vec<PathBuf>,
    /// What is passed over.
    exclude: Patterns,
}

/// Every configuration met in one run.
pub struct Configs {
    /// What was read, and what is wrong with it.
    shelf: Shelf,
    isolated: bool,
    /// The chain of `--config FILE`.
    given: Option<usize>,
    /// Whether that file is being read now.
    given_now: bool,
    /// What the command line says, in order.
    typed: Vec<Layer>,
    only: Vec<String>,
    chains: Vec<Chain>,
    /// The chain of each file and of each folder.
    by_file: HashMap<PathBuf, usize>,
    by_folder: HashMap<PathBuf, Option<usize>>,
    lists: HashMap<(Option<PathBuf>, Vec<PathBuf>), Outlets>,
    words: HashMap<Vec<PathBuf>, Lexicons>,
    house: Houses,
}

impl Configs {
    /// What the flags say; `typed` holds the flags that are keys too.
    pub fn new(flags: &ConfigFlags, typed: Block) -> Self {
        if flags.isolated {
            quarto::leave_alone();
        }
        let mut configs = Self {
            shelf: Shelf::new(),
            isolated: flags.isolated,
            given: None,
            given_now: false,
            typed: Vec::new(),
            only: flags.only.clone(),
            chains: Vec::new(),
            by_file: HashMap::new(),
            by_folder: HashMap::new(),
            lists: HashMap::new(),
            words: HashMap::new(),
            house: Houses::default(),
        };
        for word in &flags.config {
            configs.given(word);
        }
        let levels = flags.level.iter().map(|(name, level)| LevelSetting {
            name: name.clone(),
            level: *level,
            from: Origin::Typed(format!("--level {name}={}", level.name())),
        });
        let levels =
            Layer { block: Block { levels: levels.collect(), ..Block::default() }, ..Layer::default() };
        configs.typed.extend([Layer { block: typed, ..Layer::default() }, levels]);
        configs
    }

    /// One `--config`: a file, or a key with its value.
    fn given(&mut self, word: &str) {
        let key = word.split_once('=').filter(|(key, _)| {
            let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '"');
            !key.is_empty() && key.trim_end().chars().all(letter) && !Path::new(word).exists()
        });
        let Some((key, value)) = key else {
            if self.given.is_some() {
                let message = "only one configuration file can be given, and this is the second".to_owned();
                return self.shelf.trouble.push(Trouble { file: format!("--config {word}"), message });
            }
            let path = Path::new(word);
            if !path.is_file() {
                let message = match path.exists() {
                    true => "it is no file, but a folder or a device".to_owned(),
                    false => format!(
                        "there is no such file{}; to set one key write `--config profile=publication`",
                        meant_file(path)
                    ),
                };
                return self.shelf.trouble.push(Trouble { file: format!("--config {word}"), message });
            }
            let here = self.shelf.here.clone();
            self.given_now = true;
            self.given = Some(self.chain(&absolute(path), &here));
            self.given_now = false;
            return;
        };
        // A word needs no quotation marks here: a shell takes them away.
        let value = value.trim();
        let plain = value.starts_with(|c: char| c.is_ascii_digit() || "\"'[{+-".contains(c));
        let value = if plain { value.to_owned() } else { serde_json::Value::from(value).to_string() };
        let content = format!("{} = {value}", key.trim());
        let file = self.shelf.files.add(None, Text::new("--config", content));
        let (layer, faults) =
            config::read(file, self.shelf.texts().get(file), Some(&format!("--config {word}")));
        self.shelf.faults.extend(faults);
        self.typed.push(layer);
    }

    /// The configuration that holds for a file: the nearest above it.
    fn found(&mut self, path: &Path) -> Option<usize> {
        if self.given.is_some() || self.isolated {
            return self.given;
        }
        let path = absolute(path);
        let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(&path) };
        if let Some(known) = self.by_folder.get(folder) {
            return *known;
        }
        let file = folder.ancestors().map(|above| above.join(FILE_NAME)).find(|file| file.is_file());
        let found = file.map(|file| {
            let folder = file.parent().unwrap_or(&file).to_owned();
            self.chain(&file, &folder)
        });
        self.by_folder.insert(folder.to_owned(), found);
        found
    }

    /// Loads a file with all that it extends.
    fn chain(&mut self, file: &Path, folder: &Path) -> usize {
        if let Some(&known) = self.by_file.get(file) {
            return known;
        }
        let mut layers = Vec::new();
        let mut files: Vec<PathBuf> = Vec::new();
        let mut next = Some((file.to_owned(), None));
        while let Some((path, named)) = next.take() {
            let Some((layer, id)) = self.layer(&path, named, &files) else { break };
            files.push(path.clone());
            next = layer.extend.as_ref().map(|(name, span)| {
                let target = absolute(&path.parent().unwrap_or(Path::new("")).join(name));
                (target, Some(Place::new(id, *span)))
            });
            layers.insert(0, layer);
        }
        let refs: Vec<&Layer> = layers.iter().collect();
        let exclude = settle(&refs, "", &[]).list("exclude").map(|(words, _)| patterns(words));
        let exclude = exclude.and_then(Result::ok).unwrap_or_default();
        self.chains.push(Chain { folder: folder.to_owned(), layers, files, exclude });
        self.by_file.insert(file.to_owned(), self.chains.len() - 1);
        self.chains.len() - 1
    }

    /// Reads one file; `named` is where another extends it.
    fn layer(&mut self, path: &Path, named: Option<Place>, before: &[PathBuf]) -> Option<(Layer, FileId)> {
        let name = shown(&self.shelf.near(path));
        if before.iter().any(|known| known == path)
            && let Some(place) = named
        {
            let ring: Vec<String> =
                before.iter().chain([&path.to_owned()]).map(|path| shown(&self.shelf.near(path))).collect();
            let fault = fault(place, "these configurations extend each other in a circle")
                .label("leads back")
                .help(format!("delete one `extend`: {}", ring.join(" → ")));
            self.shelf.faults.push(fault);
            return None;
        }
        let opened = match named {
            // What the command line names is the user's to name.
            None if self.given_now => Ok(()),
            _ => door::enter(path, path).map_err(|why| format!("it {why}")),
        };
        match opened.and_then(|()| read(&self.shelf.near(path))) {
            Ok(content) => {
                let id = self.shelf.files.add(Some(path), Text::new(name, content));
                let (mut layer, faults) = config::read(id, self.shelf.texts().get(id), None);
                self.shelf.faults.extend(faults);
                self.extend_within(path, id, &mut layer);
                Some((layer, id))
            }
            Err(message) => {
                match named {
                    Some(place) => {
                        let help = "the name is relative to the folder of this file";
                        self.shelf
                            .faults
                            .push(fault(place, format!("`{name}` cannot be extended: {message}")).help(help));
                    }
                    None => self.shelf.trouble.push(Trouble { file: name, message }),
                }
                None
            }
        }
    }

    /// Takes out what a configuration extends if it may not be opened, and tells of it.
    fn extend_within(&mut self, path: &Path, id: FileId, layer: &mut Layer) {
        let Some((name, span)) = &layer.extend else { return };
        let target = path.parent().unwrap_or(Path::new("")).join(name);
        if let Err(why) = door::enter(path, &target) {
            self.shelf.faults.push(fault(Place::new(id, *span), format!("`{name}` {why}")));
            layer.extend = None;
        }
    }

    /// Tells of every list that these settings name and that may not be opened.
    fn lists_within(&mut self, settings: &Settings) {
        for key in LISTS {
            let Some((_, Origin::File(place))) = settings.list(key) else { continue };
            let place = *place;
            for (path, name, _) in self.named(settings, key) {
                let Err(why) = self.may_open(&path, &Origin::File(place)) else { continue };
                let message = format!("`{name}` {why}");
                if !self.shelf.faults.iter().any(|known| known.place() == place && known.message == message) {
                    self.shelf.faults.push(fault(place, message));
                }
            }
        }
    }

    /// Whether a file may be opened that was named here.
    pub fn may_open(&self, path: &Path, from: &Origin) -> Result<(), String> {
        match from {
            Origin::File(place) => match self.shelf.files.path(place.file) {
                Some(naming) => door::enter(naming, path),
                None => Ok(()),
            },
            // What the command line names is the user's to name.
            Origin::Typed(_) | Origin::Default => Ok(()),
        }
    }

    /// What holds for a draft, a claims file or a folder.
    pub fn settings(&mut self, path: &Path) -> Settings {
        let settings = self.settled(path);
        self.lists_within(&settings);
        settings
    }

    fn settled(&mut self, path: &Path) -> Settings {
        let found = self.found(path);
        let path = absolute(path);
        let (folder, layers) = match found.map(|found| &self.chains[found]) {
            Some(chain) => (chain.folder.as_path(), chain.layers.as_slice()),
            None => (self.shelf.here.as_path(), &[][..]),
        };
        let inside = shown(path.strip_prefix(folder).unwrap_or(&path));
        let layers: Vec<&Layer> = layers.iter().chain(&self.typed).collect();
        settle(&layers, &inside, &self.only)
    }

    /// Whether the search of a folder passes over this file: it is excluded, or another draft
    /// goes on in it.
    pub fn passes_over(&mut self, path: &Path) -> bool {
        self.is_excluded(path) || self.is_later_chapter(path)
    }

    fn is_later_chapter(&mut self, path: &Path) -> bool {
        let settings = self.settled(path);
        let chapters = self.named(&settings, "chapters");
        let path = absolute(path);
        match chapters.is_empty() {
            true => quarto::goes_on_in(&path),
            false => chapters.iter().skip(1).any(|(chapter, ..)| absolute(chapter) == path),
        }
    }

    fn is_excluded(&mut self, path: &Path) -> bool {
        let found = self.found(path);
        let path = absolute(path);
        let typed = self.typed.iter().flat_map(|layer| &layer.block.settings).rev();
        let typed = typed.clone().find(|setting| setting.key == "exclude").map(|setting| &setting.value);
        let inside = |folder: &Path| shown(path.strip_prefix(folder).unwrap_or(&path));
        if let Some(config::Value::List(words)) = typed {
            return patterns(words).is_ok_and(|set| set.is_match(inside(&self.shelf.here)));
        }
        found.is_some_and(|found| self.chains[found].exclude.is_match(inside(&self.chains[found].folder)))
    }

    /// The files that a key names and that may be opened: where each lies, and where
    /// it is said. Of the others [`Self::settings`] has told.
    pub fn files(&self, settings: &Settings, key: &str) -> Vec<(PathBuf, String, String)> {
        let Some((_, from)) = settings.list(key) else { return Vec::new() };
        let may = |path: &Path| self.may_open(path, from).is_ok();
        self.named(settings, key).into_iter().filter(|(path, ..)| may(path)).collect()
    }

    /// The files that a key names.
    pub fn named(&self, settings: &Settings, key: &str) -> Vec<(PathBuf, String, String)> {
        let Some((names, from)) = settings.list(key) else { return Vec::new() };
        let folder = match from {
            Origin::File(place) => self.shelf.files.path(place.file).and_then(Path::parent),
            Origin::Typed(_) | Origin::Default => None,
        };
        let folder = folder.unwrap_or(&self.shelf.here);
        let found = |name: &String| {
            (self.shelf.near(&absolute(&folder.join(name))), name.clone(), self.shelf.origin(from))
        };
        names.iter().map(found).collect()
    }

    /// The list of outlets that holds under these settings and flags.
    pub fn outlets(&mut self, settings: &Settings, flags: &OutletFlags) -> Outlets {
        let path = |(path, ..): (PathBuf, String, String)| path;
        let only = match &flags.only_outlets {
            Some(only) => Some(only.clone()),
            None => self.files(settings, "only-outlets").into_iter().map(path).next(),
        };
        let mut more: Vec<PathBuf> = match &flags.only_outlets {
            Some(_) => Vec::new(),
            None => self.files(settings, "outlets").into_iter().map(path).collect(),
        };
        more.extend(flags.outlets.iter().cloned());
        let key = (only, more);
        if let Some(known) = self.lists.get(&key) {
            return known.clone();
        }
        let list = match lists::outlets(key.0.as_deref(), &key.1) {
            Ok(list) => list,
            Err(trouble) => {
                self.shelf.trouble.extend(trouble);
                Outlets::default()
            }
        };
        self.lists.insert(key, list.clone());
        list
    }

    /// The lists of words that hold under these settings and flags.
    pub fn lexicons(&mut self, settings: &Settings, flags: &LexiconFlags) -> Lexicons {
        let mut files: Vec<PathBuf> =
            self.files(settings, "lexicons").into_iter().map(|(path, ..)| path).collect();
        files.extend(flags.lexicon.iter().cloned());
        if let Some(known) = self.words.get(&files) {
            return known.clone();
        }
        let lists = lists::lexicons(&files).unwrap_or_else(|trouble| {
            self.shelf.trouble.extend(trouble);
            Lexicons::default()
        });
        self.words.insert(files, lists.clone());
        lists
    }

    /// The house rules that hold under these settings and flags.
    pub fn house(&mut self, settings: &Settings, flags: &HouseFlags) -> Arc<House> {
        let mut files: Vec<PathBuf> =
            self.files(settings, "rules").into_iter().map(|(path, ..)| path).collect();
        for path in &flags.rules {
            // One file named twice is read once.
            if !files.iter().any(|known| absolute(known) == absolute(path)) {
                files.push(path.clone());
            }
        }
        self.house.of(files, &mut self.shelf)
    }

    /// The options of these settings, with their house rules and the levels of these.
    pub fn with_house(&mut self, settings: &Settings, flags: &HouseFlags) -> Options {
        let house = self.house(settings, flags);
        let mut options = settings.options();
        for rule in house.rules() {
            options.levels.insert(rule.name.to_owned(), settings.house_level(rule.name, rule.level));
        }
        self.house.named(settings);
        Options { house, ..options }
    }

    /// Tells of levels, and of `--only`, that are said of house rules in no file that was read. Where a name is that
    /// of a rule that other drafts have, all is well: a configuration says levels for all its drafts.
    pub fn house_names_known(&mut self) {
        let some_unread = self.some_rules_unread();
        self.house.names_known(some_unread, &mut self.shelf);
    }

    /// Whether some configuration names files of rules for some drafts only, so that not all need have been read.
    fn some_rules_unread(&self) -> bool {
        let layers = self.chains.iter().flat_map(|chain| &chain.layers);
        layers
            .flat_map(|layer| &layer.overrides)
            .any(|over| over.block.settings.iter().any(|it| it.key == "rules"))
    }

    /// The configuration files that hold for a path, near first, as they are shown.
    pub fn names_for(&mut self, path: &Path) -> Vec<String> {
        let Some(found) = self.found(path) else { return Vec::new() };
        self.chains[found].files.iter().map(|path| shown(&self.shelf.near(path))).collect()
    }

    /// Whether no configuration is looked for.
    pub fn is_isolated(&self) -> bool {
        self.isolated
    }

    /// What was read, and what is wrong with it.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The same, kept when all else goes.
    pub fn into_shelf(self) -> Shelf {
        self.shelf
    }
}
