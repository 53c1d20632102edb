//! Bibliographies: `.bib`, CSL-JSON, CSL-YAML.

use claimlint::inside::check::{Input, Options, Report, check, read_draft};
use claimlint::inside::draft::bibliography::{BibEntry, BibValue, READERS, Variable, reader_for};
use claimlint::inside::draft::{Draft, reader_named};
use claimlint::inside::ids::NoteId;
use claimlint::inside::notes::{NoteKind, WorkType};
use claimlint::inside::text::{FileId, Text, Texts};
use proptest::prelude::*;

const BIB: &str = r#"% A comment with an @article{in it}.
@string{mit = "The {MIT} Press"}
@comment{jabref-meta: x}

@book{doe1999,
  author    = {Doe, Jane and van der Berg, Jan and others},
  title     = {Ports \& Trade},
  subtitle  = {A {History}},
  publisher = mit,
  address   = {Cambridge},
  year      = 1999,
  isbn      = {0-262-00000-0}
}

@article{ngo2004,
  author = {{Port Authority} and G{\"o}del, Kurt},
  title = "Herring in the {North}",
  journal = {Journal of Fish},
  volume = 3, number = 2, pages = {12--34},
  date = {2004-05-01},
  doi = {https://doi.org/10.1000/xyz},
  url = {https://fish.example/a_b~c},
  urldate = {2020-01-02},
}
"#;

fn read(name: &str, source: &str) -> (Draft, Text) {
    let text = Text::new(name, source);
    let reader = reader_for(name).expect("its ending is known");
    ((reader.read)(FileId::nth(0), &text), text)
}

fn entry<'a>(draft: &'a Draft, key: &str) -> &'a BibEntry {
    draft.entries.values().find(|entry| entry.key == key).unwrap_or_else(|| panic!("no entry {key}"))
}

fn value(entry: &BibEntry, name: Variable) -> String {
    match entry.field(name).map(|field| &field.value) {
        Some(BibValue::Text(text)) => text.clone(),
        Some(BibValue::Names(names)) => {
            let shown = |name: &claimlint::inside::draft::bibliography::BibName| match name.body {
                true => format!("[{}]", name.family),
                false => format!("{}, {}", name.family, name.given),
            };
            names.iter().map(shown).collect::<Vec<_>>().join("; ")
        }
        Some(BibValue::Date(date)) => format!("{:?}-{:?}-{:?}", date.year, date.month, date.day),
        None => "-".to_owned(),
    }
}

/// A Markdown draft with one file of references.
fn report(draft: &str, name: &str, references: &str) -> Report {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft.md", draft));
    let bib = texts.add(Text::new(name, references));
    let endnotes = [(bib, reader_for(name).expect("its ending is known"))];
    let reader = reader_named("markdown").expect("the reader is registered");
    let input = Input { texts: &texts, draft: Some((file, reader)), claims: None, endnotes: &endnotes };
    check(input, &Options::default())
}

#[test]
fn a_bib_file_is_read_field_by_field() {
    let (draft, text) = read("refs.bib", BIB);
    assert_eq!(draft.unread, []);
    let ids: Vec<_> = draft.notes.iter().map(|note| note.id.as_str()).collect();
    assert_eq!(ids, ["@doe1999", "@ngo2004"]);
    assert_eq!(text.slice(draft.notes[NoteId::nth(0)].label.span), "doe1999");
    let book = entry(&draft, "doe1999");
    assert_eq!((book.kind, book.partial), ("book", false));
    assert_eq!(value(book, Variable::Author), "Doe, Jane; van der Berg, Jan");
    assert_eq!(value(book, Variable::Title), "Ports & Trade: A History");
    assert_eq!(value(book, Variable::Publisher), "The MIT Press");
    assert_eq!(value(book, Variable::PublisherPlace), "Cambridge");
    assert_eq!(value(book, Variable::Issued), "Some(1999)-None-None");
    let article = entry(&draft, "ngo2004");
    assert_eq!(article.kind, "article-journal");
    assert_eq!(value(article, Variable::Author), "[Port Authority]; Gödel, Kurt");
    assert_eq!(value(article, Variable::Issue), "2");
    assert_eq!(value(article, Variable::Page), "12–34");
    assert_eq!(value(article, Variable::Issued), "Some(2004)-Some(5)-Some(1)");
    assert_eq!(value(article, Variable::Doi), "10.1000/xyz");
    assert_eq!(value(article, Variable::Url), "https://fish.example/a_b~c");
    assert_eq!(value(article, Variable::Accessed), "Some(2020)-Some(1)-Some(2)");
    let title = article.field(Variable::Title).expect("it has one");
    let place = draft.view.place(title.view).expect("it maps back");
    assert_eq!(text.slice(place.span), "Herring in the {North}");
    assert_eq!(draft.view.slice(title.view), "Herring in the North");
}

#[test]
fn one_broken_entry_does_not_cost_the_others() {
    for (broken, what) in [
        ("@book{bad, title = {Open, year = 1999\n", "no closing brace"),
        ("@book{bad, title = {A} year = 1999}\n", "comma"),
        ("@book{bad, title {A}}\n", "equals sign"),
        ("@book{bad\n  title = {A}}\n", "comma"),
        ("@book{bad, title = {A}, , , }}\n", ""),
    ] {
        let source = format!("@book{{one, title = {{One}}}}\n\n{broken}\n@book{{two, title = {{Two}}}}\n");
        let (draft, text) = read("refs.bib", &source);
        let ids: Vec<_> = draft.notes.iter().map(|note| note.id.as_str()).collect();
        assert!(ids.contains(&"@one") && ids.contains(&"@two"), "{broken}: {ids:?}");
        if ids.len() == 2 {
            assert_eq!(draft.unread.len(), 1, "{broken}");
            let unread = &draft.unread[0];
            assert!(unread.what.contains(what), "{broken}: {}", unread.what);
            assert_eq!(unread.key, "bad");
            assert!((3..=4).contains(&text.line(unread.place.span.start)), "{broken}: {:?}", unread.place);
        }
    }
}

#[test]
fn parents_lend_their_fields_and_rings_end() {
    let (draft, _) = read(
        "refs.bib",
        "@incollection{part, title={Part}, crossref={whole}}\n@collection{whole, title={Whole}, editor={Doe, J.}, \
         publisher={P}, year=2000, crossref={part}}\n@incollection{lost, title={Lost}, crossref={nowhere}}\n\
         @string{a = b}\n@string{b = a}\n@book{ring, title = a, crossref={ring}}\n@book{month, title={M}, year=2001, \
         month=may}\n",
    );
    let part = entry(&draft, "part");
    assert_eq!(value(part, Variable::ContainerTitle), "Whole");
    assert_eq!(value(part, Variable::Editor), "Doe, J.");
    assert!(entry(&draft, "lost").partial);
    assert!(entry(&draft, "ring").partial);
    assert_eq!(value(entry(&draft, "month"), Variable::Issued), "Some(2001)-Some(5)-None");
}

#[test]
fn what_has_no_field_of_its_own_is_found_in_the_others() {
    let (draft, _) = read(
        "refs.bib",
        "@misc{page, title={P}, howpublished={\\url{https://x.example/a_b}}, note={Accessed: 2016-05-01}}\n@misc{talk, \
         title={T}, howpublished={Talk, see \\url{https://x.example}}}\n@article{pre, title={A}, eprint={1706.03762}}\n",
    );
    let page = entry(&draft, "page");
    assert_eq!(value(page, Variable::Url), "https://x.example/a_b");
    assert_eq!(value(page, Variable::Accessed), "Some(2016)-Some(5)-Some(1)");
    assert!(!page.partial && entry(&draft, "talk").partial);
    assert_eq!(value(entry(&draft, "pre"), Variable::Arxiv), "1706.03762");
}

#[test]
fn csl_json_and_yaml_say_the_same() {
    let json = r#"[{"id": "doe1999", "type": "book", "title": "Ports: <i>a</i> \"History\"",
  "author": [{"family": "Doe", "given": "Jane"}, {"literal": "Port Authority"}],
  "issued": {"date-parts": [[1999, 5, 3]]}, "publisher": "MIT Press", "volume": 3,
  "DOI": "10.1000/xyz", "URL": "https://x.example"}]"#;
    let yaml = "---\nreferences:\n- id: doe1999\n  type: book\n  title: 'Ports: <i>a</i> \"History\"'\n  author:\n  - \
                family: Doe\n    given: Jane\n  - literal: Port Authority\n  issued:\n  - year: 1999\n    month: 5\n    \
                day: 3\n  publisher: MIT Press\n  volume: 3\n  DOI: 10.1000/xyz\n  URL: https://x.example\n...\n";
    let mut seen = Vec::new();
    for (name, source) in [("refs.json", json), ("refs.yaml", yaml)] {
        let (draft, text) = read(name, source);
        assert_eq!(draft.unread, [], "{name}");
        let found = entry(&draft, "doe1999");
        assert_eq!(found.kind, "book");
        assert_eq!(value(found, Variable::Author), "Doe, Jane; [Port Authority]");
        assert_eq!(value(found, Variable::Title), "Ports: a \"History\"");
        assert_eq!(value(found, Variable::Issued), "Some(1999)-Some(5)-Some(3)");
        assert_eq!(value(found, Variable::Volume), "3");
        let publisher = found.field(Variable::Publisher).expect("it has one");
        let place = draft.view.place(publisher.view).expect("it maps back");
        assert_eq!(text.slice(place.span), "MIT Press", "{name}");
        assert_eq!(text.slice(draft.notes[NoteId::nth(0)].label.span), "doe1999", "{name}");
        seen.push(draft.note_words(NoteId::nth(0)).to_owned());
    }
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn broken_csl_is_told_with_its_line() {
    for (name, source, line) in [
        ("refs.json", "[{\"id\": \"a\"},\n {\"id\": }]", 2),
        ("refs.json", "[{\"id\": \"a\"},\n {\"title\": \"b\"}]", 2),
        ("refs.yaml", "references:\n- id: a\n  title: [b\n", 3),
        ("refs.yaml", "references:\n- title: a\n", 2),
        ("refs.json", "", 1),
        ("refs.json", "7", 1),
    ] {
        let (draft, text) = read(name, source);
        assert_eq!(draft.unread.len(), 1, "{source:?}");
        let found = text.line(draft.unread[0].place.span.start);
        assert!(found.abs_diff(line) <= 1, "{source:?}: line {found}, {}", draft.unread[0].what);
    }
}

#[test]
fn entries_become_citations_without_parsing() {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft.md", "Ports grew [@doe1999, p. 4]. Fish fell [@ngo2004].\n"));
    let bib = texts.add(Text::new("refs.bib", BIB));
    let endnotes = [(bib, reader_for("refs.bib").expect("its ending is known"))];
    let reader = reader_named("markdown").expect("the reader is registered");
    let input = Input { texts: &texts, draft: Some((file, reader)), claims: None, endnotes: &endnotes };
    let draft = read_draft(input).expect("there is a draft");
    assert!(draft.markers.iter().all(|marker| marker.note.is_some()));
    let notes = claimlint::inside::notes::read(&draft);
    assert_eq!(notes.notes[NoteId::nth(0)].kind, NoteKind::Full);
    let book = &notes.notes[NoteId::nth(0)].citations[0];
    assert_eq!(book.work, WorkType::Book);
    assert_eq!(book.author_list()[1].family, "van der Berg");
    assert!(book.container.is_absent() && book.publisher.is_found());
    assert_eq!(book.date.value().and_then(|date| date.year), Some(1999));
    let title = book.title.span().expect("it has one");
    assert_eq!(draft.view.slice(title), "Ports & Trade: A History");
    assert_eq!(draft.view.place(title).map(|place| place.file), Some(bib));
}

#[test]
fn unused_entries_are_one_line_of_advice() {
    let found = report("Exports grew by 12% in 2014 [@doe1999].\n", "refs.bib", BIB);
    let found: Vec<_> = found
        .findings
        .iter()
        .filter(|finding| finding.code.starts_with("note"))
        .map(|finding| (finding.code, finding.level.name(), finding.message.as_str()))
        .collect();
    assert_eq!(found, [("note-unused", "advice", "1 of the 2 bibliography entries is not cited")]);
    // Faults of entries that this draft does not cite are not its own.
    let other = format!("{BIB}\n@misc{{web, title={{Web}}, note={{Accessed: 2016-05-01}}}}\n");
    let found = report("Exports grew by 12% in 2014 [@doe1999].\n", "refs.bib", &other);
    assert!(found.findings.iter().all(|finding| finding.code.starts_with("note")), "{:?}", found.findings);
}

#[test]
fn two_entries_with_one_key_and_broken_ones_are_found() {
    let bib = "@book{a, title={A}}\n@book{a, title={B}}\n@book{c, title={C}\n";
    let found = report("Ports grew [@a]. They fell [@c].\n", "refs.bib", bib);
    let codes: Vec<_> = found.findings.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&"note-duplicate-id"), "{codes:?}");
    assert!(codes.contains(&"bibliography-unread"), "{codes:?}");
    assert!(!codes.contains(&"note-undefined"), "{codes:?}");
}

#[test]
fn hostile_files_take_linear_time() {
    for (name, unit) in [
        ("refs.bib", "@book{"),
        ("refs.bib", "@book{a, title={"),
        ("refs.bib", "@string{a = a # a}\n"),
        ("refs.bib", "{\\'"),
        ("refs.json", "["),
        ("refs.json", "{\"references\":"),
        ("refs.yaml", "- "),
        ("refs.yaml", "[{"),
        ("refs.yaml", "a: &a [*a, *a]\n"),
    ] {
        read(name, &unit.repeat(20_000));
    }
    let commands = format!("@book{{a, title={{{}x{}}}}}", "\\a{".repeat(5_000), "}".repeat(5_000));
    assert_eq!(read("refs.bib", &commands).0.unread.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever is cut out of a bibliography or put into it, every place lies in
    /// the file and on the border of a character.
    #[test]
    fn mutated_bibliographies_are_read(
        which in 0..READERS.len(),
        cut in 0.0..1.0f64,
        len in 0usize..40,
        put in "[@{}\",=\\\\#%é日\\[\\]:\n a-]{0,12}",
    ) {
        let sources = [
            BIB,
            r#"[{"id": "dé", "title": "Ports “x”", "author": [{"family": "Doe"}], "issued": {"date-parts": [[1999]]}}]"#,
            "---\nreferences:\n- id: dé\n  title: 'Ports “x”'\n  issued: 1999-05\n  author: {family: Doe}\n---\n",
        ];
        let mut source = sources[which].to_owned();
        let border = |mut at: usize, text: &str| { while !text.is_char_boundary(at) { at -= 1; } at };
        let start = border((cut * source.len() as f64) as usize, &source);
        let end = border((start + len).min(source.len()), &source).max(start);
        source.replace_range(start..end, &put);
        let text = Text::new("x", source);
        let draft = (READERS[which].read)(FileId::nth(0), &text);
        for note in &draft.notes {
            for place in [note.label, note.place] {
                prop_assert!(text.content.get(place.span.range()).is_some(), "{place:?} in {:?}", text.content);
            }
        }
        for (&note, entry) in &draft.entries {
            prop_assert!(draft.notes.get(note).is_some());
            for field in &entry.fields {
                prop_assert!(draft.view.text().get(field.view.range()).is_some());
                let place = draft.view.place(field.view);
                prop_assert!(place.is_none_or(|place| text.content.get(place.span.range()).is_some()));
            }
        }
        for unread in &draft.unread {
            prop_assert!(text.content.get(unread.place.span.range()).is_some(), "{unread:?}");
        }
    }
}
