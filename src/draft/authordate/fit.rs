//! Citations held against the entries of the list.

use std::collections::{HashMap, HashSet};

use super::head::Head;
use super::head::slips;
use super::names::{Names, Phrase, fold};
use super::scan::{Found, Holder};
use super::words::WORDS;
use crate::draft::Draft;
use crate::span::Span;

/// A citation and what it points to; entries by their place in the list.
#[derive(Debug)]
pub(super) struct Settled {
    pub found: Found,
    /// The names by which it was understood.
    pub named: Span,
    /// The reading of the names, by its place in the found one's.
    pub reading: usize,
    pub fit: Fit,
}

/// As [`super::Fitting`], before there are notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fit {
    Entry(usize),
    Year(usize),
    Name(usize),
    Ambiguous(Vec<usize>),
    None(Option<usize>),
    Unlisted,
}

impl Settled {
    /// Whether it is a citation for sure.
    pub(super) fn is_taken(&self) -> bool {
        let in_note = matches!(self.found.holder, Some(Holder::Note(_)) | None);
        match self.fit {
            Fit::Entry(_) | Fit::Ambiguous(_) => self.found.holder.is_some(),
            _ if in_note => false,
            Fit::Year(_) | Fit::Name(_) | Fit::Unlisted => true,
            Fit::None(_) => {
                self.found.formal && self.names().is_some_and(|names| !names.doubtful && !names.title)
            }
        }
    }

    pub(super) fn names(&self) -> Option<&Names> {
        self.found.readings.get(self.reading).map(|(_, names)| names)
    }
}

/// Most citations for which near entries are looked for: a list that fits nothing needs no
/// guess for each.
const MOST_GUESSES: usize = 400;

/// Finds the entry of each.
pub(super) fn settle(draft: &Draft, heads: &[Head], found: Vec<Found>) -> Vec<Settled> {
    let mut years: HashMap<Option<u16>, Vec<usize>> = HashMap::new();
    for (at, head) in heads.iter().enumerate() {
        years.entry(head.year.number).or_default().push(at);
    }
    let mut guesses = 0;
    found
        .into_iter()
        .map(|found| {
            let own = years.get(&found.year.number).map_or(&[][..], Vec::as_slice);
            if found.readings.is_empty() {
                let fit = far(draft, heads, own, &found);
                return Settled { named: found.named, found, reading: 0, fit };
            }
            let exact = (0..found.readings.len()).find_map(|at| Some((at, exact(heads, own, &found, at)?)));
            let (reading, fit) = exact.unwrap_or_else(|| {
                guesses += 1;
                if guesses > MOST_GUESSES { (0, Fit::None(None)) } else { near(heads, own, &found) }
            });
            let named = found.readings.get(reading).map_or(found.named, |(span, _)| *span);
            Settled { found, named, reading, fit }
        })
        .collect()
}

/// The only entry of this year whose first author is named in the sentence before a year
/// in brackets: “Ekberg, who fished there, saw none (2014)”.
fn far(draft: &Draft, heads: &[Head], own: &[usize], found: &Found) -> Fit {
    let Some(Holder::Passage(passage)) = found.holder else { return Fit::None(None) };
    let start = draft.passages[passage].view.start;
    let before = draft.view.slice(Span { start, end: found.view.start.max(start) });
    let words: HashSet<String> =
        before.split(' ').filter(|word| word.starts_with(char::is_uppercase)).map(fold).collect();
    let named = own.iter().filter(|&&at| {
        let head = &heads[at];
        head.strict && !head.given.is_empty() && head.year == found.year && words.contains(&head.family)
    });
    match named.copied().collect::<Vec<_>>().as_slice() {
        [one] => Fit::Entry(*one),
        _ => Fit::None(None),
    }
}

/// In a draft that cites by author and year, a name before a year in brackets is a citation
/// too where no entry fits: “Gray (2009) is the standard work”, “Smith argues that … (2014)”.
/// A name that the text also uses without a year (*Brexit*, *Congress*) is one of something else.
pub(super) fn narrate(draft: &Draft, heads: &[Head], settled: &mut [Settled]) {
    let joined = settled.iter().filter(|one| matches!(one.fit, Fit::Entry(_))).count();
    if heads.is_empty() || joined < FEWEST_NARRATED {
        return;
    }
    let open: Vec<usize> = (0..settled.len())
        .filter(|&at| {
            let one = &settled[at];
            one.found.in_words
                && !one.found.formal
                && one.fit == Fit::None(None)
                && one.found.year.number.is_some()
        })
        .collect();
    if open.is_empty() {
        return;
    }
    let alone = names_alone(draft);
    for at in open {
        let one = &mut settled[at];
        let Some(Holder::Passage(passage)) = one.found.holder else { continue };
        let start = draft.passages[passage].view.start;
        let Some((named, names)) = narrated(draft, start, &one.found) else { continue };
        let family = names.phrases[0].words.last().cloned().unwrap_or_default();
        if names.doubtful || names.title || alone.contains(&family) {
            continue;
        }
        let near =
            (0..heads.len()).filter(|&at| heads[at].strict && heads[at].is_named_by(&names)).min_by_key(
                |&at| heads[at].year.number.unwrap_or(0).abs_diff(one.found.year.number.unwrap_or(0)),
            );
        one.fit = match near {
            Some(near) if one.found.year.slips_to(heads[near].year) => Fit::Year(near),
            near => Fit::None(near),
        };
        one.found.readings = vec![(named, names)];
        (one.reading, one.named, one.found.formal) = (0, named, true);
    }
}

/// Fewest citations that fit the list before names without an entry are taken for citations.
const FEWEST_NARRATED: usize = 2;

/// Who is named before a year in brackets: by one family name or several joined, with nothing
/// before them that makes more of them (*the Weir Act*); or as the subject of a verb of saying.
fn narrated(draft: &Draft, start: u32, found: &Found) -> Option<(Span, Names)> {
    let text = draft.view.text();
    if let Some((span, names)) = found.readings.first() {
        let before = text.get(start as usize..span.range().start)?.trim_end();
        let last = before.rsplit([' ', '(']).next().unwrap_or("");
        let low = last.to_lowercase();
        let article = WORDS.article.contains(low.as_str());
        // “Ashby v. Holt (2009)” is a case.
        if WORDS.versus.contains(low.as_str()) {
            return None;
        }
        let goes_on = last.starts_with(char::is_uppercase) && !before.is_empty() && last.len() > 2 && {
            !WORDS.opener.contains(low.as_str()) && !WORDS.lead.contains(low.as_str())
        };
        let single = names.phrases.iter().all(|phrase| phrase.words.len() == 1 && phrase.words[0].len() > 2);
        return (single && !article && !goes_on).then(|| (*span, names.clone()));
    }
    let before = draft.view.slice(Span { start, end: found.view.start.max(start) });
    let mut words = before.split(' ').map(|word| (word, word.as_ptr() as usize - before.as_ptr() as usize));
    let (mut word, mut at) = words.next()?;
    if WORDS.opener.contains(word.to_lowercase().as_str()) {
        (word, at) = words.next()?;
    }
    let says = words.next().is_some_and(|(next, _)| WORDS.says.contains(next));
    let person =
        word.chars().filter(|c| c.is_uppercase()).count() == 1 && word.starts_with(char::is_uppercase);
    let span = Span::new(start as usize + at, start as usize + at + word.len());
    (says && person).then(|| Some((span, Names::read(word)?)))?
}

/// Names that stand in the text with no year in brackets behind them: words with a capital
/// inside a sentence and outside brackets, folded.
fn names_alone(draft: &Draft) -> HashSet<String> {
    let mut alone = HashSet::new();
    for passage in draft.passages.iter().filter(|passage| passage.kind.is_body()) {
        let words = draft.view.slice(passage.view);
        // Behind the last year in brackets no name has one.
        let last = words
            .rmatch_indices(['(', '['])
            .map(|(at, _)| at)
            .find(|at| words.as_bytes().get(at + 1).is_some_and(|byte| matches!(byte, b'1' | b'2')));
        let (mut begins, mut depth) = (true, 0_usize);
        for word in words.split(' ') {
            let from = word.as_ptr() as usize - words.as_ptr() as usize;
            depth += word.matches(['(', '[']).count();
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let own = ["’s", "'s"].iter().find_map(|own| bare.strip_suffix(own)).unwrap_or(bare);
            let dated = last.is_some_and(|last| from < last);
            if own.starts_with(char::is_uppercase) && !begins && !dated && depth == 0 {
                alone.insert(fold(own));
            }
            depth = depth.saturating_sub(word.matches([')', ']']).count());
            begins = word.ends_with(['.', '?', '!', ':']);
        }
    }
    alone
}

/// The entry with these names and this year, or the several.
fn exact(heads: &[Head], own: &[usize], found: &Found, reading: usize) -> Option<Fit> {
    let (_, names) = &found.readings[reading];
    let named: Vec<usize> = own.iter().copied().filter(|&at| heads[at].is_named_by(names)).collect();
    let letter = found.year.letter;
    let mut fits: Vec<usize> = named.iter().copied().filter(|&at| heads[at].year.letter == letter).collect();
    if fits.is_empty() && letter.is_none() {
        fits = named;
    }
    if fits.len() > 1 {
        let counted: Vec<usize> = fits.iter().copied().filter(|&at| heads[at].counts_as(names)).collect();
        if !counted.is_empty() {
            fits = counted;
        }
    }
    match fits.as_slice() {
        [] => None,
        [one] => Some(Fit::Entry(*one)),
        [first, ..] if fits.iter().any(|&at| !heads[at].strict) => Some(Fit::Entry(*first)),
        _ => Some(Fit::Ambiguous(fits)),
    }
}

/// The only entry that one slip of the pen parts from the citation, or the nearest.
fn near(heads: &[Head], own: &[usize], found: &Found) -> (usize, Fit) {
    let readings = found.readings.iter().enumerate();
    // Doubtful names prove nothing; in a sentence, only what has the form of a citation.
    let asked: Vec<(usize, &Names)> = readings
        .filter(|(_, (_, names))| !names.doubtful && !names.title)
        .map(|(at, (_, names))| (at, names))
        .collect();
    let last = asked.first().map_or(0, |(at, _)| *at);
    if found.in_words && !found.formal {
        return (last, Fit::None(None));
    }
    let mut nearest = None;
    for &(at, names) in &asked {
        let named: Vec<usize> =
            (0..heads.len()).filter(|&at| heads[at].strict && heads[at].is_named_by(names)).collect();
        let slips: Vec<usize> = named
            .iter()
            .copied()
            .filter(|&at| heads[at].counts_as(names) && found.year.slips_to(heads[at].year))
            .collect();
        if let [one] = slips.as_slice() {
            return (at, Fit::Year(*one));
        }
        let distance =
            |at: &usize| heads[*at].year.number.unwrap_or(0).abs_diff(found.year.number.unwrap_or(0));
        nearest = nearest.or(named.iter().copied().min_by_key(distance));
        let spelt: Vec<usize> = own
            .iter()
            .copied()
            .filter(|&at| {
                heads[at].strict && heads[at].year == found.year && is_spelt_near(&heads[at], names)
            })
            .collect();
        if let ([one], true) = (spelt.as_slice(), named.is_empty()) {
            return (at, Fit::Name(*one));
        }
        nearest = nearest.or(spelt.first().copied());
    }
    (asked.last().filter(|_| found.in_words).map_or(last, |(at, _)| *at), Fit::None(nearest))
}

/// Whether a slip in one name makes the citation's names of the entry's.
fn is_spelt_near(head: &Head, names: &Names) -> bool {
    if !head.counts_as(names) {
        return false;
    }
    let first = &names.phrases[0];
    if head.first_is(first) {
        return names.phrases.len() == 2 && head.other_near(&names.phrases[1]);
    }
    let family = first.words.last().map_or("", String::as_str);
    let whole = first.words.join(" ");
    (slips(family, &head.family) || slips(&whole, &head.family)) && head.others_are(names)
}

impl Head {
    /// Whether a name that is not the first is one of this entry's but for a slip.
    fn other_near(&self, phrase: &Phrase) -> bool {
        phrase.words.last().is_some_and(|word| self.near_word(word))
    }
}

/// Citations of a draft without a list: those whose form repeats.
pub(super) fn unlisted(mut settled: Vec<Settled>) -> Vec<Settled> {
    let sure = |one: &Settled| {
        one.found.formal
            && matches!(one.found.holder, Some(Holder::Passage(_)))
            && one.names().is_some_and(|names| !names.doubtful && !names.title)
    };
    let mut seen = HashSet::new();
    let (mut again, mut joined) = (0, 0);
    let mut known = HashSet::new();
    for one in settled.iter().filter(|one| sure(one)) {
        let Some(names) = one.names() else { continue };
        if one.found.in_words {
            joined += usize::from(names.more);
            continue;
        }
        again += usize::from(!seen.insert((names.whole.clone(), one.found.year)));
        joined += usize::from(names.more || names.phrases.len() > 1);
        known.insert(names.whole.clone());
    }
    // One imprint in brackets, “(Lake Press, 2014)”, is like another; works come again.
    if again + joined < 3 {
        return Vec::new();
    }
    settled.retain_mut(|one| {
        if one.found.in_words && matches!(one.found.holder, Some(Holder::Passage(_))) {
            let at = one.found.readings.iter().position(|(_, names)| known.contains(&names.whole));
            if let Some(at) = at {
                (one.reading, one.named) = (at, one.found.readings[at].0);
                return true;
            }
        }
        sure(one)
    });
    settled.iter_mut().for_each(|one| one.fit = Fit::Unlisted);
    settled
}
