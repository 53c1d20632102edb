//! Words, numbers and marks of a note, with quotations and brackets paired.

use super::ids::{Ident, ident_at};
use super::lexicon::{self, Flags};
use crate::span::Span;

/// How far a closing mark is looked for, in tokens: keeps hostile notes linear.
const REACH: usize = 400;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with hyphens, apostrophes and digits inside: "Seung-Woan", "GAO-16-325".
    Word,
    /// Digits only.
    Number,
    /// Digits first, then letters: "2016a", "1st", "118n4".
    Mixed,
    Comma,
    Stop,
    Semicolon,
    Colon,
    Dash,
    Open,
    Close,
    /// An opening quotation mark; `mate` is the closing one.
    OpenQuote,
    CloseQuote,
    Slash,
    Amp,
    /// An address or identifier: an index into [`Tokens::idents`].
    Link(u32),
    /// A line feed: a block of the note ends.
    Break,
    Other,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: u32,
    pub end: u32,
    pub flags: Flags,
    /// The token that closes what this one opens, or opens what it closes; itself if none.
    pub mate: u32,
    /// White space (or nothing) stands before it.
    pub gap: bool,
    /// It opens with a capital letter.
    pub capital: bool,
    /// Its first byte, the bit of lower case set: most words differ by it already.
    first: u8,
}

/// The first byte of a word with the bit of lower case set; 0 for none.
#[inline]
fn first_byte(word: &str) -> u8 {
    word.as_bytes().first().map_or(0, |byte| byte | 0x20)
}

/// A note as tokens.
pub(super) struct Tokens<'a> {
    pub words: &'a str,
    pub list: Vec<Token>,
    pub idents: Vec<Ident>,
    /// A quotation mark or a bracket has no mate.
    pub unbalanced: bool,
    /// While reading: a double quotation mark is open.
    quoting: bool,
}

impl<'a> Tokens<'a> {
    pub fn new(words: &'a str) -> Self {
        let mut tokens = Tokens {
            words,
            list: Vec::with_capacity(words.len() / 4 + 8),
            idents: Vec::new(),
            unbalanced: false,
            quoting: false,
        };
        let mut at = 0;
        let mut gap = true;
        while let Some(c) = words[at..].chars().next() {
            if c.is_whitespace() {
                if c == '\n' {
                    tokens.push(Kind::Break, at, at + 1, gap);
                }
                gap = true;
                at += c.len_utf8();
                continue;
            }
            at = tokens.read(c, at, gap);
            gap = false;
        }
        tokens.pair();
        tokens
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize, gap: bool) {
        let text = &self.words[start..end];
        let flags = if matches!(kind, Kind::Word) { lexicon::of(text) } else { Flags::default() };
        let capital = kind == Kind::Word && text.starts_with(|c: char| c.is_uppercase());
        let Span { start, end } = Span::new(start, end);
        let mate = Span::at(self.list.len()).start;
        self.list.push(Token { kind, start, end, flags, mate, gap, capital, first: first_byte(text) });
    }

    /// Reads the token at `at`; gives the offset after it.
    fn read(&mut self, c: char, at: usize, gap: bool) -> usize {
        let words = self.words;
        let joined =
            !gap && self.list.last().is_some_and(|last| matches!(last.kind, Kind::Word | Kind::Mixed));
        if c.is_ascii_alphanumeric()
            && !joined
            && let Some(ident) = ident_at(words, at)
        {
            let end = ident.end;
            self.push(Kind::Link(Span::at(self.idents.len()).start), at, end, gap);
            self.idents.push(ident);
            return end;
        }
        if c.is_alphanumeric() || matches!(c, '§' | '¶' | '№') {
            let mut end = word_end(words, at);
            end = months_apart(words, at, end);
            if joins_thousands(words, at, end) {
                end += 4;
                // "1,987,654"
                while groups_three(words, end) {
                    end += 4;
                }
            }
            let text = &words[at..end];
            let kind = if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') {
                Kind::Number
            } else if c.is_ascii_digit() {
                Kind::Mixed
            } else {
                Kind::Word
            };
            self.push(kind, at, end, gap);
            return end;
        }
        let kind = match c {
            ',' | '，' | '、' | '،' => Kind::Comma,
            '.' | '。' | '．' => Kind::Stop,
            ';' | '；' | '؛' => Kind::Semicolon,
            ':' | '：' => Kind::Colon,
            '-' | '–' | '—' | '‐' | '‑' | '−' | '―' => Kind::Dash,
            '(' | '[' | '（' | '［' | '{' | '【' => Kind::Open,
            ')' | ']' | '）' | '］' | '}' | '】' => Kind::Close,
            '“' | '”' | '"' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉'
            | '‘' | '’' | '\'' | '`' | '‹' | '›' => self.quote_kind(c, at, gap),
            '/' => Kind::Slash,
            '&' => Kind::Amp,
            _ => Kind::Other,
        };
        if matches!(c, '“' | '”' | '"' | '„') {
            self.quoting = kind == Kind::OpenQuote;
        }
        self.push(kind, at, at + c.len_utf8(), gap);
        at + c.len_utf8()
    }

    /// Whether a quotation mark opens or closes: by what stands around it, since
    /// slips and straight marks make its own shape unsure.
    fn quote_kind(&self, c: char, at: usize, gap: bool) -> Kind {
        let next = self.words[at + c.len_utf8()..].chars().next();
        let opens_after = gap
            || self.list.last().is_some_and(|last| {
                matches!(last.kind, Kind::Open | Kind::OpenQuote | Kind::Dash | Kind::Slash)
                    || (last.kind == Kind::Comma && matches!(c, '"' | '“') && !self.quoting)
            });
        let next_is_word = next.is_some_and(|next| !next.is_whitespace() && !",;)".contains(next));
        match c {
            '「' | '『' | '《' | '〈' | '„' => Kind::OpenQuote,
            '」' | '』' | '》' | '〉' => Kind::CloseQuote,
            // Both ways round: «Titre», »Titel«.
            '«' | '‹' if gap || (next_is_word && opens_after) => Kind::OpenQuote,
            '»' | '›' if opens_after && next_is_word => Kind::OpenQuote,
            '«' | '‹' | '»' | '›' => Kind::CloseQuote,
            _ if opens_after && next_is_word => Kind::OpenQuote,
            // "„Titel“" closes with the mark that opens in English.
            '“' if opens_after && next.is_some() => Kind::OpenQuote,
            _ => Kind::CloseQuote,
        }
    }

    /// Class of a quotation mark: those of one class close each other.
    fn class(&self, token: Token) -> u8 {
        match self.text(token).chars().next() {
            Some('“' | '”' | '"' | '„') => 1,
            Some('‘' | '’' | '\'' | '`') => 2,
            Some('«' | '»') => 3,
            Some('「' | '」') => 4,
            Some('『' | '』') => 5,
            Some('《' | '》') => 6,
            Some('〈' | '〉') => 7,
            Some('‹' | '›') => 8,
            _ => 0,
        }
    }

    fn pair(&mut self) {
        let mut at = 0;
        let mut open: Vec<usize> = Vec::new();
        while at < self.list.len() {
            match self.list[at].kind {
                Kind::OpenQuote => match self.closing(at) {
                    Some(end) => {
                        self.tie(at, end);
                        at = end;
                    }
                    None => {
                        let single = self.class(self.list[at]) == 2;
                        self.list[at].kind = Kind::Other;
                        self.unbalanced |= !single;
                    }
                },
                Kind::CloseQuote => {
                    let single = self.class(self.list[at]) == 2;
                    self.list[at].kind = Kind::Other;
                    self.unbalanced |= !single;
                }
                Kind::Open => open.push(at),
                Kind::Close => match open.pop() {
                    Some(start) if at - start <= REACH => self.tie(start, at),
                    Some(start) => {
                        self.lone(start);
                        self.lone(at);
                    }
                    None => self.lone(at),
                },
                _ => {}
            }
            at += 1;
        }
        for start in open {
            self.lone(start);
        }
    }

    fn tie(&mut self, start: usize, end: usize) {
        self.list[start].mate = Span::at(end).start;
        self.list[end].mate = Span::at(start).start;
    }

    fn lone(&mut self, at: usize) {
        self.list[at].kind = Kind::Other;
        self.unbalanced = true;
    }

    /// The token that closes the quotation opened at `at`.
    fn closing(&self, at: usize) -> Option<usize> {
        let class = self.class(self.list[at]);
        let limit = (at + REACH).min(self.list.len());
        let mut depth = 0;
        let mut first = None;
        for end in at + 1..limit {
            let token = self.list[end];
            if token.kind == Kind::Break {
                break;
            }
            if !matches!(token.kind, Kind::OpenQuote | Kind::CloseQuote) || self.class(token) != class {
                continue;
            }
            if token.kind == Kind::OpenQuote {
                depth += 1;
            } else if class == 2 {
                // An apostrophe or the end? The end has a mark or a capital beside it.
                let settles = end > at + 1
                    && (matches!(self.list[end - 1].kind, Kind::Comma | Kind::Stop | Kind::Other)
                        || self.list.get(end + 1).is_none_or(|next| {
                            !matches!(next.kind, Kind::Word) || next.capital || self.text(*next) == "in"
                        }));
                first = first.or(Some(end));
                if settles && depth == 0 {
                    return Some(end);
                }
                depth = i32::max(depth - 1, 0);
            } else if depth == 0 {
                return Some(end);
            } else {
                first = first.or(Some(end));
                depth -= 1;
            }
        }
        // An opening mark between was closed, this one was not: "“Debt and the “Lost
        // Decade” in Africa, World Development". Single marks may be apostrophes.
        if class == 2 || !self.nested(at + 2, first) { first } else { None }
    }

    /// Whether an opening mark of the same class stands between.
    fn nested(&self, from: usize, first: Option<usize>) -> bool {
        let Some(end) = first else { return false };
        let class = self.class(self.list[end]);
        (from..end).any(|at| self.list[at].kind == Kind::OpenQuote && self.class(self.list[at]) == class)
    }

    #[inline]
    pub fn text(&self, token: Token) -> &'a str {
        self.words.get(token.start as usize..token.end as usize).unwrap_or("")
    }

    pub fn get(&self, at: usize) -> Option<Token> {
        self.list.get(at).copied()
    }

    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.list.get(at).map(|token| token.kind)
    }

    /// The words of the token at `at`; empty past the end.
    #[inline]
    pub fn at(&self, at: usize) -> &'a str {
        self.get(at).map_or("", |token| self.text(token))
    }

    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.list.get(at).is_some_and(|token| self.same(token, word))
    }

    #[inline]
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.list.get(at).is_some_and(|token| words.iter().any(|word| self.same(token, word)))
    }

    /// Whether a token is this word, whatever the case. Length and first byte part
    /// nearly all, so the words are looked at last.
    #[inline]
    fn same(&self, token: &Token, word: &str) -> bool {
        token.first == first_byte(word)
            && (token.end - token.start) as usize == word.len()
            && self
                .words
                .as_bytes()
                .get(token.start as usize..token.end as usize)
                .is_some_and(|text| text.eq_ignore_ascii_case(word.as_bytes()))
    }

    pub fn flag(&self, at: usize, flags: Flags) -> bool {
        self.get(at).is_some_and(|token| token.flags.any(flags))
    }

    pub fn number(&self, at: usize) -> Option<u32> {
        if self.kind(at)? != Kind::Number {
            return None;
        }
        let text = self.at(at);
        if text.contains(',') { text.replace(',', "").parse().ok() } else { text.parse().ok() }
    }

    /// The bytes of a range of tokens; empty if the range is.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.get(from), to.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(first), Some(last)) if from < to => Span { start: first.start, end: last.end },
            (Some(first), _) => Span { start: first.start, end: first.start },
            _ => Span::at(self.words.len()),
        }
    }

    pub fn slice(&self, span: Span) -> &'a str {
        self.words.get(span.range()).unwrap_or("")
    }

    /// The token after `at`, what `at` opens jumped over.
    pub fn over(&self, at: usize) -> usize {
        self.list.get(at).map_or(at + 1, |token| (token.mate as usize).max(at) + 1)
    }

    /// Whether the stop at `at` belongs to the abbreviation or initial before it.
    pub fn abbreviates(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.get(before)) else { return false };
        if before.kind != Kind::Word || self.list[at].gap {
            return false;
        }
        let text = self.text(before);
        before.flags.any(Flags::ABBR) || (before.capital && text.chars().count() == 1) || text.len() == 1
    }

    /// Whether a sentence ends with the stop at `at`.
    pub fn ends_sentence(&self, at: usize) -> bool {
        let Some(next) = self.get(at + 1) else { return true };
        if !next.gap || next.kind == Kind::Break {
            return next.kind == Kind::Break || self.at(at) == "。";
        }
        // "op. cit. (note 4)" goes on; "op. cit. Thomas Philippon" does not.
        if at > 0 && self.is(at - 1, "cit") && next.kind != Kind::Word {
            return false;
        }
        // "Doe A. The effect of …": no name goes on with a small word.
        let small = next.capital
            && next.flags.any(Flags::SMALL.or(Flags::OPENER))
            && !next.flags.any(Flags::PARTICLE)
            && next.end - next.start > 1;
        if small && at > 0 && self.at(at - 1).len() == 1 && self.list[at - 1].capital {
            return true;
        }
        let opens = match next.kind {
            Kind::Word => next.capital || !next_is_lower(self.text(next)),
            Kind::OpenQuote | Kind::Open | Kind::Link(_) | Kind::Number | Kind::Mixed => true,
            _ => false,
        };
        opens && !self.abbreviates(at)
    }
}

fn next_is_lower(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase())
}

/// End of the word at `at`: letters and digits, with apostrophes and hyphens inside.
fn word_end(words: &str, at: usize) -> usize {
    let mut chars = words[at..].char_indices().peekable();
    let mut end = at;
    let digits_first = words[at..].starts_with(|c: char| c.is_ascii_digit());
    let mut before = ' ';
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let inside = c.is_alphanumeric()
            || (matches!(c, '’' | '\'') && next.is_some_and(char::is_alphabetic) && before.is_alphabetic())
            || (matches!(c, '-' | '‐' | '‑')
                && next.is_some_and(char::is_alphanumeric)
                && (!digits_first || next.is_some_and(char::is_alphabetic)))
            || (c == '&' && next.is_some_and(char::is_alphabetic) && before.is_alphabetic())
            || (matches!(c, '§' | '¶') && (offset == 0 || before == c))
            || (c == '№' && offset == 0)
            || is_mark(c);
        if !inside || (matches!(before, '§' | '¶' | '№') && before != c) {
            break;
        }
        end = at + offset + c.len_utf8();
        before = c;
    }
    end.max(at + words[at..].chars().next().map_or(0, char::len_utf8))
}

/// "June-July" is two months, not one word.
fn months_apart(words: &str, at: usize, end: usize) -> usize {
    let month = |word: &str| lexicon::of(word).any(Flags::MONTH);
    match words[at..end].split_once('-') {
        Some((one, other)) if one.len() >= 3 && month(one) && month(other) => at + one.len(),
        _ => end,
    }
}

/// "13,925": a comma and three digits go on with the number.
fn joins_thousands(words: &str, at: usize, end: usize) -> bool {
    end - at <= 3 && words[at..end].bytes().all(|byte| byte.is_ascii_digit()) && groups_three(words, end)
}

/// Whether a comma and three digits follow, and no more.
fn groups_three(words: &str, end: usize) -> bool {
    let after = words.as_bytes().get(end..).unwrap_or_default();
    after.first() == Some(&b',')
        && after.get(1..4).is_some_and(|three| three.iter().all(u8::is_ascii_digit))
        && after.get(4).is_none_or(|next| !next.is_ascii_alphanumeric())
}

/// Combining marks and the middle dots of CJK names stay in the word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '・' | 'ー' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(words: &str) -> Vec<&str> {
        let tokens = Tokens::new(words);
        let found: Vec<_> = (0..tokens.list.len())
            .filter(|&at| tokens.list[at].kind == Kind::OpenQuote && tokens.list[at].mate as usize > at)
            .map(|at| tokens.slice(tokens.span(at + 1, tokens.list[at].mate as usize)))
            .collect();
        found
    }

    #[test]
    fn quotations_are_paired() {
        assert_eq!(quoted("“A ‘B’: C,” D"), ["A ‘B’: C,"]);
        assert_eq!(quoted("\"A 'B': C,\" D \"E\""), ["A 'B': C,", "E"]);
        assert_eq!(quoted("‘Leaders’ visits to X’, Journal"), ["Leaders’ visits to X"]);
        assert_eq!(quoted("„Der Titel“, Zeitung"), ["Der Titel"]);
        assert_eq!(quoted("« Le titre », Le Monde"), ["Le titre"]);
        assert_eq!(quoted("岡田「題名」『雑誌』"), ["題名", "雑誌"]);
        assert_eq!(quoted("“Never closed, Journal"), Vec::<&str>::new());
        assert_eq!(quoted("report,\"Civil Aviation,\"May"), ["Civil Aviation,"]);
    }

    #[test]
    fn words_keep_hyphens_and_numbers_apart() {
        let tokens = Tokens::new("Seung-Woan 118–45, GAO-16-325 2016a 12-14 R&D");
        let texts: Vec<_> = tokens.list.iter().map(|token| tokens.text(*token)).collect();
        assert_eq!(
            texts,
            ["Seung-Woan", "118", "–", "45", ",", "GAO-16-325", "2016a", "12", "-", "14", "R&D"]
        );
    }

    #[test]
    fn stops_of_initials_end_no_sentence() {
        let tokens = Tokens::new("J. C. R. Licklider. Next");
        let ends: Vec<_> = (0..tokens.list.len())
            .filter(|&at| tokens.list[at].kind == Kind::Stop && tokens.ends_sentence(at))
            .collect();
        assert_eq!(ends.len(), 1);
    }
}
