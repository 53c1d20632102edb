//! Words in brackets that hold the place of a citation: `(CITE)`, `[citation needed]`.

use super::words::WORDS;
use crate::span::Span;

/// Longest text in brackets that may be a placeholder, in bytes.
const LONGEST: usize = 60;

/// The placeholders in some words, brackets included, in their order.
///
/// ```
/// use claimlint::inside::draft::authordate::placeholders;
///
/// let words = "Perch came back (CITE), and doubled (Holt, 20XX) by 2016 (Ekberg, 2017).";
/// let found: Vec<&str> = placeholders(words).iter().map(|span| &words[span.range()]).collect();
/// assert_eq!(found, ["(CITE)", "(Holt, 20XX)"]);
/// ```
pub fn placeholders(words: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for (open, bracket) in words.match_indices(['(', '[']) {
        let close = if bracket == "(" { ')' } else { ']' };
        let rest = &words[open + 1..];
        let Some(end) = rest.find(close).filter(|&end| end <= LONGEST) else { continue };
        let inner = rest[..end].trim();
        if holds(inner) && !lays_down(&words[..open], inner) {
            found.push(Span::new(open, open + end + 2));
        }
    }
    found
}

fn holds(inner: &str) -> bool {
    let low = inner.trim_end_matches(['.', '!', '?', ':']).trim().to_lowercase();
    let queries = inner.len() >= 3 && inner.bytes().all(|byte| byte == b'?');
    // One word must shout: “(cite)” may be a word of the sentence.
    let shouted = low.contains(' ') || inner.chars().all(|c| !c.is_lowercase());
    let listed = WORDS.placeholder.contains(low.as_str()) && shouted;
    queries || listed || yearless(inner)
}

/// “(Holt, 20XX)”, “(Holt, ????)”
fn yearless(inner: &str) -> bool {
    let Some((names, year)) = inner.rsplit_once([',', ' ']) else { return false };
    let open = year.len() == 4
        && year.trim_start_matches(|c: char| c.is_ascii_digit()).len() >= 2
        && year
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .bytes()
            .all(|byte| matches!(byte, b'X' | b'?'));
    open && super::names::Names::read(names).is_some()
}

/// “the Centre for Inland Trout Ecology (CITE)”
fn lays_down(before: &str, short: &str) -> bool {
    let letters = short.chars().filter(|c| c.is_uppercase()).count();
    let initials = before.split([' ', '-']).rev().filter_map(|word| word.chars().next());
    letters == short.len()
        && initials.filter(|c| c.is_uppercase()).take(letters).count() == letters
        && before.split(' ').next_back().is_none_or(str::is_empty)
        && before.trim_end().rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase))
}
