//! Lists of words that say how sure, how many or who: data files with their authority, which a house may extend or
//! switch off, and which are matched in one pass over a text.
//!
//! A list is a file in `data/terms/`. Its rows (`[[terms]]`) hold words of one group; `except` holds phrases in which
//! a word of the list means something else (*in the course of*, *confidence interval*). A house's own file has the same
//! form: its rows add words, and `off` takes words out.

mod find;
mod read;

use std::ops::Deref;
use std::sync::{Arc, LazyLock};

pub use find::{Hit, Scan};
pub use read::{Fault, Page};

/// Declares the shipped lists once: variant, name, data file.
macro_rules! lists {
    ($($(#[$doc:meta])* $variant:ident $name:literal),+ $(,)?) => {
        /// Which list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum List { $($(#[$doc])* $variant),+ }

        impl List {
            /// Every list, in the order in which they are shown.
            pub const ALL: &[List] = &[$(List::$variant),+];

            /// The name that files and the command line give it.
            pub fn name(self) -> &'static str {
                match self { $(List::$variant => $name),+ }
            }
        }

        /// The shipped files: name and words.
        const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../data/terms/", $name, ".toml")))),+];
    };
}

lists! {
    /// Words that say that something is beyond doubt: *undoubtedly*.
    Certainty "certainty",
    /// Words that say that something may be otherwise: *possibly*, *seems*.
    Hedge "hedge",
    /// Words that leave a report open: *alleged*, *suspected*.
    Report "report",
    /// Terms of likelihood of Intelligence Community Directive 203; groups are its rows.
    Icd203 "icd203",
    /// Terms of likelihood of the IPCC; groups are its rows.
    Ipcc "ipcc",
    /// Words of likelihood that no scale knows.
    Unscaled "unscaled",
    /// Levels of confidence; groups are the levels.
    Confidence "confidence",
    /// Openings that lay a view on people who are not named: *experts agree*.
    Weasel "weasel",
    /// Words that judge in place of evidence: *horrific*.
    Loaded "loaded",
    /// Words that speak of a whole class: *everyone*, *always*.
    General "general",
    /// Slips of grammar; groups are what was meant.
    Slip "slip",
}

impl List {
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
    pub words: String,
    /// What kind of word it is within the list; may be empty.
    pub group: String,
    /// Who says that it belongs there.
    pub authority: String,
    /// A phrase in which a word of the list means something else: it is never reported and hides what stands in it.
    pub except: bool,
}

/// What a list is, for people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// What its words are, in one line.
    pub about: String,
    /// The authorities of its rows, each once.
    pub authorities: Vec<String>,
    /// Words that a house took out.
    pub off: Vec<String>,
}

/// Every list in force, ready to be matched.
#[derive(Debug)]
pub struct Table {
    /// Where the words are from: `claimlint lexicons`, with the names of house files.
    pub name: String,
    /// All entries, list by list.
    pub entries: Vec<Entry>,
    about: Vec<(List, About)>,
    finder: find::Finder,
}

impl Table {
    fn of(name: String, entries: Vec<Entry>, about: Vec<(List, About)>) -> Self {
        let finder = find::Finder::new(&entries);
        Self { name, entries, about, finder }
    }

    /// The shipped lists read from their files.
    fn shipped() -> Self {
        let mut table = Self::of("claimlint lexicons".to_owned(), Vec::new(), Vec::new());
        let mut entries = Vec::new();
        for (name, words) in FILES {
            // A test reads every shipped file, so none has faults.
            let Ok(page) = Page::parse(words, name) else { continue };
            table.take(&page, &mut entries);
        }
        Self::of(table.name, entries, table.about)
    }

    /// Adds a page's rows to the entries and to what is told about the lists.
    fn take(&mut self, page: &Page, entries: &mut Vec<Entry>) {
        for row in &page.rows {
            let at = self.about.iter().position(|(list, _)| *list == row.list).unwrap_or_else(|| {
                self.about.push((row.list, About::default()));
                self.about.len() - 1
            });
            let about = &mut self.about[at].1;
            if !row.authority.is_empty() && !about.authorities.contains(&row.authority) {
                about.authorities.push(row.authority.clone());
            }
            if about.about.is_empty() {
                about.about.clone_from(&row.about);
            }
            about.off.extend(row.off.iter().cloned());
            entries.retain(|entry| entry.list != row.list || !row.off.contains(&entry.words));
            let exceptions = row.except.iter().map(|words| (words, true));
            for (words, except) in row.words.iter().map(|words| (words, false)).chain(exceptions) {
                entries.retain(|entry| entry.list != row.list || entry.words != *words);
                entries.push(Entry {
                    list: row.list,
                    words: words.clone(),
                    group: row.group.clone(),
                    authority: row.authority.clone(),
                    except,
                });
            }
        }
    }

    /// These lists with the rows of a house's file: its words are added, a word that is there already moves to the
    /// house's group, and what it switches off is taken out.
    pub fn with(&self, page: &Page) -> Table {
        let mut table = Self::of(format!("{} with {}", self.name, page.name), Vec::new(), self.about.clone());
        let mut entries = self.entries.clone();
        table.take(page, &mut entries);
        entries.sort_by_key(|entry| entry.list);
        Self::of(table.name, entries, table.about)
    }

    /// What a list is.
    pub fn about(&self, list: List) -> Option<&About> {
        self.about.iter().find(|(known, _)| *known == list).map(|(_, about)| about)
    }

    /// The entries of a list.
    pub fn entries_of(&self, list: List) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.list == list)
    }

    /// Every word of every list in a text, in one pass: whole words, ASCII letters of either case, the longest of each
    /// list. Linear in the text.
    pub fn scan(&self, text: &str) -> Scan {
        self.finder.scan(text, &self.entries)
    }
}

/// The lists of a run, shared by all its cases; by default the shipped ones.
#[derive(Debug, Clone)]
pub struct Lexicons(pub Arc<Table>);

static SHIPPED: LazyLock<Lexicons> = LazyLock::new(|| Lexicons(Arc::new(Table::shipped())));

impl Default for Lexicons {
    fn default() -> Self {
        SHIPPED.clone()
    }
}

impl Deref for Lexicons {
    type Target = Table;

    fn deref(&self) -> &Table {
        &self.0
    }
}

#[cfg(test)]
mod tests;
