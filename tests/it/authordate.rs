//! Citations by author and year, in every format that has words of its own.

use claimlint::inside::check::{Input, Options, Report, check};
use claimlint::inside::draft::{Draft, read, reader_named};
use claimlint::inside::text::{Text, Texts};

/// A library, its opening hours, and a list of references in the manner of APA.
const LIBRARY: &str = "\
# Open on Sundays

Loans rose when branches opened on Sundays (Abara, 2012, p. 58; Osei & Lund, 2016a). Osei and Lund (2016b) saw no such \
rise. As van Dijk et al. (2019) found, children came back first. Literacy is no gift (World Library Union [WLU], 2020), \
and hours are cheap (WLU, 2020).

## References

Abara, N. (2012). Sunday opening. *Library Quarterly*, 82(3), 51–70. https://doi.org/10.1000/lq.82

Osei, S. F., & Lund, P. (2016a). *Hours and loans*. Shelf Press.

Osei, K., & Lund, P. (2016b). *Loans without hours*. Shelf Press.

van Dijk, J., Abara, N., & Moreau, C. (2019). Who came back. *Branch Studies*, 4, 2–19.

World Library Union. (2020). *Literacy report*. WLU.
";

fn draft(name: &str, reader: &str, source: &str) -> (Draft, Texts) {
    let mut texts = Texts::new();
    let file = texts.add(Text::new(name, source));
    let reader = reader_named(reader).expect("the reader is registered");
    (read(reader, file, &texts), texts)
}

fn report(source: &str) -> Report {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft.md", source));
    let reader = reader_named("markdown").expect("the reader is registered");
    check(
        Input { texts: &texts, draft: Some((file, reader)), claims: None, endnotes: &[] },
        &Options::default(),
    )
}

/// Findings of the rules on citations by author and year: code and message.
fn told(source: &str) -> Vec<String> {
    let ours = |code: &str| code.starts_with("citation-") || code == "entry-never-cited";
    report(source)
        .findings
        .iter()
        .filter(|finding| ours(finding.code))
        .map(|finding| format!("{}: {}", finding.code, finding.message))
        .collect()
}

/// Each marker: its id and its bytes.
fn markers(draft: &Draft, texts: &Texts) -> Vec<String> {
    let line = |marker: &claimlint::inside::draft::Marker| {
        format!("{} {}", marker.id, texts.get(marker.place.file).slice(marker.place.span))
    };
    draft.markers.iter().map(line).collect()
}

const CITED: &[&str] = &[
    "@abara-2012 Abara, 2012, p. 58",
    "@osei-lund-2016a Osei & Lund, 2016a",
    "@osei-lund-2016b Osei and Lund (2016b)",
    "@van-dijk-2019 van Dijk et al. (2019)",
    "@world-library-union-2020 World Library Union [WLU], 2020",
    "@world-library-union-2020 WLU, 2020",
];

#[test]
fn citations_are_markers_and_entries_notes() {
    let (draft, texts) = draft("draft.md", "markdown", LIBRARY);
    assert_eq!(markers(&draft, &texts), CITED);
    assert!(draft.markers.iter().all(|marker| marker.note.is_some() && marker.passage.is_some()));
    let locators: Vec<&str> = draft
        .markers
        .iter()
        .filter_map(|marker| Some(texts.get(marker.place.file).slice(marker.locator?)))
        .collect();
    assert_eq!(locators, ["p. 58"]);
    assert_eq!(draft.notes.len(), 5);
    let words: Vec<&str> = draft.passages.ids().map(|id| draft.words(id)).collect();
    assert_eq!(words.last(), Some(&"References"), "{words:?}");
    let first =
        &draft.notes[draft.markers[claimlint::inside::ids::MarkerId::nth(0)].note.expect("it is joined")];
    assert_eq!(texts.get(first.label.file).slice(first.label.span), "Abara, N. (2012)");
    assert!(told(LIBRARY).is_empty(), "{:?}", told(LIBRARY));
}

#[test]
fn lists_are_found_in_every_shape() {
    let flat = LIBRARY
        .replace(".\n\nOsei", ".\nOsei")
        .replace(".\n\nvan", ".\nvan")
        .replace(".\n\nWorld", ".\nWorld");
    let bare = LIBRARY.replace("## References\n\n", "");
    let numbered = LIBRARY.replace("\n\nAbara, N", "\n\n1. Abara, N").replace("\n\nOsei, ", "\n1. Osei, ");
    let numbered = numbered.replace("\n\nvan D", "\n1. van D").replace("\n\nWorld Lib", "\n1. World Lib");
    let german = LIBRARY.replace("References", "7. Literatur");
    for (shape, source) in [("flat", flat), ("bare", bare), ("numbered", numbered), ("german", german)] {
        let (draft, texts) = draft("draft.md", "markdown", &source);
        assert_eq!(markers(&draft, &texts), CITED, "{shape}");
        assert_eq!(draft.notes.len(), 5, "{shape}");
    }
    let plain = LIBRARY.replace(['*', '#'], "").replace("82(3), 51–70.", "82(3),\n   51–70.");
    let flat = plain.replace("\n\nOsei, ", "\nOsei, ").replace("\n\nvan Dijk, J", "\nvan Dijk, J");
    // The text of a page: the last line of an entry is short, and the next follows at once.
    let worn = flat
        .replace(
            "Hours and loans. Shelf Press",
            "Hours and loans in the branch libraries of four coasts. Lagos: Shelf\nPress",
        )
        .replace(" Shelf Press.\nvan", "\nShelf Press.\nvan");
    assert_ne!(flat, worn);
    for source in [plain, flat, worn] {
        let (draft, texts) = draft("draft.txt", "text", &source);
        assert_eq!(markers(&draft, &texts), CITED, "{source}");
        assert_eq!(draft.notes.len(), 5, "{source}");
    }
}

#[test]
fn a_slip_of_the_pen_is_told_with_the_entry() {
    for (from, to, expected) in [
        (
            "Abara, 2012, p",
            "Abara, 2013, p",
            &["citation-year-differs: “Abara 2013” is cited, but the list has “Abara 2012”"][..],
        ),
        (
            "(Abara, 2012, p",
            "(Abera, 2012, p",
            &["citation-name-differs: “Abera 2012” is cited, but the list has “Abara 2012”"],
        ),
        (
            "Osei & Lund, 2016a)",
            "Osei & Lund, 2016)",
            &["citation-ambiguous: “Osei & Lund 2016” fits 2 entries in the list"],
        ),
        (
            "van Dijk et al. (2019) found",
            "Nkemelu et al. (2003) found",
            &[
                "citation-without-entry: the reference list has no entry for “Nkemelu et al. 2003”",
                "entry-never-cited: the text never cites “van Dijk et al. 2019”",
            ],
        ),
        (
            "children came back first",
            "children came back first (CITE)",
            &["citation-placeholder: “(CITE)” is a placeholder for a citation"],
        ),
    ] {
        assert!(LIBRARY.contains(from), "{from}");
        assert_eq!(told(&LIBRARY.replacen(from, to, 1)), expected, "{to}");
    }
}

#[test]
fn what_only_looks_like_a_citation_is_none() {
    for words in [
        "The board met in spring (March 2014).",
        "It was said before (Section 4, 2014) and again (Case 12, 2014).",
        "In Abara (2014 edition) the table is longer.",
        "The court agreed: [2010] EWHC 1829 (Ch); Smith v Jones (2010) 12 EHRR 1.",
        "The Reading Rooms Act (RRA, 1986) closed it.",
        "Members rose from 2,000 (2012) to 4,000 (2014).",
        "The film (*Open Doors*, 1975) was shown.",
    ] {
        let source = LIBRARY.replace("## References", &format!("{words}\n\n## References"));
        let (draft, texts) = draft("draft.md", "markdown", &source);
        assert_eq!(markers(&draft, &texts), CITED, "{words}");
    }
}

#[test]
fn a_lone_year_makes_no_system() {
    for source in [
        "Loans rose (Abara, 2012).[^1]\n\n[^1]: Abara, *Sunday Opening* (Lagos: Shelf Press, 2012), 4.\n",
        "Loans rose in the second year (2014), and fell (2015).\n\n# References\n\nAsk the librarian.\n",
        "# Further reading\n\nAbara, N. (2012). Sunday opening. Shelf Press.\n\nOsei, K. (2016). Hours. Shelf Press.\n",
    ] {
        let (draft, _) = draft("draft.md", "markdown", source);
        assert!(draft.author_date.is_none(), "{source}");
        assert!(draft.markers.iter().all(|marker| !marker.id.starts_with('@')), "{source}");
    }
}

#[test]
fn keys_keep_their_own_model() {
    let source = LIBRARY.replace("Loans rose", "Loans rose [@abara2012]");
    let (draft, _) = draft("draft.md", "markdown", &source);
    assert!(draft.author_date.is_none());
    assert_eq!(draft.markers.len(), 1);
}

#[test]
fn a_text_whose_list_stands_elsewhere_is_told_once() {
    let text = LIBRARY
        .split("## References")
        .next()
        .expect("it is there")
        .replace("hours are cheap", "hours (Abara, 2012) are");
    assert!(told(&text).is_empty(), "{:?}", told(&text));
    let report = report(&text);
    let said: Vec<&str> = report
        .findings
        .iter()
        .filter(|it| it.code == "notes-not-joined")
        .map(|it| it.message.as_str())
        .collect();
    assert_eq!(
        said,
        [
            "markers and notes do not match: the text has 7 citations by author and year, but no reference list \
             was found"
        ]
    );
    let uncited = report.findings.iter().filter(|finding| finding.code.ends_with("-uncited")).count();
    assert_eq!(uncited, 0);
}

#[test]
fn great_lists_take_linear_time() {
    let mut source = String::from("# Shelves\n\n");
    for n in 0..2000 {
        source.push_str(&format!("Row {n} was counted (Abara{n}, {}). ", 1900 + n % 100));
    }
    source.push_str("\n\n## References\n\n");
    for n in 0..2000 {
        source.push_str(&format!("Abara{n}, N. ({}). Row. Shelf Press.\n\n", 1900 + n % 100));
    }
    let start = std::time::Instant::now();
    let (draft, _) = draft("draft.md", "markdown", &source);
    assert_eq!(draft.notes.len(), 2000);
    assert!(draft.markers.iter().all(|marker| marker.note.is_some()));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

/// A ministry's paper on vaccines, in the text of which the list is not quite followed.
const VACCINES: &str = "\
# Doses

Uptake fell after 1998 (Moreau, 1998). Two surveys agree (Hart & Lind, 2012; Quist, 2010). {}

## References

Hart, L., & Lind, O. (2012). *Doses by post*. Clinic Press.

Moreau, A. (1998). *Uptake in towns*. Clinic Press.

Quist, T. (2010). *Fear of needles*. Clinic Press.
";

#[test]
fn citations_in_words_are_seen_without_an_entry() {
    for (sentence, said) in [
        ("As Gray (2009) shows, trust came first.", &["“Gray 2009”"][..]),
        ("Gray (2009) is the standard work.", &["“Gray 2009”"]),
        ("The costs are in Gray and Bose (2009).", &["“Gray and Bose 2009”"]),
        ("Deaths fell by 12% (WHO, 2014).", &["“WHO 2014”"]),
        ("Deaths fell by 12% [Hall, 2008].", &["“Hall 2008”"]),
        ("Smith argues that most were never told (2014).", &["“Smith 2014”"]),
        // A year that slips is told as such, with its entry.
        ("Quist argues that most were never told (2011).", &["Quist"]),
    ] {
        let told = told(&VACCINES.replace("{}", sentence));
        assert_eq!(told.len(), said.len(), "{sentence}: {told:?}");
        assert!(said.iter().zip(&told).all(|(said, told)| told.contains(said)), "{sentence}: {told:?}");
    }
    // Square brackets join as round ones do.
    let (read, texts) = draft(
        "d.md",
        "markdown",
        &VACCINES.replace("{}", "So it was [Quist, 2010, p. 4]. Moreau [1998] saw it first."),
    );
    let markers = markers(&read, &texts);
    assert!(markers.contains(&"@quist-2010 Quist, 2010, p. 4".to_owned()), "{markers:?}");
    assert!(markers.contains(&"@moreau-1998 Moreau [1998]".to_owned()), "{markers:?}");
}

#[test]
fn names_and_years_that_cite_nothing_are_left_alone() {
    for sentence in [
        "The Health Act (2009) made it a duty.",
        "The Pandemic (2009) changed all. Before the Pandemic nobody asked.",
        "Brexit (2016) split the board, and after Brexit the doses came late.",
        "The committee closed it (2009).",
        "The Court found that the ban was void (2009).",
        "Re Ashby [2008] EWHC 12 (Ch) is no guide.",
        "See Ashby v Board [1998] 2 All ER 4.",
        "Doses came from Leeds [now closed].",
        "The model year (2009) counts.",
        "In *Ashby v. Holt* (2009) the court said no; so in Board v. Rook (2011).",
    ] {
        assert_eq!(told(&VACCINES.replace("{}", sentence)), Vec::<String>::new(), "{sentence}");
    }
}

/// Without a heading, and in no order: it is a list because the text cites it.
#[test]
fn a_flat_list_is_known_by_its_citations() {
    let body = "Uptake fell (Quist, 2010). Costs rose (World Clinic Union, 2014). Fear grew (Hart, 2012). Clinics closed \
                (Ministry of Doses, 2016).";
    let list = "Quist, T. (2010). Fear of needles. Clinic Press.\n\nWorld Clinic Union. (2014). Costs. WCU.\n\n\
                Hart, L. (2012). Doses by post. Clinic Press.\n\nMinistry of Doses. (2016). Closures. MoD.\n";
    for reader in ["markdown", "text"] {
        let (read, texts) = draft("d", reader, &format!("# Doses\n\n{body}\n\n{list}"));
        assert_eq!(read.notes.len(), 4, "{reader}");
        assert_eq!(markers(&read, &texts).len(), 4, "{reader}");
        assert!(read.markers.iter().all(|marker| marker.note.is_some()), "{reader}");
        // A chronicle that nothing cites is none.
        let (read, _) = draft("d", reader, &format!("# Doses\n\nUptake fell. Costs rose.\n\n{list}"));
        assert_eq!((read.notes.len(), read.markers.len()), (0, 0), "{reader}");
    }
}

/// The list stands in a file of its own, with or without its heading.
#[test]
fn a_list_in_another_file_is_joined() {
    let body =
        "# Doses\n\nUptake fell (Quist, 2010). Costs rose (Hart & Lind, 2012). Moreau (1998) saw it first.\n";
    let list = "Hart, L., & Lind, O. (2012). *Doses by post*. Clinic Press.\n\nMoreau, A. (1998). *Uptake*. Clinic Press.\n\n\
                Quist, T. (2010). *Needles*. Clinic Press.\n\nRook, E. (2011). *Ice*. Clinic Press.\n";
    for list in [list.to_owned(), format!("# References\n\n{list}")] {
        let mut texts = Texts::new();
        let markdown = reader_named("markdown").expect("the reader is registered");
        let file = texts.add(Text::new("draft.md", body));
        let other = texts.add(Text::new("references.md", list));
        let input = Input {
            texts: &texts,
            draft: Some((file, markdown)),
            claims: None,
            endnotes: &[(other, markdown)],
        };
        let report = check(input, &Options::default());
        let read = report.understanding.as_ref().expect("a draft");
        assert_eq!((read.entries.markers, read.entries.joined, read.entries.notes), (3, 3, 4));
        let told: Vec<&str> = report.findings.iter().map(|finding| finding.code).collect();
        assert!(told.contains(&"entry-never-cited") && !told.contains(&"citation-without-entry"), "{told:?}");
        let never = report.findings.iter().find(|finding| finding.code == "entry-never-cited").expect("told");
        assert!(never.message.contains("Rook 2011") && never.place().file == other, "{}", never.message);
    }
}

/// German lists part names by a stroke; bodies keep theirs.
#[test]
fn names_parted_by_a_stroke_are_two() {
    let source = "# Impfen\n\nDie Quote fiel (Quist/Hart 2010: 14). Die Kosten stiegen (WCU/MoD 2014, S. 3). Quist/Hart (2012) \
                  sahen es zuerst.\n\n## Literatur\n\nQuist, Tora/Hart, Lars (2010): Angst. In: Zeitschrift für Impfen 4, S. \
                  2–19.\n\nQuist, T./Hart, L. (2012): Nadeln. Bonn: Klinik.\n\nWCU/MoD (2014): Kosten. Bonn: WCU.\n";
    let (read, texts) = draft("d", "markdown", source);
    let ids: Vec<&str> = read.notes.iter().map(|note| note.id.as_str()).collect();
    assert_eq!(markers(&read, &texts).len(), 3);
    assert!(read.markers.iter().all(|marker| marker.note.is_some()), "{ids:?}");
    assert!(!told(source).iter().any(|told| told.contains("entry")), "{:?}", told(source));
}

/// `thebibliography` under a text that never uses its keys.
#[test]
fn a_latex_list_is_cited_in_words() {
    let list = "\\begin{thebibliography}{9}\n\\bibitem{h} Hart, L. (2012). \\emph{Doses by post}. Clinic Press.\n\\bibitem{m} \
                Moreau, A. (1998). \\emph{Uptake}. Clinic Press.\n\\bibitem{q} Quist, T. (2010). \\emph{Needles}. Clinic \
                Press.\n\\end{thebibliography}\n\\end{document}\n";
    let head = "\\documentclass{article}\n\\begin{document}\n";
    let body = "Uptake fell (Quist, 2010). Costs rose (Hart, 2012). Moreau (1998) saw it first.\n";
    let (read, texts) = draft("d", "latex", &format!("{head}{body}{list}"));
    assert_eq!(markers(&read, &texts).len(), 3);
    assert!(read.markers.iter().all(|marker| marker.note.is_some()));
    // With keys, the keys are the citations.
    let (read, texts) = draft("d", "latex", &format!("{head}{body}It is so \\cite{{h}}.\n{list}"));
    assert_eq!(markers(&read, &texts), ["@h h"]);
}

/// Beside a few notes, citations without a list are still seen where they are the rule.
#[test]
fn citations_without_a_list_are_seen_beside_notes() {
    let cited = "Uptake fell (Quist and Hart, 2010). Costs rose (Quist and Hart, 2010). Fear grew (Lind et al., 2012). Doses were \
                 lost (Moreau, 1998). Clinics closed (Rook, 2011). ";
    let noted = "It was so.[^a]\n\n[^a]: Ada Lund, *Doses* (Oslo: Lys, 2002), 12.\n";
    let often = cited.repeat(3);
    let (read, _) = draft("d", "markdown", &format!("# Doses\n\n{often}{noted}"));
    assert_eq!(read.author_date.as_ref().map(|read| read.citations.len()), Some(15));
    assert_eq!(read.markers.iter().filter(|marker| marker.note.is_some()).count(), 1);
    // A handful in a text of notes are remarks.
    let (read, _) = draft("d", "markdown", &format!("# Doses\n\n{cited}{noted}"));
    assert_eq!(read.author_date.map_or(0, |read| read.citations.len()), 0);
}

#[test]
fn a_work_without_a_date_needs_no_comma() {
    let source = LIBRARY.replace(
        "Literacy is no gift",
        "Nobody lends on Mondays (Moreau n.d.), and few lend at night (Pike forthcoming). Others do (Hull in press). Literacy is no gift",
    );
    // The day on which a page was looked at is no year of it.
    let source = source
        + "\nMoreau, Claire Ada. n.d. “Mondays: A Code for Branches.” Accessed December 9, 2023. https://mondays.example.org/.\n";
    let (draft, _) = draft("hours.md", "markdown", &source);
    let note = draft.notes.iter().find(|note| note.id.contains("moreau")).expect("the entry is read");
    assert_eq!((note.id.as_str(), note.uses), ("@moreau-nd", 1));
    let cites = &draft.author_date.as_ref().expect("it cites by author and year").citations;
    let cited: Vec<&str> = cites.values().map(|one| draft.view.slice(one.view)).collect();
    for words in ["Moreau n.d.", "Pike forthcoming", "Hull in press"] {
        assert!(cited.iter().any(|one| one.contains(words)), "{words}: {cited:?}");
    }
}
