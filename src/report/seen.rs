//! What `claimlint verify` saw of the sources, for people: the report of the command, and the lines that the review
//! page and the listings show beside each source.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::notes::names;
use super::{Style, clean};
use crate::case::Case;
use crate::case::seen::Sighted;
use crate::notes::Form;
use crate::verified::{Answer, Compared, Kind, Seen, Titled, told};

/// What was seen of one source, each as a sentence.
pub(super) fn lines(case: &Case<'_>, source: usize) -> Vec<String> {
    if case.record().is_none() {
        return Vec::new();
    }
    let of = case.sighted().iter().filter(|sighted| sighted.source == source);
    of.filter_map(|sighted| Some(sentence(case, sighted, case.seen(sighted)?))).collect()
}

/// What was seen of one identifier: "DOI 10.1/x: there on 2026-12-01 (is known to Crossref): …".
fn sentence(case: &Case<'_>, sighted: &Sighted, seen: &Seen) -> String {
    let id = &sighted.id;
    let mut out = match id.kind {
        Kind::Title => "Title".to_owned(),
        Kind::Url => id.value.clone(),
        kind => format!("{} {}", upper(kind.said()), id.value),
    };
    let _ = match (seen.answer, id.kind) {
        (Answer::NotKnown, _) => write!(out, ": not known; on {} it {}", day(seen.day), seen.why),
        (answer, _) => write!(out, ": {} on {}; it {}", answer.said(), day(seen.day), seen.why),
    };
    if let Some(at) = &seen.at {
        let _ = write!(out, "; now at {at}");
    }
    if let Some(work) = &seen.work {
        match case.held_against(sighted) {
            Some(Compared::Same(all)) if all.is_empty() => out.push_str("; it matches the note"),
            Some(Compared::Same(all)) => {
                let each = all.iter().map(|it| {
                    format!("{} “{}” in the note, “{}” there", it.field.said(), it.note, it.registry)
                });
                let _ = write!(out, "; it differs: {}", each.collect::<Vec<_>>().join("; "));
            }
            Some(Compared::Other { registry, .. }) => {
                let _ = write!(out, "; it belongs to another work: {registry}");
            }
            Some(Compared::Unknown) => {
                let _ = write!(out, "; there it is {}", told(work));
            }
            None => out.push_str(&titled(case, sighted, &work.title)),
        }
    }
    for update in &seen.updates {
        let on = match update.day.parse() {
            Ok(date) => format!(" on {}", day(date)),
            Err(_) if update.day.is_empty() => String::new(),
            Err(_) => format!(" in {}", update.day),
        };
        let _ = write!(out, "; the work {}{on}, says {}", update.kind.said(), update.by);
        if !update.notice.is_empty() {
            let _ = write!(out, " (doi:{})", update.notice);
        }
    }
    if let Some(copy) = &seen.copy {
        let _ = match (&copy.at, copy.captured) {
            (Some(at), Some(date)) => write!(out, "; archived on {}: {at}", day(date)),
            (Some(at), None) => write!(out, "; archived: {at}"),
            (None, _) => write!(out, "; the Internet Archive has no copy"),
        };
    }
    out.push('.');
    out
}

/// What a page calls itself, beside the note's title where it is another.
fn titled(case: &Case<'_>, sighted: &Sighted, title: &str) -> String {
    let page = super::clip(title, 90);
    match case.page_title(sighted) {
        Some((_, Titled::Alike)) => "; the page has the note’s title".to_owned(),
        Some((_, Titled::Differs | Titled::Apart)) => {
            let noted = case.notes.citation(sighted.used).title.value();
            let noted = noted.map(|noted| super::clip(&noted.text, 90)).unwrap_or_default();
            format!("; the page is titled “{page}”, the note says “{noted}”")
        }
        None => format!("; the page is titled “{page}”"),
    }
}

fn day(day: jiff::civil::Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What somebody who reviews a claim should know of a note: the worst of what was seen of its sources, in a word or two.
pub(super) fn mark(case: &Case<'_>, note: crate::ids::NoteId) -> Option<&'static str> {
    case.record()?;
    let worst = case.notes.sources_of(note).into_iter().map(|source| turn(case, source)).min()?;
    match worst {
        Turn::NotLooked => None,
        worst => Some(short(worst)),
    }
}

/// In which order sources are told: what somebody has to do something about comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Wrong,
    Differs,
    There,
    NotKnown,
    NotLooked,
}

const TURNS: [(Turn, &str); 5] = [
    (Turn::Wrong, "Gone, retracted, or another work"),
    (Turn::Differs, "There, with differences from the note"),
    (Turn::There, "There"),
    (Turn::NotKnown, "Not known: this says nothing against them"),
    (Turn::NotLooked, "Not looked at"),
];

fn turn(case: &Case<'_>, source: usize) -> Turn {
    let of = || case.sighted().iter().filter(move |sighted| sighted.source == source);
    let seen: Vec<(&Sighted, &Seen)> =
        of().filter_map(|sighted| Some((sighted, case.seen(sighted)?))).collect();
    let wrong = |(sighted, seen): &(&Sighted, &Seen)| {
        seen.answer == Answer::Gone
            || seen.updates.iter().any(|update| update.kind.is_grave())
            || matches!(case.held_against(sighted), Some(Compared::Other { .. }))
    };
    // Of a page only a title that has nothing of the note's: sites call one page by many names.
    let differs = |(sighted, _): &(&Sighted, &Seen)| {
        matches!(case.held_against(sighted), Some(Compared::Same(all)) if !all.is_empty())
            || matches!(case.page_title(sighted), Some((_, Titled::Apart)))
    };
    if seen.iter().any(wrong) {
        Turn::Wrong
    } else if seen.iter().any(differs) {
        Turn::Differs
    } else if seen.iter().any(|(_, seen)| seen.answer == Answer::There) {
        Turn::There
    } else if !seen.is_empty() {
        Turn::NotKnown
    } else {
        Turn::NotLooked
    }
}

/// What was seen of every source, for people.
pub fn text(case: &Case<'_>, style: &Style) -> String {
    let Some(draft) = case.draft else { return "No draft.\n".to_owned() };
    let turns: Vec<Turn> = (0..case.notes.sources.len()).map(|source| turn(case, source)).collect();
    let mut out = String::new();
    let counts: Vec<String> = TURNS
        .iter()
        .map(|(turn, _)| (turn, turns.iter().filter(|it| *it == turn).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(turn, count)| format!("{count} {}", short(*turn)))
        .collect();
    let plural = if turns.len() == 1 { "" } else { "s" };
    let _ = writeln!(out, "{} source{plural}: {}.", turns.len(), counts.join(", "));
    for (turn, title) in TURNS {
        let of: Vec<usize> = (0..turns.len()).filter(|&source| turns[source] == turn).collect();
        if of.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{title}");
        // What is the same of several is said once, below them.
        let mut groups: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
        for source in of {
            let mut said = lines(case, source);
            if said.is_empty() {
                said.push(why_not(case, source).to_owned());
            }
            match groups.iter_mut().find(|(known, _)| *known == said) {
                Some((_, sources)) => sources.push(source),
                None => groups.push((said, vec![source])),
            }
        }
        for (said, sources) in groups {
            for source in sources {
                let citation = case.notes.fullest(source);
                let words: String = draft.view.slice(citation.span).chars().take(120).collect();
                let uses = &case.notes.sources[source].uses;
                let mut notes: Vec<&str> =
                    uses.iter().map(|used| draft.notes[used.note].id.as_str()).collect();
                notes.dedup();
                put(&mut out, style, &format!("  [{}]", notes.join(", ")), &names::work(citation, &words));
            }
            for line in said {
                put(&mut out, style, "", &line);
            }
        }
    }
    out
}

fn short(turn: Turn) -> &'static str {
    match turn {
        Turn::Wrong => "gone, retracted or another work",
        Turn::Differs => "there, but different from the note",
        Turn::There => "there",
        Turn::NotKnown => "not known",
        Turn::NotLooked => "not looked at",
    }
}

/// Why nothing was seen of a source.
fn why_not(case: &Case<'_>, source: usize) -> &'static str {
    let kinds: Vec<Kind> = case
        .sighted()
        .iter()
        .filter(|sighted| sighted.source == source)
        .map(|sighted| sighted.id.kind)
        .collect();
    let law = case.notes.fullest(source).form == Form::Legal;
    match kinds.first() {
        None if law => "It is law, which no registry that we ask lists.",
        None => "The note gives no DOI, ISBN or address, and its title is too common to look for.",
        Some(_) if kinds.iter().all(|kind| *kind == Kind::Title) => {
            "The note gives no DOI, ISBN or address; `--titles` looks for its title."
        }
        Some(_) => "It was not looked at yet.",
    }
}

fn put(out: &mut String, style: &Style, lead: &str, text: &str) {
    let room = style.width.saturating_sub(12).max(24);
    let text = clean::line(text, style.unicode);
    for (number, line) in clean::wrap(&text, room).lines().enumerate() {
        let lead = if number == 0 { lead } else { "" };
        let _ = writeln!(out, "{lead:11} {line}");
    }
}

/// The title of a page that is another than the note's, for programs.
fn of_page(case: &Case<'_>, sighted: &Sighted) -> Option<Value> {
    let (page, titled) = case.page_title(sighted)?;
    let noted = case.notes.citation(sighted.used).title.value()?;
    (titled != Titled::Alike).then(|| json!({ "field": "title", "note": noted.text, "registry": page }))
}

/// What was seen of one source, for programs.
pub(super) fn json(case: &Case<'_>, source: usize) -> Value {
    let of = case.sighted().iter().filter(|sighted| sighted.source == source);
    let all: Vec<Value> = of
        .filter_map(|sighted| {
            let seen = case.seen(sighted)?;
            let differences: Vec<Value> = match case.held_against(sighted) {
                Some(Compared::Same(all)) => all
                    .iter()
                    .map(|it| json!({ "field": it.field.said(), "note": it.note, "registry": it.registry }))
                    .collect(),
                _ => of_page(case, sighted).into_iter().collect(),
            };
            let other = matches!(case.held_against(sighted), Some(Compared::Other { .. }));
            Some(json!({
                "id": sighted.id.to_string(),
                "day": seen.day.to_string(),
                "answer": seen.answer,
                "why": seen.why,
                "by": seen.by,
                "at": seen.at,
                "other_work": other,
                "differences": differences,
                "updates": seen.updates,
                "archived": seen.copy.as_ref().and_then(|copy| copy.at.clone()),
            }))
        })
        .collect();
    Value::Array(all)
}
