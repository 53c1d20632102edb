//! What the figures of one sentence say of each other.
//!
//! Only forms that leave no doubt which figure belongs to which: "from A to B …
//! by C%", "doubled … from A to B", "k of n (p%)", "p% of the n members", "a total
//! of N: a in X, b in Y and c in Z". Any value inside the rounding intervals is
//! accepted (statcheck's and GRIM's idea, for prose). On 15,291 sentences of policy
//! prose looser forms were nearly all false alarms.

use super::share;
pub use super::slip::Slip;
use super::slip::meets;
use super::total;
use super::{Quantity, Unit, a_day, between, decimals, ends_with_words, find_words, has_words, shown};
use crate::lexicon::list;
use crate::prose::words::word_at;
use crate::span::Span;

/// What does not add up in a sentence, given its quantities.
pub fn slips(text: &str, quantities: &[Quantity]) -> Vec<Slip> {
    let mut found = Vec::new();
    // Long runs of figures are tables set as text.
    if !(2..=40).contains(&quantities.len()) || text.len() > 4000 {
        return found;
    }
    changes(text, quantities, &mut found);
    share::of_counts(text, quantities, &mut found);
    share::of_few(text, quantities, &mut found);
    total::said_in_words(text, quantities, &mut found);
    found
}

/// Two endpoints of a change.
#[derive(Clone, Copy)]
struct Change<'a> {
    text: &'a str,
    before: &'a Quantity,
    after: &'a Quantity,
    /// From "from" or "to" to the end of the second endpoint.
    span: Span,
}

/// "from A to B" against a percentage, or against "doubled".
fn changes(text: &str, quantities: &[Quantity], found: &mut Vec<Slip>) {
    if find_words(text, "from").is_none() || has_words(text, &list::OTHER_BASE) {
        return;
    }
    for at in 0..quantities.len() - 1 {
        let Some(change) = Change::read(text, &quantities[at], &quantities[at + 1]) else { continue };
        let rates: Vec<&Quantity> = quantities
            .iter()
            .enumerate()
            .filter(|(index, other)| {
                *index != at && *index != at + 1 && matches!(other.unit, Unit::Percent | Unit::Points)
            })
            .map(|(_, other)| other)
            .collect();
        if let [rate] = rates.as_slice()
            && change.names(rate)
            && let Some(slip) = change.against(rate)
        {
            found.push(slip);
        }
        if rates.is_empty()
            && let Some(slip) = change.multiplied(quantities)
        {
            found.push(slip);
        }
    }
}

impl<'a> Change<'a> {
    /// The change that two neighbouring quantities state.
    fn read(text: &'a str, first: &'a Quantity, second: &'a Quantity) -> Option<Self> {
        let head = between(text, 0, first.opens()).trim_end();
        let link = between(text, first.ends(), second.opens());
        if link.len() > 80 || link.contains(['.', ';', ':', '(', ')', '—']) {
            return None;
        }
        let joint = link.trim_end();
        let (before, after, opener) = if ends_with_words(head, "from") && ends_with_words(joint, "to") {
            (first, second, "from")
        } else if ends_with_words(head, "to") && ends_with_words(joint, "from") {
            (second, first, "to")
        } else {
            return None;
        };
        if before.unit != after.unit
            || matches!(before.unit, Unit::Points | Unit::Money(super::Currency::Other))
        {
            return None;
        }
        let start = head.len() - opener.len();
        let spread = head[..start].trim_end();
        let spread = spread.rsplit([' ', '(', ',']).next().unwrap_or("");
        if list::RANGING
            .iter()
            .any(|form| spread.get(..form.len()).is_some_and(|head| head.eq_ignore_ascii_case(form)))
            || a_day(text, first)
            || a_day(text, second)
            || !same_thing(text, first, second)
            || before.value <= 0.0
        {
            return None;
        }
        Some(Self { text, before, after, span: Span::new(start, second.ends()) })
    }

    /// Whether the words tie this percentage to the change.
    fn names(&self, rate: &Quantity) -> bool {
        let (text, start, end) = (self.text, self.span.start as usize, self.span.end as usize);
        let tail = between(text, rate.ends(), text.len());
        let noun = tail.strip_prefix([' ', '-']).is_some_and(|tail| {
            let word = word_at(tail, 0);
            let of_what = tail.get(word.len()..).unwrap_or("");
            list::CHANGE_NOUN.contains(&word) && !other_measure(of_what)
        });
        let head = between(text, 0, rate.opens()).trim_end();
        let of = list::CHANGE_OF.iter().any(|form| ends_with_words(head, form));
        let by = ends_with_words(head, "by") || ends_with_words(head, "or");
        let signed = ["up", "down"].iter().any(|word| ends_with_words(head, word))
            || head.ends_with(['+', '−'])
            || head.ends_with("(-");
        if rate.opens() >= end {
            let gap = between(text, end, rate.opens());
            return parts_not(gap) && (noun || of || by || signed) && !other_measure(tail);
        }
        if rate.ends() <= start {
            let gap = between(text, rate.ends(), start);
            let verb = head.rsplit(' ').next().unwrap_or("");
            return parts_not(gap)
                && gap.len() <= 40
                && (noun || of || by || list::CHANGE_VERB.contains(&verb))
                && !other_measure(gap);
        }
        false
    }

    /// The slip if the percentage is not that of the change.
    fn against(&self, rate: &Quantity) -> Option<Slip> {
        let said = rate.interval()?;
        let (low, high) = self.relative()?;
        let relative = meets((low, high), said);
        let shares = self.before.unit == Unit::Percent;
        let (p_low, p_high) = self.difference()?;
        let points = shares && meets((p_low, p_high), said);
        let fits = match rate.unit {
            Unit::Points => !shares || points,
            _ => relative,
        };
        if fits {
            return None;
        }
        let decimals = decimals(rate);
        let size = (self.after.value / self.before.value - 1.0).abs() * 100.0;
        let words = self.text.get(self.span.range())?;
        let said = self.text.get(rate.span.range())?;
        let what = if self.after.value < self.before.value { "fall" } else { "rise" };
        let says = if shares {
            let gap = (self.after.value - self.before.value).abs();
            let places = if self.before.step < 1.0 || self.after.step < 1.0 { 1 } else { 0 };
            let gap = shown(gap, places);
            format!(
                "{words} is a {what} of {gap} percentage points, or {}%, not {said}",
                shown(size, decimals)
            )
        } else {
            format!("{words} is a {what} of {}%, not {said}", shown(size, decimals))
        };
        Some(Slip { span: rate.span, from: self.span, says })
    }

    /// The change in per cent of the first value: every value that rounding allows.
    fn relative(&self) -> Option<(f64, f64)> {
        let (a, b) = (self.before.interval()?, self.after.interval()?);
        if a.0 <= 0.0 {
            return None;
        }
        let (low, high) = ((b.0 / a.1 - 1.0) * 100.0, (b.1 / a.0 - 1.0) * 100.0);
        Some(unsigned(low, high))
    }

    /// The difference of the two values.
    fn difference(&self) -> Option<(f64, f64)> {
        let (a, b) = (self.before.interval()?, self.after.interval()?);
        Some(unsigned(b.0 - a.1, b.1 - a.0))
    }

    /// The slip if "doubled" and the like stand before endpoints that say otherwise.
    fn multiplied(&self, quantities: &[Quantity]) -> Option<Slip> {
        let start = self.span.start as usize;
        let head = between(self.text, 0, start);
        let (at, word) = list::MULTIPLE
            .iter()
            .filter_map(|word| Some((find_words(head, word)?, *word)))
            .max_by_key(|(at, _)| *at)?;
        let factor: f64 = list::MULTIPLE.group(word)?.parse().ok()?;
        let gap = between(self.text, at + word.len(), start);
        let other = quantities.iter().any(|q| q.ends() > at && q.opens() < start);
        let head = between(self.text, 0, at).trim_end();
        if gap.len() > 50
            || !parts_not(gap)
            || other
            || list::ROUGHLY.iter().any(|words| ends_with_words(head, words))
        {
            return None;
        }
        let (a, b) = (self.before.interval()?, self.after.interval()?);
        // A tenth on either side is still "doubled".
        let room = (factor * 0.9, factor * 1.1);
        if a.0 <= 0.0 || meets((b.0 / a.1, b.1 / a.0), room) {
            return None;
        }
        let times = shown(self.after.value / self.before.value, 2);
        let words = self.text.get(self.span.range())?;
        Some(Slip {
            span: Span::new(at, at + word.len()),
            from: self.span,
            says: format!("{words} is {times} times as much, not “{word}”"),
        })
    }
}

/// Whether the words between a change and its rate keep them in one clause.
fn parts_not(gap: &str) -> bool {
    gap.len() <= 80
        && !gap.contains([';', ':', '?', '!', '—'])
        && !gap.contains(". ")
        && !has_words(gap, &list::PARTS_CLAUSE)
}

/// Whether the words after a rate name another measure: "a 20% increase in turnout".
fn other_measure(after: &str) -> bool {
    let after = after.trim_start();
    list::OF_WHAT.iter().any(|form| {
        after.strip_prefix(form).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Whether the nouns after two figures do not differ: "from 3 agencies to 5 programmes" is no change.
fn same_thing(text: &str, first: &Quantity, second: &Quantity) -> bool {
    let noun = |quantity: &Quantity| {
        let after = between(text, quantity.ends(), text.len());
        let word = after.strip_prefix([' ', '-']).map_or("", |after| word_at(after, 0));
        let flags = crate::prose::lexicon::of(word);
        let silent = crate::prose::lexicon::Flags::PREP.or(crate::prose::lexicon::Flags::FUNCTION);
        if flags.any(silent) || word == "to" { "" } else { word }
    };
    let (one, two) = (noun(first).trim_end_matches('s'), noun(second).trim_end_matches('s'));
    one.is_empty() || two.is_empty() || one == two
}

/// The sizes that a signed interval holds.
fn unsigned(low: f64, high: f64) -> (f64, f64) {
    if low >= 0.0 {
        (low, high)
    } else if high <= 0.0 {
        (-high, -low)
    } else {
        (0.0, high.max(-low))
    }
}
