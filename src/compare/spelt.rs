//! How words may have been spelt before: `cyber attack` as `cyberattack`, `e-mail` as `email`, `defence` as `defense`. Where only
//! a fingerprint of a sentence is known, its words are tried so.

/// Shorter words are not spelt in two ways.
const SHORT: usize = 5;
/// A longer one has no join that is worth looking for.
const LONG: usize = 24;
/// At most so many spellings are tried of one text.
const MOST: usize = 2_000;

/// Endings and letters that are spelt in two ways; each is tried for the other.
const PAIRS: [(&str, &str); 12] = [
    ("nce", "nse"),
    ("our", "or"),
    ("ise", "ize"),
    ("isa", "iza"),
    ("isi", "izi"),
    ("yse", "yze"),
    ("tre", "ter"),
    ("ogue", "og"),
    ("amme", "am"),
    ("gement", "gment"),
    ("ll", "l"),
    ("ae", "e"),
];

/// Words of a text and how each may have been spelt instead: `(as it stands, as it was)`, none twice.
pub fn spelt_before(text: &str) -> Vec<(String, String)> {
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let mut found: Vec<(String, String)> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut add = |now: String, before: String| {
        if found.len() < MOST && seen.insert((now.clone(), before.clone())) {
            found.push((now, before));
        }
    };
    for pair in words.windows(2) {
        if let [one, two] = pair
            && is_word(one)
            && is_word(two)
            && text.contains(&format!("{one} {two}"))
        {
            add(format!("{one} {two}"), format!("{one}{two}"));
            add(format!("{one} {two}"), format!("{one}-{two}"));
        }
    }
    for word in words.into_iter().filter(|word| is_word(word)) {
        if word.contains('-') {
            add(word.to_owned(), word.replace('-', ""));
            add(word.to_owned(), word.replace('-', " "));
            continue;
        }
        if !(SHORT..=LONG).contains(&word.len()) {
            continue;
        }
        for at in 1..word.len() - 1 {
            add(word.to_owned(), format!("{}-{}", &word[..at], &word[at..]));
            add(word.to_owned(), format!("{} {}", &word[..at], &word[at..]));
        }
        for (one, two) in PAIRS.into_iter().flat_map(|(one, two)| [(one, two), (two, one)]) {
            for (at, _) in word.match_indices(one) {
                add(word.to_owned(), format!("{}{two}{}", &word[..at], &word[at + one.len()..]));
            }
        }
    }
    found
}

/// A text with words spelt as they were, with a capital or without.
pub fn respelt_as(text: &str, now: &str, before: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    };
    text.replace(now, before).replace(&capital(now), &capital(before))
}

/// Letters of the alphabet alone, and hyphens between them.
fn is_word(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_leads_back_to_the_other() {
        for (now, before) in [
            ("the cyber attacks grew", "the cyberattacks grew"),
            ("the cyberattacks grew", "the cyber attacks grew"),
            ("the cyber-attacks grew", "the cyberattacks grew"),
            ("two e-mails", "two emails"),
            ("two emails", "two e-mails"),
            ("Defence of the harbour defences", "Defense of the harbour defenses"),
            ("the harbors of the north", "the harbours of the north"),
            ("they organise it", "they organize it"),
        ] {
            let all = spelt_before(now);
            let found = all.iter().find(|(one, two)| respelt_as(now, one, two) == before);
            assert!(found.is_some(), "{now}");
        }
    }

    #[test]
    fn figures_and_short_words_stay() {
        assert!(spelt_before("by 3.5 of 12").is_empty());
        assert!(spelt_before("two men").iter().all(|(now, _)| now.contains(' ')));
    }
}
