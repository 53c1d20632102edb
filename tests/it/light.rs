//! The language in its light form: what may be left out, what is told when it is, and what is told of slips once. The
//! worlds are a salt works, an observatory and a cable ferry.

use claimlint::inside::case::Case;
use claimlint::inside::check::{Input, Options, Report, check, read_draft};
use claimlint::inside::draft::reader_named;
use claimlint::inside::syntax::Claims;
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

/// Hands the case of a draft and its claims file to a test.
pub fn case<T>(format: &str, draft: &str, claims: Option<&str>, look: impl FnOnce(&Case<'_>) -> T) -> T {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft", draft.to_owned()));
    let claims = claims.map(|claims| texts.add(Text::new("draft.claims", claims.to_owned())));
    let reader = reader_named(format).expect("a reader");
    let read = read_draft(Input { texts: &texts, draft: Some((file, reader)), claims, endnotes: &[] });
    let claims = claims.map(|file| Claims::read(file, &texts));
    let options = Options::default();
    look(&Case::resolve(&texts, read.as_ref(), claims.as_ref(), &options))
}

/// Each entry: name, what it states, what it cites.
fn entries(case: &Case<'_>) -> Vec<(String, String, Vec<String>)> {
    (0..case.entries.len())
        .map(|entry| {
            let cited = case.cited_as(entry).into_iter().map(|cited| cited.name).collect();
            (case.name(entry).to_owned(), case.statement(entry).to_owned(), cited)
        })
        .collect()
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

const LEDGER: &str = "source ledger [^1] \"Ledger\"\nsource carts [^2] \"Carts\"\n";

#[test]
fn the_sentence_is_the_statement_and_its_markers_the_evidence() {
    let claims =
        format!("{LEDGER}claim raked at \"raked 4,300 tonnes\"\nclaim load\n    at \"A carter took\"\n");
    let found = case("markdown", WORKS, Some(&claims), entries);
    let sentence = |words: &str| words.to_owned();
    assert_eq!(
        found,
        [
            (
                "raked".to_owned(),
                sentence("The works raked 4,300 tonnes in 1911."),
                vec!["ledger".to_owned()]
            ),
            (
                "load".to_owned(),
                sentence("A carter took $200 for the *whole* load."),
                vec!["carts".to_owned()]
            ),
        ]
    );
    let told = told("markdown", WORKS, Some(&claims));
    for code in ["claims-syntax", "claim-without-evidence", "claim-note-mismatch", "source-unused"] {
        assert_eq!(told.of(code), [], "{code}");
    }
}

#[test]
fn an_entry_that_leads_to_no_words_states_nothing() {
    let told = told("markdown", WORKS, Some("claim raked\n    kind value\n"));
    let said = told.of("claims-syntax");
    assert_eq!(said.len(), 1);
    assert!(said[0].2.contains("states nothing"), "{said:?}");
}

#[test]
fn what_is_cited_narrows_and_what_is_not_in_print_adds() {
    let two = "Salt rose and hides fell.[^1][^2]\n\n[^1]: Salt Board, *Ledger of the Pans* (Lune: Board Press, 1912), 14.\n\
               [^2]: Ann Reeve, *Carts and Carters* (Lune: Reeve, 1913), 3.\n";
    let cited = |clauses: &str| {
        let claims = format!(
            "{LEDGER}source talk \"Talk with the foreman, 4 March\"\nclaim rose at \"Salt rose\"\n{clauses}"
        );
        case("markdown", two, Some(&claims), |case| entries(case).remove(0).2)
    };
    assert_eq!(cited(""), ["ledger", "carts"]);
    assert_eq!(cited("    cites ledger page 14\n"), ["ledger"]);
    assert_eq!(cited("    cites talk\n"), ["talk", "ledger", "carts"]);
    assert_eq!(cited("    cites talk\n    cites carts\n"), ["talk", "carts"]);
    assert_eq!(
        cited("    because rain\nclaim rain \"It hardly rained.\" kind common-knowledge\n"),
        Vec::<String>::new()
    );
}

#[test]
fn a_claim_in_a_comment_is_one_of_the_sentence_before_it() {
    let notes = "\n[^1]: Salt Board, *Ledger of the Pans* (Lune: Board Press, 1912), 14.\n";
    let markdown = format!(
        "---\ntitle: Salt\nthesis: raise-dues\n---\n\nThe works raked 4,300 tonnes in 1911.[^1] <!-- claim: raked -->\n\
         Dues should rise.\n<!-- claim: raise-dues kind recommendation because raked -->\n{notes}"
    );
    let html = "<html><body><!-- thesis: raise-dues --><p>The works raked 4,300 tonnes in 1911.<sup><a href=\"#n1\">1</a></sup>\
                <!-- claim: raked --> Dues should rise. <!-- claim: raise-dues\n  kind recommendation\n  because raked --></p>\
                <ol><li id=\"n1\">Salt Board, <i>Ledger of the Pans</i> (Lune: Board Press, 1912), 14.</li></ol></body></html>";
    let latex = "\\documentclass{article}\n\\begin{document}\n% thesis: raise-dues\nThe works raked 4,300 tonnes in 1911.\\footnote{Salt \
                 Board, \\emph{Ledger of the Pans} (Lune: Board Press, 1912), 14.} % claim: raked\nDues should rise.\n\
                 % claim: raise-dues kind recommendation because raked\n\\end{document}\n";
    for (format, draft) in [("markdown", markdown.as_str()), ("html", html), ("latex", latex)] {
        let (found, theses) = case(format, draft, None, |case| {
            let theses: Vec<String> =
                case.theses().into_iter().map(|thesis| case.name(thesis).to_owned()).collect();
            (entries(case), theses)
        });
        let names: Vec<&str> = found.iter().map(|(name, ..)| name.as_str()).collect();
        assert_eq!(names, ["raked", "raise-dues"], "{format}");
        assert_eq!(found[0].1, "The works raked 4,300 tonnes in 1911.", "{format}");
        assert_eq!(found[1].1, "Dues should rise.", "{format}");
        assert_eq!(found[0].2.len(), 1, "{format}: {found:?}");
        assert_eq!(theses, ["raise-dues"], "{format}");
        let told = told(format, draft, None);
        let argued = told.report.argument.as_ref().expect("it is linked");
        assert!(argued.entries.iter().all(|entry| entry.status.name() == "stands"), "{format}: {argued:?}");
        for code in ["claims-syntax", "claim-without-evidence", "unknown-name"] {
            assert_eq!(told.of(code), [], "{format} {code}");
        }
    }
}

#[test]
fn comments_and_a_claims_file_are_one_argument() {
    let draft = "The works raked 4,300 tonnes in 1911.[^1] <!-- claim: raked -->\nDues should rise.\n\n\
                 [^1]: Salt Board, *Ledger of the Pans* (Lune: Board Press, 1912), 14.\n";
    let claims = "draft \"draft\"\n    thesis raise-dues\nsource ledger [^1] \"Ledger\"\n\
                  claim raise-dues at \"Dues should rise\" kind recommendation because raked\n";
    let found = case("markdown", draft, Some(claims), entries);
    assert_eq!(found.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), ["raise-dues", "raked"]);
    assert_eq!(found[1].2, ["ledger"], "the comment's source has the name that the file gives it");
    let twice = format!("{claims}claim raked \"4,300 tonnes were raked.\" cites ledger\n");
    let told = told("markdown", draft, Some(&twice));
    let said = told.of("duplicate-name");
    assert_eq!(said.len(), 1);
    assert_eq!((said[0].0.as_str(), said[0].1.as_str()), ("draft", "raked"), "told where it stands");
}

#[test]
fn slips_in_a_comment_are_told_in_the_draft() {
    let draft = |comment: &str| format!("Salt rose. {comment}\n");
    for (comment, marked) in [
        ("<!-- claim: rose knid value -->", "knid"),
        ("<!-- claim: rose because rain -->", "rain"),
        ("<!-- claim: Salt_rose kind value -->", "Salt_rose"),
        ("<!-- claim: rose kind opinon -->", "opinon"),
    ] {
        let told = told("markdown", &draft(comment), None);
        let mut said = told.of("claims-syntax");
        said.extend(told.of("unknown-name"));
        assert_eq!(said.len(), 1, "{comment}: {said:?}");
        assert_eq!((said[0].0.as_str(), said[0].1.as_str()), ("draft", marked), "{comment}");
    }
    let astray = told("markdown", "<!-- claim: rose kind value -->\n\nSalt rose.\n", None);
    let said = astray.of("claims-syntax");
    assert_eq!(said.len(), 1);
    assert!(said[0].2.contains("follows no sentence"), "{said:?}");
}

#[test]
fn remarks_that_begin_like_a_claim_are_their_authors_own() {
    for remark in [
        "claim: needs a source, ask Ann",
        "thesis: Why salt?",
        "claim: see chapter 4",
        "objection: none so far?",
    ] {
        let told = told("markdown", &format!("Salt rose. <!-- {remark} -->\n"), None);
        assert!(told.of("claims-syntax").is_empty() && told.of("unknown-name").is_empty(), "{remark}");
        let latex =
            format!("\\documentclass{{article}}\\begin{{document}}Salt rose. % {remark}\n\\end{{document}}");
        assert!(super::light::told("latex", &latex, None).of("claims-syntax").is_empty(), "{remark}");
    }
}

#[test]
fn a_source_without_a_note_is_evidence_that_is_not_in_print() {
    let claims = "source talk \"Talk with the foreman, 4 March 1912\" held \"talk.txt\" sha256 9f2c41d07a3be815\n\
                  claim dry \"It was dry.\" cites talk\n";
    let told = told("markdown", WORKS, Some(claims));
    for code in [
        "claims-syntax",
        "claim-without-evidence",
        "source-note-lost",
        "unknown-name",
        "source-without-words",
    ] {
        assert_eq!(told.of(code), [], "{code}");
    }
    // Its words are those of a printed note: its number was left out.
    let printed = "source ledger \"Ledger of the Pans\"\nclaim raked \"4,300 tonnes were raked.\" at \"4,300 tonnes\" cites ledger\n";
    let told = super::light::told("markdown", WORKS, Some(printed));
    let said = told.of("source-note-moved");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].2.contains("names no note"), "{said:?}");
}

#[test]
fn a_figure_is_worked_out_again_from_sentences_too() {
    let draft = "The works raked 4,000 tonnes in 1911. <!-- claim: before -->\nIt raked 4,400 tonnes in 1912. <!-- claim: after -->\n\
                 Output rose by 12%. <!-- claim: growth from (after - before) / before -->\n";
    let told = told("markdown", draft, None);
    let said = told.of("computed-figure-mismatch");
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].1, "12%");
    assert!(said[0].2.contains("10%"), "{said:?}");
    let right = super::light::told("markdown", &draft.replace("12%", "10%"), None);
    assert_eq!(right.of("computed-figure-mismatch"), []);
}

#[test]
fn a_question_is_open_until_it_is_decided() {
    let asked = format!(
        "{LEDGER}claim raked at \"4,300 tonnes\"\n    question \"Long tons?\" by \"B. Clerk\" on 1912-03-04\n    \
         answer \"Long tons, says the ledger.\" by \"A. Author\" on 1912-03-05\n"
    );
    assert_eq!(told("markdown", WORKS, Some(&asked)).of("question-open").len(), 1);
    let decided = format!("{asked}    decision \"Say so in a note.\" by \"B. Clerk\" on 1912-03-06\n");
    assert_eq!(told("markdown", WORKS, Some(&decided)).of("question-open"), []);
    let alone = format!("{LEDGER}claim raked at \"4,300 tonnes\"\n    answer \"Long tons.\"\n");
    assert_eq!(told("markdown", WORKS, Some(&alone)).of("claims-syntax").len(), 1);
}

#[test]
fn a_check_says_what_was_looked_at_and_what_was_found() {
    let checked = |said: &str| {
        let claims = format!(
            "{LEDGER}claim raked at \"4,300 tonnes\"\n    checked by \"B. Clerk\" on 2026-03-04 of figure, quotation {said}\n"
        );
        let told = told("markdown", WORKS, Some(&claims));
        assert_eq!(told.of("claims-syntax"), [], "{said}");
        (
            told.of("check-not-supported").len(),
            case("markdown", WORKS, Some(&claims), |case| case.verdict(0).name()),
        )
    };
    assert_eq!(checked("verdict partly"), (1, "partly"));
    assert_eq!(checked("verdict not-found"), (1, "not-found"));
    assert_eq!(checked("verdict not"), (1, "not"));
    assert_eq!(checked("verdict supported"), (0, "unsealed"));
    assert_eq!(checked(""), (0, "unsealed"));
}

#[test]
fn what_the_manual_shows_is_read() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for page in ["docs/light.md", "docs/argument.md"] {
        let page = std::fs::read_to_string(root.join(page)).expect("the page");
        for block in page.split("```claims\n").skip(1) {
            let block = block.split("```").next().expect("a block is closed");
            let (_, errors) = claimlint::inside::syntax::parse(&Text::new("t.claims", block.to_owned()));
            assert!(errors.is_empty(), "{block}\n{errors:#?}");
            seen += 1;
        }
        for block in page.split("```markdown\n").skip(1) {
            let block = block.split("```\n").next().expect("a block is closed");
            let notes =
                "\n[^returns]: Harbour Office, *Returns 2022* (Skelmouth: Harbour Office, 2023), 5.\n";
            let told = told("markdown", &format!("{block}{notes}"), None);
            assert_eq!(told.of("claims-syntax"), []);
            assert_eq!(told.report.argument.expect("an argument").theses, ["charge-by-tonnage"]);
            seen += 1;
        }
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn signing_a_comment_writes_into_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("salt.md");
    let draft = "Salt rose in 1911.[^1] <!-- claim: rose -->\n\n[^1]: Salt Board, *Ledger* (Lune: Board Press, 1912), 14.\n";
    std::fs::write(&path, draft).expect("a file");
    let done = crate::tool::claimlint(
        folder.path(),
        &["sign", "rose", "--in", "salt.md", "--by", "B. Clerk", "--on", "2026-03-04"],
    );
    let said = crate::tool::said(&done);
    let after = std::fs::read_to_string(&path).expect("a file");
    assert!(
        after.contains("<!-- claim: rose checked by \"B. Clerk\" on 2026-03-04 seal "),
        "{said}\n{after}"
    );
    let status =
        crate::tool::said(&crate::tool::claimlint(folder.path(), &["status", "salt.md", "--format", "json"]));
    assert!(status.replace(' ', "").contains("\"verdict\":\"checked\""), "{status}");
    let trace = crate::tool::said(&crate::tool::claimlint(folder.path(), &["trace", "rose", "salt.md"]));
    assert!(trace.contains("stands") && trace.contains("salt.md:1"), "{trace}");
    std::fs::write(&path, after.replace("Salt rose", "Salt fell")).expect("a file");
    let checked = crate::tool::said(&crate::tool::claimlint(folder.path(), &["check", "salt.md"]));
    assert!(checked.contains("check-stale"), "{checked}");
}

#[test]
fn claims_in_comments_are_laid_out_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("salt.md");
    let draft = "Salt   rose.  <!--claim:  rose    kind   value because  dry ,wet -->\nIt was dry. <!-- claim: dry kind value -->\n\
                 It was wet. <!-- claim: wet\n    kind    value -->\n<!--  a   remark -->\n";
    std::fs::write(&path, draft).expect("a file");
    let done = crate::tool::said(&crate::tool::claimlint(folder.path(), &["fmt", "salt.md"]));
    let after = std::fs::read_to_string(&path).expect("a file");
    let wanted = "Salt   rose.  <!--claim: rose kind value because dry, wet -->\nIt was dry. <!-- claim: dry kind value -->\n\
                  It was wet. <!-- claim: wet\n  kind value -->\n<!--  a   remark -->\n";
    assert_eq!(after, wanted, "{done}");
    assert_eq!(case("markdown", draft, None, entries), case("markdown", &after, None, entries));
    let again = crate::tool::claimlint(folder.path(), &["fmt", "--check", "salt.md"]);
    assert_eq!(again.status.code(), Some(0), "{}", crate::tool::said(&again));
}
