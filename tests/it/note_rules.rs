//! The rules on notes: what an example in a manual cannot show — fixes applied,
//! places, other formats, other profiles, hostile drafts.

use claimlint::inside::check::{Input, Options, Profile, Report, check};
use claimlint::inside::diagnostic::Diagnostic;
use claimlint::inside::draft::reader_named;
use claimlint::inside::ids::{NoteId, PassageId};
use claimlint::inside::text::{Text, Texts};

/// A draft (and claims file) with its report.
struct Checked {
    texts: Texts,
    report: Report,
}

fn checked(format: &str, draft: &str, claims: Option<&str>, profile: Profile) -> Checked {
    let mut texts = Texts::new();
    let reader = reader_named(format).expect("the reader is there");
    let draft = Some((texts.add(Text::new("draft", draft)), reader));
    let claims = claims.map(|claims| texts.add(Text::new("draft.claims", claims)));
    let mut options = Options::default();
    options.profile = profile;
    let report = check(Input { texts: &texts, draft, claims, endnotes: &[] }, &options);
    Checked { texts, report }
}

fn text(draft: &str) -> Checked {
    checked("text", draft, None, Profile::Draft)
}

impl Checked {
    fn of(&self, code: &str) -> Vec<&Diagnostic> {
        self.report.findings.iter().filter(|finding| finding.code == code).collect()
    }

    /// The words under a finding's first place.
    fn words(&self, finding: &Diagnostic) -> &str {
        self.texts.get(finding.place().file).slice(finding.span())
    }

    /// The file (0 the draft, 1 the claims) after the fixes of one rule.
    fn fixed(&self, code: &str, file: usize) -> String {
        let (id, text) = self.texts.iter().nth(file).expect("the file is there");
        let mut edits: Vec<_> = self
            .of(code)
            .iter()
            .filter_map(|finding| finding.fix.as_ref())
            .flat_map(|fix| &fix.edits)
            .filter(|edit| edit.place.file == id)
            .collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.place.span.start));
        let mut content = text.content.clone();
        for edit in edits {
            content.replace_range(edit.place.span.range(), &edit.text);
        }
        content
    }
}

#[test]
fn a_sequence_is_renumbered_with_its_notes_and_its_claims() {
    let draft = "Exports grew.[2] Imports fell.[1] Both are recorded.[2]\n\nNotes\n\n\
                 [1] Customs Office, Annual Report 2014.\n\n[2] Port Authority, Yearbook 2015.\n";
    let claims = "source port [2] \"Yearbook 2015\"\n\nclaim growth \"Exports grew.\"\n    at \"Exports grew\"\n    cites port\n    cites [1]\n";
    let checked = checked("text", draft, Some(claims), Profile::Draft);
    assert_eq!(
        checked.fixed("note-sequence", 0),
        "Exports grew.[1] Imports fell.[2] Both are recorded.[1]\n\nNotes\n\n\
         [1] Port Authority, Yearbook 2015.\n\n[2] Customs Office, Annual Report 2014.\n"
    );
    assert_eq!(
        checked.fixed("note-sequence", 1),
        claims.replace("[1]", "[x]").replace("[2]", "[1]").replace("[x]", "[2]")
    );
    assert!(checked.of("note-sequence").iter().filter_map(|it| it.fix.as_ref()).all(|fix| !fix.safe));
}

#[test]
fn a_gap_is_closed_where_the_order_is_right() {
    let draft = "Exports grew.[1] Imports fell.[3]\n\nNotes\n\n1. Customs Office, Report 2014.\n\n3. Ibid.\n";
    assert_eq!(text(draft).fixed("note-sequence", 0), draft.replace("[3]", "[2]").replace("3. I", "2. I"));
}

#[test]
fn numbers_that_something_hangs_on_are_not_changed() {
    let order = "Exports grew.[2] Imports fell.[1]\n\nNotes\n\n";
    for notes in [
        "[1] Customs Office, Annual Report 2014.\n\n[2] Ibid.\n",
        "[1] Customs Office, Annual Report 2014; see note 2.\n\n[2] Port Authority, Yearbook 2015.\n",
        "[1] Customs Office, Annual Report 2014.\n\n[2] Port Authority, Yearbook 2015.\n\n[3] Never cited, Book 2015.\n",
    ] {
        let draft = format!("{order}{notes}");
        let checked = text(&draft);
        assert!(!checked.of("note-sequence").is_empty(), "{draft}");
        assert_eq!(checked.fixed("note-sequence", 0), draft);
    }
}

const ARTICLE: &str = "Mary Greenberg, “Harbour Dues: A History,” Port Review 12, no. 3 (2014): 45–61.";

/// A draft with one sentence a note, as plain text.
fn notes(notes: &[&str]) -> String {
    let body: String = (1..=notes.len()).map(|number| format!("Exports grew again.[{number}] ")).collect();
    let notes: String =
        notes.iter().zip(1..).map(|(note, number)| format!("\n\n[{number}] {note}")).collect();
    format!("{body}\n\nNotes{notes}\n")
}

#[test]
fn ibid_becomes_the_short_form_with_its_page() {
    let draft = notes(&[
        ARTICLE,
        "Ibid.",
        "Ibid., 47.",
        "Id. at 52; John Brown, “Tugs,” Port Review 14, no. 1 (2016): 3–20.",
    ]);
    let checked = text(&draft);
    let short = "Greenberg, “Harbour Dues";
    // Four are one habit: one finding, one fix.
    assert_eq!(
        checked.fixed("ibid-used", 0),
        draft
            .replace("[2] Ibid.", &format!("[2] {short}.”"))
            .replace("Ibid., 47", &format!("{short},” 47"))
            .replace("Id. at 52", &format!("{short},” 52"))
    );
    assert!(checked.of("ibid-used").iter().filter_map(|it| it.fix.as_ref()).all(|fix| !fix.safe));
}

#[test]
fn ibid_in_italics_is_replaced_with_its_markup() {
    let draft = "Exports grew.[^1] Imports fell.[^2] Prices rose.[^3]\n\n\
                 [^1]: Mary Greenberg, *Harbour Dues: A History* (London: Quay Press, 2014), 12.\n\
                 [^2]: *Ibid.*, 47.\n[^3]: *Ibid.*\n";
    let checked = checked("markdown", draft, None, Profile::Draft);
    let fixed = checked.fixed("ibid-used", 0);
    assert!(
        fixed.contains("[^2]: Greenberg, *Harbour Dues*, 47.\n[^3]: Greenberg, *Harbour Dues*.\n"),
        "{fixed}"
    );
}

#[test]
fn legal_writing_keeps_id() {
    let draft = notes(&[ARTICLE, "Id. at 47."]);
    assert!(!text(&draft).of("ibid-used").is_empty());
    assert!(checked("text", &draft, None, Profile::Legal).of("ibid-used").is_empty());
}

#[test]
fn findings_name_their_note_and_its_passage() {
    let draft = notes(&[ARTICLE, "“Growth Slows,” accessed May 6, 2017."]);
    let checked = text(&draft);
    for code in ["note-missing-date", "note-missing-publisher", "access-date-without-url"] {
        let [finding] = checked.of(code)[..] else { panic!("{code}: not one finding") };
        assert_eq!(
            (finding.note, finding.passage),
            (Some(NoteId::nth(1)), Some(PassageId::nth(1))),
            "{code}"
        );
    }
    assert_eq!(checked.words(checked.of("note-missing-date")[0]), "May 6, 2017");
    let claims = "accept note-missing-date on [2] \"The page is undated.\"\n    by \"A. Reed\" on 2020-01-01 until 2099-01-01\n";
    let waived = self::checked("text", &draft, Some(claims), Profile::Draft);
    assert!(waived.of("note-missing-date").is_empty(), "{:?}", waived.report.findings);
}

#[test]
fn hidden_addresses_are_one_finding_and_the_style_is_told() {
    let bare = "Mary Smith, “Dues Rise,” The Evening Post, May 3, 2017, accessed May 6, 2017.";
    let other = "Anna Reed, “Tolls Rise,” The Evening Post, May 4, 2017, accessed May 6, 2017.";
    let third = "Ruth Field, “Wages Rise,” The Evening Post, May 5, 2017, accessed May 6, 2017.";
    let checked = text(&notes(&[bare, other, third]));
    let [finding] = checked.of("access-date-without-url")[..] else { panic!("not one finding") };
    assert!(finding.help.contains("your citation style hides the addresses"), "{}", finding.help);
    assert_eq!(
        finding.related.iter().map(|it| it.note).collect::<Vec<_>>(),
        [Some(NoteId::nth(1)), Some(NoteId::nth(2))]
    );
    // One note with an address: the others are single slips.
    let addressed = "John Brown, “Tugs,” The Evening Post, May 3, 2017, https://post.example.org/tugs.";
    assert_eq!(text(&notes(&[bare, other, third, addressed])).of("access-date-without-url").len(), 3);
}

#[test]
fn the_usual_order_of_names_is_offered() {
    let mut all: Vec<String> = ["Anna Reed", "Ruth Field", "Paul Ashby", "Jane Miller", "Mary Smith"]
        .iter()
        .map(|name| format!("{name}, “Dues of {name},” The Evening Post, May 3, 2017."))
        .collect();
    all.push("Cooper, Henry, and Ruth Lane, “Wages,” The Evening Post, May 8, 2017.".to_owned());
    let draft = notes(&all.iter().map(String::as_str).collect::<Vec<_>>());
    let fixed = text(&draft).fixed("note-style-mixed", 0);
    assert_eq!(fixed, draft.replace("Cooper, Henry, and Ruth Lane", "Henry Cooper and Ruth Lane"));
    // Four of one kind are no majority.
    assert!(
        text(&notes(&all[1..].iter().map(String::as_str).collect::<Vec<_>>()))
            .of("note-style-mixed")
            .is_empty()
    );
}

#[test]
fn a_stray_comma_before_the_volume_is_shown() {
    let mut all: Vec<String> = ["Anna Reed", "Ruth Field", "Paul Ashby", "Jane Miller", "Mary Smith"]
        .iter()
        .zip(11..)
        .map(|(name, volume)| format!("{name}, “Dues of {name},” Port Review {volume}, no. 3 (2014): 45–61."))
        .collect();
    all.push("Henry Cooper, “Wages,” Port Review, 16 (2016): 37–46.".to_owned());
    let draft = notes(&all.iter().map(String::as_str).collect::<Vec<_>>());
    let checked = text(&draft);
    let [finding] = checked.of("note-style-mixed")[..] else { panic!("not one finding") };
    assert_eq!(checked.words(finding), "16");
}

#[test]
fn site_furniture_is_cut_and_the_rest_stays() {
    for (note, fixed) in [
        (
            "“Dues Rise | International,” The Evening Post, May 3, 2017.",
            "“Dues Rise,” The Evening Post, May 3, 2017.",
        ),
        (
            "“[Press Release] Dues Rise,” Port Authority, May 3, 2017.",
            "“Dues Rise,” Port Authority, May 3, 2017.",
        ),
        (
            "Arthur Mellow, “Dues Rise – by Arthur Mellow,” The Evening Post, May 3, 2017.",
            "Arthur Mellow, “Dues Rise,” The Evening Post, May 3, 2017.",
        ),
        (
            "“Dues Rise - Evening Post,” The Evening Post, May 3, 2017.",
            "“Dues Rise,” The Evening Post, May 3, 2017.",
        ),
    ] {
        let draft = notes(&[note]);
        let checked = text(&draft);
        assert_eq!(checked.of("note-scraped-metadata").len(), 1, "{note}");
        assert_eq!(checked.fixed("note-scraped-metadata", 0), draft.replace(note, fixed));
    }
}

#[test]
fn cross_references_lead_where_they_say() {
    let tugs = "John Brown, “Pilots and Tugs,” Port Review 14, no. 1 (2016): 3–20.";
    let found = |list: &[&str]| -> Vec<String> {
        text(&notes(list)).of("crossref-mismatch").iter().map(|it| it.message.clone()).collect()
    };
    assert_eq!(
        found(&[tugs, ARTICLE, "Greenberg, supra note 1, at 47."]),
        ["note 1 does not cite Greenberg; note 2 does"]
    );
    assert_eq!(
        found(&[ARTICLE, "Greenburg, supra note 1, at 47."]),
        ["“Greenburg” is spelt “Greenberg” in note 1"]
    );
    assert_eq!(found(&[ARTICLE, "Greenberg, supra note 9, at 47."]), ["there is no note 9"]);
    assert_eq!(
        found(&[ARTICLE, "See infra note 1."]),
        ["the reference says below, but note 1 comes before it"]
    );
    let silent: &[&[&str]] = &[
        &[ARTICLE, "See supra note 1."],
        &[ARTICLE, "See note 9 of the annex."],
        &[ARTICLE, "Id. at 50.", tugs, "Greenberg, supra note 2, at 47."],
        &["Jürgen Müller, “Zölle,” Port Review 1, no. 2 (2001): 3–9.", "Muller, supra note 1, at 5."],
        &["World Trade Organization, Trade Report (Geneva: WTO Press, 2014).", "WTO, supra note 1, at 9."],
        &[ARTICLE, "The dues (see Table 2) were low; see supra Part II."],
    ];
    for list in silent {
        assert_eq!(found(list), Vec::<String>::new(), "{list:?}");
    }
    let draft = notes(&[tugs, ARTICLE, "Greenberg, supra note 1, at 47."]);
    assert_eq!(text(&draft).fixed("crossref-mismatch", 0), draft.replace("supra note 1", "supra note 2"));
}

#[test]
fn labels_that_are_not_the_printed_numbers_are_not_held_against_a_reference() {
    let tugs = "John Brown, “Pilots and Tugs,” Port Review 14, no. 1 (2016): 3–20.";
    let draft = |labels: [u32; 3]| {
        let [one, two, three] = labels;
        let body = format!("Exports grew.[^{one}] Imports fell.[^{two}] Prices rose.[^{three}]\n\n");
        format!("{body}[^{one}]: {ARTICLE}\n[^{two}]: {tugs}\n[^{three}]: Greenberg, supra note 2, at 47.\n")
    };
    let found = |draft: &str| checked("markdown", draft, None, Profile::Draft).of("crossref-mismatch").len();
    assert_eq!(found(&draft([1, 2, 3])), 1);
    assert_eq!(found(&draft([2, 1, 3])), 0);
}

#[test]
fn ranges_and_groups_count_as_their_markers() {
    let list = [ARTICLE; 5];
    let draft = |markers: &str| notes(&list).replacen("again.[1]", &format!("again.{markers}"), 1);
    for (markers, count) in
        [("[1–4]", 1), ("[1, 2, 3, 4]", 1), ("[1][2] [3][4]", 1), ("[1–3]", 0), ("[1][2]", 0)]
    {
        assert_eq!(text(&draft(markers)).of("note-stack").len(), count, "{markers}");
    }
}

#[test]
fn hostile_drafts_are_read_in_bounded_time() {
    let many = |note: &dyn Fn(usize) -> String| {
        let all: Vec<String> = (1..=800).map(note).collect();
        notes(&all.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let drafts = [
        many(&|_| "Ibid.".to_owned()),
        many(&|number| format!("Smith, supra note {}, at 4.", number + 1)),
        many(&|number| format!("Smith, supra note {}, at 4.", number)),
        many(&|_| format!("{ARTICLE} Accessed May 6, 2017.")),
        many(&|number| {
            format!("Mary Smithe, “Controverial {number},” Www.x.net, accessed 31 February 20176.")
        }),
        many(&|_| "“| | | – by , ” [1] \u{202e} 『』 [Press Release]".to_owned()),
        format!(
            "Exports grew.[1]\n\nNotes\n\n[1] {}\n",
            "Ibid.; Smith, supra note 1; “A | News,” ".repeat(4000)
        ),
        "Exports grew.[1][2][3][4] ".repeat(2000),
    ];
    for draft in drafts {
        let started = std::time::Instant::now();
        drop(text(&draft));
        // Generous: these run unoptimised, beside other tests.
        assert!(started.elapsed().as_secs() < 60, "{}", &draft[..60]);
    }
}

#[test]
fn a_list_of_works_in_the_draft_explains_its_keys_and_repeats_no_note() {
    let draft = "\\begin{document}\nExports fell.\\footnote{Jane Doe, \\emph{Cold Weather} (Austin: UT Press, 2021), 9.} \
                 It is so \\cite{doe2021} and so \\cite{doe2022}.\n\\begin{thebibliography}{9}\n\
                 \\bibitem{doe2021} Doe, Jane. \\emph{Cold Weather}. Austin: UT Press, 2021.\n\
                 \\end{thebibliography}\n\\end{document}\n";
    let checked = checked("latex", draft, None, Profile::Draft);
    let findings = &checked.report.findings;
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["note-undefined"], "{findings:?}");
    assert!(findings[0].help.contains("`doe2021`"), "{}", findings[0].help);
}
