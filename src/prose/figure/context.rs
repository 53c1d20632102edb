//! What the neighbours of a bare number say of it.

use super::FigureKind;
use super::number::Numeral;
use crate::prose::lexicon::{self, Flags};
use crate::prose::words::{word_at, word_ending};

/// A bare number between its neighbours.
pub struct Context<'a> {
    text: &'a str,
    numeral: &'a Numeral,
    /// The word before, and whether a full stop, a hyphen or nothing stands between.
    before: &'a str,
    gap: Gap,
    /// Start of the word before.
    before_start: usize,
    /// The word after a space or a hyphen.
    after: &'a str,
}

/// What stands between the word before and the number.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    /// Nothing: `CO2`.
    Joined,
    /// A hyphen: `F-16`.
    Hyphen,
    /// A space.
    Space,
    /// A full stop and a space, or a full stop: `No. 40`, `p.40`.
    Stop,
    /// Something else, or no word.
    Other,
}

impl<'a> Context<'a> {
    /// The neighbours of `numeral`.
    pub fn new(text: &'a str, numeral: &'a Numeral) -> Self {
        let start = numeral.first;
        let bytes = text.as_bytes();
        let back = |n: usize| start.checked_sub(n).map(|at| bytes[at]);
        let (gap, at) = match (back(1), back(2)) {
            (Some(b'-'), _) => (Gap::Hyphen, start - 1),
            (Some(b' '), Some(b'.')) => (Gap::Stop, start - 2),
            (Some(b' '), _) => (Gap::Space, start - 1),
            (Some(b'.'), _) => (Gap::Stop, start - 1),
            (Some(byte), _) if byte.is_ascii_alphabetic() => (Gap::Joined, start),
            _ => (Gap::Other, start),
        };
        let before = if gap == Gap::Other { "" } else { word_ending(text, at) };
        let after = match bytes.get(numeral.end) {
            Some(b' ' | b'-') => word_at(text, numeral.end + 1),
            _ => "",
        };
        let gap = if before.is_empty() { Gap::Other } else { gap };
        Self { text, numeral, before, gap, before_start: at - before.len(), after }
    }

    /// What the number is.
    pub fn kind(&self) -> FigureKind {
        if self.numeral.scale > 0 {
            return if self.glued() { FigureKind::Label } else { FigureKind::Count };
        }
        if self.glued_year() {
            return FigureKind::Year;
        }
        if self.glued() || self.marked() || self.timed() || self.aged() || self.named() {
            return FigureKind::Label;
        }
        if self.numeral.years()
            && let Some(kind) = self.year()
        {
            return kind;
        }
        if self.capital_name() || self.numbered_by_letters() || self.day_in_digits() {
            FigureKind::Label
        } else {
            FigureKind::Count
        }
    }

    /// Whether the word before is a plural name: `Articles 9, 10 and 12`, `the ages of 18 and 25`.
    pub fn plural_label(&self) -> bool {
        self.named() && self.before.ends_with('s') || self.aged() && self.before != "aged"
    }

    /// Whether it is a day behind its month: `March 3`.
    pub fn day_after_month(&self) -> bool {
        let month = lexicon::of(self.before).any(Flags::MONTH) && self.before.starts_with(char::is_uppercase);
        month
            && matches!(self.gap, Gap::Space | Gap::Stop)
            && self.numeral.digits() <= 2
            && !self.numeral.formed
    }

    /// Whether it is a day before its month: `21 March`.
    pub fn day_before_month(&self) -> bool {
        let month = lexicon::of(self.after).any(Flags::MONTH) && self.after.starts_with(char::is_uppercase);
        month && self.numeral.digits() <= 2 && !self.numeral.formed
    }

    /// The start of a label that letters are part of: `F-16`, `CO2`.
    pub fn joined_start(&self) -> usize {
        if self.glued() { self.before_start } else { self.numeral.start }
    }

    /// Letters directly before, or with a hyphen: `CO2`, `COVID-19`.
    fn glued(&self) -> bool {
        self.gap == Gap::Joined || self.gap == Gap::Hyphen
    }

    /// `mid-2014`, `FY2014`.
    fn glued_year(&self) -> bool {
        let prefix =
            matches!(self.before, "mid" | "Mid" | "early" | "late" | "post" | "pre" | "FY" | "since");
        self.glued() && prefix && self.numeral.years() && self.plausible()
    }

    /// Signs that make any number a label: `2+2`, `9/11`, `9:30`, `#4`, `§ 4`, `[9]`, `(3)`, `3)`.
    fn marked(&self) -> bool {
        let (text, numeral) = (self.text, self.numeral);
        let bytes = text.as_bytes();
        let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        let next = bytes.get(numeral.end).copied().unwrap_or(0);
        let previous = numeral.first.checked_sub(1).map_or(0, |at| bytes[at]);
        let joins = |byte: u8| matches!(byte, b'+' | b'/' | b':' | b'*' | b'^');
        if joins(next) && digit(Some(numeral.end + 1)) || previous == b'+' {
            return true;
        }
        if joins(previous) && digit(numeral.first.checked_sub(2))
            || matches!(previous, b'#' | b'[' | b'@' | b'_')
        {
            return true;
        }
        // `p.40`, or a note number that lost its form: `contract.20 In`.
        let glued_stop = previous == b'.'
            && numeral.first.checked_sub(2).is_some_and(|at| bytes[at].is_ascii_alphabetic());
        if glued_stop {
            return true;
        }
        let head = text.get(..numeral.first).unwrap_or("");
        if head.trim_end_matches(' ').ends_with(['§', '¶', '№'])
            || head.ends_with('’')
            || head.ends_with('\'')
        {
            return true;
        }
        let closes = next == b')' && numeral.digits() <= 2;
        if closes && (previous == b'(' || head.is_empty()) {
            return true;
        }
        let item = head.is_empty() && next == b'.' && numeral.digits() <= 2;
        item || self.numbers_a_paragraph(head) || self.telephone(next)
    }

    /// `1.29 Audit …`, at the start or after a full stop: the number of a paragraph.
    fn numbers_a_paragraph(&self, head: &str) -> bool {
        let opens = head.is_empty() || head.ends_with(". ");
        let pointed =
            self.numeral.formed && !self.text.get(..self.numeral.last).unwrap_or("").ends_with(",000");
        opens && pointed && self.after.starts_with(char::is_uppercase)
    }

    /// Three digits, a hyphen and four, or a hyphen before: `555-0100`.
    fn telephone(&self, next: u8) -> bool {
        let bytes = self.text.as_bytes();
        let numeral = self.numeral;
        let run = |from: usize| bytes[from..].iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
        if next == b'-' && numeral.digits() == 3 {
            let tail = run(numeral.end + 1);
            return tail == 4 || (tail == 3 && bytes.get(numeral.end + 4) == Some(&b'-'));
        }
        let behind = numeral.first >= 4 && bytes[numeral.first - 1] == b'-';
        behind
            && numeral.digits() == 4
            && bytes[numeral.first - 4..numeral.first - 1].iter().all(u8::is_ascii_digit)
            && !numeral.first.checked_sub(5).is_some_and(|at| bytes[at].is_ascii_digit())
    }

    /// `5 p.m.`, `May 17`, `17 May`.
    fn timed(&self) -> bool {
        if matches!(self.after, "am" | "pm" | "AM" | "PM") {
            return true;
        }
        let rest = self.text.get(self.numeral.end..).unwrap_or("");
        if rest.starts_with(" a.m") || rest.starts_with(" p.m") || rest.starts_with(" o’clock") {
            return true;
        }
        self.day_before_month() || self.day_after_month()
    }

    /// `aged 40`, `aged between 40 and 60`, `the ages of 40 and 60`, `40 years old`, `40-year-old`.
    fn aged(&self) -> bool {
        let age = |word: &str| lexicon::of(word).any(Flags::AGE);
        let joint = matches!(self.before, "of" | "between" | "from" | "over" | "under");
        if self.gap == Gap::Space && (age(self.before) || joint && age(self.word_before_that())) {
            return true;
        }
        let rest = self.text.get(self.numeral.end..).unwrap_or("");
        ["-year-old", "-years-old", " years old", " year old", " years of age", "-month-old"]
            .iter()
            .any(|form| rest.starts_with(form))
    }

    /// A noun that takes a number as a name, or a law's abbreviation on either side.
    fn named(&self) -> bool {
        let flags = lexicon::of(self.before);
        // "WP No 126 of 2014", not "No 40 millers agreed".
        let numbered = matches!(self.before, "No" | "Nos") && self.before_start > 0 && !self.counts();
        let named = match self.gap {
            Gap::Space => (flags.any(Flags::LABEL) || numbered) && !self.grouped(),
            Gap::Stop => flags.any(Flags::ABBR),
            _ => false,
        };
        let rest = self.text.get(self.numeral.end..).unwrap_or("");
        named
            || [" U.S.C", " C.F.R", " Stat.", " F.2d", " F.3d", " Fed.", " U.S. ", " CONG.", " Cong."]
                .iter()
                .any(|form| rest.starts_with(form))
            || matches!(self.text.get(..self.numeral.first), Some(head) if head.ends_with("Class-"))
    }

    /// The plain digits as a number; 0 where they are none.
    fn number(&self) -> u32 {
        self.text
            .get(self.numeral.first..self.numeral.last)
            .and_then(|digits| digits.parse().ok())
            .unwrap_or(0)
    }

    /// Whether a comma groups its digits; labels are not written so.
    fn grouped(&self) -> bool {
        self.text.get(self.numeral.first..self.numeral.last).is_some_and(|digits| digits.contains(','))
    }

    /// Whether the digits lie where years do.
    fn plausible(&self) -> bool {
        (1000..=2100).contains(&self.number())
    }

    /// A year, or the year in a name such as `Tokyo Olympics 2020` or `Act of 1970`.
    fn year(&self) -> Option<FigureKind> {
        if !self.plausible() {
            return None;
        }
        let before = lexicon::of(self.before);
        let after = lexicon::of(self.after);
        let some = self.before.eq_ignore_ascii_case("some");
        if after.any(Flags::PEOPLE.or(Flags::UNIT))
            && !self.before.is_empty()
            && (some || !before.any(Flags::DET.or(Flags::MONTH)))
        {
            return None;
        }
        if self.before.is_empty() || self.gap != Gap::Space {
            return Some(FigureKind::Year);
        }
        if self.before == "of" && self.of_a_law() {
            return Some(FigureKind::Label);
        }
        let dates = Flags::DATE_PREP.or(Flags::PREP).or(Flags::MONTH).or(Flags::SEASON).or(Flags::DET);
        if before.any(dates.or(Flags::FUNCTION)) || self.before == "FY" || self.before == "AD" {
            return Some(FigureKind::Year);
        }
        if self.before.starts_with(char::is_uppercase) || before.any(Flags::LAW_NAME) {
            return Some(FigureKind::Label);
        }
        (self.number() >= 1700).then_some(FigureKind::Year)
    }

    /// The word before the word before.
    fn word_before_that(&self) -> &'a str {
        self.before_start.checked_sub(1).map_or("", |space| word_ending(self.text, space))
    }

    /// `Act of 1970`: the word before "of" names a law or an event.
    fn of_a_law(&self) -> bool {
        let name = self.word_before_that();
        name.starts_with(char::is_uppercase) && !lexicon::of(name).any(Flags::MONTH.or(Flags::SEASON))
    }

    /// A capitalised name before a small number: `Apollo 11`, `World War 2`.
    fn capital_name(&self) -> bool {
        self.gap == Gap::Space
            && !self.numeral.formed
            && self.numeral.digits() <= 4
            && self.before_start > 0
            && self.before.starts_with(char::is_uppercase)
            && !lexicon::of(self.before).any(Flags::FUNCTION.or(Flags::PREP).or(Flags::CONNECTIVE))
            && !self.sentence_start()
    }

    /// Letters in capitals before digits without groups: `EO 13985`, `EN 14825`, `Order (EO) 13985`.
    fn numbered_by_letters(&self) -> bool {
        let capitals = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let letters = self.gap == Gap::Space && capitals(self.before);
        let money = lexicon::of(self.before).any(Flags::CURRENCY);
        let plain = !self.numeral.formed && self.numeral.digits() > 3 && !money;
        plain && (letters || self.bracketed().is_some_and(capitals) && !self.counts())
    }

    /// What stands in brackets before it: `(EO) 13985`.
    fn bracketed(&self) -> Option<&'a str> {
        let head = self.text.get(..self.numeral.first)?.strip_suffix(") ")?;
        head.rsplit_once('(').map(|(_, inside)| inside)
    }

    /// Whether a word in small letters follows that it may count, not a joint.
    fn counts(&self) -> bool {
        self.after.starts_with(char::is_lowercase)
            && !lexicon::of(self.after).any(Flags::PREP.or(Flags::FUNCTION))
    }

    /// A day in eight digits: `20220510`.
    fn day_in_digits(&self) -> bool {
        !self.numeral.formed
            && self.numeral.digits() == 8
            && self
                .text
                .get(self.numeral.first..)
                .is_some_and(|rest| rest.starts_with("19") || rest.starts_with("20"))
    }

    /// Whether the word before opens a sentence.
    fn sentence_start(&self) -> bool {
        let head = self.text.get(..self.before_start).unwrap_or("");
        head.ends_with(". ") || head.ends_with("? ") || head.ends_with("! ")
    }
}
