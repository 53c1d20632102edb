//! Every oddity of OpenDocument texts, each in a small file.

use claimlint::inside::draft::odt;
use claimlint::inside::draft::office::Unpacking;
use claimlint::inside::ids::NoteId;

use super::build::{Read, odt_xml, read_odt, read_odt_original};

fn note(class: &str, number: &str, words: &str) -> String {
    format!(
        "<text:note text:note-class=\"{class}\"><text:note-citation>{number}</text:note-citation>\
         <text:note-body><text:p>{words}</text:p></text:note-body></text:note>"
    )
}

#[test]
fn notes_stand_inside_their_paragraph() {
    let text = format!(
        "<text:h text:outline-level=\"1\">Dues</text:h><text:p>Exports fell.{}<text:s/>Imports<text:tab/>rose{}.</text:p>\
         <text:p>They<text:line-break/>fell.{}</text:p>",
        note("footnote", "1", "<text:s/>A."),
        note("endnote", "i", "B.</text:p><text:p>And more."),
        "<text:note text:note-class=\"footnote\"><text:note-citation text:label=\"*\">*</text:note-citation>\
         <text:note-body><text:p>C.</text:p></text:note-body></text:note>"
    );
    let read = read_odt("", &text);
    assert_eq!(
        read.passages(),
        [
            "heading: Dues",
            "sentence: Exports fell. [1]",
            "sentence: Imports rose. [i]",
            "sentence: They fell. [*]"
        ]
    );
    assert_eq!(read.notes(), ["1 (1) A.", "i (1) B. / And more.", "* (1) C."]);
    let at = read.text.content.find("And more").expect("it is there") as u32;
    assert_eq!(read.text.spot(at), Some("endnote i"));
}

#[test]
fn a_single_xml_file_is_read_too() {
    let xml =
        odt_xml("office:document", "", &format!("<text:p>One.{}</text:p>", note("footnote", "1", "A.")));
    let read = Read::new(&odt::READER, xml.as_bytes(), &Unpacking::default());
    assert_eq!(read.passages(), ["sentence: One. [1]"]);
    assert_eq!(read.notes(), ["1 (1) A."]);
}

#[test]
fn tracked_changes_are_accepted_or_not() {
    let text = "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion><office:change-info><dc:creator>A</dc:creator></office:change-info>\
        <text:p>rose</text:p></text:deletion></text:changed-region><text:changed-region text:id=\"c2\"><text:insertion><office:change-info/></text:insertion></text:changed-region>\
        </text:tracked-changes><text:p>Exports <text:change text:change-id=\"c1\"/><text:change-start text:change-id=\"c2\"/>fell<text:change-end text:change-id=\"c2\"/>.</text:p>\
        <text:p>One<text:change-start text:change-id=\"c2\"/></text:p><text:p><text:change-end text:change-id=\"c2\"/> two.</text:p>";
    assert_eq!(read_odt("", text).passages(), ["sentence: Exports fell.", "sentence: One", "sentence: two."]);
    assert_eq!(read_odt_original(text).passages(), ["sentence: Exports rose.", "sentence: One two."]);
}

#[test]
fn comments_pictures_and_hidden_words_are_no_text() {
    let styles = "<style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>";
    let text = "<text:p>Exports<office:annotation><dc:creator>A</dc:creator><text:p>Really?</text:p></office:annotation> fell\
        <text:span text:style-name=\"H\"> by stealth</text:span>.<draw:frame><draw:image/><svg:title>A ship</svg:title></draw:frame>\
        <draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame></text:p>";
    let read = read_odt(styles, text);
    assert_eq!(read.passages(), ["sentence: Exports fell.", "sentence: In the box."]);
    assert_eq!(read.remarks(), ["The file has a comment; comments are not read."]);
}

#[test]
fn styles_name_blocks_and_italics() {
    let styles = "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Quotations\"/>\
        <style:style style:name=\"T1\" style:family=\"text\"><style:text-properties fo:font-style=\"italic\"/></style:style>\
        <style:style style:name=\"T2\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>";
    let text = "<text:p text:style-name=\"Title\">Harbour dues</text:p><text:p text:style-name=\"P1\">We paid.</text:p>\
        <text:list><text:list-item><text:p>An item in <text:span text:style-name=\"T1\">Ports</text:span>.</text:p></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>\
        <table:covered-table-cell><text:p>gone</text:p></table:covered-table-cell></table:table-row></table:table>\
        <text:p>Nine km<text:span text:style-name=\"T2\">2</text:span> and <text:a xlink:href=\"https://a.org\">more</text:a>.</text:p>";
    let read = read_odt(styles, text);
    assert_eq!(
        read.passages(),
        [
            "title: Harbour dues",
            "quote: We paid.",
            "list-item: An item in Ports.",
            "table-cell: a",
            "table-cell: b",
            "sentence: Nine km² and more."
        ]
    );
    assert_eq!(read.draft.view.slice(read.draft.emphasis[0]), "Ports");
    assert_eq!(read.draft.links[0].target, "https://a.org");
}

#[test]
fn indexes_are_furniture() {
    let text = "<text:table-of-content><text:table-of-content-source><text:index-title-template>T</text:index-title-template></text:table-of-content-source>\
        <text:index-body><text:p>Dues 3</text:p></text:index-body></text:table-of-content><text:p>Exports fell.</text:p>";
    assert_eq!(read_odt("", text).passages(), ["furniture: Dues 3", "sentence: Exports fell."]);
}

#[test]
fn citations_are_kept() {
    let name = "ZOTERO_ITEM CSL_CITATION {&quot;citationItems&quot;:[{&quot;itemData&quot;:{&quot;title&quot;:&quot;Dues&quot;},&quot;locator&quot;:&quot;4&quot;}]} RND1";
    let text = format!(
        "<text:p>Exports fell <text:reference-mark-start text:name=\"{name}\"/>(Herman 2016, 4)<text:reference-mark-end text:name=\"{name}\"/>. \
         Imports rose <text:bibliography-mark text:identifier=\"Doe01\" text:bibliography-type=\"book\" text:title=\"Imports\">[Doe01]</text:bibliography-mark>.</text:p>"
    );
    let read = read_odt("", &text);
    let cited: Vec<_> = read
        .draft
        .field_citations
        .iter()
        .map(|cited| {
            (cited.field.system, read.text.slice(cited.place.span), cited.field.items[0].locator.as_str())
        })
        .collect();
    assert_eq!(cited, [("zotero", "(Herman 2016, 4)", "4"), ("libreoffice", "[Doe01]", "")]);
    assert!(read.draft.field_citations[1].field.items[0].data.contains("\"title\":\"Imports\""));
}

#[test]
fn numbers_that_come_again_are_another_run() {
    let text = format!(
        "<text:p>One.{}</text:p><text:p>Two.{}</text:p>",
        note("footnote", "1", "A."),
        note("footnote", "1", "B.")
    );
    let read = read_odt("", &text);
    assert_eq!(read.notes(), ["1 (1) A.", "1 (1) B."]);
    assert_ne!(read.draft.notes[NoteId::nth(0)].scope, read.draft.notes[NoteId::nth(1)].scope);
}

#[test]
fn the_default_language_is_declared() {
    let styles = "<style:default-style style:family=\"paragraph\"><style:text-properties fo:language=\"de\" fo:country=\"AT\"/></style:default-style>\
        <style:style style:name=\"T1\" style:family=\"text\"><style:text-properties fo:language=\"fr\"/></style:style>";
    assert_eq!(read_odt(styles, "<text:p>Der Hafen.</text:p>").draft.language.as_deref(), Some("de"));
    assert_eq!(read_odt("", "<text:p>Der Hafen.</text:p>").draft.language, None);
}
