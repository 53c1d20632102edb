//! Known misspellings of English words.
//!
//! The list is that of the `typos` project: words that people are known to
//! write, with what they meant. An unknown word proves nothing (names, other
//! languages, new words); a known misspelling nearly always is one. What the
//! list holds for programs and not for prose is sorted out here. The list itself,
//! with its licence, is `data/en/misspellings.txt`; `build.rs` makes a table of it.

use crate::lexicon::list;

mod hash;

/// Eight bytes for each misspelling, sorted: its number and the start of its
/// meaning in [`MEANINGS`].
const SLIPS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/slips.bin"));

/// What was meant, a word a line.
const MEANINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/meanings.txt"));

/// Further from its meaning no word of the list is: changed, missing, added and
/// swapped letters.
const FURTHEST: usize = 2;

/// What a misspelt English word was meant to be, in lower case; `None` if it is
/// no known misspelling or could be meant as it stands.
///
/// ```
/// assert_eq!(claimlint::inside::prose::misspelt("Controverial"), Some("controversial"));
/// assert_eq!(claimlint::inside::prose::misspelt("colour"), None);
/// ```
pub fn misspelt(word: &str) -> Option<&'static str> {
    // Capitalised words are too often names.
    let least = if word.starts_with(char::is_uppercase) { 9 } else { 7 };
    if word.len() < least || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    if word[1..] != lower[1..] || list::SPARED.binary_search(&lower.as_str()).is_ok() {
        return None; // capitals inside: a name or an abbreviation
    }
    meant(&lower)
}

/// Looks a word up in the table. Two words may share a number, so the meaning must
/// also be one of which the word can be a slip.
fn meant(word: &str) -> Option<&'static str> {
    let (slips, _) = SLIPS.as_chunks::<8>();
    let number = |row: &[u8; 8]| u32::from_le_bytes([row[0], row[1], row[2], row[3]]);
    let sought = hash::hash(word);
    let first = slips.partition_point(|row| number(row) < sought);
    slips[first..].iter().take_while(|row| number(row) == sought).find_map(|row| {
        let at = u32::from_le_bytes([row[4], row[5], row[6], row[7]]) as usize;
        let meant = MEANINGS[at..].lines().next()?;
        (word.as_bytes().first() == meant.as_bytes().first()
            && strsim::damerau_levenshtein(word, meant) <= FURTHEST)
            .then_some(meant)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spared_words_are_sorted_so_that_they_are_found() {
        assert!(list::SPARED.is_sorted());
    }

    #[test]
    fn every_row_of_the_list_is_found_and_its_meanings_are_no_slips() {
        let list = include_str!("../../data/en/misspellings.txt");
        let (mut words, mut faults) = (0, Vec::new());
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let (meaning, slips) = line.split_once(": ").expect("a meaning and its slips");
            words += slips.split(' ').count();
            faults.extend(slips.split(' ').filter(|slip| meant(slip) != Some(meaning)));
            faults.extend(meant(meaning).map(|_| meaning));
        }
        assert!(words > 10_000, "the list was not found whole");
        assert_eq!(faults, [""; 0]);
        assert_eq!(meant("aaaaaaa"), None);
        assert_eq!(meant("zzzzzzz"), None);
    }

    #[test]
    fn the_list_is_sorted_and_says_whose_it_is() {
        let list = include_str!("../../data/en/misspellings.txt");
        let (head, rows): (Vec<&str>, Vec<&str>) = list.lines().partition(|line| line.starts_with('#'));
        assert!(head.iter().any(|line| line.contains("MIT OR Apache-2.0")));
        assert!(rows.iter().map(|row| row.split(':').next()).is_sorted());
    }

    #[test]
    fn a_word_that_shares_the_number_of_a_slip_is_no_slip() {
        for (word, slip) in [("kumosototo", "agnostisim"), ("ruteromele", "freameworks")] {
            assert_eq!(hash::hash(word), hash::hash(slip), "chosen because they share it");
            assert_eq!(meant(word), None, "{word}");
        }
        // Two slips that share theirs are told apart.
        assert_eq!(hash::hash("advantadges"), hash::hash("industrees"));
        assert_eq!((meant("advantadges"), meant("industrees")), (Some("advantages"), Some("industries")));
    }

    #[test]
    fn misspellings_are_known_in_any_case() {
        for (word, meant) in [
            ("Controverial", "controversial"),
            ("controverial", "controversial"),
            ("goverment", "government"),
            ("Securtiy", "security"),
            ("acheive", "achieve"),
        ] {
            let found = misspelt(word);
            // Eight letters with a capital may be a name.
            assert_eq!(found, (word != "Securtiy").then_some(meant), "{word}");
        }
    }

    #[test]
    fn british_spelling_names_and_rare_words_are_spared() {
        for word in [
            "colour",
            "organisation",
            "Defence",
            "programme",
            "labour",
            "Holliday",
            "Skelton",
            "Shepard",
            "causalities",
            "GOVERMENT",
            "McGoverment",
            "théorie",
            "",
            "a",
            "x9",
            "Kallender",
            "Securitization",
        ] {
            assert_eq!(misspelt(word), None, "{word}");
        }
    }
}
