//! The shortest words of a sentence that find it again: its beginning and its end,
//! each as long as it must be to occur once in the draft.

use super::anchor::{Finder, Search};
use crate::draft::Draft;
use crate::ids::PassageId;

/// `at "from" to "to"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The words, or the first words.
    pub from: String,
    /// The last words.
    pub to: Option<String>,
}

/// How many words a beginning or an end may have, the shortest first.
const LENGTHS: [usize; 6] = [5, 7, 10, 14, 20, 30];

/// A sentence of at most so many words is its own anchor.
const WHOLE: usize = 9;

/// The anchors of some passages.
pub struct Anchors {
    found: Vec<Option<Anchor>>,
}

/// What could anchor one passage: words and their number in the search.
struct Candidates {
    whole: (String, usize),
    short: bool,
    heads: Vec<(String, usize)>,
    tails: Vec<(String, usize)>,
}

impl Anchors {
    /// Looks for the anchors of all these passages in one pass over the draft.
    pub fn find(draft: &Draft, passages: &[PassageId]) -> Self {
        let mut finder = Finder::default();
        let candidates: Vec<Candidates> =
            passages.iter().map(|&passage| Candidates::of(draft.words(passage), &mut finder)).collect();
        let search = finder.run(&draft.view);
        let found = passages.iter().zip(candidates).map(|(&passage, candidates)| {
            let once = |number: usize| is_once(draft, &search, number, passage);
            candidates.choose(once)
        });
        Self { found: found.collect() }
    }

    /// That of the passage with this place in the list that was given.
    pub fn of(&self, number: usize) -> Option<&Anchor> {
        self.found.get(number)?.as_ref()
    }
}

impl Candidates {
    fn of(words: &str, finder: &mut Finder) -> Self {
        let all: Vec<&str> = words.split_whitespace().collect();
        let mut add = |part: &[&str]| {
            let text = part.join(" ");
            let number = finder.add(&text);
            (text, number)
        };
        let lengths = LENGTHS.into_iter().filter(|&length| length < all.len());
        Self {
            whole: add(&all),
            short: all.len() <= WHOLE,
            heads: lengths.clone().map(|length| add(&all[..length])).collect(),
            tails: lengths.map(|length| add(&all[all.len() - length..])).collect(),
        }
    }

    fn choose(self, once: impl Fn(usize) -> bool) -> Option<Anchor> {
        let whole = |this: Self| once(this.whole.1).then_some(Anchor { from: this.whole.0, to: None });
        if self.short {
            return whole(self);
        }
        let first = |list: &[(String, usize)]| list.iter().position(|&(_, number)| once(number));
        let words = |text: &str| text.split(' ').count();
        match (first(&self.heads), first(&self.tails)) {
            (Some(head), Some(tail))
                if words(&self.heads[head].0) + words(&self.tails[tail].0) < words(&self.whole.0) =>
            {
                Some(Anchor { from: self.heads[head].0.clone(), to: Some(self.tails[tail].0.clone()) })
            }
            _ => whole(self),
        }
    }
}

/// Whether these words stand in the passages once, and there in this one.
fn is_once(draft: &Draft, search: &Search, number: usize, passage: PassageId) -> bool {
    let mut places = search.of(number).iter().filter_map(|span| draft.passage_at(span.start));
    places.next() == Some(passage) && places.next().is_none()
}
