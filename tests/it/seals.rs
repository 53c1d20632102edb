//! What a seal holds: forty-five edits of a signed claim, each alone.

use claimlint::inside::case::Case;
use claimlint::inside::check::{Input, Options, Report, check, read_draft};
use claimlint::inside::draft::reader_named;
use claimlint::inside::syntax::Claims;
use claimlint::inside::text::held::{HeldCopy, HeldState, HeldText};
use claimlint::inside::text::{Text, Texts};
use proptest::prelude::*;

const DRAFT: &str = "On the Quay\n\nThe wharves are old. Some 40 per cent of the attacks in 2014 were traced to China.[2][1] Nobody asked why.[3]\n\n\
    Notes\n\n[1] Ann Reed, “Raids on the Quay,” Tide 9 (2015): 2.\n\n[2] Ann Reed, “More Raids,” Tide 10 (2016): 4.\n\n\
    [3] Tom Lamb, “Lights of the Coast,” 1990, 77.\n";

const CLAIMS: &str = "draft \"d.txt\"\n\nsource reed [1], [2] \"Raids on the Quay\"\n    rating B\n    level secondary\n    held \"reed.txt\" sha256 0123456789abcdef\n\n\
    source lamb [3] \"Lights of the Coast\"\n\n\
    claim share \"40 per cent of the attacks in 2014 were traced to China — “by water”.\"\n    kind fact\n    qualifier likely\n    confidence high\n    at \"of the attacks in 2014\"\n\
    cites-reed\n    cites [2]\n    because ground\n    checked by \"B. Editor\" on 2017-05-10 seal @@\n\n\
    claim ground \"Attacks come by water.\"\n    kind value\n\nclaim other \"Nobody asked why.\"\n    at \"Nobody asked why\"\n    cites lamb\n    checked by \"B. Editor\" on 2017-05-10 seal ++\n";

fn claims() -> String {
    CLAIMS.replace("cites-reed", "    cites reed states \"traced to China\" page 2 rating 2")
}

fn texts(
    draft: &str,
    claims: &str,
) -> (Texts, claimlint::inside::text::FileId, claimlint::inside::text::FileId) {
    let mut texts = Texts::new();
    let draft = texts.add(Text::new("d.txt", draft));
    let claims = texts.add(Text::new("d.claims", claims));
    texts.hold(vec![HeldCopy {
        name: "reed.txt".to_owned(),
        digest: format!("{:0<64}", "0123456789abcdef"),
        state: HeldState::Read(HeldText::plain("Forty per cent were traced to China.".to_owned())),
    }]);
    (texts, draft, claims)
}

fn with_case<T>(draft: &str, claims: &str, what: impl FnOnce(&Case<'_>) -> T) -> T {
    let (texts, draft, claims) = texts(draft, claims);
    let reader = reader_named("text").expect("the reader is there");
    let read = read_draft(Input::draft(&texts, draft, reader)).expect("a draft");
    let claims = Claims::read(claims, &texts);
    let options = Options::default();
    what(&Case::resolve(&texts, Some(&read), Some(&claims), &options))
}

/// The claims with both checks sealed.
fn signed() -> String {
    let day = jiff::civil::date(2017, 5, 10);
    let seal = |name: &str| {
        with_case(DRAFT, &claims(), |case| {
            case.seal(case.entry_names[name], "B. Editor", Some(day)).expect("a seal")
        })
    };
    claims().replace("@@", &seal("share")).replace("++", &seal("other"))
}

fn report(draft: &str, claims: &str) -> Report {
    let (texts, draft, claims) = texts(draft, claims);
    let reader = reader_named("text").expect("the reader is there");
    check(
        Input { texts: &texts, draft: Some((draft, reader)), claims: Some(claims), endnotes: &[] },
        &Options::default(),
    )
}

/// What `check-stale` says, and the other rules that speak only now.
fn stale(draft: &str, claims: &str) -> (Vec<String>, Vec<&'static str>) {
    let before: Vec<&str> = report(DRAFT, &signed()).findings.iter().map(|it| it.code).collect();
    assert!(!before.contains(&"check-stale") && !before.contains(&"seal-earlier"), "{before:?}");
    let now = report(draft, claims).findings;
    let said = now.iter().filter(|it| it.code == "check-stale").map(|it| it.message.clone()).collect();
    let others = now
        .iter()
        .map(|it| it.code)
        .filter(|code| *code != "check-stale" && !before.contains(code))
        .collect();
    (said, others)
}

/// Words of draft or claims file, what takes their place, and the part that is said to have changed; empty where the
/// seal is to hold.
const EDITS: &[(&str, &str, &str, &str)] = &[
    // The claim.
    (
        "claims",
        "\"40 per cent of the attacks in 2014",
        "\"41 per cent of the attacks in 2014",
        "name or statement",
    ),
    ("claims", "were traced to China — “by", "were traced to Chile — “by", "name or statement"),
    ("claims", "traced to China — “by", "traced to CHINA — “by", "name or statement"),
    ("claims", "traced to China — “by", "traced to Chinа — “by", "name or statement"),
    ("claims", "traced to China — “by", "traced to Chi\u{200b}na — “by", "name or statement"),
    ("claims", "traced to China — “by", "traced to \u{202e}China — “by", "name or statement"),
    ("claims", "traced to China — “by", "traced to Chi\u{ad}na — “by", "name or statement"),
    ("claims", "to China — “by", "to China [500] — “by", "name or statement"),
    ("claims", "to China — “by", "to China [^not] — “by", "name or statement"),
    ("claims", "claim share ", "claim part ", "name or statement"),
    // Kind, qualifier, confidence, reasons, ratings.
    ("claims", "    kind fact\n", "    kind forecast\n", "kind, qualifier, reasons"),
    ("claims", "qualifier likely", "qualifier certain", "kind, qualifier, reasons"),
    ("claims", "confidence high", "confidence low", "kind, qualifier, reasons"),
    ("claims", "    because ground\n", "", "kind, qualifier, reasons"),
    ("claims", "    because ground\n", "    because ground\n    because other\n", "kind, qualifier, reasons"),
    ("claims", "page 2 rating 2", "page 2 rating 1", "kind, qualifier, reasons"),
    ("claims", "rating B", "rating A", "kind, qualifier, reasons"),
    ("claims", "level secondary", "level primary", "kind, qualifier, reasons"),
    ("claims", "    level secondary", "    level secondary\n    object of study", "kind, qualifier, reasons"),
    // The quotation.
    ("claims", "states \"traced to China\"", "states \"were traced to China\"", "quoted words"),
    ("claims", "page 2 rating", "page 3 rating", "quoted words"),
    ("claims", "reed states \"traced to China\"", "reed background \"traced to China\"", "quoted words"),
    ("claims", "    cites [2]\n", "    cites [2]\n    cites lamb\n", "quoted words"),
    ("claims", "    cites [2]\n", "", "source or its note"),
    // The sentence and its markers.
    ("draft", "in 2014 were traced", "in 2014 were not traced", "sentence in the draft"),
    ("draft", "Some 40 per cent", "Some 48 per cent", "sentence in the draft"),
    ("draft", "Some 40 per cent", "Perhaps some 40 per cent", "sentence in the draft"),
    ("draft", "China.[2][1]", "China.[2][3]", "markers of the sentence"),
    ("draft", "China.[2][1]", "China.[1][2]", "markers of the sentence"),
    ("draft", "China.[2][1]", "China.[1]", "markers of the sentence|source or its note"),
    ("draft", "China.[2][1]", "China.[2][1][3]", "markers of the sentence"),
    // The notes.
    ("draft", "[1] Ann Reed", "[1] Anne Reed", "source or its note"),
    ("draft", "Tide 9 (2015)", "Tide 9 (2014)", "source or its note"),
    ("draft", "Tide 10 (2016): 4", "Tide 10 (2016): 5", "source or its note"),
    // The held copy.
    ("claims", "sha256 0123456789abcdef", "sha256 fedcba9876543210", "held copy"),
    ("claims", "    held \"reed.txt\" sha256 0123456789abcdef\n", "", "held copy"),
    // Who and when.
    (
        "claims",
        "because ground\n    checked by \"B. Editor\"",
        "because ground\n    checked by \"The Minister\"",
        "who checked it or when",
    ),
    (
        "claims",
        "because ground\n    checked by \"B. Editor\" on 2017-05-10",
        "because ground\n    checked by \"B. Editor\" on 2018-05-10",
        "who checked it or when",
    ),
    // What is only written otherwise.
    ("draft", "40 per cent of", "40\u{a0}per cent of", ""),
    ("claims", "China — “by water”", "China – “by water”", ""),
    ("claims", "at \"of the attacks in 2014\"", "at \"of the attacks\"", ""),
    ("claims", "sha256 0123456789abcdef", "sha256 0123456789abcdef0000000000000000", ""),
    ("draft", "[3] Tom Lamb", "[3] Thomas Lamb", "other"),
    ("draft", "The wharves are old.", "The wharves are new.", ""),
    ("claims", "# none", "# none", ""),
];

#[test]
fn forty_five_edits_void_what_they_touch_and_nothing_else() {
    assert_eq!(EDITS.len(), 45);
    let signed = signed();
    let mut wrong = Vec::new();
    for &(file, from, to, part) in EDITS {
        let (mut draft, mut claims) = (DRAFT.to_owned(), signed.clone());
        let edited = if file == "draft" { &mut draft } else { &mut claims };
        assert!(edited.contains(from) || from == to, "{from}");
        *edited = edited.replacen(from, to, 1);
        let (said, _) = stale(&draft, &claims);
        let name = if to == "claim part " { "part" } else { "share" };
        let right = match part {
            "" => said.is_empty(),
            "other" => said.len() == 1 && said[0].starts_with("`other` "),
            // A part is one character: which one changed may be said wrongly once in 32.
            part => {
                let one = said.len() == 1 && said[0].starts_with(&format!("`{name}` changed"));
                one && part.split('|').any(|part| said[0].contains(part))
            }
        };
        if !right {
            wrong.push(format!("{from} → {to}: {said:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_seal_put_under_another_claim_does_not_fit() {
    let signed = signed();
    let line = signed.lines().find(|line| line.contains("seal ")).expect("a check").to_owned();
    let copied = signed.replace("    kind value\n", &format!("    kind value\n{line}\n"));
    let (said, _) = stale(DRAFT, &copied);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("`ground` changed"), "{said:?}");
}

#[test]
fn seals_of_the_earlier_form_are_read_and_told() {
    let earlier = |name: &str| {
        with_case(DRAFT, &claims(), |case| case.seal_earlier(case.entry_names[name]).expect("a seal"))
    };
    let old = claims().replace("@@", &earlier("share")).replace("++", &earlier("other"));
    let findings = report(DRAFT, &old).findings;
    let said: Vec<&str> =
        findings.iter().filter(|it| it.code == "seal-earlier").map(|it| it.message.as_str()).collect();
    assert_eq!(said, ["`share` and 1 other are sealed under the earlier form, which covers less"]);
    assert!(!findings.iter().any(|it| it.code == "check-stale"));
    // What it covers is still told, and then nothing of its form.
    let edited = DRAFT.replace("Some 40", "Some 48");
    let findings = report(&edited, &old).findings;
    let stale: Vec<&str> =
        findings.iter().filter(|it| it.code == "check-stale").map(|it| it.message.as_str()).collect();
    assert_eq!(stale, ["`share` changed after B. Editor checked it: the sentence in the draft"]);
    // What it does not cover is not.
    let kind = old.replace("    kind fact\n", "    kind forecast\n");
    assert!(!report(DRAFT, &kind).findings.iter().any(|it| it.code == "check-stale"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// White space and shapes void no seal; a letter anywhere in statement, quotation or sentence does.
    #[test]
    fn a_letter_voids_a_seal_and_a_space_does_not(at in 0usize..40, letter in "[a-z]", space in "[ \u{a0}]{1,3}") {
        let signed = signed();
        for (file, words) in [
            ("claims", "40 per cent of the attacks in 2014 were traced to China"),
            ("claims", "\"traced to China\""),
            ("draft", "Some 40 per cent of the attacks in 2014 were traced to China"),
        ] {
            let inner = words.trim_matches('"');
            let cut = at % (inner.len() - 1) + 1;
            prop_assume!(inner.is_char_boundary(cut));
            let spaced = words.replacen(' ', &space, 1);
            let lettered = words.replacen(inner, &format!("{}{letter}{}", &inner[..cut], &inner[cut..]), 1);
            let put = |to: &str| match file {
                "draft" => (DRAFT.replacen(words, to, 1), signed.clone()),
                _ => (DRAFT.to_owned(), signed.replacen(words, to, 1)),
            };
            let (draft, claims) = put(&spaced);
            prop_assert_eq!(stale(&draft, &claims).0, Vec::<String>::new());
            let (draft, claims) = put(&lettered);
            let told = stale(&draft, &claims);
            // A letter in the anchored words loses the anchor, which is said instead.
            prop_assert!(told.0.len() == 1 || told.1.contains(&"claim-anchor-lost"), "{:?}", told);
        }
    }
}
