//! What people answered to our comments comes back: proposed, shown, written into the claims file when asked, and nothing
//! guessed. Each scene is played in Word's form and in OpenDocument's.

use std::collections::BTreeMap;
use std::fs;
use std::process::Output;

use claimlint::inside::comments::{faults, threads};
use claimlint::inside::draft::office::Unpacking;

use super::build::{Docx, fnref, note, odt, p, r, zip};
use super::comments::parts;
use crate::tool::{claimlint, said};

const TODAY: &str = "2026-05-04";

const CLAIMS: &str = "\
# What the board counted.
draft \"paper.FORMAT\"

source board [1] \"Fisheries Board, Yearbook 2014\"
    rating B

claim herring \"Catches of herring fell by 15% in 2014.\"
    at \"Catches of herring fell by 12 percent in 2014\"
    cites board
";

/// The sentences that lack a source.
const UNCITED: [&str; 3] = [
    "Landings of cod rose by 30 percent in 2015.",
    "Prices of sprat fell by 7 percent in 2016.",
    "The fleet lost 41 boats in 2017.",
];

fn draft(format: &str, uncited: &[&str]) -> Vec<u8> {
    let first = "Catches of herring fell by 12 percent in 2014";
    let source = " Fisheries Board, Yearbook 2014 (Hull: Fisheries Board, 2015), 12.";
    if format == "docx" {
        let rest: String = uncited.iter().map(|words| p(words)).collect();
        let body = format!("<w:p>{}{}{}</w:p>{rest}", r(first), fnref("2"), r("."));
        return Docx::new(&body).footnotes(&note("2", source)).bytes();
    }
    let rest: String = uncited.iter().map(|words| format!("<text:p>{words}</text:p>")).collect();
    let note = format!(
        "<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>{source}\
         </text:p></text:note-body></text:note>"
    );
    odt("", &format!("<text:p>{first}{note}.</text:p>{rest}"))
}

/// What somebody did with the comment that says these words.
struct Did<'a> {
    words: &'a str,
    resolved: bool,
    answer: Option<&'a str>,
}

fn did<'a>(words: &'a str, resolved: bool, answer: Option<&'a str>) -> Did<'a> {
    Did { words, resolved, answer }
}

/// The copy as a word processor saves it after that.
fn answered(format: &str, copy: &[u8], all: &[Did<'_>]) -> Vec<u8> {
    let mut parts = parts(copy);
    for text in parts.values_mut() {
        if let Some(at) = text.find("<!--claimlint") {
            text.truncate(at);
        }
    }
    match format {
        "docx" => in_word(&mut parts, all),
        _ => in_odt(&mut parts, all),
    }
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let bytes = zip(&parts);
    assert_eq!(faults(&bytes, &Unpacking::default()).map_err(|fault| fault.0), Ok(Vec::new()));
    bytes
}

/// Where the element begins that holds these words.
fn element(text: &str, words: &str, tag: &str) -> usize {
    let at = text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
    text[..at].rfind(tag).expect("its tag")
}

fn in_word(parts: &mut BTreeMap<String, String>, all: &[Did<'_>]) {
    let w14 = "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"";
    let mut rows = String::new();
    for (nth, did) in all.iter().enumerate() {
        let (ours, theirs) = (format!("{:08X}", 0x100 + nth), format!("{:08X}", 0x200 + nth));
        let comments = parts.get_mut("word/comments.xml").expect("comments");
        let start = element(comments, did.words, "<w:comment ");
        let id = comments[start..].split('"').nth(1).expect("an id").to_owned();
        let end = start + comments[start..].find("</w:comment>").expect("its end");
        let last = comments[..end].rfind("<w:p>").expect("a paragraph");
        comments.replace_range(last..last + 4, &format!("<w:p {w14} w14:paraId=\"{ours}\""));
        let done = u8::from(did.resolved);
        rows += &format!("<w15:commentEx w15:paraId=\"{ours}\" w15:done=\"{done}\"/>");
        let Some(answer) = did.answer else { continue };
        let reply = 900 + nth;
        *comments = comments.replace(
            "</w:comments>",
            &format!(
                "<w:comment w:id=\"{reply}\" w:author=\"Ada Hull\" w:date=\"2026-05-02T09:30:00Z\"><w:p {w14} \
                 w14:paraId=\"{theirs}\"><w:r><w:t>{answer}</w:t></w:r></w:p></w:comment></w:comments>"
            ),
        );
        rows += &format!(
            "<w15:commentEx w15:paraId=\"{theirs}\" w15:paraIdParent=\"{ours}\" w15:done=\"{done}\"/>"
        );
        let text = parts.get_mut("word/document.xml").expect("the text");
        let reference = format!("<w:commentReference w:id=\"{id}\"/></w:r>");
        assert_eq!(text.matches(&reference).count(), 1, "{text}");
        let more = format!("{reference}<w:r><w:commentReference w:id=\"{reply}\"/></w:r>");
        *text = text.replace(&reference, &more);
    }
    let ex = "http://schemas.microsoft.com/office/word/2012/wordml";
    parts.insert(
        "word/commentsExtended.xml".to_owned(),
        format!("<w15:commentsEx xmlns:w15=\"{ex}\">{rows}</w15:commentsEx>"),
    );
    let types = parts.get_mut("[Content_Types].xml").expect("types");
    *types = types.replace(
        "</Types>",
        "<Override PartName=\"/word/commentsExtended.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.\
         wordprocessingml.commentsExtended+xml\"/></Types>",
    );
    let rels = parts.get_mut("word/_rels/document.xml.rels").expect("relationships");
    *rels = rels.replace(
        "</Relationships>",
        "<Relationship Id=\"ex\" Type=\"http://schemas.microsoft.com/office/2011/relationships/commentsExtended\" \
         Target=\"commentsExtended.xml\"/></Relationships>",
    );
}

fn in_odt(parts: &mut BTreeMap<String, String>, all: &[Did<'_>]) {
    let text = parts.get_mut("content.xml").expect("the text");
    let loext = "xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\"";
    for (nth, did) in all.iter().enumerate() {
        let start = element(text, did.words, "<office:annotation ");
        let name = text[start..].split("office:name=\"").nth(1).and_then(|rest| rest.split('"').next());
        let name = name.expect("a name").to_owned();
        if did.resolved {
            let at = start + "<office:annotation ".len();
            text.insert_str(at, &format!("{loext} loext:resolved=\"true\" "));
        }
        let Some(answer) = did.answer else { continue };
        let end = format!("<office:annotation-end office:name=\"{name}\"/>");
        assert_eq!(text.matches(&end).count(), 1, "{text}");
        let reply = format!(
            "{end}<office:annotation {loext} office:name=\"r{nth}\" loext:parent-name=\"{name}\"><dc:creator \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\">Ada Hull</dc:creator><dc:date \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\">2026-05-02T09:30:00.120000000</dc:date><text:p>{answer}</text:p>\
             </office:annotation>"
        );
        *text = text.replace(&end, &reply);
    }
}

struct Scene {
    folder: tempfile::TempDir,
    format: &'static str,
}

impl Scene {
    /// A draft, a copy with comments, and what somebody did with them there.
    fn new(format: &'static str, claims: bool, all: &[Did<'_>]) -> Self {
        let scene = Self { folder: tempfile::tempdir().expect("a folder"), format };
        fs::write(scene.path(&format!("paper.{format}")), draft(format, &UNCITED)).expect("written");
        if claims {
            fs::write(scene.path("paper.claims"), CLAIMS.replace("FORMAT", format)).expect("written");
        }
        let copy = format!("paper-reviewed.{format}");
        let out = scene.run(&["check", &format!("paper.{format}"), "--comments", &copy, "--today", TODAY]);
        assert!(said(&out).contains("new comments"), "{}", said(&out));
        let bytes = fs::read(scene.path(&copy)).expect("a copy");
        fs::write(scene.path(&copy), answered(format, &bytes, all)).expect("written");
        scene
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        claimlint(self.folder.path(), args)
    }

    /// `comments read`, which never writes the draft or the copy.
    fn read(&self, more: &[&str]) -> Output {
        let (draft, copy) = (format!("paper.{}", self.format), format!("paper-reviewed.{}", self.format));
        let bytes = |name: &str| fs::read(self.path(name)).expect("it is there");
        let before = (bytes(&draft), bytes(&copy));
        let out = self.run(&[&["comments", "read", &copy, "--today", TODAY], more].concat());
        assert!(before == (bytes(&draft), bytes(&copy)), "neither is written");
        out
    }

    fn claims(&self) -> String {
        fs::read_to_string(self.path("paper.claims")).expect("it is there")
    }

    fn codes(&self, words: &str) -> Vec<String> {
        let out =
            self.run(&["check", &format!("paper.{}", self.format), "--format", "json", "--today", TODAY]);
        let json: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
        let findings = json["findings"].as_array().expect("findings").iter();
        let of = findings.filter(|it| it["message"].as_str().is_some_and(|told| told.contains(words)));
        of.map(|it| it["code"].as_str().expect("a code").to_owned()).collect()
    }
}

const FORMATS: [&str; 2] = ["docx", "odt"];

#[test]
fn what_was_resolved_with_words_is_accepted_for_these_words() {
    for format in FORMATS {
        let scene = Scene::new(
            format,
            false,
            &[did("“30 percent”", true, Some("The port's own &quot;count&quot;."))],
        );
        assert!(!scene.codes("“30 percent”").is_empty());
        let shown = scene.read(&[]);
        assert_eq!(shown.status.code(), Some(0), "{}", said(&shown));
        for words in
            ["held against paper.", "1 answered or resolved", "1 decision would be written into paper.claims"]
        {
            assert!(said(&shown).contains(words), "{words}: {}", said(&shown));
        }
        assert!(!scene.path("paper.claims").exists(), "shown only");
        let written = scene.read(&["--write"]);
        assert_eq!(written.status.code(), Some(0), "{}", said(&written));
        let claims = scene.claims();
        for words in [
            "accept statistic-uncited at “Landings",
            "The port's own \"count\".",
            "by \"Ada Hull\" on 2026-05-02 until 2027-05-02",
        ] {
            assert!(
                claims.contains(words) || claims.contains(&words.replace('“', "\"")),
                "{words}: {claims}"
            );
        }
        assert!(scene.codes("“30 percent”").is_empty(), "{claims}");
        assert!(!scene.codes("“7 percent”").is_empty(), "the others stay");
        let again = scene.read(&["--write"]);
        assert_eq!(again.status.code(), Some(0), "{}", said(&again));
        assert!(said(&again).contains("Nothing to write."), "{}", said(&again));
        assert_eq!(scene.claims(), claims, "written once");
    }
}

#[test]
fn what_is_answered_and_open_is_a_question_to_the_claim() {
    for format in FORMATS {
        let all = [
            did("the claim says 15%", false, Some("Is it not the catch of all herring?")),
            did("“30 percent”", false, Some("I will ask the port.")),
        ];
        let scene = Scene::new(format, true, &all);
        let out = scene.read(&["--write"]);
        assert_eq!(out.status.code(), Some(1), "a question without a claim is told: {}", said(&out));
        assert!(said(&out).contains("no claim is made there"), "{}", said(&out));
        let line = "    question \"Is it not the catch of all herring?\" by \"Ada Hull\" on 2026-05-02\n";
        assert_eq!(scene.claims().matches(line).count(), 1, "{}", scene.claims());
        for line in CLAIMS.replace("FORMAT", format).lines() {
            assert!(scene.claims().lines().any(|other| other == line), "lost: {line}");
        }
    }
}

#[test]
fn a_claim_that_was_checked_is_signed_unless_it_changed_since() {
    for format in FORMATS {
        let scene = Scene::new(format, true, &[did("the claim says 15%", true, Some("Checked."))]);
        let shown = scene.read(&[]);
        assert_eq!(shown.status.code(), Some(0), "{}", said(&shown));
        assert!(
            said(&shown).contains("+    checked by \"Ada Hull\" on 2026-05-02 seal "),
            "{}",
            said(&shown)
        );
        // The note was corrected since: what the copy shows is not what would be signed.
        let other = parts(&draft(format, &UNCITED))
            .into_iter()
            .map(|(name, text)| (name, text.replace("2015), 12.", "2015), 13.")));
        let other: Vec<(String, String)> = other.collect();
        let other = zip(&other.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
        fs::write(scene.path(&format!("paper.{format}")), other).expect("written");
        let before = scene.claims();
        let out = scene.read(&["--write"]);
        assert_eq!(out.status.code(), Some(1), "{}", said(&out));
        assert!(said(&out).contains("it has changed since the page or the copy was made"), "{}", said(&out));
        assert_eq!(scene.claims(), before, "{}", said(&out));
    }
}

#[test]
fn what_says_nothing_is_told_and_a_reason_may_be_given() {
    for format in FORMATS {
        let scene = Scene::new(format, false, &[did("“7 percent”", true, None)]);
        let out = scene.read(&["--write"]);
        assert_eq!(out.status.code(), Some(1), "{}", said(&out));
        assert!(said(&out).contains("resolved without a word"), "{}", said(&out));
        assert!(!scene.path("paper.claims").exists());
        let out = scene.read(&["--reason", "Common knowledge at the quay.", "--write"]);
        assert_eq!(out.status.code(), Some(1), "nobody is named: {}", said(&out));
        assert!(said(&out).contains("give --by"), "{}", said(&out));
        let more = [
            "--reason",
            "Common knowledge at the quay.",
            "--by",
            "Ben Hull",
            "--until",
            "2026-12-31",
            "--write",
        ];
        let out = scene.read(&more);
        assert_eq!(out.status.code(), Some(0), "{}", said(&out));
        let claims = scene.claims();
        assert!(claims.contains("\"Common knowledge at the quay.\""), "{claims}");
        assert!(claims.contains("by \"Ben Hull\" on 2026-05-04 until 2026-12-31"), "{claims}");
    }
}

#[test]
fn what_is_gone_deleted_or_by_others_is_told() {
    for format in FORMATS {
        let all = [
            did("“30 percent”", true, Some("Cut it.")),
            did("“7 percent”", true, Some("Waive until 2026-09-01: the yearbook is due.")),
        ];
        let scene = Scene::new(format, false, &all);
        // The first sentence is gone since, and the comment on the last was deleted by hand.
        fs::write(scene.path(&format!("paper.{format}")), draft(format, &UNCITED[1..])).expect("written");
        let copy = format!("paper-reviewed.{format}");
        let bytes = fs::read(scene.path(&copy)).expect("a copy");
        fs::write(scene.path(&copy), without(format, &bytes, "41")).expect("written");
        let out = scene.read(&["--write"]);
        assert_eq!(out.status.code(), Some(0), "{}", said(&out));
        let told = said(&out);
        assert!(
            told.contains("Answered, and no longer in the draft:\n  ““30 percent” has no source.”"),
            "{told}"
        );
        assert!(told.contains("Ada Hull: “Cut it.”"), "{told}");
        assert!(told.contains("has no comment there"), "{told}");
        assert!(scene.claims().contains("until 2026-09-01"), "{}", scene.claims());
        assert!(!scene.claims().contains("Cut it"), "{}", scene.claims());
    }
}

/// The copy without the comment that says these words.
fn without(format: &str, bytes: &[u8], words: &str) -> Vec<u8> {
    let mut all = parts(bytes);
    if format == "docx" {
        let comments = all.get_mut("word/comments.xml").expect("comments");
        let start = element(comments, &format!("“{words}"), "<w:comment ");
        let end = start + comments[start..].find("</w:comment>").expect("its end") + "</w:comment>".len();
        let id = comments[start..].split('"').nth(1).expect("an id").to_owned();
        comments.replace_range(start..end, "");
        let text = all.get_mut("word/document.xml").expect("the text");
        for mark in [
            format!("<w:commentRangeStart w:id=\"{id}\"/>"),
            format!("<w:commentRangeEnd w:id=\"{id}\"/>"),
            format!("<w:r><w:commentReference w:id=\"{id}\"/></w:r>"),
        ] {
            assert!(text.contains(&mark), "{mark}: {text}");
            *text = text.replace(&mark, "");
        }
    } else {
        let text = all.get_mut("content.xml").expect("the text");
        let start = element(text, &format!("“{words}"), "<office:annotation ");
        let end = start
            + text[start..].find("</office:annotation>").expect("its end")
            + "</office:annotation>".len();
        let name = text[start..].split("office:name=\"").nth(1).and_then(|rest| rest.split('"').next());
        let mark = format!("<office:annotation-end office:name=\"{}\"/>", name.expect("a name"));
        text.replace_range(start..end, "");
        assert!(text.contains(&mark), "{text}");
        *text = text.replace(&mark, "");
    }
    zip(&all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

#[test]
fn what_is_proposed_may_be_kept_for_decide() {
    let scene = Scene::new("docx", false, &[did("“30 percent”", true, Some("Our own count."))]);
    let out = scene.read(&["--output", "answers.json"]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(
        said(&out).contains("Wrote 1 decision to answers.json: claimlint decide --from answers.json"),
        "{}",
        said(&out)
    );
    assert!(!scene.path("paper.claims").exists(), "{}", said(&out));
    let out = scene.run(&["decide", "--from", "answers.json", "--today", TODAY, "--write"]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(scene.claims().contains("\"Our own count.\"\n    by \"Ada Hull\""), "{}", scene.claims());
    // Over its own kind, and over nothing else.
    assert_eq!(scene.read(&["--output", "answers.json"]).status.code(), Some(0));
    fs::write(scene.path("mine.json"), "[]").expect("written");
    for name in ["mine.json", "paper.docx", "paper-reviewed.docx"] {
        let before = fs::read(scene.path(name)).expect("there");
        assert_eq!(scene.read(&["--output", name]).status.code(), Some(2), "{name}");
        assert!(fs::read(scene.path(name)).expect("there") == before, "{name}");
    }
}

#[test]
fn a_file_without_our_comments_or_its_draft_is_refused() {
    let scene = Scene::new("docx", false, &[]);
    let refused = |args: &[&str], why: &str| {
        let out = scene.run(&[&["comments", "read"], args].concat());
        assert_eq!(out.status.code(), Some(2), "{}", said(&out));
        assert!(said(&out).contains(why), "{why}: {}", said(&out));
    };
    refused(&["paper.docx", "--in", "paper.docx"], "no comment by claimlint");
    refused(&["none.docx"], "none.docx");
    let out = scene.run(&["decide", "--from", "paper-reviewed.docx"]);
    assert_eq!(out.status.code(), Some(2), "{}", said(&out));
    assert!(said(&out).contains("claimlint comments read paper-reviewed.docx"), "{}", said(&out));
    fs::copy(scene.path("paper-reviewed.docx"), scene.path("back.docx")).expect("copied");
    refused(&["back.docx"], "--in");
    fs::write(scene.path("paper.md"), "Words.").expect("written");
    refused(&["paper.md", "--in", "paper.docx"], "neither a Word nor an OpenDocument file");
    fs::write(scene.path("broken.docx"), "PK no archive").expect("written");
    refused(&["broken.docx", "--in", "paper.docx"], "broken.docx");
    // Who goes on with the copy names the copy.
    let out = scene.run(&["comments", "read", "back.docx", "--in", "back.docx"]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(said(&out).contains("Nothing to write."), "{}", said(&out));
}

#[test]
fn a_second_round_leaves_answers_and_takes_out_what_is_cured_in_both_formats() {
    for format in FORMATS {
        let all = [did("“30 percent”", false, Some("I will ask.")), did("“7 percent”", true, None)];
        let scene = Scene::new(format, false, &all);
        let (copy, second) = (format!("paper-reviewed.{format}"), format!("second.{format}"));
        let count = |name: &str| {
            let bytes = fs::read(scene.path(name)).expect("a copy");
            let all = threads(&bytes, &Unpacking::default()).unwrap_or_else(|fault| panic!("{}", fault.0));
            let ours = all.iter().filter(|thread| thread.is_ours()).count();
            (ours, all.iter().filter(|thread| thread.is_answered()).count(), all.len())
        };
        let before = count(&copy);
        assert_eq!((before.1, before.2), (2, before.0 + 1));
        let out = scene.run(&["check", &copy, "--comments", &second, "--today", TODAY]);
        assert!(said(&out).contains(&format!("0 new comments, {} kept", before.0)), "{}", said(&out));
        assert_eq!(count(&second), before, "nothing is commented twice");
        // The author cuts the last sentence, and one that was answered.
        let bytes = fs::read(scene.path(&copy)).expect("a copy");
        let cut: Vec<_> = parts(&bytes)
            .into_iter()
            .map(|(name, text)| {
                let text = text.replace("lost 41 boats in 2017", "lost boats");
                (name, text.replace("30 percent in 2015", "a little").replace("lost <", "lost boats <"))
            })
            .collect();
        let cut = zip(&cut.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
        fs::write(scene.path(&format!("third.{format}")), &cut).expect("written");
        let out = scene.run(&[
            "check",
            &format!("third.{format}"),
            "--comments",
            &format!("fourth.{format}"),
            "--today",
            TODAY,
        ]);
        assert_eq!(count(&format!("fourth.{format}")).1, 2, "answered ones stay: {}", said(&out));
    }
}

#[test]
fn libreoffice_of_old_keeps_no_threads_and_is_understood() {
    let scene = Scene::new("odt", false, &[did("“30 percent”", true, Some("Ours."))]);
    let bytes = fs::read(scene.path("paper-reviewed.odt")).expect("a copy");
    let mut all = parts(&bytes);
    let text = all.get_mut("content.xml").expect("the text");
    let parent = text.find(" loext:parent-name=\"").expect("a parent");
    let end = parent + 2 + text[parent..].find("\">").expect("its end") - 1;
    text.replace_range(parent..end, "");
    let saved = zip(&all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    fs::write(scene.path("paper-reviewed.odt"), saved).expect("written");
    let out = scene.read(&[]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(said(&out).contains("1 decision would be written"), "{}", said(&out));
}

#[test]
fn nothing_is_left_beside_the_files() {
    let scene = Scene::new("odt", false, &[did("“30 percent”", true, Some("Ours."))]);
    scene.read(&["--write"]);
    let mut names: Vec<String> = fs::read_dir(scene.folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["paper-reviewed.odt", "paper.claims", "paper.odt"]);
}
