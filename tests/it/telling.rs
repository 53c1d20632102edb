//! What small changes of the comparing, sealing and gating parts would break: each test names what it would notice.

use claimlint::inside::case::Case;
use claimlint::inside::check::{Input, Options, Profile, Report, check, level_of, read_draft};
use claimlint::inside::compare::{Copy, Outcome, nearest_passage};
use claimlint::inside::diagnostic::Level;
use claimlint::inside::draft::reader_named;
use claimlint::inside::notes::Target;
use claimlint::inside::rules::RULES;
use claimlint::inside::syntax::tree::{Item, Tree};
use claimlint::inside::syntax::{Claims, parse};
use claimlint::inside::text::held::HeldText;
use claimlint::inside::text::{Text, Texts};
use proptest::prelude::*;

fn seek(held: &str, quoted: &str) -> Outcome {
    Copy::new(&HeldText::plain(held.to_owned())).seek(quoted)
}

fn found(held: &str, quoted: &str) -> bool {
    matches!(seek(held, quoted), Outcome::Found(_))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// A quotation is whole words: cut at either end inside a word it is not found, whole it is.
    #[test]
    fn a_quotation_is_whole_words(words in prop::collection::vec("[a-z]{4,9}", 6..20), from in 0usize..3, cut in 1usize..3) {
        let held = format!("{}.", words.join(" "));
        let quoted = &words[from..from + 3];
        let whole = quoted.join(" ");
        prop_assert!(found(&held, &whole));
        let last = quoted[2].len() - cut;
        let cut_behind = format!("{} {} {}", quoted[0], quoted[1], &quoted[2][..last]);
        let cut_before = format!("{} {} {}", &quoted[0][cut..], quoted[1], quoted[2]);
        // The cut words may stand there by themselves.
        let by_itself = |word: &str| words.iter().any(|other| other == word);
        prop_assume!(!by_itself(&quoted[2][..last]) && !by_itself(&quoted[0][cut..]));
        prop_assert!(!found(&held, &cut_behind), "{cut_behind}");
        prop_assert!(!found(&held, &cut_before), "{cut_before}");
    }

    /// A figure is not part of another one.
    #[test]
    fn a_figure_is_no_part_of_another(whole in 1u32..99, part in 1u32..9) {
        let held = format!("Of these {whole}.{part}% were boats from the north.");
        let exact = format!("{whole}.{part}% were boats");
        let tail = format!("{part}% were boats");
        prop_assert!(found(&held, &exact));
        prop_assert!(!found(&held, &tail));
    }
}

#[test]
fn gaps_of_a_quotation_are_what_they_are_said_to_be() {
    let near = "The Board did not approve the plan of May.";
    assert!(found(near, "The Board … the plan of May") && found(near, "The Board ... the plan of May"));
    assert!(!found(near, "The Board .. the plan of May"), "two dots leave nothing out");
    assert!(
        found(near, "The Board [did] approve the plan") && found(near, "[They] did not approve the plan")
    );
    assert!(found(near, "The Board did not [!] approve") && found(near, "The Board did not [sic] approve"));
    let apart = format!("The Board met. {} It closed the quay.", "Nothing was said of it. ".repeat(40));
    assert!(found(&apart, "The Board met … It closed the quay"));
    assert!(
        matches!(seek(&apart, "The Board met [and] It closed the quay"), Outcome::Spliced(_)),
        "a bracket is no ellipsis"
    );
    assert!(found("The outer har\u{ad}bour was closed.", "The outer harbour was closed"));
}

#[test]
fn words_that_are_mostly_others_do_not_differ_they_are_absent() {
    let held = "The committee met in the spring to look at the tolls of the outer harbour and their use.";
    let near = "The committee met in the autumn to look at the tolls of the outer harbour";
    assert!(matches!(seek(held, near), Outcome::Differs(_)));
    let far = "The committee sang loudly before dawn about seven green tolls nobody knew";
    assert!(matches!(seek(held, far), Outcome::Absent { .. }), "{:?}", seek(held, far));
}

fn report(draft: &str, claims: &str, options: &Options) -> Report {
    let mut texts = Texts::new();
    let reader = reader_named("text").expect("the reader is there");
    let draft = Some((texts.add(Text::new("d.txt", draft)), reader));
    let claims = (!claims.is_empty()).then(|| texts.add(Text::new("d.claims", claims)));
    check(Input { texts: &texts, draft, claims, endnotes: &[] }, options)
}

fn codes(report: &Report) -> Vec<&'static str> {
    report.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn publication_raises_what_is_precise_and_nothing_else() {
    let mut options = Options::default();
    options.profile = Profile::Publication;
    let (mut raised, mut left) = (0, 0);
    for rule in RULES.iter().filter(|rule| rule.level == Level::Warning && rule.publication.is_none()) {
        let level = level_of(rule, &options);
        assert_eq!(level, if rule.precise { Level::Error } else { Level::Warning }, "{}", rule.code);
        if rule.precise { raised += 1 } else { left += 1 }
    }
    assert!(raised > 3 && left > 3, "{raised} {left}");
}

const PORT: &str = "The Port\n\nIn 2014, 4,212 ships sank off Skelmouth. The port is old.[1]\n\nNotes\n\n[1] Ann Reed, “Raids on the Quay,” Tide 9 (2015): 2.\n";

#[test]
fn a_waiver_of_a_rule_that_is_off_is_not_to_blame() {
    let waiver = "accept statistic-uncited at \"4,212 ships\" \"Known.\"\n    by \"A. Editor\" on 2020-01-01 until 2999-01-01\n";
    let mut options = Options::default();
    options.levels.insert("statistic-uncited".to_owned(), Level::Off);
    assert!(!codes(&report(PORT, waiver, &options)).contains(&"waiver-unused"));
    let none = waiver.replace("4,212 ships", "The port is old");
    assert!(codes(&report(PORT, &none, &Options::default())).contains(&"waiver-unused"));
}

#[test]
fn the_same_is_not_said_twice_of_one_place() {
    let claims = "draft \"d.txt\"\n    thesis u, u\n\nclaim u \"It must close.\"\n    kind forecast\n";
    let codes = codes(&report(PORT, claims, &Options::default()));
    assert_eq!(codes.iter().filter(|code| **code == "thesis-not-standing").count(), 1, "{codes:?}");
}

fn with_case<T>(draft: &str, claims: &str, what: impl FnOnce(&Case<'_>) -> T) -> T {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("d.txt", draft));
    let claims = texts.add(Text::new("d.claims", claims));
    let reader = reader_named("text").expect("the reader is there");
    let read = read_draft(Input::draft(&texts, file, reader)).expect("a draft");
    let claims = Claims::read(claims, &texts);
    let options = Options::default();
    what(&Case::resolve(&texts, Some(&read), Some(&claims), &options))
}

#[test]
fn an_anchor_matches_a_minus_however_it_is_typed() {
    let draft = "The Port\n\nThe harbour froze at −5 degrees on two nights.\n";
    for typed in ["froze at −5 degrees", "froze at -5 degrees", "froze at –5 degrees"] {
        let claims = format!("claim frost \"It froze.\"\n    kind common-knowledge\n    at \"{typed}\"\n");
        assert!(
            !codes(&report(draft, &claims, &Options::default())).contains(&"claim-anchor-lost"),
            "{typed}"
        );
    }
}

#[test]
fn the_nearest_passage_has_half_of_the_words() {
    let near = |words: &str| {
        with_case(PORT, "", |case| nearest_passage(case.draft.expect("a draft"), words).is_some())
    };
    assert!(near("4,212 ships were lost off Skelmouth"));
    assert!(!near("ships that carry timber over the wide and stormy northern sea"));
}

/// A seal of the first entry.
fn seal(draft: &str, claims: &str) -> Option<String> {
    with_case(draft, claims, |case| case.state(0))
}

#[test]
fn a_seal_holds_the_relation_and_not_the_order_of_places() {
    let of = |cites: &str| {
        let claims = format!(
            "source reed [1] \"Raids on the Quay\"\n\nclaim old \"The port is old.\"\n    at \"The port is old\"\n    {cites}\n"
        );
        seal(PORT, &claims).expect("a seal")
    };
    assert_eq!(of("cites reed page 2 section \"Quays\""), of("cites reed section \"Quays\" page 2"));
    assert_ne!(of("cites reed background"), of("cites reed supports"));
    assert_eq!(of("cites reed"), of("cites reed supports"));
}

#[test]
fn a_note_that_moved_leaves_the_seal_as_it_is() {
    let claims = "source reed [1] \"Raids on the Quay\"\n\nclaim old \"The port is old.\"\n    at \"The port is old\"\n    cites reed\n";
    let moved = PORT
        .replace("[1]", "[2]")
        .replace("Skelmouth. The", "Skelmouth.[1] The")
        .replace("Notes\n\n", "Notes\n\n[1] Tom Lamb, “Lights,” 1990, 7.\n\n");
    assert!(codes(&report(&moved, claims, &Options::default())).contains(&"source-note-moved"));
    assert_eq!(seal(&moved, claims), seal(PORT, claims));
    assert!(seal(PORT, claims).is_some());
}

const ARGUED: &str = "claim a \"Trade shrinks.\"\n    kind common-knowledge\nobjection o \"Only grain does.\"\n    against a\n";

#[test]
fn objections_alone_make_an_argument() {
    assert!(with_case(PORT, ARGUED, |case| case.is_linked()));
    let status =
        |claims: &str| with_case(PORT, claims, |case| case.argued().status(case.entry_names["a"]).name());
    assert_eq!(status(ARGUED), "defeated");
    // An objection whose own reason has fallen objects no more.
    let fallen = format!(
        "{ARGUED}    because g\nclaim g \"Grain is weighed.\"\n    kind common-knowledge\nobjection p \"It is not.\"\n    against g\n"
    );
    assert_eq!(status(&fallen), "stands");
    with_case(PORT, &fallen, |case| {
        let a = case.entry_names["a"];
        assert_eq!(case.why_words(a), "by its kind; 1 objection, answered by `g`", "{}", case.why_words(a));
    });
}

#[test]
fn what_contradicts_an_objection_is_no_source_of_it() {
    let sources = "source reed [1] \"Raids on the Quay\"\n\n";
    let of = |cites: &str| {
        let claims = format!("{sources}{ARGUED}    {cites}\n");
        with_case(PORT, &claims, |case| case.cites_nothing(case.entry_names["o"]))
    };
    assert!(of("cites reed contradicts") && of("cites reed background"));
    assert!(!of("cites reed") && !of("cites reed states \"raids\""));
}

#[test]
fn a_slip_in_an_entry_takes_no_ground_from_it() {
    let claims =
        "draft \"d.txt\"\n    thesis a\n\nclaim a \"Trade shrinks.\"\n    kind forecast\n    sites reed\n";
    assert!(!codes(&report(PORT, claims, &Options::default())).contains(&"thesis-not-standing"));
}

fn notes(list: &[&str]) -> Vec<Vec<Target>> {
    let marks: String =
        (1..=list.len()).map(|number| format!("A sentence stands here.[{number}] ")).collect();
    let notes: String =
        list.iter().enumerate().map(|(at, note)| format!("[{}] {note}\n\n", at + 1)).collect();
    let draft = format!("The Port\n\n{marks}\n\nNotes\n\n{notes}");
    with_case(&draft, "", |case| {
        case.notes
            .notes
            .iter()
            .map(|note| note.citations.iter().map(|it| it.target.clone()).collect())
            .collect()
    })
}

#[test]
fn short_forms_mean_the_one_work_they_name() {
    let two = [
        "Ann Reed, Raids on the Quay (London: Mole, 2015), 2.",
        "Ann Reed, Lights of the Coast (London: Mole, 2016), 4.",
    ];
    let targets = notes(&[two[0], two[1], "Reed, Lights of the Coast, 9."]);
    assert_eq!(targets[2], targets[1], "{targets:?}");
    assert_ne!(targets[0], targets[1]);
    // A name that two works have means neither of them surely.
    let targets = notes(&[two[0], two[1], "Reed, 9."]);
    assert!(!targets[2].iter().any(|target| matches!(target, Target::Source(_))), "{targets:?}");
    // An op. cit. that names nobody names no work.
    let targets = notes(&[two[0], "Tom Lamb, Tolls (Tarn: Mole, 2011), 3.", "Op. cit., 12."]);
    assert_ne!(targets[2], targets[0], "{targets:?}");
}

fn tree(claims: &str) -> (Tree, usize) {
    let (tree, errors) = parse(&Text::new("t.claims", claims));
    (tree, errors.len())
}

#[test]
fn a_list_goes_on_over_lines_to_the_last_item() {
    let (read, errors) = tree(
        "claim x \"X.\"\n    kind value\n    because a,\n        kind\nclaim kind \"K.\"\n    kind value\nclaim a \"A.\"\n    kind value\n",
    );
    assert_eq!(errors, 0);
    let Some(Item::Entry(entry)) = read.items.first() else { panic!("an entry") };
    let names: Vec<&str> = entry.because[0].names.iter().map(|name| name.value.as_str()).collect();
    assert_eq!(names, ["a", "kind"]);
    // A comma at the end of a continued string begins no list.
    let (read, _) = tree("claim x \"X,\"\n    \"and Y,\"\n    kind value\n");
    let Some(Item::Entry(entry)) = read.items.first() else { panic!("an entry") };
    assert_eq!(entry.statement.as_ref().map(|words| words.text.as_str()), Some("X, and Y,"));
    assert!(entry.kind.is_some());
}
