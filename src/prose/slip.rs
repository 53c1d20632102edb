//! Slips with dates that change what a claim says.

use super::lexicon::{self, Flags};
use crate::span::Span;

/// Slips with dates, which no list can hold: "On 2013," and "in May 5,". The
/// span, in bytes of the text, is that of the word that should be another; with
/// it comes that other word.
pub fn date_slips(text: &str, push: &mut dyn FnMut(Span, &'static str)) {
    let mut words = text.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    });
    let (mut one, mut two) = (words.next(), words.next());
    for three in words.map(Some).chain([None]) {
        if let (Some((start, first)), Some((_, second))) = (one, two) {
            let span = Span::new(start, start + first.len());
            let number = second.trim_end_matches([',', '.', ';']);
            let stops = number.len() < second.len();
            let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
            let year = digits && number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
            if first.eq_ignore_ascii_case("on") && year && stops {
                push(span, "in");
            }
            let month = lexicon::of(second).any(Flags::MONTH) && second.starts_with(char::is_uppercase);
            if let Some((_, day)) = three.filter(|_| month && first.eq_ignore_ascii_case("in")) {
                let bare = day.trim_end_matches([',', '.', ';']);
                let day =
                    bare.len() < day.len() && bare.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
                if day {
                    push(span, "on");
                }
            }
        }
        (one, two) = (two, three);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prepositions_of_other_dates_are_found() {
        let found = |text: &str| {
            let mut found = Vec::new();
            date_slips(text, &mut |span, meant| found.push((text[span.range()].to_owned(), meant)));
            found
        };
        assert_eq!(
            found("On 2013, and in May 5, it fell."),
            [("On".to_owned(), "in"), ("in".to_owned(), "on")]
        );
        for text in ["On 2013 data it fell in May 2013.", "in March 15 men", "", "in", "on 2013", "in May"] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
