//! How fast each format is read, unpacking included. `cargo bench --bench
//! office`; divan prints MB/s of what is counted.
#![allow(clippy::disallowed_methods, reason = "a benchmark may time and load what it likes")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use claimlint::inside::draft::Reader;
use claimlint::inside::draft::office::Unpacking;
use claimlint::inside::draft::{docx, odt};
use claimlint::inside::text::{FileId, Text};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// Packs parts into an archive.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("the part begins");
        zip.write_all(content.as_bytes()).expect("the part is written");
    }
    zip.finish().expect("the archive ends").into_inner()
}

/// A Word file of so many paragraphs, each with runs as Word writes them and a
/// footnote; and how many bytes of XML it has.
fn word(paragraphs: usize) -> (Vec<u8>, usize) {
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let run = |words: &str| {
        format!(
            "<w:r w:rsidR=\"00D66EFE\" w:rsidRPr=\"00855791\"><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>"
        )
    };
    let (mut body, mut notes) = (String::new(), String::new());
    for at in 0..paragraphs {
        let _ = write!(
            body,
            "<w:p w:rsidR=\"0073068D\"><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr>{}{}<w:proofErr w:type=\"spellStart\"/>{}\
             <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{at}\"/></w:r></w:p>",
            run(&format!("In 1815 the port of Harwick cleared {at} tonnes of grain, ")),
            run("and the merchants argued for a long time about who should pay for the crane. "),
            run("Dues of this kind rest on custom more than on statute."),
        );
        let _ = write!(
            notes,
            "<w:footnote w:id=\"{at}\"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>",
            run(&format!(" A. Clerk, Register of Dues, volume {at} (London: Harbour Press, 1998), 12."))
        );
    }
    let body = format!("<w:document {w}><w:body>{body}</w:body></w:document>");
    let notes = format!("<w:footnotes {w}>{notes}</w:footnotes>");
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" \
        ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"x/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
    let length = body.len() + notes.len();
    let bytes = zip(&[
        ("[Content_Types].xml", types),
        ("word/document.xml", &body),
        ("word/_rels/document.xml.rels", rels),
        ("word/footnotes.xml", &notes),
    ]);
    (bytes, length)
}

/// The same as an OpenDocument text.
fn open_document(paragraphs: usize) -> (Vec<u8>, usize) {
    let ns = |prefix: &str| format!("xmlns:{prefix}=\"urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0\"");
    let mut text = String::new();
    for at in 0..paragraphs {
        let _ = write!(
            text,
            "<text:p text:style-name=\"P363\">In 1815 the port of Harwick cleared {at} tonnes of grain, <text:span text:style-name=\"T1\">and the merchants \
             argued for a long time</text:span> about who should pay for the crane. Dues of this kind rest on custom more than on statute.\
             <text:note text:note-class=\"footnote\"><text:note-citation>{}</text:note-citation><text:note-body><text:p><text:s/>A. Clerk, Register of \
             Dues, volume {at} (London: Harbour Press, 1998), 12.</text:p></text:note-body></text:note></text:p>",
            at + 1
        );
    }
    let content = format!(
        "<office:document-content {} {}><office:body><office:text>{text}</office:text></office:body></office:document-content>",
        ns("office"),
        ns("text")
    );
    (
        zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]),
        content.len(),
    )
}

fn packaged(bencher: Bencher, reader: &Reader, (bytes, length): (Vec<u8>, usize)) {
    let unpack = reader.unpack.expect("it is packaged");
    bencher.counter(BytesCount::new(length)).bench(|| {
        let unpacked = unpack(&bytes, &Unpacking::default()).expect("it is sound");
        let text = Text::packaged("bench", unpacked.content, unpacked.rendition);
        (reader.read)(FileId::nth(0), &text).notes.len()
    });
}

/// Some 10 MB of XML with 10,000 footnotes.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn word_file(bencher: Bencher) {
    packaged(bencher, &docx::READER, word(10_000));
}

/// Some 6 MB of XML with 10,000 footnotes.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn open_document_file(bencher: Bencher) {
    packaged(bencher, &odt::READER, open_document(10_000));
}
