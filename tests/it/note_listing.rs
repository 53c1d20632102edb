//! The commands `notes` and `sources`: what they print, and that the
//! bibliographies they write can be read back.

use claimlint::inside::draft::Draft;
use claimlint::inside::ids::NoteId;
use claimlint::inside::notes::{
    ArchiveCopy, Citation, Contributor, Field, Form, Locator, NoteDate, NoteKind, Notes, ReadNote, Signal,
    Target, Title, Use, Work, WorkType,
};
use claimlint::inside::report::Style;
use claimlint::inside::report::notes::{Listing, NOTES_FORMATS};
use claimlint::inside::span::{Span, Spanned};
use claimlint::inside::text::{FileId, Text, Texts};
use proptest::prelude::*;
use serde_json::Value;

const TEXT: &str = "Ships sail.[1] They sail far.[2]\n\nNotes\n\n[1] Ann Kim, “Winter,” The Sea 4 (2001): 1–9, http://x.org/a_b.\n\n[2] Ibid., 7. A remark.\n";
const STYLE: Style =
    Style { color: false, width: 80, unicode: true, links: false, quiet: false, brief: false };

fn texts() -> Texts {
    let mut texts = Texts::new();
    texts.add(Text::new("ships.txt", TEXT));
    texts
}

fn draft(texts: &Texts) -> Draft {
    (claimlint::inside::draft::reader_for("ships.txt").read)(FileId::nth(0), texts.get(FileId::nth(0)))
}

/// The range of these words in the view.
fn at(draft: &Draft, words: &str) -> Span {
    let from = draft.view.text().find(words).expect("the words are there");
    Span::new(from, from + words.len())
}

fn found<T>(value: T, span: Span) -> Field<T> {
    Field::Found(Spanned::new(value, span))
}

fn person(family: &str, given: &str) -> Contributor {
    Contributor { family: family.into(), given: given.into(), ..Contributor::default() }
}

/// The two notes of the text, read by hand.
fn notes(draft: &Draft) -> Notes {
    let place = |words: &str| at(draft, words);
    let some = |words: &str| Some(Spanned::new(words.to_owned(), place(words)));
    let title = Title { text: "Winter".into(), ..Title::default() };
    let date = NoteDate { year: Some(2001), ..NoteDate::default() };
    let full = Citation {
        span: place("Ann Kim, “Winter,” The Sea 4 (2001): 1–9, http://x.org/a_b"),
        work: WorkType::Article,
        authors: found(vec![person("Kim", "Ann")], place("Ann Kim")),
        title: found(title, place("Winter")),
        container: found("The Sea".to_owned(), place("The Sea")),
        publisher: Field::Absent,
        volume: some("4"),
        date: found(date, place("2001")),
        extent: some("1–9"),
        url: some("http://x.org/a_b"),
        target: Target::Source(0),
        ..Citation::default()
    };
    let ibid = Citation {
        span: place("Ibid., 7"),
        form: Form::Ibid,
        form_span: Some(place("Ibid.")),
        locator: found(Locator { label: "page", value: "7".into() }, place("7")),
        target: Target::Source(0),
        ..Citation::default()
    };
    let uses = vec![Use { note: NoteId::nth(0), citation: 0 }, Use { note: NoteId::nth(1), citation: 0 }];
    Notes {
        notes: [
            ReadNote { kind: NoteKind::Full, citations: vec![full], comments: Vec::new() },
            ReadNote { kind: NoteKind::Mixed, citations: vec![ibid], comments: vec![place("A remark.")] },
        ]
        .into_iter()
        .collect(),
        sources: vec![Work { uses, full: Some(0) }],
    }
}

fn render(listing: &Listing<'_>, format: &str) -> String {
    let format = NOTES_FORMATS.iter().find(|one| one.name == format).expect("the format is there");
    (format.render)(listing, &STYLE)
}

/// Notes made of these citations alone, each a source of its own.
fn each_a_source(draft: &Draft, citations: Vec<Citation>) -> Notes {
    let mut read = notes(draft);
    let count = citations.len();
    read.notes[NoteId::nth(0)].citations = citations;
    read.notes[NoteId::nth(1)].citations.clear();
    let work = |citation: usize| Work { uses: vec![Use { note: NoteId::nth(0), citation }], full: Some(0) };
    read.sources = (0..count).map(work).collect();
    for (source, citation) in read.notes[NoteId::nth(0)].citations.iter_mut().enumerate() {
        citation.target = Target::Source(source);
    }
    read
}

#[test]
fn people_are_shown_what_was_understood() {
    let texts = texts();
    let draft = draft(&texts);
    let notes = notes(&draft);
    let shown = render(&Listing { texts: &texts, draft: &draft, notes: &notes }, "text");
    let lines = [
        "2 notes: 1 full, 1 mixed. They cite 1 source.",
        "[1] full, line 5",
        "      author    Ann Kim",
        "      url       http://x.org/a_b",
        "[2] mixed, line 7",
        "      →         note 1: Kim, “Winter”",
        "      at        page 7",
        "      comment   A remark.",
    ];
    for line in lines {
        assert!(shown.lines().any(|shown| shown == line), "no “{line}” in:\n{shown}");
    }
}

#[test]
fn holes_are_said_in_words() {
    let texts = texts();
    let draft = draft(&texts);
    let mut notes = notes(&draft);
    let say = |notes: &Notes| render(&Listing { texts: &texts, draft: &draft, notes }, "text");
    for (target, words) in [
        (Target::Missing, "nothing: no note comes before it"),
        (Target::Ambiguous(vec![0, 0]), "not clear which: note 1"),
        (Target::Comment(NoteId::nth(0)), "note 1, in which no source was found"),
        (Target::Cycle, "itself, in a circle"),
        (Target::None, "not known: what it points to is not known itself"),
    ] {
        notes.notes[NoteId::nth(1)].citations[0].target = target;
        let shown = say(&notes);
        assert!(shown.contains(words), "no “{words}” in:\n{shown}");
    }
}

#[test]
fn json_has_fields_and_places() {
    let texts = texts();
    let draft = draft(&texts);
    let notes = notes(&draft);
    let json = render(&Listing { texts: &texts, draft: &draft, notes: &notes }, "json");
    let json: Value = serde_json::from_str(&json).expect("it is JSON");
    let cited = &json["notes"][0]["citations"][0];
    assert_eq!(json["notes"][0]["id"], "1");
    assert_eq!(json["notes"][0]["line"], 5);
    assert_eq!(cited["type"], "article-journal");
    assert_eq!(cited["author"][0]["family"], "Kim");
    assert_eq!(cited["issued"]["date-parts"][0][0], 2001);
    assert_eq!(cited["absent"], serde_json::json!(["publisher"]));
    assert_eq!(cited["unsure"], serde_json::json!(["locator"]));
    let second = &json["notes"][1]["citations"][0];
    assert_eq!(
        second["target"],
        serde_json::json!({ "kind": "source", "source": 1, "id": "kim2001-winter", "note": "1" })
    );
    assert_eq!((&second["locator"], &second["label"]), (&Value::from("7"), &Value::from("page")));
    assert_eq!(json["notes"][1]["comments"][0]["text"], "A remark.");
    let spans = cited["spans"].as_object().expect("an object");
    assert!(spans.len() > 7);
    for (name, place) in spans {
        let number = |key: &str| place[key].as_u64().expect("a number") as usize;
        let (start, end) = (number("start"), number("end"));
        assert_eq!(place["text"], TEXT[start..end], "{name}");
        assert_eq!(number("line"), TEXT[..start].matches('\n').count() + 1, "{name}");
    }
}

/// Whether an item holds only what the schema of CSL-JSON knows, in its shapes.
fn is_csl(item: &Value) -> bool {
    const TEXTS: &[&str] = &[
        "id",
        "type",
        "title",
        "container-title",
        "publisher",
        "publisher-place",
        "edition",
        "volume",
        "issue",
        "page",
        "number",
        "DOI",
        "ISBN",
        "ISSN",
        "URL",
        "archive",
        "archive_location",
    ];
    let date = |date: &Value| {
        let parts = date["date-parts"].as_array();
        let sound = parts.is_none_or(|parts| {
            (1..=2).contains(&parts.len())
                && parts.iter().all(|part| part.as_array().is_some_and(|part| (1..=3).contains(&part.len())))
        });
        sound && (parts.is_some() || date["literal"].is_string())
    };
    let name = |name: &Value| name["family"].is_string() || name["literal"].is_string();
    item.as_object().is_some_and(|fields| {
        fields.iter().all(|(key, value)| match key.as_str() {
            "author" | "editor" => value.as_array().is_some_and(|names| names.iter().all(name)),
            "issued" | "accessed" => date(value),
            other => TEXTS.contains(&other) && value.is_string(),
        })
    })
}

#[test]
fn csl_json_holds_one_item_a_source() {
    let texts = texts();
    let draft = draft(&texts);
    let notes = notes(&draft);
    let items = render(&Listing { texts: &texts, draft: &draft, notes: &notes }, "csl-json");
    let items: Vec<Value> = serde_json::from_str(&items).expect("it is a JSON array");
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["id"], "kim2001-winter");
    assert!(is_csl(&items[0]), "{}", items[0]);
}

#[test]
fn bibtex_is_read_back_as_it_was() {
    let texts = texts();
    let draft = draft(&texts);
    let notes = notes(&draft);
    let text = render(&Listing { texts: &texts, draft: &draft, notes: &notes }, "bibtex");
    let read = biblatex::Bibliography::parse(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
    let entry = read.get("kim2001-winter").expect("it is there");
    assert_eq!(entry.entry_type, biblatex::EntryType::Article);
    let said = |field: &str| entry.get(field).map(biblatex::ChunksExt::format_verbatim);
    assert_eq!(said("title").as_deref(), Some("Winter"));
    assert_eq!(said("url").as_deref(), Some("http://x.org/a_b"));
    assert_eq!(said("pages").as_deref(), Some("1–9"));
    let authors = entry.author().expect("it has authors");
    assert_eq!((authors[0].name.as_str(), authors[0].given_name.as_str()), ("Kim", "Ann"));
}

#[test]
fn keys_are_readable_and_never_twice_the_same() {
    let texts = texts();
    let draft = draft(&texts);
    let nowhere = Span::at(0);
    let cited = |family: &str, body: bool, title: &str| Citation {
        authors: found(vec![Contributor { body, ..person(family, "") }], nowhere),
        title: found(Title { text: title.into(), ..Title::default() }, nowhere),
        ..Citation::default()
    };
    let notes = each_a_source(
        &draft,
        vec![
            cited("Müller", false, "The Winter"),
            cited("Muller", false, "A Winter"),
            cited("Ministry of Ports and Ships of the Sea", true, "Report"),
            cited("日本", false, "冬"),
            Citation::default(),
            cited("", false, "Ships of the Sea"),
        ],
    );
    let keys = Listing { texts: &texts, draft: &draft, notes: &notes }.keys();
    assert_eq!(keys, ["muller-winter", "muller-winter-2", "mpss-report", "note1", "note1-2", "ships-sea"]);
}

/// Runs the command in a folder with these files.
fn claimlint(files: &[(&str, &str)], args: &[&str]) -> (String, String, Option<i32>) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).expect("a file");
    }
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(args)
        .current_dir(folder.path())
        .env_remove("COLUMNS")
        .output()
        .expect("the command starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code())
}

const LAW: &str = "\
Banks fail often.[1] They fail again.[2] Some say not.[3] Others agree.[4] Still.[5] More.[6] Then.[7] \
Last.[8]

Notes

[1] Ada Kim, “Why Banks Fail,” The Sea Review 12 (2019): 34–60.
[2] Ibid., 41.
[3] Jane Lee, “The Law of Small Things,” Harbour Journal 3 (2005): 1–20; Samuel Poe, “Rules for Ports,” Harbour Journal 9 (2011): 7–30.
[4] Ibid., 5.
[5] Kim, “Why Banks Fail,” 44.
[6] See Lee, supra note 3, at 9.
[7] Poe, supra note 22.
[8] Robinson, op. cit., 12.
";

#[test]
fn forms_that_point_elsewhere_are_followed() {
    let (json, _, code) = claimlint(&[("law.txt", LAW)], &["notes", "law.txt", "--format", "json"]);
    assert_eq!(code, Some(0));
    let json: Value = serde_json::from_str(&json).expect("it is JSON");
    let target = |note: usize| &json["notes"][note - 1]["citations"][0]["target"];
    assert_eq!((&target(2)["kind"], &target(2)["note"]), (&Value::from("source"), &Value::from("1")));
    assert_eq!(target(4)["kind"], "ambiguous");
    assert_eq!(target(4)["notes"], serde_json::json!(["3", "3"]));
    assert_eq!(target(5)["id"], "kim2019-banks");
    assert_eq!(target(6)["id"], "lee2005-law");
    assert_eq!((&target(7)["kind"], &target(8)["kind"]), (&Value::from("missing"), &Value::from("missing")));
    assert_eq!(json["sources"].as_array().map(Vec::len), Some(3));
}

#[test]
fn sources_lead_to_notes_passages_and_claims() {
    let claims = "draft \"law.txt\"\n\nsource kim [1] \"Why Banks Fail\"\n\nclaim often \"Banks fail often.\"\n    at \"Banks fail often\"\n    cites kim\n\nclaim again \"They fail again.\"\n    kind value\n    at \"They fail again\"\n";
    let files = [("law.txt", LAW), ("law.claims", claims)];
    let (text, said, code) = claimlint(&files, &["sources", "law.txt", "--width", "80"]);
    assert_eq!((said.as_str(), code), ("", Some(0)));
    let lines = [
        "3 sources in 8 notes, those that carry the most passages first.",
        "   1            Kim, “Why Banks Fail”, The Sea Review, 2019",
        "      notes     [1] full; [2] ibid; [5] short",
        "                line 1: Still.",
        "      cited by  often",
        "      anchored  again",
        "      known as  kim",
        "Notes without a source",
        "      [4] not clear which source, line 8",
        "      [8] points to nothing, line 12",
    ];
    for line in lines {
        assert!(text.lines().any(|shown| shown == line), "no “{line}” in:\n{text}");
    }
    let (json, ..) = claimlint(&files, &["sources", "law.txt", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("it is JSON");
    let first = &json["sources"][0];
    assert_eq!(first["claims"][0], serde_json::json!({ "name": "often", "cites": true, "anchored": true }));
    assert_eq!(first["claims"][1], serde_json::json!({ "name": "again", "cites": false, "anchored": true }));
    assert_eq!(
        (&first["passages"][0]["line"], &first["passages"][0]["text"]),
        (&Value::from(1), &Value::from("Banks fail often."))
    );
    assert_eq!(
        json["loose"][0],
        serde_json::json!({ "id": "4", "line": 8, "why": "not clear which source" })
    );
}

#[test]
fn keys_of_a_bibliography_in_a_note_are_citations() {
    let draft = "---\nbibliography: refs.bib\n---\n\nShips sail.[^1] They sail far.[^2]\n\n[^1]: See @kim2001.\n\n[^2]: Ibid., 7.\n";
    let bib = "@book{kim2001, author = {Kim, Ann}, title = {Winter}, year = 2001}\n@book{lee2002, author = {Lee, Bo}, title = {Trials}, year = 2002}\n";
    let files = [("a.md", draft), ("refs.bib", bib)];
    let (json, ..) = claimlint(&files, &["notes", "a.md", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("it is JSON");
    for note in 0..2 {
        assert_eq!(
            json["notes"][note]["citations"][0]["target"]["note"], "@kim2001",
            "{}",
            json["notes"][note]
        );
    }
    let (text, ..) = claimlint(&files, &["sources", "a.md"]);
    assert!(text.contains("1 entry of the bibliography is cited nowhere."), "{text}");
}

#[test]
fn notes_are_read_from_standard_input_and_trouble_is_told() {
    let (_, said, code) = claimlint(&[], &["notes", "none.txt"]);
    assert_eq!((said.contains("none.txt: there is no such file"), code), (true, Some(2)), "{said}");
    let (_, _, code) = claimlint(&[], &["sources", "none.txt"]);
    assert_eq!(code, Some(2));
    let (_, _, code) = claimlint(&[("law.txt", LAW)], &["notes", "law.txt", "--format", "word"]);
    assert_eq!(code, Some(2));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in the fields, the bibliographies can be read back.
    #[test]
    fn any_words_make_sound_bibliographies(
        words in proptest::collection::vec("[ -~{}\\\\%#&$_\"@,éß日\u{1b}\u{a0}]{0,24}", 12),
        kind in 0..6usize,
        numbers in (any::<i16>(), 0..15u8, 0..40u8),
    ) {
        let texts = texts();
        let draft = draft(&texts);
        let nowhere = Span::at(0);
        let text = |index: usize| words[index].clone();
        let some = |index: usize| Some(Spanned::new(text(index), nowhere));
        let work = [WorkType::Article, WorkType::Book, WorkType::Report, WorkType::Thesis, WorkType::Case, WorkType::Unknown];
        let date = NoteDate { year: Some(numbers.0), month: Some(numbers.1), day: Some(numbers.2), season: Some(numbers.1), ..NoteDate::default() };
        let copy = ArchiveCopy { url: text(0), ..ArchiveCopy::default() };
        let one = Citation {
            work: work[kind],
            authors: found(vec![person(&words[1], &words[2]), Contributor { body: true, ..person(&words[3], "") }], nowhere),
            editors: Some(Spanned::new(vec![person(&words[4], &words[5])], nowhere)),
            title: found(Title { text: text(6), ..Title::default() }, nowhere),
            container: found(text(7), nowhere),
            publisher: found(text(8), nowhere),
            place: some(9), edition: some(10), volume: some(11), issue: some(0), extent: some(1),
            date: found(date, nowhere),
            accessed: Some(Spanned::new(date, nowhere)),
            doi: some(2), isbn: some(3), url: some(4), arxiv: some(5),
            signal: Some(Spanned::new(Signal::See, nowhere)),
            archive: Some(Spanned::new(copy, nowhere)),
            ..Citation::default()
        };
        let notes = each_a_source(&draft, vec![one.clone(), one]);
        let listing = Listing { texts: &texts, draft: &draft, notes: &notes };
        let bibtex = render(&listing, "bibtex");
        let read = biblatex::Bibliography::parse(&bibtex);
        prop_assert!(read.is_ok(), "{:?}:\n{}", read.err(), bibtex);
        let read = read.unwrap_or_default();
        let keys: Vec<&str> = read.iter().map(|entry| entry.key.as_str()).collect();
        prop_assert_eq!(keys, listing.keys());
        for format in ["json", "csl-json"] {
            prop_assert!(serde_json::from_str::<Value>(&render(&listing, format)).is_ok());
        }
        let shown = render(&listing, "text");
        prop_assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "a control character is shown");
    }

    /// Notes as people mistype them: every format renders, and places are true.
    #[test]
    fn any_notes_are_listed(
        notes in proptest::collection::vec(
            proptest::collection::vec(
                prop_oneof![
                    Just("Ibid.".to_owned()), Just("Id. at 4".to_owned()), Just("Kim, supra note 2".to_owned()),
                    Just("Ann Kim, “Winter,” The Sea 4 (2001): 1–9".to_owned()), Just("op. cit.".to_owned()),
                    Just("see note 1".to_owned()), Just("http://x.org/{a}_%".to_owned()), Just("; ".to_owned()),
                    Just("Kim v. Lee, 410 U.S. 113 (1973)".to_owned()), Just("日本国の冬".to_owned()),
                    Just("שלום, עולם".to_owned()), "[ -~]{0,20}", "\\PC{0,12}",
                ],
                0..5,
            ),
            1..8,
        ),
    ) {
        let mut content = String::from("Ships sail.\n\nNotes\n\n");
        for (number, note) in notes.iter().enumerate() {
            content.push_str(&format!("[{}] {}\n\n", number + 1, note.join(", ")));
        }
        let mut texts = Texts::new();
        texts.add(Text::new("ships.txt", content.clone()));
        let draft = draft(&texts);
        let read = claimlint::inside::notes::read(&draft);
        let listing = Listing { texts: &texts, draft: &draft, notes: &read };
        let json: Value = serde_json::from_str(&render(&listing, "json")).expect("it is JSON");
        for note in json["notes"].as_array().expect("a list") {
            for place in note["citations"].as_array().into_iter().flatten().flat_map(|one| one["spans"].as_object()).flatten() {
                let at = |key: &str| place.1[key].as_u64().expect("a number") as usize;
                prop_assert_eq!(&place.1["text"], &content[at("start")..at("end")]);
            }
        }
        let bibtex = render(&listing, "bibtex");
        let parsed = biblatex::Bibliography::parse(&bibtex);
        prop_assert!(parsed.is_ok(), "{:?}:\n{}", parsed.err(), bibtex);
        prop_assert_eq!(parsed.map_or(0, |all| all.iter().count()), read.sources.len());
        let items: Value = serde_json::from_str(&render(&listing, "csl-json")).expect("it is JSON");
        prop_assert!(items.as_array().is_some_and(|items| items.iter().all(is_csl)), "{}", items);
        render(&listing, "text");
    }
}
