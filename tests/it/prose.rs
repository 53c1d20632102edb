//! The assertion detector against sentences labelled by hand, and against any text.

use std::collections::BTreeSet;

use claimlint::inside::prose::{TriggerKind, assertion, figures};
use proptest::prelude::*;

const KINDS: [TriggerKind; 4] =
    [TriggerKind::Statistic, TriggerKind::DatedEvent, TriggerKind::Attribution, TriggerKind::Quotation];

/// One labelled sentence.
struct Labelled {
    class: &'static str,
    expected: BTreeSet<TriggerKind>,
    sentence: &'static str,
}

fn labelled() -> Vec<Labelled> {
    include_str!("../fixtures/assertions.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut cells = line.splitn(3, '\t');
            let mut cell = || cells.next().expect("three cells");
            let (class, triggers, sentence) = (cell(), cell(), cell());
            let expected = KINDS
                .into_iter()
                .filter(|kind| triggers.split(',').any(|name| name == kind.name()))
                .collect();
            Labelled { class, expected, sentence }
        })
        .collect()
}

/// The kinds found in a sentence; with `strong`, only those that carry a warning.
fn found(sentence: &str, strong: bool) -> BTreeSet<TriggerKind> {
    assertion(sentence)
        .into_iter()
        .flat_map(|found| found.triggers)
        .filter(|trigger| trigger.strong || !strong)
        .map(|trigger| trigger.kind)
        .collect()
}

/// Right, wrong and missed triggers of one kind over the whole set.
fn score(kind: TriggerKind, strong: bool) -> (usize, usize, usize) {
    labelled().iter().fold((0, 0, 0), |(right, wrong, missed), one| {
        match (found(one.sentence, strong).contains(&kind), one.expected.contains(&kind)) {
            (true, true) => (right + 1, wrong, missed),
            (true, false) => (right, wrong + 1, missed),
            (false, true) => (right, wrong, missed + 1),
            (false, false) => (right, wrong, missed),
        }
    })
}

#[test]
fn the_set_is_large_and_covers_every_kind() {
    let set = labelled();
    assert!(set.len() >= 150, "{}", set.len());
    for kind in KINDS {
        assert!(set.iter().filter(|one| one.expected.contains(&kind)).count() >= 8, "{}", kind.name());
    }
    assert!(set.iter().filter(|one| one.expected.is_empty()).count() >= 60);
}

#[test]
#[expect(clippy::print_stdout, reason = "recall is reported, not asserted")]
fn precision_holds() {
    for one in labelled() {
        let got = found(one.sentence, false);
        if got != one.expected {
            let names = |kinds: &BTreeSet<TriggerKind>| {
                kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join("+")
            };
            println!(
                "{}: wanted {:?}, got {:?}: {}",
                one.class,
                names(&one.expected),
                names(&got),
                one.sentence
            );
        }
    }
    for strong in [false, true] {
        let (mut right, mut wrong) = (0, 0);
        for kind in KINDS {
            let (hit, false_alarm, missed) = score(kind, strong);
            let recall = hit as f64 / (hit + missed) as f64;
            println!(
                "strong={strong} {}: right {hit}, wrong {false_alarm}, missed {missed}, recall {recall:.2}",
                kind.name()
            );
            right += hit;
            wrong += false_alarm;
        }
        let precision = right as f64 / (right + wrong) as f64;
        println!("strong={strong} precision {precision:.3}");
        assert!(precision >= 0.95, "precision {precision:.3}, strong={strong}");
    }
}

#[test]
fn a_long_sentence_takes_no_more_than_linear_time() {
    let unit =
        "In 2014, 40% (of it; may cost $3 billion) was said, “he said that it was,” on May 5 1 000 2+2 ";
    let text = unit.repeat(4_000);
    let _ = (assertion(&text), figures(&text));
    for text in [
        "1".repeat(200_000),
        "1,".repeat(100_000),
        "1 ".repeat(100_000),
        "“".repeat(60_000),
        "a-1".repeat(60_000),
        "(A ".repeat(60_000) + "1)",
    ] {
        let _ = (assertion(&text), figures(&text));
    }
}

/// Text made of the pieces that the scans look at.
fn crafted() -> impl Strategy<Value = String> {
    let pieces = [
        "1",
        "40",
        "2014",
        ",",
        ".",
        " ",
        "%",
        "$",
        "€",
        "bn",
        " billion",
        "–",
        "-",
        "“",
        "”",
        "\"",
        "’",
        "s",
        "(",
        ")",
        "May ",
        "said ",
        "that ",
        "according to ",
        "é",
        "日",
        "\u{a0}",
        "\u{202f}",
        "In ",
        "was ",
        "?",
        "A",
        "+",
        ":",
        "/",
        "§",
        "per cent",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

/// Every span holds words of the text, in order, on char boundaries.
fn well_formed(text: &str) -> Result<(), TestCaseError> {
    let mut last = 0;
    for figure in figures(text) {
        prop_assert!(text.get(figure.span.range()).is_some_and(|words| !words.is_empty()), "{figure:?}");
        prop_assert!(figure.span.start >= last);
        prop_assert!(figure.value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'), "{figure:?}");
        last = figure.span.end;
    }
    if let Some(found) = assertion(text) {
        prop_assert!(!found.triggers.is_empty());
        for trigger in &found.triggers {
            prop_assert!(text.get(trigger.span.range()).is_some(), "{trigger:?}");
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_safe(text in ".{0,200}") {
        well_formed(&text)?;
    }

    #[test]
    fn crafted_text_is_safe(text in crafted()) {
        well_formed(&text)?;
    }

    #[test]
    fn one_value_has_one_spelling(billions in 1_u32..900) {
        let spelled = [
            format!("{billions} billion"),
            format!("{billions}bn"),
            format!("{billions},000,000,000"),
            format!("{billions}000 million"),
        ];
        let values: BTreeSet<_> = spelled.iter().flat_map(|text| figures(text)).map(|figure| figure.value).collect();
        prop_assert_eq!(values.len(), 1);
    }
}
