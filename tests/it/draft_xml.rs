//! JATS and DocBook: what each element is, notes and entries joined as the file joins them, places in
//! the file's own bytes; what is broken is read as far as it is sound, and that is said.

use claimlint::inside::draft::{Draft, PassageKind, Reader, reader_named};
use claimlint::inside::open::How;
use claimlint::inside::text::{FileId, Text};
use proptest::prelude::*;

use crate::pdf_drafts::measure;

fn reader(name: &str) -> &'static Reader {
    reader_named(name).unwrap_or_else(|| panic!("{name} is read"))
}

fn read(format: &str, source: &str) -> (Text, Draft) {
    let text = Text::new("a.xml", source);
    let draft = (reader(format).read)(FileId::nth(0), &text);
    (text, draft)
}

fn jats(body: &str, back: &str) -> (Text, Draft) {
    read(
        "jats",
        &format!(
            "<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<article xml:lang=\"en\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><front><journal-meta><journal-title>Dues</journal-title></journal-meta><article-meta><article-id>7</article-id><title-group><article-title>Dues and <italic>Piers</italic></article-title></title-group><contrib-group><contrib><name><surname>Hull</surname><given-names>Ada</given-names></name><xref ref-type=\"aff\" rid=\"a1\">1</xref></contrib></contrib-group><aff id=\"a1\">Nesse</aff><abstract><p>The dues rose.</p></abstract></article-meta></front><body>{body}</body><back>{back}</back></article>"
        ),
    )
}

fn docbook(inner: &str) -> (Text, Draft) {
    read(
        "docbook",
        &format!(
            "<article xmlns=\"http://docbook.org/ns/docbook\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><info><title>Dues and Piers</title><author><personname><firstname>Ada</firstname><surname>Hull</surname></personname></author><copyright><year>2015</year></copyright></info>{inner}</article>"
        ),
    )
}

/// Each marker of the text with the words of its sentence before it, and the note.
fn joined(draft: &Draft) -> Vec<(String, String, String)> {
    let in_text = draft.markers.iter().filter(|marker| marker.in_note.is_none());
    in_text
        .map(|marker| {
            let at = marker.passage.map_or(0, |passage| draft.passages[passage].view.start);
            let before = draft.view.text()[at as usize..marker.view as usize].to_owned();
            let note = marker.note.map_or("none", |note| draft.note_words(note));
            (marker.id.clone(), before, note.to_owned())
        })
        .collect()
}

fn is(found: &[(String, String, String)], wanted: &[(&str, &str, &str)]) {
    let found: Vec<(&str, &str, &str)> =
        found.iter().map(|(id, before, note)| (id.as_str(), before.as_str(), note.as_str())).collect();
    assert_eq!(found, wanted);
}

fn of_kind(draft: &Draft, kind: PassageKind) -> Vec<&str> {
    draft.passages.each().filter(|(_, it)| it.kind == kind).map(|(at, _)| draft.words(at)).collect()
}

#[test]
fn articles_of_which_the_truth_is_known() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/structure/other");
    let mut count = 0;
    for truth in measure::truths(&folder, ".xml") {
        let source = std::fs::read_to_string(folder.join(&truth.file)).expect("it is there");
        let found = How::default().reader(&truth.file, &source);
        assert_eq!(truth.file.starts_with("jats"), found.name == "jats", "{}", truth.file);
        assert_eq!(truth.file.starts_with("docbook"), found.name == "docbook", "{}", truth.file);
        let (text, draft) = read(found.name, &source);
        count += 1;
        if truth.list_of_markers.iter().any(|marker| !marker.notes.is_empty()) {
            numbered(&truth, &draft);
            continue;
        }
        let score = measure::Score::of(&truth, &text, &draft);
        println!("{}", score.line(&truth));
        assert_eq!(score.wrong, [] as [String; 0], "{}", truth.file);
        assert_eq!(score.markers, truth.list_of_markers.len());
        assert_eq!(score.notes, truth.list_of_notes.len());
        assert!(score.sentences.abs_diff(truth.sentences) * 50 <= truth.sentences, "{}", score.line(&truth));
        assert_eq!(score.headings, truth.headings.len(), "{}", truth.file);
    }
    assert_eq!(count, 4);
}

/// A draft whose markers stand for several entries: `[2–3]`.
fn numbered(truth: &measure::Truth, draft: &Draft) {
    // The truth lists what has a letter behind what has a number.
    let mut wanted: Vec<&String> = truth.list_of_markers.iter().flat_map(|marker| &marker.notes).collect();
    let mut found: Vec<&String> = draft.markers.iter().map(|marker| &marker.id).collect();
    let lettered = |id: &&String| id.starts_with(char::is_alphabetic);
    wanted.sort_by_key(lettered);
    found.sort_by_key(lettered);
    assert_eq!(found, wanted, "{}", truth.file);
    let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for note in &truth.list_of_notes {
        let own = draft.notes.each().find(|(_, it)| it.id == note.note).map(|(at, _)| draft.note_words(at));
        assert_eq!(own.map(letters), Some(letters(&note.text)), "{}: {}", truth.file, note.note);
    }
    assert_eq!(draft.notes.len(), truth.list_of_notes.len());
    assert!(
        draft.markers.iter().all(|marker| marker.note.is_some_and(|note| draft.notes[note].id == marker.id))
    );
}

#[test]
fn jats_says_what_everything_is() {
    let (text, draft) = jats(
        "<sec><label>1</label><title>Dues</title><p>The dues rose.<xref ref-type=\"fn\" rid=\"f1\"><sup>a</sup></xref> They fell<fn id=\"f2\"><label>b</label><p>Moss, 9.</p></fn> again &amp; again.</p><disp-quote><p>They stood.</p></disp-quote><fig><label>Figure 1</label><caption><title>Piers</title></caption><graphic xlink:href=\"a.png\"/></fig><table-wrap><table><tr><th>Year</th><td>2011</td></tr></table></table-wrap><sec><title>Piers</title><list><list-item><p>One fell.</p></list-item></list></sec></sec>",
        "<fn-group><fn id=\"f1\"><label>a</label><p>Hull, <italic>Crossings</italic>, 4.</p></fn><fn fn-type=\"con\"><p>Nobody paid for this.</p></fn></fn-group>",
    );
    is(&joined(&draft), &[("a", "The dues rose.", "Hull, Crossings, 4."), ("b", "They fell", "Moss, 9.")]);
    let title = draft.title.expect("a title");
    assert_eq!(draft.words(title), "Dues and Piers");
    assert_eq!(of_kind(&draft, PassageKind::Byline), ["Ada Hull"]);
    assert_eq!(of_kind(&draft, PassageKind::Quote), ["They stood."]);
    assert_eq!(of_kind(&draft, PassageKind::Caption), ["Figure 1", "Piers"]);
    assert_eq!(of_kind(&draft, PassageKind::TableCell), ["Year", "2011"]);
    assert_eq!(of_kind(&draft, PassageKind::ListItem), ["One fell."]);
    assert_eq!(
        of_kind(&draft, PassageKind::Sentence),
        ["The dues rose.", "The dues rose.", "They fell again & again.", "Nobody paid for this."]
    );
    let levels: Vec<(u8, &str)> =
        draft.sections.iter().skip(1).map(|it| (it.level, draft.view.slice(it.view))).collect();
    assert_eq!(levels, [(2, "Dues"), (3, "Piers")]);
    assert_eq!(draft.language.as_deref(), Some("en"));
    // Places are bytes of the file.
    let of = |words: &str| {
        let at = draft.view.text().find(words).expect("it is shown");
        let span = claimlint::inside::span::Span::new(at, at + words.len());
        let place = draft.view.place(span).expect("it has a place");
        text.content[place.span.range()].to_owned()
    };
    assert_eq!(of("One fell."), "One fell.");
    assert_eq!(of("again & again."), "again &amp; again.");
    assert_eq!(of("Crossings"), "Crossings");
    let (_, note) = draft.notes.each().next().expect("a note");
    assert!(
        text.content[note.place.span.range()].starts_with("<fn id="),
        "{}",
        &text.content[note.place.span.range()]
    );
}

const LIST: &str = "<ref-list><title>References</title><ref id=\"b1\"><label>1</label><mixed-citation>Hull A. <source>Crossings</source>. Nesse: Sound Press; 2015.</mixed-citation></ref><ref id=\"b2\"><label>2</label><element-citation publication-type=\"journal\"><person-group person-group-type=\"author\"><name><surname>Moss</surname><given-names>Karl</given-names></name><name><surname>Hart</surname><given-names>Eva</given-names></name></person-group><article-title>Two Piers</article-title><source>Harbours</source><year>2014</year><volume>7</volume><issue>2</issue><fpage>4</fpage><lpage>9</lpage><pub-id pub-id-type=\"doi\">10.1000/7</pub-id></element-citation></ref><ref id=\"b3\"><label>3</label><element-citation publication-type=\"book\"><person-group person-group-type=\"author\"><collab>Port Board</collab></person-group><source>Rules</source><publisher-loc>Nesse</publisher-loc><publisher-name>The Board</publisher-name><year>2011</year></element-citation></ref></ref-list>";

#[test]
fn numbers_in_brackets_are_joined_to_the_entries_of_their_list() {
    let (_, draft) = jats(
        "<p>The dues rose [<xref ref-type=\"bibr\" rid=\"b1\">1</xref>–<xref ref-type=\"bibr\" rid=\"b3\">3</xref>]. They fell.<sup><xref ref-type=\"bibr\" rid=\"b2\">2</xref></sup> See <xref ref-type=\"sec\" rid=\"s1\">2</xref> and <xref ref-type=\"fig\" rid=\"none\">Figure 3</xref>.</p>",
        LIST,
    );
    let board = "Port Board, Rules (Nesse: The Board, 2011).";
    let moss =
        "Karl Moss and Eva Hart, “Two Piers,” Harbours 7, no. 2 (2014): 4–9, https://doi.org/10.1000/7.";
    is(
        &joined(&draft),
        &[
            ("1", "The dues rose", "Hull A. Crossings. Nesse: Sound Press; 2015."),
            ("2", "The dues rose", moss),
            ("3", "The dues rose", board),
            ("2", "They fell.", moss),
        ],
    );
    let body = of_kind(&draft, PassageKind::Sentence);
    assert_eq!(body[1..], ["The dues rose.", "They fell.", "See 2 and Figure 3."]);
}

#[test]
fn citations_by_author_and_year_keep_their_words() {
    let list =
        LIST.replace("<label>1</label>", "").replace("<label>2</label>", "").replace("<label>3</label>", "");
    let (_, draft) = jats(
        "<p>Hull (<xref ref-type=\"bibr\" rid=\"b1\">2015</xref>) shows it. The dues rose (<xref ref-type=\"bibr\" rid=\"b2\">Moss and Hart, 2014</xref>).</p>",
        &list,
    );
    let found = joined(&draft);
    assert_eq!(found.iter().map(|(id, _, _)| id.as_str()).collect::<Vec<_>>(), ["@b1", "@b2"]);
    assert_eq!(draft.notes.len(), 3, "an entry that nobody cites is an entry");
    assert!(draft.notes.iter().any(|note| note.id == "@b3" && note.uses == 0));
    let body = of_kind(&draft, PassageKind::Sentence);
    assert_eq!(body[1..], ["Hull (2015) shows it.", "The dues rose (Moss and Hart, 2014)."]);
}

#[test]
fn a_marker_whose_note_is_not_there_is_a_marker() {
    let (text, draft) = jats(
        "<p>The dues rose.<xref ref-type=\"fn\" rid=\"gone\">3</xref> They fell.<sup><xref ref-type=\"bibr\" rid=\"b9\">9</xref></sup> Hull (<xref ref-type=\"bibr\" rid=\"b8\">2015</xref>) says so. See <xref ref-type=\"fig\" rid=\"f8\">Figure 8</xref>.</p>",
        "",
    );
    is(
        &joined(&draft),
        &[("3", "The dues rose.", "none"), ("9", "They fell.", "none"), ("@b8", "Hull (2015", "none")],
    );
    let place = draft.markers.iter().next().expect("a marker").place;
    assert_eq!(&text.content[place.span.range()], "<xref ref-type=\"fn\" rid=\"gone\">3</xref>");
    let (_, draft) = docbook(
        "<section><title>Dues</title><para>They rose.<footnoteref linkend=\"gone\"/></para></section>",
    );
    assert_eq!(draft.markers.len(), 1);
}

#[test]
fn the_health_of_a_book_and_of_xml_is_told_in_their_own_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let lost: String = (1..8)
        .map(|at| {
            format!("<p>Dues rose by {at} per cent.<xref ref-type=\"fn\" rid=\"f{at}\">{at}</xref></p>")
        })
        .collect();
    let page = format!("<article article-type=\"x\"><body>{lost}</body></article>");
    std::fs::write(folder.path().join("a.xml"), page).expect("a file");
    let output = crate::tool::claimlint(folder.path(), &["check", "a.xml"]);
    let said = String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Read as JATS") && said.contains("7 markers, no notes"), "{said}");
    assert!(said.contains("Coverage is unknown: markers and notes do not match"), "{said}");
    assert!(!said.contains("heading, such as") && !said.contains("--from"), "{said}");
}

#[test]
fn docbook_says_what_everything_is() {
    let (text, draft) = docbook(
        "<section xml:id=\"s1\"><title>Dues</title><para>The dues rose.<footnote xml:id=\"f1\"><para>Hull, <emphasis>Crossings</emphasis>, 4.</para></footnote> They fell.<footnoteref linkend=\"f1\"/> See <link xlink:href=\"https://port.example/a\">the page</link> and <xref linkend=\"s1\"/>.</para><blockquote><para>They stood.</para></blockquote><orderedlist><listitem><para>One <quote>fell</quote>.</para></listitem></orderedlist><table><title>Piers</title><tgroup cols=\"1\"><tbody><row><entry>2011</entry></row></tbody></tgroup></table><programlisting>let x = 1;</programlisting></section>",
    );
    let hull = "Hull, Crossings, 4.";
    is(&joined(&draft), &[("1", "The dues rose.", hull), ("1", "They fell.", hull)]);
    let title = draft.title.expect("a title");
    assert_eq!(draft.words(title), "Dues and Piers");
    assert_eq!(of_kind(&draft, PassageKind::Byline), ["Ada Hull"]);
    assert_eq!(of_kind(&draft, PassageKind::Quote), ["They stood."]);
    assert_eq!(of_kind(&draft, PassageKind::ListItem), ["One “fell”."]);
    assert_eq!(of_kind(&draft, PassageKind::Caption), ["Piers"]);
    assert_eq!(of_kind(&draft, PassageKind::TableCell), ["2011"]);
    assert_eq!(of_kind(&draft, PassageKind::Code), ["let x = 1;"]);
    assert_eq!(
        of_kind(&draft, PassageKind::Sentence),
        ["The dues rose.", "They fell.", "See the page and “Dues”."]
    );
    assert_eq!(draft.links.len(), 1);
    assert_eq!(
        &text.content[draft.links[0].place.span.range()],
        "<link xlink:href=\"https://port.example/a\">the page</link>"
    );
}

#[test]
fn docbook_cites_a_bibliography_of_two_kinds() {
    let (_, draft) = docbook(
        "<section><title>Dues</title><para>The dues rose <biblioref linkend=\"hull\"/>. They fell <xref linkend=\"moss\"/>.</para></section><bibliography><title>Sources</title><bibliomixed xml:id=\"hull\"><abbrev>Hul15</abbrev> Ada Hull, <citetitle>Crossings</citetitle>, 2015.</bibliomixed><biblioentry xml:id=\"moss\"><biblioset relation=\"article\"><author><personname><firstname>Karl</firstname><surname>Moss</surname></personname></author><title>Two Piers</title></biblioset><biblioset relation=\"journal\"><title>Harbours</title><volumenum>7</volumenum><pubdate>2014</pubdate></biblioset></biblioentry></bibliography>",
    );
    let found = joined(&draft);
    let notes: Vec<&str> = found.iter().map(|(_, _, note)| note.as_str()).collect();
    assert!(notes[0].contains("Ada Hull, Crossings, 2015."), "{notes:?}");
    assert_eq!(notes[1], "Karl Moss, “Two Piers,” Harbours 7 (2014).");
}

#[test]
fn numbers_begin_anew_in_each_chapter_of_a_book() {
    let chapter = |word: &str| {
        format!(
            "<chapter><title>{word}</title><para>{word} rose.<footnote><para>Note on {word}.</para></footnote></para></chapter>"
        )
    };
    let source = format!("<book><title>Dues</title>{}{}</book>", chapter("Dues"), chapter("Wages"));
    let (_, draft) = read("docbook", &source);
    is(&joined(&draft), &[("1", "Dues rose.", "Note on Dues."), ("1", "Wages rose.", "Note on Wages.")]);
}

#[test]
fn a_file_is_known_by_what_it_holds() {
    let reads = |source: &str| How::default().reader("a.xml", source).name;
    for (source, name) in [
        (
            "<?xml version=\"1.0\"?><!DOCTYPE article PUBLIC \"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2\" \"x.dtd\"><article><body/></article>",
            "jats",
        ),
        ("<article article-type=\"research-article\"><body><p>x</p></body></article>", "jats"),
        ("<!-- x --><article><front><article-meta/></front></article>", "jats"),
        ("<book xmlns=\"http://docbook.org/ns/docbook\"><title>x</title></book>", "docbook"),
        (
            "<!DOCTYPE book PUBLIC \"-//OASIS//DTD DocBook XML V4.5//EN\" \"x\" [<!ENTITY a \"b\">]><book><title>x</title></book>",
            "docbook",
        ),
        ("<article><title>x</title><para>y</para></article>", "docbook"),
        ("<article><p>The dues rose.</p></article>", "text"),
        ("<?xml version=\"1.0\"?><html><article><p>x</p></article></html>", "html"),
        ("<recipe><para>x</para></recipe>", "text"),
        ("<article", "text"),
        ("a <article> in a text, with <para> in it", "text"),
    ] {
        assert_eq!(reads(source), name, "{source}");
    }
    assert_eq!(How::default().reader("a.nxml", "<article/>").name, "jats");
    assert_eq!(How::default().reader("a.dbk", "<article/>").name, "docbook");
}

#[test]
fn what_is_broken_is_read_so_far_and_said() {
    let (_, draft) =
        read("docbook", "<article><para>The dues rose.</para>\n<para>They <b>fell</para></article>");
    assert_eq!(of_kind(&draft, PassageKind::Sentence)[0], "The dues rose.");
    assert_eq!(draft.unread_parts, ["what follows line 2, where the XML is broken"]);
    assert!(draft.remarks[0].text.contains("The XML is broken here"), "{:?}", draft.remarks);
    let (_, sound) = read("docbook", "<article><para>The dues rose.</para></article>");
    assert!(sound.unread_parts.is_empty() && sound.remarks.is_empty());
    for source in
        ["", "<", "<article", "<article>", "&", "<a></b>", "<article><footnote/></article>", "<!DOCTYPE"]
    {
        read("jats", source);
        read("docbook", source);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the paragraphs and their notes, each marker is joined to its own note, in both
    /// vocabularies, and every place lies in the file and holds what it says.
    #[test]
    fn markers_find_their_own_notes(counts in prop::collection::vec(0usize..4, 1..6), nested in any::<bool>()) {
        let (mut jats_body, mut jats_back, mut docbook_body) = (String::new(), String::new(), String::new());
        let mut wanted = Vec::new();
        for (part, &count) in counts.iter().enumerate() {
            let (mut jats, mut docbook) = (String::new(), String::new());
            for nth in 0..count {
                let number = wanted.len() + 1;
                jats += &format!("Word {part} {nth} stands.<xref ref-type=\"fn\" rid=\"f{number}\">{number}</xref> ");
                docbook += &format!("Word {part} {nth} stands.<footnote><para>Note {number} &amp; <emphasis>more</emphasis>.</para></footnote> ");
                jats_back += &format!("<fn id=\"f{number}\"><label>{number}</label><p>Note {number} &amp; <italic>more</italic>.</p></fn>");
                wanted.push((number.to_string(), format!("Word {part} {nth} stands."), format!("Note {number} & more.")));
            }
            let (open, close) = if nested { ("<sec><title>Part</title>", "</sec>") } else { ("", "") };
            jats_body += &format!("{open}<p>{jats}The end.</p>{close}");
            let (open, close) = if nested { ("<section><title>Part</title>", "</section>") } else { ("", "") };
            docbook_body += &format!("{open}<para>{docbook}The end.</para>{close}");
        }
        for (text, draft) in [jats(&jats_body, &format!("<fn-group>{jats_back}</fn-group>")), docbook(&docbook_body)] {
            prop_assert_eq!(joined(&draft), wanted.clone());
            for (id, passage) in draft.passages.each() {
                let place = text.content.get(passage.place.span.range());
                prop_assert!(place.is_some_and(|it| it.contains(draft.words(id).split(' ').next().unwrap_or(""))), "{:?}", place);
            }
            for note in &draft.notes {
                prop_assert!(text.content.get(note.place.span.range()).is_some_and(|it| it.contains("more")));
            }
        }
    }
}
