//! An address made of a title: `…/former-spies-sold-the-lists`. Where a line of print ended at one of its hyphens, the
//! hyphen is often lost when the text is taken from the page, and the address leads nowhere.

use crate::span::Span;

/// So many parts of an address must be words of the title before the address is known to be made of it.
const WORDS: usize = 3;
/// Shorter pieces are joined in many words.
const SHORTEST: usize = 5;

/// A part of an address that is two words of the title run together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The part, as offsets into the address.
    pub span: Span,
    /// The two words with a hyphen between them.
    pub apart: String,
}

/// The parts of an address that lost a hyphen, told by the title that it is made of. A word that the title itself
/// hyphenates ("co-operation") may be one word in the address.
pub fn hyphens_lost(address: &str, title: &str) -> Vec<Joined> {
    let words: Vec<String> = title.split_whitespace().map(letters).filter(|word| !word.is_empty()).collect();
    if words.len() < WORDS {
        return Vec::new();
    }
    let path = address.find("://").map_or(0, |at| at + 3);
    let mut found = Vec::new();
    for (from, segment) in segments(address, path) {
        let parts: Vec<(usize, &str)> = parts(segment, from).collect();
        let known = parts.iter().filter(|(_, part)| words.iter().any(|word| word.eq_ignore_ascii_case(part)));
        if known.count() < WORDS {
            continue;
        }
        for (at, part) in parts {
            let told = part.to_lowercase();
            if told.len() < SHORTEST || words.contains(&told) {
                continue;
            }
            let two = words.windows(2).find(|pair| told == format!("{}{}", pair[0], pair[1]));
            if let Some(pair) = two {
                let apart = format!("{}-{}", &part[..pair[0].len()], &part[pair[0].len()..]);
                found.push(Joined { span: Span::new(at, at + part.len()), apart });
            }
        }
    }
    found
}

/// The letters and digits of a word of a title in small letters: slugs drop apostrophes and other signs. Empty if it is
/// hyphenated or holds what a slug may write otherwise.
fn letters(word: &str) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let plain = bare.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '\'' | '’'));
    if !plain {
        return String::new();
    }
    bare.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

/// The parts between slashes of an address's path, with their offsets.
fn segments(address: &str, path: usize) -> impl Iterator<Item = (usize, &str)> {
    let end = address.find(['?', '#']).unwrap_or(address.len()).max(path);
    let mut at = path;
    address[path..end].split('/').map(move |segment| {
        let from = at;
        at += segment.len() + 1;
        (from, segment)
    })
}

/// The pieces between hyphens.
fn parts(segment: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    segment.split(['-', '_']).map(move |part| {
        let begun = at;
        at += part.len() + 1;
        let part = part.split('.').next().unwrap_or(part);
        (begun, part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost(address: &str, title: &str) -> Vec<(String, String)> {
        let found = hyphens_lost(address, title).into_iter();
        found.map(|joined| (address[joined.span.range()].to_owned(), joined.apart)).collect()
    }

    #[test]
    fn two_words_run_together_are_told_apart() {
        let title = "Wool Prices Fall Again in the Northern Dales";
        assert_eq!(
            lost("https://dales.example/2019/wool-pricesfall-again-in-the-northern-dales.html", title),
            [("pricesfall".to_owned(), "prices-fall".to_owned())]
        );
        assert_eq!(
            lost("https://dales.example/wool-prices-fall-again-northerndales", title)[0].1,
            "northern-dales"
        );
        assert!(lost("https://dales.example/wool-prices-fall-again-in-the-northern-dales", title).is_empty());
    }

    #[test]
    fn one_word_and_other_addresses_are_left_alone() {
        // The title has a hyphen there, or the word itself; the address is not made of the title.
        for (address, title) in [
            ("https://x.example/the-coop-shops-of-leeds-today", "The Co-op Shops of Leeds Today"),
            (
                "https://x.example/the-watershed-of-the-river-wye",
                "The Watershed of the River Wye: Water Shed",
            ),
            ("https://x.example/watershed/12-of-20", "Water Shed of the Wye"),
            ("https://x.example/a1-watershed", "The Water Shed of the Wye"),
            ("https://watershed.example/", "The Water Shed of the Wye"),
        ] {
            assert!(lost(address, title).is_empty(), "{address}");
        }
    }
}
