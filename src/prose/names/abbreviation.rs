//! Abbreviations in capitals: where each is defined and where it is used.
//!
//! A definition is "Long Form (LF)" or "LF (Long Form)", its letters found in
//! the long form from the last to the first: the method of Schwartz and Hearst,
//! "A simple algorithm for identifying abbreviation definitions" (2003).

use crate::lexicon::list;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{Mention, Mentions, Shape, singular};
use crate::ids::PassageId;
use crate::span::Span;

/// Where an abbreviation is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The abbreviation in the view.
    pub short: Span,
    /// What it stands for.
    pub long: Span,
    /// The passage.
    pub passage: PassageId,
    /// Whether it is part of a name that goes on: "Software Practices (SWAP) Study".
    pub within: bool,
}

/// One abbreviation of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation<'t> {
    /// Its letters, without a plural `s`.
    pub letters: &'t str,
    /// Where it is defined, in order.
    pub definitions: Vec<Definition>,
    /// Where it stands otherwise, with the passage; quotations left out.
    pub uses: Vec<(Span, PassageId)>,
    /// Where it stands in a quotation, or joined to other signs.
    pub apart: usize,
    /// Whether a reader can see what it means although no definition was
    /// read: it heads an entry, stands in brackets after a name, is the
    /// initials of a name in the text.
    pub explained: bool,
}

/// The most letters of an abbreviation.
const MOST: usize = 8;

/// Every abbreviation of the mentions, in the order of first mention. `block`
/// gives the words of a passage.
pub fn abbreviations<'t>(
    view: &'t str,
    mentions: &Mentions,
    block: impl Fn(PassageId) -> Span,
) -> Vec<Abbreviation<'t>> {
    let mut found: Vec<Abbreviation<'t>> = Vec::new();
    let mut index: HashMap<&str, usize> = HashMap::new();
    for (at, mention) in mentions.all.iter().enumerate() {
        let word = &view[mention.span.range()];
        let letters = singular(word);
        let fits = letters.len() <= MOST && letters.bytes().all(|b| b.is_ascii_uppercase());
        if mention.shape != Shape::Caps || !fits {
            continue;
        }
        let slot = *index.entry(letters).or_insert(found.len());
        if slot == found.len() {
            found.push(Abbreviation {
                letters,
                definitions: Vec::new(),
                uses: Vec::new(),
                apart: 0,
                explained: false,
            });
        }
        let abbreviation = &mut found[slot];
        match standing(view, mention, block(mention.passage)) {
            Standing::Defined(long) => {
                let after = view[mention.span.end as usize..].trim_start_matches(['”', '"', '’']);
                let within =
                    after.strip_prefix(") ").is_some_and(|rest| rest.starts_with(char::is_uppercase));
                abbreviation.definitions.push(Definition {
                    short: mention.span,
                    long,
                    passage: mention.passage,
                    within,
                });
            }
            Standing::Explained => abbreviation.explained = true,
            Standing::Apart => abbreviation.apart += 1,
            Standing::Used if mention.quoted || shouted(view, &mentions.all, at) => abbreviation.apart += 1,
            Standing::Used => abbreviation.uses.push((mention.span, mention.passage)),
        }
    }
    if found.iter().any(|abbreviation| abbreviation.definitions.is_empty() && !abbreviation.explained) {
        let initials = initials(view, &mentions.all);
        for abbreviation in &mut found {
            abbreviation.explained |= initials.contains(abbreviation.letters);
        }
    }
    found
}

/// What an abbreviation does where it stands.
enum Standing {
    Defined(Span),
    Explained,
    Apart,
    Used,
}

fn standing(view: &str, mention: &Mention, block: Span) -> Standing {
    let letters = singular(&view[mention.span.range()]);
    let (start, end) = (mention.span.start as usize, mention.span.end as usize);
    let head = &view[block.start as usize..start];
    let tail = view.get(end..block.end as usize).unwrap_or("");
    if let Some(before) = bracketed(head) {
        // "Standards and Technology’s (NIST’s) framework".
        let tail = ["’s", "'s"].iter().find_map(|own| tail.strip_prefix(own)).unwrap_or(tail);
        let closes = tail.trim_start_matches(['”', '"', '’', '\'', '*']).starts_with([')', ',', ';', ']']);
        if closes {
            return match long_form(before.trim_end(), letters) {
                // "(FISMA) of 2014 (FISMA)": the brackets before are the definition.
                Some(at) if before[at..].contains([')', ']']) => Standing::Explained,
                Some(at) => {
                    let from = block.start as usize + at;
                    Standing::Defined(Span::new(from, from + before.trim_end().len() - at))
                }
                None => Standing::Explained,
            };
        }
        // "Parcels must be weighed twice (the PWT rule)": what stands before is what it means.
        let kind = tail.split(')').next().unwrap_or("");
        let word = kind.strip_prefix(' ').filter(|word| !word.is_empty() && word.len() < tail.len());
        if word.is_some_and(|word| word.chars().all(char::is_lowercase)) && head.ends_with("(the ") {
            return Standing::Explained;
        }
    }
    if let Some((inner, _)) = tail.strip_prefix(" (").and_then(|rest| rest.split_once(')')) {
        let inner_start = end + 2;
        let spelt = inner.trim_start_matches(['“', '"']);
        if long_form(spelt, letters) == Some(0) {
            return Standing::Defined(Span::new(inner_start, inner_start + inner.len()));
        }
        if inner.contains(' ')
            && inner.starts_with(char::is_alphabetic)
            && long_form(inner, letters).is_some()
        {
            return Standing::Explained;
        }
    }
    let glossed = head.trim().is_empty()
        && (tail.trim().is_empty() || tail.trim_start().starts_with([':', '–', '—', '=', '-']));
    let lead = head.trim_end_matches(['“', '"', '‘', '\'', '`']);
    let introduces = |word: &str| {
        lead.ends_with(word) || lead.strip_suffix(&word[1..]).is_some_and(|head| head.ends_with('('))
    };
    if list::INTRODUCES_SHORT.iter().any(|word| introduces(word))
        || glossed
        || tail.starts_with(" stands for ")
    {
        return Standing::Explained;
    }
    let joined = |c: char| {
        c.is_ascii_digit()
            || matches!(c, '/' | '_' | '.' | '@' | '#' | '$' | '&' | ':' | '\\' | '+' | '=' | '<' | '>')
    };
    let before = head.chars().next_back().is_some_and(|c| joined(c) || c == '-');
    let mut after = tail.chars();
    let after = match after.next() {
        Some('.' | ':') => after.next().is_some_and(|c| !c.is_whitespace() && !matches!(c, '”' | '"' | ')')),
        Some('-') => after.next().is_some_and(|c| c.is_ascii_digit() || c.is_uppercase()),
        // "DIME(LE)" is one word.
        Some('(') => after.next().is_some_and(char::is_uppercase),
        // "NATO (a)", "SECTION 4": a label.
        Some(' ') => {
            let next = after.as_str().split([' ', ',', '.', ';', ')', '’', '\'']).next().unwrap_or("");
            // So is the first word of a firm: "KPQ Consulting".
            next.starts_with(|c: char| c.is_ascii_digit()) || list::FIRM_PART.contains(&next)
        }
        Some(c) => joined(c),
        None => false,
    };
    if before || after { Standing::Apart } else { Standing::Used }
}

/// The words before an opening bracket that ends `head`: "(the “", "(or", "(hereafter".
fn bracketed(head: &str) -> Option<&str> {
    let mut rest = head.trim_end_matches(['“', '"', '‘', '\'', '*']);
    for word in ["the ", "or ", "hereafter ", "hereinafter ", "henceforth ", "abbreviated ", "also "] {
        if let Some(shorter) = rest.strip_suffix(word).filter(|shorter| shorter.ends_with(['(', '[', ' '])) {
            rest = shorter.trim_end_matches(['“', '"']);
        }
    }
    rest.trim_end_matches(['“', '"', ' ', ',']).strip_suffix(['(', '['])
}

/// Where the words begin that the letters abbreviate, at the end of `text`:
/// each letter is found from the last to the first, and the first one opens a word.
fn long_form(text: &str, letters: &str) -> Option<usize> {
    let most = (letters.len() + 5).min(letters.len() * 2);
    let window = text.rmatch_indices([' ', '-']).nth(most.saturating_sub(1)).map_or(0, |(at, _)| at + 1);
    let bytes = text.as_bytes();
    let mut at = text.len();
    for (index, letter) in letters.bytes().enumerate().rev() {
        loop {
            at = at.checked_sub(1).filter(|&at| at >= window)?;
            let opens = at == 0
                || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] < 0x80
                || at >= 3 && bytes[..at].ends_with("“".as_bytes());
            if bytes[at].eq_ignore_ascii_case(&letter) && (index > 0 || opens) {
                break;
            }
        }
    }
    // One word, "Parliament (PT)", is a guess.
    let long = &text[at..];
    (long.contains([' ', '-']) || letters.len() > 2).then_some(at)
}

/// Whether the words beside it are in capitals too: a heading, a title, a shout,
/// the parts of a citation of law, "H.R. CONF. REP."
fn shouted(view: &str, all: &[Mention], at: usize) -> bool {
    let here = all[at].span;
    let joins = |other: &Mention, from: u32, to: u32| {
        let caps = other.shape == Shape::Caps;
        match view.get(from as usize..to as usize) {
            Some(" ") => caps && other.span.len() > 3 || other.shape == Shape::Dotted,
            Some(". ") => caps,
            _ => false,
        }
    };
    let before = at.checked_sub(1).and_then(|at| all.get(at));
    before.is_some_and(|other| joins(other, other.span.end, here.start))
        || all.get(at + 1).is_some_and(|other| joins(other, here.end, other.span.start))
}

/// The initials of every run of capitalised words, joints left out: of two
/// words or more, and of each part of three words or more within longer runs.
fn initials(view: &str, all: &[Mention]) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut run = String::new();
    let mut end = None;
    for mention in all.iter().filter(|mention| matches!(mention.shape, Shape::Capital)) {
        let gap = end.and_then(|end: u32| view.get(end as usize..mention.span.start as usize));
        let goes_on = gap.is_some_and(|gap| matches!(gap, " " | "-") || list::NAME_JOINT.contains(&gap));
        if !goes_on || run.len() >= 12 {
            parts(&run, &mut found);
            run.clear();
        }
        run.extend(view[mention.span.range()].chars().next());
        end = Some(mention.span.end);
    }
    parts(&run, &mut found);
    found
}

fn parts(run: &str, found: &mut HashSet<String>) {
    if !run.is_ascii() || run.len() < 2 {
        return;
    }
    found.insert(run.to_owned());
    for start in 0..run.len() {
        for end in start + 3..=run.len().min(start + MOST) {
            found.insert(run[start..end].to_owned());
        }
    }
}

/// Words in capitals that need no spelling out.
static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("data/abbreviations.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(':')).flat_map(|(_, words)| words.split_whitespace()).collect()
});

/// Whether readers know it better short than long; or it is the name of a
/// firm, a measure, a numeral, a word that is only shouted.
pub fn is_known(letters: &str) -> bool {
    KNOWN.contains(letters) || letters.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C' | b'M'))
}

#[cfg(test)]
mod tests {
    use super::super::Block;
    use super::*;

    fn read(text: &str) -> Vec<(&str, Vec<&str>, usize, bool)> {
        let whole = Span::new(0, text.len());
        let mentions =
            Mentions::read(text, [Block { passage: PassageId::nth(0), span: whole, paragraph: 0 }]);
        let found = abbreviations(text, &mentions, |_| whole);
        found
            .into_iter()
            .map(|a| {
                let long = a.definitions.iter().map(|d| &text[d.long.range()]).collect();
                (a.letters, long, a.uses.len(), a.explained)
            })
            .collect()
    }

    #[test]
    fn definitions_and_uses_are_told_apart() {
        assert_eq!(
            read(
                "the Japan Ministry of Defense (JMOD) saw advanced persistent threats (APTs). An APT met JMOD’s men."
            ),
            [
                ("JMOD", vec!["Japan Ministry of Defense"], 1, false),
                ("APT", vec!["advanced persistent threats"], 1, false),
            ]
        );
        assert_eq!(
            read("a JSDF (Japan Self-Defense Forces) unit"),
            [("JSDF", vec!["Japan Self-Defense Forces"], 0, false)]
        );
        assert_eq!(
            read("the Bank of Northern Trade’s (BNT’s) books"),
            [("BNT", vec!["Bank of Northern Trade’s"], 0, false)]
        );
        assert_eq!(
            read("the Bundesamt (BSI) and the QRF"),
            [("BSI", vec![], 0, true), ("QRF", vec![], 1, false)]
        );
        assert_eq!(
            read("posted parcels are weighed twice (the PWT rule) by KPQ Consulting, and PORT(AL) helps"),
            [
                ("PWT", vec![], 0, true),
                ("KPQ", vec![], 0, false),
                ("PORT", vec![], 0, false),
                ("AL", vec![], 0, true)
            ]
        );
        assert_eq!(
            read("the Harbour Lights Act (HLA) of 1911 [HLA], offices (called “PLOs” from here on)"),
            [("HLA", vec!["Harbour Lights Act"], 0, true), ("PLO", vec![], 0, true)]
        );
        assert_eq!(
            read("(the “CPA”) the CPA/CPB, CPA-7"),
            [("CPA", vec![], 0, true), ("CPB", vec![], 0, false)]
        );
    }

    #[test]
    fn a_name_in_the_text_explains_its_initials() {
        assert_eq!(read("at the Bank of Northern Trade the BNT met"), [("BNT", vec![], 1, true)]);
    }

    #[test]
    fn the_list_is_long_and_in_capitals() {
        assert!(KNOWN.len() > 300);
        assert!(KNOWN.iter().all(|word| word.to_uppercase() == **word || word.ends_with('s')));
        assert!(is_known("NATO") && is_known("XVII") && !is_known("JMOD"));
    }
}
