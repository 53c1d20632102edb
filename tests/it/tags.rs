//! Tags in brackets, `[SP800-53]`, with a list in which each entry opens with its tag.

use claimlint::inside::check::{Input, Options, Report, check};
use claimlint::inside::draft::{Draft, read, reader_named};
use claimlint::inside::text::{Text, Texts};

/// A railway's plan for its signals.
const BODY: &str = "\
# Signals

Trains shall stop at red [RSSB-12]. In 2019, some 62% of signals were older than 30 years [ORR2020]. The rule is set by \
[[EN50126]]. Costs rose by 12% {{ORR2020}}. Nobody knows why [sic].
";

const LIST: &str = "\
[EN50126] CENELEC, *Railway Applications: The Specification of Reliability* (Brussels: CENELEC, 2017).

[ORR2020]: Office of Rail and Road, *Annual Assets Report 2020* (London: ORR, 2020), 14.

[RSSB-12] Rail Safety Board, *Signals and Stops* (London: RSSB, 2012).
";

fn draft(reader: &str, source: &str) -> Draft {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft", source));
    read(reader_named(reader).expect("the reader is registered"), file, &texts)
}

fn report(body: &str, list: Option<&str>) -> Report {
    let mut texts = Texts::new();
    let markdown = reader_named("markdown").expect("the reader is registered");
    let file = texts.add(Text::new("draft.md", body));
    let other: Vec<_> =
        list.map(|list| (texts.add(Text::new("list.md", list)), markdown)).into_iter().collect();
    let input = Input { texts: &texts, draft: Some((file, markdown)), claims: None, endnotes: &other };
    check(input, &Options::default())
}

fn joined(draft: &Draft) -> (Vec<&str>, usize, usize) {
    let ids = draft.notes.iter().map(|note| note.id.as_str()).collect();
    let met = draft.markers.iter().filter(|marker| marker.note.is_some()).count();
    (ids, draft.markers.len(), met)
}

#[test]
fn tags_meet_their_list() {
    for list in [
        format!("## References\n\n{LIST}"),
        format!("## What we used\n\n{LIST}"),
        format!("{LIST}\n## Annex\n\nNone.\n"),
    ] {
        let headed = list.starts_with("##");
        let read = draft("markdown", &format!("{BODY}\n{list}"));
        let (ids, markers, met) = joined(&read);
        if headed {
            assert_eq!(ids, ["EN50126", "ORR2020", "RSSB-12"], "{list}");
            assert_eq!((markers, met), (4, 4), "{list}");
            assert!(!read.passages.ids().any(|at| read.words(at).contains("CENELEC")), "{list}");
        } else {
            // Neither at the end nor under a heading: paragraphs that open with a tag.
            assert_eq!((ids.len(), markers), (0, 0), "{list}");
        }
    }
    let page = "<h1>Signals</h1><p>Trains shall stop at red [RSSB-12], by day [RSSB-12] and night [EN50126].</p>\
                <h2>References</h2><p>[RSSB-12] Rail Safety Board, Signals and Stops (London: RSSB, 2012).</p>\
                <p>[EN50126] CENELEC, Railway Applications (Brussels: CENELEC, 2017).</p>";
    let read = draft("html", page);
    assert_eq!(joined(&read), (vec!["RSSB-12", "EN50126"], 3, 3));
}

#[test]
fn a_list_in_a_named_file_is_joined_and_covers() {
    let alone = report(BODY, None);
    assert_ne!(alone.coverage.as_ref().and_then(|it| it.percent()), Some(100.0));
    for list in [LIST.to_owned(), format!("# References\n\n{LIST}")] {
        let report = report(BODY, Some(&list));
        let read = report.understanding.as_ref().expect("a draft");
        assert_eq!((read.notes.markers, read.notes.joined, read.notes.notes), (4, 4, 3), "{list}");
        assert_eq!(report.coverage.as_ref().and_then(|it| it.percent()), Some(100.0), "{list}");
    }
    // One that the list lacks is told; what is no tag is not.
    let report = report(&BODY.replace("[RSSB-12]", "[RSSB-13]"), Some(LIST));
    let told: Vec<&str> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(told.iter().any(|told| told.contains("RSSB-13")), "{told:?}");
    assert!(!told.iter().any(|told| told.contains("sic")), "{told:?}");
}

/// Several in one pair of brackets, pages behind them, and tags of names and years.
#[test]
fn brackets_hold_several_tags_and_pages() {
    let body = "# Lamps\n\nOf the lamps 41% burn gas [Vos98, KT04]. Their number fell by 12% [KT04, p. 7; Vos98]. Oil is \
                dear [Reyes and Stone 2011, § 3].\n\n## Literature\n\n[KT04] Kern and Tal, *Gas Light* (Bonn: Lumen, \
                2004).\n\n[Reyes and Stone 2011] Reyes and Stone, *Oil* (Leeds: Wick, 2011).\n\n[Vos98] H. Vos, *Lamps of \
                the North* (Oslo: Lys, 1998).\n";
    let read = draft("markdown", body);
    let (ids, markers, met) = joined(&read);
    assert_eq!(ids, ["KT04", "Reyes-and-Stone-2011", "Vos98"]);
    assert_eq!((markers, met), (5, 5));
    let places: Vec<&str> =
        read.markers.iter().filter_map(|marker| marker.locator).map(|span| &body[span.range()]).collect();
    assert_eq!(places, ["p. 7", "§ 3"]);
    // Near misses: words beside a tag, a name without a year, a year that no entry has.
    for other in ["[Vos98 says so]", "[Reyes and Stone]", "[in 2011]", "[Stone 1911]"] {
        let read = draft("markdown", &body.replace("[Vos98, KT04]", other));
        assert_eq!(read.markers.len(), 3, "{other}");
    }
}

/// The metadata of kramdown-rfc has the list.
#[test]
fn tags_meet_the_metadata_of_an_internet_draft() {
    let source = "---\ntitle: Lamps\ndocname: draft-vos-lamps-00\n\nnormative:\n  RFC2119:\n\ninformative:\n  LAMPS:\n    \
                  title: \"Lamps of the North\"\n    date: 2004\n    target: https://lumen.example/lamps\n    author:\n     \
                  -\n       ins: H. Vos\n       name: Hanne Vos\n  GAS: RFC3986\n\n--- abstract\n\nOf \
                  lamps.\n\n--- middle\n\n# Lamps\n\nOf the lamps 41% burn gas {{LAMPS}}. Names have a form {{GAS}}, see \
                  {{oil}} and {{?RFC791}}. The words are those of {{!RFC2119}}. It fell by 12% ({{Section 3 of \
                  LAMPS}}).\n\n## Oil {#oil}\n\nNone.\n";
    let read = draft("markdown", source);
    let (ids, markers, met) = joined(&read);
    assert_eq!(ids, ["@RFC2119", "@LAMPS", "@GAS", "@RFC791"]);
    assert_eq!((markers, met), (5, 5));
    let lamps = read.note_by_id("@LAMPS").expect("it is there");
    assert_eq!(read.note_words(lamps), "Hanne Vos. Lamps of the North. 2004. https://lumen.example/lamps");
    // Braces in a draft without such metadata are words.
    let read = draft("markdown", &source[source.find("# Lamps").expect("the text")..]);
    assert_eq!(joined(&read), (vec![], 0, 0));
}

#[test]
fn a_tag_behind_the_stop_is_of_the_sentence_before() {
    let text = "---\ntitle: Signals\ninformative:\n  ORR:\n    title: Annual Assets\n    author:\n      - org: Office of Rail\n    date: 2020\n---\n\n\
        # Signals\n\nIn 2019, some 62% of signals were old. {{ORR}} Costs rose by 12% in 2020. {{ORR}}\n\n\
        In 2018, some 31% of cables were old. {{ORR}} counts them each year.\n";
    let read = draft("markdown", text);
    let own = |words: &str| {
        let at = read.passages.ids().find(|&at| read.words(at).contains(words)).expect("it is read");
        read.passages[at].markers.clone().count()
    };
    assert_eq!((own("62%"), own("12%")), (1, 1));
    // The subject of the next sentence is of that one.
    assert_eq!((own("31%"), own("counts them")), (0, 1));
}

#[test]
fn the_name_of_a_tag_is_no_spelling_and_explains_its_letters() {
    let text = "---\ntitle: Signals\ninformative:\n  ORR:\n    title: Annual Assets\n    date: 2020\n  LINE-SIDE:\n    title: Lines\n    date: 2020\n---\n\n\
        # Signals\n\nLineside posts rust, and lineside posts lean {{LINE-SIDE}}. XQRS {{ORR}} rusts. The XQRS leans, says {{ORR}}.\n";
    let told = report(text, None);
    let codes: Vec<&str> = told.findings.iter().map(|finding| finding.code).collect();
    assert!(!codes.contains(&"name-variant") && !codes.contains(&"acronym-use"), "{codes:?}");
}

#[test]
fn brackets_without_a_list_are_words() {
    for body in [
        BODY.to_owned(),
        "The panel [B12] of form [A2] was read.\n\n- [x] done\n- [ ] not done\n".to_owned(),
        "Write `[RFC2119]` for it.\n\n```\n[RFC2119] Bradner, Key words for use in RFCs.\n```\n".to_owned(),
        // Definitions of what the text goes on to speak of.
        "[SP1] lays down who may work.\n\n[SP2] lays down how they work.\n\n[SP3] lays down where they work.\n\nAll stand beside [SP1].\n"
            .to_owned(),
    ] {
        assert_eq!(joined(&draft("markdown", &body)).0, Vec::<&str>::new(), "{body}");
    }
    // A draft with notes of its own keeps them alone.
    let noted = format!(
        "{BODY}\nIt fell.[^a]\n\n[^a]: Rail Safety Board, *Stops* (London: RSSB, 2012), 4.\n\n## References\n\n{LIST}"
    );
    assert_eq!(joined(&draft("markdown", &noted)).0, ["a"]);
}

#[test]
fn a_cut_or_a_letter_upsets_nothing() {
    let whole = format!("{BODY}\n## References\n\n{LIST}");
    for at in (0..whole.len()).step_by(5).filter(|&at| whole.is_char_boundary(at)) {
        for source in [
            whole[..at].to_owned(),
            format!("{}[{}", &whole[..at], &whole[at..]),
            format!("{}]{}", &whole[..at], &whole[at..]),
            format!("{}\n\n[é{}", &whole[..at], &whole[at..]),
        ] {
            let read = draft("markdown", &source);
            for (id, passage) in read.passages.each() {
                for marker in read.markers[passage.markers.clone()].iter() {
                    assert_eq!(marker.passage, Some(id), "{source}");
                }
            }
            for note in &read.notes {
                assert!(source.get(note.place.span.range()).is_some(), "{source}");
            }
        }
    }
}
