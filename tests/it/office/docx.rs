//! Every oddity of Word files, each in a small file.

use super::build::{Docx, STRICT, fnref, note, p, r};
use claimlint::inside::ids::MarkerId;

const SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
    <w:footnote w:type=\"continuationSeparator\" w:id=\"1\"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>\
    <w:footnote w:type=\"continuationNotice\" w:id=\"9\"><w:p><w:r><w:t>continued</w:t></w:r></w:p></w:footnote>";

#[test]
fn notes_are_found_by_type_and_numbered_in_order() {
    let body =
        format!("<w:p>{}{}{}{}</w:p>", r("Exports fell."), fnref("7"), r(" Imports rose."), fnref("2"));
    let notes =
        format!("{SEPARATORS}{}{}{}", note("2", " Second."), note("5", " Nobody's."), note("7", " First."));
    for (ns, main) in [(super::build::W, "word/document.xml"), (STRICT, "word/document2.xml")] {
        let mut file = Docx::new(&body).footnotes(&notes);
        (file.ns, file.main) = (ns, main);
        let read = file.read();
        assert_eq!(read.passages(), ["sentence: Exports fell. [1]", "sentence: Imports rose. [2]"]);
        assert_eq!(read.notes(), ["1 (1) First.", "2 (1) Second."]);
        assert_eq!(read.text.content, "Exports fell.[1] Imports rose.[2]\n[1] First.\n[2] Second.\n");
        assert_eq!(read.text.spot(20), Some("paragraph 1"));
        assert_eq!(read.text.spot(40), Some("note 1"));
    }
}

#[test]
fn a_place_leads_back_to_the_bytes_of_its_part() {
    let file = Docx::new(&format!("<w:p>{}{}</w:p>", r("Ports &amp; harbours"), fnref("2")))
        .footnotes(&note("2", "Words."));
    let read = file.read();
    let rendition = read.text.rendition().expect("it is packaged");
    let at = read.text.content.find("[1]").expect("the marker") as u32;
    let (part, span) = rendition.origin(at).expect("it came from somewhere");
    assert_eq!(part, "word/document.xml");
    assert_eq!(span.len(), "<w:footnoteReference w:id=\"2\"/>".len());
    assert_eq!(read.passages(), ["sentence: Ports & harbours [1]"]);
}

#[test]
fn foot_and_endnotes_are_counted_apart_and_anew() {
    let section = |restart: &str| {
        format!(
            "<w:sectPr><w:footnotePr><w:numFmt w:val=\"upperLetter\"/>{restart}</w:footnotePr></w:sectPr>"
        )
    };
    let anew = "<w:numRestart w:val=\"eachSect\"/>";
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p><w:pPr>{}</w:pPr>{}{}</w:p><w:p>{}{}{}</w:p>{}",
        r("One"),
        fnref("2"),
        "<w:r><w:endnoteReference w:id=\"2\"/></w:r>",
        section(anew),
        r("Two"),
        fnref("3"),
        r("Three"),
        fnref("4"),
        "<w:r><w:endnoteReference w:id=\"3\"/></w:r>",
        section(anew),
    );
    let notes = [note("2", "a"), note("3", "b"), note("4", "c")].concat();
    let ends = "<w:endnote w:id=\"2\"><w:p><w:r><w:t>d</w:t></w:r></w:p></w:endnote>\
                <w:endnote w:id=\"3\"><w:p><w:r><w:t>e</w:t></w:r></w:p></w:endnote>";
    let read = Docx::new(&body).footnotes(&notes).endnotes(ends).read();
    assert_eq!(read.passages(), ["sentence: One [A] [i]", "sentence: Two [B]", "sentence: Three [A] [ii]"]);
    assert_eq!(read.notes(), ["A (1) a", "i (1) d", "B (1) b", "A (1) c", "ii (1) e"]);
    let at = read.text.content.find("[ii] e").expect("the endnote") as u32;
    assert_eq!(read.text.spot(at), Some("endnote ii"));
}

#[test]
fn numbers_may_start_late() {
    let body = format!("<w:p>{}{}</w:p>", r("One."), fnref("2"));
    let mut file = Docx::new(&body).footnotes(&note("2", "a"));
    file.settings =
        "<w:footnotePr><w:numFmt w:val=\"lowerRoman\"/><w:numStart w:val=\"4\"/></w:footnotePr>".into();
    assert_eq!(file.read().notes(), ["iv (1) a"]);
}

#[test]
fn custom_marks_take_no_number_and_brackets_belong_to_the_marker() {
    let custom = "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/><w:t>*</w:t></w:r>";
    let body = format!(
        "<w:p>{}{custom}{}{}{}{}{}{}</w:p>",
        r("Exports fell"),
        r(". They rose ("),
        fnref("3"),
        r(") later. All ["),
        fnref("4"),
        r(", "),
        fnref("5") + &r("] of them."),
    );
    let notes = [note("2", "* A."), note("3", "b"), note("4", "c"), note("5", "d")].concat();
    let read = Docx::new(&body).footnotes(&notes).read();
    assert_eq!(
        read.passages(),
        ["sentence: Exports fell. [*]", "sentence: They rose later. [1]", "sentence: All of them. [2] [3]"]
    );
    assert_eq!(read.notes(), ["* (1) A.", "1 (1) b", "2 (1) c", "3 (1) d"]);
    assert_eq!(read.marks(), ["[*]", "(1)", "2", "3"]);
}

#[test]
fn commas_between_markers_are_no_words() {
    let body =
        format!("<w:p>{}{}{}{}{}</w:p>", r("Exports fell,"), fnref("2"), r(","), fnref("3"), r(" and rose."));
    let read = Docx::new(&body).footnotes(&[note("2", "a"), note("3", "b")].concat()).read();
    assert_eq!(read.passages(), ["sentence: Exports fell, and rose. [1] [2]"]);
}

#[test]
fn tracked_changes_are_accepted_or_not() {
    let del = |inner: &str| format!("<w:del w:id=\"1\" w:author=\"A\">{inner}</w:del>");
    let ins = |inner: &str| format!("<w:ins w:id=\"2\" w:author=\"A\">{inner}</w:ins>");
    let gone = |words: &str| format!("<w:r><w:delText xml:space=\"preserve\">{words}</w:delText></w:r>");
    let body = [
        format!(
            "<w:p>{}{}{}{}</w:p>",
            r("Exports "),
            del(&(gone("rose") + &fnref("2"))),
            ins(&(r("fell") + &fnref("3"))),
            r(".")
        ),
        format!("<w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>{}</w:p>", r("One half ")),
        p("and the other."),
        format!("<w:moveFrom>{}</w:moveFrom><w:p><w:moveTo>{}</w:moveTo></w:p>", "", r("Moved here.")),
        format!(
            "<w:tbl><w:tr><w:trPr><w:del w:id=\"4\"/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
            p("row"),
            p("a"),
            p("b")
        ),
    ]
    .concat();
    let notes =
        [note("2", "Old."), note("3", &format!("New</w:t></w:r>{}<w:r><w:t>.", del(&gone(" and old"))))]
            .concat();
    let file = Docx::new(&body).footnotes(&notes);
    let read = file.read();
    assert_eq!(
        read.passages(),
        [
            "sentence: Exports fell. [1]",
            "sentence: One half and the other.",
            "sentence: Moved here.",
            "table-cell: a",
            "table-cell: b"
        ]
    );
    assert_eq!(read.notes(), ["1 (1) New."]);
    let read = file.original();
    assert_eq!(
        read.passages(),
        [
            "sentence: Exports rose. [1]",
            "sentence: One half",
            "sentence: and the other.",
            "table-cell: row",
            "table-cell: a",
            "table-cell: b"
        ]
    );
    assert_eq!(read.notes(), ["1 (1) Old."]);
}

fn field(instruction: &str, result: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let (first, second) = instruction.split_at(instruction.len() / 2);
    format!(
        "{}<w:r><w:instrText xml:space=\"preserve\">{first}</w:instrText></w:r><w:r><w:instrText>{second}</w:instrText></w:r>{}{result}{}",
        mark("begin"),
        mark("separate"),
        mark("end")
    )
}

#[test]
fn citations_of_reference_managers_are_kept() {
    let zotero = "ADDIN ZOTERO_ITEM CSL_CITATION {\"citationID\":\"q\",\"citationItems\":[{\"id\":3,\"locator\":\"45\",\
                  \"itemData\":{\"type\":\"book\",\"title\":\"Ports &amp; Dues\",\"author\":[{\"family\":\"Herman\"}]}}]} ";
    let endnote = "ADDIN EN.CITE &lt;EndNote&gt;&lt;Cite&gt;&lt;Author&gt;Doe&lt;/Author&gt;&lt;/Cite&gt;&lt;/EndNote&gt;";
    let body = format!(
        "<w:p>{}{}{}{}{}{}{}</w:p>",
        r("Exports fell "),
        field(zotero, &r("(Herman 2016, 45)")),
        r(". Imports rose "),
        field(endnote, &r("(Doe, 2001)")),
        r(". Prices "),
        "<w:fldSimple w:instr=\"CITATION Smi16 \\p 12\"><w:r><w:t>(Smith, 2016)</w:t></w:r></w:fldSimple>",
        r(" held.")
    );
    let read = Docx::new(&body).read();
    assert_eq!(
        read.passages(),
        [
            "sentence: Exports fell (Herman 2016, 45).",
            "sentence: Imports rose (Doe, 2001).",
            "sentence: Prices (Smith, 2016) held."
        ]
    );
    let cited: Vec<_> = read
        .draft
        .field_citations
        .iter()
        .map(|cited| {
            (cited.field.system, read.text.slice(cited.place.span), cited.field.items[0].locator.as_str())
        })
        .collect();
    assert_eq!(
        cited,
        [
            ("zotero", "(Herman 2016, 45)", "45"),
            ("endnote", "(Doe, 2001)", ""),
            ("word", "(Smith, 2016)", "12")
        ]
    );
    assert!(read.draft.field_citations[0].field.items[0].data.contains("Ports & Dues"));
    assert!(read.draft.passages.ids().take(3).all(|passage| read.draft.has_field_citation(passage)));
}

#[test]
fn a_field_that_never_ends_swallows_nothing() {
    let begin =
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>";
    let body = format!(
        "<w:p>{}{begin}</w:p><w:p>{}</w:p><w:p>{begin}<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}</w:p>{}",
        r("Before."),
        r("After ") + &field("REF x \\h", &r("Table 1")) + &r("."),
        r("Still here."),
        p("And here.")
    );
    let read = Docx::new(&body).read();
    assert_eq!(
        read.passages(),
        ["sentence: Before.", "sentence: After Table 1.", "sentence: Still here.", "sentence: And here."]
    );
}

#[test]
fn a_cross_reference_set_as_a_marker_is_one() {
    let body = format!(
        "<w:p>{}{}{}{}{}</w:p>",
        r("Exports fell."),
        fnref("2"),
        r(" Imports rose."),
        field("NOTEREF _Ref1 \\f \\h", &r("1")),
        r(" See note ") + &field("NOTEREF _Ref1 \\h", &r("1")) + &r(".")
    );
    let read = Docx::new(&body).footnotes(&note("2", "a")).read();
    assert_eq!(
        read.passages(),
        ["sentence: Exports fell. [1]", "sentence: Imports rose. [1]", "sentence: See note 1."]
    );
    assert_eq!(read.notes(), ["1 (2) a"]);
}

#[test]
fn headings_come_from_styles_in_any_language() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Own\"><w:name w:val=\"Mine\"/><w:basedOn w:val=\"berschrift2\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Zitat\"><w:name w:val=\"Quote\"/><w:rPr><w:i/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Liste\"><w:name w:val=\"List Bullet\"/><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Kreis\"><w:name w:val=\"circle\"/><w:basedOn w:val=\"Kreis\"/></w:style>";
    let styled = |style: &str, words: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", r(words))
    };
    let body = [
        styled("Titel", "Harbour dues"),
        styled("berschrift1", "Dues"),
        styled("Own", "Old dues"),
        styled("Zitat", "We paid."),
        styled("Liste", "An item."),
        styled("Kreis", "Round and round."),
        "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>By outline</w:t></w:r></w:p>".into(),
    ]
    .concat();
    let read = Docx::new(&body).styles(styles).read();
    assert_eq!(
        read.passages(),
        [
            "title: Harbour dues",
            "heading: Dues",
            "heading: Old dues",
            "quote: We paid.",
            "list-item: An item.",
            "sentence: Round and round.",
            "heading: By outline"
        ]
    );
    let levels: Vec<u8> = read.draft.sections.iter().map(|section| section.level).collect();
    assert_eq!(levels, [0, 1, 2, 1]);
    let italics: Vec<_> = read.draft.emphasis.iter().map(|span| read.draft.view.slice(*span)).collect();
    assert_eq!(italics, ["We paid."]);
    let at = read.text.content.find("We paid").expect("it is there") as u32;
    assert_eq!((read.text.spot(at), read.text.heading(at)), (Some("paragraph 4"), Some("Old dues")));
}

#[test]
fn a_text_box_comes_once_and_after_its_paragraph() {
    let inner = format!("<w:txbxContent>{}</w:txbxContent>", p("In the box."));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>",
        r("Around "),
        r("the box.")
    );
    let read = Docx::new(&body).read();
    assert_eq!(read.passages(), ["sentence: Around the box.", "sentence: In the box."]);
}

#[test]
fn what_stands_in_odd_elements_is_read() {
    let body = format!(
        "<w:p><w:dir w:val=\"rtl\">{}{}</w:dir><w:bdo w:val=\"ltr\">{}</w:bdo><w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>\
         <w:smartTag w:element=\"x\"><w:smartTagPr/>{}</w:smartTag><w:proofErr w:type=\"spellStart\"/><w:bookmarkStart w:id=\"1\" w:name=\"b\"/>{}</w:p>",
        r("One "),
        fnref("2"),
        r("two "),
        r("three "),
        r("four"),
        fnref("3") + &r(".")
    );
    let placeholder = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here.</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let notes = [
        "<w:footnote w:id=\"2\"><w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt></w:footnote>".to_owned(),
        note("3", "b"),
    ]
    .concat();
    let read = Docx::new(&(body + placeholder)).footnotes(&notes).read();
    assert_eq!(read.passages(), ["sentence: One two three four. [1] [2]"]);
    assert_eq!(read.notes(), ["1 (1) In a control.", "2 (1) b"]);
}

#[test]
fn what_a_form_shows_where_nothing_was_written_is_not_read_and_said() {
    let control = |mark: &str, words: &str| {
        format!(
            "<w:sdt><w:sdtPr>{mark}</w:sdtPr><w:sdtContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
    };
    let flagged = |words: &str| control("<w:showingPlcHdr/>", words);
    let off = control("<w:showingPlcHdr w:val=\"0\"/>", "The port closed.");
    let remarks = |body: String| {
        let read = Docx::new(&body).read();
        assert_eq!(read.passages(), ["sentence: The port closed."], "{body}");
        read.draft.remarks.iter().map(|remark| remark.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(remarks(off.clone()), [""; 0]);
    assert_eq!(remarks(flagged("") + &off), [""; 0]);
    let one = remarks(flagged("Click here.") + &off);
    assert_eq!(one, ["A form field still shows its placeholder, “Click here.”, which is not read as text."]);
    let two = remarks(flagged("Ships came in 2014.") + &off + &flagged("Click here."));
    assert_eq!(
        two,
        [
            "2 form fields still show their placeholders, which are not read as text; the first is “Ships came in 2014.”."
        ]
    );
}

#[test]
fn characters_are_what_a_reader_sees() {
    let body = "<w:p><w:r><w:t>state</w:t><w:noBreakHyphen/><w:t>run co</w:t><w:softHyphen/><w:t>op</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t>\
        <w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t><w:footnoteReference w:id=\"2\"/></w:r>\
        <w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/><w:i/></w:rPr><w:t> seen</w:t></w:r></w:p>";
    let read = Docx::new(body).footnotes(&note("2", "a")).read();
    assert_eq!(read.passages(), ["sentence: state\u{2011}run coop a b≥² seen"]);
    assert!(read.draft.notes.is_empty());
    assert_eq!(read.draft.emphasis.len(), 1);
}

#[test]
fn links_have_their_targets() {
    let mut file = Docx::new(&format!(
        "<w:p><w:hyperlink r:id=\"r9\">{}</w:hyperlink>{}<w:hyperlink w:anchor=\"there\">{}</w:hyperlink>{}</w:p>",
        r("the report"),
        r(" and "),
        r("below"),
        field("HYPERLINK \"https://b.org\"", &r(", b"))
    ));
    file.links =
        "<Relationship Id=\"r9\" Type=\"x/hyperlink\" Target=\"https://a.org/x\" TargetMode=\"External\"/>"
            .into();
    let read = file.read();
    let links: Vec<_> = read
        .draft
        .links
        .iter()
        .map(|link| (read.draft.view.slice(link.view), link.target.as_str()))
        .collect();
    assert_eq!(links, [("the report", "https://a.org/x"), ("below", "#there"), (", b", "https://b.org")]);
}

#[test]
fn tables_of_contents_are_furniture_and_lone_cells_are_frames() {
    let toc = field("TOC \\o \"1-3\"", &r("Dues 3"));
    let body = format!(
        "<w:p>{toc}</w:p><w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("A frame. With sentences."),
        p("a"),
        p("b")
    );
    assert_eq!(
        Docx::new(&body).read().passages(),
        [
            "furniture: Dues 3",
            "sentence: A frame.",
            "sentence: With sentences.",
            "table-cell: a",
            "table-cell: b"
        ]
    );
}

#[test]
fn comments_are_counted_and_not_read() {
    let body = format!(
        "<w:p><w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>",
        r("Exports fell.")
    );
    let mut file = Docx::new(&body);
    file.comments = format!("<w:comment w:id=\"0\">{}</w:comment>", p("Really?"));
    let read = file.read();
    assert_eq!(read.passages(), ["sentence: Exports fell."]);
    assert_eq!(read.remarks(), ["The file has a comment; comments are not read."]);
}

#[test]
fn notes_typed_by_hand_are_found() {
    let head = "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>References</w:t></w:r></w:p>";
    let body = [
        p("Exports fell in 2014 [1]. Imports rose [2, 3]."),
        head.to_owned(),
        p("[1] Ministry of Trade, Yearbook 2015, 12."),
        p("[2] J. Doe, Imports (Dover: Harbour Press, 2001), 4."),
        p("[3] A. Clerk, “Dues”, Journal of Ports 3 (2002), 11–14."),
    ]
    .concat();
    let read = Docx::new(&body).read();
    assert_eq!(
        read.passages(),
        ["sentence: Exports fell in 2014. [1]", "sentence: Imports rose. [2] [3]", "heading: References"]
    );
    assert_eq!(
        read.notes(),
        [
            "1 (1) Ministry of Trade, Yearbook 2015, 12.",
            "2 (1) J. Doe, Imports (Dover: Harbour Press, 2001), 4.",
            "3 (1) A. Clerk, “Dues”, Journal of Ports 3 (2002), 11–14."
        ]
    );
}

#[test]
fn a_reference_without_its_note_is_a_marker_without_a_note() {
    let read = Docx::new(&format!("<w:p>{}{}</w:p>", r("Exports fell."), fnref("8"))).read();
    assert_eq!(read.draft.markers.len(), 1);
    assert_eq!(read.draft.markers[MarkerId::nth(0)].note, None);
}

#[test]
fn a_list_of_references_that_word_numbers_is_a_list_of_notes() {
    let item = |words: &str| {
        let props = "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>";
        format!("<w:p>{props}{}</w:p>", r(words))
    };
    let head = "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>References</w:t></w:r></w:p>";
    let body = [
        format!(
            "<w:p>{}{}{}</w:p>",
            r("Exports fell in 2014 "),
            field("REF _Ref1 \\r \\h", &r("[1]")),
            r(".")
        ),
        p("Imports rose [2]."),
        head.to_owned(),
        item("Ministry of Trade, Yearbook 2015, 12."),
        item("J. Doe, Imports (Dover: Harbour Press, 2001), 4."),
    ]
    .concat();
    let mut file = Docx::new(&body);
    file.numbering = "<w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
        <w:lvlText w:val=\"[%1]\"/></w:lvl></w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"3\"/></w:num>"
        .into();
    let read = file.read();
    assert_eq!(
        read.passages(),
        ["sentence: Exports fell in 2014. [1]", "sentence: Imports rose. [2]", "heading: References"]
    );
    assert_eq!(
        read.notes(),
        [
            "1 (1) Ministry of Trade, Yearbook 2015, 12.",
            "2 (1) J. Doe, Imports (Dover: Harbour Press, 2001), 4."
        ]
    );
    assert!(read.text.content.contains("\n[2] J. Doe"), "{}", read.text.content);
}

#[test]
fn items_show_their_numbers_beside_their_words() {
    let item = |level: u8, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>{}</w:p>",
            r(words)
        )
    };
    let body =
        [item(0, "One."), item(1, "Deep."), item(1, "Deeper."), item(0, "Two."), item(1, "Again.")].concat();
    let mut file = Docx::new(&body);
    let level = |at: u8, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    file.numbering = format!(
        "<w:abstractNum w:abstractNumId=\"3\">{}{}</w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"3\"/>\
         <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"4\"/></w:lvlOverride></w:num>",
        level(0, "decimal", "%1."),
        level(1, "lowerLetter", "%1.%2)")
    );
    let read = file.read();
    assert_eq!(read.text.content, "4. One.\n4.a) Deep.\n4.b) Deeper.\n5. Two.\n5.a) Again.\n");
    assert_eq!(read.passages()[1], "list-item: Deep.");
}

#[test]
fn short_bold_lines_are_headings_where_no_style_is() {
    let bold = |words: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p>");
    let body = [bold("Old dues"), p("They rose."), bold("New dues"), p("They fell."), p("They rose again.")];
    assert_eq!(
        Docx::new(&body.concat()).read().passages(),
        [
            "heading: Old dues",
            "sentence: They rose.",
            "heading: New dues",
            "sentence: They fell.",
            "sentence: They rose again."
        ]
    );
}

#[test]
fn a_text_without_styles_is_read_by_its_looks() {
    let styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"Pre\"><w:name w:val=\"Preformatted Text\"/></w:style>";
    let pre = |words: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"Pre\"/></w:pPr>{}</w:p>", r(words));
    let long = "Exports fell in 2014, and the merchants, who had paid the dues for a hundred years, asked the port for relief [1].";
    let body = [
        pre("Harbour Dues in Nineteen Ports"),
        pre("May 17, 2017"),
        pre(long),
        pre("The New Dues"),
        pre(
            "Imports rose [2]. They had to, since nobody else would carry the grain that the city and its people needed.",
        ),
        pre("Endnotes"),
        pre("[1] Ministry of Trade, Yearbook 2015, 12."),
        pre("[2] J. Doe, Imports (Dover: Harbour Press, 2001), 4."),
    ];
    let read = Docx::new(&body.concat()).styles(styles).read();
    let kinds: Vec<_> = read.draft.passages.iter().map(|passage| passage.kind.name()).collect();
    assert_eq!(kinds, ["title", "byline", "sentence", "heading", "sentence", "sentence", "heading"]);
    assert_eq!(read.draft.markers.len(), 2);
    assert_eq!(read.draft.notes.len(), 2);
}

#[test]
fn the_default_language_is_declared() {
    let styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"fr-FR\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault></w:docDefaults>\
        <w:style w:styleId=\"X\"><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr></w:style>";
    let read = Docx::new(&p("Le port.")).styles(styles).read();
    assert_eq!(read.draft.language.as_deref(), Some("fr-FR"));
    let read = Docx::new(&p("The port."))
        .styles("<w:style w:styleId=\"X\"><w:rPr><w:lang w:val=\"de\"/></w:rPr></w:style>")
        .read();
    assert_eq!(read.draft.language, None);
}
