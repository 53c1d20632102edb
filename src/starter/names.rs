//! Names for entries, made of the words that tell most.

use crate::lexicon::list;
use std::collections::{HashMap, HashSet};

use crate::case::Case;
use crate::notes::fold;
use crate::syntax::kebab;

/// A name has at most so many characters, so that lines stay readable.
const LONGEST: usize = 40;

/// A claim's name has at most so many words.
const WORDS: usize = 4;

/// Words with which a sentence begins or goes on, and which do not tell it from others.
#[rustfmt::skip]
/// A figure of the sentence as it can stand in a name: `1,054` as `1054`.
fn figure(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    word.starts_with(|c: char| c.is_ascii_digit()).then(|| word.replace(',', ""))
}

/// The names that are taken: those of the claims file, those that entries had before,
/// and those given here.
pub struct Names {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Names {
    /// The names of a claims file. An old name must not come back.
    pub fn taken(case: &Case<'_>) -> Self {
        let mut taken: HashSet<String> = case.names().map(str::to_owned).collect();
        let was = case.entries.iter().flat_map(|entry| &entry.entry.was);
        let was = was.chain(case.sources.iter().flat_map(|source| &source.decl.was));
        taken.extend(was.map(|name| name.value.clone()));
        Self { taken, next: HashMap::new() }
    }

    /// A name for a sentence; `line` (1-based) names those without a Latin word.
    pub fn for_claim(&mut self, words: &str, line: usize) -> String {
        let folded = fold::fold(words);
        let telling =
            fold::telling(&folded).filter(|word| word.len() > 2 && !list::EMPTY_IN_NAME.contains(word));
        let letters = |word: &&str| word.starts_with(|c: char| c.is_ascii_lowercase());
        let mut chosen: Vec<&str> = telling.filter(letters).take(WORDS).collect();
        // A name begins with a letter, and a figure tells most at its end.
        let figure = words.split_whitespace().find_map(figure);
        if let Some(figure) = &figure {
            chosen.truncate(WORDS - 1);
            chosen.push(figure);
        }
        let name = kebab(&chosen.join("-"));
        self.unique(&name, &format!("line-{line}"))
    }

    /// A source's name from its key.
    pub fn for_source(&mut self, key: &str) -> String {
        self.unique(&kebab(key), "source")
    }

    fn unique(&mut self, name: &str, otherwise: &str) -> String {
        let mut name = name.get(..LONGEST).unwrap_or(name).trim_end_matches('-');
        if name.is_empty() {
            name = otherwise;
        }
        let mut unique = name.to_owned();
        while !self.taken.insert(unique.clone()) {
            let count = self.next.entry(name.to_owned()).or_insert(1);
            *count += 1;
            unique = format!("{name}-{count}");
        }
        unique
    }
}
