//! Signing, the worksheet, renumbering: what was checked, and whether it still stands.

use std::fs;

use proptest::prelude::*;

use crate::tool::{claimlint, said};

const DRAFT: &str = "A Note on the Port\n\nExports grew by 12% in 2014.[1] Imports fell by 3% in 2015.[2]\n\n\
    Notes\n\n[1] Jane Doe, Trade in Harbour Towns (London: Quay Press, 2015).\n\n[2] Sam Roe, Wages on the Quay (Tarn: Mole, 2016).\n";
const CLAIMS: &str = "draft \"paper.txt\"\n    author \"Tamsin Vole\"\n    thesis exports\n\n\
    source doe [1] \"Trade in Harbour Towns\"\n\nsource roe [2] \"Wages on the Quay\"\n\n\
    claim exports \"Exports grew by 12%.\"\n    at \"Exports grew by\"\n    cites doe states \"grew by 12%\" page 4   # the table\n\n\
    claim imports \"Imports fell by 3%.\"\n\tat \"Imports fell by\"\n\tcites roe\n";

fn folder(draft: &str, claims: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("paper.txt"), draft).expect("a draft");
    fs::write(folder.path().join("paper.claims"), claims).expect("a claims file");
    folder
}

fn claims_in(folder: &tempfile::TempDir) -> String {
    fs::read_to_string(folder.path().join("paper.claims")).expect("the claims file")
}

/// A folder in which `exports` is signed.
fn signed() -> tempfile::TempDir {
    let folder = folder(DRAFT, CLAIMS);
    let output = claimlint(folder.path(), &["sign", "exports", "--by", "B. Editor", "--on", "2017-05-10"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    folder
}

#[test]
fn a_signature_is_one_line_and_nothing_else_changes() {
    let folder = signed();
    let after = claims_in(&folder);
    let line = after.lines().find(|line| line.contains("checked by")).expect("a line");
    assert!(line.starts_with("    checked by \"B. Editor\" on 2017-05-10 seal "), "{line}");
    assert_eq!(after.replace(&format!("{line}\n"), ""), CLAIMS);
    let output = claimlint(folder.path(), &["sign", "imports", "--by", "B. Editor"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(claims_in(&folder).contains("\n\tchecked by"), "it is indented as its neighbours are");
    let output = claimlint(folder.path(), &["sign", "exports", "--by", "b. editor"]);
    assert!(said(&output).contains("already"), "{}", said(&output));
    assert_eq!(claims_in(&folder).matches("checked by").count(), 2);
}

#[test]
fn line_ends_stay_as_they_are() {
    let folder = folder(DRAFT, &CLAIMS.replace('\n', "\r\n"));
    assert_eq!(claimlint(folder.path(), &["sign", "imports", "--by", "B"]).status.code(), Some(0));
    let after = claims_in(&folder);
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
}

#[test]
fn what_cannot_be_signed_is_refused_and_nothing_is_written() {
    let question =
        CLAIMS.replace("page 4   # the table", "page 4\n    question \"Of what?\" by \"B\" on 2017-05-10");
    for (claims, args, why) in [
        (CLAIMS, ["sign", "exprts", "--by", "B"], "did you mean `exports`?"),
        (CLAIMS, ["sign", "exports", "--by", " "], "give a person's name"),
        (&question, ["sign", "exports", "--by", "B"], "a question is open"),
        (
            &CLAIMS.replace("Exports grew by\"", "Exports rose by\""),
            ["sign", "exports", "--by", "B"],
            "cannot be found",
        ),
        (&CLAIMS.replace("cites doe", "sites doe"), ["sign", "exports", "--by", "B"], "cannot be read"),
    ] {
        let folder = folder(DRAFT, claims);
        let output = claimlint(folder.path(), &args);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(why), "{}", said(&output));
        assert_eq!(claims_in(&folder), claims);
    }
}

#[test]
fn the_author_is_told_that_somebody_else_should_look() {
    let folder = folder(DRAFT, CLAIMS);
    let output = claimlint(folder.path(), &["sign", "exports", "--by", "Tamsin Vole"]);
    assert!(said(&output).contains("have someone else check it"), "{}", said(&output));
    let output = claimlint(folder.path(), &["check", "--format", "concise"]);
    assert!(said(&output).contains("[checker-is-author]"), "{}", said(&output));
}

/// What `check` says of the seals after edits of draft and claims file.
fn stale(edit: impl Fn(&str, &str) -> (String, String)) -> String {
    let folder = signed();
    let (draft, claims) = edit(DRAFT, &claims_in(&folder));
    fs::write(folder.path().join("paper.txt"), draft).expect("a draft");
    fs::write(folder.path().join("paper.claims"), claims).expect("a claims file");
    let output = claimlint(folder.path(), &["check", "--format", "concise"]);
    said(&output).lines().filter(|line| line.contains("[check-stale]")).collect()
}

#[test]
fn white_space_order_numbers_and_comments_void_no_seal() {
    let again = |draft: &str, claims: &str| (draft.to_owned(), claims.to_owned());
    assert_eq!(stale(again), "");
    let moved = stale(|draft, claims| {
        let draft = draft
            .replace("Exports grew", "Exports\n grew")
            .replace("[2]", "[3]")
            .replace("[1]", "[2]")
            .replace("A Note on the Port\n\n", "A Note on the Port\n\nTrade was slow.[1] ")
            .replace("Notes\n\n", "Notes\n\n[1] Ann Poe, A Slow Year (Tarn: Mole, 2014).\n\n");
        let claims = claims
            .replace("[2]", "[3]")
            .replace("[1]", "[2]")
            .replace("    at \"Exports grew by\"\n", "")
            .replace("    checked", "    at \"Exports  grew by\"\n    checked")
            .replace("# the table", "# another remark");
        (draft, claims)
    });
    assert_eq!(moved, "");
}

#[test]
fn a_stale_check_says_what_changed() {
    for (from, to, part) in [
        ("\"Exports grew by 12%.\"", "\"Exports grew by 12 per cent.\"", "the claim's name or statement"),
        ("in 2014.[1]", "in 2013.[1]", "the sentence in the draft"),
        ("Exports grew by 12% in", "Perhaps Exports grew by 12% in", "the sentence in the draft"),
        ("states \"grew by 12%\"", "states \"grew by about 12%\"", "the quoted words or their place"),
        ("page 4", "page 5", "the quoted words or their place"),
        ("Quay Press, 2015", "Quay Press, 2014", "the source or its note"),
    ] {
        let told = stale(|draft, claims| (draft.replace(from, to), claims.replace(from, to)));
        assert!(told.contains(&format!("changed after B. Editor checked it: {part}")), "{from}: {told}");
    }
}

#[test]
fn publication_fails_until_what_the_thesis_rests_on_is_checked() {
    let folder = folder(DRAFT, CLAIMS);
    let check = |expected: &str| {
        let output = claimlint(folder.path(), &["check", "--profile", "publication", "--format", "concise"]);
        let lines: Vec<String> = said(&output)
            .lines()
            .filter(|line| line.contains("[claim-not-checked]"))
            .map(str::to_owned)
            .collect();
        assert_eq!(
            lines.join("\n").contains(expected),
            !expected.is_empty() || lines.is_empty(),
            "{lines:?}"
        );
        lines.len()
    };
    assert_eq!(check("error[claim-not-checked] the claim `exports` has not been checked"), 1);
    claimlint(folder.path(), &["sign", "exports", "--by", "B. Editor", "--on", "2017-05-10"]);
    assert_eq!(check(""), 0);
    let output = claimlint(folder.path(), &["check", "--format", "concise"]);
    assert!(!said(&output).contains("claim-not-checked"), "a draft in work may have unchecked claims");
}

#[test]
fn the_worksheet_shows_each_claim_with_its_verdict() {
    let folder = signed();
    let text = said(&claimlint(folder.path(), &["status", "--width", "100"]));
    insta::with_settings!({ snapshot_path => "../../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("status", text);
    });
    let json: serde_json::Value =
        serde_json::from_str(&said(&claimlint(folder.path(), &["status", "--format", "json"])))
            .expect("JSON");
    assert_eq!(json[0]["claims"][0]["verdict"], "checked");
    assert_eq!(json[0]["claims"][1]["verdict"], "unchecked");
    assert_eq!(json[0]["claims"][1]["thesis_rests_on_it"], false);
}

#[test]
fn a_spreadsheet_gets_cells_and_no_formulas() {
    let sums = "claim sums \"=1+1, “quoted”\"\n    kind value\n\nclaim imports";
    let folder = folder(DRAFT, &CLAIMS.replace("claim imports", sums));
    let csv = said(&claimlint(folder.path(), &["status", "--format", "csv"]));
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows.len(), 4, "{csv}");
    assert!(
        rows[0].starts_with("\u{feff}file,thesis,claim,statement,kind,verdict"),
        "Excel knows UTF-8 by its mark"
    );
    assert!(rows[0].ends_with(",seal,decision,by,on,remark"));
    let sums = rows.iter().find(|row| row.contains("\"sums\"")).expect("a row");
    assert!(sums.contains("\"sums\",\"'=1+1, “quoted”\",\"value\""), "{csv}");
    // What the thesis rests on and nobody has checked stands first.
    assert!(rows[1].contains("\"doe [1] states “grew by 12%”, page 4\""), "{csv}");
    assert!(rows[1].contains("\"yes\",\"seal "), "{csv}");
}

#[test]
fn renumber_shows_first_and_writes_when_asked() {
    let inserted = DRAFT
        .replace("[2]", "[3]")
        .replace("[1]", "[2]")
        .replace("A Note on the Port\n\n", "A Note on the Port\n\nTrade was slow.[1] ")
        .replace("Notes\n\n", "Notes\n\n[1] Ann Poe, A Slow Year (Tarn: Mole, 2014).\n\n");
    let folder = folder(&inserted, CLAIMS);
    let output = claimlint(folder.path(), &["renumber"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("+source doe [2] \"Trade in Harbour Towns\""), "{}", said(&output));
    assert_eq!(claims_in(&folder), CLAIMS);
    let output = claimlint(folder.path(), &["renumber", "--write"]);
    assert_eq!(
        (output.status.code(), said(&output).as_str()),
        (Some(0), "paper.claims: 2 numbers corrected\n")
    );
    assert_eq!(claims_in(&folder), CLAIMS.replace("[2]", "[3]").replace("[1]", "[2]"));
    let output = claimlint(folder.path(), &["renumber"]);
    assert_eq!(
        (output.status.code(), said(&output).as_str()),
        (Some(0), "every number on a source line is right\n")
    );
}

#[test]
fn an_ibid_that_means_another_work_now_is_told_and_left() {
    let draft = "A Note on the Port\n\nExports grew.[1] Prices fell.[2] Wages rose.[3]\n\nNotes\n\n\
        [1] Jane Doe, Trade in Harbour Towns (London: Quay Press, 2015).\n\n\
        [2] Sam Roe, Wages on the Quay (Tarn: Mole, 2016).\n\n[3] Ibid.\n";
    let claims = "source doe [1], [2] \"Trade in Harbour Towns\"\n\nclaim exports \"Exports grew.\"\n    at \"Exports grew\"\n    cites doe\n";
    let folder = folder(draft, claims);
    let output = claimlint(folder.path(), &["renumber", "--write"]);
    assert!(said(&output).contains("note [2] no longer cites doe"), "{}", said(&output));
    assert_eq!(claims_in(&folder), claims);
}

#[test]
fn a_read_only_file_is_left_alone() {
    let folder = folder(DRAFT, CLAIMS);
    let path = folder.path().join("paper.claims");
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("it is ours");
    let output = claimlint(folder.path(), &["sign", "exports", "--by", "B"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("read-only"), "{}", said(&output));
    assert_eq!(claims_in(&folder), CLAIMS);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// However notes are inserted, only numbers change, and every fragment is found again.
    #[test]
    fn renumbering_follows_every_insertion(before in 0..4usize, between in 0..4usize) {
        let other = |n: usize| format!("Ann Poe, A Slow Year, volume {n} (Tarn: Mole, 2014).");
        let mut notes: Vec<String> = (0..before).map(other).collect();
        notes.push("Jane Doe, Trade in Harbour Towns (London: Quay Press, 2015).".to_owned());
        notes.extend((0..between).map(|n| other(n + before)));
        notes.push("Sam Roe, Wages on the Quay (Tarn: Mole, 2016).".to_owned());
        let body: Vec<String> = (1..=notes.len()).map(|n| format!("This is so in case {n}.[{n}]")).collect();
        let list: Vec<String> = notes.iter().enumerate().map(|(at, note)| format!("[{}] {note}", at + 1)).collect();
        let draft = format!("A Note on the Port\n\n{}\n\nNotes\n\n{}\n", body.join(" "), list.join("\n\n"));
        let claims = "source doe [1] \"Trade in Harbour Towns\"\n\nsource roe [2] \"Wages on the Quay\"\n";
        let folder = folder(&draft, claims);
        claimlint(folder.path(), &["renumber", "--write"]);
        let expected = format!(
            "source doe [{}] \"Trade in Harbour Towns\"\n\nsource roe [{}] \"Wages on the Quay\"\n",
            before + 1,
            before + between + 2
        );
        prop_assert_eq!(claims_in(&folder), expected);
    }
}
