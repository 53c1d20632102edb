//! Files that are broken, or made to do harm.

use claimlint::inside::draft::office::{Limits, Unpacking};
use claimlint::inside::draft::{Reader, docx, odt};
use claimlint::inside::text::{FileId, Text};
use proptest::prelude::*;

use super::build::{Docx, fnref, note, odt, p, r, sound, zip};

/// What is said about these bytes.
fn fault(reader: &Reader, bytes: &[u8]) -> String {
    let unpack = reader.unpack.expect("it is packaged");
    unpack(bytes, &Unpacking::default()).err().map(|fault| fault.0).unwrap_or_default()
}

#[track_caller]
fn says(words: &str, bytes: &[u8]) {
    let said = fault(&docx::READER, bytes);
    assert!(said.contains(words), "{said:?} does not say {words:?}");
}

#[test]
fn what_cannot_be_read_is_named() {
    says("password", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on");
    says("not a zip archive", b"{\\rtf1 renamed}");
    says("damaged", b"PK\x03\x04 cut off");
    says("no Word document in it", &zip(&[("a.txt", "a")]));
    says("outside itself, `../evil.xml`", &zip(&[("../evil.xml", "a")]));
    says("outside itself", &zip(&[("/etc/x", "a")]));
    says("outside itself", &zip(&[("C:\\x", "a")]));
    let whole = Docx::new(&p("Exports fell.")).bytes();
    says("damaged", &whole[..whole.len() / 2]);
    says("word/document.xml", &Docx::new("<w:p><w:r>").bytes());
}

#[test]
fn broken_xml_is_named_with_part_and_byte() {
    let said = fault(&docx::READER, &Docx::new("<w:p></w:r>").bytes());
    assert!(said.contains("word/document.xml is damaged at byte"), "{said}");
    let mut file = Docx::new(&p("x"));
    file.footnotes = "<w:footnote w:id=\"2\"".into();
    let said = fault(&docx::READER, &file.bytes());
    assert!(said.contains("footnotes7.xml"), "{said}");
}

#[test]
fn other_documents_are_named() {
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" \
        ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    says(
        "a spreadsheet",
        &zip(&[("[Content_Types].xml", types), ("_rels/.rels", rels), ("xl/workbook.xml", "<a/>")]),
    );
    let said = fault(&odt::READER, &zip(&[("mimetype", "application/vnd.oasis.opendocument.presentation")]));
    assert!(said.contains("a presentation"), "{said}");
    let locked = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let said = fault(&odt::READER, &zip(&[("META-INF/manifest.xml", locked), ("content.xml", "x")]));
    assert!(said.contains("password"), "{said}");
}

#[test]
fn bombs_do_not_go_off() {
    // A part of 40 MB that packs to 40 KB.
    let body = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(40_000_000));
    says("250 times its size", &Docx::new(&body).bytes());
    let how = Unpacking { limits: Limits { unpacked: 1_000_000 }, ..Unpacking::default() };
    let words: String =
        (0..300_000).map(|n: u64| format!("{:x} ", n.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
    let bytes = Docx::new(&p(&words)).bytes();
    let said = docx::unpack(&bytes, &how).err().map(|fault| fault.0).unwrap_or_default();
    assert!(said.contains("--max-size"), "{said}");
    // Entities are not expanded.
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let content =
        super::build::odt_xml("office:document-content", "", "<text:p>&b; and &amp; &#65;</text:p>");
    let content = content.replacen("?>", &format!("?>{bomb}"), 1);
    let bytes = zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]);
    let unpacked = odt::unpack(&bytes, &Unpacking::default()).expect("it is read");
    assert_eq!(unpacked.content, "&b; and & A\n");
}

#[test]
fn depth_is_bounded_and_costs_no_stack() {
    let deep = |open: &str, close: &str, inner: &str, times: usize| {
        format!("{}{inner}{}", open.repeat(times), close.repeat(times))
    };
    says("nests more than", &Docx::new(&deep("<w:smartTag>", "</w:smartTag>", &p("x"), 10_000)).bytes());
    let boxes = deep("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", &p("x"), 500);
    assert_eq!(Docx::new(&boxes).read().passages(), ["sentence: x"]);
    let notes = deep(
        "<text:p>a<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body>",
        "</text:note-body></text:note></text:p>",
        "<text:p>b</text:p>",
        600,
    );
    assert_eq!(super::build::read_odt("", &notes).draft.notes.len(), 600);
    let notes =
        deep("<text:p><text:note><text:note-body>", "</text:note-body></text:note></text:p>", "", 10_000);
    let said = fault(&odt::READER, &odt("", &notes));
    assert!(said.contains("nests more than"), "{said}");
}

#[test]
fn many_of_everything_stay_cheap() {
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    let attributes: String = (0..20_000).map(|n| format!(" xmlns:a{n}=\"urn:{n}\"")).collect();
    let body = format!(
        "<w:p>{}{}</w:p><w:p{attributes}/>{}",
        begin.repeat(20_000),
        r("words").repeat(20_000),
        "<w:p/>".repeat(20_000)
    );
    let start = std::time::Instant::now();
    assert_eq!(Docx::new(&body).read().draft.passages.len(), 1);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

fn samples() -> Vec<(&'static Reader, Vec<u8>, &'static str, String)> {
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>{}</w:p><w:p>{}{}<w:del>{}</w:del><w:hyperlink>{}</w:hyperlink>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>NOTEREF a \\f</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
         {}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p><w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        r("Dues — 日本"),
        r("Exports fell “then” ("),
        fnref("2"),
        r("x"),
        r(") é"),
        r("1"),
        p("cell")
    );
    let file = Docx::new(&body).footnotes(&note("2", "Söme note."));
    let xml = format!("<w:document xmlns:w=\"{}\"><w:body>{body}</w:body></w:document>", super::build::W);
    let text = "<text:h text:outline-level=\"1\">Dues — 日本</text:h><text:p>Exports<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>Söme note.</text:p></text:note-body></text:note> fell.<text:span>é</text:span><draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></text:p>";
    let content = super::build::odt_xml("office:document-content", "", text);
    vec![
        (&docx::READER, file.bytes(), "word/document.xml", xml),
        (&odt::READER, odt("", text), "content.xml", content),
    ]
}

/// Unpacks and reads, if it can be.
fn survive(reader: &Reader, bytes: &[u8]) {
    let unpack = reader.unpack.expect("it is packaged");
    if let Ok(unpacked) = unpack(bytes, &Unpacking::default()) {
        let text = Text::packaged("t", unpacked.content, unpacked.rendition);
        let draft = (reader.read)(FileId::nth(0), &text);
        sound(&text, &draft);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Bytes of the archive changed at random.
    #[test]
    fn mutated_archives_never_panic(which in 0..2_usize, edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let (reader, mut bytes, ..) = samples().swap_remove(which);
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        survive(reader, &bytes);
    }

    /// Elements of the XML moved, doubled and dropped: it stays an archive.
    #[test]
    fn mutated_xml_never_panics(which in 0..2_usize, edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_u8), 1..10)) {
        let (reader, _, part, xml) = samples().swap_remove(which);
        let mut pieces: Vec<String> = xml.split_inclusive('>').map(str::to_owned).collect();
        for (from, to, kind) in edits {
            let (from, to) = (from.index(pieces.len()), to.index(pieces.len()));
            match kind {
                0 => pieces.swap(from, to),
                1 => { let piece = pieces[from].clone(); pieces.insert(to, piece); }
                2 if pieces.len() > 2 => { pieces.remove(from); }
                _ => { let piece = pieces[from].replace('w', "v").replace("text:", "table:"); pieces[from] = piece; }
            }
        }
        let xml = pieces.concat();
        let mut parts = vec![(part, xml.as_str())];
        let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
        parts.push(("[Content_Types].xml", types));
        survive(reader, &zip(&parts));
    }
}
