//! Names and numbers of notes and entries, and which of them anything points to.

use std::collections::{HashMap, HashSet};

use super::roles::{Role, Vocabulary};
use crate::draft::office::tree::Tree;

/// The longest label of a note, in characters: `viii`, `12a`, `***`.
const LONGEST: usize = 6;

/// What can be pointed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Note(u32),
    Entry(u32),
}

/// The notes and entries of a file.
#[derive(Default)]
pub(super) struct Targets {
    named: HashMap<String, Target>,
    /// What a reader sees of each: `3`, `a`; for an entry without a number its name with a sign.
    labels: HashMap<u32, String>,
    /// Every element that has a name.
    parts: HashMap<String, u32>,
    /// Notes and entries that nothing points to, in order.
    pub idle: Vec<Target>,
}

impl Targets {
    pub fn of(tree: &Tree<'_>, words: &Vocabulary) -> Self {
        let mut found = Self::default();
        let mut nodes = Vec::new();
        for at in 1..tree.len() {
            let node = tree.node(at);
            if let Some(id) = tree.attr(at, "id") {
                found.parts.entry(id.to_owned()).or_insert(at);
            }
            let target = match words.role(node.name) {
                Role::Note => Target::Note(at),
                Role::Entry => Target::Entry(at),
                _ => continue,
            };
            nodes.push(target);
            let abbreviation = tree.child(at, "abbrev").map(|abbrev| tree.words(abbrev));
            for name in tree.attr(at, "id").map(str::to_owned).into_iter().chain(abbreviation) {
                found.named.entry(name).or_insert(target);
            }
            // A reference list may name the citation in an entry.
            if let Target::Entry(_) = target {
                for inner in tree.inside(at) {
                    if let Some(id) = tree.attr(inner, "id") {
                        found.named.entry(id.to_owned()).or_insert(target);
                    }
                }
            }
        }
        let pointed = found.pointed(tree, words);
        found.number(tree, words, &nodes, &pointed);
        let idle = |target: &&Target| match target {
            // A note in a paragraph is its own marker.
            Target::Note(at) => {
                !pointed.contains_key(at)
                    && !stands_in_line(tree, words, *at)
                    && found.labels.contains_key(at)
            }
            Target::Entry(at) => !pointed.contains_key(at),
        };
        found.idle = nodes.iter().filter(idle).copied().collect();
        found
    }

    /// What a name stands for.
    pub fn named(&self, name: &str) -> Option<Target> {
        self.named.get(name).copied()
    }

    /// The element that has this name.
    pub fn part(&self, name: &str) -> Option<u32> {
        self.parts.get(name).copied()
    }

    /// What a reader sees of a note or entry; `None` for a remark that has neither number nor marker.
    pub fn label(&self, at: u32) -> Option<&str> {
        self.labels.get(&at).map(String::as_str)
    }

    /// The targets of a pointer, in order.
    pub fn of_pointer(&self, tree: &Tree<'_>, at: u32) -> Vec<Target> {
        let said = ["rid", "linkend"].iter().find_map(|name| tree.attr(at, name));
        let said = match said {
            Some(said) => said.to_owned(),
            None if tree.node(at).name == "citation" => {
                return self.named(&tree.words(at)).into_iter().collect();
            }
            None => tree.attr(at, "href").and_then(|href| href.strip_prefix('#')).unwrap_or("").to_owned(),
        };
        said.split_whitespace().filter_map(|name| self.named(name)).collect()
    }

    /// For each note and entry that is pointed to, the words of the first pointer.
    fn pointed(&self, tree: &Tree<'_>, words: &Vocabulary) -> HashMap<u32, String> {
        let mut found = HashMap::new();
        for at in 1..tree.len() {
            if matches!(words.role(tree.node(at).name), Role::Pointer | Role::Link) {
                for target in self.of_pointer(tree, at) {
                    let (Target::Note(to) | Target::Entry(to)) = target;
                    found.entry(to).or_insert_with(|| tree.words(at));
                }
            }
        }
        found
    }

    fn number(
        &mut self,
        tree: &Tree<'_>,
        words: &Vocabulary,
        nodes: &[Target],
        pointed: &HashMap<u32, String>,
    ) {
        let is_book = tree.children(0).any(|root| tree.node(root).name == "book");
        // Numbers that pointers show belong to entries that are numbered.
        let numbered = nodes.iter().any(|target| match target {
            Target::Entry(at) => {
                pointed.get(at).is_some_and(|words| is_short_number(words) || words.is_empty())
            }
            Target::Note(_) => false,
        });
        let mut run = 0;
        let (mut notes, mut entries) = (0, 0);
        let mut taken = HashSet::new();
        for target in nodes {
            match *target {
                Target::Note(at) => {
                    let own = run_of(tree, words, at);
                    if is_book && own != run {
                        (run, notes) = (own, 0);
                    }
                    let said = tree.child(at, "label").map(|label| tree.words(label));
                    let said = said.or_else(|| tree.attr(at, "label").map(str::to_owned));
                    let said = said.or_else(|| pointed.get(&at).cloned()).map(|said| bare(&said));
                    // "see the note on dues" is no number.
                    let short = |said: &String| !said.is_empty() && said.chars().count() <= LONGEST;
                    let label = match said.filter(short) {
                        Some(said) => said,
                        None if pointed.contains_key(&at) || stands_in_line(tree, words, at) => {
                            notes += 1;
                            notes.to_string()
                        }
                        None => continue,
                    };
                    self.labels.insert(at, label);
                }
                Target::Entry(at) => {
                    entries += 1;
                    let said = tree.child(at, "label").map(|label| bare(&tree.words(label)));
                    let label = match said.filter(|said| is_short_number(said)) {
                        Some(said) if numbered => said,
                        _ if numbered => entries.to_string(),
                        _ => {
                            let key =
                                tree.attr(at, "id").map_or_else(|| format!("entry-{entries}"), str::to_owned);
                            format!("@{key}")
                        }
                    };
                    let label =
                        if taken.insert(label.clone()) { label } else { format!("{label}-{entries}") };
                    self.labels.insert(at, label);
                }
            }
        }
    }
}

/// The element in which the numbers of this note begin anew.
fn run_of(tree: &Tree<'_>, words: &Vocabulary, at: u32) -> u32 {
    let mut up = tree.node(at).parent;
    while up > 0 && !words.runs.contains(&tree.node(up).name) {
        up = tree.node(up).parent;
    }
    up
}

/// Whether a note stands among the words of a paragraph, so that its place is its marker.
pub(super) fn stands_in_line(tree: &Tree<'_>, words: &Vocabulary, at: u32) -> bool {
    let mut up = tree.node(at).parent;
    while up > 0 {
        match words.role(tree.node(up).name) {
            Role::As(tag) => return !matches!(tag, "figure" | "table" | "div" | "ul" | "tbody" | "thead"),
            Role::Title => return true,
            Role::Section | Role::Byline => return false,
            _ => up = tree.node(up).parent,
        }
    }
    false
}

/// A label without what stands round it: `[12]` is `12`, `a)` is `a`.
fn bare(label: &str) -> String {
    label.trim_matches(|c: char| c.is_whitespace() || "[]().:".contains(c)).to_owned()
}

/// Whether words are the number of a note or entry, not a year.
pub(super) fn is_short_number(words: &str) -> bool {
    let words = bare(words);
    let number = words.trim_end_matches(|c: char| c.is_ascii_lowercase());
    words.len() <= number.len() + 1
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(number.parse::<u32>(), Ok(1..1000))
}
