//! Parts of a document that tell who people are: "About the authors", a
//! commission's members. Their dates are nobody's findings, so no source is
//! asked for.

use crate::lexicon::list;

/// Whether a section with this heading and text tells who people are: its
/// heading says so, or is a personal name over the words of a career.
pub fn is_biography(heading: &str, text: impl FnOnce() -> String) -> bool {
    let lower = heading.trim().trim_end_matches(':').to_lowercase();
    if list::HEADING_OF_AUTHORS.contains(&lower.as_str()) {
        return true;
    }
    if !is_name(heading) {
        return false;
    }
    let text = text().to_lowercase();
    let tells = |words: &[&str]| words.iter().any(|word| text.contains(word));
    tells(&list::EDUCATION) && tells(&list::CAREER)
}

/// A stretch of lives: so many sentences are looked at together.
const STRETCH: usize = 12;
/// Of these, so many must tell an education and so many a career or a person.
const SCHOOLED: usize = 3;
const PERSONAL: usize = 5;

/// Which sentences of a text without headings tell lives: those in a stretch where
/// sentence after sentence begins with a person and tells a degree or an office. Argued
/// prose may tell one degree; it does not tell three in twelve sentences.
pub fn lives<'a>(sentences: impl Iterator<Item = &'a str>) -> Vec<bool> {
    let signs: Vec<(bool, bool)> =
        sentences.map(|sentence| (schooled(sentence), personal(sentence))).collect();
    let mut found = vec![false; signs.len()];
    let mut from = 0;
    while from + SCHOOLED < signs.len() {
        let run = &signs[from..(from + STRETCH).min(signs.len())];
        if !run[0].0 && !run[0].1 {
            from += 1;
            continue;
        }
        let schools = run.iter().filter(|(school, _)| *school).count();
        let persons = run.iter().filter(|(_, person)| *person).count();
        if schools >= SCHOOLED && persons >= PERSONAL {
            found[from..from + run.len()].fill(true);
        }
        from += 1;
    }
    found
}

/// Whether a sentence tells a degree or a teaching post.
fn schooled(sentence: &str) -> bool {
    list::SCHOOLS.iter().any(|school| sentence.contains(school))
}

/// Whether a sentence begins with a person.
fn personal(sentence: &str) -> bool {
    const OPENERS: &[&str] =
        &["He ", "She ", "His ", "Her ", "Mr. ", "Ms. ", "Mrs. ", "Dr. ", "Professor ", "Prof. ", "Judge "];
    let within = |head: &str| [" he ", " she "].iter().any(|person| head.contains(person));
    let end = (0..=90.min(sentence.len())).rev().find(|&end| sentence.is_char_boundary(end)).unwrap_or(0);
    OPENERS.iter().any(|opener| sentence.starts_with(opener)) || within(&sentence[..end])
}

/// Two to five capitalised words and initials, and nothing else.
fn is_name(heading: &str) -> bool {
    let words: Vec<&str> = heading.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && words.iter().all(|word| {
            let name = word.trim_matches(['.', ',']);
            list::NAME_PARTICLE.contains(word)
                || name.starts_with(char::is_uppercase)
                    && name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lives_without_headings_are_told_by_their_density() {
        let told = [
            "Ms. Lind has taught law since 1994.",
            "She earned a Juris Doctor from the Law School in 1990.",
            "From 1991 to 1992 she clerked for Judge Pike.",
            "She was appointed to the board in 1998.",
            "Mr. Okafor graduated from the college in 1974.",
            "He joined the department in 1977.",
        ];
        assert!(lives(told.iter().copied()).iter().all(|life| *life));
        let argued = [
            "Lick received his Ph.D. in 1942.",
            "The agency funded the network in 1962.",
            "He left it in 1964.",
            "Taylor took over in 1965.",
            "The budget grew by 12%.",
            "Two ports joined in 1969.",
        ];
        assert!(!lives(argued.iter().copied()).iter().any(|life| *life));
    }

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
