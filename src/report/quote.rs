//! The words of a place on one line, with some of what stands around them.

use super::{Style, clean};
use crate::span::Span;
use crate::text::Text;

/// So many bytes around a place are looked at: more than a line of a wide terminal holds.
const AROUND: usize = 600;

/// Of the room that the marked words leave, what stands before them gets one part in so many.
const BEFORE: usize = 3;

/// The words of a place within the paragraph they stand in, cut to `room` cells and marked: underlined where there is
/// colour, else between `»` and `«`.
pub(super) fn quote(text: &Text, span: Span, room: usize, style: &Style) -> String {
    let content = text.content.as_str();
    let start = floor(content, (span.start as usize).min(content.len()));
    let end = floor(content, (span.end as usize).clamp(start, content.len()));
    let from = paragraph_start(content, start);
    let to = paragraph_end(content, end);
    let line = |words: &str| clean::line(words, style.unicode);
    let (open, close) = marks(style);
    let spent = if style.color { 0 } else { clean::width(open) + clean::width(close) };
    let dots = if style.unicode { "…" } else { "..." };
    let dots_wide = clean::width(dots);

    let marked = line(content[start..end].trim());
    let room = room.saturating_sub(spent);
    let marked = first(&marked, room.saturating_sub(2 * dots_wide), dots);
    let left = room.saturating_sub(clean::width(&marked));
    let (before, after) = (space_kept(&content[from..start]), space_kept(&content[end..to]));
    let (before, after) = (clean_kept(&before, style), clean_kept(&after, style));
    // What one side does not need the other may have.
    let for_before = (left / BEFORE).max(left.saturating_sub(clean::width(&after)));
    let before = last(before.trim_start(), for_before, dots);
    let after = first(after.trim_end(), left.saturating_sub(clean::width(&before)), dots);
    format!("{before}{open}{marked}{close}{after}")
}

fn marks(style: &Style) -> (&'static str, &'static str) {
    match (style.color, style.unicode) {
        (true, _) => ("\u{1b}[1;4m", "\u{1b}[0m"),
        (false, true) => ("»", "«"),
        (false, false) => (">>", "<<"),
    }
}

/// Line breaks as spaces; the spaces at both ends are kept, since they part the words from their neighbours.
fn space_kept(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}

fn clean_kept(words: &str, style: &Style) -> String {
    let mut out = String::with_capacity(words.len());
    words.chars().for_each(|c| clean::push(&mut out, c, style.unicode));
    out
}

/// As much of the beginning as fits.
fn first(words: &str, room: usize, dots: &str) -> String {
    if clean::width(words) <= room {
        return words.to_owned();
    }
    let room = room.saturating_sub(clean::width(dots));
    let mut used = 0;
    let fits = |c: &char| {
        used += clean::cells(*c);
        used <= room
    };
    let kept: String = words.chars().take_while(fits).collect();
    format!("{}{dots}", kept.trim_end())
}

/// As much of the end as fits.
fn last(words: &str, room: usize, dots: &str) -> String {
    if clean::width(words) <= room {
        return words.to_owned();
    }
    let room = room.saturating_sub(clean::width(dots));
    let mut used = 0;
    let fits = |c: &char| {
        used += clean::cells(*c);
        used <= room
    };
    let kept: Vec<char> = words.chars().rev().take_while(fits).collect();
    let kept: String = kept.into_iter().rev().collect();
    format!("{dots}{}", kept.trim_start())
}

/// Where the paragraph of an offset begins, but not further away than is looked at.
fn paragraph_start(content: &str, at: usize) -> usize {
    let from = floor(content, at.saturating_sub(AROUND));
    let before = &content[from..at];
    let blank = before.rfind("\n\n").map(|at| at + 2).max(before.rfind("\r\n\r\n").map(|at| at + 4));
    from + blank.unwrap_or(0)
}

fn paragraph_end(content: &str, at: usize) -> usize {
    let to = floor(content, (at + AROUND).min(content.len()));
    let after = &content[at..to];
    let blank = [after.find("\n\n"), after.find("\r\n\r\n")].into_iter().flatten().min();
    at + blank.unwrap_or(after.len())
}

fn floor(content: &str, mut at: usize) -> usize {
    while !content.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(content: &str, words: &str, room: usize) -> String {
        let at = content.find(words).expect("the words are there");
        quote(&Text::new("t", content), Span::new(at, at + words.len()), room, &Style::plain())
    }

    #[test]
    fn words_keep_what_stands_around_them() {
        let text = "Above.\n\nRents rose by 12%\nin the north, and fell in the south.\n\nBelow.";
        assert_eq!(quoted(text, "12%", 80), "Rents rose by »12%« in the north, and fell in the south.");
        assert_eq!(quoted(text, "12%", 30), "…ose by »12%« in the north, a…");
        assert_eq!(quoted(text, "Rents", 20), "»Rents« rose by 12%…");
        assert_eq!(quoted(text, "fell in the south.", 24), "…nd »fell in the south.«");
        assert_eq!(quoted(text, "Rents rose by 12%\nin the north", 20), "»Rents rose by 1…«,…");
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        let text = Text::new("t", "日本の港は1858年に開かれた。そして、\t船は来た。\r\n\r\nx");
        for room in 12..60 {
            for (at, _) in text.content.char_indices() {
                for end in [at + 1, at + 3, at + 30] {
                    let shown = quote(&text, Span::new(at, end), room, &Style::plain());
                    assert!(clean::width(&shown) <= room, "{room}: {shown}");
                }
            }
        }
    }
}
