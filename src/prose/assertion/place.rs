//! A place that a sentence names itself: `(s 12)`, `, cl 4(1)`, `On page 12`, `Decision No 7/2004`, `[2010] EWHC 9`,
//! `53 Federal Register 2197`; or what the document itself shows: `Table 7`, `Box A`. A reader can look it up.

use crate::lexicon::{self, list};
use crate::prose::lexicon::Flags;

/// A shorter word for a part (`s`, `cl`) is many other things too, and names one only in brackets or after a comma.
const PLAIN: usize = 4;
/// A table stands among so many words where a sentence leads with it.
const LEAD: usize = 4;
/// The name of a series of reports or gazettes has at most so many words.
const SERIES: usize = 4;

/// Whether a sentence names a part of a document by its number, a numbered document, a case by its year in brackets, a
/// page of a series, or a table or figure of the document itself.
pub(super) fn is_named(sentence: &str) -> bool {
    let mut before = "";
    let mut tokens = sentence.split_ascii_whitespace().peekable();
    // `Box A` needs no digit, all others do.
    let digits = sentence.bytes().any(|byte| byte.is_ascii_digit());
    while let Some(token) = tokens.next() {
        if let Some(&next) = tokens.peek()
            && (is_shown(token, next)
                || digits
                    && (is_part(before, token, next)
                        || is_numbered(before, token, next)
                        || is_case(token, next)
                        || is_series(token, tokens.clone())))
        {
            return true;
        }
        before = token;
    }
    false
}

/// Whether a sentence leads with a table or figure of the document: `Figure 3 plots`, `As Table 2 shows`, not `(Table 2)`.
pub fn leads_with_own_table(sentence: &str) -> bool {
    let tokens: Vec<&str> = sentence.split_whitespace().take(LEAD + 2).collect();
    (0..tokens.len().min(LEAD).saturating_sub(1)).any(|at| {
        let others = tokens.get(at + 2).is_some_and(|word| matches!(*word, "of" | "in"));
        !tokens[at].starts_with('(') && is_shown(tokens[at], tokens[at + 1]) && !others
    })
}

/// `Table 7`, `Figures 3–5`, `Box A`, `Appendix II`, `Table S1`, and the `#` for which a reference of LaTeX stands.
fn is_shown(token: &str, next: &str) -> bool {
    if token.starts_with(|c: char| c.is_ascii_lowercase()) {
        return false;
    }
    let word = token.trim_start_matches(['(', '[', '*', '_']).trim_end_matches('.');
    if !word.starts_with(char::is_uppercase) || !list::SHOWN_PART.has(word) {
        return false;
    }
    let number = next.split(['–', '-', ',', ')', ']', ';', ':', '’', '\'', '*', '_']).next().unwrap_or("");
    let number = number.trim_end_matches('.');
    let roman = |c: char| matches!(c, 'I' | 'V' | 'X');
    let rest = number.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(number);
    let digits = rest.chars().all(|c| c.is_ascii_digit() || c == '.') && rest.len() <= PLAIN;
    number == "#" || !number.is_empty() && (digits || number.chars().all(roman))
}

/// `53 Federal Register 21975`, `26 FCC Rcd. 14,941`, `2014 WL 1920751`: a volume, a name in capitals, a page.
fn is_series<'a>(token: &str, rest: impl Iterator<Item = &'a str>) -> bool {
    let volume = token.trim_start_matches(['(', '[', '“']);
    if volume.is_empty() || volume.len() > PLAIN || !volume.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (mut words, mut short) = (0, true);
    for token in rest.take(SERIES + 1) {
        let bare = token.trim_matches(['*', '_']);
        if bare.starts_with(|c: char| c.is_ascii_digit()) {
            let page = bare.trim_end_matches([',', '.', ';', ')', '”']);
            let digits = page.bytes().take_while(u8::is_ascii_digit).count();
            let pages = page.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'-'));
            let plain = pages || page.contains('–');
            // A year before plain words dates them: "2012 Olympic Games 14".
            let year = volume.len() == PLAIN;
            return plain && (short && words > 0 || !year && words > 1 && digits >= 3);
        }
        let name = bare.trim_end_matches('.');
        let month = lexicon::sentence(name).any(Flags::MONTH);
        if month || bare.ends_with([',', ';', ':']) || !(name.starts_with(char::is_uppercase) || name == "&")
        {
            return false;
        }
        short &= bare.ends_with('.') || name.bytes().all(|byte| byte.is_ascii_uppercase());
        words += 1;
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
            "Figure 7 plots the 900 nests.",
            "Two thirds of the wards closed early, as Box A tells.",
            "Table # lists 40 schools.",
            "The haul of 4,100 tonnes is in Appendix II.",
            "The levy of 1988 (53 Harbour Gazette 21975) brought $4,000.",
            "The court fined him $4,000 in 2004 W.L. 19207.",
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
            "The tables 40 feet long stood in the hall.",
            "Table salt cost $40 in 1987.",
            "The Map Room sold 900 maps.",
            "In 2012 Olympic Games 14 swimmers fell ill.",
            "On 3 May 1988 the ward closed.",
            "Some 40 Airbus 320 jets stood idle.",
        ] {
            assert!(!is_named(sentence), "{sentence}");
        }
    }
}
