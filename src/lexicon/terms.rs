//! Lists of words that say how sure, how many or who, which are looked for in whole texts in one pass, and which a
//! house may extend or switch off.
//!
//! A row (`[[terms]]`) holds words of one group; `except` holds phrases in which a word of the list means something
//! else (*in the course of*, *confidence interval*). A house's own file has the same form: its rows add words, and
//! `off` takes words out.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Deref;
use std::sync::Arc;

use super::find::{self, Scan};
use super::read::Page;
use super::tables::{ENTRIES, List};

impl List {
    /// The name that files and the command line give it.
    pub fn name(self) -> &'static str {
        self.words().name
    }

    /// The list with this name.
    pub fn named(name: &str) -> Option<List> {
        List::ALL.iter().copied().find(|list| list.name() == name)
    }
}

/// One word or phrase of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The list.
    pub list: List,
    /// Its words, lower case, single spaces, straight apostrophes.
    pub words: Cow<'static, str>,
    /// What kind of word it is within the list; may be empty.
    pub group: Cow<'static, str>,
    /// Who says that it belongs there.
    pub authority: Cow<'static, str>,
    /// A phrase in which a word of the list means something else: it is never reported and hides what stands in it.
    pub except: bool,
}

/// What a list is, for people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// What its words are, in one line.
    pub about: &'static str,
    /// The authorities of its rows, each once.
    pub authorities: Vec<String>,
    /// Words that a house took out.
    pub off: Vec<String>,
}

/// Every list in force, ready to be matched: the shipped words, which are static, and those that a house adds.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Names of the house's files, in order.
    houses: Vec<String>,
    added: Vec<Entry>,
    /// Entries that a house switched off or put into a group of its own.
    gone: BTreeSet<usize>,
    off: Vec<(List, String)>,
    /// Added entries by their first word, letters small.
    opens: HashMap<String, Vec<usize>>,
}

impl Table {
    /// Whether a house added words to the shipped ones.
    pub(super) fn adds_words(&self) -> bool {
        !self.opens.is_empty()
    }

    /// Where the words are from: `claimlint lexicons`, with the names of house files.
    pub fn name(&self) -> String {
        let houses: String = self.houses.iter().map(|name| format!(" with {name}")).collect();
        format!("claimlint lexicons{houses}")
    }

    /// These lists with the rows of a house's file: its words are added, a word that is there already moves to the
    /// house's group, and what it switches off is taken out.
    pub fn with(&self, page: &Page) -> Table {
        let mut table = self.clone();
        table.houses.push(page.name.clone());
        for row in &page.rows {
            for words in &row.off {
                table.drop(row.list, words);
                table.off.push((row.list, words.clone()));
            }
            let exceptions = row.except.iter().map(|words| (words, true));
            for (words, except) in row.words.iter().map(|words| (words, false)).chain(exceptions) {
                table.drop(row.list, words);
                let index = ENTRIES.len() + table.added.len();
                table.opens.entry(find::opener(words).to_ascii_lowercase()).or_default().push(index);
                table.added.push(Entry {
                    list: row.list,
                    words: Cow::Owned(words.clone()),
                    group: Cow::Owned(row.group.clone()),
                    authority: Cow::Owned(row.authority.clone()),
                    except,
                });
            }
        }
        table
    }

    /// Takes words out of a list.
    fn drop(&mut self, list: List, words: &str) {
        let gone = (0..ENTRIES.len() + self.added.len())
            .filter(|&index| self.entry(index).list == list && self.entry(index).words == words);
        let gone: Vec<usize> = gone.collect();
        self.gone.extend(gone);
    }

    /// The entry with this number.
    pub fn entry(&self, index: usize) -> &Entry {
        ENTRIES.get(index).unwrap_or_else(|| &self.added[index - ENTRIES.len()])
    }

    /// The numbers of the entries that begin with a word, those that are gone left out.
    pub(super) fn opened_by(&self, word: &str) -> impl Iterator<Item = usize> {
        let shipped = super::id(word)
            .map_or(&[][..], |id| &super::tables::OPENS[super::between(&super::tables::OPENS_AT, id)]);
        let added = match self.opens.is_empty() {
            true => None,
            false => self.opens.get(&word.to_ascii_lowercase()),
        };
        let all = shipped.iter().map(|&index| usize::from(index)).chain(added.into_iter().flatten().copied());
        all.filter(|index| self.gone.is_empty() || !self.gone.contains(index))
    }

    /// What a list is, with the authorities of its rows, each once.
    pub fn about(&self, list: List) -> About {
        let mut authorities: Vec<String> = Vec::new();
        for entry in self.entries_of(list) {
            if !authorities.iter().any(|known| *known == entry.authority) {
                authorities.push(entry.authority.clone().into_owned());
            }
        }
        let off = self.off.iter().filter(|(of, _)| *of == list).map(|(_, words)| words.clone()).collect();
        About { about: list.words().about, authorities, off }
    }

    /// Every entry in force, list by list.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        List::ALL.iter().flat_map(|&list| self.entries_of(list))
    }

    /// The entries of a list.
    pub fn entries_of(&self, list: List) -> impl Iterator<Item = &Entry> {
        (0..ENTRIES.len() + self.added.len())
            .filter(|index| !self.gone.contains(index))
            .map(|index| self.entry(index))
            .filter(move |entry| entry.list == list)
    }

    /// Every word of every list in a text, in one pass: whole words, ASCII letters of either case, the longest of each
    /// list. Linear in the text.
    pub fn scan(&self, text: &str) -> Scan {
        find::scan(self, text)
    }
}

/// The lists of a run, shared by all its cases; by default the shipped ones.
#[derive(Debug, Clone, Default)]
pub struct Lexicons(pub Arc<Table>);

impl Deref for Lexicons {
    type Target = Table;

    fn deref(&self) -> &Table {
        &self.0
    }
}
