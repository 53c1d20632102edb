//! Months by name and by number.

use super::list::MONTH;

/// The English name of a month, 1 to 12.
///
/// ```
/// assert_eq!(claimlint::inside::lexicon::month_name(3), Some("March"));
/// assert_eq!(claimlint::inside::lexicon::month_name(13), None);
/// ```
pub fn month_name(number: u8) -> Option<&'static str> {
    let named = MONTH.rows.iter().filter(|row| row.language == "en");
    let row = named.clone().find(|row| row.group.parse() == Ok(number))?;
    MONTH.of(row).first().copied()
}

/// The month whose name this is in any language that is known, 1 to 12.
pub fn month(word: &str) -> Option<u8> {
    MONTH.group(word)?.parse().ok()
}

/// The month with whose first three letters, in English, a word begins: for what people write before a year
/// (`Janu.`, `Sept`). Many other words begin so, such as *market*.
pub fn month_begun(word: &str) -> Option<u8> {
    let head = word.get(..3)?;
    (1..=12).find(|&number| {
        month_name(number)
            .and_then(|name| name.get(..3))
            .is_some_and(|begin| begin.eq_ignore_ascii_case(head))
    })
}
