//! The reader of plain text, on texts written for these tests.

use claimlint::inside::draft::{Draft, PassageKind, plain};
use claimlint::inside::ids::{MarkerId, NoteId};
use claimlint::inside::text::{FileId, Text};
use proptest::prelude::*;

const ARTICLE: &str = include_str!("../fixtures/plain/article.txt");

fn read(source: &str) -> Draft {
    (plain::READER.read)(FileId::nth(0), &Text::new("t.txt", source))
}

/// The words of all passages of a kind.
fn words(draft: &Draft, kind: PassageKind) -> Vec<&str> {
    let of_kind = draft.passages.each().filter(|(_, passage)| passage.kind == kind);
    of_kind.map(|(at, _)| draft.words(at)).collect()
}

fn sentences(draft: &Draft) -> Vec<&str> {
    words(draft, PassageKind::Sentence)
}

/// The ids of the markers that the passage with these words carries.
fn markers<'a>(draft: &'a Draft, start: &str) -> Vec<&'a str> {
    let at = draft.passages.ids().find(|&at| draft.words(at).starts_with(start)).expect("such a passage");
    draft.markers[draft.passages[at].markers.clone()].iter().map(|marker| marker.id.as_str()).collect()
}

fn note_ids(draft: &Draft) -> Vec<&str> {
    draft.notes.iter().map(|note| note.id.as_str()).collect()
}

/// What holds for every draft, whatever the file.
fn check(source: &str, draft: &Draft) {
    let fits = |place: claimlint::inside::span::Place| {
        assert!(source.get(place.span.range()).is_some(), "{place:?} fits the file");
    };
    let (mut view, mut place, mut marker) = (0, 0, MarkerId::nth(0));
    for (at, passage) in draft.passages.each() {
        fits(passage.place);
        assert!(passage.view.start >= view && passage.place.span.start >= place, "passages in order");
        (view, place) = (passage.view.end, passage.place.span.start);
        assert!(!draft.words(at).is_empty());
        assert!(
            passage.markers.start <= passage.markers.end && passage.markers.end <= draft.markers.next_id()
        );
        if !passage.markers.is_empty() {
            assert!(passage.markers.start >= marker, "marker ranges in order");
            marker = passage.markers.end;
        }
        for marker in &draft.markers[passage.markers.clone()] {
            assert_eq!(marker.passage, Some(at));
            assert!(passage.place.span.holds(marker.place.span), "a passage holds its markers");
        }
        let section = &draft.sections[passage.section];
        assert!(section.passages.contains(at), "sections hold their passages");
    }
    for marker in &draft.markers {
        fits(marker.place);
        assert!(marker.passage.is_none() || marker.in_note.is_none());
    }
    for note in &draft.notes {
        fits(note.place);
        fits(note.label);
        assert!(note.place.span.holds(note.label.span));
        assert!(draft.view.text().get(note.view.range()).is_some());
    }
    for section in &draft.sections {
        fits(section.title);
    }
}

#[test]
fn an_article_is_told_apart() {
    let draft = read(ARTICLE);
    check(ARTICLE, &draft);
    assert_eq!(words(&draft, PassageKind::Title), ["Harbour Policy: Why Small Ports Matter"]);
    assert_eq!(words(&draft, PassageKind::Byline), ["March 3, 2016", "Author:", "Ada Quill"]);
    assert_eq!(words(&draft, PassageKind::Heading), ["Costs and Gains", "Conclusion", "Endnotes"]);
    let furniture = words(&draft, PassageKind::Furniture);
    assert_eq!(furniture.len(), 2);
    assert!(furniture[1].starts_with("This publication"));
    assert_eq!(sentences(&draft).len(), 11);
    assert_eq!(draft.notes.len(), 13);
    assert_eq!(draft.sections.len(), 4);
    assert!(draft.sections[1..].iter().all(|section| section.level == 1));
    assert!(draft.remarks.is_empty());
}

#[test]
fn markers_belong_to_the_sentence_before_them() {
    let draft = read(ARTICLE);
    assert_eq!(markers(&draft, "Small ports"), ["1"]);
    assert_eq!(markers(&draft, "The U.S.-Norway"), ["2"]);
    assert!(markers(&draft, "However, few").is_empty());
    assert_eq!(markers(&draft, "According to"), ["3", "4"]);
    assert_eq!(markers(&draft, "Some call"), ["5"]);
    assert_eq!(markers(&draft, "It began"), ["6", "7"]);
    assert_eq!(markers(&draft, "The costs"), ["8", "10", "11", "12"]);
    assert!(markers(&draft, "See a[1]").is_empty());
    assert_eq!(markers(&draft, "“Is it over?” he"), ["9"]);
    let undefined: Vec<_> =
        draft.markers.iter().filter(|marker| marker.note.is_none()).map(|m| m.id.as_str()).collect();
    assert_eq!(undefined, ["99"]);
}

#[test]
fn a_passage_reaches_over_its_last_marker() {
    let draft = read(ARTICLE);
    let shown = |start: &str| {
        let at = draft.passages.ids().find(|&at| draft.words(at).starts_with(start)).expect("such a passage");
        &ARTICLE[draft.passages[at].place.span.range()]
    };
    assert!(shown("According to").ends_with("them.[3][4]"));
    assert!(shown("The U.S.-Norway").ends_with("helped. [2]"));
    assert!(shown("The costs").ends_with("[8, 10-12]."));
    let ten = draft.markers.iter().find(|marker| marker.id == "10").expect("marker 10");
    assert_eq!(&ARTICLE[ten.place.span.range()], "10");
}

#[test]
fn notes_keep_their_lines_paragraphs_and_markers() {
    let draft = read(ARTICLE);
    assert_eq!(draft.note_words(NoteId::nth(2)), "A note over two lines.");
    assert_eq!(draft.note_words(NoteId::nth(3)), "A note of two paragraphs.\nThe second of them.");
    assert_eq!(&ARTICLE[draft.notes[NoteId::nth(0)].label.span.range()], "[1]");
    assert!(ARTICLE[draft.notes[NoteId::nth(3)].place.span.range()].ends_with("second of them."));
    let inside: Vec<_> = draft.markers.iter().filter(|marker| marker.in_note.is_some()).collect();
    assert_eq!(inside.len(), 1);
    assert_eq!(
        (inside[0].in_note, inside[0].note, inside[0].passage),
        (Some(NoteId::nth(1)), Some(NoteId::nth(0)), None)
    );
}

#[test]
fn no_break_spaces_and_crlf_change_nothing() {
    let plain: Vec<String> = sentences(&read(ARTICLE)).into_iter().map(str::to_owned).collect();
    for changed in
        [ARTICLE.replace('\n', "\r\n"), ARTICLE.replace(". ", ".\u{a0}"), format!("\u{feff}{ARTICLE}")]
    {
        let draft = read(&changed);
        check(&changed, &draft);
        assert_eq!(sentences(&draft), plain);
        assert_eq!(draft.notes.len(), 13);
    }
}

#[test]
fn notes_stand_under_many_headings() {
    let heads = [
        "Notes",
        "NOTES:",
        "== References ==",
        "Footnotes",
        "Sources",
        "Bibliography",
        "# Endnotes",
        "End Notes",
    ];
    for head in heads {
        let source =
            format!("A Title\n\nText one.[1] Text two.[2]\n\n{head}\n\n[1] Roe 2012.\n[2] Doe 2013.\n");
        let draft = read(&source);
        check(&source, &draft);
        assert_eq!(note_ids(&draft), ["1", "2"], "{head}");
        assert!(draft.markers.iter().all(|marker| marker.note.is_some()), "{head}");
    }
}

#[test]
fn notes_are_labelled_in_many_ways() {
    let styles = [
        ("[1]", "[1] ", "[2] "),
        ("[1]", "1. ", "2. "),
        ("[1]", "1) ", "2) "),
        ("[1]", "1 ", "2 "),
        ("¹", "1. ", "2. "),
        ("¹", "¹ ", "² "),
        (" (1)", "(1) ", "(2) "),
        ("[Footnote 1]", "[Footnote 1] ", "[Footnote 2] "),
        ("[^1]", "[^1]: ", "[^2]: "),
    ];
    for (marker, one, two) in styles {
        let other = marker.replace('1', "2").replace('¹', "²");
        let source = format!(
            "A Title\n\nText one.{marker} Text two.{other}\n\nNotes\n\n{one}Roe 2012.\n\n{two}Doe 2013.\n"
        );
        let draft = read(&source);
        check(&source, &draft);
        assert_eq!(note_ids(&draft), ["1", "2"], "{marker} {one}");
        assert_eq!(draft.note_words(NoteId::nth(1)), "Doe 2013.");
        assert_eq!(sentences(&draft), ["Text one.", "Text two."], "{marker} {one}");
        assert!(draft.notes.iter().all(|note| note.uses == 1), "{marker} {one}");
    }
}

#[test]
fn notes_need_no_heading() {
    let source = "A Title\n\nText one.[1] Text two.[2]\n\n[1] Roe 2012.\n\n[2] Doe 2013.\n";
    let draft = read(source);
    assert_eq!(note_ids(&draft), ["1", "2"]);
    let source = "A Title\n\nText one.¹ Text two.²\n\n__________\n\n1. Roe 2012.\n2. Doe 2013.\n";
    assert_eq!(note_ids(&read(source)), ["1", "2"]);
    let source = "A Title\n\nDo this first:\n\n1. Buy milk.\n2. Buy bread.\n\nThen rest.\n";
    let draft = read(source);
    assert!(draft.notes.is_empty());
    assert_eq!(words(&draft, PassageKind::ListItem), ["Buy milk.", "Buy bread."]);
}

#[test]
fn numbering_may_begin_again_in_each_chapter() {
    let source = "Book\n\nChapter 1\n\nOne.[1] Two.[2]\n\nNotes\n\n[1] A 2001.\n[2] B 2002.\n\nChapter 2\n\nThree.[1] Four.[2] Five.[3]\n\nNotes\n\n[1] C 2003.\n[2] D 2004.\n";
    let draft = read(source);
    check(source, &draft);
    let targets: Vec<_> = draft.markers.iter().map(|marker| marker.note).collect();
    assert_eq!(
        targets,
        [Some(NoteId::nth(0)), Some(NoteId::nth(1)), Some(NoteId::nth(2)), Some(NoteId::nth(3)), None]
    );
}

#[test]
fn chapters_may_have_their_notes_together_at_the_end() {
    let source = "Book\n\nChapter 1\n\nOne.[1] Two.[2]\n\nChapter 2\n\nThree.[1] Four.[2]\n\nNotes\n\nChapter 1\n\n[1] A 2001.\n[2] B 2002.\n\nChapter 2\n\n[1] C 2003.\n[2] D 2004.\n";
    let draft = read(source);
    check(source, &draft);
    let targets: Vec<_> = draft.markers.iter().map(|marker| marker.note).collect();
    assert_eq!(
        targets,
        [Some(NoteId::nth(0)), Some(NoteId::nth(1)), Some(NoteId::nth(2)), Some(NoteId::nth(3))]
    );
}

#[test]
fn numbering_may_go_on_from_chapter_to_chapter() {
    let source = "Book\n\nChapter 1\n\nOne.[1] Two.[2]\n\nNotes\n\n[1] A 2001.\n[2] B 2002.\n\nChapter 2\n\nThree.[3] Again.[1]\n\nNotes\n\n[3] C 2003.\n";
    let targets: Vec<_> = read(source).markers.iter().map(|marker| marker.note).collect();
    assert_eq!(
        targets,
        [Some(NoteId::nth(0)), Some(NoteId::nth(1)), Some(NoteId::nth(2)), Some(NoteId::nth(0))]
    );
}

#[test]
fn duplicates_and_gaps_in_a_list_are_kept() {
    let source = "A Title\n\nOne.[1] Two.[2]\n\nNotes\n\n[1] A.\n\n[2] B.\n\n[2] B again.\n\n[5] E.\n";
    assert_eq!(note_ids(&read(source)), ["1", "2", "2", "5"]);
}

#[test]
fn what_is_no_marker_stays_text() {
    let source = "A Title\n\nIn [2013] he wrote [sic] that 10⁶ m² and km² were `x[1]` of [1,054] parts.\n";
    let draft = read(source);
    assert!(draft.markers.is_empty());
    assert!(sentences(&draft)[0].contains("[1,054]"));
    let one = read("A Title\n\nThe value [1] is set once.\n");
    assert!(one.markers.is_empty(), "a single bracket is no style");
}

#[test]
fn markers_without_any_notes_are_told() {
    let draft = read("A Title\n\nOne.[1] Two.[2]\n");
    assert_eq!(draft.markers.len(), 2);
    assert_eq!(draft.remarks.len(), 1);
}

#[test]
fn starred_and_unnumbered_notes_need_no_marker() {
    let source = "A Title\n\nOne.[1]\n\nNotes\n\n* General sources: the archive.\n\n[1] A 2001.\n";
    let draft = read(source);
    assert_eq!(draft.notes.iter().map(|note| note.unnumbered).collect::<Vec<_>>(), [true, false]);
    let source = "A Title\n\nOne is one.\n\nTwo is two.\n\nBibliography\n\nRoe, J. Ports. 2012.\n\nDoe, J. Ships. 2013.\n";
    let draft = read(source);
    assert_eq!(draft.notes.len(), 2);
    assert!(draft.notes.iter().all(|note| note.unnumbered));
}

#[test]
fn hard_wrapped_paragraphs_are_joined() {
    let source = "The Title of It All\n\nThis paragraph is broken into lines of some sixty bytes by\nits author, who uses an editor that breaks lines. It ends\nhere.[1]\n    A second one, which shows by its first line only, as they\ndid in old books and still do in some. It ends here too.\n\n[1] A note that is broken into lines as well, so that its\nsecond line has no label. 2012.\n[2] Another, 2013.\n";
    let draft = read(source);
    check(source, &draft);
    let paragraphs: Vec<_> =
        draft.passages.iter().filter(|p| p.kind == PassageKind::Sentence).map(|p| p.paragraph).collect();
    assert_eq!(paragraphs.len(), 4);
    assert_eq!(paragraphs[0], paragraphs[1]);
    assert_ne!(paragraphs[1], paragraphs[2]);
    assert_eq!(markers(&draft, "It ends here."), ["1"]);
    assert!(draft.note_words(NoteId::nth(0)).ends_with("no label. 2012."));
}

#[test]
fn headings_lists_quotes_tables_and_captions_are_known() {
    let source = "The Title\n\nINTRODUCTION\n\nSome text stands here. It is short.\n\n1.1 Scope\n\nMore text stands here.\n\n- first item. It has two sentences.\n- second item\n\n> A quotation. It has\n> two sentences.\n\nFigure 2: Ports by year\n\nYear\tPorts\tShare\n2011\t12\t4%\n\nMethods\n=======\n\nThe last text stands here.\n";
    let draft = read(source);
    check(source, &draft);
    assert_eq!(words(&draft, PassageKind::Heading), ["INTRODUCTION", "1.1 Scope", "Methods"]);
    assert_eq!(words(&draft, PassageKind::ListItem), ["first item.", "It has two sentences.", "second item"]);
    assert_eq!(words(&draft, PassageKind::Quote), ["A quotation.", "It has two sentences."]);
    assert_eq!(words(&draft, PassageKind::Caption), ["Figure 2: Ports by year"]);
    assert_eq!(words(&draft, PassageKind::TableCell), ["Year", "Ports", "Share", "2011", "12", "4%"]);
    let levels: Vec<_> = draft.sections.iter().map(|section| section.level).collect();
    assert_eq!(levels, [0, 2, 3, 1]);
}

#[test]
fn a_page_turned_in_mid_sentence_is_no_end() {
    let source = "The Title\n\nThis sentence begins on the first page of the report and it\n- 12 -\n\u{c}goes on over the second page until it ends at last. Another\nsentence follows it.\n\nPage 13 of 20\n";
    let draft = read(source);
    check(source, &draft);
    assert_eq!(sentences(&draft).len(), 2);
    assert!(sentences(&draft)[0].contains("and it goes on"));
    assert_eq!(words(&draft, PassageKind::Furniture), ["Page 13 of 20"]);
}

#[test]
fn notes_at_the_foot_of_pages_are_found() {
    let mut source = String::from("The Report on Ports\n\n");
    for n in 1..=6 {
        source += &format!(
            "This page says something about the ports of the north, and it\nsays it in two lines of text that end here.{n}\n{n} See the report on ports of the year 201{n}.\n\n"
        );
    }
    let draft = read(&source);
    check(&source, &draft);
    assert_eq!(note_ids(&draft), ["1", "2", "3", "4", "5", "6"]);
    assert_eq!(sentences(&draft).len(), 6);
}

#[test]
fn hostile_files_are_read_in_time() {
    let started = std::time::Instant::now();
    let lines = [
        "\n",
        "[1] a\n",
        "[1] a\n\n",
        "1. \n",
        "( ",
        "[",
        "[^",
        "¹",
        "| ",
        "a\tb\n",
        "> ",
        "```\n",
        "A.\n\n",
        ". ",
        "\u{c}",
        "\r",
        "—",
        "NOTES\n\n",
        "[1-100] ",
    ];
    for line in lines {
        let source = line.repeat(20_000);
        let draft = read(&source);
        check(&source, &draft);
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn ranges_over_and_over_do_not_swell() {
    let draft = read(&"x[1-90] ".repeat(20_000));
    assert!(draft.markers.len() < 200_000, "{}", draft.markers.len());
}

#[test]
fn an_empty_file_is_an_empty_draft() {
    for source in ["", "\n\n", "\u{feff}", " \t\r\n"] {
        let draft = read(source);
        assert!(draft.passages.is_empty() && draft.notes.is_empty());
        assert_eq!(draft.sections.len(), 1);
    }
}

/// Stretches out of which hostile files are made.
fn stretch() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "[1]",
        "[^a]",
        "[^a]: ",
        "[1, 2-4]",
        "¹",
        "²⁻³",
        "(1)",
        "[Footnote 2] ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "   ",
        "1. ",
        "- ",
        "> ",
        "NOTES",
        "Endnotes\n\n",
        "References:\n",
        "===",
        "-----",
        "|",
        "```\n",
        "U.S. The",
        "\u{c}",
        "\u{a0}",
        "\u{200b}",
        "Author:\n",
        "*",
        "日本。",
        "http://a.b/c[1]",
        "\0",
        "“x.” ",
        "Page 3",
        "12",
    ]);
    prop_oneof![3 => known.prop_map(str::to_owned), 2 => "[a-zA-Z .,]{0,20}", 1 => "\\PC{0,6}"]
}

proptest! {
    #[test]
    fn any_file_gives_a_sound_draft(parts in prop::collection::vec(stretch(), 0..60)) {
        let source = parts.concat();
        check(&source, &read(&source));
    }

    #[test]
    fn a_damaged_article_gives_a_sound_draft(cut in 0..ARTICLE.len(), len in 0..200_usize, put in stretch()) {
        let floor = |mut at: usize| { while !ARTICLE.is_char_boundary(at) { at -= 1 } at };
        let (from, to) = (floor(cut), floor((cut + len).min(ARTICLE.len())));
        let source = format!("{}{put}{}", &ARTICLE[..from], &ARTICLE[to.max(from)..]);
        check(&source, &read(&source));
    }
}

#[test]
fn chapters_may_name_themselves_over_their_notes() {
    let source = "CHAPTER ONE\n\nExports grew.[1] Imports fell.[2]\n\nNotes to Chapter One\n\n1. Customs Office, Annual \
                  Report 2014.\n2. Port Authority, Yearbook 2015.\n\nCHAPTER TWO\n\nTolls rose.[1] They fell.[2]\n\nNotes \
                  to Chapter Two\n\n1. Customs Office, Annual Report 2015.\n2. Port Authority, Yearbook 2016.\n";
    let draft = read(source);
    check(source, &draft);
    let targets: Vec<_> = draft.markers.iter().map(|marker| marker.note).collect();
    assert_eq!(
        targets,
        [Some(NoteId::nth(0)), Some(NoteId::nth(1)), Some(NoteId::nth(2)), Some(NoteId::nth(3))]
    );
}

#[test]
fn footnotes_may_stand_whole_in_brackets() {
    let source = "Exports grew.[Footnote 1] Imports fell.[Footnote 2]\n\n[Footnote 1: Customs Office, Annual Report \
                  2014.]\n\nThe port grew too.\n\n[Footnote 2: Port Authority,\nYearbook 2015.]\n";
    let draft = read(source);
    check(source, &draft);
    let notes: Vec<_> = draft.notes.ids().map(|note| draft.note_words(note)).collect();
    assert_eq!(notes, ["Customs Office, Annual Report 2014.", "Port Authority, Yearbook 2015."]);
    assert!(draft.notes.iter().all(|note| note.uses == 1));
}

#[test]
fn a_sentence_runs_on_across_the_notes_that_interrupt_it() {
    let source = "The Port\n\nThe dues of Harwick were the highest on the coast[1], so that the ships of the\nnorthern \
                  companies went elsewhere when they could, and the council began to lower\n\n[1] Customs Office, Annual \
                  Report 2014.\n\nthe dues again.[2] Trade came back.\n\n[2] Port Authority, Yearbook 2016.\n";
    let draft = read(source);
    check(source, &draft);
    let read = sentences(&draft);
    assert_eq!(read.len(), 2, "{read:?}");
    assert!(read[0].ends_with("began to lower the dues again."), "{read:?}");
    assert_eq!(note_ids(&draft), ["1", "2"]);
    assert!(draft.markers.iter().all(|marker| marker.note.is_some()));
}

#[test]
fn notes_at_page_feet_may_begin_again_in_each_chapter() {
    let mut source = String::from("The Report on Ports\n\n");
    for chapter in 1..=2 {
        for n in 1..=4 {
            source += &format!(
                "This page says something about the ports of the north, and it\nsays it in two lines of text that end \
                 here.{n}\n{n} See the report on ports of the year 201{chapter}.\n\n"
            );
        }
    }
    let draft = read(&source);
    check(&source, &draft);
    assert_eq!(note_ids(&draft), ["1", "2", "3", "4", "1", "2", "3", "4"]);
    assert!(draft.notes[NoteId::nth(0)].scope != draft.notes[NoteId::nth(4)].scope);
}

#[test]
fn notes_may_have_roman_numbers_or_markers_that_lost_their_height() {
    let source = "Exports grew.[i] Imports fell.[ii]\n\n[i] Customs Office, Annual Report 2014.\n[ii] Port Authority, Yearbook.\n";
    let draft = read(source);
    assert_eq!(note_ids(&draft), ["i", "ii"]);
    assert!(draft.notes.iter().all(|note| note.uses == 1));
    // Points of an argument are no notes.
    let points =
        "There are two reasons.\n\n[i] The port is old and its dues are high.\n\n[ii] The ships are new.\n";
    assert!(read(points).notes.is_empty());
    let melted = "Exports grew in the north.1 Imports fell there.2 They rose again.3\n\n1 Customs Office, Annual Report.\n2 \
                  Port Authority, Yearbook.\n3 Statistics Bureau, Tables.\n";
    assert_eq!(note_ids(&read(melted)), ["1", "2", "3"]);
    assert!(read(&melted.replace("north.1", "north.")).notes.is_empty());
}

#[test]
fn numbers_in_parentheses_are_markers_only_with_such_notes() {
    let text = "Exports grew by 12% in 2014 (1). Imports fell (2), as (3) ships show.\n";
    assert!(read(text).markers.is_empty());
    let source = format!(
        "{text}\nNotes\n\n(1) Customs Office, Annual Report 2014.\n(2) Port Authority, Yearbook 2015.\n"
    );
    let draft = read(&source);
    check(&source, &draft);
    assert_eq!(markers(&draft, "Exports"), ["1"]);
    assert_eq!(draft.markers.len(), 2);
}

#[test]
fn the_number_of_a_section_is_no_marker() {
    let source = "The duty is old.[1] See Gordon, Immigration Law, § 20.09[1], and § 3[2]. It grew in 2014[2].\n\nNotes\n\n[1] \
                  Customs Office.\n[2] Port Authority.\n";
    let draft = read(source);
    let ids: Vec<_> = draft.markers.iter().map(|marker| marker.id.as_str()).collect();
    assert_eq!(ids, ["1", "2"]);
}

#[test]
fn what_a_figure_says_of_itself_is_its_caption() {
    let source = "Nurses left the wards in great numbers.\n\nFigure 2. Nurses on the wards\n\nper ward\n\n\
                  Sources: Office of Wards, returns. Notes: The strike began in May 1998.\n\n\
                  The wards were closed later on.\n";
    let draft = read(source);
    assert_eq!(
        words(&draft, PassageKind::Caption),
        [
            "Figure 2. Nurses on the wards",
            "Sources: Office of Wards, returns. Notes: The strike began in May 1998."
        ]
    );
    assert!(sentences(&draft).contains(&"The wards were closed later on."));
    // Without a figure it is a sentence of the author's.
    let draft = read("Nurses left the wards in great numbers.\n\nNote: the strike began in May 1998.\n");
    assert!(words(&draft, PassageKind::Caption).is_empty());
}

#[test]
fn a_large_first_letter_is_one_with_its_word() {
    let source = "THE WEIRS\n\nT   he weirs of the upper river, which were counted in the year 1811, were 480 in all, and the\n    \
                  towns on its banks lived by them for two hundred years. Nobody counted the boats that\n\
                  lay there in winter, or the men who mended them, though each town kept a roll of both.\n\n\
                  A new count of the weirs was made when the river board was founded, and it found that\n\
                  half of them were gone.\n";
    let draft = read(source);
    check(source, &draft);
    let found = sentences(&draft);
    assert!(
        found.iter().any(|words| words.starts_with("The weirs of the upper river")
            && words.ends_with("two hundred years.")),
        "{found:?}"
    );
    assert!(found.iter().any(|words| words.starts_with("A new count")), "{found:?}");
}

#[test]
fn a_stop_of_an_abbreviation_at_a_line_end_ends_no_paragraph() {
    let source = "The ports of the north had asked for help since the flood, and nobody had come to see\n\
                  them. By one count half of those who mended boats there left the U.\n\
                  S. at some time in the ten years that followed, and most of them never came back to\n\
                  the ports where they had learnt their work.\n\n\
                  The board says that it was moved by what it saw.\n\
                  Others say that it was not moved at all, and that the ports were left to themselves for\n\
                  another ten years.\n";
    let draft = read(source);
    check(source, &draft);
    let found = sentences(&draft);
    assert!(found.iter().any(|words| words.contains("left the U. S. at some time")), "{found:?}");
    assert!(found.contains(&"The board says that it was moved by what it saw."), "{found:?}");
}
