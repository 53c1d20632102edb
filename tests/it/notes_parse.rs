//! The note parser on arbitrary, mutated and hostile notes: no panic, every
//! span inside the words and on character boundaries, bounded time.

use claimlint::inside::notes::{Citation, Field, Form, Hints, NoteKind, ReadNote, parse};
use claimlint::inside::span::Span;
use proptest::prelude::*;

/// Notes of many styles, written for these tests.
const NOTES: &[&str] = &[
    "Kallender, Paul, and Christopher W. Hughes, “Japan’s ‘Cyber Power’,” Journal of Studies 40, no. 1–2 (January 2, 2017): 118–45, doi:10.1080/01402390.2016.1233493.",
    "Smith, J., & Jones, K. L. (2019). Why the web is broken. Journal of Webs, 12(3), 45–67. https://doi.org/10.1000/x(1)y.",
    "See also Roe v. Wade, 410 U.S. 113, 120 (1973); but see 8 U.S.C. § 1160(h) (1994).",
    "Ibid., 56. See Massad, supra note 32, at 12; Smith (n 12) 45.",
    "岡田太郎「日本の安全保障」『国際政治』第12号(2015年)、34頁。",
    "Jane Doe, \"A Chapter,\" in The Book, ed. John Roe, 2nd ed. (New York: Viking, 1999), 12–34, accessed May 3, 2020, https://web.archive.org/web/20090603192345/http://x.org/.",
    "The term “groupware” was coined in 1978. For more, see Fred Turner, The Surround (Chicago: University of Chicago Press, 2013).",
    "Müller, „Der Titel“, in: Zeitung, 12. März 2018, S. 4; « Le titre », Le Monde, 3 mai 2019; “Never closed, The Institute (2012: 265-285.",
];

fn check(words: &str, note: &ReadNote) {
    let fits = |span: Span| {
        assert!(words.get(span.range()).is_some(), "{span:?} is outside {words:?}");
    };
    note.comments.iter().copied().for_each(fits);
    for citation in &note.citations {
        spans(citation).into_iter().for_each(|span| {
            fits(span);
        });
    }
}

fn spans(citation: &Citation) -> Vec<Span> {
    let mut found = vec![citation.span];
    found.extend(citation.form_span);
    found.extend(&citation.rest);
    found.extend(citation.signal.as_ref().map(|it| it.span));
    for list in [citation.authors.span().map(|_| citation.author_list())].into_iter().flatten() {
        found.extend(list.iter().map(|it| it.span));
    }
    found.extend(citation.editors.iter().flat_map(|it| it.value.iter().map(|it| it.span)));
    found.extend(
        [
            citation.authors.span(),
            citation.title.span(),
            citation.container.span(),
            citation.publisher.span(),
            citation.locator.span(),
            citation.date.span(),
        ]
        .into_iter()
        .flatten(),
    );
    found.extend(citation.accessed.as_ref().map(|it| it.span));
    found.extend(citation.archive.as_ref().map(|it| it.span));
    found.extend(citation.reference.as_ref().map(|it| it.span));
    let texts = [
        &citation.place,
        &citation.edition,
        &citation.volume,
        &citation.issue,
        &citation.extent,
        &citation.number,
        &citation.doi,
        &citation.isbn,
        &citation.issn,
        &citation.arxiv,
        &citation.handle,
        &citation.url,
    ];
    found.extend(texts.into_iter().flatten().map(|it| it.span));
    found
}

fn read(words: &str) -> ReadNote {
    let note = parse(words, &Hints::default());
    check(words, &note);
    note
}

#[test]
fn notes_cut_at_every_character_are_read() {
    for note in NOTES {
        for (at, _) in note.char_indices() {
            read(&note[..at]);
            read(&note[at..]);
        }
    }
}

#[test]
fn notes_with_marks_lost_or_swapped_are_read() {
    for note in NOTES {
        for (at, c) in note.char_indices().filter(|(_, c)| !c.is_alphanumeric() && *c != ' ') {
            let rest = &note[at + c.len_utf8()..];
            for other in ["", "“", "”", "\"", "(", ")", ".", ";", "\n", "‘"] {
                read(&format!("{}{other}{rest}", &note[..at]));
            }
        }
    }
}

#[test]
fn notes_joined_are_read() {
    for first in NOTES {
        for second in NOTES {
            for between in ["", " ", "; ", ". ", "\n", ", "] {
                read(&format!("{first}{between}{second}"));
            }
        }
    }
}

#[test]
fn hostile_notes_take_bounded_time() {
    let unit = [
        "; ",
        "“",
        "(",
        "see ",
        "Smith, ",
        "no. 1, ",
        "1 (2",
        "10.1000/(",
        "ibid. ",
        "supra note 1 ",
        "A. ",
        "v. ",
        "https://a.b/(",
        "‘a",
        "2019 ",
        "ed. ",
        "May ",
        "12, ",
        "“a” ",
        "U.S. 1 ",
        "and ",
        "12(3) ",
        "Jan. 2, 2019. ",
        "is “a” see ",
        "Foo Bar, Title (2019). ",
        "\n",
        "日本",
        "http://",
        "in “",
        "].[",
    ];
    for unit in unit {
        read(&unit.repeat(200_000 / unit.len()));
    }
}

#[test]
fn italics_that_lie_across_anything_are_read() {
    for words in NOTES {
        let ends: Vec<usize> = words.char_indices().map(|(at, _)| at).chain([words.len()]).collect();
        for pair in ends.windows(9).step_by(3) {
            let hints = Hints { italics: vec![Span::new(pair[0], pair[8])], links: Vec::new() };
            check(words, &parse(words, &hints));
        }
    }
}

#[test]
fn hints_off_the_boundaries_or_past_the_end_are_survived() {
    let hints = Hints {
        italics: vec![Span::new(1, 2), Span::new(4, 9999), Span::new(9999, 10000)],
        links: vec![(Span::new(0, 9999), "https://x.org".to_string())],
    };
    check(NOTES[4], &parse(NOTES[4], &hints));
    check("", &parse("", &hints));
}

proptest! {
    #[test]
    fn any_text_is_read(words in "\\PC{0,200}") {
        read(&words);
    }

    #[test]
    fn any_mix_of_cues_is_read(parts in prop::collection::vec(prop::sample::select(vec![
        "Smith", "J.", ",", ".", ";", ":", "(", ")", "“", "”", "\"", "‘", "’", "2019", "May", "12", "no.", "vol.", "pp.",
        "ed.", "eds.", "in", "and", "&", "see", "See", "also", "Ibid.", "op. cit.", "supra", "note", "4", "accessed",
        "https://x.org/a", "10.1000/x", "University", "Press", "Times", "v.", "U.S.", "§", "日本", "–", "/", "\n", " ", "et al.",
        "et", "al", "The", "is", "COM", "A", "S.", "H.R.", "Cong.", "[", "]", "*", "n.d.", "c.", "doi:", "ISBN", "97",
    ]), 0..60)) {
        read(&parts.join(" "));
        read(&parts.concat());
    }
}

#[test]
fn forms_and_kinds() {
    let kind = |words: &str| read(words).kind;
    assert_eq!(kind("Ibid."), NoteKind::Ibid);
    assert_eq!(kind("Id. at 34–35."), NoteKind::Ibid);
    assert_eq!(kind("Pistor, op. cit."), NoteKind::OpCit);
    assert_eq!(kind("See note 4 above."), NoteKind::CrossReference);
    assert_eq!(kind("Massad, supra note 32, at 12."), NoteKind::CrossReference);
    assert_eq!(kind("https://x.org/a"), NoteKind::BareUrl);
    assert_eq!(kind("Roe v. Wade, 410 U.S. 113 (1973)."), NoteKind::Legal);
    assert_eq!(kind("S. 1356, 116th Cong. (2019)."), NoteKind::Legal);
    assert_eq!(kind("Singer and Brooking, Like War, 141."), NoteKind::Short);
    assert_eq!(kind("We will return to this in the next chapter."), NoteKind::Comment);
    assert_eq!(kind("See Appendix A for definitions of key terms."), NoteKind::Comment);
    assert_eq!(kind("Ibid. See also Jane Doe, “Title,” Times, May 3, 2019."), NoteKind::Several);
    assert_eq!(kind(""), NoteKind::Comment);
}

#[test]
fn a_slip_makes_nothing_surely_absent() {
    for words in [
        "Jane Doe, “Never closed, The Institute, May 3, 2019.",
        "Jane Doe, “Title,” Journal of Things 12 (2019: 3–9.",
        "Jane Doe, “Title,” and some words nobody knows, 2019.",
    ] {
        let note = read(words);
        for citation in &note.citations {
            let absent =
                [citation.authors.is_absent(), citation.date.is_absent(), citation.publisher.is_absent()];
            assert!(!absent.contains(&true), "{words}: {citation:?}");
        }
    }
}

#[test]
fn only_full_citations_have_absent_fields() {
    for words in NOTES {
        for citation in read(words).citations {
            if citation.form != Form::Full {
                assert!(!citation.date.is_absent(), "{words}");
                assert!(!matches!(citation.authors, Field::Absent));
            }
        }
    }
}

#[test]
fn a_day_of_access_is_known_in_other_languages() {
    for words in [
        "Statens Skogvesen, « Sols », page consultée le 19 mai 2020, https://sols.example/a.",
        "INE, «Moinhos», consultado em 3 de junho de 2015, https://ine.example/moinhos.",
        "Istat, «Mulini», consultato il 3 marzo 2016, https://istat.example/mulini.",
        "CBS, ‘Molens’, geraadpleegd op 3 mei 2020, https://cbs.example/molens.",
    ] {
        let note = parse(words, &Hints::default());
        let [only] = note.citations.as_slice() else { panic!("{words}: {note:?}") };
        assert!(only.accessed.is_some() && !only.date.is_found(), "{words}: {only:?}");
    }
}

#[test]
fn two_works_joined_behind_a_whole_date_are_two() {
    let two = "Ida Moe, “Snow Rights,” Alpine Post, June 2, 2018 and Carl Ode, “Snow Wrongs,” Fjord Weekly, May 3, 2019.";
    assert_eq!(parse(two, &Hints::default()).citations.len(), 2);
    // Near miss: one work with two authors.
    let one = "Ida Moe and Carl Ode, “Snow Rights,” Alpine Post, June 2, 2018.";
    assert_eq!(parse(one, &Hints::default()).citations.len(), 1);
}

#[test]
fn a_bracket_may_say_that_there_is_no_date() {
    let note =
        parse("Lim, S. (no date) Snow pressure. Available at: https://lim.example/snow", &Hints::default());
    let [only] = note.citations.as_slice() else { panic!("{note:?}") };
    assert!(only.date.value().is_some_and(|date| date.undated), "{only:?}");
}

#[test]
fn pointers_are_known_in_other_languages() {
    for words in [
        "Lind (Anm. 12), S. 2010.",
        "Lind (wie Anm. 12), S. 40.",
        "Lind, wie Anm. 12, S. 40.",
        "Siehe Anm. 12.",
        "Vgl. noot 12 infra.",
        "Véase la nota 12 supra.",
        "Véase la nota 12.",
    ] {
        let note = parse(words, &Hints::default());
        let number = note.citations.first().and_then(|it| it.reference.as_ref()).map(|it| it.value.number);
        assert_eq!(number, Some(12), "{words}: {note:?}");
    }
}

#[test]
fn words_that_point_back_are_known_in_other_languages() {
    for (words, form) in [
        ("Ebda., S. 14.", Form::Ibid),
        ("Vgl. ebd., S. 14.", Form::Ibid),
        ("Ibídem, p. 14.", Form::Ibid),
        ("Ídem, p. 14.", Form::Ibid),
        ("Moreau, a. a. O., S. 20.", Form::OpCit),
        ("Moreau, ob. cit., p. 20.", Form::OpCit),
        ("Moreau, obra citada, p. 20.", Form::OpCit),
        ("A. Moreau, ouvr. cité, p. 20.", Form::OpCit),
        ("A. Moreau, art. cit., p. 20.", Form::OpCit),
        // Near misses: names and titles that begin so.
        ("Ebdal, *Nets*, p. 14.", Form::Short),
        ("Moreau, *Ouvrages d’art*, p. 20.", Form::Short),
        ("Moreau, Obra muerta, p. 20.", Form::Short),
    ] {
        let note = parse(words, &Hints::default());
        assert_eq!(note.citations.first().map(|it| it.form), Some(form), "{words}: {note:?}");
    }
}

#[test]
fn months_cut_short_and_days_of_access_are_known_in_other_languages() {
    for (words, day) in [
        ("Moreau, „Netze“, Hafenblatt, 4. Dez. 2019.", (2019, 12)),
        ("Moreau, „Netze“, Hafenblatt, 4. Okt. 2019.", (2019, 10)),
        ("Moreau, « Filets », Le Port, 4 févr. 2018.", (2018, 2)),
        ("Moreau, « Filets », Le Port, 4 juil. 2018.", (2018, 7)),
        ("Moreau, «Redes», El Puerto, 4 de setiembre de 2018.", (2018, 9)),
        ("Moreau, «Redes», El Puerto, 4 de dic. de 2018.", (2018, 12)),
    ] {
        let note = parse(words, &Hints::default());
        let date = note.citations.first().and_then(|it| it.date.value().cloned());
        let date = date.and_then(|date| Some((date.year?, date.month?)));
        assert_eq!(date, Some(day), "{words}: {note:?}");
    }
    for words in [
        "INE, «Redes», recuperado el 3 de junio de 2018, https://ine.example/redes.",
        "INE, «Redes» [consulta: 3 de junio de 2018], https://ine.example/redes.",
    ] {
        let note = parse(words, &Hints::default());
        let [only] = note.citations.as_slice() else { panic!("{words}: {note:?}") };
        assert!(only.accessed.is_some() && !only.date.is_found(), "{words}: {only:?}");
    }
}
