//! Persons and bodies: who is responsible for a work.

use super::bodies::bodies_joined;
use super::lexicon::Flags;
use super::part::{Part, all_initials, is_acronym, is_initial};
use super::token::{Kind, Token, Tokens};
use crate::lexicon::list;
use crate::notes::Contributor;

/// What a run of words names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Person,
    Body,
    Neither,
}

fn is_cjk(text: &str) -> bool {
    text.starts_with(
        |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'),
    )
}

/// Words that make a run the name of a body. Many publishers are called after
/// persons ("Edward Elgar"), so beside other words only "press" and the like count.
fn speaks_of_body(tokens: &Tokens, token: Token, alone: bool) -> bool {
    let flags = token.flags;
    let text = tokens.text(token);
    let publisher = token.capital
        && flags.any(Flags::PUBLISHER)
        && text.len() > 4
        && (alone || list::PUBLISHING.iter().any(|word| text.eq_ignore_ascii_case(word)));
    (token.capital && flags.any(Flags::BODY.or(Flags::OUTLET))) || publisher || text.contains('&')
}

/// "JOHN CARVER": a name in capitals throughout, no acronym.
fn is_shouted(tokens: &Tokens, from: usize, to: usize) -> bool {
    let mut long = false;
    let mut words = 0;
    for at in (from..to).filter(|&at| tokens.kind(at) == Some(Kind::Word)) {
        let text = tokens.at(at);
        let initial = is_initial(tokens, at) && text.chars().count() == 1;
        if !initial && !tokens.flag(at, Flags::SUFFIX) {
            if text.len() < 3 || !is_acronym(text) || text.contains('&') {
                return false;
            }
            words += 1;
            long |= text.len() >= 4;
        }
    }
    (2..=4).contains(&words) && long
}

/// What the words `from..to` name.
pub(super) fn who(tokens: &Tokens, from: usize, to: usize) -> Who {
    let (mut words, mut small, mut lower, mut body, mut initials, mut digits) = (0, 0, 0, 0, 0, 0);
    let mut acronym = false;
    for at in from..to {
        let token = tokens.list[at];
        match token.kind {
            Kind::Word => {
                words += 1;
                let text = tokens.text(token);
                if is_initial(tokens, at) && (text.len() == 1 || at > from) {
                    initials += 1;
                } else if is_acronym(text) && text.len() > 1 {
                    acronym = true;
                }
                if speaks_of_body(tokens, token, to == from + 1) {
                    body += 1;
                }
                if text.bytes().any(|byte| byte.is_ascii_digit()) {
                    digits += 1;
                }
                let particle = token.flags.any(Flags::PARTICLE.or(Flags::SUFFIX));
                // "A. Smith" and "Doe A" are persons, "A New Order" is not.
                let letter = text.len() == 1
                    && token.capital
                    && (at > from || tokens.kind(at + 1) == Some(Kind::Stop));
                if token.flags.any(Flags::SMALL) && !particle && !letter {
                    small += 1;
                } else if !particle
                    && !is_cjk(text)
                    && text.is_ascii()
                    && !text.bytes().any(|byte| byte.is_ascii_uppercase())
                {
                    lower += 1;
                }
            }
            Kind::Stop | Kind::Dash => {}
            Kind::Amp => small += 1,
            Kind::Other if matches!(tokens.text(token), "’" | "'" | "‘" | "*" | "†") => {}
            Kind::Comma if tokens.flag(at + 1, Flags::SUFFIX) => {}
            Kind::Comma if body > 0 || small > 0 => {}
            Kind::Open | Kind::Close if words > 0 => {}
            Kind::Number => digits += 1,
            _ => return Who::Neither,
        }
    }
    // "bell hooks": some write their names small.
    let genre = (from..to).any(|at| tokens.flag(at, Flags::GENRE.or(Flags::PROSE).or(Flags::EDITOR)));
    if words == 2 && lower == 2 && small == 0 && body == 0 && digits == 0 && to == from + 2 && !genre {
        return Who::Person;
    }
    if words == 0 || words > 16 || (lower > 0 && body == 0 && lower * 2 > words) {
        return Who::Neither;
    }
    let opens_small = tokens.flag(from, Flags::SMALL)
        && !tokens.is(from, "the")
        && !(is_initial(tokens, from) && tokens.kind(from + 1) == Some(Kind::Stop));
    if opens_small && !tokens.flag(from, Flags::PARTICLE) {
        return Who::Neither;
    }
    // "HLA Hart": initials without stops, then a surname.
    let run_together = acronym && initials == 0 && words == 2 && body == 0 && tokens.at(from).len() <= 3 && {
        let last = tokens.at(to - 1);
        last.len() > 2
            && last.bytes().skip(1).any(|byte| byte.is_ascii_lowercase())
            && tokens.at(from).bytes().all(|byte| byte.is_ascii_uppercase())
    };
    if run_together {
        return Who::Person;
    }
    let acronym = acronym && initials == 0 && !(body == 0 && digits == 0 && is_shouted(tokens, from, to));
    if body > 0 || acronym {
        return Who::Body;
    }
    if digits > 0 || lower > 0 {
        return Who::Neither;
    }
    if small > 0 {
        return if tokens.is(from, "the") && words <= 4 { Who::Body } else { Who::Neither };
    }
    if words <= 6 { Who::Person } else { Who::Neither }
}

/// The contributors that `from..to` names, and whether every word was understood.
pub(super) fn contributors(tokens: &Tokens, from: usize, to: usize) -> Option<(Vec<Contributor>, bool)> {
    let (from, to) = trim(tokens, from, to);
    if from >= to || to - from > 300 {
        return None;
    }
    let whole = who(tokens, from, to);
    let parts = bodies_joined(tokens, parts(tokens, from, to));
    let of = |part: &Part| if part.body { Who::Body } else { who(tokens, part.from, part.to) };
    if let [only] = parts.as_slice()
        && only.body
    {
        return Some((vec![body(tokens, *only)], true));
    }
    let people = parts.iter().filter(|part| of(part) == Who::Person).count();
    if people == parts.len() {
        return Some((persons(tokens, &parts), true));
    }
    let joined = parts.iter().any(|part| part.joined);
    let known = parts.iter().all(|part| of(part) != Who::Neither);
    if known && joined && parts.iter().all(|part| part.words(tokens) > 0) && splits_bodies(tokens, &parts) {
        let list = parts.iter().map(|part| single(tokens, *part)).collect();
        return Some((list, true));
    }
    // "Kevin Owocki, Gitcoin": a person and where he works is not two authors,
    // but nothing tells it from two.
    let short =
        to - from <= 10 && !(from..to).any(|at| matches!(tokens.kind(at), Some(Kind::Number | Kind::Mixed)));
    if whole == Who::Body || (whole == Who::Neither && people == 0 && short) {
        let part = Part { from, to, joined: false, body: whole == Who::Body };
        return Some((vec![body(tokens, part)], whole == Who::Body));
    }
    if known {
        let list = parts.iter().map(|part| single(tokens, *part)).collect();
        return Some((list, true));
    }
    None
}

/// "Pew Research Center and Elon University" are two; "Ministry of Trade and Industry" is one.
fn splits_bodies(tokens: &Tokens, parts: &[Part]) -> bool {
    parts.iter().all(|part| {
        part.body
            || who(tokens, part.from, part.to) == Who::Person && part.words(tokens) > 1
            || part.words(tokens) > 1 && (part.from..part.to).any(|at| tokens.flag(at, Flags::BODY))
            || is_acronym(tokens.at(part.from))
    })
}

fn single(tokens: &Tokens, part: Part) -> Contributor {
    match who(tokens, part.from, part.to) {
        Who::Person if !part.body => person(tokens, part),
        _ => body(tokens, part),
    }
}

/// Takes off commas, stops, "by", "and others" at both ends.
fn trim(tokens: &Tokens, mut from: usize, mut to: usize) -> (usize, usize) {
    let loose = |at: usize| {
        matches!(
            tokens.kind(at),
            Some(Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Other | Kind::Break | Kind::Dash)
        )
    };
    while from < to
        && (loose(from) || tokens.kind(from) == Some(Kind::Stop) || tokens.is_any(from, &["by", "par"]))
    {
        from += 1;
    }
    while from < to {
        let last = to - 1;
        let stop = tokens.kind(last) == Some(Kind::Stop) && !ends_initial(tokens, last);
        if !loose(last) && !stop && !tokens.is_any(last, &["and", "with"]) {
            break;
        }
        to = last;
    }
    (from, to)
}

/// Whether the stop at `at` is an initial's or a suffix's own.
fn ends_initial(tokens: &Tokens, at: usize) -> bool {
    at > 0
        && (is_initial(tokens, at - 1)
            || tokens.flag(at - 1, Flags::SUFFIX)
            || tokens.is_any(at - 1, &["al", "inc", "ltd", "co", "corp", "mgmt", "dept"]))
}

fn parts(tokens: &Tokens, from: usize, to: usize) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    let mut start = from;
    let mut joined = false;
    let mut at = from;
    while at <= to {
        let and = at < to
            && (tokens.is_any(at, &["and", "und", "et", "y", "with"]) && !tokens.is(at + 1, "al")
                || tokens.kind(at) == Some(Kind::Amp));
        let comma = at < to && matches!(tokens.kind(at), Some(Kind::Comma | Kind::Semicolon | Kind::Slash));
        if at == to || and || comma {
            let end = cut_others(tokens, start, at);
            if start < end {
                let suffix = (start..end)
                    .all(|at| tokens.flag(at, Flags::SUFFIX) || tokens.kind(at) == Some(Kind::Stop))
                    // "Lund, O., Rao, V.": an initial.
                    && !(tokens.at(start).len() == 1 && tokens.kind(start + 1) == Some(Kind::Stop));
                // "Tomás Ortega, Note, Cables and the Commons": a kind of article in law reviews.
                let label = end == start + 1 && tokens.is_any(start, &["note", "comment", "essay"]);
                match found.last_mut() {
                    Some(_) if label => {}
                    Some(last) if suffix => last.to = end,
                    _ => found.push(Part { from: start, to: end, joined, body: false }),
                }
                joined = false;
            }
            joined |= and;
            start = at + 1;
        }
        at += 1;
    }
    found
}

/// Leaves out "et al.", "and others", "u. a." at the end of a part.
fn cut_others(tokens: &Tokens, start: usize, end: usize) -> usize {
    let closes = |at: usize| at + usize::from(tokens.kind(at) == Some(Kind::Stop)) >= end;
    (start..end)
        .find(|&at| {
            tokens.is(at, "et") && tokens.is(at + 1, "al") && closes(at + 2)
                || tokens.is_any(at, &["others", "al"]) && closes(at + 1)
        })
        .unwrap_or(end)
}

/// A list of persons, inverted ones put together again.
fn persons(tokens: &Tokens, parts: &[Part]) -> Vec<Contributor> {
    let mut found = Vec::new();
    let mut at = 0;
    // "Kallender, Paul, and Christopher W. Hughes": a lone surname, then a given
    // name, is the first author turned round. A list of surnames has no full name in it.
    let full_later = parts.iter().skip(2).any(|part| part.words(tokens) > 1);
    while at < parts.len() {
        let part = parts[at];
        let next = parts.get(at + 1).filter(|next| !next.joined);
        let turns = next.is_some_and(|next| {
            part.words(tokens) <= 2
                && !all_initials(tokens, part.from, part.to)
                && (all_initials(tokens, next.from, next.to)
                    || given_and_initials(tokens, *next)
                    || (at == 0
                        && part.words(tokens) == 1
                        && (parts.len() == 2 || full_later)
                        && next.words(tokens) <= 2)
                    || (at == 0 && parts.len() == 2 && is_double(tokens, part) && next.words(tokens) == 1))
        });
        if let Some(next) = next.filter(|_| turns) {
            found.push(inverted(tokens, part, *next));
            at += 2;
        } else {
            found.push(person(tokens, part));
            at += 1;
        }
    }
    found
}

/// "Stephanie M.", "Paul R. J.": a given name with its initials, no surname.
fn given_and_initials(tokens: &Tokens, part: Part) -> bool {
    part.to - part.from >= 3 && !is_initial(tokens, part.from) && all_initials(tokens, part.from + 1, part.to)
}

fn inverted(tokens: &Tokens, family: Part, given: Part) -> Contributor {
    let (family_span, given_span) = (tokens.span(family.from, family.to), tokens.span(given.from, given.to));
    Contributor {
        family: tokens.slice(family_span).to_string(),
        given: tokens.slice(given_span).to_string(),
        body: false,
        inverted: true,
        span: family_span.to(given_span),
    }
}

/// A name in reading order: the last word is the family name, particles before
/// it and suffixes after it counted in. CJK names stay whole.
fn person(tokens: &Tokens, part: Part) -> Contributor {
    let mut from = part.from;
    while from + 1 < part.to && tokens.flag(from, Flags::HONORIFIC) {
        from += 1;
        if tokens.kind(from) == Some(Kind::Stop) && from + 1 < part.to {
            from += 1;
        }
    }
    let span = tokens.span(from, part.to);
    let words: Vec<usize> = (from..part.to).filter(|&at| tokens.kind(at) == Some(Kind::Word)).collect();
    let suffix = words.iter().rposition(|&at| !tokens.flag(at, Flags::SUFFIX)).unwrap_or(0);
    let Some(&last) = words.get(suffix) else {
        return Contributor { family: tokens.slice(span).to_string(), span, ..Contributor::default() };
    };
    // "Smith J", "Smith JK": the initials stand last.
    let capitals = tokens.at(last).bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-');
    // "JANE DOE" is shouted throughout; "Doe JK" is not.
    let shouted =
        tokens.at(last).len() == 3 && is_acronym(tokens.at(words[0])) && tokens.at(words[0]).len() > 2;
    if words.len() >= 2
        && suffix == words.len() - 1
        && capitals
        && !shouted
        && all_initials(tokens, last, part.to)
    {
        let split = tokens.span(from, last);
        return Contributor {
            family: tokens.slice(split).to_string(),
            given: tokens.slice(tokens.span(last, part.to)).to_string(),
            inverted: true,
            span,
            ..Contributor::default()
        };
    }
    let mut first = suffix;
    while first > 1 && tokens.flag(words[first - 1], Flags::PARTICLE) && tokens.at(words[first - 1]).len() > 1
    {
        first -= 1;
    }
    // "Gabriel García Márquez": the family name is double.
    if first >= 2 && first == suffix && is_spanish(tokens.at(words[first - 1])) && is_spanish(tokens.at(last))
    {
        first -= 1;
    }
    // "Van der Berg", "Di Stefano": nothing but a family name.
    let particles = words[..suffix].iter().all(|&at| tokens.flag(at, Flags::PARTICLE));
    if particles && (suffix >= 2 || suffix == 1 && tokens.is_any(words[0], &list::FAMILY_PARTICLE)) {
        first = 0;
    }
    let start = words[first];
    let given = tokens.slice(tokens.span(from, start)).trim_end();
    let end = last + 1;
    Contributor {
        family: tokens.slice(tokens.span(start, end)).to_string(),
        given: if start > from { given.to_string() } else { String::new() },
        body: false,
        inverted: false,
        span,
    }
}

/// "García", "Márquez", "Vargas": a family name of Spain or Latin America.
fn is_spanish(word: &str) -> bool {
    const NAMES: [&str; 24] = [
        "García", "Garcia", "Vargas", "Llosa", "Ortega", "Castro", "Torres", "Ruiz", "Díaz", "Diaz", "Ortiz",
        "Marín", "Muñoz", "Moreno", "Romero", "Molina", "Morales", "Delgado", "Herrera", "Aguilar", "Rojas",
        "Gasset", "Peña", "Durán",
    ];
    NAMES.contains(&word) || word.chars().count() > 4 && word.ends_with("ez")
}

/// "García López": two family names and nothing else.
fn is_double(tokens: &Tokens, part: Part) -> bool {
    part.to == part.from + 2 && is_spanish(tokens.at(part.from)) && is_spanish(tokens.at(part.from + 1))
}

fn body(tokens: &Tokens, part: Part) -> Contributor {
    let span = tokens.span(part.from, part.to);
    Contributor { family: tokens.slice(span).to_string(), body: true, span, ..Contributor::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Vec<String> {
        let tokens = Tokens::new(words);
        let (list, _) = contributors(&tokens, 0, tokens.list.len()).expect("contributors");
        list.iter()
            .map(|it| match (it.body, it.inverted) {
                (true, _) => format!("[{}]", it.family),
                (_, true) => format!("{}, {}", it.family, it.given),
                _ => format!("{}|{}", it.given, it.family),
            })
            .collect()
    }

    #[test]
    fn persons_in_any_order() {
        assert_eq!(read("Reiji Yoshida and Mizuho Aoki,"), ["Reiji|Yoshida", "Mizuho|Aoki"]);
        assert_eq!(
            read("Kallender, Paul, and Christopher W. Hughes,"),
            ["Kallender, Paul", "Christopher W.|Hughes"]
        );
        assert_eq!(read("Smith, J., & Jones, K. L."), ["Smith, J.", "Jones, K. L."]);
        assert_eq!(read("Abdulkadiroğlu, Pathak and Roth"), ["|Abdulkadiroğlu", "|Pathak", "|Roth"]);
        assert_eq!(read("J.C.R. Licklider"), ["J.C.R.|Licklider"]);
        assert_eq!(read("Zawinski, Jamie."), ["Zawinski, Jamie"]);
        assert_eq!(read("Ursula von der Leyen"), ["Ursula|von der Leyen"]);
        assert_eq!(read("Robert Taylor, Jr."), ["Robert|Taylor"]);
        assert_eq!(read("Smith JK, Doe A"), ["Smith, JK", "Doe, A"]);
        assert_eq!(read("Hitzig et al."), ["|Hitzig"]);
        assert_eq!(read("Vivek Raghavan, Sanjay Jain and Pramod Varma").len(), 3);
        assert_eq!(read("Bellware, Kim"), ["Bellware, Kim"]);
        assert_eq!(read("Lee, Stephanie M."), ["Lee, Stephanie M."]);
    }

    #[test]
    fn bodies_stay_whole() {
        assert_eq!(read("Ministry of Foreign Affairs of Japan"), ["[Ministry of Foreign Affairs of Japan]"]);
        assert_eq!(read("Ministry of Trade and Industry,"), ["[Ministry of Trade and Industry]"]);
        assert_eq!(read("World Health Organization"), ["[World Health Organization]"]);
        assert_eq!(read("Sputnik"), ["[Sputnik]"]);
        assert_eq!(
            read("Pew Research Center and Elon University"),
            ["[Pew Research Center]", "[Elon University]"]
        );
    }
}
