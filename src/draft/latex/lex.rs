//! Where braces close, where comments end: what can be known of a LaTeX file
//! before anything is understood of it. One pass, linear, nothing fails.

use std::cell::Cell;
use std::ops::Range;

/// How far a `[…]` may reach.
const OPTION_LIMIT: usize = 1000;

/// How many brackets may stand in an option.
const OPTION_DEPTH: usize = 4;

/// How long a formula may be.
const MATH_LIMIT: usize = 4000;

/// Braces that stand deeper than this are not paired: no text is like that.
const MAX_DEPTH: usize = 100_000;

/// Environments whose contents are not LaTeX.
pub(super) const VERBATIM: [&str; 9] = [
    "verbatim",
    "verbatim*",
    "Verbatim",
    "lstlisting",
    "minted",
    "alltt",
    "comment",
    "filecontents",
    "filecontents*",
];

/// What is looked for again and again, so that its next place is remembered.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sign {
    Dollar,
    Dollars,
    RoundEnd,
    SquareEnd,
    Bracket,
    EmptyLine,
}

/// A file and its pairs of braces.
#[derive(Debug)]
pub(super) struct Source<'t> {
    pub text: &'t str,
    /// Byte offsets of `{` and of its `}`, ascending.
    pairs: Vec<(u32, u32)>,
    /// The first brace of each kind that has no partner.
    pub unclosed: Option<usize>,
    pub stray: Option<usize>,
    /// For each sign: from where it was looked for last, and where it was.
    found: [Cell<(usize, usize)>; 6],
}

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut source =
            Self { text, pairs: Vec::new(), unclosed: None, stray: None, found: Default::default() };
        source.pair();
        source.pairs.sort_unstable();
        source
    }

    fn pair(&mut self) {
        // Each `{`, and whether it begins a note: a heading ends all of those.
        let mut open: Vec<(u32, bool)> = Vec::new();
        let bytes = self.text.as_bytes();
        let mut at = 0;
        let mut note = false;
        while let Some(found) = next_special(bytes, at) {
            let was_note = std::mem::take(&mut note);
            match bytes[found] {
                b'{' => {
                    if open.len() < MAX_DEPTH {
                        let blank = bytes[at..found].iter().all(u8::is_ascii_whitespace);
                        open.push((found as u32, was_note && blank));
                    }
                    at = found + 1;
                }
                b'}' => {
                    match open.pop() {
                        Some((start, _)) => self.pairs.push((start, found as u32)),
                        None => self.stray = self.stray.or(Some(found)),
                    }
                    at = found + 1;
                }
                b'%' => at = comment_end(bytes, found),
                _ => {
                    let (name, end) = command(self.text, found);
                    at = end;
                    match name {
                        "verb" | "verb*" | "lstinline" => {
                            at = self.verb(end).map_or(end, |inner| inner.end + 1)
                        }
                        "url" | "href" | "nolinkurl" | "path" => at = self.raw_group(end),
                        "begin" => at = self.verbatim(end).map_or(end, |inner| inner.end),
                        "footnote" | "endnote" | "footnotetext" | "thanks" | "sidenote" => note = true,
                        "chapter" | "section" | "subsection" | "part" => {
                            while open.last().is_some_and(|(_, note)| *note) {
                                let (start, _) = open.pop().unwrap_or_default();
                                self.unclosed = self.unclosed.or(Some(start as usize));
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
        if let Some((start, _)) = open.first() {
            self.unclosed = self.unclosed.or(Some(*start as usize));
        }
    }

    /// An argument that is not LaTeX, `\url{…%20…}`: pairs it, says where it ends.
    fn raw_group(&mut self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let start = skip_blank(bytes, from);
        if bytes.get(start) != Some(&b'{') {
            return from;
        }
        let mut depth = 0;
        for (at, &byte) in bytes.iter().enumerate().skip(start).take(OPTION_LIMIT) {
            match byte {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                b'\n' if bytes.get(at + 1) == Some(&b'\n') => return from,
                _ => {}
            }
            if depth == 0 {
                self.pairs.push((start as u32, at as u32));
                return at + 1;
            }
        }
        from
    }

    /// The contents of `\verb|…|`; `from` is just past its name.
    pub(super) fn verb(&self, from: usize) -> Option<Range<usize>> {
        let rest = self.text.get(from..)?;
        let mark = rest.chars().next().filter(|c| !c.is_whitespace() && !c.is_alphanumeric() && *c != '[')?;
        let close = if mark == '{' { '}' } else { mark };
        let start = from + mark.len_utf8();
        let window = &self.text.as_bytes()[start..self.text.len().min(start + OPTION_LIMIT)];
        let line = &window[..memchr::memchr(b'\n', window).unwrap_or(window.len())];
        let mut sign = [0; 4];
        let sign = close.encode_utf8(&mut sign).as_bytes();
        memchr::memmem::find(line, sign).map(|len| start..start + len)
    }

    /// The contents of an environment that is not LaTeX, up to its `\end`;
    /// `from` is just past `\begin`.
    pub(super) fn verbatim(&self, from: usize) -> Option<Range<usize>> {
        let (name, start) = self.name(from)?;
        if !VERBATIM.contains(&name) {
            return None;
        }
        let end = format!("\\end{{{name}}}");
        let len = memchr::memmem::find(&self.text.as_bytes()[start..], end.as_bytes());
        Some(start..len.map_or(self.text.len(), |len| start + len))
    }

    /// A plain name in braces, `{document}`, and where it ends.
    pub(super) fn name(&self, from: usize) -> Option<(&'t str, usize)> {
        let start = skip_blank(self.text.as_bytes(), from);
        let rest = self.text.get(start..)?.strip_prefix('{')?;
        let len = rest.bytes().take(64).position(|b| b == b'}')?;
        Some((rest[..len].trim(), start + len + 2))
    }

    /// The inside of the group that begins at `{`, and where the text goes on.
    /// A group that is never closed ends with its paragraph.
    pub(super) fn group(&self, at: usize) -> (Range<usize>, usize) {
        match self.pairs.binary_search_by_key(&(at as u32), |pair| pair.0) {
            Ok(index) => {
                let close = self.pairs[index].1 as usize;
                (at + 1..close, close + 1)
            }
            Err(_) => {
                let end = self.paragraph_end(at + 1);
                (at + 1..end, end)
            }
        }
    }

    /// Whether the `{` at an offset is closed.
    pub(super) fn is_closed(&self, at: usize) -> bool {
        self.pairs.binary_search_by_key(&(at as u32), |pair| pair.0).is_ok()
    }

    fn paragraph_end(&self, from: usize) -> usize {
        self.next(Sign::EmptyLine, from)
    }

    /// Where a sign stands next, the end of the file if nowhere. The last
    /// answer is kept, so that asking at every byte stays linear.
    pub(super) fn next(&self, sign: Sign, from: usize) -> usize {
        let memo = &self.found[sign as usize];
        let (asked, found) = memo.get();
        if asked <= from && from <= found && found > 0 {
            return found;
        }
        let found = self.seek(sign, from).unwrap_or(self.text.len());
        memo.set((from, found));
        found
    }

    fn seek(&self, sign: Sign, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        let needle: &[u8] = match sign {
            Sign::Dollar => b"$",
            Sign::Dollars => b"$$",
            Sign::RoundEnd => b"\\)",
            Sign::SquareEnd => b"\\]",
            Sign::Bracket => b"]",
            Sign::EmptyLine => b"\n",
        };
        loop {
            let found = at + memchr::memmem::find(bytes.get(at..)?, needle)?;
            match sign {
                Sign::Dollar if found > 0 && bytes[found - 1] == b'\\' => at = found + 1,
                Sign::EmptyLine => {
                    at = found + 1;
                    let blank = bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r')).count();
                    if matches!(bytes.get(at + blank), None | Some(b'\n')) {
                        return Some(at);
                    }
                }
                _ => return Some(found),
            }
        }
    }

    /// A formula that begins at `from`, up to its closing sign.
    pub(super) fn formula(&self, from: usize, close: Sign) -> Option<Range<usize>> {
        let end = self.next(close, from);
        (end < self.text.len() && end - from <= MATH_LIMIT && self.next(Sign::EmptyLine, from) > end)
            .then_some(from..end)
    }

    /// The next argument in braces, white space and comments before it passed:
    /// its inside and where the text goes on.
    pub(super) fn argument(&self, from: usize) -> Option<(Range<usize>, usize)> {
        let at = self.gap(from);
        (self.text.as_bytes().get(at) == Some(&b'{')).then(|| self.group(at))
    }

    /// An option in brackets, likewise.
    pub(super) fn option(&self, from: usize) -> Option<(Range<usize>, usize)> {
        self.bracketed(from, b'[', b']')
    }

    /// `(…)`, as `\cites` has it.
    pub(super) fn bracketed(&self, from: usize, open: u8, close: u8) -> Option<(Range<usize>, usize)> {
        let bytes = self.text.as_bytes();
        let start = self.gap(from);
        if bytes.get(start) != Some(&open) {
            return None;
        }
        if open == b'[' && self.next(Sign::Bracket, start) > start + OPTION_LIMIT {
            return None;
        }
        let limit = bytes.len().min(start + OPTION_LIMIT);
        let (mut at, mut depth) = (start + 1, 0usize);
        while at < limit {
            match bytes[at] {
                b'\\' => at += 1,
                b'{' => at = self.group(at).1.max(at + 1) - 1,
                b'\n' if bytes.get(at + 1) == Some(&b'\n') => return None,
                b if b == open && depth == OPTION_DEPTH => return None,
                b if b == open => depth += 1,
                b if b == close && depth == 0 => return Some((start + 1..at, at + 1)),
                b if b == close => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// Passes over white space and comments, but not over an empty line.
    pub(super) fn gap(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = from;
        let mut lines = 0;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\n' => {
                    lines += 1;
                    if lines > 1 {
                        return from;
                    }
                    at += 1;
                }
                b' ' | b'\t' | b'\r' => at += 1,
                b'%' => {
                    at = comment_end(bytes, at);
                    lines = 0;
                }
                _ => return at,
            }
        }
        at
    }
}

fn next_special(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let braces = memchr::memchr3(b'{', b'}', b'\\', rest);
    // A comment before the next brace hides it.
    let window = &rest[..braces.unwrap_or(rest.len())];
    memchr::memchr(b'%', window).or(braces).map(|found| from + found)
}

/// Byte past a comment: its line end with it, and the white space at the head
/// of the next line.
pub(super) fn comment_end(bytes: &[u8], at: usize) -> usize {
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found + 1);
    skip_blank(bytes, end)
}

/// Passes over blanks within a line.
pub(super) fn skip_blank(bytes: &[u8], at: usize) -> usize {
    at + bytes.get(at..).unwrap_or(&[]).iter().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

/// The command at a backslash: its name (letters with a star, or one
/// character), and the byte past it.
pub(super) fn command(text: &str, at: usize) -> (&str, usize) {
    let bytes = text.as_bytes();
    let start = at + 1;
    let letters = bytes[start.min(bytes.len())..]
        .iter()
        .take(64)
        .take_while(|b| b.is_ascii_alphabetic() || **b == b'@')
        .count();
    let letters = if bytes.get(start) == Some(&b'@') { 0 } else { letters };
    if letters > 0 {
        let star = usize::from(bytes.get(start + letters) == Some(&b'*'));
        return (&text[start..start + letters + star], start + letters + star);
    }
    let len = text[start.min(text.len())..].chars().next().map_or(0, char::len_utf8);
    (&text[start.min(text.len())..start.min(text.len()) + len], (start + len).min(text.len()))
}
