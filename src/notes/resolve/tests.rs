//! Every case of resolution with its near-miss, on notes made by hand.

use super::*;
use crate::draft::Note;
use crate::ids::NoteId;
use crate::notes::{Contributor, Field, Locator, NoteDate, NoteReference, Signal, Title, TitleMark};
use crate::span::{Place, Spanned};
use crate::text::FileId;

mod bounds;

/// As the real one, for notes in a plain list.
fn resolve(draft: &Draft, notes: Vec<ReadNote>) -> Notes {
    super::resolve(draft, notes.into_iter().collect())
}

const NOWHERE: Span = Span { start: 0, end: 0 };

fn found<T>(value: T) -> Field<T> {
    Field::Found(Spanned::new(value, NOWHERE))
}

fn some<T>(value: T) -> Option<Spanned<T>> {
    Some(Spanned::new(value, NOWHERE))
}

fn names(names: &str) -> Field<Vec<Contributor>> {
    if names.is_empty() {
        return Field::Unsure;
    }
    let one = |name: &str| Contributor { family: name.to_owned(), ..Contributor::default() };
    found(names.split('+').map(one).collect())
}

fn of(form: Form, authors: &str, title: &str) -> Citation {
    let title = match title {
        "" => Field::Unsure,
        text => found(Title { text: text.to_owned(), mark: TitleMark::Quoted }),
    };
    Citation { form, authors: names(authors), title, ..Citation::default() }
}

/// A full citation: author, title, year.
fn full(authors: &str, title: &str, year: i16) -> Citation {
    let date = found(NoteDate { year: Some(year), ..NoteDate::default() });
    Citation { date, container: found("A Journal".to_owned()), ..of(Form::Full, authors, title) }
}

fn short(authors: &str, title: &str) -> Citation {
    of(Form::Short, authors, title)
}

fn ibid() -> Citation {
    of(Form::Ibid, "", "")
}

fn supra(number: u32, authors: &str, title: &str) -> Citation {
    Citation {
        reference: some(NoteReference { number, below: false }),
        ..of(Form::NoteReference, authors, title)
    }
}

/// A draft with notes of these ids and scopes.
fn draft(ids: &[(u32, &str)]) -> Draft {
    let place = Place::new(FileId::nth(0), NOWHERE);
    let note = |&(scope, id): &(u32, &str)| Note {
        id: id.to_owned(),
        label: place,
        place,
        view: NOWHERE,
        scope,
        uses: 1,
        unnumbered: false,
    };
    let mut draft = Draft::default();
    draft.notes.extend(ids.iter().map(note));
    draft
}

fn read(citations: Vec<Citation>) -> ReadNote {
    ReadNote { kind: NoteKind::Full, citations, comments: Vec::new() }
}

/// Resolves notes numbered from 1.
fn run(notes: Vec<Vec<Citation>>) -> Notes {
    let ids: Vec<String> = (1..=notes.len()).map(|id| id.to_string()).collect();
    let ids: Vec<(u32, &str)> = ids.iter().map(|id| (0, id.as_str())).collect();
    resolve(&draft(&ids), notes.into_iter().map(read).collect())
}

fn target(notes: &Notes, note: u32, citation: usize) -> &Target {
    &notes.notes[NoteId::nth(note - 1)].citations[citation].target
}

/// The note (from 1) that first uses the source a citation points to.
fn root(notes: &Notes, note: u32, citation: usize) -> usize {
    match target(notes, note, citation) {
        Target::Source(source) => notes.sources[*source].uses[0].note.number(),
        other => panic!("note {note} points to {other:?}"),
    }
}

#[test]
fn ibid_means_the_note_before() {
    let notes =
        run(vec![vec![full("Kim", "One", 2001)], vec![full("Lee", "Two", 2002)], vec![ibid()], vec![ibid()]]);
    assert_eq!((root(&notes, 3, 0), root(&notes, 4, 0)), (2, 2));
    assert_eq!(notes.sources[1].uses.len(), 3);
    assert_eq!(notes.sources[1].full, Some(0));
}

#[test]
fn ibid_over_a_comment_means_the_comment() {
    let notes = run(vec![vec![full("Kim", "One", 2001)], vec![], vec![ibid()], vec![ibid()]]);
    assert_eq!(target(&notes, 3, 0), &Target::Comment(NoteId::nth(1)));
    // The second one is no second fault.
    assert_eq!(target(&notes, 4, 0), &Target::None);
}

#[test]
fn ibid_after_one_source_and_a_comment_means_the_source() {
    let mut both = read(vec![full("Kim", "One", 2001)]);
    both.comments.push(NOWHERE);
    let notes = resolve(&draft(&[(0, "1"), (0, "2")]), vec![both, read(vec![ibid()])]);
    assert_eq!(root(&notes, 2, 0), 1);
}

#[test]
fn ibid_after_several_works_is_ambiguous_and_after_one_work_twice_is_not() {
    let notes = run(vec![vec![full("Kim", "One", 2001), full("Lee", "Two", 2002)], vec![ibid()]]);
    assert_eq!(target(&notes, 2, 0), &Target::Ambiguous(vec![0, 1]));
    let notes = run(vec![vec![full("Kim", "One", 2001), short("Kim", "One")], vec![ibid()]]);
    assert_eq!(root(&notes, 2, 0), 1);
}

#[test]
fn ibid_after_a_work_quoted_in_another_means_the_first() {
    let mut other = full("Lee", "Two", 2002);
    other.signal = some(Signal::QuotedIn);
    let notes = run(vec![vec![full("Kim", "One", 2001), other], vec![ibid()]]);
    assert_eq!(root(&notes, 2, 0), 1);
    assert_eq!(target(&notes, 2, 0), &Target::Source(0));
}

#[test]
fn ibid_at_the_head_means_nothing() {
    let notes = run(vec![vec![ibid()], vec![ibid()]]);
    assert_eq!(target(&notes, 1, 0), &Target::Missing);
    assert_eq!(target(&notes, 2, 0), &Target::None);
    assert!(notes.sources.is_empty());
}

#[test]
fn ibid_within_a_note_means_the_citation_before_it() {
    let notes = run(vec![
        vec![full("Kim", "One", 2001)],
        vec![full("Lee", "Two", 2002), ibid(), full("Roe", "Three", 2003)],
        vec![ibid()],
    ]);
    assert_eq!(target(&notes, 2, 1), &Target::Source(1));
    assert_eq!(target(&notes, 3, 0), &Target::Ambiguous(vec![1, 2]));
}

#[test]
fn ibid_does_not_cross_chapters_and_numbers_are_looked_up_in_their_own() {
    let ids = draft(&[(0, "1"), (0, "2"), (1, "1"), (1, "2"), (1, "3")]);
    let cited = vec![
        read(vec![full("Kim", "One", 2001)]),
        read(vec![full("Lee", "Two", 2002)]),
        read(vec![ibid()]),
        read(vec![full("Roe", "Three", 2003)]),
        read(vec![supra(2, "", "")]),
    ];
    let notes = resolve(&ids, cited);
    assert_eq!(target(&notes, 3, 0), &Target::Missing);
    assert_eq!(root(&notes, 5, 0), 4);
}

#[test]
fn ibid_after_a_gap_in_the_numbers_is_left_alone() {
    let notes = resolve(
        &draft(&[(0, "5"), (0, "7")]),
        vec![read(vec![full("Kim", "One", 2001)]), read(vec![ibid()])],
    );
    assert_eq!(target(&notes, 2, 0), &Target::None);
}

#[test]
fn numbered_notes_stand_in_the_order_of_their_numbers_unless_one_is_printed_twice() {
    let cited = || {
        vec![read(vec![ibid()]), read(vec![full("Kim", "One", 2001)]), read(vec![full("Lee", "Two", 2002)])]
    };
    let notes = resolve(&draft(&[(0, "3"), (0, "1"), (0, "2")]), cited());
    assert_eq!(target(&notes, 1, 0), target(&notes, 3, 0));
    let slip =
        vec![read(vec![full("Kim", "One", 2001)]), read(vec![full("Lee", "Two", 2002)]), read(vec![ibid()])];
    let notes = resolve(&draft(&[(0, "1"), (0, "2"), (0, "1")]), slip);
    assert_eq!(target(&notes, 3, 0), target(&notes, 2, 0));
}

#[test]
fn labelled_notes_stand_in_the_order_of_their_markers() {
    let text = "Ships[^kim] sail[^lee] far[^same].\n\n[^kim]: Kim.\n\n[^same]: Ibid.\n\n[^lee]: Lee.\n";
    let ids = (crate::draft::markdown::READER.read)(FileId::nth(0), &crate::text::Text::new("a.md", text));
    assert_eq!(ids.notes.len(), 3);
    let cited = vec![
        read(vec![full("Kim", "One", 2001)]),
        read(vec![ibid(), supra(1, "", "")]),
        read(vec![full("Lee", "Two", 2002)]),
    ];
    let notes = resolve(&ids, cited);
    assert_eq!(target(&notes, 2, 0), target(&notes, 3, 0));
    assert_eq!(target(&notes, 2, 1), target(&notes, 1, 0));
}

#[test]
fn short_forms_are_found_by_name_title_or_both() {
    let notes = run(vec![
        vec![full("Kallender+Hughes", "Japan’s Emerging Trajectory as a ‘Cyber Power’", 2016)],
        vec![full("Müller", "LikeWar: The Weaponization of Social Media", 2018)],
        vec![short("Hughes", "")],
        vec![short("muller", "Like War")],
        vec![short("", "Emerging Trajectory")],
        vec![short("Kallender", "Emergng Trajectory as a Cyber Power")],
        vec![short("Kalender", "")],
        vec![of(Form::OpCit, "Müller", "")],
    ]);
    let roots: Vec<usize> = (3..=8).map(|note| root(&notes, note, 0)).collect();
    assert_eq!(roots, [1, 2, 1, 1, 1, 2]);
}

#[test]
fn short_forms_without_a_full_one_are_missing() {
    let notes = run(vec![
        vec![full("Kim", "Winter in Warsaw", 2001)],
        vec![short("Robinson", "")],
        vec![short("Kim", "Trials of Paris")],
        vec![of(Form::OpCit, "Pistor", "")],
        vec![ibid()],
        vec![short("Kom", "")],
        vec![of(Form::OpCit, "", "Trials of Paris")],
    ]);
    for note in [2, 3, 4, 6, 7] {
        assert_eq!(target(&notes, note, 0), &Target::Missing, "note {note}");
    }
    assert_eq!(target(&notes, 5, 0), &Target::None);
}

#[test]
fn what_may_be_all_there_is_to_say_is_a_source_of_its_own() {
    let tape = |title: &str| {
        let authors = vec![Contributor { family: "Air Office".into(), body: true, ..Contributor::default() }];
        Citation { authors: found(authors), ..short("", title) }
    };
    let notes = run(vec![
        vec![tape("Tape of the Tower")],
        vec![tape("Tape of the Gate")],
        vec![tape("Tape of the Tower")],
        vec![short("", "Trials of Paris")],
    ]);
    assert_eq!(target(&notes, 3, 0), &Target::Source(0));
    assert_eq!(notes.sources.len(), 3);
    assert_eq!(notes.sources[0].full, None);
}

#[test]
fn two_works_of_an_author_need_a_title_or_a_year() {
    let mut dated = short("Licklider", "");
    dated.date = found(NoteDate { year: Some(1960), ..NoteDate::default() });
    let notes = run(vec![
        vec![full("Licklider", "Computers and Government", 1979)],
        vec![short("Licklider", "")],
        vec![full("Licklider", "Man-Computer Symbiosis", 1960)],
        vec![short("Licklider", "")],
        vec![of(Form::OpCit, "Licklider", "Computers and Government")],
        vec![dated],
    ]);
    // Before the second one there is only one.
    assert_eq!(root(&notes, 2, 0), 1);
    assert_eq!(target(&notes, 4, 0), &Target::Ambiguous(vec![0, 1]));
    assert_eq!(root(&notes, 5, 0), 1);
    assert_eq!(root(&notes, 6, 0), 3);
}

#[test]
fn a_year_in_the_short_title_tells_yearbooks_apart() {
    let book =
        |year: i16| Citation { volume: some(year.to_string()), ..full("Office", "Ships of the Sea", year) };
    let notes = run(vec![vec![book(2014)], vec![book(2015)], vec![short("Office", "Ships of the Sea 2014")]]);
    assert_eq!(root(&notes, 3, 0), 1);
}

#[test]
fn namesakes_are_told_by_their_initials() {
    let with = |given: &str, citation: Citation| {
        let authors =
            vec![Contributor { family: "Smith".into(), given: given.into(), ..Contributor::default() }];
        Citation { authors: found(authors), ..citation }
    };
    let notes = run(vec![
        vec![with("John", full("", "Winter in Warsaw", 2001))],
        vec![with("Mary", full("", "Trials of Paris", 2002))],
        vec![with("M.", short("", ""))],
    ]);
    assert_eq!(root(&notes, 3, 0), 2);
}

#[test]
fn a_short_form_before_its_full_one_is_found() {
    let notes = run(vec![vec![short("Kim", "One")], vec![full("Kim", "One", 2001)]]);
    assert_eq!(target(&notes, 1, 0), &Target::Source(0));
    assert_eq!(notes.sources[0].full, Some(1));
}

#[test]
fn all_names_named_are_better_than_one() {
    let notes = run(vec![
        vec![full("Roth+Peranson", "The Redesign of the Match", 1999)],
        vec![full("Roth+Pathak", "Kidney Exchange", 2005)],
        vec![short("Roth+Pathak", "")],
    ]);
    assert_eq!(root(&notes, 3, 0), 2);
}

#[test]
fn bodies_are_found_by_their_initials_and_cases_by_a_party() {
    let mut case = of(Form::Legal, "", "Roe v. Wade");
    case.work = WorkType::Case;
    case.volume = some("410".to_owned());
    let notes = run(vec![
        vec![full(
            "National Center of Incident Readiness and Strategy for Cybersecurity",
            "The Strategy",
            2015,
        )],
        vec![case],
        vec![short("NCIRSC", "")],
        vec![short("", "Roe")],
    ]);
    assert_eq!((root(&notes, 3, 0), root(&notes, 4, 0)), (1, 2));
}

#[test]
fn a_name_laid_down_by_the_note_is_known() {
    let text = "Ships.[1] Sail.[2] Far.[3]\n\nNotes\n\n[1] Kim, “Winter,” 2001 [hereinafter Cold Book].\n[2] Cold Book, 4.\n[3] Warm Book, 4.\n";
    let draft = (crate::draft::plain::READER.read)(FileId::nth(0), &crate::text::Text::new("a.txt", text));
    let at = |note: NoteId, citation: Citation| Citation { span: draft.notes[note].view, ..citation };
    let cited = vec![
        read(vec![at(NoteId::nth(0), full("Kim", "Winter", 2001))]),
        read(vec![at(NoteId::nth(1), of(Form::OpCit, "", "Cold Book"))]),
        read(vec![at(NoteId::nth(2), of(Form::OpCit, "", "Warm Book"))]),
    ];
    let notes = resolve(&draft, cited);
    assert_eq!(target(&notes, 2, 0), &Target::Source(0));
    assert_eq!(target(&notes, 3, 0), &Target::Missing);
}

#[test]
fn words_whose_fields_were_not_read_may_still_name_a_work() {
    let text = "Ships.[1] Sail.[2] Far.[3]\n\nNotes\n\n[1] Kim.\n[2] Kim and Lee, Like War, 4.\n[3] Roe, Like War, 4.\n";
    let draft = (crate::draft::plain::READER.read)(FileId::nth(0), &crate::text::Text::new("a.txt", text));
    let at = |note: NoteId| Citation { span: draft.notes[note].view, ..short("", "") };
    let cited = vec![
        read(vec![full("Kim+Lee", "LikeWar: A History", 2001)]),
        read(vec![at(NoteId::nth(1))]),
        read(vec![at(NoteId::nth(2))]),
    ];
    let notes = resolve(&draft, cited);
    assert_eq!(target(&notes, 2, 0), &Target::Source(0));
    assert_eq!(target(&notes, 3, 0), &Target::None);
}

#[test]
fn name_and_title_alone_are_a_short_form_where_the_work_was_given_before() {
    let thin = || of(Form::Full, "Singer", "Winter");
    let notes = run(vec![
        vec![full("Singer", "Winter in Warsaw", 2001)],
        vec![thin()],
        vec![of(Form::Full, "Kim", "Trials")],
    ]);
    assert_eq!(root(&notes, 2, 0), 1);
    assert_eq!(notes.notes[NoteId::nth(1)].citations[0].form, Form::Short);
    assert_eq!(notes.notes[NoteId::nth(1)].kind, NoteKind::Short);
    assert_eq!(root(&notes, 3, 0), 3);
    assert_eq!(notes.notes[NoteId::nth(2)].citations[0].form, Form::Full);
}

#[test]
fn references_to_notes_are_followed_to_their_sources() {
    let notes = run(vec![
        vec![full("Kim", "One", 2001)],
        vec![ibid()],
        vec![],
        vec![supra(2, "", "")],
        vec![supra(3, "", "")],
        vec![supra(9, "", "")],
        vec![supra(7, "", "")],
        vec![ibid()],
        vec![supra(4, "", "")],
    ]);
    assert_eq!(root(&notes, 4, 0), 1);
    assert_eq!(target(&notes, 5, 0), &Target::Comment(NoteId::nth(2)));
    assert_eq!(root(&notes, 6, 0), 1);
    assert_eq!(target(&notes, 7, 0), &Target::Cycle);
    assert_eq!(target(&notes, 8, 0), &Target::None);
    assert_eq!(root(&notes, 9, 0), 1);
    let notes = run(vec![vec![supra(20, "", "")]]);
    assert_eq!(target(&notes, 1, 0), &Target::Missing);
}

#[test]
fn a_reference_to_a_note_of_several_works_is_told_by_name_or_title() {
    let both = || vec![full("Massad", "Winter in Warsaw", 2001), full("Lee", "Trials of Paris", 2002)];
    let notes = run(vec![
        both(),
        vec![supra(1, "Lee", "")],
        vec![supra(1, "", "Winter")],
        vec![supra(1, "Masad", "")],
        vec![supra(1, "", "")],
        vec![supra(1, "Robinson", "")],
    ]);
    assert_eq!(target(&notes, 2, 0), &Target::Source(1));
    assert_eq!(target(&notes, 3, 0), &Target::Source(0));
    assert_eq!(target(&notes, 4, 0), &Target::Source(0));
    assert_eq!(target(&notes, 5, 0), &Target::Ambiguous(vec![0, 1]));
    assert_eq!(target(&notes, 6, 0), &Target::Ambiguous(vec![0, 1]));
}

#[test]
fn a_reference_goes_by_its_number_whatever_it_names() {
    let notes = run(vec![
        vec![full("Kim", "One", 2001)],
        vec![full("Massad", "Two", 2002)],
        vec![supra(1, "Massad", "")],
    ]);
    assert_eq!(root(&notes, 3, 0), 1);
    assert_eq!(agrees(&notes.notes[NoteId::nth(2)].citations[0], notes.fullest(0)), Some(false));
    assert_eq!(agrees(&notes.notes[NoteId::nth(2)].citations[0], notes.fullest(1)), Some(true));
    assert_eq!(agrees(&supra(1, "", ""), notes.fullest(1)), None);
}

#[test]
fn rings_are_rings_and_notes_that_cite_each_other_are_not() {
    let notes = run(vec![
        vec![supra(2, "", "")],
        vec![supra(3, "", "")],
        vec![supra(1, "", "")],
        vec![supra(1, "", "")],
    ]);
    for note in 1..=3 {
        assert_eq!(target(&notes, note, 0), &Target::Cycle, "note {note}");
    }
    assert_eq!(target(&notes, 4, 0), &Target::None);
    let notes = run(vec![
        vec![full("Smith", "One", 2001), supra(2, "Massad", "")],
        vec![full("Massad", "Two", 2002), supra(1, "Smith", "")],
        vec![supra(4, "", "")],
        vec![full("Roe", "Three", 2003), supra(3, "", "")],
    ]);
    assert_eq!(target(&notes, 1, 1), &Target::Source(1));
    assert_eq!(target(&notes, 2, 1), &Target::Source(0));
    assert_eq!(target(&notes, 3, 0), &Target::Source(2));
    assert_eq!(target(&notes, 4, 1), &Target::Source(2));
    // An Ibid. after a pointer that points at the Ibid.
    let notes = run(vec![vec![supra(2, "", "")], vec![ibid()]]);
    assert_eq!((target(&notes, 1, 0), target(&notes, 2, 0)), (&Target::Cycle, &Target::Cycle));
}

#[test]
fn repeated_works_are_one_source() {
    let with_doi =
        |doi: &str, title: &str| Citation { doi: some(doi.to_owned()), ..full("Kim", title, 2001) };
    let at = |url: &str| Citation { url: some(url.to_owned()), ..of(Form::BareUrl, "", "") };
    let notes = run(vec![
        vec![full("Kim", "The Winter: A History", 2001), with_doi("10.1000/AB1", "Trials")],
        vec![full("Kim", "Winter", 2001), full("KIM", "the winter; a history", 2001)],
        vec![with_doi("https://doi.org/10.1000/ab1.", "Trails"), at("https://www.x.org/a/")],
        vec![at("http://x.org/a?utm_source=y"), at("https://x.org/b")],
    ]);
    assert_eq!(target(&notes, 2, 0), &Target::Source(0));
    assert_eq!(target(&notes, 2, 1), &Target::Source(0));
    assert_eq!(target(&notes, 3, 0), &Target::Source(1));
    assert_eq!(target(&notes, 4, 0), target(&notes, 3, 1));
    assert_ne!(target(&notes, 4, 1), target(&notes, 3, 1));
    assert_eq!(notes.sources.len(), 4);
}

#[test]
fn different_works_are_never_one() {
    let report = |body: &str, year: i16| {
        let date = found(NoteDate { year: Some(year), ..NoteDate::default() });
        Citation { date, publisher: found(body.to_owned()), ..of(Form::Full, "", "Annual Report 2014") }
    };
    let dated = |day: u8| {
        let mut one = full("Kim", "Ships Sail", 2001);
        one.date =
            found(NoteDate { year: Some(2001), month: Some(5), day: Some(day), ..NoteDate::default() });
        one
    };
    let chapter =
        |title: &str| Citation { isbn: some("0-306-40615-2".to_owned()), ..full("Kim", title, 2001) };
    let notes = run(vec![
        vec![report("Customs Office", 2015), report("Ministry of Ports", 2015)],
        vec![
            full("Kim", "One Winter", 2001),
            full("Kim", "One Winter", 2002),
            full("Lee", "One Winter", 2001),
        ],
        vec![dated(3), dated(4)],
        vec![chapter("Of Ships"), chapter("Of Harbours")],
    ]);
    assert_eq!(notes.sources.len(), 9);
    let notes = run(vec![vec![report("Customs Office", 2015)], vec![report("Customs Office", 2015)]]);
    assert_eq!(notes.sources.len(), 1);
}

#[test]
fn pages_of_one_site_are_several_and_a_work_that_moved_is_one() {
    let page = |url: &str, year: Option<i16>| {
        let mut one = full("Kim", "Register of Ships", 2001);
        one.url = some(url.to_owned());
        one.date =
            year.map_or(Field::Absent, |year| found(NoteDate { year: Some(year), ..NoteDate::default() }));
        one
    };
    let notes =
        run(vec![vec![page("x.org/a", None)], vec![page("x.org/b", None)], vec![page("x.org", None)]]);
    assert_eq!(notes.sources.len(), 2);
    let notes = run(vec![vec![page("x.org/a", Some(2001))], vec![page("y.org/b", Some(2001))]]);
    assert_eq!(notes.sources.len(), 1);
}

#[test]
fn one_daily_on_two_pages_is_two() {
    let paper = |page: &str| Citation {
        container: found("The Daily".to_owned()),
        locator: found(Locator { label: "page", value: page.to_owned() }),
        ..of(Form::Full, "", "")
    };
    let notes = run(vec![vec![paper("A1")], vec![paper("A4")]]);
    assert_eq!(notes.sources.len(), 2);
}
