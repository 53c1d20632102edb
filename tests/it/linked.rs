//! Links in the text as sources: one for each page, graded and listed as notes are.

use std::fs;
use std::process::Command;

use claimlint::inside::check::{Input, Options, Report, check};
use claimlint::inside::draft::{Draft, read, reader_named};
use claimlint::inside::text::{Text, Texts};

/// A charity's page on heat pumps: four links in sentences, two of them to one page.
const HEAT: &str = "\
# Heat pumps

In 2021, some 62,000 pumps were sold, [the trade body counts](https://pumps.example.org/report-2021/). Bills fell by 12% in \
homes that had one ([Energy Desk](https://www.energydesk.example/news/bills-fell)). A third of buyers came back for a second \
([the same count](http://www.pumps.example.org/report-2021#buyers)). By 1998, 480 pumps had been built, according to \
[an encyclopaedia](https://en.wikipedia.org/wiki/Heat_pump_history).
";

fn draft(reader: &str, source: &str) -> Draft {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft", source));
    read(reader_named(reader).expect("the reader is registered"), file, &texts)
}

fn report(reader: &str, source: &str) -> Report {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft", source));
    let reader = reader_named(reader).expect("the reader is registered");
    let input = Input { texts: &texts, draft: Some((file, reader)), claims: None, endnotes: &[] };
    check(input, &Options::default())
}

fn ids(draft: &Draft) -> Vec<&str> {
    draft.notes.iter().map(|note| note.id.as_str()).collect()
}

fn codes(report: &Report) -> Vec<&'static str> {
    report.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn each_page_is_one_source_and_each_link_a_marker() {
    let read = draft("markdown", HEAT);
    assert_eq!(
        ids(&read),
        ["@example-report-2021", "@energydesk-bills-fell", "@wikipedia-heat-pump-history"]
    );
    let uses: Vec<usize> = read.notes.iter().map(|note| note.uses).collect();
    assert_eq!((uses, read.markers.len(), read.linked.len()), (vec![2, 1, 1], 4, 3));
    for marker in &read.markers {
        assert!(HEAT[marker.place.span.range()].starts_with('['), "{marker:?}");
        assert!(
            marker
                .passage
                .is_some_and(|at| read.passages[at].view.start <= marker.view
                    && marker.view <= read.passages[at].view.end),
            "{marker:?}"
        );
    }
    // The words of a source lead to the author's own, address included.
    let first = &read.notes.iter().next().expect("a note");
    assert_eq!(read.view.slice(first.view), "the trade body counts https://pumps.example.org/report-2021/");
    let place = read.view.place(first.view).expect("a place");
    assert_eq!(&HEAT[place.span.range()], "the trade body counts](https://pumps.example.org/report-2021/");
}

#[test]
fn links_are_graded_as_notes_are_and_cover_their_sentences() {
    let report = report("markdown", HEAT);
    let told = codes(&report);
    assert_eq!(told.iter().filter(|code| **code == "tertiary-source").count(), 1, "{told:?}");
    for code in
        ["note-missing-author", "note-missing-date", "note-unused", "note-undefined", "notes-not-joined"]
    {
        assert!(!told.contains(&code), "{told:?}");
    }
    let finding = report.findings.iter().find(|finding| finding.code == "tertiary-source").expect("told");
    assert_eq!(finding.labels.len(), 1, "one place, said once: {:?}", finding.labels);
    assert_eq!(report.coverage.as_ref().and_then(|it| it.percent()), Some(100.0));
    let read = report.understanding.as_ref().expect("a draft");
    assert_eq!((read.links, read.notes.notes, read.entries.notes, read.entries.markers), (4, 0, 0, 0));
}

#[test]
fn what_only_offers_reading_is_no_source() {
    for body in [
        // Reading lists, with and without a heading; a line that is nothing but a link; a menu.
        "Rents rose in 1998.\n\n## Further reading\n\n- A study of rents, by [Ana Ruiz](https://a.example.org/rents), in two parts\n",
        "Rents rose in 1998.\n\n- [A study of rents](https://a.example.org/rents)\n- [A plan](https://b.example.org/plan)\n",
        "Rents rose in 1998.\n\n[Read the whole study of rents](https://a.example.org/rents).\n",
        "[Home](https://a.example.org/) | [News](https://a.example.org/news)\n\nRents rose in 1998.\n",
        // Not outside: a heading, a file beside it, a mail box.
        "Rents rose in [1998](#rents), as [we said](other.md) and [wrote](mailto:a@example.org).\n",
        // The author's own site.
        "---\ntitle: Rents\nurl: https://www.rents.example.org/1998\n---\n\nRents rose in 1998, as [we showed](https://rents.example.org/old).\n",
    ] {
        assert_eq!(ids(&draft("markdown", body)), Vec::<&str>::new(), "{body}");
    }
    let page = "<html><head><link rel=\"canonical\" href=\"https://www.rents.example.org/1998\"></head><body>\
                <p>Rents rose by 12% in 1998, as <a href=\"https://rents.example.org/old\">we showed</a> and \
                <a href=\"https://stats.example.org/rents\">the office</a> found too.</p></body></html>";
    assert_eq!(ids(&draft("html", page)), ["@example-rents"]);
    // A draft with notes, keys or citations of its own cites by these.
    for body in [
        "Rents rose in 1998.[^1] See [the page](https://a.example.org/rents) too.\n\n[^1]: Ana Ruiz, *Rents* (Leeds: Fell, 2001), 4.\n",
        "---\nbibliography: refs.bib\n---\n\nRents rose in 1998, [the office](https://a.example.org/rents) says.\n",
    ] {
        assert!(draft("markdown", body).linked.is_empty(), "{body}");
    }
}

/// “[weir](…/wiki/Weir)” explains a word.
#[test]
fn a_gloss_is_not_told_as_a_poor_source() {
    let gloss =
        "Some 480 [heat pumps](https://en.wikipedia.org/wiki/Heat_pumps) were sold in 1998 in Leeds.\n";
    assert!(!codes(&report("markdown", gloss)).contains(&"tertiary-source"));
    let source = gloss.replace("[heat pumps]", "[pumps, it is counted,]");
    assert!(codes(&report("markdown", &source)).contains(&"tertiary-source"));
}

#[test]
fn commands_and_the_claims_file_know_links_by_their_ids() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
            .args(args)
            .current_dir(at)
            .output()
            .expect("the command starts");
        (
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr),
            output.status.code(),
        )
    };
    fs::write(at.join("heat.md"), HEAT).expect("it is written");
    let (said, _) = run(&["sources", "heat.md"]);
    assert!(said.starts_with("3 sources") && said.contains("[@example-report-2021]"), "{said}");
    let (said, _) = run(&["check", "heat.md"]);
    assert!(said.starts_with("Read as Markdown") && said.contains("4 links"), "{said}");
    run(&["init", "heat.md"]);
    let begun = fs::read_to_string(at.join("heat.claims")).expect("it is begun");
    assert_eq!(begun.matches("\nsource ").count(), 3, "{begun}");
    assert!(begun.contains("[@energydesk-bills-fell]"), "{begun}");
    let (said, code) = run(&["check", "heat.md", "--level", "no-archive-copy=off", "--format", "concise"]);
    assert!(!said.contains("error") && code == Some(0), "{said}");
    // A link that is gone from the draft is missed by its id.
    fs::write(at.join("heat.md"), HEAT.replace("/bills-fell", "/other-page")).expect("it is written");
    let (said, _) = run(&["check", "heat.md", "--format", "concise"]);
    assert!(said.contains("@energydesk-bills-fell") || said.contains("source-note"), "{said}");
}

/// Whatever is cut or changed in it, ids are single, places stand in the text, and markers
/// belong to the passage that shows them.
#[test]
fn a_cut_or_a_letter_upsets_nothing() {
    let signs = ["[", "](", ")", "<", "\n\n", "#", "https://", "é"];
    for at in (0..HEAT.len()).step_by(7).filter(|&at| HEAT.is_char_boundary(at)) {
        for sign in signs {
            let source = format!("{}{sign}{}", &HEAT[..at], &HEAT[at..]);
            for source in [source, HEAT[..at].to_owned()] {
                let read = draft("markdown", &source);
                let mut seen = ids(&read);
                seen.sort_unstable();
                let count = seen.len();
                seen.dedup();
                assert_eq!(seen.len(), count, "{source}");
                let mut next = None;
                for (id, passage) in read.passages.each() {
                    for marker in read.markers[passage.markers.clone()].iter() {
                        assert_eq!(marker.passage, Some(id), "{source}");
                    }
                    assert!(next.is_none_or(|next| next <= passage.markers.start), "{source}");
                    next = Some(passage.markers.end);
                }
                for note in &read.notes {
                    assert!(source.get(note.place.span.range()).is_some(), "{source}");
                }
            }
        }
    }
}
