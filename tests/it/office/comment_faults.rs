//! The faults in comments that word processors punish, each seeded into a good file and found.

use claimlint::inside::comments::faults;
use claimlint::inside::draft::office::Unpacking;

use super::build::{W, zip};

const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a file with a comment, an answer to it, and a footnote.
fn good_parts() -> Vec<(&'static str, String)> {
    let over = |part: &str, kind: &str| {
        format!("<Override PartName=\"/word/{part}.xml\" ContentType=\"{TYPE}.{kind}+xml\"/>")
    };
    let lead = |id: u8, kind: &str, part: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{kind}\" Target=\"{part}.xml\"/>")
    };
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let comment = |id: u8, author: &str, para: &str, words: &str| {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"{author}\"><w:p w14:paraId=\"{para}\">{}</w:p></w:comment>",
            run(words)
        )
    };
    vec![
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{}{}{}{}{}</Types>",
                over("document", "document.main"),
                over("comments", "comments"),
                over("commentsExtended", "commentsExtended"),
                over("commentsIds", "commentsIds"),
                over("footnotes", "footnotes")
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{RELS}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" \
                 Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            format!(
                "<Relationships xmlns=\"{RELS}\">{}{}{}{}</Relationships>",
                lead(1, &format!("{OFFICE}/comments"), "comments"),
                lead(2, "http://schemas.microsoft.com/office/2011/relationships/commentsExtended", "commentsExtended"),
                lead(3, "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds", "commentsIds"),
                lead(4, &format!("{OFFICE}/footnotes"), "footnotes")
            ),
        ),
        (
            "word/document.xml",
            format!(
                "<w:document xmlns:w=\"{W}\"><w:body><w:p><w:commentRangeStart w:id=\"0\"/><w:commentRangeStart \
                 w:id=\"1\"/><w:r><w:rPr><w:i/></w:rPr><w:t>The lake froze over.</w:t></w:r><w:commentRangeEnd \
                 w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r><w:commentRangeEnd w:id=\"1\"/><w:r>\
                 <w:commentReference w:id=\"1\"/></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p></w:body>\
                 </w:document>"
            ),
        ),
        (
            "word/comments.xml",
            format!(
                "<w:comments xmlns:w=\"{W}\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\">{}{}</w:comments>",
                comment(0, "Ada", "11111111", "When?"),
                comment(1, "Ben", "22222222", "In May.")
            ),
        ),
        (
            "word/commentsExtended.xml",
            "<e:commentsEx xmlns:e=\"http://schemas.microsoft.com/office/word/2012/wordml\"><e:commentEx \
             e:paraId=\"11111111\" e:done=\"0\"/><e:commentEx e:paraId=\"22222222\" e:paraIdParent=\"11111111\" \
             e:done=\"0\"/></e:commentsEx>"
                .to_owned(),
        ),
        (
            "word/commentsIds.xml",
            "<i:commentsIds xmlns:i=\"http://schemas.microsoft.com/office/word/2016/wordml/cid\"><i:commentId \
             i:paraId=\"11111111\" i:durableId=\"0A0A0A0A\"/><i:commentId i:paraId=\"22222222\" \
             i:durableId=\"0B0B0B0B\"/></i:commentsIds>"
                .to_owned(),
        ),
        (
            "word/footnotes.xml",
            format!(
                "<w:footnotes xmlns:w=\"{W}\"><w:footnote w:id=\"2\"><w:p>{}</w:p></w:footnote></w:footnotes>",
                run("Lake Diary.")
            ),
        ),
    ]
}

/// The good file.
pub fn good() -> Vec<u8> {
    with(&[])
}

/// The good file with words of its parts changed; each change must meet something.
fn with(changes: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut all = good_parts();
    for (part, old, new) in changes {
        let (_, text) = all.iter_mut().find(|(name, _)| name == part).expect("the part is there");
        assert!(text.contains(old), "{part} has {old}");
        *text = text.replacen(old, new, 1);
    }
    let all: Vec<(&str, &str)> = all.iter().map(|(name, text)| (*name, text.as_str())).collect();
    zip(&all)
}

fn found(changes: &[(&str, &str, &str)]) -> Vec<String> {
    faults(&with(changes), &Unpacking::default()).unwrap_or_else(|fault| panic!("{}", fault.0))
}

#[test]
fn the_good_file_has_no_fault() {
    assert_eq!(found(&[]), Vec::<String>::new());
}

#[test]
fn every_seeded_fault_is_found() {
    const TEXT: &str = "word/document.xml";
    const COMMENTS: &str = "word/comments.xml";
    const EXTENDED: &str = "word/commentsExtended.xml";
    const TYPES: &str = "[Content_Types].xml";
    const LEADS: &str = "word/_rels/document.xml.rels";
    let range = "<w:commentRangeStart w:id=\"0\"/>";
    for (what, changes, said) in [
        (
            "two comments, one number",
            &[(COMMENTS, "w:id=\"1\"", "w:id=\"0\"")][..],
            "two comments have the number 0",
        ),
        (
            "a range without end",
            &[(TEXT, "<w:commentRangeEnd w:id=\"0\"/>", "")],
            "does not begin and end once",
        ),
        (
            "a reference to no comment",
            &[(TEXT, "commentReference w:id=\"1\"", "commentReference w:id=\"9\"")],
            "comment 9 that is not there",
        ),
        (
            "a comment nothing refers to",
            &[(
                COMMENTS,
                "</w:comments>",
                "<w:comment w:id=\"4\" w:author=\"A\"><w:p/></w:comment></w:comments>",
            )],
            "nothing in the text refers to comment 4",
        ),
        (
            "a part without content type",
            &[(TYPES, "/word/comments.xml", "/word/x.xml")],
            "word/comments.xml has no content type",
        ),
        (
            "a part without relationship",
            &[(LEADS, "/commentsIds\"", "/other\"")],
            "no relationship leads to word/commentsIds.xml",
        ),
        (
            "a comment in a note",
            &[("word/footnotes.xml", "<w:p>", "<w:p><w:commentRangeStart w:id=\"0\"/>")],
            "a comment stands in word/footnotes.xml",
        ),
        ("a wrong content type", &[(TYPES, "commentsExtended+xml", "comments+xml")], "has the content type"),
        (
            "a table that names an unknown paragraph",
            &[(EXTENDED, "e:paraId=\"11111111\"", "e:paraId=\"33333333\"")],
            "names a paragraph 33333333",
        ),
        (
            "an unknown parent",
            &[(EXTENDED, "e:paraIdParent=\"11111111\"", "e:paraIdParent=\"44444444\"")],
            "names a paragraph 44444444",
        ),
        (
            "a range that begins in properties",
            &[(TEXT, range, ""), (TEXT, "<w:rPr>", "<w:rPr><w:commentRangeStart w:id=\"0\"/>")],
            "stands where Word takes none",
        ),
        ("a comment without author", &[(COMMENTS, " w:author=\"Ada\"", "")], "comment 0 has no author"),
        (
            "a comment without paragraph",
            &[(COMMENTS, "<w:p w14:paraId=\"22222222\"><w:r><w:t>In May.</w:t></w:r></w:p>", "")],
            "comment 1 has no paragraph",
        ),
        (
            "a paragraph's name that is too high",
            &[(COMMENTS, "22222222", "92222222"), (EXTENDED, "22222222", "92222222")],
            "no name below 80000000",
        ),
    ] {
        let found = found(changes);
        assert!(found.iter().any(|fault| fault.contains(said)), "{what}: {found:?}");
    }
}
