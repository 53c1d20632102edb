//! What silences a whole sentence.

use super::Passage;
use super::amount;
use crate::lexicon::list;
use crate::prose::lexicon::Flags;
use crate::prose::words::Word;

/// Why no trigger of a sentence counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// It names its source itself: `P.L. 110-246`, `see Table 2`, `(Smith 2014)`.
    Sourced,
    /// It offers options or gives an order.
    Advice,
    /// It asks.
    Question,
    /// It is a caption, or the line of a source.
    Caption,
    /// It supposes: `If the rate is 75%`, `in the baseline scenario`.
    Supposition,
    /// The author speaks of the author or of this paper.
    OwnVoice,
    /// There is no verb in it.
    Fragment,
    /// It tells who paid, whose views these are, who is thanked.
    Disclosure,
    /// It says what a term means.
    Definition,
    /// It takes up what was said before.
    Summary,
    /// It foretells, in words that are no modal.
    Forecast,
    /// Everybody knows it.
    Common,
}

/// Why no trigger of this sentence counts, if so.
pub fn silent(passage: &Passage<'_>) -> Option<Silence> {
    if question(passage.text) {
        return Some(Silence::Question);
    }
    if caption(passage) {
        return Some(Silence::Caption);
    }
    if author_date(passage.text) || article_of_law(passage) || narrated(passage) || dated_report(passage) {
        return Some(Silence::Sourced);
    }
    opener(passage)
        .or_else(|| outline(passage).then_some(Silence::OwnVoice))
        .or_else(|| measure(passage).then_some(Silence::Definition))
        .or_else(|| common(passage).then_some(Silence::Common))
        .or_else(|| own_voice(passage))
        .or_else(|| fragment(passage).then_some(Silence::Fragment))
}

/// A sentence that ends in a question mark.
fn question(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', ')', ' ']).ends_with('?')
}

/// `Table 3: …`, `Source: …`.
fn caption(passage: &Passage<'_>) -> bool {
    let Some(first) = passage.words.first() else { return true };
    let captions = ["Table", "Figure", "Fig", "Box", "Chart", "Exhibit", "Map", "Photo"];
    if ["Source", "Sources", "Note", "Notes", "Author", "Published", "Posted", "Updated", "Date"]
        .contains(&first.text)
    {
        return passage.text.get(first.end()..).is_some_and(|rest| rest.starts_with(':'));
    }
    captions.contains(&first.text) && passage.words.get(1).is_some_and(|word| word.digit())
}

/// `(Smith 2014)`, `Smith (2014)`, `(Smith and Jones, 2014a; …)`.
pub fn author_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b')', bytes).any(|close| {
        let head = text.get(..close).unwrap_or("");
        let head = head.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(head);
        let digits = head.bytes().rev().take(5).take_while(u8::is_ascii_digit).count();
        let before = &head[..head.len() - digits];
        let name = |c: char| c.is_alphabetic() || c == '.';
        digits == 4
            && (before.strip_suffix('(').is_some_and(|rest| name_ends(rest.trim_end()))
                || (before.ends_with([' ', ',']) && cited_name(before, name)))
    })
}

/// `Okafor argues that clinics close (2014)`: the year stands apart from the name that says it.
fn narrated(passage: &Passage<'_>) -> bool {
    let years = passage.text.match_indices('(').any(|(at, _)| {
        let inside = passage.text.get(at + 1..).unwrap_or("");
        let year =
            inside.bytes().take_while(u8::is_ascii_digit).count() == 4 && inside.starts_with(['1', '2']);
        let rest = inside.get(4..).unwrap_or("").trim_start_matches(|c: char| c.is_ascii_lowercase());
        year && (rest.starts_with(')') || rest.starts_with(", p") || rest.starts_with(':'))
    });
    let says = |index: usize| {
        let (who, verb) = (&passage.words[index], &passage.words[index + 1]);
        let named = who.capital() && !who.flags.any(Flags::FUNCTION.or(Flags::CONNECTIVE).or(Flags::BODY));
        named && verb.flags.any(Flags::SAYS.or(Flags::FINDS)) && !passage.in_quotes(verb.start)
    };
    years && (0..passage.words.len().saturating_sub(1)).any(says)
}

/// `According to the 2019 Herring Stock Survey, …`: a report with its name and its year can be looked up.
fn dated_report(passage: &Passage<'_>) -> bool {
    let words = &passage.words;
    let according = words.windows(2).position(|pair| pair[0].is("according") && pair[1].is("to"));
    let Some(from) = according.map(|at| at + 2) else { return false };
    let joined =
        |at: usize| at == from || !passage.between(&words[at - 1], &words[at]).contains([',', ';', '—']);
    let named = (from..words.len()).take_while(|&at| joined(at)).map(|at| &words[at]);
    let year = |word: &Word<'_>| word.digit() && word.text.len() == 4 && word.text.starts_with(['1', '2']);
    let (mut dated, mut report, mut capitals) = (false, false, 0);
    for word in named {
        dated |= year(word);
        capitals += usize::from(word.capital() && !word.digit());
        report |= word.capital() && word.flags.any(Flags::REPORTER.or(Flags::PAPER));
    }
    dated && report && capitals > 1
}

/// Whether the last word of `text` opens with a capital.
fn name_ends(text: &str) -> bool {
    let near = text.get(text.len().saturating_sub(40)..).unwrap_or("");
    let word = near.rsplit(' ').next().unwrap_or("");
    word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// Whether a parenthesis opens right before the one or few names that end `text`.
fn cited_name(text: &str, name: fn(char) -> bool) -> bool {
    let tail = text.trim_end_matches([' ', ',']);
    let Some(open) = memchr::memrchr(b'(', &tail.as_bytes()[tail.len().saturating_sub(80)..]) else {
        return false;
    };
    let inside = tail.get(tail.len().saturating_sub(80) + open + 1..).unwrap_or("");
    let dated = inside
        .split(' ')
        .any(|word| word.len() > 2 && crate::prose::lexicon::of(word).any(Flags::MONTH.or(Flags::DATE_PREP)));
    !inside.is_empty()
        && !dated
        && inside.starts_with(char::is_uppercase)
        && inside
            .chars()
            .all(|c| name(c) || matches!(c, ' ' | ',' | '&' | '-' | '’' | ';') || c.is_ascii_digit())
}

/// `Article 4 of the Treaty of Lund`: the place in a law that is named is a source.
fn article_of_law(passage: &Passage<'_>) -> bool {
    let words = &passage.words;
    words.windows(5).any(|run| {
        let place = run[0].flags.any(Flags::LABEL) && run[1].digit() && run[2].is("of");
        let law = |word: &Word<'_>| word.capital() && !word.digit();
        place && (run[3].is("the") && law(&run[4]) || law(&run[3]))
    })
}

/// `An acre is 43,560 square feet`: a kind of thing, no name, no past.
fn measure(passage: &Passage<'_>) -> bool {
    let words = &passage.words;
    let opens = words.first().is_some_and(|first| first.is("a") || first.is("an"));
    opens
        && words.iter().skip(1).take(4).any(|word| word.is("is") || word.is("equals"))
        && !words.iter().skip(1).any(Word::capital)
        && !(0..words.len()).any(|index| super::past::past(words, index))
}

/// A short sentence that dates what every reader knows: `The Second World War ended in 1945`.
fn common(passage: &Passage<'_>) -> bool {
    const KNOWN: [&str; 12] = [
        "World War",
        "French Revolution",
        "Berlin Wall",
        "Soviet Union",
        "Cold War",
        "Russian Revolution",
        "American Revolution",
        "Great Depression",
        "Industrial Revolution",
        "Roman Empire",
        "Civil War",
        "United Nations was founded",
    ];
    passage.words.len() <= 9 && KNOWN.iter().any(|name| passage.text.contains(name))
}

/// `Section 3 turns to …`, `Part II examines …`: a document that tells its own plan.
fn outline(passage: &Passage<'_>) -> bool {
    const PARTS: [&str; 9] =
        ["Section", "Part", "Chapter", "Table", "Figure", "Appendix", "Annex", "Box", "Volume"];
    let words = &passage.words;
    let (Some(first), Some(second)) = (words.first(), words.get(1)) else { return false };
    let own = first.is("this") && PARTS.iter().chain(&["Article", "Note"]).any(|part| second.text == *part);
    let part = (PARTS.contains(&first.text) || first.is("the") && second.is("appendix"))
        && !words.get(2).is_some_and(|third| third.is("of"));
    own || part
        && words.iter().skip(1).take(7).any(|word| list::CHAPTER_DOES.iter().any(|verb| word.is(verb)))
}

/// Imperatives and suppositions, after `and`, `but` or `or`.
fn opener(passage: &Passage<'_>) -> Option<Silence> {
    let mut words = passage.words.iter().skip_while(|word| word.flags.any(Flags::CONNECTIVE));
    let Some(first) = words.next() else { return Some(Silence::Fragment) };
    if first.flags.any(Flags::OPENER) {
        return Some(Silence::Supposition);
    }
    let next = words.next();
    let noun = next.is_none_or(|next| {
        next.is("of")
            || next.flags.any(Flags::WAS.or(Flags::HAVE).or(Flags::BE).or(Flags::PAST))
            || next.text.ends_with("ed")
    });
    (first.flags.any(Flags::IMPERATIVE) && !noun).then_some(Silence::Advice)
}

/// First or second person, "this report", model language; outside quotations.
fn own_voice(passage: &Passage<'_>) -> Option<Silence> {
    if !passage.can.any(Flags::FIRST.or(Flags::MODEL).or(Flags::DOCUMENT)) {
        return None;
    }
    passage.words.iter().enumerate().find_map(|(index, word)| {
        let flags = word.flags;
        if !flags.any(Flags::FIRST.or(Flags::MODEL).or(Flags::DOCUMENT)) || passage.in_quotes(word.start) {
            return None;
        }
        let before = index.checked_sub(1).and_then(|index| passage.words.get(index));
        // "Officials told us that": somebody else speaks.
        if before.is_some_and(|before| before.is("told")) {
            return None;
        }
        if flags.any(Flags::FIRST) && !country(word.text) && !roman(word.text, before.map(|word| word.text)) {
            return Some(Silence::OwnVoice);
        }
        if flags.any(Flags::MODEL) {
            let named = before.is_some_and(|before| before.is("the")) && word.text.starts_with("assum");
            return (!named).then_some(Silence::Supposition);
        }
        let this = before.is_some_and(|before| before.is("this") || before.is("present"));
        (flags.any(Flags::DOCUMENT) && this && !word.capital()).then_some(Silence::OwnVoice)
    })
}

/// `US` is a country, `us` is not.
fn country(word: &str) -> bool {
    word == "US" || word == "U" || word == "S"
}

/// The `I` of `World War I`, `Title I`, `I.`.
fn roman(word: &str, before: Option<&str>) -> bool {
    word == "I"
        && before.is_some_and(|before| {
            before.starts_with(char::is_uppercase)
                && !crate::prose::lexicon::of(before)
                    .any(Flags::CONNECTIVE.or(Flags::DATE_PREP).or(Flags::PREP))
        })
}

/// Nothing in it that could be a verb; without a full stop, nothing that surely is one.
fn fragment(passage: &Passage<'_>) -> bool {
    let sure = Flags::WAS.or(Flags::HAVE).or(Flags::BE).or(Flags::PAST).or(Flags::MODAL);
    let words = &passage.words;
    let regular = |index: usize| super::past::regular(words, index);
    if (0..words.len()).any(|index| words[index].flags.any(sure) || regular(index)) {
        return false;
    }
    let closed =
        passage.text.trim_end_matches(['”', '"', '’', ')', ' ']).ends_with(['.', '!', ':', ';', ',']);
    if !closed {
        return true;
    }
    let told = (1..words.len()).any(|index| unknown_verb(words, index));
    let present = told
        || words.iter().skip(1).any(|word| {
            word.flags
                .any(Flags::PRESENT.or(Flags::LAW_VERB).or(Flags::SAME).or(Flags::SAYS).or(Flags::FINDS))
        });
    !present && words.len() < 12 && !amount::acts(passage)
}

/// A word that agrees with the noun before it, before an article or a number: `The Restatement adopts the`, `A unit
/// admits about 200`, `Tarred ropes last a third longer`.
fn unknown_verb(words: &[Word<'_>], index: usize) -> bool {
    let (word, before) = (&words[index], &words[index - 1]);
    let noun = !before.flags.any(Flags::DET.or(Flags::PREP).or(Flags::FUNCTION));
    let plural = |word: &Word<'_>| word.text.ends_with('s') && !word.text.ends_with("ss");
    let third_person = word.text.len() > 4 && word.text.ends_with('s');
    let bare = plural(before) && !plural(word) && !word.text.ends_with("ing") && !word.text.ends_with("ly");
    let plain = !word.flags.any(Flags::FUNCTION.or(Flags::PREP).or(Flags::CONNECTIVE).or(Flags::NUMBER_WORD));
    (third_person || bare && plain && !word.digit())
        && !word.capital()
        && noun
        && words.get(index + 1).is_some_and(|next| {
            let number = next.digit() || next.flags.any(Flags::NUMBER_WORD) && !next.capital();
            next.flags.any(Flags::DET) || number || list::NEAR_NUMBER.has(next.text)
        })
}
