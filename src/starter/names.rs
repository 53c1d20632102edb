//! Names for entries, as their author would choose them: what the sentence is about, `heat-pump-sales`; who wrote the
//! source, and when, `desnz-2024`.

use crate::lexicon::list;
use std::collections::{HashMap, HashSet};

use crate::case::Case;
use crate::lexicon::{Sentence, sentence};
use crate::notes::{Citation, fold};
use crate::syntax::kebab;

/// A name has at most so many characters, so that lines stay readable.
const LONGEST: usize = 32;

/// A claim's name has at most so many words.
const WORDS: usize = 3;

/// A phrase that leads in a sentence ends within so many words: *In the year to March 2014, …*.
const LEAD: usize = 12;

/// A body of so many telling words or more is known by their first letters.
const INITIALS: usize = 3;

/// The names that are taken: those of the claims file, those that entries had before,
/// and those given here.
pub struct Names {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Names {
    /// The names of a claims file. An old name must not come back.
    pub fn taken(case: &Case<'_>) -> Self {
        let mut taken: HashSet<String> = case.names().map(str::to_owned).collect();
        let was = case.entries.iter().flat_map(|entry| &entry.entry.was);
        let was = was.chain(case.sources.iter().flat_map(|source| &source.decl.was));
        taken.extend(was.map(|name| name.value.clone()));
        Self { taken, next: HashMap::new() }
    }

    /// A name for a sentence; `line` (1-based) names those without a Latin word.
    pub fn for_claim(&mut self, words: &str, line: usize) -> String {
        let (name, rest) = about(words);
        let figure = words.split_whitespace().filter_map(figure).max_by_key(|figure| is_year(figure));
        let name = short(&name);
        // A year, a figure or another word tells two sentences about one thing apart.
        let more = figure.into_iter().chain(rest).map(|more| format!("{name}-{more}"));
        let free = |name: &String| !name.is_empty() && !self.taken.contains(name);
        let chosen = std::iter::once(name.clone()).chain(more.filter(|_| !name.is_empty())).find(free);
        self.unique(&chosen.unwrap_or(name), &format!("line-{line}"))
    }

    /// A source's name: the label that the author gave its note, else who wrote it and when.
    pub fn for_source(&mut self, citation: Option<&Citation>, label: Option<&str>, words: &str) -> String {
        if let Some(label) = label {
            return self.unique(&short(&[kebab(label)]), "source");
        }
        let year = citation.and_then(|it| it.date.value()).and_then(|date| date.year);
        let year = year.map(|year| year.to_string());
        let title = citation.and_then(|it| it.title.value()).map(|title| fold::title(&title.text));
        let title: Vec<String> = title
            .iter()
            .flat_map(|title| fold::telling(title))
            .map(kebab)
            .filter(|word| !word.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit()))
            .collect();
        let author = citation.and_then(|it| it.author_list().first()).map(|first| {
            let folded = fold::fold(&first.family);
            let words: Vec<String> = fold::telling(&folded).map(kebab).filter(|it| !it.is_empty()).collect();
            match first.body && words.len() >= INITIALS {
                true => vec![words.iter().filter_map(|word| word.chars().next()).take(8).collect()],
                false => words.into_iter().rev().take(2).rev().collect(),
            }
        });
        let author = author.filter(|words| !words.is_empty());
        let mut parts = match (&author, title.is_empty()) {
            (Some(words), _) => words.clone(),
            (None, false) => title.iter().take(2).cloned().collect(),
            (None, true) => words.split_whitespace().map(kebab).filter(|it| !it.is_empty()).take(2).collect(),
        };
        parts.extend(year.or_else(|| author.as_ref().and(title.first().cloned())));
        let name = short(&parts);
        // Two works of one year are told apart by their titles.
        let more = title.iter().map(|word| format!("{name}-{word}")).filter(|_| author.is_some());
        let chosen = std::iter::once(name.clone()).chain(more).find(|name| !self.taken.contains(name));
        self.unique(&chosen.unwrap_or(name), "source")
    }

    fn unique(&mut self, name: &str, otherwise: &str) -> String {
        let name = if name.is_empty() { otherwise } else { name };
        let mut unique = name.to_owned();
        while !self.taken.insert(unique.clone()) {
            let count = self.next.entry(name.to_owned()).or_insert(1);
            *count += 1;
            unique = format!("{name}-{count}");
        }
        unique
    }
}

/// Whole words as a name, as many from the first as there is room for.
fn short(words: &[String]) -> String {
    let mut name = String::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        if !name.is_empty() && name.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    name.get(..LONGEST).unwrap_or(&name).trim_end_matches('-').to_owned()
}

/// A word of a sentence that may stand in a name, and what it does in the sentence.
struct Token {
    word: String,
    does: Sentence,
    comma: bool,
    telling: bool,
}

fn tokens(words: &str) -> Vec<Token> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    words
        .split_whitespace()
        .map(|word| {
            let plain = bare(word);
            let plain = plain.strip_suffix("'s").or(plain.strip_suffix("’s")).unwrap_or(&plain).to_owned();
            let folded = kebab(&fold::fold(&plain));
            let telling = folded.len() > 2
                && folded.starts_with(|c: char| c.is_ascii_lowercase())
                && !list::EMPTY_IN_NAME.contains(&folded.as_str())
                && fold::telling(&folded).next().is_some();
            Token { does: sentence(&plain), comma: word.ends_with(','), telling, word: folded }
        })
        .collect()
}

/// What a sentence is about: the last words of its subject, with its verb if that is one word; and telling words behind it.
fn about(words: &str) -> (Vec<String>, Vec<String>) {
    let tokens = tokens(words);
    let prep = Sentence::PREP.or(Sentence::DATE_PREP).or(Sentence::CONNECTIVE).or(Sentence::OPENER);
    let leads = tokens.first().is_some_and(|first| first.does.any(prep) || !first.telling);
    let comma = tokens.iter().take(LEAD).position(|token| token.comma).filter(|_| leads);
    let from = comma.map_or(0, |comma| comma + 1);
    let verb = Sentence::PAST
        .or(Sentence::PRESENT)
        .or(Sentence::BE)
        .or(Sentence::HAVE)
        .or(Sentence::MODAL)
        .or(Sentence::WAS)
        .or(Sentence::SAYS);
    let begun = tokens.iter().skip(from).position(|token| token.telling).map_or(from, |at| from + at);
    let end = |does: Sentence| {
        let ends = |at: usize| tokens[at].does.any(does) || is_past(&tokens, at);
        (begun + 1..tokens.len()).find(|&at| ends(at)).unwrap_or(tokens.len())
    };
    let ends = end(verb.or(Sentence::PREP));
    let telling = |part: &[Token]| -> Vec<String> {
        part.iter().filter(|token| token.telling).map(|token| token.word.clone()).collect()
    };
    let subject = telling(tokens.get(begun..ends).unwrap_or_default());
    let rest = telling(tokens.get(ends..).unwrap_or_default());
    let skip = subject.len().saturating_sub(WORDS);
    let mut name: Vec<String> = subject.into_iter().skip(skip).collect();
    let lack = if name.len() < 2 { 2usize.saturating_sub(name.len()) } else { 0 };
    name.extend(rest.iter().take(lack).cloned());
    (name, rest.into_iter().skip(lack).collect())
}

/// Whether a word that no list knows is a verb of the past by its ending and by what comes behind it: `sales doubled in`.
fn is_past(tokens: &[Token], at: usize) -> bool {
    let word = &tokens[at].word;
    word.len() > 4 && word.ends_with("ed") && tokens.get(at + 1).is_none_or(|next| !next.telling)
}

/// A figure of the sentence as it can stand in a name: `1,054` as `1054`.
fn figure(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let plain = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    (plain && word.starts_with(|c: char| c.is_ascii_digit())).then(|| word.replace(',', ""))
}

fn is_year(figure: &str) -> bool {
    figure.len() == 4 && (figure.starts_with("19") || figure.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(words: &str) -> String {
        let mut names = Names { taken: HashSet::new(), next: HashMap::new() };
        names.for_claim(words, 1)
    }

    #[test]
    fn a_name_says_what_the_sentence_is_about() {
        for (words, name) in [
            ("Heat pump sales rose by 12% in 2024.", "heat-pump-sales"),
            ("In the year to March 2014, the dues of the port were paid by 12 masters.", "dues-port"),
            ("Heat pump sales doubled in 2016.", "heat-pump-sales"),
            ("Exports grew by 12% in 2014.", "exports-grew"),
            ("The city's new tram network carried 4 million riders.", "new-tram-network"),
            (
                "Conservationism is a widespread concept in the conservative parties of the north.",
                "conservationism-widespread",
            ),
        ] {
            assert_eq!(named(words), name, "{words}");
        }
    }

    #[test]
    fn no_word_of_a_name_is_cut_and_none_is_given_twice() {
        let long = named("Intergovernmental telecommunications standardisation committees met in 2014.");
        assert!(long.len() <= LONGEST && long.split('-').all(|word| word.len() > 8), "{long}");
        let mut names = Names { taken: HashSet::new(), next: HashMap::new() };
        let all: Vec<String> =
            ["Exports grew in 2014.", "Exports grew in 2015.", "Exports grew.", "Exports grew."]
                .iter()
                .map(|words| names.for_claim(words, 1))
                .collect();
        assert_eq!(all, ["exports-grew", "exports-grew-2015", "exports-grew-2", "exports-grew-3"]);
    }
}
