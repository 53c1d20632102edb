//! Known misspellings of English words.
//!
//! The list is that of the `typos` project: words that people are known to
//! write, with what they meant. An unknown word proves nothing (names, other
//! languages, new words); a known misspelling nearly always is one. What the
//! list holds for programs and not for prose is sorted out here.

/// Lines `misspelling<tab>meant`, sorted; `build.rs` sifts them from the list.
const LIST: &str = include_str!(concat!(env!("OUT_DIR"), "/misspellings.txt"));

/// Words of the list that a careful writer may mean: accepted variants, rare
/// words, names, and words of other languages that stand in English titles.
const SPARED: &[&str] = &[
    "accidently",
    "affaire",
    "affaires",
    "afterwords",
    "alterative",
    "biddings",
    "caesarian",
    "causalities",
    "cerates",
    "colinear",
    "collapsable",
    "combatted",
    "combatting",
    "commandoes",
    "commutated",
    "compensative",
    "conveyer",
    "conveyers",
    "debateable",
    "demographical",
    "didactical",
    "discernable",
    "doctorial",
    "draughtman",
    "driveable",
    "electorial",
    "embargos",
    "equipments",
    "expresso",
    "extendible",
    "extraversion",
    "fightings",
    "floatation",
    "focusses",
    "formant",
    "formants",
    "guestimate",
    "highjacked",
    "highjacking",
    "homeworks",
    "indictor",
    "informations",
    "interpolar",
    "kazakstan",
    "leibnitz",
    "lippizaner",
    "midwifes",
    "mohammedan",
    "nonsignificant",
    "operants",
    "pavillion",
    "precess",
    "precesses",
    "precessing",
    "principial",
    "publically",
    "rarified",
    "reenforcement",
    "reflets",
    "refocussed",
    "removeable",
    "restauration",
    "revaluated",
    "sanhedrim",
    "sideral",
    "softwares",
    "spiritualty",
    "spiritus",
    "supercede",
    "superceded",
    "supercedes",
    "superceding",
    "torpedos",
    "transferrable",
    "transferrin",
    "trotskyite",
    "trotskyites",
    "uncatalogued",
    "vermillion",
    "writeable",
];

/// What a misspelt English word was meant to be, in lower case; `None` if it is
/// no known misspelling or could be meant as it stands.
///
/// ```
/// assert_eq!(claimlint::prose::misspelt("Controverial"), Some("controversial"));
/// assert_eq!(claimlint::prose::misspelt("colour"), None);
/// ```
pub fn misspelt(word: &str) -> Option<&'static str> {
    // Capitalised words are too often names.
    let least = if word.starts_with(char::is_uppercase) { 9 } else { 7 };
    if word.len() < least || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    if word[1..] != lower[1..] || SPARED.binary_search(&lower.as_str()).is_ok() {
        return None; // capitals inside: a name or an abbreviation
    }
    meant(&lower)
}

/// Looks a word up in the list: a binary search over its bytes, each probe taken
/// back to the start of its line.
fn meant(word: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, LIST.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = LIST[..middle].rfind('\n').map_or(0, |at| at + 1);
        let line = LIST[start..].split('\n').next().unwrap_or("");
        let (misspelling, meant) = line.split_once('\t')?;
        match misspelling.cmp(word) {
            std::cmp::Ordering::Equal => return Some(meant),
            std::cmp::Ordering::Less => low = start + line.len() + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spared_words_are_sorted_so_that_they_are_found() {
        assert!(SPARED.is_sorted());
    }

    #[test]
    fn every_line_of_the_list_is_found() {
        let words: Vec<&str> = LIST.lines().filter_map(|line| line.split('\t').next()).collect();
        assert!(words.len() > 10_000 && words.is_sorted());
        assert!(
            LIST.lines().all(|line| line.split_once('\t').is_some_and(|(word, is)| meant(word) == Some(is)))
        );
        assert_eq!(meant("aaaaaaa"), None);
        assert_eq!(meant("zzzzzzz"), None);
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
