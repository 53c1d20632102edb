//! Lines cut and broken, whether or not their first words are painted.

use std::borrow::Cow;

use crate::report::clean;

/// Wraps words of which the first may be painted: its escape sequences fill no cells.
pub(super) fn wrap_painted(words: &str, room: usize) -> Cow<'_, str> {
    let Some(last) = words.rfind('\u{1b}').filter(|_| words.starts_with('\u{1b}')) else {
        return Cow::Owned(clean::wrap(words, room));
    };
    let end = words[last..].find(['m', '\\']).map_or(words.len(), |at| last + at + 1);
    let (painted, rest) = words.split_at(end);
    let bare: String = bare(painted);
    let wrapped = clean::wrap(&format!("{bare}{rest}"), room);
    // The painted words are one word, or stand at the head of a line that has room for them.
    Cow::Owned(match wrapped.strip_prefix(bare.trim_end()) {
        Some(rest) => format!("{}{rest}", painted.trim_end()),
        None => wrapped,
    })
}

/// Words without the escape sequences that we wrote.
fn bare(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(at) = rest.find('\u{1b}') {
        out.push_str(&rest[..at]);
        let end = match rest[at..].starts_with("\u{1b}]8") {
            true => rest[at..].find("\u{1b}\\").map(|end| at + end + 2),
            false => rest[at..].find('m').map(|end| at + end + 1),
        };
        rest = &rest[end.unwrap_or(rest.len())..];
    }
    out.push_str(rest);
    out
}

/// The first words that fit.
pub(super) fn clip(words: &str, room: usize, unicode: bool) -> String {
    if clean::width(words) <= room {
        return words.to_owned();
    }
    let dots = if unicode { "…" } else { "..." };
    let room = room.saturating_sub(clean::width(dots));
    let mut used = 0;
    let kept: String = words
        .chars()
        .take_while(|c| {
            used += clean::cells(*c);
            used <= room
        })
        .collect();
    format!("{}{dots}", kept.trim_end())
}
