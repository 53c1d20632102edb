//! PDFs that mean harm: none may crash the program, run for ever or fill the memory.

use claimlint::inside::compare::pdf::read;
use proptest::prelude::*;

use super::pdf::{Pdf, content, of_pages, packed};

/// Reads on a thread like the command's own, and within a time.
fn quickly(bytes: Vec<u8>) -> Result<claimlint::inside::text::held::HeldText, String> {
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::Builder::new()
        .stack_size(64 * 1024 * 1024)
        .spawn(move || drop(send.send(read(bytes))))
        .expect("a thread");
    receive.recv_timeout(std::time::Duration::from_secs(60)).expect("it ends in time, without a crash")
}

#[test]
fn words_are_put_together_from_glyphs() {
    let text =
        quickly(of_pages(&[&["Dues rose in 2011.", "The board met."], &["Fine."]])).expect("it is read");
    assert_eq!(text.words, "Dues rose in 2011.\nThe board met.\nFine.");
    assert_eq!(text.pages.len(), 2);
}

#[test]
fn raised_figures_are_note_numbers_and_gaps_are_spaces() {
    let mut pdf = Pdf::default();
    let font = pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>");
    let body = "BT /F1 12 Tf 72 700 Td (Dues) Tj 30 0 Td (rose.) Tj 26 5 Td /F1 7 Tf (12) Tj \
                10 -5 Td /F1 12 Tf (Then [) Tj ET BT /F1 12 Tf 72 680 Td [(they) -400 (fell)] TJ ET";
    let contents = pdf.stream("", body.as_bytes());
    let text = quickly(pdf.finish(&[(contents, format!("/Font << /F1 {font} 0 R >>"))])).expect("it is read");
    assert_eq!(text.words, "Dues rose.¹² Then [\nthey fell");
}

#[test]
fn forms_in_forms_without_end_are_given_up() {
    // Each form draws the next ten times: 10^12 steps.
    let mut pdf = Pdf::default();
    let font = pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    let mut last = pdf.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 {font} 0 R >> >>"),
        content(&["laugh"]).as_bytes(),
    );
    for _ in 0..12 {
        let entries = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {last} 0 R >> >>"
        );
        last = pdf.stream(&entries, "/X Do ".repeat(10).as_bytes());
    }
    let contents = pdf.stream("", b"/X Do");
    let bytes = pdf.finish(&[(contents, format!("/XObject << /X {last} 0 R >>"))]);
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || drop(send.send(read(bytes))));
    // The command stops waiting after its own limit; here it must not have crashed.
    if let Ok(read) = receive.recv_timeout(std::time::Duration::from_secs(20)) {
        assert!(read.is_err());
    }
}

#[test]
fn rings_and_depth_end() {
    let mut ring = Pdf::default();
    let own = ring.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 1 0 R >> >>",
        b"/X Do",
    );
    let contents = ring.stream("", b"/X Do");
    let _ = quickly(ring.finish(&[(contents, format!("/XObject << /X {own} 0 R >>"))]));
    // A tree of pages that holds itself.
    let bytes = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /PageLabels 3 0 R >>\nendobj\n2 0 obj\n\
        << /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>\nendobj\n3 0 obj\n<< /Kids [3 0 R 3 0 R] >>\nendobj\n\
        trailer\n<< /Root 1 0 R >>\n";
    let _ = quickly(bytes.to_vec());
    for open in ["[", "<< /A ", "(", "<</A["] {
        let mut deep = Pdf::default();
        deep.object(open.repeat(200_000));
        let contents = deep.stream("", open.repeat(200_000).as_bytes());
        let _ = quickly(deep.finish(&[(contents, String::new())]));
    }
    // A kid of its own labels, thousands of times.
    let labels = format!("/PageLabels << /Kids [{}] >>", "1 0 R ".repeat(10_000));
    let mut pdf = Pdf { catalog: labels, ..Pdf::default() };
    pdf.object(format!("<< /Kids [{}] >>", "1 0 R ".repeat(10_000)));
    let contents = pdf.stream("", b"");
    let _ = quickly(pdf.finish(&[(contents, String::new())]));
}

#[test]
fn bombs_are_measured_before_they_are_read() {
    let (filter, data) = packed(&vec![b' '; 300 * 1024 * 1024]);
    let mut pdf = Pdf::default();
    let contents = pdf.stream(&filter, &data);
    let said = quickly(pdf.finish(&[(contents, String::new())])).expect_err("it is refused");
    assert!(said.contains("unpacks to more than"), "{said}");
    let (_, twice) = packed(&data);
    let mut pdf = Pdf::default();
    let contents = pdf.stream("/Filter [/FlateDecode /FlateDecode]", &twice);
    let said = quickly(pdf.finish(&[(contents, String::new())])).expect_err("it is refused");
    assert!(said.contains("unpacks to more than"), "{said}");
}

#[test]
fn a_count_of_objects_that_is_not_true_does_no_harm() {
    let sound = String::from_utf8_lossy(&of_pages(&[&["Dues rose."]])).into_owned();
    for (from, to) in
        [("/Size ", "/Size 99999999"), ("xref\n0 ", "xref\n0 9999999"), ("/Count 1", "/Count 999999999")]
    {
        let _ = quickly(sound.replace(from, to).into_bytes());
    }
    let many: String = (1..100_000).map(|n| format!("{n} 0 obj\n<< >>\nendobj\n")).collect();
    let _ = quickly(format!("%PDF-1.4\n{many}trailer\n<< /Root 1 0 R >>\n").into_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn mutated_files_never_crash(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..24),
        cut in any::<prop::sample::Index>(),
        shorten in any::<bool>(),
    ) {
        let mut pdf = Pdf { catalog: "/PageLabels << /Nums [0 << /S /r >>] >>".to_owned(), ..Pdf::default() };
        let font = pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        let (filter, data) = packed(content(&["Dues rose in 2011 (by half).", "The board met."]).as_bytes());
        let contents = pdf.stream(&filter, &data);
        let mut bytes = pdf.finish(&[(contents, format!("/Font << /F1 {font} 0 R >>"))]);
        for (index, byte) in edits {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        if shorten {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = quickly(bytes);
    }
}
