//! What the program knows of languages: lists of words, as data.
//!
//! The words stand in `data/<language>/*.toml`, each row with its authority, an example and a counter-example that the
//! tests run. The build script makes static tables of them: nothing is read or built when the program starts. This is
//! the ground floor: every room may ask here, and no room has words of its own.
//!
//! - [`list`] holds each list by its name; [`Words`] says whether a word is of it.
//! - [`sentence`] and [`citation`] tell by one look all that a word can be, as bits.
//! - [`Table`] finds the words of the lists that are looked for in whole texts, and takes in those of a user's file.
//!
//! ```
//! use claimlint::inside::lexicon::{list, sentence, Sentence};
//! assert!(list::MONTH.has("October"));
//! assert!(sentence("Rose").any(Sentence::PAST));
//! ```

mod find;
mod hash;
mod months;
mod read;
mod tables;
mod terms;

use std::ops::Deref;
use std::sync::OnceLock;

use crate::needles::Needles;
use crate::span::Span;

pub use find::{Hit, Scan};
pub use hash::LONGEST;
pub use months::{month, month_begun, month_name};
pub use read::{Fault, Page};
pub use tables::{LANGUAGES, LISTS, List, list};
pub use terms::{About, Entry, Lexicons, Table};

/// How the words of a list are compared with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Whole words, whatever the case of their letters.
    Word,
    /// As they are written, wherever they stand.
    Text,
}

/// Words of a list that have language, group and authority in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Tag of the language: the name of its folder in `data/`.
    pub language: &'static str,
    /// What kind of word these are within the list, or what they stand for (`3` for *March*); may be empty.
    pub group: &'static str,
    /// Who says that they belong there.
    pub authority: &'static str,
    /// Phrases in which a word of the list means something else.
    pub except: &'static [&'static str],
    from: u16,
    to: u16,
}

/// A list of words.
pub struct Words {
    id: u16,
    /// Its name in the data files.
    pub name: &'static str,
    /// What its words are, in one line.
    pub about: &'static str,
    /// How they are compared.
    pub form: Form,
    words: &'static [&'static str],
    /// Where the words are from, in the order of the words.
    pub rows: &'static [Row],
    /// All its entries to be looked for at once, made when first asked for.
    needles: OnceLock<Needles>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("name", &self.name).finish_non_exhaustive()
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Words {}

/// A list of fewer entries is gone through one by one.
const FEW: usize = 4;

impl Words {
    /// Whether a word is of the list, whatever the case of its ASCII letters. Only single words are found.
    pub fn has(&self, word: &str) -> bool {
        id(word).is_some_and(|id| tables::LISTS_OF[between(&tables::LISTS_AT, id)].contains(&self.id))
    }

    /// Whether one of its entries stands in a text, letter by letter and be it within a word.
    pub fn stands_in(&self, text: &str) -> bool {
        self.words.iter().any(|words| text.contains(words))
    }

    /// The first of some of its entries that stands in a text, compared as the list's form says.
    pub fn first_of(words: &[&'static str], form: Form, text: &str) -> Option<Span> {
        let places = words.iter().filter_map(|words| match form {
            Form::Text => text.find(words).map(|at| Span::new(at, at + words.len())),
            Form::Word => find::whole_words(text, words),
        });
        places.min_by_key(|span| span.start)
    }

    /// The first of its entries that stands in a text.
    pub fn find(&self, text: &str) -> Option<Span> {
        if self.form == Form::Text || self.words.len() < FEW {
            return Self::first_of(self.words, self.form, text);
        }
        let needles = self.needles.get_or_init(|| Needles::in_any_case(self.words));
        let mut first: Option<crate::needles::Found> = None;
        // Of those that begin together the one that stands first in the list.
        for found in needles.everywhere(text) {
            if first.is_some_and(|known| found.start > known.start) {
                break;
            }
            if first.is_none_or(|known| found.number < known.number)
                && find::whole(text, found.start, found.end)
            {
                first = Some(found);
            }
        }
        first.map(|found| Span::new(found.start, found.end))
    }

    /// The words of one of its rows.
    pub fn of(&self, row: &Row) -> &'static [&'static str] {
        &self.words[usize::from(row.from)..usize::from(row.to)]
    }

    /// The words in one language.
    pub fn in_language(&self, tag: &str) -> impl Iterator<Item = &'static str> {
        self.rows.iter().filter(move |row| row.language == tag).flat_map(|row| self.of(row)).copied()
    }

    /// The group of a word, whatever the case of its ASCII letters.
    pub fn group(&self, word: &str) -> Option<&'static str> {
        let row = self.rows.iter().find(|row| self.of(row).iter().any(|of| of.eq_ignore_ascii_case(word)))?;
        Some(row.group)
    }
}

impl Deref for Words {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        self.words
    }
}

/// Declares a set of bits; the build script gives each bit its name.
macro_rules! bits {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub struct $name(u64);

        impl $name {
            /// Whether any of `other` holds.
            pub fn any(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            /// Both together.
            pub const fn or(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }
    };
}

bits! {
    /// What an English word can do in a sentence. Several may hold of one word.
    Sentence
}
bits! {
    /// What a word of any language can be in a citation. Several may hold of one word.
    Citation
}

/// What a word can do in a sentence, whatever its case. Unknown words can do nothing.
pub fn sentence(word: &str) -> Sentence {
    id(word).map_or(Sentence(0), |id| Sentence(tables::SENTENCE[id]))
}

/// What a word can be in a citation, whatever its case. Unknown words can be nothing.
pub fn citation(word: &str) -> Citation {
    id(word).map_or(Citation(0), |id| Citation(tables::CITATION[id]))
}

/// The languages of which a word is a small one, as bits in the order of [`LANGUAGES`].
pub fn languages(word: &str) -> u32 {
    id(word).map_or(0, |id| tables::TOLD_BY[id])
}

/// The number of a word in the table, whatever the case of its ASCII letters.
#[inline]
fn id(word: &str) -> Option<usize> {
    let lanes = hash::lanes(word)?;
    let last = tables::SLOTS.len() - 1;
    let mut slot = hash::hash(word.len(), &lanes) as usize & last;
    // At least half of the slots are free, so this ends.
    loop {
        let id = usize::from(tables::SLOTS[slot]).checked_sub(1)?;
        let (from, to) = (tables::AT[id] as usize, tables::AT[id + 1] as usize);
        if to - from == word.len() && tables::TEXT.as_bytes()[from..to].eq_ignore_ascii_case(word.as_bytes())
        {
            return Some(id);
        }
        slot = (slot + 1) & last;
    }
}

/// The part of an array that belongs to a word.
#[inline]
fn between(at: &[u16], id: usize) -> std::ops::Range<usize> {
    usize::from(at[id])..usize::from(at[id + 1])
}

#[cfg(test)]
mod tests;
