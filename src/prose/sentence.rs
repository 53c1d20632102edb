//! Sentence boundaries: our own scan over the bytes of one block.
//!
//! A block of view text has single spaces and no note markers in it, so a
//! boundary is always a terminator, the quotation marks and brackets that close
//! after it, and a space (or nothing: CJK full stops need none). Whether it *is*
//! one is decided by the word before the full stop and the word after it.
//! Nothing allocates, and no byte is looked at more than a few times.

mod abbreviation;

use crate::lexicon::list;
use crate::span::Span;
use abbreviation::{Kind, is_starter, is_strong_starter};

/// Splits one block of view text (single spaces, no markers) into sentences.
/// `offset` is the block's start in the view; spans are view spans without
/// leading or trailing space.
pub fn sentences(block: &str, offset: u32, push: &mut dyn FnMut(Span)) {
    let mut give = |start: usize, end: usize| {
        let text = &block[start..end];
        let lead = text.len() - text.trim_start().len();
        let len = text.trim().len();
        if len > 0 {
            let start = offset as usize + start + lead;
            push(Span::new(start, start + len));
        }
    };
    let bytes = block.as_bytes();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        if !MAY_END[bytes[at] as usize] {
            at += 1;
            continue;
        }
        let Some(stop) = Stop::read(bytes, at) else {
            at += 1;
            continue;
        };
        at = stop.end;
        if let Some(end) = boundary(block, start, &stop) {
            give(start, end);
            start = end;
            at = end;
        }
    }
    give(start, bytes.len());
}

/// Bytes at which a terminator may begin: `.`, `!`, `?`, and the first bytes of
/// `…`, `。`, `！`, `？`.
const MAY_END: [bool; 256] = {
    let mut table = [false; 256];
    table[b'.' as usize] = true;
    table[b'!' as usize] = true;
    table[b'?' as usize] = true;
    table[0xe2] = true;
    table[0xe3] = true;
    table[0xef] = true;
    table
};

/// What a run of terminators is, its strongest part first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// One full stop.
    Period,
    /// `…`, `...`, `. . .`: words left out, or a pause.
    Ellipsis,
    /// `?`, `!`, `?!`, four dots: an end for sure, if the next word is not lower case.
    Strong,
    /// `。`: an end whatever follows.
    Cjk,
}

/// A run of terminators and what closes after it.
#[derive(Debug)]
struct Stop {
    mark: Mark,
    /// First byte of the terminators.
    start: usize,
    /// Just past the terminators and the closers.
    end: usize,
    /// Quotation marks or brackets were among the closers.
    closed: bool,
}

impl Stop {
    /// Reads the terminators at `at`, if there are any.
    fn read(bytes: &[u8], at: usize) -> Option<Stop> {
        let (mut end, mut dots, mut strong, mut cjk) = (at, 0, false, false);
        loop {
            match bytes[end..] {
                [b'.', ..] => (dots, end) = (dots + 1, end + 1),
                [b'!' | b'?', ..] => (strong, end) = (true, end + 1),
                [0xe2, 0x80, 0xa6, ..] => (dots, end) = (dots + 3, end + 3),
                [0xe3, 0x80, 0x82, ..] | [0xef, 0xbc, 0x81 | 0x9f, ..] => (cjk, end) = (true, end + 3),
                // `. . .`: spaced dots belong together.
                [b' ', b'.', b' ' | b'.', ..] if dots > 0 && !strong => (dots, end) = (dots + 1, end + 2),
                [b' ', b'.'] if dots > 0 && !strong => (dots, end) = (dots + 1, end + 2),
                _ => break,
            }
        }
        if end == at {
            return None;
        }
        let mark = match (cjk, strong, dots) {
            (true, ..) => Mark::Cjk,
            (_, true, _) => Mark::Strong,
            (.., 1) => Mark::Period,
            (.., 4) => Mark::Strong,
            _ => Mark::Ellipsis,
        };
        let closed_at = end;
        while let Some(len) = closer(&bytes[end..]) {
            end += len;
        }
        if mark == Mark::Period {
            end += glued_note(bytes, at, end);
        }
        while let Some(len) = bracketed_note(&bytes[end..]) {
            end += len;
        }
        Some(Stop { mark, start: at, end, closed: end > closed_at })
    }
}

/// Length of a marker that is still there, with the space before it: ` [9]`, `[9, 10]`.
fn bracketed_note(bytes: &[u8]) -> Option<usize> {
    let lead = usize::from(bytes.first() == Some(&b' '));
    let inside = bytes.get(lead..)?.strip_prefix(b"[")?;
    let inside = inside.strip_prefix(b"^").unwrap_or(inside);
    let close = inside.iter().take(16).position(|byte| *byte == b']')?;
    let held = &inside[..close];
    let runs = held.split(|byte| !byte.is_ascii_digit());
    let note = held.first()?.is_ascii_digit()
        && held.iter().all(|byte| byte.is_ascii_digit() || b", -".contains(byte))
        && runs.into_iter().all(|run| run.len() <= 3);
    let rest = bytes.len() - inside.len();
    note.then_some(rest + close + 1)
}

/// Length of a note's number that lost its form: the `20` of `the contract.20 In`.
fn glued_note(bytes: &[u8], stop: usize, end: usize) -> usize {
    let word = bytes[stop.saturating_sub(3)..stop].iter().all(u8::is_ascii_lowercase) && stop >= 3;
    let digits = bytes[end..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let next = bytes.get(end + digits..).unwrap_or(&[]);
    let opens = matches!(next, [b' ', b'A'..=b'Z', ..] | [b' ', 0xe2, 0x80, 0x9c, ..]);
    if word && opens && (1..=3).contains(&digits) { digits } else { 0 }
}

/// Length of a closing quotation mark or bracket at the start of these bytes.
fn closer(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'"' | b'\'' | b')' | b']' | b'}' | b'*', ..] => Some(1),
        [0xc2, 0xbb, ..] => Some(2),
        // Raised digits: note markers typed as characters.
        [0xc2, 0xb2 | 0xb3 | 0xb9, ..] => Some(2),
        [0xe2, 0x81, 0xb0 | 0xb4..=0xb9, ..] => Some(3),
        [0xe2, 0x80, 0x99 | 0x9d | 0xba | 0xa0 | 0xa1, ..] => Some(3),
        [0xe3, 0x80, 0x8d | 0x8f | 0x91, ..] | [0xef, 0xbc, 0x89, ..] => Some(3),
        _ => None,
    }
}

/// What the next word begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Upper,
    Lower,
    /// A digit or a sign of money.
    Digit,
    /// A letter without case, a bullet.
    Other,
    /// `§`, `&`, a dash: goes on with what stands before it.
    Joins,
}

/// The word after a stop.
#[derive(Debug)]
struct Following<'a> {
    class: Next,
    /// A bracket or quotation mark opens before it.
    opened: bool,
    /// From its first letter to the end of the block.
    rest: &'a str,
}

impl<'a> Following<'a> {
    fn read(text: &'a str) -> Following<'a> {
        let rest = text.trim_start_matches(['"', '\'', '(', '[', '“', '‘', '«', '‹', '¿', '¡', '„']);
        let opened = rest.len() < text.len();
        let class = match rest.chars().next() {
            None => Next::Other,
            Some(c) if c.is_ascii_digit() || "$€£¥#".contains(c) => Next::Digit,
            Some('§' | '¶' | '&' | '+' | '=' | '%' | '/' | ',' | ';' | ':' | ')' | ']') => Next::Joins,
            Some('-' | '–' | '—') => Next::Joins,
            Some(c) if c.is_uppercase() => Next::Upper,
            Some(c) if c.is_lowercase() => Next::Lower,
            Some(_) => Next::Other,
        };
        Following { class, opened, rest }
    }

    /// Its letters and digits; an apostrophe or full stop ends it.
    fn word(&self) -> &'a str {
        let end = self.rest.bytes().position(|b| !b.is_ascii_alphanumeric() && b < 0x80);
        &self.rest[..end.unwrap_or(self.rest.len())]
    }

    /// `iPhone`, `eBay`, `al-Shabaab`: lower case, yet as good as a capital.
    fn is_camel(&self) -> bool {
        matches!(self.rest.as_bytes(), [b'a'..=b'z', b'A'..=b'Z', ..] | [b'a', b'l', b'-', b'A'..=b'Z', ..])
    }

    /// `Members complained`: a capital plural before a word in lower case.
    fn is_plural_subject(&self) -> bool {
        let word = self.word();
        let next = self.rest.get(word.len()..).and_then(|rest| rest.strip_prefix(' '));
        word.len() > 4
            && word.ends_with('s')
            && word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
            && next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_lowercase()))
    }

    /// `1) The`: the number of an item, its words with a capital.
    fn is_item(&self) -> bool {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let words = self.rest.get(digits..).and_then(|rest| rest.strip_prefix(") "));
        (1..=2).contains(&digits) && words.is_some_and(|words| words.starts_with(char::is_uppercase))
    }

    /// `No. 4`: a number is always part of what it numbers (`Pub. L. No. 104`).
    fn is_number_label(&self) -> bool {
        let rest = self.rest.strip_prefix("Nos").or_else(|| self.rest.strip_prefix("No"));
        rest.is_some_and(|rest| matches!(rest.as_bytes(), [b'.', b' ', b'0'..=b'9', ..]))
    }
}

/// Where the sentence ends if this stop ends it.
fn boundary(block: &str, start: usize, stop: &Stop) -> Option<usize> {
    if stop.mark == Mark::Cjk {
        return Some(stop.end);
    }
    let after = &block[stop.end..];
    if after.is_empty() {
        return Some(stop.end);
    }
    let text = after.strip_prefix(' ')?;
    // `ended. […] The next`: the dots are the end of the first.
    if let Some(len) = left_out(text) {
        let following = Following::read(text[len..].trim_start());
        return (following.class == Next::Upper).then_some(stop.end + 1 + len);
    }
    let sentence = &block[start..stop.start];
    // Signs alone are no sentence. A bounded look, or a long run of them would be slow.
    if !sentence.bytes().take(64).any(|b| b.is_ascii_alphanumeric() || b >= 0x80) && sentence.len() <= 64 {
        return None;
    }
    if !stop.closed && (in_brackets(sentence, text) || is_ordinal_day(sentence, text)) {
        return None;
    }
    let following = Following::read(text);
    let ends = match stop.mark {
        Mark::Cjk => true,
        Mark::Strong => strong_ends(sentence, stop, &following),
        Mark::Ellipsis => ellipsis_ends(sentence, &following),
        Mark::Period => period_ends(sentence, stop, &following),
    };
    ends.then_some(stop.end)
}

/// Whether a bracket that opened in mid-sentence closes soon after: `failed (it was late.
/// Nobody cared).` A look of bounded length on either side.
fn in_brackets(sentence: &str, rest: &str) -> bool {
    let bytes = sentence.as_bytes();
    let near = &bytes[bytes.len().saturating_sub(200)..];
    let opened = memchr::memrchr(b'(', near).is_some_and(|open| {
        let at = open + bytes.len() - near.len();
        at > 0 && memchr::memchr(b')', &near[open..]).is_none()
    });
    opened && {
        let after = &rest.as_bytes()[..rest.len().min(200)];
        memchr::memchr2(b'(', b')', after).is_some_and(|at| after[at] == b')')
    }
}

/// Length of dots standing alone at the start of a text: `… `, `[...] `.
fn left_out(text: &str) -> Option<usize> {
    ["[…]", "[...]", "(…)", "(...)", "…", "..."]
        .into_iter()
        .find(|dots| text.strip_prefix(dots).is_some_and(|rest| rest.starts_with(' ')))
        .map(str::len)
}

fn strong_ends(sentence: &str, stop: &Stop, following: &Following) -> bool {
    // A sign of doubt, `(?)`, ends nothing; nor does the mark of a name, `Yahoo! Inc.`
    if sentence.ends_with('(') || matches!(following.word(), "Inc" | "Corp" | "Ltd" | "LLC") {
        return false;
    }
    match following.class {
        Next::Lower | Next::Joins => false,
        Next::Upper if stop.closed => !says(following.rest),
        _ => true,
    }
}

/// `“What now?” Mr. Abe asked`: the sentence goes on.
fn says(rest: &str) -> bool {
    if ["Nobody", "None", "No", "Few"].iter().any(|none| rest.split(' ').next() == Some(none)) {
        return false;
    }
    rest.split(' ')
        .take(4)
        .skip(1)
        .map(|word| word.trim_end_matches([',', '.']))
        .any(|word| list::GOES_ON_SAYING.contains(&word))
}

fn ellipsis_ends(sentence: &str, following: &Following) -> bool {
    if following.class != Next::Upper || sentence.ends_with(['[', '(']) {
        return false;
    }
    // After a space the dots stand for words left out in mid-sentence.
    !sentence.ends_with(' ') || is_starter(following.rest) || following.is_plural_subject()
}

fn period_ends(sentence: &str, stop: &Stop, following: &Following) -> bool {
    let sentence = sentence.trim_end();
    let word = last_word(sentence);
    // `2d sess. (2002)`: a year in brackets belongs to what it dates; `(1) The` opens an item.
    let item = following.opened && following.is_item();
    let dated = following.opened && following.class == Next::Digit && !item;
    if following.class == Next::Joins || dated || is_enumerator(sentence, word) {
        return false;
    }
    let kind = Kind::of(word);
    if kind != Kind::Word && following.is_number_label() {
        return false;
    }
    if following.class == Next::Lower && !following.is_camel() {
        // `(see Table 2)` after a full stop is a sentence of its own, `[t]he` its first word.
        return following.opened && kind == Kind::Word;
    }
    let starter = following.class == Next::Upper && is_starter(following.rest);
    let upper = following.class == Next::Upper;
    match kind {
        Kind::Word => true,
        Kind::Never => stop.closed && starter,
        Kind::Etc => upper,
        Kind::MayEnd => {
            (starter || following.is_plural_subject() || (stop.closed && upper)) && !following.opened
        }
        Kind::Label => upper && !is_numeral(following.word()) && (starter || is_plain_word(word)),
        Kind::Initial => initial_ends(sentence, word, following),
        // `D.C. Residents voted`; `U.S. Forces` may be one name.
        Kind::Acronym if !word.starts_with(['U', 'E']) && following.is_plural_subject() => true,
        Kind::Acronym => starter && !following.rest.starts_with("Under Sec"),
        Kind::Clock => upper && !abbreviation::is_clock_word(following.word()),
    }
}

/// The word that a full stop follows, without what opens before it. A word of a
/// compound counts alone: `Lt.-Gen`.
fn last_word(sentence: &str) -> &str {
    let from = sentence
        .rfind([' ', '—', '/'])
        .map_or(0, |at| at + sentence[at..].chars().next().map_or(1, char::len_utf8));
    let word = sentence[from..].trim_start_matches(['(', '[', '"', '\'', '“', '‘', '{', '«']);
    match word.rfind(".-") {
        Some(at) => &word[at + 2..],
        None => word,
    }
}

/// `1.`, `iv.`, `B.` as all there is of a sentence so far: the number of a list
/// item or heading.
fn is_enumerator(sentence: &str, word: &str) -> bool {
    // `The findings were: 1. The brakes`.
    let listed = word.len() <= 3
        && sentence.strip_suffix(word).is_some_and(|head| head.ends_with(": ") || head.ends_with("; "));
    (listed || sentence.len() <= 8 && sentence.trim_start() == word)
        && (word.len() == 1
            || is_numeral(word)
            || word.split('.').all(|part| part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit())))
}

/// `am 10. Mai`, `vom 3. Oktober`: German days have a stop.
fn is_ordinal_day(sentence: &str, after: &str) -> bool {
    let day = last_word(sentence);
    let digits = (1..=2).contains(&day.len()) && day.bytes().all(|byte| byte.is_ascii_digit());
    digits && {
        let before = last_word(sentence[..sentence.len() - day.len()].trim_end());
        let next = Following::read(after).word();
        list::BEFORE_ORDINAL.has(before)
            && list::MONTH.in_language("de").any(|month| month.eq_ignore_ascii_case(next))
    }
}

/// A single capital, or a Roman numeral.
fn is_numeral(word: &str) -> bool {
    let roman = |b: u8| b"IVXLivxl".contains(&b);
    (word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase()) && word != "A" && word != "I")
        || (!word.is_empty() && word.len() <= 5 && word.bytes().all(roman))
}

/// `no.`, `art.`: in lower case a word like any other; `No.` alone too.
fn is_plain_word(word: &str) -> bool {
    word == "No" || word.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
}

/// `J. K. Smith` goes on; `Plan B. Japan` does not, nor does `vitamin C. The`.
fn initial_ends(sentence: &str, word: &str, following: &Following) -> bool {
    if following.class != Next::Upper {
        // `S. 1796` is a bill, as `p. 12` is a page.
        return following.class == Next::Digit
            && !matches!(word, "p" | "n" | "c" | "b" | "d" | "f" | "s" | "r" | "P" | "R" | "S");
    }
    let before = last_word(sentence[..sentence.len() - word.len()].trim_end());
    let lower = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
    // `40 m. Ships`, `hepatitis C. Cases rose`.
    if lower(word) && before.ends_with(|c: char| c.is_ascii_digit())
        || !lower(word) && lower(before) && before.len() > 4 && following.is_plural_subject()
    {
        return true;
    }
    is_strong_starter(following.rest) || abbreviation::takes_letter(before)
}

#[cfg(test)]
mod tests;
