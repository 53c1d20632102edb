//! What a word can be in a citation: a table read once from `data/words.txt`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// Longest word in bytes that the table holds.
const LONGEST: usize = 20;

crate::prose::flags::word_flags! {
    MONTH "month", SEASON "season", PAGE "page", VOL "vol", ISSUE "issue", PARA "para", SECTION "section",
    CHAPTER "chapter", PART "part", FIGURE "figure", TABLE "table", LINE "line", COLUMN "column",
    FOOTNOTE "footnote", AT "at", ARTICLE "article", BODY "body", OUTLET "outlet", PUBLISHER "publisher",
    PROSE "prose", OPENER "opener", SMALL "small", PARTICLE "particle", SUFFIX "suffix",
    HONORIFIC "honorific", EDITOR "editor", TRANSLATOR "translator", ABBR "abbr", GENRE "genre",
    ACCESS "access", PLACE "place", PLACE_PART "placepart", REGION "region", ORDINAL "ordinal",
    LAW "law",
}

/// Hashes short words (FNV-1a, eight bytes at once). The words of the table are
/// ours, so nobody can fill it with words that collide.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..part.len()].copy_from_slice(part);
            self.0 = (self.0 ^ u64::from_le_bytes(eight)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            self.0 ^= self.0 >> 29;
        }
    }

    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0
    }
}

static TABLE: LazyLock<HashMap<&'static str, Flags, BuildHasherDefault<Quick>>> = LazyLock::new(|| {
    let mut table = HashMap::default();
    for (name, words) in entries() {
        let flag = NAMES.iter().find(|(key, _)| *key == name).map_or(Flags(0), |(_, flag)| *flag);
        for word in words {
            let held: &mut Flags = table.entry(word).or_default();
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

/// What `word` can be, whatever its case. Unknown words can be nothing.
pub fn of(word: &str) -> Flags {
    if word.len() > LONGEST || word.is_empty() {
        return Flags::default();
    }
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().and_then(|word| TABLE.get(word)).copied().unwrap_or_default()
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
}
