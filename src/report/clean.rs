//! Makes the author's words safe and measurable on a terminal.
//!
//! A draft may hold escape sequences, by accident or by malice. None of them
//! reaches the terminal: control characters and those that turn the direction
//! of writing are shown as U+FFFD, or as `?` where only ASCII may be drawn.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

/// How many cells a tab takes in an excerpt.
const TAB: usize = 4;

/// Whether a character may do something to a terminal other than appear on it.
pub(super) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Adds one character of a line as it may be shown. A tab becomes spaces, a
/// byte order mark nothing.
pub(super) fn push(out: &mut String, c: char, unicode: bool) {
    match c {
        '\t' => (0..TAB).for_each(|_| out.push(' ')),
        '\u{feff}' => {}
        c if is_unsafe(c) => out.push(if unicode { '\u{fffd}' } else { '?' }),
        c => out.push(c),
    }
}

/// How many cells [`push`] fills for a character.
pub(super) fn cells(c: char) -> usize {
    match c {
        '\t' => TAB,
        '\u{feff}' => 0,
        c if is_unsafe(c) => 1,
        c => c.width().unwrap_or(1),
    }
}

/// How many cells a clean text fills.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(cells).sum()
}

/// A text as one line: line breaks and tabs become spaces.
pub(super) fn line(text: &str, unicode: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(['\n', '\r', '\t']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        word.chars().for_each(|c| push(&mut out, c, unicode));
    }
    out
}

/// A text whose line breaks are kept.
pub(super) fn paragraphs(text: &str, unicode: bool) -> String {
    text.lines().map(|each| line(each, unicode)).collect::<Vec<_>>().join("\n")
}

/// A text of several lines of our own making, made safe with its indents.
pub(super) fn notice(text: &str, unicode: bool) -> String {
    let safe = |words: &str| {
        let mut out = String::with_capacity(words.len());
        words.chars().for_each(|c| push(&mut out, c, unicode));
        out
    };
    text.trim_matches('\n').lines().map(safe).collect::<Vec<_>>().join("\n")
}

/// Breaks a clean line so that none of its lines is wider than `room`, at
/// spaces where there are any and between characters where there are none.
pub(super) fn wrap(text: &str, room: usize) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut used = 0;
    for word in text.split(' ') {
        let wide = width(word);
        if used > 0 && used + 1 + wide > room && (wide <= room || used + 4 > room) {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        for c in word.chars() {
            if used > 0 && used + cells(c) > room {
                out.push('\n');
                used = 0;
            }
            out.push(c);
            used += cells(c);
        }
    }
    out
}

/// Rewrites JSON so that characters unsafe on a terminal stand there as `\u`
/// escapes: the same JSON value. They occur in strings only, apart from the
/// line breaks between members.
pub(super) fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && (is_unsafe(c) || c == '\u{feff}') {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// The first words of a text, at most this many characters; line ends
/// as spaces, other control characters made visible.
pub fn clip(text: &str, most: usize) -> String {
    let clean = text.chars().map(|c| match c {
        '\n' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    });
    if text.chars().count() <= most {
        return clean.collect();
    }
    let mut clipped: String = clean.take(most - 1).collect();
    clipped.push('…');
    clipped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_moves_the_cursor_is_left() {
        let shown = line("a\u{1b}[31m\tb\r\nc\u{9b}d\u{202e}e", true);
        assert_eq!(shown, "a\u{fffd}[31m b c\u{fffd}d\u{fffd}e");
        assert_eq!(line("a\u{7}", false), "a?");
    }

    #[test]
    fn lines_break_at_spaces_and_between_wide_characters() {
        assert_eq!(wrap("one two three", 8), "one two\nthree");
        assert_eq!(wrap("日本語日本語", 5), "日本\n語日\n本語");
    }

    #[test]
    fn json_keeps_its_value() {
        let text = "a\u{7f}\u{9b}\u{202e}";
        let safe = json(&serde_json::to_string(text).expect("text is JSON"));
        assert!(safe.is_ascii());
        assert_eq!(serde_json::from_str::<String>(&safe).expect("it is JSON"), text);
    }
}
