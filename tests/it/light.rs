//! The language in its light form: what may be left out, what is told when it is, and what is told of slips once. The
//! worlds are a salt works, an observatory and a cable ferry.

use claimlint::inside::check::{Input, Options, Report, check};
use claimlint::inside::draft::reader_named;
use claimlint::inside::text::{Text, Texts};

/// A draft and its claims file, checked.
pub struct Told {
    texts: Texts,
    /// All that came out.
    pub report: Report,
}

/// Checks a draft in a format with a claims file, if there is one.
pub fn told(format: &str, draft: &str, claims: Option<&str>) -> Told {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft", draft.to_owned()));
    let claims = claims.map(|claims| texts.add(Text::new("draft.claims", claims.to_owned())));
    let reader = reader_named(format).expect("a reader");
    let report = check(
        Input { texts: &texts, draft: Some((file, reader)), claims, endnotes: &[] },
        &Options::default(),
    );
    Told { texts, report }
}

impl Told {
    /// The findings of a rule: file, words under the mark, message.
    pub fn of(&self, code: &str) -> Vec<(String, String, String)> {
        let all = self.report.findings.iter().filter(|finding| finding.code == code);
        all.map(|finding| {
            let text = self.texts.get(finding.place().file);
            (text.name.clone(), text.slice(finding.place().span).to_owned(), finding.message.clone())
        })
        .collect()
    }
}

const WORKS: &str =
    "The works raked 4,300 tonnes in 1911.[^1] A carter took \\$200 for the \\*whole\\* load.[^2]

[^1]: Salt Board, *Ledger of the Pans* (Lune: Board Press, 1912), 14.
[^2]: Ann Reeve, *Carts and Carters* (Lune: Reeve, 1913), 3.
";

#[test]
fn words_copied_with_the_escapes_of_their_markup_are_found() {
    let claims = "source carts [^2] \"Carts and Carters\"\nclaim load \"The whole load cost $200.\"\n    \
                  at \"took \\$200 for the \\*whole\\* load\"\n    cites carts\n";
    let told = told("markdown", WORKS, Some(claims));
    assert_eq!(told.of("claim-anchor-lost"), []);
    let gone = claims.replace("took", "paid");
    assert_eq!(super::light::told("markdown", WORKS, Some(&gone)).of("claim-anchor-lost").len(), 1);
}

#[test]
fn a_slip_in_a_string_is_one_finding_and_loses_no_anchor() {
    for at in ["„4,300 tonnes“", "«4,300 tonnes»", "\"raked 4,300 \\\"tonnes\\\" in\""] {
        let draft =
            WORKS.replace("4,300 tonnes", if at.contains('\\') { "4,300 “tonnes”" } else { "4,300 tonnes" });
        let claims = format!(
            "source ledger [^1] \"Ledger\"\nclaim raked \"4,300 tonnes were raked.\"\n    at {at}\n    cites ledger\n"
        );
        let told = told("markdown", &draft, Some(&claims));
        assert_eq!(told.of("claims-syntax").len(), 1, "{at}");
        assert_eq!(told.of("claim-anchor-lost"), [], "{at}");
    }
}

#[test]
fn a_relation_that_cannot_be_read_brings_nothing_else() {
    let claims = "source ledger [^1] \"Ledger\"\nsource carts [^2] \"Carts\"\nclaim raked \"4,300 tonnes were raked.\"\n    \
                  at \"4,300 tonnes\"\n    cites ledger\n    cites carts contradict\n";
    let told = told("markdown", WORKS, Some(claims));
    assert_eq!(told.of("claims-syntax").len(), 1);
    assert_eq!(told.of("claim-note-mismatch"), []);
}

#[test]
fn labels_may_hold_a_comma() {
    let draft = "The works raked 4,300 tonnes.[^Reeve,1913]\n\n[^Reeve,1913]: Ann Reeve, *Pans* (Lune: Reeve, 1913), 3.\n";
    let claims = "source pans [^Reeve,1913] \"Pans\"\nclaim raked \"4,300 tonnes were raked.\"\n    at \"4,300 tonnes\"\n    cites pans\n";
    let told = told("markdown", draft, Some(claims));
    assert_eq!(
        (told.of("claims-syntax"), told.of("unknown-name"), told.of("source-note-lost")),
        (vec![], vec![], vec![])
    );
}

#[test]
fn words_for_how_an_entry_fares_are_english() {
    let base = "source ledger [^1] \"Ledger\"\nclaim raked \"4,300 tonnes were raked.\"\n    at \"4,300 tonnes\"\n    \
                cites ledger\n    because rain\nclaim rain \"It hardly rained.\"\n";
    let told = told("markdown", WORKS, Some(base));
    let argument = told.report.argument.as_ref().expect("it is linked");
    let why = &argument.entries.iter().find(|entry| entry.name == "raked").expect("it is there").why;
    assert_eq!(why, "on 1 citation, not on its reason");

    let ring = "draft \"draft\"\n    thesis salt\nclaim salt \"Salt will pay.\"\n    kind forecast\n    because pans\n\
                claim pans \"The pans will pay.\"\n    kind forecast\n    because salt\n";
    let told = super::light::told("markdown", WORKS, Some(ring));
    let said = told.of("thesis-not-standing");
    assert!(said.iter().all(|(_, _, message)| !message.contains("it its")), "{said:?}");
}

#[test]
fn an_unused_waiver_names_what_is_told_in_its_place() {
    let claims = "claim raked \"4,300 tonnes were raked.\"\n    at \"4,300 tonnes\"\nclaim dry \"It was dry.\"\n\
                  accept statistic-uncited on dry \"The ledger is being bound.\"\n    by \"A. Clerk\" on 2026-01-05 until 9999-12-31\n";
    let told = told("markdown", WORKS, Some(claims));
    let unused: Vec<&str> = told
        .report
        .findings
        .iter()
        .filter(|finding| finding.code == "waiver-unused")
        .map(|finding| finding.help.as_str())
        .collect();
    assert_eq!(unused, ["delete the waiver; what is reported here is `claim-without-evidence`"]);
}
