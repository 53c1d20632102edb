//! A figure worked out again from the figures of other claims.
//!
//! A figure stands for all amounts that print as it does: `12.5%` for what lies between 12.45 and 12.55. Whole numbers are
//! counts and stand for themselves. The calculation is done with both ends, so that nothing is told which rounding explains.

use std::collections::HashMap;

use crate::prose::figure::{Figure, FigureKind, figures};
use crate::span::Span;
use crate::syntax::tree::{From, Term};

/// How a calculation ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Reckoned<'a> {
    /// A figure of the claim is its result.
    Fits,
    /// A claim that it names gives no figure.
    NoFigure(&'a str),
    /// None is: the figure nearest to it, and the result as it would be printed.
    Misses {
        /// Where the figure stands in the statement.
        said: Option<Span>,
        /// What comes out.
        result: String,
    },
}

/// All amounts between two.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Range {
    low: f64,
    high: f64,
}

impl Range {
    fn over(values: [f64; 4]) -> Self {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        Self { low, high: values.iter().copied().fold(f64::NEG_INFINITY, f64::max) }
    }

    fn middle(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    fn apply(self, sign: char, other: Self) -> Option<Self> {
        let (a, b) = (self, other);
        let each = |op: fn(f64, f64) -> f64| {
            Self::over([op(a.low, b.low), op(a.low, b.high), op(a.high, b.low), op(a.high, b.high)])
        };
        Some(match sign {
            '+' => each(|x, y| x + y),
            '-' => each(|x, y| x - y),
            '*' => each(|x, y| x * y),
            '/' if b.low <= 0.0 && b.high >= 0.0 => return None,
            _ => each(|x, y| x / y),
        })
    }
}

/// How many ways to choose one figure of each claim are tried.
const TRIED: usize = 256;

/// Works a figure out from the statements of the claims that it names, in any way to choose one figure of each, and
/// holds it against the figures of the claim itself.
pub fn reckon<'a>(from: &From, inputs: &[(&'a str, &str)], own: &[Figure]) -> Reckoned<'a> {
    let mut choices: Vec<(&'a str, Vec<Range>)> = Vec::new();
    for &(name, said) in inputs {
        if choices.iter().any(|(known, _)| *known == name) {
            continue;
        }
        let found = figures(said);
        let given: Vec<Range> = telling(&found).map(|figure| amounts(figure, true)).collect();
        if given.is_empty() {
            return Reckoned::NoFigure(name);
        }
        choices.push((name, given));
    }
    let ways = choices.iter().fold(1_usize, |ways, (_, given)| ways.saturating_mul(given.len())).min(TRIED);
    let mut first = None;
    for way in 0..ways {
        let mut left = way;
        let chosen: HashMap<&str, Range> = choices
            .iter()
            .map(|(name, given)| {
                let pick = left % given.len();
                left /= given.len();
                (*name, given[pick])
            })
            .collect();
        let Some(result) = result(&from.terms, &chosen) else { continue };
        if telling(own).any(|figure| fits(figure, result)) {
            return Reckoned::Fits;
        }
        first.get_or_insert(result);
    }
    let nearest = first.and_then(|result| {
        let far = |figure: &&Figure| (amounts(figure, false).middle() - result.middle()).abs();
        telling(own).min_by(|one, other| far(one).total_cmp(&far(other)))
    });
    Reckoned::Misses {
        said: nearest.map(|figure| figure.span),
        result: first.map_or("nothing: it divides by zero".to_owned(), |result| printed(result, nearest)),
    }
}

/// The figures that count something; years only where nothing else is there.
fn telling(all: &[Figure]) -> impl Iterator<Item = &Figure> {
    let counts = |figure: &&Figure| !matches!(figure.kind, FigureKind::Label | FigureKind::Year);
    let years = !all.iter().any(|figure| counts(&figure));
    all.iter().filter(move |figure| counts(figure) || years && figure.kind == FigureKind::Year)
}

/// What a figure stands for, shares as parts of one. A whole number that is given stands for itself.
fn amounts(figure: &Figure, given: bool) -> Range {
    let value: f64 = figure.value.parse().unwrap_or(0.0);
    let half = if given && figure.place == 0 { 0.0 } else { 10f64.powi(figure.place) / 2.0 };
    let part = if figure.kind == FigureKind::Percent { 100.0 } else { 1.0 };
    Range { low: (value - half) / part, high: (value + half) / part }
}

/// Whether a result prints as this figure; a difference may be given without its sign, a share as a number of points.
fn fits(figure: &Figure, result: Range) -> bool {
    let said = amounts(figure, false);
    let meets = |result: Range| {
        let room = 1e-9 * result.high.abs().max(1e-9);
        result.low <= said.high + room && said.low <= result.high + room
    };
    let turned = Range { low: -result.high, high: -result.low };
    let points = |range: Range| Range { low: range.low * 100.0, high: range.high * 100.0 };
    meets(result)
        || meets(turned)
        || figure.kind == FigureKind::Count && (meets(points(result)) || meets(points(turned)))
}

/// The result with as many digits as the figure beside it.
fn printed(result: Range, like: Option<&Figure>) -> String {
    let percent = like.is_some_and(|figure| figure.kind == FigureKind::Percent);
    let value = result.middle() * if percent { 100.0 } else { 1.0 };
    let digits = like.map_or(1, |figure| usize::try_from(-figure.place).unwrap_or(0)).min(6);
    let mut words = format!("{value:.digits$}");
    if digits == 0 && value.abs() < 10.0 && (value - value.round()).abs() > 1e-6 {
        words = format!("{value:.1}");
    }
    if percent { words + "%" } else { words }
}

/// Works out a row of terms, brackets first, then products, then sums.
fn result(terms: &[Term], chosen: &HashMap<&str, Range>) -> Option<Range> {
    let mut values: Vec<Range> = Vec::new();
    let mut signs: Vec<char> = Vec::new();
    let binds = |sign: char| if matches!(sign, '*' | '/') { 2 } else { 1 };
    let take = |values: &mut Vec<Range>, signs: &mut Vec<char>| -> Option<()> {
        let (sign, right, left) = (signs.pop()?, values.pop()?, values.pop()?);
        values.push(left.apply(sign, right)?);
        Some(())
    };
    for term in terms {
        match term {
            Term::Claim(name) => values.push(*chosen.get(name.value.as_str())?),
            Term::Amount(words) => {
                let value = words.value.parse().ok()?;
                values.push(Range { low: value, high: value });
            }
            Term::Sign(sign) => match sign.value {
                '(' => signs.push('('),
                ')' => {
                    while signs.last().is_some_and(|&top| top != '(') {
                        take(&mut values, &mut signs)?;
                    }
                    signs.pop();
                }
                sign => {
                    while signs.last().is_some_and(|&top| top != '(' && binds(top) >= binds(sign)) {
                        take(&mut values, &mut signs)?;
                    }
                    signs.push(sign);
                }
            },
        }
    }
    while !signs.is_empty() {
        take(&mut values, &mut signs)?;
    }
    values.pop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{parse, tree::Item};
    use crate::text::Text;

    /// Whether a sum over claims `a` and `b` gives what is said.
    fn outcome(sum: &str, a: &'static str, b: &'static str, said: &str) -> Reckoned<'static> {
        let (tree, errors) = parse(&Text::new("t", format!("claim c \"x\"\n    from {sum}\n")));
        assert!(errors.is_empty(), "{sum}: {errors:?}");
        let Some(Item::Entry(entry)) = tree.items.first() else { panic!("an entry") };
        reckon(entry.from.as_ref().expect("a sum"), &[("a", a), ("b", b)], &figures(said))
    }

    #[test]
    fn sums_are_worked_out_in_the_usual_order() {
        let fits = |sum, said| outcome(sum, "20 boats", "8 boats", said) == Reckoned::Fits;
        assert!(fits("a - b * 2", "4 boats"));
        assert!(fits("(a - b) * 2", "24 boats"));
        assert!(fits("a - b - 2", "10 boats"));
        assert!(fits("a / b", "2.5 boats"));
        assert!(!fits("a - b - 2", "14 boats"));
        assert!(fits("(b - a) / a", "60%"), "a fall is told without its sign");
        assert!(fits("a ÷ b − 1", "150%"));
    }

    #[test]
    fn rounding_is_that_of_the_print() {
        assert_eq!(outcome("b / a", "3 boats", "2 boats", "67% of boats"), Reckoned::Fits);
        assert_ne!(outcome("b / a", "3 boats", "2 boats", "66% of boats"), Reckoned::Fits);
        assert_eq!(outcome("b / a", "3 boats", "2 boats", "66.7% of boats"), Reckoned::Fits);
        // 1.2 million may be 1,150,000 to 1,250,000.
        assert_eq!(outcome("b / a", "1.2 million", "0.6 million", "48%"), Reckoned::Fits);
        assert_ne!(outcome("b / a", "1.2 million", "0.6 million", "40%"), Reckoned::Fits);
        assert_eq!(outcome("a - b", "46%", "34%", "12 percentage points"), Reckoned::Fits);
    }

    #[test]
    fn what_cannot_be_worked_out_is_said() {
        assert_eq!(outcome("a / b", "20 boats", "no boats", "5"), Reckoned::NoFigure("b"));
        let zero = outcome("a / b", "20 boats", "0 boats", "5 boats");
        assert!(matches!(zero, Reckoned::Misses { result, .. } if result.contains("zero")));
        let missed = outcome("(a - b) / b", "20 boats", "8 boats", "Boats grew by 140% since 1911.");
        assert!(matches!(missed, Reckoned::Misses { result, said: Some(_) } if result == "150%"));
    }
}
