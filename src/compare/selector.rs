//! Anchors that outlive a shift: the quoted words with a little of what stands
//! before and after them, as the W3C's Web Annotation Data Model describes a
//! `TextQuoteSelector` (section 4.2.4).

use super::quote::{Copy, Outcome};
use crate::span::Span;

/// Of more places than these the rest is not weighed.
const MOST_PLACES: usize = 1000;
/// How many characters of prefix and suffix are kept at the most.
const AROUND: usize = 32;

/// Words with their surroundings. The fields have the names of the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// The words as the text has them.
    pub exact: String,
    /// What stands just before them, cut at a word.
    pub prefix: String,
    /// What stands just after them, cut at a word.
    pub suffix: String,
}

impl Selector {
    /// The selector of a range of a text.
    pub fn of(text: &str, span: Span) -> Self {
        let exact = text.get(span.range()).unwrap_or("").to_owned();
        let before = text.get(..span.start as usize).unwrap_or("");
        let after = text.get(span.end as usize..).unwrap_or("");
        let start = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
        let mut prefix = &before[start..];
        if start > 0 {
            // A word that was cut is left out, if a whole one is left.
            prefix = prefix.find(char::is_whitespace).map_or(prefix, |space| &prefix[space..]).trim_start();
        }
        let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        let mut suffix = &after[..end];
        if end < after.len() {
            suffix = suffix.rfind(char::is_whitespace).map_or(suffix, |space| &suffix[..space]).trim_end();
        }
        Self { exact, prefix: prefix.to_owned(), suffix: suffix.to_owned() }
    }

    /// Where its words stand in a copy: of several places the one whose
    /// surroundings are most like its own, the first of several alike.
    pub fn find(&self, copy: &Copy<'_>) -> Option<Span> {
        let text = &copy.held.words;
        // The very same bytes first: they keep the marks at the ends.
        let same = memchr::memmem::find_iter(text.as_bytes(), self.exact.as_bytes());
        let mut places: Vec<Span> =
            same.take(MOST_PLACES).map(|at| Span::new(at, at + self.exact.len())).collect();
        if places.is_empty() {
            let Outcome::Found(found) = copy.seek(&self.exact) else { return None };
            places = found;
        }
        let score = |span: &Span| {
            let there = Selector::of(text, *span);
            let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
                a.zip(b).take_while(|(a, b)| a == b).count()
            };
            let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let (mine, theirs) = (squeezed(&self.prefix), squeezed(&there.prefix));
            let before = same(&mut mine.chars().rev(), &mut theirs.chars().rev());
            let (mine, theirs) = (squeezed(&self.suffix), squeezed(&there.suffix));
            before + same(&mut mine.chars(), &mut theirs.chars())
        };
        places.into_iter().rev().max_by_key(score)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::held::HeldText;

    #[test]
    fn of_several_places_the_one_with_the_same_neighbours() {
        let old = "Dues rose. In May the dues fell again. In June the dues fell again by half.";
        let at = old.rfind("the dues fell again").expect("it is there");
        let selector = Selector::of(old, Span::new(at, at + 19));
        assert_eq!(selector.suffix, " by half.");
        let held = HeldText::plain(format!("A new first line.\n{}", old.replace("Dues rose. ", "")));
        let found = selector.find(&Copy::new(&held)).expect("it is found");
        assert_eq!(found.start as usize, held.words.rfind("the dues fell").expect("it is there"));
    }
}
