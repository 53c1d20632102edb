//! Citations in the text: words that have their form, whatever the list says.

use super::names::{Names, fold, is_initials, is_name_word};
use super::words::{WORDS, is_joiner};
use super::year::Year;
use crate::draft::{Draft, PassageKind};
use crate::ids::{NoteId, PassageId};
use crate::span::Span;

/// What may be a citation.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Its words in the view.
    pub view: Span,
    /// Its names as typed: a range of the view.
    pub named: Span,
    /// Ways to read the names, the longest first: “In Ekberg and Holt”, “Ekberg and Holt”.
    pub readings: Vec<(Span, Names)>,
    /// Its year.
    pub year: Year,
    /// Whether the names stand in the sentence, before the bracket.
    pub in_words: bool,
    /// Whether the form alone shows a citation: `, 2014` in brackets, `et al.`, a verb of
    /// saying behind the year.
    pub formal: bool,
    /// Where in the source, as a range of the view.
    pub locator: Option<Span>,
    /// Where it stands; known once its paragraph is read.
    pub holder: Option<Holder>,
}

/// What holds a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    Passage(PassageId),
    Note(NoteId),
}

/// Longest text in one pair of brackets that is looked at.
const LONGEST: usize = 600;

/// Everything in the text and its notes that may be a citation, in the order of the view,
/// the entries of the list left out.
pub(super) fn find(draft: &Draft, listed: &[Span]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = draft.passages.ids().start;
    while let Some(first) = draft.passages.get(at) {
        let mut end = at.next();
        let mut view = first.view;
        while let Some(next) = draft.passages.get(end).filter(|next| next.paragraph == first.paragraph) {
            view = view.to(next.view);
            end = end.next();
        }
        let read = !matches!(first.kind, PassageKind::Code | PassageKind::FrontMatter | PassageKind::Title);
        if read && !is_listed(listed, view) {
            let from = found.len();
            paragraph(draft.view.text(), view, &mut found);
            for one in &mut found[from..] {
                one.holder = draft.passage_at(one.view.start).map(Holder::Passage);
            }
        }
        at = end;
    }
    for (note, of) in draft.notes.each().filter(|(_, note)| !is_listed(listed, note.view)) {
        let from = found.len();
        paragraph(draft.view.text(), of.view, &mut found);
        found[from..].iter_mut().for_each(|one| one.holder = Some(Holder::Note(note)));
    }
    for one in &mut found {
        // “(*Jaws*, 1975)” is a work of that year.
        let after = draft.emphasis.partition_point(|run| run.end <= one.named.start);
        one.formal &= !draft.emphasis.get(after).is_some_and(|run| run.holds(one.named));
        one.formal &= !lays_down(draft.view.text(), one);
    }
    found.sort_by_key(|one| (one.view.start, one.view.end));
    found
}

/// “the Fisheries Conservation Act (FCA, 1986)” lays an abbreviation down.
fn lays_down(text: &str, one: &Found) -> bool {
    let short = text.get(one.named.range()).unwrap_or("");
    let capitals: Vec<char> = short.chars().filter(|c| c.is_uppercase()).collect();
    if one.in_words || short.contains(' ') || capitals.len() < 2 {
        return false;
    }
    let before = text.get(..one.view.range().start).unwrap_or("").trim_end_matches(['(', ' ']);
    let words = before.rsplit([' ', '-']).filter(|word| !WORDS.small.contains(word.to_lowercase().as_str()));
    let first = words.take(capitals.len()).map(|word| word.chars().next());
    capitals
        .iter()
        .rev()
        .zip(first)
        .all(|(capital, first)| first.is_some_and(|c| c.to_uppercase().eq(capital.to_uppercase())))
}

fn is_listed(listed: &[Span], view: Span) -> bool {
    let after = listed.partition_point(|entry| entry.end <= view.start);
    listed.get(after).is_some_and(|entry| entry.overlaps(view))
}

/// The citations of one paragraph.
fn paragraph(text: &str, view: Span, found: &mut Vec<Found>) {
    let Some(words) = text.get(view.range()) else { return };
    let mut from = 0;
    for (open, bracket) in words.match_indices(['(', '[']) {
        if open < from {
            continue;
        }
        let square = bracket == "[";
        let Some(close) = closing(words, open) else { continue };
        let inner = Span::new(open + 1, close);
        let before = found.len();
        match opens_with_year(&words[inner.range()]) {
            // “[2010] EWHC 9” is one of law, and “[1998] 2 All ER 4”; “Holt [2014]” needs its entry.
            Some(year) if !square || is_quiet(&words[close + 1..]) => {
                in_words(words, open, inner, year, found);
                found[before..].iter_mut().for_each(|one| one.formal &= !square);
            }
            Some(_) => {}
            None => in_brackets(words, inner, found),
        }
        if found.len() > before {
            from = close;
        }
        for one in &mut found[before..] {
            for span in [&mut one.view, &mut one.named].into_iter().chain(&mut one.locator) {
                *span = view.lift(*span);
            }
            one.readings.iter_mut().for_each(|(span, _)| *span = view.lift(*span));
        }
    }
}

/// Whether no citation of law goes on behind a bracket: no court in capitals, no volume.
fn is_quiet(after: &str) -> bool {
    !after.trim_start().starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
}

/// The bracket that closes the one at `open`; it may hold others of its kind.
fn closing(words: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    let bytes = &words.as_bytes()[open..];
    let (opens, closes) = if bytes[0] == b'[' { (b'[', b']') } else { (b'(', b')') };
    for (at, byte) in bytes.iter().take(LONGEST).enumerate() {
        match byte {
            _ if *byte == opens => depth += 1,
            _ if *byte == closes && depth == 1 => return Some(open + at),
            _ if *byte == closes => depth -= 1,
            _ => {}
        }
    }
    None
}

fn opens_with_year(inner: &str) -> Option<(Year, Span)> {
    let at = inner.len() - inner.trim_start().len();
    Year::at(inner, at)
}

/// “Ekberg and Holt (2014, p. 4)”: the names stand before the bracket.
fn in_words(words: &str, open: usize, inner: Span, year: (Year, Span), found: &mut Vec<Found>) {
    let text = &words[inner.range()];
    let (years, end) = years(text, year);
    let rest = text[end..].trim_start();
    // “(2014 edition)”, “(2014–2016)” are no citations; “(2010) 12 EHRR 1” is one of law.
    if !(rest.is_empty() || rest.starts_with([',', ':', ';']))
        || years.iter().all(|(year, _)| year.number.is_none()) && rest.is_empty() && text.trim().len() > 12
    {
        return;
    }
    let after = words[inner.range().end + 1..].trim_start();
    if after.starts_with(|c: char| c.is_ascii_digit() || c == '[') {
        return;
    }
    let Some((readings, formal)) = names_before(words, open) else {
        // “Ekberg, who fished there, saw none (2014)”: the name stands further off.
        if let ([(year, _)], true) = (years.as_slice(), text.trim().len() <= 6) {
            let view = Span::new(open, inner.range().end + 1);
            let named = Span::new(0, open);
            found.push(Found {
                view,
                named,
                readings: Vec::new(),
                year: *year,
                in_words: true,
                formal: false,
                locator: None,
                holder: None,
            });
        }
        return;
    };
    let says = after.split([' ', ',', '.', ';']).next().is_some_and(|word| WORDS.says.contains(word));
    let own = after.starts_with("’s ") || after.starts_with("'s ");
    let named = readings[0].0;
    let locator = locator(text, end).map(|span| Span::new(inner.range().start, inner.range().end).lift(span));
    for (count, (year, span)) in years.iter().enumerate() {
        let alone = inner.lift(*span);
        let view = if count == 0 { Span::new(named.range().start, inner.range().end + 1) } else { alone };
        found.push(Found {
            view,
            named,
            readings: readings.clone(),
            year: *year,
            in_words: true,
            formal: formal || says || own,
            locator,
            holder: None,
        });
    }
}

/// The runs of names that end before the bracket, the longest first, and whether `et al.`
/// ends them.
fn names_before(words: &str, open: usize) -> Option<(Vec<(Span, Names)>, bool)> {
    let head = words[..open].trim_end();
    if head.len() == words[..open].len() && open > 0 {
        return None;
    }
    let end = head.len();
    let bare = ["’s", "'s", "’", "'"].iter().find_map(|own| head.strip_suffix(own)).unwrap_or(head);
    let mut starts: Vec<usize> = Vec::new();
    let mut at = bare.len();
    let mut joined = false;
    while at > 0 && starts.len() < 14 {
        let from = bare[..at].rfind(' ').map_or(0, |space| space + 1);
        let typed = bare[from..at].trim_start_matches(['(', '[', '“', '"', '‘', '—', '–']);
        let from = at - typed.len();
        let word = typed.trim_end_matches(',');
        let low = word.to_lowercase();
        let others = matches!(low.trim_end_matches('.'), "al" | "et" | "others" | "colleagues" | "coll");
        let joiner = is_joiner(word);
        let comma = typed.len() > word.len();
        // “As Holt (2014) found”
        let opens = word.chars().next().is_some_and(char::is_uppercase)
            && (WORDS.opener.contains(low.as_str()) || WORDS.lead.contains(low.as_str()));
        if opens && !starts.is_empty() {
            break;
        }
        // A comma belongs to names only where more of them follow.
        if comma && !joined && !starts.is_empty() {
            break;
        }
        if joiner || others {
            joined = true;
        } else if is_name_word(word, false)
            && !(word.ends_with('.')
                && !is_initials(word)
                && !WORDS.ending.contains(low.trim_end_matches('.')))
        {
            if word.chars().any(char::is_uppercase) || WORDS.particle.contains(low.as_str()) {
                starts.push(from);
            }
        } else {
            break;
        }
        let opened = bare[..from].ends_with(['(', '[', '“', '"', '‘', '—', '–']);
        if from == 0 || opened {
            break;
        }
        at = bare[..from].trim_end().len();
    }
    let readings: Vec<(Span, Names)> = starts
        .iter()
        .rev()
        .filter_map(|&start| Some((Span::new(start, end), Names::read(&bare[start..])?)))
        .collect();
    let formal = readings.first().is_some_and(|(_, names)| names.more);
    (!readings.is_empty()).then_some((readings, formal))
}

/// “(see Ekberg, 2012, p. 4; WHO, 2020)”.
fn in_brackets(words: &str, inner: Span, found: &mut Vec<Found>) {
    let text = &words[inner.range()];
    let mut last: Option<Vec<(Span, Names)>> = None;
    let mut start = 0;
    for part in text.split(';') {
        let own = Span::new(start, start + part.len());
        start += part.len() + 1;
        let Some((year, span)) = first_year(part) else { continue };
        let head = &part[..span.range().start];
        let comma = head.trim_end().ends_with(',');
        let readings = match (head.trim().trim_matches([',', 'y', 'u']).trim().is_empty(), &last) {
            // “(Ekberg, 2012; 2014)”
            (true, Some(names)) => names.clone(),
            (true, None) => continue,
            _ => {
                names_in(head).into_iter().map(|(span, names)| (inner.lift(own.lift(span)), names)).collect()
            }
        };
        let (years, end) = years(part, (year, span));
        let rest = part[end..].trim_start();
        if readings.is_empty() || !(rest.is_empty() || rest.starts_with([',', ':', '(', '['])) {
            continue;
        }
        let named = readings[0].0;
        let begins = head.len() - head.trim_start().len();
        // “(Ehmke n.d.)”: no word but a name stands before these.
        let undated = year.number.is_none() && rest.is_empty();
        let joined = readings.last().is_some_and(|(_, names)| names.more || names.phrases.len() > 1);
        let locator = locator(part, end).map(|span| inner.lift(own.lift(span)));
        for (count, (year, span)) in years.iter().enumerate() {
            let view = if count == 0 {
                Span::new(begins, part.trim_end().len().max(span.range().end))
            } else {
                *span
            };
            let view = if years.len() > 1 && count == 0 { Span::new(begins, span.range().end) } else { view };
            found.push(Found {
                view: inner.lift(own.lift(view)),
                named,
                readings: readings.clone(),
                year: *year,
                in_words: false,
                formal: comma || joined || undated,
                locator,
                holder: None,
            });
        }
        last = Some(readings);
    }
}

/// Where a part begins in the text that it was split from.
fn own_start(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

fn first_year(part: &str) -> Option<(Year, Span)> {
    let starts = part.char_indices().filter(|(at, c)| {
        c.is_ascii_alphanumeric() && !part[..*at].ends_with(|before: char| before.is_alphanumeric())
    });
    let years = starts.filter_map(|(at, _)| Year::at(part, at));
    // “ND Smith, 2014”: the words for “no date” stand behind a comma or at the end.
    let placed = |span: &Span, year: &Year| {
        year.number.is_some()
            || part[..span.range().start].trim_end().ends_with([',', '.'])
            || part[span.range().end..].trim().is_empty()
    };
    years.into_iter().find(|(year, span)| placed(span, year))
}

/// All years that follow the first, and where they end: `2014a, b`, `2012 and 2014`.
fn years(text: &str, first: (Year, Span)) -> (Vec<(Year, Span)>, usize) {
    let mut years = vec![first];
    let mut end = first.1.range().end;
    loop {
        let rest = &text[end..];
        let word = rest.trim_start_matches([',', ' ', '&', '/']);
        let word = word
            .strip_prefix("and ")
            .or(word.strip_prefix("und "))
            .or(word.strip_prefix("y "))
            .unwrap_or(word);
        let at = text.len() - word.len();
        if at == end {
            break;
        }
        // “2014a, b”
        let letter = word.chars().next().filter(char::is_ascii_lowercase);
        let alone = word.chars().nth(1).is_none_or(|c| !c.is_alphanumeric() && c != '.');
        let before = years.last().map(|(year, _)| *year);
        match (Year::number_at(text, at), letter, before) {
            // The second year of a reprint: `1859/1964`.
            (Some((_, span)), _, _) if rest.starts_with('/') => end = span.range().end,
            (Some((year, span)), _, _) => {
                end = span.range().end;
                years.push((year, span));
            }
            (None, Some(letter), Some(before)) if alone && before.letter.is_some() => {
                end = at + 1;
                years.push((Year { letter: Some(letter), ..before }, Span::new(at, end)));
            }
            _ => break,
        }
    }
    (years, end)
}

/// Names in a bracket: all words before the year, or those behind “see”, “e.g.”.
fn names_in(head: &str) -> Vec<(Span, Names)> {
    let begins = head.len() - head.trim_start().len();
    let end = head.trim_end_matches([' ', ',', ':']).len();
    let mut readings = Vec::new();
    let mut starts = vec![begins];
    let low = head.to_lowercase();
    if low.len() == head.len() {
        for (at, word) in head.split_whitespace().map(|word| (own_start(head, word), word)) {
            let next = at + word.len();
            let lead = word.trim_end_matches([',', ':']).to_lowercase();
            if WORDS.lead.contains(lead.as_str()) && next < end {
                starts.push(next + head[next..].len() - head[next..].trim_start().len());
            }
        }
    }
    for start in starts.into_iter().filter(|&start| start < end) {
        if let Some(names) = Names::read(&head[start..end]) {
            readings.push((Span::new(start, end), names));
        }
    }
    readings
}

/// Where in the source: the page behind the last year.
fn locator(text: &str, end: usize) -> Option<Span> {
    let rest = &text[end..];
    let words = rest.trim_start_matches([',', ':', ' ']);
    let start = text.len() - words.len();
    is_place(words).then(|| Span::new(start, text.trim_end().len()))
}

/// Whether words say where in a work: `p. 4`, `§ 12`, `12–14`.
pub(in super::super) fn is_place(words: &str) -> bool {
    let first = fold(words.split([' ', '.', '\u{a0}']).next().unwrap_or(""));
    let counted = words.starts_with(|c: char| c.is_ascii_digit() || c == '§' || c == '¶');
    counted || WORDS.page.contains(first.as_str()) && words.contains(|c: char| c.is_ascii_digit())
}
