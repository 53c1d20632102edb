//! Books in EPUB: the order of their files, notes in the file or in another, numbers anew in each
//! chapter, places that a reader of the book can find; what is no book, or is locked.

use claimlint::inside::draft::office::{Unpacked, Unpacking};
use claimlint::inside::draft::{Draft, PassageKind, epub, reader_named};
use claimlint::inside::open::{How, text};
use claimlint::inside::text::{FileId, Text};
use proptest::prelude::*;

use crate::office::build::zip;
use crate::pdf_drafts::measure;

const CONTAINER: &str = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"OEBPS/book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";

/// A book of these pages, in this order of its spine; the archive has them in another.
fn book(pages: &[(&str, &str)]) -> Vec<u8> {
    let items = pages.iter().enumerate().map(|(at, (name, _))| {
        format!("<item id=\"i{at}\" href=\"text/{name}\" media-type=\"application/xhtml+xml\"/>")
    });
    let spine: String = (0..pages.len()).map(|at| format!("<itemref idref=\"i{at}\"/>")).collect();
    let opf = format!(
        "<package xmlns=\"http://www.idpf.org/2007/opf\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Dues and Piers</dc:title><dc:language>en</dc:language></metadata><manifest>{}</manifest><spine>{spine}</spine></package>",
        items.collect::<String>()
    );
    let pages: Vec<(String, String)> = pages
        .iter()
        .map(|(name, body)| {
            let page = format!(
                "<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"><head><title/></head><body>{body}</body></html>"
            );
            (format!("OEBPS/text/{name}"), page)
        })
        .collect();
    let mut parts = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", opf.as_str()),
    ];
    parts.extend(pages.iter().rev().map(|(name, page)| (name.as_str(), page.as_str())));
    zip(&parts)
}

fn unpacked(bytes: &[u8]) -> Result<Unpacked, String> {
    epub::unpack(bytes, &Unpacking::default()).map_err(|fault| fault.0)
}

fn read(bytes: &[u8]) -> (Text, Draft) {
    let unpacked = unpacked(bytes).expect("it is a book");
    let text = Text::packaged("a.epub", unpacked.content, unpacked.rendition);
    let mut draft = (epub::READER.read)(FileId::nth(0), &text);
    draft.link();
    (text, draft)
}

/// Each marker of the text with the words before it in its sentence and those of its note.
fn joined(draft: &Draft) -> Vec<(String, String, String)> {
    draft
        .markers
        .iter()
        .filter(|marker| marker.in_note.is_none())
        .map(|marker| {
            let before =
                draft.view.text()[..marker.view as usize].rsplit(['\n', '.']).find(|it| !it.is_empty());
            let note = marker.note.map_or("none", |note| draft.note_words(note));
            (marker.id.clone(), before.unwrap_or("").trim().to_owned(), note.to_owned())
        })
        .collect()
}

#[test]
fn books_of_which_the_truth_is_known() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/structure/other");
    let mut count = 0;
    for truth in measure::truths(&folder, ".epub") {
        let (text, draft) = read(&std::fs::read(folder.join(&truth.file)).expect("it is there"));
        let score = measure::Score::of(&truth, &text, &draft);
        println!("{}", score.line(&truth));
        assert_eq!(score.wrong, [] as [String; 0], "{}", truth.file);
        assert_eq!(score.markers, truth.list_of_markers.len());
        assert_eq!(score.notes, truth.list_of_notes.len());
        assert!(score.sentences.abs_diff(truth.sentences) * 50 <= truth.sentences, "{}", score.line(&truth));
        assert_eq!(score.headings, truth.headings.len(), "{}", truth.file);
        let title = draft.title.expect("a title");
        assert!(!draft.words(title).is_empty());
        count += 1;
    }
    assert_eq!(count, 2);
}

#[test]
fn notes_stand_in_another_file_of_the_book() {
    let (text, draft) = read(&book(&[
        (
            "one.xhtml",
            "<h1>Dues and <em>Piers</em></h1><h2>Dues</h2><p>The dues rose.<a epub:type=\"noteref\" href=\"notes.xhtml#n1\">1</a></p>",
        ),
        (
            "two.xhtml",
            "<h1>Piers</h1><p>The pier fell <i>at once</i>.<a epub:type=\"noteref\" href=\"../text/notes.xhtml#n2\">2</a> It stood.</p>",
        ),
        (
            "notes.xhtml",
            "<h1>Notes</h1><section epub:type=\"endnotes\"><ol><li id=\"n1\" epub:type=\"endnote\"><p>Hull, <i>Crossings</i>, 4.</p></li><li id=\"n2\" epub:type=\"endnote\"><p>Moss, 9.</p></li></ol></section>",
        ),
    ]));
    assert_eq!(
        joined(&draft),
        [
            ("1".to_owned(), String::new(), "Hull, Crossings, 4.".to_owned()),
            ("2".to_owned(), String::new(), "Moss, 9.".to_owned()),
        ]
        .map(|(id, _, note)| (
            id.clone(),
            if id == "1" { "The dues rose" } else { "The pier fell at once" }.to_owned(),
            note
        ))
    );
    let title = draft.title.expect("a title");
    assert_eq!(draft.words(title), "Dues and Piers");
    let levels: Vec<(u8, &str)> = draft
        .sections
        .iter()
        .skip(1)
        .map(|section| (section.level, draft.view.slice(section.view)))
        .collect();
    assert!(levels.contains(&(1, "Piers")), "{levels:?}");
    let italics: Vec<&str> = draft.emphasis.iter().map(|span| draft.view.slice(*span)).collect();
    assert!(italics.contains(&"at once") && italics.contains(&"Crossings"), "{italics:?}");
    let place =
        |words: &str| text.spot(u32::try_from(text.content.find(words).expect("it is there")).unwrap_or(0));
    assert_eq!(place("The pier fell"), Some("paragraph 2 of two.xhtml"));
    assert_eq!(place("Moss, 9"), Some("note 2 of notes.xhtml"));
}

#[test]
fn numbers_and_names_begin_anew_in_each_file() {
    let chapter = |word: &str, note: &str| {
        format!(
            "<h1>{word}</h1><p>{word} rose.<a href=\"#fn1\" id=\"r1\"><sup>1</sup></a> It fell.<a href=\"#fn2\"><sup>2</sup></a></p><aside id=\"fn1\" epub:type=\"footnote\"><p>{note}, 1.</p></aside><aside id=\"fn2\" epub:type=\"footnote\"><p>{note}, 2.</p></aside>"
        )
    };
    let (one, two) = (chapter("Dues", "Hull"), chapter("Wages", "Moss"));
    let (_, draft) = read(&book(&[("a.xhtml", &one), ("b.xhtml", &two)]));
    let found: Vec<(String, String)> = joined(&draft).into_iter().map(|(id, _, note)| (id, note)).collect();
    let wanted = [("1", "Hull, 1."), ("2", "Hull, 2."), ("1", "Moss, 1."), ("2", "Moss, 2.")];
    assert_eq!(found, wanted.map(|(id, note)| (id.to_owned(), note.to_owned())));
    let body: Vec<&str> = draft
        .passages
        .each()
        .filter(|(_, passage)| passage.kind == PassageKind::Sentence)
        .map(|(at, _)| draft.words(at))
        .collect();
    assert_eq!(body, ["Dues rose.", "It fell.", "Wages rose.", "It fell."], "no note is read as text");
}

#[test]
fn near_misses_of_markers_are_none() {
    let (_, draft) = read(&book(&[
        ("toc.xhtml", "<nav epub:type=\"toc\"><ol><li><a href=\"a.xhtml#s1\">1</a></li></ol></nav>"),
        (
            "a.xhtml",
            "<h1 id=\"s1\">Dues</h1><p>See <a href=\"b.xhtml#s2\">2</a> for the 1<sup>st</sup> of May; the area is 4 km<sup>2</sup>.<a id=\"page9\"/> It fell to 10<sup>6</sup>.</p><p>As <a href=\"b.xhtml\">shown</a>, <![CDATA[x < 3 & y]]> holds. A &amp; B &#8212; they rose.</p>",
        ),
        ("b.xhtml", "<h1 id=\"s2\">Piers</h1><p>They stood.</p>"),
    ]));
    assert_eq!(joined(&draft), []);
    assert!(draft.notes.is_empty());
    let words = draft.view.text();
    assert!(words.contains("x < 3 & y holds") && words.contains("A & B — they rose."), "{words}");
    assert!(words.contains("They stood."), "an element without content swallows nothing: {words}");
}

#[test]
fn what_is_missing_is_said_and_coverage_is_then_not_known() {
    let mut bytes = book(&[("a.xhtml", "<p>The dues rose.</p>")]);
    let opf = "<package><manifest><item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/><item id=\"b\" href=\"b.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/><itemref idref=\"c\"/></spine></package>";
    let page = "<html><body><p>The dues rose.</p></body></html>";
    let parts = |extra: &[(&'static str, &'static str)]| {
        let mut parts =
            vec![("META-INF/container.xml", CONTAINER), ("OEBPS/book.opf", opf), ("OEBPS/a.xhtml", page)];
        parts.extend(extra);
        zip(&parts)
    };
    let said = unpacked(&parts(&[])).expect("the rest is read").rendition.unread;
    assert_eq!(
        said,
        ["`OEBPS/b.xhtml` is not in the archive", "`c`, which its spine lists, is not in its manifest"]
    );
    let locked = "<encryption><EncryptedData><CipherData><CipherReference URI=\"OEBPS/a.xhtml\"/></CipherData></EncryptedData></encryption>";
    let locked = unpacked(&parts(&[("META-INF/encryption.xml", locked)])).expect_err("locked");
    assert!(locked.contains("it is locked"), "{locked}");
    let fonts = "<encryption><EncryptedData><CipherData><CipherReference URI=\"OEBPS/font.otf\"/></CipherData></EncryptedData></encryption>";
    assert!(unpacked(&parts(&[("META-INF/encryption.xml", fonts)])).is_ok(), "a font is no text");
    let broken = unpacked(&zip(&[
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", opf),
        ("OEBPS/a.xhtml", "<html><p>The <b>dues</p></html>"),
    ]));
    assert!(broken.expect_err("broken").contains("its part OEBPS/a.xhtml is damaged at byte"));
    assert!(unpacked(&zip(&[("a.txt", "x")])).expect_err("none").contains("there is no book in it"));
    bytes.truncate(bytes.len() / 2);
    assert!(unpacked(&bytes).is_err());
}

#[test]
fn a_book_is_known_by_what_it_holds() {
    let none = |_| Err("not a PDF".to_owned());
    let bytes = book(&[("a.xhtml", "<p>The dues rose.</p>")]);
    for name in ["a.epub", "a.zip", "a", "a.docx"] {
        let (text, reader) = text(name.to_owned(), bytes.clone(), How::default(), none).expect("it is read");
        assert_eq!(reader.map(|it| it.name), Some("epub"), "{name}");
        assert!(text.content.contains("The dues rose."));
    }
    assert_eq!(reader_named("epub").map(|it| it.extensions), Some(&["epub"][..]));
    let page = b"<html><p>The dues rose.</p></html>".to_vec();
    let why = text("a.epub".to_owned(), page, How::default(), none).expect_err("its name lies");
    assert!(why.contains("its name says that it is an EPUB book, but it holds HTML"), "{why}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// However chapters and notes are cut into files, each marker is joined to its own note, and every
    /// place of the draft lies in the text.
    #[test]
    fn markers_find_their_own_notes(counts in prop::collection::vec(0usize..5, 1..5), apart in any::<bool>()) {
        let name = |chapter: usize, number: usize| if apart { format!("c{chapter}n{number}") } else { format!("n{number}") };
        let file = |chapter: usize| if apart { "notes.xhtml".to_owned() } else { format!("c{chapter}.xhtml") };
        let mut pages: Vec<(String, String)> = Vec::new();
        let mut notes = String::new();
        for (chapter, &count) in counts.iter().enumerate() {
            let mut page = format!("<h1>Chapter {chapter}</h1>");
            let mut own = String::new();
            for number in 1..=count {
                let (to, id) = (file(chapter), name(chapter, number));
                page += &format!("<p>Word {chapter} {number} stands.<a epub:type=\"noteref\" href=\"{to}#{id}\">{number}</a></p>");
                own += &format!("<aside epub:type=\"footnote\" id=\"{id}\"><p>Note {chapter} {number}.</p></aside>");
            }
            if apart { notes += &own } else { page += &own }
            pages.push((format!("c{chapter}.xhtml"), page));
        }
        if apart {
            pages.push(("notes.xhtml".to_owned(), format!("<h1>Notes</h1>{notes}<p>The end.</p>")));
        }
        let pages: Vec<(&str, &str)> = pages.iter().map(|(name, page)| (name.as_str(), page.as_str())).collect();
        let (text, draft) = read(&book(&pages));
        let wanted: Vec<(String, String)> = counts
            .iter()
            .enumerate()
            .flat_map(|(chapter, &count)| (1..=count).map(move |number| (number.to_string(), format!("Note {chapter} {number}."))))
            .collect();
        let found: Vec<(String, String)> = joined(&draft).into_iter().map(|(id, _, note)| (id, note)).collect();
        prop_assert_eq!(found, wanted);
        for place in draft.markers.iter().map(|it| it.place).chain(draft.passages.iter().map(|it| it.place)) {
            prop_assert!(text.content.get(place.span.range()).is_some());
        }
    }
}

/// A book is read and never written: who asks for comments or fixes in it is told so.
#[test]
fn nothing_is_written_into_a_book() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = book(&[("a.xhtml", "<p>The  dues rose by 12 per cent , in 2011.</p>")]);
    std::fs::write(folder.path().join("a.epub"), &bytes).expect("a file");
    let said = |args: &[&str]| {
        let output = crate::tool::claimlint(folder.path(), args);
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
    };
    let comments = said(&["check", "a.epub", "--comments", "b.epub"]);
    assert!(comments.contains("only Word and OpenDocument files can hold comments"), "{comments}");
    assert!(!folder.path().join("b.epub").exists());
    let fixed = said(&["check", "a.epub", "--fix"]);
    assert!(fixed.contains("Read as EPUB, English"), "{fixed}");
    assert_eq!(std::fs::read(folder.path().join("a.epub")).expect("it is there"), bytes);
}
