//! What a line looks like: a heading, a rule, a date, a name, a button.

use super::lines::Lines;
use crate::lexicon::{list, month_begun};

/// A text without the note markers at its end.
fn without_marks(text: &str) -> &str {
    let mut text = text;
    loop {
        let bare = text.trim_end().trim_end_matches(['¹', '²', '³', '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
        let open = bare.strip_suffix([']', ')']).and_then(|inside| {
            let from = inside.len().saturating_sub(40);
            let at = from + inside.as_bytes()[from..].iter().rposition(|b| matches!(b, b'[' | b'('))?;
            let words = inside.get(at + 1..)?;
            let bracket = inside.as_bytes()[at] == b'[';
            let numbers =
                words.bytes().all(|b| b.is_ascii_digit() || b == b' ' || (bracket && b",;-".contains(&b)));
            let named = bracket && (words.starts_with('^') || super::label::footnote_word(words).is_some());
            (named || (numbers && !words.is_empty())).then_some(at)
        });
        match open {
            Some(at) => text = &bare[..at],
            None if bare.len() < text.len() => text = bare,
            None => return bare,
        }
    }
}

/// A text without the number set right against its last stop: `the year.12`.
fn without_level_mark(text: &str) -> &str {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let inner = bare.trim_end_matches(['.', '!', '?', '”', '"', '’', ')', ']']);
    let marked = (1..=3).contains(&(text.len() - bare.len()))
        && inner.len() < bare.len()
        && inner.ends_with(char::is_alphabetic);
    if marked { bare } else { text }
}

/// `T   he ports`: the length of a large first letter that a space parts from the rest of its word. `A` and
/// `I` are words of their own, with one space behind them.
pub(super) fn opens_large(text: &str) -> Option<usize> {
    let letter = text.chars().next().filter(char::is_ascii_uppercase)?;
    let rest = &text[1..];
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let enough = if "AIO".contains(letter) { spaces > 1 } else { spaces > 0 };
    (enough && rest.trim_start().starts_with(|c: char| c.is_ascii_lowercase())).then_some(1 + spaces)
}

/// Whether a text ends as a sentence does, closing marks and note markers aside.
pub(super) fn is_ended(text: &str) -> bool {
    let text = without_level_mark(without_marks(text));
    let bare = text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»', '*', '_']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？'])
        || (bare.len() < text.len() && bare.ends_with([';', ',']))
}

/// Whether a text ends in a way no heading does.
fn goes_on(text: &str) -> bool {
    let text = without_marks(text);
    let bare = text.trim_end_matches(['"', '\'', '”', '’', ')', ']']);
    // `Inc.` may end a heading, a sentence's full stop may not: take no risk.
    bare.ends_with(['.', ',', ';', '。', '、']) || text.ends_with(['-', '–', '—'])
}

/// `-----`, `* * *`, `=====`: a rule across the page or under a heading.
pub(super) fn is_rule(text: &str) -> bool {
    let mut marks = text.chars().filter(|c| *c != ' ');
    let Some(first) = marks.next() else { return false };
    let drawn = "-_=*~—–─━•·#".contains(first);
    drawn && marks.clone().take(200).count() >= 2 && marks.all(|c| c == first)
}

/// Whether a line has room above, or is so plainly a heading that it needs none.
pub(super) fn stands_alone(lines: &Lines, at: usize) -> bool {
    let text = lines.text(at);
    let drawn = text.starts_with(['=', '#']) || text.ends_with(':') || is_shouted(text);
    at == 0 || lines.gap(at) > 0 || lines.lines[at].page || drawn
}

/// Nothing but capitals, four letters at least.
pub(super) fn is_shouted(text: &str) -> bool {
    let mut letters = 0;
    for c in text.chars().take(200) {
        if c.is_lowercase() {
            return false;
        }
        letters += usize::from(c.is_uppercase());
    }
    letters >= 4 && text.len() <= 120
}

/// A short line with room around it that begins like a title and does not end
/// like a sentence.
pub(super) fn is_plain_heading(lines: &Lines, at: usize) -> bool {
    let text = lines.text(at);
    lines.gap(at) > 0 && lines.gap(at + 1) > 0 && is_headlike(text)
}

/// [`is_plain_heading`] without a look at the lines around.
pub(super) fn is_headlike(text: &str) -> bool {
    text.len() <= 160
        && !goes_on(text)
        && !is_rule(text)
        && text.chars().count() <= 110
        && text.split_whitespace().count() <= 16
        && (!text.ends_with(':') || text.split_whitespace().count() <= 6)
        && !text.contains("://")
        && text
            .trim_start_matches(['“', '"', '‘', '\'', '#', '(', '['])
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || is_caseless(c))
        && text.chars().any(char::is_alphabetic)
}

fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// The rank of a heading that shows by its number or capitals, smaller is
/// higher, and the length of what is not its words (`## `).
pub(super) fn heading_rank(text: &str) -> Option<(u8, usize)> {
    if !is_headlike(text) {
        return None;
    }
    let hashes = text.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && text[hashes..].starts_with(' ') {
        return Some((u8::try_from(hashes).unwrap_or(6), hashes + 1));
    }
    let first = text.split_whitespace().next().unwrap_or("");
    let rest = text[first.len()..].trim_start();
    let divides = ["chapter", "part", "appendix", "annex", "book", "section"];
    let numbered =
        |word: &str| word.len() <= 8 && (word.bytes().any(|b| b.is_ascii_digit()) || is_shouted_number(word));
    if divides.iter().any(|word| first.eq_ignore_ascii_case(word))
        && rest.split([' ', ':', '.']).next().is_some_and(numbered)
    {
        return Some((7, 0));
    }
    if is_shouted(text) {
        return Some((8, 0));
    }
    let capital = rest.starts_with(|c: char| c.is_uppercase() || c == '“' || c == '"');
    if !capital {
        return None;
    }
    let bare = first.trim_end_matches(['.', ')']);
    let stopped = bare.len() < first.len();
    let decimal = bare.len() <= 12
        && bare
            .split('.')
            .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    if decimal {
        let depth = bare.split('.').count();
        return Some((9 + u8::try_from(depth).unwrap_or(9), 0));
    }
    if stopped && is_shouted_number(bare) {
        return Some((9, 0));
    }
    (stopped && bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_uppercase())).then_some((10, 0))
}

/// The rank of a heading that only its place and shape betray.
pub(super) const PLAIN_RANK: u8 = 30;

/// A Roman numeral in capitals, or a single capital after `Part`.
fn is_shouted_number(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 6
        && word.bytes().all(|b| b"IVXLC".contains(&b))
        && word != "C"
        && word != "L"
        || (word.len() == 1 && word == "A")
        || (word.len() == 1 && word == "B")
}

/// Whether a text has a year or an address in it, as what cites a source has.
pub(super) fn looks_cited(text: &str) -> bool {
    let bytes = text.as_bytes();
    let year = |at: usize| {
        matches!(
            &bytes[at..],
            [b'1', b'6'..=b'9', b'0'..=b'9', b'0'..=b'9', ..] | [b'2', b'0', b'0'..=b'9', b'0'..=b'9', ..]
        )
    };
    text.contains("://") || text.contains("www.") || memchr::memchr2_iter(b'1', b'2', bytes).any(year)
}

/// A date on its own: `May 17, 2017`, `2017-05-17`, `Spring 2017`.
pub(super) fn is_date(text: &str) -> bool {
    if text.len() > 60 || !looks_cited(text) || text.split_whitespace().count() > 8 {
        return false;
    }
    let lower = text.to_lowercase();
    let named = lower.split(|c: char| !c.is_alphanumeric()).any(|word| {
        month_begun(word).is_some() || ["spring", "summer", "autumn", "fall", "winter"].contains(&word)
    });
    named || text.chars().all(|c| c.is_ascii_digit() || " -/.:TZ".contains(c))
}

/// `January 2004`: what follows is a date, so the number before it is its day.
pub(super) fn begins_with_month(text: &str) -> bool {
    let word: String =
        text.chars().take_while(|c| c.is_ascii_alphabetic()).take(12).collect::<String>().to_lowercase();
    list::MONTH.has(&word)
}

/// `Author:`, `By Helen Lui`, `Published 3 May`: a label of the byline.
pub(super) fn is_byline_label(text: &str) -> bool {
    if text.len() > 200 {
        return false;
    }
    let lower = text.to_lowercase();
    let begins = |label: &str| {
        lower.strip_prefix(label).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(':')
                || (rest.starts_with(' ') && (label.contains("by") || is_date(text)))
        })
    };
    list::BYLINE_LABEL.iter().any(|label| begins(label))
        || (text.contains('@') && text.split_whitespace().count() <= 6)
}

/// Two to five words that could be a person: each with a capital, or a particle.
pub(super) fn is_name(text: &str) -> bool {
    let words = || text.split_whitespace();
    let part = |word: &str| {
        let word = word.trim_end_matches([',', '.']);
        matches!(word, "and" | "&")
            || list::NAME_PARTICLE.contains(&word)
            || (word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c)))
    };
    (2..=8).contains(&words().count()) && text.len() <= 80 && words().all(part) && !is_shouted(text)
}

/// A button, a cookie banner, a copyright line: around the text, not of it.
pub(super) fn is_button(text: &str) -> bool {
    if text.len() > 400 {
        return false;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    let few = text.split_whitespace().count() <= 8;
    list::BUTTON.binary_search(&bare).is_ok()
        || list::NOTICE_BEGIN
            .iter()
            .any(|begin| bare.starts_with(begin) && (few || begin.contains("cookies") || text.len() < 200))
        || bare.contains("accept cookies")
        || (few
            && text
                .split([' ', '|', '/', '·', ','])
                .filter(|word| !word.is_empty())
                .all(|word| list::BUTTON.binary_search(&word.to_lowercase().as_str()).is_ok()))
}

/// Who paid, and whose the views are: what follows the notes.
pub(super) fn is_disclaimer(text: &str) -> bool {
    let head: String = text.chars().take(60).collect::<String>().to_lowercase();
    list::DISCLAIMER_BEGIN.iter().any(|begin| head.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_are_sorted() {
        assert!(list::BUTTON.is_sorted());
    }
}
