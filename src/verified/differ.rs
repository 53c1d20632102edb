//! A registry's description of a work held against the citation: is it the same work, and where do they differ?
//!
//! Precision first: what may be a custom of citing (a short title, "et al.", an abbreviated journal, the year in
//! print and the year online) is no difference, and writings that cannot be compared are not.

use crate::notes::{Citation, Script, fold};
use crate::span::Span;

use super::work::Work;

/// What of a citation is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fielded {
    /// The title.
    Title,
    /// An author.
    Author,
    /// The year.
    Year,
    /// The journal, book or site.
    Outlet,
}

impl Fielded {
    /// Its name for people.
    pub fn said(self) -> &'static str {
        match self {
            Fielded::Title => "title",
            Fielded::Author => "author",
            Fielded::Year => "year",
            Fielded::Outlet => "outlet",
        }
    }
}

/// Where note and registry differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// In what.
    pub field: Fielded,
    /// What the note says.
    pub note: String,
    /// Where, in the view.
    pub span: Span,
    /// What the registry says.
    pub registry: String,
}

/// What came of comparing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// The same work, as far as both tell; with the differences, if there are any.
    Same(Vec<Difference>),
    /// Another work: neither the title nor anything else fits.
    Other {
        /// What the note says.
        note: String,
        /// What the registry says.
        registry: String,
    },
    /// The note or the registry says too little.
    Unknown,
}

/// Holds a registry's description against a citation.
pub fn compare(citation: &Citation, work: &Work) -> Compared {
    let title = title_fits(citation, work);
    let author = author_fits(citation, work);
    let year = year_fits(citation, work);
    let outlet = outlet_fits(citation, work);
    if title == Some(false) && author != Some(true) {
        // A title alone may be translated, or misread by us: something else has to speak against it too.
        let against = [author, year, outlet].iter().filter(|fits| **fits == Some(false)).count();
        let on_its_side = year == Some(true) && outlet == Some(true);
        if against > 0 && !on_its_side {
            return Compared::Other { note: described(citation), registry: told(work) };
        }
    }
    if title.is_none() && author.is_none() && year.is_none() && outlet.is_none() {
        return Compared::Unknown;
    }
    let mut found = Vec::new();
    if title == Some(false) || title_slips(citation, work) {
        found.extend(citation.title.value().zip(citation.title.span()).map(|(title, span)| Difference {
            field: Fielded::Title,
            note: title.text.clone(),
            span,
            registry: work.title.clone(),
        }));
    }
    found.extend(authors_amiss(citation, work));
    if year == Some(false)
        && let Some((date, span)) = citation.date.value().zip(citation.date.span())
    {
        let note = date.year.map(|year| year.to_string()).unwrap_or_default();
        let years: Vec<String> = work.years.iter().map(ToString::to_string).collect();
        found.push(Difference { field: Fielded::Year, note, span, registry: years.join(" and ") });
    }
    if outlet == Some(false)
        && let Some((name, span)) = citation.container.value().zip(citation.container.span())
    {
        let registry = work.outlets.first().cloned().unwrap_or_default();
        found.push(Difference { field: Fielded::Outlet, note: name.clone(), span, registry });
    }
    Compared::Same(found)
}

/// Whether a work that was found by its title is surely the one that is cited: the title fits, and an author, or the
/// year where one side names no author.
pub fn fits(citation: &Citation, work: &Work) -> bool {
    let author = author_fits(citation, work);
    title_fits(citation, work) == Some(true)
        && (author == Some(true) || author.is_none() && year_fits(citation, work) == Some(true))
}

/// A citation in few words.
fn described(citation: &Citation) -> String {
    let title = citation.title.value().map(|title| format!("“{}”", title.text)).unwrap_or_default();
    let author = citation.author_list().first().map(|author| author.family.clone()).unwrap_or_default();
    [author, title].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A work in few words: its first author, title, outlet and year.
pub fn told(work: &Work) -> String {
    let mut parts = Vec::new();
    match work.authors.as_slice() {
        [] => {}
        [one] => parts.push(one.clone()),
        [one, ..] => parts.push(format!("{one} and others")),
    }
    if !work.title.is_empty() {
        parts.push(format!("“{}”", work.title));
    }
    parts.extend(work.outlets.first().or(work.publishers.first()).cloned());
    parts.extend(work.years.iter().max().map(ToString::to_string));
    parts.join(", ")
}

/// Whether two folded titles are one, as titles are cited: whole, without the subtitle, with a slip of the pen.
fn is_title(one: &str, other: &str) -> bool {
    fold::fit(one, other).max(fold::fit(other, one)) >= fold::Fit::Good
        || fold::same_glued(one, other)
        || one.chars().count() > 12 && strsim::normalized_damerau_levenshtein(one, other) > 0.8
}

fn is_latin(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_none_or(|c| u32::from(c) < 0x250)
}

/// Whether the titles are one; `None` if that cannot be said. The title of the book that a chapter is in counts too,
/// on either side: a DOI may be that of the whole.
fn title_fits(citation: &Citation, work: &Work) -> Option<bool> {
    let title = citation.title.value().map(|title| title.text.as_str())?;
    let theirs: Vec<&str> = std::iter::once(work.title.as_str())
        .chain(work.titles.iter().map(String::as_str))
        .filter(|title| !title.is_empty())
        .collect();
    let comparable = citation.script == Script::Latin && is_latin(title);
    let theirs: Vec<&&str> = theirs.iter().filter(|title| is_latin(title) == comparable).collect();
    if theirs.is_empty() || !comparable && !theirs.iter().any(|their| fold::fold(their) == fold::fold(title))
    {
        return None;
    }
    let mine: Vec<String> = std::iter::once(title)
        .chain(citation.container.value().map(String::as_str))
        .map(fold::title)
        .filter(|title| !title.is_empty())
        .collect();
    let mut books = work.outlets.iter().map(|outlet| fold::title(outlet));
    let theirs: Vec<String> = theirs.iter().map(|title| fold::title(title)).collect();
    let fits = mine.iter().any(|mine| theirs.iter().any(|their| is_title(mine, their)))
        || mine.first().is_some_and(|mine| books.any(|book| is_title(mine, &book)));
    Some(fits)
}

/// Whether the title differs from the registry's by letters only: one of them has a slip.
fn title_slips(citation: &Citation, work: &Work) -> bool {
    let Some(title) = citation.title.value().map(|title| fold::title(&title.text)) else { return false };
    let theirs = fold::title(&work.title);
    // Letters are counted, so only in titles of a usual length.
    if theirs.is_empty() || fold::same_glued(&title, &theirs) || title.len().max(theirs.len()) > 300 {
        return false;
    }
    let whole = fold::same_glued(&fold::main_title(&work.title), &title);
    let near = title.split(' ').count() == theirs.split(' ').count()
        && strsim::damerau_levenshtein(&title, &theirs) <= 2;
    near && !whole
}

/// Whether one family name may be the other: as it stands, with or without its particles.
fn is_name(one: &str, other: &str) -> bool {
    let part = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
            || long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
    };
    one == other || part(one, other) || part(other, one) || fold::same_glued(one, other)
}

/// Whether an author or editor of the note is one of the registry's; `None` if one side names none.
fn author_fits(citation: &Citation, work: &Work) -> Option<bool> {
    let editors = citation.editors.iter().flat_map(|editors| &editors.value);
    let mine: Vec<String> = citation
        .author_list()
        .iter()
        .chain(editors)
        .take(20)
        .map(|one| fold::fold(one.family.trim_end_matches(" et al.").trim_end_matches(" et al")))
        .filter(|name| !name.is_empty())
        .collect();
    let theirs: Vec<String> = work.authors.iter().take(200).map(|name| fold::fold(name)).collect();
    if mine.is_empty() || theirs.is_empty() {
        return None;
    }
    let near = |a: &str, b: &str| is_name(a, b) || a.len() >= 5 && strsim::damerau_levenshtein(a, b) <= 1;
    let shared = mine.iter().any(|mine| theirs.iter().any(|their| near(mine, their)));
    // A body may be called in many ways: that it is not the same words says nothing.
    let bodies = citation.author_list().iter().all(|one| one.body);
    if !shared && bodies { None } else { Some(shared) }
}

/// Authors of the note whom the registry does not name. Only where at least one is shared: a list in which no name
/// fits is that of another work, or of its editors.
fn authors_amiss(citation: &Citation, work: &Work) -> Vec<Difference> {
    if author_fits(citation, work) != Some(true) {
        return Vec::new();
    }
    let theirs: Vec<(String, &String)> = work.authors.iter().map(|name| (fold::fold(name), name)).collect();
    let amiss = citation.author_list().iter().filter(|one| !one.body).take(20).filter_map(|one| {
        let mine = fold::fold(one.family.trim_end_matches(" et al.").trim_end_matches(" et al"));
        if mine.is_empty() || theirs.iter().any(|(their, _)| is_name(&mine, their)) {
            return None;
        }
        let distance = |their: &str| strsim::damerau_levenshtein(&mine, their);
        let near = theirs.iter().map(|(their, name)| (distance(their), *name)).min();
        let registry = match near {
            Some((distance, name)) if distance <= 2 && mine.len() >= 4 => name.clone(),
            _ => work.authors.iter().take(3).cloned().collect::<Vec<_>>().join(", "),
        };
        Some(Difference { field: Fielded::Author, note: one.family.clone(), span: one.span, registry })
    });
    amiss.collect()
}

/// Whether the year is one of the registry's. A year beside the only one that the registry knows may be that of the
/// other form, in print or online.
fn year_fits(citation: &Citation, work: &Work) -> Option<bool> {
    let date = citation.date.value().filter(|date| !date.about)?;
    let from = date.year?;
    let until = date.until.unwrap_or(from).max(from);
    if work.years.is_empty() {
        return None;
    }
    let slack = i16::from(work.years.len() == 1);
    Some(work.years.iter().any(|year| (from - slack..=until + slack).contains(year)))
}

/// Whether the outlet is one of the registry's; `None` where they share a word, or one is not known.
fn outlet_fits(citation: &Citation, work: &Work) -> Option<bool> {
    let mine = fold::title(citation.container.value()?);
    let folded = |names: &[String]| {
        names.iter().map(|name| fold::title(name)).filter(|name| !name.is_empty()).collect::<Vec<_>>()
    };
    let (theirs, publishers) = (folded(&work.outlets), folded(&work.publishers));
    if mine.is_empty() || !is_latin(&mine) {
        return None;
    }
    let fits = |their: &String| {
        fold::fit(&mine, their).max(fold::fit(their, &mine)) >= fold::Fit::Good
            || shortens(&mine, their)
            || shortens(their, &mine)
    };
    if theirs.iter().chain(&publishers).any(fits) {
        return Some(true);
    }
    let shares = |their: &String| {
        fold::telling(&mine).any(|word| fold::telling(their).any(|other| other == word)) || !is_latin(their)
    };
    // A publisher is no other outlet: the registry only says less.
    if theirs.is_empty() || theirs.iter().any(shares) { None } else { Some(false) }
}

/// Whether one name is a short form of another: "j strat stud" or "jss" of "journal of strategic studies".
fn shortens(short: &str, long: &str) -> bool {
    let mut rest = long.split(' ');
    let words = short.split(' ').filter(|word| !word.is_empty());
    let abbreviated =
        words.clone().count() > 1 && words.clone().all(|word| rest.any(|whole| whole.starts_with(word)));
    let initials: String =
        long.split(' ').filter(|word| word.len() > 3).filter_map(|word| word.chars().next()).collect();
    let every: String = long.split(' ').filter_map(|word| word.chars().next()).collect();
    abbreviated || short.len() > 1 && (initials == short || every == short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::{Hints, parse};

    fn citation(words: &str) -> Citation {
        parse(words, &Hints::default()).citations.into_iter().next().expect("a citation")
    }

    fn work(title: &str, authors: &[&str], years: &[i16], outlet: &str) -> Work {
        Work {
            title: title.to_owned(),
            authors: authors.iter().map(ToString::to_string).collect(),
            years: years.to_vec(),
            outlets: vec![outlet.to_owned()],
            ..Work::default()
        }
    }

    const NOTE: &str = "Ann Reed, “Ports and Power: Harbours in Wartime,” Journal of Harbour Studies 40, no. 1 (2017): \
                        118–45, doi:10.1080/01402390.2016.1233493.";

    fn differences(words: &str, work: &Work) -> Vec<(Fielded, String)> {
        match compare(&citation(words), work) {
            Compared::Same(found) => found.into_iter().map(|it| (it.field, it.registry)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn customs_of_citing_are_no_differences() {
        for fitting in [
            work(
                "Ports and Power: Harbours in Wartime",
                &["Reed"],
                &[2016, 2017],
                "Journal of Harbour Studies",
            ),
            work("Ports and Power", &["Reed", "Lind"], &[2017], "J. Harb. Stud."),
            work(
                "Ports and power: harbours in wartime",
                &["van Reed"],
                &[2018],
                "The Journal of Harbour Studies",
            ),
            work("PORTS AND POWER : HARBOURS IN WARTIME", &[], &[], ""),
        ] {
            assert_eq!(differences(NOTE, &fitting), [], "{fitting:?}");
        }
    }

    #[test]
    fn each_difference_is_found() {
        let of = |title: &str, authors: &[&str], years: &[i16], outlet: &str| {
            differences(NOTE, &work(title, authors, years, outlet))
        };
        let title = "Ports and Power: Harbours in Wartime";
        let outlet = "Journal of Harbour Studies";
        assert_eq!(
            of(title, &["Reed"], &[2012, 2013], outlet),
            [(Fielded::Year, "2012 and 2013".to_owned())]
        );
        assert_eq!(
            of(title, &["Reed"], &[2017], "Chemical Letters"),
            [(Fielded::Outlet, "Chemical Letters".to_owned())]
        );
        assert_eq!(
            of("Ports and Tower: Harbours in Wartime", &["Reed"], &[2017], outlet)[0].0,
            Fielded::Title
        );
        let two = NOTE.replace("Ann Reed", "Ann Reed and Bo Linde");
        let found = differences(&two, &work(title, &["Reed", "Lindh"], &[2017], outlet));
        assert_eq!(found, [(Fielded::Author, "Lindh".to_owned())]);
    }

    #[test]
    fn another_work_is_told_from_a_difference() {
        let other = work("Growth of Crystals in Brine", &["Ortega"], &[1998], "Chemical Letters");
        assert!(matches!(compare(&citation(NOTE), &other), Compared::Other { .. }));
        // A translated title of the same author is a difference, not another work.
        let translated = work("Hafen und Macht", &["Reed"], &[2017], "Journal of Harbour Studies");
        assert!(matches!(compare(&citation(NOTE), &translated), Compared::Same(_)));
        // A title alone says too little.
        let alone = work("Growth of Crystals in Brine", &[], &[], "");
        assert!(matches!(compare(&citation(NOTE), &alone), Compared::Same(_)), "no other sign");
        assert_eq!(compare(&citation(NOTE), &Work::default()), Compared::Unknown);
    }
}
