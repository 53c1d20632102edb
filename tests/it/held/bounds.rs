//! PDFs that ask in a few bytes for more memory than there is: refused, at the
//! cost of their own words and of nothing else.

use std::time::{Duration, Instant};

use claimlint::inside::compare::pdf::read;

use super::pdf::{Pdf, content, of_pages, packed};
use super::{claimlint, folder, has, said};

/// A page in a CID font whose dictionary holds these entries.
fn cid(entries: &str) -> Vec<u8> {
    let mut pdf = Pdf::default();
    let letters = pdf.object(format!(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Kelp \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> {entries} >>"
    ));
    let font = pdf.object(format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /Kelp /Encoding /Identity-H /DescendantFonts [{letters} 0 R] >>"
    ));
    let contents = pdf.stream("", b"BT /F1 11 Tf 72 700 Td <0048> Tj ET");
    pdf.finish(&[(contents, format!("/Font << /F1 {font} 0 R >>"))])
}

/// A page in a simple font with these entries.
fn simple(entries: &str) -> Vec<u8> {
    let mut pdf = Pdf::default();
    let font = pdf.object(format!("<< /Type /Font /Subtype /TrueType /BaseFont /Helvetica {entries} >>"));
    let contents = pdf.stream("", content(&["Kelp."]).as_bytes());
    pdf.finish(&[(contents, format!("/Font << /F1 {font} 0 R >>"))])
}

fn refused(bytes: Vec<u8>, why: &str) {
    let began = Instant::now();
    let said = read(bytes).expect_err("it is refused");
    assert!(said.contains(why), "{said}");
    assert!(began.elapsed() < Duration::from_secs(5), "{said}: {:?}", began.elapsed());
}

#[test]
fn widths_past_the_last_letter_are_refused() {
    let why = "widths to more letters than a font can have";
    for entries in [
        "/W [0 2000000000 500]",
        "/W [1 [500] 70000 70001 500]",
        "/W [65536 [500 500]]",
        "/W2 [0 2000000000 -1000 250 880]",
        &format!("/W [{}]", "0 65535 500 ".repeat(20_000)),
    ] {
        refused(cid(entries), why);
    }
    // In an object of its own; and in a font that only a form in a form draws with.
    let mut pdf = Pdf::default();
    let widths = pdf.object("[0 2000000000 500]");
    let letters = pdf.object(format!("<< /Type /Font /Subtype /CIDFontType2 /W {widths} 0 R >>"));
    let font = pdf.object(format!("<< /Type /Font /Subtype /Type0 /DescendantFonts [{letters} 0 R] >>"));
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources";
    let inner = pdf.stream(&format!("{form} << /Font << /F1 {font} 0 R >> >>"), b"");
    let outer = pdf.stream(&format!("{form} << /XObject << /X {inner} 0 R >> >>"), b"/X Do");
    let contents = pdf.stream("", b"/X Do");
    refused(pdf.finish(&[(contents, format!("/XObject << /X {outer} 0 R >>"))]), why);
    refused(simple("/FirstChar 2000000000 /LastChar 2000000001 /Widths [500]"), "past its last letter");
}

#[test]
fn sound_widths_are_read() {
    for entries in ["/W [0 65535 500]", "/W [0 [500 600] 72 72 700]", "/W2 [0 65535 -1000 250 880]"] {
        // The font is not in the file, so it has no characters; but it was loaded.
        let said = read(cid(entries)).expect_err("its glyphs have no names");
        assert!(said.contains("glyphs"), "{said}");
    }
    let text = read(simple("/Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 34 /Widths [250 300 400]"));
    assert_eq!(text.expect("it is read").words, "Kelp.");
}

#[test]
fn tables_and_rows_past_any_meaning_are_refused() {
    let table = |entries: &str| {
        let (filter, data) = packed(&vec![0; 1024]);
        let mut pdf = Pdf::default();
        pdf.stream(&format!("/Type /XRef {entries} /W [0 1 0] {filter}"), &data);
        let contents = pdf.stream("", b"BT ET");
        pdf.finish(&[(contents, String::new())])
    };
    let why = "more than 2000000 objects";
    refused(table("/Size 90000000"), why);
    refused(table("/Size 5 /Index [0 3000000]"), why);
    refused(table(&format!("/Size 5 /Index [{}]", "0 1000000 ".repeat(3))), why);
    let mut pdf = Pdf::default();
    let (_, data) = packed(b"BT ET");
    let wide = "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 >>";
    let contents = pdf.stream(wide, &data);
    refused(pdf.finish(&[(contents, String::new())]), "wider than any page");
}

/// A page whose content no measure sees: run lengths in a packed stream.
fn hidden_bomb() -> Vec<u8> {
    let (_, data) = packed(&[129, b' '].repeat(8 * 1024 * 1024));
    let mut pdf = Pdf::default();
    let contents = pdf.stream("/Filter [/FlateDecode /RunLengthDecode]", &data);
    pdf.finish(&[(contents, String::new())])
}

#[cfg(unix)]
#[test]
fn a_copy_that_takes_too_much_costs_itself_alone() {
    let sound = of_pages(&[&["Kelp is gathered at low tide in May."]]);
    let claims = "source a [1] \"Kelp\"\n    held \"sources/bomb.pdf\"\nsource b [2] \"Tides\"\n    \
                  held \"sources/sound.pdf\"\n\nclaim c \"A thing is so.\"\n    \
                  cites a states \"gathered by hand at dawn\"\n    cites b states \"gathered at low tide in May\"\n";
    let folder = folder(claims, &[("bomb.pdf", &hidden_bomb()), ("sound.pdf", &sound)]);
    let text = said(&claimlint(folder.path(), &["evidence", "a.claims"]));
    has(&text, &["asks for more than 512 MB of memory", ": b, page 1"]);
}

#[test]
fn a_process_for_a_pdf_answers_only_when_called_alone() {
    let folder = folder("", &[]);
    let output = claimlint(folder.path(), &["__read-pdf", "a.pdf"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}
