//! The digits of a figure, its scale and its unit.

use super::FigureKind;
use crate::lexicon::list;
use crate::prose::lexicon::{self, Flags};
use crate::prose::words::{word_at, word_ending};

/// A number as written.
#[derive(Debug, Clone, Copy)]
pub struct Numeral {
    /// Start of the whole figure, with a currency sign.
    pub start: usize,
    /// First digit (or the point of `.5`).
    pub first: usize,
    /// Just past the last digit.
    pub last: usize,
    /// End of the whole figure, with scale and unit.
    pub end: usize,
    /// Powers of ten to apply.
    pub scale: u32,
    /// Its kind, where its own form shows it.
    pub kind: Option<FigureKind>,
    /// Written with a thousands separator or decimals.
    pub formed: bool,
}

impl Numeral {
    /// Reads the number whose first digit is at `at`.
    pub fn read(text: &str, at: usize) -> Numeral {
        let bytes = text.as_bytes();
        let (last, dots, formed) = digits(text, at);
        let first = if leading_point(bytes, at) { at - 1 } else { at };
        let mut numeral = Numeral { start: first, first, last, end: last, scale: 0, kind: None, formed };
        if dots > 1 {
            numeral.kind = Some(FigureKind::Label);
            return numeral;
        }
        numeral.attached(text);
        if numeral.kind.is_none() {
            numeral.scales(text);
            numeral.unit(text);
        }
        if numeral.kind != Some(FigureKind::Label)
            && let Some(start) = currency_before(text, first)
        {
            numeral.start = start;
            numeral.kind = Some(FigureKind::Money);
        }
        numeral
    }

    /// How many digits it has.
    pub fn digits(&self) -> usize {
        self.last - self.first
    }

    /// Whether its digits could be a year.
    pub fn years(&self) -> bool {
        !self.formed && self.scale == 0 && self.digits() == 4
    }

    /// Letters that stand directly after the digits: `25bn`, `19th`, `1990s`, `5G`, `10km`.
    fn attached(&mut self, text: &str) {
        let letters = word_at(text, self.last);
        if letters.is_empty() {
            if self.digits() == 4 && decade_mark(text, self.last) {
                self.kind = Some(FigureKind::Label);
            }
            return;
        }
        // "Level 63B", "zone 3b": without a currency these letters name.
        let names = matches!(letters, "b" | "B" | "T") && currency_before(text, self.first).is_none();
        if let Some(scale) = short_scale(letters).filter(|_| !names) {
            self.scale = scale;
            self.end = self.last + letters.len();
        } else if !lexicon::of(letters).any(Flags::UNIT) {
            self.kind = Some(FigureKind::Label);
            self.end = self.last + letters.len();
        }
    }

    /// Scale words after the number: `25 billion`, `3 hundred million`.
    fn scales(&mut self, text: &str) {
        for _ in 0..2 {
            if !matches!(text.as_bytes().get(self.end), Some(b' ' | b'-')) {
                return;
            }
            let word = word_at(text, self.end + 1);
            let Some(scale) = long_scale(word) else { return };
            self.scale += scale;
            self.end += 1 + word.len();
        }
    }

    /// A percent sign or a currency word after the number.
    fn unit(&mut self, text: &str) {
        let rest = text.get(self.end..).unwrap_or("");
        if rest.starts_with('%') || rest.starts_with(" %") {
            self.kind = Some(FigureKind::Percent);
            self.end += if rest.starts_with('%') { 1 } else { 2 };
            self.points(text);
            return;
        }
        if !matches!(rest.as_bytes().first(), Some(b' ' | b'-')) {
            return;
        }
        let word = word_at(text, self.end + 1);
        let after = self.end + 1 + word.len();
        if matches!(word, "percent" | "pct" | "percentage") {
            self.kind = Some(FigureKind::Percent);
            self.end = after;
            self.points(text);
        } else if word == "per" && word_at(text, after + 1) == "cent" {
            self.kind = Some(FigureKind::Percent);
            self.end = after + " cent".len();
        } else if lexicon::of(word).any(Flags::CURRENCY)
            || (self.scale > 0 && matches!(word, "pounds" | "won"))
        {
            self.kind = Some(FigureKind::Money);
            self.end = after;
        } else if self.scale > 0
            && matches!(word, "US" | "Canadian" | "Australian" | "Hong")
            && lexicon::of(word_at(text, after + 1)).any(Flags::CURRENCY)
        {
            self.kind = Some(FigureKind::Money);
            self.end = after + 1 + word_at(text, after + 1).len();
        }
    }

    /// `percentage points`, after the percent word or sign.
    fn points(&mut self, text: &str) {
        for word in [" points", " point"] {
            if text.get(self.end..).is_some_and(|rest| rest.starts_with(word)) {
                self.end += word.len();
                return;
            }
        }
    }

    /// Whether the comma in it is a decimal one: `71,9%`.
    fn decimal_comma(&self, written: &str) -> bool {
        self.kind == Some(FigureKind::Percent) && european(written)
    }

    /// The power of ten of the last printed digit.
    pub fn place(&self, text: &str) -> i32 {
        let written = text.get(self.first..self.last).unwrap_or("");
        let decimals = decimals(written, self.decimal_comma(written));
        self.scale.cast_signed() - i32::try_from(decimals).unwrap_or(i32::MAX / 2)
    }

    /// The canonical value: no separators, scale applied, no idle zeros.
    pub fn value(&self, text: &str) -> String {
        let written = text.get(self.first..self.last).unwrap_or("");
        let mut plain = String::with_capacity(written.len() + self.scale as usize);
        let decimal_comma = self.decimal_comma(written);
        for byte in written.bytes() {
            match byte {
                b'0'..=b'9' | b'.' => plain.push(byte as char),
                b',' if decimal_comma => plain.push('.'),
                _ => {}
            }
        }
        shifted(&plain, self.scale)
    }
}

/// How many digits stand after the point.
fn decimals(written: &str, comma: bool) -> usize {
    let mark = if comma { ',' } else { '.' };
    written.rsplit_once(mark).map_or(0, |(_, tail)| tail.len())
}

/// `71,9`: a comma with one or two digits after it.
fn european(written: &str) -> bool {
    written.rsplit_once(',').is_some_and(|(_, tail)| tail.len() < 3)
}

/// Reads digits, groups and decimals from `at`: the end, the points, and whether it has form.
fn digits(text: &str, at: usize) -> (usize, u32, bool) {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = at;
    while digit(end) {
        end += 1;
    }
    let mut formed = false;
    if end - at <= 3 {
        while let Some(group) = group_after(text, end) {
            let spaced = bytes[end] == b' ';
            if spaced && (bytes[at] == b'0' || names_its_number(text, at)) {
                break;
            }
            end = group;
            formed = true;
        }
        let comma = bytes.get(end) == Some(&b',') && !formed;
        if comma && digit(end + 1) {
            let tail = if digit(end + 2) { end + 3 } else { end + 2 };
            if bytes.get(tail) == Some(&b'%') {
                return (tail, 0, true);
            }
        }
    }
    let mut dots = 0;
    while bytes.get(end) == Some(&b'.') && digit(end + 1) {
        dots += 1;
        formed = true;
        end += 1;
        while digit(end) {
            end += 1;
        }
    }
    (end, dots, formed)
}

/// The end of a group of exactly three digits after a separator at `at`.
fn group_after(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let separator = match rest.chars().next()? {
        mark @ (',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}') => mark.len_utf8(),
        _ => return None,
    };
    let bytes = rest.as_bytes();
    let group = bytes.get(separator..separator + 3)?;
    let more = bytes.get(separator + 3).is_some_and(u8::is_ascii_alphanumeric);
    (group.iter().all(u8::is_ascii_digit) && !more).then_some(at + separator + 3)
}

/// Whether the word before `at` takes a number of its own: `May 5 200 people`.
fn names_its_number(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |space| word_ending(text, space));
    lexicon::of(before).any(Flags::MONTH.or(Flags::LABEL).or(Flags::ABBR))
        || before.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a point that opens `.5` stands before the digits.
fn leading_point(bytes: &[u8], at: usize) -> bool {
    at > 0 && bytes[at - 1] == b'.' && (at == 1 || matches!(bytes[at - 2], b' ' | b'$' | b'('))
}

/// The `s` of a decade, after an apostrophe: `1990's`, `1990’s`; a zero must come before.
fn decade_mark(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    let zero = at > 0 && text.as_bytes()[at - 1] == b'0';
    let tail = rest.strip_prefix('’').or_else(|| rest.strip_prefix('\''));
    zero && tail.is_some_and(|tail| word_at(tail, 0) == "s")
}

/// Powers of ten of a suffix written onto the digits.
fn short_scale(letters: &str) -> Option<u32> {
    match letters {
        "k" | "K" => Some(3),
        "m" | "M" => Some(6),
        "b" | "B" => Some(9),
        "T" => Some(12),
        // "100hundred" is a slip of the keys.
        _ => long_scale(letters).filter(|scale| *scale >= 6),
    }
}

/// Powers of ten of a word that follows the digits.
fn long_scale(word: &str) -> Option<u32> {
    // The group is the power of ten.
    list::SCALE.group(word).filter(|_| !word.contains(char::is_uppercase))?.parse().ok()
}

/// The start of a currency sign or code before the digits: `$`, `US$`, `€`, `USD `.
fn currency_before(text: &str, first: usize) -> Option<usize> {
    let before = text.get(..first)?;
    let tight = before.strip_suffix(' ').unwrap_or(before);
    let sign = tight.chars().next_back()?;
    if matches!(sign, '$' | '€' | '£' | '¥' | '₹' | '₩' | '₽') {
        let start = tight.len() - sign.len_utf8();
        let prefix = word_ending(text, start);
        let country = prefix.len() <= 3 && prefix.bytes().all(|byte| byte.is_ascii_uppercase());
        return Some(if country { start - prefix.len() } else { start });
    }
    let code = word_ending(text, tight.len());
    matches!(code, "USD" | "EUR" | "GBP" | "JPY" | "CNY" | "RMB" | "CAD" | "AUD" | "CHF" | "INR" | "Rs")
        .then_some(tight.len() - code.len())
}

/// Decimal digits moved by `scale` powers of ten, without idle zeros.
pub fn shifted(digits: &str, scale: u32) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut whole = whole.to_owned();
    let moved = fraction.len().min(scale as usize);
    whole.push_str(&fraction[..moved]);
    if whole.bytes().any(|digit| digit != b'0') {
        whole.extend(std::iter::repeat_n('0', scale as usize - moved));
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        kept => kept,
    };
    match fraction[moved..].trim_end_matches('0') {
        "" => whole.to_owned(),
        rest => format!("{whole}.{rest}"),
    }
}
