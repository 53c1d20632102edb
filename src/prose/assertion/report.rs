//! Attributions and quotations.

use super::{Passage, Trigger, TriggerKind};
use crate::lexicon::list;
use crate::prose::lexicon::Flags;
use crate::prose::words::Word;
use crate::span::Span;

/// How far back from its verb a subject is looked for, in words.
const REACH: usize = 10;
/// Quoted words that make a quotation.
const QUOTED: usize = 4;
/// What the words that name a speaker can do.
pub const SPEAKS: Flags = Flags::SAYS.or(Flags::FINDS).or(Flags::ACTS).or(Flags::SPEAKER);

/// "According to X" and "X found that", where X is a name or a report.
pub fn attributions(passage: &Passage<'_>, push: &mut Vec<Trigger>) {
    let words = &passage.words;
    for (index, word) in words.iter().enumerate() {
        if !word.flags.any(SPEAKS) || passage.in_quotes(word.start) {
            continue;
        }
        let found = if word.is("according") && words.get(index + 1).is_some_and(|next| next.is("to")) {
            according(passage, index).map(|strong| (Span::new(word.start, words[index + 1].end()), strong))
        } else if word.is("in") && in_the_view(words, index) {
            according(passage, index + 2)
                .map(|strong| (Span::new(word.start, words[index + 3].end()), strong))
        } else if word.flags.any(Flags::SAYS.or(Flags::FINDS).or(Flags::ACTS)) {
            reporting(passage, index)
                .map(|strong| (Span::new(speaker(passage, index), word.end()), strong))
                .or_else(|| by_whom(passage, index).filter(|_| !word.flags.any(Flags::ACTS)))
                .or_else(|| as_told(passage, index))
        } else if word.is("described") || word.is("characterized") || word.is("characterised") {
            by_whom(passage, index)
        } else {
            None
        };
        if let Some((span, strong)) = found {
            push.push(Trigger { kind: TriggerKind::Attribution, span, strong });
        }
    }
}

/// `in the view of`, `in the words of`.
fn in_the_view(words: &[Word<'_>], index: usize) -> bool {
    let is = |by: usize, one: &str| words.get(index + by).is_some_and(|word| word.is(one));
    is(1, "the") && is(3, "of") && list::VIEW_OF.iter().any(|view| is(2, view))
}

/// `was described by the critic Ines Valcourt`, `confirmed by the Fisheries Agency`.
fn by_whom(passage: &Passage<'_>, index: usize) -> Option<(Span, bool)> {
    let words = &passage.words;
    // In a heading every word has a capital: "Debt Held by the Public".
    if !words.get(index + 1)?.is("by") || index > 0 && words[index].capital() {
        return None;
    }
    // What a body will decide it has not said.
    if passage.clauses.hedged(words[index].start) {
        return None;
    }
    let end = words.len().min(index + 6);
    let whom = (index + 2..end).find(|&at| words[at].capital() || words[at].flags.any(Flags::BODY))?;
    let named = words[whom..end].iter().take(3).any(Word::capital);
    Some((Span::new(words[index].start, words[whom].end()), named))
}

/// `As the economist Lena Ostrow showed, …`; `“…,” recalled one of the engineers`.
fn as_told(passage: &Passage<'_>, index: usize) -> Option<(Span, bool)> {
    let words = &passage.words;
    let verb = &words[index];
    // "As a work of the port": a noun; "as a work of the United States": a name.
    if index > 0 && (words[index - 1].flags.any(Flags::DET) || verb.capital()) {
        return None;
    }
    let from = index.saturating_sub(7);
    let opener = (from..index).rev().find(|&at| words[at].is("as"));
    if let Some(at) = opener {
        let between = &words[at + 1..index];
        let joined = !passage.text.get(words[at].end()..verb.start)?.contains([',', ';', '.', '“', '"']);
        let opens = at == 0 || passage.between(&words[at - 1], &words[at]).contains([',', '—', '(']);
        let who = between.iter().any(|word| word.capital() || word.flags.any(Flags::BODY));
        if joined && opens && who {
            return Some((Span::new(words[at].start, verb.end()), between.iter().any(Word::capital)));
        }
    }
    let before = passage.text.get(..verb.start)?.trim_end();
    let said = verb.flags.any(Flags::SAYS.or(Flags::FINDS));
    let closed = before.strip_suffix(['”', '"']).is_some_and(|head| head.ends_with([',', '?', '!']));
    if said && closed {
        let who = words
            .iter()
            .skip(index + 1)
            .take(5)
            .find(|word| word.capital() || word.flags.any(Flags::BODY))?;
        return Some((Span::new(verb.start, who.end()), who.capital()));
    }
    None
}

/// Where the words before a reporting verb begin that name who reports: "The
/// National Institute found". The verb itself if something else stands before it.
fn speaker(passage: &Passage<'_>, index: usize) -> usize {
    let words = &passage.words;
    let mut start = index;
    while start > 0 && index - start < REACH {
        let word = &words[start - 1];
        let joined = passage.between(word, &words[start]).trim().is_empty();
        let helper = start == index && word.flags.any(Flags::HAVE);
        let link = (word.is("of") || word.is("for") || word.is("and") || word.is("the")) && start < index;
        if !joined || !(word.capital() || helper || link) {
            break;
        }
        start -= 1;
    }
    // No name begins with "of" or "and".
    while start < index && ["of", "for", "and"].iter().any(|link| words[start].is(link)) {
        start += 1;
    }
    words[start].start
}

/// "The Commission concludes": the report speaks of the body that wrote it. A
/// bare generic body is taken for the author, as most reports use it.
fn own_body(words: &[Word<'_>], index: usize) -> bool {
    const BODIES: [&str; 8] =
        ["Commission", "Committee", "Panel", "Force", "Group", "Inquiry", "Subcommittee", "Review"];
    // Only what may stand between is passed over: a long sentence is not searched for each of its verbs.
    let between = |word: &&Word<'_>| {
        !BODIES.contains(&word.text) && (word.flags.any(Flags::HAVE) || word.text.ends_with("ly"))
    };
    let passed = words[..index].iter().rev().take_while(between).count();
    let Some(body) = (index - passed).checked_sub(1).filter(|&at| BODIES.contains(&words[at].text)) else {
        return false;
    };
    let before = words[..body].iter().rev().find(|word| !["Task", "Working"].contains(&word.text));
    before.is_some_and(|word| word.is("the") || word.is("this") || word.is("our"))
}

/// Whether "according to" names a body or a report, and how surely.
fn according(passage: &Passage<'_>, index: usize) -> Option<bool> {
    let opens = index.checked_sub(1).is_none_or(|before| {
        passage.between(&passage.words[before], &passage.words[index]).contains([',', ';', '—', '('])
    });
    let mut report = false;
    let mut last: Option<&Word<'_>> = None;
    for word in passage.words.iter().skip(index + 2).take(REACH) {
        if last.is_some_and(|last| passage.between(last, word).contains(',')) {
            break;
        }
        // "Sorted according to the order of the Sectors" names no one: the first noun is what speaks.
        let apart = !opens && !report && last.is_some() && word.flags.any(Flags::PREP);
        if apart || word.is("which") || word.is("whom") || word.is("whether") {
            break;
        }
        if word.capital() {
            return Some(true);
        }
        report |= word.flags.any(Flags::REPORTER) || list::UNNAMED_EXPERTS.has(word.text);
        last = Some(word);
    }
    report.then_some(false)
}

/// Whether a reporting verb has a subject that can report, and how surely.
fn reporting(passage: &Passage<'_>, index: usize) -> Option<bool> {
    let words = &passage.words;
    let word = &words[index];
    let adverb = |word: &Word<'_>| word.text.ends_with("ly") || word.is("also") || word.is("often");
    let before = words[..index].iter().rev().take(3).find(|word| !adverb(word))?;
    let barred = Flags::BE.or(Flags::DET).or(Flags::WAS).or(Flags::HAVE).or(Flags::PREP).or(Flags::MODAL);
    if before.flags.any(barred) && !before.is("had") && !before.is("has") && !before.is("have")
        || word.capital()
    {
        return None;
    }
    if passage.between(before, word).contains(['-', '“', '"']) {
        return None;
    }
    // "vendors’ claims that": a possessive makes a noun of what looks like a verb.
    if before.text.ends_with("’s") || passage.between(before, word).starts_with(['’', '\'']) {
        return None;
    }
    if own_body(words, index) {
        return None;
    }
    // "Three projects that …": a noun, unless "that" follows at once.
    let noun = ["projects", "forecasts", "claims", "notes", "reports"].iter().any(|one| word.is(one));
    let who = before.capital() || before.flags.any(Flags::BODY.or(Flags::REPORTER));
    if noun
        && !(words.get(index + 1).is_some_and(|next| next.is("that")) && who)
        && !quoted_next(passage, index)
    {
        return None;
    }
    // "Part V argues": the text speaks of itself.
    if own_part(words, index) {
        return None;
    }
    let that = words.iter().skip(index + 1).take(3).any(|next| next.is("that"));
    let next_quote = passage.quoted.partition_point(|span| (span.start as usize) < word.end());
    let quotes = passage.quoted.get(next_quote).is_some_and(|span| span.start as usize - word.end() <= 12)
        || quoted_before(passage, index);
    let plain = word.flags.any(Flags::SAYS) && says_something(words, index);
    // Of these the one who acts stands right before the verb.
    let acts = word.flags.any(Flags::ACTS)
        && (before.capital() || before.flags.any(Flags::BODY.or(Flags::HAVE).or(Flags::REPORTER)))
        && words.get(index + 1).is_some_and(|next| !next.is("by"));
    if !that && !quotes && !plain && !acts {
        return None;
    }
    subject(passage, index).filter(|&named| named || that || quotes || acts)
}

/// `Part V`, `Section 3`, `Chapter II` right before a verb.
fn own_part(words: &[Word<'_>], index: usize) -> bool {
    let Some([part, number]) = index.checked_sub(2).and_then(|from| words.get(from..index)) else {
        return false;
    };
    let roman = number.text.bytes().all(|byte| b"IVXL".contains(&byte));
    let named = ["part", "section", "chapter", "appendix", "annex"].iter().any(|one| part.is(one));
    named && (number.digit() || roman || number.text.len() == 1 && number.capital())
}

/// Whether a quotation opens right after the verb.
fn quoted_next(passage: &Passage<'_>, index: usize) -> bool {
    let end = passage.words[index].end();
    let next = passage.quoted.partition_point(|span| (span.start as usize) < end);
    passage.quoted.get(next).is_some_and(|span| span.start as usize - end <= 5)
}

/// `“…,” the minister told reporters`: the quotation ends just before who says it.
fn quoted_before(passage: &Passage<'_>, index: usize) -> bool {
    let verb = passage.words[index].start;
    let last = passage.quoted.partition_point(|span| (span.end as usize) < verb);
    last.checked_sub(1).is_some_and(|at| {
        let end = passage.quoted[at].end as usize;
        let between = passage.text.get(end..verb).unwrap_or("");
        between.len() <= 60 && !between.contains(". ") && passage.text[..end].ends_with([',', '?', '!'])
    })
}

/// Whether a clause follows a "said" that has no "that"; `reported 40 attacks` is no report.
fn says_something(words: &[Word<'_>], index: usize) -> bool {
    let verb = &words[index];
    let next = words.get(index + 1);
    let clause = next.is_some_and(|next| {
        next.capital()
            || next.flags.any(Flags::DET.or(Flags::FUNCTION)) && !next.flags.any(Flags::PREP)
            || next.is("it")
    });
    clause && (verb.is("said") || verb.is("says") || verb.is("estimates") || verb.is("estimated"))
}

/// Looks back for the subject: a name is sure (`Some(true)`), a report is not.
fn subject(passage: &Passage<'_>, index: usize) -> Option<bool> {
    let words = &passage.words;
    let from = index.saturating_sub(REACH);
    let mut found = None;
    // Whether a name stood there that only tells whose the thing is: "talks with the Harbour Board showed".
    let mut owner = false;
    // Whether the words looked at stand in brackets: whom they name is not the one who speaks.
    let mut aside = false;
    for at in (from..index).rev() {
        let word = &words[at];
        let gap = passage.between(word, &words[at + 1]);
        aside = (aside || gap.contains(')')) && !gap.contains('(');
        if aside {
            continue;
        }
        if gap.contains(['“', '”', '"', ';', ':']) || (gap.contains(',') && found.is_some()) {
            break;
        }
        // "Where a person believes" opens a clause; "nothing in the code requires" speaks of nobody.
        if ["where", "when", "if", "unless", "nothing", "whenever"].iter().any(|one| word.is(one)) {
            return None;
        }
        if name(words, at) {
            let start = (0..at).rev().take_while(|&back| words[back].capital()).last().unwrap_or(at);
            let lead = (0..start).rev().find(|&back| !words[back].flags.any(Flags::DET));
            let led = lead.is_some_and(|lead| ["with", "from", "by"].iter().any(|one| words[lead].is(one)));
            if !led {
                return Some(true);
            }
            owner = true;
        }
        if word.flags.any(Flags::REPORTER.or(Flags::BODY)) && (at == 0 || !word.capital()) {
            found = Some(owner || found == Some(true));
        }
        // "Both charities": the text has named them.
        if word.text.ends_with('s') && at > 0 && words[at - 1].is("both") {
            return Some(true);
        }
        if gap.contains(',') || at + 1 == index && word.flags.any(Flags::FUNCTION) && !word.is("also") {
            break;
        }
    }
    found
}

/// Whether a word is part of a name: a capital that its place does not explain.
fn name(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    word.capital()
        && !word.flags.any(Flags::FUNCTION.or(Flags::CONNECTIVE).or(Flags::PREP).or(Flags::MONTH))
        && (at > 0 || opens_as_name(words))
}

/// Whether the first word is a name by more than its place: "Greenpeace argues", "Human
/// Rights Watch reported", not "Local activists say".
fn opens_as_name(words: &[Word<'_>]) -> bool {
    let (Some(first), next) = (words.first(), words.get(1)) else { return false };
    let verb = Flags::SAYS.or(Flags::FINDS).or(Flags::HAVE).or(Flags::WAS);
    let alone =
        next.is_some_and(|next| next.capital() || next.is("s") || next.is("of") || next.flags.any(verb));
    alone
        && !first.flags.any(Flags::REPORTER.or(Flags::BODY))
        && !first.text.ends_with("ly")
        && !first.text.ends_with("ing")
        // "Farmers have criticized": a crowd. A plural that is a name is lost with it.
        && (!first.text.ends_with('s') || next.is_some_and(Word::capital))
}

/// Quotations of at least [`QUOTED`] words that are given as someone's words.
pub fn quotations(passage: &Passage<'_>, push: &mut Vec<Trigger>) {
    for &span in &passage.quoted {
        let from = passage.word_index(span.start as usize);
        let to = passage.words.partition_point(|word| word.start < span.end as usize);
        let inside = passage.words.get(from..to).unwrap_or(&[]);
        // Four words may be an idiom, unless somebody is said to speak.
        let spoken = push.iter().any(|trigger| trigger.kind == TriggerKind::Attribution);
        if inside.len() >= QUOTED + usize::from(!spoken) && !title(inside) && introduced(passage, from, to) {
            push.push(Trigger { kind: TriggerKind::Quotation, span, strong: true });
        }
    }
}

/// Whether most of the long words are capitalised, as in titles.
fn title(words: &[Word<'_>]) -> bool {
    let long = words.iter().filter(|word| word.text.len() > 3);
    let (capital, all) =
        long.fold((0, 0), |(capital, all), word| (capital + usize::from(word.capital()), all + 1));
    capital * 3 > all * 2
}

/// Whether a reporting verb or "according to" stands near a quotation, and no word such
/// as "called" or "entitled" right before it.
fn introduced(passage: &Passage<'_>, from: usize, to: usize) -> bool {
    let words = &passage.words;
    let open = words.get(from).map_or(passage.text.len(), |word| word.start);
    let near_before = &words[from.saturating_sub(5)..from];
    let named = near_before.iter().rev().take(4).any(|word| word.flags.any(Flags::TITLE_WORD));
    if named {
        return calls(passage, from, to);
    }
    let speaks = Flags::SAYS.or(Flags::FINDS);
    let around = words[from.saturating_sub(12)..from].iter().chain(words.iter().skip(to).take(8));
    let spoken = ["according", "recalled", "described", "characterized", "words"];
    let verb = around.clone().any(|word| {
        (word.flags.any(speaks) || spoken.iter().any(|one| word.is(one))) && !passage.in_quotes(word.start)
    });
    let head = passage.text.get(..open).unwrap_or("").trim_end_matches(['“', '"', '‘', '[', '.', '…']);
    let mark = head.ends_with(", ") || head.ends_with(": ");
    verb || (mark && from > 2 && (from.saturating_sub(40)..from).any(|index| super::past::past(words, index)))
}

/// "The ranking member called the fund “a bridge loan with no far bank”": somebody's words,
/// not a name. Not "is called", "so-called", "what the report called".
fn calls(passage: &Passage<'_>, from: usize, to: usize) -> bool {
    let words = &passage.words;
    let Some(at) = (from.saturating_sub(6)..from)
        .rev()
        .find(|&at| ["called", "dubbed", "termed"].iter().any(|verb| words[at].is(verb)))
    else {
        return false;
    };
    let before = at.checked_sub(1).map(|before| &words[before]);
    let active = before.is_some_and(|before| {
        !before.flags.any(Flags::BE.or(Flags::WAS).or(Flags::HAVE).or(Flags::PREP)) && !before.is("so")
    });
    let lower = words.get(from).is_some_and(|word| !word.capital());
    active && lower && to - from > 4 && !words[0].is("what")
}
