//! Numbers in brackets that are paragraphs of a judgment: `[2010] EWHC 9 (Ch), [290]`.

use crate::lexicon::list;

/// How far before a bracket a citation is looked for, in bytes.
const REACH: usize = 160;

/// How many paragraphs a citation may name: `[3], [7]–[9]`.
const MOST: usize = 6;

/// Whether a number in brackets after these words is a place in a judgment or
/// in a work cited before, and so no marker. A marker is set right against its
/// word, a place is not.
pub(crate) fn follows(before: &str) -> bool {
    if !before.ends_with([' ', '\u{a0}', '\n', '–', '-']) {
        return false;
    }
    let mut from = before.len().saturating_sub(REACH);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let mut words = bare(&before[from..]);
    let mut comma = before.trim_end().ends_with(',');
    for _ in 0..MOST {
        let Some(open) = words.strip_suffix(']').and_then(|inside| inside.rfind('[')) else { break };
        let number = &words[open + 1..words.len() - 1];
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            break;
        }
        comma = words[..open].trim_end().ends_with(',');
        words = bare(&words[..open]);
    }
    let (rest, last) = split(words);
    let note = || {
        let (before, note) = split(rest);
        is_number(last) && list::PINPOINT_NOTE.has(note) && list::PINPOINT_SIDE.has(split(before).1)
    };
    list::PINPOINT_AGAIN.has(last)
        || list::PINPOINT_PLACE.has(last)
        || note()
        || is_cited(words)
        || comma && has_case(words)
}

/// The words without what joins them to a paragraph's number.
fn bare(words: &str) -> &str {
    let words = words.trim_end_matches([' ', '\u{a0}', '\n', '\r', ',', '–', '-']);
    let (rest, last) = split(words);
    if list::PINPOINT_JOIN.has(last) { rest.trim_end_matches([' ', ',']) } else { words }
}

/// The last word without its stop, and what stands before it.
fn split(words: &str) -> (&str, &str) {
    let words = words.trim_end_matches(['.', ',', ' ', '\u{a0}', '\n']);
    let start = words
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + words[at..].chars().next().map_or(1, char::len_utf8));
    (&words[..start], &words[start..])
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `[2010] EWHC 1829 (Ch)`, `[1932] AC 562`: a year in brackets, a court in
/// capitals, a number, perhaps a division.
fn is_cited(words: &str) -> bool {
    let division = words.strip_suffix(')').and_then(|inside| inside.rsplit_once('('));
    let words = division.filter(|(_, name)| name.len() <= 12).map_or(words, |(rest, _)| rest);
    let (rest, number) = split(words);
    if !is_number(number) {
        return false;
    }
    let (mut rest, mut court) = split(rest);
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase()) && word.len() <= 8;
    for _ in 0..3 {
        if !capital(court) {
            return false;
        }
        if let Some(open) = rest.trim_end().strip_suffix(']') {
            return open.len() >= 5
                && open
                    .get(open.len() - 5..)
                    .is_some_and(|year| year.starts_with('[') && is_number(&year[1..]));
        }
        (rest, court) = split(rest);
    }
    false
}

/// `Case C-324/09 …`: the number of a case, in the same sentence.
fn has_case(words: &str) -> bool {
    let sentence = words.rfind(". ").map_or(words, |at| &words[at + 2..]);
    sentence.split([' ', '\u{a0}', '(', ',']).any(|word| {
        let Some((letters, rest)) = word.split_once(['-', '‑', '–']) else { return false };
        let Some((number, year)) = rest.split_once('/') else { return false };
        (1..=2).contains(&letters.len())
            && letters.bytes().all(|byte| byte.is_ascii_uppercase())
            && is_number(number)
            && is_number(year.trim_end_matches(|c: char| !c.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::follows;

    #[test]
    fn places_in_judgments_are_told_from_markers() {
        for place in [
            "as in Ray v Lee [2010] EWHC 1829 (Ch), ",
            "Ray v Lee [2011] EWCA Civ 33 ",
            "Ray v Lee [2011] EWCA Civ 33, [14], ",
            "Ray v Lee [2011] EWCA Civ 33, [14]–",
            "Lee v Ray [1932] AC 562 at ",
            "ibid ",
            "Ibid., [3] and ",
            "Ray (above n 2), see above n 2, ",
            "Case C-32/09 Ray v Lee EU:C:2011:47, ",
        ] {
            assert!(follows(place), "{place}");
        }
        for marker in [
            "as the judge said",
            "in 2010 ",
            "the port of Hull ",
            "Ray v Lee [2010] EWHC 1829 (Ch)",
            "In Case C-32/09 the court said no. The port fell ",
            "rents of the year 12 ",
            "as many say [1], ",
            "",
        ] {
            assert!(!follows(marker), "{marker}");
        }
    }
}
