//! What the law says: "the statute requires", "grantees are barred from", "a plaintiff
//! must show", "Congress amended the statute". On labelled policy prose such sentences
//! nearly always need a source, yet they show no figure; they are advice.

use super::{Passage, past};
use crate::lexicon::list;
use crate::prose::lexicon::Flags;
use crate::prose::words::Word;

/// How far from its subject the verb of a law stands, in words.
const REACH: usize = 7;

/// The first and the last word of a statement of law that begins with the word at `index`.
pub fn law(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let flags = passage.words[index].flags;
    if flags.any(Flags::LAW)
        && let Some(to) = does(passage, index)
    {
        return Some((index, to));
    }
    if flags.any(Flags::ROLE)
        && let Some(to) = bound(passage, index)
    {
        return Some((index, to));
    }
    state(passage, index)
        .or_else(|| under(passage, index))
        .or_else(|| enacts(passage, index).then_some((index, index)))
        .or_else(|| duty(passage, index))
}

fn word<'p, 'a>(passage: &'p Passage<'a>, index: usize, by: isize) -> Option<&'p Word<'a>> {
    index.checked_add_signed(by).and_then(|index| passage.words.get(index))
}

/// `the constitution prohibits`: the verb.
fn does(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let words = &passage.words;
    let noun = &words[index];
    let plural = noun.text.ends_with('s');
    if !noun.capital() && !plural && !determined(passage, index) {
        return None;
    }
    // These are law only with a capital.
    if ["rule", "section", "title", "article", "guidelines", "directives"].iter().any(|one| noun.is(one))
        && !noun.capital()
    {
        return None;
    }
    let end = words.len().min(index + REACH);
    (index + 1..end).find(|&at| {
        let (verb, before) = (&words[at], &words[at - 1]);
        let other = before.flags.any(Flags::DET.or(Flags::PREP).or(Flags::MODAL)) || verb.capital();
        verb.flags.any(Flags::LAW_VERB) && !other
    })
}

/// Whether an article or a possessive stands up to three words before.
fn determined(passage: &Passage<'_>, index: usize) -> bool {
    (1..=3).any(|by| word(passage, index, -by).is_some_and(|it| it.is("the") || it.is("its") || it.is("s")))
}

/// `A plaintiff must show`: the modal.
fn bound(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let words = &passage.words;
    let opens = index <= 2 && words[..index].iter().any(|it| it.flags.any(Flags::DET));
    let end = words.len().min(index + 12);
    (index + 1..end).find(|&at| {
        let modal = ["must", "shall", "may"].iter().any(|one| words[at].text == *one);
        modal && opens && words.get(at + 1).is_some_and(|next| !next.is("have") && !next.is("well"))
    })
}

/// `are barred from`, `is exempt`, `are required by law`.
fn state(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let words = &passage.words;
    if !words[index].flags.any(Flags::BE) {
        return None;
    }
    let at = (index + 1..words.len().min(index + 4)).find(|&at| words[at].flags.any(Flags::LEGAL_STATE))?;
    let steps =
        words[index + 1..at].iter().all(|it| it.text.ends_with("ly") || it.is("not") || it.is("also"));
    let made = &words[at];
    let next = words.get(at + 1);
    // The group says which small words tie the law to it. "Are you permitted to" asks.
    let ties = list::LEGAL_STATE.group(made.text).unwrap_or_default();
    let tied = |next: &Word<'_>| ties.split(' ').any(|tie| next.is(tie)) && (index > 0 || !next.is("to"));
    let lawful = ties.is_empty() || next.is_some_and(tied);
    (steps && lawful).then_some((index, at))
}

/// `Under German law, …` at the head of a sentence.
fn under(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let words = &passage.words;
    if index > 1 || !words[index].is("under") {
        return None;
    }
    (index + 1..words.len().min(index + 6)).find(|&at| words[at].flags.any(Flags::LAW)).map(|at| (index, at))
}

/// `Congress amended the statute`, `ratified the convention`.
fn enacts(passage: &Passage<'_>, index: usize) -> bool {
    passage.words[index].flags.any(Flags::ENACTS)
        && (past::past(&passage.words, index)
            || word(passage, index, -1).is_some_and(|before| before.flags.any(Flags::WAS.or(Flags::HAVE))))
}

/// `has a duty to`.
fn duty(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let bound = passage.words[index].is("duty")
        && word(passage, index, 1).is_some_and(|next| next.is("to") || next.is("of"))
        && word(passage, index, -2)
            .is_some_and(|it| it.flags.any(Flags::HAVE) || it.is("under") || it.is("had"));
    bound.then(|| (index - 2, index))
}
