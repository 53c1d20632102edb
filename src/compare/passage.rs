//! The passage of a held copy in which a claim is likeliest to stand, by its words and figures alone: a place to begin
//! reading, for a person, and no judgement.

use std::collections::{BTreeSet, HashMap};

use crate::span::Span;
use crate::text::held::HeldText;

/// A piece of a copy is cut after so many bytes if no sentence ends before.
const LONGEST: usize = 600;
/// Pieces of a copy are looked at so far: a book has some ten thousand.
const MOST: usize = 200_000;
/// A passage that holds less of what the claim says, by weight, is not worth a look.
const LEAST: f64 = 0.3;

/// A passage, and how much of the claim is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Its words in the copy.
    pub span: Span,
    /// The share of the claim's words and figures that stand in it, by weight: 0 to 1.
    pub share: f64,
    /// The figures of the claim that are not in it.
    pub lacks: Vec<String>,
}

/// The passage that holds most of what a claim says; `None` if none holds enough of it.
pub fn best(held: &HeldText, claim: &str) -> Option<Passage> {
    let wanted: BTreeSet<String> = tokens(claim).collect();
    if wanted.len() < 2 {
        return None;
    }
    let pieces: Vec<Span> = pieces(&held.words).take(MOST).collect();
    let in_piece: Vec<BTreeSet<String>> = pieces
        .iter()
        .map(|span| {
            let words = held.words.get(span.range()).unwrap_or_default();
            tokens(words).filter(|token| wanted.contains(token)).collect()
        })
        .collect();
    let mut often: HashMap<&str, usize> = HashMap::new();
    for token in in_piece.iter().flatten() {
        *often.entry(token.as_str()).or_default() += 1;
    }
    let count = pieces.len().max(1) as f64;
    // A word that stands everywhere says little of where to look; a figure says most.
    let weight = |token: &str| {
        let rare = (1.0 + count / often.get(token).copied().unwrap_or(1).max(1) as f64).ln();
        if is_figure(token) { rare * 3.0 } else { rare }
    };
    let whole: f64 = wanted.iter().map(|token| weight(token)).sum();
    // A passage is a sentence with the one after it: a figure often stands in the next.
    let scored = (0..pieces.len()).map(|at| {
        let next = in_piece.get(at + 1);
        let alone: f64 = in_piece[at].iter().map(|token| weight(token)).sum();
        let added = next.into_iter().flatten().filter(|token| !in_piece[at].contains(*token));
        let added: f64 = added.map(|token| weight(token)).sum();
        // What the next one adds has to be worth its length.
        if added > alone * 0.2 { (alone + added * 0.9, at, true) } else { (alone, at, false) }
    });
    let (score, at, both) =
        scored.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))?;
    let found: BTreeSet<&String> = in_piece[at]
        .iter()
        .chain(both.then(|| in_piece.get(at + 1)).flatten().into_iter().flatten())
        .collect();
    let share = score / whole;
    if share < LEAST || found.len() < 2 {
        return None;
    }
    let end = if both { pieces.get(at + 1).unwrap_or(&pieces[at]) } else { &pieces[at] };
    let lacks = wanted.iter().filter(|token| is_figure(token) && !found.contains(token)).cloned().collect();
    Some(Passage { span: pieces[at].to(*end), share, lacks })
}

fn is_figure(token: &str) -> bool {
    token.bytes().any(|byte| byte.is_ascii_digit())
}

/// Words that say something, small, without their endings; figures without their separators.
fn tokens(text: &str) -> impl Iterator<Item = String> + '_ {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '’' | '\'');
    text.split(move |c: char| !inside(c)).filter_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            return Some(word.chars().filter(|c| *c != ',').collect::<String>().to_lowercase());
        }
        let small = word.to_lowercase();
        let long = small.chars().count();
        // Four letters and the stem: "closed", "closes" and "closing" are looked for as one.
        (long > 3).then(|| small.chars().take(if long > 6 { 6 } else { 5 }).collect())
    })
}

/// Sentences, roughly, and lines of their own.
fn pieces(words: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = words.get(at..)?;
            let skipped = rest.len() - rest.trim_start().len();
            let (start, rest) = (at + skipped, rest.trim_start());
            if rest.is_empty() {
                return None;
            }
            let stop = rest.match_indices(['.', '!', '?', '\n']).find_map(|(found, mark)| {
                let after = rest.get(found + mark.len()..).unwrap_or_default();
                let ends = match mark {
                    "\n" => after.trim_start_matches([' ', '\t']).starts_with('\n'),
                    _ => after.starts_with(|c: char| c.is_whitespace()) || after.is_empty(),
                };
                (ends && found > 0).then_some(found + mark.len())
            });
            let mut end = stop.unwrap_or(rest.len()).min(LONGEST);
            while !rest.is_char_boundary(end) {
                end -= 1;
            }
            at = start + end.max(1);
            let piece = rest.get(..end).unwrap_or_default().trim_end();
            if !piece.is_empty() {
                return Some(Span::new(start, start + piece.len()));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const COPY: &str = "The board met in May. Exports of hides fell by 34 per cent in 2014, to 1,200 tonnes. \
                        Nobody spoke of coal.\n\nIn 2015 the harbour was dredged. The crane was sold.";

    fn words(claim: &str) -> Option<String> {
        let held = HeldText::plain(COPY.to_owned());
        best(&held, claim).map(|found| held.words[found.span.range()].to_owned())
    }

    #[test]
    fn the_passage_with_the_claims_words_and_figures_is_found() {
        let found = words("Hides exported in 2014 fell by a third, to 1200 tonnes.").expect("a passage");
        assert!(found.starts_with("Exports of hides"), "{found}");
        assert_eq!(words("The minister resigned after the vote of confidence."), None);
        assert_eq!(words("Yes."), None);
    }

    #[test]
    fn figures_that_are_not_there_are_named() {
        let held = HeldText::plain(COPY.to_owned());
        let found = best(&held, "Exports of hides fell by 43 per cent in 2014.").expect("a passage");
        assert_eq!(found.lacks, ["43"]);
    }

    proptest::proptest! {
        #[test]
        fn any_copy_gives_places_inside_it(copy in ".{0,300}", claim in ".{0,80}") {
            let held = HeldText::plain(copy);
            if let Some(found) = best(&held, &claim) {
                proptest::prop_assert!(held.words.get(found.span.range()).is_some());
            }
        }
    }
}
