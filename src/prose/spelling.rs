//! Known misspellings of English words.
//!
//! The list is that of the `typos` project: words that people are known to
//! write, with what they meant. An unknown word proves nothing (names, other
//! languages, new words); a known misspelling nearly always is one. What the
//! list holds for programs and not for prose is sorted out here.

use unicase::UniCase;

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
    let (least, letters) =
        if word.starts_with(char::is_uppercase) { (9, word.len()) } else { (7, word.len()) };
    // Short words are too often names or abbreviations, and capitalised ones names.
    if letters < least || letters > 34 || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    if word[1..] != lower[1..] || SPARED.binary_search(&lower.as_str()).is_ok() {
        return None; // capitals inside: a name or an abbreviation
    }
    // Two possible meanings: the list itself does not know.
    let [meant] = typos_dict::WORD.find(&UniCase::new(lower.as_str()))? else { return None };
    let distance = strsim::damerau_levenshtein(&lower, meant);
    let near = distance == 1 || (distance == 2 && letters >= 10);
    (near && meant.as_bytes().first() == lower.as_bytes().first()).then_some(*meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spared_words_are_sorted_so_that_they_are_found() {
        assert!(SPARED.is_sorted());
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
