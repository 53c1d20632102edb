//! Dates as bibliographies give them: `2016`, `2016-05-12`, `2010/2014`,
//! `May 2016`, `n.d.`

use super::BibDate;

/// The date in a field's words; `None` if they are not understood.
pub fn parse(words: &str) -> Option<BibDate> {
    let words = words.trim();
    let lower = words.to_lowercase();
    if matches!(
        lower.trim_end_matches('.'),
        "n.d" | "nd" | "no date" | "undated" | "forthcoming" | "in press"
    ) {
        return Some(BibDate::default());
    }
    let about =
        words.ends_with(['?', '~', '%']) || ["c. ", "ca. ", "circa "].iter().any(|c| lower.starts_with(c));
    let bare = words.trim_end_matches(['?', '~', '%']);
    let mut date = iso(bare.split('/').next().unwrap_or(""))
        .or_else(|| range_of_years(bare))
        .or_else(|| worded(bare))?;
    if let Some((_, until)) = bare.split_once('/') {
        date.until = iso(until).and_then(|until| until.year).filter(|&until| Some(until) > date.year);
    }
    date.about = about;
    Some(date)
}

/// `2016`, `2016-05`, `2016-05-12`, with a time of day after it or not.
fn iso(words: &str) -> Option<BibDate> {
    let day = words.split(['T', ' ']).next().unwrap_or("");
    let mut parts = day.trim_end_matches(['?', '~', '%']).split('-');
    let year = parts.next().filter(|year| year.len() == 4 && all_digits(year))?.parse().ok()?;
    let number = |part: &str| (part.len() <= 2 && all_digits(part)).then(|| part.parse().ok()).flatten();
    let month = parts.next().map(number);
    let day = parts.next().map(number);
    if words.contains(' ') && month.is_none()
        || parts.next().is_some()
        || month == Some(None)
        || day == Some(None)
    {
        return None;
    }
    // 21 to 24 are the seasons of ISO 8601-2.
    let month = month.flatten().filter(|month| (1..=12).contains(month));
    Some(BibDate { year: Some(year), month, day: day.flatten(), ..BibDate::default() })
}

/// `2010-2014`, `2010–14`.
fn range_of_years(words: &str) -> Option<BibDate> {
    let (first, last) = words.split_once(['-', '–'])?;
    let last = last.trim_start_matches(['-', '–']);
    let year: i16 = Some(first.trim()).filter(|year| year.len() == 4 && all_digits(year))?.parse().ok()?;
    let last = last.trim();
    let until: i16 =
        Some(last).filter(|last| all_digits(last) && matches!(last.len(), 2 | 4))?.parse().ok()?;
    let until = if last.len() == 2 { year / 100 * 100 + until } else { until };
    (until > year).then(|| BibDate { year: Some(year), until: Some(until), ..BibDate::default() })
}

/// `May 2016`, `12 May 2016`, `May 12, 2016`, `c. 1990`.
fn worded(words: &str) -> Option<BibDate> {
    let mut date = BibDate::default();
    for part in words.split([' ', ',', '\u{a0}']).filter(|part| !part.is_empty()) {
        if part.len() == 4 && all_digits(part) && date.year.is_none() {
            date.year = part.parse().ok();
        } else if part.len() <= 2 && all_digits(part) && date.day.is_none() {
            date.day = part.parse().ok();
        } else if let Some(month) = month(part).filter(|_| date.month.is_none()) {
            date.month = Some(month);
        } else if !matches!(part.to_lowercase().as_str(), "c." | "ca." | "circa") {
            return None;
        }
    }
    (date.year.is_some() && (date.day.is_none() || date.month.is_some())).then_some(date)
}

/// The month of a name or a number: `5`, `may`, `Sept.`
pub fn month(word: &str) -> Option<u8> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    if all_digits(&word) {
        return word.parse().ok().filter(|month| (1..=12).contains(month));
    }
    crate::lexicon::month_begun(&word).filter(|_| word.chars().all(char::is_alphabetic))
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_exactly_as_they_are_given() {
        let day = |year, month, day| BibDate { year: Some(year), month, day, ..BibDate::default() };
        for (words, date) in [
            ("2016", day(2016, None, None)),
            ("2016-05", day(2016, Some(5), None)),
            ("2016-05-12", day(2016, Some(5), Some(12))),
            ("2016-05-12T10:00:00Z", day(2016, Some(5), Some(12))),
            ("12 May 2016", day(2016, Some(5), Some(12))),
            ("May 12, 2016", day(2016, Some(5), Some(12))),
            ("Sept. 2016", day(2016, Some(9), None)),
            ("2010/2014", BibDate { until: Some(2014), ..day(2010, None, None) }),
            ("2010-05/2014-01", BibDate { until: Some(2014), ..day(2010, Some(5), None) }),
            ("2010–14", BibDate { until: Some(2014), ..day(2010, None, None) }),
            ("1990?", BibDate { about: true, ..day(1990, None, None) }),
            ("c. 1990", BibDate { about: true, ..day(1990, None, None) }),
            ("n.d.", BibDate::default()),
        ] {
            assert_eq!(parse(words), Some(date), "{words}");
        }
        for words in ["", "soon", "20166", "12 2016", "2016-xx", "日本"] {
            assert_eq!(parse(words), None, "{words}");
        }
    }
}
