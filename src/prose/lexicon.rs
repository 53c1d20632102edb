//! What a word does in a sentence: a table read once from `data/words.txt`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// Longest word the table holds; longer words have no flags.
pub const LONGEST: usize = 16;

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
    SPEAKER "speaker",
}

/// Mixes the bytes of a short word. The words are our own and texts are only looked up, never
/// stored, so nobody can make them collide; the standard hash is some three times as slow.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u128(u128::from(byte));
        }
    }

    fn write_u128(&mut self, word: u128) {
        let (low, high) = (word as u64, (word >> 64) as u64);
        let mixed = (self.0 ^ low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A word of at most [`LONGEST`] bytes in lower case, as one number.
fn packed(word: &str) -> Option<u128> {
    let mut bytes = [0; LONGEST];
    let held = bytes.get_mut(..word.len())?;
    held.copy_from_slice(word.as_bytes());
    bytes.make_ascii_lowercase();
    Some(u128::from_le_bytes(bytes))
}

static TABLE: LazyLock<HashMap<u128, Flags, BuildHasherDefault<Mix>>> = LazyLock::new(|| {
    let mut table: HashMap<_, _, BuildHasherDefault<Mix>> = HashMap::default();
    for (name, words) in entries() {
        let flag = NAMES.iter().find(|(key, _)| *key == name).map_or(Flags(0), |(_, flag)| *flag);
        for word in words {
            if let Some(key) = packed(word) {
                let held: &mut Flags = table.entry(key).or_default();
                *held = held.or(flag);
            }
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
    packed(word).and_then(|key| TABLE.get(&key)).copied().unwrap_or_default()
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
