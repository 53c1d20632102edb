//! A place in a document that a sentence names itself: `(s 12)`, `, cl 4(1)`, `On page 12`, `Decision No 7/2004`,
//! `[2010] EWHC 9`. A reader can look it up.

use crate::lexicon::list;

/// A shorter word for a part (`s`, `cl`) is many other things too, and names one only in brackets or after a comma.
const PLAIN: usize = 4;

/// Whether a sentence names a part of a document by its number, a numbered document, or a case by its year in brackets.
pub(super) fn is_named(sentence: &str) -> bool {
    let mut before = "";
    let mut tokens = sentence.split_whitespace().peekable();
    while let Some(token) = tokens.next() {
        if let Some(&next) = tokens.peek()
            && (is_part(before, token, next) || is_numbered(before, token, next) || is_case(token, next))
        {
            return true;
        }
        before = token;
    }
    false
}

/// `(s 12)`, `, reg 4`, `On page 12`, `see paragraph 3.2`.
fn is_part(before: &str, token: &str, next: &str) -> bool {
    let word = token.trim_start_matches(['(', '[', '“']).trim_end_matches('.');
    if !next.starts_with(|c: char| c.is_ascii_digit()) || !list::NAMED_PLACE.has(word) {
        return false;
    }
    let apart = token.starts_with(['(', '[']) || before.ends_with([',', ';']);
    apart || word.len() >= PLAIN && (before.is_empty() || list::NAMED_PLACE_LEAD.has(before))
}

/// `(No 12)`, `Decision No 7/2004`, `No. CV-2009-12`: with a capital, after a name or in brackets.
fn is_numbered(before: &str, token: &str, next: &str) -> bool {
    let word = token.trim_start_matches(['(', '[']).trim_end_matches('.');
    let led =
        token.len() > word.len() + 1 || token.starts_with('(') || before.starts_with(char::is_uppercase);
    word.starts_with(char::is_uppercase)
        && list::NAMED_NUMBER.has(word)
        && led
        && next.bytes().any(|byte| byte.is_ascii_digit())
}

/// `[2010] EWHC 9`, `[1987] 2 SCR 1`.
fn is_case(token: &str, next: &str) -> bool {
    let token = token.trim_start_matches('(');
    let year = token.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or("");
    let court = next.bytes().take_while(u8::is_ascii_uppercase).count() >= 2;
    year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && (court || next.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn a_place_is_known_by_its_form() {
        for sentence in [
            "The lease (cl 14) lets 40 stalls.",
            "The Act of 1911, s 12(3), fined 40 millers.",
            "On page 40 the survey counts 900 owls.",
            "Decision No 7/2004 fined 40 millers.",
            "The judge awarded 900 crowns ([2011] EWCA Civ 4).",
            "Forty stalls were let (sheet 3).",
        ] {
            assert!(is_named(sentence), "{sentence}");
        }
    }

    #[test]
    fn words_that_look_alike_name_nothing() {
        for sentence in [
            "The mills, 12 of them, burned.",
            "No 40 millers agreed.",
            "The page 40 readers wanted was torn.",
            "The owners [2010 members] left.",
            "It was a rule 40 millers kept.",
            "They fined 40 millers.",
        ] {
            assert!(!is_named(sentence), "{sentence}");
        }
    }
}
