//! Dates as notes print them.

use super::lexicon::Flags;
use super::token::{Kind, Tokens};
use crate::notes::NoteDate;

/// The month at a token, 1 to 12. Lower-case "may" and "mars" are words.
fn month(tokens: &Tokens, at: usize) -> Option<u8> {
    let token = tokens.get(at)?;
    if !token.flags.any(Flags::MONTH) {
        return None;
    }
    crate::lexicon::month(&tokens.text(token).to_lowercase())
}

/// A year between 1000 and 2199.
pub(super) fn year(tokens: &Tokens, at: usize) -> Option<i16> {
    let token = tokens.get(at)?;
    let text = tokens.text(token);
    let digits = match token.kind {
        Kind::Number => text,
        Kind::Mixed if text.len() == 5 && text.as_bytes()[4].is_ascii_lowercase() => &text[..4],
        _ => return None,
    };
    (digits.len() == 4).then(|| digits.parse().ok()).flatten().filter(|year| (1000..2200).contains(year))
}

/// A day as printed, "1" to "39": "31 February" and "42" are told apart by the calendar later.
fn day(tokens: &Tokens, at: usize) -> Option<u8> {
    let token = tokens.get(at)?;
    let text = tokens.text(token);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let ordinal =
        matches!(&text.get(digits..)?.to_ascii_lowercase()[..], "" | "st" | "nd" | "rd" | "th" | "er");
    (matches!(token.kind, Kind::Number | Kind::Mixed) && (1..=2).contains(&digits) && ordinal)
        .then(|| text[..digits].parse().ok())
        .flatten()
        .filter(|day| (1..=39).contains(day))
}

/// Passes a stop that ends an abbreviation, then a comma.
fn pass(tokens: &Tokens, mut at: usize, kinds: &[Kind]) -> usize {
    for kind in kinds {
        if tokens.kind(at) == Some(*kind) && (*kind != Kind::Stop || !tokens.list[at].gap) {
            at += 1;
        }
    }
    at
}

/// The date that begins at token `at`, and the token after it. Lone years are in
/// [`year_at`]: only their surroundings tell them from page numbers.
pub(super) fn date_at(tokens: &Tokens, at: usize) -> Option<(NoteDate, usize)> {
    match tokens.kind(at)? {
        Kind::Word => {
            if tokens.flag(at, Flags::MONTH) {
                month_first(tokens, at)
            } else {
                worded(tokens, at)
            }
        }
        Kind::Number | Kind::Mixed => numbers(tokens, at),
        _ => None,
    }
}

/// "May 6, 2017", "May 2017", "March–April 2010", "May 6–8, 2017".
fn month_first(tokens: &Tokens, at: usize) -> Option<(NoteDate, usize)> {
    let first = month(tokens, at)?;
    let mut next = pass(tokens, at + 1, &[Kind::Stop]);
    let mut date = NoteDate { month: Some(first), ..NoteDate::default() };
    // A second month: "March–April", "Jan./Feb.".
    if matches!(tokens.kind(next), Some(Kind::Dash | Kind::Slash)) && month(tokens, next + 1).is_some() {
        next = pass(tokens, next + 2, &[Kind::Stop]);
    }
    // "de" in Spanish: "mayo de 2010".
    if tokens.is_any(next, &["de", "of"]) {
        next += 1;
    }
    let year_at = pass(tokens, next, &[Kind::Comma]);
    if let Some(found) = year(tokens, year_at) {
        date.year = Some(found);
        return Some((date, year_at + 1));
    }
    let found = day(tokens, next)?;
    date.day = Some(found);
    next += 1;
    if tokens.kind(next) == Some(Kind::Dash) {
        // "May 6–8" or "April 30–May 2".
        let after =
            if month(tokens, next + 1).is_some() { pass(tokens, next + 2, &[Kind::Stop]) } else { next + 1 };
        if day(tokens, after).is_some() {
            next = after + 1;
        }
    }
    let year_at = pass(tokens, next, &[Kind::Comma, Kind::Stop]);
    let found = year(tokens, year_at)?;
    date.year = Some(found);
    Some((date, year_at + 1))
}

/// "Spring 2014", "n.d.", "undated", "forthcoming", "c. 1990".
fn worded(tokens: &Tokens, at: usize) -> Option<(NoteDate, usize)> {
    let text = tokens.at(at);
    if text.len() > 12 {
        return None;
    }
    let printed = text;
    let text = text.to_ascii_lowercase();
    let season = match text.as_str() {
        "spring" => 1,
        "summer" => 2,
        "autumn" | "fall" => 3,
        "winter" => 4,
        _ => 0,
    };
    if season > 0 {
        let mut next = at + 1;
        if matches!(tokens.kind(next), Some(Kind::Slash | Kind::Dash)) && tokens.flag(next + 1, Flags::SEASON)
        {
            next += 2;
        }
        let next = pass(tokens, next, &[Kind::Comma]);
        let (date, end) = year_at(tokens, next)?;
        return Some((NoteDate { season: Some(season), ..date }, end));
    }
    let undated = NoteDate { undated: true, ..NoteDate::default() };
    match text.as_str() {
        "n" | "o" | "s" if printed == text && tokens.kind(at + 1) == Some(Kind::Stop) => {
            let second = match text.as_str() {
                "n" => tokens.at(at + 2) == "d",
                "o" => tokens.at(at + 2) == "J",
                _ => tokens.is_any(at + 2, &["d", "f", "a"]),
            };
            (second && tokens.kind(at + 3) == Some(Kind::Stop)).then_some((undated, at + 4))
        }
        "nd" if tokens.at(at) == "nd" => Some((undated, at + 1)),
        "undated" => Some((undated, at + 1)),
        "no" if tokens.is(at + 1, "date") => Some((undated, at + 2)),
        "forthcoming" => {
            let after = pass(tokens, at + 1, &[Kind::Comma]);
            match year_at(tokens, after) {
                Some((date, end)) => Some((date, end)),
                None => Some((NoteDate::default(), at + 1)),
            }
        }
        "in" if tokens.is(at + 1, "press") => Some((NoteDate::default(), at + 2)),
        "c" | "ca" | "circa" | "about" => {
            let next = pass(tokens, at + 1, &[Kind::Stop]);
            if text == "about" {
                return None;
            }
            let (date, end) = year_at(tokens, next)?;
            Some((NoteDate { about: true, ..date }, end))
        }
        _ => None,
    }
}

/// "6 May 2017", "2017-05-06", "2019, May 6", "06.05.2017", "5/16/2017".
fn numbers(tokens: &Tokens, at: usize) -> Option<(NoteDate, usize)> {
    if let Some(found) = year(tokens, at) {
        return year_first(tokens, at, found);
    }
    if let Some(cjk) = cjk(tokens, at) {
        return Some(cjk);
    }
    let first = day(tokens, at)?;
    let mut next = at + 1;
    // "6.–8. Mai 2017", "6-8 May 2017", "30 April–2 May 2017".
    next = pass(tokens, next, &[Kind::Stop]);
    if tokens.kind(next) == Some(Kind::Dash) && day(tokens, next + 1).is_some() {
        next = pass(tokens, next + 2, &[Kind::Stop]);
    }
    if tokens.is_any(next, &["of", "de"]) {
        next += 1;
    }
    if let Some(found) = month(tokens, next) {
        next = pass(tokens, next + 1, &[Kind::Stop]);
        if matches!(tokens.kind(next), Some(Kind::Dash)) && day(tokens, next + 1).is_some() {
            let after = next + 2;
            if month(tokens, after).is_some() {
                next = pass(tokens, after + 1, &[Kind::Stop]);
            }
        }
        next = pass(tokens, next, &[Kind::Comma]);
        if tokens.is_any(next, &["of", "de", "del"]) {
            next += 1;
        }
        let found_year = year(tokens, next)?;
        let date =
            NoteDate { year: Some(found_year), month: Some(found), day: Some(first), ..NoteDate::default() };
        return Some((date, next + 1));
    }
    let mark = tokens.kind(at + 1)?;
    if !matches!(mark, Kind::Stop | Kind::Slash | Kind::Dash) || tokens.kind(at + 3) != Some(mark) {
        return None;
    }
    let close =
        (at + 1..at + 5).all(|part| tokens.get(part).is_some_and(|token| !token.gap || mark == Kind::Stop));
    let second = day(tokens, at + 2)?;
    let last = tokens.at(at + 4);
    let found_year = match year(tokens, at + 4) {
        Some(found) => found,
        // "11/1/17": two digits only with slashes.
        None if mark == Kind::Slash && last.len() == 2 => {
            let short: i16 = last.parse().ok()?;
            if short < 50 { 2000 + short } else { 1900 + short }
        }
        None => return None,
    };
    let (day, month) = match (first, second) {
        // With stops the day stands first everywhere.
        _ if mark == Kind::Stop => (Some(first), Some(second)),
        (13.., 1..=12) => (Some(first), Some(second)),
        (1..=12, 13..) => (Some(second), Some(first)),
        // "04/05/2016" is April or May: the words do not say.
        _ => (None, None),
    };
    let date = NoteDate { year: Some(found_year), month, day, ..NoteDate::default() };
    close.then_some((date, at + 5))
}

/// "2017-05-06", "2017/05/06", "2019, May 6", "2019 May 6".
fn year_first(tokens: &Tokens, at: usize, found: i16) -> Option<(NoteDate, usize)> {
    if let Some(cjk) = cjk(tokens, at) {
        return Some(cjk);
    }
    let two =
        |at: usize| tokens.number(at).filter(|_| tokens.at(at).len() == 2).and_then(|n| u8::try_from(n).ok());
    if let Some(mark @ (Kind::Dash | Kind::Slash)) = tokens.kind(at + 1)
        && tokens.kind(at + 3) == Some(mark)
        && let (Some(month), Some(day)) = (two(at + 2), two(at + 4))
        && month <= 12
        && tokens.get(at + 5).is_none_or(|next| next.gap || !matches!(next.kind, Kind::Dash | Kind::Slash))
    {
        let date = NoteDate { year: Some(found), month: Some(month), day: Some(day), ..NoteDate::default() };
        return Some((date, at + 5));
    }
    let next = pass(tokens, at + 1, &[Kind::Comma]);
    let named = month(tokens, next)?;
    let mut end = pass(tokens, next + 1, &[Kind::Stop]);
    if matches!(tokens.kind(end), Some(Kind::Dash | Kind::Slash)) && month(tokens, end + 1).is_some() {
        end = pass(tokens, end + 2, &[Kind::Stop]);
    }
    let mut date = NoteDate { year: Some(found), month: Some(named), ..NoteDate::default() };
    if let Some(day) = day(tokens, end) {
        // "90 Federal Register 2066, January 10, 2025": month and day have their own year, so
        // the number in front is none.
        if year(tokens, pass(tokens, end + 1, &[Kind::Comma])).is_some() {
            return None;
        }
        date.day = Some(day);
        end += 1;
        if tokens.kind(end) == Some(Kind::Dash) && self::day(tokens, end + 1).is_some() {
            end += 2;
        }
    }
    // "2014, May 2016" is a year and a date, not one date.
    (year(tokens, end).is_none()).then_some((date, end))
}

/// "2016年5月1日": one word to the tokens.
pub(super) fn cjk(tokens: &Tokens, at: usize) -> Option<(NoteDate, usize)> {
    let text = tokens.at(at);
    let (year, rest) = text.split_once('年')?;
    let year: i16 = year.parse().ok().filter(|year| (1000..2200).contains(year))?;
    let mut date = NoteDate { year: Some(year), ..NoteDate::default() };
    if let Some((month, rest)) = rest.split_once('月') {
        date.month = month.parse().ok().filter(|month| (1..=12).contains(month));
        date.day = rest.split_once('日').and_then(|(day, _)| day.parse().ok());
    }
    Some((date, at + 1))
}

/// A lone year at token `at`: "2016", "2016a", "2010–2014", "1998/99", "1990?", "[1962] 1975".
pub(super) fn year_at(tokens: &Tokens, at: usize) -> Option<(NoteDate, usize)> {
    let from = year(tokens, at)?;
    let mut date = NoteDate { year: Some(from), ..NoteDate::default() };
    let mut end = at + 1;
    if matches!(tokens.kind(end), Some(Kind::Dash | Kind::Slash))
        && let Some(token) = tokens.get(end + 1)
        && !token.gap
        && token.kind == Kind::Number
    {
        let text = tokens.text(token);
        let until = match text.len() {
            2 => text.parse::<i16>().ok().map(|short| from - from % 100 + short),
            4 => text.parse().ok(),
            _ => None,
        };
        if let Some(until) = until.filter(|until| *until > from && *until - from < 200) {
            date.until = Some(until);
            end += 2;
        }
    }
    if tokens.at(end) == "?" {
        date.about = true;
        end += 1;
    }
    Some((date, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Option<NoteDate> {
        let tokens = Tokens::new(words);
        let (date, end) = date_at(&tokens, 0).or_else(|| year_at(&tokens, 0))?;
        assert_eq!(end, tokens.list.len(), "{words} is read whole");
        Some(date)
    }

    fn full(year: i16, month: u8, day: u8) -> Option<NoteDate> {
        Some(NoteDate { year: Some(year), month: Some(month), day: Some(day), ..NoteDate::default() })
    }

    #[test]
    fn days() {
        for words in [
            "May 6, 2017",
            "6 May 2017",
            "2017-05-06",
            "6th of May 2017",
            "6. Mai 2017",
            "6 de mayo de 2017",
            "2017, May 6",
            "06.05.2017",
            "May 6-8, 2017",
            "May 6 2017",
            "2017年5月6日",
            "2017/05/06",
            "6-8 May 2017",
        ] {
            assert_eq!(read(words), full(2017, 5, 6), "{words}");
        }
        assert_eq!(read("Dec. 12, 1999"), full(1999, 12, 12));
        assert_eq!(read("31 February 2017"), full(2017, 2, 31));
        assert_eq!(read("11/30/17"), full(2017, 11, 30));
        assert_eq!(read("04/05/2016").and_then(|date| date.month), None);
    }

    #[test]
    fn parts_of_dates() {
        assert_eq!(read("March 2020").map(|date| (date.year, date.month)), Some((Some(2020), Some(3))));
        assert_eq!(read("March–April 2020").and_then(|date| date.month), Some(3));
        assert_eq!(read("Spring 2014").and_then(|date| date.season), Some(1));
        assert_eq!(read("2010–14").and_then(|date| date.until), Some(2014));
        assert_eq!(read("2016a").and_then(|date| date.year), Some(2016));
        assert!(read("c. 1990").is_some_and(|date| date.about));
        assert!(read("n.d.").is_some_and(|date| date.undated));
        assert_eq!(read("forthcoming"), Some(NoteDate::default()));
        assert_eq!(read("1234567"), None);
    }
}
