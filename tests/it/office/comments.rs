//! Findings as comments in a copy: at exactly their words, and everything else as it was.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output};

use claimlint::inside::comments::{
    Comment, Copied, Placed, Reply, Told, copy, faults, is_untouched, threads,
};
use claimlint::inside::diagnostic::Level;
use claimlint::inside::draft::office::Unpacking;
use claimlint::inside::draft::{Reader, docx, odt as odt_reader};
use claimlint::inside::span::Span;
use claimlint::inside::text::Text;
use proptest::prelude::*;

use super::build::{Docx, fnref, note, odt, p, r};

use crate::tool::said;

/// The parts of an archive, by name.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).expect("a part");
            let name = part.name().expect("a name").into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).expect("text");
            (name, text)
        })
        .collect()
}

fn text_of(reader: &Reader, bytes: &[u8]) -> Text {
    let unpack = reader.unpack.expect("it is packaged");
    let unpacked = unpack(bytes, &Unpacking::default()).unwrap_or_else(|fault| panic!("{}", fault.0));
    Text::packaged("t", unpacked.content, unpacked.rendition)
}

/// A comment on the words that stand in the text once; `nth` makes its token.
fn on(text: &Text, words: &str, nth: usize) -> Comment {
    let start = text.content.find(words).unwrap_or_else(|| panic!("{words} in {}", text.content));
    of(Span::new(start, start + words.len()), nth)
}

fn of(span: Span, nth: usize) -> Comment {
    let told = Told {
        rule: "a-rule".to_owned(),
        message: "What & <why>.".to_owned(),
        token: token(nth),
        ..Told::default()
    };
    Comment { span, level: Level::Warning, told: vec![told] }
}

fn token(nth: usize) -> String {
    format!("{nth:016x}:1")
}

fn copied(reader: &Reader, bytes: &[u8], comments: &[Comment]) -> Copied {
    let text = text_of(reader, bytes);
    let placed = Placed { comments: comments.to_vec(), ..Placed::default() };
    copy(bytes, &text, &placed, &Unpacking::default()).unwrap_or_else(|fault| panic!("{}", fault.0))
}

/// The words between the marks of each comment of a Word file, in the order of the numbers.
fn ranges(xml: &str) -> BTreeMap<u32, String> {
    let mut out: BTreeMap<u32, String> = BTreeMap::new();
    let mut open: Vec<u32> = Vec::new();
    let mut in_text = false;
    for piece in xml.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag ends");
        let name = tag.split([' ', '/']).next().unwrap_or("");
        let id = || {
            let rest = tag.split("w:id=\"").nth(1).expect("an id");
            rest.split('"').next().and_then(|id| id.parse().ok()).expect("a number")
        };
        match name {
            "w:commentRangeStart" => open.push(id()),
            "w:commentRangeEnd" => open.retain(|other| *other != id()),
            "w:commentReference" => assert!(!open.contains(&id()), "the reference follows its range"),
            "w:t" => in_text = !tag.ends_with('/'),
            _ => {}
        }
        if tag == "/w:t" {
            in_text = false;
        }
        let shown = match name {
            "w:tab" => "\t".to_owned(),
            _ if in_text => text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"),
            _ => String::new(),
        };
        for id in &open {
            out.entry(*id).or_default().push_str(&shown);
        }
    }
    assert!(open.is_empty(), "every range ends");
    out
}

fn no_faults(bytes: &[u8]) {
    assert_eq!(faults(bytes, &Unpacking::default()).map_err(|fault| fault.0), Ok(Vec::new()));
}

#[test]
fn a_range_holds_exactly_the_words_wherever_runs_stand() {
    let bold = "<w:rPr><w:b/><w:lang w:val=\"en-GB\"/></w:rPr>";
    let body = format!(
        "<w:p><w:r w:rsidR=\"00A1\">{bold}<w:t>Wool &amp; flax rose by 12 percent</w:t><w:tab/><w:t>that year.</w:t></w:r>\
         <w:hyperlink w:anchor=\"x\">{}</w:hyperlink><w:ins w:id=\"90\" w:author=\"Ada\">{}</w:ins>\
         <w:sdt><w:sdtPr><w:alias w:val=\"a\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>",
        r(" Looms in Leeds stood idle."),
        r(" Spinners left the valley."),
        r(" Mills closed one by one.")
    );
    let bytes = Docx::new(&body).bytes();
    let text = text_of(&docx::READER, &bytes);
    let words =
        ["& flax rose by 12", "percent\tthat", "in Leeds", "left the", "closed", "idle. Spinners", "Wool"];
    let comments: Vec<Comment> = words.iter().enumerate().map(|(nth, words)| on(&text, words, nth)).collect();
    let made = copied(&docx::READER, &bytes, &comments);
    assert_eq!((made.added, made.unplaced.len()), (words.len(), 0));
    let xml = &parts(&made.bytes)["word/document.xml"];
    let found: Vec<String> = ranges(xml).into_values().collect();
    assert_eq!(found, words);
    // Both halves of a parted run look as the whole did.
    assert!(xml.matches(&format!("<w:r w:rsidR=\"00A1\">{bold}")).count() >= 4, "{xml}");
    assert!(xml.contains("<w:t xml:space=\"preserve\">Wool</w:t>"), "{xml}");
    no_faults(&made.bytes);
    assert_eq!(made.bytes, copied(&docx::READER, &bytes, &comments).bytes, "the same bytes twice");
}

#[test]
fn what_may_not_be_parted_is_taken_as_one_thing() {
    let control = "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent><w:r><w:t>spring tide</w:t></w:r></w:sdtContent></w:sdt>";
    let boxed = format!(
        "<w:r><w:t>Seen</w:t><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>",
        p("Words in a box")
    );
    let body = format!("<w:p>{}{control}{}</w:p><w:p>{boxed}</w:p>", r("The "), r(" came early."));
    let bytes = Docx::new(&body).bytes();
    let text = text_of(&docx::READER, &bytes);
    let comments = [on(&text, "tide", 1), on(&text, "in a box", 2), on(&text, "Words", 3)];
    let made = copied(&docx::READER, &bytes, &comments);
    assert_eq!(made.added, 2, "what is told of words in one box is one comment");
    let again = copied(&docx::READER, &made.bytes, &comments);
    assert_eq!((again.added, again.kept), (0, 2));
    assert_eq!(again.bytes, made.bytes);
    let xml = &parts(&made.bytes)["word/document.xml"];
    assert!(xml.contains("<w:commentRangeStart w:id=\"0\"/><w:sdt>"), "{xml}");
    assert!(xml.contains("</w:sdt><w:commentRangeEnd w:id=\"0\"/>"), "{xml}");
    let inside = xml.split("<w:txbxContent>").nth(1).and_then(|rest| rest.split("</w:txbxContent>").next());
    assert!(inside.is_some_and(|inside| !inside.contains("comment")), "{xml}");
    no_faults(&made.bytes);
}

#[test]
fn comments_that_are_there_stay_and_numbers_go_on() {
    let body = format!(
        "<w:p><w:commentRangeStart w:id=\"7\"/>{}<w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>{}</w:p>",
        r("Dykes were raised"),
        r(" after the flood.")
    );
    let mut file = Docx::new(&body);
    let old = "<w:comment w:id=\"7\" w:author=\"Ada\" w:initials=\"A\"><w:p><w:r><w:t>Which dykes?</w:t></w:r></w:p></w:comment>";
    file.comments = old.to_owned();
    let bytes = with_type(&file.bytes());
    no_faults(&bytes);
    let text = text_of(&docx::READER, &bytes);
    let made = copied(&docx::READER, &bytes, &[on(&text, "raised after", 1)]);
    let (before, after) = (parts(&bytes), parts(&made.bytes));
    assert!(after["word/comments7.xml"].contains(&format!("{old}<w:comment w:id=\"8\"")), "{after:?}");
    let changed: Vec<&String> = after.keys().filter(|name| before.get(*name) != after.get(*name)).collect();
    assert_eq!(changed, ["word/comments7.xml", "word/document.xml"]);
    assert_eq!(ranges(&after["word/document.xml"])[&8], "raised after");
    no_faults(&made.bytes);
}

/// Gives the comments' part of a test file its content type.
pub fn with_type(bytes: &[u8]) -> Vec<u8> {
    let mut all = parts(bytes);
    let types = all.get_mut("[Content_Types].xml").expect("the types");
    *types = types.replace(
        "</Types>",
        "<Override PartName=\"/word/comments7.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.\
         wordprocessingml.comments+xml\"/></Types>",
    );
    let all: Vec<(&str, &str)> = all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    super::build::zip(&all)
}

fn claimlint(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command starts")
}

/// A draft with findings in the text and about a note.
fn paper(figure: &str) -> Vec<u8> {
    let body = format!(
        "<w:p>{}{}{}</w:p>{}",
        r("Catches of herring fell by 12 percent in 2014"),
        fnref("2"),
        r("."),
        p(&format!("Landings of cod rose by {figure} percent in 2015."))
    );
    Docx::new(&body).footnotes(&note("2", " Fisheries Board, accessed 3 May 2016.")).bytes()
}

#[test]
fn the_command_writes_a_copy_and_never_the_draft() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let draft = paper("30");
    std::fs::write(at("paper.docx"), &draft).expect("written");
    let run = |arguments: &[&str]| claimlint(arguments, folder.path());
    let absolute = at("paper.docx");
    let out = run(&["check", &absolute.to_string_lossy(), "--comments", "reviewed.docx"]);
    assert!(said(&out).contains("reviewed.docx: "), "{}", said(&out));
    assert_eq!(std::fs::read(at("paper.docx")).expect("there"), draft);
    let copy = std::fs::read(at("reviewed.docx")).expect("a copy");
    let (before, after) = (parts(&draft), parts(&copy));
    for (name, text) in &before {
        let ours = ["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"];
        assert!(ours.contains(&name.as_str()) || after.get(name) == Some(text), "{name} is as it was");
    }
    assert!(!after["word/footnotes7.xml"].contains("comment"));
    let json = run(&["check", "paper.docx", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let findings = json["findings"].as_array().expect("findings");
    let comments: Vec<&str> = after["word/comments.xml"].split("<w:comment ").skip(1).collect();
    let written = ranges(&after["word/document.xml"]);
    assert_eq!(written.len(), comments.len());
    let (mut told, mut held) = (0, 0);
    for finding in findings {
        let word = |key: &str| finding[key].as_str().unwrap_or_else(|| panic!("{key} in {finding}"));
        let token = word("fingerprint");
        let there: Vec<usize> = (0..comments.len()).filter(|&at| comments[at].contains(token)).collect();
        if word("level") == "advice" {
            held += 1;
            assert!(there.is_empty(), "advice is not put in unasked: {finding}");
            continue;
        }
        told += 1;
        assert_eq!(there.len(), 1, "{finding}");
        let one = comments[there[0]];
        assert!(one.ends_with("</w:t></w:r></w:p></w:comment>") || one.contains("</w:comments>"), "{one}");
        assert!(one.contains(&format!("Rule: {}<", word("code"))), "{one}");
        assert!(one.contains("w:author=\"claimlint warning\""), "{one}");
        let about_note = finding["labels"][0]["spot"].as_str().is_some_and(|spot| spot.starts_with("note"));
        assert_eq!(
            written[&(there[0] as u32)].is_empty(),
            about_note,
            "words, or the marker alone: {finding}"
        );
    }
    assert!(told >= 2 && held >= 1, "{json}");
    assert!(said(&out).contains("left out (add "), "{}", said(&out));
    run(&["check", "paper.docx", "--comments", "all.docx", "--show", "advice"]);
    let all = parts(&std::fs::read(at("all.docx")).expect("a copy"))["word/comments.xml"].clone();
    for finding in findings {
        assert!(all.contains(finding["fingerprint"].as_str().expect("a fingerprint")), "{finding}");
    }
    assert!(!after.values().any(|text| text.contains(&*folder.path().to_string_lossy())), "no path is told");
    no_faults(&copy);
    // Again: the same bytes, over the copy that nobody touched.
    run(&["check", "paper.docx", "--comments", "reviewed.docx"]);
    assert_eq!(std::fs::read(at("reviewed.docx")).expect("a copy"), copy);
    for (name, why) in [
        ("paper.docx", "was checked in this run"),
        ("other.docx", "is not a commented copy"),
        ("x.odt", ".docx"),
    ] {
        let held = if name == "other.docx" { paper("31") } else { draft.clone() };
        if name != "x.odt" {
            std::fs::write(at(name), &held).expect("written");
        }
        let out = run(&["check", "paper.docx", "--comments", name]);
        assert_eq!(out.status.code(), Some(2), "{}", said(&out));
        assert!(said(&out).contains(why), "{}", said(&out));
        assert!(name == "x.odt" || std::fs::read(at(name)).expect("there") == held);
    }
    assert!(!at("x.odt").exists());
}

#[test]
fn one_place_has_one_comment() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let heading = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>References</w:t></w:r></w:p>";
    let entry = p("Lynch, A. (2019). Fish and Figures. Oxford: Port Press.");
    let cited = p("Catches (Lynch et al., 2021; Hall, 2020) fell. They fell more (Lynch, 2019).");
    let cited = Docx::new(&format!("{cited}{heading}{entry}")).bytes();
    let noted = format!("<w:p>{}{}{}</w:p>", r("Nets were mended in winter"), fnref("2"), r("."));
    let noted = Docx::new(&noted).footnotes(&note("2", " “Nets”, http://harbour.example/nets,")).bytes();
    let check = |draft: &str, copy: &str| {
        let out = claimlint(&["check", draft, "--comments", copy, "--format", "concise"], folder.path());
        assert_eq!(out.status.code(), Some(1), "{}", said(&out));
        (said(&out), std::fs::read(at(copy)).expect("a copy"))
    };
    let found =
        |copy: &[u8]| threads(copy, &Unpacking::default()).unwrap_or_else(|fault| panic!("{}", fault.0));
    std::fs::write(at("n.docx"), noted).expect("written");
    let (_, copy) = check("n.docx", "m.docx");
    let told = found(&copy);
    assert_eq!(ranges(&parts(&copy)["word/document.xml"])[&0], "", "on the marker");
    assert!(
        told.len() == 1 && told[0].tokens.len() >= 2,
        "all that is wrong with a note is told once: {told:?}"
    );
    // A comment that has less to tell is put in anew.
    let rule =
        |rule: &str| claimlint(&["check", "m.docx", "--comments", "o.docx", "--level", rule], folder.path());
    let out = rule("note-missing-date=off");
    assert!(said(&out).contains("o.docx: 0 new comments, 1 rewritten"), "{}", said(&out));
    std::fs::write(at("a.docx"), cited).expect("written");
    let (_, copy) = check("a.docx", "b.docx");
    assert_eq!(ranges(&parts(&copy)["word/document.xml"])[&0], "Lynch et al., 2021; Hall, 2020");
    let told = found(&copy);
    assert!(told.len() == 1 && told[0].tokens.len() == 2, "{told:?}");
    // The copy is checked as any draft is: what is told already is not told again.
    let (said, again) = check("b.docx", "c.docx");
    assert!(said.contains("c.docx: 0 new comments, 1 kept"), "{said}");
    assert_eq!(parts(&again), parts(&copy));
    // A mended sentence is another: what was told of it goes out, what is told now comes in.
    let cured = saved(&copy, |all| {
        let text = all.get_mut("word/document.xml").expect("the text");
        assert!(text.contains("Hall, 2020"), "{text}");
        *text = text.replace("Hall, 2020", "Lynch, 2019");
    });
    std::fs::write(at("d.docx"), cured).expect("written");
    let (said, less) = check("d.docx", "e.docx");
    assert!(said.contains("e.docx: 1 new comment, 1 removed with"), "{said}");
    let written = ranges(&parts(&less)["word/document.xml"]);
    assert_eq!(written.into_values().collect::<Vec<_>>(), ["Lynch et al., 2021"]);
    no_faults(&less);
}

#[test]
fn what_is_damaged_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = paper("30");
    let without = |name: &str| {
        let all = parts(&good);
        let all: Vec<(&str, &str)> = all
            .iter()
            .filter(|(part, _)| part.as_str() != name)
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        super::build::zip(&all)
    };
    let broken = saved(&good, |all| {
        let text = all.get_mut("word/document.xml").expect("the text");
        text.truncate(text.len() / 2);
    });
    for (what, bytes) in [
        ("cut", good[..good.len() / 2].to_vec()),
        ("no-text", without("word/document.xml")),
        ("no-types", without("[Content_Types].xml")),
        ("broken", broken),
        ("empty", Vec::new()),
        ("archive-of-nothing", super::build::zip(&[])),
        ("other", b"PK\x03\x04 and no more".to_vec()),
    ] {
        let draft = folder.path().join(format!("{what}.docx"));
        std::fs::write(&draft, &bytes).expect("written");
        let copy = format!("{what}-copy.docx");
        let out = claimlint(
            &["check", &format!("{what}.docx"), "--comments", &copy, "--format", "json"],
            folder.path(),
        );
        assert_eq!(out.status.code(), Some(2), "{what}: {}", said(&out));
        assert!(!said(&out).contains("panicked"), "{what}: {}", said(&out));
        assert!(!folder.path().join(copy).exists(), "{what}");
        assert_eq!(std::fs::read(&draft).expect("there"), bytes, "{what}");
    }
    std::fs::write(folder.path().join("plain.md"), "Catches fell by 12 percent.\n").expect("written");
    let out = claimlint(&["check", "plain.md", "--comments", "x.docx"], folder.path());
    assert_eq!(out.status.code(), Some(2), "{}", said(&out));
    assert!(said(&out).contains("only Word and OpenDocument files can hold comments"), "{}", said(&out));
}

/// A copy as a word processor saves it: our sign is gone, and what somebody did is in it.
fn saved(copy: &[u8], change: impl Fn(&mut BTreeMap<String, String>)) -> Vec<u8> {
    let mut all = parts(copy);
    for text in all.values_mut() {
        if let Some(at) = text.find("<!--claimlint") {
            text.truncate(at);
        }
    }
    change(&mut all);
    let all: Vec<(&str, &str)> = all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    super::build::zip(&all)
}

#[test]
fn a_copy_that_somebody_saved_is_not_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("paper.docx"), paper("30")).expect("written");
    claimlint(&["check", "paper.docx", "--comments", "r.docx"], folder.path());
    let copy = std::fs::read(at("r.docx")).expect("a copy");
    assert!(is_untouched(&copy));
    let edited = saved(&copy, |_| {});
    assert!(!is_untouched(&edited));
    std::fs::write(at("r.docx"), &edited).expect("written");
    let out = claimlint(&["check", "paper.docx", "--comments", "r.docx"], folder.path());
    assert_eq!(out.status.code(), Some(2), "{}", said(&out));
    assert_eq!(std::fs::read(at("r.docx")).expect("there"), edited);
    // A changed draft may have its untouched copy made anew.
    std::fs::write(at("r.docx"), &copy).expect("written");
    std::fs::write(at("paper.docx"), paper("40")).expect("written");
    let out = claimlint(&["check", "paper.docx", "--comments", "r.docx"], folder.path());
    assert_eq!(out.status.code(), Some(1), "{}", said(&out));
    assert_ne!(std::fs::read(at("r.docx")).expect("there"), copy);
}

#[test]
fn a_commented_copy_checked_again_gains_what_is_new_and_loses_what_is_cured() {
    let body = format!("{}{}", p("Wells ran dry in June."), p("Pumps failed in July."));
    let bytes = Docx::new(&body).bytes();
    let text = text_of(&docx::READER, &bytes);
    let comments = [on(&text, "ran dry", 1), on(&text, "June", 2), on(&text, "failed", 3)];
    let first = copied(&docx::READER, &bytes, &comments).bytes;
    let again = copied(&docx::READER, &first, &comments);
    assert_eq!((again.added, again.kept, again.cured), (0, 3, 0));
    assert_eq!(again.bytes, first, "nothing is commented twice");
    // The second was answered, the third is cured, one is new.
    let answered = saved(&first, |all| {
        let xml = all.get_mut("word/document.xml").expect("the text");
        *xml = xml
            .replace(
                "<w:commentRangeStart w:id=\"1\"/>",
                "<w:commentRangeStart w:id=\"1\"/><w:commentRangeStart w:id=\"5\"/>",
            )
            .replace(
                "<w:commentRangeEnd w:id=\"1\"/>",
                "<w:commentRangeEnd w:id=\"1\"/><w:commentRangeEnd w:id=\"5\"/>",
            )
            .replace("</w:p><w:p>", "<w:r><w:commentReference w:id=\"5\"/></w:r></w:p><w:p>");
        let xml = all.get_mut("word/comments.xml").expect("the comments");
        *xml = xml.replace(
            "</w:comments>",
            "<w:comment w:id=\"5\" w:author=\"Ada\"><w:p><w:r><w:t>It was June.</w:t></w:r></w:p></w:comment></w:comments>",
        );
    });
    no_faults(&answered);
    let found = threads(&answered, &Unpacking::default()).unwrap_or_else(|fault| panic!("{}", fault.0));
    let reply = Reply { by: "Ada".to_owned(), words: "It was June.".to_owned(), day: String::new() };
    assert_eq!(found[1].replies, [reply]);
    assert_eq!(found[1].tokens, [token(2)]);
    let text = text_of(&docx::READER, &answered);
    let third = copied(&docx::READER, &answered, &[on(&text, "ran dry", 1), on(&text, "Pumps", 4)]);
    assert_eq!((third.added, third.kept, third.cured, third.answered), (1, 1, 1, 1));
    let left = threads(&third.bytes, &Unpacking::default()).unwrap_or_else(|fault| panic!("{}", fault.0));
    let tokens: Vec<_> = left.iter().map(|thread| thread.tokens.concat()).collect();
    assert_eq!(tokens, [token(1), token(2), String::new(), token(4)]);
    let xml = &parts(&third.bytes)["word/document.xml"];
    assert!(!xml.contains("w:id=\"2\""), "{xml}");
    assert!(!xml.contains("<w:r></w:r>"), "{xml}");
    no_faults(&third.bytes);
}

#[test]
fn tables_beside_the_comments_gain_rows_for_ours_and_lose_those_of_the_cured() {
    let bytes = super::comment_faults::good();
    no_faults(&bytes);
    let text = text_of(&docx::READER, &bytes);
    let made = copied(&docx::READER, &bytes, &[on(&text, "froze", 1)]);
    let all = parts(&made.bytes);
    assert_eq!(
        all["word/commentsExtended.xml"],
        parts(&bytes)["word/commentsExtended.xml"],
        "others' threads stay"
    );
    assert_eq!(all["word/commentsIds.xml"].matches("<i:commentId ").count(), 3);
    no_faults(&made.bytes);
    let gone = copied(&docx::READER, &made.bytes, &[]);
    assert_eq!(gone.cured, 1);
    let after = parts(&gone.bytes);
    for name in ["word/comments.xml", "word/commentsIds.xml", "word/commentsExtended.xml"] {
        assert_eq!(after[name], parts(&bytes)[name], "{name}");
    }
    no_faults(&gone.bytes);
}

#[test]
fn an_opendocument_text_takes_comments_among_its_characters() {
    let body = "<text:p>Quays &amp; sheds <text:span>were built<text:s/>anew</text:span> in 1890.<text:note \
                text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Port \
                Book.</text:p></text:note-body></text:note></text:p><text:p>Ships came.</text:p>";
    let bytes = odt("", body);
    let text = text_of(&odt_reader::READER, &bytes);
    let comments = [
        on(&text, "& sheds were", 1),
        on(&text, "anew", 2),
        on(&text, "[1]", 3),
        on(&text, "1890", 4),
        on(&text, "in 1890", 5),
    ];
    let made = copied(&odt_reader::READER, &bytes, &comments);
    assert_eq!((made.added, made.unplaced.len()), (5, 0));
    let xml = &parts(&made.bytes)["content.xml"];
    let without = {
        let mut rest = xml.as_str();
        let mut out = String::new();
        while let Some(at) = rest.find("<office:annotation") {
            out.push_str(&rest[..at]);
            let ends =
                if rest[at..].starts_with("<office:annotation-end") { "/>" } else { "</office:annotation>" };
            let end = rest[at..].find(ends).expect("it ends") + at + ends.len();
            rest = &rest[end..];
        }
        out + rest.split("<!--claimlint").next().unwrap_or("")
    };
    assert_eq!(without, parts(&bytes)["content.xml"], "nothing but comments was put in");
    assert!(
        xml.contains("name=\"claimlint-3\"/>") && xml.contains("</office:annotation><text:note "),
        "{xml}"
    );
    let note = xml.split("<text:note-body>").nth(1).and_then(|rest| rest.split("</text:note-body>").next());
    assert_eq!(note, Some("<text:p>Port Book.</text:p>"));
    no_faults(&made.bytes);
    let again = copied(&odt_reader::READER, &made.bytes, &comments[..3]);
    assert_eq!((again.added, again.kept, again.cured), (0, 3, 2));
    no_faults(&again.bytes);
    let none = copied(&odt_reader::READER, &again.bytes, &[]);
    let xml = parts(&none.bytes)["content.xml"].clone();
    assert_eq!(xml.split("<!--claimlint").next(), Some(parts(&bytes)["content.xml"].as_str()));
}

/// A run: words, and what stands round it.
fn runs() -> impl Strategy<Value = Vec<(String, u8)>> {
    let words = prop::collection::vec(
        prop::sample::select(vec!["wind", "sea & sky", "<tide>", "Öland", "日本", "of", "12", "—", "a"]),
        1..4,
    )
    .prop_map(|words| words.join(" "));
    prop::collection::vec((words, 0_u8..7), 1..8)
}

proptest! {
    #[test]
    fn a_file_with_some_bytes_changed_gives_a_sound_copy_or_none(
        changes in prop::collection::vec((0.0_f64..1.0, any::<u8>()), 1..6),
        part in 0_usize..3,
    ) {
        let name = ["word/document.xml", "word/comments.xml", "word/commentsIds.xml"][part];
        let mut all = parts(&super::comment_faults::good());
        let mut xml = all[name].clone().into_bytes();
        for (at, byte) in changes {
            let at = (xml.len() as f64 * at) as usize;
            xml[at] = byte;
        }
        all.insert(name.to_owned(), String::from_utf8_lossy(&xml).into_owned());
        let all: Vec<(&str, &str)> = all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let bytes = super::build::zip(&all);
        let unpack = docx::READER.unpack.expect("it is packaged");
        if let Ok(unpacked) = unpack(&bytes, &Unpacking::default()) {
            let text = Text::packaged("t", unpacked.content, unpacked.rendition);
            let span = Span::new(0, text.content.len());
            let placed = Placed { comments: vec![of(span, 1)], ..Placed::default() };
            if let Ok(made) = copy(&bytes, &text, &placed, &Unpacking::default()) {
                let again = text_of(&docx::READER, &made.bytes);
                prop_assert_eq!(again.content, text.content);
            }
        }
    }

    #[test]
    fn any_words_in_any_runs_are_commented_exactly(
        paragraphs in prop::collection::vec(runs(), 1..4),
        places in prop::collection::vec((0.0_f64..1.0, 0.0_f64..1.0), 1..6),
    ) {
        let mut body = String::new();
        for runs in &paragraphs {
            body.push_str("<w:p>");
            for (words, kind) in runs {
                let words = words.replace('&', "&amp;").replace('<', "&lt;");
                let run = r(&format!("{words} "));
                body.push_str(&match kind {
                    0 => run,
                    1 => format!("<w:hyperlink w:anchor=\"a\">{run}</w:hyperlink>"),
                    2 => format!("<w:ins w:id=\"9\" w:author=\"A\">{run}{run}</w:ins>"),
                    3 => format!("<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>"),
                    4 => format!("<w:r><w:rPr><w:i/></w:rPr><w:t>{words}</w:t><w:tab/><w:t>{words}</w:t></w:r>"),
                    5 => format!("<w:bookmarkStart w:id=\"1\" w:name=\"b\"/>{run}<w:bookmarkEnd w:id=\"1\"/>"),
                    _ => format!("<w:fldSimple w:instr=\"SEQ x\">{run}</w:fldSimple>"),
                });
            }
            body.push_str("</w:p>");
        }
        let bytes = Docx::new(&body).bytes();
        let text = text_of(&docx::READER, &bytes);
        let bounds: Vec<usize> = text.content.char_indices().map(|(at, _)| at).chain([text.content.len()]).collect();
        let (mut expected, mut comments) = (Vec::new(), Vec::new());
        let mut known = std::collections::HashSet::new();
        for (nth, (a, b)) in places.iter().enumerate() {
            let at = |part: f64| bounds[((bounds.len() - 1) as f64 * part) as usize];
            let (start, end) = (at(a.min(*b)), at(a.max(*b)));
            let words = text.content[start..end].trim();
            // What is told of the same words is one comment.
            let from = text.content[..end].len() - text.content[start..end].trim_start().len();
            if !words.is_empty() && known.insert((from, words.len())) {
                comments.push(of(Span::new(start, end), nth));
                expected.push(words.replace('\n', ""));
            }
        }
        let made = copied(&docx::READER, &bytes, &comments);
        prop_assert_eq!(made.unplaced.len(), 0);
        let xml = parts(&made.bytes)["word/document.xml"].clone();
        let found: Vec<String> = ranges(&xml).into_values().collect();
        prop_assert_eq!(found, expected);
        no_faults(&made.bytes);
    }
}

/// What is wrong in the claims file alone is told too: at the sentence of its claim, or at the title, with its place.
#[test]
fn a_finding_in_the_claims_file_is_told_in_the_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let heading = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>The catch</w:t></w:r></w:p>";
    let sentence = "Catches of herring fell by 12 percent in 2014";
    let body = format!("{heading}<w:p>{}{}{}</w:p>", r(sentence), fnref("2"), r(". The boats are few."));
    let draft = Docx::new(&body)
        .footnotes(&note(
            "2",
            " Fisheries Board, *Catches* (Hull: Quay Press, 2016), 3, accessed 3 May 2016.",
        ))
        .bytes();
    std::fs::write(at("paper.docx"), draft).expect("written");
    let claims = "draft \"paper.docx\"\n\nclaim herring \"Herring fell.\"\n    at \"Catches of herring fell\"\n    cites nobody\n\n\
                  clame lost \"Cod rose.\"\n";
    std::fs::write(at("paper.claims"), claims).expect("written");
    let out = claimlint(&["check", "paper.docx", "--comments", "reviewed.docx"], folder.path());
    assert!(!said(&out).contains("other files"), "{}", said(&out));
    let copy = std::fs::read(at("reviewed.docx")).expect("a copy");
    no_faults(&copy);
    let after = parts(&copy);
    let written = ranges(&after["word/document.xml"]);
    let comments: Vec<&str> = after["word/comments.xml"].split("<w:comment ").skip(1).collect();
    let words_of = |rule: &str| {
        let nth = comments.iter().position(|one| one.contains(&format!("Rule: {rule}<")));
        let nth = nth.unwrap_or_else(|| panic!("{rule} in {comments:#?}"));
        (comments[nth], written[&(nth as u32)].as_str())
    };
    let (told, words) = words_of("unknown-name");
    assert!(told.contains("In the claims file (paper.claims, line 5): "), "{told}");
    assert!(words.starts_with(sentence), "{words}");
    // What belongs to no claim: the title.
    let (told, words) = words_of("claims-syntax");
    assert!(told.contains("In the claims file (paper.claims, line 7): "), "{told}");
    assert_eq!(words, "The catch");
    // Each finding once, and the same again.
    let json = claimlint(&["check", "paper.docx", "--format", "json"], folder.path());
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    for finding in json["findings"].as_array().expect("findings").iter().filter(|it| it["level"] != "advice")
    {
        let token = finding["fingerprint"].as_str().expect("a fingerprint");
        assert_eq!(after["word/comments.xml"].matches(token).count(), 1, "{finding}");
    }
    claimlint(&["check", "paper.docx", "--comments", "reviewed.docx"], folder.path());
    assert_eq!(std::fs::read(at("reviewed.docx")).expect("a copy"), copy);
}
