//! Percentages of counted things.

use super::slip::{Slip, meets, sayable};
use super::{Quantity, Unit, between, decimals, ends_with_words, has_words, shown};
use crate::lexicon::list;
use crate::prose::lexicon::{self, Flags};
use crate::prose::words::word_at;
use crate::span::Span;

/// "k of n (p%)", "k (p%) of n", "k of n, or p%", "p% (k of n)".
pub fn of_counts(text: &str, all: &[Quantity], found: &mut Vec<Slip>) {
    for at in 0..all.len().saturating_sub(1) {
        let part = &all[at];
        if let Some([share, whole]) = all.get(at + 1..at + 3)
            && share.unit == Unit::Percent
            && between(text, part.ends(), share.opens()) == " ("
            && between(text, share.ends(), whole.opens())
                .strip_prefix(')')
                .is_some_and(|of| list::OF_A_WHOLE.contains(&of))
        {
            compare(text, part, whole, share, found);
        }
        let whole = &all[at + 1];
        if !list::OF_A_WHOLE.contains(&between(text, part.ends(), whole.opens())) {
            continue;
        }
        let after = all.get(at + 2).filter(|share| {
            share.unit == Unit::Percent && follows(text, whole, share) && closes(text, share)
        });
        let before = at.checked_sub(1).map(|index| &all[index]).filter(|share| {
            share.unit == Unit::Percent
                && between(text, share.ends(), part.opens()) == " ("
                && text[whole.ends()..].starts_with(')')
        });
        if let Some(share) = after.or(before) {
            compare(text, part, whole, share, found);
        }
    }
}

/// Whether a share stands right after "k of n" and the noun: "(p%)", ", or p%".
fn follows(text: &str, whole: &Quantity, share: &Quantity) -> bool {
    let gap = between(text, whole.ends(), share.opens());
    let noun =
        gap.strip_suffix('(').or_else(|| gap.strip_suffix(", or ")).or_else(|| gap.strip_suffix(" or "));
    noun.is_some_and(|noun| {
        let plain = noun.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\''));
        noun.len() <= 50 && plain && !has_words(noun, &["and", "or", "than", "more", "by"])
    })
}

/// Whether nothing after the share gives it another base: "(40% of the population)".
fn closes(text: &str, share: &Quantity) -> bool {
    let after = &text[share.ends()..];
    after.is_empty() || after.starts_with([')', ',', ';', '.', ':'])
}

/// The slip if a share is not that of the two counts.
fn compare(text: &str, part: &Quantity, whole: &Quantity, share: &Quantity, found: &mut Vec<Slip>) {
    let money = matches!(part.unit, Unit::Money(_));
    if part.unit != whole.unit
        || !(money || part.unit == Unit::Count)
        || whole.value <= 0.0
        || part.value > whole.value
    {
        return;
    }
    let (Some(k), Some(n), Some(said)) = (part.counted(), whole.counted(), share.interval()) else { return };
    if n.0 <= 0.0 || meets((k.0 / n.1 * 100.0, k.1 / n.0 * 100.0), said) {
        return;
    }
    let decimals = decimals(share);
    let is = shown(part.value / whole.value * 100.0, decimals);
    let from = part.span.to(whole.span);
    let words = |span: Span| text.get(span.range()).unwrap_or("");
    let says = format!("{} of {} is {is}%, not {}", words(part.span), words(whole.span), words(share.span));
    found.push(Slip { span: share.span, from, says });
}

/// "p% of the n members", "Of the n members, p% …": whether any whole number of them is p% (GRIM).
pub fn of_few(text: &str, all: &[Quantity], found: &mut Vec<Slip>) {
    for pair in all.windows(2) {
        let (share, whole) = match (pair[0].unit, pair[1].unit) {
            (Unit::Percent, Unit::Count)
                if matches!(
                    between(text, pair[0].ends(), pair[1].opens()),
                    " of the " | " of " | " of our " | " of its " | " of these " | " of all "
                ) =>
            {
                (&pair[0], &pair[1])
            }
            (Unit::Count, Unit::Percent) if opens_with_of(text, &pair[0], &pair[1]) => (&pair[1], &pair[0]),
            _ => continue,
        };
        if !whole.exact() || !sayable(share) || whole.value < 2.0 || !discrete(text, whole) {
            continue;
        }
        if has_words(text, &["weighted", "average", "estimated", "each", "per", "between"]) {
            return;
        }
        let Some(said) = share.interval() else { continue };
        // The smallest number of them whose share is not below what is said.
        let least = (said.0 / 100.0 * whole.value - 1e-9).ceil();
        if least / whole.value * 100.0 <= said.1 + 1e-9 {
            continue;
        }
        let decimals = decimals(share);
        let near = |k: f64| format!("{} is {}%", shown(k, 0), shown(k / whole.value * 100.0, decimals));
        let words = |span: Span| text.get(span.range()).unwrap_or("");
        let says = format!(
            "no whole number of {} is {}: {} and {}",
            words(whole.span),
            words(share.span),
            near(least - 1.0),
            near(least)
        );
        found.push(Slip { span: share.span, from: whole.span, says });
    }
}

/// "Of the 30 respondents, 71.9% said": the sentence opens with the whole.
fn opens_with_of(text: &str, whole: &Quantity, share: &Quantity) -> bool {
    let head = between(text, 0, whole.opens());
    let head = matches!(head.trim_end(), "Of the" | "Of" | "Of our" | "Of these" | "Of all" | "Of its");
    let gap = between(text, whole.ends(), share.opens());
    let noun =
        gap.strip_suffix(", ").is_some_and(|noun| noun.len() <= 50 && !noun.contains([',', '.', ';', '(']));
    let after = text[share.ends()..].trim_start();
    let of = after.strip_prefix("of ").is_some_and(|of| !of.starts_with("them") && !of.starts_with("those"));
    head && noun && !of
}

/// Whether the noun after a number names things that come whole.
fn discrete(text: &str, whole: &Quantity) -> bool {
    let after = &text[whole.ends()..];
    let noun = after.strip_prefix(' ').map_or("", |after| word_at(after, 0));
    // One adjective may stand before the noun: "30 member states".
    let second = after.get(noun.len() + 2..).map_or("", |rest| word_at(rest, 0));
    let thing = |word: &str| list::SHARED.contains(&word);
    let adjective = !lexicon::of(noun).any(Flags::PREP.or(Flags::FUNCTION)) && thing(second);
    let end = if thing(noun) { noun } else { second };
    let after = after.find(end).and_then(|at| after.get(at + end.len()..)).unwrap_or("");
    (thing(noun) || adjective)
        && !after.starts_with(['’', '\''])
        && !ends_with_words(&text[..whole.opens()], "nearly")
}
