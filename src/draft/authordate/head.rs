//! How an entry of a reference list opens: names, and the year in its place.

use crate::lexicon::list;
use std::collections::HashSet;

use super::names::{self, Names, Phrase, fold, is_initials, is_name_word, is_quote};
use super::words::{WORDS, is_joiner};
use super::year::Year;
use crate::span::Span;

/// Who an entry names, and its year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// The family name of the first person, or the whole name of a body or title; folded.
    pub family: String,
    /// The first person's given names, folded; empty for a body.
    pub given: Vec<String>,
    /// Every word before the year, folded.
    words: HashSet<String>,
    /// All before the year, folded and joined.
    whole: String,
    /// `WHO`: as the entry says itself, or the first letters of a body's name.
    aliases: Vec<String>,
    /// One author, two, or three and more.
    count: usize,
    /// The year.
    pub year: Year,
    /// From the first name to the year, as bytes of the text.
    pub span: Span,
    /// How it is told to people: `Ekberg and Holt`, `WHO`.
    pub shown: String,
    /// Whether the names have the shape of names and the year stands where it must, so
    /// that the entry is known without a heading that says so.
    pub strict: bool,
    /// The names are a rule (`———`): those of the entry before.
    pub again: bool,
}

/// How far into an entry its year may stand: behind some forty authors.
const REACH: usize = 900;

impl Head {
    /// Reads the opening of an entry; `None` if no year stands in its place.
    pub(super) fn read(text: &str) -> Option<Self> {
        let from = start(text);
        let (year, at, end) = year_in_place(text, from)?;
        let named = text.get(from..at)?.trim_end_matches([' ', ',', '(', '[']);
        let again = is_rule(named);
        let mut head = Self::of_names(named)?;
        head.year = year;
        head.span = Span::new(from, end);
        head.again = again;
        head.strict &= goes_on_as_entry(&text[end..]);
        Some(head)
    }

    /// An entry under a heading whose year is not in its place, or not there.
    pub(super) fn loose(text: &str) -> Option<Self> {
        let from = start(text);
        let stop = text[from..].find([',', '.', '(']).map_or(text.len(), |at| from + at);
        let mut head = Self::of_names(text.get(from..stop)?.trim())?;
        let years = (stop..text.len()).filter(|&at| text.as_bytes()[at].is_ascii_digit());
        if let Some((year, _)) = years.filter_map(|at| Year::number_at(text, at)).next() {
            head.year = year;
        }
        head.span = Span::new(from, stop);
        head.strict = false;
        Some(head)
    }

    fn of_names(named: &str) -> Option<Self> {
        let parted = names::parted(named);
        let named = parted.as_ref();
        let title = named.starts_with(is_quote);
        let mut aliases = Vec::new();
        let mut names = named.trim_end_matches(['.', ' ', ',']);
        if let Some((before, short)) = names::trailing_alias(names)
            && !matches!(short, "ED" | "EDS")
        {
            aliases.push(fold(short));
            names = before;
        }
        let whole = fold(names.trim_matches(|c: char| is_quote(c) || c == ' '));
        if whole.is_empty() && !is_rule(named) {
            return None;
        }
        let chunks: Vec<&str> = names.split(", ").collect();
        let second = chunks.get(1).map(|chunk| chunk.trim());
        let inverted = !title && second.is_some_and(is_given);
        let tight = if title { None } else { vancouver(chunks[0]) };
        let (first, family, given, count) = match (inverted, second, tight) {
            (_, _, Some((family, given))) => {
                (family, fold(family), vec![fold(given)], count_of(names, false))
            }
            (true, Some(second), None) => {
                (chunks[0], fold(chunks[0]), given_words(second), count_of(names, true))
            }
            _ => (names, whole.clone(), Vec::new(), 1),
        };
        if given.is_empty() {
            aliases.extend(initials_of(names));
        }
        let strict = title
            || !is_rule(named) && names_only(names) && (inverted || is_body(names) || !given.is_empty());
        let shown = match count {
            1 => first.trim().to_owned(),
            2 => second_of(names).map_or(format!("{first} et al."), |other| format!("{first} and {other}")),
            _ => format!("{first} et al."),
        };
        Some(Self {
            words: whole.split(' ').map(str::to_owned).collect(),
            family,
            given,
            whole,
            aliases,
            count,
            year: Year { number: None, letter: None },
            span: Span::at(0),
            shown,
            strict: strict || is_rule(named),
            again: false,
        })
    }

    /// Takes the names of the entry before.
    pub(super) fn name_as(&mut self, before: &Head) {
        self.family.clone_from(&before.family);
        self.given.clone_from(&before.given);
        self.words.clone_from(&before.words);
        self.whole.clone_from(&before.whole);
        self.aliases.clone_from(&before.aliases);
        self.shown.clone_from(&before.shown);
        self.count = before.count;
    }

    /// Whether a citation's names can mean this entry.
    pub(super) fn is_named_by(&self, names: &Names) -> bool {
        let whole = names.whole.strip_prefix("the ").unwrap_or(&names.whole);
        let own = self.whole.strip_prefix("the ").unwrap_or(&self.whole);
        // “ManyLakes, Ekberg et al.”: a project before the names.
        if names.more && names.phrases.len() == 2 && !self.first_is(&names.phrases[0]) {
            return self.count == 3 && self.first_is(&names.phrases[1]);
        }
        if own == whole
            || self.given.is_empty() && is_shortened(whole, own)
            || self.aliases.iter().any(|alias| alias == whole)
        {
            return true;
        }
        if names.title || self.given.is_empty() && whole.contains(' ') {
            // A long title or the name of a body may be cut short.
            let cut = own.strip_prefix(whole).is_some_and(|rest| rest.starts_with(' '));
            return cut && whole.len() >= 8 && (self.given.is_empty() || names.title)
                || self.given.is_empty() && self.first_is(&names.phrases[0]) && self.others_are(names);
        }
        self.first_is(&names.phrases[0]) && self.others_are(names)
    }

    /// Whether every name but the first is among this entry's.
    pub(super) fn others_are(&self, names: &Names) -> bool {
        names.phrases[1..]
            .iter()
            .all(|phrase| phrase.words.last().is_some_and(|word| self.words.contains(word)))
    }

    /// Whether a word before the year is this one but for a slip.
    pub(super) fn near_word(&self, word: &str) -> bool {
        self.words.iter().any(|own| slips(own, word))
    }

    /// Whether the first name is this one's, with or without given names or initials.
    pub(super) fn first_is(&self, phrase: &Phrase) -> bool {
        let family: Vec<&str> = self.family.split(' ').collect();
        let words: Vec<&str> = phrase.words.iter().map(String::as_str).collect();
        let bare = |words: &[&str]| -> Vec<String> {
            words
                .iter()
                .skip_while(|word| WORDS.particle.contains(**word))
                .map(|word| (*word).to_owned())
                .collect()
        };
        if words == family || bare(&words) == bare(&family) {
            return true;
        }
        if self.given.is_empty() {
            return false;
        }
        // “R. A. Nowak”, “Lena Nowak”, and bodies that a program took for persons:
        // “Council, National Research”.
        let Some(before) = words.len().checked_sub(family.len()) else { return false };
        words[before..] == family[..] && given_fit(&words[..before], &self.given)
    }

    /// Whether it has as many authors as a citation means.
    pub(super) fn counts_as(&self, names: &Names) -> bool {
        self.count == names.count()
    }
}

/// Whether some words of a body's name are abbreviated: “dept of fisheries”.
fn is_shortened(short: &str, whole: &str) -> bool {
    let (mut shorts, mut wholes) = (short.split(' '), whole.split(' '));
    let mut alike = 0;
    loop {
        match (shorts.next(), wholes.next()) {
            (None, None) => return alike > 0,
            (Some(a), Some(b)) if a == b => alike += usize::from(a.len() > 2),
            (Some(a), Some(b)) => {
                let mut letters = b.chars();
                let within = a.chars().all(|c| letters.any(|other| other == c));
                if a.len() < 3 || a.chars().next() != b.chars().next() || !within {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// Behind list numbers and signs: where the words begin.
fn start(text: &str) -> usize {
    let rest = text.trim_start_matches([' ', '•', '·', '*', '–', '-', '—']);
    if is_rule(text.split(['.', ',', '(']).next().unwrap_or("")) {
        return 0;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=3).contains(&digits)
        && rest[digits..].starts_with([')', '.'])
        && rest[digits + 1..].starts_with([' ', '\t']);
    let rest = if numbered { rest[digits + 1..].trim_start() } else { rest };
    text.len() - rest.len()
}

/// `———`, `---`, `_____` in the place of names.
fn is_rule(named: &str) -> bool {
    let rule = named.trim_matches([' ', '.', ',']);
    rule.chars().count() >= 2 && rule.chars().all(|c| matches!(c, '—' | '–' | '-' | '_' | '―' | '⸻'))
        || rule == "⸻"
        || rule == "—"
}

/// The first year that stands where entries have it: in brackets (`(2014a, May 3)`),
/// between stops (`. 2014. `), or between comma and stop (`, 2014. `). Gives the year, the
/// byte before which the names end, and the byte past the year or its bracket.
fn year_in_place(text: &str, from: usize) -> Option<(Year, usize, usize)> {
    let mut reach = text.len().min(from + REACH);
    while !text.is_char_boundary(reach) {
        reach -= 1;
    }
    let head = &text[..reach];
    let mut at = from;
    while at < head.len() {
        let here = at;
        at += head[at..].chars().next().map_or(1, char::len_utf8);
        let Some(&byte) = head.as_bytes().get(here) else { break };
        if !(byte.is_ascii_digit() || byte.is_ascii_alphabetic()) || here == from {
            continue;
        }
        // A year opens a word, and of words only those do that stand for none.
        let within = head.as_bytes()[here - 1].is_ascii_alphanumeric();
        if within || !byte.is_ascii_digit() && !WORDS.opens_undated(byte) {
            continue;
        }
        let Some((year, span)) = Year::at(head, here) else { continue };
        let end = span.end as usize;
        let before = head[..here].trim_end();
        let after = &head[end..];
        if before.ends_with(['(', '[']) {
            let close = after.find([')', ']']).filter(|&close| close <= 40);
            let inner = close.map(|close| after[..close].trim_start());
            // “(2014, May 3)”, “(2014/2016)”, “(2014–2016)”, never “(2014 WL 120)”.
            if let (Some(close), Some(inner)) = (close, inner)
                && (inner.is_empty() || inner.starts_with([',', '/', '–', '-', ';', '[']))
            {
                let open = before.len() - 1;
                return Some((year, open, end + close + 1));
            }
        } else if before.ends_with(['.', ',', ')', ']', '”', '"', '’', '?'])
            || year.number.is_some() && is_tight(before)
        {
            // `n.d.` has its stop.
            let stop =
                after.starts_with(['.', ':', ',', ';']) || after.is_empty() || head[..end].ends_with('.');
            // “19, 2014, 12” is an issue and its pages.
            let digits = before.trim_end_matches([',', '.']).ends_with(|c: char| c.is_ascii_digit());
            let more = after.trim_start_matches(['.', ':', ',', ';', ' ']);
            if stop && !digits && !more.starts_with(|c: char| c.is_ascii_digit()) {
                return Some((year, before.len(), end));
            }
        }
    }
    None
}

/// Whether a title, or nothing, follows the year: a sentence that names its source goes on
/// in small letters.
fn goes_on_as_entry(rest: &str) -> bool {
    let words = rest.trim_start_matches(['.', ',', ':', ';', ')', ' ']);
    let parted = rest.starts_with(['.', ':']);
    words.chars().next().is_none_or(|c| !c.is_lowercase() || parted)
}

/// “Smith J 2014.”: initials right before the year.
fn is_tight(before: &str) -> bool {
    before.rsplit(' ').next().is_some_and(|word| is_initials(word) && before.contains(' '))
}

/// Whether a chunk behind a family name is given names or initials.
fn is_given(chunk: &str) -> bool {
    let mut words = chunk.split(' ').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or("");
    let low = first.to_lowercase();
    if is_joiner(first) {
        return false;
    }
    let count = chunk.split(' ').count();
    let names = chunk
        .split(' ')
        .filter(|word| !word.is_empty())
        .take_while(|word| !is_joiner(word))
        .all(|word| is_name_word(word, false));
    count <= 8 && names && first.starts_with(|c: char| c.is_uppercase() || c.is_lowercase() && low.len() <= 3)
}

fn given_words(chunk: &str) -> Vec<String> {
    chunk.split(' ').take_while(|word| !is_joiner(word)).map(fold).filter(|word| !word.is_empty()).collect()
}

/// `Nowak RA`: family and initials without a comma.
fn vancouver(chunk: &str) -> Option<(&str, &str)> {
    let (family, given) = chunk.trim().rsplit_once(' ')?;
    let bare = given.trim_end_matches('.');
    let initials = is_initials(given) && bare.chars().filter(|c| c.is_alphabetic()).count() <= 3;
    let person = family.split(' ').count() <= 3 && family.split(' ').all(|word| is_name_word(word, true));
    (initials && person).then_some((family, given))
}

/// Whether given names in a citation are those of an entry, as far as they go.
fn given_fit(cited: &[&str], own: &[String]) -> bool {
    let letters = |words: &mut dyn Iterator<Item = &str>| -> String {
        words.filter_map(|word| word.chars().next()).collect()
    };
    let cited_letters = letters(&mut cited.iter().copied());
    let own_letters = letters(&mut own.iter().map(String::as_str));
    let glued: String = own.concat();
    let spelt = cited.iter().zip(own).all(|(a, b)| a.len() == 1 || b.len() == 1 || *a == b.as_str());
    own_letters.starts_with(&cited_letters) && spelt || glued.starts_with(&cited_letters) && own.len() == 1
}

/// How many authors the names before a year are: one, two, or three for more.
fn count_of(names: &str, inverted: bool) -> usize {
    let low = names.to_lowercase();
    if WORDS.others.iter().any(|phrase| low.ends_with(&format!(" {phrase}"))) || names.contains('…') {
        return 3;
    }
    let mut joined = String::new();
    for word in names.split(' ') {
        let joiner = is_joiner(word);
        joined.push_str(if joiner { "," } else { word });
        joined.push(' ');
    }
    let mut chunks: Vec<&str> = joined.split(',').map(str::trim).filter(|chunk| !chunk.is_empty()).collect();
    // The first name's given names are no author, initials never are.
    if inverted && chunks.len() > 1 {
        chunks.remove(1);
    }
    let people = chunks.iter().filter(|chunk| {
        !chunk.split(' ').all(|word| is_initials(word) || WORDS.ending.contains(fold(word).as_str()))
    });
    people.count().clamp(1, 3)
}

/// The second of two authors, by family name.
fn second_of(names: &str) -> Option<String> {
    let words: Vec<&str> = names.split(' ').collect();
    let joiner = words.iter().rposition(|word| is_joiner(word));
    let rest = match joiner {
        Some(joiner) => words[joiner + 1..].join(" "),
        None => names.rsplit_once(", ")?.1.to_owned(),
    };
    let family = match rest.split_once(',') {
        Some((family, _)) => family.to_owned(),
        None => rest.rsplit(' ').find(|word| !is_initials(word))?.to_owned(),
    };
    (!family.is_empty()).then_some(family)
}

/// The first letters of the words of a body's name.
fn initials_of(names: &str) -> Option<String> {
    let letters: String = names
        .split([' ', '-'])
        .filter(|word| !WORDS.small.contains(word.to_lowercase().as_str()))
        .filter_map(|word| word.chars().find(|c| c.is_alphabetic()))
        .filter(|c| c.is_uppercase())
        .collect();
    (letters.chars().count() >= 3).then(|| letters.to_lowercase())
}

/// Whether all words are names, initials, and what stands between them.
fn names_only(names: &str) -> bool {
    let mut first = true;
    let last = names.split_whitespace().next_back().unwrap_or("");
    names.split_whitespace().all(|word| {
        // “Lake Publishers. Ekberg, S.”: the end of one entry before the next.
        if word.len() > 5 && word.ends_with('.') && word != last && !is_initials(word) {
            return false;
        }
        let inner = word.trim_matches([',', '(', ')', '[', ']', '.', ';']);
        let low = inner.to_lowercase();
        let fits = inner.is_empty()
            || inner == "…"
            || is_name_word(inner, first)
            || is_joiner(inner)
            || list::BESIDE_AUTHORS.contains(&low.as_str());
        first = false;
        fits
    })
}

/// The name of a body: no comma, or words that no person has.
fn is_body(names: &str) -> bool {
    let words = names.split(' ').count();
    words <= 14
        && (words >= 2 || names.chars().filter(|c| c.is_uppercase()).count() >= 1)
        && !names.split(' ').next().is_some_and(|word| WORDS.never.contains(word.to_lowercase().as_str()))
}

/// Whether two names are one but for a letter, in long ones two.
pub(super) fn slips(a: &str, b: &str) -> bool {
    let letters = a.chars().count().min(b.chars().count());
    let most = match letters {
        0..4 => return false,
        4..9 => 1,
        _ => 2,
    };
    a.chars().count().abs_diff(b.chars().count()) <= most
        && a != b
        && strsim::damerau_levenshtein(a, b) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_open_with_names_and_a_year() {
        for (text, shown, year, count) in [
            ("Ekberg, S. (2012). Perch in cold lakes. Inland, 4(2), 11–29.", "Ekberg", "2012", 1),
            ("Ekberg, S., & Holt, R. (2014a, May 3). Counting perch.", "Ekberg and Holt", "2014a", 2),
            (
                "Ekberg, Sven, Rita Holt, and Ana Ruiz. 2016. “Cold Lakes.” Inland 4: 2.",
                "Ekberg et al.",
                "2016",
                3,
            ),
            ("Ekberg, S., 2017. Perch. Lake Press.", "Ekberg", "2017", 1),
            ("Ekberg S, Holt R. 2018. Perch.", "Ekberg and Holt", "2018", 2),
            ("World Health Organization [WHO]. (2020). Water.", "World Health Organization", "2020", 1),
            ("Ruiz, A. y Peña, L. (n.d.). El lago.", "Ruiz and Peña", "n.d.", 2),
            ("12. van der Meer, J. (1999). Dykes.", "van der Meer", "1999", 1),
            ("Waters, S. F., & Holt, R. (2018). Cold lakes.", "Waters and Holt", "2018", 2),
            ("“Lake Opens Again.” 2023. Lake Post, May 3.", "“Lake Opens Again.”", "2023", 1),
        ] {
            let head = Head::read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((head.shown.as_str(), head.year.to_string().as_str()), (shown, year), "{text}");
            assert!(head.strict && head.count == count, "{text}: {head:?}");
        }
    }

    #[test]
    fn sentences_and_notes_are_no_entries() {
        for text in [
            "Perch returned to the basin (Ekberg, 2012).",
            "The board met twice (2014 and 2015) and closed the lake.",
            "Sven Ekberg, Perch in Cold Lakes (Oslo: Lake Press, 2012), 14.",
            "In 2014, the board closed the lake.",
            "Ekberg and Holt (2014) counted perch.",
        ] {
            assert!(!Head::read(text).is_some_and(|head| head.strict), "{text}");
        }
    }
}
