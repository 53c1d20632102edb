//! Numbers that stand for a note: `[3]`, `<sup>3</sup>`, `[[3]](#footnote-3)`.
//!
//! One scanner serves both ends, because authors write the marker and the
//! label of the note in the same ways. It never looks further than a few
//! hundred bytes, so asking at every bracket of a file stays linear.

use std::ops::Range;

use super::html::Tag;

/// How long a whole mark may be, markup included.
const LIMIT: usize = 400;

/// A number in brackets, in a superscript or in a link within the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark<'t> {
    /// The number, as written.
    pub id: &'t str,
    /// Byte offset just past it.
    pub end: usize,
    /// Whether it is a superscript.
    pub sup: bool,
    /// How many brackets stand round the number.
    pub brackets: usize,
    /// The part of the page it leads to, without the `#`.
    pub target: Option<&'t str>,
    /// The name it can be found by: `<a name="footnote-3">`.
    pub anchor: Option<&'t str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opener<'t> {
    Bracket,
    Caret,
    Element(&'t str),
}

struct Scanner<'t> {
    source: &'t str,
    at: usize,
    limit: usize,
    open: Vec<Opener<'t>>,
    mark: Mark<'t>,
}

impl<'t> Mark<'t> {
    /// The mark that begins at this byte offset, if one does.
    pub fn at(source: &'t str, start: usize) -> Option<Self> {
        let mark = Mark { id: "", end: start, sup: false, brackets: 0, target: None, anchor: None };
        let limit = source.len().min(start + LIMIT);
        let mut scanner = Scanner { source, at: start, limit, open: Vec::new(), mark };
        scanner.opening()?;
        if scanner.open.is_empty() {
            return None;
        }
        scanner.number()?;
        while !scanner.open.is_empty() {
            scanner.closing()?;
        }
        scanner.mark.end = scanner.at;
        if !scanner.mark.id.is_ascii() {
            // Raised digits are an id only where they lead to one.
            scanner.mark.id = scanner.mark.target.map(number_of).filter(|id| !id.is_empty())?;
        }
        Some(scanner.mark)
    }

    /// Whether it points to a note, going by its looks alone.
    pub fn is_marker(&self) -> bool {
        match self.target {
            Some(target) => self.sup || self.brackets > 1 || names_note(target),
            None => self.anchor.is_none() && (self.sup || (self.brackets == 1 && self.id.len() <= 3)),
        }
    }
}

impl<'t> Scanner<'t> {
    fn byte(&self) -> Option<u8> {
        (self.at < self.limit).then(|| self.source.as_bytes()[self.at])
    }

    fn rest(&self) -> &'t str {
        self.source.get(self.at..).unwrap_or("")
    }

    /// Passes over brackets, tags and arrows up to the number.
    fn opening(&mut self) -> Option<()> {
        loop {
            match self.byte()? {
                b'0'..=b'9' => return Some(()),
                b'[' => self.open_bracket(1),
                b'\\' if self.rest().starts_with("\\[") => self.open_bracket(2),
                b'^' if self.open.is_empty() => {
                    self.open.push(Opener::Caret);
                    self.mark.sup = true;
                    self.at += 1;
                }
                b'<' => self.open_element()?,
                // `[³](#fn3)`
                0xc2 | 0xe2 if self.raised() > 0 => return Some(()),
                b' ' if !self.open.is_empty() => self.at += 1,
                byte if byte >= 0x80 && !self.open.is_empty() => self.pass_arrow()?,
                _ => return None,
            }
        }
    }

    fn open_bracket(&mut self, len: usize) {
        self.open.push(Opener::Bracket);
        self.mark.brackets += 1;
        self.at += len;
    }

    fn open_element(&mut self) -> Option<()> {
        let tag = Tag::at(self.source, self.at)?;
        if tag.closing {
            // `<a name="x"></a>` in front of the number.
            let top = self.open.pop()?;
            if !matches!(top, Opener::Element(name) if tag.is(name)) || !self.open.is_empty() && tag.is("sup")
            {
                return None;
            }
            self.at = tag.end;
            return Some(());
        }
        if tag.is("sup") {
            self.mark.sup = true;
        } else if tag.is("a") {
            self.mark.anchor = self.mark.anchor.or(tag.attribute("name")).or(tag.attribute("id"));
            if let Some(href) = tag.attribute("href") {
                self.mark.target = Some(href.strip_prefix('#')?);
            }
        } else if !["span", "b", "strong", "small", "i", "em"].iter().any(|name| tag.is(name)) {
            return None;
        }
        self.open.push(Opener::Element(tag.name));
        self.at = tag.end;
        Some(())
    }

    fn pass_arrow(&mut self) -> Option<()> {
        let arrow = self.rest().chars().next().filter(|&c| is_arrow(c))?;
        self.at += arrow.len_utf8();
        Some(())
    }

    /// Length of the superscript digits here.
    fn raised(&self) -> usize {
        let digits = self.rest().chars().take(5).take_while(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(*c));
        digits.map(char::len_utf8).sum()
    }

    fn number(&mut self) -> Option<()> {
        let start = self.at;
        let raised = self.raised();
        if raised > 0 {
            self.at += raised;
            self.mark.sup = true;
            self.mark.id = &self.source[start..self.at];
            return Some(());
        }
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.mark.id = &self.source[start..self.at];
        (self.mark.id.len() <= 4).then_some(())
    }

    /// Closes one opener, or passes over what may stand before it closes.
    fn closing(&mut self) -> Option<()> {
        match self.byte()? {
            b'.' | b')' | b' ' | b':' => self.at += 1,
            b']' => self.close_bracket(1)?,
            b'\\' if self.rest().starts_with("\\]") => self.close_bracket(2)?,
            b'^' => {
                (self.open.pop() == Some(Opener::Caret)).then_some(())?;
                self.at += 1;
            }
            b'<' => {
                let tag = Tag::at(self.source, self.at).filter(|tag| tag.closing)?;
                matches!(self.open.pop(), Some(Opener::Element(name)) if tag.is(name)).then_some(())?;
                self.at = tag.end;
            }
            byte if byte >= 0x80 => self.pass_arrow()?,
            _ => return None,
        }
        Some(())
    }

    fn close_bracket(&mut self, len: usize) -> Option<()> {
        (self.open.pop() == Some(Opener::Bracket)).then_some(())?;
        self.at += len;
        if len == 1 && self.byte() == Some(b'(') {
            let window = self.source.as_bytes().get(self.at..self.limit)?;
            let close = memchr::memchr(b')', window)?;
            let target = self.source.get(self.at + 1..self.at + close)?;
            self.mark.target = Some(target.trim().strip_prefix('#')?);
            self.at += close + 1;
        }
        Some(())
    }
}

/// How many notes `[5–40]` may stand for.
const LONGEST_RANGE: u32 = 60;

/// Several numbers in brackets, or one with a place in its source: `[2, 5–7]`, `[3, p. 12]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its numbers, each with its bytes; those between two ends have the dash.
    numbers: Vec<(u32, Range<usize>)>,
    /// The place: `p. 12`.
    pub locator: Option<Range<usize>>,
    /// Just past the bracket.
    pub end: usize,
}

impl Group {
    /// The group that begins at this byte offset, if one does. A single number is none.
    pub fn at(source: &str, start: usize) -> Option<Self> {
        let window = source.get(start..)?.strip_prefix('[')?;
        let close = memchr::memchr(b']', &window.as_bytes()[..window.len().min(80)])?;
        let inner = window.get(..close)?;
        let end = start + close + 2;
        if source[end..].starts_with(['(', '[', ':']) {
            return None;
        }
        let mut group = Group { numbers: Vec::new(), locator: None, end };
        let mut from = start + 1;
        for part in inner.split_inclusive([',', ';']) {
            let words = part.trim_end_matches([',', ';']);
            let at = from + words.len() - words.trim_start().len();
            let words = words.trim();
            from += part.len();
            match numbers(words) {
                Some((first, last)) => group.add(first, last, at, words),
                None => {
                    let placed = ["p.", "pp.", "§", "para", "ch", "S.", "at "];
                    let placed = placed.iter().any(|sign| words.starts_with(sign));
                    let told = placed && words.contains(|c: char| c.is_ascii_digit());
                    let free = group.locator.is_none() && !group.numbers.is_empty();
                    (told && free).then(|| group.locator = Some(at..at + words.len()))?;
                }
            }
        }
        let several = group.numbers.len() > 1 || group.locator.is_some();
        (several && !group.numbers.is_empty()).then_some(group)
    }

    fn add(&mut self, first: u32, last: u32, at: usize, words: &str) {
        if first == last {
            return self.numbers.push((first, at..at + words.len()));
        }
        let low = words.bytes().take_while(u8::is_ascii_digit).count();
        let high = words.bytes().rev().take_while(u8::is_ascii_digit).count();
        let (low, high, end) = (at + low, at + words.len() - high, at + words.len());
        self.numbers.push((first, at..low));
        // One has the dash; the others have no bytes of their own.
        self.numbers
            .extend((first + 1..last).map(|id| (id, if id == first + 1 { low..high } else { high..high })));
        self.numbers.push((last, high..end));
    }

    /// Its numbers, each with its bytes.
    pub fn ids(&self) -> impl Iterator<Item = (u32, Range<usize>)> {
        self.numbers.iter().cloned()
    }

    /// Whether it has one number.
    pub fn is_single(&self) -> bool {
        self.numbers.len() == 1
    }
}

/// The ends of `5–7`; twice the number of `5`.
fn numbers(words: &str) -> Option<(u32, u32)> {
    let number = |text: &str| {
        let text = text.trim();
        let plain = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| plain && !text.starts_with('0'))
    };
    match words.split_once(['-', '–', '—']) {
        Some((first, last)) => {
            let (first, last) = (number(first)?, number(last)?);
            (first < last && last - first <= LONGEST_RANGE).then_some((first, last))
        }
        None => number(words).map(|one| (one, one)),
    }
}

/// Whether an anchor's name is that of a note: `fn3`, `footnote-3`, `_ftn3`.
/// The names of the places that *refer* to notes (`fnref3`) are not.
pub fn names_note(name: &str) -> bool {
    let name = name.trim_start_matches('_').to_ascii_lowercase();
    if !name.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit() || "-_:.".contains(c));
    matches!(
        stem,
        "fn" | "ftn"
            | "edn"
            | "en"
            | "note"
            | "endnote"
            | "footnote"
            | "cite_note"
            | "cite-note"
            | "user-content-fn"
    )
}

/// The number at the end of an anchor's name.
pub fn number_of(name: &str) -> &str {
    &name[name.trim_end_matches(|c: char| c.is_ascii_digit()).len()..]
}

/// Whether words are only a way back to the text: `↩`, `⬑`, `^`.
pub fn is_way_back(words: &str) -> bool {
    let mut any = false;
    for c in words.chars().filter(|c| !c.is_whitespace()) {
        if !is_arrow(c) && c != '^' {
            return false;
        }
        any = true;
    }
    any
}

/// Arrows, and the mark that keeps a phone from drawing them as pictures.
fn is_arrow(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2b00}'..='\u{2bff}' | '\u{23ce}' | '\u{fe0e}' | '\u{fe0f}')
}

/// A bare number with its stop, as in `1. Smith`: id and end.
pub fn bare_label(source: &str, start: usize) -> Option<(&str, usize)> {
    let rest = source.get(start..)?;
    let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let stop = rest.as_bytes().get(digits)?;
    ((1..=4).contains(&digits) && matches!(stop, b'.' | b')' | b':'))
        .then(|| (&rest[..digits], start + digits + 1))
}

/// The label of a footnote at a `[^`: its bytes between `[^` and `]`, and the
/// end of the bracket.
pub fn footnote_label(source: &str, start: usize) -> Option<(&str, usize)> {
    let rest = source.get(start..)?.strip_prefix("[^")?;
    let window = &rest.as_bytes()[..rest.len().min(LIMIT)];
    let close = window.iter().position(|&byte| matches!(byte, b']' | b'[' | b'\n' | b'\r'))?;
    (close > 0 && window[close] == b']').then(|| (&rest[..close], start + 2 + close + 1))
}
