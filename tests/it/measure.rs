//! Quantities and their arithmetic over made-up sentences.

use claimlint::inside::prose::measure::arithmetic::slips;
use claimlint::inside::prose::measure::event::{events, told_twice};
use claimlint::inside::prose::measure::label::measure;
use claimlint::inside::prose::measure::poll::{Disclosed, result, without_base};
use claimlint::inside::prose::measure::relative::{anchored, spoken};
use claimlint::inside::prose::measure::total::shares_with_rest;
use claimlint::inside::prose::measure::{Unit, quantities};
use proptest::prelude::*;

/// A whole number with a separator between its groups of three.
fn grouped(value: u64, separator: &str) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text
}

/// Every accepted form of a whole number of millions.
fn forms(millions: u64) -> Vec<String> {
    let value = millions * 1_000_000;
    let mut forms = vec![
        format!("{millions} million"),
        format!("{millions}m"),
        format!("{millions}mn"),
        grouped(value, ","),
        grouped(value, "\u{a0}"),
        grouped(value, " "),
        value.to_string(),
    ];
    if millions.is_multiple_of(100) {
        let tenths = millions / 100;
        forms.push(format!("{}.{} billion", tenths / 10, tenths % 10));
        forms.push(format!("{}.{}bn", tenths / 10, tenths % 10));
    }
    forms
}

/// The slips of a sentence.
fn found(sentence: &str) -> Vec<String> {
    slips(sentence, &quantities(sentence)).into_iter().map(|slip| slip.says).collect()
}

proptest! {
    #[test]
    fn a_value_is_read_alike_in_every_form(millions in 1u64..99_999) {
        for form in forms(millions) {
            for text in [format!("They counted {form} attacks."), format!("It passed the {form} mark."), format!("It cost ${form}.")] {
                let all = quantities(&text);
                prop_assert_eq!(all.len(), 1, "{}", text);
                prop_assert_eq!(all[0].value, (millions * 1_000_000) as f64, "{}", text);
            }
        }
    }

    #[test]
    fn a_share_is_read_alike_in_every_form(tenths in 0u32..1000) {
        let (whole, tenth) = (tenths / 10, tenths % 10);
        for form in [
            format!("{whole}.{tenth}%"), format!("{whole},{tenth}%"), format!("{whole}.{tenth} per cent"),
            format!("{whole}.{tenth} percent"), format!("{whole}.{tenth}-percent"),
        ] {
            let text = format!("It fell by {form} then.");
            let all = quantities(&text);
            prop_assert_eq!(all.len(), 1, "{}", text);
            prop_assert_eq!(all[0].unit, Unit::Percent);
            prop_assert!((all[0].value - f64::from(tenths) / 10.0).abs() < 1e-9);
            let text = format!("It fell by {whole}.{tenth} percentage points then.");
            prop_assert_eq!(quantities(&text)[0].unit, Unit::Points);
        }
    }

    #[test]
    fn true_changes_never_raise(before in 1.0f64..900.0, after in 1.0f64..900.0, places in 0usize..3, rate_places in 0usize..2, form in 0usize..6) {
        let rate = format!("{:.rate_places$}", ((after / before - 1.0) * 100.0).abs());
        let (a, b) = (format!("{before:.places$}"), format!("{after:.places$}"));
        prop_assume!(a.parse::<f64>() != Ok(0.0));
        prop_assert_eq!(found(&change(form, &a, &b, &rate, after > before)), Vec::<String>::new());
    }

    #[test]
    fn false_changes_always_raise(before in 100u32..900, after in 100u32..900, off in 8.0f64..60.0, form in 0usize..6) {
        // Three digits before and after: a rate that is off by eight points is off by more than
        // rounding to the last digit that counts, and to ten where a number ends in zeros.
        prop_assume!(before % 10 != 0 && after % 10 != 0 && before != after);
        let rate = format!("{:.0}", (f64::from(after) / f64::from(before) - 1.0).abs() * 100.0 + off);
        let text = change(form, &before.to_string(), &after.to_string(), &rate, after > before);
        prop_assert_eq!(found(&text).len(), 1, "{}", text);
    }

    #[test]
    fn true_shares_never_raise(whole in 1u32..500, part in 0u32..500, places in 0usize..3) {
        let part = part % (whole + 1);
        let share = format!("{:.places$}", f64::from(part) / f64::from(whole) * 100.0);
        for text in [
            format!("In all, {part} of {whole} members ({share}%) agreed."),
            format!("In all, {part} out of {whole}, or {share}%, agreed."),
            format!("In all, {share}% ({part} of {whole}) agreed."),
            format!("In all, {part} ({share}%) of the {whole} agreed."),
            format!("Of the {whole} members, {share}% agreed."),
            format!("It was {share}% of the {whole} members."),
        ] {
            prop_assert_eq!(found(&text), Vec::<String>::new(), "{}", text);
        }
    }

    #[test]
    fn false_shares_always_raise(whole in 2u32..500, part in 0u32..500, off in 2u32..50) {
        let part = part % (whole + 1);
        let share = (f64::from(part) / f64::from(whole) * 100.0).round() as u32 + off;
        for text in [
            format!("In all, {part} of {whole} members ({share}%) agreed."),
            format!("In all, {part} out of {whole}, or {share}%, agreed."),
            format!("In all, {share}% ({part} of {whole}) agreed."),
            format!("In all, {part} ({share}%) of the {whole} agreed."),
        ] {
            prop_assert_eq!(found(&text).len(), 1, "{}", text);
        }
    }

    #[test]
    fn totals_raise_exactly_where_they_are_off(parts in prop::collection::vec(1u32..990, 2..6), off in -3i64..4) {
        let total = i64::from(parts.iter().sum::<u32>()) + off;
        prop_assume!(total > 0);
        let items: Vec<String> = parts.iter().map(|part| format!("{part} for the port")).collect();
        let (last, first) = items.split_last().expect("two items");
        let text = format!("They built a total of {} ships: {} and {last}.", grouped(total.unsigned_abs(), ","), first.join(", "));
        prop_assert_eq!(found(&text).len(), usize::from(off != 0), "{}", text);
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,120}") {
        everything(&text);
    }

    #[test]
    fn texts_of_our_words_are_read_without_a_panic(
        parts in prop::collection::vec(prop::sample::select(PARTS), 0..40)
    ) {
        everything(&parts.concat());
    }
}

/// A change said in one of the forms that are read.
fn change(form: usize, before: &str, after: &str, rate: &str, rise: bool) -> String {
    let (verb, noun, way) = if rise { ("rose", "increase", "up") } else { ("fell", "drop", "down") };
    match form {
        0 => format!("Exports {verb} from {before} to {after} tons, or by {rate}%."),
        1 => format!("Exports {verb} by {rate}% from {before} to {after} tons."),
        2 => format!("Exports {verb} from {before} in 2001 to {after} in 2009, a {rate}% {noun}."),
        3 => format!("Exports {verb} from {before} tons to {after} tons ({way} {rate}%)."),
        4 => format!("Exports {verb} {rate} per cent, from {before} to {after}."),
        _ => format!("Exports {verb} from {before} to {after}, an {noun} of {rate} per cent."),
    }
}

/// Whether two sentences measure one thing and disagree.
fn conflict(one: &str, two: &str) -> bool {
    let read = |text: &str| measure(text, &quantities(text));
    matches!((read(one), read(two)), (Some(one), Some(two)) if one.conflicts(&two) && two.conflicts(&one))
}

#[test]
fn one_measure_with_two_values() {
    for (one, two) in [
        (
            "The Yasukuni Shrine includes 1,054 war criminals.",
            "The Yasukuni Shrine holds 1,068 war criminals.",
        ),
        (
            "The fleet of Ostrey counted 412 fishing boats.",
            "In all, the fleet of Ostrey counted 430 fishing boats.",
        ),
        (
            "In 2011 the port of Tarn sold 12% of its moorings.",
            "The port of Tarn sold 21% of its moorings in 2011.",
        ),
    ] {
        assert!(conflict(one, two), "{one} / {two}");
    }
}

#[test]
fn measures_that_differ_in_anything_are_two() {
    let one = "In 2011 the fleet of Ostrey counted 412 fishing boats.";
    for two in [
        "In 2012 the fleet of Ostrey counted 430 fishing boats.",
        "In 2011 the fleet of Tarn counted 430 fishing boats.",
        "In 2011 the fleet of Ostrey counted 430 rowing boats.",
        "In 2011 the northern fleet of Ostrey counted 43 fishing boats.",
        "In 2011 the fleet of Ostrey counted about 410 fishing boats.",
        "In 2011 the fleet of Ostrey counted more than 400 fishing boats.",
        "In 2011 the fleet of Ostrey lost 43 fishing boats.",
        "In 2011 the fleet of Ostrey counted 430 fishing boats, the Gazette said.",
        "In 2011 the fleet of Ostrey counted 43 new fishing boats.",
        "In May 2011 the fleet of Ostrey counted 430 fishing boats.",
        "In 2011 the fleet of Ostrey counted 12 tons.",
        "In 2011 the fleet of Ostrey counted 412 fishing boats and 3 tugs.",
        "“In 2011 the fleet of Ostrey counted 430 fishing boats.”",
    ] {
        assert!(!conflict(one, two), "{two}");
    }
}

#[test]
fn one_event_with_two_years() {
    let clash =
        |one: &str, two: &str| events(one).iter().any(|one| events(two).iter().any(|two| one.conflicts(two)));
    let one = "The Treaty of Ostrey was signed in 1951.";
    for two in [
        "The Treaty of Ostrey was first signed on May 3, 1952.",
        "It is known that the Treaty of Ostrey was signed in May 1952.",
        "Long before, the Treaty of Ostrey had been signed by all in 1952.",
    ] {
        assert!(clash(one, two), "{two}");
    }
    for two in [
        "The Treaty of Ostrey was signed in 1951 and published in 1952.",
        "The Treaty of Tarn was signed in 1952.",
        "The protocol to the Treaty of Ostrey was signed in 1952.",
        "The Treaty of Ostrey was to be signed in 1952.",
        "The Treaty of Ostrey was not signed in 1952.",
        "A treaty was signed in 1952.",
        "The Treaty of Ostrey was signed in 1950–1952.",
        "The Second Treaty of Ostrey was signed in 1952.",
        "The Treaty of Ostrey was ratified in 1952.",
    ] {
        assert!(!clash(one, two), "{two}");
    }
}

/// Runs every reader over a text.
fn everything(text: &str) {
    let all = quantities(text);
    for quantity in &all {
        assert!(text.get(quantity.span.range()).is_some() && text.get(quantity.hedge.range()).is_some());
    }
    for slip in slips(text, &all) {
        assert!(text.get(slip.span.range()).is_some() && text.get(slip.from.range()).is_some());
    }
    for event in events(text) {
        assert!(text.get(event.what.range()).is_some() && text.get(event.date.range()).is_some());
    }
    if let Some((one, two)) = told_twice(text) {
        assert!(text.get(one.range()).is_some() && text.get(two.range()).is_some());
    }
    let _ = (measure(text, &all), result(text, &all), without_base(text, &all), anchored(text));
    let _ = (shares_with_rest(text, &all), Disclosed::of(text, &all));
    for span in spoken(text) {
        assert!(text.get(span.range()).is_some());
    }
}

const PARTS: &[&str] = &[
    "from ",
    "to ",
    "by ",
    "of ",
    "of the ",
    "(",
    ")",
    "%",
    " percentage points",
    "1",
    "12",
    "40.5",
    "3 million ",
    "$",
    "€",
    "£",
    " ",
    ", ",
    "; ",
    ": ",
    ". ",
    "a total of ",
    "in all ",
    "and ",
    "the remaining ",
    "doubled ",
    "halved ",
    "rose ",
    "fell ",
    "increase ",
    "“",
    "”",
    "\"",
    "é",
    "’",
    "中",
    "—",
    "about ",
    "nearly ",
    "some ",
    "more than ",
    "members ",
    "Of the ",
    "was signed in ",
    "The Treaty ",
    "1951",
    "in 2011 ",
    "attacks on ",
    "the same year ",
    "survey ",
    "respondents ",
    "recently ",
    "this year ",
    "~",
    "1,000",
    "\u{a0}",
    "or ",
    "%)",
];
