//! PDF drafts: how well markers and notes are read, measured on drafts of our own from five
//! programs whose truth is known; what is said of files that are none; bounds.
//!
//! `cargo test --test it pdf_drafts::markers -- --nocapture` prints a line for each document.

mod links;
pub mod measure;

use std::path::{Path, PathBuf};
use std::process::Command;

use claimlint::inside::draft::office::{Unpacked, Unpacking};
use claimlint::inside::draft::{Draft, pdf};
use claimlint::inside::pdf::blocks::{Block, blocks, body_size};
use claimlint::inside::pdf::pieces::Piece;
use claimlint::inside::pdf::running::Page;
use claimlint::inside::pdf::{chain, notes};
use claimlint::inside::text::{FileId, Text};
use proptest::prelude::*;

use crate::held::pdf::{Pdf, content, of_pages};

fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/structure").join(folder)
}

fn unpacked(bytes: &[u8]) -> Result<Unpacked, String> {
    pdf::unpack(bytes, &Unpacking::default()).map_err(|fault| fault.0)
}

fn read(bytes: &[u8]) -> (Text, Draft) {
    let unpacked = unpacked(bytes).expect("it is a PDF that can be read");
    let text = Text::packaged("draft.pdf", unpacked.content, unpacked.rendition);
    let draft = (pdf::READER.read)(FileId::nth(0), &text);
    (text, draft)
}

/// What each document of one column must reach, in shares of 1; of two columns less is asked.
const ONE_COLUMN: f64 = 1.0;
const TWO_COLUMNS: f64 = 1.0;

#[test]
fn markers_and_notes_of_each_program_are_read() {
    let mut count = 0;
    for truth in measure::truths(&fixtures("pdf"), ".pdf") {
        let bytes = std::fs::read(fixtures("pdf").join(&truth.file)).expect("it is there");
        let (text, draft) = read(&bytes);
        let score = measure::Score::of(&truth, &text, &draft);
        println!("{}", score.line(&truth));
        let floor = if truth.columns > 1 { TWO_COLUMNS } else { ONE_COLUMN };
        let share = |right: usize, all: usize| right as f64 / all.max(1) as f64;
        assert_eq!(score.false_markers, 0, "{}: {:?}", truth.file, score.wrong);
        assert!(
            share(score.markers, truth.list_of_markers.len()) >= floor,
            "{}: {:?}",
            truth.file,
            score.wrong
        );
        assert!(share(score.notes, truth.list_of_notes.len()) >= floor, "{}: {:?}", truth.file, score.wrong);
        let off = score.sentences.abs_diff(truth.sentences);
        assert!(off * 50 <= truth.sentences, "{}: {} sentences", truth.file, score.sentences);
        let named = truth.headings.len();
        assert!(score.headings * 10 >= named * 9, "{}: {} of {named} headings", truth.file, score.headings);
        count += 1;
    }
    assert!(count >= 12, "{count} documents");
}

fn refused(bytes: &[u8], words: &str) {
    let said = unpacked(bytes).expect_err("it cannot be read");
    assert!(said.contains(words) && !said.contains('\n'), "{said}");
}

#[test]
fn what_cannot_be_read_is_said_in_one_sentence() {
    let file = |name: &str| std::fs::read(fixtures("other").join(name)).expect("it is there");
    refused(&file("broken-cut.pdf"), "damaged or cut short");
    refused(&file("broken-no-pdf.pdf"), "not a PDF but a web page");
    refused(&file("locked-user-password.pdf"), "asks for a password");
    refused(b"", "empty");
    refused(b"PK\x03\x04 and so on", "archive");
    refused(b"The looms stood idle.\n", "not a PDF but text");
    refused(&of_pages(&[&[]]), "has no text");
}

#[test]
fn what_opens_without_a_password_or_can_be_mended_is_read_whole() {
    for name in ["owner-password-only-aes256.pdf", "owner-password-only-rc4.pdf", "xref-damaged-mendable.pdf"]
    {
        let bytes = std::fs::read(fixtures("other").join(name)).expect("it is there");
        let (_, draft) = read(&bytes);
        assert_eq!((draft.markers.len(), draft.notes.len()), (54, 54), "{name}");
        assert!(draft.markers.iter().all(|marker| marker.note.is_some()), "{name}");
    }
}

/// A page drawn by hand: its operators.
fn drawn(pages: &[String]) -> Vec<u8> {
    let mut pdf = Pdf::default();
    let font =
        pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>");
    let pages: Vec<(usize, String)> = pages
        .iter()
        .map(|page| (pdf.stream("", page.as_bytes()), format!("/Font << /F1 {font} 0 R >>")))
        .collect();
    pdf.finish(&pages)
}

/// Lines of one size from a place on down.
fn set(lines: &[&str], size: f64, x: f64, y: f64) -> String {
    let mut out = format!("BT /F1 {size} Tf {} TL {x} {y} Td\n", size * 1.2);
    for line in lines {
        out.push_str(&format!("{line} T*\n"));
    }
    out + "ET\n"
}

/// A line of plain words as an operator, and one that ends in a raised figure.
fn words(line: &str) -> String {
    format!("({line}) Tj")
}

fn noted(line: &str, size: f64, number: u32) -> String {
    format!("({line}) Tj 5 Ts /F1 {} Tf ({number}) Tj 0 Ts /F1 {size} Tf", size * 0.6)
}

#[test]
fn notes_go_on_overleaf_and_paragraphs_over_pages_heads_and_numbers_left_out() {
    let page = |number: u32, body: &[String], foot: &[String]| {
        let body: Vec<&str> = body.iter().map(String::as_str).collect();
        let foot: Vec<&str> = foot.iter().map(String::as_str).collect();
        set(&["(The Mill Race) Tj"], 9.0, 250.0, 800.0)
            + &set(&body, 12.0, 72.0, 760.0)
            + &set(&foot, 8.0, 72.0, 120.0)
            + &set(&[&format!("({number}) Tj")], 9.0, 290.0, 40.0)
    };
    let label = |number: u32, words: &str| format!("4 Ts /F1 5 Tf ({number}) Tj 0 Ts /F1 8 Tf ( {words}) Tj");
    let (text, draft) = read(&drawn(&[
        page(
            7,
            &[
                noted("The wheel was built in 1802 by two brothers from the next valley.", 12.0, 1),
                words("It drove forty looms, and in dry years the owner sent to the dale for wa-"),
            ],
            &[label(1, "A letter of the younger brother says so, though it was written only much")],
        ),
        page(
            8,
            &[
                words("ter carts, which came by night and left before the dawn of each working day."),
                noted("In 1811 the wheel froze for the first time since it had been built there.", 12.0, 2),
            ],
            &[words("later, when he had sold his share."), label(2, "Parish book, 14.")],
        ),
        page(
            9,
            &[noted("The looms were sold in 1840, when water had become too dear for them all.", 12.0, 3)],
            &[label(3, "Parish book, 92.")],
        ),
    ]));
    let notes: Vec<&str> = draft.notes.each().map(|(at, _)| draft.note_words(at)).collect();
    assert_eq!(
        notes,
        [
            "A letter of the younger brother says so, though it was written only much later, when he had sold his \
             share.",
            "Parish book, 14.",
            "Parish book, 92."
        ]
    );
    assert_eq!(draft.markers.len(), 3);
    assert!(draft.markers.iter().all(|marker| marker.note.is_some()));
    let sentences: Vec<&str> = draft.passages.each().map(|(at, _)| draft.words(at)).collect();
    assert!(
        sentences.contains(
            &"It drove forty looms, and in dry years the owner sent to the dale for water carts, which came by \
              night and left before the dawn of each working day."
        ),
        "{sentences:?}"
    );
    assert!(!sentences.iter().any(|words| words.contains("Mill Race")), "{sentences:?}");
    let frozen = text.content.find("In 1811").expect("it is there");
    let spot = text.spot(frozen as u32).unwrap_or("");
    assert_eq!(spot, "page 8 (page 2 of the file), “In 1811 the wheel froze for…”");
}

#[test]
fn exponents_and_ordinals_are_no_markers_where_notes_have_their_numbers() {
    let body = [
        noted("The field has an area of 40 km", 12.0, 2),
        noted("and the reservoir holds 10", 12.0, 3),
        noted("The weir was mended in the spring of the following year.", 12.0, 1),
        noted("Its sluice was not.", 12.0, 2),
        noted("Nobody paid for either of the two.", 12.0, 3),
    ];
    let lines: Vec<&str> = body.iter().map(String::as_str).collect();
    let label = |n: u32, words: &str| format!("4 Ts /F1 5 Tf ({n}) Tj 0 Ts /F1 8 Tf ( {words}) Tj");
    let foot = [label(1, "Weir book, 3."), label(2, "Weir book, 9."), label(3, "Weir book, 12.")];
    let foot: Vec<&str> = foot.iter().map(String::as_str).collect();
    let (text, draft) = read(&drawn(&[set(&lines, 12.0, 72.0, 760.0) + &set(&foot, 8.0, 72.0, 120.0)]));
    let markers: Vec<&str> = draft.markers.iter().map(|marker| marker.id.as_str()).collect();
    assert_eq!(markers, ["1", "2", "3"]);
    assert!(text.content.contains("40 km² and the reservoir holds 10³"), "{}", text.content);
}

#[test]
fn bitmap_letters_of_tex_are_known_by_their_codes_and_accents_join_their_letters() {
    let drawn = |made: &str| {
        let mut pdf = Pdf { trailer: made.to_owned(), ..Pdf::default() };
        let font =
            pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>");
        let letter = pdf.stream("", b"50 0 0 0 50 50 d1 0 0 50 50 re f");
        let bitmap = pdf.object(format!(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 50 50] /FontMatrix [0.01 0 0 0.01 0 0] /FirstChar 36 \
             /LastChar 36 /Widths [50] /Encoding << /Type /Encoding /Differences [36 /a36] >> \
             /CharProcs << /a36 {letter} 0 R >> >>"
        ));
        // The accent is drawn first, and the letter under it; width 333 and 444 of 1000.
        let page = "BT /F1 12 Tf 72 700 Td (The caf) Tj [(\\264) 388 (e)] TJ ( of the mill took in ) Tj /F2 12 Tf \
                    ($) Tj /F1 12 Tf (1.2 million in all the years that it was open.) Tj ET";
        let contents = pdf.stream("", page.as_bytes());
        pdf.finish(&[(contents, format!("/Font << /F1 {font} 0 R /F2 {bitmap} 0 R >>"))])
    };
    let (text, _) = read(&drawn("/Info << /Producer (pdfTeX-1.40.25) >>"));
    assert!(text.content.contains("The café of the mill took in $1.2 million"), "{}", text.content);
    // Elsewhere such codes may stand for anything.
    let (text, _) = read(&drawn(""));
    assert!(text.content.contains("took in \u{fffd}1.2 million"), "{}", text.content);
}

#[test]
fn a_page_that_is_a_picture_leaves_coverage_unknown() {
    let mut pdf = Pdf::default();
    let font = pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>");
    let picture = pdf.stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        &[200],
    );
    let page = content(&["The looms stood idle in 1811.", "Nobody mended the wheel before the spring."]);
    let first = pdf.stream("", page.as_bytes());
    let second = pdf.stream("", b"q 400 0 0 600 50 50 cm /P1 Do Q");
    let bytes = pdf.finish(&[
        (first, format!("/Font << /F1 {font} 0 R >>")),
        (second, format!("/XObject << /P1 {picture} 0 R >>")),
    ]);
    let read = unpacked(&bytes).expect("it has text");
    assert_eq!(read.rendition.unread, ["page 2 is a picture without text"]);
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("looms.pdf"), bytes).expect("it is written");
    let said = claimlint(folder.path(), &["coverage", "looms.pdf"]);
    assert!(said.contains("page 2 is a picture without text") && said.contains("unknown"), "{said}");
}

fn claimlint(folder: &Path, args: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("claimlint runs");
    format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
}

#[test]
fn findings_name_page_column_and_words_in_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(fixtures("pdf").join("lo-trade-foot-2col.pdf"), folder.path().join("ports.pdf"))
        .expect("it is copied");
    let place = "age 1, column 1, “That power was used only once…”";
    for format in [
        "text",
        "concise",
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
        "markdown",
    ] {
        let said = claimlint(folder.path(), &["check", "--format", format, "ports.pdf"]);
        // Lines are broken at the terminal's width.
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(place), "{format}: {}", said.chars().take(600).collect::<String>());
    }
    let said = claimlint(folder.path(), &["check", "--format", "full", "ports.pdf"]);
    assert!(said.contains("ports.pdf, page 1, column 1, under"), "{said}");
    // A folder is searched for drafts, and PDFs in it are rather sources.
    let said = claimlint(folder.path(), &["check", "."]);
    assert!(!said.contains("ports.pdf"), "{said}");
}

#[test]
fn commands_work_on_a_pdf() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(fixtures("pdf").join("lo-energy-end.pdf"), folder.path().join("heat.pdf"))
        .expect("it is copied");
    assert!(claimlint(folder.path(), &["show", "heat.pdf"]).contains("54 markers, 54 notes"));
    assert!(claimlint(folder.path(), &["sources", "heat.pdf"]).contains("page 1: "));
    assert!(claimlint(folder.path(), &["coverage", "heat.pdf"]).contains("54 of 54 markers joined"));
    let said = claimlint(folder.path(), &["init", "heat.pdf"]);
    let claims = std::fs::read_to_string(folder.path().join("heat.claims")).unwrap_or(said);
    assert!(claims.contains("draft \"heat.pdf\""), "{claims}");
    let said = claimlint(folder.path(), &["check", "heat.claims"]);
    assert!(said.contains("54 of 54 markers joined") && !said.contains("anchor-lost"), "{said}");
}

#[test]
fn long_documents_take_time_in_proportion() {
    let page = |number: usize| {
        let body: Vec<String> = (0..40)
            .map(|line| match line % 10 {
                9 => noted(
                    "and the clerk wrote down what had been said of the weir that day.",
                    10.0,
                    (number * 4 + line / 10 + 1) as u32,
                ),
                _ => words("The miller and his neighbours met again in the spring to speak of it all"),
            })
            .collect();
        let foot: Vec<String> = (0..4)
            .map(|note| {
                format!("4 Ts /F1 5 Tf ({}) Tj 0 Ts /F1 8 Tf ( Weir book, {note}.) Tj", number * 4 + note + 1)
            })
            .collect();
        let body: Vec<&str> = body.iter().map(String::as_str).collect();
        let foot: Vec<&str> = foot.iter().map(String::as_str).collect();
        set(&body, 10.0, 72.0, 780.0) + &set(&foot, 8.0, 72.0, 120.0)
    };
    let took = |pages: usize| {
        let bytes = drawn(&(0..pages).map(page).collect::<Vec<_>>());
        let started = std::time::Instant::now();
        let (_, draft) = read(&bytes);
        assert_eq!(draft.markers.len(), pages * 4);
        assert!(draft.markers.iter().all(|marker| marker.note.is_some()));
        started.elapsed().as_secs_f64()
    };
    let (few, many) = (took(25), took(200));
    assert!(many < few * 8.0 * 4.0 + 1.0, "25 pages {few:.2} s, 200 pages {many:.2} s");
}

fn piece() -> impl Strategy<Value = Piece> {
    let text = prop_oneof![
        "[a-z]{1,9}( [a-z]{1,9}){0,6}[.,-]?",
        "[0-9]{1,4}",
        "[0-9]{1,3}[.)]? [A-Z][a-z]{2,8}",
        "\\PC{1,12}"
    ];
    let place = prop_oneof![-50f32..700f32, Just(0.0), Just(72.0), -1e9f32..1e9f32];
    (
        text,
        place,
        0f32..400f32,
        -100f32..900f32,
        prop_oneof![Just(8f32), Just(10f32), 0.01f32..200f32],
        any::<bool>(),
    )
        .prop_map(|(text, x, width, y, size, raised)| {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count() as u32;
            let raised = if raised && digits > 0 { vec![(0, digits)] } else { Vec::new() };
            Piece { text, x, end: x + width, y, size, raised, ..Piece::default() }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever stands where, each word comes out once, and spans fit.
    #[test]
    fn any_layout_is_put_in_an_order(pages in prop::collection::vec(prop::collection::vec(piece(), 0..60), 1..4)) {
        let pages: Vec<Page> = pages.into_iter().map(|pieces| Page { pieces, ..Page::default() }).collect();
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let before: usize = pages.iter().flat_map(|page| &page.pieces).map(|piece| letters(&piece.text)).sum();
        let body = body_size(&pages);
        let mut open = false;
        let mut all: Vec<Block> = Vec::new();
        for (index, page) in pages.into_iter().enumerate() {
            all.extend(blocks(page, index as u32, body, &mut open));
        }
        prop_assert_eq!(before, all.iter().map(|block| letters(&block.piece.text)).sum::<usize>());
        for block in &all {
            for &(start, end) in &block.piece.raised {
                prop_assert!(block.piece.text.get(start as usize..end as usize).is_some());
            }
        }
        let found = notes::find(&all);
        for (figure, _) in &found.markers {
            prop_assert!(found.notes.iter().any(|note| note.number == figure.number));
        }
    }

    /// A chain goes forward in both.
    #[test]
    fn chains_go_forward(pairs in prop::collection::vec((0usize..20, 0usize..20, 1u32..120), 0..80)) {
        let mut pairs: Vec<chain::Pair> =
            pairs.into_iter().map(|(note, marker, weight)| chain::Pair { marker, note, weight }).collect();
        pairs.sort_by_key(|pair| pair.note);
        let chain = chain::heaviest(&pairs);
        prop_assert!(chain.windows(2).all(|two| two[0].marker < two[1].marker && two[0].note < two[1].note));
        let weight = |pairs: &[chain::Pair]| pairs.iter().map(|pair| pair.weight).sum::<u32>();
        let best = pairs.iter().map(|pair| pair.weight).max().unwrap_or(0);
        prop_assert!(weight(&chain) >= best);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Bytes changed and files cut short end in words or in a sentence.
    #[test]
    fn mutated_drafts_never_crash(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in any::<prop::sample::Index>(),
        shorten in any::<bool>(),
    ) {
        let mut bytes = std::fs::read(fixtures("pdf").join("typst-law-foot-numbered.pdf")).expect("it is there");
        for (index, byte) in edits {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        if shorten {
            bytes.truncate(cut.index(bytes.len()));
        }
        match unpacked(&bytes) {
            Ok(unpacked) => {
                let text = Text::packaged("draft.pdf", unpacked.content, unpacked.rendition);
                let draft = (pdf::READER.read)(FileId::nth(0), &text);
                prop_assert!(draft.markers.iter().all(|marker| text.content.get(marker.place.span.range()).is_some()));
            }
            Err(said) => prop_assert!(!said.is_empty() && !said.contains('\n')),
        }
    }
}
