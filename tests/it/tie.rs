//! The tie of claim, sentence and note: what no line in a claims file can talk away, and that one edit is told once.

use claimlint::inside::check::{Input, Options, Report, check};
use claimlint::inside::draft::reader_named;
use claimlint::inside::syntax::tree::Reach;
use claimlint::inside::text::held::{HeldCopy, HeldState, HeldText};
use claimlint::inside::text::{Text, Texts};

const DRAFT: &str = "The Port of Skelmouth\n\nIn 2014, 4,212 ships sank off Skelmouth. The port is old.[1] The sea is wide.[2]\n\n\
    Notes\n\n[1] Harbour Office, “Annual Report of Wrecks,” 2015, 4.\n\n[2] Ida Crane, “Sea Tales of the North,” Quay Review 3 (2012): 12.\n";
const SOURCES: &str =
    "source rep [1] \"Annual Report of Wrecks\"\n\nsource tales [2] \"Sea Tales of the North\"\n\n";

pub fn run(draft: &str, claims: &str, held: &[(&str, &str)]) -> Report {
    let mut texts = Texts::new();
    let reader = reader_named("text").expect("the reader is there");
    let draft = Some((texts.add(Text::new("d.txt", draft)), reader));
    let claims = (!claims.is_empty()).then(|| texts.add(Text::new("d.claims", claims)));
    texts.hold(
        held.iter()
            .map(|(name, words)| HeldCopy {
                name: (*name).to_owned(),
                digest: "0".repeat(64),
                state: HeldState::Read(HeldText::plain((*words).to_owned())),
            })
            .collect(),
    );
    check(Input { texts: &texts, draft, claims, endnotes: &[] }, &Options::default())
}

/// The rules that speak of a draft with its claims, those left out that ask for more in a note or for a pin.
pub fn codes(report: &Report) -> Vec<&'static str> {
    let idle = [
        "claim-unpinned",
        "single-source",
        "source-unused",
        "claim-shallow",
        "note-missing-locator",
        "no-archive-copy",
    ];
    let all = report.findings.iter().map(|finding| finding.code);
    all.filter(|code| !idle.contains(code) && !code.starts_with("note-missing")).collect()
}

fn told(draft: &str, claims: &str) -> Vec<&'static str> {
    codes(&run(draft, &format!("{SOURCES}{claims}"), &[]))
}

fn messages(report: &Report, code: &str) -> Vec<String> {
    report.findings.iter().filter(|it| it.code == code).map(|it| it.message.clone()).collect()
}

#[test]
fn a_claim_gives_its_sentence_no_source_that_print_lacks() {
    let bare = codes(&run(DRAFT, "", &[]));
    assert!(bare.contains(&"statistic-uncited"), "{bare:?}");
    let claim = "claim sank \"4,212 ships sank in 2014.\"\n    at \"4,212 ships sank\"\n    cites rep\n";
    let report = run(DRAFT, &format!("{SOURCES}{claim}"), &[]);
    let coverage = report.coverage.clone().expect("a draft").whole;
    assert_eq!(
        messages(&report, "claim-note-mismatch"),
        ["the claim cites note [1], but its sentence has no marker"]
    );
    assert_eq!(codes(&report).len(), 1, "one fault is told once: {:?}", codes(&report));
    assert_eq!((coverage.assertions, coverage.claimed, coverage.uncovered), (3, 0, 1));
}

#[test]
fn a_held_copy_exempts_nothing() {
    let draft = DRAFT
        .replace("off Skelmouth.", "off Skelmouth.[2]")
        .replace("The sea is wide.[2]", "The sea is wide.");
    let claims = "claim sank \"4,212 ships sank in 2014.\"\n    at \"4,212 ships sank\"\n    cites rep states \"4,212 ships sank\" page 4\n";
    let held =
        SOURCES.replace("Wrecks\"\n", "Wrecks\"\n    held \"w.txt\" sha256 0000000000000000\n") + claims;
    for report in [
        run(&draft, &held, &[("w.txt", "That year 4,212 ships sank off the coast.")]),
        run(&draft, &(SOURCES.to_owned() + claims), &[]),
    ] {
        let said = messages(&report, "claim-note-mismatch");
        assert_eq!(said, ["the claim cites note [1], but its sentence cites [2]"], "{:?}", codes(&report));
    }
}

#[test]
fn what_is_declared_is_excused_and_listed() {
    let claim = "claim sank \"4,212 ships sank in 2014.\"\n    at \"4,212 ships sank\"\n    cites rep\n";
    for (reach, because) in
        [("paragraph", "by the declared reach"), ("claims-file-only", "`reach claims-file-only`")]
    {
        let report = run(DRAFT, &format!("draft \"d.txt\"\n    reach {reach}\n\n{SOURCES}{claim}"), &[]);
        assert_eq!(messages(&report, "claim-note-mismatch"), Vec::<String>::new(), "{reach}");
        let coverage = report.coverage.expect("a draft");
        let declared: Vec<(Option<&str>, &str)> =
            coverage.declared.iter().map(|it| (it.entry.as_deref(), it.by.words())).collect();
        assert!(
            declared.iter().any(|(entry, by)| *entry == Some("sank") && by.contains(because)),
            "{declared:?}"
        );
    }
    let waiver = "\naccept claim-note-mismatch on sank \"The paragraph cites it.\"\n    by \"A. Editor\" on 2020-01-01 until 2999-01-01\n";
    let report = run(DRAFT, &format!("{SOURCES}{claim}{waiver}"), &[]);
    assert_eq!(codes(&report), Vec::<&str>::new());
    let coverage = report.coverage.expect("a draft");
    assert_eq!((coverage.whole.waived, coverage.declared.len()), (1, 1));
}

#[test]
fn a_work_that_is_carried_by_another_of_its_notes_is_carried() {
    let draft = "A Port\n\nThe port is old.[1] In 2014, 4,212 ships sank off Skelmouth.[2]\n\nNotes\n\n\
        [1] Harbour Office, “Annual Report of Wrecks,” 2015, 4.\n\n[2] Ibid., 7.\n";
    let claims = "source rep [1] \"Annual Report of Wrecks\"\n\nclaim sank \"4,212 ships sank in 2014.\"\n    at \"4,212 ships sank\"\n    cites rep\n";
    assert_eq!(messages(&run(draft, claims, &[]), "claim-note-mismatch"), Vec::<String>::new());
}

#[test]
fn a_neighbour_of_the_same_matter_lends_a_claim_no_marker() {
    let claims = "source rep [1] \"Annual Report of Wrecks\"\n\nclaim sank \"4,212 ships sank in 2014.\"\n    at \"4,212 ships sank\"\n    cites rep\n";
    let text = |body: &str| {
        format!("A Port\n\n{body}\n\nNotes\n\n[1] Harbour Office, “Annual Report of Wrecks,” 2015, 4.\n")
    };
    for body in [
        "The office wrote down 9,120 voyages.[1] Specifically, 4,212 ships sank in 2014.",
        "In 2014, 4,212 ships sank off Skelmouth. In that year’s report the office names the reefs of Skelmouth.[1]",
        "In 2014, 4,212 ships sank off Skelmouth. Skelmouth has reefs.[1]",
    ] {
        // A reader of the draft knows where the figure is from; the claim says more than the sentence does.
        let draft = text(body);
        assert_eq!(messages(&run(&draft, "", &[]), "statistic-uncited"), Vec::<String>::new(), "{body}");
        assert_eq!(messages(&run(&draft, claims, &[]), "claim-note-mismatch").len(), 1, "{body}");
    }
}

#[test]
fn no_kind_frees_a_figure_a_date_a_quotation_or_a_named_source() {
    for kind in ["interpretation", "forecast", "recommendation", "value", "definition", "common-knowledge"] {
        let claims =
            format!("claim u \"4,212 ships sank in 2014.\"\n    kind {kind}\n    at \"4,212 ships sank\"\n");
        let codes = told(DRAFT, &claims);
        assert!(codes.contains(&"statistic-uncited"), "{kind}: {codes:?}");
    }
    for (sentence, code) in [
        ("The harbour office was burnt down in March 2011.", "dated-event-uncited"),
        ("The harbour master called it “a loss that no other port has borne”.", "quote-uncited"),
        ("According to the Seamen’s Union, the pilots were drunk.", "attribution-uncited"),
    ] {
        let draft = DRAFT.replace("In 2014, 4,212 ships sank off Skelmouth.", sentence);
        let at: String = sentence.chars().take(23).collect();
        let codes = told(&draft, &format!("claim u \"It was so.\"\n    kind value\n    at \"{at}\"\n"));
        assert!(codes.contains(&code), "{sentence}: {codes:?}");
    }
    let soft = DRAFT.replace("In 2014, 4,212 ships sank off Skelmouth.", "The town lives by its port.");
    assert_eq!(
        told(&soft, "claim u \"The town lives by its port.\"\n    kind value\n    at \"The town lives\"\n"),
        Vec::<&str>::new()
    );
}

/// The draft without its figure.
const PLAIN: &str = "The Port of Skelmouth\n\nThe port is old.[1] The sea is wide.[2]\n\n\
    Notes\n\n[1] Harbour Office, “Annual Report of Wrecks,” 2015, 4.\n\n[2] Ida Crane, “Sea Tales of the North,” Quay Review 3 (2012): 12.\n";

#[test]
fn judgements_give_reasons() {
    for kind in ["interpretation", "forecast", "recommendation"] {
        let bare = format!("claim u \"The port will close.\"\n    kind {kind}\n");
        assert_eq!(told(PLAIN, &bare), ["claim-without-reason"], "{kind}");
        assert_eq!(told(PLAIN, &format!("{bare}    cites rep\n")), Vec::<&str>::new(), "{kind}, cited");
        let because =
            format!("{bare}    because v\nclaim v \"Wrecks are costly.\"\n    kind common-knowledge\n");
        assert_eq!(told(PLAIN, &because), Vec::<&str>::new(), "{kind}, with a reason");
    }
    for kind in ["value", "definition", "common-knowledge"] {
        assert_eq!(
            told(PLAIN, &format!("claim u \"Ports matter.\"\n    kind {kind}\n")),
            Vec::<&str>::new(),
            "{kind}"
        );
    }
}

#[test]
fn a_named_thesis_is_judged_whether_or_not_anything_is_linked() {
    let bare =
        "draft \"d.txt\"\n    thesis u\n\nclaim u \"Skelmouth must be closed.\"\n    kind interpretation\n";
    let report = run("The Port\n\nSkelmouth must be closed.\n", bare, &[]);
    let said = messages(&report, "thesis-not-standing");
    assert_eq!(
        said,
        ["the thesis `u` is unsupported: it has no source and no reason"],
        "{:?}",
        codes(&report)
    );
    let two = bare.replace("thesis u", "thesis t, u")
        + "claim t \"Ports cost lives.\"\n    because v\nclaim v \"They do.\"\n    kind value\n";
    assert_eq!(
        messages(&run("The Port\n\nSkelmouth must be closed.\n", &two, &[]), "thesis-not-standing").len(),
        1
    );
}

#[test]
fn coverage_counts_the_drafts_own_assertions_whatever_is_declared() {
    let draft = "A Port\n\nSome 4,212 ships sank off Skelmouth in 2014. The port is old. The sea is wide. The town is poor.\n\nNotes\n\n[1] Ida Crane, “Sea Tales,” 2012.\n";
    let alone = run(draft, "", &[]).coverage.expect("a draft");
    assert_eq!((alone.whole.assertions, alone.whole.uncovered), (1, 1));
    let bought: String = ["The port is old", "The sea is wide", "The town is poor"]
        .iter()
        .enumerate()
        .map(|(at, words)| format!("claim c{at} \"{words}.\"\n    kind value\n    at \"{words}\"\n\n"))
        .collect();
    let with = run(draft, &bought, &[]).coverage.expect("a draft");
    assert_eq!(with.whole, alone.whole);
    assert_eq!(with.percent(), Some(0.0));
}

#[test]
fn an_objection_is_against_something_and_is_no_reason() {
    let base = "claim a \"Trade shrinks.\"\n    cites rep\nclaim b \"Dues should fall.\"\n    kind recommendation\n    because a\n";
    let stray = format!("{base}objection o \"Only grain shrinks.\"\n    cites tales\n");
    assert_eq!(told(PLAIN, &stray), ["objection-misplaced"]);
    let reason =
        format!("{base}    because o\nobjection o \"Only grain shrinks.\"\n    cites tales\n    against a\n");
    let codes = told(PLAIN, &reason);
    assert_eq!(codes.iter().filter(|code| **code == "objection-misplaced").count(), 1, "{codes:?}");
    // Where one reason names both sides, that is what is said.
    let both = format!(
        "{base}    because a, o\nobjection o \"Only grain shrinks.\"\n    cites tales\n    against a\n"
    );
    let codes = told(PLAIN, &both);
    assert!(codes.contains(&"contradiction") && !codes.contains(&"objection-misplaced"), "{codes:?}");
}

#[test]
fn what_was_withdrawn_carries_nothing_but_the_news_of_it() {
    let withdrawn = SOURCES.replace("Wrecks\"\n", "Wrecks\"\n    withdrawn on 2016-03-01\n");
    let thesis = "draft \"d.txt\"\n    thesis t\n\n";
    let claims = "claim t \"Dues should fall.\"\n    kind recommendation\n    because a\nclaim a \"Trade shrinks.\"\n    cites rep\n";
    let report = run(DRAFT, &format!("{thesis}{withdrawn}{claims}"), &[]);
    let said = messages(&report, "thesis-not-standing");
    let why = "the thesis `t` is unsupported: it depends on `a`, which is unsupported (it cites only what was withdrawn)";
    assert_eq!(said, [why]);
    let second = claims.replace("cites rep", "cites rep\n    cites tales");
    assert_eq!(
        messages(&run(DRAFT, &format!("{thesis}{withdrawn}{second}"), &[]), "thesis-not-standing").len(),
        0
    );
    let news = claims.replace("Trade shrinks.", "The report of wrecks was withdrawn.");
    assert_eq!(
        messages(&run(DRAFT, &format!("{thesis}{withdrawn}{news}"), &[]), "thesis-not-standing").len(),
        0
    );
}

/// A draft of six sentences, each with its note, five of them claimed and pinned.
fn pinned() -> (String, String) {
    let draft = "The Port\n\nIn 2013 the harbour talks were halted due to the toll dispute.[1] Grain trade fell by 12% in 2014.[2] \
        The pilots struck twice in 2015.[3] The Board raised the dues in May 2016.[4] Masters pay at the quay.[5] The lamp was lit in 1911.[6]\n\nNotes\n\n\
        [1] Ann Reed, “The Talks at Skelmouth,” Quay Review 3 (2014): 12.\n\n[2] Customs Office, “Grain in Figures,” 2015, 3.\n\n\
        [3] Jon Pike, “Why the Pilots Struck,” Tide 9 (2016): 2.\n\n[4] Harbour Board, “Order on Dues,” 2016, 1.\n\n\
        [5] Ida Crane, “Sea Tales of the North,” Quay Review 1 (2012): 9.\n\n[6] Tom Lamb, “Lights of the Coast,” 1990, 77.\n";
    let names = [
        ("talks", 1, "The Talks at", "There were harbour talks in 2013.", "In 2013 the harbour talks"),
        ("grain", 2, "Grain in", "Grain trade fell by 12%.", "Grain trade fell"),
        ("pilots", 3, "Why the Pilots", "The pilots struck in 2015.", "The pilots struck"),
        ("dues", 4, "Order on", "The Board raised the dues in 2016.", "The Board raised"),
        ("masters", 5, "Sea Tales", "Masters pay at the quay.", "Masters pay"),
    ];
    let mut claims = "draft \"d.txt\"\n\n".to_owned();
    for (name, note, words, ..) in names {
        claims += &format!("source s-{name} [{note}] \"{words}\"\n");
    }
    for (name, _, _, states, at) in names {
        claims += &format!("\nclaim {name} \"{states}\"\n    at \"{at}\"\n    cites s-{name}\n");
    }
    let claims = with_pins(draft, &claims);
    assert_eq!(claims.matches("pinned ").count(), 5);
    (draft.to_owned(), claims)
}

/// The claims with the pins that `claim-unpinned` offers to write.
fn with_pins(draft: &str, claims: &str) -> String {
    let report = run(draft, claims, &[]);
    let mut edits: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| finding.code == "claim-unpinned")
        .flat_map(|finding| &finding.fix.as_ref().expect("a fix").edits)
        .collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.place.span.start));
    let mut written = claims.to_owned();
    edits.iter().for_each(|edit| written.replace_range(edit.place.span.range(), &edit.text));
    written
}

#[test]
fn a_marker_that_was_swapped_moved_or_deleted_is_one_finding() {
    let (draft, claims) = pinned();
    assert_eq!(codes(&run(&draft, &claims, &[])), Vec::<&str>::new());
    let swap = |one: &str, other: &str| {
        let (head, notes) = draft.split_once("Notes").expect("notes");
        let head = head.replace(one, "[x]").replace(other, one).replace("[x]", other);
        format!("{head}Notes{notes}")
    };
    let body = |from: &str, to: &str| draft.replacen(from, to, 1);
    for (edit, expected) in [
        (swap("[2]", "[3]"), "the markers of notes [2] and [3] have changed places"),
        (
            body(
                "in 2014.[2] The pilots struck twice in 2015.[3]",
                "in 2014. The pilots struck twice in 2015.[2][3]",
            ),
            "the claim cites note [2], but its sentence has no marker",
        ),
        (body("in 2014.[2]", "in 2014."), "the claim cites note [2], but its sentence has no marker"),
        (body("in 2014.[2]", "in 2014.[3]"), "the claim cites note [2], but its sentence cites [3]"),
        (
            body("toll dispute.[1] Grain", "toll dispute. Grain"),
            "the claim cites note [1], but its sentence has no marker",
        ),
    ] {
        let report = run(&edit, &claims, &[]);
        assert_eq!(codes(&report), ["claim-note-mismatch"], "{expected}");
        assert_eq!(messages(&report, "claim-note-mismatch"), [expected]);
    }
    // A marker that no claim asks for.
    let report = run(&body("in 2015.[3]", "in 2015.[3][6]"), &claims, &[]);
    assert_eq!(messages(&report, "pin-stale"), ["the sentence of `pilots` has a new marker, [6]"]);
}

#[test]
fn a_changed_meaning_beside_an_anchor_is_told_once() {
    let (draft, claims) = pinned();
    let edit = draft.replace("were halted due to", "were resumed despite");
    let report = run(&edit, &claims, &[]);
    assert_eq!(codes(&report), ["pin-stale"]);
    let said = "the sentence of `talks` has changed since the claim was pinned to it";
    assert_eq!(messages(&report, "pin-stale"), [said]);
    let fix = report
        .findings
        .iter()
        .find(|it| it.code == "pin-stale")
        .and_then(|it| it.fix.clone())
        .expect("a fix");
    assert!(!fix.safe, "a pin is renewed when somebody has looked");
    let mut renewed = claims.clone();
    renewed.replace_range(fix.edits[0].place.span.range(), &fix.edits[0].text);
    assert_eq!(codes(&run(&edit, &renewed, &[])), Vec::<&str>::new());
}

#[test]
fn what_is_only_laid_out_otherwise_leaves_a_pin_alone() {
    let (draft, claims) = pinned();
    for same in [
        draft.replace("were halted", "were\nhalted"),
        draft.replace("toll dispute", "toll\u{a0}dispute"),
        draft.replace(", 12.", ", 14."),
        draft.replace("Quay Review 3 (2014)", "Quay Review 4 (2015)"),
        draft.replace("Ann Reed", "Anne Reed"),
    ] {
        assert_eq!(messages(&run(&same, &claims, &[]), "pin-stale"), Vec::<String>::new(), "{same}");
    }
    // A note put in before the others changes their numbers and nothing else.
    let mut more = draft.replace("The Port\n\n", "The Port\n\nTrade is slow.[1] ");
    let mut notes = claims.clone();
    for number in (1..=6).rev() {
        more = more.replace(&format!("[{number}] "), &format!("[{}] ", number + 1));
        notes = notes.replace(&format!("[{number}]"), &format!("[{}]", number + 1));
    }
    let more = more
        .replace("slow.[2] ", "slow.[1] ")
        .replace("Notes\n\n", "Notes\n\n[1] Eva Moss, “A Slow Year,” 2017, 3.\n\n");
    assert_eq!(messages(&run(&more, &notes, &[]), "pin-stale"), Vec::<String>::new());
}

#[test]
fn several_claims_on_one_sentence_are_one_finding() {
    let (draft, claims) = pinned();
    let second = "\nclaim grain-year \"Grain fell in 2014.\"\n    at \"by 12% in 2014\"\n    cites s-grain\n";
    let claims = with_pins(&draft, &(claims + second));
    let report = run(
        &draft.replace("Grain trade fell by 12% in 2014", "Grain trade fell by 12% in 2014, they say"),
        &claims,
        &[],
    );
    assert_eq!(messages(&report, "pin-stale").len(), 1);
    let report = run(&draft.replacen("in 2014.[2]", "in 2014.", 1), &claims, &[]);
    assert_eq!(
        messages(&report, "claim-note-mismatch"),
        ["2 claims cite note [2], but their sentence has no marker"]
    );
}

#[test]
fn a_pin_for_each_anchor_or_it_is_said() {
    let (draft, claims) = pinned();
    let claims =
        claims.replace("    at \"Masters pay\"\n", "    at \"Masters pay\"\n    at \"The lamp was lit\"\n");
    let report = run(&draft, &claims, &[]);
    assert_eq!(messages(&report, "pin-stale"), ["`masters` has 1 pin and 2 `at` lines"]);
}

#[test]
fn an_option_for_the_reach_excuses_as_the_clause_does() {
    let claim = format!(
        "{SOURCES}claim sank \"4,212 ships sank in 2014.\"\n    at \"4,212 ships sank\"\n    cites rep\n"
    );
    let mut texts = Texts::new();
    let reader = reader_named("text").expect("the reader is there");
    let draft = Some((texts.add(Text::new("d.txt", DRAFT)), reader));
    let claims = Some(texts.add(Text::new("d.claims", claim)));
    let mut options = Options::default();
    options.reach = Some(Reach::Paragraph);
    let report = check(Input { texts: &texts, draft, claims, endnotes: &[] }, &options);
    assert_eq!(messages(&report, "claim-note-mismatch"), Vec::<String>::new());
}
