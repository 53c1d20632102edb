//! Decisions of a review page taken into the claims file: shown, written once, nothing lost, what does not fit told.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};

use crate::tool::{claimlint, said as told};

const DRAFT: &str = "\
# Bells

In 2019, the foundry cast 14 bells.[^1] In 2020, orders fell by 38%.

[^1]: Ada Moll, *Foundry Ledgers* (2019).
";

const CLAIMS: &str = "\
# The bells, as the ledgers have them.
draft \"bells.md\"

source ledgers [^1] \"Foundry Ledgers\"
    rating B

claim fourteen-bells \"The foundry cast 14 bells in 2019.\"
    at \"In 2019, the foundry cast 14 bells.\"
    cites ledgers
";

struct Scene(tempfile::TempDir);

impl Scene {
    fn new(claims: Option<&str>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("bells.md"), DRAFT).expect("a file");
        if let Some(claims) = claims {
            fs::write(folder.path().join("bells.claims"), claims).expect("a file");
        }
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn claims(&self) -> String {
        fs::read_to_string(self.path().join("bells.claims")).expect("it is there")
    }

    /// The findings of the draft.
    fn findings(&self) -> Vec<Value> {
        let output =
            claimlint(self.path(), &["check", "bells.md", "--format", "json", "--today", "2026-05-04"]);
        let json: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
        json["findings"].as_array().expect("a list").clone()
    }

    fn finding(&self, rule: &str) -> Value {
        let all = self.findings();
        all.iter().find(|it| it["code"] == rule).unwrap_or_else(|| panic!("{rule} in {all:#?}")).clone()
    }

    fn decide(&self, by: &str, decisions: &[Value]) {
        let file = json!({
            "tool": "claimlint", "file": "decisions", "version": 1, "draft": "bells.md", "claims": null,
            "sha256": "", "by": by, "on": "2026-05-04", "decisions": decisions,
        });
        fs::write(self.path().join("d.json"), file.to_string()).expect("a file");
    }

    fn take(&self, more: &[&str]) -> Output {
        claimlint(self.path(), &[&["decide", "--from", "d.json", "--today", "2026-05-04"], more].concat())
    }
}

fn on_finding(finding: &Value, decision: &str, reason: &str) -> Value {
    json!({
        "kind": "finding", "decision": decision, "on": "2026-05-04", "reason": reason, "until": "2027-05-04",
        "fingerprint": finding["fingerprint"], "rule": finding["code"], "about": finding["message"],
    })
}

/// The seal that the page gives a claim.
fn seal(scene: &Scene) -> String {
    let output = claimlint(
        scene.path(),
        &["check", "bells.md", "-q", "--fail-on", "never", "--report", "html=bells.html"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let page = fs::read_to_string(scene.path().join("bells.html")).expect("it was written");
    let (_, rest) = page.split_once("id=\"c-fourteen-bells\" data-seal=\"").expect("a seal");
    rest.split_once('"').expect("its end").0.to_owned()
}

#[test]
fn what_was_decided_is_shown_then_written_once_and_holds() {
    let scene = Scene::new(Some(CLAIMS));
    let uncited = scene.finding("statistic-uncited");
    let seal = seal(&scene);
    scene.decide(
        "A. Reviewer",
        &[
            on_finding(&uncited, "accept", "The foundry's own count; it has no \"other\" record."),
            json!({ "kind": "claim", "decision": "checked", "on": "2026-05-04", "claim": "fourteen-bells", "seal": seal }),
        ],
    );
    let shown = scene.take(&[]);
    assert_eq!(shown.status.code(), Some(0), "{}", told(&shown));
    assert!(told(&shown).contains("2 decisions would be written into bells.claims"), "{}", told(&shown));
    assert_eq!(scene.claims(), CLAIMS, "shown only");

    let written = scene.take(&["--write"]);
    assert_eq!(written.status.code(), Some(0), "{}", told(&written));
    let after = scene.claims();
    for line in CLAIMS.lines() {
        assert!(after.lines().any(|other| other == line), "lost: {line}");
    }
    // The seal also holds who checked and when, so it is not the page's.
    assert!(
        after.contains("    cites ledgers\n    checked by \"A. Reviewer\" on 2026-05-04 seal "),
        "{after}"
    );
    assert!(!after.contains(&seal), "{after}");
    assert!(after.contains("until 2027-05-04"), "{after}");
    assert!(
        scene.findings().iter().all(|it| it["code"] != "statistic-uncited"),
        "it is accepted now: {after}"
    );
    let status = claimlint(scene.path(), &["status", "bells.claims", "--format", "json"]);
    let status: Value = serde_json::from_slice(&status.stdout).expect("it is JSON");
    assert_eq!(status[0]["claims"][0]["verdict"], "checked");

    let again = scene.take(&["--write"]);
    assert_eq!(again.status.code(), Some(0), "{}", told(&again));
    assert!(told(&again).contains("Nothing to write."), "{}", told(&again));
    assert_eq!(scene.claims(), after, "written once");
}

#[test]
fn what_does_not_fit_any_more_is_told_and_not_written() {
    let scene = Scene::new(Some(CLAIMS));
    let uncited = scene.finding("statistic-uncited");
    let seal = seal(&scene);
    fs::write(
        scene.path().join("bells.md"),
        DRAFT.replace("14 bells", "15 bells").replace("38%", "3 per cent"),
    )
    .expect("a file");
    fs::write(scene.path().join("bells.claims"), CLAIMS.replace("14 bells.", "15 bells.")).expect("a file");
    let before = scene.claims();
    scene.decide(
        "A. Reviewer",
        &[
            on_finding(&uncited, "accept", "Fine."),
            json!({ "kind": "claim", "decision": "checked", "on": "2026-05-04", "claim": "fourteen-bells", "seal": seal }),
            json!({ "kind": "claim", "decision": "checked", "on": "2026-05-04", "claim": "no-such-claim" }),
            json!({ "kind": "claim", "decision": "question", "on": "2026-05-04", "claim": "fourteen-bells" }),
        ],
    );
    let output = scene.take(&["--write"]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    for said in [
        "the draft shows this finding no more",
        "it has changed since the page or the copy was made",
        "the claims file has no claim of this name now",
        "no question was written",
        "Nothing to write.",
    ] {
        assert!(told(&output).contains(said), "{said}: {}", told(&output));
    }
    assert_eq!(scene.claims(), before);
}

#[test]
fn nobody_signs_without_a_name() {
    let scene = Scene::new(Some(CLAIMS));
    scene.decide(
        " ",
        &[json!({ "kind": "claim", "decision": "checked", "on": "2026-05-04", "claim": "fourteen-bells" })],
    );
    let output = scene.take(&["--write"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("type your name on the page"), "{}", told(&output));
    assert_eq!(scene.claims(), CLAIMS);
}

#[test]
fn a_question_stands_with_its_claim() {
    let scene = Scene::new(Some(CLAIMS));
    let ask = json!({
        "kind": "claim", "decision": "question", "on": "2026-05-04", "claim": "fourteen-bells",
        "reason": "Do the ledgers count recast bells?",
    });
    scene.decide("A. Reviewer", &[ask]);
    let output = claimlint(scene.path(), &["sign", "--from", "d.json", "--in", "bells.md", "--write"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let line = "    question \"Do the ledgers count recast bells?\" by \"A. Reviewer\" on 2026-05-04\n";
    assert!(scene.claims().contains(line), "{}", scene.claims());
}

#[test]
fn without_a_claims_file_one_is_begun() {
    let scene = Scene::new(None);
    let uncited = scene.finding("statistic-uncited");
    scene.decide("A. Reviewer", &[on_finding(&uncited, "waive", "Awaiting the auditor.")]);
    let output = scene.take(&["--write"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(scene.claims().starts_with("draft \"bells.md\"\n"), "{}", scene.claims());
    assert!(scene.findings().iter().all(|it| it["code"] != "statistic-uncited"), "{}", scene.claims());
}

#[test]
fn a_file_that_holds_no_decisions_is_refused() {
    let scene = Scene::new(Some(CLAIMS));
    for (content, said) in [
        ("{}", "is not a file of decisions"),
        ("not json", "is not a file of decisions"),
        (
            "{\"tool\":\"claimlint\",\"file\":\"decisions\",\"version\":9,\"draft\":\"bells.md\",\"sha256\":\"\",\"by\":\"\",\"decisions\":[]}",
            "reads version 1",
        ),
    ] {
        fs::write(scene.path().join("d.json"), content).expect("a file");
        let output = scene.take(&["--write"]);
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(told(&output).contains(said), "{}", told(&output));
    }
    assert_eq!(scene.claims(), CLAIMS);
    // A file from elsewhere names no file of ours but by its name.
    let scene = Scene::new(Some(CLAIMS));
    let file = json!({
        "tool": "claimlint", "file": "decisions", "version": 1, "draft": "../../etc/passwd", "sha256": "", "by": "A",
        "decisions": [],
    });
    fs::write(scene.path().join("d.json"), file.to_string()).expect("a file");
    let output = scene.take(&[]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("is not here: name it"), "{}", told(&output));
}

#[test]
fn review_writes_its_page_beside_the_draft_and_never_over_another_file() {
    let scene = Scene::new(Some(CLAIMS));
    let output = claimlint(scene.path(), &["review", "bells.md", "--no-open"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("bells.review.html"), "{}", told(&output));
    let page = scene.path().join("bells.review.html");
    assert!(fs::read_to_string(&page).expect("it was written").contains("id=\"sheet\""));
    fs::write(&page, "<p>mine</p>").expect("a file");
    let output = claimlint(scene.path(), &["review", "bells.md", "--no-open"]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert_eq!(fs::read_to_string(&page).expect("it is there"), "<p>mine</p>");
    let output = claimlint(scene.path(), &["review", "bells.md", "--no-open", "-o", "bells.claims"]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert_eq!(scene.claims(), CLAIMS);
}

/// The table of `status`, with these words in the last four columns of its only row.
fn filled(scene: &Scene, words: [&str; 4]) -> String {
    let output = claimlint(scene.path(), &["status", "bells.claims", "--format", "csv"]);
    let table = String::from_utf8(output.stdout).expect("UTF-8");
    let quoted = words.map(|word| format!("\"{word}\"")).join(",");
    let filled = table.replace("\"\",\"\",\"\",\"\"\r\n", &format!("{quoted}\r\n"));
    assert_ne!(filled, table, "{table}");
    filled
}

#[test]
fn the_table_of_status_is_filled_in_and_signed() {
    let sign = |scene: &Scene, table: &[u8]| {
        fs::write(scene.path().join("table.csv"), table).expect("a file");
        claimlint(scene.path(), &["sign", "--from", "table.csv", "--write"])
    };
    let with_semicolons = |table: &str| table.replace("\",\"", "\";\"").replace(',', ";");
    for turn in 0..3 {
        let scene = Scene::new(Some(CLAIMS));
        let table = filled(&scene, ["checked", "José Hull", "2026-05-04", ""]);
        let table = match turn {
            0 => table.into_bytes(),
            // As Excel saves it in half of Europe, and as it did of old.
            1 => with_semicolons(&table).into_bytes(),
            _ => encoding_rs::WINDOWS_1252.encode(table.trim_start_matches('\u{feff}')).0.into_owned(),
        };
        let output = sign(&scene, &table);
        assert_eq!(output.status.code(), Some(0), "{turn}: {}", told(&output));
        let clause = "checked by \"José Hull\" on 2026-05-04 seal ";
        assert!(scene.claims().contains(clause), "{turn}: {}", scene.claims());
        let after = told(&claimlint(scene.path(), &["status", "bells.md"]));
        assert!(after.contains("1 checked"), "{turn}: {after}");
    }
    // A question, its asker named on the command line; and a row that nobody filled in.
    let scene = Scene::new(Some(CLAIMS));
    let nothing = sign(&scene, &claimlint(scene.path(), &["status", "--format", "csv"]).stdout);
    assert!(told(&nothing).contains("Nothing to write"), "{}", told(&nothing));
    let asked = filled(&scene, ["Question", "", "2026-05-04", "Which ledger, \"\"A\"\"?"]);
    fs::write(scene.path().join("table.csv"), asked).expect("a file");
    let output = claimlint(scene.path(), &["decide", "--from", "table.csv", "--by", "Ann Hull", "--write"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(
        scene.claims().contains("question “Which ledger, \"A\"?” by \"Ann Hull\" on 2026-05-04"),
        "{}",
        scene.claims()
    );
}

#[test]
fn a_table_of_yesterday_signs_nothing_that_changed_since() {
    let scene = Scene::new(Some(CLAIMS));
    let table = filled(&scene, ["checked", "Ann Hull", "", ""]);
    // A spreadsheet made a date of the name: the seal still tells which claim it is.
    let table = table.replace("\"fourteen-bells\"", "\"14 Feb\"");
    fs::write(scene.path().join("table.csv"), &table).expect("a file");
    let shown = claimlint(scene.path(), &["sign", "--from", "table.csv"]);
    assert!(
        told(&shown).contains("fourteen-bells: checked by \"Ann Hull\"")
            || told(&shown).contains("+    checked by"),
        "{}",
        told(&shown)
    );
    let table = table.replace("\"14 Feb\"", "\"fourteen-bells\"");
    fs::write(scene.path().join("table.csv"), table).expect("a file");
    fs::write(scene.path().join("bells.md"), DRAFT.replace("14 bells", "15 bells")).expect("a file");
    let output = claimlint(scene.path(), &["sign", "--from", "table.csv", "--write"]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert_eq!(scene.claims(), CLAIMS);
}
