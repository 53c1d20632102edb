//! What a document found out or showed itself, gave a source for before, or draws from one source for a stretch; each shape
//! beside one like it that is a fault. The worlds are clinics, fisheries, schools, housing and a court.

use claimlint::inside::check::{Input, Options, check};
use claimlint::inside::diagnostic::Diagnostic;
use claimlint::inside::draft::reader_named;
use claimlint::inside::text::{Text, Texts};

fn findings(draft: &str, format: &str) -> (Texts, Vec<Diagnostic>) {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft", draft.to_owned()));
    let reader = reader_named(format).expect("a reader");
    let input = Input { texts: &texts, draft: Some((file, reader)), claims: None, endnotes: &[] };
    let found = check(input, &Options::default()).findings;
    (texts, found.into_iter().filter(|it| it.code.ends_with("-uncited")).collect())
}

/// The words that the rules on uncited sentences point at.
fn said(draft: &str, format: &str) -> Vec<String> {
    let (texts, found) = findings(draft, format);
    found.iter().map(|it| texts.get(it.place().file).slice(it.place().span).to_owned()).collect()
}

fn markdown(draft: &str) -> Vec<String> {
    said(
        &format!("{draft}\n\n[^1]: Health Office, *Clinics of the North* (Leeds: Marsh, 2011), 14.\n"),
        "markdown",
    )
}

#[test]
fn a_figure_that_was_given_with_its_source_is_given() {
    let again = "The clinics treated 41,350 patients.[^1]\n\nBeds were few. Of all this the 41,350 patients saw little.";
    assert!(markdown(again).is_empty());
    let lead = "Some 41,350 patients came to the clinics in 2011.\n\n## Care\n\nIn 2011 the clinics treated 41,350 patients, most of them old.[^1]";
    assert!(markdown(lead).is_empty());
    // The same figure of something else, another year, a round figure.
    assert_eq!(
        markdown("The clinics treated 41,350 patients.[^1]\n\nBoats landed 41,350 herring."),
        ["41,350"]
    );
    let year =
        "In 2011 the clinics treated 41,350 patients.[^1]\n\nIn 2009 the clinics treated 41,350 patients.";
    assert_eq!(markdown(year), ["41,350"]);
    let place = "In Norway the clinics treated 41,350 patients.[^1]\n\nThe clinics in Sweden treated 41,350 patients.";
    assert_eq!(markdown(place), ["41,350"]);
    let round = "The clinics treated 40% of the sick.[^1]\n\nBoats lost 40% of their nets.";
    assert_eq!(markdown(round), ["40%"]);
}

#[test]
fn what_nobody_gives_a_source_for_is_told_once() {
    let twice = "The clinics treated 41,350 patients.\n\nRents fell.[^1]\n\nThe clinics treated 41,350 patients, and closed.";
    let (_, found) =
        findings(&format!("{twice}\n\n[^1]: Health Office, *Rents* (Leeds: Marsh, 2011), 14.\n"), "markdown");
    assert_eq!(found.len(), 1);
    assert!(found[0].labels.iter().any(|label| label.text == "said again here"), "{found:?}");
    let two =
        "The clinics treated 41,350 patients.\n\nRents fell.[^1]\n\nThe clinics treated 38,210 patients.";
    assert_eq!(markdown(two), ["41,350", "38,210"]);
}

#[test]
fn a_sentence_that_reckons_on_rests_on_the_one_before() {
    let sum =
        "The boats landed 4,120 tonnes of cod and 8,730 of herring.[^1] This represents 62% of the quota.";
    assert!(markdown(sum).is_empty());
    let bare = "The boats landed 4,120 tonnes of cod.[^1] Gulls ate 62% of the quota.";
    assert_eq!(markdown(bare), ["62%"]);
}

#[test]
fn a_paragraph_reads_off_a_table_of_the_document() {
    let shown = "Rents fell.[^1]\n\nFigure 3 plots the wards by age. About 43% are older than the town hall.";
    assert!(markdown(shown).is_empty());
    let latex = "\\section{Wards}Figure~\\ref{fig:age} plots the wards. About 43\\% are older than the hall.\\footnote{Lind, \\emph{Wards} (Leeds: Marsh, 2011), 3.} Nurses earn 12\\% more.";
    assert_eq!(said(latex, "latex"), ["12\\%"]);
    // Another's figure, and a paragraph of its own.
    let other =
        "Rents fell.[^1]\n\nFigure 3 of the census plots the wards. About 43% are older than the town hall.";
    assert_eq!(markdown(other), ["43%"]);
    let apart =
        "Rents fell.[^1]\n\nFigure 3 plots the wards by age.\n\nAbout 43% are older than the town hall.";
    assert_eq!(markdown(apart), ["43%"]);
}

#[test]
fn a_study_is_its_own_source() {
    let study = |results: &str| {
        format!(
            "# Sleep on the wards\n\nNurses work at night.[^1]\n\n## Methods\n\nWe recruited nurses in two towns. We surveyed them \
             twice. We measured sleep with a watch. We excluded doctors.\n\n## Results\n\nWe found that few slept well.\n\n\
             ### Night shifts\n\n{results}"
        )
    };
    assert!(markdown(&study("Nurses on nights slept 27% less. They made 1,340 errors.")).is_empty());
    // What another found is his, and so is what stands outside the study.
    let other = study("Okafor found that nurses on nights slept 27% less.");
    assert_eq!(markdown(&other).len(), 1);
    let before = "# Sleep\n\nNurses work at night.[^1] Hospitals lost 27% of their staff.\n\n## Methods\n\nNurses were few.";
    assert_eq!(markdown(before), ["27%"]);
}

#[test]
fn a_body_that_recommends_wrote_the_report() {
    let report = |line: &str| {
        format!(
            "# Final Report on Herring\n\nAUGUST 1921\n\nThe Herring Fisheries Commission (HFC) met in Bergen. Boats are \
             old.[^1]\n\nThe Commission recommends a levy. The Commission concluded that nets are fine. The Commission urges \
             care. The Commission proposed a ban.\n\n{line}"
        )
    };
    assert!(
        markdown(&report(
            "In 1920 the Commission sent $41,300 to the towns. HFC staff drafted a law in 1921."
        ))
        .is_empty()
    );
    assert_eq!(markdown(&report("In 1920 the Ministry sent $41,300 to the towns.")), ["$41,300"]);
    // A book about a body that nobody says is by it.
    let book = report("In 1920 the Commission sent $41,300 to the towns.")
        .replace("Final Report on Herring", "Herring");
    assert_eq!(markdown(&book), ["$41,300"]);
}

#[test]
fn a_line_says_what_the_rest_is_drawn_from() {
    let cases = "## Evictions\n\nThe case studies below are from the inquiry.[^1]\n\n### Mill Lane\n\nIn 2003 the landlord evicted 41 \
                 tenants.\n\n### Quay Street\n\nThe rent rose by 18%.\n";
    assert!(markdown(cases).is_empty());
    let flat = "The following cases are from the inquiry.[^1]\n\nIn 2003 the landlord evicted 41 tenants.\n\nBeds were few.[^1]\n\nThe rent rose by 18%.";
    assert_eq!(markdown(flat), ["18%"]);
    let below = "## Evictions\n\nThe court below was full.[^1]\n\n### Mill Lane\n\nThe rent rose by 18%.\n";
    assert_eq!(markdown(below), ["18%"]);
    let list = "The inquiry heard of the following sums.[^1]\n\n- The landlord took $41,300. He kept $12,900.\n- The town took $8,100.\n";
    assert!(markdown(list).is_empty());
    let bare = "The inquiry heard of sums.[^1]\n\n- The landlord took $41,300.\n";
    assert_eq!(markdown(bare), ["$41,300"]);
}

#[test]
fn the_note_of_an_exchange_stands_at_its_end() {
    let talk = "The judge said: “You may not keep the tenants in the cellar.” The landlord replied: “They like the cellar well \
                enough.”[^1]";
    assert!(markdown(talk).is_empty());
    let two = "The judge said: “You may not keep the tenants in the cellar.” The house burned.[^1]";
    assert_eq!(markdown(two).len(), 1);
}

#[test]
fn a_range_is_quoted_whole() {
    assert_eq!(markdown("Rents fell.[^1] The repair cost £1–3 billion in 2019."), ["£1–3 billion"]);
    assert_eq!(markdown("Rents fell.[^1] Each school got between £5,200 and £9,400."), ["£5,200 and £9,400"]);
}

#[test]
fn who_cites_by_author_and_year_has_cited() {
    let mut draft = String::from("# Clinics\n\n");
    for year in 1980..2002 {
        draft.push_str(&format!("In {year} the town closed a clinic.\n\n"));
    }
    for name in ["Lind", "Okafor", "Marsh"] {
        draft.push_str(&format!("Few came back ({name}, 2014). Beds were sold ({name}, 2015).\n\n"));
    }
    let (_, found) = findings(&draft, "markdown");
    assert!(found.iter().all(|it| it.code != "section-uncited"), "{:?}", found.len());
}

#[test]
fn a_sentence_takes_up_the_work_that_the_one_before_names() {
    for draft in [
        "Nine studies of night shifts were read.[^1] The studies put the loss of sleep at 41%.",
        "The fleet census counted 812 boats.[^1] The census also counted 4,130 nets.",
        "Rents were paid in full by two thirds of the wards.[^1] In 2003 this was 41%.",
        "The Rent Board looked into the fire.[^1] It reported that 41 flats had burned.",
    ] {
        assert!(markdown(draft).is_empty(), "{draft}");
    }
    assert_eq!(markdown("Night shifts were long.[^1] The studies put the loss of sleep at 41%."), ["41%"]);
    assert_eq!(markdown("The Rent Board met.[^1] It burned 4,120 letters."), ["4,120"]);
}

#[test]
fn a_citation_that_is_a_sentence_covers_the_one_before() {
    let draft = "Rents fell.[^1]\n\nThe court fined 4,120 landlords. See May Hearing at 160 (statement of Ines Valcourt, Rent Board). Of the fines 41% were paid.";
    assert_eq!(markdown(draft), ["41%"]);
    let bare = "Rents fell.[^1]\n\nThe court fined 4,120 landlords. RENT BOARD, REPORT ON FINES OF THE NORTH (1911).";
    assert!(markdown(bare).is_empty());
}

#[test]
fn a_figure_within_a_quotation_of_several_sentences_has_its_note() {
    let draft = "The nurse wrote, “The ward was cold. It had 4,120 beds and one stove. Nobody slept.”[^1]";
    assert!(markdown(draft).is_empty());
    assert_eq!(
        markdown("The nurse wrote, “The ward was cold.”[^1] It had 4,120 beds and one stove."),
        ["4,120"]
    );
}

#[test]
fn a_law_that_is_named_says_when_it_was_made() {
    assert!(markdown("Rents fell.[^1]\n\nIn 1911, Parliament passed the Fair Rents Act of 1911.").is_empty());
    assert_eq!(markdown("Rents fell.[^1]\n\nIn 1911, Parliament passed a rent act."), ["1911"]);
}

#[test]
fn those_who_sit_in_the_body_that_writes_are_its_own() {
    let title = "# Final Report\n\nPrepared by the Rent Commission\n\n## Doings\n\nRents fell.[^1]\n\n";
    let own = "In 2004 Commissioners asked for a fund of £41 million.";
    assert!(markdown(&format!("{title}{own}")).is_empty());
    let other = "In 2004 landlords asked for a fund of £41 million.";
    assert_eq!(markdown(&format!("{title}{other}")), ["£41 million"]);
}

#[test]
fn whom_a_name_only_owns_does_not_speak() {
    let silent = [
        "Files are sorted according to the order of the Sectors.",
        "Nothing in this Code keeps a tenant where a landlord reasonably believes that he left.",
        "The levy will be determined by the Rent Board.",
        "Part IV argues that rents should fall.",
        "The improvement projects that the Rent Board runs are small.",
    ];
    for words in silent {
        assert!(markdown(&format!("Rents fell.[^1]\n\n{words}")).is_empty(), "{words}");
    }
    for words in [
        "According to the Rent Board, tenants are content.",
        "Both offices have found that tenants are content.",
        "The survey of the Rent Board found that tenants are content.",
        "The levy was described by the Rent Board as a gift.",
    ] {
        assert!(!markdown(&format!("Rents fell.[^1]\n\n{words}")).is_empty(), "{words}");
    }
}
