//! Looking for quoted words in a held copy.
//!
//! A quotation may leave words out (`…`) and put words in brackets; it is then
//! several parts that stand in order and near each other. Parts are compared
//! squeezed (see [`super::squeeze`]). What is not found so is compared word by
//! word with the passage most like it (see [`super::differ`]).

use std::sync::OnceLock;

use super::differ::{self, Index};
use super::nearly::{Nearly, is_spaced_letter, words_in};
use super::squeeze::Squeezed;
use super::stands::{Figures, in_words};
use crate::prose::figure::Figure;
use crate::span::Span;
use crate::text::held::HeldText;

/// What stands between two parts of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// `…`: words were left out.
    Left,
    /// `[words]`: other words were put in.
    Bracket,
}

/// How far apart two parts may stand in the copy, in bytes of the squeezed text:
/// some 400 words, a page, after `…`; some 80 words after a bracket.
const NEAR: [usize; 2] = [2400, 480];

/// More gaps than this are no quotation.
const MOST_PARTS: usize = 64;

/// More places of one quotation are not listed.
const MOST_PLACES: usize = 16;

/// Quoted words, read.
#[derive(Debug, Clone)]
pub struct Quote {
    parts: Vec<(Gap, String)>,
    /// How many words it has, brackets left out.
    pub words: usize,
}

/// How the search for quoted words ended. Spans are ranges of the copy's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// They stand there, at each of these places.
    Found(Vec<Span>),
    /// Nearly: these words differ.
    Differs(Nearly),
    /// All parts stand there, but not in this order or far from each other.
    Spliced(Vec<Span>),
    /// They stand nowhere.
    Absent {
        /// Whether a run of four of the words stands somewhere.
        run: bool,
    },
    /// They were not looked for: why, as a sentence of its own.
    NotChecked(String),
}

impl Quote {
    /// Reads quoted words: parts, gaps, brackets.
    pub fn new(words: &str) -> Self {
        let mut reader = Reader { parts: Vec::new(), text: String::new(), gap: Gap::Left };
        let mut rest = words;
        while let Some(c) = rest.chars().next() {
            rest = if let Some(after) = ellipsis(rest) {
                reader.end(Gap::Left);
                after
            } else if let Some((inside, after)) = bracket(rest) {
                reader.bracket(inside, after);
                after
            } else {
                reader.text.push(c);
                &rest[c.len_utf8()..]
            };
        }
        reader.end(Gap::Left);
        let count =
            words_in(&reader.parts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" "));
        let parts = reader.parts.into_iter().map(|(gap, text)| (gap, Squeezed::new(&text).text().to_owned()));
        Self { parts: parts.filter(|(_, text)| !text.is_empty()).collect(), words: count }
    }
}

struct Reader {
    parts: Vec<(Gap, String)>,
    text: String,
    /// What stood before the present part.
    gap: Gap,
}

impl Reader {
    fn end(&mut self, next: Gap) {
        let text = std::mem::take(&mut self.text);
        if text.contains(char::is_alphanumeric) {
            self.parts.push((self.gap, text));
            self.gap = next;
        } else if next == Gap::Left {
            self.gap = next;
        }
    }

    fn bracket(&mut self, inside: &str, after: &str) {
        let letters = inside.chars().count();
        let note = inside.strip_prefix('^').unwrap_or(inside);
        if inside.starts_with('^') || letters <= 4 && note.bytes().all(|byte| byte.is_ascii_digit()) {
            return; // a note marker
        }
        let inner = inside.trim();
        if ["sic", "!", "?"].contains(&inner) {
            self.text.push(' ');
        } else if ellipsis(inner).is_some_and(|rest| rest.trim().is_empty()) {
            self.end(Gap::Left);
        } else if letters == 1
            && after.starts_with(char::is_alphabetic)
            && !self.text.ends_with(char::is_alphabetic)
        {
            self.text.push_str(inside); // `[T]he`
        } else {
            self.end(Gap::Bracket);
        }
    }
}

/// The text after an ellipsis at its start: `…`, `...`, `. . .`.
fn ellipsis(text: &str) -> Option<&str> {
    if let Some(after) = text.strip_prefix('…') {
        return Some(after);
    }
    let mut rest = text;
    let mut dots = 0;
    while let Some(after) = rest.strip_prefix('.') {
        dots += 1;
        rest = after;
        let spaced = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        if spaced.starts_with('.') {
            rest = spaced;
        }
    }
    (dots >= 3).then_some(rest)
}

/// The inside of a bracket at the start of a text, and what follows it.
fn bracket(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('[')?;
    let head = &inner.as_bytes()[..inner.len().min(400)];
    let close = memchr::memchr2(b']', b'[', head).filter(|&at| head[at] == b']')?;
    Some((&inner[..close], &inner[close + 1..]))
}

/// A held copy made ready for comparing.
#[derive(Debug)]
pub struct Copy<'a> {
    /// Its words.
    pub held: &'a HeldText,
    squeezed: Squeezed,
    index: OnceLock<Index>,
    figures: OnceLock<Figures>,
}

impl<'a> Copy<'a> {
    /// Makes a copy ready: one pass over its words.
    pub fn new(held: &'a HeldText) -> Self {
        Self { held, squeezed: Squeezed::new(&held.words), index: OnceLock::new(), figures: OnceLock::new() }
    }

    /// Whether it holds these words, whatever stands between the letters.
    pub fn holds(&self, words: &str) -> bool {
        let words = Squeezed::new(words);
        !words.text().is_empty() && !self.places(words.text(), 0, usize::MAX, [true, true], 1).is_empty()
    }

    /// Whether a figure stands in it in any form; `words` are the figure's own.
    pub fn has_figure(&self, figure: &Figure, words: &str) -> bool {
        self.figures.get_or_init(|| Figures::of(&self.held.words)).hold(figure)
            || self.holds(words)
            || in_words(&figure.value).is_some_and(|words| self.holds(&words))
    }

    /// Whether it gives shares in per cent, all in digits, and this is none of them.
    pub fn lacks_share(&self, figure: &Figure) -> bool {
        self.figures.get_or_init(|| Figures::of(&self.held.words)).lack_share(figure)
    }

    /// Looks for quoted words.
    pub fn seek(&self, words: &str) -> Outcome {
        let quote = Quote::new(words);
        let parts = &quote.parts;
        if parts.is_empty() {
            return Outcome::NotChecked("There are no words to look for".to_owned());
        }
        if parts.len() > MOST_PARTS {
            return Outcome::NotChecked(format!("It has more than {MOST_PARTS} gaps"));
        }
        let found = self.in_order(parts);
        if !found.is_empty() {
            return Outcome::Found(found);
        }
        let each: Vec<Option<Span>> = parts.iter().map(|(_, part)| self.first(part)).collect();
        if parts.len() > 1 && each.iter().all(Option::is_some) {
            return Outcome::Spliced(each.into_iter().flatten().collect());
        }
        let index = self.index.get_or_init(|| Index::new(&self.held.words));
        match differ::nearest(self.held, index, words) {
            differ::Nearest::Same(place) => Outcome::Found(vec![place]),
            differ::Nearest::Nearly(nearly) => Outcome::Differs(nearly),
            differ::Nearest::No { run } => Outcome::Absent { run },
        }
    }

    /// What a quotation leaves out of the copy between its parts, where it was found: the words in the place of each
    /// `…` or bracket, as ranges of the copy's words, each with the words that the quotation puts there.
    pub fn left_out(&self, words: &str) -> Vec<Span> {
        let parts = Quote::new(words).parts;
        let Some(&first) = self.in_order(&parts).first() else { return Vec::new() };
        let hay = &self.held.words;
        let Some(start) = self
            .places(&parts[0].1, 0, usize::MAX, [false, false], 256)
            .into_iter()
            .find(|&at| self.squeezed.back(hay, at, at + parts[0].1.len()).start == first.start)
        else {
            return Vec::new();
        };
        let mut end = start + parts[0].1.len();
        let mut gaps = Vec::new();
        for (gap, part) in &parts[1..] {
            let near = NEAR[usize::from(*gap == Gap::Bracket)] + part.len();
            let Some(&next) = self.places(part, end, near, [false, false], 1).first() else { break };
            if next > end {
                gaps.push(self.squeezed.back(hay, end, next));
            }
            end = next + part.len();
        }
        gaps
    }

    fn first(&self, part: &str) -> Option<Span> {
        let at = *self.places(part, 0, usize::MAX, [false, false], 1).first()?;
        Some(self.squeezed.back(&self.held.words, at, at + part.len()))
    }

    /// Places where all parts stand in order and near each other.
    fn in_order(&self, parts: &[(Gap, String)]) -> Vec<Span> {
        let whole = |index: usize| {
            let cut = |at: usize| parts.get(at).is_some_and(|(gap, _)| at > 0 && *gap == Gap::Bracket);
            [!cut(index), !cut(index + 1)]
        };
        let mut found = Vec::new();
        for start in self.places(&parts[0].1, 0, usize::MAX, whole(0), 256) {
            let mut end = start + parts[0].1.len();
            let all = parts.iter().enumerate().skip(1).all(|(index, (gap, part))| {
                let near = NEAR[usize::from(*gap == Gap::Bracket)] + part.len();
                let next = self.places(part, end, near, whole(index), 1).first().copied();
                end = next.map_or(end, |next| next + part.len());
                next.is_some()
            });
            if all {
                found.push(self.squeezed.back(&self.held.words, start, end));
                if found.len() == MOST_PLACES {
                    break;
                }
            }
        }
        found
    }

    /// Where a part stands within `near` bytes after `from`: whole words at the
    /// ends that ask for it. In a copy put together from glyphs the spaces
    /// between words are not to be trusted, so there the ends are not looked at.
    fn places(&self, part: &str, from: usize, near: usize, whole: [bool; 2], most: usize) -> Vec<usize> {
        let hay = self.squeezed.text().as_bytes();
        let to = from.saturating_add(near).min(hay.len());
        let Some(window) = hay.get(from..to) else { return Vec::new() };
        let ends = |at: usize| {
            let span = self.squeezed.back(&self.held.words, at, at + part.len());
            let words = &self.held.words;
            let letter = |c: Option<char>| c.is_some_and(is_spaced_letter);
            let (Some(before), Some(after)) =
                (words.get(..span.start as usize), words.get(span.end as usize..))
            else {
                return false;
            };
            let number = |c: char| c.is_ascii_digit();
            let starts_inside =
                before.ends_with(is_spaced_letter) && letter(words[span.range()].chars().next());
            let ends_inside =
                after.starts_with(is_spaced_letter) && letter(words[span.range()].chars().next_back());
            // `1.5` does not stand in `11.5` or `1.55`, glyphs or not.
            let cut = part.starts_with(number) && cut_number(before, true)
                || part.ends_with(number) && cut_number(after, false);
            !cut && (self.held.frail || !(whole[0] && starts_inside || whole[1] && ends_inside))
        };
        memchr::memmem::find_iter(window, part.as_bytes())
            .map(|at| at + from)
            .filter(|&at| ends(at))
            .take(most)
            .collect()
    }
}

/// Whether a number goes on in the text beside it.
fn cut_number(beside: &str, before: bool) -> bool {
    let mut chars: Box<dyn Iterator<Item = char>> =
        if before { Box::new(beside.chars().rev()) } else { Box::new(beside.chars()) };
    match (chars.next(), chars.next()) {
        (Some(c), _) if c.is_ascii_digit() => true,
        (Some('.' | ','), Some(c)) => c.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COPY: &str = "Dues were raised in 2011. The Authority counted 25,000 calls at the outer har-\n\
        bour in 2014, and 40% of them were ﬁshing boats. Nobody asked why. \
        The report says that the dues “fell sharply” after that.";

    fn seek(words: &str) -> Outcome {
        Copy::new(&HeldText::plain(COPY.to_owned())).seek(words)
    }

    fn found(words: &str) -> bool {
        matches!(seek(words), Outcome::Found(_))
    }

    #[test]
    fn allowed_changes_are_found() {
        for words in [
            "the authority counted 25,000 calls at the outer harbour",
            "[t]he Authority counted",
            "[The Board] counted 25,000 calls",
            "40% of them were fishing boats.",
            "The Authority … 40% of them were fishing boats",
            "The Authority counted . . . them were fishing boats",
            "the dues 'fell sharply' after",
            "The report say[s] that",
            "25,000 calls [sic] at the outer harbour",
        ] {
            assert!(found(words), "{words}: {:?}", seek(words));
        }
    }

    #[test]
    fn changed_words_are_shown() {
        let Outcome::Differs(nearly) = seek("The Authority counted 26,000 calls at the outer harbour") else {
            panic!("it differs")
        };
        assert_eq!(nearly.changes.len(), 1);
        assert_eq!(nearly.changes[0].quoted, "26,000");
        assert_eq!(nearly.changes[0].there, "25,000");
        assert!(matches!(seek("An entirely different sentence about whales"), Outcome::Absent { .. }));
        assert!(!found("5,000 calls at the outer harbour"));
        assert!(!found("0% of them were fishing boats"));
    }

    #[test]
    fn parts_far_apart_are_spliced() {
        let long = format!("{COPY} {} The end came in spring.", "Nothing happened here at all. ".repeat(400));
        let held = HeldText::plain(long);
        let copy = Copy::new(&held);
        assert!(matches!(copy.seek("Dues were raised … The end came in spring"), Outcome::Spliced(_)));
        assert!(matches!(copy.seek("Nobody asked why … Dues were raised in 2011"), Outcome::Spliced(_)));
    }
}
