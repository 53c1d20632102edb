//! What names and short words say: the name of a note, a way back, a label.

use crate::lexicon::list;

/// Words in an anchor's name that stand for the place which *refers* to a note.
const PLACES: [&str; 17] = [
    "fnref",
    "ftnref",
    "ednref",
    "enref",
    "cite_ref",
    "cite-ref",
    "citeref",
    "footnoteref",
    "footnote-ref",
    "footnote_ref",
    "noteref",
    "note-ref",
    "note_ref",
    "fn-ref",
    "-bk",
    "backlink",
    "footnote-back",
];

/// How the names of notes begin.
const NOTES: [&str; 16] = [
    "user-content-fn",
    "easy-footnote-bottom",
    "cite_note",
    "cite-note",
    "sdfootnote",
    "sdendnote",
    "footnote",
    "endnote",
    "note",
    "ftn",
    "edn",
    "fn",
    "en",
    "bib",
    "ref",
    "reference",
];

/// Whether an anchor's name is that of a place which refers to a note: `fnref3`.
pub(super) fn is_place(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let numbered = |stem: &str| {
        name.trim_start_matches('_')
            .strip_prefix(stem)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    PLACES.iter().any(|word| name.contains(word))
        || name.ends_with("anc") && name.starts_with("sd")
        || numbered("fnr")
        || numbered("rfn")
        || name.starts_with("easy-footnote-") && !name.starts_with("easy-footnote-bottom")
}

/// Whether an anchor's name is that of a note: `fn3`, `_ftn3`, `cite_note-smith-3`.
pub(super) fn is_note(name: &str) -> bool {
    strength(name).is_some_and(|weak| !weak)
}

/// Whether it may be one: `ref3` is a source in one page and a way back in another.
pub(super) fn may_be_note(name: &str) -> bool {
    strength(name).is_some()
}

/// Whether a note's name is a weak sign.
fn strength(name: &str) -> Option<bool> {
    if name.len() > 200 || is_place(name) {
        return None;
    }
    let lower = name.trim_start_matches('_').to_ascii_lowercase();
    let stem = NOTES.iter().find(|stem| {
        lower
            .strip_prefix(**stem)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || "-_:.".contains(c)))
    })?;
    let sure = lower.bytes().any(|b| b.is_ascii_digit()) || stem.starts_with("cite") || *stem == "ftn";
    sure.then_some(matches!(*stem, "en" | "bib" | "ref" | "reference" | "note"))
}

/// The label that short words are: `[3]` is `3`, `(†)` is `†`, `[note 2]` is `note 2`.
pub(super) fn label(words: &str) -> Option<String> {
    if words.len() > 32 {
        return None;
    }
    let bare = words
        .trim_matches(|c: char| c.is_whitespace() || "[](){}".contains(c))
        .trim_end_matches(['.', ':', ')', ']', '\u{a0}', '↩', '\u{fe0e}'])
        .trim();
    // "Footnote 3" for a screen reader is 3; "note 3" is a group of its own.
    let bare = ["footnote", "endnote", "fn"]
        .iter()
        .find_map(|word| {
            bare.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word)).map(|_| &bare[word.len()..])
        })
        .filter(|rest| rest.starts_with([' ', '\u{a0}']))
        .map_or(bare, str::trim);
    let shown: String = bare.chars().map(lowered).collect();
    let known = is_number(&shown) || is_letters(&shown) || is_symbol(&shown) || is_named(&shown);
    known.then_some(shown)
}

/// A raised digit as a plain one.
fn lowered(c: char) -> char {
    match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁰' | '⁴'..='⁹' => char::from_digit(c as u32 - '⁰' as u32, 10).unwrap_or(c),
        _ => c,
    }
}

/// A plain digit or sign as a raised one.
pub(super) fn raised(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32('⁰' as u32 + (c as u32 - '0' as u32))?,
        '+' => '⁺',
        '-' | '−' => '⁻',
        _ => return None,
    })
}

/// `12`, `12a`: at most six digits and a letter.
pub(super) fn is_number(label: &str) -> bool {
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    (1..=6).contains(&digits)
        && (label.len() == digits
            || label.len() == digits + 1 && label.ends_with(|c: char| c.is_ascii_lowercase()))
}

fn is_letters(label: &str) -> bool {
    let bytes = label.as_bytes();
    let roman = label.len() <= 6 && bytes.iter().all(|b| b"ivxlc".contains(b) || b"IVXLC".contains(b));
    let same = label.len() <= 3 && bytes.iter().all(|b| b.is_ascii_alphabetic() && *b == bytes[0]);
    !label.is_empty() && (roman || same)
}

fn is_symbol(label: &str) -> bool {
    !label.is_empty() && label.chars().count() <= 3 && label.chars().all(|c| "*†‡§¶‖#⁎∗⁂".contains(c))
}

/// `note 3`, `nb 1`, `Footnote 12`.
pub(super) fn is_named(label: &str) -> bool {
    let Some((word, number)) = label.split_once([' ', '\u{a0}']) else { return false };
    let known = ["note", "nb", "n", "source", "a", "web"];
    known.iter().any(|known| word.eq_ignore_ascii_case(known)) && is_number(number.trim())
}

/// Whether words are only a way back to the text: `↩`, `^`, `Back to text`.
pub(super) fn is_way_back(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() {
        let mut any = false;
        for c in words.chars().filter(|c| !c.is_whitespace() && !"[]()".contains(*c)) {
            if !is_arrow(c) {
                return false;
            }
            any = true;
        }
        return any;
    }
    let lower = bare.to_ascii_lowercase();
    lower.len() <= 60
        && ["back", "return", "jump up", "jump back", "go back", "up"].iter().any(|word| {
            lower
                .strip_prefix(word)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', '\u{a0}']))
        })
}

/// Arrows, carets, and the mark that keeps a phone from drawing them as pictures.
pub(super) fn is_arrow(c: char) -> bool {
    matches!(c, '^' | '\u{2190}'..='\u{21ff}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '\u{23ce}' | '\u{fe0e}' | '\u{fe0f}')
}

/// A name with its `%20` and the like read.
pub(super) fn unescape(name: &str) -> Option<String> {
    if !name.contains('%') || name.len() > 1000 {
        return None;
    }
    let bytes = name.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| name.get(at + 1..at + 3)).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

/// Headings that lists of notes stand under.
pub(super) fn is_notes_heading(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphabetic());
    words.len() <= 60 && list::NOTES_HEADING.iter().any(|heading| bare.eq_ignore_ascii_case(heading))
}
