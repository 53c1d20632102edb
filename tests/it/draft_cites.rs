//! The Markdown reader: keys of a bibliography, notes in the text, metadata
//! that names sources, and links.

use claimlint::inside::check::{Input, Options, Report, check};
use claimlint::inside::draft::{Draft, reader_named};
use claimlint::inside::ids::NoteId;
use claimlint::inside::text::{FileId, Text, Texts};

fn read(source: &str) -> (Draft, Text) {
    let text = Text::new("draft.md", source);
    let reader = reader_named("markdown").expect("the reader is registered");
    ((reader.read)(FileId::nth(0), &text), text)
}

/// Each marker: its id, its bytes, and where in the source.
fn markers(source: &str) -> Vec<String> {
    let (draft, text) = read(source);
    let line = |marker: &claimlint::inside::draft::Marker| {
        let locator = marker.locator.map(|at| format!(" at {}", text.slice(at))).unwrap_or_default();
        format!("{} {}{locator}", marker.id, text.slice(marker.place.span))
    };
    draft.markers.iter().map(line).collect()
}

fn words(source: &str) -> Vec<String> {
    let (draft, _) = read(source);
    draft.passages.ids().map(|index| draft.words(index).to_owned()).collect()
}

fn report(source: &str) -> Report {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft.md", source));
    let reader = reader_named("markdown").expect("the reader is registered");
    let input = Input { texts: &texts, draft: Some((file, reader)), claims: None, endnotes: &[] };
    check(input, &Options::default())
}

fn codes(source: &str) -> Vec<&'static str> {
    report(source).findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn citations_in_brackets_are_markers() {
    let source = "Trade grew [@doe99, p. 4]. It fell [see @doe99, pp. 33-35; also -@smith04].\n";
    assert_eq!(
        markers(source),
        [
            "@doe99 [@doe99, p. 4] at p. 4",
            "@doe99 see @doe99, pp. 33-35 at pp. 33-35",
            "@smith04 also -@smith04",
        ]
    );
    assert_eq!(words(source), ["Trade grew.", "It fell."]);
}

#[test]
fn bare_keys_are_markers_where_the_draft_has_citations() {
    let source = "---\nbibliography: refs.bib\n---\n\nAs @doe99 [p. 33] shows, trade grew. @{a/b} agrees. Ask \
                  me@x.org, `@code`, [@me](https://x.org), \\@doe99 and @fig-1.\n";
    assert_eq!(markers(source), ["@doe99 @doe99 [p. 33] at p. 33", "@a/b @{a/b}"]);
    let shown = words(source);
    assert_eq!(shown[1], "As Doe99 shows, trade grew.");
    // Without a bibliography or a citation in brackets it is somebody's handle.
    assert!(markers("Thanks to @doe99 and [me@x.org].\n").is_empty());
}

#[test]
fn roles_of_myst_are_markers() {
    let source = "Trade grew {cite:p}`one99,two98`. {cite:t}`one99` says so {cite}`{see}one99{p. 4}`. Use {code}`x`.\n";
    assert_eq!(markers(source), ["@one99 one99", "@two98 two98", "@one99 one99", "@one99 one99 at p. 4"]);
    assert_eq!(words(source)[1], "One99 says so.");
}

#[test]
fn notes_in_the_text_are_notes() {
    let source = "Ports grew.^[Smith, *Ports* [2016], see [this](https://x.org); `]`.] They fell.^[Second^[within].]\n";
    let (draft, text) = read(source);
    let notes: Vec<_> = draft.notes.ids().map(|at| draft.note_words(at)).collect();
    assert_eq!(notes, ["Smith, Ports [2016], see this; ].", "Second.", "within"]);
    assert_eq!(words(source), ["Ports grew.", "They fell."]);
    assert!(draft.notes.iter().all(|note| note.uses == 1));
    assert_eq!(text.slice(draft.notes[NoteId::nth(1)].place.span), "^[Second^[within].");
    assert_eq!(draft.links.len(), 1);
    assert_eq!(draft.emphasis.len(), 1);
    // No bracket closes in this paragraph: words.
    assert!(read("A ^[b\n\nc] d.\n").0.notes.is_empty());
}

#[test]
fn metadata_names_bibliographies_and_holds_entries() {
    let named = |head: &str| {
        let source = format!("---\n{head}\n---\n\nText.\n");
        let (draft, text) = read(&source);
        draft
            .bibliographies
            .iter()
            .map(|(place, name)| {
                assert_eq!(text.slice(place.span), name);
                name.clone()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(named("bibliography: refs.bib"), ["refs.bib"]);
    assert_eq!(named("bibliography: \"my refs.bib\" # mine"), ["my refs.bib"]);
    assert_eq!(named("bibliography: [a.bib, 'b.json']\ntitle: x"), ["a.bib", "b.json"]);
    assert_eq!(named("bibliography:\n  - a.bib\n- b.yaml\ntitle: x"), ["a.bib", "b.yaml"]);
    assert!(named("title: bibliography: x").is_empty());
    // As YAML is: blanks before the colon, quoted names, comments, lists over lines, folded words.
    assert_eq!(named("title : x\nbibliography : refs.bib"), ["refs.bib"]);
    assert_eq!(named("\"bibliography\": refs.bib"), ["refs.bib"]);
    assert_eq!(named("bibliography:\n  # ours\n  - a.bib\n"), ["a.bib"]);
    assert_eq!(named("bibliography:\n  [a.bib,\n   b.json]\n"), ["a.bib", "b.json"]);
    assert_eq!(named("bibliography: >-\n  refs.bib\n"), ["refs.bib"]);
    assert!(named("bibliography-style : refs.bib").is_empty());

    let source = "---\ntitle: T\nreferences:\n- id: doe99\n  title: \"Ports: a history\"\n  author:\n  - family: Doe\n    \
                  given: Jané\n  issued: 1999-05\ndate: 2020\n---\n\nTrade grew [@doe99].\n";
    let (draft, text) = read(source);
    assert_eq!(draft.notes.len(), 1);
    assert_eq!(draft.note_words(NoteId::nth(0)), "Jané Doe. Ports: a history. 1999-05");
    assert_eq!(text.slice(draft.notes[NoteId::nth(0)].label.span), "doe99");
    assert_eq!(draft.notes[NoteId::nth(0)].uses, 1);
    let kinds: Vec<_> = draft.passages.iter().map(|passage| passage.kind.name()).collect();
    assert_eq!(kinds, ["title", "byline", "sentence"]);
}

#[test]
fn keys_that_no_entry_has_are_found() {
    let head = "---\nreferences:\n- id: doe99\n  title: Ports\n---\n\n";
    assert!(!codes(&format!("{head}Trade grew [@doe99].\n")).contains(&"note-undefined"));
    let source = format!("{head}Trade grew [@doe99]. It fell [@doe98].\n");
    let report = report(&source);
    let finding =
        report.findings.iter().find(|finding| finding.code == "note-undefined").expect("it is found");
    assert_eq!(finding.message, "the bibliography has no entry `doe98`");
    assert!(finding.help.contains("did you mean `doe99`?"), "{finding:?}");
}

#[test]
fn a_draft_that_names_no_bibliography_is_advised_once() {
    let report = report("Exports grew by 12% in 2014 [@doe99]. Imports fell by 3% [@roe00].\n");
    let found: Vec<_> = report.findings.iter().map(|finding| (finding.code, finding.level.name())).collect();
    assert_eq!(found, [("bibliography-missing", "advice")]);
}

#[test]
fn a_link_to_an_outside_address_covers_its_sentence() {
    let bare = "Exports grew by 12% in 2014. The port is old.\n";
    assert!(codes(bare).contains(&"statistic-uncited"));
    for linked in [
        "[Exports](https://customs.example/2014) grew by 12% in 2014. The port is old.\n",
        "Exports grew by 12% in 2014 (<a href=\"https://customs.example/?a=1&amp;b=2\">Customs</a>). It is old.\n",
        "Exports grew by 12% in 2014 (<https://customs.example>). The port is old.\n",
    ] {
        let codes = codes(linked);
        assert!(!codes.contains(&"statistic-uncited"), "{linked}: {codes:?}");
    }
    let here =
        "[Exports](#exports) of [grain](mailto:me@x.org) grew by 12% in [2014](about.md). The port is old.\n";
    assert!(codes(here).contains(&"statistic-uncited"));
    let (draft, _) = read("<a href=\"https://x.org/?a=1&amp;b=2\"><em>Ports</em></a> of call.\n");
    assert_eq!(draft.links[0].target, "https://x.org/?a=1&b=2");
    assert_eq!(draft.view.slice(draft.emphasis[0]), "Ports");
}

#[test]
fn many_open_brackets_take_linear_time() {
    for unit in ["^[", "[@a ", "[see @", "{cite}`", "^[a](", "@a [", "[[@a;"] {
        let (draft, _) = read(&unit.repeat(60_000));
        assert!(draft.view.text().len() < 1_000_000, "{unit}");
    }
    let nested = format!("{}x{}", "^[".repeat(10_000), "]".repeat(10_000));
    assert!(read(&nested).0.notes.len() <= 3);
}

#[test]
fn a_sentence_runs_on_across_the_notes_that_interrupt_it() {
    let source = "The dues were high[^a], so that the council began to lower\n\n[^a]: Customs *Office*.\n\n    More of \
                  it.\n\n[^b]: Port Authority.\n\nthe dues again.[^B] Trade came back,[^a]\n\n[^c]: See.[^b]\n\nThis is \
                  another.[^c]\n";
    let (draft, text) = read(source);
    assert_eq!(
        words(source),
        [
            "The dues were high, so that the council began to lower the dues again.",
            "Trade came back,",
            "This is another."
        ]
    );
    let notes: Vec<_> = draft.notes.ids().map(|at| draft.note_words(at)).collect();
    assert_eq!(notes, ["Customs Office.\nMore of it.", "Port Authority.", "See."]);
    assert!(draft.markers.iter().all(|marker| marker.note.is_some()));
    assert_eq!(text.slice(draft.notes[NoteId::nth(1)].place.span), "[^b]: Port Authority.");
}

#[test]
fn notes_in_html_and_raised_links_are_read() {
    let (draft, _) = read(
        "Exports grew.<sup>1</sup> Imports fell.[²](#fn2)\n\n<p class=\"footnote\"><sup>1</sup> Customs, <em>Report</em>.</p>\n\
         <p class=\"footnote\" id=\"fn2\">2. Ports. <a href=\"#r2\">↩</a></p>\n",
    );
    let notes: Vec<_> = draft.notes.ids().map(|at| (draft.notes[at].uses, draft.note_words(at))).collect();
    assert_eq!(notes, [(1, "Customs, Report."), (1, "Ports.")]);
    assert_eq!(draft.view.slice(draft.emphasis[0]), "Report");
}
