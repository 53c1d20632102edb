//! Sources as BibTeX, one entry a source.
//!
//! Entry types and fields are those of classic BibTeX; `doi`, `url`, `urldate`
//! and `day`, which it passes over, are those of its successors.

use std::fmt::Write as _;

use super::csl;
use crate::notes::{Citation, Contributor, NoteDate, Notes, WorkType};
use crate::report::clean;

/// Every source.
pub(super) fn render(notes: &Notes, keys: &[String]) -> String {
    let mut out = String::new();
    for (source, key) in keys.iter().enumerate() {
        if source > 0 {
            out.push('\n');
        }
        entry(&mut out, notes.fullest(source), key);
    }
    out
}

fn entry(out: &mut String, citation: &Citation, key: &str) {
    let (kind, outlet, house) = shape(citation);
    let _ = writeln!(out, "@{kind}{{{key},");
    let mut field = |name: &str, value: String| {
        // Months are names that BibTeX knows; braces would make words of them.
        let (open, close) = if name == "month" { ("", "") } else { ("{", "}") };
        if !value.is_empty() {
            let _ = writeln!(out, "  {name} = {open}{value}{close},");
        }
    };
    field("author", people(citation.author_list()));
    field("editor", citation.editors.as_ref().map_or(String::new(), |editors| people(&editors.value)));
    // A second pair of braces keeps capitals as the author wrote them.
    field(
        "title",
        citation.title.value().map_or(String::new(), |title| format!("{{{}}}", escape(&title.text))),
    );
    let container = citation.container.value().map_or(String::new(), |name| escape(name));
    let publisher = citation.publisher.value().map_or(String::new(), |name| escape(name));
    field(outlet, container);
    field(house, publisher);
    let plain = |field: &Option<crate::span::Spanned<String>>| {
        field.as_ref().map_or(String::new(), |found| escape(&found.value))
    };
    field("address", plain(&citation.place));
    field("edition", plain(&citation.edition));
    field("volume", plain(&citation.volume));
    let issue = if citation.issue.is_some() { &citation.issue } else { &citation.number };
    field("number", plain(issue));
    field("pages", plain(&citation.extent).replace(['–', '—', '‐', '‑'], "--"));
    if let Some(date) = citation.date.value() {
        dates(&mut field, *date);
    }
    let id = |field: &Option<crate::span::Spanned<String>>| {
        field.as_ref().map_or(String::new(), |found| verbatim(&found.value))
    };
    field("doi", id(&citation.doi));
    field("isbn", plain(&citation.isbn));
    field("issn", plain(&citation.issn));
    field("url", id(&citation.url));
    if let Some(accessed) = &citation.accessed {
        field("urldate", iso(accessed.value));
    }
    if let Some(arxiv) = &citation.arxiv {
        field("eprint", escape(&arxiv.value));
        field("archiveprefix", "arXiv".to_owned());
    }
    field("note", remarks(citation));
    out.push_str("}\n");
}

/// The entry type, and the names of its fields for container and publisher.
fn shape(citation: &Citation) -> (&'static str, &'static str, &'static str) {
    match citation.work {
        WorkType::Article | WorkType::News => ("article", "journal", "publisher"),
        WorkType::Book => ("book", "series", "publisher"),
        WorkType::Chapter => ("incollection", "booktitle", "publisher"),
        WorkType::Report => ("techreport", "series", "institution"),
        WorkType::Thesis => ("phdthesis", "series", "school"),
        WorkType::Paper => ("inproceedings", "booktitle", "publisher"),
        _ => ("misc", "howpublished", "organization"),
    }
}

fn people(people: &[Contributor]) -> String {
    let one = |one: &Contributor| {
        if one.body || one.given.is_empty() {
            format!("{{{}}}", escape(&one.family))
        } else {
            // Braces around what a comma or an "and" would tear apart.
            let safe = |name: &str| {
                let escaped = escape(name);
                let torn = name.contains(',')
                    || name.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
                if torn { format!("{{{escaped}}}") } else { escaped }
            };
            format!("{}, {}", safe(&one.family), safe(&one.given))
        }
    };
    people.iter().filter(|one| !one.family.trim().is_empty()).map(one).collect::<Vec<_>>().join(" and ")
}

fn dates(field: &mut impl FnMut(&str, String), date: NoteDate) {
    if let Some(year) = date.year {
        field("year", year.to_string());
    }
    if let Some(month) = date.month.and_then(crate::lexicon::month_name).and_then(|name| name.get(..3)) {
        // BibTeX's own names of the months: `jan`, `sep`.
        field("month", month.to_lowercase());
    }
    if let Some(day) = date.day {
        field("day", day.to_string());
    }
}

fn iso(date: NoteDate) -> String {
    let month = date.month.filter(|month| (1..=12).contains(month));
    match (date.year, month, date.day.filter(|day| (1..=31).contains(day))) {
        (Some(year), Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(year), Some(month), None) => format!("{year:04}-{month:02}"),
        (Some(year), ..) => format!("{year:04}"),
        _ => String::new(),
    }
}

/// What has no field of its own.
fn remarks(citation: &Citation) -> String {
    const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
    let mut remarks = Vec::new();
    if let Some(date) = citation.date.value() {
        if date.undated {
            remarks.push("undated".to_owned());
        }
        if date.year.is_none() && !date.undated {
            remarks.push("forthcoming".to_owned());
        }
        if date.about {
            remarks.push("date uncertain".to_owned());
        }
        remarks.extend(date.until.map(|until| format!("until {until}")));
        let season = date.season.and_then(|season| SEASONS.get(usize::from(season).checked_sub(1)?));
        remarks.extend(season.map(|season| (*season).to_owned()));
    }
    if let Some(copy) = &citation.archive {
        let at = escape(&copy.value.url);
        remarks.extend((!at.is_empty()).then(|| format!("copy at {}: {at}", csl::archive(&copy.value))));
    }
    remarks.join("; ")
}

/// Words for TeX. BibTeX counts braces even behind a backslash, so an odd one
/// needs a name.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            // Signs that turn the direction of writing are for a screen; TeX has its own.
            c if clean::is_unsafe(c) => {}
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// An identifier or address: kept as it is, what would end the field encoded.
fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            '$' => out.push_str("%24"),
            c if clean::is_unsafe(c) || c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}
