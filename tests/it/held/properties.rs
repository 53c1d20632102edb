//! Quotations cut from a text and changed: allowed changes are found, others never.

use claimlint::inside::compare::{Copy, Outcome, Selector};
use claimlint::inside::span::Span;
use claimlint::inside::text::held::HeldText;
use proptest::prelude::*;

/// A source of words that differ from each other, in lines, with ligatures and
/// words parted at line ends.
fn source() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        6 => "[a-z]{2,9}",
        1 => "[A-Z][a-z]{2,8}",
        1 => "[1-9][0-9]{0,2}(,[0-9]{3})?",
        1 => "[a-z]{2,5}-[a-z]{2,5}",
        1 => Just("official".to_owned()),
        1 => Just("«fifth»".to_owned()),
        1 => Just("“so”".to_owned()),
        1 => Just("it’s".to_owned()),
    ];
    prop::collection::vec(word, 30..120)
}

/// The words as a copy prints them: lines, ligatures, hyphens at line ends.
fn printed(words: &[String], seed: &[u8]) -> String {
    let mut out = String::new();
    for (index, word) in words.iter().enumerate() {
        let choice = seed[index % seed.len()];
        let word = if choice.is_multiple_of(3) {
            word.replace("ffi", "ﬃ").replace("fi", "ﬁ")
        } else {
            word.clone()
        };
        if index > 0 {
            out.push_str(if choice.is_multiple_of(7) { "\n" } else { " " });
        }
        let plain = word.len() > 5 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if plain && choice.is_multiple_of(5) {
            out.push_str(&format!("{}-\n{}", &word[..3], &word[3..]));
        } else {
            out.push_str(&word);
        }
    }
    out
}

/// The words as an author types them.
fn typed(words: &[String], seed: &[u8]) -> String {
    let mut out = String::new();
    for (index, word) in words.iter().enumerate() {
        let choice = seed[index % seed.len()];
        if index > 0 {
            out.push_str(match choice % 6 {
                0 => "  ",
                1 => "\u{a0}",
                2 => "[3] ",
                3 => ", ",
                _ => " ",
            });
        }
        let word = match choice % 4 {
            0 => word.replace(['“', '”'], "\"").replace('’', "'"),
            1 => word.replace('-', "–"),
            2 => word.replace(['«', '»'], "'"),
            _ => word.clone(),
        };
        let digit = word.starts_with(|c: char| c.is_ascii_digit());
        out.push_str(&if choice.is_multiple_of(9) && !digit { word.to_uppercase() } else { word });
    }
    out
}

fn seek(text: &str, quote: &str) -> Outcome {
    Copy::new(&HeldText::plain(text.to_owned())).seek(quote)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn allowed_changes_are_found(
        words in source(),
        seed in prop::collection::vec(any::<u8>(), 1..40),
        from in 0usize..20,
        length in 5usize..10,
        gap in 0usize..4,
    ) {
        let text = printed(&words, &seed);
        let cut = &words[from..from + length];
        prop_assert!(matches!(seek(&text, &typed(cut, &seed)), Outcome::Found(_)), "{text}\n{}", typed(cut, &seed));
        // Words left out in the middle, or put in brackets.
        let (head, tail) = (&cut[..2], &cut[2 + gap.min(length - 4)..]);
        for between in [" … ", " . . . ", " [...] ", " [as it were] "] {
            let quote = format!("{}{between}{}", typed(head, &seed), typed(tail, &seed));
            prop_assert!(matches!(seek(&text, &quote), Outcome::Found(_)), "{text}\n{quote}");
        }
    }

    #[test]
    fn a_changed_word_or_digit_is_never_found(
        words in source(),
        seed in prop::collection::vec(any::<u8>(), 1..40),
        from in 0usize..20,
        length in 5usize..10,
        at in 0usize..5,
    ) {
        let text = printed(&words, &seed);
        let mut cut = words[from..from + length].to_vec();
        let digit = cut[at].find(|c: char| c.is_ascii_digit());
        cut[at] = match digit {
            Some(first) => {
                let other = if cut[at].as_bytes()[first] == b'9' { "8" } else { "9" };
                format!("{}{other}{}", &cut[at][..first], &cut[at][first + 1..])
            }
            None => "qqxzzq".to_owned(),
        };
        let quote = typed(&cut, &seed);
        prop_assert!(!matches!(seek(&text, &quote), Outcome::Found(_)), "{text}\n{quote}");
    }

    #[test]
    fn any_text_and_any_quotation_end_well(text in ".{0,400}", quote in ".{0,120}") {
        let held = HeldText::plain(text.clone());
        let copy = Copy::new(&held);
        let places = match copy.seek(&quote) {
            Outcome::Found(places) | Outcome::Spliced(places) => places,
            Outcome::Differs(nearly) => nearly.changes.iter().map(|change| change.place).chain([nearly.place]).collect(),
            _ => Vec::new(),
        };
        for place in places {
            prop_assert!(text.get(place.range()).is_some());
        }
    }

    #[test]
    fn a_selector_finds_its_words_in_a_shifted_copy(words in source(), from in 0usize..20, length in 3usize..9) {
        let text = words.join(" ");
        let start: usize = words[..from].iter().map(|word| word.len() + 1).sum();
        let exact = words[from..from + length].join(" ");
        let span = Span::new(start, start + exact.len());
        let selector = Selector::of(&text, span);
        prop_assert_eq!(&selector.exact, &exact);
        let held = HeldText::plain(format!("A new head.\n\n{text}\nAnd a tail."));
        let found = selector.find(&Copy::new(&held));
        prop_assert_eq!(found.map(|span| &held.words[span.range()]), Some(exact.as_str()));
    }
}

#[test]
fn great_copies_and_long_quotations_take_little_time() {
    let text = "the dues of the port were raised again and the board met ".repeat(100_000);
    let held = HeldText::plain(text);
    let copy = Copy::new(&held);
    let start = std::time::Instant::now();
    for number in 0..50 {
        let quote = format!("the dues of the {number} ships were raised again and then the whole board met");
        assert!(!matches!(copy.seek(&quote), Outcome::Found(_)));
    }
    let gaps = "the … board … met … ".repeat(20) + "nowhere";
    assert!(!matches!(copy.seek(&gaps), Outcome::Found(_)));
    assert!(matches!(copy.seek(&"the … ".repeat(400)), Outcome::NotChecked(_)));
    let long = "the dues of some other port were raised ".repeat(2000);
    assert!(!matches!(copy.seek(&long), Outcome::Found(_)));
    // A bound against quadratic work, not a budget: this is a build for tests.
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
