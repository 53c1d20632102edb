//! The words by which citations by author and year are told: `words.txt`, read once.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The lists of `words.txt`; all phrases are in lower case.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub heading: HashSet<&'static str>,
    pub joiner: HashSet<&'static str>,
    pub others: Vec<&'static str>,
    pub particle: HashSet<&'static str>,
    pub small: HashSet<&'static str>,
    pub lead: HashSet<&'static str>,
    pub never: HashSet<&'static str>,
    pub undated: Vec<&'static str>,
    pub page: HashSet<&'static str>,
    pub says: HashSet<&'static str>,
    pub ending: HashSet<&'static str>,
    pub placeholder: HashSet<&'static str>,
    pub opener: HashSet<&'static str>,
    pub article: HashSet<&'static str>,
    pub versus: HashSet<&'static str>,
}

impl Words {
    /// Whether a phrase for "no date" may begin with this letter.
    pub(super) fn opens_undated(&self, byte: u8) -> bool {
        self.undated.iter().any(|phrase| phrase.as_bytes()[0] == byte.to_ascii_lowercase())
    }
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for (name, phrases) in lines() {
        match name {
            "heading" => words.heading.extend(phrases),
            "joiner" => words.joiner.extend(phrases),
            "others" => words.others.extend(phrases),
            "particle" => words.particle.extend(phrases),
            "small" => words.small.extend(phrases),
            "lead" => words.lead.extend(phrases),
            "never" => words.never.extend(phrases),
            "undated" => words.undated.extend(phrases),
            "page" => words.page.extend(phrases),
            "says" => words.says.extend(phrases),
            "ending" => words.ending.extend(phrases),
            "opener" => words.opener.extend(phrases),
            "article" => words.article.extend(phrases),
            "versus" => words.versus.extend(phrases),
            "placeholder" => words.placeholder.extend(phrases),
            _ => {}
        }
    }
    // “et al.” before “et al”: the longest that fits is taken.
    words.others.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    words.undated.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    words
});

/// Whether a word stands between two names. Words are compared as typed: the `E.` of a
/// given name is no Italian “e”.
pub(super) fn is_joiner(word: &str) -> bool {
    WORDS.joiner.contains(word)
}

fn lines() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    include_str!("words.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .map(|(name, phrases)| (name, phrases.split(" | ").map(str::trim)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_of_a_known_list_and_in_lower_case() {
        const LISTS: &[&str] = &[
            "heading",
            "joiner",
            "others",
            "particle",
            "small",
            "lead",
            "never",
            "undated",
            "page",
            "says",
            "ending",
            "placeholder",
            "opener",
            "article",
            "versus",
        ];
        for (name, phrases) in lines() {
            assert!(LISTS.contains(&name), "{name}");
            for phrase in phrases {
                assert!(!phrase.is_empty() && phrase == phrase.to_lowercase(), "{phrase}");
            }
        }
        for name in LISTS {
            assert!(lines().any(|(key, _)| key == *name), "{name}");
        }
    }
}
