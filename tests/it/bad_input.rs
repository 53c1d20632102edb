//! What claimlint says of bad input, one row a case: docs/bad-input.md is this table, run.
#![allow(clippy::disallowed_methods, reason = "tests lay out their files")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::office::build::zip;

/// A sound draft, for what stands beside it.
const DRAFT: &str = "# Dues\n\nThe dues rose by 12 per cent in 2011.[^1]\n\n[^1]: Ada Hull, *Crossings* (Nesse: Sound Press, 2015), 4.\n";

/// A case: what is wrong, the files, and what is typed after `claimlint check`.
type Case = (&'static str, fn() -> Vec<(&'static str, Vec<u8>)>, &'static [&'static str]);

fn one(name: &'static str, bytes: impl Into<Vec<u8>>) -> Vec<(&'static str, Vec<u8>)> {
    vec![(name, bytes.into())]
}

fn beside(name: &'static str, bytes: impl Into<Vec<u8>>) -> Vec<(&'static str, Vec<u8>)> {
    vec![("a.md", DRAFT.into()), (name, bytes.into())]
}

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn utf_16(words: &str) -> Vec<u8> {
    words.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn word(body: &str) -> Vec<u8> {
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let text = format!("<w:document xmlns:w=\"{WORD}\"><w:body>{body}</w:body></w:document>");
    zip(&[("[Content_Types].xml", types), ("_rels/.rels", rels), ("word/document.xml", &text)])
}

fn locked_book() -> Vec<u8> {
    zip(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>",
        ),
        ("META-INF/encryption.xml", "<encryption><CipherReference URI=\"a.xhtml\"/></encryption>"),
        (
            "book.opf",
            "<package><manifest><item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>",
        ),
        ("a.xhtml", "x"),
    ])
}

fn held(copy: Vec<u8>) -> Vec<(&'static str, Vec<u8>)> {
    let claims = "draft \"a.md\"\nsource hull [^1] \"Crossings\"\n    held \"copy.pdf\"\nclaim rise \"The dues rose by 12 per cent in 2011.\"\n    at \"The dues rose\"\n    cites hull p. 4 states \"the dues rose by 12 per cent\"\n";
    vec![("a.md", DRAFT.into()), ("a.claims", claims.into()), ("copy.pdf", copy)]
}

/// A PDF whose widths would fill the memory.
const WIDE: &str = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F 4 0 R>>>>>>endobj\n4 0 obj<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]>>endobj\n5 0 obj<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/W[0 2000000000 500]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";

const CASES: &[Case] = &[
    ("no such file", || beside("b.md", DRAFT), &["dues.md"]),
    ("no such file, but one of nearly its name", || one("paper.md", DRAFT), &["papr.md"]),
    ("an empty name", || one("a.md", DRAFT), &[""]),
    ("a folder without drafts", || one("x/picture.png", "x"), &["x"]),
    ("an empty file", || one("a.md", ""), &["a.md"]),
    ("bytes that are no text", || one("a.md", b"\x00\x01\x02\x00\xff\xfe\x00dues".to_vec()), &["a.md"]),
    (
        "Latin-1 where UTF-8 is expected",
        || one("a.txt", b"The caf\xe9 closed in 2011.\n".to_vec()),
        &["a.txt"],
    ),
    (
        "UTF-16 without a byte order mark",
        || one("a.txt", utf_16("The dues rose by 12 per cent.\n")),
        &["a.txt"],
    ),
    (
        "UTF-32",
        || {
            one(
                "a.txt",
                "The dues rose.\n".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect::<Vec<u8>>(),
            )
        },
        &["a.txt"],
    ),
    (
        "a zero byte far behind the first words",
        || one("a.txt", ["The dues rose. ".repeat(1_000).as_bytes(), b"\0 They fell.\n"].concat()),
        &["a.txt"],
    ),
    ("a damaged PDF", || one("a.pdf", "%PDF-1.4 garbage"), &["a.pdf"]),
    (
        "a PDF that is called Word",
        || one("a.docx", fixture("structure/pdf/lo-housing-perpage.pdf")),
        &["a.docx"],
    ),
    (
        "a web page that is called Word",
        || one("a.docx", "<!DOCTYPE html><html><body><p>Dues.</p></body></html>"),
        &["a.docx"],
    ),
    ("RTF that is called Word", || one("a.docx", "{\\rtf1\\ansi The dues rose.}"), &["a.docx"]),
    (
        "an old .doc, or Word with a password",
        || one("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on".to_vec()),
        &["a.docx"],
    ),
    ("Word cut short", || one("a.docx", fixture("docx/dues-pandoc.docx")[..4_000].to_vec()), &["a.docx"]),
    ("an archive without a document", || one("a.docx", zip(&[("hello.txt", "hello")])), &["a.docx"]),
    ("Word with broken XML", || one("a.docx", word("<w:p><w:r><w:t>The dues")), &["a.docx"]),
    ("Word with 100,000 nested elements", || one("a.docx", word(&"<w:p>".repeat(100_000))), &["a.docx"]),
    (
        "Word of three million empty paragraphs",
        || one("a.docx", word(&"<w:p/>".repeat(3_000_000))),
        &["a.docx"],
    ),
    (
        "JATS that breaks off",
        || {
            one(
                "a.xml",
                "<article article-type=\"report\"><body><p>The dues rose by 12 per cent.</p>\n<p>They fell by 3 per cent in <bold>2011</p></body></article>",
            )
        },
        &["a.xml"],
    ),
    (
        "XML that no reader knows",
        || one("a.xml", "<?xml version=\"1.0\"?>\n<dues><rose by=\"12\"/></dues>"),
        &["a.xml"],
    ),
    ("an archive that is called EPUB", || one("a.epub", zip(&[("hello.txt", "hello")])), &["a.epub"]),
    (
        "EPUB cut short",
        || one("a.epub", fixture("structure/other/epub-housing.epub")[..4_000].to_vec()),
        &["a.epub"],
    ),
    ("EPUB with a lock", || one("a.epub", locked_book()), &["a.epub"]),
    (
        "another markup in .txt",
        || one("a.txt", "#+TITLE: Dues\n\n* Dues\n\nThe dues rose.[fn:1]\n\n[fn:1] Hull.\n"),
        &["a.txt"],
    ),
    ("MediaWiki", || one("a.wiki", "== Dues ==\nThe dues rose.<ref>Hull</ref>\n"), &["a.wiki"]),
    (
        "a draft in a language that is not read",
        || {
            one(
                "a.md",
                "Die Gebühren stiegen im Jahr 2011 um 12 Prozent, und die Behörde hat nicht gesagt, warum sie sich für diesen Weg entschieden hat. Niemand weiß, was die Häfen davon haben, aber alle wissen, dass sie es zahlen müssen.\n",
            )
        },
        &["a.md"],
    ),
    (
        "markers without notes",
        || {
            one(
                "a.md",
                "One rose.[^1] Two fell.[^2] Three rose.[^3] Four fell.[^4] Five rose.[^5] Six fell.[^6]\n",
            )
        },
        &["a.md"],
    ),
    (
        "keys, and no bibliography",
        || one("a.md", "The dues rose by 12 per cent in 2011 [@hull].\n"),
        &["a.md", "--profile", "publication"],
    ),
    (
        "a page that is a picture",
        || one("a.pdf", super::unchecked::scanned()),
        &["a.pdf", "--profile", "publication"],
    ),
    (
        "a bibliography without entries",
        || {
            vec![
                ("a.md", "---\nbibliography: x.bib\n---\nThe dues rose by 12 per cent [@hull].\n".into()),
                ("x.bib", Vec::new()),
            ]
        },
        &["a.md"],
    ),
    (
        "a bibliography that is not there",
        || one("a.md", "---\nbibliography: x.bib\n---\nThe dues rose [@hull].\n"),
        &["a.md"],
    ),
    (
        "a bibliography outside the project",
        || one("a.md", "---\nbibliography: ../x.bib\n---\nThe dues rose [@hull].\n"),
        &["a.md"],
    ),
    (
        "a claims file with a slip",
        || beside("a.claims", "draft \"a.md\"\nclame rise \"The dues rose.\"\n"),
        &["a.claims"],
    ),
    ("a claims file whose draft is not there", || one("a.claims", "draft \"b.md\"\n"), &["a.claims"]),
    ("a claims file that leads out of the project", || one("a.claims", "draft \"../b.md\"\n"), &["a.claims"]),
    (
        "a held copy that is damaged",
        || held(b"%PDF-1.4 garbage".to_vec()),
        &["a.claims", "--only", "evidence-unread"],
    ),
    (
        "a held copy that would fill the memory",
        || held(WIDE.into()),
        &["a.claims", "--only", "evidence-unread"],
    ),
    (
        "a held copy that is not there",
        || held(Vec::new())[..2].to_vec(),
        &["a.claims", "--only", "evidence-missing"],
    ),
    ("a configuration with a fault", || beside("claimlint.toml", "profile = \"strict\"\n"), &["a.md"]),
    ("a configuration that is no TOML", || beside("claimlint.toml", "profile: draft\n"), &["a.md"]),
    (
        "a configuration that extends a file outside",
        || beside("claimlint.toml", "extend = \"/etc/passwd\"\n"),
        &["a.md"],
    ),
    ("a baseline with a fault", || beside("claimlint.baseline", "# claimlint baseline 1\nx\n"), &["a.md"]),
    ("an unknown rule", || beside("b.md", DRAFT), &["a.md", "--only", "statistics-uncited"]),
    ("a day that there is not", || beside("b.md", DRAFT), &["a.md", "--today", "2026-02-31"]),
    (
        "--comments for a draft that can hold none",
        || beside("b.md", DRAFT),
        &["a.md", "--comments", "b.docx"],
    ),
    ("a report over a draft", || beside("b.md", DRAFT), &["a.md", "--report", "json=b.md"]),
    (
        "one bad file of two",
        || vec![("a.md", DRAFT.into()), ("b.docx", b"PK\x03\x04".to_vec())],
        &["a.md", "b.docx"],
    ),
];

fn run(files: Vec<(&str, Vec<u8>)>, arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join(".git")).expect("the top of the project");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
    command.arg("check").args(arguments);
    if !arguments.contains(&"--today") {
        command.args(["--today", "2026-12-01"]);
    }
    command.args(["--format", "concise"]).current_dir(folder.path()).env_remove("CLAIMLINT_CONFIG");
    let output = command.output().expect("it starts");
    let name = folder.path().to_string_lossy().into_owned();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains(&name), "{said}");
    assert!(!said.contains("panicked") && !said.contains("root:"), "{said}");
    output
}

/// The line that says what is wrong: the first that is no summary.
fn words(output: &Output) -> String {
    // Standard error first: what could not be read is told there.
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let summary =
        |line: &&str| !line.trim().is_empty() && !line.starts_with("Read as ") && !line.starts_with("Found ");
    let lines: Vec<&str> = err.lines().chain(out.lines()).filter(summary).map(str::trim).collect();
    let first = lines.first().copied().unwrap_or_else(|| out.trim());
    // A fault of the configuration is drawn with its line.
    let drawn = lines.get(1).filter(|_| first.ends_with("[config]"));
    let line = drawn.map_or_else(
        || first.to_owned(),
        |next| format!("{first}: {}", next.trim_start_matches(['×', 'x', ' '])),
    );
    let line = line.strip_prefix("claimlint: ").unwrap_or(&line).replace('|', "\\|");
    // Outside code a page would take `<NAME>` for an element.
    let line: String = line
        .split('`')
        .enumerate()
        .map(|(turn, part)| if turn % 2 == 0 { part.replace('<', "&lt;") } else { part.to_owned() })
        .collect::<Vec<_>>()
        .join("`");
    line.chars().take(220).collect()
}

fn rows() -> String {
    CASES
        .iter()
        .map(|(what, files, arguments)| {
            let output = run(files(), arguments);
            let code = output.status.code().unwrap_or_else(|| panic!("{what}: killed"));
            let words = words(&output);
            assert!(!words.is_empty(), "{what}: nothing is said");
            assert!(code == 2 || code == 1 || words.contains("advice"), "{what}: exit {code}: {words}");
            format!("| {what} | {code} | {words} |\n")
        })
        .collect()
}

/// Write the table anew with `BLESS=1 cargo test`.
#[test]
fn the_page_on_bad_input_tells_the_truth() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/bad-input.md");
    let page = fs::read_to_string(path).expect("it is there");
    let (before, rest) = page.split_once("|---|---|---|\n").expect("the table is there");
    let after = rest.split_once("\n\n").map_or("", |(_, after)| after);
    let fresh = format!("{before}|---|---|---|\n{}\n{after}", rows());
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, &fresh).expect("it is written");
    }
    assert!(page == fresh, "the table of docs/bad-input.md is out of date: BLESS=1 cargo test");
}
