//! One plain form for each field, so that what the parser found and what the label
//! says can be compared: quotation marks, dashes, spaces, case and closing points do not count.

use claimlint::inside::notes::{Citation, Contributor, Field, Form, NoteDate, WorkType};
use claimlint::inside::span::{Span, Spanned};

/// What the parser found in a citation, label by label; `None` if nothing.
pub fn found(citation: &Citation, label: &str) -> Option<String> {
    match label {
        "signal" => citation.signal.as_ref().map(|it| kebab(&format!("{:?}", it.value))),
        "authors" => citation.authors.value().filter(|list| !list.is_empty()).map(|list| people(list)),
        "editors" => citation.editors.as_ref().map(|it| people(&it.value)),
        "title" => citation.title.value().map(|it| it.text.clone()),
        "container" => citation.container.value().cloned(),
        "publisher" => citation.publisher.value().cloned(),
        "place" => text(&citation.place),
        "edition" => text(&citation.edition),
        "volume" => text(&citation.volume),
        "issue" => text(&citation.issue),
        "extent" => text(&citation.extent),
        "locator" => citation.locator.value().map(|it| format!("{} {}", it.label, it.value)),
        "date" => citation.date.value().map(date),
        "accessed" => citation.accessed.as_ref().map(|it| date(&it.value)),
        "number" => text(&citation.number),
        "doi" => text(&citation.doi),
        "isbn" => text(&citation.isbn),
        "issn" => text(&citation.issn),
        "arxiv" => text(&citation.arxiv),
        "handle" => text(&citation.handle),
        "url" => text(&citation.url),
        "archive" => citation.archive.as_ref().map(|it| it.value.url.clone()),
        "reference" => citation.reference.as_ref().map(|it| {
            let below = if it.value.below { " below" } else { "" };
            format!("{}{below}", it.value.number)
        }),
        "work" => (citation.work != WorkType::Unknown).then(|| kebab(&format!("{:?}", citation.work))),
        _ => panic!("no such label: {label}"),
    }
    .map(|value| plain(label, &value))
}

/// The places of everything found in a citation.
pub fn places(citation: &Citation) -> Vec<Span> {
    fn of<T>(field: &Option<Spanned<T>>) -> Option<Span> {
        field.as_ref().map(|it| it.span)
    }
    let mut places = vec![citation.span];
    places.extend(citation.author_list().iter().map(|it| it.span));
    places.extend(citation.rest.iter().copied());
    let others = [
        citation.form_span,
        of(&citation.signal),
        citation.authors.span(),
        of(&citation.editors),
        citation.title.span(),
        citation.container.span(),
        citation.publisher.span(),
        of(&citation.place),
        of(&citation.edition),
        of(&citation.volume),
        of(&citation.issue),
        of(&citation.extent),
        citation.locator.span(),
        citation.date.span(),
        of(&citation.accessed),
        of(&citation.number),
        of(&citation.doi),
        of(&citation.isbn),
        of(&citation.issn),
        of(&citation.arxiv),
        of(&citation.handle),
        of(&citation.url),
        of(&citation.archive),
        of(&citation.reference),
    ];
    places.extend(others.into_iter().flatten());
    places
}

/// The right answers of a label's value.
pub fn answers(label: &str, value: &str) -> Vec<String> {
    value.split(" || ").map(|answer| plain(label, answer.trim())).collect()
}

/// What a field says of itself: found, surely absent, or unsure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Found,
    Absent,
    Unsure,
}

/// The state of what the missing-field rules ask for: `date`, `author`, `outlet`.
pub fn state(citation: &Citation, wanted: &str) -> State {
    fn of<T>(field: &Field<T>) -> State {
        match field {
            Field::Found(_) => State::Found,
            Field::Absent => State::Absent,
            Field::Unsure => State::Unsure,
        }
    }
    match wanted {
        "date" => of(&citation.date),
        "author" => of(&citation.authors),
        "outlet" => match (of(&citation.container), of(&citation.publisher)) {
            (State::Found, _) | (_, State::Found) => State::Found,
            (State::Absent, State::Absent) => State::Absent,
            _ => State::Unsure,
        },
        _ => panic!("no rule asks for {wanted}"),
    }
}

/// The name of a form, as the fixture writes it.
pub fn form(form: Form) -> String {
    kebab(&format!("{form:?}"))
}

fn text(field: &Option<Spanned<String>>) -> Option<String> {
    field.as_ref().map(|it| it.value.clone())
}

/// `SeeAlso` to `see-also`.
fn kebab(name: &str) -> String {
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.extend(letter.to_lowercase());
    }
    if word == "web-page" { "webpage".to_string() } else { word }
}

/// Contributors as the fixture writes them.
fn people(list: &[Contributor]) -> String {
    let one = |it: &Contributor| match (it.body, it.given.is_empty()) {
        (true, _) => format!("{{{}}}", it.family),
        (false, true) => it.family.clone(),
        (false, false) => format!("{}, {}", it.family, it.given),
    };
    list.iter().map(one).collect::<Vec<_>>().join(" | ")
}

/// A date as the fixture writes it.
fn date(date: &NoteDate) -> String {
    const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
    let Some(year) = date.year else {
        return if date.undated { "n.d." } else { "forthcoming" }.to_string();
    };
    let season = date.season.and_then(|it| SEASONS.get(usize::from(it).wrapping_sub(1)));
    let mut text = season.map(|it| format!("{it} ")).unwrap_or_default();
    text += &format!("{}{year}", if date.about { "c. " } else { "" });
    for part in [date.month, date.day].into_iter().flatten() {
        text += &format!("-{part:02}");
    }
    if let Some(until) = date.until {
        text += &format!("/{until}");
    }
    text
}

/// The plain form of a value.
fn plain(label: &str, value: &str) -> String {
    let folded = fold(value);
    match label {
        "url" | "archive" => value.trim().to_string(),
        "doi" | "handle" => value.trim().to_lowercase(),
        "isbn" | "issn" => value.chars().filter(char::is_ascii_alphanumeric).collect(),
        "arxiv" => folded.trim_start_matches("arxiv:").trim().to_string(),
        "authors" | "editors" => folded.split(" | ").map(person).collect::<Vec<_>>().join(" | "),
        "edition" => edition(&folded),
        "volume" | "issue" => without_lead(&folded),
        "number" => without_lead(&folded),
        "extent" => pages(&folded),
        "locator" => {
            let (kind, rest) = folded.split_once(' ').unwrap_or((&folded, ""));
            format!("{kind} {}", pages(rest))
        }
        // A work to come is undated, whichever of the two words is used.
        "date" => {
            folded.replace("fall ", "autumn ").replace("n.d", "undated").replace("forthcoming", "undated")
        }
        _ => folded,
    }
}

/// Quotation marks to `'`, dashes to `-`, single spaces, lower case, no closing points.
pub fn fold(value: &str) -> String {
    let mut text = String::new();
    for letter in value.chars() {
        match letter {
            '“' | '”' | '„' | '‟' | '"' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '『' | '』' | '「' | '」' =>
            {
                text.push('\'');
            }
            '‐' | '‑' | '‒' | '–' | '—' | '−' => text.push('-'),
            _ if letter.is_whitespace() => text.push(' '),
            _ => text.extend(letter.to_lowercase()),
        }
    }
    let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    // An apostrophe at either end may be a mark around the whole or part of the words.
    text.trim_matches(|letter: char| ".,;:?!' ".contains(letter)).to_string()
}

/// A name without titles and *Jr.*; a body of one word is a name like another.
fn person(name: &str) -> String {
    if let Some(body) = name.strip_prefix('{') {
        let body = body.trim_end_matches('}').trim_matches(|letter: char| ".,".contains(letter));
        return if body.contains(' ') { format!("{{{body}}}") } else { body.to_string() };
    }
    const DROPPED: [&str; 12] =
        ["jr.", "jr", "sr.", "sr", "ii", "iii", "sir", "dr.", "dr", "prof.", "capt.", "captain"];
    let (family, given) = name.split_once(", ").unwrap_or((name, ""));
    let keep = |part: &str| {
        let words: Vec<&str> = part.split(' ').filter(|word| !DROPPED.contains(word)).collect();
        words.join(" ").replace(". ", ".").trim_matches(|letter: char| ".,".contains(letter)).to_string()
    };
    match (keep(family), keep(given)) {
        (family, given) if given.is_empty() => family,
        (family, given) => format!("{family}, {given}"),
    }
}

/// "2nd ed." to "2".
fn edition(value: &str) -> String {
    let value = value.replace("edition", "").replace("ed.", "");
    let value = value.trim().trim_end_matches(" ed").trim_end_matches('.').trim();
    let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() { value.to_string() } else { digits }
}

/// Without the words before the first that holds a digit: "CRS Report R41108" to "r41108".
fn without_lead(value: &str) -> String {
    let words: Vec<&str> = value.split(' ').collect();
    let first = words.iter().position(|word| word.contains(|it: char| it.is_ascii_digit())).unwrap_or(0);
    words[first..].join(" ")
}

/// "118-45" to "118-145"; no space around the dash.
fn pages(value: &str) -> String {
    let value = value.replace(" - ", "-").replace(" -", "-").replace("- ", "-");
    let Some((first, last)) = value.split_once('-') else { return value };
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    if digits(first) && digits(last) && last.len() < first.len() {
        return format!("{first}-{}{last}", &first[..first.len() - last.len()]);
    }
    value
}
