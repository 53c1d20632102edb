//! Many set phrases looked for in a text at once, without an automaton.
//!
//! An automaton over some hundred phrases takes longer to build than most drafts take to read. Here the phrases are
//! sorted, and at each byte of a text three bytes tell whether any of them can begin there; only then is one looked up.
//! Making this costs a sort, looking costs a few steps a byte, whatever the number of phrases.

/// Bits of the gate: five of each of three bytes.
const GATE: usize = 1 << 15;
/// No phrase.
const NONE: u32 = u32::MAX;

/// Phrases, ready to be looked for. Each is known by its number: its place among those given; of equal ones the first.
pub struct Needles {
    /// The bytes of all phrases in their order, one after another.
    letters: Vec<u8>,
    /// Where each phrase begins in `letters`, and the end of the last.
    at: Vec<u32>,
    /// The number of each.
    number: Vec<u32>,
    /// The longest other phrase that each opens with.
    parent: Vec<u32>,
    /// Where the phrases with each first byte begin in the order.
    first: Box<[u32; 257]>,
    /// Which three bytes open a phrase, roughly.
    gate: Box<[u64; GATE / 64]>,
    /// Whether ASCII letters of either case are equal.
    fold: bool,
}

/// One phrase in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Which of those given.
    pub number: usize,
    /// Byte offset of its start.
    pub start: usize,
    /// Byte offset just past it.
    pub end: usize,
}

impl Needles {
    /// Phrases that are looked for as they are written.
    pub fn new<P: AsRef<str>>(phrases: impl IntoIterator<Item = P>) -> Self {
        Self::build(phrases, false)
    }

    /// Phrases whose ASCII letters may have either case.
    pub fn in_any_case<P: AsRef<str>>(phrases: impl IntoIterator<Item = P>) -> Self {
        Self::build(phrases, true)
    }

    fn build<P: AsRef<str>>(phrases: impl IntoIterator<Item = P>, fold: bool) -> Self {
        let (mut given, mut ends): (Vec<u8>, Vec<usize>) = (Vec::new(), vec![0]);
        for phrase in phrases {
            given.extend_from_slice(phrase.as_ref().as_bytes());
            ends.push(given.len());
        }
        if fold {
            given.make_ascii_lowercase();
        }
        let phrase = |index: u32| &given[ends[index as usize]..ends[index as usize + 1]];
        let mut number: Vec<u32> = (0..u32::try_from(ends.len() - 1).unwrap_or(NONE))
            .filter(|&index| !phrase(index).is_empty())
            .collect();
        number.sort_unstable_by(|&a, &b| phrase(a).cmp(phrase(b)).then(a.cmp(&b)));
        number.dedup_by(|b, a| phrase(*a) == phrase(*b));
        let mut built = Self {
            letters: Vec::with_capacity(given.len()),
            at: vec![0],
            parent: Vec::with_capacity(number.len()),
            first: Box::new([0; 257]),
            gate: Box::new([0; GATE / 64]),
            fold,
            number: Vec::new(),
        };
        for &index in &number {
            built.add(phrase(index));
        }
        built.number = number;
        for byte in 0..256 {
            built.first[byte + 1] += built.first[byte];
        }
        built
    }

    /// Adds the next phrase of the order.
    fn add(&mut self, phrase: &[u8]) {
        let mut parent = u32::try_from(self.parent.len()).unwrap_or(NONE).wrapping_sub(1);
        while parent != NONE && !phrase.starts_with(self.phrase(parent as usize)) {
            parent = self.parent[parent as usize];
        }
        self.parent.push(parent);
        self.letters.extend_from_slice(phrase);
        self.at.push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
        self.first[usize::from(phrase[0]) + 1] += 1;
        // A phrase of fewer than three bytes may be followed by anything.
        let open = 5 * 3usize.saturating_sub(phrase.len());
        let key = phrase.iter().take(3).fold(0, |key, &byte| key << 5 | usize::from(byte & 31)) << open;
        for key in key..key + (1 << open) {
            self.gate[key / 64] |= 1 << (key % 64);
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.number.is_empty()
    }

    /// How many different ones there are.
    pub fn len(&self) -> usize {
        self.number.len()
    }

    fn phrase(&self, slot: usize) -> &[u8] {
        &self.letters[self.at[slot] as usize..self.at[slot + 1] as usize]
    }

    /// The phrases that begin at this byte of a text, the longest first.
    #[inline]
    pub fn at<'s>(&'s self, text: &'s [u8], start: usize) -> impl Iterator<Item = Found> + 's {
        let rest = &text[start..];
        let mut slot = if self.may_open(rest) { self.longest(rest) } else { NONE };
        std::iter::from_fn(move || {
            let found = (slot != NONE).then_some(slot as usize)?;
            slot = self.parent[found];
            let length = (self.at[found + 1] - self.at[found]) as usize;
            Some(Found { number: self.number[found] as usize, start, end: start + length })
        })
    }

    /// Whether the gate lets these bytes pass.
    #[inline]
    fn may_open(&self, rest: &[u8]) -> bool {
        let byte = |at: usize| rest.get(at).map_or(0, |&byte| usize::from(byte & 31));
        self.open(byte(0) << 10 | byte(1) << 5 | byte(2))
    }

    #[inline]
    fn open(&self, key: usize) -> bool {
        self.gate[key / 64] >> (key % 64) & 1 == 1
    }

    /// The longest phrase that opens these bytes, or [`NONE`].
    fn longest(&self, rest: &[u8]) -> u32 {
        let Some(&byte) = rest.first() else { return NONE };
        let byte = if self.fold { byte.to_ascii_lowercase() } else { byte };
        let (mut low, mut high) =
            (self.first[usize::from(byte)] as usize, self.first[usize::from(byte) + 1] as usize);
        let from = low;
        // The last phrase that does not come after the text: every phrase that opens the text is it or opens it.
        while low < high {
            let middle = low.midpoint(high);
            if self.comes_after(self.phrase(middle), rest) { high = middle } else { low = middle + 1 }
        }
        if low == from {
            return NONE;
        }
        let mut slot = u32::try_from(low - 1).unwrap_or(NONE);
        while slot != NONE && !self.opens(self.phrase(slot as usize), rest) {
            slot = self.parent[slot as usize];
        }
        slot
    }

    fn comes_after(&self, phrase: &[u8], rest: &[u8]) -> bool {
        for (index, &letter) in phrase.iter().enumerate() {
            let Some(&byte) = rest.get(index) else { return true };
            let byte = if self.fold { byte.to_ascii_lowercase() } else { byte };
            if letter != byte {
                return letter > byte;
            }
        }
        false
    }

    fn opens(&self, phrase: &[u8], rest: &[u8]) -> bool {
        match rest.get(..phrase.len()) {
            Some(head) if self.fold => head.eq_ignore_ascii_case(phrase),
            Some(head) => head == phrase,
            None => false,
        }
    }

    /// Every phrase wherever it stands in a text, in the order of the starts, at each the longest first.
    pub fn everywhere<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Found> + 's {
        self.starts(text.as_bytes()).flat_map(move |start| self.at(text.as_bytes(), start))
    }

    /// From left to right the longest at each place, none that overlaps the one before it.
    pub fn longest_apart<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Found> + 's {
        let mut free = 0;
        self.starts(text.as_bytes()).filter_map(move |start| {
            let found = self.at(text.as_bytes(), start).next().filter(|_| start >= free)?;
            free = found.end;
            Some(found)
        })
    }

    /// The bytes at which the gate is open.
    fn starts<'s>(&'s self, bytes: &'s [u8]) -> impl Iterator<Item = usize> + 's {
        let lead = |at: usize| bytes.get(at).map_or(0, |&byte| usize::from(byte & 31));
        let mut key = lead(0) << 5 | lead(1);
        let mut at = 0;
        let end = if self.is_empty() { 0 } else { bytes.len() };
        std::iter::from_fn(move || {
            while at < end {
                key = (key << 5 | bytes.get(at + 2).map_or(0, |&byte| usize::from(byte & 31))) & (GATE - 1);
                at += 1;
                if self.open(key) {
                    return Some(at - 1);
                }
            }
            None
        })
    }

    /// Whether any of them stands anywhere in a text.
    pub fn any_in(&self, text: &str) -> bool {
        self.everywhere(text).next().is_some()
    }

    /// The one that ends first, and of those that end together the longest.
    pub fn first_to_end(&self, text: &str) -> Option<Found> {
        let mut first: Option<Found> = None;
        for found in self.everywhere(text) {
            match first {
                Some(known) if found.start >= known.end => break,
                Some(known) if found.end >= known.end => {}
                _ => first = Some(found),
            }
        }
        first
    }
}

#[cfg(test)]
mod tests {
    use aho_corasick::{AhoCorasick, MatchKind};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_longest_comes_first_and_short_ones_are_found() {
        let needles = Needles::in_any_case(["sea", "Sea port", "a", "seal", "sea", "é"]);
        assert_eq!(needles.len(), 5);
        let at =
            |text: &str, start| needles.at(text.as_bytes(), start).map(|it| it.number).collect::<Vec<_>>();
        assert_eq!(at("SEA PORTS", 0), [1, 0]);
        assert_eq!(at("sea", 0), [0]);
        assert_eq!(at("sealed", 0), [3, 0]);
        assert_eq!(at("né", 1), [5]);
        assert_eq!(at("a", 0), [2]);
        assert!(!Needles::new(["Sea"]).any_in("the sea"));
        assert!(!Needles::new([""; 2]).any_in("the sea"));
    }

    proptest! {
        #[test]
        fn they_find_what_an_automaton_finds(
            phrases in proptest::collection::vec("[aAbé ]{1,4}", 1..12),
            text in "[aAbBé ]{0,40}",
            fold in any::<bool>(),
        ) {
            let needles = Needles::build(&phrases, fold);
            let mut automaton = AhoCorasick::builder();
            automaton.ascii_case_insensitive(fold);
            let standard = automaton.clone().match_kind(MatchKind::Standard).build(&phrases).expect("it builds");
            let mut found: Vec<(usize, usize)> =
                needles.everywhere(&text).map(|it| (it.start, it.end)).collect();
            found.sort_unstable();
            let mut expected: Vec<(usize, usize)> =
                standard.find_overlapping_iter(&text).map(|it| (it.start(), it.end())).collect();
            expected.sort_unstable();
            expected.dedup();
            prop_assert_eq!(found, expected);
            let longest = automaton.clone().match_kind(MatchKind::LeftmostLongest).build(&phrases).expect("it builds");
            let expected: Vec<(usize, usize)> = longest.find_iter(&text).map(|it| (it.start(), it.end())).collect();
            let found: Vec<(usize, usize)> = needles.longest_apart(&text).map(|it| (it.start, it.end)).collect();
            prop_assert_eq!(found, expected);
            let first = standard.find(&text).map(|it| (it.pattern().as_usize(), it.start(), it.end()));
            prop_assert_eq!(needles.first_to_end(&text).map(|it| (it.number, it.start, it.end)), first);
            prop_assert_eq!(needles.any_in(&text), first.is_some());
        }
    }
}
