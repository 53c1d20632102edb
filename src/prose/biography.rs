//! Parts of a document that tell who people are: "About the authors", a
//! commission's members. Their dates are nobody's findings, so no source is
//! asked for.

/// Headings of such parts, in lower case.
const HEADINGS: &[&str] = &[
    "about the author",
    "about the authors",
    "about the contributors",
    "about the editors",
    "acknowledgements",
    "acknowledgments",
    "author biographies",
    "authors",
    "biographies",
    "biographical notes",
    "contributors",
    "list of contributors",
    "notes on contributors",
];

/// Words for an education, without which no life is told.
const EDUCATION: &[&str] = &[
    "juris doctor",
    "bachelor of",
    "master of",
    "bachelor's",
    "bachelor’s",
    "ph.d",
    "j.d.",
    "b.a.",
    "graduated from",
    "degree from",
    "law degree",
    "professor",
];

/// Words for a career.
const CAREER: &[&str] = &[
    "is the author of",
    "serves on the board",
    "served as",
    "serves as",
    "is currently",
    "joined the",
    "career",
    "was appointed",
    "clerk",
];

/// Whether a section with this heading and text tells who people are: its
/// heading says so, or is a personal name over the words of a career.
pub fn is_biography(heading: &str, text: impl FnOnce() -> String) -> bool {
    let lower = heading.trim().trim_end_matches(':').to_lowercase();
    if HEADINGS.contains(&lower.as_str()) {
        return true;
    }
    if !is_name(heading) {
        return false;
    }
    let text = text().to_lowercase();
    let tells = |words: &[&str]| words.iter().any(|word| text.contains(word));
    tells(EDUCATION) && tells(CAREER)
}

/// Two to five capitalised words and initials, and nothing else.
fn is_name(heading: &str) -> bool {
    let words: Vec<&str> = heading.split_whitespace().collect();
    let particle =
        |word: &str| matches!(word, "de" | "van" | "von" | "der" | "den" | "da" | "di" | "la" | "bin");
    (2..=5).contains(&words.len())
        && words.iter().all(|word| {
            let name = word.trim_matches(['.', ',']);
            particle(word)
                || name.starts_with(char::is_uppercase)
                    && name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lives_are_told_from_findings() {
        let life =
            || "She received her law degree from Yale in 1974 and served as counsel until 1981.".to_owned();
        assert!(is_biography("Sarah H. Cleveland", life));
        assert!(is_biography("About the Authors", String::new));
        // A section on a person, or with a short heading, is argued prose like any other.
        assert!(
            !is_biography("Legal Aid", || "The office served as counsel and is currently funded.".to_owned())
        );
        assert!(!is_biography("Arthur Herman", || "In 2014 attacks passed 25 billion.".to_owned()));
        assert!(!is_biography("The legal framework in 1974", life));
    }
}
