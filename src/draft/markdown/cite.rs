//! What cites from within a line: pandoc's `[see @key, p. 4; -@other]` and
//! `@key`, MyST's `` {cite}`key` ``, and notes in the text, `^[…]`.

use crate::lexicon::list;
use std::ops::Range;

use super::{Container, Markdown, NoteEnd};
use crate::span::Span;

/// How long a group of citations may be. Asking at each bracket stays linear.
const GROUP_LIMIT: usize = 1000;

/// How long a note in the text may be.
const NOTE_LIMIT: usize = 20_000;

/// Notes in notes in notes are read to this depth; deeper ones stay words.
const DEEPEST: usize = 3;

/// What a draft's keys and notes in the text need to be remembered of.
#[derive(Debug, Default)]
pub struct Cites {
    /// Whether `@key` may be a citation here: the draft names a bibliography or
    /// has a citation in brackets. Else it is somebody's handle.
    pub keys: bool,
    /// Whether notes may stand in the text.
    pub inline: bool,
    /// Notes in the text that are still to be read, with their depth.
    waiting: Vec<(String, Range<usize>, usize)>,
    /// How many there were.
    count: usize,
    /// How deep the present one stands.
    depth: usize,
    /// Bytes that may still be searched in vain for the end of a note.
    budget: usize,
}

/// One citation of a group.
#[derive(Debug, PartialEq, Eq)]
struct Item {
    key: Range<usize>,
    /// The item without the `;` and the space round it.
    place: Range<usize>,
    locator: Option<Range<usize>>,
}

impl Cites {
    /// Looks over a whole text once.
    pub fn of(source: &str) -> Self {
        let inline = memchr::memmem::find(source.as_bytes(), b"^[").is_some();
        Self {
            keys: has_group(source),
            inline,
            budget: source.len().saturating_mul(4) + 65_536,
            ..Self::default()
        }
    }
}

/// Whether a bracket with a key in it stands anywhere.
fn has_group(source: &str) -> bool {
    memchr::memchr_iter(b'@', source.as_bytes()).any(|at| {
        let before = &source.as_bytes()[at.saturating_sub(200)..at];
        may_begin_key(source, at)
            && key_at(source, at).is_some()
            && matches!(memchr::memrchr2(b'[', b']', before), Some(found) if before[found] == b'['
                && memchr::memchr2(b'\n', b'^', &before[found..]).is_none())
    })
}

impl<'t> Markdown<'t> {
    /// A group of citations whose bracket begins at `at`. Says whether it is one.
    pub(super) fn citations(&mut self, at: usize) -> bool {
        if !self.cites.keys || self.links > 0 {
            return false;
        }
        let Some((items, end)) = group(self.source, at) else { return false };
        self.ready();
        let whole = Self::span(at..end);
        let single = items.len() == 1;
        for item in items {
            let id = format!("@{}", &self.source[item.key.clone()]);
            let place = if single { whole } else { Self::span(item.place) };
            self.out.located_marker(id, place, whole, item.locator.map(Self::span));
        }
        self.skip = end;
        self.last = end;
        true
    }

    /// `@key` in the text, with `[p. 4]` after it or not. The key is shown, since
    /// it stands for the author's name in the sentence.
    pub(super) fn bare_key(&mut self, at: usize) -> bool {
        if !self.cites.keys || self.links > 0 || !may_begin_key(self.source, at) {
            return false;
        }
        let Some(key) = key_at(self.source, at).filter(|key| !is_cross_reference(&self.source[key.clone()]))
        else {
            return false;
        };
        let braced = usize::from(self.source.as_bytes()[at + 1] == b'{');
        let after = key.end + braced;
        let (locator, end) = match locator_after(self.source, after) {
            Some((locator, end)) => (Some(Self::span(locator)), end),
            None => (None, after),
        };
        self.ready();
        self.show_key(key.clone());
        let whole = Self::span(at..end);
        self.out.located_marker(format!("@{}", &self.source[key]), whole, whole, locator);
        self.skip = end;
        self.last = end;
        true
    }

    /// Shows a key as the name that will stand in its place: with a capital
    /// letter, so that a sentence may begin with it.
    fn show_key(&mut self, key: Range<usize>) {
        let first = self.source[key.clone()].chars().next().map_or(0, char::len_utf8);
        let letter = self.source[key.start..key.start + first].to_uppercase();
        self.out.text_as(Self::span(key.start..key.start + first), &letter);
        self.out.text(Self::span(key.start + first..key.end));
    }

    /// MyST's `` {cite:p}`one,two` ``.
    pub(super) fn role(&mut self, at: usize) -> bool {
        let Some((keys, end)) = role(self.source, at) else { return false };
        self.ready();
        let whole = Self::span(at..end);
        let name = &self.source[at + 1..keys.start];
        let narrative =
            [":t", ":ts", ":ct", ":cts"].iter().any(|kind| name.starts_with(&format!("cite{kind}}}")));
        let mut from = keys.start;
        for part in self.source[keys].split_inclusive([',', ';']) {
            let start = from + (part.len() - part.trim_start().len());
            from += part.len();
            let item = part.trim_end_matches([',', ';']).trim();
            // `{see}key{p. 4}`
            let lead = item.strip_prefix('{').and_then(|rest| rest.find('}')).map_or(0, |close| close + 2);
            let rest = &item[lead..];
            let key = rest.split('{').next().unwrap_or("").trim_end();
            if key.is_empty() {
                continue;
            }
            let locator = rest.find('{').and_then(|open| Some((open + 1, open + rest[open..].find('}')?)));
            let base = start + lead;
            let locator = locator.map(|(open, close)| Span::new(base + open, base + close));
            if narrative {
                self.show_key(base..base + key.len());
            }
            self.out.located_marker(format!("@{key}"), Span::new(base, base + key.len()), whole, locator);
        }
        self.skip = end;
        self.last = end;
        true
    }

    /// A note in the text, `^[…]`, whose caret stands at `at`.
    pub(super) fn inline_note(&mut self, at: usize) -> bool {
        if self.cites.depth >= DEEPEST || self.links > 0 {
            return false;
        }
        let Some(close) = self.closing_bracket(at + 1) else { return false };
        let inside = at + 2..close;
        // With an address behind it, it is a link after a caret.
        let link = matches!(self.source.as_bytes().get(close + 1), Some(b'(' | b'['));
        if link || self.source[inside.clone()].trim().is_empty() {
            return false;
        }
        self.cites.count += 1;
        let id = format!("inline-{}", self.cites.count);
        self.ready();
        self.out.grouped_marker(id.as_str(), Self::span(at..at + 2), Self::span(at..close + 1));
        self.skip = close + 1;
        self.last = close + 1;
        let depth = self.cites.depth + 1;
        self.cites.waiting.push((id, inside, depth));
        true
    }

    /// The bracket that closes the one at `open`, in the same paragraph.
    fn closing_bracket(&mut self, open: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let limit = bytes.len().min(open + NOTE_LIMIT.min(self.cites.budget));
        let (mut at, mut depth) = (open, 0_usize);
        while let Some(found) = bytes.get(at..limit).and_then(next_of) {
            at += found;
            match bytes[at] {
                b'[' => depth += 1,
                b']' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(at);
                    }
                }
                b'\\' => at += 1,
                // A code span ends where as many ticks stand again.
                b'`' => {
                    let ticks = bytes[at..limit].iter().take_while(|&&byte| byte == b'`').count();
                    let rest = &bytes[at + ticks..limit];
                    if let Some(close) = memchr::memmem::find(rest, &bytes[at..at + ticks]) {
                        at += ticks + close;
                    }
                    at += ticks - 1;
                }
                _ => {
                    let next = bytes[at + 1..limit].iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
                    if matches!(next, Some(b'\n')) {
                        break;
                    }
                }
            }
            at += 1;
        }
        self.cites.budget = self.cites.budget.saturating_sub(at - open + 16);
        None
    }

    /// Reads the notes that stood in the text, now that no sentence is open.
    pub(super) fn read_inline_notes(&mut self) {
        self.close();
        self.close_note();
        self.containers.clear();
        self.lists.clear();
        self.notes_section = None;
        let mut next = 0;
        while next < self.cites.waiting.len() {
            let (id, inside, depth) = self.cites.waiting[next].clone();
            next += 1;
            self.cites.depth = depth;
            self.open_note(&id, inside.start - 2..inside.start, NoteEnd::Definition);
            // What looks like a heading or a rule there is only words of the note.
            self.containers.push(Container::Definition);
            self.fresh = false;
            self.skip = inside.start;
            self.last = inside.start;
            self.events(inside);
            self.containers.clear();
            self.close_note();
        }
    }
}

/// The next byte that matters in the search for a bracket.
fn next_of(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| matches!(byte, b'[' | b']' | b'\\' | b'`' | b'\n'))
}

/// The citations in the bracket at `at`, and the end of the bracket.
fn group(source: &str, at: usize) -> Option<(Vec<Item>, usize)> {
    let bytes = source.as_bytes();
    let limit = bytes.len().min(at + GROUP_LIMIT);
    let mut depth = 0_usize;
    let mut close = None;
    let mut found = false;
    for (index, &byte) in bytes[..limit].iter().enumerate().skip(at) {
        match byte {
            b'[' => depth += 1,
            b']' => {
                depth -= 1;
                if depth == 0 {
                    close = Some(index);
                    break;
                }
            }
            b'@' => found = true,
            b'\n' if bytes.get(index + 1) == Some(&b'\n') => return None,
            _ => {}
        }
    }
    let close = close.filter(|_| found)?;
    if matches!(bytes.get(close + 1), Some(b'(' | b'[' | b':' | b'{')) {
        return None;
    }
    let mut items: Vec<Item> = Vec::new();
    let mut from = at + 1;
    for part in source.get(at + 1..close)?.split_inclusive(';') {
        let words = part.trim_end_matches(';');
        let start = from + (words.len() - words.trim_start().len());
        let end = (from + words.trim_end().len()).max(start);
        from += part.len();
        let sign = source[start..end].match_indices('@').map(|(sign, _)| start + sign);
        let key = sign.clone().find_map(|sign| may_begin_key(source, sign).then(|| key_at(source, sign))?);
        match key {
            Some(key) => {
                let after = key.end + usize::from(source[key.end..end].starts_with('}'));
                items.push(Item { locator: locator(source, after..end), key, place: start..end });
            }
            // The first must have a key; a later one may be words after a key.
            None if items.is_empty() => return None,
            None => {}
        }
    }
    let cross = items.iter().all(|item| is_cross_reference(&source[item.key.clone()]));
    (!items.is_empty() && !cross).then_some((items, close + 1))
}

/// Whether an `@` here may begin a key: no address of somebody's mail box, not escaped.
fn may_begin_key(source: &str, at: usize) -> bool {
    let before = source[..at].chars().next_back();
    before.is_none_or(|c| !(c.is_alphanumeric() || "._+/@\\&=".contains(c)))
}

/// The key after the `@` at `at`: `doe99`, `{doe/99}`. Full stops and the like
/// belong to it only within.
fn key_at(source: &str, at: usize) -> Option<Range<usize>> {
    let rest = source.get(at + 1..)?;
    if let Some(braced) = rest.strip_prefix('{') {
        let window = &braced.as_bytes()[..braced.len().min(200)];
        let close = memchr::memchr3(b'}', b'\n', b' ', window)?;
        return (close > 0 && window[close] == b'}').then(|| at + 2..at + 2 + close);
    }
    let first = rest.chars().next()?;
    if !(first.is_alphanumeric() || first == '_') {
        return None;
    }
    let mut end = 0;
    for (index, c) in rest.char_indices().take(200) {
        if c.is_alphanumeric() || c == '_' {
            end = index + c.len_utf8();
        } else if !(":.#$%&-+?<>~/".contains(c) && end == index) {
            break;
        }
    }
    Some(at + 1..at + 1 + end)
}

/// Quarto's references to figures, tables and sections.
fn is_cross_reference(key: &str) -> bool {
    const KINDS: [&str; 22] = [
        "fig", "tbl", "sec", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol",
        "rem", "alg", "nte", "tip", "wrn", "imp", "cau", "suppfig",
    ];
    key.split_once(['-', ':']).is_some_and(|(kind, name)| KINDS.contains(&kind) && !name.is_empty())
}

/// The place in the source that follows a key within its brackets.
fn locator(source: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = source.get(range.clone())?;
    let inner = words.trim_start_matches([',', ' ', '{', '[', '\n']).trim_end_matches([' ', '}', ']']);
    if !inner.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let start = range.start + (words.len() - words.trim_start_matches([',', ' ', '{', '[', '\n']).len());
    Some(start..start + inner.len())
}

/// ` [p. 33]` after a key in the text: its inside, and its end.
fn locator_after(source: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let rest = source.get(at..)?;
    let open = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix('[')?;
    let start = at + (rest.len() - open.len());
    let window = &open.as_bytes()[..open.len().min(100)];
    let close = window.iter().position(|&byte| matches!(byte, b']' | b'[' | b'\n' | b'@' | b'^'))?;
    let next = open.as_bytes().get(close + 1);
    if window[close] != b']' || matches!(next, Some(b'(' | b'[' | b':')) {
        return None;
    }
    let inside = &open[..close];
    let fits = inside.starts_with(|c: char| c.is_ascii_digit())
        || list::LOCATOR_BEGIN.iter().any(|begin| inside.starts_with(begin))
            && inside.contains(|c: char| c.is_ascii_digit());
    // `@key [12]` may be two markers; only a word says that it is a page.
    let bare = inside.bytes().all(|byte| byte.is_ascii_digit());
    (fits && !bare).then(|| (start..start + close, start + close + 1))
}

/// The keys in MyST's `` {cite}`…` `` at `at`, and its end.
fn role(source: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let rest = source.get(at..)?.strip_prefix('{')?;
    let known = rest.starts_with("cite") || rest.starts_with("footcite");
    let window = &rest.as_bytes()[..rest.len().min(24)];
    let close = memchr::memchr(b'}', window).filter(|_| known)?;
    let name = rest.get(..close)?;
    if !name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b':') {
        return None;
    }
    let keys = rest[close + 1..].strip_prefix('`')?;
    let window = &keys.as_bytes()[..keys.len().min(GROUP_LIMIT)];
    let end = memchr::memchr2(b'`', b'\n', window)?;
    let start = at + 1 + close + 2;
    (end > 0 && window[end] == b'`').then(|| (start..start + end, start + end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(source: &str) -> Option<Vec<(&str, Option<&str>)>> {
        let (items, _) = group(source, source.find('[')?)?;
        let item = |item: Item| (&source[item.key], item.locator.map(|locator| &source[locator]));
        Some(items.into_iter().map(item).collect())
    }

    #[test]
    fn groups_of_citations() {
        assert_eq!(keys("[@doe99]"), Some(vec![("doe99", None)]));
        assert_eq!(keys("[-@doe99, p. 4]"), Some(vec![("doe99", Some("p. 4"))]));
        assert_eq!(
            keys("x [see @doe99, pp. 33-35; also @{smith/04}, ch. 1; and others]"),
            Some(vec![("doe99", Some("pp. 33-35")), ("smith/04", Some("ch. 1"))])
        );
        assert_eq!(keys("[@doe99 for 3 reasons]"), Some(vec![("doe99", Some("for 3 reasons"))]));
        for none in [
            "[mail doe@x.org]",
            "[@doe](x)",
            "[@doe][x]",
            "[@fig-one]",
            "[doe]",
            "[@]",
            "[@ x]",
            "[@doe\n\n]",
        ] {
            assert_eq!(keys(none), None, "{none}");
        }
    }

    #[test]
    fn keys_end_before_their_punctuation() {
        let key = |source: &str| key_at(source, 0).map(|key| source[key].to_owned());
        assert_eq!(key("@doe.99. Then").as_deref(), Some("doe.99"));
        assert_eq!(key("@doe:99--x").as_deref(), Some("doe:99"));
        assert_eq!(key("@Łukasz2016,").as_deref(), Some("Łukasz2016"));
        assert_eq!(key("@-x"), None);
    }
}
