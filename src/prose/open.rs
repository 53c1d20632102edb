//! What a title or a quotation leaves open, and whether a sentence says the same outright.

use super::words::words;
use crate::lexicon::list;
use crate::lexicon::{Hit, List, Table};
use crate::span::Span;

/// The word by which a title leaves open what it tells, if `sentence` tells that very thing: the noun that is called
/// suspected or possible stands in it, or words of the title do where its verb is hedged. A title that asks is no
/// hedge. Relative to the title.
pub fn left_open(table: &Table, title: &str, sentence: &str) -> Option<Span> {
    if title.trim_end_matches(['”', '"', '’', '\'', ' ']).ends_with('?') {
        return None;
    }
    let scan = table.scan(title);
    let hit = scan.hits.iter().find(|hit| is_doubt(table, title, hit))?;
    let after: Vec<&str> =
        words(title.get(hit.span.end as usize..)?).into_iter().map(|word| word.text).collect();
    let attribute = hit.list == List::Report
        && is_attribute(title.get(hit.span.range())?)
        && after.first().is_some_and(|next| !list::AFTER_VERB.contains(&next.to_lowercase().as_str()))
        && title[hit.span.end as usize..].starts_with(' ');
    let of = after.first().is_some_and(|next| next.eq_ignore_ascii_case("of"));
    let same = if of || title.get(hit.span.range())?.ends_with(" of") {
        // "Suspected of theft": the doubt is about the theft.
        named(after.get(usize::from(of)..)?).any(|word| telling(word) && stands_in(word, sentence))
    } else if attribute {
        // "Suspected militants killed": the doubt is about who they were.
        named(&after).any(|word| telling(word) && stands_in(word, sentence))
    } else if let Some((_, noun)) =
        title.get(hit.span.range())?.split_once(' ').filter(|(word, _)| is_attribute(word))
    {
        // "Possible breach".
        stands_in(noun.rsplit(' ').next().unwrap_or(noun), sentence)
    } else {
        let all = words(title);
        let told = all.iter().filter(|word| {
            !hit.span.overlaps(Span::new(word.start, word.end()))
                && telling(word.text)
                && stands_in(word.text, sentence)
        });
        // One word in common is the subject; two are what is told of it.
        told.count() > 1
    };
    same.then_some(hit.span)
}

/// The first word by which a quotation leaves open what it says.
pub fn hedged(table: &Table, quotation: &str) -> Option<Span> {
    let scan = table.scan(quotation);
    scan.hits.iter().find(|hit| is_doubt(table, quotation, hit)).map(|hit| hit.span)
}

/// Whether a sentence hedges or hands the claim to somebody else; then it may stand on an open report.
pub fn is_guarded(hits: &[Hit], sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    hits.iter().any(|hit| {
        matches!(hit.list, List::Hedge | List::Report | List::Icd203 | List::Weasel | List::Unscaled)
    }) || list::OTHERS_SAY.iter().any(|sign| lower.contains(sign))
        || sentence.contains(['“', '"', '?'])
}

/// Whether a hit says that it may be otherwise. A `could` is as often an ability, a `May` a month.
fn is_doubt(table: &Table, text: &str, hit: &Hit) -> bool {
    let word = text.get(hit.span.range()).unwrap_or("");
    let group = table.entry(hit.entry).group.as_ref();
    let after = words(text.get(hit.span.end as usize..).unwrap_or(""));
    let next = after.first().map(|word| word.text).unwrap_or("");
    match (hit.list, group) {
        (List::Report, group) => group != "guard",
        (List::Hedge, "possibility") => {
            word.eq_ignore_ascii_case("possibly") || word.eq_ignore_ascii_case("perhaps")
        }
        (List::Hedge, "likelihood") => {
            word.eq_ignore_ascii_case("probably") || word.eq_ignore_ascii_case("presumably")
        }
        (List::Hedge, "modal") => match word {
            // "May not" and "may only" forbid as often as they doubt.
            "may" | "might" => {
                !matches!(next, "" | "not" | "only") && !next.starts_with(|c: char| c.is_ascii_digit())
            }
            "May" | "Might" | "MAY" | "MIGHT" => {
                list::BETWEEN_VERB.iter().any(|verb| next.eq_ignore_ascii_case(verb))
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether a word of doubt can stand before a noun as its attribute.
fn is_attribute(word: &str) -> bool {
    list::DOUBTED.has(word)
}

/// The words that an attribute is said of: up to the noun, as far as its ending tells.
fn named<'a>(after: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    let whole = after.iter().take(3).position(|word| {
        let lower = word.to_lowercase();
        let person = ["er", "or", "ist", "ant", "man", "men", "spy"].iter().any(|end| lower.ends_with(end));
        person && lower != "cyber"
            || lower.ends_with('s')
            || lower.ends_with("ed")
            || list::AFTER_VERB.contains(&lower.as_str())
    });
    after.iter().copied().take(whole.map_or(2, |at| at + 1))
}

/// Whether a word tells what a text is about.
fn telling(word: &str) -> bool {
    word.chars().count() > 3
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && !list::COMMON_WORD.iter().any(|common| word.eq_ignore_ascii_case(common))
}

/// Whether a word or another form of it stands in a sentence: the first letters are compared.
fn stands_in(word: &str, sentence: &str) -> bool {
    let stem = |word: &str| -> String {
        let count = word.chars().count();
        let kept = if count <= 5 { count.min(4) } else { 5 };
        word.to_lowercase().chars().take(kept).collect()
    };
    let wanted = stem(word);
    words(sentence).iter().filter(|other| other.text.chars().count() > 3).any(|other| {
        let found = stem(other.text);
        found.starts_with(&wanted) || wanted.starts_with(&found)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicons;

    fn open(title: &str, sentence: &str) -> Option<String> {
        let table = Lexicons::default();
        left_open(&table, title, sentence).map(|span| title[span.range()].to_owned())
    }

    #[test]
    fn titles_that_leave_open_what_the_sentence_tells() {
        for (title, sentence) in [
            ("Chinese Hack Attack Suspected at Harbour", "The harbour lost its data to an attack in 2011"),
            ("Possible War Crimes at the Port", "War crimes were committed at the port"),
            ("Hackers believed to be behind harbour fire", "Hackers lit the fire in the harbour"),
            ("Alleged breach at the port", "The breach cost the port ten days"),
            ("Brook may have sold the port", "Brook sold the port"),
            ("Brook May Have Sold the Port", "Brook sold the port"),
            ("Harbour master allegedly took bribes", "The harbour master took bribes"),
            ("Port possibly sold", "The port was sold"),
        ] {
            assert!(open(title, sentence).is_some(), "{title}");
        }
    }

    #[test]
    fn titles_that_do_not() {
        for (title, sentence) in [
            ("Ports in May 2014", "The ports grew in May 2014"),
            ("Port Review, 3 May", "The port grew"),
            ("The Might of the Port", "The port grew"),
            ("Three suspected militants killed in port raid", "The raid on the port killed three"),
            ("Is the port suspected?", "The port grew"),
            ("What the port could do", "The port grew"),
            ("As Soon as Possible: Ports", "The port grew"),
            ("Suspected fire at the mill", "The port grew"),
            ("The Possible Effects of Dues on Ports", "Dues have effects on ports"),
            ("Trust and Suspicion between Ports", "The ports grew apart from each other in trust"),
            ("Master Suspected of Theft Was Watched, Court Hears", "The courts let people be watched less"),
            ("Ships may not enter the port", "Ships are kept out of the port"),
        ] {
            assert_eq!(open(title, sentence), None, "{title}");
        }
    }
}
