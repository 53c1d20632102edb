//! Which passage, which note, which file: one type for each kind of thing that
//! is counted, and the list that only takes its own.
//!
//! An id is a place in an [`IdVec`], and only the list gives it out, as things
//! are pushed or walked over: a note's number cannot be asked of the passages.
//!
//! ```
//! use claimlint::inside::ids::{IdVec, NoteId};
//!
//! let mut notes: IdVec<NoteId, &str> = IdVec::new();
//! let first = notes.push("Harbour Office, 1911.");
//! notes.push("Ibid.");
//! assert_eq!(notes[first.next()], "Ibid.");
//! assert_eq!(notes.ids().map(|note| note.number()).collect::<Vec<_>>(), [1, 2]);
//! ```

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, Index, IndexMut};

use serde::Serialize;

mod made {
    /// What only the lists of this file may do: make an id.
    pub trait Made {
        /// The id of the thing at this place of its list, counted from 0.
        fn at(index: usize) -> Self;
    }
}
use made::Made;

/// An id that an [`IdVec`] gives out.
pub trait Id: Made + Copy + Ord + std::fmt::Debug {
    /// Its place in the list, counted from 0.
    fn index(self) -> usize;
}

/// One newtype for each kind of thing.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(u32);

        impl Made for $name {
            // Texts are held below 4 GiB, so no list of theirs comes near the bound.
            fn at(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }

        impl Id for $name {
            fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl $name {
            /// The one at this place, counted from 0, for tests: in the program
            /// ids come from lists, and `tests/it/laws.rs` holds it to that.
            pub const fn nth(index: u32) -> Self {
                Self(index)
            }

            /// Its place in its list, counted from 0.
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// Its number for people, counted from 1.
            pub const fn number(self) -> usize {
                self.0 as usize + 1
            }

            /// The one after it, whether or not there is one.
            #[must_use]
            pub const fn next(self) -> Self {
                Self(self.0.saturating_add(1))
            }

            /// The one before it; `None` for the first.
            pub fn before(self) -> Option<Self> {
                self.0.checked_sub(1).map(Self)
            }
        }
    )*};
}

ids! {
    /// A passage of the draft ([`crate::draft::Draft::passages`]).
    PassageId;
    /// A marker of the draft ([`crate::draft::Draft::markers`]).
    MarkerId;
    /// A note of the draft ([`crate::draft::Draft::notes`]).
    NoteId;
    /// A source that the claims file declares ([`crate::case::Case::sources`]).
    SourceId;
}

/// Which loaded text is meant. [`crate::text::Texts`] gives it out: it tells the
/// case of the run and the text's place in it, so that the texts of many cases,
/// loaded side by side, go into one table without being numbered anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId {
    case: u32,
    at: u32,
}

impl FileId {
    /// The text at this place of the first case, counted from 0, for tests: in
    /// the program ids come from [`crate::text::Texts`].
    pub const fn nth(at: u32) -> Self {
        Self { case: 0, at }
    }
}

/// The table of texts: the only list of [`FileId`]s, so it stands with them.
#[derive(Debug, Clone)]
pub struct FileVec<T> {
    /// The number of the first case whose things are here.
    first: u32,
    cases: Vec<Vec<T>>,
}

impl<T> FileVec<T> {
    /// Nothing yet, for the case with this number.
    pub fn of_case(number: u32) -> Self {
        Self { first: number, cases: Vec::new() }
    }

    /// Adds a thing to the last case and says under which id it is found.
    pub fn push(&mut self, thing: T) -> FileId {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        if self.cases.is_empty() {
            self.cases.push(Vec::new());
        }
        let case = self.first.saturating_add(number(self.cases.len() - 1));
        let things = self.cases.last_mut();
        let at = things.map_or(0, |things| {
            things.push(thing);
            things.len() - 1
        });
        FileId { case, at: number(at) }
    }

    /// Moves the things of a later case in; their ids stay theirs.
    pub fn join(&mut self, later: Self) {
        let gap = (later.first.saturating_sub(self.first) as usize).saturating_sub(self.cases.len());
        self.cases.extend(std::iter::repeat_with(Vec::new).take(gap));
        self.cases.extend(later.cases);
    }

    /// The thing with this id, if it is here.
    pub fn get(&self, id: FileId) -> Option<&T> {
        self.cases.get(id.case.checked_sub(self.first)? as usize)?.get(id.at as usize)
    }

    /// Everything with its id, in order.
    pub fn each(&self) -> impl Iterator<Item = (FileId, &T)> {
        (self.first..)
            .zip(&self.cases)
            .flat_map(|(case, things)| (0..).zip(things).map(move |(at, thing)| (FileId { case, at }, thing)))
    }
}

impl<T> Default for FileVec<T> {
    fn default() -> Self {
        Self::of_case(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_loaded_side_by_side_join_without_new_numbers() {
        let mut first = FileVec::of_case(0);
        let tides = first.push("tides");
        let mut third = FileVec::of_case(2);
        let (wool, hides) = (third.push("wool"), third.push("hides"));
        assert_eq!(third.get(wool), Some(&"wool"));
        assert_eq!(third.get(tides), None, "an id of another case finds nothing");
        let mut run = FileVec::default();
        run.join(first);
        run.join(FileVec::of_case(1));
        run.join(third);
        assert_eq!(run.each().collect::<Vec<_>>(), [(tides, &"tides"), (wool, &"wool"), (hides, &"hides")]);
        assert_eq!(run.get(hides), Some(&"hides"));
        assert!(tides < wool && wool < hides);
    }
}

/// Ids that follow each other: those of one section, one passage, a whole list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ids<I> {
    /// The first.
    pub start: I,
    /// The one past the last.
    pub end: I,
}

impl<I: Id> Ids<I> {
    /// None, at the beginning.
    pub fn none() -> Self {
        Self { start: I::at(0), end: I::at(0) }
    }

    /// From one to another, both among them.
    pub fn through(first: I, last: I) -> Self {
        Self { start: first, end: I::at(last.index() + 1) }
    }

    /// Whether this one is among them.
    pub fn contains(&self, id: I) -> bool {
        self.start <= id && id < self.end
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    fn range(&self) -> std::ops::Range<usize> {
        self.start.index()..self.end.index()
    }
}

impl<I: Id> Iterator for Ids<I> {
    type Item = I;

    fn next(&mut self) -> Option<I> {
        if Self::is_empty(self) {
            return None;
        }
        let first = self.start;
        self.start = I::at(first.index() + 1);
        Some(first)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.range().len();
        (left, Some(left))
    }

    fn nth(&mut self, n: usize) -> Option<I> {
        self.start = I::at((self.start.index() + n).min(self.end.index()));
        self.next()
    }
}

impl<I: Id> DoubleEndedIterator for Ids<I> {
    fn next_back(&mut self) -> Option<I> {
        if Self::is_empty(self) {
            return None;
        }
        self.end = I::at(self.end.index() - 1);
        Some(self.end)
    }
}

impl<I: Id> ExactSizeIterator for Ids<I> {}
impl<I: Id> std::iter::FusedIterator for Ids<I> {}

/// A list whose things are known by ids of one kind. All that needs no index
/// is that of a slice.
#[derive(Clone, PartialEq, Eq)]
pub struct IdVec<I, T> {
    things: Vec<T>,
    kind: PhantomData<fn(I) -> I>,
}

impl<I: Id, T> IdVec<I, T> {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self { things: Vec::new(), kind: PhantomData }
    }

    /// Adds a thing and says under which id it is found.
    pub fn push(&mut self, thing: T) -> I {
        self.things.push(thing);
        I::at(self.things.len() - 1)
    }

    /// The id that the next thing will have.
    pub fn next_id(&self) -> I {
        I::at(self.things.len())
    }

    /// All ids, in order.
    pub fn ids(&self) -> Ids<I> {
        Ids { start: I::at(0), end: self.next_id() }
    }

    /// All ids from this one on.
    pub fn ids_from(&self, start: I) -> Ids<I> {
        Ids { start, end: self.next_id() }
    }

    /// One and those at most `reach` before and after it, as far as there are any.
    pub fn ids_near(&self, id: I, reach: usize) -> Ids<I> {
        let end = (id.index() + reach + 1).min(self.things.len());
        Ids { start: I::at(id.index().saturating_sub(reach).min(end)), end: I::at(end) }
    }

    /// Everything with its id, in order.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator + Clone {
        self.things.iter().enumerate().map(|(index, thing)| (I::at(index), thing))
    }

    /// As [`IdVec::each`], to change.
    pub fn each_mut(&mut self) -> impl DoubleEndedIterator<Item = (I, &mut T)> + ExactSizeIterator {
        self.things.iter_mut().enumerate().map(|(index, thing)| (I::at(index), thing))
    }

    /// As [`IdVec::each`], to keep.
    pub fn into_each(self) -> impl DoubleEndedIterator<Item = (I, T)> + ExactSizeIterator {
        self.things.into_iter().enumerate().map(|(index, thing)| (I::at(index), thing))
    }

    /// The thing with this id, if there is one.
    pub fn get(&self, id: I) -> Option<&T> {
        self.things.get(id.index())
    }

    /// As [`IdVec::get`], to change.
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.things.get_mut(id.index())
    }

    /// Things that follow each other, as far as there are any.
    pub fn run(&self, ids: &Ids<I>) -> &[T] {
        self.things.get(ids.range()).unwrap_or_default()
    }

    /// The first for which this holds.
    pub fn find_id(&self, holds: impl FnMut(&T) -> bool) -> Option<I> {
        self.things.iter().position(holds).map(I::at)
    }

    /// The first for which this does not hold, or the one past the last; it
    /// must hold for a run at the beginning and for nothing after it.
    pub fn first_past(&self, holds: impl FnMut(&T) -> bool) -> I {
        I::at(self.things.partition_point(holds))
    }

    /// The last for which this holds; see [`IdVec::first_past`].
    pub fn last_where(&self, holds: impl FnMut(&T) -> bool) -> Option<I> {
        self.things.partition_point(holds).checked_sub(1).map(I::at)
    }

    /// One thing made of each, under the same ids.
    pub fn map_each<U>(&self, make: impl FnMut((I, &T)) -> U) -> IdVec<I, U> {
        self.each().map(make).collect()
    }
}

impl<I, T> Default for IdVec<I, T> {
    fn default() -> Self {
        Self { things: Vec::new(), kind: PhantomData }
    }
}

impl<I, T: std::fmt::Debug> std::fmt::Debug for IdVec<I, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.things.fmt(f)
    }
}

impl<I, T> Deref for IdVec<I, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.things
    }
}

impl<I, T> DerefMut for IdVec<I, T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.things
    }
}

impl<I: Id, T> Index<I> for IdVec<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.things[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for IdVec<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.things[id.index()]
    }
}

impl<I: Id, T> Index<Ids<I>> for IdVec<I, T> {
    type Output = [T];

    fn index(&self, ids: Ids<I>) -> &[T] {
        &self.things[ids.range()]
    }
}

impl<I, T> FromIterator<T> for IdVec<I, T> {
    fn from_iter<It: IntoIterator<Item = T>>(things: It) -> Self {
        Self { things: Vec::from_iter(things), kind: PhantomData }
    }
}

impl<I, T> Extend<T> for IdVec<I, T> {
    fn extend<It: IntoIterator<Item = T>>(&mut self, things: It) {
        self.things.extend(things);
    }
}

impl<I, T> IntoIterator for IdVec<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.things.into_iter()
    }
}

impl<'a, I, T> IntoIterator for &'a IdVec<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.things.iter()
    }
}

impl<'a, I, T> IntoIterator for &'a mut IdVec<I, T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.things.iter_mut()
    }
}
