//! Resolution of hostile notes comes to an end, and its targets are sound.

use proptest::prelude::*;

use super::*;

#[test]
fn fifty_thousand_notes_come_to_an_end() {
    let mut cited: Vec<Vec<Citation>> = Vec::new();
    for index in 0..50_000u32 {
        cited.push(vec![match index % 10 {
            0 => full("Kim", &format!("Winter {index}"), 2001),
            1 => short("Kim", &format!("Winter {}", index - 1)),
            2 => short("Kim", ""),
            3 => supra(index + 2, "", ""),
            4 => full("Lee", "Annual Report", 2001),
            5 => of(Form::OpCit, "Kym", "Winter"),
            6 => supra(index + 11, "Kim", ""),
            7 => short("", "Winter"),
            _ => ibid(),
        }]);
    }
    let notes = run(cited);
    assert_eq!(notes.notes.len(), 50_000);
    // One long chain of pointers, then one long chain of Ibids.
    let notes = run((0..50_000).map(|index| vec![supra(index + 2, "", "")]).collect());
    assert_eq!(target(&notes, 50_000, 0), &Target::Missing);
    let notes = run((0..50_000)
        .map(|index| vec![if index == 0 { full("Kim", "One", 2001) } else { ibid() }])
        .collect());
    assert_eq!(root(&notes, 50_000, 0), 1);
}

#[test]
fn one_note_of_many_citations_comes_to_an_end() {
    let mut many: Vec<Citation> =
        (0..20_000).map(|index| full("Kim", &format!("Winter {index}"), 2001)).collect();
    many.extend((0..20_000).map(|index| supra(1 + index % 3, "Kim", "")));
    let notes = run(vec![many.clone(), many, vec![ibid()]]);
    assert!(matches!(target(&notes, 3, 0), Target::Ambiguous(list) if list.len() == short::MOST_LISTED));
}

fn any_citation() -> impl Strategy<Value = Citation> {
    let name = prop_oneof![Just(""), Just("Kim"), Just("Lee"), Just("Kimm"), Just("Roe+Lee"), Just("日本")];
    let title =
        prop_oneof![Just(""), Just("Winter"), Just("Winter in Warsaw"), Just("Annual Report"), Just("冬")];
    (0..7usize, name, title, 0..12u32, 2000..2003i16).prop_map(|(form, name, title, number, year)| match form
    {
        0 => full(name, title, year),
        1 => short(name, title),
        2 => ibid(),
        3 => of(Form::OpCit, name, title),
        4 => Citation { url: some(format!("http://x.org/{number}")), ..of(Form::BareUrl, "", title) },
        5 => of(Form::Legal, "", title),
        _ => supra(number, name, title),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_targets_resolve_to_sound_ones(
        cited in proptest::collection::vec(proptest::collection::vec(any_citation(), 0..4), 0..12),
    ) {
        let notes = run(cited.clone());
        let count = notes.sources.len();
        for (at, citation) in notes.citations() {
            match &citation.target {
                Target::Source(source) => prop_assert!(notes.sources[*source].uses.contains(&at)),
                Target::Ambiguous(several) => {
                    prop_assert!(several.len() > 1 && several.iter().all(|source| *source < count));
                }
                Target::Comment(note) => prop_assert!(notes.notes[*note].citations.is_empty()),
                _ => {}
            }
            if matches!(citation.form, Form::Full | Form::Legal | Form::BareUrl) {
                prop_assert!(matches!(citation.target, Target::Source(_)));
            }
        }
        for work in &notes.sources {
            prop_assert!(work.uses.is_sorted_by_key(|at| (at.note, at.citation)) && !work.uses.is_empty());
        }
        let again = run(cited);
        prop_assert_eq!(notes, again);
    }
}
