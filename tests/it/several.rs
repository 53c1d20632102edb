//! Several files as one draft: chapters in order, their notes in each or in a file for all.

use claimlint::inside::draft::{Draft, PassageKind, read_with, reader_named};
use claimlint::inside::text::{Text, Texts};

use crate::tool::{claimlint, said};

/// Two chapters of a book on bees, with notes of their own.
const HIVES: &str = "# Hives\n\nOf the hives 62% were lost in 1998.[^1] Prices rose by 12%.[^2]\n\n## Wax\n\nIt burns.\n\n\
                     [^1]: Ada Lund, *Hives* (Oslo: Lys, 2002), 12.\n[^2]: Ben Osei, *Wax* (Oslo: Lys, 2003), 2.\n";
const HONEY: &str =
    "# Honey\n\nSome 42% of it was sold by 2008.[^1]\n\n[^1]: Carl Dijk, *Honey* (Bonn: Lumen, 2009), 14.\n";

fn draft(chapters: &[&str], notes: Option<&str>) -> Draft {
    let mut texts = Texts::new();
    let markdown = reader_named("markdown").expect("the reader is registered");
    let first = texts.add(Text::new("0.md", chapters[0]));
    for (at, chapter) in chapters.iter().enumerate().skip(1) {
        let file = texts.add(Text::new(format!("{at}.md"), *chapter));
        texts.add_chapter(file, "markdown");
    }
    let notes: Vec<_> =
        notes.map(|notes| (texts.add(Text::new("notes.md", notes)), markdown)).into_iter().collect();
    let draft = read_with(markdown, first, &notes, &texts);
    sound(&draft);
    draft
}

fn sound(draft: &Draft) {
    for (id, passage) in draft.passages.each() {
        assert!(passage.section < draft.sections.len());
        assert!(draft.markers[passage.markers.clone()].iter().all(|marker| marker.passage == Some(id)));
        assert_eq!(draft.passage_at(passage.view.start), Some(id), "{}", draft.words(id));
    }
    for (id, note) in draft.notes.each() {
        assert_eq!(draft.note_at(note.view.start), Some(id));
    }
}

/// Each marker: the words of its passage and of its note.
fn joined(draft: &Draft) -> Vec<(String, String)> {
    let words = |text: &str| text.split(' ').take(3).collect::<Vec<_>>().join(" ");
    let line = |marker: &claimlint::inside::draft::Marker| {
        let passage = marker.passage.map_or("", |passage| draft.words(passage));
        (words(passage), words(marker.note.map_or("", |note| draft.note_words(note))))
    };
    draft.markers.iter().map(line).collect()
}

fn pair(passage: &str, note: &str) -> (String, String) {
    (passage.to_owned(), note.to_owned())
}

#[test]
fn each_chapter_has_its_own_notes() {
    let draft = draft(&[HIVES, HONEY], None);
    assert_eq!(
        joined(&draft),
        [
            pair("Of the hives", "Ada Lund, Hives"),
            pair("Prices rose by", "Ben Osei, Wax"),
            pair("Some 42% of", "Carl Dijk, Honey"),
        ]
    );
    // The second file's title is the heading of its chapter.
    let headings: Vec<&str> = draft.sections.iter().map(|section| draft.view.slice(section.view)).collect();
    assert_eq!(headings, ["", "Wax", "Honey"]);
    let titles = draft.passages.iter().filter(|passage| passage.kind == PassageKind::Title).count();
    assert_eq!(titles, 1);
}

#[test]
fn a_file_has_the_notes_of_all_chapters() {
    let chapters = [
        "# Hives\n\nOf the hives 62% were lost.[1] Prices rose by 12%.[2]\n",
        "# Honey\n\nSome 42% of it was sold.[1]\n",
    ];
    // Numbered anew in each chapter.
    let anew =
        "# Notes\n\n## Hives\n\n1. Ada Lund, Hives.\n2. Ben Osei, Wax.\n\n## Honey\n\n1. Carl Dijk, Honey.\n";
    assert_eq!(
        joined(&draft(&chapters, Some(anew))),
        [
            pair("Of the hives", "Ada Lund, Hives."),
            pair("Prices rose by", "Ben Osei, Wax."),
            pair("Some 42% of", "Carl Dijk, Honey."),
        ]
    );
    // Numbered through.
    let through = "# Notes\n\n1. Ada Lund, Hives.\n2. Ben Osei, Wax.\n3. Carl Dijk, Honey.\n";
    assert_eq!(
        joined(&draft(&[chapters[0], &chapters[1].replace("[1]", "[3]")], Some(through))),
        [
            pair("Of the hives", "Ada Lund, Hives."),
            pair("Prices rose by", "Ben Osei, Wax."),
            pair("Some 42% of", "Carl Dijk, Honey."),
        ]
    );
    // Runs that do not fit the chapters are given to none of them by guess.
    let other = "# Notes\n\n## Hives\n\n1. Ada Lund, Hives.\n\n## Wax\n\n1. Ben Osei, Wax.\n\n## Honey\n\n1. Carl Dijk.\n";
    let draft = draft(&chapters, Some(other));
    assert!(draft.notes.iter().all(|note| note.scope == 0));
}

#[test]
fn short_forms_lead_to_works_of_other_chapters() {
    let wax = "# Wax\n\nIt burned for 12 hours.[^1] It cost 40 crowns.[^2]\n\n[^1]: Lund, *Hives*, 31.\n[^2]: Ibid., 33.\n";
    for (chapters, notes) in [
        (vec![HIVES.to_owned(), HONEY.to_owned(), wax.to_owned()], None),
        // The notes of all chapters in one file, numbered anew.
        (
            vec![
                "# Hives\n\nOf the hives 62% were lost.[1]\n".to_owned(),
                "# Wax\n\nIt burned for 12 hours.[1] It cost 40 crowns.[2]\n".to_owned(),
            ],
            Some(
                "# Notes\n\n## Hives\n\n1. Ada Lund, *Hives* (Oslo: Lys, 2002), 12.\n\n## Wax\n\n1. Lund, *Hives*, 31.\n2. Ibid., 33.\n",
            ),
        ),
    ] {
        let chapters: Vec<&str> = chapters.iter().map(String::as_str).collect();
        let draft = draft(&chapters, notes);
        let read = claimlint::inside::notes::read(&draft);
        let works: Vec<_> = draft.notes.each().map(|(note, _)| read.sources_of(note)).collect();
        let (first, last) = (&works[0], &works[works.len() - 2..]);
        assert_eq!(first.len(), 1);
        assert!(last.iter().all(|work| work == first), "{works:?}");
    }
}

#[test]
fn a_configuration_names_the_chapters() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, words: &str| std::fs::write(folder.path().join(name), words).expect("a file");
    write("claimlint.toml", "chapters = [\"hives.md\", \"honey.md\"]\n");
    write("hives.md", HIVES);
    write("honey.md", &format!("{HONEY}\nIt fell.[^7]\n"));
    write("other.md", "# Combs\n\nThey are old.\n");
    let said = |args: &[&str]| {
        let output = claimlint(folder.path(), args);
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
    };
    let whole = said(&["check", "hives.md", "--format", "concise"]);
    assert!(whole.contains("honey.md:7:9: error[note-undefined]"), "{whole}");
    assert!(whole.contains("3 of 4 markers joined to 3 notes"), "{whole}");
    // In a folder a chapter is read with its book, not by itself again.
    let all = said(&["check", "--format", "concise"]);
    assert_eq!(all.matches("note-undefined").count(), 1, "{all}");
    // A chapter that is named alone is read alone, and so is another draft.
    let alone = said(&["check", "honey.md", "--format", "concise"]);
    assert!(alone.contains("1 of 2 markers joined to 1 note"), "{alone}");
    // What cannot be read is told, and coverage is not known.
    write("claimlint.toml", "chapters = [\"hives.md\", \"gone.md\", \"../x.md\"]\n");
    let output = claimlint(folder.path(), &["coverage", "hives.md"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("gone.md") && told.contains("`../x.md` is outside"), "{told}");
}

#[test]
fn a_claims_file_names_the_files_of_its_draft() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, words: &str| std::fs::write(folder.path().join(name), words).expect("a file");
    write("hives.md", HIVES);
    write("honey.md", HONEY);
    write(
        "bees.claims",
        "draft \"hives.md\", \"honey.md\"\nsource dijk [^1] \"Honey\"\nclaim sold \"Some of it was sold by 2008.\"\n    at \"Some 42% of it was sold\"\n    cites dijk\n",
    );
    let said = |args: &[&str]| {
        let output = claimlint(folder.path(), args);
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
    };
    let whole = said(&["check", "bees.claims", "--format", "concise"]);
    assert!(whole.contains("3 of 3 markers joined to 3 notes"), "{whole}");
    assert!(!whole.contains("claim-anchor"), "an anchor in the second file is found: {whole}");
    // In a folder no file of the draft is read by itself again.
    let all = said(&["check", "--format", "concise"]);
    assert_eq!(all.matches("markers joined").count(), 1, "{all}");
    // What the language says of it.
    assert_eq!(said(&["fmt", "--check", "bees.claims"]).matches("error").count(), 0);
    write("bees.claims", "draft \"hives.md\", honey.md\n");
    let slip = said(&["check", "bees.claims", "--format", "concise"]);
    assert!(slip.contains("claims-syntax") && slip.contains("the next file's name"), "{slip}");
    write("bees.claims", "draft \"hives.md\", \"gone.md\", \"../x.md\"\n");
    let gone = said(&["coverage", "bees.claims"]);
    assert!(gone.contains("gone.md") && gone.contains("`../x.md` is outside"), "{gone}");
    assert!(gone.contains("Coverage is unknown: gone.md"), "{gone}");
}

#[test]
fn a_quarto_project_names_the_chapters_and_their_bibliography() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, words: &str| std::fs::write(folder.path().join(name), words).expect("a file");
    write("index.qmd", "# Bees\n\nThis book is about bees.\n");
    write("hives.qmd", HIVES);
    write("honey.qmd", &format!("{HONEY}\nIt fell by 3% [@dijk].\n"));
    write("other.md", "# Combs\n\nThey are old.\n");
    write(
        "refs.bib",
        "@book{dijk, author = {Dijk, Carl}, title = {Honey}, year = 2009, publisher = {Lumen}, address = {Bonn}}\n",
    );
    write(
        "_quarto.yml",
        "project:\n  type: book\nbook:\n  chapters:\n    - index.qmd\n    - part: Keeping\n      chapters: [hives.qmd, honey.qmd]\nbibliography: refs.bib\n",
    );
    let said = |args: &[&str]| {
        let output = claimlint(folder.path(), args);
        let said =
            String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for args in [&["check", "index.qmd"][..], &["check"]] {
        let whole = said(args);
        assert!(
            whole.contains("3 of 3 markers joined to 3 notes; 1 of 1 citation joined to 1 entry"),
            "{whole}"
        );
        assert_eq!(whole.matches("markers joined").count(), 1, "{whole}");
    }
    // A chapter that is named alone is read alone, with the bibliography of all.
    let alone = said(&["check", "honey.qmd"]);
    assert!(alone.contains("1 of 1 marker joined to 1 note; 1 of 1 citation joined to 1 entry"), "{alone}");
    // The configuration's own list goes first.
    write("claimlint.toml", "chapters = [\"hives.qmd\", \"honey.qmd\"]\n");
    assert!(said(&["check", "hives.qmd"]).contains("3 of 3 markers"), "{}", said(&["check", "hives.qmd"]));
    std::fs::remove_file(folder.path().join("claimlint.toml")).expect("it goes");
    write("_quarto.yml", "project:\n  type: book\nbook:\n  chapters: [index.qmd, gone.qmd]\n");
    let gone = said(&["coverage", "index.qmd"]);
    assert!(gone.contains("Coverage is unknown: gone.qmd: there is no such file"), "{gone}");
}

/// A page says in its head what its bytes stand for.
#[test]
fn a_page_is_read_in_the_encoding_that_it_declares() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = |head: &str| {
        let words =
            format!("<html><head>{head}</head><body><p>Bienenst\u{f6}cke fehlten zu 62%.</p></body></html>");
        let bytes: Vec<u8> = words.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
        std::fs::write(folder.path().join("page.html"), bytes).expect("a file");
        let output = claimlint(folder.path(), &["show", "page.html"]);
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
    };
    for head in [
        "<meta charset=iso-8859-1>",
        "<meta name='a' content='b'><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1252\">",
    ] {
        assert!(page(head).contains("Bienenst\u{f6}cke"), "{head}");
    }
    for head in ["", "<meta charset=utf-8>", "<meta charset=nothing>"] {
        assert!(page(head).contains("it is not UTF-8"), "{head}");
    }
}

/// A project's file sets something, and `--isolated` leaves alone what does.
#[test]
fn an_isolated_run_reads_no_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, words: &str| std::fs::write(folder.path().join(name), words).expect("a file");
    write("_quarto.yml", "project:\n  type: book\nbook:\n  chapters: [index.qmd, two.qmd]\n");
    write("index.qmd", "# One\n\nSalt rose.[^1]\n\n[^1]: A. Clerk, *Salt* (Hull: Quay Press, 2001), 12.\n");
    write("two.qmd", "# Two\n\nExports grew by 12% in 2014.\n");
    let told = |more: &[&str]| {
        said(&claimlint(folder.path(), &[&["check", "index.qmd", "--format", "concise"], more].concat()))
    };
    assert!(told(&[]).contains("two.qmd:"), "{}", told(&[]));
    assert!(!told(&["--isolated"]).contains("two.qmd"), "{}", told(&["--isolated"]));
}
