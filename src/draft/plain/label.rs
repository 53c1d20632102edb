//! What a note begins with, and the headings that notes stand under.

use crate::lexicon::list;
use crate::span::Span;

/// The ways a note is labelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Style {
    /// `[3]`, `[SP800-53]`
    Bracket,
    /// `[^3]:`
    Caret,
    /// `[Footnote 3]`
    Footnote,
    /// `(3)`
    Paren,
    /// `3.` or `3)`
    Dot,
    /// `3 Text`, and `3` on a line of its own
    Bare,
    /// `³`
    Superscript,
    /// `*`: meant to stand without a marker
    Star,
}

/// Styles that number their notes in a list.
pub(super) const LISTED: [Style; 7] = [
    Style::Bracket,
    Style::Caret,
    Style::Footnote,
    Style::Paren,
    Style::Dot,
    Style::Bare,
    Style::Superscript,
];

/// A note's label at the start of a line.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub style: Style,
    pub id: String,
    /// The id as a number, where it is one.
    pub number: Option<u32>,
    /// Its bytes in the file.
    pub span: Span,
}

/// Reads the label that a line begins with. `at` is the line's place in the file.
pub(super) fn label(text: &str, at: u32) -> Option<Label> {
    let (style, id, len) = match text.as_bytes().first()? {
        b'[' => bracketed(text)?,
        b'(' => {
            let id = digits(&text[1..])?;
            text[1 + id.len()..].starts_with(')').then_some(())?;
            (Style::Paren, id.to_owned(), id.len() + 2)
        }
        b'0'..=b'9' => numbered(text)?,
        b'*' => {
            let stars = text.bytes().take_while(|&b| b == b'*').count();
            let next = text[stars..].trim_start().chars().next()?;
            (stars <= 3 && (next.is_alphanumeric() || "“\"‘'".contains(next))).then_some(())?;
            (Style::Star, text[..stars].to_owned(), stars)
        }
        0xc2 | 0xe2 => {
            let (id, len) = superscript(text)?;
            (Style::Superscript, id, len)
        }
        _ => return None,
    };
    let span = Span { start: at, end: at + Span::at(len).start };
    let number = id.parse().ok().or_else(|| roman(&id)).filter(|_| style != Style::Caret);
    Some(Label { style, id, number, span })
}

fn bracketed(text: &str) -> Option<(Style, String, usize)> {
    if let Some(found) = whole_footnote(text) {
        return Some(found);
    }
    let close = text.bytes().take(120).position(|b| b == b']')?;
    let inside = &text[1..close];
    let mut len = close + 1;
    let colon = text[len..].starts_with(':');
    let (style, id) = if let Some(id) = inside.strip_prefix('^') {
        (Style::Caret, id)
    } else if let Some(id) = footnote_word(inside) {
        (Style::Footnote, id)
    } else {
        (Style::Bracket, inside.trim())
    };
    let word = |b: u8| b.is_ascii_alphanumeric() || b"-_.:+/".contains(&b) || b >= 0x80;
    let tag = id.bytes().all(word) && (id.bytes().any(|b| b.is_ascii_digit()) || roman(id).is_some());
    let fits = match style {
        Style::Caret => !id.is_empty() && id.bytes().all(|b| b != b' ' && b != b'['),
        Style::Footnote => digits(id).is_some_and(|found| found == id),
        _ => tag && !text[len..].starts_with('('),
    };
    // `[1], [2]`, `[1].`: a marker that happens to begin a line.
    let goes_on = text[len..].starts_with([',', '.', ';', ')', '-']);
    if !fits || (goes_on && style != Style::Caret) {
        return None;
    }
    len += usize::from(colon);
    Some((style, id.to_owned(), len))
}

/// `[Footnote 3: The text.]`: the bracket closes after the note's last word.
fn whole_footnote(text: &str) -> Option<(Style, String, usize)> {
    let head = text.get(..text.len().min(40)).or_else(|| text.get(..text.len().min(37)))?;
    let (inside, _) = head.strip_prefix('[')?.split_once(':')?;
    let id = footnote_word(inside).filter(|id| digits(id) == Some(id))?;
    Some((Style::Footnote, id.to_owned(), inside.len() + 2))
}

/// `Footnote 3`, `note 3` and so on: the number.
pub(super) fn footnote_word(inside: &str) -> Option<&str> {
    let (word, id) = inside.split_once([' ', '\u{a0}'])?;
    let known =
        ["footnote", "note", "endnote", "fn", "fn."].iter().any(|known| word.eq_ignore_ascii_case(known));
    known.then(|| id.trim())
}

fn numbered(text: &str) -> Option<(Style, String, usize)> {
    let id = digits(text)?;
    let rest = &text[id.len()..];
    let len = id.len();
    if rest.is_empty() {
        return Some((Style::Bare, id.to_owned(), len));
    }
    if let Some(after) = rest.strip_prefix(['.', ')']) {
        let apart = after.starts_with([' ', '\t', '\u{a0}', '“', '"', '‘']) || after.is_empty();
        let glued = after.starts_with(|c: char| c.is_uppercase());
        return (apart || glued).then(|| (Style::Dot, id.to_owned(), len + 1));
    }
    let apart = rest.trim_start();
    let begins = |c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"‘'[(§".contains(c);
    let glued = apart.len() == rest.len();
    let good = if glued {
        rest.starts_with(char::is_uppercase)
    } else {
        apart.starts_with(begins) || apart.starts_with("http")
    };
    good.then(|| (Style::Bare, id.to_owned(), len))
}

/// One to four digits at the start, not beginning with 0.
fn digits(text: &str) -> Option<&str> {
    let len = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    ((1..=4).contains(&len) && !text.starts_with('0')).then(|| &text[..len])
}

/// The value of a small Roman number up to 399: `xiv`.
pub(super) fn roman(text: &str) -> Option<u32> {
    let value = |byte: u8| {
        Some(match byte {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            b'l' => 50,
            b'c' => 100,
            _ => return None,
        })
    };
    if text.is_empty() || text.len() > 12 {
        return None;
    }
    let values: Vec<u32> = text.bytes().map(value).collect::<Option<_>>()?;
    let sum = values.iter().enumerate().fold(0_i64, |sum, (at, &value)| {
        let less = values.get(at + 1).is_some_and(|&next| next > value);
        if less { sum - i64::from(value) } else { sum + i64::from(value) }
    });
    let sum = u32::try_from(sum).ok().filter(|sum| (1..400).contains(sum))?;
    (in_roman(sum) == text).then_some(sum)
}

fn in_roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

/// Superscript digits at the start: their value as ASCII, and their length.
pub(super) fn superscript(text: &str) -> Option<(String, usize)> {
    let (mut id, mut len) = (String::new(), 0);
    for c in text.chars() {
        let digit = match c {
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            '⁰' | '⁴'..='⁹' => char::from_digit(u32::from(c) - 0x2070, 10)?,
            _ => break,
        };
        if id.len() == 4 {
            return None;
        }
        id.push(digit);
        len += c.len_utf8();
    }
    (len > 0).then_some((id, len))
}

/// Whether a line is a heading that notes stand under: `Endnotes`, `== Notes ==`, `REFERENCES:`.
pub(super) fn is_notes_heading(text: &str) -> bool {
    is_one_of(text, &["note", "notes", "endnote", "endnotes", "end notes", "footnote", "footnotes"])
        || is_notes_of_part(text)
        || is_sources_heading(text)
}

/// `Notes to Chapter One`, `Chapter 3: Endnotes`, `Notes to pages 12–20`.
fn is_notes_of_part(text: &str) -> bool {
    const PARTS: [&str; 6] = ["chapter", "part", "section", "introduction", "conclusion", "pages"];
    if text.len() > 60 || text.ends_with('.') {
        return false;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let notes = |word: Option<&&str>| matches!(word, Some(&("notes" | "endnotes" | "footnotes")));
    words.len() <= 6
        && (notes(words.first()) || notes(words.last()))
        && words.iter().any(|word| PARTS.contains(word))
}

/// Whether it is one whose entries often have no numbers.
pub(super) fn is_sources_heading(text: &str) -> bool {
    is_one_of(text, &list::SOURCES_HEADING)
}

fn is_one_of(text: &str, words: &[&str]) -> bool {
    if text.len() > 60 {
        return false;
    }
    let bare = text.trim_matches(|c: char| !c.is_alphabetic());
    words.iter().any(|word| bare.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers_are_told_from_words() {
        for (text, value) in [("i", 1), ("iv", 4), ("xiv", 14), ("xcix", 99), ("cclxxxviii", 288)] {
            assert_eq!(roman(text), Some(value), "{text}");
        }
        for none in ["", "iiii", "civil", "ic", "x1", "I", "mix"] {
            assert_eq!(roman(none), None, "{none}");
        }
    }

    #[test]
    fn headings_of_notes_may_name_their_chapter() {
        for head in
            ["Notes", "== Notes ==", "Notes to Chapter One", "Chapter 3: Endnotes", "NOTES TO PAGES 12-20"]
        {
            assert!(is_notes_heading(head), "{head}");
        }
        for other in
            ["Notes on a scandal", "Notes from the chapter house of a cathedral in the north", "Chapter One"]
        {
            assert!(!is_notes_heading(other), "{other}");
        }
    }
}
