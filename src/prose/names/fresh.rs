//! What a conclusion or a summary names that the rest of the text does not.
//!
//! Every doubt silences: a name is known if any word before it opens with the
//! same letters, or if it is another name of the same, or its initials; a
//! figure is known if one in the text rounds to it.

use crate::lexicon::list;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::{Mention, Shape, singular};
use crate::ids::PassageId;
use crate::needles::Needles;
use crate::prose::assertion::{Trigger, TriggerKind};
use crate::prose::figure::{FigureKind, figures};
use crate::prose::lexicon::{self, Flags};
use crate::span::Span;

/// What is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A person, a place, a body, a work.
    Name,
    /// A provision of law: `Article 9`.
    Law,
    /// A quantity.
    Figure,
    /// A year or a day.
    Date,
}

/// One thing that is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its words in the view.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Its words in small letters; of a figure its value.
    words: Vec<String>,
}

impl Fact {
    /// What a sentence names: runs of capitalised words within it, provisions
    /// of law, and the figures and dates that are signs of an assertion.
    pub fn of(view: &str, sentence: Span, mentions: &[Mention], triggers: &[Trigger]) -> Vec<Fact> {
        let text = view.get(sentence.range()).unwrap_or("");
        let mut found = names(view, mentions);
        for figure in figures(text) {
            let number = sentence.lift(figure.span);
            let law = law(view, number).filter(|_| figure.kind == FigureKind::Label);
            let span = law.unwrap_or(number);
            let trigger = triggers.iter().find(|trigger| trigger.span.overlaps(figure.span));
            let kind = match (figure.kind, trigger) {
                (FigureKind::Label, _) => law.map(|_| Kind::Law),
                (FigureKind::Year, Some(trigger)) if trigger.kind == TriggerKind::DatedEvent => {
                    Some(Kind::Date)
                }
                (FigureKind::Count | FigureKind::Percent | FigureKind::Money, Some(_)) => Some(Kind::Figure),
                _ => None,
            };
            let Some(kind) = kind else { continue };
            // "Article 9": the label is the fact, not its first word.
            found.retain(|fact| !fact.span.overlaps(span));
            let words = match kind {
                Kind::Law => vec![view[span.range()].to_lowercase()],
                _ => vec![figure.value],
            };
            found.push(Fact { span, kind, words });
        }
        found.sort_by_key(|fact| fact.span);
        found
    }
}

/// `Article 9` of its number, if a word of law with a capital stands before it.
fn law(view: &str, number: Span) -> Option<Span> {
    let head = view.get(..number.start as usize)?.strip_suffix(' ')?;
    let start =
        head.len() - head.chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    let word = &head[start..];
    let named =
        word.starts_with(char::is_uppercase) && list::LAW_SIGN.contains(&word.to_lowercase().as_str());
    named.then(|| Span { start: Span::at(start).start, end: number.end })
}

/// Runs of capitalised words that do not open the sentence.
fn names(view: &str, mentions: &[Mention]) -> Vec<Fact> {
    let mut found: Vec<Fact> = Vec::new();
    let mut end = 0;
    for mention in mentions.iter().filter(|mention| mention.shape != Shape::Compound) {
        if mention.opens || view[mention.span.range()].len() < 3 && mention.shape == Shape::Capital {
            continue;
        }
        let word = view[mention.span.range()].to_lowercase();
        let joins = end > 0
            && matches!(
                view.get(end as usize..mention.span.start as usize),
                Some(" " | " of " | " of the " | " & " | "-")
            );
        end = mention.span.end;
        match found.last_mut().filter(|_| joins) {
            Some(run) => {
                run.span.end = mention.span.end;
                run.words.push(word);
            }
            None => found.push(Fact { span: mention.span, kind: Kind::Name, words: vec![word] }),
        }
    }
    found
}

/// The data file.
struct Names {
    /// Other names of the same, a row each.
    same: Vec<Vec<&'static str>>,
    /// Words that name nothing by themselves.
    plain: HashSet<&'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names { same: Vec::new(), plain: HashSet::new() };
    for line in include_str!("data/same.txt").lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('!') {
            Some(words) => names.plain.extend(words.split_whitespace()),
            None => names.same.push(line.split('|').map(str::trim).collect()),
        }
    }
    names
});

/// The facts that stand nowhere in `known` (ranges of the view), each told once. What is sought is looked up while the text
/// is gone through once, so that a book with a summary a chapter takes no longer a page than a paper.
pub fn fresh(view: &str, facts: &[(Fact, PassageId)], known: &[Span]) -> Vec<(Fact, PassageId)> {
    let mut patterns: Vec<String> = Vec::new();
    let mut sought: Vec<Vec<Range<usize>>> = Vec::with_capacity(facts.len());
    // Of each fact its needles and, behind them, its initials; facts that say the same share them.
    let mut ranges_of: HashMap<(Kind, &[String]), usize> = HashMap::new();
    let mut place: Vec<usize> = Vec::with_capacity(facts.len());
    for (fact, _) in facts {
        let at = *ranges_of.entry((fact.kind, &fact.words)).or_insert_with(|| {
            let mut ranges = Vec::new();
            for needles in needles(fact) {
                ranges.push(patterns.len()..patterns.len() + needles.len());
                patterns.extend(needles);
            }
            ranges.push(patterns.len()..patterns.len() + 1);
            patterns.push(initials(fact));
            sought.push(ranges);
            sought.len() - 1
        });
        place.push(at);
    }
    let seen = stand(view, &patterns, known);
    let counts = facts.iter().any(|(fact, _)| matches!(fact.kind, Kind::Figure | Kind::Date));
    let values = if counts { Values::of(view, known) } else { Values::default() };
    let spelt = runs(
        view,
        known,
        facts.iter().filter(|(fact, _)| caps(fact, view)).map(|(fact, _)| short(fact, view)),
    );
    let mut told = HashSet::new();
    facts
        .iter()
        .zip(&place)
        .filter(|((fact, _), place)| match (fact.kind, sought[**place].split_last()) {
            (Kind::Figure | Kind::Date, _) => !values.hold(fact, view),
            (_, None) => false,
            // Any word of a name that was never met makes it new.
            (_, Some((initials, words))) => {
                words.iter().any(|needles| !needles.clone().any(|needle| seen[needle]))
                    && !(patterns[initials.start].len() > 1 && seen[initials.start])
                    && !(caps(fact, view) && spelt.contains(&short(fact, view)))
            }
        })
        .filter(|((fact, _), _)| told.insert(fact.words.as_slice()))
        .map(|(fact, _)| fact.clone())
        .collect()
}

/// The letters of an abbreviation, small and without a plural `s`.
fn short(fact: &Fact, view: &str) -> String {
    singular(&view[fact.span.range()]).to_lowercase()
}

fn caps(fact: &Fact, view: &str) -> bool {
    fact.kind == Kind::Name
        && fact.words.len() == 1
        && view[fact.span.range()].bytes().take(2).all(|b| b.is_ascii_uppercase())
}

fn initials(fact: &Fact) -> String {
    if fact.kind == Kind::Name {
        fact.words.iter().filter_map(|word| word.chars().next()).collect()
    } else {
        String::new()
    }
}

/// For each word of a fact that must have been met, what would show it.
fn needles(fact: &Fact) -> Vec<Vec<String>> {
    match fact.kind {
        Kind::Law => vec![fact.words.clone()],
        Kind::Figure | Kind::Date => Vec::new(),
        Kind::Name => {
            let whole = fact.words.join(" ");
            let row = |name: &str| NAMES.same.iter().find(|row| row.contains(&name));
            let others = |name: &str| {
                row(name).into_iter().flatten().map(|&other| other.to_owned()).collect::<Vec<_>>()
            };
            fact.words
                .iter()
                .filter(|word| !NAMES.plain.contains(word.as_str()) && !lexicon::of(word).any(Flags::MONTH))
                .map(|word| {
                    let mut needles = vec![stem(word)];
                    needles.extend(others(word));
                    needles.extend(others(&whole));
                    needles
                })
                .collect()
        }
    }
}

/// The letters that forms of one word share: `japan` of `japanese`.
fn stem(word: &str) -> String {
    let letters = word.chars().count();
    let keep = match letters {
        0..=4 => letters,
        5..=6 => 4,
        _ => (letters - 3).min(6),
    };
    word.chars().take(keep).collect()
}

/// For each pattern whether a word in these ranges opens with it.
fn stand(view: &str, patterns: &[String], known: &[Span]) -> Vec<bool> {
    let needles = Needles::in_any_case(patterns);
    let mut met = vec![false; patterns.len()];
    for span in known {
        let text = view.get(span.range()).unwrap_or("");
        for hit in needles.everywhere(text) {
            if met[hit.number] {
                continue;
            }
            let opens = !text[..hit.start].ends_with(|c: char| c.is_alphanumeric());
            // "Article 9" is not "Article 96", nor is "us" "use".
            let needle = &patterns[hit.number];
            let short = needle.len() < 4 || needle.ends_with(|c: char| c.is_ascii_digit());
            let closed = !short || !text[hit.end..].starts_with(|c: char| c.is_alphanumeric());
            met[hit.number] = opens && closed;
        }
    }
    // Equal patterns are one needle, and it has the number of the first.
    let mut first: HashMap<String, usize> = HashMap::new();
    let number = |(at, pattern): (usize, &String)| *first.entry(pattern.to_ascii_lowercase()).or_insert(at);
    patterns.iter().enumerate().map(number).map(|first| met[first]).collect()
}

/// Which of the wanted initials runs of capitalised words have, in small letters.
fn runs(view: &str, known: &[Span], wanted: impl Iterator<Item = String>) -> HashSet<String> {
    let wanted: HashSet<String> = wanted.collect();
    let mut found = HashSet::new();
    if wanted.is_empty() {
        return found;
    }
    let mut end = |run: &str| {
        for tail in tails(run) {
            if let Some(known) = wanted.get(tail) {
                found.insert(known.clone());
            }
        }
    };
    let mut run = String::new();
    for span in known {
        for word in view.get(span.range()).unwrap_or("").split([' ', '-']) {
            let joint = matches!(word, "of" | "and" | "for" | "the" | "in" | "on" | "&");
            match word.trim_start_matches(['(', '“', '"']).chars().next() {
                Some(c) if c.is_uppercase() && run.len() < 12 => run.extend(c.to_lowercase()),
                _ if joint && !run.is_empty() => {}
                _ => {
                    end(&run);
                    run.clear();
                }
            }
        }
        end(&run);
        run.clear();
    }
    found
}

/// The initials, and those of each end of the run: a sentence may open with a
/// capital of its own.
fn tails(run: &str) -> impl Iterator<Item = &str> {
    run.char_indices().filter(|&(at, _)| at + 2 <= run.len()).map(|(at, _)| &run[at..])
}

/// The figures of a text, to be asked whether one of them is another, or rounds to it.
#[derive(Default)]
struct Values {
    /// As they are written, labels too.
    written: HashSet<String>,
    /// What quantities are worth, ascending: of percentages and of all others.
    percent: Vec<f64>,
    plain: Vec<f64>,
}

impl Values {
    fn of(view: &str, known: &[Span]) -> Self {
        let mut values = Self::default();
        for figure in known.iter().flat_map(|span| figures(view.get(span.range()).unwrap_or(""))) {
            let worth = figure.value.parse::<f64>().ok().filter(|_| figure.kind != FigureKind::Label);
            let all =
                if figure.kind == FigureKind::Percent { &mut values.percent } else { &mut values.plain };
            all.extend(worth.filter(|worth| !worth.is_nan()));
            values.written.insert(figure.value);
        }
        values.percent.sort_unstable_by(f64::total_cmp);
        values.plain.sort_unstable_by(f64::total_cmp);
        values
    }

    /// Whether a figure of the text is this one, or rounds to it.
    fn hold(&self, fact: &Fact, view: &str) -> bool {
        let Some(words) = fact.words.first() else { return true };
        if self.written.contains(words) {
            return true;
        }
        let shown = words.parse::<f64>().ok().filter(|shown| fact.kind == Kind::Figure && *shown > 0.0);
        let Some(shown) = shown else { return false };
        // Half a unit of the last digit that is shown.
        let digits = words
            .trim_end_matches('0')
            .trim_start_matches('0')
            .bytes()
            .filter(u8::is_ascii_digit)
            .count()
            .clamp(1, 9);
        let step = 0.5 * 10f64.powi(1 - i32::try_from(digits).unwrap_or(1));
        let wide = step.max(0.02);
        let plain = if view[fact.span.range()].contains('%') { wide } else { step };
        near(&self.percent, shown, wide) || near(&self.plain, shown, plain)
    }
}

/// Whether any of these values, ascending, is within a share of the one shown.
fn near(values: &[f64], shown: f64, share: f64) -> bool {
    let after = values.partition_point(|value| *value < shown);
    // If any is near enough, one of the two beside it is.
    let beside = after.checked_sub(1).into_iter().chain([after]).filter_map(|at| values.get(at));
    beside.into_iter().any(|given| ((given - shown) / shown).abs() <= share)
}

#[cfg(test)]
mod tests {
    use super::super::{Block, Mentions};
    use super::*;
    use crate::prose::assertion;

    fn new(body: &str, conclusion: &str) -> Vec<String> {
        let view = format!("{body}\n{conclusion}");
        let span = Span::new(body.len() + 1, view.len());
        let mentions = Mentions::read(&view, [Block { passage: PassageId::nth(0), span, paragraph: 0 }]);
        let triggers = assertion(conclusion).map_or(Vec::new(), |a| a.triggers);
        let facts: Vec<_> = Fact::of(&view, span, &mentions.all, &triggers)
            .into_iter()
            .map(|fact| (fact, PassageId::nth(0)))
            .collect();
        fresh(&view, &facts, &[Span::new(0, body.len())])
            .iter()
            .map(|(fact, _)| view[fact.span.range()].to_owned())
            .collect()
    }

    #[test]
    fn what_is_new_is_told() {
        assert_eq!(new("Japan grew.", "The reading of Article 9 in Japan changed."), ["Article 9"]);
        assert_eq!(new("Article 96 grew.", "The reading of Article 9 changed."), ["Article 9"]);
        assert_eq!(new("The port grew.", "So Peter Eichelberger won."), ["Peter Eichelberger"]);
        assert_eq!(new("In 2009 the port grew.", "The port lost 40% of its dues in 2013."), ["40%", "2013"]);
    }

    #[test]
    fn what_was_met_is_not() {
        for (body, conclusion) in [
            ("Japan grew.", "So the Japanese won."),
            ("The United States grew.", "So the US won, and the American fleet."),
            ("The Bank of Northern Trade grew.", "So the BNT won."),
            ("The BNT grew.", "So the Bank of Northern Trade won."),
            ("Dues of $1,213,400 fell in 2009.", "So dues of $1.2 million fell."),
            ("The constitution stands.", "So the Constitution won in Section 4 in May."),
        ] {
            assert_eq!(new(body, conclusion), [""; 0], "{conclusion}");
        }
    }
}
