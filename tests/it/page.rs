//! The review page, as far as it can be looked at without a browser: well-formed, escaped, whole, small, and with a
//! policy that fits. `tests/browser` looks at it in a browser.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::tool::{claimlint, said as told};

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("a file");
    }
    folder
}

/// The page of a draft, checked on a fixed day.
fn page(folder: &Path, draft: &str) -> String {
    let output = claimlint(
        folder,
        &["check", draft, "--today", "2026-05-04", "-q", "--fail-on", "never", "--report", "html=out.html"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    fs::read_to_string(folder.join("out.html")).expect("it was written")
}

const DRAFT: &str = "\
# The price of shade

In 2019, the city planted 4,200 limes along its *older* avenues.[^1] Survival reached 91% after two summers.

## What it costs

- A lime costs 310 crowns to plant.[^2]
- In 2021, watering took 38% of the budget.

> “Shade is the cheapest machine a street can own,” the gardener wrote.[^1]

| Year | Trees |
|------|-------|
| 2019 | 4,200 |
| 2020 | 3,900 |

The count is disputed.[^9]

[^1]: Ilse Varga, “Limes and Avenues,” *Journal of Street Trees* 12, no. 3 (2020): 44–51.
[^2]: Parks Office, *Planting Accounts* (2021), https://parks.example.org/accounts.
[^3]: Nobody cites this, *A Note Left Over* (2018).
";

/// What a browser would keep of a page: elements in order, checked to be closed in turn.
fn well_formed(page: &str) -> Vec<(String, BTreeMap<String, String>)> {
    const VOID: [&str; 4] = ["meta", "input", "br", "link"];
    let mut open: Vec<String> = Vec::new();
    let mut found = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a doctype");
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        assert!(!text.contains("</"), "a stray end");
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").expect("a comment ends").1;
            continue;
        }
        let (tag, after) = rest.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(
                open.pop().as_deref(),
                Some(name),
                "closed in turn; before: {}",
                &after[..after.len().min(80)]
            );
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap_or("").to_owned();
        let mut attributes = BTreeMap::new();
        let mut words = tag[name.len()..].trim_end_matches('/').trim();
        while !words.is_empty() {
            let end = words.find([' ', '=']).unwrap_or(words.len());
            let key = words[..end].to_owned();
            words = &words[end..];
            let value = match words.strip_prefix("=\"") {
                Some(value) => {
                    let (value, after) = value.split_once('"').expect("a value ends");
                    words = after;
                    value
                }
                None => "",
            };
            words = words.trim_start();
            assert!(attributes.insert(key.clone(), value.to_owned()).is_none(), "{key} twice in <{tag}>");
        }
        if matches!(name.as_str(), "style" | "script") {
            rest = rest.split_once(&format!("</{name}>")).expect("it ends").1;
        } else if !VOID.contains(&name.as_str()) && !tag.ends_with('/') {
            open.push(name.clone());
        }
        found.push((name, attributes));
    }
    assert!(open.is_empty(), "left open: {open:?}");
    found
}

fn base64(bytes: &[u8]) -> String {
    let output = Command::new("base64")
        .arg("-w0")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn();
    let mut child = output.expect("base64 is there");
    std::io::Write::write_all(child.stdin.as_mut().expect("a pipe"), bytes).expect("it takes them");
    String::from_utf8(child.wait_with_output().expect("it ends").stdout).expect("letters")
}

fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map(|(inner, _)| inner).expect(from)
}

#[test]
fn it_is_well_formed_and_every_name_is_given_once() {
    let folder = folder(&[("limes.md", DRAFT)]);
    let page = page(folder.path(), "limes.md");
    let elements = well_formed(&page);
    let mut ids: Vec<&String> = elements.iter().filter_map(|(_, it)| it.get("id")).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(all, ids.len(), "an id is given twice");
    for (name, it) in &elements {
        if let Some(target) = it.get("href").and_then(|href| href.strip_prefix('#')) {
            assert!(ids.iter().any(|id| *id == target), "<{name}> leads to #{target}, which is not there");
        }
        assert!(!it.contains_key("style"), "the policy forbids style attributes");
        assert!(!it.keys().any(|key| key.starts_with("on")), "no handler stands in the page");
        assert!(!it.contains_key("src"), "nothing is fetched");
    }
}

#[test]
fn each_finding_and_each_note_is_there_once() {
    let folder = folder(&[("limes.md", DRAFT)]);
    let page = page(folder.path(), "limes.md");
    let output =
        claimlint(folder.path(), &["check", "limes.md", "--today", "2026-05-04", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let findings = json["findings"].as_array().expect("a list");
    assert!(findings.len() >= 4, "the draft has faults: {}", findings.len());
    let cards = page.matches("data-k=\"").count();
    assert_eq!(cards, findings.len(), "a card for each finding");
    for finding in findings {
        let key = finding["fingerprint"].as_str().expect("a fingerprint");
        assert_eq!(page.matches(&format!("data-k=\"{key}\"")).count(), 1, "{finding}");
    }
    for number in 1..=findings.len() {
        assert!(page.matches(&format!("id=\"w{number}\"")).count() <= 1, "one sign at most");
        assert_eq!(page.matches(&format!("id=\"f{number}\"")).count(), 1);
    }
    for words in ["Limes and Avenues", "Planting Accounts", "A Note Left Over"] {
        let notes =
            page.split("<details class=\"n\">").skip(1).map(|it| it.split("</details>").next().unwrap_or(""));
        assert_eq!(notes.filter(|note| note.contains(words)).count(), 1, "{words}");
    }
}

#[test]
fn the_words_under_a_mark_are_those_of_the_finding() {
    let folder = folder(&[("limes.md", "# Limes\n\nIn 2021, watering took 38% of the budget.\n")]);
    let page = page(folder.path(), "limes.md");
    let text = between(&page, "<section id=\"draft\"", "</section>");
    let marked: Vec<&str> = text.split("<mark ").skip(1).map(|it| between(it, ">", "</mark>")).collect();
    assert!(marked.contains(&"38%"), "{marked:?}");
}

#[test]
fn the_policy_lets_through_nothing_but_its_own_style_and_script() {
    let folder = folder(&[("limes.md", DRAFT)]);
    let page = page(folder.path(), "limes.md");
    let policy =
        between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"").replace("&#39;", "'");
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    for (element, directive) in [("style", "style-src"), ("script", "script-src")] {
        let words = between(&page, &format!("<{element}>"), &format!("</{element}>"));
        let hash = base64(&Sha256::digest(words.as_bytes()));
        let allowed = between(&policy, &format!("{directive} "), ";");
        assert_eq!(allowed, format!("'sha256-{hash}'"), "{element}");
        assert_eq!(page.matches(&format!("<{element}")).count(), 1, "one {element}");
    }
}

#[test]
fn a_hostile_draft_stays_words() {
    let hostile = "\
# <script>alert(1)</script> \" onmouseover=\"alert(2)

In 2019, it rose by 12% <img src=x onerror=alert(3)> in </style><script>alert(4)</script> towns.[^1]

[A link](javascript:alert(5)) and [another](data:text/html,<script>alert(6)</script>) fell by 30% in 2020.

`</pre></section><iframe src=https://evil.example>` \u{202e}drawkcab

[^1]: <b onclick=alert(7)>Nobody</b>, “</details><object data=x>”, https://e.example/\"><script>alert(8)</script>.
";
    let folder = folder(&[("hostile.md", hostile)]);
    let page = page(folder.path(), "hostile.md");
    let elements = well_formed(&page);
    let names: Vec<&str> = elements.iter().map(|(name, _)| name.as_str()).collect();
    for bad in ["img", "iframe", "object", "b onclick", "base", "embed", "form", "link"] {
        assert!(!names.contains(&bad), "<{bad}> came through");
    }
    assert_eq!(names.iter().filter(|name| **name == "script").count(), 1);
    for (name, it) in &elements {
        assert!(!it.keys().any(|key| key.starts_with("on")), "<{name}> has a handler: {it:?}");
        if let Some(href) = it.get("href") {
            assert!(
                href.starts_with('#') || href.starts_with("https://") || href.starts_with("http://"),
                "{href}"
            );
        }
    }
    assert!(!page.contains('\u{202e}'), "nothing turns the words round");
}

/// Three times the draft and 60 KB. A claims file, of which each statement stands on the page with the words of the draft,
/// what it rests on, its verdict and its box in the map, adds at most four times its own size.
#[test]
fn it_is_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
    let drafts = [
        ("japan-cyber.txt", false),
        ("japan-cyber.txt", true),
        ("harbour-dues.md", true),
        ("clean-brief.txt", true),
        ("ferry-hours.md", false),
    ];
    for (draft, with_claims) in drafts {
        let claims = Path::new(draft).with_extension("claims").display().to_string();
        let names = if with_claims { vec![draft, &claims] } else { vec![draft] };
        let folder = tempfile::tempdir().expect("a folder");
        let mut bound = 60 * 1024;
        for (name, times) in names.into_iter().zip([3, 4]) {
            let text = fs::read(root.join(name)).expect("the example is there");
            bound += times * text.len();
            fs::write(folder.path().join(name), text).expect("a file");
        }
        // The copies that it holds, whose passages the page shows.
        fs::create_dir(folder.path().join("sources")).expect("a folder");
        for copy in fs::read_dir(root.join("sources")).expect("a folder").flatten() {
            fs::copy(copy.path(), folder.path().join("sources").join(copy.file_name())).expect("a copy");
        }
        let page = page(folder.path(), draft);
        assert!(
            page.len() <= bound,
            "{draft} (claims: {with_claims}): {} bytes, at most {bound}",
            page.len()
        );
    }
}

#[test]
fn several_drafts_have_a_folder_with_an_index() {
    let folder = folder(&[("a.md", DRAFT), ("b.md", "# B\n\nIt fell by 12% in 2019.\n")]);
    let check = |report: &str| claimlint(folder.path(), &["check", "a.md", "b.md", "-q", "--report", report]);
    let output = check("html=both.html");
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("name a folder, as in html=both/"), "{}", told(&output));
    assert!(!folder.path().join("both.html").exists());
    for _ in 0..2 {
        let output = check("html=both/");
        assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    }
    let read = |name: &str| fs::read_to_string(folder.path().join("both").join(name)).expect(name);
    let index = read("index.html");
    well_formed(&index);
    for name in ["a.md.html", "b.md.html"] {
        assert!(index.contains(&format!("href=\"{name}\"")), "{index}");
        well_formed(&read(name));
    }
    fs::write(folder.path().join("both/a.md.html"), "<p>mine</p>").expect("a file");
    let output = check("html=both/");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(read("a.md.html"), "<p>mine</p>", "what is not ours stays");
}

/// The words of a page, a line a block, without style and script.
fn words(page: &str) -> String {
    let body = page.split_once("<body>").expect("a body").1;
    let body = body.split_once("<script>").map_or(body, |(before, _)| before);
    let mut out = String::new();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let (tag, after) = rest[at + 1..].split_once('>').expect("a tag ends");
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or("");
        if !["span", "a", "em", "mark", "sup", "b", "i", "code", "del", "ins", "u"].contains(&name) {
            out.push('\n');
        }
        rest = after;
    }
    let plain = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let lines = plain.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn it_reads_as_a_page() {
    let folder = folder(&[("limes.md", DRAFT)]);
    let page = page(folder.path(), "limes.md");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("review_page", words(&page)));
}

#[test]
fn a_page_is_no_draft_of_its_folder() {
    let folder = folder(&[("limes.md", DRAFT)]);
    let before = claimlint(folder.path(), &["check", ".", "--format", "concise", "-q"]);
    let written = claimlint(folder.path(), &["review", "limes.md", "--no-open"]);
    assert_eq!(written.status.code(), Some(0), "{}", told(&written));
    assert!(folder.path().join("limes.review.html").is_file());
    let after = claimlint(folder.path(), &["check", ".", "--format", "concise", "-q"]);
    assert!(!before.stdout.is_empty() && before.stdout == after.stdout, "{}", told(&after));
}

/// A page of so many claims, each the reason of the first or of one below it, three to each.
fn page_of_claims(count: usize) -> String {
    let mut draft = "# The harbour\n".to_owned();
    let mut claims =
        "draft \"big.md\"\n    thesis lots-0\n\nsource annals [1] \"Annals\"\n    rating B\n".to_owned();
    for nth in 0..count {
        if nth % 10 == 0 {
            draft += &format!("\n## Part {}\n\n", nth / 10 + 1);
        }
        draft += &format!("The quay of district {nth} handled {} lots in 1931.[^1]\n", nth + 100);
        claims += &format!(
            "\nclaim lots-{nth} \"The quay of district {nth} handled {} lots in 1931.\"\n",
            nth + 100
        );
        claims += &format!("    at \"The quay of district {nth} handled\"\n    cites annals\n");
        for reason in (3 * nth + 1..3 * nth + 4).filter(|reason| *reason < count) {
            claims += &format!("    because lots-{reason}\n");
        }
    }
    draft += "\n[^1]: A. Clerk, *Annals of the Harbour* (Hull: Quay Press, 2001), 12.\n";
    let folder = folder(&[("big.md", &draft), ("big.claims", &claims)]);
    page(folder.path(), "big.md")
}

#[test]
fn two_hundred_claims_stay_within_a_page() {
    let boxes = |page: &str| page.matches("<a href=\"#c-lots-").count();
    let small = page_of_claims(40);
    assert!(!small.contains("<details class=\"part\"") && !small.contains("nearest the thesis is drawn"));
    let large = page_of_claims(200);
    well_formed(&large);
    // Three levels below the thesis: 1 + 3 + 9 + 27.
    assert!(large.contains("nearest the thesis is drawn; 160 entries further down"), "{}", boxes(&large));
    assert_eq!(large.matches("<details class=\"part\"><summary>Part ").count(), 20);
    assert!(large.contains("10 claims, 0 checked"));
    assert_eq!(large.matches("<article ").count(), 200, "none is left out");
    let svg = large
        .split_once("class=\"argument-map\"")
        .and_then(|(_, rest)| rest.split_once("</svg>"))
        .expect("a map")
        .0;
    let number = |name: &str| {
        let (_, rest) = svg.split_once(&format!(" {name}=\"")).expect("a size");
        rest.split_once('"').and_then(|(number, _)| number.parse::<f64>().ok()).expect("a number")
    };
    let (width, height) = (number("width"), number("height"));
    assert!((0.3..3.0).contains(&(width / height)), "{width} by {height}");
    assert!(svg.len() < 60_000, "{}", svg.len());
}

/// The rows of a table of tags are its rows, whether a line of the source holds a row or a cell.
#[test]
fn a_table_of_tags_keeps_its_rows() {
    let cells = |end: &str| {
        let row = |cells: [&str; 3]| {
            let cells = cells.map(|cell| format!("<td>{cell}</td>{end}")).concat();
            format!("<tr>{end}{cells}</tr>{end}")
        };
        let head = format!(
            "<thead>{end}<tr>{end}<th>Port</th>{end}<th>2014</th>{end}<th>2015</th>{end}</tr>{end}</thead>{end}"
        );
        let rows = [
            row(["Hull", "", "12 boats. They are old."]),
            row(["Goole", "<p>7 boats</p><p>at rest</p>", "9 boats"]),
        ];
        format!(
            "<html><body><h1>Boats</h1>\n<p>The boats are few.</p>\n<table>{end}{head}{}</table>\n</body></html>\n",
            rows.concat()
        )
    };
    for end in ["", "\n", "\n    "] {
        let folder = folder(&[("boats.html", &cells(end))]);
        let page = page(folder.path(), "boats.html");
        let table = between(&page, "<div class=\"scroll\"", "</div>");
        let rows: Vec<Vec<String>> = table
            .split("<tr>")
            .skip(1)
            .map(|row| {
                row.split("<td>")
                    .skip(1)
                    .map(|cell| {
                        words(&format!("<body>{}<br>", cell.split("</td>").next().unwrap_or("")))
                            .replace(['▲', '●', '■'], "")
                    })
                    .collect()
            })
            .collect();
        let told: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        assert_eq!(told[0], ["Port", "2014", "2015"], "{end:?}");
        assert_eq!(told[1][0], "Hull");
        assert_eq!((told[1][1], told[1][2]), ("", "12 boats. They are old."), "{end:?}: {told:?}");
        assert_eq!(told[2], ["Goole", "7 boats at rest", "9 boats"], "{end:?}");
        assert_eq!(told.len(), 3, "{end:?}");
    }
}
