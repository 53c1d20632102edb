//! Wordings that say more than they show, and slips that change what a claim
//! says. The lists are data files with their authority; all of them are found
//! in one pass.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::lexicon::{self, Flags};
use crate::span::Span;

/// Which list a wording is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// A view laid on people who are not named: `data/phrases/weasel.txt`.
    Weasel,
    /// A word that judges: `data/phrases/loaded.txt`.
    Loaded,
    /// A whole class, not counted: `data/phrases/general.txt`.
    General,
    /// A slip of grammar: `data/phrases/slips.txt`.
    Slip,
}

/// A wording where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its list.
    pub list: List,
    /// Its words, relative to the text given.
    pub span: Span,
    /// What was meant, in small letters; empty where the list says nothing.
    pub meant: &'static str,
}

const FILES: &[(List, &str)] = &[
    (List::Weasel, include_str!("data/phrases/weasel.txt")),
    (List::Loaded, include_str!("data/phrases/loaded.txt")),
    (List::General, include_str!("data/phrases/general.txt")),
    (List::Slip, include_str!("data/phrases/slips.txt")),
];

/// One line of a list; `None` for the list where the words are no hit.
struct Row {
    list: Option<List>,
    words: &'static str,
    meant: &'static str,
}

/// The lists, read once.
struct Lists {
    rows: Vec<Row>,
    finder: Option<AhoCorasick>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let rows: Vec<Row> = FILES
        .iter()
        .flat_map(|&(list, data)| data.lines().map(move |line| (list, line.trim())))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(list, line)| match line.strip_prefix('!') {
            Some(words) => Row { list: None, words: words.trim(), meant: "" },
            None => {
                let (words, meant) = line.split_once('|').unwrap_or((line, ""));
                Row { list: Some(list), words: words.trim(), meant: meant.trim() }
            }
        })
        .collect();
    let finder = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(rows.iter().map(|row| row.words))
        .ok();
    Lists { rows, finder }
});

/// Every wording of the lists in a sentence, in order: whole words, outside
/// double quotation marks.
pub fn phrases(text: &str, push: &mut dyn FnMut(Hit)) {
    let Some(finder) = &LISTS.finder else { return };
    let whole = |start: usize, end: usize| {
        let joined = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_');
        !text[..start].ends_with(joined) && !text[end..].starts_with(joined)
    };
    let mut quoted = None;
    for hit in finder.find_iter(text) {
        let row = &LISTS.rows[hit.pattern().as_usize()];
        let Some(list) = row.list.filter(|_| whole(hit.start(), hit.end())) else { continue };
        let span = Span::new(hit.start(), hit.end());
        let quoted: &Vec<Span> = quoted.get_or_insert_with(|| super::assertion::quoted(text));
        if !quoted.iter().any(|quote| quote.overlaps(span)) {
            push(Hit { list, span, meant: row.meant });
        }
    }
}

/// Slips with dates, which no list can hold: "On 2013," and "in May 5,". The
/// span is that of the word that should be another.
pub fn date_slips(text: &str, push: &mut dyn FnMut(Hit)) {
    let mut words = text.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    });
    let (mut one, mut two) = (words.next(), words.next());
    for three in words.map(Some).chain([None]) {
        if let (Some((start, first)), Some((_, second))) = (one, two) {
            let span = Span::new(start, start + first.len());
            let number = second.trim_end_matches([',', '.', ';']);
            let stops = number.len() < second.len();
            let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
            let year = digits && number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
            if first.eq_ignore_ascii_case("on") && year && stops {
                push(Hit { list: List::Slip, span, meant: "in" });
            }
            let month = lexicon::of(second).any(Flags::MONTH) && second.starts_with(char::is_uppercase);
            if let Some((_, day)) = three.filter(|_| month && first.eq_ignore_ascii_case("in")) {
                let bare = day.trim_end_matches([',', '.', ';']);
                let day =
                    bare.len() < day.len() && bare.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
                if day {
                    push(Hit { list: List::Slip, span, meant: "on" });
                }
            }
        }
        (one, two) = (two, three);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(List, &str)> {
        let mut found = Vec::new();
        phrases(text, &mut |hit| found.push((hit.list, &text[hit.span.range()])));
        date_slips(text, &mut |hit| found.push((hit.list, &text[hit.span.range()])));
        found
    }

    #[test]
    fn wordings_are_found_as_whole_words() {
        assert_eq!(
            found("Many experts agree that everyone loses."),
            [(List::Weasel, "experts agree"), (List::General, "everyone")]
        );
        assert_eq!(found("On 2013, and in May 5, it fell."), [(List::Slip, "On"), (List::Slip, "in")]);
        for text in [
            "“Experts agree,” he said.",
            "They have some say.",
            "He would of course go.",
            "On 2013 data it fell in May 2013.",
            "in March 15 men",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn every_line_is_a_wording_in_small_letters() {
        for row in &LISTS.rows {
            assert_eq!(row.words, row.words.to_lowercase());
            assert!(!row.words.is_empty());
        }
        assert!(LISTS.finder.is_some());
    }
}
