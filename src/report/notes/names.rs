//! Works and dates in a few words.

use crate::lexicon::month_name;
use crate::notes::{Citation, Contributor, NoteDate};

/// "Kallender and Hughes", "Roth et al."
pub(super) fn families(people: &[Contributor]) -> String {
    match people {
        [] => String::new(),
        [one] => one.family.clone(),
        [one, other] => format!("{} and {}", one.family, other.family),
        [first, ..] => format!("{} et al.", first.family),
    }
}

/// Everyone, as printed: "Paul Kallender, Christopher W. Hughes".
pub(super) fn everyone(people: &[Contributor]) -> String {
    let one = |one: &Contributor| {
        if one.given.is_empty() {
            one.family.clone()
        } else if one.inverted {
            format!("{}, {}", one.family, one.given)
        } else {
            format!("{} {}", one.given, one.family)
        }
    };
    people.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// A work in a few words: authors and title, else what there is of it.
pub(in super::super) fn work(citation: &Citation, words: &str) -> String {
    let authors = families(citation.author_list());
    let title = citation.title.value().map(|title| format!("“{}”", title.text));
    match (authors.as_str(), title) {
        ("", Some(title)) => title,
        (authors, Some(title)) => format!("{authors}, {title}"),
        (_, None) => words.to_owned(),
    }
}

/// "3 May 2017", "spring 2014", "2010–2014", "n.d."
pub(in super::super) fn date(date: NoteDate) -> String {
    const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
    let Some(year) = date.year else {
        return if date.undated { "n.d." } else { "forthcoming" }.to_owned();
    };
    let named = |list: &[&str], number: Option<u8>| {
        number.and_then(|number| Some((*list.get(usize::from(number).checked_sub(1)?)?).to_owned()))
    };
    let parts = [
        date.about.then(|| "about".to_owned()),
        date.day.map(|day| day.to_string()),
        date.month.and_then(month_name).map(str::to_owned),
        named(&SEASONS, date.season),
        Some(date.until.map_or(year.to_string(), |until| format!("{year}–{until}"))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
