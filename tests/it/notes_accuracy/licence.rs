//! What is wrong whatever the label leaves open: `open` is no licence to make things up.

use claimlint::inside::notes::Citation;
use claimlint::inside::span::Span;

use super::fields::{self, fold};
use super::fixture::{Labelled, Truth};

/// All faults of one citation that no open label excuses. `pages` is the page or range that must
/// be the extent or the place cited, if there is one.
pub fn faults(note: &Labelled, truth: &Truth, citation: &Citation, pages: &str) -> Vec<String> {
    let mut faults = Vec::new();
    inside_the_title(note, truth, citation, &mut faults);
    date_of_something_else(note, truth, citation, pages, &mut faults);
    person_of_a_body(truth, citation, &mut faults);
    let found = |label| fields::found(citation, label);
    let locator = found("locator").and_then(|it| it.split_once(' ').map(|(_, place)| place.to_string()));
    let wanted = fields::answers("extent", pages);
    let kept = |it: Option<String>| it.is_some_and(|it| wanted.contains(&it));
    if !pages.is_empty() && !kept(found("extent")) && !kept(locator) {
        faults.push(format!("pages: {pages} expected, got neither extent nor place"));
    }
    faults
}

/// An outlet, a place or a person that lies inside the title.
fn inside_the_title(note: &Labelled, truth: &Truth, citation: &Citation, faults: &mut Vec<String>) {
    let Some(title) = place_of(note, truth, "title", citation.span) else { return };
    let mut parts = vec![
        ("container", citation.container.span()),
        ("publisher", citation.publisher.span()),
        ("place", citation.place.as_ref().map(|it| it.span)),
    ];
    let persons = citation.author_list().iter().filter(|it| !it.body);
    parts.extend(persons.map(|it| ("author", Some(it.span))));
    for (label, span) in parts {
        if let Some(span) = span.filter(|span| title.holds(*span)) {
            faults.push(format!("{label}: {} lies inside the title", &note.words[span.range()]));
        }
    }
}

/// A date that is a part of the title, of a page or of a number.
fn date_of_something_else(
    note: &Labelled,
    truth: &Truth,
    citation: &Citation,
    pages: &str,
    faults: &mut Vec<String>,
) {
    let Some(span) = citation.date.span() else { return };
    let is_right = truth.fields.get("date").is_some_and(|it| {
        fields::found(citation, "date").is_some_and(|found| fields::answers("date", it).contains(&found))
    });
    if is_right {
        return;
    }
    let number = place_of(note, truth, "number", citation.span);
    let page = note.words[citation.span.range()].find(pages).filter(|_| !pages.is_empty()).map(|at| {
        let from = citation.span.start as usize + at;
        Span::new(from, from + pages.len())
    });
    for (name, place) in
        [("title", place_of(note, truth, "title", citation.span)), ("number", number), ("page", page)]
    {
        if place.is_some_and(|place| place.holds(span)) {
            faults.push(format!("date: {} lies inside the {name}", &note.words[span.range()]));
        }
    }
}

/// A person made out of a body.
fn person_of_a_body(truth: &Truth, citation: &Citation, faults: &mut Vec<String>) {
    let Some(label) = truth.fields.get("authors") else { return };
    let named = || label.split(" || ").flat_map(|list| list.split(" | "));
    let bodies: Vec<String> = named()
        .filter(|it| it.starts_with('{') && it.contains(' '))
        .map(|it| fold(it.trim_matches(['{', '}'])))
        .collect();
    let persons: Vec<String> = named().filter(|it| !it.starts_with('{')).map(fold).collect();
    for found in citation.author_list().iter().filter(|it| !it.body) {
        let (family, given) = (fold(&found.family), fold(&found.given));
        let of_person = persons.iter().any(|it| it.contains(&family));
        let of_body = bodies.iter().any(|it| it.contains(&family) && it.contains(&given));
        if of_body && !of_person {
            faults.push(format!("author: a person {family}, {given} made of a body"));
        }
    }
}

/// Where a labelled value stands in the citation; of several answers the shortest.
fn place_of(note: &Labelled, truth: &Truth, label: &str, within: Span) -> Option<Span> {
    let value = truth.fields.get(label)?.split(" || ").min_by_key(|it| it.len())?;
    let at = note.words[within.range()].find(value)?;
    let from = within.start as usize + at;
    Some(Span::new(from, from + value.len()))
}
