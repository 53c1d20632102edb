//! Finding an author's words in the draft, however they were typed.
//!
//! Words match modulo white space (no-break spaces too), the shapes of
//! quotation marks and dashes, and note markers inside them. The view has no
//! markers and single spaces already; what is left is to fold the shapes, and
//! to do it once: all anchors and fragments of a claims file are looked for in
//! a single pass over the draft.

use std::collections::{HashMap, HashSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::draft::{Draft, View};
use crate::ids::PassageId;
use crate::span::Span;

/// A text with quotation marks and dashes in one shape, and the way back.
#[derive(Debug, Clone, Default)]
pub struct Fold {
    text: String,
    /// (offset in the fold, offset in the original), wherever the distance changes.
    steps: Vec<(u32, u32)>,
}

/// What a mark of punctuation folds to.
fn folded(character: char) -> Option<&'static str> {
    Some(match character {
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        '…' => "...",
        _ => return None,
    })
}

impl Fold {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut fold = Self { text: String::with_capacity(text.len()), steps: vec![(0, 0)] };
        let mut kept = 0;
        for (at, character) in text.char_indices().filter(|(_, c)| !c.is_ascii() || *c == '`') {
            if let Some(shape) = folded(character) {
                fold.text.push_str(&text[kept..at]);
                fold.text.push_str(shape);
                kept = at + character.len_utf8();
                fold.steps.push((Span::at(fold.text.len()).start, Span::at(kept).start));
            }
        }
        fold.text.push_str(&text[kept..]);
        fold
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A range of the fold as a range of the original.
    pub fn back(&self, span: Span) -> Span {
        let map = |offset: u32| {
            let step = self.steps.partition_point(|&(fold, _)| fold <= offset).saturating_sub(1);
            let (fold, original) = self.steps[step];
            let next = self.steps.get(step + 1).map_or(u32::MAX, |&(_, next)| next);
            (original + (offset - fold)).min(next)
        };
        let start = map(span.start);
        Span { start, end: map(span.end).max(start) }
    }
}

/// An author's words made comparable: folded, white space single, markers out.
pub fn needle(words: &str) -> String {
    let fold = Fold::new(words);
    let mut out = String::with_capacity(fold.text.len());
    let mut rest = fold.text.as_str();
    while let Some(open) = rest.find('[') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let close = from.find(']').filter(|&close| is_marker(&from[1..close]));
        rest = match close {
            Some(close) => &from[close + 1..],
            None => {
                out.push('[');
                &from[1..]
            }
        };
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words copied from the source of a Markdown or LaTeX file, as a reader sees them: `\$200` is `$200`. `None` if there is
/// no backslash before a sign.
fn unescaped(words: &str) -> Option<String> {
    let mut shown = String::with_capacity(words.len());
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation) {
            shown.extend(letters.next());
        } else {
            shown.push(letter);
        }
    }
    (shown.len() < words.len()).then_some(shown)
}

fn is_marker(inside: &str) -> bool {
    let digits = !inside.is_empty() && inside.len() <= 4 && inside.bytes().all(|byte| byte.is_ascii_digit());
    digits || (inside.starts_with('^') && inside.len() > 1)
}

/// Where an author's words begin a text, if they do.
pub fn at_the_start(text: &str, words: &str) -> Option<Span> {
    let fold = Fold::new(text);
    let needle = needle(words);
    let found = !needle.is_empty() && fold.text.starts_with(&needle);
    found.then(|| fold.back(Span::new(0, needle.len())))
}

/// Where an author's words end a text, if they do.
pub fn at_the_end(text: &str, words: &str) -> Option<Span> {
    let fold = Fold::new(text);
    let needle = needle(words);
    let found = !needle.is_empty() && fold.text.ends_with(&needle);
    found.then(|| fold.back(Span::new(fold.text.len() - needle.len(), fold.text.len())))
}

/// Where an author's words first stand in a text.
pub fn first_in(text: &str, words: &str) -> Option<Span> {
    let fold = Fold::new(text);
    let needle = needle(words);
    let at = fold.text.find(&needle).filter(|_| !needle.is_empty())?;
    Some(fold.back(Span::new(at, at + needle.len())))
}

/// Looks for many needles at once.
#[derive(Debug, Default)]
pub struct Finder {
    needles: Vec<String>,
    /// The number of each needle, so that equal words are looked for once.
    numbers: HashMap<String, usize>,
    /// Of a needle that was copied with the escapes of its markup, the number of the words without them.
    bare: HashMap<usize, usize>,
}

/// Where each needle stood: ranges of the view, in order.
#[derive(Debug, Default)]
pub struct Search {
    found: Vec<Vec<Span>>,
    bare: HashMap<usize, usize>,
}

/// More matches than this are not listed: the message only needs to say "many".
pub const MATCHES_KEPT: usize = 12;

impl Finder {
    /// Adds words to look for and says under which number they are found.
    pub fn add(&mut self, words: &str) -> usize {
        let needle = needle(words);
        let shown = unescaped(&needle);
        let number = self.number(needle);
        if let Some(shown) = shown {
            let shown = self.number(shown);
            self.bare.insert(number, shown);
        }
        number
    }

    fn number(&mut self, needle: String) -> usize {
        let next = self.needles.len();
        *self.numbers.entry(needle).or_insert_with_key(|needle| {
            self.needles.push(needle.clone());
            next
        })
    }

    /// One pass over the view.
    pub fn run(&self, view: &View) -> Search {
        let mut found = vec![Vec::new(); self.needles.len()];
        let real: Vec<usize> =
            (0..self.needles.len()).filter(|&index| !self.needles[index].is_empty()).collect();
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(real.iter().map(|&index| &self.needles[index]));
        if let (Ok(automaton), false) = (automaton, real.is_empty()) {
            let fold = Fold::new(view.text());
            for hit in automaton.find_overlapping_iter(fold.text()) {
                let at: &mut Vec<Span> = &mut found[real[hit.pattern().as_usize()]];
                if at.len() < MATCHES_KEPT {
                    at.push(fold.back(Span::new(hit.start(), hit.end())));
                }
            }
        }
        Search { found, bare: self.bare.clone() }
    }
}

impl Search {
    /// Where a needle stood; if nowhere, where it stands without the escapes of its markup.
    pub fn of(&self, number: usize) -> &[Span] {
        match self.bare.get(&number) {
            Some(&bare) if self.found[number].is_empty() => &self.found[bare],
            _ => &self.found[number],
        }
    }
}

/// The passage of the draft most like these words, if any shares half of them:
/// the measure is the share of the words' own distinct words found in it.
pub fn nearest_passage(draft: &Draft, words: &str) -> Option<PassageId> {
    let wanted = word_set(words);
    if wanted.len() < 2 {
        return None;
    }
    let score = |index: PassageId| {
        let there = word_set(draft.words(index));
        let shared = wanted.intersection(&there).count();
        (shared * 100 / wanted.len(), usize::MAX - there.len())
    };
    draft
        .passages
        .ids()
        .filter(|&index| draft.passages[index].kind.is_body())
        .map(|index| (score(index), index))
        .filter(|((percent, _), _)| *percent >= 50)
        .max_by_key(|&(score, index)| (score, std::cmp::Reverse(index)))
        .map(|(_, index)| index)
}

/// The words of a text, in small letters.
pub fn word_set(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fold_maps_back_over_marks_of_other_lengths() {
        let text = "a “b”—c… d";
        let fold = Fold::new(text);
        assert_eq!(fold.text(), "a \"b\"-c... d");
        for word in ["a", "b", "c", "d"] {
            let at = fold.text().find(word).expect("it is there");
            let back = fold.back(Span::new(at, at + 1));
            assert_eq!(&text[back.range()], word);
        }
    }

    #[test]
    fn needles_lose_markers_and_double_spaces_but_keep_other_brackets() {
        assert_eq!(needle("in 2011[16],\u{a0} in [sic] which[^a]"), "in 2011, in [sic] which");
    }

    #[test]
    fn escapes_of_markup_are_left_out_and_other_backslashes_kept() {
        assert_eq!(unescaped(r"from \$200 to \_less\_").as_deref(), Some("from $200 to _less_"));
        assert_eq!(unescaped(r"C:\dir"), None);
        assert_eq!(unescaped(r"a \\ b").as_deref(), Some(r"a \ b"));
    }
}
