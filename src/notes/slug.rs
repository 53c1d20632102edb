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

/// A word of a title that the address made of it has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The word, as offsets into the title.
    pub span: Span,
    /// What stands in its place in the address.
    pub there: String,
}

/// Words so long are alike by no accident.
const LONG: usize = 6;
/// And so many first letters they share.
const HEAD: usize = 4;
/// And differ in so few.
const APART: usize = 3;

/// The words of a title that are other words in the address, in the same place between the same neighbours: “Evaluation
/// Risk” at `…-evaluating-risk`. What differs by an ending that headlines change at will (number, tense) or by custom of
/// spelling is the same word.
pub fn other_words(address: &str, title: &str) -> Vec<Other> {
    let words: Vec<(usize, String)> = title
        .split_whitespace()
        .map(|word| (word.as_ptr() as usize - title.as_ptr() as usize, letters(word)))
        .filter(|(_, word)| !word.is_empty())
        .collect();
    let path = address.find("://").map_or(0, |at| at + 3);
    let is_word = |told: &str| words.iter().any(|(_, word)| word == told);
    let mut found = Vec::new();
    for (from, segment) in segments(address, path) {
        let told: Vec<String> = parts(segment, from).map(|(_, part)| part.to_lowercase()).collect();
        if told.iter().filter(|part| part.len() > 2 && is_word(part)).count() < WORDS {
            continue;
        }
        for at in 1..told.len() {
            let there = &told[at];
            if there.len() < LONG || is_word(there) || !there.bytes().all(|byte| byte.is_ascii_lowercase()) {
                continue;
            }
            let same_place = words.windows(3).find(|slot| {
                let next = told.get(at + 1);
                slot[0].1 == told[at - 1] && next.is_some_and(|next| slot[2].1 == *next)
            });
            let Some([_, (offset, own), _]) = same_place else { continue };
            if own.len() >= LONG && !told.contains(own) && is_slip(own, there) {
                let printed = &title[*offset..];
                let lead = printed.find(char::is_alphanumeric).unwrap_or(0);
                let len =
                    printed[lead..].find(|c: char| !c.is_alphanumeric()).unwrap_or(printed.len() - lead);
                let span = Span::new(offset + lead, offset + lead + len);
                found.push(Other { span, there: there.clone() });
            }
        }
    }
    found
}

/// Whether one word is probably a slip for the other.
fn is_slip(a: &str, b: &str) -> bool {
    let stem = |word: &str| -> String {
        // Customs of spelling: organise, colour, centre.
        let word = word.replace('z', "s").replace("our", "or").replace("tre", "ter");
        let ending = ["ing", "ed", "es", "s", "e", "er"].iter().find(|ending| word.ends_with(**ending));
        word[..word.len() - ending.map_or(0, |ending| ending.len())].to_owned()
    };
    let head = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count() >= HEAD;
    head && stem(a) != stem(b) && strsim::damerau_levenshtein(a, b) <= APART
}

/// Whether an outlet's name is nearly, and not quite, the name under which its site is registered: “Ars Tecnica” at
/// `arstechnica.com`. Gives the site's.
pub fn nearly_the_site<'h>(outlet: &str, site: &'h str) -> Option<&'h str> {
    let label = site.split('.').next().unwrap_or("");
    let plain = |text: &str| -> String { text.chars().filter(char::is_ascii_alphanumeric).collect() };
    let own = outlet.to_lowercase();
    let own = plain(own.strip_prefix("the ").unwrap_or(&own));
    let there = plain(&label.to_lowercase());
    let there =
        there.strip_prefix("the").filter(|rest| rest.len() >= OUTLET).map_or(there.as_str(), |rest| rest);
    // "Süddeutsche" is at sueddeutsche: letters beyond ASCII are written in many ways.
    // Abbreviations ("Pol’y", "L.") are no slips.
    let short = outlet.ends_with('.') || outlet.contains(['’', '\'']) || outlet.contains(". ");
    if !outlet.is_ascii() || short || own.len() < OUTLET || there.len() < OUTLET {
        return None;
    }
    let most = if own.len() >= LONG_OUTLET { 2 } else { 1 };
    let near = (1..=most).contains(&strsim::damerau_levenshtein(&own, there));
    let plural = own.strip_suffix('s') == Some(there) || there.strip_suffix('s') == Some(own.as_str());
    let digits = own.bytes().chain(there.bytes()).any(|byte| byte.is_ascii_digit());
    (near && !plural && !digits && own.as_bytes()[0] == there.as_bytes()[0]).then_some(label)
}

/// Shorter names of sites have too many neighbours.
const OUTLET: usize = 8;
/// From so many letters on a name may differ by two.
const LONG_OUTLET: usize = 10;

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
    fn a_word_that_is_another_in_the_address_is_told() {
        let other = |address: &str, title: &str| -> Vec<(String, String)> {
            let found = other_words(address, title).into_iter();
            found.map(|other| (title[other.span.range()].to_owned(), other.there)).collect()
        };
        assert_eq!(
            other(
                "https://x.example/a/guarding-piers-and-regulating-floods-in-kent",
                "Guarding Piers and Regulation Floods in Kent"
            ),
            [("Regulation".to_owned(), "regulating".to_owned())]
        );
        for (address, title) in [
            ("https://x.example/guarding-piers-and-measuring-floods", "Guarding Piers and Measuring Floods"),
            ("https://x.example/the-pier-guards-measure-floods", "The Pier Guards Measured Floods"),
            ("https://x.example/the-pier-guards-organise-floods", "The Pier Guards Organize Floods"),
            ("https://x.example/the-pier-guards-invite-floods", "The Pier Guards Measure Floods"),
            ("https://x.example/measuring-floods", "Measurement Floods"),
        ] {
            assert!(other(address, title).is_empty(), "{address}");
        }
    }

    #[test]
    fn an_outlet_that_is_nearly_its_site_is_told() {
        assert_eq!(nearly_the_site("Harbour Tecnica", "harbourtechnica.com"), Some("harbourtechnica"));
        assert_eq!(nearly_the_site("The Al Manara", "almanarah.net"), Some("almanarah"));
        for (outlet, site) in [
            ("Harbour Technica", "harbourtechnica.com"),
            ("The Harbour Post", "harbourpost.co.uk"),
            ("Harbour Post", "theharbourpost.com"),
            ("Süddeutsche Post", "sueddeutschepost.de"),
            ("Harbour Posts", "harbourpost.com"),
            ("Harbour Pol’y", "harbourpolicy.com"),
            ("Harbourlaw L.", "harbourlawla.com"),
            ("Kent Mail", "kentnails.example"),
            ("Harbour News 24", "harbournews7.com"),
            ("Piers", "pears.com"),
        ] {
            assert_eq!(nearly_the_site(outlet, site), None, "{outlet}");
        }
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
