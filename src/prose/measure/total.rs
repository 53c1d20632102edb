//! Totals and their parts: in a sentence, a list or a table that says "total".

use super::slip::{Slip, meets};
use super::{Quantity, Unit, between, ends_with_words, has_words, shown};
use crate::lexicon::list;
use crate::span::Span;

/// "A total of 12: 5 in X, 4 in Y and 4 in Z"; "12 ships in all (5 …, 4 … and 4 …)".
pub fn said_in_words(text: &str, all: &[Quantity], found: &mut Vec<Slip>) {
    let Some(at) = all.iter().position(|total| total.exact() && is_total(text, total)) else { return };
    let total = &all[at];
    let rest = between(text, total.ends(), text.len());
    let Some(mark) = rest.find([':', '(', '—']).filter(|mark| *mark <= 60) else { return };
    let noun = &rest[..mark];
    if noun.contains(['.', ';', ',']) || noun.bytes().any(|byte| byte.is_ascii_digit()) {
        return;
    }
    let bracket = rest[mark..].starts_with('(');
    let from = total.ends() + mark;
    let to = if bracket { rest[mark..].find(')').map(|end| from + end) } else { Some(text.len()) };
    let Some(to) = to else { return };
    let list = between(text, from, to).trim_end_matches(['.', ' ']);
    let parts: Vec<&Quantity> =
        all[at + 1..].iter().filter(|part| part.opens() >= from && part.ends() <= to).collect();
    if parts.len() < 2 || !is_list(text, list, from, &parts) {
        return;
    }
    let Some(is) = unlike(total, &parts) else { return };
    let words = |span: Span| text.get(span.range()).unwrap_or("");
    let sum: Vec<&str> = parts.iter().map(|part| words(part.span)).collect();
    let list = parts[0].span.to(parts[parts.len() - 1].span);
    found.push(Slip {
        span: total.span,
        from: list,
        says: format!("{} is {}, not {}", sum.join(" + "), shown(is, 0), words(total.span)),
    });
}

/// Whether the words say that a number is a whole: "a total of 12", "12 in all".
fn is_total(text: &str, total: &Quantity) -> bool {
    let head = between(text, 0, total.opens()).trim_end();
    let before = list::BEFORE_TOTAL.iter().any(|words| ends_with_words(head.trim_end_matches(','), words));
    let tail = between(text, total.ends(), text.len());
    let near = tail.split([':', '(', '—', ',', '.', ';']).next().unwrap_or("");
    before || has_words(near, &["in total", "in all", "altogether"])
}

/// Whether each item opens with its number, the last joined by "and", and nothing leaves the list open.
fn is_list(text: &str, list: &str, from: usize, parts: &[&Quantity]) -> bool {
    if has_words(list, &list::OPEN_LIST)
        || list.contains([';', '?']) && list.contains(", ")
        || list.contains(". ")
    {
        return false;
    }
    let opens = parts.iter().all(|part| {
        let head = between(text, from, part.opens());
        head.trim_matches([' ', ':', '(', '—']).is_empty()
            || head.ends_with(", ")
            || head.ends_with("; ")
            || head.ends_with(" and ")
    });
    let last = between(text, from, parts[parts.len() - 1].opens()).ends_with(" and ");
    let commas = list.matches([',', ';']).count();
    // "5 in X, Y and Z": a list inside an item would be taken for items.
    opens && last && commas < parts.len() && parts.iter().all(|part| part.exact() || part.unit != Unit::Count)
}

/// What the parts add up to, where it is not the total. `None` where it fits, where units
/// differ, or where a part is loosely said.
pub fn unlike(total: &Quantity, parts: &[&Quantity]) -> Option<f64> {
    let mut low = 0.0;
    let mut high = 0.0;
    let mut sum = 0.0;
    for part in parts {
        if part.unit != total.unit {
            return None;
        }
        let (least, most) = part.summed()?;
        low += least;
        high += most;
        sum += part.value;
    }
    (!meets((low, high), total.summed()?)).then_some(sum)
}

impl Quantity {
    /// The values of one entry of a sum: a whole number as it stands, else what rounding allows.
    fn summed(&self) -> Option<(f64, f64)> {
        if self.approx != super::Approx::Plain {
            return None;
        }
        if self.exact() {
            return Some((self.value, self.value));
        }
        Some(((self.value - self.step).max(0.0), self.value + self.step))
    }
}

/// What the shares of one whole add up to, where that is not 100; `None` where it is, or where
/// they cannot be added. Each may be off by one unit of its last digit.
pub fn not_hundred(shares: &[&Quantity]) -> Option<f64> {
    let mut sum = 0.0;
    let mut room: f64 = 0.0;
    for share in shares {
        if share.unit != Unit::Percent || share.interval().is_none() {
            return None;
        }
        sum += share.value;
        room += share.step / 2.0;
        if share.approx != super::Approx::Plain {
            room += share.value * 0.05;
        }
    }
    let off: f64 = sum - 100.0;
    (off.abs() > room.max(1.0) + 1e-9).then_some(sum)
}

/// "45% …, 30% … and the remaining 35%": the shares of a sentence that names its rest. The last
/// share is the rest.
pub fn shares_with_rest<'a>(text: &str, all: &'a [Quantity]) -> Option<Vec<&'a Quantity>> {
    let rest = all.iter().position(|share| {
        let head = between(text, 0, share.opens()).trim_end();
        share.unit == Unit::Percent
            && (["the remaining", "the other", "the rest"].iter().any(|words| ends_with_words(head, words))
                || ["the rest (", "the remainder ("].iter().any(|words| head.ends_with(words)))
    })?;
    let head = between(text, 0, all[rest].opens());
    if rest == 0
        || has_words(head, &list::NO_SHARES_OF_ONE)
        || head.contains(['?', ';', '(']) && !head.trim_end().ends_with('(')
    {
        return None;
    }
    let shares: Vec<&Quantity> = all[..=rest].iter().filter(|q| q.unit == Unit::Percent).collect();
    (shares.len() >= 2 && all[..=rest].iter().all(|q| q.unit != Unit::Points)).then_some(shares)
}

/// What a column of a table adds up to, where it is not its total. Tables are rounded more
/// often than they say, and their rows may be parts of rows: each number of three and more
/// digits may be off by half a unit, and a column is left alone where some rows after each
/// other, left out, give the total.
pub fn column(total: &Quantity, parts: &[&Quantity]) -> Option<f64> {
    let plain = |one: &&Quantity| one.approx == super::Approx::Plain && one.unit == total.unit;
    if parts.len() < 2 || parts.len() > 60 || !parts.iter().all(plain) || !plain(&total) {
        return None;
    }
    let step = parts.iter().map(|part| part.step).fold(total.step, f64::max);
    let large = parts.iter().any(|part| part.value >= 100.0) || step < 1.0 || total.value == 100.0;
    let room = if large { (parts.len() + 1) as f64 * step / 2.0 } else { 0.0 } + 1e-6 * total.value;
    let fits = |sum: f64| (sum - total.value).abs() <= room;
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let nested = (0..parts.len()).any(|from| {
        let mut left = sum;
        parts[from..].iter().any(|part| {
            left -= part.value;
            fits(left)
        })
    });
    (!fits(sum) && !nested).then_some(sum)
}
