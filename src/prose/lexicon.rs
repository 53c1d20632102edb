//! What a word does in a sentence: a table read once from `data/words.txt`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// Longest word the table holds; longer words have no flags.
pub const LONGEST: usize = 20;

super::flags::word_flags! {
    PAST "past", SAME "same", PARTICIPLE "participle", NOT_PAST "notpast", WAS "was", HAVE "have", BE "be",
    MODAL "modal", FIRST "first", MODEL "model", DET "det", PREP "prep", DATE_PREP "dateprep",
    SEASON "season", MONTH "month", LABEL "label", ABBR "abbr", AGE "agenoun", SCALE "scale",
    CURRENCY "currency", DURATION "duration", UNIT "unit", PEOPLE "people", SAYS "says", FINDS "finds",
    REPORTER "reporter", TITLE_WORD "titleword", DOCUMENT "document", IMPERATIVE "imperative",
    OPENER "opener", CONNECTIVE "connective", FUNCTION "function", LAW_NAME "lawname", BREAK "breakword",
    PRESENT "present", LAW_VERB "lawverb", LAW "law", TELLS "tells", PAPER "paper", CHANGE "change",
    FRACTION "fraction", NUMBER_WORD "numberword", SUPERLATIVE "superlative", FORETELLS "foretells",
    ADVISES "advises", INFERS "infers", SHOWS "shows", ROLE "role",
    LEGAL_STATE "legalstate", ENACTS "enacts", BODY "body", ORDINAL "ordinal", ACTS "acts", CUE "cue",
}

/// Mixes the bytes of a short word. The words are our own and every text is looked up, never
/// stored, so nobody can make them collide; the standard hash is some three times as slow.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            let mixed =
                (self.0.rotate_left(5) ^ u64::from_le_bytes(eight)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            self.0 = mixed ^ (mixed >> 32);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

static TABLE: LazyLock<HashMap<&'static [u8], Flags, BuildHasherDefault<Mix>>> = LazyLock::new(|| {
    let mut table: HashMap<_, _, BuildHasherDefault<Mix>> = HashMap::default();
    for (name, words) in entries() {
        let flag = NAMES.iter().find(|(key, _)| *key == name).map_or(Flags(0), |(_, flag)| *flag);
        for word in words {
            let held: &mut Flags = table.entry(word.as_bytes()).or_default();
            *held = held.or(flag);
        }
    }
    table
});

/// The data file's lines: a name and its words.
fn entries() -> impl Iterator<Item = (&'static str, std::str::SplitWhitespace<'static>)> {
    include_str!("data/words.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, words)| (name, words.split_whitespace()))
}

/// What `word` can do, whatever its case. Unknown words can do nothing.
pub fn of(word: &str) -> Flags {
    if word.len() > LONGEST {
        return Flags::default();
    }
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    TABLE.get(&*lower).copied().unwrap_or_default()
}

/// Every word of the two lists of reporting verbs, for the prefilter.
pub fn reporting_verbs() -> impl Iterator<Item = &'static str> {
    entries().filter(|(name, _)| matches!(*name, "says" | "finds" | "acts")).flat_map(|(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_the_data_is_known_and_every_flag_has_words() {
        for (name, _) in entries() {
            assert!(NAMES.iter().any(|(key, _)| *key == name), "{name}");
        }
        for (key, _) in NAMES {
            assert!(entries().any(|(name, _)| name == *key), "{key}");
        }
    }

    #[test]
    fn words_are_lower_case_and_fit() {
        for (_, words) in entries() {
            for word in words {
                assert!(word.len() <= LONGEST && word == word.to_ascii_lowercase(), "{word}");
            }
        }
    }

    #[test]
    fn case_does_not_matter() {
        assert!(of("Rose").any(Flags::PAST));
        assert!(!of("zebra").any(Flags::PAST));
    }
}
