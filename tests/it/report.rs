//! Every format over one fixture, built by hand.

use claimlint::inside::case::{Counts, Coverage, SectionCoverage};
use claimlint::inside::check::{OutletsMet, Report, Waived};
use claimlint::inside::diagnostic::{Diagnostic, Edit, Level};
use claimlint::inside::ids::{IdVec, PassageId};
use claimlint::inside::notes::outlets::List;
use claimlint::inside::report::{FORMATS, Format, Run, Style, Trouble, format, json};
use claimlint::inside::span::{Place, Span};
use claimlint::inside::text::{FileId, Text, Texts};

const LONG: &str = "The council met nine times before the harbour dues were raised, and its minutes \
record no objection from the carriers, although the carriers' own gazette complains of the dues in \
every number of that spring; the dues rose by 16 % in April,[3] which the carriers bore until autumn, \
when trade had fallen by a third and two of the seven houses had closed, as the harbour master wrote.[4]";

/// A run built by hand.
pub struct Fixture {
    pub texts: Texts,
    pub reports: Vec<Report>,
    pub trouble: Vec<Trouble>,
}

impl Fixture {
    pub fn run(&self) -> Run<'_> {
        Run::new(&self.texts, &self.reports, &self.trouble)
    }

    fn render(&self, format: &Format, style: Style) -> String {
        (format.render)(&self.run(), &style)
    }
}

pub fn named(name: &str) -> &'static Format {
    format(name).expect("the format is registered")
}

/// Without colour.
fn bare(text: &str) -> String {
    let sequence = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("the pattern is sound");
    sequence.replace_all(text, "").into_owned()
}

pub fn plain(width: usize) -> Style {
    Style { color: false, width, unicode: true, links: false, quiet: false, brief: false }
}

/// Where words stand in a text, the `nth` time.
fn nth(texts: &Texts, file: FileId, words: &str, nth: usize) -> Place {
    let (start, found) =
        texts.get(file).content.match_indices(words).nth(nth).expect("the fixture holds the words");
    Place::new(file, Span::new(start, start + found.len()))
}

fn find(texts: &Texts, file: FileId, words: &str) -> Place {
    nth(texts, file, words, 0)
}

pub fn fixture() -> Fixture {
    let mut texts = Texts::new();
    let draft = format!(
        "# Harbour dues\n\n{LONG}\n\n日本の港は1868年に開かれた。[2] Nobody\u{1b}[31m knew\u{9b} \
         \u{202e}why.\n\tA tab stands before this.\n\nThree lines\nare marked\nin all.\n"
    );
    let draft = texts.add(Text::new("essays/dues.md", draft));
    let claims = texts.add(Text::new(
        "essays/dues.claims",
        "claim dues-rose\n    \"the dues rose by 15 % in April\"\n    see [3]\n\nwaive nothing until 2020-01-01\n",
    ));
    let notes = texts.add(Text::new("essays/notes\u{7}.md", "[2] Ibid.\n[3] Gazette, 4 April."));
    let findings = vec![figure(&texts, draft, claims), marker(&texts, draft, notes), three(&texts, draft)];
    let mut end = Diagnostic::new(
        "waiver-unused",
        Level::Advice,
        Place::new(claims, Span::at(texts.get(claims).content.len())),
        "the file ends here",
    );
    end.labels[0].text = String::new();
    let section = |section, title: &str, counts| SectionCoverage { section, title: title.to_owned(), counts };
    let first = Counts {
        assertions: 40,
        cited: 24,
        claimed: 4,
        declared: 1,
        waived: 0,
        uncovered: 11,
        ..Counts::default()
    };
    let second = Counts {
        assertions: 5,
        cited: 1,
        claimed: 0,
        declared: 1,
        waived: 0,
        uncovered: 3,
        ..Counts::default()
    };
    let whole = Counts {
        assertions: 45,
        cited: 25,
        claimed: 4,
        declared: 2,
        waived: 0,
        uncovered: 14,
        ..Counts::default()
    };
    let coverage = Coverage {
        sections: vec![section(0, "", first), section(1, "Harbour dues", second)],
        whole,
        uncovered: (0..14).map(PassageId::nth).collect(),
        unknown: Vec::new(),
        declared: Vec::new(),
    };
    let findings = findings.into_iter().chain([end]).collect();
    let list = "[[outlet]]\nname = \"The Tide\"\nkind = \"aggregator\"\n\n[[outlet]]\nname = \"The Gull\"\nkind = \"none\"\nreason = \"our subject\"\n";
    let list = List::parse(list, "a list").expect("it reads");
    let outlets = OutletsMet { list: list.name, date: "2026-11-24".to_owned(), rows: 3, met: list.rows };
    let waived = Diagnostic::new(
        "statistic-uncited",
        Level::Warning,
        find(&texts, draft, "16 %"),
        "“16 %” has no source",
    );
    let report = Report {
        draft: Some(draft),
        claims: Some(claims),
        findings,
        coverage: Some(coverage),
        note_ids: IdVec::new(),
        quotations: None,
        waived: vec![Waived { finding: waived, reason: "the carriers agreed".to_owned() }],
        outlets: Some(outlets),
        argument: None,
        understanding: None,
        held_back: Vec::new(),
    };
    let trouble = vec![Trouble {
        file: "essays/lost.docx".to_owned(),
        message: "it is not a ZIP archive,\u{1b}]0;title\u{7} so it cannot be a DOCX file".to_owned(),
    }];
    Fixture { texts, reports: vec![report], trouble }
}

/// Two files, a label too far along the line, and a related finding.
fn figure(texts: &Texts, draft: FileId, claims: FileId) -> Diagnostic {
    let figure = find(texts, draft, "16 %");
    let mut found = Diagnostic::new(
        "figure-differs",
        Level::Error,
        figure,
        "the sentence says 16 %, the claim about it 15 %",
    )
    .label("here 16 %")
    .also(find(texts, draft, "[3]"), "the note that both cite")
    .also(find(texts, draft, "The council"), "the paragraph begins here")
    .also(find(texts, claims, "15 %"), "the claim says 15 %")
    .also(find(texts, claims, "[3]"), "and cites the same note")
    .why("A reader who follows the note finds one figure, not two.")
    .help("Look the figure up in the source and write it in both places.")
    .fix(
        "change 15 % to 16 %",
        false,
        vec![Edit { place: find(texts, claims, "15 %"), text: "16 %".to_owned() }],
    );
    found.related.push(
        Diagnostic::new(
            "anchor-loose",
            Level::Warning,
            find(texts, claims, "the dues rose"),
            "the anchor is loose",
        )
        .label("found only without its figure")
        .help("Copy the words from the draft."),
    );
    found
}

/// Wide characters, control characters and a third file.
fn marker(texts: &Texts, draft: FileId, notes: FileId) -> Diagnostic {
    Diagnostic::new(
        "ibid-first",
        Level::Warning,
        find(texts, draft, "1868年"),
        "note 2 says Ibid.\u{1b}[2J of nothing",
    )
    .label("日本の\u{7}年")
    .also(find(texts, draft, "knew"), "")
    .also(find(texts, notes, "Ibid."), "the first note cannot repeat another")
    .help("Name the source in full:\nauthor, title, year.")
}

/// More than one line.
fn three(texts: &Texts, draft: FileId) -> Diagnostic {
    let place = find(texts, draft, "Three lines\nare marked\nin all.");
    Diagnostic::new("assertion-uncovered", Level::Warning, place, "nothing supports this").label("all of it")
}

/// The input and what came of it.
fn shown(fixture: &Fixture, output: &str) -> String {
    let mut out = String::new();
    for (_, text) in fixture.texts.iter() {
        out.push_str(&format!(
            "--- {:?}\n{}\n",
            text.name,
            text.content.escape_debug().to_string().replace("\\n", "\n")
        ));
    }
    out.push_str("=== output\n");
    out.push_str(output);
    out
}

pub fn snapshot(name: &str, content: String) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, content));
}

#[test]
fn every_format_renders_the_fixture() {
    let fixture = fixture();
    for format in FORMATS {
        for width in [50, 120] {
            let output = fixture.render(format, plain(width));
            assert!(output.ends_with('\n'), "{}", format.name);
            // The page has a snapshot of its own words (`page.rs`); its style is no business of this one.
            if format.name == "html" {
                continue;
            }
            // The width is for people only.
            let for_people = matches!(format.name, "text" | "full");
            if for_people || width == 120 {
                let wide = if for_people { format!("_{width}") } else { String::new() };
                snapshot(&format!("report_{}{wide}", format.name), shown(&fixture, &output));
            }
        }
    }
}

#[test]
fn ascii_draws_with_ascii() {
    let fixture = fixture();
    let style = Style { unicode: false, ..plain(40) };
    let output = fixture.render(named("full"), style);
    let own: String = output.chars().filter(|c| !c.is_ascii()).collect();
    assert!(own.chars().all(|c| "日本の港は年に開かれた。".contains(c)), "{own}");
    snapshot("report_full_ascii_40", shown(&fixture, &output));
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    let fixture = fixture();
    for (unicode, color) in [(true, false), (false, false), (true, true)] {
        for width in 40..=130 {
            for (name, brief) in [("full", false), ("text", false), ("text", true)] {
                let style = Style { unicode, color, brief, ..plain(width) };
                for line in bare(&fixture.render(named(name), style)).lines() {
                    let cells = unicode_width::UnicodeWidthStr::width(line);
                    assert!(cells <= width, "{name}: {cells} cells of {width}: {line}");
                }
            }
        }
    }
}

#[test]
fn no_control_character_reaches_a_terminal() {
    let fixture = fixture();
    let is_bad = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    for format in FORMATS {
        for unicode in [true, false] {
            let output = fixture.render(format, Style { unicode, ..plain(80) });
            assert!(!output.contains(is_bad), "{}: {output:?}", format.name);
        }
    }
}

#[test]
fn color_adds_color_only() {
    let fixture = fixture();
    for name in ["concise", "full", "text"] {
        let without = fixture.render(named(name), plain(100));
        let with = fixture.render(named(name), Style { color: true, ..plain(100) });
        let bare = bare(&with);
        assert_ne!(with, without);
        assert!(!bare.contains('\u{1b}'), "{name}: {bare:?}");
        if name == "concise" {
            assert_eq!(bare, without);
        }
    }
    let json = named("json");
    assert_eq!(fixture.render(json, plain(100)), fixture.render(json, Style { color: true, ..plain(40) }));
}

#[test]
fn color_survives_a_narrow_terminal() {
    let fixture = fixture();
    for width in [0, 1, 39, 40, 41, 50] {
        let output = fixture.render(named("full"), Style { color: true, ..plain(width) });
        assert!(output.contains("figure-differs"));
    }
}

/// What a short report leaves out is advice and excerpts; every error and warning keeps its place and words.
#[test]
fn a_short_report_keeps_every_error_and_warning() {
    let fixture = fixture();
    let run = fixture.run();
    let brief = (named("text").render)(&run, &Style { brief: true, ..plain(100) });
    let whole = (named("text").render)(&run, &plain(100));
    assert!(brief.lines().count() <= whole.lines().count());
    for finding in run.findings().filter(|finding| finding.level < Level::Advice) {
        let text = fixture.texts.get(finding.place().file);
        let at = text.position(finding.place().span.start);
        let place = text.spot(finding.place().span.start).map_or_else(
            || format!("{}:{}:{}", text.name, at.line, at.column),
            |spot| format!("{}, {spot}", text.name),
        );
        assert!(brief.contains(&place), "{place} of {} in:\n{brief}", finding.code);
    }
    assert!(whole.lines().last().is_some_and(|line| !line.is_empty()));
}

#[test]
fn nothing_found_says_so() {
    let texts = Texts::new();
    let run = Run::new(&texts, &[], &[]);
    for name in ["full", "concise"] {
        assert_eq!((named(name).render)(&run, &plain(80)), "Nothing to report.\n");
    }
}

#[test]
fn json_is_one_object_and_keeps_the_words() {
    let fixture = fixture();
    let output = fixture.render(named("json"), plain(80));
    let value: serde_json::Value = serde_json::from_str(&output).expect("it is there");
    assert_eq!(value["tool"], "claimlint");
    assert_eq!(value["findings"].as_array().expect("it is there").len(), 4);
    let label = &value["findings"][1]["labels"][0];
    assert_eq!(label["text"], "日本の\u{7}年");
    assert_eq!((label["line"].as_u64(), label["column"].as_u64()), (Some(5), Some(6)));
    let (start, end) = (
        label["start"].as_u64().expect("it is there") as usize,
        label["end"].as_u64().expect("it is there") as usize,
    );
    let (_, draft) = fixture.texts.iter().next().expect("it is there");
    assert_eq!(&draft.content[start..end], "1868年");
    assert_eq!(value["coverage"][0]["whole"]["percent"], 68.9);
    assert_eq!(value["files"][2]["kind"], "notes");
}

#[test]
fn places_outside_the_text_do_no_harm() {
    let mut texts = Texts::new();
    let empty = texts.add(Text::new("empty", ""));
    let wide = texts.add(Text::new("wide", "日本"));
    let findings = [(empty, 0, 0), (empty, 5, 9), (wide, 1, 2), (wide, 4, 90), (wide, 6, 6)]
        .map(|(file, start, end)| {
            Diagnostic::new("odd", Level::Error, Place::new(file, Span::new(start, end)), "odd").label("here")
        })
        .to_vec();
    let reports = [Report {
        draft: None,
        claims: None,
        findings,
        coverage: None,
        note_ids: IdVec::new(),
        quotations: None,
        waived: Vec::new(),
        outlets: None,
        argument: None,
        understanding: None,
        held_back: Vec::new(),
    }];
    let run = Run::new(&texts, &reports, &[]);
    for format in FORMATS {
        assert!((format.render)(&run, &plain(60)).contains("odd"), "{}", format.name);
    }
}

#[test]
fn many_findings_on_one_long_line_stay_cheap() {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("long", "word ".repeat(400_000)));
    let findings = (0..4_000)
        .map(|index| {
            let place = Place::new(file, Span::new(index * 500, index * 500 + 4));
            Diagnostic::new("odd", Level::Error, place, "odd").label("here")
        })
        .collect();
    let reports = [Report {
        draft: None,
        claims: None,
        findings,
        coverage: None,
        note_ids: IdVec::new(),
        quotations: None,
        waived: Vec::new(),
        outlets: None,
        argument: None,
        understanding: None,
        held_back: Vec::new(),
    }];
    let run = Run::new(&texts, &reports, &[]);
    let output = (named("full").render)(&run, &plain(80));
    assert!(output.len() < 4_000 * 1_000, "{} bytes", output.len());
    assert!(output.contains("[long:1:1999501]"));
}

/// Write the file anew with `BLESS=1 cargo test`.
#[test]
fn the_schema_is_committed() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/report.schema.json");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, json::schema()).expect("it is there");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(committed, json::schema(), "grammar/report.schema.json is out of date: BLESS=1 cargo test");
}
