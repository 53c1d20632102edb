//! Markdown is read as its author sees it, and every part keeps its place.

use claimlint::inside::draft::{Draft, PassageKind, markdown};
use claimlint::inside::ids::{Ids, MarkerId, NoteId, PassageId};
use claimlint::inside::text::{FileId, Text};
use proptest::prelude::*;

fn read(source: &str) -> (Draft, Text) {
    let text = Text::new("draft.md", source);
    let draft = (markdown::READER.read)(FileId::nth(0), &text);
    sound(&draft, &text);
    (draft, text)
}

/// What must hold of every draft, whatever the file.
fn sound(draft: &Draft, text: &Text) {
    let fits = |place: claimlint::inside::span::Place| {
        assert_eq!(place.file, FileId::nth(0));
        assert!(text.content.get(place.span.range()).is_some(), "{place:?} in {:?}", text.content);
    };
    let shown = |span: claimlint::inside::span::Span| {
        assert!(draft.view.text().get(span.range()).is_some(), "{span:?} of {:?}", draft.view.text());
    };
    let mut marker = MarkerId::nth(0);
    for passage in &draft.passages {
        fits(passage.place);
        shown(passage.view);
        assert!(passage.section < draft.sections.len());
        assert!(passage.markers.start >= marker && passage.markers.end <= draft.markers.next_id());
        marker = passage.markers.end;
        for marker in &draft.markers[passage.markers.clone()] {
            assert!(passage.place.span.holds(marker.place.span));
        }
    }
    for marker in &draft.markers {
        fits(marker.place);
        assert!(draft.view.text().is_char_boundary(marker.view as usize));
    }
    // Notes in the text, `^[…]`, are read last, with the markers in them.
    let outer: Vec<_> = draft.markers.iter().filter(|marker| marker.in_note.is_none()).collect();
    for pair in outer.windows(2) {
        assert!(pair[0].place.span.end <= pair[1].place.span.start, "{pair:?}");
    }
    for note in &draft.notes {
        fits(note.label);
        fits(note.place);
        shown(note.view);
        assert!(note.place.span.holds(note.label.span));
    }
    for section in &draft.sections {
        fits(section.title);
        shown(section.view);
        assert!(section.passages.end <= draft.passages.next_id());
    }
    assert!(draft.title.is_none_or(|title| draft.passages.get(title).is_some()));
}

/// Each passage on a line: its kind, its words, the notes its markers name.
fn outline(draft: &Draft) -> Vec<String> {
    let line = |(index, passage): (PassageId, &claimlint::inside::draft::Passage)| {
        let ids: Vec<_> = draft.markers[passage.markers.clone()].iter().map(|m| m.id.as_str()).collect();
        let notes = if ids.is_empty() { String::new() } else { format!(" <{}>", ids.join(" ")) };
        format!("{}: {}{notes}", passage.kind.name(), draft.words(index))
    };
    draft.passages.each().map(line).collect()
}

/// Each note on a line: its id, its label as written, its words.
fn notes(draft: &Draft, text: &Text) -> Vec<String> {
    let line = |(index, note): (NoteId, &claimlint::inside::draft::Note)| {
        format!("{} {} {} x{}", note.id, text.slice(note.label.span), draft.note_words(index), note.uses)
    };
    draft.notes.each().map(line).collect()
}

#[test]
fn a_document_is_read_part_by_part() {
    let (draft, _) = read(
        "---\ntitle: \"Ships and rivers\"\nauthor: A. Person\n---\n\n# Trade\n\nTrade *grew* in 2019.[^a] It fell \
         later.\n\n## Ports\n\n- Two ports [opened](https://example.org).\n  - One closed.\n\n> A port is a \
         door.\n\n| Port | Ships |\n|---|---|\n| North | 12[^a] |\n\n![Ships by year](ships.png)\n\n```\nlet x = \
         1;\n[1]\n```\n\n[^a]: Port Office, *Report*.\n",
    );
    assert_eq!(
        outline(&draft),
        [
            "title: Ships and rivers",
            "byline: A. Person",
            "heading: Trade",
            "sentence: Trade grew in 2019. <a>",
            "sentence: It fell later.",
            "heading: Ports",
            "list-item: Two ports opened.",
            "list-item: One closed.",
            "quote: A port is a door.",
            "table-cell: Port",
            "table-cell: Ships",
            "table-cell: North",
            "table-cell: 12 <a>",
            "caption: Ships by year",
            "code: let x = 1;\n[1]",
        ]
    );
    assert_eq!(draft.format, "markdown");
    let sections: Vec<_> = draft.sections.iter().map(|s| (s.level, draft.view.slice(s.view))).collect();
    assert_eq!(sections, [(0, ""), (1, "Trade"), (2, "Ports")]);
}

#[test]
fn the_first_heading_is_the_title_if_nothing_else_is() {
    let (draft, _) = read("Rivers\n======\n\nA river.\n\n# Second\n\nMore.\n");
    assert_eq!(draft.title.map(|title| draft.words(title)), Some("Rivers"));
    assert_eq!(draft.passages[PassageId::nth(2)].kind, PassageKind::Heading);
}

#[test]
fn a_note_keeps_its_paragraphs_its_label_and_its_place() {
    let (draft, text) = read(
        "One.[^a] Two.[^B]\n\n[^a]: First line\nlazy line.\n\n    Second paragraph.[^b]\n\nBody again.\n\n  [^b]: \
         Indented.\n",
    );
    assert_eq!(
        notes(&draft, &text),
        ["a [^a]: First line lazy line.\nSecond paragraph. x1", "b [^b]: Indented. x2"]
    );
    assert_eq!(outline(&draft), ["sentence: One. <a>", "sentence: Two. <b>", "sentence: Body again."]);
    assert_eq!(draft.markers[MarkerId::nth(2)].in_note, Some(NoteId::nth(0)));
    assert_eq!(draft.markers[MarkerId::nth(2)].passage, None);
    let note = text.slice(draft.notes[NoteId::nth(0)].place.span);
    assert!(note.starts_with("[^a]:") && note.contains("Second paragraph."), "{note}");
}

#[test]
fn labels_are_kept_as_written_when_two_differ_by_case_only() {
    let (draft, _) = read("One.[^A] Two.[^a]\n\n[^a]: Small.\n\n[^A]: Great.\n");
    let ids: Vec<_> = draft.markers.iter().map(|marker| marker.id.as_str()).collect();
    assert_eq!(ids, ["A", "a"]);
    assert_eq!(draft.markers[MarkerId::nth(0)].note, Some(NoteId::nth(1)));
}

#[test]
fn a_note_defined_twice_is_two_notes() {
    let (draft, text) = read("One.[^a]\n\n[^a]: First.\n[^a]: Second.\n");
    assert_eq!(notes(&draft, &text), ["a [^a]: First. x1", "a [^a]: Second. x0"]);
}

#[test]
fn undefined_references_are_markers_in_every_kind_of_block() {
    let (draft, text) = read(
        "# Head[^h]\n\nText[^t] and *so[^e]* on, [see[^l]](u).\n\n- Item[^i]\n\n> Quote.[^q]\n\n| A[^c] |\n|---|\n",
    );
    let ids: Vec<_> = draft.markers.iter().map(|m| (m.id.as_str(), text.slice(m.place.span))).collect();
    let expected = ["h", "t", "e", "l", "i", "q", "c"];
    assert_eq!(ids.iter().map(|(id, _)| *id).collect::<Vec<_>>(), expected);
    assert!(ids.iter().all(|(id, place)| *place == format!("[^{id}]")));
    assert!(draft.markers.iter().all(|marker| marker.passage.is_some() && marker.note.is_none()));
    assert!(!draft.view.text().contains('^'));
}

#[test]
fn what_only_looks_like_a_marker_is_none() {
    let (draft, _) = read(
        "A [link](u), [3](https://example.org), [ref][r], `a[1]`, \\[^x\\] and 10<sup>9</sup> m<sup>2</sup>.\n\n    \
         code[^1]\n\n- [x] done\n- [ ] open\n\n[r]: https://example.org\n",
    );
    assert!(draft.markers.is_empty());
    assert!(outline(&draft)[0].contains("a[1], [^x] and"), "{:?}", outline(&draft));
}

#[test]
fn bracketed_numbers_point_to_a_list_of_notes() {
    for list in [
        "## Endnotes\n\n[1] Smith, *Ports*.\n\n[2] Jones.\n",
        "## Endnotes\n\n[1] Smith, *Ports*.\n[2] Jones.\n",
        "## Endnotes\n\n\\[1\\] Smith, *Ports*.\n\n\\[2\\] Jones.\n",
        "## Endnotes\n\n[[1]](#ref1) Smith, *Ports*.\n\n[[2]](#ref2) Jones.\n",
        "## References\n\n1. Smith, *Ports*.\n2. Jones.\n",
        "## 5. Notes\n\n1) Smith, *Ports*.\n\n2) Jones.\n",
        "## Notes\n\n<sup>1</sup> Smith, *Ports*.\n\n<sup>2</sup> Jones.\n",
        "## Notes\n\n- [1] Smith, *Ports*.\n- [2] Jones.\n",
        "---\n\n[1] Smith, *Ports*.\n\n[2] Jones.\n",
        "---\n\n[1]: Smith, *Ports*.\n\n[2]: Jones & son.\n",
    ] {
        let (draft, _) = read(&format!("Ports grew.[1] They shrank[2].\n\n{list}"));
        let found: Vec<_> = draft.notes.iter().map(|note| (note.id.as_str(), note.uses)).collect();
        assert_eq!(found, [("1", 1), ("2", 1)], "{list}");
        assert_eq!(draft.note_words(NoteId::nth(0)), "Smith, Ports.", "{list}");
        assert!(draft.note_words(NoteId::nth(1)).starts_with("Jones"), "{list}");
        assert_eq!(outline(&draft)[..2], ["sentence: Ports grew. <1>", "sentence: They shrank. <2>"]);
    }
}

#[test]
fn a_numbered_list_elsewhere_is_a_list() {
    let (draft, _) = read("Steps:[1]\n\n1. Go.\n2. Stop.\n\n## References\n\n- A book.\n");
    assert!(draft.notes.is_empty());
    assert_eq!(outline(&draft)[1..3], ["list-item: Go.", "list-item: Stop."]);
}

#[test]
fn notes_written_in_html_are_read() {
    let body = "Ports grew.<sup id=\"fnr1\"><a href=\"#fn1\">1</a></sup> They shrank.<sup>2</sup>\n\n";
    for list in [
        "### Footnotes\n\n<ol>\n<li id=\"fn1\"><sup>1</sup> Smith &amp; son.<a href=\"#fnr1\">&#8617;</a></li>\n<li \
         id=\"fn2\"><sup>2</sup> <em>Jones</em>.</li>\n</ol>\n",
        "## Endnotes\n\n<p class=\"footnote\" id=\"footnote-1\">1. Smith &amp; son. <a \
         href=\"#r1\">&#8617;</a></p>\n\n<p class=\"footnote\" id=\"footnote-2\">2. Jones.</p>\n",
        "## Notes\n\n<a name=\"footnote-1\" href=\"#s1\">⬑ 1.</a> Smith & son.\n\n<a name=\"footnote-2\" \
         href=\"#s2\">⬑ 2.</a> Jones.\n",
        "## Notes\n\n<ol><li id=fn1>Smith &amp; son.<li id=fn2>Jones.</ol>\n",
    ] {
        let (draft, _) = read(&format!("{body}{list}\n## After\n\nThe end.\n"));
        let found: Vec<_> = draft.notes.iter().map(|note| (note.id.as_str(), note.uses)).collect();
        assert_eq!(found, [("1", 1), ("2", 1)], "{list}");
        assert_eq!(
            [draft.note_words(NoteId::nth(0)), draft.note_words(NoteId::nth(1))],
            ["Smith & son.", "Jones."],
            "{list}"
        );
        assert_eq!(outline(&draft).last().map(String::as_str), Some("sentence: The end."));
    }
}

#[test]
fn markers_that_are_links_within_the_page_take_no_room() {
    let (draft, text) = read("A port [[3]](#footnote-3). Word wrote [\\[12\\]](#_ftn12) this.\n");
    let places: Vec<_> = draft.markers.iter().map(|m| (m.id.as_str(), text.slice(m.place.span))).collect();
    assert_eq!(places, [("3", "[[3]](#footnote-3)"), ("12", "[\\[12\\]](#_ftn12)")]);
    assert!(!draft.view.text().contains(['[', '#']));
}

#[test]
fn entities_and_escapes_are_shown_decoded_and_map_back() {
    let source = "Smith &amp; Jones\\*&nbsp;wrote&#8212;so.[^a]\n\n[^a]: X &lt; Y.\n";
    let (draft, text) = read(source);
    assert_eq!(draft.words(PassageId::nth(0)), "Smith & Jones* wrote—so.");
    assert_eq!(draft.note_words(NoteId::nth(0)), "X < Y.");
    let at = draft.view.text().find("& J").expect("it is shown") as u32;
    let place = draft.view.place(claimlint::inside::span::Span { start: at, end: at + 1 }).expect("it maps");
    assert_eq!(text.slice(place.span), "&amp;");
}

#[test]
fn a_passage_reaches_over_its_last_marker() {
    let (draft, text) = read("Trade grew.[^a][^b] It fell.\n\n[^a]: A.\n\n[^b]: B.\n");
    assert_eq!(text.slice(draft.passages[PassageId::nth(0)].place.span), "Trade grew.[^a][^b]");
    assert_eq!(text.slice(draft.passages[PassageId::nth(1)].place.span), "It fell.");
    assert_eq!(
        draft.passages[PassageId::nth(0)].markers,
        Ids { start: MarkerId::nth(0), end: MarkerId::nth(2) }
    );
}

#[test]
fn line_ends_byte_order_marks_and_other_scripts_change_nothing() {
    let source = "---\ntitle: 港\n---\n\n港は*門*である[^甲]。“Ports” grew.[^b] > x\n\n```\ncode\nmore\n```\n\n[^甲]: 山田。\n    \
                  続き。\n\n[^b]: Smith.\n";
    let (plain, _) = read(source);
    for other in [source.replace('\n', "\r\n"), format!("\u{feff}{source}")] {
        let (draft, text) = read(&other);
        assert_eq!(outline(&draft).join("|").replace('\r', ""), outline(&plain).join("|"));
        let labels: Vec<_> = draft.notes.iter().map(|note| text.slice(note.label.span)).collect();
        assert_eq!(labels, ["[^甲]:", "[^b]:"]);
        assert_eq!(draft.markers.len(), 2);
    }
}

#[test]
fn a_rule_is_no_metadata() {
    let (draft, _) = read("Text.\n\n---\ntitle: no\n\nMore.[^a]\n\n---\n\n[^a]: Note.\n");
    assert_eq!(draft.title, None);
    assert_eq!(draft.notes[NoteId::nth(0)].uses, 1);
}

#[test]
fn images_give_captions_only_where_they_stand_alone() {
    let (draft, _) = read(
        "See:\n![Ships](s.png){width=50%}\n\nPress ![icon](i.png) here.[^a]\n\n[![Build](b.svg)](u)\n\n[^a]: Office.\n",
    );
    assert_eq!(
        outline(&draft),
        ["sentence: See:", "caption: Ships", "sentence: Press here. <a>", "caption: Build"]
    );
}

#[test]
fn lines_that_only_direct_a_tool_are_not_shown() {
    let (draft, _) = read("::: {.callout-note}\nA port.\n:::\n\n{% include x.html %}\n\nUse {{ this }}.\n");
    assert_eq!(outline(&draft), ["sentence: A port.", "sentence: Use {{ this }}."]);
}

#[test]
fn broken_and_deep_files_are_read() {
    for source in [
        "",
        "[",
        "[^",
        "[^]",
        "[^a",
        "[^a]:",
        "<",
        "<sup>",
        "<sup>1",
        "<!--",
        "<p id=fn1",
        "---",
        "---\n",
        "\u{feff}",
        "\\",
        "![",
        "![a](b",
        "|",
        "```",
        "<script>",
        "&",
        "<li id=fn1>&#99999999;",
        "[1",
        "\\[1",
        "[[1]](#",
        "<h1>",
        "- [^a]: b\n  - [^c]: d",
        "[^a]: [^b]: c",
    ] {
        read(source);
        read(&format!("{source}\n\nText.[^a]"));
        read(&format!("Ω{source}é"));
    }
    for part in ["> ", "- ", "[", "![", "*", "<p>", "<sup>", "[^a]: ", "<a href=#fn1>", "<!-- ", "[[1]](#a "]
    {
        read(&part.repeat(3000));
    }
}

/// Pieces that meet each other badly.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "[^a]",
            "[^a]: ",
            "[1]",
            "[1] ",
            "\n",
            "\n\n",
            "\r\n",
            "    ",
            "> ",
            "- ",
            "1. ",
            "# ",
            "## Notes\n\n",
            "<sup>",
            "</sup>",
            "<a href=\"#fn1\">",
            "</a>",
            "<li id=fn1>",
            "</li>",
            "<p>",
            "</p>",
            "<ol>",
            "</ol>",
            "<h2>",
            "</h2>",
            "<br>",
            "<!--",
            "-->",
            "[[2]](#fn2)",
            "^[",
            "]",
            "[see @a, p. 2; -@b]",
            "[@",
            "@a [p. 3]",
            "{cite}`a,b`",
            "references:\n- id: a\n  title: t\n",
            "bibliography: x.bib\n",
            "<em>",
            "</em>",
            "<a href=\"https://x.org\">",
            "](#fn2)",
            "![",
            "](u)",
            "*",
            "_",
            "`",
            "```\n",
            "\\",
            "&amp;",
            "&",
            "|",
            "|---|\n",
            "---\n",
            "title: x\n",
            "{#id}",
            ":::",
            "\u{feff}",
            "\u{a0}",
            "日本。",
            "“q”",
            "🚢",
            "1",
            ".",
            "⬑",
            "^",
            "$",
            "~~",
            "[r]: u\n",
        ])
        .prop_map(str::to_owned),
        "[A-Za-z ,.]{1,12}",
        any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #[test]
    fn nothing_makes_it_fail(pieces in prop::collection::vec(piece(), 0..60)) {
        read(&pieces.concat());
    }

    #[test]
    fn a_cut_or_a_letter_in_a_good_file_is_no_trouble(at in 0usize..600, cut in 0usize..20, put in piece()) {
        let good = "---\ntitle: T\n---\n\n# Head\n\nOne *two*[^a] three.[2]<sup><a href=\"#fn3\">3</a></sup> 港。\n\n> \
                    Quote[^b]\n\n- item &amp; [x](u)\n\n| a | b[^a] |\n|---|---|\n| c | d |\n\n[^a]: Note.\n\n    \
                    More[^b].\n\n[^b]: Other.\n\n## Notes\n\n2. Second.\n\n<li id=fn3>3. Third.</li>\n";
        let chars: Vec<char> = good.chars().collect();
        let at = at.min(chars.len());
        let end = (at + cut).min(chars.len());
        let head: String = chars[..at].iter().collect();
        let tail: String = chars[end..].iter().collect();
        read(&format!("{head}{put}{tail}"));
    }
}

#[test]
fn a_note_in_a_quotation_that_is_cut_by_a_line_does_no_harm() {
    read("> ^[# [^a]]\r\n[1]");
}

#[test]
fn italics_and_links_keep_their_place() {
    let source = "Kallender, *Journal of **Strategic** Studies* 40, [the *whole* page](https://example.org/a?b=1&amp;c=2), 118.\n";
    let (draft, _) = read(source);
    let italics: Vec<&str> = draft.emphasis.iter().map(|span| draft.view.slice(*span)).collect();
    assert_eq!(italics, ["Journal of Strategic Studies", "whole"]);
    assert_eq!(draft.links.len(), 1);
    let link = &draft.links[0];
    assert_eq!(draft.view.slice(link.view), "the whole page");
    assert_eq!(link.target, "https://example.org/a?b=1&c=2");
    assert_eq!(&source[link.place.span.range()], "[the *whole* page](https://example.org/a?b=1&amp;c=2)");
}

/// `[2, 4–5]`, `[3, p. 12]`: several notes in one pair of brackets, where a list has them all.
#[test]
fn numbers_share_brackets() {
    let list =
        "## References\n\n[1] Abara, Tides.\n\n[2] Lund, Weirs.\n\n[3] Osei, Locks.\n\n[4] Dijk, Mills.\n";
    let ids = |source: &str| -> Vec<String> {
        let (draft, _) = read(source);
        draft.markers.iter().map(|marker| marker.id.clone()).collect()
    };
    for (text, found) in [
        ("Tides fell [1, 3].", vec!["1", "3"]),
        ("Tides fell [2–4].", vec!["2", "3", "4"]),
        ("Tides fell [1; 3-4].", vec!["1", "3", "4"]),
        ("Tides fell [3, p. 12].", vec!["3"]),
        // Intervals, years, a list that ends before, what is told of a link.
        ("The share lies in [0, 1].", vec![]),
        ("It lies in [2, 9].", vec![]),
        ("It was so [1998, 2004].", vec![]),
        ("It was [1, 2](https://tides.example) so.", vec![]),
        ("They met in [2, March].", vec![]),
        ("As the court says, [2010] EWHC 9, [1, 3].", vec![]),
    ] {
        assert_eq!(ids(&format!("# Tides\n\n{text}\n\n{list}")), found, "{text}");
    }
    let numbered = "## Notes\n\n1. Abara, Tides.\n2. Lund, Weirs.\n3. Osei, Locks.\n";
    assert_eq!(ids(&format!("# Tides\n\nTides fell [1, 3].\n\n{numbered}")), ["1", "3"]);
    // Without a list, and under a list of things to do, they are figures.
    assert_eq!(ids("# Tides\n\nThe span is [1, 3].\n"), Vec::<String>::new());
    assert_eq!(ids("# Tides\n\nThe span is [1, 3].\n\n1. Wait.\n2. Look.\n3. Go.\n"), Vec::<String>::new());
    let (draft, text) = read(&format!("# Tides\n\nTides fell [3, p. 12].\n\n{list}"));
    let locator = draft.markers.iter().next().and_then(|marker| marker.locator).expect("it has a page");
    assert_eq!(text.slice(locator), "p. 12");
}

/// Where metadata says which file has the sources.
#[test]
fn metadata_names_bibliographies_in_every_shape() {
    let names = |source: &str| -> Vec<String> {
        let (draft, _) = read(source);
        draft.bibliographies.iter().map(|(_, name)| name.clone()).collect()
    };
    for (source, found) in [
        ("---\nbibliography: {main: a.bib, more: \"b.bib\"}\n---\n\nTides [@x].\n", vec!["a.bib", "b.bib"]),
        ("---\nbibliography:\n  main: a.bib\n  more: b.bib\n---\n\nTides [@x].\n", vec!["a.bib", "b.bib"]),
        ("---\nmetadata:\n  bibliography: a.bib\n---\n\nTides [@x].\n", vec!["a.bib"]),
        ("# Tides\n\nThey fell [@x].\n\n---\nbibliography: a.bib\n---\n", vec!["a.bib"]),
        (
            "# Tides\n\nThey fell [@x].\n\n---\nbibliography: a.bib\nlink-citations: true\n...\n",
            vec!["a.bib"],
        ),
        // Rules round words at the end are rules.
        ("# Tides\n\nThey fell.\n\n---\nSee the bibliography: it is short.\n---\n", vec![]),
        ("# Tides\n\nThey fell.\n\n---\nWritten by: Abara\n---\n", vec![]),
    ] {
        assert_eq!(names(source), found, "{source}");
    }
    // The fields are no words of the text.
    let (draft, _) = read("# Tides\n\nThey fell [@x].\n\n---\nbibliography: a.bib\n---\n");
    assert!(draft.passages.iter().all(|it| !it.kind.is_body() || !draft.view.slice(it.view).contains("bib")));
}
