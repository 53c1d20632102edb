//! Names, abbreviations, conclusions and notes that stand too late or too early:
//! the founding article, and any text at all.

use claimlint::inside::check::{Input, Options, check};
use claimlint::inside::diagnostic::{Diagnostic, Level};
use claimlint::inside::draft::reader_named;
use claimlint::inside::text::{Text, Texts};
use proptest::prelude::*;

const RULES: &[&str] = &[
    "name-variant",
    "acronym-use",
    "conclusion-new-fact",
    "paragraph-tail-note",
    "partial-sentence-note",
    "weasel-attribution",
    "overgeneralised",
    "loaded-word",
    "claim-grammar",
];

/// What the rules of this file find in a draft, with those that are off switched on.
fn found(format: &str, draft: &str) -> (Texts, Vec<Diagnostic>) {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft", draft.to_owned()));
    let mut options = Options::default();
    options.today = Some(jiff::civil::date(2020, 1, 1));
    for rule in RULES {
        options.levels.insert((*rule).to_owned(), Level::Advice);
    }
    let reader = reader_named(format).expect("a reader");
    let report =
        check(Input { texts: &texts, draft: Some((file, reader)), claims: None, endnotes: &[] }, &options);
    let findings = report.findings.into_iter().filter(|finding| RULES.contains(&finding.code)).collect();
    (texts, findings)
}

/// Code, words and message of each finding.
fn told(format: &str, draft: &str) -> Vec<(&'static str, String, String)> {
    let (texts, findings) = found(format, draft);
    let words = |finding: &Diagnostic| texts.get(finding.place().file).slice(finding.span()).to_owned();
    findings.iter().map(|finding| (finding.code, words(finding), finding.message.clone())).collect()
}

#[test]
fn the_founding_article_is_told_what_an_editor_would_tell_it() {
    let told = told("text", include_str!("../../claims/japan-cyber.txt"));
    let has = |code: &str, words: &str| told.iter().any(|(c, w, _)| *c == code && w == words);
    assert!(has("name-variant", "U.S."), "{told:#?}");
    assert!(has("name-variant", "policymakers"), "{told:#?}");
    assert!(has("acronym-use", "APTs"), "{told:#?}");
    assert!(has("conclusion-new-fact", "Article 9"), "{told:#?}");
    assert!(has("paragraph-tail-note", "[13]"), "{told:#?}");
    assert!(has("partial-sentence-note", "500"), "{told:#?}");
    assert!(has("claim-grammar", "On"), "{told:#?}");
    assert!(has("claim-grammar", "at the same year"), "{told:#?}");
    assert!(has("overgeneralised", "everyone"), "{told:#?}");
    assert!(has("loaded-word", "horrific"), "{told:#?}");
    let of = |code: &str| told.iter().filter(|(c, ..)| *c == code).count();
    assert_eq!(
        (of("conclusion-new-fact"), of("partial-sentence-note"), of("paragraph-tail-note")),
        (1, 1, 1),
        "{told:#?}"
    );
}

#[test]
fn one_pair_is_one_finding_with_an_edit_for_each_place() {
    let draft = "The US fleet met a US ship, a US boat. A U.S. ship met the U.S. It sank.";
    let (texts, findings) = found("text", draft);
    let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
    let fix = finding.fix.as_ref().expect("a fix");
    assert!(fix.safe);
    let mut words = draft.to_owned();
    for edit in fix.edits.iter().rev() {
        assert!(texts.get(edit.place.file).slice(edit.place.span).starts_with("U.S."));
        words.replace_range(edit.place.span.range(), &edit.text);
    }
    assert!(
        words.contains("A US ship met the US. It sank.") || words.contains("A US ship met the US It sank."),
        "{words}"
    );
}

#[test]
fn many_names_take_no_longer_than_they_must() {
    let mut draft = String::new();
    for number in 0..4000 {
        let name: String =
            format!("{number:04}").bytes().map(|digit| char::from(b'a' + digit - b'0')).collect();
        draft.push_str(&format!(
            "He met Karl{name}berg and the X{} of re-{name}ing-x, e-{name}.\n\n",
            name.to_uppercase()
        ));
    }
    draft.push_str("Conclusion\n\nSo Article 9 won.\n");
    let start = std::time::Instant::now();
    found("text", &draft);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_text_is_read_and_every_place_fits(
        parts in prop::collection::vec(prop_oneof![
            Just("U.S.".to_owned()), Just("US".to_owned()), Just("“".to_owned()), Just("”".to_owned()),
            Just("(JMOD)".to_owned()), Just("Japan Ministry of Defense".to_owned()), Just("[1]".to_owned()),
            Just("in 2013".to_owned()), Just("; ".to_owned()), Just(". ".to_owned()), Just("\n\nConclusion\n\n".to_owned()),
            Just("Article 9".to_owned()), Just("policy-makers".to_owned()), Just("policymaker".to_owned()), Just("’s".to_owned()),
            Just("\n\nNotes\n\n[1] A book, 2014.\n\n".to_owned()), Just("É-É.É".to_owned()), Just("On 2013, they lost 40%".to_owned()),
            Just("experts agree".to_owned()), Just("–".to_owned()), "\\PC{0,8}",
        ], 0..40),
        format in prop_oneof![Just("text"), Just("markdown")],
    ) {
        let draft = parts.join(" ");
        let (texts, findings) = found(format, &draft);
        for finding in &findings {
            for label in finding.labels.iter().chain(finding.related.iter().flat_map(|other| &other.labels)) {
                let text = &texts.get(label.place.file).content;
                prop_assert!(text.get(label.place.span.range()).is_some());
            }
        }
    }
}
