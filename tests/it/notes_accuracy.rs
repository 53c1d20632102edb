//! How well notes are read, measured on labelled notes and on notes rendered by a
//! citation processor. What is measured, and how to repeat it: docs/notes-accuracy.md.
//!
//! `CLAIMLINT_NOTES_FAILURES=dev cargo test --test it notes_accuracy -- --nocapture` prints
//! each note of `dev.txt` and `seen.txt` that went wrong (`real-dev`, `held`, `real-held` and
//! `rendered` the others, `all` every one).

mod asked;
mod fields;
mod fixture;
mod licence;
mod rendered;
mod score;
mod table;

use std::path::Path;

use claimlint::inside::notes::{Hints, parse};

use fixture::Labelled;
use score::Score;

/// The aims of the first release, for the part held back and for the rendered notes. A
/// figure is an F1 for a field, else a share of 1.
const AIMS: &[(&str, f64)] = &[
    ("kind of note", 0.95),
    ("kind ibid", 1.0),
    ("title", 0.93),
    ("authors", 0.94),
    ("outlet", 0.90),
    ("date", 0.97),
    ("accessed", 0.99),
    ("pages", 0.97),
    ("volume", 0.97),
    ("issue", 0.97),
    ("url", 1.0),
    ("archive", 1.0),
    ("doi", 1.0),
    ("isbn", 1.0),
    ("right in full", 0.75),
    ("comments without a false field", 0.95),
    ("date said to be absent", 0.97),
    ("author said to be absent", 0.97),
    ("outlet said to be absent", 0.97),
    ("date sure", 0.90),
    ("author sure", 0.90),
    ("outlet sure", 0.90),
];

/// How many notes the part held back has at the least.
const LEAST_HELD: usize = 160;

/// What must hold on the part held back: the aim, or what is reached so far, a little below
/// it. Raise a floor when the reading gets better; never lower one.
const FLOORS: &[(&str, f64)] = &[
    ("kind of note", 0.96),
    ("kind ibid", 1.0),
    ("title", 0.96),
    ("authors", 0.97),
    ("outlet", 0.90),
    ("date", 0.97),
    ("accessed", 0.99),
    ("pages", 0.96),
    ("volume", 0.94),
    ("issue", 0.93),
    ("url", 1.0),
    ("archive", 1.0),
    ("doi", 1.0),
    ("isbn", 1.0),
    ("right in full", 0.85),
    ("comments without a false field", 0.91),
    ("date said to be absent", 0.97),
    ("author said to be absent", 0.97),
    ("outlet said to be absent", 0.83),
    ("date sure", 0.90),
    ("author sure", 0.90),
    ("outlet sure", 0.90),
];

/// The same for the rendered notes, where nothing is slipshod.
const FLOORS_RENDERED: &[(&str, f64)] = &[
    ("title", 0.99),
    ("authors", 0.99),
    ("outlet", 0.99),
    ("date", 0.99),
    ("accessed", 1.0),
    ("doi", 1.0),
    ("url", 1.0),
    ("right in full", 0.99),
];

/// What is reached on the part held back of the second set, a little below it.
const FLOORS_REAL: &[(&str, f64)] =
    &[("kind of note", 0.88), ("right in full", 0.50), ("comments without a false field", 1.0)];

#[test]
fn notes_are_read_as_well_as_the_page_says() {
    let dev = measure("dev", &development());
    let held = measure("held", &held_back());
    let rendered = measure("rendered", &rendered::notes());
    let real_dev = measure("real-dev", &labelled("real/dev.txt"));
    let real_held = measure("real-held", &labelled("real/held.txt"));
    let tables = [
        table::families(&[("held back", &real_held), ("development", &real_dev)]),
        table::aims(AIMS, &[("held back", &held), ("rendered", &rendered), ("development", &dev)]),
        table::render("Labelled notes, held back", &held),
        asks("held", &held_back()),
        table::render("Notes rendered by a citation processor", &rendered),
        table::render("Labelled notes, for development", &dev),
        asks("dev", &development()),
    ]
    .join("\n");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("notes_accuracy", tables));
    page_shows(&tables);
    hold("held", &held, FLOORS);
    hold("rendered", &rendered, FLOORS_RENDERED);
    hold("real-held", &real_held, FLOORS_REAL);
}

/// The fixture is what the page says it is: large enough, and no note twice.
#[test]
fn labelled_notes_are_many_and_each_stands_once() {
    let (dev, held) = (development(), held_back());
    assert!(dev.len() >= 330, "{} labelled notes for development", dev.len());
    assert!(held.len() >= LEAST_HELD, "{} labelled notes held back", held.len());
    let real = second_set();
    assert!(real.len() >= 1086, "{} notes in the second set", real.len());
    let mut words: Vec<&str> = dev
        .iter()
        .chain(&held)
        .chain(&real)
        .filter(|it| it.kind != "ibid")
        .map(|it| it.words.as_str())
        .collect();
    words.sort_unstable();
    for pair in words.windows(2) {
        assert_ne!(pair[0], pair[1], "a note stands twice");
    }
}

/// A label is typed by hand: what it says must stand in the note, and its names must be
/// those of the model.
#[test]
fn labels_stand_in_the_words_of_their_notes() {
    const KINDS: [&str; 10] = [
        "full",
        "short",
        "ibid",
        "op-cit",
        "cross-reference",
        "legal",
        "bare-url",
        "comment",
        "mixed",
        "several",
    ];
    const FORMS: [&str; 7] = ["full", "short", "ibid", "op-cit", "note-reference", "bare-url", "legal"];
    const PLACES: [&str; 14] = [
        "page",
        "folio",
        "paragraph",
        "section",
        "chapter",
        "line",
        "note",
        "figure",
        "table",
        "time",
        "volume",
        "column",
        "article",
        "verse",
    ];
    let mut slips = Vec::new();
    for note in development().iter().chain(&held_back()) {
        let words = fields::fold(&note.words);
        let mut slip = |what: String| slips.push(format!("{}: {what}", note.at));
        if !KINDS.contains(&note.kind.as_str()) {
            slip(format!("no such kind: {}", note.kind));
        }
        for citation in &note.citations {
            if !FORMS.contains(&citation.form.as_str()) {
                slip(format!("no such form: {}", citation.form));
            }
            for (label, value) in &citation.fields {
                let answers = || value.split(" || ").map(fields::fold);
                let stands = match label.as_str() {
                    "work" | "signal" | "date" | "accessed" => true,
                    "authors" | "editors" => value
                        .split(" || ")
                        .flat_map(|list| list.split(" | "))
                        .flat_map(|name| name.trim_matches(['{', '}']).split(", "))
                        .flat_map(str::split_whitespace)
                        .all(|part| words.contains(&fields::fold(part))),
                    "locator" => answers().any(|it| {
                        let (label, place) = it.split_once(' ').unwrap_or((&it, ""));
                        PLACES.contains(&label) && words.contains(place)
                    }),
                    "reference" => answers().any(|it| words.contains(it.trim_end_matches(" below"))),
                    _ => answers().any(|it| words.replace(" ?", "?").contains(&it)),
                };
                if !stands {
                    slip(format!("{label}: {value} is not in the words"));
                }
            }
        }
    }
    assert!(slips.is_empty(), "{}", slips.join("\n"));
}

/// What is found is pointed at: each place lies in the note, and on whole characters.
#[test]
fn places_of_fields_lie_in_their_notes() {
    let mut slips = Vec::new();
    for note in development().iter().chain(&held_back()).chain(&second_set()) {
        let hints = Hints { italics: note.italics.clone(), ..Hints::default() };
        for citation in parse(&note.words, &hints).citations {
            for span in fields::places(&citation) {
                if note.words.get(span.range()).is_none() {
                    slips.push(format!("{}: {span:?}", note.at));
                }
            }
        }
    }
    assert!(slips.is_empty(), "{}", slips.join("\n"));
}

/// What the parser's author reads. `seen.txt` was the first part held back; it was read for
/// development after the first measurement.
fn development() -> Vec<Labelled> {
    let mut notes = labelled("dev.txt");
    notes.extend(labelled("seen.txt"));
    notes
}

/// What the parser's author does not read.
fn held_back() -> Vec<Labelled> {
    labelled("held.txt")
}

/// A note's words with its labels, read from the folder of fixtures.
fn labelled(name: &str) -> Vec<Labelled> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/notes").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    fixture::read(name, &text)
}

/// All notes of the second set, for what says nothing of how one note is read.
fn second_set() -> Vec<Labelled> {
    [labelled("real/dev.txt"), labelled("real/held.txt")].concat()
}

/// Reads every note and counts what is right.
#[allow(clippy::print_stdout, reason = "a developer asked for the list")]
fn measure(name: &str, notes: &[Labelled]) -> Score {
    let mut score = Score::default();
    for note in notes {
        let hints = Hints { italics: note.italics.clone(), ..Hints::default() };
        score.judge(note, &parse(&note.words, &hints));
    }
    let wanted = std::env::var("CLAIMLINT_NOTES_FAILURES").unwrap_or_default();
    if wanted == name || wanted == "all" {
        println!("{} of {} notes of `{name}` went wrong:\n", score.failures.len(), notes.len());
        println!("{}\n", score.failures.join("\n\n"));
    }
    score
}

/// What the missing-field rules ask of each note by itself, as a table.
#[allow(clippy::print_stdout, reason = "a developer asked for the list")]
fn asks(name: &str, notes: &[Labelled]) -> String {
    let (asked, wrong) = asked::ask(notes);
    let wanted = std::env::var("CLAIMLINT_NOTES_FAILURES").unwrap_or_default();
    if wanted == name || wanted == "all" {
        println!("{}\n", wrong.join("\n\n"));
    }
    table::asked(&asked)
}

/// Holds docs/notes-accuracy.md to the tables, and writes them there when snapshots are updated.
fn page_shows(tables: &str) {
    const BEGIN: &str = "<!-- measured: begin -->\n";
    const END: &str = "<!-- measured: end -->\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/notes-accuracy.md");
    let page = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (before, rest) = page.split_once(BEGIN).expect("the page says where the tables begin");
    let (_, after) = rest.split_once(END).expect("the page says where the tables end");
    let wanted = format!("{before}{BEGIN}\n{tables}\n{END}{after}");
    if std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") && wanted != page {
        std::fs::write(&path, &wanted).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    } else {
        assert!(wanted == page, "docs/notes-accuracy.md is behind; run with INSTA_UPDATE=always");
    }
}

/// Holds the figures to their floors, all at once so that every shortfall is told.
fn hold(name: &str, score: &Score, floors: &[(&str, f64)]) {
    let figures = table::figures(score);
    let low: Vec<String> = floors
        .iter()
        .filter_map(|(figure, floor)| {
            let value = figures.get(*figure).unwrap_or_else(|| panic!("no such figure: {figure}"));
            (*value + 1e-9 < *floor).then(|| format!("{figure}: {value:.3}, floor {floor:.3}"))
        })
        .collect();
    assert!(low.is_empty(), "{name} fell below its floors:\n{}", low.join("\n"));
}
