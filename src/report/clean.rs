//! Makes the author's words safe and measurable on a terminal.
//!
//! A draft may hold escape sequences, by accident or by malice. None of them
//! reaches the terminal: control characters and those that turn the direction
//! of writing are shown as U+FFFD, or as `?` where only ASCII may be drawn.
//!
//! Formats clean the words that they lay out, since they measure them. Whatever
//! they overlook stops at [`output`], through which every command prints.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

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

/// A space at which [`wrap`] breaks no line, as in the name of a file; it comes out as a space. No clean line holds it.
pub(super) const GLUE: char = '\u{1}';

/// Breaks a clean line so that none of its lines is wider than `room`, at spaces where there are any and between wide
/// characters where there are none. What is to be copied stays whole: a long word (a path, an address) even where it is
/// wider than the room, and what stands in backquotes if it can.
pub(super) fn wrap(text: &str, room: usize) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut used = 0;
    for word in glued(text, room).split(' ') {
        let wide = width(word);
        let parts = wide > room && word.chars().any(|c| cells(c) > 1);
        if used > 0 && used + 1 + wide > room && (!parts || used + 4 > room) {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        for c in word.chars() {
            if parts && used > 0 && used + cells(c) > room {
                out.push('\n');
                used = 0;
            }
            out.push(if c == GLUE { ' ' } else { c });
            used += cells(c);
        }
    }
    out
}

/// A line whose spaces between backquotes are [`GLUE`].
fn glued(text: &str, room: usize) -> Cow<'_, str> {
    let mut glued = String::new();
    let mut from = 0;
    for span in quoted(text, room) {
        glued.push_str(&text[from..span.start]);
        glued.extend(text[span.clone()].chars().map(|c| if c == ' ' { GLUE } else { c }));
        from = span.end;
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    glued.push_str(&text[from..]);
    Cow::Owned(glued)
}

/// What stands between backquotes and is not to be broken: it fits in a line, or is a command of ours.
pub(super) fn quoted(text: &str, room: usize) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut marks = text.match_indices('`').map(|(at, _)| at);
    while let (Some(start), Some(end)) = (marks.next(), marks.next()) {
        let words = &text[start..=end];
        if words.contains(' ') && (width(words) <= room || words.starts_with("`claimlint ")) {
            spans.push(start..end + 1);
        }
    }
    spans
}

/// Rewrites JSON so that characters unsafe on a terminal, and what a forge would take for a
/// command, stand there as `\u` escapes: the same JSON value. They occur in strings only,
/// apart from the line breaks between members.
pub fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c != '\n' && (is_unsafe(c) || c == '\u{feff}') || c == '#' && old_command(&text[at..]).is_some() {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// A whole output as it may reach a terminal or the log of a forge, whatever the words in it
/// say: the last thing done to it, so that no command and no format can forget it.
///
/// Control characters and those that turn the direction of writing become U+FFFD, all but line
/// ends and tabs and, if `styled`, the sequences with which we colour and link. Words that a
/// forge would take for a command (`::error::`, `##[error]`, `##vso[…]`) are parted by a space;
/// of a format that is made of such commands this is not asked (`commands`).
pub fn output(text: &str, styled: bool, commands: bool) -> Cow<'_, str> {
    let ordinary = |byte: u8| matches!(byte, b'\n' | b'\t' | b' '..=b'~') && !matches!(byte, b':' | b'#');
    if text.bytes().all(ordinary) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut opens = true;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let taken = match c {
            '\u{1b}' if styled && own_sequence(rest).is_some() => own_sequence(rest).unwrap_or(1),
            '\r' if rest.starts_with("\r\n") => 1,
            ':' if opens && !commands && command(rest) => {
                out.push_str(": :");
                at += 2;
                opens = false;
                continue;
            }
            '#' if old_command(rest).is_some() => {
                let bracket = old_command(rest).unwrap_or(0);
                out.push_str(&rest[..bracket]);
                out.push(' ');
                at += bracket;
                continue;
            }
            '\n' | '\t' => 1,
            c if is_unsafe(c) => {
                out.push('\u{fffd}');
                at += c.len_utf8();
                continue;
            }
            c => c.len_utf8(),
        };
        out.push_str(&rest[..taken]);
        // A runner passes over white space before a command; our colours are none of the words.
        opens = c == '\n' || opens && (c == '\u{1b}' || c.is_whitespace() || c == '\u{feff}');
        at += taken;
    }
    Cow::Owned(out)
}

/// Whether a line that begins so is a command to a GitHub runner: `::name …::`.
fn command(line: &str) -> bool {
    let line = line.lines().next().unwrap_or_default();
    line.strip_prefix("::").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Where the bracket stands, if here begins a command in the form that may stand anywhere in a
/// line: `##[error]`, and on other forges `##vso[…]` and `##teamcity[…]`.
fn old_command(text: &str) -> Option<usize> {
    let name = text.strip_prefix("##")?;
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    name[letters..].starts_with('[').then_some(2 + letters)
}

/// The length of the sequence that begins here, if we write such: a colour, or a link's beginning or end.
fn own_sequence(text: &str) -> Option<usize> {
    if let Some(codes) = text.strip_prefix("\u{1b}[") {
        let digits = codes.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
        return codes[digits..].starts_with('m').then_some(2 + digits + 1);
    }
    let link = text.strip_prefix("\u{1b}]8;;")?;
    let address = link.bytes().take_while(u8::is_ascii_graphic).count();
    let end = link[address..].strip_prefix("\u{1b}\\")?;
    Some(text.len() - end.len())
}

/// A cell of comma-separated values: one line in quotation marks, which no spreadsheet takes for
/// a formula.
pub(super) fn csv_cell(words: &str) -> String {
    let words = line(words, true);
    let formula = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    let guard = if words.trim_start().starts_with(formula) { "'" } else { "" };
    format!("\"{guard}{}\"", words.replace('"', "\"\""))
}

/// The first words of a text, at most this many characters; line ends
/// as spaces, other control characters made visible.
pub fn clip(text: &str, most: usize) -> String {
    let clean = text.chars().map(|c| match c {
        '\n' => ' ',
        c if is_unsafe(c) => '\u{fffd}',
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
    fn what_is_to_be_copied_stays_whole() {
        assert_eq!(wrap("at some/long/way/draft.md:12:3 too", 12), "at\nsome/long/way/draft.md:12:3\ntoo");
        assert_eq!(wrap("then run `cargo test now` at once", 22), "then run\n`cargo test now` at\nonce");
        assert_eq!(wrap("a `word or two more` b", 9), "a `word\nor two\nmore` b");
        assert_eq!(wrap("run `claimlint trace x --in y`", 12), "run\n`claimlint trace x --in y`");
        assert_eq!(wrap(&format!("my{GLUE}long{GLUE}draft.md:1:2 is"), 8), "my long draft.md:1:2\nis");
        assert_eq!(wrap("one ` two three", 8), "one `\ntwo\nthree");
    }

    #[test]
    fn nothing_but_our_own_sequences_is_put_out() {
        let plain = |text: &'static str| output(text, false, false).into_owned();
        assert_eq!(
            plain("a\u{1b}[1mb\u{9b}\rc\r\n\td\u{2067}"),
            "a\u{fffd}[1mb\u{fffd}\u{fffd}c\r\n\td\u{fffd}"
        );
        let styled = |text: &'static str| output(text, true, false).into_owned();
        for own in ["\u{1b}[1;31mred\u{1b}[0m", "\u{1b}]8;;https://e.org/x\u{1b}\\x\u{1b}]8;;\u{1b}\\"] {
            assert_eq!(styled(own), own);
            assert!(!plain(own).contains('\u{1b}'));
        }
        for other in
            ["\u{1b}[2J", "\u{1b}]0;title\u{7}", "\u{1b}]8;;x\ny\u{1b}\\", "\u{1b}c", "\u{1b}[31", "\u{1b}"]
        {
            assert!(!styled(other).contains('\u{1b}'), "{other:?}");
        }
    }

    #[test]
    fn a_forge_takes_no_word_for_a_command() {
        let plain = |text: &'static str| output(text, false, false).into_owned();
        assert_eq!(plain("::error::x\n  ::add-mask::y"), ": :error::x\n  : :add-mask::y");
        assert_eq!(plain("a ##[error]b ##vso[task] ##"), "a ## [error]b ##vso [task] ##");
        assert_eq!(output("::error::x\n", false, true), "::error::x\n");
        for word in ["std::io", "::", "::: note", "# [1]", "a::b::c"] {
            assert_eq!(plain(word), word);
        }
        assert_eq!(json("\"##[error]\""), "\"\\u0023#[error]\"");
    }

    #[test]
    fn a_spreadsheet_takes_no_cell_for_a_formula() {
        assert_eq!(csv_cell("=1+1"), "\"'=1+1\"");
        assert_eq!(csv_cell("\t \u{ff1d}A1"), "\"' \u{ff1d}A1\"");
        assert_eq!(csv_cell("a\r\n\"b\"\u{1b}"), "\"a \"\"b\"\"\u{fffd}\"");
    }

    #[test]
    fn json_keeps_its_value() {
        let text = "a\u{7f}\u{9b}\u{202e}##[x]";
        let safe = json(&serde_json::to_string(text).expect("text is JSON"));
        assert!(safe.is_ascii() && !safe.contains("##["));
        assert_eq!(serde_json::from_str::<String>(&safe).expect("it is JSON"), text);
    }
}
