//! Finding and loading `claimlint.toml`: the nearest file above each draft
//! holds, alone; it may extend another. The command line goes over both.

pub mod flags;
mod house;
mod tell;

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use super::flags::{ConfigFlags, LexiconFlags, OutletFlags};
use super::load::{Loaded, read, shown};
use crate::check::Report;
use crate::config::{
    self, Block, FILE_NAME, Layer, LevelSetting, Origin, Patterns, Settings, patterns, settle,
};
use crate::diagnostic::{Diagnostic, Level};
use crate::notes::outlets::Outlets;
use crate::prose::terms::Lexicons;
use crate::report::{Run, Trouble, full};
use crate::span::Place;
use crate::text::{FileId, Text, Texts, nearest};

pub use tell::config;

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
    /// The texts of the configurations.
    texts: Texts,
    /// Where each stands; `None` for what was typed.
    paths: Vec<Option<PathBuf>>,
    /// The current folder.
    here: PathBuf,
    isolated: bool,
    /// The chain of `--config FILE`.
    given: Option<usize>,
    /// What the command line says, in order.
    typed: Vec<Layer>,
    only: Vec<String>,
    chains: Vec<Chain>,
    /// The chain of each file and of each folder.
    by_file: HashMap<PathBuf, usize>,
    by_folder: HashMap<PathBuf, Option<usize>>,
    lists: HashMap<(Option<PathBuf>, Vec<PathBuf>), Outlets>,
    words: HashMap<Vec<PathBuf>, Lexicons>,
    house: house::Houses,
    faults: Vec<Diagnostic>,
    trouble: Vec<Trouble>,
}

impl Configs {
    /// What the flags say; `typed` holds the flags that are keys too.
    pub fn new(flags: &ConfigFlags, typed: Block) -> Self {
        let mut configs = Self {
            texts: Texts::new(),
            paths: Vec::new(),
            here: std::path::absolute(".").unwrap_or_default(),
            isolated: flags.isolated,
            given: None,
            typed: Vec::new(),
            only: flags.only.clone(),
            chains: Vec::new(),
            by_file: HashMap::new(),
            by_folder: HashMap::new(),
            lists: HashMap::new(),
            words: HashMap::new(),
            house: house::Houses::default(),
            faults: Vec::new(),
            trouble: Vec::new(),
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
                let message = "one configuration file can be given, this is the second".to_owned();
                return self.trouble.push(Trouble { file: format!("--config {word}"), message });
            }
            let path = Path::new(word);
            if !path.is_file() {
                let message = format!(
                    "there is no such file{}; to set one key write `--config profile=publication`",
                    meant_file(path)
                );
                return self.trouble.push(Trouble { file: format!("--config {word}"), message });
            }
            let here = self.here.clone();
            self.given = Some(self.chain(&absolute(path), &here));
            return;
        };
        // A word needs no quotation marks here: a shell takes them away.
        let value = value.trim();
        let plain = value.starts_with(|c: char| c.is_ascii_digit() || "\"'[{+-".contains(c));
        let value = if plain { value.to_owned() } else { serde_json::Value::from(value).to_string() };
        let content = format!("{} = {value}", key.trim());
        let file = self.add(None, Text::new("--config", content));
        let (layer, faults) = config::read(file, self.texts.get(file), Some(&format!("--config {word}")));
        self.faults.extend(faults);
        self.typed.push(layer);
    }

    fn add(&mut self, path: Option<&Path>, text: Text) -> FileId {
        self.paths.push(path.map(Path::to_owned));
        self.texts.add(text)
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
        let name = shown(&self.near(path));
        if before.iter().any(|known| known == path)
            && let Some(place) = named
        {
            let ring: Vec<String> =
                before.iter().chain([&path.to_owned()]).map(|path| shown(&self.near(path))).collect();
            let fault = fault(place, "these configurations extend each other in a ring")
                .label("leads back")
                .help(format!("take one `extend` out: {}", ring.join(" → ")));
            self.faults.push(fault);
            return None;
        }
        match read(&self.near(path)) {
            Ok(content) => {
                let id = self.add(Some(path), Text::new(name, content));
                let (layer, faults) = config::read(id, self.texts.get(id), None);
                self.faults.extend(faults);
                Some((layer, id))
            }
            Err(message) => {
                match named {
                    Some(place) => {
                        let help = "the name is read from the folder of the file in which it stands";
                        self.faults
                            .push(fault(place, format!("`{name}` cannot be extended: {message}")).help(help));
                    }
                    None => self.trouble.push(Trouble { file: name, message }),
                }
                None
            }
        }
    }

    /// What holds for a draft, a claims file or a folder.
    pub fn settings(&mut self, path: &Path) -> Settings {
        let found = self.found(path);
        let path = absolute(path);
        let (folder, layers) = match found.map(|found| &self.chains[found]) {
            Some(chain) => (chain.folder.as_path(), chain.layers.as_slice()),
            None => (self.here.as_path(), &[][..]),
        };
        let inside = shown(path.strip_prefix(folder).unwrap_or(&path));
        let layers: Vec<&Layer> = layers.iter().chain(&self.typed).collect();
        settle(&layers, &inside, &self.only)
    }

    /// Whether the search of a folder passes over this file.
    pub fn passes_over(&mut self, path: &Path) -> bool {
        let found = self.found(path);
        let path = absolute(path);
        let typed = self.typed.iter().flat_map(|layer| &layer.block.settings).rev();
        let typed = typed.clone().find(|setting| setting.key == "exclude").map(|setting| &setting.value);
        let inside = |folder: &Path| shown(path.strip_prefix(folder).unwrap_or(&path));
        if let Some(config::Value::List(words)) = typed {
            return patterns(words).is_ok_and(|set| set.is_match(inside(&self.here)));
        }
        found.is_some_and(|found| self.chains[found].exclude.is_match(inside(&self.chains[found].folder)))
    }

    /// The files that a key names: where each lies, and where it is said.
    pub fn files(&self, settings: &Settings, key: &str) -> Vec<(PathBuf, String, String)> {
        let Some((names, from)) = settings.list(key) else { return Vec::new() };
        let folder = match from {
            Origin::File(place) => self.paths[place.file.0 as usize].as_ref().and_then(|path| path.parent()),
            Origin::Typed(_) | Origin::Default => None,
        };
        let folder = folder.unwrap_or(&self.here);
        let found =
            |name: &String| (self.near(&absolute(&folder.join(name))), name.clone(), self.origin(from));
        names.iter().map(found).collect()
    }

    /// Where a value was said, for people.
    pub fn origin(&self, from: &Origin) -> String {
        match from {
            Origin::Default => "default".to_owned(),
            Origin::Typed(words) => words.clone(),
            Origin::File(place) => {
                let text = self.texts.get(place.file);
                format!("{}:{}", text.name, text.line(place.span.start))
            }
        }
    }

    /// A path as seen from the current folder, as short as it gets.
    fn near(&self, path: &Path) -> PathBuf {
        for (up, above) in self.here.ancestors().enumerate().take(4) {
            if let Ok(rest) = path.strip_prefix(above)
                && (up == 0 || above.parent().is_some())
            {
                return std::iter::repeat_n("..", up).collect::<PathBuf>().join(rest);
            }
        }
        path.to_owned()
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
        let list = match super::outlets::lists(key.0.as_deref(), &key.1) {
            Ok(list) => list,
            Err(trouble) => {
                self.trouble.extend(trouble);
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
        let lists = super::lexicons::lists(&files).unwrap_or_else(|trouble| {
            self.trouble.extend(trouble);
            Lexicons::default()
        });
        self.words.insert(files, lists.clone());
        lists
    }

    /// Adds the files of notes and the bibliographies that the settings name.
    pub fn add_notes(&self, loaded: &mut Loaded, settings: &Settings, how: super::decode::How<'_>) {
        if loaded.draft.is_none() {
            return;
        }
        for key in ["endnotes", "bibliography"] {
            for (path, name, from) in self.files(settings, key) {
                let known =
                    |known: &Option<PathBuf>| known.as_ref().is_some_and(|k| absolute(k) == absolute(&path));
                if loaded.paths.iter().any(known) {
                    continue;
                }
                let climbs = |part: Component<'_>| !matches!(part, Component::Normal(_) | Component::CurDir);
                if Path::new(&name).components().any(climbs) {
                    let message = format!("`{name}` leads out of this file's folder");
                    loaded.trouble.push(Trouble { file: from, message });
                } else if let Err(message) = loaded.more_notes(&path, key == "bibliography", how) {
                    let message = format!("`{}`: {message}", shown(&path));
                    loaded.trouble.push(Trouble { file: from, message });
                }
            }
        }
    }

    /// Whether everything could be read so far.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.trouble.is_empty()
    }

    /// The faults, drawn where they stand.
    pub fn drawn(&self) -> String {
        let mut faults = self.faults.clone();
        faults.sort_by_key(|fault| (fault.place().file, fault.span()));
        let report = Report { findings: faults, ..Report::default() };
        let reports = [report];
        let run = Run::new(&self.texts, &reports, &self.trouble);
        (full::FORMAT.render)(&run, &super::report::style_of_errors())
    }

    /// The faults as trouble, for formats that list it.
    pub fn troubles(&self) -> Vec<Trouble> {
        let fault = |fault: &Diagnostic| {
            let text = self.texts.get(fault.place().file);
            let at = text.position(fault.span().start);
            let help = if fault.help.is_empty() { String::new() } else { format!("; {}", fault.help) };
            Trouble {
                file: format!("{}:{}:{}", text.name, at.line, at.column),
                message: format!("{}{help}", fault.message),
            }
        };
        self.faults.iter().map(fault).chain(self.trouble.iter().cloned()).collect()
    }

    /// The files that were read, for `--watch`.
    pub fn files_read(&self) -> impl Iterator<Item = &PathBuf> {
        self.paths.iter().flatten()
    }
}

fn fault(place: Place, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new("config", Level::Error, place, message)
}

/// A path from the root, `..` and `.` taken out.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

/// "; is `paper.txt` meant?", if a file of nearly this name lies in the folder.
pub(super) fn meant_file(path: &Path) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
        return String::new();
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().take(10_000);
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let same_stem = |other: &&String| Path::new(other).file_stem() == Path::new(&name).file_stem();
    let near = nearest(&name, names.iter().map(String::as_str))
        .or_else(|| names.iter().find(same_stem).map(String::as_str));
    near.map_or_else(String::new, |near| format!("; is `{}` meant?", shown(&path.with_file_name(near))))
}
