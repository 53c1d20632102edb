//! Links over the words of PDF drafts: an annotation lies over a stretch of the page and knows
//! no words, and programs pack it where no word of it stands in the file's bytes.

use claimlint::inside::draft::pdf;
use claimlint::inside::draft::{Draft, read as read_whole};
use claimlint::inside::text::{Text, Texts};

use super::unpacked;
use crate::held::pdf::{Pdf, content};

/// An annotation: where it lies, and what it does.
struct Over<'a> {
    page: usize,
    /// Left, foot, right, head.
    area: [i32; 4],
    does: &'a str,
}

/// A file in Helvetica with annotations, packed as programs of today do it.
fn file(pages: &[&[&str]], links: &[Over<'_>]) -> Vec<u8> {
    let mut pdf = Pdf::default();
    let font =
        pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    let pages: Vec<(usize, String)> = (0..)
        .zip(pages)
        .map(|(at, lines)| {
            let annotations: String = links
                .iter()
                .filter(|link| link.page == at)
                .map(|link| {
                    let [left, foot, right, head] = link.area;
                    let area = format!("/Rect [{left} {foot} {right} {head}]");
                    let number =
                        pdf.object(format!("<< /Type /Annot /Subtype /Link {area} {} >>", link.does));
                    format!("{number} 0 R ")
                })
                .collect();
            let contents = pdf.stream("", content(lines).as_bytes());
            (contents, format!("/Font << /F1 {font} 0 R >> >> /Annots [{annotations}] /X << "))
        })
        .collect();
    pdf.finish_packed(&pages)
}

fn uri(address: &str) -> String {
    format!("/A << /S /URI /URI ({address}) >>")
}

fn draft(bytes: &[u8]) -> (Texts, Draft) {
    let unpacked = unpacked(bytes).expect("it is a PDF that can be read");
    let mut texts = Texts::new();
    let file = texts.add(Text::packaged("draft.pdf", unpacked.content, unpacked.rendition));
    let draft = read_whole(&pdf::READER, file, &texts);
    (texts, draft)
}

fn links(draft: &Draft) -> Vec<(&str, &str)> {
    draft.links.iter().map(|link| (draft.view.slice(link.view), link.target.as_str())).collect()
}

/// The first line stands at 760, each next one 14 lower; letters are 11 points high.
fn line(nth: i32) -> (i32, i32) {
    (760 - 14 * nth - 3, 760 - 14 * nth + 9)
}

const WEIRS: &[&str] = &[
    "Some 480 weirs were lost to the flood of 2011, as a survey of the",
    "river board shows, and 12 mills were never built again. Nobody paid.",
];

#[test]
fn words_under_a_link_of_a_packed_pdf_lead_to_its_address() {
    let (foot, head) = line(0);
    let survey = uri("https://rivers.example.org/survey-2012");
    // Over `as a survey of the`, and over `river board shows` on the next line.
    let (foot_two, head_two) = line(1);
    let bytes = file(
        &[WEIRS],
        &[
            Over { page: 0, area: [303, foot, 420, head], does: &survey },
            Over { page: 0, area: [72, foot_two, 160, head_two], does: &survey },
        ],
    );
    assert!(!bytes.windows(4).any(|word| word == b"/URI"), "the address can be read in the bytes");
    let (_, draft) = draft(&bytes);
    assert_eq!(
        links(&draft),
        [("as a survey of the river board shows", "https://rivers.example.org/survey-2012")]
    );
    let ids: Vec<&str> = draft.notes.iter().map(|note| note.id.as_str()).collect();
    assert_eq!((ids, draft.markers.len()), (vec!["@example-survey-2012"], 1));
}

#[test]
fn what_leads_into_the_file_or_to_nobody_is_no_link() {
    let (foot, head) = line(0);
    let within = "/Dest [1 0 R /Fit]".to_owned();
    for does in [within, "/A << /S /GoTo /D (two) >>".to_owned(), uri("mailto:mill@example.org")] {
        let (_, draft) =
            draft(&file(&[WEIRS], &[Over { page: 0, area: [315, foot, 420, head], does: &does }]));
        assert_eq!(links(&draft), [], "{does}");
    }
    // Over a picture, or over white paper, stand no words.
    let survey = uri("https://rivers.example.org/");
    let (_, draft) = draft(&file(&[WEIRS], &[Over { page: 0, area: [72, 790, 160, 820], does: &survey }]));
    assert_eq!(links(&draft), []);
}

#[test]
fn links_in_running_heads_are_none() {
    let page = |words: &'static str| -> Vec<&'static str> {
        vec!["The River Board", "", words, "Nobody paid for them then."]
    };
    let pages = [
        page("Some 480 weirs were lost to the flood of 2011."),
        page("Another 12 mills were never built again by 2014."),
        page("The towns on the lower river had asked for help."),
    ];
    let (foot, head) = line(0);
    let home = uri("https://rivers.example.org/");
    let over: Vec<Over<'_>> =
        (0..3).map(|page| Over { page, area: [72, foot, 160, head], does: &home }).collect();
    let pages: Vec<&[&str]> = pages.iter().map(Vec::as_slice).collect();
    let (_, draft) = draft(&file(&pages, &over));
    assert!(draft.view.text().contains("480 weirs"), "{}", draft.view.text());
    assert_eq!(links(&draft), []);
}

/// A page whose links would ask for more work than it is worth: one rectangle for each of many
/// links over the same words, some without sense.
#[test]
fn many_links_over_one_line_cost_little() {
    let (foot, head) = line(0);
    let addresses: Vec<String> = (0..5_000).map(|at| uri(&format!("https://a.example/{at}"))).collect();
    let mut over: Vec<Over<'_>> =
        addresses.iter().map(|does| Over { page: 0, area: [0, foot, 600, head], does }).collect();
    over.push(Over { page: 0, area: [i32::MIN, i32::MIN, i32::MAX, i32::MAX], does: &addresses[0] });
    let bytes = file(&[WEIRS], &over);
    let (_, draft) = draft(&bytes);
    assert_eq!(draft.links.len(), 1, "{:?}", links(&draft));
    assert!(draft.links[0].target.starts_with("https://a.example/"));
}

#[test]
fn a_link_tells_the_hyphens_of_an_address_that_lines_cut() {
    let page: &[&str] = &[
        "Some 480 weirs were lost, https://rivers.example.org/news/the-peoples-",
        "republic-of-weirs.html, and a republic of peoplesrepublic towns was founded.",
    ];
    let (foot, head) = line(0);
    let (foot_two, head_two) = line(1);
    let address = uri("https://rivers.example.org/news/the-peoples-republic-of-weirs.html");
    let over = [
        Over { page: 0, area: [200, foot, 460, head], does: &address },
        Over { page: 0, area: [72, foot_two, 190, head_two], does: &address },
    ];
    let (_, draft) = draft(&file(&[page], &over));
    assert!(draft.view.text().contains("the-peoples-republic-of-weirs.html"), "{}", draft.view.text());
}

/// A large first letter over two lines, the rest of its word beside its head.
#[test]
fn a_large_first_letter_is_one_with_its_word() {
    let mut pdf = Pdf::default();
    let font =
        pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    let page = "BT /F1 32 Tf 72 732 Td (T) Tj /F1 11 Tf 22 14 Td (he weirs of the upper river were counted in 1811, and there) Tj \
                0 -14 Td (were 480 of them in all; the towns on its banks lived by them) Tj \
                -22 -14 Td (for two hundred years. Nobody counted the boats that lay there) Tj \
                0 -14 Td (in winter, or the men who mended them each year in the spring.) Tj ET";
    let contents = pdf.stream("", page.as_bytes());
    let bytes = pdf.finish(&[(contents, format!("/Font << /F1 {font} 0 R >>"))]);
    let (_, draft) = draft(&bytes);
    let words: Vec<&str> = draft.passages.ids().map(|at| draft.words(at)).collect();
    assert_eq!(
        words,
        [
            "The weirs of the upper river were counted in 1811, and there were 480 of them in all; the towns on its banks \
             lived by them for two hundred years.",
            "Nobody counted the boats that lay there in winter, or the men who mended them each year in the spring.",
        ]
    );
}
