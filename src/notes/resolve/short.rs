//! Short forms and *op. cit.*: the work that a name or a short title means.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::fold::{self, Fit};
use super::same::{Asked, Works};
use crate::notes::{Citation, Target, TitleMark, Use};

/// How many works of one name, or of one first word, are looked through.
const MOST_NAMESAKES: usize = 32;

/// How many sources an ambiguous target lists.
pub(super) const MOST_LISTED: usize = 16;

/// What could be meant, and how surely.
type Candidates = Vec<(usize, Fit)>;

/// Works by name and title.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// By whole family name or body.
    names: HashMap<String, Vec<usize>>,
    /// By a part of a name, an acronym, an editor, an outlet.
    parts: HashMap<String, Vec<usize>>,
    /// Names that lack one letter, to find misspelt ones.
    slips: OnceCell<HashMap<String, Vec<String>>>,
    /// By name and first telling word of a title.
    named_titles: HashMap<(String, String), Vec<usize>>,
    /// Folded titles and other names of works, sorted.
    titles: Vec<(String, usize)>,
    /// By each telling word of the title.
    words: HashMap<String, Vec<usize>>,
    /// The other names of a work: "hereinafter", parties of a case.
    aliases: HashMap<usize, Vec<String>>,
    /// Where each work is first given in full.
    firsts: Vec<Use>,
}

impl Index {
    /// Indexes the works; `aliases` are short names that their notes lay down.
    pub(super) fn of(works: &Works, aliases: HashMap<usize, Vec<String>>) -> Self {
        let mut index = Self { aliases, ..Self::default() };
        for (work, found) in works.found.iter().enumerate() {
            index.firsts.push(found.first);
            let first_word = fold::telling(&found.facts.title).next().unwrap_or("");
            for name in found.facts.names.iter().take(40) {
                add_named(&mut index.names, name, work);
                add(&mut index.named_titles, (name.clone(), first_word.to_owned()), work);
                for part in parts_of(name) {
                    add(&mut index.parts, part, work);
                }
            }
            for name in &found.editors {
                add_named(&mut index.parts, name, work);
            }
            if !first_word.is_empty() {
                for word in fold::telling(&found.facts.title).take(16) {
                    add_named(&mut index.words, word, work);
                }
                index.titles.push((found.facts.title.clone(), work));
            }
            for alias in index.aliases.get(&work).into_iter().flatten() {
                index.titles.push((alias.clone(), work));
            }
        }
        index.titles.sort_unstable();
        index
    }

    /// [`Self::slips`], made when first asked for: most drafts misspell no name.
    fn slips(&self) -> &HashMap<String, Vec<String>> {
        self.slips.get_or_init(|| {
            let mut slips: HashMap<String, Vec<String>> = HashMap::new();
            for name in self.names.keys() {
                for slip in slips_of(name) {
                    slips.entry(slip).or_default().push(name.clone());
                }
            }
            slips.values_mut().for_each(|names| names.sort_unstable());
            slips
        })
    }

    /// The work that a short form at `at` means, and how well it fits. `words` are its words, folded,
    /// without signal and page, for what its fields do not tell.
    pub(super) fn find(&self, works: &Works, citation: &Citation, at: Use, words: &str) -> (Target, Fit) {
        let Asked { names, title } = Asked::of(citation);
        if names.is_empty() && title.is_empty() && words.is_empty() {
            return (Target::None, Fit::No);
        }
        let mut found = if names.is_empty() {
            self.titled(works, &title)
        } else {
            self.named(works, &names, &title, sure_title(citation))
        };
        if found.is_empty() && !names.is_empty() && fold::telling(&title).count() >= 2 {
            // A name spelt otherwise, beside a title that is there.
            found = self.titled(works, &title);
            found.retain(|(_, fit)| *fit >= Fit::Start);
        }
        if found.is_empty() {
            found = self.by_words(works, words);
        }
        if found.is_empty() && names.is_empty() && title.is_empty() {
            // Words that name nothing we know of: not understood, rather than missing.
            return (Target::None, Fit::No);
        }
        let best = found.iter().map(|(_, fit)| *fit).max().unwrap_or(Fit::No);
        (self.pick(works, citation, at, found), best)
    }

    /// Whether a work was given in full before this place.
    pub(super) fn is_before(&self, work: usize, at: Use) -> bool {
        let first = self.firsts[work];
        (first.note, first.citation) < (at.note, at.citation)
    }

    /// Works by these names, and of this title if there is one.
    fn named(&self, works: &Works, names: &[String], title: &str, sure: bool) -> Candidates {
        let mut found = Vec::new();
        for name in names {
            found.extend(self.by_name(name, title));
        }
        found.sort_unstable();
        found.dedup();
        found.truncate(4 * MOST_NAMESAKES);
        // All names named are better than one of them.
        let all = |work: usize| names.iter().all(|name| works.found[work].facts.names.contains(name));
        if names.len() > 1 && found.iter().any(|work| all(*work)) {
            found.retain(|work| all(*work));
        }
        if title.is_empty() {
            return found.into_iter().map(|work| (work, Fit::Weak)).collect();
        }
        let mut fits: Candidates =
            found.into_iter().map(|work| (work, self.fit(works, title, work))).collect();
        let best = fits.iter().map(|(_, fit)| *fit).max().unwrap_or(Fit::No);
        // A title that no work of this author has: only where it may be no title.
        if best == Fit::No && (sure || fits.len() > 1) {
            return Vec::new();
        }
        fits.retain(|(_, fit)| *fit == best || (best > Fit::Good && *fit > Fit::Good));
        fits
    }

    fn by_name(&self, name: &str, title: &str) -> Vec<usize> {
        let mut found = self.names.get(name).map_or(&[][..], Vec::as_slice);
        if found.is_empty() {
            found = self.parts.get(name).map_or(&[][..], Vec::as_slice);
        }
        if found.is_empty() {
            found = self.misspelt(name);
        }
        if found.len() <= MOST_NAMESAKES {
            return found.to_vec();
        }
        // Too many to look through all: those whose titles begin alike, else the last.
        let word = fold::telling(title).next().unwrap_or("").to_owned();
        let alike = self.named_titles.get(&(name.to_owned(), word)).map_or(found, Vec::as_slice);
        self.starting(title)
            .map(|(work, _)| work)
            .filter(|work| found.binary_search(work).is_ok())
            .chain(alike.iter().rev().take(MOST_NAMESAKES).copied())
            .collect()
    }

    /// Works whose title, or other name, begins with these words.
    fn starting(&self, title: &str) -> impl Iterator<Item = (usize, Fit)> {
        let start = self.titles.partition_point(|(other, _)| other.as_str() < title);
        self.titles[start..]
            .iter()
            .take_while(move |(other, _)| !title.is_empty() && other.starts_with(title))
            .take(MOST_NAMESAKES)
            .map(move |(other, work)| (*work, fold::fit(title, other)))
            .filter(|(_, fit)| *fit > Fit::Good)
    }

    /// Works by the one name that is a letter off.
    fn misspelt(&self, name: &str) -> &[usize] {
        let letters = name.chars().count();
        if letters < 5 {
            return &[];
        }
        let mut near: Vec<&str> = slips_of(name)
            .filter_map(|slip| self.slips().get(&slip))
            .flat_map(|names| names.iter().take(16))
            .map(String::as_str)
            .filter(|other| strsim::damerau_levenshtein(name, other) <= if letters < 8 { 1 } else { 2 })
            .collect();
        near.sort_unstable();
        near.dedup();
        match near.as_slice() {
            [one] => self.names.get(*one).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }

    /// Works of this title or one that it shortens.
    fn titled(&self, works: &Works, title: &str) -> Candidates {
        if fold::telling(title).next().is_none() {
            return Vec::new();
        }
        let mut found: Candidates = self.starting(title).collect();
        if found.is_empty() && fold::telling(title).count() >= 2 {
            let word = fold::telling(title).next().unwrap_or("");
            let works_of = self.words.get(word).map_or(&[][..], Vec::as_slice);
            found = works_of
                .iter()
                .rev()
                .take(MOST_NAMESAKES)
                .map(|work| (*work, self.fit(works, title, *work)))
                .filter(|(_, fit)| *fit >= Fit::Good)
                .collect();
        }
        if found.iter().any(|(_, fit)| *fit == Fit::Same) {
            found.retain(|(_, fit)| *fit == Fit::Same);
        }
        found
    }

    /// Where fields tell nothing, the words themselves: a known name at their
    /// head and a title, or the start of one, after it.
    fn by_words(&self, works: &Works, words: &str) -> Candidates {
        let mut parts: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).take(24).collect();
        // A page that was not read as one.
        let page = |word: &str| word.chars().all(char::is_numeric) || matches!(word, "p" | "pp" | "at");
        while parts.pop_if(|word| page(word)).is_some() {}
        let Some(name) = parts.iter().take(4).position(|word| self.names.contains_key(*word)) else {
            return Vec::new();
        };
        let found = self.names.get(parts[name]).map_or(&[][..], Vec::as_slice);
        // The title begins after the last author's name.
        (name + 1..parts.len().min(name + 6))
            .map(|from| {
                let title = fold::title(&parts[from..].join(" "));
                found
                    .iter()
                    .rev()
                    .take(MOST_NAMESAKES)
                    .map(|work| (*work, self.fit(works, &title, *work)))
                    .filter(|(_, fit)| *fit >= Fit::Good && fold::telling(&title).next().is_some())
                    .collect::<Candidates>()
            })
            .find(|fits| !fits.is_empty())
            .unwrap_or_default()
    }

    /// How well a short title fits a work, its other names included.
    fn fit(&self, works: &Works, title: &str, work: usize) -> Fit {
        let aliases = self.aliases.get(&work).into_iter().flatten();
        std::iter::once(&works.found[work].facts.title)
            .chain(aliases)
            .map(|full| fold::fit(title, full).max(longer(title, full)))
            .max()
            .unwrap_or(Fit::No)
    }

    /// One of the candidates, or that they are several, or none.
    fn pick(&self, works: &Works, citation: &Citation, at: Use, mut found: Candidates) -> Target {
        let exact = found.iter().filter(|(_, fit)| *fit == Fit::Same).count();
        if exact > 0 {
            found.retain(|(_, fit)| *fit == Fit::Same);
        }
        let mut left: Vec<usize> = found.into_iter().map(|(work, _)| work).collect();
        left.sort_unstable();
        left.dedup();
        narrow(&mut left, |work| works.found[work].facts.year_fits(citation));
        narrow(&mut left, |work| works.found[work].given_fits(citation));
        // A reader has met only what stands before.
        narrow(&mut left, |work| self.is_before(work, at));
        match left.as_slice() {
            [] => Target::Missing,
            [one] => Target::Source(*one),
            several => Target::Ambiguous(several.iter().take(MOST_LISTED).copied().collect()),
        }
    }
}

/// Keeps those that fit, unless none does.
fn narrow(works: &mut Vec<usize>, fits: impl Fn(usize) -> bool) {
    if works.len() > 1 && works.iter().any(|work| fits(*work)) {
        works.retain(|work| fits(*work));
    }
}

/// A title of the short form that runs on past the full one: the parser took
/// words after it along.
fn longer(short: &str, full: &str) -> Fit {
    let starts = short.strip_prefix(full).is_some_and(|rest| rest.starts_with(' '));
    if starts && fold::telling(full).count() >= 2 { Fit::Good } else { Fit::No }
}

/// Whether the title of a short form is surely one.
fn sure_title(citation: &Citation) -> bool {
    citation.title.value().is_some_and(|title| title.mark != TitleMark::Plain)
}

fn add<K: std::hash::Hash + Eq>(map: &mut HashMap<K, Vec<usize>>, key: K, work: usize) {
    let works = map.entry(key).or_default();
    if works.last() != Some(&work) {
        works.push(work);
    }
}

/// As [`add`]; the key is copied only where it is new.
fn add_named(map: &mut HashMap<String, Vec<usize>>, key: &str, work: usize) {
    match map.get_mut(key) {
        Some(works) if works.last() == Some(&work) => {}
        Some(works) => works.push(work),
        None => _ = map.insert(key.to_owned(), vec![work]),
    }
}

/// Under what else a name may be cited: a family name's last word ("van der
/// Berg"), each long word of a double name, a body's initials.
fn parts_of(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    if words.len() < 2 {
        return Vec::new();
    }
    let mut parts: Vec<String> = Vec::new();
    if words.len() <= 3 {
        parts.extend(words.iter().filter(|word| word.chars().count() > 3).map(|word| (*word).to_owned()));
    }
    let initials: String = fold::telling(name).filter_map(|word| word.chars().next()).collect();
    if initials.chars().count() >= 3 {
        parts.push(initials);
    }
    // "National center of Incident readiness … (NISC)"
    if let Some(last) = words.last().filter(|last| (3..=6).contains(&last.len())) {
        parts.push((*last).to_owned());
    }
    parts
}

/// A name with one letter left out, and the name itself.
fn slips_of(name: &str) -> impl Iterator<Item = String> {
    let letters = name.chars().count();
    let worth = if (5..=32).contains(&letters) { letters + 1 } else { 0 };
    (0..worth).map(move |left_out| {
        name.chars().enumerate().filter(|(at, _)| *at != left_out).map(|(_, c)| c).collect()
    })
}
