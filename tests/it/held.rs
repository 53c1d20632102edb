//! Held copies as a user meets them: read in every format, compared, pinned,
//! missing, changed, hostile.

mod bounds;
mod hostile;
pub mod pdf;
mod properties;

use std::fs;

use crate::office::build::{Docx, p, r};

use crate::tool::{claimlint, said};

/// A folder with `a.claims` and a folder of sources.
fn folder(claims: &str, copies: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("sources")).expect("a folder");
    fs::write(folder.path().join("a.claims"), claims).expect("a file");
    for (name, bytes) in copies {
        fs::write(folder.path().join("sources").join(name), bytes).expect("a file");
    }
    folder
}

/// A claims file that quotes each of these words from one copy.
fn quoting(copy: &str, quotes: &[&str]) -> String {
    let mut claims = format!("source report [1] \"Annual Report\"\n    held \"sources/{copy}\"\n");
    for (index, quote) in quotes.iter().enumerate() {
        claims
            .push_str(&format!("\nclaim c{index} \"A thing is so.\"\n    cites report states \"{quote}\"\n"));
    }
    claims
}

/// What `evidence` says of quotations from one copy.
fn evidence(copy: &str, bytes: &[u8], quotes: &[&str]) -> String {
    let folder = folder(&quoting(copy, quotes), &[(copy, bytes)]);
    said(&claimlint(folder.path(), &["evidence", "a.claims"]))
}

fn fixture(name: &str) -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/held/");
    fs::read(format!("{path}{name}")).expect("the fixture is there")
}

fn has(text: &str, all: &[&str]) {
    for one in all {
        assert!(text.contains(one), "no “{one}” in:\n{text}");
    }
}

#[test]
fn copies_in_every_format_are_read() {
    let text = evidence(
        "a.txt",
        &fixture("annual-report.txt"),
        &["of which 614 were coasters", "“most of them” … were nothing but noise", "asks for official dues"],
    );
    has(&text, &[": report, line 6", ": report, line 9", ": report, line 12"]);
    let text = evidence(
        "a.md",
        &fixture("letter.md"),
        &["We pay for the length of our hulls, but only one of us fills"],
    );
    has(&text, &[": report, line 5"]);
    let text = evidence(
        "a.html",
        &fixture("page.html"),
        &["rose by 12 per cent in the four years", "Tonnage & dues"],
    );
    has(&text, &[": report, line 4"]);
    let docx =
        Docx::new(&(p(&r("A first line.")) + &p(&r("Dues were raised in 2011 and again in 2014.")))).bytes();
    let text = evidence("a.docx", &docx, &["dues were raised in 2011 and again"]);
    has(&text, &[": report, paragraph 2"]);
    let pdf = pdf::of_pages(&[&["Annual report"], &["Dues were raised in 2011 by the har-", "bour board."]]);
    let text = evidence("a.pdf", &pdf, &["Dues were raised in 2011 by the harbour board"]);
    has(&text, &[": report, page 2"]);
}

#[test]
fn what_differs_is_shown_word_by_word() {
    let text = evidence(
        "a.txt",
        &fixture("annual-report.txt"),
        &[
            "In all 490 accounts were lost by outsiders in the autumn",
            "nobody has ever asked for these accounts",
        ],
    );
    has(
        &text,
        &[
            "“490” is “480” in the source; “autumn” is “spring” in the source",
            "Found, but it differs (1)",
            "Not found (1)",
        ],
    );
    has(&text, &["Quotations: 2 compared with held copies (1 differs, 1 not found)."]);
}

#[test]
fn a_quotation_over_a_page_break_is_found() {
    let pdf = pdf::of_pages(&[
        &["Dues were raised by the board that", "Annual Report 2011 - 7"],
        &["Customs Office", "met in the old exchange on a Monday."],
    ]);
    let text = evidence("a.pdf", &pdf, &["raised by the board that met in the old exchange"]);
    has(&text, &[": report, page 1"]);
}

#[test]
fn page_labels_and_printed_numbers_are_known() {
    let claims = |page: &str| {
        format!(
            "source report [1] \"Annual Report\"\n    held \"sources/a.pdf\"\n\nclaim c \"A thing is so.\"\n    \
             cites report states \"Dues were raised in May by half\" page {page}\n"
        )
    };
    let labelled = pdf::with_catalog(
        &[&["Preface"], &["Dues were raised in May by half."]],
        "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 41 >>] >>",
    );
    let plain = pdf::of_pages(&[&["Preface"], &["Dues were raised in May by half."]]);
    let check = |bytes: &[u8], page: &str| {
        let folder = folder(&claims(page), &[("a.pdf", bytes)]);
        said(&claimlint(folder.path(), &["check", "a.claims", "--format", "concise"]))
    };
    assert!(!check(&labelled, "41").contains("locator-not-in-source"));
    assert!(!check(&labelled, "2").contains("locator-not-in-source"));
    has(&check(&labelled, "43"), &["warning[locator-not-in-source]", "are on page 41 (page 2 of the copy)"]);
    has(&check(&plain, "43"), &["advice[locator-not-in-source]", "are on page 2"]);
}

#[test]
fn what_cannot_be_read_says_why() {
    let scan = {
        let mut pdf = pdf::Pdf::default();
        let contents = pdf.stream("", b"0 0 100 100 re f");
        pdf.finish(&[(contents, String::new())])
    };
    let locked = {
        let mut pdf = pdf::Pdf::default();
        let contents = pdf.stream("", b"BT ET");
        let key = "00".repeat(32);
        pdf.trailer = format!(
            "/ID [<00><00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O <{key}> /U <{key}> >>"
        );
        pdf.finish(&[(contents, String::new())])
    };
    let quote = &["nobody has ever asked for these accounts"];
    has(&evidence("a.pdf", &scan, quote), &["Not compared (1)", "has no text: its pages are images"]);
    has(&evidence("a.pdf", &locked, quote), &["asks for a password"]);
    has(&evidence("a.pdf", b"%PDF-1.4 nothing else", quote), &["is damaged or cut short"]);
    has(&evidence("a.pdf", b"Plain words.", quote), &["is not a PDF, despite its name"]);
    has(&evidence("a.txt", b"\x89PNG\r\n\x1a\n\0\0", quote), &["cannot be read"]);
    has(&evidence("a.docx", b"PK\x03\x04 broken", quote), &["cannot be read"]);
    let text = evidence("a.txt", b" \n ", quote);
    has(&text, &["has no words in it", "0 compared with held copies, 1 not checked"]);
}

#[test]
fn what_is_not_there_is_a_finding_with_what_became_of_it() {
    let report = fixture("annual-report.txt");
    let claims = quoting("a.txt", &["of which 614 were coasters"]);
    let check = |folder: &tempfile::TempDir| {
        said(&claimlint(folder.path(), &["check", "a.claims", "--format", "concise", "--show", "error"]))
    };
    has(
        &check(&folder(&claims, &[])),
        &["error[evidence-missing] the held copy “sources/a.txt” is not there"],
    );
    let dir = folder(&claims, &[]);
    fs::create_dir(dir.path().join("sources/a.txt")).expect("a folder");
    has(&check(&dir), &["is a folder, not a file"]);
    let out = folder(&claims.replace("sources/a.txt", "../a.txt"), &[]);
    has(&check(&out), &["is outside the claims file's folder"]);
    // Renamed: known by its digest, and mended by `--fix`.
    let dir = folder(&claims, &[("a.txt", &report)]);
    assert_eq!(claimlint(dir.path(), &["pin"]).status.code(), Some(0));
    fs::rename(dir.path().join("sources/a.txt"), dir.path().join("sources/b.txt")).expect("renamed");
    let full = said(&claimlint(dir.path(), &["check", "a.claims", "--format", "full"]));
    has(&full, &["evidence-missing", "was renamed", "sources/b.txt"]);
    claimlint(dir.path(), &["check", "a.claims", "--fix"]);
    let mended = fs::read_to_string(dir.path().join("a.claims")).expect("it is there");
    assert!(mended.contains("held \"sources/b.txt\" sha256"), "{mended}");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    let elsewhere = folder("", &[("secret.txt", b"of which 614 were coasters")]);
    let dir = folder(&quoting("a.txt", &["of which 614 were coasters"]), &[]);
    let link = dir.path().join("sources/a.txt");
    std::os::unix::fs::symlink(elsewhere.path().join("sources/secret.txt"), &link).expect("a link");
    let text = said(&claimlint(dir.path(), &["check", "a.claims", "--format", "concise"]));
    has(&text, &["is a link to outside the claims file's folder"]);
    fs::remove_file(&link).expect("it goes");
    std::os::unix::fs::symlink("nowhere.txt", &link).expect("a link");
    has(&said(&claimlint(dir.path(), &["check", "a.claims"])), &["is a broken link"]);
}

#[test]
fn pin_adds_renews_and_touches_nothing_else() {
    let report = fixture("annual-report.txt");
    let claims = quoting("a.txt", &["of which 614 were coasters"]).replace("    held", "  held") + "# end";
    let dir = folder(&claims, &[("a.txt", &report)]);
    let read = || fs::read_to_string(dir.path().join("a.claims")).expect("it is there");
    let shown = claimlint(dir.path(), &["pin", "--diff"]);
    assert_eq!(shown.status.code(), Some(1));
    has(&said(&shown), &["+  held \"sources/a.txt\" sha256 "]);
    assert_eq!(read(), claims, "--diff changes nothing");
    assert_eq!(claimlint(dir.path(), &["pin", "a.claims"]).status.code(), Some(0));
    let pinned = read();
    let at = claims.find("a.txt\"").expect("it is there") + 6;
    assert_eq!(pinned.len(), claims.len() + " sha256 ".len() + 16);
    assert!(pinned.starts_with(&claims[..at]) && pinned.ends_with(&claims[at..]), "{pinned}");
    // A changed copy: told, and only renewed when it is named.
    fs::write(dir.path().join("sources/a.txt"), b"of which 614 were coasters, we think").expect("written");
    has(&said(&claimlint(dir.path(), &["check", "a.claims"])), &["evidence-changed", "pin --source report"]);
    let told = claimlint(dir.path(), &["pin", "a.claims"]);
    assert_eq!(told.status.code(), Some(1));
    has(&said(&told), &["has changed", "claimlint pin a.claims --source report"]);
    assert_eq!(read(), pinned);
    assert_eq!(claimlint(dir.path(), &["pin", "a.claims", "--source", "report"]).status.code(), Some(0));
    assert_ne!(read(), pinned);
    assert!(!said(&claimlint(dir.path(), &["check", "a.claims"])).contains("evidence-changed"));
    assert_eq!(claimlint(dir.path(), &["pin", "a.claims", "--source", "reprot"]).status.code(), Some(2));
}

#[test]
fn a_digest_of_the_wrong_length_is_told_once() {
    for bad in ["9f2c", "zz2c41d07a3be815", &"a".repeat(65)] {
        let claims = quoting("a.txt", &[]).replace("a.txt\"", &format!("a.txt\" sha256 {bad}"));
        let claims = claims + "\nclaim c \"A thing is so.\"\n    cites report\n";
        let dir = folder(&claims, &[("a.txt", b"Words.")]);
        let text = said(&claimlint(dir.path(), &["check", "a.claims", "--format", "concise"]));
        has(&text, &["claims-syntax"]);
        assert!(!text.contains("evidence-unpinned") && !text.contains("evidence-changed"), "{text}");
        assert_eq!(claimlint(dir.path(), &["pin", "a.claims"]).status.code(), Some(2));
    }
}

#[test]
fn the_summary_says_what_was_not_compared() {
    let claims = quoting("a.txt", &["of which 614 were coasters"])
        + "\nsource other [2] \"Other Report\"\n\nclaim d \"A thing is so.\"\n    cites other states \"something else was said here\"\n";
    let dir = folder(&claims, &[("a.txt", &fixture("annual-report.txt"))]);
    let text = said(&claimlint(dir.path(), &["check", "a.claims"]));
    has(&text, &["1 compared with held copies (1 found), 1 not checked: The source has no held"]);
    let json = said(&claimlint(dir.path(), &["evidence", "a.claims", "--format", "json"]));
    has(
        &json,
        &["\"outcome\": \"found\"", "\"type\": \"TextQuoteSelector\"", "\"outcome\": \"not-checked\""],
    );
}
