//! Whether a figure stands in a text in any form: as it is, in other units,
//! rounded, or in words.
//!
//! What a figure's presence is worth was measured (an unrelated report of 45 KB
//! holds a money figure or a decimal of another text in 3 of 100 cases, an integer
//! from 1,000 up in 2 of 100, but a year in 62, a small integer in 47 and a bare
//! percentage in 20): only the first three are looked for.

use crate::lexicon::list;
use std::collections::HashSet;

use crate::prose::figure::{Figure, FigureKind};
use crate::prose::figures;

/// The figures of a text.
#[derive(Debug, Default)]
pub struct Figures {
    values: HashSet<String>,
    /// Significant digits of three figures or more, for tables "in thousands".
    digits: HashSet<String>,
    sorted: Vec<f64>,
    /// Whether a percentage is among them.
    percent: bool,
    /// Whether a percentage stands in words: then nobody knows them all.
    spelt: bool,
}

/// Whether the absence of a figure says something.
pub fn is_telling(figure: &Figure) -> bool {
    let large = || figure.value.parse::<f64>().is_ok_and(|value| value >= 1000.0);
    let decimal = || figure.value.contains('.');
    match figure.kind {
        FigureKind::Money => true,
        // `In 2013 attacks rose` tells a year.
        FigureKind::Count => (large() && !may_be_year(figure)) || decimal(),
        FigureKind::Percent => decimal(),
        FigureKind::Year | FigureKind::Label => false,
    }
}

/// Four digits as a year is written.
fn may_be_year(figure: &Figure) -> bool {
    figure.span.len() == 4 && (figure.value.starts_with("19") || figure.value.starts_with("20"))
}

/// Shares that are told as parts as often as in per cent: a half, a third, three quarters, all.
const PARTS: [&str; 8] = ["0", "25", "33", "50", "66", "67", "75", "100"];

/// Whether a whole percentage is looked for: its presence proves nothing, but its absence from a text that has percentages
/// says that the text does not give it.
pub fn is_share(figure: &Figure) -> bool {
    figure.kind == FigureKind::Percent
        && !figure.value.contains('.')
        && !PARTS.contains(&figure.value.as_str())
}

/// The digits without the point and the zeros around them: `25.66` and `25660000` are `2566`.
fn significant(value: &str) -> String {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

impl Figures {
    /// Collects the figures of a text; labels and years count too, since a copy
    /// may print a number in any company.
    pub fn of(text: &str) -> Self {
        let mut out = Self::default();
        for figure in figures(text) {
            out.sorted.extend(figure.value.parse::<f64>().ok());
            out.percent |= figure.kind == FigureKind::Percent;
            let digits = significant(&figure.value);
            if digits.len() >= 3 {
                out.digits.insert(digits);
            }
            out.values.insert(figure.value);
        }
        out.sorted.sort_by(f64::total_cmp);
        let lower = text.to_lowercase();
        let mut signs = ["per cent", "percent"].into_iter().flat_map(|sign| lower.match_indices(sign));
        let before = |at: usize| lower[..at].trim_end().chars().next_back();
        out.spelt = signs.any(|(at, _)| before(at).is_some_and(char::is_alphabetic));
        out
    }

    /// Whether a share is known to be none of these: there are others, all in digits, and neither it nor one that it rounds.
    pub fn lack_share(&self, figure: &Figure) -> bool {
        self.percent && !self.spelt && !self.hold(figure)
    }

    /// Whether a figure stands here, or one that it rounds.
    pub fn hold(&self, figure: &Figure) -> bool {
        if self.values.contains(&figure.value) {
            return true;
        }
        let digits = significant(&figure.value);
        if digits.len() >= 3 && self.digits.contains(&digits) {
            return true;
        }
        let Ok(value) = figure.value.parse::<f64>() else { return true };
        // `25 billion` rounds 24.6 and cuts 25.66: half a unit down, one up.
        let unit = match figure.value.split_once('.') {
            Some((_, decimals)) => 0.1_f64.powi(i32::try_from(decimals.len()).unwrap_or(0)),
            None => {
                let zeros = figure.value.len() - figure.value.trim_end_matches('0').len();
                10_f64.powi(i32::try_from(zeros).unwrap_or(0))
            }
        };
        let from = self.sorted.partition_point(|&other| other < value - unit / 2.0);
        self.sorted.get(from).is_some_and(|&other| other < value + unit)
    }
}

/// A round figure as words: `two million`. `None` if nobody would write it so.
pub fn in_words(value: &str) -> Option<String> {
    // The list counts up from two.
    let small = |number: usize| match number {
        1 => Some("one"),
        2..=12 => list::NUMBER_WORD.get(number - 2).copied(),
        _ => None,
    };
    let number: u64 = value.parse().ok()?;
    [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")]
        .into_iter()
        .find(|(scale, _)| number >= *scale && number.is_multiple_of(*scale))
        .and_then(|(scale, word)| {
            let small = small(usize::try_from(number / scale).ok()?)?;
            Some(format!("{small} {word}"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str, said: &str) -> bool {
        figures(said).iter().all(|figure| Figures::of(text).hold(figure))
    }

    #[test]
    fn a_share_is_lacking_only_where_all_shares_are_told_in_digits() {
        let said = figures("41% of the weirs").remove(0);
        let lacks = |text: &str| Figures::of(text).lack_share(&said);
        assert!(lacks("Some 40 per cent of the weirs broke, and 3% leaked."));
        for text in [
            "Some 41 per cent broke.",
            "Some 40.6 per cent broke.",
            "Two in five weirs broke.",
            "Forty-one per cent broke, and 3% leaked.",
            "Of the weirs 41 broke, or 12 per cent.",
        ] {
            assert!(!lacks(text), "{text}");
        }
        assert!(is_share(&said) && !is_share(&figures("50% of the weirs").remove(0)));
        assert!(!is_telling(&figures("In 2013 attacks rose").remove(0)));
    }

    #[test]
    fn one_figure_in_many_forms() {
        for form in ["25 billion", "25,000,000,000", "25bn", "25.66 billion", "24.7 billion"] {
            assert!(holds(&format!("There were {form} attacks."), "25 billion attacks"), "{form}");
        }
        assert!(!holds("There were 23 billion attacks.", "25 billion attacks"));
        assert!(!holds("There were 1,053 calls.", "1,054 calls"));
        assert!(holds("In thousands: 25,660", "25.66 million crowns"));
        assert_eq!(in_words("2000000").as_deref(), Some("two million"));
    }
}
