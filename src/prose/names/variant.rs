//! One name or term in two forms: `U.S.` and `US`, `policy-makers` and
//! `policymakers`, `Erdogan` and `Erdoğan`, `Eichelberger` and `Eirchelberger`.
//!
//! Forms that differ by stops, a hyphen or diacritics are folded together.
//! Misspelt names share what is left of them when one letter is taken out, so
//! that a document of any length is searched in one pass.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Mention, Mentions, Shape, singular};
use crate::needles::Needles;
use crate::prose::lexicon::{self, Flags};
use crate::span::Span;

/// In what the two forms differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Full stops between capitals.
    Stops,
    /// A hyphen, or a space.
    Joint,
    /// Diacritics.
    Accents,
    /// One letter of a long name.
    Letter,
    /// Spellings that style guides tell a house to choose from.
    Spelling,
}

/// A name or term that stands in two forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// In what they differ.
    pub difference: Difference,
    /// Where the rarer form stands, ascending.
    pub rare: Vec<Span>,
    /// Where the commoner form stands, ascending.
    pub common: Vec<Span>,
}

/// More hyphenated words than a document has; beyond it they are not compared.
const MOST_COMPOUNDS: usize = 4000;
/// A name that is shorter than this may well be another name.
const LONG: usize = 8;
/// Longer runs of letters are no names.
const LONGEST: usize = 40;

/// The variants of what stands in these blocks (ranges of the view), in the
/// order of their rarer forms. `mentions` are those of the blocks.
pub fn variants(
    view: &str,
    mentions: &Mentions,
    blocks: &[Span],
    body: impl Fn(&Mention) -> bool,
) -> Vec<Variant> {
    let seen: Vec<Mention> =
        mentions.all.iter().filter(|mention| !mention.quoted && body(mention)).copied().collect();
    let mut found = stops(view, &seen);
    found.extend(words(view, mentions, blocks, &seen));
    let names = Names::of(view, &seen);
    found.extend(names.accents());
    found.extend(names.letters(view, blocks));
    found.sort_by_key(|variant| variant.rare.first().map_or(0, |span| span.start));
    found
}

/// A pair with the rarer form first; of two equally rare the later one.
fn pair(difference: Difference, one: Vec<Span>, other: Vec<Span>) -> Option<Variant> {
    let first = |spans: &[Span]| spans.first().map(|span| span.start);
    let (a, b) = (first(&one)?, first(&other)?);
    let one_is_rare = (one.len(), std::cmp::Reverse(a)) < (other.len(), std::cmp::Reverse(b));
    let (rare, common) = if one_is_rare { (one, other) } else { (other, one) };
    Some(Variant { difference, rare, common })
}

/// `U.S.` and `US`.
fn stops(view: &str, seen: &[Mention]) -> Vec<Variant> {
    let mut forms: BTreeMap<String, (Vec<Span>, Vec<Span>)> = BTreeMap::new();
    for mention in seen.iter().filter(|mention| mention.shape == Shape::Dotted) {
        let letters: String = view[mention.span.range()].chars().filter(|&c| c != '.').collect();
        // "10 U.S. 137" is a volume of reports.
        let before = view[..mention.span.start as usize].trim_end().chars().next_back();
        if !before.is_some_and(|c| c.is_ascii_digit()) {
            forms.entry(letters).or_default().0.push(mention.span);
        }
    }
    if forms.is_empty() {
        return Vec::new();
    }
    for (index, mention) in seen.iter().enumerate().filter(|(_, mention)| mention.shape == Shape::Caps) {
        let word = &view[mention.span.range()];
        // "US$5", "THE US ARMY" in capitals.
        let dollars = view[mention.span.end as usize..].starts_with('$');
        if let Some(form) = forms.get_mut(word).filter(|_| !dollars && !shouted(seen, index)) {
            form.1.push(mention.span);
        }
    }
    forms.into_values().filter_map(|(dotted, plain)| pair(Difference::Stops, dotted, plain)).collect()
}

/// Whether a word in capitals stands beside others: a heading, a title.
fn shouted(seen: &[Mention], index: usize) -> bool {
    let here = seen[index];
    let caps = |mention: &&Mention| mention.shape == Shape::Caps;
    let before = index.checked_sub(1).and_then(|at| seen.get(at)).filter(caps);
    let after = seen.get(index + 1).filter(caps);
    before.is_some_and(|mention| mention.span.end + 1 == here.span.start)
        || after.is_some_and(|mention| here.span.end + 1 == mention.span.start)
}

/// Spellings in the data file.
struct Listed {
    /// One row a line: its forms.
    rows: Vec<Vec<&'static str>>,
    /// Hyphenated words that are no variants of what they look like, in order.
    apart: Vec<&'static str>,
    /// The row and column of each form.
    columns: Vec<(usize, usize)>,
    /// Finds every form.
    forms: Needles,
}

impl Listed {
    /// The row of a form that is one word.
    fn row_of(&self, word: &str) -> Option<usize> {
        let found = self.forms.at(word.as_bytes(), 0).find(|found| found.end == word.len())?;
        let (row, column) = self.columns[found.number];
        (self.rows[row][column] == word).then_some(row)
    }
}

/// Stands for the hyphenated form among the columns of a row.
const HYPHEN: usize = usize::MAX;

static LISTED: LazyLock<Listed> = LazyLock::new(|| {
    let lines = include_str!("data/variants.txt").lines().filter(|line| !line.starts_with('#'));
    let (mut rows, mut apart): (Vec<Vec<&str>>, Vec<&str>) = (Vec::new(), Vec::new());
    for line in lines {
        match line.strip_prefix('!') {
            Some(words) => apart.extend(words.split_whitespace()),
            None => rows.push(line.split('|').map(str::trim).filter(|form| !form.is_empty()).collect()),
        }
    }
    apart.sort_unstable();
    let all = rows.iter().enumerate();
    let columns = all.flat_map(|(at, row)| (0..row.len()).map(move |column| (at, column))).collect();
    let forms = Needles::in_any_case(rows.iter().flatten());
    Listed { rows, apart, columns, forms }
});

/// What stands in a text of some forms, as whole words of either case, the longest first.
struct Search<'n> {
    forms: &'n Needles,
    /// What was found last ends here.
    end: usize,
}

impl<'n> Search<'n> {
    fn of(forms: &'n Needles) -> Self {
        Self { forms, end: 0 }
    }

    /// The form that begins at a byte of the text, and the words with a plural `s`.
    fn at(&mut self, text: &str, start: usize) -> Option<(usize, Range<usize>, Range<usize>)> {
        if start < self.end {
            return None;
        }
        let hit = self.forms.at(text.as_bytes(), start).next()?;
        self.end = hit.end;
        let end = whole(text, hit.start, hit.end)?;
        Some((hit.number, hit.start..hit.end, hit.start..end))
    }
}

/// The bytes of a text at which a form may begin: those after which [`whole`] may look back.
fn openings(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let before = |at: usize| {
        let byte = if at == 0 { b' ' } else { bytes[at - 1] };
        !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'.' | b'/' | b'@' | b'_' | b'#')
    };
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80;
    (0..bytes.len()).filter(move |&at| before(at) && letter(bytes[at]))
}

/// Hyphenated words with their closed forms, and before one noun with their
/// open ones; and the pairs of the list. One pass over the words for all.
fn words(view: &str, mentions: &Mentions, blocks: &[Span], seen: &[Mention]) -> Vec<Variant> {
    let mut groups = Groups::default();
    for mention in seen.iter().filter(|mention| mention.shape == Shape::Compound) {
        groups.add(view, mention);
    }
    if groups.closed.len() > MOST_COMPOUNDS {
        groups = Groups::default();
    }
    let mut patterns: Vec<(&String, usize)> = Vec::new();
    let unlisted = groups.closed.iter().filter(|(word, _)| LISTED.row_of(word).is_none());
    patterns.extend(unlisted.map(|(word, group)| (word, *group)));
    patterns.extend(groups.open.iter().map(|(words, group)| (words, *group)));
    let own = Needles::in_any_case(patterns.iter().map(|(words, _)| words));
    let mut rows: HashMap<usize, BTreeMap<usize, Vec<Span>>> = HashMap::new();
    let mut others: Vec<(usize, Span)> = Vec::new();
    for block in blocks {
        let text = view.get(block.range()).unwrap_or("");
        let (mut listed, mut own) = (Search::of(&LISTED.forms), Search::of(&own));
        let quoted = |start: usize| mentions.in_quotes(block.start + Span::at(start).start);
        let lifted = |range: Range<usize>| block.lift(Span::new(range.start, range.end));
        for start in openings(text) {
            if let Some((pattern, words, whole)) = listed.at(text, start) {
                let (row, column) = LISTED.columns[pattern];
                if cased(&text[words], LISTED.rows[row][column]) && !quoted(start) {
                    rows.entry(row).or_default().entry(column).or_default().push(lifted(whole));
                }
            }
            if let Some((pattern, words, whole)) = own.at(text, start) {
                // "LSC Funded Attorneys" is a title.
                let noun = text[words].rsplit_once(' ').map(|(_, noun)| noun);
                let title = noun.is_some_and(|noun| noun.starts_with(char::is_uppercase));
                if !title && !quoted(start) {
                    others.push((patterns[pattern].1, lifted(whole)));
                }
            }
        }
    }
    for (group, span) in others {
        groups.all[group].other.push(span);
    }
    // A hyphenated form of a word on the list stands with the row.
    for (closed, &group) in &groups.closed {
        if let Some(row) = LISTED.row_of(closed) {
            let hyphen = std::mem::take(&mut groups.all[group].hyphen);
            rows.entry(row).or_default().entry(HYPHEN).or_default().extend(hyphen);
        }
    }
    let mut found: Vec<Variant> = groups
        .all
        .into_iter()
        .filter_map(|group| pair(Difference::Joint, group.hyphen, group.other))
        .collect();
    found.extend(rows.into_iter().filter_map(|(row, forms)| chosen(&LISTED.rows[row], forms)));
    found
}

/// The two forms of a row to tell of: the most common ones. An open and a
/// hyphenated form alone may be grammar: "decision making", "a decision-making body".
fn chosen(row: &[&str], forms: BTreeMap<usize, Vec<Span>>) -> Option<Variant> {
    let joint = row.iter().any(|form| form.contains(' ')) && row.len() == 2;
    let difference = if joint { Difference::Joint } else { Difference::Spelling };
    let solid = |column: usize| row.get(column).is_some_and(|form| !joint || !form.contains(' '));
    let mut forms: Vec<(bool, Vec<Span>)> = forms
        .into_iter()
        .map(|(column, spans)| (solid(column), spans))
        .filter(|(_, spans)| !spans.is_empty())
        .collect();
    forms.sort_by_key(|(solid, spans)| (std::cmp::Reverse(*solid), std::cmp::Reverse(spans.len())));
    let mut forms = forms.into_iter();
    let (first, second) = (forms.next()?, forms.next()?);
    first.0.then(|| pair(difference, first.1, second.1))?
}

/// The end of a whole word or words, a plural `s` and all; `None` within a
/// longer word or a compound.
fn whole(text: &str, start: usize, end: usize) -> Option<usize> {
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '/' | '@' | '_' | '#')) {
        return None;
    }
    let rest = &text[end..];
    let plural = rest.strip_prefix('s').filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let end = if plural.is_some() { end + 1 } else { end };
    let next = plural.unwrap_or(rest);
    let mut next = next.chars();
    match next.next() {
        Some(c) if c.is_alphanumeric() || matches!(c, '-' | '/' | '@' | '_') => None,
        Some('.') if next.next().is_some_and(char::is_alphanumeric) => None,
        _ => Some(end),
    }
}

/// Whether the words are written as the form is: a term in small letters (its
/// first may be a capital), so that `Cyber Security Strategy` is a title.
fn cased(words: &str, form: &str) -> bool {
    if form.contains(char::is_uppercase) {
        return form.chars().zip(words.chars()).all(|(a, b)| a == b || a.is_lowercase());
    }
    !words.chars().skip(1).any(char::is_uppercase)
}

/// One hyphenated word, and what else it stands as.
#[derive(Default)]
struct Group {
    hyphen: Vec<Span>,
    other: Vec<Span>,
}

/// Hyphenated words by their closed form and by the noun that follows.
#[derive(Default)]
struct Groups {
    all: Vec<Group>,
    closed: HashMap<String, usize>,
    open: HashMap<String, usize>,
}

impl Groups {
    fn add(&mut self, view: &str, mention: &Mention) {
        let word = &view[mention.span.range()];
        let lower = word.to_lowercase();
        let Some((head, tail)) = lower.split_once('-') else { return };
        let letters = |part: &str| part.chars().all(char::is_alphabetic);
        if !letters(head) || !letters(tail) || LISTED.apart.binary_search(&lower.as_str()).is_ok() {
            return;
        }
        let stem =
            tail.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')).unwrap_or(tail);
        // Two names, "Japan-China", close up to nothing.
        let names = word.split('-').all(|part| part.starts_with(char::is_uppercase)) && head.len() > 2;
        if !names {
            let next = self.all.len();
            let group = *self.closed.entry(format!("{head}{stem}")).or_insert(next);
            self.push(group, mention.span);
        }
        let after = view[mention.span.end as usize..].strip_prefix(' ').unwrap_or("");
        let noun = &after[..after.bytes().take_while(u8::is_ascii_lowercase).count()];
        let function =
            Flags::FUNCTION.or(Flags::PREP).or(Flags::BE).or(Flags::WAS).or(Flags::HAVE).or(Flags::MODAL);
        if noun.len() > 3 && !lexicon::of(noun).any(function.or(Flags::DET)) {
            let next = self.all.len();
            let group = *self.open.entry(format!("{head} {tail} {noun}")).or_insert(next);
            self.push(
                group,
                Span { start: mention.span.start, end: mention.span.end + 1 + Span::at(noun.len()).start },
            );
        }
    }

    fn push(&mut self, group: usize, span: Span) {
        if group == self.all.len() {
            self.all.push(Group::default());
        }
        self.all[group].hyphen.push(span);
    }
}

/// One spelling of a name.
struct Name<'t> {
    word: &'t str,
    spans: Vec<Span>,
    /// Capitalised words that stand directly before and after it.
    beside: HashSet<&'t str>,
}

/// Capitalised words that stand within sentences, by their spelling, in the
/// order of the text.
struct Names<'t>(Vec<Name<'t>>);

impl<'t> Names<'t> {
    fn of(view: &'t str, seen: &[Mention]) -> Self {
        let mut names: Vec<Name<'t>> = Vec::new();
        let mut index: HashMap<&str, usize> = HashMap::new();
        let capitals: Vec<&Mention> = seen.iter().filter(|mention| mention.shape == Shape::Capital).collect();
        for (at, mention) in capitals.iter().enumerate() {
            let word = &view[mention.span.range()];
            if mention.opens
                || word.len() < 4
                || word.len() > LONGEST
                || !word.chars().all(char::is_alphabetic)
            {
                continue;
            }
            let slot = *index.entry(word).or_insert(names.len());
            if slot == names.len() {
                names.push(Name { word, spans: Vec::new(), beside: HashSet::new() });
            }
            names[slot].spans.push(mention.span);
            let before = at
                .checked_sub(1)
                .map(|at| capitals[at])
                .filter(|other| other.span.end + 1 == mention.span.start);
            let after = capitals.get(at + 1).filter(|other| mention.span.end + 1 == other.span.start);
            for other in before.into_iter().chain(after.copied()) {
                names[slot].beside.insert(&view[other.span.range()]);
            }
        }
        Self(names)
    }

    /// `Erdogan` and `Erdoğan`.
    fn accents(&self) -> Vec<Variant> {
        let marked: Vec<&Name<'_>> = self.0.iter().filter(|name| !name.word.is_ascii()).collect();
        if marked.is_empty() {
            return Vec::new();
        }
        let plain: HashMap<&str, &Name<'_>> =
            self.0.iter().filter(|name| name.word.is_ascii()).map(|name| (name.word, name)).collect();
        marked
            .into_iter()
            .filter_map(|name| {
                let folded: String = name
                    .word
                    .nfd()
                    .filter(|&c| !is_combining_mark(c))
                    .map(|c| match c {
                        'ı' => 'i',
                        'ø' => 'o',
                        'Ø' => 'O',
                        'ł' => 'l',
                        'Ł' => 'L',
                        'đ' => 'd',
                        'Đ' => 'D',
                        other => other,
                    })
                    .collect();
                let other = plain.get(folded.as_str())?;
                pair(Difference::Accents, name.spans.clone(), other.spans.clone())
            })
            .collect()
    }

    /// A long name that once lacks a letter, has one too many or another one.
    fn letters(&self, view: &str, blocks: &[Span]) -> Vec<Variant> {
        let long: Vec<usize> =
            (0..self.0.len()).filter(|&at| self.0[at].word.chars().count() >= LONG).collect();
        let mut shared: HashMap<String, Vec<usize>> = HashMap::new();
        let mut pairs: HashSet<(usize, usize)> = HashSet::new();
        for &at in &long {
            let word = self.0[at].word;
            let without =
                word.char_indices().map(|(i, c)| format!("{}{}", &word[..i], &word[i + c.len_utf8()..]));
            for key in without.chain([word.to_owned()]).collect::<HashSet<_>>() {
                let held = shared.entry(key).or_default();
                // A few share what is left; a crowd is no misspelling.
                if held.len() < 8 {
                    pairs.extend(held.iter().map(|&other| (other, at)));
                    held.push(at);
                }
            }
        }
        let mut pairs: Vec<_> =
            pairs.into_iter().filter_map(|(one, other)| self.misspelt(one, other)).collect();
        pairs.sort_unstable();
        pairs.retain(|&(rare, _)| !stands_small(view, blocks, self.0[rare].word));
        pairs
            .into_iter()
            .map(|(rare, common)| Variant {
                difference: Difference::Letter,
                rare: self.0[rare].spans.clone(),
                common: self.0[common].spans.clone(),
            })
            .collect()
    }

    /// The rarer and the commoner of two names, if one is the other misspelt.
    fn misspelt(&self, one: usize, other: usize) -> Option<(usize, usize)> {
        let (rare, common) =
            if self.0[one].spans.len() < self.0[other].spans.len() { (one, other) } else { (other, one) };
        let (a, b) = (&self.0[rare], &self.0[common]);
        let apart = strsim::osa_distance(a.word, b.word) == 1;
        // Two people may bear names so alike: both are met more than once, or
        // each has a first name of its own.
        let once = a.spans.len() == 1 && b.spans.len() >= 2;
        let others = !a.beside.is_empty() && !b.beside.is_empty() && a.beside.is_disjoint(&b.beside);
        (apart && once && !others && !inflected(a.word, b.word)).then_some((rare, common))
    }
}

/// Whether two words are forms of one another, or its British and American
/// spellings: `Defence`, `Defense`.
fn inflected(one: &str, other: &str) -> bool {
    if one.starts_with(other) || other.starts_with(one) {
        return true;
    }
    let american = |word: &str| {
        word.replace("ce", "se")
            .replace("is", "iz")
            .replace("ys", "yz")
            .replace("our", "or")
            .replace("re", "er")
            .replace("ll", "l")
            .replace("ae", "e")
            .replace("mme", "m")
    };
    // The last letter alone differs: Sunni, Sunna.
    let stem = |word: &str| word.char_indices().next_back().map_or(0, |(at, _)| at);
    american(one) == american(other) || one[..stem(one)] == other[..stem(other)]
}

/// Whether the word stands in small letters somewhere: then it is no name.
fn stands_small(view: &str, blocks: &[Span], word: &str) -> bool {
    let lower = word.to_lowercase();
    let finder = memchr::memmem::Finder::new(&lower);
    blocks
        .iter()
        .any(|block| view.get(block.range()).is_some_and(|text| finder.find(text.as_bytes()).is_some()))
}

/// How the rarer form is written in the other way: the first letter of `rare`
/// keeps its size, and a plural stays one. `None` where that is not plain.
pub fn rewritten(rare: &str, common: &str) -> Option<String> {
    let plural = |word: &str| word.ends_with('s') && !word.ends_with("ss");
    let mut new = match (plural(rare), plural(common)) {
        (true, false) => format!("{common}s"),
        (false, true) => common[..common.len() - 1].to_owned(),
        _ => common.to_owned(),
    };
    let first = rare.chars().next()?;
    if first.is_uppercase() && new.starts_with(char::is_lowercase) {
        let head = new.chars().next()?;
        new.replace_range(..head.len_utf8(), &head.to_uppercase().to_string());
    } else if first.is_lowercase() && new.starts_with(char::is_uppercase) {
        let head = new.chars().next()?;
        new.replace_range(..head.len_utf8(), &head.to_lowercase().to_string());
    }
    let kept = singular(rare).chars().filter(|c| c.is_uppercase()).count();
    (kept == new.chars().filter(|c| c.is_uppercase()).count()).then_some(new)
}

#[cfg(test)]
mod tests {
    use super::super::Block;
    use super::*;
    use crate::ids::PassageId;

    fn pairs(text: &str) -> Vec<(Difference, &str, &str)> {
        let whole = Span::new(0, text.len());
        let mentions =
            Mentions::read(text, [Block { passage: PassageId::nth(0), span: whole, paragraph: 0 }]);
        let found = variants(text, &mentions, &[whole], |_| true);
        found
            .iter()
            .map(|variant| {
                (variant.difference, &text[variant.rare[0].range()], &text[variant.common[0].range()])
            })
            .collect()
    }

    #[test]
    fn forms_of_one_name_are_paired() {
        use Difference::{Accents, Joint, Letter, Spelling, Stops};
        assert_eq!(pairs("the US and the US and the U.S. fleet"), [(Stops, "U.S.", "US")]);
        assert_eq!(
            pairs("policy-makers, a policymaker and policy-makers"),
            [(Joint, "policymaker", "policy-makers")]
        );
        assert_eq!(pairs("an e-mail, an email, an email"), [(Joint, "e-mail", "email")]);
        assert_eq!(
            pairs("cyber security and cybersecurity and cybersecurity"),
            [(Joint, "cyber security", "cybersecurity")]
        );
        assert_eq!(pairs("with Erdogan, by Erdoğan, for Erdoğan"), [(Accents, "Erdogan", "Erdoğan")]);
        assert_eq!(
            pairs("by Eichelberger, for Eichelberger, with Eirchelberger"),
            [(Letter, "Eirchelberger", "Eichelberger")]
        );
        assert_eq!(pairs("the judgement, a judgment, a judgment"), [(Spelling, "judgement", "judgment")]);
        assert_eq!(
            pairs("its cyber-defense capabilities and the cyber defense capabilities"),
            [(Joint, "cyber defense capabilities", "cyber-defense capabilities")]
        );
    }

    #[test]
    fn what_only_looks_alike_stays_apart() {
        for text in [
            "the decision-making process, and decision making by all",
            "the US and “the U.S. fleet”",
            "a re-form of the party and its reform",
            "by Johnston, by Johnston, of Johnson, of Johnson",
            "by Mary Johnston, of Mary Johnston, and Peter Johnsson",
            "the Ministry of Defence, a Ministry of Defence, the Department of Defense",
            "with Russian help, to Russians, of Russians",
            "at 10 U.S. 137 and the US",
            "under its Cyber Security Strategy, cybersecurity grew",
            "at www.e-mail.org an email",
            "of Japanese-American and Japanese American",
        ] {
            assert_eq!(pairs(text), [], "{text}");
        }
    }

    #[test]
    fn a_form_is_rewritten_as_the_other() {
        assert_eq!(rewritten("policymaker", "policy-makers").as_deref(), Some("policy-maker"));
        assert_eq!(rewritten("Policymakers", "policy-maker").as_deref(), Some("Policy-makers"));
        assert_eq!(rewritten("U.S.", "US").as_deref(), Some("US"));
    }
}
