//! Web pages are read as their readers see them, and every part keeps its place.

use claimlint::inside::draft::{Draft, html};
use claimlint::inside::ids::{MarkerId, NoteId, PassageId};
use claimlint::inside::text::{FileId, Text};
use proptest::prelude::*;

fn read(source: &str) -> (Draft, Text) {
    let text = Text::new("page.html", source);
    let draft = (html::READER.read)(FileId::nth(0), &text);
    sound(&draft, &text);
    (draft, text)
}

/// What must hold of every draft, whatever the file.
pub fn sound(draft: &Draft, text: &Text) {
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
            assert!(passage.place.span.holds(marker.place.span), "{:?} {marker:?}", passage.place);
        }
    }
    for marker in &draft.markers {
        fits(marker.place);
        assert!(draft.view.text().is_char_boundary(marker.view as usize));
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
    for link in &draft.links {
        fits(link.place);
        shown(link.view);
    }
    assert!(draft.emphasis.iter().all(|span| draft.view.text().get(span.range()).is_some()));
    assert!(draft.title.is_none_or(|title| draft.passages.get(title).is_some()));
}

/// Each passage on a line: its kind, its words, the notes its markers name.
pub fn outline(draft: &Draft) -> Vec<String> {
    let line = |(index, passage): (PassageId, &claimlint::inside::draft::Passage)| {
        let ids: Vec<_> = draft.markers[passage.markers.clone()].iter().map(|m| m.id.as_str()).collect();
        let notes = if ids.is_empty() { String::new() } else { format!(" <{}>", ids.join(" ")) };
        format!("{}: {}{notes}", passage.kind.name(), draft.words(index))
    };
    draft.passages.each().map(line).collect()
}

/// Each note on a line: its id, its words, how many markers point to it.
pub fn notes(draft: &Draft) -> Vec<String> {
    let line = |(index, note): (NoteId, &claimlint::inside::draft::Note)| {
        format!("{} {} x{}", note.id, draft.note_words(index), note.uses)
    };
    draft.notes.each().map(line).collect()
}

#[test]
fn a_page_is_read_part_by_part() {
    let (draft, _) = read(
        "<!DOCTYPE html><html><head><title>Ships - The Port Paper</title><meta name=author content='A. Person'>\
         <style>p{}</style></head><body><header class=site><a href=/>Port Paper</a></header><nav><a href=/a>A</a></nav>\
         <article><h1>Ships</h1><p class=byline>By A. Person</p><p>Trade <em>grew</em>. It fell.<ul><li>One port \
         <a href='https://example.org/x?a=1&amp;b=2'>opened</a>.<li>Two closed.</ul><h2>Ports</h2><blockquote><p>A \
         port is a door.</blockquote><table><caption>Ships by year</caption><tr><th>Port<td>12</table><figure><img \
         src=x><figcaption>A ship.</figcaption></figure><pre>let x = 1;\n  y</pre><aside>Read more here.</aside>\
         </article><footer>Cookies</footer><script>var x = '<p>no</p>';</script></body></html>",
    );
    assert_eq!(
        outline(&draft),
        [
            "front-matter: A. Person",
            "title: Ships",
            "byline: By A. Person",
            "sentence: Trade grew.",
            "sentence: It fell.",
            "list-item: One port opened.",
            "list-item: Two closed.",
            "heading: Ports",
            "quote: A port is a door.",
            "caption: Ships by year",
            "table-cell: Port",
            "table-cell: 12",
            "caption: A ship.",
            "code: let x = 1;\n  y",
            "furniture: Read more here.",
        ]
    );
    assert_eq!(draft.links[0].target, "https://example.org/x?a=1&b=2");
    assert_eq!(draft.view.slice(draft.emphasis[0]), "grew");
    assert_eq!(draft.sections.len(), 2);
}

#[test]
fn entities_map_back_to_their_bytes() {
    let source = "<p>A&nbsp;&amp;&#x201C;b&#8221; &CounterClockwiseContourIntegral; &copy2020 &notit x&shy;y a & b &#150;.";
    let (draft, text) = read(source);
    assert_eq!(draft.view.text().trim_end(), "A &“b” ∳ ©2020 ¬it xy a & b –.");
    let at = draft.view.text().find('“').expect("it is shown") as u32;
    let place = draft.view.place(claimlint::inside::span::Span { start: at, end: at + 3 }).expect("it maps");
    assert_eq!(text.slice(place.span), "&#x201C;");
}

#[test]
fn links_carry_the_copy_that_is_kept() {
    let (draft, _) = read(
        "<p><a href='http://a.org' data-versionurl='http://web.archive.org/1/http://a.org' \
         data-versiondate='2016-01-01'>A</a> and <a href='http://archive.is/x' data-originalurl='http://b.org'>B</a>.",
    );
    let links: Vec<_> = draft.links.iter().map(|link| (&*link.target, link.archived.as_deref())).collect();
    assert_eq!(
        links,
        [
            ("http://a.org", Some("http://web.archive.org/1/http://a.org")),
            ("http://b.org", Some("http://archive.is/x"))
        ]
    );
}

#[test]
fn pandocs_notes() {
    let (draft, text) = read(
        "<p>One.<a href=\"#fn1\" class=\"footnote-ref\" id=\"fnref1\" role=\"doc-noteref\"><sup>1</sup></a> Two<a \
         href=\"#fn2\" class=\"footnote-ref\" id=\"fnref2\" role=\"doc-noteref\"><sup>2</sup></a>, three.</p>\n<section \
         id=\"footnotes\" class=\"footnotes footnotes-end-of-document\" role=\"doc-endnotes\">\n<hr />\n<ol>\n<li \
         id=\"fn1\"><p>First note.</p><p>More of it.<a href=\"#fnref1\" class=\"footnote-back\" \
         role=\"doc-backlink\">↩︎</a></p></li>\n<li id=\"fn2\"><p>Second, <em>Book</em>.<a href=\"#fnref2\" \
         class=\"footnote-back\" role=\"doc-backlink\">↩︎</a></p></li>\n</ol>\n</section>",
    );
    assert_eq!(outline(&draft), ["sentence: One. <1>", "sentence: Two, three. <2>"]);
    assert_eq!(notes(&draft), ["1 First note.\nMore of it. x1", "2 Second, Book. x1"]);
    assert!(text.slice(draft.markers[MarkerId::nth(0)].place.span).starts_with("<a href=\"#fn1\""));
    assert!(text.slice(draft.notes[NoteId::nth(0)].place.span).ends_with("More of it."));
}

#[test]
fn wikipedias_references() {
    let (draft, _) = read(
        "<div id=content role=main><h1>Harwick</h1><table class=infobox><tr><th>Founded<td>1790<sup id=cite_ref-a_1-0 \
         class=reference><a href=\"#cite_note-a-1\">[1]</a></sup></table><p>It is a port.<sup id=cite_ref-a_1-1 \
         class=reference><a href=\"#cite_note-a-1\">[1]</a></sup><sup class=reference>: 23 </sup> It \
         grew<sup class=\"noprint Template-Fact\">[<i>citation needed</i>]</sup> fast.<sup id=cite_ref-2 \
         class=reference><a href=\"#cite_note-2\"><span class=cite-bracket>[</span>note 1<span \
         class=cite-bracket>]</span></a></sup></p><h2>References<span class=mw-editsection>[edit]</span></h2><ol \
         class=references><li id=cite_note-a-1><span class=mw-cite-backlink>^ <a href=\"#cite_ref-a_1-0\"><sup>a</sup></a> \
         <a href=\"#cite_ref-a_1-1\"><sup>b</sup></a></span> <span class=reference-text>Smith, <i>Ports</i>.</span></li><li \
         id=cite_note-2>^ <a href=\"#cite_ref-2\"><b>^</b></a> <span class=reference-text>A \
         remark.</span></li><li id=cite_note-3><b><a href=\"#cite_ref-3\">^</a></b> Unused.</li></ol></div>",
    );
    assert_eq!(
        outline(&draft),
        [
            "title: Harwick",
            "table-cell: Founded",
            "table-cell: 1790 <1>",
            "sentence: It is a port. <1>",
            "sentence: It grew fast. <note 1>",
            "heading: References",
        ]
    );
    assert_eq!(notes(&draft), ["1 Smith, Ports. x2", "note 1 A remark. x1", "3 Unused. x0"]);
}

#[test]
fn words_footnotes() {
    let (draft, text) = read(
        "<body><div class=WordSection1><p class=MsoNormal>Trade grew.<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" \
         name=\"_ftnref1\" title=\"\"><span class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]\
         </span></span></a> It fell.<a href=\"#_ftn2\" name=\"_ftnref2\"><span class=MsoFootnoteReference>[2]</span></a>\
         </p></div><div style='mso-element:footnote-list'><br clear=all><hr><div style='mso-element:footnote' id=ftn1><p \
         class=MsoFootnoteText><a href=\"#_ftnref1\" name=\"_ftn1\"><span class=MsoFootnoteReference>[1]</span></a> \
         Smith, <i>Ports</i>.</p><p class=MsoFootnoteText>And more.</p></div><div style='mso-element:footnote' id=ftn2><p \
         class=MsoFootnoteText><a href=\"#_ftnref2\" name=\"_ftn2\">[2]</a> Ibid.</p></div></div>",
    );
    assert_eq!(outline(&draft), ["sentence: Trade grew. <1>", "sentence: It fell. <2>"]);
    assert_eq!(notes(&draft), ["1 Smith, Ports.\nAnd more. x1", "2 Ibid. x1"]);
    assert!(text.slice(draft.notes[NoteId::nth(0)].label.span).contains("[1]"));
}

#[test]
fn tex4hts_footnotes_here_and_in_another_file() {
    let mark = |file: &str, n: u8| {
        format!(
            "<span class=\"footnote-mark\"><a \nhref=\"{file}#fn{n}x0\" id=\"fn{n}x0-bk\"><sup class=\"textsuperscript\">{n}\
             </sup></a></span><a \n id=\"x1-{n}f{n}\"></a>"
        )
    };
    let body = |file: &str| format!("<p>Trade grew.{}\nIt fell.{}</p>", mark(file, 1), mark(file, 2));
    let note = |n: u8, words: &str| {
        format!(
            "<!--l. {n}--><p class=\"indent\" >     <span class=\"footnote-mark\"><a \nhref=\"#fn{n}x0-bk\" \
             id=\"fn{n}x0\"><sup class=\"textsuperscript\">{n}</sup></a></span><span class=\"cmti-10\">{words}</span></p>"
        )
    };
    let notes_part = format!("<div class=\"footnotes\">{}{}</div>", note(1, "Smith."), note(2, "Jones."));
    let (draft, _) = read(&format!("{}{notes_part}", body("")));
    assert_eq!(outline(&draft), ["sentence: Trade grew. <1>", "sentence: It fell. <2>"]);
    assert_eq!(notes(&draft), ["1 Smith. x1", "2 Jones. x1"]);
    assert_eq!(draft.emphasis.len(), 2);
    let (draft, _) = read(&body("main2.html"));
    assert_eq!(outline(&draft), ["sentence: Trade grew. <1>", "sentence: It fell. <2>"]);
    let (draft, _) = read(&notes_part);
    assert_eq!(notes(&draft), ["1 Smith. x0", "2 Jones. x0"]);
}

#[test]
fn docbooks_footnotes() {
    let (draft, _) = read(
        "<div class=sect1><p>Trade grew.<a href=\"#ftn.id1\" class=footnote name=id1><sup class=footnote>[1]</sup></a> It \
         fell.<sup>[<a name=id2 href=\"#ftn.id2\" class=footnote>2</a>]</sup></p><div class=footnotes><br><hr><div \
         id=ftn.id1 class=footnote><p><a href=\"#id1\" class=para><sup class=para>[1] </sup></a>Smith.</p><p>More.</p></div>\
         <div class=footnote><p><sup>[<a name=ftn.id2 href=\"#id2\">2</a>] </sup>Jones.</p></div></div></div>",
    );
    assert_eq!(outline(&draft), ["sentence: Trade grew. <1>", "sentence: It fell. <2>"]);
    assert_eq!(notes(&draft), ["1 Smith.\nMore. x1", "2 Jones. x1"]);
}

#[test]
fn libreoffices_footnotes() {
    let (draft, _) = read(
        "<p>Trade grew.<a class=\"sdfootnoteanc\" name=\"sdfootnote1anc\" href=\"#sdfootnote1sym\"><sup>1</sup></a></p><div \
         id=\"sdfootnote1\"><p class=\"sdfootnote\"><a class=\"sdfootnotesym\" name=\"sdfootnote1sym\" \
         href=\"#sdfootnote1anc\">1</a>Smith.</p></div>",
    );
    assert_eq!(outline(&draft), ["sentence: Trade grew. <1>"]);
    assert_eq!(notes(&draft), ["1 Smith. x1"]);
}

#[test]
fn epub_notes_that_are_hidden_are_notes() {
    let (draft, _) = read(
        "<?xml version='1.0'?><html xmlns:epub='e'><head><script src='a.js'/></head><body><p>Grew.<a epub:type='noteref' \
         href='#n1'>*</a></p><aside epub:type='footnote' id='n1' hidden='hidden'><p>Smith.</p></aside><p hidden>Gone.</p><p \
         style='display: none'>Gone.</p></body></html>",
    );
    assert_eq!(outline(&draft), ["sentence: Grew. <*>"]);
    assert_eq!(notes(&draft), ["* Smith. x1"]);
}

#[test]
fn anchors_in_paragraphs_cells_and_lists() {
    let marker = |n: u8| format!("<sup><a name=r{n} href='#n{n}'>{n}</a></sup>");
    let text = format!("<p>One.{} Two.{}</p>", marker(1), marker(2));
    for list in [
        "<p><a name=n1></a>1. Smith.<br><a name=n2></a>2. Jones.</p>",
        "<p><a name=n1 href='#r1'>1</a>. Smith.</p><p><a name=n2 href='#r2'>2</a>. Jones.</p>",
        "<table><tr><td id=n1>1.<td>Smith.<tr><td id=n2>2.<td>Jones.</table>",
        "<dl><dt id=n1>1<dd>Smith.<dt id=n2>2<dd>Jones.</dl>",
        "<ol><li id=n1>Smith.<li id=n2>Jones. <a href='#r2'>Back to text</a></ol>",
        "<div><a name=n1></a><p>1 Smith.</p><a name=n2></a><p>2 Jones.</p></div>",
        "<div><a name=n1 href='#r1'>[1]</a> Smith.<br><a name=n2 href='#r2'>[2]</a> Jones.</div>",
        "<p id=n1><sup>1</sup> Smith.</p><p id=n2><sup>2</sup> Jones.</p>",
    ] {
        let (draft, _) = read(&format!("{text}<hr>{list}"));
        assert_eq!(outline(&draft), ["sentence: One. <1>", "sentence: Two. <2>"], "{list}");
        assert_eq!(notes(&draft), ["1 Smith. x1", "2 Jones. x1"], "{list}");
    }
}

#[test]
fn groups_ranges_and_brackets_leave_nothing_behind() {
    let link = |n: u8| format!("<a href=#fn{n}>{n}</a>");
    let list: String = (1..=5).map(|n| format!("<li id=fn{n}>Note {n}.")).collect();
    for (words, expected) in [
        (format!("Grew<sup>{},{}</sup>.", link(1), link(2)), "sentence: Grew. <1 2>"),
        (format!("Grew<sup>{}</sup><sup>, {}</sup>.", link(1), link(2)), "sentence: Grew. <1 2>"),
        (format!("Grew [{}, {}].", link(1), link(2)), "sentence: Grew. <1 2>"),
        (format!("Grew [{}]–[{}].", link(1), link(4)), "sentence: Grew. <1 2 3 4>"),
        (format!("Grew ({}).", link(1)), "sentence: Grew. <1>"),
        (format!("Grew<sup>[{}]</sup>.", link(1)), "sentence: Grew. <1>"),
    ] {
        let (draft, _) = read(&format!("<p>{words}</p><ol>{list}</ol>"));
        assert_eq!(outline(&draft)[0], expected, "{words}");
    }
}

#[test]
fn links_that_are_no_markers_stay_words() {
    let (draft, _) = read(
        "<ul><li><a href=#s1>1</a> <a href=#s1>Ports</a></ul><p>See <a href=#s1>section 1</a>, 10<sup>6</sup> m<sup>2</sup>, \
         <a href=#top>[top]</a>.</p><h2 id=s1>1 Ports</h2><p>It is the 5<sup>th</sup> port [sic] of [3].",
    );
    assert!(draft.markers.is_empty(), "{:?}", draft.markers);
    assert_eq!(
        outline(&draft)[1..],
        [
            "sentence: See section 1, 10⁶ m², [top].",
            "heading: 1 Ports",
            "sentence: It is the 5th port [sic] of [3].",
        ]
    );
}

#[test]
fn words_that_refer_to_a_note_stay_words() {
    let (draft, _) = read(
        "<p>Grew.<a class=footnote-link href=#footnote_1_9 id=id_1_9><span class=sr-only>Footnote </span>1</a> Fell.<a \
         href=#fn2>2</a> See note <a href=#fn2>2</a>.</p><ol class=footnotes><li id=footnote_1_9>Smith.<span \
         class=footnote-back-link-wrapper> [<a href=#id_1_9 class=footnote-back-link>&#8617;</a>]</span></li><li id=fn2>See <a \
         href=#footnote_1_9>note 1</a> above.</ol>",
    );
    assert_eq!(outline(&draft), ["sentence: Grew. <1>", "sentence: Fell. <2>", "sentence: See note 2."]);
    assert_eq!(notes(&draft), ["1 Smith. x1", "2 See note 1 above. x1"]);
}

#[test]
fn typed_notes_and_markers() {
    for list in [
        "<h2>Notes</h2><ol><li>Smith.<li>Jones.</ol>",
        "<h3>References</h3><p>[1] Smith.</p><p>[2] Jones.</p>",
        "<p><b>Endnotes</b></p><p>1. Smith.<br>2. Jones.</p>",
        "<hr><p>[1] Smith.</p><p>[2] Jones.</p>",
        "<h2>Notes</h2><table><tr><td>1<td>Smith.<tr><td>2<td>Jones.</table>",
        "<h2>Notes</h2><p><sup>1</sup> Smith.<p><sup>2</sup> Jones.",
    ] {
        for (one, two) in [("[1]", "[2]"), ("<sup>1</sup>", "<sup>2</sup>")] {
            let (draft, _) = read(&format!("<h1>T</h1><p>One.{one} Two{two}, three.</p>{list}"));
            assert_eq!(outline(&draft)[1..3], ["sentence: One. <1>", "sentence: Two, three. <2>"], "{list}");
            assert_eq!(notes(&draft), ["1 Smith. x1", "2 Jones. x1"], "{list}");
        }
    }
    // Without notes nothing is a marker; without markers nothing is a note.
    let (draft, _) = read("<p>In [3] it is.</p><h2>Notes</h2><ol><li>Bring water.</ol>");
    assert!(draft.notes.is_empty() && draft.markers.is_empty());
}

#[test]
fn numbering_that_begins_again_is_another_run() {
    let chapter = |c: &str| {
        format!(
            "<h2>{c}</h2><p>Grew.<sup><a href=#{c}fn1>1</a></sup></p><ol class=footnotes><li id={c}fn1>Note of {c}.</ol>"
        )
    };
    // The names begin with a letter of the chapter, so only the superscripts say it.
    let (draft, _) = read(&format!("{}{}", chapter("a"), chapter("b")));
    assert_eq!(notes(&draft), ["1 Note of a. x1", "1 Note of b. x1"]);
    assert_eq!(draft.notes.iter().map(|note| note.scope).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn a_note_in_the_midst_of_a_sentence_is_told_after_it() {
    let (draft, _) = read(
        "<p>Trade grew<a href=#sn1 role=doc-noteref>1</a><span id=sn1 class=sidenote>Smith says so, at some \
         length.</span> in May. It fell.</p>",
    );
    assert_eq!(outline(&draft), ["sentence: Trade grew in May. <1>", "sentence: It fell."]);
    assert_eq!(notes(&draft), ["1 Smith says so, at some length. x1"]);
}

#[test]
fn a_marker_to_nothing_is_kept_where_its_name_says_note() {
    let (draft, _) =
        read("<p>One.<sup><a href=#fn7>7</a></sup> Two.<sup><a href=#fn1>1</a></sup><p id=fn1>1 Smith.");
    assert_eq!(outline(&draft), ["sentence: One. <7>", "sentence: Two. <1>"]);
    assert_eq!(draft.markers[MarkerId::nth(0)].note, None);
}

#[test]
fn notes_outside_of_the_article_are_found() {
    let (draft, _) = read(
        "<body><main><h1>T</h1><p>Trade grew a great deal in that year.<sup><a href=#fn1>1</a></sup></main><footer><ol><li \
         id=fn1>Smith. <a href=#r1>↩</a></ol><p>Imprint.</p></footer>",
    );
    assert_eq!(outline(&draft), ["title: T", "sentence: Trade grew a great deal in that year. <1>"]);
    assert_eq!(notes(&draft), ["1 Smith. x1"]);
}

#[test]
fn what_stands_around_the_text_is_left_out() {
    let (draft, _) = read(
        "<body><div class='cookie-banner'>We use cookies.</div><div id=sidebar><p>Other stories of interest.</p></div><div \
         class=content><p>The port was built in 1790 and it was enlarged in 1802 by the council of the town.</p><div \
         class='share-buttons'>Share</div><section id=social-policy class='has-sidebar'><p>Its policy was mild.</p></section>\
         </div><div role=contentinfo>Imprint</div>",
    );
    let words: Vec<String> = outline(&draft);
    assert_eq!(
        words,
        [
            "sentence: The port was built in 1790 and it was enlarged in 1802 by the council of the town.",
            "sentence: Its policy was mild.",
        ]
    );
}

#[test]
fn old_pages_without_paragraphs_are_read() {
    let (draft, _) = read(
        "<table><tr><td><font size=2>One port.<br>It is old.<br><br>Two ports.<p>Three<br>ports.</table>",
    );
    let words: Vec<_> = draft.passages.ids().map(|index| draft.words(index)).collect();
    assert_eq!(words, ["One port. It is old.", "Two ports.", "Three ports."]);
}

#[test]
fn citations_of_citeproc_keep_their_words() {
    let (draft, _) = read(
        "<p>Trade grew <span class=citation data-cites=smith10>(<a href=\"#ref-smith10\" role=doc-biblioref>Smith \
         2010</a>)</span>.</p><div id=refs class='references csl-bib-body'><div id=ref-smith10 class=csl-entry>Smith. \
         2010. <em>Ports</em>.</div></div>",
    );
    assert_eq!(outline(&draft), ["sentence: Trade grew (Smith 2010). <@smith10>"]);
    assert_eq!(notes(&draft), ["@smith10 Smith. 2010. Ports. x1"]);
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let source = "<h1>港</h1>\n<p>港は<em>門</em>で\nある<sup><a href=#fn1>1</a></sup>。\n<pre>\na\nb</pre>\n<ol>\n<li id=fn1>山田。\n続き。</ol>\n";
    let (plain, _) = read(source);
    for other in [source.replace('\n', "\r\n"), format!("\u{feff}{source}")] {
        let (draft, _) = read(&other);
        assert_eq!(outline(&draft).join("|").replace('\r', ""), outline(&plain).join("|"));
        assert_eq!(notes(&draft), notes(&plain));
    }
    assert_eq!(notes(&plain), ["1 山田。 続き。 x1"]);
}

#[test]
fn huge_and_deep_pages_are_bounded() {
    for part in [
        "<div>",
        "<b>",
        "<p>",
        "<li>",
        "<table><td>",
        "<sup><a href=#fn1>",
        "<a name=fn1>1",
        "<ul><li>",
        "</b>",
        "<!--",
        "&amp;",
        "<i></b>",
        "[1]",
        "<li id=fn1>",
        "<span id=fn1><a href=#fn1>1",
        "<aside epub:type=footnote id=n>",
    ] {
        read(&part.repeat(20_000));
        read(&format!("{}x{}", part.repeat(3000), "</div></p></b>".repeat(3000)));
    }
    let (draft, _) = read(&format!("{}deep{}", "<div>".repeat(10_000), "</div>".repeat(10_000)));
    assert_eq!(outline(&draft), ["sentence: deep"]);
    assert_eq!(draft.remarks.len(), 1);
}

/// Pieces that meet each other badly.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<li id=fn1>",
            "</li>",
            "<ol>",
            "</ol>",
            "<sup>",
            "</sup>",
            "<a href=#fn1>",
            "</a>",
            "<a name=fn1>",
            "<a href=#fnref1>",
            "<a href=#fn2 id=fnref2>",
            "[1]",
            "1",
            "[",
            "]",
            "1. ",
            "<br>",
            "<table><tr><td>",
            "</table>",
            "<h1>",
            "</h1>",
            "<h2>Notes</h2>",
            "<blockquote>",
            "</blockquote>",
            "<em>",
            "</em>",
            "&amp;",
            "&#8221;",
            "&",
            "<",
            ">",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<aside epub:type=footnote id=fn2>",
            "</aside>",
            "<article>",
            "</article>",
            "<span id=fn1>",
            "</span>",
            "<pre>",
            "</pre>",
            "<q>",
            "<dt id=fn1>",
            "<dd>",
            "<title>",
            "</title>",
            "日本。",
            "“q”",
            "🚢",
            "\u{a0}",
            "\r\n",
            "\0",
            ",",
            "–",
            "^",
            "↩",
            "<span class=x title='",
            "'>",
            "<p hidden>",
            "<head>",
            "<body>",
            "<span id=fn1 class=sidenote>A longer text of a note in a line.</span>",
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
    fn a_cut_or_a_letter_in_a_good_file_is_no_trouble(at in 0usize..700, cut in 0usize..20, put in piece()) {
        let good = "<html><head><title>T</title></head><body><h1>Head</h1><p>One <em>two</em><sup><a href=#fn1 \
                    id=r1>1</a></sup> &amp; three [<a href=#fn2>2</a>].</p><ul><li>港。<li>x</ul><table><tr><td>a<td>b<sup><a \
                    href=#fn1>1</a></sup></table><blockquote>q</blockquote><pre>\ncode</pre><ol class=references><li id=fn1>^ <a \
                    href=#r1>a</a> Smith, <i>Book</i>.</li><li id=fn2><p>Jones&#8217;s.</p><p>More.</p></li></ol></body></html>";
        let chars: Vec<char> = good.chars().collect();
        let at = at.min(chars.len());
        let end = (at + cut).min(chars.len());
        let head: String = chars[..at].iter().collect();
        let tail: String = chars[end..].iter().collect();
        read(&format!("{head}{put}{tail}"));
    }
}
