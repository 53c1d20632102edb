//! Slips of the pen in a date or the number of a law: a month misspelt, a day that is missing between its commas, two days run together.

use crate::lexicon::{list, month, month_name};
use crate::pattern::pattern;
use crate::span::Span;

use super::identifier::IdFault;

/// A month of fewer letters is too near to other words.
const LETTERS: usize = 6;

pattern! {
    static NO_DAY = r"\b(?P<word>\p{Lu}\p{Ll}{2,8})\.?\s*,\s*,\s*(?P<year>(?:1[6-9]|20)\d{2})\b";
}
pattern! {
    static TWO_DAYS = r"\b(?P<word>\p{Lu}\p{Ll}{2,8})\.? (?P<days>\d{3,4}), (?P<year>(?:1[6-9]|20)\d{2})\b";
}

/// The slips in a note's words, in order.
pub fn faults(words: &str) -> Vec<IdFault> {
    let mut found = Vec::new();
    if words.bytes().filter(u8::is_ascii_digit).count() < 4 {
        return found;
    }
    misspelt(words, &mut found);
    without_day(words, &mut found);
    run_together(words, &mut found);
    laws(words, &mut found);
    found.sort_by_key(|fault| fault.span);
    found
}

fn misspelt(words: &str, found: &mut Vec<IdFault>) {
    for (span, dated) in before_years(words) {
        let word = &words[span.range()];
        if month(word).is_some() {
            continue;
        }
        let Some(meant) = meant(word) else { continue };
        // Without a day the word may be a name: "Augusta 2014".
        if !dated && meant.len() < 8 {
            continue;
        }
        found.push(IdFault {
            span,
            message: format!("“{word}” is not a month"),
            label: format!("{meant}?"),
            mended: Some(meant.to_owned()),
        });
    }
}

/// The capitalised words that stand where a month does before a year, and whether a day is among them: "Febuary 16,
/// 2015", "16 Febuary 2015", "Septmber 2016".
fn before_years(words: &str) -> impl Iterator<Item = (Span, bool)> {
    let bytes = words.as_bytes();
    let year = |at: &usize| {
        let four = bytes.get(at + 1..at + 5)?;
        let century = matches!(four, [b'1', b'6'..=b'9', ..] | [b'2', b'0', ..]);
        (century && four.iter().all(u8::is_ascii_digit) && !goes_on(&words[at + 5..])).then_some(())
    };
    memchr::memchr_iter(b' ', bytes).filter(move |at| year(at).is_some()).filter_map(move |at| {
        let head = words[..at].strip_suffix(',').unwrap_or(&words[..at]);
        let day = head.strip_suffix(',').unwrap_or(head);
        let plain = day.trim_end_matches(|c: char| c.is_ascii_digit());
        let after = (1..=2).contains(&(day.len() - plain.len())) && plain.ends_with(' ');
        let head = if after { &plain[..plain.len() - 1] } else { head };
        let head = head.strip_suffix('.').unwrap_or(head);
        let small = head.chars().rev().take_while(|c| c.is_lowercase());
        let (count, small) = small.fold((0, 0), |(count, bytes), c| (count + 1, bytes + c.len_utf8()));
        let first = head[..head.len() - small].chars().next_back().filter(|c| c.is_uppercase())?;
        let start = head.len() - small - first.len_utf8();
        if !(4..=10).contains(&count) || ends_in_word(&head[..start]) {
            return None;
        }
        let front = head[..start].strip_suffix(' ').unwrap_or("");
        let rest = front.trim_end_matches(|c: char| c.is_ascii_digit());
        let before = (1..=2).contains(&(front.len() - rest.len())) && !ends_in_word(rest);
        Some((Span::new(start, head.len()), before || after))
    })
}

fn goes_on(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

fn ends_in_word(head: &str) -> bool {
    head.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// The English month that is one letter away, if it is no word of another language's calendar.
fn meant(word: &str) -> Option<&'static str> {
    let months = (1..=12).filter_map(month_name).filter(|name| name.len() >= LETTERS);
    // One slip leaves the first letter or the last as it was.
    let edge = |name: &str| {
        let (name, word) = (name.as_bytes(), word.as_bytes());
        name.len().abs_diff(word.len()) <= 2
            && (name[0].eq_ignore_ascii_case(&word[0]) || name.last() == word.last())
    };
    let mut months = months.filter(|name| edge(name)).peekable();
    months.peek()?;
    let lower = word.to_lowercase();
    let near = months.find(|name| strsim::damerau_levenshtein(&name.to_lowercase(), &lower) == 1)?;
    let known = list::MONTH.rows.iter().flat_map(|row| list::MONTH.of(row));
    let abroad = known.into_iter().any(|month| month.to_lowercase() == lower);
    (!abroad).then_some(near)
}

fn without_day(words: &str, found: &mut Vec<IdFault>) {
    // Nearly no note has two commas with nothing between them.
    let bare = |at: usize| words[at + 1..].trim_start().starts_with(',');
    if !memchr::memchr_iter(b',', words.as_bytes()).any(bare) {
        return;
    }
    let Some(pattern) = NO_DAY.as_ref() else { return };
    for hit in pattern.captures_iter(words) {
        let (Some(whole), Some(word)) = (hit.get(0), hit.name("word")) else { continue };
        if month(word.as_str()).is_some() {
            found.push(IdFault {
                span: Span::new(whole.start(), whole.end()),
                message: format!("the day is missing in “{}”", whole.as_str()),
                label: "two commas, no day".to_owned(),
                mended: None,
            });
        }
    }
}

fn run_together(words: &str, found: &mut Vec<IdFault>) {
    // Nearly none has three digits, a comma and a year.
    let digits = |bytes: &[u8]| bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let bytes = words.as_bytes();
    let run = |at: usize| matches!(&bytes[at + 1..], [b' ', b'1' | b'2', ..]) && digits(&bytes[..at]) >= 3;
    if !memchr::memchr_iter(b',', bytes).any(run) {
        return;
    }
    let Some(pattern) = TWO_DAYS.as_ref() else { return };
    for hit in pattern.captures_iter(words) {
        let (Some(word), Some(days)) = (hit.name("word"), hit.name("days")) else { continue };
        // "Resolution of May 2030, 2011": a year.
        let year = days.as_str().parse().is_ok_and(|number: u16| (1600..2100).contains(&number));
        if year || month(word.as_str()).is_none() {
            continue;
        }
        let mut ways = (1..=2).filter_map(|at| days.as_str().split_at_checked(at)).filter(|(first, last)| {
            let day = |text: &str| (!text.starts_with('0')).then(|| text.parse::<u8>().ok()).flatten();
            day(first).zip(day(last)).is_some_and(|(first, last)| 1 <= first && first < last && last <= 31)
        });
        let (way, other) = (ways.next(), ways.next());
        let Some((first, last)) = way else { continue };
        found.push(IdFault {
            span: Span::new(word.start(), days.end()),
            message: format!("there is no {} {}", word.as_str(), days.as_str()),
            label: "dash between two days lost".to_owned(),
            mended: other.is_none().then(|| format!("{} {first}–{last}", word.as_str())),
        });
    }
}

/// Public laws of the United States are numbered Congress–law since the 57th Congress (1901).
const CONGRESSES: std::ops::RangeInclusive<u16> = 57..=125;

pattern! {
    static LAW = r"\b(?:P\.\s?L\.|Pub\.\s?L\.|Public Law|PL)(?: No\.)? (?P<number>\d{4,6})\b";
}

/// "P.L. 66261": the dash between Congress and law is lost.
fn laws(words: &str, found: &mut Vec<IdFault>) {
    let named = |at: usize| {
        let (before, after) = (&words[..at], &words[at + 1..]);
        let of = before.trim_end();
        before.ends_with('P')
            || of.ends_with("P.")
            || of.ends_with("Pub.")
            || before.ends_with("Public ") && after.starts_with("aw")
    };
    if !memchr::memchr_iter(b'L', words.as_bytes()).any(named) {
        return;
    }
    let Some(pattern) = LAW.as_ref() else { return };
    for hit in pattern.captures_iter(words) {
        let Some(number) = hit.name("number") else { continue };
        if words[number.end()..].starts_with(['-', '–', '‑', '.', ',', '/']) && !ends(&words[number.end()..])
        {
            continue;
        }
        let digits = number.as_str();
        let mut ways = (2..=3).filter_map(|at| digits.split_at_checked(at)).filter(|(congress, law)| {
            let congress = congress.parse().is_ok_and(|congress: u16| CONGRESSES.contains(&congress));
            congress && (1..=3).contains(&law.len()) && !law.starts_with('0')
        });
        let (way, other) = (ways.next(), ways.next());
        let Some((congress, law)) = way else { continue };
        found.push(IdFault {
            span: Span::new(number.start(), number.end()),
            message: format!(
                "“{}” is not the number of a public law",
                hit.get(0).map_or("", |hit| hit.as_str())
            ),
            label: "dash between Congress and law lost".to_owned(),
            mended: other.is_none().then(|| format!("{congress}-{law}")),
        });
    }
}

/// Whether a sign is punctuation: a space or the end follows it.
fn ends(rest: &str) -> bool {
    rest.chars().nth(1).is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> Vec<(String, Option<String>)> {
        let found = faults(words).into_iter();
        found.map(|fault| (words[fault.span.range()].to_owned(), fault.mended)).collect()
    }

    #[test]
    fn slips_are_told_with_what_was_meant() {
        let one = |words: &str, meant: Option<&str>| vec![(words.to_owned(), meant.map(str::to_owned))];
        assert_eq!(told("Moss, “Wool,” Dale News, Janaury 3, 2011."), one("Janaury", Some("January")));
        assert_eq!(told("Moss, “Wool,” Dale News, 3 Ocotber 2011."), one("Ocotber", Some("October")));
        assert_eq!(told("Wool Board, Novmber 2011."), one("Novmber", Some("November")));
        assert_eq!(told("Dale News, October ,, 2011."), one("October ,, 2011", None));
        assert_eq!(told("Fair held May 812, 2011."), one("May 812", Some("May 8–12")));
        assert_eq!(told("Fair held May 1112, 2011."), one("May 1112", Some("May 11–12")));
        assert_eq!(told("The Shipping Act, P.L. 64260, as amended."), one("64260", Some("64-260")));
        assert_eq!(told("Public Law 104231."), one("104231", Some("104-231")));
    }

    #[test]
    fn dates_names_and_other_calendars_are_left_alone() {
        for words in [
            "Dale News, January 3, 2011.",
            "Dale News, Jan. 3, 2011.",
            "Rivista, 3 gennaio 2011; Zeitung, 3. Januar 2011; Blad, 3 januari 2011; Oktober 2011; Novembre 2011.",
            "Moss, Augusta, 2014.",
            "Augusta 2014 and August 2014.",
            "Decker 2012, 14.",
            "Marsh, 2014. Junes 12, 2014?",
            "Resolution of May 2030, 2011.",
            "P.L. 112, 2014; Report March 1984, 2011.",
        ] {
            assert!(told(words).is_empty(), "{words}: {:?}", told(words));
        }
    }
}
