//! The names in a citation: `Ekberg and Holt`, `R. A. Klein et al.`,
//! `World Health Organization [WHO]`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::words::{WORDS, is_joiner};

/// A person or a body, as a citation names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its words, folded, initials and given names included.
    pub words: Vec<String>,
}

/// All names of one citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names {
    /// In the order in which they stand; at least one.
    pub phrases: Vec<Phrase>,
    /// Whether others are not named (`et al.`).
    pub more: bool,
    /// All words, folded and joined by spaces, `et al.` left out.
    pub whole: String,
    /// The abbreviation that is laid down here: `[WHO]`, folded.
    pub alias: Option<String>,
    /// Words among them that hardly name an author: a month, “Section”.
    pub doubtful: bool,
    /// A title stands in place of the names.
    pub title: bool,
}

/// Most words of names in one citation: eight authors and their initials.
const MOST_WORDS: usize = 30;

impl Names {
    /// Reads names; `None` if words among them are no part of names.
    pub(super) fn read(text: &str) -> Option<Self> {
        let parted = parted(text);
        let mut text = parted.as_ref();
        text = text.trim().trim_end_matches([',', ':', ' ']);
        if text.starts_with(['“', '"', '„', '«', '‘']) {
            let title = text.trim_matches(|c: char| is_quote(c) || c == ',' || c == ' ');
            let whole = fold(title);
            return (whole.len() > 3).then(|| Self {
                phrases: vec![Phrase { words: whole.split(' ').map(str::to_owned).collect() }],
                more: false,
                whole,
                alias: None,
                doubtful: false,
                title: true,
            });
        }
        let mut alias = None;
        if let Some((before, short)) = trailing_alias(text) {
            (text, alias) = (before, Some(fold(short)));
        }
        let (text, more) = without_others(text);
        let mut names =
            Self { phrases: Vec::new(), more, whole: String::new(), alias, doubtful: false, title: false };
        let mut words: Vec<String> = Vec::new();
        for (count, typed) in text.split_whitespace().enumerate() {
            if count >= MOST_WORDS {
                return None;
            }
            let comma = typed.ends_with(',');
            let word = typed.trim_end_matches(',');
            let low = word.to_lowercase();
            if is_joiner(word) {
                names.close(&mut words);
                continue;
            }
            if !is_name_word(word, words.is_empty()) {
                return None;
            }
            let plain = low.trim_end_matches('.');
            names.doubtful |= WORDS.never.contains(plain) && !is_initials(word);
            words.push(fold(word));
            if comma {
                names.close(&mut words);
            }
        }
        names.close(&mut words);
        let named = |phrase: &Phrase| phrase.words.iter().any(|word| word.chars().count() > 1);
        if !names.phrases.iter().any(named) {
            return None;
        }
        names.whole = fold(text);
        Some(names)
    }

    /// Ends a name. Initials and endings by themselves belong to the one before.
    fn close(&mut self, words: &mut Vec<String>) {
        let words = std::mem::take(words);
        let lone = words
            .iter()
            .all(|word| word.chars().count() == 1 || WORDS.ending.contains(word.as_str()) || word.is_empty());
        let belongs = lone && !self.phrases.is_empty();
        if !words.is_empty() && !belongs {
            self.phrases.push(Phrase { words });
        }
    }

    /// One, two, or three and more: how many are meant.
    pub(super) fn count(&self) -> usize {
        if self.more { 3 } else { self.phrases.len().min(3) }
    }
}

/// `Holt & Marsh` for `Holt/Marsh`: German lists part names so. What is no two names
/// (`WHO/UNICEF`, `and/or`) stays.
pub(super) fn parted(text: &str) -> Cow<'_, str> {
    let two = |at: usize| {
        text[..at].ends_with(|c: char| c.is_lowercase() || c == '.')
            && text[at + 1..].starts_with(char::is_uppercase)
    };
    if !text.match_indices('/').any(|(at, _)| two(at)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut from = 0;
    for (at, _) in text.match_indices('/').filter(|(at, _)| two(*at)) {
        out.push_str(&text[from..at]);
        out.push_str(" & ");
        from = at + 1;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// `World Health Organization [WHO]`: what stands before, and the abbreviation.
pub(super) fn trailing_alias(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches(['.', ',', ' ']);
    let open = text.rfind(['[', '('])?;
    let short = text[open + 1..].strip_suffix([']', ')'])?.trim();
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    let fits =
        capitals >= 2 && short.len() <= 16 && short.chars().all(|c| c.is_alphanumeric() || "-&/".contains(c));
    (fits && open > 0).then(|| (text[..open].trim_end(), short))
}

/// The names without `et al.`, and whether it was there.
fn without_others(text: &str) -> (&str, bool) {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return (text, false);
    }
    for phrase in &WORDS.others {
        if let Some(before) = lower.strip_suffix(phrase)
            && before.ends_with([' ', ','])
        {
            return (text[..before.len()].trim_end_matches([' ', ',']), true);
        }
    }
    (text, false)
}

/// Whether a word may be part of the name of a person or body.
pub(super) fn is_name_word(word: &str, first: bool) -> bool {
    let low = word.to_lowercase();
    if WORDS.particle.contains(low.as_str()) || (!first && WORDS.small.contains(low.as_str())) {
        return true;
    }
    let inner = word.trim_matches(['.', '*', '_', '’', '\'']);
    let mut chars = inner.chars();
    let begins = chars.next().is_some_and(|c| {
        c.is_uppercase()
            || c.is_alphabetic() && !c.is_lowercase()
            || c.is_lowercase() && is_cased_inside(inner)
    });
    begins
        && inner.chars().all(|c| c.is_alphanumeric() || "-‐‑–'’./&".contains(c) || is_combining_mark(c))
        && !inner.chars().all(|c| c.is_ascii_digit())
}

/// `d’Arcy`, `deLeon`, `iRights`: small first, but a name.
fn is_cased_inside(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

/// `R.`, `J.-P.`, `MB`
pub(super) fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    let count = letters.clone().count();
    let dotted = word.contains('.');
    (1..=4).contains(&count)
        && letters.clone().all(char::is_uppercase)
        && (dotted || count <= 3)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '‐' | '‑' | ','))
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '„' | '«' | '»' | '‘' | '’' | '\'')
}

/// Words to compare: small letters without marks, stops and commas; dashes, slashes and
/// `&` part nothing or are left out.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if is_joiner(word) {
            continue;
        }
        let start = out.len();
        if start > 0 {
            out.push(' ');
        }
        let letters = word.nfd().filter(|c| !is_combining_mark(*c));
        for c in letters.filter(|c| c.is_alphanumeric() || *c == '-' || *c == '‐' || *c == '‑') {
            match c {
                'ø' | 'Ø' => out.push('o'),
                'ß' => out.push_str("ss"),
                '‐' | '‑' => out.push('-'),
                _ => out.extend(c.to_lowercase()),
            }
        }
        if out.len() == start + usize::from(start > 0) {
            out.truncate(start);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(text: &str) -> Option<(Vec<String>, bool)> {
        let names = Names::read(text)?;
        Some((names.phrases.iter().map(|phrase| phrase.words.join(" ")).collect(), names.more))
    }

    #[test]
    fn names_are_parted() {
        for (text, said, more) in [
            ("Ekberg", &["ekberg"][..], false),
            ("Ekberg & Holt,", &["ekberg", "holt"], false),
            ("Ekberg, Holt, and van der Meer", &["ekberg", "holt", "van der meer"], false),
            ("Ekberg et al.", &["ekberg"], true),
            ("R. A. Nowak et al.", &["r a nowak"], true),
            ("World Health Organization [WHO]", &["world health organization"], false),
            ("Sabato, Ruiz y Peña", &["sabato", "ruiz", "pena"], false),
            ("Ekberg, S., & Holt, R.", &["ekberg", "holt"], false),
            ("Ekberg, Jr.", &["ekberg"], false),
        ] {
            let said = said.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(phrases(text), Some((said, more)), "{text}");
        }
    }

    #[test]
    fn other_words_are_no_names() {
        for text in ["the fish of", "12", "City: Lake Press", "perch", "a count by Ekberg", "Order 12", ""] {
            assert_eq!(phrases(text), None, "{text}");
        }
        assert!(Names::read("March").is_some_and(|names| names.doubtful));
        assert!(Names::read("Holt").is_some_and(|names| !names.doubtful));
    }
}
